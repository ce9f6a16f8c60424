"""One second before the moment nothing of a release leaves by any way in, one second after it everything does."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import clock
from bot.answer import Answerer
from bot.cli import ANSWERED, NOT_ANSWERED, main
from bot.embargo import withholds
from bot.prompt import Vocabulary
from bot.reply import Citation, Reply, Status
from bot.terminal import Chat
from facts.model import Release
from tests.conftest import OTHER_RELEASE

UNTIL = dt.datetime(2026, 7, 20, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
SAID = (
    "The release is under embargo until July 20, 2026, 10:00 (UTC+08:00). "
    "Before that nothing of it is told, and no figure is confirmed or denied."
)
BEFORE, AFTER = UNTIL - dt.timedelta(seconds=1), UNTIL + dt.timedelta(seconds=1)
QUESTIONS = (
    "How much did container traffic change?",
    "Was it -4.2%?",
    "Was it 4.3%?",
    "so all ports grew?",
    "which ports grew?",
    "what is the release about",
    "Give me a summary",
    "what was the rate of change in the first quarter",
    "/summary",
    "/start",
    "source?",
    "are you sure?",
    "hello",
    "thanks",
    "what can you do",
    "who is Ines Varga",
    "",
)


def under_embargo(release: Release) -> Release:
    """The same release, with an embargo."""
    return release.model_copy(update={"about": release.about.model_copy(update={"embargo": UNTIL})})


@pytest.fixture
def at(other_answerer: Answerer) -> Callable[[dt.datetime], Answerer]:
    """The bot on the invented release under embargo, at a moment."""
    release = under_embargo(other_answerer.release)
    return lambda moment: replace(other_answerer, release=release, releases={release.id: release}, clock=lambda: moment)


@pytest.mark.parametrize("question", QUESTIONS)
def test_before_the_moment_every_question_gets_the_same_reply(
    at: Callable[[dt.datetime], Answerer], question: str
) -> None:
    """Neither what is told nor how the question was understood says anything of the release."""
    reply = at(BEFORE).ask(question)
    assert reply.status is Status.NOT_STATED
    assert reply.text == SAID
    assert reply.as_json() == at(BEFORE).ask("xyz").as_json() | {"question": question}
    assert reply.explanation == at(BEFORE).ask("xyz").explanation


def test_after_the_moment_questions_are_answered(at: Callable[[dt.datetime], Answerer]) -> None:
    """The moment itself belongs to the time after it."""
    for moment in (UNTIL, AFTER):
        reply = at(moment).ask("How much did container traffic change?")
        assert reply.status is Status.ANSWERED
        assert "4.2%" in reply.text


def test_a_follow_up_leans_on_nothing(at: Callable[[dt.datetime], Answerer]) -> None:
    """What was refused is not remembered, and a conversation that was begun in a preview goes no further."""
    closed, preview = at(BEFORE).conversation(), at(BEFORE).previewing().conversation()
    closed.ask("How much did container traffic change?")
    assert closed.ask("source?").text == SAID
    preview.ask("How much did container traffic change?")
    reply, context = at(BEFORE).answer("source?", preview.context)
    assert reply.text == SAID
    assert context == preview.context


def test_examples_completion_and_title_are_withheld(at: Callable[[dt.datetime], Answerer]) -> None:
    """What is offered before anybody has asked says nothing of the release either."""
    assert at(BEFORE).examples() == []
    assert at(BEFORE).vocabulary() == []
    assert "Marenia" not in at(BEFORE).title()
    assert at(BEFORE).visible == {}
    assert at(AFTER).examples()
    assert at(AFTER).vocabulary()
    assert "Marenia" in at(AFTER).title()
    assert list(at(AFTER).visible) == [OTHER_RELEASE.name]


def test_the_press_office_previews_and_is_reminded(at: Callable[[dt.datetime], Answerer]) -> None:
    """A preview is the answer that comes later, with a line that says what it is."""
    preview = at(BEFORE).previewing().ask("How much did container traffic change?")
    later = at(AFTER).ask("How much did container traffic change?")
    assert preview.details[-1] == "Preview: the release is under embargo until July 20, 2026, 10:00 (UTC+08:00)."
    assert replace(preview, details=preview.details[:-1]) == later
    assert at(AFTER).previewing().ask("How much did container traffic change?") == later


def test_a_fact_is_not_opened(at: Callable[[dt.datetime], Answerer]) -> None:
    """A button or a link that names a fact opens it only afterwards."""
    for fact in at(AFTER).release.facts():
        assert at(BEFORE).tell(fact).text == SAID
        assert at(BEFORE).tell(fact).sources == ()
        assert at(AFTER).tell(fact).facts == (fact.id,)


def test_the_terminal_shows_nothing(at: Callable[[dt.datetime], Answerer]) -> None:
    """Greeting, commands and numbers of a conversation in the terminal."""
    chat = Chat(at(BEFORE), lambda _: None)
    shown = [line.text for line in chat.greeting()]
    for typed in (
        "/facts",
        "/facts traffic",
        "/facts traffic-change",
        "/source",
        "/explain",
        "/help",
        "1",
        "/new",
        "/chart",
        "/chart ports",
    ):
        shown += [line.text for line in chat.respond(typed)]
    told = "\n".join(shown)
    assert SAID in told
    assert not [e for e in at(AFTER).release.entities if e.label["en"] in told]
    assert "4.2" not in told
    assert Vocabulary(at(BEFORE).vocabulary(), {}, [])._entries == []
    assert "traffic-change" in "\n".join(line.mark for line in Chat(at(AFTER), lambda _: None).respond("/facts"))


def run(at: Answerer, words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command with this bot behind it."""
    status = main(words, load=lambda _: at)
    out, err = capsys.readouterr()
    return status, out, err


