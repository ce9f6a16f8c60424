"""A chart in words: figures as the release words them, and everything that keeps a picture from saying too much."""

from __future__ import annotations

from bot.answer import Answerer
from facts.chart import drawn
from facts.model import Chart
from intents.replies.picture import Picture, picture_of


def picture(answerer: Answerer, **written: object) -> Picture:
    """A chart of a release in words."""
    chart = Chart.model_validate({"id": "a", "label": {"en": "A"}, **written})
    return picture_of(drawn(chart, answerer.release), answerer.speaker)


def test_a_bound_stays_a_bound(answerer: Answerer) -> None:
    """More than 10 % has no upper end, is said so, and the picture says what an open bar means."""
    shown = picture(answerer, set="cities-above-10")
    assert [(bar.label, bar.value, bar.low, bar.high) for bar in shown.bars] == [
        (city, "more than 10%", 10.0, None) for city in ("Dandong", "Benxi", "Liaoyang")
    ]
    assert all(bar.is_open for bar in shown.bars)
    assert "Three of 14 cities are named; the release does not say that there are no others." in shown.notes
    assert any(note.startswith("Open bar") for note in shown.notes)


def test_what_follows_is_marked_with_its_working(answerer: Answerer) -> None:
    """At the bar, and below."""
    shown = picture(answerer, measures=["value-added-growth", "jan-aug-growth"])
    assert [(bar.value, bar.derived) for bar in shown.bars] == [("3.4%", False), ("2.8% (derived)", True)]
    assert shown.notes == ("Derived, not stated: 3.4 % − 0.6 pp = 2.8 %",)
    assert shown.period == "The first three quarters and January to August"


def test_below_zero_stays_below_zero(other_answerer: Answerer) -> None:
    """A fall beyond a figure has no lower end, and what stands for comparison is told apart."""
    shown = picture(other_answerer, set="ports-with-change", measures=["traffic-change"])
    bars = {bar.label: bar for bar in shown.bars}
    assert (bars["Port Elin"].low, bars["Port Elin"].high) == (-1.4, -1.4)
    assert (bars["Merrow"].low, bars["Merrow"].high) == (None, -8.0)
    assert [bar.beside for bar in shown.bars] == [False] * 4 + [True]


def test_a_count_is_never_below_nothing(other_answerer: Answerer) -> None:
    """So a bound from above has zero as its other end; counts stand in digits."""
    shown = picture(other_answerer, measures=["berths"])
    assert (shown.bars[0].low, shown.bars[0].high) == (30.0, None)
    shown = picture(other_answerer, measures=["ports-growing-count", "ports-total"])
    assert [bar.value for bar in shown.bars] == ["3", "9"]


def test_a_set_whose_size_is_told_says_how_many_are_named(other_answerer: Answerer) -> None:
    """The others exist, and are not doubted."""
    shown = picture(other_answerer, set="ports-growing")
    assert shown.notes == ("One of 3 ports is named.",)


def test_source_and_period_stand_in_the_picture_and_under_it(other_answerer: Answerer) -> None:
    """The caption says all of it without the picture."""
    shown = picture(other_answerer, set="ports-with-change", measures=["traffic-change"])
    assert shown.source == "Source: Marenia's ports in the first half, paragraphs 1 and 2."
    assert shown.period == "The first half of the year"
    for part in (shown.title, shown.source, *shown.notes, *(f"{bar.label}: {bar.value}" for bar in shown.bars)):
        assert part in shown.caption
