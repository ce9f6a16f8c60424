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


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database behind a connection to a later shape, by default the newest, unless it has it already."""
    if connection.dialect.name == "postgresql":  # replicas may start at the same time; SQLite locks its file
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database back to an earlier shape; what only the later ones have room for is lost."""
    command.downgrade(_config(connection), revision)


def revisions() -> list[str]:
    """Every shape that there has been, the oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def current(connection: Connection) -> str | None:
    """The shape that the database has; none where it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def pending(connection: Connection) -> bool:
    """Whether the database lacks a migration."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    return current(connection) != newest
