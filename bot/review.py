"""``release-bot review``: a walk through the marks of a draft, in a terminal or from a script of decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.render import printable
from facts.draft.marks import Mark, Marks, ReviewError
from facts.draft.write import TEXT_FILE
from facts.text import Text, stands

HELP: Final = (
    "accept               take it as it stands\n"
    "edit FIELD VALUE     write another value, for example: edit value -5.3 %\n"
    "reject               take it out, with what leans on it\n"
    "later                leave it marked, and go on\n"
    "quit                 leave; what is still marked waits\n"
    "Each word may be cut short to its first letter."
)
_WORDS: Final = ("accept", "edit", "reject", "later", "quit", "help")
_HIDDEN: Final = frozenset({"review", "source", "also", "id"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what is shown: its text, and whether it is the excerpt, a heading, a guess or a note."""

    text: str
    style: str = ""


Show = Callable[[list[Piece]], None]
Ask = Callable[[Mark], str | None]


def text_of(folder: Path, named: Path | None) -> Text | None:
    """The text that a draft was made from: a file that is named, or the one beside the draft; none where it is gone."""
    path = named or folder / TEXT_FILE
    return Text.of(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else None


@dataclass
class Review:
    """One sitting: the marks, the text where it is at hand, and what has been put off."""

    marks: Marks
    text: Text | None
    show: Show
    ask: Ask
    later: set[tuple[str, str]] = field(default_factory=set)
    refused: bool = False
    """Whether the last decision could not be carried out."""

    def walk(self) -> int:
        """Go through the marks until none is left or the reader leaves; return how many entries are still marked."""
        shown: tuple[str, str] | None = None
        while waiting := [mark for mark in self.marks.left() if (mark.among, mark.id) not in self.later]:
            mark = waiting[0]
            if shown != (mark.among, mark.id):
                self.show(list(self._pieces(mark, len(waiting))))
                shown = (mark.among, mark.id)
            answer = self.ask(mark)
            if answer is None or not self._decide(mark, answer):
                break
            if answer.strip().lower().startswith("e") and not self.refused:
                shown = None
        left = len(self.marks.left())
        self.show(list(_farewell(left, self.marks.folder)))
        return left

    def _decide(self, mark: Mark, answer: str) -> bool:
        """Carry out one decision; whether to go on."""
        word, _, rest = answer.strip().partition(" ")
        decision = next((each for each in _WORDS if word and each.startswith(word.lower())), "")
        try:
            match decision:
                case "accept":
                    self.marks.accept(mark)
                case "edit":
                    self._edit(mark, rest.strip())
                case "reject":
                    gone = self.marks.reject(mark)
                    if len(gone) > 1:
                        self._say(f"Taken out with it: {', '.join(gone[1:])}.")
                case "later":
                    self.later.add((mark.among, mark.id))
                case "quit":
                    return False
                case "help":
                    self._say(HELP)
                case _:
                    self._say(f"{printable(answer)!r} is no decision.\n{HELP}" if answer.strip() else HELP)
            self.refused = False
        except ReviewError as error:
            self.refused = True
            self._say(f"That cannot be done: {error}")
        return True

    def _edit(self, mark: Mark, rest: str) -> None:
        name, _, value = rest.partition(" ")
        if not name:
            raise ReviewError("which field?\n  To mend: edit FIELD VALUE, for example: edit subject sandmouth")
        self.marks.edit(mark, name, value.strip())

    def _say(self, text: str) -> None:
        self.show([Piece(f"{text}\n", "note")])

    # What is shown

    def _pieces(self, mark: Mark, waiting: int) -> Iterator[Piece]:
        place = mark.place
        where = f", paragraph {place[0]}, sentence {place[1]}" if place[0] else ""
        yield Piece(f"\n{_called(mark)}{where} · {waiting} to go\n", "heading")
        yield from self._sentence(mark)
        for name, value in mark.item.items():
            if name in _HIDDEN:
                continue
            reason = mark.reasons.get(name)
            yield Piece(f"  {name:14}{_written(value)}", "guess" if reason else "")
            yield Piece(f"   ? {reason}\n" if reason else "\n", "note")
        for name, reason in mark.reasons.items():
            if name not in mark.item or name in _HIDDEN:
                yield Piece(f"  {name:14}   ? {reason}\n", "note")

    def _sentence(self, mark: Mark) -> Iterator[Piece]:
        sentence = self.text.sentence(*mark.place) if self.text else ""
        spans = sorted((at, at + len(each)) for each in mark.excerpts if (at := stands(each, sentence)) is not None)
        if not spans:
            yield from (Piece(f"  “{each}”\n", "excerpt") for each in mark.excerpts)
            return
        end = 0
        yield Piece("  ")
        for start, stop in spans:
            if start >= end:
                yield Piece(sentence[end:start])
                yield Piece(sentence[start:stop], "excerpt")
                end = stop
        yield Piece(f"{sentence[end:]}\n")


def _called(mark: Mark) -> str:
    match mark.among:
        case "about":
            one = "the release"
        case "entities":
            one = "name"
        case "derived":
            one = "follows"
        case _:
            one = mark.among.removesuffix("s")
    return f"{one} {mark.id}"


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(_written(each) for each in value.values())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _farewell(left: int, folder: Path) -> Iterator[Piece]:
    if left:
        yield Piece(f"\n{left} {'entry is' if left == 1 else 'entries are'} still marked.\n", "heading")
        yield Piece("They wait: review the folder again to go on.\n", "note")
    else:
        yield Piece("\nNothing is marked any more.\n", "heading")
        check = f"release-bot check --text {folder / TEXT_FILE} {folder}"
        signed = f"`release-bot check {folder} --by NAME`, and `release-bot approve {folder} --by NAME`"
        yield Piece(f"Next: {check}\nThen {signed} let it go live.\n", "note")


# ── Where it is shown ──────────────────────────────────────────────────────────────────────────────────────────────

_STYLES: Final = {"heading": "bold", "excerpt": "reverse", "guess": "yellow", "note": "dim"}


def shown_on(*, colours: bool) -> Show:
    """A way to show pieces on standard output: with colours, or with the excerpt in brackets."""
    from rich.console import Console
    from rich.text import Text as Styled

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not colours, no_color=not colours)

    def show(pieces: list[Piece]) -> None:
        if not colours:
            plain = "".join(f"⟦{each.text}⟧" if each.style == "excerpt" else each.text for each in pieces)
            print(printable(plain), end="", flush=True)
            return
        styled = Styled()
        for each in pieces:
            styled.append(printable(each.text), _STYLES.get(each.style, ""))
        console.print(styled, end="")

    return show


def asked_of_lines(lines: Iterator[str]) -> Ask:
    """Decisions from a script, one a line; empty lines and those that begin with # are passed over."""

    def ask(mark: Mark) -> str | None:
        return next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), None)

    return ask


def asked_at_terminal() -> Ask:
    """Decisions typed at a terminal, with completion of words and fields."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import NestedCompleter

    session: PromptSession[str] = PromptSession()

    def ask(mark: Mark) -> str | None:
        fields: dict[str, Any] = {name: None for name in mark.item if name not in _HIDDEN}
        choices: dict[str, Any] = dict.fromkeys(_WORDS) | {"edit": fields}
        try:
            return session.prompt(
                "accept, edit, reject, later, quit > ", completer=NestedCompleter.from_nested_dict(choices)
            )
        except (EOFError, KeyboardInterrupt):
            return None

    return ask


def as_json(mark: Mark) -> dict[str, object]:
    """A mark for machines."""
    plain = {name: _plain(value) for name, value in mark.item.items() if name != "review"}
    return {"file": mark.file.name, "list": mark.among, "id": mark.id, "item": plain, "review": mark.reasons}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | float | bool) else re.sub(r"\s+", " ", str(value))
