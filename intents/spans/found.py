"""What is found in a question: quantities, periods, words and names, cues, kinds, comparisons and negations."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from facts.quantity import Comparison, Quantity, Unit
from intents.vocabulary.normalise import Normalised, Token

PLACE: Final = "place"
"""A foil that no likeness of wording outweighs: a figure for one place is none for another."""
LOOSE: Final = "loose"
"""A foil that may say nothing of the kind, where the wording leaves little doubt."""
OFFICE: Final = "office"
"""A foil that may be said to have announced something."""
MOVES: Final = frozenset({"grow", "fall"})
"""What words for going up or down stand for."""
RELATIVE: Final = frozenset({"ahead", "surpass", "lag-behind"})
"""What says which of two is ahead, and of neither what it is."""
CAME: Final = frozenset({"add", "new"})
"""What is said of those that came to others."""
BLANK: Final = Token("", "", "mark", "")


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` to ``end`` (not included) of the question."""

    start: int
    end: int

    def covers(self, position: int) -> bool:
        """Whether a token lies in it."""
        return self.start <= position < self.end


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A quantity that the reader wrote; ``unit`` is none where it was left out."""

    number: Decimal
    unit: Unit | None
    comparison: Comparison | None = None
    fraction: bool = False
    """Written as a part of a whole: half, two thirds."""
    signed: bool = False
    """Written with a plus or a minus."""
    decimals: int = 0
    place: Decimal = Decimal(1)
    """What one unit of its last written digit is worth: 0.1 for 7.2, 100,000 for 15.4 million."""
    verbal: bool = False
    """Whether a verb compares it: "exceeded 8%"."""
    side: Comparison | None = None
    """On which side of a number that is only about right the value is said to be: "just under 300"."""

    def quantity(self, unit: Unit) -> Quantity:
        """The quantity meant, if the unit is this one."""
        return Quantity.exact(self.number, unit)


@dataclass(frozen=True, slots=True)
class When(Span):
    """A period that the reader named: months of a year counted from the release's own; a calendar year; or both."""

    months: tuple[int, int]
    year: int = 0
    calendar: int | None = None

    @property
    def concept(self) -> str:
        """The period as a concept, so that it can be part of a name."""
        return f"period:{self.months[0]}-{self.months[1]}@{self.calendar or self.year}"


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A content word or name: what it may stand for, or nothing where no list knows it."""

    text: str
    concepts: frozenset[str]
    entity: str | None = None
    foil: str | None = None
    soft: bool = False
    """A word that may also stand for nothing in particular: it points to facts, and never against one."""

    @property
    def quotable(self) -> bool:
        """Whether it may be repeated to the reader: not where a number has come apart in it, "f 1"."""
        return not any(part.isdigit() for part in self.text.split())

    @property
    def known(self) -> bool:
        """Whether it stands for something."""
        return bool(self.concepts)


@dataclass(frozen=True, slots=True)
class Found(Span):
    """A cue, a kind or a negation."""

    name: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Everything found in a question, in its order."""

    normalised: Normalised
    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    periods: tuple[When, ...] = ()
    cues: tuple[Found, ...] = ()
    kinds: tuple[Found, ...] = ()
    comparisons: tuple[Found, ...] = ()
    """Comparisons that belong to no quantity: "more than equipment"."""
    negations: tuple[int, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    asserted: bool = False
    """Put forward to be verified, by words around it: "a reader says: …"."""
    carried: bool = False
    """Whether words of another part of the message were put before it."""
    denied: bool = False
    """Put forward as what somebody is mistaken about: "whoever says … is wrong"."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The question's tokens."""
        return self.normalised.tokens

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether one of these phrases stands there, word for word."""
        said = f" {' '.join(token.text for token in self.tokens if token.text)} "
        return any(f" {phrase} " in said for phrase in phrases)

    def phrase(self, phrases: Set[str], end: int | None = None) -> Span | None:
        """Where the first of these phrases stands, the longest of those that begin there, before a place."""
        texts = [token.text for token in self.tokens[:end]]
        longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
        opening = {phrase.partition(" ")[0] for phrase in phrases}
        for start in (place for place, text in enumerate(texts) if text in opening):
            for stop in range(min(start + longest, len(texts)), start, -1):
                if " ".join(texts[start:stop]) in phrases:
                    return Span(start, stop)
        return None

    def has(self, *names: str) -> bool:
        """Whether one of these cues was found."""
        return any(cue.name in names for cue in self.cues)

    def spans(self, *names: str) -> list[Found]:
        """The places of these cues."""
        return [cue for cue in self.cues if cue.name in names]

    def places(self, *names: str) -> set[int]:
        """The places of the tokens that these cues cover."""
        return {place for cue in self.spans(*names) for place in range(cue.start, cue.end)}

    def cue(self, name: str) -> Found | None:
        """The first cue of that name."""
        return next((cue for cue in self.cues if cue.name == name), None)

    def entities(self) -> list[str]:
        """The named things in their order, each once."""
        return list(dict.fromkeys(word.entity for word in self.words if word.entity))

    def stretch(self, start: int, end: int) -> Recognised:
        """A stretch of the question as a question by itself: positions kept, the other tokens blank."""
        tokens = (BLANK,) * start + self.tokens[start:end]
        tokens += (BLANK,) * (len(self.tokens) - len(tokens))
        return self.within(start, end, replace(self.normalised, tokens=tokens))

    def within(self, start: int, end: int, normalised: Normalised | None = None) -> Recognised:
        """What was found inside a stretch of the question, positions kept, with all its tokens unless others are given.

        Written out, since a message is cut in many ways before it is understood.
        """
        return Recognised(
            normalised or self.normalised,
            tuple([one for one in self.words if start <= one.start and one.end <= end]),
            tuple([one for one in self.mentions if start <= one.start and one.end <= end]),
            tuple([one for one in self.periods if start <= one.start and one.end <= end]),
            tuple([one for one in self.cues if start <= one.start and one.end <= end]),
            tuple([one for one in self.kinds if start <= one.start and one.end <= end]),
            tuple([one for one in self.comparisons if start <= one.start and one.end <= end]),
            tuple([position for position in self.negations if start <= position < end]),
            self.repaired,
            self.asserted,
        )


def uncovered(words: Iterable[Word], spans: Iterable[Span]) -> list[Word]:
    """The words that do not lie, as a whole, within one of the spans."""
    reach: dict[int, int] = {}
    for span in spans:
        if span.end > reach.get(span.start, 0):
            reach[span.start] = span.end
    if not reach:
        return list(words)
    starts = sorted(reach)
    ends = [*itertools.accumulate((reach[start] for start in starts), max)]
    left = []
    for word in words:
        before = bisect_right(starts, word.start)
        if not before or ends[before - 1] < word.end:
            left.append(word)
    return left


def inside_of(spans: Iterable[Span]) -> set[int]:
    """The places within spans, where a question may not be cut."""
    return {place for span in spans for place in range(span.start + 1, span.end)}
