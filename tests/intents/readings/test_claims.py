"""What is put forward, however it is framed; and questions that only look as if something were put forward."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of

SUPPORTED = [
    "I read that metallurgical output advanced 7.2 per cent",
    "Loans are about 1.56 times the bonds, am I wrong?",
    "metals vs equip difference is 2.7 pts tru?",
    "Two sectors were above 5%.",
    "I gather no more than three cities came away without a plus",
    "September was the month for the BMW push, true?",
    "growth got faster since august, correct?",
    "is it ture metallurgy grew 7.2%?",
    "The share of industrial investment rose from 38.5% to 40%.",
    "Is metallurgy up on last year?",
    "Is domestic demand weak?",
]
REFUTED = [
    "Industrial investment up 8.9 billion yuan, yes?",
    "The shortfall moved by 0.6 million yuan, verify.",
    "302 million new enterprises, correct?",
    "has growth slowed down since august?",
    "was growth from january to august higher?",
    "The share of industrial investment climbed from 40% to 41.5%.",
    "Did all 40 major industries grow?",
]
NEITHER = [
    "Did growth speed up or slow down?",
    "Did the gap to the country get bigger or smaller?",
    "top cities for industrial growth",
    "Bond money is spread more thinly than loan money. Does that hold?",
    "ratio of production regained to special loans",
    "Was growth 3.4% or 4.3%?",
    "Is a 75% coverage high?",
    "Are 625 completed projects many?",
    "Is benxi growing quicker than dandong?",
]


@pytest.mark.parametrize("claim", SUPPORTED)
def test_what_is_right_is_confirmed(answerer: Answerer, claim: str) -> None:
    """Neither who says it nor what asks to confirm it takes part in what is said."""
    assert answerer.ask(claim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("claim", REFUTED)
def test_what_is_wrong_is_denied(answerer: Answerer, claim: str) -> None:
    """Also where only the unit is wrong."""
    assert answerer.ask(claim).verdict is Verdict.REFUTED


@pytest.mark.parametrize("question", NEITHER)
def test_what_puts_nothing_forward_gets_no_verdict(answerer: Answerer, question: str) -> None:
    """Contraries to choose from, a choice, an adverb that turns an order round, a noun phrase with a participle."""
    assert answerer.ask(question).verdict is None


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Were there more than 50 meetings?", Status.NOT_STATED),
        ("Were 302 meetings held?", Status.ANSWERED),
    ],
)
def test_of_an_open_count_it_is_told_what_is_known(answerer: Answerer, question: str, status: Status) -> None:
    """Over 40 may be more than 50, which is not stated; a number that is not the release's is met by what it says."""
    reply = answerer.ask(question)
    assert reply.status is status
    assert reply.verdict is None
    assert "40" in reply.text


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("Which sectors beat the overall rate?", True),
        ("Which sectors did not beat the overall rate?", False),
        ("Which sectors did not lag the overall rate?", True),
    ],
)
def test_a_negation_turns_a_choice_round(answerer: Answerer, question: str, listed: bool) -> None:
    """All three lie above the overall rate."""
    assert answerer.ask(question).text.startswith("None of") is not listed


@pytest.mark.parametrize("question", ["Why were Shenyang and Dalian selected as pilot cities?"])
def test_a_reason_is_not_told_by_what_has_none(answerer: Answerer, question: str) -> None:
    """What was done is no answer to why."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("turns", "status", "told"),
    [
        (["Which cities are the pilot cities?", "Their value-added growth?"], Status.NOT_STATED, ""),
        (["How many cities outpaced the nation?", "Does that include Dandong?"], Status.NOT_STATED, ""),
        (["Did the gap with the national average narrow?", "By how much?"], Status.ANSWERED, "0.6"),
    ],
)
def test_what_leans_on_an_answer_keeps_to_it(answerer: Answerer, turns: list[str], status: Status, told: str) -> None:
    """The figure of the whole is never given for the parts spoken of before."""
    reply = last_of(answerer, *turns)
    assert reply.status is status
    assert told in reply.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much are incentive funds and treasury bonds together?", "734 million yuan"),
        ("whats bigger the 150 mil reward cash or the loan pot?? like how many times bigger", "6.07 times"),
        ("loans as a percentage of loans and bonds", "60.9%"),
        ("How many projects got money?", "46"),
    ],
)
def test_arithmetic_takes_what_is_named(answerer: Answerer, question: str, told: str) -> None:
    """No more and no fewer than are named, the larger by the smaller, a part of the whole that is named."""
    assert told in answerer.ask(question).text


def test_of_two_open_bounds_nothing_is_computed(answerer: Answerer) -> None:
    """Each is only more than 10%."""
    assert answerer.ask("How many times faster did Dandong grow than Liaoyang?").status is Status.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "Is 3.4% above the national average?",
        "did metallurgy slow down?",
        "Did industrial investment growth accelerate?",
        "Did metallurgy grow faster than in the previous release?",
        "Which sectors grew faster than the national average?",
        "What is the total investment in the 119 state-level projects?",
    ],
)
def test_what_is_asked_for_is_not_taken_for_what_lies_beside_it(answerer: Answerer, question: str) -> None:
    """The nation is not the province, and what projects come to in money is not how many there are."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("did the special loans come to between 1820 and 2730 million yuan?", Verdict.REFUTED),
        ("did the special loans come to between 900 and 1000 million yuan?", Verdict.SUPPORTED),
        ("was the incentive fund between 1 and 2 billion yuan?", Verdict.REFUTED),
    ],
)
def test_both_ends_of_a_range_count_in_the_same(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """The millions behind the second number are those of the first as well."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("So most industries did grow?", Verdict.SUPPORTED),
        ("Most cities grew?", Verdict.SUPPORTED),
        ("Of the major industries, did most of them grow?", Verdict.SUPPORTED),
        ("All cities grew?", Verdict.REFUTED),
        ("Most cities fell?", Verdict.REFUTED),
        ("all growing cities?", None),
        ("share of all cities?", None),
    ],
)
def test_how_many_are_so_is_put_forward(answerer: Answerer, claim: str, verdict: Verdict | None) -> None:
    """By a verb behind what is counted; a noun alone puts nothing forward."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("No city at all did better than the national rate", Verdict.REFUTED),
        ("no city did better than the nation", Verdict.REFUTED),
        ("did more cities grow than not?", Verdict.SUPPORTED),
        ("more cities did not grow than did", Verdict.REFUTED),
        ("no sector did worse than the province", Verdict.SUPPORTED),
    ],
)
def test_more_not_than_so_begins_with_more(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """A denial before "better" is of all of them, and counts none against the others."""
    assert answerer.ask(claim).verdict is verdict


def test_so_many_of_a_kind_are_no_percentage(answerer: Answerer) -> None:
    """75 % of the industries are not 75 industries."""
    assert answerer.ask("75% coverage = 75 industries with rising value added. Is my reading OK?").verdict is not (
        Verdict.SUPPORTED
    )
