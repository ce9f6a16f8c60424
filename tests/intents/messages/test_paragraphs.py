"""Paragraphs asked for by their number."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [
        ("Summarise paragraph 2", 2),
        ("sum up the 2nd paragraph pls", 2),
        ("what does the last paragraph say?", 6),
        ("gist of para five", 5),
        ("¶4", 4),
        ("the first paragraph?", 1),
        ("summarise paragraph 5 in 50 words", 5),
        ("could you squeeze paragraph five into about fifty words", 5),
    ],
)
def test_a_paragraph_is_summed_up(answerer: Answerer, question: str, paragraph: int) -> None:
    """What is told stands in that paragraph, and more than one thing is."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert reply.intent == "summary"
    assert len(reply.facts) > 2
    for name in reply.facts:
        source = answerer.release.by_id[name].source
        assert source is not None
        assert source.paragraph == paragraph


@pytest.mark.parametrize("question", ["paragraph 9", "Summarise paragraph 0", "what is in paragraph 40?"])
def test_there_is_no_such_paragraph(answerer: Answerer, question: str) -> None:
    """It is said, and nothing else is told in its place."""
    reply = answerer.ask(question)
    assert (reply.status, reply.facts) == (Status.NOT_STATED, ())


def test_a_question_within_a_paragraph_is_no_request_for_it(answerer: Answerer) -> None:
    """What asks for something of its own is answered by that."""
    assert answerer.ask("How fast did metallurgy grow, paragraph 5?").facts == ("metallurgy-growth",)
