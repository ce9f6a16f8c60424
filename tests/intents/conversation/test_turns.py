"""The questions of one message, of which the first may be a request or no more than what is wanted."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Tell me the number of new enterprises and how many of them are foreign-owned.", "302", "ownership"),
        ("Give me the growth of metallurgy and what share of exports it has.", "7.2%", "trade"),
        ("List the cities above 10% and how many people live in them.", "Dandong", "population"),
        ("metallurgy growth and how many workers it has", "7.2%", "employment"),
        ("number of clusters and when they will be ready", "22", "clusters are for"),
    ],
)
def test_both_what_is_named_and_what_is_asked_get_an_answer(
    answerer: Answerer, question: str, told: str, untold: str
) -> None:
    """Neither part is passed over."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert told in reply.text
    assert "does not say" in reply.text
    assert untold in reply.text


def test_who_got_what_is_named_is_asked_of_that(answerer: Answerer) -> None:
    """The firms that the release names are not those that got the funds."""
    reply = answerer.ask("Tell me the incentive fund amount and which firms got it")
    assert "Ansteel" not in reply.text
