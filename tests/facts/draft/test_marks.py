"""Settling the marks of a draft: written at once, comments kept, nothing that does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from facts.draft.draft import draft_of
from facts.draft.marks import Mark, Marks, ReviewError
from facts.draft.write import write_draft
from facts.load import load_release

TEXT = """\
Traffic at Arland's ports fell by 4.2% in the first half of the year, the Arland Port Agency said.
Korr grew by 3.1% and Tessil fell by 1.4%. Of the nine ports, three recorded growth.
“We do what we can,” said Minister Ada Lind.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small draft, with a comment of its curator in it."""
    write_draft(draft_of(TEXT, "arland"), tmp_path)
    page = tmp_path / "measures.yaml"
    lines = page.read_text(encoding="utf-8").splitlines()
    lines[1:1] = ["  # first of all"]
    lines[-1] += "  # by the way"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def mark_of(marks: Marks, identifier: str) -> Mark:
    """A mark by its item."""
    return next(mark for mark in marks.left() if mark.id == identifier)


def first(marks: Marks, among: str) -> Mark:
    """The first mark of a list."""
    return next(mark for mark in marks.left() if mark.among == among)


def test_accepting_settles_an_item_and_keeps_comments(folder: Path) -> None:
    """The marks go, the comments stay, and another reader of the folder sees the same."""
    marks = Marks(folder)
    before = len(marks.left())
    marks.accept(first(marks, "measures"))
    assert len(marks.left()) == len(Marks(folder).left()) == before - 1
    written = (folder / "measures.yaml").read_text(encoding="utf-8")
    assert "# first of all" in written
    assert "# by the way" in written


def test_all_can_be_settled(folder: Path) -> None:
    """Once everything is accepted, the draft may go live."""
    marks = Marks(folder)
    while left := marks.left():
        marks.accept(left[0])
    page = folder / "release.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("state: draft", "state: live"), encoding="utf-8")
    assert load_release(folder).is_live


def test_editing_writes_the_value(folder: Path) -> None:
    """A value, a text and a list are written in the form that each has."""
    marks = Marks(folder)
    mark = first(marks, "measures")
    marks.edit(mark, "value", "< -4 %")
    marks.edit(mark, "label", "change of traffic: all ports")
    marks.edit(mark, "names", "traffic, all traffic")
    marks.edit(mark, "basis", "year-on-year")
    marks.edit(mark, "source.excerpt", "ports fell by 4.2%")
    measure = load_release(folder).measure(mark.id)
    assert (str(measure.value), measure.label["en"]) == ("< -4 %", "change of traffic: all ports")
    assert measure.names == {"en": ["traffic", "all traffic"]}
    assert measure.basis == "year-on-year"
    assert measure.source
    assert measure.source.excerpt == "ports fell by 4.2%"
    assert "label" not in measure.review


@pytest.mark.parametrize(
    ("field", "value"),
    [("value", "many"), ("subject", "nowhere"), ("valeu", "3 %"), ("id", "x"), ("direction", "left")],
)
def test_what_would_not_load_is_taken_back(folder: Path, field: str, value: str) -> None:
    """An edit that the loader refuses changes nothing, and says why."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    marks = Marks(folder)
    with pytest.raises(ReviewError, match="To mend:"):
        marks.edit(first(marks, "measures"), field, value)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    marks.accept(first(marks, "measures"))


def test_a_new_kind_is_made(folder: Path) -> None:
    """A kind or an indicator that is not there yet is added, marked in its turn."""
    marks = Marks(folder)
    marks.edit(mark_of(marks, "korr"), "kind", "port")
    mark = first(marks, "measures")
    marks.edit(mark, "indicator", "container-traffic")
    release = load_release(folder)
    assert dict(release.kind["port"].review) == {"label": "made from its name"}
    assert next(each for each in release.indicators if each.id == "container-traffic").unit == "percent"


def test_rejecting_takes_out_what_leans_on_it(folder: Path) -> None:
    """A measure goes with what is derived from it; lists and the headline forget it."""
    marks = Marks(folder)
    headline = load_release(folder).about.headline
    marks.reject(mark_of(marks, headline))
    assert load_release(folder).about.headline != headline
    total = next(measure for measure in load_release(folder).measures if str(measure.value) == "9 port")
    gone = marks.reject(mark_of(marks, total.id))
    assert len(gone) > 1
    assert not [measure for measure in load_release(folder).measures if measure.formula]


def test_rejecting_a_name_leaves_its_figures(folder: Path) -> None:
    """What was said of it is said of the release's own place, and marked."""
    marks = Marks(folder)
    marks.reject(mark_of(marks, "tessil"))
    release = load_release(folder)
    measure = next(measure for measure in release.measures if str(measure.value) == "-1.4 %")
    assert measure.subject == release.about.home
    assert "rejected" in measure.review["subject"]


def test_the_release_and_its_home_stay(folder: Path) -> None:
    """Neither can be rejected."""
    marks = Marks(folder)
    for mark in (first(marks, "about"), mark_of(marks, load_release(folder).about.home)):
        with pytest.raises(ReviewError):
            marks.reject(mark)
    assert Marks(folder).left()


def test_rejecting_one_after_the_other_ends_with_the_last_fact(folder: Path) -> None:
    """All that can go goes, the folder loads at every step, and the last fact stays."""
    marks = Marks(folder)
    refused: set[tuple[str, str]] = set()
    while left := [mark for mark in marks.left() if (mark.among, mark.id) not in refused]:
        try:
            marks.reject(left[0])
        except ReviewError:
            refused.add((left[0].among, left[0].id))
    release = load_release(folder)
    assert len(list(release.facts())) == 1


def test_only_a_draft_is_reviewed(folder: Path) -> None:
    """A release that is live is edited by hand."""
    marks = Marks(folder)
    while left := marks.left():
        marks.accept(left[0])
    page = folder / "release.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("state: draft", "state: live"), encoding="utf-8")
    with pytest.raises(ReviewError, match="only a draft"):
        Marks(folder)
