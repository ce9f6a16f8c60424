"""What a question leaves out is taken from the answer before it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["Did Dalian grow more than 10%?", "who did?"], "Dandong, Benxi and Liaoyang"),
        (["did Shenyang grow over 10%", "which did then"], "Dandong, Benxi and Liaoyang"),
        (["which sector comes in the middle", "gap to the slowest"], "1.4 percentage points"),
        (["which sector comes in the middle", "how far behind the leader is that"], "1.3 percentage points"),
        (["slowest sector?", "how far behind number one is that?"], "2.7 percentage points"),
        (["what share of loans and bonds together are loans?", "and the other one?"], "39.1%"),
        (["what task forces are there?", "the first one, what does it do?", "and the other?"], "Three Stability"),
        (["average special loan per project?", "same for the bonds"], "15.4 million yuan"),
        (["how much were the bonds?", "plus the special loans makes?"], "1.494 billion yuan"),
        (["which is larger, the loans or the incentive funds?", "and with the bonds, all 3 added up?"], "1.644"),
        (["summary please", "shorter"], "3.4%"),
        (["which cities are named?", "how many are there in the whole province"], "14 cities"),
        (["which cities are named?", "which of them grew over 10?"], "Dandong"),
        (["what was growth in January to August?", "is that printed?"], "works out at 2.8%"),
        (["where is Shenyang mentioned?", "why is it mentioned at all then"], "pilot cities"),
        (["how much did Shenyang grow?", "and the province?"], "3.4%"),
        (["what is planned for crude oil?", "by which company?"], "China National Petroleum"),
        (["how many state-level projects are there?", "what is the goal of it"], "trillion-yuan"),
        (["growth?", "i mean how many cities were growing"], "11 of"),
    ],
)  # fmt: skip
def test_what_is_left_out_was_told_before(answerer: Answerer, turns: list[str], told: str) -> None:
    reply = last_of(answerer, *turns)
    assert reply.status is Status.ANSWERED
    assert told in reply.text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("so the second is way bigger than the first", Verdict.SUPPORTED),
        ("so the first is bigger than the second?", Verdict.REFUTED),
        ("so the first was smaller than the second?", Verdict.SUPPORTED),
    ],
)
def test_two_answers_are_called_by_their_turn(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    assert last_of(answerer, "how big were the incentive funds?", "how much were the loans?", claim).verdict is verdict


@pytest.mark.parametrize(
    "turns",
    [
        ["dandong growth?", "how far behind the leader is that"],
        ["how many parks are there?", "who pays for it"],
        ["what is the target in numbers?", "who is on record about it?"],
        ["how many companies went bust?", "what brought the new ones in?"],
        ["what was the national rate?", "did it fall?"],
    ],
)
def test_what_was_not_told_is_not_made_up(answerer: Answerer, turns: list[str]) -> None:
    assert last_of(answerer, *turns).status is not Status.ANSWERED


@pytest.mark.parametrize(
    "turns",
    [
        ["who is quoted in the last part?", "what's his job?"],
        ["what does Chen Hu say about demand?", "his job?"],
    ],
)
def test_his_office_is_that_of_the_person_told_of(answerer: Answerer, turns: list[str]) -> None:
    assert last_of(answerer, *turns).facts == ("chen-hu-role",)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["how many projects got special loans?", "amount?"], "910 million yuan"),
        (["how many projects got treasury bonds?", "worth?"], "584 million yuan"),
        (["what did base-point management bring in?", "million or billion??"], "65 billion yuan"),
        (["special loans?", "treasury bonds?", "how much money is that altogether"], "1.494 billion yuan"),
        (["metallurgy growth?", "equipment growth?", "so 2.7 points apart?"], "2.7 percentage points"),
        (["metallurgy vs consumer goods", "which of all is the most slow?"], "Equipment manufacturing"),
        (["is shenyang in the pilot", "any other city?"], "Dalian"),
        (["which cities exceeded 10%?", "any other city?"], "does not say that there are no others"),
    ],
)
def test_what_was_told_is_worked_with(answerer: Answerer, turns: list[str], told: str) -> None:
    reply = last_of(answerer, *turns)
    assert reply.status is Status.ANSWERED
    assert told in reply.text


@pytest.mark.parametrize("text", ["x", "n", "zz"])
def test_a_letter_asks_for_nothing(answerer: Answerer, text: str) -> None:
    assert answerer.ask(text).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (["What's the growth of equipment manufacturing?", "Is it the slowest of the three?"], Verdict.SUPPORTED),
        (["What's the growth of equipment manufacturing?", "Is it the fastest of the three?"], Verdict.REFUTED),
        (["metallurgy growth?", "is that the slowest?"], Verdict.REFUTED),
        (["consumer goods growth?", "is it second?"], Verdict.SUPPORTED),
        (["Dandong was alone in passing 10%, wasn't it?"], Verdict.REFUTED),
        (["just Dandong exceeded 10%, right?"], Verdict.REFUTED),
        (["growth coverage?", "is it the slowest of the three?"], None),
        (["Liaoyang grew by just over 10%, correct?"], Verdict.SUPPORTED),
        (["It was the State Council that held this press conference, yeah?"], None),
        (["I heard the State Council admitted that domestic demand is weak."], None),
        (["The Shenyang city government selected Shenyang and Dalian as pilot cities, right?"], None),
    ],
)
def test_the_place_of_what_was_told_and_who_did_it_are_judged(
    answerer: Answerer, turns: list[str], verdict: Verdict | None
) -> None:
    assert last_of(answerer, *turns).verdict is verdict


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["Who grew by more than 10%?", "How many is that?"], "3"),
        (["how is dandong doing", "exact number please", "who else is in that group"], "Benxi"),
        (["How much did the eight projects receive?", "and the thirty-eight?", "So together?"], "1.494 billion yuan"),
    ],
)
def test_what_several_turns_came_to_is_kept(answerer: Answerer, turns: list[str], told: str) -> None:
    assert told in last_of(answerer, *turns).text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (["what was ours, benxi, exactly?", "and the province as a whole?"], "3.4%"),
        (["what was growth up to August?", "I can't find 2.8 anywhere in the text, where did you get it?"], "0.6"),
        (["average special loan per project?", "and of the bonds?", "which is larger?"], "113.75"),
        (["did Dandong do more than 10%?", "nowhere else?"], "Liaoyang"),
        (["how many industries grew?", "from how many?"], "40"),
        (["how fast did metallurgy grow?", "is it more than twice the provincial rate?"], "2.12 times"),
    ],
)
def test_what_was_told_goes_on(answerer: Answerer, turns: list[str], told: str) -> None:
    """The whole of a part, the working of a figure, the larger of two told one after the other."""
    assert told in last_of(answerer, *turns).text


def test_a_bare_number_after_a_difference_is_held_against_it(answerer: Answerer) -> None:
    """It is put forward of what was told, and not of the first of the two."""
    turns = "difference between the quickest and the slowest sector", "hm, my colleague got 3.7"
    reply = last_of(answerer, *turns)
    assert reply.verdict is Verdict.REFUTED
    assert "2.7 percentage points" in reply.text


def test_a_number_with_a_decimal_counts_nothing(answerer: Answerer) -> None:
    """The four bases are not what is said to be 4.0."""
    assert "bases" not in last_of(answerer, "did growth improve on January to August?", "so 4.0 now?").headline


@pytest.mark.parametrize("question", ["who does then?", "who is then"])
def test_who_else_has_an_office_is_not_told(answerer: Answerer, question: str) -> None:
    """The one who is told of is no answer to who does what he does not."""
    assert (
        last_of(answerer, "what is Chen Hu's job?", "so he heads the department", question).status is Status.NOT_STATED
    )
