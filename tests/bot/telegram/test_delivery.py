"""What goes wrong between the bot and Telegram, and what a person sees of it."""

from __future__ import annotations

import asyncio
import functools
import logging

import pytest

from bot.telegram import render
from bot.telegram.html import split
from bot.telegram.http import HttpRequest
from bot.telegram.pipeline import Pipeline
from tests.bot.telegram.conftest import Running, Start
from tests.bot_api.server import BotApi, Fault, Limits

CITIES = "which cities exceeded 10%?"
METALLURGY = "how fast did metallurgy grow?"


async def test_the_real_limits_are_kept(start: Start, api: BotApi) -> None:
    """30 a second overall and one a second a chat, as the server measures them: not one request is refused."""
    api.limits = Limits(per_second=30, between=1.0, group_per_minute=20)
    async with start(messages_per_second=29, seconds_between_messages=1.0, group_messages_per_minute=20):
        for chat in range(1, 41):
            await api.write(chat, api.person(chat), CITIES)
        await api.write(1, api.person(1), METALLURGY)
        await api.reply(1, 2)
        await api.until(lambda: all(api.sent(chat) for chat in range(1, 41)))
    assert not [words for words in api.refused if "Too Many" in words]


async def test_a_429_is_obeyed_and_the_answer_still_comes(bot: Running) -> None:
    """Another chat does not wait for it."""
    bot.api.faults.append(Fault("sendMessage", "429", chat_id=1))
    await bot.api.write(1, bot.api.person(1), CITIES)
    await bot.api.until(lambda: bool(bot.api.calls("sendMessage")))
    await bot.api.write(2, bot.api.person(2), CITIES)
    await bot.api.reply(2)
    assert not bot.api.sent(1)
    await bot.api.reply(1)
    first, second = [request.at for request in bot.api.calls("sendMessage") if request.data["chat_id"] == 1]
    assert second - first >= 1


@pytest.mark.parametrize("kind", ["500-html", "502-json", "broken-json", "cut-before", "cut-after", "429-bare"])
async def test_an_answer_that_may_have_come_through_is_not_sent_again(bot: Running, kind: str) -> None:
    """The person is told that it may not have, once."""
    bot.api.faults.append(Fault("sendMessage", kind))
    await bot.api.write(1, bot.api.person(1), CITIES)
    await bot.settled()
    answers = [request for request in bot.api.calls("sendMessage") if "Dandong" in request.data["text"]]
    assert len(answers) == 1
    told = bot.api.sent(1)[-1]["text"]
    assert "may not have got through" in told or "went wrong" in told


async def test_a_slow_answer_is_not_doubled(start: Start, api: BotApi) -> None:
    """Telegram took the message, and its word came too late."""
    api.faults.append(Fault("sendMessage", "slow", seconds=0.6))
    async with start(request=lambda: HttpRequest(8, patience=0.3)) as bot:
        await api.write(1, api.person(1), CITIES)
        await bot.settled()
    assert len([message for message in api.sent(1) if "Dandong" in message["text"]]) == 1


