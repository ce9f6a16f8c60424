"""What leans on a list told before."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status


@pytest.mark.parametrize(
    "asked", ["which did not?", "which ones didn't", "and the other?", "the others?", "and which not?"]
)
def test_those_that_are_not_on_it(answerer: Answerer, asked: str) -> None:
    """The one sector that did not exceed 5% is told, and none of those that did."""
    conversation = answerer.conversation()
    conversation.ask("Which sectors exceeded 5%?")
    text = conversation.ask(asked).text
    assert "quipment manufacturing (4.5%)" in text
    assert "etallurgy (7.2%)" not in text


def test_both_sides_in_one_message(answerer: Answerer) -> None:
    """Neither is passed over."""
    text = answerer.ask("Which sectors exceeded 5% and which did not?").text
    assert all(rate in text for rate in ("7.2%", "5.9%", "4.5%"))


def test_an_open_list_has_no_others(answerer: Answerer) -> None:
    """Which cities did not exceed 10% is not stated."""
    conversation = answerer.conversation()
    conversation.ask("Which cities exceeded 10%?")
    assert conversation.ask("which did not?").status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["next"], "5.9%"),
        (["the next one?", "and then?"], "4.5%"),
        (["and the last one"], "4.5%"),
        (["and the second?", "and then?"], "4.5%"),
    ],
)
def test_the_one_that_comes_next(answerer: Answerer, asked: list[str], told: str) -> None:
    """Behind the fastest comes the second, and behind that the third."""
    conversation = answerer.conversation()
    conversation.ask("Which sector grew fastest?")
    assert told in [conversation.ask(one).text for one in asked][-1]


def test_behind_the_last_comes_none(answerer: Answerer) -> None:
    """The release has rates for three."""
    conversation = answerer.conversation()
    conversation.ask("Which sector grew slowest?")
    last = [conversation.ask(one) for one in ("next", "next", "next")][-1]
    assert last.status is Status.NOT_STATED


def test_before_is_no_place_in_an_order(answerer: Answerer) -> None:
    """What was before is a time."""
    conversation = answerer.conversation()
    conversation.ask("Which sector grew fastest?")
    assert "5.9%" not in conversation.ask("before?").text


@pytest.mark.parametrize("asked", ["alone in that?", "is it the only one?", "is it alone in that"])
def test_one_of_two_is_not_alone(answerer: Answerer, asked: str) -> None:
    """Shenyang is a pilot city as well."""
    conversation = answerer.conversation()
    conversation.ask("Is Dalian a pilot city?")
    reply = conversation.ask(asked)
    assert "No." in reply.text
    assert "Shenyang" in reply.text


@pytest.mark.parametrize(
    ("first", "asked", "another"),
    [
        ("Which cities are pilots?", "just Dalian?", "Shenyang"),
        ("Why does Shenyang come up?", "only Shenyang?", "Dalian"),
        ("Which cities exceeded 10%?", "only Benxi?", "Liaoyang"),
        ("Which cities exceeded 10%?", "only Benxi and Dandong?", "Liaoyang"),
    ],
)
def test_some_of_those_told_are_not_the_only_ones(answerer: Answerer, first: str, asked: str, another: str) -> None:
    """The others are told with the denial."""
    conversation = answerer.conversation()
    conversation.ask(first)
    text = conversation.ask(asked).text
    assert text.startswith("No.")
    assert another in text


def test_what_another_sum_is_beside_is_compared(answerer: Answerer) -> None:
    """The sum told before, held against the one that is named."""
    conversation = answerer.conversation()
    conversation.ask("How much were the special loans?")
    assert "326 million" in conversation.ask("compared with the bonds?").text


def test_a_rate_comes_to_no_money(answerer: Answerer) -> None:
    """Asked for in billions, a rate is no sum; a sum is what it is."""
    rate, money = answerer.conversation(), answerer.conversation()
    rate.ask("How fast did industrial investment grow?")
    money.ask("How much were the special loans?")
    assert rate.ask("in billions of yuan?").status is Status.NOT_STATED
    reply = money.ask("in billions of yuan?")
    assert reply.verdict is None
    assert "910" in reply.text
