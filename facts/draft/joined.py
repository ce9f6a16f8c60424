"""What a draft makes of several figures or names: measures that follow from others, and sets that share a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facts.draft.draft import Draft
from facts.draft.excerpts import excerpt
from facts.draft.follow import Following, followings
from facts.draft.items import Ids, Item, en
from facts.draft.reading import Reading
from facts.references import LONGEST_EXCERPT


@dataclass(frozen=True)
class Joined:
    """Makes what follows; the measures have their identifiers already."""

    draft: Draft
    ids: Ids

    def derived(self) -> Iterator[Item]:
        """The measures that have a formula."""
        for each in followings(self.draft.readings, self.draft.text):
            right = self.ids.measured[id(each.right)]
            left = self.ids.measured[id(each.left)] if each.left is not None else "100%"
            yield self._following(each, f"{left} {each.operator} {right}")

    def _following(self, each: Following, formula: str) -> Item:
        base = each.left or each.right
        value = each.right.value.unit
        if each.left is not None:
            joined = each.left.value - each.right.value if each.operator == "-" else each.left.value + each.right.value
            value = joined.unit
        label = each.label + (f": {base.subject}" if base.subject and base.subject != self.draft.home else "")
        indicator = base.indicator if value == base.value.unit else each.label
        item: Item = {
            "id": self.ids.new(label),
            "label": en(label),
            "indicator": self.ids.indicator(indicator, value.kind),
            "subject": self.ids.of(base.subject),
        }
        if each.earlier and each.right.compared_with:
            item["period"] = each.right.compared_with
            self.ids.periods.add(each.right.compared_with)
        item["formula"] = formula
        item["statement"] = en(f"{label[:1].upper()}{label[1:]}: {{value}}.")
        item["review"] = {
            "formula": "the draft sees that this follows; does it mean what the label says?",
            "label": "made by rule",
        }
        return item

    def sets(self) -> Iterator[Item]:
        """The sets of names that a figure is said of."""
        for reading in self.draft.readings:
            members = [reading.subject, *reading.others]
            kinds = {name.place_kind for name in self.draft.names if name.text in members}
            if len(members) < 2 or len(kinds) != 1 or self._said_else(reading, members):
                continue
            listed = f"{', '.join(members[:-1])} and {members[-1]}"
            label = f"{reading.indicator}: {listed}"
            sentence = self.draft.text.sentence(*reading.at)
            named = re.search(re.escape(members[0]) + r".*?" + re.escape(members[-1]), sentence)
            source = {"paragraph": reading.paragraph, "sentence": reading.sentence}
            item: Item = {
                "id": self.ids.new(label),
                "label": en(label),
                "kind": kinds.pop(),
                "members": [self.ids.entities[member] for member in members],
                "indicator": self.ids.indicator(reading.indicator, reading.value.unit.kind),
                "statement": en(f"{listed}: {reading.indicator} {{{self.ids.measured[id(reading)]}}}."),
                "source": {**source, "excerpt": excerpt(reading, sentence)},
            }
            if named and len(named[0].split()) <= LONGEST_EXCERPT:
                item["also"] = [{**source, "excerpt": named[0]}]
            if not reading.value.is_exact:
                item["condition"] = str(reading.value)
            item["review"] = {"members": "the text does not say whether there are others", "label": "made by rule"}
            yield item

    def _said_else(self, reading: Reading, members: Sequence[str]) -> bool:
        """Whether the draft has another figure of the same sort for one of them, which may not fit the set."""
        alike = [each for each in self.draft.readings if each is not reading and each.indicator == reading.indicator]
        return any({each.subject, *each.others} & {*members} for each in alike)
