"""Standard input and output that nothing a reader sends or closes can make fail with a traceback.

Bytes that are not UTF-8, a line without end, a terminal that lacks a character, a pipe closed at the other end: each
is ordinary here.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal, TextIO

if TYPE_CHECKING:
    from bot.render import Line

LONGEST_LINE: Final = 100_000
"""In characters; of a longer line the rest is dropped, so that a line without end fills no memory."""


def prepare(*, utf8: bool = False) -> None:
    """Make the standard streams forgiving; ``utf8`` where another program is at the other end, as for JSON."""
    # Python leaves None where a stream was closed before it started.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    encoding = "utf-8" if utf8 else None
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Only a line feed ends a line: a lone carriage return within one must not make two questions of it.
        sys.stdin.reconfigure(encoding=encoding, errors="replace", newline="\n")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="replace")


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")


def lines() -> Iterator[str]:
    """The lines of standard input without their ends, as they come in."""
    beginning = True
    while kept := sys.stdin.readline(LONGEST_LINE):
        part = kept
        while part and not part.endswith("\n"):
            part = sys.stdin.readline(LONGEST_LINE)
        line = kept.rstrip("\r\n")
        yield line.removeprefix("\ufeff") if beginning else line
        beginning = False


def say(message: str) -> None:
    """Tell who typed the command, on standard error, after all that was printed before."""
    from bot.render import printable

    with contextlib.suppress(OSError):  # what it cannot take is told already, or is told next
        sys.stdout.flush()
    print(f"release-bot: {printable(message)}", file=sys.stderr, flush=True)


def write_json(value: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS) + "\n")
    sys.stdout.flush()


def write_lines(lines: Iterable[Line]) -> None:
    """Print lines as the terminal takes them: in colours and to its width, or plain."""
    from bot.render import as_text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(as_text(lines, colours=has_colours(), width=width))
    sys.stdout.flush()


_LINE_ENDS: Final = {ord(end): f"\\u{ord(end):04x}" for end in "\x7f\x85\u2028\u2029"}
"""Characters that JSON leaves as they are and that some readers take for the end of a line."""


def decoded(argument: str) -> str:
    """An argument of the command line without the half characters that Python makes of bytes that are not UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def are_terminals() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_dumb() -> bool:
    """Whether the terminal can only print, so that there is neither editing nor colour."""
    return os.environ.get("TERM", "dumb") in ("", "dumb")


def has_colours() -> bool:
    """Whether standard output may carry colours: a terminal that knows them, and no wish against it (``NO_COLOR``)."""
    return sys.stdout.isatty() and not is_dumb() and not os.environ.get("NO_COLOR")


def abandon() -> None:
    """Let go of output that nobody reads any more, so that Python does not complain about it when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            try:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
            except (OSError, ValueError):
                continue
