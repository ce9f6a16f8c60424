"""A question read by its nearest wording: the query it means, carried out, and what it puts forward verified.

The wording says what is asked. The spans say of what: every number, name, period and strange word of the question has
to be taken up by what the query found, or nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from facts.model import Fact, FactSet, Measure, Release, Statement
from facts.quantity import Truth, UnitKind
from intents.findings import Finding
from intents.matching.match import Match
from intents.matching.patterns import TALK, Patterns
from intents.matching.queries import Query, carry_out, steps_of
from intents.messages import unmet
from intents.messages.meant import (
    averaged,
    but_for,
    first_among,
    held_to_named,
    of_other_part,
    one_beside,
    one_part,
    only_weighed,
    without_figure,
)
from intents.messages.unmet import not_said
from intents.readings.ask import PLACED, Ask
from intents.readings.claims import quantified
from intents.readings.tell import (
    aspect_of,
    figures_of,
    tell_fact,
    told_elsewhere,
    whose,
)
from intents.spans.found import LOOSE, MOVES, OFFICE, PLACE, RELATIVE, Word
from intents.spans.resolve import Resolver
from intents.verdicts.dating import dating_of
from intents.verdicts.judge import Judge
from intents.verdicts.reached import taken_as_reached
from intents.verdicts.verify import Evidence, is_proper, judge_figures, verdict_of, written_alike
from intents.vocabulary.language import Thresholds

_FRAGMENT: Final = 4
"""Words up to which a statement without a figure may as well be a label."""
_MOST_TIED: Final = 2
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
_SEVERAL: Final = 2
_TOLD_INSTEAD: Final = frozenset({"name", "member"})
"""What is left open of a claim where what the release does say is told instead."""
_OF_SEVERAL: Final = frozenset({"highest", "lowest", "filter", "rank", "every", "compare"})
_CHOOSING: Final = frozenset({"highest", "lowest", "second", "middle"})
_CHOSEN: Final = ("max", "min", "second", "median", "more", "less")
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
        if self._of_one_thing(reading) or self._held_to_than(ask, reading):
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
        if found is None or found.intent not in ("filter", "superlative"):
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
        told = {name for fact in rival.finding.facts for name in self.release.names_of(fact)}
        return replace(rival, settled=True) if {*ask.named_things} <= told else None

    def _silent_beside(self, ask: Ask, reading: Reading) -> Reading | None:
        """The silence that is nearly as near as what was found, and lies beside it: in doubt nothing is stated."""
        match = reading.match
        if match.lead >= self.thresholds.silent_lead or len(match.ranked) < 2 or reading.finding is None:
            return None
        rival = self.patterns.queries.get(match.ranked[1][0])
        gap = self.release.gap(rival.gap) if rival is not None else None
        if gap is None or unmet.facts_beside(self.release, gap.nearest).isdisjoint({*reading.finding.facts}):
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
        told |= {part for one in self.release.facts_among(sorted(told)) for part in self.release.parts_of(one)}
        own = [figure.id for name in found.facts for figure in figures_of(self.release, self.release.by_id[name])]
        return not unmet.facts_beside(self.release, [*told]).isdisjoint({*found.facts, *own})

    def _held_to_than(self, ask: Ask, reading: Reading) -> bool:
        """Whether things are held against one that stands behind "than", and the next wording picks the first or last.

        "No sector did worse than the province" speaks of no worst.
        """
        ranked, query = reading.match.ranked, reading.query
        rival = self.patterns.queries.get(ranked[1][0]) if len(ranked) > 1 else None
        found = reading.finding
        if found is None or query is None or query.verb != "filter" or rival is None or rival.verb not in _CHOOSING:
            return False
        return bool(found.data.get("references")) and ask.than_place < len(ask.text)

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
        counted = unmet.gives_number(ask, reading.finding)
        if reading.silent and plain and len(ask.recognised.mentions) < _SEVERAL and not counted:
            return reading  # what is not stated is plainly spoken of, and a figure of something else is put with it
        near = [name for name, score in match.ranked[1:] if score >= match.score * least.rival]
        rivals = [self.read_as(ask, match, name) for name in near]
        settled = [one for one in rivals if one.finding is not None and one.finding.verdict is not None]
        if reading.silent and match.lead >= least.tied_lead:
            nearest = reading.finding.nearest if reading.finding is not None else ()
            figures = [one.id for name in nearest for one in figures_of(self.release, self.release.by_id[name])]
            beside = {*unmet.facts_beside(self.release, nearest), *figures}
            named = set(ask.recognised.entities()) - {self.release.about.home}
            known = {entity for name in beside for entity in self.release.names_of(name)}
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
        if reading.silent and counted:
            held = [one for one in settled if one.finding is not None and unmet.has_figure(ask, one.finding)]
            if held:
                return replace(held[0], settled=True)  # "30 industries went down"
        close = [name for name, score in match.ranked[1:_MOST_RIVALS] if score >= match.score * least.close_rival]
        valued = [m for m in ask.recognised.mentions if m.unit is not None and m.comparison is None]
        elsewhere = reading.silent and any(told_elsewhere(ask, mention) for mention in valued)
        agrees = own is None and reading.finding is not None and unmet.has_figure(ask, reading.finding)
        for one in settled if own is None and not elsewhere else ():
            denied = one.finding is not None and one.finding.verdict == "refuted"
            if str(one.query) in close and not (denied and agrees):
                return replace(one, settled=True)
        return reading

    def tied(self, ask: Ask, match: Match) -> Finding | None:
        """Both facts where two wordings are as near, and each of them is a plain look-up."""
        if ask.claims or len(match.ranked) < 2:
            return None
        found = [self.read_as(ask, match, name).finding for name, _ in match.ranked[:2]]
        told = [one for one in found if one is not None and one.status == "answered" and one.intent == "lookup"]
        last = ask.context.last
        before = {*last.facts, *last.rows} if last is not None else set()
        near = [one for one in told if before & {*one.facts, *unmet.follows_from(self.release, one.facts)}]
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

    def read_as(self, ask: Ask, match: Match, name: str | None) -> Reading:
        """A question read as one that means the query of that name."""
        if name is None:
            return Reading(match, None)
        if name.startswith(TALK):
            return Reading(match, None, talk=name.removeprefix(TALK))
        query = self.patterns.queries.get(name)
        if query is None:
            return Reading(match, None)
        query = first_among(ask, only_weighed(ask, one_beside(ask, but_for(ask, query))))
        part = one_part(ask, query) or averaged(ask, query) or of_other_part(ask, query)
        if part is not None:
            name, query = str(part), part
        found = without_figure(ask, query) or held_to_named(ask, query)
        found = found or self._find(ask, query, name, match)
        if found is not None:
            found = replace(found, pattern=match.nearest, score=match.score, lead=match.lead, runner_up=match.runner_up)
        return Reading(match, found, query)

    def _find(self, ask: Ask, query: Query, name: str, match: Match) -> Finding | None:
        found = carry_out(query, ask)
        if query.gap is not None and found is not None:
            return (
                self._premise(ask, match)
                or unmet.by_figure(ask, found)
                or self._aspect_beside(ask, name, found)
                or found
            )
        if found is None:
            return None
        facts = [self.release.by_id[fact] for fact in found.facts]
        if unmet.in_part(ask, facts) or (query.verb == "filter" and unmet.of_home(ask)):
            return None
        if query.verb == "rank" and ask.has("average"):
            return None
        if query.verb in _CHOOSING and ask.claims and unmet.of_other_kind(ask, facts):
            return None
        if query.verb in _CHOOSING and match.score < self.thresholds.plain and not ask.has(*_CHOSEN):
            return None  # "did my sector grow?"
        left = self._left_over(ask, query, name, facts)
        if left is not None:
            return not_said(found, left)
        stranger = self._stranger(ask, name, facts, match)
        if stranger is not None and ask.claims and stranger.foil == PLACE and unmet.closed(facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if unmet.of_other_office(ask, query, facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if stranger is not None and unmet.contrary(ask, stranger, facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if stranger is not None:
            return found if self._of_other_body(ask, name, facts, match) else not_said(found, stranger)
        other = unmet.otherwise_joined(ask, facts)
        if other is not None and unmet.contrary(ask, other, facts):
            return self._said(ask, Truth.NO, found, facts, [])
        if (other is not None and not ask.claims) or unmet.outside_home(ask):
            return not_said(found, other)
        if query.verb in ("compare", "ratio") and unmet.names_beside(ask, facts):
            return None
        if query.verb in _RELATING and self._held_to_other(ask, query, name, facts):
            return not_said(found, None)
        if self._of_others(ask, query, match):
            return None
        if found.status != "answered":
            return unmet.not_only(ask, query, found) or unmet.none_of_named(ask, query, found) or found
        if self._asks_aside(ask, query, name) or (unmet.picks_none(ask, query) and match.score < self.thresholds.plain):
            return not_said(found, None)
        if not ask.claims and query.verb == "tell" and len(facts) == 1 and unmet.asks_who(ask, facts[0]):
            return replace(found, intent="list", saying="count-not-named", status="not_stated", reason="not named")
        judged = self._judged(ask, query, name, found, facts, match.score)
        open_ = judged is not None and judged.status == "not_stated"
        if open_ and self._of_other_body(ask, name, facts, match):
            return found
        if other is not None and judged is not None and judged.verdict == "supported":
            return self._said(ask, Truth.NO, found, facts, [])
        return judged if other is None or (judged is not None and judged.verdict) else not_said(found, other)

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
        if self.judge.strange(ask, f"tell {fact.id}", [fact]) or set(ask.named_things) - self.release.names_of(fact.id):
            return None
        return carry_out(Query(tell=[fact.id], aspect=aspect), ask)

    def _left_over(self, ask: Ask, query: Query, name: str, facts: Sequence[Fact]) -> Word | None:
        """What a query by generic wordings does not explain: a word, or a name that is not that of its facts."""
        if name not in self.patterns.generic:
            return None
        text = ask.text
        for span in self.judge.unexplained(ask, name, facts):
            return Word(span.start, span.end, text[span.start], frozenset())
        named = ask.named_things
        known = {one for fact in facts for one in self.release.names_of(fact.id)}
        bare = name in self.patterns.bare and bool(known & set(ask.recognised.entities()))
        if query.verb == "tell" and not (bare or unmet.speaks_of(ask, facts)):
            return _NOTHING
        if query.aspect is not None and not (ask.has(query.aspect) and unmet.names_whole(ask, query.tell[0])):
            return _NOTHING
        told_of = named or ask.recognised.kinds or any(word.concepts & MOVES for word in ask.words)
        if query.verb in _OF_SEVERAL and not told_of and not unmet.speaks_of(ask, facts):
            return _NOTHING
        if query.verb == "tell" and unmet.counts_other(ask, facts):
            return _NOTHING
        if query.verb == "tell" and query.aspect is None and ask.has("when") and isinstance(facts[0], Measure):
            return _NOTHING
        if query.verb == "tell" and (unmet.asks_for_others(ask, facts) or unmet.undone(ask, facts)):
            return _NOTHING
        if (
            query.verb == "tell"
            and not named
            and ask.grammar.possessives & set(text)
            and unmet.of_several(self.release, facts[0])
        ):
            return _NOTHING
        if ask.claims and facts and isinstance(facts[0], FactSet):
            return None
        strange = [one for one in named if one not in known]
        subjects = {fact.subject for fact in facts if isinstance(fact, Measure)} - {self.release.about.home}
        if query.verb == "tell" and len(subjects) == 1 and not subjects & set(named):
            strange = named or ([*subjects] if unmet.of_several(self.release, facts[0]) else strange)
        place = next((word for word in ask.words if word.entity in strange), None)
        return place or (_NOTHING if strange else None)

    def _asks_aside(self, ask: Ask, query: Query, name: str) -> bool:
        """Whether a question asks when or why of what only tells what: hardly a wording of its query does."""
        asked = ask.asks()
        if ask.claims or query.aspect == asked or query.verb not in _PLAIN_TELLING:
            return False
        return asked in ask.grammar.side_question_words and self.patterns.unused(name, asked)

    def _premise(self, ask: Ask, match: Match) -> Finding | None:
        """What a question about something not stated takes for granted wrongly of the one thing that it names.

        Where it names none, that is the figure that leads the release, or the one whose wording is the next nearest.
        """
        rowed = [m for m in self.release.measures if m.subject in ask.recognised.entities() and not m.formula]
        subjects = {measure.subject for measure in rowed} - {self.release.about.home}
        about = [measure for measure in rowed if measure.subject in subjects]
        if not subjects and unmet.of_headline(ask):
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
            if ask.claims and (
                word.foil == "world" or (word.entity and unmet.of_that_kind(self.release, word.entity, facts))
            ):
                continue
            if word.entity and unmet.one_of_two(ask, word, facts):
                continue
            if word.entity and ask.claims:
                return word
            if sure and word.foil == LOOSE and not word.entity:
                continue
            if word.foil == PLACE or word.entity or self.patterns.strange(name, word.text):
                return word
        strange = self.judge.strange(ask, name, facts)
        named = [word for word in strange if unmet.is_name(word) and not (plain and unmet.is_stray(word))]
        return next(
            (word for word in strange if word in named or (not ask.claims and unmet.restricts(ask, word))), None
        )

    def _judged(
        self, ask: Ask, query: Query, name: str, found: Finding, facts: Sequence[Fact], score: float
    ) -> Finding | None:
        truth, evidence = self.judge.verdict(ask, query, name, found, facts, score)
        if ask.claims or (truth is Truth.YES and query.verb == "tell" and unmet.states(ask, evidence)):
            weak = all(piece.about in _WEAK for piece in evidence if piece.truth is truth)
            short = len(ask.text) <= _FRAGMENT and not ask.firmly
            stated = short and {piece.about for piece in evidence} == {"statement"}
            if query.verb == "filter" and quantified(ask):
                found = unmet.plainly_chosen(ask, found)
            if truth is None or stated or (weak and score < self.thresholds.likely):
                strange = self.judge.strange(ask, name, facts, strictly=True) if ask.claims else []
                unknown = sum(not word.concepts for word in strange) >= _MOST_UNKNOWN
                strangers = ask.claims and (unknown or unmet.of_strangers(ask, query, facts))
                dated = truth is None and any(piece.about == "period" for piece in evidence)
                return not_said(found, None) if strangers else self._with_time(found) if dated else found
            if truth is Truth.NO and query.verb == "filter" and ask.has("every") and not ask.named_things:
                found = unmet.all_shown(ask, found)
            return self._said(ask, truth, found, facts, evidence)
        if any(piece.about == "period" and piece.truth is Truth.UNKNOWN for piece in evidence):
            return not_said(found, None)
        if self._unmet(ask, query, name, facts, score) or unmet.of_its_own_whole(ask, query, facts):
            return not_said(found, None)
        chosen = ask.has("which", "list") and any(m.comparison is not None for m in ask.recognised.mentions)
        if chosen and truth is Truth.NO:
            return not_said(found, None)
        generic = name in self.patterns.generic and not any(isinstance(fact, Measure) for fact in facts)
        if generic and truth is Truth.NO:
            return not_said(found, None)
        denied = {piece.about for piece in evidence if piece.truth is Truth.NO} & _PRESUPPOSED
        if denied and unmet.of_other_whole(ask, facts):
            return not_said(found, None)
        turned = ask.has("how-many") or (ask.asks() is not None and bool(ask.recognised.negations))
        if denied == {"direction"} and turned:
            return not_said(found, None)  # that so many grew denies nothing of how many shrank
        if truth is Truth.NO and denied:
            presupposed = unmet.presupposes(ask, denied, unmet.reckoned_with(self.release, facts))
            return self._said(ask, Truth.NO, found, facts, evidence) if presupposed else found
        if truth is Truth.UNKNOWN and {one.about for one in evidence if one.truth is not Truth.YES} == {"name"}:
            foreign = [word for word in ask.words if word.foil and word.entity]
            if foreign and all(unmet.one_of_two(ask, word, facts) for word in foreign):
                return found
        return not_said(found, None) if truth in (Truth.NO, Truth.UNKNOWN) else found

    def _with_time(self, found: Finding) -> Finding:
        """A fact with what time the figures are of, where it was put forward of another."""
        fact, dating = found.data.get("fact"), dating_of(self.release)
        found = replace(found, unsettled=True)
        if dating is None or not isinstance(fact, Measure) or fact.id == self.release.about.headline:
            return found
        data = {**found.data, "facts": [fact, dating]}
        return replace(found, saying="facts", facts=(fact.id, dating.id), data=data)

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
        if plain and counts and not ask.has("how-many") and (unmet.asks_worth(ask) or unmet.asks_cost(ask)):
            return True
        if (
            plain
            and isinstance(fact, Measure)
            and fact.value.unit.kind is UnitKind.MONEY
            and unmet.counts_other(ask, facts)
        ):
            told = [one for one in figures_of(self.release, fact) if one.value.unit.kind is UnitKind.COUNT]
            if not any(unmet.counted_by(ask, one) for one in told):
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
            if unmet.left_open(ask, evidence):
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
