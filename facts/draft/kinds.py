"""In which way a figure measures (a change, a share, a rank, a level), and which way a change goes."""

from __future__ import annotations

import re
from typing import Final

from facts.draft import beside
from facts.draft.clause import Governor, after_figure
from facts.draft.phrases import Phrases
from facts.draft.reading import Place, Reading
from facts.model import Direction
from facts.quantity import PERCENT, POINTS, UnitKind

_OF_THESE: Final = re.compile(
    r"\bof (?:these|those|whom|them),?(?: (?:about|around|some|only|nearly|almost))?\s*\Z", re.IGNORECASE
)

_OF_ALL: Final = re.compile(r"(?:\A|[,;] )(?:of|among) (?:(?:the|its|all|their|our|some|about) )*\Z", re.IGNORECASE)
_THAN_BEFORE: Final = re.compile(
    r" (?:as [a-z]+ as|(?:the|its) (?:[a-z]+ ){1,3}(?:of|in))\b[^,;.]*?"
    r"(?:\b(?:19|20)\d\d\b|\b(?:years?|months?|quarter|decade|earlier|before|ago|previous|last)\b)"
)
"""What makes a multiple one of an earlier value: "twice as many as in 2028", "twice the price of 2019"."""
_OF_WHICH: Final = re.compile(r"\bof which\s*\Z", re.IGNORECASE)


