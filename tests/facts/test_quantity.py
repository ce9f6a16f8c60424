"""Quantities against a brute-force reading: try out every value that lies within the bounds."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facts.quantity import PERCENT, POINTS, TIMES, Comparison, Quantity, Truth, Unit, UnitError, UnitKind, parse_unit

CNY = Unit(UnitKind.MONEY, "CNY")
PROJECT = Unit(UnitKind.COUNT, "project")
CITY = Unit(UnitKind.COUNT, "city")

# Bounds are whole numbers and tried values lie a quarter apart: there are several between any two bounds.
GRID = [Decimal(step) / 4 for step in range(-32, 49)] + [Decimal(-100), Decimal(100)]
HOLDS: dict[Comparison, Callable[[Decimal, Decimal], bool]] = {
    Comparison.ABOVE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
    Comparison.BELOW: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.EQUAL: operator.eq,
    Comparison.ABOUT: operator.eq,
}


def inside(quantity: Quantity) -> list[Decimal]:
    """The values of the grid that a quantity may have."""
    return [value for value in GRID if contains(quantity, value)]


def contains(quantity: Quantity, value: Decimal) -> bool:
    """Whether a value lies within the bounds."""
    low, high = quantity.low, quantity.high
    above = low is None or value > low or (value == low and not quantity.low_open)
    below = high is None or value < high or (value == high and not quantity.high_open)
    return above and below


@st.composite
def quantities(draw: st.DrawFn, unit: Unit = PERCENT, lowest: int = -6) -> Quantity:
    """Exact, half-open and two-sided quantities with small whole bounds."""
    number = Decimal(draw(st.integers(lowest, 6)))
    sign = draw(st.sampled_from(["=", ">", ">=", "<", "<=", "between"]))
    if sign != "between":
        return Quantity.bounded(sign, number, unit)
    width = draw(st.integers(1, 4))
    return Quantity(number, number + width, unit, draw(st.booleans()), draw(st.booleans()))


@given(quantities(), quantities(), st.sampled_from(Comparison))
def test_comparison_is_what_all_values_within_the_bounds_agree_on(
    one: Quantity, other: Quantity, comparison: Comparison
) -> None:
    """YES where every value holds, NO where none does, and UNKNOWN otherwise."""
    outcomes = {HOLDS[comparison](a, b) for a in inside(one) for b in inside(other)}
    expected = Truth.UNKNOWN if len(outcomes) == 2 else Truth.YES if True in outcomes else Truth.NO
    assert one.compare(comparison, other) is expected


@given(quantities(), quantities(), st.sampled_from([each for each in Comparison if each.negated]))
def test_a_negated_comparison_has_the_opposite_outcome(one: Quantity, other: Quantity, comparison: Comparison) -> None:
    """What is certainly above is certainly not at most, and what is unknown stays unknown."""
    assert comparison.negated is not None
    assert one.compare(comparison.negated, other) is ~one.compare(comparison, other)


@given(quantities(), quantities(POINTS))
def test_sums_and_differences_contain_those_of_all_values(one: Quantity, other: Quantity) -> None:
    """Whatever the two values are, their sum and difference lie within the bounds computed."""
    for a in inside(one):
        for b in inside(other):
            assert contains(one + other, a + b)
            assert contains(one - other, a - b)


@given(quantities(CNY, lowest=0), quantities(PROJECT, lowest=1))
@example(Quantity.exact(0, CNY), Quantity.parse("> 1 project"))
def test_ratios_contain_those_of_all_values(one: Quantity, other: Quantity) -> None:
    """Whatever the two positive values are, their ratio lies within the bounds computed; else none is."""
    if one.low is None or other.low is None:
        with pytest.raises(ValueError, match="positive"):
            one / other
        return
    ratio = one / other
    assert all(contains(ratio, a / b) for a in inside(one) for b in inside(other))


@given(quantities(CNY, lowest=0), quantities(PERCENT, lowest=0))
@example(Quantity.exact(0, CNY), Quantity(Decimal(0), Decimal(1), PERCENT, high_open=True))
def test_parts_contain_those_of_all_values(one: Quantity, other: Quantity) -> None:
    """Whatever the sum and the percentage are, the part lies within the bounds computed."""
    if one.low is None or other.low is None:
        with pytest.raises(ValueError, match="positive"):
            one * other
        return
    assert all(contains(one * other, a * b / 100) for a in inside(one) for b in inside(other))


@given(quantities(CNY).filter(lambda each: each.is_exact or None in (each.low, each.high)))
def test_what_is_written_is_read_back(quantity: Quantity) -> None:
    """The written form of a quantity is one that can be read, and means the same."""
    assert Quantity.parse(str(quantity)) == quantity


@pytest.mark.parametrize(
    ("written", "low", "high", "unit"),
    [
        ("3.4 %", "3.4", "3.4", PERCENT),
        ("3.4%", "3.4", "3.4", PERCENT),
        ("> 10 %", "10", None, PERCENT),
        (">= 10 %", "10", None, PERCENT),
        ("< 2 pp", None, "2", POINTS),
        ("−0.6 pp", "-0.6", "-0.6", POINTS),
        ("150 million CNY", "150000000", "150000000", CNY),
        ("1.5 billion CNY", "1500000000", "1500000000", CNY),
        ("4089 project", "4089", "4089", PROJECT),
        ("2 times", "2", "2", TIMES),
    ],
)
def test_quantities_are_read_as_written(written: str, low: str | None, high: str | None, unit: Unit) -> None:
    """Bounds, scale words and units are taken from the written form."""
    quantity = Quantity.parse(written)
    assert quantity.unit == unit
    assert quantity.low == (None if low is None else Decimal(low))
    assert quantity.high == (None if high is None else Decimal(high))
    assert (quantity.low_open, quantity.high_open) == (written.startswith("> "), written.startswith("< "))


@pytest.mark.parametrize(
    "written", ["", "%", "3.4", "about 3 %", "3 million", "3 percent", "150 million yuan", "3..4 %", "> > 3 %", "3 % 4"]
)
def test_what_is_no_quantity_is_refused(written: str) -> None:
    """A missing or misnamed unit is an error, not a count of something."""
    with pytest.raises(ValueError, match="write"):
        Quantity.parse(written)


@pytest.mark.parametrize("written", ["million", "percent", "points", "Project", "", "cny 3"])
def test_what_is_no_unit_is_refused(written: str) -> None:
    """Scale words and spelled-out units do not pass for the noun of a count."""
    with pytest.raises(UnitError, match="no unit"):
        parse_unit(written)


@pytest.mark.parametrize("unit", [PERCENT, POINTS, CNY, PROJECT, CITY, TIMES])
@pytest.mark.parametrize("other", [PERCENT, POINTS, CNY, PROJECT, CITY, TIMES])
def test_only_like_units_are_compared(unit: Unit, other: Unit) -> None:
    """Percent and percentage points are different units, and so are cities and projects."""
    one, two = Quantity.exact(2, unit), Quantity.exact(1, other)
    if unit == other:
        assert one.compare(Comparison.ABOVE, two) is Truth.YES
    else:
        with pytest.raises(UnitError):
            one.compare(Comparison.ABOVE, two)


ARITHMETIC = {
    "+": {(PERCENT, POINTS): PERCENT, (POINTS, PERCENT): PERCENT, (POINTS, POINTS): POINTS, (CNY, CNY): CNY,
          (PROJECT, PROJECT): PROJECT},
    "-": {(PERCENT, PERCENT): POINTS, (PERCENT, POINTS): PERCENT, (POINTS, POINTS): POINTS, (CNY, CNY): CNY,
          (PROJECT, PROJECT): PROJECT},
    "*": {(CNY, PERCENT): CNY, (PERCENT, CNY): CNY, (PROJECT, PERCENT): PROJECT, (PERCENT, PROJECT): PROJECT,
          **{(TIMES, unit): unit for unit in (PERCENT, POINTS, CNY, PROJECT, TIMES)},
          **{(unit, TIMES): unit for unit in (PERCENT, POINTS, CNY, PROJECT)}},
    "/": {(CNY, PROJECT): CNY, **{(unit, unit): TIMES for unit in (PERCENT, POINTS, CNY, PROJECT)}},
}  # fmt: skip
APPLY: dict[str, Callable[[Quantity, Quantity], Quantity]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip


@pytest.mark.parametrize("sign", ARITHMETIC)
@pytest.mark.parametrize("left", [PERCENT, POINTS, CNY, PROJECT, TIMES])
@pytest.mark.parametrize("right", [PERCENT, POINTS, CNY, PROJECT, TIMES])
def test_arithmetic_refuses_units_that_do_not_go_together(sign: str, left: Unit, right: Unit) -> None:
    """Growth rates are not added up, and yuan are not added to projects."""
    one, other = Quantity.exact(6, left), Quantity.exact(3, right)
    expected = ARITHMETIC[sign].get((left, right))
    if expected is None:
        with pytest.raises(UnitError):
            APPLY[sign](one, other)
    else:
        assert APPLY[sign](one, other).unit == expected


def test_a_ratio_is_told_as_a_share() -> None:
    """Thirty of forty are 75 %, and only a ratio is a share."""
    ratio = Quantity.exact(30, PROJECT) / Quantity.exact(40, PROJECT)
    assert ratio.as_share() == Quantity.parse("75 %")
    with pytest.raises(UnitError):
        Quantity.parse("75 %").as_share()


def test_bounds_that_leave_no_value_are_refused() -> None:
    """A quantity has at least one value."""
    with pytest.raises(ValueError, match="above"):
        Quantity(Decimal(2), Decimal(1), PERCENT)
    with pytest.raises(ValueError, match="no value"):
        Quantity(Decimal(1), Decimal(1), PERCENT, low_open=True)


def test_a_quantity_with_two_bounds_has_no_single_value() -> None:
    """Where two bounds are known, neither of them is told as the value."""
    with pytest.raises(ValueError, match="two bounds"):
        _ = Quantity(Decimal(1), Decimal(2), PERCENT).value


def test_shifting_moves_both_bounds() -> None:
    """A shifted quantity keeps its unit and the openness of its bounds."""
    assert Quantity.parse("> 10 %").shifted(Decimal("-0.6")) == Quantity.parse("> 9.4 %")


def test_a_rough_figure_leaves_what_is_near_it_open() -> None:
    """About 60: more than 50 and less than 70 for sure; whether it is 61 is not known; it is not 90."""
    rough = Quantity.parse("~ 60 crane")
    unit = rough.unit
    assert (str(rough), rough.sign, rough.value, rough.is_exact) == ("~ 60 crane", "~", 60, False)
    assert rough.compare(Comparison.ABOVE, Quantity.exact(50, unit)) is Truth.YES
    assert rough.compare(Comparison.BELOW, Quantity.exact(70, unit)) is Truth.YES
    assert rough.compare(Comparison.EQUAL, Quantity.exact(60, unit)) is Truth.UNKNOWN
    assert rough.compare(Comparison.AT_LEAST, Quantity.exact(61, unit)) is Truth.UNKNOWN
    assert rough.compare(Comparison.EQUAL, Quantity.exact(90, unit)) is Truth.NO


def test_what_follows_from_a_rough_figure_is_rough() -> None:
    """A sum, a difference, a share; with a bound it is a bound."""
    calls, fewer = Quantity.parse("9870 call"), Quantity.parse("~ 300 call")
    assert str(calls + fewer) == "~ 10170 call"
    assert str(calls - fewer) == "~ 9570 call"
    assert (fewer / calls).as_share().sign == "~"
    assert (Quantity.parse("> 9000 call") + fewer).sign == ">"
    assert str(-fewer) == "~ -300 call"
    assert fewer.shifted(Decimal(10)).value == 310
