"""A server's own driver, for the few statements that every update needs.

SQLAlchemy reads them once; past it they take less than half of the processor that they take through it. Each is a
transaction of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import asyncpg
from sqlalchemy import Row, TextClause
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

_MOST: Final = 4
"""Connections: to make one costs more than to wait."""


class _Row(asyncpg.Record):  # type: ignore[misc]
    """A row whose values go by name as well, as SQLAlchemy's do."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Direct:
    """Connections to the server of an engine, made when they are needed."""

    def __init__(self, engine: AsyncEngine, connect_args: Mapping[str, Any]) -> None:
        self._dialect: Any = engine.dialect
        self._how = {**engine.dialect.create_connect_args(engine.url)[1], **connect_args}
        self._read: dict[TextClause, tuple[str, list[str]]] = {}
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()

    async def run(self, statement: TextClause, values: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
        """Run a statement; return its rows, whose values go by name and by place. Raises DBAPIError and OSError."""
        if statement not in self._read:
            compiled: Any = statement.compile(dialect=self._dialect)
            self._read[statement] = str(compiled), compiled.positiontup or []
        sql, names = self._read[statement]
        try:
            pool = self._pool or await self._open()
            found = await pool.fetch(sql, *(values[name] for name in names))
        except asyncpg.IntegrityConstraintViolationError as error:
            raise IntegrityError(sql, None, error, hide_parameters=True) from error
        except (asyncpg.DataError, asyncpg.exceptions.DataError) as error:
            raise DataError(sql, None, error, hide_parameters=True) from error
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DBAPIError(sql, None, error, hide_parameters=True) from error
        return cast("Sequence[Row[*tuple[Any, ...]]]", found)

    async def _open(self) -> asyncpg.Pool:
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    min_size=0, max_size=_MOST, init=_plan_once, reset=_as_it_is, record_class=_Row, **self._how
                )
            return self._pool

    async def close(self) -> None:
        """Let go of the connections."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await pool.close()


async def _plan_once(connection: asyncpg.Connection) -> None:
    """Plan each statement once: whatever it is given, rows are found by their keys, and planning takes the longest."""
    await connection.execute("SET plan_cache_mode = force_generic_plan")


async def _as_it_is(_: object) -> None:
    """What is set on a connection stays set, and no statement sets anything."""
