"""Generic wordings: the questions that readers are bound to ask, for every fact of a release, from its own names.

``intents/<language>/asks.yaml`` holds how a change, a share, an amount, a count … is asked for; the slots are filled
here with what the release calls its things, its places and its units. So a release can be asked from the first minute;
where it has wordings of its own for a query, those count and no generic ones are made.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from facts.figures import figures
from facts.model import Direction, Entity, Fact, Indicator, Measure, Release, Statement
from facts.quantity import Unit, UnitKind
from facts.query import rows
from intents.matching.asks import Asks, load_asks
from intents.matching.queries import Query
from intents.matching.wordings import Wordings
from intents.vocabulary.language import Language, Words

_ASIDE: Final = re.compile(r"\(([^()]+)\)")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_FILLINGS: Final = 4
"""Ways in which one wording is filled, of those that its slots allow."""
_FEW: Final = 3
"""Own wordings of a query below which the generic ones are made as well."""
_PLACE: Final = "place"
"""The unit of a place in a ranking."""
Slots = Mapping[str, Sequence[str]]


_OF_ITS_OWN: Final = 1_000
"""Wordings from which a release has a bank of its own, and is read by that alone."""


def with_generic(own: Wordings, release: Release, language: Language) -> Wordings:
    """The wordings of a release with generic ones for what it has none, or hardly any, of its own."""
    asks = load_asks(language.code)
    if asks is None or sum(map(len, own.asks.values())) >= _OF_ITS_OWN:
        return own
    found = Maker(release, asks, language.words, language.code)
    spoken = _spoken(own, release)
    chooses, silent = (
        any(any(one.kinds()) for one in own.queries.values()),
        any(one.gap for one in own.queries.values()),
    )
    queries, wordings, generic = dict(own.queries), dict(own.asks), set()
    known: dict[str, Sequence[str]] = {}
    taken = {_plain(ask) for asked in own.asks.values() for ask in asked}
    for query, made in found.entries():
        name = str(query)
        facts = set(query.facts())
        if (facts and facts <= spoken) or (chooses and any(query.kinds())) or (silent and query.gap):
            continue
        kept = [ask for ask in dict.fromkeys(made) if _plain(ask) not in taken]
        taken.update(map(_plain, kept))
        if kept:
            queries.setdefault(name, query)
            wordings[name] = [*wordings.get(name, []), *kept]
            generic.add(name)
            known[name] = list(dict.fromkeys(text for fact in query.facts() for text in found.known(fact)))
    bare = frozenset(found.bare & generic)
    return Wordings(queries, wordings, frozenset(generic), bare, known, asks.passing)


def _spoken(own: Wordings, release: Release) -> set[str]:
    """The facts that a release's own wordings ask for often enough."""
    often = [query for name, query in own.queries.items() if len(own.asks[name]) >= _FEW]
    named = {fact for query in often for fact in query.facts()}
    kinds = {kind for query in often for kind in query.kinds()}
    named |= {m.id for m in release.measures if release.entity[m.subject].kind in kinds or kinds & {*m.kinds}}
    for item in release.sets:
        if item.kind in kinds or item.size in named:
            named.add(item.id)
    return named


def _plain(ask: str) -> str:
    return " ".join(ask.casefold().split()).strip(" ?.!")


