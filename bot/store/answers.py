"""Which message answered which, and which facts it told: so that an edit and a correction reach it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select

from bot.store import tables
from bot.store.database import Change, Database, Gathered, Part
from bot.store.file import rows_into, update_with
from bot.store.statements import insert_or_update
from bot.store.told import ToldFact


@dataclass(frozen=True, slots=True)
class Told:
    """A message that told a fact."""

    chat_id: int
    message_id: int
    revision: int
    told_at: dt.datetime


class AnswersTable:
    """The messages that the bot answered with."""

    def __init__(self, database: Database) -> None:
        self._database = database
        answers, told = tables.answers, tables.told
        self._tell = insert_or_update(database.engine.dialect.name, told, ("revision", "told_at"))
        self._untell = delete(told).where(
            told.c.chat_id == bindparam("chat"), told.c.message_id == bindparam("message")
        )
        self._withdraw = delete(answers).where(
            answers.c.chat_id == bindparam("chat"), answers.c.message_id == bindparam("message")
        )

    def sent(
        self, chat_id: int, message_id: int, question_id: int | None, facts: Iterable[ToldFact], now: dt.datetime
    ) -> list[Gathered]:
        """A message was sent as an answer to another: what it tells."""
        answer = {"chat_id": chat_id, "message_id": message_id, "question_id": question_id, "sent_at": now}
        told = _told(chat_id, message_id, facts, now)
        return [Gathered(_SENT, answer), *(Gathered(_TOLD, each) for each in told)]

    def tells(self, chat_id: int, message_id: int, facts: Iterable[ToldFact], now: dt.datetime) -> list[Change]:
        """What a message tells from now on, in place of what it told before."""
        nothing = Change(self._untell, {"chat": chat_id, "message": message_id})
        return [nothing, *(Change(self._tell, each) for each in _told(chat_id, message_id, facts, now))]

    def withdrawn(self, chat_id: int, message_id: int) -> list[Change]:
        """A message was deleted."""
        values = {"chat": chat_id, "message": message_id}
        return [Change(self._withdraw, values), Change(self._untell, values)]

    async def to(self, chat_id: int, question_id: int) -> list[int]:
        """The messages that answer a message, in the order in which they were sent."""
        table = tables.answers
        rows = await self._database.read(
            select(table.c.message_id)
            .where(table.c.chat_id == chat_id, table.c.question_id == question_id)
            .order_by(table.c.message_id)
        )
        return [row.message_id for row in rows]

    async def that_told(self, release: str, fact: str) -> Sequence[Told]:
        """Every message that told a fact, the oldest first."""
        table = tables.told
        rows = await self._database.read(
            select(table).where(table.c.release == release, table.c.fact == fact).order_by(table.c.told_at)
        )
        return [Told(row.chat_id, row.message_id, row.revision, row.told_at) for row in rows]

    def forgotten(self, chat_id: int) -> list[Change]:
        """Forget what was told in a chat."""
        return [
            Change(delete(table).where(table.c.chat_id == bindparam("chat")), {"chat": chat_id})
            for table in (tables.answers, tables.told)
        ]

    def expired(self, before: dt.datetime) -> list[Change]:
        """Forget what was told before a moment."""
        answers, told = tables.answers, tables.told
        return [
            Change(delete(answers).where(answers.c.sent_at < bindparam("before")), {"before": before}),
            Change(delete(told).where(told.c.told_at < bindparam("before")), {"before": before}),
        ]

    async def count(self, since: dt.datetime) -> int:
        """How many messages were sent since a moment."""
        table = tables.answers
        query = select(func.count()).select_from(table).where(table.c.sent_at >= since)
        return int((await self._database.read(query))[0][0])


def _told(chat_id: int, message_id: int, facts: Iterable[ToldFact], now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {
            "chat_id": chat_id,
            "message_id": message_id,
            "release": each.release,
            "fact": each.fact,
            "revision": each.revision,
            "told_at": now,
        }
        for each in dict.fromkeys(facts)
    ]


_SENT: Final = Part(
    "sent",
    """
    INSERT INTO answers (chat_id, message_id, question_id, sent_at)
    SELECT * FROM unnest(
        CAST(:sent_chat_id AS bigint[]), CAST(:sent_message_id AS bigint[]), CAST(:sent_question_id AS bigint[]),
        CAST(:sent_sent_at AS timestamptz[])
    )
    ON CONFLICT (chat_id, message_id) DO UPDATE SET question_id = excluded.question_id, sent_at = excluded.sent_at
    """,
    file=rows_into(
        tables.answers, ("chat_id", "message_id", "question_id", "sent_at"), update_with("question_id", "sent_at")
    ),
    key=("chat_id", "message_id"),
    lasts=True,
)
_TOLD: Final = Part(
    "told",
    """
    INSERT INTO told (chat_id, message_id, release, fact, revision, told_at)
    SELECT * FROM unnest(
        CAST(:told_chat_id AS bigint[]), CAST(:told_message_id AS bigint[]), CAST(:told_release AS text[]),
        CAST(:told_fact AS text[]), CAST(:told_revision AS int[]), CAST(:told_told_at AS timestamptz[])
    )
    ON CONFLICT (chat_id, message_id, release, fact)
        DO UPDATE SET revision = excluded.revision, told_at = excluded.told_at
    """,
    file=rows_into(
        tables.told,
        ("chat_id", "message_id", "release", "fact", "revision", "told_at"),
        update_with("revision", "told_at"),
    ),
    key=("chat_id", "message_id", "release", "fact"),
    lasts=True,
)
