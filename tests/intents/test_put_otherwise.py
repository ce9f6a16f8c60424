"""A right figure with another word in the place of the one that the release has, and what lies outside of it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict


@pytest.mark.parametrize(
    "claim",
    [
        "119 provincial-level projects are being advanced, I read",
        "Are there 119 city-level projects?",
        "The 119 projects are county-level projects.",
        "The large-scale businesses go public initiative added 302 enterprises?",
    ],
)
def test_another_word_before_the_hyphen_is_denied(answerer: Answerer, claim: str) -> None:
    """State-level is not provincial-level."""
    assert answerer.ask(claim).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    "claim", ["119 state-level projects are being advanced, right?", "Are there 119 national-level projects?"]
)
def test_the_same_in_other_words_is_confirmed(answerer: Answerer, claim: str) -> None:
    """What the release's own names allow is no other word."""
    assert answerer.ask(claim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "question",
    [
        "How many provincial-level projects are there?",
        "Which cities outside Liaoning are on the pilot list with Shenyang and Dalian?",
        "Which pilot cities outside the province are named?",
        "What are the 119 state-level projects worth in yuan altogether?",
        "Where's the Brilliance BMW plant, which city?",
        "How many people work for the 302 new industrial enterprises?",
        "Who did the regained 65 billion belong to, which companies?",
        "Did Shenyang do better or worse than Dalian on growth?",
        "A colleague swears the text gives Dalian's growth as 10.3%. Quote the line.",
    ],
)
def test_what_is_asked_of_something_else_is_not_stated(answerer: Answerer, question: str) -> None:
    """No neighbouring fact is told for it."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "How can I steady my cash flow as a freelance photographer?",
        "How can we stabilise our cash flow?",
        "What can I do to boost my business confidence?",
        "How do I win market share for my bakery?",
    ],
)
def test_advice_is_none_of_its_business(answerer: Answerer, question: str) -> None:
    """Though the words are those of the release."""
    assert answerer.ask(question).status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize("question", ["How do I read the 0.6 points?", "Should I print that metallurgy grew 7.2%?"])
def test_how_to_read_the_release_is_its_business(answerer: Answerer, question: str) -> None:
    """What is done with what is read is no affair of one's own."""
    assert answerer.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Nearly 4,000 projects were started, right?", Verdict.REFUTED),
        ("Just over 4,000 projects were started, right?", Verdict.SUPPORTED),
        ("Almost seven percent for metallurgy, right?", Verdict.REFUTED),
        ("Just under 300 enterprises were added, right?", Verdict.REFUTED),
        ("Nearly 120 state-level projects are being advanced, right?", Verdict.SUPPORTED),
        ("Both loans and bonds exceed 600 million yuan.", Verdict.REFUTED),
        ("Both metallurgy and consumer goods grew by more than 5%, right?", Verdict.SUPPORTED),
        ("Between 70 and 80 percent of industries grew.", Verdict.SUPPORTED),
        ("Between 80 and 90 percent of industries grew.", Verdict.REFUTED),
        ("All but ten of the forty industries grew.", Verdict.SUPPORTED),
        ("All but two cities posted growth, right?", Verdict.REFUTED),
        ("Dandong and Benxi topped 10% but Liaoyang did not.", Verdict.REFUTED),
        ("Benxi and Liaoyang topped 10% while Dandong failed to.", Verdict.REFUTED),
        ("Everyone but Benxi exceeded 10%: Dandong and Liaoyang did.", Verdict.REFUTED),
        ("Of Dandong, Benxi and Liaoyang only Benxi exceeded 10%.", Verdict.REFUTED),
        ("None of the key sectors grew faster than industry overall.", Verdict.REFUTED),
        ("No sector exceeded 7%, right?", Verdict.REFUTED),
        ("No sector exceeded 8%, right?", Verdict.SUPPORTED),
        ("True or false: no city exceeded 10%.", Verdict.REFUTED),
        ("Did more projects get loans than bonds?", Verdict.REFUTED),
        ("Did fewer projects get loans than bonds?", Verdict.SUPPORTED),
        ("Is the share of cities that grew higher than the share of industries that grew?", Verdict.SUPPORTED),
        ("Was industrial investment outpaced by fixed asset investment?", Verdict.REFUTED),
    ],
)
def test_the_side_and_the_number_are_held_against_each(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """Hedges have a side, both are each, all but so many are the rest, and none is denied by those that do."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "The province has finished 119 state-level projects.",
        "Six cities fell behind the national growth rate.",
        "Did the whole economy grow 3.4%?",
        "Is metallurgy bigger than equipment manufacturing in value added?",
        "Is equipment manufacturing a larger sector than consumer goods?",
        "Was it Dalian or Shenyang that ranked first on the national list?",
    ],
)
def test_a_right_figure_or_name_confirms_nothing_else(answerer: Answerer, claim: str) -> None:
    """Neither yes nor no: the figure is right, and what is said with it is not stated."""
    assert answerer.ask(claim).verdict is None


def test_a_right_figure_is_not_what_another_was_for(answerer: Answerer) -> None:
    """What the claim says of it is said of another: it is told what the one was for, or how much the other was."""
    reply = answerer.ask("The 150 million yuan was meant to pay for equipment upgrades.")
    assert reply.verdict is not Verdict.SUPPORTED
    assert "business confidence" in reply.text or "910 million" in reply.text


@pytest.mark.parametrize(
    "claim",
    [
        "Chen Hu is from the Department of Finance.",
        "Chen Hu promised that the province would cut support for production.",
    ],
)
def test_a_right_name_confirms_no_other_office_and_no_other_promise(answerer: Answerer, claim: str) -> None:
    """A word that other facts are known by, and this one does not say, takes the yes away."""
    assert answerer.ask(claim).verdict is None
