"""The last door, tried by mutation: change any numeral of any reply, and nothing of it may leave.

The replies are made by the real pipeline; only what the templates say is changed on its way to the guard, by a speaker
that mutates one figure. A mutation that the guard lets through would have been told to a reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.answer import Answerer
from bot.guard import figures, unsupported
from bot.reply import Status
from facts.model import Release
from intents.findings import Context, Finding
from intents.interpret import Interpreter, Understanding
from intents.replies.say import Said, Speaker
from intents.vocabulary.language import Language

QUESTIONS = (
    "How fast did metallurgy grow?",
    "How fast did consumer goods grow?",
    "How fast did equipment manufacturing grow?",
    "What was Dandong's growth rate?",
    "How much did industrial value added grow in the first three quarters?",
    "By how much did growth improve on January to August?",
    "How much did the gap to the national average narrow?",
    "How many meetings were held to match production and demand?",
    "How much did the government allocate in growth incentive funds?",
    "Why were the incentive funds allocated?",
    "How many new industrial enterprises were added?",
    "What was the value of production regained?",
    "How many state-level projects are being advanced?",
    "How many projects were reopened or commenced?",
    "How many projects were completed?",
    "How many projects got special loans?",
    "How much did special loans come to?",
    "How many projects received treasury bonds?",
    "How much money came from long-term special treasury bonds?",
    "How many cities does Liaoning have?",
    "How many cities grew?",
    "How many cities did not grow?",
    "How many cities outpaced the national growth rate?",
    "How many cities did not outpace the national rate?",
    "How many major industries saw increased value added?",
    "How many industries did not grow?",
    "What is growth coverage?",
    "By how much did industrial investment rise?",
    "What was fixed asset investment growth?",
    "What share of overall fixed investment is industrial?",
    "What was the investment share a year earlier?",
    "How many industrial clusters are planned?",
    "What does Liaoning focus on in the final quarter?",
    "What was growth in January to August?",
    "special loans plus treasury bonds",
    "How many projects got loans or bonds?",
    "What was the average loan per project?",
    "What percentage of cities grew?",
    "What is the average growth rate of the three sectors?",
    "How many more projects were started than completed?",
    "Did metallurgy or consumer goods grow faster?",
    "How much faster did metallurgy grow than equipment manufacturing?",
    "How much larger are the special loans than the treasury bonds?",
    "Which sector grew fastest?",
    "Which sector grew slowest?",
    "Which sector came second?",
    "Rank the three sectors.",
    "Which sectors exceeded 5%?",
    "Which sectors did not exceed 6%?",
    "Which sectors grew by more than 8%?",
    "Which cities exceeded 10%?",
    "Which funds are above 500 million yuan?",
    "Is it true that metallurgy grew 2.7%?",
    "Industrial value added grew 4.3%, right?",
    "Did all 14 cities grow?",
    "Did Dandong exceed 5%?",
    "Were there more than 30 meetings?",
    "Did the special loans come to 910 billion yuan?",
    "Is growth coverage 75%?",
    "Did consumer goods grow faster than equipment manufacturing?",
    "summarise the release",
    "How was industrial growth supported?",
    "Which cities are the pilot cities?",
)

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMERAL = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?")
WORD = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
UNIT = re.compile(r"\d(?P<unit> ?%| percentage points?| million| billion)")
OTHER_UNIT = {"%": " percentage points", "percentage point": "%", "million": " billion", "billion": " million"}

UNUSUAL = "figures: Roman numerals and digits glued to a letter are not read (bot/guard.py, _NUMBER)"

Mutation = tuple[str, str, str]
"""What is done, the text before, the text after."""


def at(text: str, start: int, end: int, instead: str) -> str:
    """The text with other characters from start to end."""
    return text[:start] + instead + text[end:]


def next_digit(digit: str) -> str:
    """Another digit; never a zero in front."""
    return "1" if digit == "9" else str(int(digit) + 1)


def mutations(text: str) -> Iterator[Mutation]:
    """Every text with one figure changed."""
    for found in NUMERAL.finditer(text):
        start, end, number = found.start(), found.end(), found[0]
        for place, digit in enumerate(number):
            if digit.isdigit() and place in (0, len(number) - 1):
                yield "digit", text, at(text, start + place, start + place + 1, next_digit(digit))
        if "." in number:
            yield "no decimal", text, at(text, start, end, number.partition(".")[0])
            yield "no point", text, at(text, start, end, number.replace(".", ""))
        elif not number.endswith("0"):
            yield "decimal", text, at(text, start, end, f"{number}.5")
        yield (
            "zero added",
            text,
            at(text, start, end, f"{number}0" if "." not in number else f"{number[0]}0{number[1:]}"),
        )
        if len(number) > 1 and number[1].isdigit():
            yield "first digit lost", text, at(text, start, start + 1, "")
        yield "minus", text, at(text, start, start, "−")
    for found in UNIT.finditer(text):
        unit = next(other for name, other in OTHER_UNIT.items() if name in found["unit"])
        yield "unit", text, at(text, found.start("unit"), found.end("unit"), unit)
    for found in WORD.finditer(text):
        value = WORDS.index(found[0].lower())
        if value > 1:
            yield "word", text, at(text, found.start(), found.end(), WORDS[(value + 4) % 11 + 2])


@dataclass(slots=True)
class Meddler(Speaker):
    """A speaker that says something else, once, and remembers what it would have said."""

    change: Callable[[str], str] = field(default=lambda text: text)

    def say(self, finding: Finding, extra: Mapping[str, Any] | None = None) -> Said:
        """What the templates say, changed."""
        said = Speaker.say(self, finding, extra)
        return replace(said, text=self.change(said.text))


@cache
def loaded() -> Answerer:
    """The answerer over the real release."""
    return Answerer.load()


@dataclass(slots=True)
class Remembering(Interpreter):
    """An interpreter that understands each message once: the mutations of a reply share one understanding."""

    known: dict[str, Understanding] = field(default_factory=dict)

    def understand(self, text: str, context: Context | None = None) -> Understanding:
        """What was understood before, or now."""
        if text not in self.known:
            self.known[text] = Interpreter.understand(self, text, context)
        return self.known[text]


@cache
def remembering() -> Remembering:
    """The interpreter over the real release, remembering."""
    own = loaded().interpreter
    return Remembering(own.release, own.language, own.recogniser, own.resolver, own.reader, own.follower)


def with_change(change: Callable[[str], str]) -> Answerer:
    """The same answerer, whose templates say something else."""
    own = loaded()
    meddler = Meddler(own.release, own.language, change=change)
    return replace(own, speaker=meddler, interpreter=remembering(), defects=[])


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_mutated_reply_is_withheld(question: str) -> None:
    """Whichever figure of an answer is changed, the guard sees it, logs a defect and says something else instead."""
    honest = loaded().ask(question)
    if honest.status is not Status.ANSWERED:
        pytest.skip("not answered; tests/questions says whether it should be")
    told = []
    for kind, before, after in mutations(honest.text):
        if figures(after) == figures(before):
            continue  # Another way of writing the same figures.
        one = with_change(lambda text, before=before, after=after: after if text == before else text)  # type: ignore[misc]
        reply = one.ask(question)
        if not one.defects or reply.text == after:
            told.append(f"{kind}: {after}")
    assert not told, "\n".join(told)


def test_there_is_something_to_mutate() -> None:
    """The replies hold figures enough for the test above to mean something."""
    counts = [sum(1 for _ in mutations(loaded().ask(question).text)) for question in QUESTIONS]
    assert sum(count > 0 for count in counts) >= 55
    assert sum(counts) > 400


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("How many projects got special loans?", "Eight", "Three"),
        ("How much did special loans come to?", "by eight", "by three"),
        ("How many cities outpaced the national growth rate?", "Six", "Three"),
        ("How many trillion-yuan bases are there?", "four", "three"),
    ],
)
def test_a_count_in_words_is_no_other_count(question: str, before: str, after: str) -> None:
    """The three of "the first three quarters" supports no other three."""
    assert before in loaded().ask(question).text
    one = with_change(lambda text: text.replace(before, after, 1))
    one.ask(question)
    assert one.defects


def speaking(language: Language) -> Answerer:
    """The same answerer, saying what it finds in another language's templates."""
    own = loaded()
    interpreter = replace(own.interpreter, language=language)
    speaker = Speaker(own.release, language)
    return replace(own, language=language, speaker=speaker, interpreter=interpreter, defects=[])


