"""A correction in draft: made on a copy of the release, with all that depends on it looked at, then put in place.

Nothing of the release itself is touched until ``put``, which replaces the one file that changes, whole or not at all.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bot.correction import edit
from bot.correction.value import read_value
from facts.check import check_release
from facts.contents import ContentError, Problem, nearest, shown
from facts.history import dependants, figures_in, untold
from facts.load import load_release, load_releases
from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Quantity

_WHY: Final = 'say why, as readers are told it: --because "…"'


class CorrectionError(Exception):
    """A correction that cannot be made: what stands in its way, and the mend."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a fact; values are none for what has none, or is no longer told."""

    fact: Fact
    how: str
    """``corrected``, ``withdrawn``; ``follows`` from it, ``tells`` it in words, ``untold`` with it, ``rests`` on it."""
    old: Quantity | None = None
    new: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A change of one fact that was tried out on a copy."""

    folder: Path
    """The release's own folder."""
    file: Path
    written: str
    """What the file is to hold."""
    before: Release
    after: Release
    fact: str
    effects: Sequence[Effect]
    problems: Sequence[Problem]
    """What the checks find after it, and did not find before."""
    at: dt.datetime
    because: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with the content after it."""
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def facts(self) -> list[str]:
        """The facts whose readers were told what is no longer so: that which changed, and all that tells it."""
        return [effect.fact.id for effect in self.effects if effect.how != "rests"]

    def put(self) -> None:
        """Put it in place. Raises CorrectionError where the file was changed meanwhile, and OSError."""
        if load_release(self.folder) != self.before:
            raise CorrectionError(f"{shown(self.folder)} was changed meanwhile.\n  To mend: run this again.")
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=self.file.parent, prefix=".", suffix=".new", delete=False
        ) as file:
            file.write(self.written)
            file.flush()
            os.fsync(file.fileno())
        try:
            shutil.copymode(self.file, file.name)
            os.replace(file.name, self.file)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(file.name)
            raise


def find(releases: Path, fact: str, release: str | None = None) -> tuple[Path, Release]:
    """The release that holds a fact, and its folder. Raises CorrectionError, and ContentError for wrong content."""
    loaded = load_releases(releases)
    if release is not None and release not in loaded:
        mend = nearest(release, loaded, f"name one of {', '.join(loaded)}")
        raise CorrectionError(f"there is no release {release!r}.\n  To mend: {mend}")
    among = {release: loaded[release]} if release else loaded
    holding = [name for name, each in among.items() if fact in each.by_id]
    if len(holding) > 1:
        names = ", ".join(holding)
        raise CorrectionError(f"{fact!r} stands in {names}.\n  To mend: say which is meant, with --release.")
    if not holding:
        known = [name for each in among.values() for name in each.by_id]
        mend = nearest(fact, known, "`release-bot facts` lists them all")
        raise CorrectionError(f"there is no fact {fact!r}.\n  To mend: {mend}")
    return _folder_of(releases, holding[0]), loaded[holding[0]]


def _folder_of(releases: Path, name: str) -> Path:
    for folder in sorted(path for path in releases.iterdir() if path.is_dir() and path.name[0] not in "._"):
        if load_release(folder).id == name:
            return folder
    raise CorrectionError(f"the folder of {name!r} is gone.")  # pragma: no cover - it was read a moment ago


def draft_correction(
    folder: Path, release: Release, name: str, written: str, because: str, at: dt.datetime, text: str | None = None
) -> Draft:
    """Give a measure another value. Raises CorrectionError, and WrittenValueError for a value that cannot be its."""
    fact = _changeable(release, name, because)
    if not isinstance(fact, Measure):
        raise CorrectionError(f"{name!r} has no value.\n  To mend: withdraw it, or change its words in the YAML.")
    if fact.formula is not None:
        raise CorrectionError(
            f"{name!r} is no figure of the release; it follows from {fact.formula}.\n  To mend: correct one of these."
        )
    value = read_value(written, fact.value)
    if value == fact.value:
        raise CorrectionError(f"{name!r} is {value} already.")
    last = max((revision.corrected for revision in fact.revisions), default=None)
    if last is not None and at <= last:
        raise CorrectionError(f"{name!r} was last corrected at {last.isoformat()}, which is not before now.")
    return _draft(folder, release, fact, edit.correction(value, at, because), because, at, text)


def draft_withdrawal(
    folder: Path, release: Release, name: str, because: str, at: dt.datetime, text: str | None = None
) -> Draft:
    """Take a fact back. Raises CorrectionError."""
    fact = _changeable(release, name, because)
    return _draft(folder, release, fact, edit.withdrawal(at, because), because, at, text)


def _changeable(release: Release, name: str, because: str) -> Fact:
    fact = release.by_id[name]
    if not because.strip():
        raise CorrectionError(f"the reason is missing.\n  To mend: {_WHY}")
    if fact.withdrawn is not None:
        raise CorrectionError(
            f"{name!r} was withdrawn on {fact.withdrawn.at:%Y-%m-%d}.\n"
            "  To mend: take 'withdrawn' out of the YAML if it is to be told again."
        )
    return fact


def _draft(
    folder: Path, before: Release, fact: Fact, change: edit.Change, because: str, at: dt.datetime, text: str | None
) -> Draft:
    file, written = edit.changed(folder, fact.id, change)
    with _copy_of(folder) as copy:
        (copy / file.name).write_text(written, encoding="utf-8", newline="")
        try:
            after = load_release(copy)
        except ContentError as error:
            raise CorrectionError(
                "what depends on it would be wrong afterwards, so nothing was changed:\n"
                + "\n".join(str(_at_home(problem, copy, folder)) for problem in error.problems)
            ) from None
        found = [_at_home(problem, copy, folder) for problem in check_release(after, copy, text)]
    known = {(problem.key, problem.message) for problem in check_release(before, folder, text)}
    problems = [problem for problem in found if (problem.key, problem.message) not in known]
    return Draft(folder, file, written, before, after, fact.id, _effects(before, after, fact.id), problems, at, because)


@contextlib.contextmanager
def _copy_of(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy, ignore=lambda where, _: _inner(Path(where)))
        yield copy


def _inner(where: Path) -> list[str]:
    """Folders within a release hold wordings, which are not changed."""
    return [path.name for path in where.iterdir() if path.is_dir()]


def _at_home(problem: Problem, copy: Path, folder: Path) -> Problem:
    """A problem of the copy, told of the release's own files."""
    return replace(problem, file=problem.file.replace(shown(copy), shown(folder)))


def _effects(before: Release, after: Release, name: str) -> list[Effect]:
    """What becomes of the fact that was changed, and of all that rests on it."""
    gone: Mapping[str, Fact] = untold(after)
    changed, was = after.by_id[name], before.by_id[name]
    effects = [_effect(was, changed, "withdrawn" if name in gone else "corrected", told=name not in gone)]
    for fact in dependants(after, name):
        if fact.id in gone:
            effects.append(_effect(before.by_id[fact.id], fact, "untold", told=False))
        elif isinstance(fact, Measure) and fact.value != before.measure(fact.id).value:
            effects.append(_effect(before.by_id[fact.id], fact, "follows", told=True))
        else:
            how = "rests" if isinstance(fact, FactSet) and changed not in figures_in(after, fact) else "tells"
            effects.append(Effect(fact, how))
    return effects


def _effect(was: Fact, now: Fact, how: str, *, told: bool) -> Effect:
    old = was.value if isinstance(was, Measure) else None
    new = now.value if isinstance(now, Measure) and told else None
    return Effect(now, how, old, new)
