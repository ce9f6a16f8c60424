"""A value with its bounds and unit: comparison with three outcomes, arithmetic that refuses to mix units.

"3.4 %" is [3.4, 3.4]; "exceeding 10 %" is (10, ∞). What lies inside the bounds is not known, so "is it above 12 %?"
has the answer UNKNOWN, not NO. "About 60" is a rough figure: it lies within a twentieth of 60, and is told as about 60.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum, StrEnum
from typing import Final


class UnitError(ValueError):
    """Two quantities whose units do not go together, or a unit that nobody knows."""


class UnitKind(StrEnum):
    """The sorts of unit that must never be mixed up."""

    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    COUNT = "count"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its kind, and for money the ISO 4217 code, for counts the noun counted (``project``)."""

    kind: UnitKind
    name: str = ""

    def __str__(self) -> str:
        return {UnitKind.PERCENT: "%", UnitKind.POINTS: "pp", UnitKind.TIMES: "times"}.get(self.kind, self.name)


PERCENT: Final = Unit(UnitKind.PERCENT)
POINTS: Final = Unit(UnitKind.POINTS)
TIMES: Final = Unit(UnitKind.TIMES)


class Truth(Enum):
    """The three outcomes of a comparison."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __invert__(self) -> Truth:
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)

    def __and__(self, other: Truth) -> Truth:
        if Truth.NO in (self, other):
            return Truth.NO
        return Truth.YES if self is other is Truth.YES else Truth.UNKNOWN


class Comparison(StrEnum):
    """How a reader holds one value against another."""

    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    EQUAL = "="
    ABOUT = "~"

    @property
    def negated(self) -> Comparison | None:
        """The comparison that holds exactly where this one does not; none for EQUAL and ABOUT."""
        return _NEGATED.get(self)


_NEGATED: Final = {
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.ABOVE,
}

_ROUGHLY: Final = 20
"""A rough figure lies within this part of its value."""
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WRITTEN: Final = re.compile(
    r"\s*(?P<op>>=|<=|>|<|~)?\s*(?P<number>[-−]?\d+(?:\.\d+)?)\s*(?P<scale>thousand|million|billion|trillion)?"
    r"\s*(?P<unit>%|pp|times|[A-Z]{3}|[a-z][a-z-]*)\s*\Z"
)


_NO_NOUNS: Final = {*_SCALES, "percent", "percentage", "point", "points", "yuan", "dollar", "euro"}
"""Words that would pass for the noun of a count and mean that the unit is missing or is one of the others."""


def parse_unit(written: str) -> Unit:
    """A unit from its written form: ``%``, ``pp``, ``times``, a currency code, or the noun that is counted."""
    fixed = {"%": PERCENT, "pp": POINTS, "times": TIMES}
    if written in fixed:
        return fixed[written]
    if re.fullmatch(r"[A-Z]{3}", written):
        return Unit(UnitKind.MONEY, written)
    if re.fullmatch(r"[a-z][a-z-]*", written) and written not in _NO_NOUNS:
        return Unit(UnitKind.COUNT, written)
    raise UnitError(f"no unit: {written!r}; write %, pp, times, a currency code such as CNY, or the noun counted")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value between two bounds, either of which may be open or absent, with its unit."""

    low: Decimal | None
    high: Decimal | None
    unit: Unit
    low_open: bool = False
    high_open: bool = False
    about: Decimal | None = None
    """The number that a rough figure is given as: "about 60"."""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"the lower bound {self.low} lies above the upper bound {self.high}")
            if self.low == self.high and (self.low_open or self.high_open):
                raise ValueError(f"no value lies between the open bounds {self.low} and {self.high}")

    @classmethod
    def exact(cls, value: Decimal | int | str, unit: Unit) -> Quantity:
        """A quantity known exactly."""
        number = Decimal(value)
        return cls(number, number, unit)

    @classmethod
    def rough(cls, value: Decimal | int | str, unit: Unit) -> Quantity:
        """A quantity that is given as about so much: what lies within a twentieth of it is not known."""
        number = Decimal(value)
        margin = abs(number) / _ROUGHLY
        return cls(number - margin, number + margin, unit, about=number)

    @classmethod
    def parse(cls, written: str) -> Quantity:
        """A quantity from its written form: ``3.4 %``, ``> 10 %``, ``0.6 pp``, ``150 million CNY``, ``~ 60 crane``.

        Raises UnitError for an unknown unit and ValueError for anything else that is not a quantity.
        """
        found = _WRITTEN.match(written)
        if found is None:
            raise ValueError(f"not a quantity: {written!r}; write for example '3.4 %', '> 10 %', '150 million CNY'")
        try:
            number = Decimal(found["number"].replace("−", "-"))
        except InvalidOperation as error:  # pragma: no cover - the expression lets numbers through only
            raise ValueError(f"not a number: {found['number']!r}") from error
        number *= _SCALES.get(found["scale"] or "", 1)
        return cls.bounded(found["op"] or "=", number, parse_unit(found["unit"]))

    @classmethod
    def bounded(cls, sign: str, number: Decimal, unit: Unit) -> Quantity:
        """All values on one side of a number; ``sign`` is one of > >= < <= =."""
        match sign:
            case ">":
                return cls(number, None, unit, low_open=True)
            case ">=":
                return cls(number, None, unit)
            case "<":
                return cls(None, number, unit, high_open=True)
            case "<=":
                return cls(None, number, unit)
            case "~":
                return cls.rough(number, unit)
            case _:
                return cls(number, number, unit)

    def __str__(self) -> str:
        """The written form, which ``parse`` reads: ``3.4 %``, ``> 40 meeting``, ``150 million CNY``."""
        if self.is_unbounded:
            return f"any {self.unit}"
        if self.about is not None:
            return f"~ {_number(self.about, self.unit)} {self.unit}"
        if self.low is not None and self.high is not None and self.low != self.high:
            lower, upper = ">" if self.low_open else ">=", "<" if self.high_open else "<="
            return f"{lower} {_number(self.low, self.unit)} and {upper} {_number(self.high, self.unit)} {self.unit}"
        sign = "" if self.is_exact else f"{self.sign} "
        return f"{sign}{_number(self.value, self.unit)} {self.unit}"

    @property
    def is_unbounded(self) -> bool:
        """Whether nothing is known, as of one "more than" over another."""
        return self.low is None and self.high is None

    @property
    def is_exact(self) -> bool:
        """Whether one single value is known."""
        return self.about is None and self.low is not None and self.low == self.high

    @property
    def value(self) -> Decimal:
        """The exact or rough value, or the one bound of a half-open quantity.

        Raises ValueError where there is no such one.
        """
        if self.about is not None:
            return self.about
        number = self.low if self.low is not None else self.high
        if number is None:
            raise ValueError("this quantity has no bound at all")
        if self.high is not None and self.high != number:
            raise ValueError("this quantity has two bounds")
        return number

    @property
    def sign(self) -> str:
        """How the value stands to its bound: = > >= < <=, and ~ for a rough one."""
        if self.about is not None:
            return "~"
        if self.is_exact:
            return "="
        if self.high is None:
            return ">" if self.low_open else ">="
        return "<" if self.high_open else "<="

    def _below(self, number: Decimal, *, strictly: bool) -> Truth:
        """Whether the value is below a number (or, unless strictly, equal to it)."""
        if self.high is not None and (self.high < number or (self.high == number and (self.high_open or not strictly))):
            return Truth.YES
        if self.low is not None and (self.low > number or (self.low == number and (self.low_open or strictly))):
            return Truth.NO
        return Truth.UNKNOWN

    def compare(self, comparison: Comparison, other: Quantity) -> Truth:
        """Whether this value stands so to another. Raises UnitError where the units differ."""
        if self.unit != other.unit:
            raise UnitError(f"{self.unit} and {other.unit} cannot be compared")
        if not other.is_exact:
            return self._compare_bounded(comparison, other)
        number = other.value
        match comparison:
            case Comparison.BELOW:
                return self._below(number, strictly=True)
            case Comparison.AT_MOST:
                return self._below(number, strictly=False)
            case Comparison.ABOVE:
                return ~self._below(number, strictly=False)
            case Comparison.AT_LEAST:
                return ~self._below(number, strictly=True)
            case Comparison.EQUAL | Comparison.ABOUT:
                outside = Truth.YES in (self._below(number, strictly=True), ~self._below(number, strictly=False))
                return Truth.NO if outside else Truth.YES if self.is_exact else Truth.UNKNOWN

    def _compare_bounded(self, comparison: Comparison, other: Quantity) -> Truth:
        """Compare with a value that is itself known by its bounds only."""
        if comparison in (Comparison.EQUAL, Comparison.ABOUT):
            if self == other and self.is_exact:
                return Truth.YES
            return Truth.NO if Truth.YES in (self._before(other), other._before(self)) else Truth.UNKNOWN
        first, second = (self, other) if comparison in (Comparison.BELOW, Comparison.AT_MOST) else (other, self)
        strictly = comparison in (Comparison.BELOW, Comparison.ABOVE)
        if first._before(second, touching=not strictly) is Truth.YES:
            return Truth.YES
        return Truth.NO if second._before(first, touching=strictly) is Truth.YES else Truth.UNKNOWN

    def _before(self, other: Quantity, *, touching: bool = False) -> Truth:
        """Whether every value of this lies below every value of another."""
        if self.high is None or other.low is None:
            return Truth.UNKNOWN
        apart = self.high_open or other.low_open or touching
        certain = self.high < other.low or (self.high == other.low and apart)
        return Truth.YES if certain else Truth.UNKNOWN

    def shifted(self, number: Decimal) -> Quantity:
        """The same bounds moved by a number, the unit kept."""
        return replace(
            self,
            low=None if self.low is None else self.low + number,
            high=None if self.high is None else self.high + number,
            about=None if self.about is None else self.about + number,
        )

    def __neg__(self) -> Quantity:
        """The same with the opposite sign: "fell by 4.2 %" for −4.2 %."""
        return Quantity(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.unit,
            self.high_open,
            self.low_open,
            None if self.about is None else -self.about,
        )

    def __add__(self, other: Quantity) -> Quantity:
        return self._combine(other, _sum_unit(self.unit, other.unit), opposite=False)

    def __sub__(self, other: Quantity) -> Quantity:
        return self._combine(other, _difference_unit(self.unit, other.unit), opposite=True)

    def _roughly(self, other: Quantity, joined: Callable[[Decimal, Decimal], Decimal]) -> Decimal | None:
        """The number that a result is about, where one of two is rough and the other no bound."""
        if self.about is None and other.about is None:
            return None
        if not all(one.is_exact or one.about is not None for one in (self, other)):
            return None
        return joined(self.value, other.value)

    def _combine(self, other: Quantity, unit: Unit, *, opposite: bool) -> Quantity:
        near, far = (other.high, other.low) if opposite else (other.low, other.high)
        near_open, far_open = (other.high_open, other.low_open) if opposite else (other.low_open, other.high_open)
        sign = -1 if opposite else 1
        low = None if self.low is None or near is None else self.low + sign * near
        high = None if self.high is None or far is None else self.high + sign * far
        return Quantity(
            low,
            high,
            unit,
            low_open=low is not None and (self.low_open or near_open),
            high_open=high is not None and (self.high_open or far_open),
            about=self._roughly(other, operator.sub if opposite else operator.add),
        )

    def __truediv__(self, other: Quantity) -> Quantity:
        """A ratio of like units (``times``), or money for each thing counted (money). Only of positive quantities."""
        unit = _quotient_unit(self.unit, other.unit)
        if other.low is None or other.low <= 0 or self.low is None or self.low < 0:
            raise ValueError("only positive quantities are divided")
        return Quantity(
            None if other.high is None else self.low / other.high,
            None if self.high is None else self.high / other.low,
            unit,
            # Nothing divided by anything is nothing, so an open bound of the divisor does not open that of the ratio.
            low_open=other.high is not None and (self.low_open or (other.high_open and self.low > 0)),
            high_open=self.high is not None and (self.high_open or (other.low_open and self.high > 0)),
            about=self._roughly(other, operator.truediv),
        )

    def __mul__(self, other: Quantity) -> Quantity:
        """A part of money or of a count (by a percentage), or a multiple of anything. Only of positive quantities."""
        unit = _product_unit(self.unit, other.unit)
        if self.low is None or self.low < 0 or other.low is None or other.low < 0:
            raise ValueError("only positive quantities are multiplied")
        scale = Decimal("0.01") if UnitKind.PERCENT in (self.unit.kind, other.unit.kind) and unit != PERCENT else 1
        high = None if self.high is None or other.high is None else self.high * other.high * scale
        return Quantity(
            self.low * other.low * scale,
            high,
            unit,
            low_open=(self.low_open and other.low > 0) or (other.low_open and self.low > 0),
            high_open=bool(high) and (self.high_open or other.high_open),
            about=self._roughly(other, lambda one, two: one * two * scale),
        )

    def as_share(self) -> Quantity:
        """A ratio as a percentage. Raises UnitError for anything but a ratio."""
        if self.unit != TIMES:
            raise UnitError(f"only a ratio is a share, not {self.unit}")
        hundred = Decimal(100)
        return replace(
            self,
            low=None if self.low is None else self.low * hundred,
            high=None if self.high is None else self.high * hundred,
            about=None if self.about is None else self.about * hundred,
            unit=PERCENT,
        )


