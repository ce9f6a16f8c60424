"""Cutting HTML into messages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.html import escape, plain, split, units
from tests.bot_api.entities import parse_html
from tests.bot_api.entities import units as counted

TAGS = st.sampled_from([("b", "b"), ("i", "i"), ("code", "code"), ("blockquote expandable", "blockquote")])


@st.composite
def html(draw: st.DrawFn) -> str:
    """Some HTML as the bot makes it: texts, plain or in a tag, at times in two."""
    pieces = []
    for text in draw(st.lists(st.text(min_size=1, max_size=120), max_size=12)):
        made = escape(text)
        if draw(st.booleans()):
            opened, closed = draw(TAGS)
            made = f"<{opened}>{made}</{closed}>"
            if draw(st.booleans()) and closed != "u":
                made = f"<u>{made}</u>"
        pieces.append(made)
    return draw(st.sampled_from(["", " ", "\n"])).join(pieces)


def letters(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


@given(html(), st.integers(min_value=5, max_value=200))
def test_every_part_is_short_parses_and_nothing_is_lost(text: str, longest: int) -> None:
    """Whatever is cut wherever: each part stands alone, and together they say the same."""
    parts = split(text, longest)
    for part in parts:
        shown, _ = parse_html(part)
        assert counted(shown) <= longest
    assert letters("".join(map(plain, parts))) == letters(plain(text))


@given(st.text())
def test_what_is_escaped_shows_as_it_was_written(text: str) -> None:
    """No text from outside makes a tag or an entity."""
    shown, entities = parse_html(f"<b>x</b>{escape(text)}")
    assert shown == f"x{text.replace(chr(0), '')}".strip()
    assert [entity["type"] for entity in entities] == ["bold"]


@given(st.text())
def test_length_is_counted_as_telegram_counts(text: str) -> None:
    """A character outside the basic plane is two."""
    assert units(text) == counted(text)


def test_a_cut_falls_on_a_lines_end_then_on_a_space() -> None:
    """A word is broken only where it is longer than a message."""
    assert split("one two\nthree four", 15) == ["one two", "three four"]
    assert split("one two three four", 10) == ["one two", "three", "four"] or split("one two three four", 10) == [
        "one two",
        "three four",
    ]
    assert split("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_a_message_has_no_more_entities_than_telegram_shows() -> None:
    """From the hundredth on the formatting would be lost."""
    parts = split("".join(f"<b>{number}</b> " for number in range(250)))
    assert len(parts) > 2
    assert all(len(parse_html(part)[1]) <= 100 for part in parts)
