"""Drawings: what is sure is filled and what is not never is, whatever is to be drawn; the same always the same."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import numpy
import pytest
from matplotlib.image import imread

from bot.answer import Answerer
from bot.charts.draw import draw
from bot.charts.order import ChartError, Theme, as_json, from_json
from bot.charts.studio import Studio, key_of
from intents.replies.picture import Bar, Picture

BLUE, WHITE = (0x1D, 0x6F, 0xB8), (255, 255, 255)


def picture(*bars: Bar, title: str = "A title") -> Picture:
    """A picture of some bars."""
    return Picture("one", title, "A period", bars, (), "Source: a release.", "A caption.", "en", ())


def pixels(drawing: bytes) -> numpy.ndarray:
    """The colours of a PNG."""
    return (imread(io.BytesIO(drawing))[:, :, :3] * 255).round().astype(int)


def blue(drawing: bytes) -> list[int]:
    """How many pixels of the bars' own colour each line has."""
    return [int(count) for count in (pixels(drawing) == BLUE).all(axis=2).sum(axis=1)]


def test_bars_begin_at_zero_and_are_as_long_as_their_values() -> None:
    """Half the value is half the bar."""
    whole = max(blue(draw(picture(Bar("One", "8%", 8, 8)))))
    lines = blue(draw(picture(Bar("One", "8%", 8, 8), Bar("Half", "4%", 4, 4))))
    assert max(lines) == whole
    assert any(abs(count - whole / 2) <= 2 for count in lines)


def test_an_open_bar_is_filled_up_to_its_bound_and_goes_on() -> None:
    """Its sure part is as long as an exact bar of that value, and something fainter lies beyond."""
    drawing = draw(picture(Bar("Open", "more than 10%", 10, None), Bar("Exact", "10%", 10, 10)))
    exact = max(blue(drawing), key=blue(drawing).count) or max(blue(drawing))
    rows = pixels(drawing)
    open_row = next(row for row, count in enumerate(blue(drawing)) if count >= exact)
    beyond = rows[open_row + 20, -230:]
    faint = [tuple(colour) for colour in beyond if tuple(colour) not in (BLUE, WHITE)]
    assert len(faint) > 20


def test_what_only_may_be_is_not_filled() -> None:
    """A bound from above fills nothing."""
    drawing = draw(picture(Bar("At most", "at most 5", 0.0, 5)))
    assert sum(blue(drawing)) < 0.2 * sum(blue(draw(picture(Bar("Exact", "5", 5, 5)))))


@pytest.mark.parametrize(
    "bars",
    [
        [Bar("Nothing", "0", 0, 0)],
        [Bar("Low", "−4%", -4, -4), Bar("High", "4%", 4, 4)],
        [Bar("Open", "at least −3%", -3, None), Bar("Down", "less than −8%", None, -8)],
        [Bar("Any", "any", None, None)],
        [Bar("Tiny", "1", 1, 1), Bar("Huge", "1,000,000,000", 1e9, 1e9)],
        [Bar("x" * 200, "a figure that is itself as long as a line can be " * 3, 1, 2, derived=True)],
        [Bar("$1 and $2 ^_{x}\\", "$", 1, 1, beside=True)],
        [Bar(f"Bar {number}", f"{number}%", number, number) for number in range(12)],
    ],
    ids=lambda bars: bars[0].label[:12],
)
@pytest.mark.parametrize("theme", Theme)
def test_whatever_is_to_be_drawn_is_drawn(bars: list[Bar], theme: Theme) -> None:
    """1080 pixels wide, and nothing comes near the edges."""
    shown = pixels(draw(picture(*bars, title="A long title " * 8 if len(bars) > 1 else "A"), theme))
    assert shown.shape[1] == 1080
    ground = shown[0, 0]
    assert (shown[:, :50] == ground).all()
    assert (shown[:, -50:] == ground).all()
    assert (shown[:30] == ground).all()
    assert (shown[-30:] == ground).all()


def test_the_same_picture_is_the_same_bytes_and_says_itself() -> None:
    """So that it is uploaded once; a reader of the file finds the caption in it."""
    one = picture(Bar("One", "1%", 1, 1))
    assert draw(one) == draw(one)
    assert draw(one, Theme.DARK) != draw(one)
    drawing = draw(one, form="svg")
    assert drawing == draw(one, form="svg")
    assert "A caption." in "".join(ElementTree.fromstring(drawing).itertext())


def test_letters_that_no_font_has_are_told() -> None:
    """Boxes in place of a name are no picture."""
    with pytest.raises(ChartError, match=r"To mend: install a font"):
        draw(picture(Bar("\U00013000\U00013001", "1%", 1, 1)))


def test_an_order_is_read_as_it_was_written(answerer: Answerer, other_answerer: Answerer) -> None:
    """Every chart of both releases, all of it."""
    for each in (answerer, other_answerer):
        assert each.charts
        for chart in each.charts:
            shown = each.picture(chart.id)
            assert shown is not None
            assert from_json(as_json(shown, Theme.DARK)) == (shown, Theme.DARK)


async def test_the_studio_draws_each_picture_once() -> None:
    """In another process, and as the program itself draws."""
    studio, one = Studio(), picture(Bar("One", "1%", 1, 1))
    first = await studio.png(one, Theme.LIGHT)
    assert first == draw(one)
    assert await studio.png(one, Theme.LIGHT) is first
    assert key_of(one, Theme.LIGHT) != key_of(one, Theme.DARK)


async def test_a_drawing_that_takes_too_long_is_ended() -> None:
    """And what cannot be drawn at all is told with its reason."""
    with pytest.raises(ChartError, match=r"longer than 0\.01 seconds"):
        await Studio(seconds=0.01).png(picture(Bar("One", "1%", 1, 1)), Theme.LIGHT)
    with pytest.raises(ChartError, match=r"was not drawn: .*font"):
        await Studio().png(picture(Bar("\U00013000", "1%", 1, 1)), Theme.LIGHT)
