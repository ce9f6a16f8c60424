"""Charts as files, for announcements and for print."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from bot.charts.order import ChartError, Theme
from intents.replies.picture import Picture

Form = Literal["png", "svg"]
FORMS: Final[Sequence[str]] = get_args(Form)


def form_of(file: Path) -> Form | None:
    """What a file of this name holds; none where the name does not say that it is a picture."""
    return next((form for form in get_args(Form) if file.suffix.lower() == f".{form}"), None)


def written(picture: Picture, file: Path, form: Form, themes: Sequence[Theme]) -> Iterator[Path]:
    """Draw a picture into a file, or into one for each ground with that in its name; yield each as it is there.

    Raises ChartError where it cannot be drawn, and OSError where the file cannot be written.
    """
    try:
        from bot.charts.draw import draw
    except ModuleNotFoundError as error:
        raise ChartError(
            f"{error.name} is not installed, and drawing needs it.\n"
            "  To mend: pip install 'release-bot[charts]'; from a checkout, deploy/run chart sees to it."
        ) from error
    for theme in themes:
        place = file if len(themes) == 1 else file.with_stem(f"{file.stem}-{theme}")
        _replace(place, draw(picture, theme, form))
        yield place


def _replace(file: Path, content: bytes) -> None:
    """Put a file in place whole, or leave what was there."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None  # the other name means nothing to anybody
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise
