"""What a figure measures: the words for it beside the figure, or those that it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facts.draft import beside
from facts.draft.clause import Governor, after_figure
from facts.draft.phrases import Phrases
from facts.draft.reading import Place, Reading
from facts.quantity import PERCENT, POINTS, UnitKind

_ASIDE: Final = r"(?: [a-z]+)?(?:, [^,]*,)?"
_GIVER: Final = r"(?: from (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*| of)*)?"
_PASSIVE: Final = r" (?:would|will|was|were|is|are|has|have|had)(?: be| been| also)* \w+(?:ed|nt) (?:on|in|for|to)"
"""What follows the money that is spent on something: "120 million, half of it borrowed, will be spent on"."""
_GOES_ON: Final = re.compile(
    r"\A[\s\w]*(?:;|,? (?:and|while|but|whereas)\b)\s*([^,;:]+),\s*(?:up|down)?\s*(?:by|to|at)?\s*\Z"
)
_ITS: Final = re.compile(
    r"\b(?:their|its) (?:[a-z]+ )?(?:number|total|value|volume|amount|share|level)s?\b(?! of)", re.IGNORECASE
)
_OF_THEM: Final = re.compile(r" of (?:which|whom|them|these|those|this|it)\b")
_OF_THEM_WHO: Final = re.compile(r" of (?:them|whom|these)(?: (?:are|were|is))? ([a-z]+)(?=[,.;)]|\Z)")
_MOST: Final = re.compile(
    r"\b(?:highest|lowest|largest|smallest|biggest|greatest) ([a-z][a-z -]*?) (?:was|were|is|are|came|had)\b",
    re.IGNORECASE,
)
_PER: Final = re.compile(r"(?: [\w-]+){1,3} (?:per|for every|for each) [\d,]+")
_A_SHARE_ASIDE: Final = re.compile(r"\b(?:share|proportion|portion),\s*\Z", re.IGNORECASE)
_WITH_A_SHARE: Final = re.compile(r"(?:\A|[,;] (?:and |but )?)\s*([^,;:]+), with an? (?:\w+ )?share of\s*\Z")
_WITH_SOMEBODY: Final = re.compile(
    r", with (?:the |an? )?(?:[\w'-]+ ){1,3}(?:bearing|paying|covering|taking|getting|holding)\s*\Z"
)
_LONGEST_LABEL: Final = 4
_OWNED: Final = re.compile(r"\A\s*(?:its|their) \w+ (?:to|at|by|from)\s*\Z")


class Things:
    """Tells the thing that a reading measures."""

    def __init__(self, phrases: Phrases, found: Sequence[Reading]) -> None:
        self.phrases, self.words, self.found = phrases, phrases.words, found
        self.intro = ""
        """What the points of the list at hand are of."""

    def thing(self, reading: Reading, where: Place, noun: list[str]) -> None:
        """Tell what is measured."""
        found, previous = reading.governor, where.previous
        if beside.is_held_against(where) and where.peer is not None:
            reading.thing = where.peer.thing
            reading.doubts["indicator"] = "it is that of the value before"
            return
        if self._goes_on_sharing(reading, where):
            return
        own = "" if beside.repeats_change(where) else self._own_thing(reading, where, noun)
        if self._undergoes(reading, where) and previous is not None:
            reading.thing = previous.thing
            reading.doubts["indicator"] = "it is that of the change before"
            return
        thing = self.phrases.without_names(own) if own else ""
        if thing and self._is_price(reading, where) and not self._priced(thing):
            thing = f"price of {thing}"
        if previous is not None and thing.lower() in self.words.share_nouns and _OWNED.search(where.lead):
            thing, reading.kind = previous.thing, "share"  # "doubled their share to 38%"
        aim = thing.lower().split(" for ")[0].split(" of ")[0] in self.words.target_nouns
        if aim and (held := where.peer or self._held_to(reading)) and held.kind in ("level", "share"):
            thing = held.thing  # "punctuality averaged 89.4%; the target for the year is 90%"
        if thing.lower() in self.words.share_nouns and (named := self._shared_before(reading)):
            thing, reading.kind = named, "share"  # "China's share rose to 12.7%"
        if thing.lower() == "ratio" and (alike := self._same_figure(reading, thing)):
            thing, reading.kind = alike.thing, alike.kind
        if previous is not None and not found.verb and re.fullmatch(r"[a-z]{2,}ed", thing) and not noun:
            thing = f"{previous.thing} {thing}"  # "convicted 33,900 defendants and acquitted 2,140"
        if thing and not self.phrases.is_empty(thing) and not self.phrases.is_pronoun(thing):
            reading.thing = self._of_the_list(thing, found)
            if found.preposition == "(":
                reading.doubts["indicator"] = "it stands before a bracket, and may be longer than that"
            return
        if self._bare_share(reading, where, own):
            return
        if found.preposition == "(" and (most := _MOST.search(where.blank[: where.start])):
            reading.thing, reading.doubts["indicator"] = most[1], "the sentence tells of the most of it"
            return
        if self.intro and found.labelled and previous is None:
            reading.thing, reading.doubts["indicator"] = self.intro, "the line before the list names it"
            return
        reading.doubts["indicator"] = "it is not named beside the figure"
        if previous is not None and (self.phrases.is_pronoun(own) or not own or found.detached or not found.verb):
            reading.thing = (self._measured_alike(reading) if reading.compares else "") or previous.thing
            stays = self.phrases.is_pronoun(own) and reading.kind == "level" and reading.value.unit == PERCENT
            if stays and previous.kind == "share":
                reading.kind = "share"  # "is to account for 40% of all stands; it is 51%"
            if reading.value.unit == POINTS and previous.kind == "share":
                reading.thing = previous.indicator
        elif self.found and (
            _ITS.search(where.lead)
            or self.phrases.is_pronoun(own)
            or (not own and where.lead.lstrip().startswith("Each "))
        ):
            meant = self._meant(reading)
            reading.thing = meant.thing
            if meant.kind == "share" and reading.kind == "level" and reading.value.unit == PERCENT:
                reading.kind = "share"  # "among single parents it is 39%"
        elif alike := self._same_figure(reading, own):
            reading.thing, reading.kind = alike.thing, alike.kind
        else:
            reading.thing = self._earlier(reading)
        if not reading.thing and self.found and self.found[-1].value.unit == reading.value.unit:
            reading.thing, reading.kind = self.found[-1].thing, self.found[-1].kind  # "there the figure is above 10%"
        if not reading.thing:
            reading.thing = thing or " ".join(noun).lower()

    def _goes_on_sharing(self, reading: Reading, where: Place) -> bool:
        """Whether a share, or a percentage beside a rank, is of what was shared before: "ranks third with 23.5%"."""
        previous, found = where.previous, reading.governor
        if previous is None or reading.value.unit != PERCENT or reading.kind not in ("level", "share") or found.thing:
            return False
        ranked = previous.kind == "rank" and not found.verb and reading.figure.start > previous.figure.end
        reached = previous.value.unit == POINTS and reading.kind == "share" and not beside.is_part(where)
        here = [each for each in self.found if each.paragraph == reading.paragraph and each.kind in ("level", "share")]
        alike = [each for each in here if each.value.unit == PERCENT]
        if not alike or not (ranked or reached):
            return False
        reading.thing, reading.kind = alike[-1].thing, alike[-1].kind
        reading.doubts["indicator"] = "it is that of the share before"
        return True

    def _of_the_list(self, thing: str, found: Governor) -> str:
        """What a point of a list is of, where the line before it says so: "Punctuality by type of service:"."""
        intro = self.intro if found.labelled and not self.phrases.is_empty(self.intro) else ""
        apart = not {*intro.lower().split()} & {*thing.lower().split()}
        return f"{intro} of {thing}" if intro and apart and len(thing.split()) <= _LONGEST_LABEL else thing

    def _bare_share(self, reading: Reading, where: Place, own: str) -> bool:
        """A share of what follows the figure, where nothing else is named: "Germany accounts for 31% of sales"."""
        if reading.value.unit != PERCENT or self.phrases.is_pronoun(own):
            return False
        part = re.match(r" of (?:(?:the|all|its|our|their|total) )*((?:[\w'-]+ ?){1,4})", where.tail)
        if where.previous is not None and re.search(r"\b(?:to|from)\s*\Z", where.lead):
            return False  # "fell by 1.4 points to 62.5% of GDP"
        named = self.phrases.without_names(self.phrases.cut(part[1])) if part else ""
        if named and reading.kind in ("share", "level") and not self.phrases.is_empty(named):
            reading.thing, reading.kind = named, "share"
            reading.doubts["indicator"] = "it is what the share is of"
            return True
        who = re.match(rf" (?:is|are|was|were|(?:{'|'.join(self.words.going)})) ((?:[\w'-]+ ?){{1,3}})", where.tail)
        clean = not (reading.governor.verb or reading.governor.thing or reading.governor.noun)
        clean = clean or bool(re.search(r"(?:\band|[,;])\s*\Z", where.lead))
        if not who or not clean or reading.kind not in ("share", "level") or not (self.found or where.previous):
            return False
        named = self.phrases.cut(who[1])
        same = not named or who[0].split()[0] in self.words.going or not self.words.is_plural(named.split()[-1].lower())
        counted = [each for each in self.found if each.paragraph == reading.paragraph and each.kind == "level"]
        before = counted[-1] if counted else where.previous or self.found[-1]
        reading.thing = before.thing if same else named  # "72% are women", "38% are older"
        reading.kind, reading.doubts["indicator"] = "share", "it is not named beside the figure"
        return True

    def _shared_before(self, reading: Reading) -> str:
        """What a share is of, where that was said before."""
        last = self.found[-1] if self.found else None
        return last.thing if last is not None and last.paragraph == reading.paragraph else ""

    def _undergoes(self, reading: Reading, where: Place) -> bool:
        """Whether another one has the change spoken of before: "enrolment grew in Dorn, while the towns saw a fall"."""
        previous = where.previous
        same = previous is not None and previous.kind == reading.kind == "change"
        noun = reading.governor.noun.lower()
        return same and reading.governor.verb in self.words.undergoing and noun in self.words.change_nouns

    def _same_figure(self, reading: Reading, own: str) -> Reading | None:
        """What "the figure" is, where the paragraph gave one in the same unit before."""
        here = [each for each in self.found if each.paragraph == reading.paragraph]
        same = [each for each in here if each.value.unit == reading.value.unit and each.thing]
        said = own.lower() in ("figure", "the figure", "ratio", "share", "proportion")
        return same[-1] if said and same and reading.kind in ("level", "share") else None

    def _meant(self, reading: Reading) -> Reading:
        """What a pronoun stands for: the last figure of the same unit in the sentence before, or the last of all."""
        last = self.found[-1]
        here = [one for one in self.found if (one.paragraph, one.sentence) == (last.paragraph, last.sentence)]
        return next((one for one in reversed(here) if one.value.unit == reading.value.unit), last)

    def _one_of(self, counted: str) -> str:
        """One of many without what it does: "resident lives"."""
        one = counted.split()
        end = next((place for place, word in enumerate(one) if place and self.words.singular(word) != word), len(one))
        return " ".join(one[:end])

    def _measured_alike(self, reading: Reading) -> str:
        """What the sentence gave before in the same unit: "21 micrograms at 48 stations, 2 micrograms less"."""
        same = [one for one in self.found if one.at == reading.at and one.value.unit == reading.value.unit]
        return same[-1].thing if same and reading.value.unit.name in self.words.measure_units else ""

    def _held_to(self, reading: Reading) -> Reading | None:
        """What an aim is of: the last thing in the paragraph that was told in the same unit."""
        here = [one for one in self.found if one.paragraph == reading.paragraph and one.kind in ("level", "share")]
        return next((one for one in reversed(here) if one.value.unit == reading.value.unit), None)

    def _time_taken(self, found: Governor, where: Place) -> str:
        """What so long was needed for: "it took 7.9 months to close a civil case"."""
        told = re.match(r" [a-z]+ to ([a-z]+ (?:(?:a|an|the) )?(?:[a-z'-]+ ?){1,3})", where.tail)
        takes = found.verb in ("took", "take", "takes") and self.phrases.is_pronoun(found.thing)
        done = re.sub(r"\b(?:a|an|the) ", "", told[1]) if told and takes else ""
        return f"time to {done.split()[0]} {self.phrases.cut(done.partition(' ')[2])}" if done else ""

    def _summed(self, reading: Reading) -> str:
        """What "the total" is of: the last thing in the paragraph that is no share."""
        here = [one for one in self.found if one.paragraph == reading.paragraph and one.kind in ("level", "change")]
        return here[-1].thing if here else ""

    def _done_to(self, where: Place) -> str:
        """What was multiplied, where that stands behind: "has more than doubled its customer base"."""
        found = re.match(r" (?:its|their|his|her) ((?:[a-z'-]+ ?){1,4})", where.tail)
        written = where.sentence[where.figure.start : where.figure.end]
        return self.phrases.cut(found[1]) if found and written.endswith("ed") else ""

    def _spoken_of(self) -> Reading:
        """What the sentence before speaks of: "debt was 231 billion, or 38.5% of GDP. Two fifths of it is in euros"."""
        last = self.found[-1]
        here = [one for one in self.found if one.at == last.at and one.kind == "level"]
        return here[0] if last.kind == "share" and here else last

    def _is_price(self, reading: Reading, where: Place) -> bool:
        """Whether a change is one of a price: "cost 3.9% more", "11.6% dearer", and what follows in the same list."""
        if reading.kind != "change" or reading.value.unit != PERCENT:
            return False
        comparison, peer = beside.comparison(where, self.words), where.peer
        listed = (
            peer is not None and not reading.governor.verb and not comparison and peer.thing.startswith("price of ")
        )
        return comparison in self.words.price_words or (bool(comparison) and reading.governor.verb == "cost") or listed

    def _priced(self, thing: str) -> bool:
        return any(self.words.singular(word) in ("price", "cost") for word in thing.lower().split())

    def _own_thing(self, reading: Reading, where: Place, noun: list[str]) -> str:
        found, figure, tail = reading.governor, where.figure, where.tail
        if found.labelled and reading.kind != "rank":
            bracketed = where.previous is not None and where.lead.lstrip().startswith("(")
            return "" if bracketed and self.phrases.is_empty(found.thing) else found.thing  # "84.9% (September: 81.2%)"
        if many := beside.so_many(where):
            counted = " ".join(after_figure(tail, self.words)[0])
            of = re.match(rf" {re.escape(counted)} of ([a-z]+)", tail) if counted else None
            counted = f"{self.words.plural(counted)} of {of[1]}" if of else counted  # "every third case of fraud"
            verbs = self.words.standing | self.words.verbs
            if {*counted.split()[:1]} & verbs or not (counted or many["noun"]):
                here = [one for one in self.found if one.paragraph == reading.paragraph and one.kind == "level"]
                meant = where.previous or next(iter([*reversed(here), *self.found[-1:]]), None)
                return meant.thing if meant else ""  # "one in three works part-time"
            if where.sentence[figure.start : figure.end].lower().startswith("every") and counted and not of:
                counted = self._one_of(counted)
                counted = self.words.plural(counted)
            return self.words.plural(many["noun"]) if many["noun"] else counted
        if those := beside.those(where):
            return those
        if _A_SHARE_ASIDE.search(where.lead) and (named := self._shared_before(reading)):
            reading.kind = "share"
            return named  # "The largest share, 41%, came from"
        if reading.value.unit == PERCENT and (of_all := beside.of_all(where)):
            reading.kind = "share"
            summed = self._summed(reading) if self.phrases.is_empty(of_all) else ""
            return summed or of_all  # "Of those employed, 24.6% worked part time"
        if where.figure.unit is UnitKind.TIMES and (done := self._done_to(where)):
            return done
        if found.kind == "share" and where.previous is not None and reading.value.unit != PERCENT and not found.thing:
            return ""  # "reserves stood at 7.8 billion, equal to 4.9 months of imports"
        if beside.is_the_target(where, self.words) and (where.previous or found.thing):
            return where.peer.thing if where.peer else where.previous.thing if where.previous else found.thing
        if beside.comparison(where, self.words) in ("up", "down") and where.previous is not None:
            return ""  # "14,820 homes changed hands, 9% down on the year"
        if aside := _WITH_A_SHARE.search(where.lead):
            return aside[1]
        if reading.value.unit == PERCENT and where.previous is not None and _WITH_SOMEBODY.search(where.lead):
            reading.kind = "share"
            return where.previous.thing if not beside.is_part(where) else ""  # "with the state bearing 40%"
        if reading.value.unit == PERCENT and (who := _OF_THEM_WHO.match(tail)) and self.words.is_plural(who[1].lower()):
            reading.kind = "share"
            return who[1]  # "512 people, 31% of them women"
        if reading.value.unit == PERCENT and _OF_THEM.match(tail) and (self.found or where.previous):
            reading.kind = "share"
            return (where.previous or self._spoken_of()).thing
        if these := beside.these(where, self.words):
            return these
        if took := self._time_taken(found, where):
            return took
        if (meant := beside.of_them(where, self.found, self.words)) is not None:
            return meant.thing
        if after := beside.noun_after(where, self.words):
            return self.phrases.cut(after[2]) if after[2] else "" if found.detached or not found.thing else found.thing
        counted = reading.value.unit.name if reading.value.unit.kind is UnitKind.COUNT else ""
        things = noun and counted and counted not in self.words.units and "unit" not in reading.doubts
        measured = bool({*found.thing.lower().split()} & self.words.measure_nouns)
        if things and _PER.match(where.sentence[where.figure.end :]) and self._rated(found):
            return found.thing  # "the incidence was 41.6 cases per 100,000"
        if things and measured and found.preposition in ("", "at", "to", "from") and found.kind in ("level", "change"):
            return found.thing
        takes = found.kind == "action" or found.verb in self.words.taking
        if reading.value.unit == PERCENT and takes and self._bare_share(reading, where, ""):
            return reading.thing  # "answered 82% of calls"
        if reading.kind == "rank":
            return "rank"
        if counted == "place" and (found.kind == "change" or reading.kind == "change"):
            return "rank"
        telling = found.noun and not found.detached and not self.phrases.is_empty(found.noun)
        if things and telling and not self.words.change_noun.search(found.noun.lower()):
            return f"{found.noun} of {' '.join(noun)}"
        if things and not (found.preposition in ("to", "from", "by") and found.kind == "change" and found.thing):
            return " ".join(noun)
        if reading.value.unit == PERCENT and re.search(r"\bof \w+ing\Z|\bto \w+\Z", where.lead.rstrip()):
            part = re.match(r" of (?:the |all |its )*((?:[\w'-]+ ?){1,4})", tail)  # "the goal of covering 25% of …"
            if part and self.phrases.cut(part[1]):
                reading.kind = "share"
                return self.phrases.cut(part[1])
        if found.noun:
            last = found.noun.lower()
            if last == "average":
                return ""  # "calls rose to 1.02 million, an average of 2,800 a day"
            if beside.tells_change(where, self.words, last):
                plain = self.words.change_noun.sub("", found.noun).replace("year-on-year", "").strip()
                if found.detached or self.phrases.is_pronoun(found.thing):
                    return found.thing if found.named else ""
                return found.thing or plain
            if last.split()[-1] in self.words.share_nouns and len(last.split()) == 1:
                named = self.phrases.without_names(found.thing)
                before = where.previous if not named and found.thing else None
                return before.thing if before is not None and before.kind == "level" else found.thing
            if self.words.change_noun.search(last):
                return last.split()[-1]  # "losses of 9 million euros"
            peer = where.peer
            if last.split()[-1] in self.words.balance_nouns and (owned := self._balance(found, where)):
                return owned
            if last in self.words.target_nouns and peer is not None and peer.value.unit == reading.value.unit:
                return peer.thing  # "11.4%, exceeding the target of 10%"
            if not self.phrases.is_empty(found.noun):
                costs = last.split()[-1] in self.words.cost_nouns and not found.thing
                return f"{found.noun} of {where.previous.thing}" if costs and where.previous else found.noun
        if re.match(r"-\w", where.tail) and noun:
            return " ".join(noun[1:]) or noun[0]
        if counted in self.words.units and (of := self._of_which_much(tail)):
            inner = self.phrases.cut(of["what"])
            if inner and found.preposition in ("", "of"):
                return inner
        if named := self._superlative(found, tail):
            return named
        if (figure.unit is UnitKind.MONEY or counted in self.words.money_units) and (
            paid := self._paid_for(found, tail, where)
        ):
            return paid
        if where.previous is not None and not found.verb and (own := self._in_own_clause(where)):
            return own
        acts = found.kind == "action" or (found.kind == "level" and found.verb not in self.words.verbs)
        acts = acts and counted in self.words.measure_units
        if acts and (self.phrases.is_pronoun(found.thing) or counted in self.words.things_too):
            return " ".join(noun)  # "they spent 1.07 million nights"
        if found.detached and found.kind == "change" and where.previous is not None:
            return self._in_own_clause(where)
        if reading.kind == "share" and (shared := self._shared_in(found, where)):
            return shared
        if re.search(r"\bof which\s*\Z", where.lead):
            return ""
        if reading.value.unit == PERCENT and where.previous is not None and self._in_part(where):
            reading.kind = "share"
            return where.previous.thing  # "312 million, of which the canton pays 58%"
        thing = found.thing
        if where.previous is not None and not found.verb and re.match(r"[\s,]*(?:or|to|from|up|down)\b", where.lead):
            return ""
        return self._that_of(self._referring(re.sub(r"\A(?:which|whom) ", "", thing), where), where)

    def _superlative(self, found: Governor, tail: str) -> str:
        """What an apposition calls a figure: "customers pay 0.249 francs, the lowest price among"."""
        told = re.match(r"(?: [a-z]+)?(?: per [a-z]+)?, (?:the|its|their) [a-z]+est ([a-z]+)\b(?= [a-z]+|[,.;])", tail)
        if found.kind != "action" or told is None or self.phrases.is_empty(told[1]):
            return ""
        return "" if self.words.change_noun.search(told[1]) or told[1] in self.words.share_nouns else told[1]

    def _rated(self, found: Governor) -> bool:
        """Whether a clause names what stands for so many per so many."""
        level = found.kind in ("level", "change") and found.preposition in ("", "at", "to", "from")
        telling = not self.phrases.is_pronoun(found.thing) and not self.phrases.is_empty(found.thing)
        return level and telling and not found.detached and found.verb not in self.words.taking

    def _balance(self, found: Governor, where: Place) -> str:
        """A surplus with whose it is: "the current account recorded a surplus of", "after a deficit of"."""
        if " " in found.noun:
            return ""
        whose = (
            "" if found.detached or self.phrases.is_pronoun(found.thing) else self.phrases.without_names(found.thing)
        )
        if not whose and where.previous is not None:
            whose, _, last = where.previous.thing.rpartition(" ")
            whose = whose if last in self.words.balance_nouns else ""
        return f"{whose} {found.noun}" if whose and not self.phrases.is_empty(whose) else ""

    def _in_part(self, where: Place) -> bool:
        """Whether a clause tells a part of what was told before, and its verb is none of a share itself."""
        found = re.match(r"[\s\w]*,? of (?:which|whom) [\w' -]+\Z", where.lead)
        return found is not None and not {*where.lead.lower().split()} & self.words.share_verbs

    def _of_which_much(self, tail: str) -> re.Match[str] | None:
        """What stands right behind a unit: "6.4 million tonnes of cereals"."""
        found = re.match(r"\s*(?P<unit>(?:[\w-]+ ){1,2}?)of (?P<what>(?![\d])(?:[\w-]+ ?){1,3})", tail)
        return None if found and {*found["unit"].lower().split()} & self.words.prepositions else found

    def _paid_for(self, found: Governor, tail: str, where: Place) -> str:
        """What money is for: "14 million in subsidies", "spent 612 million"; empty where another rule has to tell."""
        rest = where.sentence[where.figure.end :]
        passive = None if found.verb else re.match(rf"{_ASIDE}{_PASSIVE} ((?:[\w'-]+ ?){{1,6}})", rest)
        if passive and (spent := self.phrases.cut(passive[1])):
            return spent
        aim = re.match(r"(?: [a-z]+)? to [a-z]+ (?:[\d.,]+ )?((?:[\w'-]+ ?){1,4})", rest)
        if aim and not found.verb and not found.thing:
            return self.phrases.cut(aim[1])
        noun = after_figure(tail, self.words)[1] if where.figure.unit is None else 0
        purpose = re.match(rf"(?: [\w]+ed)?{_GIVER} (?:in|for|of|on) ((?:[\w'-]+ ?){{1,6}})", tail[noun:])
        inner = self.phrases.cut(purpose[1]) if purpose else ""
        action, actor = self.words.action_verbs.get(found.verb), found.thing
        if inner and found.kind == "action" and (not self.phrases.name_in(inner) or self.phrases.without_names(inner)):
            if action == "investment":
                return f"{action} in {inner}"
            if action != "spending":
                return inner
        if action:
            unnamed = not actor or self.phrases.name_in(actor) is not None or self.phrases.is_empty(actor)
            return action if unnamed else f"{action} of {actor}"
        elsewhere = found.thing or found.noun or self.phrases.name_in(inner)
        return "" if elsewhere else inner

    def _shared_in(self, found: Governor, where: Place) -> str:
        """What has a share, "the share of rail"; or, where nothing else is named, what is shared: "half of all"."""
        share = re.search(r"\bshare of ([\w' -]+?)(?: (?:to|from|at|by))?\s*\Z", where.lead)
        if share:
            return re.sub(rf"(?: (?:{'|'.join(self.words.verbs | self.words.auxiliaries)}))+\Z", "", share[1].strip())
        part = re.match(r" of (?:the |all |its |our |their )*((?:[\w'-]+ ?){1,4})", where.tail)
        bare = (
            not found.thing
            or self.phrases.is_pronoun(found.thing.partition(" ")[0])
            or (not found.verb and where.previous is None)
        )
        return self.phrases.cut(part[1]) if part and bare else ""

    def _in_own_clause(self, where: Place) -> str:
        """The thing of a clause that goes on: "…; energy, down 6.0%", "…, while steel, up 4%"."""
        found = _GOES_ON.match(where.lead)
        tokens = found[1].split() if found else []
        named = bool(tokens) and tokens[0].lower() not in self.words.prepositions
        return found[1].strip() if found and named and not {*tokens} & self.words.verbs else ""

    def _that_of(self, thing: str, where: Place) -> str:
        """ "those for law", "that of steel": the same as before, of another."""
        source = where.previous or (self.found[-1] if self.found else None)
        found = re.search(rf"\b(?:those|that) (for|from|of|in|to|with) (?:the )?{re.escape(thing)}\b", where.lead)
        if not found or source is None or not thing:
            return thing
        base = re.split(rf" {found[1]} ", source.thing)[0]
        return f"{base} {found[1]} {thing}" if base != source.thing else thing

    def _referring(self, thing: str, where: Place) -> str:
        """ "those from Norway" are the arrivals spoken of before."""
        found = re.match(r"those ((?:from|in|of|to) .*)", thing)
        source = where.previous or (self.found[-1] if self.found else None)
        if found and source is not None:
            return f"{source.thing.split(' from ')[0].split(' in ')[0]} {found[1]}"
        return thing

    def _earlier(self, reading: Reading) -> str:
        """What was measured before in the same unit and way: in the paragraph, or else first of all."""
        same = [
            each
            for each in self.found
            if each.kind == reading.kind and each.value.unit == reading.value.unit and each.thing
        ]
        here = [each for each in same if each.paragraph == reading.paragraph]
        if here:
            return here[-1].thing
        counted = reading.value.unit.name if reading.value.unit.kind is UnitKind.COUNT else ""
        for each in reversed(self.found):
            if counted and each.paragraph == reading.paragraph and self.phrases.head(each.thing) == counted:
                return each.thing
        if same:
            return same[0].thing
        if reading.kind == "change" and self.found:
            return self.found[0].thing
        return ""
