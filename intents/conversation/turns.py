"""The questions of one message asked one after the other, each after the answer before."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Sequence
from typing import Final

from intents.conversation.follow import Follower
from intents.conversation.fragments import own_words, read_fragment
from intents.findings import Finding
from intents.messages.framing import only_frames, only_tags
from intents.messages.read import Reader, Reading
from intents.messages.several import only_kinds, only_names_kind
from intents.readings.ask import Ask
from intents.spans.found import PLACE
from intents.spans.pieces import TURN_ENDS, edges
from intents.vocabulary.grammar import Grammar

Best = Callable[[Ask, Reading], Finding | None]

_PAIR: Final = 2
_PHRASE: Final = 7
"""Words of what is only named to be told of."""
_SOON: Final = 3
_MOST_TURNS: Final = 5


def asked_in_turn(ask: Ask, reader: Reader, follower: Follower, best: Best) -> list[Finding]:
    """The findings of a message's questions; none where it is one question, or one of them is not surely understood.

    ``best`` reads one of them by its wording and its spans.
    """
    texts, grammar, context = ask.text, ask.grammar, ask.context
    behind = edges(ask.recognised, lambda texts, place: _turns(texts, place, grammar))
    stretches = [texts[start:end] for start, end in itertools.pairwise(behind)]
    small = grammar.and_words | grammar.lead_ins | grammar.additive_words
    said = [stretch for stretch in stretches if any(text.isalnum() and text not in small for text in stretch)]
    asking = all(_begins_as_question(stretch, grammar) for stretch in said[_only_named(said, ask) :])
    if not 2 <= len(said) <= _MOST_TURNS or not asking:
        return []
    named = _with_persons([_without_joints(stretch, small) for stretch in said], ask, follower)
    pieces = [follower.recognise(" ".join(stretch)) for stretch in named]
    strange = any(word.foil == PLACE for piece in pieces for word in piece.words)
    bare = only_names_kind(pieces[-1], grammar)
    if strange or bare or any(only_tags(piece, ask.resolver) or only_frames(piece, ask.resolver) for piece in pieces):
        return []
    found: list[Finding] = []
    for piece in pieces:
        turn = Ask(piece, ask.resolver, context)
        one = _turn(turn, reader, follower, best, first=not found)
        if one is None:
            return []
        if found and ask.context.last is not None and turn.names_nothing and _elsewhere(one, found, ask):
            return []  # "how many of them were reopened, and how many new?"
        context = context.after([one], ask.release)
        found.append(one)
    distinct = [one for place, one in enumerate(found) if one.query not in [other.query for other in found[:place]]]
    return distinct if len(distinct) > 1 and any(one.status == "answered" for one in distinct) else []


def _without_joints(stretch: Sequence[str], joints: Container[str]) -> Sequence[str]:
    """A piece without what only joins it to the next."""
    end = len(stretch)
    while end > 1 and (stretch[end - 1] in joints or stretch[end - 1] == ","):
        end -= 1
    return stretch[:end]


def _with_persons(said: Sequence[Sequence[str]], ask: Ask, follower: Follower) -> list[Sequence[str]]:
    """The pieces, with a person's name in the place of "he" behind the piece that names him."""
    pronouns = ask.grammar.personal_pronouns - ask.grammar.plural_pronouns
    named = [name for name in ask.named_things if name in ask.release.speakers]
    if len(named) != 1:
        return [*said]
    name = follower.named(ask.release.entity[named[0]])
    rest = ([name if text in pronouns else text for text in stretch] for stretch in said[1:])
    return [said[0], *rest]


def _elsewhere(one: Finding, before: Sequence[Finding], ask: Ask) -> bool:
    """Whether a later question came to something else than the one before, which points to what was told."""
    pointed = not (ask.grammar.plural_pronouns | ask.grammar.singular_pronouns).isdisjoint(ask.text)
    near = {name for each in before for name in (*each.facts, *each.nearest)}
    related = {other for name in near if name in ask.release.by_id for other in ask.release.by_id[name].related}
    return pointed and one.status == "answered" and (near | related).isdisjoint(one.facts)


def _turn(ask: Ask, reader: Reader, follower: Follower, best: Best, *, first: bool) -> Finding | None:
    """One of several questions, where it is surely understood; a later one says of what it asks, or leans."""
    piece, reading = ask.recognised, reader.read(ask)
    leaning = follower.plainly(ask, reading) or read_fragment(ask) or follower.follow(ask, reading)
    if leaning is not None:
        return leaning
    moves = ask.resolver.lexicon.polar
    if not first and only_kinds(piece):
        return None
    names = first or ask.named_things or piece.kinds or piece.mentions
    if not names and all(not word.concepts.isdisjoint(moves) for word in own_words(ask)):
        return None
    least = reader.thresholds
    found = reading.finding
    if found is None or reading.match.score < least.grammar:
        found = best(ask, reading)
        return found if found is not None and found.status == "answered" else None
    open_ = found is not None and (found.status == "answered" or found.intent == "aspect")
    if not (open_ or (found.status == "not_stated" and reading.silent)):
        return None
    return found if not reading.silent or reading.match.score >= least.one else None


def _turns(texts: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether another question begins behind a place."""
    if texts[place] in TURN_ENDS:
        return True
    following = texts[place + 1] if place + 1 < len(texts) else ""
    asks = following in grammar.question_words or following in grammar.finite_auxiliaries
    joined = texts[place] in grammar.clause_joints and place > 0
    return asks and joined and not (texts[place] == "," and following not in grammar.question_words)


def _only_named(said: Sequence[Sequence[str]], ask: Ask) -> bool:
    """Whether the first piece is to be given or only named: "the number of loans and what interest they bear"."""
    grammar = ask.grammar
    if len(said) != _PAIR or said[0][-1] not in grammar.and_words:
        return False
    first = [text for text in said[0][:-1] if text.isalnum() and text not in grammar.lead_ins]
    return ask.requests or (bool(first) and (grammar.finite_auxiliaries | grammar.copulas).isdisjoint(first))


def _begins_as_question(texts: Sequence[str], grammar: Grammar) -> bool:
    """Whether a piece of a message begins as a question does, or is a few words with a question mark."""
    words = [text for text in texts if text.isalnum()]
    asks = bool((grammar.question_words | grammar.finite_auxiliaries | grammar.requests) & {*words[:_SOON]})
    noun = len(words) <= _PHRASE and (grammar.finite_auxiliaries | grammar.first_persons).isdisjoint(words)
    added = not (grammar.and_words | grammar.additive_words).isdisjoint(words[:1])  # "And the growth of investment."
    return asks or (noun and (texts[-1] == "?" or (added and texts[-1] != ","))) or ":" in texts
