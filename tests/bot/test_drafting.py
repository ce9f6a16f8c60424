"""``draft`` and ``review`` on the command line: from a text to a folder, through its marks, by a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from facts.load import load_release

TEXT = """\
Traffic at Arland's ports fell by 4.2% in the first half of the year, the Arland Port Agency said.
Korr grew by 3.1% and Tessil fell by 1.4%.
"""


@pytest.fixture
def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A small draft, made by the command."""
    file = tmp_path / "Arland Ports.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(file), "--into", str(tmp_path / "made")]) == 0
    assert "marked for review" in capsys.readouterr().out
    return tmp_path / "made" / "arland-ports"


def review(
    folder: Path, script: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int, str]:
    """Review with a script of decisions: the status, and what was shown."""
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(script))
    status = main(["review", str(folder), *options])
    return status, capsys.readouterr().out


def test_a_draft_is_made_once(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder loads as a draft, and a second run overwrites nothing."""
    assert load_release(draft).about.state == "draft"
    assert main(["draft", str(tmp_path / "Arland Ports.txt"), "--into", str(draft.parent)]) == 2
    assert "overwrites nothing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "which text?"),
        (["nowhere.txt"], "is not there"),
        (["a.txt", "b.txt"], "which text?"),
        ([__file__, "--name", "No Name"], "is no name"),
    ],
)
def test_what_cannot_be_drafted(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The error says what is wrong; nothing is made."""
    assert main(["draft", *words]) == 2
    assert message in capsys.readouterr().err


def test_figures_can_be_listed_and_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A look at what a draft would hold; guesses have a question mark."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(tmp_path / "a.txt"), "--list"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.split() == "1.1 -4.2 % change of traffic at ports; Arland".split()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_text_without_figures_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is drafted, with status 1."""
    (tmp_path / "words.txt").write_text("Nobody in Korr said a word.\n", encoding="utf-8")
    assert main(["draft", str(tmp_path / "words.txt"), "--into", str(tmp_path)]) == 1
    assert "no figure" in capsys.readouterr().out


def test_a_review_shows_the_sentence_with_its_excerpt(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What carries the figure is set off, and each guess has its reason."""
    status, shown = review(draft, "later\n" * 30, monkeypatch, capsys)
    assert status == 1
    assert "⟦at Arland⟧'s ports" in shown
    assert "? made by rule" in shown
    assert "still marked" in shown


def test_a_review_can_be_left_and_taken_up_again(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was decided stays decided; the rest waits."""
    before = len(list(load_release(draft).marked()))
    status, _ = review(draft, "# a script\naccept\n\na\nquit\naccept\n", monkeypatch, capsys)
    assert status == 1
    assert len(list(load_release(draft).marked())) == before - 2
    status, shown = review(draft, "accept\n" * before, monkeypatch, capsys)
    assert status == 0
    assert "Nothing is marked any more." in shown
    assert not list(load_release(draft).marked())


def test_a_review_edits_and_rejects(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong edit is refused with the reason; a right one is written."""
    script = "help\nedit title Ports of Arland\nedit home nowhere\nedit\nwhat\nreject\naccept\nquit\n"
    status, shown = review(draft, script, monkeypatch, capsys)
    assert status == 1
    assert load_release(draft).about.title == {"en": "Ports of Arland"}
    assert shown.count("That cannot be done:") == 3
    assert "'what' is no decision" in shown
    assert "edit FIELD VALUE" in shown


def test_marks_are_listed_for_machines(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON object a line, with what is a guess and why."""
    status, shown = review(draft, "", monkeypatch, capsys, "--json")
    rows = [json.loads(line) for line in shown.splitlines()]
    assert status == 1
    assert {"file", "list", "id", "item", "review"} == rows[0].keys()
    assert all(row["review"] for row in rows)


@pytest.mark.parametrize(
    ("words", "message"), [([], "which draft?"), (["nowhere"], "is no folder"), (["facts"], "release.yaml")]
)
def test_what_cannot_be_reviewed(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds no draft is refused."""
    assert main(["review", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_live_release_is_not_reviewed(capsys: pytest.CaptureFixture[str]) -> None:
    """Only a draft has marks."""
    folder = Path(__file__).resolve().parents[1] / "releases" / "marenia-ports-h1"
    assert main(["review", str(folder)]) == 2
    assert "only a draft is reviewed" in capsys.readouterr().err


def test_a_draft_beside_the_live_release_is_told_to_nobody(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Listing the facts of a folder with nothing but a draft finds nothing that may be told."""
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(draft.parent))
    assert main(["facts"]) == 2
    assert "no release here is live" in capsys.readouterr().err


def test_the_check_counts_the_marks(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft's marks are a warning of the check."""
    main(["check", "--text", str(draft / "text.txt"), str(draft)])
    assert "marked for review" in capsys.readouterr().out
