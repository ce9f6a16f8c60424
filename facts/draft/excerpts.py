"""The excerpts that a draft's items carry: the shortest stretch of the text that shows what they say."""

from __future__ import annotations

import re
from typing import Final

from facts.draft.names import Name
from facts.draft.reading import Reading
from facts.figures import Figure, figures
from facts.model import Direction
from facts.quantity import PERCENT
from facts.references import LONGEST_EXCERPT
from facts.text import BAR
from facts.words import figure_words

_WITH_BOUND: Final = 5
"""Words before a figure that an excerpt takes where one of them is a bound."""


def excerpt(reading: Reading, sentence: str) -> str:
    """The shortest stretch that carries the figure with its bound, its unit, and the words that say which way."""
    figure = reading.figure
    if BAR in sentence:
        return _row_excerpt(sentence, figure)
    end = figure.end
    if figure.bracketed:
        return _bracketed_excerpt(sentence, figure)
    shares = figure.unit is not None or figure.scale > 1
    if shares and re.fullmatch(r"[\d.,]+", sentence[figure.start : figure.end]):  # "from 684 to 712 million francs"
        alike = [each for each in figures(sentence) if each.start > figure.start and each.unit is figure.unit]
        end = alike[0].end if alike else end
    if figure.ranged and reading.value.low is None:
        return _range_excerpt(sentence, figure)
    if figure.ranged and reading.value.high is None:
        following_figure = next(each for each in figures(sentence) if each.start > figure.start)
        end = following_figure.end
    ranked = re.match(r" to (?:the )?\S+(?= [a-z]+)", sentence[end:]) if figure.rank else None
    end += len(ranked[0]) if ranked else 0  # "from 19th to 23rd place"
    following = re.match(r"(?:[ -](?!\S*\d)[\w'%-]+){1,3}", sentence[end:])
    end += len(following[0]) if following else 0
    room = LONGEST_EXCERPT - len(sentence[figure.start : end].split())
    before = sentence[: figure.start].split(" ")
    verb = reading.governor.verb or reading.governor.noun.split(" ")[-1]
    words = 3 if figure.sign == "=" else _WITH_BOUND
    places = [len(before) - place for place, word in enumerate(before) if verb and word.strip(",").lower() == verb]
    if places:
        words = max(words, places[-1])
    start = len(" ".join(before[: max(0, len(before) - min(words + 1, room))]))
    if reading.value.unit == PERCENT and reading.direction is Direction.DOWN:
        falling = figure_words().falling
        if not falling.search(sentence[start:end]):  # the word that tells stands further on the left
            start = len(" ".join(before[: max(0, len(before) - room)]))
    found = sentence[start:end].strip(" ,;")
    whole_sentence = found.strip(".") == sentence.strip(" .\"'")
    return found.partition(" ")[2] or found if whole_sentence else found


def _bracketed_excerpt(sentence: str, figure: Figure) -> str:
    """An earlier value in brackets, with the value before it, whose unit it has: "EUR 612 million (574)"."""
    value = next(each for each in reversed(figures(sentence)) if each.start < figure.start)
    before = re.search(r"(?:[\w'-]+ )?(?:[A-Z]{3} ?|[^\w\s]{1,3})?\Z", sentence[: value.start])
    return sentence[before.start() if before else value.start : figure.end + 1]


def _range_excerpt(sentence: str, figure: Figure) -> str:
    """A range up to its upper end, from the word before its lower one: "between €1.6 billion and €1.7 billion"."""
    lower = next(each for each in reversed(figures(sentence)) if each.start < figure.start)
    before = re.search(r"(?:[\w'-]+ )?(?:[A-Z]{3} ?|[^\w\s]{1,3})?\Z", sentence[: lower.start])
    return sentence[before.start() if before else lower.start : figure.end]


def _row_excerpt(sentence: str, figure: Figure) -> str:
    """A row of a table up to a cell, or a part of it that is not all and not too long."""
    end = sentence.find(BAR, figure.end)
    row = sentence[:end] if end >= 0 else sentence.partition(BAR)[2]
    if len(row.split()) <= LONGEST_EXCERPT:
        return row
    return sentence[sentence.rfind("|", 0, figure.start) : end if end >= 0 else len(sentence)]


def around(name: Name, sentence: str) -> str:
    """A name with the word before it, and never a whole sentence."""
    at = name.stands_in(sentence)
    before = re.search(r"(?:[\w'-]+ )?\Z", sentence[:at])
    found = sentence[before.start() if before else at : at + len(name.text)]
    return " ".join((found if found != sentence else name.text).split()[-LONGEST_EXCERPT:])
