"""What is typed becomes clean tokens: what no reader means as language is gone, and what they mean is all there."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.vocabulary.normalise import MAX_CHARACTERS, MAX_TOKENS, clean, normalise, stem, tokenise


def texts(question: str, spellings: dict[str, str] | None = None) -> list[str]:
    """The texts of a question's tokens."""
    return [token.text for token in tokenise(clean(question), spellings)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("How fast?", "How fast?"),
        ("  how \t fast\n did\r\nit ", "how fast did it"),
        ("ｈｏｗ ｆａｓｔ ５％", "how fast 5%"),
        ("it’s “so”", 'it\'s "so"'),
        ("4–6 %, −5 %", "4-6 %, -5 %"),
        ("≥ 5 ≤ 6", ">= 5 <= 6"),
        ("me\u200btallur\u200dgy\ufeff", "metallurgy"),
        ("how\x00 fast\x07", "how fast"),
        ("\u202efast\u202c", "fast"),
        ("a\u2028b\u0085c", "a b c"),
        ("", ""),
        ("\x00\x01", ""),
    ],
)
def test_characters_are_made_plain(typed: str, expected: str) -> None:
    """Widths, quotes, dashes and spaces are evened out; what cannot be seen is gone."""
    assert clean(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<b>how</b> fast", "how fast"),
        ("how <script>alert(1)</script> fast", "how fast"),
        ("how <script>alert(1) fast", "how"),
        ("how {{ 7 * 7 }} fast", "how fast"),
        ("how {% if x %} fast", "how fast"),
        ("how ${x} fast", "how fast"),
        ("how <!-- x --> fast", "how fast"),
        ("see https://example.org/?a=b now", "see now"),
        ("see www.example.org now", "see now"),
        ("[metallurgy](https://example.org) now", "metallurgy now"),
        ("![x](y) now", "now"),
        ("metallurgy'; DROP TABLE facts --", "metallurgy"),
        ("@somebot how fast", "how fast"),
    ],
)
def test_what_is_no_language_is_taken_out(typed: str, expected: str) -> None:
    """Tags, templates, links, queries and mentions are gone; the words around them and of a link stay."""
    assert clean(typed) == expected


@pytest.mark.parametrize("typed", ["growth > 5% and < 10%", "is 3 < 4", "a@b", "more (than) 5", "AT&T"])
def test_what_is_language_stays(typed: str) -> None:
    """Signs of comparison, brackets and letters with signs between them are no markup."""
    assert clean(typed) == typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4,089", "4089"),
        ("4089", "4089"),
        ("1,234,567.5", "1234567.5"),
        ("3.4", "3.4"),
        ("0.60", "0.60"),
        ("007", "7"),
        ("1" + "0" * 20, "1" + "0" * 20),
    ],
)
def test_a_number_keeps_its_value(typed: str, value: str) -> None:
    """A number is read with its separators, exactly."""
    (token,) = tokenise(typed)
    assert token.kind == "number"
    assert token.value == Decimal(value)


def test_a_comma_that_groups_nothing_parts_two_numbers() -> None:
    """Only groups of three digits belong to one number."""
    assert [token.value for token in tokenise("1,23") if token.kind == "number"] == [Decimal(1), Decimal(23)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("grew 3.4%?", ["grew", "3.4", "%", "?"]),
        ("10pct", ["10", "pct"]),
        ("base-point", ["base", "point"]),
        ("oil/steel", ["oil", "steel"]),
        ("4-6", ["4", "-", "6"]),
        (">=5", [">=", "5"]),
        ("didn't", ["did", "not"]),
        ("province's", ["province"]),
        ("sooooo", ["so"]),
        ("👍", ["👍"]),
    ],
)
def test_a_question_is_cut_into_tokens(typed: str, expected: list[str]) -> None:
    """Words, numbers and marks part; a hyphen between letters holds words together and is gone."""
    assert texts(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("gooood", "good"), ("meeeeting", "meeting"), ("millllion", "million"), ("soooo", "so"), ("gooods", "goods")],
)
def test_a_drawn_out_word_keeps_its_double_letters(typed: str, expected: str) -> None:
    """Letters typed over and over come down to two where the word has two."""
    assert texts(typed) == [expected]


def test_spellings_are_replaced_by_one_or_several_words() -> None:
    """Chat spellings become what they stand for, whatever their case."""
    spellings = {"u": "you", "whats": "what is", "thx": "thanks"}
    assert texts("Whats up U thx", spellings) == ["what", "is", "up", "you", "thanks"]


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/help", "help", ""),
        ("/Start@somebot", "start", ""),
        ("/source metallurgy", "source", "metallurgy"),
        ("how /help", None, "how /help"),
        ("5/6", None, "5/6"),
    ],
)
def test_a_leading_command_is_set_apart(typed: str, command: str | None, rest: str) -> None:
    """A command at the beginning is found with or without a bot's name, and nowhere else."""
    found = normalise(typed)
    assert (found.command, found.text) == (command, rest)


def test_what_is_said_over_and_over_is_noise() -> None:
    """One to three words more than four times in a row are not read."""
    assert texts("very " * 50 + "fast") == ["fast"]
    assert texts("how many " * 50 + "cities") == ["cities"]
    assert texts("very very very very fast") == ["very"] * 4 + ["fast"]


@pytest.mark.parametrize("typed", ["?" * 4000, "<" * 4000, "a?" * 2000, "a b c d " * 1000, "(" * 2000 + ")" * 2000])
def test_length_is_bounded(typed: str) -> None:
    """However long a message is, it is cut."""
    found = normalise(typed)
    assert len(found.tokens) <= MAX_TOKENS


def test_what_lies_beyond_is_not_read() -> None:
    """Of a message that is far too long only the beginning is read."""
    found = normalise("growth rate of metallurgy " * 5000)
    assert len(found.text) <= MAX_CHARACTERS
    assert len(found.tokens) <= MAX_TOKENS


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("how fast did metallurgy grow?", False),
        (" ".join(f"w{n}" for n in range(MAX_TOKENS // 2)), False),
        ("one two three four five six seven eight nine ten " * (MAX_TOKENS // 10), False),
        ("one two three four five six seven eight nine ten " * (MAX_TOKENS // 10) + "eleven", True),
        ("very " * 3 * MAX_TOKENS + "fast", False),
        ("." * (MAX_CHARACTERS + 1), True),
    ],
)
def test_it_is_known_whether_all_was_read(typed: str, cut: bool) -> None:
    """What is said over and over does not count."""
    assert normalise(typed).cut is cut


def test_a_word_is_said_back_short() -> None:
    """However long a word is, its beginning is enough to know it by."""
    (token,) = tokenise("of" * 2000)
    assert token.text == "of" * 2000
    assert len(token.raw) < 50


def test_forms_of_a_word_share_a_stem() -> None:
    """Regular forms of a word come down to one stem; other words do not."""
    assert stem("exceeded") == stem("exceeding") == stem("exceeds")
    assert stem("loans") == stem("loan")
    assert stem("metallurgy") != stem("metal")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_odd(typed: str) -> None:
    """Any text becomes tokens without invisible characters, and cleaning twice changes nothing more of them."""
    found = normalise(typed)
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in found.text)
    assert all(token.text for token in found.tokens)
    assert all((token.value is not None) == (token.kind == "number") for token in found.tokens)


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_any_number_is_read_back(number: Decimal) -> None:
    """A number written with or without separators has its value."""
    for written in (f"{number}", f"{number:,}"):
        assert [token.value for token in tokenise(written)] == [number]
