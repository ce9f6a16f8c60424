"""Read a release from its folder of YAML, strictly: what is wrong in it is told all at once, each with its mend.

Any file may hold any list of the release; ``release.yaml`` holds what the release is. A list called ``derived`` holds
measures with a formula in place of a value. Everything that needs nothing but the folder is checked here, so whatever
leaves this module can be relied upon; what needs the words of the release is checked in ``facts.check``.

Files are read by the C parser into nodes that know their lines, and the nodes made into plain data here: that costs
less than the parser's own way of doing it, leaves ``no`` and ``2024-05`` the words that the curator wrote, and finds
keys written twice, of which YAML silently keeps the last.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar, Final, Literal, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from facts import formula
from facts.chart import MOST_BARS, drawn
from facts.model import (
    About,
    Aspect,
    Chart,
    Entity,
    Fact,
    FactSet,
    Gap,
    Indicator,
    Kind,
    Measure,
    Period,
    Release,
    Revision,
    Signature,
    Source,
    Statement,
    Topic,
    Withdrawal,
)
from facts.quantity import TIMES, Comparison, Quantity, Truth, UnitKind

DEFAULT_LANGUAGE: Final = "en"
LONGEST_EXCERPT: Final = 12
"""In words. An excerpt shows where a figure stands; the release itself is not redistributed."""
LARGEST_FILE: Final = 2_000_000
"""In bytes, some forty times what a long release takes."""
_DEEPEST: Final = 100
"""Nesting beyond which a file is refused before it is parsed: the C parser has no limit, and crashes."""

Path_ = tuple[str | int, ...]
_C = TypeVar("_C", bound=BaseModel)

_LISTS: Final[dict[str, type[BaseModel]]] = {
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
_ORDER: Final = ("release", "entities", "measures", "derived", "sets", "statements", "gaps", "topics", "charts")
_FACTS: Final = ("measures", "sets", "statements")
_ONE: Final = {
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
_NAMESPACES: Final = (
    ("periods",),
    ("kinds",),
    ("entities",),
    ("indicators",),
    ("measures", "sets", "statements", "gaps", "topics"),
    ("charts",),
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


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


def load_release(folder: Path) -> Release:
    """Read one release. Raises ContentError with all that is wrong in it."""
    contents = Contents.read(Path(folder))
    if contents.problems:
        raise ContentError(contents.problems)
    loaded = _Loader(contents)
    release = loaded.release()
    if loaded.problems or release is None:
        raise ContentError(sorted(loaded.problems, key=lambda problem: (problem.file, problem.line)))
    return release


def load_releases(folder: Path) -> dict[str, Release]:
    """Read every live release that has a folder of its own below this one.

    What is in another state is passed over, whatever is wrong in it: nobody is told anything of a draft. Raises
    ContentError with all that is wrong, and where no release is live.
    """
    releases: dict[str, Release] = {}
    problems: list[Problem] = []
    folder = Path(folder)
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError as error:
        raise ContentError([_unreadable(folder, error)]) from error
    resting = 0
    for each in inner:
        if not is_live(each):
            resting += 1
            continue
        try:
            release = load_release(each)
        except ContentError as error:
            problems += error.problems
            continue
        if not release.is_live:  # written in a way that the quick look does not see
            resting += 1
            continue
        if release.id in releases:
            file, line = Contents.read(each).at("about", None, "id")
            mend = "give each release an identifier of its own"
            problems.append(Problem(file, line, "about.id", f"there is another release {release.id!r}.", mend))
        releases[release.id] = release
    if resting and not releases and not problems:
        mend = "review one of them; then `release-bot check --by` and `release-bot approve` let it go live"
        problems.append(Problem(shown(folder), 0, "about.state", "no release here is live.", mend))
    if problems:
        raise ContentError(problems)
    return releases


def is_live(folder: Path) -> bool:
    """Whether the folder of a release is to be told, as far as its text shows at a glance, however wrong it may be."""
    return state_of(folder) == "live"


def state_of(folder: Path) -> str:
    """The state of a release as its text shows it at a glance; live where it shows none, and loading tells the rest."""
    try:
        text = (folder / "release.yaml").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "live"
    found = re.search(r"^  +state:[ \t]*['\"]?(\w+)", text, re.MULTILINE)
    return found[1] if found else "live"


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


# ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    lists: dict[str, list[Any]] = field(default_factory=lambda: {key: [] for key in _LISTS})
    derived: int = 0
    """The index of the first measure that stands in a list called ``derived``."""
    _nodes: dict[str, list[tuple[Path, yaml.Node]]] = field(default_factory=lambda: {key: [] for key in _LISTS})

    @classmethod
    def read(cls, folder: Path) -> Contents:
        """Read all files of a folder; what is wrong with them is gathered in ``problems``."""
        contents = cls(folder)
        try:
            paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            contents.problems.append(_unreadable(folder, error))
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
            self.problems.append(_unreadable(path, error))
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
                elif key not in _LISTS and key != "derived":
                    mend = nearest(key, [*_LISTS, "derived", "about"], f"use one of {', '.join(_LISTS)}, derived")
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


def _unreadable(path: Path, error: OSError) -> Problem:
    mend = "check the path and who may read it"
    return Problem(shown(path), 0, "file", f"it cannot be read: {error.strerror or error}.", mend)


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


# ── Checking ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Loader:
    """Makes the release out of the contents, and gathers what is wrong on the way."""

    _parts: ClassVar[dict[str, type[BaseModel]]] = {
        "source": Source,
        "also": Source,
        "aspects": Aspect,
        "revisions": Revision,
        "withdrawn": Withdrawal,
        "checked": Signature,
        "approved": Signature,
    }

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.lists = {key: [dict(item) for item in items] for key, items in contents.lists.items()}
        self.ids = {
            key: {item["id"] for item in items if isinstance(item.get("id"), str)} for key, items in self.lists.items()
        }
        self.told = set().union(*(self.ids[key] for key in _FACTS))
        self.problems: list[Problem] = []
        self.unvalued: set[int] = set()
        """Indices of measures whose value could not be found out."""

    def report(self, key: str, item: int | None, path: Path_, message: str, mend: str) -> None:
        """Note something that is wrong at a path within an item."""
        file, line = self.contents.at(key, item, *path)
        name = key
        if item is not None:
            identifier = self.lists[key][item].get("id")
            name = identifier if isinstance(identifier, str) else f"{key}[{item}]"
        self.problems.append(Problem(file, line, ".".join([name, *map(str, path)]), message, mend))

    def release(self) -> Release | None:
        """The release, or nothing where so much is wrong that none can be made; what is wrong is in ``problems``."""
        self._values()
        about = self.contents.about
        whole = {"about": about.data["about"] if about else None, **self.lists}
        release: Release | None
        try:
            release = Release.model_validate(whole)
        except ValidationError as error:
            release = self._without_faults(whole, error)
        for namespace in _NAMESPACES:
            self._unique(namespace)
        if release is not None:
            _References(self, release).check()
            if release.about.state != "draft":
                self._unmarked()
        return release

    def _unmarked(self) -> None:
        """Check that nothing is marked for review in a release that is no draft any more."""
        mend = "go through the marks with `release-bot review`, or make it 'state: draft' again"
        message = "this is a guess that nobody has looked at, and the release is no draft."
        about = self.contents.about
        if about is not None and about.data["about"].get("review"):
            self.report("about", None, ("review",), message, mend)
        for key, items in self.lists.items():
            for index, item in enumerate(items):
                if item.get("review"):
                    self.report(key, index, ("review",), message, mend)

    def _values(self) -> None:
        """Read the values of measures and work out those that have a formula."""
        measures = self.lists["measures"]
        known: dict[str, Quantity] = {}
        formulas: dict[str, str] = {}
        indices: dict[str, int] = {}
        unusable: set[str] = set()
        for index, item in enumerate(measures):
            identifier, value, written = item.get("id"), item.get("value"), item.get("formula")
            indices[str(identifier)] = index
            if (value is None) is (written is None):
                self._neither_or_both(index, value)
                unusable.add(str(identifier))
            elif written is not None:
                self.unvalued.add(index)
                formulas[str(identifier)] = str(written)
            else:
                if index >= self.contents.derived:
                    mend = "move it to 'measures', or put a formula in place of the value"
                    self.report("measures", index, ("value",), "a derived measure has no value of its own.", mend)
                try:
                    item["value"] = known[str(identifier)] = Quantity.parse(cast(str, value))
                except (ValueError, TypeError):
                    unusable.add(str(identifier))  # and the model tells what is wrong with it
        found, errors = formula.evaluate_all(formulas, known, unusable)
        for identifier, error in errors.items():
            message, mend = str(error), error.mend
            missing = _named(message)
            others = [key for key in self.ids if missing in self.ids[key]]
            if others:
                message = f"the formula names {missing!r}, which is {_ONE[others[0]]} and not a measure."
            self.report("measures", indices[identifier], ("formula",), message, mend)
        for identifier in formulas:
            index = indices[identifier]
            # The model wants a value; of one that could not be found out, nothing else is made.
            measures[index]["value"] = found.get(identifier, Quantity.exact(0, TIMES))
            if identifier in found:
                self.unvalued.discard(index)

    def _neither_or_both(self, index: int, value: object) -> None:
        item = self.lists["measures"][index]
        self.unvalued.add(index)
        if value is None:
            message = "it has neither a value nor a formula."
            self.report("measures", index, (), message, "give it a value, for example 'value: 3.4 %'")
            item["value"] = Quantity.exact(0, TIMES)
        else:
            message = "it has both a value and a formula."
            self.report("measures", index, ("value",), message, "take the value out; it is computed from the formula")

    def _without_faults(self, whole: dict[str, Any], error: ValidationError) -> Release | None:
        """Tell what the model refuses, and make a release of all else, so that the rest can be checked too."""
        faulty: set[tuple[str, int]] = set()
        without_about = False
        for each in error.errors(include_url=False):
            key, *path = each["loc"]
            if key == "about":
                without_about = True
                self._refused("about", None, tuple(path), each)
            elif path and isinstance(path[0], int):
                faulty.add((str(key), path[0]))
                self._refused(str(key), path[0], tuple(path[1:]), each)
        if without_about:
            return None
        self.lists = {
            # A faulty item stays in its place, so that indices go on leading to lines, and is passed over later.
            key: [{**item, "faulty": True} if (key, index) in faulty else item for index, item in enumerate(items)]
            for key, items in self.lists.items()
        }
        kept = {key: [item for item in items if "faulty" not in item] for key, items in self.lists.items()}
        try:
            return Release.model_validate({**whole, **kept})
        except ValidationError:  # pragma: no cover - all that the model refused has been left out
            return None

    def _refused(self, key: str, item: int | None, path: Path_, error: Mapping[str, Any]) -> None:
        """Tell in plain words what the model refuses."""
        path = tuple(step for step in path if step != "[key]")
        model = self._model(key, path[:-1])
        message, mend = f"{error['msg']}.", "write it as the other items do"
        match error["type"]:
            case "extra_forbidden":
                fields = [name for name in model.model_fields if name != "type"]
                message, mend = "there is no such key.", nearest(str(path[-1]), fields, f"use {', '.join(fields)}")
            case "missing":
                message, mend = f"{path[-1]!r} is missing.", f"add '{path[-1]}: …'"
                path = path[:-1]
            case "string_pattern_mismatch":
                message = f"{error['input']!r} is no identifier."
                mend = "use small letters and digits, with single hyphens between"
            case "value_error":
                told = str(error.get("ctx", {}).get("error", error["msg"]))
                message, _, mend = told.partition("; ")
                message, mend = f"{message}.", mend or "write it as the other items do"
            case "literal_error":
                expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
                message = f"{error['input']!r} is not one of {expected}."
                mend = nearest(str(error["input"]), re.findall(r"'([^']*)'", expected), "use one of them")
            case "is_instance_of":
                message, mend = "this is no quantity.", "write for example '3.4 %', '> 10 %' or '150 million CNY'"
            case "enum":
                message = f"{error['input']!r} is not one of {error['ctx']['expected']}."
                mend = "use one of them"
            case "dict_type" | "model_type":
                message, mend = "this has to be a mapping.", "write it as {en: …}, or with keys below"
            case "list_type":
                message, mend = "this has to be a list.", "write it as [one, two], or with '- ' before each"
            case "string_type" if error["input"] is None and not _LANGUAGE.match(str(path[-1])):
                message = "a comma has cut the text before it short."  # {en: one, two} says {en: one, "two": null}
                mend = "put the whole text in quotes"
            case "string_type":
                message, mend = "this has to be a text.", "write a word or a sentence, or take the key out"
            case "too_short" | "string_too_short":
                message, mend = "this is empty.", "write it, or take the key out"
        self.report(key, item, path, message, mend)

    def _model(self, key: str, path: Path_) -> type[BaseModel]:
        model: type[BaseModel] = About if key == "about" else _LISTS[key]
        for step in path:
            model = self._parts.get(str(step), model)
        return model

    def _unique(self, namespace: tuple[str, ...]) -> None:
        seen: dict[str, tuple[str, int]] = {}
        for key in namespace:
            for index, item in enumerate(self.lists[key]):
                identifier = item.get("id")
                if not isinstance(identifier, str):
                    continue
                if identifier in seen:
                    file, line = self.contents.at(*seen[identifier], "id")
                    message = f"there is {_ONE[seen[identifier][0]]} of this name already, at {file}:{line}."
                    self.report(key, index, ("id",), message, "rename one of the two")
                seen.setdefault(identifier, (key, index))


def _named(message: str) -> str:
    found = re.search(r"names '([^']*)', and there is no", message)
    return found[1] if found else ""


class _References:
    """Everything that one part of a release says of another."""

    def __init__(self, loader: _Loader, release: Release) -> None:
        self.loader = loader
        self.release = release
        self.ids = loader.ids
        self.told = loader.told
        self.units = {indicator.id: indicator.unit for indicator in release.indicators}
        kinds = {kind.id: set(kind.contains) for kind in release.kinds}
        self.within = {kind: _closure(kind, kinds) for kind in kinds}
        self.sets = {each.id: each for each in release.sets}

    def items(self, key: str, model: type[_C]) -> Iterator[tuple[int, _C]]:
        """The items of a list that the model accepted, with their indices in the files."""
        indices = (index for index, item in enumerate(self.loader.lists[key]) if "faulty" not in item)
        return zip(indices, cast(list[_C], getattr(self.release, key)), strict=True)

    def check(self) -> None:
        """Check all of it."""
        self._about(self.release.about)
        for index, period in self.items("periods", Period):
            if not 1 <= period.months[0] <= period.months[1] <= 12:
                mend = "write the first and the last month, for example [1, 9]"
                self.report("periods", index, ("months",), "the months are not a stretch of one year.", mend)
            self._texts("periods", index, ("label",), period.label)
        for index, kind in self.items("kinds", Kind):
            self._refer("kinds", index, ("contains",), kind.contains, "kinds")
            self._names("kinds", index, kind.names)
            for name in ("label", "plural"):
                self._texts("kinds", index, (name,), getattr(kind, name))
            if kind.id in self.within[kind.id]:
                self.report("kinds", index, ("contains",), "the kind contains itself.", "break the circle")
        for index, indicator in self.items("indicators", Indicator):
            units = [str(unit) for unit in UnitKind]
            if indicator.unit not in units:
                mend = nearest(indicator.unit, units, f"use one of {', '.join(units)}")
                self.report("indicators", index, ("unit",), f"there is no unit {indicator.unit!r}.", mend)
            self._texts("indicators", index, ("label",), indicator.label)
            self._texts("indicators", index, ("definition",), indicator.definition, needed=False)
            self._names("indicators", index, indicator.names)
        self._entities()
        for index, measure in self.items("measures", Measure):
            self._fact("measures", index, measure)
            self._measure(index, measure)
        for index, each in self.items("sets", FactSet):
            self._fact("sets", index, each)
            self._set(index, each)
        for index, statement in self.items("statements", Statement):
            self._fact("statements", index, statement)
            self._refer("statements", index, ("speaker",), statement.speaker, "entities")
        for index, gap in self.items("gaps", Gap):
            self._refer("gaps", index, ("nearest",), gap.nearest, *_FACTS, "topics")
            self._texts("gaps", index, ("label",), gap.label)
            self._texts("gaps", index, ("says",), gap.says, needed=False)
            self._names("gaps", index, gap.names)
        for index, topic in self.items("topics", Topic):
            self._refer("topics", index, ("facts",), topic.facts, *_FACTS)
            self._texts("topics", index, ("label",), topic.label)
            self._names("topics", index, topic.names)
        for index, chart in self.items("charts", Chart):
            self._chart(index, chart)

    def report(self, key: str, item: int | None, path: Path_, message: str, mend: str) -> None:
        """Note something that is wrong at a path within an item."""
        self.loader.report(key, item, path, message, mend)

    def _refer(
        self, key: str, item: int | None, path: Path_, referred: str | Sequence[str] | None, *lists: str
    ) -> None:
        """Check that identifiers lead to an item of one of the lists, and that none is written twice."""
        many = [] if referred is None else [referred] if isinstance(referred, str) else referred
        for place, identifier in enumerate(many):
            exact = path if isinstance(referred, str) else (*path, place)
            if any(identifier in self.ids[each] for each in lists):
                continue
            wanted = " or ".join(_ONE[each] for each in lists)
            elsewhere = next((_ONE[each] for each in self.ids if identifier in self.ids[each]), None)
            known = set().union(*(self.ids[each] for each in lists))
            message = f"{identifier!r} is {elsewhere or 'not known'}; it has to be {wanted}."
            self.report(key, item, exact, message, nearest(identifier, known, f"add it to {lists[0]}, or name another"))
        if len(set(many)) < len(many):
            twice = next(identifier for identifier, count in Counter(many).items() if count > 1)
            self.report(key, item, path, f"{twice!r} is named twice.", "take one of the two out")

    def _texts(self, key: str, item: int | None, path: Path_, texts: Mapping[str, str], *, needed: bool = True) -> None:
        """Check languages and placeholders of a text."""
        for language, text in texts.items():
            if not _LANGUAGE.match(language):
                mend = "use a language code such as en or zh"
                self.report(key, item, (*path, language), f"{language!r} is no language.", mend)
            if not text.strip():
                self.report(key, item, (*path, language), "the text is empty.", "write it, or take the key out")
            self._placeholders(key, item, (*path, language), text)
        if (texts or needed) and DEFAULT_LANGUAGE not in texts:
            message = f"there is no {path[-1]} in the language {DEFAULT_LANGUAGE!r}."
            self.report(key, item, path if texts else (), message, f"add '{path[-1]}: {{{DEFAULT_LANGUAGE}: …}}'")

    def _placeholders(self, key: str, item: int | None, path: Path_, text: str) -> None:
        if "{" not in text and "}" not in text:
            return
        for name in _PLACEHOLDER.findall(text):
            if name == "value":
                if key != "measures":
                    message = "{value} stands for the value of a measure, and this is none."
                    self.report(key, item, path, message, "name the measure in its place, for example {loan-projects}")
            elif name not in self.ids["measures"]:
                elsewhere = next((_ONE[each] for each in self.ids if name in self.ids[each]), "not known")
                message = f"{{{name}}} is {elsewhere}; between braces stands a measure."
                mend = nearest(name, self.ids["measures"], "name a measure, or write the words out")
                self.report(key, item, path, message, mend)
        if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
            self.report(key, item, path, "a brace has no partner.", "write {identifier}, with both braces")

    def _names(self, key: str, item: int, names: Mapping[str, list[str]], path: str = "names") -> None:
        for language, phrases in names.items():
            if not _LANGUAGE.match(language):
                mend = "use a language code such as en or zh"
                self.report(key, item, (path, language), f"{language!r} is no language.", mend)
            if not all(phrase.strip() for phrase in phrases):
                self.report(key, item, (path, language), "one of the names is empty.", "write it, or take it out")

    def _source(self, key: str, item: int, path: Path_, source: Source) -> None:
        sentences = self.release.about.sentences
        if source.paragraph > len(sentences):
            message = f"there is no paragraph {source.paragraph}; the release has {len(sentences)}."
            self.report(key, item, (*path, "paragraph"), message, "count the paragraphs from 1")
        elif source.sentence > sentences[source.paragraph - 1]:
            message = f"paragraph {source.paragraph} has {sentences[source.paragraph - 1]} sentences."
            mend = f"correct sentence {source.sentence}, or 'sentences' in release.yaml"
            self.report(key, item, (*path, "sentence"), message, mend)
        words = len(source.excerpt.split())
        if words > LONGEST_EXCERPT:
            message = f"the excerpt has {words} words; it may have {LONGEST_EXCERPT}."
            self.report(key, item, (*path, "excerpt"), message, "keep the shortest fragment that carries the fact")
        elif not words:
            self.report(key, item, (*path, "excerpt"), "the excerpt is empty.", "copy the words from the release")

    def _about(self, about: About) -> None:
        self._refer("about", None, ("home",), about.home, "entities")
        self._refer("about", None, ("publisher",), about.publisher, "entities")
        self._refer("about", None, ("period",), about.period, "periods")
        self._refer("about", None, ("headline",), about.headline, *_FACTS)
        self._refer("about", None, ("digest",), about.digest, *_FACTS)
        self._refer("about", None, ("suggestions",), about.suggestions, *_FACTS, "topics")
        self._refer("about", None, ("not_stated",), about.not_stated, "gaps")
        self._texts("about", None, ("title",), about.title)
        if not about.sentences or min(about.sentences) < 1:
            mend = "write how many sentences each paragraph has, for example [2, 5, 3]"
            self.report("about", None, ("sentences",), "each paragraph has at least one sentence.", mend)
        self._moment("about", None, ("embargo",), about.embargo)

    def _moment(self, key: str, item: int | None, path: Path_, moment: dt.datetime | None) -> None:
        if moment is not None and moment.utcoffset() is None:
            message = "the moment has no time zone."
            self.report(key, item, path, message, "write it as 2025-10-28T10:00:00+08:00")

    def _entities(self) -> None:
        parents: dict[str, set[str]] = {
            entity.id: {entity.part_of} for entity in self.release.entities if entity.part_of is not None
        }
        for index, entity in self.items("entities", Entity):
            self._refer("entities", index, ("kind",), entity.kind, "kinds")
            self._refer("entities", index, ("part_of",), entity.part_of, "entities")
            self._texts("entities", index, ("label",), entity.label)
            self._names("entities", index, entity.names)
            if entity.source is not None:
                self._source("entities", index, ("source",), entity.source)
                if not entity.named:
                    mend = "take the source out, or 'named: false'"
                    self.report("entities", index, ("named",), "what the release does not name has no source.", mend)
            elif entity.named:
                mend = "add a source, or 'named: false' where the release does not speak of it"
                self.report("entities", index, (), "what the release names has a source.", mend)
            if entity.id in parents and entity.id in _closure(entity.id, parents):
                self.report("entities", index, ("part_of",), "it is a part of itself.", "break the circle")

    def _fact(self, key: str, index: int, fact: Fact) -> None:
        self._texts(key, index, ("label",), fact.label)
        self._texts(key, index, ("statement",), fact.statement)
        self._names(key, index, fact.names)
        self._names(key, index, fact.about, "about")
        self._refer(key, index, ("entities",), fact.entities, "entities")
        self._refer(key, index, ("related",), fact.related, *_FACTS, "gaps", "topics")
        self._refer(key, index, ("kinds",), fact.kinds, "kinds")
        for place, identifier in enumerate(fact.entities):
            self._named(key, index, ("entities", place), identifier)
        if fact.source is not None:
            self._source(key, index, ("source",), fact.source)
        for place, source in enumerate(fact.also):
            self._source(key, index, ("also", place), source)
        self._moment(key, index, ("withdrawn", "at"), fact.withdrawn.at if fact.withdrawn else None)
        if not fact.sources and not self._follows(fact):
            self.report(key, index, (), "there is no source.", "add 'source: {paragraph: …, sentence: …, excerpt: …}'")
        for name, aspect in fact.aspects.items():
            self._texts(key, index, ("aspects", name, "says"), aspect.says)
            self._refer(key, index, ("aspects", name, "facts"), aspect.facts, *_FACTS)
            if aspect.source is not None:
                self._source(key, index, ("aspects", name, "source"), aspect.source)

    def _follows(self, fact: Fact) -> bool:
        """Whether a fact without a source of its own has those of what it follows from."""
        return bool((isinstance(fact, Measure) and fact.formula) or (isinstance(fact, FactSet) and fact.size))

    def _named(self, key: str, index: int, path: Path_, identifier: str) -> None:
        entity = self.release.entity.get(identifier)
        if entity is not None and not entity.named:
            message = f"{identifier!r} is a foil: the release does not name it."
            self.report(key, index, path, message, "name another, or take 'named: false' from the entity")

    def _measure(self, index: int, measure: Measure) -> None:
        self._refer("measures", index, ("indicator",), measure.indicator, "indicators")
        self._refer("measures", index, ("subject",), measure.subject, "entities")
        self._refer("measures", index, ("period",), measure.period, "periods")
        self._named("measures", index, ("subject",), measure.subject)
        if measure.id in formula.RESERVED:
            self.report("measures", index, ("id",), "the word means something else in a formula.", "rename the measure")
        if index in self.loader.unvalued:
            return
        where = ("formula",) if measure.formula else ("value",)
        self._unit(index, where, measure.indicator, measure.value)
        for place, revision in enumerate(measure.revisions):
            if revision.value.unit != measure.value.unit:
                message = f"the value was in {revision.value.unit}, and is in {measure.value.unit} now."
                self.report("measures", index, ("revisions", place, "value"), message, "use one unit for both")
            self._moment("measures", index, ("revisions", place, "corrected"), revision.corrected)
        if measure.formula and measure.revisions:
            message = "a derived measure is corrected by correcting what it follows from."
            self.report("measures", index, ("revisions",), message, "move it to the measure that was wrong")
        zero = Quantity.exact(0, measure.value.unit)
        if measure.direction == "up" and measure.value.compare(Comparison.AT_MOST, zero) is Truth.YES:
            message = f"it goes up, and its value, {measure.value}, is not above zero."
            self.report("measures", index, ("direction",), message, "mend the direction or the value")

    def _unit(self, index: int, path: Path_, indicator: str, value: Quantity, key: str = "measures") -> None:
        wanted = self.units.get(indicator)
        if wanted in list(UnitKind) and value.unit.kind != wanted:
            message = f"the value is {value.unit.kind} ({value}), and {indicator!r} is measured in {wanted}."
            self.report(key, index, path, message, "mend the unit, or use an indicator of that unit")

    def _set(self, index: int, each: FactSet) -> None:
        self._refer("sets", index, ("kind",), each.kind, "kinds")
        self._refer("sets", index, ("members",), each.members, "entities", *_FACTS)
        self._refer("sets", index, ("size",), each.size, "measures")
        self._refer("sets", index, ("within",), each.within, "sets")
        self._refer("sets", index, ("indicator",), each.indicator, "indicators")
        for place, identifier in enumerate(each.members):
            self._member(index, place, each, identifier)
        if each.condition is not None:
            if each.indicator is None:
                message = "a condition needs an indicator of which it speaks."
                self.report("sets", index, ("condition",), message, "add 'indicator: …'")
            else:
                self._unit(index, ("condition",), each.indicator, each.condition, "sets")
        self._size(index, each)
        self._enclosing(index, each)

    def _member(self, index: int, place: int, each: FactSet, identifier: str) -> None:
        entity = self.release.entity.get(identifier)
        fact = self.release.by_id.get(identifier)
        kinds = [entity.kind] if entity else fact.kinds if fact else []
        self._named("sets", index, ("members", place), identifier)
        if (entity or fact) and not any(kind in {each.kind, *self.within.get(each.kind, ())} for kind in kinds):
            what = f"of kind {', '.join(kinds)}" if kinds else "of no kind"
            message = f"{identifier!r} is {what}, and the set holds {each.kind}."
            self.report("sets", index, ("members", place), message, "name another, or mend the kind of one of the two")
        if each.condition is None:
            return
        for measure in self.release.measures:
            if (measure.indicator, measure.subject) != (each.indicator, identifier):
                continue
            if measure.value.unit == each.condition.unit and not _overlap(measure.value, each.condition):
                message = f"{measure.id!r} is {measure.value}, against {each.condition} here."
                self.report("sets", index, ("members", place), message, "mend the condition, or take the member out")

    def _chart(self, index: int, chart: Chart) -> None:
        self._texts("charts", index, ("label",), chart.label)
        self._names("charts", index, chart.names)
        self._refer("charts", index, ("set",), chart.set, "sets")
        self._refer("charts", index, ("measures",), chart.measures, "measures")
        if chart.set is None and not chart.measures:
            self.report("charts", index, (), "it draws nothing.", "name a 'set', or 'measures: [one, two]'")
        for identifier, texts in chart.labels.items():
            self._texts("charts", index, ("labels", identifier), texts)
        valued = {measure.id for place, measure in self.items("measures", Measure) if place not in self.loader.unvalued}
        if (chart.set and chart.set not in self.sets) or not valued.issuperset(chart.measures):
            return  # and what is wrong with those is told already
        shown = drawn(chart, self.release)
        if chart.set and not shown.measures:
            mend = "give the set an 'indicator' that its members have measures of, or name the measures"
            self.report("charts", index, ("set",), f"no member of {chart.set!r} has a figure.", mend)
        bars = [*shown.measures, *shown.beside]
        if len(bars) > MOST_BARS:
            message = f"it draws {len(bars)} bars, and {MOST_BARS} can be read on a phone."
            self.report("charts", index, (), message, "make two charts of it")
        for each in shown.beside:
            if each not in shown.measures:
                continue
            message = f"{each.id!r} is drawn for the set already."
            self.report("charts", index, ("measures",), message, "take it out here")
        for each in bars[1:]:
            if each.value.unit != bars[0].value.unit:
                path = ("measures", chart.measures.index(each.id)) if each.id in chart.measures else ("set",)
                message = f"{each.id!r} is {each.value} and {bars[0].id!r} is {bars[0].value}: no one axis fits both."
                self.report("charts", index, path, message, "draw one unit in a chart, and the other in another")
        for identifier in chart.labels:
            known = [each.id for each in bars]
            if identifier not in known:
                message = f"{identifier!r} is no measure that this chart draws."
                mend = nearest(identifier, known, f"name one of {', '.join(known)}")
                self.report("charts", index, ("labels", identifier), message, mend)

    def _size(self, index: int, each: FactSet) -> None:
        measure = self.release.by_id.get(each.size or "")
        if not isinstance(measure, Measure):
            return
        size = measure.value
        if size.unit.kind is not UnitKind.COUNT:
            message = f"{measure.id!r} is {size}; the size of a set is a count."
            self.report("sets", index, ("size",), message, "name a measure whose unit is what is counted")
            return
        count = Quantity.exact(len(each.members), size.unit)
        if size.compare(Comparison.BELOW, count) is Truth.YES:
            message = f"it has {len(each.members)} members, and {measure.id!r} is {size}."
            self.report("sets", index, ("members",), message, "mend one of the two")
        elif each.complete and size.compare(Comparison.EQUAL, count) is Truth.NO:
            message = f"it is complete with {len(each.members)} members, and {measure.id!r} is {size}."
            self.report("sets", index, ("complete",), message, "add the other members, or take 'complete' out")

    def _enclosing(self, index: int, each: FactSet) -> None:
        wholes: dict[str, set[str]] = {key: {one.within} for key, one in self.sets.items() if one.within is not None}
        if each.id in _closure(each.id, wholes):
            self.report("sets", index, ("within",), "the set lies within itself.", "break the circle")
        whole = self.sets.get(each.within or "")
        if whole is not None and whole.complete:
            for place, member in enumerate(each.members):
                if member not in whole.members:
                    message = f"{member!r} is not in {whole.id!r}, which is complete."
                    self.report("sets", index, ("members", place), message, "mend one of the two sets")


def _closure(start: str, edges: Mapping[str, Collection[str]]) -> set[str]:
    """Everything that can be reached; the start itself only by a circle."""
    reached: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        each = waiting.pop()
        if each not in reached:
            reached.add(each)
            waiting += edges.get(each, ())
    return reached


def _overlap(one: Quantity, other: Quantity) -> bool:
    """Whether one value could be inside the bounds of both."""
    below = one.compare(Comparison.BELOW, other) is Truth.YES
    return not below and one.compare(Comparison.ABOVE, other) is not Truth.YES
