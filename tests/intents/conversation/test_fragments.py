"""Fragments that name nothing: another period, the rest, the share, the names, sums, and who, when and why."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of


@pytest.mark.parametrize(
    ("turns", "facts"),
    [
        ("What share of fixed investment is industrial? | and a year before?", {"investment-share-last-year"}),
        ("How fast did industry grow? | and from January to August?", {"jan-aug-growth"}),
        ("How many major industries saw increased value added? | and the others?", {"industries-not-growing-count"}),
        ("How many cities outpaced the nation? | what share is that?", {"cities-ahead-share"}),
        ("What share of the cities grew? | how many is that?", {"cities-growing-count"}),
        ("What happened at BMW? | when was that?", {"bmw-ramp-up"}),
        ("How much was allocated in growth incentive funds? | and why?", {"incentive-funds"}),
    ],
)
def test_a_fragment_goes_on_from_what_was_told(answerer: Answerer, turns: str, facts: set[str]) -> None:
    """It is answered by the fact to which few steps lead."""
    reply = last_of(answerer, *turns.split(" | "))
    assert reply.status is Status.ANSWERED
    assert facts <= set(reply.facts)


@pytest.mark.parametrize(
    ("turns", "working"),
    [
        ("How much were the bonds? | and the loans? | so how much together?", "1.494 billion"),
        ("How much were the bonds? | no wait, i meant the loans | what's the difference?", "326 million"),
        ("How many projects were started? | and completed? | subtract the latter from the former", "3,464"),
        ("Which sector grew fastest? | and the second? | what is the margin between those two?", "1.3"),
    ],
)
def test_the_figures_told_last_are_worked_with(answerer: Answerer, turns: str, working: str) -> None:
    """The sum or the difference of the two, with its working."""
    reply = last_of(answerer, *turns.split(" | "))
    assert reply.status is Status.ANSWERED
    assert working in reply.text


def test_a_sum_of_what_was_told_is_verified(answerer: Answerer) -> None:
    """The reader's own sum is held against it."""
    before = "How many clusters are planned? | and bases? | so "
    assert last_of(answerer, *f"{before}26 all in all, right?".split(" | ")).verdict is Verdict.SUPPORTED
    assert last_of(answerer, *f"{before}30 all in all, right?".split(" | ")).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    "turns",
    [
        "How many cities outpaced the nation? | names?",
        "How many cities grew? | which ones?",
        "How many cities grew? | and how many did not? | which ones?",
        "How many major industries did not grow? | what are their names?",
    ],
)
def test_names_that_are_not_given_are_said_not_to_be(answerer: Answerer, turns: str) -> None:
    """Of what is only counted, the names are not stated."""
    reply = last_of(answerer, *turns.split(" | "))
    assert reply.status is Status.NOT_STATED
    assert "name" in reply.text


@pytest.mark.parametrize("last", ["and the exports?", "what did Anshan do?", "who is the mayor?"])
def test_what_names_something_is_no_fragment(answerer: Answerer, last: str) -> None:
    """A question with a name or a thing of its own is never answered from what was told."""
    assert last_of(answerer, *f"How much were the bonds? | {last}".split(" | ")).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("first", "question", "fact"),
    [
        ("Did the share of industrial investment go up?", "what is it now?", "investment-share"),
        ("Did the share of industrial investment go up?", "and what was it before?", "investment-share-last-year"),
        ("By how much did growth improve on January to August?", "what was it before?", "jan-aug-growth"),
        ("By how much did growth improve on January to August?", "and what is it now?", "value-added-growth"),
    ],
)
def test_the_level_after_a_change_and_before_it(answerer: Answerer, first: str, question: str, fact: str) -> None:
    """A change leads to what it was measured between."""
    conversation = answerer.conversation()
    conversation.ask(first)
    assert conversation.ask(question).facts[0] == fact


@pytest.mark.parametrize(
    ("first", "asked", "told"),
    [
        ("How many bond projects are there?", "how much money?", "584 million"),
        ("How many projects got loans?", "how much did they get?", "910 million"),
        ("How many projects got loans?", "and how much money was that?", "910 million"),
        ("What did the small business initiative do?", "what's it called?", "go public"),
        ("How many cities had no growth?", "share of all cities?", "21.4%"),
        ("How many cities outpaced the nation?", "what share of all cities is that?", "42.9%"),
        ("Which cities exceeded 10%?", "what are they called?", "Dandong"),
    ],
)
def test_what_goes_with_what_was_told(answerer: Answerer, first: str, asked: str, told: str) -> None:
    """The sum, the name, or the share of all, of what was told and of nothing else."""
    conversation = answerer.conversation()
    conversation.ask(first)
    reply = conversation.ask(asked)
    assert told in reply.text
    assert reply.verdict is None


def test_no_other_money_stands_in(answerer: Answerer) -> None:
    """Of completed projects no sum is told."""
    conversation = answerer.conversation()
    conversation.ask("How many projects were completed?")
    reply = conversation.ask("how much money?")
    assert reply.status is Status.NOT_STATED
    assert "yuan" not in reply.text
