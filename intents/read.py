"""A question read by its nearest wording: the query it means, carried out, and what it puts forward verified.

The wording says what is asked. The spans say of what: every number, name, period and strange word of the question has
to be taken up by what the query found, or nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Truth, UnitKind
from facts.query import rows
from intents.findings import Finding
from intents.judge import Judge
from intents.match import Match
from intents.patterns import TALK, Patterns
from intents.queries import Query, carry_out, tell_fact
from intents.readings.ask import Ask
from intents.readings.tell import says
from intents.recognise import Word
from intents.resolve import Resolver
from intents.verify import Evidence

_CONTESTED: Final = 0.6
"""A lead below which another wording may be what a claim is about, if its facts settle the claim."""
_MOST_RIVALS: Final = 4
_TIED: Final = 0.15
_RIVAL: Final = 0.05
_CLOSE: Final = 0.3
_MOST_UNKNOWN: Final = 2
"""So many words that no list and no wording knows make a question one of something else."""
_PLACED: Final = frozenset({"place", "city"})
"""Foils that no likeness of wording outweighs: a figure for one place is none for another."""
_BEYOND_DOUBT: Final = 0.97
_WEAK: Final = frozenset({"name", "statement"})
"""Evidence that counts only where the wording leaves little doubt about what is spoken of."""
_LIKELY: Final = 0.7
_PRESUPPOSED: Final = frozenset({"figure", "direction", "unit", "period", "extent", "number"})
"""What a question may take for granted wrongly, so that the answer has to begin with a denial."""
_CERTAIN: Final = 0.85
"""The score from which the wordings themselves, which compete with those of what is not stated, decide on a foil."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question came to by its nearest wording."""

    match: Match
    finding: Finding | None
    query: Query | None = None
    talk: str | None = None
    settled: bool = False
    """Whether a claim's own figures decided between wordings that were nearly as near."""


