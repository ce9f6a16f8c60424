"""One figure of a text as an observation, and the place that it has within its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from facts.draft.clause import Governor
from facts.figures import Figure
from facts.model import Direction
from facts.quantity import Quantity

Doubts = dict[str, str]


@dataclass(slots=True)
class Reading:
    """One figure of the text, read as an observation; ``doubts`` tells for each guess why it is one."""

    paragraph: int
    sentence: int
    figure: Figure
    value: Quantity
    kind: str = "level"
    """change, level, share, rank, lead."""
    thing: str = ""
    subject: str = ""
    """The name of whom it is about; empty for the place that the release is about."""
    direction: Direction = Direction.NONE
    period: str | None = None
    compared_with: str | None = None
    basis: str | None = None
    tags: list[str] = field(default_factory=list)
    doubts: Doubts = field(default_factory=dict)
    governor: Governor = field(default_factory=Governor)
    others: list[str] = field(default_factory=list)
    """Further subjects that share the figure: "A, B and C each …"."""
    compares: bool = False
    """Whether a word of comparison behind the figure makes it a change: "17 fewer"."""

    @property
    def at(self) -> tuple[int, int]:
        """The paragraph and the sentence in it."""
        return self.paragraph, self.sentence

    @property
    def indicator(self) -> str:
        """What is measured, in words."""
        thing = self.thing or "what is spoken of"
        if self.kind == "rank":
            return "rank"
        before = {"change": "change of ", "share": "share of ", "lead": "lead of "}.get(self.kind, "")
        if self.kind == "share" and re.search(r"\b(?:share|proportion)\b", thing):
            before = ""
        return before + thing


@dataclass(slots=True)
class Place:
    """A figure within its sentence."""

    sentence: str
    blank: str
    figure: Figure
    start: int
    """Where the figure begins with its bound: "more than 5%"."""
    previous: Reading | None
    peer: Reading | None
    """The last figure before it in the sentence that has the same unit."""
    lead: str
    tail: str

    @property
    def after(self) -> str:
        """What follows the figure, without the hyphen of "a 40-bed hospital"."""
        return self.tail[1:] if self.tail.startswith("-") else self.tail
