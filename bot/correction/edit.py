"""One fact changed in a release's YAML, with every comment and every other line left as the curator wrote it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from facts.quantity import Quantity

_LISTS: Final = ("measures", "derived", "sets", "statements")

Change = Callable[[CommentedMap], None]
"""What is done to the item of a fact."""


def correction(value: Quantity, at: dt.datetime, because: str) -> Change:
    """Give a measure another value, and keep the present one among its revisions."""

    def change(item: CommentedMap) -> None:
        revision = CommentedMap(value=item["value"], corrected=_quoted(at.isoformat(timespec="seconds")))
        revision["because"] = _quoted(because)
        revision.fa.set_flow_style()
        written = str(value)
        item["value"] = written if written.lstrip("-")[0].isdigit() else _quoted(written)
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
        taken = CommentedMap(at=_quoted(at.isoformat(timespec="seconds")), because=_quoted(because))
        taken.fa.set_flow_style()
        item.insert(1, "withdrawn", taken)

    return change


def changed(folder: Path, fact: str, change: Change) -> tuple[Path, str]:
    """The file of a release that holds a fact, and its text with the fact changed. Raises KeyError where none does."""
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8-sig")
        yaml = _yaml()
        data = yaml.load(text)
        item = _item(data, fact)
        if item is not None:
            untouched = _written(yaml, data)
            change(item)
            return path, merged(text, untouched, _written(yaml, data))
    raise KeyError(fact)


def merged(text: str, untouched: str, edited: str) -> str:
    """A text with the lines that differ between its two rewritten forms; all other lines stay as they were.

    A library that writes YAML may fold or space lines in its own way; what it does to an untouched text is left out.
    """
    lines, before, after = (each.splitlines(keepends=True) for each in (text, untouched, edited))
    place = _places(before, lines)
    made: list[str] = []
    done = 0
    for tag, start, end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        first = place.get(start) if start < len(before) else len(lines)
        last = place[end - 1] + 1 if end > start and end - 1 in place else first
        if first is None or last is None or first < done:
            return edited
        made += [*lines[done:first], *after[new:new_end]]
        done = last
    return "".join([*made, *lines[done:]])


def _places(before: Sequence[str], lines: Sequence[str]) -> dict[int, int]:
    """Which line of the text each line of its rewritten form is; lines that only end in spaces are the same."""
    one, other = ([line.rstrip() for line in each] for each in (before, lines))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10**9
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(yaml: YAML, data: Any) -> str:
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _item(data: Any, fact: str) -> CommentedMap | None:
    for key in _LISTS:
        for item in (data.get(key) if isinstance(data, CommentedMap) else None) or []:
            if isinstance(item, CommentedMap) and str(item.get("id")) == fact:
                return item
    return None


def _quoted(text: str) -> Any:
    return DoubleQuotedScalarString(" ".join(text.split()))
