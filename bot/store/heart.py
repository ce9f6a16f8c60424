"""Says every second that this process is alive, from a thread of its own: busy is not dead.

A process whose own loop has not come round for half a minute says it no more: whatever holds it up, others shall go on
with what it has in hand.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from typing import Final

from sqlalchemy.engine import URL

from bot.patience import AT_THE_END, at_most
from bot.store.database import Database, WriteError, engine_of
from bot.store.turns import ALIVE, TurnsTable

_LOG: Final = logging.getLogger(__name__)
EVERY: Final = 1.0
_STUCK: Final = 30.0
_PATIENCE: Final = 5.0
_MARGIN: Final = 1.0
"""Seconds that what is begun just before others may take over has to arrive before they do."""


class Heart:
    """The beats of one process, with a connection of its own."""

    def __init__(self, url: URL) -> None:
        self.alive = 1
        """How many processes are alive, this one among them."""
        self.lapsed_at = 0.0
        """When it last became possible that others took this process for dead; by the monotonic clock."""
        self.failed_at = 0.0
        """When the database was last out of reach; by the monotonic clock."""
        self.over = False
        """Whether others have taken this process for dead: it must leave everything, and begin anew."""
        self._url = url
        self._me = ""
        self._beaten_at = 0.0
        self._seen_at = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)

    @property
    def is_sure(self) -> bool:
        """Whether nobody can have taken this process for dead, nor will in the next second."""
        return not self.over and time.monotonic() < self._beaten_at + ALIVE.total_seconds() - _MARGIN

    def begin(self, me: str, asked_at: float) -> None:
        """Beat from now on, in this life; its first beat is the caller's, who asked for it at a moment."""
        self._me, self._beaten_at, self.over = me, asked_at, False
        self.seen()
        if not self._thread.is_alive():
            self._thread.start()

    def seen(self) -> None:
        """The process's own loop comes round."""
        self._seen_at = time.monotonic()

    async def end(self) -> None:
        """Beat no more. When this returns, no beat is on its way, unless the database does not answer."""
        self._stopped.set()
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join, AT_THE_END)

    def _run(self) -> None:
        asyncio.run(self._beat_on())

    async def _beat_on(self) -> None:
        database = Database(engine_of(self._url))
        while not self._stopped.is_set():
            await asyncio.sleep(EVERY)
            now = time.monotonic()
            if now - self._beaten_at > ALIVE.total_seconds():
                self.lapsed_at = now
            if self.over or now - self._seen_at > _STUCK:
                continue
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._beat(TurnsTable(database, self._me), now)
            except (WriteError, TimeoutError) as error:
                self.failed_at = time.monotonic()
                _LOG.error("the database is out of reach: %s", str(error) or "no answer in time")
        async with at_most(EVERY):
            await database.close()

    async def _beat(self, turns: TurnsTable, now: float) -> None:
        alive = await turns.beat()
        if alive:
            self.alive, self._beaten_at = alive, now
        else:
            self.over = True
