"""Updates a second through the whole Telegram application, beside an echo bot of the same library, in one run.

Both bots poll 100 updates at a time from a Bot API that answers at once from memory, so what is measured is the work
on this side: reading updates, and for the echo bot one handler and one message. Both have the same stub in the place of
the network, the same loop and as many updates at the same time. The release bot besides writes each
update to its inbox on disk before it confirms it, answers it with follow-ups, paces, renders, splits, adds buttons,
and writes down what it told and that it is done.

"Recurring" are 50 conversations of ten turns each that many people hold, follow-ups among them, after each was held
once: what is measured is the channel. "All new" are questions none of which was asked before: there the understanding
of the questions takes most of the time, in whatever channel.

    python tests/benchmarks/updates.py                  rates, with questions that recur and with none that does
    python tests/benchmarks/updates.py --memory         100,000 updates from 10,000 chats, memory on the way
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import yaml
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters
from telegram.request import BaseRequest, RequestData

from bot.answer import Answerer
from bot.store.store import Store
from bot.telegram.application import build
from bot.telegram.pipeline import Pipeline, Pipelines
from bot.telegram.serve import spare_the_collector
from bot.telegram.settings import TelegramSettings
from bot.telegram.texts import Texts

TOKEN = "123456789:AAa-token_for-a-benchmark-only"
QUESTIONS = Path(__file__).resolve().parents[1] / "questions"
ME = {"id": 123456789, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}


class Stub(BaseRequest):
    """A Bot API in memory: hands out updates 100 at a time, and takes every message."""

    def __init__(self, updates: Iterator[dict[str, Any]]) -> None:
        self._updates = updates
        self.sent = 0
        self._done = asyncio.Event()

    @property
    def read_timeout(self) -> float:
        """For the library."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer a request."""
        name = url.rpartition("/")[2]
        if name == "getUpdates":
            batch = list(itertools.islice(self._updates, 100))
            if not batch:
                await asyncio.sleep(0.05)
            return 200, json.dumps({"ok": True, "result": batch}).encode()
        if name == "getMe":
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        if name == "sendMessage":
            await asyncio.sleep(0)
            self.sent += 1
            # As every way to the Bot API does, it first makes JSON of what is sent, buttons among it.
            parameters = request_data.json_parameters if request_data else {}
            chat = {"id": int(parameters["chat_id"]), "type": "private", "first_name": "A"}
            message = {"message_id": self.sent, "date": 1, "chat": chat, "text": parameters["text"]}
            return 200, json.dumps({"ok": True, "result": message}).encode()
        return 200, b'{"ok": true, "result": true}'


def updates(count: int, chats: int, questions: list[list[str]]) -> Iterator[dict[str, Any]]:
    """Messages of people who each hold one of the conversations, in turns."""
    for number in range(count):
        person, turn = number % chats + 1, number // chats
        talk = questions[person % len(questions)]
        user = {"id": person, "is_bot": False, "first_name": "A", "language_code": "en"}
        yield {
            "update_id": number + 1,
            "message": {
                "message_id": turn + 1,
                "date": 1,
                "chat": {"id": person, "type": "private", "first_name": "A"},
                "from": user,
                "text": talk[turn % len(talk)],
            },
        }


def asked() -> list[str]:
    """All questions of the question bank."""

    def each(row: Any) -> Iterator[str]:
        if isinstance(row, list):
            for inner in row:
                yield from each(inner)
        elif isinstance(row, dict) and "ask" in row:
            yield row["ask"]

    return [q for file in sorted(QUESTIONS.glob("*.yaml")) for q in each(yaml.safe_load(file.read_text()))]


def talks(length: int, count: int) -> list[list[str]]:
    """Conversations made of the question bank."""
    chosen = random.Random(5)
    known = asked()
    return [[chosen.choice(known) for _ in range(length)] for _ in range(count)]


