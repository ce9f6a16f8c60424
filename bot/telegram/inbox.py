"""Nothing is lost in a crash: an update is on disk before Telegram is told that it came, until it is answered.

The library confirms an update before it handles it: the poller with its next call, the webhook with its response.
Both first wait for the ``put`` of the application's queue, and that is where ``Inbox`` writes. Updates of one chat are
handed out one after the other, each when the one before is done; those of different chats at the same time.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor, ExtBot
from telegram.request import BaseRequest

from bot.clock import now
from bot.stages import stage
from bot.store.database import Change, Gathered, WriteError
from bot.store.inbox import Received
from bot.store.store import Store
from bot.telegram.limiter import Priority
from bot.telegram.tracing import trace_of
from bot.telegram.watched import ThroughRequest
from bot.watch.trace import Hasher, Trace, tracing
from bot.watch.watch import Watch

_LOG: Final = logging.getLogger(__name__)
_MOST_IN_MEMORY: Final = 2_000
"""Updates that wait; the poller asks for no more until there are fewer."""
_BEYOND: Final = 2**63
"""No database keeps a number from here on."""
LONGEST_WAIT: Final = 10.0


@dataclass(slots=True)
class Unit:
    """What the handling of one update writes: all of it together with the update's being answered, or nothing."""

    update_id: int
    changes: list[Change | Gathered] = field(default_factory=list)
    keep: bool = False
    """Leave the update in the inbox: it could not be answered now, and will be after the next start."""

    def add(self, *changes: Change | Gathered) -> None:
        """Write these as well."""
        self.changes += changes


_unit: Final[ContextVar[Unit]] = ContextVar("unit")


def current_unit() -> Unit:
    """The unit of the update that is being handled. Raises LookupError outside of handling one."""
    return _unit.get()


def key_of(update: Update) -> int:
    """What an update is in order with: its chat, or the person where there is none."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


class Inbox(asyncio.Queue[object]):
    """The application's queue, with the store behind it."""

    def __init__(self, store: Store, watch: Watch) -> None:
        super().__init__()
        self._store = store
        self._watch = watch
        self._behind: dict[int, deque[Update]] = {}
        """For each chat of which an update is in hand, those that wait behind it."""
        self._in_hand: set[int] = set()
        self._written: set[int] = set()
        """Updates of the poller's batch, on disk already and still to be put."""
        self._finishing: set[asyncio.Task[None]] = set()
        self._left: set[int] = set()
        """Updates that an earlier process left and that are not answered yet."""
        self._room = asyncio.Event()
        self._room.set()
        self._stopping = False

    async def write(self, updates: Sequence[tuple[Update, str]]) -> None:
        """Take in what was polled, in one go; ``put`` then finds it there."""
        await self.take_in(updates)
        self._written |= {update.update_id for update, _ in updates}

    async def put(self, item: object) -> None:
        """Write an update down and have it handled; anything else goes straight through."""
        if not isinstance(item, Update):
            # The application's own sign that it stops: nothing more is handed out, what was not begun stays on disk.
            self._stopping = True
            while not self.empty():
                self.get_nowait()
                self.task_done()
            await super().put(item)
            return
        if isinstance(item.update_id, int) and item.update_id in self._written:
            self._written.discard(item.update_id)
            await self._room.wait()
        else:
            await self.receive(item, item.to_json())

    async def receive(self, update: Update, text: str) -> None:
        """Write an update down, with its JSON, and have it handled."""
        if not isinstance(update.update_id, int) or not 0 <= update.update_id < _BEYOND:
            _LOG.warning("an update without a number of Telegram's is left out")
            return
        if update.update_id not in self._in_hand:
            await self.take_in([(update, text)])
        await self._room.wait()

    async def take_in(self, updates: Sequence[tuple[Update, str]]) -> None:
        """Write updates down, each with its JSON, and have those handled that are new.

        As long as the database takes nothing, this waits: what is not on disk must not be confirmed.
        """
        new = await self._receive([Received(update.update_id, text, key_of(update)) for update, text in updates])
        for update, _ in updates:
            if update.update_id in new:
                new.discard(update.update_id)
                self._admit(update)
            else:
                _LOG.info("update %d was delivered again, and is answered once", update.update_id)

    async def _receive(self, updates: Sequence[Received]) -> set[int]:
        wait = 0.1
        while True:
            try:
                return await self._store.inbox.receive(updates, now())
            except WriteError as error:
                _LOG.error("updates cannot be written down, trying again in %.1f seconds: %s", wait, error)
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)

    async def recover(self, bot: Bot) -> int:
        """Take up what an earlier process left unanswered, as it came in; return how much that is."""
        waiting, set_aside = await self._store.inbox.start(now())
        for number in set_aside:
            _LOG.error("update %d was found unanswered by every start; it is set aside", number)
        self._left = {each.update_id for each in waiting}
        for update in _read(waiting, bot):
            self._admit(update)
        return len(waiting)

    @property
    def in_hand(self) -> int:
        """How many updates this process has taken and not answered yet."""
        return len(self._in_hand)

    @property
    def in_arrears(self) -> str | None:
        """Why updates that come in now have to wait for long; none where they do not."""
        if self._left:
            return f"{len(self._left)} updates that an earlier run left are to be answered first"
        return None if self._room.is_set() else f"{len(self._in_hand)} updates wait, and no more are taken"

    def _admit(self, update: Update) -> None:
        """Hand an update out, now or after those of its chat."""
        if self._stopping:
            return  # it is on disk
        key = key_of(update)
        self._note(update)
        if key in self._behind:
            self._behind[key].append(update)
        else:
            self._behind[key] = deque()
            self.put_nowait(update)

    def _note(self, update: Update) -> None:
        self._in_hand.add(update.update_id)
        if len(self._in_hand) >= _MOST_IN_MEMORY:
            self._room.clear()

    def _forget(self, update: Update) -> None:
        self._in_hand.discard(update.update_id)
        if len(self._in_hand) < _MOST_IN_MEMORY:
            self._room.set()

    def done(self, update: Update, unit: Unit, trace: Trace) -> None:
        """An update was handled: write what came of it, take it out, and then go on with the next of its chat.

        Nobody but that chat waits for the disk.
        """
        task = asyncio.create_task(self._finish(update, unit, trace))
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def flush(self) -> None:
        """Wait until everything that was handled is written."""
        await asyncio.gather(*self._finishing)

    async def _finish(self, update: Update, unit: Unit, trace: Trace) -> None:
        answered = self._store.inbox.answered(update.update_id, now())
        try:
            if not unit.keep:
                with stage("store"):
                    await self._store.database.write([*unit.changes, answered])
        except WriteError:
            _LOG.exception("what came of the update was not written; it is answered again after the next start")
        finally:
            self._tell(trace)
            self._release(update)

    def _tell(self, trace: Trace) -> None:
        """Tell the log and the metrics of an update that was handled."""
        self._watch.handled(trace)
        level = logging.INFO if trace.is_of_interest else logging.DEBUG
        _LOG.log(level, "an update was handled", extra={"took_ms": round(trace.seconds * 1000, 2)})

    def _release(self, update: Update) -> None:
        self._forget(update)
        self._left.discard(update.update_id)
        key = key_of(update)
        behind = self._behind.get(key)
        if behind and not self._stopping:
            self.put_nowait(behind.popleft())
        else:
            self._behind.pop(key, None)


