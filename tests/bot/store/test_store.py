"""The store on a real database."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, make_url, select

from bot.reply import Reply, Status
from bot.store import migrate, tables
from bot.store.chats import Chat, ChatState
from bot.store.database import Change, Database, DatabaseError, WriteError, newest_version
from bot.store.feedback import Opinion
from bot.store.inbox import Received
from bot.store.receipts import receipt_of
from bot.store.store import Store
from bot.store.told import ToldFact

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
FACT = ToldFact("release", "growth", 1)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A store in a new database."""
    async with Store.open(url) as opened:
        yield opened


async def test_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    """Column by column, with keys and indexes; and a second start finds nothing to do."""

    def shape(connection):  # type: ignore[no-untyped-def]
        seen = inspect(connection)
        for table in tables.metadata.sorted_tables:
            yield table.name, {column["name"]: column["nullable"] for column in seen.get_columns(table.name)}
            yield table.name, seen.get_pk_constraint(table.name)["constrained_columns"]
            indexes = [each for each in seen.get_indexes(table.name) if "duplicates_constraint" not in each]
            yield table.name, sorted(tuple(index["column_names"]) for index in indexes)

    def expected():  # type: ignore[no-untyped-def]
        for table in tables.metadata.sorted_tables:
            yield table.name, {column.name: column.nullable for column in table.columns}
            yield table.name, [column.name for column in table.primary_key.columns]
            yield table.name, sorted(tuple(column.name for column in index.columns) for index in table.indexes)

    async with store.database.engine.connect() as connection:
        assert await connection.run_sync(lambda c: list(shape(c))) == list(expected())
        assert not await connection.run_sync(migrate.pending)
        version = await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
        assert version == newest_version()
    await store.database.migrate()


async def test_a_database_that_cannot_be_used_is_said_with_its_mend(tmp_path: Path) -> None:
    """A URL that is none, a driver that is not there, a folder that is a file."""
    (tmp_path / "file").write_text("")
    for url in (
        "nonsense",
        "nodriver://x",
        "postgresql://127.0.0.1:1/bot",
        f"sqlite+aiosqlite:///{tmp_path / 'file' / 'bot.db'}",
    ):
        with pytest.raises(DatabaseError, match=r"RELEASE_BOT_DATABASE: (?s:.)*To mend"):
            async with Database.open(url):
                pass


async def test_a_password_is_not_shown(tmp_path: Path) -> None:
    """Not even where the database cannot be used."""
    with pytest.raises(DatabaseError) as error:
        async with Database.open("nodriver://user:secret@host/db"):
            pass
    assert "secret" not in str(error.value)


async def test_processes_that_start_at_once_bring_a_new_database_to_its_shape_together(url: str) -> None:
    """Several replicas start with the first of a version: each finds the newest shape or waits for it."""

    async def start() -> int:
        async with Store.open(url) as store:
            return await store.inbox.waiting()

    first = Path(make_url(url).database or "").name == "bot.db"
    # SQLite is for one process; it is there when a second one looks something up.
    found = [await start() for _ in range(4)] if first else await asyncio.gather(*(start() for _ in range(4)))
    assert found == [0] * 4


async def test_what_all_chats_share_is_written_in_one_order(store: Store, url: str) -> None:
    """Two processes count the same questions, each in an order of its own: neither waits for the other for ever."""
    async with Store.open(url) as other:

        def asked(each: Store, words: range) -> list[Change]:
            return [each.unanswered.asked(f"Why {n}?", "en", "not_stated", NOW) for n in words]

        for _ in range(10):
            await asyncio.gather(
                store.database.write(asked(store, range(50))), other.database.write(asked(other, range(49, -1, -1)))
            )
    assert {each.times for each in await store.unanswered.most_asked(100)} == {20}


async def test_an_update_is_new_once(store: Store) -> None:
    """Also after it was answered, until nobody can deliver it again."""
    assert await store.inbox.receive([Received(1, "{}"), Received(1, "{}"), Received(2, "{}")], NOW) == {1, 2}
    assert await store.inbox.receive([Received(2, "{}"), Received(3, "{}")], NOW) == {3}
    await store.database.write([store.inbox.answered(2, NOW)])
    assert await store.inbox.receive([Received(2, "{}")], NOW) == set()
    assert await store.inbox.waiting() == 2
    await store.expire(dt.timedelta(days=1), NOW + dt.timedelta(days=3))
    assert await store.inbox.receive([Received(2, "{}"), Received(1, "{}")], NOW) == {2}


async def test_what_is_unanswered_is_found_in_the_order_in_which_it_came(store: Store) -> None:
    """The numbers of updates need not rise."""
    for number in (9, 3, 5):
        await store.inbox.receive([Received(number, str(number))], NOW)
    await store.database.write([store.inbox.answered(3, NOW)])
    found, aside = await store.inbox.start(NOW)
    assert [each.update_id for each in found] == [9, 5]
    assert aside == []


async def test_many_writers_at_once_all_get_what_is_theirs(store: Store) -> None:
    """Their changes go into few transactions, and each is told of its own."""
    found = await asyncio.gather(
        *(store.inbox.receive([Received(n, "{}")], NOW) for n in range(100)),
        *(store.database.write([store.feedback.given("code", n, Opinion.USEFUL, NOW)]) for n in range(100)),
    )
    assert found[:100] == [{n} for n in range(100)]
    assert (await store.feedback.counts())[Opinion.USEFUL] == 100


