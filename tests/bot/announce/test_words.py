"""The command line of announcements, as processes of their own where they begin and end, else in this one."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.announce.processes import environment
from tests.bot_api.server import BotApi
from tests.processes import ROOT, process

RELEASE = "liaoning-industry-q1-q3"

Run = Callable[..., Awaitable[tuple[int, str, str]]]
"""Runs a command, with settings beside those of the test; returns its status and what it printed."""


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server without limits, with three people and a channel."""
    async with BotApi.running() as server:
        for chat in (1, 2, 3):
            server.person(chat)
        server.group(-1001, kind="channel")
        yield server


@pytest.fixture
def start(api: BotApi, tmp_path: Path) -> Run:
    """Runs commands as processes."""

    async def start(*words: str) -> tuple[int, str, str]:
        async with process(*words, env=environment(api, tmp_path)) as started:
            output, errors = await asyncio.wait_for(started.communicate(), 240)
        assert b"Traceback" not in errors, errors.decode()
        return int(started.returncode or 0), output.decode(), errors.decode()

    return start


@pytest.fixture
def run(api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in a thread of this process."""
    for name in [name for name in os.environ if name.startswith("RELEASE_BOT_")]:
        monkeypatch.delenv(name)

    async def run(*words: str, **more: str) -> tuple[int, str, str]:
        with monkeypatch.context() as changed:
            for name, value in environment(api, tmp_path, **more).items():
                changed.setenv(name, value)
            capsys.readouterr()
            status = await asyncio.to_thread(main, words)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return status, printed.out, printed.err

    return run


async def test_from_the_first_subscription_to_the_report(api: BotApi, start: Run, run: Run) -> None:
    """Chats are added and tagged, the digest goes to an audience once, and the report can be read by a program."""
    assert (await start("subscriptions", "add", "1", "2", "-1001"))[0] == 0
    status, output, _ = await run("subscriptions", "tag", "-1001", "2", "press", "public")
    assert status == 0
    assert "press public" in output
    assert (await run("subscriptions", "remove", "2", "77"))[0] == 1
    status, output, _ = await run("subscriptions", "--to", "press", "--json")
    assert [json.loads(line)["chat"] for line in output.splitlines()] == [-1001]

    api.chats[1].state = "blocked"
    status, output, errors = await start("announce", RELEASE, "--yes")
    assert (status, errors) == (0, "")
    assert "2 chats: 1 sent, 1 blocked" in output
    assert "1 blocked: Forbidden: bot was blocked by the user" in output
    assert "3.4%" in api.sent(-1001)[0]["text"]
    status, _, errors = await run("announce", "--yes")
    assert status == 2
    assert "the same was announced there before" in errors
    status, output, _ = await run("announce", "--yes", "--again", "--to", "press")
    assert (status, len(api.sent(-1001))) == (0, 2)

    status, output, _ = await start("announcements", "--json")
    newest, oldest = map(json.loads, output.splitlines())
    assert newest["counts"]["sent"] == newest["chats"] == 1
    assert oldest["state"] == "finished"
    status, output, _ = await run("announcements", "show", oldest["code"].upper())
    assert (status, oldest["code"] in output) == (0, True)


async def test_a_moment_to_come_is_planned_and_can_be_cancelled(api: BotApi, tmp_path: Path, run: Run) -> None:
    """Nothing leaves before; what is cancelled never does."""
    await run("subscriptions", "add", "1", "--to", "test")
    status, output, _ = await run("announce", "--short", "--to", "test", "--yes", "--at", "2999-01-01T00:00+08:00")
    assert status == 0
    assert "is planned for 2999-01-01 00:00 +08:00, in 1 chats" in output
    code = output.split()[0]
    for word, state in (("pause", "paused"), ("resume", "due 2998-12-31 16:00 UTC"), ("cancel", "cancelled")):
        status, output, _ = await run("announcements", word, code)
        assert status == 0
        assert state in output
    assert (await run("announcements", "cancel", code))[0] == 1
    status, _, errors = await run("announcements", "send", code)
    assert (status, f"{code} is cancelled" in errors) == (2, True)
    assert not api.sent(1)


async def test_a_text_with_a_picture_and_what_is_sent_unchecked(api: BotApi, tmp_path: Path, run: Run) -> None:
    """A figure that the facts do not support is refused; sent by order, the report says so."""
    await run("subscriptions", "add", "1", "--to", "press")
    (tmp_path / "text.md").write_text("**Metallurgy** grew by 9%.", encoding="utf-8")
    (tmp_path / "chart.png").write_bytes(b"\x89PNG")
    words = ("announce", "--message", str(tmp_path / "text.md"), "--to", "press", "--yes")
    status, _, errors = await run(*words)
    assert status == 1
    assert "the facts do not hold 9%" in errors
    assert not api.sent(1)
    status, output, _ = await run(*words, "--unchecked", "--picture", str(tmp_path / "chart.png"))
    assert status == 0
    assert "sent unchecked" in output
    assert "9%" in output
    (message,) = api.sent(1)
    assert (message["caption"], len(api.pictures)) == ("Metallurgy grew by 9%.", 1)


async def test_an_embargo_is_kept(api: BotApi, tmp_path: Path, run: Run) -> None:
    """What is announced before it goes at its end; an earlier moment is refused."""
    folder = tmp_path / "releases" / RELEASE
    shutil.copytree(ROOT / "facts" / "releases" / RELEASE, folder)
    about = (folder / "release.yaml").read_text(encoding="utf-8")
    until = "  period: q1-q3\n  embargo: 2999-01-01T10:00:00+08:00\n"
    (folder / "release.yaml").write_text(about.replace("  period: q1-q3\n", until, 1), encoding="utf-8")
    more = {"RELEASE_BOT_RELEASES": str(tmp_path / "releases")}
    await run("subscriptions", "add", "1")
    status, output, _ = await run("announce", "--yes", **more)
    assert status == 0
    assert "is planned for 2999-01-01 10:00 +08:00" in output
    code = output.split()[0]
    status, _, errors = await run("announce", "--yes", "--again", "--at", "2999-01-01T01:59Z", **more)
    assert status == 2
    assert "before the embargo" in errors
    async with process("announcements", "send", code, env=environment(api, tmp_path, **more)) as waiting:
        await asyncio.sleep(3)
        assert waiting.returncode is None
        waiting.terminate()
        await asyncio.wait_for(waiting.communicate(), 120)
    assert not api.calls("sendMessage")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("announce",), "nobody is here to confirm it"),
        (("announce", "--yes", "--to", "nobody"), "nobody of the audience 'nobody'"),
        (("announce", "another", "--yes"), "there is no release 'another'"),
        (("announce", "--yes", "--topic", "weather"), "there is no topic 'weather'"),
        (("announce", "--message", "missing.md", "--yes"), "'missing.md' is no file"),
        (("announce", "--at", "noon", "--yes"), "'noon' is no moment"),
        (("announce", "--language", "xx", "--yes"), "there are no announcements in 'xx'"),
        (("announcements", "sned", "abc"), "what is to be done?"),
        (("announcements", "show", "abc", "--resend-uncertain"), "belongs to `announcements send`"),
        (("subscriptions", "add", "@channel"), "what is to be done?"),
        (("subscriptions", "tag", "1", "Press"), "'Press' is no tag"),
    ],
)
async def test_what_is_wrong_is_said_with_its_mend(api: BotApi, run: Run, words: tuple[str, ...], told: str) -> None:
    """Status 2, and nothing is sent."""
    await run("subscriptions", "add", "1")
    status, _, errors = await run(*words)
    assert status == 2, errors
    assert told in errors
    assert not api.calls("sendMessage")


async def test_without_telegram_nothing_is_left_behind(api: BotApi, tmp_path: Path, run: Run) -> None:
    """A token that is refused, a server that is away: said at once, and nothing waits to be sent later."""
    await run("subscriptions", "add", "1")
    for more, told in (
        ({"RELEASE_BOT_TOKEN": "987654321:AAanother-token_of-the-right-form"}, "Telegram does not know this token"),
        ({"RELEASE_BOT_API_URL": "http://127.0.0.1:9/bot"}, "cannot be reached"),
    ):
        status, _, errors = await run("announce", "--yes", **more)
        assert status == 2
        assert told in errors
    assert await run("announcements") == (0, "", "")


def test_a_preview_needs_no_token_and_no_database(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shows what Telegram will, and leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    assert main(["announce", "--preview", "--long"]) == 0
    shown = capsys.readouterr().out
    assert "Not stated: the national growth rate" in " ".join(shown.replace("│", " ").split())
    assert "Ask about it" in shown
    assert not list(tmp_path.iterdir())
