"""A question behind what a reader tells is one of its own, after what was told."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict

TOLD = [
    "Metallurgy grew by 7.2%.",
    "302 new enterprises were added.",
    "Special loans came to 910 million yuan.",
    "11 of the 14 cities grew.",
    "Industrial investment makes up 40% of the total.",
]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(
    "asked",
    [
        "How many people work in industry?",
        "What is the unemployment rate?",
        "Did exports rise?",
        "Is there foreign investment?",
        "Which companies got the incentive funds?",
        "What is the target for the year?",
    ],
)
def test_what_is_told_answers_no_other_question(answerer: Answerer, told: str, asked: str) -> None:
    """A right statement before it is no yes to a question on which the release is silent."""
    reply = answerer.ask(f"{told} {asked}")
    assert reply.status is Status.NOT_STATED, reply.text
    assert reply.verdict is None


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("How fast did consumer goods grow?", "5.9%"),
        ("Which cities are pilots?", "Dalian"),
        ("How many projects were completed?", "625"),
        ("Who is Chen Hu?", "Deputy Director"),
    ],
)
def test_the_question_is_answered(answerer: Answerer, told: str, asked: str, says: str) -> None:
    """Whatever was told before it."""
    assert says in answerer.ask(f"{told} {asked}").text


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("Metallurgy grew by 9%. How fast did consumer goods grow?", "7.2%"),
        ("12 cities grew. Which sector was fastest?", "11 of"),
    ],
)
def test_a_wrong_premise_is_told(answerer: Answerer, message: str, says: str) -> None:
    """Beside the answer."""
    assert says in answerer.ask(message).text


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("Industry grew by 3.4%. By how much did that improve on August?", "0.6"),
        ("11 of the 14 cities grew. How many did not?", "Three"),
        ("There were special loans of 910 million yuan. How many projects got them?", "ight projects"),
    ],
)
def test_the_question_may_lean_on_what_is_told(answerer: Answerer, message: str, says: str) -> None:
    """As on the answer before."""
    assert says in answerer.ask(message).text


@pytest.mark.parametrize(
    "checks", ["Is that right?", "Does the release back it?", "Is that what the province says?", "OK?"]
)
def test_what_only_asks_to_check_is_answered_by_the_verdict(answerer: Answerer, checks: str) -> None:
    """On what is told."""
    assert answerer.ask(f"Six cities beat the national rate. {checks}").verdict is Verdict.SUPPORTED
    assert answerer.ask(f"Two cities beat the national rate. {checks}").verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("I'm writing about jobs in Liaoning. How many industrial enterprises were added?", "302"),
        ("I work for a bank. How much came in special loans?", "910 million"),
    ],
)
def test_who_tells_of_himself_asks_the_rest(answerer: Answerer, message: str, says: str) -> None:
    """What he is concerned with is not what he asks."""
    assert says in answerer.ask(message).text


def test_a_place_that_is_told_of_oneself_limits_the_question(answerer: Answerer) -> None:
    """Where the question speaks of "us"."""
    assert answerer.ask("I live in Fushun. Are we one of the places that grew more than 10%?").verdict is None
