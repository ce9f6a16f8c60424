"""What drafting knows of a language's sentences, as content: ``facts/<language>/draft.yaml``."""

from __future__ import annotations

import re
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from facts.words import either, read_yaml, whole


class PeriodWords(BaseModel):
    """A stretch of months and the words for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    months: tuple[int, int]
    words: list[str]


class GapWords(BaseModel):
    """Something that readers ask for, and the words of a text that speaks of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    words: list[str]


class DraftWords(BaseModel):
    """Word classes by which a sentence is taken apart."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    determiners: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    copulas: frozenset[str]
    fillers: list[str]
    change_verbs: frozenset[str]
    share_verbs: frozenset[str]
    ahead_verbs: frozenset[str]
    level_verbs: frozenset[str]
    undergoing: frozenset[str]
    moving: frozenset[str]
    taking: frozenset[str]
    going: frozenset[str]
    amounting: frozenset[str]
    standing: frozenset[str]
    infinitives: frozenset[str]
    participles: frozenset[str]
    nouns_too: frozenset[str]
    action_verbs: dict[str, str]
    speech_verbs: frozenset[str]
    change_nouns: list[str]
    comparatives: dict[str, list[str]]
    price_words: frozenset[str]
    cost_nouns: frozenset[str]
    share_nouns: frozenset[str]
    target_nouns: frozenset[str]
    thresholds: frozenset[str]
    balance_nouns: frozenset[str]
    counted_as: dict[str, str]
    empty_nouns: frozenset[str]
    measure_nouns: frozenset[str]
    measure_units: frozenset[str]
    things_too: frozenset[str]
    money_nouns: frozenset[str]
    money_units: frozenset[str]
    compound_units: list[str]
    unit_signs: dict[str, str]
    index_words: frozenset[str]
    irregular: dict[str, str]
    plurals: frozenset[str]
    periods: list[PeriodWords]
    a_year_ago: list[str]
    a_month_ago: list[str]
    announcing: list[str]
    provisional: list[str]
    targets: list[str]
    forecasts: list[str]
    titles: frozenset[str]
    organisation_nouns: frozenset[str]
    bodies: frozenset[str]
    boards: frozenset[str]
    offices: frozenset[str]
    features: frozenset[str]
    firms: frozenset[str]
    operating: frozenset[str]
    supervising: frozenset[str]
    counting: frozenset[str]
    firm_owns: frozenset[str]
    central_words: list[str]
    organisation_cues: frozenset[str]
    place_kinds: dict[str, list[str]]
    not_names: frozenset[str]
    particles: frozenset[str]
    thing_names: frozenset[str]
    demonyms: list[str]
    adjectives: list[str]
    gaps: list[GapWords]
    causes: list[str]
    forms: list[list[str]]
    earning: frozenset[str]
    speaking: list[str]
    kind_names: dict[str, tuple[str, str]]

    def with_money(self, nouns: frozenset[str]) -> DraftWords:
        """The same with more nouns for money."""
        if not nouns:
            return self
        own = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_construct(**{**own, "money_units": self.money_units | nouns})

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Every verb that may carry a figure."""
        carrying = (self.change_verbs, self.share_verbs, self.ahead_verbs, self.level_verbs, self.action_verbs)
        return frozenset().union(*carrying)

    @cached_property
    def units(self) -> frozenset[str]:
        """Units that do not name the things they measure."""
        return self.measure_units | self.money_units

    @cached_property
    def filler(self) -> re.Pattern[str]:
        """A word that changes nothing, with the commas around it."""
        return re.compile(rf"(?:,\s*)?\b(?:{either(self.fillers)})\b(?:\s*,)?", re.IGNORECASE)

    @cached_property
    def comparative(self) -> re.Pattern[str]:
        """ "more than", "less", "cheaper": what follows a figure that is a difference."""
        up, down = self.comparatives["up"], self.comparatives["down"]
        return re.compile(rf"(?:\b(?:{either(up)})|\b(?:{either(down)}))\b", re.IGNORECASE)

    @cached_property
    def central(self) -> re.Pattern[str]:
        """What makes a bank or a fund one that speaks for a country."""
        return whole(self.central_words)

    @cached_property
    def change_noun(self) -> re.Pattern[str]:
        """A noun for a change, at the end of a phrase."""
        return re.compile(rf"\b(?:{either(self.change_nouns)})\Z", re.IGNORECASE)

    def singular(self, noun: str) -> str:
        """The singular of a noun."""
        noun = noun.lower()
        if noun in self.irregular:
            return self.irregular[noun]
        if len(noun) > 3 and noun.endswith("ies"):
            return noun[:-3] + "y"
        if re.search(r"(?:x|ch|sh|ss|zz)es\Z", noun):
            return noun[:-2]
        return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun

    def plural(self, noun: str) -> str:
        """Several of what a noun is one of."""
        first, _, last = noun.rpartition(" ")
        irregular = next((many for many, one in self.irregular.items() if one == last), None)
        if irregular is None:
            ending = re.search(r"[^aeiou]y\Z", last)
            irregular = (
                f"{last[:-1]}ies" if ending else f"{last}es" if re.search(r"(?:s|x|z|ch|sh)\Z", last) else f"{last}s"
            )
        return f"{first} {irregular}".strip()

    def is_plural(self, noun: str) -> bool:
        """Whether a noun looks like a plural."""
        return noun in self.plurals or self.singular(noun) != noun

    def tags(self, sentence: str) -> list[str]:
        """What a sentence says of the standing of its figures: provisional, target, forecast."""
        named = {"provisional": self.provisional, "target": self.targets, "forecast": self.forecasts}
        return [name for name, words in named.items() if whole(words).search(sentence)]


@cache
def draft_words(language: str = "en") -> DraftWords:
    """The words of a language for drafting."""
    return DraftWords.model_validate(read_yaml(language, "draft"))
