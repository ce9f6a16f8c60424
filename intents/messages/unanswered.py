"""What is said where nothing is found: the words in the way, and the nearest thing that is stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from facts.model import Gap, Topic
from facts.quantity import UnitKind
from intents.findings import Finding, not_told
from intents.readings.ask import Ask
from intents.readings.names import facts_about
from intents.readings.tell import tell_fact
from intents.spans.found import LOOSE, OFFICE, PLACE, Word, inside_of
from intents.spans.resolve import Candidate

TOPICAL_FOILS: Final = frozenset({"economy", OFFICE, LOOSE})
"""Foils that a release about an economy may well be asked about."""

_TELLING: Final = 2.0
"""How telling a name is that surely says what a question is about."""


def not_understood(ask: Ask, topical: float) -> Finding:
    """Why a question is not answered: what is not in the release, and the nearest thing that is."""
    recognised, context = ask.recognised, ask.context
    candidates = [c for c in ask.candidates() if c.name]
    strangers = _strangers(ask, candidates)
    strange = [word for word in strangers if word.foil or word.entity not in ask.release.entity]
    names = tuple(dict.fromkeys(word.text for word in strange if word.quotable))[:3]
    worldly = any(word.foil == "world" for word in recognised.words)
    best = candidates[0] if candidates else None
    near = _nearest(ask, best)
    spoken_of = (
        bool(best and best.explained >= topical)
        or any(word.foil in TOPICAL_FOILS or (word.entity and not worldly) for word in recognised.words)
        or any(word.foil == PLACE for word in recognised.words)
        or bool(recognised.periods and not worldly)
    )
    if worldly and not (best and best.explained > 0.6):
        spoken_of = False
    last = context.last
    if not spoken_of and last is not None and last.facts and not strangers and not worldly:
        reason = "it leans on the answer before, and is not understood"
        return not_told(last.facts[:1], reason)
    if not spoken_of:
        return Finding(
            "outside",
            "said",
            status="out_of_scope",
            unexplained=names,
            query="none",
            reason=f"{'too little of' if near else 'nothing in'} it is spoken of in the release",
        )
    off = next((c for c in candidates if not c.unexplained and c.off_period), None)
    if off is not None:
        return Finding(
            "gap",
            "other-period",
            status="not_stated",
            nearest=near or (off.id,),
            facts=(),
            query="none",
            reason="the release does not speak of that period",
        )
    foreign = all(word.foil or word.entity for word in strangers)
    saying = "nothing" if not names else "word" if foreign else "unplaced"
    return Finding(
        "gap",
        saying,
        status="not_stated",
        data={"words": names},
        unexplained=names,
        nearest=near,
        query="none",
        reason="words that nothing explains",
    )


def told_of_its_own_time(ask: Ask, found: Finding) -> Finding:
    """The one fact whose figure is put forward of another time, in the place of a silence on that time."""
    mentions, recognised = ask.recognised.mentions, ask.recognised
    if found.status != "not_stated" or not ask.claims or ask.asks() is not None or len(mentions) != 1:
        return found
    said, home = mentions[0], ask.release.about.home
    rate = said.unit is not None and said.unit.kind is UnitKind.PERCENT and said.comparison is None
    if not ask.grammar.or_words.isdisjoint(ask.text):
        return found  # "is the 3.4% of this year or of the last?"
    elsewhen = any(when.year or when.calendar for when in recognised.periods)  # of another year there is no figure
    if not rate or not recognised.periods or elsewhen or recognised.negations or {*ask.named_things} - {home}:
        return found
    told = [one for one in ask.release.measures if one.value.unit.kind is UnitKind.PERCENT and one.value.is_exact]
    told = [one for one in told if one.value.low == said.number and one.period is not None]
    if len(told) != 1 or told[0].id not in found.nearest:
        return found
    timed = inside_of(recognised.periods)
    known = ask.resolver.by_id[told[0].id].vocabulary | ask.resolver.common
    if any(word.start not in timed and word.concepts.isdisjoint(known) for word in ask.telling):
        return found
    return replace(tell_fact(ask, told[0]), unsettled=True)


def near_what_it_names(ask: Ask, found: Finding) -> Finding:
    """A silence with the fact that the question names as the nearest, where none of those near it is called so."""
    release = ask.release
    if found.status != "not_stated" or found.facts or not found.nearest:
        return found
    facts = (c for c in ask.candidates() if c.name and c.clean and not isinstance(c.target, Gap | Topic))
    best = next(facts, None)
    near = release.facts_among(found.nearest)
    if best is None or best.weight <= _TELLING or best.id in found.nearest:
        return found
    known = ask.resolver.vocabulary_of(fact.id for fact in near)
    called = any(words.isdisjoint(known) for words in best.name)
    return replace(found, nearest=(best.id, *found.nearest)) if called else found


def _strangers(ask: Ask, candidates: Sequence[Candidate]) -> list[Word]:
    if candidates:
        best = candidates[0]
        return [*best.unexplained, *best.foreign]
    return [word for word in ask.words if not word.known or word.foil]


def _nearest(ask: Ask, best: Candidate | None) -> tuple[str, ...]:
    if best is not None and best.explained >= 0.34:
        target = best.target
        if isinstance(target, Gap):
            return tuple(target.nearest)
        if isinstance(target, Topic):
            return tuple(target.facts[:1])
        return (target.id,)
    for name in ask.recognised.entities():
        found = facts_about(ask, name)
        if found:
            return (found[0].id,)
    return ()
