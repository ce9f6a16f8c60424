"""Which of several releases a question means, and whether it asks for a figure from release to release.

Words that only choose a release are taken out of the question here, so that each release is asked in the words that it
understands. They are content, ``intents/<language>/releases.yaml``; a language without that file has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from intents.spans.found import Recognised, When
from intents.spans.moved import Moves
from intents.vocabulary.normalise import clean

FILE: Final = "releases.yaml"
Which = Literal["previous", "newest", "year-before"]


class Choosing(BaseModel):
    """The words of a language that choose among releases."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    previous: list[str] = []
    newest: list[str] = []
    year_before: Annotated[list[str], Field(alias="year-before")] = []
    against: list[str] = []
    """What stands before a release or a period that something is held against."""
    compares: list[str] = []
    """What makes any release that is named one that something is held against."""
    before_last: Annotated[list[str], Field(alias="before-last")] = []
    """Those of them after which "the last release" is the one before the newest."""
    opens: list[str] = []
    articles: list[str] = []
    develops: list[str] = []
    """What asks for a series."""
    again: list[str] = []
    """What begins a question that asks the same of something else."""
    empty: list[str] = []
    """Words that say nothing of what is asked."""
    than: list[str] = []
    """What opens the periods before."""
    than_what: Annotated[dict[str, int], Field(alias="than-what")] = {}
    """The periods before, each with its months."""
    moves: Moves = Moves()


@dataclass(frozen=True, slots=True)
class Route:
    """A question without the words that only choose among releases, and what they said."""

    text: str
    which: Which | None = None
    against: bool = False
    """Whether the release chosen is what something is held against."""
    develops: bool = False
    """Whether a series is asked for."""
    months: int | None = None
    """How long the periods of both releases have to be for that, where the words say so: "than last quarter"."""


class Router:
    """Reads the words of one language that choose among releases."""

    def __init__(self, words: Choosing) -> None:
        self.words = words
        self._empty = frozenset(words.empty)
        against, opens = _any(words.against), _any(words.opens)
        start = rf"(?:(?P<against>{against})\s+|(?:{opens})\s+)?(?:(?:{_any(words.articles)})\s+)?"
        named = (("previous", words.previous), ("year", words.year_before), ("newest", words.newest))
        choices = "|".join(f"(?P<{name}>{_any(phrases)})" for name, phrases in named)
        self._chosen = re.compile(rf"(?<!\w){start}(?:{choices})(?!\w)", re.IGNORECASE)
        self._develops = re.compile(rf"(?<!\w)(?:{_any(words.develops)})(?!\w)", re.IGNORECASE)
        self._again = re.compile(rf"(?:{_any(words.again)})(?!\w)", re.IGNORECASE)
        self._compares = re.compile(rf"(?<!\w)(?:{_any(words.compares)})(?!\w)", re.IGNORECASE)
        than = rf"(?<!\w)(?P<against>{_any(words.than)})\s+(?:(?:{_any(words.articles)})\s+)?"
        self._than = re.compile(rf"{than}(?P<what>{_any(list(words.than_what))})(?!\w)", re.IGNORECASE)
        self._before_last = frozenset(words.before_last)
        self._against = tuple(phrase.split() for phrase in sorted(words.against, key=len, reverse=True))

    @classmethod
    def load(cls, folder: Path) -> Router:
        """The router of a language's folder. Raises ValidationError for content that is wrong."""
        place = folder / FILE
        if not place.is_file():
            return cls(Choosing())
        with place.open(encoding="utf-8") as file:
            return cls(Choosing.model_validate(yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))))

    def read(self, question: str) -> Route:
        """What a question says of releases."""
        text = clean(question)
        found = self._chosen.search(text)
        which: Which | None = None
        against = False
        months: int | None = None
        if found is None and (before := self._than.search(text)):
            which, against = "previous", True
            months = self.words.than_what[" ".join(before["what"].lower().split())]
            text = f"{text[: before.start()]} {text[before.end() :]}"
        elif found is not None:
            opening = " ".join((found["against"] or "").lower().split())
            compares = self._compares.search(text) is not None
            against = bool(opening) or compares
            which = "previous" if found["previous"] else "year-before" if found["year"] else "newest"
            if which == "newest" and (compares or opening in self._before_last):
                which = "previous"
            text = f"{text[: found.start()]} {text[found.end() :]}"
        shorter = self._develops.sub(" ", text)
        develops = shorter != text
        return Route(re.sub(r"\s+([?.!,])", r"\1", " ".join(shorter.split())), which, against, develops, months)

    def goes_on(self, text: str) -> bool:
        """Whether a question asks the same of something else as the one before."""
        return self._again.match(text) is not None

    def is_empty(self, recognised: Recognised) -> bool:
        """Whether a question names nothing but periods."""
        inside = {place for when in recognised.periods for place in range(when.start, when.end)}
        words = [token.text for place, token in enumerate(recognised.tokens) if place not in inside]
        return all(not word.isalnum() or word in self._empty for word in words)

    def held_against(self, recognised: Recognised, when: When) -> int | None:
        """Where the words begin that name a period as what something is held against; none where they do not."""
        before = [token.text for token in recognised.tokens[: when.start]]
        while before:
            opening = next((phrase for phrase in self._against if before[-len(phrase) :] == phrase), None)
            if opening is not None:
                return len(before) - len(opening)
            if before[-1] not in (*self.words.articles, *self.words.opens):
                return None
            before.pop()
        return None

    def without_ends(self, text: str) -> str:
        """A question without the words at its ends that say nothing of what is asked."""
        words = text.rstrip(" ?.!").split()
        while words and words[0].lower() in self._empty:
            words.pop(0)
        while words and words[-1].lower() in self._empty:
            words.pop()
        return " ".join(words)

    def without_years(self, text: str, years: Iterable[int]) -> str:
        """A question without the calendar years that have chosen its release."""
        for year in years:
            text = re.sub(rf"(?<!\w)(?:(?:{_any(self.words.opens)})\s+)?{year}(?!\w)", " ", text, flags=re.IGNORECASE)
        return re.sub(r"\s+([?.!,])", r"\1", " ".join(text.split()))


def _any(phrases: Sequence[str]) -> str:
    """An expression for one of some phrases, the longest first; one that never fits where there are none."""
    written = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in written) or r"(?!)"
