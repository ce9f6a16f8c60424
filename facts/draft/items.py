"""What the items of a draft's lists share: identifiers, each given once, and texts in the language of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from facts.quantity import UnitKind
from facts.references import DEFAULT_LANGUAGE

Item = dict[str, Any]


def slug(words: str, longest: int = 60) -> str:
    """Words as an identifier."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'s", "s")
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return re.sub(r"-[^-]*\Z", "", made[: longest + 1]) if len(made) > longest else made or "item"


def en(text: str) -> Mapping[str, str]:
    """A text in the language of the draft."""
    return {DEFAULT_LANGUAGE: text}


@dataclass
class Ids:
    """The identifiers given so far, and what of the frame they need."""

    home: str
    """The name of whom the release is about."""
    taken: set[str] = field(default_factory=set)
    entities: dict[str, str] = field(default_factory=dict)
    """The identifier of each name."""
    indicators: dict[tuple[str, str], Item] = field(default_factory=dict)
    measured: dict[int, str] = field(default_factory=dict)
    """The identifier of each reading's measure."""
    kinds: set[str] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)

    def new(self, words: str) -> str:
        """An identifier made of words, for a fact or a gap."""
        base = made = slug(words)
        number = 2
        while made in self.taken or made in ("as", "share"):
            made, number = f"{base}-{number}", number + 1
        self.taken.add(made)
        return made

    def entity(self, name: str) -> str:
        """An identifier for a name."""
        base = made = slug(name)
        while made in self.entities.values():
            made += "-2"
        self.entities[name] = made or base
        return made

    def of(self, subject: str) -> str:
        """The identifier of a subject; that of the release's own where it has none."""
        return self.entities.get(subject) or self.entities[self.home]

    def indicator(self, label: str, unit: UnitKind) -> str:
        """The identifier of what is measured in a kind of unit."""
        key = (label, str(unit))
        if key not in self.indicators:
            known = {item["id"] for item in self.indicators.values()}
            base = made = slug(re.sub(r"\A(change|share|lead) of (.*)", r"\2 \1", label), 50)
            if made in known:
                made = f"{base}-{unit}"
            while made in known:
                made += "-2"
            self.indicators[key] = {"id": made, "label": en(label), "unit": str(unit)}
        return str(self.indicators[key]["id"])
