"""Processes that send the same announcement: killed in the middle, two at once, stopped, and told to pause."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.announce.content import Content
from bot.store.announcements import RowState, State
from bot.store.store import Store
from tests.bot.announce.conftest import plan, states
from tests.bot.announce.processes import environment, kill_often
from tests.bot_api.server import BotApi, Fault
from tests.processes import process, url

SEND = ("announcements", "send", "news")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server without limits."""
    async with BotApi.running() as server:
        yield server


async def test_killed_at_any_point_nothing_is_lost_and_nothing_comes_twice(api: BotApi, tmp_path: Path) -> None:
    """What was on its way at a kill is uncertain: one message for each at most."""
    outcome = await kill_often(api, tmp_path, chats=100, kills=4, seed=4)
    assert outcome.kills == 4, outcome
    assert (outcome.lost, outcome.twice) == (0, 0), outcome
    assert outcome.uncertain <= outcome.kills, outcome


async def test_two_processes_send_each_row_once(api: BotApi, tmp_path: Path) -> None:
    """One sends and the other watches; when the first is killed, the other goes on. Both report the whole."""
    for chat in range(1, 121):
        api.person(chat)
    async with Store.open(url(tmp_path)) as store:
        await plan(store, range(1, 121))
    env = environment(api, tmp_path, RELEASE_BOT_MESSAGES_PER_SECOND="60")
    async with process(*SEND, env=env) as one, process(*SEND, env=env) as two:
        await api.until(lambda: len(api.calls("sendMessage")) > 20, 30)
        await asyncio.sleep(0.5)
        one.kill()
        output, errors = await asyncio.wait_for(two.communicate(), 60)
    counts = Counter(len(api.sent(chat)) for chat in api.chats)
    assert set(counts) <= {0, 1}
    assert counts[0] <= 1
    assert b"120 chats" in output, errors


async def test_a_signal_ends_it_cleanly_and_send_goes_on(api: BotApi, tmp_path: Path) -> None:
    """What is in hand is finished, so nothing is uncertain; status 1 says that something is left."""
    for chat in range(1, 61):
        api.person(chat)
    async with Store.open(url(tmp_path)) as store:
        await plan(store, range(1, 61))
    env = environment(api, tmp_path, RELEASE_BOT_MESSAGES_PER_SECOND="40")
    async with process(*SEND, env=env) as run:
        await api.until(lambda: len(api.calls("sendMessage")) > 5, 30)
        run.send_signal(signal.SIGTERM)
        output, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 1
    assert b"announcements send news" in errors
    assert b"uncertain" not in output
    async with process(*SEND, env=env) as run:
        output, errors = await asyncio.wait_for(run.communicate(), 120)
    assert (run.returncode, errors) == (0, b"")
    assert b"60 chats: 60 sent" in output
    assert {len(api.sent(chat)) for chat in api.chats} == {1}


async def test_pausing_works_while_another_process_sends(api: BotApi, tmp_path: Path) -> None:
    """At the next row; and it can be resumed or cancelled."""
    for chat in range(1, 201):
        api.person(chat)
    env = environment(api, tmp_path, RELEASE_BOT_MESSAGES_PER_SECOND="40")
    async with Store.open(url(tmp_path)) as store:
        await plan(store, range(1, 201))
        async with process(*SEND, env=env) as run:
            await api.until(lambda: len(api.calls("sendMessage")) > 5, 30)
            assert await store.announcements.change("news", State.PAUSED, State.OPEN)
            output, _ = await asyncio.wait_for(run.communicate(), 120)
        assert run.returncode == 1
        assert b"paused" in output
        sent = (await store.announcements.counts("news"))[RowState.SENT]
        assert sent == len(api.calls("sendMessage")) < 100


async def test_a_token_that_is_refused_stops_everything(api: BotApi, tmp_path: Path) -> None:
    """Plainly and without the token; the rows stay planned."""
    api.person(1)
    async with Store.open(url(tmp_path)) as store:
        await plan(store, [1])
        api.faults.append(Fault("sendMessage", "401:Unauthorized"))
        env = environment(api, tmp_path)
        async with process(*SEND, env=env) as run:
            _, errors = await asyncio.wait_for(run.communicate(), 120)
        assert run.returncode == 2
        assert b"Telegram does not know this token" in errors
        assert await states(store) == {1: (RowState.PLANNED, None)}


async def test_a_text_that_telegram_refuses_is_tried_once(api: BotApi, tmp_path: Path) -> None:
    """The announcement pauses and says why, in place of failing in every chat."""
    for chat in range(1, 31):
        api.person(chat)
    async with Store.open(url(tmp_path)) as store:
        await plan(store, range(1, 31), content=Content("<b>broken"))
        async with process(*SEND, env=environment(api, tmp_path)) as run:
            output, _ = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 1
    assert b"paused by itself: Telegram does not take what it says: Can't parse entities" in output
    assert len(api.calls("sendMessage")) == 1
