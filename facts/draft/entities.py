"""The entities of a draft: the places, bodies and people that the text names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facts.draft.draft import Draft
from facts.draft.excerpts import around
from facts.draft.items import Ids, Item, en
from facts.draft.said import excerpt_of
from facts.references import DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Entities:
    """Makes the entities."""

    draft: Draft
    ids: Ids

    def entities(self) -> Iterator[Item]:
        """Each name, or one for a text that names nothing."""
        names = list(self.draft.names)
        for name in names:
            identifier = self.ids.entity(name.text)
            kind = name.place_kind if name.kind == "place" else name.kind
            self.ids.kinds.add(kind)
            item: Item = {"id": identifier, "kind": kind, "label": en(name.text)}
            if name.aliases:
                item["names"] = {DEFAULT_LANGUAGE: [name.text, *name.aliases]}
            shown = around(name, self.draft.text.sentence(name.paragraph, name.sentence))
            item["source"] = {"paragraph": name.paragraph, "sentence": name.sentence, "excerpt": shown}
            if not name.sure:
                item["review"] = {"kind": "no word beside the name tells what it is"}
            elif name.kind == "place" and kind == "place":
                item["review"] = {"kind": "a place of some kind"}
            yield item
        if not names:
            yield self._nameless()

    def _nameless(self) -> Item:
        """What a text that names nothing is about."""
        identifier = self.ids.entity("")
        self.ids.kinds.add("place")
        paragraph, number, sentence = next(iter(self.draft.text))
        return {
            "id": identifier, "kind": "place", "label": en(self.draft.id),
            "source": {"paragraph": paragraph, "sentence": number, "excerpt": excerpt_of(sentence, self.draft.words)},
            "review": {"label": "the text names no place and nobody", "kind": "a guess", "source": "its first words"},
        }  # fmt: skip
