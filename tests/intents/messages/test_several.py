"""Several questions in one message: each is answered, once, in its order; one question is left whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from intents.findings import Context
from intents.messages.read import Reading
from intents.messages.several import several
from intents.readings.ask import Ask
from intents.spans.found import Recognised

Parts = Callable[[str], list[str]]

ASKED = {
    "metallurgy-growth": "how fast did metallurgy grow",
    "meetings": "how many meetings were held",
    "chen-hu-role": "who is Chen Hu",
    "loan-funds": "how much were the special loans",
    "pilot-cities": "which are the pilot cities",
}
PAIRS = [pytest.param(*pair, id=" ".join(pair)) for pair in permutations(ASKED, 2)]


@pytest.fixture
def parts(answerer: Answerer) -> Parts:
    """The queries of the parts of a message."""
    interpreter = answerer.interpreter
    recognise, reader = interpreter.recogniser.recognise, interpreter.reader

    def found(text: str) -> list[str]:
        def read(piece: Recognised) -> Reading:
            return reader.read(Ask(piece, interpreter.resolver, Context()))

        findings = several(recognise(text), interpreter.language, read, recognise)
        return [finding.query for finding in findings]

    return found


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_questions_get_two_answers(answerer: Answerer, one: str, other: str) -> None:
    """However they are joined, in the order in which they were asked, and each with its source."""
    for joint in ("? And ", " and ", "; ", ", and "):
        reply = answerer.ask(f"{ASKED[one]}{joint}{ASKED[other]}?")
        assert reply.status is Status.ANSWERED
        assert list(reply.facts) == [one, other], joint
        assert len({source.paragraph for source in reply.sources}) == 2 or {one, other} == {
            "loan-funds",
            "pilot-cities",
        }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many projects were started and how many were completed?", ["projects-started", "projects-completed"]),
        ("Treasury bonds: how much, and for how many projects?", ["bond-funds", "bond-projects"]),
        ("Need two things fast: growth of metallurgy, and projects started", ["metallurgy-growth", "projects-started"]),
        ("How fast did metallurgy and consumer goods grow?", ["metallurgy-growth", "consumer-goods-growth"]),
        ("How much were loans, how many meetings, and who is Chen Hu?", ["loan-funds", "meetings", "chen-hu-role"]),
    ],
)
def test_a_part_may_lean_on_the_one_before(answerer: Answerer, text: str, expected: list[str]) -> None:
    """What is said once holds for both; words that say nothing are passed over."""
    assert list(answerer.ask(text).facts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How much were special loans and how many meetings were held?", ["tell loan-funds", "tell meetings"]),
        ("How fast did metallurgy grow? How fast did metallurgy grow?", []),
        ("How fast did metallurgy grow?", []),
        ("", []),
        ("and, and; and?", []),
        ("qwertz, and asdf?", []),
        ("in Dandong, how much were the loans?", []),
        ("a, b, c, d, e, f, g, h, i, j and k?", []),
    ],
)
def test_only_what_asks_several_things_is_cut(parts: Parts, text: str, expected: list[str]) -> None:
    """One question, the same one twice, noise, or a place that limits the question is left whole."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("How much do special loans and treasury bonds come to together?", "financing-total"),
        ("Did metallurgy grow faster than consumer goods, and by how much?", "metallurgy-growth"),
        ("What is the dedicated task force on production and investment?", "production-investment-task-force"),
        ("Which cities, Shenyang and Dalian aside, does the release name?", "cities-named"),
    ],
)
def test_a_conjunction_inside_one_question_cuts_nothing(answerer: Answerer, text: str, fact: str) -> None:
    """Two names may belong to one question."""
    assert answerer.ask(text).facts[:1] == (fact,)


def test_the_part_that_is_not_stated_is_said(answerer: Answerer) -> None:
    """An answered part makes an answer, and the other is not passed over in silence."""
    reply = answerer.ask("How many cities grew and what was the GDP?")
    assert (reply.status, reply.facts) == (Status.ANSWERED, ("cities-growing-count",))
    assert "GDP" in reply.text


