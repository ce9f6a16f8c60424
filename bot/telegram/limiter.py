"""The pace at which the bot sends: one budget for everything, evenly spent, replies to people before announcements.

A request that makes or changes a message waits for its turn: in its chat, where one message a second may be sent and
twenty a minute in a group, and in all chats together. What is sent to one chat goes there one after the other, and
the time to the next one counts from the end of a request, so that no delay on the way brings two closer together.

In all chats together, turns come at even distances, and there are as many places as messages may arrive in a second.
A request has its place from its turn until a second after it arrived. When that was, its answer tells: as much later
than it left as the answer took longer than the quickest of late, without what this program itself was late with. So
requests that bunch on the way, on a busy machine or over new connections, hold the next ones back, where even turns
alone would let more arrive than are allowed.

A request is made again only where the error proves that nothing was delivered: Telegram refused it for its pace, or
no connection came about. What timed out or was cut off may have been delivered, and is never sent twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import logging
import math
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import IntEnum
from typing import Any, Final

from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.stages import stage
from bot.telegram.http import NEVER_CONNECTED
from bot.telegram.settings import TelegramSettings

_LOG: Final = logging.getLogger(__name__)

# The requests that make or change a message; all others are answered by Telegram without regard to the budget.
_COUNTED: Final = ("send", "edit", "copy", "forward", "stopPoll")
_NOT_COUNTED: Final = frozenset({"sendChatAction"})
_LONGEST_WAIT: Final = 30.0
"""Between attempts to connect, in seconds."""
_MANY_LANES: Final = 2_000

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Priority(IntEnum):
    """Who waits for a message; the lower one goes first."""

    GRANTED = -1
    """The turn was taken beforehand, by ``Limiter.turn``."""
    REPLY = 0
    ANNOUNCEMENT = 1


class UnsentError(TelegramError):
    """A message was not sent: the bot stops and its turn had not come, or another replica has it to send."""


_MADE_UP_FOR: Final = {Priority.REPLY: 0.5, Priority.ANNOUNCEMENT: 4.0}
"""Intervals of lateness that the next messages make up for; within a second there are never more than allowed."""
_SECOND: Final = 1.01
"""For how long a message that arrived counts; a little more than it is, for what the answers do not tell."""
_LATELY: Final = 30
"""Answers among which the quickest tells how long one takes that nothing delays."""
_TELLING: Final = 10
"""Answers from which on it does: each of the first may have been delayed."""
_OVERTAKING: Final = 9
"""Replies that may go, one after the other, before an announcement whose time has come."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What may be sent."""

    per_second: float = 29.0
    """The pace. As no way is even, a single second may have one more."""
    between: float = 1.0
    """Seconds between two messages in one chat."""
    group_per_minute: int = 20
    minute: float = 60.0
    """Seconds that a group's minute has; a test has no time for a whole one."""


@dataclass(slots=True, eq=False)
class _Waiting:
    """A request that waits for its turn."""

    priority: Priority
    order: int
    turn: asyncio.Future[None]

    def __lt__(self, other: _Waiting) -> bool:
        return (self.priority, self.order) < (other.priority, other.order)


@dataclass(slots=True, eq=False)
class _Lane:
    """One chat: what was sent there of late and what waits for it."""

    is_group: bool
    free_at: float = 0.0
    paused_until: float = 0.0
    busy: bool = False
    sent: deque[float] = field(default_factory=deque)
    """When messages were sent to a group within the last minute."""
    waiting: list[_Waiting] = field(default_factory=list)
    queued: bool = False

    def opens_at(self, rates: Rates) -> float:
        """When the next message may be sent here."""
        at = max(self.free_at, self.paused_until)
        if self.is_group and len(self.sent) >= rates.group_per_minute:
            at = max(at, self.sent[-rates.group_per_minute] + rates.minute)
        return at

    def is_idle(self, now: float, rates: Rates) -> bool:
        """Whether there is nothing here to remember."""
        recent = self.sent and self.sent[-1] + rates.minute > now
        return not (self.busy or self.waiting or recent or max(self.free_at, self.paused_until) > now)


