"""The words around a figure: what governs it, which thing it measures, and whom it is about.

There is no grammar of English here, only what official prose does with figures: a thing, a verb, a figure; lists that
leave the verb out; asides between commas; comparisons that follow. Where none of it fits, nothing is returned, and the
draft falls back on what was spoken of before, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from facts.draft.words import DraftWords

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_][\w'&-]*(?:\.\d+)?|[^\w\s]")
_LABEL = re.compile(r"\A[^\w]*([^:;.!?\d]{2,70}?):(?=\s|\Z)")
_DASH = re.compile(r"\A[^\w]*([A-Z][^:;.!?\d-]{2,70}?) -\s*\Z")
_THAT_IS = re.compile(r"(?:\bi\.e\.|\be\.g\.|\bviz\.),?")
_KEPT = re.compile(
    r"\b(left|leaves|kept|keeps|held|holds|maintained) (?:its|the|their|our)?([^,;:()]+?)"
    r"(?: (?:unchanged|steady|stable|constant))? at\s*\Z"
)
"""What was left as it is: "left its key rate unchanged at 4.25%"."""
_BRINGING = ("bring", "keep", "push", "lift")
_OPENING = ("in", "at", "among", "within", "for", "by", "of", "out", "per")
_MODAL = ("would", "will", "could", "should", "may", "might", "must")
_HANGS_ON = ("on", "with", "by", "for")
_PREPOSITION = ("to", "at", "from", "by", "for", "with", "in")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark, with its place in the sentence."""

    text: str
    start: int

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a figure: the verb's class, the preposition before the figure, the thing, and how it was found."""

    verb: str = ""
    kind: str = ""
    """change, level, share, ahead, action; empty where no verb stands before the figure."""
    preposition: str = ""
    thing: str = ""
    noun: str = ""
    """A noun before "of": "a fall of", "an average rent of"."""
    detached: bool = False
    """Whether a comma parts it from its thing: ", up 9.7%"."""
    named: bool = False
    """Whether the noun itself names its thing: "revenue growth of"."""
    labelled: bool = False
    """Whether the thing is the label of the line: "Wheat: 3.9 million tonnes"."""


def words_of(text: str, offset: int = 0) -> list[Word]:
    """The words and marks of a text."""
    return [Word(match[0], match.start() + offset) for match in _TOKEN.finditer(text)]


