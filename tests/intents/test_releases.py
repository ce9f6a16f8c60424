"""Words that choose a release: what they choose, and that they leave the question as each release understands it."""

from __future__ import annotations

import pytest

from intents.releases import Choosing, Router
from intents.vocabulary.language import FOLDER

ROUTER = Router.load(FOLDER / "en")


@pytest.mark.parametrize(
    ("question", "left", "which", "against"),
    [
        ("What was traffic in the previous release?", "What was traffic?", "previous", False),
        ("What did the latest release say about Merrow?", "What did say about Merrow?", "newest", False),
        ("How did traffic do compared with the previous release?", "How did traffic do?", "previous", True),
        ("How did traffic change since the last release?", "How did traffic change?", "previous", True),
        ("What was traffic in the last release?", "What was traffic?", "newest", False),
        ("Compare Merrow with the previous release", "Compare Merrow", "previous", True),
        ("and last quarter's release?", "and?", "previous", False),
        ("what was traffic in last year’s release", "what was traffic", "year-before", False),
        ("How much did traffic fall?", "How much did traffic fall?", None, False),
        ("What was released before September?", "What was released before September?", None, False),
    ],
)
def test_a_release_is_chosen(question: str, left: str, which: str | None, against: bool) -> None:
    """The words are taken out with what opens them, and said to choose, or to be held against."""
    route = ROUTER.read(question)
    assert (route.text, route.which, route.against, route.develops) == (left, which, against, False)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How has traffic developed?", "How has traffic?"),
        ("development of the transshipment share", "the transshipment share"),
        ("Traffic over time", "Traffic"),
        ("What does the Harbour Development Bank do?", None),
    ],
)
def test_a_series_is_asked_for(question: str, left: str | None) -> None:
    """By words of development, and not by a name that holds one."""
    route = ROUTER.read(question)
    assert route.develops is (left is not None)
    assert route.text == (left or question)


def test_years_are_taken_out_with_what_opens_them() -> None:
    """A calendar year that has chosen a release says nothing more."""
    assert ROUTER.without_years("traffic in the first half of 2031?", [2031]) == "traffic in the first half?"
    assert ROUTER.without_years("20310 boxes", [2031]) == "20310 boxes"


def test_a_language_without_such_words_has_none() -> None:
    """Then every question goes to the newest release that can answer it."""
    route = Router(Choosing()).read("How has traffic developed compared with the previous release?")
    assert (route.which, route.against, route.develops) == (None, False, False)
