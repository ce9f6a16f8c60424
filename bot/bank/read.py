"""The question bank of a release, read: examples of the intents, wordings and questions of the release, files of any.

A release's own questions stand in ``<release>/expected/<language>/*.yaml``: a list of rows, a row with what must come
out; a list inside the list is a conversation. Files may be of that form, or have one JSON object a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot.bank.case import Case, Turn, Wanted
from facts.contents import ContentError, Problem, shown
from facts.model import Release
from intents.matching.queries import Query
from intents.matching.wordings import FOLDER as WORDINGS
from intents.matching.wordings import load_wordings
from intents.vocabulary.language import FOLDER as LANGUAGES
from intents.vocabulary.language import Language

EXPECTED: Final = "expected"
EXAMPLES_GROUP: Final = "examples"
WORDINGS_GROUP: Final = "wordings"
RELEASE_GROUP: Final = "questions of the release"
FORMS: Final = (".jsonl", ".yaml")

_StatusName = Literal["answered", "not_stated", "clarify", "help", "out_of_scope"]
_M = TypeVar("_M", bound=BaseModel)


def _several(written: object) -> object:
    return [written] if isinstance(written, str) else written


_Statuses = Annotated[list[_StatusName], BeforeValidator(_several)]


class Row(BaseModel):
    """A question of a YAML file with what must come out; ``fails`` says what is known to be wrong today."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    status: _Statuses
    verdict: Literal["supported", "refuted"] | None = None
    says: list[str] = []
    not_says: list[str] = []
    facts: list[str] = []
    paragraph: int | None = None
    working: str | None = None
    fails: str | None = None

    def turn(self, kind: str) -> Turn:
        """The row as a question of the bank."""
        wanted = Wanted(
            status=tuple(self.status),
            verdict=self.verdict,
            says=tuple((text,) for text in self.says),
            always=True,
            not_says=tuple(self.not_says),
            facts=tuple(self.facts),
            paragraphs=() if self.paragraph is None else (self.paragraph,),
            working=self.working,
        )
        return Turn(self.ask, wanted, kind, self.fails or "")


class _Line(BaseModel):
    """What a line of a JSON file says of one question; keys that are not needed here are passed over."""

    q: str
    status: _Statuses
    all: list[list[str]] = []
    none: list[str] = []
    para: list[int] = []

    def turn(self, kind: str) -> Turn:
        """The line as a question of the bank; what must be said binds an answer only."""
        wanted = Wanted(
            status=tuple(self.status),
            exact=False,
            verdict="supported" if kind == "claim_true" else None,
            not_verdict="supported" if kind == "claim_false" else None,
            says=tuple(tuple(group) for group in self.all if group),
            not_says=tuple(self.none),
            paragraphs=tuple(self.para),
        )
        return Turn(self.q, wanted, kind)


class _Entry(BaseModel):
    """A line of a JSON file: one question, or a conversation in ``turns``."""

    id: str = ""
    kind: str = "other"
    turns: list[_Line] = []


def bank(folder: Path, release: Release, language: Language) -> list[Case]:
    """All questions that a release and a language bring along. Raises ContentError with all that cannot be read."""
    return [*examples(release, language), *wordings(folder, release, language.code), *questions(folder, language.code)]


def examples(release: Release, language: Language) -> list[Case]:
    """The examples of the intents that speak of this release; of one that none names a fact of, only the small talk."""
    written = [example for intent in language.intents.values() for example in intent.examples]
    is_spoken_of = any(example.facts and release.by_id.keys() >= set(example.facts) for example in written)
    found = []
    for name, intent in sorted(language.intents.items()):
        place = shown(LANGUAGES / language.code / f"{name}.yaml")
        for example in intent.examples:
            if not (release.by_id.keys() >= set(example.facts) and (is_spoken_of or example.status == "help")):
                continue
            wanted = Wanted(
                status=(example.status,),
                verdict=example.verdict,
                says=tuple((text,) for text in example.says),
                always=True,
                facts=tuple(example.facts),
                working="" if example.working else None,
            )
            before = tuple(Turn(ask) for ask in example.after)
            found.append(Case(name, EXAMPLES_GROUP, place, (*before, Turn(example.ask, wanted, "example"))))
    return found


