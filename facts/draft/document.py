"""The text of a release out of the file that it came in: plain text, Markdown, HTML or PDF; a paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from facts.text import BAR, columns

LARGEST: Final = 500_000
"""In bytes; a release has some ten thousand."""
_BLOCKS: Final = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "td",
    "th",
    "tr",
    "dt",
    "dd",
    "figcaption",
)
_POINT: Final = re.compile(r"[•·▪◦*–—-]\s|\(?\d{1,2}[.)]\s")
"""How a point of a list begins."""
_APART: Final = ("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template")


class DocumentError(ValueError):
    """A file out of which no text can be had: why, and the mend."""


def read_document(path: Path) -> str:
    """The text of a file by its ending, a paragraph a line.

    Raises DocumentError for what holds no text or cannot be read as what it says it is, OSError for what cannot be
    opened.
    """
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise DocumentError(
            f"{str(path)!r} is larger than {LARGEST // 1000} kB.\n  To mend: cut the release out of it."
        )
    read = _READERS.get(path.suffix.lower(), _plain)
    lines = (" ".join(each.split()) for each in read(raw, path).split("\n"))
    text = "\n".join(line for line in lines if line)
    if not re.search(r"\w", text):
        raise DocumentError(f"{str(path)!r} holds no text.\n  To mend: save the release as text, a paragraph a line.")
    return text + "\n"


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{path}:{line}: here is something that is not UTF-8.\n  To mend: save it as UTF-8."
        ) from error


def _plain(raw: bytes, path: Path) -> str:
    """Plain text: a paragraph is a line, or, where lines are short and blank lines part them, what stands between."""
    if b"\0" in raw[:4096]:
        known = ", ".join(sorted(_READERS))
        raise DocumentError(f"{str(path)!r} is no text.\n  To mend: save it as plain text, or as one of {known}.")
    text = columns(_decoded(raw, path).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [line.strip() for line in text.strip().split("\n")]
    filled = [line for line in lines if line and BAR not in line]
    wrapped = sum(not re.search(r"[.!?:;\"'”’)]\Z", line) for line in filled) > len(filled) / 2
    if wrapped and "" in lines:
        return "\n".join(_unwrapped(lines))
    return text


def _unwrapped(lines: list[str]) -> list[str]:
    """Wrapped lines put together; a point of a list, and what follows a line that is left short, begins anew."""
    wide = 0.6 * max(map(len, lines))
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        apart = _POINT.match(line) or BAR in line or BAR in before
        if line and len(before) >= wide and not apart:
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        before = line
    return paragraphs


def _html(raw: bytes, path: Path) -> str:
    return _of_html(_decoded(raw, path))


def _markdown(raw: bytes, path: Path) -> str:
    from markdown_it import MarkdownIt

    return _of_html(MarkdownIt("commonmark").enable("table").render(_decoded(raw, path)))


def _of_html(markup: str) -> str:
    """The blocks of a page, each a line; of a table a row is one."""
    from bs4 import BeautifulSoup, Tag

    page = BeautifulSoup(markup, "html.parser")
    for each in page.find_all(_APART):
        each.decompose()
    for cut in page.find_all("br"):
        cut.replace_with(" ")
    lines: list[str] = []
    for block in page.find_all(_BLOCKS):
        if not isinstance(block, Tag) or (block.name in ("td", "th") and block.find_parent("tr")):
            continue
        if block.name == "tr":
            cells = [" ".join(cell.get_text().split()) for cell in block.find_all(("td", "th"))]
            lines.append(BAR.join(cells))
        elif not block.find(_BLOCKS):
            lines.append(block.get_text())
    return "\n".join(" ".join(line.split()) for line in lines) or page.get_text("\n")


def _pdf(raw: bytes, path: Path) -> str:
    """The text of a PDF; lines are put together until one ends a sentence and is shorter than its page is wide."""
    from io import BytesIO

    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError as error:
        raise DocumentError("PDF needs pypdf.\n  To mend: pip install 'release-bot[pdf]'.") from error
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(raw)).pages]
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise DocumentError(f"{str(path)!r} cannot be read as PDF: {error}.\n  To mend: save it as text.") from error
    return _rejoined([line.strip() for page in pages for line in page.split("\n")])


def _rejoined(lines: list[str]) -> str:
    widest = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
        elif open_:
            joined = paragraphs[-1]
            paragraphs[-1] = f"{joined[:-1]}{line}" if re.search(r"[a-z]-\Z", joined) else f"{joined} {line}"
        else:
            paragraphs.append(line)
        if line:
            open_ = not (re.search(r"[.!?\"”’)]\Z", line) and len(line) < 0.85 * widest)
    return "\n".join(paragraphs)


_READERS: Final[Mapping[str, Callable[[bytes, Path], str]]] = {
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".markdown": _markdown,
    ".pdf": _pdf,
}
