"""Announcements as a process of its own sends them, to a Bot API server with the limits of the real one.

python tests/benchmarks/announcements.py                60 seconds: the share of the pace that is used, and 429s
python tests/benchmarks/announcements.py --kills 200    500 chats, killed at random points and started again, with one
                                                        message on its way at a time; --at-once 8 is the default setting
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.store.store import Store
from tests.bot.announce.conftest import plan
from tests.bot.announce.processes import environment, kill_often
from tests.bot_api.server import BotApi, Limits
from tests.processes import process, url

ALLOWED = 30
"""Messages a second that Telegram takes."""


async def pace(seconds: float, rate: float, latency: float, at_once: int) -> None:
    """Print how much of the allowed pace is used at a setting of the rate."""
    count = round(seconds * rate)
    limits = Limits(per_second=ALLOWED, between=1.0, group_per_minute=20)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with BotApi.running(limits) as api:
            api.latency = latency
            for chat in range(1, count + 1):
                api.person(chat) if chat % 3 else api.group(-chat)
            async with Store.open(url(folder)) as store:
                await plan(store, [chat if chat % 3 else -chat for chat in range(1, count + 1)])
            env = environment(api, folder, **_settings(rate, at_once))
            async with process("announcements", "send", "news", env=env) as run:
                output, errors = await run.communicate()
            times = [request.at for request in api.calls("sendMessage") if request.accepted]
    taken = times[-1] - times[0]
    reached = (len(times) - 1) / taken
    refused = sum(times for words, times in api.refused.items() if "Too Many" in words)
    print(output.decode().strip(), errors.decode().strip(), sep="\n")
    print(
        f"{len(times)} messages in {taken:.1f} s, each answered after {latency * 1000:.0f} ms: {reached:.2f} a second, "
        f"{reached / ALLOWED:.1%} of the {ALLOWED} that are allowed, {reached / rate:.1%} of the {rate:g} that are "
        f"set; {refused} answers of 429"
    )


def _settings(rate: float, at_once: int) -> dict[str, str]:
    return {"RELEASE_BOT_MESSAGES_PER_SECOND": f"{rate:g}", "RELEASE_BOT_ANNOUNCEMENTS_AT_ONCE": str(at_once)}


async def killed(chats: int, kills: int, seed: int, latency: float, settings: dict[str, str]) -> None:
    """Print what so many kills leave."""
    with tempfile.TemporaryDirectory() as name:
        async with BotApi.running() as api:
            api.latency = latency
            print(await kill_often(api, Path(name), chats, kills, seed, **settings))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--chats", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=29.0)
    parser.add_argument("--latency", type=float, default=0.06)
    parser.add_argument("--at-once", type=int)
    options = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a killed process leaves its requests half read
    if options.kills:
        settings = _settings(options.rate, options.at_once or 1)
        asyncio.run(killed(options.chats, options.kills, options.seed, options.latency, settings))
    else:
        asyncio.run(pace(options.seconds, options.rate, options.latency, options.at_once or 8))
