"""deploy/settings.env names every setting, with its default; and is a file that the bot takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import settings as content
from bot.telegram.settings import PREFIX, TelegramSettings, read_settings

FILE = Path(__file__).resolve().parents[2] / "deploy" / "settings.env"
LINES = dict(re.findall(rf"^#?({PREFIX}[A-Z_]+)=(.*)$", FILE.read_text(encoding="utf-8"), re.MULTILINE))
OF_THE_CONTENT = {content.RELEASES, content.TEXT, content.LANGUAGE, content.CORRECTION_DAYS, content.ONE_PERSON}


def test_it_names_every_setting_and_no_other() -> None:
    """To mend: write the setting into deploy/settings.env, with a sentence and its default."""
    assert set(LINES) == OF_THE_CONTENT | {f"{PREFIX}{name}".upper() for name in TelegramSettings.model_fields}


@pytest.mark.parametrize("name", sorted(TelegramSettings.model_fields))
def test_what_is_commented_out_is_the_default(name: str) -> None:
    """So that taking the mark away changes nothing."""
    default = TelegramSettings.model_fields[name].default
    written = LINES[f"{PREFIX}{name}".upper()]
    if name == "token":
        assert not re.search(rf"^#{PREFIX}TOKEN=", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    elif default is None or default == frozenset():
        assert written == ""
    elif isinstance(default, int | float):
        assert float(written) == default
    else:
        assert written == str(default)


def test_the_bot_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands: with its token, which is one in form."""
    for name in LINES:
        monkeypatch.delenv(name, raising=False)
    telegram, _ = read_settings(str(FILE))
    assert telegram.retention_days == TelegramSettings.model_fields["retention_days"].default
