"""Tables in a text: which lines are rows of one, what their columns measure, and what each figure of a row is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from facts.draft.layout import BAR, Cell, has_data, is_rule, is_total, table_runs
from facts.draft.phrases import Phrases
from facts.draft.reading import Reading
from facts.figures import Figure, calendar, figures
from facts.model import Direction
from facts.quantity import PERCENT, POINTS, Quantity, Unit, UnitError, UnitKind, parse_unit
from facts.text import Text
from facts.words import either, whole


@dataclass(frozen=True, slots=True)
class Column:
    """What a column measures."""

    thing: str = ""
    kind: str = "level"
    unit: Unit | None = None
    scale: Decimal = Decimal(1)
    earlier: bool = False
    timed: bool = False
    """Whether its head only says of when it is."""


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
        above = [each for each in text.paragraphs[number - 2] if number > 1 and BAR not in each]
        caption = self._title(above)
        unit, scale = self._measured(f"{' '.join(above) if caption else ''} {head[0].text if titled else ''}")
        if titled:
            self.heads.add(number)
            named = head[-(width - 1) :] if len(head) >= width - 1 else []
            found = [self._column(cell.text) for cell in named]
            found = _with_times(found, [cell.text for cell in named])
            found = [
                replace(each, unit=each.unit or unit, scale=scale if None in (each.unit, unit) else each.scale)
                if each.scale == 1
                else each
                for each in found
            ]
        else:
            found = []
        for paragraph, cells in run[1 if titled else 0 :]:
            if is_rule(cells):
                self.heads.add(paragraph)
                continue
            own = found or [Column(unit=unit, scale=scale)] * (width - 1)
            if len(cells) == width:
                self.rows[paragraph] = Row(cells, own, caption)

    def _title(self, sentences: Sequence[str]) -> str:
        """What a line before a table says that it is of: "Revenue by segment"."""
        line = " ".join(sentences)
        if len(line) > 120 or re.search(r"[.!?]\Z", line) or not re.search(r"\b(?:by|per)\b|[,(]", line):
            return ""
        line = re.sub(r"\([^()]*\)|\A(?:Table|Figure) \d+[.:]?", "", line.rstrip(": "))
        return self.phrases.without_names(self.phrases.cut(re.split(r",| by | in | per ", line.strip())[0]))

    def _column(self, head: str) -> Column:
        words = self.phrases.words
        unit, scale = self._measured(head)
        plain = re.sub(r"\([^()]*\)|%|,.*\Z|\bper cent\b", "", head).strip().lower()
        plain = re.sub(rf"\b(?:{'|'.join(self._unit_words)})\b.*\Z", "", plain).strip(" ,") if unit is None else plain
        bare = re.sub(r"[^a-z ]", "", plain).strip()
        if words.change_noun.search(bare) or re.search(r"\b(?:change|growth)\b|\+/-|\+ ?/ ?-", head, re.IGNORECASE):
            return Column("", "change", unit, scale)
        timed = (
            not bare
            or bool(calendar(plain))
            or bool(re.fullmatch(r"(?:[a-z]+ )?(?:q\d )?\d{4}(?:/\d\d)?|q\d|h\d", plain))
        )
        timed = timed or bool(whole([*self.phrases.figure_words.months, *words.a_year_ago]).search(plain))
        timed = timed or any(
            re.fullmatch(rf"{word}(?: \d{{4}})?", plain) for one in words.periods for word in map(str.lower, one.words)
        )
        if timed:
            return Column("", "level", unit, scale, bool(whole(words.a_year_ago).search(plain)), True)
        if self.phrases.tells_share(plain):
            return Column(plain, "share", unit or PERCENT, scale)
        if unit is None:
            unit = self._counted(plain)
        return Column("" if self.phrases.is_empty(plain) else plain, "level", unit, scale)

    @property
    def _unit_words(self) -> list[str]:
        return ["million", "billion", "thousand"]

    def _measured(self, head: str) -> tuple[Unit | None, Decimal]:
        """The unit and the scale that a heading gives: "EUR million", "thousand tonnes", "GWh", "%"."""
        words, known = self.phrases.words, self.phrases.figure_words
        scales = known.scales | {
            "m": 10**6,
            "mn": 10**6,
            "bn": 10**9,
            "millions": 10**6,
            "billions": 10**9,
            "thousands": 1000,
        }
        sized = re.search(rf"\b({either(scales)})\b", head, re.IGNORECASE)
        scale = Decimal(scales[sized[1].lower()]) if sized else Decimal(1)
        grouped = re.search(r"\(1[, ]?000(?: [a-z]+)?\)|'000", head)
        scale = Decimal(1000) if grouped else scale
        if re.search(r"percentage points|\bpp\b|\bpoints\b", head, re.IGNORECASE):
            return POINTS, Decimal(1)
        money = re.search(rf"(?<!\w)({either(known.currency)})(?!\w)", head, re.IGNORECASE)
        if money:
            return Unit(UnitKind.MONEY, known.currency[money[1].lower()]), scale
        if re.search(r"%|\bper ?cent\b", head) and not sized:
            return PERCENT, Decimal(1)
        for word in re.findall(r"[\w/]+", head):
            if word in words.unit_signs and len(word) > 1:
                return Unit(UnitKind.COUNT, words.unit_signs[word]), scale
            if words.singular(word) in words.units:
                return Unit(UnitKind.COUNT, words.singular(word)), scale
        return None, scale

    def _counted(self, head: str) -> Unit | None:
        noun = self.phrases.head(head)
        try:
            return parse_unit(noun) if noun else None
        except UnitError:
            return None

    # The figures of a row

    def read(self, paragraph: int, sentence: str, main: str) -> Iterator[Reading]:
        """The figures of a row; its first cell says what it is about, the heads of the columns what is measured."""
        row = self.rows[paragraph]
        found = [each for each in figures(sentence) if not each.bare and not each.rank]
        for cell, column in zip(row.cells[1:], row.columns, strict=False):
            for figure in [each for each in found if cell.start <= each.start < cell.end][:1]:
                yield self._reading(paragraph, row, column, figure, sentence, main)

    def _reading(self, paragraph: int, row: Row, column: Column, figure: Figure, sentence: str, main: str) -> Reading:
        unit = self._unit(row, column, figure)
        number = (
            figure.number * column.scale
            if figure.scale == 1 and unit.kind in (UnitKind.MONEY, UnitKind.COUNT)
            else figure.number
        )
        value = Quantity.bounded(figure.sign, number, unit)
        reading = Reading(paragraph, 1, figure, value, column.kind, period=main)
        signed = sentence[: figure.start].rstrip().endswith("+")
        if signed or (figure.number < 0 and unit in (PERCENT, POINTS)):
            reading.kind = "change"
        if reading.kind == "change":
            reading.direction = Direction.DOWN if figure.number < 0 else Direction.UP
        reading.thing, reading.subject = self._thing(row, column)
        reading.doubts |= {"indicator": "it is read off a table", "period": "no period stands in the sentence"}
        if unit is not _unit_of(figure):
            reading.doubts["unit"] = "it is that of the table"
        if column.earlier:
            reading.doubts["period"] = "it is an earlier value, and the text does not say of when"
        if not reading.subject:
            reading.doubts["subject"] = "no name stands beside the figure"
        return reading

    def _unit(self, row: Row, column: Column, figure: Figure) -> Unit:
        if (own := _unit_of(figure)) is not None:
            return own
        if column.kind == "change" and column.unit is None:
            return PERCENT
        return (
            column.unit
            or self._counted(row.label.lower())
            or self._counted(row.caption)
            or Unit(UnitKind.COUNT, "item")
        )

    def _thing(self, row: Row, column: Column) -> tuple[str, str]:
        """What a cell measures, and the name of whom it is of."""
        first = next((each for each in row.columns if each.thing and each.kind == "level"), Column())
        measured = column.thing or (first.thing if column.kind != "level" or not column.timed else "")
        measured = measured or row.caption
        label = re.sub(r"\([^()]*\)", "", row.label).strip(" :-")
        name = self.phrases.name_in(label)
        if name is not None and not self.phrases.without_names(label):
            return measured or "value", name.text
        plain = self.phrases.without_names(label)
        if self.phrases.is_empty(plain) or is_total(plain):
            return measured or plain, ""
        if not measured or measured.lower() in plain.lower():
            return plain, ""
        return f"{measured} of {plain}", ""


def _unit_of(figure: Figure) -> Unit | None:
    fixed = {UnitKind.PERCENT: PERCENT, UnitKind.POINTS: POINTS}
    if figure.unit is UnitKind.MONEY:
        return Unit(UnitKind.MONEY, figure.currency)
    return fixed.get(figure.unit) if figure.unit is not None else None


def _with_times(found: Sequence[Column], heads: Sequence[str]) -> list[Column]:
    """The columns, with those that are of an earlier year than the newest said to be so."""
    years: Mapping[int, int] = {
        place: max(map(int, named))
        for place, head in enumerate(heads)
        if (named := re.findall(r"\b(?:19|20)\d\d\b", head))
    }
    newest = max(years.values(), default=0)
    return [
        replace(each, earlier=each.earlier or years[place] < newest) if place in years else each
        for place, each in enumerate(found)
    ]
