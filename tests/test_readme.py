"""The README's console blocks are run, and what they print is what the README shows.

In a block, a line that begins with `$ ` is a command; the lines up to the next one are what it prints.
A line `...` stands for any number of lines.
In the output of `deploy/run chat`, lines that begin with `> ` are what the reader types.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BIN = Path(sys.executable).parent

BLOCK = re.compile(r"^(?P<indent> *)```console[^\n]*\n(?P<body>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)
SETTINGS = re.compile(r"\A(?:RELEASE_BOT_[A-Z]+=[\w./-]+ )+(?=release-bot )")
FEEDS = {"printf", "echo", "cat"}  # what may stand before a pipe into release-bot
SCRIPT_WORDS = {"chat", "ask", "check", "test", "lint", "help"}


@dataclass(frozen=True)
class Example:
    """One command of the README and the lines that it is said to print."""

    line: int
    command: str
    expected: tuple[str, ...]


def examples(text: str) -> list[Example]:
    """Return every command of every console block, in order."""
    found = []
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start("body")) + 1
        lines = [line.removeprefix(block["indent"]).rstrip() for line in block["body"].splitlines()]
        starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        assert starts[:1] == [0], f"README.md:{first}: a console block begins with a command, `$ …`"
        for start, end in pairwise([*starts, len(lines)]):
            printed = "\n".join(lines[start + 1 : end]).strip("\n")
            found.append(Example(first + start, lines[start][2:].strip(), tuple(printed.splitlines())))
    return found


def stages(command: str) -> list[list[str]] | None:
    """Split a command into the words of each stage of its pipe; None where it is more than a pipe."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    parts: list[list[str]] = [[]]
    for token in lexer:
        if token == "|":
            parts.append([])
        elif token and set(token) <= set("();<>|&"):
            return None
        else:
            parts[-1].append(token)
    return parts if all(parts) else None


def known(command: str) -> bool:
    """Say whether the command is one that this test can run and judge; settings may stand before it."""
    match stages(SETTINGS.sub("", command)):
        case [["release-bot", *_]]:
            return True
        case [["deploy/run"]]:
            return True
        case [["deploy/run", word, *_]]:
            return word in SCRIPT_WORDS
        case [[feed, *_], ["release-bot", *_]]:
            return feed in FEEDS
        case _:
            return False


def agrees(expected: list[str], printed: list[str]) -> bool:
    """Compare line by line; `...` stands for any number of lines, and at the end of one for the rest of it."""
    if not expected:
        return not printed
    if expected[0].strip() in {"...", "…"}:
        return any(agrees(expected[1:], printed[start:]) for start in range(len(printed) + 1))
    begins = expected[0].removesuffix("...")
    alike = bool(printed) and (printed[0].startswith(begins) if begins != expected[0] else expected[0] == printed[0])
    return alike and agrees(expected[1:], printed[1:])


def missing_text(command: str) -> str | None:
    """Return the release text that the command names with --text, if it is not here."""
    words = shlex.split(os.path.expandvars(command), comments=True)
    for number, word in enumerate(words):
        name = word.removeprefix("--text=") if word.startswith("--text=") else ""
        if word == "--text":
            name = words[number + 1] if number + 1 < len(words) else ""
        if name and not (ROOT / name).is_file():
            return name
    return None


def run(
    command: str, typed: str = "", *, folder: Path = ROOT, seconds: int = 120, **more: str
) -> tuple[int, list[str]]:
    """Run a command as a reader would, in the environment that runs the tests; return its status and lines.

    ``more`` are variables of that environment.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RELEASE_BOT_", "PYTEST_")) and name not in {"COLUMNS", "LINES", "FORCE_COLOR"}
    }
    environment |= {
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "RELEASE_BOT_VENV": str(BIN.parent),
        "RELEASE_BOT_NO_SETUP": "1",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        **more,
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
    return done.returncode, [line.rstrip() for line in done.stdout.strip("\n").splitlines()]


EXAMPLES = examples(README.read_text(encoding="utf-8")) if README.is_file() else []


def test_the_readme_shows_the_bot_at_work() -> None:
    """There is a README, and among its console blocks are a question and the two commands of a checkout."""
    assert README.is_file(), "README.md is missing"
    commands = [example.command for example in EXAMPLES]
    assert any(command.startswith("release-bot ask") for command in commands), "no console block with `release-bot ask`"
    for word in ("deploy/run chat", "deploy/run test"):
        assert any(command.startswith(word) for command in commands), f"no console block with `{word}`"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line {example.line}: {example.command}")
def test_a_console_block_prints_what_it_shows(example: Example) -> None:
    """A command of the README runs as it stands and prints what the README shows."""
    where = f"README.md:{example.line}: `{example.command}`"
    assert known(example.command), f"{where}: this test does not know how to run it; teach it, or use another block"
    if text := missing_text(example.command):
        pytest.skip(f"{where}: the release text {text} is not here")

    expected = list(example.expected)
    typed = ""
    match example.command.split()[:2]:
        case ["deploy/run", "test"]:
            # Collecting a file shows that the command works; running all would run this test again, without end.
            status, printed = run(f"{example.command} tests/test_house.py --collect-only --quiet --color=no")
            assert status == 0, f"{where}: status {status}\n" + "\n".join(printed[-30:])
            return
        case ["deploy/run", "lint"]:
            # Continuous integration runs it; here it is enough that the script knows the word.
            status, printed = run("deploy/run help")
            assert any(line.split()[:1] == ["lint"] for line in printed), f"{where}: not in `deploy/run help`"
            return
        case ["deploy/run", "chat"]:
            typed = "".join(line[2:] + "\n" for line in expected if line.startswith("> "))
            expected = [line for line in expected if not line.startswith("> ")]
            if not expected:
                expected = ["..."]

    status, printed = run(example.command, typed)
    shown = "\n".join(printed)
    assert "Traceback (most recent call last)" not in shown, f"{where}:\n{shown}"
    assert status in {0, 1}, f"{where}: status {status}\n{shown}"
    assert agrees(expected, printed), (
        f"{where} prints something else. To mend: copy what it prints, or mend the bot.\n"
        "--- README.md\n" + "\n".join(expected) + "\n--- printed\n" + shown
    )


def test_examples_are_told_apart() -> None:
    """A block yields its commands with their lines, and `...` stands for any number of lines."""
    text = "# T\n\n```console\n$ release-bot ask a\none\n\ntwo\n\n$ deploy/run test\n...\n```\n"
    assert examples(text) == [
        Example(4, "release-bot ask a", ("one", "", "two")),
        Example(9, "deploy/run test", ("...",)),
    ]
    assert agrees(["one", "...", "two"], ["one", "two"])
    assert agrees(["...", "two"], ["one", "one", "two"])
    assert not agrees(["one", "..."], ["two"])
    assert not agrees(["one"], ["one", "two"])


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ('release-bot ask "which | cities; grew?"', True),
        ("printf 'a\\nb\\n' | release-bot ask -", True),
        ("deploy/run chat", True),
        ("RELEASE_BOT_RELEASES=tests/releases release-bot ask a", True),
        ("PATH=here release-bot ask a", False),
        ("deploy/run unheard-of", False),
        ("release-bot ask a && rm -r b", False),
        ("release-bot ask a > file", False),
        ("git clone somewhere", False),
        ("release-bot ask a | sort", False),
    ],
)
def test_unknown_commands_are_noticed(command: str, answer: bool) -> None:
    """Only commands that this test can judge pass for known."""
    assert known(command) is answer
