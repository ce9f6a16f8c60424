"""One that is said to be one of several, however that is worded."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict

GROUPS = {
    "the double-digit growers": (["Dandong", "Benxi", "Liaoyang"], []),
    "the cities above 10%": (["Dandong", "Benxi", "Liaoyang"], []),
    "the pilot cities": (["Shenyang", "Dalian"], ["Anshan", "Benxi"]),
    "the sectors being stabilised": (["steel", "oil"], []),
    "the four areas of focus": (["enterprises", "industrial parks"], []),
    "the challenges named by Chen Hu": (["weak domestic demand"], []),
    "the companies mentioned": (["Ansteel"], []),
}
"""Groups with some of those that belong to them, and some that do not; of all others the release does not say it."""
OPEN = {
    "the double-digit growers": "Shenyang",
    "the cities above 10%": "Anshan",
    "the key sectors with growth rates": "tourism",
    "the challenges named by Chen Hu": "pollution",
    "the companies mentioned": "Huawei",
}
IN = [
    "{one} is one of {several}.",
    "Is {one} among {several}?",
    "Does {one} belong to {several}?",
    "{one} counts as one of {several}, right?",
    "one of {several} is {one}",
    "Do {several} include {one}?",
    "{one} was named among {several}",
    "so {one} is in the list of {several}?",
    "Would you count {one} among {several}?",
    "can i say {one} is one of {several}",
    "{one}, one of {several}, correct?",
]
OUT = [
    "{one} is not one of {several}.",
    "{one} does not belong to {several}",
    "{one} is missing from {several}.",
    "{one} was left out of {several}",
    "So {one} is none of {several}?",
    "{one} didn't make it into {several}",
    "{one} is not in the list of {several}, right?",
]


def pairs(place: int) -> list[tuple[str, str]]:
    """Each group with each that belongs to it, or with each that does not."""
    return [(several, one) for several, sides in GROUPS.items() for one in sides[place]]


@pytest.mark.parametrize(("several", "one"), pairs(0))
def test_one_that_belongs_is_confirmed_and_its_absence_denied(answerer: Answerer, several: str, one: str) -> None:
    """The verdict hangs on who belongs, and not on how it is worded."""
    for way in IN:
        assert answerer.ask(way.format(one=one, several=several)).verdict is Verdict.SUPPORTED, way
    for way in OUT:
        assert answerer.ask(way.format(one=one, several=several)).verdict is Verdict.REFUTED, way


@pytest.mark.parametrize(("several", "one"), pairs(1))
def test_one_that_is_none_of_a_closed_group_is_denied(answerer: Answerer, several: str, one: str) -> None:
    """A list that is complete says who is not on it."""
    for way in IN:
        assert answerer.ask(way.format(one=one, several=several)).verdict is Verdict.REFUTED, way
    for way in OUT:
        assert answerer.ask(way.format(one=one, several=several)).verdict is Verdict.SUPPORTED, way


@pytest.mark.parametrize(("several", "one"), OPEN.items())
def test_of_one_that_an_open_group_does_not_name_nothing_is_settled(answerer: Answerer, several: str, one: str) -> None:
    """That it is not named does not say that it does not belong."""
    for way in (*IN, *OUT):
        assert answerer.ask(way.format(one=one, several=several)).status is Status.NOT_STATED, way


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Best growth among the sectors, name and number", "7.2%"),
        ("Steel is among the sectors to be stabilised but oil is not, right?", "No."),
        ("Cities that made the pilot list but aren't named among the double-digit growers?", "Shenyang and Dalian"),
    ],
)
def test_words_of_belonging_in_another_question_say_nothing_of_it(answerer: Answerer, question: str, told: str) -> None:
    """The highest among them, or half of a claim, is read otherwise."""
    assert told in answerer.ask(question).text
