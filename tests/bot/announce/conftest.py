"""An announcement in a ledger, and what sends it to the Bot API server of the tests."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

from bot.announce.content import Button, Content
from bot.announce.deliver import Deliverer
from bot.store.announcements import Announcement, Kind, Planned, RowState, State
from bot.store.store import Store
from bot.store.told import ToldFact
from bot.telegram.courier import connected
from bot.telegram.settings import TelegramSettings
from tests.bot_api.server import TOKEN, BotApi

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
CONTENT = Content("<b>News</b>", Button("Ask", "f_growth"), (ToldFact("harbour", "growth"),))


def settings_for(api: BotApi, folder: Path, **changed: Any) -> TelegramSettings:
    """Settings at this server, at the pace of the real one."""
    database = f"sqlite+aiosqlite:///{folder / 'bot.db'}"
    return TelegramSettings(token=TOKEN, api_url=api.base_url, database=database, **changed)


def announcement(code: str = "news", **changed: Any) -> Announcement:
    """An announcement that is due."""
    values: dict[str, Any] = {
        "kind": Kind.DIGEST, "title": "News", "release": "harbour", "state": State.OPEN, "due_at": LONG_AGO,
        "created_at": LONG_AGO, "audience": "public",
    }  # fmt: skip
    return Announcement(code=code, **(values | changed))


async def plan(
    store: Store, rows: Iterable[Planned | int], code: str = "news", content: Content = CONTENT, **changed: Any
) -> None:
    """Write an announcement into the ledger; a number is a chat that it is sent to."""
    planned = [Planned(row, "en") if isinstance(row, int) else row for row in rows]
    await store.database.write(store.announcements.planned(announcement(code, **changed), {"en": content}, planned))


@contextlib.asynccontextmanager
async def working(settings: TelegramSettings) -> AsyncIterator[tuple[Store, Deliverer]]:
    """A store, and what sends from it."""
    async with Store.open(settings.database) as store, connected(settings, store) as deliverer:
        yield store, deliverer


async def states(store: Store, code: str = "news") -> dict[int, tuple[RowState, str | None]]:
    """How each chat's row stands, and why."""
    return {row.planned.chat_id: (row.state, row.reason) for row in await store.announcements.rows(code)}
