"""Two replicas of the bot over one PostgreSQL, and the bot by itself that is started anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from bot.store.turns import ALIVE
from bot.telegram.application import ReleaseApplication
from bot.telegram.limiter import Limiter, Rates
from bot.telegram.replica import share_of
from tests.benchmarks import replicas as load
from tests.bot.telegram.conftest import Running, Start
from tests.bot_api.server import BotApi
from tests.ports import free_port

POSTGRESQL = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
SECRET = "a-secret_of-the-tests"


@dataclass
class Two:
    """Two replicas, and a balancer that sends everything to the one or the other."""

    api: BotApi
    ports: tuple[int, int]
    bots: tuple[Running, Running]

    def to(self, which: int) -> None:
        """From now on updates go to this one."""
        self.api.webhook_base = f"http://127.0.0.1:{self.ports[which]}"

    async def settled(self) -> None:
        """Wait until nothing is in hand anywhere."""
        await self.bots[0].settled()


@pytest.fixture
async def two(start: Start, api: BotApi) -> AsyncIterator[Two]:
    """Two replicas, as on machines of their own."""
    ports = (free_port(), free_port())
    hook = {"webhook_url": "https://bot.example.org/hook", "webhook_secret": SECRET}
    async with AsyncExitStack() as opened:
        bots = [
            await opened.enter_async_context(start(webhook=port, me=f"machine-{port}:1:x", **hook)) for port in ports
        ]
        made = Two(api, ports, (bots[0], bots[1]))
        made.to(0)
        yield made


def app(bot: Running) -> ReleaseApplication:
    """The application of a bot."""
    assert isinstance(bot.application, ReleaseApplication)
    return bot.application


@POSTGRESQL
async def test_a_follow_up_is_understood_by_whichever_replica_gets_it(two: Two) -> None:
    """And so are the one after it, an edited question, and a receipt asked for elsewhere."""
    api, person = two.api, two.api.person(1)
    for number, (which, question, says) in enumerate(
        [
            (0, "how fast did metallurgy grow?", "7.2%"),
            (1, "and consumer goods?", "5.9%"),
            (0, "and equipment manufacturing?", "4.5%"),
        ],
        start=1,
    ):
        two.to(which)
        message = await api.write(1, person, question)
        assert says in (await api.reply(1, number))["text"]
    await two.settled()
    two.to(1)
    await api.edit(message, "and consumer goods?")
    await api.until(lambda: "5.9%" in api.sent(1)[2]["text"])
    await two.settled()
    two.to(0)
    await api.write(1, person, "/sources")
    assert "paragraph" in (await api.reply(1, 4))["text"].lower()


@BOTH
async def test_a_follow_up_is_understood_after_a_restart(start: Start, api: BotApi) -> None:
    """The conversation is in the database, whichever that is."""
    async with start() as bot:
        await api.write(1, api.person(1), "how fast did metallurgy grow?")
        await api.reply(1)
        await bot.settled()
    async with start():
        await api.write(1, api.person(1), "and consumer goods?")
        assert "5.9%" in (await api.reply(1, 2))["text"]


@BOTH
async def test_nothing_of_a_conversation_is_left_once_it_is_forgotten(start: Start, api: BotApi) -> None:
    """And what no follow-up may lean on any more expires."""
    async with start() as bot:
        for person in (1, 2):
            await api.write(person, api.person(person), "how fast did metallurgy grow?")
            await api.reply(person)
        await api.write(1, api.person(1), "/forget")
        await api.press(await api.reply(1, 2), "Erase everything", api.person(1))
        await bot.settled()
        rows = await bot.store.database.ask(text("SELECT person_id FROM conversations"), {})
        assert [row.person_id for row in rows] == [2]


@POSTGRESQL
async def test_the_questions_of_a_chat_are_answered_in_order_across_replicas(two: Two) -> None:
    """Each goes to the other replica than the one before, while that has it in hand."""
    said = ["Dandong", "7.2%", "150 million"]
    asked = [
        "which cities exceeded 10%?",
        "how fast did metallurgy grow?",
        "how much went into growth incentive funds?",
    ]
    for number in range(12):
        for chat in (1, 2, 3):
            two.to((number + chat) % 2)
            await two.api.write(chat, two.api.person(chat), asked[number % 3])
    for chat in (1, 2, 3):
        await two.api.reply(chat, 12)
        for number, message in enumerate(two.api.sent(chat)):
            assert said[number % 3] in message["text"]
    await two.settled()
    assert all(len(two.api.sent(chat)) == 12 for chat in (1, 2, 3))


@POSTGRESQL
async def test_an_update_delivered_to_both_is_answered_once(two: Two) -> None:
    """The balancer gave up on a replica too early."""
    for which in (0, 1, 0):
        two.to(which)
        await two.api.write(1, two.api.person(1), "which cities exceeded 10%?", update_id=77)
    await two.api.until(lambda: two.api.delivered[77] == 3)
    await two.settled()
    assert len(two.api.sent(1)) == 1


@POSTGRESQL
async def test_a_language_chosen_at_one_replica_holds_at_the_other(two: Two) -> None:
    """What is known of a chat is read for each update."""
    await two.api.write(1, two.api.person(1), "/language")
    await two.api.reply(1)
    await two.settled()
    store = two.bots[1].store
    await store.chats.get(1)
    two.to(1)
    await two.api.write(1, two.api.person(1), "/subscribe")
    await two.api.reply(1, 2)
    await two.settled()
    two.to(0)
    await two.api.write(1, two.api.person(1), "/unsubscribe")
    await two.api.reply(1, 3)
    await two.settled()
    assert await store.chats.count_subscribers() == 0
    assert (await store.chats.get(1)).subscribed_at is None


@POSTGRESQL
async def test_one_leads_and_the_other_follows_when_it_stops(two: Two) -> None:
    """Within seconds: the lead is given back at a stop, and runs out where there was none."""
    one, other = map(app, two.bots)
    assert [one.leads, other.leads] == [True, False]
    assert one.replica is not None
    await one.replica.end()
    async with asyncio.timeout(2 * ALIVE.total_seconds()):
        while not other.leads:
            await asyncio.sleep(0.05)


@POSTGRESQL
async def test_what_a_dead_replica_had_in_hand_is_answered_by_another(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It received an update, said yes to it, and was never heard of again."""
    dead = app(two.bots[0])
    assert dead.replica is not None
    monkeypatch.setattr(dead.inbox, "put_nowait", lambda _: None)  # what it has in hand, it does not get to
    await two.api.write(1, two.api.person(1), "how fast did metallurgy grow?")
    await two.api.until(lambda: sum(two.api.delivered.values()) == 1)
    two.to(1)
    await two.api.write(1, two.api.person(1), "and consumer goods?")
    await dead.replica.end()
    await two.api.reply(1, 2)
    assert ["7.2%" in two.api.sent(1)[0]["text"], "5.9%" in two.api.sent(1)[1]["text"]] == [True, True]


