"""Nothing is lost, nothing is answered twice, and each chat has its order; by polling and by webhook."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select
from telegram.error import TelegramError

from bot.store import tables
from bot.store.database import WriteError
from bot.store.inbox import Received
from bot.store.store import Store
from bot.telegram.http import HttpRequest
from bot.telegram.inbox import RawRequest
from tests.bot.telegram.conftest import Running, Start, settings_for
from tests.bot_api.server import BotApi, Json
from tests.ports import free_port

QUESTIONS = [
    "which cities exceeded 10%?",
    "how fast did metallurgy grow?",
    "how much went into growth incentive funds?",
]
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
"""With a database of its own, and as a replica among several."""
SECRET = "a-secret_of-the-tests"


def message(api: BotApi, chat: int, text: str, number: int = 1) -> Json:
    """A message as an update carries it."""
    person = api.person(chat)
    return {
        "message_id": number,
        "date": int(time.time()),
        "chat": api.chats[chat].data,
        "from": person,
        "text": text,
        "entities": [],
    }


@BOTH
async def test_an_update_that_comes_twice_is_answered_once(bot: Running) -> None:
    """In one delivery, in two, and after it was answered."""
    update = {"message": message(bot.api, 1, QUESTIONS[0])}
    for _ in range(2):
        await bot.api.push(update, update_id=77)
    await bot.api.reply(1)
    await bot.settled()
    await bot.api.push(update, update_id=77)
    await bot.settled()
    assert len(bot.api.sent(1)) == 1


@BOTH
async def test_updates_whose_numbers_do_not_rise_are_all_answered(bot: Running) -> None:
    """After a quiet week Telegram begins anew at some number, which may be a lower one."""
    for chat, number in ((1, 900), (2, 17), (3, 18)):
        await bot.api.push({"message": message(bot.api, chat, QUESTIONS[0])}, update_id=number)
    for chat in (1, 2, 3):
        await bot.api.reply(chat)


@BOTH
async def test_the_questions_of_a_chat_are_answered_in_order(bot: Running) -> None:
    """However many there are at once, and though other chats are answered meanwhile."""
    for number in range(10):
        for chat in (1, 2, 3):
            await bot.api.write(chat, bot.api.person(chat), QUESTIONS[number % 3])
    for chat in (1, 2, 3):
        await bot.api.reply(chat, 10)
        found = [message["text"] for message in bot.api.sent(chat)]
        for number, marker in enumerate(("Dandong", "7.2%", "150 million")):
            assert all(marker in text for text in found[number::3])


@BOTH
async def test_a_chat_whose_answer_takes_long_does_not_hold_up_another(start: Start, api: BotApi) -> None:
    """Chat 1 has to wait for its pace, with more questions than may be handled at the same time."""
    async with start(seconds_between_messages=60, concurrency=2, stop_seconds=0):
        for _ in range(10):
            await api.write(1, api.person(1), QUESTIONS[0])
        await api.write(2, api.person(2), QUESTIONS[0])
        await api.reply(2)
        await api.reply(1)
        assert len(api.sent(1)) == 1


async def test_what_a_crash_left_is_answered_first_after_the_start(start: Start, api: BotApi, tmp_path: Path) -> None:
    """Updates of the inbox come before those that wait at Telegram."""
    settings = settings_for(api, tmp_path)
    async with Store.open(settings.database) as store:
        left = {"update_id": 5, "message": message(api, 1, QUESTIONS[0])}
        await store.inbox.receive([Received(5, json.dumps(left))], datetime.now(UTC))
    await api.push({"message": message(api, 1, QUESTIONS[1], 2)})
    async with start() as bot:
        await api.reply(1, 2)
        texts = [each["text"] for each in api.sent(1)]
        assert "Dandong" in texts[0]
        assert "7.2%" in texts[1]
        await bot.settled()
        rows = await bot.store.database.read(select(tables.inbox.c.payload))
        assert [row.payload for row in rows] == [None, None]


async def test_what_ends_the_process_every_time_is_set_aside(start: Start, api: BotApi, tmp_path: Path) -> None:
    """After five starts that found it, an update is taken out unanswered."""
    settings = settings_for(api, tmp_path)
    async with Store.open(settings.database) as store:
        left = {"update_id": 5, "message": message(api, 1, QUESTIONS[0])}
        await store.inbox.receive([Received(5, json.dumps(left))], datetime.now(UTC))
        for _ in range(5):
            assert await store.inbox.start(datetime.now(UTC)) == ([Received(5, json.dumps(left))], [])
    async with start() as bot:
        assert await bot.store.inbox.waiting() == 0
    assert not api.sent(1)


@BOTH
async def test_an_update_is_on_disk_before_it_is_confirmed(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is being answered, it stands in the inbox; Telegram has been told that it came."""
    entered, go_on = asyncio.Event(), asyncio.Event()
    send = bot.application.bot.send_text

    async def waiting(*args: object, **kwargs: object) -> object:
        entered.set()
        await go_on.wait()
        return await send(*args, **kwargs)

    monkeypatch.setattr(type(bot.application.bot), "send_text", lambda _, *a, **k: waiting(*a, **k))
    await bot.api.write(1, bot.api.person(1), QUESTIONS[0])
    await entered.wait()
    await bot.api.until(lambda: not bot.api.pending)
    assert await bot.store.inbox.waiting() == 1
    go_on.set()
    await bot.api.reply(1)
    await bot.settled()


