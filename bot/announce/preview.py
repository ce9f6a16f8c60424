"""An announcement in the terminal, as Telegram shows it: a bubble with its formatting, and the button below."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bot.announce.content import Content

WIDTH: Final = 60
"""Columns of a bubble: about what a telephone shows in a line."""
_STYLES: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strike", "code": "cyan",
    "pre": "cyan", "a": "underline blue", "blockquote": "dim",
}  # fmt: skip


def show(content: Content, heading: str, console: Console) -> None:
    """Print the announcement."""
    console.print(Text(heading, style="dim"))
    width = min(WIDTH, console.width)
    parts: list[RenderableType] = []
    if content.picture is not None:
        size = f"{len(content.picture) / 1000:,.0f} kB"
        parts.append(Panel(Text(f"picture, {size}", justify="center", style="dim"), box=ROUNDED))
    parts.append(as_text(content.html))
    console.print(Panel(Group(*parts), box=ROUNDED, width=width))
    if content.button is not None:
        console.print(Panel(Text(f"{content.button.label} ↗", justify="center"), box=ROUNDED, width=width))


def as_text(html: str) -> Text:
    """Telegram's HTML as text with styles."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A style begins; a quotation has a bar before it."""
        self._styles.append(_STYLES.get(tag, ""))
        if tag == "blockquote":
            self.text.append("▎ ", "dim")

    def handle_endtag(self, tag: str) -> None:
        """A style ends."""
        if self._styles:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        """Text in the styles that are open."""
        if "dim" in self._styles:
            data = data.replace("\n", "\n▎ ")
        self.text.append(data, " ".join(filter(None, self._styles)))
