"""Who is told of a correction: from the messages that told what is no longer so to what is done in each chat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A message that told a fact."""

    chat_id: int
    message_id: int
    fact: str
    told_at: dt.datetime
    revision: int = 0
    """How often what it tells had been corrected by then."""


class How(StrEnum):
    """What is done about a message."""

    REPLY = "reply"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat that is told, by one message, of all facts that it was told."""

    chat_id: int
    how: How
    message_id: int
    """The message that is edited, or replied to."""
    facts: tuple[str, ...]


def recipients(told: Iterable[ToldRow], facts: Sequence[str], posts: Collection[tuple[int, int]]) -> list[Recipient]:
    """A recipient for each chat, and for each post of a channel that can be edited.

    ``facts`` are those that changed, in the order in which they are named; ``posts`` are the posts of channels, by
    chat and message. A post is edited, since whoever reads it later has to find it right; elsewhere the latest of the
    messages is answered, once, for all that was told in the chat.
    """
    order = {fact: place for place, fact in enumerate(facts)}
    found: list[Recipient] = []
    rows = sorted((row for row in told if row.fact in order), key=attrgetter("chat_id"))
    for chat_id, group in groupby(rows, key=attrgetter("chat_id")):
        of_chat = list(group)
        edited = sorted({row.message_id for row in of_chat if (chat_id, row.message_id) in posts})
        for message_id in edited:
            inside = {row.fact for row in of_chat if row.message_id == message_id}
            found.append(Recipient(chat_id, How.EDIT, message_id, tuple(sorted(inside, key=order.__getitem__))))
        others = [row for row in of_chat if row.message_id not in edited]
        if others:
            latest = max(others, key=lambda row: (row.told_at, row.message_id))
            told_here = tuple(sorted({row.fact for row in others}, key=order.__getitem__))
            found.append(Recipient(chat_id, How.REPLY, latest.message_id, told_here))
    return found
