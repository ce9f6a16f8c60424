"""What became of an announcement: how many chats have it, and for each of the others why not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.announce.moment import shown
from bot.store.announcements import Announcement, RowState, State
from bot.store.store import Store

_ORDER: Final = (
    RowState.SENT, RowState.PLANNED, RowState.SENDING, RowState.BLOCKED, RowState.MIGRATED, RowState.REPLACED,
    RowState.UNCERTAIN, RowState.FAILED, RowState.CANCELLED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """An announcement and its rows, counted."""

    announcement: Announcement
    counts: Counter[RowState]
    reasons: Sequence[tuple[RowState, str, int]]

    @classmethod
    async def of(cls, announcement: Announcement, store: Store) -> Report:
        """The report on an announcement as it stands now."""
        code = announcement.code
        return cls(announcement, await store.announcements.counts(code), await store.announcements.reasons(code))

    @property
    def chats(self) -> int:
        """How many chats it goes to; one that became another chat counts once, as does an edit that became a reply."""
        return self.counts.total() - self.counts[RowState.MIGRATED] - self.counts[RowState.REPLACED]

    @property
    def left(self) -> int:
        """How many chats are still to come."""
        return self.counts[RowState.PLANNED] + self.counts[RowState.SENDING]

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left for an operator to decide."""
        return not self.left and not self.counts[RowState.UNCERTAIN]

    def state(self, now: dt.datetime) -> str:
        """How it stands, in words."""
        one = self.announcement
        if one.state is not State.OPEN:
            return one.state.value
        if not self.left:
            return "finished"
        return f"due {shown(one.due_at)}" if one.due_at > now else "being sent"

    def line(self, now: dt.datetime) -> str:
        """One line for a list."""
        one = self.announcement
        done = self.chats - self.left
        return (
            f"{one.code}  {shown(one.created_at)}  {done:,}/{self.chats:,}  {self.state(now)}  {one.kind}: {one.title}"
        )

    def lines(self, now: dt.datetime) -> Iterator[str]:
        """All of it."""
        one = self.announcement
        yield f"{one.code}  {one.kind}: {one.title}"
        to = f" to {one.audience}" if one.audience else ""
        by = f", by {one.created_by}" if one.created_by is not None else ""
        yield f"  made {shown(one.created_at)}{by}, due {shown(one.due_at)}{to}: {self.state(now)}"
        if one.unchecked:
            yield f"  sent unchecked, with what the facts do not support: {one.unchecked}"
        if one.halted:
            yield f"  paused by itself: {one.halted}"
        counted = ", ".join(f"{self.counts[state]:,} {state}" for state in _ORDER if self.counts[state])
        yield f"  {self.chats:,} chats: {counted or 'none'}"
        for state, reason, count in self.reasons:
            yield f"    {count:>6,} {state}: {reason}"
        if self.counts[RowState.UNCERTAIN]:
            again = f"`release-bot announcements send {one.code} --resend-uncertain`"
            yield f"  Uncertain ones may have arrived; {again} sends them again."

    def as_json(self, now: dt.datetime) -> dict[str, object]:
        """The report as plain data."""
        one = self.announcement
        return {
            "code": one.code,
            "kind": one.kind.value,
            "title": one.title,
            "release": one.release,
            "state": self.state(now),
            "due_at": one.due_at.isoformat(),
            "created_at": one.created_at.isoformat(),
            "created_by": one.created_by,
            "audience": one.audience,
            "unchecked": one.unchecked,
            "halted": one.halted,
            "chats": self.chats,
            "counts": {state.value: self.counts[state] for state in _ORDER},
            "reasons": [
                {"state": state.value, "reason": reason, "chats": count} for state, reason, count in self.reasons
            ],
        }
