"""What is asked and how it stands, counted in the store: without a name and without a word of anybody's."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.compiled import version_of
from bot.settings import Settings
from bot.store.asked import Asked
from bot.store.figures import Depths, depths, ledger, opinions
from bot.store.store import Store
from facts.load import load_releases

_BEGINNING: Final = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a store, as far as they belong to a time from a day on."""

    since: dt.date | None
    """None is all that is kept."""
    asked: Counter[Asked]
    feedback: Mapping[str, int]
    ledger: Mapping[str, int]
    """Rows of announcements that changed since, by state."""
    depths: Depths
    content: Mapping[str, str]
    """A short hash of the facts of each live release, as they stand on disk."""

    @classmethod
    async def of(cls, store: Store, content: Settings, since: dt.date | None, now: dt.datetime) -> Stats:
        """The figures as they stand now. Raises facts.load.ContentError."""
        day = since or _BEGINNING
        moment = dt.datetime.combine(day, dt.time(), dt.UTC)
        return cls(
            since,
            await store.asked.since(day),
            {opinion.value: count for opinion, count in (await opinions(store, moment)).items()},
            {state.value: rows for state, rows in (await ledger(store, moment)).items()},
            await depths(store, now),
            {name: version_of(release) for name, release in load_releases(content.folder).items()},
        )

    @property
    def questions(self) -> Counter[tuple[str, str]]:
        """How many questions came to which outcome, in which language."""
        counted = Counter[tuple[str, str]]()
        for one, times in self.asked.items():
            counted[one.outcome, one.language] += times
        return counted

    @property
    def abstentions(self) -> Counter[str]:
        """How many questions have no answer, by why."""
        counted = Counter[str]()
        for one, times in self.asked.items():
            if one.reason:
                counted[one.reason] += times
        return counted

    def as_json(self) -> dict[str, object]:
        """The figures as plain data."""
        return {
            "since": self.since.isoformat() if self.since else None,
            "questions": [
                {"outcome": outcome, "language": language, "times": times}
                for (outcome, language), times in self.questions.most_common()
            ],
            "abstentions": dict(self.abstentions.most_common()),
            "feedback": dict(self.feedback),
            "subscriptions": self.depths.subscriptions,
            "ledger": dict(self.ledger),
            "inbox": {"updates": self.depths.inbox, "oldest_seconds": round(self.depths.oldest, 1)},
            "content": dict(self.content),
        }
