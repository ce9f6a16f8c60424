"""Readings that compare two or more values, or compute with them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Final

from facts.model import Fact, FactSet, Measure
from facts.quantity import POINTS, Comparison, Truth, UnitError, UnitKind
from facts.query import Operation, alike, combine, comparable, compare, ordered, rankable, rows
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.lists import kind_of
from intents.spans.found import Recognised, Span, Word
from intents.spans.resolve import Candidate

_CUES: Final = (
    "versus",
    "more",
    "less",
    "difference",
    "sum",
    "average",
    "ratio",
    "share",
    "spread",
    "max",
    "min",
    "rank",
    "change",
)
_MOST_OPERANDS: Final = 4


def operands(ask: Ask, taken: list[Span], units: frozenset[UnitKind] | None = None) -> list[Measure]:
    """The measures that a question names side by side: one on each side of a word that sets them apart."""
    return _sides(ask, taken, units) or _listed(ask, taken, units)


def _sides(ask: Ask, taken: list[Span], units: frozenset[UnitKind] | None) -> list[Measure]:
    """The two measures on the two sides of a separating word, the best cut of all."""
    cuts = {position for position, text in enumerate(ask.text) if text in ask.grammar.side_separators}
    cuts |= {span.start for span in taken}
    found = _named(ask, taken, units)
    explained = [*taken, *_kinds(ask)]

    @cache
    def whole(first: str, second: str) -> bool:
        """Whether two measures leave no word and no period of the question unexplained."""
        pair = [ask.measure(first), ask.measure(second)]
        return not ask.explains(ask.words, pair, explained) and not ask.off_period(pair)

    best: tuple[float, list[Measure]] = (0.0, [])
    for cut in sorted(cuts):
        left = [one for one in found if one[0] < cut] + _period_side(ask, 0, cut)
        right = [one for one in found if one[0] >= cut] + _period_side(ask, cut, len(ask.text))
        for (_, weight, first), (_, other_weight, second) in product(left, right):
            worth = weight + other_weight - (_POINTS_LESS if first.value.unit == POINTS and not units else 0)
            if (
                worth <= best[0]
                or first is second
                or first.value.unit.kind is not second.value.unit.kind
                or not alike(first, second)
            ):
                continue
            if whole(*sorted((first.id, second.id))):
                best = (worth, [first, second])
    return best[1]


_POINTS_LESS: Final = 5.0
"""Changes in points are only held against each other where the question asks for points."""
_DERIVED_LESS: Final = 1.0
"""What is stated is compared rather than what follows from it, where the question may mean either."""


_MOST_OF_A_SIDE: Final = 12
Named = tuple[int, float, Measure]


def _named(ask: Ask, taken: list[Span], units: frozenset[UnitKind] | None) -> list[Named]:
    """The measures that the question names, each with the place of its rarest word and the weight of its name."""
    found: list[Named] = []
    for candidate in ask.candidates([*taken, *_kinds(ask)]):
        target = candidate.target
        if not isinstance(target, Measure) or not candidate.name or candidate.foreign:
            continue
        if units and target.value.unit.kind not in units:
            continue
        named = _places(ask.words, candidate)
        named = [word for word in named if not any(span.start <= word.start < span.end for span in taken)]
        if named:
            rarest = max(named, key=ask.resolver.telling)
            found.append((rarest.start, candidate.weight - (_DERIVED_LESS if target.formula else 0), target))
    found.sort(key=lambda one: (-one[1], one[2].id))
    return found[:_MOST_OF_A_SIDE]


def _period_side(ask: Ask, start: int, end: int) -> list[Named]:
    """The headline indicator in the period that a side names, where it names nothing else."""
    part = ask.recognised.within(start, end)
    generic = ask.resolver.common | {"pace", "grow"}
    if not part.periods or [word for word in part.words if not word.soft and not word.concepts & generic]:
        return []
    return [(start, 0.5, c.target) for c in _of_period(ask, part) if isinstance(c.target, Measure)]


def _of_period(ask: Ask, part: Recognised) -> list[Candidate]:
    """The headline indicator in the period that a side names."""
    headline = ask.measure(ask.release.about.headline)
    return [
        Candidate(ask.resolver.by_id[measure.id], (), 0.5, 1.0)
        for measure in ask.release.measures
        if part.periods and measure.indicator == headline.indicator and measure.subject == headline.subject
        and ask.release.period.get(measure.period or "") is not None
        and all(ask.resolver.in_period(measure, when) for when in part.periods)
    ]  # fmt: skip


def _kinds(ask: Ask) -> list[Span]:
    return [kind for kind in ask.recognised.kinds if kind.name in ask.rate_kinds | ask.measured_kinds]


def _listed(ask: Ask, taken: list[Span], units: frozenset[UnitKind] | None) -> list[Measure]:
    """The measures that a question names, none of which another one's words explain."""
    candidates = [
        candidate
        for candidate in ask.candidates(taken)
        if isinstance(candidate.target, Measure) and candidate.name and not candidate.off_period
    ]
    if units:
        candidates = [c for c in candidates if c.target.value.unit.kind in units] or candidates  # type: ignore[union-attr]
    groups: dict[UnitKind, list[Measure]] = {}
    for kind in {c.target.value.unit.kind for c in candidates}:  # type: ignore[union-attr]
        groups[kind] = _apart(ask, [c for c in candidates if c.target.value.unit.kind is kind])  # type: ignore[union-attr]
    best: list[Measure] = []
    for kind in sorted(groups, key=lambda k: (-len(groups[k]), k is not UnitKind.PERCENT, k.value)):
        chosen = groups[kind]
        if len(chosen) >= 2 and not ask.explains(ask.words, chosen, taken) and not ask.off_period(chosen):
            best = chosen
            break
    return best[:_MOST_OPERANDS]


