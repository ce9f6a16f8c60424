"""Several live releases in Telegram: the reply names its release, and the note of what was told does so too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.telegram.pipeline import Pipeline, Pipelines
from bot.telegram.texts import Texts
from tests.bot.telegram.conftest import settings_for, started
from tests.bot_api.server import BotApi

RELEASES = Path(__file__).parents[2] / "releases"
H1, Q3 = "marenia-ports-h1", "marenia-ports-q3"


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory: pytest.TempPathFactory) -> Pipelines:
    """The pipeline over two editions of an invented release."""
    folder = tmp_path_factory.mktemp("several")
    for name in (H1, Q3):
        (folder / name).symlink_to(RELEASES / name)
    return Pipelines({"en": Pipeline(Answerer.load(folder), Texts.load("en"))}, "en")


async def test_a_chat_over_two_releases(api: BotApi, pipelines: Pipelines, tmp_path: Path) -> None:
    """A period moves the conversation, a follow-up stays, a series cites both, and each is noted with its release."""
    turns = [
        ("How much did container traffic fall?", "2.9%", [(Q3, "traffic-change")]),
        ("and in the first half?", "4.2%", [(H1, "traffic-change")]),
        ("and Sandmouth?", "6.5%", [(H1, "sandmouth-change")]),
        ("How has the share of transshipment developed?", "no difference", [(Q3, "transshipment-share")]),
    ]
    async with started(api, pipelines, settings_for(api, tmp_path)) as bot:
        for number, (question, says, told) in enumerate(turns, 1):
            await api.write(1, api.person(1), question)
            reply = await api.reply(1, number)
            assert says in reply["text"]
            assert "elease “" in reply["text"] or number == len(turns)
            await bot.settled()
            for release, fact in told:
                assert [each.chat_id for each in await bot.store.answers.that_told(release, fact)]
        assert await bot.store.answers.that_told(H1, "transshipment-share")
        assert not await bot.store.answers.that_told(Q3, "sandmouth-change")
