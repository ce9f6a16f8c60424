"""What is asked of some only, of others, or of another side than is told."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    "question",
    [
        "What is medical investment growth?",
        "coastal state-level projects?",
        "How about Japanese treasury bond funds?",
        "what were the rejected special loans",
        "Is it true that green metallurgy grew 7.2%?",
        "I read that 302 large industrial enterprises were added.",
        "digital special loans totalled 910 million yuan",
        "smaller industrial investment rose 8.9%",
        "how much hidden regained production?",
        "cancelled completed projects?",
    ],
)
def test_some_of_what_is_told_are_not_all_of_it(answerer: Answerer, question: str) -> None:
    """A word before the noun, of which no fact speaks, means another thing than is told."""
    reply = answerer.ask(question)
    assert reply.status is Status.NOT_STATED, reply.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What about the planned industrial clusters?", "22"),
        ("the small-scale businesses initiative brought 302 new enterprises, right?", "302"),
        ("What's the star sector?", "etallurgy"),
        ("growth of the major industries", "30"),
    ],
)
def test_a_word_that_a_fact_speaks_of_takes_nothing_away(answerer: Answerer, question: str, told: str) -> None:
    """Its own adjectives, and those that choose among several, are part of what is asked."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert told in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "How come 625 projects were completed?",
        "Why was it that six cities beat the nation?",
        "When was it that 38 projects got treasury bonds?",
        "Three cities missed out on growth. What went wrong there?",
    ],
)
def test_why_and_when_are_not_answered_by_what(answerer: Answerer, question: str) -> None:
    """That it is so is no reason, and no time."""
    assert answerer.ask(question).status is Status.NOT_STATED


def test_how_far_others_are_apart_is_no_answer(answerer: Answerer) -> None:
    """30 more with bonds than with loans says nothing of the state-level projects."""
    question = "How many more were the state-level projects than the bond projects?"
    assert answerer.ask(question).status is Status.NOT_STATED
