"""What is known of a chat: whether the bot may write there, its language, its subscription.

A chat has a row only where there is something to remember; most have none.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select, update

from bot.store import tables
from bot.store.database import AnyRow, Change, Database
from bot.store.statements import Insert, insert_or_update

_KEPT: Final = 20_000
PUBLIC: Final = "public"
"""The audience of whoever subscribes by themselves."""


class ChatState(StrEnum):
    """Whether the bot may write in a chat."""

    MEMBER = "member"
    RESTRICTED = "restricted"
    """The bot is there, and may not send messages."""
    GONE = "gone"
    """The person blocked the bot, or the group removed it."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat, a group or a person's own."""

    chat_id: int
    state: ChatState = ChatState.MEMBER
    language: str | None = None
    """The language that was chosen there; none where nobody has chosen."""
    subscribed_at: dt.datetime | None = None
    thread_id: int | None = None
    """The forum topic in which the subscription was made."""
    kind: str | None = None
    """What Telegram calls it: private, group, supergroup, channel."""
    title: str | None = None
    """What it is called; of a person's own chat nothing is kept."""
    tags: tuple[str, ...] = ()
    """The audiences that it belongs to."""
    topics: tuple[str, ...] = ()
    """The topics of a release that are wanted there; all where none is chosen."""


class ChatsTable:
    """The chats, of which those used of late are kept in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[int, Chat] = OrderedDict()
        self._held: set[int] = set()
        """Where others write as well, the chats of which they do not now: all else is read each time."""
        self._rows: set[int] | None = None
        """The chats that have a row: of all others nothing has to be read."""
        table = tables.chats
        self._saves: dict[tuple[str, ...], Insert] = {}
        self._forget = delete(table).where(table.c.chat_id == bindparam("chat"))

    async def get(self, chat_id: int) -> Chat:
        """What is known of a chat."""
        shared = self._database.is_shared
        if chat_id in (self._held if shared else self._known):
            self._known.move_to_end(chat_id)
            return self._known[chat_id]
        table = tables.chats
        if self._rows is None and not shared:
            self._rows = {row.chat_id for row in await self._database.read(select(table.c.chat_id))}
        if self._rows is not None and chat_id not in self._rows:
            return Chat(chat_id)
        rows = await self._database.read(select(table).where(table.c.chat_id == chat_id))
        chat = chat_of(rows[0]) if rows else Chat(chat_id)
        self._keep(chat)
        return chat

    def hold(self, chat: Chat) -> None:
        """This is how a chat is, and no other replica changes it until it is let go."""
        self._keep(chat)
        self._held.add(chat.chat_id)

    def let_go(self, chat_id: int) -> None:
        """Others may change a chat from now on."""
        self._held.discard(chat_id)

    def _keep(self, chat: Chat) -> None:
        self._known[chat.chat_id] = chat
        self._known.move_to_end(chat.chat_id)
        while len(self._known) > _KEPT:
            self._held.discard(self._known.popitem(last=False)[0])

    def saved(self, chat: Chat, now: dt.datetime) -> Change:
        """Remember a chat as it is now.

        Of a chat that has a row, only what is not as it was known is written: another process, such as the command
        line beside a running bot, may have changed the rest.
        """
        before, after = _row(self._known.get(chat.chat_id, Chat(chat.chat_id))), _row(chat)
        columns = (*(name for name in after if after[name] != before[name]), "changed_at")
        if columns not in self._saves:
            self._saves[columns] = insert_or_update(self._database.engine.dialect.name, tables.chats, columns)
        self._keep(chat)
        if self._rows is not None:
            self._rows.add(chat.chat_id)
        return Change(self._saves[columns], {"chat_id": chat.chat_id, **after, "changed_at": now})

    def forgotten(self, chat_id: int) -> Change:
        """Forget a chat."""
        self._known.pop(chat_id, None)
        if chat_id in self._held:
            self._keep(Chat(chat_id))
        if self._rows is not None:
            self._rows.discard(chat_id)
        return Change(self._forget, {"chat": chat_id})

    async def moved(self, old: int, new: int, now: dt.datetime) -> list[Change]:
        """A group that became a supergroup: everything of it goes by its new number."""
        chat = await self.get(old)
        changes = []
        if chat != Chat(old):  # Telegram tells of it twice, in the old group and in the new one
            changes = [self.forgotten(old), self.saved(replace(chat, chat_id=new, state=ChatState.MEMBER), now)]
        for table in (tables.answers, tables.told):
            moving = update(table).where(table.c.chat_id == bindparam("old")).values(chat_id=bindparam("new"))
            changes.append(Change(moving, {"old": old, "new": new}))
        return changes

    async def subscribers(self, tags: Iterable[str] = ()) -> Sequence[Chat]:
        """The chats that want announcements and can be written to, in the order in which they subscribed.

        With tags only those that carry one of them.
        """
        table = tables.chats
        rows = await self._database.read(
            select(table)
            .where(table.c.subscribed_at.is_not(None), table.c.state == ChatState.MEMBER.value)
            .order_by(table.c.subscribed_at, table.c.chat_id)
        )
        wanted = set(tags)
        return [chat for chat in map(chat_of, rows) if not wanted or wanted & set(chat.tags)]

    async def all(self) -> Sequence[Chat]:
        """Every chat of which something is known, groups and channels first."""
        rows = await self._database.read(select(tables.chats).order_by(tables.chats.c.chat_id))
        return [chat_of(row) for row in rows]

    async def count_subscribers(self) -> int:
        """How many chats want announcements and can be written to."""
        table = tables.chats
        query = select(func.count()).where(table.c.subscribed_at.is_not(None), table.c.state == ChatState.MEMBER.value)
        return int((await self._database.read(query))[0][0])


def chat_of(row: AnyRow) -> Chat:
    """A chat from its row."""
    return Chat(
        row.chat_id,
        ChatState(row.state),
        row.language,
        row.subscribed_at,
        row.thread_id,
        row.kind,
        row.title,
        tuple((row.tags or "").split()),
        tuple((row.topics or "").split()),
    )


def _row(chat: Chat) -> dict[str, Any]:
    """A chat as its row has it, but for its number."""
    return {
        "state": chat.state.value,
        "language": chat.language,
        "subscribed_at": chat.subscribed_at,
        "thread_id": chat.thread_id,
        "kind": chat.kind,
        "title": chat.title,
        "tags": " ".join(chat.tags) or None,
        "topics": " ".join(chat.topics) or None,
    }
