"""The program as processes of its own, beside a Bot API server of the tests."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from tests.bot_api.server import TOKEN, BotApi

ROOT = Path(__file__).resolve().parents[1]


def url(folder: Path) -> str:
    """The database that processes with the same folder have in common."""
    return f"sqlite+aiosqlite:///{folder / 'bot.db'}"


def environment(api: BotApi, folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process at this server, with settings beside where that is and what it keeps."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RELEASE_BOT_")}
    at = {
        "RELEASE_BOT_TOKEN": TOKEN,
        "RELEASE_BOT_API_URL": api.base_url,
        "RELEASE_BOT_DATABASE": url(folder),
    }
    return {**kept, **at, **settings}


@contextlib.asynccontextmanager
async def process(*words: str, env: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """A ``release-bot`` process; if it still runs at the end, it is killed."""
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", *words),
        cwd=ROOT,
        env=env,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield run
    finally:
        with contextlib.suppress(ProcessLookupError):
            run.kill()
        await run.communicate()
