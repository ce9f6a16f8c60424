"""A language needs no Python: a few words of German, in ``tests/languages``, answer for the invented release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answer import Answerer
from bot.reply import Status, Verdict
from facts.load import load_release
from intents.matching.wordings import load_wordings
from intents.vocabulary.language import Language
from intents.vocabulary.normalise import stem
from tests.conftest import OTHER_RELEASE

LANGUAGES = Path(__file__).parent.parent / "languages"


def items(content: Any) -> Iterator[dict[str, Any]]:
    """Everything in a file of a release that has a name."""
    for each in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from items(each)
    if isinstance(content, dict) and "id" in content:
        yield content


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """The bot on the invented release with German beside the English of its facts."""
    added = yaml.safe_load((LANGUAGES / f"{OTHER_RELEASE.name}.yaml").read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("releases") / OTHER_RELEASE.name
    (folder / "questions" / "de").mkdir(parents=True)
    for file in OTHER_RELEASE.glob("*.yaml"):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for item in items(content):
            for key, text in added["texts"].get(item["id"], {}).items():
                if key == "names" or key in item:
                    item.setdefault(key, {})["de"] = text
        (folder / file.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    questions = yaml.safe_dump({"questions": added["questions"]}, allow_unicode=True)
    (folder / "questions" / "de" / "whole.yaml").write_text(questions, encoding="utf-8")
    release, before = load_release(folder), stem.kept
    yield Answerer.of({release.id: release}, Language.load("de", LANGUAGES), load_wordings(folder, release, "de"))
    stem.kept = before


@pytest.mark.parametrize(
    ("question", "fact", "says"),
    [
        ("Wie stark ging der Umschlag zurück?", "traffic-change", "ging im ersten Halbjahr zurück: −4.2 %."),
        ("um wie viel prozent wuchs calder bay", "calder-bay-change", "Calder Bay wuchs im ersten Halbjahr: 3.1 %."),
        ("Wie viele Häfen gibt es in Marenia?", "ports-total", "Marenia hat neun Häfen."),
    ],
)
def test_a_question_is_answered_in_its_language(german: Answerer, question: str, fact: str, says: str) -> None:
    """The figure with its fact, in the language's words; how numbers are written is the same in all of them so far."""
    reply = german.ask(question)
    assert (reply.status, list(reply.facts)) == (Status.ANSWERED, [fact])
    assert says in reply.text
    assert not german.defects


def test_a_claim_is_denied(german: Answerer) -> None:
    """Figure against figure."""
    reply = german.ask("Calder Bay wuchs um 9 Prozent, stimmt das?")
    assert (reply.status, reply.verdict) == (Status.ANSWERED, Verdict.REFUTED)
    assert reply.text.startswith("Nein. Calder Bay wuchs")


def test_what_the_release_does_not_say_is_not_answered(german: Answerer) -> None:
    """Neither a place that is not in it nor a word that nothing explains gets a figure."""
    for question in ("Wie stark wuchs Atlantis?", "Wie viele Leuchttürme hat Marenia?"):
        reply = german.ask(question)
        assert reply.status in (Status.NOT_STATED, Status.OUT_OF_SCOPE), question
        assert not reply.facts, question
