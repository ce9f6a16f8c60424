"""The pieces of a message: cut at its marks and at the words that join clauses."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Sequence
from typing import Final

from intents.spans.found import Recognised, inside_of
from intents.vocabulary.grammar import Grammar

TURN_ENDS: Final = frozenset("?;!.")
"""Marks behind which another question may begin."""
_MOST_PIECES: Final = 8
"""A message of more pieces is noise, or a text and not a question."""


def clause_around(texts: Sequence[str], place: int, marks: Container[str]) -> tuple[int, int]:
    """Where the clause that a token stands in begins and ends, between these marks."""
    start = next((before + 1 for before in range(place - 1, -1, -1) if texts[before] in marks), 0)
    end = next((behind for behind in range(place, len(texts)) if texts[behind] in marks), len(texts))
    return start, end


def edges(recognised: Recognised, cuts: Callable[[Sequence[str], int], bool]) -> list[int]:
    """Where the pieces of a message begin that is cut behind some tokens, and where the last ends; no span is cut."""
    texts = [token.text for token in recognised.tokens]
    inside = inside_of((*recognised.words, *recognised.mentions, *recognised.periods))
    behind = [place + 1 for place in range(len(texts)) if place not in inside and cuts(texts, place)]
    return [0, *behind, len(texts)]


def cut(recognised: Recognised, cuts: Callable[[Sequence[str], int], bool]) -> list[Recognised]:
    """The pieces that say something; none where there are too many."""
    behind = edges(recognised, cuts)
    if len(behind) > _MOST_PIECES + 1:
        return []
    pieces = []
    for start, end in itertools.pairwise(behind):
        piece = recognised.within(start, end)
        if piece.words or piece.mentions or piece.periods:
            pieces.append(recognised.stretch(start, end))
    return pieces


def sentences(recognised: Recognised) -> list[Recognised]:
    """The pieces between the marks at which a sentence ends."""
    return cut(recognised, lambda texts, position: texts[position] in TURN_ENDS)


def clauses(recognised: Recognised, grammar: Grammar) -> list[Recognised]:
    """The pieces between marks and the words that join clauses."""
    texts = [token.text for token in recognised.tokens]

    def cuts(_: Sequence[str], position: int) -> bool:
        if texts[position] in TURN_ENDS or texts[position] == ",":
            return True
        following = texts[position + 1] if position + 1 < len(texts) else ""
        return texts[position] in grammar.clause_joints and (position > 0 or following in grammar.question_words)

    return cut(recognised, cuts)
