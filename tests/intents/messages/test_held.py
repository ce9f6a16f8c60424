"""Several figures in one claim: each is held against the thing beside it, and one in another's place refutes."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict

RATES = {"equipment manufacturing": "4.5%", "metallurgy": "7.2%", "consumer goods": "5.9%"}


@pytest.mark.parametrize("given", list(permutations(RATES.values())))
def test_rates_beside_their_sectors(answerer: Answerer, given: tuple[str, ...]) -> None:
    """True as the release gives them, and false in any other order."""
    claim = ", ".join(f"{name} {rate}" for name, rate in zip(RATES, given, strict=True))
    reply = answerer.ask(f"{claim}, right?")
    right = given == tuple(RATES.values())
    assert reply.verdict is (Verdict.SUPPORTED if right else Verdict.REFUTED)
    assert all(rate in reply.text for rate in RATES.values())


BESIDE = {
    "metallurgy": "7.2%", "equipment": "4.5%",
    "special loans": "910 million yuan", "incentive funds": "150 million yuan",
    "clusters": "22", "new enterprises": "302", "completed projects": "625", "bond projects": "38",
}  # fmt: skip
FRAMES = [
    "{a} {x} {b} {y} right?", "{x} {a} {y} {b} correct?", "{a}: {x}; {b}: {y}. Correct?", "{a} {x} and {b} {y}, yes?",
    "{a} was {x} and {b} was {y}, correct?", "{a} at {x} while {b} at {y}, right?", "{a} {x} / {b} {y} - confirm",
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(permutations(BESIDE, 2)))
def test_names_and_figures_by_turns(answerer: Answerer, one: str, other: str) -> None:
    """Each figure is held against the name beside it, with and without what joins them."""
    for frame in FRAMES:
        true = frame.format(a=one, x=BESIDE[one], b=other, y=BESIDE[other])
        swapped = frame.format(a=one, x=BESIDE[other], b=other, y=BESIDE[one])
        assert answerer.ask(true).verdict is not Verdict.REFUTED, true
        assert answerer.ask(swapped).verdict is not Verdict.SUPPORTED, swapped


@pytest.mark.parametrize(
    "claim",
    [
        "So the 150 million in incentives is what caused the 0.6 point improvement, right?",
        "150 million in incentives caused the 0.6 point improvement, right?",
        "302 new enterprises thanks to 150 million in funds, right?",
        "Industrial investment rose 8.9% thanks to 910 million in loans and 584 million in bonds. True?",
    ],
)
def test_one_figure_is_no_cause_of_another(answerer: Answerer, claim: str) -> None:
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Six cities grew and eleven of those beat the national pace, right?", ["11", "Six"]),
        ("910 in bonds and 584 in loans, right?", ["584 million", "910 million"]),
        ("4,089 projects were completed and 625 started, right?", ["625", "4,089"]),
        ("584 projects shared 38 million yuan of treasury bonds, right?", ["584 million", "38 projects"]),
        ("910 projects shared 8 million yuan of special loans, right?", ["910 million", "ight projects"]),
    ],
)
def test_figures_in_each_others_place(answerer: Answerer, claim: str, told: list[str]) -> None:
    """Both are told as they are."""
    reply = answerer.ask(claim)
    assert reply.verdict is Verdict.REFUTED
    assert all(text in reply.text for text in told)


@pytest.mark.parametrize(
    ("claim", "right", "other"),
    [
        ("Eight projects received treasury bonds, correct?", "38 projects", "special loans"),
        ("38 projects secured special loans, correct?", "Eight projects", "treasury bonds"),
        ("Metallurgy grew by 4.5%, correct?", "7.2%", "equipment manufacturing"),
        ("Special loans came to 150 million yuan, correct?", "910 million", "growth incentive funds"),
    ],
)
def test_whose_figure_a_wrong_one_is(answerer: Answerer, claim: str, right: str, other: str) -> None:
    """The denial gives the right figure, and says what the wrong one is of."""
    reply = answerer.ask(claim)
    assert reply.verdict is Verdict.REFUTED
    assert right in reply.text
    assert other in reply.text.partition("another figure")[2]


@pytest.mark.parametrize("claim", ["40 industries out of 30 grew, right?", "14 of the 11 cities grew, right?"])
def test_a_part_is_not_more_than_its_whole(answerer: Answerer, claim: str) -> None:
    """Though each of the two numbers stands in the release."""
    assert answerer.ask(claim).verdict is Verdict.REFUTED


@pytest.mark.parametrize("noun", ["boats", "dollars"])
def test_a_figure_of_something_else_gets_no_verdict(answerer: Answerer, noun: str) -> None:
    """What the release does not speak of is held against nothing."""
    reply = answerer.ask(f"910 {noun} and 584 {noun}, right?")
    assert reply.status is not Status.ANSWERED or reply.verdict is None


@pytest.mark.parametrize(
    "claim", ["584 workers got 38 million dollars, right?", "584 farms shared 38 million euros, yes?"]
)
def test_what_has_the_digits_of_two_figures(answerer: Answerer, claim: str) -> None:
    """In another currency, or of things that the release does not speak of, it is not those figures."""
    assert answerer.ask(claim).verdict is None
