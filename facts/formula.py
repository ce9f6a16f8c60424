"""Derived measures: formulas over other measures, evaluated with their units, and the working as data.

A formula is a line of words with spaces between them: identifiers of measures, ``+ - * / ( )``, and perhaps
``as share`` at its end, which tells a ratio as a percentage::

    growth-q1-q3 - acceleration
    cities-with-growth / cities as share
    100% - investment-share

``100%`` is the whole: what a share leaves of it is a share again, not a number of percentage points. Which units go
together is decided in ``facts.quantity``; what comes out never has to be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from facts.model import Measure, Release
from facts.quantity import PERCENT, Quantity

WHOLE: Final = "100%"
RESERVED: Final = frozenset({"as", "share"})
"""Words that no measure can be called, since they mean something at the end of a formula."""

_OPERATIONS: Final[Mapping[str, Callable[[Quantity, Quantity], Quantity]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}
_RANK: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
_DEEPEST: Final = 40
"""Brackets within brackets, and formulas that lean on formulas, beyond which nobody could follow the working."""


class FormulaError(ValueError):
    """A formula that cannot be read or worked out, and what would mend it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts of a formula and what is done with them; a part is a measure's identifier or another operation."""

    operator: str
    left: Operation | str
    right: Operation | str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read, not yet worked out."""

    root: Operation
    share: bool = False

    def names(self) -> list[str]:
        """The measures that it names, in the order of the formula, each once."""
        return [name for name in dict.fromkeys(_leaves(self.root)) if name != WHOLE]


@dataclass(frozen=True, slots=True)
class Operand:
    """A value on the left of the equals sign.

    Without an identifier it is the result of an earlier step, or the whole of which shares are taken.
    """

    id: str | None
    value: Quantity


@dataclass(frozen=True, slots=True)
class Step:
    """One line of working: operands with one operator between them, and the result.

    ``id`` is the measure whose value the result is; it is absent where the result only serves a later step.
    """

    operands: tuple[Operand, ...]
    operator: str
    result: Quantity
    id: str | None = None


@lru_cache(maxsize=1024)
def parse(written: str) -> Formula:
    """Read a formula. Raises FormulaError where it is not one."""
    words = written.split()
    share = words[-2:] == ["as", "share"]
    if share:
        words = words[:-2]
    for word in words:
        if word not in _RANK and word not in ("(", ")", WHOLE) and not word.replace("-", "").isalnum():
            raise FormulaError(
                f"{word!r} is neither an identifier nor one of + - * / ( ) 100%.",
                "write identifiers, operators and brackets with a space between any two of them",
            )
    root, rest = _sum(words, 0, 1)
    if rest:
        raise FormulaError(f"{rest[0]!r} does not continue the formula.", "join its parts with + - * or /")
    if isinstance(root, str):
        raise FormulaError("a formula needs an operator.", f"refer to {root!r} itself instead of deriving from it")
    return Formula(root, share)


def _sum(words: list[str], depth: int, rank: int) -> tuple[Operation | str, list[str]]:
    """Read operations of at least this rank: what they are, and the words that follow them."""
    left, words = _operand(words, depth)
    while words and _RANK.get(words[0], 0) >= rank:
        operator = words[0]
        right, words = _sum(words[1:], depth, _RANK[operator] + 1)
        left = Operation(operator, left, right)
    return left, words


def _operand(words: list[str], depth: int) -> tuple[Operation | str, list[str]]:
    if not words:
        raise FormulaError("the formula ends where a measure should follow.", "complete it, for example 'a - b'")
    if words[0] == "(":
        if depth >= _DEEPEST:
            raise FormulaError("the brackets are nested too deeply.", "give a part of it a measure of its own")
        inner, rest = _sum(words[1:], depth + 1, 1)
        if rest[:1] != [")"]:
            raise FormulaError("a bracket is not closed.", "add ' )'")
        return inner, rest[1:]
    if words[0] == ")" or words[0] in _RANK or words[0] in ("as", "share"):
        raise FormulaError(f"{words[0]!r} stands where a measure should.", "name a measure there")
    return words[0], words[1:]


def _leaves(part: Operation | str) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        yield from _leaves(part.left)
        yield from _leaves(part.right)


def evaluate(written: str, values: Mapping[str, Quantity]) -> Quantity:
    """Work a formula out from the values of the measures that it names. Raises FormulaError where that fails."""
    return _steps(written, values)[-1].result


def evaluate_all(
    formulas: Mapping[str, str], values: Mapping[str, Quantity], unusable: Collection[str] = ()
) -> tuple[dict[str, Quantity], dict[str, FormulaError]]:
    """Work out formulas that may lean on each other: the values, and what is wrong with those that have none.

    A formula that leans on one of the ``unusable`` identifiers, or on a formula with a fault, gets neither:
    its own fault, if any, is seen once the other is mended.
    """
    found: dict[str, Quantity] = {}
    errors: dict[str, FormulaError] = {}
    skipped = set(unusable)

    def visit(identifier: str, trail: tuple[str, ...]) -> None:
        if identifier in found or identifier in errors or identifier in skipped:
            return
        if identifier in trail:
            circle = " → ".join((*trail[trail.index(identifier) :], identifier))
            for each in trail[trail.index(identifier) :]:
                errors[each] = FormulaError(f"the formula leads back to itself: {circle}.", "break the circle")
            return
        if len(trail) > _DEEPEST:
            errors[identifier] = FormulaError("too many formulas lean on each other.", "derive from figures stated")
            return
        try:
            names = parse(formulas[identifier]).names()
            for name in names:
                if name in formulas:
                    visit(name, (*trail, identifier))
                elif name not in values and name not in skipped:
                    raise _unknown(name, [*values, *formulas])
            if identifier in errors:
                return
            if any(name in errors or name in skipped for name in names):
                skipped.add(identifier)
                return
            found[identifier] = evaluate(formulas[identifier], {**values, **found})
        except FormulaError as error:
            errors[identifier] = error

    for identifier in formulas:
        visit(identifier, ())
    return found, errors


def working(measure: Measure, release: Release) -> list[Step]:
    """The working of a derived measure, step by step, measures that it leans on first; empty for a stated one."""
    steps: list[Step] = []
    told: set[str] = set()

    def tell(each: Measure) -> None:
        if each.formula is None or each.id in told:
            return
        told.add(each.id)
        names = parse(each.formula).names()
        for name in names:
            tell(release.measure(name))
        own = _steps(each.formula, {name: release.measure(name).value for name in names})
        last = own.pop()
        steps.extend([*own, Step(last.operands, last.operator, last.result, each.id)])

    tell(measure)
    return steps


def _unknown(name: str, known: Collection[str]) -> FormulaError:
    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
    mend = f"did you mean {nearest[0]!r}?" if nearest else "name a measure of this release"
    return FormulaError(f"the formula names {name!r}, and there is no such measure.", mend)


def _steps(written: str, values: Mapping[str, Quantity]) -> list[Step]:
    formula = parse(written)
    steps: list[Step] = []

    def work(part: Operation | str) -> Operand:
        if part == WHOLE:
            return Operand(None, Quantity.exact(100, PERCENT))
        if isinstance(part, str):
            if part not in values:
                raise _unknown(part, values.keys())
            return Operand(part, values[part])
        parts = list(_chain(part))
        operands = tuple(work(each) for each in parts)
        result = operands[0].value
        for operand in operands[1:]:
            try:
                result = _OPERATIONS[part.operator](result, operand.value)
            except (ValueError, ArithmeticError) as error:
                raise FormulaError(
                    f"it cannot be worked out: {error}.", "use measures whose units go together"
                ) from error
        if parts[0] == WHOLE and part.operator == "-" and all(each.value.unit == PERCENT for each in operands):
            result = replace(result, unit=PERCENT)
        steps.append(Step(operands, part.operator, result))
        return Operand(None, result)

    work(formula.root)
    if formula.share and not _leaves_a_share(formula.root, steps[-1].result):
        last = steps.pop()
        try:
            steps.append(Step(last.operands, last.operator, last.result.as_share()))
        except ValueError as error:
            raise FormulaError(f"it is no share: {error}.", "divide like by like, or leave out 'as share'") from error
    return steps


def _leaves_a_share(root: Operation, result: Quantity) -> bool:
    """Whether this is what shares leave of the whole, which is a share whether or not the formula says so."""
    return next(_chain(root)) == WHOLE and root.operator == "-" and result.unit == PERCENT


def _chain(part: Operation) -> Iterator[Operation | str]:
    """The operands of one operator written several times in a row: ``a + b + c`` is one step, not two."""
    if isinstance(part.left, Operation) and part.left.operator == part.operator:
        yield from _chain(part.left)
    else:
        yield part.left
    yield part.right
