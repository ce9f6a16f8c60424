"""Whether every figure of a reply has a fact behind it, judged without the speaker and without the guard.

Nothing of ``bot`` or ``intents`` decides here: figures are read by expressions of this module's own, and compared with
the facts as they stand in the YAML, with the formulas of derived facts and every line of working computed anew in
fractions. A figure is founded where it is
- a value, or in the words or the excerpts of a fact that the reply names or cites, or of those its formula, size or
  text names; or the number of members of a set that it names;
- in a sentence that says in the words of one fact what that fact holds: the nearest thing that is said;
- in a line of working that comes out right, whose operands are founded themselves or are plain parts (100, how many);
- how many things are told, each with its value, or how many of a kind have one;
- the reader's own, said back; or in a name that the release itself gives: the label of a fact, a title, a place.
A value with many digits may be told rounded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache, cached_property
from typing import Final

from bot.reply import Reply
from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Quantity

_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DIGITS: Final = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:\s*(thousand|million|billion|trillion)\b)?")
_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_WORDS: Final = {word: Fraction(number) for number, word in enumerate(_SMALL) if word != "one"} | {
    "thirty": Fraction(30), "forty": Fraction(40), "fifty": Fraction(50), "hundred": Fraction(100),
    "half": Fraction(1, 2), "twice": Fraction(2), "thrice": Fraction(3), "dozen": Fraction(12),
    "quarter": Fraction(1, 4), "quarters": Fraction(1, 4),
}  # fmt: skip
_WORD: Final = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_BRACED: Final = re.compile(r"\{([a-z0-9-]+)\}")
_TOKEN: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|[()+−×÷/*-]|[a-z]+(?:-[a-z]+)*|%", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_PLAIN: Final = re.compile(r"[a-z]+")
_VALUED: Final = re.compile(r"\([^()]*\d[^()]*\)")
"""A value in brackets behind what has it."""
_NAMED: Final = re.compile(r"([^,;:()]+) \(([^()]*\d[^()]*)\)")
_FEW: Final = {Fraction(number) for number in range(11)} | {Fraction(100)}


def numbers(text: str) -> set[Fraction]:
    """Every number of a text, in digits or in words, without sign and unit and with its scale worked in."""
    text = unicodedata.normalize("NFKC", text)
    found = {_number(match[0]) for match in _DIGITS.finditer(text)}
    return found | {_WORDS[match[0].lower()] for match in _WORD.finditer(text)}


@cache
def numbers_of(excerpt: str) -> frozenset[Fraction]:
    """The numbers of an excerpt, which is asked for again and again."""
    return frozenset(numbers(excerpt))


def _number(written: str) -> Fraction:
    digits, *scale = written.replace(",", "").split()
    digits = digits.rstrip(".")
    for word, factor in _SCALES.items():
        if digits.endswith(word):
            digits, scale = digits.removesuffix(word), [word]
        if scale == [word]:
            return Fraction(digits) * factor
    return Fraction(digits)


class Founder:
    """Judges replies about one release."""

    def __init__(self, release: Release, language: str = "en") -> None:
        self.release = release
        self.language = language
        self._of: dict[str, frozenset[Fraction]] = {}
        self._said: dict[str, list[set[str]]] = {}
        for measure in release.measures:
            if measure.formula:
                self._recompute(measure)

    def unfounded(self, reply: Reply) -> set[Fraction]:
        """The figures of a reply that nothing founds, those of its working among them."""
        known = self._known(reply)
        loose: set[Fraction] = set()
        for line in filter(None, (reply.working or "").split("; ")):
            result, operands = _worked(line, known)
            loose |= {number for number in operands - _FEW if not _among(number, known)}
            known |= {*operands, *result}
        for sentence in _SENTENCE.split(unicodedata.normalize("NFKC", reply.text)):
            left = {number for number in numbers(self._names.sub(" ", sentence)) if not _among(number, known)}
            left -= self._beside_names(sentence)
            if left and not self._says_one(sentence, left):
                loose |= left
        return loose

    def _known(self, reply: Reply) -> set[Fraction]:
        known = numbers(reply.question[:8192])
        for fact in self._told(reply):
            known |= self._behind(fact)
        for source in reply.sources:
            known |= numbers_of(source.excerpt)
        known |= self._sizes
        listed = {Fraction(each.count(", ") + 2) for each in _SENTENCE.split(reply.text) if " and " in each}
        return known | listed | {Fraction(len(reply.facts)), Fraction(len(_VALUED.findall(reply.text)))}

    @cached_property
    def _sizes(self) -> set[Fraction]:
        """How many of each kind have a value of their own."""
        kinds = [kind for measure in self.release.measures for kind in measure.kinds]
        subjects = {(self.release.entity[m.subject].kind, m.subject) for m in self.release.measures}
        return {Fraction(count) for count in (*Counter(kinds).values(), *Counter(k for k, _ in subjects).values())}

    def _told(self, reply: Reply) -> Iterator[Fact]:
        """The facts that a reply names, and those at the places that it cites."""
        for name in reply.facts:
            if name in self.release.by_id:
                yield self.release.by_id[name]
        for source in reply.sources:
            yield from self._at.get((source.paragraph, source.excerpt), ())

    @cached_property
    def _at(self) -> dict[tuple[int, str], list[Fact]]:
        """The facts by the places where they are stated."""
        found: dict[tuple[int, str], list[Fact]] = {}
        for fact in self.release.facts():
            for source in self.release.paragraphs_of(fact):
                found.setdefault((source.paragraph, source.excerpt), []).append(fact)
        return found

    def _beside_names(self, sentence: str) -> set[Fraction]:
        """The figures that stand in brackets behind the name of what has them."""
        found: set[Fraction] = set()
        for name, value in _NAMED.findall(sentence):
            for called, bounds in self._called:
                if name.lower().endswith(called):
                    found |= {each for each in numbers(value) if _among(each, bounds)}
        return found

    @cached_property
    def _called(self) -> list[tuple[tuple[str, ...], set[Fraction]]]:
        """What each measure is called, by itself or by what has it, and its value."""
        found = []
        for measure in self.release.measures:
            subject = self.release.entity.get(measure.subject)
            labels = [measure.label, subject.label if subject else {}]
            called = tuple(filter(None, (label.get(self.language, "").lower() for label in labels)))
            found.append((called, _bounds(measure.value)))
        return found

    def _says_one(self, sentence: str, figures: set[Fraction]) -> bool:
        """Whether a sentence says, in the words of one fact, figures that this fact holds."""
        said = set(_PLAIN.findall(sentence.lower()))
        for fact in self.release.facts():
            behind = self._behind(fact)
            if all(_among(figure, behind) for figure in figures) and any(
                len(words & said) >= 0.7 * len(words) for words in self._words(fact)
            ):
                return True
        return False

    def _words(self, fact: Fact) -> list[set[str]]:
        """The words of each sentence that a fact has of itself."""
        if fact.id not in self._said:
            texts = (part for text in self._texts(fact) for part in _SENTENCE.split(_BRACED.sub(" ", text)))
            self._said[fact.id] = [words for text in texts if len(words := set(_PLAIN.findall(text.lower()))) > 2]
        return self._said[fact.id]

    def _behind(self, fact: Fact) -> frozenset[Fraction]:
        """All numbers that a fact holds, by itself or by what it names."""
        if fact.id not in self._of:
            seen, waiting = {fact.id}, [fact]
            found: set[Fraction] = set()
            while waiting:
                one = waiting.pop()
                held, named = self._held(one)
                found |= held
                new = {name for name in named if name in self.release.by_id} - seen
                seen |= new
                waiting += [self.release.by_id[name] for name in new]
            self._of[fact.id] = frozenset(found)
        return self._of[fact.id]

    def _held(self, fact: Fact) -> tuple[set[Fraction], set[str]]:
        """The numbers that a fact holds by itself, and the facts that it names."""
        texts = list(self._texts(fact))
        found = {number for text in texts for number in numbers(_BRACED.sub(" ", text))}
        named = {name for text in texts for name in _BRACED.findall(text)}
        if isinstance(fact, Measure):
            found |= _bounds(fact.value, *(revision.value for revision in fact.revisions))
            named |= set((fact.formula or "").split())
        if isinstance(fact, FactSet):
            found |= {Fraction(len(fact.members))} | (_bounds(fact.condition) if fact.condition else set())
            named |= {name for name in (fact.size, fact.within) if name}
            named |= {each.id for each in self.release.measures if each.subject in fact.members}
        return found, named

    def _texts(self, fact: Fact) -> Iterator[str]:
        yield fact.label.get(self.language, "")
        yield fact.statement.get(self.language, "")
        for source in self.release.paragraphs_of(fact):
            yield source.excerpt
        for aspect in fact.aspects.values():
            yield aspect.says.get(self.language, "")
            yield aspect.source.excerpt if aspect.source else ""

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Whole names of the release that hold a number: labels, titles, periods, programmes."""
        labels = [self.release.about.title, *(period.label for period in self.release.periods)]
        labels += [each.label for each in (*self.release.entities, *self.release.kinds, *self.release.facts())]
        labels += [each.label for each in (*self.release.gaps, *self.release.topics)]
        texts = {label.get(self.language, "") for label in labels}
        texts |= {name for entity in self.release.entities for name in entity.names.get(self.language, [])}
        held = sorted((text for text in texts if text and numbers(text)), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, held)) or r"(?!)", re.IGNORECASE)

    def _recompute(self, measure: Measure) -> None:
        """Hold a derived measure against its formula. Raises ValueError where it is something else."""
        words = (measure.formula or "").partition(" as share")
        expected = {
            value * (100 if words[1] and "/" in words[0] else 1)
            for bound in ("low", "high")
            if (value := _evaluated(self._operands(words[0], bound))) is not None
        }
        if measure.value.is_exact and not any(abs(each - Fraction(measure.value.value)) < 1e-9 for each in expected):
            raise ValueError(f"{measure.id} is {measure.value}, and its formula gives {[*map(float, expected)]}")

    def _operands(self, formula: str, bound: str) -> list[str]:
        found = []
        for word in formula.split():
            fact = self.release.by_id.get(word)
            value = getattr(fact.value, bound) if isinstance(fact, Measure) else None
            found.append(str(value) if value is not None else word.removesuffix("%"))
        return found


