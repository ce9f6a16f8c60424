"""One thing against a whole kind, and a thing that is called by its place: held against each value by themselves."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from facts.quantity import Comparison, Truth
from facts.query import compare, rows

NAMED = {
    "Industrial investment": "investment-growth",
    "Fixed asset investment": "fixed-asset-growth",
    "Industry as a whole": "value-added-growth",
}


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("standard", ["any key sector", "all key sectors", "any of the three key sectors"])
@pytest.mark.parametrize(("word", "sign"), [("faster", Comparison.ABOVE), ("more slowly", Comparison.BELOW)])
def test_a_value_is_held_against_each_of_a_kind(
    answerer: Answerer, name: str, standard: str, word: str, sign: Comparison
) -> None:
    """It is above them all, or it is not, by the values of the release."""
    release = answerer.interpreter.release
    measure = release.measure(NAMED[name])
    truths = [compare(measure, sign, row) is Truth.YES for row in rows(release, "sector")]
    reply = answerer.ask(f"{name} grew {word} than {standard}, correct?")
    assert reply.verdict is (Verdict.SUPPORTED if all(truths) else Verdict.REFUTED)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Did any sector grow faster than industrial investment?", Verdict.REFUTED),
        ("Did all sectors grow faster than industry overall?", Verdict.SUPPORTED),
        ("Did any of the sectors lag industry as a whole?", Verdict.REFUTED),
        ("Did the fastest sector outpace industrial investment?", Verdict.REFUTED),
    ],
)
def test_a_kind_is_held_against_a_value(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """The other way round as well."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("By how many points does the slowest key sector still beat overall industrial growth?", "1.1"),
        ("How much faster than industry overall did the fastest sector grow?", "3.8"),
        ("What is the gap between the slowest sector and industrial investment growth?", "4.4"),
        ("What is the difference between the fastest and the slowest sector?", "2.7"),
    ],
)
def test_a_thing_called_by_its_place_is_reckoned_with(answerer: Answerer, question: str, difference: str) -> None:
    """Its name takes the place of its place."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert f"{difference} percentage points" in reply.text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("At least ten cities grew, right?", Verdict.SUPPORTED),
        ("More than 12 cities grew, right?", Verdict.REFUTED),
        ("At most 10 cities grew, right?", Verdict.REFUTED),
        ("Did at least two sectors exceed 5%?", Verdict.SUPPORTED),
        ("At least three sectors exceeded 5%, right?", Verdict.REFUTED),
        ("12 of the 14 cities grew?", Verdict.REFUTED),
        ("11 cities grew?", Verdict.SUPPORTED),
        ("Six of Liaoning's 14 cities outpaced the nation?", Verdict.SUPPORTED),
        ("Between a third and a half of the cities beat the national rate, right?", Verdict.SUPPORTED),
        ("Between half and two thirds of the cities beat the national rate, right?", Verdict.REFUTED),
        ("Dandong and Benxi each fell by more than 10%, right?", Verdict.REFUTED),
        ("Metallurgy exceeded 8%.", Verdict.REFUTED),
        ("It's not wrong to say that more projects got bonds than loans, is it?", Verdict.SUPPORTED),
    ],
)
def test_how_many_there_are_is_held_against_the_count(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """A number before a kind of thing counts it, whatever bound is put on it."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    ("question", "fact", "total"),
    [
        ("In total how much money went into bonds?", "bond-funds", "financing-total"),
        ("How much went into loans altogether?", "loan-funds", "financing-total"),
        ("How many projects got loans in all?", "loan-projects", "financed-projects"),
    ],
)
def test_a_total_of_one_named_part_is_that_part(answerer: Answerer, question: str, fact: str, total: str) -> None:
    """What else would be summed up is not named."""
    query = answerer.ask(question).explanation.query
    assert fact in query
    assert total not in query
