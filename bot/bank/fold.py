"""Texts made comparable, so that a reply is held to its figures and names and not to how it writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_MARKS: Final = str.maketrans({**dict.fromkeys("‘’", "'"), **dict.fromkeys("“”", '"'), **dict.fromkeys("‑–—−", "-")})
_FORMS: Final = [
    (re.compile(pattern), form)
    for pattern, form in (
        (r"\s+", " "),
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"\s*\b(?:per cent|percent|pct)\b", "%"),
        (r"(?<=\d) %", "%"),
        (r"\s*-?\s*(?:percentage[- ]points?|p\.p\.|ppts?\b|pps\b|pp\b|points?\b)", " pp"),
        (r"(\d) ?(?:bn|b)\b", r"\1 billion"),
        (r"(\d) ?(?:mn|mln|m)\b", r"\1 million"),
        (r"(?:\b(?:rmb|cny)|¥) ?(\d[\d.]*)( (?:million|billion|trillion))?", r"\1\2 yuan"),
    )
]
_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(), 1
    )
}
_WORDS: Final = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_FIGURE: Final = re.compile(r"[\d.,%]+")


def fold(text: str) -> str:
    """A text in small letters, with one way to write spaces, dashes, quotes, thousands, percents, points and money."""
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).lower()
    for pattern, form in _FORMS:
        text = pattern.sub(form, text)
    return text.strip()


def holds(text: str, alternatives: Iterable[str]) -> bool:
    """Whether at least one of the alternatives stands in a text; figures whole, in digits or as words."""
    plain = fold(text)
    texts = (plain, _WORDS.sub(lambda word: _NUMBERS[word[0]], plain))
    return any(_stands(fold(each), place) for each in alternatives for place in texts)


def _stands(wanted: str, text: str) -> bool:
    if not wanted[:1].isdigit():
        return wanted in text
    end = r"(?!\d|\.\d)" if _FIGURE.fullmatch(wanted) else ""
    return re.search(rf"(?<![\d.]){re.escape(wanted)}{end}", text) is not None


def says(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text in whole words: "yes" is not in "yesterday", nor "10%" in "110%"."""
    wanted = fold(phrase)
    left = r"(?<![\w.])" if wanted[:1].isalnum() else ""
    right = r"(?!\w|\.\d)" if wanted[-1:].isalnum() else ""
    return bool(wanted) and re.search(left + re.escape(wanted) + right, fold(text)) is not None
