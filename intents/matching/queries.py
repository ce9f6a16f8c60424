"""Typed queries: what a wording means, written in content, and carried out over the spans of a question.

A query names facts, or a kind of thing whose members the question's own names and conditions choose from. It never
holds a figure: those are looked up and computed when it is carried out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from facts.formula import Step
from facts.model import AspectName, Fact, FactSet, Identifier, Measure, Release
from facts.quantity import Comparison, Quantity, UnitError
from facts.query import Condition, Operation, combine, derivation, rows
from intents.findings import Finding
from intents.readings.arithmetic import compared, in_turn
from intents.readings.ask import Ask
from intents.readings.claims import negations_of
from intents.readings.lists import (
    behind_lag,
    conditions,
    counts_kind,
    excluding,
    filtered,
    left_in,
    nearest_to,
    picked,
    ranked,
    reference_in,
    tell_set,
    told_set,
)
from intents.readings.names import facts_about, tell_name
from intents.readings.tell import stands_for, tell_fact, tell_gap

Chosen = list[Identifier] | Identifier
"""Facts by their ids, or a kind whose members the question names."""


def _listed(written: object) -> object:
    return [written] if isinstance(written, str) else written


class Query(BaseModel):
    """One typed query; exactly one of its keys but ``aspect``, ``beside``, ``above`` and ``below`` is given."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    tell: Annotated[list[Identifier], BeforeValidator(_listed)] = []
    """Facts to tell, in this order."""
    offer: list[Identifier] = []
    """Facts to choose from, where the wording may mean any of them."""
    aspect: AspectName | None = None
    """What to tell of the one fact: why, how, when, where, who."""
    members: Identifier | None = None
    """A set whose members are told."""
    gap: Identifier | None = None
    """What the release does not say."""
    topic: Identifier | None = None
    """A topic whose facts are told."""
    number: bool = False
    """What the number of the question stands for."""
    digest: bool = False
    """The release's digest."""
    about: Identifier | None = None
    """What is said of the thing of this kind that the question names."""
    value: Identifier | None = None
    """The value of each thing of this kind that the question names."""
    every: Identifier | None = None
    """All values of a kind."""
    filter: Identifier | None = None
    """The members of a kind that fulfil the question's conditions, or stand above or below a measure."""
    above: Identifier | None = None
    below: Identifier | None = None
    highest: Identifier | None = None
    lowest: Identifier | None = None
    second: Identifier | None = None
    middle: Identifier | None = None
    rank: Chosen = []
    nearest: Identifier | None = None
    """The one of a kind whose value lies nearest to that of ``beside``."""
    without: Identifier | None = None
    """The members of a set but those that the question names."""
    compare: Chosen = []
    ratio: Chosen = []
    sum: Chosen = []
    average: Chosen = []
    spread: Identifier | None = None
    beside: Identifier | None = None
    """A measure that is compared with the named things of the kind."""

    @model_validator(mode="after")
    def _one(self) -> Query:
        given = sorted(self.model_fields_set - QUALIFIERS)
        if len(given) != 1:
            raise ValueError(f"has to ask for one thing, and asks for {' and '.join(given) or 'nothing'}")
        if self.aspect is not None and given[0] != "tell":
            raise ValueError("an aspect is told of one fact: give one in 'tell'")
        if not getattr(self, given[0]):
            raise ValueError(f"{given[0]!r} is empty: say what is meant")
        idle = sorted(self.model_fields_set & QUALIFIERS - _GOING_WITH.get(given[0], frozenset()))
        if idle:
            raise ValueError(f"{' and '.join(idle)} has no meaning beside '{given[0]}'")
        if self.aspect is not None and len(self.tell) != 1:
            raise ValueError("an aspect is told of one fact: give one in 'tell'")
        return self

    @cached_property
    def verb(self) -> str:
        """What is to be done."""
        return next(name for name in self.model_fields_set if name not in QUALIFIERS)

    def facts(self) -> Iterator[str]:
        """The facts that it names."""
        yield from self.tell
        yield from self.offer
        for name in (self.members, self.without, self.above, self.below, self.beside):
            if name is not None:
                yield name
        for chosen in (self.compare, self.ratio, self.sum, self.average, self.rank):
            if isinstance(chosen, list):
                yield from chosen

    def kinds(self) -> Iterator[str]:
        """The kinds that it chooses from."""
        for name in (self.about, self.value, self.every, self.filter, self.highest, self.lowest, self.second,
                     self.middle, self.nearest, self.spread):  # fmt: skip
            if name is not None:
                yield name
        for chosen in (self.compare, self.ratio, self.sum, self.average, self.rank):
            if isinstance(chosen, str):
                yield chosen

    def __str__(self) -> str:
        return self.written

    @cached_property
    def written(self) -> str:
        """The query in words, for who looks inside."""
        given = ((name, getattr(self, name)) for name in type(self).model_fields if name in self.model_fields_set)
        return " ".join(f"{name} {' '.join(v) if isinstance(v, list) else v}".replace(" True", "") for name, v in given)


