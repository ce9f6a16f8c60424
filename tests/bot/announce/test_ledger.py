"""The ledger by itself: planned once, claimed once, and never sent again by itself."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.store import tables, worker
from bot.store.announcements import IN_HAND, LEFT, Action, End, Kind, Planned, RowState, State
from bot.store.chats import Chat
from bot.store.database import Change
from bot.store.leases import LENGTH, LeasesTable
from bot.store.store import Store
from bot.store.worker import is_gone
from tests.bot.announce.conftest import CONTENT, plan, states

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """A store in it."""
    async with Store.open(url) as opened:
        yield opened


async def test_planning_twice_makes_one_row_a_chat(store: Store) -> None:
    """An edit and a reply in the same chat are two things to do there."""
    rows = [Planned(1, "en"), Planned(2, "en", 7), Planned(1, "en", None, Action.EDIT, 30)]
    await plan(store, rows)
    await plan(store, [*rows, Planned(1, "en", None, Action.REPLY, 30)])
    found = await store.announcements.rows("news")
    assert [row.planned for row in found] == [*rows, Planned(1, "en", None, Action.REPLY, 30)]
    assert await store.announcements.content("news", "en") == CONTENT


async def test_a_row_is_claimed_once_however_many_try(store: Store, url: str) -> None:
    """Two processes with a database connection each, at the same time."""
    await plan(store, range(1, 41))
    async with Store.open(url) as other:
        rows = await store.announcements.next(NOW, 100)
        assert len(rows) == 40
        tries = [each.announcements.claim(row, NOW) for row in rows for each in (store, other, store)]
        assert sum(await asyncio.gather(*tries)) == 40
    assert not await store.announcements.next(NOW, 100)


@pytest.mark.parametrize(
    "changed", [{"state": State.PAUSED}, {"state": State.DRAFT}, {"due_at": NOW + dt.timedelta(seconds=1)}]
)
async def test_nothing_is_claimed_of_what_may_not_go(store: Store, changed: dict[str, object]) -> None:
    """Also where the row was read before: paused, a draft, not due yet."""
    await plan(store, [1], **changed)
    assert not await store.announcements.next(NOW, 1)
    (row,) = await store.announcements.rows("news")
    assert not await store.announcements.claim(row, NOW)


async def test_what_another_process_has_in_hand_is_left_to_it_until_it_has_ended(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process of this machine that is gone is known to be; one of another is given its time."""
    await plan(store, [1, 2, 3, 4])
    rows = await store.announcements.next(NOW, 10)
    for row in rows:
        assert await store.announcements.claim(row, NOW)
    host = worker.ME.rsplit(":", 2)[0]
    table = tables.deliveries
    names = [worker.ME, f"{host}:{os.getppid()}:other", f"{host}:{2**22 + 1}:dead", "elsewhere:1:other"]
    await store.database.write(
        [
            Change(update(table).where(table.c.number == row.number).values(worker=name), {})
            for row, name in zip(rows, names, strict=True)
        ]
    )
    assert await store.announcements.find_abandoned(NOW) == 1
    assert (await states(store))[3] == (RowState.UNCERTAIN, LEFT)
    assert await store.announcements.find_abandoned(NOW + IN_HAND + dt.timedelta(seconds=1)) == 2
    assert (await states(store))[1] == (RowState.SENDING, None)
    assert not await store.announcements.next(NOW, 10)


def test_a_process_with_the_number_of_an_earlier_one_is_another() -> None:
    """In a container every process has the number 1."""
    host, number, _ = worker.ME.rsplit(":", 2)
    assert is_gone(f"{host}:{number}:earlier")
    assert not is_gone(worker.ME)


async def test_uncertain_rows_are_sent_again_by_order_only(store: Store) -> None:
    """Until then nothing finds them."""
    await plan(store, [1, 2])
    row, _ = await store.announcements.next(NOW, 10)
    await store.announcements.claim(row, NOW)
    await store.database.write(store.announcements.ended(row, End(RowState.UNCERTAIN, "timed out"), NOW))
    assert [each.planned.chat_id for each in await store.announcements.next(NOW, 10)] == [2]
    assert await store.announcements.resend_uncertain("news", NOW) == 1
    assert [each.planned.chat_id for each in await store.announcements.next(NOW, 10)] == [1, 2]


