"""How tables stand in a text: lines whose cells are parted by bars, tabs or wide gaps, and what their rows name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.draft.words import DraftWords
from facts.figures import calendar
from facts.text import Text

_POINT: Final = re.compile(r"(?:[•·▪◦*-] ?)?([A-Z][\w'-]*(?: (?:and |of |the )?[A-Z][\w'-]*){0,3}): (?=\D{0,12}\d)")
"""A point of a list that is about a name: "- North: 412 cases"."""
_SITES: Final = {"area", "zone", "territory", "station", "site", "location", "airport"}
_LONGEST_INTRO: Final = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, with its place in the line."""

    text: str
    start: int
    end: int


def table_runs(text: Text) -> Iterator[list[tuple[int, list[Cell]]]]:
    """The tables of a text: two lines or more that have as many cells, each with its paragraph."""
    run: list[tuple[int, list[Cell]]] = []
    for number, sentences in enumerate([*text.paragraphs, []], 1):
        cells = cells_of(" ".join(sentences))
        anew = len(run) > 1 and not any(has_data(cell.text) for cell in cells[1:]) and not is_rule(cells)
        if len(cells) > 1 and not anew and (len(run) < 2 or len(cells) == len(run[-1][1])):
            run.append((number, cells))
            continue
        if len(run) > 1:
            yield run
        run = [(number, cells)] if len(cells) > 1 else []


def place_labels(text: Text, words: DraftWords) -> Iterator[tuple[int, str]]:
    """The rows of tables that are by place, "Region | Cases", each with its paragraph: they name places."""
    nouns = {noun.lower() for kind in words.place_kinds.values() for noun in kind} | _SITES
    for run in table_runs(text):
        if any(words.singular(word) in nouns for word in run[0][1][0].text.split()):
            for paragraph, cells in run[1:]:
                if cells[0].text and not is_total(cells[0].text):
                    yield paragraph, cells[0].text
    listed = False
    for paragraph, sentences in enumerate(text.paragraphs, 1):
        line = " ".join(sentences)
        point = _POINT.match(line)
        if listed and point and not is_total(point[1]):
            yield paragraph, point[1]
        else:  # "New cases by region:"
            by = re.search(r"\b(?:by|per|in the) (?:[a-z]+ )?([a-z]+)\W*\Z", line)
            listed = by is not None and words.singular(by[1]) in nouns and len(line) < _LONGEST_INTRO


def is_total(label: str) -> bool:
    """Whether a row is the sum of the others."""
    return bool(re.match(r"(?:all|total|overall|sum|average|whole)\b", label, re.IGNORECASE))


def is_rule(cells: Sequence[Cell]) -> bool:
    """Whether a line only draws a line: "| --- | --- |"."""
    return all(re.fullmatch(r"[-=:_+ ]*", cell.text) for cell in cells)


def has_data(cell: str) -> bool:
    """Whether a cell holds a figure: one that begins with it, and is no year, day or week."""
    if calendar(cell) or re.fullmatch(r"(?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?\*?", cell):
        return False
    return bool(re.match(r"(?:[^\w\s]{1,2} ?|[A-Z]{3} |US|some |about |over |under )?(?:[^\w\s]{1,2})?\d", cell))


def cells_of(line: str) -> list[Cell]:
    """The cells of a line; bars at its ends part nothing."""
    cells, at = [], 0
    for part in line.split("|"):
        text = part.strip()
        start = at + len(part) - len(part.lstrip())
        cells.append(Cell(text, start, start + len(text)))
        at += len(part) + 1
    if cells and not cells[0].text and len(cells) > 2:
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1].text else cells
