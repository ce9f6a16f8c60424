"""A picture drawn with matplotlib: for a phone, so 1080 pixels wide with large type, on a light or a dark ground.

Each bar has its name and its figure in a line above it, and begins at zero. What the release bounds and does not
give exactly is never drawn as if it were exact: a bar without an end goes on in points, and what only may be is hollow.

Run as a program, it reads a picture as JSON and writes the drawing: the bot draws in a process of its own, which can
be ended when it takes too long, and whose memory is given back.
"""

from __future__ import annotations

import io
import logging
import math
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import matplotlib
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from bot.charts.files import Form
from bot.charts.order import CANNOT_DRAW, ChartError, Theme, from_json
from intents.replies.picture import Bar, Picture

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells that it looks for fonts, once

_WIDTH: Final = 1080
_MARGIN: Final = 64
_DPI: Final = 100
_BAR: Final = 54
_GAP: Final = 44
"""Below a bar, before the name of the next."""
_POINTS: Final = 3
_POINT: Final = 24
"""The width of one of the points in which an open bar goes on."""
_STRIPES: Final = 16
"""From one stripe of a derived bar to the next."""
_LEAST: Final = 6
"""So that eight of four thousand can still be seen."""
_GOES_ON: Final = 190
"""Room for the points, and for nothing else to be as long as an open bar seems."""
_FAMILIES: Final = (
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Microsoft YaHei",
    "SimHei",
    "Arial Unicode MS",
)
"""A letter is taken from the first of these that is installed and has it."""


@dataclass(frozen=True, slots=True)
class _Colours:
    ground: str
    text: str
    muted: str
    line: str
    up: str
    down: str
    beside: str


_COLOURS: Final = {
    Theme.LIGHT: _Colours("#ffffff", "#15202b", "#53616f", "#c3ccd5", "#1d6fb8", "#c2501f", "#8793a0"),
    Theme.DARK: _Colours("#17212b", "#f2f5f8", "#a9b6c3", "#46535f", "#5aaef0", "#f08a5d", "#7c8b99"),
}


