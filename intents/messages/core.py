"""The one clause that a story is told around: what is said or asked of the release, without what the reader adds.

"My teacher wrote on the board that equipment grew 5.9 and I think she mixed it up" puts forward that equipment grew by
5.9%. A clause is taken for that only where nothing outside of it could limit it: no figure, name, time or place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from intents.messages.read import Reading
from intents.readings.ask import Ask
from intents.spans.found import LOOSE, OFFICE, PLACE, Recognised, inside_of
from intents.spans.pieces import clause_around
from intents.vocabulary.language import Thresholds

_SHORTEST_STORY: Final = 8
_LONGEST_STORY: Final = 90
"""Words and marks of a message."""
_SHORTEST: Final = 3
_LONGEST: Final = 24
"""Words of the clause."""
_MOST: Final = 14
"""Clauses that are tried, the longest first."""
_LIMITING: Final = frozenset({PLACE, "month"})
"""Foils that a clause may be limited by from outside."""
_TOPICS: Final = frozenset({"economy"})
"""Foils that another question may be about, unless they are said of the reader himself."""
_MARKS: Final = frozenset(",;.:?!-–—…\"'()")

Read = Callable[[Recognised], Reading]


def core_of(ask: Ask, read: Read, least: Thresholds) -> Recognised | None:
    """The clause of a story that is surely about the release; none where there is no story, or no such clause."""
    if not _SHORTEST_STORY <= len(ask.text) <= _LONGEST_STORY:
        return None
    found: list[tuple[float, Recognised]] = []
    longest_first = sorted(_clauses(ask), key=lambda pair: pair[0] - pair[1])
    for start, end in islice((pair for pair in longest_first if _alone(ask, *pair)), _MOST):
        clause = ask.recognised.stretch(start, end)
        told = Ask(clause, ask.resolver, ask.context)
        states = told.has("asserts") and told.asks() is None and not told.requests and not told.opens_as_claim
        clause = replace(clause, asserted=states)
        reading = read(clause)
        whole = _bare(ask, start, end) and reading.match.score >= least.plain
        sure = reading.match.score >= least.likely
        sure = sure and reading.match.lead >= (least.tied_lead if whole else least.silent_lead)
        asks = _ends(ask, end) and (told.asks() is not None or told.requests or told.opens_as_claim)
        asks = asks or _bare(ask, start, end)
        settled = reading.finding is not None and (reading.finding.verdict is not None or (asks and not states))
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
    starts |= {0, *(cue.end for cue in ask.spans("report"))}
    starts |= {p for p, one in enumerate(text) if p and one in grammar.question_words | grammar.finite_auxiliaries}
    ends = {place for place, one in enumerate(text) if one in joints | persons and place not in inside}
    ends |= {cue.start for cue in framing} | {len(text)}
    for start in sorted(starts):
        for end in sorted(ends):
            words = sum(one.isalnum() for one in text[start:end])
            if start < end and text[end - 1] in grammar.limiting_words:
                continue  # "how much did it grow in | my village"
            if _SHORTEST <= words <= _LONGEST and any(start <= w.start and w.end <= end for w in ask.telling):
                yield start, end


def _alone(ask: Ask, start: int, end: int) -> bool:
    """Whether nothing outside a clause could limit what it says, and no pronoun in it points out of it."""
    said, home = ask.recognised, ask.release.about.home
    kinds = [kind for kind in said.kinds if not _of_oneself(ask, kind.start)]
    spans = (*said.mentions, *said.periods, *kinds)
    if any(not (start <= span.start and span.end <= end) for span in spans):
        return False
    outside = [word for word in ask.words if not (start <= word.start and word.end <= end)]
    named = {home, *ask.recognised.within(start, end).entities()}
    if any((word.entity and word.entity not in named) or word.foil in _LIMITING for word in outside):
        return False
    grammar, around = ask.grammar, (*ask.text[:start], *ask.text[end:])
    foils = {word.foil for word in outside if word.foil} - {LOOSE}
    asked = not grammar.question_words.isdisjoint(around)
    if foils and asked:
        return False  # something else is asked as well
    reports = [cue for cue in ask.spans("report") if cue.end <= start]
    media = any(frame.start < cue.start for frame in ask.spans("frame") for cue in reports)
    if OFFICE in foils and reports and not media:
        return False  # "the mayor said", and not "the union paper says"
    told = bool(reports) or _reader_speaks(ask, start, end)
    if not told and (asked or foils & _TOPICS or not _apart(ask, start)):
        return False
    return not _points_out(ask, start, end)


def _bare(ask: Ask, start: int, end: int) -> bool:
    """Whether a clause stands between marks, as a title does: "pilots, please"."""
    return (start == 0 or ask.text[start - 1] in _MARKS) and _ends(ask, end)


def _ends(ask: Ask, end: int) -> bool:
    """Whether a clause ends there by a mark or a joint: "what he said | on tariffs" does not."""
    joints = _MARKS | ask.grammar.clause_joints | ask.grammar.opposing_words
    return ask.text[end - 1] in _MARKS or {*ask.text[end : end + 1]} <= joints


def _reader_speaks(ask: Ask, start: int, end: int) -> bool:
    """Whether the reader tells of himself outside a clause, and not only says "tell me"."""
    places = (*range(start), *range(end, len(ask.text)))
    persons, requests = ask.grammar.first_persons, ask.grammar.requests
    return any(ask.text[p] in persons and not (p and ask.text[p - 1] in requests) for p in places)


def _of_oneself(ask: Ask, place: int) -> bool:
    """Whether a word stands in a clause that the reader tells of himself: "I have it from the trade office"."""
    text = ask.text
    start, end = clause_around(text, place, _MARKS)
    return text[start] in ask.grammar.first_persons and ask.grammar.wishing_words.isdisjoint(text[start:end])


def _apart(ask: Ask, start: int) -> bool:
    """Whether a clause stands behind a colon or a full stop, or behind whom it is to be told: "tell the class who"."""
    before = ask.text[start - 1 : start]
    return before in ((":",), (".",)) or (start > 0 and ask.text[0] in ask.grammar.requests)


def _points_out(ask: Ask, start: int, end: int) -> bool:
    """Whether a pronoun of a clause may stand for what only the rest of the story names.

    "Their" stands for a kind that is named before it, and "of our cities" is said of those of the release.
    """
    grammar = ask.grammar
    kinds = [kind for kind in ask.recognised.kinds if start <= kind.start and kind.end <= end]
    named = {word.start for word in ask.telling} | {kind.start for kind in kinds}
    for place in range(start, end):
        text = ask.text[place]
        if text in grammar.singular_pronouns and place + 1 in named and place > start:
            return True  # "and how is that plant doing"
        if text in grammar.here_words or text in grammar.first_persons:
            counted = ask.text[place - 1] in grammar.of_words and any(kind.start == place + 1 for kind in kinds)
            if text not in grammar.own_words or not counted:
                return True
        elif text in grammar.possessives and not any(kind.end <= place for kind in kinds):
            return True
    return False
