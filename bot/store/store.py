"""All tables behind one door, and what concerns several of them: being forgotten, and what expires."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text

from bot.store.announcements import AnnouncementsTable
from bot.store.answers import AnswersTable
from bot.store.asked import AskedTable
from bot.store.chats import Chat, ChatsTable, chat_of
from bot.store.conversations import ConversationsTable, Key, turn_of
from bot.store.database import Change, Database
from bot.store.feedback import FeedbackTable
from bot.store.inbox import InboxTable
from bot.store.leases import LeasesTable
from bot.store.questions import UnansweredTable
from bot.store.receipts import ReceiptsTable
from bot.store.turns import TurnsTable
from bot.store.worker import ME


@dataclass(frozen=True, slots=True)
class Store:
    """What the bot remembers."""

    database: Database
    inbox: InboxTable
    chats: ChatsTable
    answers: AnswersTable
    feedback: FeedbackTable
    unanswered: UnansweredTable
    receipts: ReceiptsTable
    announcements: AnnouncementsTable
    leases: LeasesTable
    asked: AskedTable
    conversations: ConversationsTable
    turns: TurnsTable

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, url: str, *, migrate: bool = True, me: str = ME) -> AsyncIterator[Store]:
        """The store in the database of this URL, for as long as it is needed. Raises DatabaseError.

        ``me`` is the process that has a lease or a chat in hand.
        """
        async with Database.open(url, migrate=migrate) as database:
            yield cls.over(database, me)

    @classmethod
    def over(cls, database: Database, me: str = ME) -> Store:
        """The store in a database that has its tables."""
        return cls(
            database,
            InboxTable(database),
            ChatsTable(database),
            AnswersTable(database),
            FeedbackTable(database),
            UnansweredTable(database),
            ReceiptsTable(database),
            AnnouncementsTable(database),
            LeasesTable(database, me),
            AskedTable(database),
            ConversationsTable(database),
            TurnsTable(database, me),
        )

    async def hold(self, keys: Sequence[Key]) -> None:
        """Read at once what the updates of some conversations need, while no other replica can change it.

        Raises WriteError.
        """
        values = {"chats": [chat for chat, _ in keys], "people": [person for _, person in keys]}
        for row in await self.database.ask(_KNOWN, values):
            self.chats.hold(chat_of(row) if row.state is not None else Chat(row.chat_id))
            turn = turn_of(row) if row.code is not None else None
            self.conversations.hold((row.chat_id, row.person_id), turn)

    def let_go(self, key: Key) -> None:
        """Others may change it from now on."""
        self.chats.let_go(key[0])
        self.conversations.let_go(key)

    def forgotten(self, person_id: int) -> list[Change]:
        """Everything about a person is erased: choices, subscription, what was told and sent to them, their opinions.

        Questions and receipts name nobody, so there is nothing of a person in them.
        """
        # A person's own chat has the person's number.
        return [
            self.chats.forgotten(person_id),
            *self.answers.forgotten(person_id),
            self.feedback.forgotten(person_id),
            self.announcements.forgotten(person_id),
            self.conversations.forgotten(person_id),
        ]

    async def expire(self, retention: dt.timedelta, now: dt.datetime) -> None:
        """Forget what is older than the retention, and updates that cannot come again."""
        before = now - retention
        await self.database.write(
            [
                self.inbox.expired(now),
                *self.answers.expired(before),
                self.feedback.expired(before),
                self.unanswered.expired(before),
                self.receipts.expired(before),
                self.asked.expired(before),
                *self.announcements.expired(before),
                self.conversations.expired(before),
            ]
        )


_KNOWN: Final = text("""
    SELECT key.chat_id, key.person_id,
        chats.state, chats.language, chats.subscribed_at, chats.thread_id, chats.kind, chats.title, chats.tags,
        chats.topics, last.question_id, last.before, last.after, last.code, last.told_at
    FROM unnest(CAST(:chats AS bigint[]), CAST(:people AS bigint[])) AS key (chat_id, person_id)
    LEFT JOIN chats ON chats.chat_id = key.chat_id
    LEFT JOIN conversations AS last ON last.chat_id = key.chat_id AND last.person_id = key.person_id
""")
"""Two of the tables by one question: it is asked for every update."""
