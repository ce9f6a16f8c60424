"""What is asked of some only, of others, or of another side than is told: "coastal projects", "per head", "why?"."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from facts.model import Measure
from facts.quantity import UnitKind
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.tell import aspect_of
from intents.spans.found import RELATIVE
from intents.verdicts.attributes import GROWTH
from intents.verdicts.reserve import told_by
from intents.verdicts.verify import pair_of
from intents.vocabulary.normalise import is_word

_ASKED_FOR: Final = frozenset({"lookup", "aspect", "list", "filter", "superlative", "count", "compare", "ratio"})
_SOON: Final = 2


def limited_untold(ask: Ask, found: Finding) -> bool:
    """Whether a figure is asked for of a rhythm, a day or a share of people that no fact speaks of: "per person?"."""
    grammar, language = ask.grammar, ask.resolver.lexicon.language
    if ask.claims or found.intent not in _ASKED_FOR or not grammar.announcing_verbs.isdisjoint(ask.text):
        return False
    facts = ask.release.facts_among(found.facts)
    texts = [each for fact in facts for each in (fact.statement, fact.names, fact.about, fact.label)]
    excerpts = [fact.source.excerpt for fact in facts if fact.source]
    told = f"{[text.get(language, '') for text in texts]}{excerpts}".lower()
    phrases = {one for one in grammar.qualifying_phrases | grammar.limiting_phrases if one not in told}
    words = [text for text in ask.text if text.isalnum() and text not in grammar.courtesies]
    ending = next((one for one in phrases if words[-one.count(" ") - 1 :] == one.split()), None)
    return ending is not None and len(words) > ending.count(" ") + _SOON


def restricted(ask: Ask, found: Finding) -> bool:
    """Whether some of what is told are asked for by a word of which no fact speaks: "how many large cities grew?"."""
    if found.intent not in _ASKED_FOR or not found.facts:
        return False
    if found.verdict is None if ask.claims else found.verdict is not None:
        return False
    known = ask.resolver.vocabulary_of(found.facts)
    said = ask.resolver.said_of(found.facts)
    core = ask.resolver.core_of(found.facts) | said
    kinds, directions = {kind.start for kind in ask.recognised.kinds}, ask.resolver.directions
    begun = {word.start for word in ask.words if word.concepts & core}
    grammar = ask.grammar
    opens = grammar.choosing_words | grammar.auxiliaries | grammar.determiners | grammar.limiting_words
    opens |= grammar.about_words | grammar.lead_ins
    opens |= {text for cue in ask.spans("how-many", "how-much") for text in ask.text[cue.start + 1 : cue.end]}
    opens |= grammar.report_joints
    numbers = {mention.end for mention in ask.recognised.mentions}
    for word, head in pairwise(ask.words):
        named = head.start in kinds or head.concepts & core or ask.resolver.counted_nouns([head])
        moves = head.concepts & directions and head.end not in begun  # not "growth incentive funds"
        if head.start != word.end or not named or word.entity or head.soft or moves:
            continue
        begins = not word.start or word.start in numbers or ask.text[word.start - 1] in opens | {""}
        if not begins:
            continue
        text = word.text.lower()
        unknown = not (word.soft or word.concepts) and (is_word(text) or word.foil or word.text[:1].isupper())
        if unknown and word.concepts.isdisjoint(known | ask.resolver.common):
            return True
        if text in grammar.restricting_words and (word.concepts - directions).isdisjoint(said):
            return True
    return False


def _is_counted(measure: Measure) -> bool:
    return measure.value.unit.kind is UnitKind.COUNT


def of_another_pair(ask: Ask, found: Finding) -> bool:
    """Whether how far two are apart is told, and a third is spoken of: "more clusters than bond projects"."""
    fact = ask.release.by_id.get(found.facts[0]) if len(found.facts) == 1 else None
    pair = pair_of(ask.release, fact) if fact is not None else None
    if fact is None or pair is None or ask.than_place == len(ask.text) or not _is_counted(pair[0]):
        return False
    known = told_by(ask, [fact, *pair])
    others = (m.id for m in ask.release.measures if m not in (fact, *pair) and m.value.unit == pair[0].value.unit)
    called = frozenset().union(*(ask.resolver.by_id[name].called for name in others)) - known - ask.resolver.common
    moved = ask.resolver.directions | RELATIVE
    return any(
        not word.soft and word.concepts & called and word.concepts.isdisjoint(known | moved) for word in ask.words
    )


def parted_untold(ask: Ask, found: Finding) -> bool:
    """Whether a figure is to be parted by what it is not told of: "the loans by city", "for each company"."""
    if ask.claims or found.intent not in _ASKED_FOR or found.verdict is not None:
        return False
    words = [place for place, text in enumerate(ask.text) if text.isalnum() and text not in ask.grammar.courtesies]
    last = next((kind for kind in ask.recognised.kinds if words and kind.start <= words[-1] < kind.end), None)
    if last is None or {*ask.text[max(0, last.start - 1) : last.start]}.isdisjoint(ask.grammar.parting_prepositions):
        return False
    told = ask.release.measures_among(found.facts)
    own = {one.value.unit.name for one in told}
    own |= {ask.release.entity[one.subject].kind for one in told if one.subject in ask.release.entity}
    whole = len(told) == len(found.facts) and last.name not in own
    return bool(told) and whole and any(thing.kind == last.name for thing in ask.release.entity.values())


def without_untold(ask: Ask, found: Finding) -> bool:
    """Whether a figure is asked for without, or if, something of which no fact speaks: "… without state aid?"."""
    limits = ask.grammar.without_words | ask.grammar.if_words
    place = next((p for p, text in enumerate(ask.text) if text in limits and p > _SOON), None)
    if ask.claims or place is None or found.intent not in _ASKED_FOR or found.verdict is not None:
        return False
    said = ask.resolver.said_of(found.facts)
    behind = [word for word in ask.telling if word.start > place]
    named = any(word.entity or word.concepts & (said | GROWTH) for word in behind)
    return bool(behind) and not named and not any(kind.start > place for kind in ask.recognised.kinds)


def side_untold(ask: Ask, found: Finding) -> bool:
    """Whether it is asked why or when, and only told is that it is so: "why was it held?"."""
    said = [place for place, text in enumerate(ask.text) if text[:1].isalpha() and text not in ask.grammar.lead_ins]
    opens = bool(said) and ask.text[said[0]] in ask.grammar.side_question_words
    nouns = (cue for cue in ask.spans("why") if ask.text[cue.start] not in ask.grammar.side_question_words)
    noun = any(cue.start == said[0] or cue.end == said[-1] + 1 for cue in nouns)  # "…, reasons?"
    aspect, facts = aspect_of(ask), ask.release.facts_among(found.facts)
    if aspect not in ("why", "when") or not (opens or noun):
        return False
    if (ask.claims or found.verdict is not None) and not noun:
        return False
    if found.intent != "lookup" or not all(isinstance(fact, Measure) for fact in facts):
        return False
    if aspect == "when" and any(isinstance(fact, Measure) and fact.direction != "none" for fact in facts):
        return False  # how something moved is of the time that all figures are of
    return bool(facts) and all(aspect not in fact.aspects for fact in facts)