def _apart(ask: Ask, candidates: list[Candidate]) -> list[Measure]:
    chosen: list[tuple[Measure, frozenset[str]]] = []
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.id)):
        where = _places(ask.words, candidate)
        vocabulary: set[str] = set()
        for _, known in chosen:
            vocabulary |= known
        fresh = [word for word in where if not word.concepts & vocabulary]
        if chosen and not fresh:
            continue
        assert isinstance(candidate.target, Measure)
        chosen.append((candidate.target, candidate.known.vocabulary))
    order = {measure.id: _first_place(ask, measure.id, candidates) for measure, _ in chosen}
    return sorted((measure for measure, _ in chosen), key=lambda measure: order[measure.id])


def _places(words: tuple[Word, ...], candidate: Candidate) -> list[Word]:
    """The words of the question that make up the candidate's name."""
    return [word for word in words if any(word.concepts & part for part in candidate.name)]


def _first_place(ask: Ask, identifier: str, candidates: list[Candidate]) -> int:
    candidate = next(c for c in candidates if c.id == identifier)
    rarest = max(_places(ask.words, candidate), key=ask.resolver.weight, default=None)
    return rarest.start if rarest else 0


def operation_of(ask: Ask) -> Operation | None:
    """What is to be computed."""
    for name, operation in (
        ("ratio", Operation.RATIO),
        ("share", Operation.SHARE),
        ("average", Operation.AVERAGE),
        ("spread", Operation.DIFFERENCE),
        ("difference", Operation.DIFFERENCE),
        ("sum", Operation.SUM),
        ("share", Operation.SHARE),
        ("percent", Operation.SHARE),
    ):
        if ask.has(name):
            return operation
    return None


def read_spread(ask: Ask) -> Finding | None:
    """The distance between the highest and the lowest of a kind."""
    if not ask.has("spread") or ask.free_mentions:
        return None
    chosen = kind_of(ask)
    pool = rows(ask.release, chosen[0]) if chosen else rows_of_set(ask)
    spans: list[Span] = [*ask.spans(*_CUES, "every"), *ask.recognised.kinds]
    facts: list[Fact] = [
        *pool,
        *(s for s in ask.release.sets if pool and set(s.members) & {row.subject for row in pool}),
    ]
    if not rankable(pool) or ask.explains(ask.words, facts, spans) or ask.off_period(pool):
        return None
    order = ordered(pool)
    if len(order.ties) > 1:
        return None
    return compared(ask, [order.rows[0], order.rows[-1]])


