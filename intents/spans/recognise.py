"""Spans first: numbers with units, comparisons, negation, periods, names, kinds, cues and foils of a question.

What a span stands for is found by exact grammar and by word lists; only words that no list knows are repaired, one by
one, by rapidfuzz, and never a word that is spelt right. Nothing is decided here.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from facts.model import Release
from facts.quantity import PERCENT, POINTS, TIMES, Comparison, Quantity, Unit, UnitKind
from intents.vocabulary.grammar import Grammar
from intents.vocabulary.lexicon import Label, Lexicon, Stems, Trie, phrases_of, stems_of
from intents.vocabulary.normalise import Normalised, Token, is_word, normalise, stem, tokenise

_OVER_A_YEAR: Final = Label("concept", "year")
"""What stands for a change from one year to the next, and for no time of its own."""
_POSSESSIVE: Final = ("'s", "\u2019s")


PLACE: Final = "place"
"""A foil that no likeness of wording outweighs: a figure for one place is none for another."""
LOOSE: Final = "loose"
"""A foil that may say nothing of the kind, where the wording leaves little doubt."""
OFFICE: Final = "office"
"""A foil that may be said to have announced something."""


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` to ``end`` (not included) of the question."""

    start: int
    end: int

    def covers(self, position: int) -> bool:
        """Whether a token lies in it."""
        return self.start <= position < self.end


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A quantity that the reader wrote; ``unit`` is none where it was left out."""

    number: Decimal
    unit: Unit | None
    comparison: Comparison | None = None
    fraction: bool = False
    """Written as a part of a whole: half, two thirds."""
    signed: bool = False
    """Written with a plus or a minus."""
    decimals: int = 0
    place: Decimal = Decimal(1)
    """What one unit of its last written digit is worth: 0.1 for 7.2, 100,000 for 15.4 million."""
    verbal: bool = False
    """Whether a verb compares it: "exceeded 8%"."""
    side: Comparison | None = None
    """On which side of a number that is only about right the value is said to be: "just under 300"."""

    def quantity(self, unit: Unit) -> Quantity:
        """The quantity meant, if the unit is this one."""
        return Quantity.exact(self.number, unit)


@dataclass(frozen=True, slots=True)
class When(Span):
    """A period that the reader named: months of a year counted from the release's own; a calendar year; or both."""

    months: tuple[int, int]
    year: int = 0
    calendar: int | None = None

    @property
    def concept(self) -> str:
        """The period as a concept, so that it can be part of a name."""
        return f"period:{self.months[0]}-{self.months[1]}@{self.calendar or self.year}"


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A content word or name: what it may stand for, or nothing where no list knows it."""

    text: str
    concepts: frozenset[str]
    entity: str | None = None
    foil: str | None = None
    soft: bool = False
    """A word that may also stand for nothing in particular: it points to facts, and never against one."""

    @property
    def quotable(self) -> bool:
        """Whether it may be repeated to the reader: not where a number has come apart in it, "f 1"."""
        return not any(part.isdigit() for part in self.text.split())

    @property
    def known(self) -> bool:
        """Whether it stands for something."""
        return bool(self.concepts)


def uncovered(words: Iterable[Word], spans: Iterable[Span]) -> list[Word]:
    """The words that do not lie, as a whole, within one of the spans."""
    reach: dict[int, int] = {}
    for span in spans:
        if span.end > reach.get(span.start, 0):
            reach[span.start] = span.end
    if not reach:
        return list(words)
    starts = sorted(reach)
    ends = [*itertools.accumulate((reach[start] for start in starts), max)]
    left = []
    for word in words:
        before = bisect_right(starts, word.start)
        if not before or ends[before - 1] < word.end:
            left.append(word)
    return left


def inside_of(spans: Iterable[Span]) -> set[int]:
    """The places within spans, where a question may not be cut."""
    return {place for span in spans for place in range(span.start + 1, span.end)}


@dataclass(frozen=True, slots=True)
class Found(Span):
    """A cue, a kind or a negation."""

    name: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Everything found in a question, in its order."""

    normalised: Normalised
    words: tuple[Word, ...] = ()
    mentions: tuple[Mention, ...] = ()
    periods: tuple[When, ...] = ()
    cues: tuple[Found, ...] = ()
    kinds: tuple[Found, ...] = ()
    comparisons: tuple[Found, ...] = ()
    """Comparisons that belong to no quantity: "more than equipment"."""
    negations: tuple[int, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    asserted: bool = False
    """Put forward to be verified, by words around it: "a reader says: …"."""
    carried: bool = False
    """Whether words of another part of the message were put before it."""
    denied: bool = False
    """Put forward as what somebody is mistaken about: "whoever says … is wrong"."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The question's tokens."""
        return self.normalised.tokens

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether one of these phrases stands there, word for word."""
        said = f" {' '.join(token.text for token in self.tokens if token.text)} "
        return any(f" {phrase} " in said for phrase in phrases)

    def phrase(self, phrases: Set[str], end: int | None = None) -> Span | None:
        """Where the first of these phrases stands, the longest of those that begin there, before a place."""
        texts = [token.text for token in self.tokens[:end]]
        longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
        opening = {phrase.partition(" ")[0] for phrase in phrases}
        for start in (place for place, text in enumerate(texts) if text in opening):
            for stop in range(min(start + longest, len(texts)), start, -1):
                if " ".join(texts[start:stop]) in phrases:
                    return Span(start, stop)
        return None

    def has(self, *names: str) -> bool:
        """Whether one of these cues was found."""
        return any(cue.name in names for cue in self.cues)

    def spans(self, *names: str) -> list[Found]:
        """The places of these cues."""
        return [cue for cue in self.cues if cue.name in names]

    def places(self, *names: str) -> set[int]:
        """The places of the tokens that these cues cover."""
        return {place for cue in self.spans(*names) for place in range(cue.start, cue.end)}

    def cue(self, name: str) -> Found | None:
        """The first cue of that name."""
        return next((cue for cue in self.cues if cue.name == name), None)

    def entities(self) -> list[str]:
        """The named things in their order, each once."""
        return list(dict.fromkeys(word.entity for word in self.words if word.entity))

    def stretch(self, start: int, end: int) -> Recognised:
        """A stretch of the question as a question by itself: positions kept, the other tokens blank."""
        tokens = (_BLANK,) * start + self.tokens[start:end]
        tokens += (_BLANK,) * (len(self.tokens) - len(tokens))
        return self.within(start, end, replace(self.normalised, tokens=tokens))

    def within(self, start: int, end: int, normalised: Normalised | None = None) -> Recognised:
        """What was found inside a stretch of the question, positions kept, with all its tokens unless others are given.

        Written out, since a message is cut in many ways before it is understood.
        """
        return Recognised(
            normalised or self.normalised,
            tuple([one for one in self.words if start <= one.start and one.end <= end]),
            tuple([one for one in self.mentions if start <= one.start and one.end <= end]),
            tuple([one for one in self.periods if start <= one.start and one.end <= end]),
            tuple([one for one in self.cues if start <= one.start and one.end <= end]),
            tuple([one for one in self.kinds if start <= one.start and one.end <= end]),
            tuple([one for one in self.comparisons if start <= one.start and one.end <= end]),
            tuple([position for position in self.negations if start <= position < end]),
            self.repaired,
            self.asserted,
        )


MOVES: Final = frozenset({"grow", "fall"})
"""What words for going up or down stand for."""
RELATIVE: Final = frozenset({"ahead", "surpass", "lag-behind"})
"""What says which of two is ahead, and of neither what it is."""
CAME: Final = frozenset({"add", "new"})
"""What is said of those that came to others."""

_FEW_ASKS: Final = 6
_LONG_AGO: Final = -99
"""A year that no release is about: "ten years ago"."""
_BLANK: Final = Token("", "", "mark", "")
_LEADING: Final = 2
"""Words of a concept's list that count as what it is first of all called: singular and plural."""
_SHORTEST_TIED: Final = 5
"""Letters of a misspelt word that may be meant for several, of which one is such a word."""
_SHORTEST_REPAIR: Final = 4
_SHORTEST_SLIP: Final = 3
"""Letters of a word in which nothing but a vowel may be missing: "mor"."""
_VOWELS: Final = frozenset("aeiouyäöü")
_SHORTEST_JOINED: Final = 6
_LONGEST_JOINED: Final = 24
_SHORTEST_PART: Final = 2
_TWO_SLIPS_FROM: Final = 8
_YEARS: Final = range(1900, 2100)
_WIDEST_RANGE: Final = 10
"""A number more than so many times the one after it is not counted in what that is counted in."""


@dataclass(slots=True)
class Recogniser:
    """Finds the spans of a question over one release's names and one language's words."""

    lexicon: Lexicon
    content: Trie = field(default_factory=Trie)
    """Entities, foils, concepts and carriers: what words stand for."""
    overlay: Trie = field(default_factory=Trie)
    """Cues, kinds, comparisons and negations: what is to be done, over the same words."""
    periods: Trie = field(default_factory=Trie)
    numbers: Trie = field(default_factory=Trie)
    surface: list[str] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)
    """Stems that stand for something without a group of their own."""
    _repairable: dict[str, list[str]] = field(default_factory=dict)
    """Words that a slip can be repaired to, by their first letter."""
    _leading: frozenset[str] = frozenset()
    """The words that a concept is first of all called by."""
    _listed: frozenset[str] = frozenset()
    own: tuple[int, int] = (1, 12)
    """The months of the release's own period: what "a year earlier" is held against."""

    @property
    def grammar(self) -> Grammar:
        """The small words of the language."""
        return self.lexicon.grammar

    @classmethod
    def build(cls, lexicon: Lexicon, releases: Iterable[Release]) -> Recogniser:
        """A recogniser for these releases; ``learn`` adds the words of their facts."""
        self = cls(lexicon)
        listed = (word for group in lexicon.concepts.values() for word in group)
        self._listed = frozenset((*listed, *lexicon.carriers, *lexicon.function_words))
        for name, stems in phrases_of(lexicon.concepts):
            self.content.add(stems, Label("concept", name))
        for word in lexicon.carriers:
            self.content.add(stems_of(word), Label("carrier", word))
        for word in lexicon.function_words:
            self.content.add(stems_of(word), Label("function", word))
        for release in releases:
            self._add_names(release)
            self.own = release.period[release.about.period].months
        for category, phrases in lexicon.foils.items():
            for phrase in phrases:
                self._keep_apart(phrase)
                stems = stems_of(phrase)
                if stems and stems not in self.content.entries.get(stems[0], {}):
                    self.content.add(stems, Label("foil", category))
        for name, stems in phrases_of(lexicon.cues):
            self.overlay.add(stems, Label("cue", name))
        for comparison, phrases in lexicon.comparisons.items():
            for phrase in phrases:
                self.overlay.add(stems_of(phrase), Label("comparison", comparison.value))
        for comparison, phrases in lexicon.trailing.items():
            for phrase in phrases:
                self.numbers.add(stems_of(phrase), Label("trailing", comparison.value))
        for phrase in lexicon.negations:
            self.overlay.add(stems_of(phrase), Label("negation", phrase))
        for written, stems in phrases_of(lexicon.periods):
            self.periods.add(stems, Label("period", written))
        for unit, stems in phrases_of(lexicon.units):
            self.numbers.add(stems, Label("unit", unit))
        for code, stems in phrases_of(lexicon.currencies):
            self.numbers.add(stems, Label("currency", code))
        for phrase in lexicon.fractions:
            self.numbers.add(stems_of(phrase), Label("fraction", phrase))
        return self

    def _keep_apart(self, phrase: str) -> None:
        """Keep the form of a foil whose stem another word has already: "projection" is no project."""
        labels = self.content.entries.get(stem(phrase), {}).get((stem(phrase),), set())
        others = [label for label in labels if label.layer != "foil"]
        if " " not in phrase and phrase.isalpha() and others and phrase not in self._listed:
            stem.kept.add(phrase)

    def _add_names(self, release: Release) -> None:
        language = self.lexicon.language
        for entity in release.entities:
            for name in [entity.label.get(language, ""), *entity.names.get(language, [])]:
                stems = stems_of(name)
                self.surface.append(name)
                self.content.add(stems, Label("entity", entity.id))
                if not entity.named:
                    self.content.add(stems, Label("foil", entity.kind))
        for kind in release.kinds:
            labels = [kind.label.get(language, ""), kind.plural.get(language, "")]
            for name in [*labels, *kind.names.get(language, [])]:
                self.overlay.add(stems_of(name), Label("kind", kind.id))

    def learn(self, phrases: Iterable[str]) -> None:
        """Take the words of the content as known."""
        for phrase in phrases:
            self.surface.append(phrase)
            self.vocabulary.update(stems_of(phrase))

    def speaks_of(self, phrases: Iterable[str]) -> None:
        """Let the words that a release calls its facts by be its own: what it speaks of is no foil there."""
        for phrase in phrases:
            stems = stems_of(phrase)
            for start in range(len(stems)):
                for end in range(start + 1, len(stems) + 1):
                    labels = self.content.entries.get(stems[start], {}).get(stems[start:end])
                    if labels and all(label.layer == "foil" for label in labels):
                        self.content.entries[stems[start]].pop(stems[start:end])

    def ready(self) -> None:
        """Make the list of words that a slip can be repaired to."""
        lists = self.lexicon
        phrases = [phrase for group in (*lists.concepts.values(), *lists.cues.values()) for phrase in group]
        phrases += [*lists.carriers, *lists.numbers, *lists.months, *lists.scales, *self.surface]
        words = (token.text for phrase in phrases for token in tokenise(phrase) if token.kind == "word")
        self._repairable = {}
        self._leading = frozenset(word for group in lists.concepts.values() for word in group[:_LEADING])
        for word in dict.fromkeys(words):
            if len(word) >= _SHORTEST_REPAIR and word.isalpha():
                self._repairable.setdefault(word[0], []).append(word)

    def repair(self, word: str) -> str | None:
        """The word that a misspelt one was meant for, or none where that is not certain."""
        if len(word) < _SHORTEST_SLIP or not word.isalpha() or is_word(word):
            return None
        allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1 if len(word) >= _SHORTEST_REPAIR else 0
        first, second = word[0], word[1]
        alike = list(self._repairable.get(first, ()))
        if first != second:  # the first two letters may have changed places
            alike += [known for known in self._repairable.get(second, ()) if known[1] == first]
        fits = [
            (distance, found)
            for found, distance, _ in process.extract(
                word, alike, scorer=OSA.distance, processor=None, limit=None, score_cutoff=allowed
            )
        ]
        if not fits:
            fits = [(len(found) - len(word), found) for found in alike if _without_vowels(word, found)]
        if not fits:
            return None
        least = min(distance for distance, _ in fits)
        best = {stem(found): found for distance, found in fits if distance == least}
        swapped = {form: found for form, found in best.items() if sorted(found) == sorted(word)}
        left_out = {form: found for form, found in best.items() if _without_vowels(word, found)}
        best = swapped or left_out or best  # the likelier slips: letters that changed places, vowels left out
        if len(best) > 1 and len(word) >= _SHORTEST_TIED:
            best = {form: found for form, found in best.items() if found in self._leading}
        return next(iter(best.values())) if len(best) == 1 else None

    def _known(self, token: Token) -> bool:
        tries = (self.content, self.overlay, self.periods, self.numbers)
        single = (token.stem,)
        return (
            token.stem in self.vocabulary
            or token.text in self.lexicon.numbers
            or token.text in self.lexicon.scales
            or token.text in self.lexicon.months
            or token.text in self.lexicon.multiples
            or token.text in self.lexicon.multitudes
            or any(single in trie.entries.get(token.stem, {}) for trie in tries)
        )

    def recognise(self, text: str) -> Recognised:
        """All spans of a question."""
        return self._recognise(normalise(text, self.lexicon.spellings, self.lexicon.rewrites, self.lexicon.capitals))

    def words_of(self, phrase: str) -> tuple[frozenset[str], ...]:
        """What each content word of a phrase may stand for."""
        tokens = tokenise(phrase, self.lexicon.spellings)
        stems = tuple(token.stem for token in tokens)
        taken = bytearray(len(tokens))
        periods = [frozenset({when.concept}) for when in self._periods(tokens, stems, taken)]
        return (*(word.concepts for word in self._words(tokens, stems, taken) if word.concepts), *periods)

    def _recognise(self, normalised: Normalised, *, repairing: bool = True) -> Recognised:
        tokens, repaired = self._mended(normalised.tokens) if repairing else ([*normalised.tokens], [])
        normalised = replace(normalised, tokens=tuple(tokens))
        stems = tuple(token.stem for token in tokens)
        taken = bytearray(len(tokens))
        numbered = list(self._numbered(tokens, stems, taken))
        periods = list(self._periods(tokens, stems, taken))
        cues, kinds, comparisons, negations = self._overlay(tokens, stems, taken)
        mentions, used = self._mentions(tokens, stems, taken, comparisons)
        words = tuple(self._words(tokens, stems, taken))
        words = tuple(sorted((*words, *numbered), key=lambda word: word.start))
        words += tuple(self._signs(mentions))
        verbs = {cue.start for cue in cues if cue.name == "asserts"}
        mentions = [replace(m, verbal=True) if verbs & {*range(m.start, m.end)} else m for m in mentions]
        cues = tuple(cue for cue in cues if not any(m.start <= cue.start and cue.end <= m.end for m in mentions))
        negations = tuple(place for place in negations if not any(m.start <= place < m.end for m in mentions))
        free = tuple(found for number, found in enumerate(comparisons) if number not in used)
        return Recognised(
            normalised, words, tuple(mentions), tuple(periods), cues, kinds, free, negations, tuple(repaired)
        )

    def _mended(self, tokens: Iterable[Token]) -> tuple[list[Token], list[tuple[str, str]]]:
        """The tokens with the words that were meant for those that no list knows, and what was read instead of what."""
        kept: list[Token] = []
        repaired: list[tuple[str, str]] = []
        unknown = 0
        for token in tokens:
            meant: tuple[str, ...] = ()
            if token.kind == "word" and unknown < _MOST_REPAIRS and not self._known(token):
                unknown += 1
                better = self.repair(token.text)
                meant = (better,) if better is not None else self._parted(token)
            if meant:
                repaired.append((token.text, " ".join(meant)))
            kept += [replace(token, text=word, stem=stem(word)) for word in meant] or [token]
        return [self._than(kept, place) for place in range(len(kept))], repaired

    def _than(self, tokens: Sequence[Token], place: int) -> Token:
        """A word, or the one that it is often written for behind a comparison: "less then half", "other then"."""
        token, before = tokens[place], tokens[place - 1] if place else _BLANK
        if token.text not in self.grammar.than_slips:
            return token
        labels = self.overlay.entries.get(before.stem, {}).get((before.stem,), set())
        compared = any(label.layer == "cue" and label.name in ("more", "less", "rest") for label in labels)
        if not compared and before.text not in self.grammar.than_heads:
            return token
        than = min(self.grammar.than_words)
        return replace(token, text=than, stem=stem(than))

    def _parted(self, token: Token) -> tuple[str, ...]:
        """Two words that were written as one, where both are known: "atleast", "whichcities"."""
        word = token.text
        if not _SHORTEST_JOINED <= len(word) <= _LONGEST_JOINED or not word.isalpha() or is_word(word):
            return ()
        for place in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            parts = word[:place], word[place:]
            if all(is_word(part) and self._known(replace(token, text=part, stem=stem(part))) for part in parts):
                return parts
        return ()

    # Names with a number in them

    def _numbered(self, tokens: Sequence[Token], stems: Stems, taken: bytearray) -> Iterator[Word]:
        """Names such as "Three Stability", found before their numbers are read as quantities."""
        for position, token in enumerate(tokens):
            if taken[position] or not (token.kind == "number" or token.text in self.lexicon.numbers):
                continue
            found = self.content.match(stems, position)
            if found and found[0] > position + 1 and any(label.layer == "entity" for label in found[1]):
                word = self._word(tokens, position, found[0], found[1])
                if word is not None:
                    taken[position : found[0]] = b"\x03" * (found[0] - position)
                    yield word

    # Periods

    def _periods(self, tokens: Sequence[Token], stems: Stems, taken: bytearray) -> Iterator[When]:
        position = 0
        while position < len(tokens):
            found = self._period_at(tokens, stems, position)
            if found is None:
                position = self._over_basis(tokens, stems, position) or position + 1
                continue
            taken[found.start : found.end] = b"\x01" * (found.end - found.start)
            yield found
            position = found.end

    def _over_basis(self, tokens: Sequence[Token], stems: Stems, position: int) -> int | None:
        """The end of words such as "from a year ago", which say what a rise is measured against, and no time.

        Where two rates are compared, "faster than a year ago", and before a noun, "last year's pace", it is a time.
        """
        phrase = self.content.match(stems, position)
        if phrase is None or not any(label == _OVER_A_YEAR for label in phrase[1]) or phrase[0] <= position + 2:
            return None
        within = (self._period_at(tokens, stems, place) for place in range(position + 1, phrase[0]))
        period = next((when for when in within if when is not None), None)
        if period is None or period.end > phrase[0] or tokens[position].text in self.grammar.than_words:
            return None
        possessive = tokens[phrase[0] - 1].raw.endswith(_POSSESSIVE)
        compared = (self.overlay.match(stems, place) for place in range(len(tokens)))
        rates = any(label.name in ("more", "less") for found in compared if found for label in found[1])
        return None if possessive or rates else phrase[0]

    def _period_at(self, tokens: Sequence[Token], stems: Stems, position: int) -> When | None:
        token = tokens[position]
        months = self._months_at(tokens, position)
        listed = self.periods.match(stems, position)
        if listed and self._part_of_things(tokens, stems, position, listed[0]):
            listed = None
        if listed and (months is None or listed[0] >= months.end):
            written = min(label.name for label in listed[1])
            span, _, year = written.partition("@")
            before = tokens[position - 1] if position else None
            if year and before is not None and (before.kind == "number" or before.text in self.lexicon.numbers):
                return When(position - 1, listed[0], (1, 12), _LONG_AGO)
            first, last = self.own if span == "own" else map(int, span.split("-"))
            return When(position, listed[0], (first, last), int(year or 0))
        if months:
            return months
        counted = token.kind == "number" or token.text in self.lexicon.numbers
        if counted and tokens[position + 1 : position + 2] and tokens[position + 1].text in self.grammar.time_nouns:
            return When(position, position + 2, (1, 12), _LONG_AGO)
        if token.kind == "number" and token.value is not None and token.text.isdigit() and int(token.value) in _YEARS:
            after = tokens[position + 1].text if position + 1 < len(tokens) else ""
            mark = tokens[position - 1].text if position else ""
            if after not in self.grammar.amount_followers and mark not in ("$", "¥", "-"):
                return When(position, position + 1, (1, 12), 0, int(token.value))
        return None

    def _part_of_things(self, tokens: Sequence[Token], stems: Stems, position: int, end: int) -> bool:
        """Whether "three quarters" is a part of things and no time: "three quarters of the industries".

        Three quarters of a year are a time, and those of a growth that they lasted.
        """
        matched = self.numbers.match(stems, position)
        fraction = matched is not None and matched[0] == end and _label(matched, "fraction") is not None
        after = list(tokens[end : end + 4])
        if not fraction or not after or after[0].text not in self.grammar.of_words:
            return False
        if any(self._is_kind(token.stem) for token in after[1:]):
            return True
        whole = next((token for token in after[1:] if token.text not in self.grammar.determiners), None)
        dated = any(self.periods.match(stems, place) for place in range(end + 1, min(end + 3, len(stems))))
        if whole is None or whole.kind != "word" or dated:
            return False
        named = self.content.entries.get(whole.stem, {}).get((whole.stem,), set())
        return MOVES.isdisjoint({label.name for label in named if label.layer == "concept"})

    def _months_at(self, tokens: Sequence[Token], position: int) -> When | None:
        """A month, or a stretch of months: ``jan-aug``, ``January and August``, ``October to December``."""
        months = self.lexicon.months
        first = months.get(tokens[position].text)
        if first is None:
            return None
        follow, grammar = position + 1, self.grammar
        while follow < len(tokens) and follow <= position + 2 and tokens[follow].text in grammar.month_joints:
            follow += 1
        if position + 1 < follow < len(tokens) and tokens[follow].text in months:
            return When(position, follow + 1, (first, months[tokens[follow].text]))
        if position + 1 < len(tokens) and tokens[position + 1].text in months:
            return When(position, position + 2, (first, months[tokens[position + 1].text]))
        if position and tokens[position].text in grammar.unsure_months:
            return None
        return When(position, position + 1, (first, first))

    # Cues, kinds, comparisons, negations

    def _overlay(
        self, tokens: Sequence[Token], stems: Stems, taken: bytearray
    ) -> tuple[tuple[Found, ...], tuple[Found, ...], list[Found], tuple[int, ...]]:
        cues: list[Found] = []
        kinds: list[Found] = []
        comparisons: list[Found] = []
        negations: list[int] = []
        ends: dict[str, int] = {}
        open_words = self.grammar.open_period_words
        for position in range(len(tokens)):
            candidates = self.overlay.entries.get(stems[position])
            if candidates is None or (taken[position] and tokens[position].text not in open_words):
                continue
            for end in self.overlay.ends(stems, position):
                labels = candidates.get(stems[position:end])
                if not labels:
                    continue
                for label in labels if len(labels) == 1 else sorted(labels, key=_by_layer):
                    if position < ends.get(label.layer + label.name, 0) or (
                        label.layer in ("comparison", "kind") and position < ends.get(label.layer, 0)
                    ):
                        continue
                    compares = label.layer == "comparison" and tokens[position].kind == "mark"
                    if compares and not any(token.kind == "number" for token in tokens[end : end + 2]):
                        continue  # "<b>" compares nothing
                    ends[label.layer + label.name] = end
                    ends[label.layer] = max(end, ends.get(label.layer, 0))
                    if label.layer == "cue":
                        cues.append(Found(position, end, label.name))
                    elif label.layer == "kind":
                        kinds.append(Found(position, end, label.name))
                    elif label.layer == "comparison":
                        comparisons.append(Found(position, end, label.name))
                    else:
                        negations.append(position)
        return tuple(cues), tuple(kinds), comparisons, tuple(dict.fromkeys(negations))

    # Quantities

    def _mentions(
        self, tokens: Sequence[Token], stems: Stems, taken: bytearray, comparisons: Sequence[Found]
    ) -> tuple[list[Mention], set[int]]:
        mentions: list[Mention] = []
        used: set[int] = set()
        position = 0
        while position < len(tokens):
            mention = None if taken[position] else self._mention_at(tokens, stems, taken, position)
            if mention is not None and mention.unit is None and self._counts_asks(tokens, mention):
                mention = None
            if mention is not None and position and self._labels(tokens[position - 1], mention):
                position = mention.end
                continue
            if mention is not None and (self._names_scale(tokens, mention) or self._limits_reply(tokens, mention)):
                mention = None
            if mention is None:
                position += 1
                continue
            number, mention = self._compared(tokens, stems, mention, comparisons)
            if number is not None:
                used.add(number)
            behind = bool(mentions) and mentions[-1].end == mention.start
            if behind and tokens[mention.start].text in self.grammar.dividing_words:
                mention = replace(mention, comparison=None)  # "910 million over eight projects"
            taken[mention.start : mention.end] = b"\x02" * (mention.end - mention.start)
            mentions.append(mention)
            position = mention.end
        grammar = self.grammar
        return _as_fractions(_same_units(mentions, tokens, grammar), tokens, grammar), used

    def _labels(self, before: Token, mention: Mention) -> bool:
        """Whether a number only says which table or figure is meant."""
        return before.text in self.lexicon.numbered_things and mention.unit is None and not mention.decimals

    def _counts_asks(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a number only counts the questions that follow: "two numbers, please"."""
        few = mention.end < len(tokens) and mention.number <= _FEW_ASKS
        return few and tokens[mention.end].text in self.lexicon.asked_things

    def _limits_reply(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a number only says how long or how exact the reply shall be: "in fifty words", "to 2 decimals"."""
        return mention.end < len(tokens) and tokens[mention.end].text in self.lexicon.reply_measures

    def _names_scale(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether it is only said in what the answer shall be counted: "…, in billions"."""
        before = tokens[mention.end - 2].text if mention.end > 1 else ""
        counted = tokens[mention.end - 1].text in self.lexicon.multitudes and mention.end - mention.start == 1
        follows = tokens[mention.end].text if mention.end < len(tokens) else ""
        leads = before in self.grammar.limiting_words and before not in self.grammar.of_words
        return counted and leads and follows not in self.grammar.of_words

    def _mention_at(self, tokens: Sequence[Token], stems: Stems, taken: bytearray, position: int) -> Mention | None:
        if not self._begins_number(tokens[position], stems[position]):
            return None
        start = position
        unit: Unit | None = None
        signed = False
        negative = False
        matched = self.numbers.match(stems, position)
        currency = _label(matched, "currency")
        if matched and currency and matched[0] < len(tokens) and tokens[matched[0]].kind == "number":
            unit = Unit(UnitKind.MONEY, currency)
            position = matched[0]
        elif tokens[position].text in "+-" and position + 1 < len(tokens) and tokens[position + 1].glued:
            before = tokens[position - 1] if position else None
            if before is None or not (tokens[position].glued and before.kind in ("number", "word")):
                signed, negative = True, tokens[position].text == "-"
                position += 1
        if position >= len(tokens) or taken[position]:
            return None
        fraction = _label(self.numbers.match(stems, position), "fraction")
        read = self._number_at(tokens, position)
        matched = self.numbers.match(stems, position)
        if read is None and fraction is None and start == position:
            return self._multiple(tokens, stems, position)
        single = fraction and matched and matched[0] == position + 1 and start == position
        if single and {token.text for token in tokens[max(0, position - 1) : position]} & self.grammar.question_words:
            return None  # "which quarter is left?"
        if fraction and matched and (read is None or matched[0] > read[1]):
            return self._fraction(tokens, stems, start, matched[0], fraction)
        if read is None:
            return None
        number, position, decimals = read
        part = self.lexicon.parts.get(tokens[position].text) if position < len(tokens) else None
        after = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if (part and not decimals and 0 < number < part and after not in self.grammar.of_words) or (
            part and self._of_whole(tokens, position + 1)
        ):
            value = number / part * 100
            return Mention(start, position + 1, value, PERCENT, None, True, decimals=0)
        tenths, grammar = [token.text for token in tokens[position : position + 3]], self.grammar
        if len(tenths) > 1 and tenths[0] in grammar.tenths and tenths[1] in grammar.of_words:
            whole = {*tenths[2:]} & (grammar.indefinite_articles | grammar.ones)
            number, decimals, position = number / 10, decimals + 1, position + (3 if whole else 2)
        position, number, decimals, scaled = self._scaled(tokens, position, number, decimals)
        matched = self.numbers.match(stems, position) if position < len(tokens) else None
        written = _label(matched, "unit")
        currency = _label(matched, "currency")
        if matched and written:
            position = matched[0]
            if written == "bps":
                number, decimals, unit = number / 100, decimals + 2, POINTS
            else:
                unit = {"%": PERCENT, "times": TIMES}.get(written, POINTS)
        elif matched and currency:
            position = matched[0]
            unit = Unit(UnitKind.MONEY, currency)
        elif unit is None and scaled >= 10**6:
            unit = Unit(UnitKind.MONEY, "")
        place = Decimal(scaled).scaleb(-decimals)
        return Mention(start, position, -number if negative else number, unit, None, False, signed, decimals, place)

    def _begins_number(self, token: Token, stem: str) -> bool:
        """Whether a quantity may begin with a token: most do not, and need no closer look."""
        text, words = token.text, self.lexicon
        return (
            token.kind == "number"
            or stem in self.numbers.entries
            or text in "+-"
            or text in words.numbers
            or text in words.scales
            or text in words.multiples
            or text in words.multitudes
        )

    def _multiple(self, tokens: Sequence[Token], stems: Stems, position: int) -> Mention | None:
        """ "Twice" and "double", and vague plurals such as "tens of billions"."""
        text = tokens[position].text
        named = self.content.match(stems, position)
        if text in self.lexicon.multiples and not (named and named[0] > position + 1):
            return Mention(position, position + 1, Decimal(self.lexicon.multiples[text]), TIMES)
        if text not in self.lexicon.multitudes:
            return None
        number, end = Decimal(self.lexicon.multitudes[text]), position + 1
        of = self.grammar.of_words
        while end + 1 < len(tokens) and tokens[end].text in of and tokens[end + 1].text in self.lexicon.multitudes:
            number *= self.lexicon.multitudes[tokens[end + 1].text]
            end += 2
        code = None
        if end < len(tokens):
            after = end + 1 if tokens[end].text in of and end + 1 < len(tokens) else end
            matched = self.numbers.match(stems, after)
            code = _label(matched, "currency")
            end = matched[0] if matched and code else end
        unit = Unit(UnitKind.MONEY, code or "") if code or number >= 10**6 else None
        return Mention(position, end, number, unit, Comparison.AT_LEAST)

    def _fraction(self, tokens: Sequence[Token], stems: Stems, start: int, end: int, phrase: str) -> Mention:
        part = self.lexicon.fractions[phrase]
        value = Decimal(part.numerator) / Decimal(part.denominator)
        after, grammar = end, self.grammar
        between = grammar.indefinite_articles | grammar.of_words
        while after < len(tokens) and tokens[after].text in between:
            after += 1
        if after < len(tokens):
            scale = self.lexicon.scales.get(tokens[after].text)
            if scale and scale >= 10**6:
                matched = self.numbers.match(stems, after + 1) if after + 1 < len(tokens) else None
                code = _label(matched, "currency")
                return Mention(
                    start,
                    matched[0] if matched and code else after + 1,
                    value * scale,
                    Unit(UnitKind.MONEY, code or ""),
                )
            if tokens[after].text in grammar.dozens:
                return Mention(start, after + 1, value * 12, None)
            matched = self.numbers.match(stems, after)
            if matched and _label(matched, "unit") == "pp":
                return Mention(start, matched[0], value, POINTS, decimals=2)
        follows = {token.text for token in tokens[end : end + 1]}
        before = {token.text for token in tokens[max(0, start - _BY) : start]}
        is_share = before.isdisjoint(grammar.amount_prepositions) or bool(follows & grammar.of_words)
        return Mention(start, end, value * 100, PERCENT, None, is_share, decimals=0)  # "up by a tenth" is a rate

    def _number_at(self, tokens: Sequence[Token], position: int) -> tuple[Decimal, int, int] | None:
        """A number in figures or words: its value, where it ends, and its decimals."""
        token, grammar = tokens[position], self.grammar
        pointed = {t.text for t in tokens[position + 1 : position + 2]} & grammar.decimal_points
        if token.kind == "number" and token.value is not None and pointed:
            digit = tokens[position + 2] if position + 2 < len(tokens) else None
            if digit is not None and digit.kind == "number" and len(digit.text) == 1 and digit.value is not None:
                return token.value + digit.value / 10, position + 3, 1
        if token.kind == "number" and token.value is not None:
            exponent = token.value.as_tuple().exponent
            decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            following = tokens[position + 1] if position + 1 < len(tokens) else None
            if following is not None and following.glued and following.text in grammar.ordinal_endings:
                return None
            return token.value, position + 1, decimals
        numbers = self.lexicon.numbers
        scale = self.lexicon.scales.get(token.text)
        before = tokens[position - 1].text if position else ""
        if scale and len(token.text) > _SHORTEST_SCALE and before in grammar.indefinite_articles:
            return Decimal(scale), position + 1, 0
        if token.text not in numbers:
            return None
        if token.text in grammar.ones and not self._counts(tokens, position):
            return None
        following_text = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if token.text in grammar.zeros and following_text in grammar.zeroing_words:
            return None
        value, end = self._spoken(tokens, position)
        if end + 1 < len(tokens) and tokens[end].text in grammar.decimal_points and tokens[end + 1].text in numbers:
            tenths = numbers[tokens[end + 1].text]
            if tenths < 10:
                return Decimal(f"{value}.{tenths}"), end + 2, 1
        for half in grammar.halves:
            behind = end + len(half.split())
            if " ".join(found.text for found in tokens[end:behind]) == half:
                return Decimal(value) + Decimal("0.5"), behind, 1
        return Decimal(value), end, 0

    def _spoken(self, tokens: Sequence[Token], position: int) -> tuple[int, int]:
        """A number in words, "four thousand and eighty-nine", and where it ends; larger scales are left to follow."""
        numbers, grammar = self.lexicon.numbers, self.grammar
        total, current, end = 0, numbers[tokens[position].text], position + 1
        while end < len(tokens):
            text = tokens[end].text
            following = tokens[end + 1].text if end + 1 < len(tokens) else ""
            joins = text == "-" or (text in grammar.and_words and current % 100 == 0 and (current or total))
            if text in grammar.hundreds and 0 < current < 100:
                current *= 100
            elif text in grammar.thousands and 0 < current < 1000 and not total and self._goes_on(tokens, end + 1):
                total, current = current * 1000, 0
            elif text in numbers and _fits(current, numbers[text], spoken=bool(total) or current >= _TWENTY):
                current += numbers[text]
            elif not (joins and following in numbers and _fits(current, numbers[following], spoken=True)):
                break
            end += 1
        return total + current, end

    def _of_whole(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether "tenths of …" speaks of a part of things, and not of a point, a percent or a million."""
        following = [token.text for token in tokens[position : position + 3]]
        grammar = self.grammar
        of = bool({*following[:1]} & grammar.of_words)
        return of and not any(t in grammar.part_units or t in self.lexicon.scales for t in following[1:])

    def _goes_on(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a number in words goes on behind "thousand"."""
        texts = [token.text for token in tokens[position : position + 2]]
        return bool(texts) and (
            texts[0] in self.lexicon.numbers
            or (texts[0] in self.grammar.and_words and texts[-1] in self.lexicon.numbers)
        )

    def _counts(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether "one" is a number here and not a pronoun."""
        after, grammar = tokens[position + 1].text if position + 1 < len(tokens) else "", self.grammar
        if after in self.lexicon.scales or after in grammar.one_followers:
            return True
        parts = [token.text for token in tokens[position + 1 : position + 6]]
        if any(text in grammar.part_prepositions for text in parts[:2]) and any(
            text in self.lexicon.numbers or text.isdigit() for text in parts[1:5]
        ):
            return True
        before = tokens[position - 1].text if position else ""
        return before in grammar.one_leaders and position + 1 < len(tokens) and self._is_kind(tokens[position + 1].stem)

    def _is_kind(self, word: str) -> bool:
        labels = self.overlay.entries.get(word, {}).get((word,), set())
        return any(label.layer == "kind" for label in labels)

    def _name_follows(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a scale is part of a name such as "trillion-yuan bases" and not of a number."""
        following = [token.text for token in tokens[position + 1 : position + 5] if token.text != "-"]
        return any(word.startswith(tuple(self.grammar.scale_names)) for word in following[:3])

    def _scaled(
        self, tokens: Sequence[Token], position: int, number: Decimal, decimals: int
    ) -> tuple[int, Decimal, int, int]:
        scaled = 1
        skip = position
        if skip < len(tokens) and tokens[skip].text == "-":
            skip += 1
        while skip < len(tokens) and tokens[skip].text in self.lexicon.scales:
            token = tokens[skip]
            if token.text in self.grammar.short_scales and not token.glued:
                break
            if token.text in self.grammar.hundreds and skip == position and number >= 100:
                break
            scale = self.lexicon.scales[token.text]
            if scale in (10**9, 10**12) and self._name_follows(tokens, skip):
                break
            number *= scale
            scaled *= scale
            skip += 1
            position = skip
        return position, number, decimals, scaled

    def _asks_about(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a word that else makes a number a rough one only asks: "what about the 0.6?"."""
        return position > 0 and tokens[position - 1].text in self.grammar.question_words

    def _compared(
        self, tokens: Sequence[Token], stems: Stems, mention: Mention, comparisons: Sequence[Found]
    ) -> tuple[int | None, Mention]:
        """The mention with the comparison that stands before or behind it."""
        found = self.numbers.match(stems, mention.end) if mention.end < len(tokens) else None
        trailing = _label(found, "trailing")
        behind = tokens[found[0]].stem if found and found[0] < len(tokens) else ""
        if mention.unit is not None and self._is_kind(behind):
            trailing = None  # "are there more above 10% or more cities ahead?"
        if found and trailing and (tokens[mention.end].text != "+" or tokens[mention.end].glued):
            return None, replace(mention, end=found[0], comparison=Comparison(trailing))
        best: int | None = None
        for number, comparison in enumerate(comparisons):
            between = tokens[comparison.end : mention.start]
            if comparison.end > mention.start or not all(
                token.text in self.grammar.number_openers for token in between
            ):
                continue
            if comparison.name == Comparison.ABOUT and self._asks_about(tokens, comparison.start):
                continue
            articles = not self.grammar.definite_articles.isdisjoint(token.text for token in between)
            follows = tokens[mention.end].stem if mention.end < len(tokens) else ""
            if articles and mention.unit is None and self._is_kind(follows):
                continue  # "the mean over the three branches"
            if not self.grammar.amount_prepositions.isdisjoint(token.text for token in between):
                continue  # "it got better by 0.6"
            chosen = None if best is None else comparisons[best]
            if chosen is None or comparison.start <= chosen.start or comparison.end > chosen.end:
                best = number
        if best is None:
            return None, mention
        sign = comparisons[best]
        than = (n for n, c in enumerate(comparisons) if c.name[0] in "<>" and self._ends_at(tokens, c, sign))
        if sign.name == Comparison.EQUAL:  # "quicker than the total of 3.4"
            best = next(than, best)
            sign = comparisons[best]
        said = " ".join(token.text for token in tokens[sign.start : sign.end])
        under, over = said in self.grammar.under_hedges, said in self.grammar.over_hedges
        side = Comparison.AT_MOST if under else Comparison.AT_LEAST if over else None
        start = min(mention.start, sign.start)
        return best, replace(mention, start=start, comparison=Comparison(sign.name), side=side)

    def _ends_at(self, tokens: Sequence[Token], one: Found, other: Found) -> bool:
        """Whether one comparison stands right before another, articles aside."""
        between = tokens[one.end : other.start]
        return one.end <= other.start and all(token.text in self.grammar.determiners for token in between)

    # Content words

    def _words(self, tokens: Sequence[Token], stems: Stems, taken: bytearray) -> Iterator[Word]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if taken[position] or token.kind in ("mark",) or (token.kind == "number"):
                position += 1
                continue
            found = self.content.match(stems, position)
            while found and any(taken[position : found[0]]):
                found = self._shorter(stems, position, found[0] - 1)
            if found is None:
                yield from self._unlisted(token, position)
                position += 1
                continue
            end, labels = found
            word = self._word(tokens, position, end, labels)
            if word is not None:
                yield word
            position = end

    def _signs(self, mentions: Iterable[Mention]) -> Iterator[Word]:
        """What the form of a number says: a plus or minus a direction, a fraction that a share is meant."""
        for mention in mentions:
            if mention.fraction and "share" in self.lexicon.concepts:
                yield Word(mention.start, mention.end, "part", frozenset({"share"}), soft=True)
            if mention.signed and mention.number:
                name = "grow" if mention.number > 0 else "fall"
                if name in self.lexicon.concepts:
                    yield Word(
                        mention.start,
                        mention.end,
                        "+" if mention.number > 0 else "−",
                        frozenset({name}),
                        soft=mention.number > 0,
                    )

    def _shorter(self, stems: Stems, position: int, end: int) -> tuple[int, set[Label]] | None:
        candidates = self.content.entries.get(stems[position], {})
        for stop in range(end, position, -1):
            labels = candidates.get(stems[position:stop])
            if labels:
                return stop, labels
        return None

    def _word(self, tokens: Sequence[Token], start: int, end: int, labels: set[Label]) -> Word | None:
        named: dict[str, list[str]] = {}
        for label in labels:
            named.setdefault(label.layer, []).append(label.name)
        if "function" in named:
            return None
        carrier = "carrier" in named
        concepts = {tokens[start].stem} if carrier else set()
        concepts.update(named.get("concept", ()))
        entities, foils = named.get("entity"), named.get("foil")
        if entities:
            concepts.update(f"entity:{name}" for name in entities)
        foil = None if not foils else "world" if "world" in foils else min(foils)
        if not concepts:
            if foil is None:
                return None
            concepts = {"foil:" + " ".join(token.stem for token in tokens[start:end])}
        soft = carrier and foil is None and concepts.isdisjoint(self.lexicon.polar)
        text = " ".join([token.raw for token in tokens[start:end]])
        return Word(start, end, text, frozenset(concepts), min(entities) if entities else None, foil, soft)

    def _unlisted(self, token: Token, position: int) -> Iterator[Word]:
        if token.kind == "symbol" or (token.kind == "word" and len(token.text) < 2):
            return
        if token.text in self.lexicon.numbers or token.text in self.lexicon.scales:
            return
        if token.stem in self.vocabulary:
            yield Word(position, position + 1, token.raw, frozenset({token.stem}))
        elif not any((token.stem,) in trie.entries.get(token.stem, {}) for trie in (self.overlay, self.numbers)):
            yield Word(position, position + 1, token.raw, frozenset())


_TWENTY: Final = 20
_BY: Final = 4
"""Words within which "by" stands before a part that is a rate: "by more than a tenth"."""


def _by_layer(label: Label) -> tuple[str, str]:
    return label.layer, label.name


def _without_vowels(word: str, found: str) -> bool:
    """Whether a word is another one from which only vowels are missing: "plnt" of "plant"."""
    if len(found) <= len(word) or (word[-1] != found[-1] and found[-1] not in _VOWELS):
        return False
    place = 0
    for letter in found:
        if place < len(word) and letter == word[place]:
            place += 1
        elif letter not in _VOWELS:
            return False
    return place == len(word)


def _fits(current: int, value: int, *, spoken: bool) -> bool:
    """Whether a number word may follow within one number: units behind tens, anything below a hundred behind it."""
    if not spoken or value <= 0:
        return False
    return (current % 10 == 0 and value < 10 and current % 100 != 10) or (current % 100 == 0 and value < 100)


_SHORTEST_SCALE: Final = 3
_MOST_REPAIRS: Final = 24


def _label(found: tuple[int, set[Label]] | None, layer: str) -> str | None:
    if found is None:
        return None
    return min((label.name for label in found[1] if label.layer == layer), default=None)


_LARGEST_PART: Final = 10


def _as_fractions(mentions: list[Mention], tokens: Sequence[Token], grammar: Grammar) -> list[Mention]:
    """One number in another as the part that it is: "three in four", "one out of every five"."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        bare = all(one is None or one.unit is None or one.unit.kind is UnitKind.MONEY for one in (before, mention))
        plain = bare and mention.comparison is None  # "four of every ten yuan", "two yuan in every five"
        if before is not None and plain and 0 < before.number < mention.number <= _LARGEST_PART:
            between = [token.text for token in tokens[before.end : mention.start]]
            if not grammar.part_phrases.isdisjoint((" ".join(between), " ".join(between[1:]))):
                part = before.number / mention.number * 100
                found[-1] = replace(before, end=mention.end, number=part, unit=PERCENT, fraction=True, decimals=0)
                continue
        found.append(mention)
    return found


def _scaled_alike(mention: Mention, following: Mention) -> Mention:
    """A number in the thousands, millions … of the one after it, where it has no such word: "1 to 2 billion"."""
    scale, own = (one.place * Decimal(10) ** one.decimals for one in (following, mention))
    if scale <= 1 or own != 1 or mention.number * scale >= following.number * _WIDEST_RANGE:
        return mention
    return replace(mention, number=mention.number * scale, place=mention.place * scale)


def _same_units(mentions: list[Mention], tokens: Sequence[Token], grammar: Grammar) -> list[Mention]:
    """Give the first number of "between 4 and 6 %" or "3-6 million" the unit of the second, and what it counts in."""
    joined: list[Mention] = []
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if mention.unit is None and following is not None and following.unit is not None:
            between = [token.text for token in tokens[mention.end : following.start]]
            if len(between) == 1 and between[0] in grammar.range_joints | grammar.or_words:
                mention = _scaled_alike(replace(mention, unit=following.unit), following)
        joined.append(mention)
    return joined
