"""``release-bot serve`` as a process of its own: it starts, answers, stops as it should, and survives being killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.cli import main
from bot.store.database import newest_version
from tests.bot_api.server import TOKEN, BotApi
from tests.conftest import OTHER_RELEASE
from tests.ports import free_port
from tests.processes import ROOT, process
from tests.processes import environment as at_server

CITIES = "/ask which cities exceeded 10%?"
CRASH_QUESTIONS = int(os.environ.get("CRASH_QUESTIONS", "120"))
"""1000 for the whole form of the crash test."""
CHATS = 20
CONCURRENCY = 16


def environment(api: BotApi, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a bot at this server, which nothing slows down."""
    quick = {
        "RELEASE_BOT_MESSAGES_PER_SECOND": "400",
        "RELEASE_BOT_SECONDS_BETWEEN_MESSAGES": "0",
        "RELEASE_BOT_GROUP_MESSAGES_PER_MINUTE": "10000",
        "RELEASE_BOT_FLOOD_BURST": "10000",
        "RELEASE_BOT_CONCURRENCY": str(CONCURRENCY),
    }
    return at_server(api, folder, {**quick, **more})


async def test_it_answers_and_stops_at_sigterm_without_a_word_of_the_token(api: BotApi, tmp_path: Path) -> None:
    """Neither its output nor the list of processes shows the token, even where Telegram fails."""
    async with process("serve", env=environment(api, tmp_path)) as run:
        await api.write(1, api.person(1), CITIES)
        await api.until(lambda: bool(api.chats.get(1) and api.sent(1)), 120)
        arguments = Path(f"/proc/{run.pid}/cmdline")
        if arguments.exists():
            assert TOKEN.encode() not in arguments.read_bytes()
        run.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 0
    assert TOKEN.partition(":")[2] not in errors.decode()
    assert b"Traceback" not in errors


async def test_the_webhook_is_set_and_answers_at_its_address(api: BotApi, tmp_path: Path) -> None:
    """With the secret; and without an address there is nothing to set."""
    port = free_port()
    api.webhook_base = f"http://127.0.0.1:{port}"
    webhook = {
        "RELEASE_BOT_WEBHOOK_URL": "https://bot.example.org/a/hook",
        "RELEASE_BOT_WEBHOOK_SECRET": "a-secret_of-the-tests",
        "RELEASE_BOT_WEBHOOK_PORT": str(port),
    }
    async with process("serve", "--webhook", env=environment(api, tmp_path, **webhook)) as run:
        await api.until(lambda: bool(api.webhook["url"]), 120)
        assert api.secret == webhook["RELEASE_BOT_WEBHOOK_SECRET"]
        await api.write(1, api.person(1), CITIES)
        await api.until(lambda: bool(api.sent(1)), 120)
        run.terminate()
        await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 0
    async with process("serve", "--webhook", env=environment(api, tmp_path)) as run:
        _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 2
    assert "RELEASE_BOT_WEBHOOK_URL: is not set" in errors.decode()


async def test_a_token_that_telegram_does_not_know_is_said_plainly(api: BotApi, tmp_path: Path) -> None:
    """Status 2, one sentence with the mend, and no token in it."""
    unknown = "987654321:AAanother-token_of-the-right-form"
    async with process("serve", env=environment(api, tmp_path, RELEASE_BOT_TOKEN=unknown)) as run:
        _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 2
    assert "RELEASE_BOT_TOKEN: Telegram does not know this token" in errors.decode()
    assert unknown.partition(":")[2] not in errors.decode()
    assert "Unclosed" not in errors.decode()


async def test_a_database_that_cannot_be_opened_is_said_plainly(api: BotApi, tmp_path: Path) -> None:
    """Status 2, with the name of the setting."""
    (tmp_path / "file").write_text("")
    broken = f"sqlite+aiosqlite:///{tmp_path / 'file' / 'bot.db'}"
    async with process("serve", env=environment(api, tmp_path, RELEASE_BOT_DATABASE=broken)) as run:
        _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 2
    assert "RELEASE_BOT_DATABASE" in errors.decode()
    assert b"Traceback" not in errors


async def test_a_database_that_takes_nothing_at_the_start_is_said_plainly(api: BotApi, tmp_path: Path) -> None:
    """Another process holds it locked: status 2 with the mend; whoever supervises starts it again."""
    async with process("stats", env=environment(api, tmp_path)) as run:
        await asyncio.wait_for(run.communicate(), 120)
    async with process("migrate", "--to", newest_version(), env=environment(api, tmp_path)) as run:
        await asyncio.wait_for(run.communicate(), 120)
    with contextlib.closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with process("serve", env=environment(api, tmp_path)) as run:
            _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 2
    assert "RELEASE_BOT_DATABASE: nothing can be written to it: database is locked" in errors.decode()
    assert "To mend" in errors.decode()


