"""Text with Telegram's HTML, cut into messages without breaking a tag, an entity or a character.

Telegram counts what remains once the tags are taken out, and counts it in UTF-16 units: a character outside the
basic plane is two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape as _escape
from html import unescape
from typing import Final

LONGEST: Final = 4_000
"""Units a message. Telegram takes 4,096; the rest is left for what it may count in another way."""
MOST_ENTITIES: Final = 90
"""Tags a message. Telegram takes 100, and leaves the formatting out from there on."""

_TAG: Final = re.compile(r"</?[a-z-]+[^<>]*>")
_TOKEN: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-z-]+)[^<>]*>|&(?:#\w+|\w+);|[^<&]|[<&]")


def escape(text: str) -> str:
    """A text from outside as HTML that shows it and does nothing else."""
    return _escape(text.replace("\x00", ""), quote=True)


def units(text: str) -> int:
    """How long Telegram takes a text to be."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


Tag = tuple[str, str]
"""An open tag: its name, and how it is written."""


@dataclass(slots=True)
class _Part:
    """A message in the making: the pieces so far, the tags that are open, and the best place where it may end."""

    opened: list[Tag] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tags: int = 0
    place: int = 0
    """How many pieces come before the best place to end at; none where there is no such place."""
    opened_there: list[Tag] = field(default_factory=list)

    @classmethod
    def within(cls, opened: Sequence[Tag]) -> _Part:
        """A message that begins within these tags."""
        return cls(list(opened), [written for _, written in opened], tags=len(opened))

    @property
    def text(self) -> str:
        """The message with all its tags closed."""
        return _closed(self.pieces, self.opened)

    def has_room(self, token: re.Match[str], longest: int, most_entities: int) -> bool:
        """Whether a token still fits in."""
        if token["name"]:
            return bool(token["close"]) or self.tags < most_entities
        return self.length + _size(token.group()) <= longest

    def add(self, token: re.Match[str]) -> None:
        """Take a token in."""
        piece, name = token.group(), token["name"]
        self.pieces.append(piece)
        if not name:
            self.length += _size(piece)
            if piece == "\n" or (piece == " " and not self._ends_at_a_line()):
                self.place, self.opened_there = len(self.pieces), list(self.opened)
        elif not token["close"]:
            self.opened.append((name, piece))
            self.tags += 1
        elif self.opened and self.opened[-1][0] == name:
            self.opened.pop()

    def _ends_at_a_line(self) -> bool:
        """Whether the best place so far is a line's end, and late enough to be preferred to a space."""
        return self.place * 2 > len(self.pieces) and self.pieces[self.place - 1] == "\n"

    def cut(self) -> tuple[str, _Part]:
        """End the message at its best place; return it, and what follows as the beginning of the next one."""
        place, opened = (self.place, self.opened_there) if self.place else (len(self.pieces), self.opened)
        following = _Part.within(opened)
        for piece in self.pieces[place:]:
            token = _TOKEN.fullmatch(piece)
            assert token is not None
            following.add(token)
        return _closed(self.pieces[:place], opened), following


def _closed(pieces: Sequence[str], opened: Sequence[Tag]) -> str:
    return "".join([*pieces, *(f"</{name}>" for name, _ in reversed(opened))])


def _size(piece: str) -> int:
    return units(piece) if len(piece) == 1 else 1  # else it is an entity, which stands for one character


def split(text: str, longest: int = LONGEST, most_entities: int = MOST_ENTITIES) -> list[str]:
    """Cut HTML into messages of at most ``longest`` units and ``most_entities`` tags; at a line's end where it can be.

    Tags that are open where a message ends are closed there and opened again in the next one.
    """
    if units(text) <= longest and text.count("<") <= most_entities:  # as nearly always: it is shorter still when shown
        return [text.strip()] if plain(text).strip() else []
    messages: list[str] = []
    part = _Part()
    for token in _TOKEN.finditer(text):
        while part.pieces and not part.has_room(token, longest, most_entities):
            message, part = part.cut()
            messages.append(message)
        part.add(token)
    messages.append(part.text)
    return [message.strip() for message in messages if plain(message).strip()]


def plain(text: str) -> str:
    """What a reader sees of HTML."""
    return unescape(_TAG.sub("", text))
