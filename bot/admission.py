"""What content has to pass before a running bot answers from it: all that ``check`` calls an error, asking included.

A correction that has overtaken an example is a warning there, so it does not keep itself from readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.bank.command import answerer_of
from bot.check import check
from bot.compiled import folders_of
from bot.settings import Settings
from facts.contents import Problem
from intents.vocabulary.language import FOLDER

_MOST: Final = 20
"""Problems that are told; more of them have mostly one cause."""


def objections(folder: Path, code: str, content: Settings) -> list[Problem]:
    """The errors of one release in a language; none in a language that has texts and no patterns."""
    if not (FOLDER / code).is_dir():
        return []
    settings = replace(content, language=code)
    checked = check(folder, _text(folder, content), code, lambda each: answerer_of(each, settings))
    return [problem for problem in checked.problems if problem.severity == "error"]


def _text(folder: Path, content: Settings) -> str | None:
    """The words of a release, where it is the only one that they can belong to."""
    if content.text is None or [each.name for each in folders_of(content.folder)] != [folder.name]:
        return None
    return content.text.read_text(encoding="utf-8", errors="replace")


def reason(problems: Iterable[Problem]) -> str:
    """Problems as a reason not to use content, the first ones in full."""
    lines = list(dict.fromkeys(map(str, problems)))
    more = len(lines) - _MOST
    return "\n".join([*lines[:_MOST], *([f"… and {more} more; `release-bot check` lists them."] if more > 0 else [])])
