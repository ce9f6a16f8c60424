"""Releases side by side: their order, and one indicator from release to release.

Two values are held against each other only where nothing but the period differs. What else differs is an obstacle, and
is told in the place of a difference.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.formula import Operand, Step
from facts.model import Direction, Fact, Indicator, Measure, Period, Release
from facts.quantity import Quantity, UnitError, UnitKind

Key = tuple[str, str, str | None, str]
"""What a measure is one of, as far as a release says it of its own period: indicator, subject, basis, unit."""


LEVEL: Final = "level"
"""The basis of what stands at a level, such as a number of ports, and does not grow with the period that it is of."""


class Obstacle(StrEnum):
    """Why two values of one indicator are not held against each other."""

    DEFINITION = "definition"
    BASIS = "basis"
    UNIT = "unit"
    LENGTH = "length"
    """Amounts and counts of periods of different length."""
    BOUNDS = "bounds"
    """One of them is no exact figure."""
    DIRECTION = "direction"
    """Their signs are in the words only: a rise by 2 against a fall by 3."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value with the release that gives it."""

    release: Release
    measure: Measure

    @property
    def indicator(self) -> Indicator | None:
        """What is measured."""
        return next((each for each in self.release.indicators if each.id == self.measure.indicator), None)

    @property
    def period(self) -> Period | None:
        """The period that the value is of."""
        return self.release.period.get(self.measure.period or self.release.about.period)

    @property
    def months(self) -> int | None:
        """How many months the value is of."""
        return _length(self.period) if self.period is not None else None

    @property
    def basis(self) -> tuple[object, ...]:
        """What the value is held against, told so that it is the same thing for one release and the next."""
        against = self.release.period.get(self.measure.compared_with or "")
        own = self.period
        if against is None or own is None:
            return self.measure.basis, self.measure.compared_with
        if against.months == own.months:
            return self.measure.basis, "years", own.year - against.year
        first, last = (period.months[0] + 12 * period.year for period in (own, against))
        if _length(against) == _length(own) and last + _length(against) == first:
            return self.measure.basis, "before"
        return self.measure.basis, against.months, against.year


def _length(period: Period) -> int:
    return period.months[1] - period.months[0] + 1


def in_order(releases: Iterable[Release]) -> list[Release]:
    """Releases from the oldest to the newest: by the day they came out, those without one first, then by identifier."""
    return sorted(releases, key=lambda release: (release.about.issued or dt.date.min, release.id))


def key_of(measure: Measure, release: Release) -> Key | None:
    """What a measure is one of; none where it is not of the release's own period."""
    if measure.period not in (None, release.about.period):
        return None
    return measure.indicator, measure.subject, measure.basis, str(measure.value.unit)


def counterpart(fact: Fact, release: Release, other: Release) -> Fact | None:
    """The same fact of another release: by its identifier, or the one measure there of what only it is one of here."""
    same = other.by_id.get(fact.id)
    if not isinstance(fact, Measure):
        return same if type(same) is type(fact) else None
    key = key_of(fact, release)
    if isinstance(same, Measure) and same.subject == fact.subject:
        return same if (key is None) is (key_of(same, other) is None) else None
    if key is None or len(_with_key(release, key)) > 1:
        return None
    found = _with_key(other, key)
    return found[0] if len(found) == 1 else None


def _with_key(release: Release, key: Key) -> list[Measure]:
    return [measure for measure in release.measures if key_of(measure, release) == key]


def series(fact: Measure, release: Release, others: Iterable[Release]) -> list[Point]:
    """The values of one indicator of those releases that give it, in the order of the releases."""
    found = ((other, counterpart(fact, release, other)) for other in others)
    return [Point(other, measure) for other, measure in found if isinstance(measure, Measure)]


def obstacle(earlier: Point, later: Point) -> Obstacle | None:
    """Why no difference of two values is told; none where it is."""
    one, two = earlier.measure, later.measure
    if _defined(earlier) != _defined(later):
        return Obstacle.DEFINITION
    if earlier.basis != later.basis:
        return Obstacle.BASIS
    if one.value.unit != two.value.unit:
        return Obstacle.UNIT
    summed = one.value.unit.kind in (UnitKind.COUNT, UnitKind.MONEY) and one.basis != LEVEL
    if summed and earlier.months != later.months:
        return Obstacle.LENGTH
    if not (one.value.is_exact and two.value.is_exact):
        return Obstacle.BOUNDS
    if one.direction is not two.direction and (_unsigned(one) or _unsigned(two)):
        return Obstacle.DIRECTION
    return None


def _defined(point: Point) -> object:
    """What has to be the same for two indicators to be defined alike."""
    indicator = point.indicator
    if indicator is None:
        return point.measure.indicator
    return indicator.comparable_as or (indicator.id, tuple(sorted(indicator.definition.items())))


def _unsigned(measure: Measure) -> bool:
    """Whether a fall is written by its size alone."""
    return measure.direction is Direction.DOWN and measure.value.value > 0


def difference(earlier: Point, later: Point) -> tuple[Quantity, Step] | None:
    """By how much the later value lies above the earlier one, and how that follows; none where that means nothing."""
    if obstacle(earlier, later) is not None:
        return None
    one, two = earlier.measure, later.measure
    try:
        value = two.value - one.value
    except UnitError:
        return None
    return value, Step((Operand(two.id, two.value), Operand(one.id, one.value)), "-", value)


def breaks(points: Sequence[Point]) -> list[tuple[Point, Point, Obstacle]]:
    """The neighbours in a series that are not held against each other, each with the reason."""
    pairs = itertools.pairwise(points)
    return [(one, two, found) for one, two in pairs if (found := obstacle(one, two)) is not None]
