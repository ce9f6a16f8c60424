"""A release goes live when one person has checked it and another has approved what was checked."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from facts.contents import ContentError
from facts.load import load_release, load_releases, state_of
from facts.sign import SignError, approve, sign_checked, supersede
from tests.conftest import OTHER_RELEASE

NOW = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The invented release as a draft."""
    folder = Path(shutil.copytree(OTHER_RELEASE, tmp_path / "releases" / OTHER_RELEASE.name))
    change(folder / "release.yaml", "  id: marenia-ports-h1\n", "  id: marenia-ports-h1\n  state: draft  # for now\n")
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Put one text in the place of another."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_from_draft_to_live_and_out_again(draft: Path) -> None:
    """Each step is written into the release, with who and when; only what is live is read for answers."""
    with pytest.raises(ContentError, match="no release here is live"):
        load_releases(draft.parent)
    sign_checked(draft, "Ana  Kurt", NOW)
    about = load_release(draft).about
    assert about.checked is not None
    assert (about.state, about.checked.by, about.checked.at) == ("checked", "Ana Kurt", NOW)
    assert state_of(draft) == "checked"

    release = approve(draft, "Bo Lind", NOW)
    assert release.about.approved is not None
    assert release.about.approved.by == "Bo Lind"
    assert list(load_releases(draft.parent)) == ["marenia-ports-h1"]
    supersede(draft)
    assert state_of(draft) == "superseded"


def test_signing_keeps_comments_and_everything_else(draft: Path) -> None:
    """Only the lines of the state and the signatures are new."""
    before = (draft / "release.yaml").read_text(encoding="utf-8").splitlines()
    sign_checked(draft, "Ana Kurt", NOW)
    after = (draft / "release.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == ["  state: draft  # for now"]
    assert len(after) == len(before) + 1
    assert "# for now" in "\n".join(after)


def test_one_person_is_not_both(draft: Path) -> None:
    """Unless that is allowed."""
    sign_checked(draft, "Ana Kurt", NOW)
    with pytest.raises(SignError, match="RELEASE_BOT_ONE_PERSON"):
        approve(draft, "ana kurt", NOW)
    assert approve(draft, "ana kurt", NOW, alone=True).is_live


@pytest.mark.parametrize("file", ["measures.yaml", "questions/en/cargo.yaml", "expected/en/whole.yaml"])
def test_what_was_changed_since_is_checked_again(draft: Path, file: str) -> None:
    """A fact, a wording, an expected answer: what was signed is what goes live."""
    sign_checked(draft, "Ana Kurt", NOW)
    place = draft / file
    text = place.read_text(encoding="utf-8")
    old, new = ("container traffic", "box traffic") if file == "measures.yaml" else ("ow many", "ow  many")
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SignError, match="changed after Ana Kurt checked it"):
        approve(draft, "Bo Lind", NOW)


def test_what_is_out_of_turn_is_refused(draft: Path) -> None:
    """Approved before it is checked, signed by nobody, or once it is live."""
    with pytest.raises(SignError, match="nobody has checked it"):
        approve(draft, "Bo Lind", NOW)
    with pytest.raises(SignError, match="nobody is named"):
        sign_checked(draft, "  ", NOW)
    with pytest.raises(SignError, match="only what is live is superseded"):
        supersede(draft)
    for wrong in (lambda: sign_checked(OTHER_RELEASE, "Ana", NOW), lambda: approve(OTHER_RELEASE, "Bo", NOW)):
        with pytest.raises(SignError, match="live already"):
            wrong()
