"""Messages and edited messages: let in, counted, and answered."""

from __future__ import annotations

import logging
from typing import Final

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.clock import now
from bot.store.chats import ChatState
from bot.telegram.desk import Desk
from bot.telegram.flood import Verdict
from bot.telegram.gate import asked, is_heard, is_private, place_of
from bot.telegram.inbox import current_unit
from bot.telegram.late import Delay, delay
from bot.telegram.sending import Place

Context = ContextTypes.DEFAULT_TYPE
_LOG: Final = logging.getLogger(__name__)
_WEIGHT_OF_INLINE = 0.1
"""Telegram sends an inline query every few letters that a person types."""
_WEIGHT_OF_LATE = 0.2
"""What came in an hour comes at once after it."""


class Messages:
    """The first handlers of every update, and the one for what people write."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def admit(self, update: Update, context: Context) -> None:
        """Stop what is not the bot's business, what comes from somebody who floods, and what cannot be answered."""
        if not is_heard(update):
            raise ApplicationHandlerStop
        if update.my_chat_member:
            return
        message = update.message or update.edited_message or update.channel_post
        if message is None:
            await self._count(update, None)
            return
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            return
        question = asked(update, context.bot)
        if question is None and not is_private(message.chat):
            raise ApplicationHandlerStop
        chat = await self._desk.store.chats.get(message.chat.id)
        if chat.state is ChatState.RESTRICTED:
            raise ApplicationHandlerStop
        if chat.state is ChatState.GONE:  # whoever writes is there again
            await self._desk.sender.mark(chat.chat_id, ChatState.MEMBER)
        await self._count(update, place_of(message))

    async def _count(self, update: Update, place: Place | None) -> None:
        message = update.message or update.edited_message or update.channel_post
        sender = message.sender_chat if message and message.sender_chat else update.effective_user
        if sender is None:
            raise ApplicationHandlerStop
        verdict = self._desk.flood.check(sender.id, _weight_of(update, message))
        if verdict is Verdict.PASS:
            return
        if verdict is Verdict.ASK_TO_SLOW_DOWN:
            seconds = round(self._desk.settings.flood_pause_seconds)
            pipeline = await self._desk.pipeline(place.chat_id if place else sender.id)
            if place is not None:
                await self._desk.say(place, pipeline.texts.say("slow_down", seconds=seconds))
            elif update.callback_query is not None:
                await update.callback_query.answer(pipeline.texts.say_plain("slow_down", seconds=seconds))
        raise ApplicationHandlerStop

    async def answer(self, update: Update, context: Context) -> None:
        """Answer a question, new or edited."""
        question = asked(update, context.bot)
        if question is None or question.command is not None or (question.edited and not question.text):
            return
        if delay(question.at, now(), left=current_unit().left) is Delay.TOO_LATE:
            _LOG.warning("a question that an earlier run left is older than a day, and is not answered any more")
            return
        await self._desk.answer(question)

    async def text_only(self, update: Update, context: Context) -> None:
        """Say in a private chat that nothing but text can be read."""
        if update.message and is_private(update.message.chat):
            pipeline = await self._desk.pipeline(update.message.chat.id)
            await self._desk.say(place_of(update.message), pipeline.texts.say("text_only"))

    async def migrate(self, update: Update, context: Context) -> None:
        """A group became a supergroup: keep what is known of it under the new number."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id:
            old, new = message.chat.id, message.migrate_to_chat_id
        elif message.migrate_from_chat_id:
            old, new = message.migrate_from_chat_id, message.chat.id
        else:
            return
        current_unit().add(*await self._desk.store.chats.moved(old, new, now()))


def _weight_of(update: Update, message: Message | None) -> float:
    if update.inline_query:
        return _WEIGHT_OF_INLINE
    written = (message.edit_date or message.date) if message is not None else None
    return 1.0 if delay(written, now(), left=False) is Delay.NONE else _WEIGHT_OF_LATE
