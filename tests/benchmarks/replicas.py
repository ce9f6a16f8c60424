"""Three replicas behind nginx over one PostgreSQL, under load, one of them killed again and again.

PostgreSQL, nginx, ``release-bot serve --webhook`` three times and the Bot API server of the tests run on this machine,
each as a process of its own, with what a crash of the machine must not lose on disk. The Bot API server sends mixed
updates (questions and follow-ups in private chats, ``/ask`` in groups, presses of buttons, inline queries) at a steady
rate, repeats a call until it is taken, and holds the next update of a chat until then. It holds no limits, and the
replicas are set to a pace that does not matter: what is measured is the way of an update.

    python tests/benchmarks/replicas.py                          ten minutes at 300 a second, a kill each minute
    python tests/benchmarks/replicas.py --seconds 60 --rate 100 --kill-every 20

Each question has to be answered once, and the answers of a chat have to come in the order of its questions. An answer
that the Bot API took in the moment before its replica was killed may come twice: at most those that the killed replica
had in hand. The time of an answer counts from the moment when the question is written until its message arrives.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import uvloop

from bot.answer import Answerer
from bot.telegram.html import plain
from bot.telegram.pipeline import Pipeline
from bot.telegram.texts import Texts
from tests.benchmarks.wire import Answering, Caller
from tests.bot_api.server import ApiError, BotApi, Json
from tests.ports import free_port
from tests.postgres import Postgres, cluster
from tests.processes import ROOT, environment

SECRET = "a-secret_of-the-benchmark"
TALKS = [
    ["which cities exceeded 10%?", "and metallurgy?", "source?"],
    ["how fast did metallurgy grow?", "are you sure?"],
    ["how much went into growth incentive funds?", "which cities exceeded 10%?"],
    ["what was the national growth rate?", "how many cities grew?"],
    ["how fast did the key sectors grow?", "how much did investment grow?"],
]
"""Conversations that people go through again and again, follow-ups among them."""
SETTLES = 10.0
"""Seconds after a start or a kill that are not calm: a replica that starts takes a core, and knows no answer yet."""
PATIENCE = 30.0
"""Seconds without any answer after which those that are missing are lost."""
BURST = 4
_SHOWN = 20
IN_HAND = 16
"""Chats that a replica answers at the same time: so many answers can be in doubt when it is killed."""


@dataclass
class Chat:
    """A chat with what was asked in it and what came back."""

    number: int
    talk: list[tuple[str, str]]
    """Questions, with how their answers begin."""
    asked: list[tuple[float, str]] = field(default_factory=list)
    """When each question was asked, and how its answer begins."""
    turn: int = 0
    got: list[tuple[float, str]] = field(default_factory=list)


@dataclass
class Outcome:
    """What a run came to."""

    asked: int = 0
    answered: int = 0
    lost: int = 0
    twice: int = 0
    out_of_order: int = 0
    notices: Counter[str] = field(default_factory=Counter)
    """Messages that answer nothing, such as that it is not known whether an answer came through."""
    odd: list[str] = field(default_factory=list)
    """What came out of order: in which chat, when, and what came before it."""
    pressed: int = 0
    presses_lost: int = 0
    kills: int = 0
    seconds: float = 0.0
    calm: list[float] = field(default_factory=list)
    """Seconds that answers took outside the kills."""
    stormy: list[float] = field(default_factory=list)
    """And those around kills."""
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds of the processor, by who used them."""

    def __str__(self) -> str:
        def at(times: list[float]) -> str:
            found = sorted(times)
            if not found:
                return "none"
            marks = {
                f"{part:g}%": found[min(len(found) - 1, int(len(found) * part / 100))] for part in (50, 90, 99, 99.9)
            }
            return ", ".join(f"{name} {1000 * value:.1f} ms" for name, value in marks.items())

        updates = max(1, self.asked + self.pressed)
        spent = ", ".join(f"{name} {1000 * value / updates:.1f} ms" for name, value in self.spent.items())
        return "\n".join(
            [
                f"{self.asked} questions and {self.pressed} presses and inline queries in {self.seconds:.0f} s "
                f"({(self.asked + self.pressed) / self.seconds:.1f} a second), {self.kills} kills",
                f"  answered {self.answered}, lost {self.lost}, twice {self.twice}, out of order {self.out_of_order}; "
                f"presses and inline queries lost {self.presses_lost}",
                *(f"  no answer, {count} times: {line}" for line, count in self.notices.most_common(5)),
                *(f"  out of order: {each}" for each in self.odd[:_SHOWN]),
                f"  outside the kills: {at(self.calm)}  ({len(self.calm)} answers)",
                f"  around the kills:  {at(self.stormy)}  ({len(self.stormy)} answers)",
                f"  of the processor for each update: {spent}",
            ]
        )


