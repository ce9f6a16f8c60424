"""How long each step of an answer takes, for a channel that wants to know; where nobody does, it costs nothing.

A step that begins within another one stops the other one's time, so that the times of all steps add up.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Stopwatch:
    """The seconds that each step took, so far."""

    taken: dict[str, float] = field(default_factory=dict)
    _running: list[str] = field(default_factory=list)
    _since: float = 0.0

    def begin(self, step: str) -> None:
        """A step begins; the one before, if it is not at its end, waits."""
        self._note()
        self._running.append(step)

    def end(self) -> None:
        """The step that began last is at its end."""
        self._note()
        self._running.pop()

    def _note(self) -> None:
        now = time.perf_counter()
        if self._running:
            step = self._running[-1]
            self.taken[step] = self.taken.get(step, 0.0) + now - self._since
        self._since = now


stopwatch: Final[ContextVar[Stopwatch | None]] = ContextVar("stopwatch", default=None)
"""What the steps of this task are timed by; none where nobody wants to know."""


class Stage:
    """Times what is done within, or, as a decorator, each call."""

    __slots__ = ("_step", "_watch")

    def __init__(self, step: str) -> None:
        self._step = step
        self._watch: Stopwatch | None = None

    def __enter__(self) -> None:
        self._watch = stopwatch.get()
        if self._watch is not None:
            self._watch.begin(self._step)

    def __exit__(self, *_: object) -> None:
        if self._watch is not None:
            self._watch.end()

    def __call__(self, function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        """The function, timed."""

        @functools.wraps(function)
        def timed(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
            with Stage(self._step):
                return function(*args, **kwargs)

        return timed


stage: Final = Stage