async def test_a_chat_that_migrated_into_one_with_a_row_of_its_own_has_one_row(store: Store) -> None:
    """And one without a row gets one."""
    await plan(store, [-1, -2, -1002])
    for row in (await store.announcements.next(NOW, 10))[:2]:
        await store.announcements.claim(row, NOW)
        end = End(RowState.MIGRATED, moved_to=-1000 + row.planned.chat_id)
        await store.database.write(store.announcements.ended(row, end, NOW))
    assert {chat: state for chat, (state, _) in (await states(store)).items()} == {
        -1: RowState.MIGRATED,
        -2: RowState.MIGRATED,
        -1001: RowState.PLANNED,
        -1002: RowState.PLANNED,
    }


async def test_cancelling_and_unsubscribing_end_what_is_planned(store: Store) -> None:
    """What was sent stays sent; corrections reach those who unsubscribed."""
    await plan(store, [1, 2])
    await plan(store, [1], "right", kind=Kind.CORRECTION)
    row = (await store.announcements.rows("news"))[0]
    await store.announcements.claim(row, NOW)
    await store.database.write(store.announcements.ended(row, End(RowState.SENT, message_id=5), NOW))
    await store.database.write([store.announcements.unsubscribed(1, NOW), store.announcements.unsubscribed(2, NOW)])
    assert await states(store) == {1: (RowState.SENT, None), 2: (RowState.CANCELLED, "unsubscribed")}
    assert await states(store, "right") == {1: (RowState.PLANNED, None)}
    assert await store.announcements.cancel("right", NOW)
    assert not await store.announcements.cancel("right", NOW)
    assert await states(store, "right") == {1: (RowState.CANCELLED, "the announcement was cancelled")}


async def test_a_draft_is_confirmed_once(store: Store) -> None:
    """Two presses on the same button are one."""
    await plan(store, [], state=State.DRAFT)
    rows = [Planned(1, "en"), Planned(2, "en", 7)]
    assert await store.announcements.confirm("news", "press", NOW, rows, NOW)
    again = NOW + dt.timedelta(seconds=1)
    assert not await store.announcements.confirm("news", "public", NOW, [Planned(3, "en")], again)
    assert [row.planned for row in await store.announcements.rows("news")] == rows
    assert (await store.announcements.get("news")).audience == "press"  # type: ignore[union-attr]


async def test_a_person_and_old_announcements_are_forgotten(store: Store) -> None:
    """A person who wants to be forgotten is in no ledger; what is due to come is kept."""
    await plan(store, [1, 2])
    await plan(store, [1], "later", due_at=NOW + dt.timedelta(days=1))
    await store.database.write(store.forgotten(1))
    assert list(await states(store)) == [2]
    await store.expire(dt.timedelta(days=90), NOW)
    assert [one.code for one in await store.announcements.all()] == ["later"]
    assert not await store.announcements.contents("news")


async def test_one_process_at_a_time_holds_a_lease(store: Store) -> None:
    """Until it gives it back, ends, or does not renew it."""
    host = worker.ME.rsplit(":", 2)[0]
    elsewhere = LeasesTable(store.database, "elsewhere:1:other")
    dead = LeasesTable(store.database, f"{host}:{2**22 + 1}:dead")
    assert await store.leases.take("sending", NOW)
    assert await store.leases.take("sending", NOW)
    assert not await elsewhere.take("sending", NOW)
    assert await elsewhere.take("sending", NOW + LENGTH + dt.timedelta(seconds=1))
    assert not await dead.take("sending", NOW)
    await elsewhere.give_back("sending")
    assert await dead.take("sending", NOW)
    assert await store.leases.take("sending", NOW)


async def test_what_another_process_wrote_of_a_chat_is_not_overwritten(store: Store, url: str) -> None:
    """A running bot keeps chats in memory; the command line changes tags beside it."""
    await store.database.write([store.chats.saved(Chat(5, subscribed_at=NOW), NOW)])
    async with Store.open(url) as other:
        chat = await other.chats.get(5)
        await other.database.write([other.chats.saved(Chat(5, subscribed_at=chat.subscribed_at, tags=("press",)), NOW)])
    kept = await store.chats.get(5)
    assert bool(kept.tags) is store.database.is_shared  # it is read each time where others may write
    await store.database.write([store.chats.saved(replace(kept, language="zh"), NOW)])
    (found,) = await store.chats.subscribers(["press"])
    assert (found.language, found.tags) == ("zh", ("press",))
    assert not await store.chats.subscribers(["public"])