def _among(number: Fraction, known: Iterable[Fraction]) -> bool:
    """Whether a number is one of those that are known, or one with many digits rounded."""
    return number in known or any(number in _rounded(each) for each in known)


@cache
def _rounded(number: Fraction) -> frozenset[Fraction]:
    if number > 10**15 or len(f"{float(number):.6g}".replace(".", "").strip("0")) <= 3:
        return frozenset()
    return frozenset(Fraction(f"{float(number):.{digits}g}") for digits in (2, 3, 4))


def _bounds(*quantities: Quantity) -> set[Fraction]:
    return {abs(Fraction(n)) for quantity in quantities for n in (quantity.low, quantity.high) if n is not None}


def _worked(line: str, known: Iterable[Fraction]) -> tuple[set[Fraction], set[Fraction]]:
    """What a line of working comes to, as far as it is right, and what goes into it.

    An operand may be shown rounded, and be reckoned with as it is. A result may be told rounded again: 433.33 ≈ 433.
    """
    left, _, right = line.rpartition("=" if "=" in line else "≈")
    operands, told = numbers(left), numbers(right)
    if not left:
        return set(), told
    words = _plain(left)
    exact = {
        shown: each for shown in words if shown[0].isdigit() for each in known if Fraction(shown) in _rounded(each)
    }
    values = {_evaluated(words), _evaluated([str(exact.get(word, word)) for word in words])} - {None}
    right_ones = {each for each in told for value in values if value is not None and _near(abs(value), each, right)}
    return right_ones | ({abs(value) for value in values if value is not None} if right_ones else set()), operands


