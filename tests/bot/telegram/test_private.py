"""A person asks in a private chat."""

from __future__ import annotations

from tests.bot.telegram.conftest import Running, Start
from tests.bot_api.server import BotApi

CITIES = "which cities exceeded 10%?"


def kinds(message: dict[str, object]) -> list[str]:
    """The kinds of formatting in a message."""
    return [entity["type"] for entity in message["entities"]]  # type: ignore[attr-defined]


async def test_a_question_is_answered_with_its_sources(bot: Running) -> None:
    """The headline is bold, the sources unfold, and there is no preview of links."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, CITIES)
    reply = await bot.api.reply(1)
    assert "Dandong" in reply["text"]
    assert kinds(reply)[0] == "bold"
    assert "expandable_blockquote" in kinds(reply)
    assert "paragraph 5" in reply["text"]
    assert reply["_no_preview"]
    assert "reply_to_message" not in reply


async def test_a_follow_up_leans_on_the_question_before(bot: Running) -> None:
    """ "And …?" continues the same question, and a restart would not know it."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, "how fast did metallurgy grow?")
    await bot.api.reply(1)
    await bot.api.write(1, ada, "and consumer goods?")
    reply = await bot.api.reply(1, 2)
    assert "onsumer goods" in reply["text"]


async def test_follow_ups_expire(start: Start, api: BotApi) -> None:
    """After the time that is set, a follow-up has nothing to lean on."""
    async with start(follow_up_minutes=1 / 60_000):
        ada = api.person(1)
        await api.write(1, ada, "how fast did metallurgy grow?")
        await api.reply(1)
        await api.write(1, ada, "/sources")
        assert "not answered anything" in (await api.reply(1, 2))["text"]
