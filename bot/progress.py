"""How far something has come that takes long, on a terminal; anywhere else nothing is shown."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")


def tracked(items: Iterable[_T], what: str, total: int) -> Iterator[_T]:
    """The items, while a bar on standard error shows how many of them are done."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=what)
