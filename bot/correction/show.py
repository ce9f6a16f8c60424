"""A draft as lines to read before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from typing import Final

from bot.correction.draft import Draft, Effect
from bot.render import INDENT, Line, Style
from facts.contents import shown
from intents.replies.say import Speaker
from intents.vocabulary.language import Example

_HOW: Final = {
    "corrected": "",
    "withdrawn": "withdrawn",
    "follows": "follows from it",
    "tells": "tells it in its words",
    "untold": "rests on it, and is not told either",
    "rests": "rests on it, and stays as it is",
}
_LONGEST: Final = 100


def lines_of(draft: Draft, speaker: Speaker) -> Iterator[Line]:
    """The fact and what depends on it, old and new; the lines of the file; what the checks say of it."""
    yield Line(f"{draft.after.id}, {shown(draft.file)}", Style.HEADLINE)
    for effect in draft.effects:
        yield Line(_effect(effect, speaker), Style.DETAIL, INDENT, f"{effect.fact.id}  ")
    old, new = draft.file.read_text(encoding="utf-8").splitlines(), draft.written.splitlines()
    for line in list(unified_diff(old, new, lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            yield Line(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…", Style.NOTE, INDENT)
    for problem in draft.problems:
        yield Line(str(problem), Style.CAUTION)


def _effect(effect: Effect, speaker: Speaker) -> str:
    label = speaker.text(effect.fact.label)
    values = "" if effect.old is None else f": {speaker.figure(effect.old)}"
    if effect.old is not None and effect.new is not None:
        values += f" → {speaker.figure(effect.new)}"
    how = _HOW[effect.how]
    return f"{label}{values}{f' ({how})' if how else ''}"


def overtaken_lines(found: Iterable[tuple[str, Example, str]], folder: str) -> list[Line]:
    """Examples that are to be brought up to date by hand."""
    rows: Sequence[tuple[str, Example, str]] = list(found)
    if not rows:
        return []
    lines = [Line("Examples that say otherwise, to be brought up to date by hand:", Style.CAUTION)]
    for name, example, said in rows:
        first = said.split("\n")[0]
        lines.append(Line(f"“{example.ask}” is answered: {first}", Style.NOTE, INDENT, f"{folder}/{name}.yaml  "))
    return lines
