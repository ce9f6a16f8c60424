"""A draft as a folder in the form of a release, with every guess marked for review."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from facts.check import check_release
from facts.draft.called import forms, other_names
from facts.draft.draft import Draft
from facts.draft.follow import Following, followings
from facts.draft.names import Name
from facts.draft.periods import LAST_YEAR, periods_in
from facts.draft.reading import Reading
from facts.draft.said import Saying, excerpt_of
from facts.draft.words import PeriodWords
from facts.figures import Figure, calendar, figures
from facts.load import DEFAULT_LANGUAGE, LONGEST_EXCERPT, load_release
from facts.model import Direction
from facts.quantity import PERCENT, UnitKind
from facts.text import BAR
from facts.words import figure_words, whole
from facts.writing import dump

TEXT_FILE = "text.txt"
"""The text as it was read, beside the draft: not part of the content, and not to be published with it."""
_NOTE = (
    "A draft made from the text by rule. What stands under 'review' is a guess, and nobody is told anything of it.\n"
    "Go through it with `release-bot review`; then `release-bot check --by` and `approve` let it go live."
)
_CURRENCY_SIGN: Final = re.compile(r"(?:US|A|C|NZ|HK|S)?[$€£¥₹₩] ?\Z|\b[A-Z]{3} \Z")
_WITH_BOUND: Final = 5
"""Words before a figure that an excerpt takes where one of them is a bound."""
_RANK: Final = "place"
_LONGEST_ASIDE: Final = 4
_FIGURE_KINDS: Final = frozenset({"change", "share", "provisional", "target", "forecast"})
Item = dict[str, Any]


def slug(words: str, longest: int = 60) -> str:
    """Words as an identifier."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'s", "s")
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return re.sub(r"-[^-]*\Z", "", made[: longest + 1]) if len(made) > longest else made or "item"


def _en(text: str) -> Mapping[str, str]:
    return {DEFAULT_LANGUAGE: text}


