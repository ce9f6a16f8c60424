"""``@bot`` and a question, in any chat."""

from __future__ import annotations

from tests.bot.telegram.conftest import Running, Start
from tests.bot_api.server import BotApi


async def test_a_question_offers_its_answer_and_the_nearest_others(bot: Running) -> None:
    """The answer comes first, each result once, and the server may keep them for all."""
    offered = await bot.api.ask_inline(bot.api.person(1), "which cities exceeded 10%")
    results = offered["results"]
    assert "Dandong" in results[0]["description"]
    assert 1 < len(results) <= 50
    assert offered["cache_time"] == 300
    assert not offered.get("is_personal", False)
    assert all(result["input_message_content"]["link_preview_options"]["is_disabled"] for result in results)


async def test_nothing_typed_offers_the_top_questions(bot: Running) -> None:
    """Each is a question with its answer."""
    offered = await bot.api.ask_inline(bot.api.person(1), "")
    assert len(offered["results"]) >= 3
    assert all(result["title"].endswith("?") for result in offered["results"])


async def test_what_is_none_of_its_business_offers_only_a_way_to_the_bot(bot: Running) -> None:
    """Nobody is offered to send a refusal into a chat."""
    offered = await bot.api.ask_inline(bot.api.person(1), "who won the match last night")
    assert all("outside the release" not in result["description"] for result in offered["results"])


async def test_an_ambiguous_answer_is_chosen_where_it_was_sent(bot: Running) -> None:
    """The message stands in a chat that the bot is not in, and still turns into the answer."""
    ada = bot.api.person(1)
    offered = await bot.api.ask_inline(ada, "how many projects")
    message = bot.api.choose(offered["results"][0])
    await bot.api.press(message, "Projects completed", bot.api.person(2))
    assert message["text"].startswith("625")
    notice = await bot.api.press(message, "Source", bot.api.person(2))
    assert "paragraph 4" in notice["text"]
    await bot.api.press(message, "Related", ada)
    await bot.api.press(message, message["reply_markup"]["inline_keyboard"][0][0]["text"], ada)
    assert not bot.api.calls("sendMessage")


async def test_the_time_to_keep_results_is_a_setting(start: Start, api: BotApi) -> None:
    """An operator who corrects often keeps them shorter."""
    async with start(inline_cache_seconds=7):
        assert (await api.ask_inline(api.person(1), ""))["cache_time"] == 7
