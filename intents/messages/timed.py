"""One thing asked for at two times: "growth in the first three quarters and in the second quarter".

Each time is asked for by itself, so that neither is passed over in silence where the other is told.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from intents.findings import Finding
from intents.readings.ask import Ask

_COMMA: Final = ","
_MOST_BETWEEN: Final = 4


def at_each_time(ask: Ask, asked: Callable[[str], Finding | None]) -> list[Finding]:
    """What is told of one time and not of the other; none where there are not two, or both are told, or neither.

    ``asked`` finds what a text by itself comes to.
    """
    grammar, texts = ask.grammar, ask.text
    if ask.claims or ask.has("difference", "more", "less", "versus", "change"):
        return []
    for first, second in pairwise(ask.recognised.periods):
        between = {*texts[first.end : second.start]}
        joints = grammar.and_words | {_COMMA}
        small = joints | grammar.limiting_words | grammar.time_prepositions | grammar.definite_articles
        if second.start - first.end > _MOST_BETWEEN or between.isdisjoint(joints) or not between <= small:
            continue
        each = (texts[: first.end] + texts[second.end :], texts[: first.start] + texts[second.start :])
        told = [found for said in each if (found := asked(" ".join(said))) is not None]
        if {one.status for one in told} == {"answered", "not_stated"}:
            return told
    return []
