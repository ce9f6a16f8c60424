"""`release-bot check` asks the bot, and `approve` lets through only what was checked."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.cli import main
from bot.reach import check_by_asking
from facts.load import load_release
from intents.check import check_language
from intents.matching.wordings import load_wordings
from intents.vocabulary.language import FOLDER, Language
from tests.conftest import OTHER_RELEASE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented release with some of its wordings only, alone in a folder of releases."""
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(tmp_path / "releases"))
    left_out = shutil.ignore_patterns("not-stated.yaml")
    return Path(shutil.copytree(OTHER_RELEASE, tmp_path / "releases" / OTHER_RELEASE.name, ignore=left_out))


def change(file: Path, old: str, new: str) -> None:
    """Put one text in the place of another."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def asked(folder: Path) -> list[str]:
    """What is wrong, found by asking."""
    release = load_release(folder)
    answerer = Answerer.of({release.id: release}, Language.load("en"), load_wordings(folder, release, "en"))
    return [str(problem) for problem in check_by_asking(folder, answerer)]


def test_a_fact_that_no_question_finds_is_told(folder: Path) -> None:
    """With the line where it stands; and so is an expected answer that does not come out."""
    (folder / "statements.yaml").write_text(
        (folder / "statements.yaml").read_text(encoding="utf-8")
        + "  - id: xylophone\n    label: {en: of of}\n    statement: {en: It was so.}\n"
        "    source: {paragraph: 5, sentence: 1, excerpt: low water}\n",
        encoding="utf-8",
    )
    with (folder / "expected" / "en" / "whole.yaml").open("a", encoding="utf-8") as file:
        file.write('- {ask: "How many ports?", status: not_stated}\n')
    unreachable, failing = asked(folder)
    assert "statements.yaml:40: xylophone: no question finds this fact" in unreachable
    assert "whole.yaml:9: line 9: 'How many ports?' comes out otherwise: status answered, wanted not_stated." in failing


def test_what_a_correction_overtakes_is_no_error(folder: Path) -> None:
    """An example of the old value is told as a warning, and what was withdrawn need not be found."""
    measures = folder / "measures.yaml"
    moment = "corrected: 2031-08-01T09:00:00+00:00, because: a slip"
    change(measures, "    value: -4.2 %\n", f"    value: -4.6 %\n    revisions: [{{value: -4.2 %, {moment}}}]\n")
    gone = "    withdrawn: {at: 2031-08-01T09:00:00+00:00, because: a slip}\n"
    change(measures, "  - id: ship-calls\n", f"  - id: ship-calls\n{gone}")
    with (folder / "expected" / "en" / "whole.yaml").open("a", encoding="utf-8") as file:
        file.write('- {ask: "How many ships called?", status: answered, says: ["2,150"]}\n')
    told = asked(folder)
    assert [("warning" in line, line.partition(" comes out")[0].rpartition(": ")[2]) for line in told] == [
        (True, "'Did container traffic fall by 4.2%?'"),
        (True, "'How many ships called?'"),
    ]


def test_a_template_says_no_figure_of_itself(tmp_path: Path, other_release: object) -> None:
    """A figure that is typed into a template is told whatever the facts say; what a filter is handed is none."""
    language = Language.load("en")
    says = {"said": "Hello, 3 times{{ '!' }}", "more": "{{ rows[:3] | joined }}", "const": "{{ 7 if x else 'no' }}"}
    greet = language.intents["greet"].model_copy(update={"says": says})
    spoilt = replace(language, intents={**language.intents, "greet": greet})
    told = [str(each) for each in check_language(spoilt, FOLDER / "en", load_release(OTHER_RELEASE))]
    assert [line.split(" of itself")[0].rpartition(": ")[2] for line in told if "of itself" in line] == [
        "the template says '3'",
        "the template says '7'",
    ]


def test_the_path_of_a_release_to_its_readers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Drafted, checked by one, refused to the same, approved by another, told."""
    change(folder / "release.yaml", "  id: marenia-ports-h1\n", "  id: marenia-ports-h1\n  state: draft\n")
    assert main(["ask", "How many ports?"]) == 2
    assert main(["approve", folder.name, "--by", "Bo Lind"]) == 2
    assert main(["check", str(folder), "--by", "Ana Kurt"]) == 0
    assert "Checked by Ana Kurt." in capsys.readouterr().out
    assert main(["approve", folder.name, "--by", "Ana Kurt"]) == 2
    assert "another person approves it" in capsys.readouterr().err
    assert main(["approve", folder.name, "--by", "Bo Lind"]) == 0
    assert main(["ask", "How many ports?"]) == 0


def test_what_is_wrong_is_not_signed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error, in JSON with file, line and mend, and the state stays."""
    change(folder / "release.yaml", "  id: marenia-ports-h1\n", "  id: marenia-ports-h1\n  state: draft\n")
    change(folder / "measures.yaml", "value: 1350000 container", "value: 1360000 container")
    assert main(["check", str(folder), "--by", "Ana Kurt", "--json"]) == 1
    problems = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(problem["file"] and problem["mend"] for problem in problems)
    assert load_release(folder).about.state == "draft"


@pytest.mark.parametrize("words", [["check", "--by", "Ana"], ["approve"], ["approve", "atlantis", "--by", "Ana"]])
def test_what_is_not_understood_is_told(folder: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 and what is right."""
    assert main(words) == 2
    assert "Traceback" not in capsys.readouterr().err
