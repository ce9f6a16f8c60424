"""Find the intent whose patterns a short question resembles most, and say how sure that is.

Whole-sentence similarity cannot tell questions apart: it rewards shared carrier phrases. So each word, stem and pair of
neighbours carries a weight learned for each intent (linear support vector machines, one against the rest). A word that
no pattern knows adds to the question's length and to nothing else, so it counts against answering; so does a word that
the patterns of the intent never use. Spelling is repaired word by word, and only for words that no pattern
knows and whose stem none knows. Marks that stand together say more than each alone: "cities" and "how many" ask for a
number of cities, whatever else is said. So pairs of them, near each other or not, are learned as well.

Slots such as ``{indicator}`` never count towards a score, in patterns or in questions, and part their neighbours. They
only choose among equally near patterns: the one with the question's slots is called the nearest.

numpy is needed to train, and to match only with models far larger than this project's.
"""

from __future__ import annotations

import base64
import math
import pickle
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations, islice
from typing import Any, NamedTuple

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

STATE_VERSION = 4

# Set on CLINC150's validation questions, with 10 and with 100 patterns an intent (tests/benchmarks/clinc.py); all of
# them lie in flat country: half or double costs a point at most.
WORD_WEIGHT = 1.0
STEM_WEIGHT = 1.5
PAIR_WEIGHT = 0.9
MARK_WEIGHT = 3.0
# Set on questions with which the wordings of a release were not made; CLINC150 has no marks.
MARK_PAIR_WEIGHT = 1.5
RARITY_POWER = 0.6
COST = 1.0
COST_OF_OWN = 4.0
EPOCHS = 50
FULL_EVERY = 10
# Moves below which a pattern is not looked at again before all are; of many patterns the rough moves come first.
STILL, STILL_LATER = 0.1, 0.01
# From so many looks at patterns on, what is learned is settled: of 880 questions with which nothing was made, two are
# answered otherwise after four times as many. With half as many eleven are, and which ones changes with each wording.
ENOUGH_LOOKS = 1_000_000
COVER_WEIGHT = 0.6
LEAD_WEIGHT = 0.5

# An unknown word outweighs the rarest known one: questions that are none of ours show themselves by such words.
UNKNOWN_FACTOR = 1.5
REPAIR_DOUBT = 0.5

# A pair seen once is mostly chance, and leaving those out makes the model three times smaller.
PAIR_FROM_PATTERNS = 2
# There are far more pairs of marks; from here on they are worth what they take to keep.
MARK_PAIR_FROM_PATTERNS = 10

# Where half of the answers are right if half of the questions are none of ours, and how steeply that changes: the score
# then reads roughly like a probability. They change no order.
SCORE_CENTRE = 0.5
SCORE_SLOPE = 3.5

LEADERS = 5
DIGITS = 4
REPAIR_FROM_LETTERS = 4
SECOND_SLIP_FROM_LETTERS = 8
NUMPY_FROM_QUESTIONS = 40
"""Questions after which numpy, which takes long to load and then is quick, pays."""
MOST_PAIRED_MARKS = 24
"""A text with more marks says many things, and which of them belong together is not known."""

STEM_MARK, PAIR_MARK, MARK_MARK, MARK_PAIR_MARK, START, END = "~", "+", "@", "&", "<", ">"

BETWEEN = "\x1f"
"""What stands between two patterns that are kept as one text."""

NO_CONTRACTIONS: Mapping[str, str] = {}

_TOKEN = re.compile(r"\{[^{}\s]*\}|\w+(?:'\w+)?")


