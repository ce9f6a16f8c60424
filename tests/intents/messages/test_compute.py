"""Arithmetic that no wording foresees: computed of the figures that are named, with its working, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import combinations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from intents.findings import Context, Finding
from intents.messages.compute import compute
from intents.readings.ask import Ask

Computing = Callable[[str], Finding | None]

MONEY = {
    "special loans": Decimal(910),
    "treasury bonds": Decimal(584),
    "incentive funds": Decimal(150),
}
RATES = {
    "metallurgy growth": Decimal("7.2"),
    "consumer goods growth": Decimal("5.9"),
    "industrial investment growth": Decimal("8.9"),
}
MILLION = 1_000_000


@pytest.fixture
def computing(answerer: Answerer) -> Computing:
    """What is computed of a message."""
    interpreter = answerer.interpreter

    def computed(text: str) -> Finding | None:
        ask = Ask(interpreter.recogniser.recognise(text), interpreter.resolver, Context())
        reader = interpreter.reader
        return compute(ask, lambda piece: reader.read(Ask(piece, interpreter.resolver, Context())), reader)

    return computed


@pytest.mark.parametrize(("one", "other"), list(combinations(MONEY, 2)))
def test_amounts_are_added_and_divided(computing: Computing, one: str, other: str) -> None:
    """Any two of them, though no wording names both."""
    total = computing(f"{one} plus {other}")
    ratio = computing(f"ratio of {one} to {other}")
    assert total is not None
    assert total.data["value"].value == (MONEY[one] + MONEY[other]) * MILLION
    assert [step.operator for step in total.steps] == ["+"]
    assert ratio is not None
    assert abs(ratio.data["value"].value - MONEY[one] / MONEY[other]) < Decimal("1e-9")


@pytest.mark.parametrize(("one", "other"), list(combinations(RATES, 2)))
def test_rates_are_compared_and_never_added(computing: Computing, one: str, other: str) -> None:
    """Their distance is in percentage points; their sum means nothing."""
    apart = computing(f"difference between {one} and {other}")
    assert apart is not None
    assert str(apart.data["difference"].unit.kind) == "points"
    assert apart.data["difference"].value == abs(RATES[one] - RATES[other])
    assert computing(f"{one} plus {other}") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "special loans",
        "special loans, treasury bonds",
        "incentive funds plus meetings",
        "metallurgy growth plus special loans",
        "special loans plus special loans",
        "special loans plus treasury bonds in Jilin",
        "special loans plus treasury bonds in July",
        "special loans plus exports",
        "2 plus 2",
    ],
)
def test_what_is_not_two_figures_alike_is_not_computed(computing: Computing, text: str) -> None:
    """Nothing to be done, one figure, other units, another place or period, and plain sums."""
    assert computing(text) is None


@pytest.mark.parametrize(
    ("text", "working"),
    [
        (
            "How much are incentive funds and treasury bonds together?",
            "150 million yuan + 584 million yuan = 734 million yuan",
        ),
        ("metallurgy minus equipment manufacturing", "7.2 % − 4.5 % = 2.7 pp"),
        ("incentive funds as a share of special loans", "150 million yuan ÷ 910 million yuan = 16.5 %"),
        ("ratio of production regained to special loans", "65 billion yuan ÷ 0.91 billion yuan = 71.43"),
        ("65 billion divided by 150 million", "65 billion yuan ÷ 0.15 billion yuan = 433.33 ≈ 433"),
        ("dandong growth minus metallurgy growth", "> 10 % − 7.2 % = > 2.8 pp"),
        ("What is larger, special loans or incentive funds?", "910 million yuan − 150 million yuan = 760 million yuan"),
    ],
)
def test_the_working_is_shown(answerer: Answerer, text: str, working: str) -> None:
    """In plain arithmetic, over what the release states, with the source of each figure."""
    reply = answerer.ask(text)
    assert (reply.status, reply.working) == (Status.ANSWERED, working)
    assert len(reply.facts) == 2
    assert reply.sources


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Are incentive funds more than treasury bonds?", Verdict.REFUTED),
        ("Are treasury bonds larger than incentive funds?", Verdict.SUPPORTED),
        ("Is investment growth higher than metallurgy growth?", Verdict.SUPPORTED),
        ("Is investment growth lower than metallurgy growth?", Verdict.REFUTED),
        ("Is metallurgy growth lower than investment growth?", Verdict.SUPPORTED),
    ],
)
def test_an_order_that_is_claimed_is_verified(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """With both figures and their distance."""
    reply = answerer.ask(claim)
    assert (reply.status, reply.verdict) == (Status.ANSWERED, verdict)
    assert reply.working


def test_what_follows_already_is_not_computed_anew(answerer: Answerer) -> None:
    """The release's own total is told."""
    assert answerer.ask("special loans + treasury bonds + incentive funds").facts == ("support-money-total",)


