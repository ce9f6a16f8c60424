"""Questions that lean on the answer before: the same query of another thing, or the words of before taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.model import Direction, Entity, Fact, FactSet, Measure, Release
from facts.quantity import TIMES, Comparison, Quantity, Truth, UnitKind
from facts.query import Condition, alike, comparable, compare, proportion, rows
from intents.conversation import from_told
from intents.conversation.ellipsis import read_ellipsis
from intents.conversation.fragments import names_more
from intents.conversation.from_told import rival
from intents.conversation.listed import read_listed
from intents.findings import Context, Finding, not_told
from intents.matching.queries import Query, carry_out
from intents.messages.read import Reader, Reading
from intents.messages.unmet import not_said
from intents.readings.arithmetic import compared
from intents.readings.ask import PLACED, PLACING_CUES, Ask
from intents.readings.claims import flipped, negations_of
from intents.readings.tell import aspect_of, figures_of, says, stands_for, tell_fact
from intents.spans.found import MOVES, RELATIVE, Recognised, Span, inside_of
from intents.verdicts.verify import judge_figures, judge_relation, part_told, truth_of, verdict_of, weigh

_ANEW: Final = frozenset({"value", "about", "compare", "ratio", "filter"})
"""Queries that may be asked again of another name or number."""
_ROSE: Final = "grow"
_MOVED: Final = frozenset({_ROSE, "fall"})
_PACES: Final = frozenset({"accelerate", "slow"})
_OF_ONE: Final = frozenset({"mention", "lookup"})
"""Findings that may tell of one thing alone."""
_OVER_KIND: Final = frozenset({"filter", "superlative", "rank"})
"""What chose among all of a kind by their values, so that a name after it asks for its value."""
_NO_SUCH: Final = Finding("gap", "no-such-figure", status="not_stated", query="number", reason="no such figure")
_MOST_TELLING: Final = 3
"""Content words beyond which a question stands by itself."""
_MOST_HEADS: Final = 3
_PAIR: Final = 2
_ASKING: Final = frozenset({"how-many", "how-much", "who", "when", "where", "why", "how", "which", "list", "define"})


@dataclass(slots=True)
class Follower:
    """Reads what leans on the answer before."""

    release: Release
    reader: Reader
    recognise: Callable[[str], Recognised]
    named: Callable[[object], str]
    """What a fact or an entity is called."""

    def follow(self, ask: Ask, alone: Reading) -> Finding | None:
        """The finding of a question that leans on the answer before; none where it stands by itself."""
        last = ask.context.last
        if last is None:
            return None
        return (
            self._moved(ask, last)
            or from_told.others(ask, last)
            or from_told.in_unit(ask, last)
            or self._of_one(ask, last, alone)
            or self._is_it(ask, last)
            or from_told.belongs_to_told(ask, last)
            or from_told.of_whole(ask, last)
            or self._set_against(ask, last, alone)
            or self._theirs(ask, last, alone)
            or self._nearby(ask, last, alone)
            or self._anew(ask, last, alone)
            or self._held_against(ask, last)
            or self._along(ask, last, alone)
            or from_told.side_of_silence(ask, last)
        )

    def all_named(self, things: Iterable[str]) -> str:
        """What several things are called, joined to one name."""
        joint = min(self.reader.resolver.lexicon.grammar.and_words)
        return f" {joint} ".join(self.named(self.release.entity[one]) for one in things)

    def plainly(self, ask: Ask, alone: Reading) -> Finding | None:
        """What plainly leans on the answer before, whatever else it may look like."""
        last = ask.context.last
        if last is None:
            return None
        return (
            from_told.announced(ask, last)
            or read_listed(ask)
            or read_ellipsis(ask)
            or from_told.worked_out(ask, last)
            or from_told.who_else(ask, last)
            or from_told.alone(ask, last)
            or from_told.said_by(ask, last)
            or from_told.how_many_of_all(ask, last)
            or from_told.so_many_times(ask, last)
            or from_told.times_another(ask, last)
            or from_told.sum_of_told(ask, last)
            or from_told.between_places(ask, last)
            or self._so_far_apart(ask, last)
            or self._called_by_value(ask, last)
            or from_told.limited(ask, last)
            or from_told.unrounded(ask, last)
            or self._placed(ask, last)
            or from_told.so_many(ask, last)
            or from_told.from_what(ask, last)
            or from_told.guessed(ask, last)
            or from_told.to_or_from(ask, last)
            or from_told.held_to_what(ask, last)
            or from_told.one_of_the_silent(ask, last)
            or from_told.counted_of_two(ask, last)
            or from_told.weighed_of_told(ask, last)
            or from_told.other_of_kind(ask, last)
            or from_told.who_then(ask, last)
            or from_told.in_percent(ask, last)
            or from_told.each_on_average(ask, last)
            or from_told.in_same_time(ask, last)
            or from_told.same_of_kind(ask, last)
            or from_told.other_of_list(ask, last)
            or self._of_its_kind(ask, last, alone)
            or self._in_its_place(ask, last, alone)
        )

    def _in_its_place(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """That the release is silent on what is asked of that told before, read with its name for the pronoun.

        "Which companies did it come from?" asks for companies, and alone is answered with some.
        """
        grammar, least = ask.grammar, self.reader.thresholds
        pronouns = grammar.singular_pronouns | grammar.plural_pronouns | grammar.possessives | grammar.personal_pronouns
        framed = ask.recognised.places("verify", "frame")
        place = next((p for p, text in enumerate(ask.text) if text in pronouns and p not in framed), None)
        if ask.named_things or ask.recognised.mentions or ask.recognised.periods:
            return None
        if ask.claims or ask.asks() is None or ask.has("max", "min", "second", "rank"):
            return None
        near = self._near(last)
        elsewhere = alone.finding is not None and near.isdisjoint((*alone.finding.facts, *alone.finding.nearest))
        if place is None and not (
            elsewhere and alone.match.score < least.plain and len(from_told.content_of(ask)) <= 1
        ):
            return None
        personal = (grammar.personal_pronouns | grammar.possessives) - grammar.plural_pronouns
        person = place is not None and ask.text[place] in personal
        speakers = [self.named(self.release.entity[name]) for name in self.release.speakers] if person else []
        for head in (*speakers, *self._members(last), *self._heads(last)):
            before, behind = (ask.text, ()) if place is None else (ask.text[:place], ask.text[place + 1 :])
            words = " ".join((*filter(str.isalnum, before), head, *filter(str.isalnum, behind)))
            found = self.reader.read(Ask(self.recognise(words), ask.resolver, Context()))
            silent = found.silent and found.finding is not None and found.finding.saying == "gap"
            plain = found.match.score >= least.joined_plain and found.match.lead >= least.silent_lead
            plain = plain or (elsewhere and found.match.score >= least.likely)
            if silent and plain and found.finding is not None and near & {*found.finding.nearest}:
                return found.finding if not (alone.silent and alone.match.score >= least.plain) else None
            own = found.finding if head in speakers and found.match.score >= least.joined_plain else None
            if own is not None and alone.finding is not None and own.query == alone.finding.query:
                return own  # "what is his job?"
            if place is not None and self._told_of(last, found, alone) and found.match.score >= least.likely:
                return found.finding  # "what were they meant to achieve?"
        return None

    def _told_of(self, last: Finding, found: Reading, alone: Reading) -> bool:
        """Whether a question read with the name is answered of what was told before, and by itself of another thing."""
        before = {*last.facts, *last.rows, *(() if last.facts else last.nearest)}
        named, other = found.finding, alone.finding
        if named is None or other is None or {named.status, other.status} != {"answered"}:
            return False
        asked = named.intent == "aspect" and named.verdict is None
        return asked and not before.isdisjoint(named.facts) and before.isdisjoint(other.facts)

    def _moved(self, ask: Ask, last: Finding) -> Finding | None:
        """Whether what was told before rose or fell, where nothing else is said: "so it dropped?"."""
        told = self.release.facts_among(last.facts)
        moves = {concept for word in ask.telling for concept in word.concepts & (_MOVED | _PACES)}
        said = ask.claims or (ask.asks() is None and not ask.requests)
        if not (ask.names_nothing and len(moves) == 1 and said) or ask.has(*_ASKING, "more", "less", "versus", "same"):
            return None
        if any(word.concepts.isdisjoint(moves) for word in ask.telling):
            return None
        if ask.grammar.singular_pronouns.isdisjoint(ask.text) or ask.grammar.plural_pronouns & {*ask.text}:
            return None
        if last.status == "not_stated":
            return not_told(last.nearest[:1], "it leans on what is not stated")
        if ask.tells_ahead or {*ask.words_said[:1]} <= ask.grammar.future_auxiliaries:
            return not_told(last.facts[:1], "only what was is told")  # "will it rise?"
        fact = told[0] if len(told) == 1 else None
        if not isinstance(fact, Measure) or fact.direction is Direction.NONE:
            return None
        if moves & _PACES:
            own = fact.id == self.release.about.headline or moves & self.reader.resolver.by_id[fact.id].core
            return None if own else not_told((fact.id,), "of what was told no more is said than that it moved")
        if fact.value.unit.kind is UnitKind.COUNT:
            return not_told((fact.id,), "of how many there are it is not told if they were more or fewer before")
        truth = truth_of((fact.direction is Direction.UP) == (moves == {_ROSE}))
        return replace(tell_fact(ask, fact), verdict=verdict_of(flipped(ask, truth)))

    def _so_far_apart(self, ask: Ask, last: Finding) -> Finding | None:
        """The distance of the two compared before, held against the one that is said: "so it is 5.5 points ahead?"."""
        told, apart = self.release.measures_among(last.rows or last.facts), last.data.get("difference")
        said = ask.recognised.mentions[0] if len(ask.recognised.mentions) == 1 else None
        points = said is not None and said.unit is not None and said.unit.kind is UnitKind.POINTS
        if said is None or not points or not ask.claims or last.intent != "compare" or len(told) != _PAIR:
            return None
        if not isinstance(apart, Quantity) or negations_of(ask) or not (ask.says_apart or ask.has("more", "less")):
            return None
        cores = [self.reader.resolver.by_id[one.id].core - MOVES for one in told]
        both = cores[0] | cores[1] | MOVES | RELATIVE
        if any(word.concepts.isdisjoint(both) for word in ask.telling):
            return None
        first = [any(word.concepts & (cores[own] - cores[1 - own]) for word in ask.telling) for own in (0, 1)]
        truth = says(said, apart, ask)
        if truth is None or sum(first) > 1:
            return None
        if sum(first) == 1:  # the one that is named is said to be ahead, or behind
            named, rest = (told[0], told[1]) if first[0] else (told[1], told[0])
            truth = truth & compare(named, Comparison.BELOW if ask.has("less") else Comparison.ABOVE, rest)
        return replace(last, verdict=verdict_of(truth)) if truth is not Truth.UNKNOWN else None

    def _called_by_value(self, ask: Ask, last: Finding) -> Finding | None:
        """The fact told before, called by its figure and held against another: "is 4.5 above the average?"."""
        said = ask.recognised.mentions[0] if len(ask.recognised.mentions) == 1 else None
        signs = [*ask.recognised.comparisons, *ask.spans("more", "less")]
        if said is None or said.comparison is not None or not any(sign.start == said.end for sign in signs):
            return None
        near = [*last.facts[:1], *last.rows, *ask.context.recent]
        facts = [one for one in self.release.measures_among(near) if one.value.low == said.number]
        if not facts or (said.unit is not None and said.unit.kind is not facts[0].value.unit.kind):
            return None
        words = (*ask.text[: said.start], self.named(facts[0]), *ask.text[said.end :])
        read = self.reader.read(Ask(self.recognise(" ".join(filter(None, words))), ask.resolver, Context()))
        found = read.finding
        return found if found is not None and found.intent == "compare" and facts[0].id in found.facts else None

    def _placed(self, ask: Ask, last: Finding) -> Finding | None:
        """Whether the one told before is first or last of its kind, asked again by its name: "is it the slowest?"."""
        told = self.release.measures_among(last.rows or last.facts)
        grammar, text = ask.grammar, ask.text
        place = next((p for p, word in enumerate(text) if word in grammar.singular_pronouns), None)
        ranks = ask.has(*PLACING_CUES) and ask.claims and not ask.has("more", "less")
        named = ask.named_things or ask.recognised.periods or any(m.unit is not None for m in ask.recognised.mentions)
        first = last.data.get("picked", told[0] if len(told) == 1 else None)
        one = first if isinstance(first, Measure) and first.subject in self.release.entity else None
        if place is None or one is None or not ranks or named or one.subject == self.release.about.home:
            return None
        cues = inside_of(ask.spans(*PLACING_CUES)) | ask.recognised.places("max", "min", "second")
        telling = [word for word in ask.telling if word.start not in cues and word.concepts.isdisjoint(MOVES)]
        if len(rows(self.release, self.release.entity[one.subject].kind)) <= 1 or telling:
            return None
        name = self.named(self.release.entity[one.subject])
        words = " ".join(name if at == place else word for at, word in enumerate(text) if word)
        found = self.reader.read(Ask(self.recognise(words), ask.resolver, Context())).finding
        judged = found is not None and found.intent == "superlative" and found.status == "answered"
        return found if judged else None

    def _of_its_kind(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """How many of the kind that was counted before do what is said now: "and how many had any growth at all?"."""
        told, least = self.release.by_id.get(last.facts[0]) if last.facts else None, self.reader.thresholds
        if isinstance(told, Measure) and told.value.unit.kind is UnitKind.PERCENT:  # of a share, what it is a share of
            told = next((one for one in figures_of(self.release, told) if one.value.unit.kind is UnitKind.COUNT), told)
        kind = told.value.unit.name if isinstance(told, Measure) else told.kind if isinstance(told, FactSet) else None
        filtered = last.intent == "filter" and last.kind in self.release.kind
        kind = last.kind if filtered else kind
        cue = next(iter(ask.spans("how-many")), None)
        ones = next((place for place, text in enumerate(ask.text) if text in ask.grammar.plural_pro_nouns), None)
        said, language = ask.recognised, ask.resolver.lexicon.language
        if (
            kind is None
            or kind not in self.release.kind
            or (cue is None and ones is None)
            or said.kinds
            or (said.mentions and ones is None and not filtered)
            or ask.named_things
        ):
            return None
        if not from_told.content_of(ask) and not said.mentions:
            return None
        plural = self.release.kind[kind].plural.get(language, "")
        if ones is not None:
            start, end = ones, ones + 1
        else:
            start = end = cue.end if cue is not None else 0
        words = " ".join(filter(None, (*ask.text[:start], plural, *ask.text[end:])))
        found = self.reader.read(Ask(self.recognise(words), ask.resolver, ask.context))
        plain = found.match.score >= least.joined_plain and found.match.lead >= least.silent_lead
        again = found.finding is not None and found.finding.intent == "filter" and found.match.score >= least.likely
        if filtered and said.mentions and again:
            return found.finding  # "how many exceeded 20%?"
        if not plain or found.finding is None or found.finding.verdict is not None:
            return None
        of_kind = [one for one in self.release.measures_among(found.finding.facts) if one.value.unit.name == kind]
        return found.finding if of_kind or alone.match.score < least.plain else None

    def _of_one(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """What is asked of "him", after an answer that names one only: read with the name."""
        pronouns = (ask.grammar.personal_pronouns | ask.grammar.possessives) - ask.grammar.plural_pronouns
        own = [text for text in ask.text if text in pronouns]
        told = self.release.facts_among(last.facts)
        things = {one for fact in told for one in fact.entities}
        things |= {one for fact in told if isinstance(fact, FactSet) for one in fact.members}
        if not own or len(things) != 1 or ask.named_things or last.status != "answered":
            return None
        thing = things.pop()
        least, known = self.reader.thresholds.joined_plain, alone.finding
        plain = known is not None and known.status == "answered" and alone.match.score >= least
        if known is not None and plain and any(thing in self.release.names_of(fact) for fact in known.facts):
            return known
        name = self.named(self.release.entity[thing])
        words = " ".join(name if text in own else text for text in ask.text if text)
        found = self.reader.read(Ask(self.recognise(words), ask.resolver, ask.context))
        plain = found.finding is not None and found.finding.status == "answered"
        return found.finding if plain and found.match.score >= max(least, alone.match.score) else None

    def _is_it(self, ask: Ask, last: Finding) -> Finding | None:
        """Whether what was told before is of the thing that is named, and nothing else: "was it Ansteel?"."""
        names = ask.named_things
        cleft = ask.opens_as_cleft or (ask.says_it_is and ("picked" in last.data or "top" in last.data))
        if not cleft or len(names) != 1 or from_told.content_of(ask) or last.status != "answered":
            return None
        if ask.recognised.mentions or ask.recognised.periods or ask.has("mentioned", "max", "min"):
            return None
        first = last.data.get("picked", last.data.get("top"))
        told = {*last.facts, *last.rows} & self.release.by_id.keys()
        if isinstance(first, Measure):
            truth = truth_of(first.subject == names[0])
            return replace(last, verdict=verdict_of(flipped(ask, truth)))
        known = {name for fact in told for name in self.release.names_of(fact)}
        known |= {m for fact in told if isinstance(item := self.release.by_id[fact], FactSet) for m in item.members}
        return None if names[0] in known or not told else not_told(last.facts[:1], "what was told is not said of it")

    def _nearby(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """What a question that names nothing asks of what was told before, where alone it is read as of another thing.

        "Out of how many?" is said of cities as of industries.
        """
        polar = self.reader.resolver.lexicon.polar
        telling = [word for word in ask.telling if not word.entity and word.concepts.isdisjoint(polar)]
        if telling or ask.named_things or ask.recognised.kinds or ask.recognised.periods or ask.recognised.mentions:
            return None
        near, found = self._near(last), alone.finding
        if found is None or found.status != "answered" or near & {*found.facts}:
            return None
        if alone.match.score < self.reader.thresholds.silent:
            return None
        queries = self.reader.patterns.queries
        ranked = [name for name, _ in alone.match.ranked[1:] if name in queries and near & {*queries[name].facts()}]
        own = {*last.facts, *last.rows}
        for name in sorted(ranked, key=lambda name: own.isdisjoint(queries[name].facts())):  # what was told comes first
            beside = self.reader.read_as(ask, alone.match, name).finding
            if beside is not None and beside.status == "answered":
                return beside
        return None

    def _set_against(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """The figure told before against the one that the question names: "is it bigger than the bonds?"."""
        fact = self.release.by_id.get(last.facts[0]) if last.facts else None
        opens = ask.grammar.opening(ask.text)
        beside = any(cue.start == opens for cue in ask.spans("versus")) and not ask.claims  # "compared with the bonds?"
        sums = isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.MONEY  # rates are read by their names
        beside = beside and sums and not ask.has("share", "percent") and ask.grammar.question_words.isdisjoint(ask.text)
        weighs = beside or ask.has("more", "less") or bool(ask.recognised.comparisons)
        if not isinstance(fact, Measure) or not weighs or ask.demands("sum") or ask.recognised.mentions:
            return None
        if any(when.start > ask.than_place for when in ask.recognised.periods):
            return None  # "better than in 2019?"
        home = self.release.about.home
        relative = [word for word in ask.words if word.concepts & RELATIVE]
        spans = [*ask.spans("more", "less", "difference", *(("versus",) if beside else ())), *relative]
        leads = self._leads(ask, [*spans, *ask.recognised.comparisons])
        pointed = bool({*ask.text} & ask.grammar.singular_pronouns)
        held = beside or pointed or ask.has("difference") or bool(ask.grammar.than_words & {*ask.text})
        if not (held or ask.claims):  # "is metallurgy faster?", "ahead of metallurgy?"
            return None
        cue = min((span.start for span in spans), default=0)
        if leads and not pointed and any(word.start > cue for word in ask.telling if word not in relative):
            return None  # both sides are named
        if fact.subject in ask.named_things or any(word.foil for word in ask.words):
            return None
        named = [one.target for one in ask.candidates(spans) if one.name and one.clean]
        both = alone.finding is not None and alone.finding.intent == "compare" and fact.id in alone.finding.facts
        if fact in named or (fact.id in (alone.finding.facts if alone.finding is not None else ()) and not both):
            return None
        other = rival(fact, named)
        total = self._sum_named(ask) if ask.has("sum") else None
        other = total if total is not None and comparable(fact, total) and alike(fact, total) else other
        rest = [word for word in ask.telling if word not in relative]
        than = ask.than_place
        tail = [text for text in ask.text[than + 1 :] if text.isalpha() and text not in ask.grammar.determiners]
        whole = not tail or ask.home_kind in {kind.name for kind in ask.recognised.kinds} or ask.has("average")
        whole = whole or not ask.grammar.totals.isdisjoint(tail)
        if other is None and fact.subject != home and not rest and than < len(ask.text) and whole:
            other = rival(fact, [self.release.measure(self.release.about.headline)])
        if other is None:
            return None
        found = compared(ask, [fact, other])
        if found is None or not ask.claims or found.status != "answered":
            return found
        left, right = (other, fact) if leads else (fact, other)
        less = ask.has("less") and not ask.has("more")
        truth = weigh(judge_relation(ask, left, right, less=less, negated=len(negations_of(ask)) % 2 == 1))
        return replace(found, verdict=verdict_of(truth)) if truth in (Truth.YES, Truth.NO) else found

    def _leads(self, ask: Ask, weighing: Sequence[Span]) -> bool:
        """Whether a thing is named before what weighs it, and so is what is said to be more or less."""
        cue = min((span.start for span in weighing), default=len(ask.text))
        than = ask.than_place
        points = [place for place, text in enumerate(ask.text) if text in ask.grammar.singular_pronouns]
        if points and (points[0] > than or points[0] < cue):
            return points[0] > than  # "is the province faster than that?", "is it worth more?"
        return any(span.start < cue for span in (*ask.telling, *ask.recognised.kinds) if span not in weighing)

    def _sum_named(self, ask: Ask) -> Measure | None:
        """The sum that the release makes of the figures named: "more than the loans and bonds put together"."""
        named = {one.target.id for one in ask.candidates(ask.spans("sum", "more", "less")) if one.name}
        sums = from_told.sums_of(self.release, named)
        return sums[0] if len(sums) == 1 else None

    def _theirs(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """A figure of the things told before, "their growth?", where alone it is read as that of the whole."""
        home, found, possessives = self.release.about.home, alone.finding, ask.grammar.possessives
        if possessives.isdisjoint(ask.text) or ask.named_things or found is None or found.status != "answered":
            return None
        told = self.release.facts_among(last.facts[:1])
        things = {one for fact in told if isinstance(fact, FactSet) for one in fact.members}
        things |= {fact.subject for fact in told if isinstance(fact, Measure)} - {home}
        counted = any(isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT for fact in told)
        asked = [self.release.by_id[name] for name in found.facts[:1]]
        if not (things or counted) or not all(isinstance(one, Measure) and one.subject == home for one in asked):
            return None
        if not things:  # "so their industry fell?", of those that are only counted
            theirs = not (possessives & ask.grammar.plural_pronouns).isdisjoint(ask.text)
            return (
                not_told(last.facts[:1], "it is said of those that are only counted") if ask.claims and theirs else None
            )
        if any(things & {*fact.entities} for fact in asked):
            return None
        names = self.all_named(sorted(things))
        words = " ".join(names if token.text in possessives else token.text for token in ask.recognised.tokens)
        again = self.reader.read(Ask(self.recognise(words), ask.resolver, ask.context)).finding
        own = again is not None and things & {e for name in again.facts for e in self.release.names_of(name)}
        return again if own else not_said(found, None)

    def _held_against(self, ask: Ask, last: Finding) -> Finding | None:
        """A number put forward of the fact told before, and nothing else: "I thought it was 40"."""
        polar = ask.resolver.lexicon.polar  # "too low, say 9%"
        telling = [word for word in ask.telling if not word.entity and word.concepts.isdisjoint(polar)]
        if not ask.recognised.mentions or ask.has(*_ASKING) or telling:
            return None
        if ask.has(*PLACING_CUES):
            return None  # "is it the slowest of the three?" puts no number forward
        measures = self.release.facts_among(last.facts)
        if ask.off_period(measures):
            return None
        held = self._compared_with(ask, measures)
        if held is not None:
            return held
        named = self._the_number(ask, last)
        if named is not None:
            return named
        apart, said = last.data.get("difference"), ask.recognised.mentions[0]
        points = said.unit is None or said.unit.kind is UnitKind.POINTS
        if last.intent == "compare" and isinstance(apart, Quantity) and points and not ask.named_things:
            truth = says(replace(said, unit=apart.unit), apart, ask)  # "my colleague got 3.7"
            if truth in (Truth.YES, Truth.NO) and len(ask.recognised.mentions) == 1:
                return replace(last, verdict=verdict_of(truth), explained=True)
        bare = not ask.claims and len(ask.recognised.mentions) == 1 and all(word.soft for word in ask.words)
        number = (
            bare
            and ask.recognised.mentions[0].unit != TIMES
            and ask.recognised.mentions[0].comparison in (None, Comparison.ABOUT)
        )
        figure = stands_for(ask) if number else None
        if figure is not None or (number and last.query.startswith("number")):
            return figure or _NO_SUCH
        for fact in [fact for fact in measures if isinstance(fact, Measure)][:1]:
            if {*ask.named_things} - self.release.names_of(fact.id):
                return None  # it is put forward of another thing
            known = ask.resolver.by_id[fact.id].vocabulary.union(MOVES, RELATIVE)
            other = ask.resolver.core_of(one.id for one in self.release.measures) - MOVES - RELATIVE
            counted = fact.value.unit.kind is UnitKind.COUNT
            if counted and any(word.concepts & other and word.concepts.isdisjoint(known) for word in ask.telling):
                return None  # "4,089 were started", of those that were completed
            truth = weigh(judge_figures(ask, [fact]))
            if truth in (Truth.YES, Truth.NO):
                return replace(tell_fact(ask, fact), verdict=verdict_of(truth))
        return None

    def _the_number(self, ask: Ask, last: Finding) -> Finding | None:
        """What a number that is pointed at stands for, where it is none of what was told: "so that's the 119?"."""
        said = ask.recognised.mentions[0]
        definite = not ask.grammar.definite_articles.isdisjoint(ask.text[max(0, said.start - 1) : said.start])
        points = not ask.grammar.singular_pronouns.isdisjoint(ask.words_said[:_PAIR])
        if len(ask.recognised.mentions) > 1 or said.unit is not None or not (definite and points and ask.claims):
            return None
        figure = stands_for(ask)
        other = figure is not None and figure.status == "answered" and {*figure.facts}.isdisjoint(last.facts)
        return figure if other else None

    def _compared_with(self, ask: Ask, told: Sequence[Fact]) -> Finding | None:
        """A comparison alone, "more than 5%?", held against the one figure told before."""
        fact, mentions = next(iter(told), None), ask.recognised.mentions
        if not isinstance(fact, Measure) or len(mentions) != 1 or mentions[0].comparison is None or ask.named_things:
            return None
        if ask.recognised.kinds or ask.requests or any(not word.soft for word in ask.words):
            return None
        if any("number" in word.concepts and word.end == mentions[0].start for word in ask.words):
            return None  # "the number above 10%?" counts those that are
        value = fact.value
        part = part_told(self.release, fact) if mentions[0].fraction else None  # "so under half?"
        share = proportion(self.release, part[0]) if part is not None and not part[1] else None
        value = share.value if share is not None else value
        if mentions[0].unit is not None and mentions[0].unit.kind is not value.unit.kind:
            return None
        truth = says(mentions[0], value, ask)
        if truth in (Truth.YES, Truth.NO):
            return replace(tell_fact(ask, fact), verdict=verdict_of(truth))
        return not_said(tell_fact(ask, fact), None) if truth is Truth.UNKNOWN else None

    def _anew(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """The query of before with another name or number in the place of the one it had."""
        least = self.reader.thresholds
        clause = ask.asks() is not None and not ask.grammar.finite_auxiliaries.isdisjoint(ask.text)
        if clause and alone.match.score >= least.likely and alone.match.lead >= least.plain_lead:
            return None  # "what were those two picked for?"
        kinds = {self.release.entity[n].kind for n in ask.recognised.entities() if n in self.release.entity}
        if (
            last.intent in _OVER_KIND
            and kinds == {last.kind}
            and not from_told.content_of(ask)
            and not ask.recognised.mentions
        ):
            return carry_out(Query(value=last.kind), ask)
        told = self.release.by_id.get(last.facts[0]) if len(last.facts) == 1 else None
        own = self.release.entity[told.subject].kind if isinstance(told, Measure) else None
        if kinds == {own} and own != ask.home_kind and not from_told.content_of(ask) and from_told.names_alone(ask):
            return carry_out(Query(value=own), ask)
        query = self.reader.patterns.queries.get(last.query)
        if (
            query is None
            or query.verb not in _ANEW
            or from_told.content_of(ask)
            or ask.has(*_ASKING - {"which", "how-many"})
        ):
            return None
        if not (ask.recognised.mentions if query.verb == "filter" else ask.recognised.entities()):
            return None
        found = carry_out(query, self._compared_as(ask, last) if query.verb == "filter" else ask)
        return found if found is not None and (found.facts != last.facts or query.verb == "filter") else None

    def _compared_as(self, ask: Ask, last: Finding) -> Ask:
        """The question with the comparison of before where it gives only another number: "and 12%?"."""
        demanded: list[Condition] = list(last.data.get("demanded") or ())
        mentions = ask.recognised.mentions
        if len(demanded) != 1 or len(mentions) != 1 or mentions[0].comparison is not None:
            return ask
        again = replace(mentions[0], comparison=demanded[0].comparison)
        return replace(ask, recognised=replace(ask.recognised, mentions=(again,)))

    def _along(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """The question read with what the facts of before are called, where that is plainly better understood."""
        texts, leaning = set(ask.text), ask.grammar.leaning_words
        least = self.reader.thresholds
        leans = bool(texts & leaning) or len(from_told.content_of(ask)) <= 1
        if not leans or len(from_told.content_of(ask)) > _MOST_TELLING:
            return None
        near = self._near(last)
        if any(mention.unit for mention in ask.recognised.mentions) and ask.valued and near.isdisjoint(ask.valued):
            return None  # "what is the 150 million for?"
        elsewhere = alone.finding is not None and near.isdisjoint(alone.finding.nearest) and alone.silent
        points = self._points_only(ask) and not ask.has("how-many", "how-much", "why")
        words = " ".join(token.text for token in ask.recognised.tokens)
        best: Reading | None = None
        for head in self._heads(last):
            joined = self.reader.read(Ask(self.recognise(f"{head} {words}"), ask.resolver, ask.context))
            if joined.finding is None or joined.match.score < least.joined:
                continue
            if ask.has("how-many") and self._is_rate(joined.finding) and not ask.has("percent", "rate"):
                continue  # "and over how many factories?"
            if self._of_the_rest(ask, joined.finding) or self._otherwise_asked(ask, joined.finding):
                continue
            about = set(joined.finding.facts) | set(joined.finding.nearest)
            same = set(joined.finding.facts) <= set(last.facts)
            sure = elsewhere and points and joined.match.score >= least.beyond_doubt
            if sure and self._speak_of(ask, joined.finding.facts):
                same = False  # "what is the goal of it?"
            if same and (joined.finding.query == last.query or (ask.has("how-many") and from_told.content_of(ask))):
                continue
            if not self._of_kinds(ask, joined.finding) or (_picks(ask) and joined.finding.intent == "filter"):
                continue
            if last.status == "not_stated" and self._only_named(ask, joined, alone):
                continue
            of_all = len(last.rows) > 1 and texts & ask.grammar.plural_pronouns
            if of_all and joined.finding.intent in _OF_ONE and {*joined.finding.facts} < {*last.rows}:
                continue  # of all of them, and not of one: "what are they called?"
            strange = any(not (word.concepts or word.entity) for word in ask.telling)
            if strange and joined.finding.status == "answered" and joined.finding.verdict is None:
                continue  # "anything in it for farmers?"
            if about & near and (best is None or joined.match.score > best.match.score):
                best = joined
        about = set(alone.finding.facts) & near if alone.finding is not None else set()
        own = alone.finding is not None and alone.finding.status == "answered" and alone.match.score >= least.alone
        if own and about and (best is None or best.match.score < least.joined_plain):
            return alone.finding
        if best is None or best.finding is None:
            return None
        silent = alone.talk is not None or alone.silent
        beside = alone.finding is not None and not near.isdisjoint(alone.finding.nearest)
        if alone.silent and beside and alone.match.score >= least.likely and best.finding.status == "answered":
            return None  # "then tell me the national rate", behind how the gap to it narrowed
        if elsewhere and points and best.match.score >= least.plain and best.finding.status == "answered":
            return best.finding  # "which of them grew over 10?" is a question of those told of
        if silent and (
            alone.match.score >= least.joined_plain
            or (alone.match.score >= least.silent and best.match.score < least.joined_plain)
        ):
            return None
        if (
            alone.finding is not None
            and alone.match.score >= least.joined
            and not silent
            and alone.finding.status != "clarify"
        ):
            stays = bool((set(alone.finding.facts) | set(alone.finding.nearest)) & near)
            listed = alone.finding.intent == "list" and not set(alone.finding.facts) <= set(last.facts)
            if listed and best.finding.intent == "aspect" and best.match.score >= least.beyond_doubt:
                return best.finding  # "by which company?"
            dated = bool(ask.recognised.periods) and alone.match.score >= least.plain
            if dated and best.finding.status == "not_stated":
                return alone.finding  # "what happens in Q4?"
            if stays or not texts & leaning - ask.grammar.leaning_openers:
                plain = (
                    best.match.score >= least.joined_plain
                    and not from_told.content_of(ask)
                    and not ask.recognised.entities()
                )
                return alone.finding if stays else best.finding if plain else None
        return best.finding if alone.match.score < best.match.score + least.joined_gain else None

    def _otherwise_asked(self, ask: Ask, found: Finding) -> bool:
        """Whether it is asked who, when or where, and told is how; or something is denied, and nothing is claimed."""
        aspect = aspect_of(ask)
        if found.intent == "aspect" and aspect in PLACED and found.data.get("name") not in (None, aspect):
            return True
        figure = found.intent == "lookup" and bool(self.release.measures_among(found.facts[:1]))
        if figure and aspect == "who" and not from_told.content_of(ask):
            return True  # "says who?"
        return found.verdict == "refuted" and not ask.claims and ask.asks() is None

    def _of_the_rest(self, ask: Ask, found: Finding) -> bool:
        """Whether those that are not so are told, and the question speaks of those that are: "the growing ones"."""
        told = self.release.facts_among(found.facts[:1])
        part = part_told(self.release, told[0]) if told else None
        moves = any(word.concepts & MOVES for word in ask.words)
        return part is not None and part[1] and moves and not (ask.recognised.negations or ask.has("rest", "less"))

    def _speak_of(self, ask: Ask, facts: Sequence[str]) -> bool:
        """Whether facts have every word that tells what is asked."""
        spoken = self.reader.resolver.vocabulary_of(facts)
        said = [word for word in ask.telling if not word.entity]
        return bool(said) and all(word.concepts & spoken for word in said)

    def _points_only(self, ask: Ask) -> bool:
        """Whether a pronoun stands for what was told, and not before a word of its own: "that month"."""
        grammar, named = ask.grammar, {word.start for word in ask.words}
        pronouns = grammar.plural_pronouns | grammar.singular_pronouns
        alone = grammar.clause_pronouns | grammar.personal_pronouns
        places = (place for place, text in enumerate(ask.text) if text in pronouns)
        return any(ask.text[place] in alone or place + 1 not in named for place in places)

    def _only_named(self, ask: Ask, joined: Reading, alone: Reading) -> bool:
        """Whether a fact is told for its name alone, which was put before, and the question has no word for it."""
        found = joined.finding
        told = found is not None and found.intent == "lookup" and found.verdict is None
        own = dict(alone.match.ranked).get(joined.match.intent or "", 0.0)
        return told and names_more(ask) and own < self.reader.thresholds.rival

    def _is_rate(self, found: Finding) -> bool:
        """Whether what is told is one figure, and no number of things."""
        told = self.release.measures_among(found.facts[:1])
        return found.intent == "lookup" and bool(told) and told[0].value.unit.kind is UnitKind.PERCENT

    def _of_kinds(self, ask: Ask, found: Finding) -> bool:
        """Whether what is told is of each kind that the question names: of cities, where it asks of cities."""
        facts = self.release.facts_among((*found.facts, *found.nearest))
        known = {found.kind, *(fact.kind for fact in facts if isinstance(fact, FactSet))}
        for fact in facts:
            known |= {
                self.release.entity[one].kind for one in self.release.names_of(fact.id) if one in self.release.entity
            }
            if isinstance(fact, Measure):
                known |= {*fact.kinds, fact.value.unit.name}
        things = {entity.kind for entity in self.release.entities}
        return all(kind.name in known for kind in ask.recognised.kinds if kind.name in things)

    def _heads(self, last: Finding) -> Iterator[str]:
        """What the answer before was about, in words: its facts and the thing it named."""
        entity = last.data.get("entity")
        if isinstance(entity, Entity):
            yield self.named(entity)
        for name in (*last.facts, *last.nearest)[:_MOST_HEADS]:
            fact = self.release.by_id.get(name)
            if fact is not None:
                yield self.named(fact)

    def _members(self, last: Finding) -> Iterator[str]:
        """The names of those that were listed before, as one."""
        told = self.release.by_id.get(last.facts[0]) if last.facts else None
        if isinstance(told, FactSet) and 1 < len(told.members) <= _MOST_HEADS:
            yield self.all_named(told.members)

    def _near(self, last: Finding) -> set[str]:
        """The facts of before, those beside them, and what follows from them."""
        near = {name for name in (*last.facts, *last.rows, *last.nearest) if name in self.release.by_id}
        for name in list(near):
            fact = self.release.by_id[name]
            near |= set(fact.related)
            if isinstance(fact, FactSet):
                near |= {other for other in (fact.size, fact.within) if other}
        things = {e for name in last.facts if name in self.release.by_id for e in self.release.by_id[name].entities}
        near |= {item.id for item in self.release.sets if things & {*item.members}}
        for item in self.release.sets:  # of how many there are: out of how many
            larger = self.release.by_id.get(item.within or "")
            sizes = {item.size, larger.size} if isinstance(larger, FactSet) else set()
            if item.size and isinstance(larger, FactSet) and larger.size and sizes & near:
                near |= {item.id, larger.id, item.size, larger.size}
        for measure in self.release.measures:
            if measure.formula and near & set(measure.formula.split()):
                near.add(measure.id)
        return near


def _picks(ask: Ask) -> bool:
    """Whether the highest or the lowest is asked for."""
    return ask.has("max", "min") and not ask.recognised.mentions
