"""In what a figure counts: its own unit, the noun behind it, or one that was named before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facts.draft import beside
from facts.draft.phrases import Phrases
from facts.draft.reading import Place, Reading
from facts.figures import Figure
from facts.quantity import PERCENT, POINTS, TIMES, Quantity, Unit, UnitError, UnitKind, parse_unit
from facts.words import either

_OF_WHICH: Final = re.compile(r"\bof (?:which|this|that)\b")
_THAN_THE: Final = re.compile(r"\bthan the\s*\Z")
"""What stands before an earlier value, which is no bound: "fewer than the 1.5 million of the year before"."""


class Units:
    """Tells the value of a reading with its unit."""

    def __init__(self, phrases: Phrases, found: Sequence[Reading]) -> None:
        self.phrases, self.words, self.found = phrases, phrases.words, found
        self.intro = ""
        """What the points of the list at hand are of."""

    def unit(self, reading: Reading, where: Place, noun: list[str]) -> None:
        """Tell the value, with bound and unit."""
        figure = where.figure
        fixed = {UnitKind.PERCENT: PERCENT, UnitKind.POINTS: POINTS, UnitKind.TIMES: TIMES}
        if figure.unit is UnitKind.MONEY:
            unit = Unit(UnitKind.MONEY, figure.currency)
        elif figure.unit is not None:
            unit = fixed[figure.unit]
        else:
            unit = self._counted(reading, where, noun)
        told = _THAN_THE.search(where.lead) or beside.is_the_target(where, self.words)
        sign = "=" if told else figure.sign
        reading.value = Quantity.bounded(sign, figure.number, unit)
        if figure.unit in (UnitKind.PERCENT, UnitKind.TIMES) and where.sentence[figure.start].isalpha():
            reading.doubts["value"] = "it is written in words"
        if figure.ranged:
            reading.doubts["value"] = "it is one end of a range"

    def _counted(self, reading: Reading, where: Place, noun: list[str]) -> Unit:
        """The noun that is counted: after the figure, or the one counted before, or the head of the thing."""
        after = where.after.lstrip().lower()
        for compound in self.words.compound_units:
            if after.startswith(compound):
                return Unit(UnitKind.COUNT, self.words.singular(compound.replace(" ", "-")))
        if where.figure.rank:
            return Unit(UnitKind.COUNT, "place")
        if sign := self.words.unit_signs.get(next(iter(re.findall(r"[\w/°]+", where.after)), "")):
            return Unit(UnitKind.COUNT, sign)
        previous = where.previous
        if (
            previous is not None
            and previous.figure.unit is UnitKind.MONEY
            and not noun
            and _OF_WHICH.search(where.lead)
        ):
            return previous.value.unit
        if (these := beside.these(where, self.words)) and (told := _count(self.words.singular(these))):
            return told
        if (meant := beside.of_them(where, self.found, self.words)) is not None:
            return meant.value.unit
        if noun and not self._elliptical(where, noun, previous):
            head = self._head(noun, where.figure, where.tail.startswith("-"))
            rated = previous is not None and previous.value.unit in (PERCENT, POINTS)
            if head == "point" and (rated or "%" in where.sentence):
                return POINTS  # "87%, two points more"
            if head == "point":
                about_index = any(word in where.sentence.lower() for word in self.words.index_words)
                return Unit(UnitKind.COUNT, "index-point" if about_index else "point-scored")
            if unit := _count(head):
                return unit
        return self._inherited_unit(reading, where)

    def _money_of_sentence(self, reading: Reading, where: Place) -> Unit | None:
        """The money that a sentence speaks in, for a large number: "imports were lower at 4.27 billion"."""
        place = (reading.paragraph, reading.sentence)
        same = [each for each in reversed(self.found) if (each.paragraph, each.sentence) == place]
        same = same or [each for each in self.found[-1:] if each.paragraph == reading.paragraph]
        money = next((each.value.unit for each in same if self._is_money(each.value.unit)), None)
        head = self.phrases.head(reading.governor.thing)
        priced = not head or self.words.plural(head) in self.words.money_nouns
        return money if where.figure.scale > 1 and priced else None

    def _is_money(self, unit: Unit) -> bool:
        return unit.kind is UnitKind.MONEY or (unit.kind is UnitKind.COUNT and unit.name in self.words.money_units)

    def _currency_before(self, lead: str) -> str:
        """The currency that a sentence says that it tells in."""
        named = self.phrases.figure_words.currency
        found = re.search(rf"\bin ({either(name for name in named if name[-1].isalpha())})\b", lead, re.IGNORECASE)
        return named[found[1].lower()] if found else ""

    def _elliptical(self, where: Place, noun: list[str], previous: Reading | None) -> bool:
        """ "nine recorded higher prices, two lower prices": what follows is not what is counted."""
        after = where.after.split()
        first = after[0].strip(",.;").lower() if after else ""
        comparing = {*self.words.comparatives["up"], *self.words.comparatives["down"]}
        return previous is not None and first in comparing and "than" not in after[:4]

    def _head(self, noun: list[str], figure: Figure, hyphen: bool = False) -> str:
        """The noun that is counted; "metering points" are no points of a scale."""
        if len(noun) > 1 and not hyphen and noun[-1].lower() == "points":
            return f"{noun[-2].lower()}-point"
        plural = next((word for word in reversed(noun) if self.words.is_plural(word.lower())), None)
        if plural is None or hyphen:
            plural = noun[0] if hyphen else noun[0] if figure.number == 1 or len(noun) == 1 else noun[-1]
        return self.words.singular(plural).replace("'", "")

    def _inherited_unit(self, reading: Reading, where: Place) -> Unit:
        previous = where.previous
        if where.figure.scale > 1 and (code := self._currency_before(where.lead)):
            return Unit(UnitKind.MONEY, code)  # "Expressed in dollars, exports came to 512 million"
        reading.doubts["unit"] = "the noun that is counted does not follow the figure"
        if money := self._money_of_sentence(reading, where):
            return money
        counted = previous.value.unit if previous and previous.value.unit.kind is UnitKind.COUNT else None
        numbers = re.match(r"(?:total )?number of ", reading.governor.thing)
        if counted and counted.name in (self.words.units if numbers else self.words.money_units):
            counted = None if reading.governor.verb and reading.governor.kind != "share" else counted
        if counted and counted.name in self.words.money_units and reading.governor.kind == "share":
            return counted
        if counted and (not reading.governor.verb or counted.name in self.words.units):
            return counted
        if self.words.index_words & {*reading.governor.thing.lower().split()}:
            return Unit(UnitKind.COUNT, "index-point")
        if self.found and re.search(r"\b(?:its|their) numbers?\b", where.lead, re.IGNORECASE):
            head = self.phrases.head(self.found[-1].thing)
            if head and (unit := _count(head)):
                return unit
        label = reading.governor.thing if reading.governor.labelled else ""
        if self.intro and label and (self.phrases.name_in(label) or not self.phrases.head(label)):
            return _count(self.phrases.head(self.intro)) or Unit(UnitKind.COUNT, "item")
        named = reading.governor.thing.removesuffix(" numbers") or (previous.thing if previous else "")
        last = self.words.singular(named.lower().split(" of ")[0].split(" in ")[0].split(" ")[-1])
        if last in self.words.counted_as:
            return Unit(UnitKind.COUNT, self.words.counted_as[last])
        head = self.phrases.head(named)
        if head in self.words.counted_as:
            return Unit(UnitKind.COUNT, self.words.counted_as[head])  # "the infant mortality rate"
        head = "" if head in self.words.empty_nouns else head
        if head and (unit := _count(head)):
            return unit
        if counted:
            return counted
        for earlier in reversed(self.found):
            if (
                earlier.value.unit.kind is UnitKind.COUNT
                and earlier.paragraph == reading.paragraph
                and not earlier.figure.rank
            ):
                return earlier.value.unit
        for earlier in reversed(self.found):
            same = earlier.paragraph == reading.paragraph
            if same and reading.governor.preposition == "(" and (unit := _count(self.phrases.head(earlier.thing))):
                return unit  # "Guests from abroad … most came from Brazil (71,500)"
        return _count(head) or Unit(UnitKind.COUNT, "item")


def _count(noun: str) -> Unit | None:
    try:
        unit = parse_unit(noun)
    except UnitError:
        return None
    return unit if unit.kind is UnitKind.COUNT else None