def wordings(folder: Path, release: Release, code: str) -> list[Case]:
    """The wordings by which readers ask, each to be taken for its query."""
    known = load_wordings(folder, release, code)
    place = f"{shown(folder / WORDINGS / code)}/"
    found = []
    for name, asks in known.asks.items():
        wanted = _meant(known.queries[name], name)
        kind = known.queries[name].verb
        found += [Case(name, WORDINGS_GROUP, place, (Turn(ask, wanted, kind),)) for ask in asks]
    return found


def _meant(query: Query, name: str) -> Wanted:
    if query.gap is not None:
        return Wanted(status=("not_stated", "out_of_scope", "clarify", "help"), query=name)
    return Wanted(
        status=("answered", "clarify") if query.offer else ("answered",), facts=tuple(query.facts()), query=name
    )


def questions(folder: Path, code: str) -> list[Case]:
    """The questions that a release has with what must come out. Raises ContentError."""
    place = folder / EXPECTED / code
    return from_files(sorted(place.glob("*.yaml")) if place.is_dir() else [], RELEASE_GROUP)


def from_files(files: Iterable[Path], group: str = "") -> list[Case]:
    """The questions of files, each a group of its own unless one is named. Raises ContentError."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(shown(file), 0, "file", f"it cannot be read: {error}.", "name a file in UTF-8"))
            continue
        read = _json_lines if file.suffix == ".jsonl" else _yaml_rows
        cases += read(file, text, group or file.name, problems)
    if problems:
        raise ContentError(problems)
    return cases


def _json_lines(file: Path, text: str, group: str, problems: list[Problem]) -> Iterator[Case]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            written = json.loads(line)
        except ValueError as error:
            problems.append(Problem(shown(file), number, "line", f"not JSON: {error}.", "write one object a line"))
            continue
        entry = _valid(_Entry, written, file, number, problems)
        lines = entry.turns if entry is not None and entry.turns else None
        if entry is not None and lines is None and (one := _valid(_Line, written, file, number, problems)):
            lines = [one]
        if entry is None or not lines:
            continue
        kinds = [entry.kind] if len(lines) == 1 and not entry.turns else ["opening", *["followup"] * (len(lines) - 1)]
        turns = tuple(each.turn(kind) for each, kind in zip(lines, kinds, strict=True))
        yield Case(entry.id or f"line {number}", group, f"{shown(file)}:{number}", turns)


def _yaml_rows(file: Path, text: str, group: str, problems: list[Problem]) -> Iterator[Case]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        written: Any = yaml.load(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        said = getattr(error, "problem", None) or error
        problems.append(Problem(shown(file), line, "file", f"not YAML: {said}.", "mend the file's YAML"))
        return
    if not isinstance(written, list) or not isinstance(node, yaml.SequenceNode):
        mend = "begin each with '- {ask: …, status: …}'"
        problems.append(Problem(shown(file), 1, "file", "it has to be a list of questions.", mend))
        return
    for place, entry in zip(node.value, written, strict=True):
        line = place.start_mark.line + 1
        rows = [_valid(Row, each, file, line, problems) for each in (entry if isinstance(entry, list) else [entry])]
        turns = tuple(row.turn(file.stem) for row in rows if row is not None)
        if turns and len(turns) == len(rows):
            yield Case(f"line {line}", group, f"{shown(file)}:{line}", turns)


def _valid(model: type[_M], written: object, file: Path, line: int, problems: list[Problem]) -> _M | None:
    try:
        return model.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"])) or "question"
        mend = f"give {_listed(name for name, each in model.model_fields.items() if each.is_required())}"
        problems.append(Problem(shown(file), line, key, f"{first['msg']}.", mend))
        return None


def _listed(names: Iterable[str]) -> str:
    return " and ".join(repr(name) for name in names) or "an object"


def asked(cases: Sequence[Case]) -> int:
    """How many questions are judged in some cases."""
    return sum(turn.wanted is not None for case in cases for turn in case.turns)
