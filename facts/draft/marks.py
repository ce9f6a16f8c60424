"""The marks of a draft, in its files: found, settled one by one, with comments kept and nothing half written.

Every decision is written at once, so a review can be left at any moment; what is still marked is what is left to do.
After each change the folder has to load as strictly as ever; where it does not, the change is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from facts.contents import ContentError, Problem
from facts.load import load_release
from facts.references import DEFAULT_LANGUAGE
from facts.writing import parser, replace_file, scalar

_LISTS: Final = (
    "kinds",
    "periods",
    "indicators",
    "entities",
    "measures",
    "sets",
    "statements",
    "derived",
    "gaps",
    "topics",
)
_FACTS: Final = ("measures", "derived", "sets", "statements")
_REFERRING: Final = ("digest", "suggestions", "nearest", "related", "facts", "members", "entities")


class ReviewError(ValueError):
    """Something that cannot be done to a draft: what, and the mend."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One item with guesses in it: the file and the list it stands in, and what it says."""

    file: Path
    among: str
    item: CommentedMap

    @property
    def id(self) -> str:
        """The item's identifier."""
        return str(self.item.get("id", ""))

    @property
    def reasons(self) -> Mapping[str, str]:
        """What is a guess, and why."""
        return dict(self.item.get("review") or {})

    @property
    def place(self) -> tuple[int, int]:
        """Paragraph and sentence, or zeros where it stands nowhere."""
        source = self.item.get("source") or {}
        return int(source.get("paragraph", 0)), int(source.get("sentence", 0))

    @property
    def excerpts(self) -> list[str]:
        """The fragments of the text that carry it."""
        sources = [self.item.get("source"), *(self.item.get("also") or [])]
        return [str(source["excerpt"]) for source in sources if source]


