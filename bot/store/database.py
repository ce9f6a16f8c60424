"""One database: opened, brought to the newest shape, read from, and written to in groups.

Writers wait for each other anyway, so what is asked to be written while a transaction runs goes into the next one
together. A thousand updates cost a few dozen commits and not a thousand.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Executable, Row, Select, TextClause, column, event, select, table, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.patience import AT_THE_END, at_most
from bot.store.file import as_json, transact
from bot.store.tables import BELONGING_TO_NOBODY

if TYPE_CHECKING:
    from bot.store.direct import Direct

_LOG: Final = logging.getLogger(__name__)
_VERSIONS: Final = Path(__file__).parent / "migrations" / "versions"
_MOST_IN_ONE_TRANSACTION: Final = 500
_GATHERING: Final = 0.005
"""Seconds in which what is to be written gathers: nobody notices them, and a disk is spared most of its syncs."""

_SHARED: Final[dict[object, int]] = {table: place for place, table in enumerate(BELONGING_TO_NOBODY, 1)}
_DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}

_OF_A_SERVER: Final[dict[str, Any]] = {
    # To connect, and to prepare statements there, costs more than to wait: no connection is made for a moment's need.
    "pool_size": 3,
    "max_overflow": 0,
    "pool_timeout": 10,
    # Seconds until a connection, and until the end of a statement.
    "connect_args": {"timeout": 5, "command_timeout": 30},
}
_FOR_MIGRATIONS: Final[dict[str, Any]] = {**_OF_A_SERVER, "connect_args": {"timeout": 5, "command_timeout": 3600}}

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
        object.__setattr__(self, "values", _keepable_values(self.values))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the one statement in which a server is told what came of many updates: a round trip is what costs.

    Its parameters begin with its name, and each takes a list. A file is told each part by a statement of its own.
    """

    name: str
    sql: str
    key: tuple[str, ...]
    """The values that tell rows apart; of two that are alike, the later one counts, and each where there are none."""
    returns: bool = False
    """Whether its rows are what the whole statement returns."""
    shared: bool = False
    """Whether its rows belong to no one chat: they are locked last, and in one order."""
    lasts: bool = False
    """Whether it tells of a message that was sent, which it was whoever has the update in hand."""
    file: str = ""
    """The statement for a file, which takes all rows as JSON (``bot.store.file``)."""

    @property
    def comes_last(self) -> bool:
        """Whether others may wait for what it locks."""
        return self.returns or self.shared


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Something to write as one row of a part, at the end of a transaction; every writer gets all rows returned."""

    part: Part
    values: Mapping[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _keepable_values(self.values))


@dataclass(slots=True, eq=False)
class _Order:
    changes: Sequence[Change | Gathered]
    done: asyncio.Future[list[AnyRow]]
    soon: bool = False
    rows: list[AnyRow] = field(default_factory=list)


class Database:
    """A database with an engine and one writer."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.failing: str | None = None
        """Why the database took nothing when it was last written to; none where it did, or the writer was at fault."""
        self.is_shared = is_server(engine)
        """Whether other processes may answer from it at the same time."""
        # A server is asked once and not three times where a query needs no transaction.
        self._reader = engine.execution_options(isolation_level="AUTOCOMMIT") if self.is_shared else engine
        self._direct: Direct | None = None
        if _is_postgresql(engine.url):
            from bot.store.direct import Direct  # its driver is there only where such a database is used

            self._direct = Direct(engine, _OF_A_SERVER["connect_args"])
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
            async with at_most(database._patience):
                await database.close()

    async def close(self) -> None:
        """Let go of all connections."""
        if self._direct is not None:
            await self._direct.close()
        await self.engine.dispose()

    async def migrate(self) -> None:
        """Bring the tables to the newest shape. Raises DatabaseError."""
        try:
            if await self._has_newest_shape():
                return  # and what migrates need not be loaded
            from bot.store.migrate import upgrade

            async with self._unhurried() as connection:
                await connection.run_sync(upgrade)
        except (SQLAlchemyError, OSError) as error:
            raise _unusable(self.engine.url, error) from error

    async def _has_newest_shape(self) -> bool:
        try:
            rows = await self.read(select(column("version_num")).select_from(table("alembic_version")))
        except DBAPIError:  # a new database has no such table
            return False
        return [row.version_num for row in rows] == [newest_version()]

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
            async with self._unhurried() as connection:
                return await connection.run_sync(change)
        except (SQLAlchemyError, OSError) as error:
            raise _unusable(self.engine.url, error) from error

    @contextlib.asynccontextmanager
    async def _unhurried(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which a statement may take as long as a large table needs."""
        engine = engine_of(self.engine.url, _FOR_MIGRATIONS) if self.is_shared else self.engine
        try:
            async with engine.begin() as connection:
                yield connection
        finally:
            if engine is not self.engine:
                await engine.dispose()

    async def read(self, query: AnySelect) -> Sequence[AnyRow]:
        """All rows of a query."""
        try:
            return await self._read(query)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return await self._read(query)  # the server was started anew since the connection was made

    async def _read(self, query: AnySelect) -> Sequence[AnyRow]:
        async with self._reader.connect() as connection:
            return list(await connection.execute(query))

    async def ask(self, statement: TextClause, values: Mapping[str, Any]) -> Sequence[AnyRow]:
        """Run one statement at once, as a transaction of its own; return its rows. Raises WriteError."""
        try:
            return await self._ask(statement, values)
        except (SQLAlchemyError, OSError) as error:
            raise WriteError(_reason(error)) from error

    async def sure(self) -> bool:
        """Whether all that was written ``soon`` since this was asked last is on disk. Raises WriteError."""
        try:
            return self._direct is None or await self._direct.sure()
        except (SQLAlchemyError, OSError) as error:
            raise WriteError(_reason(error)) from error

    async def _ask(self, statement: TextClause, values: Mapping[str, Any], *, soon: bool = False) -> Sequence[AnyRow]:
        if self._direct is not None:
            return await self._direct.run(statement, values, soon=soon)
        async with self._reader.connect() as connection:
            result = await connection.execute(statement, values)
            return result.all() if result.returns_rows else []

    async def write(
        self, changes: Iterable[Change | Gathered], *, at_once: bool = False, soon: bool = False
    ) -> list[AnyRow]:
        """Write the changes in one transaction, all or none; return when they are on disk, with the rows they return.

        ``at_once`` where somebody waits: the transaction does not wait for others to join it. ``soon`` where rows of a
        server need not be on its disk when this returns: they are within a second, and whoever writes asks whether
        (``sure``), and writes them again where they are not.
        Raises WriteError where they cannot be written; what others write at the same time does not suffer from it.
        """
        order = _Order(list(changes), asyncio.get_running_loop().create_future(), soon)
        if not order.changes:
            return []
        self._orders.append(order)
        if at_once:
            self._hurry.set()
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all(), name="database writer")
        return await order.done

    async def _write_all(self) -> None:
        while self._orders:
            gathered = asyncio.get_running_loop().call_later(_GATHERING, self._hurry.set)
            await self._hurry.wait()
            gathered.cancel()
            self._hurry.clear()
            orders = self._orders[:_MOST_IN_ONE_TRANSACTION]
            del self._orders[: len(orders)]
            try:
                await self._write_together(orders)
            except Exception as error:
                if len(orders) == 1 or _is_of_the_database(error):
                    self._failed(orders, error)
                    continue
                # One of them is at fault; each alone shows which, and spares the others.
                for order in orders:
                    await self._write_alone(order)

    async def _write_alone(self, order: _Order) -> None:
        try:
            await self._write_together([order])
        except Exception as error:
            self._failed([order], error)

    def _failed(self, orders: Iterable[_Order], error: Exception) -> None:
        for order in orders:
            if not order.done.done():
                failed = WriteError(_reason(error))
                failed.__cause__ = error
                order.done.set_exception(failed)
                order.done.exception()  # whoever waited may have been told to wait no longer
        if isinstance(error, DBAPIError | OSError) and not isinstance(error, IntegrityError | DataError):
            self.failing = _reason(error)

    async def _write_together(self, orders: Sequence[_Order]) -> None:
        gathered = [change for order in orders for change in order.changes if isinstance(change, Gathered)]
        if len(gathered) == sum(len(order.changes) for order in orders):
            rows = await self._write_gathered(gathered, soon=all(order.soon for order in orders))
        else:
            async with self.engine.begin() as connection:
                # What is forgotten or withdrawn in the same go is so afterwards; what takes locks that others wait for
                # comes last.
                await _execute_gathered(connection, [each for each in gathered if not each.part.comes_last])
                await self._execute_grouped(connection, orders)
                rows = await _execute_gathered(connection, [each for each in gathered if each.part.comes_last])
        self.failing = None
        for order in orders:
            if any(isinstance(change, Gathered) for change in order.changes):
                order.rows = [*order.rows, *rows]
        for order in orders:
            if not order.done.done():
                order.done.set_result(order.rows)

    async def _write_gathered(self, changes: Sequence[Gathered], *, soon: bool) -> list[AnyRow]:
        if self.is_shared:
            return list(await self._ask(*_together(changes), soon=soon))  # one statement is a transaction by itself
        async with self.engine.connect() as connection:
            return await transact(connection, _each_apart(changes))

    async def _execute_grouped(self, connection: AsyncConnection, orders: Sequence[_Order]) -> None:
        """Statements whose rows matter run one by one, all others once for all orders."""
        together: list[Change] = []
        for order in orders:
            changes = [change for change in order.changes if not isinstance(change, Gathered)]
            if len(orders) == 1 or any(_returns(change.statement) for change in changes):
                order.rows = await _execute(connection, changes)
            else:
                together += changes
        await _execute(connection, together)

    async def _drain(self) -> None:
        if self._writer is not None:
            _, late = await asyncio.wait([self._writer], timeout=self._patience)
            for task in late:
                task.cancel()

    @property
    def _patience(self) -> float | None:
        """Seconds that closing may take: a file has its own limit, and its thread must not be left in the middle."""
        return AT_THE_END if self.is_shared else None


def _reason(error: BaseException) -> str:
    """What went wrong, in the database's own words where it has some."""
    return str(getattr(error, "orig", None) or error) or "no answer in time"


def _is_of_the_database(error: Exception) -> bool:
    """Whether every writer would fail, and need not wait to see it: the database is locked, full or gone."""
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return lost or isinstance(error, OSError | OperationalError | PoolTimeout)


def _can_be_kept(text: str) -> bool:
    """Whether a database takes a text: none takes halves of surrogate pairs, and PostgreSQL no NUL."""
    if "\0" in text:
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def _keepable(text: str) -> str:
    """The text with a mark in the place of what no database takes: what comes of an update has to be written."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)


def _keepable_values(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values as a database takes them: the same where each can be kept."""
    for value in values.values():
        if isinstance(value, str) and not _can_be_kept(value):
            return {name: _keepable(value) if isinstance(value, str) else value for name, value in values.items()}
    return values


def _returns(statement: Executable) -> bool:
    return bool(getattr(statement, "_returning", ()))


async def _execute_gathered(connection: AsyncConnection, changes: Sequence[Gathered]) -> list[AnyRow]:
    """Run the parts, on a server as one statement."""
    if not changes:
        return []
    if connection.dialect.name == "sqlite":
        found = [await connection.exec_driver_sql(sql, (rows,)) for sql, rows in _each_apart(changes)]
        return [row for result in found if result.returns_rows for row in result.all()]
    return list((await connection.execute(*_together(changes))).all())


def _each_apart(changes: Sequence[Gathered]) -> list[tuple[str, str]]:
    """The statement of each part for a file, and its rows."""
    grouped: dict[Part, list[Mapping[str, Any]]] = {}
    for change in changes:
        grouped.setdefault(change.part, []).append(change.values)
    return [(part.file, as_json(rows)) for part, rows in grouped.items()]


def _together(changes: Sequence[Gathered]) -> tuple[TextClause, dict[str, list[Any]]]:
    """The one statement of some parts, and its values."""
    grouped: dict[Part, dict[tuple[Any, ...], Mapping[str, Any]]] = {}
    for change in changes:
        rows = grouped.setdefault(change.part, {})
        rows[tuple(change.values[name] for name in change.part.key) or (len(rows),)] = change.values
    values = {
        f"{part.name}_{name}": [row[name] for row in rows.values()]
        for part, rows in grouped.items()
        for name in next(iter(rows.values()))
    }
    return _joined(tuple(sorted(grouped, key=lambda part: part.name))), values


@functools.cache
def _joined(parts: tuple[Part, ...]) -> TextClause:
    told = ", ".join(f"{part.name} AS ({part.sql})" for part in parts)
    returned = next((f"SELECT * FROM {part.name}" for part in parts if part.returns), "SELECT 1 WHERE false")
    return text(f"WITH {told} {returned}")


def _table_of(statement: Executable) -> object:
    return getattr(statement, "table", None)


async def _execute(connection: AsyncConnection, changes: Sequence[Change]) -> list[AnyRow]:
    """Run the changes, those with the same statement as one, in the order in which each statement first comes.

    Rows that belong to no one chat come last and in one order, so that no two processes wait for each other's.
    """
    grouped: dict[Executable, list[Mapping[str, Any]]] = {}
    for change in changes:
        grouped.setdefault(change.statement, []).append(change.values)
    rows: list[AnyRow] = []
    for statement, values in sorted(grouped.items(), key=lambda each: _SHARED.get(_table_of(each[0]), 0)):
        if _table_of(statement) in _SHARED:
            values.sort(key=lambda each: [str(value) for value in each.values()])
        result = await connection.execute(statement, values)
        if _returns(statement):
            rows += result.all()
    return rows


def engine_of(url: str | URL, server: Mapping[str, Any] = _OF_A_SERVER) -> AsyncEngine:
    """An engine for the URL; ``server`` is how the connections to one are.

    Raises DatabaseError for a URL that is none, or for whose driver there is no package.
    """
    try:
        parsed = _with_driver(make_url(url))
        if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
            Path(str(parsed.database)).expanduser().resolve().parent.mkdir(parents=True, exist_ok=True)
        own = server if _is_postgresql(parsed) else {}
        # Every transaction here ends by itself; and an error must not show what people wrote.
        engine = create_async_engine(parsed, pool_reset_on_return=None, hide_parameters=True, **own)
    except (ArgumentError, SQLAlchemyError, ImportError, OSError, ValueError) as error:  # or a port that is no number
        raise _unusable(url, error) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _with_driver(url: URL) -> URL:
    """The URL with the driver that is used here, where it names none: postgresql://… is what services hand out."""
    name = {"postgres": "postgresql"}.get(url.drivername, url.drivername)
    return url.set(drivername=_DRIVERS.get(name, name))


def newest_version() -> str:
    """The version of the newest shape: migrations are numbered by their files."""
    return max(file.name.partition("_")[0] for file in _VERSIONS.glob("[0-9]*_*.py"))


def _is_postgresql(url: URL) -> bool:
    return url.drivername == _DRIVERS["postgresql"]


def is_server(engine: AsyncEngine) -> bool:
    """Whether the database is one that several machines can use at the same time."""
    return engine.dialect.name != "sqlite"


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
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
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
        "  To mend: write a URL such as sqlite+aiosqlite:///release-bot.db, in a folder that can be written to, or\n"
        "  postgresql://user:password@host/name of a server that runs, with pip install 'release-bot[postgres]'."
    )
