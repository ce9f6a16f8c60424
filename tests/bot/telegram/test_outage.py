"""PostgreSQL goes away and comes back while the bot runs."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from sqlalchemy import select

from bot.store import tables
from tests import postgres as server
from tests.bot.telegram.conftest import Running, Start
from tests.bot_api.server import BotApi


async def test_what_is_asked_while_the_database_is_away_is_answered_when_it_is_back(start: Start, api: BotApi) -> None:
    """Nothing is confirmed meanwhile that is not on disk; and the conversation goes on."""
    if server.programs() is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql brings it")
    with server.cluster("fsync=off") as postgres:
        async with start(database=postgres.database()) as bot:
            await api.write(1, api.person(1), "how fast did metallurgy grow?")
            await api.reply(1)
            await bot.settled()
            postgres.stop()
            await api.write(1, api.person(1), "and consumer goods?")
            await api.until(lambda: sum(api.delivered.values()) > 1)
            assert len(api.sent(1)) == 1
            postgres.start("fsync=off")
            await api.until(lambda: len(api.sent(1)) == 2, 120)
            assert "5.9%" in api.sent(1)[1]["text"]
            await bot.settled()


async def test_what_was_answered_before_a_crash_of_the_database_is_not_answered_again(
    start: Start, api: BotApi
) -> None:
    """What its disk did not have yet is written again: that it was answered, and which message told what."""
    if server.programs() is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql brings it")
    chats = range(1, 21)
    with server.cluster("wal_writer_delay=10s") as postgres:
        async with start(database=postgres.database()) as bot:
            for rounds in range(1, 6):  # a sign of life in the wrong moment takes all to the disk
                for chat in chats:
                    await api.write(chat, api.person(chat), "how fast did metallurgy grow?")
                await api.until(lambda number=rounds: all(len(api.sent(chat)) == number for chat in chats))  # type: ignore[misc]
                await bot.settled()
                postgres.stop("immediate")
                postgres.start()
                noted = await _noted(bot)
                if lost := [chat for chat in chats if noted[chat] < rounds]:
                    break
            else:
                pytest.fail("nothing was ever lost, so nothing is shown")
            await api.write(lost[0], api.person(lost[0]), "and consumer goods?")
            await api.until(lambda: len(api.sent(lost[0])) > rounds, 120)
            await bot.settled()
            async with asyncio.timeout(30):
                while await _noted(bot) != {chat: rounds + (chat == lost[0]) for chat in chats}:
                    await asyncio.sleep(0.05)
            assert [len(api.sent(chat)) for chat in chats] == [rounds + (chat == lost[0]) for chat in chats]


async def _noted(bot: Running) -> Counter[int]:
    """How many messages are noted, by chat."""
    rows = await bot.store.database.read(select(tables.answers.c.chat_id))
    return Counter(row.chat_id for row in rows)
