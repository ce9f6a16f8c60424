"""Periods that a question names: months, quarters, years counted from the release's own, calendar years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from intents.spans.found import MOVES, When
from intents.spans.index import OverIndex
from intents.vocabulary.lexicon import Label, Stems, label_in
from intents.vocabulary.normalise import Token

_OVER_A_YEAR: Final = Label("concept", "year")
"""What stands for a change from one year to the next, and for no time of its own."""
_POSSESSIVE: Final = ("'s", "\u2019s")
_LONG_AGO: Final = -99
"""A year that no release is about: "ten years ago"."""
_YEARS: Final = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class PeriodReader(OverIndex):
    """Finds the periods of a question."""

    def read(self, tokens: Sequence[Token], stems: Stems, taken: bytearray) -> Iterator[When]:
        """The periods in their order; their tokens are marked as taken."""
        position = 0
        while position < len(tokens):
            found = self._period_at(tokens, stems, position)
            if found is None:
                position = self._over_basis(tokens, stems, position) or position + 1
                continue
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            yield found
            position = found.end

    def _over_basis(self, tokens: Sequence[Token], stems: Stems, position: int) -> int | None:
        """The end of words such as "from a year ago", which say what a rise is measured against, and no time.

        Where two rates are compared, "faster than a year ago", and before a noun, "last year's pace", it is a time.
        """
        phrase = self.index.content.match(stems, position)
        if phrase is None or not any(label == _OVER_A_YEAR for label in phrase[1]) or phrase[0] <= position + 2:
            return None
        within = (self._period_at(tokens, stems, place) for place in range(position + 1, phrase[0]))
        period = next((when for when in within if when is not None), None)
        if period is None or period.end > phrase[0] or tokens[position].text in self._grammar.than_words:
            return None
        possessive = tokens[phrase[0] - 1].raw.endswith(_POSSESSIVE)
        compared = (self.index.overlay.match(stems, place) for place in range(len(tokens)))
        rates = any(label.name in ("more", "less") for found in compared if found for label in found[1])
        return None if possessive or rates else phrase[0]

    def _period_at(self, tokens: Sequence[Token], stems: Stems, position: int) -> When | None:
        token = tokens[position]
        months = self._months_at(tokens, position)
        listed = self.index.periods.match(stems, position)
        if listed and self._part_of_things(tokens, stems, position, listed[0]):
            listed = None
        if listed and (months is None or listed[0] >= months.end):
            written = min(label.name for label in listed[1])
            span, _, year = written.partition("@")
            before = tokens[position - 1] if position else None
            if year and before is not None and (before.kind == "number" or before.text in self._lexicon.numbers):
                return When(position - 1, listed[0], (1, 12), _LONG_AGO)
            first, last = self.index.own if span == "own" else map(int, span.split("-"))
            return When(position, listed[0], (first, last), int(year or 0))
        if months:
            return months
        counted = token.kind == "number" or token.text in self._lexicon.numbers
        if counted and tokens[position + 1 : position + 2] and tokens[position + 1].text in self._grammar.time_nouns:
            return When(position, position + 2, (1, 12), _LONG_AGO)
        if token.kind == "number" and token.value is not None and token.text.isdigit() and int(token.value) in _YEARS:
            after = tokens[position + 1].text if position + 1 < len(tokens) else ""
            mark = tokens[position - 1].text if position else ""
            if after not in self._grammar.amount_followers and mark not in ("$", "¥", "-"):
                return When(position, position + 1, (1, 12), 0, int(token.value))
        return None

    def _part_of_things(self, tokens: Sequence[Token], stems: Stems, position: int, end: int) -> bool:
        """Whether "three quarters" is a part of things and no time: "three quarters of the industries".

        Three quarters of a year are a time, and those of a growth that they lasted.
        """
        matched = self.index.numbers.match(stems, position)
        fraction = matched is not None and matched[0] == end and label_in(matched, "fraction") is not None
        after = list(tokens[end : end + 4])
        if not fraction or not after or after[0].text not in self._grammar.of_words:
            return False
        if any(self.index.is_kind(token.stem) for token in after[1:]):
            return True
        whole = next((token for token in after[1:] if token.text not in self._grammar.determiners), None)
        dated = any(self.index.periods.match(stems, place) for place in range(end + 1, min(end + 3, len(stems))))
        if whole is None or whole.kind != "word" or dated:
            return False
        named = self.index.content.entries.get(whole.stem, {}).get((whole.stem,), set())
        return MOVES.isdisjoint({label.name for label in named if label.layer == "concept"})

    def _months_at(self, tokens: Sequence[Token], position: int) -> When | None:
        """A month, or a stretch of months: ``jan-aug``, ``January and August``, ``October to December``."""
        months = self._lexicon.months
        first = months.get(tokens[position].text)
        if first is None:
            return None
        follow, grammar = position + 1, self._grammar
        while follow < len(tokens) and follow <= position + 2 and tokens[follow].text in grammar.month_joints:
            follow += 1
        if position + 1 < follow < len(tokens) and tokens[follow].text in months:
            return When(position, follow + 1, (first, months[tokens[follow].text]))
        if position + 1 < len(tokens) and tokens[position + 1].text in months:
            return When(position, position + 2, (first, months[tokens[position + 1].text]))
        if position and tokens[position].text in grammar.unsure_months:
            return None
        return When(position, position + 1, (first, first))
