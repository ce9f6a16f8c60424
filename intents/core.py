"""The one clause that a story is told around: what is said or asked of the release, without what the reader adds.

"My teacher wrote on the board that equipment grew 5.9 and I think she mixed it up" puts forward that equipment grew by
5.9%. A clause is taken for that only where nothing outside of it could limit it: no figure, name, time or place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from intents.language import Thresholds
from intents.read import Reading
from intents.readings.ask import Ask
from intents.recognise import Recognised, inside_of

_SHORTEST_STORY: Final = 12
_LONGEST_STORY: Final = 90
"""Words and marks of a message."""
_SHORTEST: Final = 3
_LONGEST: Final = 24
"""Words of the clause."""
_MOST: Final = 14
"""Clauses that are tried, the longest first."""
_LOOSE: Final = "loose"
_LIMITING: Final = frozenset({"place", "month"})
"""Foils that a clause may be limited by from outside."""
_MARKS: Final = frozenset(",;.:?!-–—…\"'()")

Read = Callable[[Recognised], Reading]


def core_of(ask: Ask, read: Read, least: Thresholds) -> Recognised | None:
    """The clause of a story that is surely about the release; none where there is no story, or no such clause."""
    if not _SHORTEST_STORY <= len(ask.text) <= _LONGEST_STORY or ask.grammar.first_persons.isdisjoint(ask.text):
        return None
    found: list[tuple[float, Recognised]] = []
    pairs = sorted(_clauses(ask), key=lambda pair: pair[0] - pair[1])
    for start, end in pairs[:_MOST]:
        clause = ask.recognised.stretch(start, end)
        if not _alone(ask, start, end):
            continue
        told = Ask(clause, ask.resolver, ask.context)
        clause = replace(clause, asserted=told.asks() is None and not told.requests and not told.opens_as_claim)
        reading = read(clause)
        sure = reading.match.score >= least.likely and reading.match.lead >= least.silent_lead
        settled = reading.finding is not None and (told.asks() is not None or reading.finding.verdict is not None)
        if sure and settled and reading.finding is not None and reading.finding.status == "answered":
            found.append((reading.match.score + reading.match.lead, clause))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _clauses(ask: Ask) -> Iterator[tuple[int, int]]:
    """Where clauses may begin and end that speak of something in particular."""
    text, grammar = ask.text, ask.grammar
    spans = (*ask.words, *ask.recognised.mentions, *ask.recognised.periods)
    inside = inside_of([span for span in spans if span.end - span.start > 1])
    joints = grammar.clause_joints | grammar.report_joints | grammar.opposing_words | grammar.if_words | _MARKS
    joints = joints | grammar.causal_words | grammar.lead_ins
    persons = grammar.first_persons | grammar.personal_pronouns
    framing = [cue for cue in ask.spans("report", "tag", "verify", "frame") if cue.end - cue.start > 1 or cue.start]
    starts = {place + 1 for place, one in enumerate(text) if one in joints and place not in inside}
    starts |= {cue.end for cue in ask.spans("report")}
    starts |= {p for p, one in enumerate(text) if p and one in grammar.question_words | grammar.finite_auxiliaries}
    ends = {place for place, one in enumerate(text) if one in joints | persons and place not in inside}
    ends |= {cue.start for cue in framing} | {len(text)}
    for start in sorted(starts):
        for end in sorted(ends):
            words = sum(one.isalnum() for one in text[start:end])
            if _SHORTEST <= words <= _LONGEST and any(start <= w.start and w.end <= end for w in ask.telling):
                yield start, end


def _alone(ask: Ask, start: int, end: int) -> bool:
    """Whether nothing outside a clause could limit what it says, and no pronoun in it points out of it."""
    said, home = ask.recognised, ask.release.about.home
    spans = (*said.mentions, *said.periods, *said.kinds)
    if any(not (start <= span.start and span.end <= end) for span in spans):
        return False
    outside = [word for word in ask.words if not (start <= word.start and word.end <= end)]
    if any((word.entity and word.entity != home) or word.foil in _LIMITING for word in outside):
        return False
    asked = ask.grammar.question_words
    asks = not asked.isdisjoint((*ask.text[:start], *ask.text[end:]))
    if asks and any(word.foil and word.foil != _LOOSE for word in outside):
        return False  # something else is asked as well
    pointing = ask.grammar.possessives | ask.grammar.here_words | ask.grammar.first_persons
    return pointing.isdisjoint(ask.text[start:end])
