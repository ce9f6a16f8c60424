"""Several things wished of one topic, in a line: each is told, and what is not stated is said to be so."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Industrial investment: growth, lead over FAI, and weight in the total?", ["8.9%", "4.1", "40%"]),
        ("Growth rates: metallurgy, equipment, consumer goods", ["7.2%", "4.5%", "5.9%"]),
        ("Industries - total, growing, not growing?", ["40 major", "30 of", "10 of"]),
        ("special loans: amount, number of projects, interest rate", ["910 million", "Eight projects", "does not say"]),
        (
            "Growth money, firms added, output recovered - all three figures please",
            ["150 million", "302", "65 billion"],
        ),
    ],
)
def test_each_wish_is_told(answerer: Answerer, question: str, says: list[str]) -> None:
    """With the topic before it where it needs that, and by itself where no topic stands there."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert not [words for words in says if words not in reply.text], reply.text


@pytest.mark.parametrize(
    "question",
    ["Yoghurt: output, exports and price?", "Dalian: growth, profits and wages?", "Vietnam: growth, investment?"],
)
def test_no_topic_of_which_nothing_is_stated_gets_a_figure(answerer: Answerer, question: str) -> None:
    """What is wished of it is not told of something else."""
    assert answerer.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            "First, how fast did industry grow? Second, which cities are pilots? Third, how many clusters?",
            ["3.4%", "Dalian", "22"],
        ),
        ("a) how fast did industry grow b) which cities are pilots", ["3.4%", "Shenyang"]),
        ("1) growth rate 2) number of cities 3) number of clusters", ["3.4%", "14 cities", "22"]),
        ("Give me the growth rate as well as the number of clusters", ["3.4%", "22"]),
        ("Who is Chen Hu and what did he say?", ["Deputy Director", "guidance"]),
    ],
)
def test_each_of_an_enumeration_is_answered(answerer: Answerer, question: str, says: list[str]) -> None:
    """Numbered, lettered, in words, or joined; "he" is the one named before."""
    text = answerer.ask(question).text
    assert not [words for words in says if words not in text], text


def test_wishes_may_stand_apart_without_a_topic(answerer: Answerer) -> None:
    """ "Loans; bonds; clusters": three in a row."""
    text = answerer.ask("Loans; bonds; clusters").text
    assert not [words for words in ("910 million", "584 million", "22 industrial clusters") if words not in text], text
