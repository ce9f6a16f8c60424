"""YAML that people read: written with short mappings on one line, changed with its comments kept, never half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

_WIDTH: Final = 10_000
_NO_TEXTS: Final = frozenset("on off yes no y n true false null ~".split())
"""Words that are no texts where they stand without quotes."""
_INLINE: Final = frozenset(
    "about also common digest entities kinds label members months names nearest plural sentences source statement "
    "suggestions title".split()
)
"""Keys whose value stands on one line, however long it is."""


def parser() -> YAML:
    """A reader and writer that keeps comments, quotes and the order of keys."""
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def dump(lists: Mapping[str, Any], note: str = "") -> str:
    """A file of content, with a note at its top."""
    made = CommentedMap()
    for key, value in lists.items():
        made[key] = _list(value) if isinstance(value, list) else _block(value)
    if note:
        made.yaml_set_start_comment(note)
    written = StringIO()
    parser().dump(made, written)
    return written.getvalue()


def _list(items: list[Any]) -> CommentedSeq:
    made = CommentedSeq()
    for item in items:
        short = not {"source", "statement", "review"} & item.keys()
        made.append(_flow(item) if short else _block(item))
    return made


def _block(item: Mapping[str, Any]) -> CommentedMap:
    made = CommentedMap()
    for key, value in item.items():
        made[key] = _flow(value) if key in _INLINE else _block(value) if isinstance(value, Mapping) else scalar(value)
    return made


def _flow(value: Any) -> Any:
    if isinstance(value, Mapping):
        made = CommentedMap({key: _flow(each) for key, each in value.items()})
        made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        listed = CommentedSeq([_flow(each) for each in value])
        listed.fa.set_flow_style()
        return listed
    return scalar(value)


def scalar(value: Any) -> Any:
    """A text as it is to be written: in quotes where it has marks, or is a word, that mean something to YAML."""
    if not isinstance(value, str):
        return value
    if set(value) & set("{}[],:#&*!|>'\"%@`") or value != value.strip() or value.casefold() in _NO_TEXTS:
        return DoubleQuotedScalarString(value)
    return value


def quoted(text: str) -> Any:
    """A sentence as it is to be written: in quotes, whatever it holds, and with single spaces."""
    return DoubleQuotedScalarString(" ".join(text.split()))


def replace_file(path: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all. Raises OSError where that cannot be done."""
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".", delete=False, encoding="utf-8", newline="\n"
    ) as file:
        file.write(text)
    os.chmod(file.name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
    os.replace(file.name, path)


def changed(text: str, change: Callable[[Any], bool]) -> str | None:
    """A file's text after a change to what it holds; none where the change finds nothing to do.

    Lines that the change leaves alone stay as they were written, however the library would write them.
    """
    yaml = parser()
    data = yaml.load(text)
    if data is None:
        return None
    untouched = _dumped(yaml, data)
    return merged(text, untouched, _dumped(yaml, data)) if change(data) else None


def _dumped(yaml: YAML, data: Any) -> str:
    written = StringIO()
    yaml.dump(data, written)
    return written.getvalue()


def merged(text: str, untouched: str, edited: str) -> str:
    """A text with the lines that differ between its two rewritten forms; all other lines stay as they were.

    A library that writes YAML may fold or space lines in its own way; what it does to an untouched text is left out.
    Where a changed line has no place in the text, it is the edited form that is returned.
    """
    lines, before, after = (each.splitlines(keepends=True) for each in (text, untouched, edited))
    place = _places(before, lines)
    made: list[str] = []
    done = 0
    for kind, start, end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        first = place.get(start) if start < len(before) else len(lines)
        last = first if start == end else place.get(end - 1, -2) + 1
        if first is None or last is None or last < first or first < done:
            return edited
        made += [*lines[done:first], *after[new:new_end]]
        done = last
    return "".join([*made, *lines[done:]])


def _places(before: Sequence[str], lines: Sequence[str]) -> dict[int, int]:
    """Which line of the text each line of its rewritten form is; lines that only end in spaces are the same."""
    one, other = ([line.rstrip() for line in each] for each in (before, lines))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}
