"""Several questions in one message: cut where each part by itself is surely understood.

A message is cut at its marks and conjunctions into pieces, and neighbouring pieces are put together again until every
group is the nearest neighbour of some wording, or says nothing at all ("need two things fast"). Of all such ways the
one with the fewest groups counts. A group that only makes sense after the first takes its content words along:
"treasury bonds: how much, and for how many projects?".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise, starmap, takewhile
from typing import Final

from intents.findings import Finding
from intents.messages.read import Reading
from intents.spans.found import Recognised, Span, inside_of
from intents.vocabulary.grammar import Grammar
from intents.vocabulary.language import Language

_MARKS: Final = frozenset(",;?.!:/-")
_MOST_PIECES: Final = 5
MOST_WORDS: Final = 60
"""Content words of a message, beyond which it is a text and no row of questions or figures."""
_LISTED: Final = 3
"""Pieces from which on a message is a list of figures, each of which is put forward by itself."""
_BARE: Final = 3
_LABEL: Final = 2
"""Words before a colon that say no more than what the rest is about: "Parks: how many?"."""

Read = Callable[[Recognised], Reading]


@dataclass(frozen=True, slots=True)
class _Part:
    finding: Finding | None
    score: float
    """0 for a group that says nothing; below 0 where it says something and is not understood."""


def several(
    recognised: Recognised,
    language: Language,
    read: Read,
    again: Callable[[str], Recognised],
    moves: Set[str] = frozenset(),
    *,
    claims: bool = False,
) -> list[Finding]:
    """The findings of the parts of a message, in their order; empty where it is one question or not understood so.

    ``read`` reads a part by its nearest wording; ``again`` recognises a text anew. ``moves`` are the concepts of words
    that only say how something moved, so that a part of nothing else is no question: "growing and shrinking cities".
    What is claimed is not cut before "with": "A met with B" says nothing of B alone.
    """
    grammar, least = language.lexicon.grammar, language.thresholds
    joints = grammar.piece_joints - (grammar.limiting_words if claims else frozenset())
    edges = list(_edges(recognised, grammar, joints))
    if not 2 <= len(edges) - 1 <= _MOST_PIECES or len(recognised.words) > MOST_WORDS:
        return []
    head = _content(recognised, edges[0], edges[1])

    @cache
    def part(start: int, end: int) -> _Part:
        inside = recognised.stretch(edges[start], edges[end])
        if not _says(inside):
            return _Part(None, 0.0)
        names_nothing = _only_moves(inside, moves) or (start and only_kinds(inside))
        own = _Part(None, -1.0) if names_nothing else _judge(read(inside), least.part)
        if start and head and own.score < least.part_sure:
            words = " ".join(token.text for token in recognised.tokens[edges[start] : edges[end]])
            joined = _judge(read(replace(again(f"{head} {words}"), carried=True)), least.part)
            if joined.score > own.score and (own.score < least.part or joined.score > own.score + least.part_gain):
                return joined
        return own

    if any(_limits(recognised.within(start, end), grammar) for start, end in pairwise(edges)):
        return []
    if only_names_kind(recognised.stretch(edges[-2], edges[-1]), grammar):
        return []
    telling = _only_tells(recognised, edges, grammar)
    texts = [token.text for token in recognised.tokens]
    asks = grammar.question_words
    open_ = sum(text in asks for text in texts) > 1 or not {"?", ";"}.isdisjoint(texts[:-1])
    asking = [any(_asks_at(texts, place, grammar) for place in range(s, e)) for s, e in pairwise(edges)]
    best: tuple[tuple[int, int, float], list[Finding]] | None = None
    pieces = len(edges) - 1
    for groups in range(2, pieces + 1):
        for inner in combinations(range(1, pieces), groups - 1):
            cuts = (0, *inner, pieces)
            parts = [*takewhile(_is_understood, starmap(part, pairwise(cuts)))]
            if len(parts) < groups:
                continue
            if telling:
                parts[0] = _Part(None, 0.0)
            found = _distinct(parts, together=not any(asking))
            if len(found) < 2:
                continue
            if not open_ and any(one.status != "answered" for one in found):
                continue
            mixed = sum(sum(asking[start:end]) > 1 for start, end in pairwise(cuts))
            worth = (-mixed, -len(found), min(one.score for one in parts if one.finding is not None))
            if best is None or worth > best[0]:
                best = worth, found
        if best is not None and not best[0][0]:
            break
    if best is not None and any(one.verdict == "refuted" for one in best[1]):
        each = [part(start, end) for start, end in pairwise(range(pieces + 1))]
        listed = [one.finding for one in each if one.finding is not None]
        if len(listed) == pieces >= _LISTED and all(one.verdict == "supported" for one in listed):
            return listed  # four figures in a row, each of them right
    return best[1] if best is not None else []


def _is_understood(part: _Part) -> bool:
    """Whether a group is a question of its own, or says nothing."""
    return part.score >= 0


def _asks_at(texts: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether a question word stands there, and not in "is what I noted"."""
    return texts[place] in grammar.question_words and grammar.first_persons.isdisjoint(texts[place + 1 : place + 2])


