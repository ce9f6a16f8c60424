"""Minimal pairs: two questions that differ in one span, which no similarity of strings can tell apart.

Each half names what has to come out. A half that is answered wrongly with the other half's figure is the worst that can
happen to a reader, so beside its own expectation no pair may ever get one and the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from bot.answer import Answerer
from bot.reply import Reply, Status


@dataclass(frozen=True)
class Half:
    """A question with its outcome: a status or a verdict, words that the reply says, and words that it must not say."""

    ask: str
    outcome: str
    says: str = ""
    never: str = ""


def yes(ask: str, says: str = "") -> Half:
    """A claim that the release supports."""
    return Half(ask, "supported", says)


def no(ask: str, says: str = "") -> Half:
    """A claim that the release refutes."""
    return Half(ask, "refuted", says)


def told(ask: str, says: str, never: str = "") -> Half:
    """A question that is answered."""
    return Half(ask, "answered", says, never)


def silent(ask: str) -> Half:
    """A question that the release does not answer."""
    return Half(ask, "not_stated")


VALUE = [
    (told("Which cities exceeded 10%?", "Dandong"), silent("Which cities exceeded 20%?")),
    (
        told("Which sectors exceeded 5%?", "consumer goods (5.9%)"),
        told("Which sectors exceeded 6%?", "Metallurgy (7.2%)", "(5.9%),"),
    ),
    (yes("Did industrial value added grow 3.4%?"), no("Did industrial value added grow 4.3%?", "3.4%")),
    (yes("Did metallurgy grow 7.2%?"), no("Did metallurgy grow 2.7%?", "7.2%")),
    (yes("Did metallurgy grow 7.2%?"), no("Did metallurgy grow 72%?", "7.2%")),
    (yes("Did metallurgy grow 7.2%?"), no("Did metallurgy grow 7.20001%?", "7.2%")),
    (yes("Did metallurgy grow 7.2%?"), no("Did metallurgy grow 17.2%?", "7.2%")),
    (yes("Were 625 projects completed?"), no("Were 652 projects completed?", "625")),
    (yes("Were 4,089 projects reopened or commenced?"), no("Were 4,098 projects reopened or commenced?", "4,089")),
    (yes("Were there more than 40 meetings?"), silent("Were there more than 45 meetings?")),
    (yes("Did Dandong exceed 10%?"), silent("Did Dandong exceed 11%?")),
    (yes("Did Dandong exceed 9%?"), silent("Did Dandong exceed 19%?")),
    (yes("Did eight projects get special loans?"), no("Did eighteen projects get special loans?", "eight")),
    (yes("Did eleven cities have positive growth?"), no("Did twelve cities have positive growth?", "11")),
    (yes("Are four trillion-yuan bases planned?"), no("Are fourteen trillion-yuan bases planned?", "four")),
    (yes("Is growth coverage 75%?"), no("Is growth coverage 57%?", "75%")),
    (yes("Did growth improve by 0.6 percentage points?"), no("Did growth improve by 6 percentage points?", "0.6")),
]
SIGN = [
    (yes("Did industrial value added grow by 3.4%?"), no("Did industrial value added fall by 3.4%?", "3.4%")),
    (yes("Did industrial value added grow by 3.4%?"), no("Did industrial value added grow by -3.4%?", "3.4%")),
    (yes("Did consumer goods rise?"), no("Did consumer goods fall?", "5.9%")),
    (
        yes("Did growth accelerate compared with January to August?"),
        no("Did growth slow compared with January to August?", "0.6"),
    ),
    (yes("Did the gap to the national average narrow?"), no("Did the gap to the national average widen?", "narrowed")),
    (yes("Did industrial investment increase by 8.9%?"), no("Did industrial investment decrease by 8.9%?", "8.9%")),
    (
        yes("Did the share of industrial investment increase by 1.5 percentage points?"),
        no("Did the share of industrial investment decrease by 1.5 percentage points?", "1.5"),
    ),
]
NEGATION = [
    (yes("Did Dandong exceed 10%?"), no("Did Dandong not exceed 10%?", "more than 10%")),
    (
        told("Which sectors exceeded 5%?", "Metallurgy (7.2%)"),
        told("Which sectors did not exceed 5%?", "Equipment manufacturing (4.5%)", "Metallurgy (7.2%) and"),
    ),
    (told("How many cities grew?", "11"), told("How many cities did not grow?", "Three")),
    (
        told("How many industries saw increased value added?", "30"),
        told("How many industries did not see increased value added?", "10"),
    ),
    (told("Which cities exceeded 10%?", "Dandong"), silent("Which cities did not exceed 10%?")),
    (yes("Is Dalian a pilot city?"), no("Is Dalian not a pilot city?", "Dalian")),
    (yes("Metallurgy grew by 7.2%, right?"), no("Metallurgy did not grow by 7.2%, right?", "7.2%")),
    (told("What share of the cities grew?", "78.6%"), told("What share of the cities did not grow?", "21.4%")),
    (
        told("How many cities outpaced the national rate?", "Six"),
        told("How many cities did not outpace the national rate?", "Eight"),
    ),
]
COMPARISON = [
    (
        told("Which sectors are above 5.9%?", "Metallurgy (7.2%)", "Consumer goods (5.9%)."),
        told("Which sectors are at 5.9% or above?", "consumer goods (5.9%)"),
    ),
    (told("Which sectors are above 4.5%?", "consumer goods (5.9%)"), told("Which sectors are below 4.5%?", "None")),
    (yes("Did metallurgy grow by at least 7.2%?"), no("Did metallurgy grow by more than 7.2%?", "7.2%")),
    (yes("Did metallurgy grow by at most 7.2%?"), no("Did metallurgy grow by less than 7.2%?", "7.2%")),
    (yes("Were there more than 40 meetings?"), no("Were there fewer than 40 meetings?", "40")),
    (yes("Were there more than 40 meetings?"), no("Were there exactly 40 meetings?", "40")),
    (
        yes("Did consumer goods grow faster than equipment manufacturing?"),
        no("Did consumer goods grow slower than equipment manufacturing?", "4.5%"),
    ),
    (
        yes("Did metallurgy grow faster than consumer goods?"),
        no("Did consumer goods grow faster than metallurgy?", "7.2%"),
    ),
    (
        told("Which sector grew fastest?", "Metallurgy: 7.2%"),
        told("Which sector grew slowest?", "Equipment manufacturing: 4.5%"),
    ),
    (
        told("Which sectors grew faster than consumer goods?", "Metallurgy"),
        told("Which sectors grew slower than consumer goods?", "Equipment manufacturing"),
    ),
    (
        told("Which sectors grew by at least 5%?", "Metallurgy (7.2%)"),
        told("Which sectors grew by at most 5%?", "Equipment manufacturing (4.5%)"),
    ),
]
UNIT = [
    (no("Did growth improve by 0.6%?", "0.6 percentage points"), yes("Did growth improve by 0.6 percentage points?")),
    (
        yes("Did industrial investment rise by 8.9%?"),
        no("Did industrial investment rise by 8.9 percentage points?", "8.9%"),
    ),
    (
        yes("Was 150 million yuan allocated in incentive funds?"),
        no("Was 150 billion yuan allocated in incentive funds?", "150 million"),
    ),
    (
        yes("Was production worth 65 billion yuan regained?"),
        no("Was production worth 65 million yuan regained?", "65 billion"),
    ),
    (
        yes("Did special loans come to 910 million yuan?"),
        no("Did special loans come to 910 million dollars?", "910 million yuan"),
    ),
    (yes("Did special loans come to 910 million yuan?"), no("Did special loans come to 910 yuan?", "910 million yuan")),
    (yes("Did special loans come to 910 million yuan?"), yes("Did special loans come to 0.91 billion yuan?")),
    (
        told("How many projects got special loans?", "Eight"),
        told("How much did special loans come to?", "910 million yuan"),
    ),
    (told("What share of the cities grew?", "78.6%"), told("How many cities grew?", "11")),
]
PERIOD = [
    (
        told("What was growth in January to September?", "3.4%"),
        told("What was growth in January to August?", "2.8%", "works out at 3.4%"),
    ),
    (yes("Was growth 2.8% in January to August?"), no("Was growth 2.8% in January to September?", "3.4%")),
    (no("Was growth in January to August 3.4%?", "2.8%"), yes("Was growth in January to September 3.4%?")),
    (
        told("How fast did industry grow in the first three quarters?", "3.4%"),
        silent("How fast did industry grow in the third quarter?"),
    ),
    (
        told("How fast did metallurgy grow in the first three quarters?", "7.2%"),
        silent("How fast did metallurgy grow from January to August?"),
    ),
    (told("How fast did metallurgy grow?", "7.2%"), silent("How fast did metallurgy grow in September?")),
    (told("How fast did metallurgy grow year on year?", "7.2%"), silent("How fast did metallurgy grow last year?")),
    (
        told("What is the share of industrial investment?", "40%"),
        told("What was the share of industrial investment a year earlier?", "38.5%"),
    ),
    (
        told("How many cities grew in the first three quarters?", "11"),
        silent("How many cities grew in the first half?"),
    ),
    (
        told("When was BMW production to be ramped up?", "September"),
        Half("Was BMW production ramped up in October?", "no-yes"),
    ),
]
NAME = [
    (told("What was Benxi's growth rate?", "Benxi reported"), silent("What was Bensteel's growth rate?")),
    (told("How fast did Liaoyang grow?", "more than 10%"), told("How fast did Liaoning grow?", "3.4%")),
    (told("How fast did Dandong grow?", "more than 10%"), silent("How fast did Dalian grow?")),
    (yes("Was the meeting held with Ansteel?"), Half("Was the meeting held with Anshan?", "no-yes")),
    (yes("Was the meeting held with Ansteel?"), Half("Was the meeting held with Baosteel?", "no-yes")),
    (yes("Did Benxi exceed 10%?"), silent("Did Bensteel exceed 10%?")),
    (yes("Did Liaoyang exceed 10%?"), no("Did Liaoning exceed 10%?", "3.4%")),
    (yes("Did Liaoyang exceed 10%?"), silent("Did Shenyang exceed 10%?")),
    (
        told("How much did special loans come to?", "910 million yuan"),
        told("How much did special treasury bonds come to?", "584 million yuan"),
    ),
    (
        told("How many projects got special loans?", "Eight"),
        told("How many projects got special treasury bonds?", "38"),
    ),
    (
        told("How much did special loans come to?", "910 million yuan"),
        told("How much did incentive funds come to?", "150 million yuan"),
    ),
    (told("How many projects were completed?", "625"), told("How many projects were commenced?", "4,089")),
    (
        told("By how much did industrial investment rise?", "8.9%"),
        told("By how much did fixed asset investment rise?", "4.8%", "works out at 8.9%"),
    ),
    (
        told("How many trillion-yuan bases are planned?", "four"),
        told("How many industrial clusters are planned?", "22"),
    ),
    (told("How many industries are there?", "40"), told("How many cities are there?", "14")),
    (told("How many industries grew?", "30"), told("How many cities grew?", "11")),
    (told("How fast did metallurgy grow?", "7.2%"), silent("How fast did steel grow?")),
    (told("How fast did metallurgy grow?", "7.2%"), silent("How fast did meteorology grow?")),
    (told("How fast did consumer goods grow?", "5.9%"), silent("How fast did consumer prices grow?")),
    (told("How fast did consumer goods grow?", "5.9%"), silent("How fast did retail sales of consumer goods grow?")),
    (told("How fast did equipment manufacturing grow?", "4.5%"), silent("How fast did manufacturing of cars grow?")),
    (yes("Is Chen Hu the Deputy Director?"), no("Is Chen Hu the Director?", "Deputy Director")),
    (yes("Is Chen Hu the Deputy Director?"), Half("Is Chen Hua the Deputy Director?", "no-yes")),
    (told("How fast did industry grow in Liaoning?", "3.4%"), silent("How fast did industry grow in Jilin?")),
    (told("How fast did industry grow in Liaoning?", "3.4%"), silent("How fast did industry grow in China?")),
    (yes("Is Shenyang a pilot city?"), no("Is Benxi a pilot city?", "Shenyang")),
    (yes("Did the go public initiative add 302 enterprises?"), no("Did base-point management add 302 enterprises?")),
]

PAIRS = {
    "value": VALUE,
    "sign": SIGN,
    "negation": NEGATION,
    "comparison": COMPARISON,
    "unit": UNIT,
    "period": PERIOD,
    "name": NAME,
}
KNOWN: dict[str, str] = {}
"""Questions that come out wrong today, with what comes out instead."""
SAME = {"Did special loans come to 0.91 billion yuan?"}
"""Questions that differ in their words and not in their meaning."""


@cache
def loaded() -> Answerer:
    """The answerer over the real release."""
    return Answerer.load()


def marks(*asked: str) -> list[pytest.MarkDecorator]:
    """An expected failure where one of the questions is known to come out wrong."""
    reasons = "; ".join(KNOWN[ask] for ask in asked if ask in KNOWN)
    return [pytest.mark.xfail(reason=reasons, strict=False)] if reasons else []


def halves() -> list[object]:
    """Every half of every pair, once."""
    found = {half.ask: (kind, half) for kind, pairs in PAIRS.items() for pair in pairs for half in pair}
    return [pytest.param(half, id=f"{kind}: {ask}", marks=marks(ask)) for ask, (kind, half) in found.items()]


def pairs() -> list[object]:
    """Every pair."""
    return [
        pytest.param(first, second, id=f"{kind}: {first.ask} | {second.ask}", marks=marks(first.ask, second.ask))
        for kind, listed in PAIRS.items()
        for first, second in listed
    ]


def outcome(reply: Reply) -> str:
    """The verdict where there is one, else the status."""
    return reply.verdict.value if reply.verdict else reply.status.value


def fits(half: Half, reply: Reply) -> bool:
    """Whether a reply has the outcome that a half of a pair expects."""
    if half.outcome == "no-yes":
        only = reply.verdict is None and reply.headline.startswith("The release says only this")
        return only or outcome(reply) in ("refuted", "not_stated", "clarify", "out_of_scope")
    if half.outcome == "answered":
        return reply.status is Status.ANSWERED
    if half.outcome == "not_stated":
        return reply.status is not Status.ANSWERED
    return outcome(reply) == half.outcome


@pytest.mark.parametrize("half", halves())
def test_a_half_comes_out_as_it_should(half: Half) -> None:
    """Each question of a pair is decided by the span in which it differs from the other."""
    reply = loaded().ask(half.ask)
    assert fits(half, reply), f"{outcome(reply)}: {reply.text}"
    assert half.says.casefold() in reply.text.casefold(), reply.text
    assert not half.never or half.never.casefold() not in reply.text.casefold(), reply.text


@pytest.mark.parametrize(("first", "second"), pairs())
def test_a_pair_never_gets_one_answer(first: Half, second: Half) -> None:
    """Two questions that differ in one span do not get the same answer."""
    one, other = loaded().ask(first.ask), loaded().ask(second.ask)
    if second.ask in SAME:
        assert (one.text, one.verdict) == (other.text, other.verdict)
    elif one.status is other.status is Status.ANSWERED:
        assert (one.text, one.verdict) != (other.text, other.verdict)
