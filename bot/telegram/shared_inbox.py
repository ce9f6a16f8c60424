"""The inbox of one replica among several: each update is answered by one of them, and each chat has its order.

Whichever replica receives an update writes it down and says yes to it. It answers the update itself where the chat has
no turn elsewhere (``bot.store.turns``); else the replica that has the chat in hand finds it when it is done with the
one before. Of a replica that dies the others take the turns over.

A replica that others may have taken for dead, because it stood still or the database was out of its reach, sends
nothing until it is sure of its turns again; where it was, it leaves all of them, and what it has in hand.

That an update was answered is written without waiting for the database's disk, and what came of it is kept here until
the disk is sure to have it: a crash of the database takes away all of that or nothing, and then it is written again.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from telegram import Bot, Update

from bot.clock import now
from bot.stages import stage
from bot.store.conversations import Key
from bot.store.database import AnyRow, Change, Gathered, WriteError
from bot.store.heart import Heart
from bot.store.inbox import Received
from bot.store.store import Store
from bot.store.turns import MOST_BEHIND, Arrival, Waiting
from bot.telegram.gate import person_of
from bot.telegram.inbox import LONGEST_WAIT, Inbox, Unit, key_of
from bot.telegram.limiter import UnsentError
from bot.watch.trace import Trace
from bot.watch.watch import Watch

_LOG: Final = logging.getLogger(__name__)
_LOOKS_AGAIN: Final = 0.05
"""Seconds after which what waits to be sure of its turn looks again."""
_LETS_GO: Final = 5.0


@dataclass(slots=True, eq=False)
class _Turn:
    """A chat that this replica has in hand."""

    chat: int
    number: int
    known: int = 0
    """How many of the updates that were counted on it have come by here."""
    behind: deque[Update] = field(default_factory=deque)
    held: Key | None = None
    """The conversation of which it is known how it stands, and which nobody else goes on with."""


@dataclass(frozen=True, slots=True, eq=False)
class _Unsure:
    """What a crash of the database may take away of an update that is answered, and is written again then."""

    chat: int
    answered: Gathered
    lasting: Sequence[Gathered]


def conversation_of(update: Update) -> Key:
    """The conversation that an update goes on with: a chat, and a person in it."""
    message = update.message or update.edited_message or update.channel_post
    if message is not None:
        return key_of(update), person_of(message)
    return key_of(update), update.effective_user.id if update.effective_user is not None else 0


class SharedInbox(Inbox):
    """The application's queue, over a store that other replicas use as well."""

    heart: Heart
    """Which knows whether this replica may have been taken for dead."""

    def __init__(self, store: Store, watch: Watch) -> None:
        super().__init__(store, watch)
        self._turns: dict[int, _Turn] = {}
        self._turn_of: dict[int, _Turn] = {}
        """The turns of the updates in hand, each by its identity: one may be in hand once more in another life."""
        self._taken_over: set[int] = set()
        """Updates that replicas which are gone have left, and that are not answered yet."""
        self._astray: set[tuple[int, int]] = set()
        self._unsure: dict[int, _Unsure] = {}
        """Updates that are answered, of which the database's disk may not know yet."""
        self._doubtful = False
        """Whether it may have done so."""
        self._bot: Bot | None = None

    # In: written down, and then handed out where the chat is in no other hands

    async def _receive(self, updates: Mapping[int, tuple[Update, str]]) -> Callable[[], Awaitable[None]]:
        received = [Received(number, text, key_of(update)) for number, (update, text) in updates.items()]
        arrivals = await self._until_written("updates", partial(self._store.turns.receive, received, now()))
        begun = self._counted(arrivals, {number: update for number, (update, _) in updates.items()})
        return partial(self._begin, begun)

    def _counted(self, arrivals: Iterable[Arrival], updates: dict[int, Update]) -> list[_Turn]:
        """Put what came behind the turns that it belongs to; return the turns that begin with it."""
        begun: list[_Turn] = []
        for chat, group in itertools.groupby(sorted(arrivals, key=_by_chat), key=_by_chat):
            new = list(group)
            if not new[0].mine or self.heart.over:
                continue  # whoever has the turn finds it
            turn = self._turns.get(chat)
            if turn is None or turn.number != new[0].number:
                turn = self._turns[chat] = _Turn(chat, new[0].number)
                begun.append(turn)
            # With a gap, something came to another replica in between, or there is no room for more: what is there is
            # read in its order when the turn goes on.
            if new[0].arrived == turn.known + len(new) and len(turn.behind) + len(new) <= MOST_BEHIND:
                turn.known = new[0].arrived
                turn.behind += (updates[each.update_id] for each in new)
        return begun

    async def recover(self, bot: Bot) -> int:
        """Begin: what replicas that are gone have left is taken over, as it came in; return how much that is."""
        self._bot = bot
        return await self.take_over()

    async def take_over(self) -> int:
        """Go on with the turns of replicas that are gone; return how many updates wait in them. Raises WriteError."""
        number = 0
        while not self._stopping:
            found, aside = await self._store.turns.take_over()
            if not found:
                break
            for update_id in aside:
                _LOG.error("update %d was found unanswered by every start; it is set aside", update_id)
            await self._store.database.write(self._store.inbox.answered(each, now()) for each in aside)
            begun: list[_Turn] = []
            for waiting in found:
                if waiting.chat in self._turns:  # something came meanwhile, and the turn goes on with it
                    continue
                number += len(waiting.updates)
                self._turns[waiting.chat] = turn = _Turn(waiting.chat, waiting.number)
                self._read(turn, waiting, aside)
                self._taken_over |= {update.update_id for update in turn.behind}
                begun.append(turn)
            await self._begin(begun)
        return number

    async def make_sure(self) -> None:
        """Have the database keep what was answered, also where it crashed meanwhile. Raises WriteError."""
        unsure = list(self._unsure)
        if not unsure:
            return
        self._doubtful |= not await self._store.database.sure()
        if self._doubtful:
            _LOG.warning("the database may have lost what was answered last: it is told again")
            found = [self._unsure[update_id] for update_id in unsure]
            await self._store.database.write(each for one in found for each in (*one.lasting, one.answered))
            self._doubtful = False
        for update_id in unsure:
            del self._unsure[update_id]

    async def find_astray(self) -> None:
        """Go on with turns that are this replica's and of which it does not know: an answer of the database was lost.

        Raises WriteError.
        """
        known = self._known()
        unknown = await self._store.turns.mine() - known - self._known()
        # What is on its way here is unknown as well, but not for two looks.
        for chat, number in unknown & self._astray:
            if chat in self._turns:  # something came meanwhile, and the turn goes on with it
                continue
            _LOG.warning("a turn had gone astray, and goes on")
            self._turns[chat] = turn = _Turn(chat, number)
            await self._begin([turn])
        self._astray = unknown

    def _known(self) -> set[tuple[int, int]]:
        return {(turn.chat, turn.number) for turn in self._turns.values()}

    def _holds(self, turn: _Turn) -> bool:
        """Whether this replica has not let a turn go meanwhile."""
        return self._turns.get(turn.chat) is turn

    async def let_go(self) -> None:
        """Leave all turns to others, who have taken this replica for dead; what is on its way has a moment to end."""
        self._turns.clear()
        self._astray.clear()
        until = time.monotonic() + _LETS_GO
        while self._turn_of and time.monotonic() < until and not self._stopping:
            await asyncio.sleep(_LOOKS_AGAIN)

    def _read(self, turn: _Turn, waiting: Waiting, aside: Iterable[int] = ()) -> None:
        assert self._bot is not None
        # Where there may be more than was read, the turn cannot end with it.
        turn.known = waiting.arrived if len(waiting.updates) < MOST_BEHIND else 0
        left = [each for each in waiting.updates if each.update_id not in aside and each.update_id not in self._unsure]
        turn.behind = deque(Update.de_json(json.loads(each.payload), self._bot) for each in left)

    # Out: the next update of each turn, with what is known of its chat

    async def _begin(self, turns: Iterable[_Turn]) -> None:
        begun = list(turns)
        for turn in begun:
            if not turn.behind:
                await self._look(turn)
        await self._hand_out([turn for turn in begun if turn.behind])

    async def _hand_out(self, turns: Sequence[_Turn]) -> None:
        if self._stopping or not turns:
            return  # they are on disk, and others take them over
        updates = [(turn, turn.behind.popleft()) for turn in turns]
        keys = [self._to_hold(turn, conversation_of(update)) for turn, update in updates]
        if unknown := [key for key in keys if key is not None]:
            await self._until_written("what is known of a chat", partial(self._store.hold, unknown))
        for turn, update in updates:
            if not self._holds(turn):
                self._let_go_of(turn)
                continue
            self._turn_of[id(update)] = turn
            self._note(update)
            self.put_nowait(update)

    def _to_hold(self, turn: _Turn, key: Key) -> Key | None:
        """The conversation that a turn goes on with; none where it is held from the update before."""
        if turn.held == key:
            return None
        self._let_go_of(turn)
        turn.held = key
        return key

    def _let_go_of(self, turn: _Turn) -> None:
        if turn.held is not None:
            self._store.let_go(turn.held)
            turn.held = None

    def unit_of(self, update: Update) -> Unit:
        """What the handling of an update writes; it asks before each request whether its turn is still its own."""
        turn = self._turn_of[id(update)]
        return Unit(update.update_id, left=update.update_id in self._taken_over, sure=partial(self._sure, turn))

    async def _sure(self, turn: _Turn) -> None:
        """Wait until nobody else can have a turn in hand. Raises UnsentError where somebody may, and at a stop."""
        while self._holds(turn):
            if self.heart.is_sure:
                return
            if self.heart.over:
                break
            if self._stopping:
                raise UnsentError("the bot stops")
            await asyncio.sleep(_LOOKS_AGAIN)
        raise UnsentError("another replica goes on with this chat")

    async def _finish(self, update: Update, unit: Unit, trace: Trace) -> None:
        turn = self._turn_of[id(update)]
        ended = False
        try:
            if unit.keep:
                return
            with stage("store"):
                ended = await self._write_with_turn(update, unit.changes, turn)
        finally:
            del self._turn_of[id(update)]
            self._taken_over.discard(update.update_id)
            self._tell(trace)
            self._forget(update)
            if unit.keep or ended or not turn.behind or not self._holds(turn):
                self._let_go_of(turn)
        if not self._holds(turn):
            return
        if ended:
            del self._turns[turn.chat]
            return
        if not turn.behind:
            await self._look(turn)
        if turn.behind:
            await self._hand_out([turn])

    async def _write_with_turn(self, update: Update, changes: Sequence[Change | Gathered], turn: _Turn) -> bool:
        """Write what came of an update, and whether the turn ended with it. Nobody but its chat waits for that."""
        wait = 0.1
        for attempt in itertools.count(1):
            try:
                await self._sure(turn)
            except UnsentError:
                return await self._write_what_lasts(changes)
            answered = self._store.inbox.answered(update.update_id, now())
            end = [] if turn.behind else [self._store.turns.ended(turn.chat, turn.number, turn.known)]
            try:
                # A crash of the database takes away all of it or nothing; nobody waits for its disk.
                rows = await self._store.database.write(
                    [*changes, answered, *end], at_once=bool(turn.behind), soon=True
                )
            except WriteError as error:
                changes = self._unwritten(changes, attempt, error)
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)
            else:
                if not all(isinstance(each, Gathered) for each in changes):
                    self._leave_as_it_is(turn.chat)
                self._unsure[update.update_id] = _Unsure(turn.chat, answered, _lasting(changes))
                return bool(end) and _has_ended(turn, rows)
        raise AssertionError("unreachable")

    def _leave_as_it_is(self, chat: int) -> None:
        """More was written of a chat than answers, and is on disk: what was forgotten must not come back."""
        for update_id, one in self._unsure.items():
            if one.chat == chat:
                self._unsure[update_id] = _Unsure(chat, one.answered, ())

    async def _write_what_lasts(self, changes: Sequence[Change | Gathered]) -> bool:
        """Another replica answers the update as well: of this answer is kept only what a correction has to find."""
        try:
            await self._store.database.write(_lasting(changes))
        except WriteError as error:
            _LOG.error("what was told is not written: %s", error)
        return False

    async def _look(self, turn: _Turn) -> None:
        """Read what waits in a turn; where nothing does, it ends, and where it is another's, it is let go."""
        while True:
            waiting = await self._until_written("a turn", partial(self._store.turns.look, turn.chat))
            if not self._holds(turn):
                return
            if waiting is None or waiting.number != turn.number:
                break
            self._read(turn, waiting)
            if turn.behind:
                return
            end = self._store.turns.ended(turn.chat, turn.number, turn.known)
            rows = await self._until_written("a turn", partial(self._store.database.write, [end]))
            if _has_ended(turn, rows):
                break
        if self._holds(turn):
            del self._turns[turn.chat]


def _by_chat(arrival: Arrival) -> int:
    return arrival.chat


def _lasting(changes: Iterable[Change | Gathered]) -> list[Gathered]:
    """What is so whoever has an update in hand, and may be written twice."""
    return [each for each in changes if isinstance(each, Gathered) and each.part.lasts]


def _has_ended(turn: _Turn, rows: Iterable[AnyRow]) -> bool:
    """Whether a turn is among those that a transaction ended: it may have been one for several writers."""
    return any(row.chat == turn.chat for row in rows)
