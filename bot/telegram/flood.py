"""A person who asks too much at once is told so once, and then ignored for a while; nobody else notices."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_KEPT: Final = 10_000


class Verdict(Enum):
    """What becomes of something that a person sent."""

    PASS = auto()
    ASK_TO_SLOW_DOWN = auto()
    IGNORE = auto()


@dataclass(slots=True)
class _Bucket:
    """What a person has asked of late: it leaks, and must not run over."""

    level: float
    at: float
    ignored_until: float = 0.0


class Flood:
    """One leaky bucket a person, in memory, for those who wrote last."""

    def __init__(
        self, burst: float, per_minute: float, pause: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``burst`` questions may come at once and ``per_minute`` in the long run; ``pause`` is in seconds."""
        self._burst = burst
        self._leak = per_minute / 60
        self._pause = pause
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def check(self, person_id: int, weight: float = 1.0) -> Verdict:
        """Count something that a person sent, and say what becomes of it."""
        now = self._clock()
        bucket = self._buckets.setdefault(person_id, _Bucket(0.0, now))
        self._buckets.move_to_end(person_id)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)
        if now < bucket.ignored_until:
            return Verdict.IGNORE
        bucket.level = max(0.0, bucket.level - (now - bucket.at) * self._leak) + weight
        bucket.at = now
        if bucket.level <= self._burst:
            return Verdict.PASS
        bucket.ignored_until = now + self._pause
        bucket.level = 0.0
        return Verdict.ASK_TO_SLOW_DOWN
