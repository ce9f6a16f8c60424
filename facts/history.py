"""What became of facts: which rest on which, the values that they had before, and which are no longer told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from facts import formula
from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Quantity

_PLACEHOLDER: Final = re.compile(r"\{([a-z0-9-]+)\}")


@dataclass(frozen=True, slots=True)
class Past:
    """A value that a measure had until something was corrected: the measure itself, or what it follows from."""

    measure: Measure
    value: Quantity
    corrected: dt.datetime
    because: str


def stated(release: Release, measure: Measure) -> list[Measure]:
    """The stated measures that a measure follows from, in the order of its formula; a stated one is its own."""
    if measure.formula is None:
        return [measure]
    found = [each for name in formula.parse(measure.formula).names() for each in stated(release, release.measure(name))]
    return _once(found)


def figures_in(release: Release, fact: Fact) -> list[Measure]:
    """The measures whose values are told with a fact: its own, that of its size, those that its statement names."""
    found = [fact] if isinstance(fact, Measure) else []
    if isinstance(fact, FactSet) and fact.size is not None:
        found.append(release.measure(fact.size))
    for text in fact.statement.values():
        found += [release.measure(name) for name in _PLACEHOLDER.findall(text) if name != "value"]
    return _once(found)


def _once(measures: list[Measure]) -> list[Measure]:
    return list({measure.id: measure for measure in measures}.values())


def pasts(release: Release, measure: Measure) -> list[Past]:
    """The values that a measure had, the newest first, each with the correction that ended it."""
    ends = sorted(
        ((revision.corrected, revision.because) for each in stated(release, measure) for revision in each.revisions),
        reverse=True,
    )
    found: list[Past] = []
    after = measure.value
    for moment, because in ends:
        before = value_before(release, measure, moment)
        if before != after:
            found.append(Past(measure, before, moment, because))
        after = before
    return found


def value_before(release: Release, measure: Measure, moment: dt.datetime) -> Quantity:
    """The value that a measure had just before a moment."""
    if measure.formula is not None:
        names = formula.parse(measure.formula).names()
        values = {name: value_before(release, release.measure(name), moment) for name in names}
        return formula.evaluate(measure.formula, values)
    return next((each.value for each in measure.revisions if each.corrected >= moment), measure.value)


def revision(release: Release, fact: Fact) -> int:
    """How often what a fact tells was corrected or taken back by now."""
    told = _once([each for measure in figures_in(release, fact) for each in stated(release, measure)])
    return sum(len(each.revisions) for each in told) + (fact.id in untold(release))


def dependants(release: Release, identifier: str) -> list[Fact]:
    """Every other fact that rests on a fact: what follows from it, what it is the size of, whose words name it."""
    return [fact for fact in release.facts() if fact.id != identifier and identifier in _grounds(release, fact)]


def untold(release: Release) -> Mapping[str, Fact]:
    """The facts that are no longer told, each with the withdrawn fact that it rests on, which may be itself."""
    withdrawn = [fact for fact in release.facts() if fact.withdrawn is not None]
    if not withdrawn:
        return {}
    found = {fact.id: fact for fact in withdrawn}
    for fact in release.facts():
        grounds = _grounds(release, fact, told=True)
        root = next((each for each in withdrawn if each.id in grounds), None)
        if root is not None:
            found.setdefault(fact.id, root)
    return found


def _grounds(release: Release, fact: Fact, *, told: bool = False) -> set[str]:
    """The facts that one rests on, at any remove; with ``told``, those without which it cannot be told at all.

    A measure whose statement names another one can still be told by its own value.
    """
    found: set[str] = set()
    waiting = list(_leans(release, fact, told=told))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _leans(release, release.by_id[name], told=told)
    return found


def _leans(release: Release, fact: Fact, *, told: bool) -> Iterator[str]:
    if isinstance(fact, Measure):
        if fact.formula is not None:
            yield from formula.parse(fact.formula).names()
        if told:
            return
    if isinstance(fact, FactSet):
        if fact.size is not None:
            yield fact.size
        yield from (name for name in fact.members if name in release.by_id)
        if fact.condition is not None:
            # That a member fulfils the condition is what its own measure says.
            for measure in release.measures:
                if measure.indicator == fact.indicator and measure.subject in fact.members:
                    yield measure.id
    for text in fact.statement.values():
        yield from (name for name in _PLACEHOLDER.findall(text) if name != "value" and name != fact.id)
