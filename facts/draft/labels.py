"""What a figure of a draft is called: its label, its unit in words, and what tells it from others of the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from facts.draft.draft import Draft
from facts.draft.periods import LAST_YEAR, periods_in
from facts.draft.reading import Reading
from facts.draft.words import PeriodWords
from facts.model import Direction
from facts.quantity import UnitKind
from facts.words import figure_words

_RANK: Final = "place"
_LONGEST_ASIDE: Final = 4


@dataclass(frozen=True)
class Labels:
    """Names the figures of a draft."""

    draft: Draft

    def label(self, reading: Reading, subject: str) -> str:
        """What a figure of a subject is, apart from the others of the text."""
        label = reading.indicator
        if reading.kind in ("level", "share") and (told := self.qualified(reading)):
            label += f" ({told[0]})"
        elif self._other_basis(reading):
            label += f" ({str(reading.basis).replace('-', ' ')})"
        elif reading.compared_with and self._has_twin(reading):
            against = next(
                (self.period_label(each) for each in self.draft.words.periods if each.id == reading.compared_with), ""
            )
            label += f" (against {against})" if against else ""
        if reading.kind == "level" and "target" in reading.tags and self._has_twin(reading):
            label += " (target)"
        if subject and subject != self.draft.home:
            label += f": {subject}"
        if "earlier value" in reading.doubts.get("period", ""):
            label += ", earlier"
        elif reading.period and reading.period.endswith(LAST_YEAR):
            label += ", a year earlier"
        elif reading.period and reading.period != self.draft.period and "period" not in reading.doubts:
            label += f", {next((each.label for each in self.draft.words.periods if each.id == reading.period), '')}"
        return label

    def told(self, reading: Reading, label: str) -> str:
        """What a figure says, with its unit where the label does not hold that, and the way it went."""
        unit, told = reading.value.unit, "{value}"
        if unit.name == _RANK:
            told = "place {value}" if reading.kind == "rank" else f"{{value}} {self.units(reading)}"
        elif unit.kind is UnitKind.COUNT and not {unit.name, self.units(reading)} & {*label.lower().split()}:
            told = f"{{value}} {self.units(reading)}"
        way = str(reading.direction) if reading.kind == "change" and reading.direction is not Direction.NONE else ""
        return f"{label[:1].upper()}{label[1:]}: {told}{f' ({way})' if way else ''}."

    def units(self, reading: Reading) -> str:
        """What is counted, in words, and in the number that the figure has."""
        noun = "point" if reading.value.unit.name == "index-point" else reading.value.unit.name.replace("-", " ")
        return noun if reading.value.is_exact and reading.value.value == 1 else self.draft.words.plural(noun)

    def thing(self, reading: Reading) -> str:
        """What a figure measures, to be called by."""
        return reading.indicator if reading.kind == "rank" else reading.thing

    def qualified(self, reading: Reading) -> list[str]:
        """Words that tell a figure from others of its thing: "recorded higher prices", "hold a foreign passport"."""
        words = self.draft.words
        number_words = {*figure_words().ones, *figure_words().tens}
        own = {*reading.thing.lower().split(), *self.units(reading).split(), *words.auxiliaries}
        kept: list[str] = []
        for word in self._told_after(reading).split():
            if word in words.conjunctions or word in number_words or len(kept) == _LONGEST_ASIDE:
                break
            if kept or word.lower() not in own:
                kept.append(word)
        while kept and kept[-1] in words.prepositions | words.determiners:
            kept.pop()
        return [" ".join(kept)] if kept and kept[0] not in words.prepositions else []

    def period_label(self, period: PeriodWords) -> str:
        """A period as the text first words it."""
        for _, _, sentence in self.draft.text:
            for each in periods_in(sentence, self.draft.words):
                if each.id == period.id:
                    written = sentence[each.start : each.end]
                    if re.match(r"(?:first|second|third|fourth|final|last)\b", written):
                        return f"the {written}"
        return period.label

    def _told_after(self, reading: Reading) -> str:
        """What a sentence says behind a count, a part of a sum or a share, of those that it counts."""
        sentence, words = self.draft.text.sentence(*reading.at), self.draft.words
        counts, after = reading.value.unit.kind is UnitKind.COUNT, sentence[reading.figure.end :]
        part = reading.value.unit.kind is UnitKind.MONEY and re.search(r"\bof which ", sentence[: reading.figure.start])
        if counts or part:
            after = re.sub(r"\A((?: [\w'-]+){1,3}), or [^,]*%,", r"\1", after)  # "158,000 pupils, or 13.3%, hold"
        elif reading.kind == "share":
            after = re.sub(rf"\A(?:\)|,)?(?: of (?:the |all |its |their )*{re.escape(reading.thing)}\b)?", "", after)
            first = next(iter(after.split()), "")
            if first not in words.verbs | words.auxiliaries | words.standing:
                return ""
        else:
            return ""
        found = re.match(r" ((?:(?!\S*\d)[\w'-]+ ?){1,8})", after)
        return found[1] if found else ""

    def _has_twin(self, reading: Reading) -> bool:
        """Whether the text gives another change of the same thing."""
        own = (reading.indicator, reading.subject, reading.period)
        return any(
            (each.indicator, each.subject, each.period) == own for each in self.draft.readings if each is not reading
        )

    def _other_basis(self, reading: Reading) -> bool:
        """Whether the text gives the same change on another basis as well."""
        return bool(reading.basis) and any(
            (each.indicator, each.subject, each.period) == (reading.indicator, reading.subject, reading.period)
            and each.basis != reading.basis
            for each in self.draft.readings
        )
