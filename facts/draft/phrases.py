"""What a phrase says: its head, whether it tells anything, what is left of it without names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facts.draft.names import Name
from facts.draft.words import DraftWords
from facts.model import Direction
from facts.words import FigureWords, either


@dataclass(frozen=True)
class Phrases:
    """Phrases of a text that has these names."""

    words: DraftWords
    figure_words: FigureWords
    names: Sequence[Name]
    """Of places and organisations."""

    def tells_share(self, phrase: str) -> bool:
        """Whether a phrase speaks of a share."""
        return any(word in self.words.share_nouns for word in phrase.lower().split())

    def head(self, thing: str) -> str:
        """The head of a phrase: the last word before the first preposition."""
        head = before = ""
        parts = thing.split()
        for place, word in enumerate(parts):
            if word.lower() in self.words.prepositions and head:
                if word == "of" and self.is_empty(" ".join(parts[:place])):
                    return self.head(" ".join(parts[place + 1 :]))  # "the total number of passengers"
                break
            before, head = head, word
        if before and head.endswith("ed") and self.words.is_plural(before.lower()):
            head = before  # "vacancies registered with the service"
        if before and self.words.singular(head.lower()) in self.words.empty_nouns:
            return _letters(self.words.singular(before))  # "passenger numbers" count passengers
        plain = self.words.singular(head.strip("'\"").removesuffix("'s"))
        return plain if re.fullmatch(r"[a-z][a-z-]*", plain) and self.words.is_plural(head.lower()) else ""

    def cut(self, phrase: str) -> str:
        """A phrase up to the first word that is none of it."""
        kept: list[str] = []
        phrase = re.sub(r"\A[\d.,]+ [a-z-]+ of ", "", phrase)  # "14 kilometres of cycle paths"
        stop = (
            (self.words.prepositions - {"of", "and"})
            | self.words.auxiliaries
            | self.words.conjunctions
            | {"reported", "itself", "themselves", "instead", "rather"}
        )
        for word in phrase.split():
            if word.lower() in stop and kept:
                break
            if kept and kept[0] != "what" and self.words.is_plural(kept[-1].lower()) and self._carries_on(word.lower()):
                break  # "of all trains reached their destination"
            if word.lower() in self.words.determiners:
                if kept and kept[-1] == "of":
                    continue
                if not kept:
                    continue
                break
            kept.append(word)
        while kept and kept[-1] in ("of", "and"):
            kept.pop()
        return " ".join(kept)

    def _carries_on(self, word: str) -> bool:
        """Whether a word behind a plural is a verb of its own, or a participle."""
        return word in self.words.verbs | self.words.standing or bool(re.fullmatch(r"[a-z]{2,}ed", word))

    def is_pronoun(self, thing: str) -> bool:
        """Whether a phrase only points to what was named before."""
        first, *rest = re.sub(r" to \w+\Z", "", thing.lower()).split() or [""]  # "expects it to average"
        return first.split("'")[0] in self.words.pronouns and not {*rest} - self.words.determiners  # "that's a"

    def is_empty(self, thing: str) -> bool:
        """Whether a phrase says nothing of what is measured."""
        plain = [word for word in re.findall(r"[\w'-]+", thing.lower()) if word not in self.words.determiners]
        small = self.words.prepositions | self.words.pronouns | self.words.conjunctions
        months = {*self.figure_words.months}
        telling = [
            word for word in plain if word not in small and word not in self.words.empty_nouns and word not in months
        ]
        return not [
            word
            for word in telling
            if word not in ("preliminary", "provisional", "only", "large", "alone", "latest", "net", "gross")
        ]

    def without_names(self, thing: str) -> str:
        """A thing without the names of places and organisations: "Estmark's seaports" leave the seaports."""
        whole_thing = thing
        for name in self.names:
            for called in (name.text, *name.aliases):
                plain = rf"(?<!\w){re.escape(called)}(?!\w)"
                thing = re.sub(rf"(?:the )?{plain}'s ", "", thing)
                thing = re.sub(rf"(?:\b(?:in|at) )?(?:the )?(?<!from )(?<!from the ){plain} ?", "", thing)
        owners = "|".join(f"{word}'s" for word in self.words.empty_nouns)
        thing = re.sub(rf"\b(?:the|a|an|{owners}) ", "", thing)
        thing = re.sub(r"\b(?:in|at|on|for)(?: the)?(?: \w+)? (?:month|year|period)\b.*\Z", "", thing)
        thing = re.sub(rf"\b(?:in|for|during)(?: the)? (?:{self._periods})\Z", "", thing, flags=re.IGNORECASE)
        named = thing != whole_thing and any(name.stands_in(whole_thing) >= 0 for name in self.names)
        if named and re.fullmatch(rf"(?:{'|'.join(self._place_words)})(?: of)?", thing.strip(" ,")):
            return ""  # "the port of Ternby"
        thing = re.sub(
            rf" (?:in|for|during) (?:{'|'.join(self.figure_words.months)})\b", "", thing, flags=re.IGNORECASE
        )
        thing = re.sub(r" (?:next|this|last)(?: (?:year|month|quarter|week))?\Z", "", thing.strip())
        thing = re.sub(
            rf"\A(?:(?:{'|'.join(self.figure_words.months)}) )?figures? for ", "", thing, flags=re.IGNORECASE
        )
        thing = re.sub(r"\A(?:year-on-year|annual rate of|average) (?=growth)", "", thing)
        thing = re.sub(r"\s*\b(?:and|or|in|at|of|for|to|such as|from|the)\Z", "", thing.strip(" ,"))
        words = thing.split()[:9]
        return " ".join(word if word.isupper() or word in self._capitals else word.lower() for word in words)

    @property
    def _periods(self) -> str:
        return either(word for period in self.words.periods for word in period.words)

    @property
    def _place_words(self) -> set[str]:
        return {word.lower() for words in self.words.place_kinds.values() for word in words}

    @property
    def _capitals(self) -> set[str]:
        return {word for name in self.names for word in name.text.split()}

    def way(self, word: str) -> Direction | None:
        """Up or down, where a phrase says one of them."""
        down, up = self.figure_words.falling.search(word), self.figure_words.rising.search(word)
        if down and not up:
            return Direction.DOWN
        return Direction.UP if up and not down else None

    def name_in(self, phrase: str) -> Name | None:
        """The longest name in a phrase."""
        found = [(at, name) for name in self.names if (at := name.stands_in(phrase)) >= 0]
        return max(found, key=lambda each: len(each[1].text))[1] if found else None


def _letters(noun: str) -> str:
    return noun if re.fullmatch(r"[a-z][a-z-]*", noun) else ""
