"""What is told of another thing than is asked: of all of them, of another time, of the province and not the country.

The facts found are right and about something near; that they answer is what is taken back here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from facts.model import FactSet, Measure
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.spans.found import RELATIVE, inside_of
from intents.verdicts.attributes import FARING, GROWTH, has_strange_attribute
from intents.vocabulary.normalise import is_word

_DESCRIBING: Final = frozenset({"lookup", "list", "mention", "summary"})
"""Findings that tell of one thing what there is."""
_RANKED: Final = frozenset({"superlative", "rank", "list"})
_RECKONED: Final = _RANKED | {"lookup", "aspect", "filter", "count", "compare", "ratio", "average", "sum", "share"}
"""Findings that tell figures, as they are or worked out."""
_COUNTRY: Final = frozenset({"nation", "domestic"})
_SOON: Final = 2


def _is_asked(ask: Ask, found: Finding) -> bool:
    """Whether it is asked for what was found, and nothing is put forward."""
    return found.verdict is None and not ask.claims


def _own(ask: Ask, found: Finding) -> frozenset[str]:
    """What the facts found say and are called by, and what goes with any of them."""
    resolver, names = ask.resolver, found.facts
    own = resolver.said_of(names) | resolver.core_of(names)
    return own.union(GROWTH, RELATIVE, resolver.directions, resolver.common)


def of_the_country(ask: Ask, found: Finding) -> bool:
    """Whether a figure is asked for of the whole country that is told of a part of it: "China's metals growth"."""
    facts = ask.release.measures_among(found.facts)
    if not facts or found.intent not in _RECKONED or not _is_asked(ask, found) or ask.than_place < len(ask.text):
        return False
    if ask.resolver.said_of(found.facts) & _COUNTRY:
        return False
    beaten = {word.end for word in ask.words if word.concepts & (RELATIVE | {"gap"})}
    beaten |= {cue.end for cue in ask.spans("more", "less", "versus", "difference")}
    small = ask.grammar.determiners | ask.grammar.of_words | ask.grammar.limiting_words
    for word in ask.words:
        place = word.start
        while place and ask.text[place - 1] in small and place not in beaten:
            place -= 1
        if word.concepts & _COUNTRY and not word.entity and place not in beaten:
            return True
    return False


def _of_other_round(ask: Ask, found: Finding) -> bool:
    """Whether it asks for another one than is told of: "in the previous round", "at the next press conference"."""
    grammar, text = ask.grammar, ask.text
    facts = ask.release.facts_among(found.facts)
    compared = any(isinstance(fact, Measure) and (fact.compared_with or fact.formula) for fact in facts)
    if compared or found.intent not in _RECKONED or not _is_asked(ask, found):
        return False
    dated = ask.dated_places
    ends = {one for one, number in grammar.places.items() if number < 0}
    for place in range(len(text) - 1):
        if place in dated:
            continue
        earlier, noun = text[place] in grammar.other_time_adjectives, text[place + 1]
        within = not grammar.limiting_words.isdisjoint(text[max(0, place - _SOON) : place])
        if earlier and (within or noun in grammar.occasion_nouns) and noun.isalpha():
            return True
        if text[place] in ends | grammar.next_words and noun in grammar.occasion_nouns:
            return True  # "last time", "in the next round"
    return False


def _of_other_then(ask: Ask, found: Finding) -> bool:
    """Whether another thing is asked for than the one of which the time before is told: "investment up to August"."""
    fact = ask.release.by_id.get(found.facts[0]) if len(found.facts) == 1 else None
    if not isinstance(fact, Measure) or fact.period in (None, ask.release.about.period) or found.verdict is not None:
        return False
    if (
        found.intent != "lookup"
        or fact.direction == "none"
        or not ask.recognised.periods
        or ask.context.last is not None
    ):
        return False
    own, others = _own(ask, found) | FARING, ask.resolver.said_of(ask.resolver.by_id)
    dated = inside_of(ask.recognised.periods)
    telling = (word for word in ask.telling if word.start not in dated)
    return any(word.concepts & others and word.concepts.isdisjoint(own) for word in telling)


def _size_of_rates(ask: Ask, found: Finding) -> bool:
    """Whether the largest or smallest is asked for of what only has a growth: "the second largest sector"."""
    facts = ask.release.measures_among(found.facts)
    moved = found.intent == "superlative" and bool(facts) and all(fact.direction != "none" for fact in facts)
    spoken = any(word.concepts & GROWTH for word in ask.words) or ask.has("rate", "percent")
    kinds = {kind.start for kind in ask.recognised.kinds if kind.name == found.kind}
    ends = {cue.end for cue in ask.spans("max", "min")} - kinds
    much = (word for word in ask.telling if word.start in ends and not word.entity)  # "the most output"
    sized = any(word.concepts.isdisjoint(FARING | ask.resolver.directions | RELATIVE) for word in much)
    return moved and not spoken and (sized or not ask.grammar.size_words.isdisjoint(ask.text))


def _ranked_otherwise(ask: Ask, found: Finding) -> bool:
    """Whether things are ranked by what is told of none of them: "the sector with the most loans"."""
    facts = ask.release.measures_among(found.facts)
    ends = {cue.end for cue in ask.spans("max", "min")}
    if found.intent not in _RANKED or not ends or not facts or not ask.recognised.kinds:
        return False
    own = _own(ask, found)
    kinds = {kind.start for kind in ask.recognised.kinds if kind.name in {_kind(ask, fact) for fact in facts}}
    words = [word for word in ask.telling if word.start in ends and word.start not in kinds and not word.entity]
    told = [word for word in words if (word.concepts - own) & ask.resolver.rarity.keys()]
    return bool(told) or any(not word.concepts and word.end in kinds and is_word(word.text) for word in words)


def _ranked_of_others(ask: Ask, found: Finding) -> bool:
    """Whether those that are ranked are none of the kind that is asked for: "the city with the least funds"."""
    facts, text = ask.release.measures_among(found.facts), ask.text
    if not _is_asked(ask, found) or found.intent not in _RECKONED or not ask.has("max", "min"):
        return False
    firsts = {cue.start for cue in ask.spans("max", "min")}
    owns = {p for p, one in enumerate(text) if one in ask.grammar.owning_verbs and {p + 1, p + 2} & firsts}
    counted = {word.end for word in ask.words if ask.resolver.counted_nouns([word])}
    if found.intent not in _RANKED | {"compare"} or not facts:
        return not owns.isdisjoint(counted | {kind.end for kind in ask.recognised.kinds})
    if not owns.isdisjoint(counted) and all(fact.subject == ask.release.about.home for fact in facts):
        return True  # how many projects there are, and how much money, is told of no single one
    told = {found.kind, *(_kind(ask, fact) for fact in facts), *(fact.value.unit.name for fact in facts)}
    named = {thing.kind for thing in ask.release.entity.values()}
    return any(kind.end in owns and kind.name in named - told for kind in ask.recognised.kinds)


def _of_other_kind(ask: Ask, found: Finding) -> bool:
    """Whether it points to those told of before, and of another kind is told: "who is first?", of three cities."""
    last, release = ask.context.last, ask.release
    said = ask.recognised
    named = ask.named_things or said.kinds or said.periods or any(one.unit is not None for one in said.mentions)
    if last is None or named or found.intent not in ("superlative", "rank") or not found.kind:
        return False
    facts = release.facts_among((*last.facts, *last.nearest))
    things = {name for fact in facts for name in release.names_of(fact.id)}
    things |= {name for fact in facts if isinstance(fact, FactSet) for name in fact.members}
    kinds = {release.entity[name].kind for name in things - {release.about.home} if name in release.entity}
    kinds |= {kind for fact in facts if isinstance(fact, Measure) for kind in fact.kinds}
    counted = {fact.value.unit.name for fact in facts if isinstance(fact, Measure)} & release.kind.keys()
    return bool(kinds | counted) and found.kind not in kinds | counted


def _reckoned_otherwise(ask: Ask, found: Finding) -> bool:
    """Whether what is ranked, reckoned or held against a bound is no word of what is told: "debt per project"."""
    grammar, text = ask.grammar, ask.text
    if not _is_asked(ask, found) or found.intent not in _RECKONED or not found.facts:
        return False
    own = _own(ask, found)
    moved = ask.recognised.places("asserts", "change")  # "the average moved how much"
    ends = {cue.end for cue in ask.spans("max", "min", "average", "sum")} - moved
    bounds = {mention.start for mention in ask.recognised.mentions if mention.comparison is not None}
    things = {kind.start for kind in ask.recognised.kinds}
    things |= {word.start for word in ask.words if ask.resolver.counted_nouns([word]) or word.entity}
    parted = {p for p, one in enumerate(text) if one in grammar.parting_prepositions and {p + 1, p + 2} & things}
    owned = {place + 1 for place, word in enumerate(text) if word in grammar.owning_verbs}
    last = len(text) - (text[-1:] == ("?",))
    ranked = ask.has("rank")
    said = ask.recognised.places("ratio", "difference")  # "finished ones divided by …"
    words = (one for one in ask.telling if not (one.entity or one.start in said) and one.concepts.isdisjoint(own))
    return any(
        word.concepts & ask.resolver.rarity.keys()
        and (
            word.start in ends
            or word.end in parted
            or (word.start in owned and word.end in bounds | {last})
            or (ranked and word.end == last and ask.before(word.start) in grammar.parting_prepositions)
        )
        for word in words
    )


def _attribute_untold(ask: Ask, found: Finding) -> bool:
    """Whether of one that is named something is asked of which no fact speaks: "Ansteel's headquarters"."""
    return _is_asked(ask, found) and found.intent in _DESCRIBING and has_strange_attribute(ask, found)


def _had_by_others(ask: Ask, found: Finding) -> bool:
    """Whether it asks what those have of whom the facts say nothing: "how much loan money did the cities get?"."""
    grammar, text = ask.grammar, ask.text
    if not _is_asked(ask, found) or found.intent not in _RECKONED or not found.facts:
        return False
    own = ask.resolver.said_of(found.facts) | ask.resolver.core_of(found.facts) | ask.resolver.common
    has = grammar.owning_verbs | grammar.receiving_words
    for kind in ask.recognised.kinds:
        words = [word for word in ask.words if kind.start <= word.start < kind.end]
        before = kind.start
        while before and text[before - 1] in grammar.determiners | grammar.all_words:
            before -= 1
        asked = bool(before) and text[before - 1] in grammar.finite_auxiliaries
        held = not has.isdisjoint(text[kind.end : kind.end + 1])
        if asked and held and words and all(word.concepts.isdisjoint(own) for word in words):
            return True
    return False


def _kind(ask: Ask, fact: Measure) -> str:
    """The kind of thing that a figure is told of."""
    thing = ask.release.entity.get(fact.subject)
    return thing.kind if thing is not None else fact.value.unit.name


ELSEWHERE: Final[tuple[tuple[Callable[[Ask, Finding], bool], str], ...]] = (
    (_of_other_round, "what is told is of another one"),
    (_of_other_then, "of that time it is told of another thing"),
    (_size_of_rates, "what is told is how they grew, and not how large they are"),
    (_ranked_otherwise, "what is told is how they grew, and nothing else of each"),
    (_of_other_kind, "what is told is of another kind than those spoken of"),
    (_ranked_of_others, "those that are asked about are not ranked"),
    (_reckoned_otherwise, "what is told is of another thing"),
    (_attribute_untold, "that is told of nobody who is named"),
    (_had_by_others, "of those that are asked about it is not told"),
)
"""What is told of another thing, and why that is no answer."""
