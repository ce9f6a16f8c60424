"""Figures read from running text: number, unit, bound, in digits and in words, by what a language knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from typing import Final

from facts.quantity import Quantity, UnitKind
from facts.text import fold
from facts.words import FigureWords, either, figure_words

_DO: Final = "is|are|was|were|has|have|had|do|did|does|can|could|now|still|said|say|live|use|already"
_LISTED: Final = re.compile(r"(?:,|,? (?:and|to)| or|-)\s*\Z", re.I)
_ANY_OF: Final = re.compile(r"\b(?:of|by|at|around|about|previously|is|was|are|were|and) \Z")
"""What stands before the ends of a range, where it is not "from": "growth of 5 to 6%"."""
_RANGED: Final = re.compile(r"\b(?:of|at|pay|pays|cost|costs|costing|is|are|be|expects?|forecasts?) \Z")
"""What stands before one whose ends both have their unit: "a deficit of 2% to 2.5%"."""
_TAKES: Final = re.compile(r"\b(?:takes?|took|lasts?|lasted|within|for|needs?|about|around|is|are|was|were) \Z")
"""What stands before a range of things that are counted: "took 15 to 20 minutes"."""
_COMPARED: Final = "more than|less than|higher|lower"
"""What may stand behind a large number that is money: "1.6 million more than planned"."""
_MILLION: Final = 1_000_000
_NO_PERCENT: Final = 1000
"""From where on a number is no percentage of a list."""
_SIGN: Final = r"(?:[A-Z]{3} ?|[^\w\s]{1,3})?"
_SCALED: Final = re.compile(rf"(?:(?:,|,? (?:and|or|to))(?: (?:about|around|some|nearly|over|almost))? |-){_SIGN}")
"""What stands between numbers that are in the same millions."""
_KINDS: Final = {
    "percent": UnitKind.PERCENT,
    "points": UnitKind.POINTS,
    "money": UnitKind.MONEY,
    "times": UnitKind.TIMES,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read from running text: where it stands, and what it says as far as the words around it tell."""

    start: int
    end: int
    number: Decimal
    unit: UnitKind | None = None
    currency: str = ""
    sign: str = "="
    bare: bool = False
    """A size without a number before it: ``trillion-yuan``."""
    following: tuple[str, ...] = ()
    closed: bool = False
    """Whether no noun follows, so that a large number may be one of money that was named before."""
    last: bool = False
    """Whether the text ends here, so that a unit may have been cut off."""
    rank: bool = False
    """An ordinal: "ranked fourth"."""
    ranged: bool = False
    """Whether it is one end of a range: "between 4 and 5 million", "growth of 5 to 6%"."""
    bracketed: bool = False
    """Whether it stands alone in brackets behind the value that it is an earlier one of: "11.1% (10.4)"."""
    scale: Decimal = Decimal(1)
    """What the number is written in: a million of "4.2 million"."""

    def says(self, value: Quantity, down: bool = False) -> bool:
        """Whether this figure is that value: number, unit and bound; of a fall the bound is turned round."""
        value = -value if down and value.value < 0 < self.number else value
        return self.number == value.value and self.sign == value.sign and self._unit_fits(value)

    def _unit_fits(self, value: Quantity) -> bool:
        if self.unit is None:
            points = value.unit.kind is UnitKind.POINTS and self.following[:1] in (("point",), ("points",))
            money = value.unit.kind is UnitKind.MONEY and self.scale > 1 and self.closed
            return (
                value.unit.kind is UnitKind.COUNT or self.last or points or money
            )  # "1.8 percentage points, after 0.6 points"
        return self.unit is value.unit.kind and self.currency in ("", value.unit.name)


