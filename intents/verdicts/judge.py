"""The evidence for and against what a reader puts forward, by the query that the question means.

Support needs at least one piece of evidence and no word that nothing explains; refutation needs a piece that is plainly
false. A claim put too artfully to be followed (not this but that, neither, nobody but) gets no verdict: the facts are
told, and the reader sees for himself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from facts.model import Fact, FactSet, Measure, Release, Statement
from facts.quantity import Comparison, Quantity, Truth, UnitKind
from facts.query import compare, rows
from intents.findings import Finding
from intents.matching.patterns import Patterns
from intents.matching.queries import Query
from intents.readings.ask import Ask
from intents.readings.claims import figures_to_choose, negations_of, not_one, quantified
from intents.readings.tell import counts, figures_of, says
from intents.spans.found import LOOSE, Span, Word
from intents.spans.resolve import Resolver
from intents.verdicts.across import (
    judge_filtered,
    judge_members,
    judge_order,
    judge_picked,
    judge_untaken,
    order_named,
    otherwise,
    turned,
)
from intents.verdicts.dating import in_time, judge_times, misdated
from intents.verdicts.reached import is_settled, taken_as_reached, took_place
from intents.verdicts.reserve import (
    CHANGES,
    DOWN,
    TELLING,
    UP,
    alternatives,
    as_level,
    behind_cleft,
    count_moved,
    denies_count,
    evaluates,
    fewer_behind,
    of_all,
    of_another,
    of_more,
    of_pace,
    of_the_part,
    only_of_those,
    otherwise_done,
    praises,
    takes_exactly,
    told_by,
    unnamed,
)
from intents.verdicts.verify import (
    Evidence,
    is_proper,
    judge_extent,
    judge_figures,
    judge_names,
    judge_relation,
    pair_of,
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
_RAISED: Final = frozenset({"grow", "ramp-up", "add", "boost"})
"""What a statement says that is turned round by "less"."""
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
        if ask.claims and (alternatives(ask) or figures_to_choose(ask) or ask.disputed):
            return None, []
        if of_pace(ask, query, facts):
            return Truth.UNKNOWN, [Evidence(Truth.UNKNOWN, "pace")]
        if ask.claims and count_moved(ask, query, facts):
            return Truth.UNKNOWN, [Evidence(Truth.UNKNOWN, "count")]
        if ask.claims and (evaluates(ask, facts) or praises(ask, facts)):
            return Truth.UNKNOWN, [Evidence(Truth.UNKNOWN, "opinion")]
        chosen = query.verb == "filter" and quantified(ask)
        if ask.claims and denies_count(ask, query, facts):
            return Truth.NO, [Evidence(Truth.NO, "extent")]
        if ask.claims and takes_exactly(ask, facts):
            return Truth.NO, [Evidence(Truth.NO, "figure")]
        if manner is Manner.TANGLED and ask.claims and not chosen:
            return None, []
        evidence = self._evidence(ask, query, name, found, facts, manner)
        truth = weigh(evidence)
        denies = truth is Truth.NO and ask.claims
        if denies and (self._reckons(ask, query, name, facts, evidence) or fewer_behind(ask, facts)):
            return Truth.UNKNOWN, evidence
        denied = {piece.about for piece in evidence if piece.truth is Truth.NO}
        if denied == {"figure"} and ask.tells_ahead and all(isinstance(fact, Measure) for fact in facts):
            return Truth.UNKNOWN, evidence  # what came about denies no forecast
        if denied == {"direction"} and score < self.thresholds.likely and self.strange(ask, name, facts, strictly=True):
            return Truth.UNKNOWN, evidence  # of another thing: "will they close the old mill?"
        if truth is Truth.UNKNOWN and ask.claims and manner is Manner.STRAIGHT and misdated(ask, facts, evidence):
            return None, [piece for piece in evidence if piece.about == "period"]
        if ask.claims and ask.has("same") and query.verb in TELLING and len(facts) == 1 and not ask.free_mentions:
            return Truth.UNKNOWN, evidence  # two things are said to be the same, and one of them is told
        if not ask.claims or truth is not Truth.YES:
            return truth, evidence
        if unnamed(ask, query, facts):
            return None, evidence
        if query.aspect != "why" and ask.grammar.causal_words & {*ask.text}:
            return None, evidence
        if query.aspect == "definition":
            return None, evidence  # a right figure says nothing of what it means
        if not ask.recognised.mentions and of_more(ask, facts):
            return None, evidence
        if as_level(ask, facts):
            return Truth.UNKNOWN, evidence
        return self._confirmed(ask, query, name, facts, evidence, score), evidence

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
        told = told_by(ask, facts)
        strictly = self.strange(ask, name, facts, strictly=True)
        soft = query.aspect == "why" or all(piece.about in _SOFT for piece in evidence)
        plain = query.verb == "tell" and query.aspect is None
        if soft and (strictly or (plain and of_another(ask, facts, told))):
            return None
        ordered = any(piece.about == "order" for piece in evidence)  # "bond projects got less than loan projects"
        if query.verb in TELLING and not ordered and otherwise_done(ask, told):
            return None
        chooses = not ask.grammar.or_words.isdisjoint(ask.text)
        if ask.is_cleft and not chooses and of_another(ask, facts, told | behind_cleft(ask)):
            return Truth.NO  # "it was the incentive fund that brought them in"
        if strictly and score < self.thresholds.plain:
            return None
        if of_all(ask, facts) or only_of_those(ask) or of_the_part(ask, facts):
            return None
        return None if self.strange(ask, name, facts) else Truth.YES

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
        said = [told_by(ask, facts)] if strictly else [one.vocabulary for one in known]
        vocabulary = frozenset().union(self.resolver.common, *said)
        aside = _ASIDE | _OF_QUERY.get(name.partition(" ")[0], frozenset())
        cues = [cue for cue in ask.recognised.cues if cue.name in aside]
        queries = [name, *(f"tell {part}" for fact in facts for part in self.release.parts_of(fact))]
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
        if query.verb not in TELLING:
            dated = judge_times(ask, facts, strictly=query.verb in _PICKING)
            if dated:
                return dated
        if query.verb in ("compare", "ratio", "nearest") and len(found.facts) == 2:
            return self._related(ask, name, found, query, negated=negated)
        if query.verb == "compare" and len(found.facts) > 2 and not negated:
            return self._related_each(ask, name, [ask.measure(one) for one in found.facts])
        if query.verb in _PICKING:
            return judge_picked(ask, found, query, negated=negated)
        if query.verb == "filter":
            if ask.claims and found.facts and not found.data.get("demanded"):
                return self._told(ask, query, "", [self.release.by_id[found.facts[0]]], negated=negated)
            return judge_filtered(ask, found, query, negated=negated)
        if query.verb in ("tell", "members", "value"):
            first = facts[: len(query.tell)] if query.tell else facts[:1] if query.verb == "members" else facts
            return self._told(ask, query, name, first, negated=negated)
        if query.verb == "rank" and ask.claims:
            return judge_order(ask, found)
        if query.verb == "about" and ask.claims and not ask.grammar.than_words.isdisjoint(ask.text):
            return [Evidence(Truth.UNKNOWN, "comparison")]
        valued = any(mention.unit is not None for mention in ask.recognised.mentions)
        if query.verb == "about" and ask.claims and valued and not any(isinstance(fact, Measure) for fact in facts):
            return [Evidence(Truth.UNKNOWN, "figure")]
        if query.verb == "about" and ask.claims:
            moved = any(word.concepts & (UP | DOWN) for word in ask.words)  # of a thing that is only named
            plainly = not negated and not moved and self._plainly(ask, name, facts)
            return [Evidence(Truth.YES, "statement")] if plainly else []
        return turned(judge_untaken(ask, found, query), negated)

    def _told(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact], *, negated: bool) -> list[Evidence]:
        dated = judge_times(ask, facts)
        evidence = [*dated]
        if ask.claims and taken_as_reached(ask, facts):
            denied = [piece for piece in judge_figures(ask, facts) if piece.truth is Truth.NO]
            return [*dated, *(denied or [Evidence(Truth.UNKNOWN, "status")])]
        pair = pair_of(self.release, facts[0]) if len(facts) == 1 else None
        order = order_named(ask, pair) if pair is not None and ask.claims else None
        if order is not None:
            order, less = in_time(ask, order) or (order, ask.says_less)
            relation = judge_relation(ask, *order, less=less, negated=negated)
            return evidence + (relation[1:] if _calculated(ask) else relation)
        placed = ask.claims and ask.has("second", "min")
        if query.verb == "members" and (placed or ask.grammar.later_ordinals & set(ask.text)):
            evidence.append(Evidence(Truth.UNKNOWN, "place"))
        if ask.claims and ask.has("same") and isinstance(facts[0], FactSet) and facts[0].indicator:
            values = [row.value for row in rows(self.release, facts[0].kind) if row.subject in facts[0].members]
            return evidence + turned([Evidence(truth_of(len({*values}) == 1), "same")], negated)
        both = [fact for fact in facts if isinstance(fact, Measure)]
        if ask.claims and ask.has("same") and len(facts) == len(both) == _PAIR and not ask.recognised.mentions:
            return evidence + turned([Evidence(truth_of(both[0].value == both[1].value), "same")], negated)
        over = judge_members(ask, facts)
        if over:
            return evidence + turned(over, negated)
        counted = self._counted(ask, facts)
        parts = {len(self.release.parts_of(fact)) for fact in facts}
        mentions = [m for m in ask.recognised.mentions if not counted or m.unit or m.decimals]
        parts |= {len(facts)} - {1}  # "two things each moved by 0.6 points"
        mentions = [m for m in mentions if m.unit or m.comparison or m.number not in parts]  # "all three together"
        figures = judge_figures(ask, facts, mentions)
        evidence += turned(counted, negated) + turned(figures, negated)
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
        evidence += turned(names, negated) if members and not figures and not counted else names
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
        moved = [word for word in ask.words if word.concepts & DOWN]
        return bool(moved) and all(
            not ask.grammar.limiting_words.isdisjoint(ask.text[word.end : word.end + 1]) for word in moved
        )

    def _of_each(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a total is put forward as what each got: "each of the eight projects got 910 million"."""
        if ask.grammar.each_words.isdisjoint(ask.text) and not ask.has("average"):
            return False
        if any("average" in self.resolver.by_id[fact.id].said for fact in facts):
            own = [ask.measure(part) for fact in facts for part in self.release.parts_of(fact)[:1]]  # what was divided
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

    def _reckons(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact], evidence: Sequence[Evidence]) -> bool:
        """Whether a figure is put forward that the claim reckons itself, and that is not told: "twice the sum is …"."""
        denied = {piece.about for piece in evidence if piece.truth is Truth.NO}
        times = any(m.unit is not None and m.unit.kind is UnitKind.TIMES for m in ask.recognised.mentions)
        unplaced = any(piece.about == "unit" and piece.truth is Truth.UNKNOWN for piece in evidence)
        picked = query.verb in _PICKING and bool(self.strange(ask, name, facts))
        return denied == {"figure"} and ((times and unplaced) or picked)

    def _counted(self, ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
        """How many there are of what a set names, held against a bare number, or against "a single city"."""
        item = facts[0] if facts and isinstance(facts[0], FactSet) and not facts[0].size else None
        found: list[Evidence] = []
        if ask.claims and ask.says_single and item is not None and len(item.members) > 1:
            found.append(Evidence(Truth.NO, "number"))
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

    def contrary(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a word of the question says the contrary of what the facts say."""
        said = self.resolver.said_of(fact.id for fact in facts)
        lexicon = self.resolver.lexicon
        if alternatives(ask):
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
        if down and UP & concepts and not concepts & (said & lexicon.polar | DOWN):
            return True
        statement = all(isinstance(fact, Statement) for fact in facts)
        fewer = any(not ask.is_soft(cue) for cue in ask.spans("less"))
        cut = "ramp-up" in said and any("fall" in word.concepts for word in ask.words)  # "a production cut"
        return bool(statement and ((said & _RAISED and fewer) or cut))

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
        if any(word.concepts & CHANGES and not word.soft and word.concepts.isdisjoint(own) for word in ask.words):
            return False  # that the share fell is not said where only its size is
        moving = all(isinstance(fact, Measure) and fact.direction != "none" for fact in facts)
        content = [
            word
            for word in ask.words
            if not word.concepts & self.resolver.common
            and (not word.soft or (moving and word.concepts & CHANGES & own))
        ]
        return (
            bool(content)
            and any(w.concepts & own for w in content)
            and not self.strange(ask, name, facts, strictly=True)
        )

    # Queries over several values

    def _related(self, ask: Ask, name: str, found: Finding, query: Query, *, negated: bool) -> list[Evidence]:
        if not ask.claims:
            return judge_untaken(ask, found, query) if not ask.recognised.mentions else []
        if not ask.grammar.or_words.isdisjoint(ask.text):
            return []
        measures = [ask.measure(one) for one in found.facts]
        order = order_named(ask, measures)
        if self.strange(ask, name, measures) or otherwise(ask):
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
        return judge_relation(ask, *order, less=ask.says_less, negated=negated, ratio=query.verb == "ratio")

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
        if self.strange(ask, name, measures) or otherwise(ask) or _calculated(ask):
            return []
        said = {word.entity: word.start for word in ask.words if word.entity}
        if not {measure.subject for measure in measures} <= said.keys():
            return []
        ahead = [measure for measure in measures if said[measure.subject] < compares[0]]
        behind = [measure for measure in measures if said[measure.subject] > compares[0]]
        sign = Comparison.BELOW if ask.says_less else Comparison.ABOVE
        held = [compare(one, sign, other) for one in ahead for other in behind]
        return [Evidence(truth, "order") for truth in held]


_SOFT: Final = frozenset({"name", "statement", "background"})
_PAIR: Final = 2
_PLAIN: Final = Quantity.parse("1 thing")


def _calculated(ask: Ask) -> bool:
    """Whether one value is taken from another, or more of one thing goes with less of another: no order is claimed."""
    numbers = {mention.start for mention in ask.recognised.mentions}
    taken = any(text in ask.grammar.less_words and place + 1 in numbers for place, text in enumerate(ask.text))
    fewer = ask.has("less") and ask.weakly and ask.grammar.than_words.isdisjoint(ask.text)
    taken = taken or fewer  # "starts less completions"
    return taken or bool(ask.grammar.subtracting_words & set(ask.text)) or (ask.has("more") and ask.has("less"))
