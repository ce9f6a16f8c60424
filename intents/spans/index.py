"""What the words of a language and the names of a release stand for, as tries over their stems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facts.model import Release
from intents.vocabulary.grammar import Grammar
from intents.vocabulary.lexicon import Label, Lexicon, Trie, phrases_of, stems_of
from intents.vocabulary.normalise import Token, stem


@dataclass(slots=True)
class Index:
    """The words of one language and the names of one release, by what they stand for."""

    lexicon: Lexicon
    content: Trie = field(default_factory=Trie)
    """Entities, foils, concepts and carriers: what words stand for."""
    overlay: Trie = field(default_factory=Trie)
    """Cues, kinds, comparisons and negations: what is to be done, over the same words."""
    periods: Trie = field(default_factory=Trie)
    numbers: Trie = field(default_factory=Trie)
    surface: list[str] = field(default_factory=list)
    """What the content calls its things, as it is written."""
    vocabulary: set[str] = field(default_factory=set)
    """Stems that stand for something without a group of their own."""
    own: tuple[int, int] = (1, 12)
    """The months of the release's own period: what "a year earlier" is held against."""
    _listed: frozenset[str] = frozenset()
    """The words that the language's own lists have, foils aside."""

    @property
    def grammar(self) -> Grammar:
        """The small words of the language."""
        return self.lexicon.grammar

    @classmethod
    def build(cls, lexicon: Lexicon, releases: Iterable[Release]) -> Index:
        """The index of these releases; ``learn`` adds the words of their facts."""
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

    def knows(self, token: Token) -> bool:
        """Whether a list has a token's word."""
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

    def is_kind(self, word: str) -> bool:
        """Whether a stem is what things are called of which several are told: "cities"."""
        labels = self.overlay.entries.get(word, {}).get((word,), set())
        return any(label.layer == "kind" for label in labels)


@dataclass(frozen=True, slots=True)
class OverIndex:
    """What reads spans over an index."""

    index: Index

    @property
    def _lexicon(self) -> Lexicon:
        return self.index.lexicon

    @property
    def _grammar(self) -> Grammar:
        return self.index.grammar
