"""What is said to be had by one who is named, "Ansteel's headquarters", and whether any fact speaks of it."""

from __future__ import annotations

from typing import Final

from facts.quantity import UnitKind
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.tell import figures_of
from intents.spans.found import RELATIVE, Word

GROWTH: Final = frozenset({"grow", "fall", "pace", "accelerate", "improvement"})
"""What the words for growth stand for."""
FARING: Final = GROWTH | {"performance", "result", "figur", "percent"}
"""What the words stand for that call growth by how it went."""


def has_strange_attribute(ask: Ask, found: Finding) -> bool:
    """Whether a message says that one who is named, or what was found, has something of which no fact speaks."""
    resolver, said, core = ask.resolver, ask.resolver.said_of(found.facts), ask.resolver.core_of(found.facts)
    own = said.union(FARING, RELATIVE, resolver.common, resolver.directions)
    if any(name in ask.release.speakers for name in ask.named_things):
        own |= core  # "his rank"
    figures = [one for fact in ask.release.facts_among(found.facts) for one in figures_of(ask.release, fact)]
    counted = any(one.value.unit.kind in (UnitKind.MONEY, UnitKind.COUNT) for one in figures)
    sizes = ask.grammar.size_nouns | ask.grammar.worth_nouns
    asking, sides = ask.recognised.places("sum", "share", "percent", "spread"), ask.recognised.places("when", "where")

    def strange(word: Word) -> bool:
        named = ask.attributes.get(word.end - 1)
        if named is None or word.entity or word.start in asking or resolver.counted_nouns([word]):
            return False
        if word.start in sides and named:
            return True  # "the deadline of metallurgy", told as what it grew by
        if not word.concepts.isdisjoint(own):
            return False
        if named:
            sized = word.text.lower() in sizes and not counted  # "the size of metallurgy", told as its growth
            person = word.text.lower() in ask.grammar.first_persons  # "his boss" is not the reader's
            return sized or person or not word.soft
        known = word.concepts & resolver.rarity.keys() and word.concepts.isdisjoint(core)
        return bool(known) and not (word.soft or word.foil)

    return any(map(strange, ask.words))
