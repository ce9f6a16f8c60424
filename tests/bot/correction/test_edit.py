"""A fact is changed in its YAML, and nothing else of the file is."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from bot.correction.edit import changed, correction, withdrawal
from facts.load import load_release
from facts.quantity import Quantity
from facts.writing import merged
from tests.conftest import OTHER_RELEASE

AT = dt.datetime(2026, 7, 21, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
REAL = Path(__file__).parents[3] / "facts" / "releases"
STATED = [
    pytest.param(folder, measure.id, id=measure.id)
    for folder, step in ((OTHER_RELEASE, 1), *((each, 8) for each in sorted(REAL.iterdir())))
    for measure in [each for each in load_release(folder).measures if not each.formula][::step]
]


def lines_changed(file: Path, written: str) -> list[str]:
    """The lines that differ, each with how."""
    from difflib import unified_diff

    lines = list(unified_diff(file.read_text(encoding="utf-8").splitlines(), written.splitlines(), lineterm="", n=0))
    return [line for line in lines[2:] if not line.startswith("@@")]


@pytest.mark.parametrize(("folder", "fact"), STATED)
def test_any_stated_measure_can_be_corrected(folder: Path, fact: str) -> None:
    """One line is changed and two are added, whatever stands around them."""
    value = load_release(folder).measure(fact).value
    new = Quantity.bounded(value.sign, value.value + 1, value.unit)
    file, written = changed(folder, fact, correction(new, AT, 'a "slip": 5% of it'))
    lines = lines_changed(file, written)
    assert [line[0] for line in lines].count("-") == 1
    assert len(lines) == 4
    assert f"{new}" in "".join(line for line in lines if line[0] == "+")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """The value that was told is among the revisions, with the moment and the reason."""
    folder = tmp_path / "release"
    shutil.copytree(OTHER_RELEASE, folder)
    for number, value in enumerate(("-4.3 %", "-4.4 %")):
        moment = AT + dt.timedelta(days=number)
        file, written = changed(folder, "traffic-change", correction(Quantity.parse(value), moment, f"{number}: why?"))
        file.write_text(written, encoding="utf-8")
    measure = load_release(folder).measure("traffic-change")
    assert str(measure.value) == "-4.4 %"
    assert [(str(r.value), r.because) for r in measure.revisions] == [("-4.2 %", "0: why?"), ("-4.3 %", "1: why?")]
    assert measure.revisions[0].corrected == AT
    file, written = changed(folder, "causes", withdrawal(AT, "never said"))
    file.write_text(written, encoding="utf-8")
    withdrawn = load_release(folder).by_id["causes"].withdrawn
    assert withdrawn is not None
    assert (withdrawn.at, withdrawn.because) == (AT, "never said")


def test_a_heading_below_the_last_key_stays_below(tmp_path: Path) -> None:
    """A comment that belongs to the next item is not drawn into this one."""
    text = (
        "# The head\nmeasures:\n  # first\n  - id: one\n    subject:   here   # odd spaces\n    value: 3 %  # typed\n"
        "\n  # second\n  - {id: two, label: {en: it}, value: '> 4 %'}\n"
    )
    (tmp_path / "some.yaml").write_text(text, encoding="utf-8")
    _, written = changed(tmp_path, "one", correction(Quantity.parse("> 5 %"), AT, "a slip"))
    assert written == text.replace(
        "    value: 3 %  # typed\n",
        '    revisions:\n      - {value: 3 %, corrected: "2026-07-21T09:30:00+08:00", because: "a slip"}\n'
        '    value: "> 5 %" # typed\n',
    )
    _, written = changed(tmp_path, "two", correction(Quantity.parse("4 %"), AT, "a slip"))
    assert written == text.replace(
        "value: '> 4 %'}",
        "revisions: [{value: '> 4 %', corrected: \"2026-07-21T09:30:00+08:00\", because: \"a slip\"}], value: '4 %'}",
    )


def test_a_fact_that_is_nowhere(tmp_path: Path) -> None:
    """No file is made up for it."""
    with pytest.raises(KeyError):
        changed(OTHER_RELEASE, "nothing", withdrawal(AT, "…"))


def test_lines_that_the_library_writes_in_its_own_way_are_kept() -> None:
    """Folded lists and spaces at a line's end are as they were; only the edit is taken over."""
    text = "a: [1,\n    2]\nb: 3  \nc: 4\n"
    untouched, edited = "a: [1, 2]\nb: 3\nc: 4\n", "a: [1, 2]\nb: 3\nd: 5\nc: 6\n"
    assert merged(text, untouched, edited) == "a: [1,\n    2]\nb: 3  \nd: 5\nc: 6\n"
