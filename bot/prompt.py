"""The chat for a person at a terminal: editing, history, completion and colours around ``bot.terminal.Chat``."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth
from rich.console import Console
from rich.text import Text

from bot.render import Line, Style, printable
from bot.terminal import COMMANDS, Chat, Leave

_LOOKS: Final = {
    Style.HEADLINE: "bold",
    Style.CAUTION: "bold yellow",
    Style.DETAIL: "none",
    Style.WORKING: "cyan",
    Style.SOURCE: "dim",
    Style.SUGGESTION: "dim",
    Style.NOTE: "dim",
}
_SHORTEST: Final = 2
"""Letters to type before names and questions are offered."""
_MOST: Final = 12
_MENU_LINES: Final = 6
_NARROWEST: Final = 20
"""Columns below which wrapping would only make things worse."""


def converse(chat: Chat, *, colours: bool) -> None:
    """Hold a conversation until the reader leaves by /quit, Ctrl-D, or Ctrl-C on an empty line."""
    console = Console(no_color=not colours, highlight=False, markup=False, emoji=False)
    session = _session(chat, colours=colours)
    show(console, chat.greeting())
    while True:
        try:
            typed = session.prompt(FormattedText([("bold" if colours else "", "> ")]))
        except EOFError:
            return
        try:
            show(console, chat.respond(typed))
        except Leave:
            return
        except KeyboardInterrupt:
            console.print("Stopped.")


def show(console: Console, lines: Iterable[Line]) -> None:
    """Print lines in their looks, wrapped to the terminal, with an empty line after them."""
    shown = list(lines)
    for line in shown:
        for painted in _painted(line, console):
            console.print(painted, no_wrap=True, crop=False, overflow="ignore")
    if shown:
        console.print()


def _painted(line: Line, console: Console) -> Iterator[Text]:
    look = _LOOKS[line.style]
    mark = line.mark
    width = max(console.width - line.indent - len(mark), _NARROWEST)
    for part in Text(printable(line.text), look).wrap(console, width):
        part.rstrip()
        yield Text.assemble(" " * line.indent, (mark, look), part)
        mark = " " * len(mark)


def _session(chat: Chat, *, colours: bool) -> PromptSession[str]:
    commands = {f"/{name}": command.does for name, command in COMMANDS.items()}
    facts = [fact.id for release in chat.answerer.visible.values() for fact in release.facts()]
    return PromptSession(
        history=history(),
        completer=Vocabulary(chat.answerer.vocabulary(), commands, facts),
        auto_suggest=AutoSuggestFromHistory(),
        key_bindings=_keys(),
        color_depth=None if colours else ColorDepth.DEPTH_1_BIT,
        reserve_space_for_menu=_MENU_LINES,
        enable_suspend=True,
    )


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    @keys.add("<sigint>")
    def clear_or_leave(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=EOFError)

    return keys


class Vocabulary(Completer):
    """Offers commands after a slash, else questions and names that begin as the last words typed do."""

    def __init__(self, entries: Iterable[str], commands: Mapping[str, str], facts: Sequence[str]) -> None:
        self._commands = commands
        self._facts = sorted(facts)
        self._entries = sorted({(entry.casefold(), entry) for entry in entries if entry.strip()})

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What may stand in place of the words before the cursor."""
        typed = document.text_before_cursor
        if typed.startswith("/facts "):
            begun = typed.split(" ")[-1]
            yield from (Completion(fact, -len(begun)) for fact in self._facts if begun and fact.startswith(begun))
        elif typed.startswith("/"):
            for name, does in self._commands.items():
                if name.startswith(typed):
                    yield Completion(name, -len(typed), display_meta=does)
        else:
            yield from self._continued(typed)

    def _continued(self, typed: str) -> Iterator[Completion]:
        """Entries that begin as the text from some word on does; the more words they take up, the earlier."""
        offered: set[str] = set()
        starts = [place for place in range(len(typed)) if typed[place] != " " and typed[:place][-1:] in ("", " ")]
        for start in starts:
            begun = typed[start:].casefold()
            if len(begun) < _SHORTEST:
                continue
            for entry in self._beginning(begun):
                if entry not in offered and len(offered) < _MOST:
                    offered.add(entry)
                    yield Completion(entry, start - len(typed))

    def _beginning(self, begun: str) -> Iterator[str]:
        for key, entry in self._entries[bisect_left(self._entries, (begun, "")) :]:
            if not key.startswith(begun):
                return
            if key != begun:
                yield entry


def history() -> History:
    """What was typed before, kept in the folder that XDG gives to such things; in memory where that cannot be."""
    try:
        state = os.environ.get("XDG_STATE_HOME", "")
        folder = (Path(state) if os.path.isabs(state) else Path.home() / ".local" / "state") / "release-bot"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "history"
        os.close(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
    except (OSError, RuntimeError):  # no home, no right to write there, no room
        return InMemoryHistory()
    return _Kept(str(file))


class _Kept(FileHistory):
    """A history in a file whose loss, while the chat runs, is not worth a word."""

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        try:
            super().store_string(string)
        except OSError:
            return
