"""The command line, mostly as a process of its own: what it prints where, how it ends, what it takes without harm."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot import streams
from bot.cli import COMMANDS, main
from bot.render import Line, Style, as_text, printable
from bot.settings import SettingError, Settings
from tests.bot.stand_in import RELEASE, TEXT, load

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "tests.bot.stand_in"]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder with one small release."""
    folder = tmp_path / "releases" / "harbour"
    folder.mkdir(parents=True)
    (folder / "release.yaml").write_text(RELEASE, encoding="utf-8")
    return folder.parent


def environment(**settings: object) -> dict[str, str]:
    """The environment of this process, without its own settings and with others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RELEASE_BOT_")}
    return {**kept, **{name: str(value) for name, value in settings.items()}}


def run(*words: str | bytes, typed: bytes = b"", **settings: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end, which is never a traceback."""
    done = subprocess.run(
        [*PROGRAM, *words],
        input=typed,
        capture_output=True,
        cwd=ROOT,
        env=environment(**settings),
        timeout=30,
        check=False,
    )
    if b"--debug" not in words:
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert b"Exception ignored" not in done.stderr, done.stderr.decode()
    return done


def objects(output: bytes) -> list[dict[str, object]]:
    """One JSON object a line, however generously lines are counted."""
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


# ── ask ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_printed_plain_with_working_source_and_next_questions() -> None:
    """A piped answer has no colours, and its words need no quotes."""
    done = run("ask", "how", "did", "cargo", "do?")
    assert done.stdout.decode() == (
        "Cargo grew by 3.5 %.\n"
        "That is year on year − naturally.\n"
        "  3 % + 0.5 pp = 3.5 %\n"
        "  Source: harbour, paragraph 1: “grew by 3.5%”\n"
        "  You can ask:\n"
        "  - How many ships called?\n"
        "  - What about wages?\n"
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("question", "status"),
    [("cargo", 0), ("wages", 1), ("", 1), ("echo", 1), ("a\0b", 0), ("x" * 5000, 0), ("crash", 2)],
)
def test_the_exit_status_says_whether_a_question_was_answered(
    question: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 is answered, 1 not answered, 2 could not run."""
    assert main(["ask", question], load) == status
    printed = capsys.readouterr()
    assert bool(printed.err) == (status == 2)
    assert bool(printed.out) == (status != 2)


def test_json_is_the_reply_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """One object with the keys of the contract and no others."""
    main(["ask", "--json", "cargo"], load)
    assert json.loads(capsys.readouterr().out) == {
        "question": "cargo",
        "status": "answered",
        "verdict": None,
        "text": "Cargo grew by 3.5 %.\nThat is year on year − naturally.",
        "facts": ["cargo"],
        "sources": [{"release": "harbour", "paragraph": 1, "excerpt": "grew by 3.5%"}],
        "working": "3 % + 0.5 pp = 3.5 %",
        "intent": "growth",
        "confidence": 0.99,
        "language": "en",
        "suggestions": ["How many ships called?", "What about wages?"],
    }


def test_an_explanation_follows_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """What was recognised, which pattern matched and how well, what was left over, the facts, the versions."""
    main(["ask", "--explain", "Cargo"], load)
    printed = capsys.readouterr().out
    for shown in (
        "normalised  cargo",
        "recognised  cargo: a measure",
        "repaired    crago → cargo",
        "pattern     how did {measure} do",
        "score       0.90, lead 0.50",
        "runner-up   share",
        "left over   hm",
        "facts       cargo",
        "versions    facts abc",
    ):
        assert f"  {shown}\n" in printed
    main(["ask", "--explain", "--json", "Cargo"], load)
    explanation = json.loads(capsys.readouterr().out)["explanation"]
    assert explanation["repaired"] == [["crago", "cargo"]]
    assert explanation["versions"] == {"facts": "abc"}


def test_each_line_of_standard_input_gets_one_object_in_order() -> None:
    """Empty lines, null bytes, bytes that are not UTF-8, lone carriage returns and odd line ends included."""
    typed = "\ufeffcargo\n\necho a\0b\r\necho c\rd\n".encode() + b"echo \xff\xfe\necho \xe2\x80\xa8\xc2\x85\necho last"
    done = run("ask", "--json", "-", typed=typed)
    replies = objects(done.stdout)
    assert [reply["question"] for reply in replies] == [
        "cargo",
        "",
        "echo a\0b",
        "echo c\rd",
        "echo ��",
        "echo \u2028\x85",
        "echo last",
    ]
    assert [reply["status"] for reply in replies] == ["answered", "help", *["clarify"] * 5]
    assert done.returncode == 1


def test_json_is_utf_8_whatever_the_terminal_speaks() -> None:
    """Another program reads JSON, and JSON is UTF-8."""
    done = run("ask", "--json", "-", typed="echo 辽宁 ¥".encode(), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert objects(done.stdout)[0]["question"] == "echo 辽宁 ¥"


def test_a_terminal_that_lacks_a_character_gets_a_question_mark() -> None:
    """The minus sign of the answer is not in ASCII."""
    done = run("ask", "cargo", PYTHONIOENCODING="ascii")
    assert b"year on year ? naturally" in done.stdout
    assert done.returncode == 0


def test_answers_come_as_questions_do() -> None:
    """Each line is answered and flushed before the next one is read."""
    with subprocess.Popen(
        [*PROGRAM, "ask", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment()
    ) as process:
        assert process.stdin
        assert process.stdout
        for question in ("echo one", "echo two"):
            process.stdin.write(f"{question}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait(10) == 1


def test_a_defect_costs_one_question_of_many() -> None:
    """The reply in its place claims nothing, the failure is told on standard error and in the exit status."""
    done = run("ask", "--json", "-", typed=b"cargo\ncrash\ncargo\n")
    replies = objects(done.stdout)
    assert [reply["status"] for reply in replies] == ["answered", "help", "answered"]
    assert replies[1]["facts"] == []
    assert done.stderr.decode() == (
        "release-bot: a defect in the program: RuntimeError: a wheel came off (--debug shows where)\n"
    )
    assert done.returncode == 2


def test_a_line_without_end_is_cut() -> None:
    """A line longer than anyone types is one question still, and short of memory nobody gets."""
    done = run("ask", "--json", "-", typed=b"echo " + b"x" * 1_000_000 + b"\necho y\n")
    first, second = objects(done.stdout)
    assert len(str(first["question"])) == streams.LONGEST_LINE
    assert second["question"] == "echo y"


def test_bytes_of_an_argument_that_are_not_utf_8_are_replaced() -> None:
    """Half a character can be neither printed nor sent."""
    done = run("ask", "--json", b"echo \xff\xe8\xbe")
    assert objects(done.stdout)[0]["question"] == "echo ��"


def test_words_after_two_dashes_are_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    """And options may stand anywhere before them."""
    main(["ask", "echo", "--json", "this", "--", "--json", "-5%"], load)
    assert json.loads(capsys.readouterr().out)["question"] == "echo this --json -5%"


def test_what_was_typed_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Escape sequences and turned reading directions stay behind."""
    main(["ask", "echo \x1b[2J\x9b1m \u202egrowth"], load)
    assert capsys.readouterr().out == "What is echo �[2J�1m growth?\n"


# ── Leaving ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words", [["ask", "cargo"], ["ask", "-"], ["ask", "--json", "-"], ["chat"], ["chat", "--json"]]
)
def test_a_closed_pipe_is_no_error(words: list[str]) -> None:
    """Where nobody reads the output any more, the program ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        [*PROGRAM, *words], stdin=subprocess.PIPE, stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, env=environment()
    ) as process:
        os.close(writer)
        _, errors = process.communicate(b"cargo\n" * 2000, timeout=20)
    assert (process.returncode, errors) == (141, b"")


def test_a_full_disk_is_told_in_one_line() -> None:
    """Standard output that takes nothing."""
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROGRAM, "ask", "cargo"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, env=environment(), check=False
        )
        mute = subprocess.run([*PROGRAM, "bogus"], stderr=full, cwd=ROOT, env=environment(), check=False)
    assert done.stderr.decode().splitlines() == ["release-bot: No space left on device."]
    assert (done.returncode, mute.returncode) == (2, 2)


def test_closed_streams_are_no_error() -> None:
    """A service may be started with no standard streams at all."""
    command = " ".join([*PROGRAM, "ask", "cargo"])
    done = subprocess.run(f"{command} <&- >&- 2>&-", shell=True, cwd=ROOT, env=environment(), check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("words", [["ask", "sleep"], ["ask", "-"], ["chat"], ["chat", "--json"]])
def test_ctrl_c_leaves_quietly(words: list[str]) -> None:
    """Whether it waits for a question or for its answer."""
    with subprocess.Popen(
        [*PROGRAM, *words, "--debug"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"cargo\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (130, b"")


# ── Wrong use ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ([], "  answer a question"),
        (["aks", "growth"], "`release-bot ask`"),
        (["chta"], "`release-bot chat`"),
        (["--verson"], "`release-bot --version`"),
        (["which", "cities", "grew?"], 'release-bot ask "which cities grew?"'),
        (["help", "fcts"], "`release-bot facts`"),
        (["ask"], 'release-bot ask "QUESTION"'),
        (["ask", "--jsn", "growth"], "Did you mean --json?"),
        (["ask", "growth", "-5%"], "Quote a question"),
        (["ask", "--language"], "expected one argument"),
        (["ask", "--language", "Elvish!", "growth"], "write its code, for example en"),
        (["chat", "growth"], 'release-bot ask "QUESTION"'),
        (["check", "nowhere"], "the one that holds release.yaml"),
        (["check", "--text", "nowhere"], "name the file that holds the words"),
    ],
)
def test_wrong_use_says_what_is_right(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with exit status 2."""
    assert main(words, load) == 2
    printed = capsys.readouterr()
    assert hint in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_tells_what_a_command_takes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the word before the command; every option is explained and no line is wider than a terminal."""
    assert main(["help", *command.split()], load) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"usage: release-bot {command or 'COMMAND'}")
    assert max(map(len, page.splitlines())) <= 100
    assert "SUPPRESS" not in page


@pytest.mark.parametrize("words", [["ask", "--help"], ["--help"], ["-h"]])
def test_help_is_where_others_have_it(words: list[str]) -> None:
    """Printed on standard output, with exit status 0."""
    done = run(*words)
    assert done.stdout.startswith(b"usage: release-bot ")
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the program's name."""
    assert main(["--version"], load) == 0
    assert capsys.readouterr().out.startswith("release-bot ")


