"""What the press officers are told of changed content: once that it cannot be used and why, and that it is mended."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.telegram.desk import Desk
from bot.telegram.texts import Key

_LOG: Final = logging.getLogger(__name__)
_LONGEST: Final = 2_000
"""Characters of a reason; the log holds it whole."""


@dataclass(slots=True)
class Notice:
    """Tells the admins of the settings, each in the own chat with the bot."""

    bot: ExtBot[Any]
    desk: Desk
    _told: str | None = None

    async def refused(self, reason: str) -> None:
        """Changed content is not used; the same reason is told once."""
        if reason != self._told:
            self._told = reason
            short = reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]} …"
            await self._tell("content_refused", reason=short)

    async def taken_up(self) -> None:
        """The content is used; that is news only after it was not."""
        if self._told is not None:
            self._told = None
            await self._tell("content_taken_up")

    async def _tell(self, key: Key, **values: str) -> None:
        for person in sorted(self.desk.settings.admins):
            texts = (await self.desk.pipeline(person)).texts
            try:
                await self.bot.send_message(person, texts.say(key, **values), parse_mode=ParseMode.HTML)
            except TelegramError as error:  # who has not written to the bot cannot be written to
                _LOG.warning("a press officer is not told of the content: %s", error.message)
