"""A server's own driver behaves as SQLAlchemy does before it."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.store.database import Database, WriteError
from tests.postgres import Postgres

ROWS = text("SELECT each AS number, CAST(:word AS text) AS word FROM unnest(CAST(:numbers AS bigint[])) AS each")
INSERT = text("INSERT INTO leases (name, worker, until) VALUES (:name, :worker, now())")


async def test_values_go_by_name_and_by_place(postgres: Postgres) -> None:
    """Also where many ask at the same time, and before anybody has asked."""
    async with Database.open(postgres.database()) as database:
        found = await asyncio.gather(*(database.ask(ROWS, {"word": "a", "numbers": [n, 7]}) for n in range(20)))
        assert [(rows[0].number, rows[1][0], rows[0].word) for rows in found] == [(n, 7, "a") for n in range(20)]
        with pytest.raises(AttributeError):
            _ = found[0][0].nothing


async def test_errors_are_those_of_sqlalchemy(postgres: Postgres) -> None:
    """And none shows what was given."""
    async with Database.open(postgres.database()) as database:
        assert database._direct is not None
        await database.ask(INSERT, {"name": "a", "worker": "secret-words"})
        for kind, statement, values in (
            (IntegrityError, INSERT, {"name": "a", "worker": "secret-words"}),
            (DataError, INSERT, {"name": "secret-words" * 10, "worker": "b"}),
            (DataError, INSERT, {"name": 5, "worker": "b"}),
            (DBAPIError, text("SELECT nothing"), {}),
        ):
            with pytest.raises(kind) as error:
                await database._direct.run(statement, values)
            assert "secret-words" not in str(error.value)
        with pytest.raises(WriteError):
            await database.ask(text("SELECT nothing"), {})


async def test_a_server_that_is_started_anew_is_asked_again(postgres: Postgres) -> None:
    """A connection that was cut is not used."""
    async with Database.open(postgres.database()) as database:
        await database.ask(ROWS, {"word": "a", "numbers": [1]})
        cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()")
        with pytest.raises(WriteError):  # it ends itself as well
            await database.ask(cut, {})
        assert await database.ask(ROWS, {"word": "a", "numbers": [1]})


async def test_it_is_known_whether_what_was_written_soon_is_on_disk(postgres: Postgres) -> None:
    """A connection that was lost may have been lost in a crash; once that was told, it is as before."""
    async with Database.open(postgres.database()) as database:
        assert database._direct is not None
        await database._direct.run(INSERT, {"name": "a", "worker": "b"}, soon=True)
        assert await database.sure()
        await database._direct.run(INSERT, {"name": "b", "worker": "b"}, soon=True)
        cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()")
        with pytest.raises(WriteError):
            await database.ask(cut, {})
        assert not await database.sure()
        assert await database.sure()
        rows = await database.ask(text("SELECT name FROM leases ORDER BY name"), {})
        assert [row.name for row in rows] == ["a", "b"]


async def test_rows_are_found_by_their_keys_however_small_a_table_seems(postgres: Postgres) -> None:
    """What the server knows of a new table is that it is empty, and a plan is made once."""
    plan = text("EXPLAIN SELECT answered_at FROM inbox JOIN unnest(CAST(:n AS bigint[])) AS n ON n = update_id")
    async with Database.open(postgres.database()) as database:
        rows = await database.ask(plan, {"n": [1, 2]})
        shown = "\n".join(row[0] for row in rows)
        assert "Index Scan using inbox_update_id_key" in shown
        assert "Seq Scan" not in shown
