"""How readers ask for anything: content of a language, with slots for what a release calls its things."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from intents.vocabulary.language import FOLDER

FILE: Final = "asks.yaml"


class Asks(BaseModel):
    """The generic wordings of a language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: dict[str, list[str]]
    tails: dict[str, list[str]]
    empty: frozenset[str]
    plurals: dict[str, str]
    irregular: dict[str, str]
    units: dict[str, str]
    moves: dict[str, list[dict[str, str]]]
    times: dict[str, list[str]]
    bases: dict[str, list[str]]
    passing: frozenset[str]
    groups: dict[str, list[str]]
    any: list[str]
    tellings: dict[str, list[str]]
    several: dict[str, dict[str, list[str]]]
    kinds: list[str]
    statements: dict[str, list[str]]
    aspects: dict[str, list[str]]
    gaps: list[str]
    sets: dict[str, list[str]]

    def thing(self, label: str) -> tuple[str, str]:
        """What a label is about, and the group that the words around it make it one of; either may be empty."""
        plain = label.strip()
        for group, heads in self.heads.items():
            for head in heads:
                if plain.casefold() == head or plain.casefold().startswith(f"{head} "):
                    return plain[len(head) :].strip(), group
        for group, tails in self.tails.items():
            for tail in tails:
                if plain.casefold().endswith(f" {tail}"):
                    return plain[: -len(tail)].strip(), group
        return ("" if plain.casefold() in self.empty else plain), ""

    def plural(self, noun: str) -> str:
        """Several of what a noun is one of."""
        first, _, last = noun.rpartition(" ")
        if noun in self.irregular or last in self.irregular:
            return self.irregular.get(noun) or f"{first} {self.irregular[last]}".strip()
        for ending, change in self.plurals.items():
            made, count = re.subn(rf"{ending}\Z", change, noun)
            if count:
                return made
        return noun


def load_asks(code: str) -> Asks | None:
    """The generic wordings of a language; none where it has no file of them."""
    file: Path = FOLDER / code / FILE
    if not file.is_file():
        return None
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return Asks.model_validate(yaml.load(file.read_text(encoding="utf-8"), Loader=loader))