def blanked(sentence: str, words: DraftWords) -> str:
    """A sentence of the same length without fillers, and without "He said that"."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    sentence = _THAT_IS.sub(blank, sentence)
    said = re.compile(rf"\A[^\d]*?\b(?:{'|'.join(sorted(words.speech_verbs))})\b(?: [\w ]{{0,40}}?)?that ")
    return words.filler.sub(blank, said.sub(blank, sentence))


def governor(lead: str, words: DraftWords, *, listed: bool = False) -> Governor:
    """What governs the figure that follows a stretch of a sentence (from its beginning, or from the figure before).

    Where it is ``listed``, nothing follows it that a participle before it could be about: "heating 26%, farming 9%".
    """
    if (label := _LABEL.match(lead)) and _is_label(label[1], words):
        return _after_label(label[1], lead[label.end() :], words)
    if (dash := _DASH.match(lead)) and _is_label(dash[1], words):
        return Governor(thing=_phrase(words_of(dash[1]), words), labelled=True)
    if re.search(r"[:;]\s*\Z", lead):
        return Governor()  # "Punctuality improved: 91% of trains arrived"
    if not listed and re.search(r",\s*\w+ing\s*\Z", lead) and _last_verb(words_of(lead)[-1:], words) is None:
        return Governor(detached=True)  # ", covering 4% of demand"
    aside = re.search(r"(?:\A|[,;] (?:and |but )?|\bthat )\s*((?:(?!\bthat\b)[^,;:])+), at\s*\Z", lead)
    if aside and _last_verb(words_of(aside[1]), words) is None:
        return Governor(preposition="at", thing=_phrase(words_of(aside[1]), words))  # "Bad debts, at 1.9 billion, were"
    if bracket := re.search(r"(?:\(\s*|\s-\s*)(?:of|by|up|down|[+-])?\s*\Z", lead):
        return _in_brackets(lead[: bracket.start()], bracket[0], words)
    located = re.match(
        r"[\s\w%]*?,?\s*(?:of which |and |while |but )*in ([^,;:()]+?)(?: there (?:was|were) an?)? by\s*\Z", lead
    )
    if located and _last_verb(words_of(lead[: located.end(1)]), words) is None:
        return Governor(preposition="by", thing=located[1])
    if kept := _KEPT.search(lead):
        return Governor(kept[1], "level", "at", _phrase(words_of(kept[2]), words))
    tokens = words_of(lead)
    preposition = ""
    if tokens and tokens[-1].low in _PREPOSITION:
        particle = tokens[-1].low == "in" and len(tokens) > 1 and tokens[-2].low in words.verbs  # "brought in"
        preposition = "" if particle else tokens[-1].low
        tokens = tokens[:-1]
    elif tokens and tokens[-1].low in ("of", "worth"):
        apart = len(tokens) > 2 and tokens[-2].text == ","  # "the largest increases, of 4.1% and 3.7%"
        return _with_noun(tokens[: -2 if apart else -1], words)
    place = len(tokens) - 1 if _tells_what_happened(tokens, words) else _last_verb(tokens, words)
    if place is None:
        return Governor(preposition=preposition, thing=_last_phrase(tokens, words))
    verb = tokens[place]
    kind = verb_kind(verb.low, words)
    between = tokens[place + 1 :]
    if verb.low in words.moving and preposition == "" and not (between and between[0].low in ("up", "down")):
        kind = "level" if between else kind  # "went into new mains"
    if between and (kind == "level" or verb.low in words.moving) and between[0].low in ("up", "down"):
        verb, kind, between = between[0], "change", between[1:]  # "came down by"
    if between and kind == "change" and between[0].low in ("its", "their") and between[-1].low in words.share_nouns:
        thing, detached = _thing_before(tokens[:place], words)  # "doubled their share to"
        return Governor(verb.low, kind, preposition, thing, between[-1].low, detached)
    if between and verb.low in ("put", "puts", "set", "sets") and preposition in ("at", "to"):
        return Governor(verb.low, kind, preposition, _phrase(between, words))
    if between and kind == "change" and _is_object(between, words, tokens[place - 1].low == "to" if place else False):
        return Governor(verb.low, kind, preposition, _phrase(between, words))
    if (
        between
        and kind == "level"
        and verb.low in ("followed", "bringing", "leaving", "taking", "lifting", "pushing", *_BRINGING)
    ):
        inner = [word for word in between if word.low not in ("by",)]
        return Governor(verb.low, kind, preposition, _phrase(inner, words))
    if place and verb.low.endswith("ing") and kind == "level" and tokens[place - 1].text[0].isalpha():
        return Governor(verb.low, kind, preposition, _described(tokens[:place], words))
    thing, detached = _goes_on_with(tokens, place, words) or _thing_before(tokens[:place], words)
    object_ = _phrase(between, words)
    if kind == "level" and words.change_noun.search(object_):
        return Governor(verb.low, kind, preposition, thing, object_, detached)  # "reported growth rates" above 10%
    return Governor(verb.low, kind, preposition, thing, detached=detached)


def _tells_what_happened(tokens: list[Word], words: DraftWords) -> bool:
    """Whether a word right before the figure is a verb that is not known: "customer satisfaction scored 7.6"."""
    if len(tokens) < 2 or not re.fullmatch(r"[a-z]{2,}[^e\W]ed", tokens[-1].text) or tokens[-1].low in words.verbs:
        return False
    before = tokens[-2].low
    if before == "and" and len(tokens) > 2 and tokens[0].low in words.prepositions:
        return True  # "of exports and supplied"
    small = words.determiners | words.prepositions | words.conjunctions | words.auxiliaries | words.copulas
    return before[0].isalpha() and before not in small - words.pronouns


def _goes_on_with(tokens: list[Word], place: int, words: DraftWords) -> tuple[str, bool] | None:
    """The thing of a verb that goes on with "and": "will be finished early and cost"; that of the verb before it."""
    begin = place
    while begin and tokens[begin - 1].low in words.auxiliaries:
        begin -= 1
    if begin < 2 or tokens[begin - 1].low not in ("and", "but") or not tokens[begin - 2].text[0].isalnum():
        return None
    first = _first_verb(tokens[: begin - 1], words)
    if first is None:
        return ("", True) if tokens[0].low in words.prepositions else None
    return _last_phrase(tokens[:first], words, keep_and=True), False


def _is_label(label: str, words: DraftWords) -> bool:
    """Whether what stands before a colon names something: "Average cost", not "Punctuality improved"."""
    tokens = words_of(label)
    place = _last_verb(tokens, words)
    if any(word.low in words.speech_verbs for word in tokens[1:]):
        return False
    nouns = words.cost_nouns | {noun for noun in words.change_nouns if noun not in words.change_verbs}
    return bool(tokens) and (place is None or (place == len(tokens) - 1 and tokens[place].low in nouns))


def _after_label(label: str, rest: str, words: DraftWords) -> Governor:
    """What governs a figure behind a label: nothing but it, or a way, a preposition or a verb in between."""
    thing = _phrase(words_of(label), words)
    plain = re.fullmatch(r"\s*(?:,\s*)?(up|down)?\s*(?:by|to|from|at|around|some)?\s*", rest, re.IGNORECASE)
    if plain:
        tokens = words_of(rest)
        last = tokens[-1].low if tokens and tokens[-1].low in _PREPOSITION else ""
        return Governor(plain[1] or "", "change" if plain[1] else "", last, thing, labelled=True)
    found = governor(rest, words)
    if found.noun and words.change_noun.search(found.noun):
        return replace(found, thing=found.thing or thing, labelled=not found.thing)
    return found if found.thing or found.noun else replace(found, thing=thing, labelled=True)


def _in_brackets(before: str, bracket: str, words: DraftWords) -> Governor:
    """A figure in brackets belongs to the words right before them, back to the comma: "wood (12%), paper (3%)"."""
    tokens = words_of(before)
    start = max((place + 1 for place, word in enumerate(tokens) if word.text in ",;:()"), default=0)
    rest = tokens[start:]
    verb = _last_verb(rest, words)
    cut = max((place + 1 for place, word in enumerate(rest) if word.low in ("in", "for")), default=0)
    inner = rest[max(cut, verb + 1 if verb is not None else 0) :]
    if inner and inner[0].low in ("and", "or"):
        inner = inner[1:]
    way = next((word for word in ("up", "down") if word in bracket), "")
    thing = _phrase(inner, words)
    adjective = verb is not None and len(inner) == 1 and rest[verb].low in words.copulas | {"been"} and thing.islower()
    if adjective and verb and not words.is_plural(thing):
        thing = _thing_before(rest[:verb], words)[0]  # "the balance would have been positive (+95"
    return Governor(way, "change" if way else "", "(", "" if thing.isdigit() else thing)


def verb_kind(verb: str, words: DraftWords) -> str:
    """The class of a verb."""
    if verb in words.change_verbs or verb in words.infinitives:
        return "change"
    if verb in words.share_verbs:
        return "share"
    if verb in words.ahead_verbs:
        return "ahead"
    return "action" if verb in words.action_verbs else "level"


def _last_verb(tokens: list[Word], words: DraftWords) -> int | None:
    """The last verb that could carry a figure; a word after an article or before "of" is a noun."""
    found: int | None = None
    for place, word in enumerate(tokens):
        before = tokens[place - 1].low if place else ""
        after = tokens[place + 1].low if place + 1 < len(tokens) else ""
        infinitive = before == "to" and word.low in words.infinitives
        if (word.low not in words.verbs and not infinitive) or after == "of":
            continue
        if words.is_plural(word.low) and word.low in words.cost_nouns and after in words.copulas | words.change_verbs:
            continue  # "fuel costs were 6% lower"
        if before in ("than", "as") and word.low.endswith("ed"):
            continue  # "rose less than expected"
        if before in words.change_verbs | words.infinitives and word.low in words.cost_nouns:
            continue  # "to cut costs by"
        if before in words.determiners - {"each", "both", "all"} and before not in words.pronouns:
            continue
        if word.low in ("up", "down") and found == place - 1 and tokens[found].low not in words.copulas:
            continue  # "made up", "went up": the verb before it governs
        if word.low in words.copulas and found is not None and tokens[found].low not in words.copulas:
            if any(mark.text in ",;" for mark in tokens[found:place]) or before in ("and", "which", "who"):
                found = place
            continue
        found = place
    return found


def _is_object(between: list[Word], words: DraftWords, infinitive: bool) -> bool:
    """Whether what stands between a verb and its figure is the thing: "raise the share of rail to 35%"."""
    first = between[0].low
    comparing = {*words.comparatives["up"], *words.comparatives["down"]}
    if first in words.prepositions | comparing or first.endswith("ly") or not first[0].isalpha():
        return False
    return len(between) > 1 or infinitive or words.is_plural(first)


def _with_noun(tokens: list[Word], words: DraftWords) -> Governor:
    """ "NOUN of" before a figure: the noun, and where it is a change the thing that changed."""
    start = len(tokens)
    named = start > 1 and tokens[-1].low in words.level_verbs - words.copulas
    if named and tokens[-2].low not in words.pronouns:
        start -= 1  # "at a total cost of": what stands before "of" is a noun
    while start > 0 and _goes_on(tokens[start - 1], words):
        start -= 1
    noun = " ".join(word.text for word in tokens[start:])
    before = tokens[:start]
    if len(before) > 1 and before[-1].low == "in" and words.change_noun.search(before[-2].low):
        return Governor("", "", "of", noun, before[-2].low)  # "an increase in traffic of 11.4%"
    if start < len(tokens) - 1 and (not before or before[-1].text in ",:") and words.change_noun.search(tokens[-1].low):
        return Governor(
            "", "", "of", " ".join(word.text for word in tokens[start:-1]), tokens[-1].text, True, named=True
        )
    while before and before[-1].low in words.determiners:
        before = before[:-1]
    place = _last_verb(before, words)
    if before and before[-1].low in words.speech_verbs and place != len(before) - 1:
        return Governor("", "", "of", "", noun)  # "the company expects sales growth of"
    if place is not None:
        thing, detached = _thing_before(before[:place], words)
        ends_aside = before[-1].text == ","
        return Governor(
            before[place].low, verb_kind(before[place].low, words), "of", thing, noun, detached or ends_aside
        )
    detached = bool(before) and before[-1].text == ","
    return Governor("", "", "of", "" if detached else _last_phrase(before, words), noun, detached)


def _goes_on(word: Word, words: DraftWords) -> bool:
    if not word.text[0].isalpha():
        return False
    low = word.low
    small = words.prepositions | words.determiners | words.conjunctions | words.auxiliaries | words.pronouns
    told = words.level_verbs | words.action_verbs.keys() | words.share_verbs | words.speech_verbs
    return low not in small and low not in told - {"forecast"}


def _thing_before(tokens: list[Word], words: DraftWords) -> tuple[str, bool]:
    """The thing before a verb, and whether an aside parts them."""
    inner = list(tokens)
    while inner and inner[-1].low in words.auxiliaries | words.copulas:
        inner = inner[:-1]
    if inner and inner[-1].text == ",":
        tokens = inner  # "Capacity, measured in seats, was expanded"
    detached = bool(tokens) and tokens[-1].text == ","
    if detached:
        tokens = tokens[:-1]
        comma = max((place for place, word in enumerate(tokens) if word.text == ","), default=None)
        if comma is not None and comma + 1 < len(tokens):
            aside = tokens[comma + 1].low
            if aside in words.determiners | words.pronouns or aside.endswith("ed"):
                tokens, detached = tokens[:comma], False
                if _last_verb(tokens, words) is not None:
                    tokens, detached = tokens[: _first_verb(tokens, words)], True
                return _last_phrase(tokens, words, keep_and=True), detached
        first = _first_verb(tokens, words)
        return _last_phrase(tokens[:first] if first is not None else tokens, words, keep_and=True), True
    inner = list(tokens)
    while inner and inner[-1].low in words.auxiliaries | words.copulas:
        inner = inner[:-1]
    if inner and inner[-1].low in ("which", "who", "that"):
        tokens = inner
    if tokens and tokens[-1].low in ("which", "who", "that"):
        inner = tokens[:-1]
        while inner and inner[-1].text == ",":
            inner = inner[:-1]
        place = _last_verb(inner, words)
        if place is not None:
            inner = inner[place + 1 :]
        return _last_phrase(inner, words), False
    return _last_phrase(tokens, words, keep_and=True), False


def _described(tokens: list[Word], words: DraftWords) -> str:
    """The noun phrase right before what describes it: "reopened after a renovation" costing 85 million."""
    loose = words.prepositions - {"of", "to", "from", "in", "for"} | words.pronouns | words.conjunctions | words.verbs
    start = max((place + 1 for place, word in enumerate(tokens) if word.low in loose or word.text in ",;:"), default=0)
    return _phrase(tokens[start:], words)


def _first_verb(tokens: list[Word], words: DraftWords) -> int | None:
    for place in range(len(tokens)):
        if _last_verb(tokens[: place + 1], words) is not None:
            return place
    return None


def _last_phrase(tokens: list[Word], words: DraftWords, *, keep_and: bool = False) -> str:
    """The noun phrase at the end of a clause's beginning."""
    start = 0
    for place, word in enumerate(tokens):
        joins = word.low in ("and", "or") and keep_and and place > start
        if word.text in ',;:()"' or (word.low in words.conjunctions and not joins):
            start = place + 1
    clause = tokens[start:]
    last = None
    for place, word in enumerate(clause):
        verbs = words.verbs | words.auxiliaries | words.speech_verbs
        following = clause[place + 1].low if place + 1 < len(clause) else ""
        described = place > 0 and clause[place - 1].low.endswith("ly") and bool(following)  # "newly registered cars"
        noun = (
            following == "of"
            or described
            or (place > 1 and following in _HANGS_ON)
            or (place and following in words.prepositions and _is_participle(clause, place, words))
        )  # "the cost of rent", "interest paid on it"
        noun = noun or _is_compound(clause, place, words)
        if word.low in verbs and place and not noun and word.low not in words.change_verbs | {"to"}:
            last = place
    if last is not None and last + 1 < len(clause):
        rest = clause[last + 1 :]
        if clause[last].low in words.copulas or (rest and all(word.low in words.auxiliaries for word in rest)):
            rest = clause[:last]
        elif clause[last].low in _MODAL and len(rest) == 1:
            rest = []  # "the state would offer": a verb that is not known
        clause = rest
    return _phrase(clause, words)


