"""Alembic, run from inside the program: the migrations travel with it, so an operator needs no command for them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_265_627
"""The number of the lock under which one process at a time migrates."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Bring the database behind a connection to the newest shape; does nothing where it has that already."""
    if connection.dialect.name == "postgresql":  # replicas may start at the same time; SQLite locks its file
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    command.upgrade(_config(connection), "head")


def pending(connection: Connection) -> bool:
    """Whether the database lacks a migration."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() != newest
