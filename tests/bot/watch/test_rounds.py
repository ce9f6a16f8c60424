"""The watch's rounds: what the store holds is told, what was asked is counted there once, and a failure shows."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import now
from bot.store.asked import Asked
from bot.store.database import Change, WriteError
from bot.store.figures import Probe
from bot.store.inbox import Received
from bot.store.store import Store
from bot.watch.rounds import Rounds
from bot.watch.trace import Trace
from bot.watch.watch import Watch
from tests.processes import url

TODAY = now().date()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store on disk."""
    async with Store.open(url(tmp_path)) as store:
        yield store


def trace(outcome: str, reason: str | None = None, **more: Any) -> Trace:
    """A question that was handled."""
    return Trace("1", "message", "0", language="en", outcome=outcome, reason=reason, **more)


def gauge(watch: Watch, name: str) -> float:
    """What a gauge without labels shows."""
    return float(watch.metrics.registry.get_sample_value(name) or 0)


async def test_what_was_asked_is_counted_in_the_store_once(store: Store) -> None:
    """Each round adds what came since the one before; other processes add to the same counts."""
    watches = [Watch(), Watch()]
    for watch in watches:
        rounds, probe = Rounds(watch, store), Probe(store)
        watch.handled(trace("answered"))
        watch.handled(trace("answered"))
        watch.handled(trace("not_stated", "words that nothing explains"))
        watch.handled(Trace("2", "callback_query", "0"))  # a button that asks nothing
        watch.handled(trace("unsent"))  # it is handled again
        await rounds.look(probe)
        await rounds.look(probe)
    assert await store.asked.since(TODAY) == Counter(
        {
            Asked(TODAY, "en", "message", "answered", ""): 4,
            Asked(TODAY, "en", "message", "not_stated", "words that nothing explains"): 2,
        }
    )
    assert not await store.asked.since(TODAY + dt.timedelta(days=1))
    await store.expire(dt.timedelta(days=30), now() + dt.timedelta(days=31))
    assert not await store.asked.since(TODAY)


async def test_what_cannot_be_written_is_counted_later(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost and nothing counted twice."""
    watch = Watch()
    rounds = Rounds(watch, store)
    watch.handled(trace("answered"))

    async def full(*_: object, **__: object) -> None:
        raise WriteError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(type(store.database), "write", full)
        await rounds.flush()
    watch.handled(trace("answered"))
    await rounds.flush()
    assert (await store.asked.since(TODAY)).total() == 2


async def test_what_waits_is_told(store: Store) -> None:
    """How much, and for how long the oldest has."""
    watch = Watch()
    await store.inbox.receive([Received(1, "{}"), Received(2, "{}")], now() - dt.timedelta(minutes=2))
    await Rounds(watch, store).look(Probe(store))
    assert gauge(watch, "release_bot_inbox_updates") == 2
    assert gauge(watch, "release_bot_inbox_oldest_seconds") >= 120
    assert watch.metrics.registry.get_sample_value("release_bot_ledger_rows", {"state": "sent"}) == 0
    assert watch.health.checks()["database"].ok


@pytest.mark.parametrize("how", ["removed", "replaced"])
async def test_a_database_file_that_goes_away_is_noticed(store: Store, tmp_path: Path, how: str) -> None:
    """What is written from then on is lost, although SQLite does not mind."""
    watch, probe = Watch(), Probe(store)
    rounds = Rounds(watch, store)
    await rounds.look(probe)
    file = tmp_path / "bot.db"
    if how == "replaced":
        shutil.copy(file, tmp_path / "copy")
        (tmp_path / "copy").replace(file)
    else:
        file.unlink()
    await rounds.look(probe)
    check = watch.health.checks()["database"]
    assert not check.ok
    assert "removed or replaced" in check.detail


async def test_a_database_that_takes_nothing_is_noticed_until_it_does(store: Store) -> None:
    """Reading goes on meanwhile, so only writing shows it; that is tried once it has failed."""
    watch, probe = Watch(), Probe(store)
    rounds = Rounds(watch, store)
    async with store.database.engine.begin() as connection:
        await connection.execute(text("PRAGMA query_only = ON"))
    with pytest.raises(WriteError):
        await store.database.write([store.inbox.answered(1, now())])
    assert store.database.failing
    await rounds.look(probe)
    assert not watch.health.checks()["database"].ok
    assert "readonly" in watch.health.checks()["database"].detail
    async with store.database.engine.begin() as connection:
        await connection.execute(text("PRAGMA query_only = OFF"))
    await rounds.look(probe)
    assert watch.health.checks()["database"].ok


async def test_a_writer_at_fault_is_no_fault_of_the_database(store: Store) -> None:
    """A row that breaks a rule says nothing of whether others can be written; and the error shows none of it."""
    statement = text("INSERT INTO receipts (code, reply, made_on) VALUES (:code, NULL, :words)")
    with pytest.raises(WriteError) as error:
        await store.database.write([Change(statement, {"code": "a", "words": "what a person wrote"})])
    assert store.database.failing is None
    assert "what a person wrote" not in f"{error.value} {error.value.__cause__}"


class Hands:
    """What is in hand, as the test says."""

    in_hand = 3
    in_arrears: str | None = "2 updates that an earlier run left are to be answered first"


async def test_what_an_earlier_run_left_is_worked_off_first(store: Store) -> None:
    """Until then it is not ready."""
    watch, hands = Watch(), Hands()
    rounds = Rounds(watch, store, hands=hands)
    rounds._look_at_hands()
    assert not watch.health.inbox.ok
    hands.in_arrears = None
    rounds._look_at_hands()
    assert watch.health.inbox.ok
    assert gauge(watch, "release_bot_updates_in_hand") == 3


async def test_a_clock_that_is_set_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Once, with how far: what was embargoed may be told now, or not any more."""
    monkeypatch.setattr("bot.watch.rounds.BEAT", 0.01)
    going = asyncio.create_task(Rounds(Watch(), store).go())
    await asyncio.sleep(0.1)
    assert "clock was set" not in caplog.text
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() - 3_600)
    await asyncio.sleep(0.2)
    monkeypatch.undo()
    going.cancel()
    assert caplog.text.count("clock was set by -3600 s") == 1
