"""A question folded for matching: its words, with a slot in the place of each typed span, and marks beside them.

A slot stands where a quantity, a period or a name stood, so that "exceeded 10 %" and "exceeded 20 %" are one wording.
Marks say what the spans and the word lists have found out: the groups of words that mean the same, the kinds of thing,
the sort of answer that is wanted, negation. They help where a reader's word stands in no wording.
"""

from __future__ import annotations

from facts.model import Measure, Release
from facts.quantity import UnitKind
from intents.matching.match import Folded
from intents.spans.found import LOOSE, Mention, Recognised

_BARE = "number"
_FEW = 3
_ASIDE = frozenset({"verify", "frame", "tag", "report", "asserts", "done", "intended"})
"""Cues that say how something is put, and nothing of what it is about."""


def fold(recognised: Recognised, release: Release | None = None) -> Folded:
    """Words with slots, and marks, of what was recognised.

    With a release, a number that is the value of a measure is marked as that: readers call a fact by its figure.
    """
    slots: dict[int, tuple[int, str]] = {}
    marks: set[str] = set()
    aside = _aside(recognised)
    for mention in recognised.mentions:
        slots[mention.start] = (mention.end, "{" + _unit(mention) + "}")
        marks.add(f"a:{_unit(mention)}")
        if mention.comparison is not None:
            marks.add("a:compared")
        marks.update(f"v:{name}" for name in _valued(mention, release))
    for when in recognised.periods:
        slots[when.start] = (when.end, "{period}")
        marks.add(when.concept)
    for word in recognised.words:
        if word.start in aside:
            continue
        if word.entity:
            slots.setdefault(word.start, (word.end, "{name}"))
        marks.update(f"c:{concept}" for concept in word.concepts)
        if word.foil and word.foil != LOOSE:
            marks.add(f"f:{word.foil}")
    marks.update(f"q:{cue.name}" for cue in recognised.cues if cue.start not in aside and cue.name not in _ASIDE)
    marks.update(f"k:{kind.name}" for kind in recognised.kinds)
    if any(position not in aside for position in recognised.negations):
        marks.add("q:not")
    words: list[str] = []
    position = 0
    tokens = recognised.tokens
    while position < len(tokens):
        if position in slots:
            end, slot = slots[position]
            words.append(slot)
            position = max(end, position + 1)
            continue
        token = tokens[position]
        if token.kind == "word" and position not in aside:
            words.append(token.text)
        position += 1
    listed = {tokens[p].text for word in recognised.words if word.concepts for p in range(word.start, word.end)}
    return Folded(tuple(words), tuple(sorted(marks)), frozenset(listed))


def _aside(recognised: Recognised) -> frozenset[int]:
    """Places of words that only ask to verify, or say who says it: they tell nothing of what is asked."""
    spans = [cue for cue in recognised.cues if cue.name in _ASIDE]
    end = len(recognised.tokens)
    while end and recognised.tokens[end - 1].kind == "mark":
        end -= 1
    closing = [cue for cue in recognised.cues if cue.name == "tag" and cue.end == end and cue.start > 1]
    long = [cue for cue in spans if cue.name in ("verify", "frame") and cue.end - cue.start > 1]
    places = frozenset(position for cue in (*closing, *long) for position in range(cue.start, cue.end))
    return places if len(places) < len(recognised.tokens) - 1 else frozenset()


def _valued(mention: Mention, release: Release | None) -> list[str]:
    """The stated measures that have this value, or had it once, where it is telling enough to be one of few."""
    if release is None:
        return []
    found = [measure.id for measure in release.valued.get(mention.number, ()) if _goes_with(mention, measure)]
    return found if len(found) <= _FEW else []


def _goes_with(mention: Mention, measure: Measure) -> bool:
    kind = measure.value.unit.kind
    if mention.unit is None:
        return kind is not UnitKind.MONEY
    close = {UnitKind.PERCENT, UnitKind.POINTS}
    return mention.unit.kind is kind or {mention.unit.kind, kind} == close


def _unit(mention: Mention) -> str:
    if mention.unit is None:
        return _BARE
    return mention.unit.kind.value if mention.unit.kind is not UnitKind.COUNT else _BARE
