"""Ask what the content and tests/questions say should be asked, and hold each reply to what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from bot.answer import Answerer
from bot.reply import Reply, Status
from intents.vocabulary.language import Example, Language
from tests.benchmarks.questions import Row, conversations


@cache
def loaded() -> Answerer:
    """The answerer over the real release."""
    return Answerer.load()


def examples() -> Sequence[object]:
    """Every example of every intent of the language."""
    found = [
        pytest.param(example, id=f"{intent.intent}: {example.ask}")
        for intent in Language.load("en").intents.values()
        for example in intent.examples
    ]
    assert found, "no examples in any intent"
    return found


def banks() -> Sequence[object]:
    """Every conversation of tests/questions; those that the product gets wrong today are expected to fail."""
    found = []
    for bank, turns in conversations():
        reasons = "; ".join(turn.fails for turn in turns if turn.fails)
        marks = [pytest.mark.xfail(reason=reasons, strict=False)] if reasons else []
        found.append(pytest.param(turns, id=f"{bank}: {' | '.join(turn.ask for turn in turns)}", marks=marks))
    return found


def missing(texts: list[str], reply: Reply) -> list[str]:
    """Those of some texts that the reply does not hold, whatever their case."""
    said = reply.text.casefold()
    return [text for text in texts if text.casefold() not in said]


@pytest.mark.parametrize("example", examples())
def test_an_example_comes_out_as_written(example: Example) -> None:
    """An intent's example has the status, the verdict, the facts, the words and the working that it names."""
    conversation = loaded().conversation()
    for before in example.after:
        conversation.ask(before)
    reply = conversation.ask(example.ask)

    assert reply.status == example.status, reply.text
    assert reply.verdict == example.verdict or not example.verdict, reply.text
    assert not set(example.facts) - set(reply.facts), (reply.facts, reply.text)
    assert not missing(example.says, reply), reply.text
    assert reply.working or not example.working, reply.text


def test_every_intent_has_examples() -> None:
    """An intent that nobody tries out is not kept."""
    without = [intent.intent for intent in loaded().language.intents.values() if not intent.examples]
    assert not without, f"no examples in {', '.join(without)}"


@pytest.mark.parametrize("turns", banks())
def test_a_question_of_the_banks(turns: list[Row]) -> None:
    """A question, or each of a conversation's, is answered as its row says."""
    conversation = loaded().conversation()
    for row in turns:
        reply = conversation.ask(row.ask)
        assert reply.status.value in row.status, f"{row.ask}: {reply.status.value}: {reply.text}"
        assert reply.verdict == row.verdict or not row.verdict, f"{row.ask}: {reply.verdict}: {reply.text}"
        assert not missing(list(row.says), reply), f"{row.ask}: {reply.text}"
        said = [text for text in row.not_says if text.casefold() in reply.text.casefold()]
        assert not said, f"{row.ask}: {said} in {reply.text}"
        assert not set(row.facts) - set(reply.facts), f"{row.ask}: {reply.facts}: {reply.text}"
        assert row.working is None or row.working in (reply.working or ""), f"{row.ask}: {reply.working}"
        cited = {source.paragraph for source in reply.sources}
        assert row.paragraph is None or row.paragraph in cited, f"{row.ask}: paragraphs {sorted(cited)}"


def test_the_banks_are_large_and_name_known_facts() -> None:
    """The banks hold more than 120 questions of all kinds, and no fact that the release does not have."""
    found = [(bank, row) for bank, turns in conversations() for row in turns]
    assert len(found) > 120
    assert len({bank for bank, _ in found}) >= 9
    known = {fact.id for fact in loaded().release.facts()}
    unknown = [(row.ask, fact) for _, row in found for fact in row.facts if fact not in known]
    assert not unknown


def test_every_answer_has_facts_and_sources() -> None:
    """Whatever is answered names its facts, and a place in this release for them; what is not has no verdict."""
    answerer = loaded()
    release = answerer.release.id
    wrong = []
    for _, turns in conversations():
        conversation = answerer.conversation()
        for row in turns:
            reply = conversation.ask(row.ask)
            if reply.status is Status.ANSWERED:
                well = bool(reply.facts and reply.sources) and all(s.release == release for s in reply.sources)
            else:
                well = reply.verdict is None
            if not well:
                wrong.append(f"{row.ask}: {reply.status.value}, {len(reply.facts)} facts, {len(reply.sources)} sources")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_withheld() -> None:
    """No question of the banks makes a reply that the guard has to hold back."""
    answerer = loaded()
    answerer.defects.clear()
    for _, turns in conversations():
        conversation = answerer.conversation()
        for row in turns:
            conversation.ask(row.ask)
    assert not answerer.defects, "\n".join(answerer.defects)


def test_the_same_question_gets_the_same_answer() -> None:
    """An answer depends neither on what another asked before nor on how often it was asked."""
    answerer = loaded()
    asked = [turns[0].ask for _, turns in conversations()]
    first = [answerer.ask(question).as_json() for question in asked]
    again = [answerer.ask(question).as_json() for question in reversed(asked)]
    assert first == list(reversed(again))
