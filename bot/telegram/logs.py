"""Logs: one event a line, JSON or readable at a terminal, with what is known of the update that it belongs to.

What the libraries log goes the same way. Neither the token nor anything that a person wrote or is called leaves here,
also not within a traceback.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Final, Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.watch.trace import current_trace

HIDDEN: Final = "[token]"
_PRIVATE: Final = "[private]"
_SHORTEST: Final = 2
"""Characters of a name or a text that is taken out; a single letter stands everywhere."""
_ANSWER: Final = re.compile(r"(Parsing the server response ).*( failed)")
"""Of an answer that cannot be read the library shows all; it may be half a message."""
_FIELDS: Final = ("took_ms", "code", "method")
"""What a record may tell besides its words."""

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
    """The record without what the person wrote whose update is handled, without names, and what Telegram answered."""
    trace = current_trace()
    words = sorted({each for each in trace.private if len(each) >= _SHORTEST}, key=len, reverse=True) if trace else ()
    # As Python shows them, too; a name within another word is none.
    forms = dict.fromkeys(form for word in words for form in (word, repr(word)[1:-1]))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE) if forms else None
    for name in ("event", "exception"):
        if name in event:
            text = _ANSWER.sub(rf"\g<1>{_PRIVATE}\g<2>", str(event[name]))
            event[name] = pattern.sub(_PRIVATE, text) if pattern else text
    return event


def _in_order(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The record with what is looked for first standing first."""
    return {**{name: event[name] for name in _FIRST if name in event}, **event}


def _in_lines(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """The record with nothing in it that could pass for another record, or that commands a terminal."""
    lines = str(event.get("event", "")).splitlines()
    event["event"] = "\n    ".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)
    return event


class _Formatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, token: str, form: Form) -> None:
        last: list[Processor] = (
            [_in_order, structlog.processors.JSONRenderer()]
            if form == "json"
            else [
                _in_lines,
                structlog.dev.ConsoleRenderer(
                    colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
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
        # Here and not in a filter: a traceback becomes text only now, and it may hold an address with the token.
        return redacted(super().format(record), self._token)


def set_up(token: str, *, debug: bool = False, form: Form | None = None) -> logging.Handler:
    """Log to standard error from now on, by default as whoever is there reads best; return the handler that does it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(token, form or ("terminal" if sys.stderr.isatty() else "json")))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    # The HTTP client logs each address it calls, scheduler and migrations each of their steps.
    # With more than that the database logs what it is given.
    for name in ("httpx", "httpcore", "apscheduler", "alembic", "aiosqlite", "tornado.access", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.INFO)  # else it logs whole updates and messages
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # answers that cannot be read; each raises as well
    return handler
