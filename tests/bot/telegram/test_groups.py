"""The bot in groups: it answers when it is addressed, and only then."""

from __future__ import annotations

from bot.store.chats import ChatState
from tests.bot.telegram.conftest import Running
from tests.bot_api.server import ANONYMOUS_ADMIN, CHANNEL_USER, TELEGRAM, BotApi, Json

CITIES = "which cities exceeded 10%?"
GROUP = -1001
TOPIC = 7


def replied_to(message: Json) -> int:
    """The message that a message replies to."""
    return int(message["reply_to_message"]["message_id"])


async def test_a_command_is_answered_as_a_reply_in_its_topic(bot: Running) -> None:
    """In a forum the answer stands in the topic of the question."""
    bot.api.group(GROUP, topics={TOPIC})
    topic = {"message_thread_id": TOPIC, "is_topic_message": True}
    question = await bot.api.write(GROUP, bot.api.person(1), f"/ask {CITIES}", **topic)
    reply = await bot.api.reply(GROUP)
    assert "Dandong" in reply["text"]
    assert replied_to(reply) == question["message_id"]
    assert reply["message_thread_id"] == TOPIC


async def test_a_topic_that_was_deleted_does_not_lose_the_answer(bot: Running) -> None:
    """It goes to the group itself."""
    bot.api.group(GROUP, topics={TOPIC})
    await bot.api.write(GROUP, bot.api.person(1), f"/ask {CITIES}", message_thread_id=99, is_topic_message=True)
    assert "message_thread_id" not in await bot.api.reply(GROUP)


async def test_replies_and_mentions_are_answered_and_talk_is_not(bot: Running) -> None:
    """What people say to each other is theirs, even where an admin bot receives all of it."""
    ada = bot.api.person(1)
    bot.api.group(GROUP, privacy=False)
    await bot.api.write(GROUP, ada, CITIES)
    await bot.api.write(GROUP, ada, f"@release_test_bot, {CITIES}")
    reply = await bot.api.reply(GROUP)
    assert "Dandong" in reply["text"]
    answer = {key: reply[key] for key in ("message_id", "date", "chat", "from")}
    await bot.api.write(GROUP, ada, "how fast did metallurgy grow?", reply_to_message=answer)
    assert "7.2%" in (await bot.api.reply(GROUP, 2))["text"]
    await bot.api.write(GROUP, ada, "@some_other_bot how fast did metallurgy grow?")
    await bot.api.write(GROUP, ada, "/ask@some_other_bot how fast did metallurgy grow?")
    await bot.settled()
    assert len(bot.api.sent(GROUP)) == 2


async def test_follow_ups_of_two_people_do_not_mix(bot: Running) -> None:
    """Each goes on with their own question."""
    ada, bob = bot.api.person(1), bot.api.person(2, "Bob")
    bot.api.group(GROUP)
    await bot.api.write(GROUP, ada, "/ask how fast did metallurgy grow?")
    await bot.api.reply(GROUP)
    await bot.api.write(GROUP, bob, "/ask how much went into growth incentive funds?")
    await bot.api.reply(GROUP, 2)
    await bot.api.write(GROUP, ada, "/ask and consumer goods?")
    assert "onsumer goods grew" in (await bot.api.reply(GROUP, 3))["text"]


async def test_anonymous_admins_and_channels_of_people_are_answered(bot: Running) -> None:
    """They come as bots of Telegram's, and are people."""
    bot.api.group(GROUP)
    group = bot.api.chats[GROUP].data
    await bot.api.write(GROUP, ANONYMOUS_ADMIN, f"/ask {CITIES}", sender_chat=group)
    await bot.api.reply(GROUP)
    channel = {"id": -1009, "type": "channel", "title": "Someone"}
    await bot.api.write(GROUP, CHANNEL_USER, f"/ask {CITIES}", sender_chat=channel)
    await bot.api.reply(GROUP, 2)
    await bot.api.write(GROUP, ANONYMOUS_ADMIN, "/subscribe", sender_chat=group)
    assert "from now on" in (await bot.api.reply(GROUP, 3))["text"]
    await bot.api.write(GROUP, CHANNEL_USER, "/unsubscribe", sender_chat=channel)
    assert "only its admins" in (await bot.api.reply(GROUP, 4))["text"]


