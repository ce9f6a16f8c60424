"""A chart in words and numbers: everything that a picture shows, and the caption that says the same without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from facts.chart import Drawn
from facts.formula import working
from facts.model import FactSet, Measure, Release
from facts.quantity import UnitKind
from intents.findings import Finding
from intents.replies.say import Speaker

INTENT: Final = "chart"
_SIGNED: Final = frozenset({UnitKind.PERCENT, UnitKind.POINTS})
"""What can lie below zero where nothing says that it does not."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: what it is of, how it is told, and the bounds between which it lies."""

    label: str
    value: str
    low: float | None
    """None where nothing is said of how low it may be."""
    high: float | None
    derived: bool = False
    beside: bool = False
    """Whether it stands for comparison with the others."""

    @property
    def is_open(self) -> bool:
        """Whether the release gives bounds, and no exact figure."""
        return self.low is None or self.low != self.high


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a chart shows."""

    id: str
    title: str
    period: str
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]
    """What has to be known to read it: who is not in it, which bars are open, what is derived and how."""
    source: str
    caption: str
    """All of it as text, a line a bar."""
    language: str
    facts: tuple[str, ...]
    figures: tuple[str, ...] = ()
    """The figures that the caption tells, in its order."""
    workings: tuple[str, ...] = ()


def picture_of(shown: Drawn, speaker: Speaker) -> Picture:
    """Put what a chart draws into words. Raises TemplateError where the language has no words for it."""
    return _Painter(shown, speaker).picture()


@dataclass(slots=True)
class _Painter:
    """Puts one chart into words, and keeps the figures that it writes."""

    shown: Drawn
    speaker: Speaker
    figures: list[str] = field(default_factory=list)

    @property
    def release(self) -> Release:
        return self.speaker.release

    def picture(self) -> Picture:
        shown, text = self.shown, self.speaker.text
        measures = [*shown.measures, *shown.beside]
        title, period = text(shown.chart.label), self._period(measures)
        head = self._say("head", title=title, period=period)
        rows = [
            self._say("row", label=self._label(measure), value=measure.value, derived=measure.formula is not None)
            for measure in measures
        ]
        notes, source = tuple(self._notes(measures)), self._source()
        figures = tuple(self.figures)
        return Picture(
            id=shown.chart.id,
            title=title,
            period=period[:1].upper() + period[1:],
            bars=tuple(self._bar(measure, beside=measure in shown.beside) for measure in measures),
            notes=notes,
            source=source,
            caption="\n".join([head, *rows, *notes, source]),
            language=self.speaker.language.code,
            facts=shown.facts,
            figures=figures,
            workings=tuple(filter(None, map(self._working, measures))),
        )

    def _say(self, saying: str, **data: Any) -> str:
        said = self.speaker.say(Finding(INTENT, saying, data=data))
        self.figures += said.figures
        return said.text

    def _label(self, measure: Measure) -> str:
        given = self.shown.chart.labels.get(measure.id)
        label = self.speaker.text(given) if given else self.speaker.name(measure)
        return label[:1].upper() + label[1:]

    def _bar(self, measure: Measure, *, beside: bool) -> Bar:
        value, derived = measure.value, measure.formula is not None
        low = float(value.low) if value.low is not None else None
        if low is None and value.unit.kind not in _SIGNED:
            low = 0.0
        high = float(value.high) if value.high is not None else None
        return Bar(self._label(measure), self._say("value", value=value, derived=derived), low, high, derived, beside)

    def _period(self, measures: list[Measure]) -> str:
        """The periods of the figures; that of the release where they have none."""
        periods = [measure.period for measure in measures if measure.period] or [self.release.about.period]
        labels = [self.speaker.text(self.release.period[name].label) for name in dict.fromkeys(periods)]
        return self.speaker.joined(labels)

    def _notes(self, measures: list[Measure]) -> Iterator[str]:
        if self.shown.set is not None:
            yield from self._members(self.shown.set)
        if any(not measure.value.is_exact for measure in measures):
            yield self._say("open")
        for measure in measures:
            if found := self._working(measure):
                yield self._say("derived", working=found)

    def _members(self, each: FactSet) -> Iterator[str]:
        """How far the set's members are all that there are, and all in the picture."""
        if not each.complete:
            kind, count = self.release.kind[each.kind], len(each.members)
            plural = self.speaker.text(kind.plural)
            size, whole = self._size(each), self._size(self.release.by_id.get(each.within or ""))
            if size is not None:
                yield self._say("named-of-these", count=count, total=size, kind=plural)
            elif whole is not None:
                yield self._say("named-of", count=count, total=whole, kind=plural)
            else:
                yield self._say("named", count=count, kind=self.speaker.text(kind.label) if count == 1 else plural)
        if self.shown.without:
            members = [self.release.entity.get(name) or self.release.by_id[name] for name in self.shown.without]
            yield self._say("without", members=members)

    def _size(self, each: object) -> Decimal | None:
        """How many belong to a set, where that is told exactly."""
        if isinstance(each, FactSet) and each.size:
            size = self.release.measure(each.size).value
            return size.value if size.is_exact else None
        return None

    def _working(self, measure: Measure) -> str | None:
        return self.speaker.working(working(measure, self.release))

    def _source(self) -> str:
        facts = [self.release.by_id[name] for name in self.shown.facts]
        found = sorted({source.paragraph for fact in facts for source in self.release.paragraphs_of(fact)})
        title = self.speaker.text(self.release.about.title)
        return self._say("source", title=title, paragraphs=found)
