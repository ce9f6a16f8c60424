"""Claims that say one thing in two ways, and things taken out by their name."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Not only Dalian but also Shenyang was picked for the pilot on manufacturing technology.", Verdict.SUPPORTED),
        ("Growth has slowed, not accelerated, since the January-August figures", Verdict.REFUTED),
        ("Chen Hu is a deputy director, not the director. Right?", Verdict.SUPPORTED),
        ("All sectors but metallurgy stayed below 6%.", Verdict.SUPPORTED),
        ("All sectors but consumer goods stayed below 6%.", Verdict.REFUTED),
    ],
)
def test_a_claim_is_put_plainly(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """Without what only says it again."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("question", "told", "out"),
    [
        ("Apart from Dandong, which cities reported growth above 10%?", "Benxi (", "Dandong ("),
        ("Which sectors apart from metallurgy exceeded 5%?", "Consumer goods (", "etallurgy ("),
    ],
)
def test_what_is_taken_out_is_not_told(answerer: Answerer, question: str, told: str, out: str) -> None:
    """The others are chosen from."""
    text = answerer.ask(question).headline
    assert told in text
    assert out not in text
