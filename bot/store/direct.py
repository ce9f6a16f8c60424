"""A server's own driver, for the few statements that every update needs.

SQLAlchemy reads them once; past it they take less than half of the processor that they take through it. Each is a
transaction of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import asyncpg
from sqlalchemy import Row, TextClause, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

_BY_KEYS: Final = """
    SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off;
    SET enable_mergejoin = off; SET jit = off
"""
_SOON: Final = "SET synchronous_commit = off"
_SURE: Final = text("""
    SELECT set_config('synchronous_commit', 'on', true), pg_logical_emit_message(true, 'release-bot', 'sure')
""")
"""Nothing that means anything: its commit waits until the disk has all that was committed before it."""
_MOST: Final = 4
"""Connections: to make one costs more than to wait."""
_IDLE: Final = 300.0
"""Seconds after which what nobody used is not used any more: what is in between may have let go of it."""


class _Row(asyncpg.Record):  # type: ignore[misc]
    """A row whose values go by name as well, as SQLAlchemy's do."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Direct:
    """Connections to the server of an engine, made when they are needed.

    The driver's own pool takes as long to hand out a connection and to take it back as the driver takes to use it.
    """

    def __init__(self, engine: AsyncEngine, connect_args: Mapping[str, Any]) -> None:
        self._dialect: Any = engine.dialect
        self._how = {**engine.dialect.create_connect_args(engine.url)[1], **connect_args}
        self._read: dict[TextClause, tuple[str, list[str]]] = {}
        self._idle: dict[bool, list[tuple[asyncpg.Connection, float]]] = {False: [], True: []}
        """Those that nobody uses, each with the moment since when; the one used last is used next."""
        self._places = asyncio.Semaphore(_MOST)
        self._doubtful = False
        """Whether a connection was lost whose commits the disk may not have had yet."""

    async def run(
        self, statement: TextClause, values: Mapping[str, Any], *, soon: bool = False
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """Run a statement; return its rows, whose values go by name and by place. Raises DBAPIError and OSError.

        ``soon`` where it does not wait for the server's disk, which has it within a second.
        """
        if statement not in self._read:
            compiled: Any = statement.compile(dialect=self._dialect)
            self._read[statement] = str(compiled), compiled.positiontup or []
        sql, names = self._read[statement]
        try:
            async with self._places:
                found = await self._fetch(sql, [values[name] for name in names], soon)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise IntegrityError(sql, None, error, hide_parameters=True) from error
        except (asyncpg.DataError, asyncpg.exceptions.DataError) as error:
            raise DataError(sql, None, error, hide_parameters=True) from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
            raise DBAPIError(sql, None, error, hide_parameters=True) from error
        return cast("Sequence[Row[*tuple[Any, ...]]]", found)

    async def sure(self) -> bool:
        """Wait until the disk has what was run ``soon``; return whether it has all of that since this was asked last.

        A server that crashes, or its machine, cuts all connections. Raises DBAPIError and OSError.
        """
        try:
            await self.run(_SURE, {}, soon=True)
        except DBAPIError:  # on a connection that was cut, which is known by asking; the next one is new
            await self.run(_SURE, {}, soon=True)
        doubtful, self._doubtful = self._doubtful, False
        return not doubtful

    async def _fetch(self, sql: str, values: Sequence[Any], soon: bool) -> list[_Row]:
        connection = self._taken(soon) or await self._made(soon)
        try:
            found: list[_Row] = await connection.fetch(sql, *values)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.DataError):
            self._give_back(connection, soon)
            raise
        except BaseException:  # what it was asked may still be on its way
            self._lose(connection, soon)
            raise
        self._give_back(connection, soon)
        return found

    def _taken(self, soon: bool) -> asyncpg.Connection | None:
        while self._idle[soon]:
            connection, since = self._idle[soon].pop()
            if time.monotonic() - since <= _IDLE and not connection.is_closed():
                return connection
            self._lose(connection, soon)
        return None

    async def _made(self, soon: bool) -> asyncpg.Connection:
        connection = await asyncpg.connect(record_class=_Row, **self._how)
        try:
            await _plan_once(connection)
            if soon:
                await connection.execute(_SOON)
        except BaseException:
            connection.terminate()
            raise
        return connection

    def _give_back(self, connection: asyncpg.Connection, soon: bool) -> None:
        if connection.is_closed():
            self._lose(connection, soon)
        else:
            self._idle[soon].append((connection, time.monotonic()))

    def _lose(self, connection: asyncpg.Connection, soon: bool) -> None:
        self._doubtful |= soon
        connection.terminate()

    async def close(self) -> None:
        """Let go of the connections."""
        for connection, _ in (*self._idle[False], *self._idle[True]):
            with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await connection.close()


async def _plan_once(connection: asyncpg.Connection) -> None:
    """Plan each statement once: whatever it is given, rows are found by their keys, and planning takes the longest.

    As long as a table is new, the server takes it for small, and would go through all of it for each row.
    """
    await connection.execute(_BY_KEYS)
