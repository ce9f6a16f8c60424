"""The last door: no figure leaves in a reply that is not where the speaker put it, or the reader's own.

The finished text is read again, figure by figure. Those that the speaker wrote, from facts and their working, have to
stand there as it wrote them and in its order: one that is changed, swapped or left out is missed. Any other figure has
to be the reader's own, said back, or to stand in the words of the facts that are told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from facts.model import Release
    from intents.replies.say import Speaker

_NUMBER: Final = re.compile(
    r"(?<![\w.])(?P<number>[−-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[−-]?\d+(?:\.\d+)?)"
    r"\s*(?P<scale>thousand|million|billion|trillion)?(?!-)"
    r"\s*(?P<unit>%|per ?cent\b|pp\b|percentage points?\b|[A-Za-z][a-z]+)?"
)
_SCALES: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_UNITS: Final = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "pp": "pp",
    "percentage point": "pp",
    "percentage points": "pp",
}
ENGLISH: Final[Mapping[str, Decimal]] = {
    word: Decimal(number)
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        ).split()
    )
} | {
    word: Decimal(number)
    for word, number in (
        ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
        ("dozen", 12), ("half", "0.5"),
    )
}  # fmt: skip
"""Number words where a language lists none of its own."""
_LARGER: Final = {"hundred": 100, **_SCALES}
_HARMLESS: Final = frozenset({"one"})
"""Number words that are hardly ever figures: "one of them", "the one official"."""

Figure = tuple[Decimal, str]


def figures(text: str, words: Mapping[str, Decimal] = ENGLISH) -> set[Figure]:
    """Every figure of a text: its value with the scale worked in, and % or pp where it has that unit."""
    return set(_figures(text, words))


def _figures(text: str, words: Mapping[str, Decimal]) -> Iterator[Figure]:
    """The figures of a text, in its order."""
    text = unicodedata.normalize("NFKC", text)
    found = [(match.start(), _digits(match)) for match in _NUMBER.finditer(text)]
    found += list(_spoken(text, words))
    for _, figure in sorted(found, key=lambda pair: pair[0]):
        yield figure


def _digits(match: re.Match[str]) -> Figure:
    number = Decimal(match["number"].replace(",", "").replace("−", "-")) * _SCALES.get(match["scale"] or "", 1)
    return number.normalize(), _UNITS.get(match["unit"] or "", "")


@lru_cache
def _in_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds numbers in these words."""
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    larger = "|".join(_LARGER)
    return re.compile(rf"\b(?:{names})\b(?:(?:-|\s+and\s+|\s+)(?:{names}|{larger})\b(?!-[a-z]))*", re.IGNORECASE)


@lru_cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds these phrases, the longest first."""
    names = [re.escape(phrase) for phrase in sorted(filter(None, phrases), key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.IGNORECASE) if names else None


def _spoken(text: str, words: Mapping[str, Decimal]) -> Iterator[tuple[int, Figure]]:
    """Numbers in words, composed ones as a whole: "forty-two", "two hundred", "ten billion"."""
    for match in _in_words(tuple(words)).finditer(text):
        parts = [part for part in re.split(r"[-\s]+", match[0].lower()) if part != "and"]
        if len(parts) == 1 and parts[0] in _HARMLESS:
            continue
        yield match.start(), (_composed(parts, words).normalize(), "")


def _composed(parts: Sequence[str], words: Mapping[str, Decimal]) -> Decimal:
    total, current = Decimal(0), Decimal(0)
    for part in parts:
        if part in words:
            current += words[part]
        elif part == "hundred":
            current *= 100
        else:
            total, current = total + current * _LARGER[part], Decimal(0)
    return total + current


def unsupported(
    text: str,
    allowed: Iterable[str],
    *,
    written: Sequence[str] = (),
    stale: Iterable[str] = (),
    echo: str = "",
    phrases: Iterable[str] = (),
    words: Mapping[str, Decimal] = ENGLISH,
) -> set[Figure]:
    """The figures of a text that nothing supports, unit and all, and those that were written and no longer stand there.

    ``written`` are the figures that the speaker wrote, in their order; ``allowed`` are texts whose figures may be said
    besides, but not those of ``stale``, which were corrected; ``echo`` is what the reader said, which may be said back.
    ``phrases`` hold number words that are names and no figures: "the first three quarters".
    """
    named = _any_of(tuple(phrases))

    def bare(text: str) -> str:
        return named.sub(" ", text) if named else text

    text = bare(text)
    expected = [figure for one in written for figure in _figures(bare(one), words)]
    known = {figure for source in allowed for figure in _figures(source, words)}
    known -= {figure for each in stale for figure in _figures(each, words)}
    known |= set(_figures(echo, words))
    place = 0
    loose: set[Figure] = set()
    for figure in _figures(text, words):
        if place < len(expected) and figure == expected[place]:
            place += 1
        elif figure not in known:
            loose.add(figure)
    return loose | set(expected[place:])


def names_with_numbers(release: Release, speaker: Speaker) -> tuple[str, ...]:
    """Names that hold a number word and are no figures: "the first three quarters", "Three Stability"."""
    labels = [release.about.title, *(period.label for period in release.periods)]
    labels += [entity.label for entity in release.entities] + [kind.label for kind in release.kinds]
    names = [name for entity in release.entities for name in entity.names.get(speaker.language.code, [])]
    known = [*map(speaker.text, labels), *names]
    known += [one.split(" of ")[0] for one in known]
    return tuple(one.removeprefix("the ").strip("“”") for one in known if figures(one))
