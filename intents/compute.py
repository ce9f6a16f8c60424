"""Arithmetic that no wording foresees: several figures named side by side, and what is to be done with them.

The message is cut at the words that set figures apart; each side has to be the nearest neighbour of a wording that
tells one figure. What is done with them follows from the words for it: sum, difference, ratio, share, average, order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from facts.model import Measure
from facts.quantity import Truth, UnitError, UnitKind
from facts.query import Operation, combine, comparable
from intents.findings import Finding
from intents.read import Reading
from intents.readings.arithmetic import alike, compared
from intents.readings.ask import Ask
from intents.readings.claims import negations_of
from intents.recognise import Recognised
from intents.verify import judge_relation, weigh

_APART: Final = frozenset(
    (
        ", + - − / : ; and plus to over per against versus than or with as relative across by minus between from of for "
        "beside into vs & exceed exceeds exceeded outgrow beat top"
    ).split()
)
_DONE: Final = ("sum", "difference", "ratio", "share", "average", "rank", "max", "min", "more", "less", "versus", "percent")
_LEAST: Final = 0.2
_MOST: Final = 5


def compute(ask: Ask, read: Callable[[Recognised], Reading]) -> Finding | None:
    """What is asked of several figures at once; none where fewer than two are named, or nothing is to be done."""
    if not ask.has(*_DONE) and "+" not in ask.text:
        return None
    figures = list(_figures(ask, read))
    figures = [f for place, f in enumerate(figures) if f not in figures[:place]][:_MOST]
    if len(figures) < 2 or not all(comparable(figures[0], other) and alike(figures[0], other) for other in figures):
        return None
    known = {name for figure in figures for name in (*figure.entities, figure.subject)}
    strange = [word for word in ask.words if word.foil or (word.entity and word.entity not in known)]
    if strange or ask.off_period(figures):
        return None
    if ask.claims and len(figures) == 2 and ask.has("more", "less") and "or" not in ask.text:
        return _held(ask, figures[0], figures[1])
    return _done(ask, figures)


def _held(ask: Ask, left: Measure, right: Measure) -> Finding | None:
    """That one figure is above or below another, verified."""
    found = compared(ask, [left, right])
    truth = weigh(judge_relation(ask, left, right, less=ask.has("less") and not ask.has("more")))
    if found is None or truth is Truth.UNKNOWN or truth is None:
        return found
    truth = ~truth if len(negations_of(ask)) % 2 else truth
    return replace(found, verdict="supported" if truth is Truth.YES else "refuted")


def _figures(ask: Ask, read: Callable[[Recognised], Reading]) -> Iterator[Measure]:
    """The figure that each side of the separating words names."""
    texts = ask.text
    inside = {p for word in ask.words for p in range(word.start + 1, word.end)}
    cues = {p for cue in ask.spans(*_DONE) for p in range(cue.start, cue.end)}
    edges = [-1, *(p for p, text in enumerate(texts) if (text in _APART or p in cues) and p not in inside), len(texts)]
    for start, end in zip(edges, edges[1:], strict=False):
        piece = ask.recognised.stretch(start + 1, end)
        if not any(not word.soft for word in piece.words):
            continue
        reading = read(piece)
        told = reading.query.tell if reading.query is not None else []
        if len(told) == 1 and reading.match.score >= _LEAST:
            fact = ask.release.by_id[told[0]]
            if isinstance(fact, Measure):
                yield fact


def _done(ask: Ask, figures: Sequence[Measure]) -> Finding | None:
    counted = figures[0].value.unit.kind in (UnitKind.COUNT, UnitKind.MONEY)
    if ask.has("rank") or (ask.has("max", "min") and len(figures) > 2):
        order = sorted(figures, key=lambda figure: figure.value.value, reverse=not ask.has("ascending"))
        names = tuple(figure.id for figure in order)
        return Finding("compare", "several", facts=names, rows=names, data={"rows": order}, query=f"order {' '.join(names)}")
    operation: Operation | None = None
    if ask.has("average"):
        operation = Operation.AVERAGE if not ask.has("ratio") else Operation.RATIO
    elif ask.has("ratio") or (ask.recognised.mentions and ask.recognised.mentions[-1].fraction):
        operation = Operation.RATIO
    elif ask.has("share", "percent") and counted:
        operation = Operation.SHARE
    elif ask.has("sum") or "+" in ask.text:
        operation = Operation.SUM
    if operation is None:
        return compared(ask, list(figures)) if len(figures) == 2 else None
    try:
        computed = combine(operation, figures if operation in (Operation.SUM, Operation.AVERAGE) else figures[:2])
    except (UnitError, ValueError):
        return None
    names = tuple(figure.id for figure in computed.measures)
    data = {"value": computed.value, "measures": computed.measures}
    return Finding(
        str(operation), "found", facts=names, rows=names, steps=computed.steps, data=data,
        query=f"{operation} {' '.join(names)}",
    )  # fmt: skip
