"""What several tests share: the bot on the real release, and the same code on an invented one."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from bot.answer import Answerer
from facts.load import load_release
from facts.model import Release
from intents.matching.wordings import load_wordings
from intents.vocabulary.language import Language

settings.register_profile("release-bot", deadline=None)  # speed is for the benchmarks: a busy machine is no failure
settings.load_profile("release-bot")

gc.set_threshold(20_000, 10, 10)  # as often as by default, the content that each worker holds would be gone through

OTHER_RELEASE = Path(__file__).parent / "releases" / "marenia-ports-h1"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """One worker more than there are cores, since many tests wait for a process or for the Bot API server."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # whoever sets this knows better
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


@pytest.fixture(scope="session")
def answerer() -> Answerer:
    """The bot on the release that it comes with."""
    return Answerer.load()


@pytest.fixture(scope="session")
def other_release() -> Release:
    """An invented release: another country, falling values, two currencies, kinds with other names."""
    return load_release(OTHER_RELEASE)


@pytest.fixture(scope="session")
def other_answerer(other_release: Release) -> Answerer:
    """The same bot on the invented release."""
    wordings = load_wordings(OTHER_RELEASE, other_release, "en")
    return Answerer.of({other_release.id: other_release}, Language.load("en"), wordings)
