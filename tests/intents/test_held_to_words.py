"""What a question says in so many words is kept to: which rate, which of two clauses, how many at least, of whom."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict


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
