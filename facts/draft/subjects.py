"""Whom a figure is about: a name beside it, in its clause, or the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from facts.draft import beside
from facts.draft.names import Name
from facts.draft.phrases import Phrases
from facts.draft.reading import Place, Reading
from facts.quantity import UnitKind

_ONLY: Final = r"(?:(?:only|even|except|and|while|also) )?"

_OF_ALL: Final = re.compile(r"\b(?:most [a-z]+|[a-z]+est|best|worst) (?:of|among)(?: (?:the|all|its))*\s*\Z")


class Subjects:
    """Tells the subject of a reading."""

    def __init__(self, phrases: Phrases, found: Sequence[Reading]) -> None:
        self.phrases, self.words, self.names, self.found = phrases, phrases.words, phrases.names, found

    def subject(self, reading: Reading, where: Place) -> None:
        """Tell whom it is about."""
        found = reading.governor
        lead = where.lead
        if re.search(rf"\b(?:{'|'.join(sorted(self.words.empty_nouns))})'s (?:\w+ )?\Z", f"{lead.rstrip()} "):
            reading.doubts["subject"] = "it is that of the place which the release is about"
            return
        if beside.is_held_against(where) and where.peer is not None and not self._located(where.tail):
            reading.subject = where.peer.subject
            reading.doubts["subject"] = "it is that of the value before"
            return
        if _OF_ALL.search(lead) and where.figure.unit is None:
            reading.doubts["subject"] = "no name stands beside the figure"
            return  # "the most reliable of the 23 lines"
        if lead.rstrip().endswith("("):
            bracketed = self._last_name(lead)
            if bracketed:
                reading.subject = bracketed.text
                return
        if located := self._located(where.tail):
            reading.subject = located.text
            return
        if belongs := self._belonging(reading, where.tail):
            reading.subject = belongs.text
            return
        listed = self._listed(reading, where)
        if listed:
            return
        if re.search(r" from (?:the )?[A-Z]", reading.thing) and beside.those(where):
            reading.doubts["subject"] = "no name stands beside the figure"
            return
        if (
            found.thing
            and (name := self.phrases.name_in(found.thing))
            and not re.search(r"\b(?:from|with|by) (?:the )?" + re.escape(name.text), found.thing)
            and not (name.kind == "organisation" and found.verb in self.words.counting)
        ):
            reading.subject = name.text
            return
        if clause := self._clause_name(where):
            reading.subject = clause.text
            return
        previous = where.previous
        if previous is not None and (
            not found.verb or found.detached or self.phrases.is_pronoun(found.thing) or not found.thing
        ):
            reading.subject = previous.subject
            reading.doubts["subject"] = "it follows what was said before in the sentence"
            return
        if self.phrases.is_pronoun(found.thing) and self.found and self.found[-1].paragraph == reading.paragraph:
            reading.subject = self.found[-1].subject
            reading.doubts["subject"] = "it follows the sentence before"
            return
        reading.doubts["subject"] = "no name stands beside the figure"

    def _located(self, tail: str) -> Name | None:
        """A place right after the figure: "1.2% in Dorn"."""
        near = re.match(r"((?:[\w'-]+ ){0,3}?)(?:in|at|for) (?:the capital, )?(?:the )?(?=[A-Z])", tail.lstrip())
        if not near or re.search(r"\b(?:as|than|compared|and|or|but|while)\b", near[1]):
            return None
        rest = tail.lstrip()[near.end() :]
        return next((name for name in self.names if name.kind == "place" and name.stands_in(rest) == 0), None)

    def _belonging(self, reading: Reading, tail: str) -> Name | None:
        """Whose things are counted: "the 16 cities of the Clearwater Association"."""
        counted = reading.value.unit.kind is UnitKind.COUNT and reading.value.unit.name not in self.words.units
        found = re.match(r"(?: [a-z-]+){1,2} of (?:the )?(?=[A-Z])", tail) if counted else None
        rest = tail[found.end() :] if found else ""
        known = [name for name in self.names if found and name.kind == "organisation"]
        return next((name for name in known if name.stands_in(rest) == 0), None)

    def _last_name(self, lead: str) -> Name | None:
        found = [(lead.rfind(name.text), name) for name in self.names if name.text in lead]
        return max(found, key=lambda each: each[0])[1] if found else None

    def _listed(self, reading: Reading, where: Place) -> bool:
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

    def _clause_name(self, where: Place) -> Name | None:
        """A place at the beginning of the clause: "In Altwil, customers pay", "Palavi was also …, with"."""
        clause = re.split(r"[;:]|, (?:while|whereas|but|and)\b", where.sentence[: where.start])[-1]
        places = rf"(?:\A|[,;] |but |and )\s*{_ONLY}(?:In|At|in|at) (?:the )?(?:[a-z]+(?: of|,) )?(?=[A-Z])"
        inside = next(reversed(list(re.finditer(places, clause))), None)
        for name in self.names:
            at = name.stands_in(clause)
            if at < 0:
                continue
            if name.kind != "place":
                alone = clause[:at].strip().lower() in ("", "the")
                if alone and re.fullmatch(r",? (?:up |down )?(?:by|to|at)\s*", clause[at + len(name.text) :]):
                    return name  # "; the Faculty of Law, by 1.2%"
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
        if re.search(r"\bits\b", where.tail[:12]) and (first := self._opening(where.sentence, clause)):
            return first
        return None

    def _opening(self, sentence: str, clause: str) -> Name | None:
        """The name that a sentence begins with: "The Coast Line came last: only 68% of its trains"."""
        if clause and sentence.startswith(clause):
            return None
        return next((name for name in self.names if name.stands_in(sentence) in (0, 4) and sentence[:3] != "For"), None)
