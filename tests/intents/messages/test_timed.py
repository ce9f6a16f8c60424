"""A figure asked for at two times, of which the release tells one."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Metallurgy growth in the first three quarters and in the second quarter?", "7.2%"),
        ("Consumer goods growth for the three quarters and for Q2 by itself", "5.9%"),
        ("How fast did consumer goods grow in the nine months and in September alone?", "5.9%"),
        ("What was the headline rate in the first three quarters and in 2023?", "3.4%"),
        ("What was growth in January to August and in the first half?", "2.8%"),
    ],
)
def test_a_time_that_is_not_told_is_not_passed_over(answerer: Answerer, question: str, told: str) -> None:
    """The one is told, and of the other it is said that it is not stated."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert told in reply.text
    assert "does not" in reply.text


def test_two_times_that_are_told_are_compared(answerer: Answerer) -> None:
    """Nothing is taken apart where one answer has both."""
    text = answerer.ask("growth in January to August and in the first three quarters?").text
    assert "2.8%" in text
    assert "3.4%" in text
    assert "does not" not in text
