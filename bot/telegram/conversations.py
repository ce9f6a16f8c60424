"""What each person asked last in each chat, for as long as a follow-up may lean on it.

It is kept in memory only: a restart begins every conversation anew, and nothing about it can leak from a disk.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.telegram.pipeline import START, Point

_KEPT: Final = 10_000

Key = tuple[int, int]
"""A chat and a person in it."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """The last question: the point that it was asked at, the one after it, and the answer's receipt."""

    question_id: int | None
    before: Point
    after: Point
    code: str
    told_at: float


class Conversations:
    """The last turn of each conversation, the oldest forgotten first."""

    def __init__(self, lifetime: float, clock: Callable[[], float] = time.monotonic) -> None:
        """``lifetime`` is in seconds."""
        self._lifetime = lifetime
        self._clock = clock
        self._turns: OrderedDict[Key, _Turn] = OrderedDict()

    def point(self, key: Key, question_id: int | None = None, *, edited: bool = False) -> Point:
        """Where a question is asked: after the last one, or for an edited one where it was asked at first."""
        turn = self._turn(key)
        if turn is None:
            return START
        if edited:
            return turn.before if turn.question_id == question_id else START
        return turn.after

    def last(self, key: Key) -> str | None:
        """The receipt of the last answer."""
        turn = self._turn(key)
        return turn.code if turn else None

    def told(self, key: Key, question_id: int | None, before: Point, after: Point, code: str) -> None:
        """A question was answered."""
        self._turns[key] = _Turn(question_id, before, after, code, self._clock())
        self._turns.move_to_end(key)
        while len(self._turns) > _KEPT:
            self._turns.popitem(last=False)

    def forget(self, person_id: int) -> None:
        """Forget what a person asked, wherever that was."""
        for key in [key for key in self._turns if person_id in key]:
            del self._turns[key]

    def clear(self) -> None:
        """Begin every conversation anew."""
        self._turns.clear()

    def _turn(self, key: Key) -> _Turn | None:
        turn = self._turns.get(key)
        if turn is not None and self._clock() - turn.told_at > self._lifetime:
            del self._turns[key]
            return None
        return turn
