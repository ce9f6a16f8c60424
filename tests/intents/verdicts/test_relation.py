"""One named thing said to have to do with another: nothing is confirmed where both are only told of."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict

PAIRS = [
    ("Ansteel", "Brilliance BMW"),
    ("Brilliance BMW", "China National Petroleum"),
    ("Chen Hu", "Ansteel"),
    ("Shenyang", "Dalian"),
    ("Benxi", "Ansteel"),
    ("China National Petroleum", "Dandong"),
    ("Ansteel", "the bond projects"),
]
DEEDS = [
    "met with",
    "works with",
    "supplies",
    "owns",
    "is part of",
    "is run by",
    "was founded by",
    "invested in",
    "paid",
]


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_two_have_to_do_with_each_other_is_not_confirmed(
    answerer: Answerer, one: str, deed: str, other: str
) -> None:
    """Each of them is told of, and nothing of the one and the other."""
    for claim in (f"{one} {deed} {other}, right?", f"{other} {deed} {one}, right?"):
        assert answerer.ask(claim).verdict is not Verdict.SUPPORTED, claim


@pytest.mark.parametrize(
    "claim",
    [
        "China National Petroleum is to process more crude oil in Liaoning, right?",
        "Chen Hu is a deputy director of the Department of Industry and Information Technology, right?",
        "Metallurgy grew faster than equipment manufacturing.",
        "Shenyang and Dalian are pilot cities.",
        "Dandong and Benxi both exceeded 10%.",
        "BMW was to ramp up production in September.",
    ],
)
def test_what_a_fact_says_of_two_is_confirmed(answerer: Answerer, claim: str) -> None:
    """Where one fact names both and speaks of what is said, or where their figures are weighed."""
    assert answerer.ask(claim).verdict is Verdict.SUPPORTED