@dataclass
class Maker:
    """Makes the generic wordings of one release."""

    release: Release
    asks: Asks
    words: Words
    code: str
    bare: set[str] = field(default_factory=set)
    """Queries for which the name of their subject suffices, found on the way."""
    _single: dict[str, list[str]] = field(default_factory=dict)

    def known(self, name: str) -> Iterator[str]:
        """Every text whose words a fact explains: its names, and how its like are asked for, and it with others."""
        for fact in (self.release.by_id[name], *self._alike(name)):
            yield from self._texts(fact.names)
            yield from self._texts(fact.about)
            yield self._text(fact.label)
        yield from self._single.get(name, [])

    def _alike(self, name: str) -> list[Measure]:
        """The measures of the same indicator, unless that is one of many things: what is said of one goes for each."""
        fact = self.release.by_id[name]
        if not isinstance(fact, Measure):
            return []
        found = [other for other in self.release.measures if other.indicator == fact.indicator and not other.formula]
        places = Counter((other.subject, other.period, other.basis) for other in found)
        return found if max(places.values(), default=2) == 1 else []

    def entries(self) -> Iterator[tuple[Query, list[str]]]:
        """Every query with its wordings; a wording that several facts share asks for all of them."""
        shared: defaultdict[str, list[str]] = defaultdict(list)
        single = self._single
        for measure in self.release.measures:
            made = list(dict.fromkeys(self._measure(measure)))
            single[measure.id] = made
            for ask in made:
                shared[_plain(ask)].append(measure.id)
        together: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, made in single.items():
            alone: list[str] = []
            for ask in made:
                group = tuple(dict.fromkeys(shared[_plain(ask)]))
                if len(group) == 1 or (not self._twins(group) and self._first(group) == name):
                    alone.append(ask)
                elif self._twins(group) and group[0] == name:
                    together[group].append(ask)
            yield Query(tell=[name]), alone
        for group, made in together.items():
            yield Query(tell=list(group)), made
        for measure in self.release.measures:
            for aspect in measure.aspects:
                yield Query(tell=[measure.id], aspect=aspect), list(self._aspect(measure, aspect))
        yield from self._over_several()
        things = {entity.kind for entity in self.release.entities}
        for kind in self.release.kinds:
            if kind.id not in things and len(rows(self.release, kind.id)) > 1:
                yield Query(every=kind.id), list(self._filled(self.asks.kinds, self._kinds(kind.id)))
        for statement in self.release.statements:
            yield from self._statement(statement)
        yield from self._speakers()
        for item in self.release.sets:
            names = [*self._texts(item.names), self._text(item.label)]
            yield (
                Query(members=item.id),
                list(self._filled(self.asks.sets["members"], {"set": names} | self._kinds(item.kind))),
            )
        for gap in self.release.gaps:
            names = [*self._texts(gap.names), self._text(gap.label)]
            yield Query(gap=gap.id), list(self._filled(self.asks.gaps, {"gap": names}))

    def _twins(self, group: Sequence[str]) -> bool:
        """Whether facts that share a wording are of one thing, so that both have to be told."""
        facts = [self.release.measure(name) for name in group]
        return len({(fact.subject, fact.period) for fact in facts}) == 1

    def _first(self, group: Sequence[str]) -> str:
        """Of facts of several times or subjects, the one that is meant where neither is named."""
        facts = [self.release.measure(name) for name in group]
        own = [fact for fact in facts if fact.period in (self.release.about.period, None)]
        return min(own or facts, key=lambda fact: bool(fact.formula)).id

    # Names

    def _text(self, texts: Mapping[str, str]) -> str:
        return texts.get(self.code, "")

    def _texts(self, names: Mapping[str, list[str]]) -> list[str]:
        return names.get(self.code, [])

    def _names(self, identifier: str) -> list[str]:
        """What an entity is called."""
        entity = self.release.entity[identifier]
        return list(dict.fromkeys([_bare(self._text(entity.label)), *map(_bare, self._texts(entity.names))]))

    def _kinds(self, identifier: str) -> dict[str, list[str]]:
        kind = self.release.kind[identifier]
        one = [self._text(kind.label)]
        return {"kind": one, "kinds": [self._text(kind.plural)]}

    # Measures

    def group_of(self, measure: Measure) -> str:
        """Which group of wordings asks for a measure."""
        _, head = self.asks.thing(self._label(measure))
        _, by_indicator = self.asks.thing(self._text(self._indicators[measure.indicator].label))
        unit, groups = measure.value.unit, {head, by_indicator}
        if unit.kind is UnitKind.TIMES:
            return "times"
        if "rank" in groups or (unit.kind is UnitKind.COUNT and unit.name == _PLACE and "change" not in groups):
            return "rank"
        if "difference" in groups:
            return "difference"
        if "change" in groups or (measure.direction is not Direction.NONE and unit.kind in _RATES):
            return "change"
        if unit.kind is UnitKind.MONEY:
            return "amount"
        if unit.kind is UnitKind.COUNT:
            named = {word for thing in self._things(measure) for word in thing.casefold().split()}
            return "count" if {unit.name, self._unit(unit)} & named else "quantity"
        if "share" in groups or "share" in measure.kinds:
            return "share"
        return "level" if unit.kind is UnitKind.PERCENT else "change"

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {one.id: one for one in self.release.indicators}

    def _label(self, measure: Measure) -> str:
        """A measure's label without whose it is and of what time."""
        return self._text(measure.label).partition(":")[0].partition(",")[0].partition("(")[0].strip()

    def _tail(self, measure: Measure) -> str:
        """The time at the end of a measure's label."""
        return self._text(measure.label).rpartition(",")[2].strip() if "," in self._text(measure.label) else ""

    def _things(self, measure: Measure) -> list[str]:
        """What is measured, in words, without whose it is."""
        indicator = self._indicators[measure.indicator]
        aside = _ASIDE.search(self._text(measure.label))
        if aside and measure.value.unit.kind is UnitKind.COUNT:
            thing = self.asks.thing(self._label(measure))[0]
            own = [_bare(name) for name in self._texts(measure.names) if aside[1].casefold() in name.casefold()]
            return list(
                dict.fromkeys([f"{thing} {aside[1]}", f"{thing} that {aside[1]}", f"{thing} with {aside[1]}", *own])
            )
        names = [*self._texts(indicator.names), self._text(indicator.label), self._label(measure)]
        own = self._texts(measure.names)
        found = [self.asks.thing(name)[0] for name in names]
        subject = [] if measure.subject == self.release.about.home else self._names(measure.subject)
        found += [_without(self.asks.thing(name)[0], subject) for name in own]
        kept = [each for each in dict.fromkeys(map(_bare, found)) if each and each.casefold() not in self.asks.empty]
        return [each for each in kept if each.casefold() not in map(str.casefold, subject)]

    def _unit(self, unit: Unit) -> str:
        if unit.kind is UnitKind.MONEY:
            return self.words.currencies.get(unit.name, unit.name).rpartition(" ")[2]
        if unit.kind is UnitKind.COUNT:
            known = self.asks.irregular.get(unit.name)
            return known or self.asks.plural(unit.name.replace("-", " "))
        return self.asks.units[unit.kind.value]

    def _figure(self, measure: Measure) -> str:
        number = abs(measure.value.value)
        for size in sorted(self.words.scales, reverse=True):
            if number >= size:
                return f"{_digits(number / size)} {self.words.scales[size]} {self._unit(measure.value.unit)}"
        return f"{_digits(number)} {self._unit(measure.value.unit)}"

    def _measure(self, measure: Measure) -> Iterator[str]:
        """Every wording that asks for one measure."""
        group, things, home = self.group_of(measure), self._things(measure), self.release.about.home
        names = [] if measure.subject == home else self._names(measure.subject)
        alone = bool(names) and self._only(measure, group)
        if alone or group == "rank":
            self.bare.add(str(Query(tell=[measure.id])))
        whats = list(self._whats(things, names))
        slots: dict[str, Sequence[str]] = {
            "what": whats, "thing": things, "units": [self._unit(measure.value.unit)],
            "figure": [self._figure(measure)], "home": self._names(home), "name": names if alone else [],
        }  # fmt: skip
        made = list(self._filled([*self.asks.groups[group], *self.asks.any], slots))
        for kind in measure.kinds:
            made += self._filled(self.asks.tellings.get(kind, []), slots)
        made = list(self._timed(measure, made))
        for source in measure.sources:
            made += [source.excerpt] if len(figures(source.excerpt)) < 2 else []
        for label in (self._text(measure.label), *self._texts(measure.names)):
            if label and (alone or label.casefold() not in map(str.casefold, names)):
                made += self._timed(measure, [label])
        yield from made

    def _aspect(self, measure: Measure, aspect: str) -> Iterator[str]:
        """Every wording that asks for something beyond a figure."""
        names = [] if measure.subject == self.release.about.home else self._names(measure.subject)
        slots = {"what": list(self._whats(self._things(measure), names))}
        yield from self._timed(measure, self._filled(self.asks.aspects.get(aspect, []), slots))

    def _whats(self, things: Sequence[str], names: Sequence[str]) -> Iterator[str]:
        """A thing with whose it is."""
        for thing in things:
            if not names:
                yield thing
            for name in names:
                yield f"{thing} in {name}"
                yield f"{thing} of {name}"
                yield f"{name}'s {thing}"
                yield f"{name} {thing}"

    def _only(self, measure: Measure, group: str) -> bool:
        """Whether no other figure of this group is of the same subject, so that its name alone points to it.

        Of changes only rates: how much somewhere grew is no matter of places in a ranking.
        """
        if group == "change" and measure.value.unit.kind is not UnitKind.PERCENT:
            return False
        others = [
            other for other in self.release.measures
            if other.subject == measure.subject and other is not measure and not other.formula
            and other.period == measure.period and self.group_of(other) == group
        ]  # fmt: skip
        return not others

    def _timed(self, measure: Measure, made: Iterable[str]) -> Iterator[str]:
        """Wordings with the time of a measure that is not of the release's own."""
        whens = self._whens(measure)
        if not whens:
            yield from made
            return
        for number, ask in enumerate(made):
            plain = ask.rstrip("?")
            for when in (whens[number % len(whens)], whens[(number + 1) % len(whens)]):
                yield f"{plain} {when}"
            if measure.basis in self.asks.bases:
                yield ask

    def _whens(self, measure: Measure) -> list[str]:
        rivals = [
            other for other in self.release.measures
            if (other.indicator, other.subject, other.period) == (measure.indicator, measure.subject, measure.period)
            and other.basis != measure.basis
        ]  # fmt: skip
        if rivals and measure.basis in self.asks.bases:
            return self.asks.bases[measure.basis]
        alike = [
            other for other in self.release.measures
            if other is not measure and (other.indicator, other.subject) == (measure.indicator, measure.subject)
            and (other.period != measure.period or self._tail(other) != self._tail(measure))
        ]  # fmt: skip
        tail, label = self._tail(measure), self._text(measure.label)
        ending = next((end for end in self.asks.times if tail == end or label.endswith(f" {end}")), None)
        if not alike or (ending is None and measure.period in (None, self.release.about.period)):
            return []
        if ending is not None:
            return self.asks.times[ending]
        period = self.release.period[measure.period or self.release.about.period]
        name = self._text(period.label)
        return [f"in {name}", f"for {name}", name]

    # Slots

    def _filled(self, templates: Iterable[str], slots: Slots) -> Iterator[str]:
        """Each wording filled in a few ways, so that every value of a slot is met somewhere."""
        for number, template in enumerate(templates):
            needed = list(dict.fromkeys(_SLOT.findall(template)))
            moving = [slot for slot in needed if slot in _MOVES]
            plain = [slot for slot in needed if slot not in _MOVES]
            if any(not slots.get(slot) for slot in plain):
                continue
            most = _FILLINGS if moving else max([len(slots[slot]) for slot in plain], default=1)
            for turn in range(min(most, _FILLINGS)):
                values = {slot: slots[slot][(turn + number) % len(slots[slot])] for slot in plain}
                values |= {slot: self._move(slot, turn + _FILLINGS * number) for slot in moving}
                yield template.format_map(values)

    def _move(self, slot: str, turn: int) -> str:
        if slot in _ONE_WAY:
            way, form = _ONE_WAY[slot]
            own = self.asks.moves[way]
            return own[turn % len(own)][form]
        either = [move for pair in itertools.zip_longest(*self.asks.moves.values()) for move in pair if move]
        return either[turn % len(either)][slot]

    # Several of a kind

    def _over_several(self) -> Iterator[tuple[Query, list[str]]]:
        """What is asked of all things that have a figure of one indicator."""
        home = self.release.about.home
        rows: defaultdict[str, list[Measure]] = defaultdict(list)
        for measure in self.release.measures:
            if measure.subject != home and not measure.formula and not self._whens(measure):
                rows[measure.indicator].append(measure)
        for indicator, found in rows.items():
            if len({measure.subject for measure in found}) < 2:
                continue
            kinds = list(dict.fromkeys(self.release.entity[measure.subject].kind for measure in found))
            named = [self._kinds(kind) for kind in kinds]
            slots: dict[str, Sequence[str]] = {
                "thing": self._things(found[0]), "kind": [n for one in named for n in one["kind"]],
                "kinds": [n for one in named for n in one["kinds"]], "figure": [self._figure(found[0])],
                "one": [self._names(m.subject)[0] for m in found],
                "other": [self._names(m.subject)[0] for m in (*found[1:], found[0])],
            }  # fmt: skip
            change = self.group_of(found[0]) == "change"
            for verb, sorts in self.asks.several.items():
                templates = [*sorts.get("any", []), *(sorts.get("change", []) if change else [])]
                yield Query.model_validate({verb: indicator}), list(self._filled(templates, slots))

    # Statements

    def _statement(self, statement: Statement) -> Iterator[tuple[Query, list[str]]]:
        persons = self._persons(statement)
        names = self._texts(statement.names)
        label = self._text(statement.label)
        asks = self.asks.statements
        if persons and statement.speaker is None:
            roles = [name for name in names if name.casefold() not in {p.casefold() for p in persons}]
            slots = {"person": persons, "role": roles}
            self.bare.add(str(Query(tell=[statement.id])))
            yield Query(tell=[statement.id]), [label, *self._filled(asks["role"], slots), *self._excerpts(statement)]
        elif statement.speaker is None:
            slots = {"label": [label, *names]}
            yield Query(tell=[statement.id]), [*self._filled(asks["other"], slots), *self._excerpts(statement)]
        else:
            yield Query(tell=[statement.id]), [label, *names, *self._excerpts(statement)]
        for aspect in statement.aspects:
            if aspect in asks:
                slots = {"label": [label, *names]}
                made = [ask for ask in self._filled(asks[aspect], slots) if " " in ask]
                yield Query(tell=[statement.id], aspect=aspect), made

    def _speakers(self) -> Iterator[tuple[Query, list[str]]]:
        """What somebody said, all of it, with the figures of the same sentences."""
        for person in self.release.entities:
            said = [one for one in self.release.statements if one.speaker == person.id]
            places = {(source.paragraph, source.sentence) for one in self._of(person) for source in one.sources}
            figures = [
                one for one in self.release.measures
                if any((source.paragraph, source.sentence) in places for source in one.sources)
            ]  # fmt: skip
            if said:
                roles = [name for one in self._of(person) if one.speaker is None for name in self._texts(one.names)]
                roles = [name for name in roles if name not in self._names(person.id)]
                slots = {"person": self._names(person.id), "role": roles}
                query = Query(tell=[one.id for one in (*said, *figures)])
                self.bare.add(str(query))
                yield query, list(self._filled(self.asks.statements["said"], slots))

    def _of(self, person: Entity) -> list[Statement]:
        return [one for one in self.release.statements if person.id in one.entities or one.speaker == person.id]

    def _persons(self, statement: Statement) -> list[str]:
        found = [name for name in statement.entities if name in self._speaking]
        return self._names(found[0]) if len(found) == 1 else []

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """Things of a kind that speaks: whoever is a speaker, and all of the same kind."""
        kinds = self.release.speaker_kinds | {"person"} & {entity.kind for entity in self.release.entities}
        return frozenset(entity.id for entity in self.release.entities if entity.kind in kinds)

    def _excerpts(self, fact: Fact) -> list[str]:
        return [source.excerpt for source in fact.sources]


_RATES: Final = frozenset({UnitKind.PERCENT, UnitKind.POINTS, UnitKind.TIMES})
_MOVES: Final = frozenset({"move", "moved", "moving", "more", "rise", "rose", "higher", "fall", "fell", "lower"})
_ONE_WAY: Final = {
    "rise": ("up", "move"), "rose": ("up", "moved"), "higher": ("up", "more"),
    "fall": ("down", "move"), "fell": ("down", "moved"), "lower": ("down", "more"),
}  # fmt: skip


def _bare(name: str) -> str:
    """A name without an article."""
    return re.sub(r"\A(?:the|a|an) ", "", name, flags=re.IGNORECASE)


def _without(phrase: str, names: Iterable[str]) -> str:
    """A phrase without the name in it."""
    for name in names:
        phrase = re.sub(rf"(?i)(?:\b(?:of|in|from|at) )?\b{re.escape(name)}(?:'s)?(?!\w)", "", phrase)
    return " ".join(phrase.split())


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
