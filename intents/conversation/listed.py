"""What leans on a list told before: those that are not on it, and the one that comes next in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from facts.model import Measure
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.tell import tell_fact

_LAST: Final = -1


def read_listed(ask: Ask) -> Finding | None:
    """The finding of a question that only points to a list told before; none where it says anything of its own."""
    last = ask.context.last
    if last is None or last.status != "answered" or ask.named_things or ask.recognised.mentions:
        return None
    return _those_left(ask, last) or _next_in_order(ask, last)


def _those_left(ask: Ask, last: Finding) -> Finding | None:
    """Those of the kind that do not fulfil what the ones told before do: "which did not?", "and the other one?"."""
    left = [row for row in last.data.get("no", ()) if isinstance(row, Measure)]
    if last.intent != "filter" or not left or last.data.get("references"):
        return None
    grammar, words = ask.grammar, {*ask.words_said}
    rest = {text for cue in ask.spans("rest") for text in ask.text[cue.start : cue.end]}
    small = grammar.question_words | grammar.ones | grammar.plural_pro_nouns | grammar.finite_auxiliaries
    small |= grammar.and_words | grammar.determiners | grammar.definite_articles | grammar.not_words
    named = [kind for kind in ask.recognised.kinds if kind.name == last.kind]
    small |= {text for kind in named for text in ask.text[kind.start : kind.end]}
    asked = bool(words & grammar.not_words or words & grammar.other_words or rest)
    if not asked or not words <= small | grammar.other_words | rest or ask.has("how-many", "why"):
        return None
    data = {**last.data, "yes": tuple(left), "no": (), "count": False}
    names = tuple(row.id for row in left)
    return Finding("filter", "found", facts=names, rows=names, data=data, kind=last.kind, query=f"rest {last.kind}")


def _next_in_order(ask: Ask, last: Finding) -> Finding | None:
    """The one that comes behind the one told before, or the last of them: "next", "and the last one?"."""
    order, picked = last.data.get("rows", ()), last.data.get("picked")
    if picked not in order:
        return None
    grammar, words = ask.grammar, {text for text in ask.text if text.isalpha()}
    small = grammar.lead_ins | grammar.ones | grammar.definite_articles | grammar.and_words
    ends = {text for text in words if grammar.places.get(text) == _LAST}
    follows = words & (grammar.next_words | grammar.then_words & grammar.lead_ins)
    if not words <= small | ends | grammar.next_words or bool(ends) == bool(follows):
        return None
    place = len(order) - 1 if ends else order.index(picked) + 1
    if place >= len(order):
        return None
    one = order[place]
    told = tell_fact(ask, one)
    return replace(told, data={**last.data, **told.data, "picked": one})
