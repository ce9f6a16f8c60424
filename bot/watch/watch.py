"""One process's watch: told by the channel what happens, it counts, and remembers what the store is to count."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from bot.clock import now
from bot.reply import Status
from bot.store.asked import Asked
from bot.watch.health import Health
from bot.watch.metrics import Metrics
from bot.watch.trace import FAILED, UNCERTAIN, Trace

_QUESTIONS = frozenset({*(status.value for status in Status), FAILED, UNCERTAIN})
_REFUSED = "; what was changed on disk is refused: "


@dataclass(slots=True)
class Watch:
    """What is counted and how the process is."""

    metrics: Metrics = field(default_factory=Metrics)
    health: Health = field(default_factory=Health)
    _asked: Counter[Asked] = field(default_factory=Counter)
    _refused: str | None = None

    def handled(self, trace: Trace) -> None:
        """An update was handled and what came of it is written down."""
        if trace.withheld:
            self.metrics.withheld(trace.withheld)
        if trace.is_of_interest:
            self.metrics.update(trace.kind, trace.watch.taken, trace.seconds)
        if trace.outcome in _QUESTIONS:
            language = trace.language or ""
            self.metrics.question(trace.outcome, language, trace.kind, trace.reason)
            day = now().date()
            self._asked[Asked(day, language, trace.kind, trace.outcome, trace.reason or "")] += 1

    def took_up(self) -> None:
        """Content that was changed on disk is answered from."""
        self._refused = None
        self.metrics.reloaded(accepted=True)

    def refused(self, reason: str) -> None:
        """Content that was changed on disk cannot be used; the same reason counts once."""
        if reason != self._refused:
            self._refused = reason
            self.metrics.reloaded(accepted=False)
            used = self.health.content.detail.partition(_REFUSED)[0]
            self.health.content = replace(self.health.content, detail=f"{used}{_REFUSED}{reason}")

    def take(self) -> Counter[Asked]:
        """What was asked since this was called last."""
        taken, self._asked = self._asked, Counter()
        return taken

    def give_back(self, asked: Counter[Asked]) -> None:
        """What was taken could not be written down: it is among what is taken next."""
        self._asked += asked
