"""The figures of a store and of a process as tables for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.render import printable
from bot.watch.process import Process
from bot.watch.stats import Stats

_NOTHING: Final = "none"
_WIDTH: Final = 52
Cell = str | int | float


def tables_of(stats: Stats) -> Iterator[RenderableType]:
    """What the store tells."""
    yield _questions(f"Questions since {stats.since}" if stats.since else "Questions", stats.questions)
    yield _table("Without an answer, because", ("", "times"), stats.abstentions.most_common())
    yield _table("Opinions on answers", ("", "times"), _named(stats.feedback))
    yield _table("Announcements, by what became of each chat's", ("", "rows"), _some(stats.ledger))
    depths = stats.depths
    now = [
        ("chats that get announcements", depths.subscriptions),
        ("updates that wait for an answer", depths.inbox),
        ("seconds for which the oldest waits", round(depths.oldest)),
    ]
    yield _table("Now", ("", ""), now)
    yield _table("Content on disk", ("release", "facts"), stats.content.items())


def tables_of_process(process: Process) -> Iterator[RenderableType]:
    """What a running process tells."""
    begun = f"{process.started:%Y-%m-%d %H:%M} UTC" if process.started else "its start"
    how = "ready" if not process.failing else f"not ready: {', '.join(process.failing)}"
    yield Text(printable(f"The running process, since {begun}: {how}"), style="bold")
    yield _questions("Questions", process.questions)
    yield _table("Without an answer, because", ("", "times"), process.abstentions.most_common())
    latency = [
        (step, one.count, _milliseconds(one.median), _milliseconds(one.p99)) for step, one in process.latency.items()
    ]
    yield _table("Latency in milliseconds", ("step", "times", "half below", "99 % below"), latency)
    errors = [(method, outcome, times) for (method, outcome), times in process.api_errors.most_common()]
    yield _table("Requests to Telegram that failed", ("method", "how", "times"), errors)
    now = [
        ("replies that the guard withheld", process.guard_blocks),
        ("updates in hand", process.in_hand),
        *((f"sending stood still for {why}", times) for why, times in process.waits.items()),
        *((f"changes of the content {result}", times) for result, times in process.reloads.items()),
    ]
    yield _table("Besides", ("", ""), now)
    labels = ("release", "language", "facts")
    content = [tuple(one.get(label, "") for label in labels) for one in process.content]
    yield _table("Content that answers are made from", labels, content)


def _questions(title: str, questions: Mapping[tuple[str, str], int]) -> Table:
    whole = sum(questions.values())
    ordered = sorted(questions.items(), key=lambda item: -item[1])
    rows = [
        (outcome.replace("_", " "), language or "-", n, f"{100 * n / whole:.1f} %")
        for (outcome, language), n in ordered
    ]
    return _table(title, ("outcome", "language", "times", "share"), rows)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _named(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name.replace("_", " "), count) for name, count in counts.items()]


def _some(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name, count) for name, count in counts.items() if count]


def _table(title: str, headings: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table; cells are plain text, whatever stands in them."""
    headings = tuple(headings)
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        show_edge=False,
        show_header=any(headings),
        min_width=_WIDTH,
    )
    listed = list(rows)
    for number, heading in enumerate(headings):
        numbers = all(isinstance(row[number], int) or str(row[number])[:1].isdigit() for row in listed)
        table.add_column(heading, justify="right" if number and numbers else "left", overflow="fold")
    for row in listed or [(_NOTHING,)]:
        table.add_row(*(Text(printable(f"{cell:,}" if isinstance(cell, int) else str(cell))) for cell in row))
    return table
