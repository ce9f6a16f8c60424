"""The measures of a draft: each figure with its subject, period, wordings and source, and what of it is a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from facts.draft.draft import Draft
from facts.draft.excerpts import excerpt
from facts.draft.items import Ids, Item, en
from facts.draft.labels import Labels
from facts.draft.reading import Reading
from facts.draft.wordings import Wordings
from facts.figures import figures
from facts.model import Direction
from facts.quantity import UnitKind
from facts.references import DEFAULT_LANGUAGE

_NUMBER: Final = r"(?<![\w.,])\d+(?:[.,]\d+)*"
_FIGURE_KINDS: Final = frozenset({"change", "share", "provisional", "target", "forecast"})


@dataclass(frozen=True)
class Measures:
    """Makes the measures."""

    draft: Draft
    ids: Ids
    labels: Labels
    wordings: Wordings

    def measures(self, reading: Reading) -> Iterator[Item]:
        """One for each subject of a figure."""
        for place, subject in enumerate((reading.subject, *reading.others)):
            item = self._measure(reading, subject)
            if place == 0:
                self.ids.measured[id(reading)] = str(item["id"])
            yield item

    def _measure(self, reading: Reading, subject: str) -> Item:
        label = self.labels.label(reading, subject)
        indicator = self.ids.indicator(reading.indicator, reading.value.unit.kind)
        item: Item = {
            "id": self.ids.new(label),
            "label": en(label),
            "indicator": indicator,
            "subject": self.ids.of(subject),
        }
        item |= self._when(reading)
        item["value"] = str(reading.value)
        if reading.direction is not Direction.NONE:
            item["direction"] = str(reading.direction)
        kinds = [kind for kind in (reading.kind, *reading.tags) if kind in _FIGURE_KINDS]
        if reading.value.unit.kind is UnitKind.MONEY:
            kinds.append("amount")
        if kinds := [kind for kind in kinds if kind != "change" or reading.value.unit.kind is UnitKind.PERCENT]:
            self.ids.kinds.update(kinds)
            item["kinds"] = kinds
        item["statement"] = en(self.labels.told(reading, label))
        item["names"] = {DEFAULT_LANGUAGE: self.wordings.names(reading, subject)}
        item["about"] = {DEFAULT_LANGUAGE: self.wordings.asked(reading)}
        shown = excerpt(reading, self.draft.text.sentence(*reading.at))
        spoken = list(self.wordings.spoken(reading, subject))
        if subject or spoken:
            item["entities"] = [self.ids.entities[name] for name in spoken]
        item["source"] = {"paragraph": reading.paragraph, "sentence": reading.sentence, "excerpt": shown}
        if also := [*self._sizes(reading, shown), *self._numbered(reading, label, shown)]:
            item["also"] = also
        doubts = {("value" if key == "unit" else key): why for key, why in reading.doubts.items()}
        doubts = {key: why for key, why in doubts.items() if key != "kinds" or kinds}
        for tag in reading.tags:
            doubts.setdefault("kinds", f"words in the sentence make it a {tag}")
        item["review"] = {**doubts, "label": "made by rule"}
        return item

    def _when(self, reading: Reading) -> Item:
        when: Item = {}
        if reading.period:
            when["period"] = reading.period
            self.ids.periods.add(reading.period)
        if reading.compared_with:
            when["compared_with"] = reading.compared_with
            self.ids.periods.add(reading.compared_with)
        if reading.basis:
            when["basis"] = reading.basis
        return when

    def _numbered(self, reading: Reading, label: str, shown: str) -> Iterator[Item]:
        """Where the numbers of a label stand that its excerpt does not hold: "coverage among those over 65"."""
        written = {*re.findall(_NUMBER, label)} - {*re.findall(_NUMBER, shown)}
        for number in sorted(written):
            told = re.compile(rf"(?:[\w'-]+[ -])?(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)")
            for paragraph, place, sentence in sorted(self.draft.text, key=lambda each: each[:2] != reading.at):
                found = told.search(sentence) if (paragraph, place) <= reading.at else None
                if found and found[0] != sentence:
                    yield {"paragraph": paragraph, "sentence": place, "excerpt": found[0]}
                    break

    def _sizes(self, reading: Reading, shown: str) -> list[Item]:
        """Where the first figure of a sentence tells of it: sizes such as "trillion-yuan" that no excerpt carries."""
        first = next(each for each in self.draft.readings if each.at == reading.at)
        if first is not reading:
            return []
        sentence = self.draft.text.sentence(*reading.at)
        sizes = [sentence[each.start : each.end] for each in figures(sentence) if each.bare]
        return [
            {"paragraph": reading.paragraph, "sentence": reading.sentence, "excerpt": size}
            for size in dict.fromkeys(sizes)
            if size not in shown
        ]