def test_debug_shows_the_traceback() -> None:
    """For whoever mends the program."""
    done = run(b"ask", b"--debug", b"crash")
    assert b"Traceback" in done.stderr
    assert b"a wheel came off" in done.stderr


# ── facts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_facts_are_listed_with_their_figures_and_places(releases: Path) -> None:
    """One line a fact: its identifier, its paragraph, its statement."""
    done = run("facts", RELEASE_BOT_RELEASES=releases)
    assert done.stdout.decode().splitlines() == [
        "cargo  [¶1] Cargo through the port grew by 3.5% in spring.",
        "ships  [¶1] 12 ships called at the port, where cargo grew by 3.5%.",
    ]
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["ship"], ["ships"]),
        (["FREIGHT"], ["cargo"]),
        (["grew"], ["cargo", "ships"]),
        (["growth"], ["cargo"]),
        (["port", "12"], ["ships"]),
        (["hip"], []),
    ],
)
def test_facts_are_found_by_beginnings_of_words(
    words: list[str],
    found: list[str],
    releases: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All of the words have to stand in a fact; those with the words in their name come first."""
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(releases))
    assert main(["facts", "--json", *words], load) == (0 if found else 1)
    assert [fact["id"] for fact in objects(capsys.readouterr().out.encode())] == found


def test_one_fact_is_shown_whole(
    releases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its identifier: value, source, what is related."""
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(releases))
    assert main(["facts", "cargo"], load) == 0
    printed = capsys.readouterr().out
    assert "paragraph 1, sentence 1: “grew by 3.5%”" in printed
    assert "related  ships" in printed


