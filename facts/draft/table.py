"""Tables in a text: which lines are rows of one, and what each figure of a row is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from facts.draft.heads import Column, columns_of, counted, measured
from facts.draft.layout import Cell, has_data, is_rule, is_total, table_runs
from facts.draft.periods import LAST_YEAR
from facts.draft.phrases import Phrases
from facts.draft.reading import Reading
from facts.figures import Figure, figures
from facts.model import Direction
from facts.quantity import PERCENT, POINTS, Quantity, Unit, UnitKind
from facts.text import BAR, Text

_LONGEST_CAPTION: Final = 120
_CAPTION: Final = re.compile(r"\b(?:by|per)\b|[,(]|\ATable\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells, and the columns that they stand in."""

    cells: Sequence[Cell]
    columns: Sequence[Column]
    caption: str = ""
    """What the table is of, where it says so: "Revenue by segment"."""

    @property
    def label(self) -> str:
        """What the row is about."""
        return self.cells[0].text


@dataclass
class Tables:
    """The tables of a text."""

    phrases: Phrases
    found: Sequence[Reading]
    """What was read before."""
    rows: dict[int, Row] = field(default_factory=dict)
    """Each row by its paragraph."""
    heads: set[int] = field(default_factory=set)
    """The paragraphs that only name columns."""

    def find(self, text: Text) -> None:
        """Find the tables."""
        for run in table_runs(text):
            self._table(run, text)

    def _table(self, run: Sequence[tuple[int, list[Cell]]], text: Text) -> None:
        number, head = run[0]
        titled = not any(has_data(cell.text) for cell in head[1:])
        width = len(run[-1][1])
        above = " ".join(each for each in text.paragraphs[number - 2] if number > 1 and BAR not in each)
        caption = self._title(above)
        unit, scale = measured(f"{above if caption else ''} {head[0].text if titled else ''}", self.phrases)
        columns = [Column()] * (width - 1)
        if titled:
            self.heads.add(number)
            named = [cell.text for cell in head[-(width - 1) :]]
            columns = columns_of(named, self.phrases) if len(named) == width - 1 else columns
        for paragraph, cells in run[1 if titled else 0 :]:
            if is_rule(cells):
                self.heads.add(paragraph)
            elif len(cells) == width:
                self.rows[paragraph] = Row(cells, [_filled(each, unit, scale) for each in columns], caption)

    def _title(self, line: str) -> str:
        """What a line before a table says that it is of: "Revenue by segment"."""
        if len(line) > _LONGEST_CAPTION or re.search(r"[.!?]\Z", line) or not _CAPTION.search(line):
            return ""
        line = re.sub(r"\([^()]*\)|\A(?:Table|Figure)(?: \d+)?[.:]?", "", line.rstrip(": "))
        return self.phrases.without_names(self.phrases.cut(re.split(r",| by | in | per ", line.strip())[0]))

    def read(self, paragraph: int, sentence: str, main: str) -> Iterator[Reading]:
        """The figures of a row; its first cell says what it is about, the heads of the columns what is measured."""
        row = self.rows[paragraph]
        found = [each for each in figures(sentence) if not each.bare and not each.rank]
        before: list[Reading] = []
        for cell, column in zip(row.cells[1:], row.columns, strict=False):
            for figure in [each for each in found if cell.start <= each.start < cell.end][:1]:
                before.append(self._reading(paragraph, row, column, figure, sentence, main, before))
        yield from before

    def _reading(
        self,
        paragraph: int,
        row: Row,
        column: Column,
        figure: Figure,
        sentence: str,
        main: str,
        before: Sequence[Reading],
    ) -> Reading:
        column = _filled(column, *measured(re.sub(r"\A[^(,]*", "", row.label), self.phrases))
        signed = sentence[: figure.start].rstrip().endswith("+")
        unit = self._unit(row, column, figure, before)
        sized = figure.scale == 1 and unit.kind in (UnitKind.MONEY, UnitKind.COUNT)
        number = figure.number * column.scale if sized else figure.number
        reading = Reading(paragraph, 1, figure, Quantity.bounded(figure.sign, number, unit), column.kind, period=main)
        if signed or (figure.number < 0 and unit in (PERCENT, POINTS)):
            reading.kind = "change"
        if reading.kind == "change":
            reading.direction = Direction.DOWN if figure.number < 0 else Direction.UP
        reading.thing, reading.subject = self._thing(row, column)
        reading.doubts |= {"indicator": "it is read off a table", "period": "no period stands in the sentence"}
        if unit != _unit_of(figure):
            reading.doubts["unit"] = "it is that of the table"
        if column.a_year:
            reading.period = f"{main}{LAST_YEAR}"
        elif column.earlier:
            reading.doubts["period"] = "it is an earlier value, and the text does not say of when"
        if not reading.subject:
            reading.doubts["subject"] = "no name stands beside the figure"
        return reading

    def _unit(self, row: Row, column: Column, figure: Figure, before: Sequence[Reading]) -> Unit:
        if (own := _unit_of(figure)) is not None:
            return own
        if column.kind == "change" and (column.unit is None or column.unit.kind is not UnitKind.POINTS):
            levels = [each.value for each in before if each.kind == "level"]
            if len(levels) > 1 and abs(figure.number * column.scale) == abs(levels[0].value - levels[1].value):
                return levels[0].unit  # "2,310 | 2,190 | +120"
            return PERCENT
        named = self.phrases.name_in(row.label) is not None
        label = None if named else counted(re.sub(r"[(,].*", "", row.label).strip().lower(), self.phrases)
        return column.unit or label or counted(row.caption, self.phrases) or Unit(UnitKind.COUNT, "item")

    def _thing(self, row: Row, column: Column) -> tuple[str, str]:
        """What a cell measures, and the name of whom it is of."""
        first = next((each for each in row.columns if each.thing and each.kind == "level"), Column())
        told = column.thing or (first.thing if column.kind != "level" or not column.timed else "") or row.caption
        label = re.sub(r"\([^()]*\)|, .*", "", row.label).strip(" :-")
        name, plain = self.phrases.name_in(label), self.phrases.without_names(label)
        if name is not None and not plain:
            return told or next(
                (each.thing for each in reversed(self.found) if each.kind == "level"), "value"
            ), name.text
        if self.phrases.is_empty(plain) or is_total(plain):
            return told or plain, ""
        if not told or told.lower() in plain.lower():
            return plain, ""
        return f"{told} of {plain}", ""


def _filled(column: Column, unit: Unit | None, scale: Decimal) -> Column:
    """A column with the unit and the scale of the table, or of a row, where it has none of its own."""
    if column.kind == "change" and unit not in (PERCENT, POINTS):
        return column
    own = column.scale != 1 or (column.unit is not None and unit is not None)
    return replace(column, unit=column.unit or unit, scale=column.scale if own else scale)


def _unit_of(figure: Figure) -> Unit | None:
    fixed = {UnitKind.PERCENT: PERCENT, UnitKind.POINTS: POINTS}
    if figure.unit is UnitKind.MONEY:
        return Unit(UnitKind.MONEY, figure.currency)
    return fixed.get(figure.unit) if figure.unit is not None else None
