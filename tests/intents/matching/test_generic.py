"""Generic wordings: what a release can be asked before anybody has written a wording for it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from facts.model import Release
from intents.matching.asks import Asks, load_asks
from intents.matching.generic import Maker, with_generic
from intents.matching.queries import Query
from intents.matching.wordings import Wordings
from intents.vocabulary.language import Language
from tests.bot.test_other_release import Row


@pytest.fixture(scope="module")
def asks() -> Asks:
    """The wordings of English."""
    found = load_asks("en")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def bare(other_release: Release) -> Answerer:
    """The bot on the invented release without any of its own wordings."""
    return Answerer.of({other_release.id: other_release}, Language.load("en"))


@pytest.mark.parametrize(
    ("label", "thing", "group"),
    [
        ("change of container traffic", "container traffic", "change"),
        ("share of rail in onward transport", "rail in onward transport", "share"),
        ("market share", "market", "share"),
        ("room occupancy", "room occupancy", ""),
        ("number", "", ""),
        ("rank", "", "rank"),
        ("number of cities", "cities", "level"),
    ],
)
def test_a_label_tells_the_thing_and_the_group(asks: Asks, label: str, thing: str, group: str) -> None:
    """By the words before and behind it."""
    assert asks.thing(label) == (thing, group)


@pytest.mark.parametrize(
    ("one", "several"),
    [("tonne", "tonnes"), ("person", "people"), ("utility", "utilities"), ("gigawatt hour", "gigawatt hours")],
)
def test_plurals(asks: Asks, one: str, several: str) -> None:
    """Of what is counted."""
    assert asks.plural(one) == several


def test_a_language_without_a_file_has_none(other_release: Release) -> None:
    """It is no error."""
    assert load_asks("zz") is None


def test_every_fact_can_be_asked(other_release: Release) -> None:
    """Each fact and gap has a query; every slot is filled."""
    language = Language.load("en")
    made = with_generic(Wordings(), other_release, language)
    spoken = {fact for query in made.queries.values() for fact in query.facts()}
    assert {fact.id for fact in other_release.facts()} <= spoken
    assert {gap.id for gap in other_release.gaps} == {query.gap for query in made.queries.values() if query.gap}
    assert not [ask for wordings in made.asks.values() for ask in wordings if "{" in ask]


@pytest.mark.parametrize(
    ("fact", "group"),
    [
        ("traffic-change", "change"),
        ("transshipment-share", "share"),
        ("dredging-grants", "amount"),
        ("containers", "count"),
        ("easing", "change"),
    ],
)
def test_groups(other_release: Release, asks: Asks, fact: str, group: str) -> None:
    """What sort of figure it is decides how it is asked for."""
    maker = Maker(other_release, asks, Language.load("en").words, "en")
    assert maker.group_of(other_release.measure(fact)) == group


def test_own_wordings_stand_in_the_place_of_generic_ones(other_release: Release) -> None:
    """Three of a query are enough; the others keep theirs."""
    query = Query(tell=["containers"])
    own = Wordings({str(query): query}, {str(query): ["how many boxes", "boxes handled", "box count"]})
    made = with_generic(own, other_release, Language.load("en"))
    assert made.asks[str(query)] == ["how many boxes", "boxes handled", "box count"]
    assert str(query) not in made.generic
    assert "tell traffic-change" in made.generic
    few = Wordings({str(query): query}, {str(query): ["how many boxes"]})
    both = with_generic(few, other_release, Language.load("en"))
    assert both.asks[str(query)][0] == "how many boxes"
    assert len(both.asks[str(query)]) > 1


def test_a_full_bank_leaves_nothing_to_add(answerer: Answerer, other_answerer: Answerer) -> None:
    """The releases that have wordings of their own are answered by those alone."""
    assert not answerer.interpreter.reader.patterns.generic
    assert not other_answerer.interpreter.reader.patterns.generic


@pytest.mark.parametrize(
    "row",
    [
        Row("How much did container traffic fall?", says=["4.2%"]),
        Row("How many containers did Sandmouth handle?", says=["640,000"]),
        Row("What is the share of transshipment?", says=["36%"]),
        Row("Container traffic rose by 4.2%, right?", verdict="refuted", says=["4.2%"]),
        Row("Container traffic became cheaper, right?", verdict="supported", says=["4.2%"]),
        Row("Who is Ines Varga?", says=["Minister for Maritime Affairs"]),
        Row("Why did container traffic fall?", says=["low water"]),
        Row("Which ports fell?", says=["Port Elin", "Sandmouth", "Merrow"]),
        Row("Which ports did not grow?", says=["does not say that there are no others"]),
        Row("Did Sandmouth fall by 6.5%?", verdict="supported", says=["6.5%"]),
    ],
    ids=lambda row: row.ask,
)
def test_answers(bare: Answerer, row: Row) -> None:
    """Figures, claims of either way, people, causes, and those of a kind."""
    reply = bare.ask(row.ask)
    assert (reply.status, reply.verdict) == (row.status, row.verdict), reply.text
    assert not [words for words in row.says if words.casefold() not in reply.text.casefold()], reply.text


@pytest.mark.parametrize(
    "question",
    [
        "How many containers did Rotterdam handle?",
        "How many passengers did Sandmouth handle?",
        "How many people work at Sandmouth?",
        "By how much did Tarnholm grow?",
        "How many containers were handled per crane?",
        "When did container traffic fall?",
        "Which year is it?",
        "How much does a container weigh?",
        "Did container traffic fall in every port of Europe?",
        "Why did Sandmouth fall?",
    ],
)
def test_what_nothing_explains_is_not_told(bare: Answerer, question: str) -> None:
    """One word that neither the fact nor its wordings hold is enough: generic wordings are too much alike."""
    reply = bare.ask(question)
    assert reply.status in ("not_stated", "out_of_scope"), reply.text
