"""A conversation in a terminal or over a pipe: each line typed is a question, a number offered, or a command.

What is typed and what is printed is decided here, the same for a person and for a pipe; ``bot.prompt`` adds editing,
completion and colours where a person sits at both ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from bot import browse, streams
from bot.render import INDENT, Line, Style, as_text, cited, explained, lines_of, suggested
from bot.reply import Citation, Reply, Status

if TYPE_CHECKING:
    from bot.answer import Answerer

Log = Callable[[Exception], None]
"""Where a failure inside the bot is told, so that one question's defect does not end a conversation."""


class Leave(Exception):  # noqa: N818 - nothing went wrong
    """The reader wants to go."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word after a slash: what it takes, what it does, and what does it."""

    takes: str
    does: str
    run: Callable[[Chat, str], list[Line]]


class Chat:
    """One reader's conversation, with the commands that look behind its answers."""

    def __init__(self, answerer: Answerer, log: Log) -> None:
        self.answerer = answerer
        self.log = log
        self.conversation = answerer.conversation()
        self.last: Reply | None = None
        self.offered: tuple[str, ...] = ()
        """The questions that a number stands for."""

    def greeting(self) -> list[Line]:
        """What the bot speaks about, and how to go on."""
        self.offered = tuple(self.answerer.examples()[:3])
        titles = [
            release.about.title.get(self.answerer.language.code) or next(iter(release.about.title.values()), release.id)
            for release in self.answerer.visible.values()
        ]
        closed = self.answerer.closed()
        return [
            Line(closed, Style.CAUTION)
            if closed
            else Line(f"Ask about {'; '.join(titles)}." if titles else "Ask a question.", Style.HEADLINE),
            *suggested(self.offered, numbered=True),
            Line("/help lists the commands; Ctrl-D leaves.", Style.NOTE, INDENT),
        ]

    def respond(self, typed: str) -> list[Line]:
        """What is printed for a line that was typed. Raises Leave where the reader wants to go."""
        typed = typed.strip()
        if not typed:
            return []
        if typed.lower() in _LEAVING:
            raise Leave
        if command := _COMMAND.fullmatch(typed):
            return self._obey(command["name"].lower(), (command["rest"] or "").strip())
        if typed in _NUMBERS[: len(self.offered)]:
            question = self.offered[int(typed) - 1]
            return [Line(question, Style.NOTE, 0, "→ "), *self._ask(question)]
        return self._ask(typed)

    def _ask(self, question: str) -> list[Line]:
        reply = answered(self.conversation.ask, question, self.log)
        self.last = reply
        self.offered = reply.suggestions
        return lines_of(reply, numbered=True)

    def _obey(self, name: str, rest: str) -> list[Line]:
        name = _ALSO.get(name, name)
        if name in COMMANDS:
            return COMMANDS[name].run(self, rest)
        near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        hint = f" Did you mean /{near[0]}?" if near else ""
        known = ", ".join(f"/{each}" for each in COMMANDS)
        return [Line(f"There is no command /{name}.{hint} There are {known}.", Style.CAUTION)]

    def _source(self, _: str) -> list[Line]:
        if self.last is None:
            return [Line("Nothing has been answered yet.", Style.CAUTION)]
        if not self.last.sources:
            return [Line("The last reply rests on no place in the release.", Style.CAUTION)]
        excerpts: dict[str | None, list[Line]] = {}
        for source in dict.fromkeys(self.last.sources):
            excerpts.setdefault(self._sentence(source), []).append(Line(cited(source), Style.SOURCE))
        lines: list[Line] = []
        for sentence, found in excerpts.items():
            lines += [*found, Line(sentence, Style.DETAIL, INDENT)] if sentence else found
        return lines

    def _sentence(self, citation: Citation) -> str | None:
        """The whole sentence of an excerpt, which stands in one place of its paragraph."""
        release = self.answerer.visible.get(citation.release)
        source = browse.place_of(citation, release) if release else None
        return self.answerer.sentence(source) if source else None

    def _explain(self, _: str) -> list[Line]:
        if self.last is None:
            return [Line("Nothing has been answered yet.", Style.CAUTION)]
        return [Line(self.last.question, Style.NOTE, 0, "→ "), *explained(self.last)]

    def _facts(self, words: str) -> list[Line]:
        return browse.search(self.answerer.visible.values(), words.split(), self.answerer.language).lines()

    def _chart(self, name: str) -> list[Line]:
        from bot.charts import find, text

        chart = find.find(name, self.answerer) if name else find.of_reply(self.last, self.answerer)
        picture = self.answerer.picture(chart.id) if chart else None
        if picture is not None:
            return text.lines_of(picture)
        unknown = [Line(f"There is no chart “{name}”.", Style.CAUTION)] if name else []
        return [*unknown, *text.listed(self.answerer)]

    def _new(self, _: str) -> list[Line]:
        self.conversation.reset()
        self.last = None
        self.offered = ()
        return [Line("A new conversation.", Style.NOTE)]

    def _help(self, _: str) -> list[Line]:
        width = max(len(f"/{name} {command.takes}") for name, command in COMMANDS.items())
        shown = [
            Line(command.does, Style.DETAIL, INDENT, f"{f'/{name} {command.takes}':<{width}}  ")
            for name, command in COMMANDS.items()
        ]
        greeting = self.greeting()
        return [*greeting[:-1], Line("Commands:", Style.NOTE, INDENT), *shown]

    def _quit(self, _: str) -> list[Line]:
        raise Leave


