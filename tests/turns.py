"""Several turns of a conversation, for tests that look at the last."""

from __future__ import annotations

from bot.answer import Answerer
from bot.reply import Reply


def last_of(answerer: Answerer, *turns: str) -> Reply:
    """The reply to the last of several turns."""
    conversation = answerer.conversation()
    return [conversation.ask(turn) for turn in turns][-1]
