"""Questions that lean on the answer before: the same query of another thing, or the words of before taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from facts.model import Direction, Entity, Fact, FactSet, Measure, Release
from facts.quantity import TIMES, Comparison, Quantity, Truth, UnitKind
from facts.query import Condition, alike, belongs, comparable, compare, peers, proportion, rows
from intents.conversation.ellipsis import read_ellipsis
from intents.conversation.fragments import names_more
from intents.conversation.listed import read_listed
from intents.findings import Context, Finding, not_told
from intents.matching.queries import Query, carry_out
from intents.messages.read import Reader, Reading
from intents.messages.unmet import not_said
from intents.readings.arithmetic import compared
from intents.readings.ask import PLACING_CUES, Ask
from intents.readings.claims import flipped, negations_of
from intents.readings.lists import told_set
from intents.readings.names import read_other_name
from intents.readings.tell import aspect_of, figures_of, says, stands_for, tell_aspect, tell_fact
from intents.spans.found import MOVES, RELATIVE, Recognised, Span, inside_of
from intents.verdicts.verify import judge_figures, judge_relation, part_told, truth_of, verdict_of, weigh
from intents.vocabulary.normalise import stem

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
_FEW: Final = 4
_SEVERAL: Final = 7
"""Words of a question that only points."""
_NEARLY: Final = 20
"""So many times is off by less than that part of it."""
_ANNOUNCED: Final = frozenset({"who", "when", "where"})
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
            or self._others(ask, last)
            or self._in_unit(ask, last)
            or self._of_one(ask, last, alone)
            or self._is_it(ask, last)
            or self._belongs(ask, last)
            or self._of_whole(ask, last)
            or self._set_against(ask, last, alone)
            or self._theirs(ask, last, alone)
            or self._nearby(ask, last, alone)
            or self._anew(ask, last, alone)
            or self._held_against(ask, last)
            or self._along(ask, last, alone)
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
            self._announced(ask, last)
            or read_listed(ask)
            or read_ellipsis(ask)
            or self._worked_out(ask, last)
            or self._who_else(ask, last)
            or self._alone(ask, last)
            or self._so_many_times(ask, last)
            or self._times_another(ask, last)
            or self._sum_of_told(ask, last)
            or self._between_places(ask, last)
            or self._so_far_apart(ask, last)
            or self._called_by_value(ask, last)
            or self._limited(ask, last)
            or self._unrounded(ask, last)
            or self._placed(ask, last)
            or self._so_many(ask, last)
            or self._from_what(ask, last)
            or self._held_to_what(ask, last)
            or self._counted_of_two(ask, last)
            or self._other_of_list(ask, last)
            or self._of_its_kind(ask, last, alone)
            or self._in_its_place(ask, last, alone)
        )

    def _announced(self, ask: Ask, last: Finding) -> Finding | None:
        """Who announced what was told, when and where: as of all in the release, unless somebody is named with it."""
        grammar, aspect = ask.grammar, aspect_of(ask)
        told = self.release.facts_among(last.facts)
        pronouns = grammar.singular_pronouns | grammar.plural_pronouns
        joint = any(a in grammar.report_joints and b.isalpha() for a, b in pairwise(ask.text))  # "who said that it is?"
        points = not pronouns.isdisjoint(ask.text) and not joint
        open_ = ask.names_nothing and len(ask.words_said) <= _SEVERAL and not ask.claims and not ask.recognised.mentions
        if aspect not in _ANNOUNCED or not points or not open_ or grammar.announcing_verbs.isdisjoint(ask.text):
            return None
        if any(name in self.release.speakers for fact in told for name in fact.entities):
            return None
        publisher = self.release.about.publisher
        named = (fact for fact in self.release.facts() if publisher in fact.entities and aspect in fact.aspects)
        fact = next(named, None)
        told_of = tell_aspect(ask, fact, aspect) if fact is not None else None
        return replace(told_of, explained=True) if told_of is not None else None

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
        if place is None and not (elsewhere and alone.match.score < least.plain and len(self._telling(ask)) <= 1):
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

    def _others(self, ask: Ask, last: Finding) -> Finding | None:
        """Those that one was chosen among: "and the other two?"."""
        others = [one for one in last.data.get("others", ()) if isinstance(one, Measure)]
        said = ask.grammar.other_words & {*ask.text} or ask.has("rest")
        if not others or not said or self._telling(ask) or ask.named_things or ask.has(*_ASKING - {"which"}):
            return None
        numbers = {mention.number for mention in ask.recognised.mentions}
        if numbers - {len(others)}:
            return None
        names = tuple(one.id for one in others)
        return Finding("lookup", "facts", facts=names, rows=names, data={"facts": others}, query=last.query)

    def _who_else(self, ask: Ask, last: Finding) -> Finding | None:
        """All that fulfil what the one told of does: "who else managed it?"."""
        before = ask.context.told
        names = last.facts or (before.facts if before is not None else last.nearest)
        told = self.release.measures_among(names[:1])
        listed = self.release.by_id.get(names[0]) if names else None
        grammar, texts = ask.grammar, {*ask.text}
        if (
            grammar.else_words.isdisjoint(texts)
            or ask.named_things
            or ask.recognised.mentions
            or ask.recognised.periods
        ):
            return None
        nobody = grammar.negative_quantifiers | grammar.nowhere_words
        if texts.isdisjoint(grammar.choosing_words | grammar.anyone_words | grammar.any_words | nobody):
            return None
        if len(self._telling(ask)) > 1 or grammar.saying_verbs & texts:
            return None
        if isinstance(listed, FactSet) and listed.members and listed.kind not in self._speaker_kinds():
            return told_set(ask, listed)
        if not told:
            return None
        kind = self.release.entity[told[0].subject].kind if told[0].subject in self.release.entity else None
        named = {found.name for found in ask.recognised.kinds} - {kind}
        of_it = [item for item in self.release.sets if item.condition is not None and told[0].subject in item.members]
        strictest = max(of_it, key=lambda item: item.condition.low or 0 if item.condition else 0, default=None)
        return told_set(ask, strictest) if strictest is not None and not named else None

    def _speaker_kinds(self) -> set[str]:
        """The kinds of those who speak."""
        return {self.release.entity[name].kind for name in self.release.speakers}

    def _alone(self, ask: Ask, last: Finding) -> Finding | None:
        """Whether one of several was the only one: "alone?"."""
        grammar, words = ask.grammar, ask.words_said
        told = self.release.by_id.get(last.facts[0]) if last.facts else None
        listed = {row.subject for row in self.release.measures_among(last.rows)}
        if not isinstance(told, FactSet):
            sized = (one for one in self.release.sets if one.size is None and {*one.members} == listed)
            told = next(sized, None)  # "only Benxi?", of those above 10%
        members = {*told.members} if isinstance(told, FactSet) else set[str]()
        one = {*ask.named_things} < members
        names = {text for word in ask.words if word.entity and one for text in ask.text[word.start : word.end]}
        sole = grammar.exclusives | grammar.alone_words
        aside = grammar.singular_pronouns | grammar.finite_auxiliaries | grammar.definite_articles | grammar.lead_ins
        aside |= grammar.limiting_words | grammar.ones | grammar.and_words
        put = "?" in ask.text or not grammar.finite_auxiliaries.isdisjoint(words[:2])  # "is it alone in that"
        if sole.isdisjoint(ask.text) or not {*words} - names <= sole | aside or not put:
            return None
        several = isinstance(told, FactSet) and len(members) > 1 and last.status == "answered"
        return replace(told_set(ask, told), verdict="refuted") if several and isinstance(told, FactSet) else None

    def _bare(self, ask: Ask) -> bool:
        """Whether a question names nothing of its own."""
        return ask.names_nothing and not self._telling(ask)

    def _sum_of_told(self, ask: Ask, last: Finding) -> Finding | None:
        """The sum of the figures that were told in one statement: "add them up"."""
        told = self.release.facts_among(last.facts[:1])
        if not told or not ask.has("sum") or not self._bare(ask) or last.status != "answered" or len(last.rows) > 1:
            return None
        parts = {figure.id for figure in figures_of(self.release, told[0])}
        sums = self._sums_of(parts)
        counted = [one for one in sums if (one.value.unit.kind is UnitKind.COUNT) == ask.has("how-many")]
        return replace(tell_fact(ask, counted[0]), explained=True) if len(counted) == 1 else None

    def _between_places(self, ask: Ask, last: Finding) -> Finding | None:
        """How far two are apart that are called by their places: "second minus third?"."""
        grammar = ask.grammar
        places = [grammar.places[text] for text in ask.text if text in grammar.places]
        again = last.intent == "compare" and not ask.has("which", "how-many")  # "and second and third?"
        apart = again or ask.has("difference") or not grammar.subtracting_words.isdisjoint(ask.text)
        told = self.release.measures_among(last.rows or last.facts)
        if len({*places}) != _PAIR or not apart or not told or told[0].subject not in self.release.entity:
            return None
        ranked = peers(self.release, told[0])
        weighing = ask.recognised.places("difference")
        if len(ranked) <= max(places) or any(word.start not in weighing for word in ask.telling):
            return None
        return compared(ask, [ranked[place] for place in places])

    def _other_of_list(self, ask: Ask, last: Finding) -> Finding | None:
        """One that is not on the list of before, which goes by a figure: "and Shenyang?", of those above 10%."""
        told = self.release.by_id.get(last.facts[0]) if last.facts else None
        names = ask.named_things
        if not isinstance(told, FactSet) or told.indicator is None or last.status != "answered" or len(names) != 1:
            return None
        other = names[0] not in told.members and self.release.entity[names[0]].kind == told.kind
        return read_other_name(ask) if other and not self._telling(ask) and _names_alone(ask) else None

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

    def _limited(self, ask: Ask, last: Finding) -> Finding | None:
        """Those of the kind counted before that fulfil another condition: "sorry, I meant faster than 10%"."""
        told, mentions = self.release.measures_among(last.facts[:1]), ask.recognised.mentions
        limit = mentions[0] if len(mentions) == 1 and mentions[0].comparison is not None else None
        rate = limit is not None and limit.unit is not None and limit.unit.kind is UnitKind.PERCENT
        if not told or limit is None or not rate or limit.fraction or ask.has("share", "percent", "sum"):
            return None
        telling = [word for word in ask.telling if not word.concepts & MOVES]
        named = ask.named_things or ask.recognised.kinds or ask.recognised.periods or telling
        kind = told[0].value.unit.name
        rated = [row for row in rows(self.release, kind) if row.value.unit.kind is UnitKind.PERCENT] if kind else []
        if named or not rated or told[0].value.unit.kind is not UnitKind.COUNT:
            return None
        return carry_out(Query(filter=kind), ask)

    def _unrounded(self, ask: Ask, last: Finding) -> Finding | None:
        """The exact figure of what was told with a bound only: "exactly how much?"."""
        told = self.release.measures_among(last.facts[:1])
        words = {text for text in ask.text if text.isalpha()} - ask.grammar.lead_ins
        exact = not words.isdisjoint(ask.grammar.exactness_words) and len(words) <= _FEW
        bounded = len(last.facts) == 1 and bool(told) and not told[0].value.is_exact
        if not (exact and bounded and self._bare(ask)) or ask.recognised.mentions:
            return None
        return not_told(last.facts[:1], "no exact figure is told")

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

    def _so_many(self, ask: Ask, last: Finding) -> Finding | None:
        """The number of what was told, again: "how many of those?"."""
        told = self.release.measures_among(last.facts[:1])
        if told and told[0].value.unit.kind is UnitKind.PERCENT:  # of a share, the part
            told = [one for one in figures_of(self.release, told[0]) if one.value.unit.kind is UnitKind.COUNT][:1]
        pointing = ask.grammar.plural_pronouns | ask.grammar.singular_pronouns
        small = pointing | ask.grammar.finite_auxiliaries | ask.grammar.lead_ins | ask.grammar.of_words
        small |= {text for cue in ask.spans("how-many") for text in ask.text[cue.start : cue.end]}
        if last.intent == "filter" and len(last.rows) > 1 and ask.has("how-many") and {*ask.words_said} <= small:
            return replace(last, data={**last.data, "count": True}, verdict=None)  # "how many is that?"
        counted = bool(told) and told[0].value.unit.kind is UnitKind.COUNT and last.status == "answered"
        pointed = not pointing.isdisjoint(ask.text)
        if not (counted and pointed and self._bare(ask) and ask.has("how-many")) or ask.recognised.negations:
            return None
        words = [text for text in ask.text if text.isalpha()]
        return tell_fact(ask, told[0]) if len(words) <= _FEW else None

    def _from_what(self, ask: Ask, last: Finding) -> Finding | None:
        """A change that was told with both its ends, again: "from what to what?"."""
        told = self.release.measures_among(last.facts[:1])
        words = [text for text in ask.text if text.isalpha()]
        asked = [text for text in words if text in ask.grammar.question_words]
        ends = {*words} - {*asked} <= ask.grammar.open_period_words | ask.grammar.lead_ins
        both = bool(told) and len(figures_of(self.release, told[0])) > _PAIR
        weighed = ask.has("which") and ask.has("more", "less", "max", "min") and len(words) <= _SEVERAL
        if both and weighed and self._bare(ask) and not ask.grammar.pair_words.isdisjoint(words):
            return tell_fact(ask, told[0])  # "so which of the two is higher?"
        return tell_fact(ask, told[0]) if both and ends and len(asked) == _PAIR else None

    def _held_to_what(self, ask: Ask, last: Finding) -> Finding | None:
        """What a change is reckoned from, again: "compared with what period?"."""
        told = self.release.measures_among(last.facts[:1])
        words = ask.words_said
        asks = ask.has("versus") and not ask.grammar.question_words.isdisjoint(words) and len(words) <= _FEW
        dated = bool(told) and told[0].compared_with is not None and last.status == "answered"
        named = ask.named_things or ask.recognised.mentions or ask.recognised.periods or ask.claims
        return tell_fact(ask, told[0]) if asks and dated and not named else None

    def _counted_of_two(self, ask: Ask, last: Finding) -> Finding | None:
        """Which of two sums told went to more of what they are counted by: "which went to more projects?"."""
        told = self.release.measures_among(last.rows or last.facts)
        money = len(told) == _PAIR and all(one.value.unit.kind is UnitKind.MONEY for one in told)
        if not money or not ask.has("more", "less", "max", "min") or ask.named_things or ask.recognised.mentions:
            return None
        counts = []
        for one in told:
            own = [c for c in figures_of(self.release, one) if c.value.unit.kind is UnitKind.COUNT]
            nouns = [c for c in own if any(w.concepts & ask.resolver.nouns_of(c.value.unit.name) for w in ask.telling)]
            counts += nouns[:1]
        telling = [word for word in ask.telling if not ask.resolver.counted_nouns([word])]
        return compared(ask, counts) if len(counts) == _PAIR and len(telling) <= 1 else None

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
        if not self._telling(ask) and not said.mentions:
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

    def _so_many_times(self, ask: Ask, last: Finding) -> Finding | None:
        """How many times one of two figures told is the other, where that is put forward: "so twice as much?"."""
        told, said = self.release.measures_among(last.rows or last.facts), ask.recognised
        mention = said.mentions[0] if len(said.mentions) == 1 else None
        telling = [word for word in ask.telling if not word.concepts & RELATIVE]
        named = ask.named_things or said.kinds or said.periods or telling or ask.asks() is not None
        if len(told) != _PAIR or mention is None or mention.unit != TIMES or named:
            return None
        smaller, larger = sorted(told, key=lambda one: one.value.low or 0)
        return self._as_many_times(ask, larger, smaller)

    def _times_another(self, ask: Ask, last: Finding) -> Finding | None:
        """How many times another figure the one told is: "is it more than twice the provincial rate?"."""
        first = last.data.get("picked", self.release.by_id.get(next(iter(last.facts), "")))
        mentions, home = ask.recognised.mentions, self.release.about.headline
        pointed = not ask.grammar.singular_pronouns.isdisjoint(ask.text)
        if not isinstance(first, Measure) or not pointed or not ask.claims or ask.recognised.periods:
            return None
        if len(mentions) != 1 or mentions[0].unit != TIMES:
            return None
        named = [one.target for one in ask.candidates(ask.spans("more", "less", "ratio")) if one.name and one.clean]
        whole = any("home" in word.concepts for word in ask.words) and ask.has("rate")
        other = self.release.measure(home) if whole else self._rival(first, named)
        if other is None or other is first or not comparable(first, other):
            return None
        return self._as_many_times(ask, first, other)

    def _as_many_times(self, ask: Ask, larger: Measure, smaller: Measure) -> Finding | None:
        """Whether one value is as many times another as is said."""
        mention = ask.recognised.mentions[0]
        found = carry_out(Query(ratio=[larger.id, smaller.id]), ask)
        if found is None or found.status != "answered" or not smaller.value.low or not larger.value.low:
            return None
        times, number = larger.value.low / smaller.value.low, mention.number
        if mention.comparison in (Comparison.ABOVE, Comparison.AT_LEAST):
            holds = times > number
        elif mention.comparison in (Comparison.BELOW, Comparison.AT_MOST):
            holds = times < number
        else:
            holds = abs(times - number) * _NEARLY < number
        return replace(found, verdict=verdict_of(flipped(ask, truth_of(holds))))

    def not_those(self, ask: Ask, last: Finding) -> Finding | None:
        """How many there are that are not those of before: "and how many did not?"."""
        fact = self.release.by_id.get(last.facts[0]) if last.facts else None
        said = ask.recognised
        bare = not (self._telling(ask) or ask.named_things or said.kinds) and len(said.mentions) <= 1
        asks = ask.has("how-many") and not said.mentions
        puts = bool(said.mentions) and said.mentions[0].unit is None and ask.asks() is None  # "so ten didn't"
        puts = puts and ask.grammar.singular_pronouns.isdisjoint(ask.text)  # "it isn't 12?"
        denied = [place for place in said.negations if place not in said.places("tag")]  # "eleven, no?"
        puts = puts and any(place >= said.mentions[0].end for place in denied)  # "not eleven?"
        if fact is None or not bare or not (asks or puts) or not said.negations:
            return None
        parts = [fact, *self.release.facts_among(_formula(fact))]
        told = next((part for one in parts if (part := part_told(self.release, one)) is not None), None)
        larger = self.release.by_id.get(told[0].within or "") if told is not None else None
        if told is None or told[1] or not isinstance(larger, FactSet):
            return None
        rest = f"{larger.size} - {told[0].size}"
        found = next((one for one in self.release.measures if one.formula == rest), None)
        if found is None or not puts:
            return tell_fact(ask, found) if found is not None else None
        truth = says(said.mentions[0], found.value, ask)
        return replace(tell_fact(ask, found), verdict=verdict_of(truth)) if truth is not None else None

    def _in_unit(self, ask: Ask, last: Finding) -> Finding | None:
        """The amount told before, where it is asked in which money, or in so many of its own: "in million yuan?"."""
        fact = self.release.by_id.get(last.facts[0]) if len(last.facts) == 1 else None
        lexicon, texts = ask.resolver.lexicon, {text for text in ask.text if text.isalpha()}
        if not isinstance(fact, Measure):
            return None
        paid = fact.value.unit.kind is UnitKind.MONEY
        coins = [phrases for name, phrases in lexicon.currencies.items() if not paid or name == fact.value.unit.name]
        money = {word for phrases in coins for phrase in phrases for word in phrase.split()}
        scales = {*lexicon.scales, *lexicon.multitudes}
        small = ask.grammar.limiting_words | ask.grammar.of_words | ask.grammar.or_words | ask.grammar.lead_ins
        if texts & scales and texts <= scales | money | small:  # "in million yuan?", "million or billion?"
            return tell_fact(ask, fact) if paid else not_told(last.facts[:1], "what is told is no sum of money")
        if not paid or ask.recognised.mentions:
            return None
        chosen = {
            stem(word) for phrases in lexicon.currencies.values() for phrase in phrases for word in phrase.split()
        }
        aside = ask.grammar.or_words | ask.grammar.limiting_words | ask.grammar.auxiliaries
        said = {stem(text) for text in texts - aside}
        if not said or not said <= chosen:
            return None
        if {stem(word) for word in money}.isdisjoint(said) and ask.grammar.or_words.isdisjoint(texts):
            if ask.grammar.limiting_words.isdisjoint(texts):
                return replace(tell_fact(ask, fact), verdict="refuted")  # "dollars?"
            return not_told(last.facts[:1], "the amount is told in another money")  # "in dollars?"
        return tell_fact(ask, fact)  # "dollars or yuan?"

    def _worked_out(self, ask: Ask, last: Finding) -> Finding | None:
        """A figure that was computed, once more with its working: "how did you get it?"."""
        fact = self.release.by_id.get(last.facts[0]) if len(last.facts) == 1 else None
        pointed = not (ask.grammar.singular_pronouns | ask.grammar.here_words).isdisjoint(ask.text)
        if not isinstance(fact, Measure) or not fact.formula or not pointed or not ask.has("how"):
            return None
        if ask.has("how-many", "how-much", "more", "less") or ask.named_things or len(self._telling(ask)) > 1:
            return None
        made = not ask.grammar.deriving_words.isdisjoint(ask.text)
        return tell_fact(ask, fact) if made and not ask.recognised.mentions else None

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
        if not cleft or len(names) != 1 or self._telling(ask) or last.status != "answered":
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

    def _belongs(self, ask: Ask, last: Finding) -> Finding | None:
        """Whether a name belongs to the list told before: "is Dandong one of them?"."""
        elided = ask.elides_verb  # "did Dandong?", of which the answer before may have been silent
        first = next(iter((*last.facts, *last.nearest) if elided else last.facts), "")
        told = self.release.by_id.get(first)
        item = told if isinstance(told, FactSet) else self._counted(told) or self._listing(last)
        names = [name for name in ask.recognised.entities() if name in self.release.entity]
        counted = isinstance(told, Measure) and told.value.unit.kind is UnitKind.COUNT and not self._telling(ask)
        if item is None and counted and len(names) == 1 and not ask.grammar.list_pronouns.isdisjoint(ask.text):
            return not_told(last.facts[:1], "which they are is not told")  # "dalian one of them?"
        if item is None or len(names) != 1 or not ask.claims or self._telling(ask) or ask.recognised.mentions:
            return None
        ending = next((text for text in reversed(ask.text) if text.isalpha()), "")
        pointed = not ask.grammar.list_pronouns.isdisjoint(ask.text) or ending in ask.grammar.pro_nouns
        if not (pointed or elided) or self.release.entity[names[0]].kind != item.kind:
            return None
        if not item.members:
            return not_said(tell_fact(ask, told), None) if told is not None else None
        truth = belongs(item, names[0])
        if truth is Truth.UNKNOWN and ask.has("mentioned"):
            truth = Truth.NO
        truth = flipped(ask, truth)
        return replace(told_set(ask, item), verdict=verdict_of(truth)) if truth is not Truth.UNKNOWN else None

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

    def _counted(self, fact: Fact | None) -> FactSet | None:
        """The set of which a fact tells how many belong to it."""
        return next((item for item in self.release.sets if fact is not None and item.size == fact.id), None)

    def _listing(self, last: Finding) -> FactSet | None:
        """The set of those that were listed before with their values."""
        subjects = {row.subject for row in self.release.measures_among(last.rows)}
        alike = (s for s in self.release.sets if {*s.members} == subjects and not s.size)
        return next(alike, None) if len(subjects) > 1 else None

    def _set_against(self, ask: Ask, last: Finding, alone: Reading) -> Finding | None:
        """The figure told before against the one that the question names: "is it bigger than the bonds?"."""
        fact = self.release.by_id.get(last.facts[0]) if last.facts else None
        opens = ask.grammar.opening(ask.text)
        beside = any(cue.start == opens for cue in ask.spans("versus")) and not ask.claims  # "compared with the bonds?"
        sums = isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.MONEY  # rates are read by their names
        beside = beside and sums and not ask.has("share", "percent") and ask.grammar.question_words.isdisjoint(ask.text)
        weighs = beside or ask.has("more", "less") or bool(ask.recognised.comparisons)
        if not isinstance(fact, Measure) or not weighs or ask.demands() or ask.recognised.mentions:
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
        other = self._rival(fact, named)
        total = self._sum_named(ask) if ask.has("sum") else None
        other = total if total is not None and comparable(fact, total) and alike(fact, total) else other
        rest = [word for word in ask.telling if word not in relative]
        than = ask.than_place
        tail = [text for text in ask.text[than + 1 :] if text.isalpha() and text not in ask.grammar.determiners]
        whole = not tail or ask.home_kind in {kind.name for kind in ask.recognised.kinds} or ask.has("average")
        whole = whole or not ask.grammar.totals.isdisjoint(tail)
        if other is None and fact.subject != home and not rest and than < len(ask.text) and whole:
            other = self._rival(fact, [self.release.measure(self.release.about.headline)])
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
        sums = self._sums_of(named)
        return sums[0] if len(sums) == 1 else None

    def _sums_of(self, names: set[str]) -> list[Measure]:
        """The sums that the release makes of some figures, and of no others."""
        return [one for one in self.release.measures if one.addends and {*one.addends} <= names]

    def _of_whole(self, ask: Ask, last: Finding) -> Finding | None:
        """The figure of the whole, after that of a part: "and the province as a whole?"."""
        told = next((fact for name in (*last.facts, *last.nearest) if (fact := self.release.by_id.get(name))), None)
        home, headline = self.release.about.home, self.release.measure(self.release.about.headline)
        whole = {kind.name for kind in ask.recognised.kinds} == {ask.home_kind} or home in ask.recognised.entities()
        if not whole or ask.named_things or ask.recognised.mentions or ask.recognised.periods or ask.claims:
            return None
        if ask.has(*_ASKING, "more", "less") or any(
            word.text.lower() not in ask.grammar.totals for word in ask.telling
        ):
            return None
        part = isinstance(told, Measure) and told.subject != home and told.indicator == headline.indicator
        rated = isinstance(told, FactSet) and told.indicator is not None
        return tell_fact(ask, headline) if part or rated else None

    def _rival(self, fact: Measure, named: Sequence[object]) -> Measure | None:
        """The first of the facts named that may be held against another."""
        others = (one for one in named if isinstance(one, Measure) and one.id != fact.id)
        return next((one for one in others if comparable(fact, one) and alike(fact, one)), None)

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
        figure = stands_for(ask) if bare and ask.recognised.mentions[0].unit != TIMES else None
        if figure is not None or (bare and last.query.startswith("number")):
            return figure or _NO_SUCH
        for fact in [fact for fact in measures if isinstance(fact, Measure)][:1]:
            if {*ask.named_things} - self.release.names_of(fact.id):
                return None  # it is put forward of another thing
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

    def _telling(self, ask: Ask) -> list[str]:
        return [word.text for word in ask.telling if not word.entity]

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
            and not self._telling(ask)
            and not ask.recognised.mentions
        ):
            return carry_out(Query(value=last.kind), ask)
        told = self.release.by_id.get(last.facts[0]) if len(last.facts) == 1 else None
        own = self.release.entity[told.subject].kind if isinstance(told, Measure) else None
        if kinds == {own} and own != ask.home_kind and not self._telling(ask) and _names_alone(ask):
            return carry_out(Query(value=own), ask)
        query = self.reader.patterns.queries.get(last.query)
        if query is None or query.verb not in _ANEW or self._telling(ask) or ask.has(*_ASKING - {"which", "how-many"}):
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
        leans = bool(texts & leaning) or len(self._telling(ask)) <= 1
        if not leans or len(self._telling(ask)) > _MOST_TELLING:
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
            about = set(joined.finding.facts) | set(joined.finding.nearest)
            same = set(joined.finding.facts) <= set(last.facts)
            sure = elsewhere and points and joined.match.score >= least.beyond_doubt
            if sure and self._speak_of(ask, joined.finding.facts):
                same = False  # "what is the goal of it?"
            if same and (joined.finding.query == last.query or (ask.has("how-many") and self._telling(ask))):
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
                    best.match.score >= least.joined_plain and not self._telling(ask) and not ask.recognised.entities()
                )
                return alone.finding if stays else best.finding if plain else None
        return best.finding if alone.match.score < best.match.score + least.joined_gain else None

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


def _formula(fact: Fact) -> list[str]:
    """The parts of what a figure follows from."""
    return (fact.formula or "").split() if isinstance(fact, Measure) else []


def _names_alone(ask: Ask) -> bool:
    """Whether it is no more than another name: "and Dalian?"."""
    return not (ask.claims or ask.recognised.mentions or ask.recognised.periods or ask.has(*_ASKING - {"which"}))


def _picks(ask: Ask) -> bool:
    """Whether the highest or the lowest is asked for."""
    return ask.has("max", "min") and not ask.recognised.mentions
