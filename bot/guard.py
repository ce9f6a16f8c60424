"""The last door: no figure leaves in a reply that is not a value of its facts, of its working, or the reader's own.

The finished text is read again, figure by figure; nothing is trusted because of where it came from. What may be told
is the figures of the facts that the reply cites (with those that their statements name), of the working, and of the
question itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(
    r"(?<![\w.])(?P<number>[−-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[−-]?\d+(?:\.\d+)?)"
    r"\s*(?P<scale>thousand|million|billion|trillion)?"
    r"\s*(?P<unit>%|per ?cent\b|pp\b|percentage points?\b|[A-Za-z][a-z]+)?"
)
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_UNITS: Final = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "pp": "pp",
    "percentage point": "pp",
    "percentage points": "pp",
}
_WORDS: Final = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_HARMLESS: Final = frozenset({"one"})
"""Number words that are hardly ever figures: "one of them", "the one official"."""

Figure = tuple[Decimal, str]


def figures(text: str) -> set[Figure]:
    """Every figure of a text: its value with the scale worked in, and % or pp where it has that unit."""
    found: set[Figure] = set()
    for match in _NUMBER.finditer(text):
        number = Decimal(match["number"].replace(",", "").replace("−", "-")) * _SCALES.get(match["scale"] or "", 1)
        found.add((number.normalize(), _UNITS.get(match["unit"] or "", "")))
    for word in _WORD.findall(text):
        if word.lower() not in _HARMLESS:
            found.add((Decimal(_WORDS[word.lower()]).normalize(), ""))
    return found


def unsupported(text: str, allowed: Iterable[str]) -> set[Figure]:
    """The figures of a text that stand in none of the texts that may support them, unit and all."""
    known: set[Figure] = set()
    for source in allowed:
        known |= figures(source)
    return {figure for figure in figures(text) if figure not in known}
