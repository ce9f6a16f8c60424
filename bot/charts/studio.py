"""Where the bot has its pictures drawn: in a process of its own, one at a time, within a limit, each only once."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import importlib.util
import os
import sys
from collections import OrderedDict
from typing import Final

from bot.charts.order import CANNOT_DRAW, ChartError, Theme, as_json
from intents.replies.picture import Picture

_KEPT: Final = 64
_SECONDS: Final = 60.0
"""A first drawing on a busy machine looks for fonts, which takes some; after that it takes one or two."""


@functools.cache
def can_draw() -> bool:
    """Whether the library that draws is installed; it is an extra."""
    return importlib.util.find_spec("matplotlib") is not None


def key_of(picture: Picture, theme: Theme) -> str:
    """A short name for a drawing: another one as soon as anything in it is another."""
    return hashlib.blake2b(as_json(picture, theme), digest_size=16).hexdigest()


class Studio:
    """Draws pictures, and keeps those of late."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._one_at_a_time = asyncio.Lock()

    async def png(self, picture: Picture, theme: Theme) -> bytes:
        """A picture as PNG. Raises ChartError where it cannot be drawn, or not within the limit."""
        key = key_of(picture, theme)
        async with self._one_at_a_time:
            if key not in self._drawn:
                self._drawn[key] = await self._draw(picture, theme)
                if len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
            return self._drawn[key]

    async def _draw(self, picture: Picture, theme: Theme) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.charts.draw",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # The token is none of its business.
            env={name: value for name, value in os.environ.items() if not name.startswith("RELEASE_BOT_")},
        )
        try:
            async with asyncio.timeout(self._seconds):
                made, told = await process.communicate(as_json(picture, theme))
        except TimeoutError:
            raise ChartError(f"the chart {picture.id!r} took longer than {self._seconds:g} seconds.") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            said = told.decode(errors="replace").strip() or f"it ended with {process.returncode}"
            reason = said if process.returncode == CANNOT_DRAW else said.splitlines()[-1]  # the last of a traceback
            raise ChartError(f"the chart {picture.id!r} was not drawn: {reason}")
        return made
