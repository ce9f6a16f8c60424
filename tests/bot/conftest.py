"""Databases for the tests: SQLite always, PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres as server


@pytest.fixture(scope="session")
def postgres() -> Iterator[server.Postgres]:
    """A cluster for this run; what is lost when the power fails does not matter here."""
    if server.programs() is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql brings it")
    with server.cluster("fsync=off", "synchronous_commit=off", "full_page_writes=off") as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database, of each kind in turn; SQLite's is in a folder that is not there yet."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'bot.db'}"
    made: str = request.getfixturevalue("postgres").database()
    return made
