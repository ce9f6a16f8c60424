"""Money that no list knows: a noun that is no word of the language, and stands behind large numbers again and again."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from facts.draft.words import DraftWords
from facts.text import Text
from facts.words import either, english_words, figure_words

_OFTEN: Final = 2
_MILLION: Final = 1_000_000


def coined(text: Text, words: DraftWords) -> frozenset[str]:
    """The money of a text, in the singular: "4.7 billion lorans"."""
    known = figure_words()
    large = either(scale for scale, size in known.scales.items() if size >= _MILLION)
    behind = re.compile(rf"\d (?:{large}) ([a-z]{{3,}})\b")
    counts = Counter(
        words.singular(noun)
        for _, _, sentence in text
        for noun in behind.findall(sentence)
        if words.is_plural(noun) and not {noun, words.singular(noun)} & english_words() and noun not in known.currency
    )
    return frozenset(noun for noun, times in counts.items() if times >= _OFTEN) - words.units
