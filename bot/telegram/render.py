"""A reply as Telegram shows it: HTML in messages that are short enough, and the buttons under the last of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.reply import Reply
from bot.telegram.html import escape, split
from bot.telegram.texts import Texts

_MOST_MESSAGES: Final = 5
"""Of what is longer, the rest is left out: nobody reads it, and a group would be flooded."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be sent: one text or several, and the buttons under the last."""

    texts: tuple[str, ...]
    keyboard: InlineKeyboardMarkup | None = None

    @classmethod
    def of(cls, html: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
        """HTML of any length as a message."""
        return cls(tuple(split(html)[:_MOST_MESSAGES]), keyboard)


def reply_html(reply: Reply, code: str, texts: Texts) -> str:
    """Headline in bold, details, working, and the sources with the receipt in a quotation that unfolds."""
    lines = [f"<b>{escape(reply.headline)}</b>", *(escape(detail) for detail in reply.details)]
    if reply.working:
        lines += ["", *(f"<code>{escape(step)}</code>" for step in reply.working.split("; "))]
    below = [
        texts.say("source", release=source.release, paragraph=source.paragraph, excerpt=source.excerpt)
        for source in dict.fromkeys(reply.sources)
    ]
    below.append(texts.say("receipt", code=code))
    quotation = "\n".join(below)
    return "\n".join([*lines, f"<blockquote expandable>{quotation}</blockquote>"])
