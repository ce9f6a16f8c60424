"""One database: opened, brought to the newest shape, read from, and written to in groups.

Writers wait for each other anyway, so what is asked to be written while a transaction runs goes into the next one
together. A thousand updates cost a few dozen commits and not a thousand.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Executable, Row, Select, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_LOG: Final = logging.getLogger(__name__)
_MOST_IN_ONE_TRANSACTION: Final = 500
_GATHERING: Final = 0.005
"""Seconds in which what is to be written gathers: nobody notices them, and a disk is spared most of its syncs."""

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]


class DatabaseError(Exception):
    """The database cannot be used: what is wrong with it, and the mend."""


class WriteError(Exception):
    """Changes could not be written; nothing of them was."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Something to write: a statement and its values. Changes that share a statement are sent together,
    so what different writers write at the same time must not depend on its order."""

    statement: Executable
    values: Mapping[str, Any]

    def __post_init__(self) -> None:
        if any(isinstance(value, str) and not _can_be_kept(value) for value in self.values.values()):
            kept = {name: _keepable(value) if isinstance(value, str) else value for name, value in self.values.items()}
            object.__setattr__(self, "values", kept)


@dataclass(slots=True, eq=False)
class _Order:
    changes: Sequence[Change]
    done: asyncio.Future[list[AnyRow]]
    rows: list[AnyRow] = field(default_factory=list)


class Database:
    """A database with an engine and one writer."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._orders: list[_Order] = []
        self._writer: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, url: str, *, migrate: bool = True) -> AsyncIterator[Database]:
        """A database by its URL, for as long as it is needed; by default it is first brought to the newest shape.

        Raises DatabaseError where the URL is none or the database cannot be opened.
        """
        engine = engine_of(url)
        database = cls(engine)
        try:
            if migrate:
                await database.migrate()
            yield database
        finally:
            await database._drain()
            await engine.dispose()

    async def migrate(self) -> None:
        """Bring the tables to the newest shape. Raises DatabaseError."""
        from bot.store.migrate import upgrade

        try:
            async with self.engine.begin() as connection:
                await connection.run_sync(upgrade)
        except (SQLAlchemyError, OSError) as error:
            raise _unusable(self.engine.url, error) from error

    async def shape(self, to: str | None = None) -> str | None:
        """The shape that the tables have, by its migration, after they are brought to the one that is named.

        Raises DatabaseError, also for a shape that there has never been.
        """
        from bot.store import migrate

        def change(connection: Connection) -> str | None:
            known = migrate.revisions()
            if to is not None and to not in known:
                raise DatabaseError(
                    f"there is no shape {to!r} of the database.\n  To mend: name one of {', '.join(known)}."
                )
            before = migrate.current(connection)
            if to is not None and before in known and known.index(to) < known.index(before):
                migrate.downgrade(connection, to)
            elif to is not None:
                migrate.upgrade(connection, to)
            return migrate.current(connection)

        try:
            async with self.engine.begin() as connection:
                return await connection.run_sync(change)
        except (SQLAlchemyError, OSError) as error:
            raise _unusable(self.engine.url, error) from error

    async def read(self, query: AnySelect) -> Sequence[AnyRow]:
        """All rows of a query."""
        async with self.engine.connect() as connection:
            return list(await connection.execute(query))

    async def write(self, changes: Iterable[Change], *, at_once: bool = False) -> list[AnyRow]:
        """Write the changes in one transaction, all or none; return when they are on disk, with the rows they return.

        ``at_once`` where somebody waits: the transaction does not wait for others to join it.
        Raises WriteError where they cannot be written; what others write at the same time does not suffer from it.
        """
        order = _Order(list(changes), asyncio.get_running_loop().create_future())
        if not order.changes:
            return []
        self._orders.append(order)
        if at_once:
            self._hurry.set()
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all(), name="database writer")
        return await asyncio.shield(order.done)

    async def _write_all(self) -> None:
        while self._orders:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), _GATHERING)
            self._hurry.clear()
            orders = self._orders[:_MOST_IN_ONE_TRANSACTION]
            del self._orders[: len(orders)]
            try:
                await self._write_together(orders)
            except Exception:
                # One of them is at fault; each alone shows which, and spares the others.
                for order in orders:
                    await self._write_alone(order)

    async def _write_alone(self, order: _Order) -> None:
        try:
            await self._write_together([order])
        except Exception as error:
            if not order.done.done():
                failed = WriteError(str(getattr(error, "orig", None) or error))
                failed.__cause__ = error
                order.done.set_exception(failed)

    async def _write_together(self, orders: Sequence[_Order]) -> None:
        async with self.engine.begin() as connection:
            if len(orders) == 1:
                orders[0].rows = await _execute(connection, orders[0].changes)
            else:
                await self._execute_grouped(connection, orders)
        for order in orders:
            if not order.done.done():
                order.done.set_result(order.rows)

    async def _execute_grouped(self, connection: AsyncConnection, orders: Sequence[_Order]) -> None:
        """Statements whose rows matter run one by one, all others once for all orders."""
        together: list[Change] = []
        for order in orders:
            if any(_returns(change.statement) for change in order.changes):
                order.rows = await _execute(connection, order.changes)
            else:
                together += order.changes
        await _execute(connection, together)

    async def _drain(self) -> None:
        if self._writer is not None:
            await asyncio.wait([self._writer])


def _can_be_kept(text: str) -> bool:
    """Whether a database takes a text: none takes halves of surrogate pairs, and PostgreSQL no NUL."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text))


def _keepable(text: str) -> str:
    """The text with a mark in the place of what no database takes: what comes of an update has to be written."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def _returns(statement: Executable) -> bool:
    return bool(getattr(statement, "_returning", ()))


async def _execute(connection: AsyncConnection, changes: Sequence[Change]) -> list[AnyRow]:
    """Run the changes, those with the same statement as one, in the order in which each statement first comes."""
    grouped: dict[Executable, list[Mapping[str, Any]]] = {}
    for change in changes:
        grouped.setdefault(change.statement, []).append(change.values)
    rows: list[AnyRow] = []
    for statement, values in grouped.items():
        result = await connection.execute(statement, values)
        if _returns(statement):
            rows += result.all()
    return rows


def engine_of(url: str) -> AsyncEngine:
    """An engine for the URL. Raises DatabaseError for a URL that is none, or for whose driver there is no package."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
            Path(str(parsed.database)).expanduser().resolve().parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(parsed, pool_reset_on_return=None)  # every transaction here ends by itself
    except (ArgumentError, SQLAlchemyError, ImportError, OSError, ValueError) as error:  # a port that is no number
        raise _unusable(url, error) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def is_there(url: str) -> bool:
    """Whether there may be such a database: of a file it is known. Raises DatabaseError for a URL that is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _unusable(url, error) from None
    in_file = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return not in_file or Path(str(parsed.database)).expanduser().exists()


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    cursor = connection.cursor()
    # Readers do not wait for the writer; a commit is on disk when it returns, even where the power fails.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _unusable(url: str | URL, error: Exception) -> DatabaseError:
    try:
        shown = make_url(url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        shown = "the URL"
    reason = str(getattr(error, "orig", None) or error).splitlines()[0][:200]
    return DatabaseError(
        f"RELEASE_BOT_DATABASE: {shown} cannot be used: {reason}.\n"
        "  To mend: write a URL such as sqlite+aiosqlite:///release-bot.db, in a folder that can be written to."
    )
