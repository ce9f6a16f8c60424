"""Quantities, lists and workings as English writes them: nothing is rounded without saying so."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from bot.answer import RELEASES, Answerer
from bot.guard import figures
from facts.formula import Operand, Step
from facts.load import load_releases
from facts.quantity import PERCENT, TIMES, Quantity, Unit, UnitKind
from intents.findings import Finding
from intents.replies.say import Speaker
from intents.vocabulary.language import Language

YUAN = Unit(UnitKind.MONEY, "CNY")
CITY = Unit(UnitKind.COUNT, "city")


@cache
def speaker() -> Speaker:
    """A speaker over the real release."""
    releases = load_releases(RELEASES)
    return Speaker(releases[max(releases)], Language.load("en"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3.4 %", "3.4%"),
        ("40 %", "40%"),
        ("0.60 pp", "0.6 percentage points"),
        ("1 pp", "1 percentage point"),
        ("150 million CNY", "150 million yuan"),
        ("65 billion CNY", "65 billion yuan"),
        ("1.494 billion CNY", "1.494 billion yuan"),
        ("113.75 million CNY", "113.75 million yuan"),
        ("1 trillion CNY", "1 trillion yuan"),
        ("999 CNY", "999 yuan"),
        ("4089 project", "4,089 projects"),
        ("8 project", "eight projects"),
        ("1 project", "one project"),
        ("10 industry", "10 industries"),
        ("11 city", "11 cities"),
        ("6.54 times", "6.54 times"),
        ("> 10 %", "more than 10%"),
        (">= 10 %", "at least 10%"),
        ("< 5 %", "less than 5%"),
        ("<= 5 %", "at most 5%"),
        ("> 40 meeting", "over 40 meetings"),
        ("-3.4 %", "−3.4%"),
        ("20 million USD", "20 million US dollars"),
    ],
)
def test_a_quantity_is_said_as_the_language_writes_it(written: str, said: str) -> None:
    """Scale, unit, number and bound come out in words."""
    assert speaker().figure(Quantity.parse(written)) == said


@pytest.mark.parametrize(
    ("quantity", "start"),
    [
        (Quantity.exact(Decimal(11) / Decimal(14) * 100, PERCENT), "about 78.6"),
        (Quantity.exact(Decimal(4089) / Decimal(625), TIMES), "about 6.54"),
        (Quantity.exact(Decimal(584_000_000) / Decimal(38), YUAN), "about 15.4 million yuan"),
    ],
)
def test_rounding_is_said_aloud(quantity: Quantity, start: str) -> None:
    """A value that never ends is told rounded, and as rounded."""
    assert speaker().figure(quantity).startswith(start)


def test_what_needs_no_rounding_is_not_about() -> None:
    """A value that is told whole is not called about."""
    assert speaker().figure(Quantity.exact("25", PERCENT)) == "25%"
    assert speaker().figure(Quantity.exact("0.25", PERCENT)) == "0.25%"


def test_a_range_says_both_ends() -> None:
    """A quantity between two bounds is said with both."""
    assert speaker().figure(Quantity(Decimal(4), Decimal(6), PERCENT)) == "4% to 6%"


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_with_and(items: list[str], said: str) -> None:
    """Lists of any length read as English."""
    assert speaker().joined(items) == said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (("-", "3.4 %", "0.6 pp", "2.8 %"), "3.4 % − 0.6 pp = 2.8 %"),
        (
            ("+", "910 million CNY", "584 million CNY", "1494 million CNY"),
            "910 million yuan + 584 million yuan = 1,494 million yuan (1.494 billion yuan)",
        ),
        (
            ("/", "910 million CNY", "8 project", "113.75 million CNY"),
            "910 million yuan ÷ 8 projects = 113.75 million yuan",
        ),
        (("-", "14 city", "11 city", "3 city"), "14 cities − 11 cities = 3 cities"),
        (("-", "> 10 %", "3.4 %", "> 6.6 pp"), "> 10 % − 3.4 % = > 6.6 pp"),
    ],
)
def test_a_working_is_plain_arithmetic(step: tuple[str, str, str, str], said: str) -> None:
    """Each step shows its operands, the operator and the result, in one scale and in digits."""
    operator, left, right, result = step
    operands = tuple(Operand(None, Quantity.parse(value)) for value in (left, right))
    assert speaker().working([Step(operands, operator, Quantity.parse(result))]) == said


def test_several_steps_are_joined() -> None:
    """Steps are parted by a semicolon; without steps there is no working."""
    one = Step(tuple(Operand(None, Quantity.exact(n, CITY)) for n in (14, 11)), "-", Quantity.exact(3, CITY))
    assert speaker().working([one, one]) == "14 cities − 11 cities = 3 cities; 14 cities − 11 cities = 3 cities"
    assert speaker().working([]) is None


def test_every_statement_and_aspect_is_whole() -> None:
    """Each fact says itself: a sentence with a capital and a full stop, and no gap where a figure belongs."""
    release = speaker().release
    said = [speaker().statement(fact) for fact in release.facts()]
    said += [speaker().told(aspect) for fact in release.facts() for aspect in fact.aspects.values()]
    said += [speaker().gap(gap) for gap in release.gaps]
    assert len(said) > 60
    ended = (".", "”")
    wrong = [text for text in said if "{" in text or not text.endswith(ended) or text[:1].islower() or "  " in text]
    assert not wrong, "\n".join(wrong)


def test_no_figure_is_typed_into_a_statement() -> None:
    """Figures with a unit come from values alone: what a curator types beside them would go stale."""
    release = speaker().release
    wrong = []
    for fact in release.facts():
        texts = [speaker().text(fact.statement), *(speaker().text(aspect.says) for aspect in fact.aspects.values())]
        wrong += [f"{fact.id}: {text}" for text in texts if any(unit for _, unit in figures(text))]
    assert not wrong, "\n".join(wrong)


def test_every_template_can_be_read() -> None:
    """No template of the language has a slip in its syntax."""
    templates = list(Language.load("en").templates())
    assert len(templates) > 30
    for intent, saying, template in templates:
        speaker().compile(intent, saying, template)


def own(template: str) -> Speaker:
    """A speaker with one more template."""
    fresh = Speaker(speaker().release, speaker().language)
    fresh.compile("own", "said", template)
    return fresh


def test_an_undefined_name_stops_a_template() -> None:
    """A misspelt name is an error, not a gap."""
    with pytest.raises(UndefinedError):
        own("It is {{ figrue }}.").say(Finding("own", "said"))


def test_an_unknown_template_is_an_error() -> None:
    """A finding for which nothing is written is not said."""
    with pytest.raises(TemplateError):
        speaker().say(Finding("no-such-intent", "said"))


@pytest.mark.parametrize("template", ["{{ ''.__class__.__mro__ }}", "{{ texts.append(1) }}", "{{ (1).__class__ }}"])
def test_templates_are_fenced_in(template: str) -> None:
    """A template reaches neither Python's inside nor changes what it is given."""
    with pytest.raises((SecurityError, UndefinedError)):
        own(template).say(Finding("own", "said", data={"texts": []}))


