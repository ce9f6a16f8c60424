"""One fact changed in a release's YAML, with every comment and every other line left as the curator wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from facts import writing
from facts.quantity import Quantity
from facts.writing import quoted

_LISTS: Final = ("measures", "derived", "sets", "statements")

Change = Callable[[CommentedMap], None]
"""What is done to the item of a fact."""


def correction(value: Quantity, at: dt.datetime, because: str) -> Change:
    """Give a measure another value, and keep the present one among its revisions."""

    def change(item: CommentedMap) -> None:
        revision = CommentedMap(value=item["value"], corrected=quoted(at.isoformat(timespec="seconds")))
        revision["because"] = quoted(because)
        revision.fa.set_flow_style()
        written = str(value)
        item["value"] = written if written.lstrip("-")[0].isdigit() else quoted(written)
        if "revisions" in item and item["revisions"] is not None:
            item["revisions"].append(revision)
            return
        keys = list(item)
        place = keys.index("value")
        # What stands below the last key of an item, such as a heading of the next one, belongs to that key.
        item.insert(place + (place < len(keys) - 1), "revisions", CommentedSeq([revision]))

    return change


def withdrawal(at: dt.datetime, because: str) -> Change:
    """Take a fact back."""

    def change(item: CommentedMap) -> None:
        taken = CommentedMap(at=quoted(at.isoformat(timespec="seconds")), because=quoted(because))
        taken.fa.set_flow_style()
        item.insert(1, "withdrawn", taken)

    return change


def changed(folder: Path, fact: str, change: Change) -> tuple[Path, str]:
    """The file of a release that holds a fact, and its text with the fact changed. Raises KeyError where none does."""

    def apply(data: Any) -> bool:
        item = _item(data, fact)
        if item is not None:
            change(item)
        return item is not None

    for path in sorted(folder.glob("*.yaml")):
        written = writing.changed(path.read_text(encoding="utf-8-sig"), apply)
        if written is not None:
            return path, written
    raise KeyError(fact)


def _item(data: Any, fact: str) -> CommentedMap | None:
    for key in _LISTS:
        for item in (data.get(key) if isinstance(data, CommentedMap) else None) or []:
            if isinstance(item, CommentedMap) and str(item.get("id")) == fact:
                return item
    return None
