"""Nothing is lost in a crash: an update is on disk before Telegram is told that it came, until it is answered.

The library confirms an update before it handles it: the poller with its next call, the webhook with its response.
Both first wait for the ``put`` of the application's queue, and that is where ``Inbox`` writes. Updates of one chat are
handed out one after the other, each when the one before is done; those of different chats at the same time.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import re
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from telegram import Bot, Update
from telegram.error import TelegramError
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
_PATIENCE: Final = 5.0
"""Seconds until Telegram is told no of what is not on disk; it delivers it again."""
_PATIENCE_OF_THE_POLLER: Final = 30.0
"""Nobody waits for it; it may be busy."""
_TRIES: Final = 8
T = TypeVar("T")


class UnwrittenError(TelegramError):
    """Updates cannot be taken: the database takes nothing, or too many wait."""

    def __init__(self) -> None:
        super().__init__("the database takes no updates, or too many wait; the log says which")


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """Updates that came together, by their numbers and each with its JSON."""

    updates: Mapping[int, tuple[Update, str]]
    written: asyncio.Future[None]


@dataclass(slots=True)
class Unit:
    """What the handling of one update writes: all of it together with the update's being answered, or nothing."""

    update_id: int
    changes: list[Change | Gathered] = field(default_factory=list)
    left: bool = False
    """Whether an earlier run, or another replica that is gone, left the update."""
    keep: bool = False
    """Leave the update in the inbox: it could not be answered now, and will be later, here or elsewhere."""
    sure: Callable[[], Awaitable[None]] | None = None
    """Waits until no other replica can have the update in hand; raises UnsentError where one may. None where alone."""

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
        self._orders: list[_Order] = []
        self._receiver: asyncio.Task[None] | None = None
        self._arriving: dict[int, asyncio.Future[None]] = {}
        """Updates that are to be written down, with what is done when they are."""
        self._left: set[int] = set()
        """Updates that an earlier process left and that are not answered yet."""
        self._room = asyncio.Event()
        self._room.set()
        self._stopping = False

    async def write(self, updates: Sequence[tuple[Update, str]], *, last: bool) -> None:
        """Take in what was polled, in one go, for ``put`` to find; ``last`` before a stop. Raises UnwrittenError."""
        await self.take_in(updates, _PATIENCE if last else _PATIENCE_OF_THE_POLLER)
        self._written |= {update.update_id for update, _ in updates}

    async def put(self, item: object) -> None:
        """Write an update down and have it handled; anything else goes straight through. Raises UnwrittenError."""
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
            await self._have_room()
            await self.take_in([(update, text)], _PATIENCE)

    async def _have_room(self) -> None:
        if self._room.is_set():
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._room.wait()
        except TimeoutError:
            raise UnwrittenError from None

    async def take_in(self, updates: Sequence[tuple[Update, str]], patience: float) -> None:
        """Write updates down, each with its JSON, and have those handled that are new.

        Raises UnwrittenError where the database takes them not, or not soon: what is not on disk must not be confirmed.
        They are written when it does; delivered again, they are known.
        """
        fresh = {update.update_id: (update, text) for update, text in updates if update.update_id not in self._arriving}
        if fresh:
            if len(self._arriving) >= _MOST_IN_MEMORY:
                raise UnwrittenError
            order = _Order(fresh, asyncio.get_running_loop().create_future())
            self._orders.append(order)
            self._arriving |= dict.fromkeys(fresh, order.written)
            if self._receiver is None or self._receiver.done():
                self._receiver = asyncio.create_task(self._receive_all(), name="inbox receiver")
        arriving = {self._arriving[update.update_id] for update, _ in updates}
        _, late = await asyncio.wait(arriving, timeout=patience)
        if late:
            raise UnwrittenError

    async def _receive_all(self) -> None:
        """Write down what comes: together what comes at the same time, and in order however often it takes."""
        while self._orders:
            orders, self._orders = self._orders, []
            try:
                go_on = await self._receive({number: one for order in orders for number, one in order.updates.items()})
            except Exception:
                _LOG.exception("updates are not written down; they are when they come again")
                continue
            else:
                for order in orders:
                    order.written.set_result(None)
            finally:
                for order in orders:
                    for number in order.updates:
                        del self._arriving[number]
            await go_on()

    async def _receive(self, updates: Mapping[int, tuple[Update, str]]) -> Callable[[], Awaitable[None]]:
        """Write updates down; return what is to be done with those that are new."""
        received = [Received(number, text, key_of(update)) for number, (update, text) in updates.items()]
        new = await self._until_written("updates", lambda: self._store.inbox.receive(received, now()))

        async def admit() -> None:
            for number, (update, _) in updates.items():
                if number in new:
                    self._admit(update)
                else:
                    _LOG.info("update %d was delivered again, and is answered once", number)

        return admit

    async def _until_written(self, what: str, do: Callable[[], Awaitable[T]]) -> T:
        """Do it until the database lets it be done; a stop ends that."""
        wait = 0.1
        while True:
            try:
                return await do()
            except WriteError as error:
                _LOG.error("the database does not take or tell %s, trying again in %.1f seconds: %s", what, wait, error)
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

    def unit_of(self, update: Update) -> Unit:
        """What the handling of an update writes."""
        return Unit(update.update_id, left=update.update_id in self._left)

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

    async def flush(self, seconds: float) -> None:
        """Wait until everything that was handled is written; what is not by then is answered again after a start."""
        if not (tasks := self._unfinished()):
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        if late:
            _LOG.error("the database takes nothing: the stop does not wait for it any more")
        while late := self._unfinished():
            for task in late:
                task.cancel()
            await asyncio.wait(late)

    def _unfinished(self) -> set[asyncio.Task[None]]:
        receiver = [self._receiver] if self._receiver is not None else []
        return {task for task in (*self._finishing, *receiver) if not task.done()}

    async def _finish(self, update: Update, unit: Unit, trace: Trace) -> None:
        try:
            if not unit.keep:
                with stage("store"):
                    await self._write_down(update, unit.changes)
        finally:
            self._tell(trace)
            self._release(update)

    async def _write_down(self, update: Update, changes: Sequence[Change | Gathered]) -> None:
        """Write what came of an update and take it out. Nobody but its chat waits for that."""
        wait = 0.1
        for attempt in itertools.count(1):
            try:
                await self._store.database.write([*changes, self._store.inbox.answered(update.update_id, now())])
                return
            except WriteError as error:
                changes = self._unwritten(changes, attempt, error)
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)

    def _unwritten(
        self, changes: Sequence[Change | Gathered], attempt: int, error: WriteError
    ) -> Sequence[Change | Gathered]:
        """What is still tried to be written of what came of an update.

        The person has the answer: what cannot be written of it is given up before it is given twice.
        """
        _LOG.error("what came of the update is not written (attempt %d): %s", attempt, error)
        return changes if attempt < _TRIES else []

    def _tell(self, trace: Trace) -> None:
        """Tell the log and the metrics of an update that was handled."""
        self._watch.handled(trace)
        level = logging.INFO if trace.is_of_interest else logging.DEBUG
        if _LOG.isEnabledFor(level):
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
        unit = self._inbox.unit_of(update)
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


