"""How a figure may be asked for: the names that it answers to, the words of its question, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facts.draft.called import forms, other_names
from facts.draft.draft import Draft
from facts.draft.labels import Labels
from facts.draft.reading import Reading
from facts.model import Direction
from facts.quantity import UnitKind
from facts.words import figure_words


@dataclass(frozen=True)
class Wordings:
    """Tells the wordings of each figure of a draft."""

    draft: Draft
    labels: Labels

    def names(self, reading: Reading, subject: str) -> list[str]:
        """What readers may call it by."""
        thing, mates = self.labels.thing(reading), self._mates(reading)
        names = _calls(thing, "" if subject == self.draft.home else subject)
        names += [f"{thing} {each}".lower() for each in self.labels.qualified(reading)]
        names += list(other_names(reading, self.draft.text.sentence(*reading.at), mates, self.draft.words))
        if ranked := self._ranked_in(reading):
            names.append(f"rank in {ranked}".lower())
        if self._is_price(reading):
            names += [f"price of {thing}".lower(), f"{thing} price".lower()]
        return list(dict.fromkeys(names))

    def asked(self, reading: Reading) -> list[str]:
        """Words that may stand in a question about a figure: those of its sentence that are of no other figure."""
        words = self.draft.words
        small = words.determiners | words.prepositions | words.conjunctions | words.auxiliaries | words.pronouns
        small = small | {*figure_words().scales}
        mates = self._mates(reading)
        twins = [
            each
            for each in mates
            if (each.thing, each.subject, each.kind) == (reading.thing, reading.subject, reading.kind)
        ]
        text = self._stretch(reading) if twins else self.draft.text.sentence(*reading.at)
        meant = [
            each for each in mates if re.match(r" of them\b", self.draft.text.sentence(*each.at)[each.figure.end :])
        ]
        text = f"{text} {' '.join(each.thing for each in meant)}"  # "14 million in subsidies for 1,640 of them"
        own = {*tokens(f"{reading.thing} {reading.subject}")}
        like = [each for each in mates if self._sorts(each, mates) & self._sorts(reading, [*mates, reading])]
        foreign = {one for each in like for one in tokens(f"{each.thing} {each.subject} {' '.join(each.others)}")} - own
        down, up = figure_words().falling, figure_words().rising
        contrary = {Direction.UP: [down], Direction.DOWN: [up]}.get(reading.direction, [up, down])
        named = {one for name in self.draft.names if name.kind == "person" for one in tokens(name.text)}
        kept = [one for one in tokens(text) if one not in small | foreign | named and len(one) > 2]
        kept = [one for one in kept if not any(way.fullmatch(one) for way in contrary)]
        if "target" not in reading.tags and any("target" in each.tags for each in mates):
            kept = [one for one in kept if one not in words.target_nouns]  # the aim is another figure's
        return forms([*dict.fromkeys(kept), *self._since(text)], words)

    def spoken(self, reading: Reading, subject: str) -> Iterator[str]:
        """The names that a figure is about: whose it is, those in its thing, and those beside it alone."""
        others = {name for each in self._mates(reading) for name in (each.subject, *each.others)}
        shared = {name for name in (reading.subject, *reading.others) if name != subject}
        near = f"{reading.thing} | {self._stretch(reading)}"
        for name in self.draft.names:
            if name.kind == "person":
                continue
            if name.text == subject or (name.text not in others | shared and name.stands_in(near) >= 0):
                yield name.text

    def _ranked_in(self, reading: Reading) -> str:
        """In what something has its rank: "placed sixth in solar capacity per resident"."""
        after = self.draft.text.sentence(*reading.at)[reading.figure.end :]
        found = re.match(r" (?:in|by) ((?:[a-z'-]+ ?){1,5})", after) if reading.kind == "rank" else None
        return found[1].strip() if found else ""

    def _is_price(self, reading: Reading) -> bool:
        """Whether a sum is what one of something costs: "cost 74.20 dollars", "1.58 euros a litre"."""
        if reading.value.unit.kind is not UnitKind.MONEY or reading.kind != "level" or "price" in reading.thing:
            return False
        after = self.draft.text.sentence(*reading.at)[reading.figure.end :]
        each = re.match(r"(?: [a-z]+)? (?:an?|per) ([a-z]+)", after)
        return reading.governor.verb in ("cost", "costs") or (
            each is not None and self.draft.words.singular(each[1]) in self.draft.words.measure_units
        )

    def _mates(self, reading: Reading) -> list[Reading]:
        """The other figures of the same sentence."""
        return [each for each in self.draft.readings if each.at == reading.at and each is not reading]

    def _stretch(self, reading: Reading) -> str:
        """The part of a sentence that is about a figure alone: from the mark before it to the one before the next."""
        sentence = self.draft.text.sentence(*reading.at)
        ends = sorted(each.figure.end for each in self._mates(reading) if each.figure.end <= reading.figure.start)
        starts = sorted(each.figure.start for each in self._mates(reading) if each.figure.start >= reading.figure.end)
        begin = _parted(sentence, ends[-1], reading.figure.start) if ends else 0
        end = _parted(sentence, reading.figure.end, starts[0]) if starts else len(sentence)
        return sentence[begin:end]

    def _since(self, text: str) -> list[str]:
        """Years that bound a figure, with the word before them: "date from before 1985", "by 2030"."""
        return [each for found in re.findall(r"\b(before|since|until|by) ((?:19|20)\d\d)\b", text) for each in found]

    def _sorts(self, reading: Reading, among: Iterable[Reading]) -> set[tuple[str, object]]:
        """The sorts of figure that a sentence gives of one thing: a change, a level in tonnes."""
        return {
            (each.kind, each.value.unit)
            for each in among
            if each.thing == reading.thing and each.subject == reading.subject
        }


def _parted(sentence: str, start: int, end: int) -> int:
    """Where two figures are parted: behind the last mark between them, or else where the first ends."""
    marks = [match.end() for match in re.finditer(r"[,;:]\s|\s-\s", sentence[start:end])]
    return start + marks[-1] if marks else start


def tokens(text: str) -> list[str]:
    """The words of a text, without its numbers."""
    return re.findall(r"[^\W\d]+", text.lower())


def _calls(thing: str, subject: str) -> list[str]:
    plain = re.sub(r"\s+", " ", thing).strip()
    return [f"{plain} {subject}".lower(), subject.lower()] if subject else [plain.lower()] if plain else ["figure"]
