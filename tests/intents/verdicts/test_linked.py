"""Two things put together that are told apart."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict


@pytest.mark.parametrize(
    "claim",
    [
        "banks allocated 150 million yuan in incentive funds",
        "the province was selected as a pilot city",
        "metallurgy grew nearly as fast as equipment manufacturing, no?",
        "investment in industry grew almost as fast as consumer goods, right?",
    ],
)
def test_another_subject_and_what_comes_close_get_no_yes(answerer: Answerer, claim: str) -> None:
    """The facts do not speak of it, or neither order settles it."""
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Is it true that industrial investment grew twice as fast as fixed asset investment?", Verdict.REFUTED),
        ("investment in industry grew almost twice as fast as fixed asset investment, right?", Verdict.SUPPORTED),
        ("metallurgy grew twice as fast as industrial value added", Verdict.SUPPORTED),
        ("industrial value added grew 3.8 points less than metallurgy", Verdict.SUPPORTED),
        ("equipment manufacturing stayed below 5 percent", Verdict.SUPPORTED),
        ("metallurgy stayed below 5 percent", Verdict.REFUTED),
    ],
)
def test_how_far_two_are_apart_is_judged(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """By the multiple, the distance, and the limit that a verb sets."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "metallurgy grew 7.2% and as a result the gap narrowed",
        "302 enterprises were added, which is why 65 billion yuan of production was regained",
        "11 cities grew after 625 projects were completed",
        "625 projects were completed before 65 billion yuan of production was regained, right?",
        "industrial value added grew 3.4% thanks to the fact that investment rose 8.9%, right?",
        "11 cities grew since Shenyang was picked as a pilot",
    ],
)
def test_two_things_that_are_told_are_not_cause_and_effect(answerer: Answerer, claim: str) -> None:
    """Nor one after the other, where no fact says so."""
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    "claim",
    [
        "the 65 billion yuan of production was regained through incentive funds, right?",
        "625 projects kicked off or restarted while 4,089 were finished; have I got that down properly?",
    ],
)
def test_what_is_reckoned_or_ordered_unasked_confirms_nothing(answerer: Answerer, claim: str) -> None:
    """That one is so many times the other, or the larger, is not what is put forward."""
    assert answerer.ask(claim).verdict is not Verdict.SUPPORTED
