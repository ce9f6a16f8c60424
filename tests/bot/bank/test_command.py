"""`release-bot test` asks the bank of a release, tells what falls short and why, and ends accordingly."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from bot.answer import Answerer
from bot.bank.ask import ask_all
from bot.bank.read import bank, examples, from_files
from bot.bank.report import Report, confusions
from bot.cli import main
from facts.contents import ContentError
from tests.conftest import OTHER_RELEASE

RIGHT = {
    "id": "a",
    "q": "How many containers were handled?",
    "kind": "lookup",
    "status": ["answered"],
    "all": [["1350000", "1.35 million"]],
}
WRONG = {"id": "b", "q": "How many ports does Marenia have?", "kind": "count", "status": ["not_stated"], "lang": "en"}
TURNS = {
    "id": "c",
    "kind": "followup",
    "turns": [
        {"q": "How did Calder Bay do?", "status": ["answered"], "all": [["3.1%"]]},
        {"q": "source?", "status": ["answered"], "all": [["Calder Bay grew by 3.1%"]], "para": [2]},
    ],
}


def written(folder: Path, *lines: object, name: str = "asked.jsonl") -> Path:
    """A file of questions."""
    file = folder / name
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def run(*words: str) -> int:
    """The command over the invented release."""
    return main(["test", "--release", str(OTHER_RELEASE), *words])


def test_what_comes_out_right_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Questions and conversations of a file are counted by kind, and nothing falls short."""
    assert run(str(written(tmp_path, RIGHT, TURNS))) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("marenia-ports-h1\n")
    assert [line.split() for line in printed.splitlines() if line.startswith("  ")] == [
        ["asked", "right", "short", "wrong"],
        ["followup", "1", "1", "0", "0"],
        ["lookup", "1", "1", "0", "0"],
        ["opening", "1", "1", "0", "0"],
    ]
    assert printed.endswith("Nothing falls short.\n")


def test_a_miss_is_shown_with_its_reason_and_the_confusion(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, what was wanted and what came; the exit status says that something falls short."""
    file = written(tmp_path, RIGHT, WRONG)
    assert run(str(file)) == 1
    printed = capsys.readouterr().out
    assert "  ✗ How many ports does Marenia have?\n" in printed
    assert f"status answered, wanted not_stated  ({file}:2, b)" in printed
    assert "1 × not_stated  →  answered" in printed
    assert "Falls short: asked.jsonl: 1 of 2 come out right, and it should be every one." in printed
    assert run(str(file), "--least", "50") == 0


def test_junit_holds_every_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build server shows which question failed, and why."""
    told = tmp_path / "junit.xml"
    run(str(written(tmp_path, RIGHT, WRONG)), "--junit", str(told))
    suite = Xml.parse(told).getroot()[0]
    assert suite.attrib["tests"] == "2"
    assert suite.attrib["failures"] == "1"
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.attrib == {"message": "status answered, wanted not_stated", "type": "wrong"}


def test_the_bank_of_a_release_is_what_stands_beside_it(other_answerer: Answerer) -> None:
    """Small talk, the release's wordings, and its expected answers, of which every one must come out."""
    language = other_answerer.language
    cases = bank(OTHER_RELEASE, other_answerer.release, language)
    assert {case.group for case in cases} == {"examples", "wordings", "questions of the release"}
    assert all(case.turns[-1].kind == "example" for case in examples(other_answerer.release, language))
    own = [case for case in cases if case.group == "questions of the release"]
    report = Report("marenia", asked=list(ask_all(own, other_answerer)))
    assert report.passes, [each.judged.why for each in report.asked if not each.is_right]


def test_a_part_of_the_wordings_may_be_missed(other_answerer: Answerer) -> None:
    """Of the wordings nine in ten must be taken for their query."""
    cases = bank(OTHER_RELEASE, other_answerer.release, other_answerer.language)[::40]
    report = Report("marenia", asked=list(ask_all(cases, other_answerer)))
    assert report.passes, report.shortfalls()
    assert not Report("marenia").passes


def test_a_known_fault_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that says what is wrong today is told of, and holds nothing up."""
    file = tmp_path / "rows.yaml"
    file.write_text('- {ask: "How many ports does Marenia have?", status: not_stated, fails: counts too much}\n')
    assert run(str(file)) == 0
    assert "known: How many ports does Marenia have?: counts too much" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.jsonl", "{\n", "a.jsonl:1: line: not JSON"),
        ("a.jsonl", '\n{"q": "What?"}\n', "a.jsonl:2: status: Field required"),
        ("a.jsonl", '{"q": "What?", "status": ["sure"]}\n', "a.jsonl:1: status.0: "),
        ("a.yaml", "ask: What?\n", "a.yaml:1: file: it has to be a list of questions."),
        ("a.yaml", "- {ask: a, status: answered}\n- {ask: b, state: answered}\n", "a.yaml:2: status"),
        ("a.yaml", "- {ask: [\n", "a.yaml:"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    """A file of questions that is wrong says where, what and the mend."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        from_files([file])
    assert told in str(caught.value)
    assert "To mend: " in str(caught.value)


@pytest.mark.parametrize("words", [["nowhere.jsonl"], ["README.md"], ["--release", "atlantis"], ["--least", "most"]])
def test_what_is_not_there_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong word ends with status 2 and a line that says what is right."""
    assert main(["test", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_nothing_to_ask_falls_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bank without a question proves nothing."""
    folder = tmp_path / "bare"
    shutil.copytree(OTHER_RELEASE, folder, ignore=shutil.ignore_patterns("questions", "expected"))
    report = Report("bare")
    assert report.shortfalls() == ["there is not one question"]
    assert confusions([]) == []
