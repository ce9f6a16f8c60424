"""Announcements through a running bot: by its press officers, and whatever else is due."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib

import pytest

from bot.announce.content import Content
from bot.announce.progress import look
from bot.clock import now
from bot.store.announcements import Action, Planned, RowState, State
from bot.store.chats import Chat
from bot.store.store import Store
from bot.telegram.pipeline import Pipelines
from tests.bot.announce.conftest import plan, states
from tests.bot.telegram.conftest import ADMIN, Running, Start
from tests.bot.telegram.test_subscriptions import labels
from tests.bot_api.server import BotApi, Json, button

GROUP = -1001


async def subscribed(bot: Running, *chats: Chat) -> None:
    """Let chats be subscribed."""
    for chat in chats:
        if chat.chat_id > 0:
            bot.api.person(chat.chat_id)
        else:
            bot.api.group(chat.chat_id)
    await bot.store.database.write([bot.store.chats.saved(chat, now()) for chat in chats])


async def offered(bot: Running, text: str) -> tuple[Json, Json]:
    """What the bot shows a press officer for a command: the preview and the question."""
    before = len(bot.api.sent(ADMIN)) if ADMIN in bot.api.chats else 0
    await bot.api.write(ADMIN, bot.api.person(ADMIN), text)
    return await bot.api.reply(ADMIN, before + 1), await bot.api.reply(ADMIN, before + 2)


async def test_a_press_officer_sees_it_and_confirms_it(bot: Running) -> None:
    """It goes to the audience that was chosen, as it was shown; pressing again sends nothing more."""
    officer = bot.api.person(ADMIN)
    chats = [
        Chat(chat, subscribed_at=now(), tags=tags)
        for chat, tags in ((1, ("public",)), (2, ("public",)), (3, ("press",)))
    ]
    await subscribed(bot, *chats)
    preview, question = await offered(bot, "/announce")
    assert "3.4%" in preview["text"]
    assert labels(question) == ["Send to press (1)", "Send to public (2)", "Do not send"]
    await asyncio.sleep(1.2)  # a draft goes nowhere
    assert not bot.api.sent(1)
    press = button(question, "Send to press")["callback_data"]
    await bot.api.press(question, "Send to public", officer)
    await bot.api.press_data(question, press, officer)
    for chat in (1, 2):
        message = await bot.api.reply(chat)
        assert (message["text"], message["reply_markup"]) == (preview["text"], preview["reply_markup"])
    assert button(preview, "Ask about it")["url"] == "https://t.me/release_test_bot?start=f_value-added-growth"
    await bot.settled()
    await asyncio.sleep(1.2)
    assert not bot.api.sent(3)
    await bot.api.press(bot.api.sent(ADMIN)[-1], "How does it stand?", officer)
    assert "2 chats: 2 sent" in bot.api.sent(ADMIN)[-1]["text"]
    told = await bot.store.answers.that_told("liaoning-industry-q1-q3", "value-added-growth")
    assert sorted(each.chat_id for each in told) == [1, 2]


async def test_a_text_is_checked_before_it_is_offered(bot: Running) -> None:
    """What the facts do not support is named, and recorded where it is sent all the same."""
    await subscribed(bot, Chat(1, subscribed_at=now(), tags=("test",)))
    preview, question = await offered(bot, "/announce Metallurgy grew by **8%**.")
    assert preview["text"] == "Metallurgy grew by 8%."
    assert "8%" in question["text"]
    assert "do not support" in question["text"]
    await bot.api.press(question, "Send to test", bot.api.person(ADMIN))
    await bot.api.reply(1)
    (one,) = await bot.store.announcements.all()
    assert "8%" in (one.unchecked or "")
    assert one.created_by == ADMIN
    _, question = await offered(bot, "/announce short")
    await bot.api.press(question, "Do not send", bot.api.person(ADMIN))
    assert "not sent" in bot.api.sent(ADMIN)[-1]["text"]


async def test_nobody_else_can_announce(bot: Running) -> None:
    """The command is silent for others, and their presses on a button that they got hold of do nothing."""
    eve = bot.api.person(5, "Eve")
    await subscribed(bot, Chat(1, subscribed_at=now(), tags=("public",)))
    await bot.api.write(5, eve, "/announce")
    bot.api.group(GROUP).admins.add(ADMIN)
    await bot.api.write(GROUP, bot.api.person(ADMIN), "/announce")
    await bot.settled()
    assert not bot.api.sent(5)
    assert not bot.api.sent(GROUP)
    _, question = await offered(bot, "/announce")
    await bot.api.press(question, "Send to public", eve)
    await bot.settled()
    assert (await bot.store.announcements.all())[0].state is State.DRAFT


async def test_what_is_confirmed_under_an_embargo_waits_for_its_end(
    bot: Running, pipelines: Pipelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press officer sees it before."""
    ends = now() + dt.timedelta(hours=1)
    monkeypatch.setitem(pipelines.choose().answerer.release.about.__dict__, "embargo", ends)
    await subscribed(bot, Chat(1, subscribed_at=now(), tags=("public",)))
    _, question = await offered(bot, "/announce")
    await bot.api.press(question, "Send to public", bot.api.person(ADMIN))
    await asyncio.sleep(1.2)
    (one,) = await bot.store.announcements.all()
    assert (one.state, one.due_at) == (State.OPEN, ends)
    assert not bot.api.sent(1)


