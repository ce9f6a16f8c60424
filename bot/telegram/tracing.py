"""The trace of an update: what Telegram calls it, whose it is, and the words and names that no record may show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from telegram import Update

from bot.watch.trace import Hasher, Trace


def trace_of(update: Update, key: int, hasher: Hasher) -> Trace:
    """Begin the trace of an update that is in order with those of a chat."""
    return Trace(f"{update.update_id:x}", kind_of(update), hasher(key), partial(_private, update))


def kind_of(update: Update) -> str:
    """What Telegram calls this kind of update."""
    return next((kind for kind in Update.ALL_TYPES if getattr(update, kind) is not None), "unknown")


def _private(update: Update) -> Iterator[str]:
    message = update.effective_message
    if message is not None:
        yield from filter(None, (message.text, message.caption))
    if update.inline_query is not None:
        yield update.inline_query.query
    user, chat = update.effective_user, update.effective_chat
    if user is not None:
        yield from filter(None, (str(user.id), user.first_name, user.last_name, user.username))
    if chat is not None:
        yield from filter(None, (str(abs(chat.id)), chat.title, chat.username))
