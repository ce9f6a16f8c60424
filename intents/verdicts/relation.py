"""One named thing that is said to have to do with another: "Ansteel is owned by Brilliance BMW".

That both are told of says nothing of what they have to do with each other. It holds only where one fact names both
and speaks of what the one is said to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from facts.model import Fact, FactSet, Measure
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.spans.found import Word

_WEIGHING: Final = ("more", "less", "versus", "difference", "same", "max", "min", "second", "rank", "ratio", "sum")
"""What sets two things against each other by their figures, which other rules judge."""
_BY_NAME: Final = frozenset({"", "name"})
"""Why it is denied where nothing but a name speaks against it."""


def relates_untold(ask: Ask, found: Finding) -> bool:
    """Whether a verdict rests on two things being named, and what they have to do with each other is not told."""
    if found.verdict is None or not ask.claims or ask.has(*_WEIGHING) or ask.recognised.comparisons:
        return False
    if ask.recognised.mentions or ask.recognised.negations:
        return False
    facts = ask.release.facts_among(found.facts)
    said = ask.resolver.said_of(fact.id for fact in facts)
    told = [{*_named_in(fact), ask.release.about.home} for fact in facts]
    for one, other in _related(ask):
        doing = [word for word in ask.words if one.end <= word.start < other.start and not word.entity]
        both = any({one.entity, other.entity} <= names for names in told)
        spoken = any(word.concepts & said for word in doing)
        if found.verdict == "refuted":
            if found.reason in _BY_NAME and not spoken:
                return True
        elif not (both and spoken):
            return True
    return False


def _named_in(fact: Fact) -> Iterator[str]:
    """The things that a fact names."""
    yield from fact.entities
    if isinstance(fact, FactSet):
        yield from fact.members
    if isinstance(fact, Measure):
        yield fact.subject


def _related(ask: Ask) -> Iterator[tuple[Word, Word]]:
    """Two things named one after the other, of which the one is said to do something that the other is named in."""
    grammar, text = ask.grammar, ask.text
    things = [word for word in ask.words if word.entity in ask.release.entity]
    joints = grammar.and_words | grammar.or_words | grammar.opposing_words | grammar.question_words
    small = grammar.finite_auxiliaries | grammar.definite_articles | grammar.determiners | grammar.limiting_words
    small |= grammar.of_words | grammar.recipients | grammar.piece_joints | grammar.lead_ins
    for one, other in pairwise(things):
        between = text[one.end : other.start]
        if one.entity == other.entity or any(not word.isalnum() or word in joints for word in between):
            continue
        adjective = other.end in {kind.start for kind in ask.recognised.kinds}  # "the sole Ruritanian city"
        before = [word for word in between if word not in grammar.definite_articles][-1:]
        located = {*before} & (grammar.limiting_words - grammar.recipients)
        if other.entity == ask.release.about.home and (adjective or located):
            continue  # "the plant in the province"
        if any(word.isalpha() and word not in small for word in between):
            yield one, other
