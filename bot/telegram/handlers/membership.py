"""The bot was added to a group, removed, blocked, restricted or let in again."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.store.chats import ChatState
from bot.telegram.desk import Desk
from bot.telegram.sending import Place

Context = ContextTypes.DEFAULT_TYPE
_AWAY = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


class Membership:
    """Whether the bot may write where it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def changed(self, update: Update, context: Context) -> None:
        """Remember what the bot may do; in a group that it was added to, say how it is asked."""
        change = update.my_chat_member
        assert change is not None
        before, after = _state(change.old_chat_member), _state(change.new_chat_member)
        await self._desk.sender.mark(change.chat.id, after)
        arrived = before is ChatState.GONE and after is ChatState.MEMBER
        if arrived and change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
            pipeline = await self._desk.pipeline(change.chat.id, change.from_user.language_code)
            await self._desk.say(Place(change.chat.id), pipeline.texts.say("group_start", title=pipeline.title))


def _state(member: ChatMember) -> ChatState:
    if member.status in _AWAY:
        return ChatState.GONE
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return ChatState.GONE
        return ChatState.MEMBER if member.can_send_messages else ChatState.RESTRICTED
    return ChatState.MEMBER
