"""Whose turn a chat is, where several replicas write to one PostgreSQL."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import text

from bot.store.chats import Chat
from bot.store.conversations import Turn
from bot.store.inbox import Received
from bot.store.store import Store
from bot.store.told import ToldFact
from bot.store.turns import Arrival
from tests.postgres import Postgres

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
CHAT = -1001


@pytest.fixture
async def two(postgres: Postgres) -> AsyncIterator[tuple[Store, Store]]:
    """Two replicas, on machines of their own, both alive."""
    url = postgres.database()
    async with AsyncExitStack() as opened:
        stores = [await opened.enter_async_context(Store.open(url, me=f"machine-{n}:1:x")) for n in (1, 2)]
        for store in stores:
            await store.turns.begin()
        yield stores[0], stores[1]


async def come(store: Store, *numbers: int, chat: int = CHAT) -> list[Arrival]:
    """Updates that a replica receives."""
    return await store.turns.receive([Received(number, f"[{number}]", chat) for number in numbers], NOW)


async def answer(store: Store, number: int, arrival: Arrival, known: int) -> bool:
    """Write that an update is answered; whether its turn ended with it."""
    ended = store.turns.ended(arrival.chat, arrival.number, known)
    return bool(await store.database.write([store.inbox.answered(number, NOW), ended]))


async def dies(store: Store, other: Store) -> None:
    """A replica has not said that it is alive for a while."""
    old = text("UPDATE replicas SET seen_at = seen_at - interval '1 hour' WHERE worker = :worker RETURNING worker")
    assert await other.database.ask(old, {"worker": store.turns.me})


async def test_the_chat_is_the_turn_of_the_replica_that_got_its_first_update(two: tuple[Store, Store]) -> None:
    """What comes elsewhere meanwhile is counted on it, and found when the first one is done."""
    one, other = two
    (first,) = await come(one, 1)
    (second,) = await come(other, 2)
    assert (first.mine, second.mine) == (True, False)
    assert not await answer(one, 1, first, known=1)
    waiting = await one.turns.look(CHAT)
    assert waiting is not None
    assert [each.update_id for each in waiting.updates] == [2]
    assert await other.turns.look(CHAT) is None
    assert await answer(one, 2, first, known=waiting.arrived)
    (third,) = await come(other, 3)
    assert third.mine


async def test_an_update_is_new_at_one_replica(two: tuple[Store, Store]) -> None:
    """Delivered to both at the same time, it is one's; delivered again after it was answered, nobody's."""
    one, other = two
    found = await asyncio.gather(*(come(each, number, chat=number) for number in range(1, 40) for each in two))
    assert sorted(arrival.update_id for arrivals in found for arrival in arrivals) == list(range(1, 40))
    (again,) = await come(one, 100)
    await answer(one, 100, again, known=1)
    assert await come(other, 100) == []


async def test_what_comes_while_a_turn_ends_is_never_left_lying(two: tuple[Store, Store]) -> None:
    """However the two fall together: either the turn goes on, or the update begins one of its own."""
    one, other = two
    for number in range(1, 200, 2):
        (arrival,) = await come(one, number)
        ended, (later,) = await asyncio.gather(answer(one, number, arrival, known=1), come(other, number + 1))
        assert later.mine is ended
        owner = other if ended else one
        waiting = await owner.turns.look(CHAT)
        assert waiting is not None
        assert [each.update_id for each in waiting.updates] == [number + 1]
        assert await answer(owner, number + 1, later, known=waiting.arrived)


async def test_many_chats_at_once_do_not_wait_for_each_other_for_ever(two: tuple[Store, Store]) -> None:
    """Both replicas receive and end the turns of the same chats, in whatever order."""
    one, other = two
    numbers = itertools.count(1)
    for _ in range(10):
        both = [(each, chat) for chat in range(1, 21) for each in (one, other)]
        given = [(each, next(numbers), chat) for each, chat in both]
        found = await asyncio.gather(*(come(each, number, chat=chat) for each, number, chat in given))
        assert all(len(arrivals) == 1 for arrivals in found)
        for owner in two:
            for chat, number in await owner.turns.mine():
                waiting = await owner.turns.look(chat)
                assert waiting is not None
                ends = [owner.inbox.answered(each.update_id, NOW) for each in waiting.updates]
                assert await owner.database.write([*ends, owner.turns.ended(chat, number, waiting.arrived)])
    assert await one.inbox.waiting() == 0


async def test_the_turns_of_a_replica_that_is_gone_are_taken_over_once(two: tuple[Store, Store]) -> None:
    """Not before, and in the order in which the updates came; it itself finds that they are not its own any more."""
    one, other = two
    (first,) = await come(one, 9)
    await come(other, 3)
    await come(one, 5, chat=7)
    assert await other.turns.take_over() == ([], [])
    await dies(one, other)
    found, aside = await other.turns.take_over()
    assert {each.chat: [u.update_id for u in each.updates] for each in found} == {CHAT: [9, 3], 7: [5]}
    assert aside == []
    assert await other.turns.take_over() == ([], [])
    assert not await answer(one, 9, first, known=2)
    assert await one.turns.look(CHAT) is None
    assert await other.turns.beat() == 1
    assert await one.turns.beat() == 0
    one.turns.begin_anew()
    await one.turns.begin()
    assert (await one.turns.beat(), await other.turns.beat()) == (2, 2)
    assert await one.turns.look(CHAT) is None
    assert await one.turns.take_over() == ([], [])


async def test_a_replica_that_leaves_is_followed_at_once(two: tuple[Store, Store]) -> None:
    """Nobody waits for it to be silent."""
    one, other = two
    await come(one, 1)
    await one.turns.leave()
    found, _ = await other.turns.take_over()
    assert [each.chat for each in found] == [CHAT]


async def test_what_ends_each_replica_is_set_aside(two: tuple[Store, Store]) -> None:
    """Only what came first in its chat can have been in hand; what waited behind it is answered."""
    one, other = two
    await come(one, 1)
    await come(one, 2)
    for number in range(6):
        here, there = (one, other) if number % 2 == 0 else (other, one)
        await here.turns.leave()
        await there.turns.begin()
        _, aside = await there.turns.take_over()
    assert aside == [1]


async def test_what_came_of_many_updates_goes_into_one_statement(two: tuple[Store, Store]) -> None:
    """With everything that belongs to it, each writer told of its own turn; of two alike the later counts."""
    one, _ = two
    arrivals = [(await come(one, number, chat=number))[0] for number in range(1, 30)]

    async def told(arrival: Arrival, *, new: bool) -> bool:
        chat, turn = arrival.chat, Turn(1, "", '["after"]', "aaaaaaaaaa", NOW)
        facts = [ToldFact("release", "growth"), ToldFact("release", "growth")]
        changes = [
            *one.answers.sent(chat, 10, 5, facts, NOW),
            one.conversations.told((chat, 1), Turn(1, "", "[]", "bbbbbbbbbb", NOW)),
            one.conversations.told((chat, 1), turn),
            one.inbox.answered(arrival.update_id, NOW),
            one.turns.ended(chat, arrival.number, 1),
        ]
        if new:  # something that is no part of the one statement: all of it is still one transaction
            changes.append(one.unanswered.asked("Why?", "en", "not_stated", NOW))
        rows = await one.database.write(changes)
        return any(row.chat == chat for row in rows)

    assert all(await asyncio.gather(*(told(arrival, new=arrival.chat % 3 == 0) for arrival in arrivals)))
    assert await one.inbox.waiting() == 0
    assert len(await one.answers.that_told("release", "growth")) == 29
    kept = await one.conversations.last((7, 1), NOW)
    assert kept is not None
    assert kept.code == "aaaaaaaaaa"


async def test_what_is_known_of_a_chat_is_held_for_its_turn_only(two: tuple[Store, Store]) -> None:
    """Then it is read again, for another replica may have changed it."""
    one, other = two
    await one.hold([(7, 1), (8, 1)])
    assert (await one.chats.get(7)).language is None
    await other.database.write([other.chats.saved(Chat(7, language="zh"), NOW)])
    assert (await one.chats.get(7)).language is None
    one.let_go((7, 1))
    assert (await one.chats.get(7)).language == "zh"
    await other.database.write([other.conversations.told((7, 1), Turn(1, "", "[]", "aaaaaaaaaa", NOW))])
    assert await one.conversations.last((7, 1), NOW) is not None
    await one.database.write(one.forgotten(7))
    assert await other.conversations.last((7, 1), NOW) is None
    assert (await other.chats.get(7)).language is None
