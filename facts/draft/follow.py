"""What follows from the figures of a draft by arithmetic: earlier values, differences, remainders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facts.draft.reading import Reading
from facts.model import Direction
from facts.quantity import PERCENT, POINTS, UnitKind
from facts.text import Text


@dataclass(frozen=True, slots=True)
class Following:
    """A measure that follows from others: what it is, and the readings that its formula joins with an operator."""

    label: str
    left: Reading | None
    """None for the whole of which shares are taken."""
    operator: str
    right: Reading
    earlier: bool = False
    """Whether it is the value at an earlier time."""


def followings(readings: Sequence[Reading], text: Text) -> Iterator[Following]:
    """Everything that the draft can see to follow; each is a proposal."""
    for place, reading in enumerate(readings):
        yield from _before_the_change(place, reading, readings)
        yield from _between_two(place, reading, readings)
        yield from _remainder(place, reading, readings, text)


def _before_the_change(place: int, reading: Reading, readings: Sequence[Reading]) -> Iterator[Following]:
    """The value before a change that is given beside the value after it."""
    if reading.kind != "change" or reading.direction is Direction.NONE or not reading.value.is_exact:
        return
    points, absolute = reading.value.unit == POINTS, reading.value.unit.kind in (UnitKind.MONEY, UnitKind.COUNT)
    if not (points or absolute):
        return
    near = [each for each in readings[:place] if reading.paragraph == each.paragraph and each.value.is_exact]
    for base in reversed(near):
        fits = base.value.unit == (PERCENT if points else reading.value.unit) and base.subject == reading.subject
        same = base.thing == reading.thing or base.indicator == reading.thing
        if not fits or not same or (absolute and base.kind != "level"):
            continue
        told = [each for each in readings[place : place + 2] if "earlier value" in each.doubts.get("period", "")]
        if any(each.value.unit == base.value.unit for each in told):
            return  # the text gives it
        operator = "-" if reading.direction is Direction.UP else "+"
        yield Following(f"{base.indicator} before the change", base, operator, reading, earlier=True)
        return


def _between_two(place: int, reading: Reading, readings: Sequence[Reading]) -> Iterator[Following]:
    """The difference between a value and an earlier one of the same thing: "from 31 hours to 26 hours"."""
    if place == 0:
        return
    before = readings[place - 1]
    pair = before.sentence == reading.sentence and before.paragraph == reading.paragraph
    same = (before.thing, before.subject, before.value.unit) == (reading.thing, reading.subject, reading.value.unit)
    levels = before.kind == reading.kind and reading.kind in ("level", "share")
    if not (pair and same and levels and before.value.is_exact and reading.value.is_exact):
        return
    joined = {before.governor.preposition, reading.governor.preposition} & {"from"}
    if joined or "earlier value" in reading.doubts.get("period", ""):
        high, low = (before, reading) if before.value.value > reading.value.value else (reading, before)
        if high.value != low.value:
            yield Following(f"difference of {reading.indicator}", high, "-", low)


def _remainder(place: int, reading: Reading, readings: Sequence[Reading], text: Text) -> Iterator[Following]:
    """What is left of a total: "of 14 cities, 11 grew"."""
    if reading.value.unit.kind is not UnitKind.COUNT or not reading.value.is_exact or reading.governor.noun:
        return
    sentence = text.sentence(reading.paragraph, reading.sentence)
    if not re.search(r"\b(?:of|among)(?: [\w']+){0,3} \Z", sentence[: reading.figure.start], re.IGNORECASE):
        return
    for part in readings[place + 1 : place + 2]:
        if (part.paragraph, part.sentence, part.value.unit) != (
            reading.paragraph,
            reading.sentence,
            reading.value.unit,
        ):
            continue
        if part.value.is_exact and part.value.value < reading.value.value:
            yield Following(f"the other {reading.indicator}", reading, "-", part)
