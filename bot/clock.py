"""The time of day, as whatever depends on it asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Tells this moment, with its time zone."""


def now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)
