"""What each person asked last in each chat: the points between which it stands, and the answer's receipt.

Where the database is this process's own, all of it is in memory as well, and is read once. Where others write there
too, it is read for each update, unless it was read when the update's turn came.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, delete, or_, select

from bot.store import tables
from bot.store.database import AnyRow, Change, Database, Gathered, Part
from bot.store.file import rows_into, update_with

_KEPT: Final = 10_000

Key = tuple[int, int]
"""A chat and a person in it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The last question: the point at which it was asked, the one after it, and the answer's receipt."""

    question_id: int | None
    before: str
    after: str
    code: str
    told_at: dt.datetime


class ConversationsTable:
    """The last turn of each conversation, the oldest forgotten first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[Key, Turn | None] | None = OrderedDict() if database.is_shared else None

    async def last(self, key: Key, since: dt.datetime) -> Turn | None:
        """The last turn, if it was told since a moment."""
        turn = await self._find(key, since)
        return turn if turn is not None and turn.told_at >= since else None

    async def _find(self, key: Key, since: dt.datetime) -> Turn | None:
        table = tables.conversations
        if self._known is None:
            newest = select(table).where(table.c.told_at >= since).order_by(table.c.told_at.desc()).limit(_KEPT)
            rows = await self._database.read(newest)
            if self._known is None:  # nobody was quicker
                self._known = OrderedDict(((row.chat_id, row.person_id), turn_of(row)) for row in reversed(rows))
        if key in self._known or not self._database.is_shared:
            return self._known.get(key)
        where = (table.c.chat_id == key[0], table.c.person_id == key[1])
        rows = await self._database.read(select(table).where(*where))
        return turn_of(rows[0]) if rows else None

    def hold(self, key: Key, turn: Turn | None) -> None:
        """This is the last turn, and nobody else can change it until it is let go."""
        if self._known is not None:
            self._known[key] = turn

    def let_go(self, key: Key) -> None:
        """Others may change it from now on."""
        if self._database.is_shared and self._known is not None:
            self._known.pop(key, None)

    def told(self, key: Key, turn: Turn) -> Gathered:
        """A question was answered."""
        if self._known is not None and (key in self._known or not self._database.is_shared):
            self._known[key] = turn
            self._known.move_to_end(key)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        values = {
            "chat_id": key[0],
            "person_id": key[1],
            "question_id": turn.question_id,
            "before": turn.before,
            "after": turn.after,
            "code": turn.code,
            "told_at": turn.told_at,
        }
        return Gathered(_TOLD, values)

    def forgotten(self, person_id: int) -> Change:
        """Forget what a person asked, wherever that was, and what was asked in the person's own chat."""
        for key in [key for key in self._known or () if person_id in key]:
            self.hold(key, None)
        table = tables.conversations
        theirs = or_(table.c.person_id == bindparam("person"), table.c.chat_id == bindparam("person"))
        return Change(delete(table).where(theirs), {"person": person_id})

    def expired(self, before: dt.datetime) -> Change:
        """Forget what was told before a moment."""
        table = tables.conversations
        return Change(delete(table).where(table.c.told_at < bindparam("before")), {"before": before})


def turn_of(row: AnyRow) -> Turn:
    """A turn from its row."""
    return Turn(row.question_id, row.before, row.after, row.code, row.told_at)


_CHANGING: Final = ("question_id", "before", "after", "code", "told_at")
_TOLD: Final = Part(
    "turned",
    """
    INSERT INTO conversations (chat_id, person_id, question_id, before, after, code, told_at)
    SELECT * FROM unnest(
        CAST(:turned_chat_id AS bigint[]), CAST(:turned_person_id AS bigint[]), CAST(:turned_question_id AS bigint[]),
        CAST(:turned_before AS text[]), CAST(:turned_after AS text[]), CAST(:turned_code AS text[]),
        CAST(:turned_told_at AS timestamptz[])
    )
    ON CONFLICT (chat_id, person_id) DO UPDATE SET question_id = excluded.question_id, before = excluded.before,
        after = excluded.after, code = excluded.code, told_at = excluded.told_at
    """,
    file=rows_into(tables.conversations, ("chat_id", "person_id", *_CHANGING), update_with(*_CHANGING)),
    key=("chat_id", "person_id"),
)
