"""``release-bot serve`` under a steady load for an hour: neither memory nor descriptors may grow.

It runs as a process of its own against the Bot API server of the tests, by default on SQLite and by polling; with
``--postgres`` on PostgreSQL and by webhook. Questions of tests/questions and noise come from many people, at a rate
that the pace of the real limits allows. Every half minute its memory, descriptors, threads, updates in hand and the
size of its database are noted; after the warm-up, in which its caches fill, their slopes are judged. The caches hold
2,000 answers and some 100,000 words: at 20 messages a second a quarter of an hour fills what is large of them.

Of the descriptors, those of two pools are held against what the pool may have, for a pool is as full as its fullest
moment was: connections to the Bot API are used in turn, so that none of them is ever idle for long enough to be closed,
and one to SQLite is made where all others are in use. The others must not grow: files, pipes, connections to
PostgreSQL. Connections that the sender of updates holds open are its own, and do not count.

    python tests/benchmarks/soak.py                               an hour at 20 a second
    python tests/benchmarks/soak.py --seconds 180 --every 5 --warm-up 60

Exit status: 0 flat, 1 where memory, descriptors or threads grow or questions stay unanswered.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import linear_regression
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import yaml

from tests.bot_api.server import BotApi, Json
from tests.ports import free_port
from tests.postgres import cluster
from tests.processes import ROOT, environment, process

PEOPLE = 2_000
CONCURRENCY = 32
MEGABYTE = 1 << 20
MOST_GROWTH = {"memory": 16.0, "descriptors": 4.0, "threads": 2.0}
"""By so much an hour each may grow: megabytes, or how many. The memory of an allocator is not quite still."""
MOST_AT_ALL = {"connections": CONCURRENCY + 8 + 1.0, "files": 15 * 2 + 1.0}
"""So many there may be: to the Bot API for calls, and the one that polls; two files for each connection to SQLite, and
the memory that they share."""
_LISTENS = "0A"
NOISE = "ok ? thanks lol 🙂 what 10% ... привет 你好 /ask /help /topics /nonsense why"


class Sink(BotApi):
    """The Bot API server, which keeps nothing of what is sent but how much."""

    def __init__(self) -> None:
        super().__init__()
        self.recording = False
        self.asked = 0
        self.answers = 0

    async def write_lean(self, person: int, text: str) -> None:
        """Let somebody write; the message is forgotten once it is pushed."""
        message = await self.write(person, self.person(person), text)
        self.chats[person].messages.pop(message["message_id"], None)

    async def _sendMessage(self, data: Json) -> Json:  # noqa: N802
        message = await super()._sendMessage(data)
        self.chats[data["chat_id"]].messages.pop(message["message_id"], None)
        self.answers += 1
        return message


@dataclass(frozen=True)
class Ports:
    """Where who listens: the watch, the webhook, and the Bot API."""

    watch: int
    webhook: int
    api: int


@dataclass(frozen=True)
class Sample:
    """The process at a moment."""

    seconds: float
    memory: float
    """Megabytes that are resident."""
    descriptors: float
    """But for those of the two pools."""
    threads: float
    in_hand: float
    database: float
    """Megabytes."""
    connections: float
    """To the Bot API."""
    files: float
    """Of SQLite."""
    asked: float
    answered: float


def questions() -> list[str]:
    """Every question that stands in tests/questions."""
    found = [
        row["ask"]
        for path in sorted((ROOT / "tests" / "questions").glob("*.yaml"))
        for row in _rows(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]
    assert found
    return found


def _rows(read: object) -> Iterator[dict[str, str]]:
    if isinstance(read, dict) and isinstance(read.get("ask"), str):
        yield read
    for each in read.values() if isinstance(read, dict) else read if isinstance(read, list) else ():
        yield from _rows(each)


def said(chance: random.Random, known: list[str]) -> str:
    """A question, a question with a slip or words of no use, so that not all of it is at hand already."""
    match chance.randrange(10):
        case 0:
            return " ".join(chance.choices(NOISE.split(), k=chance.randint(1, 12)))
        case 1 | 2:
            words = chance.choice(known).split()
            place = chance.randrange(len(words))
            words[place] = words[place][::-1] if chance.random() < 0.5 else str(chance.randrange(1_000_000))
            return " ".join(words)
    return chance.choice(known)


def sample(pid: int, since: float, ports: Ports, size: float, asked: int, answered: int) -> Sample:
    """Look at the process."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    in_hand = 0.0
    url = f"http://127.0.0.1:{ports.watch}/metrics"
    with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as told:
        for line in told.read().decode().splitlines():
            if line.startswith("release_bot_updates_in_hand "):
                in_hand = float(line.rpartition(" ")[2])
    kinds = Counter(descriptors(pid, ports))
    return Sample(
        time.monotonic() - since,
        int(status["VmRSS"].split()[0]) / 1024,
        kinds["other"],
        int(status["Threads"]),
        in_hand,
        size,
        kinds["connection"],
        kinds["file"],
        asked,
        answered,
    )


