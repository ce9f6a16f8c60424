"""A text that somebody wrote in Markdown, as Telegram's HTML: what Telegram cannot show becomes what it can.

Headings become bold, lists get their signs, pictures and HTML stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS: Final = {"strong": "b", "em": "i", "s": "s"}
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("strikethrough").disable("image")
_LINKS: Final = re.compile(r"(?:https?://|tg://|mailto:)", re.IGNORECASE)


def as_html(text: str) -> str:
    """Markdown as Telegram's HTML."""
    html = _Writer().blocks(_MARKDOWN.parse(text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\n+</blockquote>\n*", "</blockquote>\n\n", html)).strip()


class _Writer:
    """Writes block after block; lists know how deep they are and how far they have counted."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._quoted = 0

    def blocks(self, tokens: Sequence[Token]) -> str:
        """The blocks of a document."""
        return "".join(self._block(token) for token in tokens)

    def _block(self, token: Token) -> str:
        match token.type:
            case "inline":
                return _inline(token.children or [])
            case "heading_open":
                return "<b>"
            case "heading_close":
                return "</b>\n\n"
            case "paragraph_close":
                return "\n" if token.hidden or self._lists else "\n\n"
            case "bullet_list_open":
                self._lists.append(None)
                return ""
            case "ordered_list_open":
                self._lists.append(int(token.attrGet("start") or 1))
                return ""
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                return "" if self._lists else "\n"
            case "list_item_open":
                return self._item()
            case "blockquote_open":
                self._quoted += 1  # quotations within quotations are one: Telegram nests none
                return "<blockquote>" if self._quoted == 1 else ""
            case "blockquote_close":
                self._quoted -= 1
                return "</blockquote>" if not self._quoted else ""
            case "fence" | "code_block":
                return f"<pre>{escape(token.content.rstrip())}</pre>\n\n"
            case "hr":
                return "———\n\n"
        return ""

    def _item(self) -> str:
        inset = "  " * (len(self._lists) - 1)
        number = self._lists[-1]
        if number is None:
            return f"{inset}• "
        self._lists[-1] = number + 1
        return f"{inset}{number}. "


def _inline(tokens: Sequence[Token]) -> str:
    written = []
    links: list[bool] = []
    for token in tokens:
        kind, _, end = token.type.rpartition("_")
        match token.type:
            case "text":
                written.append(escape(token.content))
            case "code_inline":
                written.append(f"<code>{escape(token.content)}</code>")
            case "softbreak" | "hardbreak":
                written.append("\n")
            case "link_open":
                address = str(token.attrGet("href") or "")
                links.append(bool(_LINKS.match(address)))
                written.append(f'<a href="{escape(address)}">' if links[-1] else "")
            case "link_close":
                written.append("</a>" if links.pop() else "")
            case _ if kind in _TAGS:
                written.append(f"<{'/' if end == 'close' else ''}{_TAGS[kind]}>")
    return "".join(written)