def _is_participle(clause: list[Word], place: int, words: DraftWords) -> bool:
    """Whether a word describes those before it: "Benefits paid in the third quarter"."""
    known = clause[place].low.endswith("ed") or clause[place].low in words.participles
    return known and words.is_plural(clause[place - 1].low)


def _is_compound(clause: list[Word], place: int, words: DraftWords) -> bool:
    """Whether a word that may be a verb is a part of a noun: "the current account surplus", not "customers pay tax"."""
    if clause[place].low not in words.nouns_too or not 0 < place < len(clause) - 1:
        return False
    before, after = clause[place - 1].low, clause[place + 1].low
    small = words.pronouns | words.auxiliaries | {"to", "and"}
    carried = words.is_plural(before) or before in small
    return not carried and after[0].isalpha() and after not in words.determiners | words.prepositions


def _phrase(tokens: list[Word], words: DraftWords) -> str:
    """A noun phrase without what hangs on at either end."""
    small = words.prepositions | words.auxiliaries | words.conjunctions
    trimmed = list(tokens)
    if (
        trimmed
        and trimmed[0].low in ("in", "at", "among", "within", "for", "by", "of", "out", "per")
        and len(trimmed) > 1
    ):
        # "In Port Amery it": the place is found elsewhere; what counts is the word after it.
        after = next((place for place, word in enumerate(trimmed) if word.low in words.pronouns and place), None)
        anew = next((place for place in range(len(trimmed) - 1, 1, -1) if _begins_anew(trimmed, place, words)), None)
        after = anew if after is None else after
        trimmed = trimmed[after:] if after is not None else [] if trimmed[0].low not in ("by",) else trimmed[1:]
    comparing = words.comparatives["up"] + words.comparatives["down"]
    while trimmed and (trimmed[0].low in small | words.determiners | {*comparing} or not trimmed[0].text[0].isalnum()):
        if trimmed[0].low in words.pronouns and len(trimmed) == 1:
            break
        trimmed = trimmed[1:]
    while trimmed and (trimmed[-1].low in small | {"a", "an", "the"} or not trimmed[-1].text[0].isalnum()):
        trimmed = trimmed[:-1]
    return " ".join(word.text for word in trimmed).replace(" ,", ",")