def test_nothing_is_answered_where_no_part_is(answerer: Answerer) -> None:
    """Two questions that the release is silent on are not stated."""
    assert answerer.ask("How much was the GDP and how many people are unemployed?").status is Status.NOT_STATED


def test_a_false_claim_is_refuted_beside_a_question(answerer: Answerer) -> None:
    """Its verdict is that of the message."""
    reply = answerer.ask("How many meetings were held, and did metallurgy grow 9%?")
    assert reply.verdict is Verdict.REFUTED
    assert "metallurgy-growth" in reply.facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When were the figures announced and who announced them?", {"press-conference"}),
        ("Who is Chen Hu and did metallurgy grow 9%?", {"chen-hu-role", "metallurgy-growth"}),
        ("What did Ansteel do and what did BMW do?", {"ansteel-meeting", "bmw-ramp-up"}),
        (
            "What was the growth rate, how many cities grew, and how much were the loans?",
            {"value-added-growth", "cities-growing-count", "loan-funds"},
        ),
    ],
)
def test_no_part_is_dropped(answerer: Answerer, text: str, expected: set[str]) -> None:
    """Every part that can be answered is."""
    assert expected <= set(answerer.ask(text).facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How much money went into incentives and why?", ["incentive-funds"]),
        (
            "How many projects were started and how many were completed, and what share is that?",
            ["projects-started", "projects-completed", "completion-share"],
        ),
        ("Who spoke and what did he promise?", ["people-named", "assurances"]),
    ],
)
def test_questions_of_one_message_are_asked_in_turn(answerer: Answerer, text: str, expected: list[str]) -> None:
    """Each may lean on the answer before, as in a conversation."""
    reply = answerer.ask(text)
    assert reply.status is Status.ANSWERED
    assert [name for name in reply.facts if name in expected] == expected


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("over how many years do the treasury bonds run, 20? 30?", Status.NOT_STATED),
        ("What is the national rate, and how many cities beat it?", Status.ANSWERED),
        ("Which firms got the incentives, and how much was it in all?", Status.ANSWERED),
        ("When were the figures announced and who announced them?", Status.ANSWERED),
        ("Which cities did not grow and which sectors grew fastest?", Status.ANSWERED),
    ],
)
def test_what_only_goes_on_about_a_silence_is_no_question_more(
    answerer: Answerer, question: str, status: Status
) -> None:
    """Bare numbers behind it ask for the same thing again; a count, a person or a thing of its own is asked for."""
    assert answerer.ask(question).status is status


def test_a_question_within_a_message_is_read_with_its_spans(answerer: Answerer) -> None:
    """What alone is understood only by what stands in it is not passed over beside a surer question."""
    reply = answerer.ask("How many meetings, how big a fund, and what did base-point management bring?")
    assert all(figure in reply.text for figure in ("40 meetings", "150 million", "65 billion"))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("3.4% is the growth of the third quarter, right?", Status.ANSWERED),
        ("3.4% was the growth in 2019, right?", Status.NOT_STATED),
        ("Q3 growth was 4.4%?", Status.NOT_STATED),
    ],
)
def test_a_right_figure_of_another_time_is_told_of_its_own(answerer: Answerer, question: str, status: Status) -> None:
    """Within the release's own year; and it is not confirmed."""
    reply = answerer.ask(question)
    assert reply.status is status
    assert reply.verdict is None


@pytest.mark.parametrize(
    "message",
    [
        "how fast did metallurgy grow\nhow many cities grew",
        "which cities exceeded 10%\nhow many cities grew\nhow fast did metallurgy grow",
        "how fast did metallurgy grow? oh and how many cities grew?",
        "how many cities grew? and also how fast did metallurgy grow?",
    ],
)
def test_lines_and_joints_part_questions(answerer: Answerer, message: str) -> None:
    """A line is something said by itself, and a joint alone is no question."""
    text = answerer.ask(message).text
    assert "7.2%" in text
    assert "11 of" in text


def test_a_wrapped_line_is_not_cut(answerer: Answerer) -> None:
    """A longer line goes on in the next."""
    wrapped = "I am writing a piece on the province, and wonder how fast\nmetallurgy grew in the first three quarters"
    assert "7.2%" in answerer.ask(wrapped).text
