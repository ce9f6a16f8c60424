"""Names in a text: places, organisations, people with their offices; what kind a name is may be a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from facts.draft.layout import place_labels
from facts.draft.words import DraftWords
from facts.text import Text
from facts.words import english_words, figure_words

NameKind = Literal["place", "organisation", "person"]
_WORD = re.compile(r"[^\W_][\w.&'-]*[\w&]|[^\W_]|[^\w\s]")


_OPENING = re.compile(r"(?:\A|: | - |[|•*] ?)[^\w]*\Z")
"""What stands before a word whose capital may only open a sentence, a point of a list, or what follows a dateline."""
_SOURCE = re.compile(
    r"\b(?:according to|(?:report|figures|data|survey|study|statistics|estimates?|yearbook) (?:of|from|by)) (?:the )?\Z"
)
"""What stands before the name of whoever has counted."""


_ABBREVIATION: Final = re.compile(r"[A-Z]{2,}\d*(?:[.-]\d+)?|[A-Z]+\d[\w.]*")
"""Capitals alone, with a number or without: a thing, unless something is in it or the text has told what it means."""


@dataclass(slots=True)
class Name:
    """A thing with a name: how it is called, where first, and what it may be."""

    text: str
    kind: NameKind
    paragraph: int
    sentence: int
    sure: bool = False
    """Whether words around it tell its kind."""
    role: str = ""
    """The office of a person, as the text words it."""
    role_at: tuple[int, int] = (0, 0)
    aliases: list[str] = field(default_factory=list)
    place_kind: str = "place"
    seen: int = 1

    def stands_in(self, phrase: str) -> int:
        """Where one of its names stands in a phrase, or −1."""
        for name in (self.text, *self.aliases):
            found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", phrase)
            if found:
                return found.start()
        return -1


@cache
def countries(language: str) -> frozenset[str]:
    """The names of countries in a language."""
    from babel import Locale

    return frozenset(name for code, name in Locale(language).territories.items() if len(code) == 2)


def find_names(text: Text, words: DraftWords, language: str = "en") -> list[Name]:
    """Everything with a name, in the order of the text, each once."""
    body = [each for each in text if not _is_title(each[2], words)] or list(text)
    runs = [(paragraph, number, run) for paragraph, number, sentence in body for run in _runs(sentence, words)]
    spoken = {run.text for paragraph, number, run in runs if not _is_heading(text.sentence(paragraph, number))}
    runs = [each for each in runs if each[2].text in spoken or not _is_plain(each[2].text, words)]
    inner = {run.text for _, _, run in runs if not run.opens}
    found: dict[str, Name] = {}
    last: Name | None = None
    for paragraph, number, run in runs:
        sentence = text.sentence(paragraph, number)
        if run.text in figure_words(language).currencies or len(run.text) == 1 or run.text in words.unit_signs:
            continue  # "EUR 11.8 billion", "influenza B"
        if run.opens and run.text.isupper() and run.text not in inner and sentence[run.end :].startswith(":"):
            continue  # "EBITDA: USD 398m"
        if run.opens and run.text not in inner and not _is_name(run.text, words, countries(language)):
            continue
        if last is not None and run.text.isupper() and sentence[: run.start].endswith(f"{last.text} ("):
            last.aliases.append(run.text)  # "Central Statistical Bureau (CSB)"
            inner.discard(run.text)
            continue
        if any(run.text in name.aliases for name in found.values()):
            continue
        if run.text in words.organisation_nouns and any(run.text in name.text.split() for name in found.values()):
            continue  # "the Bank", of one that was named
        for name in _named(run, sentence, words, paragraph, number):
            if name.text in found:
                known = found[name.text]
                known.seen += 1
                if not known.role and name.role:
                    known.role, known.role_at, known.kind, known.sure = name.role, name.role_at, name.kind, True
                    known.paragraph, known.sentence = paragraph, number
                elif name.sure and not known.sure:
                    known.kind, known.sure = name.kind, True
            else:
                found[name.text] = name
            last = found[name.text]
    for paragraph, label in place_labels(text, words):
        known = found.setdefault(label, Name(label, "place", paragraph, 1))
        alone = label in words.organisation_nouns  # "Centre", in a table by region
        known.kind = "place" if known.kind == "person" or not known.sure or alone else known.kind
    found |= {name.text: name for name in _within(found, words, countries(language))}
    names = list(_merged(_without_adjectives(found.values(), text, words)))
    for name in names:
        if name.text in countries(language):
            name.kind, name.sure, name.place_kind = "place", True, "country"
        elif name.kind == "place":
            name.place_kind = _place_kind(name, text, words)
    return names


def _within(found: dict[str, Name], words: DraftWords, lands: frozenset[str]) -> Iterator[Name]:
    """The places that stand only in the name of a body: "National Bank of Ostra"."""
    for name in found.values():
        place = re.search(r" of (?:the )?(\w+)\Z", name.text) if name.kind == "organisation" else None
        if place and place[1] not in found and _is_name(place[1], words, lands):
            yield Name(place[1], "place", name.paragraph, name.sentence)


def _is_heading(sentence: str) -> bool:
    """Whether a line is a heading: short, and without a mark at its end."""
    return not re.search(r"[.!?;,\"']\Z", sentence) and len(sentence.split()) <= 12


def _is_plain(name: str, words: DraftWords) -> bool:
    """Whether every word of a name is one of the language, as in "Water Supply", and none tells a body."""
    parts = re.findall(r"[^\W\d_]+", name)
    return not words.organisation_nouns & {*parts} and all(part.lower() in english_words() for part in parts)


def _is_title(sentence: str, words: DraftWords) -> bool:
    """Whether a line is a headline whose words all have a capital, so that capitals tell no name."""
    if re.search(r"[.!?:;\"']\Z|%|\d[.,]\d", sentence):
        return False
    long = [word for word in re.findall(r"[^\W\d_][\w'-]+", sentence) if word.lower() not in words.prepositions]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long)


def _without_adjectives(names: Iterable[Name], text: Text, words: DraftWords) -> list[Name]:
    """The names without those that only mean another one: "Tarvian" farmers are those of Tarvia."""
    known = list(names)
    kept = []
    for name in known:
        adjective = name.kind == "place" and name.text.endswith(tuple(words.adjectives))
        follows = re.compile(rf"(?<!\bin )(?<!\bat )(?<!\bto )\b{re.escape(name.text)} [a-z]")
        if not adjective or not any(follows.search(sentence) for _, _, sentence in text):
            kept.append(name)
            continue
        base = next((each for each in known if each is not name and _is_of(name.text, each.text)), None)
        if base is None:
            kept.append(name)
        else:
            base.aliases.append(name.text)
    return kept


def _is_of(adjective: str, name: str) -> bool:
    """Whether an adjective is one of a name: they begin alike, but for the last letters."""
    stem = name[: max(3, len(name) - 3)]
    return adjective.startswith(stem) and " " not in name


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row."""

    text: str
    start: int
    end: int
    opens: bool
    """Whether it opens the sentence with a single word, whose capital may mean nothing."""


