"""What people think of answers: one opinion a person and answer, which may change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import bindparam, delete, func, select

from bot.store import tables
from bot.store.database import Change, Database
from bot.store.statements import insert_or_update


class Opinion(StrEnum):
    """What a person can say of an answer."""

    USEFUL = "useful"
    NOT_USEFUL = "not_useful"
    WRONG = "wrong"


class FeedbackTable:
    """Opinions on answers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._give = insert_or_update(database.engine.dialect.name, tables.feedback, ("opinion", "given_at"))

    def given(self, code: str, person_id: int, opinion: Opinion, now: dt.datetime) -> Change:
        """A person's opinion on the answer with this receipt."""
        return Change(self._give, {"code": code, "person_id": person_id, "opinion": opinion.value, "given_at": now})

    async def counts(self) -> Mapping[Opinion, int]:
        """How many opinions of each kind there are."""
        table = tables.feedback
        rows = await self._database.read(select(table.c.opinion, func.count()).group_by(table.c.opinion))
        found = {row[0]: int(row[1]) for row in rows}
        return {opinion: found.get(opinion.value, 0) for opinion in Opinion}

    async def on(self, code: str) -> Mapping[Opinion, int]:
        """The opinions on one answer."""
        table = tables.feedback
        query = select(table.c.opinion, func.count()).where(table.c.code == code).group_by(table.c.opinion)
        return {Opinion(row[0]): int(row[1]) for row in await self._database.read(query)}

    def forgotten(self, person_id: int) -> Change:
        """Forget a person's opinions."""
        table = tables.feedback
        return Change(delete(table).where(table.c.person_id == bindparam("person")), {"person": person_id})

    def expired(self, before: dt.datetime) -> Change:
        """Forget opinions from before a moment."""
        table = tables.feedback
        return Change(delete(table).where(table.c.given_at < bindparam("before")), {"before": before})
