"""The wordings of one release and the conversation of one language, matched together.

One matcher holds them all, so that small talk, what the release is silent on and what it states compete for a question
on the same terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facts.model import Release
from intents.matching.fold import fold
from intents.matching.match import Folded, Match, Matcher
from intents.matching.queries import Query
from intents.spans.found import Recognised
from intents.spans.recognise import Recogniser
from intents.vocabulary.language import QUESTION, Language
from intents.vocabulary.lexicon import stems_of
from intents.vocabulary.normalise import Token, stem

if TYPE_CHECKING:
    from intents.matching.wordings import Wordings

TALK = "talk "
"""What the class of a conversation intent begins with."""


SUMMARY = "summary"
_TYPICAL = 3
"""Wordings that must use a word for it to be typical of a query."""
_EVERYWHERE = 0.2
"""The same, for a word that says nothing by itself."""
_WIDELY = 0.07
"""The part of all queries whose wordings must use a word for it to go with anything."""
_MOSTLY = 0.3
"""The part of a query's wordings that must hold a negation for it to belong to the query."""


def trained(texts: Mapping[str, Sequence[Folded]], contractions: Mapping[str, str]) -> Matcher:
    """The matcher of those texts, trained anew."""
    return Matcher.train(texts, contractions=contractions)


@dataclass(slots=True)
class Patterns:
    """Finds the query, or the conversation intent, whose wordings a question resembles most."""

    release: Release
    matcher: Matcher
    queries: Mapping[str, Query]
    vocabulary: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The stems that several wordings of each query use."""
    negated: Mapping[str, bool] = field(default_factory=dict)
    """Whether most wordings of a query hold a negation, so that one in a question turns nothing round."""
    common: frozenset[str] = frozenset()
    """Stems that the wordings of many queries use."""
    general: frozenset[str] = frozenset()
    """Stems that say nothing by themselves."""
    foils: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What the wordings of each query say that elsewhere stands for things a release is silent on."""
    generic: frozenset[str] = frozenset()
    """Queries whose wordings are generic, so that every word of a question has to be explained."""
    bare: frozenset[str] = frozenset()
    """Of these, those for which the name of their subject suffices."""
    passing: frozenset[str] = frozenset()
    """Stems of words that say nothing of what is asked, where wordings are generic."""

    @classmethod
    def build(
        cls,
        wordings: Wordings,
        language: Language,
        recogniser: Recogniser,
        release: Release,
        train: Callable[[Mapping[str, Sequence[Folded]], Mapping[str, str]], Matcher] = trained,
    ) -> Patterns:
        """Learn the wordings of a release beside the language's conversation patterns; ``train`` makes the matcher."""
        read = {name: [recogniser.recognise(ask) for ask in asks] for name, asks in wordings.asks.items()}
        vocabulary: dict[str, frozenset[str]] = {}
        negated: dict[str, bool] = {}
        foils: dict[str, frozenset[str]] = {}
        spread: Counter[str] = Counter()
        meant: Counter[str] = Counter()  # used for what it stands for, "foreign", however many ask about it
        for name, asks in read.items():
            negated[name] = sum(bool(one.negations) for one in asks) > _MOSTLY * len(asks)
            used = Counter(s for one in asks for s in {token.stem for token in one.tokens if token.kind == "word"})
            least = 1 if name in wordings.generic else _TYPICAL
            vocabulary[name] = frozenset(stem for stem, count in used.items() if count >= least)
            foreign = Counter(word.text.lower() for one in asks for word in one.words if word.foil)
            foils[name] = frozenset(text for text, count in foreign.items() if count >= _TYPICAL)
            if wordings.queries[name].digest and SUMMARY in language.intents:
                said = [word for text in language.intents[SUMMARY].patterns for word in text.casefold().split()]
                vocabulary[name] |= {stem(word.strip("?!.,")) for word in said}
            if wordings.queries[name].gap is None:
                spread.update(used.keys())
                meant.update({token.stem for one in asks for token in _meant(one)})
        told = sum(query.gap is None for query in wordings.queries.values())
        common = frozenset(
            stem for stem, count in spread.items() if count >= _WIDELY * told and 2 * meant[stem] < count
        )
        general = frozenset(stem for stem, count in spread.items() if count >= _EVERYWHERE * told)
        texts = folded(read, wordings, language, recogniser, release)
        for name, known in wordings.known.items():
            words = dict.fromkeys(word for text in known for word in text.split())
            vocabulary[name] |= set(stems_of(" ".join(words)))
        matcher = train(texts, language.lexicon.grammar.contractions)
        passing = frozenset(map(stem, (*wordings.passing, *language.lexicon.function_words)))
        return cls(
            release, matcher, wordings.queries, vocabulary, negated, common, general, foils,
            wordings.generic, wordings.bare, passing,
        )  # fmt: skip

    def match(self, recognised: Recognised) -> Match:
        """The nearest class of wordings, of those whose query finds in the question the name that it needs."""
        entity = self.release.entity
        kinds = {entity[name].kind for name in recognised.entities() if name in entity}
        return self.matcher.match(fold(recognised, self.release), lambda name: self._served(name, kinds))

    def _served(self, name: str, kinds: Set[str]) -> bool:
        query = self.queries.get(name)
        needed = query.about or query.value if query is not None else None
        return needed is None or needed in kinds

    def telling(self, text: str) -> bool:
        """Whether a word says something by itself."""
        return stem(text.lower()) not in self.general

    def strange(self, name: str, foil: str) -> bool:
        """Whether hardly a wording of a query uses a foil."""
        return foil.lower() not in self.foils.get(name, frozenset())

    def explains(self, name: str, word: str) -> bool:
        """Whether the generic wordings of a query use a word by its stem, or it says nothing."""
        return word in self.passing or word in self.vocabulary.get(name, frozenset())

    def unused(self, name: str, text: str) -> bool:
        """Whether hardly a wording of a query uses a word, and few of all."""
        own = stem(text.lower())
        return own not in self.vocabulary.get(name, frozenset()) and own not in self.common

    def foreign(self, name: str, text: str) -> bool:
        """Whether no wording of a query uses some word of a phrase, however common it is."""
        return not {stem(one) for one in text.lower().split()} <= self.vocabulary.get(name, frozenset())


def _meant(recognised: Recognised) -> Iterator[Token]:
    """The tokens that stand for something in particular."""
    for word in recognised.words:
        if word.concepts and not word.soft:
            yield from recognised.tokens[word.start : word.end]


def folded(
    read: Mapping[str, Sequence[Recognised]],
    wordings: Wordings,
    language: Language,
    recogniser: Recogniser,
    release: Release,
) -> dict[str, list[Folded]]:
    """What the matcher learns: the wordings, which have been recognised, and the patterns of conversation."""
    texts = {name: [fold(one, release) for one in asks] for name, asks in read.items()}
    digest = next((name for name, query in wordings.queries.items() if query.digest), None)
    for intent in language.intents.values():
        if intent.patterns and (intent.intent != QUESTION or not wordings):
            # To ask for a summary and to ask for the release's digest is one thing.
            name = digest if digest and intent.intent == SUMMARY else TALK + intent.intent
            texts.setdefault(name, []).extend(fold(recogniser.recognise(text)) for text in intent.patterns)
    return texts
