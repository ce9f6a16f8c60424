"""A change is drafted on a copy, refused where something would be wrong, and put in place whole."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from bot.cli import ANSWERED, COULD_NOT_RUN, NOT_ANSWERED, main
from bot.correction.draft import CorrectionError, Draft, draft_correction, draft_withdrawal, find
from facts.check import check_release
from facts.load import load_release
from facts.model import Release
from tests.conftest import OTHER_RELEASE

AT = dt.datetime(2026, 7, 21, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the invented release, which the settings name, and no database."""
    folder = tmp_path / "releases"
    shutil.copytree(OTHER_RELEASE, folder / OTHER_RELEASE.name, ignore=shutil.ignore_patterns("not-stated.yaml"))
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(folder))
    monkeypatch.setenv("RELEASE_BOT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def draft(releases: Path, fact: str = "traffic-change", value: str = "-4.6 %", text: str | None = None) -> Draft:
    """A correction in draft."""
    folder, release = find(releases, fact)
    return draft_correction(folder, release, fact, value, "a slip", AT, text)


def test_a_draft_touches_nothing_and_tells_everything(releases: Path) -> None:
    """What becomes of the fact, of what follows from it, and of what tells it in its words."""
    before = held(releases)
    made = draft(releases)
    assert held(releases) == before
    assert made.is_sound
    assert not made.problems
    effects = {effect.fact.id: (effect.how, str(effect.old), str(effect.new)) for effect in made.effects}
    assert effects["traffic-change"] == ("corrected", "-4.2 %", "-4.6 %")
    assert effects["q1-change"] == ("follows", "-5 %", "-5.4 %")
    assert effects["easing"][0] == "tells"
    assert made.facts[0] == "traffic-change"


def test_a_withdrawal_takes_along_what_rests_on_it(releases: Path) -> None:
    """Derived measures, and sets whose size it is."""
    folder, release = find(releases, "ports-growing-count")
    made = draft_withdrawal(folder, release, "ports-growing-count", "a slip", AT)
    how = {effect.fact.id: effect.how for effect in made.effects}
    assert how["ports-growing-count"] == "withdrawn"
    assert how["ports-not-growing-count"] == how["ports-growing"] == "untold"


def test_it_is_put_in_place_whole(releases: Path) -> None:
    """One file is another one, with its rights kept, and no other is left behind."""
    made = draft(releases)
    made.file.chmod(0o640)
    before = held(releases)
    made.put()
    after = held(releases)
    assert [path for path in after if after[path] != before.get(path)] == [str(made.file)]
    assert set(after) == set(before)
    assert made.file.stat().st_mode & 0o777 == 0o640
    assert load_release(made.folder) == made.after


def test_a_change_in_between_is_not_lost(releases: Path) -> None:
    """Whoever edited the release meanwhile finds it as it was edited."""
    made = draft(releases)
    file = made.folder / "topics.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("label: {en: ", "label: {en: the ", 1), encoding="utf-8")
    before = held(releases)
    with pytest.raises(CorrectionError, match="changed meanwhile"):
        made.put()
    assert held(releases) == before


def test_the_words_of_the_source_go_on_saying_the_first_value(releases: Path) -> None:
    """The check takes the figure that was published for what it is, also after a second correction."""
    draft(releases).put()
    folder, release = find(releases, "traffic-change")
    second = draft_correction(folder, release, "traffic-change", "-4.7 %", "again", AT + dt.timedelta(days=1))
    second.put()
    assert not [each for each in check_release(load_release(folder), folder) if each.severity == "error"]


def test_what_would_be_wrong_afterwards_is_refused(releases: Path) -> None:
    """A member of a set that would not fulfil its condition any more, with the place and the mend."""
    before = held(releases)
    with pytest.raises(CorrectionError, match=r"sets\.yaml:\d+.*mend the condition") as caught:
        draft(releases, "calder-bay-change", "-0.5 %")
    assert str(OTHER_RELEASE.name) in str(caught.value)
    assert held(releases) == before


@pytest.mark.parametrize(
    ("fact", "value", "says"),
    [
        ("traffic-chance", "-4.6 %", "did you mean 'traffic-change'"),
        ("q1-change", "-4.6 %", "follows from traffic-change - easing"),
        ("causes", "3 %", "has no value"),
        ("traffic-change", "-4.2 %", "already"),
    ],
)
def test_what_cannot_be_corrected(releases: Path, fact: str, value: str, says: str) -> None:
    """What stands in the way is said."""
    with pytest.raises(CorrectionError, match=says):
        draft(releases, fact, value)


def test_a_fact_of_two_releases(releases: Path, other_release: Release) -> None:
    """Which one is meant has to be said."""
    other = releases / "marenia-ports-q1"
    shutil.copytree(releases / OTHER_RELEASE.name, other)
    file = other / "release.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(f"id: {other_release.id}", "id: marenia-ports-q1", 1))
    with pytest.raises(CorrectionError, match="--release"):
        find(releases, "traffic-change")
    assert find(releases, "traffic-change", "marenia-ports-q1")[0] == other
    with pytest.raises(CorrectionError, match="did you mean 'marenia-ports-q1'"):
        find(releases, "traffic-change", "marenia-ports-q2")


def test_the_command_asks_first(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody sits, and nothing was said beforehand, it shows what it would do and does nothing."""
    before = held(releases)
    words = ["correct", "traffic-change", "--to", "-4.6%", "--because", "a slip"]
    assert main(words) == NOT_ANSWERED
    out, err = capsys.readouterr()
    assert "change of container traffic: −4.2% → −4.6%" in out
    assert "nothing was changed" in err
    assert held(releases) == before
    assert main([*words, "--yes"]) == ANSWERED
    assert "Done: traffic-change" in capsys.readouterr().out
    assert main(["ask", "How much did container traffic change?"]) == ANSWERED
    out = capsys.readouterr().out
    assert "−4.6%" in out
    assert "was −4.2%" in out
    assert main(["withdraw", "traffic-change", "--because", "checked again", "--yes"]) == ANSWERED
    assert main(["facts", "traffic-change"]) == ANSWERED
    assert "withdrawn on" in capsys.readouterr().out
    assert main([*words, "--yes"]) == COULD_NOT_RUN
    assert "take 'withdrawn' out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["correct"], "what is the right value?"),
        (["correct", "traffic-change", "--because", "x"], "what is the right value?"),
        (["correct", "traffic-change", "--to", "3 %"], "--because"),
        (["correct", "--to", "3 %", "--because", "x"], "which fact?"),
        (["correct", "traffic-change", "--to", "3 pp", "--because", "x"], "percentage points"),
        (["withdraw", "traffic-change"], "--because"),
        (["withdraw", "traffic-change", "--because", " "], "--because"),
        (["withdraw", "nothing", "--because", "x"], "there is no fact 'nothing'"),
    ],
)
def test_a_command_that_says_too_little(
    releases: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It could not run, and says what is missing."""
    assert main(words) == COULD_NOT_RUN
    assert says in capsys.readouterr().err
