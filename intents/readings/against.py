"""One thing held against every one of a kind: "did investment outgrow all key sectors?", "faster than any sector"."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Final

from facts.model import Measure
from facts.quantity import Comparison, Truth
from facts.query import comparable, compare, rows
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.claims import flipped, read_filtered_claim, verdict
from intents.readings.lists import reference_in, signs_of
from intents.spans.found import Found, Span

_PAIR: Final = 2
_GROWN: Final = frozenset({"grow", "pace", "ahead", "surpass"})
_NEAR: Final = 6
"""Words between the comparison and the kind whose members it is made with."""


def read_against_every(ask: Ask) -> Finding | None:
    """The verdict on one value that is said to be above or below those of a whole kind."""
    if not ask.claims or any(mention.unit is not None for mention in ask.recognised.mentions):
        return None
    every = ask.grammar.all_words | ask.grammar.any_words | ask.grammar.each_words
    kinds = [kind for kind in ask.recognised.kinds if kind.name not in ask.rate_kinds | {ask.home_kind}]
    for kind in kinds:
        sign = _before(ask, kind)
        if sign is None or every.isdisjoint(ask.text[sign.end : kind.start]):
            continue
        within = ask.recognised.within(sign.end, len(ask.text))
        later = [word for word in within.words if not word.soft and word.start >= kind.end]
        first = reference_in(ask, 0, sign.start)
        pool = rows(ask.release, kind.name)
        if later or first is None or len(pool) < 2 or first[0].value.unit != pool[0].value.unit:
            continue
        return _held(ask, first[0], Comparison(sign.name), [row for row in pool if row.subject != first[0].subject])
    quantified = any(
        not every.isdisjoint(ask.text[max(kind.start - 2, 0) : kind.start]) for kind in ask.recognised.kinds
    )
    return read_filtered_claim(ask) if quantified and not ask.recognised.mentions else None


def read_others_against(ask: Ask) -> Finding | None:
    """The verdict on a claim that all others of a kind are above or below one: "every other sector beat metals"."""
    if not ask.claims or ask.asks() is not None or any(one.unit is not None for one in ask.recognised.mentions):
        return None
    for kind in ask.recognised.kinds:
        others = ask.grammar.other_words.isdisjoint(ask.text[max(kind.start - _PAIR, 0) : kind.start])
        signs = [sign for sign in signs_of(ask) if sign.start >= kind.end]
        if others or not signs:
            continue
        sign = max(signs, key=lambda one: (one.end - one.start, one.start))
        one = reference_in(ask, sign.end, len(ask.text))
        pool = [row for row in rows(ask.release, kind.name) if one is None or row.subject != one[0].subject]
        belongs = one is not None and one[0].subject in {row.subject for row in rows(ask.release, kind.name)}
        if one is None or not belongs or not pool or any(not comparable(row, one[0]) for row in pool):
            continue
        none = not ask.grammar.negative_quantifiers.isdisjoint(ask.text[max(kind.start - _NEAR, 0) : kind.start])
        held = [compare(row, Comparison(sign.name), one[0]) for row in pool]
        truth = reduce(operator.and_, (~each if none else each for each in held), Truth.YES)
        names = [*(row.id for row in pool), one[0].id]
        return verdict(truth if none else flipped(ask, truth), names, "filtered", ask, rows=pool, reference=one[0])
    return None


def read_two_periods(ask: Ask) -> Finding | None:
    """The verdict on the leading figure of one time that is held against that of another: "does 9M top 8M?"."""
    periods, said = ask.recognised.periods, ask.recognised
    more, less = ask.has("more"), ask.has("less")
    if not ask.claims or len(periods) != _PAIR or more == less or ask.named_things or said.kinds or said.mentions:
        return None
    if any(word.concepts.isdisjoint(_GROWN | ask.resolver.common) for word in ask.telling):
        return None
    headline = ask.measure(ask.release.about.headline)
    own = [m for m in ask.release.measures if (m.indicator, m.subject) == (headline.indicator, headline.subject)]
    pair = [next((m for m in own if ask.resolver.in_period(m, when)), None) for when in periods]
    first, second = pair
    if first is None or second is None or first is second or not comparable(first, second):
        return None
    return _held(ask, first, Comparison.ABOVE if more else Comparison.BELOW, [second])


def _before(ask: Ask, kind: Span) -> Found | None:
    """The last comparison before a kind."""
    before = [sign for sign in signs_of(ask) if sign.start < kind.start <= sign.end + _NEAR]
    return max(before, key=lambda sign: (sign.start, sign.end), default=None)


def _held(ask: Ask, first: Measure, sign: Comparison, others: list[Measure]) -> Finding:
    truth = reduce(operator.and_, (compare(first, sign, other) for other in others), Truth.YES)
    told = [*(row.id for row in others), first.id]
    return verdict(flipped(ask, truth), told, "filtered", ask, rows=others, reference=first)
