"""An event loop whose time is the test's: it stands while anything is under way, and then leaps to the next timer.

Sockets of this machine are under way as long as one can be read, the database as long as its thread has work. Hours
pass in seconds, and nothing is ever late because the machine is busy.
"""

from __future__ import annotations

import asyncio
import functools
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

from aiosqlite.core import Connection

_Given = ParamSpec("_Given")


class _Selector(selectors.DefaultSelector):
    """Looks whether something happened; where nothing can happen by itself, lets the time leap."""

    def __init__(self) -> None:
        super().__init__()
        self.leap: Callable[[float], None] = lambda _: None
        self.working = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What can be read or written."""
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if self.working or timeout is None:
            return super().select(0.05)
        self.leap(timeout)
        return ready


class ClockLoop(asyncio.SelectorEventLoop):
    """The loop."""

    def __init__(self) -> None:
        self.selector = _Selector()
        self._now = 0.0
        super().__init__(self.selector)
        self.selector.leap = self.pass_by

    def pass_by(self, seconds: float) -> None:
        """Let time pass in which the loop does nothing else, as when it is busy."""
        self._now += seconds

    def time(self) -> float:
        """Seconds since the loop began."""
        return self._now


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run a test on such a loop."""
    kept = {name: getattr(Connection, name) for name in ("_execute", "_connect")}
    for name, method in kept.items():
        setattr(Connection, name, _counted(method))
    try:
        with asyncio.Runner(loop_factory=ClockLoop) as runner:
            runner.run(work)
    finally:
        for name, method in kept.items():
            setattr(Connection, name, method)


def controlled(test: Callable[_Given, Coroutine[Any, Any, None]]) -> Callable[_Given, None]:
    """A test that is run on such a loop."""

    @functools.wraps(test)
    def started(*args: _Given.args, **kwargs: _Given.kwargs) -> None:
        run(test(*args, **kwargs))

    return started


def _counted(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of the database, during which time stands."""

    async def counted(*args: Any, **kwargs: Any) -> Any:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, ClockLoop)
        loop.selector.working += 1
        try:
            return await method(*args, **kwargs)
        finally:
            loop.selector.working -= 1

    return counted
