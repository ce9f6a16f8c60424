"""What is held against the answer before is judged in the order in which it is put, whichever side is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import pytest

from bot.answer import Answerer
from bot.reply import Verdict
from tests.turns import last_of


@dataclass(frozen=True)
class Topic:
    """What is asked first, what it is called behind that, and its figure."""

    ask: str
    name: str
    value: float


RATES = [
    Topic("equipment growth?", "equipment", 4.5), Topic("metallurgy growth?", "metallurgy", 7.2),
    Topic("consumer goods growth?", "consumer goods", 5.9), Topic("industrial growth?", "the province", 3.4),
    Topic("industrial investment growth?", "industrial investment", 8.9),
]  # fmt: skip
SUMS = [
    Topic("special loans?", "the loans", 910), Topic("treasury bonds?", "the bonds", 584),
    Topic("incentive funds?", "the incentive funds", 150),
]  # fmt: skip
WORDS = (("faster", "slower", RATES), ("higher", "lower", RATES), ("bigger", "smaller", SUMS))
OF_WHAT_WAS_TOLD = [
    "{word} than {name}, right?", "is that {word} than {name}?", "so it's {word} than {name}?",
    "isn't that {word} than {name}?",
]  # fmt: skip
OF_WHAT_IS_NAMED = [
    "{name} is {word}, right?",
    "is {name} {word}?",
    "and {name} is {word}?",
    "is {name} {word} than that?",
]


def compared() -> Iterator[tuple[Topic, str, bool]]:
    """What was told first, what is said of it or of another, and whether that is so."""
    for more, less, topics in WORDS:
        for (told, named), word in ((pair, word) for pair in permutations(topics, 2) for word in (more, less)):
            larger = (told.value > named.value) is (word == more)
            yield from ((told, frame.format(word=word, name=named.name), larger) for frame in OF_WHAT_WAS_TOLD)
            yield from ((told, frame.format(word=word, name=named.name), not larger) for frame in OF_WHAT_IS_NAMED)


@pytest.mark.parametrize("topic", [*RATES, *SUMS], ids=lambda topic: topic.name)
def test_no_order_is_turned_round(answerer: Answerer, topic: Topic) -> None:
    """No false order is confirmed, and no true one denied."""
    wrong = {True: Verdict.REFUTED, False: Verdict.SUPPORTED}
    asked = [(text, holds) for told, text, holds in compared() if told is topic]
    turned = [text for text, holds in asked if last_of(answerer, topic.ask, text).verdict is wrong[holds]]
    assert not turned


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (["metallurgy growth?", "is consumer goods faster?"], Verdict.REFUTED),
        (["consumer goods growth?", "is metallurgy faster?"], Verdict.SUPPORTED),
        (["equipment growth?", "slower than the province, right?"], Verdict.REFUTED),
        (["metallurgy growth?", "slower than consumer goods, right?"], Verdict.REFUTED),
        (["fixed asset investment growth?", "is that faster than industrial investment?"], Verdict.REFUTED),
        (["equipment growth?", "is that above the provincial industry rate?"], Verdict.SUPPORTED),
        (["slowest sector?", "still better than the whole province?"], Verdict.SUPPORTED),
        (["How many industries grew?", "Loans reached fewer projects than bonds did, right?"], Verdict.SUPPORTED),
    ],
)  # fmt: skip
def test_each_side_is_the_one_that_is_meant(answerer: Answerer, turns: list[str], verdict: Verdict) -> None:
    assert last_of(answerer, *turns).verdict is verdict


def test_how_far_apart_they_are_is_asked_behind_that(answerer: Answerer) -> None:
    """The two that were weighed are meant, and not the first and the last of all."""
    reply = last_of(answerer, "equipment growth?", "is that above the provincial industry rate?", "by how many points?")
    assert "1.1 percentage points" in reply.text
