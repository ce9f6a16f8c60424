"""Several things named in a row, and nothing asked of them but what they are: "the loans, the clusters and metallurgy".

Each is read by itself, as if it were asked alone; what one fact tells as a whole, "oil, steel and cars", is no row.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Final

from intents.findings import Finding
from intents.readings.ask import Ask
from intents.spans.found import Recognised, inside_of
from intents.vocabulary.language import Thresholds

_ENDS: Final = frozenset(",;/&?.")
_COLON: Final = ":"
_FEWEST: Final = 2
_MOST: Final = 6
_LONGEST: Final = 7
"""Words of one item."""
_ASKING: Final = (
    "who", "when", "where", "why", "how-many", "sum", "versus", "ratio", "average", "same", "max", "min", "second",
    "median", "rank", "spread", "rest", "only", "out-of", "tag", "verify",
)  # fmt: skip
"""What asks more of things than what they are."""

_WEIGHING: Final = ("difference", "more", "less", "change")
"""What weighs things, unless it belongs to the name of one: "the cities ahead of the nation"."""

Alone = Callable[[Recognised], list[Finding]]


def enumerated(
    ask: Ask, whole: Finding | None, alone: Alone, again: Callable[[str], Recognised], least: Thresholds
) -> list[Finding]:
    """The findings of things named in a row; none where it is no row, or where one of them is not understood alone.

    ``alone`` reads a message by itself; ``again`` recognises a text anew.
    """
    if ask.opens_as_claim or ask.has(*_ASKING) or ask.recognised.negations:
        return []
    if any(one.comparison is None for one in ask.recognised.mentions):
        return []
    items = _items(ask)
    if not _FEWEST <= len(items) <= _MOST or any(len(item) > _LONGEST for item in items) or _one_fact(ask, whole):
        return []
    found: list[Finding] = []
    named = []
    for item in items:
        said = again(" ".join(item))
        told = alone(said)
        telling = [word for word in said.words if not word.soft]
        if len(told) != 1 or told[0].status not in ("answered", "not_stated") or told[0].saying in ("word", "unplaced"):
            return []
        sure = least.plain if said.has(*_WEIGHING) else least.likely
        if told[0].score < sure or (told[0].status == "not_stated" and told[0].saying == "nothing"):
            return []
        named.append(bool(telling) and all(word.entity for word in telling))
        found.append(told[0])
    queries = [one.query for one in found]
    told_by_whole = {*whole.facts} if whole is not None and whole.status == "answered" else set[str]()
    answered = [one for one in found if one.status == "answered"]
    apart = any(not {*one.facts} <= told_by_whole for one in answered)
    return found if len(answered) > 1 and apart and len({*queries}) == len(queries) and not all(named) else []


def _one_fact(ask: Ask, whole: Finding | None) -> bool:
    """Whether one of the facts that the whole came to explains every word: nothing is a thing of its own."""
    known = ask.resolver.by_id
    telling = [word for word in ask.words if not word.soft]
    facts = [name for name in (whole.facts if whole is not None else ()) if name in known]
    common = ask.resolver.common
    return any(all(word.concepts & (known[name].vocabulary | common) for word in telling) for name in facts)


def _items(ask: Ask) -> list[list[str]]:
    """The words of each thing in the row, without what leads up to the row and what only is polite."""
    grammar, texts, inside = ask.grammar, [*ask.text], inside_of((*ask.words, *ask.recognised.mentions))
    start = next((place + 1 for place, text in enumerate(texts) if text == _COLON and place not in inside), 0)
    if start and any(not word.soft for word in ask.recognised.within(0, start).words):
        return []
    joints = _ENDS | grammar.and_words
    leading = grammar.lead_ins | grammar.requests | grammar.first_persons | grammar.about_words | grammar.figure_nouns
    leading |= grammar.finite_auxiliaries | grammar.question_words | grammar.wishing_words | grammar.additive_words
    leading |= grammar.pair_words | grammar.determiners
    opening = grammar.question_words | grammar.requests | grammar.limiting_words
    small = grammar.lead_ins | grammar.courtesies | grammar.additive_words
    named = {place for word in ask.telling for place in range(word.start, word.end)}
    kept = []
    for number, item in enumerate(_cut(texts, start, joints, inside)):
        words = _stripped(item, leading if not number else small, named, texts)
        counted = not grammar.figure_nouns.isdisjoint(texts[place] for place in item if place not in words)
        if counted and words and texts[words[0]] in grammar.limiting_words:
            words = words[1:]  # "numbers for …"
        words = _stripped(words[::-1], grammar.courtesies | grammar.lead_ins, named, texts)[::-1]
        verbs = [place for place in words if texts[place] in grammar.finite_auxiliaries]
        opens = words and words[0] not in named and texts[words[0]] in opening
        if verbs or opens:
            return []  # "at the plant, what was the rate?"
        if words:
            kept.append([texts[place] for place in words])
    return kept


def _stripped(places: Sequence[int], aside: Container[str], named: Container[int], texts: Sequence[str]) -> list[int]:
    """The places of an item without those of small words before it that belong to no name."""
    first = next((n for n, place in enumerate(places) if place in named or texts[place] not in aside), len(places))
    return [*places[first:]]


def _cut(texts: Sequence[str], start: int, joints: Container[str], inside: Container[int]) -> list[list[int]]:
    """The places of the words between what joins one thing to the next, from a place on."""
    items: list[list[int]] = [[]]
    for place in range(start, len(texts)):
        ends = texts[place] in joints and place not in inside
        if ends and items[-1]:
            items.append([])
        elif not ends and texts[place]:
            items[-1].append(place)
    return [item for item in items if item]
