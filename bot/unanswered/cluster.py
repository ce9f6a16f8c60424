"""Questions that were asked in vain, put together where they are alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils

ALIKE: Final = 82
"""From here on two questions are shown as one; who reads the list sees them all, so a mistake costs little."""
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Vain:
    """One question, as it was typed, and how often it was asked on which days."""

    number: int
    text: str
    status: str
    times: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that are alike, the most frequent first."""

    questions: tuple[Vain, ...]

    @property
    def number(self) -> int:
        """What it is called by: the lowest of its questions' numbers, which new questions do not change."""
        return min(question.number for question in self.questions)

    @property
    def text(self) -> str:
        """Its most frequent question."""
        return self.questions[0].text

    @property
    def times(self) -> int:
        """How often it was asked in all."""
        return sum(question.times for question in self.questions)

    @property
    def first(self) -> dt.date:
        """The day on which it was first asked."""
        return min(question.first for question in self.questions)

    @property
    def last(self) -> dt.date:
        """The day on which it was last asked."""
        return max(question.last for question in self.questions)


def folded(text: str) -> str:
    """A question without what does not make it another one: case, marks, spaces."""
    return " ".join(utils.default_process(text).split())


def clustered(questions: Iterable[Vain]) -> list[Cluster]:
    """All questions in clusters, the most frequent first; questions with other figures are never one."""
    waiting = sorted(questions, key=lambda each: (-each.times, each.number))
    found: list[Cluster] = []
    while waiting:
        leader, *rest = waiting
        near = _alike(leader.text, [each.text for each in rest])
        found.append(Cluster((leader, *(each for place, each in enumerate(rest) if place in near))))
        waiting = [each for place, each in enumerate(rest) if place not in near]
    return sorted(found, key=lambda cluster: (-cluster.times, cluster.number))


def _alike(text: str, others: Sequence[str]) -> set[int]:
    figures = _NUMBER.findall(text)
    ranked = process.extract(
        text, others, scorer=fuzz.token_sort_ratio, processor=folded, score_cutoff=ALIKE, limit=None
    )
    return {place for other, _, place in ranked if _NUMBER.findall(other) == figures}
