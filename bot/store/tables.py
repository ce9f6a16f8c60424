"""The tables as SQLAlchemy knows them; ``migrations/versions`` brings a database to the same shape."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite keeps no time zone, so one is put on when a moment is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database: in UTC. Raises ValueError for a moment without a time zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(dt.UTC) if value is not None else None

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database: with UTC as its time zone."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=dt.UTC)


# SQLite numbers rows by itself only where the column is a plain INTEGER.
_ROW_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")

metadata: Final = MetaData()

_WAITING: Final = text("answered_at IS NULL")

inbox: Final = Table(
    "inbox",
    metadata,
    Column("sequence", _ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("payload", Text),  # the update as JSON until it is answered, then nothing
    Column("starts", Integer, nullable=False, default=0),  # how many starts have found it unanswered
    Column("received_at", Moment, nullable=False),
    Column("answered_at", Moment, index=True),
    Column("chat", BigInteger),  # what it is in order with: a chat, or a person where there is none
    Index("ix_inbox_chat_waiting", "chat", postgresql_where=_WAITING, sqlite_where=_WAITING),
)

chats: Final = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("language", String(16)),
    Column("subscribed_at", Moment),
    Column("thread_id", BigInteger),
    Column("changed_at", Moment, nullable=False),
    Column("kind", String(16)),
    Column("title", Text),
    Column("tags", Text),  # audiences, with spaces between them
    Column("topics", Text),  # topics of a release that are wanted, with spaces between them; nothing is all
)

answers: Final = Table(
    "answers",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_id", BigInteger),  # the message that was answered
    Column("sent_at", Moment, nullable=False, index=True),
    Index("ix_answers_question", "chat_id", "question_id"),
)

told: Final = Table(
    "told",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("release", String(80), primary_key=True),
    Column("fact", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),  # how often the fact had been corrected when it was told
    Column("told_at", Moment, nullable=False, index=True),
    Index("ix_told_fact", "release", "fact"),
)

feedback: Final = Table(
    "feedback",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("opinion", String(16), nullable=False),
    Column("given_at", Moment, nullable=False, index=True),
)

once_a_day: Final = UniqueConstraint("question", "language", "asked_on")

# A day and no moment: together with the times of messages, a moment could tell who asked.
unanswered: Final = Table(
    "unanswered",
    metadata,
    Column("id", _ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("question", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("asked_on", Date, nullable=False, index=True),
    Column("times", Integer, nullable=False),
    once_a_day,
)

# How often what was asked with which outcome, by day: neither a question nor who asked it.
asked: Final = Table(
    "asked",
    metadata,
    Column("day", Date, primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("kind", String(32), primary_key=True),  # what Telegram calls the update
    Column("outcome", String(16), primary_key=True),
    Column("reason", String(80), primary_key=True),  # why there is no answer; empty where there is one
    Column("times", BigInteger, nullable=False),
)

receipts: Final = Table(
    "receipts",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("reply", Text, nullable=False),
    Column("made_on", Date, nullable=False, index=True),
)

announcements: Final = Table(
    "announcements",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("release", String(80), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", BigInteger),  # a press officer; nobody where it came from the command line
    Column("audience", Text),
    Column("unchecked", Text),  # the figures that the facts do not support and that were sent by order
    Column("halted", Text),  # why it paused by itself
)

# What an announcement says, once for each language and not once for each chat.
contents: Final = Table(
    "contents",
    metadata,
    Column("announcement", String(16), ForeignKey("announcements.code"), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("content", Text, nullable=False),
    Column("picture", LargeBinary),
)

deliveries: Final = Table(
    "deliveries",
    metadata,
    Column("number", _ROW_NUMBER, primary_key=True, autoincrement=True),
    Column("announcement", String(16), ForeignKey("announcements.code"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("action", String(8), nullable=False),
    Column("target", BigInteger, nullable=False),  # the message that is edited or replied to, or 0
    Column("content", String(200), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text),
    Column("message_id", BigInteger),  # what was sent
    Column("moved_to", BigInteger),  # the chat that has the row in its place
    Column("worker", String(200)),  # the process that has it in hand
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("announcement", "chat_id", "action", "target"),
    Index("ix_deliveries_state", "state", "announcement"),
    Index("ix_deliveries_chat", "chat_id"),
)

# Who does what only one process may do at a time.
leases: Final = Table(
    "leases",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("worker", String(200), nullable=False),
    Column("until", Moment, nullable=False),
)

# What each person asked last in each chat: what the next question may lean on, and no word of it.
conversations: Final = Table(
    "conversations",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("question_id", BigInteger),  # the message with the question
    Column("before", Text, nullable=False),  # where it was asked
    Column("after", Text, nullable=False),  # where the next one is asked
    Column("code", String(16), nullable=False),  # the receipt of the answer
    Column("told_at", Moment, nullable=False, index=True),
    Index("ix_conversations_person", "person_id"),
)

# Several replicas: the chats that have unanswered updates, each with the process that answers them.
turns: Final = Table(
    "turns",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),  # tells it from an earlier turn of the same chat
    Column("worker", String(200), nullable=False, index=True),
    Column("arrived", BigInteger, nullable=False),  # how many updates have come since it began
)

# Several replicas: those that are alive.
replicas: Final = Table(
    "replicas",
    metadata,
    Column("worker", String(200), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)

BELONGING_TO_NOBODY: Final = (receipts, unanswered)
"""What several processes may write of at the same time, whichever chats they are at work for."""
