"""The files of a release, read as they stand: plain data, with the line of everything in it.

Files are read by the C parser into nodes that know their lines, and the nodes made into plain data here: that costs
less than the parser's own way of doing it, leaves ``no`` and ``2024-05`` the words that the curator wrote, and finds
keys written twice, of which YAML silently keeps the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, cast

import yaml
from pydantic import BaseModel

from facts.model import (
    Chart,
    Entity,
    FactSet,
    Gap,
    Indicator,
    Kind,
    Measure,
    Period,
    Statement,
    Topic,
)

LARGEST_FILE: Final = 2_000_000
"""In bytes, some forty times what a long release takes."""
_DEEPEST: Final = 100
"""Nesting beyond which a file is refused before it is parsed: the C parser has no limit, and crashes."""
LISTS: Final[dict[str, type[BaseModel]]] = {
    "periods": Period,
    "kinds": Kind,
    "entities": Entity,
    "indicators": Indicator,
    "measures": Measure,
    "sets": FactSet,
    "statements": Statement,
    "gaps": Gap,
    "topics": Topic,
    "charts": Chart,
}
ONE: Final = {
    "periods": "a period",
    "kinds": "a kind",
    "entities": "an entity",
    "indicators": "an indicator",
    "measures": "a measure",
    "sets": "a set",
    "statements": "a statement",
    "gaps": "a gap",
    "topics": "a topic",
    "charts": "a chart",
}
"""What one item of a list is called."""
_ORDER: Final = ("release", "entities", "measures", "derived", "sets", "statements", "gaps", "topics", "charts")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the content: where it stands, what it is, and how to mend it."""

    file: str
    line: int
    key: str
    message: str
    mend: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """One line, or several where the message has several."""
        warning = "warning: " if self.severity == "warning" else ""
        place = f"{self.file}:{self.line}" if self.line else self.file
        lines = f"{place}: {warning}{self.key}: {self.message}".split("\n")
        mend = f"To mend: {self.mend}{'' if self.mend.endswith('?') else '.'}"
        return f"{lines[0]} {mend}" if len(lines) == 1 else "\n  ".join([*lines, mend])


