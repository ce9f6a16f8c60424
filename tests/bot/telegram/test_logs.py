"""What the log tells of an update, and what it never tells: words, names, the token."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import Update

from bot.telegram import logs
from bot.telegram.tracing import trace_of
from bot.watch.trace import Hasher, tracing
from tests.bot.telegram.conftest import Running
from tests.bot_api.server import TOKEN, BotApi, Fault

WORDS = "wherever is Xanadu, and did it grow by 77.7%?"
NAMES = ("Ermintrude", "Featherstonehaugh", "ermintrude_f")
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged as JSON, beside what the test captures."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    handler = logs.set_up(TOKEN, form="json")
    written = io.StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    try:
        yield written
    finally:
        root.handlers, root.level = before, level
        logging.getLogger("telegram.request").setLevel(logging.NOTSET)


def records(log: io.StringIO) -> list[dict[str, Any]]:
    """Every line is one JSON object."""
    return [json.loads(line) for line in log.getvalue().splitlines()]


def update(text: str = WORDS) -> Update:
    """A message of somebody with a name."""
    first, last, username = NAMES
    person = {"id": 7, "is_bot": False, "first_name": first, "last_name": last, "username": username}
    chat = {"id": 7, "type": "private", "first_name": first}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}
    return Update.de_json({"update_id": 4711, "message": message}, None)


def shows_nothing_private(text: str) -> bool:
    """Whether neither a word that tells something nor a name nor the token is in a text."""
    return not any(word.lower() in text.lower() for word in (*NAMES, "Xanadu", "77.7", "wherever", SECRET))


async def test_each_record_of_an_update_says_what_it_belongs_to(bot: Running, log: io.StringIO) -> None:
    """Correlation, kind, hashed chat, language, outcome and the time of every step; and no word of the question."""
    ada = {**bot.api.person(4242, NAMES[0]), "last_name": NAMES[1], "username": NAMES[2]}
    await bot.api.write(4242, ada, WORDS)
    await bot.api.reply(4242)
    await bot.settled()
    told = next(record for record in records(log) if record["event"] == "an update was handled")
    assert told["kind"] == "message"
    assert told["language"] == "en"
    assert told["outcome"] in ("not_stated", "out_of_scope")
    assert told["reason"]
    assert re.fullmatch(r"[0-9a-f]+", told["correlation"])
    assert re.fullmatch(r"[0-9a-f]{12}", told["chat"])
    steps = ("understand", "compose", "guard", "render", "pace", "send", "store")
    assert sum(told[f"{step}_ms"] for step in steps) <= told["took_ms"]
    assert "4242" not in re.sub(r'"timestamp": "[^"]*"|_ms": [\d.]+', "", log.getvalue())
    assert shows_nothing_private(log.getvalue())


async def test_a_failure_is_logged_without_words_and_names(
    bot: Running, api: BotApi, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever raises, and whatever it puts into its message; neither does half an answer of Telegram's show."""
    person = {**api.person(5, NAMES[0]), "last_name": NAMES[1], "username": NAMES[2]}
    api.faults.append(Fault("sendMessage", "500-html"))
    await api.write(5, person, WORDS)
    await api.reply(5)

    def fail(*_: object) -> None:
        raise ValueError(f"cannot read {WORDS.upper()!r} of {NAMES[0]}:\n  input_value={WORDS[:18]!r} at bot{TOKEN}/x")

    monkeypatch.setattr("bot.telegram.desk.Desk.record", fail)
    await api.write(5, person, WORDS)
    await api.reply(5, 2)
    await bot.settled()
    failed = [record for record in records(log) if record["event"] == "the update was not handled"]
    assert len(failed) == 2
    assert "Parsing the server response [private] failed" in failed[0]["exception"]
    assert "ValueError: cannot read" in failed[1]["exception"]
    assert failed[1]["exception"].startswith("Traceback")
    assert failed[1]["outcome"] == "failed"
    assert shows_nothing_private(log.getvalue())


