"""Several replicas over one PostgreSQL: which of them answers the updates of a chat, one after the other.

A chat with unanswered updates has a turn, which belongs to one replica. The turn begins with the chat's first update,
at the replica that received it; what comes meanwhile, to whichever replica, is counted on it and left to its owner. It
ends when its owner has answered all that was counted, in the same transaction that takes the last one out. The order
within a chat is the one in which its updates were written down, and so the one in which Telegram was told yes to them;
their numbers say nothing of it.

A replica says every second that it is alive. One that has been silent for too long is declared dead, which ends its
life once and for all: the others take its turns over, and it itself, should it still run, finds at its next sign of
life that it is on the list no more, leaves everything, and begins another life under another name. So a turn never has
two owners that both take it for theirs. All moments are those of the database: the machines' clocks need not agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from bot.store.database import AnyRow, Database, Gathered, Part
from bot.store.inbox import MOST_STARTS, Received
from bot.store.worker import ME, is_gone, reborn

ALIVE: Final = dt.timedelta(seconds=6)
"""For so long a replica is taken to be alive after it last said so; of one that has surely ended, not at all."""
MOST_BEHIND: Final = 16
"""Updates of one chat that a replica has in memory; the others wait on disk."""
_MOST_AT_ONCE: Final = 100
"""Turns that one replica takes over in one go: the others take their share."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that is new, and whose turn its chat is."""

    update_id: int
    chat: int
    number: int
    arrived: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A turn with what waits in it, in order."""

    chat: int
    number: int
    arrived: int
    updates: tuple[Received, ...]


class TurnsTable:
    """Whose turn each chat is."""

    def __init__(self, database: Database, me: str = ME) -> None:
        self._database = database
        self.me = me
        """This process, by the name of its present life."""

    async def receive(self, updates: Sequence[Received], now: dt.datetime) -> list[Arrival]:
        """Write the updates down and count them on the turns of their chats; return those that are new, in order."""
        values = {
            "ids": [each.update_id for each in updates],
            "chats": [each.chat for each in updates],
            "payloads": [each.payload for each in updates],
            "moment": now,
            "me": self.me,
        }
        rows = await self._database.ask(_RECEIVE, values)
        return [
            Arrival(update_id, chat, number, arrived, worker == self.me)
            for update_id, chat, number, worker, arrived in rows
        ]

    def ended(self, chat: int, number: int, arrived: int) -> Gathered:
        """End a turn, unless more was counted on it than is known here; it returns the chats whose turns ended."""
        return Gathered(_ENDED, {"chat": chat, "number": number, "arrived": arrived, "me": self.me})

    async def look(self, chat: int) -> Waiting | None:
        """The turn of a chat as it is now; none where it is not this replica's."""
        values = {"me": self.me, "chats": [chat], "most": MOST_BEHIND}
        found = _waiting(await self._database.ask(_LOOK, values))
        return found[0] if found else None

    async def mine(self) -> set[tuple[int, int]]:
        """The turns of this replica, by chat and number."""
        return {(row.chat, row.number) for row in await self._database.ask(_MINE, {"me": self.me})}

    async def take_over(self) -> tuple[list[Waiting], list[int]]:
        """Take turns whose replicas are not alive; return them, and the updates that are to be set aside.

        What was in hand each time that a replica ended may be what ends it; after five times it is set aside.
        """
        await self._database.ask(_DECLARE_DEAD, {"me": self.me, "alive": ALIVE})
        values = {"me": self.me, "most": _MOST_AT_ONCE}
        chats = [row.chat for row in await self._database.ask(_TAKE_OVER, values)]
        if not chats:
            return [], []
        rows = await self._database.ask(_COUNT_STARTS, {"chats": chats})
        aside = [row.update_id for row in rows if row.starts > MOST_STARTS]
        return _waiting(await self._database.ask(_LOOK, {"me": self.me, "chats": chats, "most": MOST_BEHIND})), aside

    async def begin(self) -> None:
        """Be one of the replicas from now on."""
        await self._database.ask(_BEGIN, {"me": self.me})

    def begin_anew(self) -> None:
        """Have another name from now on: what was this replica's under the old one is so no more."""
        self.me = reborn(self.me)

    async def beat(self) -> int:
        """Say that this replica is alive; return how many are: none where it was declared dead."""
        rows = await self._database.ask(_BEAT, {"me": self.me, "alive": ALIVE})
        gone = [row.worker for row in rows if is_gone(row.worker)]
        if gone:
            await self._database.ask(_LEAVE, {"workers": gone})
        if self.me not in {row.worker for row in rows}:
            return 0
        return len([row for row in rows if row.alive and row.worker not in gone])

    async def leave(self) -> None:
        """This replica ends: what it has not answered is for the others, at once."""
        await self._database.ask(_LEAVE, {"workers": [self.me]})


