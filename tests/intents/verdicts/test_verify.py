"""Pieces of evidence: what each number, name, extent and order of a claim comes to, and all of them together."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answerer
from bot.reply import Verdict
from facts.quantity import Truth
from intents.findings import Context
from intents.readings.ask import Ask
from intents.verdicts.verify import Evidence, judge_extent, judge_figures, judge_names, judge_relation, pair_of, weigh

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
Asking = Callable[[str], Ask]

ABOUTS = ["figure", "unit", "name", "background", "member", "extent", "order", "statement"]
PIECES = st.lists(st.builds(Evidence, st.sampled_from([YES, NO, UNKNOWN]), st.sampled_from(ABOUTS)), max_size=5)


@pytest.fixture
def asking(answerer: Answerer) -> Asking:
    """A text as the readings see it."""
    interpreter = answerer.interpreter
    return lambda text: Ask(interpreter.recogniser.recognise(text), interpreter.resolver, Context())


@given(PIECES)
def test_one_false_piece_refutes(pieces: list[Evidence]) -> None:
    """Nothing makes up for it, and without one nothing refutes."""
    assert (weigh(pieces) is NO) == any(piece.truth is NO for piece in pieces)


@given(PIECES)
def test_support_needs_only_true_pieces_and_one_that_tells(pieces: list[Evidence]) -> None:
    """A right name or a number said of the whole supports nothing by itself."""
    supported = weigh(pieces) is YES
    telling = [piece for piece in pieces if piece.about not in ("name", "background")]
    assert supported == (bool(telling) and all(piece.truth is YES for piece in pieces))


@given(PIECES, st.randoms(use_true_random=False))
def test_the_order_of_the_pieces_does_not_matter(pieces: list[Evidence], chance: Random) -> None:
    """And a piece counts once however often it stands there."""
    other = [*pieces, *pieces]
    chance.shuffle(other)
    assert weigh(other) is weigh(pieces)


def test_nothing_put_forward_settles_nothing() -> None:
    """No evidence is no verdict."""
    assert weigh([]) is None


@pytest.mark.parametrize(
    ("claim", "fact", "expected"),
    [
        ("metallurgy grew 7.2%", "metallurgy-growth", YES),
        ("metallurgy grew 7.1%", "metallurgy-growth", NO),
        ("metallurgy grew more than 7%", "metallurgy-growth", YES),
        ("metallurgy grew less than 7%", "metallurgy-growth", NO),
        ("metallurgy grew at least 7.2%", "metallurgy-growth", YES),
        ("metallurgy grew at most 7.2%", "metallurgy-growth", YES),
        ("metallurgy exceeded 7.2%", "metallurgy-growth", NO),
        ("metallurgy grew between 7% and 8%", "metallurgy-growth", YES),
        ("metallurgy grew between 5% and 6%", "metallurgy-growth", NO),
        ("metallurgy grew about 7%", "metallurgy-growth", YES),
        ("metallurgy fell 7.2%", "metallurgy-growth", NO),
        ("metallurgy grew 7.2 percentage points", "metallurgy-growth", NO),
        ("the share slipped 1.5 points", "investment-share-change", NO),
        ("loans came to 0.91 billion yuan", "loan-funds", YES),
        ("loans came to 910 yuan", "loan-funds", NO),
        ("loans came to 910 million dollars", "loan-funds", NO),
        ("Dandong grew more than 9%", "dandong-growth", YES),
        ("Dandong grew more than 10%", "dandong-growth", YES),
        ("Dandong grew more than 12%", "dandong-growth", UNKNOWN),
        ("Dandong grew 12%", "dandong-growth", UNKNOWN),
        ("Dandong grew 8%", "dandong-growth", NO),
        ("more than 30 meetings were held", "meetings", YES),
        ("more than 50 meetings were held", "meetings", UNKNOWN),
        ("30 meetings were held", "meetings", NO),
        ("11 of 14 cities grew", "cities-growing-count", YES),
        ("12 of 14 cities grew", "cities-growing-count", NO),
        ("11 of 15 cities grew", "cities-growing-count", NO),
        ("loans were granted", "loan-funds", None),
    ],
)
def test_a_figure_is_held_against_that_of_the_fact(
    answerer: Answerer, asking: Asking, claim: str, fact: str, expected: Truth | None
) -> None:
    """Exactly, by its bounds, with its unit and its direction; a bound leaves open what lies beyond it."""
    assert weigh(judge_figures(asking(claim), [answerer.release.by_id[fact]])) is expected


def test_of_two_figures_each_belongs_to_its_name(answerer: Answerer, asking: Asking) -> None:
    """Two right numbers in each other's place are false."""
    facts = [answerer.release.measure(name) for name in ("metallurgy-growth", "consumer-goods-growth")]
    right = judge_figures(asking("metallurgy grew 7.2% and consumer goods 5.9%"), facts)
    wrong = judge_figures(asking("metallurgy grew 5.9% and consumer goods 7.2%"), facts)
    assert (weigh(right), weigh(wrong)) == (YES, NO)


@pytest.mark.parametrize(
    "claim",
    [
        "Did metallurgy grow 7.2% and investment 8.9%?",
        "Did loans come to 910 million yuan and bonds to 584 million?",
    ],
)
def test_two_right_figures_are_never_refuted(answerer: Answerer, claim: str) -> None:
    """Better no verdict than a wrong one."""
    assert answerer.ask(claim).verdict is not Verdict.REFUTED


