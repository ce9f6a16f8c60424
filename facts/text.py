"""The text of a release: folded, and cut into paragraphs and sentences that are counted from 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_FOLDED: Final = str.maketrans(
    {**dict.fromkeys("‘’‚‛′ʼ＇", "'"), **dict.fromkeys("“”„‟″＂«»", '"'), **dict.fromkeys("‐‑‒–—―−－", "-")}
)
_ABBREVIATIONS: Final = (
    r"Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|St|Mt|No|Nos|Inc|Ltd|Co|Corp|Bros|vs|cf|ca|approx|est|Fig|Art|Vol|pp?|"
    r"e\.g|i\.e|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Z]\.)+[A-Z]"
)
BAR: Final = " | "
"""What parts the cells of a row of a table."""
_GAP: Final = re.compile(r"\t+\s*|(?<![.!?:;,\s])\s{3,}|(?<![.!?:;,\s]) {2}(?=[\d+(-])")
_NUMBER: Final = re.compile(r"[(+-]?[\d.,' ]+[%)]*")
_STOP: Final = re.compile(r"(?:[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|[。！？]+[”’」』）]*\s*)")
_ABBREVIATED: Final = re.compile(rf"(?<![\w.])(?:{_ABBREVIATIONS})\.\Z")


def columns(text: str) -> str:
    """A text whose tables have bars between their columns, where tabs or wide gaps parted them."""
    return "\n".join(_barred(line) for line in text.split("\n"))


def _barred(line: str) -> str:
    cells = [cell.strip() for cell in _GAP.split(line.strip())]
    wide = len(cells) == 2 and re.search(r"\t|\S {3,}\S", line.strip()) and _NUMBER.match(cells[1])
    return BAR.join(cells) if len(cells) > 2 or wide else line


def sentences(text: str) -> list[list[str]]:
    """The sentences of each paragraph; a paragraph is a line, and empty lines do not count."""
    lines = columns(text.lstrip("\ufeff")).splitlines()
    return [list(_split(line.strip())) for line in lines if line.strip()]


def _split(paragraph: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(paragraph):
        if _ABBREVIATED.search(paragraph[start : stop.start() + 1]):
            continue
        yield paragraph[start : stop.end()].strip()
        start = stop.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Even out quotation marks, dashes and white space, which nobody types twice the same way."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).split())


@dataclass(frozen=True)
class Text:
    """The text of a release, folded: sentences by paragraph and number, both counted from 1."""

    paragraphs: list[list[str]]

    @classmethod
    def of(cls, text: str) -> Text:
        """Split a text that has a paragraph a line."""
        return cls([[fold(sentence) for sentence in paragraph] for paragraph in sentences(text)])

    def __iter__(self) -> Iterator[tuple[int, int, str]]:
        for number, paragraph in enumerate(self.paragraphs, 1):
            for place, sentence in enumerate(paragraph, 1):
                yield number, place, sentence

    def sentence(self, paragraph: int, sentence: int) -> str:
        """One sentence, or nothing where there is none of these numbers."""
        if 1 <= paragraph <= len(self.paragraphs) and 1 <= sentence <= len(self.paragraphs[paragraph - 1]):
            return self.paragraphs[paragraph - 1][sentence - 1]
        return ""

    def nearest(self, excerpt: str) -> tuple[str, int, int]:
        """The fragment of a sentence that is most like an excerpt, and its place."""
        from rapidfuzz import fuzz

        best = ("", 0, 0, -1.0)
        for paragraph, number, sentence in self:
            if stands(excerpt, sentence) is not None:
                return fold(excerpt), paragraph, number
            found = fuzz.partial_ratio_alignment(fold(excerpt), sentence)
            if found is not None and found.score > best[3]:
                start, end = _whole_words(sentence, found.dest_start, found.dest_end)
                best = (sentence[start:end], paragraph, number, found.score)
        return best[:3]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def stands(excerpt: str, sentence: str) -> int | None:
    """Where an excerpt stands in a folded sentence, in whole words and figures, or nothing."""
    wanted = fold(excerpt)
    start = sentence.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        # "3" does not stand in "3.4", nor "40" in "140" or "40,000".
        cut = re.match(r"\w|[.,]\d", sentence[end:]) if wanted[-1].isalnum() else None
        if not cut and not (wanted[0].isalnum() and re.search(r"\w\Z|\d[.,]\Z", sentence[:start])):
            return start
        start = sentence.find(wanted, start + 1)
    return None