def read_average(ask: Ask) -> Finding | None:
    """The plain mean of all values of a kind."""
    if not ask.has("average") or ask.free_mentions:
        return None
    chosen = kind_of(ask)
    pool = rows(ask.release, chosen[0]) if chosen else rows_of_set(ask)
    spans: list[Span] = [*ask.spans("average", "every", "percent", "rate"), *ask.recognised.kinds]
    facts: list[Fact] = [
        *pool,
        *(s for s in ask.release.sets if pool and set(s.members) & {row.subject for row in pool}),
    ]
    if len(pool) < 2 or ask.explains(ask.words, facts, spans) or ask.off_period(pool):
        return None
    if len({row.indicator for row in pool}) > 1 or any(row.subject == ask.release.about.home for row in pool):
        return None
    try:
        computed = combine(Operation.AVERAGE, pool)
    except (UnitError, ValueError):
        return None
    names = tuple(row.id for row in pool)
    data = {"value": computed.value, "measures": computed.measures}
    return Finding("average", "found", facts=names, rows=names, steps=computed.steps, data=data, query="average")


def rows_of_set(ask: Ask) -> list[Measure]:
    """The values of the members of the set that the question names."""
    for candidate in ask.candidates(ask.spans(*_CUES)):
        item = candidate.target
        if isinstance(item, FactSet) and item.indicator and not candidate.unexplained:
            return [row for row in rows(ask.release, item.kind) if row.subject in item.members]
    return []


def read_comparison(ask: Ask) -> Finding | None:
    """Which of two values is higher, by how much; or their sum, ratio, average or share."""
    if ask.free_mentions or ask.demands("average", "ratio", "spread", "max", "min", "rank"):
        return None
    if ask.has("why"):
        return None
    operation, wanted = operation_of(ask), ask.wanted_units
    weighing = ask.has("versus", "more", "less")
    if wanted == frozenset({UnitKind.POINTS}) and operation in (Operation.SHARE, Operation.DIFFERENCE):
        operation, wanted = Operation.DIFFERENCE, None  # rates differ by points
    if operation is None and not weighing:
        return None
    taken: list[Span] = [*ask.spans(*_CUES), *ask.recognised.comparisons]
    taken = [span for span in taken if not _needed(ask, span)]
    chosen = operands(ask, taken, wanted)
    if any({"+", other.id} <= set((one.formula or "").split()) for one in chosen for other in chosen):
        if operation is not Operation.SUM and not ask.has("more", "less", "max", "min"):
            return None  # a total is not weighed against its own part
        chosen = _without_totals(ask, chosen)
    if len(chosen) < 2:
        return None
    if operation is Operation.SUM and any(one.value.unit.kind is UnitKind.POINTS for one in chosen):
        return None  # what one thing moved by and what another did make no sum
    if ask.claims and weighing and ask.explains(ask.words, chosen, taken):
        return None  # "money for industry lags behind fixed investment" is said of no growth of output
    alone = operation is Operation.DIFFERENCE and not weighing and not ask.recognised.comparisons
    if alone and any(not ask.explains(ask.words, [one], taken) for one in chosen):
        return None
    best = next((c.target for c in ask.candidates(taken) if c.clean), None)
    if (
        operation is Operation.DIFFERENCE
        and isinstance(best, Measure)
        and best.value.unit == POINTS
        and best.basis is None
    ):
        return None
    if operation is None and not ask.has("more", "less") and not ask.recognised.comparisons:
        single = next((c for c in ask.candidates(taken) if c.clean and isinstance(c.target, Measure)), None)
        if single is not None and single.id not in {measure.id for measure in chosen[:1]}:
            return None
    counted = chosen[0].value.unit.kind in (UnitKind.COUNT, UnitKind.MONEY)
    if operation in (Operation.RATIO, Operation.SHARE) and ask.has("share", "percent") and counted:
        operation, weighing = Operation.SHARE, False
    if operation in (None, Operation.DIFFERENCE) or (
        weighing and operation is not Operation.RATIO and operation is not Operation.SUM
    ):
        return compared(ask, chosen)
    if operation is Operation.SHARE and chosen[0].value.unit.kind is UnitKind.PERCENT:
        return None
    if operation is Operation.SHARE and len({one.value.unit for one in chosen[:2]}) > 1:
        return None  # projects are no part of enterprises
    if operation is Operation.SHARE and any(is_whole(ask, one) for one in sorted(chosen[:2], key=_size)[:1]):
        return None  # more than all of them
    try:
        computed = combine(operation, chosen if operation in (Operation.SUM, Operation.AVERAGE) else chosen[:2])
    except (UnitError, ValueError):
        return compared(ask, chosen) if weighing else None
    if computed.value.is_unbounded:
        return compared(ask, chosen)  # of two that are each only more than something, nothing is known
    facts = tuple(measure.id for measure in computed.measures)
    return Finding(
        str(operation), "found", facts=facts, steps=computed.steps, rows=facts, query=f"{operation} {' '.join(facts)}",
        data={"value": computed.value, "measures": computed.measures},
    )  # fmt: skip


