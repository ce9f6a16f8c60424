"""What a reader says in the place of what he asked before: "no, I meant industries", "the bonds instead".

Whatever leads up to it, it is the same as "and the industries?".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from intents.readings.ask import Ask

_MARKS: Final = frozenset(",.!?:;-–—…")
_LONGEST: Final = 5
"""Words of what is named in the place of another thing."""


def restated(ask: Ask) -> str | None:
    """The message as "and …?"; none where it names nothing alone, or nothing leads up to it."""
    grammar, texts = ask.grammar, [text for text in ask.text if text]
    if ask.context.last is None:
        return None
    before = sorted((phrase.split() for phrase in grammar.replacing_phrases), key=len, reverse=True)
    behind = sorted((phrase.split() for phrase in grammar.replacing_endings), key=len, reverse=True)
    rest, led = _stripped(texts, before)
    back, ended = _stripped(rest[::-1], [phrase[::-1] for phrase in behind])
    rest = back[::-1]
    words = [text for text in rest if text.isalnum()]
    verbs = grammar.question_words | grammar.finite_auxiliaries | grammar.first_persons | grammar.second_persons
    if not (led or ended) or not 0 < len(words) <= _LONGEST or not verbs.isdisjoint(rest):
        return None
    if any(text in _MARKS for text in rest) or not (ask.telling or ask.recognised.kinds):
        return None
    asserts = {place for cue in ask.spans("asserts") for place in range(cue.start, cue.end)}
    stands = [place for place, text in enumerate(ask.text) if text in words and place in asserts]
    named = {word.start for word in ask.telling}
    if any(place not in named for place in stands):
        return None
    return " ".join((min(grammar.and_words), *rest, "?"))


def _stripped(texts: Sequence[str], phrases: Sequence[Sequence[str]]) -> tuple[list[str], bool]:
    """What stands behind the phrases at the beginning and their marks, and whether there were any."""
    rest, found_any = [*texts], False
    while rest:
        found = next((phrase for phrase in phrases if rest[: len(phrase)] == [*phrase]), None)
        if found is None and rest[0] not in _MARKS:
            break
        found_any = found_any or found is not None
        rest = rest[len(found) if found is not None else 1 :]
    return rest, found_any
