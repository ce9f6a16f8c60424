"""What a language knows of figures, as content: number words, units, bounds and directions in ``facts/<language>/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

_HERE: Final = Path(__file__).parent


class FigureWords(BaseModel):
    """``figures.yaml`` of a language; a word that ends in ``*`` stands for every word that begins so."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    ones: list[str]
    tens: list[str]
    ordinals: list[str]
    scales: dict[str, int]
    short_scales: dict[str, int] = {}
    """Right behind the number: "€4.2m"; one letter alone is one only for money, or for things that are counted."""
    fractions: dict[str, float]
    fraction_foils: list[str]
    multiples: dict[str, int]
    multiples_of: dict[str, int] = {}
    """Multiples only of something: "double the figure", not "double rooms"."""
    ranking: list[str]
    superlatives: list[str] = []
    steps: list[str] = []
    """What a rank is counted in: "fifth place", "two places to eighth"."""
    basis_points: list[str] = []
    percent: list[str]
    currencies: dict[str, list[str]]
    no_codes: list[str] = []
    """Three capitals that are no currency: "3 million LED lamps"."""
    bounds: dict[str, list[str]]
    after: dict[str, list[str]]
    up: list[str]
    down: list[str]
    stretches: list[str]
    spans: list[str] = []
    """Lengths of time that say when something was, with one of ``ago``, or of ``looking_back`` before them."""
    ago: list[str] = []
    looking_back: list[str] = []
    terms: list[str] = []
    """What is named by its term: "the ten-year yield"."""
    numbered: list[str] = []
    """What has a number as its name: "Table 2"."""
    ages_before: list[str] = []
    ages_behind: list[str] = []
    """Words before and behind how old somebody is, which is no figure of the text."""
    aims: list[str] = []
    """What a figure before it is, and no bound: "the 75% target"."""
    moving: list[str] = []
    """What went "up to" where it is, so that this is no bound."""
    people: list[str] = []
    """Whom an age may be said of, beside every plural: "those under 25"."""
    days: list[str]
    months: list[str]
    year_words: list[str]

    @cached_property
    def currency(self) -> Mapping[str, str]:
        """The code of each currency by its names and signs."""
        return {name: code for code, names in self.currencies.items() for name in names}

    @cached_property
    def rising(self) -> re.Pattern[str]:
        """A word that says that something went up."""
        return whole(self.up)

    @cached_property
    def falling(self) -> re.Pattern[str]:
        """A word that says that something went down."""
        return whole(self.down)


def either(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in ordered)


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, whole."""
    return re.compile(rf"\b(?:{either(words)})(?!\w)", re.IGNORECASE)


def read_yaml(language: str, name: str) -> dict[str, object]:
    """A file of a language, in which "on" and "no" are words as well. Raises FileNotFoundError where there is none."""
    import yaml  # not for one question, which reads no YAML at all

    with (_HERE / language / f"{name}.yaml").open(encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


@cache
def figure_words(language: str = "en") -> FigureWords:
    """The words of a language for figures."""
    return FigureWords.model_validate(read_yaml(language, "figures"))


_WORD_LIST: Final = "frequency_dictionary_en_82_765.txt"


@cache
def english_words() -> frozenset[str]:
    """Words that are spelt right: the list that comes with symspellpy."""
    spec = find_spec("symspellpy")
    if spec is None or not spec.submodule_search_locations:  # pragma: no cover - it is a dependency
        return frozenset()
    path = Path(next(iter(spec.submodule_search_locations))) / _WORD_LIST
    with path.open(encoding="utf-8-sig") as lines:
        return frozenset(line.split(" ", 1)[0] for line in lines)
