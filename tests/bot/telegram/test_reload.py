"""Content that is changed while the bot answers: good content goes live, bad content is refused and told once."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.store.store import Store
from bot.telegram import application as applications
from bot.telegram.application import ReleaseApplication, build, load_pipelines
from bot.telegram.gate import ALLOWED_UPDATES
from bot.telegram.refresh import Refresher
from tests.bot.telegram.conftest import ADMIN, settings_for
from tests.bot_api.server import BotApi, Json
from tests.conftest import OTHER_RELEASE

READER = 7
QUESTION = "How much did container traffic change?"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The invented release without its gaps' wordings, so that the others are learnt quickly."""
    folder = tmp_path / "releases" / OTHER_RELEASE.name
    shutil.copytree(OTHER_RELEASE, folder, ignore=shutil.ignore_patterns("not-stated.yaml"))
    monkeypatch.setattr(applications, "EVERY", 0.05)
    return Settings(releases=folder.parent)


def change(content: Settings, file: str, old: str, new: str) -> None:
    """Edit a file of the release by hand."""
    place = content.folder / OTHER_RELEASE.name / file
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")


def change_figure(content: Settings, old: str, new: str) -> None:
    """Edit the growth of traffic, with the words of the release and the examples that carry it."""
    for file in ("measures.yaml", "expected/en/whole.yaml"):
        change(content, file, old, new)


async def ask(api: BotApi) -> str:
    """What a reader is told now."""
    before = len(api.sent(READER)) if READER in api.chats else 0
    await api.write(READER, api.person(READER), QUESTION)
    return str((await api.reply(READER, before + 1))["text"])


def told(api: BotApi) -> list[Json]:
    """What the press officer is told."""
    return api.sent(ADMIN) if ADMIN in api.chats else []


async def test_a_reader_meets_good_content_and_never_bad(content: Settings, api: BotApi, tmp_path: Path) -> None:
    """Answers go on throughout; the reason of a refusal comes once, and that it is mended."""
    settings = settings_for(api, tmp_path)
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    pipelines = load_pipelines(content)
    await api.write(ADMIN, api.person(ADMIN), "/help")
    async with Store.open(settings.database) as store:
        application = build(settings, pipelines, store, refresher=refresher)
        updater: Any = application.updater
        async with application:
            await updater.start_polling(allowed_updates=ALLOWED_UPDATES)
            await application.start()
            assert "4.2%" in await ask(api)
            change_figure(content, "4.2", "4.6")
            async with asyncio.timeout(120):
                while "4.6%" not in (answer := await ask(api)):  # answered all the while, from the old content
                    assert "4.2%" in answer
                    await asyncio.sleep(0.2)

            assert isinstance(application, ReleaseApplication)
            metric = application.watch.metrics.registry.get_sample_value
            assert metric("release_bot_reloads_total", {"result": "accepted"}) == 1
            greeted = len(told(api))
            change(content, "measures.yaml", "value: -4.6 %", "value: lots")
            await api.until(lambda: len(told(api)) == greeted + 1)
            assert "cannot be used" in told(api)[-1]["text"]
            assert "measures.yaml" in told(api)[-1]["text"]
            assert "4.6%" in await ask(api)
            await asyncio.sleep(0.3)  # several looks later it is still told only once
            assert len(told(api)) == greeted + 1
            assert metric("release_bot_reloads_total", {"result": "refused"}) == 1
            assert metric("release_bot_content_refused") == 1

            change(content, "measures.yaml", "value: lots", "value: -4.6 %")
            change_figure(content, "4.6", "4.8")
            await api.until(lambda: len(told(api)) == greeted + 2)
            assert "in order again" in told(api)[-1]["text"]
            assert "4.8%" in await ask(api)
            assert metric("release_bot_content_refused") == 0
            await updater.stop()
            await application.stop()


async def test_a_release_that_is_live_no_more_is_not_told(content: Settings, api: BotApi, tmp_path: Path) -> None:
    """Its state is content like all else; without any live release the bot goes on with what it has."""
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    load_pipelines(content)
    change(content, "release.yaml", "  id: marenia-ports-h1\n", "  id: marenia-ports-h1\n  state: superseded\n")
    assert await refresher.changed() is None
    assert refresher.refused is not None
    assert "no release here is live" in refresher.refused


async def test_content_that_goes_away_and_comes_back(content: Settings) -> None:
    """A folder that is not there for a while: the bot goes on with what it has, and takes up what is there again."""
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    load_pipelines(content)
    place = content.folder / OTHER_RELEASE.name
    aside = content.folder.parent / "aside"
    place.rename(aside)
    assert await refresher.changed() is None
    assert refresher.refused is not None
    assert await refresher.changed() is None
    aside.rename(place)
    assert await refresher.changed() is not None
    assert refresher.refused is None