class _Grammar:
    """The expressions of one language."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words

    @cached_property
    def number_words(self) -> Mapping[str, int]:
        """Every number word that stands alone."""
        tens = {word: 10 * number for number, word in enumerate(self.words.tens, 2)}
        return {word: number for number, word in enumerate(self.words.ones)} | tens

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """A figure with its prefix, scales and unit, or a size such as ``trillion-yuan``."""
        one, tens, scale = either(self.words.ones), either(self.words.tens), either(self.words.scales)
        named = either(word for word in self.words.currency if word[-1].isalpha())
        signs = either(word for word in self.words.currency if not word[-1].isalpha() or len(word) == 3)
        percent = either(word for word in self.words.percent if word[0].isalpha())
        # A code that is not known is money where the number is as large as money is: "VMK 4.2 billion".
        code = rf"(?-i:(?!(?:{'|'.join(self.words.no_codes)})\b)[A-Z]{{3}})"
        large = rf"(?=\s?[\d.,]+ ?(?:{either(self.words.scales)}|{either(self.words.short_scales) or '(?!)'})\b)"
        grouped = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:'\d{3})+(?:\.\d+)?|\d{1,3}(?:\ \d{3})+(?=\ [a-z])"
        # "a million", "half a million"; "a million-euro project" has none.
        million = either(word for word, size in self.words.scales.items() if size >= _MILLION)
        halves = rf"(?:{one})\ and\ a\ half(?=\ [a-z])"
        several = rf"(?:half\ )?an?(?=\ (?:{million})\b(?!-\w))"
        number = rf"(?>{grouped}|\d+(?:\.\d+)?|(?:{tens})(?:-(?:{one}))?|{halves}|{one}|{several})"
        short = either(self.words.short_scales) or "(?!)"
        plain = either(word for word in self.words.short_scales if len(word) > 1) or "(?!)"
        basis = either(self.words.basis_points) or "(?!)"
        return re.compile(
            rf"(?<![\w.,])(?<![a-z]-)(?P<prefix>(?:{signs}|\b{code}{large})\s?)?(?P<minus>-)?(?P<number>{number})(?![a-z]*\d)"
            # "four trillion-yuan bases" are four; "a 150-million-yuan fund" is 150 million.
            rf"(?P<scales>(?:\ (?:{scale})\b(?!-\w)|-(?:{scale})\b)*)"
            # "€4.2m", "4.2m visitors", "4.2 mn tonnes"; "a 12m crane" is as many metres long.
            rf"(?P<short>\ ?(?(prefix)(?:{short})|(?:{plain}|(?:{short})(?=\ (?:{named})\b)"
            rf"|(?<=\d)(?:{short})(?=\ [a-z-]+s\b)))(?![a-z]))?(?P<plus>\+)?"
            rf"(?:[\s-]?(?P<percent>%|(?:{percent})\b(?!\ ?(?:age|point)))"
            rf"|[ -]?(?P<points>percentage[ -]points?\b|(?P<basis>{basis})\b|p\.?p\b)"
            rf"|[ -]?(?P<money>{named})\b|(?<=[a-z])\ (?P<code>{code})\b(?!\ [a-z]+s\b)"
            rf"|[ -]?(?P<times>times\b|fold\b))?"
            rf"(?![a-z])|(?<![\w-])(?P<sized>{scale})-(?P<of>{named})\b",
            re.IGNORECASE,
        )

    @cached_property
    def fraction(self) -> re.Pattern[str]:
        """A part in words: "a fifth of", "three quarters"; not "the first three quarters"."""
        foils = "".join(rf"(?<!\b{word} )" for word in self.words.fraction_foils)
        parts = either(f"{part}{plural}" for part in self.words.fractions for plural in ("s", "") if part != "half")
        few = either(self.words.ones[1:10])
        return re.compile(
            rf"\b{foils}(?:(?P<many>an?|{few})[ -](?P<part>half|{parts})|(?P<half>half))\b"
            r"(?= (?:of|the|all|its|their|as|more|less|fewer|higher|lower|larger|smaller|is|are|was|were)\b|[.,;:]|\Z"
            r"| (?!ended|ago)[a-z]+(?:ed|nt|me|ok|ve|ld)\b)"
            r"(?! (?:of|the) (?:the )?year)",
            re.IGNORECASE,
        )

    @cached_property
    def moved(self) -> re.Pattern[str]:
        """A part by which something changed: "fell by nearly a tenth to 52,300"."""
        parts, few = either(f"{part}s" for part in self.words.fractions), either(self.words.ones[1:10])
        part = rf"(?P<many>an?|{few})[ -](?P<part>half|{parts}|{either(self.words.fractions)})|(?P<half>half)"
        follows = r"(?= (?:to|in|from|on|since|at|next|this|last|over|within)\b|[,.;])"
        return re.compile(
            rf"\bby (?:[a-z]+ ){{0,3}}?(?:{part})\b{follows}",
            re.IGNORECASE,
        )

    @cached_property
    def among(self) -> re.Pattern[str]:
        """A part as so many of so many: "one in five", "one farm in eight"; not "three ports in five countries"."""
        few, several = either(self.words.ones[1:10]), either(self.words.ones[2:])
        more, tens = either(self.words.scales), either(self.words.tens)
        return re.compile(
            rf"\b(?P<many>{few})(?:(?<=one) [a-z]+|(?: [a-z]+){{1,3}}?(?= in ten (?:{_DO})\b))?"
            rf" (?:in|out of) (?:every )?(?P<of>{several}"
            rf"|(?:(?<=one in )|(?<=out of )|(?<=every ))(?:{tens}|\d{{1,3}}))"
            rf"\b(?![ -](?:{more})\b|[,.]\d| ?%)"
            rf"|(?<![\d.,])\b(?P<number>\d{{1,2}}|{few}) (?:in|out of) (?:every )?(?P<whole>100?)\b(?![,.]\d| ?%)",
            re.IGNORECASE,
        )

    @cached_property
    def every(self) -> re.Pattern[str]:
        """A part as one of a row: "every fourth delay"; not "every second year"."""
        nth = either(self.words.ordinals[1:10])
        return re.compile(rf"\bevery (?P<nth>{nth})\b(?= (?!(?:{either(self.words.spans) or '(?!)'})\b)[a-z])", re.I)

    @cached_property
    def multiple(self) -> re.Pattern[str]:
        """A multiple in one word: "doubled", "twice"."""
        before = rf"\b(?:{either(self.words.multiples_of) or '(?!)'})(?= (?:the|that|those|its|their|as|what)\b)"
        return re.compile(rf"\b(?:{either(self.words.multiples)})\b|{before}", re.IGNORECASE)

    @cached_property
    def rank(self) -> re.Pattern[str]:
        """An ordinal that is a rank: "ranked fourth"."""
        ranking, ordinals = either(self.words.ranking), either(self.words.ordinals)
        pattern = rf"\b(?:{ranking})(?: (?:in|at|as))?(?: the)? (?P<ordinal>{ordinals}|\d+(?:st|nd|rd|th))\b"
        best, steps = either(self.words.superlatives) or "(?!)", either(self.words.steps) or "(?!)"
        ordinal = rf"(?:{ordinals}|\d+(?:st|nd|rd|th))"
        return re.compile(
            rf"{pattern}|\bthe (?P<before>{ordinals})[ -](?:{best})\b|(?<!the )\b(?P<placed>{ordinal}) (?:{steps})\b"
            rf"|\b(?P<left>{ordinal})(?= to (?:the )?{ordinal} (?:{steps})\b)"
            rf"|\b(?:{steps})(?: from {ordinal})? to (?P<reached>{ordinal})\b(?! [a-z]+ (?:of|in)\b)",
            re.IGNORECASE,
        )

    @cached_property
    def point(self) -> re.Pattern[str]:
        """A percentage point in words: "half a percentage point", "a quarter of a percentage point"."""
        part = r"(?P<half>half)|(?P<quarter>(?:a|one)[ -]quarter of)|(?P<quarters>three[ -]quarters of)"
        return re.compile(rf"\b(?:(?:{part}) )?a (?:full )?percentage point\b", re.IGNORECASE)

    @cached_property
    def before(self) -> list[tuple[str, re.Pattern[str]]]:
        """Bounds in the words right before a figure."""
        return [
            (sign, re.compile(rf"\b(?:{either(words)})\s+(?:a |an |the |only )?\Z", re.I))
            for sign, words in self.words.bounds.items()
        ]

    @cached_property
    def after(self) -> list[tuple[str, re.Pattern[str]]]:
        """Bounds in the words right after a figure."""
        found = [(sign, re.compile(rf" (?:{either(words)})\b", re.I)) for sign, words in self.words.after.items()]
        return [(">=", re.compile(r"(?:\+|-plus\b| plus\b)", re.I)), *found]

    @cached_property
    def ages(self) -> str:
        """How old people are, who are counted or measured: "aged 15 to 64", "65 and over", "15-24 year-olds"."""
        before, behind = either(self.words.ages_before) or "(?!)", either(self.words.ages_behind) or "(?!)"
        number = rf"(?:\d{{1,3}}|(?<=than )(?:{either(self.words.ones[1:])}))"
        stretch = rf"{number}(?:(?:-| to |- to | and )\d{{1,3}})?(?![\d%]|[.,]\d)"
        people = rf"(?:[a-z]+s|{either(self.words.people) or '(?!)'}) (?:over|under)"
        old = rf"(?:\d\d|{either(self.words.ones[1:])})"
        verbs = r"is|are|was|were|has|had|have|who|in|with|to|it|they|account\w*|make"
        told = rf"(?<![\w-]){people} {old}(?=[,.;)]| (?:{verbs})\b)"
        named, percent = either(self.words.people) or "(?!)", either(self.words.percent)
        sized = rf"(?:{percent}|{either(self.words.scales)})\b"
        told += rf"|(?<![\w-])(?:{named}) (?:over|under) \d\d(?=:| \(|\Z| (?!{sized})[a-z])"
        told += r"|\b(?:is|are|was|were) (?:over|under) \d\d(?=[.;)]| and\b)"
        told += r"|\(\d{1,2}(?:-| to )\d{1,2} years?\)|\b\d{1,2}-\d{1,2} years\b"
        return rf"{told}|\b(?:{before}) {stretch}(?:[ -](?:{behind})\b)?|\b{stretch}(?:[ -](?:{behind})\b|\+ years\b)"

    @cached_property
    def calendar(self) -> re.Pattern[str]:
        """What is no figure: days and years ("14 November", "by 2030"), "four years ago", "Table 2", a list's "1."."""
        months = either(self.words.months)
        year = r"(?:19|20)\d\d"
        many = rf"(?:\d+|{either([*self.words.ones, *self.words.tens])})"
        spans, best = either(self.words.spans) or "(?!)", either(self.words.looking_back) or "(?!)"
        back = rf"(?:{best})(?: [a-z]+){{0,4}}? (?:(?:in|for) (?:[a-z]+ ){{0,2}}?)?{many} (?:{spans})"
        numbered = rf"(?-i:(?:{'|'.join(self.words.numbered) or '(?!)'}) \d{{1,3}})(?![\w%]|[.,]\d)"
        return re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{months})\b(?:,? {year}\b)?"
            rf"|\b(?:{months}) (?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:, {year}\b)?|{year}\b)"
            rf"|\b(?:{either(self.words.year_words)}) (?:early |late |the end of |the year )?"
            rf"{year}(?:[-/]\d\d(?:\d\d)?)?\b(?![,.]\d|[ -]?%)"
            rf"|\b{year}[-/]\d\d(?:\d\d)?\b|\b{year} ?= ?100\b|\b\d\d?[:.]\d\d (?:a\.?m\.?|p\.?m\.?|hours|o'clock)"
            rf"|(?<![\d.,])\b{many} (?:{spans}) (?:{either(self.words.ago) or '(?!)'})\b|\b{back}\b|\b{numbered}"
            rf"|\b[QH][1-4] {year}\b|(?<=\| ){year}\b(?= \||\Z)"
            rf"|(?<=[A-Za-z,] ){year}(?:/\d\d)?(?=: |\Z)"
            rf"|\b{many}-(?:{spans}) (?:{either(self.words.terms) or '(?!)'})\b|\A\W*\d{{1,2}}[.)](?=\s|\Z)"
            rf"|(?<=\(){year}(?=[:)])|\b{year}'s\b|\b(?:{either(self.words.stretches)})\b"
            rf"|(?:\A|[.;:] )(?:within|in|over) {many} (?:{spans}),"
            rf"|\b(?:per|for every|for each) (?:\d{{1,3}}(?:,\d{{3}})+|10+)\b"
            # "has doubled its base in two years"
            rf"|\b(?:{either(self.words.multiples)})\b[^.;\d]{{0,60}}? (?:in|within|over) {many} (?:{spans})\b"
            rf"|{self.ages}",
            re.IGNORECASE,
        )

    def number(self, written: str) -> Decimal:
        """A number in digits or in words."""
        if written[0].isdigit():
            return Decimal(re.sub("[,' ]", "", written))
        if written.lower().endswith(" and a half"):
            return self.number(written.split()[0]) + Decimal("0.5")
        if written.lower().split()[-1] in ("a", "an"):
            return Decimal("0.5") if written.lower().startswith("half") else Decimal(1)
        return Decimal(sum(self.number_words[word] for word in written.lower().split("-")))


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(figure_words(language))