@pytest.mark.parametrize("form", ["json", "terminal"])
def test_no_update_can_forge_a_record(capsys: pytest.CaptureFixture[str], form: logs.Form) -> None:
    """What came in from outside stays within its record, and commands no terminal."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    forged = '\n2030-01-01T00:00:00Z [info] all is well\n{"event": "all is well"}\x1b[2J\r\x9b31m'
    try:
        logs.set_up(TOKEN, form=form)
        logging.getLogger("test").warning("Telegram says: %s", forged)
        try:
            raise RuntimeError(forged)
        except RuntimeError:
            logging.getLogger("test").exception("failed")
    finally:
        root.handlers, root.level = before, level
    shown = capsys.readouterr().err
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown
    if form == "json":
        assert [json.loads(line)["event"].split(":")[0] for line in shown.splitlines()] == ["Telegram says", "failed"]
    else:
        assert sum(not line.startswith("    ") for line in shown.splitlines()) == 3  # two records and "Traceback"


def test_a_chat_cannot_be_found_out_without_the_token() -> None:
    """The same chat has the same hash, and under another token another one."""
    one, other = Hasher(TOKEN), Hasher(TOKEN + "x")
    assert one(-1001234567890) == Hasher(TOKEN)(-1001234567890)
    assert one(-1001234567890) != other(-1001234567890)
    assert len({one(chat) for chat in range(1000)}) == 1000


def test_words_of_an_update_are_hidden_and_the_program_speaks_on(log: io.StringIO) -> None:
    """Also where a person writes what the program says itself."""
    said = update("update numbers 12 Xanadu")
    with tracing(trace_of(said, 7, Hasher(TOKEN))):
        logging.getLogger("test").error("update %d: %s was refused", 12, "Xanadu")
    (record,) = records(log)
    assert record["event"] == "update 12: [private] was refused"
    assert record["correlation"] == f"{4711:x}"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Group migrated to supergroup. New chat id: -1009876543",
            "Group migrated to supergroup. New chat id: [private]",
        ),
        ("duplicate key\nDETAIL:  Key (question)=(Xanadu) already exists.", "duplicate key\nDETAIL: [private]"),
    ],
)
def test_what_errors_show_of_others_is_hidden(log: io.StringIO, said: str, shown: str) -> None:
    """Also outside of handling an update."""
    try:
        raise RuntimeError(said)
    except RuntimeError as error:
        logging.getLogger("test").exception("failed: %s", error)
    (record,) = records(log)
    assert record["event"] == f"failed: {shown}"
    assert record["exception"].endswith(f"RuntimeError: {shown}")


def test_what_libraries_say_of_whole_messages_is_left_out(log: io.StringIO) -> None:
    """Also with --debug."""
    root = logging.getLogger()
    handler = logs.set_up(TOKEN, debug=True, form="json")
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(log)
    assert root.level == logging.DEBUG
    for name in ("telegram.Bot", "telegram.ext.Application", "sqlalchemy.engine", "httpx", "aiosqlite"):
        logging.getLogger(name).debug("parameters: %s", WORDS)
    assert log.getvalue() == ""


async def test_a_job_that_fails_each_second_fills_no_log(
    bot: Running, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time at length, from then on in a line."""
    failures = []

    async def fail(*_: object) -> None:
        failures.append(1)
        raise OSError("the database is away")

    monkeypatch.setattr("bot.announce.deliver.Deliverer.deliver_due", fail)
    async with asyncio.timeout(20):
        while len(failures) < 3:
            await asyncio.sleep(0.05)
    told = [record for record in records(log) if record["event"].startswith("the job deliver failed")]
    assert "Traceback" in told[0]["exception"]
    assert told[1]["event"] == "the job deliver failed again: the database is away"
    assert "exception" not in told[1]


def test_a_log_that_nobody_reads_holds_nothing_up() -> None:
    """The pipe is full: records are left out until somebody reads, and that is told."""
    ear, mouth = os.pipe()
    with os.fdopen(ear, "rb") as read, os.fdopen(mouth, "w", encoding="utf-8") as written:
        handler = logs.PatientHandler(written)
        for number in range(2_000):
            handler.emit(logging.LogRecord("x", logging.INFO, "", 0, f"{number} {WORDS * 10}", None, None))
        os.set_blocking(ear, False)
        first = read.read()
        assert first.startswith(b"0 ")
        assert b"1999 " not in first
        handler.emit(logging.LogRecord("x", logging.INFO, "", 0, "somebody reads again", None, None))
        assert b"somebody reads again" in read.read()
        handler.close()
