"""What is only aimed at, planned or promised, and taken to have come about: "were the bases built?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from facts.model import Fact
from intents.readings.ask import Ask

_RISING: Final = frozenset({"grow", "widen", "improvement"})
"""What is said of most aims that are reached."""
_BEFORE_AIM: Final = 3
"""Words before what is aimed at within which it is said to be one."""


def is_settled(fact: Fact) -> bool:
    """Whether nothing says that a fact is an aim or an effort, whose outcome is not stated."""
    status = fact.aspects.get("status")
    return status is None or status.stated


def took_place(ask: Ask) -> bool:
    """Whether something is said to have come about, or to be so by now: "the bases were built"."""
    if not ask.claims or ask.has("mentioned", "report"):
        return False
    grammar, joints = ask.grammar, ask.grammar.report_joints  # "the company that makes cars"
    said = {ask.text[cue.start] for cue in ask.spans("asserts") if joints.isdisjoint(ask.text[: cue.start][-1:])}
    present = grammar.copulas - grammar.past_copulas
    return not said <= present or bool(said and grammar.now_words & {*ask.text})


def taken_as_reached(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether something is taken to have come about that the facts only name as an aim: "did confidence rise?"."""
    if ask.has("intended") or not ask.grammar.purpose_nouns.isdisjoint(ask.text):
        return False
    for aim in (aim for fact in facts for aim in ask.resolver.by_id[fact.id].aims):
        verb, head = aim[0] | _RISING, aim[-1]
        done = [word for word in ask.words if not word.concepts.isdisjoint(verb)]
        what = [word for word in ask.words if not word.concepts.isdisjoint(head)]
        if not done or not what or any(word in done for word in what):
            continue
        first = min(word.start for word in (*done, *what))
        if ask.grammar.purpose_words.isdisjoint(ask.text[max(0, first - _BEFORE_AIM) : first]):
            return True
    return False
