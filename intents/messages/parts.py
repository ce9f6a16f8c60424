"""A message that no reading takes up whole, cut into sentences and clauses that are read by themselves."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from intents.findings import Finding
from intents.messages.several import only_names_kind
from intents.messages.unanswered import TOPICAL_FOILS, not_understood
from intents.readings.ask import Ask
from intents.readings.by_spans import read_by_spans
from intents.spans.found import Recognised
from intents.spans.pieces import TURN_ENDS, clauses, sentences
from intents.vocabulary.grammar import Grammar

_MOST_PARTS: Final = 6
_MOST_WORDS: Final = 90
"""Content words of a message that is still read clause by clause; more is a text and not a question."""
_SHORTEST_STORY: Final = 8
_LONGEST_STORY: Final = 160
"""Words and marks of a story that a question stands in; a message of more is a text."""
_MARKS: Final = TURN_ENDS | frozenset(",:-–—")
_MOST_BEGINNINGS: Final = 4
"""Words at which the question of a longer story might begin that are tried."""


def parted(ask: Ask, whole: Finding | None, topical: float) -> list[Finding]:
    """The findings of a message cut at its clauses, where at least one of them is answered.

    ``whole`` is what the message came to as one question; ``topical`` the part of a question that must be explained
    for it to be about the release.
    """
    recognised = ask.recognised
    if len(recognised.words) > _MOST_WORDS:
        return []
    ways = (
        [sentences(recognised)]
        if ask.claims and ask.firmly
        else [sentences(recognised), clauses(recognised, ask.grammar)]
    )
    read: dict[tuple[str, ...], Finding | None] = {}

    def alone(piece: Recognised) -> Finding | None:
        texts = tuple([token.text for token in piece.tokens])
        if texts not in read:  # a sentence may be a clause as well
            read[texts] = _piece(ask, piece)
        return read[texts]

    for pieces in ways:
        if len(pieces) < 2:
            continue
        subject = frozenset(c for word in pieces[0].words if not word.soft for c in word.concepts)
        found = [alone(piece) or (_piece(ask, piece, subject) if subject else None) for piece in pieces]
        answered = [one for one in found if one is not None and one.status == "answered"]
        asking = [one for piece, one in zip(pieces, found, strict=True) if _asks(piece, ask.grammar)]
        if asking and not any(one is not None and one.status == "answered" for one in asking):
            continue
        if whole is not None and whole.saying == "gap" and len(answered) < len(pieces):
            continue
        if answered and _safe_to_part(ask, pieces, found):
            asked = [
                not_understood(_of(ask, piece), topical) if one is None and _asks(piece, ask.grammar) else one
                for piece, one in zip(pieces, found, strict=True)
            ]
            return _joined(asked)
    tail = _tail(ask)
    return [tail] if tail else []


def _of(ask: Ask, piece: Recognised) -> Ask:
    return Ask(piece, ask.resolver, ask.context)


def _piece(ask: Ask, piece: Recognised, spoken: frozenset[str] = frozenset()) -> Finding | None:
    if not (piece.mentions or piece.periods or any(not word.soft for word in piece.words)):
        return None
    found = read_by_spans(piece, ask.context, ask.resolver, spoken)
    if found is not None and found.intent == "claim" and not _of(ask, piece).firmly:
        return None
    return found


def _safe_to_part(ask: Ask, pieces: Sequence[Recognised], found: Sequence[Finding | None]) -> bool:
    """Whether no piece that went unread, or that only names a place or a time, limits what the others ask."""
    grammar = ask.grammar
    asking = [piece for piece in pieces if _asks(piece, grammar)]
    limiting = grammar.limiting_words | grammar.exceptives
    for piece in pieces:
        telling = [word for word in piece.words if not word.soft]
        first = next((token.text for token in piece.tokens if token.kind == "word"), "")
        if asking and piece not in asking and first in limiting:
            return False
        bare = all(word.entity or word.foil for word in telling) and bool(telling or piece.periods)
        last = next((token.text for token in reversed(piece.tokens) if token.text), "")
        if bare and first in limiting and last == ",":
            return False
        if bare and asking and piece not in asking and (piece.periods or not piece.mentions):
            return False
    if _leans_inside(ask, pieces) or only_names_kind(pieces[-1], grammar):
        return False
    for piece, one in zip(pieces, found, strict=True):
        if one is not None or _asks(piece, ask.grammar):
            continue
        for word in piece.words:
            if word.foil or word.entity or not word.concepts:
                return False
        if piece.periods or piece.mentions:
            return False
    return True


def _leans_inside(ask: Ask, pieces: Sequence[Recognised]) -> bool:
    """Whether one piece says "it" of what only another piece names."""
    home = ask.release.about.home
    naming = [piece for piece in pieces if any(name != home for name in piece.entities())]
    pronouns = ask.grammar.clause_pronouns
    leaning = [p for p in pieces if {t.text for t in p.tokens} & pronouns and not any(n != home for n in p.entities())]
    return bool(naming) and bool(leaning)


def _asks(piece: Recognised, grammar: Grammar) -> bool:
    """Whether a piece is a question of its own, by its question word."""
    asks = not grammar.question_words.isdisjoint(token.text for token in piece.tokens)
    return asks and any(not word.soft for word in piece.words)


def _joined(found: Sequence[Finding | None]) -> list[Finding]:
    kept: list[Finding] = []
    for one in found:
        if one is not None and (one.facts, one.saying) not in [(other.facts, other.saying) for other in kept]:
            kept.append(one)
    return kept[:_MOST_PARTS]


def _tail(ask: Ask) -> Finding | None:
    """The question at the end, or the beginning, of a longer story about the person who asks."""
    recognised, grammar = ask.recognised, ask.grammar
    texts = [token.text for token in recognised.tokens]
    if not set(texts) & grammar.first_persons or not _SHORTEST_STORY <= len(texts) <= _LONGEST_STORY:
        return None
    starters = grammar.question_words | grammar.auxiliaries | grammar.story_words
    opens = _MARKS | grammar.clause_joints | grammar.and_words | grammar.opposing_words

    def begins(start: int) -> bool:
        """Whether a clause begins there, or what somebody asks: "he asks me | is there anything about oil"."""
        before = texts[start - 1]
        told = before in grammar.first_persons and start > 1 and texts[start - 2] not in _MARKS
        return texts[start] in grammar.question_words or before in opens or told

    beginnings = (start for start in range(1, len(texts) - 2) if texts[start] in starters and begins(start))
    for start in itertools.islice(beginnings, _MOST_BEGINNINGS):
        before = recognised.within(0, start)
        if any(word.foil in TOPICAL_FOILS for word in before.words) or before.periods or before.mentions:
            continue
        if "?" in texts[:start] and "?" not in texts[start:]:
            continue  # "…? Our branch there is nervous."
        piece = recognised.stretch(start, len(texts))
        if _leans_inside(ask, [before, piece]) or before.has("every", "majority", "minority", "only"):
            continue  # "every single city | there is growing"
        named = {word.start for word in piece.words if not word.soft}
        if not (named or piece.kinds or texts[start] in grammar.question_words):
            continue  # "explain it like I | am five"
        if any(a in grammar.question_words and b in grammar.singular_pronouns and place in named
               for place, (a, b) in enumerate(itertools.pairwise(texts[start:]), start + 2)):  # fmt: skip
            continue  # "how that plant is doing"
        found = read_by_spans(piece, ask.context, ask.resolver)
        if found is not None and found.status == "answered":
            return found
    return None
