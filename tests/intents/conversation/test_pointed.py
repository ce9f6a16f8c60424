"""A name in the place of what points to it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict


@pytest.mark.parametrize(
    ("message", "verdict", "told"),
    [
        ("My aunt lives in Benxi. Did industry there grow by more than 10%?", Verdict.SUPPORTED, "Benxi"),
        ("my uncle's still in Fushun. did the factories there pick up or not", None, "Fushun"),
        ("I live in Dalian. How fast did industry there grow?", None, "Dalian"),
        ("I live in York. Is there a figure for metallurgy?", None, "7.2%"),
    ],
)
def test_there_is_where_the_sentence_before_says(
    answerer: Answerer, message: str, verdict: Verdict | None, told: str
) -> None:
    """The figure of the province is not given for such a place."""
    reply = answerer.ask(message)
    assert reply.verdict is verdict
    assert told in reply.text
