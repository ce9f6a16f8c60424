"""The bot was added to a group, removed, blocked, restricted or let in again."""

from __future__ import annotations

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.store.chats import ChatState
from bot.telegram.desk import Desk
from bot.telegram.handlers.subscriptions import Subscriptions
from bot.telegram.sending import Place

Context = ContextTypes.DEFAULT_TYPE
_AWAY = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


class Membership:
    """Whether the bot may write where it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._subscriptions = Subscriptions(desk)

    async def changed(self, update: Update, context: Context) -> None:
        """Remember what the bot may do; where it was added, say how it is asked and offer announcements."""
        change = update.my_chat_member
        assert change is not None
        chat = change.chat
        before, after = _state(change.old_chat_member), _state(change.new_chat_member)
        if chat.type == ChatType.PRIVATE:
            await self._desk.sender.mark(chat.id, after)
            return
        await self._subscriptions.met(chat, after)
        if before is not ChatState.GONE or after is not ChatState.MEMBER:
            return
        pipeline = await self._desk.pipeline(chat.id, change.from_user.language_code)
        if chat.type == ChatType.CHANNEL:
            await self._subscriptions.ask_admin(chat, change.from_user.id, pipeline)
            return
        keyboard = await self._subscriptions.offer(chat.id, pipeline)
        await self._desk.say(Place(chat.id), pipeline.texts.say("group_start", title=pipeline.title), keyboard)


def _state(member: ChatMember) -> ChatState:
    if member.status in _AWAY:
        return ChatState.GONE
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return ChatState.GONE
        return ChatState.MEMBER if member.can_send_messages else ChatState.RESTRICTED
    return ChatState.MEMBER