def test_ask_and_chat(
    at: Callable[[dt.datetime], Answerer], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands say it and exit with 1; ``--preview`` looks behind it."""
    assert run(at(BEFORE), ["ask", "--explain", "Was it -4.2%?"], capsys)[:2] == (NOT_ANSWERED, _explained())
    status, out, _ = run(at(BEFORE), ["ask", "--json", "Was it -4.2%?"], capsys)
    assert (status, json.loads(out)["text"], json.loads(out)["sources"]) == (NOT_ANSWERED, SAID, [])
    status, out, _ = run(at(BEFORE), ["ask", "--preview", "How much did container traffic change?"], capsys)
    assert status == ANSWERED
    assert "4.2%" in out
    assert "Preview" in out
    status, out, _ = run(at(AFTER), ["ask", "How much did container traffic change?"], capsys)
    assert status == ANSWERED
    assert "4.2%" in out
    for words in (["chat", "--json"], ["ask", "--json", "-"]):
        monkeypatch.setattr("sys.stdin", _typed("How much did container traffic change?\nand Merrow?\n"))
        _, out, _ = run(at(BEFORE), words, capsys)
        assert [json.loads(line)["text"] for line in out.splitlines()] == [SAID, SAID]


def test_charts(at: Callable[[dt.datetime], Answerer], capsys: pytest.CaptureFixture[str]) -> None:
    """No chart is listed, shown or drawn before the moment, but in a preview."""
    assert at(BEFORE).charts == ()
    assert at(BEFORE).picture("ports") is None
    for words in (["chart"], ["chart", "ports"], ["chart", "nothing"]):
        status, out, err = run(at(BEFORE), words, capsys)
        assert (status, out) == (NOT_ANSWERED, "")
        assert SAID in err
    assert run(at(BEFORE), ["chart", "--preview"], capsys)[0] == ANSWERED
    assert run(at(AFTER), ["chart", "ports"], capsys)[0] == ANSWERED


def _explained() -> str:
    return (
        f"{SAID}\n  intent   embargo\n  score    0.00, lead 0.00\n  outcome  not_stated\n"
        "  because  the release is under embargo\n"
    )


def _typed(text: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the invented release under embargo, which the settings name."""
    place = tmp_path / "releases" / OTHER_RELEASE.name
    shutil.copytree(OTHER_RELEASE, place, ignore=shutil.ignore_patterns("not-stated.yaml"))
    file = place / "release.yaml"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("  home: marenia\n", f"  home: marenia\n  embargo: {UNTIL.isoformat()}\n", 1))
    monkeypatch.setenv("RELEASE_BOT_RELEASES", str(place.parent))
    return place


def test_the_facts_command(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a list nor a search nor a fact by its name is shown, nor is it said that there is none."""
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    for words in ([], ["traffic"], ["traffic-change"], ["--json"], ["nonsense"]):
        status = main(["facts", *words])
        out, err = capsys.readouterr()
        assert (status, out, err) == (NOT_ANSWERED, "", f"release-bot: {SAID}\n")
    assert main(["facts", "--preview", "traffic-change"]) == ANSWERED
    assert "4.2%" in capsys.readouterr().out
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    assert main(["facts", "traffic-change"]) == ANSWERED
    assert "4.2%" in capsys.readouterr().out


def test_an_earlier_reply_is_withheld_unless_all_its_sources_may_be_told(other_release: Release) -> None:
    """A receipt may come from a preview; one of an earlier release stays readable."""
    closed, before = under_embargo(other_release), Reply("?", Status.NOT_STATED, "Not stated.")
    releases = {closed.id: closed, "spring": other_release}
    own = replace(before, sources=(Citation(closed.id, 1, "…"),))
    earlier = replace(before, sources=(Citation("spring", 1, "…"),))
    assert withholds(releases, own, BEFORE)
    assert withholds(releases, before, BEFORE)
    assert not withholds(releases, earlier, BEFORE)
    assert not withholds(releases, own, AFTER)


def test_what_is_kept_on_disk_neither_leaks_nor_outlives_it(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Content that was made ready during the embargo refuses before the moment, and answers after it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = Answerer.load(folder.parent)
    kept = Answerer.load(folder.parent)
    assert list((tmp_path / "cache").glob("*/*/*.pickle"))
    for each in (made, kept):
        assert replace(each, clock=lambda: BEFORE).ask("How much did container traffic change?").text == SAID
        assert "4.2%" in replace(each, clock=lambda: AFTER).ask("How much did container traffic change?").text


def test_the_press_office_asks_its_bank_before_the_moment(folder: Path, tmp_path: Path) -> None:
    """A release under embargo can be tested, and so be checked and approved."""
    about = folder / "release.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("embargo: 2026", "embargo: 2199"), encoding="utf-8")
    row = {
        "id": "a",
        "q": "How much did container traffic change?",
        "kind": "lookup",
        "status": ["answered"],
        "all": [["4.2%"]],
    }
    file = tmp_path / "asked.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert main(["ask", "How much did container traffic change?"]) == NOT_ANSWERED
    assert main(["test", "--release", folder.name, str(file)]) == ANSWERED
