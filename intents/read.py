"""A question read by its nearest wording: the query it means, carried out, and what it puts forward verified.

The wording says what is asked. The spans say of what: every number, name, period and strange word of the question has
to be taken up by what the query found, or nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from facts.model import Fact, Measure, Release, Statement
from facts.quantity import Quantity, Truth
from facts.query import rows
from intents.findings import Finding
from intents.match import Match
from intents.patterns import TALK, Patterns
from intents.queries import Query, carry_out
from intents.readings.ask import Ask
from intents.readings.claims import negations_of
from intents.readings.tell import says
from intents.recognise import Word
from intents.resolve import Resolver
from intents.verify import Evidence, judge_extent, judge_figures, judge_names, judge_relation, pair_of, weigh

_CONTESTED: Final = 0.6
"""A lead below which another wording may be what a claim is about, if its facts settle the claim."""
_MOST_RIVALS: Final = 4
_RIVAL: Final = 0.3
_WHOLE: Final = frozenset({"topic", "digest", "every", "number", "offer"})
"""Queries that tell more than what the question names."""
_PLACED: Final = frozenset({"place", "city", "world"})
"""Foils that no likeness of wording outweighs: a figure for one place is none for another."""
_RAISED: Final = frozenset({"grow", "ramp-up", "add", "boost"})
"""What a statement says that is turned round by "less"."""
_CERTAIN: Final = 0.85
"""The score from which the wordings themselves, which compete with those of what is not stated, decide on a foil."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question came to by its nearest wording."""

    match: Match
    finding: Finding | None
    query: Query | None = None
    talk: str | None = None


