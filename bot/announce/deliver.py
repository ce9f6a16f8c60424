"""Sends what is due, a row of the ledger at a time, at the pace that is allowed and with as little in doubt as can be.

As many rows are in hand at once as it takes to keep the pace, and no more: with quick answers that is one, and one is
then all that a crash leaves in doubt.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import logging
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final, Protocol

from bot.announce.content import Content
from bot.clock import now
from bot.store import leases
from bot.store.announcements import End, Row, RowState, State
from bot.store.database import Change, WriteError
from bot.store.store import Store

_LOG: Final = logging.getLogger(__name__)
LEASE: Final = "announcements"
_AT_A_TIME: Final = 100
"""Rows that are read ahead; what is paused or cancelled meanwhile is noticed when one is to be sent."""
_SMOOTHING: Final = 0.1
_TRIES: Final = 5


class UndeliverableError(Exception):
    """Nothing at all can be sent: why, and the mend."""


class StoppedError(Exception):
    """The process stops, and a row's turn had not come."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a row, and what is to be remembered of its chat together with that."""

    end: End
    changes: tuple[Change, ...] = ()
    halts: str | None = None
    """Why the same would happen to every other row of the announcement."""


class Courier(Protocol):
    """The way to the chats."""

    interval: float
    """Seconds between two messages, at the pace that is allowed."""

    def wait(self, chat_id: int) -> float:
        """Seconds until something may be sent to a chat, as far as it is the chat's own pace."""

    def turn(self, chat_id: int) -> AbstractAsyncContextManager[None]:
        """Wait until something may be sent to a chat. Raises StoppedError."""

    async def carry(self, row: Row, content: Content) -> Carried:
        """Do what a row says. Raises UndeliverableError where no row could be sent."""