class ContentError(Exception):
    """A release that cannot be relied upon, with everything that is wrong in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class _File:
    """One file: its path, what it says, and its nodes, which know their lines."""

    path: Path
    data: dict[str, Any]
    node: yaml.MappingNode


@dataclass
class Contents:
    """All files of a release, read, with the place of everything in them."""

    folder: Path
    files: list[_File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    about: _File | None = None
    lists: dict[str, list[Any]] = field(default_factory=lambda: {key: [] for key in LISTS})
    derived: int = 0
    """The index of the first measure that stands in a list called ``derived``."""
    _nodes: dict[str, list[tuple[Path, yaml.Node]]] = field(default_factory=lambda: {key: [] for key in LISTS})

    @classmethod
    def read(cls, folder: Path) -> Contents:
        """Read all files of a folder; what is wrong with them is gathered in ``problems``."""
        contents = cls(folder)
        try:
            paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            contents.problems.append(unreadable(folder, error))
            return contents
        for path in paths:
            if path.suffix.lower() in (".yml", ".json") or (path.suffix.lower() == ".yaml" != path.suffix):
                contents._say(path, 0, "file", "a file of this name is not read.", f"call it {path.stem}.yaml")
        named = {path.stem: path for path in paths if path.suffix == ".yaml"}
        if "release" not in named:
            mend = f"write what the release is, under 'about', into {shown(folder / 'release.yaml')}"
            contents._say(folder, 0, "release.yaml", "the folder holds no such file.", mend)
        for stem in sorted(named, key=lambda stem: (_ORDER.index(stem) if stem in _ORDER else len(_ORDER), stem)):
            contents._read_file(named[stem])
        contents._gather()
        return contents

    def _say(self, path: Path, line: int, key: str, message: str, mend: str) -> None:
        self.problems.append(Problem(shown(path), line, key, message, mend))

    def _read_file(self, path: Path) -> None:
        try:
            if not path.is_file():
                self._say(path, 0, "file", "this is no file.", "put a file in its place, or take it away")
                return
            if leads_out(path, self.folder):
                self._say(
                    path, 0, "file", "this is a link that leads out of the folder.", "put the file itself in its place"
                )
                return
            with path.open("rb") as opened:
                raw = opened.read(LARGEST_FILE + 1)
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return
        if len(raw) > LARGEST_FILE:
            mend = "split it; any file of the folder may hold any of the lists"
            self._say(path, 0, "file", f"it is larger than {LARGEST_FILE // 10**6} MB.", mend)
            return
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._say(path, line, "file", "here is something that is not UTF-8.", "save the file as UTF-8")
            return
        self._parse(path, text)

    def _parse(self, path: Path, text: str) -> None:
        if line := too_deep(text):
            self._say(path, line, "file", "it is nested too deeply.", "close the brackets before this line")
            return
        try:
            node = yaml.compose(text, Loader=_Words)
            data: Any = None if node is None else _plain(node, set())
        except _RefusedError as refused:
            self._say(path, refused.line, refused.key, refused.message, refused.mend)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 0
            said = error.problem or error.context
            self._say(path, line, "file", f"not YAML: {said}.", _yaml_mend(error, text.split("\n")[line - 1]))
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 0
            self._say(path, line, "file", f"not YAML: {error.reason}.", "take the control character out")
        except RecursionError:
            self._say(path, 0, "file", "it is nested too deeply.", "write the lists out flat")
        else:
            if isinstance(node, yaml.MappingNode):
                self.files.append(_File(path, data, node))
            elif data is None:
                self._say(path, 0, "file", "the file is empty.", "write a list into it, or delete it")
            else:
                self._say(path, 1, "file", "the file is not a mapping.", "begin with a key such as 'measures:'")

    def _gather(self) -> None:
        """Put the lists of all files together; measures with a formula come last."""
        later: list[tuple[_File, yaml.Node, list[Any]]] = []
        for file in self.files:
            for name, node in file.node.value:
                key, value, line = name.value, file.data[name.value], name.start_mark.line + 1
                if key == "about":
                    if file.path.stem == "release":
                        self.about = file
                    else:
                        self._say(file.path, line, key, "this stands in release.yaml.", "move it there")
                elif key not in LISTS and key != "derived":
                    mend = nearest(key, [*LISTS, "derived", "about"], f"use one of {', '.join(LISTS)}, derived")
                    self._say(file.path, line, key, "there is no list of this name.", mend)
                elif value is not None and not isinstance(value, list):
                    self._say(file.path, line, key, "this has to be a list.", "begin each item with '- '")
                elif value:
                    later.append((file, node, value)) if key == "derived" else self._add(key, file, node, value)
        self.derived = len(self.lists["measures"])
        for file, node, value in later:
            self._add("measures", file, node, value)
        release = next((file for file in self.files if file.path.stem == "release"), None)
        if release is not None and "about" not in release.data:
            self._say(release.path, 1, "about", "it is missing.", "write what the release is under 'about:'")

    def _add(self, key: str, file: _File, node: yaml.Node, value: list[Any]) -> None:
        for item, inner in zip(value, node.value, strict=True):
            if isinstance(item, dict):
                self.lists[key].append(item)
                self._nodes[key].append((file.path, inner))
            else:
                mend = "begin each item with '- id: …' and its other keys below"
                self._say(file.path, inner.start_mark.line + 1, key, "an item of the list is not a mapping.", mend)

    def at(self, key: str, item: int | str | None, *path: str | int) -> tuple[str, int]:
        """The file and line of an item, given by its index or identifier, or of something within it."""
        if key == "about":
            if self.about is None:
                return shown(self.folder / "release.yaml"), 0
            file, node = self.about.path, cast(yaml.Node, self.about.node)
            path = ("about", *path)
        else:
            if isinstance(item, str):
                ids = [each.get("id") for each in self.lists.get(key, [])]
                item = ids.index(item) if item in ids else None
            if item is None:
                return shown(self.folder), 0
            file, node = self._nodes[key][item]
        line = node.start_mark.line + 1
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
                continue
            if isinstance(node, yaml.MappingNode):
                found = next(((name, value) for name, value in node.value if name.value == step), None)
                if found is not None:
                    line, node = found[0].start_mark.line + 1, found[1]
                    continue
            break
        return shown(file), line


def read_mapping(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """What a file of content says under its keys, and the line of each. Raises ContentError where it is no mapping."""
    contents = Contents(path.parent)
    contents._read_file(path)
    if contents.problems:
        raise ContentError(contents.problems)
    file = contents.files[0]
    return file.data, {name.value: name.start_mark.line + 1 for name, _ in file.node.value}


def shown(path: Path) -> str:
    """A path as a curator would type it: from the working directory where it lies below that."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """A mend that proposes the nearest of the known words, or something else where none is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"did you mean {found[0]!r}?" if found else otherwise


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a file of a release's folder is really one of another place, by a link, and none of the release's."""
    return not path.resolve().is_relative_to(folder.resolve())


def too_deep(text: str) -> int:
    """The line where nesting passes what a curator could ever mean, or 0."""
    found = re.search(rf"^[ ?:-]{{{2 * _DEEPEST}}}", text, re.MULTILINE)
    if found is None and text.count("[") + text.count("{") > 10 * _DEEPEST:
        depth = 0
        for found in re.finditer(r"[\[\]{}]", text):
            depth += 1 if found[0] in "[{" else -1 if depth else 0
            if depth > _DEEPEST:
                break
        else:
            found = None
    return text.count("\n", 0, found.start()) + 1 if found else 0


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A parser for which every plain scalar is a word, except for nothing at all."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: object) -> str:
        """Tell what a node without a tag is."""
        if kind is yaml.ScalarNode:
            plain = isinstance(implicit, tuple) and implicit[0]
            return "null" if plain and value in ("", "~", "null") else "str"
        return "seq" if kind is yaml.SequenceNode else "map"


class _RefusedError(Exception):
    """A file that is YAML and yet not what content may be written in."""

    def __init__(self, line: int, key: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.line = line
        self.key = key or "file"
        self.message = message
        self.mend = mend


def _plain(node: yaml.Node, seen: set[int], key: str = "", line: int = 1) -> Any:
    """What a node says, as strings, lists and dictionaries; ``line`` is where the key or list around it stands."""
    if id(node) in seen:
        # An alias leads to a node for the second time; a few of them, nested, are a file that fills the memory.
        mend = "write the content out, or refer by id"
        raise _RefusedError(line, key, "anchors and aliases are not used here.", mend)
    seen.add(id(node))
    match node.tag:
        case "str":
            return node.value
        case "null":
            return None
        case "seq":
            return [_plain(each, seen, key, line) for each in node.value]
        case "map":
            made: dict[str, Any] = {}
            for name, value in node.value:
                line = name.start_mark.line + 1
                word = _plain(name, seen, key, line)
                if not isinstance(word, str):
                    raise _RefusedError(line, key, "a key has to be a word.", "write the key out, in quotes")
                within = f"{key}.{word}" if key else word
                if word in made:
                    mend = "keep one of the two; the first would be lost silently"
                    raise _RefusedError(line, within, "the key is written twice.", mend)
                made[word] = _plain(value, seen, within, line)
            return made
    line = node.start_mark.line + 1
    raise _RefusedError(line, key, f"the tag {node.tag!r} is not used here.", "leave out what begins with '!'")


def unreadable(path: Path, error: OSError) -> Problem:
    """That a path cannot be read, and why."""
    mend = "check the path and who may read it"
    return Problem(shown(path), 0, "file", f"it cannot be read: {error.strerror or error}.", mend)


def _yaml_mend(error: yaml.MarkedYAMLError, line: str) -> str:
    said = f"{error.problem} {error.context}"
    if "\t" in line[: len(line) - len(line.lstrip())] or ("\t" in line and "cannot start" in said):
        said = "tab"
    for sign, mend in {
        "tab": "indent with spaces, not tabs",
        "mapping values": "put the text in quotes if it contains ': ', or mend the indentation",
        "block scalar": "put a value that begins with '>' or '|' in quotes",
        "quoted scalar": "close the quotes",
        "flow": "close the bracket, or put a text with brackets or commas in quotes",
        "cannot start": "put a text that begins with %, @ or ` in quotes",
        "alias": "put a text that begins with * or & in quotes",
        "another document": "take out the line '---'",
    }.items():
        if sign in said:
            return mend
    return "look at the indentation and at the quotes of this line and the one before"
