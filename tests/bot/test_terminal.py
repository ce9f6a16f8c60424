"""The chat: over a pipe as a process, for a person through a pseudo-terminal, and its parts by themselves."""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory

from bot.prompt import Vocabulary, history
from bot.render import as_text
from bot.terminal import COMMANDS, Chat, Leave
from tests.bot.stand_in import SENTENCE, load

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "tests.bot.stand_in"]


def complain(error: Exception) -> None:
    """A log that lets no defect pass."""
    raise error


@pytest.fixture
def chat() -> Chat:
    """A chat with the invented bot."""
    return Chat(load(), complain)  # type: ignore[arg-type]


@pytest.fixture
def say(chat: Chat) -> Callable[[str], str]:
    """What the chat prints for a line."""
    return lambda typed: as_text(chat.respond(typed))


def run(*words: str, typed: str) -> subprocess.CompletedProcess[str]:
    """Run the program over pipes to its end."""
    return subprocess.run(
        [*PROGRAM, *words],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=30,
        check=False,
    )


# ── Over a pipe ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_piped_chat_is_plain_lines() -> None:
    """No prompt, no colours, an empty line between replies, and exit status 0."""
    done = run("chat", typed="turn\n\n  \nturn\n/quit\nturn\n")
    assert (done.stdout, done.stderr, done.returncode) == ("Turn 1.\n\nTurn 2.\n", "", 0)


def test_a_chat_in_json_gives_one_object_a_turn() -> None:
    """An empty line begins a new conversation and gets none; a slash is left to the bot."""
    done = run("chat", "--json", typed="\nturn\nturn\n\n\nturn\r\n/source\ncrash\n2\nturn")
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["text"].partition("\n")[0] for reply in replies] == [
        "Turn 1.",
        "Turn 2.",
        "Turn 1.",
        "Cargo grew by 3.5 %.",
        "Something went wrong in the bot, so it gives no answer to this question.",
        "Cargo grew by 3.5 %.",
        "Turn 5.",
    ]
    assert done.stderr.count("\n") == 1
    assert done.returncode == 0


def test_a_piped_chat_loads_neither_prompt_nor_colours() -> None:
    """What is for a person at a terminal is imported for one only."""
    program = (
        "import sys; from bot.cli import main; from tests.bot.stand_in import load; main(['chat'], load);"
        "sys.exit(not {'rich', 'prompt_toolkit', 'asyncio'}.isdisjoint(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=b"turn\n/facts\n/explain", cwd=ROOT, check=False)
    assert done.returncode == 0


# ── Commands and numbers ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_number_asks_the_question_it_stands_for(say: Callable[[str], str]) -> None:
    """As long as it is offered; any other number is a question of its own."""
    assert "  1. How many ships called?\n  2. What about wages?\n" in say("cargo")
    assert say("2").startswith("→ What about wages?\nThe release does not say.\n")
    assert say("1").startswith("→ How did cargo do?\n")
    assert not say("3").startswith("→")


def test_the_greeting_offers_questions(chat: Chat, say: Callable[[str], str]) -> None:
    """And their numbers can be typed at once."""
    assert "1. How did cargo do?" in as_text(chat.greeting())
    assert say("1").startswith("→ How did cargo do?")


def test_source_shows_where_the_release_says_it(say: Callable[[str], str]) -> None:
    """With the whole sentence where the bot holds the text."""
    assert say("/source") == "Nothing has been answered yet.\n"
    say("cargo")
    assert say("/source") == f"harbour, paragraph 1: “grew by 3.5%”\n  {SENTENCE}\n"
    say("wages")
    assert say("/source") == "The last reply rests on no place in the release.\n"


def test_explain_shows_how_the_last_question_was_understood(say: Callable[[str], str]) -> None:
    """Whatever its answer was."""
    assert say("/explain") == "Nothing has been answered yet.\n"
    say("cargo")
    assert "pattern     how did {measure} do\n" in say("/EXPLAIN ")


def test_a_new_conversation_forgets(say: Callable[[str], str]) -> None:
    """Turns, the last answer and the numbers offered."""
    say("cargo")
    say("/new")
    assert say("/source") == "Nothing has been answered yet.\n"
    assert not say("1 turn").startswith("→")
    assert say("turn") == "Turn 2.\n"


@pytest.mark.parametrize("typed", ["/help", "/start"])
def test_help_lists_every_command(typed: str, say: Callable[[str], str]) -> None:
    """With what each does."""
    shown = say(typed)
    assert all(f"/{name} " in shown and command.does in shown for name, command in COMMANDS.items())


@pytest.mark.parametrize("typed", ["/quit", "/exit", " /QUIT ", "quit", "Exit"])
def test_quit_leaves(typed: str, chat: Chat) -> None:
    """However it is written."""
    with pytest.raises(Leave):
        chat.respond(typed)


def test_an_unknown_command_brings_the_nearest(say: Callable[[str], str]) -> None:
    """And all that there are; a slash within a question is no command."""
    assert say("/sorce").startswith("There is no command /sorce. Did you mean /source? There are /source, /explain,")
    assert "Did you mean" not in say("/zzz")
    assert say("echo and/or") == "What is echo and/or?\n"
    assert say("/ echo") == "What is / echo?\n"


def test_a_defect_does_not_end_a_conversation() -> None:
    """It is logged, and the reply claims nothing."""
    logged: list[Exception] = []
    chat = Chat(load(), logged.append)  # type: ignore[arg-type]
    assert as_text(chat.respond("crash")).startswith("Something went wrong")
    assert [str(error) for error in logged] == ["a wheel came off"]
    assert as_text(chat.respond("turn")) == "Turn 2.\n"


@pytest.mark.parametrize(
    "typed", ["", " ", "\t", "\0", "/", "//", "/\0", "0", "9", "²", "１", "x" * 5000, "🙂", "{{ 7 * 7 }}"]
)
def test_nothing_typed_ends_a_chat(typed: str, say: Callable[[str], str]) -> None:
    """Each line is answered; only an empty one gets nothing."""
    assert bool(say(typed)) == bool(typed.strip())


# ── Completion and history ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("how", ["How did cargo do?", "How many ships called?"]),
        ("tell me about the p", ["the port"]),
        ("HOW MANY", ["How many ships called?"]),
        ("what of carg", ["cargo", "Cargo terminal"]),
        ("h", []),
        ("", []),
        ("/f", ["/facts"]),
        ("/facts sh", ["ships"]),
        ("/facts cargo sh", ["ships"]),
        ("zzz", []),
    ],
)
def test_completion_offers_questions_names_and_commands(typed: str, offered: list[str]) -> None:
    """Those that begin as the last words typed do."""
    commands = {f"/{name}": command.does for name, command in COMMANDS.items()}
    vocabulary = Vocabulary(load().vocabulary(), commands, ["ships", "cargo"])
    found = vocabulary.get_completions(Document(typed), CompleteEvent())
    assert [completion.text for completion in found] == offered