class Nearest:
    """The text of a pattern that is looked for only when somebody wants to see it: finding it takes long."""

    __slots__ = ("_find", "_text")

    def __init__(self, find: Callable[[], str]) -> None:
        """Take what finds it."""
        self._find = find
        self._text: str | None = None

    def __str__(self) -> str:
        """Give the text."""
        if self._text is None:
            self._text = self._find()
        return self._text

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        """Tell whether the texts are the same."""
        return isinstance(other, str | Nearest) and str(self) == str(other)

    def __hash__(self) -> int:
        """Hash as the text does."""
        return hash(str(self))

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Let a copy be the text."""
        return str, (str(self),)


@dataclass(frozen=True, slots=True)
class Match:
    """Hold the intent found for a question, and what speaks for and against it.

    ``score`` lies between 0 and 1 and is that of ``ranked[0]``; ``lead`` is the distance to the runner-up before the
    score is squeezed into those bounds, 0 for a tie. ``unknown`` are words that no pattern has in any form;
    ``repaired`` are pairs of what was written and what was read instead.
    """

    intent: str | None
    score: float
    lead: float
    runner_up: str | None
    nearest: str | Nearest
    unknown: tuple[str, ...]
    repaired: tuple[tuple[str, str], ...]
    ranked: tuple[tuple[str, float], ...]


class Folded(NamedTuple):
    """A question or a pattern whose spans have been recognised: slots among its words, and marks beside them.

    Marks are what the spans and the word lists say about it, such as the group of words to which one belongs; like
    words they are weighed by what they tell about an intent. ``listed`` are words that the lists know, so that they
    are not unknown even where no pattern has them.
    """

    words: tuple[str, ...]
    marks: tuple[str, ...] = ()
    listed: frozenset[str] = frozenset()
    repairs: bool = False
    """Whether words that no pattern knows may be slips; not where the recogniser has repaired them."""


Text = str | Folded


def _folded(text: Text, contractions: Mapping[str, str]) -> Folded:
    return text if isinstance(text, Folded) else Folded(tuple(words_of(text, contractions)), repairs=True)


def words_of(text: str, contractions: Mapping[str, str]) -> list[str]:
    """Split a text into lower-case words and slots; contractions become the words that they stand for."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    words: list[str] = []
    for token in _TOKEN.findall(plain):
        if token in contractions:
            words += contractions[token].split()
        else:
            words.append(token.removesuffix("'s"))
    return words


def is_slot(word: str) -> bool:
    """Tell whether a word stands for a recognised span."""
    return word.startswith("{")


_stemmer = Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Give the stem of an English word."""
    return str(_stemmer.stemWord(word))


def features_of(words: Sequence[str], marks: Sequence[str] = ()) -> Iterator[tuple[str, float]]:
    """Yield words, stems, pairs of neighbours, marks and pairs of marks with what their kind weighs."""
    for mark in marks:
        yield MARK_MARK + mark, MARK_WEIGHT
    if len(marks) <= MOST_PAIRED_MARKS:
        for one, other in combinations(sorted(marks), 2):
            yield f"{MARK_PAIR_MARK}{one}{MARK_PAIR_MARK}{other}", MARK_PAIR_WEIGHT
    before = START
    for word in words:
        if word[:1] == "{":  # a slot
            before = ""
            continue
        yield word, WORD_WEIGHT
        yield STEM_MARK + stem(word), STEM_WEIGHT
        if before:
            yield before + PAIR_MARK + word, PAIR_WEIGHT
        before = word
    if before:
        yield before + PAIR_MARK + END, PAIR_WEIGHT


@dataclass(frozen=True, slots=True)
class _Reading:
    """Hold the words of a question after repair, and what was done to them."""

    words: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Hold a pattern with what nearness to it is measured by."""

    text: str
    values: Mapping[str, float]
    slots: frozenset[str]


class Floats:
    """Hold many numbers of four bytes, where they are: a pickle may leave them outside, in a mapped file."""

    __slots__ = ("numbers",)

    def __init__(self, raw: bytes | bytearray | memoryview | pickle.PickleBuffer) -> None:
        """Take the numbers as bytes."""
        self.numbers = memoryview(raw).cast("B").cast("f")

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.numbers)

    def __reduce__(self) -> tuple[type[Floats], tuple[pickle.PickleBuffer]]:
        """Let protocol 5 take the bytes out of band."""
        return Floats, (pickle.PickleBuffer(self.numbers.cast("B")),)


