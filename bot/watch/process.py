"""What a running process tells of itself at ``/metrics``, read back for a person."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit

from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from bot.watch.metrics import PREFIX

_PATIENCE: Final = 10.0
_LARGEST: Final = 10_000_000
"""Bytes that are read: the metrics of the bot are some 50,000."""


class ProcessError(Exception):
    """A process does not tell of itself: why, and the mend."""


@dataclass(frozen=True, slots=True)
class Latency:
    """How long a step takes, in seconds: as good as the steps by which it is measured."""

    count: int
    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class Process:
    """A process as it stands, since its start."""

    started: dt.datetime | None
    failing: Sequence[str]
    """The checks of readiness that it does not pass."""
    questions: Counter[tuple[str, str]]
    abstentions: Counter[str]
    guard_blocks: int
    latency: dict[str, Latency]
    api_errors: Counter[tuple[str, str]]
    """Requests that did not end well, by method and by how they ended."""
    waits: Counter[str]
    """How often sending stood still, by why."""
    in_hand: int
    content: Sequence[dict[str, str]]
    reloads: Counter[str]

    @classmethod
    def read(cls, text: str) -> Process:
        """A process by what it tells. Raises ValueError for a text that is something else."""
        samples: defaultdict[str, list[Sample]] = defaultdict(list)
        with contextlib.suppress(ValueError):  # it is no text of metrics at all
            for family in text_string_to_metric_families(text):
                for sample in family.samples:
                    samples[sample.name.removeprefix(PREFIX)].append(sample)
        if "build_info" not in samples:
            raise ValueError("no metrics of a release-bot are there")
        started = next((sample.value for sample in samples["process_start_time_seconds"]), None)
        return cls(
            dt.datetime.fromtimestamp(started, dt.UTC) if started is not None else None,
            [sample.labels["check"] for sample in samples["ready"] if not sample.value],
            _pairs(samples["questions_total"], "outcome", "language"),
            _counted(samples["abstentions_total"], "reason"),
            int(sum(sample.value for sample in samples["guard_blocks_total"])),
            _latencies(samples["stage_seconds_bucket"], "stage") | _latencies(samples["update_seconds_bucket"], None),
            Counter(
                {
                    key: n
                    for key, n in _pairs(samples["api_requests_total"], "method", "outcome").items()
                    if key[1] != "ok"
                }
            ),
            _counted(samples["api_wait_seconds_count"], "why"),
            int(sum(sample.value for sample in samples["updates_in_hand"])),
            [dict(sample.labels) for sample in samples["content_info"]],
            _counted(samples["reloads_total"], "result"),
        )

    def as_json(self) -> dict[str, object]:
        """The process as plain data."""
        return {
            "started": self.started.isoformat() if self.started else None,
            "ready": not self.failing,
            "failing": list(self.failing),
            "questions": [
                {"outcome": outcome, "language": language, "times": times}
                for (outcome, language), times in self.questions.most_common()
            ],
            "abstentions": dict(self.abstentions.most_common()),
            "guard_blocks": self.guard_blocks,
            "latency": {
                step: {"count": one.count, "median": one.median, "p99": one.p99} for step, one in self.latency.items()
            },
            "api_errors": [
                {"method": method, "outcome": outcome, "times": times}
                for (method, outcome), times in self.api_errors.most_common()
            ],
            "waits": dict(self.waits),
            "in_hand": self.in_hand,
            "content": list(self.content),
            "reloads": dict(self.reloads),
        }


def fetch(url: str) -> Process:
    """Ask a process at an address, such as http://127.0.0.1:9464. Raises ProcessError."""
    parts = urlsplit(url)
    mend = "write the address at which it answers, such as http://127.0.0.1:9464"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ProcessError(f"--url: {url!r} is no address.\n  To mend: {mend}.")
    address = url if parts.path.strip("/") else f"{url.rstrip('/')}/metrics"
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
            return Process.read(answer.read(_LARGEST).decode("utf-8", "replace"))
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise ProcessError(
            f"{address} does not tell how the bot is: {reason}.\n  To mend: {mend}; RELEASE_BOT_WATCH_PORT says where."
        ) from None


def _pairs(samples: Iterable[Sample], first: str, second: str) -> Counter[tuple[str, str]]:
    counted = Counter[tuple[str, str]]()
    for sample in samples:
        counted[sample.labels[first], sample.labels[second]] += int(sample.value)
    return +counted


def _counted(samples: Iterable[Sample], label: str) -> Counter[str]:
    counted = Counter[str]()
    for sample in samples:
        counted[sample.labels[label]] += int(sample.value)
    return +counted


def _latencies(buckets: Iterable[Sample], label: str | None) -> dict[str, Latency]:
    """The latencies of a histogram by one of its labels, or all together as that of the whole."""
    found: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for sample in buckets:
        found[sample.labels[label] if label else "whole"][float(sample.labels["le"])] += int(sample.value)
    counts = {name: sorted(each.items()) for name, each in found.items()}
    return {
        name: Latency(each[-1][1], quantile(each, 0.5), quantile(each, 0.99))
        for name, each in counts.items()
        if each[-1][1]
    }


def quantile(buckets: Sequence[tuple[float, int]], part: float) -> float:
    """The value below which a part of what was measured lies, as Prometheus estimates it: evenly within a bucket."""
    wanted = part * buckets[-1][1]
    below, before = 0.0, 0
    for bound, count in buckets:
        if count >= wanted:
            if math.isinf(bound):
                return below
            return below + (bound - below) * (wanted - before) / (count - before) if count > before else bound
        below, before = bound, count
    return below
