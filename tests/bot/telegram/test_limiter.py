"""The pace of sending, without a network, on a clock of its own: what is let through when, and what is sent again."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.telegram.limiter import Limiter, Priority, Rates, UnsentError
from tests import clock


class Line:
    """Takes requests as the Bot API would, and notes when they arrive."""

    def __init__(self, limiter: Limiter) -> None:
        self.limiter = limiter
        self.arrived: list[tuple[float, int, str]] = []
        self.fails: list[Exception] = []
        self.ways: Iterator[tuple[float, float]] = itertools.repeat((0.0, 0.0))
        """Seconds that each request takes there and back."""

    async def send(self, chat: int, label: str = "", priority: Priority | None = None) -> Any:
        """Send one message."""

        async def request() -> bool:
            there, back = next(self.ways)
            await asyncio.sleep(there)
            self.arrived.append((asyncio.get_running_loop().time(), chat, label))
            await asyncio.sleep(back)
            if self.fails:
                raise self.fails.pop(0)
            return True

        return await self.limiter.process_request(request, (), {}, "sendMessage", {"chat_id": chat}, priority)

    def times(self) -> list[float]:
        """When requests arrived."""
        return [at for at, _, _ in self.arrived]


def most_within(times: list[float], seconds: float) -> int:
    """How many lie in the fullest stretch of time."""
    return max(sum(start <= at < start + seconds for at in times) for start in times)


@clock.controlled
async def test_many_chats_share_one_budget_evenly() -> None:
    """No stretch of time has more than its share: there are no bursts."""
    line = Line(Limiter(Rates(per_second=100, between=0)))
    await asyncio.gather(*(line.send(chat) for chat in range(1, 51)))
    assert 0.4 < line.times()[-1] < 2
    assert most_within(line.times(), 0.1) <= 11


def uneven(seed: int, jolt: float) -> Iterator[tuple[float, float]]:
    """Ways of 60 ms, now and then one on which a request is held up."""
    chance = random.Random(seed)
    while True:
        yield 0.03 + (chance.random() * jolt if chance.random() < 0.2 else 0.0), 0.03


@pytest.mark.parametrize("jolt", [0.0, 0.1, 0.3])
@clock.controlled
async def test_requests_that_bunch_on_the_way_hold_the_next_back(jolt: float) -> None:
    """No second sees more than are allowed, and as good as all of them are used."""
    line = Line(Limiter(Rates(per_second=29, between=0)))
    line.ways = uneven(1, jolt)
    await asyncio.gather(*(line.send(chat, "news", Priority.ANNOUNCEMENT) for chat in range(1, 601)))
    times = sorted(line.times())
    assert most_within(times, 1.0) <= 30
    assert 599 / (times[-1] - times[0]) >= 0.95 * 30


@pytest.mark.parametrize("seed", range(4))
@clock.controlled
async def test_a_busy_program_sends_no_more_than_it_may(seed: int) -> None:
    """What it was late with itself is no way that an answer took back: a request may have arrived later."""
    line = Line(Limiter(Rates(per_second=29, between=0)))
    loop, chance = asyncio.get_running_loop(), random.Random(seed)
    assert isinstance(loop, clock.ClockLoop)

    def ways(busy: clock.ClockLoop) -> Iterator[tuple[float, float]]:
        for number in itertools.count():
            busy.pass_by(0.03 * (0.8 + 0.4 * chance.random()) if number // 30 % 2 == 0 else 0.0)
            yield 0.0, 0.001

    line.ways = ways(loop)
    await asyncio.gather(*(line.send(chat) for chat in range(1, 301)))
    times = sorted(line.times())
    assert most_within(times, 1.0) <= 30
    assert 299 / (times[-1] - times[0]) >= 28


@clock.controlled
async def test_a_request_without_an_answer_keeps_its_place() -> None:
    """It may still arrive, so as many are sent as leave room for it."""
    line = Line(Limiter(Rates(per_second=29, between=0)))
    line.ways = iter([*[(2.0, 0.03)] * 20, *[(0.03, 0.03)] * 100])
    await asyncio.gather(*(line.send(chat) for chat in range(1, 121)))
    assert most_within(sorted(line.times()), 1.0) <= 30


@clock.controlled
async def test_one_chat_gets_one_message_at_a_time() -> None:
    """The time between two counts from the end of the first, and the order stays."""
    line = Line(Limiter(Rates(per_second=1000, between=0.1)))
    await asyncio.gather(*(line.send(7, str(number)) for number in range(4)))
    assert [label for _, _, label in line.arrived] == ["0", "1", "2", "3"]
    assert all(later - earlier >= 0.099 for earlier, later in zip(line.times(), line.times()[1:], strict=False))


@clock.controlled
async def test_a_group_gets_so_many_a_minute() -> None:
    """What is more waits until the oldest is a minute ago; a private chat has no such limit."""
    line = Line(Limiter(Rates(per_second=1000, between=0, group_per_minute=3, minute=0.3)))
    await asyncio.gather(*(line.send(-1) for _ in range(5)), *(line.send(1, "private") for _ in range(5)))
    group = [at for at, chat, _ in line.arrived if chat == -1]
    private = [at for at, chat, _ in line.arrived if chat == 1]
    assert most_within(group, 0.299) == 3
    assert max(private) < group[3]


@clock.controlled
async def test_replies_go_before_announcements() -> None:
    """A person who asks in the middle of an announcement to many does not wait for its end."""
    line = Line(Limiter(Rates(per_second=50, between=0)))
    announcing = [asyncio.create_task(line.send(chat, "news", Priority.ANNOUNCEMENT)) for chat in range(1, 31)]
    await asyncio.sleep(0.05)
    await line.send(99, "reply")
    before = [label for _, _, label in line.arrived].index("reply")
    assert before < 10
    await asyncio.gather(*announcing)


@clock.controlled
async def test_announcements_go_on_while_many_ask() -> None:
    """Nobody asks so much that an announcement stands still."""
    line = Line(Limiter(Rates(per_second=500, between=0)))
    asking = [asyncio.create_task(line.send(chat, "reply")) for chat in range(1, 101)]
    await asyncio.gather(*(line.send(-chat, "news", Priority.ANNOUNCEMENT) for chat in range(1, 6)))
    assert not all(task.done() for task in asking)
    await asyncio.gather(*asking)
    labels = [label for _, _, label in line.arrived]
    assert max(labels[start : start + 10].count("news") for start in range(50)) <= 2


@clock.controlled
async def test_a_reply_overtakes_within_its_chat_as_well() -> None:
    """The announcement to the same chat was there first, and still waits."""
    line = Line(Limiter(Rates(per_second=1000, between=0.1)))
    await line.send(1, "before")
    news = asyncio.create_task(line.send(1, "news", Priority.ANNOUNCEMENT))
    await asyncio.sleep(0.01)
    await line.send(1, "reply")
    await news
    assert [label for _, _, label in line.arrived] == ["before", "reply", "news"]


@clock.controlled
async def test_a_pause_asked_for_in_one_chat_spares_the_others() -> None:
    """The refused message is sent once the time is over."""
    line = Line(Limiter(Rates(per_second=1000, between=0)))
    line.fails = [RetryAfter(1)]
    refused = asyncio.create_task(line.send(1, "refused"))
    await asyncio.sleep(0.01)
    await line.send(2, "other")
    assert line.times()[-1] < 0.9
    assert await refused
    assert line.times()[-1] >= 1


@clock.controlled
async def test_pauses_in_two_chats_are_the_whole_bots_and_end_evenly() -> None:
    """After the pause those who waited do not leave at once: none makes up for the time that was waited."""
    line = Line(Limiter(Rates(per_second=50, between=0)))
    line.ways = itertools.repeat((0.01, 0.01))
    line.fails = [RetryAfter(3), RetryAfter(3)]
    await asyncio.gather(*(line.send(chat, "news", Priority.ANNOUNCEMENT) for chat in range(1, 41)))
    early = sum(at < 3 for at in line.times())
    later = line.times()[early:]
    assert early < 10
    assert later[0] >= 3
    assert min(after - before for before, after in itertools.pairwise(later)) > 0.019


def connecting(cause: Exception) -> NetworkError:
    """The library's error for something that went wrong below it."""
    error = TimedOut() if isinstance(cause, TimeoutError) else NetworkError("network")
    error.__cause__ = cause
    return error