class Limiter(BaseRateLimiter[Priority]):
    """Lets each request through when its turn has come; of several the one with the higher priority first."""

    def __init__(self, rates: Rates, waits: Callable[[str, float], None] | None = None) -> None:
        """``waits`` is told for how long sending stands still, and why."""
        self._rates = rates
        self._waits = waits or (lambda why, seconds: None)
        self._whole = rates.per_second
        self._lanes: dict[int | str, _Lane] = {}
        self._later: list[tuple[float, int, _Lane]] = []
        self._ready: dict[Priority, list[tuple[int, _Lane]]] = {Priority.REPLY: [], Priority.ANNOUNCEMENT: []}
        self._overtaken = 0
        """Replies that went since an announcement could have gone."""
        self._free_at = 0.0
        self._places = int(rates.per_second) + 1
        self._under_way = 0
        self._arrived: list[float] = []
        """When the places of requests that have their answer are free again."""
        self._took: deque[float] = deque(maxlen=_LATELY)
        """Seconds until the latest answers."""
        self._late: deque[float] = deque(maxlen=_LATELY)
        """Seconds by which the latest turns came later than they should: for as long an answer may have lain here."""
        self._paused_until = 0.0
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._due: float | None = None
        """When the timer is to go off."""
        self._stopping = asyncio.Event()

    async def initialize(self) -> None:
        """Nothing has to be prepared."""

    async def shutdown(self) -> None:
        """Let go of the timer."""
        if self._timer is not None:
            self._timer.cancel()

    def take_share(self, part: float) -> None:
        """Send at a part of the pace from now on: the rest of it is for others who send as the same bot."""
        per_second = self._whole * part
        if per_second != self._rates.per_second:
            self._rates = replace(self._rates, per_second=per_second)
            self._places = int(per_second) + 1

    def stop_within(self, seconds: float) -> None:
        """Send what has its turn within these seconds; what still waits after them fails with UnsentError."""
        asyncio.get_running_loop().call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        self._stopping.set()
        for lane in self._lanes.values():
            for waiting in lane.waiting:
                if not waiting.turn.done():
                    waiting.turn.set_exception(UnsentError("the bot stops"))
            lane.waiting.clear()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Result:
        """Make a request when its turn has come, and again as long as nothing was delivered.

        ``rate_limit_args`` is the priority; a reply's is the default. Raises UnsentError where the bot stops first,
        and whatever the request raises.
        """
        if rate_limit_args is Priority.GRANTED:
            return await self._timed(callback(*args, **kwargs))
        chat = data.get("chat_id") or data.get("inline_message_id") or 0
        counted = endpoint.startswith(_COUNTED) and endpoint not in _NOT_COUNTED
        for attempt in itertools.count():
            with stage("pace"):
                lane = await self._turn(chat, rate_limit_args or Priority.REPLY) if counted else None
            request = callback(*args, **kwargs)
            try:
                return await self._timed(request) if counted else await request
            except RetryAfter as error:
                wait = seconds_of(error)
                _LOG.warning("%s: Telegram asks to wait for %.1f seconds", endpoint, wait)
                self._pause(lane, wait)
            except NetworkError as error:
                if not never_delivered(error):
                    raise
                wait = min(_LONGEST_WAIT, 0.5 * 2 ** min(attempt, 10))
                _LOG.warning("%s: no connection, trying again in %.1f seconds: %s", endpoint, wait, error)
                self.pause_all(wait)
            finally:
                if lane is not None:
                    self._leave(lane)
            if lane is None:
                await self._sleep(wait)
        raise AssertionError("unreachable")

    async def _timed(self, request: Coroutine[Any, Any, Result]) -> Result:
        """Make a request, and note how long its answer took."""
        start = _now()
        try:
            return await request
        finally:
            self._took.append(_now() - start)

    async def _sleep(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        raise UnsentError("the bot stops")

    # What is sent in an order of its own: whoever takes a turn makes the request with ``Priority.GRANTED``, and meets
    # what goes wrong with it.

    @contextlib.asynccontextmanager
    async def turn(self, chat: int, priority: Priority) -> AsyncIterator[None]:
        """Wait until a message may be sent to a chat, for one request. Raises UnsentError where the bot stops first."""
        lane = await self._turn(chat, priority)
        try:
            yield
        finally:
            self._leave(lane)

    def wait(self, chat: int) -> float:
        """Seconds until the next message may be sent to a chat, as far as it is the chat's own pace."""
        lane = self._lanes.get(chat)
        return max(0.0, lane.opens_at(self._rates) - _now()) if lane is not None else 0.0

    def pause(self, chat: int, seconds: float) -> None:
        """Telegram refused a message to a chat, and asks to wait."""
        self._pause(self._lane(chat), seconds)

    def pause_all(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._waits("connection", seconds)
        self._paused_until = max(self._paused_until, _now() + seconds)

    # A request's turn

    async def _turn(self, chat: int | str, priority: Priority) -> _Lane:
        """Wait until a message may be sent to a chat; the lane is taken until ``_leave``."""
        if self._stopping.is_set():
            raise UnsentError("the bot stops")
        lane = self._lane(chat)
        now = _now()
        nobody_waits = not any(self._ready.values()) and not lane.waiting and not lane.busy
        if nobody_waits and max(self._opens_at(now), lane.opens_at(self._rates)) <= now:
            self._take(lane, now, priority)
            return lane
        waiting = _Waiting(priority, next(self._numbers), asyncio.get_running_loop().create_future())
        heapq.heappush(lane.waiting, waiting)
        if lane.queued and lane.waiting[0] is waiting:
            lane.queued = False  # it goes before those for whom the lane was queued
        self._queue(lane)
        self._hand_out()
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting.turn.done() and not waiting.turn.cancelled():
                self._leave(lane)
            raise
        return lane

    def _lane(self, chat: int | str) -> _Lane:
        lane = self._lanes.get(chat)
        if lane is None:
            if len(self._lanes) >= _MANY_LANES:
                self._sweep()
            lane = self._lanes[chat] = _Lane(is_group=str(chat)[:1] in "-@")
        return lane

    def _sweep(self) -> None:
        """Forget the chats in which nothing happens."""
        now = _now()
        self._lanes = {chat: lane for chat, lane in self._lanes.items() if not lane.is_idle(now, self._rates)}

    def _queue(self, lane: _Lane) -> None:
        if lane.waiting and not lane.busy and not lane.queued:
            lane.queued = True
            heapq.heappush(self._later, (lane.opens_at(self._rates), next(self._numbers), lane))

    def _hand_out(self) -> None:
        """Give turns to those whose time has come, and set the timer for the next."""
        now = _now()
        if self._due is not None and now >= self._due:
            self._late.append(now - self._due)
        while self._later and self._later[0][0] <= now:
            _, _, lane = heapq.heappop(self._later)
            if lane.waiting and not lane.busy:
                heapq.heappush(self._ready[lane.waiting[0].priority], (lane.waiting[0].order, lane))
        while any(self._ready.values()) and self._opens_at(now) <= now:
            self._let_through(self._first(), now)
        self._wake(now)

    def _opens_at(self, now: float) -> float:
        """When the next request may leave, whatever its chat; infinity where it takes an answer to know."""
        while self._arrived and self._arrived[0] <= now:
            heapq.heappop(self._arrived)
        at = max(self._free_at, self._paused_until)
        if self._under_way + len(self._arrived) < self._places:
            return at
        return max(at, self._arrived[0]) if self._arrived else math.inf

    def _first(self) -> _Lane:
        """The chat whose turn it is: replies first, but announcements are not kept waiting for ever."""
        replies, announcements = self._ready[Priority.REPLY], self._ready[Priority.ANNOUNCEMENT]
        if replies and (not announcements or self._overtaken < _OVERTAKING):
            self._overtaken = self._overtaken + 1 if announcements else 0
            return heapq.heappop(replies)[1]
        self._overtaken = 0
        return heapq.heappop(announcements)[1]

    def _let_through(self, lane: _Lane, now: float) -> None:
        if lane.busy:
            return
        if lane.opens_at(self._rates) > now:  # it was told to wait since
            lane.queued = False
            self._queue(lane)
            return
        while lane.waiting:
            waiting = heapq.heappop(lane.waiting)
            if not waiting.turn.done():
                self._take(lane, now, waiting.priority)
                waiting.turn.set_result(None)
                return

    def _wake(self, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = self._due = None
        times = [self._later[0][0]] if self._later else []
        times += [self._opens_at(now)] if any(self._ready.values()) else []
        if times and (at := min(times)) < math.inf:
            self._due = at
            self._timer = asyncio.get_running_loop().call_later(max(0.0, at - now), self._hand_out)

    def _take(self, lane: _Lane, now: float, priority: Priority) -> None:
        lane.busy = True
        lane.queued = False
        self._under_way += 1
        # Timers go off late, and more so on a busy machine: some of it is made up for, or the pace is never reached.
        # A pause is none of that: after it the pace begins anew.
        interval = 1 / self._rates.per_second
        late = _MADE_UP_FOR[priority] * interval
        self._free_at = max(self._free_at, self._paused_until, now - late) + interval

    def _leave(self, lane: _Lane) -> None:
        now = _now()
        self._under_way -= 1
        known = len(self._took) >= _TELLING
        back = max(0.0, min(self._took) - max(self._late, default=0.0)) if known else 0.0
        heapq.heappush(self._arrived, now - back + _SECOND)
        lane.busy = False
        lane.free_at = now + self._rates.between
        if lane.is_group:
            lane.sent.append(now)
            while lane.sent[0] + self._rates.minute < now:
                lane.sent.popleft()
        self._queue(lane)
        self._hand_out()

    def _pause(self, lane: _Lane | None, seconds: float) -> None:
        """Telegram refused one message. It does not say whether it means the chat or the bot: two chats are the bot."""
        self._waits("telegram", seconds)
        until = _now() + seconds
        others = any(other is not lane and other.paused_until > _now() for other in self._lanes.values())
        if lane is None or others:
            self._paused_until = max(self._paused_until, until)
        if lane is not None:
            lane.paused_until = max(lane.paused_until, until)


def limiter_of(settings: TelegramSettings, waits: Callable[[str, float], None] | None = None) -> Limiter:
    """A limiter at the pace of the settings."""
    rates = Rates(settings.messages_per_second, settings.seconds_between_messages, settings.group_messages_per_minute)
    return Limiter(rates, waits)


def never_delivered(error: NetworkError) -> bool:
    """Whether an error proves that the request did not reach Telegram: there was no connection to send it over."""
    return isinstance(error.__cause__, NEVER_CONNECTED)


def seconds_of(error: RetryAfter) -> float:
    """For how long Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _now() -> float:
    return asyncio.get_running_loop().time()
