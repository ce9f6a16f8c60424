"""Statements that databases spell differently."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert(dialect: str, table: Table) -> Insert:
    """An insert that can say what happens where the row is there already."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def insert_new(dialect: str, table: Table) -> Insert:
    """Insert a row; a row that is there already is left as it is."""
    return insert(dialect, table).on_conflict_do_nothing()


def insert_or_update(dialect: str, table: Table, updated: Sequence[str]) -> Insert:
    """Insert a row; of a row that is there already, give these columns the new values."""
    statement = insert(dialect, table)
    return statement.on_conflict_do_update(table.primary_key, set_={name: statement.excluded[name] for name in updated})
