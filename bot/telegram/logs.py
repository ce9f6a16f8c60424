"""Logs: one line an event, with the number of the update that it belongs to, and never the token."""

from __future__ import annotations

import logging
import sys
from contextvars import ContextVar
from typing import Final

HIDDEN: Final = "[token]"

correlation: Final[ContextVar[str]] = ContextVar("correlation", default="-")
"""What all log lines about one update have in common; a person who met a failure is told it."""


def redacted(text: str, token: str) -> str:
    """The text without the token and without the secret half of it."""
    secret = token.partition(":")[2]
    for each in filter(None, (token, token.replace(":", "%3A"), secret)):
        text = text.replace(each, HIDDEN)
    return text


class _Formatter(logging.Formatter):
    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(correlation)s] %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        # Here and not in a filter: a traceback becomes text only now, and it may hold an address with the token.
        record.correlation = correlation.get()
        return redacted(super().format(record), self._token)


def set_up(token: str, *, debug: bool = False) -> logging.Handler:
    """Log to standard error from now on; return the handler that does it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(token))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    # The HTTP client logs each address it calls, scheduler and migrations each of their steps.
    for name in ("httpx", "httpcore", "apscheduler", "alembic", "aiosqlite", "tornado.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler
