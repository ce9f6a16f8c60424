"""Whom a release is about: the place, or the body, that it speaks of most and first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facts.draft.names import Name
from facts.draft.words import DraftWords
from facts.text import Text

_DOES_SO: Final = 2
"""How often a text has to say that a body runs something to be about it."""
_CALLED_SO: Final = 2
"""How often a text has to say "the company" to be about one."""


def home_of(text: Text, names: Sequence[Name], words: DraftWords) -> Name | None:
    """The first place that a text names; a body, such as a bank, where the text speaks of it more than of the place.

    A place where the text was written ("Halden, 3 May - …") is only taken where there is nothing else, and a lake or a
    railway line only where no other place is named.
    """
    known = [name for name in names if name.kind != "person"]
    told = [name for name in known if not is_dateline(name, text)] or known
    places = sorted((name for name in told if name.kind == "place"), key=lambda name: _first(name, text))
    place = next((name for name in places if not words.features & {*name.text.split()}), next(iter(places), None))
    firm = _firm(told, text, words)
    if firm is not None:
        return firm
    bodies = [name for name in told if name.kind == "organisation" and not words.central.search(name.text)]
    body = max(bodies, key=lambda name: _acts(name, text, words), default=None)
    if body is None or not (acts := _acts(body, text, words)):
        return place or next(iter(told or names), None)
    if _operates(body, text, words) >= _DOES_SO:
        return body
    if place is not None and not _noun(body, words.bodies):
        return place  # an agency or an authority counts and watches what is the country's
    if place is None or acts > _place_mentions(place, known, text, words):
        return body
    return place


def _operates(body: Name, text: Text, words: DraftWords) -> int:
    """How often a text says that a body runs something: "the Board supplies", "the Authority's network"."""
    noun = _noun(body, words.organisation_nouns)
    called = "|".join([*(re.escape(each) for each in (body.text, *body.aliases)), rf"(?:the|our) {noun or body.text}"])
    verbs = "|".join(sorted({*words.action_verbs, *words.operating} - words.supervising))
    owned = "|".join(sorted(words.firm_owns))
    does, has = rf"(?: (?:also|now|has|have|will|is|was))* (?:{verbs})\b", rf"'s? (?:\w+ )?(?:{owned})\b"
    doing = re.compile(rf"(?<!\w)(?:{called})(?:{does}|{has})", re.IGNORECASE)
    return sum(len(doing.findall(sentence)) for _, _, sentence in text)


def _first(name: Name, text: Text) -> tuple[int, int, int, int]:
    """Where a text first speaks of a name, if only within that of a body: "the Bank of Kessia"."""
    length = -len(name.text)
    found = ((paragraph, number, name.stands_in(sentence), length) for paragraph, number, sentence in text)
    return next((each for each in found if each[2] >= 0), (name.paragraph, name.sentence, 0, length))


def _firm(names: Sequence[Name], text: Text, words: DraftWords) -> Name | None:
    """The firm that a text calls "the company" later on, where its name has no noun that tells one.

    It is the name that most often does something: "Marrow Water supplied …".
    """
    later = re.compile(rf"\b(?:the|our) (?:{'|'.join(sorted(words.firms))})\b", re.IGNORECASE)
    if sum(len(later.findall(sentence)) for _, _, sentence in text) < _CALLED_SO:
        return None
    if any(_noun(name, words.bodies | words.organisation_nouns - words.offices) for name in names):
        return None
    verbs = "|".join(sorted(words.verbs | words.auxiliaries | words.speech_verbs))
    acts = {name.text: 0 for name in names if (name.kind == "place" and len(name.text.split()) > 1) or not name.sure}
    for called in acts:
        doing = re.compile(rf"(?<!\bin )(?<!\w){re.escape(called)} (?:{verbs})\b")
        acts[called] = sum(len(doing.findall(sentence)) for _, _, sentence in text)
    best = max(acts, key=lambda called: acts[called], default="")
    return next((name for name in names if name.text == best and acts[best]), None)


def _acts(body: Name, text: Text, words: DraftWords) -> int:
    """How often a text speaks of a body as of somebody who does something, and not only says it.

    An office that only publishes figures is not what they are about; of one whose noun is that of a firm or a school
    every mention counts.
    """
    if noun := _noun(body, words.bodies):
        return _mentions(body, text, frozenset({noun}))
    noun = _noun(body, words.organisation_nouns - words.offices)
    if not noun:
        return 0
    told = "|".join(sorted(words.speech_verbs | {"will publish", "published", "publishes", "releases", "released"}))
    called = "|".join([*(re.escape(each) for each in (body.text, *body.aliases)), rf"(?:the|our) {noun}"])
    acting = re.compile(
        rf"(?<!according to )(?<!according to the )(?<!\bby )(?<!\bby the )(?<!\bfrom )(?<!\bfrom the )"
        rf"(?<!\w)(?:{called})(?!\w)(?! (?:{told})\b)(?!,? (?:today|has) (?:{told})\b)",
        re.IGNORECASE,
    )
    acts = sum(len(acting.findall(sentence)) for _, _, sentence in text)
    return acts if acts > 1 else 0


def is_dateline(name: Name, text: Text) -> bool:
    """Whether a name opens a paragraph only to say where and when it was written, and does not stand elsewhere."""
    day = r"\(?\d{1,2} [A-Za-z]+(?: \d{4})?\)?"
    told = rf"(?:[,/][^-]{{0,40}}|,? \([^)]*\)|,? \d[^-]{{0,30}})? - |,? {day}(?:\Z|: |[.)])"
    opening = re.compile(rf"\A\(?{re.escape(name.text)}(?:{told})", re.IGNORECASE)
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