async def test_channel_posts_other_bots_and_forwards_are_no_questions(bot: Running) -> None:
    """Each of them would be a question if a person had written it."""
    api = bot.api
    ada = api.person(1)
    api.group(GROUP)
    channel = api.group(-1002, kind="channel").data
    await api.write(GROUP, {**ada, "is_bot": True}, f"/ask {CITIES}")
    await api.write(GROUP, ada, f"/ask {CITIES}", via_bot={**ANONYMOUS_ADMIN, "id": 5})
    await api.write(GROUP, TELEGRAM, f"/ask {CITIES}", sender_chat=channel, is_automatic_forward=True)
    post = {"message_id": 1, "date": 1, "chat": channel, "text": f"/ask {CITIES}"}
    for kind in ("channel_post", "edited_channel_post", "business_message"):
        await api.push({kind: post})
    await bot.settled()
    assert not api.calls("sendMessage")


async def test_an_edited_command_has_its_answer_edited(bot: Running) -> None:
    """The new answer stands where the old one stood; an edit that addresses nobody changes nothing."""
    bot.api.group(GROUP)
    question = await bot.api.write(GROUP, bot.api.person(1), f"/ask {CITIES}")
    await bot.api.reply(GROUP)
    await bot.api.edit(question, "/ask how fast did metallurgy grow?")
    await bot.api.until(lambda: "7.2%" in bot.api.sent(GROUP)[0]["text"])
    await bot.api.edit(question, "/subscribe")
    await bot.api.edit(question, "never mind")
    await bot.settled()
    assert len(bot.api.sent(GROUP)) == 1
    assert "7.2%" in bot.api.sent(GROUP)[0]["text"]


async def test_an_edit_that_addresses_the_bot_for_the_first_time_is_answered(bot: Running) -> None:
    """Somebody forgot the command, and adds it."""
    bot.api.group(GROUP, privacy=False)
    question = await bot.api.write(GROUP, bot.api.person(1), CITIES)
    await bot.settled()
    assert not bot.api.sent(GROUP)
    await bot.api.edit(question, f"/ask {CITIES}")
    assert replied_to(await bot.api.reply(GROUP)) == question["message_id"]


async def test_a_link_that_adds_the_bot_to_a_group_opens_there(bot: Running) -> None:
    """?startgroup= arrives as a command with the bot's name and what it opens."""
    bot.api.group(GROUP)
    await bot.api.write(GROUP, bot.api.person(1), "/start@release_test_bot f_metallurgy-growth")
    assert "7.2%" in (await bot.api.reply(GROUP))["text"]


async def test_a_question_that_was_deleted_is_still_answered(bot: Running) -> None:
    """The answer then replies to nothing."""
    bot.api.group(GROUP)
    message = {
        "message_id": 4242,
        "date": 1,
        "chat": bot.api.chats[GROUP].data,
        "from": bot.api.person(1),
        "text": f"/ask {CITIES}",
    }
    await bot.api.push({"message": message})
    assert "reply_to_message" not in await bot.api.reply(GROUP)


async def test_a_group_that_becomes_a_supergroup_keeps_its_subscription(bot: Running) -> None:
    """Both notices of Telegram's come, in either chat, and what is known goes by the new number."""
    api = bot.api
    ada = api.person(1)
    api.group(-5, kind="group").admins.add(1)
    await api.write(-5, ada, "/subscribe")
    await api.reply(-5)
    api.group(-1005)
    await api.write(-5, ada, None, migrate_to_chat_id=-1005)
    await api.write(-1005, ada, None, migrate_from_chat_id=-5)
    await bot.settled()
    assert [chat.chat_id for chat in await bot.store.chats.subscribers()] == [-1005]


