"""What a question that only points makes of what was told before."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("what financing is there for upgrading equipment|which one is more", "326 million"),
        ("growth of equipment manufacturing and of metallurgy|difference", "2.7"),
        ("metallurgy growth?|consumer goods|and the other one they list?", "4.5%"),
        ("growth in the first three quarters?|which sector was fastest?|and the slowest?", "4.5%"),
        ("incentive money, loans and bonds - list the amounts|in total?", "1.644 billion"),
        ("incentive money, loans and bonds - list the amounts|biggest of the three?", "910 million"),
        ("Growth coverage?|same thing but with cities?", "78.6%"),
        ("how many cities grew?|same for industries", "30"),
        ("cities growing vs not growing?|growing ones as a percentage", "78.6%"),
        ("625 finished|4,809 started or reopened", "4,089"),
        ("liaoning gdp growth?|industry at least?", "3.4%"),
        ("metallurgy growth?|what else is in that paragraph", "14 cities"),
        ("metallurgy growth?|how do you know?", "7.2%"),
        ("i read that Dalian got past 10 percent. confirm|who did then", "Liaoyang"),
        ("how many cities grew?|as a percentage?", "78.6%"),
        ("How many projects got loans?|so how much for each on avg", "113.75"),
        ("How fast did metallurgy grow, and consumer goods?|so how many points apart?", "1.3"),
        ("Is industry's share of investment rising?|to what level", "40%"),
        ("Is industry's share of investment rising?|from what?", "38.5%"),
    ],
)
def test_it_is_told(answerer: Answerer, asked: str, told: str) -> None:
    """It leans on what was told, and needs no name."""
    reply = last_of(answerer, *asked.split("|"))
    assert reply.status is Status.ANSWERED
    assert told in reply.text


@pytest.mark.parametrize(
    "asked",
    [
        "growth from January to August?|equipment manufacturing over the same months?",
        "Which of the cities did best?|who's first of the three",
        "which two cities made that pilot list?|who chose them",
        "What was Dalian's growth?|just estimate it",
        "What was Dalian's growth?|a ballpark?",
        "and the trillion yuan bases, how many?|which ones are they|oil, steel, cars I guess?",
        "who hosted the press conference|date?|in Shenyang I guess?",
        "what are those 119 projects supposed to build|worth how much altogether|where are they",
        "how big is the pot of incentive funds|who do i talk to",
        "22 of what are they building|finished by when",
        "and for the bonds, on average?|Which projects are they?",
        "shenyang and dalian got picked for something, what was it|ok. who came after them on the list",
        "how far behind the nation is it?|I see a 0.6 in there|then tell me the China figure",
    ],
)
def test_it_is_not_stated(answerer: Answerer, asked: str) -> None:
    """What was not stated stays so, and what was told is not told of another thing."""
    assert last_of(answerer, *asked.split("|")).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (("How many cities grew?", "so most of them?"), Verdict.SUPPORTED),
        (("How many cities grew?", "all of them?"), Verdict.REFUTED),
        (("How many cities beat the nation?", "most of them?"), Verdict.REFUTED),
        (("Which cities are pilots?", "is Dandong one?"), Verdict.REFUTED),
        (("Which cities exceeded 10%?", "is Benxi one?"), Verdict.SUPPORTED),
        (("Which cities exceeded 10%?", "is Dalian one?"), None),
        (("Which cities beat the nation?", "is Benxi one?"), None),
        (("what challenges did Chen Hu name?", "did Chen Hu say that?"), Verdict.SUPPORTED),
    ],
)
def test_so_many_of_them_and_one_of_them_are_judged_by_what_was_told(
    answerer: Answerer, turns: tuple[str, ...], verdict: Verdict | None
) -> None:
    """By how many there are in all, by the list, and by who speaks."""
    assert last_of(answerer, *turns).verdict is verdict


def test_the_others_are_those_of_its_kind(answerer: Answerer) -> None:
    """Behind one sector, the two that were not told."""
    text = last_of(answerer, "How fast did metallurgy grow?", "the others?").text
    assert "4.5%" in text
    assert "5.9%" in text
