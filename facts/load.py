"""Read a release from its folder of YAML, strictly: what is wrong in it is told all at once, each with its mend.

Any file may hold any list of the release; ``release.yaml`` holds what the release is. A list called ``derived`` holds
measures with a formula in place of a value. Everything that needs nothing but the folder is checked here, so whatever
leaves this module can be relied upon; what needs the words of the release is checked in ``facts.check``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, cast

from pydantic import BaseModel, ValidationError

from facts import formula
from facts.contents import LISTS, ONE, ContentError, Contents, Problem, nearest, shown, unreadable
from facts.model import (
    About,
    Aspect,
    Release,
    Revision,
    Signature,
    Source,
    Withdrawal,
)
from facts.quantity import TIMES, Quantity
from facts.references import FACTS, LANGUAGE, Path_, References

_NAMESPACES: Final = (
    ("periods",),
    ("kinds",),
    ("entities",),
    ("indicators",),
    ("measures", "sets", "statements", "gaps", "topics"),
    ("charts",),
)


def load_release(folder: Path) -> Release:
    """Read one release. Raises ContentError with all that is wrong in it."""
    contents = Contents.read(Path(folder))
    if contents.problems:
        raise ContentError(contents.problems)
    loaded = Loader(contents)
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
        raise ContentError([unreadable(folder, error)]) from error
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


class Loader:
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
        self.told = set().union(*(self.ids[key] for key in FACTS))
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
            References(self, release).check()
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
                message = f"the formula names {missing!r}, which is {ONE[others[0]]} and not a measure."
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
            case "string_type" if error["input"] is None and not LANGUAGE.match(str(path[-1])):
                message = "a comma has cut the text before it short."  # {en: one, two} says {en: one, "two": null}
                mend = "put the whole text in quotes"
            case "string_type":
                message, mend = "this has to be a text.", "write a word or a sentence, or take the key out"
            case "too_short" | "string_too_short":
                message, mend = "this is empty.", "write it, or take the key out"
        self.report(key, item, path, message, mend)

    def _model(self, key: str, path: Path_) -> type[BaseModel]:
        model: type[BaseModel] = About if key == "about" else LISTS[key]
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
                    message = f"there is {ONE[seen[identifier][0]]} of this name already, at {file}:{line}."
                    self.report(key, index, ("id",), message, "rename one of the two")
                seen.setdefault(identifier, (key, index))


def _named(message: str) -> str:
    found = re.search(r"names '([^']*)', and there is no", message)
    return found[1] if found else ""
