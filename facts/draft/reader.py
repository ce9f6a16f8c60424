"""Each figure of a text as an observation: value, direction, thing measured, subject, period, basis; guesses named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from facts.draft.beside import HELD_AGAINST
from facts.draft.clause import after_figure, blanked, governor
from facts.draft.kinds import Kinds
from facts.draft.lists import Lists
from facts.draft.names import Name
from facts.draft.periods import periods_in
from facts.draft.phrases import Phrases
from facts.draft.reading import Place, Reading
from facts.draft.subjects import Subjects
from facts.draft.table import Tables
from facts.draft.things import Things
from facts.draft.times import Times
from facts.draft.units import Units
from facts.draft.words import DraftWords
from facts.figures import Figure, calendar, figures
from facts.quantity import TIMES, Quantity, UnitKind
from facts.text import Text
from facts.words import FigureWords, either, whole

_DENOMINATOR: Final = re.compile(r"\b(?:per|for every|for each) \Z", re.IGNORECASE)
_OF_SO_MANY: Final = re.compile(r" (?:out )?of (?:(?:the|its|all|our|their) )*")
_ASIDE: Final = re.compile(r"\b(?:to|for|by|among|with|at|from) (?:its|the|their|some|about|around|over)?\s*\Z")
_CHANGED: Final = re.compile(
    r"[^(),;]*, (?:(?:(?:which|that) is )?an? (?:\w+ )?"
    r"(?:rise|increase|decrease|decline|fall|drop|growth|gain)|up|down)\b"
)
_RELATIVE: Final = re.compile(r", (?:(?:which|who|whose)\b|\w+ed (?:in|by|on|at|for|with|from|to) )")


def _is_somebody(name: Name, words: DraftWords) -> bool:
    """Whether a figure may be about it: not people, and not "the Board" of whoever it is, or "Committee of"."""
    boards = name.kind == "organisation" and {*name.text.partition(" of ")[0].split()} & words.boards
    office = name.kind == "organisation" and name.text in words.organisation_nouns
    return name.kind != "person" and not office and not boards


class Reader:
    """Reads the figures of a text one after the other; what was spoken of before helps with the next one."""

    def __init__(self, words: DraftWords, figure_words: FigureWords, names: Sequence[Name], main: str) -> None:
        self.words, self.figure_words = words, figure_words
        self.found: list[Reading] = []
        phrases = Phrases(words, figure_words, [name for name in names if _is_somebody(name, words)])
        self.kinds = Kinds(phrases)
        self.units = Units(phrases, self.found)
        self.things = Things(phrases, self.found)
        self.subjects = Subjects(phrases, self.found)
        self.times = Times(words, figure_words, main)
        self.lists = Lists(phrases, self.found)
        self.tables = Tables(phrases, self.found)
        self.main = main

    def read(self, text: Text) -> list[Reading]:
        """All figures of the text."""
        self.tables.find(text)
        for paragraph, number, sentence in text:
            if paragraph in self.tables.heads:
                continue
            if paragraph in self.tables.rows:
                self.found += self.tables.read(paragraph, sentence, self.main)
                continue
            if not re.search(r":\s*\S", sentence):
                self.things.intro = self.units.intro = self._introduced(sentence)
            self._sentence(paragraph, number, sentence)
        return self.found

    def _introduced(self, sentence: str) -> str:
        """What the points of a list are of, where the line before says so: "New cases by region:"."""
        found = re.match(r"([^.;:()\d]+?) (?:by|per) [a-z ]+\W*\Z", sentence)
        return self.units.phrases.without_names(self.units.phrases.cut(found[1])) if found else ""

    def _sentence(self, paragraph: int, number: int, sentence: str) -> None:
        blank = blanked(sentence, self.words)
        read: list[Reading] = []
        found = [each for each in figures(sentence) if not each.bare and not self._in_name(each, sentence)]
        found = [each for each in found if not self._is_time(each, sentence)]
        found = [each for each in found if not _DENOMINATOR.search(sentence[: each.start])]  # "2.7 per 1,000 births"
        # "199,149 twenty-foot units": the second number is a part of what is counted.
        found = [
            each
            for place, each in enumerate(found)
            if not (place and found[place - 1].unit is each.unit is None and each.start == found[place - 1].end + 1)
        ]
        found = self._with_money(found, sentence)
        blank = self._without_asides(self._without_opening(self._without_ago(blank)), found)
        for place, figure in enumerate(found):
            begin = self._noun_end(sentence, found[place - 1], figure.start) if place else 0
            end = found[place + 1].start if place + 1 < len(found) else len(sentence)
            start = self._bound_start(sentence, figure, begin)
            before = self._outside(read, sentence, figure)
            peer = next((each for each in reversed(before) if each.figure.unit is figure.unit), None)
            lead, tail = self._lead(sentence, blank, found[:place], begin, start), blank[figure.end : end]
            ranged = figure.sign == ">=" and tail.strip() in ("and", "to", "-")
            if place + 1 < len(found) and figure.unit is None and (ranged or _OF_SO_MANY.fullmatch(tail)):
                limit = found[place + 2].start if place + 2 < len(found) else len(sentence)
                tail = blank[found[place + 1].end : limit]  # "five of the seven members": members are counted
            where = Place(sentence, blank, figure, start, before[-1] if before else None, peer, lead, tail)
            read.append(self._figure(paragraph, number, where))
            self.found.append(read[-1])
        self.lists.share(read, sentence)

    def _with_money(self, found: list[Figure], sentence: str) -> list[Figure]:
        """The figures, with the currency of one held against another: "64 million euros, against 70 million"."""
        for place in range(1, len(found)):
            before, one = found[place - 1], found[place]
            between = sentence[before.end : one.start]
            bare = (
                one.unit is None
                and one.scale > 1
                and re.match(r"[,.;:)]|\Z| [a-z]+ (?:in|last|a) ", sentence[one.end :])
            )
            if bare and before.unit is UnitKind.MONEY and HELD_AGAINST.search(between):
                found[place] = replace(one, unit=before.unit, currency=before.currency)
        return found

    def _lead(self, sentence: str, blank: str, before: Sequence[Figure], begin: int, start: int) -> str:
        """What stands before a figure: from the figure before, or, where that is in an aside, from before the aside.

        "Day surgery, which has doubled in a decade, now represents 44%".
        """
        lead = blank[begin:start]
        closing = sentence[begin:start].find(",")
        asides = [match.start() for match in _RELATIVE.finditer(blank, 0, begin)] if before else []
        if closing < 0 or not asides or sentence.find(",", asides[-1] + 1) != begin + closing:
            return lead
        rest = lead[closing + 1 :]
        first = next(iter(rest.split()), "")
        if first.lower() not in self.words.verbs | self.words.auxiliaries:
            return lead
        opening = max((each.end for each in before if each.end <= asides[-1]), default=0)
        return f"{blank[opening : asides[-1]]} {rest}"

    def _outside(self, read: list[Reading], sentence: str, figure: Figure) -> list[Reading]:
        """The readings before a figure that a new part of the sentence leans on: not those in brackets that are closed.

        "19.4 billion marks (40.2% of all exports), up 8.9%".
        """
        between = sentence[read[-1].figure.end : figure.start + 1] if read else ""
        aside = len(read) > 1 and _ASIDE.search(sentence[: read[-1].figure.start]) is not None
        if aside and read[-2].kind == "level" and _CHANGED.match(between):
            return read[:-1]  # "61 million cubic metres to its 287,000 customers, a decrease of 2.4%"
        if not read or not re.match(r"[^(),;]*\), (?:up|down|an? )", between):
            return read
        open_ = sentence.rfind("(", 0, read[-1].figure.start)
        return [each for each in read if each.figure.end <= open_] or read

    def _noun_end(self, sentence: str, figure: Figure, limit: int) -> int:
        """Where a figure ends with the noun that it counts."""
        if figure.unit is not None or figure.rank:
            return figure.end
        tail = sentence[figure.end : limit]
        hyphen = tail.startswith("-")
        sign = re.match(r" ?([\w/°]+)", tail)
        if sign and sign[1] in self.words.unit_signs:
            return figure.end + sign.end()
        return figure.end + hyphen + after_figure(tail[hyphen:], self.words)[1]

    def _without_opening(self, blank: str) -> str:
        """A sentence without the period that opens it: "In the first nine months traffic grew"."""
        for each in periods_in(blank, self.words):
            end = each.end
            if re.fullmatch(r"\s*(?:(?:in|for|during|over)\s)?(?:the\s)?", blank[: each.start], re.IGNORECASE):
                rest = re.match(r"(?: of (?:the|this) year| (?:19|20)\d\d)?,?", blank[end:])
                end += len(rest[0]) if rest else 0
                return " " * end + blank[end:]
        return blank

    def _without_time(self, lead: str) -> str:
        """A clause without the time that opens it: "; a year earlier it had been"."""
        return self._opening.sub(lambda match: match[1], lead)

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        ago = either(self.words.a_year_ago + self.words.a_month_ago)
        return re.compile(rf"(\A\s*|[;,]\s+)(?:{ago}),?\s(?=\w)", re.IGNORECASE)

    def _without_ago(self, blank: str) -> str:
        """A sentence without "four years ago"."""
        for start, end in calendar(blank):
            if blank[start:end].lower().endswith(tuple(self.figure_words.ago)):
                blank = blank[:start] + " " * (end - start) + blank[end:]
        return blank

    def _without_asides(self, blank: str, found: Sequence[Figure]) -> str:
        """A sentence without the brackets that hold no figure."""
        for match in re.finditer(r"\([^()]*\)", blank):
            if not any(match.start() < each.start < match.end() for each in found):
                blank = blank[: match.start()] + " " * len(match[0]) + blank[match.end() :]
        return blank

    def _in_name(self, figure: Figure, sentence: str) -> bool:
        written = sentence[figure.start : figure.end]
        if figure.start and written[0].isupper() and re.match(r"(?:-| )[A-Z]", sentence[figure.end :]):
            return True  # “Three Stability”
        return figure.number == 1 and bool(
            re.match(r"(?:-\w| of\b(?! the \d)| another| day\b| by one)", sentence[figure.end :])
            and sentence[figure.start].isalpha()
        )

    def _is_time(self, figure: Figure, sentence: str) -> bool:
        """ "the first nine months", "over twelve months": time in which something is measured, no measure itself."""
        months = whole([word for period in self.words.periods for word in period.words] + self.words.a_year_ago)
        return figure.unit is None and any(
            match.start() <= figure.start < match.end() for match in months.finditer(sentence)
        )

    def _bound_start(self, sentence: str, figure: Figure, begin: int) -> int:
        """Where a figure begins with its bound; a bound that ends in "of" has a noun in it, which is wanted later."""
        bounds = [word for words in self.figure_words.bounds.values() for word in words if not word.endswith(" of")]
        before = re.sub(r"\bminus \Z", "", sentence[begin : figure.start])
        before = re.sub(r"(?:US|[A-Z]{1,2})?[¥$€£₹₩]\s?\Z", "", before)
        if figure.unit is UnitKind.MONEY:
            before = re.sub(rf"\b{figure.currency}\s?\Z", "", before)
        if figure.sign == "=":  # "edged up to 2.8%"
            bounds = [word for word in bounds if not word.endswith(" to")]
        found = re.search(rf"\b(?:{either(bounds)}) ?(?:a |an )?\Z", before, re.IGNORECASE)
        return begin + (found.start() if found else len(before.rstrip()))

    def _clause(self, where: Place) -> str:
        """The part of a sentence that a figure stands in, by semicolons and brackets: there its aim is told."""
        sentence, inside = where.sentence, where.sentence.rfind("(", 0, where.start)
        if inside >= 0 and ")" not in sentence[inside : where.start]:
            begin, end = inside, sentence.find(")", where.figure.end)
        else:
            begin, end = 0, len(sentence)
        begin = max(begin, sentence.rfind(";", 0, where.start))
        marks = [at for mark in ";(" if (at := sentence.find(mark, where.figure.end)) >= 0]
        return sentence[begin : min([*marks, end if end >= 0 else len(sentence)])]

    def _figure(self, paragraph: int, number: int, where: Place) -> Reading:
        listed = re.match(r"\s*(?:[,.;]|\Z|and\b)", where.tail) is not None and where.figure.unit is not None
        found = governor(self._without_time(where.lead), self.words, listed=listed)
        reading = Reading(paragraph, number, where.figure, Quantity.exact(0, TIMES), governor=found)
        noun = after_figure(where.after, self.words)[0] if where.figure.unit is None else []
        if noun and noun[0].endswith("ed") and re.search(r"\bof (?:which|whom)\s*\Z", where.lead):
            noun = []  # "of which 6,120 concerned companies"
        self.kinds.kind(reading, where)
        self.units.unit(reading, where, noun)
        self.things.thing(reading, where, noun)
        self.kinds.direction(reading, where)
        self.subjects.subject(reading, where)
        self.times.time(reading, where)
        reading.tags = self.words.tags(self._clause(where))
        if "target" in reading.tags and where.previous is not None and re.search(r"\bfrom\s*\Z|compared", where.lead):
            reading.tags = [tag for tag in reading.tags if tag != "target"]
        if "forecast" in reading.tags and "target" in reading.tags:
            reading.doubts["kinds"] = "the sentence speaks of a target and of a forecast"
        return reading
