"""The times that a claim names, held against those of the facts."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict

SAID = (
    "Metallurgy grew by 7.2%",
    "11 of 14 cities grew",
    "Dandong grew by more than 10%",
    "625 projects were completed",
    "Special loans came to 910 million yuan",
    "Growth coverage was 75%",
)
OTHER = (
    "in the first half",
    "in September",
    "from January to August",
    "in the first ten months",
    "in 2023",
    "last year",
)


@pytest.mark.parametrize("time", OTHER)
@pytest.mark.parametrize("said", SAID)
def test_of_another_time_it_is_neither_confirmed_nor_denied(answerer: Answerer, said: str, time: str) -> None:
    """What is told of one time, or of one thing then, says nothing of another."""
    assert answerer.ask(f"{said} {time}, right?").verdict is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Industrial value added grew 3.4% from January to August, right?", Verdict.REFUTED),
        ("Growth was below 3% in January to August, right?", Verdict.SUPPORTED),
        ("Growth was faster from January to August, right?", Verdict.REFUTED),
        ("Industry made up 40% of fixed investment last year, right?", Verdict.REFUTED),
        ("The gap to the nation narrowed by 0.6 points from January to August, right?", None),
    ],
)
def test_a_time_that_is_told_of_is_judged(answerer: Answerer, claim: str, verdict: Verdict | None) -> None:
    """By what is told of it."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Most of the sectors exceeded 6%, right?", Verdict.REFUTED),
        ("Most of the sectors exceeded 5%, right?", Verdict.SUPPORTED),
        ("Most of the sectors exceeded 8%, right?", Verdict.REFUTED),
    ],
)
def test_most_of_them_is_more_than_half(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """One of three is not."""
    assert answerer.ask(claim).verdict is verdict
