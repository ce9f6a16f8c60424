"""One thing said, and denied of another of its kind: "metallurgy, not equipment", "Benxi did but Dalian did not".

That holds where it holds of the first and does not of the second; each is asked for by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from intents.findings import Finding
from intents.messages.several import MOST_WORDS
from intents.readings.ask import Ask
from intents.spans.found import Span
from intents.vocabulary.grammar import Words

_BETWEEN: Final = 2
"""Words, an article or a preposition, that may stand between what denies and what is denied."""
_LONGEST: Final = 3
"""Words of a phrase that denies."""
_LONGEST_PHRASE: Final = 6
"""Words of the first of two things of which something is denied."""
_FIRST: Final = 2
"""Words that the clause before "but" has at least."""
_TWO: Final = 2
_MARKS: Final = frozenset(",;-–—")
_ENDS: Final = _MARKS | frozenset(".?!:")

Asked = Callable[[str], Finding | None]
"""What is found of a claim in other words."""


def contrasted(ask: Ask, asked: Asked) -> Finding | None:
    """The verdict on both halves; none where nothing is denied of another thing of the same kind."""
    grammar = ask.grammar
    openers = grammar.neither_words | grammar.both_words
    plain = _without_denied(ask) if ask.claims or not (ask.asks() or ask.requests) else None
    judged = asked(plain) if plain is not None else None
    if judged is not None and judged.verdict is not None:
        return judged
    if not ask.claims or len(ask.words) > MOST_WORDS or sum(text in openers for text in ask.text) > 1:
        return None  # a question, a text, or a tangle
    neither = _of_two(ask, grammar.neither_words, grammar.nor_words)
    if neither is not None:
        return _of_each([asked(one) for one in neither], "refuted")
    bounded = any(mention.comparison is not None for mention in ask.recognised.mentions)
    each = _of_two(ask, grammar.both_words, grammar.and_words) if bounded else None
    if each is not None:
        return _of_each([asked(one) for one in each], "supported")
    halves = _beside(ask) or _behind(ask)
    found = asked(halves[0]) if halves is not None else None
    if halves is None or found is None or found.status != "answered":
        return None
    if found.reason == "order" and len(_things(ask)) == _TWO:
        return None  # of two that are held against each other, one may be denied as the other's rival
    second = asked(halves[1])
    other = second.verdict if second is not None else None
    if found.verdict == "refuted" or other == "supported":
        return replace(found, verdict="refuted", unsettled=False)
    return replace(found, verdict="supported" if (found.verdict, other) == ("supported", "refuted") else None)


def _of_two(ask: Ask, openers: Words, joints: Words) -> tuple[str, str] | None:
    """What is said of two things together, said of each: "both A and B …", "neither A nor B …"."""
    texts = ask.text
    opens = next((place for place, text in enumerate(texts) if text in openers), len(texts))
    joint = next((place for place in range(opens, len(texts)) if texts[place] in joints), None)
    second = next((word for word in ask.telling if joint is not None and word.start > joint), None)
    if joint is None or second is None:
        return None
    if joint - opens > _LONGEST_PHRASE or second.start - joint > _BETWEEN + 1:
        return None
    places = range(len(texts))
    first = [p for p in places if p != opens and not joint <= p < second.end]
    return _said(texts, first), _said(texts, [p for p in places if not opens <= p <= joint])


def _of_each(found: Sequence[Finding | None], wanted: str) -> Finding | None:
    """The findings together, and whether each has the verdict wanted; none where one of them is not understood."""
    told = [one for one in found if one is not None and one.status == "answered" and one.verdict is not None]
    if len(told) < len(found) or any(one.reason == "order" for one in told):
        return None
    first, single = told[0], all(one.saying == "fact" for one in told)
    if wanted == "supported" and not single:
        return None
    if single:
        facts = tuple(dict.fromkeys(name for one in told for name in one.facts))
        data = {**first.data, "facts": [one.data["fact"] for one in told]}
        first = replace(first, saying="facts", facts=facts, data=data)
    return replace(first, verdict="supported" if all(one.verdict == wanted for one in told) else "refuted")


def _beside(ask: Ask) -> tuple[str, str] | None:
    """The claim without "not B", and with B in the place of A."""
    texts, grammar = ask.text, ask.grammar
    for place in range(len(texts)):
        after = _behind_denial(ask, place)
        things = _things(ask) if after > place else []
        denied = next((one for one in things if after <= one.start <= after + _BETWEEN), None)
        if denied is None or any(not word.soft and after <= word.start < denied.start for word in ask.words):
            continue
        near = [one for one in _things(ask) if one.end <= place and _kind(ask, one) == _kind(ask, denied)]
        third = len(near) == _TWO and not grammar.opposing_words.isdisjoint(texts[place - 1 : place])
        other = near[-1] if third else _other(ask, denied)  # "A outgrew B but not C"
        if other is None:
            continue
        end = denied.end + (texts[denied.end : denied.end + 1] != () and texts[denied.end] in _MARKS)
        joint = _MARKS | grammar.opposing_words | grammar.and_words
        start = next((p for p in range(place, -1, -1) if not p or texts[p - 1] not in joint), place)
        kept = [p for p in range(len(texts)) if not start <= p < end]
        return _said(texts, kept), _said(texts, kept, other, texts[denied.start : denied.end])
    return None


def _behind_denial(ask: Ask, place: int) -> int:
    """Where a phrase that denies ends, which begins at a place; the place itself where none does."""
    phrases, texts = ask.grammar.denying_phrases, ask.text
    return next((place + n for n in range(_LONGEST, 0, -1) if " ".join(texts[place : place + n]) in phrases), place)


def _without_denied(ask: Ask) -> str | None:
    """The claim without what it denies of the contrary, or of what the release does not know: "up, and not down"."""
    texts, grammar = ask.text, ask.grammar
    contrary = ask.resolver.lexicon.contrary
    for place in range(1, len(texts)):
        after = _behind_denial(ask, place)
        denied = next((one for one in ask.words if after <= one.start <= after + _BETWEEN), None)
        if after == place or denied is None or (denied.entity in ask.release.entity and not denied.foil):
            continue
        end = next((p for p in range(denied.end, len(texts)) if texts[p] in _ENDS), len(texts))
        before = [word for word in ask.words if word.end <= place and not word.soft]
        against = frozenset(one for concept in denied.concepts for one in contrary(concept))
        turned = any(word.concepts & against for word in before)
        alone = not any(denied.end <= word.start < end and not word.soft for word in ask.words)
        if not (turned or denied.foil) or not alone or not before:
            continue
        joints = grammar.and_words | grammar.opposing_words | grammar.auxiliaries | _MARKS
        joints |= grammar.singular_pronouns | grammar.plural_pronouns
        start = next((p for p in range(place, 0, -1) if texts[p - 1] not in joints), 0)
        return " ".join(text for text in (*texts[:start], *texts[end:]) if text)
    return None


def _behind(ask: Ask) -> tuple[str, str] | None:
    """The first clause, and the same of B: "A is one but B is not"."""
    texts, grammar = ask.text, ask.grammar
    for place in range(_FIRST, len(texts)):
        opposes = texts[place] in grammar.opposing_words
        denied = next((one for one in _things(ask) if place < one.start <= place + _BETWEEN), None) if opposes else None
        if denied is None:
            continue
        rest = {text for text in texts[denied.end :] if text.isalpha()}
        tags = {text for cue in ask.spans("tag", "verify") for text in texts[cue.start : cue.end]}
        denying = grammar.not_words | grammar.failing_words
        if rest.isdisjoint(denying) or rest - grammar.auxiliaries - denying - tags - grammar.goal_prepositions:
            continue
        other = _other(ask, denied, before=place) or _row(ask, denied, place)
        if other is not None:
            kept = [p for p in range(place) if p < place - 1 or texts[p] not in _MARKS]
            return _said(texts, kept), _said(texts, kept, other, texts[denied.start : denied.end])
    return None


def _things(ask: Ask) -> list[Span]:
    """Names, times and numbers in the order of the question."""
    said = ask.recognised
    named = [word for word in ask.words if word.entity and word.entity != ask.release.about.home]
    return sorted([*named, *said.periods, *said.mentions], key=lambda span: span.start)


def _other(ask: Ask, denied: Span, *, before: int | None = None) -> Span | None:
    """The one other thing of the same kind as the one denied."""
    things = (one for one in _things(ask) if one != denied and (before is None or one.end <= before))
    alike = [one for one in things if _kind(ask, one) == _kind(ask, denied)]
    return alike[0] if len(alike) == 1 else None


def _row(ask: Ask, denied: Span, before: int) -> Span | None:
    """The names of one kind that stand in a row before a place: "Dandong and Benxi"."""
    alike = [one for one in _things(ask) if one.end <= before and _kind(ask, one) == _kind(ask, denied)]
    joints = ask.grammar.and_words | _MARKS
    if len(alike) < _TWO or any({*ask.text[a.end : b.start]} - joints for a, b in pairwise(alike)):
        return None
    return Span(alike[0].start, alike[-1].end)


def _kind(ask: Ask, span: Span) -> str:
    known = ask.release.entity.get(getattr(span, "entity", None) or "")
    return known.kind if known is not None else type(span).__name__


def _said(texts: Sequence[str], kept: Sequence[int], other: Span | None = None, instead: Sequence[str] = ()) -> str:
    """The words that are kept, with others in the place of one of the things."""
    said: list[str] = []
    for place in kept:
        if other is not None and place == other.start:
            said += instead
        elif other is None or not other.covers(place):
            said.append(texts[place])
    return " ".join(text for text in said if text)
