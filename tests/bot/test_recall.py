"""What a follow-up leans on, written down and read again."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import recall
from bot.answer import Answerer
from facts.model import Release
from intents.findings import Context, Finding

QUESTIONS = Path(__file__).parents[1] / "questions"


def talks() -> list[list[str]]:
    """The conversations of the question bank."""
    found = []
    for file in sorted(QUESTIONS.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            turns = row if isinstance(row, list) else row.get("turns", [row])
            found.append([turn["ask"] for turn in turns if isinstance(turn, dict) and "ask" in turn])
    return [talk for talk in found if talk]


def again(context: Context, answerer: Answerer) -> Context:
    """A context as another process reads it."""
    return recall.read(recall.write(context, answerer.release, answerer.visible), answerer.release, answerer.visible)


def test_every_conversation_goes_on_as_if_it_had_not_been_written_down(answerer: Answerer) -> None:
    """Turn by turn, over all of the bank: the same answers, and texts of a modest length."""
    longest = 0
    turns = 0
    for talk in talks():
        there = here = Context()
        for question in talk:
            whole, there = answerer.answer(question, there)
            recalled, here = answerer.answer(question, here)
            assert recalled == whole, talk
            here = again(here, answerer)
            longest = max(longest, len(recall.write(here, answerer.release, answerer.visible)))
            turns += 1
    assert turns > 300
    assert longest < 8_000


def test_it_holds_no_word_of_the_person_and_no_sentence_of_the_release(answerer: Answerer) -> None:
    """Facts go by their places."""
    _, context = answerer.answer("zorblax which cities exceeded 10%?", Context())
    _, context = answerer.answer("which cities exceeded 10%?", context)
    assert context.last is not None
    context = dataclasses.replace(context, last=dataclasses.replace(context.last, unexplained=("zorblax",)))
    written = recall.write(context, answerer.release, answerer.visible)
    assert "zorblax" not in written
    assert not any(source.excerpt in written for fact in answerer.release.facts() for source in [fact.source] if source)


def test_a_release_that_was_changed_begins_anew(answerer: Answerer, other_release: Release) -> None:
    """And so does one that is gone."""
    _, context = answerer.answer("which cities exceeded 10%?", Context())
    written = recall.write(context, answerer.release, answerer.visible)
    assert recall.read(written, other_release, {other_release.id: other_release}) == Context()
    elsewhere = json.dumps([json.loads(written)[0], "gone", *json.loads(written)[2:]])
    assert recall.read(elsewhere, answerer.release, answerer.visible) == Context()
    assert recall.read("", answerer.release, {}) == recall.read("", other_release, {}) == Context()


@pytest.mark.parametrize(
    "last",
    [
        ["made", "os.system", {"command": "true"}],
        ["made", "intents.findings.Finding", {"nonsense": 1}],
        ["at", "__class__"],
        ["at", "measures", 10_000],
        ["call"],
        7,
    ],
)
def test_a_text_that_nobody_wrote_makes_nothing(answerer: Answerer, last: Any) -> None:
    """No class but those of the facts and findings, and nothing of a release but its content."""
    _, context = answerer.answer("which cities exceeded 10%?", Context())
    version = json.loads(recall.write(context, answerer.release, answerer.visible))[0]
    with pytest.raises(ValueError, match=r"no context|no sort"):
        recall.read(json.dumps([version, None, last, ["tuple"]]), answerer.release, answerer.visible)


def test_what_cannot_be_kept_is_told(answerer: Answerer) -> None:
    """An object that is neither plain nor of the release."""
    context = Context(Finding("lookup", "fact", facts=("a",), data={"what": object()}))
    with pytest.raises(ValueError, match="nothing that can be kept"):
        recall.write(context, answerer.release, answerer.visible)
