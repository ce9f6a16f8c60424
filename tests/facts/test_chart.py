"""Charts as content: what is drawn and in which order, and each way to get one wrong, with file, line, key and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from facts import contents, load
from facts.chart import MOST_BARS, chart_of, drawn
from facts.check import check_release
from facts.model import Chart, Release

OTHER_RELEASE = Path(__file__).parents[1] / "releases" / "marenia-ports-h1"


@pytest.fixture(scope="module")
def release() -> Release:
    """The invented release."""
    return load.load_release(OTHER_RELEASE)


def with_charts(folder: Path, written: str) -> Path:
    """The invented release with other charts."""
    place = folder / "marenia"
    shutil.copytree(OTHER_RELEASE, place, ignore=shutil.ignore_patterns("questions"))
    (place / "charts.yaml").write_text(f"charts:\n  - id: one\n    label: {{en: One}}\n{written}", encoding="utf-8")
    return place


def test_a_set_is_drawn_as_far_as_it_has_figures(release: Release) -> None:
    """Its members with the figures of its indicator, those without are named, and measures stand beside them."""
    shown = drawn(Chart(id="a", label={}, set="ports-with-change", measures=["traffic-change"]), release)
    assert [measure.subject for measure in shown.measures] == ["calder-bay", "port-elin", "sandmouth", "merrow"]
    assert [measure.id for measure in shown.beside] == ["traffic-change"]
    assert shown.without == ()
    assert shown.facts[0] == "ports-with-change"
    grown = release.sets[1].model_copy(update={"members": ["calder-bay", "tarnholm"]})
    other = release.model_copy(update={"sets": [grown], "by_id": {**release.by_id, grown.id: grown}})
    assert drawn(Chart(id="a", label={}, set=grown.id), other).without == ("tarnholm",)


def test_exact_members_go_from_high_to_low_and_named_measures_as_written(release: Release) -> None:
    """A set has no order of its own; where a value is only bounded there is none to make."""
    real = load.load_release(Path(load.__file__).parent / "releases" / "liaoning-industry-q1-q3")
    sectors = drawn(Chart(id="a", label={}, set="sectors-with-rates"), real).measures
    assert [measure.subject for measure in sectors] == ["metallurgy", "consumer-goods", "equipment-manufacturing"]
    written = ["sandmouth-containers", "containers", "calder-bay-containers"]
    shown = drawn(Chart(id="a", label={}, measures=written), release)
    assert [measure.id for measure in shown.measures] == written


def test_facts_lead_to_the_chart_that_shows_most_of_them(release: Release) -> None:
    """The first fact has to be in it."""
    charts = release.charts
    assert chart_of(["merrow-change", "sandmouth-change"], charts, release) is charts[0]
    assert chart_of(["calder-bay-containers"], charts, release) is charts[1]
    assert chart_of(["ship-calls", "merrow-change"], charts, release) is None
    assert chart_of([], charts, release) is None


BARS = "[" + ", ".join(["traffic-change"] * 2) + "]"
WRONG = [
    ("    mesures: [traffic-change]\n", 4, "one.mesures", "no such key", "did you mean 'measures'?"),
    ("    measures: [trafic-change]\n", 4, "one.measures.0", "not known", "did you mean 'traffic-change'?"),
    ("    set: port\n", 4, "one.set", "a kind; it has to be a set", "did you mean 'ports'?"),
    ("    names: {en: [one]}\n", 2, "one", "draws nothing", "name a 'set'"),
    ("    set: shore-power-ports\n", 4, "one.set", "no member", "give the set an 'indicator'"),
    (f"    measures: {BARS}\n", 4, "one.measures", "named twice", "take one of the two out"),
    (
        "    set: ports-with-change\n    measures: [merrow-change]\n",
        5,
        "one.measures",
        "drawn for the set already",
        "take it out",
    ),
    (
        "    measures: [traffic-change, easing]\n",
        4,
        "one.measures.1",
        "'easing' is 0.8 pp and 'traffic-change' is -4.2 %: no one axis",
        "another",
    ),
    ("    measures: [dredging-grants, crane-loans]\n", 4, "one.measures.1", "120 million USD", "another"),
    ("    measures: [containers, ship-calls]\n", 4, "one.measures.1", "2150 call", "another"),
    (
        "    measures: [containers]\n    labels:\n      ship-calls: {en: Calls}\n",
        6,
        "one.labels.ship-calls",
        "no measure that this chart draws",
        "containers",
    ),
    (
        "    measures: [containers]\n    labels:\n      containers: {de: Container}\n",
        6,
        "one.labels.containers",
        "no containers in the language 'en'",
        "add",
    ),
]


@pytest.mark.parametrize(("written", "line", "key", "message", "mend"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_chart_is_told_with_its_place(
    tmp_path: Path, written: str, line: int, key: str, message: str, mend: str
) -> None:
    """What is wrong, where, and what mends it."""
    with pytest.raises(contents.ContentError) as raised:
        load.load_release(with_charts(tmp_path, written))
    (problem,) = raised.value.problems
    assert problem.file.endswith("charts.yaml")
    assert (problem.line, problem.key) == (line, key)
    assert message in problem.message
    assert mend in problem.mend


def test_more_bars_than_a_phone_shows_are_refused(tmp_path: Path) -> None:
    """With how many there are and how many there may be."""
    place = with_charts(tmp_path, "    measures: [containers]\n")
    many = "".join(
        f"  - {{id: more-{n}, label: {{en: More}}, statement: {{en: '{{value}}'}}, indicator: number,\n"
        "     subject: marenia, formula: containers + containers}\n"
        for n in range(MOST_BARS)
    )
    (place / "more.yaml").write_text(f"derived:\n{many}", encoding="utf-8")
    named = ", ".join(["containers", *(f"more-{n}" for n in range(MOST_BARS))])
    (place / "charts.yaml").write_text(f"charts: [{{id: one, label: {{en: One}}, measures: [{named}]}}]")
    with pytest.raises(contents.ContentError, match="draws 13 bars, and 12 can be read"):
        load.load_release(place)


def test_a_figure_in_a_title_has_to_be_one_of_the_release(tmp_path: Path) -> None:
    """Titles and names at bars are checked as labels are."""
    place = with_charts(tmp_path, "    measures: [containers]\n    labels: {containers: {en: In 77 ports}}\n")
    (problem,) = check_release(load.load_release(place), place)
    assert (problem.line, problem.key) == (5, "one.labels.containers.en")
    assert "'77' is the value of no measure" in problem.message
