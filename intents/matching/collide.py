"""Check that no two queries, and no query and small talk, are asked for in the same words.

Figures do not count: "Did Dandong exceed 5%?" and "Did Dandong exceed 12%?" are one wording. What is left is compared
letter for letter, without case and without the marks that mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from facts.contents import Problem, shown
from intents.matching.patterns import SUMMARY
from intents.matching.wordings import FOLDER, Wordings
from intents.vocabulary.language import QUESTION, Language

_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_MARKS: Final = re.compile(r"[^\w#%<>=+*/−-]+")
_BESIDE_FIGURES: Final = 3
"""Words that a wording with figures must have: bare arithmetic is told apart by its figures."""


def check_collisions(wordings: Wordings, language: Language, folder: Path) -> list[Problem]:
    """Each pair of meanings that share a wording, once, with the line of the wording that comes second."""
    owners: dict[str, str] = {}
    problems: dict[tuple[str, str], Problem] = {}
    for meaning, text in _wordings(wordings, language):
        form = _folded(text)
        if "#" in form and len(re.findall(r"[^\W\d_]{2,}", form)) < _BESIDE_FIGURES:
            continue
        owner = owners.setdefault(form, meaning)
        if owner == meaning or not form:
            continue
        pair = (owner, meaning)
        if pair not in problems:
            file, line = _place(folder / FOLDER / language.code, text)
            message = f"{text!r} asks for {owner!r} as well, but for figures and marks."
            problems[pair] = Problem(file, line, meaning, message, "keep it where it belongs", "warning")
    return list(problems.values())


def _wordings(wordings: Wordings, language: Language) -> Iterator[tuple[str, str]]:
    for name, intent in language.intents.items():
        if name not in (QUESTION, SUMMARY):  # to ask for a summary and for the digest is one thing
            yield from ((f"talk {name}", text) for text in intent.patterns)
    for query, asks in wordings.asks.items():
        yield from ((query, text) for text in asks)


def _folded(text: str) -> str:
    """A text as the matcher learns it: a figure is a slot, and marks that mean nothing are gone."""
    return " ".join(_MARKS.sub(" ", _FIGURE.sub("#", text.casefold())).split())


def _place(folder: Path, text: str) -> tuple[str, int]:
    """The file and line of a wording; it is looked for only where something is wrong."""
    for file in sorted(folder.glob("*.yaml")):
        for number, line in enumerate(file.read_text(encoding="utf-8-sig").split("\n"), 1):
            if text in line.replace('\\"', '"'):
                return shown(file), number
    return f"{shown(folder)}/", 0
