"""Numbers in words."""

from __future__ import annotations

import pytest

from bot.answer import Answerer


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a hundred and fifty million", [150_000_000]),
        ("one hundred and fifty million", [150_000_000]),
        ("over a hundred and nineteen projects", [119]),
        ("a thousand and fifty projects", [1050]),
        ("a hundred cities", [100]),
        ("a hundred thousand firms", [100_000]),
        ("a million and two cities", [1_000_000, 2]),
        ("4 089 projects", [4089]),
        ("sectors 4, 5", [4, 5]),
    ],
)
def test_a_number_in_words_is_read_whole(answerer: Answerer, text: str, numbers: list[int]) -> None:
    """An article before a hundred or a thousand begins it."""
    assert [int(one.number) for one in answerer.recognise(text).mentions] == numbers


@pytest.mark.parametrize(
    ("text", "number"), [("up 3,4%", "3.4"), ("8,9 % more", "8.9"), ("1,494 million", "1494000000")]
)
def test_a_comma_before_a_percent_sign_is_a_point(answerer: Answerer, text: str, number: str) -> None:
    """Elsewhere it parts the thousands."""
    assert str(answerer.recognise(text).mentions[0].number.normalize().to_eng_string()) in (number, "1.494E+9")
