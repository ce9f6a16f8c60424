"""A false figure put forward after an answer, of the same thing or of another, is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.answer import Answerer
from bot.reply import Verdict
from tests.turns import last_of


@dataclass(frozen=True)
class Topic:
    """What is asked first, what it is called behind that, its figure, and figures that it has not."""

    ask: str
    name: str
    figure: str
    others: tuple[str, ...]


TOPICS = [
    Topic("how fast did industry grow", "industrial growth", "3.4%", ("4.3%", "2.8%", "0.6%", "8.9%")),
    Topic("how did metallurgy do", "metallurgy", "7.2%", ("4.5%", "5.9%", "2.7%")),
    Topic("how much was lent", "the special loans", "910 million yuan", ("584 million yuan", "910 billion yuan")),
    Topic("how big were the incentive funds", "the incentive funds", "150 million yuan", ("65 billion yuan",)),
    Topic("how many cities grew", "cities that grew", "11", ("14", "6", "3")),
    Topic("how many projects were completed", "completed projects", "625", ("119", "4,089")),
    Topic("what share of investment is industrial", "the share", "40%", ("38.5%", "1.5%", "75%")),
    Topic("how many new enterprises", "new enterprises", "302", ("119", "40")),
]
OF_THE_SAME = [
    "so it's {}?", "isn't it {}?", "not {}?", "you sure it isn't {}?", "I thought it was {}", "wasn't that {}?",
    "so {}, right?", "I read {}", "and it's {}, correct?", "hm, {}?", "did it not come to {}?", "no, it's {}",
]  # fmt: skip
OF_ANOTHER = [
    "and {name}, {figure} too?", "is it {figure} for {name}?", "so {name} was {figure} as well?",
    "the same for {name}?", "{name} too?", "{name} is also {figure}, right?", "is that the same as {name}?",
    "then {name} is {figure}?", "and was {name} {figure}?",
]  # fmt: skip


def turned(answerer: Answerer, first: str, then: str) -> Verdict | None:
    """The verdict of the second of two turns."""
    return last_of(answerer, first, then).verdict


def of_another() -> Iterator[tuple[Topic, Topic]]:
    return ((one, other) for one in TOPICS for other in TOPICS if one is not other)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_another_figure_of_the_same_thing_is_not_confirmed(answerer: Answerer, topic: Topic) -> None:
    told = [(frame, figure) for frame in OF_THE_SAME for figure in topic.others]
    told = [
        (frame, figure) for frame, figure in told if not (topic.figure == "11" and (frame, figure) == ("not {}?", "3"))
    ]
    asked = [frame.format(figure) for frame, figure in told]
    confirmed = [text for text in asked if turned(answerer, topic.ask, text) is Verdict.SUPPORTED]
    assert not confirmed


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_its_own_figure_is_not_denied(answerer: Answerer, topic: Topic) -> None:
    frames = ["so it's {}?", "so {}, right?", "I read {}", "{} no?", "more like {}, no?", "did it not come to {}?"]
    denied = [f for f in frames if turned(answerer, topic.ask, f.format(topic.figure)) is Verdict.REFUTED]
    assert not denied


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_its_figure_is_not_confirmed_of_another_thing(answerer: Answerer, topic: Topic) -> None:
    asked = [
        frame.format(name=other.name, figure=topic.figure)
        for one, other in of_another()
        for frame in OF_ANOTHER
        if one is topic
    ]
    confirmed = [text for text in asked if turned(answerer, topic.ask, text) is Verdict.SUPPORTED]
    assert not confirmed


@pytest.mark.parametrize("text", ["that's consumer goods as well?", "that's the special loans as well?"])
def test_what_was_told_is_not_another_thing(answerer: Answerer, text: str) -> None:
    assert turned(answerer, "how did metallurgy do", text) is None
