"""The statements of a draft: who said what, who holds which office, what a sentence says without a figure, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.draft.draft import Draft
from facts.draft.items import Ids, Item, en
from facts.draft.said import Saying, excerpt_of
from facts.draft.wordings import tokens
from facts.quantity import UnitKind
from facts.references import DEFAULT_LANGUAGE
from facts.words import whole

_CURRENCY_SIGN: Final = re.compile(r"(?:US|A|C|NZ|HK|S)?[$€£¥₹₩] ?\Z|\b[A-Z]{3} \Z")


@dataclass(frozen=True)
class Statements:
    """Makes the statements."""

    draft: Draft
    ids: Ids

    def statement(self, saying: Saying) -> Item:
        """A statement with its speaker, or the office of a person."""
        speaker = saying.speaker
        if saying.office:
            name = saying.names[0]
            role = next(each.role for each in self.draft.names if each.text == name)
            label, says = f"who {name} is", f"{name}: {role}."
            why = {"statement": "the office is as the text words it"}
        else:
            first = " ".join(word for word in saying.excerpt.split() if not re.search(r"\d", word))
            first = _plain(" ".join(first.split()[:5]).strip(",;:"))
            label = f"what {speaker} said: {first} …" if speaker else f"{first} …"
            told = self._with_figures(saying)
            says = f"{speaker} spoke of this: “{told}”." if speaker else f"It says: “{told}”."
            why = {"statement": "write it in your own words", "label": "made by rule"}
            if speaker:
                why["speaker"] = "who speaks follows from the words around"
        item: Item = {"id": self.ids.new(label), "label": en(label), "statement": en(says)}
        asked = self._words_of(saying)
        if saying.office:
            item["names"] = {DEFAULT_LANGUAGE: [saying.names[0], *_offices(role)]}
            asked = [*self._words_of(saying), *self.draft.words.speaking]
        item["about"] = {DEFAULT_LANGUAGE: asked}
        spoken = list(dict.fromkeys(saying.names))
        if saying.office:
            spoken += [
                each.text for each in self.draft.names if each.kind == "organisation" and each.stands_in(role) >= 0
            ]
        if entities := [self.ids.entities[name] for name in spoken]:
            item["entities"] = entities
        if speaker:
            item["speaker"] = self.ids.entities[speaker]
        item["source"] = {"paragraph": saying.paragraph, "sentence": saying.sentence, "excerpt": saying.excerpt}
        item["review"] = why
        return item

    def causes(self, measures: Sequence[Item], statements: Sequence[Item]) -> None:
        """Let the first change of the release, and what names causes itself, tell why."""
        named = whole(self.draft.words.causes)
        for saying, item in zip(self.draft.sayings, statements, strict=False):
            sentence = self.draft.text.sentence(saying.paragraph, saying.sentence)
            if saying.office or not named.search(sentence):
                continue
            changes = [
                each
                for each in measures
                if each.get("direction") and each["subject"] == self.ids.entities[self.draft.home]
            ]
            for each in (*changes[:1], item):
                each["aspects"] = {"why": {"says": item["statement"], "facts": [item["id"]]}}
                each["review"] = {**each["review"], "aspects": "a sentence names causes; are they of this?"}
                each["review"] = each.pop("review")  # marks belong at an item's end
            return

    def _words_of(self, saying: Saying) -> list[str]:
        """The telling words of what is said."""
        words = self.draft.words
        small = words.determiners | words.prepositions | words.conjunctions | words.auxiliaries | words.pronouns
        text = saying.excerpt if saying.office else self.draft.text.sentence(saying.paragraph, saying.sentence)
        return list(dict.fromkeys(one for one in tokens(text) if one not in small and len(one) > 2))

    def _with_figures(self, saying: Saying) -> str:
        """An excerpt with the names of measures in the place of its figures."""
        sentence = self.draft.text.sentence(saying.paragraph, saying.sentence)
        at = sentence.find(saying.excerpt)
        told, end = "", max(at, 0)
        last = end + len(saying.excerpt)
        for reading in self.draft.readings:
            figure = reading.figure
            here = (reading.paragraph, reading.sentence) == (saying.paragraph, saying.sentence)
            worded = here and figure.unit is UnitKind.PERCENT and sentence[figure.start].isalpha()  # "by half"
            if at >= 0 and here and end <= figure.start and figure.end <= last and not worded:
                before = _CURRENCY_SIGN.sub("", sentence[end : figure.start])
                told += f"{_plain(before)}{{{self.ids.measured[id(reading)]}}}"
                end = figure.end
        return told + _plain(sentence[end:last] if at >= 0 else saying.excerpt)

    def fallback(self) -> Item:
        """The first words of a text that says nothing else."""
        paragraph, number, sentence = next(iter(self.draft.text))
        return self.statement(Saying(paragraph, number, excerpt_of(sentence, self.draft.words)))


def _offices(role: str) -> Iterator[str]:
    """An office, whole and without whose it is: "Director General of the Agency", "Director General"."""
    yield role
    whole_role, _, _ = role.partition(" of ")
    if whole_role and whole_role != role:
        yield whole_role


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
