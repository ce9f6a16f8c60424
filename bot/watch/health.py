"""Whether the process is well: alive as long as its event loop gives signs, ready as long as every check is passed.

The loop writes here, and the thread that answers over HTTP reads. Each value is replaced whole, so no lock is needed.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

HUNG_AFTER: Final = 30.0
"""Seconds without a sign after which the event loop is taken to hang."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that has to be right, and how it is."""

    ok: bool
    detail: str


@dataclass(slots=True)
class Reached:
    """When the Bot API answered last, and what went wrong since."""

    answered_at: float | None = None
    error: str | None = None
    """What went wrong with the last request; none where nothing did."""
    is_webhook: bool = False
    """Whether Telegram comes by itself, so that there may be nothing to ask for long."""
    webhook_set: bool = False


@dataclass(slots=True)
class Health:
    """How the process is, as the loop said last."""

    within: float = 60.0
    """Seconds within which the Bot API has to have answered."""
    hung_after: float = HUNG_AFTER
    api: Reached = field(default_factory=Reached)
    content: Check = field(default_factory=lambda: Check(False, "it is not loaded yet"))
    database: Check = field(default_factory=lambda: Check(False, "it was not asked yet"))
    inbox: Check = field(default_factory=lambda: Check(False, "it was not opened yet"))
    looked_at: float | None = None
    """When the database was asked last."""
    stopping: bool = False
    _beat_at: float | None = None

    def beat(self) -> None:
        """The event loop gives a sign."""
        self._beat_at = time.monotonic()

    @property
    def silent_for(self) -> float:
        """Seconds since the loop's last sign; 0 before its first."""
        return time.monotonic() - self._beat_at if self._beat_at is not None else 0.0

    def alive(self) -> Check:
        """Whether the event loop runs."""
        if self._beat_at is None:
            return Check(True, "the event loop has not begun")
        silent = self.silent_for
        detail = f"the event loop gave its last sign {silent:.1f} s ago"
        return Check(silent <= self.hung_after, detail)

    def checks(self) -> Mapping[str, Check]:
        """All that it takes to be ready, by name."""
        return {
            "event_loop": self.alive(),
            "content": self.content,
            "database": self._database(),
            "bot_api": self._bot_api(),
            "inbox": self.inbox,
            "running": Check(not self.stopping, "it stops" if self.stopping else "no stop was asked for"),
        }

    def _database(self) -> Check:
        if self.looked_at is None or not self.database.ok:
            return self.database
        ago = time.monotonic() - self.looked_at
        return self.database if ago <= self.hung_after else Check(False, f"it answered last {ago:.0f} s ago")

    def _bot_api(self) -> Check:
        api = self.api
        error = f"; the last request failed: {api.error}" if api.error else ""
        if api.answered_at is None:
            return Check(False, f"it has not answered yet{error}")
        ago = time.monotonic() - api.answered_at
        late = ago > self.within
        said = f"it answered {ago:.1f} s ago"
        if api.is_webhook:
            if not api.webhook_set:
                return Check(False, f"the webhook is not set{error}")
            return Check(not (late and api.error), f"the webhook is set, {said}{error}")
        return Check(not late, f"{said}, which may be {self.within:g} s at most{error}" if late else f"{said}{error}")
