"""A message in plainer words that say the same: "not only A but also B" is A and B."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from facts.quantity import Comparison
from intents.spans.found import PLACE, Recognised, Word
from intents.spans.resolve import Resolver
from intents.vocabulary.grammar import Grammar

_SOON: Final = 2
"""Words, an article or a particle, that may stand between what denies and what is denied."""
_LONGEST_DENIED: Final = 6
"""Tokens of what a question is said not to ask."""
_MARKS: Final = frozenset(",;-–—")
_OPENS: Final = frozenset("([")
_CLOSES: Final = frozenset(")]")

Again = Callable[[str], Recognised]
"""Recognises a text anew."""


def plainer(said: Recognised, resolver: Resolver, again: Again) -> Recognised:
    """The same message in plainer words; a claim that says a thing twice, once by its contrary denied, without that."""
    for step in _STEPS:
        words = step(said, [token.text for token in said.tokens], resolver)
        if words:
            said = replace(again(" ".join(filter(None, words))), asserted=said.asserted, denied=said.denied)
    return said


def _those_that(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Asked which, where only those of a kind are named that do better or worse: "sectors that did not beat A"."""
    grammar = resolver.lexicon.grammar
    small = grammar.determiners | grammar.lead_ins | {""}
    first = next((place for place, text in enumerate(texts) if text not in small), 0)
    kind = next((one for one in said.kinds if one.start == first), None)
    joints = grammar.report_joints | grammar.choosing_words
    if kind is None or texts[kind.end : kind.end + 1] == [] or texts[kind.end] not in joints or said.asserted:
        return None
    compared = any(cue.start > kind.end for cue in said.spans("more", "less"))
    held = any(word.start > kind.end and (word.entity or "home" in word.concepts) for word in said.words)
    verbs = {cue.start for cue in said.spans("asserts")} | {p for p, t in enumerate(texts) if t in grammar.auxiliaries}
    group = grammar.not_words | grammar.never_words | grammar.no_words
    end = next((p for p in range(kind.end + 1, len(texts)) if p not in verbs and texts[p] not in group), len(texts))
    if not (compared and held) or any(place >= end for place in verbs) or said.has("tag", "verify"):
        return None  # "the sectors that beat A are …" says something of them
    return [min(grammar.which_words), *texts[kind.start : kind.end], *texts[kind.end + 1 :]]


