"""Content that was changed on disk, by a correction or by hand, is taken up by the bot while it runs.

It is made ready in a process of its own, so that answers do not wait for it; what is wrong is logged, and the bot goes
on with what it has.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from bot.answer import Answerer
from bot.compiled import folders_of, stamps
from bot.settings import Settings
from bot.telegram.pipeline import Pipelines
from facts.load import is_live

_LOG: Final = logging.getLogger(__name__)
EVERY: Final = 5.0
"""Seconds from one look to the next."""

Load = Callable[[Settings], Pipelines]


@dataclass(slots=True)
class Refresher:
    """Looks whether the content is still what the bot answers from."""

    content: Settings
    load: Load
    languages: list[str]
    refused: str | None = None
    """Why the content as it stands now is not used; none where it is."""
    _seen: list[tuple[str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._seen = self._stamps()

    async def changed(self) -> Pipelines | None:
        """The content as it is now, where it was changed; none where it was not, or cannot be used."""
        now = await asyncio.to_thread(self._stamps)
        if now == self._seen:
            return None
        self._seen, self.refused = now, None
        try:
            for code in self.languages:
                await _made_ready(self.content.folder, code)
            return await asyncio.to_thread(self.load, self.content)
        except Exception as error:
            _LOG.error("the content was changed and cannot be used, so the bot goes on with what it has: %s", error)
            self.refused = str(error) or type(error).__name__
            return None

    def _stamps(self) -> list[tuple[str, str | None]]:
        """What every live release is made from, by its folder."""
        live = [folder for folder in folders_of(self.content.folder) if is_live(folder)]
        names = [folder.name for folder in live]
        return [pair for code in self.languages for pair in zip(names, stamps(live, code), strict=True)]


async def _made_ready(folder: Path, code: str) -> None:
    """Make content ready elsewhere, where it is kept for this process. Raises ValueError for wrong content."""
    processes = ProcessPoolExecutor(1, get_context("spawn"))
    try:
        wrong = await asyncio.get_running_loop().run_in_executor(processes, _make_ready, folder, code)
    finally:
        processes.shutdown(wait=False, cancel_futures=True)
    if wrong is not None:
        raise ValueError(wrong)


def _make_ready(folder: Path, code: str) -> str | None:
    """Make content ready and keep it; return what is wrong with it."""
    try:
        Answerer.load(folder, code).make_ready()
    except FileNotFoundError:  # a language that has texts and no patterns
        return None
    except Exception as error:
        return str(error)
    return None