def spoilt(intent: str, saying: str, template: str) -> Language:
    """The language with another template in one place."""
    language = loaded().language
    one = language.intents[intent]
    changed = one.model_copy(update={"says": {**one.says, saying: template}})
    return replace(language, intents={**language.intents, intent: changed})


@pytest.mark.parametrize(
    ("question", "intent", "saying", "template"),
    [
        ("How fast did metallurgy grow?", "lookup", "fact", "{{ fact | statement }} That is 12% a year."),
        ("How fast did metallurgy grow?", "lookup", "fact", "It grew by 7.3%."),
        ("How fast did metallurgy grow?", "lookup", "fact", "It grew by 7.2 percentage points."),
        ("How fast did metallurgy grow?", "lookup", "fact", "{{ fact | statement }} Twelve sectors did so."),
        ("How fast did metallurgy grow?", "lookup", "fact", "{{ fact | statement }} This makes 80 billion yuan."),
        ("How fast did metallurgy grow?", "lookup", "fact", "{{ fact | statement }} It was forty-two before."),
        ("Which cities exceeded 10%?", "filter", "found", "{{ yes | valued | joined }}, and four others above 9%."),
        ("Which sector grew fastest?", "superlative", "highest", "{{ picked | name }}: 9.9%."),
        ("Is it true that metallurgy grew 2.7%?", "lookup", "fact", "{{ verdict }} It grew by 8.2%."),
        ("Which year is this about?", "gap", "gap", "{{ gap | gap }} It may have been 3.9%."),
        ("hello", "greet", "said", "Hello. Growth was 9%."),
        ("tell me a joke", "outside", "said", "No. But growth was 9%."),
    ],
)
def test_a_figure_in_a_template_is_withheld(question: str, intent: str, saying: str, template: str) -> None:
    """A figure that stands literally in a template is no figure of a fact: it is not told, and a defect is logged."""
    own = loaded()
    answerer = speaking(spoilt(intent, saying, template))
    reply = answerer.ask(question)
    wrong = figures(template) - figures(question)
    assert answerer.defects, reply.text
    assert not wrong & figures(reply.text) or own.ask(question).text == reply.text, reply.text


