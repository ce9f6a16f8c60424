"""A person asks in a private chat."""

from __future__ import annotations

from bot.store.feedback import Opinion
from bot.telegram.links import Opens, payload, short
from bot.telegram.pipeline import Pipelines
from tests.bot.telegram.conftest import ADMIN, Running, Start
from tests.bot_api.server import BotApi, Json

CITIES = "which cities exceeded 10%?"
AMBIGUOUS = "how many projects"


def kinds(message: Json) -> list[str]:
    """The kinds of formatting in a message."""
    return [entity["type"] for entity in message["entities"]]


def labels(message: Json) -> list[str]:
    """What stands on a message's buttons."""
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


async def asked(api: BotApi, text: str, number: int = 1, person: int = 1) -> Json:
    """Let a person write something; return the bot's nth message."""
    await api.write(person, api.person(person), text)
    return await api.reply(person, number)


async def test_a_question_is_answered_with_its_sources(bot: Running) -> None:
    """The headline is bold, the sources unfold, and links have no preview."""
    reply = await asked(bot.api, CITIES)
    assert "Dandong" in reply["text"]
    assert kinds(reply)[0] == "bold"
    assert "expandable_blockquote" in kinds(reply)
    assert "paragraph 5" in reply["text"]
    assert reply["_no_preview"]
    assert "reply_to_message" not in reply


async def test_working_is_shown_and_can_be_asked_for(bot: Running) -> None:
    """What was computed comes with its working, which the button shows over the chat."""
    reply = await asked(bot.api, "what was growth in January to August?")
    assert "3.4 % − 0.6 pp = 2.8 %" in reply["text"]
    notice = await bot.api.press(reply, "Working", bot.api.person(1))
    assert notice["text"] == "3.4 % − 0.6 pp = 2.8 %"
    assert notice["show_alert"]


async def test_the_source_button_shows_the_place(bot: Running) -> None:
    """Short sources are shown over the chat, long ones in it; in both cases the paragraph is told."""
    reply = await asked(bot.api, "how fast did metallurgy grow?")
    notice = await bot.api.press(reply, "Source", bot.api.person(1))
    shown = notice.get("text") or (await bot.api.reply(1, 2))["text"]
    assert "paragraph" in shown


async def test_related_questions_unfold_and_are_asked(bot: Running) -> None:
    """The button turns into questions, back again, and a question that is pressed is answered."""
    ada = bot.api.person(1)
    reply = await asked(bot.api, CITIES)
    before = labels(reply)
    await bot.api.press(reply, "Related", ada)
    questions = labels(bot.api.sent(1)[0])
    assert len(questions) > 1
    await bot.api.press(bot.api.sent(1)[0], "Back", ada)
    assert labels(bot.api.sent(1)[0]) == before
    await bot.api.press(reply, "Related", ada)
    await bot.api.press(bot.api.sent(1)[0], questions[0], ada)
    assert (await bot.api.reply(1, 2))["text"] != reply["text"]


async def test_feedback_is_kept_once_a_person(bot: Running) -> None:
    """A person's last word on an answer counts, and two people are two."""
    reply = await asked(bot.api, CITIES)
    await bot.api.press(reply, "Useful", bot.api.person(1))
    await bot.api.press(reply, "Wrong", bot.api.person(1))
    notice = await bot.api.press(reply, "Not useful", bot.api.person(2))
    assert "Thank you" in notice["text"]
    await bot.settled()
    counts = await bot.store.feedback.counts()
    assert counts == {Opinion.USEFUL: 0, Opinion.NOT_USEFUL: 1, Opinion.WRONG: 1}


async def test_a_question_with_two_meanings_comes_back_as_buttons(bot: Running) -> None:
    """Pressing one of the readings turns the message into its answer, and a follow-up leans on that."""
    ada = bot.api.person(1)
    reply = await asked(bot.api, AMBIGUOUS)
    choices = labels(reply)
    assert len(choices) > 1
    await bot.api.press(reply, "Projects completed", ada)
    changed = bot.api.sent(1)
    assert len(changed) == 1
    assert "625" in changed[0]["text"]
    assert "Useful" in " ".join(labels(changed[0]))
    await bot.settled()
    told = await bot.store.answers.that_told("liaoning-industry-q1-q3", "projects-completed")
    assert [each.message_id for each in told] == [changed[0]["message_id"]]


async def test_a_follow_up_leans_on_the_question_before(bot: Running) -> None:
    """ "And …?" continues the question before it."""
    await asked(bot.api, "how fast did metallurgy grow?")
    assert "onsumer goods" in (await asked(bot.api, "and consumer goods?", 2))["text"]


async def test_follow_ups_expire(start: Start, api: BotApi) -> None:
    """After the time that is set, a follow-up has nothing to lean on."""
    async with start(follow_up_minutes=1 / 60_000):
        await asked(api, "how fast did metallurgy grow?")
        assert "not answered anything" in (await asked(api, "/sources", 2))["text"]


