"""The ledger: every announcement, and a row for each chat that it goes to, from being planned to its end.

A row is ``sending`` on disk before its request leaves, and has its end on disk after it. Whoever sets it to ``sending``
does so in one statement that fails where another process was there first. What a crash leaves ``sending`` may have
been delivered: it becomes ``uncertain``, and is sent again by an operator's word only.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.sql import ColumnElement

from bot.announce.content import Content
from bot.store import tables
from bot.store.database import AnyRow, Change, Database
from bot.store.statements import insert_new
from bot.store.worker import ME, is_gone

IN_HAND: Final = dt.timedelta(minutes=2)
"""For how long a process of another machine may have a row in hand: longer than a request can take."""
_CODE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""


class Kind(StrEnum):
    """What an announcement is."""

    DIGEST = "digest"
    MESSAGE = "message"
    CORRECTION = "correction"


class State(StrEnum):
    """How an announcement stands; it is at its end when no row of it is planned or being sent."""

    DRAFT = "draft"
    """Shown to a press officer, who has not confirmed it."""
    OPEN = "open"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What is done in a chat."""

    SEND = "send"
    REPLY = "reply"
    """Send as a reply to the target."""
    EDIT = "edit"
    """Put the content in the place of the target."""


class RowState(StrEnum):
    """How a row of the ledger stands."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    MIGRATED = "migrated"
    """The group became another chat, which has a row of its own."""
    REPLACED = "replaced"
    """The message cannot be edited; a reply to it has a row of its own."""
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement."""

    code: str
    kind: Kind
    title: str
    release: str
    state: State
    due_at: dt.datetime
    """Not before this moment; never before the release's embargo."""
    created_at: dt.datetime
    created_by: int | None = None
    audience: str | None = None
    unchecked: str | None = None
    """The figures in it that the facts do not support, where it was sent all the same."""
    halted: str | None = None
    """Why it paused by itself."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done in a chat."""

    chat_id: int
    content: str
    """Which of the announcement's contents."""
    thread_id: int | None = None
    action: Action = Action.SEND
    target: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger."""

    number: int
    announcement: str
    planned: Planned
    state: RowState
    reason: str | None = None
    message_id: int | None = None
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class End:
    """What became of a row."""

    state: RowState
    reason: str | None = None
    message_id: int | None = None
    moved_to: int | None = None
    without_thread: bool = False
    """The topic is gone; the row is tried again without it."""


def new_code() -> str:
    """A name for an announcement that can be read out."""
    return "".join(secrets.choice(_CODE) for _ in range(6))


class AnnouncementsTable:
    """The announcements, what they say and where they go."""

    def __init__(self, database: Database) -> None:
        self._database = database
        dialect = database.engine.dialect.name
        a, c, d = tables.announcements, tables.contents, tables.deliveries
        self._announce, self._say, self._plan = (insert_new(dialect, each) for each in (a, c, d))
        may_go = select(a.c.code).where(a.c.state == State.OPEN.value, a.c.due_at <= bindparam("moment"))
        self._claim = (
            update(d)
            .where(d.c.number == bindparam("row"), d.c.state == RowState.PLANNED.value, d.c.announcement.in_(may_go))
            .values(state=RowState.SENDING.value, worker=ME, changed_at=bindparam("moment"))
            .returning(d.c.number)
        )
        self._end = (
            update(d)
            .where(
                d.c.number == bindparam("row"),
                d.c.worker == ME,
                # A row may have been taken for a crash's while this process had it in hand all the time.
                d.c.state.in_([RowState.SENDING.value, RowState.UNCERTAIN.value]),
            )
            .values({name: bindparam(f"new_{name}") for name in _ENDING})
        )
        self._no_topic = update(d).where(d.c.number == bindparam("row")).values(thread_id=None)

    # Planning

    def planned(
        self, announcement: Announcement, contents: Mapping[str, Content], rows: Iterable[Planned]
    ) -> list[Change]:
        """Write an announcement down with what it says and where it goes; what is there already stays as it is."""
        values = {name: getattr(announcement, name) for name in _FIELDS}
        changes = [
            Change(self._announce, values | {"kind": announcement.kind.value, "state": announcement.state.value})
        ]
        for name, content in contents.items():
            said = {"announcement": announcement.code, "name": name, "content": content.written()}
            changes.append(Change(self._say, said | {"picture": content.picture}))
        return changes + [self._planned(announcement.code, row, announcement.created_at) for row in rows]

    def _planned(self, code: str, row: Planned, now: dt.datetime) -> Change:
        values = {
            "announcement": code,
            "chat_id": row.chat_id,
            "thread_id": row.thread_id,
            "action": row.action.value,
            "target": row.target,
            "content": row.content,
            "state": RowState.PLANNED.value,
            "changed_at": now,
        }
        return Change(self._plan, values)

    # Sending

    async def next(self, now: dt.datetime, limit: int) -> Sequence[Row]:
        """Rows that may be sent now, the oldest announcement first."""
        a, d = tables.announcements, tables.deliveries
        query = (
            select(d)
            .join(a, a.c.code == d.c.announcement)
            .where(d.c.state == RowState.PLANNED.value, a.c.state == State.OPEN.value, a.c.due_at <= now)
            .order_by(a.c.due_at, d.c.number)
            .limit(limit)
        )
        return [_row(row) for row in await self._database.read(query)]

    async def claim(self, row: Row, now: dt.datetime) -> bool:
        """Take a row in hand; no where another process has it, or it may not be sent any more.

        When this returns, it is on disk that the row is being sent.
        """
        change = Change(self._claim, {"row": row.number, "moment": now})
        return bool(await self._database.write([change], at_once=True))

    def ended(self, row: Row, end: End, now: dt.datetime) -> list[Change]:
        """What became of a row that this process has in hand."""
        values = {f"new_{name}": getattr(end, name) for name in _ENDING if name != "changed_at"}
        changes = [Change(self._end, {**values, "row": row.number, "new_changed_at": now})]
        if end.without_thread:
            changes.append(Change(self._no_topic, {"row": row.number}))
        if end.state is RowState.MIGRATED and end.moved_to is not None:
            # Its messages and topics have other numbers there. Where the new chat has its row already, it stays one.
            there = Planned(end.moved_to, row.planned.content)
            changes.append(self._planned(row.announcement, there, now))
        if end.state is RowState.REPLACED:
            # What is said in place of an edit goes by the first part of the edit's name.
            name = row.planned.content.partition("/")[0]
            changes.append(
                self._planned(row.announcement, replace(row.planned, content=name, action=Action.REPLY), now)
            )
        return changes

    async def content(self, code: str, name: str) -> Content:
        """One of the contents of an announcement. Raises KeyError where there is none of that name."""
        table = tables.contents
        query = select(table).where(table.c.announcement == code, table.c.name == name)
        for row in await self._database.read(query):
            return Content.read(row.content, row.picture)
        raise KeyError(f"{code}: {name}")

    async def contents(self, code: str) -> dict[str, Content]:
        """All that an announcement says, by name."""
        table = tables.contents
        rows = await self._database.read(select(table).where(table.c.announcement == code).order_by(table.c.name))
        return {row.name: Content.read(row.content, row.picture) for row in rows}

    async def find_abandoned(self, now: dt.datetime) -> int:
        """Set to ``uncertain`` what processes left ``sending`` that have ended; return how many rows that are."""
        table = tables.deliveries
        sending = table.c.state == RowState.SENDING.value
        rows = await self._database.read(select(table.c.number, table.c.worker, table.c.changed_at).where(sending))
        left = [
            row
            for row in rows
            if row.worker != ME and (row.changed_at < now - IN_HAND or row.worker is None or is_gone(row.worker))
        ]
        abandon = (
            update(table)
            .where(table.c.number == bindparam("row"), sending, table.c.worker == bindparam("whose"))
            .values(state=RowState.UNCERTAIN.value, reason=LEFT)
        )
        await self._database.write([Change(abandon, {"row": row.number, "whose": row.worker}) for row in left])
        return len(left)

    # The operator's words

    async def get(self, code: str) -> Announcement | None:
        """An announcement by its code."""
        table = tables.announcements
        rows = await self._database.read(select(table).where(table.c.code == code))
        return _announcement(rows[0]) if rows else None

    async def all(self) -> Sequence[Announcement]:
        """All announcements, the newest first."""
        table = tables.announcements
        rows = await self._database.read(select(table).order_by(table.c.created_at.desc(), table.c.code))
        return [_announcement(row) for row in rows]

    async def rows(self, code: str, *states: RowState) -> Sequence[Row]:
        """The rows of an announcement, those in some states or all."""
        table = tables.deliveries
        query = select(table).where(table.c.announcement == code).order_by(table.c.number)
        if states:
            query = query.where(table.c.state.in_([state.value for state in states]))
        return [_row(row) for row in await self._database.read(query)]

    async def counts(self, code: str) -> Counter[RowState]:
        """How many rows stand how."""
        table = tables.deliveries
        query = select(table.c.state, func.count()).where(table.c.announcement == code).group_by(table.c.state)
        return Counter({RowState(state): count for state, count in await self._database.read(query)})

    async def reasons(self, code: str) -> Sequence[tuple[RowState, str, int]]:
        """Why rows were not sent, with how many for each reason, the most frequent first."""
        table = tables.deliveries
        query = (
            select(table.c.state, table.c.reason, func.count())
            .where(table.c.announcement == code, table.c.reason.is_not(None), table.c.state.in_(_WITH_REASON))
            .group_by(table.c.state, table.c.reason)
            .order_by(func.count().desc(), table.c.reason)
        )
        return [(RowState(state), reason, count) for state, reason, count in await self._database.read(query)]

    async def change(self, code: str, state: State, *before: State, halted: str | None = None) -> bool:
        """Bring an announcement from one of some states into another; no where it is in none of them."""
        table = tables.announcements
        statement = (
            update(table)
            .where(table.c.code == code, table.c.state.in_([each.value for each in before]))
            .values(state=state.value, halted=halted)
            .returning(table.c.code)
        )
        return bool(await self._database.write([Change(statement, {})], at_once=True))

    async def confirm(
        self, code: str, audience: str, due_at: dt.datetime, rows: Iterable[Planned], now: dt.datetime
    ) -> bool:
        """Plan a draft that was confirmed; no where that was done already. It is planned whole or not at all."""
        a, d = tables.announcements, tables.deliveries
        opened = (
            update(a)
            .where(a.c.code == code, a.c.state == State.DRAFT.value)
            .values(state=State.OPEN.value, due_at=due_at, audience=audience, created_at=now)
            .returning(a.c.code)
        )
        # Of two who confirm, only the one whose moment stands there has opened it.
        mine = exists().where(a.c.code == code, a.c.created_at == now)
        plan = d.insert().from_select(
            [*_PLANNING], select(*(bindparam(f"new_{name}", type_=d.c[name].type) for name in _PLANNING)).where(mine)
        )
        changes = [Change(opened, {})]
        for row in rows:
            values = self._planned(code, row, now).values
            changes.append(Change(plan, {f"new_{name}": values[name] for name in _PLANNING}))
        return bool(await self._database.write(changes, at_once=True))

    async def cancel(self, code: str, now: dt.datetime) -> bool:
        """Send nothing more of an announcement; no where it is cancelled already."""
        if not await self.change(code, State.CANCELLED, State.DRAFT, State.OPEN, State.PAUSED):
            return False
        await self._cancel(now, "the announcement was cancelled", tables.deliveries.c.announcement == code)
        return True

    async def resend_uncertain(self, code: str, now: dt.datetime) -> int:
        """Plan again what may have been delivered; return how many rows that are. A chat may then get it twice."""
        table = tables.deliveries
        statement = (
            update(table)
            .where(table.c.announcement == code, table.c.state == RowState.UNCERTAIN.value)
            .values(state=RowState.PLANNED.value, reason=None, worker=None, changed_at=now)
            .returning(table.c.number)
        )
        return len(await self._database.write([Change(statement, {})]))

    async def _cancel(self, now: dt.datetime, reason: str, which: ColumnElement[bool]) -> None:
        await self._database.write([self._cancelled(now, reason, which)])

    def _cancelled(self, now: dt.datetime, reason: str, *which: ColumnElement[bool]) -> Change:
        table = tables.deliveries
        statement = (
            update(table)
            .where(table.c.state == RowState.PLANNED.value, *which)
            .values(state=RowState.CANCELLED.value, reason=reason, changed_at=now)
        )
        return Change(statement, {})

    # What happens to chats

    def unsubscribed(self, chat_id: int, now: dt.datetime) -> Change:
        """A chat wants no announcements any more, also of those that are planned; corrections still reach it."""
        a, d = tables.announcements, tables.deliveries
        others = select(a.c.code).where(a.c.kind != Kind.CORRECTION.value)
        return self._cancelled(now, "unsubscribed", d.c.chat_id == chat_id, d.c.announcement.in_(others))

    def forgotten(self, chat_id: int) -> Change:
        """Forget what was sent to a chat, and what is to be."""
        table = tables.deliveries
        return Change(delete(table).where(table.c.chat_id == bindparam("chat")), {"chat": chat_id})

    def expired(self, before: dt.datetime) -> list[Change]:
        """Forget announcements that were due before a moment."""
        a, c, d = tables.announcements, tables.contents, tables.deliveries
        old = select(a.c.code).where(a.c.due_at < bindparam("before"))
        values = {"before": before}
        return [
            Change(delete(d).where(d.c.announcement.in_(old)), values),
            Change(delete(c).where(c.c.announcement.in_(old)), values),
            Change(delete(a).where(a.c.due_at < bindparam("before")), values),
        ]


LEFT: Final = "left unfinished when a process ended"
_FIELDS: Final = [field.name for field in fields(Announcement)]
_PLANNING: Final = (
    "announcement", "chat_id", "thread_id", "action", "target", "content", "state", "changed_at",
)  # fmt: skip
_ENDING: Final = ("state", "reason", "message_id", "moved_to", "changed_at")
_WITH_REASON: Final = [
    state.value for state in (RowState.BLOCKED, RowState.UNCERTAIN, RowState.FAILED, RowState.CANCELLED)
]


def _announcement(row: AnyRow) -> Announcement:
    values: dict[str, Any] = dict(row._mapping)
    return Announcement(**values | {"kind": Kind(row.kind), "state": State(row.state)})


def _row(row: AnyRow) -> Row:
    planned = Planned(row.chat_id, row.content, row.thread_id, Action(row.action), row.target)
    return Row(row.number, row.announcement, planned, RowState(row.state), row.reason, row.message_id, row.moved_to)