def draw(picture: Picture, theme: Theme = Theme.LIGHT, form: Form = "png") -> bytes:
    """A picture as PNG or SVG; the same one always as the same bytes. Raises ChartError for letters in no font here."""
    with (
        matplotlib.rc_context({"svg.hashsalt": picture.id, "svg.fonttype": "path"}),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("error", message="Glyph .* missing from font")
        try:
            return _drawn(picture, _COLOURS[theme], form)
        except UserWarning as missing:
            raise ChartError(
                f"no font here has all letters of the chart {picture.id!r} in {picture.language!r}: {missing}\n"
                "  To mend: install a font for that language, such as Noto Sans CJK for Chinese."
            ) from None


def _drawn(picture: Picture, colours: _Colours, form: Form) -> bytes:
    figure = Figure(figsize=(_WIDTH / _DPI, 1), dpi=_DPI, facecolor=colours.ground)
    FigureCanvasAgg(figure)
    height = math.ceil(_Sheet(figure, colours).fill(picture))
    figure.set_size_inches(_WIDTH / _DPI, height / _DPI)
    axes = figure.axes[0]
    axes.set_ylim(height, 0)
    told = {"Title": picture.title, "Description": picture.caption}
    made = io.BytesIO()
    metadata = {**told, "Date": None, "Creator": None} if form == "svg" else {**told, "Software": None}
    figure.savefig(made, format=form, dpi=_DPI, facecolor=colours.ground, metadata=metadata)
    return made.getvalue()


class _Sheet:
    """A sheet on which things are put one below the other; its coordinates are pixels from the top left."""

    def __init__(self, figure: Figure, colours: _Colours) -> None:
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, _WIDTH)
        self._colours = colours
        self._renderer: Any = figure.canvas.get_renderer()  # type: ignore[attr-defined]
        installed = set(font_manager.get_font_names())
        self._family = [name for name in _FAMILIES if name in installed]
        self._y = float(_MARGIN)

    def fill(self, picture: Picture) -> float:
        """Put a whole picture on the sheet; return how high it has become."""
        colours = self._colours
        self._title(picture.title)
        self._paragraph(picture.period, 38, colours.muted)
        self._y += 36
        self._bars(picture)
        self._y += 4
        self._axes.plot((_MARGIN, _WIDTH - _MARGIN), (self._y, self._y), color=colours.line, linewidth=1.5)
        self._y += 26
        for note in picture.notes:
            self._paragraph(note, 32, colours.text)
            self._y += 8
        self._paragraph(picture.source, 30, colours.muted)
        return self._y + _MARGIN - 12

    # Text

    def _text(self, x: float, words: str, size: float, colour: str, *, bold: bool = False, right: bool = False) -> Text:
        """Words whose first line hangs from where the sheet is filled to."""
        return self._axes.text(
            x,
            self._y,
            words,
            fontsize=size * 72 / _DPI,
            family=self._family,
            weight="bold" if bold else "normal",
            color=colour,
            ha="right" if right else "left",
            va="top",
            parse_math=False,
        )

    def _width(self, words: str, size: float, *, bold: bool = False) -> float:
        text = self._text(0, words, size, "none", bold=bold)
        width = float(text.get_window_extent(self._renderer).width)
        text.remove()
        return width

    def _wrapped(self, words: str, size: float, room: float, *, bold: bool = False) -> Iterator[str]:
        """Lines that fit; broken between words, or between letters where a word is longer than a line."""
        line = ""
        for word in _pieces(words):
            if line and self._width((line + word).rstrip(), size, bold=bold) > room:
                yield line.rstrip()
                line = ""
            line += word
            while len(line) > 1 and self._width(line.rstrip(), size, bold=bold) > room:
                fits = next(
                    n for n in range(len(line) - 1, 0, -1) if n == 1 or self._width(line[:n], size, bold=bold) <= room
                )
                yield line[:fits]
                line = line[fits:]
        if line.strip():
            yield line.rstrip()

    def _title(self, words: str) -> None:
        """The title, its lines about as long as each other."""
        size, room = 54, float(_WIDTH - 2 * _MARGIN)
        lines = list(self._wrapped(words, size, room, bold=True))
        longest = max(self._width(word.rstrip(), size, bold=True) for word in _pieces(words))
        while (room := room - 20) > longest:
            closer = list(self._wrapped(words, size, room, bold=True))
            if len(closer) > len(lines):
                break
            lines = closer
        for line in lines:
            self._text(_MARGIN, line, size, self._colours.text, bold=True)
            self._y += size * 1.32

    def _paragraph(self, words: str, size: float, colour: str, *, bold: bool = False) -> None:
        for line in self._wrapped(words, size, _WIDTH - 2 * _MARGIN, bold=bold):
            self._text(_MARGIN, line, size, colour, bold=bold)
            self._y += size * 1.32

    # Bars

    def _bars(self, picture: Picture) -> None:
        ends = [end for bar in picture.bars for end in (bar.low, bar.high, 0.0) if end is not None]
        left = _MARGIN + (_GOES_ON if any(bar.low is None for bar in picture.bars) else 0)
        right = _WIDTH - _MARGIN - (_GOES_ON if any(bar.high is None for bar in picture.bars) else 0)
        scale = (right - left) / ((max(ends) - min(ends)) or 1)
        zero = left - min(ends) * scale
        for bar in picture.bars:
            self._heading(bar)
            self._bar(bar, zero, scale)
            stroke = (self._y - 5, self._y + _BAR + 5)
            self._axes.plot((zero, zero), stroke, color=self._colours.muted, linewidth=2, zorder=3)
            self._y += _BAR + _GAP

    def _heading(self, bar: Bar) -> None:
        """The bar's name, and its figure at the right."""
        colours, size = self._colours, 40
        room = _WIDTH - 2 * _MARGIN - self._width(bar.value, size, bold=True) - 30
        lines = list(self._wrapped(bar.label, size, room)) if room > 300 else []
        if not lines:  # a long figure gets lines of its own
            self._paragraph(bar.label, size, colours.text)
            self._paragraph(bar.value, size, colours.text, bold=True)
        for number, line in enumerate(lines, 1):
            self._text(_MARGIN, line, size, colours.text)
            if number == len(lines):
                self._text(_WIDTH - _MARGIN, bar.value, size, colours.text, bold=True, right=True)
            self._y += size * 1.3
        self._y += 4

    def _bar(self, bar: Bar, zero: float, scale: float) -> None:
        """What is sure is filled, what may be is hollow, and what has no end goes on."""
        low, high = bar.low, bar.high
        for sign, near, far in ((1, low, high), (-1, None if high is None else -high, None if low is None else -low)):
            sure = max(near, 0.0) if near is not None else 0.0
            self._fill(bar, zero, zero + sign * sure * scale, goes_on=sign if far is None else 0)
            if far is not None and far > sure:
                self._hollow(bar, zero + sign * sure * scale, zero + sign * far * scale)
            if far is None:
                self._points(bar, zero + sign * sure * scale, sign)

    def _colour(self, bar: Bar, end: float, zero: float) -> str:
        if bar.beside:
            return self._colours.beside
        return self._colours.up if end >= zero else self._colours.down

    def _fill(self, bar: Bar, zero: float, end: float, *, goes_on: int) -> None:
        if end == zero:
            return
        length = end - zero
        if abs(length) < _LEAST:
            end = zero + (_LEAST if length > 0 else -_LEAST)
        colour = self._colour(bar, end, zero)
        top, bottom = self._y, self._y + _BAR
        tip = [(end + goes_on * _POINT, (top + bottom) / 2)] if goes_on else []
        corners = [(zero, top), (end, top), *tip, (end, bottom), (zero, bottom)]
        if bar.derived:  # striped, and said beside the figure
            self._axes.add_patch(Polygon(corners, facecolor="none", edgecolor=colour, linewidth=3, zorder=2))
            stripes = list(_stripes(min(zero, end), max(zero, end), top, bottom))
            self._axes.add_collection(LineCollection(stripes, colors=colour, linewidths=3), autolim=False)
        else:
            self._axes.add_patch(Polygon(corners, facecolor=colour, edgecolor="none", zorder=2))

    def _hollow(self, bar: Bar, start: float, end: float) -> None:
        left, width = min(start, end), abs(end - start)
        colour = self._colour(bar, end, start)
        self._axes.add_patch(
            Rectangle(
                (left, self._y + 1.5),
                width,
                _BAR - 3,
                facecolor="none",
                edgecolor=colour,
                linewidth=3,
                linestyle=(0, (4, 2)),
                zorder=2,
            )
        )

    def _points(self, bar: Bar, start: float, sign: int) -> None:
        """Points behind each other, each fainter than the one before."""
        top, middle, bottom = self._y, self._y + _BAR / 2, self._y + _BAR
        for number in range(_POINTS):
            at = start + sign * (14 + number * (_POINT + 14))
            far, tip = at + sign * _POINT, at + sign * 2 * _POINT
            corners = [(at, top), (far, top), (tip, middle), (far, bottom), (at, bottom), (at + sign * _POINT, middle)]
            colour = self._colour(bar, start + sign, start)
            self._axes.add_patch(Polygon(corners, facecolor=colour, alpha=0.75 - 0.22 * number, edgecolor="none"))


def _stripes(left: float, right: float, top: float, bottom: float) -> Iterator[tuple[tuple[float, float], ...]]:
    """Lines that rise to the right, cut off at the edges here: not every program that shows SVG can do that."""
    height = bottom - top
    start = left - height + _STRIPES
    while start < right:
        first, last = max(0.0, left - start), min(height, right - start)
        yield (start + first, bottom - first), (start + last, bottom - last)
        start += _STRIPES


def _pieces(words: str) -> Iterator[str]:
    """The parts between which a line may be broken: words with the space behind them, ideographs one by one."""
    piece = ""
    for letter in words:
        if "\u2e80" <= letter <= "\uffef" and piece:
            yield piece
            piece = ""
        piece += letter
        if letter.isspace() or "\u2e80" <= letter <= "\uffef":
            yield piece
            piece = ""
    if piece:
        yield piece


def main() -> int:
    """Read a picture, write it as PNG. Exit status CANNOT_DRAW, with the reason on standard error, where that fails."""
    picture, theme = from_json(sys.stdin.buffer.read())
    try:
        made = draw(picture, theme)
    except ChartError as error:
        print(error, file=sys.stderr)
        return CANNOT_DRAW
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