async def test_a_failure_is_told_kindly_logged_with_its_number_and_stops_nobody(
    bot: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The person and the log have the number in common."""
    answer = Pipeline.answer

    def failing(self: Pipeline, question: str, *more: object) -> object:
        if "crash" in question:
            raise RuntimeError("a defect")
        return answer(self, question, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Pipeline, "answer", failing)
    await bot.api.write(1, bot.api.person(1), "crash")
    await bot.api.write(1, bot.api.person(1), CITIES)
    await bot.api.write(2, bot.api.person(2), CITIES)
    text = (await bot.api.reply(1))["text"]
    assert "went wrong" in text
    assert "Dandong" in (await bot.api.reply(1, 2))["text"]
    await bot.api.reply(2)
    await bot.settled()
    assert [record.exc_info for record in caplog.records if record.exc_info]
    assert len(text.rpartition("– ")[2].rstrip(".")) >= 6


async def test_formatting_that_telegram_cannot_read_is_left_out(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    """A defect of a text costs its bold type, and not the answer."""
    bot.api.faults.append(Fault("sendMessage", "400:Bad Request: can't parse entities: unsupported start tag"))
    await bot.api.write(1, bot.api.person(1), CITIES)
    reply = await bot.api.reply(1)
    assert "Dandong" in reply["text"]
    assert not reply["entities"]
    assert [record for record in caplog.records if record.levelno == logging.ERROR]


async def test_a_press_from_before_a_restart_is_no_failure(bot: Running) -> None:
    """Telegram takes no acknowledgement any more, and what the button does is done."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, CITIES)
    reply = await bot.api.reply(1)
    words = "400:Bad Request: query is too old and response timeout expired or query ID is invalid"
    bot.api.faults.append(Fault("answerCallbackQuery", words))
    button = next(b for row in reply["reply_markup"]["inline_keyboard"] for b in row if "Related" in b["text"])
    press = {"id": "1", "from": ada, "chat_instance": "1", "data": button["callback_data"], "message": reply}
    await bot.api.push({"callback_query": press})
    await bot.api.until(lambda: "Back" in str(bot.api.sent(1)[0]["reply_markup"]))
    await bot.settled()
    assert len(bot.api.sent(1)) == 1


async def test_a_long_answer_comes_in_parts_and_is_edited_in_parts(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The buttons stand under the last part. An edit takes away parts that are not needed, and adds those that are."""
    monkeypatch.setattr(render, "split", functools.partial(split, longest=150))
    # Answers are kept at hand as they were cut, so each of these wordings is used nowhere else.
    ada = bot.api.person(1)
    question = await bot.api.write(1, ada, "tell me which cities exceeded 10%")
    await bot.settled()
    parts = len(bot.api.sent(1))
    assert parts > 1
    assert ["reply_markup" in message for message in bot.api.sent(1)] == [False] * (parts - 1) + [True]
    monkeypatch.setattr(render, "split", split)
    await bot.api.edit(question, METALLURGY)
    await bot.settled()
    assert len(bot.api.sent(1)) == 1
    monkeypatch.setattr(render, "split", functools.partial(split, longest=150))
    await bot.api.edit(question, "please tell me which cities exceeded 10%")
    await bot.settled()
    assert len(bot.api.sent(1)) == parts
    assert "reply_markup" in bot.api.sent(1)[-1]
    assert not [words for words in bot.api.refused if "not found" in words and "chat" not in words]


async def test_somebody_who_floods_is_asked_once_and_then_ignored_for_a_while(start: Start, api: BotApi) -> None:
    """Others are answered all the time, and the same person again after the pause."""
    async with start(flood_burst=3, flood_per_minute=1, flood_pause_seconds=0.7) as bot:
        ada, bob = api.person(1), api.person(2, "Bob")
        for _ in range(8):
            await api.write(1, ada, CITIES)
        await api.write(2, bob, CITIES)
        await api.reply(2)
        await bot.settled()
        texts = [message["text"] for message in api.sent(1)]
        assert len(texts) == 4
        assert "break" in texts[3]
        await asyncio.sleep(0.8)
        await api.write(1, ada, CITIES)
        await api.reply(1, 5)


async def test_somebody_who_presses_too_much_is_told_over_the_chat(start: Start, api: BotApi) -> None:
    """No message is sent for it."""
    async with start(flood_burst=2, flood_per_minute=1):
        ada = api.person(1)
        await api.write(1, ada, CITIES)
        reply = await api.reply(1)
        assert "Thank you" in (await api.press(reply, "Useful", ada))["text"]
        assert "break" in (await api.press(reply, "Useful", ada))["text"]
        assert len(api.sent(1)) == 1


async def test_a_start_without_menus_still_answers(start: Start, api: BotApi) -> None:
    """Telegram fails while the commands are registered."""
    api.faults.append(Fault("setMyCommands", "502-json", times=100))
    async with start():
        await api.write(1, api.person(1), CITIES)
        await api.reply(1)


async def test_a_stop_finishes_what_is_in_hand_and_keeps_what_must_wait(start: Start, api: BotApi) -> None:
    """The second answer would have its turn in a minute; it comes after the next start, and nothing comes twice."""
    async with start(seconds_between_messages=60, stop_seconds=0):
        await api.write(1, api.person(1), CITIES)
        await api.write(1, api.person(1), METALLURGY)
        await api.reply(1)
        await api.until(lambda: not api.pending)
    assert len(api.sent(1)) == 1
    async with start() as bot:
        assert "7.2%" in (await api.reply(1, 2))["text"]
        await bot.settled()
    assert len(api.sent(1)) == 2
