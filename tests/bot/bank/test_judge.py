"""Replies are judged by what a reader needs: right, short of it, or wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bank.case import Wanted
from bot.bank.judge import Outcome, judge
from bot.reply import Citation, Explanation, Reply, Status, Verdict

REPLY = Reply(
    "How fast did it grow?",
    Status.ANSWERED,
    "It grew by 3.4%.",
    facts=("growth",),
    sources=(Citation("r", 1, "grew 3.4 percent"),),
)
SILENT = Reply("What of Jilin?", Status.NOT_STATED, "The release does not say.")


def outcome(wanted: Wanted, reply: Reply = REPLY) -> Outcome:
    """What a reply comes to."""
    return judge(reply.question, wanted, reply).outcome


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(("answered",), says=(("3.4 percent", "4.3%"),), facts=("growth",), paragraphs=(1, 2)), Outcome.RIGHT),
        (Wanted(("not_stated",)), Outcome.WRONG),
        (Wanted(("answered",), not_says=("3.4%",)), Outcome.WRONG),
        (Wanted(("answered",), says=(("4.3%",),)), Outcome.SHORT),
        (Wanted(("answered",), facts=("other",)), Outcome.SHORT),
        (Wanted(("answered",), paragraphs=(2,)), Outcome.SHORT),
        (Wanted(("answered",), working=""), Outcome.SHORT),
        (Wanted(("answered",), verdict="supported"), Outcome.SHORT),
        (Wanted(("answered",), not_verdict="supported"), Outcome.RIGHT),
    ],
)
def test_an_answer_is_held_to_all_that_is_wanted(wanted: Wanted, expected: Outcome) -> None:
    """The first thing that fails decides; to assert what must not be asserted is wrong."""
    assert outcome(wanted) is expected


def test_verdicts_that_contradict_are_wrong() -> None:
    """A refusal to judge falls short; the contrary verdict is wrong."""
    refuted = replace(REPLY, verdict=Verdict.REFUTED)
    assert outcome(Wanted(("answered",), verdict="supported"), refuted) is Outcome.WRONG
    assert outcome(Wanted(("answered",), not_verdict="refuted"), refuted) is Outcome.WRONG


def test_two_silences_stand_for_each_other_where_that_is_allowed() -> None:
    """Readers hardly mind whether a thing is not stated or out of scope."""
    assert outcome(Wanted(("out_of_scope",), exact=False), SILENT) is Outcome.RIGHT
    assert outcome(Wanted(("out_of_scope",)), SILENT) is Outcome.SHORT
    assert outcome(Wanted(("answered",)), SILENT) is Outcome.SHORT


def test_what_an_answer_must_say_does_not_bind_silence() -> None:
    """Unless it is wanted of every reply."""
    either = Wanted(("answered", "not_stated"), says=(("3.4%",),), exact=False)
    assert outcome(either, SILENT) is Outcome.RIGHT
    assert outcome(replace(either, always=True), SILENT) is Outcome.SHORT


def test_a_question_for_the_source_is_answered_by_the_sources() -> None:
    """Their words count where they are asked for."""
    wanted = Wanted(("answered",), says=(("grew 3.4 percent",),))
    assert judge("where does it say so?", wanted, REPLY).outcome is Outcome.RIGHT


def test_a_wording_has_to_be_taken_for_its_query() -> None:
    """Told by its facts, or taken for the query with every word explained; a gap must not be answered."""
    by_query = replace(REPLY, explanation=Explanation(query="tell growth"))
    assert outcome(Wanted(("answered",), query="tell growth"), by_query) is Outcome.RIGHT
    assert outcome(Wanted(("answered",), query="tell growth and more", facts=("growth",)), by_query) is Outcome.RIGHT
    assert outcome(Wanted(("answered",), query="tell other", facts=("other",)), by_query) is Outcome.SHORT
    assert outcome(Wanted(("not_stated",), query="gap rate"), by_query) is Outcome.WRONG
    vetoed = replace(SILENT, explanation=Explanation(query="tell growth", unexplained=("flyers",), reason="strange"))
    assert judge("?", Wanted(("answered",), query="tell growth"), vetoed).why == "not_stated: strange: flyers"
