"""What is claimed of a value and the one before it: yes, no, or not to be judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facts.load import load_release
from facts.model import Direction, Measure
from facts.quantity import Quantity, Truth
from facts.series import Point
from intents.releases import Router
from intents.vocabulary.language import FOLDER
from tests.conftest import OTHER_RELEASE

RELEASE = load_release(Path(OTHER_RELEASE))
MOVES = Router.load(FOLDER / "en").words.moves
YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN


def point(value: str, name: str = "traffic-change") -> Point:
    """A value of a measure of the invented release."""
    measure = RELEASE.measure(name)
    parsed = Quantity.parse(value)
    direction = measure.direction
    if direction is not Direction.NONE:
        direction = Direction.DOWN if parsed.value < 0 else Direction.UP
    changed: Measure = measure.model_copy(update={"value": parsed, "direction": direction})
    return Point(RELEASE, changed)


@pytest.mark.parametrize(
    ("claim", "earlier", "later", "truth"),
    [
        ("it grew faster", "3.1 %", "4.4 %", YES),
        ("it grew more slowly", "3.1 %", "4.4 %", NO),
        ("growth is up", "3.1 %", "4.4 %", YES),
        ("the pace is lower", "3.1 %", "4.4 %", NO),
        ("growth has slowed", "4.4 %", "3.1 %", YES),
        ("it has accelerated", "4.4 %", "4.4 %", NO),
        ("it fell faster", "-4.2 %", "-2.9 %", NO),
        ("the decline eased", "-4.2 %", "-2.9 %", YES),
        ("it grew faster", "-4.2 %", "-2.9 %", NO),
        # What the values do not settle: a turn, what changes itself, and what is said of something else.
        ("it grew faster", "-1.4 %", "0.6 %", OPEN),
        ("growth slowed", "-4.2 %", "-2.9 %", OPEN),
        ("it has accelerated", "-4.2 %", "-2.9 %", OPEN),
        ("traffic is up", "3.1 %", "4.4 %", OPEN),
        ("traffic rose", "3.1 %", "4.4 %", OPEN),
        ("it rose and fell faster", "3.1 %", "4.4 %", OPEN),
        ("it grew more slowly and faster", "3.1 %", "4.4 %", OPEN),
        ("nothing of the kind", "3.1 %", "4.4 %", OPEN),
        ("it grew faster", "> 3 %", "4.4 %", OPEN),
    ],
)
def test_a_claim_of_a_rate(claim: str, earlier: str, later: str, truth: Truth) -> None:
    """Faster and slower are of its size; a negation turns it round, and leaves open what is."""
    moved = MOVES.read(claim)
    assert moved.holds(point(earlier), point(later)) is truth
    assert replace(moved, negated=True).holds(point(earlier), point(later)) is ~truth


@pytest.mark.parametrize(
    ("claim", "earlier", "later", "truth"),
    [
        ("the share is higher", "36 %", "41 %", YES),
        ("the share rose", "36 %", "41 %", YES),
        ("the share fell", "36 %", "41 %", NO),
        ("the share is up on", "41 %", "41 %", NO),
        ("the share accelerated", "36 %", "41 %", OPEN),
        ("the share grew faster", "36 %", "41 %", OPEN),
    ],
)
def test_a_claim_of_a_level(claim: str, earlier: str, later: str, truth: Truth) -> None:
    """Up and down are of the value itself; of its pace two values say nothing."""
    made = [point(value, "transshipment-share") for value in (earlier, later)]
    assert MOVES.read(claim).holds(*made) is truth


def test_how_many_there_are_is_not_how_they_moved() -> None:
    """ "Fewer ports grew" counts ports."""
    made = [point(value, "ports-growing-count") for value in ("3 port", "4 port")]
    assert replace(MOVES.read("fewer ports grew"), counts=True).holds(*made) is NO
    assert MOVES.read("ports grew faster").holds(*made) is OPEN
    assert MOVES.counts("fewer ports grew")
    assert not MOVES.counts("ports grew faster")
    assert MOVES.without("More ports grew faster") == "More ports grew"
    assert MOVES.without("slowed at Sandmouth") == "at Sandmouth"
