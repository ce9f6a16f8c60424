"""A running bot takes up content that was changed on disk, and goes on with what it has where that is wrong."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.telegram import application as applications
from bot.telegram.application import build, load_pipelines
from bot.telegram.refresh import Refresher
from tests.bot.telegram.conftest import settings_for
from tests.bot_api.server import BotApi
from tests.conftest import OTHER_RELEASE


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The invented release in a folder of its own."""
    folder = tmp_path / "releases" / OTHER_RELEASE.name
    shutil.copytree(OTHER_RELEASE, folder, ignore=shutil.ignore_patterns("questions"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Settings(releases=folder.parent)


def change(content: Settings, old: str, new: str) -> None:
    """Edit the measures by hand."""
    file = content.folder / OTHER_RELEASE.name / "measures.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


async def test_what_was_changed_is_loaded_once(content: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Made ready in another process; wrong content is logged once, and taken up once it is mended."""
    refresher = Refresher(content, load_pipelines, ["en"])
    load_pipelines(content)
    assert await refresher.changed() is None
    change(content, "value: -4.2 %", "value: -4.6 %")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert "4.6%" in pipelines.choose().answer("How much did container traffic change?").reply.text
    assert await refresher.changed() is None
    change(content, "value: -4.6 %", "value: lots")
    assert await refresher.changed() is None
    assert "goes on with what it has" in caplog.text
    change(content, "value: lots", "value: -4.7 %")
    assert await refresher.changed() is not None


async def test_the_bot_looks_by_itself(
    content: Settings, api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same conversation is answered from the new content, and begins anew."""
    from bot.store.store import Store

    monkeypatch.setattr(applications, "EVERY", 0.05)
    settings = settings_for(api, tmp_path)
    refresher = Refresher(content, load_pipelines, ["en"])
    pipelines = load_pipelines(content)
    async with Store.open(settings.database) as store:
        application = build(settings, pipelines, store, refresher=refresher)
        async with application:
            await application.start()
            change(content, "value: -4.2 %", "value: -4.6 %")
            async with asyncio.timeout(60):
                while "4.6%" not in pipelines.choose().answer("How much did container traffic change?").reply.text:
                    await asyncio.sleep(0.05)
            await application.stop()


async def test_a_change_of_any_live_release_is_seen(content: Settings) -> None:
    """Also one that is not the newest, one that comes, and one that goes; a draft is nobody's business."""
    newer = content.folder / "marenia-ports-q3"
    shutil.copytree(OTHER_RELEASE.parent / newer.name, newer, ignore=shutil.ignore_patterns("questions"))
    about = newer / "release.yaml"
    live = about.read_text(encoding="utf-8")
    draft = live.replace("  home: marenia\n", "  home: marenia\n  state: draft\n", 1)
    about.write_text(draft, encoding="utf-8")
    refresher = Refresher(content, load_pipelines, ["en"])
    about.write_text(f"{draft}# not yet\n", encoding="utf-8")
    assert await refresher.changed() is None
    about.write_text(live, encoding="utf-8")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert pipelines.choose().answerer.release.id == newer.name
    change(content, "value: -4.2 %", "value: -4.6 %")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert "−4.6%" in pipelines.choose().answer("How has container traffic developed?").reply.text
    about.write_text(draft, encoding="utf-8")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert pipelines.choose().answerer.release.id == OTHER_RELEASE.name
