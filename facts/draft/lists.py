"""What figures in a row share: a unit, a comparison, names in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from facts.draft.phrases import Phrases
from facts.draft.reading import Reading
from facts.model import Direction
from facts.quantity import PERCENT, Quantity, UnitKind

_FEWEST_PARTS: Final = 3
_LISTED_UNITS: Final = (UnitKind.COUNT, UnitKind.PERCENT, UnitKind.POINTS)


class Lists:
    """Lets the readings of one sentence share what is said once."""

    def __init__(self, phrases: Phrases, found: Sequence[Reading]) -> None:
        self.phrases, self.words, self.names, self.found = phrases, phrases.words, phrases.names, found

    def share(self, read: list[Reading], sentence: str) -> None:
        """Change the readings of a sentence by what the others of it tell."""
        self._shared_unit(read, sentence)
        self._shared_comparison(read, sentence)
        self._respectively(read, sentence)
        self._one_each(read, sentence)
        self._one_target(read, sentence)
        self._all_parts(read, sentence)

    def _all_parts(self, read: list[Reading], sentence: str) -> None:
        """ "traffic 41%, heating 26%, industry 19%, others 14%": percentages of several things that make up all."""
        parts = [each for each in read if each.value.unit == PERCENT and each.value.is_exact and each.kind == "level"]
        whole = sum((each.value.value for each in parts), Decimal(0))
        between = [sentence[one.figure.end : after.figure.start] for one, after in pairwise(parts)]
        listed = all(re.fullmatch(r"(?:[,;]| and|, and) [^,;:.]{1,40}", each) for each in between)
        if len(parts) >= _FEWEST_PARTS and listed and abs(whole - 100) <= 1:
            for each in parts:
                each.kind = "share"

    def _one_target(self, read: list[Reading], sentence: str) -> None:
        """ "58%, well short of the target of 75%": of several figures only that beside the noun is the aim."""
        nouns = "|".join(sorted(self.words.target_nouns))
        before = re.compile(rf"\b(?:{nouns})(?: (?:of|for|is|was|at|[a-z]+|(?:19|20)\d\d)){{0,5}}:?\s*\Z")
        behind = re.compile(rf"[ -](?:{nouns})\b")
        aims = [
            each
            for each in read
            if "target" in each.tags
            and (before.search(sentence[: each.figure.start]) or behind.match(sentence, each.figure.end))
        ]
        for each in read if aims else ():
            if each not in aims:
                each.tags = [tag for tag in each.tags if tag != "target"]

    def _one_each(self, read: list[Reading], sentence: str) -> None:
        """ "Ostmark, Selby and Merrin reported 412, 389 and 301 cases": as many figures as names."""
        for place, first in enumerate(read):
            run = [first]
            for after in read[place + 1 :]:
                if not re.fullmatch(r"(?:,|,? and)(?: [a-z]+)? ", sentence[run[-1].figure.end : after.figure.start]):
                    break
                run.append(after)
            names = [first.subject, *first.others]
            if len(run) < 2 or len(names) != len(run):
                continue
            last = run[-1]
            for each, name in zip(run, names, strict=True):
                each.subject, each.others, each.thing, each.kind = name, [], last.thing or first.thing, last.kind
                if each.figure.unit is last.figure.unit is None and "unit" in each.doubts:
                    each.value = Quantity.bounded(each.figure.sign, each.figure.number, last.value.unit)
                each.doubts["subject"] = "there are as many figures as names"

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
            twice = re.fullmatch(r",? or ", between) and after.compares  # "1.9% or 7,690 more than last year"
            if ((joined and counted) or twice) and one.kind == "level" and after.kind == "change":
                if twice and one.value.unit == PERCENT and after.direction is Direction.DOWN:
                    one.value = -one.value
                if twice and one.value.unit.kind is not UnitKind.PERCENT:
                    after.thing = one.thing
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
            name = self.phrases.name_in(item)
            each.others = []
            each.kind, each.direction, each.basis = first.kind, first.direction, first.basis
            each.value = _signed_like(each.value, first)
            if name is not None:
                each.subject = name.text
                each.doubts.pop("subject", None)
                if self._names_only(first, items):
                    each.thing = self._earlier_than(read, each) or each.thing
                    each.doubts["indicator"] = "it is not named beside the figure"
            else:
                each.thing = self.phrases.without_names(item)
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
                thing, kind = self.phrases.cut(part[1]), "share"
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
        return all(self.phrases.name_in(item) for item in items[-2:])

    def _earlier_than(self, read: list[Reading], reading: Reading) -> str:
        earlier = [each for each in self.found if each not in read or each.figure.start < read[0].figure.start]
        same = [each for each in earlier if each.kind == reading.kind and each.value.unit == reading.value.unit]
        here = [each for each in same if each.paragraph == reading.paragraph]
        return (here[-1] if here else same[0]).thing if same else ""


def _signed_like(value: Quantity, first: Reading) -> Quantity:
    """A value with the sign of the first of its list."""
    falls = first.kind == "change" and first.direction is Direction.DOWN and value.unit == PERCENT
    if falls and value.low is not None and value.low > 0:
        return -value
    return replace(value)
