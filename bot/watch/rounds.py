"""The watch's rounds on the event loop: a sign of life each second, and every few seconds a look at the store."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Final, Protocol

from bot.clock import now
from bot.patience import AT_THE_END, at_most
from bot.store.database import WriteError
from bot.store.figures import Probe, UnansweredError
from bot.store.store import Store
from bot.watch.health import Check
from bot.watch.watch import Watch

_LOG: Final = logging.getLogger(__name__)
BEAT: Final = 1.0
_SET: Final = 2.0
"""Seconds in one by which a clock is set; what keeps it right moves it by far less."""
LOOK: Final = 5.0
"""Seconds from one look at the store to the next."""


class Hands(Protocol):
    """What this process has taken in hand."""

    @property
    def in_hand(self) -> int:
        """How many updates are not answered yet."""

    @property
    def in_arrears(self) -> str | None:
        """Why updates that come in now have to wait for long; none where they do not."""


@dataclass(slots=True)
class Rounds:
    """Goes round until it is cancelled."""

    watch: Watch
    store: Store
    every: float = LOOK
    hands: Hands | None = None
    """What there is in hand, once it is known."""
    _failed: bool = False
    _ahead: float | None = None
    """Seconds by which the clock of the day is ahead of the one that nobody sets."""

    async def go(self) -> None:
        """Give signs of life, and look at the store at the same time: one that does not answer hangs nothing else."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._beat(), name="heartbeat")
            group.create_task(self._look_on(), name="look at the store")

    async def _beat(self) -> None:
        while True:
            self.watch.health.beat()
            self._look_at_hands()
            self._look_at_the_clock()
            await asyncio.sleep(BEAT)

    def _look_at_hands(self) -> None:
        if self.hands is None:
            return
        arrears = self.hands.in_arrears
        self.watch.metrics.in_hand.set(self.hands.in_hand)
        self.watch.health.inbox = Check(arrears is None, arrears or f"{self.hands.in_hand} updates in hand")

    def _look_at_the_clock(self) -> None:
        ahead = time.time() - time.monotonic()
        if self._ahead is not None and abs(ahead - self._ahead) > _SET:
            _LOG.warning("this machine's clock was set by %+.0f s: embargoes and moments go by it", ahead - self._ahead)
        self._ahead = ahead

    async def _look_on(self) -> None:
        probe = Probe(self.store)
        while True:
            try:
                await self.look(probe)
            except Exception:  # the heart goes on beating
                _LOG.exception("the look at the store failed")
                self.watch.health.database = Check(False, "the look at it failed; the log says how")
            await asyncio.sleep(self.every)

    async def look(self, probe: Probe) -> None:
        """Ask the store how much there is in it, and have it count what was asked."""
        try:
            found = await probe.look(now())
        except UnansweredError as error:
            self.watch.health.database = Check(False, str(error))
            self.watch.health.looked_at = time.monotonic()
            if not self._failed:
                _LOG.error("the database does not answer: %s", error)
            self._failed = True
            return
        if self._failed:
            _LOG.info("the database answers again")
        self._failed = False
        self.watch.health.database = Check(True, "it answers")
        self.watch.health.looked_at = time.monotonic()
        metrics = self.watch.metrics
        metrics.inbox.set(found.inbox)
        metrics.oldest.set(found.oldest)
        metrics.subscriptions.set(found.subscriptions)
        for state, rows in found.ledger.items():
            metrics.ledger.labels(state.value).set(rows)
        await self.flush()

    async def end(self) -> None:
        """Have the store count the last of what was asked, where it takes it soon."""
        async with at_most(AT_THE_END):
            await self.flush()

    async def flush(self) -> None:
        """Have the store count what was asked since the last time."""
        asked = self.watch.take()
        try:
            await self.store.database.write(self.store.asked.added(asked))
        except WriteError as error:
            self.watch.give_back(asked)
            _LOG.warning("what was asked is not counted yet: %s", error)
