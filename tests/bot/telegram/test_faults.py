"""What the bot needs is locked, full, gone or late, and comes back: nothing is lost, nothing is answered twice."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, event, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.inbox import Received
from bot.store.store import Store
from bot.store.turns import MOST_BEHIND
from bot.telegram import application, inbox
from bot.telegram.shared_inbox import SharedInbox
from tests import postgres as server
from tests.bot.telegram.conftest import Running, Start, settings_for
from tests.bot_api.server import BotApi, Fault, Json

QUESTIONS = ["which cities exceeded 10%?", "how fast did metallurgy grow?", "how fast did consumer goods grow?"]
HOUR = 3_600
DAY = 24 * HOUR


def about(message: Json) -> str:
    """Which of the questions a message answers."""
    first = (
        message["text"].removeprefix("You asked this 1 hour ago. I could not answer sooner, sorry.\n").split("\n")[0]
    )
    return next(words for words in ("Dandong", "Metallurgy", "consumer goods") if words.lower() in first.lower())


@contextlib.contextmanager
def locked(bot: Running) -> Iterator[None]:
    """Another process holds the write lock of the bot's file."""
    place = make_url(str(bot.store.database.engine.url)).database
    with contextlib.closing(sqlite3.connect(str(place), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def pragma(bot: Running, words: str) -> None:
    """Set something for every connection of the bot's from now on."""

    @event.listens_for(bot.store.database.engine.sync_engine, "checkout")
    def set_it(connection: sqlite3.Connection, *_: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA {words}")
        cursor.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for seconds waits for parts of them."""
    monkeypatch.setattr(inbox, "_PATIENCE", 0.3)
    monkeypatch.setattr(application, "_WRITES_WITHIN", 0.3)


@pytest.mark.usefixtures("impatient")
async def test_what_comes_while_the_file_is_locked_is_answered_once(start: Start, api: BotApi) -> None:
    """Telegram is told of none of it before it is written; then each chat has its order."""
    async with start() as bot:
        pragma(bot, "busy_timeout=100")
        with locked(bot):
            for question in QUESTIONS:
                await api.write(1, api.person(1), question)
            await asyncio.sleep(1)
            assert len(api.pending) == len(QUESTIONS)
            assert not api.sent(1)
        await bot.settled()
        assert [about(message) for message in api.sent(1)] == ["Dandong", "Metallurgy", "consumer goods"]


async def test_an_answer_that_cannot_be_noted_is_noted_later_and_not_given_again(start: Start, api: BotApi) -> None:
    """The file is locked while the answer is on its way; the chat's next question waits for it, no other chat does."""
    async with start() as bot:
        pragma(bot, "busy_timeout=100")
        api.faults.append(Fault("sendMessage", "slow", seconds=0.5))
        await api.write(1, api.person(1), QUESTIONS[0])
        await api.until(lambda: bool(api.sent(1)))
        with locked(bot):
            await asyncio.sleep(1)
        await bot.settled()
        assert await bot.store.answers.to(1, 1)
    async with start() as bot:
        await bot.settled()
        assert len(api.sent(1)) == 1


async def test_a_full_disk_holds_updates_back_until_there_is_room(start: Start, api: BotApi) -> None:
    """SQLite says that the disk is full; the bot goes on as soon as it is not."""
    async with start() as bot:
        await api.write(1, api.person(1), QUESTIONS[0])
        await bot.settled()
        async with bot.store.database.engine.connect() as connection:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        pragma(bot, f"max_page_count={pages}")
        await api.write(1, api.person(1), f"{QUESTIONS[1]} {'so ' * 1300}")
        await asyncio.sleep(1)
        assert api.pending
        assert len(api.sent(1)) == 1
        pragma(bot, "max_page_count=1000000")
        await bot.settled()
        assert len(api.sent(1)) == 2


@pytest.mark.usefixtures("impatient")
async def test_a_stop_does_not_wait_for_a_database_that_takes_nothing(start: Start, api: BotApi) -> None:
    """What came is asked of Telegram again after the next start."""
    async with asyncio.timeout(30), contextlib.AsyncExitStack() as stack, start() as bot:
        pragma(bot, "busy_timeout=100")
        await api.write(1, api.person(1), QUESTIONS[0])
        await bot.settled()
        stack.enter_context(locked(bot))
        await api.write(1, api.person(1), QUESTIONS[1])
        await asyncio.sleep(0.2)
    async with start() as bot:
        await bot.settled()
        assert len(api.sent(1)) == 2


@pytest.mark.usefixtures("impatient")
async def test_a_stop_does_not_wait_for_a_server_that_is_gone(start: Start, api: BotApi) -> None:
    """PostgreSQL ends first, then the bot, with a question between them."""
    if server.programs() is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql brings it")
    with server.cluster("fsync=off") as postgres:
        async with asyncio.timeout(60), start(database=postgres.database()) as bot:
            await api.write(1, api.person(1), QUESTIONS[0])
            await bot.settled()
            postgres.stop()
            await api.write(1, api.person(1), QUESTIONS[1])
            await asyncio.sleep(0.2)
        assert len(api.sent(1)) == 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_server_that_only_reads_holds_updates_back(
    start: Start, api: BotApi, postgres: server.Postgres
) -> None:
    """After a failover the bot may find the standby; what is asked is answered when it is the primary."""
    async with start() as bot:
        await api.write(1, api.person(1), QUESTIONS[0])
        await bot.settled()

        other = create_async_engine(bot.store.database.engine.url, poolclass=NullPool)

        async def shown() -> str:
            async with other.connect() as connection:
                return str(await connection.scalar(text("SHOW default_transaction_read_only")))

        async def only_reads(yes: str) -> None:
            async with other.connect() as connection:
                plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await plain.execute(text("SET default_transaction_read_only = off"))
                await plain.execute(text(f"ALTER SYSTEM SET default_transaction_read_only = {yes}"))
                await plain.execute(text("SELECT pg_reload_conf()"))
            while await shown() != yes:  # a session that begins with it does so after all others were told
                await asyncio.sleep(0.01)

        await only_reads("on")
        try:
            await api.write(1, api.person(1), QUESTIONS[1])
            await asyncio.sleep(0.5)
            assert len(api.sent(1)) == 1
        finally:
            await only_reads("off")
        await api.reply(1, 2)
        await bot.settled()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_of_a_chat_that_floods_little_is_in_memory(start: Start, api: BotApi) -> None:
    """The rest waits on disk, and all is answered in its order."""
    async with start(concurrency=1) as bot:
        shared = bot.application.update_queue
        assert isinstance(shared, SharedInbox)
        api.faults.append(Fault("sendMessage", "slow", seconds=1))
        for number in range(4 * MOST_BEHIND):
            await api.write(1, api.person(1), QUESTIONS[number % 2])
        await api.until(lambda: not api.pending)
        assert max(len(turn.behind) for turn in shared._turns.values()) <= MOST_BEHIND
        await bot.settled()
        assert ["Dandong" in m["text"] for m in api.sent(1)] == [True, False] * (2 * MOST_BEHIND)


async def test_too_many_that_wait_are_not_taken(
    start: Start, api: BotApi, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    """A webhook says no to what there is no room for, and takes it later."""
    monkeypatch.setattr(inbox, "_MOST_IN_MEMORY", 1)
    port = server.free_port()
    api.webhook_base = f"http://127.0.0.1:{port}"
    async with start(webhook=port, webhook_url="https://bot.example.org/hook", webhook_secret="abc") as bot:
        api.faults.append(Fault("sendMessage", "slow", seconds=1))
        for chat in (1, 2):
            await api.write(chat, api.person(chat), QUESTIONS[0])
        await api.until(lambda: max(api.delivered.values(), default=0) > 1)  # one of them was told no
        await api.reply(1)
        await api.reply(2)
        await bot.settled()
        assert len(api.sent(1)) == len(api.sent(2)) == 1


# Telegram away


async def test_the_backlog_of_an_hour_is_worked_off_in_order_and_with_an_apology(start: Start, api: BotApi) -> None:
    """The Bot API is gone: what people wrote meanwhile is answered in its order, as replies that say how late."""
    async with start(flood_burst=5, flood_per_minute=1) as bot:
        await api.write(1, api.person(1), QUESTIONS[0])
        await bot.settled()
        await api.go_away()
        for chat in (1, 2):
            for number in range(9):  # over an hour that is no flood
                asked = int(time.time()) - HOUR + number
                await api.write(chat, api.person(chat), QUESTIONS[number % 3], date=asked)
        await asyncio.sleep(0.5)
        await api.come_back()
        await api.until(lambda: len(api.sent(1)) == 10 and len(api.sent(2)) == 9, 60)
        await bot.settled()
        late = api.sent(2)
        assert all(m["text"].startswith("You asked this 1 hour ago.") for m in late)
        assert [m["reply_to_message"]["message_id"] for m in late] == sorted(
            m["reply_to_message"]["message_id"] for m in late
        )
        assert [about(message) for message in late] == ["Dandong", "Metallurgy", "consumer goods"] * 3
        assert "ago" not in api.sent(1)[0]["text"]


async def test_a_stop_while_telegram_is_away_leaves_the_answers_for_later(start: Start, api: BotApi) -> None:
    """They are in the inbox, and go out after the start."""
    async with start(stop_seconds=0) as bot:
        await bot.settled()
        await api.go_away()
        await bot.application.update_queue.put(_update(bot, api, 5, int(time.time())))
        await asyncio.sleep(0.3)
    await api.come_back()
    async with start() as bot:
        await api.reply(1)
        await bot.settled()
        assert len(api.sent(1)) == 1


async def test_what_an_earlier_run_left_for_more_than_a_day_is_dropped(
    start: Start, api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A question of yesterday's is not answered into today; one of an hour ago is."""
    async with Store.open(settings_for(api, tmp_path).database) as store:
        for number, age in ((1, 2 * DAY), (2, HOUR)):
            left = json.dumps({"update_id": number, "message": _message(api, number, int(time.time()) - age)})
            await store.inbox.receive([Received(number, left)], dt.datetime.now(dt.UTC))
    async with start() as bot:
        await api.reply(2)
        await bot.settled()
    assert not api.sent(1)
    assert "is not answered any more" in caplog.text
    assert api.sent(2)[0]["text"].startswith("You asked this 1 hour ago.")


def _message(api: BotApi, chat: int, date: int) -> Json:
    person = api.person(chat)
    return {"message_id": 1, "date": date, "chat": api.chats[chat].data, "from": person, "text": QUESTIONS[0]}


def _update(bot: Running, api: BotApi, number: int, date: int) -> object:
    from telegram import Update

    return Update.de_json({"update_id": number, "message": _message(api, 1, date)}, bot.application.bot)