QUALIFIERS: Final = frozenset({"aspect", "above", "below", "beside"})
"""What may stand beside the one thing that a query asks for."""
_GOING_WITH: Final = {
    "tell": frozenset({"aspect"}),
    "filter": frozenset({"above", "below"}),
    "nearest": frozenset({"beside"}),
    "compare": frozenset({"beside"}),
    "ratio": frozenset({"beside"}),
}


def carry_out(query: Query, ask: Ask) -> Finding | None:
    """The finding of a query over a question; none where the question lacks what the query needs."""
    found = _VERBS[query.verb](query, ask)
    return replace(found, query=str(query)) if found is not None else None


# Facts


def _tell(query: Query, ask: Ask) -> Finding | None:
    facts = [ask.release.by_id[name] for name in query.tell]
    if len(facts) == 2 and ask.has("ratio") and not ask.claims:
        found = combined(ask, Operation.RATIO, [fact for fact in facts if isinstance(fact, Measure)])
        if found is not None:
            return found
    if len(facts) > 1:
        measures = tuple(fact.id for fact in facts if isinstance(fact, Measure))
        steps = steps_of(ask, facts)
        return Finding("lookup", "facts", facts=tuple(query.tell), rows=measures, steps=steps, data={"facts": facts})
    (fact,) = facts
    aspect = fact.aspects.get(query.aspect) if query.aspect else None
    if aspect is not None:
        told = tuple(dict.fromkeys((*aspect.facts, fact.id)))
        data = {"fact": fact, "aspect": aspect, "name": query.aspect}
        return Finding("aspect", "told", "answered" if aspect.stated else "not_stated", facts=told, data=data)
    if isinstance(fact, FactSet):
        return told_set(ask, fact)
    return tell_fact(ask, fact)


def steps_of(ask: Ask, facts: Sequence[Fact]) -> tuple[Step, ...]:
    """The working of those that are derived."""
    derived = [fact for fact in facts if isinstance(fact, Measure) and fact.formula]
    return tuple(dict.fromkeys(step for fact in derived for step in derivation(fact, ask.release)))


def _offer(query: Query, ask: Ask) -> Finding:
    facts = [ask.release.by_id[name] for name in query.offer]
    return Finding("lookup", "which", "clarify", facts=tuple(query.offer), data={"facts": facts})


def _members(query: Query, ask: Ask) -> Finding | None:
    fact = ask.release.by_id[query.members or ""]
    if not isinstance(fact, FactSet):
        return None
    counted = ask.has("how-many") and not ask.claims and fact.members and not fact.size
    return tell_set(ask, fact, negated=False) if counted else told_set(ask, fact)


def _gap(query: Query, ask: Ask) -> Finding | None:
    gap = ask.release.gap(query.gap)
    return tell_gap(gap) if gap is not None else None


def _topic(query: Query, ask: Ask) -> Finding | None:
    topic = next((topic for topic in ask.release.topics if topic.id == query.topic), None)
    if topic is None:
        return None
    return Finding("summary", "topic", facts=tuple(topic.facts), data={"topic": topic})


def _number(query: Query, ask: Ask) -> Finding | None:
    return stands_for(ask)


def _digest(query: Query, ask: Ask) -> Finding:
    return told_digest(ask.release)


def told_digest(release: Release) -> Finding:
    """The release in its digest."""
    return Finding("summary", "whole", facts=tuple(release.about.digest), data={"release": release}, query="summary")


# What the question names


def _named(ask: Ask, kind: str) -> list[str]:
    entity = ask.release.entity
    return [name for name in ask.recognised.entities() if name in entity and entity[name].kind == kind]


def _about(query: Query, ask: Ask) -> Finding | None:
    named = _named(ask, query.about or "")
    if not named:
        return None
    found = [tell_name(ask, ask.release.entity[name]) for name in named]
    told = [one for one in found if one is not None]
    if len(told) != len(named):
        return None
    if len(told) == 1:
        return told[0]
    facts = [fact for name in named for fact in facts_about(ask, name)[:1]]
    return Finding("lookup", "facts", facts=tuple(dict.fromkeys(fact.id for fact in facts)), data={"facts": facts})


