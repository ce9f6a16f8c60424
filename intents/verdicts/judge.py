"""The evidence for and against what a reader puts forward, by the query that the question means.

Support needs at least one piece of evidence and no word that nothing explains; refutation needs a piece that is plainly
false. A claim put too artfully to be followed (not this but that, neither, nobody but) gets no verdict: the facts are
told, and the reader sees for himself.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from facts.model import Fact, FactSet, Measure, Release, Statement
from facts.quantity import Comparison, Quantity, Truth, UnitKind
from facts.query import compare, rows, select
from intents.findings import Finding
from intents.matching.patterns import Patterns
from intents.matching.queries import Query
from intents.readings.ask import Ask
from intents.readings.claims import negations_of, not_one
from intents.readings.lists import counts_kind, range_of
from intents.readings.tell import counts, figures_of, says
from intents.spans.found import LOOSE, Span, When, Word
from intents.spans.resolve import Known, Resolver, same_time
from intents.verdicts.reached import is_settled, taken_as_reached, took_place
from intents.verdicts.verify import (
    Evidence,
    is_proper,
    judge_extent,
    judge_figures,
    judge_names,
    judge_relation,
    pair_of,
    part_told,
    truth_of,
    weigh,
)
from intents.vocabulary.language import Thresholds


class Manner(StrEnum):
    """How a claim is put: straight, turned round by one negation, or in a way that is not followed."""

    STRAIGHT = "straight"
    NEGATED = "negated"
    TANGLED = "tangled"


_ASIDE: Final = frozenset(
    {"verify", "frame", "only", "every", "majority", "minority", "more", "less", "asserts", "tag", "report"}
)
_OF_QUERY: Final = {
    "compare": frozenset({"versus", "difference", "more", "less", "max", "min"}),
    "ratio": frozenset({"versus", "ratio", "more", "less"}),
    "average": frozenset({"average"}),
    "sum": frozenset({"sum"}),
    "spread": frozenset({"spread", "difference", "max", "min"}),
    "rank": frozenset({"max", "min", "second", "rank", "more", "less"}),
}
"""Cues that say what a query of a sort does, and of no fact in particular."""
_OF_RATES: Final = frozenset({"grow", "fall", "pace", "point"})
"""What is said of any rate."""
_RATES: Final = (UnitKind.PERCENT, UnitKind.POINTS)
_RAISED: Final = frozenset({"grow", "ramp-up", "add", "boost"})
"""What a statement says that is turned round by "less"."""
_MOVES: Final = frozenset({"grow", "fall", "accelerate", "slow", "narrow", "widen", "improvement", "ahead"})
_PACES: Final = frozenset({"accelerate", "slow", "narrow", "widen"})
"""What is said of a rate that is not what it was."""
_CAME: Final = frozenset({"add", "new"})
"""What is said of those that are more than there were."""
_UP: Final = frozenset({"grow", "widen"})
_DOWN: Final = frozenset({"fall", "narrow"})
_MOVED: Final = _UP | _DOWN | {"accelerate", "improvement", "surpass", "ahead", "lag-behind"}
"""What something did that changed, or differs from another."""
_APART: Final = frozenset({"surpass", "ahead", "lag-behind"})
"""What says that something is ahead of another, of which a change says nothing."""
_TELLING: Final = frozenset({"tell", "members", "value", "digest"})
_WHOLE: Final = frozenset({"topic", "digest", "every", "number", "offer"})
"""Queries that tell more than what the question names."""
_PICKING: Final = frozenset({"highest", "lowest", "second", "middle"})


@dataclass(slots=True)
class Judge:
    """Weighs what a question puts forward against what its query found."""

    release: Release
    resolver: Resolver
    patterns: Patterns
    thresholds: Thresholds

    def verdict(
        self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact], score: float
    ) -> tuple[Truth | None, list[Evidence]]:
        """The truth of what is put forward, and the evidence; none where no verdict can be given.

        ``score`` is that of the wording by which the query was found.
        """
        manner = self.manner(ask, name)
        if ask.claims and (self._alternatives(ask) or figures_to_choose(ask) or ask.disputed):
            return None, []
        if self._of_pace(ask, query, facts):
            return Truth.UNKNOWN, [Evidence(Truth.UNKNOWN, "pace")]
        if ask.claims and self._count_moved(ask, query, facts):
            return Truth.UNKNOWN, [Evidence(Truth.UNKNOWN, "count")]
        if ask.claims and (self._values(ask, facts) or self._praises(ask, facts)):
            return Truth.UNKNOWN, [Evidence(Truth.UNKNOWN, "opinion")]
        chosen = query.verb == "filter" and quantified(ask)
        if ask.claims and self._denies_count(ask, query, facts):
            return Truth.NO, [Evidence(Truth.NO, "extent")]
        if ask.claims and self._takes_exactly(ask, facts):
            return Truth.NO, [Evidence(Truth.NO, "figure")]
        if manner is Manner.TANGLED and ask.claims and not chosen:
            return None, []
        evidence = self._evidence(ask, query, name, found, facts, manner)
        truth = weigh(evidence)
        denies = truth is Truth.NO and ask.claims
        if denies and (self._reckons(ask, query, name, facts, evidence) or self._fewer_behind(ask, facts)):
            return Truth.UNKNOWN, evidence
        denied = {piece.about for piece in evidence if piece.truth is Truth.NO}
        if denied == {"figure"} and ask.tells_ahead and all(isinstance(fact, Measure) for fact in facts):
            return Truth.UNKNOWN, evidence  # what came about denies no forecast
        if denied == {"direction"} and score < self.thresholds.likely and self.strange(ask, name, facts, strictly=True):
            return Truth.UNKNOWN, evidence  # of another thing: "will they close the old mill?"
        if truth is Truth.UNKNOWN and ask.claims and manner is Manner.STRAIGHT and self._misdated(ask, facts, evidence):
            return None, [piece for piece in evidence if piece.about == "period"]
        if ask.claims and ask.has("same") and query.verb in _TELLING and len(facts) == 1 and not ask.free_mentions:
            return Truth.UNKNOWN, evidence  # two things are said to be the same, and one of them is told
        if not ask.claims or truth is not Truth.YES:
            return truth, evidence
        if self._unnamed(ask, query, facts):
            return None, evidence
        if query.aspect != "why" and ask.grammar.causal_words & {*ask.text}:
            return None, evidence
        if query.aspect == "definition":
            return None, evidence  # a right figure says nothing of what it means
        if not ask.recognised.mentions and self._of_more(ask, facts):
            return None, evidence
        if self._as_level(ask, facts):
            return Truth.UNKNOWN, evidence
        return self._confirmed(ask, query, name, facts, evidence, score), evidence

    def _fewer_behind(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether it is said of fewer that they are behind than are only not ahead: six of eight may well be."""
        if not self._otherwise_done(ask, self._told_by(facts)):
            return False
        for fact in facts:
            part = part_told(self.release, fact)
            most = fact.value.high if part is not None and part[1] and isinstance(fact, Measure) else None
            if most is not None and any(mention.number > most for mention in ask.recognised.mentions):
                return False
        return all(isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT for fact in facts)

    def _of_more(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether more or less of something is put forward, and the facts only speak of it: talks on buying steel."""
        said = self._told_by(facts)
        words = [word for word in ask.words for cue in ask.spans("more", "less") if word.covers(cue.start)]
        stated = all(isinstance(fact, Statement) for fact in facts)
        return stated and any(word.concepts.isdisjoint(said) for word in words)

    def _confirmed(
        self,
        ask: Ask,
        query: Query,
        name: str,
        facts: Sequence[Fact],
        evidence: Sequence[Evidence],
        score: float,
    ) -> Truth | None:
        """Yes; none where a figure or a name is right, and is put with what the facts do not say."""
        told = self._told_by(facts)
        strictly = self.strange(ask, name, facts, strictly=True)
        soft = query.aspect == "why" or all(piece.about in _SOFT for piece in evidence)
        plain = query.verb == "tell" and query.aspect is None
        if soft and (strictly or (plain and self._of_another(ask, facts, told))):
            return None
        if query.verb in _TELLING and self._otherwise_done(ask, told):
            return None
        chooses = not ask.grammar.or_words.isdisjoint(ask.text)
        if ask.is_cleft and not chooses and self._of_another(ask, facts, told | self._behind_cleft(ask)):
            return Truth.NO  # "it was the incentive fund that brought them in"
        if strictly and score < self.thresholds.plain:
            return None
        if self._of_all(ask, facts) or self._only_of_those(ask) or self._of_the_part(ask, facts):
            return None
        return None if self.strange(ask, name, facts) else Truth.YES

    def _of_all(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a number is said to be that of all, and the fact counts those that came about: "302 is the total"."""
        fact = facts[0] if len(facts) == 1 else None
        if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or fact.formula:
            return False
        came = self.resolver.by_id[fact.id].said & _CAME
        spoken = any(word.concepts & came for word in ask.words)
        return bool(came) and not spoken and ask.has("every") and ask.has("sum")

    def _of_the_part(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether it is said of a part, and the fact is of what remains: "is industry more than half of it?"."""
        fact = facts[0] if len(facts) == 1 else None
        formula = (fact.formula or "").split() if isinstance(fact, Measure) else []
        if len(formula) < _PAIR or not formula[0].startswith("100") or formula[1] != "-" or fact is None:
            return False
        known = self.resolver.by_id
        own = _called(known[fact.id]) - frozenset().union(*(known[part].core for part in self._parts(fact)))
        left = ask.recognised.negations or ask.has("rest") or not ask.grammar.exceptives.isdisjoint(ask.text)
        left = left or not ask.grammar.opposing_words.isdisjoint(ask.text)
        return not left and not any(word.concepts & own for word in ask.words)

    def _only_of_those(self, ask: Ask) -> bool:
        """Whether it is said to be all of which the rest holds: "the only thing that moved", "nothing but new ones"."""
        pairs = itertools.pairwise(ask.text)
        if any(one in ask.grammar.negative_quantifiers and two in ask.grammar.opposing_words for one, two in pairs):
            return True
        for cue in ask.spans("only"):
            before, behind = ask.text[max(0, cue.start - 1) : cue.start], ask.text[cue.end + 1 : cue.end + 2]
            if ask.grammar.definite_articles.issuperset(before) and ask.grammar.report_joints.issuperset(behind):
                return bool(before and behind)
        return False

    def _told_by(self, facts: Sequence[Fact]) -> frozenset[str]:
        """What facts say, and are called by."""
        known = [self.resolver.by_id[fact.id] for fact in facts]
        return frozenset().union(*(one.said | one.called for one in known))

    def _behind_cleft(self, ask: Ask) -> frozenset[str]:
        """What stands behind the "that" of "it was this that …"."""
        joints = ask.grammar.report_joints | ask.grammar.question_words
        place = next((place for place, text in enumerate(ask.text) if text in joints), 0)
        return frozenset(concept for word in ask.words if word.start > place for concept in word.concepts)

    def _of_another(self, ask: Ask, facts: Sequence[Fact], told: Set[str]) -> bool:
        """Whether a word that other facts are known by, and these neither say nor are called by, stands in a claim."""
        aside: Set[str] = told
        if any(isinstance(fact, Measure) for fact in facts):
            known = (self.resolver.by_id[fact.id].vocabulary for fact in facts)
            aside = frozenset(told).union(
                _MOVES, self.resolver.lexicon.polar, *known
            )  # how a figure moved is judged by itself
        words = (word for word in ask.telling if word.concepts.isdisjoint(aside))
        return any(word.concepts & self.resolver.rarity.keys() for word in words)

    def _otherwise_done(self, ask: Ask, told: Set[str]) -> bool:
        """Whether it says that something is finished, or behind and not ahead, beside a right figure."""
        lexicon, ahead = self.resolver.lexicon, told & (_AHEAD | {"narrow", "improvement"})
        if ask.recognised.negations:
            return False
        limits = [one for one in ask.recognised.mentions if one.comparison is not None]  # "fewer than 120"
        if told & _AHEAD and _less(ask) and not limits and not ask.grammar.than_words.isdisjoint(ask.text):
            return True  # "six grew more slowly than the nation"
        for word in ask.words:
            against = any(ahead & lexicon.contrary(concept) for concept in word.concepts)
            if word.concepts.isdisjoint(told) and (against or word.concepts & _DONE):
                return True
        return False

    def _denies_count(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether it says that there is not one of what there are so many: "not a single project is finished"."""
        fact = facts[0] if len(facts) == 1 else None
        if query.verb != "tell" or query.aspect is not None or not isinstance(fact, Measure) or not quantified(ask):
            return False
        counted = fact.value.unit.kind is UnitKind.COUNT and fact.value.low is not None and fact.value.low > 0
        said = self.resolver.by_id[fact.id].said
        compares = any(
            not any(cue.start <= word.start < cue.end and word.concepts & said for word in ask.words)
            for cue in ask.spans("more", "less")
        )
        plain = not (ask.recognised.mentions or compares) and len(ask.recognised.negations) <= 1
        words = [word for word in ask.telling if not word.entity]
        known = self.resolver.by_id[fact.id].vocabulary
        called = self.resolver.by_id[fact.id].called or _MOVES
        moves = [word for word in words if not word.concepts.isdisjoint(called)]
        return counted and plain and bool(moves) and all(not word.concepts.isdisjoint(known) for word in words)

    def _takes_exactly(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a figure is said to be exact of which only a limit is told: "is that a precise number?"."""
        bounded = any(not figure.value.is_exact for fact in facts[:1] for figure in figures_of(self.release, fact)[:1])
        plain = not (ask.recognised.negations or ask.free_mentions)
        return bounded and plain and ask.opens_as_claim and not ask.grammar.exactness_words.isdisjoint(ask.text)

    def _unnamed(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether a rate is confirmed of which no more is said than that it is one: "is growth 4.1 points?"."""
        fact = facts[0] if len(facts) == 1 else None
        if query.verb != "tell" or not isinstance(fact, Measure) or fact.value.unit.kind not in _RATES:
            return False
        if fact.id == self.release.about.headline or ask.recognised.periods or ask.named_things or ask.recognised.kinds:
            return False
        if ask.has("share", "difference", "more", "less", "average", "ratio"):
            return False
        own = self.resolver.by_id[fact.id].core - _OF_RATES  # "did growth pick up?" names the pickup
        return all(word.concepts & _OF_RATES and word.concepts.isdisjoint(own) for word in ask.telling)

    def _of_pace(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether it says that a growth quickened or slowed, of which only the growth itself is told."""
        fact = facts[0] if len(facts) == 1 else None
        if query.verb not in _TELLING or not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.PERCENT:
            return False
        said = self.resolver.by_id[fact.id].said
        changed = _PACES - {"accelerate"} if ask.recognised.mentions else _PACES  # "improved by 5.9%" is a growth
        paces = [word for word in ask.words if word.concepts & changed and not word.concepts & (_UP | _DOWN - _PACES)]
        return fact.direction != "none" and any(word.concepts.isdisjoint(said) for word in paces)

    def _count_moved(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether it says that there are more or fewer of something than a year before, and only how many is told."""
        fact = facts[0] if len(facts) == 1 else None
        if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or ask.recognised.mentions:
            return False
        moved = any(word.concepts & (_UP | _DOWN) for word in ask.words) or ask.has("more", "less")
        dated = any(when.year < 0 for when in ask.recognised.periods) or any("year" in w.concepts for w in ask.words)
        return moved and dated and query.verb in _TELLING and ask.has("how-many") and ask.has("versus", "more", "less")

    def _values(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether it asks what to think of something, "is 75% high?", in a word that the facts do not use."""
        words = [place for place, text in enumerate(ask.text) if text and text not in _ENDS]
        if not words or not ask.opens_as_claim or ask.text[words[-1]] not in ask.grammar.evaluations:
            return False
        before, aside = words[-2:-1], ask.grammar.auxiliaries | ask.grammar.question_words
        if before and (words[-1] - before[0] > 1 or ask.text[before[0]] in aside):
            return False  # ", good?" only asks to confirm, and "by how much?" for a size
        said = self.resolver.said_of(fact.id for fact in facts)
        said |= frozenset(other for one in said for other in self.resolver.lexicon.contrary(one))
        last = [word for word in ask.words if word.covers(words[-1])]
        return not any(word.concepts & said for word in last)

    def _praises(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """The same before a noun, "is he a nice man?"."""
        text, grammar = ask.text, ask.grammar
        said = self.resolver.said_of(fact.id for fact in facts)
        places = [p for p, word in enumerate(text) if p and word in grammar.evaluations]
        places = [p for p in places if text[p - 1] in grammar.indefinite_articles and p + 1 < len(text)]
        spoken = [word for word in ask.words if any(word.covers(place) for place in places)]
        return ask.opens_as_claim and bool(places) and not any(word.concepts & said for word in spoken)

    def manner(self, ask: Ask, name: str) -> Manner:
        """How the question is put."""
        text, grammar = ask.text, ask.grammar
        negations = [p for p in negations_of(ask) if not any(m.covers(p) for m in ask.recognised.mentions)]
        ends = {m.end for m in ask.recognised.mentions if m.unit is not None and m.unit.kind is UnitKind.TIMES}
        if any(m.start in ends for m in ask.recognised.mentions) or grammar.score_words & set(text):
            return Manner.TANGLED
        if not_one(ask):
            return Manner.TANGLED
        if any(not grammar.second_persons.isdisjoint(text[max(0, p - 2) : p]) for p in negations):
            return Manner.TANGLED  # "you will not tell me that they met forty times"
        prefers = grammar.preferences & set(text) and not grammar.than_words & set(text)
        if grammar.denials & set(text) and not prefers:
            return Manner.TANGLED
        if quantified(ask) and not (self.patterns.negated.get(name) and self._has_none(ask)):
            return Manner.TANGLED
        if not negations:
            return Manner.STRAIGHT
        several = grammar.contrasts & set(text) or len(negations) > 1
        contrast = several or any(text[p] in grammar.negatives for p in negations)
        opened = next(filter(None, text), "") in grammar.auxiliaries
        turned = opened and len(negations) == 1 and text[negations[0]] in grammar.not_words
        simple = turned or all(
            (p and text[p - 1] in grammar.auxiliaries) or text[p] in grammar.never_words for p in negations
        )
        telling = several or any(text[p] in grammar.negatives - grammar.no_words for p in negations)
        if self.patterns.negated.get(name) and not telling:
            return Manner.STRAIGHT
        return Manner.NEGATED if simple and not contrast else Manner.TANGLED

    def _has_none(self, ask: Ask) -> bool:
        """Whether the one negation says what things do not have, and not that it is said of none of them."""
        grammar = ask.grammar
        places = [place for place, text in enumerate(ask.text) if text in grammar.negative_quantifiers]
        kinds = {kind.start for kind in ask.recognised.kinds}
        counted = any(mention.end <= places[0] for mention in ask.recognised.mentions)
        denied = len(places) == 1 and ask.text[places[0]] in grammar.no_words
        return denied and places[0] + 1 not in kinds and counted

    def strange(self, ask: Ask, name: str, facts: Sequence[Fact], *, strictly: bool = False) -> list[Word]:
        """Words that neither the facts nor the wordings of the query know: a right figure, of something else.

        ``strictly`` counts only what the facts themselves say and are called by.
        """
        known = [self.resolver.by_id[fact.id] for fact in facts]
        said = [self._told_by(facts)] if strictly else [one.vocabulary for one in known]
        vocabulary = frozenset().union(self.resolver.common, *said)
        aside = _ASIDE | _OF_QUERY.get(name.partition(" ")[0], frozenset())
        cues = [cue for cue in ask.recognised.cues if cue.name in aside]
        queries = [name, *(f"tell {part}" for fact in facts for part in self._parts(fact))]
        return [
            word
            for word in ask.words
            if not (word.soft and word.concepts)
            and not (word.entity and not strictly)
            and word.concepts.isdisjoint(vocabulary)
            and (
                self._is_foil(word, name)
                or any(
                    self.patterns.telling(p) if strictly else all(self.patterns.unused(one, p) for one in queries)
                    for p in word.text.split()
                )
            )
            and not any(cue.start <= word.start < cue.end for cue in cues)
        ]

    def _is_foil(self, word: Word, name: str) -> bool:
        """Whether a word is one of another matter; not where it is loose, and wordings of the query use it."""
        loose = word.foil == LOOSE and not word.entity
        return word.foil is not None and not (loose and not self.patterns.strange(name, word.text))

    def _parts(self, fact: Fact) -> list[str]:
        """The measures from which a fact follows."""
        formula = fact.formula if isinstance(fact, Measure) else None
        return [part for part in (formula or "").split() if part in self.release.by_id]

    def unexplained(self, ask: Ask, name: str, facts: Sequence[Fact]) -> list[Span]:
        """Words that neither the generic wordings of a query nor its facts explain, whatever else they may say.

        A name counts as explained where the facts are of that thing; a period, a number, a negation and a comparison
        are judged by what they say.
        """
        known = self.resolver.common | self.resolver.vocabulary_of(fact.id for fact in facts)
        moving = any(not isinstance(fact, Measure) or fact.direction != "none" for fact in facts)
        contrary = frozenset(o for c in known for o in self.resolver.lexicon.contrary(c)) if moving else frozenset()
        spans: list[Span] = [*ask.recognised.mentions, *ask.recognised.periods, *ask.recognised.comparisons]
        spans += [cue for cue in ask.recognised.cues if cue.name in _ASIDE]
        spans += [word for word in ask.words if not word.concepts.isdisjoint(known | contrary)]
        taken = {place for span in spans for place in range(span.start, span.end)} | set(ask.recognised.negations)
        return [
            Span(place, place + 1)
            for place, token in enumerate(ask.recognised.tokens)
            if token.kind == "word" and place not in taken and not self.patterns.explains(name, token.stem)
        ]

    # By what the query does

    def _evidence(
        self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact], manner: Manner
    ) -> list[Evidence]:
        negated = manner is Manner.NEGATED
        if query.verb not in _TELLING:
            dated = self._dated(ask, facts, strictly=query.verb in _PICKING)
            if dated:
                return dated
        if query.verb in ("compare", "ratio", "nearest") and len(found.facts) == 2:
            return self._related(ask, name, found, query, negated=negated)
        if query.verb == "compare" and len(found.facts) > 2 and not negated:
            return self._related_each(ask, name, [ask.measure(one) for one in found.facts])
        if query.verb in _PICKING:
            return self._picked(ask, found, query, negated=negated)
        if query.verb == "filter":
            return self._filtered(ask, found, query, negated=negated)
        if query.verb in ("tell", "members", "value"):
            first = facts[: len(query.tell)] if query.tell else facts[:1] if query.verb == "members" else facts
            return self._told(ask, query, name, first, negated=negated)
        if query.verb == "rank" and ask.claims:
            return self._ranked(ask, found)
        if query.verb == "about" and ask.claims and not ask.grammar.than_words.isdisjoint(ask.text):
            return [Evidence(Truth.UNKNOWN, "comparison")]
        valued = any(mention.unit is not None for mention in ask.recognised.mentions)
        if query.verb == "about" and ask.claims and valued and not any(isinstance(fact, Measure) for fact in facts):
            return [Evidence(Truth.UNKNOWN, "figure")]
        if query.verb == "about" and ask.claims:
            moved = any(word.concepts & (_UP | _DOWN) for word in ask.words)  # of a thing that is only named
            plainly = not negated and not moved and self._plainly(ask, name, facts)
            return [Evidence(Truth.YES, "statement")] if plainly else []
        return _turned(self._untaken(ask, found, query), negated)

    def _ranked(self, ask: Ask, found: Finding) -> list[Evidence]:
        """Whether the names stand in the order of the values."""
        named = ask.named_things
        order = [row.subject for row in found.data.get("rows", ()) if isinstance(row, Measure)]
        if len(named) != len(order) or set(named) != set(order):
            return []
        if ask.has("more", "less"):
            return []
        return [Evidence(truth_of(named == (order[::-1] if ask.has("ascending") else order)), "order")]

    def _told(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact], *, negated: bool) -> list[Evidence]:
        dated = self._dated(ask, facts)
        evidence = [*dated]
        if ask.claims and taken_as_reached(ask, facts):
            denied = [piece for piece in judge_figures(ask, facts) if piece.truth is Truth.NO]
            return [*dated, *(denied or [Evidence(Truth.UNKNOWN, "status")])]
        pair = pair_of(self.release, facts[0]) if len(facts) == 1 else None
        order = self._order_named(ask, pair) if pair is not None and ask.claims else None
        if order is not None:
            relation = judge_relation(ask, *order, less=_less(ask), negated=negated)
            return evidence + (relation[1:] if _calculated(ask) else relation)
        placed = ask.claims and ask.has("second", "min")
        if query.verb == "members" and (placed or ask.grammar.later_ordinals & set(ask.text)):
            evidence.append(Evidence(Truth.UNKNOWN, "place"))
        if ask.claims and ask.has("same") and isinstance(facts[0], FactSet) and facts[0].indicator:
            values = [row.value for row in rows(self.release, facts[0].kind) if row.subject in facts[0].members]
            return evidence + _turned([Evidence(truth_of(len({*values}) == 1), "same")], negated)
        both = [fact for fact in facts if isinstance(fact, Measure)]
        if ask.claims and ask.has("same") and len(facts) == len(both) == _PAIR and not ask.recognised.mentions:
            return evidence + _turned([Evidence(truth_of(both[0].value == both[1].value), "same")], negated)
        over = self._over_members(ask, facts)
        if over:
            return evidence + _turned(over, negated)
        counted = self._counted(ask, facts)
        parts = {len(self._parts(fact)) for fact in facts}
        mentions = [m for m in ask.recognised.mentions if not counted or m.unit or m.decimals]
        mentions = [m for m in mentions if m.unit or m.comparison or m.number not in parts]  # "all three together"
        figures = judge_figures(ask, facts, mentions)
        evidence += _turned(counted, negated) + _turned(figures, negated)
        aspect = query.aspect is not None and not ask.claims  # what is told then says itself that it is an aim
        # "Of those planned, how many exist already?"
        reached = ask.has("status") and ask.has("done") and (ask.claims or ask.has("how-many"))
        done = reached or ((ask.has("done") or took_place(ask)) and not ask.has("intended"))
        done = done and (ask.asks() is None or ask.grammar.faring_words.isdisjoint(ask.text))  # "what did they do?"
        if done and not aspect and any(not is_settled(fact) for fact in facts):
            evidence.append(Evidence(Truth.UNKNOWN, "status"))
        names = judge_names(ask, facts)
        other = any(piece.about == "name" and piece.truth is Truth.UNKNOWN for piece in names)
        told = [figure for fact in facts for figure in figures_of(self.release, fact)]
        bare = all(m.unit is None and not any(counts(ask, m, figure) for figure in told) for m in mentions)
        if other and bare and any(piece.truth is Truth.NO for piece in figures):
            return [Evidence(Truth.UNKNOWN, "name")]  # a number of another thing denies nothing of this one
        evidence += self._asked_for(ask, query, names, dated=bool(dated))
        if ask.claims and any(piece.truth is Truth.YES for piece in figures):
            evidence += self._misput(ask, facts)
        members = [piece for piece in names if piece.about in ("member", "unnamed")]
        evidence += _turned(names, negated) if members and not figures and not counted else names
        evidence += judge_extent(ask, facts)
        if ask.claims and self._of_each(ask, facts):
            evidence.append(Evidence(Truth.NO, "extent"))
        if not (query.aspect == "when" and self._falls_within(ask)) and not other and self.contrary(ask, facts):
            if negated:  # "did not fall" says nothing that the facts deny
                return []
            evidence.append(Evidence(Truth.NO, "direction"))
        elif negated and not figures and not counted and not members:
            moves = all(isinstance(fact, Measure) and fact.direction != "none" for fact in facts)
            evidence.append(Evidence(Truth.NO if moves else Truth.UNKNOWN, "direction"))
            return [] if not moves else evidence
        elif weigh(evidence) is None and self._plainly(ask, name, facts):
            evidence.append(Evidence(Truth.YES, "statement"))
        return evidence

    def _falls_within(self, ask: Ask) -> bool:
        """Whether something is said to lie in a time, and not to go down: "to fall within September"."""
        moved = [word for word in ask.words if word.concepts & _DOWN]
        return bool(moved) and all(
            not ask.grammar.limiting_words.isdisjoint(ask.text[word.end : word.end + 1]) for word in moved
        )

    def _of_each(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a total is put forward as what each got: "each of the eight projects got 910 million"."""
        if ask.grammar.each_words.isdisjoint(ask.text) and not ask.has("average"):
            return False
        if any("average" in self.resolver.by_id[fact.id].said for fact in facts):
            own = [ask.measure(part) for fact in facts for part in self._parts(fact)[:1]]  # what was divided
            return self._puts(ask, own) and not self._puts(ask, self.release.measures_among([f.id for f in facts]))
        told = [figure for fact in facts for figure in figures_of(self.release, fact)]
        counted = any(figure.value.unit.kind is UnitKind.COUNT for figure in told)
        return counted and self._puts(ask, told)

    def _puts(self, ask: Ask, figures: Sequence[Measure]) -> bool:
        """Whether an amount of money that one of the figures is stands in the question."""
        money = [figure for figure in figures if figure.value.unit.kind is UnitKind.MONEY]
        return any(says(m, one.value, ask) is Truth.YES for m in ask.recognised.mentions for one in money)

    def _misput(self, ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
        """A thing put, beside a right figure, in the place of the one of its kind that the facts name."""
        known = self.release.entity
        own = {name for fact in facts for name in fact.entities if name in known and not isinstance(fact, FactSet)}
        named = ask.named_things
        kinds = {known[name].kind for name in own}
        other = [name for name in named if name not in own and known[name].kind in kinds and known[name].named]
        right = any(name in own and known[name].kind == known[one].kind for one in other for name in named)
        return [Evidence(Truth.NO, "name")] if other and not right else []

    def _asked_for(self, ask: Ask, query: Query, names: Sequence[Evidence], *, dated: bool) -> list[Evidence]:
        """The name or the time put forward, where that is what the query asks of its fact: who it was, or when.

        ``dated`` tells whether the time is held against the facts already.
        """
        silent = bool(names) and all(piece.truth is Truth.UNKNOWN for piece in names)
        proper = any(is_proper(ask, name) for name in ask.named_things)
        if ask.claims and query.aspect == "who" and silent and proper and ask.is_cleft:
            return [Evidence(Truth.NO, "who")]  # "was it Ansteel that gave the money?"
        if not ask.claims or ask.recognised.mentions:
            return []
        if query.aspect == "who" and proper and any(piece.truth is Truth.YES for piece in names):
            return [Evidence(Truth.YES, "who")]
        if query.aspect == "when" and ask.recognised.periods and not dated:
            return [Evidence(Truth.YES, "when")]
        return []

    def _dated(self, ask: Ask, facts: Sequence[Fact], *, strictly: bool = False) -> list[Evidence]:
        """What a period comes to that is not the facts' own: refuted where they have another time of their own.

        ``strictly`` allows none but theirs, beside theirs too.
        """
        fitting = [when for when in ask.recognised.periods if any(self._in_time(ask, fact, when) for fact in facts)]
        off = [when for when in ask.recognised.periods if when not in fitting]
        if not off or (fitting and not strictly and not any(when.calendar or when.year for when in off)):
            return []
        if fitting and not ask.grammar.or_words.isdisjoint(ask.text):
            return []  # one of two is to be chosen: "with last year, or with the previous quarter?"
        own = [self.release.period[f.period] for f in facts if not isinstance(f, Measure) and f.period]
        if not own or any(when.calendar for when in off):
            return [Evidence(Truth.UNKNOWN, "period")]
        when, period = off[0], own[0]
        apart = when.months[1] < period.months[0] or period.months[1] < when.months[0] or when.year != period.year
        if not fitting and any(self._dates(fact) for fact in facts) and not ask.has("when"):
            return [Evidence(Truth.NO if ask.claims else Truth.UNKNOWN, "period")]
        aside = when.start and ask.text[when.start - 1] in ask.grammar.time_prepositions
        asked = not ask.claims and when.year != period.year  # "what is the plan for next year?"
        return [Evidence(Truth.UNKNOWN if asked else Truth.NO, "period")] if apart and not aside else []

    def _reckons(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact], evidence: Sequence[Evidence]) -> bool:
        """Whether a figure is put forward that the claim reckons itself, and that is not told: "twice the sum is …"."""
        denied = {piece.about for piece in evidence if piece.truth is Truth.NO}
        times = any(m.unit is not None and m.unit.kind is UnitKind.TIMES for m in ask.recognised.mentions)
        unplaced = any(piece.about == "unit" and piece.truth is Truth.UNKNOWN for piece in evidence)
        picked = query.verb in _PICKING and bool(self.strange(ask, name, facts))
        return denied == {"figure"} and ((times and unplaced) or picked)

    @property
    def dating(self) -> Fact | None:
        """The fact that says what time the figures are of."""
        return next((fact for fact in self.release.facts() if self._dates(fact)), None)

    def _misdated(self, ask: Ask, facts: Sequence[Fact], evidence: Sequence[Evidence]) -> bool:
        """Whether the very rate that a fact tells is said to be of another time: "3.4% in the first half".

        It is told, with its time, and neither confirmed nor denied of the other. A calendar year may be its own, since
        that is not stated; and sums and counts may be of any time within the period.
        """
        rates = [fact for fact in facts if isinstance(fact, Measure) and fact.value.unit.kind in _RATES]
        if not rates or any(fact.direction == "none" for fact in rates):
            return False
        known = self.resolver.common | self.resolver.vocabulary_of(fact.id for fact in facts)
        passed = ask.recognised.places("asserts", "verify", "tag", "frame", "versus", "more", "less", "done")
        if any(word.start not in passed and word.concepts.isdisjoint(known) for word in ask.words):
            return False  # "was it announced in October?"
        limits = ask.grammar.time_prepositions
        if any(when.start and ask.text[when.start - 1] in limits for when in ask.recognised.periods):
            return False
        open_ = {piece.about for piece in evidence if piece.truth is not Truth.YES}
        told = any(piece.about == "figure" and piece.truth is Truth.YES for piece in evidence)
        telling = any(mention.unit is not None and mention.comparison is None for mention in ask.recognised.mentions)
        dated = not any(when.calendar is not None for when in ask.recognised.periods)
        return open_ == {"period"} and told and telling and dated and ask.grammar.or_words.isdisjoint(ask.text)

    def _dates(self, fact: Fact) -> bool:
        """Whether a fact says what time the figures are of, so that no other is."""
        when = fact.aspects.get("when")
        own = when is not None and when.stated and when.facts == [fact.id]
        return own and isinstance(fact, Statement) and fact.period == self.release.about.period

    def _in_time(self, ask: Ask, fact: Fact, when: When) -> bool:
        """Whether a period is that of a fact, or one that it is held against: "higher than a year earlier"."""
        if self.resolver.in_period(fact, when) or self._added(fact, when) or self._reckoned_from(ask, fact, when):
            return True
        base = when.start and ask.text[when.start - 1] in ask.grammar.than_words
        return bool(base) and any(self.resolver.in_period(one, when) for one in pair_of(self.release, fact) or ())

    def _reckoned_from(self, ask: Ask, fact: Fact, when: When) -> bool:
        """Whether a change is measured from that time: points more than a year ago, nearer than in August."""
        if when.calendar is not None or not isinstance(fact, Measure):
            return False
        earlier = [one for one in self.release.measures if one.period and fact.id in (one.formula or "").split()]
        if any(same_time(self.release.period[one.period], when) for one in earlier if one.period):
            return True
        before = self.release.period.get(fact.compared_with or "")
        if before is None or when.year != before.year or when.months != (before.months[1], before.months[1]):
            return False
        from_it = ask.grammar.range_words | ask.grammar.open_period_words
        return not (ask.grammar.than_words | from_it).isdisjoint(ask.text[: when.start])

    def _added(self, fact: Fact, when: When) -> bool:
        """Whether a period is what lies between the two that a change is measured over: September, since August."""
        before = self.release.period.get(fact.compared_with or "")
        own = self.release.period.get(fact.period or self.release.about.period)
        if before is None or own is None or when.calendar is not None or when.year != own.year:
            return False
        return when.months == (before.months[1] + 1, own.months[1])

    def _counted(self, ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
        """How many there are of what a set names, held against a bare number."""
        item = facts[0] if facts and isinstance(facts[0], FactSet) and not facts[0].size else None
        found: list[Evidence] = []
        for mention in ask.recognised.mentions if item is not None and item.members else ():
            if item is None or mention.unit is not None or mention.decimals or mention.fraction:
                continue
            if mention.number == 1 and not ask.grammar.of_words.isdisjoint(ask.text[mention.end : mention.end + 1]):
                continue  # "one of the pilot cities"
            follows = next((word for word in ask.words if word.covers(mention.end)), None)
            other = follows is not None and follows.concepts.isdisjoint(self.resolver.by_id[item.id].vocabulary)
            if other and not ask.grammar.of_words.isdisjoint(ask.text[mention.end + 1 : mention.end + 2]):
                continue  # "three kinds of stability"
            size = Quantity.exact(len(item.members), _PLAIN.unit)
            truth = size.compare(mention.comparison or Comparison.EQUAL, Quantity.exact(mention.number, size.unit))
            found.append(Evidence(truth, "number"))
        return found

    def _over_members(self, ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
        """Percentages said of the members of a set with values: of each of them, or one for each."""
        item = facts[0] if len(facts) >= 1 and isinstance(facts[0], FactSet) and facts[0].indicator else None
        mentions = [m for m in ask.recognised.mentions if m.unit is not None or m.decimals or m.comparison is not None]
        if item is None or item.size or not ask.claims or not mentions:
            return []
        pool = [row for row in rows(self.release, item.kind) if row.subject in item.members]
        named = ask.named_things
        if len(mentions) == 1:
            truths = [says(mentions[0], row.value, ask) for row in pool if not named or row.subject in named]
            known = [truth for truth in truths if truth is not None]
            if not known or (named and len(known) != len(named)):
                return []
            return [Evidence(Truth.NO if Truth.NO in known else min(known, key=_doubt), "extent")]
        if named and len(named) == len(mentions):
            return []
        values = [row for row in pool if any(says(mention, row.value, ask) is Truth.YES for mention in mentions)]
        fits = all(any(says(mention, row.value, ask) is Truth.YES for row in pool) for mention in mentions)
        return [Evidence(truth_of(fits and len(values) == len(mentions)), "figure")]

    def _as_level(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a change in points is put forward as what something is: "is the gap 0.6 points?"."""
        fact = facts[0] if facts else None
        if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.POINTS or fact.direction == "none":
            return False
        based = not ask.grammar.than_words.isdisjoint(ask.text[when.start - 1] for when in ask.recognised.periods)
        if based and ask.has("more", "less"):
            return False  # "1.5 points higher than a year earlier"
        valued = [mention for mention in ask.recognised.mentions if mention.unit == fact.value.unit]
        if any(ask.before(mention.start) in ask.grammar.level_words for mention in valued):
            return True  # "down to just 0.6 points"
        said = self.resolver.by_id[fact.id].said
        moved = (_MOVED | self.resolver.lexicon.polar) - (_APART - said)
        apart = [word for word in ask.words if word.concepts & (_APART - said)]
        cues = (cue for cue in ask.spans("change", "more", "less") if not any(cue.covers(word.start) for word in apart))
        return all(word.concepts.isdisjoint(moved) for word in ask.words) and not any(cues)

    def contrary(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a word of the question says the contrary of what the facts say."""
        said = self.resolver.said_of(fact.id for fact in facts)
        lexicon = self.resolver.lexicon
        if self._alternatives(ask):
            return False
        aside = ask.spans("report")
        for word in ask.words:
            if any(cue.covers(word.start) for cue in aside):
                continue
            contrary = frozenset(o for c in word.concepts.intersection(lexicon.polar) for o in lexicon.contrary(c))
            denied = contrary & said if word.concepts.isdisjoint(said) else frozenset()
            if denied and not any(other.concepts & denied for other in ask.words):  # "the lost output came back"
                return True
        concepts = {concept for word in ask.words for concept in word.concepts}
        down = all(isinstance(fact, Measure) and fact.direction == "down" for fact in facts)
        if down and _UP & concepts and not concepts & (said & lexicon.polar | _DOWN):
            return True
        statement = all(isinstance(fact, Statement) for fact in facts)
        fewer = any(not ask.is_soft(cue) for cue in ask.spans("less"))
        cut = "ramp-up" in said and any("fall" in word.concepts for word in ask.words)  # "a production cut"
        return bool(statement and ((said & _RAISED and fewer) or cut))

    def _alternatives(self, ask: Ask) -> bool:
        """Whether two contraries are put side by side to choose from: "did it speed up or slow down?"."""
        places = [place for place, text in enumerate(ask.text) if text in ask.grammar.or_words]
        beside = [word for word in ask.words for p in places if word.end == p or word.start == p + 1]
        return any(word.concepts & _MOVES for word in beside)

    def _plainly(self, ask: Ask, name: str, facts: Sequence[Fact]) -> bool:
        """Whether the facts themselves say every word of what is put forward."""
        if ask.recognised.mentions or ask.has("only", "every", "majority", "minority", "max", "min", "second", "same"):
            return False
        said = self.resolver.said_of(fact.id for fact in facts)
        inside = {p for word in ask.words if word.concepts & said for p in range(word.start, word.end)}
        than = (place for place, text in enumerate(ask.text) if text in ask.grammar.than_words)
        if ask.has("more", "less") and any(place not in inside for place in than):
            return False  # that one is more than the other is no matter of words
        if {"up", "down"} <= {fact.direction for fact in facts if isinstance(fact, Measure)}:
            return False  # up on the quarter and down on the year: both are told, and neither is Yes
        counted = {f.value.unit.name for f in facts if isinstance(f, Measure) and f.value.unit.kind is UnitKind.COUNT}
        nouns = [self.resolver.nouns_of(unit) for unit in counted]
        if any(not any(word.concepts & noun for word in ask.words) for noun in nouns):
            return False
        own = {c for fact in facts for c in self.resolver.by_id[fact.id].said}
        if any(word.concepts & _MOVES and not word.soft and word.concepts.isdisjoint(own) for word in ask.words):
            return False  # that the share fell is not said where only its size is
        moving = all(isinstance(fact, Measure) and fact.direction != "none" for fact in facts)
        content = [
            word
            for word in ask.words
            if not word.concepts & self.resolver.common and (not word.soft or (moving and word.concepts & _MOVES & own))
        ]
        return (
            bool(content)
            and any(w.concepts & own for w in content)
            and not self.strange(ask, name, facts, strictly=True)
        )

    # Queries over several values

    def _related(self, ask: Ask, name: str, found: Finding, query: Query, *, negated: bool) -> list[Evidence]:
        if not ask.claims:
            return self._untaken(ask, found, query) if not ask.recognised.mentions else []
        if not ask.grammar.or_words.isdisjoint(ask.text):
            return []
        measures = [ask.measure(one) for one in found.facts]
        order = self._order_named(ask, measures)
        if self.strange(ask, name, measures) or self._otherwise(ask):
            return []
        times = [
            m for m in ask.recognised.mentions if m.unit is not None and m.unit.kind is UnitKind.TIMES and m.number > 1
        ]
        directed = ask.has("more", "less", "same") or bool(ask.recognised.comparisons) or bool(times)
        if order is None or not directed or _calculated(ask):
            valued = [mention for mention in ask.recognised.mentions if mention.comparison is None]
            if valued and negated and not ask.has("difference"):
                return []  # that two are not so far apart says nothing of "it isn't 910 million in bonds"
            swapped = len(valued) == _PAIR and query.verb == "compare" and not negated
            if swapped and any(one.truth is Truth.NO for one in judge_figures(ask, measures, valued)):
                return [Evidence(Truth.NO, "figure")]  # "consumer goods 7.2, metallurgy 5.9"
            return judge_relation(ask, *measures, less=False, negated=negated, ratio=query.verb == "ratio")[1:]
        return judge_relation(ask, *order, less=_less(ask), negated=negated, ratio=query.verb == "ratio")

    def _related_each(self, ask: Ask, name: str, measures: Sequence[Measure]) -> list[Evidence]:
        """Whether each of those named before the word that compares is above, or below, each of those behind it."""
        places = ask.recognised.places("more", "less")
        compares = [place for place in places if place - 1 not in places]  # "lagged behind" is one
        grammar = ask.grammar
        turned = grammar.or_words | grammar.turning_words | grammar.standards
        turned |= grammar.additive_words - grammar.both_words
        named = [word.entity for word in ask.words if word.entity]
        if len({*named}) < len(named) or ask.has("difference", "sum", "average", "ratio"):
            return []  # "the gap between A and B exceeds that between B and C"
        if not ask.claims or len(compares) != 1 or ask.recognised.mentions or not turned.isdisjoint(ask.text):
            return []
        if self.strange(ask, name, measures) or self._otherwise(ask) or _calculated(ask):
            return []
        said = {word.entity: word.start for word in ask.words if word.entity}
        if not {measure.subject for measure in measures} <= said.keys():
            return []
        ahead = [measure for measure in measures if said[measure.subject] < compares[0]]
        behind = [measure for measure in measures if said[measure.subject] > compares[0]]
        sign = Comparison.BELOW if _less(ask) else Comparison.ABOVE
        held = [compare(one, sign, other) for one in ahead for other in behind]
        return [Evidence(truth, "order") for truth in held]

    def _otherwise(self, ask: Ask) -> bool:
        """Whether more or less is said of the manner, "spread more thinly", and so turns an order round, or may."""
        weak = {word.start for word in ask.words if "weak" in word.concepts or "slow" in word.concepts}
        return any(cue.end in weak for cue in ask.spans("more", "less"))

    def _order_named(self, ask: Ask, measures: Sequence[Measure]) -> tuple[Measure, Measure] | None:
        """Two measures in the order in which the question names them."""
        places: dict[str, int] = {}
        known, frames = self.resolver.by_id, ask.spans("verify", "frame")
        words = [word for word in ask.words if not any(span.covers(word.start) for span in frames)]
        for measure in measures:
            other = next(one for one in measures if one is not measure)
            own = _called(known[measure.id]) - _called(known[other.id])
            alone = own - known[other.id].core
            own = alone if any(word.concepts & alone for word in words) else own
            dated = measure.period != other.period
            said = [w for w in words if w.concepts & own or (w.entity == measure.subject and not dated)]
            most = max((self.resolver.telling(word) for word in said), default=0.0)
            starts = [word.start for word in said if not word.soft]
            if not dated:  # of two periods, a word that says little names neither: "the eight-month print"
                starts = starts or [word.start for word in said if self.resolver.telling(word) == most]
            starts += [w.start for w in ask.recognised.periods if dated and self.resolver.in_period(measure, w)]
            if starts:
                places[measure.id] = min(starts)
        surely = [one for one in measures if self._names_alone(ask, one, measures)]
        if len(surely) == 1 and len(places) > 1 and ask.has("more", "less"):
            place = places[surely[0].id]
            openings = [" ".join(ask.text[start : start + 2]) for start in (place - 2, place - 3) if start >= 0]
            if not ask.grammar.cleft_openings.isdisjoint(openings):
                places = {surely[0].id: place}  # "between the funds, it is the loans that reached more"
        if len(places) == 1 and ask.has("more", "less", "max", "min"):
            one = next(measure for measure in measures if measure.id in places)
            other = next(measure for measure in measures if measure is not one)
            before = {*ask.text[: places[one.id] + 1]}  # a period has its preposition in it: "since August"
            turned = (ask.grammar.turning_words | ask.grammar.standards) & before
            return (other, one) if turned else (one, other)
        if len(places) < 2 or len(set(places.values())) < 2:
            return None
        first, second = sorted(measures, key=lambda one: places[one.id])
        if self._rises_to(ask, places[first.id], places[second.id]):
            return (second, first)
        return (second, first) if ask.grammar.standards & set(ask.text[: places[first.id]]) else (first, second)

    def _names_alone(self, ask: Ask, measure: Measure, measures: Sequence[Measure]) -> bool:
        """Whether a word stands there that this one of two is called by, and the other never spoken of."""
        known = self.resolver.by_id
        others = frozenset().union(*(known[one.id].core for one in measures if one is not measure))
        return any(word.concepts & _called(known[measure.id]) - others for word in ask.words)

    def _rises_to(self, ask: Ask, first: int, second: int) -> bool:
        """Whether more or less is said of the second, as in "A grew, and a larger share of B"."""
        grammar = ask.grammar
        for cue in ask.spans("more", "less"):
            before = ask.text[max(first, cue.start - 3) : cue.start]
            joined = grammar.and_words & {*before} and grammar.indefinite_articles & {*before}
            if first < cue.start < second and joined and grammar.than_words.isdisjoint(ask.text[cue.end :]):
                return True
        return False

    def _picked(self, ask: Ask, found: Finding, query: Query, *, negated: bool) -> list[Evidence]:
        if not ask.claims:
            return self._untaken(ask, found, query)
        picked = found.data.get("picked")
        named = ask.named_things
        places = [word.entity for word in ask.words if word.entity in named]
        twice = {name for name in named if places.count(name) > 1}
        if isinstance(picked, Measure) and len(named) > 1 and len(twice) == 1 and not ask.free_mentions:
            return _turned([Evidence(truth_of(picked.subject in twice), "place")], negated)
        if isinstance(picked, Measure) and len(named) == _PAIR:
            return _turned(self._placed(ask, picked, named), negated)
        if not isinstance(picked, Measure) or len(named) > 1:
            return []
        evidence = [Evidence(Truth.YES if name == picked.subject else Truth.NO, "place") for name in named]
        evidence += judge_figures(ask, [picked], ask.free_mentions) if ask.free_mentions else []
        return _turned(evidence, negated)

    def _placed(self, ask: Ask, picked: Measure, named: Sequence[str]) -> list[Evidence]:
        """Whether the first of two things has the place that it is given, and stands so to the other."""
        values = {row.subject: row for row in rows(self.release, self.release.entity[picked.subject].kind)}
        pair = [values[name] for name in named if name in values]
        order = self._order_named(ask, pair) if len(pair) == _PAIR and ask.has("more", "less") else None
        if order is None or ask.free_mentions or ask.grammar.exclusives & {*ask.text}:
            return []
        place = Evidence(truth_of(order[0].subject == picked.subject), "place")
        return [place, *judge_relation(ask, *order, less=_less(ask))]

    def _filtered(self, ask: Ask, found: Finding, query: Query, *, negated: bool) -> list[Evidence]:
        if not ask.claims:
            own = [
                name
                for name in ask.named_things
                if name not in {row.subject for row in found.data.get("references", ())}
            ]
            other = [name for name in own if self.release.entity[name].kind != query.filter]
            rates = str(query.filter) in ask.rate_kinds
            return [Evidence(Truth.UNKNOWN, "name")] if other and not rates else []
        demanded = found.data.get("demanded")
        if demanded and ask.claims and quantified(ask) and not ask.named_things:
            plain = [replace(condition, negated=False) for condition in demanded]
            none = select(self.release, rows(self.release, str(found.kind)), plain)
            open_ended = bool(found.data.get("open_ended")) or bool(none.unknown)
            truth = Truth.NO if none.yes else Truth.UNKNOWN if open_ended else Truth.YES
            return [Evidence(truth, "extent")]
        if not demanded and ask.claims and found.facts:
            return self._told(ask, query, "", [self.release.by_id[found.facts[0]]], negated=negated)
        negated = negated and not any(condition.negated for condition in demanded or ())
        if not ask.claims or not demanded:
            return []
        kind = str(found.kind)
        pool = rows(self.release, kind, derived=kind in ask.rate_kinds)
        chosen = select(self.release, pool, demanded)
        groups = ((chosen.yes, Truth.YES), (chosen.no, Truth.NO), (chosen.unknown, Truth.UNKNOWN))
        yes = {row.subject for row in chosen.yes}
        named = ask.named_things
        open_ended = bool(found.data.get("open_ended"))
        limits = [m for m in ask.recognised.mentions if m.comparison is not None and counts_kind(ask, m)]
        if limits and not named:
            sign = ">=" if open_ended or chosen.unknown else "="
            held = says(limits[0], Quantity.bounded(sign, Decimal(len(yes)), _PLAIN.unit), ask)
            return _turned([Evidence(held or Truth.UNKNOWN, "number")], negated)
        given = [m for m in ask.recognised.mentions if m.comparison is None and (m.unit is not None or m.decimals)]
        limited = any(m.comparison is not None for m in ask.recognised.mentions)
        if named and (quantified(ask) or (len(given) > 1 and limited)):
            return []
        if named and any(self.release.entity[name].kind != kind and kind not in ask.rate_kinds for name in named):
            return []
        if self._just_one(ask):
            return _turned([Evidence(truth_of(len(yes) == 1) if not open_ended else Truth.UNKNOWN, "number")], negated)
        excepted = self._excepted(ask)
        if excepted & yes:
            return [Evidence(Truth.NO, "only")]
        if excepted and not open_ended:
            others = {row.subject for row in pool} - excepted
            return _turned([Evidence(truth_of(others <= yes), "extent")], negated)
        if set(ask.text) & ask.grammar.exclusives and named:
            alone = self._alone(ask, named)
            among = yes & {*named} if alone < {*named} else yes
            return _turned([Evidence(Truth.YES if alone == among else Truth.NO, "only")], negated)
        if named:
            found_ = [
                Evidence(
                    next((t for group, t in groups if any(r.subject == one for r in group)), Truth.UNKNOWN), "member"
                )
                for one in named
            ]
            truths = {piece.truth for piece in found_}
            if truths == {Truth.YES, Truth.UNKNOWN}:
                found_.append(Evidence(Truth.NO, "unnamed"))
            return _turned(found_, negated)
        counts = [m for m in ask.recognised.mentions if m.unit is None and m.comparison is None and not m.decimals]
        whole = [m for m in counts if m.number == len(pool)] if len(counts) == 1 and not open_ended else []
        if any(mention.fraction and mention.comparison is None for mention in ask.recognised.mentions):
            return []
        valued = [m for m in ask.recognised.mentions if m.unit is not None and m.comparison is None]
        bounded = any(m.comparison is not None for m in ask.recognised.mentions)
        if valued and bounded and range_of(ask, ask.recognised.mentions) is None:
            return []  # "the 3.4% tops seven" is said of one value
        if ask.has("every") or (whole and len(pool) > 1):
            all_of_them = Truth.NO if chosen.no else Truth.UNKNOWN if open_ended or chosen.unknown else Truth.YES
            return _turned([Evidence(all_of_them, "extent")], negated)
        for mention in counts[:1]:
            more = Truth.UNKNOWN if open_ended and mention.number > len(yes) else Truth.NO
            return _turned([Evidence(Truth.YES if mention.number == len(yes) else more, "number")], negated)
        return _turned([Evidence(truth_of(bool(yes)), "extent")], negated) if yes or not open_ended else []

    def _just_one(self, ask: Ask) -> bool:
        """Whether it is said of one and no more: "just one managed better than six"."""
        singles = [place for place, text in enumerate(ask.text) if text in ask.grammar.single_words]
        return any(not ask.grammar.exclusives.isdisjoint(ask.text[max(0, place - 1) : place]) for place in singles)

    def _alone(self, ask: Ask, named: Sequence[str]) -> set[str]:
        """The things that an exclusive word stands before: "of the three, only Benxi"."""
        places = [place for place, text in enumerate(ask.text) if text in ask.grammar.exclusives]
        behind = {word.entity for word in ask.words if word.entity in named and word.start > max(places)}
        return {name for name in named if name in behind} or {*named}

    def _excepted(self, ask: Ask) -> set[str]:
        """The things that are taken out of all of them: "everyone but Benxi"."""
        text, grammar = ask.text, ask.grammar
        found: set[str] = set()
        for word in ask.words:
            before, earlier = text[word.start - 1 : word.start], text[max(0, word.start - 4) : word.start - 1]
            every = not (grammar.all_words | grammar.everyone_words).isdisjoint(earlier)
            if word.entity and every and not (grammar.opposing_words | grammar.exceptives).isdisjoint(before):
                found.add(word.entity)
        return found

    def _untaken(self, ask: Ask, found: Finding, query: Query) -> list[Evidence]:
        """What a query over a kind leaves of the question: a number, a name, or a comparison that it does not make."""
        values = self.release.measures_among(found.rows)
        computed = found.data.get("value", found.data.get("difference"))
        told = [computed] if isinstance(computed, Quantity) else [one.value for one in values]
        kinds = {k for k in (found.kind, query.spread, query.average, query.rank) if isinstance(k, str)}
        sizes = {len(values), len(found.facts), *(len(rows(self.release, kind)) for kind in kinds)}
        mentions = [
            m for m in ask.recognised.mentions
            if m.unit is not None or m.decimals or m.number not in sizes or m.comparison is not None
        ]  # fmt: skip
        if set(ask.named_things) - self._members(found) - ask.taken_out:
            return [Evidence(Truth.UNKNOWN, "name")]
        if query.verb in _WHOLE:
            return []
        if mentions and not ask.claims:
            held = [says(mentions[0], one, ask) for one in told]
            return [] if Truth.YES in held else [Evidence(Truth.UNKNOWN, "number")]
        if mentions:
            own = [[t for one in told if (t := says(m, _counted_alike(one), ask)) is not None] for m in mentions]
            parts = [any(says(m, _counted_alike(one.value), ask) is Truth.YES for one in values) for m in mentions]
            if any(Truth.YES in outcomes for outcomes in own):
                fits = all(Truth.YES in outcomes or part for outcomes, part in zip(own, parts, strict=True))
                return [Evidence(truth_of(fits) if fits else Truth.UNKNOWN, "value")]
            if len(parts) > 1 and all(parts):
                return []  # what goes into it is given, and nothing is said of what it comes to
            first = next((outcomes for outcomes in own if outcomes), None)
            return [Evidence(first[0] if first else Truth.UNKNOWN, "value")]
        signs = [sign for sign in ask.recognised.comparisons if sign.name != "~"]
        if query.verb == "about" and (ask.demands() or signs or ask.grammar.than_words & set(ask.text)):
            return [Evidence(Truth.UNKNOWN, "comparison")]
        return []

    def _members(self, found: Finding) -> set[str]:
        """The things that the facts of a finding name."""
        facts = [self.release.by_id[name] for name in found.facts]
        return {n for fact in facts for n in fact.entities} | {f.subject for f in facts if isinstance(f, Measure)}


_SOFT: Final = frozenset({"name", "statement", "background"})
_DONE: Final = frozenset({"complete"})
_AHEAD: Final = frozenset({"ahead", "surpass"})
_PAIR: Final = 2
_PLAIN: Final = Quantity.parse("1 thing")
_ENDS: Final = frozenset("?.!")


def figures_to_choose(ask: Ask) -> bool:
    """Whether two numbers of one sort are put side by side to choose from: "was it 3.4% or 4.3%?"."""
    mentions = ask.recognised.mentions
    return any(
        one.unit == two.unit and one.comparison is two.comparison is None and one.number != two.number
        and len(between := ask.text[one.end : two.start]) <= 2 and not ask.grammar.or_words.isdisjoint(between)
        for one, two in itertools.pairwise(mentions)
    )  # fmt: skip


def _called(known: Known) -> frozenset[str]:
    """What a fact is called by, or says where it has no name of its own."""
    return known.called or known.said


def _counted_alike(value: Quantity) -> Quantity:
    """A count in a noun of no matter, so that a bare number may be held against it."""
    if value.unit.kind is not UnitKind.COUNT:
        return value
    return Quantity(value.low, value.high, _PLAIN.unit, value.low_open, value.high_open)


def quantified(ask: Ask) -> bool:
    """Whether it is said of none: "no city", "none of the sectors"; not where "no?" only asks to confirm."""
    numbers = [mention for mention in ask.recognised.mentions if mention.number]
    counted = {place for mention in numbers for place in range(mention.start - 1, mention.end)}
    places = [place for place, text in enumerate(ask.text) if text.isalpha()]
    return any(ask.text[place] in ask.grammar.negative_quantifiers for place in places[:-1] if place not in counted)


def _doubt(truth: Truth) -> int:
    return 0 if truth is Truth.UNKNOWN else 1


def _less(ask: Ask) -> bool:
    return ask.has("less") or any(sign.name in ("<", "<=") for sign in ask.recognised.comparisons)


def _calculated(ask: Ask) -> bool:
    """Whether one value is taken from another, or more of one thing goes with less of another: no order is claimed."""
    numbers = {mention.start for mention in ask.recognised.mentions}
    taken = any(text in ask.grammar.less_words and place + 1 in numbers for place, text in enumerate(ask.text))
    fewer = ask.has("less") and ask.weakly and ask.grammar.than_words.isdisjoint(ask.text)
    taken = taken or fewer  # "starts less completions"
    return taken or bool(ask.grammar.subtracting_words & set(ask.text)) or (ask.has("more") and ask.has("less"))


def _turned(evidence: Sequence[Evidence], negated: bool) -> list[Evidence]:
    """The evidence as a negation turns it round: the first piece, or what is said of a figure."""
    if not negated:
        return list(evidence)
    return [replace(piece, truth=~piece.truth) if piece.about != "background" else piece for piece in evidence]
