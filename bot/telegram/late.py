"""Questions that come late, after Telegram, the database or the bot itself was away: the rule of what becomes of them.

Up to ten minutes, nothing is said of it. Later than that the answer begins with an apology, and is a reply to its
question. What an earlier run left and is older than a day is not answered: Telegram itself keeps nothing for longer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from babel.dates import format_timedelta

from bot.telegram.html import units
from bot.telegram.render import Message
from bot.telegram.sending import Place
from bot.telegram.texts import Texts

LATE: Final = dt.timedelta(minutes=10)
TOO_LATE: Final = dt.timedelta(days=1)
_LONGEST: Final = 4096


class Delay(Enum):
    """How late a question is answered."""

    NONE = auto()
    LATE = auto()
    TOO_LATE = auto()


def delay(asked_at: dt.datetime | None, now: dt.datetime, *, left: bool) -> Delay:
    """How late a question is that was asked at a moment; ``left`` whether an earlier run left it.

    Telegram delivers nothing that is older than a day. What comes from there and seems to be tells of a wrong clock.
    """
    age = now - asked_at if asked_at is not None else dt.timedelta()
    if age < LATE:
        return Delay.NONE
    if age < TOO_LATE:
        return Delay.LATE
    return Delay.TOO_LATE if left else Delay.NONE


def apologising(
    message: Message, place: Place, question_id: int, age: dt.timedelta, texts: Texts, language: str
) -> tuple[Message, Place]:
    """The answer to a late question, with when that was asked, and as a reply to it."""
    line = texts.say("late", ago=format_timedelta(age, locale=language.replace("-", "_")))
    first = f"{line}\n{message.texts[0]}"
    whole = units(first) <= _LONGEST
    parts = (first, *message.texts[1:]) if whole else (line, *message.texts)
    return replace(message, texts=parts), replace(place, reply_to=place.reply_to or question_id)
