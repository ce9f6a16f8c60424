"""A short form of the fuzzing run: tests/benchmarks/fuzz.py is the whole one."""

import pytest

from bot.answer import Answerer
from facts.model import Release
from tests.benchmarks.founded import Founder, numbers
from tests.benchmarks.fuzz import Fuzzer

LATE = "takes "


@pytest.fixture(scope="module")
def fuzzer(answerer: Answerer) -> Fuzzer:
    """One over the release that the program comes with."""
    return Fuzzer(answerer)


@pytest.mark.parametrize("block", range(4))
def test_no_input_raises_and_no_figure_is_without_a_fact(fuzzer: Fuzzer, block: int) -> None:
    """Seeded inputs of all kinds; how long they take is for the whole run to tell."""
    found = fuzzer.run(block, 500)
    assert found.inputs == 500
    assert not [(what, text) for what, text in found.wrong if not what.startswith(LATE)]
    assert not found.blocked


def test_the_founder_sees_what_no_fact_holds(answerer: Answerer, other_release: Release) -> None:
    """A changed digit, a figure of another fact, arithmetic that is wrong; and what is right passes."""
    from dataclasses import replace

    founder = Founder(answerer.release)
    reply = answerer.ask("what was growth in January to August?")
    assert not founder.unfounded(reply)
    assert founder.unfounded(replace(reply, headline=reply.headline.replace("2.8%", "2.9%")))
    assert founder.unfounded(replace(reply, headline=f"{reply.headline} Meetings: 625."))
    assert founder.unfounded(replace(reply, working="3.4 % − 0.6 pp = 2.7 %", headline="It was 2.7%."))
    assert numbers("1.5 billion, twelve and 3,400.5") == {*map(numbers_of, ("1500000000", "12", "3400.5"))}


def numbers_of(text: str) -> object:
    """The one number of a text."""
    (found,) = numbers(text)
    return found
