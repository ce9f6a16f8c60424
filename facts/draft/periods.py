"""Stretches of time that a text names, and what its changes are measured against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from facts.draft.words import DraftWords
from facts.text import Text
from facts.words import whole

LAST_YEAR = "-last-year"
_LEAD: Final = 3
"""How many paragraphs say of when a release is."""
_YEAR: Final = re.compile(
    r"(?<!than )(?<!ago )(?<!with )(?<!as )\b(?:in|during) (?:the year )?(?:19|20)\d\d\b(?![-/])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """A period where a sentence names it."""

    start: int
    end: int
    id: str


def periods_in(sentence: str, words: DraftWords) -> list[Named]:
    """The periods that a sentence names, in order; of two that overlap the longer one."""
    found: list[Named] = []
    for period in words.periods:
        found += [Named(*match.span(), period.id) for match in whole(period.words).finditer(sentence)]
    found.sort(key=lambda each: (each.start, each.start - each.end))
    return [each for place, each in enumerate(found) if not any(each.start < other.end for other in found[:place])]


def main_period(text: Text, words: DraftWords) -> str:
    """The period that the release is about: the first that it names, or the whole year; not that of the next one."""
    for paragraph, _, sentence in text:
        if whole(words.announcing).search(sentence):
            continue
        if found := periods_in(sentence, words):
            return found[0].id
        if paragraph <= _LEAD and _YEAR.search(sentence):
            break  # "in 2030": of the months that follow none is that of the release
    return "full-year"


def period_of(sentence: str, start: int, end: int, words: DraftWords) -> str | None:
    """The period of a figure, where its sentence names one: the nearest one, before a comparison rather than in it."""
    named = [each for each in periods_in(sentence, words) if not _compared(sentence[: each.start])]
    if not named:
        return None
    return min(named, key=lambda each: min(abs(each.start - end), abs(start - each.end))).id


def _compared(before: str) -> bool:
    if re.search(r"\b(?:above|below|down on|up on)(?: the| in)? ?\Z", before):
        return True
    return bool(re.search(r"\b(?:than|compared (?:with|to)|against|from|over|versus|rate)(?: \w+){0,4}? ?\Z", before))


def basis_of(before: str, after: str, words: DraftWords) -> str | None:
    """What a change is measured against, by the words around it."""
    for near in (after, before):
        year, month = whole(words.a_year_ago).search(near), whole(words.a_month_ago).search(near)
        if year and (month is None or year.start() < month.start()):
            return "year-on-year"
        if month:
            return "month-on-month"
    return None


def compared_with(sentence: str, words: DraftWords) -> str | None:
    """The period that a sentence compares with by name: "compared to January and August"."""
    for each in periods_in(sentence, words):
        if _compared(sentence[: each.start]):
            return each.id
    return None
