"""Text with Telegram's HTML, cut into messages without breaking a tag, an entity or a character.

Telegram counts what remains once the tags are taken out, and counts it in UTF-16 units: a character outside the
basic plane is two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape as _escape
from typing import Final

LONGEST: Final = 4_000
"""Units a message. Telegram takes 4,096; the rest is left for what it may count in another way."""
MOST_ENTITIES: Final = 90
"""Tags a message. Telegram takes 100, and leaves the formatting out from there on."""

_TOKEN: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-z-]+)(?P<rest>[^<>]*)>|&(?:#\w+|\w+);|[^<&]|[<&]")


def escape(text: str) -> str:
    """A text from outside as HTML that shows it and does nothing else."""
    return _escape(text.replace("\x00", ""), quote=True)


def units(text: str) -> int:
    """How long Telegram takes a text to be."""
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(slots=True)
class _Part:
    """A message in the making: the pieces so far, the tags that are open, and the last place where it may end."""

    opened: list[tuple[str, str]]
    """Each open tag: its name, and how it is written."""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tags: int = 0
    breaks: tuple[int, list[tuple[str, str]]] | None = None

    @classmethod
    def after(cls, opened: list[tuple[str, str]]) -> _Part:
        """A message that begins within these tags."""
        return cls(list(opened), [written for _, written in opened], 0, len(opened))

    @property
    def text(self) -> str:
        """The message with all its tags closed."""
        return _closed(self.pieces, self.opened)


def _closed(pieces: list[str], opened: list[tuple[str, str]]) -> str:
    return "".join([*pieces, *(f"</{name}>" for name, _ in reversed(opened))])


def split(text: str, longest: int = LONGEST, most_entities: int = MOST_ENTITIES) -> list[str]:
    """Cut HTML into messages of at most ``longest`` units and ``most_entities`` tags; at a line's end where it can be.

    Tags that are open where a message ends are closed there and opened again in the next one.
    """
    messages: list[str] = []
    part = _Part([])
    for token in _TOKEN.finditer(text):
        piece = token.group()
        size = 0 if token["name"] else _size(piece)
        opens = bool(token["name"]) and not token["close"]
        if part.length + size > longest or (opens and part.tags >= most_entities):
            messages, part = _cut(messages, part)
        part.pieces.append(piece)
        part.length += size
        if opens:
            part.opened.append((token["name"], piece))
            part.tags += 1
        elif token["name"]:
            if part.opened and part.opened[-1][0] == token["name"]:
                part.opened.pop()
        elif piece == "\n" or (piece == " " and (part.breaks is None or not _is_line_end(part))):
            part.breaks = (len(part.pieces), list(part.opened))
    messages.append(part.text)
    return [message.strip() for message in messages if plain(message).strip()]


def _size(piece: str) -> int:
    return units(piece) if len(piece) == 1 else 1


def _is_line_end(part: _Part) -> bool:
    """Whether the last place to end at is a line's end, and late enough to be preferred to a space."""
    assert part.breaks is not None
    place = part.breaks[0]
    return part.pieces[place - 1] == "\n" and place * 2 > len(part.pieces)


def _cut(messages: list[str], part: _Part) -> tuple[list[str], _Part]:
    place, opened = part.breaks or (len(part.pieces), list(part.opened))
    rest = part.pieces[place:]
    following = _Part.after(opened)
    for piece in rest:
        token = _TOKEN.fullmatch(piece)
        following.pieces.append(piece)
        if token is None or not token["name"]:
            following.length += _size(piece)
        elif token["close"]:
            following.opened.pop()
        else:
            following.opened.append((token["name"], piece))
            following.tags += 1
    return [*messages, _closed(part.pieces[:place], opened)], following


def plain(text: str) -> str:
    """What a reader sees of HTML."""
    from html import unescape

    return unescape("".join(_without_tags(text)))


def _without_tags(text: str) -> Iterator[str]:
    for token in _TOKEN.finditer(text):
        if not token["name"]:
            yield token.group()