def _begins_anew(tokens: list[Word], place: int, words: DraftWords) -> bool:
    """Whether an article opens another phrase: "At end-June the Bank's reserves", not "at the end of the year"."""
    before = tokens[place - 1].low
    return tokens[place].low in ("the", "its", "their", "our") and before not in words.prepositions | words.conjunctions


def _acts(word: str, after: str, words: DraftWords) -> bool:
    """Whether a word in -ed says what those who are counted did: "19 needed intensive care", not "19 used cars"."""
    following = re.match(r" ([a-z][\w'-]*)((?: [a-z][\w'-]*){0,2})", after) if word.endswith("ed") else None
    if following is None or following[1] in words.prepositions | words.conjunctions | words.auxiliaries:
        return False
    named = [following[1], *following[2].split()]
    return following[1] in words.determiners or not any(words.is_plural(each) for each in named)


def after_figure(tail: str, words: DraftWords) -> tuple[list[str], int]:
    """The noun phrase that follows a figure directly, and where it ends: "12 solar installations were", two words."""
    taken: list[str] = []
    end = 0
    stop = words.prepositions | words.determiners | words.conjunctions | words.auxiliaries | words.pronouns
    verbs = words.verbs | words.speech_verbs
    comparing = {*words.comparatives["up"], *words.comparatives["down"]}
    for match in re.finditer(r"\s*([^\W\d_][\w'-]*|[^\w\s]|\d\S*)", tail):
        word = match[1].lower()
        ends = words.is_plural(word) and re.match(r"\s*(?:[,.;:()]|\Z|of\b|in\b|by\b)", tail[match.end() :])
        unit = words.singular(word) in words.units  # "marks" are money here, and no verb
        carries = word in verbs and not (taken and ends) and not (unit and not taken)
        if not word[0].isalpha() or word in stop or word in comparing or carries:
            break
        if (
            not taken
            and word in ("last", "next", "previous")
            and re.match(r" (?:year|month|quarter)", tail[match.end() :])
        ):
            break  # "after 19.6 last year"
        if not taken and word.endswith("ed") and re.match(r"\s*(?:[,.;:]|\Z)", tail[match.end() :]):
            break  # "in the capital alone, 120 closed"
        if not taken and _acts(word, tail[match.end() :], words):
            break
        if taken and words.is_plural(taken[-1].lower()) and re.search(r"(?:ing|ed)\Z", word):
            break
        taken.append(match[1])
        end = match.end()
        if len(taken) == 5:
            break
        if words.is_plural(word) and not re.match(r" [a-z]+s\b", tail[match.end() :]):
            break
    return taken, end