@dataclass(slots=True)
class Reader:
    """Reads questions about one release by its wordings."""

    release: Release
    resolver: Resolver
    patterns: Patterns

    def read(self, ask: Ask) -> Reading:
        """A question by its nearest wording; its finding is none where something in it is not taken up."""
        match = self.patterns.match(ask.recognised)
        reading = self.read_as(ask, match, match.intent)
        if ask.claims and reading.finding is not None and reading.finding.verdict is None and match.lead < _CONTESTED:
            for name, score in match.ranked[1:_MOST_RIVALS]:
                other = self.read_as(ask, match, name) if score >= match.score * _RIVAL else None
                if other is not None and other.finding is not None and other.finding.verdict is not None:
                    return other
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
            own = says(mention, rowed[name].value, ask)  # type: ignore[index, arg-type]
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
        stranger = self._stranger(ask, name, facts, score)
        if stranger is not None:
            return _not_said(found, stranger)
        if found.status != "answered":
            return found
        return self._judged(ask, query, name, found, facts)

    # What the question carries beside its wording

    def _stranger(self, ask: Ask, name: str, facts: Sequence[Fact], score: float) -> Word | None:
        """A word for a thing that the release does not speak of, unless the wordings of the query use it."""
        known = frozenset().union(*(self.resolver.by_id[fact.id].core for fact in facts))
        for word in ask.words:
            if word.foil and not (word.entity and ask.claims) and (word.foil in _PLACED or score < _CERTAIN) and word.concepts.isdisjoint(known) and self.patterns.unused(name, word.text):
                return word
        return None

    def _judged(self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact]) -> Finding | None:
        evidence = self._evidence(ask, query, name, found, facts)
        truth = weigh(evidence)
        claims = ask.claims
        if not claims:
            if truth is Truth.NO and any(piece.about != "name" for piece in evidence):
                return self._said(ask, Truth.NO, found, facts, evidence)
            if truth in (Truth.NO, Truth.UNKNOWN):
                return _not_said(found, None)
            return found
        if truth is None:
            return found
        return self._said(ask, truth, found, facts, evidence)

    def _evidence(
        self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact]
    ) -> list[Evidence]:
        evidence: list[Evidence] = []
        main = facts if query.verb in ("tell", "members", "value") else []
        primary = main[: len(query.tell)] if query.tell else main[:1] if query.verb == "members" else main
        off = [when for when in ask.recognised.periods if not any(self.resolver.in_period(f, when) for f in facts)]
        if off:
            evidence.append(Evidence(self._dated(ask, primary), "period"))
        if query.verb in ("compare", "ratio") and len(found.facts) == 2:
            return evidence + self._related(ask, found, query)
        if query.verb in ("highest", "lowest", "second", "middle"):
            return evidence + self._picked(ask, found, query)
        if query.verb == "filter":
            return evidence + self._filtered(ask, found)
        if not primary:
            return evidence + self._untaken(ask, found, query)
        pair = pair_of(self.release, primary[0]) if len(primary) == 1 else None
        if pair is not None and ask.claims:
            order = self._order_named(ask, pair)
            if order is not None:
                less = ask.has("less") or any(sign.name in ("<", "<=") for sign in ask.recognised.comparisons)
                return [*evidence, *judge_relation(ask, *order, less=less)]
        evidence += judge_figures(ask, primary)
        evidence += judge_names(ask, primary)
        evidence += judge_extent(ask, primary)
        turned = self._turned(ask, name, primary)
        if turned:
            evidence = [replace(piece, truth=~piece.truth) if piece.about == "figure" else piece for piece in evidence]
            if not any(piece.about == "figure" for piece in evidence):
                evidence.append(Evidence(Truth.NO, "direction"))
            elif turned == "contrary":
                evidence.append(Evidence(Truth.NO, "direction"))
        elif weigh(evidence) is None and self._plainly(ask, primary):
            evidence.append(Evidence(Truth.YES, "statement"))
        return evidence

    def _untaken(self, ask: Ask, found: Finding, query: Query) -> list[Evidence]:
        """What a query over a kind leaves of the question: a number, or a comparison that it does not make."""
        values = [self.release.measure(name) for name in found.rows if name in self.release.by_id]
        sizes = {len(values), len(found.facts)}
        for mention in ask.free_mentions:
            if mention.unit is None and mention.number in sizes:
                continue
            value = found.data.get("value", found.data.get("difference"))
            told = [value] if isinstance(value, Quantity) else []
            outcomes = [t for one in (*told, *(v.value for v in values)) if (t := says(mention, one, ask)) is not None]
            if not outcomes or not ask.claims:
                return [] if Truth.YES in outcomes else [Evidence(Truth.UNKNOWN, "number")]
            return [Evidence(Truth.YES if Truth.YES in outcomes else outcomes[0], "value")]
        signs = [sign for sign in ask.recognised.comparisons if sign.name != "~"]
        if query.verb == "about" and (ask.demands() or signs):
            return [Evidence(Truth.UNKNOWN, "comparison")]
        known = {name for fact in found.facts for name in self.release.by_id[fact].entities} | {
            fact.subject for name in found.facts if isinstance(fact := self.release.by_id[name], Measure)
        }
        spoken = set(ask.recognised.entities()) - {self.release.about.home}
        return [Evidence(Truth.UNKNOWN, "name")] if spoken - known and query.verb not in _WHOLE else []

    def _dated(self, ask: Ask, facts: Sequence[Fact]) -> Truth:
        """What a period comes to that is not the facts' own: refuted where they have a time of their own."""
        own = [fact.period for fact in facts if not isinstance(fact, Measure) and fact.period]
        calendar = any(when.calendar for when in ask.recognised.periods)
        return Truth.NO if own and own != [self.release.about.period] and not calendar else Truth.UNKNOWN

    def _turned(self, ask: Ask, name: str, facts: Sequence[Fact]) -> str:
        """Whether the question says the contrary of the facts, by a word or by a negation."""
        said = frozenset().union(*(self.resolver.by_id[fact.id].said for fact in facts))
        lexicon = self.resolver.lexicon
        for word in ask.words:
            contrary = frozenset(o for c in word.concepts.intersection(lexicon.polar) for o in lexicon.contrary(c))
            if contrary & said and word.concepts.isdisjoint(said):
                return "contrary"
        statement = all(isinstance(fact, Statement) for fact in facts)
        if statement and said & _RAISED and any(not ask._soft(cue) for cue in ask.spans("less")):
            return "contrary"
        negations = negations_of(ask)
        return "negated" if len(negations) % 2 and not self.patterns.negated.get(name) else ""

    def _plainly(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether the facts explain every word of what is put forward."""
        wanted = {fact.id for fact in facts}
        return any(c.id in wanted and c.clean and c.explained > 0.99 for c in ask.candidates())

    def _related(self, ask: Ask, found: Finding, query: Query) -> list[Evidence]:
        if not ask.claims or "or" in ask.text:
            return []
        order = self._order_named(ask, [ask.measure(name) for name in found.facts])
        if order is None:
            return []
        less = ask.has("less") or any(sign.name in ("<", "<=") for sign in ask.recognised.comparisons)
        evidence = judge_relation(ask, *order, less=less)
        if len(negations_of(ask)) % 2:
            evidence[0] = replace(evidence[0], truth=~evidence[0].truth)
        return evidence

    def _order_named(self, ask: Ask, measures: Sequence[Measure]) -> tuple[Measure, Measure] | None:
        """Two measures in the order in which the question names them."""
        places: dict[str, int] = {}
        known = self.resolver.by_id
        for measure in measures:
            other = next(one for one in measures if one is not measure)
            own = known[measure.id].core - known[other.id].core
            starts = [w.start for w in ask.words if w.concepts & own or w.entity == measure.subject]
            if starts:
                places[measure.id] = min(starts)
        if len(places) < 2 or len(set(places.values())) < 2:
            return None
        first, second = sorted(measures, key=lambda one: places[one.id])
        return first, second

    def _picked(self, ask: Ask, found: Finding, query: Query) -> list[Evidence]:
        if not ask.claims:
            return self._untaken(ask, found, query)
        named = [n for n in ask.recognised.entities() if n in self.release.entity and n != self.release.about.home]
        picked = found.data.get("picked")
        if not isinstance(picked, Measure):
            return []
        evidence = [Evidence(Truth.YES if name == picked.subject else Truth.NO, "name") for name in named[:1]]
        evidence += judge_figures(ask, [picked]) if ask.free_mentions else []
        if len(negations_of(ask)) % 2:
            evidence = [replace(piece, truth=~piece.truth) for piece in evidence]
        return evidence

    def _filtered(self, ask: Ask, found: Finding) -> list[Evidence]:
        named = [n for n in ask.recognised.entities() if n in self.release.entity and n != self.release.about.home]
        if not named or not ask.claims:
            return []
        evidence = []
        for name in named:
            groups = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}
            truth = next(
                (t for key, t in groups.items() if any(row.subject == name for row in found.data.get(key, ()))),
                Truth.UNKNOWN,
            )
            evidence.append(Evidence(truth, "member"))
        truths = [piece.truth for piece in evidence]
        if Truth.UNKNOWN in truths and Truth.YES in truths:
            evidence.append(Evidence(Truth.NO, "member"))
        return evidence

    # The finding of a claim

    def _said(
        self, ask: Ask, truth: Truth, found: Finding, facts: Sequence[Fact], evidence: Sequence[Evidence]
    ) -> Finding:
        """The finding with its verdict; what the release leaves open is not stated."""
        figure = next((piece.figure for piece in evidence if piece.truth is truth and piece.figure is not None), None)
        if truth is Truth.UNKNOWN:
            return _not_said(found, None)
        names = [fact.id for fact in facts]
        if figure is not None and figure.id not in names:
            names.insert(1, figure.id)
        return replace(
            found,
            verdict="supported" if truth is Truth.YES else "refuted",
            facts=tuple(dict.fromkeys(names)),
            reason=", ".join(dict.fromkeys(piece.about for piece in evidence if piece.truth is truth)),
        )


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