class Matcher:
    """Match short questions against the patterns of many intents."""

    def __init__(self, state: Mapping[str, Any], real_words: Container[str], contractions: Mapping[str, str]) -> None:
        """Take what was learned; use train or from_state instead."""
        self._real_words = real_words
        self._contractions = contractions
        self._intents: list[str] = list(state["intents"])
        # Of an intent's texts and stems one question needs few: they are taken apart on first use.
        self._patterns = [BETWEEN.join(texts) for texts in state["patterns"]]
        self._stems: list[str] = [" ".join(stems.split()) for stems in state["stems"]]
        self._rows = {name: row for row, name in enumerate(filter(None, state["features"].split("\n")))}
        self._rarity = _unpack(state["rarity"])
        self._unknown_rarity = float(state["unknown_rarity"])
        self._bias = _unpack(state["bias"])
        self._weights = Floats(_unpack(state["weights"]).tobytes())
        if len(self._weights) != len(self._rows) * len(self._intents) or len(self._rarity) != len(self._rows):
            raise ValueError("matcher state is damaged: train again")
        self._words_by_initial: dict[str, list[str]] = {}
        for name in self._rows:
            if name[0] not in (STEM_MARK, MARK_MARK, MARK_PAIR_MARK) and not _is_pair(name):
                self._words_by_initial.setdefault(name[0], []).append(name)
        self._known: dict[int, frozenset[str]] = {}
        self._prepared: dict[int, list[_Pattern]] = {}
        self._shared: dict[int, dict[str, list[tuple[int, float]]]] = {}
        self._matrix: Any = None
        self._weighed = 0

    @classmethod
    def train(
        cls,
        patterns: Mapping[str, Sequence[Text]],
        real_words: Container[str] = frozenset(),
        contractions: Mapping[str, str] = NO_CONTRACTIONS,
    ) -> Matcher:
        """Learn from the patterns of each intent; the same patterns, in whatever order, give the same matcher.

        No word of ``real_words``, in small letters, is ever taken for a slip of another: "county" is not "country".
        """
        return cls(_train(patterns, contractions), real_words, contractions)

    def to_state(self) -> dict[str, Any]:
        """Give all that was learned as plain values that JSON and marshal can write."""
        return {
            "version": STATE_VERSION,
            "intents": list(self._intents),
            "patterns": [texts.split(BETWEEN) for texts in self._patterns],
            "stems": list(self._stems),
            "features": "\n".join(self._rows),
            "rarity": _pack(self._rarity),
            "unknown_rarity": self._unknown_rarity,
            "bias": _pack(self._bias),
            "weights": base64.b64encode(self._weights.numbers).decode("ascii"),
        }

    def __getstate__(self) -> dict[str, Any]:
        """Give what a copy needs; what is prepared on first use is left out."""
        return {**self.__dict__, "_known": {}, "_prepared": {}, "_shared": {}, "_matrix": None, "_weighed": 0}

    @classmethod
    def from_state(
        cls,
        state: Mapping[str, Any],
        real_words: Container[str] = frozenset(),
        contractions: Mapping[str, str] = NO_CONTRACTIONS,
    ) -> Matcher:
        """Restore a matcher from what to_state gave; the real words and the contractions are not part of that."""
        if state.get("version") != STATE_VERSION:
            raise ValueError(f"matcher state has version {state.get('version')!r}, not {STATE_VERSION}: train again")
        try:
            return cls(state, real_words, contractions)
        except (KeyError, TypeError, AttributeError, ValueError) as problem:
            raise ValueError("matcher state is damaged: train again") from problem

    def match(self, text: Text, fits: Callable[[str], bool] | None = None) -> Match:
        """Find the intent of a question, given as text or folded; with ``fits``, among those that it lets pass."""
        folded = _folded(text, self._contractions)
        words = folded.words
        reading = self._read(folded)
        values, length = self._weigh(reading)
        if not values:
            return Match(None, 0.0, 0.0, None, "", reading.unknown, reading.repaired, ())
        rated = self._rate(reading, values, length, fits)
        if not rated:
            return Match(None, 0.0, 0.0, None, "", reading.unknown, reading.repaired, ())
        lead = rated[0][0] - rated[1][0] if len(rated) > 1 else 0.0
        best = rated[0][0]
        # Rounded, so that a question gets one answer to the letter, whichever way it was weighed.
        ranked = [
            (self._intents[n], round(_score(value, lead if value == best else value - best), DIGITS))
            for value, n in rated
        ]
        return Match(
            intent=ranked[0][0],
            score=ranked[0][1],
            lead=round(lead, DIGITS),
            runner_up=ranked[1][0] if len(ranked) > 1 else None,
            nearest=Nearest(partial(self._nearest, rated[0][1], values, frozenset(filter(is_slot, words)))),
            unknown=reading.unknown,
            repaired=reading.repaired,
            ranked=tuple(ranked),
        )

    def _read(self, folded: Folded) -> _Reading:
        """Repair the words that no pattern knows where that is safe."""
        words = folded.words
        read: list[str] = []
        unknown: list[str] = []
        repaired: list[tuple[str, str]] = []
        for place, word in enumerate(words):
            meant = word
            if not is_slot(word) and word not in self._rows and STEM_MARK + stem(word) not in self._rows:
                if folded.repairs:
                    meant = self._repair(word, read[-1] if read else START, (*words[place + 1 : place + 2], END)[0])
                if meant != word:
                    repaired.append((word, meant))
                elif word not in folded.listed:
                    unknown.append(word)
            read.append(meant)
        return _Reading(
            tuple(read), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(repaired)), folded.marks, folded.listed
        )

    def _repair(self, word: str, before: str, after: str) -> str:
        """Give the known word that an unknown one must be a slip of, or the word itself."""
        if len(word) < REPAIR_FROM_LETTERS or not word.isalpha() or word in self._real_words:
            return word
        found = process.extract(
            word,
            # The first letter is rarely wrong, unless swapped, and real words differ in it alone: million, billion.
            self._words_by_initial.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=1 if len(word) < SECOND_SLIP_FROM_LETTERS else 2,
            limit=None,
        )

        def preference(candidate: tuple[str, float]) -> tuple[float, int, float, str]:
            known, distance = candidate
            neighbours = (before + PAIR_MARK + known in self._rows) + (known + PAIR_MARK + after in self._rows)
            return distance, -neighbours, self._rarity[self._rows[known]], known

        close = [(known, distance) for known, distance, _ in found if len(known) >= _letters_for(distance)]
        if close:
            return min(close, key=preference)[0]
        swapped = word[1] + word[0] + word[2:]
        return swapped if swapped in self._rows else word

    def _weigh(self, reading: _Reading) -> tuple[dict[str, float], float]:
        """Give the value of each known feature, and the length of all, unknown ones included."""
        values: dict[str, float] = {}
        square = 0.0
        passed = {word for word in reading.listed if word not in self._rows}
        passed |= {STEM_MARK + stem(word) for word in passed}
        rows, rarity = self._rows, self._rarity
        for feature, weight in dict(features_of(reading.words, reading.marks)).items():
            row = rows.get(feature)
            if row is not None:
                values[feature] = value = weight * rarity[row]
                square += value**2
            elif feature in passed or feature[0] in (MARK_MARK, MARK_PAIR_MARK):
                continue
            elif PAIR_MARK in feature:
                square += (weight * self._unknown_rarity) ** 2
            else:
                square += (weight * self._unknown_rarity * UNKNOWN_FACTOR) ** 2
        doubt = WORD_WEIGHT * self._unknown_rarity * REPAIR_DOUBT
        return values, math.sqrt(square + len(reading.repaired) * doubt**2)

    def _rate(
        self, reading: _Reading, values: Mapping[str, float], length: float, fits: Callable[[str], bool] | None
    ) -> list[tuple[float, int]]:
        """Give the leading intents with their ratings, best first."""
        margins = self._margins(values, length)
        order = sorted(range(len(margins)), key=margins.__getitem__, reverse=True)
        leaders = list(islice((n for n in order if fits is None or fits(self._intents[n])), LEADERS))
        stems = {STEM_MARK + stem(word) for word in reading.words if not is_slot(word)}
        rarities = {name: self._rarity_of(name) for name in sorted(stems)}
        whole = sum(rarities.values()) or 1.0
        rated = []
        for intent in leaders:
            known = self._stems_of(intent)
            cover = sum([rarity for name, rarity in rarities.items() if name in known]) / whole
            rated.append((margins[intent] + COVER_WEIGHT * cover, intent))
        return sorted(rated, key=lambda row: (-row[0], row[1]))

    def _margins(self, values: Mapping[str, float], length: float) -> list[float]:
        """Give how far each intent's learned weights speak for the question."""
        self._weighed += 1
        if self._weighed > NUMPY_FROM_QUESTIONS:
            self.make_quick()
        if self._matrix is not None:
            rows = [self._rows[feature] for feature in values]
            shares = array("f", [value / length for value in values.values()])
            margins: list[float] = (shares @ self._matrix[rows] + self._bias).tolist()
            return margins
        totals: Sequence[float] = self._bias
        width = len(self._intents)
        for feature, value in values.items():
            start = self._rows[feature] * width
            share = value / length
            weights = self._weights.numbers[start : start + width]
            totals = [total + share * weight for total, weight in zip(totals, weights, strict=True)]
        return list(totals)

    def make_quick(self) -> None:
        """Load now what pays where there are many questions, so that none of them has to wait for it."""
        if self._matrix is None:
            self._matrix = self._as_matrix()

    def _nearest(self, intent: int, values: Mapping[str, float], slots: frozenset[str]) -> str:
        """Give the text of an intent's pattern that is nearest by cosine, with the question's slots if two are."""

        patterns = self._patterns_of(intent)
        shared: dict[int, float] = {}
        for name, value in values.items():
            for place, weight in self._shared[intent].get(name, ()):
                shared[place] = shared.get(place, 0.0) + value * weight

        def nearness(place: int) -> tuple[float, bool]:
            return round(shared.get(place, 0.0), 6), patterns[place].slots == slots

        return patterns[max(sorted(shared) or range(len(patterns)), key=nearness)].text

    def _stems_of(self, intent: int) -> frozenset[str]:
        """Give the stems that an intent's patterns have, taken apart on first use."""
        if intent not in self._known:
            self._known[intent] = frozenset(self._stems[intent].split())
        return self._known[intent]

    def _patterns_of(self, intent: int) -> list[_Pattern]:
        """Give an intent's patterns, prepared on first use."""
        if intent not in self._prepared:
            self._prepared[intent] = [self._prepare(text) for text in self._patterns[intent].split(BETWEEN)]
            shared: dict[str, list[tuple[int, float]]] = {}
            for place, pattern in enumerate(self._prepared[intent]):
                for name, weight in pattern.values.items():
                    shared.setdefault(name, []).append((place, weight))
            self._shared[intent] = shared
        return self._prepared[intent]

    def _prepare(self, text: str) -> _Pattern:
        """Weigh the words and stems of a pattern; without pairs this stays quick with a hundred patterns."""
        words = words_of(text, self._contractions)
        spoken = [word for word in words if not is_slot(word)]
        rarities = {name: self._rarity_of(name) for word in spoken for name in (word, STEM_MARK + stem(word))}
        length = math.sqrt(sum([rarity * rarity for rarity in rarities.values()])) or 1.0
        unit = {name: rarity / length for name, rarity in rarities.items()}
        return _Pattern(text, unit, frozenset(filter(is_slot, words)))

    def _rarity_of(self, feature: str) -> float:
        """Give how rare a feature is among the patterns."""
        row = self._rows.get(feature)
        return self._unknown_rarity if row is None else self._rarity[row]

    def _as_matrix(self) -> Any:
        """Give the weights as a numpy matrix, which pays where there are many."""
        import numpy

        return numpy.frombuffer(self._weights.numbers.cast("B"), dtype=numpy.float32).reshape(-1, len(self._intents))