async def run(
    application: Application[Any, Any, Any, Any, Any, Any], stub: Stub, count: int, watch: Any = None
) -> float:
    """Run until everything is answered; return updates a second."""
    await application.initialize()
    if application.post_init:
        await application.post_init(application)
    assert application.updater is not None
    start = time.perf_counter()
    await application.updater.start_polling()
    await application.start()
    while stub.sent < count:
        await asyncio.sleep(0.02)
        if watch:
            watch(stub.sent)
    taken = time.perf_counter() - start
    await application.updater.stop()
    await application.stop()
    await application.shutdown()
    return count / taken


async def echo_rate(count: int, chats: int, questions: list[list[str]]) -> float:
    """An echo bot: one handler, one message."""
    stub = Stub(updates(count, chats, questions))

    async def echo(update: Update, _: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    builder = ApplicationBuilder().token(TOKEN).request(stub).get_updates_request(stub).concurrent_updates(64)
    application = builder.job_queue(None).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return await run(application, stub, count)


async def release_rate(
    pipelines: Pipelines, count: int, chats: int, questions: list[list[str]], watch: Any = None
) -> float:
    """The release bot, with its database on disk."""
    stub = Stub(updates(count, chats, questions))
    with tempfile.TemporaryDirectory() as folder:
        settings = TelegramSettings(
            token=TOKEN,
            database=f"sqlite+aiosqlite:///{folder}/bot.db",
            messages_per_second=100_000,
            seconds_between_messages=0,
            flood_burst=1e9,
        )
        async with Store.open(settings.database) as store:
            return await run(build(settings, pipelines, store, request=lambda: stub), stub, count, watch)


def memory() -> float:
    """Megabytes that the process holds now."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def fresh() -> Pipelines:
    """The pipeline with nothing at hand yet."""
    made = Pipelines({"en": Pipeline(Answerer.load(), Texts.load("en"))}, "en")
    spare_the_collector()  # as `serve` does; the echo bot of the same process gains as much
    return made


def rates(count: int, rounds: int) -> None:
    """Print the rates, each the median of the rounds, taken in turns."""
    recurring, once = talks(10, 50), [[f"{q} ({n})"] for n, q in enumerate(asked() * 20)]
    found: dict[str, list[float]] = {"echo bot": [], "release bot, recurring": [], "release bot, all new": []}
    known = fresh()
    asyncio.run(release_rate(known, 500, 50, recurring))  # each of them asked once before
    for _ in range(rounds):
        found["echo bot"].append(asyncio.run(echo_rate(count, count // 10, recurring)))
        found["release bot, recurring"].append(asyncio.run(release_rate(known, count, count // 10, recurring)))
        new = min(count // 5, len(once))
        found["release bot, all new"].append(asyncio.run(release_rate(fresh(), new, new, once)))
    base = statistics.median(found["echo bot"])
    for name, each in found.items():
        middle = statistics.median(each)
        shown = ", ".join(f"{rate:.0f}" for rate in each)
        print(f"{name:<24} {middle:7.0f} updates/s   {middle / base:5.2f} of the echo bot   ({shown})")


def long_run(count: int, chats: int) -> None:
    """Print how much memory is held after each tenth of the updates."""
    marks = [count * tenth // 10 for tenth in range(1, 11)]

    def watch(sent: int) -> None:
        while marks and sent >= marks[0]:
            print(f"{marks.pop(0):>8} updates: {memory():6.1f} MB", flush=True)

    known, recurring = fresh(), talks(10, 200)
    asyncio.run(release_rate(known, 2_000, 200, recurring))  # the answers at hand are as many as they will be
    print(f"{'before':>16}: {memory():6.1f} MB", flush=True)
    rate = asyncio.run(release_rate(known, count, chats, recurring, watch))
    print(f"{rate:.0f} updates/s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--updates", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.memory:
        long_run(options.updates or 100_000, 10_000)
    else:
        rates(options.updates or 10_000, options.rounds)