def test_the_history_is_the_reader_s_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept in a file that others cannot read."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    history().store_string("cargo")
    assert list(history().load_history_strings()) == ["cargo"]
    file = tmp_path / "state" / "release-bot" / "history"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_history_that_cannot_be_kept_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its folder cannot be made, or goes away while the chat runs."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert isinstance(history(), InMemoryHistory)

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    kept = history()
    (tmp_path / "state" / "release-bot" / "history").unlink()
    (tmp_path / "state" / "release-bot").rmdir()
    kept.store_string("cargo")
    assert list(kept.load_history_strings()) == []


# ── For a person at a terminal ─────────────────────────────────────────────────────────────────────────────────────

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


class Terminal:
    """A program in a terminal of its own: what is typed goes in, what it shows is kept."""

    def __init__(self, *words: str, **settings: str) -> None:
        self.shown = ""
        variables = {**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **settings}
        variables = {name: value for name, value in variables.items() if name != "NO_COLOR" or settings.get(name)}
        self.process, self.descriptor = pty.fork()
        if self.process == 0:  # pragma: no cover - another process
            os.chdir(ROOT)
            os.execve(sys.executable, [*PROGRAM, *words], variables)

    def type(self, text: str) -> None:
        """Type some keys."""
        os.write(self.descriptor, text.encode())

    def wait_for(self, text: str, *, seconds: float = 10) -> str:
        """What is shown up to and with a text; what follows it is kept for the next."""
        end = time.monotonic() + seconds
        while text not in plain(self.shown):
            assert time.monotonic() < end, f"{text!r} did not come: {plain(self.shown)[-2000:]!r}"
            self._read(0.05)
        end_of_text = bisect_left(range(len(self.shown)), True, key=lambda end: text in plain(self.shown[:end]))
        shown, self.shown = self.shown[:end_of_text], self.shown[end_of_text:]
        return shown

    def ends(self, *, seconds: float = 10) -> int:
        """The exit status of the program, once it ends."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.process = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"the program does not end: {plain(self.shown)[-2000:]!r}")

    def _read(self, seconds: float) -> None:
        if select.select([self.descriptor], [], [], seconds)[0]:
            with contextlib.suppress(OSError):  # what Linux says when the other end has closed
                self.shown += os.read(self.descriptor, 65536).decode(errors="replace")

    def close(self) -> None:
        """End the program where it has not ended by itself."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.descriptor)