def _letters_for(slips: float) -> int:
    """Give how long a known word must be for this many slips in it to be believed."""
    return SECOND_SLIP_FROM_LETTERS if slips > 1 else REPAIR_FROM_LETTERS


def _score(rating: float, lead: float) -> float:
    """Squeeze a rating and its lead into 0 to 1."""
    return 1.0 / (1.0 + math.exp(-SCORE_SLOPE * (rating + LEAD_WEIGHT * lead - SCORE_CENTRE)))


def _unpack(text: str) -> array[float]:
    """Read numbers out of a state."""
    numbers = array("f")
    numbers.frombytes(base64.b64decode(text))
    return numbers


def _pack(numbers: Any) -> str:
    """Write numbers for a state."""
    plain = numbers if isinstance(numbers, array) else numbers.astype("float32")
    return base64.b64encode(plain.tobytes()).decode("ascii")


def _train(patterns: Mapping[str, Sequence[Text]], contractions: Mapping[str, str]) -> dict[str, Any]:
    """Learn a matcher's state."""
    import numpy

    # Sorted, so that the order in which they were read makes no difference.
    intents = sorted(intent for intent, texts in patterns.items() if texts)
    ordered = [sorted(patterns[intent], key=lambda text: _place(_folded(text, contractions))) for intent in intents]
    labels = [label for label, own in enumerate(ordered) for _ in own]
    texts = [_folded(text, contractions) for own in ordered for text in own]
    found = [dict(features_of(text.words, text.marks)) for text in texts]
    counts = Counter(feature for features in found for feature in features)
    names = sorted(name for name, count in counts.items() if count >= _patterns_for(name))
    rarity = {name: _rarity(len(found), count) for name, count in counts.items()}
    stems: list[set[str]] = [set() for _ in intents]
    for label, features in zip(labels, found, strict=True):
        stems[label].update(name for name in features if name[0] == STEM_MARK)
    weights, bias = _learn(labels, found, names, rarity, len(intents))
    return {
        "version": STATE_VERSION,
        "intents": intents,
        "patterns": [[text if isinstance(text, str) else " ".join(text.words) for text in own] for own in ordered],
        "stems": [" ".join(sorted(own)) for own in stems],
        "features": "\n".join(names),
        "rarity": _pack(numpy.array([rarity[name] for name in names])),
        "unknown_rarity": _rarity(len(found), 0),
        "bias": _pack(bias),
        "weights": _pack(weights),
    }


