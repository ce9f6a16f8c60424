"""All tables behind one door, and what concerns several of them: being forgotten, and what expires."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.store.announcements import AnnouncementsTable
from bot.store.answers import AnswersTable
from bot.store.asked import AskedTable
from bot.store.chats import ChatsTable
from bot.store.database import Change, Database
from bot.store.feedback import FeedbackTable
from bot.store.inbox import InboxTable
from bot.store.leases import LeasesTable
from bot.store.questions import UnansweredTable
from bot.store.receipts import ReceiptsTable


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

    @classmethod
    @contextlib.asynccontextmanager
    async def open(cls, url: str, *, migrate: bool = True) -> AsyncIterator[Store]:
        """The store in the database of this URL, for as long as it is needed. Raises DatabaseError."""
        async with Database.open(url, migrate=migrate) as database:
            yield cls.over(database)

    @classmethod
    def over(cls, database: Database) -> Store:
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
            LeasesTable(database),
            AskedTable(database),
        )

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
            ]
        )
