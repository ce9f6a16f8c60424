"""What a reader says in the place of what he asked before is asked as "and …?"."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status
from tests.turns import last_of

WAYS = [
    "no, {}",
    "no, I meant {}",
    "not that, {}",
    "sorry, {}",
    "I asked about {}",
    "wrong, I asked for {}",
    "correction: {}",
    "actually {}",
    "that's not what I asked. {}",
    "{} instead",
    "now {}",
    "what about {}?",
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("opening", "named", "told"),
    [
        ("how fast did metallurgy grow?", "equipment", "4.5%"),
        ("how many cities grew?", "the industries that grew", "30 of"),
        ("how many projects got loans?", "bonds", "38"),
        ("how fast did industrial investment grow?", "fixed asset investment", "4.8%"),
    ],
)
def test_what_is_put_in_the_place_of_another_is_told(
    answerer: Answerer, opening: str, named: str, told: str, way: str
) -> None:
    """Whatever leads up to it; and no "no" before it denies anything of it."""
    reply = last_of(answerer, opening, way.format(named))
    assert reply.status is Status.ANSWERED
    assert told in reply.text


@pytest.mark.parametrize("question", ["no", "sorry", "instead", "now what?", "no, I did not grow up there"])
def test_what_names_nothing_is_no_other_question(answerer: Answerer, question: str) -> None:
    """There has to be something in the place of what was asked."""
    assert "4.5%" not in last_of(answerer, "how fast did metallurgy grow?", question).headline
