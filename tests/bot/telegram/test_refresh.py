"""A running bot takes up content that was changed on disk, and goes on with what it has where that is wrong.

What is changed by hand is a folder of releases; it is checked in a process of its own, by the gate itself.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.admission import objections, reason
from bot.settings import Settings
from bot.telegram import application as applications
from bot.telegram.application import build, load_pipelines
from bot.telegram.pipeline import Pipelines
from bot.telegram.refresh import Refresher
from facts.contents import Problem
from intents.vocabulary.language import Language
from tests.bot.telegram.conftest import settings_for
from tests.bot_api.server import BotApi
from tests.conftest import OTHER_RELEASE


@pytest.fixture
def content(tmp_path: Path) -> Settings:
    """The invented release in a folder of its own, without its gaps' wordings, which would take long to learn."""
    folder = tmp_path / "releases" / OTHER_RELEASE.name
    shutil.copytree(OTHER_RELEASE, folder, ignore=shutil.ignore_patterns("not-stated.yaml"))
    return Settings(releases=folder.parent)


def change(content: Settings, old: str, new: str, file: str = "measures.yaml") -> None:
    """Edit a file by hand."""
    place = content.folder / OTHER_RELEASE.name / file
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")


def change_figure(content: Settings, old: str, new: str) -> None:
    """Edit the growth of traffic, with the words of the release and the example that carry it."""
    change(content, old, new)
    change(content, old, new, "expected/en/whole.yaml")