class Sink(BotApi):
    """The Bot API server, which notes when what arrives and keeps nothing else of it."""

    def __init__(self) -> None:
        super().__init__()
        self.recording = False
        self.talking: dict[int, Chat] = {}
        self._caller: Caller | None = None

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[Self]:
        """This server, on a free port; what it does itself takes little of the processor."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Answering(self._answer), "127.0.0.1", 0)
        self.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
        try:
            yield self
        finally:
            await self._end_tasks()
            if self._caller is not None:
                self._caller.close()
            server.close()

    async def _answer(self, path: str, data: Json) -> tuple[int, Json]:
        """What a request is answered: the token and the method are in its path."""
        try:
            return 200, {"ok": True, "result": await self.call(path.removeprefix("/bot"), data)}
        except ApiError as error:
            return error.code, {"ok": False, "error_code": error.code, "description": error.description}

    async def _delivered(self, update: Json, base: str) -> bool:
        if self._caller is None:
            address = base + urlsplit(self.webhook["url"]).path
            self._caller = Caller(address, {"X-Telegram-Bot-Api-Secret-Token": self.secret or ""})
        try:
            return await self._caller.post(update) == 200
        except OSError:
            return False

    async def _notify(self) -> None:
        """Nobody waits for anything to happen."""

    async def _sendMessage(self, data: Json) -> Json:  # noqa: N802
        message = await super()._sendMessage(data)
        del self.chats[data["chat_id"]].messages[message["message_id"]]
        self.talking[data["chat_id"]].got.append((time.monotonic(), message["text"]))
        return message


def expected(talks: list[list[str]]) -> list[list[tuple[str, str]]]:
    """Each question of the conversations with the first line of its answer, from the pipeline itself."""
    pipeline = Pipeline(Answerer.load(), Texts.load("en"))
    made = []
    for talk in talks:
        answers, point = [], None
        for question in talk:
            answer = pipeline.answer(question, point) if point else pipeline.answer(question)
            answers.append((question, plain(answer.message.texts[0]).split("\n")[0]))
            point = answer.point
        made.append(answers)
    return made


# The machinery


def used(pid: int) -> float:
    """Seconds of the processor that a process and its children have used, as far as they still run."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            number, _, rest = stat.read_text().partition(" (")
            fields = rest.rpartition(") ")[2].split()
            if pid in (int(number), int(fields[1])):
                total += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return total


def nginx(folder: Path, port: int, upstreams: list[int]) -> subprocess.Popen[bytes]:
    """A balancer on loopback, in a folder of its own."""
    servers = "\n".join(f"server 127.0.0.1:{each} max_fails=1 fail_timeout=1s;" for each in upstreams)
    (folder / "nginx.conf").write_text(
        f"""
        worker_processes 1;
        daemon off;
        pid {folder}/nginx.pid;
        error_log {folder}/nginx.log;
        events {{ worker_connections 4096; }}
        http {{
            access_log off;
            client_body_temp_path {folder}/body;
            proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi;
            uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            upstream replicas {{ {servers} keepalive 64; }}
            server {{
                listen 127.0.0.1:{port} backlog=4096;
                keepalive_requests 1000000;
                location / {{
                    proxy_pass http://replicas;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_connect_timeout 1s;
                    proxy_next_upstream error timeout non_idempotent;
                }}
            }}
        }}
        """
    )
    command = [shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"]
    return subprocess.Popen([*command, "-e", f"{folder}/nginx.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"])


def missing() -> str | None:
    """What of the machinery is not installed here; none where all is."""
    from tests.postgres import programs

    if programs() is None:
        return "PostgreSQL is not installed here: apt-get install postgresql brings it"
    if shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None:
        return "nginx is not installed here: apt-get install nginx brings it"
    return None


@dataclass
class Fleet:
    """Three replicas, each with its port and its process."""

    env: dict[str, str]
    ports: list[int]
    logs: Path
    others: dict[str, int] = field(default_factory=dict)
    """What else runs, by the numbers of its processes."""
    running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    _used: float = 0.0
    """Seconds of the processor that replicas had used when they were killed."""

    def spent(self) -> dict[str, float]:
        """Seconds of the processor until now, by who used them."""
        own = self._used + sum(used(each.pid) for each in self.running.values() if each.poll() is None)
        return {"replicas": own, **{name: used(pid) for name, pid in self.others.items()}}

    def start(self, port: int) -> None:
        """Start the replica of a port."""
        env = {**self.env, "RELEASE_BOT_WEBHOOK_PORT": str(port)}
        command = [sys.executable, "-m", "bot.cli", "serve", "--webhook"]
        with (self.logs / f"replica-{port}.log").open("ab") as log:
            self.running[port] = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)

    async def ready(self, port: int, seconds: float = 60) -> None:
        """Wait until a replica listens."""
        async with asyncio.timeout(seconds):
            while True:
                if self.running[port].poll() is not None:
                    raise RuntimeError((self.logs / f"replica-{port}.log").read_text())
                with contextlib.suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.close()
                    await writer.wait_closed()
                    return
                await asyncio.sleep(0.05)

    def kill(self, port: int) -> None:
        """End a replica as a crash would."""
        self._used += used(self.running[port].pid)
        self.running[port].send_signal(signal.SIGKILL)
        self.running[port].wait()

    def stop(self) -> None:
        """Stop all of them."""
        for each in self.running.values():
            each.terminate()
        for each in self.running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                each.wait(20)
            each.kill()


@contextlib.asynccontextmanager
async def fleet(api: BotApi, postgres: Postgres, folder: Path, replicas: int = 3) -> AsyncIterator[Fleet]:
    """Replicas behind a balancer, ready to answer."""
    front, ports = free_port(), [free_port() for _ in range(replicas)]
    settings = {
        "RELEASE_BOT_DATABASE": postgres.database(),
        "RELEASE_BOT_WEBHOOK_URL": "https://bot.example.org/hook",
        "RELEASE_BOT_WEBHOOK_SECRET": SECRET,
        "RELEASE_BOT_MESSAGES_PER_SECOND": "100000",
        "RELEASE_BOT_SECONDS_BETWEEN_MESSAGES": "0",
        "RELEASE_BOT_GROUP_MESSAGES_PER_MINUTE": "100000",
        "RELEASE_BOT_FLOOD_BURST": "1000000",
        "RELEASE_BOT_STOP_SECONDS": "2",
        "RELEASE_BOT_CONCURRENCY": str(IN_HAND),
    }
    made = Fleet(environment(api, folder, settings), ports, folder)
    api.webhook_base = f"http://127.0.0.1:{front}"
    balancer = nginx(folder, front, ports)
    made.others = {"PostgreSQL": postgres.pid(), "nginx": balancer.pid}
    try:
        for port in ports:
            made.start(port)
        for port in ports:
            await made.ready(port)
        yield made
    finally:
        made.stop()
        balancer.terminate()
        balancer.wait(10)


# The load


async def load(
    api: Sink, made: Fleet, seconds: float, rate: float, kill_every: float, chats: int, seed: int = 5
) -> Outcome:
    """Send mixed updates at a rate, kill and start replicas meanwhile; say what came of it."""
    chance = random.Random(seed)
    talks = expected(TALKS)
    for number in range(1, chats + 1):
        is_group = number % 5 == 0
        if is_group:
            api.group(-1000 - number)
        else:
            api.person(number)
        api.talking[-1000 - number if is_group else number] = Chat(number, talks[number % len(talks)])
    outcome = Outcome()
    kills: list[float] = []
    queries: list[str] = []
    waiting: Iterator[int] = itertools.count(1)
    started = time.monotonic()
    stopping = asyncio.Event()

    async def ask(place: int) -> None:
        chat = api.talking[place]
        question, begins = chat.talk[chat.turn % len(chat.talk)]
        chat.turn += 1
        chat.asked.append((time.monotonic(), begins))
        outcome.asked += 1
        sender = api.person(chat.number) if place > 0 else {"id": chat.number, "is_bot": False, "first_name": "A"}
        message = {
            "message_id": 2 * len(chat.asked),
            "date": int(time.time()),
            "chat": api.chats[place].data,
            "from": sender,
            "text": question if place > 0 else f"/ask {question}",
        }
        if place < 0:
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": 4}]
        await api.push({"message": message})

    async def press_or_type(place: int) -> None:
        query = str(next(waiting))
        queries.append(query)
        outcome.pressed += 1
        person = {"id": abs(place) + 5_000_000, "is_bot": False, "first_name": "A"}
        if chance.random() < 0.5:
            await api.push({"inline_query": {"id": query, "from": person, "query": "metallurgy growth", "offset": ""}})
            return
        pressed = {"id": query, "from": person, "chat_instance": "1", "data": "s:aaaaaaaaaa"}
        chat = {"id": person["id"], "type": "private", "first_name": "A"}
        pressed["message"] = {"message_id": 1, "date": int(time.time()), "chat": chat}
        await api.push({"callback_query": pressed})

    async def kill() -> None:
        for port in itertools.cycle(made.ports):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), kill_every)
                return
            if time.monotonic() - started > seconds - min(SETTLES, kill_every / 2):
                return  # the last one has to settle as well
            kills.append(time.monotonic())
            made.kill(port)
            await asyncio.sleep(1)
            made.start(port)

    before = made.spent() | {"sender and Bot API": time.process_time()}
    killing = asyncio.create_task(kill())
    places = list(api.talking)
    due = started
    sent = 0
    while time.monotonic() - started < seconds:
        place = chance.choice(places)
        draw = chance.random()
        if draw < 0.1:
            await press_or_type(place)
            sent += 1
        else:
            for _ in range(BURST if draw > 0.98 else 1):  # some write several lines at once
                await ask(place)
                sent += 1
        due = started + sent / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
    outcome.seconds = time.monotonic() - started
    stopping.set()
    await killing

    def missing_answers() -> int:
        return sum(len(chat.got) < len(chat.asked) for chat in api.talking.values())

    def came() -> int:
        return sum(len(chat.got) for chat in api.talking.values())

    # Whatever was too much is worked off: lost is what does not come although nothing else comes any more.
    seen, since = came(), time.monotonic()
    while missing_answers() or any(q not in api.inline_answers and q not in api.callback_answers for q in queries):
        await asyncio.sleep(0.2)
        if came() != seen:
            seen, since = came(), time.monotonic()
        elif time.monotonic() > since + PATIENCE:
            break
    await asyncio.sleep(1.0)
    after = made.spent() | {"sender and Bot API": time.process_time()}
    outcome.spent = {name: after[name] - before[name] for name in after}
    outcome.kills = len(kills)
    outcome.presses_lost = sum(q not in api.inline_answers and q not in api.callback_answers for q in queries)
    for chat in api.talking.values():
        judge(chat, [started, *kills], outcome)
    return outcome


