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
    ],
)
def test_a_number_in_words_is_read_whole(answerer: Answerer, text: str, numbers: list[int]) -> None:
    """An article before a hundred or a thousand begins it."""
    assert [int(one.number) for one in answerer.recognise(text).mentions] == numbers
