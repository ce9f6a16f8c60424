"""The fact base for a reader who looks around: all facts, those that words point to, or one of them whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process, utils

from bot.notices import Notices
from bot.render import INDENT, Line, Style, table
from bot.reply import Citation
from facts.formula import working
from facts.model import Aspect, Fact, FactSet, Measure, Release, Source
from intents.replies.say import Speaker, UntoldError
from intents.vocabulary.language import Language

_NEAREST: Final = 3
_NEAR_ENOUGH: Final = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact, the release that it belongs to, and who puts it into words."""

    release: Release
    fact: Fact
    speaker: Speaker

    @property
    def statement(self) -> str:
        """The fact in our own words with its figures filled in; of one that is not told, why."""
        if self.is_untold:
            return Notices(self.release, self.speaker).withdrawn([self.fact.id])[0]
        return self.speaker.statement(self.fact) or self.label

    @property
    def is_untold(self) -> bool:
        """Whether the fact was withdrawn, or rests on one that was."""
        return self.fact.id in self.speaker.untold

    @property
    def label(self) -> str:
        """What the fact is called."""
        return self.speaker.text(self.fact.label)

    def line(self) -> Line:
        """The fact on one line."""
        return Line(f"{_places(self.release, self.fact)}{self.statement}", Style.DETAIL, 0, f"{self.fact.id}  ")

    def whole(self) -> list[Line]:
        """Everything that is known of the fact."""
        release, fact = self.release, self.fact
        if self.is_untold:
            return [Line(fact.id, Style.HEADLINE), Line(self.statement, Style.DETAIL, INDENT)]
        rows: list[tuple[str, Iterable[str]]] = [
            ("release", [release.id]),
            ("label", [self.label]),
            *self._figures(),
            ("source", [_cited(source) for source in release.paragraphs_of(fact)]),
            *((name, [said]) for name, aspect in fact.aspects.items() if (said := self._aspect(aspect))),
            ("related", [", ".join(fact.related)]),
        ]
        return [Line(fact.id, Style.HEADLINE), Line(self.statement, Style.DETAIL, INDENT), *table(rows)]

    def _aspect(self, aspect: Aspect) -> str:
        try:
            return self.speaker.told(aspect)
        except UntoldError:
            return ""

    def _figures(self) -> Iterator[tuple[str, Iterable[str]]]:
        fact, speaker = self.fact, self.speaker
        if isinstance(fact, Measure):
            yield "value", [speaker.figure(fact.value)]
            yield "formula", [fact.formula or ""]
            yield "working", [speaker.working(working(fact, self.release)) or ""]
            yield (
                "was",
                [f"{speaker.figure(r.value)}, until {r.corrected:%Y-%m-%d}: {r.because}" for r in fact.revisions],
            )
        if isinstance(fact, FactSet):
            entities = self.release.entity
            yield "members", [", ".join(speaker.name(entities[each]) for each in fact.members if each in entities)]
            yield "", ["" if fact.complete else "the release does not say that there are no others"]

    def as_json(self) -> dict[str, object]:
        """The fact as plain data, for other programs."""
        fact = self.fact
        return {
            "id": fact.id,
            "release": self.release.id,
            "type": getattr(fact, "type", "statement"),
            "label": self.label,
            "statement": self.statement,
            "value": self.speaker.figure(fact.value) if isinstance(fact, Measure) and not self.is_untold else None,
            "formula": fact.formula if isinstance(fact, Measure) else None,
            "members": fact.members if isinstance(fact, FactSet) else None,
            "complete": fact.complete if isinstance(fact, FactSet) else None,
            "sources": [] if self.is_untold else [s.model_dump() for s in self.release.paragraphs_of(fact)],
            "related": fact.related,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """The facts that words point to; where there are none, the nearest to them."""

    words: Sequence[str]
    entries: Sequence[Entry]
    nearest: Sequence[str] = field(default=())

    @property
    def is_one(self) -> bool:
        """Whether one fact was asked for by its identifier."""
        return len(self.words) == 1 and bool(self.entries) and all(e.fact.id == self.words[0] for e in self.entries)

    def lines(self) -> list[Line]:
        """What a reader is shown."""
        if self.is_one:
            return [line for entry in self.entries for line in entry.whole()]
        if self.entries:
            return [entry.line() for entry in self.entries]
        if not self.words:
            return [Line("There are no facts here.", Style.CAUTION)]
        lines = [Line(f"No fact speaks of “{' '.join(self.words)}”.", Style.CAUTION)]
        if self.nearest:
            lines.append(Line(", ".join(self.nearest), Style.NOTE, INDENT, "Nearest: "))
        return lines


def search(releases: Iterable[Release], words: Sequence[str], language: Language) -> Found:
    """All facts without words, one fact by its identifier, else those that all of the words stand in."""
    speakers = [Speaker(release, language) for release in releases]
    entries = [Entry(speaker.release, fact, speaker) for speaker in speakers for fact in speaker.release.facts()]
    if not words:
        return Found(words, entries)
    if len(words) == 1 and (same := [entry for entry in entries if entry.fact.id == words[0]]):
        return Found(words, same)
    patterns = [_beginning(word) for word in words]
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, patterns)) is not None]
    found = [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]
    return Found(words, found, () if found else _nearest(entries, words))


def _beginning(word: str) -> re.Pattern[str]:
    # In writing without spaces a word may begin anywhere.
    return re.compile((r"(?<![\w.])" if word.isascii() else "") + re.escape(word), re.IGNORECASE)


def _rank(entry: Entry, patterns: Sequence[re.Pattern[str]]) -> int | None:
    """How far down a fact belongs: the fewer of the words stand in its name and label, the further."""
    heading = f"{entry.fact.id.replace('-', ' ')} {entry.fact.id} {entry.label}"
    body = " ".join([heading, entry.statement, *_names(entry)])
    if not all(pattern.search(body) for pattern in patterns):
        return None
    return sum(pattern.search(heading) is None for pattern in patterns)


def _names(entry: Entry) -> Iterator[str]:
    yield from entry.fact.names.get(entry.speaker.language.code, [])
    for identifier in entry.fact.entities:
        if entity := entry.release.entity.get(identifier):
            yield entry.speaker.name(entity)


def _nearest(entries: Sequence[Entry], words: Sequence[str]) -> list[str]:
    known = {e.fact.id: f"{e.fact.id.replace('-', ' ')} {e.label}" for e in entries}
    found = process.extract(
        " ".join(words),
        known,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_NEAREST,
        score_cutoff=_NEAR_ENOUGH,
    )
    return [identifier for _, _, identifier in found]


def place_of(citation: Citation, release: Release) -> Source | None:
    """The source that a citation came from, which knows the sentence as well."""
    for source in _all_sources(release):
        if (source.paragraph, source.excerpt) == (citation.paragraph, citation.excerpt):
            return source
    return None


def _all_sources(release: Release) -> Iterator[Source]:
    for fact in release.facts():
        yield from fact.sources
        yield from (aspect.source for aspect in fact.aspects.values() if aspect.source)
    yield from (entity.source for entity in release.entities if entity.source)


def _places(release: Release, fact: Fact) -> str:
    paragraphs = sorted({source.paragraph for source in release.paragraphs_of(fact)})
    return f"[{', '.join(f'¶{number}' for number in paragraphs)}] " if paragraphs else ""


def _cited(source: Source) -> str:
    return f"paragraph {source.paragraph}, sentence {source.sentence}: “{source.excerpt}”"
