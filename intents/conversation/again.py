"""What leans on the answer before, read once more with what was spoken of."""

from __future__ import annotations

from typing import Final

from facts.model import Entity, FactSet, Measure
from intents.findings import Context, Finding
from intents.readings.arithmetic import compared
from intents.readings.ask import Ask
from intents.readings.claims import claim_of, read_claim
from intents.readings.lists import read_extreme, read_rank, tell_set
from intents.readings.names import tell_name
from intents.readings.tell import asks_names, aspect_of, figures_of, read_near, tell
from intents.spans.found import RELATIVE, Recognised
from intents.spans.resolve import Candidate, Resolver
from intents.verdicts.verify import part_told

_RELATIVE: Final = RELATIVE | {"gap", "improvement"}
_NEAREST: Final = 8


def spoken_of(context: Context, resolver: Resolver) -> tuple[str, ...]:
    """The facts spoken of before, and those next to them, the nearest first."""
    if context.last is None:
        return ()
    last = context.last
    near = [
        name for name in (*last.facts, *last.rows, *last.nearest, *context.recent[:1]) if name in resolver.release.by_id
    ]
    for name in tuple(dict.fromkeys(near)):
        near += [figure.id for figure in figures_of(resolver.release, resolver.release.by_id[name])]
    for name in tuple(dict.fromkeys(near))[:_NEAREST]:
        near += resolver.release.by_id[name].related
    named = {e for name in last.facts if name in resolver.release.by_id for e in resolver.release.by_id[name].entities}
    named -= {resolver.release.about.home}
    near += [fact.id for fact in resolver.release.statements if named & set(fact.entities)]
    return tuple(dict.fromkeys(near))


def asked_again(recognised: Recognised, context: Context, resolver: Resolver) -> Ask:
    """The question with what was spoken of before."""
    last = context.last
    facts = [
        name
        for name in (*(last.facts[:2] if last else ()), *(last.nearest[:1] if last else ()))
        if name in resolver.by_id
    ]
    spoken = frozenset(c for name in facts for words in resolver.by_id[name].names for word in words for c in word)
    return Ask(recognised, resolver, context, spoken_of(context, resolver), spoken)


def read_again(ask: Ask) -> Finding | None:
    """A question whose subject was named before: the fact next to it that explains every word of it."""
    for reading in (
        read_total,
        read_two_again,
        read_extreme,
        read_rank,
        read_same_name,
        read_same_again,
        read_claim_near,
        read_set_near,
        read_names_again,
        read_tell_near,
    ):
        found = reading(ask)
        if found is not None:
            return found
    return None


def read_total(ask: Ask) -> Finding | None:
    """Of how many: the size of the larger set."""
    if not ask.has("out-of"):
        return None
    for name in ask.context.last.facts if ask.context.last else ():
        fact = ask.release.by_id.get(name)
        part = part_told(ask.release, fact) if fact is not None else None
        larger = ask.release.by_id.get(part[0].within or "") if part is not None else None
        if isinstance(larger, FactSet) and larger.size:
            return Finding(
                "lookup",
                "fact",
                facts=(larger.size, name),
                data={"fact": ask.measure(larger.size)},
                query=f"tell {larger.size}",
            )
    return None


def read_two_again(ask: Ask) -> Finding | None:
    """The values told before against each other: "which of the two is ahead?", "the difference?"."""
    if not ask.has("difference", "more", "less", "versus", "ratio", "spread") or (
        ask.words and [w for w in ask.words if not w.soft and not w.concepts & _RELATIVE]
    ):
        return None
    if ask.recognised.periods or ask.has("why"):
        return None
    last = ask.context.last
    names = last.rows if last is not None and len(last.rows) > 1 else ask.context.recent
    pool = [ask.measure(name) for name in names if name in ask.release.by_id][:2]
    if len(pool) < 2 or not (
        ask.has("versus", "spread", "ratio", "difference") or ask.grammar.pair_words & set(ask.text)
    ):
        return None
    return compared(ask, pool)


def read_claim_near(ask: Ask) -> Finding | None:
    """A claim about what was spoken of before."""
    if not ask.claims or not ask.firmly or not (ask.words or ask.recognised.mentions):
        return None
    last = ask.context.last
    bare = ask.recognised.mentions and not [word for word in ask.words if not word.soft]
    for name in last.facts if last is not None and bare else ():
        fact = ask.release.by_id.get(name)
        if isinstance(fact, Measure):
            found = claim_of(ask, fact)
            if found is not None:
                return found
    return read_claim(ask)


def read_names_again(ask: Ask) -> Finding | None:
    """The names of what was only counted before."""
    last = ask.context.last
    if last is None or not asks_names(ask) or [word for word in ask.words if not word.soft]:
        return None
    for name in last.facts:
        fact = ask.release.by_id.get(name)
        if isinstance(fact, Measure) and fact.value.unit.kind == "count":
            return tell(ask, Candidate(ask.resolver.by_id[name], (), 0.0, 1.0), None)
    return None


def read_same_name(ask: Ask) -> Finding | None:
    """Whether the thing spoken of before is named: "is it mentioned anywhere?"."""
    last = ask.context.last
    entity = last.data.get("entity") if last is not None else None
    if not isinstance(entity, Entity) or not ask.has("mentioned") or ask.recognised.entities():
        return None
    if ask.explains(ask.words, [], ask.spans("mentioned")):
        return None
    return tell_name(ask, entity)


def read_same_again(ask: Ask) -> Finding | None:
    """Nothing of its own, or only a question word: the fact spoken of before, or an aspect of it."""
    last = ask.context.last
    if last is None or not last.facts or ask.recognised.mentions or ask.recognised.periods or ask.demands():
        return None
    if [word for word in ask.words if not word.soft] or ask.claims or ask.wanted_units:
        return None
    fact = ask.release.by_id.get(last.facts[0])
    aspect = aspect_of(ask)
    if fact is None or (aspect is None and not ask.has("change")):
        return None
    return tell(ask, Candidate(ask.resolver.by_id[fact.id], (), 0.0, 1.0), aspect)


def read_tell_near(ask: Ask) -> Finding | None:
    """What is said of what was spoken of before, or of what stands next to it."""
    if (
        not [word for word in ask.words if not word.soft]
        and not ask.recognised.periods
        and not ask.has("average", "ratio")
        and ask.wanted_units is None
    ):
        return None
    return read_near(ask)


def read_set_near(ask: Ask) -> Finding | None:
    """The set spoken of before, those that do not belong to it, or its part of the whole."""
    last = ask.context.last
    if last is None or ask.recognised.mentions or ask.recognised.periods:
        return None
    wants = (
        ask.has("how-many", "percent", "share", "rest")
        or asks_names(ask)
        or not ask.grammar.called_words.isdisjoint(ask.text)
        or bool(ask.recognised.negations)
    )
    for name in last.facts if wants else ():
        item = ask.release.by_id.get(name)
        if isinstance(item, FactSet) and not ask.explains(ask.words, [item], ask.recognised.kinds):
            negated = bool(ask.recognised.negations) or ask.has("rest") or bool(last.data.get("negated"))
            return tell_set(ask, item, negated=negated)
    return None