def _runs(sentence: str, words: DraftWords) -> Iterator[_Run]:
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(sentence)]
    place = 0
    small = words.prepositions | words.determiners | words.conjunctions | words.pronouns
    while place < len(tokens):
        word = tokens[place][0]
        opening = bool(_OPENING.search(sentence[: tokens[place][1]]))
        bare = word.removesuffix("'s")
        parts = bare.split("-")
        compound = len(parts) > 1 and (parts[0] in words.not_names or parts[-1][:1].islower())  # "Ro-ro", "Full-year"
        plural = re.fullmatch(r"[A-Z]{2,}s|[A-Z]+\d+", bare)  # "SUVs", "M3"
        if (
            not bare[0].isupper()
            or bare in words.not_names
            or compound
            or plural
            or (opening and bare.lower() in small)
        ):
            place += 1
            continue
        first, last = place, place
        while not tokens[last][0].endswith("'s") and last + 1 < len(tokens):
            following = [token[0] for token in tokens[last + 1 : last + 4]]
            if _capital(following[0], words):
                last += 1
            elif following[0] == "and" and _goes_on(tokens[first : last + 1], following, words):
                last += 2
            elif step := _linked(bare, following, words) or _joined(tokens[first : last + 1], following, words):
                last += step
            else:
                break
        start, end = tokens[first][1], tokens[last][2]
        if tokens[last][0].endswith("'s"):
            end -= 2
        yield _Run(sentence[start:end], start, end, opening and first == last)
        place = last + 1