def _value(query: Query, ask: Ask) -> Finding | None:
    named = _named(ask, query.value or "")
    pool = {row.subject: row for row in rows(ask.release, query.value or "")}
    if not named:
        return None
    missing = [name for name in named if name not in pool]
    if missing:
        about = facts_about(ask, missing[0])[:1]
        sets = [s for s in ask.release.sets if s.kind == query.value and s.indicator and not s.complete and not s.size]
        facts = tuple(fact.id for fact in [*about, *sets[:1]])
        data = {"entity": ask.release.entity[missing[0]], "facts": about}
        return Finding(
            "mention", "no-figure", "not_stated", facts=facts, data=data, reason="no figure is stated for it"
        )
    if len(named) == 1:
        return tell_fact(ask, pool[named[0]])
    if len(named) == 2 and ask.has("more", "less") and ask.grammar.than_words & {*ask.text}:
        return compared(ask, [pool[name] for name in named])
    facts_ = [pool[name] for name in named]
    names = tuple(fact.id for fact in facts_)
    return Finding("lookup", "facts", facts=names, rows=names, data={"facts": facts_})


def _pool(ask: Ask, chosen: Chosen, beside: str | None = None) -> list[Measure]:
    """The measures of a list, or those of the named things of a kind, in the order of the question."""
    if isinstance(chosen, list):
        return [ask.measure(name) for name in chosen]
    by_subject = {row.subject: row for row in rows(ask.release, chosen)}
    found = [by_subject[name] for name in ask.recognised.entities() if name in by_subject]
    if beside is None and len(found) == 1 and _beside_whole(ask, found[0]):
        beside = ask.release.about.headline
    return [*found, *([ask.measure(beside)] if beside else [])]


def _beside_whole(ask: Ask, part: Measure) -> bool:
    """Whether one value is set against that of the whole, "than industry overall?", with no other thing named."""
    whole = ask.measure(ask.release.about.headline)
    said = ask.resolver.by_id[whole.id].vocabulary - ask.resolver.lexicon.polar
    than = min((place for place, text in enumerate(ask.text) if text in ask.grammar.set_against), default=len(ask.text))
    behind = [word for word in ask.words if word.start > than]
    spoken = any(word.concepts & said and not word.entity for word in behind)
    return spoken and whole.indicator == part.indicator and all(not word.foil for word in behind)


# Several values


def _every(query: Query, ask: Ask) -> Finding | None:
    pool = rows(ask.release, query.every or "")
    names = tuple(row.id for row in pool)
    data = {"kind": query.every, "rows": tuple(pool)}
    return Finding("list", "all", facts=names, rows=names, kind=query.every, data=data) if pool else None


def _filter(query: Query, ask: Ask) -> Finding | None:
    kind = query.filter or ""
    pool = rows(ask.release, kind, derived=kind in ask.rate_kinds)
    if not pool:
        return None
    demanded = [condition for condition, _ in conditions(ask, pool[0].value.unit)]
    references: list[Measure] = []
    for name, sign in ((query.above, Comparison.ABOVE), (query.below, Comparison.BELOW)):
        if name is not None:
            named = _named_reference(ask, name)  # "which lag investment?"
            demanded = [_turned(ask, Condition(sign, measure=named.id))]
            references = [named]
    if not demanded and kind not in ask.release.kind:
        demanded = _moved(ask, pool)
    if not demanded and any(mention.comparison and counts_kind(ask, mention) for mention in ask.recognised.mentions):
        return None
    if not demanded:
        listed = (s for s in ask.release.sets if s.kind == kind and s.condition and s.members and not s.size)
        item = next(listed, None)
        if item is None:
            return None
        return tell_set(ask, item, negated=False) if ask.has("how-many") else told_set(ask, item)
    return filtered(ask, kind, pool, demanded, references)


def _named_reference(ask: Ask, name: str) -> Measure:
    """The rate that those of a kind are held against: the one that is named behind "lag", else that of the query."""
    found = reference_in(ask, behind_lag(ask), len(ask.text))
    return found[0] if found is not None else ask.measure(name)


def _turned(ask: Ask, condition: Condition) -> Condition:
    """A condition as a negated question has it: "which did not beat the rate?" asks for none that is above it."""
    more, less = ask.has("more"), ask.has("less")
    if not negations_of(ask) or more == less:
        return condition
    sign = Comparison.ABOVE if more else Comparison.BELOW
    return replace(condition, comparison=sign, negated=len(negations_of(ask)) % 2 == 1)


def _moved(ask: Ask, pool: Sequence[Measure]) -> list[Condition]:
    """What a question demands that asks for nothing but a direction: "which ports fell?"."""
    unit = pool[0].value.unit
    up, down = (any(name in word.concepts for word in ask.words) for name in ("grow", "fall"))
    if up == down or all(measure.direction == "none" for measure in pool):
        return []
    sign, negated = Comparison.BELOW if down else Comparison.ABOVE, bool(ask.turning)
    return [Condition(sign, Quantity.exact(0, unit), negated=negated)]


def _highest(query: Query, ask: Ask) -> Finding | None:
    return picked(ask, query.highest or "", "highest")