def _place(text: Folded) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Give what decides in which order patterns are learned."""
    return text.words, text.marks, sorted(text.listed)


def _is_pair(feature: str) -> bool:
    """Tell whether a feature is a pair of neighbouring words."""
    return PAIR_MARK in feature and feature[0] not in (MARK_MARK, MARK_PAIR_MARK)


def _patterns_for(feature: str) -> int:
    """Give how many patterns a feature must be in to be learned."""
    if feature[0] == MARK_PAIR_MARK:
        return MARK_PAIR_FROM_PATTERNS
    return PAIR_FROM_PATTERNS if _is_pair(feature) else 1


def _rarity(patterns: int, count: int) -> float:
    """Give the weight of a feature that this many of the patterns have."""
    return math.pow(math.log((patterns + 1) / (count + 0.5)), RARITY_POWER)


def _learn(
    labels: Sequence[int],
    found: Sequence[Mapping[str, float]],
    names: Sequence[str],
    rarity: Mapping[str, float],
    intents: int,
) -> tuple[Any, Any]:
    """Fit one linear support vector machine per intent, all at once, by dual coordinate descent."""
    import numpy

    examples = list(_examples(found, names, rarity))
    weights = numpy.zeros((len(names), intents), dtype=numpy.float32)
    bias = numpy.zeros(intents, dtype=numpy.float32)
    duals = numpy.zeros((len(examples), intents), dtype=numpy.float32)
    signs = 2 * numpy.eye(intents, dtype=numpy.float32) - 1
    # Of each machine's examples all but a few belong to the rest: its own must weigh more.
    slacks = 0.5 / COST / numpy.where(signs > 0, numpy.float32(COST_OF_OWN), numpy.float32(1))
    order = numpy.random.default_rng(0)
    moved: list[int] = []
    looks, largest = 0, numpy.maximum.reduce
    many = len(examples) * FULL_EVERY > ENOUGH_LOOKS
    for epoch in range(EPOCHS):
        if looks >= ENOUGH_LOOKS:
            break
        # An example that hardly moves anything any more is looked at again only now and then.
        places = range(len(examples)) if epoch % FULL_EVERY == 0 else sorted(moved)
        still = STILL if many and epoch < FULL_EVERY else STILL_LATER
        looks += len(places)
        moved = []
        for place in order.permutation(numpy.array(places, dtype=numpy.intp)).tolist():
            rows, values, square = examples[place]
            sign, slack, dual = signs[labels[place]], slacks[labels[place]], duals[place]
            block = weights[rows]
            gradient = sign * (values @ block + bias) - 1 + slack * dual
            change = numpy.maximum(dual - gradient / (square + 1 + slack), 0) - dual
            if largest(numpy.abs(change)) > still:
                moved.append(place)
            dual += change
            change *= sign
            block += values[:, None] * change
            weights[rows] = block
            bias += change
    return weights, bias


def _examples(
    found: Sequence[Mapping[str, float]], names: Sequence[str], rarity: Mapping[str, float]
) -> Iterator[tuple[Any, Any, float]]:
    """Yield each pattern's rows, unit values and what is left of their square without the features left out."""
    import numpy

    if not found:
        return
    left_out = rarity.keys() - set(names)
    row_of = {name: row for row, name in enumerate((*names, *left_out))}
    rarities = numpy.array([rarity[name] for name in row_of])
    rows = numpy.array([row_of[name] for features in found for name in features], dtype=numpy.intp)
    values = numpy.array([weight for features in found for weight in features.values()]) * rarities[rows]
    owner = numpy.repeat(numpy.arange(len(found)), [len(features) for features in found])
    lengths = numpy.sqrt(numpy.bincount(owner, values**2, len(found)))
    unit = (values / lengths[owner]).astype(numpy.float32)
    is_kept = rows < len(names)
    rows, unit, owner = rows[is_kept], unit[is_kept], owner[is_kept]
    ends = numpy.cumsum(numpy.bincount(owner, minlength=len(found)))[:-1]
    squares = numpy.bincount(owner, unit**2, len(found))
    yield from zip(numpy.split(rows, ends), numpy.split(unit, ends), squares.tolist(), strict=True)