def _linked(before: str, following: list[str], words: DraftWords) -> int:
    """How many words a small link and what it leads to take up: "Brenn & Ost", "Val de Marne", "St. Brannock"."""
    saint = before in ("St", "Ste", "Mt") and following[0] == "."
    if not saint and following[0] != "&" and following[0] not in words.particles:
        return 0
    step = 3 if len(following) > 2 and following[1] in words.particles else 2
    return step if len(following) >= step and _capital(following[step - 1], words) else 0


def _capital(word: str, words: DraftWords) -> bool:
    return word[:1].isupper() and word not in words.not_names


def _goes_on(before: list[tuple[str, int, int]], following: list[str], words: DraftWords) -> bool:
    """Whether "and" goes on with a name: "Department of Industry and Information Technology"."""
    texts = [token[0] for token in before]
    office = any(text in words.organisation_nouns for text in texts) and "of" in texts
    if len(following) < 2 or not _capital(following[1], words):
        return False
    later = following[1:]
    body = next((place for place, word in enumerate(later) if word in words.organisation_nouns), None)
    common = later[0].lower() in english_words()  # "Water and Sewerage Works", not "Norrland and Velland Railways"
    return office or (bool(body) and common and all(_capital(word, words) for word in later[:body]))


def _joined(before: list[tuple[str, int, int]], following: list[str], words: DraftWords) -> int:
    """How many words "of the" and the like take up, where they belong to the name of an organisation or a place."""
    kinds = {kind.lower() for kinds in words.place_kinds.values() for kind in kinds}
    if following[0] not in ("of", "for"):
        return 0
    if not any(token[0] in words.organisation_nouns or token[0].lower() in kinds for token in before):
        return 0
    if len(following) > 1 and _capital(following[1], words):
        return 2
    return 3 if len(following) > 2 and following[1] == "the" and _capital(following[2], words) else 0


def _is_name(word: str, words: DraftWords, lands: frozenset[str]) -> bool:
    known = english_words()
    low = word.lower()
    if words.is_plural(low) and any(low[:at] in known and low[at:] in known for at in range(4, len(low) - 4)):
        return False  # "Broadleaves"
    return word in lands or not all(part in known for part in word.lower().split("-"))


