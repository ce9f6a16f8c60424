"""Whom a release is about: the place, or the body, that it speaks of most and first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facts.draft.names import Name
from facts.draft.words import DraftWords
from facts.text import Text


def home_of(text: Text, names: Sequence[Name], words: DraftWords) -> Name | None:
    """The first place that a text names; a body, such as a bank, where the text speaks of it more than of the place.

    A place where the text was written ("Halden, 3 May - …") is only taken where there is nothing else.
    """
    known = [name for name in names if name.kind != "person"]
    told = [name for name in known if not _is_dateline(name, text)] or known
    place = next((name for name in told if name.kind == "place"), None)
    bodies = [name for name in told if name.kind == "organisation" and _noun(name, words.bodies)]
    body = max(bodies, key=lambda name: _mentions(name, text, words.bodies), default=None)
    if body is None or words.central.search(body.text):
        return place or next(iter(told or names), None)
    if place is None or _mentions(body, text, words.bodies) > _place_mentions(place, known, text, words):
        return body
    return place


def _is_dateline(name: Name, text: Text) -> bool:
    """Whether a name opens a paragraph only to say where and when it was written, and does not stand elsewhere."""
    opening = re.compile(
        rf"\A{re.escape(name.text)}(?:,[^-]{{0,40}}|,? \([^)]*\)|,? \d[^-]{{0,30}})? - ", re.IGNORECASE
    )
    return any(opening.match(sentence) for _, _, sentence in text) and name.seen < 3


def _noun(name: Name, nouns: frozenset[str]) -> str:
    """The noun of its kind in a name: "University"."""
    return next((word for word in reversed(name.text.split()) if word in nouns), "")


def _place_mentions(place: Name, names: Sequence[Name], text: Text, words: DraftWords) -> int:
    nouns = frozenset(word for word in words.place_kinds.get(place.place_kind, []) if word.islower())
    longer = [name.text for name in names if name is not place and place.stands_in(name.text) >= 0]
    return _mentions(place, text, nouns, longer)


def _mentions(name: Name, text: Text, nouns: frozenset[str], longer: Sequence[str] = ()) -> int:
    """How often a text speaks of a name, not as a part of a longer one, or of "the university"."""
    noun = _noun(name, nouns)
    called = [re.escape(each) for each in (name.text, *name.aliases)]
    called += [rf"(?:the|our) {word.lower()}" for word in ({noun} if noun else nouns)]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(called)})(?!\w)", re.IGNORECASE)
    inner = re.compile("|".join(map(re.escape, longer)) or "(?!)")
    return sum(len(pattern.findall(inner.sub("", sentence))) for _, _, sentence in text)
