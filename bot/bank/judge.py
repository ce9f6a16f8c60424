"""Judge a reply by what must come out: right, short of it, or wrong, which is worse: it asserts what is not so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.bank.case import Wanted
from bot.bank.fold import fold, holds, says
from bot.reply import Reply, Status, Verdict

_SILENT: Final = frozenset({Status.NOT_STATED.value, Status.OUT_OF_SCOPE.value})
_ASKS_WHERE: Final = re.compile(
    r"source|where does it say|where.*(?:say|written)|paragraph|quote|来源|出处|哪一段|原文"
)
"""A question whose answer stands in the sources that are shown with the reply."""
_OPEN: Final = frozenset({"about", "number"})
"""Queries whose fact is chosen by the question, and then stands in their written form."""


class Outcome(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    SHORT = "short"
    """Less than was asked for, or not in the form that was asked for."""
    WRONG = "wrong"
    """Something is asserted that must not be."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome, and the reason where it is not right."""

    outcome: Outcome
    why: str = ""


_RIGHT: Final = Judged(Outcome.RIGHT)


def judge(ask: str, wanted: Wanted, reply: Reply) -> Judged:
    """Hold a reply to everything that is wanted; the first thing that it lacks is the reason."""
    if wanted.query is not None:
        return _by_query(wanted, reply)
    status = reply.status.value
    silent = not wanted.exact and status in _SILENT and not _SILENT.isdisjoint(wanted.status)
    if status not in wanted.status and not silent:
        return _fails(status == Status.ANSWERED, f"status {status}, wanted {'/'.join(wanted.status)}")
    if said := next((each for each in wanted.not_says if says(reply.text, each)), None):
        return Judged(Outcome.WRONG, f"must not say {said!r}")
    answered = reply.status is Status.ANSWERED
    if answered and wanted.not_verdict is not None and reply.verdict == wanted.not_verdict:
        return Judged(Outcome.WRONG, f"verdict {reply.verdict}")
    if answered and wanted.verdict is not None and reply.verdict != wanted.verdict:
        against = {reply.verdict, wanted.verdict} == {Verdict.SUPPORTED, Verdict.REFUTED}
        return _fails(against, f"verdict {reply.verdict}, wanted {wanted.verdict}")
    if answered or wanted.always:
        text = reply.text
        if _ASKS_WHERE.search(fold(ask)):
            text += " " + " ".join(source.excerpt for source in reply.sources)
        lacking = next((group for group in wanted.says if not holds(text, group)), None)
        if lacking is not None:
            return Judged(Outcome.SHORT, f"lacks {lacking[0]!r}")
    if answered or wanted.exact:
        return _support(wanted, reply)
    return _RIGHT


def _support(wanted: Wanted, reply: Reply) -> Judged:
    if missing := set(wanted.facts) - set(reply.facts):
        return Judged(Outcome.SHORT, f"rests on {', '.join(reply.facts) or 'no fact'}, wanted {', '.join(missing)}")
    if wanted.working is not None and not (reply.working and wanted.working in reply.working):
        return Judged(Outcome.SHORT, f"shows the working {reply.working!r}, wanted {wanted.working or 'some'}")
    cited = {source.paragraph for source in reply.sources}
    if wanted.paragraphs and reply.status is Status.ANSWERED and cited.isdisjoint(wanted.paragraphs):
        return Judged(Outcome.SHORT, f"cites {sorted(cited)}, wanted one of {list(wanted.paragraphs)}")
    return _RIGHT


def _by_query(wanted: Wanted, reply: Reply) -> Judged:
    """Hold a reply to a typed query: it was taken, or the facts that it names are told; a gap must not be answered.

    A claim that is taken for its query may still be one that the release does not settle.
    """
    asserts = reply.status is Status.ANSWERED
    taken = any(_is(wanted.query or "", query) for query in reply.explanation.query.split("; "))
    if Status.ANSWERED not in wanted.status:
        if not asserts:
            return _RIGHT
        return Judged(Outcome.WRONG, f"answered as {reply.explanation.query!r}, and the release is silent on it")
    told = asserts and bool(wanted.facts) and set(wanted.facts) <= set(reply.facts)
    if told or (taken and not reply.explanation.unexplained):
        return _RIGHT
    strange = ", ".join(reply.explanation.unexplained)
    why = f"{reply.status}: {reply.explanation.reason}" + (f": {strange}" if strange else "")
    return Judged(Outcome.SHORT, f"answered as {reply.explanation.query!r}" if asserts else why)


def _is(wanted: str, query: str) -> bool:
    verb = wanted.partition(" ")[0]
    return query == wanted or (verb in _OPEN and query.startswith(f"{verb} "))


def _fails(wrong: bool, why: str) -> Judged:
    return Judged(Outcome.WRONG if wrong else Outcome.SHORT, why)