def _lowest(query: Query, ask: Ask) -> Finding | None:
    return picked(ask, query.lowest or "", "lowest")


def _second(query: Query, ask: Ask) -> Finding | None:
    return picked(ask, query.second or "", "second")


def _middle(query: Query, ask: Ask) -> Finding | None:
    return picked(ask, query.middle or "", "median")


def _rank(query: Query, ask: Ask) -> Finding | None:
    ascending = ask.has("ascending")
    if isinstance(query.rank, str):
        return ranked(ask, query.rank, ascending=ascending)
    return ranked(ask, "", [ask.measure(name) for name in query.rank], ascending=ascending)


def _nearest(query: Query, ask: Ask) -> Finding | None:
    reference = ask.measure(query.beside or ask.release.about.headline)
    found = nearest_to(ask, rows(ask.release, query.nearest or ""), reference)
    return compared(ask, [found, reference]) if found is not None else None


def _without(query: Query, ask: Ask) -> Finding | None:
    item = ask.release.by_id[query.without or ""]
    limited = any(mention.comparison is not None for mention in ask.recognised.mentions)
    if not isinstance(item, FactSet) or limited:
        return None
    named = [name for name in ask.recognised.entities() if name in item.members]
    return excluding(ask, item, named) if named and {*item.members} - {*named} else None


def _compare(query: Query, ask: Ask) -> Finding | None:
    pool = _pool(ask, query.compare, query.beside)
    if ask.has("ratio") and not ask.recognised.mentions:
        return combined(ask, Operation.RATIO, sorted(pool, key=_size, reverse=True))
    return compared(ask, pool) if len(pool) > 1 else None


def _size(measure: Measure) -> Decimal:
    return measure.value.value


def combined(ask: Ask, operation: Operation, pool: Sequence[Measure]) -> Finding | None:
    """What an operation makes of several measures; none where their units or their number do not allow it."""
    if len(pool) < 2:
        return None
    try:
        computed = combine(operation, pool if operation in (Operation.SUM, Operation.AVERAGE) else pool[:2])
    except (UnitError, ValueError):
        return None
    if computed.value.is_unbounded:
        return None  # of two that are each only more than something, nothing is known
    names = tuple(measure.id for measure in computed.measures)
    data = {"value": computed.value, "measures": computed.measures}
    return Finding(str(operation), "found", facts=names, rows=names, steps=computed.steps, data=data)


def _ratio(query: Query, ask: Ask) -> Finding | None:
    pool = _pool(ask, query.ratio, query.beside)
    if ask.has("difference") and not ask.has("ratio", "percent", "share") and len(pool) > 1:
        return compared(ask, pool)  # "how many more clusters than bases?"
    if ask.shares_sum:
        return None
    own = {measure.value.low for measure in pool}
    others = [mention for mention in ask.recognised.mentions if mention.number not in own]
    if not isinstance(query.ratio, list):
        pool = sorted(pool, key=_size, reverse=True)
    elif ask.has("how-many") and not ask.grammar.each_words.isdisjoint(ask.text):
        pool = in_turn(ask, pool)
    if ask.has("percent", "share") and not others:
        found = combined(ask, Operation.SHARE, sorted(pool, key=_size))
        if found is not None:
            return found
    return combined(ask, Operation.RATIO, pool)


def _sum(query: Query, ask: Ask) -> Finding | None:
    return combined(ask, Operation.SUM, _pool(ask, query.sum))


def _average(query: Query, ask: Ask) -> Finding | None:
    if isinstance(query.average, str) and ask.taken_out:
        return combined(ask, Operation.AVERAGE, left_in(ask, rows(ask.release, query.average)))
    pool = _pool(ask, query.average)
    of_what = ask.recognised.kinds or [w for w in ask.words if not w.soft and "average" not in w.concepts]
    if len(pool) == 1 or not of_what:
        return None
    if len(pool) < 2 and isinstance(query.average, str):
        pool = rows(ask.release, query.average)
    return combined(ask, Operation.AVERAGE, pool)


def _spread(query: Query, ask: Ask) -> Finding | None:
    pool = sorted(left_in(ask, rows(ask.release, query.spread or "")), key=lambda row: row.value.value)
    return compared(ask, [pool[-1], pool[0]]) if len(pool) > 1 else None


_VERBS: Final = {
    "tell": _tell, "offer": _offer, "members": _members, "gap": _gap, "topic": _topic, "digest": _digest,
    "number": _number, "about": _about,
    "value": _value, "every": _every, "filter": _filter, "highest": _highest, "lowest": _lowest, "second": _second,
    "middle": _middle, "rank": _rank, "nearest": _nearest,
    "without": _without, "compare": _compare, "ratio": _ratio, "sum": _sum, "average": _average,
    "spread": _spread,
}  # fmt: skip
