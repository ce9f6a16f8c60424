"""The gaps of a draft: what readers will ask for and the text does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facts.draft.draft import Draft
from facts.draft.items import Ids, Item, en
from facts.draft.labels import Labels
from facts.figures import calendar
from facts.quantity import UnitKind
from facts.words import whole


@dataclass(frozen=True)
class Gaps:
    """Proposes the gaps."""

    draft: Draft
    ids: Ids
    labels: Labels

    def gaps(self, nearest: str) -> Iterator[Item]:
        """What no word of the text speaks of, and things that it counts and does not name."""
        whole_text = " ".join(sentence for _, _, sentence in self.draft.text)
        for gap in self.draft.words.gaps:
            if gap.words == ["year-number"]:
                missing = not any(re.search(r"\b20\d\d", whole_text[a:b]) for a, b in calendar(whole_text))
            else:
                missing = not whole(gap.words).search(whole_text)
            if missing:
                self.ids.taken.add(gap.id)
                why = "no word of the text speaks of it; would a reader ask?"
                yield {"id": gap.id, "label": en(gap.label), "nearest": [nearest], "review": {"label": why}}
        named = {name.place_kind for name in self.draft.names}
        for reading in self.draft.readings:
            unit, exact = reading.value.unit, reading.value.is_exact
            few = unit.kind is UnitKind.COUNT and exact and 1 < reading.value.value <= 30 and reading.kind == "level"
            if few and unit.name not in self.draft.words.measure_units and unit.name not in named:
                label = f"which {self.labels.label(reading, reading.subject)} they are"
                why = "the text gives their number; does it name them?"
                yield {
                    "id": self.ids.new(f"gap {label}"), "label": en(label), "nearest": [self.ids.measured[id(reading)]],
                    "review": {"label": why},
                }  # fmt: skip
