"""The frame of a draft: what the release is and is about, its periods, and its kinds of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facts.draft.draft import Draft
from facts.draft.items import Ids, Item, en
from facts.draft.labels import Labels
from facts.draft.periods import LAST_YEAR
from facts.references import DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Frame:
    """Makes the frame, once everything else is made."""

    draft: Draft
    ids: Ids
    labels: Labels

    def about(self, facts: Sequence[Item]) -> Item:
        """What the release is, by its facts."""
        draft = self.draft
        headline = str(facts[0]["id"])
        publisher = next((name for name in draft.names if name.kind == "organisation" and name.paragraph == 1), None)
        about: Item = {
            "id": draft.id,
            "title": en(f"{draft.home or draft.id}: {facts[0]['label'][DEFAULT_LANGUAGE]}"),
            "home": self.ids.entities[draft.home],
        }
        if publisher is not None:
            about["publisher"] = self.ids.entities[publisher.text]
        about |= {
            "period": draft.period,
            "headline": headline,
            "digest": [str(item["id"]) for item in facts[:6]],
            "sentences": [len(paragraph) for paragraph in draft.text.paragraphs],
            "suggestions": [str(item["id"]) for item in facts[:3]],
            "common": {DEFAULT_LANGUAGE: self._common()},
            "state": "draft",
            "review": {
                "title": "made from the first figure",
                "home": "the first place that the text names",
                "period": "the first that the text names",
                "headline": "the first figure",
            },
        }
        if publisher is not None:
            about["review"]["publisher"] = "the first organisation that the text names"
        self.ids.periods.add(draft.period)
        return about

    def _common(self) -> list[str]:
        """Words that may stand in any question: the release's place, whoever tells it, its time."""
        period = next(each for each in self.draft.words.periods if each.id == self.draft.period)
        return list(
            dict.fromkeys(
                [self.draft.home.lower() or "release", self.labels.period_label(period), "official", *self._topic()]
            )
        )

    def _topic(self) -> list[str]:
        """What all of the release is about, as its first figure says: the "electricity" of "electricity generation"."""
        first = self.draft.readings[0].thing.split() if self.draft.readings else []
        plain = len(first) == 2 and first[0].islower() and not self.draft.words.is_plural(first[0])
        return first[:1] if plain else []

    def frame(self) -> Item:
        """The periods and the kinds that its items have."""
        periods = []
        for period in self.draft.words.periods:
            for identifier, year in ((period.id, 0), (f"{period.id}{LAST_YEAR}", -1)):
                if identifier in self.ids.periods:
                    label = self.labels.period_label(period) + (", a year earlier" if year else "")
                    item: Item = {"id": identifier, "label": en(label), "months": list(period.months)}
                    periods.append(item | ({"year": year} if year else {}))
        kinds = []
        for kind in sorted(self.ids.kinds):
            label, plural = self._called(kind) or self.draft.words.kind_names.get(kind, (kind, f"{kind}s"))
            kinds.append({"id": kind, "label": en(label), "plural": en(plural)})
        return {"periods": periods, "kinds": kinds}

    def _called(self, kind: str) -> tuple[str, str] | None:
        """What the text itself calls places of a kind, one and several, where it is not what they are mostly called."""
        words = self.draft.words
        nouns = [noun for noun in words.place_kinds.get(kind, []) if noun.islower() and not words.is_plural(noun)]
        whole_text = " ".join(sentence for _, _, sentence in self.draft.text)
        said = [noun for noun in nouns if re.search(rf"\b(?:{noun}|{words.plural(noun)})\b", whole_text)]
        return (said[0], words.plural(said[0])) if said and said[0] != "capital" else None