@pytest.mark.parametrize(
    ("text", "says", "never"),
    [
        ("loans plus incentive funds", "1.06 billion yuan", "60.9%"),
        ("average of metallurgy, consumer goods and industrial investment growth", "7.33", "4.5%"),
        pytest.param(
            "rank special loans, treasury bonds and incentive funds",
            "910 million yuan",
            "65 billion",
            marks=pytest.mark.xfail(
                reason="another wording, or another noun, is taken for what was asked", strict=False
            ),
        ),
        ("sum of projects started and new enterprises", "4,089", "4,391"),
        ("subtract completed projects from started projects", "3,464", "No."),
    ],
)
def test_exactly_what_is_asked_is_computed(answerer: Answerer, text: str, says: str, never: str) -> None:
    """Of the figures that are named, no more; and projects are not added to enterprises."""
    reply = answerer.ask(text)
    assert says in reply.text
    assert never not in reply.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Express 150 million yuan as a percentage of 65 billion.", "0.23%"),
        ("65 billion divided by 150 million", "433 times"),
        ("4,089 divided by 119", "34.36 times"),
        ("Growth of industrial investment divided by that of fixed asset investment?", "1.85 times"),
        ("What is the ratio of growing to non-growing industries?", "3 times"),
        ("How many growing industries are there for each one without growth?", "3 times"),
        ("What share of the growing cities outpaced the nation?", "54.5%"),
        ("Is metallurgy growing more than twice as fast as Liaoning's industry overall?", "2.12 times"),
    ],
)
def test_what_is_asked_of_stated_figures_is_computed_of_those(answerer: Answerer, question: str, told: str) -> None:
    """Of the figures that are given by their numbers, and of the things that are named."""
    assert told in answerer.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "How many of the 38 bond projects are finished?",
        "Of the 119 projects, how many have been completed?",
        "How many of the 22 clusters are in operation?",
        "How many yuan of regained production per demand meeting?",
    ],
)
def test_a_part_that_is_not_counted_is_not_stated(answerer: Answerer, question: str) -> None:
    """The whole is no answer, nor is another part."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Projects finished divided by projects begun or restarted, as a percentage", "15.3%"),
        ("more cities growing or more cities beating the nation", "five cities"),
        ("projects with bonds vs projects with loans, which bunch is more and by how many", "30 more"),
        ("mean of the three sector growth rates, to 2 decimals", "5.87%"),
        (
            "What fraction of Liaoning's municipalities failed to get into positive territory (as a percentage)?",
            "21.4%",
        ),
        ("which is it they had the meeting with, baosteel or ansteel?", "Ansteel"),
    ],
)
def test_it_is_computed_as_it_is_asked(answerer: Answerer, question: str, told: str) -> None:
    """In percent where that is asked, of the sides that are named, and of all of a kind where a part of it is meant."""
    assert told in answerer.ask(question).headline


@pytest.mark.parametrize(
    ("question", "says", "not_says"),
    [
        ("Which sector grew more than twice as fast as total industry?", "Metallurgy (7.2%)", "onsumer goods"),
        ("Did more industries grow than cities?", "30 industries", "78.6%"),
        ("How much of the 4,089 projects is 625?", "15.3%", "654"),
        ("Loans as a share of bonds?", "64.2%", "60.9%"),
        ("Apart from metallurgy, what sectors grew?", "consumer goods", "7.2%"),
        ("Did every city exceed 4%, or any growth rate 10%?", "", "5.87%"),
    ],
)
def test_a_condition_is_not_left_out(answerer: Answerer, question: str, says: str, not_says: str) -> None:
    """Neither a multiple nor an exception, nor what is counted, nor which is the whole."""
    text = answerer.ask(question).headline
    assert says in text
    assert not_says not in text


def test_rates_make_no_sum(answerer: Answerer) -> None:
    """Their mean is told where it is asked for, and only there."""
    assert "5.87" not in answerer.ask("Sum of the three growth rates").text
    assert "5.87" in answerer.ask("Average of the three growth rates").text
