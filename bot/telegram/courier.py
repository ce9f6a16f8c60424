"""Carries the rows of the ledger to Telegram, and tells from each answer what became of the row.

Only what proves that nothing was delivered leaves a row planned. A timeout, a cut connection or an error of Telegram's
own servers may come after the message was taken: such a row is uncertain.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot
from telegram.helpers import create_deep_linked_url

from bot.announce.content import Content
from bot.announce.deliver import Carried, Deliverer, StoppedError, UndeliverableError
from bot.clock import now
from bot.settings import SettingError
from bot.store.announcements import Action, End, Planned, Row, RowState
from bot.store.chats import ChatState
from bot.store.database import Change
from bot.store.store import Store
from bot.telegram.http import HttpRequest
from bot.telegram.limiter import Limiter, Priority, UnsentError, limiter_of, never_delivered, seconds_of
from bot.telegram.logs import redacted
from bot.telegram.sending import NO_PREVIEW, refusal
from bot.telegram.settings import TelegramSettings, refused_token

_LOG: Final = logging.getLogger(__name__)
_LONGEST_WAIT: Final = 30.0
_UNNAMED_WAIT: Final = 5.0
"""Seconds, where Telegram says that it was too fast and not for how long to wait."""


class TelegramCourier:
    """The way to the chats over the Bot API."""

    def __init__(self, bot: ExtBot[Priority], store: Store, limiter: Limiter, per_second: float) -> None:
        self.interval = 1 / per_second
        self._bot = bot
        self._store = store
        self._limiter = limiter
        self._unconnected = 0
        self._pictures: dict[tuple[str, str], str] = {}
        """What Telegram calls a picture that it has: it is uploaded once."""
        self._captioned: set[tuple[int, int]] = set()
        """Messages that are pictures, as Telegram said when their text was to be edited."""

    def wait(self, chat_id: int) -> float:
        """Seconds until something may be sent to a chat, as far as it is the chat's own pace."""
        return self._limiter.wait(chat_id)

    @contextlib.asynccontextmanager
    async def turn(self, chat_id: int) -> AsyncIterator[None]:
        """Wait until something may be sent to a chat. Raises StoppedError."""
        try:
            async with self._limiter.turn(chat_id, Priority.ANNOUNCEMENT):
                yield
        except UnsentError:
            raise StoppedError from None

    async def carry(self, row: Row, content: Content) -> Carried:
        """Do what a row says. Raises UndeliverableError where the token is refused."""
        chat_id = row.planned.chat_id
        try:
            message_id = await self._do(row, content)
        except InvalidToken:
            raise UndeliverableError("Telegram does not know the bot's token any more") from None
        except RetryAfter as error:
            return self._paced(chat_id, seconds_of(error))
        except ChatMigrated as error:
            return await self._migrated(row.planned, error.new_chat_id)
        except Forbidden as error:
            return Carried(End(RowState.BLOCKED, error.message), await self._marked(chat_id, ChatState.GONE))
        except BadRequest as error:
            return await self._refused(row.planned, error)
        except NetworkError as error:
            return self._unclear(chat_id, error)
        except TelegramError as error:  # an answer that cannot be read
            return Carried(End(RowState.UNCERTAIN, error.message))
        except asyncio.CancelledError:
            return Carried(End(RowState.UNCERTAIN, "the process was stopped while the message was on its way"))
        self._unconnected = 0
        return Carried(End(RowState.SENT, message_id=message_id))

    # The request

    async def _do(self, row: Row, content: Content) -> int:
        planned = row.planned
        if planned.action is Action.EDIT:
            return await self._edit(planned, content)
        common: dict[str, Any] = {
            "message_thread_id": planned.thread_id,
            "reply_parameters": ReplyParameters(planned.target, allow_sending_without_reply=True)
            if planned.action is Action.REPLY
            else None,
            "reply_markup": keyboard_of(content, self._bot.username),
            "parse_mode": ParseMode.HTML,
            "rate_limit_args": Priority.GRANTED,
        }
        if content.picture is None:
            sent = await self._bot.send_message(
                planned.chat_id, content.html, link_preview_options=NO_PREVIEW, **common
            )
            return sent.message_id
        known = (row.announcement, planned.content)
        picture = self._pictures.get(known, content.picture)
        sent = await self._bot.send_photo(planned.chat_id, picture, caption=content.html, **common)
        if sent.photo:
            self._pictures[known] = sent.photo[-1].file_id
        return sent.message_id

    async def _edit(self, planned: Planned, content: Content) -> int:
        where: dict[str, Any] = {
            "chat_id": planned.chat_id,
            "message_id": planned.target,
            "reply_markup": keyboard_of(content, self._bot.username),
            "parse_mode": ParseMode.HTML,
            "rate_limit_args": Priority.GRANTED,
        }
        try:
            if (planned.chat_id, planned.target) in self._captioned:
                edited = await self._bot.edit_message_caption(caption=content.html, **where)
            else:
                edited = await self._bot.edit_message_text(content.html, link_preview_options=NO_PREVIEW, **where)
        except BadRequest as error:
            if refusal(error) == "same":
                return planned.target
            raise
        return edited.message_id if isinstance(edited, Message) else planned.target

    # Its end

    def _paced(self, chat_id: int, seconds: float) -> Carried:
        _LOG.warning("an announcement: Telegram asks to wait for %.1f seconds", seconds)
        self._limiter.pause(chat_id, seconds)
        return Carried(End(RowState.PLANNED))

    def _unclear(self, chat_id: int, error: NetworkError) -> Carried:
        if error.message.startswith("Too Many Requests"):
            return self._paced(chat_id, _UNNAMED_WAIT)
        if not never_delivered(error):
            return Carried(End(RowState.UNCERTAIN, f"it may have come through: {error.message}"))
        wait = min(_LONGEST_WAIT, 0.5 * 2 ** min(self._unconnected, 10))
        self._unconnected += 1
        _LOG.warning("an announcement: no connection, trying again in %.1f seconds: %s", wait, error.message)
        self._limiter.pause_all(wait)
        return Carried(End(RowState.PLANNED))

    async def _migrated(self, planned: Planned, new: int) -> Carried:
        moved = tuple(await self._store.chats.moved(planned.chat_id, new, now()))
        if planned.action is Action.EDIT:
            return Carried(End(RowState.FAILED, "the group has moved, and its old messages cannot be edited"), moved)
        return Carried(End(RowState.MIGRATED, moved_to=new), moved)

    async def _refused(self, planned: Planned, error: BadRequest) -> Carried:
        chat_id = planned.chat_id
        reason = refusal(error)
        if planned.action is Action.EDIT and "no text in the message to edit" in error.message.lower():
            self._captioned.add((chat_id, planned.target))
            return Carried(End(RowState.PLANNED))  # a turn is for one request
        # An edit whose content has a name of two parts has another content to be sent in its place.
        if planned.action is Action.EDIT and "/" in planned.content and reason not in ("rights", "gone"):
            return Carried(End(RowState.REPLACED, error.message))
        match reason:
            case "thread" if planned.thread_id is not None:
                return Carried(End(RowState.PLANNED, without_thread=True))
            case "rights":
                return Carried(End(RowState.FAILED, error.message), await self._marked(chat_id, ChatState.RESTRICTED))
            case "gone":
                return Carried(End(RowState.FAILED, error.message), await self._marked(chat_id, ChatState.GONE))
            case "entities" | "content":
                return Carried(End(RowState.PLANNED), halts=f"Telegram does not take what it says: {error.message}")
        return Carried(End(RowState.FAILED, error.message))

    async def _marked(self, chat_id: int, state: ChatState) -> tuple[Change, ...]:
        chat = await self._store.chats.get(chat_id)
        return (self._store.chats.saved(replace(chat, state=state), now()),)


