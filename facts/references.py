"""What one part of a release says of another, checked: names that lead nowhere, circles, units that clash."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeVar, cast

from pydantic import BaseModel

from facts import formula
from facts.chart import MOST_BARS, drawn
from facts.contents import ONE, nearest
from facts.model import (
    About,
    Chart,
    Entity,
    Fact,
    FactSet,
    Gap,
    Indicator,
    Kind,
    Measure,
    Period,
    Release,
    Source,
    Statement,
    Topic,
)
from facts.quantity import Comparison, Quantity, Truth, UnitKind

if TYPE_CHECKING:
    from facts.load import Loader

DEFAULT_LANGUAGE: Final = "en"
LONGEST_EXCERPT: Final = 12
"""In words. An excerpt shows where a figure stands; the release itself is not redistributed."""
Path_ = tuple[str | int, ...]
_C = TypeVar("_C", bound=BaseModel)
FACTS: Final = ("measures", "sets", "statements")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


class References:
    """Everything that one part of a release says of another."""

    def __init__(self, loader: Loader, release: Release) -> None:
        self.loader = loader
        self.release = release
        self.ids = loader.ids
        self.told = loader.told
        self.units = {indicator.id: indicator.unit for indicator in release.indicators}
        kinds = {kind.id: set(kind.contains) for kind in release.kinds}
        self.within = {kind: _closure(kind, kinds) for kind in kinds}
        self.sets = {each.id: each for each in release.sets}

    def items(self, key: str, model: type[_C]) -> Iterator[tuple[int, _C]]:
        """The items of a list that the model accepted, with their indices in the files."""
        indices = (index for index, item in enumerate(self.loader.lists[key]) if "faulty" not in item)
        return zip(indices, cast(list[_C], getattr(self.release, key)), strict=True)

    def check(self) -> None:
        """Check all of it."""
        self._about(self.release.about)
        for index, period in self.items("periods", Period):
            if not 1 <= period.months[0] <= period.months[1] <= 12:
                mend = "write the first and the last month, for example [1, 9]"
                self.report("periods", index, ("months",), "the months are not a stretch of one year.", mend)
            self._texts("periods", index, ("label",), period.label)
        for index, kind in self.items("kinds", Kind):
            self._refer("kinds", index, ("contains",), kind.contains, "kinds")
            self._names("kinds", index, kind.names)
            for name in ("label", "plural"):
                self._texts("kinds", index, (name,), getattr(kind, name))
            if kind.id in self.within[kind.id]:
                self.report("kinds", index, ("contains",), "the kind contains itself.", "break the circle")
        for index, indicator in self.items("indicators", Indicator):
            units = [str(unit) for unit in UnitKind]
            if indicator.unit not in units:
                mend = nearest(indicator.unit, units, f"use one of {', '.join(units)}")
                self.report("indicators", index, ("unit",), f"there is no unit {indicator.unit!r}.", mend)
            self._texts("indicators", index, ("label",), indicator.label)
            self._texts("indicators", index, ("definition",), indicator.definition, needed=False)
            self._names("indicators", index, indicator.names)
        self._entities()
        for index, measure in self.items("measures", Measure):
            self._fact("measures", index, measure)
            self._measure(index, measure)
        for index, each in self.items("sets", FactSet):
            self._fact("sets", index, each)
            self._set(index, each)
        for index, statement in self.items("statements", Statement):
            self._fact("statements", index, statement)
            self._refer("statements", index, ("speaker",), statement.speaker, "entities")
        for index, gap in self.items("gaps", Gap):
            self._refer("gaps", index, ("nearest",), gap.nearest, *FACTS, "topics")
            self._texts("gaps", index, ("label",), gap.label)
            self._texts("gaps", index, ("says",), gap.says, needed=False)
            self._names("gaps", index, gap.names)
        for index, topic in self.items("topics", Topic):
            self._refer("topics", index, ("facts",), topic.facts, *FACTS)
            self._texts("topics", index, ("label",), topic.label)
            self._names("topics", index, topic.names)
        for index, chart in self.items("charts", Chart):
            self._chart(index, chart)

    def report(self, key: str, item: int | None, path: Path_, message: str, mend: str) -> None:
        """Note something that is wrong at a path within an item."""
        self.loader.report(key, item, path, message, mend)

    def _refer(
        self, key: str, item: int | None, path: Path_, referred: str | Sequence[str] | None, *lists: str
    ) -> None:
        """Check that identifiers lead to an item of one of the lists, and that none is written twice."""
        many = [] if referred is None else [referred] if isinstance(referred, str) else referred
        for place, identifier in enumerate(many):
            exact = path if isinstance(referred, str) else (*path, place)
            if any(identifier in self.ids[each] for each in lists):
                continue
            wanted = " or ".join(ONE[each] for each in lists)
            elsewhere = next((ONE[each] for each in self.ids if identifier in self.ids[each]), None)
            known = set().union(*(self.ids[each] for each in lists))
            message = f"{identifier!r} is {elsewhere or 'not known'}; it has to be {wanted}."
            self.report(key, item, exact, message, nearest(identifier, known, f"add it to {lists[0]}, or name another"))
        if len(set(many)) < len(many):
            twice = next(identifier for identifier, count in Counter(many).items() if count > 1)
            self.report(key, item, path, f"{twice!r} is named twice.", "take one of the two out")

    def _texts(self, key: str, item: int | None, path: Path_, texts: Mapping[str, str], *, needed: bool = True) -> None:
        """Check languages and placeholders of a text."""
        for language, text in texts.items():
            if not LANGUAGE.match(language):
                mend = "use a language code such as en or zh"
                self.report(key, item, (*path, language), f"{language!r} is no language.", mend)
            if not text.strip():
                self.report(key, item, (*path, language), "the text is empty.", "write it, or take the key out")
            self._placeholders(key, item, (*path, language), text)
        if (texts or needed) and DEFAULT_LANGUAGE not in texts:
            message = f"there is no {path[-1]} in the language {DEFAULT_LANGUAGE!r}."
            self.report(key, item, path if texts else (), message, f"add '{path[-1]}: {{{DEFAULT_LANGUAGE}: …}}'")

    def _placeholders(self, key: str, item: int | None, path: Path_, text: str) -> None:
        if "{" not in text and "}" not in text:
            return
        for name in _PLACEHOLDER.findall(text):
            if name == "value":
                if key != "measures":
                    message = "{value} stands for the value of a measure, and this is none."
                    self.report(key, item, path, message, "name the measure in its place, for example {loan-projects}")
            elif name not in self.ids["measures"]:
                elsewhere = next((ONE[each] for each in self.ids if name in self.ids[each]), "not known")
                message = f"{{{name}}} is {elsewhere}; between braces stands a measure."
                mend = nearest(name, self.ids["measures"], "name a measure, or write the words out")
                self.report(key, item, path, message, mend)
        if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
            self.report(key, item, path, "a brace has no partner.", "write {identifier}, with both braces")

    def _names(self, key: str, item: int, names: Mapping[str, list[str]], path: str = "names") -> None:
        for language, phrases in names.items():
            if not LANGUAGE.match(language):
                mend = "use a language code such as en or zh"
                self.report(key, item, (path, language), f"{language!r} is no language.", mend)
            if not all(phrase.strip() for phrase in phrases):
                self.report(key, item, (path, language), "one of the names is empty.", "write it, or take it out")

    def _source(self, key: str, item: int, path: Path_, source: Source) -> None:
        sentences = self.release.about.sentences
        if source.paragraph > len(sentences):
            message = f"there is no paragraph {source.paragraph}; the release has {len(sentences)}."
            self.report(key, item, (*path, "paragraph"), message, "count the paragraphs from 1")
        elif source.sentence > sentences[source.paragraph - 1]:
            message = f"paragraph {source.paragraph} has {sentences[source.paragraph - 1]} sentences."
            mend = f"correct sentence {source.sentence}, or 'sentences' in release.yaml"
            self.report(key, item, (*path, "sentence"), message, mend)
        words = len(source.excerpt.split())
        if words > LONGEST_EXCERPT:
            message = f"the excerpt has {words} words; it may have {LONGEST_EXCERPT}."
            self.report(key, item, (*path, "excerpt"), message, "keep the shortest fragment that carries the fact")
        elif not words:
            self.report(key, item, (*path, "excerpt"), "the excerpt is empty.", "copy the words from the release")

    def _about(self, about: About) -> None:
        self._refer("about", None, ("home",), about.home, "entities")
        self._refer("about", None, ("publisher",), about.publisher, "entities")
        self._refer("about", None, ("period",), about.period, "periods")
        self._refer("about", None, ("headline",), about.headline, *FACTS)
        self._refer("about", None, ("digest",), about.digest, *FACTS)
        self._refer("about", None, ("suggestions",), about.suggestions, *FACTS, "topics")
        self._refer("about", None, ("not_stated",), about.not_stated, "gaps")
        self._texts("about", None, ("title",), about.title)
        if not about.sentences or min(about.sentences) < 1:
            mend = "write how many sentences each paragraph has, for example [2, 5, 3]"
            self.report("about", None, ("sentences",), "each paragraph has at least one sentence.", mend)
        self._moment("about", None, ("embargo",), about.embargo)

    def _moment(self, key: str, item: int | None, path: Path_, moment: dt.datetime | None) -> None:
        if moment is not None and moment.utcoffset() is None:
            message = "the moment has no time zone."
            self.report(key, item, path, message, "write it as 2025-10-28T10:00:00+08:00")

    def _entities(self) -> None:
        parents: dict[str, set[str]] = {
            entity.id: {entity.part_of} for entity in self.release.entities if entity.part_of is not None
        }
        for index, entity in self.items("entities", Entity):
            self._refer("entities", index, ("kind",), entity.kind, "kinds")
            self._refer("entities", index, ("part_of",), entity.part_of, "entities")
            self._texts("entities", index, ("label",), entity.label)
            self._names("entities", index, entity.names)
            if entity.source is not None:
                self._source("entities", index, ("source",), entity.source)
                if not entity.named:
                    mend = "take the source out, or 'named: false'"
                    self.report("entities", index, ("named",), "what the release does not name has no source.", mend)
            elif entity.named:
                mend = "add a source, or 'named: false' where the release does not speak of it"
                self.report("entities", index, (), "what the release names has a source.", mend)
            if entity.id in parents and entity.id in _closure(entity.id, parents):
                self.report("entities", index, ("part_of",), "it is a part of itself.", "break the circle")

    def _fact(self, key: str, index: int, fact: Fact) -> None:
        self._texts(key, index, ("label",), fact.label)
        self._texts(key, index, ("statement",), fact.statement)
        self._names(key, index, fact.names)
        self._names(key, index, fact.about, "about")
        self._refer(key, index, ("entities",), fact.entities, "entities")
        self._refer(key, index, ("related",), fact.related, *FACTS, "gaps", "topics")
        self._refer(key, index, ("kinds",), fact.kinds, "kinds")
        for place, identifier in enumerate(fact.entities):
            self._named(key, index, ("entities", place), identifier)
        if fact.source is not None:
            self._source(key, index, ("source",), fact.source)
        for place, source in enumerate(fact.also):
            self._source(key, index, ("also", place), source)
        self._moment(key, index, ("withdrawn", "at"), fact.withdrawn.at if fact.withdrawn else None)
        if not fact.sources and not self._follows(fact):
            self.report(key, index, (), "there is no source.", "add 'source: {paragraph: …, sentence: …, excerpt: …}'")
        for name, aspect in fact.aspects.items():
            self._texts(key, index, ("aspects", name, "says"), aspect.says)
            self._refer(key, index, ("aspects", name, "facts"), aspect.facts, *FACTS)
            if aspect.source is not None:
                self._source(key, index, ("aspects", name, "source"), aspect.source)

    def _follows(self, fact: Fact) -> bool:
        """Whether a fact without a source of its own has those of what it follows from."""
        return bool((isinstance(fact, Measure) and fact.formula) or (isinstance(fact, FactSet) and fact.size))

    def _named(self, key: str, index: int, path: Path_, identifier: str) -> None:
        entity = self.release.entity.get(identifier)
        if entity is not None and not entity.named:
            message = f"{identifier!r} is a foil: the release does not name it."
            self.report(key, index, path, message, "name another, or take 'named: false' from the entity")

    def _measure(self, index: int, measure: Measure) -> None:
        self._refer("measures", index, ("indicator",), measure.indicator, "indicators")
        self._refer("measures", index, ("subject",), measure.subject, "entities")
        self._refer("measures", index, ("period",), measure.period, "periods")
        self._named("measures", index, ("subject",), measure.subject)
        if measure.id in formula.RESERVED:
            self.report("measures", index, ("id",), "the word means something else in a formula.", "rename the measure")
        if index in self.loader.unvalued:
            return
        where = ("formula",) if measure.formula else ("value",)
        self._unit(index, where, measure.indicator, measure.value)
        for place, revision in enumerate(measure.revisions):
            if revision.value.unit != measure.value.unit:
                message = f"the value was in {revision.value.unit}, and is in {measure.value.unit} now."
                self.report("measures", index, ("revisions", place, "value"), message, "use one unit for both")
            self._moment("measures", index, ("revisions", place, "corrected"), revision.corrected)
        if measure.formula and measure.revisions:
            message = "a derived measure is corrected by correcting what it follows from."
            self.report("measures", index, ("revisions",), message, "move it to the measure that was wrong")
        zero = Quantity.exact(0, measure.value.unit)
        if measure.direction == "up" and measure.value.compare(Comparison.AT_MOST, zero) is Truth.YES:
            message = f"it goes up, and its value, {measure.value}, is not above zero."
            self.report("measures", index, ("direction",), message, "mend the direction or the value")

    def _unit(self, index: int, path: Path_, indicator: str, value: Quantity, key: str = "measures") -> None:
        wanted = self.units.get(indicator)
        if wanted in list(UnitKind) and value.unit.kind != wanted:
            message = f"the value is {value.unit.kind} ({value}), and {indicator!r} is measured in {wanted}."
            self.report(key, index, path, message, "mend the unit, or use an indicator of that unit")

    def _set(self, index: int, each: FactSet) -> None:
        self._refer("sets", index, ("kind",), each.kind, "kinds")
        self._refer("sets", index, ("members",), each.members, "entities", *FACTS)
        self._refer("sets", index, ("size",), each.size, "measures")
        self._refer("sets", index, ("within",), each.within, "sets")
        self._refer("sets", index, ("indicator",), each.indicator, "indicators")
        for place, identifier in enumerate(each.members):
            self._member(index, place, each, identifier)
        if each.condition is not None:
            if each.indicator is None:
                message = "a condition needs an indicator of which it speaks."
                self.report("sets", index, ("condition",), message, "add 'indicator: …'")
            else:
                self._unit(index, ("condition",), each.indicator, each.condition, "sets")
        self._size(index, each)
        self._enclosing(index, each)

    def _member(self, index: int, place: int, each: FactSet, identifier: str) -> None:
        entity = self.release.entity.get(identifier)
        fact = self.release.by_id.get(identifier)
        kinds = [entity.kind] if entity else fact.kinds if fact else []
        self._named("sets", index, ("members", place), identifier)
        if (entity or fact) and not any(kind in {each.kind, *self.within.get(each.kind, ())} for kind in kinds):
            what = f"of kind {', '.join(kinds)}" if kinds else "of no kind"
            message = f"{identifier!r} is {what}, and the set holds {each.kind}."
            self.report("sets", index, ("members", place), message, "name another, or mend the kind of one of the two")
        if each.condition is None:
            return
        for measure in self.release.measures:
            if (measure.indicator, measure.subject) != (each.indicator, identifier):
                continue
            if measure.value.unit == each.condition.unit and not _overlap(measure.value, each.condition):
                message = f"{measure.id!r} is {measure.value}, against {each.condition} here."
                self.report("sets", index, ("members", place), message, "mend the condition, or take the member out")

    def _chart(self, index: int, chart: Chart) -> None:
        self._texts("charts", index, ("label",), chart.label)
        self._names("charts", index, chart.names)
        self._refer("charts", index, ("set",), chart.set, "sets")
        self._refer("charts", index, ("measures",), chart.measures, "measures")
        if chart.set is None and not chart.measures:
            self.report("charts", index, (), "it draws nothing.", "name a 'set', or 'measures: [one, two]'")
        for identifier, texts in chart.labels.items():
            self._texts("charts", index, ("labels", identifier), texts)
        valued = {measure.id for place, measure in self.items("measures", Measure) if place not in self.loader.unvalued}
        if (chart.set and chart.set not in self.sets) or not valued.issuperset(chart.measures):
            return  # and what is wrong with those is told already
        shown = drawn(chart, self.release)
        if chart.set and not shown.measures:
            mend = "give the set an 'indicator' that its members have measures of, or name the measures"
            self.report("charts", index, ("set",), f"no member of {chart.set!r} has a figure.", mend)
        bars = [*shown.measures, *shown.beside]
        if len(bars) > MOST_BARS:
            message = f"it draws {len(bars)} bars, and {MOST_BARS} can be read on a phone."
            self.report("charts", index, (), message, "make two charts of it")
        for each in shown.beside:
            if each not in shown.measures:
                continue
            message = f"{each.id!r} is drawn for the set already."
            self.report("charts", index, ("measures",), message, "take it out here")
        for each in bars[1:]:
            if each.value.unit != bars[0].value.unit:
                path = ("measures", chart.measures.index(each.id)) if each.id in chart.measures else ("set",)
                message = f"{each.id!r} is {each.value} and {bars[0].id!r} is {bars[0].value}: no one axis fits both."
                self.report("charts", index, path, message, "draw one unit in a chart, and the other in another")
        for identifier in chart.labels:
            known = [each.id for each in bars]
            if identifier not in known:
                message = f"{identifier!r} is no measure that this chart draws."
                mend = nearest(identifier, known, f"name one of {', '.join(known)}")
                self.report("charts", index, ("labels", identifier), message, mend)

    def _size(self, index: int, each: FactSet) -> None:
        measure = self.release.by_id.get(each.size or "")
        if not isinstance(measure, Measure):
            return
        size = measure.value
        if size.unit.kind is not UnitKind.COUNT:
            message = f"{measure.id!r} is {size}; the size of a set is a count."
            self.report("sets", index, ("size",), message, "name a measure whose unit is what is counted")
            return
        count = Quantity.exact(len(each.members), size.unit)
        if size.compare(Comparison.BELOW, count) is Truth.YES:
            message = f"it has {len(each.members)} members, and {measure.id!r} is {size}."
            self.report("sets", index, ("members",), message, "mend one of the two")
        elif each.complete and size.compare(Comparison.EQUAL, count) is Truth.NO:
            message = f"it is complete with {len(each.members)} members, and {measure.id!r} is {size}."
            self.report("sets", index, ("complete",), message, "add the other members, or take 'complete' out")

    def _enclosing(self, index: int, each: FactSet) -> None:
        wholes: dict[str, set[str]] = {key: {one.within} for key, one in self.sets.items() if one.within is not None}
        if each.id in _closure(each.id, wholes):
            self.report("sets", index, ("within",), "the set lies within itself.", "break the circle")
        whole = self.sets.get(each.within or "")
        if whole is not None and whole.complete:
            for place, member in enumerate(each.members):
                if member not in whole.members:
                    message = f"{member!r} is not in {whole.id!r}, which is complete."
                    self.report("sets", index, ("members", place), message, "mend one of the two sets")


def _closure(start: str, edges: Mapping[str, Collection[str]]) -> set[str]:
    """Everything that can be reached; the start itself only by a circle."""
    reached: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting += edges.get(each, ())
    return reached


def _overlap(one: Quantity, other: Quantity) -> bool:
    """Whether one value could be inside the bounds of both."""
    below = one.compare(Comparison.BELOW, other) is Truth.YES
    return not below and one.compare(Comparison.ABOVE, other) is not Truth.YES
