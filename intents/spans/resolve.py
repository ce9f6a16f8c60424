"""Which facts a question speaks of: by the names readers give them, weighed by how rare the words are.

A fact is a candidate only where one of its names stands in the question whole, in any order and by any synonym. What
decides between candidates is what they leave unexplained: a word that a fact does not explain speaks against it, and
in the end vetoes it.
"""

from __future__ import annotations

import itertools
import math
import operator
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from facts.model import Entity, Fact, FactSet, Gap, Measure, Period, Release, Topic
from facts.quantity import UnitKind
from intents.spans.found import MOVES, Recognised, Span, When, Word, uncovered
from intents.spans.recognise import Recogniser
from intents.vocabulary.lexicon import Lexicon
from intents.vocabulary.normalise import stem

Target = Fact | Gap | Topic
NameWords = tuple[frozenset[str], ...]


_PLACEHOLDER = re.compile(r"\{[a-z0-9-]+\}")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![\w-])([^\W\d_]+)-([^\W\d_]+)(?![\w-])")
_VALUE_WEIGHT = 3.0
"""What it weighs that a question tells a fact's own figure: about as much as a telling name."""


_PERIOD_WEIGHT = 2.0
"""What it weighs that a fact is of just the period that the question names."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact, gap or topic with the words that point to it."""

    target: Target
    names: tuple[NameWords, ...]
    vocabulary: frozenset[str]
    """Every concept that it explains."""
    core: frozenset[str]
    """The concepts of its names and of what it is about, without the words that go with anything."""
    said: frozenset[str] = frozenset()
    """The concepts of its own statement."""
    kinds: frozenset[str] = frozenset()
    """The kinds of the things that a fact names."""
    aims: tuple[NameWords, ...] = ()
    """What a fact was only to bring about."""
    compounds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of its joined words, "state-level", the second with all that stands before it."""

    @property
    def id(self) -> str:
        """The identifier of what is known."""
        return self.target.id

    @property
    def own_words(self) -> frozenset[str]:
        """What it is called by, or says where it has no name of its own."""
        return self.called or self.said

    @property
    def called(self) -> frozenset[str]:
        """The concepts of its names."""
        return frozenset(concept for name in self.names for word in name for concept in word)


def _compounds(texts: Iterable[str], names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The words behind a hyphen in a fact's texts, each with the stems that stand before it there, or in its names."""
    said = [_PLACEHOLDER.sub(" ", text).lower() for text in texts]
    joined = {found[2] for text in said for found in _COMPOUND.finditer(text)}
    heads: dict[str, set[str]] = {}
    for text in (*said, *(name.lower() for name in names)) if joined else ():
        for before, word in itertools.pairwise(_WORD.findall(text)):
            if word in joined:
                heads.setdefault(word, set()).add(stem(before))
    return {word: frozenset(before) for word, before in heads.items()}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that a question may speak of, and how well it fits."""

    known: Known
    name: NameWords
    weight: float
    """How telling the name is that stands in the question."""
    explained: float
    """The part of the question's content that the fact explains, by weight: 1 is all."""
    unexplained: tuple[Word, ...] = ()
    contrary: tuple[Word, ...] = ()
    """Words that say the opposite of what the fact says."""
    foreign: tuple[Word, ...] = ()
    """Names of other things of a kind that the fact names one of."""
    off_period: tuple[When, ...] = ()

    @property
    def id(self) -> str:
        """The identifier of the fact."""
        return self.known.id

    @property
    def target(self) -> Target:
        """The fact, gap or topic."""
        return self.known.target

    @property
    def clean(self) -> bool:
        """Whether nothing in the question speaks against it."""
        return not (self.unexplained or self.contrary or self.foreign or self.off_period)

    @property
    def rank(self) -> tuple[float, float]:
        """What decides between candidates: first what is left over, then how telling the name is."""
        against = len(self.off_period) * 3.0 + len(self.foreign) * 1.5 + len(self.contrary) * 0.3
        return (self.explained - against * 0.2, self.weight)