def is_whole(ask: Ask, figure: Measure) -> bool:
    """Whether a figure stands in the question as what a share is asked of."""
    return any(mention.number == figure.value.low for mention, _ in ask.wholes)


def _size(measure: Measure) -> Decimal:
    return measure.value.value


def _without_totals(ask: Ask, chosen: list[Measure]) -> list[Measure]:
    """The parts in the place of a total that stands beside one of them, so that nothing is counted twice."""
    found: dict[str, Measure] = {}
    names = {measure.id for measure in chosen}
    for measure in chosen:
        parts = [name for name in (measure.formula or "").split() if name in ask.release.by_id]
        whole = bool(names & set(parts))
        found |= {name: ask.measure(name) for name in parts} if whole else {measure.id: measure}
    return list(found.values())


def _needed(ask: Ask, span: Span) -> bool:
    """Whether the words of a cue are needed to name what is compared."""
    words = [word for word in ask.words if span.start <= word.start and word.end <= span.end]
    return any(word.entity or word.concepts & {"aggregate", "share", "gap"} for word in words)


def _told_first(ask: Ask, high: Measure, low: Measure) -> Measure:
    """The one of two values that the answer begins with: the lower where that is asked for, the named in "or less"."""
    less, more = ask.has("less", "min"), ask.has("more", "max")
    if less and more and not ask.grammar.or_words.isdisjoint(ask.text):
        return low if (_named_at(ask, low, high) or 0) < (_named_at(ask, high, low) or 0) else high
    return low if less and not more else high


def in_turn(ask: Ask, pool: Sequence[Measure]) -> list[Measure]:
    """Two measures in the order in which the question names them; as they are where it names only one."""
    if len(pool) != 2:
        return [*pool]
    first, second = _named_at(ask, pool[0], pool[1]), _named_at(ask, pool[1], pool[0])
    return [*reversed(pool)] if first is not None and second is not None and second < first else [*pool]


def _named_at(ask: Ask, measure: Measure, other: Measure) -> int | None:
    """Where a question names one of two measures by a word that the other is not called by."""
    known = ask.resolver.by_id
    own = known[measure.id].called - known[other.id].called
    places = (word.start for word in ask.words if word.concepts & own or word.entity == measure.subject)
    return min(places, default=None)


def compared(ask: Ask, chosen: list[Measure]) -> Finding | None:
    """Two or more values side by side, the higher first, with their difference."""
    first = chosen[0]
    if not all(comparable(first, other) and alike(first, other) for other in chosen):
        return None
    if len({one.id for one in chosen}) < len(chosen):
        return None  # nothing is held against itself
    facts = tuple(measure.id for measure in chosen)
    if len(chosen) > 2:
        ordered = sorted(chosen, key=lambda measure: measure.value.value, reverse=True)
        return Finding(
            "compare",
            "several",
            facts=facts,
            rows=facts,
            data={"rows": ordered, "ascending": False},
            query=f"compare {' '.join(facts)}",
        )
    left, right = chosen
    truth = compare(left, Comparison.ABOVE, right)
    if truth is Truth.UNKNOWN:
        return Finding(
            "compare", "unknown", status="not_stated", facts=facts, rows=facts, data={"rows": chosen},
            query=f"compare {' '.join(facts)}", reason="the bounds of the two values overlap",
        )  # fmt: skip
    high, low = (left, right) if truth is Truth.YES else (right, left)
    try:
        difference = combine(Operation.DIFFERENCE, (high, low))
    except (UnitError, ValueError):
        return None
    if not difference.value.is_exact and difference.value.low is None:
        return None
    saying = "equal" if difference.value.is_exact and difference.value.value == 0 else "two"
    first = _told_first(ask, high, low)
    data = {
        "high": high,
        "low": low,
        "told": first,
        "facing": low if first is high else high,
        "amounts": high.value.unit.kind in (UnitKind.MONEY, UnitKind.COUNT),
        "difference": difference.value,
    }
    order = (high.id, low.id)
    return Finding(
        "compare",
        saying,
        facts=order,
        rows=order,
        steps=difference.steps,
        data=data,
        query=f"compare {' '.join(order)}",
    )
