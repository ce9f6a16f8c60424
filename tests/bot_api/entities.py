"""Telegram's HTML, read as strictly as the Bot API reads it."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from typing import Any

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler",
}  # fmt: skip

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class BadEntities(ValueError):  # noqa: N818 - an error of the Bot API
    """The text cannot be parsed."""


def units(text: str) -> int:
    """The length of a text in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@functools.lru_cache(1_000)
def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without its tags, and its entities. Raises BadEntities."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise BadEntities(f'can\'t find end tag corresponding to start tag "{parser.open[-1][0]}"')
    return "".join(parser.pieces).strip(), parser.entities


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.entities: list[dict[str, Any]] = []
        self.open: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag not in TAGS:
            raise BadEntities(f'unsupported start tag "{tag}"')
        names = {name for name, _ in attributes}
        kind = "expandable_blockquote" if tag == "blockquote" and "expandable" in names else TAGS[tag]
        if kind.endswith("blockquote") and any(each[1].endswith("blockquote") for each in self.open):
            raise BadEntities("blockquotes cannot be nested")
        self.open.append((tag, kind, units("".join(self.pieces))))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if not self.open or self.open[-1][0] != tag:
            raise BadEntities(f'unexpected end tag "{tag}"')
        _, kind, start = self.open.pop()
        length = units("".join(self.pieces)) - start
        if length:
            self.entities.append({"type": kind, "offset": start, "length": length})

    def handle_entityref(self, name: str) -> None:
        """A character by its name; Telegram knows four."""
        if name not in NAMED:
            raise BadEntities(f"unsupported entity &{name};")
        self.pieces.append(NAMED[name])

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self.pieces.append(chr(int(name[1:], 16) if name[0] in "xX" else int(name)))

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if "<" in data:
            raise BadEntities('unescaped "<"')
        self.pieces.append(data)
