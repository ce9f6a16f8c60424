"""What is written into a release's YAML for a question that was asked in vain; comments and other lines stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from facts.contents import nearest
from facts.model import Release
from facts.writing import changed, quoted, scalar
from intents.matching.queries import QUALIFIERS, Query
from intents.matching.wordings import FOLDER, load_wordings

IGNORED: Final = "ignored"
_ACCEPTED: Final = "accepted.yaml"
_NAMED: Final = ("measures", "derived", "sets", "statements", "gaps", "topics", "entities", "kinds", "indicators")

Edits = Mapping[Path, str]
"""The new text of each file that changes."""


class RefusedError(ValueError):
    """What was wished cannot be written: why, and the mend."""


def query_of(written: str, folder: Path, release: Release, code: str) -> Query:
    """A query as the list shows it (``tell metallurgy-growth``) or as the YAML writes it (``{tell: …}``).

    Raises RefusedError where there is none of that form; whether its facts are there is told at loading.
    """
    known = load_wordings(folder, release, code).queries
    if written in known:
        return known[written]
    try:
        parts = yaml.load(written, Loader=yaml.SafeLoader) if written.startswith("{") else _parts(written)
        return Query.model_validate(parts)
    except (ValidationError, yaml.YAMLError):
        pass
    mend = nearest(written, known, "write it as the list shows it, such as 'tell FACT'")
    raise RefusedError(f"{written!r} is no query.\n  To mend: {_ended(mend)}")


def _parts(written: str) -> dict[str, object]:
    """The keys of a query that is written as ``filter city above value-added-growth``."""
    found: dict[str, list[str]] = {}
    key = ""
    for word in written.split():
        if not key or word in QUALIFIERS:
            key = word
            found[key] = []
        else:
            found[key].append(word)
    return {key: words if len(words) > 1 else words[0] if words else True for key, words in found.items()}


def wording(folder: Path, code: str, query: Query, texts: Sequence[str]) -> Edits:
    """Put wordings under the query that they mean, or under a new entry where nothing asks for it yet."""
    place = folder / FOLDER / code
    for file in sorted(place.glob("*.yaml")):
        text = file.read_text(encoding="utf-8-sig")
        if (new := changed(text, lambda data: _appended(data, query, texts))) is not None:
            return {file: new}
    file = place / _ACCEPTED
    means = CommentedMap({key: _plain(value) for key, value in query.model_dump(exclude_unset=True).items()})
    means.fa.set_flow_style()
    entry = CommentedMap(means=means, asks=CommentedSeq([quoted(each) for each in texts]))
    return {file: _with_item(file, "questions", entry)}


def _plain(value: object) -> object:
    if isinstance(value, list):
        listed = CommentedSeq(value)
        listed.fa.set_flow_style()
        return listed
    return value


def _appended(data: Any, query: Query, texts: Iterable[str]) -> bool:
    for entry in data["questions"]:
        if str(Query.model_validate(_bare(entry["means"]))) == str(query):
            entry["asks"].extend(quoted(text) for text in texts)
            return True
    return False


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _bare(each) for key, each in value.items()}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def alias(folder: Path, code: str, identifier: str, phrase: str) -> Edits:
    """Give a fact or a thing another name. Raises RefusedError where there is none of that identifier."""
    known: list[str] = []
    for file in sorted(folder.glob("*.yaml")):
        text = file.read_text(encoding="utf-8-sig")

        def add(data: Any) -> bool:
            items = [item for key in _NAMED for item in data.get(key) or []]
            known.extend(str(item["id"]) for item in items)
            item = next((each for each in items if each["id"] == identifier), None)
            if item is None:
                return False
            if "names" not in item:
                item["names"] = CommentedMap()
                item["names"].fa.set_flow_style()
            names = item["names"].setdefault(code, CommentedSeq())
            if phrase.casefold() in (str(name).casefold() for name in names):
                raise RefusedError(f"{identifier!r} is called {phrase!r} already.")
            names.append(scalar(phrase))
            return True

        if (new := changed(text, add)) is not None:
            return {file: new}
    mend = nearest(identifier, known, "`release-bot facts` lists the facts")
    raise RefusedError(f"there is no fact {identifier!r}.\n  To mend: {_ended(mend)}")


def gap(folder: Path, release: Release, code: str, identifier: str, label: str | None, texts: Sequence[str]) -> Edits:
    """Let the questions mean a gap; one that there is not yet needs a label. Raises RefusedError."""
    known = {each.id for each in release.gaps}
    edits = dict(wording(folder, code, Query(gap=identifier), texts))
    if identifier in known:
        return edits
    if label is None:
        mend = nearest(identifier, known, "name one that there is")
        raise RefusedError(f"there is no gap {identifier!r}.\n  To mend: {_ended(mend)} Or make it with --label TEXT.")
    item = CommentedMap(id=identifier, label=CommentedMap({code: scalar(label)}))
    item["label"].fa.set_flow_style()
    file = folder / "gaps.yaml"
    return {**edits, file: _with_item(file, "gaps", item)}


def ignored(folder: Path, code: str, texts: Sequence[str]) -> Edits:
    """Let questions lie for good."""
    file = folder / IGNORED / f"{code}.yaml"
    text = (
        file.read_text(encoding="utf-8-sig")
        if file.is_file()
        else "# Questions that are no concern of ours.\nignored:\n"
    )

    def add(data: Any) -> bool:
        if data["ignored"] is None:
            data["ignored"] = CommentedSeq()
        data["ignored"].extend(quoted(each) for each in texts)
        return True

    return {file: changed(text, add) or text}


def let_lie(folder: Path, code: str) -> list[str]:
    """The questions that were ignored. Raises RefusedError where the file cannot be read."""
    file = folder / IGNORED / f"{code}.yaml"
    if not file.is_file():
        return []
    try:
        written = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
        return [str(each) for each in written["ignored"] or []]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        mend = "let it hold the one key 'ignored' with a list of questions"
        raise RefusedError(f"{file}: it cannot be read: {error}.\n  To mend: {mend}.") from error


def _with_item(file: Path, key: str, item: CommentedMap) -> str:
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else f"{key}:\n"

    def add(data: Any) -> bool:
        if data.get(key) is None:
            data[key] = CommentedSeq()
        data[key].append(item)
        return True

    return changed(text, add) or text


def _ended(mend: str) -> str:
    return mend if mend.endswith("?") else f"{mend}."
