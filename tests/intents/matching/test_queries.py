"""Typed queries: what is a query, and what each verb finds in the real release."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.answer import RELEASES, Answerer
from intents.findings import Context, Finding
from intents.matching.queries import Query, carry_out
from intents.matching.wordings import load_wordings
from intents.readings.ask import Ask

Find = Callable[[dict[str, object], str], Finding | None]

SECTORS = ("metallurgy-growth", "consumer-goods-growth", "equipment-growth")
CITIES = ("dandong-growth", "benxi-growth", "liaoyang-growth")


@pytest.fixture
def find(answerer: Answerer) -> Find:
    """Carries out a query, written as in the content, over a question."""
    interpreter = answerer.interpreter

    def found(written: dict[str, object], text: str) -> Finding | None:
        ask = Ask(interpreter.recogniser.recognise(text), interpreter.resolver, Context())
        return carry_out(Query.model_validate(written), ask)

    return found


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"beside": "loan-funds"},
        {"aspect": "why"},
        {"tell": "a", "sum": "b"},
        {"highest": "sector", "lowest": "sector"},
        {"offer": ["a"], "aspect": "why"},
        {"tell": ["a", "b"], "aspect": "why"},
        {"tell": "a", "aspect": "whence"},
        {"tell": "A B"},
        {"tell": 3},
        {"says": "a"},
    ],
)
def test_a_query_asks_for_one_thing(written: dict[str, object]) -> None:
    """None, two, an unknown one, or an aspect of several facts is no query."""
    with pytest.raises(ValidationError):
        Query.model_validate(written)


def test_a_query_says_what_it_names() -> None:
    """Its verb, its facts, its kinds, and all of it written in one line."""
    query = Query.model_validate({"nearest": "sector", "beside": "value-added-growth"})
    assert (query.verb, list(query.facts()), list(query.kinds())) == ("nearest", ["value-added-growth"], ["sector"])
    assert str(query) == "nearest sector beside value-added-growth"
    assert list(Query.model_validate({"tell": "loan-funds"}).facts()) == ["loan-funds"]
    assert list(Query.model_validate({"sum": "sector"}).kinds()) == ["sector"]


@pytest.mark.parametrize(
    ("written", "text", "rows"),
    [
        ({"filter": "sector"}, "which exceeded 5%?", SECTORS[:2]),
        ({"filter": "sector"}, "which grew more than 5% but less than 6%?", SECTORS[1:2]),
        ({"filter": "sector"}, "which lie between 5% and 8%?", SECTORS[:2]),
        ({"filter": "sector"}, "which did not exceed 5%?", SECTORS[2:]),
        ({"filter": "sector"}, "which exceeded 50%?", ()),
        ({"filter": "city"}, "which exceeded 10%?", CITIES),
        ({"filter": "sector", "above": "value-added-growth"}, "which beat the province?", SECTORS),
        ({"filter": "sector", "below": "value-added-growth"}, "which trailed the province?", ()),
        ({"highest": "sector"}, "which?", SECTORS[:1]),
        ({"second": "sector"}, "which?", SECTORS[1:2]),
        ({"middle": "sector"}, "which?", SECTORS[1:2]),
        ({"lowest": "sector"}, "which?", SECTORS[2:]),
        ({"highest": "amount"}, "which?", ("production-regained",)),
        ({"every": "sector"}, "which?", SECTORS),
        ({"nearest": "sector", "beside": "value-added-growth"}, "which?", ("equipment-growth", "value-added-growth")),
        ({"value": "city"}, "Dandong?", ("dandong-growth",)),
        ({"value": "city"}, "Dandong and Benxi?", CITIES[:2]),
        ({"tell": "jan-aug-growth"}, "what?", ("jan-aug-growth",)),
        ({"tell": ["loan-funds", "pilot-cities"]}, "what?", ("loan-funds",)),
        ({"about": "city"}, "Dandong?", ("dandong-growth",)),
        ({"members": "pilot-cities"}, "", ()),
        ({"tell": "incentive-funds", "aspect": "why"}, "", ()),
        ({"number": True}, "what is 302?", ("new-enterprises",)),
        ({"number": True}, "what are 0.6 points?", ("acceleration", "gap-narrowing")),
    ],
)
def test_a_query_finds_measures(find: Find, written: dict[str, object], text: str, rows: tuple[str, ...]) -> None:
    """Those that the question's conditions and names choose; they are answered, and the query is kept."""
    found = find(written, text)
    assert found is not None
    assert found.status == "answered"
    assert set(found.rows) == set(rows)
    assert found.query == str(Query.model_validate(written))


