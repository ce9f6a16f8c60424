"""A question by its spans: the first reading that takes up all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from intents.findings import Context, Finding
from intents.readings.arithmetic import read_average, read_comparison, read_spread
from intents.readings.ask import Ask
from intents.readings.claims import read_claim
from intents.readings.lists import (
    read_all,
    read_both_camps,
    read_excluding,
    read_extreme,
    read_filter,
    read_rank,
    read_set,
)
from intents.readings.names import read_name
from intents.readings.tell import read_number, read_tell
from intents.spans.found import Recognised
from intents.spans.resolve import Resolver

BySpans = Callable[[Ask], Finding | None]

_MOST_TAKEN_UP: Final = 24
"""Words that stand for something in particular, beyond which no reading by spans takes up all of them."""


def read_by_spans(
    recognised: Recognised,
    context: Context,
    resolver: Resolver,
    spoken: frozenset[str] = frozenset(),
    ask: Ask | None = None,
) -> Finding | None:
    """A question by its spans; ``ask`` is the same question, where it has been looked at already."""
    spoken = spoken | _counted(recognised, resolver)
    if ask is None or spoken:
        ask = Ask(recognised, resolver, context, spoken=spoken)
    if ask.personal or not (recognised.words or recognised.mentions):
        return None
    if len(ask.telling) > _MOST_TAKEN_UP:
        return None
    for reading in READINGS:
        if ask.claims and reading is not read_claim and not _may_look_up(ask, reading):
            continue
        found = reading(ask)
        if found is not None:
            return found
    return None


def _may_look_up(ask: Ask, reading: BySpans) -> bool:
    """Whether something that sounds like a claim may still be answered as a question."""
    if not ask.firmly:
        return not ask.recognised.mentions or reading in (
            read_filter,
            read_number,
            read_extreme,
            read_comparison,
            read_average,
            read_spread,
        )
    if ask.recognised.mentions:
        return reading is read_number
    return not ask.opens_as_claim or reading in (read_name, read_comparison, read_told, read_both_camps)


def _counted(recognised: Recognised, resolver: Resolver) -> frozenset[str]:
    """What is counted where only its number is said: "how many of the 14 grew?"."""
    if recognised.kinds:
        return frozenset()
    numbers = {m.number for m in recognised.mentions if m.unit is None and m.comparison is None}
    kinds = {
        item.kind
        for item in resolver.release.sets
        if item.size and item.within is None and resolver.release.measure(item.size).value.low in numbers
    }
    return resolver.kind_words(kinds)


def read_told(ask: Ask) -> Finding | None:
    """A set or a single fact, whichever the question names more tellingly."""
    told = read_tell(ask)
    if told is not None and (told.status == "answered" or told.intent == "aspect"):
        return told
    listed = read_set(ask)
    if listed is not None and (told is None or listed.status == "answered"):
        return listed
    return told or listed


READINGS: Final[tuple[BySpans, ...]] = (
    read_claim,
    read_spread,
    read_average,
    read_rank,
    read_extreme,
    read_both_camps,
    read_excluding,
    read_filter,
    read_comparison,
    read_all,
    read_told,
    read_name,
    read_number,
)
