"""The words of a language as content: numbers, units, comparisons, cues, groups of words that mean the same, foils.

``intents/<language>/lexicon.yaml`` and ``foils.yaml`` hold them; a curator adds a word there and no Python changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from facts.quantity import Comparison
from intents.vocabulary.grammar import Grammar
from intents.vocabulary.normalise import tokenise

Phrases = dict[str, list[str]]
Stems = tuple[str, ...]


def _fraction(written: object) -> object:
    return Fraction(str(written)) if not isinstance(written, Fraction) else written


class Lexicon(BaseModel):
    """The words of one language; every list of phrases may hold several words."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True)

    language: str
    spellings: dict[str, str] = {}
    rewrites: dict[str, str] = {}
    """Written forms with marks inside, such as "y/y", replaced before the text is cut into words."""
    capitals: dict[str, str] = {}
    """Written forms that mean something else in small letters, "US", replaced where they are written so."""
    function_words: list[str] = []
    """Words that never mean anything by themselves, in a question or in a name."""
    kept_forms: list[str] = []
    """Words that are not reduced to their stem: "industries" are counted, "industry" is the whole."""
    carriers: list[str] = []
    """Words that carry a question without changing what is asked: politeness, verbs of saying, function words."""
    numbers: dict[str, int] = {}
    fractions: dict[str, Annotated[Fraction, BeforeValidator(_fraction)]] = {}
    multiples: dict[str, int] = {}
    """Words for how many times: twice, double."""
    multitudes: dict[str, int] = {}
    """Plurals that say "at least so many": tens, dozens, hundreds."""
    scales: dict[str, int] = {}
    units: Phrases = {}
    currencies: Phrases = {}
    comparisons: dict[Comparison, list[str]] = {}
    trailing: dict[Comparison, list[str]] = {}
    """Comparisons that follow their number: "10 % or more"."""
    negations: list[str] = []
    parts: dict[str, int] = {}
    """Plural names of fractions: two thirds, nine tenths."""
    numbered_things: list[str] = []
    paragraphs: list[str] = []
    """Words for a paragraph of the release."""
    ordinals: dict[str, int] = {}
    """Places by their words, from the end where they are below zero: first, last."""
    """Nouns before a number that only numbers them: slide 4, page 2."""
    asked_things: list[str] = []
    """What a reader counts when counting questions: "three things", "two numbers"."""
    reply_measures: list[str] = []
    """What a reader counts the length or the exactness of the reply in: "in fifty words", "to 2 decimals"."""
    months: dict[str, int] = {}
    periods: dict[str, list[str]] = {}
    """Periods by their words, as ``first-last`` month and optionally ``@year`` counted from the release's year."""
    cues: Phrases = {}
    concepts: Phrases = {}
    opposites: list[tuple[str, str]] = []
    polar: frozenset[str] = frozenset()
    """Concepts whose words turn a claim round: they count even where the word is also listed as a carrier."""
    foils: Phrases = {}
    """Things that a release may be silent on, by category; the category ``world`` is none of the bot's business."""
    grammar: Grammar
    """The small words, by what they do in a question."""

    def contrary(self, concept: str) -> frozenset[str]:
        """The concepts that say the opposite of one."""
        return self.contraries.get(concept, frozenset())

    @cached_property
    def contraries(self) -> Mapping[str, frozenset[str]]:
        """For each concept that has opposites, those."""
        found: dict[str, set[str]] = {}
        for left, right in self.opposites:
            found.setdefault(left, set()).add(right)
            found.setdefault(right, set()).add(left)
        return {concept: frozenset(others) for concept, others in found.items()}


class Label(NamedTuple):
    """What a phrase stands for: the layer it belongs to, and its name there."""

    layer: str
    name: str


@dataclass(slots=True)
class Trie:
    """Phrases by their stems; the longest one that begins at a place is found first."""

    entries: dict[str, dict[Stems, set[Label]]] = field(default_factory=dict)
    reach: dict[Stems, int] = field(default_factory=dict)
    """How many stems the longest phrase has that begins with two of them."""

    def add(self, stems: Stems, label: Label) -> None:
        """Let a phrase stand for something, beside what it stands for already."""
        if stems:
            self.entries.setdefault(stems[0], {}).setdefault(stems, set()).add(label)
            if len(stems) > 1:
                self.reach[stems[:2]] = max(self.reach.get(stems[:2], 0), len(stems))

    def ends(self, stems: Stems, start: int) -> range:
        """Where phrases that begin at ``start`` may end, the longest first."""
        return range(min(start + self.reach.get(stems[start : start + 2], 1), len(stems)), start, -1)

    def match(self, stems: Stems, start: int) -> tuple[int, set[Label]] | None:
        """The end and the labels of the longest phrase that begins at ``start``."""
        candidates = self.entries.get(stems[start])
        if candidates is None:
            return None
        for end in self.ends(stems, start):
            labels = candidates.get(stems[start:end])
            if labels:
                return end, labels
        return None

    def words(self) -> Iterable[str]:
        """Every single stem that occurs in a phrase."""
        for phrases in self.entries.values():
            for stems in phrases:
                yield from stems


_TELLING_MARKS: Final = frozenset({*"%€$£¥&+<>", "<=", ">="})


def stems_of(phrase: str) -> Stems:
    """A phrase of the content as stems, cut exactly like a question."""
    return tuple(token.stem for token in tokenise(phrase) if token.kind != "mark" or token.text in _TELLING_MARKS)


def phrases_of(groups: Mapping[str, Iterable[str]]) -> Iterable[tuple[str, Stems]]:
    """All phrases of named groups with the group's name."""
    for name, phrases in groups.items():
        for phrase in phrases:
            yield name, stems_of(phrase)


def label_in(found: tuple[int, set[Label]] | None, layer: str) -> str | None:
    """The first name that a matched phrase has in a layer, if it has one."""
    if found is None:
        return None
    return min((label.name for label in found[1] if label.layer == layer), default=None)
