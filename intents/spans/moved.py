"""What is claimed of a value and the one before it: "grew faster", "is down on", "has slowed".

Of a rate of change, faster and slower speak of its size in the direction that is named; up and down by themselves would
speak of what changes, of which the rate tells nothing from release to release. Of all else, more and less, up and down
speak of the value. Whatever is claimed in another way is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from facts.model import Direction, Measure
from facts.quantity import Truth, UnitKind
from facts.series import Point, obstacle

Way = Literal["grew", "fell", "more", "less", "higher", "lower", "quickened", "slowed"]
_UP: Final = frozenset({"grew", "more", "higher", "quickened"})
_MOTIONS: Final = frozenset({"grew", "fell"})
_PACES: Final = frozenset({"quickened", "slowed"})


class Moves(BaseModel):
    """The words of a language that say how a value stands to an earlier one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    grew: list[str] = []
    fell: list[str] = []
    more: list[str] = []
    less: list[str] = []
    higher: list[str] = []
    lower: list[str] = []
    quickened: list[str] = []
    slowed: list[str] = []
    rates: list[str] = []
    """Words that make a height that of a rate: "is the pace higher"."""

    @cached_property
    def _ways(self) -> dict[str, Way | None]:
        made: dict[str, Way | None] = dict.fromkeys(self.rates)
        ways: tuple[Way, ...] = ("grew", "fell", "more", "less", "higher", "lower", "quickened", "slowed")
        for way in ways:
            made.update(dict.fromkeys(getattr(self, way), way))
        return made

    @cached_property
    def _said(self) -> re.Pattern[str]:
        phrases = sorted(self._ways, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})(?!\w)", re.IGNORECASE)

    def read(self, text: str) -> Moved:
        """What a text claims."""
        found = [each[0].lower() for each in self._said.finditer(" ".join(text.split()))]
        ways = frozenset(way for each in found if (way := self._ways[each]) is not None)
        return Moved(ways, of_rate=any(each in self.rates for each in found))

    def without(self, text: str) -> str:
        """A text without how fast or how much, so that only what is meant is left; "more ports grew" keeps its more."""
        gone = [*self.more, *self.less, *self.higher, *self.lower, *self.quickened, *self.slowed]
        phrases = "|".join(map(re.escape, sorted(gone, key=len, reverse=True))) or "(?!)"
        words = text.split()
        opening = words[:1] if self.counts(text) else []
        left = re.sub(rf"(?<!\w)(?:{phrases})(?!\w)", " ", " ".join(words[len(opening) :]), flags=re.IGNORECASE)
        return " ".join([*opening, *left.split()])

    def counts(self, text: str) -> bool:
        """Whether a text begins with how many there are of something."""
        words = text.lower().split()
        return len(words) > 1 and words[0] in (*self.more, *self.less)

    def is_motion(self, text: str) -> bool:
        """Whether a text says that something grew or fell, and not what."""
        return set(text.lower().split()) <= {*self.grew, *self.fell}


@dataclass(frozen=True, slots=True)
class Moved:
    """A claim of a value and the one before it."""

    ways: frozenset[Way] = frozenset()
    of_rate: bool = False
    negated: bool = False
    counts: bool = False
    """Whether it counts the things that it names: "more ports grew"."""

    @property
    def is_of_pace(self) -> bool:
        """Whether it speaks of faster or slower, which needs something before it though none is named."""
        return bool(self.ways & _PACES)

    def holds(self, earlier: Point, later: Point) -> Truth:
        """Whether it holds of two values."""
        if obstacle(earlier, later) is not None:
            return Truth.UNKNOWN
        one, two = (point.measure.value.value for point in (earlier, later))
        truth = (
            self._of_rate(one, two)
            if any(is_change(each.measure) for each in (earlier, later))
            else self._of_level(one, two)
        )
        return ~truth if self.negated else truth

    def _of_rate(self, one: Decimal, two: Decimal) -> Truth:
        motion = self._motion
        if one == 0 or two == 0 or (one > 0) is not (two > 0) or len(self.ways & _MOTIONS) > 1:
            return Truth.UNKNOWN
        said = self.ways - _MOTIONS
        if not said or (not motion and not self.of_rate and not said <= _PACES):
            return Truth.UNKNOWN
        fell = two < 0
        if motion and (motion == "fell") is not fell:  # what is said to have grown fell, both times
            return Truth.UNKNOWN if said <= _PACES else Truth.NO
        if fell and not motion:
            return Truth.UNKNOWN
        return self._risen(said, abs(one), abs(two))

    def _of_level(self, one: Decimal, two: Decimal) -> Truth:
        said = self.ways - _MOTIONS if self.counts else self.ways
        if said & _PACES or self.of_rate or len(said) != 1:
            return Truth.UNKNOWN
        return self._risen(said, one, two)

    @property
    def _motion(self) -> Way | None:
        return next(iter(self.ways & _MOTIONS), None)

    @staticmethod
    def _risen(said: Iterable[Way], one: Decimal, two: Decimal) -> Truth:
        ways = {way in _UP for way in said}
        if len(ways) != 1:
            return Truth.UNKNOWN
        return Truth.YES if (two > one if ways.pop() else two < one) else Truth.NO


def is_change(measure: Measure) -> bool:
    """Whether a value is a rate of change: parts in a hundred with a direction of their own."""
    moves = measure.direction is not Direction.NONE or measure.value.value < 0
    return measure.value.unit.kind is UnitKind.PERCENT and moves
