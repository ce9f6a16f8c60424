"""The order for a drawing: what is drawn and on which ground, known without the library that draws it."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Final

from intents.replies.picture import Bar, Picture

CANNOT_DRAW: Final = 3
"""The drawing program's exit status where it tells the reason itself."""


class Theme(StrEnum):
    """The ground of a picture."""

    LIGHT = "light"
    DARK = "dark"


def as_json(picture: Picture, theme: Theme) -> bytes:
    """A picture and its ground as the drawing program reads them."""
    return json.dumps({"theme": theme, "picture": asdict(picture)}, sort_keys=True).encode()


def from_json(written: bytes) -> tuple[Picture, Theme]:
    """What ``as_json`` wrote."""
    read = json.loads(written)
    told = read["picture"]
    bars = tuple(Bar(**bar) for bar in told.pop("bars"))
    lists: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Picture(**lists, bars=bars), Theme(read["theme"])


class ChartError(Exception):
    """A picture that cannot be drawn: why, and the mend."""
