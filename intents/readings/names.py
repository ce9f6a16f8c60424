"""Readings about a named thing by itself: "benxi?", "is Dalian mentioned?", "what did they say about Ansteel?"."""

from __future__ import annotations

from collections.abc import Sequence

from facts.model import Entity, Fact, FactSet, Measure
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.tell import tell_fact
from intents.spans.found import Span

_MOST_TOLD = 3
_TELLING = 1.2
"""A word so rare among the facts is about one of them, whatever else it may be."""


def facts_about(ask: Ask, entity: str) -> list[Fact]:
    """The facts that name something, the most telling first."""
    found: list[Fact] = [
        m for m in ask.release.measures if m.subject == entity and entity != ask.release.about.home and m.statement
    ]
    found += [item for item in ask.release.sets if entity in item.members and item.complete and item not in found]
    found += sorted((s for s in ask.release.statements if entity in s.entities), key=lambda s: len(s.entities))
    if not found:
        found += [item for item in ask.release.sets if entity in item.members and item.statement]
    return found


def read_name(ask: Ask) -> Finding | None:
    """What the release says of a thing that the question names without asking anything else of it."""
    entities = [ask.release.entity[name] for name in ask.recognised.entities() if name in ask.release.entity]
    entities = [entity for entity in entities if entity.id != ask.release.about.home]
    if not entities or ask.recognised.mentions or ask.recognised.periods or ask.demands():
        return None
    if any(kind.name not in {entity.kind for entity in entities} for kind in ask.recognised.kinds):
        return None
    spans: list[Span] = [
        *ask.spans("mentioned", "list", "versus", "every", "which", "define", "who"),
        *(k for k in ask.recognised.kinds if k.name in {e.kind for e in entities}),
    ]
    places = [word for word in ask.words if word.entity]
    if ask.explains(ask.words, [], [*spans, *places]):
        return None
    others = [word for word in ask.words if not word.entity and len(word.concepts) > 1]
    others = [word for word in others if not any(s.start <= word.start and word.end <= s.end for s in spans)]
    if any(ask.resolver.telling(word) > _TELLING for word in others):
        return None
    if len(entities) > 1 and not (ask.has("mentioned", "which", "list") and len({e.kind for e in entities}) == 1):
        return None
    named = [entity for entity in entities if entity.named]
    absent = [entity for entity in entities if not entity.named]
    if not named:
        return Finding(
            "mention",
            "absent",
            status="not_stated",
            data={"absent": absent},
            query="mention",
            reason="the release does not name it",
        )
    if len(entities) > 1:
        facts = tuple(dict.fromkeys(fact.id for entity in named for fact in facts_about(ask, entity.id)[:1]))
        return Finding("mention", "several", facts=facts, data={"named": named, "absent": absent}, query="mention")
    return tell_name(ask, named[0])


def tell_name(ask: Ask, entity: Entity) -> Finding | None:
    """The facts about one named thing."""
    found = facts_about(ask, entity.id)[:_MOST_TOLD]
    if not found:
        return None
    rowed = tuple(fact.id for fact in found if isinstance(fact, Measure))
    return Finding(
        "mention", "one", facts=tuple(fact.id for fact in found), rows=rowed, kind=entity.kind,
        data={"entity": entity, "facts": found}, query=f"about {entity.id}",
    )  # fmt: skip


def read_other_name(ask: Ask) -> Finding | None:
    """A named thing in the place of the one spoken of before: "and consumer goods?", "what about Dalian?"."""
    last = ask.context.last
    if last is None:
        return None
    entities = [ask.release.entity[name] for name in ask.recognised.entities() if name in ask.release.entity]
    if len(entities) != 1 or ask.recognised.mentions:
        return None
    entity = entities[0]
    places = [word for word in ask.words if word.entity]
    rates = [word for word in ask.words if word.concepts & {"grow", "pace"}]
    if ask.explains(ask.words, [], [*places, *rates, *ask.spans("versus", "which", "how-much", "verify")]):
        return None
    measure = _same_indicator(ask, entity, last.facts)
    if measure is not None:
        return tell_fact(ask, measure)
    sets = [f for name in last.facts if isinstance(f := ask.release.by_id.get(name), FactSet) and f.kind == entity.kind]
    rates_before = [
        f
        for name in last.facts
        if isinstance(f := ask.release.by_id.get(name), Measure) and _of_kind(ask, f, entity.kind)
    ]
    if sets or rates_before:
        about = facts_about(ask, entity.id)[:1] if entity.named else []
        facts = tuple(fact.id for fact in [*about, *(sets or rates_before)[:1]])
        return Finding(
            "mention", "no-figure", status="not_stated", facts=facts, data={"entity": entity, "facts": about},
            query=f"about {entity.id}", reason="no figure is stated for it",
        )  # fmt: skip
    return None


def _of_kind(ask: Ask, measure: Measure, kind: str) -> bool:
    entity = ask.release.entity.get(measure.subject)
    return entity is not None and entity.kind == kind


def _same_indicator(ask: Ask, entity: Entity, facts: Sequence[str]) -> Measure | None:
    indicators = [m.indicator for name in facts if isinstance(m := ask.release.by_id.get(name), Measure)]
    for measure in ask.release.measures:
        if (
            measure.subject == entity.id
            and measure.subject != ask.release.about.home
            and (measure.indicator in indicators)
        ):
            return measure
    return None