def keyboard_of(content: Content, username: str) -> InlineKeyboardMarkup | None:
    """The button below an announcement: a link and no callback, so that it outlives being forwarded."""
    if content.button is None:
        return None
    url = create_deep_linked_url(username, content.button.opens)
    return InlineKeyboardMarkup([[InlineKeyboardButton(content.button.label, url=url)]])


@contextlib.asynccontextmanager
async def connected(settings: TelegramSettings, store: Store) -> AsyncIterator[Deliverer]:
    """A deliverer of its own, for the command line. Raises SettingError where Telegram refuses the token or is away."""
    limiter = limiter_of(settings)
    token = settings.token.get_secret_value()
    request = HttpRequest(settings.announcements_at_once + 4)
    bot: ExtBot[Priority] = ExtBot(token, base_url=settings.api_url, request=request, rate_limiter=limiter)
    try:
        try:
            async with Bot(token, base_url=settings.api_url):  # asks once; what sends would go on asking
                await bot.initialize()
        except InvalidToken:
            raise refused_token() from None
        except TelegramError as error:
            raise SettingError(
                f"the Bot API cannot be reached: {redacted(error.message, token)}.\n"
                f"  To mend: see whether {settings.api_url} can be reached from here, then send the announcement."
            ) from None
        yield deliverer_of(settings, store, bot, limiter)
    finally:
        await bot.shutdown()
        await limiter.shutdown()


def deliverer_of(settings: TelegramSettings, store: Store, bot: ExtBot[Priority], limiter: Limiter) -> Deliverer:
    """What sends announcements through a bot."""
    courier = TelegramCourier(bot, store, limiter, settings.messages_per_second)
    return Deliverer(store, courier, settings.announcements_at_once)
