"""``release-bot why CODE``: how an answer came about, from its receipt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.reply import Reply
from bot.store.feedback import Opinion
from bot.store.receipts import CODE
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with its receipt, and what people thought of it."""

    code: str
    reply: Reply
    opinions: dict[Opinion, int]


def code_in(typed: str) -> str | None:
    """The code that somebody typed or copied, with or without what stands around it; none where there is none."""
    word = re.sub(r"^.*[:\s]", "", typed.strip()).lower()
    return word if CODE.fullmatch(word) else None


async def find(database: str, code: str) -> Found | None:
    """The answer with a code; none where it never was, or is forgotten. Raises DatabaseError."""
    async with Store.open(database) as store:
        reply = await store.receipts.find(code)
        return Found(code, reply, dict(await store.feedback.on(code))) if reply else None