def retold(release: Release, name: str, statement: str) -> Release:
    """A release with another statement for one fact."""
    measures = [replace_statement(m, statement) if m.id == name else m for m in release.measures]
    # Made anew, not copied: a copy would keep what the release has cached of its facts.
    fields = {name: getattr(release, name) for name in Release.model_fields}
    return Release.model_validate({**fields, "measures": measures})


def replace_statement(fact: Any, statement: str) -> Any:
    """A fact that says something else of itself."""
    return fact.model_copy(update={"statement": {"en": statement}})


def test_a_name_that_is_missing_is_withheld_not_raised() -> None:
    """A template with a misspelt name stops the reply and is logged; the reader still gets what the fact says."""
    answerer = speaking(spoilt("lookup", "fact", "{{ fcat | statement }}"))
    reply = answerer.ask("How fast did metallurgy grow?")
    assert answerer.defects
    assert "fcat" not in reply.text
    assert "7.2%" in reply.text


def test_the_reader_may_be_told_their_own_figure() -> None:
    """What a reader wrote may be said back to them, and nobody else's figure."""
    assert not unsupported("You asked about 12%; it is 3.4%.", ["it grew by 3.4%", "did it grow by 12%?"])
    assert unsupported("You asked about 12%; it is 3.4%.", ["it grew by 3.4%"]) == {(Decimal(12), "%")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.4%", {("3.4", "%")}),
        ("3.4 percent", {("3.4", "%")}),
        ("3.4 per cent", {("3.4", "%")}),
        ("0.6 percentage points", {("0.6", "pp")}),
        ("1 percentage point", {("1", "pp")}),
        ("0.6 pp", {("0.6", "pp")}),
        ("4,089 projects", {("4089", "")}),
        ("150 million yuan", {("150000000", "")}),
        ("0.15 billion yuan", {("150000000", "")}),
        ("1.494 billion yuan", {("1494000000", "")}),
        ("−3.4 %", {("-3.4", "%")}),
        ("eight projects", {("8", "")}),
        ("Eleven of fourteen", {("11", ""), ("14", "")}),
        ("six, and six again", {("6", "")}),
        ("22 and 22.0", {("22", "")}),
        ("one of them", set()),
        ("Q1 and H2", set()),
        ("no figure at all", set()),
        ("", set()),
    ],
)
def test_figures_are_read_with_their_scale_and_unit(text: str, expected: set[tuple[str, str]]) -> None:
    """A figure is its value with the scale worked in, and % or pp where it has that unit."""
    assert figures(text) == {(Decimal(number), unit) for number, unit in expected}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("grew by 7.2 percentage points", id="points for percent"),
        pytest.param("grew by 7.2", id="no unit"),
        pytest.param("grew by 72%", id="no point"),
        pytest.param("grew by 7.20001%", id="another decimal"),
        pytest.param("fell by −7.2%", id="sign"),
        pytest.param("grew by 7.2 million%", id="scale"),
        pytest.param("grew by 7%", id="rounded"),
    ],
)
def test_a_figure_of_another_unit_sign_or_size_is_unsupported(text: str) -> None:
    """The same digits in another unit, with another sign or scale are another figure."""
    assert unsupported(text, ["Metallurgy grew by 7.2% year on year."])


