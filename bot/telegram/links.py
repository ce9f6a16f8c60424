"""What may stand behind ``?start=`` in a link to the bot: a fact, a question, or an answer by its receipt.

Telegram takes 64 of the characters A to Z, a to z, 0 to 9, _ and -.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_LONGEST: Final = 64
_MADE_OF: Final = re.compile(rf"[A-Za-z0-9_-]{{3,{_LONGEST}}}")


class Opens(StrEnum):
    """What a link opens."""

    FACT = "f"
    QUESTION = "q"
    ANSWER = "a"


@dataclass(frozen=True, slots=True)
class Link:
    """A link's payload, read."""

    opens: Opens
    what: str


def short(identifier: str) -> str:
    """Eight characters that stand for an identifier of any length."""
    digest = hashlib.blake2b(identifier.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()


def payload(opens: Opens, what: str) -> str | None:
    """The payload of a link; none where the text is too long for one."""
    written = base64.urlsafe_b64encode(what.encode()).decode().rstrip("=") if opens is Opens.QUESTION else what
    made = f"{opens.value}_{written}"
    return made if len(made) <= _LONGEST else None


def read(made: str) -> Link | None:
    """A payload read back; none where it is not one of ours."""
    kind, mark, what = made.partition("_")
    if not mark or not _MADE_OF.fullmatch(made) or kind not in list(Opens):
        return None
    opens = Opens(kind)
    if opens is Opens.QUESTION:
        try:
            what = base64.urlsafe_b64decode(what + "=" * (-len(what) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return None
    return Link(opens, what)
