"""A release's text as a draft: names, figures, statements, what follows and what is missing, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from facts.draft.coined import coined
from facts.draft.home import home_of, is_dateline
from facts.draft.names import Name, find_names
from facts.draft.periods import main_period
from facts.draft.reader import Reader
from facts.draft.reading import Reading
from facts.draft.said import Saying, sayings
from facts.draft.words import DraftWords, draft_words
from facts.text import Text
from facts.words import figure_words


@dataclass
class Draft:
    """Everything that was found in a text."""

    id: str
    text: Text
    words: DraftWords
    names: list[Name]
    home: str
    period: str
    readings: list[Reading]
    sayings: list[Saying]


def draft_of(text: str, identifier: str, language: str = "en") -> Draft:
    """Read a text that has a paragraph a line."""
    cut = Text.of(text)
    words = draft_words(language)
    words = words.with_money(coined(cut, words))
    names = find_names(cut, words, language)
    period = main_period(cut, words)
    home = home_of(cut, names, words)
    spoken = [name for name in names if not is_dateline(name, cut)]
    readings = Reader(words, figure_words(language), spoken, period).read(cut)
    told = sayings(cut, names, words, {(each.paragraph, each.sentence) for each in readings})
    return Draft(identifier, cut, words, names, home.text if home else "", period, readings, told)
