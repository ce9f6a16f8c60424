"""Which of two is said to be ahead, and by how much, in whatever order and words they are put."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict

RATES = {
    "equipment manufacturing": 4.5, "metallurgy": 7.2, "consumer goods": 5.9, "the province's industry": 3.4,
    "industrial investment": 8.9, "fixed asset investment": 4.8,
}  # fmt: skip
AHEAD = [
    "{x} grew faster than {y}", "{x} outpaced {y}", "{y} lagged {x}", "{y} was behind {x}", "{y} trailed {x}",
    "{y} did not grow as fast as {x}", "between {x} and {y}, {x} was faster", "of {x} and {y}, {y} was slower",
    "{y} wasn't faster than {x}", "growth of {x} was above that of {y}", "{y} came in below {x}",
    "compared with {y}, {x} grew faster", "{y} was outpaced by {x}", "{x}, not {y}, grew faster",
    "{y} grew more slowly than {x}", "{x} is higher and {y} is lower", "{y} fell short of {x}",
]  # fmt: skip
APART = [
    "{x} grew {d} points faster than {y}", "{y} was {d} points behind {x}",
    "the gap between {x} and {y} was {d} points", "{y} lagged {x} by {d} percentage points",
    "{x} and {y} were {d} percentage points apart",
]  # fmt: skip
ASKED = ["{}, right?", "Is it true that {}?", "So {}."]


def asked(claim: str) -> Iterator[str]:
    return (frame.format(claim) for frame in ASKED)


@pytest.mark.parametrize(("one", "other"), list(permutations(RATES, 2)))
def test_no_order_is_turned_round(answerer: Answerer, one: str, other: str) -> None:
    """What is so is not denied, and what is not so is not confirmed."""
    wrong = Verdict.REFUTED if RATES[one] > RATES[other] else Verdict.SUPPORTED
    texts = [text for frame in AHEAD for text in asked(frame.format(x=one, y=other))]
    assert not [text for text in texts if answerer.ask(text).verdict is wrong]


@pytest.mark.parametrize("frame", APART)
def test_how_far_apart_two_are_is_held_against_their_figures(answerer: Answerer, frame: str) -> None:
    pairs = [(one, other) for one, other in permutations(RATES, 2) if RATES[one] > RATES[other]]
    for one, other in pairs:
        apart = round(RATES[one] - RATES[other], 1)
        for given, verdict in ((apart, Verdict.SUPPORTED), (round(apart + 0.4, 1), Verdict.REFUTED)):
            for text in asked(frame.format(x=one, y=other, d=given)):
                assert answerer.ask(text).verdict is verdict, text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("every other sector grew faster than equipment manufacturing, right?", Verdict.SUPPORTED),
        ("every other sector grew faster than metallurgy, right?", Verdict.REFUTED),
        ("Did the other sectors grow faster than metallurgy?", Verdict.REFUTED),
        ("no other sector beat metallurgy, right?", Verdict.SUPPORTED),
        ("none of the other sectors grew faster than consumer goods", Verdict.REFUTED),
        ("not all other sectors grew faster than consumer goods", Verdict.SUPPORTED),
        ("the reopened or commenced projects are outnumbered by the state-level projects, right?", Verdict.REFUTED),
        ("Loan projects and bond projects total 46 projects.", Verdict.SUPPORTED),
        ("Metallurgy stagnated.", Verdict.REFUTED),
        ("Metallurgy didn't even reach 9%.", Verdict.SUPPORTED),
        ("Metallurgy didn't even reach 5%.", Verdict.REFUTED),
    ],
)
def test_others_sums_and_bounds(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Bond money is spread more thinly than loan money. Does that hold?",
        "Metallurgy grew faster than equipment manufacturing because of exports, right?",
        "Metallurgy grew faster than steel in Jilin, right?",
    ],
)
def test_what_says_more_is_not_confirmed(answerer: Answerer, claim: str) -> None:
    assert answerer.ask(claim).verdict is not Verdict.SUPPORTED


WEIGHED = [
    "what is the difference between {x} and {y}?", "how many points apart are {x} and {y}?", "{x} minus {y}?",
    "which grew faster, {x} or {y}?", "was {x} or {y} stronger?", "who did better: {x} or {y}?", "{x} vs {y}",
    "which of {x} and {y} was slower?", "by how many points did {x} beat {y}?", "how far behind {x} was {y}?",
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(permutations(RATES, 2)))
def test_the_two_that_are_named_are_weighed(answerer: Answerer, one: str, other: str) -> None:
    """And not two that stand nearer to each other in the release."""
    apart = f"{abs(RATES[one] - RATES[other]):.1f}".removesuffix(".0")
    for frame in WEIGHED:
        reply = answerer.ask(frame.format(x=one, y=other))
        assert f"{apart} percentage points" in reply.text, reply.question


def test_a_part_of_a_name_names_nothing_of_its_own(answerer: Answerer) -> None:
    """The noun of both stands behind the second."""
    reply = answerer.ask("industrial vs overall fixed investment, whose growth is quicker?")
    assert set(reply.facts) == {"investment-growth", "fixed-asset-growth"}
