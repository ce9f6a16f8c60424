"""What is done by the clock: again and again at a distance, or once at a moment.

Distances are measured by the monotonic clock: where a machine's clock is set, nothing stands still for as long as it
was put back, and nothing is made up for. Moments are those of the day's clock, looked at again and again.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.clock import Clock, now

_LOG: Final = logging.getLogger(__name__)
_AGAIN: Final = 60.0
"""Seconds within which the same failure is the same one."""
_LOOK: Final = 10.0
"""Seconds between two looks at the day's clock, which may have been set meanwhile."""

Work = Callable[[], Awaitable[None]]


class Rhythm:
    """Does each of its works in a task of its own, one run at a time; one that fails is logged, and done again."""

    def __init__(self) -> None:
        self._works: list[Callable[[], Awaitable[None]]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()

    def every(self, seconds: float, work: Work, *, first: float | None = None) -> None:
        """Do something again and again, so many seconds after its last run; ``first`` is until its first."""

        async def again() -> None:
            doing = _Logged(work)
            wait = seconds if first is None else first
            while not await self._stops_within(wait):
                await doing()
                wait = seconds

        self._works.append(again)

    def once(self, work: Work) -> None:
        """Do something at the start."""
        self._works.append(_Logged(work))

    def at(self, moment: dt.datetime, work: Work, clock: Clock = now) -> None:
        """Do something at a moment; at the start where that has passed."""

        async def then() -> None:
            while (left := (moment - clock()).total_seconds()) > 0:
                if await self._stops_within(min(left, _LOOK)):
                    return
            await _Logged(work)()

        self._works.append(then)

    def start(self) -> None:
        """Begin with all of it."""
        self._tasks = [asyncio.ensure_future(work()) for work in self._works]

    async def stop(self, seconds: float) -> None:
        """Begin nothing any more; what is being done has so many seconds, and is cut off after them."""
        self._stopping.set()
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _stops_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return False
        return True


class _Logged:
    """A work whose failures are logged; while it fails again and again, only the first one at length."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._name = getattr(work, "__name__", "work")
        self._failed = ""
        self._failed_at = 0.0

    async def __call__(self) -> None:
        """Do it once."""
        try:
            await self._work()
        except Exception as error:
            again = self._failed == type(error).__name__ and time.monotonic() < self._failed_at + _AGAIN
            self._failed, self._failed_at = type(error).__name__, time.monotonic()
            if again:
                first = (str(error).splitlines() or [""])[0][:200]
                _LOG.error("the job %s failed again: %s", self._name, first)
            else:
                _LOG.error("the job %s failed", self._name, exc_info=error)