async def test_an_answer_follows_a_group_that_has_just_migrated(bot: Running) -> None:
    """Telegram refuses the old number and names the new one."""
    api = bot.api
    old = api.group(-6, kind="group")
    api.group(-1006)
    old.migrated_to = -1006
    await api.write(-6, api.person(1), f"/ask {CITIES}")
    assert "Dandong" in (await api.reply(-1006))["text"]
    await bot.settled()
    told = await bot.store.answers.that_told("liaoning-industry-q1-q3", "dandong-growth")
    assert [each.chat_id for each in told] == [-1006]


async def test_being_added_is_greeted_and_being_removed_is_remembered(bot: Running) -> None:
    """The greeting says how to ask. A group that removed the bot gets no announcements."""
    api = bot.api
    ada = api.person(1)
    api.group(GROUP).admins.add(1)
    await api.member(GROUP, ada, {"status": "left"}, {"status": "member"})
    assert "/ask" in (await api.reply(GROUP))["text"]
    await api.write(GROUP, ada, "/subscribe")
    await api.reply(GROUP, 2)
    await api.member(GROUP, ada, {"status": "member"}, {"status": "kicked", "until_date": 0})
    await bot.settled()
    assert not await bot.store.chats.subscribers()
    assert (await bot.store.chats.get(GROUP)).state is ChatState.GONE


def restricted(api: BotApi, *, may_send: bool) -> Json:
    """A membership with the right to send messages or without it."""
    rights = (
        "can_send_polls can_send_other_messages can_add_web_page_previews can_change_info can_invite_users "
        "can_pin_messages can_manage_topics can_send_audios can_send_documents can_send_photos can_send_videos "
        "can_send_video_notes can_send_voice_notes can_edit_tag can_react_to_messages"
    ).split()
    return {
        "status": "restricted",
        "is_member": True,
        "until_date": 0,
        "can_send_messages": may_send,
        **dict.fromkeys(rights, False),
    }


async def test_a_bot_that_may_not_send_keeps_silent(bot: Running) -> None:
    """It does not even try, until it may again."""
    api = bot.api
    ada = api.person(1)
    api.group(GROUP)
    await api.member(GROUP, ada, {"status": "member"}, restricted(api, may_send=False))
    await api.write(GROUP, ada, f"/ask {CITIES}")
    await bot.settled()
    assert not api.calls("sendMessage")
    await api.member(GROUP, ada, restricted(api, may_send=False), {"status": "member"})
    await api.write(GROUP, ada, f"/ask {CITIES}")
    await api.reply(GROUP)


async def test_missing_rights_are_learnt_from_the_refusal(bot: Running) -> None:
    """Where no notice came, the first refusal tells, and it is no failure of the bot's."""
    api = bot.api
    api.group(GROUP).state = "restricted"
    for _ in range(3):
        await api.write(GROUP, api.person(1), f"/ask {CITIES}")
    await bot.settled()
    assert len(api.calls("sendMessage")) == 1


async def test_blocking_ends_a_subscription_until_it_is_lifted(bot: Running) -> None:
    """A person who blocked the bot and comes back finds the subscription again."""
    api = bot.api
    ada = api.person(1)
    await api.write(1, ada, "/subscribe")
    await api.reply(1)
    await api.member(1, ada, {"status": "member"}, {"status": "kicked", "until_date": 0})
    await bot.settled()
    assert not await bot.store.chats.subscribers()
    await api.member(1, ada, {"status": "kicked", "until_date": 0}, {"status": "member"})
    await bot.settled()
    assert len(await bot.store.chats.subscribers()) == 1
    api.chats[1].state = "blocked"
    await api.write(1, ada, CITIES)
    await bot.settled()
    assert not await bot.store.chats.subscribers()