@dataclass
class Writer:
    """Makes the lists of a release out of a draft."""

    draft: Draft
    taken: set[str] = field(default_factory=set)
    entity_ids: dict[str, str] = field(default_factory=dict)
    indicators: dict[tuple[str, str], Item] = field(default_factory=dict)
    measured: dict[int, str] = field(default_factory=dict)
    """The identifier of each reading's measure."""
    used_kinds: set[str] = field(default_factory=set)
    used_periods: set[str] = field(default_factory=set)

    def files(self) -> Mapping[str, Item]:
        """Each file's name with what stands in it."""
        entities = list(self._entities())
        measures = [item for reading in self.draft.readings for item in self._measures(reading)]
        derived = list(self._derived())
        sets = list(self._sets())
        statements = [self._statement(each) for each in self.draft.sayings]
        self._causes(measures, statements)
        facts = [*measures, *sets, *statements]
        if not facts:
            facts = statements = [self._fallback()]
        gaps = list(self._gaps(str(facts[0]["id"])))
        about = self._about(facts)
        files = {
            "release": {"about": about, **self._frame(), "indicators": list(self.indicators.values())},
            "entities": {"entities": entities},
            "measures": {"measures": measures},
            "derived": {"derived": derived},
            "sets": {"sets": sets},
            "statements": {"statements": statements},
            "gaps": {"gaps": gaps},
        }
        return {name: lists for name, lists in files.items() if name == "release" or any(lists.values())}

    def _id(self, words: str) -> str:
        base = made = slug(words)
        number = 2
        while made in self.taken or made in ("as", "share"):
            made, number = f"{base}-{number}", number + 1
        self.taken.add(made)
        return made

    # What the release is, and what it speaks of

    def _about(self, facts: Sequence[Item]) -> Item:
        draft = self.draft
        headline = str(facts[0]["id"])
        publisher = next((name for name in draft.names if name.kind == "organisation" and name.paragraph == 1), None)
        about: Item = {
            "id": draft.id,
            "title": _en(f"{draft.home or draft.id}: {facts[0]['label'][DEFAULT_LANGUAGE]}"),
            "home": self.entity_ids[draft.home],
        }
        if publisher is not None:
            about["publisher"] = self.entity_ids[publisher.text]
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
        self.used_periods.add(draft.period)
        return about

    def _common(self) -> list[str]:
        """Words that may stand in any question: the release's place, whoever tells it, its time."""
        period = next(each for each in self.draft.words.periods if each.id == self.draft.period)
        return list(
            dict.fromkeys(
                [self.draft.home.lower() or "release", self._period_label(period), "official", *self._topic()]
            )
        )

    def _topic(self) -> list[str]:
        """What all of the release is about, as its first figure says: the "electricity" of "electricity generation"."""
        first = self.draft.readings[0].thing.split() if self.draft.readings else []
        plain = len(first) == 2 and first[0].islower() and not self.draft.words.is_plural(first[0])
        return first[:1] if plain else []

    def _frame(self) -> Item:
        periods = []
        for period in self.draft.words.periods:
            for identifier, year in ((period.id, 0), (f"{period.id}{LAST_YEAR}", -1)):
                if identifier in self.used_periods:
                    label = self._period_label(period) + (", a year earlier" if year else "")
                    item: Item = {"id": identifier, "label": _en(label), "months": list(period.months)}
                    periods.append(item | ({"year": year} if year else {}))
        kinds = []
        for kind in sorted(self.used_kinds):
            label, plural = self._called(kind) or self.draft.words.kind_names.get(kind, (kind, f"{kind}s"))
            kinds.append({"id": kind, "label": _en(label), "plural": _en(plural)})
        return {"periods": periods, "kinds": kinds}

    def _called(self, kind: str) -> tuple[str, str] | None:
        """What the text itself calls places of a kind, one and several, where it is not what they are mostly called."""
        words = self.draft.words
        nouns = [noun for noun in words.place_kinds.get(kind, []) if noun.islower() and not words.is_plural(noun)]
        whole_text = " ".join(sentence for _, _, sentence in self.draft.text)
        said = [noun for noun in nouns if re.search(rf"\b(?:{noun}|{words.plural(noun)})\b", whole_text)]
        return (said[0], words.plural(said[0])) if said and said[0] != "capital" else None

    def _period_label(self, period: PeriodWords) -> str:
        """A period as the text first words it."""
        for _, _, sentence in self.draft.text:
            for each in periods_in(sentence, self.draft.words):
                if each.id == period.id:
                    written = sentence[each.start : each.end]
                    if re.match(r"(?:first|second|third|fourth|final|last)\b", written):
                        return f"the {written}"
        return period.label

    def _entities(self) -> Iterator[Item]:
        names = list(self.draft.names)
        for name in names:
            identifier = self._entity_id(name.text)
            kind = name.place_kind if name.kind == "place" else name.kind
            self.used_kinds.add(kind)
            item: Item = {"id": identifier, "kind": kind, "label": _en(name.text)}
            if name.aliases:
                item["names"] = {DEFAULT_LANGUAGE: [name.text, *name.aliases]}
            item["source"] = {
                "paragraph": name.paragraph, "sentence": name.sentence, "excerpt": self._around(name)
            }  # fmt: skip
            if not name.sure:
                item["review"] = {"kind": "no word beside the name tells what it is"}
            elif name.kind == "place" and kind == "place":
                item["review"] = {"kind": "a place of some kind"}
            yield item
        if not names:
            yield self._nameless()

    def _entity_id(self, name: str) -> str:
        base = made = slug(name)
        while made in self.entity_ids.values():
            made += "-2"
        self.entity_ids[name] = made or base
        return made

    def _nameless(self) -> Item:
        """What a text that names nothing is about."""
        identifier = self._entity_id("")
        self.used_kinds.add("place")
        paragraph, number, sentence = next(iter(self.draft.text))
        return {
            "id": identifier, "kind": "place", "label": _en(self.draft.id),
            "source": {"paragraph": paragraph, "sentence": number, "excerpt": excerpt_of(sentence, self.draft.words)},
            "review": {"label": "the text names no place and nobody", "kind": "a guess", "source": "its first words"},
        }  # fmt: skip

    def _around(self, name: Name) -> str:
        sentence = self.draft.text.sentence(name.paragraph, name.sentence)
        at = name.stands_in(sentence)
        before = re.search(r"(?:[\w'-]+ )?\Z", sentence[:at])
        excerpt = sentence[before.start() if before else at : at + len(name.text)]
        return " ".join((excerpt if excerpt != sentence else name.text).split()[-LONGEST_EXCERPT:])

    # Figures

    def _measures(self, reading: Reading) -> Iterator[Item]:
        for place, subject in enumerate((reading.subject, *reading.others)):
            item = self._measure(reading, subject)
            if place == 0:
                self.measured[id(reading)] = str(item["id"])
            yield item

    def _measure(self, reading: Reading, subject: str) -> Item:
        label = self._label(reading, subject)
        indicator = self._indicator(reading.indicator, reading.value.unit.kind)
        item: Item = {
            "id": self._id(label),
            "label": _en(label),
            "indicator": indicator,
            "subject": self.entity_ids.get(subject) or self.entity_ids[self.draft.home],
        }
        item |= self._when(reading)
        item["value"] = str(reading.value)
        if reading.direction is not Direction.NONE:
            item["direction"] = str(reading.direction)
        kinds = [kind for kind in (reading.kind, *reading.tags) if kind in _FIGURE_KINDS]
        if reading.value.unit.kind is UnitKind.MONEY:
            kinds.append("amount")
        if kinds := [kind for kind in kinds if kind != "change" or reading.value.unit.kind is UnitKind.PERCENT]:
            self.used_kinds.update(kinds)
            item["kinds"] = kinds
        item["statement"] = _en(self._told(reading, label))
        names = _calls(self._thing(reading), "" if subject == self.draft.home else subject)
        names += [f"{self._thing(reading)} {each}".lower() for each in self._qualified(reading)]
        names += list(
            other_names(reading, self.draft.text.sentence(*_place(reading)), self._mates(reading), self.draft.words)
        )
        if ranked := self._ranked_in(reading):
            names.append(f"rank in {ranked}".lower())
        if self._is_price(reading):
            names += [f"price of {self._thing(reading)}".lower(), f"{self._thing(reading)} price".lower()]
        item["names"] = {DEFAULT_LANGUAGE: list(dict.fromkeys(names))}
        item["about"] = {DEFAULT_LANGUAGE: self._asked(reading)}
        excerpt = self._excerpt(reading)
        spoken = list(self._spoken(reading, subject))
        if subject or spoken:
            item["entities"] = [self.entity_ids[name] for name in spoken]
        item["source"] = {"paragraph": reading.paragraph, "sentence": reading.sentence, "excerpt": excerpt}
        if sizes := self._sizes(reading, excerpt):
            item["also"] = sizes
        doubts = {("value" if key == "unit" else key): why for key, why in reading.doubts.items()}
        doubts = {key: why for key, why in doubts.items() if key != "kinds" or kinds}
        for tag in reading.tags:
            doubts.setdefault("kinds", f"words in the sentence make it a {tag}")
        item["review"] = {**doubts, "label": "made by rule"}
        return item

    def _told(self, reading: Reading, label: str) -> str:
        """What a figure says, with its unit where the label does not hold that, and the way it went."""
        unit, told = reading.value.unit, "{value}"
        if unit.name == _RANK:
            told = "place {value}" if reading.kind == "rank" else f"{{value}} {self._units(reading)}"
        elif unit.kind is UnitKind.COUNT and not {unit.name, self._units(reading)} & {*label.lower().split()}:
            told = f"{{value}} {self._units(reading)}"
        way = str(reading.direction) if reading.kind == "change" and reading.direction is not Direction.NONE else ""
        return f"{label[:1].upper()}{label[1:]}: {told}{f' ({way})' if way else ''}."

    def _units(self, reading: Reading) -> str:
        """What is counted, in words, and in the number that the figure has."""
        noun = "point" if reading.value.unit.name == "index-point" else reading.value.unit.name.replace("-", " ")
        return noun if reading.value.is_exact and reading.value.value == 1 else self.draft.words.plural(noun)

    def _thing(self, reading: Reading) -> str:
        """What a figure measures, to be called by."""
        return reading.indicator if reading.kind == "rank" else reading.thing

    def _ranked_in(self, reading: Reading) -> str:
        """In what something has its rank: "placed sixth in solar capacity per resident"."""
        after = self.draft.text.sentence(*_place(reading))[reading.figure.end :]
        found = re.match(r" (?:in|by) ((?:[a-z'-]+ ?){1,5})", after) if reading.kind == "rank" else None
        return found[1].strip() if found else ""

    def _is_price(self, reading: Reading) -> bool:
        """Whether a sum is what one of something costs: "cost 74.20 dollars", "1.58 euros a litre"."""
        if reading.value.unit.kind is not UnitKind.MONEY or reading.kind != "level" or "price" in reading.thing:
            return False
        after = self.draft.text.sentence(*_place(reading))[reading.figure.end :]
        each = re.match(r"(?: [a-z]+)? (?:an?|per) ([a-z]+)", after)
        return reading.governor.verb in ("cost", "costs") or (
            each is not None and self.draft.words.singular(each[1]) in self.draft.words.measure_units
        )

    def _mates(self, reading: Reading) -> list[Reading]:
        """The other figures of the same sentence."""
        return [each for each in self.draft.readings if _place(each) == _place(reading) and each is not reading]

    def _stretch(self, reading: Reading) -> str:
        """The part of a sentence that is about a figure alone: from the mark before it to the one before the next."""
        sentence = self.draft.text.sentence(*_place(reading))
        ends = sorted(each.figure.end for each in self._mates(reading) if each.figure.end <= reading.figure.start)
        starts = sorted(each.figure.start for each in self._mates(reading) if each.figure.start >= reading.figure.end)
        begin = _parted(sentence, ends[-1], reading.figure.start) if ends else 0
        end = _parted(sentence, reading.figure.end, starts[0]) if starts else len(sentence)
        return sentence[begin:end]

    def _spoken(self, reading: Reading, subject: str) -> Iterator[str]:
        """The names that a figure is about: whose it is, those in its thing, and those beside it alone."""
        others = {name for each in self._mates(reading) for name in (each.subject, *each.others)}
        shared = {name for name in (reading.subject, *reading.others) if name != subject}
        near = f"{reading.thing} | {self._stretch(reading)}"
        for name in self.draft.names:
            if name.kind == "person":
                continue
            if name.text == subject or (name.text not in others | shared and name.stands_in(near) >= 0):
                yield name.text

    def _asked(self, reading: Reading) -> list[str]:
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
        text = self._stretch(reading) if twins else self.draft.text.sentence(*_place(reading))
        meant = [
            each
            for each in mates
            if re.match(r" of them\b", self.draft.text.sentence(*_place(each))[each.figure.end :])
        ]
        text = f"{text} {' '.join(each.thing for each in meant)}"  # "14 million in subsidies for 1,640 of them"
        own = {*_tokens(f"{reading.thing} {reading.subject}")}
        like = [each for each in mates if self._sorts(each, mates) & self._sorts(reading, [*mates, reading])]
        foreign = {
            one for each in like for one in _tokens(f"{each.thing} {each.subject} {' '.join(each.others)}")
        } - own
        down, up = figure_words().falling, figure_words().rising
        contrary = {Direction.UP: [down], Direction.DOWN: [up]}.get(reading.direction, [up, down])
        named = {one for name in self.draft.names if name.kind == "person" for one in _tokens(name.text)}
        kept = [one for one in _tokens(text) if one not in small | foreign | named and len(one) > 2]
        kept = [one for one in kept if not any(way.fullmatch(one) for way in contrary)]
        if "target" not in reading.tags and any("target" in each.tags for each in mates):
            kept = [one for one in kept if one not in words.target_nouns]  # the aim is another figure's
        return forms([*dict.fromkeys(kept), *self._since(text)], words)

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

    def _qualified(self, reading: Reading) -> list[str]:
        """Words that tell a figure from others of its thing: "recorded higher prices", "hold a foreign passport"."""
        words = self.draft.words
        number_words = {*figure_words().ones, *figure_words().tens}
        own = {*reading.thing.lower().split(), *self._units(reading).split(), *words.auxiliaries}
        kept: list[str] = []
        for word in self._told_after(reading).split():
            if word in words.conjunctions or word in number_words or len(kept) == _LONGEST_ASIDE:
                break
            if kept or word.lower() not in own:
                kept.append(word)
        while kept and kept[-1] in words.prepositions | words.determiners:
            kept.pop()
        return [" ".join(kept)] if kept and kept[0] not in words.prepositions else []

    def _told_after(self, reading: Reading) -> str:
        """What a sentence says behind a count, a part of a sum or a share, of those that it counts."""
        sentence, words = self.draft.text.sentence(*_place(reading)), self.draft.words
        counts, after = reading.value.unit.kind is UnitKind.COUNT, sentence[reading.figure.end :]
        part = reading.value.unit.kind is UnitKind.MONEY and re.search(r"\bof which ", sentence[: reading.figure.start])
        if counts or part:
            after = re.sub(r"\A((?: [\w'-]+){1,3}), or [^,]*%,", r"\1", after)  # "158,000 pupils, or 13.3%, hold"
        elif reading.kind == "share":
            after = re.sub(rf"\A(?:\)|,)?(?: of (?:the |all |its |their )*{re.escape(reading.thing)}\b)?", "", after)
            first = next(iter(after.split()), "")
            if first not in words.verbs | words.auxiliaries | words.standing:
                return ""
        else:
            return ""
        found = re.match(r" ((?:(?!\S*\d)[\w'-]+ ?){1,8})", after)
        return found[1] if found else ""

    def _sizes(self, reading: Reading, excerpt: str) -> list[Item]:
        """Where the first figure of a sentence tells of it: sizes such as "trillion-yuan" that no excerpt carries."""
        first = next(each for each in self.draft.readings if _place(each) == _place(reading))
        if first is not reading:
            return []
        sentence = self.draft.text.sentence(*_place(reading))
        sizes = [sentence[each.start : each.end] for each in figures(sentence) if each.bare]
        return [
            {"paragraph": reading.paragraph, "sentence": reading.sentence, "excerpt": size}
            for size in dict.fromkeys(sizes)
            if size not in excerpt
        ]

    def _when(self, reading: Reading) -> Item:
        when: Item = {}
        if reading.period:
            when["period"] = reading.period
            self.used_periods.add(reading.period)
        if reading.compared_with:
            when["compared_with"] = reading.compared_with
            self.used_periods.add(reading.compared_with)
        if reading.basis:
            when["basis"] = reading.basis
        return when

    def _label(self, reading: Reading, subject: str) -> str:
        label = reading.indicator
        if reading.kind in ("level", "share") and (told := self._qualified(reading)):
            label += f" ({told[0]})"
        elif self._other_basis(reading):
            label += f" ({str(reading.basis).replace('-', ' ')})"
        elif reading.compared_with and self._has_twin(reading):
            against = next(
                (self._period_label(each) for each in self.draft.words.periods if each.id == reading.compared_with), ""
            )
            label += f" (against {against})" if against else ""
        if reading.kind == "level" and "target" in reading.tags and self._has_twin(reading):
            label += " (target)"
        if subject and subject != self.draft.home:
            label += f": {subject}"
        if "earlier value" in reading.doubts.get("period", ""):
            label += ", earlier"
        elif reading.period and reading.period.endswith(LAST_YEAR):
            label += ", a year earlier"
        elif reading.period and reading.period != self.draft.period and "period" not in reading.doubts:
            label += f", {next((each.label for each in self.draft.words.periods if each.id == reading.period), '')}"
        return label

    def _has_twin(self, reading: Reading) -> bool:
        """Whether the text gives another change of the same thing."""
        own = (reading.indicator, reading.subject, reading.period)
        return any(
            (each.indicator, each.subject, each.period) == own for each in self.draft.readings if each is not reading
        )

    def _other_basis(self, reading: Reading) -> bool:
        """Whether the text gives the same change on another basis as well."""
        return bool(reading.basis) and any(
            (each.indicator, each.subject, each.period) == (reading.indicator, reading.subject, reading.period)
            and each.basis != reading.basis
            for each in self.draft.readings
        )

    def _indicator(self, label: str, unit: UnitKind) -> str:
        key = (label, str(unit))
        if key not in self.indicators:
            known = {item["id"] for item in self.indicators.values()}
            base = made = slug(re.sub(r"\A(change|share|lead) of (.*)", r"\2 \1", label), 50)
            if made in known:
                made = f"{base}-{unit}"
            while made in known:
                made += "-2"
            self.indicators[key] = {"id": made, "label": _en(label), "unit": str(unit)}
        return str(self.indicators[key]["id"])

    def _excerpt(self, reading: Reading) -> str:
        """The shortest stretch that carries the figure with its bound, its unit, and the words that say which way."""
        sentence, figure = self.draft.text.sentence(reading.paragraph, reading.sentence), reading.figure
        if BAR in sentence:
            return _row_excerpt(sentence, figure)
        end = figure.end
        if figure.bracketed:
            return self._bracketed_excerpt(sentence, figure)
        shares = figure.unit is not None or figure.scale > 1
        if shares and re.fullmatch(r"[\d.,]+", sentence[figure.start : figure.end]):  # "from 684 to 712 million francs"
            alike = [each for each in figures(sentence) if each.start > figure.start and each.unit is figure.unit]
            end = alike[0].end if alike else end
        if figure.ranged and reading.value.low is None:
            return self._range_excerpt(sentence, figure)
        if figure.ranged and reading.value.high is None:
            following_figure = next(each for each in figures(sentence) if each.start > figure.start)
            end = following_figure.end
        ranked = re.match(r" to (?:the )?\S+(?= [a-z]+)", sentence[end:]) if figure.rank else None
        end += len(ranked[0]) if ranked else 0  # "from 19th to 23rd place"
        following = re.match(r"(?:[ -](?!\S*\d)[\w'%-]+){1,3}", sentence[end:])
        end += len(following[0]) if following else 0
        room = LONGEST_EXCERPT - len(sentence[figure.start : end].split())
        before = sentence[: figure.start].split(" ")
        verb = reading.governor.verb or reading.governor.noun.split(" ")[-1]
        words = 3 if figure.sign == "=" else _WITH_BOUND
        places = [len(before) - place for place, word in enumerate(before) if verb and word.strip(",").lower() == verb]
        if places:
            words = max(words, places[-1])
        start = len(" ".join(before[: max(0, len(before) - min(words + 1, room))]))
        if reading.value.unit == PERCENT and reading.direction is Direction.DOWN:
            falling = figure_words().falling
            if not falling.search(sentence[start:end]):  # the word that tells stands further on the left
                start = len(" ".join(before[: max(0, len(before) - room)]))
        excerpt = sentence[start:end].strip(" ,;")
        whole_sentence = excerpt.strip(".") == sentence.strip(" .\"'")
        return excerpt.partition(" ")[2] or excerpt if whole_sentence else excerpt

    def _bracketed_excerpt(self, sentence: str, figure: Figure) -> str:
        """An earlier value in brackets, with the value before it, whose unit it has: "EUR 612 million (574)"."""
        value = next(each for each in reversed(figures(sentence)) if each.start < figure.start)
        before = re.search(r"(?:[\w'-]+ )?(?:[A-Z]{3} ?|[^\w\s]{1,3})?\Z", sentence[: value.start])
        return sentence[before.start() if before else value.start : figure.end + 1]

    def _range_excerpt(self, sentence: str, figure: Figure) -> str:
        """A range up to its upper end, from the word before its lower one: "between €1.6 billion and €1.7 billion"."""
        lower = next(each for each in reversed(figures(sentence)) if each.start < figure.start)
        before = re.search(r"(?:[\w'-]+ )?(?:[A-Z]{3} ?|[^\w\s]{1,3})?\Z", sentence[: lower.start])
        return sentence[before.start() if before else lower.start : figure.end]

    # What follows

    def _derived(self) -> Iterator[Item]:
        for each in followings(self.draft.readings, self.draft.text):
            right = self.measured[id(each.right)]
            left = self.measured[id(each.left)] if each.left is not None else "100%"
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
            "id": self._id(label),
            "label": _en(label),
            "indicator": self._indicator(indicator, value.kind),
            "subject": self.entity_ids.get(base.subject) or self.entity_ids[self.draft.home],
        }
        if each.earlier and each.right.compared_with:
            item["period"] = each.right.compared_with
            self.used_periods.add(each.right.compared_with)
        item["formula"] = formula
        item["statement"] = _en(f"{label[:1].upper()}{label[1:]}: {{value}}.")
        item["review"] = {
            "formula": "the draft sees that this follows; does it mean what the label says?",
            "label": "made by rule",
        }
        return item

    def _sets(self) -> Iterator[Item]:
        for reading in self.draft.readings:
            members = [reading.subject, *reading.others]
            kinds = {name.place_kind for name in self.draft.names if name.text in members}
            if len(members) < 2 or len(kinds) != 1 or self._said_else(reading, members):
                continue
            listed = f"{', '.join(members[:-1])} and {members[-1]}"
            label = f"{reading.indicator}: {listed}"
            sentence = self.draft.text.sentence(reading.paragraph, reading.sentence)
            named = re.search(re.escape(members[0]) + r".*?" + re.escape(members[-1]), sentence)
            source = {"paragraph": reading.paragraph, "sentence": reading.sentence}
            item: Item = {
                "id": self._id(label),
                "label": _en(label),
                "kind": kinds.pop(),
                "members": [self.entity_ids[member] for member in members],
                "indicator": self._indicator(reading.indicator, reading.value.unit.kind),
                "statement": _en(f"{listed}: {reading.indicator} {{{self.measured[id(reading)]}}}."),
                "source": {**source, "excerpt": self._excerpt(reading)},
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

    # What is said without a figure

    def _statement(self, saying: Saying) -> Item:
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
        item: Item = {"id": self._id(label), "label": _en(label), "statement": _en(says)}
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
        if entities := [self.entity_ids[name] for name in spoken]:
            item["entities"] = entities
        if speaker:
            item["speaker"] = self.entity_ids[speaker]
        item["source"] = {"paragraph": saying.paragraph, "sentence": saying.sentence, "excerpt": saying.excerpt}
        item["review"] = why
        return item

    def _causes(self, measures: Sequence[Item], statements: Sequence[Item]) -> None:
        """Let the first change of the release, and what names causes itself, tell why."""
        named = whole(self.draft.words.causes)
        for saying, item in zip(self.draft.sayings, statements, strict=False):
            sentence = self.draft.text.sentence(saying.paragraph, saying.sentence)
            if saying.office or not named.search(sentence):
                continue
            changes = [
                each
                for each in measures
                if each.get("direction") and each["subject"] == self.entity_ids[self.draft.home]
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
        return list(dict.fromkeys(one for one in _tokens(text) if one not in small and len(one) > 2))

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
                told += f"{_plain(before)}{{{self.measured[id(reading)]}}}"
                end = figure.end
        return told + _plain(sentence[end:last] if at >= 0 else saying.excerpt)

    def _fallback(self) -> Item:
        paragraph, number, sentence = next(iter(self.draft.text))
        return self._statement(Saying(paragraph, number, excerpt_of(sentence, self.draft.words)))

    def _gaps(self, nearest: str) -> Iterator[Item]:
        whole_text = " ".join(sentence for _, _, sentence in self.draft.text)
        for gap in self.draft.words.gaps:
            if gap.words == ["year-number"]:
                missing = not any(re.search(r"\b20\d\d", whole_text[a:b]) for a, b in calendar(whole_text))
            else:
                missing = not whole(gap.words).search(whole_text)
            if missing:
                self.taken.add(gap.id)
                why = "no word of the text speaks of it; would a reader ask?"
                yield {"id": gap.id, "label": _en(gap.label), "nearest": [nearest], "review": {"label": why}}
        named = {name.place_kind for name in self.draft.names}
        for reading in self.draft.readings:
            unit, exact = reading.value.unit, reading.value.is_exact
            few = unit.kind is UnitKind.COUNT and exact and 1 < reading.value.value <= 30 and reading.kind == "level"
            if few and unit.name not in self.draft.words.measure_units and unit.name not in named:
                label = f"which {self._label(reading, reading.subject)} they are"
                why = "the text gives their number; does it name them?"
                yield {
                    "id": self._id(f"gap {label}"), "label": _en(label), "nearest": [self.measured[id(reading)]],
                    "review": {"label": why},
                }  # fmt: skip


def _row_excerpt(sentence: str, figure: Figure) -> str:
    """A row of a table up to a cell, or a part of it that is not all and not too long."""
    end = sentence.find(BAR, figure.end)
    row = sentence[:end] if end >= 0 else sentence.partition(BAR)[2]
    if len(row.split()) <= LONGEST_EXCERPT:
        return row
    return sentence[sentence.rfind("|", 0, figure.start) : end if end >= 0 else len(sentence)]


def _place(reading: Reading) -> tuple[int, int]:
    return reading.paragraph, reading.sentence


def _offices(role: str) -> Iterator[str]:
    """An office, whole and without whose it is: "Director General of the Agency", "Director General"."""
    yield role
    whole_role, _, _ = role.partition(" of ")
    if whole_role and whole_role != role:
        yield whole_role


def _parted(sentence: str, start: int, end: int) -> int:
    """Where two figures are parted: behind the last mark between them, or else where the first ends."""
    marks = [match.end() for match in re.finditer(r"[,;:]\s|\s-\s", sentence[start:end])]
    return start + marks[-1] if marks else start


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d]+", text.lower())


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


def _calls(thing: str, subject: str) -> list[str]:
    plain = re.sub(r"\s+", " ", thing).strip()
    return [f"{plain} {subject}".lower(), subject.lower()] if subject else [plain.lower()] if plain else ["figure"]


def write_draft(draft: Draft, folder: Path) -> None:
    """Write a draft into a folder that is there and empty, and mark what the check finds wrong in it.

    Raises OSError where that cannot be done.
    """
    from facts.draft.marks import Marks

    for name, lists in Writer(draft).files().items():
        (folder / f"{name}.yaml").write_text(dump(lists, _NOTE if name == "release" else ""), encoding="utf-8")
    lines = [" ".join(paragraph) for paragraph in draft.text.paragraphs]
    (folder / TEXT_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / ".gitignore").write_text(f"{TEXT_FILE}\n", encoding="utf-8")
    Marks(folder).doubt(check_release(load_release(folder), folder, "\n".join(lines)))
