"""What can be counted in the store as it stands now, and whether the store answers at all."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.store import tables
from bot.store.announcements import RowState
from bot.store.database import WriteError
from bot.store.feedback import Opinion
from bot.store.store import Store

_PATIENCE: Final = 5.0
"""Seconds that the database may take to answer."""
_TRIAL: Final = "trial"
"""A lease that nobody needs: it is taken to see whether anything can be written."""


class UnansweredError(Exception):
    """The database does not answer, or takes nothing: why."""


@dataclass(frozen=True, slots=True)
class Depths:
    """What waits in the store, and for whom it is kept."""

    inbox: int
    oldest: float
    """Seconds for which the oldest update in the inbox has waited."""
    ledger: Mapping[RowState, int]
    subscriptions: int


class Probe:
    """Asks the database, with limited patience; a file that was put in the place of the one in use does not pass."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file = _file_of(store)
        self._is = _identity(self._file)

    async def look(self, now: dt.datetime) -> Depths:
        """What is in the store. Raises UnansweredError."""
        if _identity(self._file) != self._is:
            raise UnansweredError("its file was removed or replaced while it was in use")
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await depths(self._store, now)
                if self._store.database.failing is not None:
                    await self._store.leases.take(_TRIAL, now)
                    await self._store.leases.give_back(_TRIAL)
        except TimeoutError:
            raise UnansweredError(f"it has not answered within {_PATIENCE:g} s") from None
        except (SQLAlchemyError, WriteError, OSError) as error:
            raise UnansweredError(str(getattr(error, "orig", None) or error).splitlines()[0][:200]) from error
        return found


def _file_of(store: Store) -> Path | None:
    url = store.database.engine.url
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)).expanduser() if in_file else None


def _identity(file: Path | None) -> tuple[int, int] | None:
    """What tells a file from another one in its place; none where it is not there."""
    try:
        found = os.stat(file) if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


async def depths(store: Store, now: dt.datetime) -> Depths:
    """What is in the store now."""
    inbox = tables.inbox.c
    query = select(func.count(), func.min(inbox.received_at)).where(inbox.answered_at.is_(None))
    count, oldest = (await store.database.read(query))[0]
    return Depths(
        int(count),
        max(0.0, (now - oldest).total_seconds()) if oldest is not None else 0.0,
        await ledger(store),
        await store.chats.count_subscribers(),
    )


async def ledger(store: Store, since: dt.datetime | None = None) -> Mapping[RowState, int]:
    """How many rows of all announcements stand how; ``since`` those that changed from then on."""
    d = tables.deliveries.c
    query = select(d.state, func.count()).group_by(d.state)
    if since is not None:
        query = query.where(d.changed_at >= since)
    found = {row[0]: int(row[1]) for row in await store.database.read(query)}
    return {state: found.get(state.value, 0) for state in RowState}


async def opinions(store: Store, since: dt.datetime) -> Mapping[Opinion, int]:
    """How many opinions of each kind were given from a moment on."""
    f = tables.feedback.c
    query = select(f.opinion, func.count()).where(f.given_at >= since).group_by(f.opinion)
    found = {row[0]: int(row[1]) for row in await store.database.read(query)}
    return {opinion: found.get(opinion.value, 0) for opinion in Opinion}
