"""The query engine against a brute-force reading: a small fact base is generated, and every possible world of it tried.

A world gives each observation one exact value within its bounds. What holds in every world is so, what holds in none
is not, and what holds in some only is unknown.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facts.model import About, Entity, FactSet, Indicator, Kind, Measure, Period, Release, Source
from facts.quantity import PERCENT, POINTS, TIMES, Comparison, Quantity, Truth, Unit, UnitError, UnitKind
from facts.query import (
    Computed,
    Condition,
    Operation,
    belongs,
    combine,
    comparable,
    compare,
    complement,
    derivation,
    fulfils,
    kinds_within,
    ordered,
    proportion,
    rows,
    select,
)

CNY = Unit(UnitKind.MONEY, "CNY")
EUR = Unit(UnitKind.MONEY, "EUR")
SHIP = Unit(UnitKind.COUNT, "ship")
CRANE = Unit(UnitKind.COUNT, "crane")

# Bounds are whole numbers and tried values lie a quarter apart, so that there are several between any two bounds.
GRID = [Decimal(step) / 4 for step in range(-27, 28)] + [Decimal(-100), Decimal(100)]
HOLDS: dict[Comparison, Callable[[Decimal, Decimal], bool]] = {
    Comparison.ABOVE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.BELOW: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.EQUAL: operator.eq,
}
SIGNS = st.sampled_from(list(HOLDS))
FEW = settings(max_examples=60, deadline=None)


def inside(quantity: Quantity) -> list[Decimal]:
    """The values of the grid that a quantity may have."""

    def fits(value: Decimal) -> bool:
        low, high = quantity.low, quantity.high
        above = low is None or value > low or (value == low and not quantity.low_open)
        below = high is None or value < high or (value == high and not quantity.high_open)
        return above and below

    return [value for value in GRID if fits(value)]


def settled(outcomes: Iterator[bool]) -> Truth:
    """What outcomes in all worlds come to."""
    found = set(outcomes)
    return Truth.UNKNOWN if len(found) == 2 else Truth.YES if True in found else Truth.NO


@st.composite
def quantities(draw: st.DrawFn, unit: Unit = PERCENT, lowest: int = -6, signs: str = "= > >= < <=") -> Quantity:
    """Exact and half-open quantities with small whole bounds, negative ones too."""
    sign = draw(st.sampled_from(signs.split()))
    return Quantity.bounded(sign, Decimal(draw(st.integers(lowest, 6))), unit)


# ── A small fact base ──────────────────────────────────────────────────────────────────────────────────────────────

SOURCE = Source(paragraph=1, sentence=1, excerpt="so")
KINDS = ("place", "harbour", "island", "person", "rate")


def measure(
    name: str, value: Quantity, subject: str = "home", kinds: Sequence[str] = (), formula: str | None = None
) -> Measure:
    """An observation of which only these things matter."""
    return Measure(
        id=name, label={"en": name}, indicator="any", subject=subject, value=value, kinds=list(kinds), formula=formula,
        source=SOURCE,
    )  # fmt: skip


def collection(name: str, members: Sequence[str] = (), **more: object) -> FactSet:
    """A set of harbours."""
    return FactSet.model_validate(
        {"id": name, "label": {"en": name}, "kind": "harbour", "members": list(members), "source": SOURCE, **more}
    )


def release(
    measures: Sequence[Measure],
    sets: Sequence[FactSet] = (),
    entities: Sequence[Entity] = (),
    kinds: Sequence[Kind] = (),
) -> Release:
    """A release that says these things and nothing else."""
    home = Entity(id="home", kind="place", label={"en": "Home"}, source=SOURCE)
    about = About(
        id="small", title={"en": "Small"}, home="home", period="now", headline="none", digest=[], sentences=[1]
    )
    return Release(
        about=about,
        periods=[Period(id="now", label={"en": "now"}, months=(1, 6))],
        kinds=list(kinds) or [Kind(id=kind, label={"en": kind}, plural={"en": kind}) for kind in KINDS],
        entities=[home, *entities],
        indicators=[Indicator(id="any", label={"en": "any"}, unit="percent")],
        measures=list(measures),
        sets=list(sets),
    )


def several(values: Sequence[Quantity]) -> list[Measure]:
    """Observations with these values."""
    return [measure(f"m{number}", value) for number, value in enumerate(values)]


@st.composite
def conditions(draw: st.DrawFn, names: Sequence[str] = ()) -> Condition:
    """A comparison with an exact value or with another observation, perhaps negated."""
    sign = draw(SIGNS)
    negated = draw(st.booleans())
    relative = draw(st.booleans())
    if names and relative:
        return Condition(sign, measure=draw(st.sampled_from(list(names))), negated=negated)
    return Condition(sign, Quantity.exact(draw(st.integers(-6, 6)), PERCENT), negated=negated)


@st.composite
def bases(draw: st.DrawFn) -> tuple[Release, list[Condition]]:
    """A fact base of one to five rates, with one or two conditions."""
    measures = several(draw(st.lists(quantities(), min_size=1, max_size=5)))
    names = [each.id for each in measures]
    return release(measures), draw(st.lists(conditions(names=names), min_size=1, max_size=2))


# ── Selecting ──────────────────────────────────────────────────────────────────────────────────────────────────────


def outcome(base: Release, row: Measure, condition: Condition) -> Truth:
    """Whether a row fulfils a condition, by trying every value that it and the reference may have."""
    if condition.measure is not None:
        reference = base.measure(condition.measure).value
    else:
        assert condition.quantity is not None
        reference = condition.quantity
    pairs = itertools.product(inside(row.value), inside(reference))
    return settled(HOLDS[condition.comparison](one, other) is not condition.negated for one, other in pairs)


@given(bases())
@FEW
def test_a_condition_is_what_all_worlds_agree_on(drawn: tuple[Release, list[Condition]]) -> None:
    """Each observation fulfils a condition surely, surely not, or it is not known."""
    base, wanted = drawn
    for row in base.measures:
        for condition in wanted:
            assert fulfils(base, row, condition) is outcome(base, row, condition)


@given(bases())
@FEW
def test_a_selection_parts_its_candidates_in_three(drawn: tuple[Release, list[Condition]]) -> None:
    """Every candidate is in one of the three parts, in its old place, and there for a reason."""
    base, wanted = drawn
    found = select(base, base.measures, wanted)
    parts = {Truth.YES: found.yes, Truth.NO: found.no, Truth.UNKNOWN: found.unknown}
    for truth, part in parts.items():
        expected = []
        for row in base.measures:
            outcomes = [outcome(base, row, condition) for condition in wanted]
            joined = Truth.NO if Truth.NO in outcomes else Truth.UNKNOWN if Truth.UNKNOWN in outcomes else Truth.YES
            if joined is truth:
                expected.append(row.id)
        assert [row.id for row in part] == expected


@given(bases())
@FEW
def test_more_conditions_never_find_more(drawn: tuple[Release, list[Condition]]) -> None:
    """What fulfils all conditions fulfils each, and without any condition all is found."""
    base, wanted = drawn
    every = {row.id for row in select(base, base.measures, wanted).yes}
    for condition in wanted:
        assert every <= {row.id for row in select(base, base.measures, [condition]).yes}
    assert select(base, base.measures, []).yes == tuple(base.measures)


@given(bases())
@FEW
def test_negation_turns_yes_and_no_round(drawn: tuple[Release, list[Condition]]) -> None:
    """Whatever surely fulfils a condition surely does not fulfil its negation; what is unknown stays so."""
    base, wanted = drawn
    one = wanted[0]
    plain = select(base, base.measures, [one])
    turned = select(base, base.measures, [Condition(one.comparison, one.quantity, one.measure, not one.negated)])
    assert (turned.yes, turned.no, turned.unknown) == (plain.no, plain.yes, plain.unknown)


def test_a_condition_in_another_unit_is_refused() -> None:
    """A rate is not held against money, nor against percentage points."""
    base = release([measure("rate", Quantity.parse("3.4 %"))])
    for written in ("3 pp", "3 million EUR", "3 ship"):
        with pytest.raises(UnitError):
            select(base, base.measures, [Condition(Comparison.ABOVE, Quantity.parse(written))])


def test_a_condition_says_what_it_compares_with() -> None:
    """A comparison with nothing, or with an observation that is not there, is an error."""
    base = release([measure("rate", Quantity.parse("3.4 %"))])
    with pytest.raises(ValueError, match="needs"):
        fulfils(base, base.measures[0], Condition(Comparison.ABOVE))
    with pytest.raises(KeyError):
        fulfils(base, base.measures[0], Condition(Comparison.ABOVE, measure="else"))


# ── Ordering and comparing ─────────────────────────────────────────────────────────────────────────────────────────


def worlds(measures: Sequence[Measure]) -> Iterator[tuple[Decimal, ...]]:
    """Many ways in which a few observations may have their values, and of two of them every one."""
    return itertools.product(*(inside(each.value)[:: 3 if len(measures) > 2 else 1] for each in measures))


@given(st.lists(quantities(), min_size=1, max_size=3), st.booleans())
@FEW
def test_an_order_that_is_certain_holds_in_every_world(values: list[Quantity], highest: bool) -> None:
    """Where the order is called certain, no world has two neighbours the other way round."""
    found = ordered(several(values), highest=highest)
    assert sorted(row.id for row in found.rows) == sorted(f"m{number}" for number in range(len(values)))
    sign = operator.ge if highest else operator.le
    holds = {all(sign(one, two) for one, two in itertools.pairwise(world)) for world in worlds(found.rows)}
    if found.certain:
        assert holds == {True}


@given(st.lists(quantities(), min_size=2, max_size=3), st.booleans())
@FEW
@example([Quantity.parse("3 %"), Quantity.parse("> 3 %")], True)
@example([Quantity.parse("< -8 %"), Quantity.parse("-6 %")], False)
def test_the_first_place_belongs_to_one_of_the_ties(values: list[Quantity], highest: bool) -> None:
    """In no world is anything ahead of all that may share the first place."""
    found = ordered(several(values), highest=highest)
    assert found.rows[0] in found.ties
    places = [found.rows.index(row) for row in found.ties]
    best = max if highest else min
    for world in worlds(found.rows):
        assert best(world) in {world[place] for place in places}


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=6), st.booleans())
@FEW
def test_exact_values_are_sorted(numbers: list[int], highest: bool) -> None:
    """Exact values have a certain order, and those equal to the first share its place."""
    found = ordered(several([Quantity.exact(number, PERCENT) for number in numbers]), highest=highest)
    sorted_numbers = sorted(numbers, reverse=highest)
    assert [int(row.value.value) for row in found.rows] == sorted_numbers
    assert found.certain
    assert len(found.ties) == numbers.count(sorted_numbers[0])


def test_bounds_leave_the_order_open() -> None:
    """Three places above 10 % are not ranked, and nothing has no order at all."""
    found = ordered(several([Quantity.parse("> 10 %")] * 3))
    assert not found.certain
    assert len(found.ties) == 3
    assert ordered([]).rows == ()


def test_unlike_units_are_not_ranked() -> None:
    """Rates are not ranked with money."""
    with pytest.raises(UnitError):
        ordered([measure("a", Quantity.parse("3 %")), measure("b", Quantity.parse("3 million EUR"))])


def test_two_currencies_are_not_ranked() -> None:
    """85 million euros are neither more nor less than 120 million dollars."""
    with pytest.raises(UnitError):
        ordered([measure("a", Quantity.parse("85 million EUR")), measure("b", Quantity.parse("120 million USD"))])


@given(quantities(), quantities(), SIGNS)
@FEW
def test_comparing_is_what_all_worlds_agree_on(one: Quantity, other: Quantity, sign: Comparison) -> None:
    """Two observations stand so to each other in all worlds, in none, or it is not known."""
    left, right = several([one, other])
    expected = settled(HOLDS[sign](a, b) for a, b in itertools.product(inside(one), inside(other)))
    assert compare(left, sign, right) is expected


@given(quantities(SHIP, lowest=0), quantities(CRANE, lowest=0), SIGNS)
@FEW
def test_counts_are_compared_by_their_numbers(one: Quantity, other: Quantity, sign: Comparison) -> None:
    """More ships than cranes is a question of numbers."""
    left, right = several([one, other])
    expected = settled(HOLDS[sign](a, b) for a, b in itertools.product(inside(one), inside(other)))
    assert compare(left, sign, right) is expected


UNITS = [PERCENT, POINTS, TIMES, CNY, EUR, SHIP, CRANE]


@pytest.mark.parametrize("left", UNITS, ids=str)
@pytest.mark.parametrize("right", UNITS, ids=str)
def test_only_what_is_comparable_is_compared(left: Unit, right: Unit) -> None:
    """Like units are, and counts of whatever; currencies, percent and percentage points are not."""
    one, two = several([Quantity.exact(2, left), Quantity.exact(1, right)])
    wanted = left == right or left.kind is right.kind is UnitKind.COUNT
    assert comparable(one, two) is wanted
    if wanted:
        assert compare(one, Comparison.ABOVE, two) is Truth.YES
    else:
        with pytest.raises(UnitError):
            compare(one, Comparison.ABOVE, two)


# ── Computing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def contains(quantity: Quantity, value: Decimal) -> bool:
    """Whether a value lies within the bounds, but for the last digit of a division."""
    slack = Decimal("1e-18")
    low = quantity.low is None or value >= quantity.low - slack
    return low and (quantity.high is None or value <= quantity.high + slack)


def rests_on(computed: Computed, operands: Sequence[Measure]) -> None:
    """Check that a result names all of its operands and ends its working with itself."""
    assert {row.id for row in computed.measures} == {row.id for row in operands}
    assert computed.steps[-1].result == computed.value
    assert {operand.id for step in computed.steps for operand in step.operands} == {row.id for row in operands}


@given(st.lists(quantities(CNY, lowest=0), min_size=2, max_size=3))
@FEW
def test_a_sum_contains_that_of_every_world(values: list[Quantity]) -> None:
    """Whatever the sums of money are, their total lies within the bounds computed."""
    operands = several(values)
    computed = combine(Operation.SUM, operands)
    rests_on(computed, operands)
    assert all(contains(computed.value, sum(world, Decimal(0))) for world in worlds(operands))
    if all(value.is_exact for value in values):
        assert computed.value.is_exact


@given(quantities(signs="= > >="), quantities(signs="= > >="))
@FEW
@example(Quantity.parse("-4.2 %"), Quantity.parse("-6.5 %"))
def test_a_difference_contains_that_of_every_world(one: Quantity, other: Quantity) -> None:
    """Of two rates it is in percentage points, the higher bound first, and of exact ones never negative."""
    computed = combine(Operation.DIFFERENCE, several([one, other]))
    assert computed.value.unit == POINTS
    first, second = computed.measures
    pairs = itertools.product(inside(first.value), inside(second.value))
    assert all(contains(computed.value, a - b) for a, b in pairs)
    if one.is_exact and other.is_exact:
        assert computed.value.value == abs(one.value - other.value)


@given(quantities(SHIP, lowest=1, signs="= > >="), quantities(CRANE, lowest=1, signs="= > >="))
@FEW
def test_a_ratio_and_a_share_contain_those_of_every_world(one: Quantity, other: Quantity) -> None:
    """Of counts of different things as well; the share is the ratio in percent."""
    operands = several([one, other])
    ratio, share = combine(Operation.RATIO, operands), combine(Operation.SHARE, operands)
    assert ratio.value.unit == TIMES
    assert share.value.unit == PERCENT
    for a, b in worlds(operands):
        assert contains(ratio.value, a / b)
        assert contains(share.value, a / b * 100)


@given(st.lists(st.integers(-6, 6), min_size=2, max_size=5))
@FEW
def test_an_average_is_the_plain_mean(numbers: list[int]) -> None:
    """Times their number it gives the total again."""
    operands = several([Quantity.exact(number, PERCENT) for number in numbers])
    computed = combine(Operation.AVERAGE, operands)
    rests_on(computed, operands)
    assert abs(computed.value.value * len(numbers) - sum(numbers)) < Decimal("1e-18")


@pytest.mark.parametrize(
    ("operation", "values"),
    [
        (Operation.SUM, ["3 %", "4 %"]),
        (Operation.SUM, ["3 %", "1 pp"]),
        (Operation.SUM, ["85 million EUR", "120 million USD"]),
        (Operation.SUM, ["85 million EUR", "3 ship"]),
        (Operation.DIFFERENCE, ["85 million EUR", "120 million USD"]),
        (Operation.DIFFERENCE, ["3 ship", "1 million EUR"]),
        (Operation.RATIO, ["85 million EUR", "120 million USD"]),
        (Operation.RATIO, ["3 %", "1 pp"]),
        (Operation.SHARE, ["85 million EUR", "3 ship"]),
        (Operation.AVERAGE, ["3 %", "> 10 %"]),
        (Operation.AVERAGE, ["85 million EUR", "120 million USD"]),
    ],
)
def test_what_means_nothing_is_not_computed(operation: Operation, values: list[str]) -> None:
    """Rates are not added up, currencies not mixed, and bounds not averaged."""
    with pytest.raises(UnitError):
        combine(operation, several([Quantity.parse(value) for value in values]))


@pytest.mark.parametrize("operation", [Operation.SUM, Operation.AVERAGE])
@pytest.mark.parametrize("formula", ["m0 + m2", "m2 / m3"])
def test_a_figure_is_not_added_to_what_holds_it(operation: Operation, formula: str) -> None:
    """Neither a total to its part, nor what was divided to anything; a rate may be averaged with one set by it."""
    part, total = several([Quantity.parse("3 million EUR"), Quantity.parse("5 million EUR")])
    with pytest.raises(UnitError):
        combine(operation, [part, total.model_copy(update={"formula": formula})])
    early, late = several([Quantity.parse("3 %"), Quantity.parse("5 %")])
    assert combine(Operation.AVERAGE, [early, late.model_copy(update={"formula": "m0 + m2"})]).value.value == 4


def test_a_sum_of_different_things_is_neither() -> None:
    """Four bases and 22 clusters are 26, and neither bases nor clusters."""
    bases, clusters = (Quantity.parse(value) for value in ("4 base", "22 cluster"))
    assert combine(Operation.SUM, several([bases, clusters])).value == Quantity.exact(26, Unit(UnitKind.COUNT))
    assert combine(Operation.SUM, several([bases, bases])).value == Quantity.parse("8 base")


@pytest.mark.parametrize("operation", Operation)
def test_nothing_is_computed_from_one_observation(operation: Operation) -> None:
    """One value alone has no sum, no difference and no average."""
    with pytest.raises(ValueError, match="two"):
        combine(operation, several([Quantity.parse("3 %")]))


def test_negative_values_are_not_divided() -> None:
    """That one rate is twice another means nothing where one of them is a fall."""
    with pytest.raises(ValueError, match="positive"):
        combine(Operation.RATIO, several([Quantity.parse("-4 %"), Quantity.parse("2 %")]))


# ── Sets ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(1, 12), st.integers(0, 12), st.booleans())
@FEW
def test_what_a_set_leaves_of_the_larger_one(whole: int, part: int, derived: bool) -> None:
    """Its complement and its proportion are counted out, whether or not the release has derived them."""
    part = min(part, whole)
    measures = [measure("all", Quantity.exact(whole, SHIP)), measure("some", Quantity.exact(part, SHIP))]
    if derived:
        measures.append(measure("rest", Quantity.exact(whole - part, SHIP), formula="all - some"))
    base = release(measures, [collection("whole", size="all"), collection("part", size="some", within="whole")])
    item = base.sets[1]
    rest, share = complement(base, item), proportion(base, item)
    assert rest is not None
    assert share is not None
    assert rest.value == Quantity.exact(whole - part, SHIP)
    assert [row.id for row in rest.measures] == (["rest"] if derived else ["all", "some"])
    assert rest.steps[-1].result == rest.value
    assert share.value == Quantity.exact(Decimal(part) / Decimal(whole) * 100, PERCENT)


def test_a_set_without_sizes_has_no_complement() -> None:
    """Where either size is not known, neither what is left nor the part is."""
    measures = [measure("all", Quantity.exact(9, SHIP)), measure("some", Quantity.exact(3, SHIP))]
    sets = [
        collection("alone", size="some"),
        collection("unsized"),
        collection("within-unsized", size="some", within="unsized"),
        collection("whole", size="all"),
        collection("part-unsized", within="whole"),
    ]
    base = release(measures, sets)
    for name in ("alone", "unsized", "within-unsized", "part-unsized"):
        item = base.by_id[name]
        assert isinstance(item, FactSet)
        assert complement(base, item) is None
        assert proportion(base, item) is None


@given(st.sets(st.sampled_from("abcd")), st.sampled_from("abcd"), st.booleans())
@FEW
def test_an_open_set_does_not_say_who_does_not_belong(members: set[str], asked: str, complete: bool) -> None:
    """A member belongs; anything else does not, or is not known where the set is open."""
    item = collection("some", sorted(members), complete=complete)
    expected = Truth.YES if asked in members else Truth.NO if complete else Truth.UNKNOWN
    assert belongs(item, asked) is expected


# ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def observed(draw: st.DrawFn) -> Release:
    """A few named and unnamed things of two kinds, with rates and counts of them."""
    entities: list[Entity] = []
    for name in ("one", "two", "three", "four"):
        named = draw(st.booleans())
        kind = draw(st.sampled_from(["harbour", "island"]))
        source = SOURCE if named else None
        entities.append(Entity(id=name, kind=kind, label={"en": name}, named=named, source=source))
    subjects = ["home", *(entity.id for entity in entities if entity.named)]
    measures = [
        measure(
            f"m{number}",
            Quantity.exact(number, draw(st.sampled_from([PERCENT, SHIP]))),
            draw(st.sampled_from(subjects)),
            ["rate"] if draw(st.booleans()) else [],
            draw(st.sampled_from([None, None, "m0 + m0"])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    kinds = [
        Kind(id="place", label={"en": "place"}, plural={"en": "places"}, contains=["harbour", "island"]),
        *(Kind(id=kind, label={"en": kind}, plural={"en": kind}) for kind in KINDS[1:]),
    ]
    return release(measures, entities=entities, kinds=kinds)


@given(observed(), st.sampled_from(KINDS), st.booleans())
@FEW
def test_rows_are_those_of_the_members_of_a_kind(base: Release, kind: str, derived: bool) -> None:
    """Rates of named members come first, then their other values, then what is itself of that kind; home is none."""
    wanted = {"place", "harbour", "island"} if kind == "place" else {kind}
    of_members = [row for row in base.measures if row.subject != "home" and base.entity[row.subject].kind in wanted]
    rates = [row for row in of_members if row.value.unit == PERCENT]
    listed = rates or of_members or [row for row in base.measures if wanted & set(row.kinds)]
    expected = [row.id for row in listed if derived or row.formula is None]
    assert [row.id for row in rows(base, kind, derived=derived)] == expected


def test_a_kind_holds_all_that_counts_as_it() -> None:
    """Kinds within kinds are found through any depth, and an unknown kind holds itself."""
    kinds = [
        Kind(id="thing", label={"en": "thing"}, plural={"en": "things"}, contains=["place"]),
        Kind(id="place", label={"en": "place"}, plural={"en": "places"}, contains=["harbour"]),
        Kind(id="harbour", label={"en": "harbour"}, plural={"en": "harbours"}),
    ]
    base = release([], kinds=kinds)
    assert kinds_within(base, "thing") == {"thing", "place", "harbour"}
    assert kinds_within(base, "harbour") == {"harbour"}
    assert kinds_within(base, "planet") == {"planet"}


def test_only_what_is_derived_has_a_derivation() -> None:
    """A stated observation has no working; a derived one ends with its own value."""
    stated = [measure("all", Quantity.exact(9, SHIP)), measure("some", Quantity.exact(3, SHIP))]
    rest = measure("rest", Quantity.exact(6, SHIP), formula="all - some")
    base = release([*stated, rest])
    assert derivation(stated[0], base) == ()
    assert derivation(rest, base)[-1].result == rest.value
