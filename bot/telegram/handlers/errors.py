"""What happens when the handling of an update fails: the log learns everything, the person one kind sentence."""

from __future__ import annotations

import logging
from typing import Final

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.telegram.desk import Desk
from bot.telegram.gate import place_of
from bot.telegram.inbox import UnwrittenError, current_unit
from bot.telegram.limiter import UnsentError
from bot.telegram.sending import Place
from bot.telegram.texts import Key
from bot.watch.trace import FAILED, UNCERTAIN, UNSENT, current_trace

Context = ContextTypes.DEFAULT_TYPE
_LOG: Final = logging.getLogger(__name__)


class Errors:
    """The application's error handler."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def handle(self, update: object, context: Context) -> None:
        """Log a failure and tell the person; an update that could not be answered before a stop is left for later."""
        error, trace = context.error, current_trace()
        if isinstance(error, UnsentError):
            _LOG.info("the update is answered later: %s", error.message)
            current_unit().keep = True
            if trace is not None:
                trace.failed(UNSENT)
            return
        # The send that failed may have come through after all; then "something went wrong" would be untrue.
        uncertain = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
        if trace is not None:
            trace.failed(UNCERTAIN if uncertain else FAILED)
        if update is None and isinstance(error, NetworkError | UnwrittenError):  # the library goes on asking
            _LOG.error("no updates can be fetched: %s", error.message)
            return
        _LOG.error("the update was not handled", exc_info=error)
        if not isinstance(update, Update) or isinstance(error, Forbidden):
            return
        place = _place(update)
        if place is None:
            return
        await self._tell(place, update, "uncertain" if uncertain else "failed")

    async def _tell(self, place: Place, update: Update, key: Key) -> None:
        user = update.effective_user
        trace = current_trace()
        try:
            pipeline = await self._desk.pipeline(place.chat_id, user.language_code if user else None)
            text = (
                pipeline.texts.say(key)
                if key == "uncertain"
                else pipeline.texts.say(key, correlation=trace.correlation if trace else "-")
            )
            await self._desk.say(place, text)
        except UnsentError:
            current_unit().keep = True
        except TelegramError as error:
            _LOG.error("and the person could not be told: %s", error)


def _place(update: Update) -> Place | None:
    if update.callback_query is not None:
        message = update.callback_query.message
        return Place(message.chat.id) if message else None
    message = update.message or update.edited_message or update.channel_post
    return place_of(message) if message else None
