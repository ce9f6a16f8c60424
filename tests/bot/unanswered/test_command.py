"""`release-bot unanswered` lists what was asked in vain and carries decisions out, unless answers would suffer."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from bot import compiled as module
from bot.cli import main
from bot.compiled import compiled
from bot.store.store import Store
from bot.unanswered.command import Decision, objections
from bot.unanswered.trial import Loss, Trial
from tests.conftest import OTHER_RELEASE

ASKED = {"How many crates did the harbours move?": 3, "how many crates did harbours move": 1, "Who won the match?": 2}


async def fill(url: str) -> None:
    """Questions of two days."""
    async with Store.open(url) as store:
        for question, times in ASKED.items():
            for day in range(times):
                moment = dt.datetime(2026, 11, 1 + day, 12, tzinfo=dt.UTC)
                await store.database.write([store.unanswered.asked(question, "en", "not_stated", moment)])


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented release with some of its wordings only, so that its bank is quick to ask, and a database."""
    url = f"sqlite+aiosqlite:///{tmp_path}/bot.db"
    asyncio.run(fill(url))
    monkeypatch.setenv("RELEASE_BOT_DATABASE", url)
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(tmp_path / "releases"))
    left_out = shutil.ignore_patterns("not-stated.yaml", "ports.yaml", "people.yaml", "expected")
    return Path(shutil.copytree(OTHER_RELEASE, tmp_path / "releases" / OTHER_RELEASE.name, ignore=left_out))


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What is listed now."""
    capsys.readouterr()
    assert main(["unanswered", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_morning_with_the_list(
    release: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listed with the reason and the nearest query; named, ignored, and then nothing waits any more.

    What was made ready for the trial serves the content that is in place then.
    """
    crates, match = listed(capsys)
    assert crates["question"] == "How many crates did the harbours move?"
    assert crates["others"] == ["how many crates did harbours move"]
    assert (crates["times"], crates["first"], crates["last"]) == (4, "2026-11-01", "2026-11-03")
    assert "crates" in crates["unexplained"]  # type: ignore[operator]
    assert crates["nearest"]

    words = ["--as", "tell containers", "--alias", "containers", "--words", "crates", "--losing", "3"]
    assert main(["unanswered", "accept", str(crates["number"]), *words]) == 0, capsys.readouterr().out
    assert "1.35 million containers" in capsys.readouterr().out
    assert main(["unanswered", "ignore", str(match["number"])]) == 0
    assert listed(capsys) == []
    assert "Who won the match?" in (release / "ignored" / "en.yaml").read_text(encoding="utf-8")
    assert "crates]}" in (release / "measures.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(module, "compile_content", None)
    assert compiled(release, "en").release.id == release.name


def test_what_would_not_load_is_refused(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The content stays as it is, and the message names the file as the curator knows it."""
    before = {file: file.read_bytes() for file in release.rglob("*.yaml")}
    assert main(["unanswered", "accept", "1", "--as", "tell contaners"]) == 2
    told = capsys.readouterr().err
    assert "did you mean 'containers'?" in told
    assert "release-bot-" not in told
    assert {file: file.read_bytes() for file in release.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    "words",
    [["accept", "1"], ["accept", "one", "--as", "tell containers"], ["gap", "1"], ["forget", "1"], ["ignore", "999"]],
)
def test_what_is_not_understood_is_told(release: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """With the forms that there are; nothing is written."""
    assert main(["unanswered", *words]) == 2
    assert "release-bot unanswered" in capsys.readouterr().err


def test_nothing_that_came_out_right_may_suffer() -> None:
    """Not one wording, unless so many are allowed; never an example, and never for a wrong answer."""
    small, grave = Loss("a?", "not_stated", is_grave=False), Loss("b?", "answered", is_grave=True)
    assert objections(Trial(9, (), 1, ()), Decision(1)) == []
    assert objections(Trial(9, (small,), 1, ()), Decision(1)) == ["'a?' comes out right now, and would not: not_stated"]
    assert objections(Trial(9, (small,), 1, ()), Decision(1, losing=1)) == []
    assert objections(Trial(9, (grave,), 1, ()), Decision(1, losing=1))