def _read(received: Iterable[Received], bot: Bot) -> Iterable[Update]:
    for each in received:
        yield Update.de_json(json.loads(each.payload), bot)


class Processor(BaseUpdateProcessor):
    """Handles updates of different chats at the same time, and tells the inbox when each is done."""

    def __init__(self, inbox: Inbox, concurrency: int, hasher: Hasher) -> None:
        super().__init__(concurrency)
        self._inbox = inbox
        self._hasher = hasher

    async def initialize(self) -> None:
        """Nothing has to be prepared."""

    async def shutdown(self) -> None:
        """Nothing has to be let go."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update; where that is cut off, it stays in the inbox."""
        if not isinstance(update, Update):
            await coroutine
            return
        unit = Unit(update.update_id)
        unit_token = _unit.set(unit)
        try:
            with tracing(trace_of(update, key_of(update), self._hasher)) as trace:
                try:
                    await coroutine
                except Exception:
                    _LOG.exception("the update failed outside of its handlers")
                self._inbox.done(update, unit, trace)
        finally:
            _unit.reset(unit_token)


class RawRequest(ThroughRequest):
    """Another request, which keeps what the last call returned as it came: making updates into JSON again is slow."""

    returned = b""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the other request, and keep what it returned."""
        code, self.returned = await super().do_request(*args, **kwargs)
        return code, self.returned


class InboxBot(ExtBot[Priority]):
    """The library's bot; what it polls is written down in one go before anything can confirm it."""

    def __init__(self, token: str, inbox: Inbox, get_updates_request: BaseRequest, **parts: Any) -> None:
        raw = RawRequest(get_updates_request)
        super().__init__(token, get_updates_request=raw, **parts)
        self._inbox = inbox
        self._raw = raw

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """Poll for updates and write them to the inbox."""
        updates = await super().get_updates(*args, **kwargs)
        if updates:
            raw = json.loads(self._raw.returned)["result"]
            await self._inbox.write([(update, json.dumps(each)) for update, each in zip(updates, raw, strict=True)])
        return updates
