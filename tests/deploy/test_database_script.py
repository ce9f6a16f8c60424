"""Backup and restore of a real database while it is written to, and the way back from a migration with rows kept."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.chats import Chat
from bot.store.database import Database, DatabaseError
from bot.store.store import Store

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "database"
NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def run(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The script, for the database of this URL."""
    environment = {**os.environ, "RELEASE_BOT_DATABASE": url}
    return subprocess.run(
        [sys.executable, str(SCRIPT), *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def url_of(file: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{file}"


async def test_a_backup_is_whole_while_the_bot_writes(tmp_path: Path) -> None:
    """Writers go on; the copy passes its own check, is one file, and only its owner may read it."""
    file, copy = tmp_path / "bot.db", tmp_path / "kept" / "copy.db"
    copy.parent.mkdir()
    async with Store.open(url_of(file)) as store:

        async def write() -> None:
            for number in range(300):
                await store.database.write([store.chats.saved(Chat(number), NOW)], at_once=True)

        writing = asyncio.create_task(write())
        await asyncio.sleep(0.05)
        done = await asyncio.to_thread(run, url_of(file), "backup", str(copy))
        await writing
    assert done.returncode == 0, done.stderr
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o077 == 0
    with contextlib.closing(sqlite3.connect(copy)) as connection, connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM chats").fetchone()[0] <= 300


async def test_a_restore_brings_back_what_was_and_keeps_what_is(tmp_path: Path) -> None:
    """Open announcements are paused: what was sent since would be sent again."""
    file, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    async with Store.open(url_of(file)) as store:
        await store.database.write([store.chats.saved(Chat(1, language="en"), NOW)])
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        columns = "code, kind, title, release, state, due_at, created_at"
        values = "'A', 'digest', 't', 'r', 'open', '2026-01-01', '2026-01-01'"
        connection.execute(f"INSERT INTO announcements ({columns}) VALUES ({values})")
    assert run(url_of(file), "backup", str(copy)).returncode == 0
    async with Store.open(url_of(file)) as store:
        await store.database.write([store.chats.saved(Chat(2), NOW)])
    done = run(url_of(file), "restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert "1 open announcement(s) paused" in done.stdout
    async with Store.open(url_of(file)) as store:
        assert (await store.chats.get(1)).language == "en"
        assert (await store.chats.get(2)).language is None
        assert [one.state.value for one in await store.announcements.all()] == ["paused"]
    aside = [path for path in tmp_path.glob("bot.db.2*") if path.suffix not in ("-wal", "-shm")]
    assert len(aside) == 1


@pytest.mark.parametrize("damage", ["nothing", "text", "cut", "other"])
def test_what_is_no_backup_is_refused(tmp_path: Path, damage: str) -> None:
    """And the database that is there is left as it is."""
    file, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    asyncio.run(_made(url_of(file)))
    before = file.read_bytes()
    if damage == "text":
        copy.write_text("no database")
    elif damage == "cut":
        copy.write_bytes(before[: len(before) // 2])
    elif damage == "other":
        with contextlib.closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("CREATE TABLE x (y)")
    done = run(url_of(file), "restore", str(copy))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == before


async def _made(url: str) -> None:
    async with Store.open(url):
        pass


async def test_a_database_in_use_is_not_restored_into(tmp_path: Path) -> None:
    """The bot has to be stopped first."""
    file, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    async with Store.open(url_of(file)) as store:
        await store.database.write([store.chats.saved(Chat(1), NOW)])
        assert (await asyncio.to_thread(run, url_of(file), "backup", str(copy))).returncode == 0
        held = sqlite3.connect(file)
        held.execute("BEGIN IMMEDIATE")
        done = await asyncio.to_thread(run, url_of(file), "restore", str(copy))
        held.close()
    assert done.returncode == 2
    assert "in use" in done.stderr


def test_the_password_is_in_no_argument_and_no_message(tmp_path: Path) -> None:
    """PostgreSQL's programs are given it by the environment."""
    for name in ("pg_dump", "pg_restore"):
        program = tmp_path / name
        program.write_text(
            '#!/bin/sh\necho "$@ PGUSER=$PGUSER" >&2\n[ "$PGPASSWORD" = "s3cret/x" ] || exit 9\nexit 1\n'
        )
        program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    environment["RELEASE_BOT_DATABASE"] = "postgresql+asyncpg://bot:s3cret%2Fx@nowhere.invalid/name"
    words = [sys.executable, str(SCRIPT), "backup", str(tmp_path / "x")]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "PGUSER=bot" in done.stderr
    assert "s3cret" not in done.stderr + done.stdout
    assert not (tmp_path / "x").exists()


async def test_a_migration_is_taken_back_and_done_again_with_rows_kept(tmp_path: Path) -> None:
    """What the earlier shape has room for stays; the rest is lost, as is said."""
    url = url_of(tmp_path / "bot.db")
    async with Store.open(url) as store:
        await store.database.write([store.chats.saved(Chat(7, language="en", subscribed_at=NOW), NOW)])
        await store.database.write([store.unanswered.asked("how much?", "en", "not_stated", NOW)])
    async with Database.open(url, migrate=False) as database:
        newest = await database.shape()
        assert newest is not None
        earlier = f"{int(newest) - 1:04}"
        assert await database.shape(earlier) == earlier
        assert await database.shape(newest) == newest
        with pytest.raises(DatabaseError, match="no shape '9999'"):
            await database.shape("9999")
    async with Store.open(url) as store:
        assert (await store.chats.get(7)).language == "en"
        assert (await store.chats.get(7)).subscribed_at == NOW
        assert [one.question for one in await store.unanswered.most_asked(5)] == ["how much?"]
