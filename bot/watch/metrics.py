"""What is counted and measured, for Prometheus. A label has few values and never says who asked or what."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    disable_created_metrics,
)
from prometheus_client import ProcessCollector as _ProcessCollector

PREFIX: Final = "release_bot_"
# When a counter was made is of no interest, and would be a line for each.
disable_created_metrics()  # type: ignore[no-untyped-call]
_STEPS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds at which latencies are told apart: answers shall take less than 0.05."""
_WAITS: Final = (0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
_MOST_REASONS: Final = 60
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """What answers in a language are made from: a release, and short hashes as replies carry them."""

    release: str
    language: str
    facts: str
    patterns: str = ""
    matcher: str = ""


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry: Final = CollectorRegistry()
        r = self.registry
        self._questions = Counter(
            f"{PREFIX}questions", "Questions by what became of them.", ("outcome", "language", "kind"), registry=r
        )
        self._abstentions = Counter(
            f"{PREFIX}abstentions", "Questions without an answer, by why.", ("reason", "language"), registry=r
        )
        self._guard = Counter(f"{PREFIX}guard_blocks", "Replies that the guard withheld.", registry=r)
        self._updates = Histogram(
            f"{PREFIX}update_seconds",
            "From taking an update that is meant for the bot in hand to its being answered and written down.",
            ("kind",),
            buckets=_STEPS,
            registry=r,
        )
        self._stages = Histogram(
            f"{PREFIX}stage_seconds", "One step of handling an update.", ("stage",), buckets=_STEPS, registry=r
        )
        self._requests = Counter(
            f"{PREFIX}api_requests", "Requests to the Bot API by their end.", ("method", "outcome"), registry=r
        )
        self._request_seconds = Histogram(
            f"{PREFIX}api_request_seconds",
            "Requests to the Bot API, but for waiting for updates.",
            ("method",),
            buckets=_STEPS,
            registry=r,
        )
        self._waits = Histogram(
            f"{PREFIX}api_wait_seconds",
            "For how long sending stands still: because Telegram asks for it, or for want of a connection.",
            ("why",),
            buckets=_WAITS,
            registry=r,
        )
        self._reloads = Counter(f"{PREFIX}reloads", "Changes of the content, taken up or not.", ("result",), registry=r)
        self._refused = Gauge(
            f"{PREFIX}content_refused", "Whether the content on disk cannot be used as it stands now.", registry=r
        )
        self._content = Gauge(
            f"{PREFIX}content_info",
            "What answers are made from; patterns and matcher of the release that is asked first.",
            ("release", "language", "facts", "patterns", "matcher"),
            registry=r,
        )
        self.ledger = Gauge(
            f"{PREFIX}ledger_rows", "Rows of the announcements' ledger by state.", ("state",), registry=r
        )
        self.inbox = Gauge(f"{PREFIX}inbox_updates", "Updates received and not answered, of all processes.", registry=r)
        self.oldest = Gauge(f"{PREFIX}inbox_oldest_seconds", "For how long the oldest of them has waited.", registry=r)
        self.in_hand = Gauge(f"{PREFIX}updates_in_hand", "Updates that this process has in hand.", registry=r)
        self.subscriptions = Gauge(
            f"{PREFIX}subscriptions", "Chats that get announcements and can be written to.", registry=r
        )
        self.ready = Gauge(f"{PREFIX}ready", "Whether a check of readiness is passed.", ("check",), registry=r)
        self.heartbeat = Gauge(f"{PREFIX}heartbeat_age_seconds", "Since the event loop last gave a sign.", registry=r)
        self._records = Counter(f"{PREFIX}log_records", "What was logged, by level.", ("level",), registry=r)
        for outcome in ("accepted", "refused"):  # so that a first one is an increase
            self._reloads.labels(outcome)
        for level in ("warning", "error", "critical"):
            self._records.labels(level)
        info = Gauge(f"{PREFIX}build_info", "The program.", ("version",), registry=r)
        info.labels(_version()).set(1)
        for collector in (_ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=r)
        self._reasons: set[str] = set()
        # To find by its labels what is counted takes longer than to count.
        self._update = functools.cache(self._updates.labels)
        self._stage = functools.cache(self._stages.labels)
        self._request = functools.cache(self._requests.labels)
        self._request_time = functools.cache(self._request_seconds.labels)
        self._question = functools.cache(self._questions.labels)

    def question(self, outcome: str, language: str, kind: str, reason: str | None) -> None:
        """A question was asked, and this became of it."""
        self._question(outcome, language, kind).inc()
        if reason is not None:
            self._abstentions.labels(self._known(reason), language).inc()

    def _known(self, reason: str) -> str:
        """The reason, or what stands for all others once there are too many."""
        if len(self._reasons) < _MOST_REASONS:
            self._reasons.add(reason)
        return reason if reason in self._reasons else OTHER

    def withheld(self, replies: int) -> None:
        """The guard withheld so many replies."""
        self._guard.inc(replies)

    def update(self, kind: str, stages: Mapping[str, float], seconds: float) -> None:
        """An update was handled, in so many seconds, of which so many for each step."""
        self._update(kind).observe(seconds)
        for stage, taken in stages.items():
            self._stage(stage).observe(taken)

    def request(self, method: str, outcome: str, seconds: float | None) -> None:
        """A request to the Bot API is at its end; without seconds where it waits for something to happen."""
        self._request(method, outcome).inc()
        if seconds is not None:
            self._request_time(method).observe(seconds)

    def waits(self, why: str, seconds: float) -> None:
        """Sending stands still for so long."""
        self._waits.labels(why).observe(seconds)

    def reloaded(self, *, accepted: bool) -> None:
        """The content was changed on disk."""
        self._reloads.labels("accepted" if accepted else "refused").inc()
        self._refused.set(not accepted)

    def content(self, versions: Iterable[ContentVersion]) -> None:
        """What answers are made from, from now on."""
        self._content.clear()
        for one in versions:
            self._content.labels(one.release, one.language, one.facts, one.patterns, one.matcher).set(1)

    def record(self, level: str) -> None:
        """Something was logged."""
        self._records.labels(level).inc()


class CountingHandler(logging.Handler):
    """Counts what is logged, and writes nothing."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count one record."""
        self._metrics.record(record.levelname.lower())


def _version() -> str:
    try:
        return version("release-bot")
    except PackageNotFoundError:
        return "unknown"
