"""``release-bot test``: which questions of which releases are asked, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answer import Answerer
from bot.bank.ask import ask_all
from bot.bank.case import Case
from bot.bank.read import FORMS, asked, bank, from_files
from bot.bank.report import Report
from bot.compiled import compiled
from bot.progress import tracked
from bot.settings import Settings


class BankError(ValueError):
    """The questions that are to be asked are not there: which, and the mend."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be asked: of which releases (all live ones where none is named), and of which files beside."""

    releases: Sequence[str] = ()
    files: Sequence[Path] = ()
    least: float | None = None


def reports(wish: Wish, settings: Settings) -> list[Report]:
    """Ask all that is wished. Raises BankError, facts.load.ContentError and FileNotFoundError."""
    for file in wish.files:
        if file.suffix not in FORMS or not file.is_file():
            what = "is no file of questions" if file.is_file() else "is not there"
            raise BankError(f"{file}: it {what}.\n  To mend: name a file that ends in {' or '.join(FORMS)}.")
    more = from_files(wish.files)
    folders = [release_folder(name, settings) for name in wish.releases] or live_folders(settings)
    if more and len(folders) > 1:
        raise BankError("files of questions belong to one release.\n  To mend: name it with --release.")
    return [_report(folder, more, settings, wish.least) for folder in folders]


def _report(folder: Path, more: Sequence[Case], settings: Settings, least: float | None) -> Report:
    answerer = answerer_of(folder, settings)
    cases = more or bank(folder, answerer.release, answerer.language)
    report = Report(answerer.release.id, least)
    report.asked.extend(tracked(ask_all(cases, answerer), f"asking {report.release}", asked(cases)))
    return report


def answerer_of(folder: Path, settings: Settings) -> Answerer:
    """The bot over one release, in whatever state and before its embargo is lifted as well.

    Raises facts.load.ContentError, and FileNotFoundError for a language there is not.
    """
    return Answerer.over(compiled(folder, settings.language), text=settings.text).previewing()


def newest_folder(settings: Settings) -> Path:
    """The folder of the newest release that readers are told of. Raises BankError and facts.load.ContentError."""
    from bot.shelf import shelved

    live = live_folders(settings)
    newest = shelved(settings.folder, settings.language)[-1].folder.name if len(live) > 1 else live[0].name
    return next(folder for folder in live if folder.name == newest)


def live_folders(settings: Settings) -> list[Path]:
    """The folders of the releases that readers are told of."""
    found = _live(settings)
    if not found:
        raise BankError(f"no release in {settings.folder} is live.\n  To mend: name one with --release.")
    return found


def _live(settings: Settings) -> list[Path]:
    from facts.load import is_live

    return [path for path in _folders(settings) if is_live(path)]


def release_folder(name: str, settings: Settings) -> Path:
    """The folder of a release, by its name among the others or by its path. Raises BankError."""
    for path in (settings.folder / name, Path(name).expanduser()):
        if (path / "release.yaml").is_file():
            return path
    known = ", ".join(path.name for path in _folders(settings)) or "none"
    raise BankError(
        f"there is no release {name!r}.\n  There are: {known}. The path of a release's folder will do, too."
    )


def _folders(settings: Settings) -> list[Path]:
    return sorted(path for path in settings.folder.iterdir() if (path / "release.yaml").is_file())
