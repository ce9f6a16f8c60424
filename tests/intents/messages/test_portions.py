"""What part of a whole something is said of."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What percentage of the 14 cities grew?", "78.6%"),
        ("Of the 14 cities, what fraction beat the national rate?", "42.9%"),
        ("the 40 industries: what percent failed to grow?", "25%"),
        ("What share of the 11 growing cities outpaced the country?", "54.5%"),
        ("what percentage of the 4,089 projects were completed", "15.3%"),
        ("What proportion of the 46 financed projects got treasury bonds?", "82.6%"),
        ("How many of the 14 cities did not grow?", "Three"),
        ("the cities: how many beat the national rate?", "Six"),
        ("How many of the 46 financed projects secured loans?", "ight"),
        ("how many of the trillion-yuan bases do they want?", "four"),
    ],
)
def test_a_part_of_its_own_whole_is_told(answerer: Answerer, question: str, told: str) -> None:
    """Those that are counted among others have a number and a share."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert told in reply.text, reply.text


@pytest.mark.parametrize(
    "question",
    [
        "What percentage of the 119 were completed?",
        "what share of the 4,089 projects got treasury bonds?",
        "What percentage of the 4,089 projects were state-level?",
        "What percentage of the 14 cities are pilot cities?",
        "the eight loan projects: what percent were state-level?",
        "Of the 46 projects with loans or bonds, how many drew on both?",
        "How many of the 11 growing cities are pilot cities?",
        "the 38 bond projects: how many secured loans?",
        "How many of the 4,089 were restarts rather than brand-new starts?",
        "What percentage of the 46 projects with loans or bonds are in Shenyang?",
        "what share of the 302 new enterprises are foreign-owned?",
    ],
)
def test_a_part_of_another_whole_is_not_told(answerer: Answerer, question: str) -> None:
    """That so many projects are complete does not say how many of others are."""
    assert answerer.ask(question).status is Status.NOT_STATED


def test_what_is_of_two_kinds_has_no_share(answerer: Answerer) -> None:
    """Projects are no part of enterprises."""
    assert "794" not in answerer.ask("the 302 new enterprises: what percent got treasury bonds?").text
