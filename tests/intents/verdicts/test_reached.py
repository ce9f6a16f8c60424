"""What is aimed at, planned or promised is not said to have come about."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict


@pytest.mark.parametrize(
    "claim",
    [
        "Were four trillion-yuan bases established?",
        "The trillion-yuan bases were built, right?",
        "Are there 22 industrial clusters now?",
        "Did the quality and efficiency of the economy improve?",
        "Has guidance been enhanced?",
        "Did production operations get more support?",
        "Have the three key sectors been stabilised?",
        "Steel was stabilised, correct?",
        "Was crude oil processing secured?",
        "BMW produced more cars in September, true?",
        "Did business confidence go up?",
        "The meetings stabilised cash flow, correct?",
    ],
)
def test_an_aim_is_no_outcome(answerer: Answerer, claim: str) -> None:
    """However the release speaks of it."""
    assert answerer.ask(claim).verdict is None


def test_nor_is_it_after_the_aim_was_told(answerer: Answerer) -> None:
    """What was told before confirms it no more."""
    talk = answerer.conversation()
    talk.ask("How large are the incentive funds?")
    assert talk.ask("did confidence go up?").verdict is None


@pytest.mark.parametrize(
    "claim",
    [
        "Liaoning plans four trillion-yuan bases, right?",
        "It wants 22 clusters, correct?",
        "Chen Hu promised more guidance, right?",
        "The province will enhance guidance, true?",
        "BMW was to ramp up in September, true?",
        "Oil, steel and cars are to be stabilised, right?",
        "Was the incentive fund meant to boost confidence?",
        "China National Petroleum should be processing more crude, is that what they plan?",
    ],
)
def test_that_it_is_aimed_at_is_confirmed(answerer: Answerer, claim: str) -> None:
    """As an aim."""
    assert answerer.ask(claim).verdict is Verdict.SUPPORTED
