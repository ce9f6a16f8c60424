"""When a figure holds, and what it is held against."""

from __future__ import annotations

import re
from typing import Final

from facts.draft import beside
from facts.draft.periods import LAST_YEAR, basis_of, compared_with, period_of, periods_in
from facts.draft.reading import Place, Reading
from facts.draft.words import DraftWords
from facts.words import FigureWords, whole

_EARLIER: Final = "it is an earlier value, and the text does not say of when"


class Times:
    """Tells the period of a reading; where its sentence names none it is the main one."""

    def __init__(self, words: DraftWords, known: FigureWords, main: str) -> None:
        self.words, self.known, self.main = words, known, main

    def time(self, reading: Reading, where: Place) -> None:
        """Tell the period, and what a change is measured against."""
        sentence, figure = where.sentence, where.figure
        named = period_of(sentence, figure.start, figure.end, self.words)
        reading.period = named or self.main
        if named is None:
            reading.doubts["period"] = "no period stands in the sentence"
        elif len({each.id for each in periods_in(sentence, self.words)}) > 1:
            reading.doubts["period"] = "the sentence names several"
        if labelled := self._label(sentence[: figure.start]):
            reading.period = labelled if labelled != _EARLIER else reading.period
            reading.doubts.pop("period", None)
            reading.doubts |= {"period": _EARLIER} if labelled == _EARLIER else {}
        elif reading.kind == "change":
            against = self._against(where.tail)
            reading.basis = None if against else basis_of(where.lead, where.tail, self.words)
            if reading.basis == "year-on-year":
                reading.compared_with = f"{reading.period}{LAST_YEAR}"
            elif reading.basis == "month-on-month":
                reading.compared_with = self._month_before(reading.period)
            elif reading.basis is None and (other := against or compared_with(sentence, self.words)):
                reading.compared_with = other
        elif beside.is_held_against(where) and beside.is_earlier_in_brackets(where):
            told = where.sentence[where.sentence.rfind("(", 0, where.start) : where.start]
            if whole(self.words.a_year_ago).search(told):
                reading.period = f"{reading.period}{LAST_YEAR}"
            else:
                reading.doubts["period"] = _EARLIER
        elif (
            re.search(r"\b(?:from|compared (?:with|to)|after|against)\s*\Z", where.lead) and where.previous is not None
        ):
            year = whole(self.words.a_year_ago).search(where.tail[:60])
            if year or (named is None and reading.governor.preposition == "from"):
                reading.period = f"{reading.period}{LAST_YEAR}"
            if not year:
                reading.doubts["period"] = _EARLIER
        elif reading.governor.preposition == "from" and (
            reading.governor.kind == "change" or re.search(r"\b(?:up|down) from\s*\Z", where.lead)
        ):
            to_follows = re.match(r"(?: [\w%-]+)? to\b", where.tail)
            reading.doubts |= {"period": _EARLIER} if to_follows else {}

    def _label(self, before: str) -> str:
        """The time that a bracket gives a value for: "84.9% (September: 81.2%)"; of a year only that it is earlier."""
        found = re.search(r"\((?:in |(?:at the )?end of )?(\w+)(?: (?:19|20)\d\d)?:\s*\Z", before)
        if found is None:
            return ""
        months = {name: place for place, name in enumerate(self.known.months, 1)}
        if number := months.get(found[1].lower()):
            return next(each.id for each in self.words.periods if each.months == (number, number))
        return _EARLIER if re.fullmatch(r"(?:19|20)\d\d", found[1]) else ""

    def _against(self, tail: str) -> str:
        """The period that a change is held against right behind it: "2.1% above the second quarter"."""
        near = re.match(r" (?:[a-z]+ )?(?:above|below|than|against|on|from|compared with)(?: in)?(?: the)? ", tail)
        named = periods_in(tail, self.words) if near else []
        return named[0].id if near and named and named[0].start <= near.end() else ""

    def _month_before(self, period: str | None) -> str | None:
        """The period of the month before one of a single month."""
        months = {each.months[0]: each.id for each in self.words.periods if each.months[0] == each.months[1]}
        own = next((month for month, name in months.items() if name == period), 1)
        return months.get(own - 1)
