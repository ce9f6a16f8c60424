"""What the running bot tells of itself: counted by what came over the wire, and how it is over HTTP."""

from __future__ import annotations

import asyncio
import json
import signal
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bot.telegram.application import ReleaseApplication
from bot.watch.watch import Watch
from tests.bot.telegram.conftest import Running, Start
from tests.bot.telegram.test_serve import environment
from tests.bot_api.server import BotApi, Fault
from tests.ports import free_port
from tests.processes import process

CITIES = "which cities exceeded 10%?"


def watch_of(bot: Running) -> Watch:
    """The watch of a bot."""
    assert isinstance(bot.application, ReleaseApplication)
    return bot.application.watch


def value(bot: Running, name: str, **labels: str) -> float:
    """What a metric shows."""
    return watch_of(bot).metrics.registry.get_sample_value(f"release_bot_{name}", labels) or 0.0


async def test_questions_are_counted_by_outcome_language_and_kind(bot: Running) -> None:
    """And why there was no answer; a press of a button that asks counts as one of its own."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, "WHICH cities exceeded 10 % ??")  # not as other tests ask: their answers are at hand
    await bot.api.reply(1)
    await bot.api.write(1, ada, "what was the GDP, then ??")
    await bot.api.write(1, ada, "/help")
    await bot.api.reply(1, 3)
    await bot.settled()
    common = {"language": "en", "kind": "message"}
    assert value(bot, "questions_total", outcome="answered", **common) == 1
    assert value(bot, "questions_total", outcome="not_stated", **common) == 1
    assert value(bot, "abstentions_total", reason="the release is known to be silent on it", language="en") == 1
    assert value(bot, "update_seconds_count", kind="message") == 3
    for stage in ("understand", "compose", "guard", "render", "pace", "send", "store"):
        assert value(bot, "stage_seconds_count", stage=stage) >= 2
    await bot.api.ask_inline(ada, CITIES)
    await bot.settled()
    assert value(bot, "questions_total", outcome="answered", language="en", kind="inline_query") == 1


async def test_errors_and_waits_of_the_bot_api_are_counted(bot: Running) -> None:
    """By method and by what came back; and the question whose answer may have come through is one for itself."""
    bot.api.faults += [Fault("sendMessage", "429", seconds=1), Fault("sendMessage", "cut-after", chat_id=2)]
    await bot.api.write(1, bot.api.person(1), CITIES)
    await bot.api.reply(1)
    await bot.api.write(2, bot.api.person(2), CITIES)
    await bot.api.reply(2, 2)
    await bot.settled()
    assert value(bot, "api_requests_total", method="sendMessage", outcome="429") == 1
    assert value(bot, "api_requests_total", method="sendMessage", outcome="connection") == 1
    assert value(bot, "api_requests_total", method="sendMessage", outcome="ok") == 2
    assert value(bot, "api_wait_seconds_count", why="telegram") == 1
    assert value(bot, "questions_total", outcome="uncertain", language="en", kind="message") == 1


async def test_a_reply_that_the_guard_withholds_is_counted_and_not_logged_in_words(bot: Running, caplog: Any) -> None:
    """The log has its receipt, which `why` shows."""
    desk_pipelines = bot.application.handlers[-1][0].callback.__self__._desk.pipelines
    lead = desk_pipelines.choose().answerer
    lead.defects.append("unsupported [(Decimal('99'), '%')] in 'Xanadu grew by 99%'")
    await bot.api.write(1, bot.api.person(1), "how fast did metallurgy grow, by the way?")
    sent = await bot.api.reply(1)
    await bot.settled()
    assert value(bot, "guard_blocks_total") == 1
    (record,) = [record for record in caplog.records if "guard withheld" in record.getMessage()]
    assert "Xanadu" not in record.getMessage()
    assert sent["text"].rpartition(" ")[2] in record.getMessage()


async def test_content_and_backlog_are_told(start: Start, api: BotApi) -> None:
    """What answers are made from, by its hashes; and what waits is in hand."""
    async with start() as bot:
        watch = watch_of(bot)
        assert watch.health.content.ok
        (sample,) = [
            sample
            for family in watch.metrics.registry.collect()
            if family.name == "release_bot_content_info"
            for sample in family.samples
        ]
        assert sample.labels["language"] == "en"
        assert all(sample.labels[name] for name in ("release", "facts", "patterns", "matcher"))
        inbox = bot.application.update_queue
        assert (inbox.in_hand, inbox.in_arrears) == (0, None)  # type: ignore[attr-defined]
    assert watch.health.stopping


def get(port: int, path: str) -> tuple[int, Any]:
    """Status and JSON of a path; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    except OSError:
        return 0, None


async def until(port: int, status: int, failing: list[str] | None = None) -> Any:
    """Wait until a process is ready, or is not for these reasons."""
    async with asyncio.timeout(60):
        while True:
            code, body = await asyncio.to_thread(get, port, "/readyz")
            if code == status and (failing is None or body["failing"] == failing):
                return body
            await asyncio.sleep(0.1)


async def test_serve_answers_how_it_is_by_polling(api: BotApi, tmp_path: Path) -> None:
    """Ready once it is; not when its database goes away; with every log record one JSON object."""
    port = free_port()
    env = environment(api, tmp_path, RELEASE_BOT_WATCH_PORT=str(port))
    async with process("serve", env=env) as run:
        await until(port, 200)
        assert (await asyncio.to_thread(get, port, "/healthz"))[0] == 200
        await api.write(1, api.person(1), CITIES)
        await api.until(lambda: bool(api.sent(1)), 120)
        (tmp_path / "bot.db").unlink()
        body = await until(port, 503, ["database"])
        assert "removed or replaced" in body["checks"]["database"]["detail"]
        run.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 0
    told = [json.loads(line)["event"] for line in errors.decode().splitlines()]
    assert "an update was handled" in told
    assert any("removed or replaced" in event for event in told)


async def test_serve_answers_how_it_is_by_webhook(api: BotApi, tmp_path: Path) -> None:
    """Ready once the webhook is set."""
    port, hook = free_port(), free_port()
    webhook = {
        "RELEASE_BOT_WEBHOOK_URL": "https://bot.example.org/a/hook",
        "RELEASE_BOT_WEBHOOK_SECRET": "a-secret_of-the-tests",
        "RELEASE_BOT_WEBHOOK_PORT": str(hook),
        "RELEASE_BOT_WATCH_PORT": str(port),
    }
    async with process("serve", "--webhook", env=environment(api, tmp_path, **webhook)) as run:
        body = await until(port, 200)
        assert body["checks"]["bot_api"]["detail"].startswith("the webhook is set")
        run.terminate()
        await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 0


async def test_a_port_that_is_taken_is_said_plainly(api: BotApi, tmp_path: Path) -> None:
    """Status 2, and no traceback."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with process("serve", env=environment(api, tmp_path, RELEASE_BOT_WATCH_PORT=str(port))) as run:
            _, errors = await asyncio.wait_for(run.communicate(), 120)
    assert run.returncode == 2
    assert f"127.0.0.1:{port} cannot be listened at" in errors.decode()
    assert b"Traceback" not in errors