@BOTH
async def test_a_webhook_delivers_with_its_secret(start: Start, api: BotApi) -> None:
    """Answers come, what lacks the secret is refused, and what is delivered twice is answered once."""
    port = free_port()
    api.webhook_base = f"http://127.0.0.1:{port}"
    async with start(webhook=port, webhook_url="https://bot.example.org/hook", webhook_secret=SECRET) as bot:
        assert api.secret == SECRET
        update = {"message": message(api, 1, QUESTIONS[0])}
        for _ in range(2):
            await api.push(update, update_id=77)
        await api.reply(1)
        await api.until(lambda: api.delivered[77] == 2)
        async with aiohttp.ClientSession() as session:
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
                forged = {"update_id": 78, "message": message(api, 2, QUESTIONS[0])}
                async with session.post(f"{api.webhook_base}/hook", json=forged, headers=headers) as response:
                    assert response.status == 403
        await bot.settled()
        assert len(api.sent(1)) == 1
        assert not api.sent(2)


async def test_a_webhook_says_yes_only_to_what_is_written(
    start: Start, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as the database takes nothing, Telegram gets no yes; then the answer comes."""
    port = free_port()
    api.webhook_base = f"http://127.0.0.1:{port}"
    async with start(webhook=port, webhook_url="https://bot.example.org/hook", webhook_secret=SECRET) as bot:
        write = type(bot.store.database).write
        broken = True

        async def failing(self: object, changes: object, **how: bool) -> object:
            if broken:
                raise WriteError("disk full")
            return await write(self, changes, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(type(bot.store.database), "write", failing)
        await api.push({"message": message(api, 1, QUESTIONS[0])}, update_id=77)
        await asyncio.sleep(0.3)
        assert not api.delivered[77]
        broken = False
        await api.reply(1)
        await api.until(lambda: api.delivered[77] == 1)


async def test_a_second_poller_is_told_of_a_conflict_and_the_bot_goes_on(bot: Running) -> None:
    """Somebody runs the bot twice: Telegram ends one poll with a conflict, and the next one works."""
    async with aiohttp.ClientSession() as session:
        address = f"{bot.api.base_url}{bot.application.bot.token}/getUpdates"
        async with session.post(address, data={"timeout": 0, "offset": 0}) as response:
            assert response.status in (200, 409)
    await bot.api.write(1, bot.api.person(1), QUESTIONS[0])
    await bot.api.reply(1)


@BOTH
async def test_a_burst_is_answered_whole(bot: Running) -> None:
    """300 questions of 100 chats at once."""
    for number in range(300):
        await bot.api.write(number % 100 + 1, bot.api.person(number % 100 + 1), QUESTIONS[number % 3])
    await bot.settled()
    assert all(len(bot.api.sent(chat)) == 3 for chat in range(1, 101))


@pytest.mark.parametrize(
    "answer",
    [
        '{"ok":true,"result":[]}',
        '{"ok": true, "result": [{"update_id": 1, "a": "]},{"}, {"update_id":2,"b":[{}]}]}\n',
        '{"ok":true,"result":[{"update_id":1,"t":"\\ud800\\u0000 é"},\n{"update_id":2}]}',
        '{"result":[{"update_id":1}],"ok":true}',
        '{"ok":true,"result":[{"update_id":1}],"more":1}',
        '{"ok":true,"result":true}',
        '{"ok":false,"error_code":409,"description":"Conflict"}',
    ],
)
def test_each_update_is_kept_as_it_came(answer: str) -> None:
    """Whatever way the answer is written in, the updates and what is kept of them are the same."""
    raw = RawRequest(HttpRequest(1))
    found = raw.parse_json_payload(answer.encode())
    expected = json.loads(answer)
    assert found.get("result") == expected.get("result")
    updates = expected.get("result")
    assert [json.loads(text) for text in raw.updates] == (updates if isinstance(updates, list) else [])


@pytest.mark.parametrize(
    "answer", [b"", b"no", b'{"ok":true,"result":[{"update_id":1}', b'{"ok":true,"result":[nonsense]}']
)
def test_an_answer_that_is_no_json_is_an_error(answer: bytes) -> None:
    """It is the library's own, and nothing is kept."""
    raw = RawRequest(HttpRequest(1))
    with pytest.raises(TelegramError):
        raw.parse_json_payload(answer)
    assert raw.updates == []
