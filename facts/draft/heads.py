"""What the heading of a column, or the label of a row, says of its figures: a unit, a scale, a time, a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from facts.draft.phrases import Phrases
from facts.draft.words import DraftWords
from facts.figures import calendar
from facts.quantity import PERCENT, POINTS, Unit, UnitError, UnitKind, parse_unit
from facts.words import FigureWords, either, whole

_GROUPED: Final = re.compile(r"\(1[, ]?000(?: [a-z]+)?\)|'000")
_CHANGE: Final = re.compile(r"\b(?:change|growth)\b|\+/-|\+ ?/ ?-|\by/y\b|\byoy\b", re.IGNORECASE)
_TIME: Final = re.compile(r"(?:[a-z]+ )?(?:q\d )?\d{4}(?:/\d\d)?|[qh]\d(?: \d{4})?|week \d+", re.IGNORECASE)
_RATE: Final = re.compile(r"\bper \d[\d,. ]*(?: [a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column measures."""

    thing: str = ""
    kind: str = "level"
    unit: Unit | None = None
    scale: Decimal = Decimal(1)
    earlier: bool = False
    """Whether it is of an earlier time than the newest column."""
    a_year: bool = False
    """Whether it is of just a year before."""
    timed: bool = False
    """Whether its head only says of when it is."""


def columns_of(heads: Sequence[str], phrases: Phrases) -> list[Column]:
    """What the headings of the columns say; of several times the last one is that of the release."""
    found = [_column(head, phrases) for head in heads]
    times = {place: _when(head, phrases.figure_words) for place, head in enumerate(heads) if found[place].timed}
    newest = max(times.values(), default=(0, 0))
    counted = next((each.unit for each in found if each.unit is not None and each.unit.kind is UnitKind.COUNT), None)
    first = next((each.thing for each in found if each.thing and each.kind == "level"), "")
    return [
        replace(
            each,
            thing=f"{first} {each.thing}" if first and each.thing.startswith("per ") else each.thing,
            earlier=each.earlier or (place in times and times[place] < newest),
            a_year=each.earlier or (place in times and times[place] == (newest[0] - 1, newest[1])),
            unit=each.unit or (counted if _RATE.search(heads[place]) else None),
        )
        for place, each in enumerate(found)
    ]


def _column(head: str, phrases: Phrases) -> Column:
    words = phrases.words
    unit, scale = measured(head, phrases)
    plain = re.sub(r"\([^()]*\)|%|,(?! ?\d).*\Z|\bper cent\b", "", head).strip().lower()
    plain = re.sub(r"\b(?:million|billion|thousand)s?\b.*\Z", "", plain).strip(" ,")
    bare = re.sub(r"[^a-z ]", "", plain).strip()
    if words.change_noun.search(bare) or _CHANGE.search(head):
        return Column("", "change", unit, scale)
    if not bare or _is_time(plain, words, phrases.figure_words):
        return Column("", "level", unit, scale, earlier=bool(whole(words.a_year_ago).search(plain)), timed=True)
    if phrases.tells_share(plain):
        return Column(plain, "share", unit or PERCENT, scale)
    return Column("" if phrases.is_empty(plain) else plain, "level", unit or counted(plain, phrases), scale)


def _is_time(plain: str, words: DraftWords, known: FigureWords) -> bool:
    """Whether a heading only says of when a column is: "Q3 2031", "week 46", "a year earlier"."""
    named = [*known.months, *(month[:3] for month in known.months), *words.a_year_ago, "previous", "latest"]
    periods = (re.escape(word.lower()) for period in words.periods for word in period.words)
    return (
        bool(calendar(_RATE.sub("", plain)))
        or bool(_TIME.fullmatch(plain))
        or bool(whole(named).search(plain))
        or any(re.fullmatch(rf"(?:the )?{word}(?: \d{{4}})?", plain) for word in periods)
    )


def _when(head: str, known: FigureWords) -> tuple[int, int]:
    """A time by which columns can be put in order: the year, and the month, quarter or week."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", head)]
    part = re.search(r"\b(?:q|week |h)(\d+)\b", head, re.IGNORECASE)
    months = [place for place, month in enumerate(known.months, 1) if re.search(rf"\b{month[:3]}", head, re.IGNORECASE)]
    return max(years, default=0), int(part[1]) if part else max(months, default=0)


def measured(head: str, phrases: Phrases) -> tuple[Unit | None, Decimal]:
    """The unit and the scale that a heading gives: "EUR million", "thousand tonnes", "GWh", "%"."""
    words, known = phrases.words, phrases.figure_words
    scales: Mapping[str, int] = {
        **{f"{scale}s": size for scale, size in known.scales.items()},
        **{scale: size for scale, size in known.short_scales.items() if scale != "k"},
        **known.scales,
    }
    sized = re.search(rf"\b({either(scales)})\b", head, re.IGNORECASE)
    scale = Decimal(scales[sized[1].lower()]) if sized else Decimal(1)
    scale = Decimal(1000) if _GROUPED.search(head) else scale
    if re.search(r"percentage points|\bpp\b|\bpoints\b", head, re.IGNORECASE):
        return POINTS, Decimal(1)
    if money := re.search(rf"(?<!\w)({either(known.currency)})(?!\w)", head, re.IGNORECASE):
        return Unit(UnitKind.MONEY, known.currency[money[1].lower()]), scale
    if (code := re.search(rf"\b(?!(?:{'|'.join(known.no_codes)})\b)([A-Z]{{3}})\b", head)) and sized:
        return Unit(UnitKind.MONEY, code[1]), scale
    if re.search(r"%|\bper ?cent\b", head) and not sized:
        return PERCENT, Decimal(1)
    return next(_units(head, words), None), scale


def _units(head: str, words: DraftWords) -> Iterator[Unit]:
    """The units that a heading names: "GWh", "thousand tonnes"."""
    low = head.lower()
    for compound in words.compound_units:
        if compound in low:
            yield Unit(UnitKind.COUNT, words.singular(compound.replace(" ", "-")))
    for word in re.findall(r"[\w/°]+", head):
        if word in words.unit_signs and len(word) > 1:
            yield Unit(UnitKind.COUNT, words.unit_signs[word])
        elif words.singular(word) in words.units and words.is_plural(word.lower()):
            yield Unit(UnitKind.COUNT, words.singular(word))


def counted(head: str, phrases: Phrases) -> Unit | None:
    """What a heading counts: "Passengers"."""
    noun = phrases.head(head)
    try:
        unit = parse_unit(noun) if noun else None
    except UnitError:
        return None
    return unit if unit is not None and unit.kind is UnitKind.COUNT else None
