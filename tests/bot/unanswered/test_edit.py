"""What a decision writes: one line more, in its place, and nothing else changed."""

from __future__ import annotations

import shutil
from difflib import ndiff
from pathlib import Path

import pytest

from bot.unanswered import edit
from facts.load import load_release
from facts.model import Release
from facts.writing import changed
from intents.matching.wordings import load_wordings
from tests.conftest import OTHER_RELEASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented release, to be written to."""
    return Path(shutil.copytree(OTHER_RELEASE, tmp_path / OTHER_RELEASE.name))


def added(edits: edit.Edits) -> list[str]:
    """The lines that come new, each changed line as it is now; nothing else may have changed."""
    found = []
    for file, text in edits.items():
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        found += [line[2:].rstrip() for line in ndiff(before.splitlines(), text.splitlines()) if line[0] == "+"]
    return found


def written(edits: edit.Edits, folder: Path) -> Release:
    """The release once the edits are in place."""
    for file, text in edits.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load_release(folder)


def test_a_wording_goes_to_its_query(folder: Path, other_release: Release) -> None:
    """Below those that there are; a query that nothing asks for yet gets an entry of its own."""
    known = edit.query_of("tell containers", folder, other_release, "en")
    assert added(edit.wording(folder, "en", known, ['Boxes "moved"?'])) == ['      - "Boxes \\"moved\\"?"']
    new = edit.query_of("tell containers berths", folder, other_release, "en")
    edits = edit.wording(folder, "en", new, ["Boxes and berths?"])
    release = written(edits, folder)
    assert "Boxes and berths?" in load_wordings(folder, release, "en").asks["tell containers berths"]


def test_an_alias_is_one_name_more(folder: Path) -> None:
    """On the line of the others; a thing without names gets them."""
    (line,) = added(edit.alias(folder, "en", "containers", "crates"))
    assert line == "    names: {en: [containers handled, containers, boxes handled, boxes, crates]}"
    release = written(edit.alias(folder, "en", "ports-total", "havens"), folder)
    assert release.by_id["ports-total"].names == {"en": ["havens"]}


def test_a_gap_is_written_where_gaps_stand(folder: Path, other_release: Release) -> None:
    """With what is not stated, and the question that means it."""
    edits = edit.gap(folder, other_release, "en", "gap-rust", "the rust of the cranes", ["Rusty cranes?"])
    release = written(edits, folder)
    assert release.gaps[-1].label == {"en": "the rust of the cranes"}
    assert load_wordings(folder, release, "en").asks["gap gap-rust"] == ["Rusty cranes?"]


def test_what_is_ignored_is_kept_beside_the_release(folder: Path) -> None:
    """One file a language, and the release loads as before."""
    written(edit.ignored(folder, "en", ["Who won?"]), folder)
    written(edit.ignored(folder, "en", ["Who lost?"]), folder)
    assert edit.let_lie(folder, "en") == ["Who won?", "Who lost?"]


@pytest.mark.parametrize("query", ["tell", "say boxes", "{tell: [}", "filter port above"])
def test_what_is_no_query_is_refused(query: str, other_release: Release) -> None:
    """With the nearest that is one."""
    with pytest.raises(edit.RefusedError, match="To mend"):
        edit.query_of(query, OTHER_RELEASE, other_release, "en")


def test_what_is_not_there_is_refused(other_release: Release) -> None:
    """A fact, and a gap without a label; a name twice."""
    with pytest.raises(edit.RefusedError, match="did you mean 'containers'"):
        edit.alias(OTHER_RELEASE, "en", "contaners", "crates")
    with pytest.raises(edit.RefusedError, match="--label"):
        edit.gap(OTHER_RELEASE, other_release, "en", "gap-rust", None, ["Rusty?"])
    with pytest.raises(edit.RefusedError, match="already"):
        edit.alias(OTHER_RELEASE, "en", "containers", "Boxes")


def test_lines_that_a_change_leaves_alone_stay_as_they_were_written() -> None:
    """However the library would have written them."""
    text = "# top\na:   {x: 1,   y: 2}   # spaced\n\nb:\n- 1\n- 2\n# end\n"
    new = changed(text, lambda data: data["b"].append(3) or True)
    assert new is not None
    assert new.startswith("# top\na:   {x: 1,   y: 2}   # spaced\n\nb:\n")
    assert "# end" in new
    assert changed(text, lambda data: False) is None
