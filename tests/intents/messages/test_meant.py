"""What is meant where a question takes some out, or weighs without saying against what."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict


@pytest.mark.parametrize(
    "question",
    [
        "besides metallurgy how did the other sectors do?",
        "apart from metallurgy, how much did the other two sectors grow",
        "What are the growth rates of the sectors other than metallurgy?",
        "Sectors that are not metallurgy, with their rates please",
    ],
)
def test_those_left_are_told(answerer: Answerer, question: str) -> None:
    """And not the one that is taken out."""
    text = answerer.ask(question).text
    assert "4.5%" in text
    assert "5.9%" in text
    assert "7.2%" not in text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Leaving out metallurgy, did any of these sectors get past 6%?", Verdict.REFUTED),
        ("Apart from metallurgy, did any sector exceed 5%?", Verdict.SUPPORTED),
        ("Excluding metallurgy, no sector topped 6%, right?", Verdict.SUPPORTED),
        ("Excluding consumer goods, no sector topped 6%, right?", Verdict.REFUTED),
    ],
)
def test_the_one_taken_out_counts_neither_way(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """It is held against those that are left."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which sector is slower?", "Equipment manufacturing: 4.5%"),
        ("which sector is more slow of the three?", "Equipment manufacturing: 4.5%"),
        ("which sector grew more slowly?", "Equipment manufacturing: 4.5%"),
        ("which sector is faster?", "Metallurgy: 7.2%"),
    ],
)
def test_which_is_slower_asks_for_the_slowest(answerer: Answerer, question: str, first: str) -> None:
    """Nothing is named that they are held against."""
    assert answerer.ask(question).text.startswith(first)
