"""Several parts asked for of one number."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Of the 14 cities, how many grew and how many beat the nation?", ("11", "Six")),
        ("Of the 14 cities, how many did not grow and how many exceeded 10%?", ("Three", "10%")),
        ("Of the 40 industries, how many grew and how many didn't?", ("30", "10")),
        (
            "Of Liaoning's 14 cities, how many grew, how many beat the nation and how many did not grow?",
            ("11", "Six", "Three"),
        ),
    ],
)
def test_each_part_is_told(answerer: Answerer, question: str, told: tuple[str, ...]) -> None:
    """None of them is passed over."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert all(one in reply.text for one in told), reply.text


@pytest.mark.parametrize(
    "question",
    [
        "Of the 119 projects, how many were completed and how many reopened?",
        "Split the 4,089 for me: how many restarts, how many brand new?",
        "Of the 302, how many are private and how many state-owned?",
    ],
)
def test_what_others_did_is_no_part_of_it(answerer: Answerer, question: str) -> None:
    """So many projects are complete, and it is not told how many of these."""
    assert answerer.ask(question).status is Status.NOT_STATED
