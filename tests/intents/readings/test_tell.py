"""So many of a kind, with nothing more said of them."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("six cities?", "outpaced"),
        ("eight projects", "910 million"),
        ("anything about 38 projects?", "584 million"),
        ("what about the 302 enterprises", "go public"),
        ("What does it say about six cities?", "outpaced"),
    ],
)
def test_so_many_of_a_kind_are_told(answerer: Answerer, question: str, says: str) -> None:
    """By what the release says of them."""
    assert says in answerer.ask(question).text


@pytest.mark.parametrize("question", ["which six cities?", "what are the four bases", "where are the six cities?"])
def test_which_they_are_is_another_question(answerer: Answerer, question: str) -> None:
    """And not stated."""
    assert answerer.ask(question).status is Status.NOT_STATED