def descriptors(pid: int, ports: Ports) -> Iterator[str]:
    """What each descriptor of the process is: a connection, a file of the database, one of the sender's, or other."""
    known = {}
    for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]:
        _, here, there, state, *_, inode = line.split()[:10]
        if int(there.partition(":")[2], 16) == ports.api:
            known[f"socket:[{inode}]"] = "connection"
        elif int(here.partition(":")[2], 16) == ports.webhook and state != _LISTENS:
            known[f"socket:[{inode}]"] = "sender"
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):  # it was closed meanwhile
            name = os.readlink(link)
            yield "file" if Path(name).name.startswith("bot.db") else known.get(name, "other")


def size_of(folder: Path, postgres: str | None) -> float:
    """Megabytes of the database."""
    if postgres is None:
        return sum(path.stat().st_size for path in folder.glob("bot.db*")) / MEGABYTE
    sized = subprocess.run(
        ["psql", postgres.replace("+asyncpg", ""), "-tAc", "SELECT pg_database_size(current_database())"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return int(sized.stdout or 0) / MEGABYTE


async def load(api: Sink, rate: float, until: float, seed: int) -> None:
    """Let people write at a steady rate."""
    chance, known = random.Random(seed), questions()
    begun, sent = time.monotonic(), 0
    while time.monotonic() < until:
        await asyncio.sleep(max(0.0, begun + sent / rate - time.monotonic()))
        await api.write_lean(chance.randint(1, PEOPLE), said(chance, known))
        sent += 1
        api.asked = sent


def verdict(samples: list[Sample], warm_up: float) -> list[str]:
    """What grows, by the slope after the warm-up; and what was not answered."""
    warm = [each for each in samples if each.seconds >= warm_up]
    if len(warm) < 3:
        return ["there are too few samples after the warm-up to judge by"]
    print(f"\nafter {warm_up:.0f} s, by the hour:")
    wrong = []
    for name in [each.name for each in fields(Sample)][1:8]:
        slope = linear_regression([s.seconds / 3600 for s in warm], [getattr(s, name) for s in warm]).slope
        # A slope over a few minutes says little of an hour: what was gained in truth has to bear it out.
        gained = max(getattr(s, name) for s in warm[-3:]) - min(getattr(s, name) for s in warm[:3])
        print(f"  {name:<12} {slope:+9.2f}   (in truth {gained:+.2f} from the first to the last)")
        if name in MOST_GROWTH and slope > MOST_GROWTH[name] and gained > MOST_GROWTH[name] / 4:
            wrong.append(f"{name} grow by {slope:.1f} an hour, and may by {MOST_GROWTH[name]:g}")
    for name, most in MOST_AT_ALL.items():
        if (found := max(getattr(each, name) for each in samples)) > most:
            wrong.append(f"there were {found:.0f} {name}, and may be {most:.0f}")
    return wrong


async def main(given: argparse.Namespace) -> int:
    """Run, print the samples, and judge them."""
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        api = await stack.enter_async_context(Sink().serving())
        ports = Ports(free_port(), free_port(), urlsplit(api.base_url).port or 0)
        settings = {
            "RELEASE_BOT_WATCH_PORT": str(ports.watch),
            "RELEASE_BOT_MESSAGES_PER_SECOND": str(max(29.0, 1.5 * given.rate)),
            "RELEASE_BOT_SECONDS_BETWEEN_MESSAGES": "0",
            "RELEASE_BOT_FLOOD_BURST": "1000",
            "RELEASE_BOT_CONCURRENCY": str(CONCURRENCY),
        }
        words = ["serve"]
        if given.postgres:
            settings["RELEASE_BOT_DATABASE"] = stack.enter_context(cluster("fsync=off")).database()
            api.webhook_base = f"http://127.0.0.1:{ports.webhook}"
            settings |= {
                "RELEASE_BOT_WEBHOOK_URL": "https://bot.example.org/hook",
                "RELEASE_BOT_WEBHOOK_SECRET": "a-secret_of-the-soak",
                "RELEASE_BOT_WEBHOOK_PORT": str(ports.webhook),
            }
            words.append("--webhook")
        run = await stack.enter_async_context(process(*words, env=environment(api, folder, settings)))
        reading = asyncio.create_task(_read(run.stderr))
        for number in range(1, PEOPLE + 1):
            api.person(number)
        await api.write_lean(1, "which cities exceeded 10%?")
        await api.until(lambda: api.answers > 0, 120)
        began, samples = time.monotonic(), list[Sample]()
        loading = asyncio.create_task(load(api, given.rate, began + given.seconds, given.seed))
        print(
            "  seconds  memory MB  descriptors  threads  in hand  database MB  connections  files     asked  answered"
        )
        while True:
            size = size_of(folder, settings.get("RELEASE_BOT_DATABASE"))
            found = await asyncio.to_thread(sample, run.pid, began, ports, size, api.asked, api.answers)
            samples.append(found)
            print(
                f"{found.seconds:9.0f} {found.memory:10.1f} {found.descriptors:12.0f} {found.threads:8.0f}"
                f" {found.in_hand:8.0f} {found.database:12.2f} {found.connections:12.0f} {found.files:6.0f}"
                f" {found.asked:9.0f} {found.answered:9.0f}",
                flush=True,
            )
            if loading.done():
                break
            await asyncio.wait([loading], timeout=given.every)
        loading.result()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(60):
                while api.answers < api.asked:
                    await asyncio.sleep(0.1)
        run.terminate()
        await asyncio.wait_for(run.wait(), 60)
        await reading
    wrong = verdict(samples, given.warm_up)
    if (
        api.answers < api.asked * 0.99
    ):  # what two people think of at once is answered; a command in the wrong place is not
        wrong.append(f"of {api.asked} messages {api.answers} were answered")
    if run.returncode:
        wrong.append(f"the process ended with {run.returncode}")
    print("\n".join(wrong) if wrong else "flat")
    return 1 if wrong else 0


async def _read(log: asyncio.StreamReader | None) -> None:
    """Read what the process logs, and show the errors in it."""
    assert log is not None
    async for line in log:
        if b'"error"' in line or b'"critical"' in line:
            print(f"  log: {line.decode(errors='replace').strip()[:200]}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--rate", type=float, default=20, help="messages a second; beyond 19 the pace rises with it")
    parser.add_argument("--every", type=float, default=30, help="seconds between two samples")
    parser.add_argument("--warm-up", type=float, default=900, help="seconds in which caches fill")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL and by webhook")
    parser.add_argument("--seed", type=int, default=7)
    sys.exit(asyncio.run(main(parser.parse_args())))