async def test_a_running_bot_sends_what_is_due(bot: Running) -> None:
    """Whoever planned it; questions are answered meanwhile."""
    for chat in range(1, 21):
        bot.api.person(chat)
    await plan(bot.store, range(1, 21))
    await bot.api.write(50, bot.api.person(50), "which cities exceeded 10%?")
    await bot.api.until(lambda: all(bot.api.sent(chat) for chat in range(1, 21)))
    await bot.api.reply(50)
    assert bot.api.sent(1)[0]["text"] == "News"


async def test_topics_replies_edits_and_pictures(start: Start, api: BotApi) -> None:
    """Each in its way; a topic that is gone is no failure, a message that is gone is one."""
    api.group(GROUP, topics={7})
    api.group(-1002, topics={7})
    picture = Content("<b>Seen</b>", picture=b"\x89PNG picture")
    async with start(announcements_at_once=1) as bot:
        earlier = (await bot.application.bot.send_message(GROUP, "old")).message_id
        reply = Planned(GROUP, "en", None, Action.REPLY, earlier)
        await plan(bot.store, [Planned(GROUP, "en", 7), Planned(-1002, "en", 99), reply])
        await plan(bot.store, [Planned(GROUP, "en", None, Action.EDIT, earlier)], "edit", Content("new"))
        await plan(bot.store, [Planned(GROUP, "en", None, Action.EDIT, 999)], "missing", Content("new"))
        await plan(bot.store, [api.person(chat)["id"] for chat in (1, 2, 3)], "picture", picture)
        await finished(bot.store, "news", "edit", "missing", "picture")
        missing = (await states(bot.store, "missing"))[GROUP]
    posts = api.sent(GROUP)
    assert [(post["text"], post.get("message_thread_id")) for post in posts] == [
        ("new", None), ("News", 7), ("News", None)
    ]  # fmt: skip
    assert posts[2]["reply_to_message"]["message_id"] == earlier
    assert "message_thread_id" not in api.sent(-1002)[0]
    assert missing == (RowState.FAILED, "Message to edit not found")
    assert [message["caption"] for chat in (1, 2, 3) for message in api.sent(chat)] == ["Seen"] * 3
    first, *others = (request.data for request in api.calls("sendPhoto"))
    name = f"photo-{hashlib.sha256(picture.picture or b'').hexdigest()[:16]}"
    assert picture.picture in first.values()
    assert [data["photo"] for data in others] == [name, name]


async def finished(store: Store, *codes: str) -> None:
    """Wait until nothing of some announcements is left."""
    async with asyncio.timeout(20):
        for code in codes:
            while (await look(store, code)).left:
                await asyncio.sleep(0.02)
