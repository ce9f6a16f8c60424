"""One indicator from release to release: the order of releases, who is whose counterpart, and what is not compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from facts.contents import ContentError
from facts.load import load_release
from facts.model import Direction, Measure, Release
from facts.quantity import Quantity
from facts.series import Obstacle, Point, breaks, counterpart, difference, in_order, obstacle, series

RELEASES = Path(__file__).parents[1] / "releases"


@pytest.fixture(scope="module")
def first() -> Release:
    """The invented release of the first half."""
    return load_release(RELEASES / "marenia-ports-h1")


@pytest.fixture(scope="module")
def second() -> Release:
    """Its second edition, of the first three quarters."""
    return load_release(RELEASES / "marenia-ports-q3")


def changed(release: Release, name: str, **keys: object) -> Release:
    """A release with one measure changed."""
    measures = [m.model_copy(update=keys) if m.id == name else m for m in release.measures]
    others = {fact.id: fact for fact in release.facts() if not isinstance(fact, Measure)}
    known = {**others, **{measure.id: measure for measure in measures}}
    return release.model_copy(update={"measures": measures, "by_id": known})


def why(first: Release, second: Release, name: str) -> Obstacle | None:
    """Why a measure of two releases is not compared."""
    return obstacle(Point(first, first.measure(name)), Point(second, second.measure(name)))


def test_releases_go_by_the_day_they_came_out(first: Release, second: Release) -> None:
    """The day decides, then the identifier; a release without a day is older than any that has one."""
    assert in_order([second, first]) == [first, second]
    early = first.model_copy(update={"about": first.about.model_copy(update={"id": "zz", "issued": None})})
    late = first.model_copy(
        update={"about": first.about.model_copy(update={"id": "aa", "issued": dt.date(2040, 1, 1)})}
    )
    assert [release.id for release in in_order([late, second, early])] == ["zz", "marenia-ports-q3", "aa"]


def test_a_difference_is_told_with_its_sign(first: Release, second: Release) -> None:
    """Of two rates in percent, in percentage points, the later minus the earlier."""
    points = series(first.measure("traffic-change"), first, [first, second])
    assert [point.release.id for point in points] == ["marenia-ports-h1", "marenia-ports-q3"]
    found = difference(*points)
    assert found is not None
    value, step = found
    assert value == Quantity.parse("1.3 pp")
    assert [operand.value for operand in step.operands] == [Quantity.parse("-2.9 %"), Quantity.parse("-4.2 %")]
    assert breaks(points) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("transshipment-share", Obstacle.DEFINITION),
        ("easing", Obstacle.BASIS),
        ("containers", Obstacle.LENGTH),
        ("merrow-change", Obstacle.BOUNDS),
        ("ports-growing-count", None),
        ("sandmouth-change", None),
    ],
)
def test_what_differs_is_an_obstacle(first: Release, second: Release, name: str, reason: Obstacle | None) -> None:
    """Another definition, another basis, another length of what is summed up, no exact figure: never a difference."""
    assert why(first, second, name) is reason
    points = [Point(first, first.measure(name)), Point(second, second.measure(name))]
    assert (difference(*points) is None) is (reason is not None)
    assert [one[2] for one in breaks(points)] == ([reason] if reason else [])


def test_other_obstacles(first: Release, second: Release) -> None:
    """Another unit, another written basis, and a fall that is written by its size against a rise."""
    assert (
        why(first, changed(second, "dredging-grants", value=Quantity.parse("9 USD")), "dredging-grants")
        is Obstacle.UNIT
    )
    assert why(first, changed(second, "traffic-change", basis="quarter-on-quarter"), "traffic-change") is Obstacle.BASIS
    fall = changed(first, "calder-bay-change", direction=Direction.DOWN)
    assert why(fall, second, "calder-bay-change") is Obstacle.DIRECTION


def test_one_name_makes_definitions_alike(first: Release, second: Release) -> None:
    """Indicators with the same ``comparable_as`` are compared, whatever they are called and however worded."""
    shares = {"share", "share-with-empties"}
    named = [
        release.model_copy(
            update={
                "indicators": [
                    each.model_copy(update={"comparable_as": "transshipment"}) if each.id in shares else each
                    for each in release.indicators
                ]
            }
        )
        for release in (first, second)
    ]
    assert why(*named, "transshipment-share") is None


def test_a_counterpart_is_the_same_or_the_only_one_of_its_sort(first: Release, second: Release) -> None:
    """By its identifier; else the only measure with this indicator, subject, basis and unit; of the own period."""
    rate = first.measure("calder-bay-change")
    other = changed(second, "calder-bay-change", id="calder-bay-rate")
    assert isinstance(found := counterpart(rate, first, other), Measure)
    assert found.id == "calder-bay-rate"
    assert counterpart(first.measure("ship-calls"), first, second) is None
    assert counterpart(first.measure("q1-change"), first, second) is None
    assert counterpart(first.by_id["causes"], first, second) == second.by_id["causes"]
    moved = changed(second, "traffic-change", subject="sandmouth")
    assert counterpart(first.measure("traffic-change"), first, moved) is None


@pytest.mark.parametrize(
    ("written", "key"),
    [("  year: the year", "about.year"), ("  issued: soon", "about.issued"), ("  comparable: x", "about.comparable")],
)
def test_what_is_written_wrong_is_told(tmp_path: Path, written: str, key: str) -> None:
    """Years, days and unknown keys are refused with their place."""
    import shutil

    place = tmp_path / "marenia"
    shutil.copytree(RELEASES / "marenia-ports-q3", place)
    file = place / "release.yaml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(written[:8])]
    kept.insert(kept.index("about:") + 1, written)
    file.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load_release(place)
    assert key in [problem.key for problem in refused.value.problems]