def _asked_positively(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without the not of a question that expects a yes: "didn't six cities outpace the nation?"."""
    grammar = resolver.lexicon.grammar
    first = grammar.opening(texts)
    if first is None or texts[first] not in grammar.auxiliaries:
        return None
    inverted = not grammar.tag_pronouns.isdisjoint(texts[first + 2 : first + 3])  # "wasn't it the case that …."
    if not (said.asserted or "?" in texts or inverted):
        return None
    denies = grammar.not_words.isdisjoint(texts[first + 1 : first + 2])
    quantified = (
        grammar.all_words | grammar.everyone_words | {phrase.split()[-1] for phrase in grammar.scarcely_phrases}
    )
    denies = denies or not quantified.isdisjoint(texts[first + 2 : first + 3])  # "did not all of them grow?"
    return None if denies else [*texts[: first + 1], *texts[first + 2 :]]


def _figure_asked_positively(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without the not of a question that expects a yes, where it stands before a figure: "did it not reach 5%?"."""
    grammar = resolver.lexicon.grammar
    first = grammar.opening(texts)
    if first is None or texts[first] not in grammar.auxiliaries or "?" not in texts:
        return None
    place = next((p for p in range(first + 2, len(texts)) if texts[p] in grammar.not_words), None)
    if place is None or texts[place - 1] in grammar.auxiliaries or {*said.negations} - {place}:
        return None
    inside = texts[first + 1 : place]
    if not grammar.report_joints.isdisjoint(inside) or not grammar.choosing_words.isdisjoint(inside):
        return None  # "is it so that it did not reach 5%?"
    counted = any(mention.end <= place for mention in said.mentions)  # "did ten of them not reach 5%?"
    follows = [mention for mention in said.mentions if mention.end > place + 1]
    compares = any(one.comparison not in (None, Comparison.BELOW, Comparison.ABOUT) for one in follows)  # "not exceed"
    counted = counted or compares or any(one.start == place + 1 for one in follows)  # "was growth not 3.4%?"
    return [*texts[:place], *texts[place + 1 :]] if follows and not counted else None


def _figure_put_positively(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without the not before a figure that is put forward behind a mark: "projects completed, wasn't it 119?"."""
    grammar = resolver.lexicon.grammar
    for place in range(1, len(texts) - 3):
        opens = texts[place - 1] in _MARKS | {":"} and texts[place] in grammar.auxiliaries
        denies = texts[place + 1] in grammar.not_words and texts[place + 2] in grammar.tag_pronouns
        if opens and denies and any(mention.start >= place + 3 for mention in said.mentions):
            return [*texts[: place + 1], *texts[place + 2 :]]
    return None


def _short_of(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """With "less than" in the place of "not even" before a number: it denies nothing else."""
    grammar = resolver.lexicon.grammar
    for phrase in grammar.scarcely_phrases:
        words = phrase.split()
        for mention in said.mentions:
            end = mention.start + len(words)
            reaches = not grammar.reaching_verbs.isdisjoint(texts[end : end + 1])  # "not even reach" is a bound
            if [*texts[mention.start : end]] == words and not reaches:
                return [*texts[: mention.start], *min(grammar.less_words).split(), *grammar.than_words, *texts[end:]]
    return None


def _without_inner_tags(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without a tag that stands between marks: "it rose by 9%, didn't it, I mean the investment?"."""
    grammar = resolver.lexicon.grammar
    for cue in said.spans("tag"):
        inside = {*texts[cue.start : cue.end]}
        behind = {*texts[cue.end : cue.end + 1]}
        goes_on = "?" in behind and any(texts[cue.end + 1 : cue.end + 2]) and cue.start <= _SOON
        enclosed = cue.start and texts[cue.start - 1] in _MARKS and (behind & _MARKS or goes_on)
        if enclosed and inside & grammar.auxiliaries and inside & grammar.tag_pronouns:
            return [*texts[: cue.start - 1], *texts[cue.end :]]
    return None


def _with_elided_noun(_: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """With the noun that an adjective behind "than" has from before it: "… investment faster than industrial?"."""
    grammar, language = resolver.lexicon.grammar, resolver.lexicon.language
    than = next((place for place, text in enumerate(texts) if text in grammar.than_words), len(texts))
    behind = [text for text in texts[than + 1 :] if text and text not in grammar.determiners]
    said = list(itertools.takewhile(str.isalpha, behind))
    if len(said) != 1 or said[0] not in grammar.elliptic_adjectives:
        return None
    called = [
        {*name.lower().split()}
        for measure in resolver.release.measures
        for name in (measure.label.get(language, ""), *measure.names.get(language, []))
    ]
    place = texts.index(said[0], than)
    nouns = (text for text in reversed(texts[:than]) if text in grammar.elided_nouns)
    noun = next((noun for noun in nouns if any({said[0], noun} <= words for words in called)), None)
    return [*texts[: place + 1], noun, *texts[place + 1 :]] if noun is not None else None


def _not_only(_: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without "not only", and with "and" in the place of "but also"."""
    grammar = resolver.lexicon.grammar
    for place in range(len(texts) - 1):
        if texts[place] not in grammar.not_words or texts[place + 1] not in grammar.exclusives:
            continue
        joint = next((p for p in range(place + 2, len(texts)) if texts[p] in grammar.opposing_words), None)
        if joint is None:
            return None
        end = joint + 1 + (texts[joint + 1 : joint + 2] != [] and texts[joint + 1] in grammar.additive_words)
        return [*texts[:place], *texts[place + 2 : joint], next(iter(grammar.and_words)), *texts[end:]]
    return None


def _without_trailing(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without words at its end that say nothing: "which months, at least?", "industrial investment, I mean"."""
    end = next((place + 1 for place in range(len(texts) - 1, -1, -1) if texts[place].isalnum()), 0)
    grammar = resolver.lexicon.grammar
    for phrase in grammar.trailing_phrases:
        words = phrase.split()
        start = end - len(words)
        if start > 1 and texts[start - 1] in grammar.auxiliaries:
            continue  # "how do you know?"
        if start > 1 and [*texts[start:end]] == words and not any(one.end >= start for one in said.mentions):
            head = [*texts[:start]]
            return [*(head[:-1] if head[-1] in _MARKS else head), *texts[end:]]
    return None


def _without_denied(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """A question without what it is said not to ask: "the growth of the sector, not the plans for crude oil"."""
    grammar = resolver.lexicon.grammar
    end = next((place + 1 for place in range(len(texts) - 1, -1, -1) if texts[place].isalnum()), 0)
    opened = next((p for p in range(1, end) if texts[p - 1] in _OPENS and texts[p] in grammar.not_words), 0)
    if opened:  # "the growth of the industry (not retail, don't mix it up)"
        closed = next((p + 1 for p in range(opened, len(texts)) if texts[p] in _CLOSES), len(texts))
        return [*texts[: opened - 1], *texts[closed:]]
    ends = _MARKS | {"?"}  # "how many cities grew? not the percentage"
    place = next((p for p in range(end - 1, 0, -1) if texts[p] in grammar.not_words and texts[p - 1] in ends), 0)
    if not place:  # "where is it tried out, if not in that town?"
        place = next((p for p in range(end - 1, 1, -1) if _excepts(texts, p, grammar)), 0)
    head = [text for text in texts[:place] if text.isalpha()]
    asserts = any(cue.start < place for cue in said.spans("asserts"))
    asks = not (grammar.question_words | grammar.requests).isdisjoint(head) or not asserts
    if not place or end - place > _LONGEST_DENIED or not asks or said.has("tag", "verify"):
        return None
    told, denied = [word for word in said.words if word.end < place and not word.soft], said.within(place, end)
    if said.has("more", "less") and grammar.question_words.isdisjoint(head):
        return None  # "metals, not equipment, grew faster" weighs the two
    return [*texts[: place - 1], *texts[end:]] if told and denied.words else None


def _excepts(texts: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether "if not" stands behind a mark, or behind a place that is asked for."""
    return texts[place] in grammar.not_words and texts[place - 1] in grammar.if_words and texts[place - 2] in _MARKS


def _subtracted(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """With "minus" in the place of a "less" between two names, where nothing else is said: "this less the headline"."""
    grammar = resolver.lexicon.grammar
    place = next((p for p, text in enumerate(texts) if text in grammar.less_words), 0)
    if not place or not grammar.than_words.isdisjoint(texts) or said.has("asserts", "more") or said.mentions:
        return None
    named = any(word.end == place and word.entity for word in said.words)
    behind = texts[place + 1 : place + 2]
    follows = {*behind} & grammar.definite_articles or any(w.start == place + 1 and w.entity for w in said.words)
    return [*texts[:place], min(grammar.subtracting_words), *texts[place + 1 :]] if named and follows else None


def _of_kind(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """With the kind in the place of "ones": "are the finished projects more numerous than the state-level ones?"."""
    grammar = resolver.lexicon.grammar
    ones = [place for place, text in enumerate(texts) if text in grammar.plural_pro_nouns]
    kinds = {texts[kind.start] for kind in said.kinds if kind.end - kind.start == 1 and ones and kind.end < ones[0]}
    before = [word for word in said.words if ones and word.end < ones[0]]
    counted = {word.text.lower() for word in before if resolver.counted_nouns([word])}
    noun = next(iter(kinds | counted), "")
    if len(kinds | counted) != 1 or " " in noun:
        return None
    return [noun if place in ones else text for place, text in enumerate(texts)]


def _without_strangers_of_row(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without the places foreign to the release in a row that a figure chooses from: "of Benxi and York, which …?"."""
    grammar = resolver.lexicon.grammar
    opens = grammar.opening(texts)
    start = next((p for p, text in enumerate(texts) if text in grammar.partitives), None)
    if opens is None or start is None or start > opens + _SOON or not said.has("which"):
        return None
    if not any(mention.comparison is not None for mention in said.mentions):
        return None
    end = next((cue.start for cue in said.spans("which") if cue.start > start), start)
    between = grammar.and_words | grammar.or_words | _MARKS
    row = [word for word in said.words if start < word.start < end]
    entities = resolver.release.entity
    known = [word for word in row if word.entity and word.entity in entities and entities[word.entity].named]
    strange = [word for word in row if word not in known and (word.entity or word.foil == PLACE)]
    places = {place for word in row for place in range(word.start, word.end)}
    said_so = all(texts[place] in between or place in places for place in range(start + 1, end))
    if not (known and strange and said_so) or len(known) + len(strange) < len(row):
        return None
    joint = min(grammar.and_words)
    names = f" {joint} ".join(" ".join(texts[word.start : word.end]) for word in known)
    return [*texts[: start + 1], *names.split(), ",", *texts[end:]]


def _asked_outright(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """The question behind "does it say", where it is more than its question word: "does it say who runs it?"."""
    grammar = resolver.lexicon.grammar
    before = said.phrase(grammar.told_questions)
    if before is None or before.start != grammar.opening(texts):
        return None
    rest = [*texts[before.end :]]
    asks = grammar.question_words.issuperset(rest[:1]) and sum(text.isalnum() for text in rest) > _SOON
    return rest if asks else None


def _all_of_kind(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """With "all" in the place of an "each" that is said of a kind: "did each of the 14 cities grow?"."""
    grammar = resolver.lexicon.grammar
    if not grammar.question_words.isdisjoint(texts) or any(m.unit is not None for m in said.mentions):
        return None  # "each of the three grew by over 10%" is told of those
    small = grammar.of_words | grammar.definite_articles | {texts[m.start] for m in said.mentions}
    for place, text in enumerate(texts):
        if text not in grammar.each_words & grammar.everyone_words:
            continue
        noun = next((p for p in range(place + 1, len(texts)) if texts[p] not in small), place)
        kind = next((kind for kind in said.kinds if kind.start <= noun < kind.end), None)
        moved = kind is not None and any(word.start >= kind.end and not word.soft for word in said.words)
        if moved:
            return [*texts[:place], min(grammar.all_words), *texts[place + 1 :]]
    return None


def _without_contrary(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without what is denied, where its contrary is said: "it rose, not fell", "it did not fall, it rose"."""
    grammar, lexicon = resolver.lexicon.grammar, resolver.lexicon
    for place, text in enumerate(texts):
        if not place or text not in grammar.not_words:
            continue
        denied = next((word for word in said.words if place < word.start <= place + _SOON), None)
        if denied is None:
            continue
        contrary = frozenset(one for concept in denied.concepts for one in lexicon.contrary(concept))
        others: list[Word] = [word for word in said.words if word is not denied and word.concepts & contrary]
        if others and texts[place - 1] in _MARKS:
            return [*texts[: place - 1], *texts[denied.end :]]
        later = any(not _MARKS.isdisjoint(texts[denied.end : word.start]) for word in others)
        if later and texts[place - 1] in grammar.auxiliaries:
            return [*texts[: place - 1], *texts[denied.end :]]
    return None


_STEPS: Final = (
    _those_that,
    _with_elided_noun,
    _asked_outright,
    _asked_positively,
    _figure_asked_positively,
    _figure_put_positively,
    _short_of,
    _without_inner_tags,
    _not_only,
    _without_contrary,
    _without_denied,
    _subtracted,
    _of_kind,
    _without_strangers_of_row,
    _all_of_kind,
    _without_trailing,
)
