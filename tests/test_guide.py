"""The guide for the press officer is walked through: each command runs, in order, and prints what the guide shows."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from pathlib import Path

from bot.store.store import Store
from tests.test_readme import ROOT, agrees, examples, run

GUIDE = ROOT / "bot" / "GUIDE.md"
FILES = ROOT / "tests" / "guide"
IN_VAIN = {
    "How much yoghurt was made?": 3,
    "how much yoghurt was made": 1,
    "How much came from the cowsheds?": 2,
    "Who won the cup?": 2,
}


async def ask_in_vain(database: str) -> None:
    """What readers asked before the press officer comes in."""
    async with Store.open(database) as store:
        for question, times in IN_VAIN.items():
            for day in range(times):
                moment = dt.datetime(2026, 11, 2 + day, 12, tzinfo=dt.UTC)
                await store.database.write([store.unanswered.asked(question, "en", "not_stated", moment)])


def test_the_guide_can_be_walked_through(tmp_path: Path) -> None:
    """From the text to the live answer and to the questions of the next morning; one refusal is part of it."""
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    asyncio.run(ask_in_vain(f"sqlite+aiosqlite:///{tmp_path}/release-bot.db"))
    steps = examples(GUIDE.read_text(encoding="utf-8"))
    assert len(steps) > 12
    kept = {"RELEASE_BOT_RELEASES": "releases", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    refused = []
    for step in steps:
        status, printed = run(step.command, folder=tmp_path, seconds=300, **kept)
        shown = "\n".join(printed)
        where = f"GUIDE.md:{step.line}: `{step.command}`"
        assert "Traceback" not in shown, f"{where}:\n{shown}"
        assert agrees(list(step.expected), printed), f"{where} prints something else:\n{shown}"
        refused += [step.command] if status else []
    assert refused == ['release-bot approve valley --by "Ana Kurt"']


def test_the_readme_leads_to_the_guide() -> None:
    """And the commands of the guide are those of the program."""
    assert "(bot/GUIDE.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
