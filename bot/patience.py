"""Waiting that has an end, where what is not done by then is better left than waited for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

AT_THE_END: Final = 3.0
"""Seconds that a database which does not answer has when a process ends."""


@contextlib.asynccontextmanager
async def at_most(seconds: float | None) -> AsyncIterator[None]:
    """Do something within so many seconds, and else leave it; none is without end."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            yield
