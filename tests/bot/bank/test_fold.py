"""A reply is held to its figures and names, and not to how it writes them."""

from __future__ import annotations

import pytest

from bot.bank.fold import fold, holds, says


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It grew by 3.4 percent.", "3.4%"),
        ("It grew by 3.4 per cent.", "3.4 %"),
        ("0.6 percentage points more", "0.6 pp"),
        ("150 million yuan", "RMB 150 million"),
        ("RMB 1.49 bn", "1.49 billion yuan"),
        ("1,494 million yuan", "1494 million yuan"),
        ("Three cities", "3"),
        ("Dandong\N{NO-BREAK SPACE}and Benxi", "dandong and benxi"),
    ],
)
def test_one_thing_written_in_two_ways_is_one(text: str, wanted: str) -> None:
    """Percents, points, money, thousands, spaces and small numbers are compared by what they say."""
    assert holds(text, [wanted])


@pytest.mark.parametrize(("text", "wanted"), [("13.4%", "3.4%"), ("3.45%", "3.4%"), ("40 of them", "4"), ("1.3", "3")])
def test_a_figure_stands_whole(text: str, wanted: str) -> None:
    """A part of a figure is another figure."""
    assert not holds(text, [wanted])


def test_phrases_stand_in_whole_words() -> None:
    """What must not be said is looked for as words."""
    assert says("Yes. It grew.", "yes")
    assert not says("Yesterday it grew by 110%.", "yes")
    assert not says("Yesterday it grew by 110%.", "10%")


def test_folding_twice_changes_nothing() -> None:
    """A folded text is its own folded form."""
    text = "RMB 1,494 mn — “over” 3.4 per cent, 0.6 p.p."
    assert fold(fold(text)) == fold(text)
