"""The embargo in Telegram: every way in, with the clock one second before the moment and one second after it."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import clock
from bot.answer import Answerer
from bot.cli import ANSWERED, NOT_ANSWERED, main
from bot.telegram.buttons import Action, Press
from bot.telegram.links import Opens, payload, short
from bot.telegram.pipeline import Pipeline, Pipelines
from bot.telegram.texts import Texts
from tests.bot.telegram.conftest import ADMIN, Running, settings_for, started
from tests.bot.test_embargo import AFTER, BEFORE, SAID, folder, under_embargo
from tests.bot_api.server import BotApi, Json

__all__ = ["folder"]  # a fixture

TRAFFIC = "How much did container traffic change?"
GROUP = -1001


@dataclass
class Clock:
    """A clock that the test sets."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        """What it shows."""
        return self.now


@dataclass(frozen=True)
class Closed:
    """A bot on the invented release under embargo, and its clock."""

    bot: Running
    clock: Clock
    pipelines: Pipelines

    async def ask(self, text: str, person: int = 1) -> str:
        """What a person is told in a private chat."""
        before = len(self.bot.api.sent(person)) if person in self.bot.api.chats else 0
        await self.bot.api.write(person, self.bot.api.person(person), text)
        return str((await self.bot.api.reply(person, before + 1))["text"])


@pytest.fixture
async def closed(api: BotApi, other_answerer: Answerer, tmp_path: Path) -> AsyncIterator[Closed]:
    """The bot one second before the moment."""
    release, clock = under_embargo(other_answerer.release), Clock(BEFORE)
    answerer = replace(other_answerer, release=release, releases={release.id: release}, clock=clock)
    pipelines = Pipelines({"en": Pipeline(answerer, Texts.load("en"))}, "en")
    async with contextlib.AsyncExitStack() as stack:
        running = await stack.enter_async_context(started(api, pipelines, settings_for(api, tmp_path)))
        yield Closed(running, clock, pipelines)


def unfolded(text: str) -> str:
    """A reply without its receipt."""
    return re.sub(r"\s*Receipt: \w+$", "", text)


async def test_messages_commands_and_links(closed: Closed) -> None:
    """Whatever is written before the moment is answered with the one sentence."""
    release = closed.pipelines.choose().answerer.release
    links = [payload(Opens.FACT, "traffic-change"), payload(Opens.FACT, short("easing"))]
    links += [payload(Opens.QUESTION, TRAFFIC)]
    written = [
        TRAFFIC,
        "Was it -4.2%?",
        "and Merrow?",
        "/topics",
        "/summary",
        "/chart",
        "/chart ports",
        "/start",
        "/help",
        "/ask",
        f"/ask {TRAFFIC}",
        "/sources",
    ]
    for text in [*written, *(f"/start {link}" for link in links)]:
        assert unfolded(await closed.ask(text)) == SAID, text
    names = [entity.label["en"] for entity in release.entities]
    everything = "\n".join(message["text"] for message in closed.bot.api.sent(1))
    assert not [name for name in names if name in everything]
    closed.clock.now = AFTER
    assert "4.2%" in await closed.ask(TRAFFIC)
    assert "4.2%" in await closed.ask(f"/start {links[0]}")
    assert "Marenia" in await closed.ask("/start")


async def test_groups_and_the_description(closed: Closed) -> None:
    """A group is told as little, also by a press officer's question there, and the description names no release."""
    api = closed.bot.api
    api.group(GROUP)
    for person in (1, ADMIN):
        await api.write(GROUP, api.person(person), f"/ask {TRAFFIC}")
    assert unfolded((await api.reply(GROUP, 2))["text"]) == unfolded(api.sent(GROUP)[0]["text"]) == SAID
    described = [str(request.data) for request in api.calls("setMyDescription")]
    assert described
    assert not [each for each in described if "Marenia" in each]


async def test_an_edited_question(closed: Closed) -> None:
    """An edit does not open it; after the moment the answer takes the place of the refusal."""
    api = closed.bot.api
    question = await api.write(1, api.person(1), "hello")
    await api.reply(1)
    await api.edit(question, "Was it -4.2%?")
    await closed.bot.settled()
    assert [unfolded(message["text"]) for message in api.sent(1)] == [SAID]
    closed.clock.now = AFTER
    await api.edit(question, TRAFFIC)
    await closed.bot.settled()
    assert "4.2%" in api.sent(1)[0]["text"]


