"""What one who is named is said to have done, of which the facts have no word."""

from __future__ import annotations

from itertools import product

import pytest

from bot.answer import Answerer
from bot.reply import Verdict

NAMED = ["Ansteel", "Dandong", "the metals sector", "equipment makers", "the 302 new firms", "Chen Hu"]
DEEDS = [
    "close factories",
    "cut production",
    "sign a contract",
    "apologise",
    "win a prize",
    "lose money",
    "hire people",
]


@pytest.mark.parametrize(("named", "deed"), [*product(NAMED, DEEDS)])
def test_what_nobody_tells_is_not_confirmed(answerer: Answerer, named: str, deed: str) -> None:
    """That a meeting was held with Ansteel, or that a sector grew, says nothing of it."""
    assert answerer.ask(f"Did {named} {deed}?").verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize("named", ["the metals sector", "Dandong"])
def test_growth_denies_nothing_else(answerer: Answerer, named: str) -> None:
    """Who grew may have lost money, or signed a contract."""
    assert answerer.ask(f"Did {named} lose money?").verdict is None
    assert answerer.ask(f"Did {named} sign a contract?").verdict is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Did metallurgy grow?", Verdict.SUPPORTED),
        ("Did consumer goods shrink?", Verdict.REFUTED),
        ("Will China National Petroleum process more crude oil?", Verdict.SUPPORTED),
    ],
)
def test_what_is_told_is_judged(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """By its own words, and by those for growth."""
    assert answerer.ask(claim).verdict is verdict
