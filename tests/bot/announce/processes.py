"""Announcements sent by processes of their own, which are killed at any point."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.store.announcements import RowState
from bot.store.store import Store
from tests.bot.announce.conftest import plan
from tests.bot_api.server import BotApi
from tests.processes import environment as at_server
from tests.processes import process, url


def environment(api: BotApi, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that sends to this server."""
    paced = {"RELEASE_BOT_MESSAGES_PER_SECOND": "100", "RELEASE_BOT_ANNOUNCEMENTS_AT_ONCE": "1"}
    return at_server(api, folder, {**paced, **more})


@dataclass(frozen=True)
class Outcome:
    """What a series of kills left."""

    chats: int
    kills: int
    lost: int
    twice: int
    uncertain: int
    worst: int
    """The most that one kill left uncertain."""
    arrived: int
    """Of the uncertain ones those that had arrived."""

    def __str__(self) -> str:
        return (
            f"{self.chats} chats, {self.kills} kills: {self.lost} lost, {self.twice} twice, "
            f"{self.uncertain} uncertain, at most {self.worst} by one kill; {self.arrived} of them had arrived"
        )


async def kill_often(api: BotApi, folder: Path, chats: int, kills: int, seed: int, **more: str) -> Outcome:
    """Send an announcement with so many kills at random points, and a start after each; see what is left.

    ``more`` are settings of the process.
    """
    chance = random.Random(seed)
    for chat in range(1, chats + 1):
        api.person(chat)
    async with Store.open(url(folder)) as store:
        await plan(store, range(1, chats + 1))
    env = environment(api, folder, **more)
    done = worst = 0
    while done < kills:
        async with process("announcements", "send", "news", env=env) as run:
            goal = len(api.calls("sendMessage")) + chance.randint(1, max(1, chats // (kills + 2)))
            ended = asyncio.create_task(run.wait())
            # A kill may come before the request, while it is on its way, or after it.
            while not ended.done() and len(api.calls("sendMessage")) < goal:
                await asyncio.sleep(0.001)
            await asyncio.sleep(chance.random() * 0.01)
            if ended.done():
                break
            run.kill()
            await ended
            done += 1
        async with Store.open(url(folder)) as store:
            worst = max(worst, (await store.announcements.counts("news"))[RowState.SENDING])
    async with process("announcements", "send", "news", env=env) as run:
        await asyncio.wait_for(run.communicate(), 120)
    sent = Counter({chat: len(api.sent(chat)) for chat in api.chats})
    async with Store.open(url(folder)) as store:
        rows = await store.announcements.rows("news")
    uncertain = [row.planned.chat_id for row in rows if row.state is RowState.UNCERTAIN]
    unsent = [row for row in rows if row.state is not RowState.SENT and row.planned.chat_id not in uncertain]
    vanished = [row for row in rows if row.state is RowState.SENT and not sent[row.planned.chat_id]]
    return Outcome(
        chats,
        done,
        len(unsent) + len(vanished),
        sum(count > 1 for count in sent.values()),
        len(uncertain),
        worst,
        sum(sent[chat] for chat in uncertain),
    )
