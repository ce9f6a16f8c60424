"""What a change is said to be held against."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict


@pytest.mark.parametrize(
    "claim",
    [
        "3.4% is month on month?",
        "Was the 3.4% quarter on quarter?",
        "Metallurgy grew 7.2% month on month, right?",
        "Is that 3.4 percent a quarter-on-quarter figure?",
        "Is the 0.6-point improvement measured against last year?",
    ],
)
def test_a_right_figure_on_another_basis_is_refuted(answerer: Answerer, claim: str) -> None:
    """The figure is told with what it is held against."""
    reply = answerer.ask(claim)
    assert reply.verdict is Verdict.REFUTED
    assert "year on year" in reply.text or "January to August" in reply.text


@pytest.mark.parametrize(
    "claim", ["Metallurgy grew 7.2% year on year, right?", "Year-on-year growth improved by 0.6 points, right?"]
)
def test_its_own_basis_is_confirmed(answerer: Answerer, claim: str) -> None:
    """That a growth is year on year says nothing of what it improved from."""
    assert answerer.ask(claim).verdict is Verdict.SUPPORTED


def test_of_two_bases_its_own_is_told(answerer: Answerer) -> None:
    """Neither yes nor no is plain."""
    reply = answerer.ask("Is it 3.4% month on month or year on year?")
    assert reply.verdict is None
    assert "year on year" in reply.text


def test_a_figure_on_another_basis_is_not_stated(answerer: Answerer) -> None:
    """Only a claim gives the figure."""
    assert answerer.ask("What was growth month on month?").status is Status.NOT_STATED
