"""Several parts asked for of one number: "of the 14 cities, how many grew, and how many beat the nation?".

Each part is asked for of that number. What is told of others, 625 projects that are complete, is then no part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from intents.findings import Finding
from intents.readings.ask import Ask

_COUPLE: Final = 2
_NEAR: Final = 3
"""Words before a number within which it is called a whole: "of Liaoning's 14"."""


def shared_out(ask: Ask, asked: Callable[[str], Finding | None]) -> list[Finding]:
    """What is told of each part; a silence on all of them is told once. None where no number is shared out.

    ``asked`` finds what a text by itself comes to.
    """
    spans, grammar, text = ask.spans("how-many"), ask.grammar, ask.text
    if ask.claims or len(spans) < _COUPLE:
        return []
    definite = grammar.definite_articles | grammar.of_words
    given = [one for one in ask.recognised.mentions if one.end <= spans[0].start and one.unit is None]
    given = [one for one in given if not definite.isdisjoint(text[max(0, one.start - _NEAR) : one.start])]
    if len(given) != 1 or given[0].comparison is not None:
        return []
    end = max((word.end for word in ask.words if word.start == given[0].end), default=given[0].end)
    whole = [min(grammar.of_words), min(grammar.definite_articles), *text[given[0].start : end]]
    bounds = [*(span.start for span in spans), len(text)]
    says = [*(word.start for word in ask.words if not word.soft), *(one.start for one in ask.recognised.mentions)]
    if not all(any(start < place < stop for place in says) for start, stop in pairwise(bounds)):
        return []  # "…, and how many did not?" says again what stands before
    parts = [asked(" ".join((*whole, *_trimmed(ask, *bound)))) for bound in pairwise(bounds)]
    found = [one for one in parts if one is not None]
    if len(found) < len(parts):
        return []
    if all(one.status == "not_stated" for one in found):
        return found[:1]
    return found


def _trimmed(ask: Ask, start: int, end: int) -> list[str]:
    """What stands between two places, without what joins it to the next."""
    joints = ask.grammar.and_words
    while end > start and (ask.text[end - 1] in joints or not ask.text[end - 1].isalnum()):
        end -= 1
    return list(ask.text[start:end])
