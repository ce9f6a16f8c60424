"""What is taken back from a finding because of the answer before it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of

OPENINGS = [
    "which pilot cities were chosen?",
    "what is the Three Stability task force?",
    "how much was allocated in incentive funds?",
    "tell me about the Ansteel meeting",
    "what about the BMW plant?",
    "how many meetings were organised?",
    "how many projects were completed?",
    "does Dalian come up?",
]
UNTOLD = [
    "is it dangerous?",
    "is it legal?",
    "with what growth rate?",
    "online or in person?",
    "who owns it?",
    "how old is it?",
    "does it pollute?",
    "all in Liaoyang?",
    "only in Benxi?",
    "mostly in Dandong?",
    "in Liaoyang?",
    "each year?",
    "per month?",
    "will it rise?",
    "did Chen Hu say that?",
    "who has to pay it back?",
]


@pytest.mark.parametrize("question", UNTOLD)
@pytest.mark.parametrize("opening", OPENINGS)
def test_what_is_asked_of_the_answer_before_is_not_answered_of_another_thing(
    answerer: Answerer, opening: str, question: str
) -> None:
    """A pronoun stands for what was told; what the release says of anything else is no answer."""
    assert last_of(answerer, opening, question).status in (Status.NOT_STATED, Status.OUT_OF_SCOPE)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("how fast did metallurgy grow?", "is it more than the number of completed projects?"), "625"),
        (("who spoke?", "and what is his title?"), "Deputy Director"),
        (("how many cities grew?", "how many of them beat the nation?"), "Six"),
        (("what about the BMW plant?", "when?"), "September"),
    ],
)
def test_what_names_its_own_thing_is_answered(answerer: Answerer, turns: tuple[str, ...], told: str) -> None:
    """A pronoun beside a thing that is named takes nothing back."""
    assert told in last_of(answerer, *turns).text


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (("who said that demand is weak?", "did Chen Hu say that?"), Verdict.SUPPORTED),
        (("which cities were picked as pilots?", "is it the only one?"), Verdict.REFUTED),
        (("what share of investment is industrial?", "so it was 38.5 before?"), Verdict.SUPPORTED),
        (("how fast did metallurgy grow?", "better than in 2019?"), None),
    ],
)
def test_what_is_said_of_the_answer_before_is_judged_by_it(
    answerer: Answerer, turns: tuple[str, ...], verdict: Verdict | None
) -> None:
    """Who said it, whether it is the only one, and a figure that belongs to it."""
    assert last_of(answerer, *turns).verdict is verdict


def test_the_size_of_what_is_not_stated_is_not_answered_of_what_was_told_before_that(answerer: Answerer) -> None:
    """A silence between two questions is what the second leans on, where it asks how far apart two are."""
    turns = "what did it really grow?", "that's under the national rate, admit it", "How far under?"
    assert last_of(answerer, *turns).status is Status.NOT_STATED


@pytest.mark.parametrize(
    "opening", ["Which cities are double-digit growers?", "is Benxi one of the double-digit growers?"]
)
def test_another_name_after_a_list_that_goes_by_a_figure_asks_for_its_figure(answerer: Answerer, opening: str) -> None:
    """What is told of that name otherwise is no answer."""
    assert last_of(answerer, opening, "and Shenyang?").status is Status.NOT_STATED
    assert last_of(answerer, opening, "and Liaoyang?").status is Status.ANSWERED


def test_who_does_what_is_not_who_is_on_a_list(answerer: Answerer) -> None:
    """Of the sectors that a task force is for, none runs it."""
    turns = "tell me about the three stability task force", "which sectors is it for", "who runs it?"
    assert last_of(answerer, *turns).status is Status.NOT_STATED


@pytest.mark.parametrize(
    "asked", ["compared with what?", "for how long?", "and the yuan amount?", "what kind of machines?"]
)
@pytest.mark.parametrize("opening", ["How many cities grew?", "How many industries grew?"])
def test_a_few_words_that_name_nothing_are_not_answered_of_another_thing(
    answerer: Answerer, opening: str, asked: str
) -> None:
    """They ask of what was told, and of that it is not stated."""
    assert last_of(answerer, opening, asked).status is Status.NOT_STATED


@pytest.mark.parametrize(
    "turns",
    [
        ("How fast did metallurgy grow?", "half of them?"),
        ("How much did the treasury bonds bring?", "did they reach it?"),
        ("How many cities grew?", "is it rising?"),
        ("When was BMW to ramp up production?", "What was the share last year?"),
        (
            "Did six cities beat the national average, or was it eleven?",
            "So what was the eleven?",
            "And the rest shrank",
        ),
    ],
)
def test_what_says_nothing_of_what_was_told_has_no_verdict(answerer: Answerer, turns: tuple[str, ...]) -> None:
    """Neither yes nor no."""
    assert last_of(answerer, *turns).verdict is None


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("How fast did metallurgy grow?", "What was growth from January to August?"), "2.8%"),
        (("When was BMW to ramp up production?", "What is the 150 million for?"), "confidence"),
        (("How many projects were completed?", "growth got better by how much since August?"), "0.6"),
        (("How many industries grew?", "What percentage didn't?"), "25%"),
        (("How many cities grew?", "what share didn't?"), "21.4%"),
        (("how far did the share of industrial investment rise?", "By how many percentage points?"), "1.5"),
        (("So it picked up by how much?", "Who announced all this?"), "Information Office"),
        (("how many cities grew?", "who announced it?"), "Information Office"),
        (("can you explain what a trillion-yuan base is", "how many of them are planned"), "four"),
        (("What is the Three Stability task force?", "is Chen Hu in it?", "who is he anyway"), "Deputy Director"),
    ],
)
def test_what_is_asked_in_full_or_plainly_of_what_was_told_is_answered(
    answerer: Answerer, turns: tuple[str, ...], says: str
) -> None:
    """A whole question is its own; a part of one is of what was told."""
    assert says in last_of(answerer, *turns).text


def test_the_date_of_an_announcement_is_not_the_period_of_the_figure(answerer: Answerer) -> None:
    """No day is stated."""
    assert last_of(answerer, "3.4% growth. Says who?", "On what day did they announce it?").status is Status.NOT_STATED


@pytest.mark.parametrize(
    "turns",
    [
        ("How fast did metallurgy grow?", "does he put a number on it"),
        ("How fast did fixed asset investment grow?", "Which province does better on that?"),
        ("if it was 3.4 after nine months what was it after eight", "after seven?"),
        ("Which cities exceeded 10%?", "any clue on the order"),
        ("how many projects were completed, as a share of those started?", "which ones are done"),
        ("What is the Three Stability task force?", "is Chen Hu in it?"),
        ("150 million was given out", "Did any of it go to Brilliance BMW?"),
        ("How many cities beat the nation?", "is Benxi one of them?"),
        ("growth improved by 0.6, and the gap narrowed by 0.6?", "what was the gap before that?"),
        ("And compared with the January-August figure, better or worse?", "How about compared to the year before?"),
    ],
)
def test_what_is_not_told_of_the_answer_before_is_said_not_to_be(answerer: Answerer, turns: tuple[str, ...]) -> None:
    """Neither told again nor answered of another thing."""
    assert last_of(answerer, *turns).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("how often did they bring makers and buyers together, how many meetings?", "40 on the dot?"), "Over 40"),
        (("Did six cities beat the national average, or was it eleven?", "So what was the eleven?"), "11 of"),
        (("how many trillion-yuan bases are planned?", "so that's the 119?"), "119"),
    ],
)
def test_a_number_is_told_by_what_it_stands_for(answerer: Answerer, turns: tuple[str, ...], says: str) -> None:
    """What was told before settles which is meant, unless another is pointed at."""
    assert says in last_of(answerer, *turns).text
