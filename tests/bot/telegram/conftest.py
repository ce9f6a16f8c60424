"""The whole application against the Bot API server of the tests, driven by the library's own client."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from telegram.request import BaseRequest

from bot.answer import Answerer
from bot.store.store import Store
from bot.store.worker import ME
from bot.telegram.application import App, build
from bot.telegram.gate import ALLOWED_UPDATES
from bot.telegram.inbox import Inbox
from bot.telegram.pipeline import Pipeline, Pipelines
from bot.telegram.settings import TelegramSettings
from bot.telegram.texts import Texts
from tests.bot_api.server import TOKEN, BotApi

ADMIN = 900

# What most tests are not about must not slow them down.
UNHURRIED: dict[str, Any] = {
    "messages_per_second": 10_000,
    "seconds_between_messages": 0,
    "group_messages_per_minute": 10_000,
    "flood_burst": 1_000,
    "stop_seconds": 2,
    "admins": f"{ADMIN}",
}


@dataclass(frozen=True)
class Running:
    """A bot at work: the server it talks to, its application and its store."""

    api: BotApi
    application: App
    store: Store

    async def settled(self) -> None:
        """Wait until every update that was pushed is taken out of the inbox, and told of."""
        await self.api.until(lambda: not self.api.pending)
        inbox = self.application.update_queue
        async with asyncio.timeout(20):
            while await self.store.inbox.waiting() or (isinstance(inbox, Inbox) and inbox.in_hand):
                await asyncio.sleep(0.01)


Start = Callable[..., contextlib.AbstractAsyncContextManager[Running]]


@pytest.fixture(scope="session")
def pipelines(answerer: Answerer) -> Pipelines:
    """The one pipeline, in English."""
    return Pipelines({"en": Pipeline(answerer, Texts.load("en"))}, "en")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server without limits."""
    async with BotApi.running() as server:
        yield server


def settings_for(api: BotApi, folder: Path, **changed: Any) -> TelegramSettings:
    """Settings for a bot at this server, with its database in the folder."""
    base = {"database": f"sqlite+aiosqlite:///{folder / 'bot.db'}", **UNHURRIED}
    return TelegramSettings(token=TOKEN, api_url=api.base_url, **{**base, **changed})


@contextlib.asynccontextmanager
async def started(
    api: BotApi,
    pipelines: Pipelines,
    settings: TelegramSettings,
    webhook: int | None = None,
    request: Callable[[], BaseRequest] | None = None,
    me: str = ME,
) -> AsyncIterator[Running]:
    """A bot that runs, in the order in which the library runs one; ``webhook`` is a port, ``me`` the process."""
    async with Store.open(settings.database, me=me) as store:
        application = build(settings, pipelines, store, request=request)
        assert application.updater is not None
        assert application.post_init is not None
        await application.initialize()
        await application.post_init(application)
        if webhook is None:
            await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        else:
            assert settings.webhook_secret is not None
            await application.updater.start_webhook(
                "127.0.0.1",
                webhook,
                "hook",
                webhook_url=settings.webhook_url,
                secret_token=settings.webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )
        await application.start()
        try:
            yield Running(api, application, store)
        finally:
            await application.updater.stop()
            await application.stop()
            await application.shutdown()


@pytest.fixture
def database(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The URL of a database: SQLite's, or by parameter that of another kind."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    made: str = request.getfixturevalue("postgres").database()
    return made


@pytest.fixture
def start(api: BotApi, pipelines: Pipelines, tmp_path: Path, database: str) -> Start:
    """Start a bot at the server; what is given are settings. Started again, it finds its database."""

    def start(
        *, webhook: int | None = None, request: Callable[[], BaseRequest] | None = None, me: str = ME, **changed: Any
    ) -> contextlib.AbstractAsyncContextManager[Running]:
        settings = settings_for(api, tmp_path, **{"database": database, **changed})
        return started(api, pipelines, settings, webhook, request, me)

    return start


@pytest.fixture
async def bot(start: Start) -> AsyncIterator[Running]:
    """A bot at work."""
    async with start() as running:
        yield running
