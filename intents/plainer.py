"""A message in plainer words that say the same: "not only A but also B" is A and B."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from intents.recognise import Recognised, Word
from intents.resolve import Resolver

_SOON: Final = 2
"""Words, an article or a particle, that may stand between what denies and what is denied."""
_MARKS: Final = frozenset(",;-–—")

Again = Callable[[str], Recognised]
"""Recognises a text anew."""


def plainer(said: Recognised, resolver: Resolver, again: Again) -> Recognised:
    """The same message; a claim that says a thing twice, once by its contrary denied, without that."""
    texts = [token.text for token in said.tokens]
    words = (
        _not_only(texts, resolver)
        or _without_contrary(said, texts, resolver)
        or _of_kind(said, texts, resolver)
        or _without_trailing(said, texts, resolver)
    )
    return replace(again(" ".join(text for text in words if text)), asserted=said.asserted) if words else said


def _not_only(texts: Sequence[str], resolver: Resolver) -> list[str] | None:
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
    for phrase in resolver.lexicon.grammar.trailing_phrases:
        words = phrase.split()
        start = end - len(words)
        if start > 1 and [*texts[start:end]] == words and not any(one.end >= start for one in said.mentions):
            head = [*texts[:start]]
            return [*(head[:-1] if head[-1] in _MARKS else head), *texts[end:]]
    return None


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


def _without_contrary(said: Recognised, texts: Sequence[str], resolver: Resolver) -> list[str] | None:
    """Without ", not B", where B is the contrary of what else is said."""
    grammar, lexicon = resolver.lexicon.grammar, resolver.lexicon
    for place, text in enumerate(texts):
        if not place or text not in grammar.not_words or texts[place - 1] not in _MARKS:
            continue
        denied = next((word for word in said.words if place < word.start <= place + _SOON), None)
        if denied is None:
            continue
        contrary = frozenset(one for concept in denied.concepts for one in lexicon.contrary(concept))
        others: list[Word] = [word for word in said.words if word is not denied]
        if any(word.concepts & contrary for word in others):
            return [*texts[: place - 1], *texts[denied.end :]]
    return None
