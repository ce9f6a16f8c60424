"""A correction on its way: planned in the ledger of announcements, a row for each chat, and sent as they are.

It is planned before the content is changed, and may go once that is done: a crash in between leaves a correction that
is paused in the ledger, for an operator to look at, and nobody is told what is not so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.announce.content import Content
from bot.announce.plan import Plan
from bot.correction.draft import Draft
from bot.correction.letter import Letters
from bot.correction.recipients import How, Recipient, ToldRow, recipients
from bot.store.announcements import Action, Announcement, Kind, Planned, RowState, State, new_code
from bot.store.chats import Chat
from bot.store.store import Store
from bot.telegram.links import short

Posts = Mapping[tuple[int, int], Content]
"""What the bot posted in channels, by chat and message."""


async def plan(
    draft: Draft, told: Sequence[ToldRow], store: Store, letters: Mapping[str, Letters], now: dt.datetime
) -> Plan:
    """What is done in which chat. Nothing of it may go yet."""
    chats = {row.chat_id: await store.chats.get(row.chat_id) for row in told}
    posts = await _posts(store, {number for number, chat in chats.items() if chat.kind == "channel"})
    contents: dict[str, Content] = {}
    rows: list[Planned] = []
    for recipient in recipients(told, draft.facts, posts):
        rows.append(_planned(recipient, chats[recipient.chat_id], letters, posts, contents))
    announcement = Announcement(
        code=new_code(),
        kind=Kind.CORRECTION,
        title=f"{draft.fact}: {draft.because}",
        release=draft.after.id,
        state=State.PAUSED,
        due_at=now,
        created_at=now,
    )
    return Plan(announcement, contents, rows)


def _planned(
    recipient: Recipient, chat: Chat, letters: Mapping[str, Letters], posts: Posts, contents: dict[str, Content]
) -> Planned:
    code = chat.language if chat.language in letters else next(iter(letters))
    assert code is not None
    writer = letters[code]
    name = f"{code}:{short(' '.join(recipient.facts))}"
    contents.setdefault(name, writer.letter(recipient.facts))
    if recipient.how is How.EDIT:
        post = writer.post(posts[recipient.chat_id, recipient.message_id], recipient.facts)
        if post is not None:
            edited = f"{name}/{recipient.chat_id}:{recipient.message_id}"
            contents[edited] = post
            return Planned(recipient.chat_id, edited, action=Action.EDIT, target=recipient.message_id)
    return Planned(recipient.chat_id, name, action=Action.REPLY, target=recipient.message_id)


async def _posts(store: Store, channels: set[int]) -> dict[tuple[int, int], Content]:
    """What the ledger sent to these channels. What was edited later stands as it was edited."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for announcement in reversed(await store.announcements.all() if channels else ()):
        for row in await store.announcements.rows(announcement.code, RowState.SENT):
            if row.planned.chat_id in channels and row.message_id is not None:
                found[row.planned.chat_id, row.message_id] = (announcement.code, row.planned.content)
    return {place: await store.announcements.content(*where) for place, where in found.items()}


async def release(planned: Plan, store: Store) -> bool:
    """Let a correction go that is planned; no where somebody cancelled it."""
    return await store.announcements.change(planned.announcement.code, State.OPEN, State.PAUSED)


async def drop(planned: Plan, store: Store, now: dt.datetime) -> None:
    """Let a correction not go, since the content was not changed."""
    await store.announcements.cancel(planned.announcement.code, now)
