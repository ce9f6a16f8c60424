"""What each person asked last in each chat, for as long as a follow-up may lean on it.

It is kept in the store, so that a follow-up is understood after a restart and by any replica; what is kept names facts
and holds no word of the person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.clock import Clock, now
from bot.store.conversations import ConversationsTable, Key, Turn
from bot.store.database import Change, Gathered
from bot.telegram.pipeline import START, Pipeline, Point


@dataclass(frozen=True, slots=True)
class Conversations:
    """The last turn of each conversation."""

    table: ConversationsTable
    lifetime: dt.timedelta
    clock: Clock = now

    async def point(
        self, key: Key, pipeline: Pipeline, question_id: int | None = None, *, edited: bool = False
    ) -> Point:
        """Where a question is asked: after the last one, or for an edited one where it was asked at first."""
        turn = await self._turn(key)
        if turn is None or (edited and turn.question_id != question_id):
            return START
        return pipeline.point(turn.before if edited else turn.after)

    async def last(self, key: Key) -> str | None:
        """The receipt of the last answer."""
        turn = await self._turn(key)
        return turn.code if turn else None

    def told(self, key: Key, question_id: int | None, before: Point, after: Point, code: str) -> Change | Gathered:
        """A question was answered."""
        return self.table.told(key, Turn(question_id, before.written, after.written, code, self.clock()))

    def expired(self) -> Change:
        """Forget what no follow-up may lean on any more."""
        return self.table.expired(self.clock() - self.lifetime)

    async def _turn(self, key: Key) -> Turn | None:
        return await self.table.last(key, self.clock() - self.lifetime)
