"""A figure from release to release, as a finding: each value with its release, and a difference where it means one."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, Final

from facts.formula import Step
from facts.model import Release
from facts.series import Obstacle, Point, breaks, difference
from intents.findings import Finding

INTENT: Final = "series"
MOST_SHOWN: Final = 8
"""Values that are told of a long series, the latest."""

Named = Callable[[Release], str]
"""What a release is called."""
Text = Callable[[Any], str]
"""A text in the reader's language, from one in several."""


def told(
    label: str, points: Sequence[Point], named: Named, text: Text, *, missing: Sequence[str] = (), earlier: int = 0
) -> Finding:
    """The finding of a series of one indicator, from the oldest value to the newest.

    ``missing`` names releases that were asked about and do not give it; ``earlier`` counts those left out.
    """
    rows = [{"title": named(point.release), "value": point.measure.value} for point in points]
    pairs = list(itertools.pairwise(points))
    if len(points) > 2:
        pairs = [pairs[-1], (points[0], points[-1])]
    changes: list[dict[str, object]] = []
    steps: list[Step] = []
    for one, two in pairs:
        found = difference(one, two)
        if found is None:
            continue
        size, step = found
        rose = size.value > 0
        changes.append(
            {
                "earlier": named(one.release),
                "later": named(two.release),
                "size": size if rose else -size,
                "rose": rose,
                "same": size.value == 0,
            }
        )
        steps.append(step)
    names = tuple(dict.fromkeys(point.measure.id for point in reversed(points)))
    data = {
        "label": label,
        "rows": rows,
        "changes": changes,
        "breaks": [_told(one, two, why, named, text) for one, two, why in breaks(points)],
        "missing": tuple(missing),
        "earlier": earlier,
    }
    return Finding(INTENT, "told", facts=names, rows=names, data=data, steps=tuple(steps), query=INTENT)


def _told(one: Point, two: Point, why: Obstacle, named: Named, text: Text) -> dict[str, str]:
    """Two neighbours that are not held against each other."""
    told = {"why": why.value, "earlier": named(one.release), "later": named(two.release)}
    if why is Obstacle.DEFINITION:
        defined = ((named(p.release), text(p.indicator.definition)) for p in (one, two) if p.indicator is not None)
        told["defined"] = "; ".join(f"“{title}”: {definition}" for title, definition in defined if definition)
    return told


def definitions(points: Sequence[Point], text: Text) -> list[str]:
    """How the indicators of a series are defined: words of the content, whose figures may be told."""
    return [text(point.indicator.definition) for point in points if point.indicator is not None]
