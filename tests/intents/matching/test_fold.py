"""Folding: slots in the place of spans, marks for what they stand for, and words put aside that say nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answerer
from intents.matching.fold import fold
from intents.matching.match import Folded

Fold = Callable[[str], Folded]


@pytest.fixture(scope="module")
def folded(answerer: Answerer) -> Fold:
    """Folds a question about the real release."""
    return lambda text: fold(answerer.interpreter.recogniser.recognise(text), answerer.release)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("which sectors exceeded 5%?", "{percent}"),
        ("did it improve by 0.6 percentage points?", "{points}"),
        ("did loans come to 910 million yuan?", "{money}"),
        ("what is 302?", "{number}"),
        ("were 38 projects financed?", "{number}"),
        ("how did industry do in September?", "{period}"),
        ("how fast did metallurgy grow?", "{name}"),
        ("what did China National Petroleum do?", "{name}"),
    ],
)
def test_a_span_becomes_a_slot(folded: Fold, text: str, slot: str) -> None:
    """One for the whole span, however many words it has, and none of its digits is left."""
    words = folded(text).words
    assert words.count(slot) == 1
    assert not any(sign in word for word in words for sign in "0123456789")


@pytest.mark.parametrize("slot", ["{number}", "{percent}", "{points}", "{money}"])
def test_a_slot_is_also_a_mark(folded: Fold, slot: str) -> None:
    """The sort of quantity tells something even where the words differ."""
    text = {"{number}": "302", "{percent}": "5%", "{points}": "0.6 points", "{money}": "3 million yuan"}[slot]
    assert f"a:{slot.strip('{}')}" in folded(f"what is {text}?").marks


def test_questions_that_differ_in_the_span_only_have_the_same_words(folded: Fold) -> None:
    """So that one wording stands for all of them."""
    assert folded("which sectors exceeded 13%?") == folded("which sectors exceeded 20%?")
    assert folded("how fast did metallurgy grow?").words == folded("how fast did equipment manufacturing grow?").words


@given(st.integers(16, 39), st.integers(41, 70))
def test_the_number_itself_is_folded_away(answerer: Answerer, one: int, other: int) -> None:
    """Of figures that stand nowhere in the release, none makes a difference."""
    recognise = answerer.interpreter.recogniser.recognise
    first, second = (fold(recognise(f"which sectors grew more than {n}%?")) for n in (one, other))
    assert first == second


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("what is 302?", "v:new-enterprises"),
        ("7.2%, whose is it?", "v:metallurgy-growth"),
        ("910 million yuan?", "v:loan-funds"),
        ("0.6 points?", "v:acceleration"),
        ("0.6 points?", "v:gap-narrowing"),
        ("which sectors exceeded 5%?", "k:sector"),
        ("which sectors exceeded 5%?", "a:compared"),
        ("which cities did not grow?", "q:not"),
        ("how fast did metallurgy grow?", "c:grow"),
        ("what happened in France?", "f:place"),
    ],
)
def test_marks_say_what_was_found(folded: Fold, text: str, mark: str) -> None:
    """Values of facts, kinds, comparisons, negation, groups of words, and what the release is silent on."""
    assert mark in folded(text).marks


def test_a_value_is_known_only_with_the_release(answerer: Answerer) -> None:
    """Conversation is folded without one."""
    recognised = answerer.interpreter.recogniser.recognise("what is 302?")
    assert not any(mark.startswith("v:") for mark in fold(recognised).marks)


@pytest.mark.parametrize("text", ["what is 303?", "302 million yuan?", "302%?"])
def test_another_number_or_unit_is_no_value(folded: Fold, text: str) -> None:
    """A figure is called by its number and its sort of unit."""
    assert "v:new-enterprises" not in folded(text).marks


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that metallurgy grew 7.2%?",
        "metallurgy grew 7.2%, right?",
        "metallurgy grew 7.2%, is that correct?",
        "Can you confirm that metallurgy grew 7.2%?",
    ],
)
def test_words_that_only_ask_to_verify_are_put_aside(folded: Fold, text: str) -> None:
    """They tell nothing of what is asked, and neither do their groups of words."""
    plain, framed = folded("metallurgy grew 7.2%"), folded(text)
    assert [word for word in framed.words if word != "that"] == list(plain.words)
    assert set(plain.marks) <= set(framed.marks)
    assert not {"q:verify", "q:tag", "c:true", "c:right"} & set(framed.marks)


@pytest.mark.parametrize("text", ["is it true?", "right?", "is that correct?"])
def test_nothing_is_put_aside_where_nothing_else_is_said(folded: Fold, text: str) -> None:
    """A message of such words alone keeps them."""
    assert folded(text).words


def test_marks_are_sorted_and_each_stands_once(folded: Fold) -> None:
    """The same question is folded the same way, whatever its order of spans."""
    marks = folded("did metallurgy, consumer goods and metallurgy exceed 5%, 5% and 7.2%?").marks
    assert list(marks) == sorted(set(marks))


@pytest.mark.parametrize("text", ["", "?!…", "   ", "。"])
def test_nothing_is_folded_to_nothing(folded: Fold, text: str) -> None:
    """Marks of punctuation are no words."""
    assert folded(text).words == ()


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_folded(answerer: Answerer, text: str) -> None:
    """Folding never fails, and what the lists know is among the words that were read."""
    recognised = answerer.interpreter.recogniser.recognise(text)
    assert fold(recognised, answerer.release).listed <= {token.text for token in recognised.tokens}
