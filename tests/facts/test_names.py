"""Names that a slip makes one, and texts that one language lacks, are told at their line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facts.load import load_release
from facts.names import check_names, slips
from tests.conftest import OTHER_RELEASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented release, to be spoilt."""
    return Path(shutil.copytree(OTHER_RELEASE, tmp_path / OTHER_RELEASE.name))


def found(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What is wrong once one text stands in the place of another."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in check_names(load_release(folder), folder)]


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("merrow", "marrow", 1),
        ("oil", "oi", None),
        ("sandmouth", "sandmuoth", 1),
        ("liaoning", "liaoyang", 2),
        ("merrow", "narrow", None),
        ("calder", "elin", None),
        ("bonds", "bonds", 0),
    ],
)
def test_the_shorter_a_name_the_fewer_slips(one: str, other: str, away: int | None) -> None:
    """One slip from four letters on, two from eight; the first letter is hardly ever wrong."""
    assert slips(one, other) == away


def test_nothing_is_wrong_with_the_invented_release(folder: Path) -> None:
    """Its names are apart, and it has one language."""
    assert check_names(load_release(folder), folder) == []


def test_names_that_a_slip_makes_one_are_told(folder: Path) -> None:
    """With the line, so that somebody can weigh it."""
    (told,) = found(folder, "entities.yaml", "[Calder Bay, Calder]", "[Calder, Sandmuoth]")
    assert "entities.yaml:" in told
    assert "'sandmuoth' is 1 slip from 'sandmouth', the name of 'sandmouth'" in told


def test_a_language_of_the_title_has_all_labels(folder: Path) -> None:
    """A label that is lacking is an error; other names are for a person to weigh."""
    problems = found(folder, "release.yaml", "title: {en: ", "title: {fr: Les ports, en: ")
    assert any("calder-bay.label: there is no label in the language 'fr'" in each for each in problems)
    assert any(
        "warning: containers.names: there is no names" in each or "containers.names" in each for each in problems
    )