class Marks:
    """The files of a draft, read so that they can be written again."""

    def __init__(self, folder: Path) -> None:
        """Read the folder. Raises ContentError where it does not load, ReviewError where it is no draft."""
        self.folder = folder
        release = load_release(folder)
        if release.about.state != "draft":
            raise ReviewError(
                f"{release.id!r} is {release.about.state}, and only a draft is reviewed.\n"
                "  To mend: write 'state: draft' into its release.yaml, or name another folder."
            )
        self.sentences = release.about.sentences
        self.data: dict[Path, CommentedMap] = {}
        self._before: dict[int, str] = {}
        for path in sorted(folder.glob("*.yaml")):
            try:
                self.data[path] = parser().load(path.read_text(encoding="utf-8-sig"))
            except YAMLError as error:  # what the strict loader takes and this parser does not
                raise ReviewError(
                    f"{path}: {str(error).splitlines()[0]}.\n  To mend: write it more plainly."
                ) from error

    def left(self) -> list[Mark]:
        """Everything still marked: the release, the names, then the facts in the order of the text, the gaps last."""
        marks = [mark for mark in self._items() if mark.item.get("review")]
        rank = {
            "about": 0,
            "kinds": 1,
            "periods": 1,
            "indicators": 1,
            "entities": 2,
            "derived": 4,
            "gaps": 5,
            "topics": 5,
        }
        return sorted(marks, key=lambda mark: (rank.get(mark.among, 3), mark.place))

    def _items(self) -> Iterator[Mark]:
        for path, data in self.data.items():
            if "about" in data:
                yield Mark(path, "about", data["about"])
            for name in _LISTS:
                for item in data.get(name) or []:
                    yield Mark(path, name, item)

    def accept(self, mark: Mark) -> None:
        """Take everything in an item as it stands."""
        self._change({mark.file}, lambda: mark.item.pop("review", None))

    def edit(self, mark: Mark, field: str, written: str) -> None:
        """Put another value in the place of one. Raises ReviewError where the draft would not load with it."""
        if field in ("id", "review"):
            raise ReviewError(
                f"{field!r} is not edited here: other items may lean on it.\n  To mend: edit {mark.file}."
            )

        def change() -> None:
            before = mark.item.get(field)
            self._before[id(mark.item)] = str(before)
            if field.startswith("source.") and isinstance(mark.item.get("source"), CommentedMap):
                mark.item["source"][field.removeprefix("source.")] = _number_or(written)
            elif isinstance(before, CommentedMap) and DEFAULT_LANGUAGE in before and field != "names":
                before[DEFAULT_LANGUAGE] = scalar(written)
            elif field in ("label", "statement", "title", "plural", "says"):
                mark.item[field] = {DEFAULT_LANGUAGE: scalar(written)}
            elif field == "names":
                mark.item[field] = {DEFAULT_LANGUAGE: _listed(written)}
            elif field in (*_REFERRING, "kinds"):
                mark.item[field] = _listed(written)
            elif not written:
                mark.item.pop(field, None)
            elif before is None and "review" in mark.item:
                # Before the marks, which belong at an item's end, with whatever comment follows them.
                mark.item.insert(list(mark.item).index("review"), field, scalar(written))
            else:
                mark.item[field] = scalar(written)
            self._settle(mark, field.split(".", 1)[0])
            if field in ("kind", "indicator"):
                self._make_known(mark, field, written)

        self._change(set(self.data) if field in ("kind", "indicator") else {mark.file}, change)

    def _make_known(self, mark: Mark, field: str, identifier: str) -> None:
        """Add a kind or an indicator that there is not yet, with a label to be looked at."""
        lists = f"{field}s"
        home = next(data for data in self.data.values() if "about" in data)
        if any(each.among == lists and each.id == identifier for each in self._items()):
            return
        words = identifier.replace("-", " ")
        item = CommentedMap({"id": identifier, "label": CommentedMap({DEFAULT_LANGUAGE: words})})
        if field == "kind":
            item["plural"] = CommentedMap({DEFAULT_LANGUAGE: f"{words}s"})
        else:
            known = [each.item for each in self._items() if each.among == "indicators"]
            before = next((each for each in known if each["id"] == self._before.get(id(mark.item))), None)
            item["unit"] = before["unit"] if before else "count"
        item["review"] = CommentedMap({"label": "made from its name"})
        home.setdefault(lists, []).append(item)

    def _settle(self, mark: Mark, field: str) -> None:
        reasons = mark.item.get("review")
        if reasons:
            reasons.pop(field, None)
            if not reasons:
                mark.item.pop("review")

    def reject(self, mark: Mark) -> list[str]:
        """Take an item out with all that leans on it; return the identifiers of everything that went.

        Raises ReviewError for what cannot go: the release itself, its home, its only fact.
        """
        if mark.among == "about":
            raise ReviewError(
                "the release itself cannot be rejected.\n  To mend: edit what is wrong, or delete the folder."
            )
        gone: list[str] = []
        self._change(set(self.data), lambda: self._remove(mark, gone))
        return gone

    def _remove(self, mark: Mark, gone: list[str]) -> None:
        about = next(data["about"] for data in self.data.values() if "about" in data)
        if mark.among == "entities" and mark.id == about["home"]:
            raise ReviewError("this is what the release is about.\n  To mend: edit 'home' of the release first.")
        waiting = [mark]
        while waiting:
            one = waiting.pop()
            items = self.data[one.file][one.among]
            place = next((place for place, item in enumerate(items) if item is one.item), None)
            if place is None:
                continue
            del items[place]
            gone.append(one.id)
            waiting += [other for other in self._items() if self._leans(other, one)]
            self._forget(one, about)
        for data in self.data.values():
            for name in [name for name in _LISTS if name in data and not data[name]]:
                del data[name]

    def _leans(self, other: Mark, gone: Mark) -> bool:
        """Whether an item has no meaning without another."""
        if gone.among in _FACTS:
            texts = " ".join(str(text) for text in (other.item.get("statement") or {}).values())
            formula = str(other.item.get("formula", "")).split()
            return gone.id in formula or (other.id != gone.id and f"{{{gone.id}}}" in texts)
        if gone.among == "indicators":
            return bool(other.item.get("indicator") == gone.id)
        return False

    def _forget(self, gone: Mark, about: CommentedMap) -> None:
        """Take an identifier out of everything that refers to it."""
        for other in list(self._items()):
            item = other.item
            for key in _REFERRING:
                if isinstance(item.get(key), list) and gone.id in item[key]:
                    item[key].remove(gone.id)
                    if not item[key] and key not in ("digest",):
                        item.pop(key)
            if gone.among == "entities":
                if item.get("subject") == gone.id:
                    item["subject"] = about["home"]
                    _doubt(item, "subject", "the name that stood here was rejected")
                for key in ("speaker", "publisher", "part_of"):
                    if item.get(key) == gone.id:
                        item.pop(key)
            if gone.among == "measures" and item.get("size") == gone.id:
                item.pop("size")
        if gone.among in _FACTS and about.get("headline") == gone.id:
            facts = [mark.id for mark in self._items() if mark.among in _FACTS]
            if not facts:
                raise ReviewError("it is the only fact.\n  To mend: edit it, or delete the folder.")
            about["headline"] = facts[0]
            _doubt(about, "headline", "the one that stood here was rejected")
        if "digest" in about and not about["digest"]:
            about["digest"].append(about["headline"])

    def _change(self, files: set[Path], change: Any) -> None:
        """Make a change and write it, or take it back where the draft does not load any more."""
        before = {path: path.read_text(encoding="utf-8") for path in files}
        try:
            change()
            for path in files:
                written = StringIO()
                if self.data[path]:
                    parser().dump(self.data[path], written)
                if written.getvalue() != before[path]:
                    self._write(path, written.getvalue())
            load_release(self.folder)
        except BaseException as error:
            for path, text in before.items():
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    replace_file(path, text)
            self._read_again(files)
            if isinstance(error, ContentError):
                problem = error.problems[0]
                raise ReviewError(f"{problem.key}: {problem.message}\n  To mend: {problem.mend}.") from error
            raise

    def _write(self, path: Path, text: str) -> None:
        if text:
            replace_file(path, text)
        else:
            path.unlink()  # nothing is left in it, and an empty file is none to the loader
            del self.data[path]

    def _read_again(self, files: set[Path]) -> None:
        for path in files:
            self.data[path] = parser().load(path.read_text(encoding="utf-8-sig"))

    def doubt(self, problems: Sequence[Problem]) -> None:
        """Mark what a check has found wrong in an item."""
        # A measure and its indicator may bear one name: what is wrong is in the measure.
        ordered = sorted(self._items(), key=lambda mark: mark.among in _FACTS)
        known = {mark.id: mark for mark in ordered if mark.among not in ("kinds", "periods", "indicators")}
        touched: set[Path] = set()
        for problem in problems:
            identifier, _, rest = problem.key.partition(".")
            if problem.severity == "error" and identifier in known:
                mark = known[identifier]
                _doubt(mark.item, rest.split(".")[0] or "label", re.sub(r"\s+", " ", problem.message))
                touched.add(mark.file)
        if touched:
            self._change(touched, lambda: None)


def _doubt(item: CommentedMap, field: str, why: str) -> None:
    if "review" not in item:
        item["review"] = CommentedMap()
    item["review"][field] = scalar(why)


def _listed(written: str) -> list[Any]:
    return [scalar(each.strip()) for each in written.strip("[] ").split(",") if each.strip()]


def _number_or(written: str) -> Any:
    return int(written) if written.isdigit() else scalar(written)