def _near(value: Fraction, told: Fraction, written: str) -> bool:
    """Whether a number is a value rounded as far as it is written; a percentage may stand for a share."""
    found = _DIGITS.search(written)
    digits = found[0].replace(",", "").split()[0] if found else ""
    scale = next((factor for word, factor in _SCALES.items() if word in written), 1)
    step = Fraction(scale, 10 ** len(digits.partition(".")[2]))
    return told in _rounded(value) or any(abs(each - told) <= step / 2 for each in (value, value * 100, value / 100))


def _plain(text: str) -> list[str]:
    """The numbers and signs of a line, without its units."""
    words: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text)):
        if token.lower() in _SCALES:
            words[-1] = str(Fraction(words[-1]) * _SCALES[token.lower()])
        elif token[0].isdigit():
            words.append(token.replace(",", ""))
        elif token in "()+−×÷/*-":
            words.append(token)
    return words


def _evaluated(words: Iterable[str]) -> Fraction | None:
    """Sums, products and brackets in fractions; none where it is no such thing."""
    python = {"−": "-", "×": "*", "÷": "/"}
    tokens = [python.get(word, word) for word in words]
    try:
        value, rest = _sum(tokens)
    except (IndexError, ValueError, ZeroDivisionError):
        return None
    return value if not rest else None


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        other, rest = _product(tokens[1:])
        value, tokens = (value + other if tokens[0] == "+" else value - other), rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _atom(tokens)
    while tokens and tokens[0] in "*/":
        other, rest = _atom(tokens[1:])
        value, tokens = (value * other if tokens[0] == "*" else value / other), rest
    return value, tokens


def _atom(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] == "(":
        value, rest = _sum(tokens[1:])
        if rest[0] != ")":
            raise ValueError("a bracket is not closed")
        return value, rest[1:]
    if tokens[0] == "-":
        value, rest = _atom(tokens[1:])
        return -value, rest
    return Fraction(tokens[0]), tokens[1:]