@pytest.mark.parametrize(
    ("claim", "fact", "expected"),
    [
        ("Shenyang is a pilot city", "pilot-cities", YES),
        ("Dandong is a pilot city", "pilot-cities", NO),
        ("Shenyang and Dandong are pilot cities", "pilot-cities", NO),
        ("only Shenyang is a pilot city", "pilot-cities", NO),
        ("only Shenyang and Dalian are pilot cities", "pilot-cities", YES),
        ("Dandong exceeded 10%", "cities-above-10", YES),
        ("Shenyang exceeded 10%", "cities-above-10", UNKNOWN),
        ("only Dandong exceeded 10%", "cities-above-10", NO),
        ("Chen Hu spoke of challenges", "challenges", None),
        ("loans in Liaoning", "loan-funds", None),
        ("loans in Dandong", "loan-funds", UNKNOWN),
        ("loans", "loan-funds", None),
    ],
)
def test_a_name_is_held_against_those_of_the_fact(
    answerer: Answerer, asking: Asking, claim: str, fact: str, expected: Truth | None
) -> None:
    """A closed list shuts others out, an open one does not, and the right name alone proves nothing."""
    assert weigh(judge_names(asking(claim), [answerer.release.by_id[fact]])) is expected


@pytest.mark.parametrize(
    ("claim", "fact", "expected"),
    [
        ("all cities grew", "cities-growing", NO),
        ("most cities grew", "cities-growing", YES),
        ("a minority of cities grew", "cities-growing-count", NO),
        ("half of the cities grew", "cities-growing", NO),
        ("more than half of the cities grew", "cities-growing", YES),
        ("less than half of the cities outpaced the nation", "cities-ahead-of-nation", YES),
        ("three quarters of the industries grew", "industries-growing", YES),
        ("two thirds of the industries grew", "industries-growing", NO),
        ("most cities did not grow", "cities-not-growing-count", NO),
        ("a quarter of the industries did not grow", "industries-not-growing-count", YES),
        ("all cities exceeded 10%", "cities-above-10", None),
        ("all the loans", "loan-funds", None),
        ("cities grew", "cities-growing", None),
    ],
)
def test_an_extent_is_held_against_the_part_of_the_whole(
    answerer: Answerer, asking: Asking, claim: str, fact: str, expected: Truth | None
) -> None:
    """Both from what belongs and from what does not; where no part is known there is no evidence."""
    assert weigh(judge_extent(asking(claim), [answerer.release.by_id[fact]])) is expected


@pytest.mark.parametrize(
    ("claim", "left", "right", "expected"),
    [
        ("loans exceed bonds", "loan-funds", "bond-funds", YES),
        ("bonds exceed loans", "bond-funds", "loan-funds", NO),
        ("loans exceed bonds by 326 million yuan", "loan-funds", "bond-funds", YES),
        ("loans exceed bonds by 300 million yuan", "loan-funds", "bond-funds", NO),
        ("loans are the same as bonds", "loan-funds", "bond-funds", NO),
        ("bonds reached 4.75 times as many projects as loans", "bond-projects", "loan-projects", YES),
        ("bonds reached 8 times as many projects as loans", "bond-projects", "loan-projects", NO),
        ("Dandong outgrew metallurgy", "dandong-growth", "metallurgy-growth", YES),
        ("Benxi outgrew Dandong", "benxi-growth", "dandong-growth", UNKNOWN),
    ],
)
def test_an_order_is_held_against_both_values(
    answerer: Answerer, asking: Asking, claim: str, left: str, right: str, expected: Truth
) -> None:
    """With the distance or the multiple where one is said; turned round, the order has the contrary truth."""
    release = answerer.release
    ask, one, other = asking(claim), release.measure(left), release.measure(right)
    assert weigh(judge_relation(ask, one, other, less=False)) is expected
    if len(judge_relation(ask, one, other, less=False)) == 1:
        assert weigh(judge_relation(ask, one, other, less=False, negated=True)) is ~expected


def test_a_lead_is_the_distance_of_a_pair(answerer: Answerer) -> None:
    """The higher of the two comes first; what is no distance has no pair."""
    release = answerer.release
    pairs = {m.id: tuple(one.id for one in pair) for m in release.measures if (pair := pair_of(release, m))}
    assert pairs["investment-lead"] == ("investment-growth", "fixed-asset-growth")
    assert pairs["bond-projects-lead"] == ("bond-projects", "loan-projects")
    assert not {"loan-funds", "metallurgy-growth", "cities-not-growing-count"} & set(pairs)
    assert pair_of(release, release.by_id["pilot-cities"]) is None


@pytest.mark.parametrize(
    "question",
    [
        "Did Dandong and Shenyang exceed 10%?",
        "Benxi and Anshan grew over 10%.",
        "Dandong, Benxi and Fushun exceeded 10%",
    ],
)
def test_of_whom_nothing_is_told_is_not_denied(answerer: Answerer, question: str) -> None:
    """The list of the cities above 10% is open: that another is among them is not told, and not denied."""
    text = answerer.ask(question).text
    assert text.startswith("The release does not say that of all of them.")
    assert "No." not in text
