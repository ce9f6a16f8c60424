"""``release-bot stats``: its options, and what it does. What it needs is imported when it runs."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from bot import streams
from bot.clock import now
from bot.settings import SettingError

if TYPE_CHECKING:
    from bot.watch.process import Process
    from bot.watch.stats import Stats

DONE: Final = 0
_DAYS: Final = re.compile(r"(\d{1,4})\s*d(?:ays?)?")


def stats_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``stats``."""
    parser.epilog = "Counts only: nobody's name, nobody's words. Exit status: 0 shown, 2 could not run."
    parser.add_argument("--since", metavar="DAY", help="from a day on, such as 2027-10-01, or 7d for the last seven")
    parser.add_argument("--url", metavar="URL", help="show a running process as well: where RELEASE_BOT_WATCH_PORT is")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--settings", metavar="FILE", help="a file of settings; the environment wins over it")


def stats(options: argparse.Namespace, _: Callable[[Any], Any]) -> int:
    """Show the figures. Raises SettingError, DatabaseError, ProcessError, facts.load.ContentError."""
    if options.words:
        raise SettingError(f"{options.words[0]!r} is one word too many.")
    since = _since(options.since)
    _extra()
    from bot.watch.process import fetch

    process = fetch(options.url) if options.url else None
    found = _of_store(options.settings, since, needed=process is None)
    if options.json:
        streams.write_json(
            {"store": found.as_json() if found else None, "process": process.as_json() if process else None}
        )
    else:
        _show(found, process)
    return DONE


def _since(given: str | None) -> dt.date | None:
    """The first day that counts; none where all that is kept does."""
    if given is None:
        return None
    if days := _DAYS.fullmatch(given.strip()):
        return now().date() - dt.timedelta(days=int(days[1]))
    try:
        return dt.date.fromisoformat(given.strip())
    except ValueError:
        raise SettingError(
            f"--since: {given!r} is no day.\n  To mend: write one such as 2027-10-01, or 7d for the last seven days."
        ) from None


def _of_store(file: str | None, since: dt.date | None, *, needed: bool) -> Stats | None:
    """The figures of the store; none where there is no such database and it can be done without."""
    import asyncio

    from bot.store.database import is_there
    from bot.store.store import Store
    from bot.telegram.settings import read_content_settings, read_store_settings
    from bot.watch.stats import Stats

    url, content = read_store_settings(file).database, read_content_settings(file)
    if not is_there(url):
        if not needed:
            return None
        raise SettingError(
            "RELEASE_BOT_DATABASE: there is no such database, so there is nothing to count yet.\n"
            "  To mend: name the one that `release-bot serve` writes to, or give --url to ask a running bot."
        )

    async def look() -> Stats:
        async with Store.open(url) as store:
            return await Stats.of(store, content, since, now())

    return asyncio.run(look())


def _show(found: Stats | None, process: Process | None) -> None:
    from rich.console import Console

    from bot.watch.table import tables_of, tables_of_process

    console = Console(highlight=False)
    tables = [*(tables_of(found) if found else ()), *(tables_of_process(process) if process else ())]
    for number, table in enumerate(tables):
        if number:
            console.print()
        console.print(table)


def _extra() -> None:
    """Raise SettingError where what it needs is not installed."""
    try:
        import bot.watch.stats  # noqa: F401
    except ModuleNotFoundError as error:
        raise SettingError(
            f"{error.name} is not installed, and stats needs it.\n"
            "  To mend: pip install 'release-bot[telegram]'; from a checkout, deploy/run sees to it."
        ) from error
