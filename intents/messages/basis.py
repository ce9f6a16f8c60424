"""What a change is held against: a figure that is told year on year, and put forward as month on month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facts.quantity import Truth
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.tell import says, tell_fact


def on_other_basis(ask: Ask, asked: Callable[[str], Finding | None]) -> Finding | None:
    """That a right figure is held against something else than it is said to be; none where no other is named.

    ``asked`` finds what is put forward by a text by itself.
    """
    grammar, text = ask.grammar, ask.text
    named = ask.recognised.phrase(grammar.basis_phrases.keys())
    if named is None or not ask.claims:
        return None
    words = text[named.start : named.end]
    basis = grammar.basis_phrases[" ".join(words)]
    found = asked(" ".join(word for word in (*text[: named.start], *text[named.end :]) if word))
    told = ask.release.measures_among(found.facts[:1]) if found is not None and found.status == "answered" else []
    given = [one for one in ask.recognised.mentions if one.unit is not None and one.end <= named.start]
    told = told or [one for one in ask.release.measures if given and says(given[0], one.value, ask) is Truth.YES][:1]
    own = told[0].basis if told else None
    names = (" ".join(text[place : place + size]) for place in range(len(text)) for size in (3, 4, 5))
    if own in (None, basis) or (told[0].compared_with and words[0] == words[-1]):
        return None  # "year-on-year growth improved": what improved is year on year, and not by how much
    apart = [one for one in ask.recognised.mentions if one.end <= named.start or one.start >= named.end]
    mentions = [one for one in apart if one.unit is not None]
    if any(says(one, told[0].value, ask) is not Truth.YES for one in mentions):
        return found
    if own in {grammar.basis_phrases.get(name) for name in names}:
        return tell_fact(ask, told[0])  # "month on month, or year on year?"
    plain = not ask.recognised.negations
    return replace(tell_fact(ask, told[0]), verdict="refuted" if plain else None, unsettled=not plain)
