"""What a chart draws: which measures of a release have a bar, and what of a set has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from facts.model import Chart, FactSet, Measure, Release

MOST_BARS: Final = 12
"""More cannot be read on a phone."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with the measures that it draws, in their order."""

    chart: Chart
    measures: tuple[Measure, ...]
    beside: tuple[Measure, ...] = ()
    """Measures for comparison with the members of a set."""
    set: FactSet | None = None
    without: tuple[str, ...] = ()
    """Members of the set for which the release gives no figure."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Everything that the picture tells, the set first."""
        named = [self.set.id] if self.set else []
        return (*named, *(measure.id for measure in (*self.measures, *self.beside)))


def drawn(chart: Chart, release: Release) -> Drawn:
    """What a chart of a release draws. Raises KeyError for a set or a measure that there is not."""
    named = tuple(release.measure(name) for name in chart.measures)
    if chart.set is None:
        return Drawn(chart, named)
    each = release.by_id[chart.set]
    if not isinstance(each, FactSet):
        raise KeyError(chart.set)
    found = {member: measure_of(each, member, release) for member in each.members}
    measures = [measure for measure in found.values() if measure is not None]
    if all(measure.value.is_exact for measure in measures) and len({measure.value.unit for measure in measures}) == 1:
        measures.sort(key=lambda measure: -measure.value.value)
    without = tuple(member for member, measure in found.items() if measure is None)
    return Drawn(chart, tuple(measures), named, each, without)


def measure_of(each: FactSet, member: str, release: Release) -> Measure | None:
    """The figure of a set's member: the member itself, or the set's indicator for it, in the release's own period."""
    fact = release.by_id.get(member)
    if isinstance(fact, Measure):
        return fact
    found = [one for one in release.measures if (one.indicator, one.subject) == (each.indicator, member)]
    found.sort(key=lambda one: (one.period != release.about.period, one.formula is not None))
    return found[0] if found else None


def chart_of(facts: Sequence[str], charts: Sequence[Chart], release: Release) -> Chart | None:
    """The chart in which the first of some facts stands; of several, the one with the most of them."""
    best: tuple[int, Chart | None] = (0, None)
    for chart in charts:
        shown = drawn(chart, release).facts
        held = sum(fact in shown for fact in facts) if facts and facts[0] in shown else 0
        if held > best[0]:
            best = held, chart
    return best[1]
