"""Arithmetic that no wording foresees: several figures named side by side, and what is to be done with them.

The message is cut at the words that set figures apart; each side has to be the nearest neighbour of a wording that
tells one figure. What is done with them follows from the words for it: sum, difference, ratio, share, average, order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from facts.model import Measure
from facts.quantity import Truth, UnitKind
from facts.query import Operation, alike, comparable
from intents.findings import Finding
from intents.matching.queries import combined
from intents.messages.read import Reader, Reading
from intents.messages.several import MOST_WORDS
from intents.readings.arithmetic import compared, is_whole
from intents.readings.ask import Ask
from intents.readings.claims import flipped
from intents.spans.found import Recognised, inside_of
from intents.verdicts.verify import judge_relation, verdict_of, weigh

_DONE: Final = (
    "sum",
    "difference",
    "ratio",
    "share",
    "average",
    "rank",
    "max",
    "min",
    "more",
    "less",
    "versus",
    "percent",
)
_MOST: Final = 5
_MOST_SIDES: Final = 12
"""A message of more stretches than this is a text, and sets no figures apart."""


def compute(ask: Ask, read: Callable[[Recognised], Reading], reader: Reader) -> Finding | None:
    """What is asked of several figures at once; none where fewer than two are named, or nothing is to be done."""
    if not ask.has(*_DONE) and "+" not in ask.text:
        return None
    if len(ask.spans("how-many")) > 1 or len(ask.words) > MOST_WORDS:
        return None  # several questions, or a text
    if ask.shares_sum or ask.has("who", "where", "why"):
        return None
    named = list(_figures(ask, read, reader))
    figures = [f for place, f in enumerate(named) if f not in named[:place]]
    if len(figures) < len(named) and ask.has("share", "percent"):
        return None  # "loans in percent of loans and bonds" is a share of both together
    figures = figures[:_MOST]
    if len(figures) < 2 or not all(comparable(figures[0], other) and alike(figures[0], other) for other in figures):
        return None
    known = {name for figure in figures for name in (*figure.entities, figure.subject)}
    apart = len({figure.value.unit for figure in figures}) > 1
    if apart and ask.claims and not ask.has("more") and ask.grammar.than_words.isdisjoint(ask.text):
        return None  # "left behind" sets no cities against industries
    counted = figures[0].value.unit.kind is UnitKind.COUNT
    if ask.claims and counted and ask.has("more", "less") and ask.has("share", "percent"):
        return None  # shares are held against each other, and these are none
    strange = [word for word in ask.words if word.foil or (word.entity and word.entity not in known)]
    if strange or ask.off_period(figures):
        return None
    if ask.claims and ask.has("average"):
        return None  # two averages are held against each other, and these are none
    if ask.claims and len(figures) == 2 and ask.has("more", "less") and ask.grammar.or_words.isdisjoint(ask.text):
        return _held(ask, figures[0], figures[1])
    return _done(ask, figures)


def of_numbers(ask: Ask) -> Finding | None:
    """What is asked of stated figures that the question gives by their numbers: "65 billion and 910 million together".

    None where a number is not that of one stated figure alone, or where it is not plain what is to be done with them.
    """
    mentions = sorted(ask.recognised.mentions, key=lambda mention: mention.start)
    if ask.claims or not 2 <= len(mentions) <= _MOST or any(word.foil for word in ask.words) or ask.recognised.periods:
        return None
    figures: list[Measure] = []
    for mention in mentions:
        kind = mention.unit.kind if mention.unit is not None else UnitKind.COUNT
        stated = [m for m in ask.release.measures if m.source is not None and m.value.unit.kind is kind]
        alike = [m for m in stated if m.value.is_exact and m.value.low == mention.number]
        if len(alike) != 1 or mention.fraction or alike[0] in figures:
            return None
        figures += alike
    alike_all = len({figure.value.unit for figure in figures}) == 1
    operation: Operation | None = None
    if not ask.grammar.division_words.isdisjoint(ask.text):
        operation = Operation.RATIO
    elif ask.has("share", "percent") and alike_all:
        operation = Operation.SHARE
    elif ask.has("difference") and alike_all:
        operation = Operation.DIFFERENCE
    elif (ask.has("sum") or "+" in ask.text) and alike_all:
        operation = Operation.SUM
    if operation is None or (operation is not Operation.SUM and len(figures) != 2):
        return None
    if operation is Operation.DIFFERENCE:
        return compared(ask, figures)
    if operation is Operation.SHARE:
        figures = sorted(figures, key=lambda figure: figure.value.value)  # the part of the whole
    found = combined(ask, operation, figures)
    return replace(found, query=f"{operation} {' '.join(found.facts)}") if found is not None else None


def _held(ask: Ask, left: Measure, right: Measure) -> Finding | None:
    """That one figure is above or below another, verified."""
    found = compared(ask, [left, right])
    truth = weigh(judge_relation(ask, left, right, less=ask.has("less") and not ask.has("more")))
    if found is None or truth is Truth.UNKNOWN or truth is None:
        return found
    truth = flipped(ask, truth)
    return replace(found, verdict=verdict_of(truth))


def _figures(ask: Ask, read: Callable[[Recognised], Reading], reader: Reader) -> Iterator[Measure]:
    """The figure that each side of the separating words names."""
    texts = ask.text
    inside = inside_of(ask.words)
    inside |= {word.start for word in ask.words if not word.soft and word.end - word.start > 1}  # "total investment"
    divided = ask.grammar.division_words & {*texts}
    cues = ask.recognised.places(*_DONE) if not divided else set()
    if not ask.grammar.or_words.isdisjoint(texts):
        cues -= {word.start for word in ask.words if not word.soft}  # "or more cities beating the nation"
    apart = divided or ask.grammar.operand_separators
    if not divided and ask.has("versus") and not ask.has("ratio", "share", "percent"):
        apart -= ask.grammar.joining_separators
    edges = [-1, *(p for p, text in enumerate(texts) if (text in apart or p in cues) and p not in inside), len(texts)]
    telling = {word.start for word in ask.words if not word.soft}
    sides = [(start + 1, end) for start, end in pairwise(edges) if not telling.isdisjoint(range(start + 1, end))]
    first: Measure | None = None
    for start, end in sides if len(sides) <= _MOST_SIDES else ():
        near = figures_of(ask, read(ask.recognised.stretch(start, end)), reader)
        alike = [figure for figure in near if first is not None and figure.value.unit == first.value.unit]
        first = first or next(iter(near), None)
        yield from (alike or near)[:1]  # "more cities that grew, or that did not" is of cities on both sides


def figures_of(ask: Ask, reading: Reading, reader: Reader) -> list[Measure]:
    """The single figures that the nearest wordings of a stretch tell, of those that are nearly as near."""
    found: list[Measure] = []
    queries = reader.patterns.queries
    least = max(reader.thresholds.figure, reader.thresholds.figure_beside * reading.match.score)
    for name, score in reading.match.ranked:
        told = queries[name].tell if name in queries else []
        fact = ask.release.by_id[told[0]] if len(told) == 1 and score >= least else None
        if isinstance(fact, Measure) and fact not in found:
            found.append(fact)
    return found


def _spoken(ask: Ask, figure: Measure) -> bool:
    """Whether the noun of a count is spoken of, where it is one."""
    nouns = ask.resolver.nouns_of(figure.value.unit.name)
    return figure.value.unit.kind is not UnitKind.COUNT or any(word.concepts & nouns for word in ask.words)


def _in_order(ask: Ask, operation: Operation, figures: Sequence[Measure]) -> Sequence[Measure]:
    """Two figures as they are to be divided: a share is that of the smaller, "how many times" that of the larger."""
    if len(figures) != 2 or figures[0].value.unit.kind is not figures[1].value.unit.kind:
        return figures
    if operation is Operation.SHARE:
        return sorted(figures, key=lambda figure: figure.value.value)
    divided = not ask.grammar.dividing_words.isdisjoint(ask.text)
    if operation is Operation.RATIO and ask.has("how-many", "more", "max") and not divided:
        return sorted(figures, key=lambda figure: -figure.value.value)
    return figures


def _done(ask: Ask, figures: Sequence[Measure]) -> Finding | None:
    counted = figures[0].value.unit.kind in (UnitKind.COUNT, UnitKind.MONEY)
    if ask.has("rank") or (ask.has("max", "min") and len(figures) > 2):
        order = sorted(figures, key=lambda figure: figure.value.value, reverse=not ask.has("ascending"))
        names = tuple(figure.id for figure in order)
        data = {"rows": order, "ascending": ask.has("ascending")}
        return Finding("compare", "several", facts=names, rows=names, data=data, query=f"order {' '.join(names)}")
    operation: Operation | None = None
    against = ask.has("more", "less", "difference", "versus") and not ask.has("sum")
    if ask.has("average") and against and len(figures) == 2:
        return None  # two averages are held against each other, and these are none
    if ask.has("average"):
        operation = Operation.AVERAGE if not ask.has("ratio") else Operation.RATIO
    elif ask.has("ratio") and ask.has("percent") and counted and len({figure.value.unit for figure in figures}) == 1:
        operation = Operation.SHARE
    elif ask.has("ratio") or (ask.recognised.mentions and ask.recognised.mentions[-1].fraction):
        operation = Operation.RATIO
    elif ask.has("share", "percent") and counted:
        operation = Operation.SHARE
    elif ask.has("sum") or "+" in ask.text:
        operation = Operation.SUM
    if operation in (Operation.SUM, Operation.SHARE) and len({figure.value.unit for figure in figures}) > 1:
        return None
    if len({figure.value.unit for figure in figures}) > 1 and not all(_spoken(ask, figure) for figure in figures):
        return None  # a count of other things than those that are spoken of
    if operation is None:
        return compared(ask, list(figures)) if len(figures) == 2 else None
    ordered = _in_order(ask, operation, figures)
    if operation is Operation.SHARE and is_whole(ask, ordered[0]):
        return None  # "what share of the 119 is finished", and more are finished than those
    found = combined(ask, operation, ordered)
    return replace(found, query=f"{operation} {' '.join(found.facts)}") if found is not None else None
