"""What a text says without a figure: who said what, which office a person holds, aims, actions, challenges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from facts.draft.names import Name
from facts.draft.words import DraftWords
from facts.references import LONGEST_EXCERPT
from facts.text import BAR, Text

_FEWEST: Final = 4
"""Words that are left of what is said, whatever they end in."""
_FEWEST_WORDS: Final = 2
"""Words without which nothing is said."""
_SHORTEST: Final = 5
"""In words: what is shorter and ends without a mark is a heading."""


@dataclass(slots=True)
class Saying:
    """One sentence that says something beside its figures."""

    paragraph: int
    sentence: int
    excerpt: str
    speaker: str = ""
    names: list[str] = field(default_factory=list)
    office: bool = False
    """Whether it tells which office a person holds."""


def sayings(text: Text, names: Sequence[Name], words: DraftWords, with_figures: set[tuple[int, int]]) -> list[Saying]:
    """The offices of people, what people say, and the sentences that hold no figure."""
    found: list[Saying] = []
    speaker, paragraph_before = "", 0
    for paragraph, number, sentence in text:
        if paragraph != paragraph_before:
            speaker, paragraph_before = "", paragraph
        if not re.search(r"[.!?:\"]\Z", sentence) and len(sentence.split()) < _SHORTEST:
            continue  # a heading
        if BAR in sentence or len(re.findall(r"[^\W\d_]{2,}", sentence)) < _FEWEST_WORDS:
            continue  # a row of a table, the number of a list
        here = [name for name in names if name.stands_in(sentence) >= 0]
        for name in here:
            if name.role and (name.paragraph, name.sentence) == (paragraph, number):
                found.append(_office(name, sentence, paragraph, number))
        speaker = _speaker(sentence, here, words, speaker)
        said = _is_said(sentence, words)
        if (speaker and said) or '"' in sentence or (paragraph, number) not in with_figures:
            excerpt = excerpt_of(sentence, words)
            if excerpt:
                found.append(Saying(paragraph, number, excerpt, speaker if said else "", [name.text for name in here]))
    return found


def _office(name: Name, sentence: str, paragraph: int, number: int) -> Saying:
    start, end = name.role_at
    at = max(name.stands_in(sentence), 0)
    excerpt = " ".join(sentence[min(start, at) : max(end, at + len(name.text))].split()[:LONGEST_EXCERPT])
    return Saying(paragraph, number, excerpt.strip(" ,"), names=[name.text], office=True)


def _is_said(sentence: str, words: DraftWords) -> bool:
    return any(word in words.speech_verbs for word in re.findall(r"\w+", sentence.lower()))


def _speaker(sentence: str, here: Sequence[Name], words: DraftWords, before: str) -> str:
    """The person who speaks: one that the sentence names, or for "he" and "she" the one before."""
    people = [name for name in here if name.kind == "person"]
    if people:
        return people[0].text
    return before if re.search(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b", sentence) else ""


def excerpt_of(sentence: str, words: DraftWords) -> str:
    """The fragment that shows best what is said: a quotation, or what follows "said that"; never the whole sentence."""
    quoted = re.search(r'"([^"]+)"', sentence)
    if quoted and 2 <= len(quoted[1].split()) <= LONGEST_EXCERPT:
        return quoted[1].strip(" ,.;")
    said = re.search(rf"\b(?:{'|'.join(sorted(words.speech_verbs))})\b(?: that)? ", sentence)
    rest = sentence[said.end() :] if said and len(sentence) - said.end() > 30 else sentence
    kept = rest.split()[:LONGEST_EXCERPT]
    if rest == sentence and len(sentence.split()) <= LONGEST_EXCERPT:
        kept = kept[: max(1, len(kept) - 2)]
    small = words.prepositions | words.determiners | words.conjunctions
    while len(kept) > _FEWEST and (kept[-1].lower().strip(",") in small or kept[-1].isdigit()):
        kept.pop()  # "will be released on 18" was cut within a date
    return " ".join(kept).strip(' ,.;:"')