def test_what_a_template_is_given_is_no_template() -> None:
    """Text that comes from a question is said as it is and never carried out."""
    said = own("You said {{ words }}.").say(Finding("own", "said", data={"words": "{{ 7 * 7 }}"}))
    assert said.text == "You said {{ 7 * 7 }}."


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False))
def test_a_number_is_said_whole(number: Decimal) -> None:
    """A number with its separators is read back to the same value."""
    said = speaker().number(number)
    assert Decimal(said.replace(",", "").replace("−", "-")) == number


@given(st.integers(min_value=1, max_value=10**15))
def test_money_keeps_its_value_or_is_about(amount: int) -> None:
    """A sum of money is told to the yuan or as about; never is a rounded sum told as exact."""
    said = speaker().figure(Quantity.exact(amount, YUAN))
    ((value, _),) = figures(said)
    assert value == amount or said.startswith("about ")
    assert abs(value - amount) <= Decimal("0.05") * amount


def test_the_answers_working_adds_up() -> None:
    """The working of each derived measure ends with the value that is told."""
    answerer = Answerer.load()
    derived = [measure for measure in answerer.release.measures if measure.formula]
    assert derived
    for measure in derived:
        reply = answerer.ask(f"{answerer.speaker.text(measure.label)}?")
        if measure.id in reply.facts and reply.working:
            assert "=" in reply.working


def test_what_could_be_meant_stands_on_lines_of_its_own(answerer: Answerer) -> None:
    """Each of the things to choose from can be read by itself."""
    first, *rest = answerer.ask("how much?").text.splitlines()
    assert first.endswith("?")
    assert len(rest) > 1
    assert all(line.startswith("• ") for line in rest)
