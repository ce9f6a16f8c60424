"""Put a foreign place, period or measure into questions that the release answers: no figure may come out.

The release's figure for something else is the most harmful wrong answer there is, since it is a real figure with a real
source. So every stated question is asked with everything foreign, at its end and at its beginning.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from bot.answer import Answerer
from bot.guard import figures
from bot.reply import Status

STATED = (
    "How fast did metallurgy grow",
    "How fast did consumer goods grow",
    "What was the growth rate of equipment manufacturing",
    "What was Dandong's growth rate",
    "How fast did industrial value added grow",
    "By how much did industry grow",
    "What was the headline growth rate",
    "By how much did growth improve",
    "How much did the gap to the national average narrow",
    "How many meetings were held to connect production and demand",
    "How much was allocated in growth incentive funds",
    "How many new industrial enterprises were added",
    "How much production was regained through base-point management",
    "How many state-level projects are being advanced",
    "How many projects were reopened or commenced",
    "How many projects were completed",
    "How many projects got special loans",
    "How much did special loans come to",
    "How many projects received treasury bonds",
    "How much did long-term special treasury bonds come to",
    "How many cities had positive growth",
    "How many cities outpaced the national growth rate",
    "How many cities did not grow",
    "Which cities exceeded 10%",
    "Which sectors exceeded 5%",
    "Which sector grew fastest",
    "How many major industries saw increased value added",
    "What is growth coverage",
    "By how much did industrial investment rise",
    "What was fixed asset investment growth",
    "What share of fixed investment is industrial",
    "What share of the cities grew",
    "How many industrial clusters are planned",
    "What do special loans and treasury bonds come to together",
    "What was the average loan per project",
    "How much faster did metallurgy grow than equipment manufacturing",
    "Did metallurgy grow by 7.2%",
    "Did industrial investment rise by 8.9%",
    "Were 625 projects completed",
    "Rank the sectors by growth",
)

PLACES = (
    "in Jilin",
    "in Beijing city",
    "in Harbin",
    "in Japan",
    "in Anshan",
    "in Fushun",
    "in Shenyang",
    "in Guangdong",
)
PERIODS = (
    "in 2019",
    "in 2031",
    "in the second quarter",
    "in the first quarter",
    "in July",
    "in February 2020",
    "in the first half",
    "last month",
    "ten years ago",
)
MEASURES = (
    "for exports",
    "for wages",
    "for agriculture",
    "in tourism",
    "in terms of GDP",
    "of private firms",
    "at Volkswagen",
)

GROWERS = (
    "exports",
    "wages",
    "retail sales",
    "GDP",
    "tourism revenue",
    "agriculture",
    "electricity consumption",
    "house prices",
    "employment",
    "imports of machinery",
    "retail sales of consumer goods",
    "steel prices",
    "car sales",
    "foreign direct investment",
    "the service sector",
    "real estate investment",
    "industrial profits",
    "metallurgy exports",
    "equipment manufacturing profits",
    "consumer goods prices",
    "Jilin",
    "Anshan",
    "Volkswagen",
    "the shipbuilding industry",
)
GROWN = (
    "How fast did {} grow?",
    "What was the growth rate of {}?",
    "By how much did {} rise in the first three quarters?",
    "{} growth",
    "Did {} grow by 3.4%?",
    "How many percentage points did {} gain?",
)

KNOWN: tuple[tuple[str, str], ...] = (
    (r"10% in Shenyang", "a city that is named elsewhere is explained by another fact"),
)
"""Questions that get a figure today and should not, as expressions, with what goes wrong."""


@cache
def loaded() -> Answerer:
    """The answerer over the real release."""
    return Answerer.load()


def cases(questions: list[str]) -> list[object]:
    """Questions as parameters; those known to go wrong are expected to."""
    return [pytest.param(question, marks=known(question)) for question in dict.fromkeys(questions)]


def known(question: str) -> list[pytest.MarkDecorator]:
    """An expected failure where the question is known to go wrong."""
    reasons = [reason for pattern, reason in KNOWN if re.search(pattern, question)]
    return [pytest.mark.xfail(reason="; ".join(reasons), strict=False)] if reasons else []


def put_in(foreign: tuple[str, ...]) -> list[str]:
    """Every stated question with every foreign phrase, in turn at its end and at its beginning."""
    found = []
    for number, stated in enumerate(STATED):
        for place, phrase in enumerate(foreign):
            if (number + place) % 3:
                found.append(f"{stated} {phrase}?")
            else:
                found.append(f"{phrase[0].upper()}{phrase[1:]}, {stated[0].lower()}{stated[1:]}?")
    return found


def assert_no_figure(question: str) -> None:
    """The question is not answered with a figure."""
    reply = loaded().ask(question)
    assert reply.status is not Status.ANSWERED or not figures(reply.text), reply.text


@pytest.mark.parametrize("stated", STATED)
def test_the_stated_question_is_answered(stated: str) -> None:
    """Without anything foreign in it the question is answered; else the tests below prove nothing."""
    assert loaded().ask(f"{stated}?").status is Status.ANSWERED


@pytest.mark.parametrize("question", cases(put_in(PLACES)))
def test_a_foreign_place_gets_no_figure(question: str) -> None:
    """The province's figure is never given for another place, or for a city of which it is not told."""
    assert_no_figure(question)


@pytest.mark.parametrize("question", cases(put_in(PERIODS)))
def test_a_foreign_period_gets_no_figure(question: str) -> None:
    """The figure of the first three quarters is never given for another period.

    Where a claim holds the very rate, it is told with the time that it is of, and neither confirmed nor denied.
    """
    reply = loaded().ask(question)
    told = " did " in f" {question.lower()}" and reply.text.startswith("The release says only this:")
    if told and reply.verdict is None and "first three quarters" in reply.text:
        return
    assert_no_figure(question)


@pytest.mark.parametrize("question", cases(put_in(MEASURES)))
def test_a_foreign_measure_gets_no_figure(question: str) -> None:
    """A figure is never given where a word of the question speaks of something else."""
    assert_no_figure(question)


@pytest.mark.parametrize("question", cases([pattern.format(what) for what in GROWERS for pattern in GROWN]))
def test_a_foreign_subject_gets_no_figure(question: str) -> None:
    """The growth of something that the release does not speak of is not stated."""
    assert_no_figure(question)
