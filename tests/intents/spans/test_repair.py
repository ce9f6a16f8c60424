"""Words that no list knows: what they were meant for, and what is left as it stands."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("plnt", "plant"),
        ("fixd", "fixed"),
        ("rased", "raised"),
        ("mor", "more"),
        ("clustrs", "clusters"),
        ("atleast", "at least"),
        ("whichcities", "which cities"),
        ("metallurgygrowth", "metallurgy growth"),
        ("lastyear", "last year"),
        ("less then half", "less than half"),
        ("othr then", "other than"),
        ("bigger then", "bigger than"),
    ],
)
def test_a_slip_is_repaired(answerer: Answerer, written: str, meant: str) -> None:
    """Vowels left out, two words written as one, then for than."""
    tokens = answerer.interpreter.recogniser.recognise(written).tokens
    assert [token.text for token in tokens] == meant.split()


@pytest.mark.parametrize(
    "written", ["and then", "what then", "first this, then that", "thn", "bt", "asdf", "therapist"]
)
def test_what_may_be_right_is_left(answerer: Answerer, written: str) -> None:
    """A word of the language, and what may be meant for several, stay."""
    tokens = answerer.interpreter.recogniser.recognise(written).tokens
    assert " ".join(token.text for token in tokens if token.text) == written.replace(",", " ,")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("wen is the brillianc bmw plnt rampup", "September"),
        ("howfast did metallurgy grow", "7.2%"),
        ("hw mny mor clustrs than bases", "18"),
        ("whichcities exceeded 10%", "Dandong"),
    ],
)
def test_what_was_repaired_is_answered(answerer: Answerer, question: str, says: str) -> None:
    """The answer is that to the question meant."""
    reply = answerer.ask(question)
    assert reply.status is Status.ANSWERED
    assert says in reply.text


def test_a_slip_does_not_turn_a_claim_round(answerer: Answerer) -> None:
    """Less then half is less than half."""
    assert answerer.ask("les then half of fixed investmnt is industrial, right?").verdict is Verdict.SUPPORTED
