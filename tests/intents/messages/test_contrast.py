"""One thing said and denied of another: it holds where it holds of the first and not of the second."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict

RATES = {"metallurgy": "7.2%", "consumer goods": "5.9%", "equipment manufacturing": "4.5%"}
PAIRS = [*permutations(RATES, 2)]
FORMS = ["It was {one}, not {other}, that grew {rate}. Right?", "{one}, rather than {other}, grew by {rate}, correct?"]


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("form", FORMS)
def test_the_right_one_is_confirmed_and_the_wrong_one_denied(
    answerer: Answerer, form: str, one: str, other: str
) -> None:
    """Whose rate it is decides, whichever of the two is named first."""
    right = answerer.ask(form.format(one=one, other=other, rate=RATES[one]))
    wrong = answerer.ask(form.format(one=one, other=other, rate=RATES[other]))
    assert right.verdict is not Verdict.REFUTED
    assert wrong.verdict is Verdict.REFUTED
    assert wrong.text.startswith("No.")


@pytest.mark.parametrize(
    "claim",
    [
        "Shenyang was picked as a pilot city but Dalian was not. Right?",
        "Dalian is a pilot city but Shenyang isn't, correct?",
        "Benxi topped 10% but Dandong did not, correct?",
        "Steel is among the sectors to be stabilised but oil is not, right?",
        "The BMW ramp-up was in August, not September, was it not?",
    ],
)
def test_a_half_that_is_false_refutes_the_whole(answerer: Answerer, claim: str) -> None:
    """The true half does not carry the other."""
    assert answerer.ask(claim).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    "claim", ["Dandong topped 10% but Dalian did not, correct?", "Ansteel, not Baosteel, was at the meeting. Correct?"]
)
def test_a_half_that_is_open_leaves_the_whole_open(answerer: Answerer, claim: str) -> None:
    """Nothing is stated of the other one, and nothing is confirmed of it."""
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Not all industries grew, did they?", Verdict.SUPPORTED),
        ("Not all cities grew, right?", Verdict.SUPPORTED),
        ("All 40 industries grew, right?", Verdict.REFUTED),
        ("No city beat the nation, right?", Verdict.REFUTED),
    ],
)
def test_all_and_none(answerer: Answerer, claim: str, verdict: Verdict | None) -> None:
    """A negation before all turns it round once."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    "claim",
    [
        "So Liaoning trails the nation by 0.6 points, correct?",
        "Isn't it true that Liaoning outgrew the national average by 0.6 points?",
        "Was the 75% coverage a record?",
        "Were over 40 meetings held with foreign investors?",
        "Shenyang and Dalian came second on the national list, true?",
        "Each of the eight projects got 910 million yuan of special loans?",
        "Did the number of cities with growth rise compared with last year?",
        "Nobody mentioned demand as a problem, correct?",
    ],
)
def test_a_right_figure_confirms_nothing_else(answerer: Answerer, claim: str) -> None:
    """What the figure is put with is not what the release says of it."""
    assert answerer.ask(claim).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Neither metallurgy nor equipment manufacturing exceeded 8%.", Verdict.SUPPORTED),
        ("Neither metallurgy nor consumer goods exceeded 6%, right?", Verdict.REFUTED),
        ("Neither the special loans nor the bonds reached one billion yuan, right?", Verdict.SUPPORTED),
        ("Neither Dandong nor Benxi grew by more than 10%, correct?", Verdict.REFUTED),
        ("Consumer goods outgrew equipment manufacturing but not metallurgy, correct?", Verdict.SUPPORTED),
        ("Equipment manufacturing outgrew consumer goods but not metallurgy, correct?", Verdict.REFUTED),
    ],
)
def test_what_is_denied_of_both_or_of_a_third_is_asked_of_each(
    answerer: Answerer, claim: str, verdict: Verdict
) -> None:
    """Neither of two, and one but not another."""
    assert answerer.ask(claim).verdict is verdict