async def test_inline_queries_and_what_is_cached_of_them(closed: Closed) -> None:
    """What is offered says nothing, to a press officer neither, and is kept for no longer than the embargo."""
    api = closed.bot.api
    for person in (1, ADMIN):
        for query in (TRAFFIC, "Was it -4.2%?", ""):
            offered = await api.ask_inline(api.person(person), query)
            said = [result["input_message_content"]["message_text"] for result in offered["results"]]
            assert all(SAID in each and "paragraph" not in each for each in said)
            assert len(said) == bool(query)
            assert offered.get("cache_time", 0) <= 1
    closed.clock.now = AFTER
    offered = await api.ask_inline(api.person(1), TRAFFIC)
    assert "4.2%" in offered["results"][0]["input_message_content"]["message_text"]
    assert offered["cache_time"] == 300


async def test_the_press_office_previews_in_its_own_chat(closed: Closed) -> None:
    """There everything works, is marked, and stays there: its receipt opens nothing for others."""
    api = closed.bot.api
    assert "4.2%" in await closed.ask(TRAFFIC, ADMIN)
    preview = api.sent(ADMIN)[0]
    assert "Preview: the release is under embargo" in preview["text"]
    shown = await api.press(preview, "Source", api.person(ADMIN))
    assert "paragraph" in (shown.get("text") or api.sent(ADMIN)[-1]["text"])
    code = re.search(r"Receipt: (\w+)", preview["text"])
    assert code is not None
    await closed.ask("hello")
    message = api.sent(1)[0]
    for action in (Action.SOURCE, Action.WORKING, Action.RELATED, Action.BACK, Action.ASK):
        notice = await api.press_data(message, str(Press(action, code[1], "0")), api.person(1))
        assert notice["text"] == SAID[:200]
    assert unfolded(await closed.ask(f"/start {payload(Opens.ANSWER, code[1])}")) == SAID
    assert len(api.sent(1)) == 2
    assert api.sent(1)[0] == message


async def test_buttons_of_old_messages(closed: Closed) -> None:
    """Buttons that were sent before the release came open nothing of it."""
    api = closed.bot.api
    await closed.ask("hello")
    message: Json = api.sent(1)[0]
    topic = closed.pipelines.choose().answerer.release.topics[0]
    presses = [Press(Action.TOPICS, ""), Press(Action.TOPIC, short(topic.id)), Press(Action.FACT, short("easing"))]
    for press in presses:
        notice = await api.press_data(message, str(press), api.person(1))
        assert (notice["text"], notice["show_alert"]) == (SAID[:200], True)
    assert api.sent(1) == [message]
    closed.clock.now = AFTER
    await api.press_data(message, str(presses[2]), api.person(1))
    await closed.bot.settled()
    assert "0.8 percentage points" in api.sent(1)[0]["text"]


async def test_nothing_is_noted_as_told_or_asked_in_vain(closed: Closed) -> None:
    """A refusal tells no fact, and is no gap of the release."""
    await closed.ask(TRAFFIC)
    await closed.bot.settled()
    store = closed.bot.store
    assert not await store.answers.that_told(closed.pipelines.choose().answerer.release.id, "traffic-change")
    assert not await store.unanswered.most_asked(5)


async def test_why_shows_the_receipt_of_a_preview_to_the_press_office_only(
    closed: Closed,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The code that stands under a preview is of no use to who has only the code."""
    monkeypatch.setenv("RELEASE_BOT_DATABASE", settings_for(closed.bot.api, tmp_path).database)
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    code = re.search(r"Receipt: (\w+)", await closed.ask(TRAFFIC, ADMIN))
    await closed.bot.settled()
    assert code is not None
    assert await asyncio.to_thread(main, ["why", code[1]]) == NOT_ANSWERED
    assert capsys.readouterr() == ("", f"release-bot: {SAID}\n")
    assert await asyncio.to_thread(main, ["why", "--preview", code[1]]) == ANSWERED
    assert "4.2%" in capsys.readouterr().out
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    assert await asyncio.to_thread(main, ["why", code[1]]) == ANSWERED
