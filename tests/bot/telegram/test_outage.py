"""PostgreSQL goes away and comes back while the bot runs."""

from __future__ import annotations

import pytest

from tests import postgres as server
from tests.bot.telegram.conftest import Start
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
