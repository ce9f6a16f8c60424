"""What only one process does at a time: it holds a lease, renews it while it is at work, and gives it back."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import bindparam, delete, or_, select, update

from bot.store import tables
from bot.store.database import Change, Database
from bot.store.statements import insert_new
from bot.store.worker import ME, is_gone

LENGTH: Final = dt.timedelta(seconds=6)
"""After so long without a renewal others may take it; of a process that has surely ended, at once."""


class LeasesTable:
    """Who holds what."""

    def __init__(self, database: Database, me: str = ME) -> None:
        self._database = database
        self._me = me
        table = tables.leases
        self._first = insert_new(database.engine.dialect.name, table).returning(table.c.name)

    async def take(self, name: str, now: dt.datetime) -> bool:
        """Take a lease or renew it; no where another process holds it."""
        table = tables.leases
        until = now + LENGTH
        values = {"name": name, "worker": self._me, "until": until}
        if await self._database.write([Change(self._first, values)], at_once=True):
            return True
        held = await self._database.read(select(table.c.worker, table.c.until).where(table.c.name == name))
        gone = [row.worker for row in held if is_gone(row.worker)]
        if any(row.worker != self._me and row.until > until for row in held):
            # A clock was put back. Whoever holds it renews it within its length from now on, or has lost it.
            bound = update(table).where(table.c.name == bindparam("what"), table.c.until > bindparam("most"))
            await self._database.write([Change(bound.values(until=bindparam("most")), {"what": name, "most": until})])
        take = (
            update(table)
            .where(
                table.c.name == bindparam("what"),
                or_(table.c.worker == self._me, table.c.until < bindparam("now"), table.c.worker.in_(gone)),
            )
            .values(worker=self._me, until=bindparam("new_until"))
            .returning(table.c.name)
        )
        change = Change(take, {"what": name, "now": now, "new_until": until})
        return bool(await self._database.write([change], at_once=True))

    async def give_back(self, name: str) -> None:
        """Let others have a lease."""
        table = tables.leases
        held = delete(table).where(table.c.name == bindparam("what"), table.c.worker == self._me)
        await self._database.write([Change(held, {"what": name})], at_once=True)
