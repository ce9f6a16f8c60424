"""Logs: one event a line, JSON or readable at a terminal, with what is known of the update that it belongs to.

What the libraries log goes the same way. Neither the token nor anything that a person wrote or is called leaves here,
also not within a traceback.
"""

from __future__ import annotations

import contextlib
import copy
import logging
import re
import select
import sys
from numbers import Number
from typing import Final, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.watch.trace import Trace, current_trace

_LOG: Final = logging.getLogger(__name__)
HIDDEN: Final = "[token]"
PRIVATE: Final = "[private]"
_WORD: Final = re.compile(r"\w{2,}")
_OF_THE_PROGRAM: Final = re.compile(r'  File "|    ')
_SHOWS: Final = re.compile(r"(Parsing the server response ).*(?= failed)|(New chat id: )-?\d+|(DETAIL: ).*")
"""What errors show: an answer of Telegram's that cannot be read, where a group has moved, a row of PostgreSQL's."""
_FIELDS: Final = ("took_ms",)
"""What a record may tell besides its words."""

_PIECE: Final = 1_000
"""Characters: whatever they are, a pipe that has room at all has room for them."""
_PATIENCE: Final = 1.0
"""Seconds until a record is left out where the log is not read."""

_FIRST: Final = ("timestamp", "level", "event")

Form = Literal["json", "terminal"]


def redacted(text: str, token: str) -> str:
    """The text without the token and without the secret half of it."""
    secret = token.partition(":")[2]
    for each in filter(None, (token, token.replace(":", "%3A"), secret)):
        text = text.replace(each, HIDDEN)
    return text


def _of_the_update(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    trace = current_trace()
    return {**event, **trace.fields()} if trace is not None else event


def _without_private(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The record without what its update's person wrote and is called, and without what Telegram answered."""
    trace = current_trace()
    for name in ("event", "exception"):
        if name in event:
            event[name] = _SHOWS.sub(lambda shown: f"{shown[1] or shown[2] or shown[3]}{PRIVATE}", str(event[name]))
    if trace is not None and "exception" in event:
        event["exception"] = _in_messages(event["exception"], trace)
    return event


def _in_messages(traceback: str, trace: Trace) -> str:
    """A traceback in which the messages tell nothing private; the lines of the program stay as they are."""
    lines = (line if _OF_THE_PROGRAM.match(line) else _hidden(line, trace) for line in traceback.split("\n"))
    return "\n".join(lines)


def _hidden(told: object, trace: Trace) -> str:
    """What is told without any word that the update's person wrote or is called by."""
    words = dict.fromkeys(word for text in trace.private() for word in _WORD.findall(text))
    if not words:
        return str(told)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", PRIVATE, str(told), flags=re.IGNORECASE)


def _in_order(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The record with what is looked for first standing first."""
    return {**{name: event[name] for name in _FIRST if name in event}, **event}


def _in_lines(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The record with nothing in it that could pass for another record, or that commands a terminal."""
    for name in ("event", "exception"):
        if name in event:
            lines = str(event[name]).splitlines()
            event[name] = "\n    ".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)
    return event


class _Formatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, token: str, form: Form) -> None:
        last: list[Processor] = (
            [_in_order, structlog.processors.JSONRenderer()]
            if form == "json"
            else [
                _in_lines,
                structlog.dev.ConsoleRenderer(
                    colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
                ),
            ]
        )
        super().__init__(
            foreign_pre_chain=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(_FIELDS),
                _of_the_update,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,  # as text, without the values of variables
                _without_private,
                *last,
            ],
        )
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        trace, args = current_trace(), record.args
        if trace is not None and isinstance(args, tuple) and args:
            record = copy.copy(record)
            # What the program itself says stays as it is; what it says it of may be somebody's words.
            record.args = tuple(a if isinstance(a, Number) else _hidden(a, trace) for a in args)
        # Here and not in a filter: a traceback becomes text only now, and it may hold an address with the token.
        return redacted(super().format(record), self._token)


class PatientHandler(logging.StreamHandler[TextIO]):
    """Writes to a stream, and does not let the bot wait for whoever should read it: then records are left out."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._lost = 0
        self._poll = None
        with contextlib.suppress(AttributeError, OSError, ValueError):  # no poll here, or no file behind it
            poll = select.poll()
            poll.register(stream.fileno(), select.POLLOUT)
            self._poll = poll

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, in pieces for which there is room; once one was left out, there has to be room at once."""
        try:
            text = self.format(record) + self.terminator
            for start in range(0, len(text), _PIECE):
                if not self._has_room(0 if self._lost else _PATIENCE):
                    self._lost += 1
                    return
                self.stream.write(text[start : start + _PIECE])
                self.flush()
        except Exception:
            self.handleError(record)
            return
        if self._lost:
            lost, self._lost = self._lost, 0
            _LOG.warning("nobody read the log: %d records are left out", lost)

    def _has_room(self, seconds: float) -> bool:
        return self._poll is None or bool(self._poll.poll(seconds * 1000))


def set_up(token: str, *, debug: bool = False, form: Form | None = None) -> logging.Handler:
    """Log to standard error from now on, by default as whoever is there reads best; return the handler that does it."""
    handler = PatientHandler(sys.stderr)
    handler.setFormatter(_Formatter(token, form or ("terminal" if sys.stderr.isatty() else "json")))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    # The HTTP client logs each address it calls, migrations each of their steps.
    # With more than that the database logs what it is given.
    for name in ("httpx", "httpcore", "alembic", "aiosqlite", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.INFO)  # else it logs whole updates and messages
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # answers that cannot be read; each raises as well
    return handler
