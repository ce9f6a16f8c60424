"""What a reader tells before he asks: "Metallurgy grew by 7.2%. How many people work there?".

The question is one after what was told, as if that had been the answer before: it may lean on it, and asks nothing of
it where it does not.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from intents.messages.framing import only_confirms, only_frames, only_tags
from intents.readings.ask import Ask
from intents.spans.found import Recognised
from intents.spans.pieces import edges
from intents.vocabulary.grammar import Grammar

_ENDS: Final = frozenset("?.!;")
_MOST_SENTENCES: Final = 4


def told_then_asked(ask: Ask) -> tuple[Recognised, Recognised] | None:
    """What is told in a message and the question behind it; none where it is not made up so."""
    behind = edges(ask.recognised, lambda texts, place: texts[place] in _ENDS)
    pieces = [(start, end) for start, end in pairwise(behind) if any(map(str.isalnum, ask.text[start:end]))]
    if not 1 < len(pieces) <= _MOST_SENTENCES:
        return None
    start = pieces[-1][0]
    question = ask.recognised.stretch(start, len(ask.text))
    heads = [ask.recognised.stretch(*piece) for piece in pieces[:-1]]
    if not _asks(question, ask.grammar) or any(_asks(head, ask.grammar) for head in heads):
        return None
    if _checks(question, ask):
        return None
    told = replace(ask.recognised.stretch(0, start), asserted=True)
    return (told, question) if not Ask(told, ask.resolver, ask.context).names_nothing else None


def _checks(question: Recognised, ask: Ask) -> bool:
    """Whether a question only asks if what was told is so: "does that square with the text?"."""
    if any(confirms(question, ask.resolver) for confirms in (only_confirms, only_frames, only_tags)):
        return True
    if question.mentions or question.periods or question.kinds or not question.has("verify", "tag", "report"):
        return False
    spans = question.spans("verify", "tag", "frame", "report")
    inside = {place for span in spans for place in range(span.start, span.end + 1)}  # "does that stand | up"
    said = [word for word in question.words if not (word.soft or word.start in inside)]
    return all(word.concepts <= ask.resolver.common or ask.resolver.telling(word) <= 0 for word in said)


def _asks(piece: Recognised, grammar: Grammar) -> bool:
    """Whether a sentence is a question or a request."""
    texts = [token.text for token in piece.tokens]
    words = [text for text in texts if text.isalnum() and text not in grammar.lead_ins]
    opening = grammar.question_words | grammar.requests | grammar.auxiliaries
    return "?" in texts or (bool(words) and words[0] in opening)
