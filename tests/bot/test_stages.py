"""Times of steps: they add up, and nothing is measured where nobody wants to know."""

from __future__ import annotations

import asyncio
import time

from bot.answer import Answerer
from bot.stages import Stopwatch, stage, stopwatch


def test_a_step_within_another_stops_its_time() -> None:
    """So the times of all steps together are the whole time, and no more."""
    watch = Stopwatch()
    token = stopwatch.set(watch)
    try:
        began = time.perf_counter()
        with stage("outer"):
            with stage("inner"):
                time.sleep(0.02)
            with stage("outer"):
                time.sleep(0.01)
        whole = time.perf_counter() - began
    finally:
        stopwatch.reset(token)
    assert set(watch.taken) == {"outer", "inner"}
    assert watch.taken["inner"] >= 0.02
    assert watch.taken["outer"] >= 0.01
    assert sum(watch.taken.values()) <= whole


def test_an_answer_is_understood_composed_and_guarded(answerer: Answerer) -> None:
    """Each of them is timed, also where what is done raises."""
    watch = Stopwatch()
    token = stopwatch.set(watch)
    try:
        answerer.ask("which cities exceeded 10%?")
    finally:
        stopwatch.reset(token)
    assert set(watch.taken) == {"understand", "compose", "guard"}
    assert min(watch.taken.values()) > 0
    assert watch._running == []


async def test_tasks_have_a_watch_each() -> None:
    """What one update takes is none of another one's time."""

    async def handle(step: str) -> Stopwatch:
        watch = Stopwatch()
        stopwatch.set(watch)
        with stage(step):
            await asyncio.sleep(0.001)
        return watch

    watches = await asyncio.gather(*(asyncio.create_task(handle(step)) for step in ("one", "two")))
    assert [set(watch.taken) for watch in watches] == [{"one"}, {"two"}]
    assert stopwatch.get() is None
