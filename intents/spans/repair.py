"""Words that no list knows, repaired one by one by rapidfuzz, and never a word that is spelt right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intents.spans.found import BLANK
from intents.spans.index import Index
from intents.vocabulary.normalise import Token, is_word, stem, tokenise

_LEADING: Final = 2
"""Words of a concept's list that count as what it is first of all called: singular and plural."""
_SHORTEST_TIED: Final = 5
"""Letters of a misspelt word that may be meant for several, of which one is such a word."""
_SHORTEST_REPAIR: Final = 4
_SHORTEST_SLIP: Final = 3
"""Letters of a word in which nothing but a vowel may be missing: "mor"."""
_VOWELS: Final = frozenset("aeiouyäöü")
_SHORTEST_JOINED: Final = 6
_LONGEST_JOINED: Final = 24
_SHORTEST_PART: Final = 2
_TWO_SLIPS_FROM: Final = 8
_MOST_REPAIRS: Final = 24


@dataclass(slots=True)
class Repairer:
    """Finds the words that misspelt ones were meant for, among those of an index."""

    index: Index
    _repairable: dict[str, list[str]] = field(default_factory=dict)
    """Words that a slip can be repaired to, by their first letter."""
    _leading: frozenset[str] = frozenset()
    """The words that a concept is first of all called by."""

    def ready(self) -> None:
        """Make the list of words that a slip can be repaired to."""
        lists = self.index.lexicon
        phrases = [phrase for group in (*lists.concepts.values(), *lists.cues.values()) for phrase in group]
        phrases += [*lists.carriers, *lists.numbers, *lists.months, *lists.scales, *self.index.surface]
        words = (token.text for phrase in phrases for token in tokenise(phrase) if token.kind == "word")
        self._repairable = {}
        self._leading = frozenset(word for group in lists.concepts.values() for word in group[:_LEADING])
        for word in dict.fromkeys(words):
            if len(word) >= _SHORTEST_REPAIR and word.isalpha():
                self._repairable.setdefault(word[0], []).append(word)

    def repair(self, word: str) -> str | None:
        """The word that a misspelt one was meant for, or none where that is not certain."""
        if len(word) < _SHORTEST_SLIP or not word.isalpha() or is_word(word):
            return None
        allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1 if len(word) >= _SHORTEST_REPAIR else 0
        first, second = word[0], word[1]
        alike = list(self._repairable.get(first, ()))
        if first != second:  # the first two letters may have changed places
            alike += [known for known in self._repairable.get(second, ()) if known[1] == first]
        fits = [
            (distance, found)
            for found, distance, _ in process.extract(
                word, alike, scorer=OSA.distance, processor=None, limit=None, score_cutoff=allowed
            )
        ]
        if not fits:
            fits = [(len(found) - len(word), found) for found in alike if _without_vowels(word, found)]
        if not fits:
            return None
        least = min(distance for distance, _ in fits)
        best = {stem(found): found for distance, found in fits if distance == least}
        swapped = {form: found for form, found in best.items() if sorted(found) == sorted(word)}
        left_out = {form: found for form, found in best.items() if _without_vowels(word, found)}
        best = swapped or left_out or best  # the likelier slips: letters that changed places, vowels left out
        if len(best) > 1 and len(word) >= _SHORTEST_TIED:
            best = {form: found for form, found in best.items() if found in self._leading}
        return next(iter(best.values())) if len(best) == 1 else None

    def mended(self, tokens: Iterable[Token]) -> tuple[list[Token], list[tuple[str, str]]]:
        """The tokens with the words that were meant for those that no list knows, and what was read instead of what."""
        kept: list[Token] = []
        repaired: list[tuple[str, str]] = []
        unknown = 0
        for token in tokens:
            meant: tuple[str, ...] = ()
            if token.kind == "word" and unknown < _MOST_REPAIRS and not self.index.knows(token):
                unknown += 1
                better = self.repair(token.text)
                meant = (better,) if better is not None else self._parted(token)
            if meant:
                repaired.append((token.text, " ".join(meant)))
            kept += [replace(token, text=word, stem=stem(word)) for word in meant] or [token]
        return [self._than(kept, place) for place in range(len(kept))], repaired

    def _than(self, tokens: Sequence[Token], place: int) -> Token:
        """A word, or the one that it is often written for behind a comparison: "less then half", "other then"."""
        token, before = tokens[place], tokens[place - 1] if place else BLANK
        if token.text not in self.index.grammar.than_slips:
            return token
        labels = self.index.overlay.entries.get(before.stem, {}).get((before.stem,), set())
        compared = any(label.layer == "cue" and label.name in ("more", "less", "rest") for label in labels)
        if not compared and before.text not in self.index.grammar.than_heads:
            return token
        than = min(self.index.grammar.than_words)
        return replace(token, text=than, stem=stem(than))

    def _parted(self, token: Token) -> tuple[str, ...]:
        """Two words that were written as one, where both are known: "atleast", "whichcities"."""
        word = token.text
        if not _SHORTEST_JOINED <= len(word) <= _LONGEST_JOINED or not word.isalpha() or is_word(word):
            return ()
        for place in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            parts = word[:place], word[place:]
            if all(is_word(part) and self.index.knows(replace(token, text=part, stem=stem(part))) for part in parts):
                return parts
        return ()


def _without_vowels(word: str, found: str) -> bool:
    """Whether a word is another one from which only vowels are missing: "plnt" of "plant"."""
    if len(found) <= len(word) or (word[-1] != found[-1] and found[-1] not in _VOWELS):
        return False
    place = 0
    for letter in found:
        if place < len(word) and letter == word[place]:
            place += 1
        elif letter not in _VOWELS:
            return False
    return place == len(word)
