"""A question read by its nearest wording: the query it means, carried out, and what it puts forward verified.

The wording says what is asked. The spans say of what: every number, name, period and strange word of the question has
to be taken up by what the query found, or nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from facts.model import Fact, FactSet, Measure, Release, Statement
from facts.quantity import Comparison, Truth, UnitKind
from facts.query import means_of, rows
from intents.findings import Finding, not_told
from intents.matching.match import Match
from intents.matching.patterns import TALK, Patterns
from intents.matching.queries import Query, carry_out, steps_of
from intents.readings.ask import DEMANDING_CUES, PLACED, Ask
from intents.readings.claims import verdict as claimed
from intents.readings.lists import behind_lag, filtered, kind_of, read_filter, reference_in, relative
from intents.readings.tell import (
    aspect_of,
    counts,
    figures_of,
    says,
    tell_fact,
    told_elsewhere,
    wants_other_kind,
    whose,
)
from intents.spans.found import LOOSE, MOVES, OFFICE, PLACE, RELATIVE, Mention, When, Word
from intents.spans.resolve import Resolver
from intents.verdicts.judge import Judge, quantified
from intents.verdicts.reached import taken_as_reached
from intents.verdicts.verify import Evidence, is_proper, judge_figures, verdict_of, wholes, written_alike
from intents.vocabulary.language import Thresholds
from intents.vocabulary.lexicon import stems_of
from intents.vocabulary.normalise import is_word

_FRAGMENT: Final = 4
"""Words up to which a statement without a figure may as well be a label."""
_SHORTEST_NAME: Final = 2
_MOST_TIED: Final = 2
_PAIR: Final = 2
_SHARE_OF_TWO: Final = 9
"""Words of a formula such as "a / ( a + b ) as share"."""
_MOST_RIVALS: Final = 4
_MOST_UNKNOWN: Final = 2
"""So many words that no list and no wording knows make a question one of something else."""
_PLAIN_TELLING: Final = frozenset({"tell", "members", "value"})
_SETTLING: Final = frozenset({"figure", "extent"})
"""Evidence by which a fact of a rival wording counts for more than the wording that is nearer."""
_WEAK: Final = frozenset({"name", "statement"})
"""Evidence that counts only where the wording leaves little doubt about what is spoken of."""
_NOTHING: Final = Word(0, 0, "", frozenset())
"""No word in particular that is not explained."""
_RELATING: Final = frozenset({"filter", "compare", "ratio", "nearest"})
"""Queries that hold one value against another."""
_MOST_BEFORE_NOUN: Final = 8
"""Words within which, after the question word, stands what is asked for."""
_SEVERAL: Final = 2
_EARLY: Final = 1
_SOON: Final = 2
"""Where a question begins, one small word aside."""
_TOLD_INSTEAD: Final = frozenset({"name", "member"})
"""What is left open of a claim where what the release does say is told instead."""
_OF_SEVERAL: Final = frozenset({"highest", "lowest", "filter", "rank", "every", "compare"})
_CHOOSING: Final = frozenset({"highest", "lowest", "second", "middle"})
_CHOSEN: Final = ("max", "min", "second", "median", "more", "less")
_MOVING: Final = frozenset({"grow", "fall", "percent", "change", "year", "annual"})
_PRESUPPOSED: Final = frozenset({"figure", "direction", "unit", "period", "extent", "number"})
"""What a question may take for granted wrongly, so that the answer has to begin with a denial."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question came to by its nearest wording."""

    match: Match
    finding: Finding | None
    query: Query | None = None
    talk: str | None = None
    settled: bool = False
    """Whether a claim's own figures decided between wordings that were nearly as near."""

    @property
    def silent(self) -> bool:
        """Whether the nearest wording is one of what the release does not say."""
        return self.query is not None and self.query.gap is not None


