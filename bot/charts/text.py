"""A chart as lines of text, for terminals."""

from __future__ import annotations

from typing import Final

from bot.answer import Answerer
from bot.render import INDENT, Line, Style
from intents.replies.picture import Bar, Picture

_WIDTH: Final = 24
"""Of the longest bar, in characters."""
_FULL: Final = "█"
_POSSIBLE: Final = "░"
_BESIDE: Final = "▒"
_LEAST: Final = "▏"
"""What is less than half a character long."""


def listed(answerer: Answerer) -> list[Line]:
    """The charts that there are, a line each."""
    charts = answerer.charts
    width = max((len(chart.id) for chart in charts), default=0)
    lines = [Line(answerer.speaker.text(chart.label), Style.DETAIL, 0, f"{chart.id:<{width}}  ") for chart in charts]
    return lines or [Line("There are no charts here.", Style.CAUTION)]


def lines_of(picture: Picture) -> list[Line]:
    """A chart: its title, a line a bar, and what has to be known to read it."""
    names = max(len(bar.label) for bar in picture.bars)
    ends = [end for bar in picture.bars for end in (bar.low, bar.high, 0.0) if end is not None]
    scale = _WIDTH / ((max(ends) - min(ends)) or 1)
    left = round(-min(ends) * scale)
    left += any(bar.low is None for bar in picture.bars)
    return [
        Line(picture.title, Style.HEADLINE),
        Line(picture.period, Style.DETAIL),
        *(
            Line(f"{_drawn(bar, scale, left)} {bar.value}", Style.DETAIL, INDENT, f"{bar.label:<{names}}  ")
            for bar in picture.bars
        ),
        *(Line(note, Style.NOTE, INDENT) for note in picture.notes),
        Line(picture.source, Style.SOURCE, INDENT),
    ]


def _drawn(bar: Bar, scale: float, left: int) -> str:
    """A bar, with room on its left for those that go below zero; one without an end has a point there."""
    sign = _BESIDE if bar.beside else _FULL
    up = _side(sign, bar.low, bar.high, scale, "▶")
    down = _side(sign, None if bar.high is None else -bar.high, None if bar.low is None else -bar.low, scale, "◀")
    return f"{down[::-1]:>{left}}│{up}"


def _side(sign: str, near: float | None, far: float | None, scale: float, point: str) -> str:
    """What of a bar lies on one side of zero: sure up to the near bound, possible up to the far one."""
    sure = round(max(near or 0.0, 0.0) * scale)
    if far is None:
        return sign * sure + point
    possible = _POSSIBLE * (round(max(far, 0.0) * scale) - sure)
    return sign * sure + possible or (_LEAST if far > 0 else "")
