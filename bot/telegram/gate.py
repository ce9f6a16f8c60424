"""Who is heard: which updates are the bot's business at all, and what in a group is meant for it.

Everything else ends here: posts of channels and their copies in discussion groups, other bots and what was written
through them, and what people in a group say to each other.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from telegram import Bot, Chat, Message, MessageEntity, Update, User
from telegram.constants import ChatType, UpdateType

from bot.store.conversations import Key
from bot.telegram.sending import Place

ALLOWED_UPDATES: Final = [
    UpdateType.MESSAGE.value,
    UpdateType.EDITED_MESSAGE.value,
    UpdateType.CHANNEL_POST.value,
    UpdateType.CALLBACK_QUERY.value,
    UpdateType.INLINE_QUERY.value,
    UpdateType.MY_CHAT_MEMBER.value,
]

_SUBSCRIBES: Final = re.compile(r"/(?:un)?subscribe(?:@\w+)?", re.IGNORECASE)
_COMMAND: Final = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a person wrote to the bot: what, where, and who goes on with it."""

    text: str
    """Without the mention, and without ``/ask``."""
    place: Place
    key: Key
    message_id: int
    is_private: bool
    language: str | None
    """That of the person's Telegram, where it says one."""
    edited: bool = False
    command: str | None = None
    """Another command than ``/ask``."""
    chat: Chat | None = None
    """The chat as Telegram describes it."""
    at: dt.datetime | None = None
    """When it was written, or edited last."""


def is_heard(update: Update) -> bool:
    """Whether an update is one of those that the bot takes, from somebody that it takes them from."""
    if update.callback_query or update.inline_query or update.my_chat_member:
        return True
    if (
        update.channel_post is not None
    ):  # whoever can post there is an admin; all else that is posted is not for the bot
        return bool(_SUBSCRIBES.fullmatch(update.channel_post.text or ""))
    message = update.message or update.edited_message
    if message is None or message.is_automatic_forward or message.via_bot:
        return False
    # Anonymous admins and people who write as a channel come as bots of Telegram's, with a chat as the sender.
    return message.sender_chat is not None or (message.from_user is not None and not message.from_user.is_bot)


def person_of(message: Message) -> int:
    """Who wrote: a person, or the chat in whose name it was written."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else 0


def is_private(chat: Chat) -> bool:
    """Whether the chat is a person's own with the bot."""
    return chat.type == ChatType.PRIVATE


def place_of(message: Message) -> Place:
    """Where an answer to a message goes: in a group as a reply, in its forum topic."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread, None if is_private(message.chat) else message.message_id)


def asked(update: Update, bot: Bot) -> Asked | None:
    """What a message or an edited message asks the bot; none where it is not meant for it."""
    message = update.message or update.edited_message or update.channel_post
    if message is None or message.text is None:
        return None
    text, command = message.text, None
    private = is_private(message.chat)
    if text.startswith("/") and (found := _COMMAND.fullmatch(text)):
        if found["bot"] and found["bot"].lower() != bot.username.lower():
            return None
        command = found["name"].lower()
        text = (found["rest"] or "").strip()
        command = None if command == "ask" else command
    elif not private and not (_replies_to(message, bot.bot) or _mentions(message, bot.bot)):
        return None
    return Asked(
        text=_without_mention(text, bot.username),
        place=place_of(message),
        key=(message.chat.id, person_of(message)),
        message_id=message.message_id,
        is_private=private,
        language=message.from_user.language_code if message.from_user else None,
        edited=update.edited_message is not None,
        command=command,
        chat=message.chat,
        at=message.edit_date or message.date,
    )


def _replies_to(message: Message, bot: User) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot.id


def _mentions(message: Message, bot: User) -> bool:
    for entity, text in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        if entity.user is not None and entity.user.id == bot.id:
            return True
        if text.lower() == f"@{bot.username}".lower():
            return True
    return False


def _without_mention(text: str, username: str) -> str:
    if "@" not in text:
        return text.strip()
    return re.sub(rf"\s*@{re.escape(username)}\b[\s,:]*", " ", text, flags=re.IGNORECASE).strip()