@dataclass(slots=True)
class Reader:
    """Reads questions about one release by its wordings."""

    release: Release
    resolver: Resolver
    patterns: Patterns
    judge: Judge

    def read(self, ask: Ask) -> Reading:
        """A question by its nearest wording; its finding is none where something in it is not taken up."""
        match = self.patterns.match(ask.recognised)
        reading = self.read_as(ask, match, match.intent)
        if ask.claims and reading.finding is not None and match.lead < _CONTESTED:
            return self._contested(ask, reading)
        return reading

    def _contested(self, ask: Ask, reading: Reading) -> Reading:
        """A claim that may be about the facts of a rival wording: the one whose facts settle it, by a figure first."""
        match = reading.match
        own = reading.finding.verdict if reading.finding is not None else None
        if own == "supported" or (own == "refuted" and match.lead >= _TIED):
            return reading
        rivals = [self.read_as(ask, match, name) for name, score in match.ranked[1:] if score >= match.score * _RIVAL]
        settled = [one for one in rivals if one.finding is not None and one.finding.verdict is not None]
        for one in settled:
            if one.finding is not None and one.finding.verdict == "supported" and "figure" in one.finding.reason:
                return replace(one, settled=True)
        close = [name for name, score in match.ranked[1:_MOST_RIVALS] if score >= match.score * _CLOSE]
        for one in settled if own is None else ():
            if str(one.query) in close:
                return replace(one, settled=True)
        return reading

    def paired(self, ask: Ask) -> Finding | None:
        """Several named things, each with a figure of its own: "metals 5.9, consumer goods 7.2"."""
        rowed: dict[str, Measure] = {}
        for name in ask.recognised.entities():
            kind = self.release.entity[name].kind if name in self.release.entity else ""
            row = next((row for row in rows(self.release, kind) if row.subject == name), None) if kind else None
            if row is not None and name != self.release.about.home:
                rowed[name] = row
        mentions = ask.recognised.mentions
        if len(rowed) < 2 or len(rowed) != len(mentions) or len({row.value.unit for row in rowed.values()}) > 1:
            return None
        words = {word.entity: word.start for word in reversed(ask.words) if word.entity in rowed}
        order = sorted([(start, name) for name, start in words.items()] + [(m.start, m) for m in mentions], key=_first)
        if any(isinstance(one[1], str) is isinstance(two[1], str) for one, two in pairwise(order)):
            return None
        truth = Truth.YES
        for one, two in zip(order[::2], order[1::2], strict=True):
            name, mention = (one[1], two[1]) if isinstance(one[1], str) else (two[1], one[1])
            own = says(replace(mention, comparison=None), rowed[name].value, ask)  # type: ignore[index, type-var]
            if own is None:
                return None
            truth = truth & own
        facts = list(rowed.values())
        names = tuple(row.id for row in facts)
        found = Finding("lookup", "facts", facts=names, rows=names, data={"facts": facts}, query=f"verify {' '.join(names)}")
        if truth is Truth.UNKNOWN:
            return _not_said(found, None)
        return replace(found, verdict="supported" if truth is Truth.YES else "refuted")

    def read_as(self, ask: Ask, match: Match, name: str | None) -> Reading:
        """A question read as one that means the query of that name."""
        if name is None:
            return Reading(match, None)
        if name.startswith(TALK):
            return Reading(match, None, talk=name.removeprefix(TALK))
        query = self.patterns.queries.get(name)
        if query is None:
            return Reading(match, None)
        found = self._find(ask, query, name, match.score)
        if found is not None:
            found = replace(found, pattern=match.nearest, score=match.score, lead=match.lead, runner_up=match.runner_up)
        return Reading(match, found, query)

    def _find(self, ask: Ask, query: Query, name: str, score: float) -> Finding | None:
        if query.gap is not None:
            return carry_out(query, ask)
        found = carry_out(query, ask)
        if found is None:
            return None
        facts = [self.release.by_id[fact] for fact in found.facts]
        stranger = self._stranger(ask, name, facts)
        if stranger is not None and ask.claims and stranger.foil == "place" and _closed(facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if stranger is not None:
            return _not_said(found, stranger)
        if found.status != "answered":
            return found
        return self._judged(ask, query, name, found, facts, score)

    # What the question carries beside its wording

    def _stranger(self, ask: Ask, name: str, facts: Sequence[Fact]) -> Word | None:
        """A word for a thing that the release does not speak of, unless the wordings of the query use it."""
        known = frozenset().union(*(self.resolver.by_id[fact.id].core for fact in facts))
        for word in ask.words:
            if word.foil is None or not word.concepts.isdisjoint(known):
                continue
            if (word.entity and ask.claims) or (word.foil == "world" and ask.claims):
                continue
            if word.foil in _PLACED or self.patterns.strange(name, word.text):
                return word
        return None

    def _judged(
        self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact], score: float
    ) -> Finding | None:
        truth, evidence = self.judge.verdict(ask, query, name, found, facts)
        if ask.claims:
            weak = all(piece.about in _WEAK for piece in evidence if piece.truth is truth)
            if truth is None or (weak and score < _LIKELY):
                return found
            return self._said(ask, truth, found, facts, evidence)
        if any(piece.about == "period" and piece.truth is Truth.UNKNOWN for piece in evidence):
            return _not_said(found, None)
        if self._unmet(ask, query, name, facts, score):
            return _not_said(found, None)
        if truth is Truth.NO and any(piece.about in _PRESUPPOSED for piece in evidence if piece.truth is Truth.NO):
            return self._said(ask, Truth.NO, found, facts, evidence)
        return _not_said(found, None) if truth in (Truth.NO, Truth.UNKNOWN) else found

    def _unmet(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact], score: float) -> bool:
        """Whether a look-up asks for another unit than the fact has, or of things that nothing explains."""
        units = ask.wanted_units()
        fact = facts[0] if facts else None
        if query.verb == "tell" and len(facts) == 1 and isinstance(fact, Measure) and query.aspect is None:
            explicit = units is not None and len(units) == 1 and not units & {UnitKind.COUNT}
            close = {UnitKind.PERCENT, UnitKind.POINTS}
            if explicit and units is not None and fact.value.unit.kind not in units and not (units <= close and {fact.value.unit.kind} <= close):
                return True
        strange = self.judge.strange(ask, name, facts)
        unknown = [word for word in strange if not word.concepts and score < _BEYOND_DOUBT]
        return len(unknown) >= _MOST_UNKNOWN or (query.verb == "without" and bool(strange))

    # The finding of a claim

    def _said(
        self, ask: Ask, truth: Truth, found: Finding, facts: Sequence[Fact], evidence: Sequence[Evidence]
    ) -> Finding:
        """The finding with its verdict; what the release leaves open is not stated."""
        figure = next((piece.figure for piece in evidence if piece.truth is truth and piece.figure is not None), None)
        if truth is Truth.UNKNOWN:
            return _not_said(found, None)
        if found.intent == "aspect" and any(piece.about == "figure" for piece in evidence):
            found = replace(tell_fact(ask, found.data["fact"]), query=found.query, pattern=found.pattern, score=found.score)
        names = [fact.id for fact in facts]
        if figure is not None and figure.id not in names:
            names.insert(1, figure.id)
        return replace(
            found,
            verdict="supported" if truth is Truth.YES else "refuted",
            facts=tuple(dict.fromkeys(names)),
            reason=", ".join(dict.fromkeys(piece.about for piece in evidence if piece.truth is truth)),
        )


def _closed(facts: Sequence[Fact]) -> bool:
    """Whether it is a list to which nothing else belongs."""
    return bool(facts) and isinstance(facts[0], FactSet) and facts[0].complete


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


def _not_said(found: Finding, stranger: Word | None) -> Finding:
    """That the release does not say it, with the nearest thing that it does say."""
    words = (stranger.text,) if stranger is not None else ()
    return Finding(
        "gap",
        "word" if words else "nothing",
        status="not_stated",
        facts=(),
        nearest=found.facts,
        data={"words": words},
        unexplained=words,
        query=found.query,
        reason="a word that the release does not speak of" if words else "the release does not settle it",
    )