def _number(number: Decimal, unit: Unit) -> str:
    """A number in digits; of money, with a scale word where that shortens it and loses nothing."""
    scaled, word = number, ""
    if unit.kind is UnitKind.MONEY:
        for name, factor in _SCALES.items():
            if abs(number) >= factor and number % (factor // 1000) == 0:
                scaled, word = number / factor, f" {name}"
    digits = f"{scaled:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + word


def _sum_unit(left: Unit, right: Unit) -> Unit:
    if left == right and left.kind in (UnitKind.MONEY, UnitKind.COUNT, UnitKind.POINTS):
        return left
    if {left.kind, right.kind} == {UnitKind.PERCENT, UnitKind.POINTS}:
        return PERCENT
    raise UnitError(f"{left} and {right} are not added up")


def _difference_unit(left: Unit, right: Unit) -> Unit:
    if left.kind is UnitKind.PERCENT:
        if right.kind is UnitKind.PERCENT:
            return POINTS
        if right.kind is UnitKind.POINTS:
            return PERCENT
    if left == right and left.kind is not UnitKind.TIMES:
        return left
    raise UnitError(f"{right} is not taken from {left}")


def _quotient_unit(left: Unit, right: Unit) -> Unit:
    if left.kind is UnitKind.MONEY and right.kind is UnitKind.COUNT:
        return left
    if left == right and left.kind is not UnitKind.TIMES:
        return TIMES
    raise UnitError(f"{left} is not divided by {right}")


def _product_unit(left: Unit, right: Unit) -> Unit:
    for factor, other in ((left, right), (right, left)):
        if factor.kind is UnitKind.TIMES:
            return other
        if factor.kind is UnitKind.PERCENT and other.kind in (UnitKind.MONEY, UnitKind.COUNT):
            return other
    raise UnitError(f"{left} and {right} are not multiplied")
