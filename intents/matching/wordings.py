"""The wordings of a release's questions: content that says which query the readers' words mean.

They stand beside the facts, ``<release>/questions/<language>/*.yaml``, since they speak of them; each entry holds one
typed query and many wordings of it. A press officer adds a wording there; no Python changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from facts.contents import LARGEST_FILE, ContentError, Problem, leads_out, nearest, shown, too_deep
from facts.model import FactSet, Measure, Release
from intents.matching.queries import Query

FOLDER: Final = "questions"


class Entry(BaseModel):
    """One query with the wordings by which readers ask for it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    means: Query
    asks: Annotated[list[Annotated[str, Field(pattern=r"\w")]], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every query of a release with its wordings, by the query's written form."""

    queries: Mapping[str, Query] = field(default_factory=dict)
    asks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    generic: frozenset[str] = frozenset()
    """The queries whose wordings are generic: the words of a question have to be explained one by one."""
    bare: frozenset[str] = frozenset()
    """Of these, those for which the name of their subject suffices."""
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Texts beside their wordings whose words they explain."""
    passing: frozenset[str] = frozenset()
    """Words that need no explaining."""

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.queries)


def load_wordings(folder: Path, release: Release, language: str) -> Wordings:
    """The wordings of a release in a language; none where it has no folder of them.

    Raises ContentError with every entry that cannot be read, that names what is not there, or that repeats a wording
    of another query.
    """
    queries: dict[str, Query] = {}
    asks: dict[str, list[str]] = {}
    problems: list[Problem] = []
    places: dict[str, tuple[str, str]] = {}
    for file in sorted((folder / FOLDER / language).glob("*.yaml")):
        written_in = shown(file)
        for line, written in _entries(file, problems):
            try:
                entry = Entry.model_validate(written)
            except ValidationError as error:
                first = error.errors()[0]
                key = ".".join(map(str, first["loc"])) or "questions"
                mend = "give 'means' (one query) and 'asks' (a list of wordings)"
                problems.append(Problem(written_in, line, key, f"{first['msg']}.", mend))
                continue
            problems += _references(written_in, line, entry.means, release)
            name = str(entry.means)
            queries[name] = entry.means
            for wording in entry.asks:
                plain = " ".join(wording.casefold().split()).rstrip(" ?.!")
                other, place = places.setdefault(plain, (name, written_in))
                if other != name:
                    message = f"the wording {wording!r} stands under another query as well, in {place}: {other}."
                    problems.append(Problem(written_in, line, "asks", message, "keep it where it belongs"))
                asks.setdefault(name, []).append(wording)
    if problems:
        raise ContentError(problems)
    return Wordings(queries, asks)


def _entries(file: Path, problems: list[Problem]) -> Iterator[tuple[int, Any]]:
    """The entries of a file, each with the line where it begins."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    mend = "let it hold no more than the wordings, each written out"
    try:
        if leads_out(file, file.parents[2]) or file.stat().st_size > LARGEST_FILE:
            problems.append(Problem(shown(file), 0, "questions", "it is too large, or leads out of the folder.", mend))
            return
        text = file.read_text(encoding="utf-8")
        if line := too_deep(text):
            problems.append(Problem(shown(file), line, "questions", "it is nested too deeply.", mend))
            return
        written = yaml.load(text, Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        problems.append(Problem(shown(file), line, "questions", f"{error}.", "mend the file's YAML"))
        return
    if not isinstance(written, dict) or list(written) != ["questions"] or not isinstance(written["questions"], list):
        mend = "let it hold the one key 'questions' with a list of entries"
        problems.append(Problem(shown(file), 1, "questions", "this is no list of questions.", mend))
        return
    root: Any = yaml.compose(text, Loader=loader)
    entries = root.value[0][1].value
    seen: set[int] = set()
    for node, entry in zip(entries, written["questions"], strict=True):
        if not _written_out(node, seen):
            place = node.start_mark.line + 1
            problems.append(Problem(shown(file), place, "asks", "anchors and aliases are not used here.", mend))
            return
        keys = [key.value for key, _ in node.value] if isinstance(entry, dict) else []
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            place = node.start_mark.line + 1
            problems.append(Problem(shown(file), place, str(twice), "this key stands twice in one entry.", "keep one"))
            continue
        yield node.start_mark.line + 1, entry


def _references(file: str, line: int, query: Query, release: Release) -> Iterator[Problem]:
    """What a query names that the release does not have."""
    gaps, topics = {gap.id for gap in release.gaps}, {topic.id for topic in release.topics}
    kinds = {*release.kind, *(indicator.id for indicator in release.indicators)}
    known = {"fact": set(release.by_id), "kind": kinds, "gap": gaps, "topic": topics}
    named = [("fact", name) for name in query.facts()] + [("kind", name) for name in query.kinds()]
    named += [(what, name) for what, name in (("gap", query.gap), ("topic", query.topic)) if name is not None]
    for what, name in named:
        if name not in known[what]:
            mend = nearest(name, known[what], f"name a {what} of the release")
            yield Problem(file, line, "means", f"there is no {what} {name!r}.", mend)
    for name in filter(None, (query.members, query.without)):
        if name in release.by_id and not isinstance(release.by_id[name], FactSet):
            yield Problem(file, line, "means", f"{name!r} is no set.", "name a set of the release")
    measured = [query.above, query.below, query.beside]
    for chosen in (query.compare, query.ratio, query.sum, query.average, query.rank):
        measured += chosen if isinstance(chosen, list) else []
    for name in filter(None, measured):
        if name in release.by_id and not isinstance(release.by_id[name], Measure):
            yield Problem(file, line, "means", f"{name!r} is no measure.", "name a measure of the release")
    if query.aspect is not None and not any(
        query.aspect in release.by_id[n].aspects for n in query.tell if n in release.by_id
    ):
        yield Problem(
            file, line, "means.aspect", f"{query.tell[0]!r} has no aspect {query.aspect!r}.", "add it to the fact"
        )


def _written_out(node: Any, seen: set[int]) -> bool:
    """Whether a node holds nothing for the second time: a few aliases, nested, are a file that fills the memory."""
    if id(node) in seen:
        return False
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return all(_written_out(each, seen) for pair in node.value for each in pair)
    return not isinstance(node, yaml.SequenceNode) or all(_written_out(each, seen) for each in node.value)