def _only_tells(recognised: Recognised, edges: Sequence[int], grammar: Grammar) -> bool:
    """Whether the first piece tells a figure and a later one begins with a question word: only that one asks."""
    texts = [token.text for token in recognised.tokens]
    first = recognised.within(edges[0], edges[1])
    asks = grammar.question_words
    opens = any(texts[edge] in asks for edge in edges[1:-1])
    return bool(first.mentions) and opens and not set(texts[: edges[1]]) & asks


def _limits(piece: Recognised, grammar: Grammar) -> bool:
    """Whether a piece only names a place, a thing or a time, and so limits what the others ask."""
    telling = [word for word in piece.words if not word.soft]
    bare = all(word.entity or word.foil for word in telling) and bool(telling or piece.periods)
    first = next((token.text for token in piece.tokens if token.kind == "word"), "")
    return bare and first in grammar.limiting_words and not piece.mentions and not piece.kinds


def only_names_kind(piece: Recognised, grammar: Grammar) -> bool:
    """Whether a piece asks for no more than a kind, ", which city?": it says what the piece before it asks for."""
    words = [place for place, token in enumerate(piece.tokens) if token.kind == "word"]
    if not words or len(words) > _BARE or piece.mentions or piece.periods:
        return False
    kinds = [*piece.kinds, *piece.spans("who")]
    named = {place for kind in kinds for place in range(kind.start, kind.end)}
    which = [place for place in words[:2] if piece.tokens[place].text in grammar.which_words]
    return bool(which and kinds) and all(word.soft or word.start in named for word in piece.words)


def _judge(reading: Reading, least: float) -> _Part:
    finding = reading.finding
    if finding is None or reading.match.score < least or finding.status == "clarify":
        return _Part(None, -1.0)
    return _Part(finding, reading.match.score)


def _distinct(parts: Sequence[_Part], *, together: bool) -> list[Finding]:
    """The findings of the parts, each once; empty where not even one of them is answered.

    Of what is put forward together, nothing is confirmed where not all of it is.
    """
    found: list[Finding] = []
    for one in parts:
        if one.finding is not None and all(one.finding.query != other.query for other in found):
            found.append(one.finding)
    if any(one.verdict == "refuted" or (together and one.verdict is None) for one in found):
        found = [replace(one, verdict=None) if one.verdict == "supported" else one for one in found]
    return found if any(one.status == "answered" for one in found) else []


def _edges(recognised: Recognised, grammar: Grammar, joints: Set[str]) -> Iterator[int]:
    """Where pieces begin and the last one ends; no span is cut."""
    texts = [token.text for token in recognised.tokens]
    inside = inside_of((*recognised.words, *recognised.mentions, *recognised.periods, *_ranges(recognised, grammar)))
    kinds, firsts = {kind.end for kind in recognised.kinds}, {cue.start for cue in recognised.spans("max", "min")}
    yield 0
    last = 0
    for position, text in enumerate(texts[:-1]):
        cuts = text in _MARKS or text in joints
        labels = text == ":" and position - last <= _LABEL
        said = text not in _MARKS and bool(position) and texts[position - 1] in grammar.finite_auxiliaries
        most = {position + 1, position + 2} & firsts
        owned = text in grammar.owning_verbs and (position in kinds or most)  # "the sector with the most loans"
        if not cuts or labels or said or owned or position in inside or position + 1 in inside:
            continue
        if any(_tells(recognised, last, position + 1)) and any(_tells(recognised, position + 1, len(texts))):
            yield position + 1
            last = position + 1
    yield len(texts)


def _ranges(recognised: Recognised, grammar: Grammar) -> Iterator[Span]:
    """The stretches of two numbers that are the ends of a range: "between 70 and 80 percent"."""
    texts = [token.text for token in recognised.tokens]
    for first, second in pairwise(recognised.mentions):
        before = {*texts[max(0, first.start - _LABEL) : first.start]}
        if second.start - first.end <= _LABEL and not grammar.range_words.isdisjoint(before):
            yield Span(first.start, second.end)


def _tells(recognised: Recognised, start: int, end: int) -> Iterator[bool]:
    for span in (*recognised.words, *recognised.mentions, *recognised.periods, *recognised.kinds):
        if start <= span.start and span.end <= end:
            yield True


def _says(piece: Recognised) -> bool:
    """Whether a piece says anything that the release could be asked about."""
    if piece.mentions or piece.periods or piece.kinds:
        return True
    return any(not word.soft for word in piece.words)


def _only_moves(piece: Recognised, moves: Set[str]) -> bool:
    """Whether a piece says how something moved, and not what."""
    telling = [word for word in piece.words if not word.soft]
    bare = not (piece.mentions or piece.periods or piece.kinds)
    return bare and len(telling) == 1 and bool(telling[0].concepts) and telling[0].concepts <= moves


def only_kinds(piece: Recognised) -> bool:
    """Whether a later piece says no more than what sort of value is wanted: ", and in what proportions?"."""
    bare = not (piece.mentions or piece.periods or any(not word.soft for word in piece.words))
    return bare and bool(piece.kinds)


def _content(recognised: Recognised, start: int, end: int) -> str:
    """The content words of a stretch."""
    inside = recognised.within(start, end)
    positions = sorted({p for word in (*inside.words, *inside.kinds) for p in range(word.start, word.end)})
    return " ".join(recognised.tokens[position].text for position in positions)