def calendar(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where a folded text names days and years."""
    return [found.span() for found in _grammar(language).calendar.finditer(text)]


def figures(text: str, language: str = "en") -> list[Figure]:
    """All figures of a text, in digits and in words; days, years, ordinals and figures within words are none."""
    text = fold(text)
    grammar = _grammar(language)
    found = [
        _bare(match, grammar) if match["sized"] else _read(match, text, grammar)
        for match in grammar.figure.finditer(text)
    ]
    parts = list(_among(text, grammar))
    found = [each for each in found if not any(_meet(each, other) for other in parts)]
    found += parts
    written = list(_in_words(text, grammar))
    # "two" of "two thirds" is no figure of its own.
    found = [each for each in found if each.unit or not any(_meet(each, other) for other in written)]
    found += [each for each in written if not any(_meet(each, other) for other in found)]
    dated = calendar(text, language)
    found = [
        each for each in found if each.unit or not any(start <= each.start and each.end <= end for start, end in dated)
    ]
    found.sort(key=lambda figure: figure.start)
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        # "4.5, 7.2 and 5.9 percent": one unit for all of a list.
        if (
            one.unit is None
            and following.unit
            and not following.bare
            and _LISTED.match(text[one.end : following.start])
            and _is_listed(found, place, text)
        ):
            found[place] = one = replace(one, unit=following.unit, currency=following.currency)
        coded = one.unit is UnitKind.MONEY and following.unit is None and following.scale > 1 and one.scale == 1
        if coded and re.fullmatch(r" (?:to|and) |-", text[one.end : following.start]):  # "EUR 612 to 640 million"
            found[place + 1] = following = replace(following, unit=one.unit, currency=one.currency)
        if _shares_scale(one, following, text):
            found[place] = one = replace(one, number=one.number * following.scale, scale=following.scale)
        if (
            (_ANY_OF.search(text[: one.start]) or _TAKES.search(text[: one.start]))
            and one.sign in "=~"
            and _is_range(one, following, text)
        ):
            found[place] = replace(one, sign=">=", ranged=True)
            found[place + 1] = replace(following, sign="<=", ranged=True)
        if one.sign in "=~" and _is_whole_range(one, following, text, grammar):
            found[place] = replace(one, sign=">=", ranged=True)
            found[place + 1] = replace(following, sign="<=", ranged=True)
        between = re.search(rf"\bbetween {_SIGN}\Z", text[: one.start], re.IGNORECASE)
        if between and re.fullmatch(rf" and {_SIGN}", text[one.end : following.start]):
            found[place] = replace(one, sign=">=", ranged=True)
            found[place + 1] = replace(following, sign="<=", ranged=True)
    return [_earlier(found[place - 1], one, text) if place else one for place, one in enumerate(found)]


def _is_listed(found: list[Figure], place: int, text: str) -> bool:
    """Whether a number is in a list with the figure after it: "4.5, 7.2 and 5.9%"; not "241,000, 60% of them"."""
    one, following = found[place], found[place + 1]
    if not text[following.start].isdigit() or (following.unit is UnitKind.PERCENT and one.number >= _NO_PERCENT):
        return False
    if text[one.end : following.start].strip() != ",":
        return True
    return place + 2 < len(found) and bool(_LISTED.match(text[following.end : found[place + 2].start]))


def _earlier(before: Figure, one: Figure, text: str) -> Figure:
    """A bare number in brackets in the unit of the value before it, where it can only be that of another time."""
    between = text[before.end : one.start]
    known = before.unit in (UnitKind.PERCENT, UnitKind.MONEY)
    if one.unit is not None or one.rank or not known or not re.fullmatch(r"(?: per [a-z]+)? \(", between):
        return one
    here, there = (text[each.start : each.end].partition(".")[2] for each in (before, one))
    number = one.number * before.scale if one.scale == 1 else one.number
    written = len(re.sub(r"\D.*", "", here)), len(re.sub(r"\D.*", "", there))
    alike = written[0] == written[1] and (written[0] > 0 or before.unit is UnitKind.MONEY)
    near = abs(before.number) < 5 * abs(number) < 25 * abs(before.number)
    if not (alike and near and text[one.end :].startswith(")")):
        return one
    return replace(one, number=number, scale=before.scale, unit=before.unit, currency=before.currency, bracketed=True)


def _is_range(one: Figure, following: Figure, text: str) -> bool:
    """Whether two numbers share their unit as the ends of a range: "growth of 5 to 6%", "4-5 million"."""
    bare = re.fullmatch(r"[\d.]+", text[one.start : one.end])
    same = one.unit is following.unit and following.sign == "=" and one.number < following.number
    whole_unit = following.unit is not None or following.scale > 1
    counted = one.unit is None and re.match(r" (?!per\b)[a-z]", text[following.end :])  # "took 15 to 20 minutes"
    whole_unit = whole_unit or bool(counted and _TAKES.search(text[: one.start]))
    return bool(bare and same and whole_unit and re.fullmatch(r" to |-", text[one.end : following.start]))


def _is_whole_range(one: Figure, following: Figure, text: str, grammar: _Grammar) -> bool:
    """Whether each end of a range has its unit: "a deficit of 2% to 2.5%", "will pay £13 to £16"."""
    before = re.sub(rf"{_SIGN}\Z", "", text[: one.start])
    alike = one.unit is not None and one.unit is following.unit and following.sign == "=" and not one.rank
    near = one.number < following.number <= 3 * one.number
    joined = re.fullmatch(rf" (?:to|or) {_SIGN}|-{_SIGN}", text[one.end : following.start])
    if not (alike and near and joined and _RANGED.search(before)):
        return False
    moved = re.search(r"(\w+) of \Z", before)
    moves = moved is not None and (grammar.words.falling.search(moved[1]) or grammar.words.rising.search(moved[1]))
    return not (moves and one.unit is not UnitKind.PERCENT)


def _shares_scale(one: Figure, following: Figure, text: str) -> bool:
    """Whether a number is one of as many millions as the one that follows: "from 684 to 712 million"."""
    between = text[one.end : following.start]
    if following.scale == 1 or one.scale != 1 or one.unit is not following.unit or one.rank or not one.number:
        return False
    if "," in text[one.start : one.end]:
        return False
    ratio = following.number / following.scale / abs(one.number)
    return bool(_SCALED.fullmatch(between)) and Decimal("0.05") < ratio < 20


def _meet(one: Figure, other: Figure) -> bool:
    return one.start < other.end and other.start < one.end


def _bare(match: re.Match[str], grammar: _Grammar) -> Figure:
    number = Decimal(grammar.words.scales[match["sized"].lower()])
    currency = grammar.words.currency[match["of"].lower()]
    return Figure(match.start(), match.end(), number, UnitKind.MONEY, currency, bare=True)


def _read(match: re.Match[str], text: str, grammar: _Grammar) -> Figure:
    number, size = grammar.number(match["number"]), Decimal(1)
    for scale in re.findall(r"\w+", match["scales"]):
        size *= grammar.words.scales[scale.lower()]
    if match["short"]:
        size *= grammar.words.short_scales[match["short"].strip().lower()]
    number *= size
    if match["basis"]:
        number /= 100
    written = (match["money"] or match["prefix"] or match["code"] or "").strip()
    money = written.lower()
    unit = UnitKind.MONEY if money else next((kind for name, kind in _KINDS.items() if match[name]), None)
    after = text[match.end() :]
    return Figure(
        match.start("number"),
        match.end(),
        -number if match["minus"] or text[: match.start()].lower().endswith("minus ") else number,
        unit,
        grammar.words.currency.get(money, written),
        ">=" if match["plus"] else _sign(text, match.start(), match.end(), grammar),
        following=_following(after),
        closed=not after.strip()
        or not re.match(rf" (?!(?:{_COMPARED}|{either(grammar.words.year_words)})\b)[a-z]", after, re.IGNORECASE),
        last=not after.strip(),
        scale=size,
    )


def _sign(text: str, start: int, end: int, grammar: _Grammar) -> str:
    before, after = text[:start], text[end:]
    aims = either(grammar.words.aims) or "(?!)"
    if re.search(r"\b(?:the|its|their|our) \Z", before) and re.match(rf"[ -](?:{aims})\b", after):
        return "="  # "still short of the 75% target"
    if re.search(rf"\b(?:{either(grammar.words.moving) or '(?!)'}) up to {_SIGN}\Z", before, re.IGNORECASE):
        return "="  # "edged up to 2.8%"
    sign = next((sign for sign, bound in grammar.before if bound.search(before)), None)
    return sign or next((sign for sign, bound in grammar.after if bound.match(after)), "=")


def _following(after: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+(?:-[a-z]+)*", after.lower())[:4])


def _among(text: str, grammar: _Grammar) -> Iterator[Figure]:
    """Parts as so many of so many."""
    for match in grammar.among.finditer(text):
        if match["number"]:
            many, of = int(grammar.number(match["number"].lower())), int(match["whole"])
        else:
            many, of = (int(grammar.number(match[name].lower())) for name in ("many", "of"))
        if many < of:
            number = Decimal(str(round(100 * many / of, 1))).normalize() + 0
            sign = _sign(text, match.start(), match.end(), grammar)
            yield Figure(*match.span(), number, UnitKind.PERCENT, sign=sign, following=_following(text[match.end() :]))


def _points(text: str, grammar: _Grammar) -> Iterator[Figure]:
    """Percentage points that are written out."""
    parts = {"half": "0.5", "quarter": "0.25", "quarters": "0.75"}
    for match in grammar.point.finditer(text):
        sign = _sign(text, match.start(), match.end(), grammar)
        number = Decimal(next((size for part, size in parts.items() if match[part]), "1"))
        yield Figure(match.start(), match.end(), number, UnitKind.POINTS, sign=sign)


def _in_words(text: str, grammar: _Grammar) -> list[Figure]:
    """Parts, multiples and ranks that are written out."""
    found = list(_points(text, grammar))
    for match in (*grammar.fraction.finditer(text), *grammar.moved.finditer(text)):
        many = (match["many"] or "a").lower()
        times = 1 if many in ("a", "an") else grammar.words.ones.index(many)
        part = (match["part"] or match["half"]).lower()
        percent = grammar.words.fractions.get(part) or grammar.words.fractions[part.removesuffix("s")]
        number = Decimal(str(round(percent * times + (0.1 if percent == 33.3 and times == 2 else 0), 1))).normalize()
        start = match.start("many" if match["many"] else "half")
        if any(start < each.end and each.start < match.end() for each in found):
            continue
        sign = _sign(text, start, match.end(), grammar)
        found.append(Figure(start, match.end(), number + 0, UnitKind.PERCENT, sign=sign))
    for match in grammar.every.finditer(text):
        number = Decimal(str(round(100 / (grammar.words.ordinals.index(match["nth"].lower()) + 1), 1))).normalize() + 0
        sign = _sign(text, match.start(), match.end(), grammar)
        found.append(Figure(*match.span(), number, UnitKind.PERCENT, sign=sign))
    for match in grammar.multiple.finditer(text):
        number = Decimal({**grammar.words.multiples_of, **grammar.words.multiples}[match[0].lower()])
        sign = _sign(text, match.start(), match.end(), grammar)
        found.append(Figure(match.start(), match.end(), number, UnitKind.TIMES, sign=sign))
    for match in grammar.rank.finditer(text):
        name = next(name for name in ("ordinal", "before", "placed", "left", "reached") if match[name])
        word = match[name].lower()
        place = int(re.sub(r"\D", "", word)) if word[0].isdigit() else grammar.words.ordinals.index(word) + 1
        span = match.span(name)
        found.append(Figure(*span, Decimal(place), following=_following(text[match.end() :]), rank=True))
    return found
