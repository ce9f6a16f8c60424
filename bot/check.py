"""``release-bot check``: hold the content against itself and against the release's text, and say what was covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facts.check import check_release, rendered
from facts.contents import ContentError, Problem, shown
from facts.figures import figures
from facts.load import load_release
from facts.model import FactSet, Measure, Release
from facts.names import check_names
from facts.text import Text

if TYPE_CHECKING:
    from bot.answer import Answerer
    from intents.matching.wordings import Wordings

Ask = Callable[[Path], "Answerer"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One release folder with what is wrong in it, and what it holds where it could be read at all."""

    folder: Path
    problems: Sequence[Problem]
    covers: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing has to be mended; a warning is for a person to weigh."""
        return not any(problem.severity == "error" for problem in self.problems)

    def __str__(self) -> str:
        told = [rendered(self.problems)] if self.problems else []
        if self.covers:
            told.append(f"{self.covers}.{'' if self.problems else ' Nothing is wrong.'}")
        return "\n".join(told)


def check(folder: Path, text: str | None, language: str | None = None, ask: Ask | None = None) -> Checked:
    """Check one release, against its text where that is at hand, and a language's words where one is named.

    With ``ask``, which makes the bot over a release's folder, what loads is asked as well.
    """
    try:
        release = load_release(folder)
    except ContentError as error:
        return Checked(folder, error.problems)
    problems = [*check_release(release, folder, text), *check_names(release, folder), *_marked(release, folder)]
    problems += check_words(language, release) if language and release.is_live else []
    held, wordings = check_questions(folder, release)
    problems += [*held, *_signed(release, folder)]
    covers = f"{_covers(release, text)}{wordings}"
    if ask is not None and wordings and not any(problem.severity == "error" for problem in problems):
        from bot.reach import check_by_asking

        problems += check_by_asking(folder, ask(folder))
        covers += "; every fact and example asked for"
    return Checked(folder, problems, covers)


def _signed(release: Release, folder: Path) -> list[Problem]:
    """Whether two people answer for what is live, where anybody is named."""
    about, place = release.about, shown(folder / "release.yaml")
    if about.state == "checked" and about.checked is None:
        message, mend = "nobody is named who has checked it.", f"run `release-bot check {shown(folder)} --by NAME`"
        return [Problem(place, 0, "about.checked", message, mend)]
    if about.state == "live" and about.checked is not None and about.approved is None:
        mend = "write 'state: checked', and run `release-bot approve`"
        return [Problem(place, 0, "about.approved", "nobody is named who has approved it.", mend)]
    return []


def _marked(release: Release, folder: Path) -> list[Problem]:
    """Say how many guesses of a draft nobody has looked at."""
    count = sum(1 for _ in release.marked())
    if not count:
        return []
    message = f"{count} {'entry is' if count == 1 else 'entries are'} marked for review."
    mend = f"go through them with `release-bot review {shown(folder)}`"
    return [Problem(shown(folder), 0, "review", message, mend, "warning")]


def check_questions(folder: Path, release: Release) -> tuple[list[Problem], str]:
    """Check the wordings of a release in each of its languages, and say how many there are."""
    from intents.matching.wordings import FOLDER, load_wordings

    problems: list[Problem] = []
    told = ""
    for place in sorted((folder / FOLDER).glob("*")) if (folder / FOLDER).is_dir() else ():
        try:
            found = load_wordings(folder, release, place.name)
        except ContentError as error:
            problems += error.problems
            continue
        told += f"; {sum(map(len, found.asks.values())):,} wordings of {len(found.queries)} queries in {place.name!r}"
        problems += _collisions(found, place.name, folder)
        spoken = {fact for query in found.queries.values() for fact in query.facts()}
        kinds = {kind for query in found.queries.values() for kind in query.kinds()}
        for fact in release.facts():
            if isinstance(fact, Measure):
                chosen = release.entity[fact.subject].kind in kinds
            else:
                chosen = isinstance(fact, FactSet) and (fact.kind in kinds or fact.size in spoken)
            if fact.id not in spoken and not chosen:
                message = "no wording asks for this fact."
                mend = "add an entry that means it"
                problems.append(Problem(f"{shown(place)}/", 1, fact.id, message, mend, "warning"))
    return problems, told


def _collisions(wordings: Wordings, code: str, folder: Path) -> list[Problem]:
    from intents.matching.collide import check_collisions
    from intents.vocabulary.language import FOLDER, Language

    try:
        return check_collisions(wordings, Language.load(code), folder) if (FOLDER / code).is_dir() else []
    except ContentError:
        return []  # what is wrong in the language is told where that is checked


def check_words(code: str, release: Release) -> list[Problem]:
    """Check a language over a release: the classes of its grammar, templates, examples, patterns, thresholds."""
    from intents.check import check_language
    from intents.vocabulary.language import FOLDER, Language

    try:
        language = Language.load(code)
    except ContentError as error:
        return error.problems
    return check_language(language, FOLDER / code, release)


def folders_in(folder: Path) -> list[Path]:
    """The releases below a folder."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")


def _covers(release: Release, text: str | None) -> str:
    derived = sum(measure.formula is not None for measure in release.measures)
    parts = [
        f"{len(release.measures)} measures ({derived} derived)",
        f"{len(release.sets)} sets",
        f"{len(release.statements)} statements",
        f"{len(release.gaps)} gaps",
        f"{len(release.charts)} charts",
        f"{sum(entity.named for entity in release.entities)} names",
    ]
    if text is None:
        held = "not held against the text (--text FILE does that)"
    else:
        held = f"{sum(len(figures(sentence)) for _, _, sentence in Text.of(text))} figures of the text looked up"
    return f"{release.id}: {', '.join(parts)}; {held}"