@dataclass(slots=True, eq=False)
class Deliverer:
    """One process's part in sending what is due."""

    store: Store
    courier: Courier
    most_at_once: int
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _took: float = 0.0
    """Seconds that a row was in hand, smoothed."""
    _ready: deque[Row] = field(default_factory=deque)
    _deferred: list[tuple[float, int, Row]] = field(default_factory=list)
    _tasks: dict[asyncio.Task[None], Row] = field(default_factory=dict)
    _claimed: set[int] = field(default_factory=set)
    _contents: dict[tuple[str, str], Content] = field(default_factory=dict)
    _order: itertools.count[int] = field(default_factory=itertools.count)

    def stop(self) -> None:
        """Begin no further row; what is in hand is finished."""
        self._stopping.set()

    @property
    def is_stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._stopping.is_set()

    async def deliver(self) -> bool:
        """Send what is due until nothing is left; return at once, and false, where another process is at it.

        Raises UndeliverableError, and WriteError where the ledger cannot be written.
        """
        async with hold(self.store) as held:
            if not held:
                return False
            try:
                await self._deliver()
            finally:
                await self._finish()
        return True

    async def deliver_due(self) -> None:
        """Send what is due, if anything is and nobody does; what goes wrong is logged."""
        try:
            await self.store.announcements.find_abandoned(now())
            if not self.is_stopping and await self.store.announcements.next(now(), 1):
                await self.deliver()
        except (UndeliverableError, WriteError) as error:
            _LOG.error("announcements are not sent: %s", error)

    async def _deliver(self) -> None:
        while not self._stopping.is_set():
            self._collect()
            if len(self._tasks) >= self.at_once:
                await self._something_happens(None)
                continue
            row = await self._next()
            if row is not None:
                self._tasks[asyncio.create_task(self._one(row), name=f"row {row.number}")] = row
            elif self._tasks or self._deferred:
                await self._something_happens(self._deferred[0][0] - _time() if self._deferred else None)
            else:
                return

    @property
    def at_once(self) -> int:
        """How many rows have to be in hand for the pace to be kept.

        One where answers are quick; else some more than it takes on average, since not every answer takes as long.
        """
        needed = self._took / self.courier.interval
        return 1 if needed <= 0.5 else min(self.most_at_once, math.ceil(1.5 * needed + 0.5))

    async def _next(self) -> Row | None:
        """The next row whose chat takes a message now."""
        while self._deferred and self._deferred[0][0] <= _time():
            self._ready.appendleft(heapq.heappop(self._deferred)[2])
        if not self._ready:
            known = {row.number for _, _, row in self._deferred} | {row.number for row in self._tasks.values()}
            found = await self.store.announcements.next(now(), _AT_A_TIME + len(known))
            self._ready.extend(row for row in found if row.number not in known)
        while self._ready:
            row = self._ready.popleft()
            wait = self.courier.wait(row.planned.chat_id)
            if wait <= self.courier.interval:
                return row
            heapq.heappush(self._deferred, (_time() + wait, next(self._order), row))
        return None

    async def _something_happens(self, seconds: float | None) -> None:
        """Wait until a row is done, a stop is asked for, or so many seconds are over."""
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait([*self._tasks, stop], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()

    def _collect(self) -> None:
        """Let go of the rows that are done. Raises what went wrong with one."""
        for task in [task for task in self._tasks if task.done()]:
            del self._tasks[task]
            with contextlib.suppress(StoppedError, asyncio.CancelledError):
                task.result()

    async def _finish(self) -> None:
        """Finish the rows in hand; those whose turn has not come are let go."""
        for task, row in self._tasks.items():
            if row.number not in self._claimed:
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self._contents.clear()

    async def _one(self, row: Row) -> None:
        """Send one row: on disk as being sent before the request, and with its end after it."""
        content = await self._content(row)
        async with self.courier.turn(row.planned.chat_id):
            self._claimed.add(row.number)  # from here on a stop waits for it
            started = _time()
            if not await self.store.announcements.claim(row, now()):
                self._claimed.discard(row.number)
                self._ready.clear()  # paused, cancelled, or in other hands: it is looked up again what there is
                return
            try:
                carried = await self.courier.carry(row, content)
            except UndeliverableError:
                await self._write(row, Carried(End(RowState.PLANNED)), content)
                raise
            finally:
                self._claimed.discard(row.number)
        await self._write(row, carried, content)
        took = _time() - started
        self._took = took * _SMOOTHING + self._took * (1 - _SMOOTHING) if self._took else took
        if carried.halts is not None:
            _LOG.error("announcement %s pauses: %s", row.announcement, carried.halts)
            await self.store.announcements.change(row.announcement, State.PAUSED, State.OPEN, halted=carried.halts)

    async def _content(self, row: Row) -> Content:
        key = (row.announcement, row.planned.content)
        if key not in self._contents:
            self._contents[key] = await self.store.announcements.content(*key)
        return self._contents[key]

    async def _write(self, row: Row, carried: Carried, content: Content) -> None:
        """Write down what became of a row; it is too late to do nothing, so this tries several times."""
        moment = now()
        changes = [*self.store.announcements.ended(row, carried.end, moment), *carried.changes]
        if carried.end.state is RowState.SENT and carried.end.message_id is not None:
            changes += self.store.answers.tells(row.planned.chat_id, carried.end.message_id, content.facts, moment)
        for attempt in range(1, _TRIES + 1):
            try:
                await self.store.database.write(changes, at_once=True)
                return
            except WriteError as error:
                if attempt == _TRIES:
                    raise
                _LOG.error("what became of a row is not written, trying again: %s", error)
                await asyncio.sleep(0.1 * 2**attempt)


@contextlib.asynccontextmanager
async def hold(store: Store) -> AsyncIterator[bool]:
    """The lease on sending announcements, renewed as long as it is needed; whether it was to be had."""
    held = await store.leases.take(LEASE, now())
    if not held:
        yield False
        return

    async def renew() -> None:
        while True:
            await asyncio.sleep(leases.LENGTH.total_seconds() / 3)
            try:
                await store.leases.take(LEASE, now())
            except WriteError as error:
                _LOG.warning("the lease is not renewed: %s", error)

    renewing = asyncio.create_task(renew())
    try:
        yield True
    finally:
        renewing.cancel()
        with contextlib.suppress(WriteError):  # it ends by itself
            await store.leases.give_back(LEASE)


def _time() -> float:
    return asyncio.get_running_loop().time()
