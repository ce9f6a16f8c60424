"""A reply as lines of text with a style each: the terminal prints them plain, in bold, or through rich.

What a reader typed may come back in a reply, so nothing that could command a terminal leaves this module.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.reply import Citation, Reply, Status

INDENT: Final = 2


class Style(StrEnum):
    """What a line is for; how that looks is for the channel to say."""

    HEADLINE = "headline"
    CAUTION = "caution"
    """A headline that gives no answer."""
    DETAIL = "detail"
    WORKING = "working"
    SOURCE = "source"
    SUGGESTION = "suggestion"
    NOTE = "note"
    """What the terminal itself says."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to print: its text, what it is for, how far it stands in, and a mark that its text wraps beside."""

    text: str
    style: Style = Style.DETAIL
    indent: int = 0
    mark: str = ""


_ANSI: Final = {
    Style.HEADLINE: "\x1b[1m",
    Style.CAUTION: "\x1b[1;33m",
    Style.WORKING: "\x1b[36m",
    Style.SOURCE: "\x1b[2m",
    Style.SUGGESTION: "\x1b[2m",
    Style.NOTE: "\x1b[2m",
}

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRECTIONS: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without what would move the cursor, change colours or turn the reading direction round."""
    text = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _DIRECTIONS.sub("", _CONTROLS.sub("\ufffd", text))


def lines_of(reply: Reply, *, numbered: bool = False) -> list[Line]:
    """A reply as a reader sees it; suggestions are numbered where typing the number asks one."""
    lines = [Line(reply.headline, Style.HEADLINE if reply.status in _CERTAIN else Style.CAUTION)]
    lines += [Line(detail, Style.DETAIL) for detail in reply.details]
    if reply.working:
        lines += [Line(step, Style.WORKING, INDENT) for step in reply.working.split("; ")]
    lines += [Line(cited(source), Style.SOURCE, INDENT, "Source: ") for source in dict.fromkeys(reply.sources)]
    lines += suggested(reply.suggestions, numbered=numbered)
    return lines


_CERTAIN: Final = frozenset({Status.ANSWERED, Status.HELP})


def cited(source: Citation) -> str:
    """Where the release says it, in one line."""
    return f"{source.release}, paragraph {source.paragraph}: “{source.excerpt}”"


def suggested(questions: Sequence[str], *, numbered: bool) -> list[Line]:
    """Questions that can be asked next."""
    if not questions:
        return []
    asked = [
        Line(question, Style.SUGGESTION, INDENT, f"{number}. " if numbered else "- ")
        for number, question in enumerate(questions, 1)
    ]
    heading = "You can ask, by its number or in your words:" if numbered else "You can ask:"
    return [Line(heading, Style.SUGGESTION, INDENT), *asked]


def explained(reply: Reply) -> list[Line]:
    """How the question was understood, and what the reply rests on."""
    how = reply.explanation
    rows: list[tuple[str, Iterable[str]]] = [
        ("normalised", [how.normalised]),
        ("recognised", how.recognised),
        ("repaired", [f"{wrong} → {right}" for wrong, right in how.repaired]),
        ("pattern", [str(how.pattern or "")]),
        ("intent", [reply.intent or ""]),
        ("score", [f"{how.score:.2f}, lead {how.lead:.2f}"]),
        ("runner-up", [how.runner_up or ""]),
        ("left over", [", ".join(how.unexplained)]),
        ("query", [how.query]),
        ("facts", [", ".join(reply.facts)]),
        ("outcome", [f"{reply.status}{f', {reply.verdict}' if reply.verdict else ''}"]),
        ("because", [how.reason]),
        ("versions", [", ".join(f"{what} {version}" for what, version in how.versions)]),
    ]
    return [*table(rows)]


def table(rows: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Line]:
    """Rows of a name and values, a line a value; values that are empty are left out."""
    kept = [(name, [value for value in values if value]) for name, values in rows]
    width = max((len(name) for name, values in kept if values), default=0)
    for name, values in kept:
        for number, value in enumerate(values):
            yield Line(value, Style.DETAIL, INDENT, f"{'' if number else name:<{width}}  ")


def explanation_as_json(reply: Reply) -> dict[str, object]:
    """What ``--explain`` adds to the reply contract."""
    how = reply.explanation
    return {
        "normalised": how.normalised,
        "recognised": list(how.recognised),
        "repaired": [list(pair) for pair in how.repaired],
        "pattern": None if how.pattern is None else str(how.pattern),
        "score": round(how.score, 4),
        "lead": round(how.lead, 4),
        "runner_up": how.runner_up,
        "unexplained": list(how.unexplained),
        "query": how.query,
        "reason": how.reason,
        "versions": dict(how.versions),
    }


def as_text(lines: Iterable[Line], *, colours: bool = False, width: int | None = None) -> str:
    """Lines as one text that ends with a line feed; with a width, words are wrapped beside their line's mark."""
    return "".join(f"{painted}\n" for line in lines for painted in _painted(line, colours, width))


def _painted(line: Line, colours: bool, width: int | None) -> Iterator[str]:
    start, end = (_ANSI[line.style], "\x1b[0m") if colours and line.style in _ANSI else ("", "")
    margin = " " * line.indent
    mark = line.mark
    for text in printable(line.text).split("\n"):
        for part in _wrapped(text, width - line.indent - len(mark) if width else None):
            yield f"{margin}{start}{mark}{part}{end}" if mark or part else ""
            mark = " " * len(mark)


def _wrapped(text: str, width: int | None) -> list[str]:
    """Text in pieces of at most so many characters; words are never broken, so text without spaces is left whole."""
    if width is None or width < 20 or len(text) <= width:
        return [text]
    inner = " " * (len(text) - len(text.lstrip()))
    return textwrap.wrap(text, width, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False) or [""]
