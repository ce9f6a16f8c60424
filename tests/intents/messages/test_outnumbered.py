"""Which of two counted groups is the larger."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict

_COUNTS = {
    "cities that grew": 11,
    "cities that beat the nation": 6,
    "cities that did not grow": 3,
    "industries that grew": 30,
    "industries that did not grow": 10,
    "projects that were completed": 625,
    "projects that were started or reopened": 4089,
    "projects with loans": 8,
    "projects with bonds": 38,
    "state-level projects": 119,
}


def _kind(group: str) -> str:
    return next(kind for kind in ("cities", "industries", "projects") if kind in group)


_PAIRS = [(left, right) for left in _COUNTS for right in _COUNTS if left != right and _kind(left) == _kind(right)]


@pytest.mark.parametrize(
    ("asked", "sign"),
    [
        ("Do {left} outnumber {right}?", 1),
        ("Are there more {left} than {right}?", 1),
        ("There are fewer {left} than {right}.", -1),
        ("Is the group of {left} bigger than the group of {right}?", 1),
        ("{left} outnumber {right}, right?", 1),
    ],
)
@pytest.mark.parametrize(("left", "right"), _PAIRS)
def test_the_counts_decide(answerer: Answerer, asked: str, sign: int, left: str, right: str) -> None:
    """What is denied of the members of a group does not turn the claim round."""
    holds = (_COUNTS[left] - _COUNTS[right]) * sign > 0
    verdict = answerer.ask(asked.format(left=left, right=right)).verdict
    assert verdict is (Verdict.SUPPORTED if holds else Verdict.REFUTED)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The cities that grew outnumber those that did not by 8.", Verdict.SUPPORTED),
        ("The cities that grew outnumber those that did not by 5.", Verdict.REFUTED),
        ("The cities that grew do not outnumber those that did not.", Verdict.REFUTED),
        ("Do the cities outpacing the nation outnumber those without positive growth?", Verdict.SUPPORTED),
    ],
)
def test_by_how_many_and_what_is_denied_count(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """A distance is held against the difference; a negation outside both groups turns it round."""
    assert answerer.ask(claim).verdict is verdict