def plain(shown: str) -> str:
    """What a terminal shows, without the sequences that move and colour."""
    return re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\-_])", "", shown).replace("\r\n", "\n")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start programs in terminals, and see to it that none outlives its test."""
    started: list[Terminal] = []

    def start(*words: str, **settings: str) -> Terminal:
        started.append(Terminal(*words, **{"XDG_STATE_HOME": str(tmp_path), **settings}))
        return started[-1]

    yield start
    for each in started:
        each.close()


def test_a_person_is_greeted_and_answered_in_colour(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """A number asks what it stands for, /source follows, Ctrl-D leaves, and the history is kept."""
    here = terminal("chat")
    assert "1. How did cargo do?" in plain(here.wait_for(">"))
    here.type("1\r")
    shown = here.wait_for("2. What about wages?")
    assert "→ How did cargo do?" in plain(shown)
    assert "\x1b[1mCargo grew by 3.5 %.\x1b[0m" in shown
    here.wait_for(">")
    here.type("/source\r")
    here.wait_for(SENTENCE)
    here.wait_for(">")
    here.type("\x04")
    assert here.ends() == 0
    assert "Traceback" not in here.shown
    assert "+/source" in (tmp_path / "release-bot" / "history").read_text(encoding="utf-8")


@pytest.mark.parametrize("interrupt", ["key", "signal"])
def test_ctrl_c_clears_the_line_and_then_leaves(interrupt: str, terminal: Callable[..., Terminal]) -> None:
    """Quietly, whether it comes as a key or as a signal."""
    here = terminal("chat")
    here.wait_for(">")

    def ctrl_c() -> None:
        here.type("\x03") if interrupt == "key" else os.kill(here.process, signal.SIGINT)

    here.type("half a question")
    here.wait_for("half a question")
    ctrl_c()
    time.sleep(0.3)
    here.type("turn\r")
    here.wait_for("Turn 1.")
    here.wait_for(">")
    ctrl_c()
    assert here.ends() == 0
    assert "Traceback" not in here.shown


def test_ctrl_c_stops_an_answer_and_not_the_chat(terminal: Callable[..., Terminal]) -> None:
    """A question that takes too long can be given up."""
    here = terminal("chat")
    here.wait_for(">")
    here.type("sleep\r")
    here.wait_for("Asleep.")
    here.type("\x03")
    here.wait_for("Stopped.")
    here.wait_for(">")
    here.type("/quit\r")
    assert here.ends() == 0


def test_a_chat_runs_where_nothing_can_be_written(terminal: Callable[..., Terminal]) -> None:
    """The history is then lost, and nothing else."""
    here = terminal("chat", XDG_STATE_HOME="/dev/null")
    here.wait_for(">")
    here.type("turn\r")
    here.wait_for("Turn 1.")
    here.type("/quit\r")
    assert here.ends() == 0


def test_no_color_is_obeyed(terminal: Callable[..., Terminal]) -> None:
    """In the chat as in a single answer."""
    here = terminal("ask", "wages", NO_COLOR="1")
    assert here.ends() == 1
    assert "\x1b" not in here.shown
    here = terminal("chat", NO_COLOR="1")
    here.wait_for(">")
    here.type("wages\r")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", here.wait_for("How did cargo do?"))


def test_a_single_answer_in_a_terminal_has_a_bold_headline(terminal: Callable[..., Terminal]) -> None:
    """By hand, without the libraries of the chat."""
    here = terminal("ask", "cargo")
    assert here.ends() == 0
    assert "\x1b[1mCargo grew by 3.5 %.\x1b[0m" in here.shown


def test_a_dumb_terminal_gets_plain_lines_and_a_prompt(terminal: Callable[..., Terminal]) -> None:
    """As in an editor's shell window; Ctrl-D leaves there too."""
    here = terminal("chat", TERM="dumb")
    here.wait_for("> ")
    here.type("turn\n")
    assert "\x1b" not in here.wait_for("Turn 1.\r\n> ".replace("\r", ""))
    here.type("\x04")
    assert here.ends() == 0


def test_a_question_pasted_with_line_ends_is_one_question(terminal: Callable[..., Terminal]) -> None:
    """Bracketed paste keeps what was copied together."""
    here = terminal("chat")
    here.wait_for(">")
    here.type("\x1b[200~echo one\ntwo\x1b[201~\r")
    here.wait_for("What is echo one\ntwo?")
