"""Each figure of a text as an observation: value, direction, thing measured, subject, period, basis; guesses named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from facts.draft.clause import Governor, after_figure, blanked, governor
from facts.draft.names import Name
from facts.draft.periods import LAST_YEAR, basis_of, compared_with, period_of, periods_in
from facts.draft.words import DraftWords
from facts.figures import Figure, figures
from facts.model import Direction
from facts.quantity import PERCENT, POINTS, TIMES, Quantity, Unit, UnitKind
from facts.text import Text
from facts.words import FigureWords, either, whole

Doubts = dict[str, str]
_LISTED_UNITS: Final = (UnitKind.COUNT, UnitKind.PERCENT)
_DENOMINATOR: Final = re.compile(r"\b(?:per|for every|for each) \Z", re.IGNORECASE)
_HELD_AGAINST: Final = re.compile(
    r"(?:\b(?:against|compared (?:with|to)|versus|than the)|,? (?:up|down) from|, from)(?: an?)?\s*\Z", re.IGNORECASE
)
"""What stands before the value that the one before is held against."""
_RELATIVE: Final = re.compile(r", (?:which|who|whose)\b")
_ASIDE: Final = r"(?: [a-z]+)?(?:, [^,]*,)?"
_PASSIVE: Final = r" (?:would|will|was|were|is|are|has|have|had)(?: be| been| also)* \w+(?:ed|nt) (?:on|in|for|to)"
"""What follows the money that is spent on something: "120 million, half of it borrowed, will be spent on"."""
_OF_THEM: Final = re.compile(r" of (?:which|whom|them|these|those)\b")
_WITH_A_SHARE: Final = re.compile(r"(?:\A|[,;] (?:and |but )?)\s*([^,;:]+), with an? (?:\w+ )?share of\s*\Z")
_OF_WHICH: Final = re.compile(r"\bof (?:which|this|that)\b")
_THAN_THE: Final = re.compile(r"\bthan the\s*\Z")
"""What stands before an earlier value, which is no bound: "fewer than the 1.5 million of the year before"."""
_OWNED: Final = re.compile(r"\A\s*(?:its|their) \w+ (?:to|at|by|from)\s*\Z")
_OF_SO_MANY: Final = re.compile(r"\A\w+(?: (?P<noun>[a-z]+))? (?:in|out of) ", re.IGNORECASE)
_EARLIER: Final = "it is an earlier value, and the text does not say of when"


@dataclass(slots=True)
class Reading:
    """One figure of the text, read as an observation; ``doubts`` tells for each guess why it is one."""

    paragraph: int
    sentence: int
    figure: Figure
    value: Quantity
    kind: str = "level"
    """change, level, share, rank, lead."""
    thing: str = ""
    subject: str = ""
    """The name of whom it is about; empty for the place that the release is about."""
    direction: Direction = Direction.NONE
    period: str | None = None
    compared_with: str | None = None
    basis: str | None = None
    tags: list[str] = field(default_factory=list)
    doubts: Doubts = field(default_factory=dict)
    governor: Governor = field(default_factory=Governor)
    others: list[str] = field(default_factory=list)
    """Further subjects that share the figure: "A, B and C each …"."""
    compares: bool = False
    """Whether a word of comparison behind the figure makes it a change: "17 fewer"."""

    @property
    def indicator(self) -> str:
        """What is measured, in words."""
        thing = self.thing or "what is spoken of"
        if self.kind == "rank":
            return "rank"
        before = {"change": "change of ", "share": "share of ", "lead": "lead of "}.get(self.kind, "")
        if self.kind == "share" and re.search(r"\b(?:share|proportion)\b", thing):
            before = ""
        return before + thing


@dataclass(slots=True)
class _Place:
    """A figure within its sentence."""

    sentence: str
    blank: str
    figure: Figure
    start: int
    """Where the figure begins with its bound: "more than 5%"."""
    previous: Reading | None
    peer: Reading | None
    """The last figure before it in the sentence that has the same unit."""
    lead: str
    tail: str


class Reader:
    """Reads the figures of a text one after the other; what was spoken of before helps with the next one."""

    def __init__(self, words: DraftWords, figure_words: FigureWords, names: Sequence[Name], main: str) -> None:
        self.words = words
        self.figure_words = figure_words
        self.names = [name for name in names if name.kind != "person"]
        self.main = main
        self.found: list[Reading] = []

    def read(self, text: Text) -> list[Reading]:
        """All figures of the text."""
        for paragraph, number, sentence in text:
            self._sentence(paragraph, number, sentence)
        return self.found

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
        blank = self._without_asides(self._without_opening(blank), found)
        for place, figure in enumerate(found):
            begin = self._noun_end(sentence, found[place - 1], figure.start) if place else 0
            end = found[place + 1].start if place + 1 < len(found) else len(sentence)
            start = self._bound_start(sentence, figure, begin)
            peer = next((each for each in reversed(read) if each.figure.unit is figure.unit), None)
            lead, tail = self._lead(sentence, blank, found[:place], begin, start), blank[figure.end : end]
            where = _Place(sentence, blank, figure, start, read[-1] if read else None, peer, lead, tail)
            read.append(self._figure(paragraph, number, where))
            self.found.append(read[-1])
        self._shared_unit(read, sentence)
        self._shared_comparison(read, sentence)
        self._respectively(read, sentence)

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

    def _noun_end(self, sentence: str, figure: Figure, limit: int) -> int:
        """Where a figure ends with the noun that it counts."""
        if figure.unit is not None or figure.rank:
            return figure.end
        tail = sentence[figure.end : limit]
        hyphen = tail.startswith("-")
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

    def _without_asides(self, blank: str, found: Sequence[Figure]) -> str:
        """A sentence without the brackets that hold no figure."""
        for match in re.finditer(r"\([^()]*\)", blank):
            if not any(match.start() < each.start < match.end() for each in found):
                blank = blank[: match.start()] + " " * len(match[0]) + blank[match.end() :]
        return blank

    # Which figures there are

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
        before = re.sub(r"[¥$€£]\s?\Z|US\$\Z", "", sentence[begin : figure.start])
        found = re.search(rf"\b(?:{either(bounds)}) ?(?:a |an )?\Z", before, re.IGNORECASE)
        return begin + (found.start() if found else len(before.rstrip()))

    # One figure

    def _figure(self, paragraph: int, number: int, where: _Place) -> Reading:
        found = governor(where.lead, self.words)
        reading = Reading(paragraph, number, where.figure, Quantity.exact(0, TIMES), governor=found)
        noun = after_figure(self._after(where), self.words)[0] if where.figure.unit is None else []
        self._kind(reading, where)
        self._unit(reading, where, noun)
        self._thing(reading, where, noun)
        self._direction(reading, where)
        self._subject(reading, where)
        self._time(reading, where)
        reading.tags = self.words.tags(where.sentence)
        if "target" in reading.tags and where.previous is not None and re.search(r"\bfrom\s*\Z|compared", where.lead):
            reading.tags = [tag for tag in reading.tags if tag != "target"]
        if "forecast" in reading.tags and "target" in reading.tags:
            reading.doubts["kinds"] = "the sentence speaks of a target and of a forecast"
        return reading

    def _after(self, where: _Place) -> str:
        tail = where.tail
        return tail[1:] if tail.startswith("-") else tail

    def _comparison(self, where: _Place) -> str:
        """The word of comparison that follows a figure: "more", "less", "cheaper"."""
        tail = self._after(where)
        tail = tail[after_figure(tail, self.words)[1] :] if where.figure.unit is None else tail
        found = re.match(
            rf"\s*({self.words.comparative.pattern})(?! (?!than|on|year|compared|and|in|but|at)\w)", tail, re.I
        )
        if found and re.fullmatch(r" than (?:the )?", tail[found.end() :]):
            return ""  # "slightly fewer than the 1.5 million of the year before"
        beside = found or re.match(r"\s*(below|above)(?= [a-z])", tail, re.I)  # "5% below budget"
        return beside[1].lower() if beside else ""

    def _kind(self, reading: Reading, where: _Place) -> None:
        found, unit, previous = reading.governor, where.figure.unit, where.previous
        noun = found.noun.lower()
        reading.compares = bool(self._comparison(where))
        if where.figure.rank:
            reading.kind = "rank"
        elif self._of_so_many(where):
            reading.kind = "share"
        elif self._is_held_against(where) and where.peer is not None:
            reading.kind = where.peer.kind
        elif self._is_change(where, noun):
            reading.kind = "change"
        elif noun and noun.split()[-1] in self.words.share_nouns:
            reading.kind = "share"
        elif noun:
            reading.kind = "level"
        elif unit is UnitKind.POINTS:
            reading.kind = "lead" if found.kind == "ahead" else "change"
        elif unit is UnitKind.TIMES:
            written = where.sentence[where.figure.start : where.figure.end]
            stands = written == "twice" or (
                found.verb in self.words.copulas and re.match(r" (?!more|less)[a-z]", where.tail)
            )
            reading.kind = "level" if stands else "change"  # "is 1.2 times the average"
        elif found.kind == "change" and found.preposition in ("", "by", "("):
            reading.kind = "change"
        elif found.kind == "change":
            reading.kind = "level"
        elif found.kind == "share" or (unit is UnitKind.PERCENT and self._is_part(where)):
            reading.kind = "share" if unit is UnitKind.PERCENT else "level"
        elif unit is UnitKind.PERCENT and (self._signed(where) or self._told_before(where)):
            reading.kind = "change"
        elif not found.verb and where.peer is not None:
            reading.kind = self._kind_in_list(where, where.peer)
        elif found.verb == "followed" and previous is not None and unit is previous.figure.unit:
            reading.kind = previous.kind
        elif self._share_in(where.lead):
            reading.kind = "share"
        if reading.kind in ("level", "share") and unit is UnitKind.PERCENT and self._share_in(found.thing):
            reading.kind = "share"

    def _noun_after(self, where: _Place) -> re.Match[str] | None:
        """A noun for a change after the figure: "a 7.7 percent increase in imports"."""
        if where.figure.unit is None:
            return None
        nouns = "|".join(sorted(self.words.change_nouns, key=len, reverse=True))
        of = r"(?: (?:in|of) ((?:[\w'-]+ ?){1,5}))?"
        return re.match(rf" (?:(?!(?:in|of|for|to|at|by) )[\w-]+ )?({nouns})\b{of}", where.tail, re.IGNORECASE)

    def _repeats_change(self, where: _Place) -> bool:
        """ "a drop of 3.1 million tonnes or 16.4%", "fell by 17.3% (1.8 million tonnes)": one change told twice."""
        previous = where.previous
        if previous is None or previous.kind != "change" or previous.figure.unit is where.figure.unit:
            return False
        return bool(re.fullmatch(r"[\s\w]*?(?:,? or|\()\s*", where.lead)) and len(where.lead.split()) <= 2

    def _signed(self, where: _Place) -> str:
        """A sign before the number: "+6.2%"."""
        found = re.search(r"[(\s]([+-])\s*\Z", where.sentence[: where.figure.start])
        return found[1] if found else "-" if where.figure.number < 0 else ""

    def _told_before(self, where: _Place) -> str:
        """The change that a list in brackets is of: "the largest increase was recorded in wood (12%)"."""
        if where.previous is not None:
            return ""
        nouns = [match[0] for match in whole(self.words.change_nouns).finditer(where.blank[: where.start])]
        return nouns[-1] if nouns and re.search(r"\(\s*(?:of|by)?\s*\Z", where.lead) else ""

    def _is_change(self, where: _Place, noun: str) -> bool:
        """Whether a noun or a comparison beside the figure makes it a change."""
        told = self._comparison(where) or self._noun_after(where) or self._repeats_change(where)
        return bool(told) or self._tells_change(where, noun)

    def _tells_change(self, where: _Place, noun: str) -> bool:
        """Whether a noun is one of a change; a loss of money is a sum."""
        if where.figure.unit is UnitKind.MONEY or self._counts_money(where):
            noun = re.sub(r"\b(?:loss|losses|gain|gains)\Z", "", noun)
        return bool(self.words.change_noun.search(noun))

    def _counts_money(self, where: _Place) -> bool:
        after = after_figure(self._after(where), self.words)[0] if where.figure.unit is None else []
        return bool(after) and self.words.singular(after[0]) in self.words.money_units

    def _kind_in_list(self, where: _Place, previous: Reading) -> str:
        """The kind of a figure without a verb: that of the one before, but "to X" after a change is a level."""
        to_level = re.search(r"\b(?:from|to|at)\s*\Z", where.lead)
        counts = where.figure.unit is None and bool(after_figure(self._after(where), self.words)[0])
        own = previous.kind == "rank" or (previous.compares and counts)  # "17 fewer, and 4,350 injuries"
        return "level" if own or (previous.kind == "change" and to_level) else previous.kind

    def _is_held_against(self, where: _Place) -> bool:
        """Whether the value before is held against this one: "91.2%, against 88.7% a year earlier"."""
        return where.peer is not None and where.peer.kind != "rank" and bool(_HELD_AGAINST.search(where.lead))

    def _of_so_many(self, where: _Place) -> re.Match[str] | None:
        """ "one in five", as it is written."""
        written = where.sentence[where.figure.start : where.figure.end]
        return _OF_SO_MANY.match(written) if where.figure.unit is UnitKind.PERCENT else None

    def _share_in(self, phrase: str) -> bool:
        return any(word in self.words.share_nouns for word in phrase.lower().split())

    def _is_part(self, where: _Place) -> bool:
        return bool(re.match(r" of (?:the |all |its |their |total |\w+)", where.tail))

    # What is counted

    def _unit(self, reading: Reading, where: _Place, noun: list[str]) -> None:
        figure = where.figure
        fixed = {UnitKind.PERCENT: PERCENT, UnitKind.POINTS: POINTS, UnitKind.TIMES: TIMES}
        if figure.unit is UnitKind.MONEY:
            unit = Unit(UnitKind.MONEY, figure.currency)
        elif figure.unit is not None:
            unit = fixed[figure.unit]
        else:
            unit = self._counted(reading, where, noun)
        sign = "=" if _THAN_THE.search(where.lead) else figure.sign
        reading.value = Quantity.bounded(sign, figure.number, unit)
        if figure.unit in (UnitKind.PERCENT, UnitKind.TIMES) and where.sentence[figure.start].isalpha():
            reading.doubts["value"] = "it is written in words"
        if figure.sign in (">=", "<=") and re.search(r"\bbetween(?:\s[^,]* and)?\s*\Z", where.sentence[: figure.start]):
            reading.doubts["value"] = "it is one end of a range"

    def _counted(self, reading: Reading, where: _Place, noun: list[str]) -> Unit:
        """The noun that is counted: after the figure, or the one counted before, or the head of the thing."""
        after = self._after(where).lstrip().lower()
        for compound in self.words.compound_units:
            if after.startswith(compound):
                return Unit(UnitKind.COUNT, self.words.singular(compound.replace(" ", "-")))
        if where.figure.rank:
            return Unit(UnitKind.COUNT, "place")
        previous = where.previous
        if (
            previous is not None
            and previous.figure.unit is UnitKind.MONEY
            and not noun
            and _OF_WHICH.search(where.lead)
        ):
            return previous.value.unit
        if noun and not self._elliptical(where, noun, previous):
            head = self._head(noun, where.figure, where.tail.startswith("-"))
            if head == "point":
                about_index = any(word in where.sentence.lower() for word in self.words.index_words)
                return Unit(UnitKind.COUNT, "index-point" if about_index else "point-scored")
            if unit := _count(head):
                return unit
        return self._inherited_unit(reading, where)

    def _elliptical(self, where: _Place, noun: list[str], previous: Reading | None) -> bool:
        """ "nine recorded higher prices, two lower prices": what follows is not what is counted."""
        after = self._after(where).split()
        first = after[0].strip(",.;").lower() if after else ""
        comparing = {*self.words.comparatives["up"], *self.words.comparatives["down"]}
        return previous is not None and first in comparing and "than" not in after[:4]

    def _head(self, noun: list[str], figure: Figure, hyphen: bool = False) -> str:
        plural = next((word for word in reversed(noun) if self.words.is_plural(word.lower())), None)
        if plural is None or hyphen:
            plural = noun[0] if hyphen else noun[0] if figure.number == 1 or len(noun) == 1 else noun[-1]
        return self.words.singular(plural).replace("'", "")

    def _inherited_unit(self, reading: Reading, where: _Place) -> Unit:
        previous = where.previous
        reading.doubts["unit"] = "the noun that is counted does not follow the figure"
        counted = previous.value.unit if previous and previous.value.unit.kind is UnitKind.COUNT else None
        numbers = re.match(r"(?:total )?number of ", reading.governor.thing)
        if counted and counted.name in (self.words.units if numbers else self.words.money_units):
            counted = None if reading.governor.verb else counted
        if counted and (not reading.governor.verb or counted.name in self.words.units):
            return counted
        if self.words.index_words & {*reading.governor.thing.lower().split()}:
            return Unit(UnitKind.COUNT, "index-point")
        named = reading.governor.thing or (previous.thing if previous else "")
        head = self._thing_head(named)
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
        return _count(head) or Unit(UnitKind.COUNT, "item")

    def _thing_head(self, thing: str) -> str:
        """The head of a phrase: the last word before the first preposition."""
        head = before = ""
        parts = thing.split()
        for place, word in enumerate(parts):
            if word.lower() in self.words.prepositions and head:
                if word == "of" and self._is_empty(" ".join(parts[:place])):
                    return self._thing_head(" ".join(parts[place + 1 :]))  # "the total number of passengers"
                break
            before, head = head, word
        if before and head.endswith("ed") and self.words.is_plural(before.lower()):
            head = before  # "vacancies registered with the service"
        if before and self.words.singular(head.lower()) in self.words.empty_nouns:
            return _letters(self.words.singular(before))  # "passenger numbers" count passengers
        plain = self.words.singular(head.strip("'\"").removesuffix("'s"))
        return plain if re.fullmatch(r"[a-z][a-z-]*", plain) and self.words.is_plural(head.lower()) else ""

    # What is measured

    def _thing(self, reading: Reading, where: _Place, noun: list[str]) -> None:
        found, previous = reading.governor, where.previous
        if self._is_held_against(where) and where.peer is not None:
            reading.thing = where.peer.thing
            reading.doubts["indicator"] = "it is that of the value before"
            return
        own = "" if self._repeats_change(where) else self._own_thing(reading, where, noun)
        if self._undergoes(reading, where) and previous is not None:
            reading.thing = previous.thing
            reading.doubts["indicator"] = "it is that of the change before"
            return
        thing = self._without_names(own) if own else ""
        if thing and self._is_price(reading, where) and not self._priced(thing):
            thing = f"price of {thing}"
        if previous is not None and thing.lower() in self.words.share_nouns and _OWNED.search(where.lead):
            thing, reading.kind = previous.thing, "share"  # "doubled their share to 38%"
        if thing and not self._is_empty(thing):
            reading.thing = thing
            if found.preposition == "(":
                reading.doubts["indicator"] = "it stands before a bracket, and may be longer than that"
            return
        reading.doubts["indicator"] = "it is not named beside the figure"
        if previous is not None and (self._is_pronoun(own) or not own or found.detached or not found.verb):
            reading.thing = previous.thing
            if reading.value.unit == POINTS and previous.kind == "share":
                reading.thing = previous.indicator
        elif self.found and (self._is_pronoun(own) or (not own and where.lead.lstrip().startswith("Each "))):
            reading.thing = self._meant(reading).thing
        else:
            reading.thing = self._earlier(reading)
        if not reading.thing and self.found and self.found[-1].value.unit == reading.value.unit:
            reading.thing, reading.kind = self.found[-1].thing, self.found[-1].kind  # "there the figure is above 10%"
        if not reading.thing:
            reading.thing = thing or " ".join(noun).lower()

    def _undergoes(self, reading: Reading, where: _Place) -> bool:
        """Whether another one has the change spoken of before: "enrolment grew in Dorn, while the towns saw a fall"."""
        previous = where.previous
        same = previous is not None and previous.kind == reading.kind == "change"
        noun = reading.governor.noun.lower()
        return same and reading.governor.verb in self.words.undergoing and noun in self.words.change_nouns

    def _meant(self, reading: Reading) -> Reading:
        """What a pronoun stands for: the last figure of the same unit in the sentence before, or the last of all."""
        last = self.found[-1]
        here = [one for one in self.found if (one.paragraph, one.sentence) == (last.paragraph, last.sentence)]
        return next((one for one in reversed(here) if one.value.unit == reading.value.unit), last)

    def _is_price(self, reading: Reading, where: _Place) -> bool:
        """Whether a change is one of a price: "cost 3.9% more", "11.6% dearer", and what follows in the same list."""
        if reading.kind != "change" or reading.value.unit != PERCENT:
            return False
        comparison, peer = self._comparison(where), where.peer
        listed = (
            peer is not None and not reading.governor.verb and not comparison and peer.thing.startswith("price of ")
        )
        return comparison in self.words.price_words or (bool(comparison) and reading.governor.verb == "cost") or listed

    def _priced(self, thing: str) -> bool:
        return any(self.words.singular(word) in ("price", "cost") for word in thing.lower().split())

    def _own_thing(self, reading: Reading, where: _Place, noun: list[str]) -> str:
        found, figure, tail = reading.governor, where.figure, where.tail
        if many := self._of_so_many(where):
            return self.words.plural(many["noun"]) if many["noun"] else " ".join(after_figure(tail, self.words)[0])
        if those := self._those(where):
            return those
        if aside := _WITH_A_SHARE.search(where.lead):
            return aside[1]
        if reading.value.unit == PERCENT and _OF_THEM.match(tail) and (self.found or where.previous):
            reading.kind = "share"
            return (where.previous or self.found[-1]).thing
        if after := self._noun_after(where):
            return self._cut(after[2]) if after[2] else "" if found.detached or not found.thing else found.thing
        counted = reading.value.unit.name if reading.value.unit.kind is UnitKind.COUNT else ""
        things = noun and counted and counted not in self.words.units and "unit" not in reading.doubts
        if reading.kind == "rank":
            return "rank"
        if counted == "place":
            return "rank"
        telling = found.noun and not found.detached and not self._is_empty(found.noun)
        if things and telling and not self.words.change_noun.search(found.noun.lower()):
            return f"{found.noun} of {' '.join(noun)}"
        if things and not (found.preposition in ("to", "from") and found.kind == "change" and found.thing):
            return " ".join(noun)
        if reading.value.unit == PERCENT and re.search(r"\bof \w+ing\Z|\bto \w+\Z", where.lead.rstrip()):
            part = re.match(r" of (?:the |all |its )*((?:[\w'-]+ ?){1,4})", tail)  # "the goal of covering 25% of …"
            if part and self._cut(part[1]):
                reading.kind = "share"
                return self._cut(part[1])
        if found.noun:
            last = found.noun.lower()
            if self._tells_change(where, last):
                plain = self.words.change_noun.sub("", found.noun).replace("year-on-year", "").strip()
                if found.detached or self._is_pronoun(found.thing):
                    return ""
                return found.thing or plain
            if last.split()[-1] in self.words.share_nouns and len(last.split()) == 1:
                return found.thing
            if self.words.change_noun.search(last):
                return last.split()[-1]  # "losses of 9 million euros"
            if not self._is_empty(found.noun):
                costs = last.split()[-1] in self.words.cost_nouns and not found.thing
                return f"{found.noun} of {where.previous.thing}" if costs and where.previous else found.noun
        if re.match(r"-\w", where.tail) and noun:
            return " ".join(noun[1:]) or noun[0]
        if counted in self.words.units and (of := re.match(r"\s*[\w -]*? of ((?:[\w-]+ ?){1,3})", tail)):
            inner = self._cut(of[1])
            if inner and found.preposition in ("", "of"):
                return inner
        if (figure.unit is UnitKind.MONEY or counted in self.words.money_units) and (
            paid := self._paid_for(found, tail, where)
        ):
            return paid
        if found.detached and found.kind == "change" and where.previous is not None:
            return ""
        if reading.kind == "share" and (shared := self._shared_in(found, where)):
            return shared
        if re.search(r"\bof which\s*\Z", where.lead):
            return ""
        thing = found.thing
        if where.previous is not None and not found.verb and re.match(r"[\s,]*(?:or|to|from|up|down)\b", where.lead):
            return ""
        return self._referring(thing, where)

    def _paid_for(self, found: Governor, tail: str, where: _Place) -> str:
        """What money is for: "14 million in subsidies", "spent 612 million"; empty where another rule has to tell."""
        rest = where.sentence[where.figure.end :]
        passive = None if found.verb else re.match(rf"{_ASIDE}{_PASSIVE} ((?:[\w'-]+ ?){{1,6}})", rest)
        if passive and (spent := self._cut(passive[1])):
            return spent
        aim = re.match(r"(?: [a-z]+)? to [a-z]+ (?:[\d.,]+ )?((?:[\w'-]+ ?){1,4})", rest)
        if aim and not found.verb and not found.thing:
            return self._cut(aim[1])
        noun = after_figure(tail, self.words)[1] if where.figure.unit is None else 0
        purpose = re.match(r"(?: [\w]+ed)? (?:in|for|of|on) ((?:[\w'-]+ ?){1,6})", tail[noun:])
        inner = self._cut(purpose[1]) if purpose else ""
        action, actor = self.words.action_verbs.get(found.verb), found.thing
        if inner and found.kind == "action" and (not self._name_in(inner) or self._without_names(inner)):
            if action == "investment":
                return f"{action} in {inner}"
            if action != "spending":
                return inner
        if action:
            unnamed = not actor or self._name_in(actor) is not None or self._is_empty(actor)
            return action if unnamed else f"{action} of {actor}"
        elsewhere = found.thing or found.noun or self._name_in(inner)
        return "" if elsewhere else inner

    def _shared_in(self, found: Governor, where: _Place) -> str:
        """What has a share, "the share of rail"; or, where nothing else is named, what is shared: "half of all"."""
        share = re.search(r"\bshare of ([\w' -]+?)(?: (?:to|from|at|by))?\s*\Z", where.lead)
        if share:
            return share[1].strip()
        part = re.match(r" of (?:the |all |its )*((?:[\w'-]+ ?){1,4})", where.tail)
        bare = not found.thing or (not found.verb and where.previous is None)
        return self._cut(part[1]) if part and bare else ""

    def _those(self, where: _Place) -> str:
        """ "those from Norway" right before the figure: the same, of another."""
        named = r"((?:[A-Z][\w'-]+ )*[A-Z][\w'-]+ ?)"
        found = re.search(rf"\bthose (from|in|of) (?:the )?{named}(?:by|to|at)?\s*\Z", where.lead)
        if not found or where.previous is None:
            return ""
        return f"{re.split(r' (?:from|in|of) ', where.previous.thing)[0]} {found[1]} {found[2].strip()}"

    def _referring(self, thing: str, where: _Place) -> str:
        """ "those from Norway" are the arrivals spoken of before."""
        found = re.match(r"those ((?:from|in|of|to) .*)", thing)
        source = where.previous or (self.found[-1] if self.found else None)
        if found and source is not None:
            return f"{source.thing.split(' from ')[0].split(' in ')[0]} {found[1]}"
        return thing

    def _cut(self, phrase: str) -> str:
        """A phrase up to the first word that is none of it."""
        kept: list[str] = []
        stop = (
            (self.words.prepositions - {"of", "and"}) | self.words.auxiliaries | self.words.conjunctions | {"reported"}
        )
        for word in phrase.split():
            if word.lower() in stop and kept:
                break
            if word.lower() in self.words.determiners:
                if kept and kept[-1] == "of":
                    continue
                if not kept:
                    continue
                break
            kept.append(word)
        while kept and kept[-1] in ("of", "and"):
            kept.pop()
        return " ".join(kept)

    def _is_pronoun(self, thing: str) -> bool:
        first, *rest = thing.lower().split() or [""]
        return first.split("'")[0] in self.words.pronouns and not {*rest} - self.words.determiners  # "that's a"

    def _is_empty(self, thing: str) -> bool:
        """Whether a phrase says nothing of what is measured."""
        plain = [word for word in re.findall(r"[\w'-]+", thing.lower()) if word not in self.words.determiners]
        small = self.words.prepositions | self.words.pronouns | self.words.conjunctions
        months = {*self.figure_words.months}
        telling = [
            word for word in plain if word not in small and word not in self.words.empty_nouns and word not in months
        ]
        return not [
            word for word in telling if word not in ("preliminary", "provisional", "only", "large", "alone", "latest")
        ]

    def _without_names(self, thing: str) -> str:
        """A thing without the names of places and organisations: "Estmark's seaports" leave the seaports."""
        whole_thing = thing
        for name in self.names:
            for called in (name.text, *name.aliases):
                plain = re.escape(called)
                thing = re.sub(rf"(?:the )?{plain}'s ", "", thing)
                thing = re.sub(rf"(?:\b(?:in|at) )?(?:the )?(?<!from )(?<!from the ){plain} ?", "", thing)
        owners = "|".join(f"{word}'s" for word in self.words.empty_nouns)
        thing = re.sub(rf"\b(?:the|a|an|{owners}) ", "", thing)
        thing = re.sub(r"\b(?:in|at|on|for)(?: the)?(?: \w+)? (?:month|year|period)\b.*\Z", "", thing)
        named = thing != whole_thing and any(name.stands_in(whole_thing) >= 0 for name in self.names)
        if named and re.fullmatch(rf"(?:{'|'.join(self._place_words)})(?: of)?", thing.strip(" ,")):
            return ""  # "the port of Ternby"
        thing = re.sub(r" (?:next|this|last) (?:year|month|quarter)\Z", "", thing.strip())
        thing = re.sub(r"\A(?:year-on-year|annual rate of|average) (?=growth)", "", thing)
        thing = re.sub(r"\s*\b(?:and|or|in|at|of|for|to|such as|from|the)\Z", "", thing.strip(" ,"))
        words = thing.split()[:9]
        return " ".join(word if word.isupper() or word in self._capitals else word.lower() for word in words)

    @property
    def _place_words(self) -> set[str]:
        return {word.lower() for words in self.words.place_kinds.values() for word in words}

    @property
    def _capitals(self) -> set[str]:
        return {word for name in self.names for word in name.text.split()}

    def _earlier(self, reading: Reading) -> str:
        """What was measured before in the same unit and way: in the paragraph, or else first of all."""
        same = [
            each
            for each in self.found
            if each.kind == reading.kind and each.value.unit == reading.value.unit and each.thing
        ]
        here = [each for each in same if each.paragraph == reading.paragraph]
        if here:
            return here[-1].thing
        if same:
            return same[0].thing
        if reading.kind == "change" and self.found:
            return self.found[0].thing
        return ""

    # Which way

    def _direction(self, reading: Reading, where: _Place) -> None:
        comparison, found = self._comparison(where), reading.governor
        direction = Direction.NONE
        if reading.kind in ("change", "lead"):
            if comparison:
                direction = Direction.UP if comparison in self.words.comparatives["up"] else Direction.DOWN
                if self.figure_words.falling.search(f"{found.thing} {found.noun}") and direction is Direction.DOWN:
                    direction = Direction.UP  # a decline that is smaller
            else:
                direction = self._way(found.noun) or self._way(found.verb) or Direction.NONE
                if direction is Direction.NONE:
                    direction = self._way(self._told_before(where)) or Direction.NONE
                if sign := self._signed(where):
                    direction = Direction.UP if sign == "+" else Direction.DOWN
                if direction is Direction.NONE:
                    written = where.sentence[where.figure.start : where.figure.end]
                    direction = self._way(written) or Direction.NONE
                if direction is Direction.NONE and found.verb in ("went", "edging", "edged", "changed"):
                    direction = self._way(where.lead[where.lead.rfind(found.verb) :]) or Direction.NONE
                if after := self._noun_after(where):
                    direction = self._way(after[1]) or direction
                if direction is Direction.NONE and not found.verb and where.peer is not None:
                    direction = where.peer.direction
                if direction is Direction.NONE and not found.verb and where.previous is not None:
                    direction = where.previous.direction
                if direction is Direction.NONE:
                    direction = self._way(where.lead[-40:]) or Direction.NONE
        reading.direction = direction
        falls = reading.kind == "change" and direction is Direction.DOWN and where.figure.number > 0
        if falls and reading.value.unit == PERCENT:
            reading.value = -reading.value
        if reading.kind == "change" and direction is Direction.NONE:
            reading.doubts["direction"] = "no word says which way"

    def _way(self, word: str) -> Direction | None:
        down, up = self.figure_words.falling.search(word), self.figure_words.rising.search(word)
        if down and not up:
            return Direction.DOWN
        return Direction.UP if up and not down else None

    # Whom it is about

    def _name_in(self, phrase: str) -> Name | None:
        found = [(at, name) for name in self.names if (at := name.stands_in(phrase)) >= 0]
        return max(found, key=lambda each: len(each[1].text))[1] if found else None

    def _subject(self, reading: Reading, where: _Place) -> None:
        found = reading.governor
        lead = where.lead
        if re.search(rf"\b(?:{'|'.join(sorted(self.words.empty_nouns))})'s (?:\w+ )?\Z", f"{lead.rstrip()} "):
            reading.doubts["subject"] = "it is that of the place which the release is about"
            return
        if self._is_held_against(where) and where.peer is not None:
            reading.subject = where.peer.subject
            reading.doubts["subject"] = "it is that of the value before"
            return
        if lead.rstrip().endswith("("):
            bracketed = self._last_name(lead)
            if bracketed:
                reading.subject = bracketed.text
                return
        if located := self._located(where.tail):
            reading.subject = located.text
            return
        listed = self._listed(reading, where)
        if listed:
            return
        if re.search(r" from (?:the )?[A-Z]", reading.thing) and self._those(where):
            reading.doubts["subject"] = "no name stands beside the figure"
            return
        if (
            found.thing
            and (name := self._name_in(found.thing))
            and not re.search(r"\b(?:from|with|by) (?:the )?" + re.escape(name.text), found.thing)
        ):
            reading.subject = name.text
            return
        if clause := self._clause_name(where):
            reading.subject = clause.text
            return
        previous = where.previous
        if previous is not None and (
            not found.verb or found.detached or self._is_pronoun(found.thing) or not found.thing
        ):
            reading.subject = previous.subject
            reading.doubts["subject"] = "it follows what was said before in the sentence"
            return
        if self._is_pronoun(found.thing) and self.found and self.found[-1].paragraph == reading.paragraph:
            reading.subject = self.found[-1].subject
            reading.doubts["subject"] = "it follows the sentence before"
            return
        reading.doubts["subject"] = "no name stands beside the figure"

    def _located(self, tail: str) -> Name | None:
        """A place right after the figure: "1.2% in Dorn"."""
        near = re.match(r"((?:[\w'-]+ ){0,3}?)(?:in|at|for) (?:the capital, )?(?:the )?(?=[A-Z])", tail.lstrip())
        if not near or re.search(r"\b(?:as|than|compared)\b", near[1]):
            return None
        rest = tail.lstrip()[near.end() :]
        return next((name for name in self.names if name.kind == "place" and name.stands_in(rest) == 0), None)

    def _last_name(self, lead: str) -> Name | None:
        found = [(lead.rfind(name.text), name) for name in self.names if name.text in lead]
        return max(found, key=lambda each: each[0])[1] if found else None

    def _listed(self, reading: Reading, where: _Place) -> bool:
        """ "A, B and C each reported 10%": the figure is said of all of them."""
        phrase = where.lead
        phrase = re.sub(r"\w+'s", lambda match: "_" * len(match[0]), phrase)  # "Europe's busiest port" is no list
        places = sorted(
            (at, name.text) for name in self.names if name.kind == "place" and (at := name.stands_in(phrase)) >= 0
        )
        if len(places) < 2:
            return False
        between = [phrase[a[0] + len(a[1]) : b[0]] for a, b in pairwise(places)]
        run = [places[0]]
        for gap, place in zip(between, places[1:], strict=True):
            run = [*run, place] if re.fullmatch(r",? (?:and )?(?:the )?", gap) else [place]
        if len(run) < 2:
            return False
        reading.subject, *reading.others = [text for _, text in run]
        return True

    def _clause_name(self, where: _Place) -> Name | None:
        """A place at the beginning of the clause: "In Altwil, customers pay", "Palavi was also …, with"."""
        clause = re.split(r"[;:]|, (?:while|whereas|but|and)\b", where.sentence[: where.start])[-1]
        inside = re.search(r"(?:\A|[,;] |but )\s*(?:In|At|in|at) (?:the )?(?:[a-z]+(?: of|,) )?(?=[A-Z])", clause)
        for name in self.names:
            if name.kind != "place":
                continue
            at = name.stands_in(clause)
            if at < 0:
                continue
            if inside and at == inside.end():
                return name
            before = clause[:at].strip().lower()
            if before in ("", "the", "the town of", "the city of", "among the"):
                return name
            if re.search(r", \Z", clause[:at]) and re.match(
                r" (?:ranked|remained|placed|was|came)\b", clause[at + len(name.text) :]
            ):
                return name
        return None

    # When

    def _time(self, reading: Reading, where: _Place) -> None:
        sentence, figure = where.sentence, where.figure
        named = period_of(sentence, figure.start, figure.end, self.words)
        reading.period = named or self.main
        if named is None:
            reading.doubts["period"] = "no period stands in the sentence"
        elif len({each.id for each in periods_in(sentence, self.words)}) > 1:
            reading.doubts["period"] = "the sentence names several"
        if reading.kind == "change":
            reading.basis = basis_of(where.lead, where.tail, self.words)
            if reading.basis == "year-on-year":
                reading.compared_with = f"{reading.period}{LAST_YEAR}"
            elif reading.basis == "month-on-month":
                reading.compared_with = self._month_before(reading.period)
            elif reading.basis is None and (other := compared_with(sentence, self.words)):
                reading.compared_with = other
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

    def _month_before(self, period: str | None) -> str | None:
        """The period of the month before one of a single month."""
        months = {each.months[0]: each.id for each in self.words.periods if each.months[0] == each.months[1]}
        own = next((month for month, name in months.items() if name == period), 1)
        return months.get(own - 1)

    # Lists

    def _shared_unit(self, read: list[Reading], sentence: str) -> None:
        """ "from 6.8 to 6.1 days": what is counted stands behind the second."""
        for one, after in pairwise(read):
            between = sentence[one.figure.end : after.figure.start]
            told = after.value.unit.kind is UnitKind.COUNT and "unit" not in after.doubts
            if told and "unit" in one.doubts and one.figure.unit is None and between in (" to ", " and ", " or "):
                one.value = Quantity.bounded(one.figure.sign, one.figure.number, after.value.unit)
                del one.doubts["unit"]

    def _shared_comparison(self, read: list[Reading], sentence: str) -> None:
        """ "six hotels and 410 rooms more": the comparison at the end is for both."""
        for place in range(len(read) - 2, -1, -1):
            one, after = read[place], read[place + 1]
            between = sentence[one.figure.end : after.figure.start]
            joined = re.fullmatch(r"(?: [\w -]+)? and ", between)
            counted = after.value.unit.kind is one.value.unit.kind and one.value.unit.kind in _LISTED_UNITS
            if joined and counted and one.kind == "level" and after.kind == "change":
                one.kind, one.direction, one.basis = "change", after.direction, after.basis
                one.compared_with = after.compared_with

    def _respectively(self, read: list[Reading], sentence: str) -> None:
        """ "A, B and C grew by 1%, 2% and 3%, respectively": names in their order."""
        if "respectively" not in sentence:
            return
        before = sentence[: sentence.find("respectively")]
        group = [each for each in read if each.figure.start < len(before)]
        run: list[Reading] = group[-1:]
        for each in reversed(group[:-1]):
            if re.fullmatch(r"(?:,| and|, and|%| )+", sentence[each.figure.end : run[0].figure.start]):
                run.insert(0, each)
            else:
                break
        if len(run) < 2:
            return
        lead = sentence[: run[0].figure.start]
        first = run[0]
        clause = re.split(r"[;:]|, (?:while|whereas|but)\b|\bsuch as\b|\bincluding\b|\bwhile\b|\bwhereas\b", lead)[-1]
        cut = re.search(rf"\b(?:{'|'.join(sorted(self.words.verbs))})\b", clause)
        items = [
            item.strip()
            for item in re.split(r", and |, | and ", clause[: cut.start()] if cut else clause)
            if item.strip()
        ]
        if self._named_in_order(run, clause, sentence) or len(items) < len(run):
            return
        for item, each in zip(items[-len(run) :], run, strict=True):
            name = self._name_in(item)
            each.others = []
            each.kind, each.direction, each.basis = first.kind, first.direction, first.basis
            each.value = abs_like(each.value, first)
            if name is not None:
                each.subject = name.text
                each.doubts.pop("subject", None)
                if self._names_only(first, items):
                    each.thing = self._earlier_than(read, each) or each.thing
                    each.doubts["indicator"] = "it is not named beside the figure"
            else:
                each.thing = self._without_names(item)
                each.subject = ""
                each.doubts["subject"] = "no name stands beside the figure"

    def _named_in_order(self, run: Sequence[Reading], clause: str, sentence: str) -> bool:
        """Whether the names stand elsewhere: "In A and B, coverage was 70% and 48%", or before a relative clause."""
        *main, clause = re.split(r", (?:which|that)\b", clause)
        places = sorted((at, name.text) for name in self.names if (at := name.stands_in(clause)) >= 0)
        gaps = [clause[a[0] + len(a[1]) : b[0]] for a, b in pairwise(places)]
        first = run[0]
        if len(places) == len(run) and all(re.fullmatch(r",? (?:and )?(?:the )?", gap) for gap in gaps):
            if not re.search(r",", clause[places[-1][0] :]):
                return False  # they are the subject itself
            thing, kind = first.thing, first.kind
            part = re.match(r" of ((?:[\w'-]+ ?){1,4})", sentence[run[-1].figure.end :])
            if part and not first.governor.verb:  # "In A and B, 8% and 11% of premises, respectively, stand empty"
                thing, kind = self._cut(part[1]), "share"
            for each, (_, name) in zip(run, places, strict=True):
                each.subject, each.thing, each.kind, each.others = name, thing, kind, []
                each.doubts.pop("subject", None)
            return True
        before = [each for each in self.found if (each.paragraph, each.sentence) == (first.paragraph, first.sentence)]
        before = [each for each in before if each.figure.end < first.figure.start][-len(run) :]
        if places or len(before) != len(run) or not main:
            return False
        for each, one in zip(run, before, strict=True):
            each.subject, each.thing, each.kind, each.others = one.subject, one.thing, first.kind, []
        return True

    def _names_only(self, first: Reading, items: list[str]) -> bool:
        return all(self._name_in(item) for item in items[-2:])

    def _earlier_than(self, read: list[Reading], reading: Reading) -> str:
        earlier = [each for each in self.found if each not in read or each.figure.start < read[0].figure.start]
        same = [each for each in earlier if each.kind == reading.kind and each.value.unit == reading.value.unit]
        here = [each for each in same if each.paragraph == reading.paragraph]
        return (here[-1] if here else same[0]).thing if same else ""


def abs_like(value: Quantity, first: Reading) -> Quantity:
    """A value with the sign of the first of its list."""
    falls = first.kind == "change" and first.direction is Direction.DOWN and value.unit == PERCENT
    if falls and value.low is not None and value.low > 0:
        return -value
    return replace(value)


def _letters(noun: str) -> str:
    return noun if re.fullmatch(r"[a-z][a-z-]*", noun) else ""


def _count(noun: str) -> Unit | None:
    from facts.quantity import UnitError, parse_unit

    try:
        unit = parse_unit(noun)
    except UnitError:
        return None
    return unit if unit.kind is UnitKind.COUNT else None
