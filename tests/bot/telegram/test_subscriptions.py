"""Who gets announcements: groups by their admins, channels by who added the bot or posts there, with choices."""

from __future__ import annotations

from bot.store.chats import ChatState
from tests.bot.telegram.conftest import Running
from tests.bot_api.server import Json

GROUP, CHANNEL = -1001, -1002
LEFT, MEMBER = {"status": "left"}, {"status": "member"}
RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
).split()
ADMIN = {"status": "administrator", "can_post_messages": True, **dict.fromkeys(RIGHTS, False)}


def labels(message: Json) -> list[str]:
    """What stands on the buttons of a message."""
    return [each["text"] for row in message["reply_markup"]["inline_keyboard"] for each in row]


async def test_a_group_is_subscribed_by_the_button_of_the_greeting(bot: Running) -> None:
    """By an admin of it only; then topics can be chosen, and it can be left again."""
    api, ada, bob = bot.api, bot.api.person(1), bot.api.person(2, "Bob")
    api.group(GROUP).admins.add(1)
    await api.member(GROUP, ada, LEFT, MEMBER)
    greeting = await api.reply(GROUP)
    assert "only its admins" in (await api.press(greeting, "Get announcements", bob))["text"]
    await api.press(greeting, "Get announcements", ada)
    await bot.settled()
    (chat,) = await bot.store.chats.subscribers(["public"])
    assert (chat.chat_id, chat.kind, chat.title) == (GROUP, "supergroup", f"Group {GROUP}")
    shown = api.sent(GROUP)[0]
    assert "from now on" in shown["text"]
    assert labels(shown)[0] == "✓ All topics"
    topics = labels(shown)[1:-1]
    await api.press(shown, topics[0], ada)
    await bot.settled()
    shown = api.sent(GROUP)[0]
    assert labels(shown)[:2] == ["All topics", f"✓ {topics[0]}"]
    assert len((await bot.store.chats.get(GROUP)).topics) == 1
    await api.press(shown, "All topics", ada)
    await bot.settled()
    assert not (await bot.store.chats.get(GROUP)).topics
    await api.press(api.sent(GROUP)[0], "No more announcements", ada)
    await bot.settled()
    assert not await bot.store.chats.subscribers()
    assert "Get announcements" in labels(api.sent(GROUP)[0])[0]


async def test_who_adds_the_bot_to_a_channel_is_asked_in_their_own_chat(bot: Running) -> None:
    """Nothing is posted in the channel; the button works for its admins."""
    api, ada = bot.api, bot.api.person(1)
    api.group(CHANNEL, kind="channel").admins.add(1)
    await api.member(CHANNEL, ada, LEFT, ADMIN)
    asked = await api.reply(1)
    assert f"Group {CHANNEL}" in asked["text"]
    assert not api.sent(CHANNEL)
    await api.press(asked, "Get announcements", ada)
    await bot.settled()
    (chat,) = await bot.store.chats.subscribers()
    assert (chat.chat_id, chat.kind) == (CHANNEL, "channel")
    api.chats[CHANNEL].admins.clear()
    assert "only its admins" in (await api.press(api.sent(1)[0], "No more announcements", ada))["text"]
    assert await bot.store.chats.subscribers()


async def test_a_channel_of_somebody_who_never_wrote_to_the_bot_is_known_all_the_same(bot: Running) -> None:
    """The operator finds it in the list, and a post there subscribes it as well."""
    api, ada = bot.api, bot.api.person(1)
    api.chats[1].state = "blocked"
    api.group(CHANNEL, kind="channel")
    await api.member(CHANNEL, ada, LEFT, ADMIN)
    await bot.settled()
    assert [chat.chat_id for chat in await bot.store.chats.all() if chat.chat_id < 0] == [CHANNEL]
    post = {"date": 1, "chat": api.chats[CHANNEL].data, "sender_chat": api.chats[CHANNEL].data}
    command = [{"type": "bot_command", "offset": 0, "length": 10}]
    await api.push({"channel_post": {"message_id": 8, "text": "/subscribe", "entities": command, **post}})
    assert "from now on" in (await api.reply(CHANNEL))["text"]
    await bot.settled()
    assert [chat.chat_id for chat in await bot.store.chats.subscribers()] == [CHANNEL]
    for text in ("/subscribe to our paper", "/ask which cities exceeded 10%?", "/stats", "which cities exceeded 10%?"):
        await api.push({"channel_post": {"message_id": 9, "text": text, **post}})
    await bot.settled()
    assert len(api.sent(CHANNEL)) == 1
    await api.push({"channel_post": {"message_id": 10, "text": "/unsubscribe", "entities": command, **post}})
    await api.reply(CHANNEL, 2)
    await bot.settled()
    assert not await bot.store.chats.subscribers()


async def test_a_group_that_removed_the_bot_keeps_its_choices(bot: Running) -> None:
    """They count again when it is back; a button of before is refused meanwhile."""
    api, ada = bot.api, bot.api.person(1)
    api.group(GROUP).admins.add(1)
    await api.write(GROUP, ada, "/subscribe")
    shown = await api.reply(GROUP)
    await api.press(shown, labels(shown)[1], ada)
    await api.member(GROUP, ada, MEMBER, LEFT)
    await bot.settled()
    chat = await bot.store.chats.get(GROUP)
    assert (chat.state, len(chat.topics)) == (ChatState.GONE, 1)
    await api.member(GROUP, ada, LEFT, MEMBER)
    await bot.settled()
    assert len(await bot.store.chats.subscribers()) == 1
    assert "✓" not in labels(api.sent(GROUP)[-1])[0]


async def test_a_private_chat_subscribes_and_no_name_is_kept(bot: Running) -> None:
    """A second time is said to be one."""
    ada = bot.api.person(1)
    for number, words in ((1, "from now on"), (2, "already")):
        await bot.api.write(1, ada, "/subscribe")
        assert words in (await bot.api.reply(1, number))["text"]
    await bot.settled()
    (chat,) = await bot.store.chats.subscribers()
    assert (chat.kind, chat.title, chat.tags) == ("private", None, ("public",))
    await bot.api.press_data(bot.api.sent(1)[0], "n:-1001:on", ada)
    await bot.api.press_data(bot.api.sent(1)[0], "n:1:unknown", ada)
    await bot.api.press_data(bot.api.sent(1)[0], "n:nonsense", ada)
    await bot.settled()
    assert len(await bot.store.chats.subscribers()) == 1
