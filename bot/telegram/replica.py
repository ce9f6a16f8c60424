"""One replica among several: it says that it is alive, takes over from those that are gone, and leads or does not.

The leader alone runs what is done by the clock: announcements and the like. It has half of the sending budget, and the
others share the other half evenly. Who leads, and how many there are, each replica learns anew every second. A
process with a database of its own leads, and has all of the budget.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass, field
from typing import Final

from bot.clock import now
from bot.patience import AT_THE_END, at_most
from bot.store import leases
from bot.store.database import WriteError
from bot.store.heart import EVERY, Heart
from bot.store.store import Store
from bot.store.turns import ALIVE
from bot.telegram.limiter import Limiter
from bot.telegram.shared_inbox import SharedInbox

_LOG: Final = logging.getLogger(__name__)
LEADER: Final = "leader"


def share_of(alive: int, *, leads: bool) -> float:
    """A replica's part of the sending budget."""
    if alive <= 1:
        return 1.0
    return 0.5 if leads else 0.5 / (alive - 1)


@dataclass(slots=True, eq=False)
class Replica:
    """This process's part."""

    store: Store
    inbox: SharedInbox
    limiter: Limiter
    _heart: Heart = field(init=False)
    _leads_until: float = 0.0
    _task: asyncio.Task[None] | None = None
    _stopped: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._heart = self.inbox.heart = Heart(self.store.database.engine.url)

    @property
    def leads(self) -> bool:
        """Whether this is the replica that does what only one does."""
        return time.monotonic() < self._leads_until

    async def begin(self) -> None:
        """Be one of the replicas from now on. Raises WriteError where the database is out of reach."""
        await self._live()
        await self._stand()
        self._task = asyncio.create_task(self._keep(), name="replica")

    async def _live(self) -> None:
        asked_at = time.monotonic()
        await self.store.turns.begin()
        self._heart.begin(self.store.turns.me, asked_at)

    async def end(self) -> None:
        """Leave the others what is not answered, and the lead."""
        if self._task is None:
            return
        self._stopped.set()
        await asyncio.wait([self._task], timeout=AT_THE_END)
        self._task.cancel()
        await self._heart.end()
        with contextlib.suppress(WriteError):  # then they notice in a few seconds
            async with at_most(AT_THE_END):
                await self.store.leases.give_back(LEADER)
                await self.store.turns.leave()

    async def _keep(self) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), EVERY)
                return
            self._heart.seen()
            try:
                if self._heart.over:
                    await self._begin_anew()
                await self._stand()
                await self.inbox.make_sure()
                # After the database was away, the others first have time to say that they live.
                if time.monotonic() - max(self._heart.failed_at, self._heart.lapsed_at) >= ALIVE.total_seconds():
                    if taken := await self.inbox.take_over():
                        _LOG.warning("%d updates of a replica that is gone are taken over", taken)
                    await self.inbox.find_astray()
            except WriteError as error:
                _LOG.error("the database is out of reach: %s", error)
            except Exception:
                _LOG.exception("looking after the replicas failed, and is tried again")

    async def _begin_anew(self) -> None:
        """Others have taken this replica for dead: what it had in hand is theirs. Raises WriteError."""
        _LOG.warning("others took this replica for dead: it leaves them what it had in hand, and begins anew")
        await self.inbox.let_go()
        self.store.turns.begin_anew()
        await self._live()

    async def _stand(self) -> None:
        """Lead where nobody does, or go on leading; send at the share that falls to this replica."""
        asked_at, led = time.monotonic(), self.leads
        leads = await self.store.leases.take(LEADER, now())
        self._leads_until = asked_at + leases.LENGTH.total_seconds() if leads else 0.0
        if leads is not led:
            _LOG.info("this replica %s", "leads" if leads else "does not lead")
        self.limiter.take_share(share_of(self._heart.alive, leads=leads))