class SureRequest(ThroughRequest):
    """Another request, which is not made for an update that another replica may have in hand."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the other request. Raises UnsentError."""
        unit = _unit.get(None)
        if unit is not None and unit.sure is not None:
            await unit.sure()
        return await super().do_request(*args, **kwargs)


class RawRequest(ThroughRequest):
    """Another request, which keeps each update of the last answer as it came: to make it into JSON again is slow."""

    def __init__(self, request: BaseRequest) -> None:
        super().__init__(request)
        self.updates: list[str] = []

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]  # what is kept is its own
        """What came back. Raises TelegramError where it is no JSON."""
        try:
            found = list(_each_of(payload.decode("utf-8", "replace")))
        except ValueError:  # an error, or written in another way
            answer = super().parse_json_payload(payload)
            result = answer.get("result")
            self.updates = [json.dumps(one) for one in result] if isinstance(result, list) else []
            return answer
        self.updates = [text for _, text in found]
        return {"ok": True, "result": [update for update, _ in found]}


_RESULT: Final = re.compile(r'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[\s*')
_NEXT: Final = re.compile(r"\s*,\s*")
_LAST: Final = re.compile(r"\s*\]\s*\}\s*")
_DECODER: Final = json.JSONDecoder()


def _each_of(answer: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The updates of an answer that has nothing else, each with its JSON. Raises ValueError where it is none such."""
    if (opened := _RESULT.match(answer)) is None:
        raise ValueError("no updates, and nothing but them")
    place = opened.end()
    while not _LAST.fullmatch(answer, place):
        found, end = _DECODER.raw_decode(answer, place)
        yield found, answer[place:end]
        following = _NEXT.match(answer, end)
        place = following.end() if following else end


class InboxBot(ExtBot[Priority]):
    """The library's bot; what it polls is written down in one go before anything can confirm it."""

    def __init__(self, token: str, inbox: Inbox, get_updates_request: BaseRequest, **parts: Any) -> None:
        raw = RawRequest(get_updates_request)
        super().__init__(token, get_updates_request=raw, **parts)
        self._inbox = inbox
        self._raw = raw

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """Poll for updates and write them to the inbox. Raises UnwrittenError."""
        updates = await super().get_updates(*args, **kwargs)
        if updates:
            each = list(zip(updates, self._raw.updates, strict=True))
            # The library asks once more before a stop, and does not wait for updates then.
            await self._inbox.write(each, last=not kwargs.get("timeout"))
        return updates

    async def send_text(self, chat_id: int, text: str, **how: Any) -> tuple[int, int]:
        """Send a message as ``send_message`` does; return its chat and its number. Raises TelegramError.

        The library reads the whole message that is said back, which takes as long as to read an update.
        """
        sent = await self._post("sendMessage", {"chat_id": chat_id, "text": text, **how})
        return sent["chat"]["id"], sent["message_id"]
