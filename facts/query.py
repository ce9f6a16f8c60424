"""The questions a fact base can be asked, typed, and their results.

Every result names the facts that it rests on and, where something was computed, the steps. Nothing here knows words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from facts.formula import Operand, Step, working
from facts.model import FactSet, Measure, Release
from facts.quantity import Comparison, Quantity, Truth, Unit, UnitError, UnitKind


class Operation(StrEnum):
    """What can be computed from several measures."""

    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    SHARE = "share"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row has to fulfil: a comparison with a quantity, or with another measure by its id."""

    comparison: Comparison
    quantity: Quantity | None = None
    measure: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows by whether they fulfil a condition: surely, surely not, or not known."""

    yes: tuple[Measure, ...] = ()
    no: tuple[Measure, ...] = ()
    unknown: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A quantity that follows from others, and how."""

    value: Quantity
    steps: tuple[Step, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Rows from the highest to the lowest; ``certain`` is false where their bounds do not settle the order."""

    rows: tuple[Measure, ...]
    certain: bool = True
    ties: tuple[Measure, ...] = field(default=())
    """Rows that may share the first place."""


def kinds_within(release: Release, kind: str) -> frozenset[str]:
    """A kind and all that count as it."""
    found = {kind}
    for inner in release.kind[kind].contains if kind in release.kind else ():
        found |= kinds_within(release, inner)
    return frozenset(found)


def rows(release: Release, kind: str, *, derived: bool = False) -> list[Measure]:
    """The observations that can be listed under a kind: those of its members, or those that are of that kind.

    An indicator stands for all that have a figure of it, each for the release's own time.
    """
    if kind not in release.kind and any(one.id == kind for one in release.indicators):
        return _measured(release, kind)
    wanted = kinds_within(release, kind)
    members = {entity.id for entity in release.entities if entity.kind in wanted and entity.named}
    home = release.about.home
    found = [measure for measure in release.measures if measure.subject in members and measure.subject != home]
    found = [measure for measure in found if is_rate(measure)] or found
    if not found:
        found = [measure for measure in release.measures if wanted & set(measure.kinds)]
    return [measure for measure in found if derived or not measure.formula]


def _measured(release: Release, indicator: str) -> list[Measure]:
    """The observations of one indicator, one of each subject but the release's own."""
    home, period = release.about.home, release.about.period
    found = [m for m in release.measures if m.indicator == indicator and m.subject != home and not m.formula]
    current: dict[str, Measure] = {}
    for measure in sorted(found, key=lambda one: one.period not in (None, period)):
        current.setdefault(measure.subject, measure)
    return [measure for measure in found if current[measure.subject] is measure]


def is_rate(measure: Measure) -> bool:
    """Whether an observation is a rate."""
    return measure.value.unit.kind is UnitKind.PERCENT


def fulfils(release: Release, measure: Measure, condition: Condition) -> Truth:
    """Whether an observation fulfils a condition. Raises UnitError where the units differ."""
    other = condition.quantity
    if condition.measure is not None:
        other = release.measure(condition.measure).value
    if other is None:
        raise ValueError("a condition needs a quantity or a measure")
    truth = measure.value.compare(condition.comparison, other)
    return ~truth if condition.negated else truth


def select(release: Release, candidates: Iterable[Measure], conditions: Iterable[Condition]) -> Selection:
    """Split observations by whether they fulfil all conditions."""
    wanted = list(conditions)
    found: dict[Truth, list[Measure]] = {Truth.YES: [], Truth.NO: [], Truth.UNKNOWN: []}
    for measure in candidates:
        truth = reduce(Truth.__and__, (fulfils(release, measure, condition) for condition in wanted), Truth.YES)
        found[truth].append(measure)
    return Selection(tuple(found[Truth.YES]), tuple(found[Truth.NO]), tuple(found[Truth.UNKNOWN]))


def rankable(candidates: Sequence[Measure]) -> bool:
    """Whether there are at least two observations, all in one unit, so that they have an order."""
    return len(candidates) > 1 and all(comparable(candidates[0], measure) for measure in candidates)


def ordered(candidates: Iterable[Measure], *, highest: bool = True) -> Order:
    """Observations by value. Raises UnitError where they have different units."""
    found = list(candidates)
    if any(not comparable(found[0], measure) for measure in found):
        raise UnitError("only observations in one unit are ranked")
    found.sort(key=lambda measure: (measure.value.value, not measure.value.is_exact), reverse=highest)
    if not highest:
        found.sort(key=lambda measure: measure.value.value)
    first = found[0] if found else None
    ties = tuple(
        measure
        for measure in found
        if first is not None
        and _compare(first, Comparison.ABOVE if highest else Comparison.BELOW, measure) is not Truth.YES
    )
    pairs = itertools.pairwise(found)
    sign = Comparison.AT_LEAST if highest else Comparison.AT_MOST
    certain = all(_compare(left, sign, right) is Truth.YES for left, right in pairs)
    return Order(tuple(found), certain, ties)


def _compare(left: Measure, sign: Comparison, right: Measure) -> Truth:
    """Compare two observations, counts of different things by their numbers."""
    if left.value.unit == right.value.unit:
        return left.value.compare(sign, right.value)
    plain = Unit(UnitKind.COUNT, "thing")
    one = Quantity(left.value.low, left.value.high, plain, left.value.low_open, left.value.high_open)
    two = Quantity(right.value.low, right.value.high, plain, right.value.low_open, right.value.high_open)
    return one.compare(sign, two)


def comparable(left: Measure, right: Measure) -> bool:
    """Whether two observations may be held against each other: the same unit, or both counts."""
    if left.value.unit == right.value.unit:
        return True
    return left.value.unit.kind is right.value.unit.kind is UnitKind.COUNT


def alike(first: Measure, second: Measure) -> bool:
    """Whether two percentages are of one sort: a share is not held against a growth rate."""
    if first.value.unit.kind is not UnitKind.PERCENT or first.indicator == second.indicator:
        return True
    return bool(set(first.kinds) & set(second.kinds))


def compare(left: Measure, sign: Comparison, right: Measure) -> Truth:
    """Whether one observation stands so to another. Raises UnitError where that means nothing."""
    if not comparable(left, right):
        raise UnitError(f"{left.value.unit} and {right.value.unit} cannot be compared")
    return _compare(left, sign, right)


def combine(operation: Operation, measures: Iterable[Measure]) -> Computed:
    """Compute with several observations. Raises UnitError or ValueError where that means nothing."""
    found = tuple(measures)
    if len(found) < 2:
        raise ValueError("at least two observations are needed")
    first, second = found[0].value, found[1].value
    match operation:
        case Operation.SUM:
            if any(measure.value.unit.kind is UnitKind.PERCENT for measure in found):
                raise UnitError("rates are not added up")
            _must_add_up(found)
            if first.unit.kind is UnitKind.COUNT and any(measure.value.unit != first.unit for measure in found):
                first = replace(first, unit=Unit(UnitKind.COUNT))  # bases and clusters together are neither
            value = reduce(Quantity.__add__, (_plain(measure.value, first) for measure in found))
            sign = "+"
        case Operation.DIFFERENCE:
            if second.unit != first.unit:
                second = _plain(second, first)
            if first.low is not None and second.low is not None and first.low < second.low:
                found, first, second = (found[1], found[0]), second, first
            value, sign = first - second, "-"
        case Operation.RATIO:
            value, sign = first / _plain(second, first), "/"
        case Operation.SHARE:
            value, sign = (first / _plain(second, first)).as_share(), "/"
        case Operation.AVERAGE:
            if not all(measure.value.is_exact and measure.value.unit == first.unit for measure in found):
                raise UnitError("only exact values in one unit are averaged")
            _must_add_up(found)
            total = sum((measure.value.value for measure in found), Decimal(0))
            value, sign = Quantity.exact(total / len(found), first.unit), "mean"
    operands = tuple(Operand(measure.id, measure.value) for measure in found)
    return Computed(value, (Step(operands, sign, value),), found)


def _must_add_up(measures: Sequence[Measure]) -> None:
    """Raise UnitError where observations are in one unit, and a sum of them means nothing all the same."""
    money = measures[0].value.unit.kind is UnitKind.MONEY
    if money and all(measure.kinds for measure in measures) and not _of_one_kind(measures):
        raise UnitError("money of different kinds is not added up")
    if any("/" in (measure.formula or "").split() for measure in measures):
        raise UnitError("what was divided by something of its own is not added up")
    rates = measures[0].value.unit.kind in (UnitKind.PERCENT, UnitKind.POINTS)
    within = {name for measure in measures for name in (measure.formula or "").split()}
    if not rates and not within.isdisjoint(measure.id for measure in measures):
        raise UnitError("what follows from a figure is not added to it")


def _of_one_kind(measures: Iterable[Measure]) -> bool:
    """Whether there is a kind to which all of several observations belong."""
    return bool(frozenset.intersection(*(frozenset(measure.kinds) for measure in measures)))


def _plain(quantity: Quantity, like: Quantity) -> Quantity:
    """A count in the noun of another count, so that 8 and 38 projects of different sorts go together."""
    if quantity.unit.kind is like.unit.kind is UnitKind.COUNT:
        return replace(quantity, unit=like.unit)
    return quantity


def complement(release: Release, collection: FactSet) -> Computed | None:
    """How many of the larger set do not belong to this one; none where either size is not known."""
    if collection.within is None or collection.size is None:
        return None
    larger = release.by_id[collection.within]
    if not isinstance(larger, FactSet) or larger.size is None:
        return None
    for measure in release.measures:
        if measure.formula == f"{larger.size} - {collection.size}":
            return Computed(measure.value, tuple(working(measure, release)), (measure,))
    return combine(Operation.DIFFERENCE, (release.measure(larger.size), release.measure(collection.size)))


def proportion(release: Release, collection: FactSet) -> Computed | None:
    """A set's part of the larger set, in percent; none where either size is not known."""
    if collection.within is None or collection.size is None:
        return None
    larger = release.by_id[collection.within]
    if not isinstance(larger, FactSet) or larger.size is None:
        return None
    return combine(Operation.SHARE, (release.measure(collection.size), release.measure(larger.size)))


def peers(release: Release, measure: Measure) -> list[Measure]:
    """The exact values of the same indicator for things of the measure's kind, the highest first."""
    pool = rows(release, release.entity[measure.subject].kind)
    own = [row for row in pool if row.value.is_exact and row.indicator == measure.indicator]
    return sorted(own, key=lambda row: row.value.value, reverse=True)


def means_of(release: Release) -> list[tuple[Measure, Measure, Measure]]:
    """Each measure that tells what one of several comes to, with what is divided and by how many."""
    found = []
    for mean in release.measures:
        match (mean.formula or "").split():
            case [divided, "/", count] if {divided, count} <= release.by_id.keys():
                found.append((mean, release.measure(divided), release.measure(count)))
    return [one for one in found if one[0].value.unit == one[1].value.unit]


def belongs(collection: FactSet, entity: str) -> Truth:
    """Whether something belongs to a set: an open set does not say who does not."""
    if entity in collection.members:
        return Truth.YES
    return Truth.NO if collection.complete else Truth.UNKNOWN


def derivation(measure: Measure, release: Release) -> tuple[Step, ...]:
    """The steps by which a derived measure follows; none for one that is stated."""
    return tuple(working(measure, release)) if measure.formula else ()