KEY = ConnectionKey("api.example.org", 443, True, True, None, None, None)


@pytest.mark.parametrize("cause", [aiohttp.ClientConnectorError(KEY, OSError()), aiohttp.ConnectionTimeoutError()])
@clock.controlled
async def test_what_surely_was_not_delivered_is_sent_again(cause: Exception) -> None:
    """No connection came about, so there is nothing to double."""
    line = Line(Limiter(Rates(per_second=1000, between=0)))
    line.fails = [connecting(cause)]
    assert await line.send(1)
    assert len(line.arrived) == 2


@pytest.mark.parametrize(
    "error",
    [
        connecting(aiohttp.SocketTimeoutError()),
        connecting(aiohttp.ServerDisconnectedError()),
        connecting(aiohttp.ClientOSError()),
        NetworkError("Bad Gateway"),
        BadRequest("Chat not found"),
    ],
)
@clock.controlled
async def test_what_may_have_been_delivered_is_not(error: Exception) -> None:
    """It goes to whoever sent it, and the next message has its turn."""
    line = Line(Limiter(Rates(per_second=1000, between=0)))
    line.fails = [error]
    with pytest.raises(type(error)):
        await line.send(1)
    assert await line.send(1)
    assert len(line.arrived) == 2


@clock.controlled
async def test_what_waits_at_a_stop_is_told_that_it_was_not_sent() -> None:
    """It fails with an error of its own, at the end of the time that a stop has."""
    limiter = Limiter(Rates(per_second=1000, between=60))
    line = Line(limiter)
    await line.send(1)
    waiting = asyncio.create_task(line.send(1))
    await asyncio.sleep(0)
    limiter.stop_within(0.05)
    with pytest.raises(UnsentError):
        await waiting
    with pytest.raises(UnsentError):
        await line.send(2)


@clock.controlled
async def test_a_sender_that_gives_up_gives_its_turn_away() -> None:
    """A cancelled request neither blocks its chat nor uses its budget."""
    line = Line(Limiter(Rates(per_second=1000, between=0.05)))
    await line.send(1)
    given_up = asyncio.create_task(line.send(1, "given up"))
    await asyncio.sleep(0.01)
    given_up.cancel()
    await line.send(1, "next")
    assert [label for _, _, label in line.arrived] == ["", "next"]


@clock.controlled
async def test_other_requests_do_not_wait() -> None:
    """Acknowledging a press is no message."""
    limiter = Limiter(Rates(per_second=0.01, between=60))
    line = Line(limiter)
    await line.send(1)

    async def request() -> bool:
        return True

    async with asyncio.timeout(1):
        data = {"callback_query_id": "1"}
        assert await limiter.process_request(request, (), {}, "answerCallbackQuery", data, None)


@clock.controlled
async def test_chats_that_are_quiet_are_forgotten() -> None:
    """What is known of them takes no memory for ever."""
    limiter = Limiter(Rates(per_second=1_000_000, between=0))
    line = Line(limiter)
    for chat in range(1, 5_001):
        await line.send(chat)
    assert len(limiter._lanes) <= 2_001
