"""The new value of a fact, as the YAML writes quantities or as people do."""

from __future__ import annotations

import re

from facts.figures import figures
from facts.quantity import Quantity, Unit, UnitError, UnitKind
from facts.text import fold


class WrittenValueError(ValueError):
    """A value that cannot be that of the fact: what is wrong, and the mend."""


def read_value(written: str, present: Quantity) -> Quantity:
    """A value such as ``3.6 %``, ``>10%``, ``over 45 meetings``, ``1.2 billion yuan``, in the unit of the present one.

    Raises WrittenValueError where it is none, or is in another unit.
    """
    found = _as_content(written) or _as_people_do(written, present)
    if found is None:
        raise WrittenValueError(
            f"{written!r} is no value.\n  To mend: write it as the release does, for example '{present}'."
        )
    if found.unit != present.unit:
        raise WrittenValueError(
            f"{written!r} is in {_called(found.unit)}, and the fact is in {_called(present.unit)}.\n"
            f"  To mend: write the unit of the fact, for example '{present}'; another unit is another fact."
        )
    return found


def _as_content(written: str) -> Quantity | None:
    try:
        return Quantity.parse(written)
    except (ValueError, UnitError):
        return None


def _as_people_do(written: str, present: Quantity) -> Quantity | None:
    """One figure in words and digits, with nothing beside it but its bound, its unit and what is counted."""
    read = figures(written)
    if len(read) != 1:
        return None
    figure = read[0]
    around = fold(written)[: figure.start], fold(written)[figure.end :]
    if any(re.search(r"[^A-Za-z $€¥+-]", each) for each in around) or figure.sign == "~":
        return None
    if figure.unit is None:
        noun = figure.following[0] if figure.following else ""
        unit = present.unit
        if unit.kind is not UnitKind.COUNT or noun not in ("", *_plurals(unit.name)):
            unit = Unit(UnitKind.COUNT, noun or "things")
    elif figure.unit is UnitKind.MONEY:
        unit = Unit(UnitKind.MONEY, figure.currency or present.unit.name)
    else:
        unit = Unit(figure.unit)
    return Quantity.bounded(figure.sign, figure.number, unit)


def _plurals(noun: str) -> tuple[str, ...]:
    return noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies"


def _called(unit: Unit) -> str:
    if unit.kind is UnitKind.COUNT:
        return f"a number of {unit.name}" if unit.name != "things" else "no unit"
    return {UnitKind.PERCENT: "percent (%)", UnitKind.POINTS: "percentage points (pp)"}.get(unit.kind, str(unit))