async def test_it_answers_although_its_log_takes_nothing(api: BotApi, tmp_path: Path) -> None:
    """The disk of the log is full, as /dev/full is."""
    with open("/dev/full", "w") as full:
        run = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "serve"), cwd=ROOT, env=environment(api, tmp_path), stderr=full
        )
        try:
            await api.write(1, api.person(1), CITIES)
            await api.until(lambda: bool(api.chats.get(1) and api.sent(1)), 120)
            run.terminate()
            assert await asyncio.wait_for(run.wait(), 120) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                run.kill()


async def test_doctor_says_what_is_well_and_what_is_not(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Privacy mode is explained; a forgotten webhook is bad, and the mend stands beside it."""
    async with process("doctor", env=environment(api, tmp_path)) as run:
        output, _ = await asyncio.wait_for(run.communicate(), 60)
    said = output.decode()
    assert run.returncode == 0, said
    assert "belongs to @release_test_bot" in said
    assert "group privacy mode: on" in said
    assert "/setprivacy" in said
    api.webhook["url"] = "https://elsewhere.example.org/hook"
    small = shutil.copytree(OTHER_RELEASE.parent / "marenia-ports-q3", tmp_path / "releases" / "marenia-ports-q3")
    for name, value in environment(api, tmp_path, RELEASE_BOT_RELEASES=str(small.parent)).items():
        monkeypatch.setenv(name, value)
    assert await asyncio.to_thread(main, ["doctor"]) == 1
    bad = [line for line in capsys.readouterr().out.splitlines() if line.startswith("bad")]
    assert len(bad) == 1, bad
    assert bad[0].startswith("bad   webhook: updates go to https://elsewhere.example.org/hook")


async def test_why_shows_how_an_answer_came_about(api: BotApi, tmp_path: Path) -> None:
    """With the code that stands under it; a code that never was is status 1."""
    env = environment(api, tmp_path)
    async with process("serve", env=env) as run:
        await api.write(1, api.person(1), CITIES)
        await api.until(lambda: bool(api.chats.get(1) and api.sent(1)), 120)
        await api.press(api.sent(1)[0], "Wrong", api.person(1))
        run.terminate()
        await asyncio.wait_for(run.communicate(), 120)
    code = api.sent(1)[0]["text"].rpartition(" ")[2]
    async with process("why", code, "--json", env=env) as run:
        output, _ = await asyncio.wait_for(run.communicate(), 60)
    assert run.returncode == 0
    found = json.loads(output)
    assert found["facts"][0] == "dandong-growth"
    assert {"facts", "patterns", "matcher"} == set(found["explanation"]["versions"])
    assert found["explanation"]["recognised"]
    assert found["opinions"] == ["1 × wrong"]
    without_token = {name: value for name, value in env.items() if name != "RELEASE_BOT_TOKEN"}
    async with process("why", "aaaaaaaaaa", env=without_token) as run:
        _, errors = await asyncio.wait_for(run.communicate(), 60)
    assert run.returncode == 1
    assert "no receipt 'aaaaaaaaaa'" in errors.decode()


@pytest.mark.parametrize("kills", [2])
async def test_killed_in_the_middle_it_answers_every_question(api: BotApi, tmp_path: Path, kills: int) -> None:
    """What the Bot API makes unavoidable: a message that Telegram took in the moment before the kill comes twice.

    Only an update that was still in the inbox when the process was killed can be answered twice; as the next one of a
    chat waits until the one before is taken out, that is one a chat and kill at most.
    """
    for chat in range(1, CHATS + 1):
        api.group(-1000 - chat)
    asked = set()
    for number in range(CRASH_QUESTIONS):
        chat = -1001 - number % CHATS
        message = await api.write(chat, api.person(number + 1), CITIES)
        asked.add((chat, message["message_id"]))

    def answered() -> Counter[tuple[int, int]]:
        found = [(chat, message) for chat in api.chats if chat < 0 for message in api.sent(chat)]
        return Counter((chat, message["reply_to_message"]["message_id"]) for chat, message in found)

    in_doubt = 0
    for kill in range(kills):
        async with process("serve", env=environment(api, tmp_path)) as run:
            share = CRASH_QUESTIONS * (kill + 1) // (kills + 1)
            await api.until(lambda share=share: answered().total() >= share, 60)
            run.kill()
            await run.communicate()
        await asyncio.sleep(0.1)
        in_doubt += _unanswered_among(tmp_path / "bot.db", api, set(answered()))
    async with process("serve", env=environment(api, tmp_path)):
        await api.until(lambda: set(answered()) == asked, 60)
        await asyncio.sleep(0.5)
    twice = {place for place, times in answered().items() if times > 1}
    print(f"{CRASH_QUESTIONS} questions, {kills} kills: {len(twice)} answered twice, {in_doubt} in doubt")
    assert max(answered().values()) <= 1 + kills
    assert len(twice) <= in_doubt <= kills * CHATS


def _unanswered_among(database: Path, api: BotApi, answered: set[tuple[int, int]]) -> int:
    """How many updates stand in the inbox although Telegram took their answers."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT payload FROM inbox WHERE answered_at IS NULL").fetchall()
    messages = [json.loads(payload)["message"] for (payload,) in rows]
    return sum((message["chat"]["id"], message["message_id"]) in answered for message in messages)