def judge(chat: Chat, kills: list[float], outcome: Outcome) -> None:
    """Hold the answers of a chat against its questions: each once, in order."""
    place = 0
    for at, text in chat.got:
        line = text.split("\n")[0]
        if place < len(chat.asked) and line == chat.asked[place][1]:
            begun = chat.asked[place][0]
            near = any(kill - 0.5 <= at and begun <= kill + SETTLES for kill in kills)
            (outcome.stormy if near else outcome.calm).append(at - begun)
            place += 1
            outcome.answered += 1
        elif place and line == chat.asked[place - 1][1]:
            outcome.twice += 1
        elif line not in {begins for _, begins in chat.talk}:
            outcome.notices[line] += 1
        else:
            outcome.out_of_order += 1
            since = at - max(kill for kill in kills if kill <= at)
            before = [number for number, (_, begins) in enumerate(chat.asked[:place]) if begins == line]
            again = f"the answer to {before[-1] + 1} again" if before else "an answer that was not due"
            outcome.odd.append(
                f"chat {chat.number}, after {place} of {len(chat.asked)}, {since:.1f} s after a kill: {again}"
            )
    outcome.lost += len(chat.asked) - place


async def run(seconds: float, rate: float, kill_every: float, chats: int, logs: Path | None = None) -> Outcome:
    """Set everything up, and take it down again."""
    folder = logs or Path(tempfile.mkdtemp(prefix="release-bot-replicas-"))
    with cluster("max_connections=200") as postgres:
        server = Sink()
        async with server.serving(), fleet(server, postgres, folder) as made:
            outcome = await load(server, made, seconds, rate, kill_every, chats)
    if logs is None:
        shutil.rmtree(folder)
    return outcome


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--rate", type=float, default=300, help="updates a second")
    parser.add_argument("--kill-every", type=float, default=60, help="seconds from one kill to the next")
    parser.add_argument("--chats", type=int, default=1000)
    parser.add_argument("--logs", type=Path, help="a folder for the logs of all processes; they are thrown away else")
    options = parser.parse_args()
    if lacking := missing():
        raise SystemExit(lacking)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # what measures shall take little itself
        print(runner.run(run(options.seconds, options.rate, options.kill_every, options.chats, options.logs)))
