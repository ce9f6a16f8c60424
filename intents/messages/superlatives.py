"""A thing that is called by its place among its kind, "the slowest key sector", in a question about it and another.

It is asked again by its name: what the place stands for is known, and what is to be computed of it is not.
"""

from __future__ import annotations

from typing import Final

from facts.query import ordered, rankable, rows
from intents.messages.several import MOST_WORDS
from intents.readings.ask import Ask
from intents.readings.lists import open_ended
from intents.spans.found import RELATIVE, inside_of

_TWO: Final = 2
_NEAR: Final = 4
"""Words between what says the place and the kind: "fastest growing of the three sectors"."""
_WEIGHING: Final = ("difference", "ratio", "more", "less", "versus", "sum", "average")


def both_by_name(ask: Ask) -> str | None:
    """The question with two names, where two of a kind are called by their places: "the fastest and the second one".

    None where nothing is to be done with the two.
    """
    seconds = ask.spans("second")
    within = {place for cue in seconds for place in (cue.start, cue.end)}
    firsts = [cue for cue in ask.spans("max", "min", "median") if within.isdisjoint((cue.start, cue.start - 1))]
    places = sorted((*seconds, *(cue for cue in firsts if not ask.is_soft(cue))), key=lambda cue: cue.start)
    kinds = {kind.name for kind in ask.recognised.kinds if len(rows(ask.release, kind.name)) > 1}
    start = places[0].start if len(places) == _TWO else 0
    weighed = any(cue.end <= start for cue in ask.spans("difference", "ratio", "sum", "average"))
    if len(kinds) != 1 or not weighed or ask.recognised.mentions or ask.recognised.negations:
        return None
    pool = rows(ask.release, kinds.pop())
    order = ordered(pool) if rankable(pool) else None
    if order is None or len(order.ties) > 1 or open_ended(ask, ask.recognised.kinds[0].name):
        return None
    which = {"max": 0, "second": 1, "median": len(pool) // 2, "min": len(pool) - 1}
    told = [ask.release.entity[order.rows[which[cue.name]].subject] for cue in places]
    names = [one.label[ask.resolver.lexicon.language] for one in told]
    head = [text for text in ask.text[:start] if text and text not in ask.grammar.definite_articles]
    joint = min(ask.grammar.and_words)
    return " ".join((*head, names[0], joint, names[1])) if names[0] != names[1] else None


def by_name(ask: Ask) -> str | None:
    """The question with the name in the place of the words that say its place; none where that is all that is asked."""
    places = [cue for cue in ask.spans("max", "min") if not ask.is_soft(cue)]
    if len(places) != 1 or ask.recognised.mentions or ask.recognised.negations or len(ask.words) > MOST_WORDS:
        return None
    place = places[0]
    kind = next((kind for kind in ask.recognised.kinds if place.end <= kind.start <= place.end + _NEAR), None)
    pool = rows(ask.release, kind.name) if kind is not None else []
    if kind is None or len(pool) < 2 or not rankable(pool):
        return None
    rest = [cue for cue in ask.spans(*_WEIGHING) if cue.end <= place.start or cue.start >= kind.end]
    others = [word for word in ask.words if not word.soft and not place.start <= word.start < kind.end]
    outside = [word for word in others if word.concepts.isdisjoint(RELATIVE)]
    order = ordered(pool, highest=place.name == "max")
    if not (rest and outside) or len(order.ties) > 1 or open_ended(ask, kind.name):
        return None
    texts, articles = ask.text, ask.grammar.definite_articles
    start = place.start - 1 if place.start and texts[place.start - 1] in articles else place.start
    if start in inside_of(ask.recognised.periods):
        return None
    name = ask.release.entity[order.rows[0].subject].label[ask.resolver.lexicon.language]
    return " ".join(text for text in (*texts[:start], name, *texts[kind.end :]) if text)
