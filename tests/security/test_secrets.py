"""Token, secret and password stand in no repr, error or traceback; packages and licences are those that are pinned."""

from __future__ import annotations

import re
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from bot.store.database import Database, DatabaseError, engine_of
from bot.telegram.settings import StoreSettings, TelegramSettings
from tests.bot_api.server import TOKEN

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PASSWORD = "hunter2-of-the-database"
URL = f"postgresql+asyncpg://bot:{PASSWORD}@127.0.0.1:1/name"
PINS = sorted(DEPLOY.glob("requirements*.txt"))


def test_settings_show_no_secret() -> None:
    """Neither as text, nor as what a debugger shows, nor as JSON of the secrets."""
    settings = TelegramSettings(
        token=TOKEN, database=URL, webhook_url="https://bot.example.org/x", webhook_secret="a-secret_of-the-tests"
    )
    for shown in (repr(settings), str(settings), repr(StoreSettings(database=URL))):
        assert TOKEN.partition(":")[2] not in shown
        assert "a-secret_of-the-tests" not in shown
        assert PASSWORD not in shown


@pytest.mark.parametrize(
    "url", [URL, URL.replace("asyncpg", "nonsense"), URL.replace("/name", ":x/name"), f"sqlite:{PASSWORD}", "nonsense"]
)
async def test_a_database_that_cannot_be_used_is_named_without_its_password(url: str) -> None:
    """Also within the traceback, which an operator may paste into a report."""
    with pytest.raises(DatabaseError) as error:
        async with Database.open(url) as database:
            await database.migrate()
    assert PASSWORD not in str(error.value) or url.startswith("sqlite:")
    if not url.startswith("sqlite:"):
        assert PASSWORD not in "".join(traceback.format_exception(error.value))


def test_a_url_of_the_wrong_form_is_shown_without_its_password(tmp_path: Path) -> None:
    """A password makes no sense for a file; what is said of it hides it all the same."""
    with pytest.raises(DatabaseError, match=r"\*\*\*") as error:
        engine_of(f"sqlite+aiosqlite://user:{PASSWORD}@/{tmp_path.name}.db")
    assert PASSWORD not in str(error.value)


# The supply chain


def pins(path: Path) -> dict[str, str]:
    """Package and version."""
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_smaller_sets_are_parts_of_the_larger() -> None:
    """One version of each package, whichever set it stands in; and every file holds hashes of every one."""
    everything = pins(DEPLOY / "requirements-dev.txt")
    for path in PINS:
        assert pins(path).items() <= everything.items(), path.name
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)) <= text.count("--hash=sha256:")
        assert not re.search(
            r"^\s*(-e|--index-url|--extra-index-url|--find-links|--trusted-host|git\+|https?:)", text, re.M
        )


def test_what_is_installed_goes_together() -> None:
    """`pip check`: no package lacks what it needs. Known holes are looked up by pip-audit, which needs a network."""
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_licences_are_those_of_the_pins() -> None:
    """To mend: .venv/bin/python deploy/licences."""
    listed = dict(
        re.findall(r"^\| ([\w.-]+) \| ([^ ]+) \|", (DEPLOY / "LICENCES.md").read_text(encoding="utf-8"), re.M)
    )
    assert {name: version for name, version in listed.items() if name not in ("package", "---")} == pins(
        DEPLOY / "requirements-telegram.txt"
    )
    done = subprocess.run([sys.executable, str(DEPLOY / "licences"), "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
