"""What reaches the bot and does not come from Telegram, or not as Telegram's own programs would send it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.store.chats import Chat, ChatState
from bot.telegram.buttons import Action
from tests.bot.telegram.conftest import ADMIN, Running, Start
from tests.bot.telegram.test_inbox import QUESTIONS, SECRET, message
from tests.bot_api.server import BotApi, Json
from tests.ports import free_port

_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
GROUP = -1001


@pytest.fixture
async def hooked(start: Start, api: BotApi) -> AsyncIterator[Running]:
    """A bot to which updates are delivered."""
    port = free_port()
    api.webhook_base = f"http://127.0.0.1:{port}"
    async with start(webhook=port, webhook_url="https://bot.example.org/hook", webhook_secret=SECRET) as bot:
        yield bot


# The webhook


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {HEADER: ""},
        {HEADER: SECRET[:-1]},
        {HEADER: SECRET.upper()},
        {HEADER: f"{SECRET} "[::-1]},
        {"X-Token": SECRET},
    ],
    ids=["none", "empty", "cut", "upper", "reversed", "elsewhere"],
)
async def test_a_delivery_without_the_secret_is_refused(hooked: Running, headers: dict[str, str]) -> None:
    """Whoever finds the address cannot speak for Telegram, and nothing of it is written down."""
    update = {"update_id": 1, "message": message(hooked.api, 1, QUESTIONS[0])}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{hooked.api.webhook_base}/hook", json=update, headers=headers) as response,
    ):
        assert response.status == 403
    assert await hooked.store.inbox.waiting() == 0
    assert not hooked.api.sent(1)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/hook", 405),
        ("PUT", "/hook", 405),
        ("POST", "/", 404),
        ("POST", "/hook/x", 404),
        ("POST", "/metrics", 404),
    ],
)
async def test_other_paths_and_methods_lead_nowhere(hooked: Running, method: str, path: str, status: int) -> None:
    """With the right secret as well."""
    update = {"update_id": 1, "message": message(hooked.api, 1, QUESTIONS[0])}
    address = f"{hooked.api.webhook_base}{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, address, json=update, headers={HEADER: SECRET}) as response,
    ):
        assert response.status == status
        assert SECRET not in await response.text()
    assert not hooked.api.sent(1)


@pytest.mark.parametrize(
    "body",
    [b"", b"no json", b"[]", b"null", b'"text"', b"{}", b'{"update_id": "x"}', b'{"update_id": 5, "message": 5}',
     b"[" * 20_000, b'{"update_id": 1e400}', b"\xff\xfe{", b'{"update_id": 7, "message": {"text": "a"}}',
     b'{"update_id": 9, "callback_query": {"id": "1", "from": {}, "data": {}}}'],
)  # fmt: skip
async def test_a_body_that_is_no_update_harms_nothing(hooked: Running, body: bytes) -> None:
    """It is refused or does nothing, and the next question is answered."""
    headers = {HEADER: SECRET, "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{hooked.api.webhook_base}/hook", data=body, headers=headers) as response,
    ):
        assert response.status in {200, 400, 403, 500}
        assert "Traceback" not in await response.text()
    await hooked.api.push({"message": message(hooked.api, 1, QUESTIONS[0])}, update_id=1000)
    assert "Dandong" in (await hooked.api.reply(1))["text"]


async def test_a_replayed_update_is_answered_once(start: Start, api: BotApi) -> None:
    """At once, later, with another text under the same number, and after a restart."""
    first = {"message": message(api, 1, QUESTIONS[0])}
    async with start() as bot:
        for _ in range(3):
            await api.push(first, update_id=77)
        await api.reply(1)
        await api.push({"message": message(api, 1, QUESTIONS[1], 2)}, update_id=77)
        await bot.settled()
    async with start() as bot:
        await api.push(first, update_id=77)
        await api.push({"message": message(api, 2, QUESTIONS[1])}, update_id=78)
        await api.reply(2)
        await bot.settled()
    assert len(api.sent(1)) == 1


# Buttons

JUNK = [
    "", ":", "::::", "zz", "s", "s:", "s:unknown", "q:unknown:0", "q:unknown:-1", "q:x:99999999999999999999",
    "f:x:useful", "f:x:", "x:1:yes", "x:900:yes", "x::yes", "l:xx", "s:\ud800", "l:../../etc", "n:--5:on", "n:5",
    "n::on", "n:-:on", f"n:{'9' * 50}:on", "n:-1001:lang-xx", "a:x:public", "a::", "o:'; DROP TABLE chats; --",
    "p:\u0000", "h:../../passwd", "g:x:light", "g::", "\x00" * 64, "💥" * 16, "s:" + "a" * 60, "n:٣:on", "c:x:²",
    "{{7*7}}", "s:\x1b[31m", "w:%s%n",
]  # fmt: skip


@pytest.mark.parametrize("data", JUNK, ids=ascii)
async def test_a_button_that_is_none_of_ours_does_nothing(bot: Running, data: str) -> None:
    """Whatever a changed client sends is acknowledged, changes nothing, and the person is answered afterwards."""
    eve = bot.api.person(5, "Eve")
    bot.api.group(GROUP)
    await bot.api.write(5, eve, QUESTIONS[0])
    shown = await bot.api.reply(5)
    before = await rows(bot)
    await bot.api.press_data(shown, data, eve)
    await bot.settled()
    assert await rows(bot) == before
    assert "Sorry" not in "".join(each["text"] for each in bot.api.sent(5)[1:])
    await bot.api.write(5, eve, QUESTIONS[1])
    await bot.api.until(lambda: "7.2%" in bot.api.sent(5)[-1]["text"])


async def rows(bot: Running) -> list[object]:
    """What is kept of chats, opinions and announcements."""
    store = bot.store
    return [
        await store.chats.get(5),
        await store.chats.get(GROUP),
        await store.announcements.all(),
        await store.feedback.counts(),
    ]


@pytest.mark.parametrize(
    "action", [Action.FORGET, Action.SUBSCRIPTION, Action.LANGUAGE], ids=lambda action: action.name
)
async def test_what_belongs_to_somebody_else_stays(bot: Running, action: Action) -> None:
    """Eve presses with the numbers of Ada and of a group that she does not administer."""
    eve, ada = bot.api.person(5, "Eve"), bot.api.person(1)
    bot.api.group(GROUP)
    await bot.api.write(1, ada, QUESTIONS[0])
    await bot.api.reply(1)
    await bot.api.write(5, eve, QUESTIONS[0])
    shown = await bot.api.reply(5)
    await bot.settled()
    kept = await bot.store.answers.count(_LONG_AGO)
    for whose in (1, GROUP):
        what = {Action.FORGET: f"{whose}:yes", Action.SUBSCRIPTION: f"{whose}:on", Action.LANGUAGE: "en"}[action]
        there = {**shown, "chat": bot.api.chats[whose].data} if action is Action.LANGUAGE and whose == GROUP else shown
        await bot.api.press_data(there, f"{action.value}:{what}", eve)
    await bot.settled()
    assert await bot.store.answers.count(_LONG_AGO) == kept
    for whose in (1, GROUP):
        assert (await bot.store.chats.get(whose)).subscribed_at is None
        assert (await bot.store.chats.get(whose)).language is None


# Admins

COMMANDS = ("/stats", "/unanswered", "/announce", "/announce short", "/announce Buy 99% now")


@pytest.mark.parametrize("command", COMMANDS)
async def test_admin_commands_by_others_are_silent_in_every_way(bot: Running, command: str) -> None:
    """By a message, an edit, in a group, by an anonymous admin, as and in a channel, forwarded and through a bot."""
    api = bot.api
    eve = api.person(5, "Eve")
    group, channel = api.group(GROUP).data, api.group(-1002, kind="channel").data
    api.chats[GROUP].admins.add(5)
    anonymous: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    as_admin = {"id": ADMIN, "type": "channel", "title": "Not the admin"}
    written = await api.write(5, eve, command)
    await api.edit(written, f"{command} ")
    await api.write(GROUP, eve, command)
    await api.write(GROUP, anonymous, command, sender_chat=group)
    await api.write(GROUP, {**anonymous, "id": 136817688}, command, sender_chat=as_admin)
    await api.write(5, eve, command, via_bot={**anonymous, "id": 5})
    await api.write(5, eve, command, forward_origin={"type": "user", "date": 1, "sender_user": api.person(ADMIN)})
    await api.push({"channel_post": {"message_id": 1, "date": 1, "chat": channel, "text": command}})
    await api.push({"edited_channel_post": {"message_id": 1, "date": 1, "chat": channel, "text": command}})
    await bot.settled()
    said = [each["text"] for chat in (5, GROUP, -1002) for each in api.sent(chat)]
    assert not [text for text in said if "24 hours" in text or "announce" in text.lower() or "99%" in text]
    assert not await bot.store.announcements.all()


# What is written


@pytest.mark.parametrize(
    "text",
    ["quaff \x00 zorgons", "quaff \ud83d zorgons", "quaff \udc00\x00", "'; DROP TABLE unanswered; -- zorgons"],
    ids=ascii,
)  # fmt: skip
async def test_what_no_database_takes_is_answered_and_kept_without_it(bot: Running, text: str) -> None:
    """NUL, halves of surrogate pairs, SQL: the update is taken out of the inbox, and the tables are as they were."""
    await bot.api.push({"message": message(bot.api, 1, text)})
    await bot.api.reply(1)
    await bot.settled()
    found = await bot.store.unanswered.most_asked(5)
    assert not [
        each for each in found if "\x00" in each.question or any("\ud800" <= c <= "\udfff" for c in each.question)
    ]
    await bot.api.push({"message": message(bot.api, 1, QUESTIONS[1], 2)})
    assert "7.2%" in (await bot.api.reply(1, 2))["text"]
    assert (await bot.store.chats.get(1)).state is ChatState.MEMBER


async def test_names_of_chats_are_values_and_no_sql(bot: Running) -> None:
    """A group may be called anything."""
    title = "x'); DELETE FROM chats; --\x1b[31m\n"
    await bot.store.database.write([bot.store.chats.saved(Chat(GROUP, title=title), _LONG_AGO)])
    assert (await bot.store.chats.get(GROUP)).title == title