def _named(run: _Run, sentence: str, words: DraftWords, paragraph: int, number: int) -> Iterator[Name]:
    """The names within a run: "Maritime Minister Elsa Norring" is one, with an office."""
    parts = run.text.split()
    lower = run.text.lower()
    if len(parts) == 1 and lower in english_words() and lower.endswith(tuple(words.demonyms)):
        return
    if parts[-1] in words.thing_names:
        return
    titles = [place for place, part in enumerate(parts) if part in words.titles]
    before, after = sentence[: run.start], sentence[run.end :]
    if not titles and parts[1:2] == ["of"] and any(parts[0] in kinds for kinds in words.place_kinds.values()):
        yield Name(run.text, "place", paragraph, number, sure=True)  # "Kingdom of Estmark"
        return
    if any(part in words.organisation_nouns for part in parts) and not titles:
        yield Name(run.text, "organisation", paragraph, number, sure=True)
        return
    if titles and titles[-1] < len(parts) - 1:
        start = run.start + len(" ".join(parts[: titles[-1] + 1])) + 1
        role = " ".join(parts[: titles[-1] + 1])
        yield Name(" ".join(parts[titles[-1] + 1 :]), "person", paragraph, number, True, role, (run.start, start - 1))
        return
    if titles or re.search(rf"\b(?:{'|'.join(sorted(words.titles))}) (?:of|for) (?:the )?\Z", before):
        return  # an office alone, or what it is of: "Director of Operations"
    office = re.search(rf"(?:[\w-]+ ){{0,3}}(?:{'|'.join(sorted(words.titles))}) \Z", before)
    if office and office[0].split()[-1].lower() != "head":
        role = re.sub(r"\A(?:the|a|an|that|said) ", "", office[0].strip())
        yield Name(run.text, "person", paragraph, number, True, role, (run.start - len(role) - 1, run.start - 1))
        return
    told = re.match(rf", ((?:the |a )?(?:[\w-]+ ){{0,2}}(?:{'|'.join(sorted(words.titles))})\b[^,.;]*)", after)
    if told and len(parts) > 1:
        role = told[1].strip()
        yield Name(run.text, "person", paragraph, number, True, role, (run.end + 2, run.end + 2 + len(role)))
        return
    speech = "|".join(sorted(words.speech_verbs - {"reported", "called", "pointed", "expects"}))  # which towns do too
    speaks = re.match(rf"(?: of (?:the )?[A-Z][\w ]*)? (?:{speech})\b", after)
    with_article = before.endswith((" the ", "The "))
    if _SOURCE.search(before) or (len(parts) > 1 and with_article and speaks):
        yield Name(run.text, "organisation", paragraph, number)
        return
    if len(parts) > 1 and speaks:
        belongs = re.match(r" (of (?:the )?(?:[A-Z]\w* )*[A-Z]\w* ?)", after)
        role = belongs[1].strip() if belongs else ""
        span = (run.end + 1, run.end + 1 + len(role)) if role else (0, 0)
        yield Name(run.text, "person", paragraph, number, bool(role), role, span)
        return
    if after.split()[:1] and after.split()[0].strip(",.") in words.organisation_cues:
        yield Name(run.text, "organisation", paragraph, number)
        return
    located = bool(re.search(r"\b(?:in|at|near|from|of|to) (?:the )?\Z", before)) or after.startswith("'s")
    if _ABBREVIATION.fullmatch(run.text) and not re.search(r"\b(?:in|at|near|from|to) (?:the )?\Z", before):
        return  # "RSV tests", "detections of COVID-19"
    yield Name(run.text, "place", paragraph, number, sure=located)


def _merged(names: Iterable[Name]) -> Iterator[Name]:
    """Each thing once, in the order of the text: a surname alone is the person, "Reuss" the canton of that name."""
    kept: list[Name] = []
    order = list(names)
    for name in sorted(order, key=lambda name: -len(name.text)):
        longer = next(
            (
                other
                for other in kept
                if other.kind != "organisation"
                and re.search(rf"(?<!\w){re.escape(name.text)}\Z", other.text)
                and (other.kind == "person" or " of " in other.text)
            ),
            None,
        ) or next((other for other in kept if _is_short_for(name, other)), None)
        if longer is not None:
            longer.aliases.append(name.text)
            longer.seen += name.seen
        else:
            kept.append(name)
    inside = [name for name in order if any(name is each for each in kept)]
    yield from sorted(inside, key=lambda name: (name.paragraph, name.sentence))


def _is_short_for(name: Name, other: Name) -> bool:
    """Whether a name is a longer one cut short: "Talvara" is Talvara Microsystems; "in Halden" is a town."""
    if name.kind == other.kind == "organisation" and re.match(rf"{re.escape(name.text)} (?:of|for) ", other.text):
        return True  # "Communications Authority", of Ardania
    alone = " " not in name.text and name.kind == other.kind == "place" and not name.sure
    return alone and other.text.startswith(f"{name.text} ") and other.paragraph <= name.paragraph


def _place_kind(name: Name, text: Text, words: DraftWords) -> str:
    """What kind of place a name is, as far as a word right before or after it tells."""
    counts: Counter[str] = Counter()
    for kind, cues in words.place_kinds.items():
        cue = "|".join(map(re.escape, cues))
        near = rf"\b(?:{cue})(?: of|,)? {re.escape(name.text)}\b|\b{re.escape(name.text)} (?:{cue})\b"
        if re.match(rf"(?:{cue})\b", name.text):
            counts[kind] += 3
        counts[kind] += sum(len(re.findall(near, sentence)) for _, _, sentence in text)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] else "place"