@pytest.mark.parametrize(
    "text", ["ten billion", "two hundred", "forty-two", "a dozen cities", "twenty-one cities", "half of it"]
)
def test_a_figure_in_words_is_a_figure(text: str) -> None:
    """Number words are figures too, composed ones included."""
    assert unsupported(text, ["Metallurgy grew by 7.2% year on year, in two or forty of ten or twenty."])


@pytest.mark.parametrize("text", ["٧%", "1e6 yuan", "7·2%", "8,5%", "10k yuan", "3x", "12th", "2024-25"])
def test_an_unusual_numeral_is_a_figure(text: str) -> None:
    """Digits of other scripts, fractions, exponents and glued letters do not slip past."""
    assert unsupported(text, ["Metallurgy grew by 7.2% year on year."])


@pytest.mark.parametrize(
    "text",
    [
        "８.２%",
        "⅔ of them",
        pytest.param("VII percent", marks=pytest.mark.xfail(reason=UNUSUAL)),
        pytest.param("x8", marks=pytest.mark.xfail(reason=UNUSUAL)),
    ],
)
def test_a_rare_numeral_is_a_figure(text: str) -> None:
    """Numerals that no template writes are figures all the same."""
    assert unsupported(text, ["Metallurgy grew by 7.2% year on year."])


def test_a_statement_with_a_figure_of_its_own_is_withheld(other_release: Release) -> None:
    """A figure typed into a fact's statement, where its value should be filled in, does not leave either."""
    release = retold(other_release, "traffic-change", "Container traffic fell by 12% year on year.")
    answerer = Answerer.of({release.id: release}, Language.load("en"))
    reply = answerer.ask("How much did container traffic change?")
    assert answerer.defects
    assert "12%" not in reply.text


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("How fast did metallurgy grow?", "7.2%", "4.5%"),
        (
            "How much did special loans come to?",
            "910 million yuan, secured by eight",
            "eight million yuan, secured by 910 million",
        ),
        ("How many cities grew?", "11 of Liaoning's 14", "14 of Liaoning's 11"),
        ("Is it true that metallurgy grew 2.7%?", "grew by 7.2%", "grew by 2.7%"),
        ("Which sector grew fastest?", "Metallurgy: 7.2%", "Metallurgy: 5.9%"),
    ],
)
def test_a_figure_in_the_wrong_place_is_withheld(question: str, before: str, after: str) -> None:
    """A figure of another fact, of an excerpt or of the reader is no answer either."""
    one = with_change(lambda text: text.replace(before, after))
    assert before in loaded().ask(question).text
    one.ask(question)
    assert one.defects
