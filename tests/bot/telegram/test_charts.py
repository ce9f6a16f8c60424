"""Charts in chats: under answers, by command, uploaded once, in a chat that takes no photos, and when drawing fails."""

from __future__ import annotations

import pytest

from bot.charts.order import ChartError, Theme
from bot.charts.studio import Studio
from bot.telegram.charts import caption
from bot.telegram.html import plain, units
from bot.telegram.links import short
from bot.telegram.pipeline import Pipelines
from intents.replies.picture import Picture
from tests.bot.telegram.conftest import Running
from tests.bot_api.server import BotApi, Fault, Json

DRAWING = 90.0
"""Seconds to wait for a picture: a busy machine looks for its fonts first."""


async def photo(api: BotApi, chat: int, number: int = 1) -> Json:
    """Wait for the bot's nth message in a chat, which is a photo."""
    await api.until(lambda: len(api.sent(chat)) >= number, DRAWING)
    message = api.sent(chat)[number - 1]
    assert "photo" in message
    return message


async def test_an_answer_offers_its_chart(bot: Running) -> None:
    """The button sends the chart of its facts, with the same figures in words, and they count as told."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, "which cities exceeded 10%?")
    reply = await bot.api.reply(1)
    press = await bot.api.press(reply, "Chart", bot.api.person(1), DRAWING)
    assert press.get("text") is None
    shown = await photo(bot.api, 1, 2)
    assert "Dandong: more than 10%" in shown["caption"]
    assert "does not say that there are no others" in shown["caption"]
    assert "paragraphs 1 and 5" in shown["caption"]
    assert shown["photo"][0]["width"] == 1080
    await bot.settled()
    told = await bot.store.answers.that_told("liaoning-industry-q1-q3", "dandong-growth")
    assert shown["message_id"] in [each.message_id for each in told]


async def test_an_answer_without_a_chart_offers_none(bot: Running) -> None:
    """Nothing to draw, nothing to press."""
    await bot.api.write(1, bot.api.person(1), "who is Chen Hu?")
    reply = await bot.api.reply(1)
    assert not any("Chart" in each["text"] for row in reply["reply_markup"]["inline_keyboard"] for each in row)


async def test_the_command_lists_and_sends_and_uploads_once(bot: Running) -> None:
    """By its name, or from the list; the second time by the name under which Telegram keeps it, in any chat."""
    ada, ben = bot.api.person(1), bot.api.person(2, "Ben")
    await bot.api.write(1, ada, "/chart")
    listed = await bot.api.reply(1)
    await bot.api.write(1, ada, "/chart Sector growth")
    first = await photo(bot.api, 1, 2)
    assert "Metallurgy: 7.2%" in first["caption"]
    assert len(bot.api.pictures) == 1
    await bot.api.press(listed, "Growth by sector", bot.api.person(1), DRAWING)
    assert (await photo(bot.api, 1, 3))["photo"] == first["photo"]
    await bot.api.write(2, ben, "/chart sectors")
    assert (await photo(bot.api, 2))["photo"] == first["photo"]
    assert len(bot.api.pictures) == 1
    await bot.api.write(2, ben, "/chart nonsense")
    assert "Charts" in (await bot.api.reply(2, 2))["text"]


async def test_a_chart_turns_dark_and_light_again(bot: Running) -> None:
    """In its place, and either is uploaded once."""
    await bot.api.write(1, bot.api.person(1), "/chart funds")
    light = dict(await photo(bot.api, 1))
    await bot.api.press(light, "Dark", bot.api.person(1), DRAWING)
    dark = dict(bot.api.sent(1)[0])
    assert dark["photo"] != light["photo"]
    assert dark["caption"] == light["caption"]
    await bot.api.press(dark, "Light", bot.api.person(1), DRAWING)
    assert bot.api.sent(1)[0]["photo"] == light["photo"]
    assert len(bot.api.pictures) == 2


async def test_a_forgotten_photo_is_uploaded_again(bot: Running) -> None:
    """Telegram may forget a name; the reader gets the chart nonetheless."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, "/chart funds")
    await photo(bot.api, 1)
    await bot.settled()
    bot.api.faults.append(Fault("sendPhoto", "400:Bad Request: wrong file identifier/HTTP URL specified"))
    await bot.api.write(1, ada, "/chart funds")
    await photo(bot.api, 1, 2)
    sent = [request.data for request in bot.api.calls("sendPhoto")]
    assert sum(any(isinstance(value, bytes) for value in data.values()) for data in sent) == 2


async def test_a_group_without_photos_gets_words(bot: Running) -> None:
    """And is not taken for one in which nothing may be written."""
    group = bot.api.group(-100, privacy=False)
    group.state = "no-photos"
    await bot.api.write(-100, bot.api.person(1), "/chart funds")
    await bot.api.until(lambda: bool(bot.api.sent(-100)), DRAWING)
    assert "Special loans: 910 million yuan" in bot.api.sent(-100)[0]["text"]
    await bot.api.write(-100, bot.api.person(1), "/ask how fast did metallurgy grow?")
    assert "7.2%" in (await bot.api.reply(-100, 2))["text"]


async def test_an_inline_message_says_where_charts_are(bot: Running) -> None:
    """The chat of an inline message is not known, so nothing can be sent there."""
    ada = bot.api.person(1)
    offered = await bot.api.ask_inline(ada, "which cities exceeded 10%?")
    notice = await bot.api.press(bot.api.choose(offered["results"][0]), "Chart", ada)
    assert "/chart" in notice["text"]


async def test_any_press_is_borne(bot: Running) -> None:
    """Of a chart that is gone, or of a ground that there is not."""
    ada = bot.api.person(1)
    await bot.api.write(1, ada, "hello")
    reply = await bot.api.reply(1)
    assert "/chart" in (await bot.api.press_data(reply, "h:gone", ada))["text"]
    assert "/chart" in (await bot.api.press_data(reply, "g:gone:dark", ada))["text"]
    assert (await bot.api.press_data(reply, f"g:{short('funds')}:pink", ada)).get("text") is None


async def test_what_cannot_be_drawn_is_told_in_words(bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures arrive, and the operator finds the reason in the log."""

    async def png(self: Studio, picture: Picture, theme: Theme) -> bytes:
        raise ChartError("no font here has the letters")

    monkeypatch.setattr(Studio, "png", png)
    await bot.api.write(1, bot.api.person(1), "/chart funds")
    reply = await bot.api.reply(1)
    assert "In words" in reply["text"]
    assert "Growth incentive funds: 150 million yuan" in reply["text"]


def test_captions_fit(pipelines: Pipelines) -> None:
    """Telegram takes 1,024 units; the title and the source are never left out."""
    pipeline = pipelines.choose("en")
    charts = pipeline.charts()
    assert charts
    for name, label in charts:
        picture = pipeline.picture(name)
        assert picture is not None
        assert plain(caption(picture)) == picture.caption
        assert units(picture.caption) < 1024
        assert label in picture.caption
    long = Picture("a", "A", "", (), (), "S", "\n".join(["A", *["row" * 30] * 20, "S"]), "en", ())
    shown = plain(caption(long)).split("\n")
    assert (shown[0], shown[-1]) == ("A", "S")
    assert units("\n".join(shown)) < 1024
