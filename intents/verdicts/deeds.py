"""What one who is named is said to have done, and whether the facts about it have a word for that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from facts.model import Direction, Fact, FactSet, Measure
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.spans.found import RELATIVE, Word
from intents.verdicts.attributes import FARING

_ENDS: Final = frozenset(",;.?!")
_PAIR: Final = 2


def does_untold(ask: Ask, found: Finding, facts: Sequence[Fact]) -> bool:
    """Whether no word of what it did is a word of what is told: "did Ansteel close factories?" is not confirmed."""
    if any(isinstance(fact, FactSet) and {*fact.members} & {*ask.named_things} for fact in facts):
        return False  # who belongs to a list is judged by the list
    done = _predicate(ask)
    pointed = not (ask.grammar.singular_pronouns | ask.grammar.plural_pronouns).isdisjoint(ask.text)
    telling = [word for word in done if not word.soft] or ([] if pointed else done)  # "did Chen Hu say that?"
    known = _told(ask, facts)
    return bool(telling) and all(word.concepts.isdisjoint(known) for word in telling)


def denied_of_other(ask: Ask, found: Finding, facts: Sequence[Fact]) -> bool:
    """Whether what is denied by a direction is said of another thing: "did BMW close factories?", "… lose money?"."""
    done, directions = _predicate(ask), ask.resolver.directions
    moved = any(not word.concepts.isdisjoint(directions) for word in done)
    aside = _told(ask, facts) | directions
    return moved and any(not word.soft and word.concepts.isdisjoint(aside) for word in done)


def says_of_all(ask: Ask, found: Finding, facts: Sequence[Fact]) -> bool:
    """Whether all that are counted are said to be what no fact says: "all 119 projects are just on paper"."""
    grammar, text = ask.grammar, ask.text
    known = _told(ask, facts) | ask.resolver.core_of(fact.id for fact in facts)
    for mention in ask.recognised.mentions:
        if mention.unit is not None or ask.before(mention.start) not in grammar.all_words:
            continue
        place = next((p for p in range(mention.end, len(text)) if text[p] in grammar.finite_auxiliaries), len(text))
        end = next((p for p in range(place, len(text)) if text[p] in _ENDS), len(text))
        said = [word for word in ask.words if place < word.start < end]
        if said and all(word.concepts.isdisjoint(known) for word in said):
            return True
    return False


def _told(ask: Ask, facts: Sequence[Fact]) -> frozenset[str]:
    """What the facts say, and what words for growth stand for."""
    falls = any(isinstance(fact, Measure) and fact.direction is Direction.DOWN for fact in facts)
    return (FARING if falls else FARING - {"fall"}).union(RELATIVE, ask.resolver.said_of(fact.id for fact in facts))


def _predicate(ask: Ask) -> list[Word]:
    """The words behind one who is named, in a question that begins as "did Ansteel …"; none where a figure is put."""
    grammar, text = ask.grammar, ask.text
    first = grammar.opening(text)
    if first is None or text[first] not in grammar.auxiliaries - grammar.copulas or not ask.claims:
        return []
    begins = first + 1
    while text[begins : begins + 1] and text[begins] in grammar.determiners:
        begins += 1
    named = next((word for word in ask.words if word.entity and word.start <= begins < word.end), None)
    kinds = [kind for kind in ask.recognised.kinds if kind.start >= begins]
    if named is not None and named.entity != ask.release.about.home:
        end = named.end
    elif named is None and kinds and kinds[0].start <= begins + _PAIR:
        end = kinds[0].end  # "did the 302 new firms …"
    else:
        return []
    while any(kind.start == end for kind in kinds):
        end += 1
    if any(mention.start >= end for mention in ask.recognised.mentions):
        return []
    return [word for word in ask.words if word.start >= end and not word.entity]