def _waiting(rows: Collection[AnyRow]) -> list[Waiting]:
    found: dict[int, Waiting] = {}
    for row in rows:
        before = found[row.chat].updates if row.chat in found else ()
        more = (Received(row.update_id, row.payload, row.chat),) if row.payload is not None else ()
        found[row.chat] = Waiting(row.chat, row.number, row.arrived, (*before, *more))
    return list(found.values())


# Rows of turns are locked in the order of their chats, everywhere, so that no two replicas wait for each other.

_RECEIVE: Final = text("""
    WITH given AS (
        SELECT * FROM unnest(CAST(:ids AS bigint[]), CAST(:chats AS bigint[]), CAST(:payloads AS text[]))
            WITH ORDINALITY AS each (update_id, chat, payload, place)
    ), new AS (
        INSERT INTO inbox (update_id, chat, payload, starts, received_at)
        SELECT update_id, chat, payload, 0, CAST(:moment AS timestamptz) FROM given ORDER BY place
        ON CONFLICT (update_id) DO NOTHING
        RETURNING update_id, chat, sequence
    ), turn AS (
        INSERT INTO turns (chat, number, worker, arrived)
        SELECT chat, min(sequence), CAST(:me AS text), count(*) FROM new GROUP BY chat ORDER BY chat
        ON CONFLICT (chat) DO UPDATE SET arrived = turns.arrived + excluded.arrived
        RETURNING chat, number, worker, arrived
    )
    SELECT new.update_id, turn.chat, turn.number, turn.worker, turn.arrived
    FROM new JOIN turn ON turn.chat = new.chat ORDER BY new.sequence
""")

_ENDED: Final = Part(
    "ended",
    """
    WITH ready AS (
        SELECT turns.chat FROM turns JOIN unnest(
            CAST(:ended_chat AS bigint[]), CAST(:ended_number AS bigint[]), CAST(:ended_arrived AS bigint[]),
            CAST(:ended_me AS text[])
        ) AS done (chat, number, arrived, worker) ON turns.chat = done.chat
        WHERE turns.number = done.number AND turns.arrived = done.arrived AND turns.worker = done.worker
        ORDER BY turns.chat FOR UPDATE OF turns
    )
    DELETE FROM turns USING ready WHERE turns.chat = ready.chat RETURNING turns.chat
    """,
    key=("chat",),
    returns=True,
)

_LOOK: Final = text("""
    SELECT turns.chat, turns.number, turns.arrived, waiting.update_id, waiting.payload
    FROM turns LEFT JOIN LATERAL (
        SELECT sequence, update_id, payload FROM inbox
        WHERE inbox.chat = turns.chat AND inbox.answered_at IS NULL ORDER BY sequence LIMIT :most
    ) AS waiting ON true
    WHERE turns.worker = :me AND turns.chat = ANY(CAST(:chats AS bigint[]))
    ORDER BY waiting.sequence
""")

_MINE: Final = text("SELECT chat, number FROM turns WHERE worker = :me")

_TAKE_OVER: Final = text("""
    UPDATE turns SET worker = :me WHERE chat IN (
        SELECT left_behind.chat FROM turns AS left_behind
        WHERE NOT EXISTS (SELECT 1 FROM replicas WHERE replicas.worker = left_behind.worker)
            -- One that was declared dead itself, and does not know it yet, takes nothing.
            AND EXISTS (SELECT 1 FROM replicas WHERE replicas.worker = :me)
        ORDER BY left_behind.chat LIMIT :most FOR UPDATE SKIP LOCKED
    ) RETURNING chat
""")

_COUNT_STARTS: Final = text("""
    UPDATE inbox SET starts = starts + 1 WHERE sequence IN (
        SELECT min(sequence) FROM inbox
        WHERE chat = ANY(CAST(:chats AS bigint[])) AND answered_at IS NULL GROUP BY chat
    ) RETURNING update_id, starts
""")

# A sign of life that comes at the same time is waited for, and then counts: nobody is on the list and dead.
_DECLARE_DEAD: Final = text("""
    DELETE FROM replicas WHERE worker <> :me AND seen_at < clock_timestamp() - CAST(:alive AS interval)
""")

_BEGIN: Final = text("""
    INSERT INTO replicas (worker, seen_at) VALUES (CAST(:me AS text), clock_timestamp())
    ON CONFLICT (worker) DO UPDATE SET seen_at = excluded.seen_at
""")

_BEAT: Final = text("""
    WITH me AS (
        UPDATE replicas SET seen_at = clock_timestamp() WHERE worker = CAST(:me AS text) RETURNING worker
    ), put_back AS (
        -- The database's clock was: whoever lives says so within its time from now on.
        UPDATE replicas SET seen_at = clock_timestamp()
        WHERE worker <> :me AND seen_at > clock_timestamp() + interval '1 second'
    )
    SELECT worker, true AS alive FROM me
    UNION ALL
    SELECT worker, seen_at >= clock_timestamp() - CAST(:alive AS interval) FROM replicas WHERE worker <> :me
""")

_LEAVE: Final = text("DELETE FROM replicas WHERE worker = ANY(CAST(:workers AS text[]))")
