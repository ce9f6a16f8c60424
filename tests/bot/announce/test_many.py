"""Many chats at the real limits, on a clock that the test controls."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from pathlib import Path

from bot.announce.content import Content
from bot.announce.report import Report
from bot.store.announcements import Action, Kind, Planned, RowState
from tests import clock
from tests.bot.announce.conftest import plan, settings_for, states, working
from tests.bot_api.server import BotApi, Fault, Limits

CHATS = int(os.environ.get("ANNOUNCED_CHATS", "1000"))
"""5000 for the whole form."""
REAL = Limits(per_second=30, between=1.0, group_per_minute=20)


def numbers() -> list[int]:
    """Private chats and groups."""
    return [chat if chat % 3 else -1_000_000 - chat for chat in range(1, CHATS + 1)]


def put(api: BotApi, chats: list[int]) -> None:
    """Let the chats be there."""
    for chat in chats:
        if chat > 0:
            api.person(chat)
        else:
            api.group(chat)


@clock.controlled
async def test_every_chat_gets_it_once_or_has_its_reason(tmp_path: Path) -> None:
    """Blocked, migrated, flooding and failing chats among them; and a second run sends nothing."""
    async with BotApi.running(REAL) as api:
        api.clock = asyncio.get_running_loop().time
        api.latency = 0.05
        chats = numbers()
        put(api, chats)
        kinds: dict[str, list[int]] = {
            name: chats[start::50]
            for start, name in enumerate(
                ("blocked", "restricted", "deleted", "moved", "moved to a chat of its own", "flooding", "too fast",
                 "bad gateway", "cut after", "slow", "topic")
            )
        }  # fmt: skip
        for chat in kinds["blocked"]:
            api.chats[chat].state = "blocked"
        for chat in kinds["restricted"]:
            api.chats[chat].state = "restricted"
        for chat in kinds["deleted"]:
            del api.chats[chat]
        news = {}
        for chat in kinds["moved"]:
            news[chat] = -2_000_000 - abs(chat)
            api.group(news[chat])
            api.chats[chat].migrated_to = news[chat]
        for chat, other in zip(kinds["moved to a chat of its own"], chats[20::50], strict=True):
            news[chat] = other
            api.chats[chat].migrated_to = other
        for name, kind in (("flooding", "429"), ("too fast", "429-bare"), ("bad gateway", "502-json")):
            api.faults += [Fault("sendMessage", kind, chat_id=chat, seconds=7) for chat in kinds[name]]
        api.faults += [Fault("sendMessage", "cut-after", chat_id=chat) for chat in kinds["cut after"]]
        api.faults += [Fault("sendMessage", "slow", chat_id=chat, seconds=60) for chat in kinds["slow"]]

        async with working(settings_for(api, tmp_path)) as (store, deliverer):
            await plan(store, chats)
            await deliverer.deliver()
            found = await states(store)
            posted = Counter({chat: len(api.sent(chat)) for chat in api.chats})
            before = len(api.requests)
            await deliverer.deliver()
            report = await Report.of((await store.announcements.all())[0], store)
        assert len(api.requests) == before
        assert max(posted.values()) == 1
        for chat in chats:
            state, reason = found[chat]
            end = news.get(chat, chat)
            if state in (RowState.SENT, RowState.MIGRATED):
                assert posted[end] == 1, chat
            else:
                assert reason, chat
            assert (state is RowState.MIGRATED) == (chat in news)
        for name, state in (
            ("blocked", RowState.BLOCKED), ("restricted", RowState.FAILED), ("deleted", RowState.FAILED),
            ("flooding", RowState.SENT), ("too fast", RowState.SENT), ("bad gateway", RowState.UNCERTAIN),
            ("cut after", RowState.UNCERTAIN), ("slow", RowState.UNCERTAIN),
        ):  # fmt: skip
            assert {found[chat][0] for chat in kinds[name]} == {state}, name
        # Nothing was refused for its pace but what the test itself refused.
        assert sum(count for words, count in api.refused.items() if "Too Many" in words) == CHATS // 25
        assert report.left == 0
        assert report.chats == CHATS - CHATS // 50


@clock.controlled
async def test_the_pace_that_is_allowed_is_used_and_never_exceeded(tmp_path: Path) -> None:
    """At least 95 % of what Telegram allows, and not one message too early."""
    async with BotApi.running(REAL) as api:
        api.clock = asyncio.get_running_loop().time
        api.latency = 0.12
        chats = numbers()[:500]
        put(api, chats)
        async with working(settings_for(api, tmp_path)) as (store, deliverer):
            await plan(store, chats)
            start = api.clock()
            await deliverer.deliver()
            rate = len(chats) / (api.clock() - start)
            at_once = deliverer.at_once
        assert not [words for words in api.refused if "Too Many" in words]
        assert rate >= 0.95 * 30
        assert at_once <= 7


@clock.controlled
async def test_what_stands_under_pictures_is_edited_at_the_pace_as_well(tmp_path: Path) -> None:
    """That it cannot be edited as a text shows that a post is a picture; the other way has a turn of its own."""
    async with BotApi.running(REAL) as api:
        api.clock = asyncio.get_running_loop().time
        api.latency = 0.05
        chats = numbers()[:60]
        put(api, chats)
        async with working(settings_for(api, tmp_path)) as (store, deliverer):
            await plan(store, chats, content=Content("<b>News</b>", picture=b"\x89PNG"))
            await deliverer.deliver()
            edits = [Planned(chat, "en", None, Action.EDIT, api.sent(chat)[0]["message_id"]) for chat in chats]
            await plan(store, edits, "right", Content("<b>Corrected</b>"), kind=Kind.CORRECTION)
            await deliverer.deliver()
            ends = await states(store, "right")
        assert set(ends.values()) == {(RowState.SENT, None)}
        assert {api.sent(chat)[0]["caption"] for chat in chats} == {"Corrected"}
        assert not [words for words in api.refused if "Too Many" in words]
