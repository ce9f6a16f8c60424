"""Questions that were asked in vain, without who asked: what the press office reads to learn what is missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, delete, func, select

from bot.store import tables
from bot.store.database import Change, Database, Gathered, Part
from bot.store.file import rows_into


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question without an answer, and how often it was asked."""

    question: str
    status: str
    times: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A question without an answer, with the days on which it was asked; its number is that of its first row."""

    number: int
    question: str
    status: str
    times: int
    first: dt.date
    last: dt.date


class UnansweredTable:
    """The questions, counted by day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def asked(self, question: str, language: str, status: str, now: dt.datetime) -> Gathered:
        """A question that was not answered."""
        day = now.astimezone(dt.UTC).date()
        values = {"question": question, "language": language, "status": status, "asked_on": day, "times": 1}
        return Gathered(_ASKED, values)

    async def most_asked(self, limit: int) -> Sequence[Unanswered]:
        """The questions asked most often in vain."""
        table = tables.unanswered
        times = func.sum(table.c.times)
        rows = await self._database.read(
            select(table.c.question, func.max(table.c.status), times)
            .group_by(table.c.question)
            .order_by(times.desc(), table.c.question)
            .limit(limit)
        )
        return [Unanswered(row[0], row[1], int(row[2])) for row in rows]

    async def kept(self, language: str, limit: int) -> Sequence[Kept]:
        """The questions of a language that were asked most often in vain, with their days."""
        table = tables.unanswered
        times = func.sum(table.c.times)
        days = (func.min(table.c.asked_on), func.max(table.c.asked_on))
        rows = await self._database.read(
            select(func.min(table.c.id), table.c.question, func.max(table.c.status), times, *days)
            .where(table.c.language == language)
            .group_by(table.c.question)
            .order_by(times.desc(), table.c.question)
            .limit(limit)
        )
        return [Kept(int(row[0]), row[1], row[2], int(row[3]), row[4], row[5]) for row in rows]

    def expired(self, before: dt.datetime) -> Change:
        """Forget questions from before a moment."""
        table = tables.unanswered
        return Change(delete(table).where(table.c.asked_on < bindparam("before")), {"before": before.date()})


_ASKED: Final = Part(
    "asked",
    """
    INSERT INTO unanswered (question, language, status, asked_on, times)
    SELECT question, language, max(status), asked_on, sum(times) FROM unnest(
        CAST(:asked_question AS text[]), CAST(:asked_language AS text[]), CAST(:asked_status AS text[]),
        CAST(:asked_asked_on AS date[]), CAST(:asked_times AS int[])
    ) AS each (question, language, status, asked_on, times)
    GROUP BY question, language, asked_on ORDER BY question, language, asked_on
    ON CONFLICT (question, language, asked_on) DO UPDATE SET times = unanswered.times + excluded.times
    """,
    key=(),
    shared=True,
    file=rows_into(
        tables.unanswered,
        ("question", "language", "status", "asked_on", "times"),
        "UPDATE SET times = times + 1",
        unique=[column.name for column in tables.once_a_day.columns],
    ),
)
