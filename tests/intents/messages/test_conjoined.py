"""Two statements in one sentence: both so, or one of them denied."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Shenyang is a pilot city, and Benxi grew by more than 10%", Verdict.SUPPORTED),
        ("Shenyang is a pilot city, and Benxi grew by less than 10%", Verdict.REFUTED),
        ("Industrial growth was 3.4% and the gap narrowed by 0.6 points.", Verdict.SUPPORTED),
        ("Metallurgy grew 7.2% but equipment manufacturing shrank.", Verdict.REFUTED),
    ],
)
def test_both_statements_are_judged(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """The whole holds where both hold."""
    assert answerer.ask(claim).verdict is verdict


def test_both_are_told(answerer: Answerer) -> None:
    """With the sources of both."""
    reply = answerer.ask("Industrial growth was 3.4% and the gap narrowed by 0.6 points.")
    assert {"value-added-growth", "gap-narrowing"} <= {*reply.facts}