async def test_what_was_changed_is_loaded_once(content: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """Made ready in another process; wrong content is logged once, and taken up once it is mended."""
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    load_pipelines(content)
    assert await refresher.changed() is None
    change_figure(content, "4.2", "4.6")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert "4.6%" in pipelines.choose().answer("How much did container traffic change?").reply.text
    assert await refresher.changed() is None
    change(content, "value: -4.6 %", "value: -4.7 %")
    assert await refresher.changed() is None
    assert "goes on with what it has" in caplog.text
    assert "measures.yaml:16: traffic-change.source.excerpt: the excerpt does not say -4.7 %" in (
        refresher.refused or ""
    )
    change(content, "value: -4.7 %", "value: -4.6 %")
    assert await refresher.changed() is not None
    assert refresher.refused is None


async def test_the_bot_looks_by_itself(
    content: Settings, api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same conversation is answered from the new content, and begins anew; here without wordings of its own."""
    from bot.store.store import Store

    shutil.rmtree(content.folder / OTHER_RELEASE.name / "questions")
    monkeypatch.setattr(applications, "EVERY", 0.05)
    settings = settings_for(api, tmp_path)
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    pipelines = load_pipelines(content)
    async with Store.open(settings.database) as store:
        application = build(settings, pipelines, store, refresher=refresher)
        async with application:
            await application.start()
            change_figure(content, "4.2", "4.6")
            async with asyncio.timeout(120):
                while "4.6%" not in pipelines.choose().answer("How much did container traffic change?").reply.text:
                    await asyncio.sleep(0.05)
            await application.stop()


async def test_a_change_of_any_live_release_is_seen(content: Settings) -> None:
    """Also one that is not the newest, one that comes, and one that goes; a draft is nobody's business."""
    newer = content.folder / "marenia-ports-q3"
    shutil.copytree(OTHER_RELEASE.parent / newer.name, newer, ignore=shutil.ignore_patterns("not-stated.yaml"))
    about = newer / "release.yaml"
    live = about.read_text(encoding="utf-8")
    draft = live.replace("  home: marenia\n", "  home: marenia\n  state: draft\n", 1)
    about.write_text(draft, encoding="utf-8")
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    about.write_text(f"{draft}# not yet\n", encoding="utf-8")
    assert await refresher.changed() is None
    about.write_text(live, encoding="utf-8")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert pipelines.choose().answerer.release.id == newer.name
    change_figure(content, "4.2", "4.6")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert "−4.6%" in pipelines.choose().answer("How has container traffic developed?").reply.text
    about.write_text(draft, encoding="utf-8")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert pipelines.choose().answerer.release.id == OTHER_RELEASE.name


async def test_what_loads_and_falls_short_is_refused(content: Settings, caplog: pytest.LogCaptureFixture) -> None:
    """With file, line and mend. Once its examples are mended it goes live, though no answer is made from these."""
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    change(content, "4.2", "4.6")  # and the example still says 4.2
    assert await refresher.changed() is None
    assert "whole.yaml:3: line 3: 'Did container traffic fall by 4.2%?' comes out otherwise" in (
        refresher.refused or ""
    )
    assert "To mend: `release-bot ask --explain` shows why" in caplog.text
    change(content, "value: -4.6 %", "value: -4.7 %")
    assert await refresher.changed() is None
    assert "measures.yaml:16: traffic-change.source.excerpt: the excerpt does not say -4.7 %" in (
        refresher.refused or ""
    )
    change(content, "value: -4.7 %", "value: -4.6 %")
    change(content, "4.2", "4.6", "expected/en/whole.yaml")
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert "4.6%" in pipelines.choose().answer("How much did container traffic change?").reply.text


async def test_the_newest_change_wins(content: Settings) -> None:
    """The check of what has changed again is broken off, and what was not checked is not used."""
    refresher = Refresher(content, load_pipelines, ["en"], nice=0)
    load_pipelines(content)
    change_figure(content, "4.2", "4.6")
    looking = asyncio.create_task(refresher.changed())
    while not multiprocessing.active_children():
        await asyncio.sleep(0.01)
    assert await refresher.changed() is None  # one look at a time
    change_figure(content, "4.6", "4.8")
    assert await looking is None
    assert refresher.refused is None

    def changed_while_loading(settings: Settings) -> Pipelines:
        change_figure(content, "4.8", "4.9")
        return load_pipelines(settings)

    refresher.load = changed_while_loading
    assert await refresher.changed() is None
    refresher.load = load_pipelines
    pipelines = await refresher.changed()
    assert pipelines is not None
    assert "4.9%" in pipelines.choose().answer("How much did container traffic change?").reply.text


async def test_a_check_that_is_killed_takes_nothing_up(content: Settings) -> None:
    """It is told like any reason; a stop breaks the check off without a word."""
    refresher = Refresher(content, load_pipelines, ["en"])
    change_figure(content, "4.2", "4.6")
    looking = asyncio.create_task(refresher.changed())
    while not (running := multiprocessing.active_children()):
        await asyncio.sleep(0.01)
    running[0].kill()
    assert await looking is None
    assert "its check ended without a result" in (refresher.refused or "")
    change_figure(content, "4.6", "4.8")
    looking = asyncio.create_task(refresher.changed())
    while not multiprocessing.active_children():
        await asyncio.sleep(0.01)
    refresher.stop()
    assert await looking is None
    assert refresher.refused is None
    assert not multiprocessing.active_children()


def test_a_template_that_says_a_figure_is_an_objection(content: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the language are checked with every release."""
    language = Language.load("en")
    greet = language.intents["greet"].model_copy(update={"says": {"greeting": "Hello, 3 times"}})
    spoilt = replace(language, intents={**language.intents, "greet": greet})
    folder = content.folder / OTHER_RELEASE.name
    assert objections(folder, "en", content) == []
    assert objections(folder, "xx", content) == []
    monkeypatch.setattr(Language, "load", lambda _: spoilt)
    told = [str(problem) for problem in objections(folder, "en", content)]
    assert any("greet.yaml" in line and "the template says '3' of itself" in line for line in told)


def test_a_long_reason_is_cut() -> None:
    """The first problems are told in full, and how many there are besides."""
    told = reason(Problem("a.yaml", line, "key", "is wrong.", "mend it") for line in range(1, 30))
    assert told.count("\n") == 20
    assert told.endswith("… and 9 more; `release-bot check` lists them.")
