"""Claims over several values: one of several, all of them, and the order of two times."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict


@pytest.mark.parametrize(
    "claim",
    [
        "A single city, Shenyang, made it to the pilot list. Right?",
        "There was a single pilot city, Dalian?",
        "A single task force was set up. Correct?",
        "Only Dandong grew?",
        "Only Dandong, Benxi and Liaoyang grew, right?",
        "Only Dandong outpaced the nation, correct?",
        "So every one of the 40 industries expanded?",
        "Loan projects got less on average than bond projects, right?",
        "Cumulative growth through August was higher than through September",
    ],
)
def test_it_is_denied(answerer: Answerer, claim: str) -> None:
    """More are told, or not all, or the other way round."""
    assert answerer.ask(claim).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    "claim",
    [
        "Bond projects got less on average than loan projects, right?",
        "Cumulative growth through September was higher than through August",
        "industry's share of investment went UP on the year and not down?",
        "The gap narrowed, it did not widen?",
        "The meeting was with Ansteel and not Baosteel, right?",
        "Two separate things each moved by 0.6 points in the opening lines. Do I have that right?",
    ],
)
def test_it_is_confirmed(answerer: Answerer, claim: str) -> None:
    """What is denied beside it is no more than what it says."""
    assert answerer.ask(claim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "They met Ansteel in order to cut back local steel buying, no?",
        "industry gathered pace between the eight-month and the nine-month reading",
        "bonds came to 584, right?",
        "I doubt that any city exceeded 10%.",
        "The loans come to more than the bonds although fewer projects got them. Sound right?",
        "Bonds must have brought in more cash than the loans since it was 38 projects against 8. Agree?",
    ],
)
def test_neither_yes_nor_no_is_plain(answerer: Answerer, claim: str) -> None:
    """The fact is told without."""
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    "question",
    [
        "total number of industrial firms in Liaoning after the 302 were added?",
        "Had 11 of 14 cities also been growing through August?",
        "All eight loan projects got the same amount, is that so?",
        "Chen Hu promised 5% for the full year, correct?",
        "Is the narrowing of the gap slowing down?",
        "Name of the Ansteel manager at the collaborative meeting?",
        "How many old machines have been swapped out under the equipment upgrades?",
        "How large was the shortfall vs China before it shrank?",
        "Which cities lost out to Shenyang and Dalian in the pilot selection?",
        "Are the 625 counted inside the 4,089?",
        "Do the 38 bond projects count towards the 4,089?",
        "Are the 302 new firms counted in the 40 industries?",
        "How big must a company be to count under the 'small-scale businesses go public' scheme?",
    ],
)
def test_it_is_not_stated(answerer: Answerer, question: str) -> None:
    """What is told is near, and something else."""
    assert answerer.ask(question).status is Status.NOT_STATED
