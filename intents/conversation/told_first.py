"""What a reader tells before he asks: "Metallurgy grew by 7.2%. How many people work there?".

The question is one after what was told, as if that had been the answer before: it may lean on it, and asks nothing of
it where it does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from intents.messages.framing import only_confirms, only_frames, only_tags
from intents.readings.ask import Ask
from intents.spans.found import MOVES, Recognised
from intents.spans.pieces import TURN_ENDS, edges
from intents.vocabulary.grammar import Grammar

_MOST_SENTENCES: Final = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What is told in a message, and the question behind it."""

    said: Recognised
    question: Recognised
    checks: bool = False
    """Whether it only asks if what was told is so."""
    confirms: bool = False
    """Whether it may ask no more than to confirm."""
    personal: bool = False
    """Whether a reader tells of himself, and no figure: "I'm writing about jobs in Liaoning."."""


def told_then_asked(ask: Ask) -> Told | None:
    """What is told in a message and the question behind it; none where it is not made up so."""
    behind = edges(ask.recognised, lambda texts, place: texts[place] in TURN_ENDS)
    pieces = [(start, end) for start, end in pairwise(behind) if any(map(str.isalnum, ask.text[start:end]))]
    if not 1 < len(pieces) <= _MOST_SENTENCES:
        return None
    start = pieces[-1][0]
    question = ask.recognised.stretch(start, len(ask.text))
    heads = [ask.recognised.stretch(*piece) for piece in pieces[:-1]]
    if not _asks(question, ask.grammar) or any(_asks(head, ask.grammar) for head in heads):
        return None
    said = replace(ask.recognised.stretch(0, start), asserted=True)
    if Ask(said, ask.resolver, ask.context).names_nothing:
        return None
    confirms = any(confirms(question, ask.resolver) for confirms in (only_confirms, only_frames, only_tags))
    return Told(said, question, not confirms and _checks(question, ask), confirms, _is_personal(said, ask.grammar))


def _is_personal(said: Recognised, grammar: Grammar) -> bool:
    """Whether a reader tells of himself, and no figure."""
    words = (token.text for token in said.tokens if token.text.isalpha() and token.text not in grammar.lead_ins)
    return next(words, "") in grammar.first_persons and not (said.mentions or said.periods)


def _checks(question: Recognised, ask: Ask) -> bool:
    """Whether a question only asks if what was told is so: "does that square with the text?"."""
    home = {word.start for word in question.words if word.concepts and word.concepts <= ask.resolver.common}
    kinds = [kind for kind in question.kinds if kind.start not in home]
    if question.mentions or question.periods or kinds or not question.has("verify", "tag", "report"):
        return False
    if Ask(question, ask.resolver, ask.context).asks() not in (None, "what"):
        return False  # "says who?"
    framing = ("verify", "tag", "frame", "report")
    inside, ends = question.places(*framing), {span.end for span in question.spans(*framing)}
    moved = {word.start for word in question.words if word.start in ends and word.concepts & MOVES}  # "stand up"
    said = [word for word in question.words if not (word.soft or word.start in inside | moved)]
    return all(word.concepts and not word.foil and word.concepts <= ask.resolver.common for word in said)


def _asks(piece: Recognised, grammar: Grammar) -> bool:
    """Whether a sentence is a question or a request."""
    texts = [token.text for token in piece.tokens]
    words = [text for text in texts if text.isalnum() and text not in grammar.lead_ins]
    opening = grammar.question_words | grammar.requests | grammar.auxiliaries
    return "?" in texts or (bool(words) and words[0] in opening)
