"""The words of a language: phrases are found by their stems, the longest first, and the content is of a piece."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from pydantic import ValidationError

from facts.quantity import Comparison
from intents.vocabulary.grammar import FILE, load_grammar
from intents.vocabulary.language import FOLDER, Language
from intents.vocabulary.lexicon import Label, Lexicon, Trie, phrases_of, stems_of
from intents.vocabulary.normalise import is_word

SMALL = {
    "language": "en",
    "numbers": {"two": "2"},
    "fractions": {"half": "1/2", "two thirds": "2/3"},
    "comparisons": {">": ["more than"], ">=": ["at least"]},
    "concepts": {"grow": ["grow", "grew", "growth"], "fall": ["fall", "fell"]},
    "opposites": [["grow", "fall"]],
    "foils": {"place": ["atlantis"]},
    "grammar": load_grammar(FOLDER / "en" / FILE),
}


@cache
def english() -> Lexicon:
    """The lexicon that is shipped."""
    return Language.load("en").lexicon


def test_a_small_lexicon_is_read() -> None:
    """Numbers, fractions and comparisons get their types."""
    lexicon = Lexicon.model_validate(SMALL)
    assert lexicon.numbers["two"] == 2
    assert lexicon.fractions["two thirds"] == Fraction(2, 3)
    assert lexicon.comparisons[Comparison.AT_LEAST] == ["at least"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"concept": {}},
        {"numbers": {"two": "two"}},
        {"comparisons": {"=>": []}},
        {"concepts": {"grow": "grew"}},
        {"fractions": {"half": "x"}},
    ],
)
def test_a_slip_in_a_lexicon_is_refused(wrong: dict[str, object]) -> None:
    """An unknown key or a value of another kind does not pass."""
    with pytest.raises((ValidationError, ValueError)):
        Lexicon.model_validate({**SMALL, **wrong})


def test_opposites_hold_both_ways() -> None:
    """The contrary of a concept's contrary is the concept."""
    lexicon = Lexicon.model_validate(SMALL)
    assert lexicon.contrary("grow") == {"fall"}
    assert lexicon.contrary("fall") == {"grow"}
    assert lexicon.contrary("other") == frozenset()


def test_the_longest_phrase_is_found_first() -> None:
    """Of phrases that begin alike the longest that fits is taken, with all that it stands for."""
    trie = Trie()
    short, long, also = Label("entity", "steel"), Label("entity", "ansteel"), Label("foil", "company")
    trie.add(stems_of("steel"), short)
    trie.add(stems_of("steel company"), long)
    trie.add(stems_of("steel company"), also)
    assert trie.match(stems_of("the steel companies grew"), 1) == (3, {long, also})
    assert trie.match(stems_of("the steel grew"), 1) == (2, {short})
    assert trie.match(stems_of("the company"), 1) is None
    assert sorted(set(trie.words())) == sorted(stems_of("company steel"))


def test_an_empty_phrase_is_nowhere() -> None:
    """A phrase without words matches nothing."""
    trie = Trie()
    trie.add((), Label("concept", "nothing"))
    assert trie.match(("a",), 0) is None


def test_phrases_are_cut_like_questions() -> None:
    """Punctuation in a phrase does not matter, signs of units do."""
    assert stems_of("year-on-year!") == stems_of("year on year")
    assert stems_of("%") == ("%",)
    assert dict(phrases_of({"grow": ["grew fast"]})) == {"grow": stems_of("grew fast")}


@pytest.mark.parametrize("word", ["million", "billion", "county", "country", "growth", "cities"])
def test_words_that_are_spelt_right_are_known(word: str) -> None:
    """A word of the language is never taken for a slip."""
    assert is_word(word)


@pytest.mark.parametrize("word", ["metalurgy", "xqzt", "benxxi"])
def test_slips_are_no_words(word: str) -> None:
    """A slip is not in the list of words."""
    assert not is_word(word)


def test_opposites_name_concepts() -> None:
    """Every opposite is a concept that there is."""
    lexicon = english()
    assert lexicon.opposites
    unknown = {name for pair in lexicon.opposites for name in pair} - set(lexicon.concepts)
    assert not unknown, f"no concepts: {sorted(unknown)}"


def test_no_phrase_says_two_opposites() -> None:
    """No phrase stands for a concept and for its contrary."""
    lexicon = english()
    of: dict[tuple[str, ...], set[str]] = {}
    for name, stems in phrases_of(lexicon.concepts):
        of.setdefault(stems, set()).add(name)
    wrong = {stems: names for stems, names in of.items() if any(names & lexicon.contrary(name) for name in names)}
    assert not wrong


def test_no_comparison_is_written_like_another() -> None:
    """One phrase stands for one comparison."""
    lexicon = english()
    for lists in (lexicon.comparisons, lexicon.trailing):
        seen: dict[tuple[str, ...], Comparison] = {}
        for comparison, phrases in lists.items():
            for phrase in phrases:
                stems = stems_of(phrase)
                # Signs such as >= are no words and have no stems.
                assert not stems or seen.setdefault(stems, comparison) is comparison, phrase


def test_numbers_and_scales_are_right() -> None:
    """The number words that every reader knows have their values."""
    lexicon = english()
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    assert [lexicon.numbers[word] for word in words] == list(range(1, 13))
    assert {name: lexicon.scales[name] for name in ("thousand", "million", "billion", "trillion")} == {
        "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    }  # fmt: skip
    months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
    assert {lexicon.months[month] for month in months if month in lexicon.months} <= set(range(1, 13))
    assert all(lexicon.months[month] == number for number, month in enumerate(months, 1) if month in lexicon.months)


def test_periods_are_stretches_of_months() -> None:
    """Every period of months has the form ``first-last`` or ``first-last@year``, in the year's order."""
    periods = english().periods
    assert periods
    for written in filter(lambda name: name[:1].isdigit(), periods):
        span, _, year = written.partition("@")
        first, last = map(int, span.split("-"))
        assert first <= last <= 12
        assert int(year or 0) <= 1


def test_percent_and_points_are_different_units() -> None:
    """No phrase for percent is one for percentage points."""
    units = {name: {stems_of(phrase) for phrase in phrases} for name, phrases in english().units.items()}
    names = sorted(units)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            assert not units[one] & units[other], (one, other)
