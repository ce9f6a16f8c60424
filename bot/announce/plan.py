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
    contents = {language: draft.compose(language, ()) for language in draft.languages}
    chats = [chat for chat in chats if _wants(chat, draft)]
    if draft.kind is Kind.DIGEST:
        for chat in chats:
            language = _spoken(chat, draft.languages)
            chosen = _chosen(chat, draft.release)
            if (name := _name(language, chosen)) not in contents:
                contents[name] = draft.compose(language, chosen)
    rows = rows_of(chats, list(contents), draft.languages[0], draft.release)
    used = {row.content for row in rows} | {draft.languages[0]}
    contents = {name: content for name, content in contents.items() if name in used}
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


def rows_of(chats: Iterable[Chat], names: Sequence[str], default: str, release: Release) -> list[Planned]:
    """A row for each chat with the content that is nearest to what it chose, of those that there are."""
    rows = []
    for chat in chats:
        language = _spoken(chat, [default, *names])
        name = _name(language, _chosen(chat, release))
        found = next(each for each in (name, language, default, *names) if each in names)
        rows.append(Planned(chat.chat_id, found, chat.thread_id))
    return rows


def _wants(chat: Chat, draft: Draft) -> bool:
    chosen = _chosen(chat, draft.release)
    return not (chosen and draft.topics) or bool(set(chosen) & set(draft.topics))


def _chosen(chat: Chat, release: Release) -> tuple[str, ...]:
    """The topics of a release that a chat wants; none is all. Those of other releases say nothing here."""
    wanted = set(chat.topics)
    return tuple(topic.id for topic in release.topics if topic.id in wanted)


def _spoken(chat: Chat, languages: Sequence[str]) -> str:
    return next((code for code in languages if code == chat.language), languages[0])


def _name(language: str, topics: Sequence[str]) -> str:
    return f"{language}:{short('+'.join(topics))}" if topics else language


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
