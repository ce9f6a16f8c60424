"""How a question is put: whether it claims anything, what it chooses by, and in which unit it wants its answer."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    "question",
    [
        "What are the 40 meetings good for?",
        "I'm filing in two minutes: what did provincial industry expand by in the nine months?",
        "11 out of what number of cities grew?",
        "How did they get the lost production back?",
        "starts less completions",
        "implied fixed asset rate less 3.4",
        "names behind the support measures",
        "what share is 30 industries?",
    ],
)
def test_what_claims_nothing_is_neither_confirmed_nor_denied(answerer: Answerer, question: str) -> None:
    """A number or a verb in a question is no claim yet."""
    assert answerer.ask(question).verdict is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Why did the output of consumer goods fall?", "5.9%"),
        ("How did the incentive funds of 150 billion yuan come about?", "150 million"),
    ],
)
def test_what_is_taken_for_granted_wrongly_is_denied(answerer: Answerer, question: str, told: str) -> None:
    """The answer does not go along with a false premise."""
    reply = answerer.ask(question)
    assert reply.text.startswith("No.")
    assert told in reply.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Number of projects behind the 910m?", "Eight projects"),
        ("the 910 million was split between how many?", "Eight projects"),
        ("How much did the 38 projects get?", "584 million"),
        ("how many projects are behind the 910 million?", "Eight projects"),
    ],
)
def test_one_figure_leads_to_its_companion(answerer: Answerer, question: str, told: str) -> None:
    """What is asked for is told, and not what is given."""
    reply = answerer.ask(question)
    assert told in reply.text
    assert reply.verdict is None


@pytest.mark.parametrize(
    "question",
    [
        "How many of the 40 major industries grew by more than 10%?",
        "Value added of the 30 growing industries, yuan?",
        "Combined share of oil, steel and autos in output?",
    ],
)
def test_what_is_asked_for_beside_a_known_figure(answerer: Answerer, question: str) -> None:
    """A threshold, a unit or a share that the release does not give is not passed over."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("which is smaller, special loans or treasury bonds?", "Smaller: long-term special treasury bonds"),
        ("which is larger, special loans or treasury bonds?", "Larger: special loans"),
        ("is the incentive fund bigger or smaller than the special loans", "Smaller: growth incentive funds"),
        ("which has the lower growth, metallurgy or consumer goods?", "Lower: consumer goods"),
    ],
)
def test_a_comparison_begins_with_what_was_asked_for(answerer: Answerer, question: str, begins: str) -> None:
    """The reader's own word comes first."""
    assert answerer.ask(question).text.startswith(begins)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("growth coverge", "75%"), ("metalurgy growth", "7.2%"), ("what r they tryna do b4 the year ends", "four")],
)
def test_slips_and_chat_spellings(answerer: Answerer, written: str, meant: str) -> None:
    """Of several words that a slip may be meant for, the one that a thing is first of all called by."""
    assert meant in answerer.ask(written).text


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        ("> 5%", ["7.2%", "5.9%"]),
        (">5.9%", ["7.2%"]),
        (">= 5.9%", ["7.2%", "5.9%"]),
        ("< 5%", ["4.5%"]),
        ("<= 5.9%", ["4.5%", "5.9%"]),
    ],
)
def test_signs_of_comparison(answerer: Answerer, sign: str, told: list[str]) -> None:
    """They choose as the words do; marks of HTML compare nothing."""
    first, *_ = answerer.ask(f"sectors {sign}").text.split(". ")
    assert [rate for rate in ("7.2%", "5.9%", "4.5%") if rate in first] == sorted(told, reverse=True)
    marked = answerer.ask("<b>Which sector</b> grew <i>fastest</i>?")
    assert "etallurgy" in marked.headline


def test_a_claim_in_a_sign(answerer: Answerer) -> None:
    """Above, and not equal."""
    assert answerer.ask("is metallurgy > 7%?").verdict == "supported"
    assert answerer.ask("is metallurgy < 7%?").verdict == "refuted"