class Kinds:
    """Tells the kind of a reading."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.words, self.figure_words = phrases, phrases.words, phrases.figure_words

    def kind(self, reading: Reading, where: Place) -> None:
        """Tell in which way it measures."""
        found, unit, previous = reading.governor, where.figure.unit, where.previous
        noun = found.noun.lower()
        reading.compares = bool(beside.comparison(where, self.words))
        if where.figure.rank:
            reading.kind = "rank"
        elif beside.so_many(where):
            reading.kind = "share"
        elif beside.is_held_against(where) and where.peer is not None:
            goes_on = re.search(r"\bfrom\s*\Z", where.lead) and re.match(r"(?: [a-z]+)? to\b", where.tail)
            reading.kind = "level" if goes_on and where.peer.kind == "change" else where.peer.kind
        elif self._is_change(where, noun) or self._is_signed(where):
            reading.kind = "change"
        elif noun and noun.split()[-1] in self.words.share_nouns:
            reading.kind = "share"
        elif noun:
            reading.kind = "level"
        elif self._is_points(where):
            reading.kind = "lead" if found.kind == "ahead" else "change"
        elif unit is UnitKind.TIMES:
            written = where.sentence[where.figure.start : where.figure.end]
            stands = not _THAN_BEFORE.match(where.sentence[where.figure.end :]) and (
                written == "twice"
                or found.kind == "share"
                or (found.verb in self.words.copulas and re.match(r" (?!more|less)[a-z]", where.tail))
            )
            reading.kind = "level" if stands else "change"  # "is 1.2 times the average"
        elif self._goes_on_from_points(where, found):
            reading.kind = "share"
        elif previous is not None and self._ends_range(where, previous):
            reading.kind = previous.kind
        elif found.kind == "change" and found.preposition in ("", "by", "("):
            reading.kind = "change"
        elif found.kind == "change" or (unit is UnitKind.PERCENT and self._stands_at(where, found)):
            reading.kind = "level"
        elif found.kind == "share" or (unit is UnitKind.PERCENT and beside.is_part(where)):
            reading.kind = "share" if unit is UnitKind.PERCENT else "level"
        elif unit is UnitKind.PERCENT and (beside.sign(where) or beside.told_before(where, self.words)):
            reading.kind = "change"
        elif unit is UnitKind.PERCENT and (self._is_part_of_before(where) or self._goes_on_sharing(where)):
            reading.kind = "share"
        elif _OF_THESE.search(where.lead):
            reading.kind = "share" if unit is UnitKind.PERCENT else "level"
        elif not found.verb and where.peer is not None:
            reading.kind = self._kind_in_list(where, where.peer, found.thing)
        elif found.verb == "followed" and previous is not None and unit is previous.figure.unit:
            reading.kind = previous.kind
        elif self.phrases.tells_share(where.lead):
            reading.kind = "share"
        if reading.kind in ("level", "share") and unit is UnitKind.PERCENT and self.phrases.tells_share(found.thing):
            reading.kind = "share"

    def _goes_on_from_points(self, where: Place, found: Governor) -> bool:
        """Whether it is where a share got by points: "A holds 41% of it; B gained 0.9 points and reached 35%"."""
        previous, peer = where.previous, where.peer
        moved = previous is not None and previous.value.unit == POINTS and previous.kind == "change"
        shared = peer is not None and peer.kind == "share" and peer.value.unit == PERCENT
        return moved and shared and where.figure.unit is UnitKind.PERCENT and found.kind == "level" and not found.thing

    def _stands_at(self, where: Place, found: Governor) -> bool:
        """Whether something is at so many percent of what it is held to: "levels stood at 83% of capacity"."""
        named = (
            not self.phrases.is_empty(found.thing) and not self.phrases.is_pronoun(found.thing) and not found.detached
        )
        part = re.match(r" of (?:(?:the|all|its|total) )*([a-z]+)", where.tail)
        other = part is not None and self.words.singular(part[1]) not in map(self.words.singular, found.thing.split())
        at = found.preposition == "at" or (found.preposition == "to" and found.verb in self.words.amounting and other)
        return found.kind == "level" and at and named and beside.is_part(where)

    def _ends_range(self, where: Place, previous: Reading) -> bool:
        """Whether it is the end of a range: "growth of 5 to 6%", not "from 5 to 6%"."""
        return previous.figure.sign == ">=" and where.figure.sign == "<=" and where.lead.strip() in ("to", "and", "-")

    def _is_points(self, where: Place) -> bool:
        """Whether it is in percentage points, if only "points" behind a percentage."""
        plain = where.figure.unit is None and re.match(r"[ -]points?\b", where.tail)
        told = "%" in where.sentence or self._after_percent(where)
        return where.figure.unit is UnitKind.POINTS or bool(plain and told)

    def _is_part_of_before(self, where: Place) -> bool:
        """Whether it is a part of what stands before it: "of which 71%", "Of those employed, 24.6%"."""
        last = where.previous
        if last is not None and last.value.unit.kind is UnitKind.COUNT:
            before, between = where.sentence[: last.figure.start], where.sentence[last.figure.end : where.start]
            if _OF_ALL.search(before) and re.fullmatch(r"(?: [\w'-]+){1,5}, ?", between):
                return True  # "Of the 9,640 samples analysed, 99.7% complied"
        return bool(_OF_WHICH.search(where.lead) or beside.of_all(where)) or self._told_in_percent(where)

    def _goes_on_sharing(self, where: Place) -> bool:
        """Whether shares go on in a list: "71% were influenza A, 22% influenza B"."""
        shared = where.peer is not None and where.peer.kind == "share"
        return shared and bool(re.search(r"(?:,|\band)\s*\Z", where.lead)) and bool(re.match(r" [a-z]", where.tail))

    def _told_in_percent(self, where: Place) -> bool:
        """Whether a count is told as a part of all: "158,000 pupils, or 13.3%, hold a foreign passport"."""
        before = where.previous
        if before is None or before.value.unit.kind is not UnitKind.COUNT or before.kind != "level":
            return False
        between = where.sentence[before.figure.end : where.start]
        return bool(re.fullmatch(r"(?: [\w'-]+){0,5}(?:, or| \()", between)) and not before.figure.rank

    def _after_percent(self, where: Place) -> bool:
        return where.previous is not None and where.previous.value.unit in (PERCENT, POINTS)

    def _is_signed(self, where: Place) -> bool:
        """Whether a sign makes it a change: of a rate anywhere, of a count in brackets: "36,100 (-5,300)"."""
        bracketed = bool(re.search(r"\([+-]?\s*\Z", where.sentence[: where.figure.start]))
        return beside.is_signed(where) and (bracketed or self._is_rate(where))

    def _is_rate(self, where: Place) -> bool:
        return where.figure.unit is UnitKind.PERCENT or self._is_points(where)

    def _is_change(self, where: Place, noun: str) -> bool:
        """Whether a noun or a comparison beside the figure makes it a change."""
        told = (
            beside.comparison(where, self.words) or beside.noun_after(where, self.words) or beside.repeats_change(where)
        )
        return bool(told) or beside.tells_change(where, self.words, noun)

    def _kind_in_list(self, where: Place, previous: Reading, governor_thing: str) -> str:
        """The kind of a figure without a verb: that of the one before, but "to X" after a change is a level."""
        to_level = re.search(r"\b(?:from|to|at)\s*\Z", where.lead)
        counts = where.figure.unit is None and bool(after_figure(where.after, self.words)[0])
        measured = {*governor_thing.lower().split()[-1:]} & self.words.measure_nouns
        own = (
            bool(measured) or previous.kind == "rank" or (previous.compares and counts)
        )  # "17 fewer, and 4,350 injuries"
        acts = re.match(r" (?:[a-z]+ed|is|are|was|were|had|have)\b", where.tail)
        own = own or (
            where.lead.rstrip().endswith(";") and where.figure.unit is None and bool(acts)
        )  # "; 19 needed care"
        return "level" if own or (previous.kind == "change" and to_level) else previous.kind

    def direction(self, reading: Reading, where: Place) -> None:
        """Tell which way it went; the value of a fall is made negative."""
        comparison, found = beside.comparison(where, self.words), reading.governor
        direction = Direction.NONE
        if reading.kind in ("change", "lead"):
            if comparison:
                rises = comparison in ("up", *self.words.comparatives["up"])
                direction = Direction.UP if rises else Direction.DOWN
                if self.figure_words.falling.search(f"{found.thing} {found.noun}") and direction is Direction.DOWN:
                    direction = Direction.UP  # a decline that is smaller
            else:
                direction = self.phrases.way(found.noun) or self.phrases.way(found.verb) or Direction.NONE
                if where.peer is not None and beside.is_held_against(where):
                    direction = where.peer.direction
                if direction is Direction.NONE:
                    direction = self.phrases.way(beside.told_before(where, self.words)) or Direction.NONE
                if sign := beside.sign(where):
                    direction = Direction.UP if sign == "+" else Direction.DOWN
                if direction is Direction.NONE:
                    written = where.sentence[where.figure.start : where.figure.end]
                    direction = self.phrases.way(written) or Direction.NONE
                if direction is Direction.NONE and found.verb in ("went", "edging", "edged", "changed"):
                    direction = self.phrases.way(where.lead[where.lead.rfind(found.verb) :]) or Direction.NONE
                if (
                    direction is Direction.NONE
                    and where.figure.unit is UnitKind.TIMES
                    and _THAN_BEFORE.match(where.sentence[where.figure.end :])
                ):
                    direction = Direction.UP
                if after := beside.noun_after(where, self.words):
                    direction = self.phrases.way(after[1]) or direction
                if direction is Direction.NONE and not found.verb and where.peer is not None:
                    direction = where.peer.direction
                if direction is Direction.NONE and not found.verb and where.previous is not None:
                    direction = where.previous.direction
                if direction is Direction.NONE:
                    direction = self.phrases.way(where.lead[-40:]) or Direction.NONE
        reading.direction = direction
        if reading.kind == "change" and reading.value.unit != PERCENT and where.figure.number < 0:
            reading.value = -reading.value  # the direction tells that it fell
        falls = reading.kind == "change" and direction is Direction.DOWN and where.figure.number > 0
        if falls and reading.value.unit == PERCENT:
            reading.value = -reading.value
        if reading.kind == "change" and direction is Direction.NONE:
            reading.doubts["direction"] = "no word says which way"
