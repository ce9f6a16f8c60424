"""What a question says in so many words is kept to: which rate, which of two clauses, how many at least, of whom."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of


@pytest.mark.parametrize(
    ("question", "told", "left_out"),
    [
        ("which sectors grew faster than fixed asset investment", "Metallurgy (7.2%) and consumer goods", "4.5%"),
        ("which sectors grew slower than FAI", "Equipment manufacturing (4.5%)", "7.2%"),
        ("which sectors lag overall fixed investment", "Equipment manufacturing (4.5%)", "7.2%"),
        ("which sectors grew faster than industrial investment", "None of the sectors", "3.4%"),
        ("Excluding metallurgy, what sector rates remain?", "(4.5%) and consumer goods (5.9%)", "7.2%"),
        (
            "Rank from low to high: industrial investment, total FAI, industrial output",
            "From lowest to highest",
            "7.2%",
        ),
        ("Metallurgy less the provincial headline, pp?", "3.8 percentage points", "4.5%"),
    ],
)
def test_values_are_held_against_what_is_named(answerer: Answerer, question: str, told: str, left_out: str) -> None:
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert told in reply.text
    assert left_out not in reply.text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("No fewer than thirty industries expanded, I hear. Accurate?", Verdict.SUPPORTED),
        ("No fewer than 31 industries expanded, right?", Verdict.REFUTED),
        ("Industry didn't slow down after August, it sped up, right?", Verdict.SUPPORTED),
        ("The gap didn't narrow, it widened, right?", Verdict.REFUTED),
        ("Completions are less than a sixth of starts and reopenings, right?", Verdict.SUPPORTED),
        ("did growth not come to 3.4%?", Verdict.SUPPORTED),
        ("did growth not come to 4.3%?", Verdict.REFUTED),
        ("did growth reach 3%?", None),  # it did, and it was more
        ("did growth hit 4.3%?", Verdict.REFUTED),
        ("metallurgy is also 302, right?", Verdict.REFUTED),
        ("the gap is smaller now than in the first eight months", None),  # and not denied
        ("average headcount of the 302 newly added enterprises", None),
    ],
)
def test_a_claim_is_judged_as_it_is_put(answerer: Answerer, claim: str, verdict: Verdict | None) -> None:
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    "question",
    [
        "tell me the 6 cities that were above the national rate",
        "how fast did Liaoyuan grow",
        "average headcount of the 302 newly added enterprises",
        "What's the bill for the 119 state-level projects?",
        "which sectors lag the national rate",
    ],
)
def test_what_is_only_counted_or_elsewhere_is_not_stated(answerer: Answerer, question: str) -> None:
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("growth of the consumer goods industry (not retail, don't mix it up)", "5.9%"),
        ("Where is the new manufacturing technology being tried out, if not in Anshan?", "Dalian"),
    ],
)
def test_what_is_said_not_to_be_asked_is_left_out(answerer: Answerer, question: str, told: str) -> None:
    reply = answerer.ask(question)
    assert (reply.status, told in reply.text) == (Status.ANSWERED, True)


@pytest.mark.parametrize(
    "claim",
    [
        "did the incentive funds work?",
        "has the support been effective?",
        "are Shenyang and Dalian the richest cities?",
        "Is Chen Hu the boss of the department?",
        "Did the gap narrow by half?",
    ],
)
def test_what_nobody_tells_is_not_confirmed(answerer: Answerer, claim: str) -> None:
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("metallurgy stayed under 7%, right?", Verdict.REFUTED),
        ("metallurgy stayed under 8%, right?", Verdict.SUPPORTED),
    ],
)
def test_what_is_said_of_one_is_told_of_that_one(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    reply = answerer.ask(claim)
    assert (reply.verdict, reply.text.count("%")) == (verdict, 1)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("difference between the fastest and the second fastest sector", "1.3 percentage points"),
        ("gap between the slowest and the middle sector", "1.4 percentage points"),
        ("spread between the fastest and the slowest sector", "2.7 percentage points"),
    ],
)
def test_two_of_a_kind_are_called_by_their_places(answerer: Answerer, question: str, told: str) -> None:
    assert told in answerer.ask(question).text


@pytest.mark.parametrize(
    ("turns", "status"),
    [
        (["which are the pilot cities", "so both of them grew by more than 10%"], Status.NOT_STATED),
        (["how many cities had no growth", "so their industry fell"], Status.NOT_STATED),
        (["how many cities had no growth", "dalian one of them?"], Status.NOT_STATED),
        (["growth coverage, meaning what?", "What was it last year?"], Status.NOT_STATED),
        (["dandong growth", "was it the best of all then"], Status.NOT_STATED),
        (["how many meetings were there", "what were they meant to achieve?"], Status.ANSWERED),
    ],
)
def test_what_leans_stays_with_what_was_told(answerer: Answerer, turns: list[str], status: Status) -> None:
    assert last_of(answerer, *turns).status is status


@pytest.mark.parametrize(
    ("turns", "verdict", "told"),
    [
        (["Thirty cities and eleven industries grew, right?"], Verdict.REFUTED, "30 of the province's 40"),
        (["11 cities and 30 industries grew, right?"], Verdict.SUPPORTED, "11 of Liaoning's 14"),
        (["How many industries grew?", "so under half"], Verdict.REFUTED, "30"),
        (["What was regained?", "Is it worth more than the loans and bonds put together?"], Verdict.SUPPORTED, "1.494"),
        (["rank the sectors", "gap between first and last?", "and second and third?"], None, "1.4 percentage"),
        (["Which gave more money, loans or bonds?", "which went to more projects?"], None, "38 projects"),
        (["How much has growth picked up?", "compared with what period?"], None, "January to August"),
    ],
)
def test_figures_that_are_told_are_worked_with(
    answerer: Answerer, turns: list[str], verdict: Verdict | None, told: str
) -> None:
    reply = last_of(answerer, *turns)
    assert reply.verdict is verdict
    assert told in reply.text


SUBJECTS = [
    ("were", "the special loans"),
    ("were", "the incentive funds"),
    ("is", "the BMW plant"),
    ("is", "Chen Hu"),
    ("are", "the pilot cities"),
    ("is", "the Three Stability task force"),
    ("is", "Benxi"),
]
UNTOLD = [
    "safe",
    "huge",
    "profitable",
    "happy",
    "expensive",
    "corrupt",
    "popular",
    "old",
    "the richest",
    "a failure",
    "illegal",
]


@pytest.mark.parametrize(("verb", "subject"), SUBJECTS)
def test_what_is_said_of_something_has_to_be_told_of_it(answerer: Answerer, verb: str, subject: str) -> None:
    """No quality of a thing is confirmed by what is told of it otherwise."""
    asked = [text for one in UNTOLD for text in (f"{verb} {subject} {one}?", f"{subject} {verb} {one}, right?")]
    assert [text for text in asked if answerer.ask(text).verdict is Verdict.SUPPORTED] == []


@pytest.mark.parametrize(
    ("turns", "status", "told"),
    [
        (["How many cities beat the nation?", "Sorry, I meant faster than 10%."], Status.ANSWERED, "Dandong"),
        (["How many cities beat the nation?", "faster than 10%", "And faster than 20%?"], Status.NOT_STATED, "Dandong"),
        (["benxi grew over 10 right", "exactly how much"], Status.NOT_STATED, "more than 10%"),
        (["metallurgy growth", "how's that sector doing in beijing"], Status.NOT_STATED, "other provinces"),
        (["how many projects were completed", "who completed them?"], Status.NOT_STATED, "625"),
    ],
)
def test_a_condition_is_put_to_the_kind_that_was_counted(
    answerer: Answerer, turns: list[str], status: Status, told: str
) -> None:
    reply = last_of(answerer, *turns)
    assert (reply.status, told in reply.text) == (status, True)


@pytest.mark.parametrize(
    "claim",
    [
        "did industrial investment beat expectations?",
        "did the six cities exceed the plan?",
        "growth surpassed forecasts, right?",
    ],
)
def test_nothing_is_held_against_what_nobody_tells(answerer: Answerer, claim: str) -> None:
    assert answerer.ask(claim).status is Status.NOT_STATED