@dataclass(slots=True)
class Resolver:
    """Finds the facts of one release that a question speaks of."""

    release: Release
    lexicon: Lexicon
    known: list[Known] = field(default_factory=list)
    rarity: dict[str, float] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    """What the things are called by that facts speak of, and whose own value the release is known not to state."""
    by_id: dict[str, Known] = field(default_factory=dict)
    directions: frozenset[str] = field(init=False)
    """What words stand for that say how something moved, or that turn a claim round."""
    _index: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """What is known, and which of its names, by what the rarest word of that name may stand for."""
    _kinds: dict[str, frozenset[str]] = field(default_factory=dict)
    _units: dict[str, NameWords] = field(default_factory=dict)
    _weights: dict[NameWords, float] = field(default_factory=dict)
    """How telling each name is, once it has been weighed."""

    def __post_init__(self) -> None:
        """What the language's words of direction stand for is taken once."""
        self.directions = MOVES | self.lexicon.polar

    @classmethod
    def build(cls, release: Release, lexicon: Lexicon, recogniser: Recogniser) -> Resolver:
        """A resolver; the recogniser must have learnt the release's words."""
        language = lexicon.language
        self = cls(release, lexicon)
        home = {f"entity:{release.about.home}"}
        words = [recogniser.words_of(phrase) for phrase in release.about.common.get(language, [])]
        self.common = frozenset(home | {concept for group in words for one in group for concept in one})
        for kind in release.kinds:
            texts = [kind.plural.get(language, ""), *kind.names.get(language, [])]
            self._kinds[kind.id] = frozenset(c for text in texts for word in recogniser.words_of(text) for c in word)
        for measure in release.measures:
            if measure.value.unit.kind is UnitKind.COUNT:
                unit = measure.value.unit.name
                self._units[unit] = (*recogniser.words_of(unit), *recogniser.words_of(f"{unit}s"))
        targets: list[Target] = [*release.facts(), *release.gaps, *release.topics]
        for target in targets:
            self._add(target, recogniser, language)
        counts = Counter(concept for known in self.known for concept in known.core)
        total = len(self.known)
        self.rarity = {concept: math.log1p(total / count) for concept, count in counts.items()}
        self.by_id = {known.id: known for known in self.known}
        silent = (name for known in self.known if isinstance(known.target, Gap) for name in known.names)
        spoken = frozenset(concept for known in self.known if isinstance(known.target, Fact) for concept in known.core)
        self.silent = frozenset(c for name in silent for word in name for c in word if c in spoken) - self.common
        spread = Counter(c for known in self.known for name in known.names for word in name for c in word)
        for number, known in enumerate(self.known):
            for place, name in enumerate(known.names):
                for concept in min(name, key=lambda word: sum(map(spread.__getitem__, word)), default=()):
                    self._index.setdefault(concept, []).append((number, place))
        return self

    def _add(self, target: Target, recogniser: Recogniser, language: str) -> None:
        names = [recogniser.words_of(name) for name in target.names.get(language, [])]
        names = [name for name in names if any(not concept.startswith("period:") for word in name for concept in word)]
        about = [recogniser.words_of(phrase) for phrase in getattr(target, "about", {}).get(language, [])]
        core = {concept for name in names for word in name for concept in word}
        core |= {concept for phrase in about for word in phrase for concept in word}
        own = [target.label.get(language, ""), getattr(target, "statement", {}).get(language, "")]
        texts = own if isinstance(target, Fact) else []
        said = {c for text in texts for word in recogniser.words_of(_PLACEHOLDER.sub(" ", text)) for c in word}
        denied = {other for concept in said for other in self.lexicon.contrary(concept) if other in self.lexicon.polar}
        core = (core | said) - (denied - said)
        if isinstance(target, Fact):
            core |= {f"entity:{entity}" for entity in target.entities}
        if isinstance(target, FactSet):
            core |= {f"entity:{entity}" for entity in target.members} if target.complete else set()
            kind = self.release.kind.get(target.kind)
            for phrase in kind.names.get(language, []) if kind else ():
                core |= {concept for word in recogniser.words_of(phrase) for concept in word}
        named = target.entities if isinstance(target, Fact) else ()
        kinds = frozenset(self.release.entity[name].kind for name in named if name in self.release.entity)
        vocabulary = frozenset(core | self.common)
        aspects = target.aspects.values() if isinstance(target, Fact) else ()
        aims = tuple(recogniser.words_of(aim) for aspect in aspects for aim in aspect.aim.get(language, []))
        joined = _compounds(texts, target.names.get(language, []))
        once = tuple(dict.fromkeys(names))
        known = Known(target, once, vocabulary, frozenset(core), frozenset(said), kinds, aims, joined)
        self.known.append(known)

    def telling(self, word: Word) -> float:
        """How rare a word is among the facts, whether or not it may also carry nothing."""
        return min((self.rarity[concept] for concept in word.concepts if concept in self.rarity), default=0.0)

    def nouns_of(self, unit: str) -> frozenset[str]:
        """What the noun that a measure counts may stand for; nothing for a unit that is no count's."""
        return frozenset().union(*self._units.get(unit, ()))

    def counted_nouns(self, words: Iterable[Word]) -> frozenset[str]:
        """What the words of a question say is counted: projects, cities."""
        nouns = {concept for unit in self._units.values() for word in unit for concept in word}
        return frozenset(concept for word in words for concept in word.concepts if concept in nouns)

    def said_of(self, names: Iterable[str]) -> frozenset[str]:
        """What some facts say, by their identifiers; nothing of what is no fact."""
        return frozenset().union(*(self.by_id[name].said for name in names if name in self.by_id))

    def core_of(self, names: Iterable[str]) -> frozenset[str]:
        """What some facts are called by."""
        return frozenset().union(*(self.by_id[name].core for name in names if name in self.by_id))

    def vocabulary_of(self, names: Iterable[str]) -> frozenset[str]:
        """What some facts may be spoken of by."""
        return frozenset().union(*(self.by_id[name].vocabulary for name in names if name in self.by_id))

    def kind_words(self, kinds: Iterable[str]) -> frozenset[str]:
        """What the members of these kinds are called by."""
        return frozenset(concept for kind in kinds for concept in self._kinds.get(kind, frozenset()))

    def weight(self, word: Word) -> float:
        """How telling a word of a question is; a word that no fact knows is as telling as the rarest."""
        if not word.concepts:
            return self.unknown_weight
        if word.soft or word.concepts & self.common:
            return 0.3
        return min((self.rarity.get(concept, self.unknown_weight) for concept in word.concepts), default=1.0)

    @property
    def unknown_weight(self) -> float:
        """What a word weighs that no fact knows."""
        return math.log1p(len(self.known) or 1)

    def name_weight(self, name: NameWords) -> float:
        """How telling a name is: the rarer its words, the more."""
        weight = self._weights.get(name)
        if weight is None:
            weight = sum(min(self.rarity.get(concept, 0.5) for concept in word) for word in name)
            self._weights[name] = weight
        return weight

    def candidates(
        self,
        question: Recognised,
        *,
        explained: Iterable[Span] = (),
        words: Sequence[Word] | None = None,
        extra: Iterable[str] = (),
        valued: Iterable[str] = (),
        spoken: frozenset[str] = frozenset(),
    ) -> list[Candidate]:
        """The facts that a question may speak of, best first.

        ``explained`` are spans that the reading takes up itself; ``extra`` are facts to consider whether or not the
        question names them; ``spoken`` are concepts spoken of before, which may complete a name; ``valued``
        are facts whose figure the question tells.
        """
        everything = question.words if words is None else words
        content = uncovered(everything, explained)
        present = frozenset(concept for word in everything for concept in word.concepts)
        periods = tuple(when.concept for when in question.periods)
        present = present.union(periods)
        present |= self._turned(present)
        where = self._places(everything)
        weights = [self.weight(word) for word in content]
        total = sum(weights) or 1.0
        polar = self.lexicon.polar
        weighed = [
            (word, weight, self._turned_all(word.concepts))
            for word, weight in zip(content, weights, strict=True)
            if not (word.soft and word.concepts.isdisjoint(polar))  # it speaks against nothing
        ]
        told = set(valued)
        also = set(extra) | told
        anything = present | spoken
        named: dict[int, list[NameWords]] = {}
        if also:
            named = {number: [] for number, known in enumerate(self.known) if known.id in also}
        for number, place in sorted({one for concept in anything for one in self._index.get(concept, ())}):
            name = self.known[number].names[place]
            if (
                not any(map(anything.isdisjoint, name))
                and not all(map(present.isdisjoint, name))
                and (len(name) == 1 or self._apart(name, where, periods, spoken))
            ):
                named.setdefault(number, []).append(name)
        found = []
        for number, names in sorted(named.items()):
            known = self.known[number]
            name = max(names, key=self.name_weight) if names else ()
            more = _PERIOD_WEIGHT if question.periods and self._of_period(known.target, question.periods) else 0.0
            more += _VALUE_WEIGHT if known.id in told else 0.0
            found.append(self._judge(known, name, weighed, total, question.periods, more))
        found.sort(key=lambda candidate: (*map(operator.neg, candidate.rank), candidate.id))
        return found

    def _turned(self, concepts: frozenset[str]) -> frozenset[str]:
        """The contraries of what is said: "did the share fall?" is about the fact that it rose."""
        return self._turned_all(concepts.intersection(self.lexicon.polar))

    def _turned_all(self, concepts: frozenset[str]) -> frozenset[str]:
        """The contraries of what a word may stand for, whether or not it has a direction."""
        contraries = self.lexicon.contraries
        return frozenset().union(*[contraries[concept] for concept in concepts if concept in contraries])

    def _places(self, words: Sequence[Word]) -> dict[str, set[int]]:
        """For each concept the words of a question that may stand for it, or for its contrary."""
        where: dict[str, set[int]] = {}
        for place, word in enumerate(words):
            for concept in word.concepts | self._turned(word.concepts):
                where.setdefault(concept, set()).add(place)
        return where

    def _apart(
        self, name: NameWords, where: Mapping[str, set[int]], periods: Sequence[str], spoken: frozenset[str]
    ) -> bool:
        """Whether a name of several words stands in the question by as many: one word does not do for two."""
        matched = len(set().union(*[where[concept] for part in name for concept in part if concept in where]))
        if matched >= len(name):
            return True
        told = sum([any(when in part for part in name) for when in periods])
        return matched + told + sum([not part.isdisjoint(spoken) for part in name]) >= len(name)

    def _judge(
        self,
        known: Known,
        name: NameWords,
        content: Sequence[tuple[Word, float, frozenset[str]]],
        total: float,
        periods: Sequence[When],
        more: float,
    ) -> Candidate:
        unexplained: list[Word] = []
        contrary: list[Word] = []
        foreign: list[Word] = []
        against = 0.0
        vocabulary, core = known.vocabulary, known.core
        for word, weight, turned in content:
            if not word.concepts.isdisjoint(vocabulary):
                continue
            if not turned.isdisjoint(core):
                contrary.append(word)
            elif word.entity and self._stands_in(known, self.release.entity.get(word.entity)):
                foreign.append(word)
            else:
                unexplained.append(word)
                against += weight
        off = tuple([when for when in periods if not self.in_period(known.target, when)])
        return Candidate(
            known,
            name,
            (self.name_weight(name) if name else 0.0) + more,
            max(0.0, 1 - against / total),
            tuple(unexplained),
            tuple(contrary),
            tuple(foreign),
            off,
        )

    def _of_period(self, target: Target, periods: Sequence[When]) -> bool:
        """Whether a measure is one of a period other than the release's own, and that is the one named."""
        period = self.release.period.get(getattr(target, "period", None) or "")
        return (
            period is not None
            and period.id != self.release.about.period
            and any(same_time(period, when) for when in periods)
        )

    def _stands_in(self, known: Known, entity: Entity | None) -> bool:
        """Whether a fact names another thing of the same kind, in whose place the reader puts this one."""
        if entity is None or entity.kind not in known.kinds:
            return False
        return isinstance(known.target, Fact) and entity.id not in known.target.entities

    def in_period(self, target: Target, when: When) -> bool:
        """Whether a fact speaks of the period that the reader names."""
        if when.calendar is not None:
            return isinstance(target, Fact) and _names_year(target, when.calendar)
        if isinstance(target, Gap | Topic):
            return True
        own = target.period or self.release.about.period
        names = [name for name in (own, target.compared_with) if name is not None and name in self.release.period]
        periods = [self.release.period[name] for name in names]
        main = tuple(self.release.period[self.release.about.period].months)
        if when.year and when.months == main and any(period.year == when.year for period in periods):
            return True  # "a year earlier" is counted from the fact's own time
        if target.period is None:
            whole_year = when.months == (1, 12) and when.year == 0 and not isinstance(target, Measure)
            return whole_year or any(same_time(period, when) for period in periods)
        return any(same_time(period, when) for period in periods)


def _names_year(fact: Fact, year: int) -> bool:
    """Whether the words by which a fact is asked for hold a calendar year, as one "by 2030" does."""
    return any(str(year) in text.split() for texts in (*fact.about.values(), *fact.names.values()) for text in texts)


def same_time(period: Period, when: When) -> bool:
    """Whether a reader's time is that period."""
    return tuple(period.months) == when.months and period.year == when.year