async def test_one_writer_that_fails_does_not_hurt_the_others(store: Store) -> None:
    """They share a transaction, and only the one at fault is told so; nothing of it is written."""
    broken = Change(tables.answers.insert(), {"chat_id": 1, "message_id": 1, "question_id": None, "sent_at": None})
    good = [store.feedback.given("code", n, Opinion.WRONG, NOW) for n in range(5)]
    results = await asyncio.gather(
        *(store.database.write([change]) for change in good[:3]),
        store.database.write([good[3], broken]),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [list, list, list, WriteError]
    assert (await store.feedback.counts())[Opinion.WRONG] == 3


async def test_a_message_tells_what_it_told_last(store: Store) -> None:
    """An edit takes the place of what was told before, and keeps which question was answered."""
    await store.database.write(store.answers.sent(1, 10, 5, [FACT, FACT], NOW))
    assert [each.revision for each in await store.answers.that_told("release", "growth")] == [1]
    await store.database.write(store.answers.tells(1, 10, [ToldFact("release", "other")], NOW))
    assert not await store.answers.that_told("release", "growth")
    assert await store.answers.to(1, 5) == [10]
    await store.database.write(store.answers.withdrawn(1, 10))
    assert await store.answers.to(1, 5) == []


async def test_chats_are_remembered_and_found_again(url: str) -> None:
    """In another process as well, with the moment in UTC."""
    chat = Chat(-1, ChatState.MEMBER, "en", NOW, 7)
    async with Store.open(url) as store:
        await store.database.write([store.chats.saved(chat, NOW)])
    async with Store.open(url) as store:
        assert await store.chats.get(-1) == chat
        assert await store.chats.get(-2) == Chat(-2)
        assert await store.chats.subscribers() == [chat]
        moved = await store.chats.moved(-1, -1001, NOW)
        await store.database.write(moved)
        assert [each.chat_id for each in await store.chats.subscribers()] == [-1001]


async def test_everything_expires_but_what_somebody_chose(store: Store) -> None:
    """After the retention only choices and subscriptions are left."""
    reply = Reply("Why?", Status.NOT_STATED, "The release does not say.")
    code, written = receipt_of(reply)
    await store.inbox.receive([Received(1, "{}")], NOW)
    await store.database.write(
        [
            store.chats.saved(Chat(1, language="en", subscribed_at=NOW), NOW),
            *store.answers.sent(1, 10, 5, [FACT], NOW),
            store.feedback.given(code, 1, Opinion.WRONG, NOW),
            store.unanswered.asked("Why?", "en", "not_stated", NOW),
            *store.receipts.issued(code, written, reply, NOW),
            store.inbox.answered(1, NOW),
        ]
    )
    await store.expire(dt.timedelta(days=90), NOW + dt.timedelta(days=91))
    for table in tables.metadata.sorted_tables:
        rows = await store.database.read(select(table))
        assert bool(rows) is (table is tables.chats), table.name


async def test_a_question_asked_in_vain_is_counted_by_day(store: Store) -> None:
    """Nothing in it says who asked or when exactly."""
    for moment in (NOW, NOW + dt.timedelta(hours=1), NOW + dt.timedelta(days=1)):
        await store.database.write([store.unanswered.asked("Why?", "en", "not_stated", moment)])
    await store.database.write([store.unanswered.asked("Who?", "en", "out_of_scope", NOW)])
    found = await store.unanswered.most_asked(10)
    assert [(each.question, each.times) for each in found] == [("Why?", 3), ("Who?", 1)]
    assert set(tables.unanswered.c.keys()) == {"id", "question", "language", "status", "asked_on", "times"}


async def test_a_question_that_many_ask_in_vain_at_once_is_counted_for_each(store: Store) -> None:
    """What came of many updates is written together."""
    await store.database.write([store.unanswered.asked("Why?", "en", "not_stated", NOW) for _ in range(3)])
    await store.database.write([store.unanswered.asked(word, "en", "not_stated", NOW) for word in ("Why?", "Who?")])
    assert {each.question: each.times for each in await store.unanswered.most_asked(10)} == {"Why?": 4, "Who?": 1}


async def test_what_no_database_takes_is_marked_in_a_question(store: Store) -> None:
    """A zero character and half of a pair: the rest is kept, and nothing fails."""
    await store.database.write([store.unanswered.asked("Why\x00 \ud800?", "en", "not_stated", NOW)])
    assert [each.question for each in await store.unanswered.most_asked(10)] == ["Why\ufffd \ufffd?"]


async def test_a_receipt_is_found_after_a_restart(url: str) -> None:
    """And is written once a day at most, however often the answer is given."""
    reply = Reply("Why?", Status.NOT_STATED, "The release does not say.")
    code, written = receipt_of(reply)
    async with Store.open(url) as store:
        await store.database.write(store.receipts.issued(code, written, reply, NOW))
        assert store.receipts.issued(code, written, reply, NOW) == []
        assert len(store.receipts.issued(code, written, reply, NOW + dt.timedelta(days=1))) == 1
    async with Store.open(url) as store:
        assert await store.receipts.find(code) == reply
        assert await store.receipts.find("aaaaaaaaaa") is None
