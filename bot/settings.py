"""What an operator sets from outside: ``RELEASE_BOT_*`` in the environment, checked before anything is loaded.

Read by hand: a one-shot ``ask`` takes four values from here, and a library for settings would cost it more time to
import than the question takes to answer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import facts

RELEASES: Final = "RELEASE_BOT_RELEASES"
TEXT: Final = "RELEASE_BOT_TEXT"
LANGUAGE: Final = "RELEASE_BOT_LANGUAGE"
CORRECTION_DAYS: Final = "RELEASE_BOT_CORRECTION_DAYS"
ONE_PERSON: Final = "RELEASE_BOT_ONE_PERSON"

DEFAULT_LANGUAGE: Final = "en"
_RELEASES_HERE: Final = Path(facts.__file__).parent / "releases"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class SettingError(ValueError):
    """A setting that cannot be used: which one, why, and the mend."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the releases stand, where the text of the release stands, and in which language readers are answered."""

    releases: Path | None = None
    """A folder with one folder a release; none means those that come with the program."""
    text: Path | None = None
    """A file with the words of the release, a paragraph a line; without it "source" shows excerpts only."""
    language: str = DEFAULT_LANGUAGE
    correction_days: int = 30
    """For how long an answer says that what it tells was corrected, and what it was."""
    one_person: bool = False
    """Whether who has checked a release may approve it as well."""

    @property
    def folder(self) -> Path:
        """Where the releases stand."""
        return self.releases or _RELEASES_HERE

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, language: str | None = None) -> Settings:
        """Take the settings from the environment; a language given by hand wins. Raises SettingError."""
        given = os.environ if environment is None else environment
        source, chosen = ("--language", language) if language else (LANGUAGE, given.get(LANGUAGE, "").strip())
        return cls(
            releases=_folder(RELEASES, given.get(RELEASES, "")),
            text=text_file(TEXT, given.get(TEXT, "")),
            language=_language(source, chosen or DEFAULT_LANGUAGE),
            correction_days=_days(CORRECTION_DAYS, given.get(CORRECTION_DAYS, "").strip() or "30"),
            one_person=_yes(ONE_PERSON, given.get(ONE_PERSON, "")),
        )


def _folder(name: str, value: str) -> Path | None:
    if not value:
        return None
    path = Path(value).expanduser()
    if not path.is_dir():
        what = "is a file" if path.exists() else "is not there"
        raise SettingError(f"{name}: {value!r} {what}.\n  To mend: name a folder that holds one folder a release.")
    if not any(each.is_dir() for each in path.iterdir()):
        raise SettingError(
            f"{name}: no release in {value!r}.\n  To mend: name a folder that holds one folder a release."
        )
    return path


def text_file(name: str, value: str) -> Path | None:
    """A file with the words of a release; none for an empty value. Raises SettingError, which calls it by ``name``."""
    if not value:
        return None
    path = Path(value).expanduser()
    if not path.is_file():
        what = "is no file" if path.exists() else "is not there"
        raise SettingError(f"{name}: {value!r} {what}.\n  To mend: name the file that holds the words of the release.")
    return path


def _days(name: str, value: str) -> int:
    if not re.fullmatch(r"\d{1,4}", value):
        raise SettingError(f"{name}: {value!r} is no number of days.\n  To mend: write one from 0 to 9999, such as 30.")
    return int(value)


def _yes(name: str, value: str) -> bool:
    known = {**dict.fromkeys(("yes", "true", "1", "on"), True), **dict.fromkeys(("", "no", "false", "0", "off"), False)}
    if value.strip().lower() not in known:
        raise SettingError(f"{name}: {value!r} is neither yes nor no.\n  To mend: write yes, or leave it out.")
    return known[value.strip().lower()]


def _language(name: str, value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise SettingError(f"{name}: {value!r} is no language.\n  To mend: write its code, for example en.")
    return value
