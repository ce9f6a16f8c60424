"""What one who is named is asked to have, and no fact speaks of."""

from __future__ import annotations

from itertools import product

import pytest

from bot.answer import Answerer
from bot.reply import Status

NAMED = ["Ansteel", "Dandong", "metallurgy", "the consumer goods sector", "Shenyang", "BMW"]
UNTOLD = ["headquarters", "budget", "debt", "members", "website", "deadline", "size"]


@pytest.mark.parametrize(("named", "untold"), [*product(NAMED, UNTOLD)])
def test_what_is_told_of_one_answers_no_question_for_what_is_not(answerer: Answerer, named: str, untold: str) -> None:
    """Whether it stands before or behind the name."""
    for question in (f"What is {named}'s {untold}?", f"Tell me the {untold} of {named}."):
        assert answerer.ask(question).status is not Status.ANSWERED, question


@pytest.mark.parametrize("untold", ["capacity", "headquarters", "website"])
def test_nothing_is_confirmed_of_it_either(answerer: Answerer, untold: str) -> None:
    """That metallurgy grew does not mean that its capacity did."""
    assert answerer.ask(f"Did metallurgy raise its {untold}?").verdict is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is metallurgy's growth?", "7.2%"),
        ("What is Chen Hu's title?", "Deputy Director"),
        ("Chen Hu - his rank in the department please", "Deputy Director"),
        ("Size of the special loans?", "910"),
        ("Value of the treasury bonds?", "584"),
        ("the performance of consumer goods", "5.9%"),
        ("Makers of equipment: what growth is attributed to them?", "4.5%"),
        ("What is the aim of the Ansteel meeting?", "procurement"),
    ],
)
def test_what_is_told_of_it_is_told(answerer: Answerer, question: str, told: str) -> None:
    """In the words of the facts, those for growth, and those for how much or how many."""
    assert told in answerer.ask(question).text


def test_another_year_denies_no_question(answerer: Answerer) -> None:
    """A question puts nothing forward that could be wrong."""
    reply = answerer.ask("What is Liaoning's plan for next year?")
    assert reply.verdict is None
    assert reply.status is Status.NOT_STATED
