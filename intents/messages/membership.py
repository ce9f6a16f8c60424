"""Whether something is one of several: "Benxi is one of the double-digit growers", "the pilot cities include Anshan".

What says that one thing belongs to others is worded alike whatever the others are. So it only tells which side is the
group; the group is read alone, as if it were asked for, and the member looked for in what it comes to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from typing import Final

from facts.model import FactSet, Measure, Statement
from facts.quantity import Truth, UnitKind
from facts.query import belongs
from intents.findings import Finding, not_told
from intents.messages.read import Reading
from intents.readings.ask import PLACING_CUES, Ask
from intents.readings.claims import negations_of
from intents.readings.lists import told_set
from intents.readings.tell import tell_fact
from intents.spans.found import MOVES, RELATIVE, Recognised, Word, inside_of
from intents.spans.pieces import TURN_ENDS
from intents.verdicts.verify import verdict_of
from intents.vocabulary.language import Thresholds
from intents.vocabulary.normalise import stem

_COUPLE: Final = 2
_MARKS: Final = frozenset(",:-–—()")
_FULFILLED: Final = (("yes", Truth.YES), ("no", Truth.NO))
_WORD: Final = re.compile(r"[^\W\d_]+")

Alone = Callable[[Recognised], Reading]


@dataclass(frozen=True, slots=True)
class _Belonging:
    """Which stretch of a message names the member, and which the group."""

    member: tuple[int, int]
    group: tuple[int, int]
    denied: bool
    """Whether it is said not to belong."""


def read_membership(ask: Ask, alone: Alone, again: Callable[[str], Recognised], least: Thresholds) -> Finding | None:
    """The verdict on something that is said to be one of a group; none where it is not plain what is said.

    ``alone`` reads a message by itself; ``again`` recognises a text anew.
    """
    said = _belonging(ask)
    if said is None or (ask.asks() is not None and not ask.claims) or ask.has(*PLACING_CUES, "rank"):
        return None
    aside = ask.grammar.finite_auxiliaries | ask.grammar.not_words
    asked = again(" ".join(text for text in ask.text[slice(*said.group)] if text and text not in aside))
    if all(word.soft for word in asked.words) and not (asked.kinds or asked.mentions):
        return None  # "one of them"
    group = alone(asked)
    found = group.finding
    if found is None or found.status != "answered" or not found.facts or group.match.score < least.plain:
        return None
    truth = _truth(ask, said, found)
    if truth is None:
        return None
    if truth is Truth.UNKNOWN:
        return not_told(found.facts[:1], "the release does not settle it")
    return replace(
        _told(ask, found), verdict=verdict_of(~truth if said.denied else truth), query=found.query, explained=True
    )


def read_only_these(ask: Ask) -> Finding | None:
    """That some are not the only ones of whom it is so, where more are counted: "only Dandong grew"."""
    named, grammar = ask.named_things, ask.grammar
    kinds = {ask.release.entity[name].kind for name in named}
    moved = frozenset(concept for word in ask.words for concept in word.concepts) & (MOVES | RELATIVE)
    if not ask.claims or len(kinds) != 1 or not moved or grammar.exclusives.isdisjoint(ask.text):
        return None
    wholes = {mention.number for mention, _ in ask.wholes}
    said = [one for one in ask.recognised.mentions if one.number not in wholes]
    if said or ask.recognised.negations or ask.recognised.periods or ask.has("less", "max", "min", "difference"):
        return None
    sets = [item for item in ask.release.sets if item.kind in kinds and item.size and item.within]
    more = [size for item in sets if (size := _larger(ask, item, moved, len(named))) is not None]
    return replace(tell_fact(ask, more[0]), verdict="refuted") if len(more) == 1 else None


def read_counted_within(ask: Ask) -> Finding | None:
    """That it is not told whether some that are counted are among others: "are the 625 inside the 4,089?"."""
    said, articles = ask.recognised.mentions, ask.grammar.definite_articles
    counts = {m.value.low: m for m in ask.release.measures if m.value.unit.kind is UnitKind.COUNT}
    given = all(one.unit is None and one.comparison is None and ask.before(one.start) in articles for one in said)
    if not ask.claims or len(said) != _COUPLE or not given or not all(one.number in counts for one in said):
        return None
    within = not ask.grammar.containing_words.isdisjoint(ask.text[said[0].end : said[1].start])
    parts = {(item.size, getattr(ask.release.by_id.get(item.within or ""), "size", None)) for item in ask.release.sets}
    first, second = (counts[one.number].id for one in said)
    if not within or ask.has("more", "less") or (first, second) in parts:
        return None
    return not_told((first,), "whether some are among the others is not told", saying="relation")


def _larger(ask: Ask, item: FactSet, moved: Set[str], number: int) -> Measure | None:
    """How many belong to a set, where a question says of some what its members do, and there are more of them."""
    said = ask.resolver.by_id[item.id].said
    known = said | MOVES | RELATIVE | ask.resolver.common | ask.resolver.lexicon.polar
    strange = [word for word in ask.telling if not word.entity and word.concepts.isdisjoint(known)]
    if said.isdisjoint(RELATIVE) is not moved.isdisjoint(RELATIVE) or said.isdisjoint(MOVES):
        return None
    if any(word.start not in ask.kind_places for word in strange):
        return None
    size = ask.release.measure(item.size or "")
    return size if size.value.low is not None and size.value.low > number else None


def _belonging(ask: Ask) -> _Belonging | None:
    """What is said to belong to what; none where nothing is, or more than that."""
    grammar, texts = ask.grammar, ask.text
    more = grammar.exclusives | grammar.all_words | grammar.both_words | grammar.or_words | grammar.else_words
    more |= grammar.contrasts | grammar.opposing_words
    if not more.isdisjoint(texts):
        return None
    end = next((place for place, text in enumerate(texts) if text in TURN_ENDS), len(texts))
    ways = (grammar.member_phrases, grammar.nonmember_phrases, grammar.including_words)
    joints = [(found, way) for way in ways if (found := ask.recognised.phrase(way, end)) is not None]
    if not joints:
        return None
    joint, way = min(joints, key=lambda one: (one[0].start, -one[0].end))
    start, stop = joint.start, joint.end
    if any(found.start >= stop for found, _ in joints):
        return None
    negations = [place for place in negations_of(ask) if not start <= place < stop]
    if len(negations) > 1:
        return None
    denied = bool(negations) != (way is grammar.nonmember_phrases)
    behind = next((place for place in range(stop, end) if texts[place] in _MARKS), end)
    if way is grammar.including_words:
        return _Belonging((stop, behind), (0, start), denied)
    if _telling(ask, 0, start):
        return _Belonging((0, start), (stop, behind), denied)
    is_ = next((place for place in range(stop, end) if texts[place] in grammar.copulas), None)
    return _Belonging((is_ + 1, end), (stop, is_), denied) if is_ is not None else None


def _telling(ask: Ask, start: int, stop: int) -> list[Word]:
    """The words of a stretch that name something, without what only frames a question: "would you count"."""
    framing = ask.recognised.places("verify", "frame", "tag", "report")
    return [word for word in ask.recognised.within(start, stop).words if not word.soft and word.start not in framing]


def _truth(ask: Ask, said: _Belonging, found: Finding) -> Truth | None:
    """Whether the member belongs to what the group came to; none where that is not plain."""
    part, telling = ask.recognised.within(*said.member), _telling(ask, *said.member)
    placed = not {*ask.text[slice(*said.member)]}.isdisjoint(ask.grammar.places)  # "came last among"
    if part.mentions or part.periods or not telling or placed:
        return None
    fact = ask.release.by_id[found.facts[0]]
    if isinstance(fact, Statement):  # what it names are words, and what it does not name may be called otherwise
        stated = {stem(word) for word in _WORD.findall(fact.statement.get(ask.resolver.lexicon.language, "").lower())}
        if all(stem(one) in stated for word in telling for one in word.text.lower().split()):
            return Truth.YES
        spoken_of = ask.resolver.by_id[fact.id].vocabulary
        return Truth.UNKNOWN if all(word.concepts.isdisjoint(spoken_of) for word in telling) else None
    names = [name for name in part.entities() if name in ask.release.entity]
    kinds = inside_of(part.kinds)
    by_name = not {*ask.text[slice(*said.group)]}.isdisjoint(ask.grammar.naming_words - ask.grammar.question_words)
    other = Truth.NO if by_name and isinstance(fact, FactSet) and fact.members else Truth.UNKNOWN
    if not names and not kinds and ask.claims:
        return other  # it is nothing that the release names
    if len(names) != 1 or any(not word.entity and word.start not in kinds for word in telling):
        return None
    if found.intent == "filter":
        fulfils = {name: {row.subject for row in found.data.get(name) or ()} for name in ("yes", "no")}
        return next((t for name, t in _FULFILLED if names[0] in fulfils[name]), other)
    return belongs(fact, names[0]) if isinstance(fact, FactSet) and fact.members else None


def _told(ask: Ask, found: Finding) -> Finding:
    """The group as it is told, whatever was asked of it."""
    fact = ask.release.by_id[found.facts[0]]
    if found.intent == "filter":
        return found
    return told_set(ask, fact) if isinstance(fact, FactSet) else tell_fact(ask, fact)
