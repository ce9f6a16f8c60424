"""What stands beside an answer, or in its place, about the release itself: embargo, corrections, withdrawals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from bot.reply import Citation
from facts.history import Past, figures_in, pasts
from facts.model import Fact, FactSet, Measure, Release, Source
from intents.replies.dates import day, moment
from intents.replies.say import Speaker

CORRECTION_DAYS: Final = 30
"""For how long an answer says that what it tells was corrected, unless a setting says otherwise."""
_MOST: Final = 4


@dataclass(slots=True)
class Notices:
    """The notices of one release in one language."""

    release: Release
    speaker: Speaker
    marked_for: dt.timedelta = dt.timedelta(days=CORRECTION_DAYS)
    _pasts: dict[str, list[Past]] = field(init=False)
    """The values told before, of each measure that has such."""

    def __post_init__(self) -> None:
        self._pasts = {
            measure.id: found
            for measure in (self.release.measures if any(m.revisions for m in self.release.measures) else ())
            if (found := pasts(self.release, measure))
        }

    # Embargo

    def embargo(self, until: dt.datetime) -> str:
        """All that is said while the release is under embargo."""
        language = self.speaker.language
        return language.words.embargo.format(moment=moment(until, language))

    def preview(self, until: dt.datetime) -> str:
        """What stands beside an answer that only the press office sees."""
        language = self.speaker.language
        return language.words.preview.format(moment=moment(until, language))

    # Corrections

    def phase(self, at: dt.datetime) -> tuple[str, ...]:
        """What decides at a moment which corrections are told: the same phase, the same answers."""
        return tuple(f"{past.measure.id} {past.corrected}" for past in self._recent(self._pasts, at))

    def corrections(self, told: Iterable[Fact], text: str, cited: Iterable[Citation], at: dt.datetime) -> list[str]:
        """A line for each value told before of the figures of an answer; ``text`` is that of the answer.

        Once a correction is no longer told, a line remains where the words of a source still say the old value.
        """
        facts = list(told)
        measures = self._measures(facts, text)
        only = facts[0].id if len(facts) == 1 else None
        lines = [self._corrected(past, only) for past in self._recent([m.id for m in measures], at)]
        if lines or not measures:
            return lines[:_MOST]
        olds = [past for measure in measures for past in self._pasts[measure.id]]
        if not any(_carries(citation.excerpt, past) for citation in cited for past in olds):
            return []
        language = self.speaker.language
        last = max(past.corrected for past in olds)
        return [language.words.corrected_earlier.format(date=day(last, language))]

    def has_corrected(self, told: Iterable[Fact]) -> bool:
        """Whether any of these facts was ever corrected, or tells a figure that was."""
        return any(measure.id in self._pasts for fact in told for measure in figures_in(self.release, fact))

    def stale(self) -> list[str]:
        """Figures told before, which no answer may tell as they were unless it is a correction."""
        return [self.speaker.figure(past.value) for past in chain.from_iterable(self._pasts.values())]

    def _measures(self, told: Iterable[Fact], text: str) -> list[Measure]:
        """The corrected measures that an answer tells: those of its facts, and those whose values its words hold."""
        found: dict[str, Measure] = {}
        for fact in told:
            for measure in figures_in(self.release, fact):
                spoken = {self.speaker.figure(measure.value), self.speaker.figure(measure.value, counted=False)}
                if measure.id in self._pasts and (measure is fact or any(each in text for each in spoken)):
                    found[measure.id] = measure
        return list(found.values())

    def _recent(self, names: Iterable[str], at: dt.datetime) -> Iterator[Past]:
        for name in names:
            yield from (past for past in self._pasts[name] if past.corrected <= at < past.corrected + self.marked_for)

    def _corrected(self, past: Past, only: str | None) -> str:
        words, language = self.speaker.language.words, self.speaker.language
        filled = {"date": day(past.corrected, language), "was": self.speaker.figure(past.value)}
        if past.measure.id == only:
            return words.corrected.format(**filled)
        return words.corrected_of.format(name=self._heading(past.measure), **filled)

    # Withdrawals

    def withdrawn(self, names: Iterable[str]) -> list[str]:
        """Why these facts are not told: a line for each that was withdrawn, with what rests on it."""
        roots: dict[str, list[Fact]] = {}
        for name in names:
            root = self.speaker.untold[name]
            beneath = roots.setdefault(root.id, [])
            if name != root.id:
                beneath.append(self.release.by_id[name])
        words, language = self.speaker.language.words, self.speaker.language
        lines = []
        for identifier, beneath in roots.items():
            root = self.release.by_id[identifier]
            assert root.withdrawn is not None
            since, why = day(root.withdrawn.at, language), _sentence(root.withdrawn.because)
            line = words.withdrawn.format(name=self._heading(root), date=since, because=why)
            also = [words.withdrawn_beneath.format(dependant=self._heading(fact)) for fact in beneath]
            lines.append(" ".join([line, *also]))
        return lines

    def cited(self, source: Source) -> str:
        """The excerpt of a source, with "…" in the place of figures that were withdrawn."""
        hidden = self._withdrawn_at(source)
        if not hidden:
            return source.excerpt
        from facts.figures import figures  # only where something was withdrawn
        from facts.text import fold

        excerpt = fold(source.excerpt)
        for figure in reversed(figures(excerpt)):
            if any(figure.says(measure.value, measure.value.value < 0) for measure in hidden):
                excerpt = f"{excerpt[: figure.start]}…{excerpt[figure.end :]}"
        return excerpt

    def hides(self, source: Source) -> bool:
        """Whether the whole sentence of a source tells what was withdrawn."""
        return bool(self._withdrawn_at(source))

    def _withdrawn_at(self, source: Source) -> list[Measure]:
        place = (source.paragraph, source.sentence)
        return [
            fact
            for fact in map(self.release.by_id.__getitem__, self.speaker.untold)
            if isinstance(fact, Measure)
            and fact.withdrawn is not None
            and any((each.paragraph, each.sentence) == place for each in fact.sources)
        ]

    def members_left(self, each: FactSet) -> list[Fact]:
        """The measures of a set's members that can still be told, where the set itself no longer can."""
        return [
            measure
            for measure in self.release.measures
            if measure.indicator == each.indicator
            and measure.subject in each.members
            and measure.id not in self.speaker.untold
            and not measure.formula
        ]

    def _heading(self, fact: Fact) -> str:
        label = self.speaker.text(fact.label)
        return label[:1].upper() + label[1:]


def _carries(excerpt: str, past: Past) -> bool:
    from facts.figures import figures  # only where something was corrected

    return any(figure.says(past.value, past.value.value < 0) for figure in figures(excerpt))


def _sentence(text: str) -> str:
    """A reason as a sentence."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?。！？' else '.'}"