COMMANDS: Final[Mapping[str, Command]] = {
    "source": Command("", "where the release says what was last answered", Chat._source),
    "explain": Command("", "how the last question was understood", Chat._explain),
    "facts": Command("[WORDS]", "list the facts, search them, or show one by its name", Chat._facts),
    "chart": Command("[NAME]", "show a chart, or that of the last answer, or list them", Chat._chart),
    "new": Command("", "begin a new conversation", Chat._new),
    "help": Command("", "this list", Chat._help),
    "quit": Command("", "leave", Chat._quit),
}
_ALSO: Final = {
    "start": "help",
    "exit": "quit",
    "sources": "source",
    "reset": "new",
    "fact": "facts",
    "charts": "chart",
}
_COMMAND: Final = re.compile(r"/(?P<name>\w+)(?:\s+(?P<rest>.*))?", re.DOTALL)
_LEAVING: Final = frozenset({"quit", "exit"})
_NUMBERS: Final = tuple("123456789")


def answered(ask: Callable[[str], Reply], question: str, log: Log) -> Reply:
    """A reply whatever happens: where the bot itself fails, one that claims nothing, and the failure is logged."""
    try:
        return ask(question)
    except Exception as error:
        log(error)
        return Reply(question, Status.HELP, "Something went wrong in the bot, so it gives no answer to this question.")


def converse(chat: Chat, typed: Iterable[str], *, prompt: str = "") -> None:
    """Hold a conversation over plain lines: no colours, no editing, a blank line between replies."""
    first = True
    for line in _prompted(typed, prompt):
        try:
            lines = chat.respond(line)
        except Leave:
            return
        if lines:
            print("" if first else "\n", as_text(lines), sep="", end="", flush=True)
            first = False


def _prompted(typed: Iterable[str], prompt: str) -> Iterable[str]:
    rest = iter(typed)
    while True:
        print(prompt, end="", flush=True)
        line = next(rest, None)
        if line is None:
            return
        yield line


def converse_in_json(answerer: Answerer, typed: Iterable[str], log: Log) -> None:
    """One JSON object for each turn; an empty line begins a new conversation and gets none."""
    conversation = answerer.conversation()
    for line in typed:
        if line.strip():
            streams.write_json(answered(conversation.ask, line, log).as_json())
        else:
            conversation.reset()
