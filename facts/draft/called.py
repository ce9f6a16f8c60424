"""What a figure may be called and asked for beyond its own words: other forms, who pays, what somebody takes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facts.draft.reading import Reading
from facts.draft.words import DraftWords
from facts.quantity import PERCENT, UnitKind


def forms(tokens: Sequence[str], words: DraftWords) -> list[str]:
    """Words with their other forms: "imports" are what was "imported", who "paid" did "pay"."""
    more = [form for token in tokens for group in words.forms if token in group for form in group]
    return list(dict.fromkeys([*tokens, *more]))


def other_names(reading: Reading, sentence: str, mates: Sequence[Reading], words: DraftWords) -> Iterator[str]:
    """Further names of a figure, as readers may look for it."""
    thing, after = reading.thing, sentence[reading.figure.end :]
    if " per head" in thing or " per capita" in thing:
        base = re.sub(r" per (?:head|capita)\b", "", thing)
        yield from (f"{base} {each}" for each in ("per person", "per head", "per capita", "of each person"))
    money = reading.value.unit.kind is UnitKind.MONEY and reading.kind == "level"
    if money and _takes_in(reading, mates, words):
        yield from (f"{noun} of {thing}" for noun in ("revenue", "takings"))
    if money and (payer := _payer(reading, words)):
        yield f"payment of {payer}"
        yield f"{thing} of {payer}"
    if reading.value.unit == PERCENT and reading.kind == "share":
        further = re.match(
            rf" of (?:the |all |its )*{re.escape(thing)} ((?:from|in|outside|for|to) ((?:[a-z'-]+ ?){{1,3}}))", after
        )
        if further and not {*further[2].split()} & (words.determiners | words.auxiliaries):
            yield f"{thing} {further[1].strip()}"
            yield further[2].strip()


def _takes_in(reading: Reading, mates: Sequence[Reading], words: DraftWords) -> bool:
    """Whether somebody took it in: "Hotels took in £271 million; restaurants followed with £158 million"."""
    if reading.governor.verb in words.earning:
        return True
    before = [
        each for each in mates if each.figure.end <= reading.figure.start and each.value.unit == reading.value.unit
    ]
    follows = reading.governor.verb in ("", "followed") and bool(before)
    return follows and before[0].governor.verb in words.earning


def _payer(reading: Reading, words: DraftWords) -> str:
    """Who pays a sum that is called by what it is for: "Neighbouring countries paid 12.5 million in fees"."""
    actor = reading.governor.thing
    if words.action_verbs.get(reading.governor.verb) != "payments" or not actor or actor.lower() in words.pronouns:
        return ""
    return actor.lower() if actor.lower() not in reading.thing else ""