@dataclass
class Reader:
    """Reads questions about one release by its wordings."""

    release: Release
    resolver: Resolver
    patterns: Patterns
    judge: Judge
    thresholds: Thresholds

    def read(self, ask: Ask, *, least: float = 0.0) -> Reading:
        """A question by its nearest wording; its finding is none where something in it is not taken up.

        What scores below ``least`` is not read any further.
        """
        match = self.patterns.match(ask.recognised)
        if match.score < least:
            return Reading(match, None)
        offered = self._offered(match)
        if offered is not None and not ask.claims:
            return replace(self.read_as(ask, match, offered), settled=True)
        reading = self.read_as(ask, match, match.intent)
        generic = self._explained(ask, match, reading)
        if generic is not None:
            return generic
        contested = match.lead < self.thresholds.contested_lead or reading.silent
        if ask.claims and reading.finding is not None and contested:
            reading = self._contested(ask, reading)
        found = reading.finding
        if found is not None and found.status == "answered" and (not ask.claims or found.verdict is None):
            return self._silent_beside(ask, reading) or self._same_either_way(ask, reading)
        if self._of_one_thing(reading):
            return replace(reading, settled=True)
        alike = self._alike_judged(ask, reading) if found is not None and found.verdict is not None else None
        return alike or reading

    def _by_next(self, ask: Ask, match: Match) -> Reading | None:
        """The reading by the next wording, where the nearest is not surely nearer."""
        if match.lead >= self.thresholds.sure_lead or len(match.ranked) < 2:
            return None
        return self.read_as(ask, match, match.ranked[1][0])

    def _same_either_way(self, ask: Ask, reading: Reading) -> Reading:
        """The reading, settled where it is not surely the nearest and the next wording chooses the same."""
        found = reading.finding
        if found is None or found.intent != "filter":
            return reading
        rival = self._by_next(ask, reading.match)
        other = rival.finding if rival is not None else None
        told = (found.intent, found.saying, {*found.facts}, found.rows)
        alike = other is not None and (other.intent, other.saying, {*other.facts}, other.rows) == told
        return replace(reading, settled=True) if alike else reading

    def _alike_judged(self, ask: Ask, reading: Reading) -> Reading | None:
        """The reading by the next wording, where neither is surely nearer and both judge what is named alike."""
        found, ranked = reading.finding, reading.match.ranked
        if found is None or not ask.named_things or len(ranked) < 2 or ranked[1][1] < self.thresholds.half:
            return None
        rival = self._by_next(ask, reading.match)
        if rival is None or rival.finding is None or rival.finding.verdict != found.verdict:
            return None
        told = {name for fact in rival.finding.facts for name in self.names_of(fact)}
        return replace(rival, settled=True) if {*ask.named_things} <= told else None

    def _silent_beside(self, ask: Ask, reading: Reading) -> Reading | None:
        """The silence that is nearly as near as what was found, and lies beside it: in doubt nothing is stated."""
        match = reading.match
        if match.lead >= self.thresholds.silent_lead or len(match.ranked) < 2 or reading.finding is None:
            return None
        rival = self.patterns.queries.get(match.ranked[1][0])
        gap = self.release.gap(rival.gap) if rival is not None else None
        if gap is None or self._beside(gap.nearest).isdisjoint({*reading.finding.facts}):
            return None
        silent = self.read_as(ask, match, match.ranked[1][0])
        return replace(silent, settled=True) if silent.finding is not None else None

    def _of_one_thing(self, reading: Reading) -> bool:
        """Whether a claim has a verdict, and the next wording is of the same facts or a silence beside them."""
        found, queries = reading.finding, self.patterns.queries
        if found is None or found.verdict is None or len(reading.match.ranked) < 2:
            return False
        rival = queries.get(reading.match.ranked[1][0])
        if rival is None or reading.match.ranked[0][0] != str(reading.query):
            return False
        gap = self.release.gap(rival.gap)
        told = {*gap.nearest} if gap is not None else {*rival.facts()}
        own = [figure.id for name in found.facts for figure in figures_of(self.release, self.release.by_id[name])]
        return not self._beside([*told]).isdisjoint({*found.facts, *own})

    def _offered(self, match: Match) -> str | None:
        """The query that asks back, where it is as near as that of one of the facts that it offers."""
        queries = self.patterns.queries
        near = [name for name, _ in match.ranked[:2]] if match.lead < self.thresholds.sure_lead else []
        asks_back = [name for name in near if name in queries and queries[name].verb == "offer"]
        told = {fact for name in near if name in queries and name not in asks_back for fact in queries[name].facts()}
        return asks_back[0] if asks_back and told and told <= {*queries[asks_back[0]].facts()} else None

    def _explained(self, ask: Ask, match: Match, reading: Reading) -> Reading | None:
        """The nearest of the generic wordings whose query explains every word, where a generic one is nearest.

        Generic wordings are much alike, and likeness only proposes: what leaves nothing unexplained is what is meant.
        """
        names = [name for name, _ in match.ranked if name in self.patterns.generic]
        if not names or (match.intent != names[0] and (reading.talk is None or match.score >= self.thresholds.grammar)):
            return None
        read = [self.read_as(ask, match, name) for name in names]
        told = [one for one in read if one.finding is not None and one.finding.status == "answered"]
        if told:
            return replace(min(told, key=lambda one: self._aside(ask, one)), settled=True)
        others = [name for name, query in self.patterns.queries.items() if name not in names and len(query.tell) == 1]
        read_too = [self.read_as(ask, match, name) for name in others if name in self.patterns.generic]
        told = [one for one in read_too if one.finding is not None and one.finding.status == "answered"]
        if len(told) == 1:
            return replace(told[0], settled=True)
        return read[0] if match.intent == names[0] else None

    def _aside(self, ask: Ask, reading: Reading) -> int:
        """How far a figure lies aside of what is asked: a change where none is spoken of, or what only follows."""
        finding = reading.finding
        fact = self.release.by_id.get(finding.facts[0]) if finding is not None and finding.facts else None
        if not isinstance(fact, Measure) or reading.query is None or reading.query.verb != "tell":
            return 0
        moves = any(word.concepts & MOVES for word in ask.words) or ask.has("more", "less")
        either = ask.has("change", "difference", "rate", "percent", "why")
        either = either or (ask.has("how") and not ask.has("how-much", "how-many"))
        changes = fact.direction != "none"
        return (2 if (changes and not moves and not either) or (moves and not changes) else 0) + bool(fact.formula)

    def _contested(self, ask: Ask, reading: Reading) -> Reading:
        """A claim that may be about the facts of a rival wording: the one whose facts settle it, by a figure first."""
        match, least = reading.match, self.thresholds
        own = reading.finding.verdict if reading.finding is not None else None
        if own == "supported" or (own == "refuted" and match.lead >= least.tied_lead):
            return reading
        if reading.silent and match.lead >= least.tied_lead and not ask.firmly and ask.has("rest"):
            return reading  # what is left of something is not what went
        plain = match.score >= least.plain and match.lead >= least.plain_lead
        if reading.silent and plain and len(ask.recognised.mentions) < _SEVERAL and not self._counted(ask, reading):
            return reading  # what is not stated is plainly spoken of, and a figure of something else is put with it
        near = [name for name, score in match.ranked[1:] if score >= match.score * least.rival]
        rivals = [self.read_as(ask, match, name) for name in near]
        settled = [one for one in rivals if one.finding is not None and one.finding.verdict is not None]
        if reading.silent and match.lead >= least.tied_lead:
            nearest = reading.finding.nearest if reading.finding is not None else ()
            figures = [one.id for name in nearest for one in figures_of(self.release, self.release.by_id[name])]
            beside = {*self._beside(nearest), *figures}
            named = set(ask.recognised.entities()) - {self.release.about.home}
            known = {entity for name in beside for entity in self.names_of(name)}
            told = [one for one in settled if one.finding is not None and {*one.finding.facts} <= beside]
            settled = told if named <= known else []
        against = {
            fact
            for one in settled
            if one.finding is not None and one.finding.verdict == "refuted" and "direction" in one.finding.reason
            for fact in one.finding.facts
        }
        # What is denied by its direction is not confirmed by its date.
        settled = [
            one
            for one in settled
            if one.finding is None or one.finding.verdict != "supported" or against.isdisjoint(one.finding.facts)
        ]
        for one in settled:
            supported = one.finding is not None and one.finding.verdict == "supported"
            if supported and one.finding is not None and not _SETTLING.isdisjoint(one.finding.reason.split(", ")):
                return replace(one, settled=True)
        if reading.silent and self._counted(ask, reading):
            held = [one for one in settled if one.finding is not None and self._has_figure(ask, one.finding)]
            if held:
                return replace(held[0], settled=True)  # "30 industries went down"
        close = [name for name, score in match.ranked[1:_MOST_RIVALS] if score >= match.score * least.close_rival]
        valued = [m for m in ask.recognised.mentions if m.unit is not None and m.comparison is None]
        elsewhere = reading.silent and any(told_elsewhere(ask, mention) for mention in valued)
        agrees = own is None and reading.finding is not None and self._has_figure(ask, reading.finding)
        for one in settled if own is None and not elsewhere else ():
            denied = one.finding is not None and one.finding.verdict == "refuted"
            if str(one.query) in close and not (denied and agrees):
                return replace(one, settled=True)
        return reading

    def _counted(self, ask: Ask, reading: Reading) -> bool:
        """Whether a claim gives the number of what a silence lies beside: "half a dozen cities outran the nation"."""
        near = reading.finding.nearest if reading.finding is not None else ()
        figures = [figure for name in near for figure in figures_of(self.release, self.release.by_id[name])]
        return ask.claims and any(counts(ask, one, figure) for one in ask.recognised.mentions for figure in figures)

    def _has_figure(self, ask: Ask, found: Finding) -> bool:
        """Whether one of the numbers of a claim is that of what was found."""
        own = self.release.measures_among(found.facts[:1])
        return any(says(mention, one.value, ask) is Truth.YES for mention in ask.recognised.mentions for one in own)

    def names_of(self, fact: str) -> set[str]:
        """The things that a fact names."""
        known = self.release.by_id[fact]
        return {*known.entities, *([known.subject] if isinstance(known, Measure) else [])}

    def _beside(self, names: Sequence[str]) -> set[str]:
        """Facts, and how many there are of what those that are sets hold."""
        sets = [fact for name in names if isinstance(fact := self.release.by_id.get(name), FactSet)]
        return {*names, *(item.size for item in sets if item.size)}

    def tied(self, ask: Ask, match: Match) -> Finding | None:
        """Both facts where two wordings are as near, and each of them is a plain look-up."""
        if ask.claims or len(match.ranked) < 2:
            return None
        found = [self.read_as(ask, match, name).finding for name, _ in match.ranked[:2]]
        told = [one for one in found if one is not None and one.status == "answered" and one.intent == "lookup"]
        last = ask.context.last
        before = {*last.facts, *last.rows} if last is not None else set()
        near = [one for one in told if before & {*one.facts, *self._follows_from(one.facts)}]
        told = near or told
        names = tuple(dict.fromkeys(name for one in told for name in one.facts))
        if len(told) == 1 and near:
            return told[0]
        if len(told) == 1 and match.score >= self.thresholds.likely / 2:
            return told[0]
        if len(told) < 2 or any(one.verdict for one in told) or len(names) > _MOST_TIED:
            return None
        facts = [self.release.by_id[name] for name in names]
        rowed = tuple(fact.id for fact in facts if isinstance(fact, Measure))
        return replace(
            told[0], saying="facts", facts=names, rows=rowed, steps=steps_of(ask, facts), data={"facts": facts}
        )

    def _follows_from(self, names: Sequence[str]) -> set[str]:
        """The facts that these are told beside, and from which they follow."""
        facts = [self.release.by_id[name] for name in names]
        parts = {part for fact in facts if isinstance(fact, Measure) for part in (fact.formula or "").split()}
        return parts | {one.id for fact in facts for one in figures_of(self.release, fact)}

    def read_as(self, ask: Ask, match: Match, name: str | None) -> Reading:
        """A question read as one that means the query of that name."""
        if name is None:
            return Reading(match, None)
        if name.startswith(TALK):
            return Reading(match, None, talk=name.removeprefix(TALK))
        query = self.patterns.queries.get(name)
        if query is None:
            return Reading(match, None)
        query = self._only_weighed(ask, self._one_beside(ask, self._but_for(ask, query)))
        part = self._one_part(ask, query) or self._averaged(ask, query) or self._of_other_part(ask, query)
        if part is not None:
            name, query = str(part), part
        found = self._without_figure(ask, query) or self._held_to_named(ask, query)
        found = found or self._find(ask, query, name, match)
        if found is not None:
            found = replace(found, pattern=match.nearest, score=match.score, lead=match.lead, runner_up=match.runner_up)
        return Reading(match, found, query)

    def _held_to_named(self, ask: Ask, query: Query) -> Finding | None:
        """Those of a kind that are above or below another value that the question names: "sectors ahead of exports"."""
        chosen = kind_of(ask) if ask.recognised.kinds and not ask.claims else None
        if chosen is None or chosen[0] in ask.rate_kinds:
            return None
        if query.lowest:
            return self._lagging(ask, chosen[0])
        against = [measure for _, _, measure in relative(ask, chosen[0], ())]
        own = {self.release.entity[name].kind for name in {*ask.named_things} - {one.subject for one in against}}
        if chosen[0] in own or {one.id for one in against} <= {query.above, query.below}:
            return None  # "how far above the whole is metallurgy?" asks for none of its kind
        return read_filter(ask)

    def _lagging(self, ask: Ask, kind: str) -> Finding | None:
        """Those of a kind that lag what is named: "which sectors lag the whole?" asks for no lowest."""
        start = behind_lag(ask)
        behind = ask.recognised.within(start, len(ask.text))
        if any("nation" in word.concepts for word in behind.words):
            return not_told([row.id for row in rows(self.release, kind)], "how the whole country did is not told")
        home = ask.home_kind in {one.name for one in behind.kinds} or self.release.about.home in behind.entities()
        if not home and reference_in(ask, start, len(ask.text)) is None:
            return None
        return carry_out(Query(filter=kind, below=self.release.about.headline), ask)  # or what is named

    def _but_for(self, ask: Ask, query: Query) -> Query:
        """A query for all members of a set, as one for all but those that are named behind a word that takes out."""
        item = self.release.by_id.get(query.members or "")
        named = ask.named_things
        if ask.claims or not isinstance(item, FactSet) or not named or not {*named} < {*item.members}:
            return query
        if any(mention.comparison is not None for mention in ask.recognised.mentions):
            return query
        return Query(without=item.id) if ask.taken_out else query

    def _one_beside(self, ask: Ask, query: Query) -> Query:
        """A query for those above or below a value, as a comparison where of one thing is asked which it is."""
        reference = query.above or query.below
        either = ask.has("more") and ask.has("less") and not ask.grammar.or_words.isdisjoint(ask.text)
        if query.filter is None or reference is None or not either or len(ask.named_things) != 1:
            return query
        return Query(compare=query.filter, beside=reference)

    def _only_weighed(self, ask: Ask, query: Query) -> Query:
        """A query for how many times one value is the other, as a comparison where that is not asked: "worth more"."""
        if not isinstance(query.ratio, list) or len(query.ratio) != _PAIR or not ask.claims or ask.recognised.mentions:
            return query
        asks = ask.has("ratio", "share", "percent", "average") or not ask.has("more", "less")
        return query if asks else Query(compare=query.ratio)

    def _one_part(self, ask: Ask, query: Query) -> Query | None:
        """A query for a total as one for the only part of it that is named: "loans, in all?" asks for no bonds."""
        total = self.release.by_id.get(query.tell[0]) if len(query.tell) == 1 and query.aspect is None else None
        parts = total.addends if isinstance(total, Measure) else ()
        if ask.recognised.carried or not parts:
            return None
        known = [self.resolver.by_id[name] for name in parts if name in self.resolver.by_id]
        told = []
        for one in known:
            others = frozenset().union(*(other.core | other.called | other.said for other in known if other is not one))
            if any(word.concepts & ((one.core | one.called) - others) for word in ask.telling):
                told.append(one.id)
        last = ask.context.last
        if len(told) == 1 and last is not None and {*last.facts} & {*parts} - {*told}:
            return None  # "and with the loans added?", after the bonds
        if 1 < len(told) < len(parts) and ask.has("sum"):
            return Query(sum=told)
        return Query(tell=[told[0]]) if len(told) == 1 else None

    def _of_other_part(self, ask: Ask, query: Query) -> Query | None:
        """A query for a part's share of the whole as one for what it is of the other part: "bonds in % of loans"."""
        fact = self.release.by_id.get(query.tell[0]) if len(query.tell) == 1 and query.aspect is None else None
        words = (fact.formula or "").split() if isinstance(fact, Measure) else []
        parts = words[3::2][:_PAIR]
        if len(words) != _SHARE_OF_TWO or words[1] != "/" or words[4] != "+" or ask.has("sum") or ask.claims:
            return None
        if not {*parts} <= self.resolver.by_id.keys():
            return None
        one, other = (self.resolver.by_id[name] for name in parts)
        behind = [place for place, text in enumerate(ask.text) if text in ask.grammar.of_words]
        called = [(one.core - other.core, parts[0]), (other.core - one.core, parts[1])]
        named = [name for own, name in called if any(w.concepts & own for w in ask.words)]
        whole = [
            name for own, name in called if any(w.concepts & own and behind and w.start > behind[-1] for w in ask.words)
        ]
        pronouns = ask.grammar.singular_pronouns | ask.grammar.plural_pronouns
        if len(named) != _PAIR or len(whole) != 1 or not pronouns.isdisjoint(ask.text[behind[-1] :][:2]):
            return None
        return Query(ratio=[name for name in parts if name != whole[0]] + whole)

    def _averaged(self, ask: Ask, query: Query) -> Query | None:
        """A comparison of two totals as one of what each comes to on average, where that is asked."""
        if query.verb not in ("compare", "ratio") or isinstance(query.compare, str) or not ask.has("average"):
            return None
        known = {divided.id: mean.id for mean, divided, _ in means_of(self.release)}
        means = [known[name] for name in query.compare or query.ratio if name in known]
        if len(means) != _PAIR:
            return None
        return Query(compare=means) if query.compare else Query(ratio=means)

    def _without_figure(self, ask: Ask, query: Query) -> Finding | None:
        """That no figure is stated for the named thing, where what is not stated is the single figures of its kind."""
        if query.gap is None:
            return None
        gap = self.release.gap(query.gap)
        near = self.release.by_id.get(gap.nearest[0]) if gap is not None and gap.nearest else None
        one = len(set(ask.recognised.entities()) - {self.release.about.home}) == 1 and not ask.recognised.negations
        if ask.claims or not one or not isinstance(near, FactSet) or not near.indicator:
            return None
        found = carry_out(Query(value=near.kind), ask)
        return found if found is not None and found.status == "not_stated" else None

    def _find(self, ask: Ask, query: Query, name: str, match: Match) -> Finding | None:
        found = carry_out(query, ask)
        if query.gap is not None and found is not None:
            return (
                self._premise(ask, match)
                or self._by_figure(ask, found)
                or self._aspect_beside(ask, name, found)
                or found
            )
        if found is None:
            return None
        facts = [self.release.by_id[fact] for fact in found.facts]
        if self._in_part(ask, facts) or (query.verb == "filter" and self._of_home(ask)):
            return None
        if query.verb == "rank" and ask.has("average"):
            return None
        if query.verb in _CHOOSING and ask.claims and self._of_other_kind(ask, facts):
            return None
        if query.verb in _CHOOSING and match.score < self.thresholds.plain and not ask.has(*_CHOSEN):
            return None  # "did my sector grow?"
        left = self._left_over(ask, query, name, facts)
        if left is not None:
            return not_said(found, left)
        stranger = self._stranger(ask, name, facts, match)
        if stranger is not None and ask.claims and stranger.foil == PLACE and _closed(facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if self._of_other_office(ask, query, facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if stranger is not None and self._contrary(ask, stranger, facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if stranger is not None:
            return found if self._of_other_body(ask, name, facts, match) else not_said(found, stranger)
        other = self._otherwise_joined(ask, facts)
        if other is not None and self._contrary(ask, other, facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if (other is not None and not ask.claims) or _outside_home(ask):
            return not_said(found, other)
        if query.verb in ("compare", "ratio") and self._names_beside(ask, facts):
            return None
        if query.verb in _RELATING and self._held_to_other(ask, query, name, facts):
            return not_said(found, None)
        if self._of_others(ask, query, match):
            return None
        if found.status != "answered":
            return self._not_only(ask, query, found) or self._none_of_named(ask, query, found) or found
        if self._asks_aside(ask, query, name) or (self._picks_none(ask, query) and match.score < self.thresholds.plain):
            return not_said(found, None)
        if not ask.claims and query.verb == "tell" and len(facts) == 1 and self._asks_who(ask, facts[0]):
            return replace(found, intent="list", saying="count-not-named", status="not_stated", reason="not named")
        judged = self._judged(ask, query, name, found, facts, match.score)
        open_ = judged is not None and judged.status == "not_stated"
        if open_ and self._of_other_body(ask, name, facts, match):
            return found
        if other is not None and judged is not None and judged.verdict == "supported":
            return self._said(ask, Truth.NO, found, facts, [])
        return judged if other is None or (judged is not None and judged.verdict) else not_said(found, other)

    def _of_other_kind(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether nothing that is named is of the kind from which it is chosen: "Dalian is the slowest sector"."""
        kinds = {self.release.entity[name].kind for name in ask.named_things}
        chosen = {self.release.entity[one.subject].kind for one in self.release.measures_among([f.id for f in facts])}
        return bool(kinds) and kinds.isdisjoint(chosen)

    def _by_figure(self, ask: Ask, found: Finding) -> Finding | None:
        """That a figure is of something else than is put forward of it: "the 3.4% is GDP growth"."""
        said = ask.recognised.mentions
        opens = bool(said) and said[0].start == 1 and ask.text[0] in ask.grammar.definite_articles
        if not ask.claims or len(said) != 1 or not (opens or ask.is_cleft):
            return None
        near = self.release.measures_among(found.nearest)
        fact = next(
            (one for one in near if said[0].unit is not None and says(said[0], one.value, ask) is Truth.YES), None
        )
        return replace(tell_fact(ask, fact), verdict="refuted", query=found.query) if fact is not None else None

    def _of_other_office(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether a person is said to be of another office or firm than the one told: "isn't he the Ansteel man?"."""
        fact = facts[0] if len(facts) == 1 and query.verb == "tell" and query.aspect is None else None
        person = next((w for w in ask.words if isinstance(fact, Statement) and w.entity in {*fact.entities}), None)
        if fact is None or person is None or person.entity not in self.release.speakers or not ask.claims:
            return False
        if any(place >= _SOON for place in ask.recognised.negations):
            return False
        bodies = {self.release.entity[name].kind for name in fact.entities} - {self.release.entity[person.entity].kind}
        kinds = bodies | {one for kind in self.release.kinds if bodies & {*kind.contains} for one in kind.contains}
        small = ask.grammar.auxiliaries | ask.grammar.determiners | ask.grammar.not_words | ask.grammar.of_words
        for word in ask.words:
            known = self.release.entity.get(word.entity or "")
            other = word.foil == OFFICE or (known and known.kind in kinds and known.id not in fact.entities)
            between = range(person.end, word.start)
            passed = {place for one in ask.words if one.soft for place in range(one.start, one.end)}
            if other and word.start >= person.end and all(ask.text[p] in small or p in passed for p in between):
                return True
        return False

    def _of_other_body(self, ask: Ask, name: str, facts: Sequence[Fact], match: Match) -> bool:
        """Whether a firm or an office is put in the place of the one that a fact names: it is told, without a verdict.

        What the release says of the one denies nothing of the other.
        """
        fact = facts[0] if facts else None
        plain = ask.claims and not (ask.recognised.negations or ask.recognised.mentions)
        sure = match.score >= self.thresholds.likely and match.lead >= self.thresholds.sure_lead
        if not (plain and sure) or not isinstance(fact, Statement) or ask.foretells:
            return False
        named = [one for one in fact.entities if one != self.release.about.home and is_proper(ask, one)]
        kinds = {self.release.entity[one].kind for one in named}
        foreign = [word for word in ask.words if word.foil and (word.foil == OFFICE or word.foil in kinds)]
        foreign += [word for word in ask.words if foreign and word.foil == PLACE]  # "the ministry in Beijing"
        others = {*ask.named_things} - {*fact.entities} - {word.entity for word in foreign}
        kinds_said = {kind.start for kind in ask.recognised.kinds}
        strange = [
            word
            for word in self.judge.strange(ask, name, facts)
            if word not in foreign and word.start not in kinds_said
        ]
        plainly = match.score >= self.thresholds.plain and match.lead >= self.thresholds.plain_lead
        borne = not strange or (plainly and len(strange) == 1 and not strange[0].foil)
        said = self.resolver.vocabulary_of(one.id for one in facts)
        other = [word for word in ask.telling if word not in foreign and word.concepts.isdisjoint(said)]
        borne = borne and (plainly or not other)  # "did Tesla build a plant?"
        return bool(foreign and named) and borne and not (others or ask.off_period([fact]))

    def _contrary(self, ask: Ask, word: Word, facts: Sequence[Fact]) -> bool:
        """Whether a claim says the contrary of what the facts say in a word that they do not know: "county-level"."""
        said = self.resolver.said_of(fact.id for fact in facts)
        contrary = frozenset(one for concept in word.concepts for one in self.resolver.lexicon.contrary(concept))
        return ask.claims and not ask.recognised.negations and bool(contrary & said)

    def _not_only(self, ask: Ask, query: Query, found: Finding) -> Finding | None:
        """That a thing is not the only one that fulfils a condition: so where others are named that do."""
        named, only = {*ask.named_things}, not ask.grammar.exclusives.isdisjoint(ask.text)
        if query.verb != "filter" or not (ask.claims and named and only and len(ask.recognised.negations) == 1):
            return None
        plain = _plainly_chosen(ask, found)
        chosen = {row.subject for row in self.release.measures_among(plain.rows)}
        return replace(plain, verdict="supported") if plain is not found and named < chosen else None

    def _none_of_named(self, ask: Ask, query: Query, found: Finding) -> Finding | None:
        """That the things named do not fulfil a condition, whatever else may, or that some do where none is said to."""
        named, kind = {*ask.named_things}, str(found.kind)
        if query.verb == "filter" and ask.claims and not named and quantified(ask):
            plain = _plainly_chosen(ask, found)
            return replace(plain, verdict="refuted") if plain is not found else None
        failing = {row.subject for row in found.data.get("no", ()) if isinstance(row, Measure)}
        if query.verb != "filter" or not ask.claims or not named or not named <= failing or ask.recognised.negations:
            return None
        told = carry_out(Query(value=kind), ask)
        return replace(told, verdict="refuted") if told is not None and told.status == "answered" else None

    def _otherwise_joined(self, ask: Ask, facts: Sequence[Fact]) -> Word | None:
        """A word in the place of another that the facts join with the next: "provincial-level" of the state's."""
        known = [self.resolver.by_id[fact.id] for fact in facts]
        joined = [one.compounds for one in known if one.compounds]
        if not joined or all(compounds.keys().isdisjoint(ask.text) for compounds in joined):
            return None
        own = frozenset().union(*(one.core for one in known))
        for place, token in enumerate(ask.recognised.tokens[1:], start=1):
            heads = frozenset().union(*(compounds.get(token.text, frozenset()) for compounds in joined))
            before = ask.recognised.tokens[place - 1]
            if not heads or before.kind != "word" or before.stem in heads:
                continue
            word = next((word for word in ask.words if word.covers(place - 1)), None)
            framing = any(cue.start < place <= cue.end for cue in ask.spans("frame"))
            if (
                word is not None
                and word.concepts
                and not framing
                and (not word.covers(place) or word.concepts.isdisjoint(own))
            ):
                return word
        return None

    def _names_beside(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a thing with a value of its own is named, and none of the two that are compared is of it."""
        subjects = {fact.subject for fact in facts if isinstance(fact, Measure)}
        valued = {measure.subject for measure in self.release.measures}
        return any(name in valued and name not in subjects for name in ask.named_things)

    def _held_to_other(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact]) -> bool:
        """Whether something is compared with what has no value of its own in the release: "than the nation"."""
        references = [self.release.by_id[one] for one in (query.above, query.below, query.beside) if one is not None]
        known = frozenset().union(*(self.resolver.by_id[fact.id].vocabulary for fact in (*facts, *references)))
        relates = [cue.start for cue in ask.spans("more", "less", "versus")]
        relates += [word.start for word in ask.words if word.concepts & RELATIVE]
        for word in ask.telling:
            other = word.concepts & self.resolver.silent and word.concepts.isdisjoint(known) and not word.entity
            other = other and word.concepts.isdisjoint(RELATIVE)
            if other and min(relates, default=word.start) < word.start and self.patterns.foreign(name, word.text):
                return True
        return False

    def _of_others(self, ask: Ask, query: Query, match: Match) -> bool:
        """Whether something is computed of measures of which the question names one alone, and a word none of them has.

        Not where the wording leaves no doubt.
        """
        names = next((own for own in (query.ratio, query.sum, query.average, query.compare) if own), [])
        if isinstance(names, str) or len(names) < 2 or match.score >= self.thresholds.plain:
            return False
        known = [self.resolver.by_id[name] for name in names]
        figures = [ask.measure(name) for name in names]
        named = 0
        for one, figure in zip(known, figures, strict=True):
            others = frozenset().union(*(other.core | other.said for other in known if other is not one))
            own = (one.core | one.called) - others
            said = any(word.concepts & own or word.entity == figure.subject for word in ask.telling)
            named += said or any(written_alike(figure.value, mention) for mention in ask.recognised.mentions)
        vocabulary = frozenset().union(self.resolver.common, *(one.vocabulary for one in known))
        foreign = [word for word in ask.telling if word.concepts.isdisjoint(vocabulary) and word.concepts & self._cores]
        return named < len(names) and bool(foreign)

    @cached_property
    def _cores(self) -> frozenset[str]:
        """What any measure is called by in particular."""
        return self.resolver.core_of(measure.id for measure in self.release.measures)

    def _aspect_beside(self, ask: Ask, name: str, found: Finding) -> Finding | None:
        """Who, when or where of the fact nearest to what is not stated, where hardly a wording of the gap asks that."""
        asked, aspect = ask.asks(), aspect_of(ask)
        fact = self.release.by_id.get(found.nearest[0]) if found.nearest else None
        if fact is None or aspect not in PLACED or asked is None or ask.claims or ask.recognised.mentions:
            return None
        told = fact.aspects.get(aspect)
        if told is None or not told.stated or not self.patterns.unused(name, asked):
            return None
        if self.judge.strange(ask, f"tell {fact.id}", [fact]) or set(ask.named_things) - self.names_of(fact.id):
            return None
        return carry_out(Query(tell=[fact.id], aspect=aspect), ask)

    def _of_home(self, ask: Ask) -> bool:
        """Whether something is said of the place that the release is about, and not of what lies in it."""
        named = self.release.about.home in ask.recognised.entities() and not ask.named_things
        return ask.claims and named and not ask.recognised.kinds

    def _in_part(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a sum of several is found where only some of them are named: "incentives and bonds together"."""
        if len(facts) != 1 or not isinstance(facts[0], Measure):
            return False
        cores = {part: self.resolver.by_id[part].core for part in facts[0].addends}
        if not cores:
            return False
        words = frozenset(concept for word in ask.words for concept in word.concepts)
        named = 0
        for part, core in cores.items():
            others = frozenset().union(*(other for name, other in cores.items() if name != part))
            named += not words.isdisjoint(core - others)
        return 1 < named < len(cores)

    def _left_over(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact]) -> Word | None:
        """What a query by generic wordings does not explain: a word, or a name that is not that of its facts."""
        if name not in self.patterns.generic:
            return None
        text = ask.text
        for span in self.judge.unexplained(ask, name, facts):
            return Word(span.start, span.end, text[span.start], frozenset())
        named = ask.named_things
        known = {one for fact in facts for one in self.names_of(fact.id)}
        bare = name in self.patterns.bare and bool(known & set(ask.recognised.entities()))
        if query.verb == "tell" and not (bare or self._speaks_of(ask, facts)):
            return _NOTHING
        if query.aspect is not None and not (ask.has(query.aspect) and self._names_whole(ask, query.tell[0])):
            return _NOTHING
        told_of = named or ask.recognised.kinds or any(word.concepts & MOVES for word in ask.words)
        if query.verb in _OF_SEVERAL and not told_of and not self._speaks_of(ask, facts):
            return _NOTHING
        if query.verb == "tell" and _counts_other(ask, facts):
            return _NOTHING
        if query.verb == "tell" and query.aspect is None and ask.has("when") and isinstance(facts[0], Measure):
            return _NOTHING
        if query.verb == "tell" and (self._asks_for_others(ask, facts) or self._undone(ask, facts)):
            return _NOTHING
        if query.verb == "tell" and not named and ask.grammar.possessives & set(text) and self._of_several(facts[0]):
            return _NOTHING
        if ask.claims and facts and isinstance(facts[0], FactSet):
            return None
        strange = [one for one in named if one not in known]
        subjects = {fact.subject for fact in facts if isinstance(fact, Measure)} - {self.release.about.home}
        if query.verb == "tell" and len(subjects) == 1 and not subjects & set(named):
            strange = named or ([*subjects] if self._of_several(facts[0]) else strange)
        place = next((word for word in ask.words if word.entity in strange), None)
        return place or (_NOTHING if strange else None)

    def _asks_for_others(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a question asks which of a kind, and the fact is of another, or of the one that is named."""
        if ask.claims or not facts or wants_other_kind(ask, facts[0]):
            return not ask.claims and bool(facts)
        subject = facts[0].subject if isinstance(facts[0], Measure) else ""
        kinds = {self.release.entity[subject].kind} if subject in ask.named_things else set()
        leads = {cue.end for cue in ask.spans("which")}
        return any(kind.name in kinds and kind.start in leads for kind in ask.recognised.kinds)

    def _undone(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether something is to be done, an average or a highest one, that is no part of what the facts say."""
        said = self.resolver.said_of(fact.id for fact in facts)
        names = [name for fact in facts for name in self.resolver.by_id[fact.id].names]
        said = said.union(*(word for name in names for word in name))
        about = self.resolver.lexicon.polar
        for cue in ask.spans(*DEMANDING_CUES):
            words = [word for word in ask.words if cue.start <= word.start and word.end <= cue.end]
            if not any(word.concepts & said - about for word in words) and not ask.is_soft(cue):
                return True
        return False

    def _speaks_of(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a word of the question, beside names and directions, is one that a fact is called by."""
        known = [self.resolver.by_id[fact.id] for fact in facts]
        called = frozenset().union(*(one.called for one in known))
        called |= frozenset(c for one in known for c in one.core) - self.resolver.lexicon.polar
        own = {fact.period for fact in facts if fact.period} - {self.release.about.period}
        dated = [when for when in ask.recognised.periods for name in own if self._is(name, when)]
        return bool(dated) or any(not word.entity and word.concepts & called - _MOVING for word in ask.words)

    def _names_whole(self, ask: Ask, name: str) -> bool:
        """Whether a question calls a fact by one of its names, word for word."""
        present = frozenset(concept for word in ask.words for concept in word.concepts)
        known = self.resolver.by_id[name].names
        return any(called and not any(map(present.isdisjoint, called)) for called in known)

    def _is(self, period: str, when: When) -> bool:
        known = self.release.period[period]
        return tuple(known.months) == when.months and known.year == when.year

    def _of_several(self, fact: Fact) -> bool:
        """Whether other things have a figure of the same indicator, so that whose is meant has to be said."""
        if not isinstance(fact, Measure):
            return False
        alike = {m.subject for m in self.release.measures if m.indicator == fact.indicator and not m.formula}
        return len(alike) > 1

    def _asks_aside(self, ask: Ask, query: Query, name: str) -> bool:
        """Whether a question asks when or why of what only tells what: hardly a wording of its query does."""
        asked = ask.asks()
        if ask.claims or query.aspect == asked or query.verb not in _PLAIN_TELLING:
            return False
        return asked in ask.grammar.side_question_words and self.patterns.unused(name, asked)

    def _picks_none(self, ask: Ask, query: Query) -> bool:
        """Whether the greatest or least is asked for, and all are told without an order: "name the worst city"."""
        if query.members is None or ask.claims:
            return False
        said = self.resolver.by_id[query.members].said  # "which two top the list" asks for no more than those that do
        own = [word for word in ask.words if word.concepts & said]
        chosen = [cue for cue in ask.spans("max", "min", "second") if not ask.is_soft(cue)]
        return any(not any(word.covers(cue.start) for word in own) for cue in chosen)

    def _asks_who(self, ask: Ask, fact: Fact) -> bool:
        """Whether a question asks which they are, of what is only counted: "Which ten industries failed to grow?"."""
        if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or ask.has("how-many"):
            return False
        nouns = self.resolver.nouns_of(fact.value.unit.name)
        counted = {word.start for word in ask.words if word.concepts & nouns}
        names = ask.grammar.naming_words
        other = {word.start for word in ask.words if not word.soft and not word.concepts & nouns}
        for place, text in enumerate(ask.text):
            reach = next((p for p in range(place + 1, place + 4) if p in other), place + 4)
            if text in names and counted & {*range(place + 1, reach)}:
                return True
        return False

    def _premise(self, ask: Ask, match: Match) -> Finding | None:
        """What a question about something not stated takes for granted wrongly of the one thing that it names.

        Where it names none, that is the figure that leads the release, or the one whose wording is the next nearest.
        """
        rowed = [m for m in self.release.measures if m.subject in ask.recognised.entities() and not m.formula]
        subjects = {measure.subject for measure in rowed} - {self.release.about.home}
        about = [measure for measure in rowed if measure.subject in subjects]
        if not subjects and self._of_headline(ask):
            about = [ask.measure(self.release.about.headline)]
        if not about and len(match.ranked) > 1:
            rival = self.patterns.queries.get(match.ranked[1][0])
            near = rival is not None and match.ranked[1][1] >= self.thresholds.half and rival.aspect is None
            about = self.release.measures_among(rival.tell) if near and rival is not None else []
        if ask.claims or len(about) != 1 or not ask.has("why"):
            return None
        valued = [m for m in ask.recognised.mentions if m.unit is not None]
        elsewhere = any(told_elsewhere(ask, mention) for mention in valued)
        wrong = [piece for piece in judge_figures(ask, about, valued) if piece.truth is Truth.NO and not elsewhere]
        if not wrong and not self.judge.contrary(ask, about):
            return None
        evidence = wrong or [Evidence(Truth.NO, "direction")]
        return self._said(ask, Truth.NO, tell_fact(ask, about[0]), about, evidence)

    def _of_headline(self, ask: Ask) -> bool:
        """Whether nothing is spoken of but the figure that leads the release."""
        known = self.resolver.by_id[self.release.about.headline]
        polar = self.resolver.lexicon.polar
        words = [word for word in ask.telling if word.concepts.isdisjoint(polar)]
        named = any(word.concepts & known.said for word in ask.words if word.concepts.isdisjoint(polar))
        return named and all(not word.concepts.isdisjoint(known.vocabulary) for word in words)

    # What the question carries beside its wording

    def _stranger(self, ask: Ask, name: str, facts: Sequence[Fact], match: Match) -> Word | None:
        """A word for a thing that the release does not speak of, unless the wordings of the query use it."""
        if name in self.patterns.generic:
            return None  # every word has been explained
        least, nearest = self.thresholds, match.intent == name
        sure = nearest and match.score >= least.foil_score and match.lead >= least.foil_lead
        plain = nearest and not ask.claims  # "botom of the list": in what is put forward any word may turn it
        plain = plain and match.score >= least.stray_score and match.lead >= least.stray_lead
        known = self.resolver.core_of(fact.id for fact in facts)
        framed = ask.recognised.places("frame")  # "a rival says"
        for word in ask.words:
            if word.foil is None or not word.concepts.isdisjoint(known) or (word.start in framed and not word.entity):
                continue
            if ask.claims and (word.foil == "world" or (word.entity and self._alike(word.entity, facts))):
                continue
            if word.entity and self._one_of_two(ask, word, facts):
                continue
            if word.entity and ask.claims:
                return word
            if sure and word.foil == LOOSE and not word.entity:
                continue
            if word.foil == PLACE or word.entity or self.patterns.strange(name, word.text):
                return word
        strange = self.judge.strange(ask, name, facts)
        named = [word for word in strange if _is_name(word) and not (plain and _is_stray(word))]
        return next((word for word in strange if word in named or (not ask.claims and _restricts(ask, word))), None)

    def _one_of_two(self, ask: Ask, word: Word, facts: Sequence[Fact]) -> bool:
        """Whether a name is put beside one that the facts name, for the reader to be told which: "A, or B?"."""
        own = {name for fact in facts for name in fact.entities}
        others = [one for one in ask.words if one.entity in own and one.entity != self.release.about.home]
        between = [range(min(word.end, one.end), max(word.start, one.start)) for one in others]
        return any(len(gap) == 1 and ask.text[gap[0]] in ask.grammar.or_words for gap in between)

    def _alike(self, name: str, facts: Sequence[Fact]) -> bool:
        """Whether the facts name something of the same kind, so that a claim may have put one in another's place."""
        kinds = {self.release.entity[one].kind for fact in facts for one in fact.entities}
        kinds |= {fact.kind for fact in facts if isinstance(fact, FactSet)}
        kinds |= {self.release.entity[fact.subject].kind for fact in facts if isinstance(fact, Measure)}
        return name in self.release.entity and self.release.entity[name].kind in kinds

    def _of_strangers(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether things are named, and the facts are of none of them."""
        sets = [fact for fact in facts if isinstance(fact, FactSet)]
        known = {name for fact in facts for name in self.names_of(fact.id)} | {m for item in sets for m in item.members}
        named = ask.named_things
        return query.verb == "tell" and bool(named) and known.isdisjoint(named)

    def _judged(
        self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact], score: float
    ) -> Finding | None:
        truth, evidence = self.judge.verdict(ask, query, name, found, facts, score)
        if ask.claims or (truth is Truth.YES and query.verb == "tell" and _states(ask, evidence)):
            weak = all(piece.about in _WEAK for piece in evidence if piece.truth is truth)
            short = len(ask.text) <= _FRAGMENT and not ask.firmly
            stated = short and {piece.about for piece in evidence} == {"statement"}
            if query.verb == "filter" and quantified(ask):
                found = _plainly_chosen(ask, found)
            if truth is None or stated or (weak and score < self.thresholds.likely):
                strange = self.judge.strange(ask, name, facts, strictly=True) if ask.claims else []
                unknown = sum(not word.concepts for word in strange) >= _MOST_UNKNOWN
                strangers = ask.claims and (unknown or self._of_strangers(ask, query, facts))
                dated = truth is None and any(piece.about == "period" for piece in evidence)
                return not_said(found, None) if strangers else self._with_time(found) if dated else found
            if truth is Truth.NO and query.verb == "filter" and ask.has("every") and not ask.named_things:
                found = _all_shown(ask, found)
            return self._said(ask, truth, found, facts, evidence)
        if any(piece.about == "period" and piece.truth is Truth.UNKNOWN for piece in evidence):
            return not_said(found, None)
        if self._unmet(ask, query, name, facts, score) or self._of_its_own_whole(ask, query, facts):
            return not_said(found, None)
        chosen = ask.has("which", "list") and any(m.comparison is not None for m in ask.recognised.mentions)
        if chosen and truth is Truth.NO:
            return not_said(found, None)
        generic = name in self.patterns.generic and not any(isinstance(fact, Measure) for fact in facts)
        if generic and truth is Truth.NO:
            return not_said(found, None)
        denied = {piece.about for piece in evidence if piece.truth is Truth.NO} & _PRESUPPOSED
        if denied and self._of_other_whole(ask, facts):
            return not_said(found, None)
        turned = ask.has("how-many") or (ask.asks() is not None and bool(ask.recognised.negations))
        if denied == {"direction"} and turned:
            return not_said(found, None)  # that so many grew denies nothing of how many shrank
        if truth is Truth.NO and denied:
            presupposed = _presupposes(ask, denied, self._reckoned_with(facts))
            return self._said(ask, Truth.NO, found, facts, evidence) if presupposed else found
        if truth is Truth.UNKNOWN and {one.about for one in evidence if one.truth is not Truth.YES} == {"name"}:
            foreign = [word for word in ask.words if word.foil and word.entity]
            if foreign and all(self._one_of_two(ask, word, facts) for word in foreign):
                return found
        return not_said(found, None) if truth in (Truth.NO, Truth.UNKNOWN) else found

    def _with_time(self, found: Finding) -> Finding:
        """A fact with what time the figures are of, where it was put forward of another."""
        fact, dating = found.data.get("fact"), self.judge.dating
        found = replace(found, unsettled=True)
        if dating is None or not isinstance(fact, Measure) or fact.id == self.release.about.headline:
            return found
        data = {**found.data, "facts": [fact, dating]}
        return replace(found, saying="facts", facts=(fact.id, dating.id), data=data)

    def _of_other_whole(self, ask: Ask, facts: Sequence[Fact]) -> bool:
        """Whether a part is asked for of a whole that the facts do not count: "of the 119, how many are complete?"."""
        if any(wholes(self.release, fact) for fact in facts):
            return False  # how many there are in all is told with it
        known = {figure.value.low for figure in self._reckoned_with(facts)}
        small = ask.grammar.determiners
        return any(
            not {*words} - small and mention.number not in known
            for mention, words in ask.wholes
            if mention.unit is None
        )

    def _of_its_own_whole(self, ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
        """Whether a part is asked for of what the fact counts itself: "how many of the 38 are finished?"."""
        fact = facts[0] if len(facts) == 1 and query.verb == "tell" and query.aspect is None else None
        if not isinstance(fact, Measure) or not ask.has("how-many", "share", "percent") or wholes(self.release, fact):
            return False
        said = ask.recognised.mentions
        own = any(mention.number == fact.value.low for mention, _ in ask.wholes if mention.unit is None)
        return len(said) == 1 and (own or (_given(ask, said[0], fact) and not _counted_by(ask, fact)))

    def _reckoned_with(self, facts: Sequence[Fact]) -> list[Measure]:
        """The figures of facts, and those that are reckoned with them: what follows from them, and the other parts."""
        names, by_id = {fact.id for fact in facts}, self.release.by_id
        following = [m for m in self.release.measures if m.formula and names & {*m.formula.split()}]
        parts = {name for measure in following for name in (measure.formula or "").split() if name in by_id}
        own = [figure for fact in facts for figure in figures_of(self.release, fact)]
        return [*own, *following, *self.release.measures_among(sorted(parts))]

    def _unmet(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact], score: float) -> bool:
        """Whether a look-up asks for another unit than the fact has, or of things that nothing explains."""
        units = ask.wanted_units
        fact = facts[0] if facts else None
        plain = query.verb == "tell" and len(facts) == 1 and name not in self.patterns.generic
        if plain and isinstance(fact, Measure) and query.aspect is None:
            kind, close = fact.value.unit.kind, {UnitKind.PERCENT, UnitKind.POINTS}
            explicit = units is not None and len(units) == 1 and UnitKind.COUNT not in units
            if units is not None and explicit and kind not in units and not units | {kind} <= close:
                return True
        counts = isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT
        if plain and counts and not ask.has("how-many") and (_asks_worth(ask) or _asks_cost(ask)):
            return True
        if plain and isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.MONEY and _counts_other(ask, facts):
            told = [one for one in figures_of(self.release, fact) if one.value.unit.kind is UnitKind.COUNT]
            if not any(_counted_by(ask, one) for one in told):
                return True
        if plain and ask.has("how-much") and taken_as_reached(ask, facts):
            return True  # "how much did confidence rise?"
        strange = self.judge.strange(ask, name, facts)
        unknown = [word for word in strange if not word.concepts and score < self.thresholds.beyond_doubt]
        known = self.resolver.vocabulary_of(fact.id for fact in facts)
        if unknown and plain and ask.asks() is None and all(word.concepts.isdisjoint(known) for word in ask.telling):
            return True  # "casualties this year?"
        most = _MOST_UNKNOWN if score >= self.thresholds.half else 1
        return len(unknown) >= most or (query.verb == "without" and bool(strange))

    # The finding of a claim

    def _said(
        self, ask: Ask, truth: Truth, found: Finding, facts: Sequence[Fact], evidence: Sequence[Evidence]
    ) -> Finding:
        """The finding with its verdict; what the release leaves open is not stated."""
        figure = next((piece.figure for piece in evidence if piece.truth is truth and piece.figure is not None), None)
        if truth is Truth.UNKNOWN:
            open_ = {piece.about for piece in evidence if piece.truth is Truth.UNKNOWN}
            if _left_open(ask, evidence):
                return found
            leans = ask.context.last is not None and not ask.grammar.singular_pronouns.isdisjoint(ask.text)
            named = not ask.has("mentioned") and not any(isinstance(fact, Measure) for fact in facts)
            claimed = ask.claims and ask.asks() is None and open_ <= _TOLD_INSTEAD and named
            if not claimed or leans or ask.recognised.periods:
                return not_said(found, None)
            return replace(found, unsettled=True)
        if found.intent == "aspect" and any(piece.about == "figure" for piece in evidence):
            found = replace(
                tell_fact(ask, found.data["fact"]), query=found.query, pattern=found.pattern, score=found.score
            )
        names = [fact.id for fact in facts]
        if figure is not None and figure.id not in names:
            names.insert(1, figure.id)
        told = [one for name in names for one in figures_of(self.release, self.release.by_id[name])]
        mistaken = truth is Truth.NO and found.saying == "fact" and ask.claims
        other = whose(ask, ask.recognised.mentions, told) if mistaken else None
        if other is not None:
            names.append(other.id)
            found = replace(found, data={**found.data, "other": other})
        return replace(
            found,
            verdict=verdict_of(truth),
            facts=tuple(dict.fromkeys(names)),
            reason=", ".join(dict.fromkeys(piece.about for piece in evidence if piece.truth is truth)),
        )


def _given(ask: Ask, mention: Mention, figure: Measure) -> bool:
    """Whether a question names by its number what it asks something else of: "who runs the 302 enterprises?"."""
    before = {*ask.text[max(0, mention.start - 1) : mention.start]}
    exact = mention.number == figure.value.low and mention.comparison is None and mention.unit is None
    return exact and not ask.grammar.definite_articles.isdisjoint(before)


def _presupposes(ask: Ask, denied: Set[str], figures: Sequence[Measure]) -> bool:
    """Whether what is false is plainly taken for granted: a figure in its unit that nothing is reckoned with, a move.

    A question in one noun phrase, or one for a person, takes no move for granted: "company behind the increase".
    """
    asked, grammar = ask.asks(), ask.grammar
    if denied & {"period", "extent"}:
        return True
    if denied == {"direction"}:
        falls = any(figure.direction == "down" for figure in figures)  # "what of the growth gap?" is of no growth
        return asked is not None and not falls and asked not in grammar.who_where_words | grammar.which_words
    if ask.has("difference", "ratio", "sum", "share", "rest", "average"):
        return False
    apart = grammar.operand_separators | grammar.subtracting_words | grammar.less_words
    return any(
        (mention.unit is not None or any(counts(ask, mention, figure) for figure in figures))
        and not any(mention.number == figure.value.low for figure in figures)
        and (not mention.start or ask.text[mention.start - 1] not in apart - grammar.of_words)
        for mention in ask.recognised.mentions
    )


def _left_open(ask: Ask, evidence: Sequence[Evidence]) -> bool:
    """Whether a number is put forward of what the release counts only as "over 40", or names some of.

    What it does say is then told, and the reader sees that his number is not that of the release. Whether there are
    more than so many, or fewer, is not stated.
    """
    loose = (None, Comparison.ABOUT)
    if any(mention.comparison not in loose and mention.unit is None for mention in ask.recognised.mentions):
        return False
    open_ = [piece for piece in evidence if piece.truth is Truth.UNKNOWN]
    counted = (UnitKind.COUNT, UnitKind.MONEY)
    bounds = [piece.figure.value for piece in open_ if piece.about == "figure" and piece.figure is not None]
    bounded = [value for value in bounds if not value.is_exact and value.unit.kind in counted]
    return len(bounded) + sum(piece.about == "number" for piece in open_) == len(open_)


def _counts_other(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a question asks how many of something there are, and the one fact is no count, nor in that unit."""
    fact = facts[0] if len(facts) == 1 else None
    if not isinstance(fact, Measure) or fact.value.unit.kind in (UnitKind.COUNT, UnitKind.TIMES):
        return False
    lexicon, unit = ask.resolver.lexicon, fact.value.unit
    phrases = lexicon.currencies.get(unit.name, []) if unit.kind is UnitKind.MONEY else lexicon.units.get(str(unit), [])
    stems = {one for phrase in phrases for one in stems_of(phrase)}
    scales = {*lexicon.scales} if unit.kind is UnitKind.MONEY else set()
    tokens = ask.recognised.tokens
    asked = [tokens[cue.end : cue.end + 3] for cue in ask.spans("how-many") if cue.start <= _EARLY]
    return any(not any(token.stem in stems or token.text in scales for token in after) for after in asked)


def _counted_by(ask: Ask, figure: Measure) -> bool:
    """Whether a question asks how many there are of what a figure counts."""
    nouns = ask.resolver.nouns_of(figure.value.unit.name)
    ends = [cue.end for cue in ask.spans("how-many")]
    return any(word.concepts & nouns and 0 <= word.start - end <= _SHORTEST_NAME for word in ask.words for end in ends)


def _asks_worth(ask: Ask) -> bool:
    """Whether a question asks what something comes to in money: "what is the total investment in the projects?"."""
    text, grammar = ask.text, ask.grammar
    asked = min((place for place, word in enumerate(text) if word in grammar.question_words), default=len(text))
    behind = grammar.limiting_words | grammar.of_words
    if any(cue.end < len(text) and text[cue.end] in grammar.worth_nouns for cue in ask.spans("how-much")):
        return True
    return any(
        text[place] in grammar.worth_nouns and text[place + 1] in behind
        for place in range(asked + 1, min(asked + _MOST_BEFORE_NOUN, len(text) - 1))
    )


def _asks_cost(ask: Ask) -> bool:
    """Whether it asks how much something was, or took: "how much was spent on the meetings?"."""
    ends = [cue.end for cue in ask.spans("how-much") if cue.end < len(ask.text)]
    return any(ask.text[end] in ask.grammar.auxiliaries for end in ends)


def _plainly_chosen(ask: Ask, found: Finding) -> Finding:
    """Those that fulfil what none is said to: they are what denies it."""
    demanded = [replace(condition, negated=False) for condition in found.data.get("demanded", ())]
    kind = str(found.kind)
    pool = rows(ask.release, kind, derived=kind in ask.rate_kinds)
    plain = filtered(ask, kind, pool, demanded, found.data.get("references", ())) if demanded else None
    return plain if plain is not None and plain.status == "answered" else found


def _all_shown(ask: Ask, found: Finding) -> Finding:
    """All of a kind, of which not every one fulfils what is put forward of all: those that fail deny it."""
    kind, references = str(found.kind), found.data.get("references", ())
    pool = rows(ask.release, kind, derived=kind in ask.rate_kinds)
    if not found.data.get("demanded") or len(references) > 1:
        return found
    reference = references[0] if references else None
    told = [row.id for row in (*pool, *references)]
    return replace(claimed(Truth.NO, told, "filtered", ask, rows=pool, reference=reference), kind=found.kind)


def _outside_home(ask: Ask) -> bool:
    """Whether what lies outside the place that a release is of is asked for."""
    home = ask.release.about.home
    wide = [word for word in ask.words if "nation" in word.concepts and word.start]
    if ask.has("how-many") and any(
        ask.text[word.start - 1] in ask.grammar.limiting_words - ask.grammar.of_words for word in wide
    ):
        return True  # "how many pilot cities are there in the whole country?"
    if ask.grammar.outside_words.isdisjoint(ask.text):
        return False
    for place, text in enumerate(ask.text):
        near = (word for word in ask.words if place < word.start <= place + _SOON)
        if text in ask.grammar.outside_words and any(word.entity == home or "home" in word.concepts for word in near):
            return True
    return False


def _restricts(ask: Ask, word: Word) -> bool:
    """Whether a word says of whom or of what: "how many laboratories", "loans to farmers"."""
    if word.foil == LOOSE or word.soft or any(kind.covers(word.start) for kind in ask.recognised.kinds):
        return False
    counted = [cue.end for cue in ask.spans("how-many")]
    spelt = all(is_word(text) for text in word.text.lower().split())
    leading = reversed(ask.text[: word.start])
    before = next((text for text in leading if text not in ask.grammar.determiners), "")
    return spelt and (before in ask.grammar.recipients or any(0 <= word.start - end <= 1 for end in counted))


def _states(ask: Ask, evidence: Sequence[Evidence]) -> bool:
    """Whether it is a statement, though it does not look like one: it says a right figure, and asks for nothing.

    A limit says as much as a verb: "they revived more than four thousand projects?".
    """
    limited = any(mention.comparison is not None for mention in ask.recognised.mentions)
    told = any(piece.about in ("figure", "extent") for piece in evidence) and (limited or ask.has("asserts", "tag"))
    wants = ask.asks() or ask.has(
        "how-many", "how-much", "list", "which", "define", "why", "how", "who", "when", "where"
    )
    return told and not wants and not ask.requests and (limited or ask.text[-1] != "?")


def _is_name(word: Word) -> bool:
    """Whether a word is in no list at all, not even that of the language's words: a name of something else."""
    text = _without_ending(word.text.lower())
    if word.concepts:
        return False
    return text != word.text.lower() or (text.isalpha() and len(text) > _SHORTEST_NAME and not is_word(text))


def _is_stray(word: Word) -> bool:
    """Whether a word in no list is not written as a name is, so that it may be a slip or mean nothing: "growf"."""
    return word.start <= 1 or word.text.isupper() or not word.text[:1].isupper()


def _without_ending(text: str) -> str:
    """A name without the ending of what is its own."""
    return text.removesuffix("'s").removesuffix("’s")


def _closed(facts: Sequence[Fact]) -> bool:
    """Whether it is a list to which nothing else belongs."""
    return bool(facts) and isinstance(facts[0], FactSet) and facts[0].complete


def not_said(found: Finding, stranger: Word | None) -> Finding:
    """That the release does not say it, with the nearest thing that it does say."""
    strange = stranger is not None and stranger.text and not (stranger.entity and not stranger.foil)
    words = (_without_ending(stranger.text),) if stranger is not None and strange and stranger.quotable else ()
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
