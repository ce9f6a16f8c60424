"""Sending and editing, and what to make of Telegram's refusals: each is met once, here."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from telegram import InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, ReplyParameters
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.clock import now
from bot.store.chats import ChatState
from bot.store.store import Store
from bot.store.told import ToldFact
from bot.telegram.html import plain
from bot.telegram.inbox import InboxBot, current_unit
from bot.telegram.render import Message

_LOG: Final = logging.getLogger(__name__)


class _NoPreview(LinkPreviewOptions):
    """Goes with every message, so it is made into JSON once."""

    __slots__ = ("_dict",)

    def __init__(self) -> None:
        super().__init__(is_disabled=True)
        self._dict = super().to_dict()

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        return self._dict


NO_PREVIEW: Final = _NoPreview()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a chat, a forum topic in it, and the message that it replies to."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo to be sent: its bytes, or the name under which Telegram keeps it, and what stands under it."""

    content: bytes | str
    filename: str
    caption: str
    """In Telegram's HTML."""
    keyboard: InlineKeyboardMarkup | None = None


class UnknownFileError(Exception):
    """Telegram does not know a file by that name: it has to be uploaded again."""


class Sender:
    """Sends what was rendered, and remembers what was told where."""

    def __init__(self, bot: InboxBot, store: Store) -> None:
        self._bot = bot
        self._store = store

    async def send(
        self, place: Place, message: Message, facts: Iterable[ToldFact] = (), *, question_id: int | None = None
    ) -> list[int]:
        """Send a message, in as many parts as it has; return their numbers, none where the chat takes nothing.

        Raises TelegramError where it is not known whether a part came through, and for what is nobody's fault here.
        """
        told = list(facts)
        sent: list[int] = []
        for number, text in enumerate(message.texts):
            last = number == len(message.texts) - 1
            found = await self._send_one(place, text, message.keyboard if last else None)
            if found is None:
                break
            place = replace(place, chat_id=found[0])
            sent.append(found[1])
            # The whole message told its facts, so a correction goes to its first part.
            facts_here = told if number == 0 else []
            current_unit().add(*self._store.answers.sent(*found, question_id, facts_here, now()))
        return sent

    async def _send_one(
        self, place: Place, text: str, keyboard: InlineKeyboardMarkup | None, *, formatted: bool = True
    ) -> tuple[int, int] | None:
        """Send one part; return chat and number, or None where the chat takes nothing."""
        try:
            return await self._bot.send_text(
                place.chat_id,
                text if formatted else plain(text),
                parse_mode=ParseMode.HTML if formatted else None,
                link_preview_options=NO_PREVIEW,
                message_thread_id=place.thread_id,
                reply_parameters=_reply_to(place),
                reply_markup=keyboard,
            )
        except (BadRequest, ChatMigrated, Forbidden) as error:
            if formatted and refusal(error) == "entities":
                _LOG.error("Telegram cannot read the formatting, so it is left out: %s", error.message)
                return await self._send_one(place, text, keyboard, formatted=False)
            elsewhere = await self._elsewhere(error, place)
            return await self._send_one(elsewhere, text, keyboard, formatted=formatted) if elsewhere else None

    async def _elsewhere(self, error: TelegramError, place: Place) -> Place | None:
        """Where to send what was refused: none where the chat takes nothing. Raises the error where it is no such."""
        if isinstance(error, ChatMigrated):
            current_unit().add(*await self._store.chats.moved(place.chat_id, error.new_chat_id, now()))
            return Place(error.new_chat_id)  # its messages and topics have other numbers there
        if isinstance(error, Forbidden):
            await self.mark(place.chat_id, ChatState.GONE)
            _LOG.info("a chat takes no messages any more: %s", error.message)
            return None
        match refusal(error):
            case "thread" if place.thread_id is not None:
                return replace(place, thread_id=None)
            case "rights":
                await self.mark(place.chat_id, ChatState.RESTRICTED)
                return None
        raise error

    async def send_photo(
        self, place: Place, photo: Photo, facts: Iterable[ToldFact] = (), *, question_id: int | None = None
    ) -> str | None:
        """Send a photo, or where a chat takes none what stands under it; return the name under which Telegram keeps it.

        Raises UnknownFileError where it was sent by a name that is not known any more, and TelegramError where it is
        not known whether it came through, and for what is nobody's fault here.
        """
        try:
            sent = await self._bot.send_photo(
                place.chat_id,
                photo.content,
                caption=photo.caption,
                parse_mode=ParseMode.HTML,
                message_thread_id=place.thread_id,
                reply_parameters=_reply_to(place),
                reply_markup=photo.keyboard,
                filename=photo.filename,
            )
        except (BadRequest, ChatMigrated, Forbidden) as error:
            if refusal(error) == "file":
                raise UnknownFileError from error
            if refusal(error) == "rights":  # a group may take texts and no photos
                await self.send(place, Message.of(photo.caption), facts, question_id=question_id)
                return None
            elsewhere = await self._elsewhere(error, place)
            if elsewhere is None:
                return None
            return await self.send_photo(elsewhere, photo, facts, question_id=question_id)
        current_unit().add(*self._store.answers.sent(sent.chat.id, sent.message_id, question_id, facts, now()))
        return sent.photo[-1].file_id

    async def edit_photo(self, chat_id: int, message_id: int, photo: Photo) -> str | None:
        """Put a photo in the place of another; return the name under which Telegram keeps it.

        None where the message is no longer there to be edited. Raises UnknownFileError.
        """
        media = InputMediaPhoto(photo.content, photo.caption, ParseMode.HTML, filename=photo.filename)
        try:
            edited = await self._bot.edit_message_media(media, chat_id, message_id, reply_markup=photo.keyboard)
        except Forbidden:
            await self.mark(chat_id, ChatState.GONE)
            return None
        except BadRequest as error:
            if refusal(error) == "file":
                raise UnknownFileError from error
            if refusal(error) not in ("same", "missing"):
                raise
            return None
        return edited.photo[-1].file_id if isinstance(edited, TelegramMessage) else None

    async def mark(self, chat_id: int, state: ChatState) -> None:
        """Remember whether the bot may write in a chat."""
        chat = await self._store.chats.get(chat_id)
        if chat.state is not state:
            current_unit().add(self._store.chats.saved(replace(chat, state=state), now()))

    async def edit(self, chat_id: int, message_id: int, message: Message, facts: Iterable[ToldFact] = ()) -> bool:
        """Put a message in the place of an earlier one; return whether that one is still there to be edited.

        What does not fit into the one message is left out.
        """
        try:
            await self._bot.edit_message_text(
                message.texts[0],
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=message.keyboard,
            )
        except Forbidden:
            await self.mark(chat_id, ChatState.GONE)
            return True
        except BadRequest as error:
            match refusal(error):
                case "same":
                    pass
                case "missing":
                    return False
                case _:
                    raise
        current_unit().add(*self._store.answers.tells(chat_id, message_id, facts, now()))
        return True

    async def edit_inline(self, inline_message_id: str, message: Message) -> None:
        """Put a message in the place of one that was sent inline, in a chat that the bot need not be in."""
        try:
            await self._bot.edit_message_text(
                message.texts[0],
                inline_message_id=inline_message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=message.keyboard,
            )
        except BadRequest as error:
            if refusal(error) is None:
                raise

    async def edit_buttons(
        self, keyboard: InlineKeyboardMarkup | None, chat_id: int | None, message_id: int | None, inline_id: str | None
    ) -> None:
        """Put other buttons under a message."""
        try:
            await self._bot.edit_message_reply_markup(chat_id, message_id, inline_id, reply_markup=keyboard)
        except BadRequest as error:
            if refusal(error) is None:
                raise

    async def replace(
        self, place: Place, earlier: Sequence[int], message: Message, facts: Iterable[ToldFact], question_id: int
    ) -> None:
        """Make the parts of an earlier answer say something else: edit them, delete or add where the number differs."""
        told = list(facts)
        kept = earlier[: len(message.texts)]
        for number, (message_id, text) in enumerate(zip(kept, message.texts, strict=False)):
            last = number == len(message.texts) - 1
            part = Message((text,), message.keyboard if last else None)
            if not await self.edit(place.chat_id, message_id, part, told if number == 0 else ()):
                # A part was deleted by hand; the whole is sent anew, and the rest of the old answer goes.
                await self._delete(place.chat_id, earlier)
                await self.send(place, message, told, question_id=question_id)
                return
        await self._delete(place.chat_id, earlier[len(kept) :])
        if rest := message.texts[len(kept) :]:
            await self.send(place, Message(rest, message.keyboard), question_id=question_id)

    async def _delete(self, chat_id: int, message_ids: Iterable[int]) -> None:
        for message_id in message_ids:
            try:
                await self._bot.delete_message(chat_id, message_id)
            except BadRequest as error:
                _LOG.info("an earlier part of an answer cannot be deleted: %s", error.message)
            current_unit().add(*self._store.answers.withdrawn(chat_id, message_id))


# fmt: off
_REASONS: Final = {
    "same": ("message is not modified",),
    "missing": ("message to edit not found", "message can't be edited", "message_id_invalid"),
    "thread": ("message thread not found", "topic_deleted", "topic_closed"),
    "rights": ("not enough rights", "have no rights to send", "chat_write_forbidden", "need administrator rights"),
    "entities": ("can't parse entities",),
    "gone": ("chat not found", "user not found", "user is deactivated", "peer_id_invalid"),
    "file": ("wrong file identifier", "wrong remote file", "wrong file_id", "file reference"),
    "content": (
        "message is too long", "message text is empty", "caption is too long", "button_", "photo_invalid",
        "image_process_failed", "wrong file", "file is too big",
    ),
}
# fmt: on


def refusal(error: TelegramError) -> str | None:
    """Why Telegram refused. It says so in words only."""
    message = error.message.lower()
    return next((name for name, parts in _REASONS.items() if any(part in message for part in parts)), None)


def _reply_to(place: Place) -> ReplyParameters | None:
    """What an answer replies to; it must not be lost because that was deleted meanwhile."""
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None
