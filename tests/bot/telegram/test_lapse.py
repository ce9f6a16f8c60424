"""A replica that stands still for longer than the others wait, and then goes on: it sends nothing that is theirs."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store.heart import Heart
from bot.store.store import Store
from bot.telegram.application import ReleaseApplication
from tests.bot.telegram.conftest import Running, Start
from tests.bot_api.server import BotApi
from tests.ports import free_port
from tests.postgres import Postgres
from tests.processes import environment, process

SECRET = "a-secret_of-the-tests"
ASKED = [
    "how fast did metallurgy grow?",
    "and consumer goods?",
    "and equipment manufacturing?",
    "how many cities grew?",
]
SAID = ["7.2%", "5.9%", "4.5%", "11 of"]
PACE = 1.5
"""Seconds between two messages in a chat: in them an answer is made, and not sent."""


def hook(port: int) -> dict[str, str]:
    """Settings of a replica that listens on a port."""
    return {
        "RELEASE_BOT_WEBHOOK_URL": "https://bot.example.org/hook",
        "RELEASE_BOT_WEBHOOK_SECRET": SECRET,
        "RELEASE_BOT_WEBHOOK_PORT": str(port),
        "RELEASE_BOT_SECONDS_BETWEEN_MESSAGES": str(PACE),
    }


async def until_it_listens(port: int) -> None:
    """Wait until something takes connections."""
    async with asyncio.timeout(120):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            await writer.wait_closed()
            return


def said(api: BotApi, chat: int) -> list[str]:
    """What a chat was answered, one after the other: each answer by the figure that it tells."""
    sent = [message["text"] for message in api.sent(chat)]
    return [next((figure for figure in SAID if figure in text.split("\n")[0]), text) for text in sent]


async def test_a_replica_that_was_stopped_and_goes_on_sends_nothing_that_others_sent(
    api: BotApi, postgres: Postgres, tmp_path: Path
) -> None:
    """Two processes. The one has an answer ready and two questions in memory when it stops, and the other answers."""
    url, ports = postgres.database(), (free_port(), free_port())
    async with AsyncExitStack() as opened:
        one, _ = [
            await opened.enter_async_context(
                process(
                    *("serve", "--webhook"), env=environment(api, tmp_path, {**hook(port), "RELEASE_BOT_DATABASE": url})
                )
            )
            for port in ports
        ]
        for port in ports:
            await until_it_listens(port)
        api.webhook_base = f"http://127.0.0.1:{ports[0]}"
        for question in ASKED[:3]:
            await api.write(1, api.person(1), question)
        await api.reply(1)
        await api.until(lambda: sum(api.delivered.values()) == 3)
        store = await opened.enter_async_context(Store.open(url))
        while await store.inbox.waiting() == 3:  # until it is noted that the first is answered
            await asyncio.sleep(0.01)
        one.send_signal(signal.SIGSTOP)
        try:
            await api.until(lambda: len(api.sent(1)) == 3, 30)
        finally:
            one.send_signal(signal.SIGCONT)
        await asyncio.sleep(2 * PACE)  # in which it would send what it had ready
        await api.write(1, api.person(1), ASKED[3])
        await api.until(lambda: len(api.sent(1)) > 3, 30)
    assert said(api, 1) == SAID


def heart_of(bot: Running) -> Heart:
    """The heart of a replica."""
    assert isinstance(bot.application, ReleaseApplication)
    assert bot.application.replica is not None
    return bot.application.replica.inbox.heart


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_replica_that_is_not_sure_of_its_turns_sends_nothing_until_it_is(
    start: Start, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others could have taken it for dead, and none has: what it had in hand is still its own, and is answered once."""
    hook = {"webhook_url": "https://bot.example.org/hook", "webhook_secret": SECRET}
    port = free_port()
    async with start(webhook=port, me="machine:1:x", **hook) as bot:
        api.webhook_base = f"http://127.0.0.1:{port}"
        with monkeypatch.context() as patched:
            patched.setattr(Heart, "is_sure", False)
            await api.write(1, api.person(1), ASKED[0])
            await api.until(lambda: sum(api.delivered.values()) == 1)
            await asyncio.sleep(0.3)
            assert not api.calls("sendMessage")
            assert await bot.store.inbox.waiting() == 1
        await api.reply(1)
        await bot.settled()
        assert bot.store.turns.me == "machine:1:x"
    assert len(api.sent(1)) == 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_replica_that_was_taken_for_dead_begins_another_life(start: Start, api: BotApi) -> None:
    """What it has in hand it leaves, and takes up again as what any replica left; follow-ups lean on what was told."""
    hook = {"webhook_url": "https://bot.example.org/hook", "webhook_secret": SECRET}
    port = free_port()
    async with start(webhook=port, me="machine:1:x", seconds_between_messages=0.5, **hook) as bot:
        api.webhook_base = f"http://127.0.0.1:{port}"
        for question in ASKED[:3]:
            await api.write(1, api.person(1), question)
        await api.reply(1)
        await bot.store.database.ask(text("DELETE FROM replicas"), {})
        async with asyncio.timeout(10):
            while not heart_of(bot).over:
                await asyncio.sleep(0.01)
            while heart_of(bot).over:
                await asyncio.sleep(0.01)
        assert bot.store.turns.me == "machine:1:x~2"
        await api.write(1, api.person(1), ASKED[3])
        await api.reply(1, 4)
        await bot.settled()
    assert said(api, 1) == SAID
