"""Where an announcement goes: a row for each chat of the audience, each with the content in its language and topics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.announce.content import Content
from bot.store.announcements import Announcement, Kind, Planned, State, new_code
from bot.store.chats import Chat
from bot.store.store import Store
from bot.telegram.links import short
from facts.model import Release

Compose = Callable[[str, tuple[str, ...]], Content]
"""The content in a language, for some topics or for all."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An announcement before it is planned."""

    kind: Kind
    release: Release
    title: str
    compose: Compose
    languages: Sequence[str]
    """Those that it can be composed in; the first is for chats that chose another one, or none."""
    topics: tuple[str, ...] = ()
    """What it is about; chats that chose other topics only do not get it."""
    unchecked: str | None = None
    created_by: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written into the ledger."""

    announcement: Announcement
    contents: dict[str, Content]
    rows: list[Planned]

    async def write(self, store: Store) -> None:
        """Write it down, whole or not at all."""
        await store.database.write(store.announcements.planned(self.announcement, self.contents, self.rows))


def plan(draft: Draft, chats: Iterable[Chat], audience: Sequence[str], due_at: dt.datetime, now: dt.datetime) -> Plan:
    """A row for each chat that wants this. Raises ComposeError where a content cannot be composed."""
    contents: dict[str, Content] = {}
    rows = []
    of_release = {topic.id for topic in draft.release.topics}
    for chat in chats:
        chosen = tuple(topic for topic in chat.topics if topic in of_release)
        if chosen and draft.topics and not set(chosen) & set(draft.topics):
            continue
        language = next((code for code in draft.languages if code == chat.language), draft.languages[0])
        name = f"{language}:{short('+'.join(chosen))}" if chosen and draft.kind is Kind.DIGEST else language
        if name not in contents:
            contents[name] = draft.compose(language, chosen)
        rows.append(Planned(chat.chat_id, name, chat.thread_id))
    announcement = Announcement(
        code=new_code(),
        kind=draft.kind,
        title=draft.title,
        release=draft.release.id,
        state=State.OPEN,
        due_at=due_at,
        created_at=now,
        created_by=draft.created_by,
        audience=" ".join(sorted(audience)),
        unchecked=draft.unchecked,
    )
    return Plan(announcement, contents, rows)


def as_draft(planned: Plan) -> Plan:
    """The same, still to be confirmed: nothing of it goes anywhere until then."""
    return Plan(replace(planned.announcement, state=State.DRAFT), planned.contents, [])


async def announced_before(planned: Plan, store: Store) -> Announcement | None:
    """An earlier announcement of the same content to the same audience, which is not cancelled."""
    new = planned.announcement
    for old in await store.announcements.all():
        same = (old.kind, old.release, old.audience) == (new.kind, new.release, new.audience)
        if same and old.state in (State.OPEN, State.PAUSED):
            contents = await store.announcements.contents(old.code)
            if any(contents.get(name) == content for name, content in planned.contents.items()):
                return old
    return None
