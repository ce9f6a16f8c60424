"""The newcomer's path: from a text by the commands alone to a release that answers its own questions."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.cli import main
from facts.load import load_release
from tests.benchmarks.newcomer import HALVES, TEXTS, Score, drafted, made_live, score

LEAST = 0.9
"""The part of the answerable questions that has to be answered; the benchmark says what it is."""
MOST_WRONG = 0.01


def asked(answerer: Answerer, name: str) -> Score:
    """What comes of all questions of a text."""
    total = Score()
    for half in HALVES:
        total += score(answerer, name, half)
    return total


@pytest.mark.parametrize("name", TEXTS)
def test_an_accepted_draft_answers_its_own_questions(name: str, tmp_path: Path) -> None:
    """With no wording written by anybody, most of what the text says is found, and hardly anything wrong is told."""
    answerer = made_live(drafted(name, reviewed=False), tmp_path)
    result = asked(answerer, name)
    assert result.answerable > 60
    assert result.answered >= LEAST * result.answerable, "\n".join(result.misses)
    assert result.wrong <= MOST_WRONG * result.asked, "\n".join(result.misses)
    assert not answerer.defects


def test_the_path_is_walked_by_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Draft, review, check, live, ask: no file is written by hand but for the one word that puts it live."""
    text = tmp_path / "arland.txt"
    text.write_text(
        "Arland's ports handled 48.6 million tonnes of cargo in the first half of the year, 5.3% less than a year "
        "earlier, the Arland Port Agency said.\nAbout 60 cranes are to be replaced.\n",
        encoding="utf-8",
    )
    assert main(["draft", str(text), "--into", str(tmp_path / "made")]) == 0
    folder = tmp_path / "made" / "arland"
    monkeypatch.setattr("sys.stdin", io.StringIO("accept\n" * 60))
    assert main(["review", str(folder)]) == 0
    assert main(["check", "--text", str(folder / "text.txt"), str(folder)]) == 0
    about = folder / "release.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("state: draft", "state: live"), encoding="utf-8")
    assert load_release(folder).is_live
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(folder.parent))
    capsys.readouterr()
    for question, told in (
        ("How much cargo was handled?", "48.6 million tonnes"),
        ("By how much did cargo fall?", "5.3%"),
        ("How many cranes are to be replaced?", "about 60"),
        ("Did cargo rise?", "No."),
    ):
        assert main(["ask", question]) == 0
        assert told in capsys.readouterr().out
    assert main(["ask", "How many passengers were there?"]) == 1
