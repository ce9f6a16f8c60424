"""What is known of an update while it is handled: what logs and metrics may tell of it, and what they may not."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from bot.reply import Reply, Status
from bot.stages import Stopwatch, stopwatch

UNSENT: Final = "unsent"
"""The outcome of an update whose turn did not come before a stop: it is handled again."""
FAILED: Final = "failed"
UNCERTAIN: Final = "uncertain"
"""What was sent may have come through, and may not."""
_IN_VAIN: Final = frozenset({Status.NOT_STATED, Status.OUT_OF_SCOPE, Status.CLARIFY})
_EXPLAINED: Final = "every word is explained"
_HASHED: Final = 12


@dataclass(slots=True)
class Trace:
    """One update on its way: nothing in it but ``private`` names anybody."""

    correlation: str
    """What all records of the update have in common; a person who met a failure is told it."""
    kind: str
    chat: str
    """A hash of the chat's number."""
    private: Callable[[], Iterable[str]] = tuple
    """Tells what was written and by whom: it is taken out of whatever is logged."""
    language: str | None = None
    outcome: str | None = None
    reason: str | None = None
    """Why a question has no answer."""
    withheld: int = 0
    """Replies that the guard withheld."""
    watch: Stopwatch = field(default_factory=Stopwatch)
    began: float = field(default_factory=time.perf_counter)

    def replied(self, reply: Reply) -> None:
        """The update was a question, and this is the reply."""
        self.language, self.outcome, self.reason = reply.language, reply.status.value, reason_of(reply)

    def failed(self, outcome: str) -> None:
        """The update was not handled, or it is not known whether what was sent came through."""
        self.outcome, self.reason = outcome, None

    @property
    def is_of_interest(self) -> bool:
        """Whether anything was done: in a group most of what is written is not meant for the bot."""
        return self.outcome is not None or "send" in self.watch.taken

    @property
    def seconds(self) -> float:
        """How long it has been in hand."""
        return time.perf_counter() - self.began

    def fields(self) -> dict[str, object]:
        """What a record may tell, as far as it is known by now."""
        told: dict[str, object] = {
            "correlation": self.correlation,
            "kind": self.kind,
            "chat": self.chat,
            "language": self.language,
            "outcome": self.outcome,
            "reason": self.reason,
        }
        told |= {f"{step}_ms": round(seconds * 1000, 2) for step, seconds in self.watch.taken.items()}
        return {name: value for name, value in told.items() if value is not None}


def reason_of(reply: Reply) -> str | None:
    """Why a question has no answer, in one of the few ways in which the program puts it; none where it has one."""
    if reply.status not in _IN_VAIN:
        return None
    first = reply.explanation.reason.partition("; ")[0]
    return first if first and first != _EXPLAINED else (reply.intent or "unknown").partition("+")[0]


_trace: Final[ContextVar[Trace | None]] = ContextVar("trace", default=None)


def current_trace() -> Trace | None:
    """That of the update that is being handled; none outside of handling one."""
    return _trace.get()


@contextlib.contextmanager
def tracing(trace: Trace) -> Iterator[Trace]:
    """Handle an update: its steps are timed, and its records tell what is known of it."""
    trace_before, watch_before = _trace.set(trace), stopwatch.set(trace.watch)
    try:
        yield trace
    finally:
        stopwatch.reset(watch_before)
        _trace.reset(trace_before)


class Hasher:
    """What chats go by in logs: the same one by the same hash, as long as the secret is the same.

    It is keyed, so that who has not got the secret cannot find out a chat by trying all numbers.
    """

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"release-bot chats:" + secret.encode()).digest()

    def __call__(self, chat: int) -> str:
        """The hash of a chat's number."""
        return hashlib.blake2b(str(chat).encode(), key=self._key, digest_size=_HASHED // 2).hexdigest()
