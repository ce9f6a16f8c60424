"""How often what was asked with which outcome, by day: counts only, neither a question nor who asked it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import bindparam, delete, func, select

from bot.store import tables
from bot.store.database import Change, Database
from bot.store.statements import insert

_LONGEST_REASON: Final = 80


class Asked(NamedTuple):
    """What questions are counted by."""

    day: dt.date
    language: str
    kind: str
    outcome: str
    reason: str
    """Why there is no answer; empty where there is one."""


class AskedTable:
    """The counts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        table = tables.asked
        statement = insert(database.engine.dialect.name, table)
        times = table.c.times + statement.excluded.times
        self._add = statement.on_conflict_do_update(table.primary_key, set_={"times": times})

    def added(self, asked: Counter[Asked]) -> list[Change]:
        """Add to the counts, always in the same order: processes that add at the same time wait for each other."""
        cut = Counter[Asked]()
        for one, times in asked.items():
            cut[one._replace(reason=one.reason[:_LONGEST_REASON])] += times
        return [Change(self._add, {**one._asdict(), "times": times}) for one, times in sorted(cut.items())]

    async def since(self, day: dt.date) -> Counter[Asked]:
        """The counts from a day on, all under that day."""
        t = tables.asked.c
        query = (
            select(t.language, t.kind, t.outcome, t.reason, func.sum(t.times))
            .where(t.day >= day)
            .group_by(t.language, t.kind, t.outcome, t.reason)
        )
        rows: Sequence[tuple[str, str, str, str, int]] = [tuple(row) for row in await self._database.read(query)]
        return Counter({Asked(day, *row[:4]): int(row[4]) for row in rows})

    def expired(self, before: dt.datetime) -> Change:
        """Forget the counts from before a moment."""
        table = tables.asked
        return Change(delete(table).where(table.c.day < bindparam("before")), {"before": before.date()})