def test_the_shares_of_the_budget_make_up_the_whole() -> None:
    """The leader, which sends the announcements, has half of it."""
    assert share_of(1, leads=True) == share_of(1, leads=False) == 1
    for alive in range(2, 9):
        assert share_of(alive, leads=True) + (alive - 1) * share_of(alive, leads=False) == pytest.approx(1)


async def test_a_share_of_the_pace_is_kept_to() -> None:
    """And the whole of it again, when the others are gone."""
    limiter = Limiter(Rates(per_second=100, between=0))

    async def sent(number: int) -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for chat in range(number):
            async with limiter.turn(chat, 0):  # type: ignore[arg-type]
                pass
        return loop.time() - begun

    limiter.take_share(0.25)
    assert await sent(6) >= 5 / 25 - 0.03
    limiter.take_share(1)
    assert limiter._rates.per_second == 100
    await limiter.shutdown()


async def test_under_load_with_a_replica_killed_every_question_is_answered() -> None:
    """The short form of ``tests/benchmarks/replicas.py``: PostgreSQL, nginx, three processes, one kill."""
    if lacking := load.missing():
        pytest.skip(lacking)
    outcome = await load.run(seconds=9, rate=20, kill_every=4, chats=40)
    print(outcome)
    assert outcome.kills == 1
    assert outcome.answered == outcome.asked
    assert (outcome.lost, outcome.out_of_order, outcome.presses_lost) == (0, 0, 0)
    # What Telegram took in the moment before the kill, when it was not yet on disk, comes again.
    assert outcome.twice <= outcome.kills * load.IN_HAND
