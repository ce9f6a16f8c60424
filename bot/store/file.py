"""What a file is told by one step in its thread: what came of many updates, each table's rows as one JSON text.

SQLAlchemy goes to the thread and back for each statement and takes apart each row; and a statement of many steps, here
or in the driver, waits for the interpreter after each of them. So each table gets all of its rows by one statement that
has no steps in between.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Row, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection


def rows_into(
    table: Table, columns: Sequence[str], then: str, *, unique: Sequence[str] = (), returning: str = ""
) -> str:
    """The statement that inserts rows, or does what comes then where one is there already; ``returning`` a column.

    Rows are told apart by the columns that are ``unique``, else by the primary key.
    """
    keys = unique or [column.name for column in table.primary_key]
    given = ", ".join(f"json_extract(value, '$.{name}')" for name in columns)
    # Without WHERE, the ON of a conflict is read as that of a join.
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {given} FROM json_each(?) WHERE true "
        f"ON CONFLICT ({', '.join(keys)}) DO {then}" + (f" RETURNING {returning}" if returning else "")
    )


def update_with(*columns: str) -> str:
    """What comes where a row is there already: it gets the new values of some columns."""
    return f"UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)}"


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as a statement takes them."""
    return _ENCODER.encode(rows)


def _as_kept(value: object) -> str:
    """A moment or a day as SQLAlchemy writes and reads it."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(dt.UTC).isoformat(" ", "microseconds").removesuffix("+00:00")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"a file does not keep {type(value).__name__}")


_ENCODER: Final = json.JSONEncoder(default=_as_kept, check_circular=False)


async def transact(connection: AsyncConnection, statements: Sequence[tuple[str, str]]) -> list[Row[Any]]:
    """Run statements as one transaction; return the rows of all of them, by place. Raises DBAPIError."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    try:
        rows: list[Row[Any]] = await driver._execute(_transact, driver._conn, statements)
    except sqlite3.Error as error:
        raise DBAPIError.instance(None, None, error, sqlite3.Error, hide_parameters=True) from error
    return rows


def _transact(connection: sqlite3.Connection, statements: Sequence[tuple[str, str]]) -> list[tuple[Any, ...]]:
    try:
        rows = [row for sql, given in statements for row in connection.execute(sql, (given,)).fetchall()]
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return rows
