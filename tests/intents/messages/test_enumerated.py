"""Things that are named in a row are told one after the other; one thing in several words is not taken apart."""

from __future__ import annotations

import random

import pytest

from bot.answer import Answerer
from bot.reply import Status

NAMED = {
    "metallurgy": "7.2%", "industrial investment growth": "8.9%", "growth coverage": "75%", "completed projects": "625",
    "state-level projects": "119", "special loans": "910 million", "the incentive funds": "150 million",
    "the regained production": "65 billion", "industrial clusters": "22", "the pilot cities": "Shenyang",
    "the BMW ramp-up": "September", "the challenges": "demand",
}  # fmt: skip
FRAMES = [
    "{}, {} and {} please", "give me {}, {} and {}", "what are {}, {} and {}?", "{}, {}, {}",
    "I need three figures: {}, {}, {}",
    "numbers for {}, {} and {}?", "For my table: {} / {} / {}", "tell me about {}, {}, and {}",
]  # fmt: skip
_DRAWN = 12


@pytest.mark.parametrize("frame", FRAMES)
def test_each_thing_in_a_row_is_told(answerer: Answerer, frame: str) -> None:
    drawn = random.Random(frame)
    for _ in range(_DRAWN):
        names = drawn.sample(sorted(NAMED), 3)
        reply = answerer.ask(frame.format(*names))
        assert all(NAMED[name] in reply.text for name in names), reply.question


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("oil, steel and cars", {"key-sector-actions"}),
        ("loans and bonds together", {"financing-total"}),
        ("difference between metallurgy and consumer goods", {"metallurgy-growth", "consumer-goods-growth"}),
    ],
)
def test_what_is_one_thing_is_not_taken_apart(answerer: Answerer, question: str, facts: set[str]) -> None:
    told = {*answerer.ask(question).facts}
    assert facts <= told
    assert len(told - facts) <= 1


@pytest.mark.parametrize(
    "question",
    [
        "For wages, how much did special loans come to?",
        "At Volkswagen, what was the headline growth rate?",
        "Contribution of metallurgy to headline growth, in pp",
        "Tianjin and Dalian are the pilots, yeah?",
    ],
)
def test_what_limits_a_question_is_no_item(answerer: Answerer, question: str) -> None:
    reply = answerer.ask(question)
    assert reply.status is not Status.ANSWERED or reply.verdict is not None
