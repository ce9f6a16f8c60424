"""Spans first: numbers with units, comparisons, negation, periods, names, kinds, cues and foils of a question.

What a span stands for is found by exact grammar and by word lists. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.model import Release
from intents.spans.found import Found, Mention, Recognised, Word
from intents.spans.index import Index, OverIndex
from intents.spans.periods import PeriodReader
from intents.spans.quantities import QuantityReader
from intents.spans.repair import Repairer
from intents.vocabulary.lexicon import Label, Lexicon, Stems
from intents.vocabulary.normalise import Normalised, Token, normalise, tokenise

_EXTREMES: Final = frozenset({"max", "min"})


@dataclass(frozen=True, slots=True)
class Recogniser(OverIndex):
    """Finds the spans of a question over one release's names and one language's words."""

    repairer: Repairer
    quantities: QuantityReader
    periods: PeriodReader

    @classmethod
    def build(cls, lexicon: Lexicon, releases: Iterable[Release]) -> Recogniser:
        """A recogniser for these releases; ``learn`` adds the words of their facts."""
        index = Index.build(lexicon, releases)
        return cls(index, Repairer(index), QuantityReader(index), PeriodReader(index))

    def learn(self, phrases: Iterable[str]) -> None:
        """Take the words of the content as known."""
        self.index.learn(phrases)

    def speaks_of(self, phrases: Iterable[str]) -> None:
        """Let the words that a release calls its facts by be its own: what it speaks of is no foil there."""
        self.index.speaks_of(phrases)

    def ready(self) -> None:
        """Make the list of words that a slip can be repaired to."""
        self.repairer.ready()

    def recognise(self, text: str) -> Recognised:
        """All spans of a question."""
        return self._recognise(normalise(text, self._lexicon.spellings, self._lexicon.rewrites, self._lexicon.capitals))

    def words_of(self, phrase: str) -> tuple[frozenset[str], ...]:
        """What each content word of a phrase may stand for."""
        tokens = tokenise(phrase, self._lexicon.spellings)
        stems = tuple(token.stem for token in tokens)
        taken = bytearray(len(tokens))
        periods = [frozenset({when.concept}) for when in self.periods.read(tokens, stems, taken)]
        return (*(word.concepts for word in self._words(tokens, stems, taken) if word.concepts), *periods)

    def _recognise(self, normalised: Normalised, *, repairing: bool = True) -> Recognised:
        tokens, repaired = self.repairer.mended(normalised.tokens) if repairing else ([*normalised.tokens], [])
        normalised = replace(normalised, tokens=tuple(tokens))
        stems = tuple(token.stem for token in tokens)
        taken = bytearray(len(tokens))
        numbered = list(self._numbered(tokens, stems, taken))
        periods = list(self.periods.read(tokens, stems, taken))
        cues, kinds, comparisons, negations = self._overlay(tokens, stems, taken)
        mentions, used = self.quantities.read(tokens, stems, taken, comparisons)
        words = tuple(self._words(tokens, stems, taken))
        words = tuple(sorted((*words, *numbered), key=lambda word: word.start))
        words += tuple(self._signs(mentions))
        verbs = {cue.start for cue in cues if cue.name == "asserts"}
        mentions = [replace(m, verbal=True) if verbs & {*range(m.start, m.end)} else m for m in mentions]
        cues = tuple(cue for cue in cues if not any(m.start <= cue.start and cue.end <= m.end for m in mentions))
        bounds = [one for one in comparisons if one.end - one.start > 1]  # "at least" is no lowest
        cues = tuple(
            cue for cue in cues
            if cue.name not in _EXTREMES or not any(one.start < cue.start and cue.end <= one.end for one in bounds)
        )  # fmt: skip
        negations = tuple(place for place in negations if not any(m.start <= place < m.end for m in mentions))
        free = tuple(found for number, found in enumerate(comparisons) if number not in used)
        return Recognised(
            normalised, words, tuple(mentions), tuple(periods), cues, kinds, free, negations, tuple(repaired)
        )

    def _numbered(self, tokens: Sequence[Token], stems: Stems, taken: bytearray) -> Iterator[Word]:
        """Names such as "Three Stability", found before their numbers are read as quantities."""
        for position, token in enumerate(tokens):
            if taken[position] or not (token.kind == "number" or token.text in self._lexicon.numbers):
                continue
            found = self.index.content.match(stems, position)
            if found and found[0] > position + 1 and any(label.layer == "entity" for label in found[1]):
                word = self._word(tokens, position, found[0], found[1])
                if word is not None:
                    taken[position : found[0]] = b"\x03" * (found[0] - position)
                    yield word

    def _overlay(
        self, tokens: Sequence[Token], stems: Stems, taken: bytearray
    ) -> tuple[tuple[Found, ...], tuple[Found, ...], list[Found], tuple[int, ...]]:
        cues: list[Found] = []
        kinds: list[Found] = []
        comparisons: list[Found] = []
        negations: list[int] = []
        ends: dict[str, int] = {}
        open_words = self._grammar.open_period_words
        for position in range(len(tokens)):
            candidates = self.index.overlay.entries.get(stems[position])
            if candidates is None or (taken[position] and tokens[position].text not in open_words):
                continue
            for end in self.index.overlay.ends(stems, position):
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

    def _words(self, tokens: Sequence[Token], stems: Stems, taken: bytearray) -> Iterator[Word]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if taken[position] or token.kind in ("mark",) or (token.kind == "number"):
                position += 1
                continue
            found = self.index.content.match(stems, position)
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
            if mention.fraction and "share" in self._lexicon.concepts:
                yield Word(mention.start, mention.end, "part", frozenset({"share"}), soft=True)
            if mention.signed and mention.number:
                name = "grow" if mention.number > 0 else "fall"
                if name in self._lexicon.concepts:
                    yield Word(
                        mention.start,
                        mention.end,
                        "+" if mention.number > 0 else "−",
                        frozenset({name}),
                        soft=mention.number > 0,
                    )

    def _shorter(self, stems: Stems, position: int, end: int) -> tuple[int, set[Label]] | None:
        candidates = self.index.content.entries.get(stems[position], {})
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
        soft = carrier and foil is None and concepts.isdisjoint(self._lexicon.polar)
        text = " ".join([token.raw for token in tokens[start:end]])
        return Word(start, end, text, frozenset(concepts), min(entities) if entities else None, foil, soft)

    def _unlisted(self, token: Token, position: int) -> Iterator[Word]:
        if token.kind == "symbol" or (token.kind == "word" and len(token.text) < 2):
            return
        if token.text in self._lexicon.numbers or token.text in self._lexicon.scales:
            return
        if token.stem in self.index.vocabulary:
            yield Word(position, position + 1, token.raw, frozenset({token.stem}))
        elif not any(
            (token.stem,) in trie.entries.get(token.stem, {}) for trie in (self.index.overlay, self.index.numbers)
        ):
            yield Word(position, position + 1, token.raw, frozenset())


def _by_layer(label: Label) -> tuple[str, str]:
    return label.layer, label.name
