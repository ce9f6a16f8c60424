"""Inputs for the fuzzing run: questions of the content changed at random, junk by grammar, Unicode, numbers.

Every input follows from a seed and its number, so that one that breaks something can be made again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answer import Answerer
from tests.benchmarks.questions import all_questions, conversations

LONGEST: Final = 4096
"""Characters of a message of Telegram's."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SIGNS: Final = "?!.,;:%()[]{}<>\"'`/\\|@#$^&*-_=+~ \t\n\r\0\x1b"
_SCRIPTS: Final = (
    (0x00A1, 0x024F), (0x0300, 0x036F), (0x0370, 0x05FF), (0x0600, 0x06FF), (0x0900, 0x0DFF), (0x0E00, 0x0FFF),
    (0x1100, 0x11FF), (0x1D400, 0x1D7FF), (0x2000, 0x206F), (0x2070, 0x218F), (0x2460, 0x24FF), (0x3040, 0x30FF),
    (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xFE00, 0xFE0F), (0xFF00, 0xFFEF),
    (0x1F300, 0x1FAFF), (0xE0000, 0xE007F), (0x10FFF0, 0x10FFFF),
)  # fmt: skip
_MARKS: Final = "\u0300\u0301\u0308\u0327\u0338\u20dd\u0489"
_HIDDEN: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u200e\u200f"
_EMOJI: Final = ("👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇨🇳", "👍🏽", "1️⃣", "❤️‍🔥", "\ud83d", "\udca9")
_UNITS: Final = (
    "%", " percent", " pp", " percentage points", " yuan", " million yuan", " trillion", " projects", " cities", "th",
    "st", "x", " times", "k", "bn", "‰", " basis points", "", "", "",
)  # fmt: skip
_TEMPLATES: Final = (
    "which {plural} {verb} {compare} {number}?", "how {much} did {name} {verb}?",
    "did {name} {verb} {compare} {number}?", "is it true that {name} {verb} by {number}?",
    "{name} {verb} {number}, right?", "what is {number} {op} {number}", "{name} {op} {name}",
    "how many {plural} {verb} between {number} and {number}", "and {name}?", "why did {name} {verb}",
    "the {rank} {plural}", "average of {name} and {name}", "how many times {compare} {name} is {name}",
    "{name} in {when}", "what share of {plural} {verb}", "{number} {plural} {verb}", "not {name} but {name}",
    "{name}", "{name} vs {name} vs {name}", "sum of {name}, {name} and {number}", "what is {number} of {name}",
    "source?", "are you sure that {name} {verb} {compare} {number} in {when}?", "{template}; {template}",
    "{template} and {template}", "if {name} {verb} {number}, what did {name} {verb}", "all {plural} {verb}",
    "only {name} {verb}", "no {plural} {verb}",
)  # fmt: skip
_PARTS: Final = {
    "verb": "grow grew grown exceed exceeded fall fell rise declined double halve reach outpace lag start complete",
    "compare": "above|below|more than|less than|at least|at most|exactly|over|under|not|faster than|twice|half",
    "much": "much|many|fast|far|often|long",
    "op": "+ - − × ÷ * / ^ % plus minus times divided\u00a0by than vs of",
    "rank": "fastest|slowest|top 3|top 99|second|last|third largest|-1st|0th|first three|bottom two|biggest",
    "when": "2024|2031|january|the first half|q3|q1 to q3|last year|next year|september|1999|january to august",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One input, and whether it goes on from the one before it."""

    kind: str
    text: str
    follows: bool = False


class Inputs:
    """Makes inputs for the content of an answerer."""

    def __init__(self, answerer: Answerer) -> None:
        release = answerer.release
        self.questions: list[str] = all_questions(answerer)
        self.questions += [turn.ask for _, turns in conversations() for turn in turns]
        self._names = [name for each in release.entities for name in each.names.get(answerer.language.code, [])]
        self._names += [name for fact in release.facts() for name in fact.names.get(answerer.language.code, [])]
        self._plurals = [kind.plural.get(answerer.language.code, "things") for kind in release.kinds]
        self.words = sorted({word for question in self.questions for word in question.split()})
        self._kinds: Sequence[tuple[str, int, Callable[[random.Random], str]]] = (
            ("mutated", 44, self._mutated),
            ("grammar", 25, self._grammar),
            ("numbers", 10, self._numbers),
            ("words", 8, self._jumble),
            ("unicode", 8, self._unicode),
            ("noise", 3, self._noise),
            ("long", 2, self._long),
        )

    def block(self, seed: int, count: int) -> Iterator[Input]:
        """Inputs by a seed, always the same ones."""
        random_ = random.Random(seed)
        names, weights, makers = zip(*self._kinds, strict=True)
        for _ in range(count):
            n = random_.choices(range(len(names)), weights)[0]
            yield Input(names[n], makers[n](random_), follows=random_.random() < 0.3)

    def _mutated(self, random_: random.Random) -> str:
        text = random_.choice(self.questions)
        for _ in range(random_.choice((0, 1, 1, 2, 3, 6))):
            text = random_.choice(_CHANGES)(text, random_, self)
        return text[:LONGEST]

    def _grammar(self, random_: random.Random) -> str:
        return self._filled(random_.choice(_TEMPLATES), random_)

    def _filled(self, template: str, random_: random.Random, deep: int = 0) -> str:
        def part(name: str) -> str:
            if name == "template":
                return self._filled(random_.choice(_TEMPLATES), random_, deep + 1) if deep < 3 else "why?"
            if name == "name":
                return random_.choice(self._names)
            if name == "plural":
                return random_.choice(self._plurals)
            if name == "number":
                return number(random_)
            return random_.choice(_PARTS[name].split("|" if "|" in _PARTS[name] else None))

        pieces = template.replace("}", "{").split("{")
        return "".join(part(piece) if n % 2 else piece for n, piece in enumerate(pieces))

    def _numbers(self, random_: random.Random) -> str:
        text = random_.choice(self.questions)
        words = text.split()
        digits = [n for n, word in enumerate(words) if any(map(str.isdigit, word))]
        if digits:
            words[random_.choice(digits)] = number(random_)
            return " ".join(words)
        return f"{text} {number(random_)}" if random_.random() < 0.5 else number(random_)

    def _jumble(self, random_: random.Random) -> str:
        pool = self.words if random_.random() < 0.5 else self._names
        return " ".join(random_.choice(pool) for _ in range(random_.randint(1, 20)))

    def _unicode(self, random_: random.Random) -> str:
        text = list(random_.choice(self.questions))
        for _ in range(random_.randint(1, 12)):
            text.insert(random_.randint(0, len(text)), _odd(random_))
        return (
            "".join(text) if random_.random() < 0.7 else "".join(_odd(random_) for _ in range(random_.randint(1, 60)))
        )

    def _noise(self, random_: random.Random) -> str:
        alphabet = random_.choice(
            (_LETTERS + " ", _SIGNS, "0123456789.,% ", _LETTERS + _SIGNS + "0123456789", "aeiou ")
        )
        return "".join(random_.choice(alphabet) for _ in range(random_.randint(0, 300)))

    def _long(self, random_: random.Random) -> str:
        make = random_.choice((self._mutated, self._grammar, self._numbers, self._jumble, self._unicode, self._noise))
        unit = make(random_) or "?"
        if random_.random() < 0.5:
            return (unit * (LONGEST // len(unit) + 1))[:LONGEST]
        text = unit
        while len(text) < LONGEST:
            text += random_.choice(("\n", " ", ". ", "")) + (make(random_) or "?")
        return text[:LONGEST]


def number(random_: random.Random) -> str:
    """A number in one of many spellings, likely and unlikely ones."""
    digits = str(random_.choice((random_.randint(0, 20), random_.randint(0, 10**4), random_.randint(0, 10**30))))
    match random_.randint(0, 11):
        case 0:
            digits = f"{random_.randint(0, 99)}.{random_.randint(0, 999)}"
        case 1:
            digits = f"{random_.randint(1, 999)},{random_.randint(0, 999):03},{random_.randint(0, 999):03}"
        case 2:
            digits = random_.choice("-−+±~<>≥≤") + digits
        case 3:
            digits = f"{digits}e{random_.randint(-400, 400)}"
        case 4:
            digits = f"{digits}/{random_.randint(0, 12)}"
        case 5:
            digits = random_.choice("9018") * random_.randint(1, 400)
        case 6:
            digits = "".join(chr(random_.choice((0x660, 0x966, 0xFF10, 0x1D7CE)) + int(d)) for d in digits)
        case 7:
            digits = random_.choice(("½", "Ⅻ", "一百二十", "③", "²", "0x1f", "NaN", "inf", "1_000", "3 . 4", "١٢٫٥"))
        case 8:
            small = "one two three seven eleven twenty forty ninety hundred thousand million and a half point".split()
            digits = " ".join(random_.choice(small) for _ in range(random_.randint(1, 9)))
    return digits + random_.choice(_UNITS)


def _odd(random_: random.Random) -> str:
    match random_.randint(0, 4):
        case 0:
            return random_.choice(_MARKS) * random_.randint(1, 20)
        case 1:
            return random_.choice(_HIDDEN)
        case 2:
            return random_.choice(_EMOJI)
        case _:
            return chr(random_.randint(*random_.choice(_SCRIPTS)))


def _place(text: str, random_: random.Random) -> int:
    return random_.randint(0, len(text))


def _drop(text: str, random_: random.Random, _: Inputs) -> str:
    at = _place(text, random_)
    return text[:at] + text[at + random_.choice((1, 1, 1, 4)) :]


def _insert(text: str, random_: random.Random, _: Inputs) -> str:
    at = _place(text, random_)
    return text[:at] + random_.choice(_LETTERS + _SIGNS + "0123456789") + text[at:]


def _swap(text: str, random_: random.Random, _: Inputs) -> str:
    at = _place(text, random_)
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _word(text: str, random_: random.Random, inputs: Inputs) -> str:
    words = text.split() or [""]
    words[random_.randrange(len(words))] = random_.choice(inputs.words)
    return " ".join(words)


def _without(text: str, random_: random.Random, _: Inputs) -> str:
    words = text.split() or [""]
    del words[random_.randrange(len(words))]
    return " ".join(words)


def _shuffled(text: str, random_: random.Random, _: Inputs) -> str:
    words = text.split()
    random_.shuffle(words)
    return " ".join(words)


def _spliced(text: str, random_: random.Random, inputs: Inputs) -> str:
    other = random_.choice(inputs.questions)
    return text[: _place(text, random_)] + other[_place(other, random_) :]


def _both(text: str, random_: random.Random, inputs: Inputs) -> str:
    return random_.choice(("{}\n{}", "{} {}", "{}; {}", "{} and {}")).format(text, random_.choice(inputs.questions))


def _numbered(text: str, random_: random.Random, _: Inputs) -> str:
    words = text.split()
    words.insert(random_.randint(0, len(words)), number(random_))
    return " ".join(words)


def _cased(text: str, random_: random.Random, _: Inputs) -> str:
    return random_.choice((str.upper, str.title, str.swapcase))(text)


def _negated(text: str, random_: random.Random, _: Inputs) -> str:
    words = text.split()
    words.insert(random_.randint(0, len(words)), random_.choice(("not", "never", "no", "n't", "without", "except")))
    return " ".join(words)


_CHANGES: Final = (
    _drop, _insert, _swap, _word, _word, _without, _shuffled, _spliced, _both, _numbered, _numbered, _cased, _negated,
)  # fmt: skip
