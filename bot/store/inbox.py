"""Updates that were received and are not answered yet, and for two days the numbers of those that were.

An update is answered once although it may be delivered twice: its number is known until Telegram has surely
forgotten it. Of an answered update nothing is kept but that number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, delete, func, select, update

from bot.store import tables
from bot.store.database import Change, Database, Gathered, Part
from bot.store.file import rows_into

REMEMBERED: Final = dt.timedelta(days=2)
"""Telegram delivers an update for 24 hours at most."""
MOST_STARTS: Final = 5
"""An update that so many starts have found unanswered is taken for what ends the process, and set aside."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came."""

    update_id: int
    payload: str
    chat: int | None = None
    """What it is in order with."""


class InboxTable:
    """The updates in hand."""

    def __init__(self, database: Database) -> None:
        self._database = database
        table = tables.inbox
        self._start = update(table).where(table.c.answered_at.is_(None)).values(starts=table.c.starts + 1)

    async def receive(self, updates: Sequence[Received], now: dt.datetime) -> set[int]:
        """Write the updates down; return the numbers of those that are new.

        Nobody else may receive the same updates at the same time.
        """
        rows = await self._database.write(
            [
                Gathered(
                    _RECEIVED,
                    {
                        "update_id": each.update_id,
                        "payload": each.payload,
                        "starts": 0,
                        "received_at": now,
                        "chat": each.chat,
                    },
                )
                for each in updates
            ],
            at_once=True,
        )
        return {row[0] for row in rows} & {each.update_id for each in updates}

    def answered(self, update_id: int, now: dt.datetime) -> Gathered:
        """Take an update out."""
        return Gathered(_ANSWERED, {"number": update_id, "moment": now})

    async def start(self, now: dt.datetime) -> tuple[list[Received], list[int]]:
        """What a process that starts finds: the unanswered updates as they came in, and the numbers set aside.

        What every start finds again may be what ends the process each time; after five starts it is set aside.
        """
        await self._database.write([Change(self._start, {})])
        table = tables.inbox
        rows = await self._database.read(
            select(table.c.update_id, table.c.payload, table.c.starts)
            .where(table.c.answered_at.is_(None))
            .order_by(table.c.sequence)
        )
        left = [row.update_id for row in rows if row.starts > MOST_STARTS or row.payload is None]
        await self._database.write(self.answered(number, now) for number in left)
        return [Received(row.update_id, row.payload) for row in rows if row.update_id not in left], left

    async def waiting(self) -> int:
        """How many updates are unanswered."""
        table = tables.inbox
        query = select(func.count()).select_from(table).where(table.c.answered_at.is_(None))
        return int((await self._database.read(query))[0][0])

    def expired(self, now: dt.datetime) -> Change:
        """Forget the numbers of updates that cannot come again."""
        table = tables.inbox
        return Change(delete(table).where(table.c.answered_at < bindparam("before")), {"before": now - REMEMBERED})


_COLUMNS: Final = ("update_id", "payload", "starts", "received_at", "chat")
_RECEIVED: Final = Part(
    "received",
    """
    INSERT INTO inbox (update_id, payload, starts, received_at, chat)
    SELECT * FROM unnest(
        CAST(:received_update_id AS bigint[]), CAST(:received_payload AS text[]), CAST(:received_starts AS int[]),
        CAST(:received_received_at AS timestamptz[]), CAST(:received_chat AS bigint[])
    )
    ON CONFLICT (update_id) DO NOTHING RETURNING update_id
    """,
    file=rows_into(tables.inbox, _COLUMNS, "NOTHING", unique=("update_id",), returning="update_id"),
    key=("update_id",),
    returns=True,
)
_ANSWERED: Final = Part(
    "answered",
    """
    UPDATE inbox SET payload = NULL, answered_at = each.moment
    FROM unnest(CAST(:answered_number AS bigint[]), CAST(:answered_moment AS timestamptz[])) AS each (number, moment)
    WHERE inbox.update_id = each.number
    """,
    file="""
    UPDATE inbox SET payload = NULL, answered_at = json_extract(value, '$.moment')
    FROM json_each(?) WHERE update_id = json_extract(value, '$.number')
    """,
    key=("number",),
)
