"""Tables in plain text and Markdown: rows, heads, captions, and what the check makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from facts.check import check_release
from facts.draft.document import read_document
from facts.draft.draft import draft_of
from facts.draft.write import write_draft
from facts.load import load_release
from facts.text import columns

SEGMENTS = """Velt Works reported revenue of €412.6 million for the third quarter.
Revenue by segment
€ million    Q3 2031   Q3 2030   Change
Steel          231.4     247.5    -6.5%
Paper          118.2     117.0    +1.0%
"""


def read(text: str) -> list[tuple[str, str, str]]:
    """Value, indicator and subject of each figure."""
    return [(str(each.value), each.indicator, each.subject) for each in draft_of(text, "test").readings]


def test_a_table_is_read_by_its_head_and_caption() -> None:
    """The unit stands in the head, what is measured above the table, the change in its own column."""
    assert read(SEGMENTS)[1:] == [
        ("231.4 million EUR", "revenue of steel", ""),
        ("247.5 million EUR", "revenue of steel", ""),
        ("-6.5 %", "change of revenue of steel", ""),
        ("118.2 million EUR", "revenue of paper", ""),
        ("117 million EUR", "revenue of paper", ""),
        ("1 %", "change of revenue of paper", ""),
    ]
    assert [each.period for each in draft_of(SEGMENTS, "test").readings][1:3] == ["q3", "q3-last-year"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Region | Cases | Change\nNorth | 412 | +35%\nSouth | 689 | -4%",
            [
                ("412 case", "cases", "North"),
                ("35 %", "change of cases", "North"),
                ("689 case", "cases", "South"),
                ("-4 %", "change of cases", "South"),
            ],
        ),
        (
            "| Key figures | October | September |\n|---|---|---|\n| Jobless rate | 5.2% | 5.4% |",
            [("5.2 %", "jobless rate", ""), ("5.4 %", "jobless rate", "")],
        ),
        (
            "Region       Supply (million m3)   Change\nCoast                19.2          -1.1%",
            [("19200000 cubic-metre", "supply", "Coast"), ("-1.1 %", "change of supply", "Coast")],
        ),
        (
            "Staff      2031    2030   Change\nWorkers   2,310   2,190     +120",
            [
                ("2310 worker", "workers", ""),
                ("2190 worker", "workers", ""),
                ("120 worker", "change of workers", ""),
            ],
        ),
        ("0-4 years\t412\t389\n5-14 years\t120\t101", [("412 item", "0-4 years", ""), ("389 item", "0-4 years", "")]),
    ],
)
def test_columns_say_what_is_measured(table: str, expected: list[tuple[str, str, str]]) -> None:
    """Bars, tabs and wide gaps part cells; rows by place name places; a difference in the counted unit is one."""
    found = read(f"Velland counts.\n{table}\n")
    assert found[: len(expected)] == expected


def test_a_table_by_station_names_stations() -> None:
    """A station is a place, whatever its name means; one named behind "and" is not that of the figure before."""
    found = read("Air in Velland.\nStation | Dust (µg/m³)\nRiverside | 26\nHillcrest | 11\n")
    assert found == [("26 microgram", "dust", "Riverside"), ("11 microgram", "dust", "Hillcrest")]
    days = read("Air in Velland. In Lower Sarn the limit was exceeded on 21 days and in Upper Sarn on 18.")
    assert [(value, subject) for value, _, subject in days] == [("21 day", "Lower Sarn"), ("18 day", "Upper Sarn")]


def test_a_unit_in_the_cell_itself_is_no_guess() -> None:
    """Only what the cell does not say of its unit is the table's: a currency beside the number is its own."""
    table = "Region | Revenue | Share | Staff\nNorth | €4.2 million | 35% | 120\nSouth | €3.1 million | 26% | 90"
    doubts = [each.doubts.get("unit") for each in draft_of(f"Velland counts.\n{table}\n", "test").readings]
    assert doubts == [None, None, "it is that of the table"] * 2


def test_prose_is_no_table() -> None:
    """Two spaces behind a full stop, or within a line, part nothing."""
    prose = "Exports rose.  They came to  4 million euros.\nThe rate was   unchanged."
    assert "|" not in columns(prose)


def test_a_drafted_table_passes_the_check(tmp_path: Path) -> None:
    """A cell holds the number alone, and is held against the value in its millions; the text may be the file itself."""
    file = tmp_path / "velt.txt"
    file.write_text(SEGMENTS, encoding="utf-8")
    folder = tmp_path / "velt"
    folder.mkdir()
    write_draft(draft_of(read_document(file), "velt"), folder)
    problems = check_release(load_release(folder), folder, file.read_text(encoding="utf-8"))
    assert not [each for each in problems if each.severity == "error"]


def test_a_wrong_cell_does_not_pass(tmp_path: Path) -> None:
    """Any number of millions will not do: it has to be the number of the cell."""
    write_draft(draft_of(SEGMENTS, "velt"), tmp_path)
    file = tmp_path / "measures.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("118.2 million", "118.3 million"), encoding="utf-8")
    problems = check_release(load_release(tmp_path), tmp_path, SEGMENTS)
    assert any("118.3 million EUR" in each.message for each in problems if each.severity == "error")


def test_a_list_by_region_names_regions() -> None:
    """The points of a list whose first line says so are of places, and of what that line names."""
    text = "Cases in Sarvia rose.\nNew cases by region:\n- North: 412 (+12%)\n- Central Plain: 689 cases\n"
    assert read(text) == [
        ("412 case", "new cases", "North"),
        ("12 %", "change of new cases", "North"),
        ("689 case", "new cases", "Central Plain"),
    ]
