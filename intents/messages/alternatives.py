"""A question without the answers that the reader proposes: "…, coal or steel?", "Which one? Baosteel, I'd guess."

Whatever is proposed, the question is the same. It is read without what is foreign to the release only where nothing
else explains it, and tells then what is stated and no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from intents.readings.ask import Ask
from intents.spans.found import Recognised
from intents.spans.pieces import TURN_ENDS

_LONGEST_GUESS: Final = 8
"""Words of a guess."""
_LONGEST_CHOICE: Final = 6
"""Words of one of the things to choose from."""
_LEADS: Final = frozenset({":", ",", "-", "–", "—"})
"""What stands before a list to choose from."""


def without_proposals(ask: Ask) -> str | None:
    """The words of a question without a guess behind it, or without the choices that are foreign; none without such."""
    return _without_guess(ask) or _without_choices(ask)


def _without_guess(ask: Ask) -> str | None:
    """A question without a last sentence in which the reader says what he supposes."""
    text, grammar = ask.text, ask.grammar
    ends = [place for place, one in enumerate(text) if one in TURN_ENDS and place + 1 < len(text)]
    start = next((place + 1 for place in reversed(ends) if any(text[place + 1 :])), 0)
    guess = [one for one in text[start:] if one.isalnum()]
    framed = "" in text[start:]  # what frames it was taken out before
    supposes = framed or not (grammar.first_persons.isdisjoint(guess) or grammar.guessing_words.isdisjoint(guess))
    asks = not grammar.question_words.isdisjoint(text[:start]) and grammar.question_words.isdisjoint(guess)
    if not (start and supposes and asks) or len(guess) > _LONGEST_GUESS or "?" in text[start:]:
        return None
    return _joined(ask.recognised, range(start))


def _without_choices(ask: Ask) -> str | None:
    """A question without those of the things to choose from that are foreign to the release."""
    text, grammar = ask.text, ask.grammar
    joint = max((place for place, one in enumerate(text) if one in grammar.or_words), default=0)
    if not joint:
        return None
    end = next((place for place in range(joint, len(text)) if text[place] in TURN_ENDS), len(text))
    choices = [(joint + 1, end)]
    start = joint
    while start:
        before = next((place for place in range(start - 1, -1, -1) if text[place] in _LEADS), -1)
        words = sum(one.isalnum() for one in text[before + 1 : start])
        if before < 0 or words > _LONGEST_CHOICE:
            break
        choices.append((before + 1, start))
        start = before
        if text[before] != ",":
            break
    asks = text[start] == ":" or not grammar.question_words.isdisjoint(text[:start])
    if len(choices) < 2 or not start or not asks:
        return None
    foreign = [span for span in choices if _is_foreign(ask, *span)]
    kept = [span for span in choices if span not in foreign and _tells(ask, *span)]
    if not foreign:
        return None
    left_out = {place for one in (foreign if kept else choices) for place in range(one[0], one[1] + 1)}
    left_out |= set() if kept else {start}
    return _joined(ask.recognised, [place for place in range(len(text)) if place not in left_out or place >= end])


def _is_foreign(ask: Ask, start: int, end: int) -> bool:
    """Whether a stretch holds a word that the release does not speak of."""
    return any(start <= w.start and w.end <= end and (w.foil or not w.known) and not w.soft for w in ask.words)


def _tells(ask: Ask, start: int, end: int) -> bool:
    return any(start <= word.start and word.end <= end for word in ask.telling)


def _joined(recognised: Recognised, places: Sequence[int]) -> str:
    """The tokens at some places, as they were written."""
    tokens = [recognised.tokens[place] for place in places]
    return "".join(f"{'' if token.glued else ' '}{token.raw or token.text}" for token in tokens).strip()
