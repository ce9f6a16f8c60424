"""Sends an announcement, or watches another process send it, with a bar, the rate and the time that is left."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.announce.deliver import Deliverer
from bot.announce.report import Report
from bot.clock import now
from bot.store.announcements import State
from bot.store.store import Store

_LOOK: Final = 0.25
_TRY: Final = 0.5
"""Seconds until it is tried again to do what another process does."""


class _Rate(ProgressColumn):
    """Chats a second."""

    def render(self, task: Task) -> Text:
        """The rate of late."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="cyan")


async def send(store: Store, deliverer: Deliverer, code: str, console: Console) -> Report:
    """See an announcement to its end, or to where it is paused or cancelled; return the report on it.

    Raises UndeliverableError, and KeyError where there is no announcement of that code.
    """
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", style="dim"),
    )  # fmt: skip
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(code, total=None, note="")

        async def watch() -> None:
            while True:
                report = await look(store, code)
                progress.update(task, total=report.chats, completed=report.chats - report.left)
                await asyncio.sleep(_LOOK)

        watching = asyncio.create_task(watch())
        try:
            while True:
                await store.announcements.find_abandoned(now())
                report = await look(store, code)
                if not report.left or report.announcement.state is not State.OPEN or deliverer.is_stopping:
                    return report
                if not await deliverer.deliver():
                    progress.update(task, note="another process is sending it")
                if (await look(store, code)).left:
                    await asyncio.sleep(_TRY)
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
            report = await look(store, code)
            progress.update(task, total=report.chats, completed=report.chats - report.left, note="")


async def look(store: Store, code: str) -> Report:
    """The report on an announcement now. Raises KeyError."""
    announcement = await store.announcements.get(code)
    if announcement is None:
        raise KeyError(code)
    return await Report.of(announcement, store)