async def test_start_greets_and_help_lists_the_commands(bot: Running) -> None:
    """Both show questions that can be asked."""
    assert "For example" in (await asked(bot.api, "/start"))["text"]
    text = (await asked(bot.api, "/help", 2))["text"]
    for command in ("/topics", "/summary", "/subscribe", "/forget"):
        assert command in text
    assert "/stats" not in text


async def test_links_open_a_fact_a_question_and_an_answer(bot: Running) -> None:
    """What stands behind ?start= is opened; what cannot be read greets."""
    fact = await asked(bot.api, f"/start {payload(Opens.FACT, 'metallurgy-growth')}")
    assert "7.2%" in fact["text"]
    question = await asked(bot.api, f"/start {payload(Opens.QUESTION, CITIES)}", 2)
    assert "Dandong" in question["text"]
    code = question["text"].rpartition(" ")[2]
    again = await asked(bot.api, f"/start {payload(Opens.ANSWER, code)}", 3)
    assert again["text"] == question["text"]
    assert "For example" in (await asked(bot.api, "/start a_nothing", 4))["text"]


async def test_topics_are_browsed_by_button(bot: Running) -> None:
    """From the topics to a fact and back, all in one message."""
    ada = bot.api.person(1)
    reply = await asked(bot.api, "/topics")
    await bot.api.press(reply, labels(reply)[0], ada)
    facts = labels(bot.api.sent(1)[0])
    await bot.api.press(bot.api.sent(1)[0], facts[0], ada)
    assert "paragraph" in bot.api.sent(1)[0]["text"]
    await bot.api.press(bot.api.sent(1)[0], "Topics", ada)
    assert labels(bot.api.sent(1)[0]) == labels(reply)
    assert len(bot.api.sent(1)) == 1


async def test_every_fact_of_every_topic_opens_as_itself(pipelines: Pipelines) -> None:
    """Whatever its name is taken for as a question, opening a fact tells that fact."""
    pipeline = pipelines.choose("en")
    facts = [fact for topic in pipeline.answerer.release.topics for fact in pipeline.facts_of(topic)]
    assert facts
    for fact in facts:
        assert pipeline.open(fact).reply.facts[0] == fact.id
        assert pipeline.fact(short(fact.id)) is fact


async def test_ask_summary_and_sources(bot: Running) -> None:
    """The commands that answer."""
    assert "after the command" in (await asked(bot.api, "/ask"))["text"]
    assert "Dandong" in (await asked(bot.api, f"/ask {CITIES}", 2))["text"]
    assert "Sources" in (await asked(bot.api, "/sources", 3))["text"]
    assert "3.4%" in (await asked(bot.api, "/summary", 4))["text"]


async def test_a_subscription_begins_and_ends(bot: Running) -> None:
    """Both are said, and said again where there is nothing to change."""
    assert "gets announcements from now" in (await asked(bot.api, "/subscribe"))["text"]
    assert "already" in (await asked(bot.api, "/subscribe", 2))["text"]
    assert [chat.chat_id for chat in await bot.store.chats.subscribers()] == [1]
    assert "No more" in (await asked(bot.api, "/unsubscribe", 3))["text"]
    assert "gets no announcements" in (await asked(bot.api, "/unsubscribe", 4))["text"]
    assert not await bot.store.chats.subscribers()


async def test_a_language_is_chosen(bot: Running) -> None:
    """The choice is kept for the chat."""
    reply = await asked(bot.api, "/language")
    await bot.api.press(reply, "English", bot.api.person(1))
    assert "in English" in bot.api.sent(1)[0]["text"]
    await bot.settled()
    assert (await bot.store.chats.get(1)).language == "en"


async def test_forget_erases_a_persons_rows_and_nobody_elses(bot: Running) -> None:
    """Asked for, confirmed, done and said; another person's rows stay."""
    for person in (1, 2):
        reply = await asked(bot.api, CITIES, person=person)
        await bot.api.press(reply, "Useful", bot.api.person(person))
        await asked(bot.api, "/subscribe", 2, person)
    reply = await asked(bot.api, "/forget", 3)
    await bot.api.press(reply, "Erase", bot.api.person(2))
    await bot.api.press(reply, "Erase", bot.api.person(1))
    assert "erased" in bot.api.sent(1)[2]["text"]
    await bot.settled()
    assert [chat.chat_id for chat in await bot.store.chats.subscribers()] == [2]
    told = await bot.store.answers.that_told("liaoning-industry-q1-q3", "dandong-growth")
    assert {each.chat_id for each in told} == {2}
    assert (await bot.store.feedback.counts())[Opinion.USEFUL] == 1


async def test_privacy_says_for_how_long(start: Start, api: BotApi) -> None:
    """The days are those of the setting."""
    async with start(retention_days=17):
        assert "17 days" in (await asked(api, "/privacy"))["text"]