def test_facts_that_are_not_there_bring_the_nearest(
    releases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, with exit status 1."""
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(releases))
    assert main(["facts", "shisp"], load) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Nearest: ships" in printed.err


# ── check ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clean_release_gets_one_line(releases: Path, tmp_path: Path) -> None:
    """What it holds, and how much of the text was looked up."""
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    done = run("check", "--text", str(text), str(releases / "harbour"))
    (line,) = done.stdout.decode().splitlines()
    assert line.startswith("harbour: 2 measures (0 derived), ")
    assert line.endswith("2 figures of the text looked up. Nothing is wrong.")
    assert done.returncode == 0


def test_problems_are_listed_with_file_line_and_mend(releases: Path, tmp_path: Path) -> None:
    """And the exit status is 1, be it an excerpt that does not stand in the text or a file that cannot be loaded."""
    text = tmp_path / "text.txt"
    text.write_text(TEXT.replace("12", "13"), encoding="utf-8")
    done = run("check", "--json", RELEASE_BOT_RELEASES=releases, RELEASE_BOT_TEXT=text)
    problem, *_ = objects(done.stdout)
    assert problem["severity"] == "error"
    assert problem["mend"]
    assert done.returncode == 1

    (releases / "harbour" / "release.yaml").write_text(RELEASE.replace("related:", "relatd:"), encoding="utf-8")
    done = run("check", RELEASE_BOT_RELEASES=releases)
    assert "release.yaml:26" in done.stdout.decode()
    assert done.returncode == 1


# ── Settings and looks ─────────────────────────────────────────────────────────────────────────────────────────────


def test_settings_come_from_the_environment(releases: Path) -> None:
    """Empty ones count as not given; a language given by hand wins."""
    given = {"RELEASE_BOT_RELEASES": str(releases), "RELEASE_BOT_TEXT": "", "RELEASE_BOT_LANGUAGE": "de"}
    assert Settings.read(given) == Settings(releases, None, "de")
    assert Settings.read(given, "zh").language == "zh"
    assert Settings.read({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("RELEASE_BOT_RELEASES", "nowhere"), ("RELEASE_BOT_TEXT", "nowhere"), ("RELEASE_BOT_LANGUAGE", "../en")],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    """With its value and the mend."""
    with pytest.raises(SettingError, match=rf"{name}: '{value}'(.|\n)*To mend: "):
        Settings.read({name: value})


def test_colours_are_for_terminals_that_know_them() -> None:
    """Bold around the words and not around the margin."""
    lines = [Line("Yes.", Style.HEADLINE), Line("3 + 4 = 7", Style.WORKING, 2), Line("so", Style.DETAIL)]
    assert as_text(lines, colours=True) == "\x1b[1mYes.\x1b[0m\n  \x1b[36m3 + 4 = 7\x1b[0m\nso\n"
    assert as_text(lines) == "Yes.\n  3 + 4 = 7\nso\n"


def test_lines_wrap_beside_their_mark() -> None:
    """So that what belongs together stands together."""
    line = Line("one two three four five six seven", Style.SOURCE, 2, "Source: ")
    assert as_text([line], width=34) == "  Source: one two three four five\n          six seven\n"


def test_text_is_made_harmless() -> None:
    """Control characters are shown as such; tabs and line ends are let through."""
    assert printable("a\tb\r\nc\x07d\x1be\u2066f") == "a\tb\nc\ufffdd\ufffdef"


def test_one_question_imports_nothing_that_it_does_not_need() -> None:
    """Neither the chat's libraries nor those of services."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot.cli", "ask", "hello"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=False,
    )
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.decode().splitlines()}
    assert "argparse" in imported
    heavy = {"rich", "prompt_toolkit", "telegram", "sqlalchemy", "pydantic_settings", "asyncio"}
    assert not imported & heavy
