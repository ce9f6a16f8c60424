"""A machine's clock is set: what recurs goes on, and what is held against the day follows it."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import text

from bot.store.leases import LENGTH, LeasesTable
from bot.store.store import Store
from bot.store.turns import TurnsTable
from bot.telegram.late import Delay, delay
from bot.telegram.rhythm import Rhythm
from tests.clock import controlled

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


class Day:
    """A clock of the day that a test sets."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        """This moment: it passes as the loop's time does."""
        return NOW + self.ahead + dt.timedelta(seconds=asyncio.get_running_loop().time())


@controlled
async def test_what_recurs_does_not_look_at_the_clock_of_the_day() -> None:
    """Every second it is done, and a failure does not end it."""
    times = []

    async def work() -> None:
        times.append(asyncio.get_running_loop().time())
        raise OSError("away")

    rhythm = Rhythm()
    rhythm.every(1, work, first=0)
    rhythm.start()
    await asyncio.sleep(3.5)
    await rhythm.stop(1)
    assert times == pytest.approx([0, 1, 2, 3])


@controlled
async def test_a_moment_comes_earlier_or_later_as_the_clock_is_set() -> None:
    """Put forward over the moment, it is done at the next look; put back, it waits for the moment."""
    day, done = Day(), list[str]()

    async def first() -> None:
        done.append("first")

    async def second() -> None:
        done.append("second")

    rhythm = Rhythm()
    rhythm.at(NOW + HOUR, first, day)
    rhythm.at(NOW + 3 * HOUR, second, day)
    rhythm.start()
    await asyncio.sleep(60)
    assert not done
    day.ahead = 2 * HOUR
    await asyncio.sleep(15)
    assert done == ["first"]
    day.ahead = -HOUR
    await asyncio.sleep(3 * 3600)
    assert done == ["first"]
    await asyncio.sleep(3600 + 15)
    assert done == ["first", "second"]
    await rhythm.stop(1)


@controlled
async def test_a_stop_cuts_off_what_does_not_end() -> None:
    """After its time; what ends by itself is waited for."""
    ended = []

    async def endless() -> None:
        try:
            await asyncio.sleep(10_000)
        finally:
            ended.append("cut")

    async def short() -> None:
        await asyncio.sleep(2)
        ended.append("short")

    rhythm = Rhythm()
    rhythm.once(endless)
    rhythm.once(short)
    rhythm.start()
    await asyncio.sleep(1)
    await rhythm.stop(5)
    assert ended == ["short", "cut"]


async def test_a_lease_taken_by_a_clock_that_was_put_back_is_free_in_its_time(url: str) -> None:
    """Its holder on another machine is dead, and by the clock of today it would hold it for an hour."""
    async with Store.open(url) as store:
        dead = LeasesTable(store.database, "elsewhere:1:dead")
        alive = LeasesTable(store.database, "elsewhere:2:alive")
        assert await dead.take("leader", NOW + HOUR)
        assert not await alive.take("leader", NOW)
        assert not await alive.take("leader", NOW + LENGTH - SECOND)
        assert await alive.take("leader", NOW + LENGTH + SECOND)


async def test_a_lease_that_is_renewed_stays_whose_it_is_although_the_clocks_differ(url: str) -> None:
    """The holder's clock is an hour ahead of the other's, or behind it after a time."""
    async with Store.open(url) as store:
        ahead = LeasesTable(store.database, "elsewhere:1:ahead")
        other = LeasesTable(store.database, "elsewhere:2:other")
        for second in range(12):
            assert await ahead.take("leader", NOW + HOUR + second * SECOND)
            assert not await other.take("leader", NOW + second * SECOND)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_replica_seen_in_the_future_is_not_alive_for_that(url: str) -> None:
    """The database's clock was put back: whoever lives says so within seconds, and a dead one is not waited for."""
    async with Store.open(url) as store:
        dead, alive = TurnsTable(store.database, "elsewhere:1:dead"), TurnsTable(store.database, "elsewhere:2:alive")
        await dead.begin()
        await alive.begin()
        await store.database.ask(text("UPDATE replicas SET seen_at = clock_timestamp() + interval '1 hour'"), {})
        assert await alive.beat() == 2  # it has its time to say so
        (row,) = await store.database.ask(text("SELECT max(seen_at) <= clock_timestamp() AS passed FROM replicas"), {})
        assert row.passed


@pytest.mark.parametrize(
    ("age", "left", "expected"),
    [
        (-HOUR, False, Delay.NONE),  # this machine's clock is behind Telegram's
        (SECOND, False, Delay.NONE),
        (HOUR, False, Delay.LATE),
        (HOUR, True, Delay.LATE),
        (30 * HOUR, True, Delay.TOO_LATE),
        (30 * HOUR, False, Delay.NONE),  # Telegram delivers nothing that old: the clock is wrong
    ],
)
def test_how_late_a_question_is(age: dt.timedelta, left: bool, expected: Delay) -> None:
    """A wrong clock never makes the bot silent."""
    assert delay(NOW - age, NOW, left=left) is expected