@pytest.mark.parametrize(
    ("written", "text", "rows"),
    [
        ({"rank": "sector"}, "rank them", SECTORS),
        ({"rank": "sector"}, "rank them from slowest to fastest, ascending", SECTORS[::-1]),
        (
            {"rank": ["bond-funds", "incentive-funds", "loan-funds"]},
            "",
            ("loan-funds", "bond-funds", "incentive-funds"),
        ),
        ({"spread": "sector"}, "", ("metallurgy-growth", "equipment-growth")),
    ],
)
def test_order_is_by_value(find: Find, written: dict[str, object], text: str, rows: tuple[str, ...]) -> None:
    """From the highest, or from the lowest where that is asked."""
    found = find(written, text)
    assert found is not None
    assert found.rows == rows


@pytest.mark.parametrize(
    ("written", "text", "value"),
    [
        ({"sum": ["loan-funds", "bond-funds"]}, "", "1494000000"),
        ({"ratio": ["production-regained", "incentive-funds"]}, "", "433.33"),
        ({"ratio": ["loan-funds", "bond-funds"]}, "as a percentage?", "64.18"),
        ({"ratio": "sector"}, "consumer goods to metallurgy", "1.22"),
        ({"average": "sector"}, "the three sectors", "5.87"),
        ({"average": "sector"}, "metallurgy and consumer goods", "6.55"),
        ({"compare": "sector"}, "metallurgy or consumer goods?", "1.3"),
        ({"compare": "sector", "beside": "value-added-growth"}, "metallurgy?", "3.8"),
        ({"compare": ["loan-funds", "bond-funds"]}, "", "326000000"),
        ({"spread": "sector"}, "", "2.7"),
        ({"nearest": "sector"}, "", "1.1"),
        ({"tell": "jan-aug-growth"}, "", "2.8"),
    ],
)
def test_what_is_computed_shows_its_working(find: Find, written: dict[str, object], text: str, value: str) -> None:
    """The last step ends in the value, over stated measures."""
    found = find(written, text)
    assert found is not None
    assert found.status == "answered"
    assert abs(found.steps[-1].result.value - Decimal(value)) < Decimal("0.01")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ({"value": "city"}, "Shenyang"),
        ({"value": "city"}, "Dandong and Shenyang"),
        ({"value": "city"}, "Anshan"),
        ({"filter": "city"}, "which exceeded 12%?"),
        ({"highest": "city"}, ""),
        ({"compare": "city"}, "Dandong or Benxi?"),
        ({"tell": "pilot-cities", "aspect": "why"}, ""),
        ({"gap": "gap-year"}, ""),
    ],
)
def test_what_the_release_leaves_open_is_not_stated(find: Find, written: dict[str, object], text: str) -> None:
    """No figure for one of the names, bounds that settle nothing, an untold aspect, a gap."""
    found = find(written, text)
    assert found is not None
    assert found.status == "not_stated"
    assert found.verdict is None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ({"value": "city"}, "which?"),
        ({"about": "city"}, "which?"),
        ({"about": "city"}, "Shenyang and Anshan"),
        ({"compare": "sector"}, "metallurgy"),
        ({"without": "cities-named"}, "which?"),
        ({"without": "stabilised-sectors"}, "other than oil, steel and automotive"),
        ({"sum": "sector"}, "metallurgy and consumer goods"),
        ({"sum": ["loan-funds", "loan-projects"]}, ""),
        ({"average": "city"}, "Dandong and Benxi"),
        ({"middle": "amount"}, ""),
        ({"number": True}, "what is 77?"),
        ({"number": True}, "hello"),
        ({"every": "person"}, ""),
        ({"members": "loan-funds"}, ""),
    ],
)
def test_what_the_question_lacks_or_means_nothing_finds_nothing(
    find: Find, written: dict[str, object], text: str
) -> None:
    """No name, one of two, rates added up, bounds averaged, no such figure."""
    assert find(written, text) is None


@pytest.mark.parametrize(
    ("text", "left"), [("cities other than Dandong", 4), ("besides Dandong and Benxi", 3), ("not Shenyang", 4)]
)
def test_the_rest_of_a_set_is_told(find: Find, text: str, left: int) -> None:
    """Its members but those named, and only their values."""
    found = find({"without": "cities-named"}, text)
    assert found is not None
    assert len(found.data["left"]) == left
    assert not {entity.id for entity in found.data["left"]} & {entity.id for entity in found.data["without"]}


def test_the_nearest_is_another_one(find: Find) -> None:
    """The one nearest to metallurgy is not metallurgy."""
    found = find({"nearest": "sector", "beside": "metallurgy-growth"}, "which?")
    assert found is not None
    assert set(found.rows) == {"metallurgy-growth", "consumer-goods-growth"}


def test_every_query_of_the_bank_can_be_carried_out(answerer: Answerer, find: Find) -> None:
    """At least one of its first wordings finds something, of facts that there are."""
    wordings = load_wordings(RELEASES / answerer.release.id, answerer.release, "en")
    for name, query in wordings.queries.items():
        written = query.model_dump(exclude_unset=True)
        found = [one for ask in wordings.asks[name][:8] if (one := find(written, ask)) is not None]
        assert found, name
        assert all(set(one.facts) <= set(answerer.release.by_id) for one in found), name
