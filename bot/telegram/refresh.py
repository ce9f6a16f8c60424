"""Content that was changed on disk, by a correction or by hand, is taken up by the bot while it runs.

What was changed is checked and made ready in a process of its own, at low priority, so that answers do not wait for
it; what is wrong is logged, and the bot goes on with what it has. Where the content changes again meanwhile, the check
is broken off, and the newest is looked at next.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
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
_WAITS: Final = 0.5
"""Seconds from one look to the next while a check runs."""
_NICE: Final = 10

Load = Callable[[Settings], Pipelines]
Stamp = tuple[str, str, str | None]
"""A release's folder, a language, and what is another one once a file is changed; none where it is not known."""


@dataclass(slots=True)
class Refresher:
    """Looks whether the content is still what the bot answers from."""

    content: Settings
    load: Load
    languages: list[str]
    nice: int = _NICE
    """How far the check steps back behind whatever else the machine does."""
    refused: str | None = None
    """Why the content as it stands now is not used; none where it is."""
    _seen: list[Stamp] = field(default_factory=list)
    _used: frozenset[Stamp] = frozenset()
    """What was checked, or was there at the start."""
    _stopped: bool = False
    _is_looking: bool = False

    def __post_init__(self) -> None:
        self._seen = self._stamps()
        self._used = frozenset(self._seen)

    def stop(self) -> None:
        """Break off what is being checked, and look no more."""
        self._stopped = True

    async def changed(self) -> Pipelines | None:
        """The content as it is now, where it was changed; none where it was not, cannot be used, or is being checked.

        What is checked: each release that was changed, came, or was refused, in each language; all of them where the
        language or the program was changed.
        """
        if self._is_looking or self._stopped:
            return None
        self._is_looking = True
        try:
            return await self._looked()
        finally:
            self._is_looking = False

    async def _looked(self) -> Pipelines | None:
        now = await asyncio.to_thread(self._stamps)
        if now == self._seen:
            return None
        self._seen, self.refused = now, None
        used = self._used
        wanted = [
            (self.content.folder / name, code)
            for name, code, stamp in now
            if stamp is None or (name, code, stamp) not in used
        ]
        try:
            if not await self._checked(now, wanted):
                return None
            pipelines = await asyncio.to_thread(self.load, self.content)
        except Exception as error:
            _LOG.error("the content was changed and cannot be used, so the bot goes on with what it has: %s", error)
            self.refused = str(error) or type(error).__name__
            return None
        if await asyncio.to_thread(self._stamps) != now:  # what was loaded may not be what was checked
            return None
        self._used = frozenset(now)
        return pipelines

    async def _checked(self, now: Sequence[Stamp], wanted: Sequence[tuple[Path, str]]) -> bool:
        """Check elsewhere what is wanted; whether that was brought to its end. Raises ValueError for wrong content."""
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        given = (theirs, self.content, self.languages, wanted, self.nice)
        process = context.Process(target=_check, args=given, daemon=True)
        await asyncio.to_thread(process.start)
        theirs.close()
        try:
            while not await asyncio.to_thread(ours.poll, _WAITS):
                if self._stopped:
                    return False
                if await asyncio.to_thread(self._stamps) != now:
                    _LOG.info("the content was changed again while it was being checked")
                    return False
            wrong = ours.recv()
        except EOFError:
            await asyncio.to_thread(process.join)
            if self._stopped:
                return False
            mend = "To mend: save a file of it again, which has it checked once more"
            raise ValueError(f"its check ended without a result, by code {process.exitcode}. {mend}.") from None
        finally:
            process.kill()
            ours.close()
            await asyncio.to_thread(process.join)
        if wrong is not None:
            raise ValueError(wrong)
        return True

    def _stamps(self) -> list[Stamp]:
        """What every live release is made from and held against, by its folder."""
        live = [folder for folder in folders_of(self.content.folder) if is_live(folder)]
        names = [folder.name for folder in live]
        made = {code: stamps(live, code, aside=True) for code in self.languages}
        return [(name, code, stamp) for code, each in made.items() for name, stamp in zip(names, each, strict=True)]


def _check(
    result: Connection, content: Settings, languages: Sequence[str], wanted: Sequence[tuple[Path, str]], nice: int
) -> None:
    """Check content, make it ready and keep it; send what is wrong with it, or none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which ends this process
    with suppress(OSError, AttributeError):
        os.nice(nice)
    result.send(_wrong(content, languages, wanted))


def _wrong(content: Settings, languages: Sequence[str], wanted: Sequence[tuple[Path, str]]) -> str | None:
    from bot.admission import objections, reason

    try:
        found = [problem for folder, code in wanted for problem in objections(folder, code, content)]
        for code in languages if not found else ():
            with suppress(FileNotFoundError):  # a language that has texts and no patterns
                Answerer.load(content.folder, code).make_ready()
    except Exception as error:
        return str(error) or type(error).__name__
    return reason(found) if found else None
