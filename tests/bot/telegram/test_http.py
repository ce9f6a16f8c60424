"""The way to the Bot API, and what its errors prove; the web server of the webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.telegram.http import HttpRequest
from bot.telegram.limiter import never_delivered
from tests.bot.telegram.conftest import Running, Start
from tests.bot.telegram.test_inbox import SECRET
from tests.bot_api.server import TOKEN, BotApi, Fault
from tests.ports import free_port

HOOK = {"webhook_url": "https://bot.example.org/hook", "webhook_secret": SECRET}


@pytest.fixture
async def bot_of_one(api: BotApi) -> AsyncIterator[Bot]:
    """The library's bot over one connection, with little patience."""
    async with Bot(TOKEN, base_url=api.base_url, request=HttpRequest(1, patience=0.2)) as bot:
        yield bot


async def test_an_answer_that_is_late_may_have_been_delivered(bot_of_one: Bot, api: BotApi) -> None:
    """The Bot API took the request."""
    api.faults.append(Fault("getMe", "slow", seconds=0.5))
    with pytest.raises(TimedOut) as error:
        await bot_of_one.get_me()
    assert not never_delivered(error.value)


async def test_nothing_is_delivered_where_no_connection_is_free(bot_of_one: Bot, api: BotApi) -> None:
    """The request before has the only one."""
    api.faults.append(Fault("getMe", "slow", seconds=0.5))
    first = asyncio.create_task(bot_of_one.get_me(read_timeout=5))
    await api.until(lambda: not api.faults[0].times)
    with pytest.raises(TimedOut) as error:
        await bot_of_one.get_me(pool_timeout=0.05, connect_timeout=0.05)
    assert never_delivered(error.value)
    await first


async def test_nothing_is_delivered_where_nobody_listens() -> None:
    """Without a word of the token."""
    request = HttpRequest(1)
    await request.initialize()
    with pytest.raises(NetworkError) as error:
        await request.post(f"http://127.0.0.1:{free_port()}/bot{TOKEN}/getMe")
    assert never_delivered(error.value)
    assert TOKEN not in str(error.value)
    await request.shutdown()
    with pytest.raises(NetworkError, match="after the end"):
        await request.post("http://127.0.0.1/")


async def test_a_proxy_of_the_environment_is_used(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the address is the proxy's business."""
    monkeypatch.setenv("http_proxy", api.base_url.removesuffix("/bot"))
    async with Bot(TOKEN, base_url="http://bot-api.invalid/bot", request=HttpRequest(1)) as bot:
        assert bot.username == api.me["username"]


async def test_the_webhook_is_set_again_until_telegram_takes_it(start: Start, api: BotApi) -> None:
    """Where retries are allowed; else the start fails, and nothing listens."""
    async with start() as bot:
        updater = bot.application.updater
        assert updater is not None
        await updater.stop()
        api.faults.append(Fault("setWebhook", "502-json", times=2))
        with pytest.raises(NetworkError):
            await updater.start_webhook("127.0.0.1", free_port(), "hook", **_named(HOOK))
        assert not updater.running
        await updater.start_webhook("127.0.0.1", free_port(), "hook", bootstrap_retries=1, **_named(HOOK))
        assert updater.running
        assert api.webhook["url"] == HOOK["webhook_url"]


def _named(hook: dict[str, str]) -> dict[str, str]:
    return {"webhook_url": hook["webhook_url"], "secret_token": hook["webhook_secret"]}


async def test_what_is_too_long_for_an_update_is_refused(start: Start, api: BotApi) -> None:
    """Before it is read."""
    port = free_port()
    running: Running
    async with start(webhook=port, **HOOK) as running, aiohttp.ClientSession() as session:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        parts = iter([b"[" * 500_000] * 4)

        async def body() -> AsyncIterator[bytes]:
            for part in parts:
                yield part

        async with session.post(f"http://127.0.0.1:{port}/hook", data=body(), headers=headers) as response:
            assert response.status == 413
        assert await running.store.inbox.waiting() == 0
