"""Answers that a reader proposes beside his question: it is answered, and they are neither confirmed nor in the way."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Which steel company did they sit down with? Baosteel, I'd guess.", "Ansteel"),
        ("Which city topped 10%? Fushun, I'd bet.", "Dandong"),
        ("Who spoke? The mayor, I suppose.", "Chen Hu"),
        ("The 119 projects, at whose level are they: village, city, province or state?", "state-level"),
        ("What brings in the extra liquidity for manufacturers: tax cuts, or matchmaking?", "cash flow"),
    ],
)
def test_what_is_foreign_among_proposals_is_passed_over(answerer: Answerer, question: str, says: str) -> None:
    """The question is answered with what is stated, without a verdict."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED, reply.text
    assert reply.verdict is None
    assert says in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "How fast did it grow? Exports, I mean.",
        "Which grew faster, coal or metallurgy?",
        "how fast did industry grow: in Fuxin or Tieling?",
        "What did the firms get, wages or loans?",
    ],
)
def test_what_limits_the_question_is_no_proposal(answerer: Answerer, question: str) -> None:
    """A side of a comparison and a place are asked about."""
    assert answerer.ask(question).status is not Status.ANSWERED