async def test_what_was_asked_in_vain_is_kept_without_who_asked(bot: Running) -> None:
    """The press office reads it with /unanswered."""
    for person in (1, 2):
        await asked(bot.api, "what is the unemployment rate?", person=person)
    assert "2 × what is the unemployment rate?" in (await asked(bot.api, "/unanswered", person=ADMIN))["text"]


async def test_admin_commands_are_silent_for_others(bot: Running) -> None:
    """Whoever is not configured does not even learn that they exist."""
    await bot.api.write(1, bot.api.person(1), "/stats")
    assert "no command /nonsense" in (await asked(bot.api, "/nonsense"))["text"]
    assert len(bot.api.sent(1)) == 1
    assert "24 hours" in (await asked(bot.api, "/stats", person=ADMIN))["text"]


async def test_what_a_person_writes_is_escaped(bot: Running) -> None:
    """Tags in a question show as they were written, in the answer and in lists."""
    reply = await asked(bot.api, "<b>quaff</b> <a href='x'>&amp; zorgons</a>")
    assert "bold" in kinds(reply)
    assert "text_link" not in kinds(reply)
    assert not [words for words in bot.api.refused if "parse" in words]
    text = (await asked(bot.api, "/unanswered", person=ADMIN))["text"]
    assert "<b>quaff</b>" in text


async def test_anything_but_text_is_answered_kindly(bot: Running) -> None:
    """A sticker gets a sentence and not a silence."""
    ada = bot.api.person(1)
    sticker = {"file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1}
    await bot.api.write(1, ada, None, sticker={**sticker, "is_animated": False, "is_video": False})
    assert "in writing" in (await bot.api.reply(1))["text"]


async def test_an_edited_question_has_its_answer_edited(bot: Running) -> None:
    """There is one answer, and it answers what stands there now; the same text again changes nothing."""
    ada = bot.api.person(1)
    question = await bot.api.write(1, ada, CITIES)
    await bot.api.reply(1)
    await bot.api.edit(question, "how fast did metallurgy grow?")
    await bot.api.until(lambda: "7.2%" in bot.api.sent(1)[0]["text"])
    await bot.api.edit(question, "how fast did metallurgy grow?")
    await bot.settled()
    assert len(bot.api.sent(1)) == 1
    told = await bot.store.answers.that_told("liaoning-industry-q1-q3", "dandong-growth")
    assert not told


async def test_an_edited_question_whose_answer_was_deleted_is_answered_anew(bot: Running) -> None:
    """The person deleted the answer and edits the question: there has to be one."""
    ada = bot.api.person(1)
    question = await bot.api.write(1, ada, CITIES)
    reply = await bot.api.reply(1)
    await bot.settled()
    del bot.api.chats[1].messages[reply["message_id"]]
    await bot.api.edit(question, "how fast did metallurgy grow?")
    assert "7.2%" in (await bot.api.reply(1))["text"]


async def test_an_edited_follow_up_leans_on_what_it_leant_on(bot: Running) -> None:
    """It does not lean on its own earlier answer."""
    ada = bot.api.person(1)
    await asked(bot.api, "how fast did metallurgy grow?")
    follow_up = await bot.api.write(1, ada, "and consumer goods?")
    await bot.api.reply(1, 2)
    await bot.api.edit(follow_up, "and equipment manufacturing?")
    await bot.api.until(lambda: "quipment manufacturing" in bot.api.sent(1)[1]["text"])


async def test_buttons_survive_a_restart(start: Start, api: BotApi) -> None:
    """What a button means does not stand in memory."""
    async with start():
        reply = await asked(api, AMBIGUOUS)
    async with start():
        await api.press(reply, "Projects completed", api.person(1))
        assert "625" in api.sent(1)[0]["text"]
        await api.press(api.sent(1)[0], "Related", api.person(1))
        assert "Back" in " ".join(labels(api.sent(1)[0]))


async def test_an_expired_button_says_so(bot: Running) -> None:
    """The receipt is gone, so the person is asked to ask again."""
    reply = await asked(bot.api, CITIES)
    notice = await bot.api.press_data(reply, "s:aaaaaaaaaa", bot.api.person(1))
    assert "too old" in notice["text"]
    assert "text" not in await bot.api.press_data(reply, "nonsense", bot.api.person(1))


async def test_commands_are_registered_by_scope_and_language(start: Start, api: BotApi) -> None:
    """Private chats, groups and each admin have their own menu, for English and for all other languages."""
    api.person(ADMIN)
    async with start():
        await api.until(lambda: len(api.calls("setMyShortDescription")) == 2)
        for language in ("en", None):
            assert "forget" in api.commands["all_private_chats", language]
            assert "forget" not in api.commands["all_group_chats", language]
            assert "stats" not in api.commands["all_private_chats", language]
            assert "stats" in api.commands[f"chat{ADMIN}", language]
