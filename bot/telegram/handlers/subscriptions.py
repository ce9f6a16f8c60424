"""Who gets announcements: chats, groups and channels, by their admins, with language and topics."""

from __future__ import annotations

from dataclasses import replace

from telegram import Chat as TelegramChat
from telegram import InlineKeyboardMarkup
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden
from telegram.ext import ContextTypes

from bot.clock import now
from bot.store.chats import PUBLIC, Chat, ChatState
from bot.store.database import Change
from bot.telegram import buttons
from bot.telegram.desk import Desk
from bot.telegram.inbox import current_unit
from bot.telegram.links import short
from bot.telegram.pipeline import Pipeline
from bot.telegram.render import Message
from bot.telegram.sending import Place

Context = ContextTypes.DEFAULT_TYPE
ON, OFF, ALL, LANGUAGE = "on", "off", "all", "lang-"
"""What the buttons below a subscription do, besides the topics."""


class Subscriptions:
    """Subscribing, and what is chosen with it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, chat_id: int, about: TelegramChat | None, thread_id: int | None = None) -> bool:
        """Let a chat have announcements from now on; whether it had none before."""
        chat = await self._desk.store.chats.get(chat_id)
        if chat.subscribed_at is not None:
            return False
        tags = chat.tags or (PUBLIC,)
        chat = replace(known(chat, about), subscribed_at=now(), thread_id=thread_id, tags=tags)
        current_unit().add(self._desk.store.chats.saved(chat, now()))
        return True

    async def end(self, chat_id: int) -> bool:
        """Let a chat have no more of them, also none that is planned; whether it had some before."""
        chat = await self._desk.store.chats.get(chat_id)
        if chat.subscribed_at is None:
            return False
        current_unit().add(*self._ended(chat))
        return True

    def _ended(self, chat: Chat) -> list[Change]:
        store = self._desk.store
        return [
            store.chats.saved(replace(chat, subscribed_at=None, thread_id=None), now()),
            store.announcements.unsubscribed(chat.chat_id, now()),
        ]

    async def offer(self, chat_id: int, pipeline: Pipeline) -> InlineKeyboardMarkup | None:
        """The button that subscribes a chat, or those that change its subscription."""
        chat = await self._desk.store.chats.get(chat_id)
        texts = pipeline.texts
        if chat.subscribed_at is None:
            return buttons.keyboard([[buttons.subscription(texts.buttons["subscribe"], chat_id, ON)]])
        languages = [(code, each.texts.name) for code, each in self._desk.pipelines.by_language.items()]
        rows = []
        if len(languages) > 1:
            spoken = self._desk.pipelines.choose(chat.language).answerer.language.code
            rows.append(
                [
                    buttons.subscription(buttons.chosen(name, code == spoken), chat_id, f"{LANGUAGE}{code}")
                    for code, name in languages
                ]
            )
        rows.append([buttons.subscription(buttons.chosen(texts.buttons["all_topics"], not chat.topics), chat_id, ALL)])
        # What the topics are called says something of a release.
        for topic in () if pipeline.answerer.is_closed else pipeline.answerer.release.topics:
            label = buttons.chosen(pipeline.label(topic), topic.id in chat.topics)
            rows.append([buttons.subscription(label, chat_id, short(topic.id))])
        rows.append([buttons.subscription(texts.buttons["unsubscribe"], chat_id, OFF)])
        return buttons.keyboard(rows)

    async def change(self, chat_id: int, which: str, about: TelegramChat | None, pipeline: Pipeline) -> Message | None:
        """Do what a button says; return what stands there from now on, none where the button means nothing."""
        desk = self._desk
        if which == ON:
            await self.begin(chat_id, about)
        elif which == OFF:
            await self.end(chat_id)
            text = pipeline.texts.say("unsubscribed")
            return Message.of(text, await self.offer(chat_id, pipeline))
        else:
            chat = await desk.store.chats.get(chat_id)
            changed = self._chosen(chat, which, pipeline)
            if changed is None:
                return None
            current_unit().add(desk.store.chats.saved(changed, now()))
            pipeline = desk.pipelines.choose(changed.language, pipeline.answerer.language.code)
        return Message.of(pipeline.texts.say("subscribed"), await self.offer(chat_id, pipeline))

    def _chosen(self, chat: Chat, which: str, pipeline: Pipeline) -> Chat | None:
        if which.startswith(LANGUAGE):
            code = which.removeprefix(LANGUAGE)
            return replace(chat, language=code) if code in self._desk.pipelines.by_language else None
        if which == ALL:
            return replace(chat, topics=())
        topic = pipeline.topic(which)
        if topic is None:
            return None
        others = tuple(each for each in chat.topics if each != topic.id)
        return replace(chat, topics=others if topic.id in chat.topics else (*chat.topics, topic.id))

    async def met(self, about: TelegramChat, state: ChatState) -> None:
        """The bot was put into a group or a channel, or its rights there changed: remember what it is."""
        chat = await self._desk.store.chats.get(about.id)
        changed = replace(known(chat, about), state=state)
        if changed != chat:
            current_unit().add(self._desk.store.chats.saved(changed, now()))

    async def ask_admin(self, channel: TelegramChat, person_id: int, pipeline: Pipeline) -> None:
        """Ask who put the bot into a channel, in their own chat: a channel is no place for questions of the bot's."""
        keyboard = await self.offer(channel.id, pipeline)
        await self._desk.say(Place(person_id), pipeline.texts.say("channel_start", title=channel.title or ""), keyboard)


def known(chat: Chat, about: TelegramChat | None) -> Chat:
    """A chat with its kind and title; of a person's own chat no name is kept."""
    if about is None:
        return chat
    return replace(chat, kind=str(about.type), title=None if about.type == ChatType.PRIVATE else about.title)


async def is_group_admin(context: Context, chat_id: int, person_id: int) -> bool:
    """Whether a person administers a group. An anonymous admin writes in the name of the group itself."""
    if person_id == chat_id:
        return True
    try:
        member = await context.bot.get_chat_member(chat_id, person_id)
    except (BadRequest, Forbidden):  # the bot is not there any more
        return False
    return member.status in (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
