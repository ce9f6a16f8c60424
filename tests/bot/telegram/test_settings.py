"""What an operator can set wrong, and what is said about it; and what the log may not say."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.settings import SettingError
from bot.telegram import logs
from bot.telegram.settings import TelegramSettings, read_settings, read_store_settings
from tests.bot_api.server import TOKEN


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token, and nothing else."""
    monkeypatch.setenv("RELEASE_BOT_TOKEN", TOKEN)


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("TOKEN", "", "@BotFather"),
        ("TOKEN", "not a token", "@BotFather"),
        ("API_URL", "ftp://api", "such as https://api.telegram.org/bot"),
        ("ADMINS", "me", "with commas between them"),
        ("WEBHOOK_URL", "http://bot.example.org", "https address"),
        ("WEBHOOK_SECRET", "with space", "A-Z, a-z, 0-9"),
        ("WEBHOOK_PORT", "0", "a port number"),
        ("MESSAGES_PER_SECOND", "0", "leave it out for its default"),
        ("RETENTION_DAYS", "long", "leave it out for its default"),
    ],
)
def test_a_wrong_setting_is_named_with_its_mend(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, mend: str
) -> None:
    """The message says which one it is and how to set it, and never repeats a secret."""
    monkeypatch.setenv(f"RELEASE_BOT_{name}", value)
    with pytest.raises(SettingError) as error:
        read_settings()
    assert str(error.value).startswith(f"RELEASE_BOT_{name}: ")
    assert mend in str(error.value)
    assert value == "" or name != "WEBHOOK_SECRET" or value not in str(error.value)


def test_a_webhook_needs_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one, anybody who finds the address could speak for Telegram."""
    monkeypatch.setenv("RELEASE_BOT_WEBHOOK_URL", "https://bot.example.org/hook")
    with pytest.raises(SettingError, match="RELEASE_BOT_WEBHOOK_SECRET: is not set"):
        read_settings()


def test_a_file_holds_settings_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same names in both places."""
    file = tmp_path / "settings.env"
    file.write_text("RELEASE_BOT_ADMINS=1, 2\nRELEASE_BOT_RETENTION_DAYS=30\nRELEASE_BOT_LANGUAGE=en\n")
    monkeypatch.setenv("RELEASE_BOT_RETENTION_DAYS", "7")
    telegram, content = read_settings(str(file))
    assert telegram.admins == {1, 2}
    assert telegram.retention_days == 7
    assert content.language == "en"
    monkeypatch.setenv("RELEASE_BOT_SETTINGS", str(file))
    assert read_settings()[0].admins == {1, 2}


def test_a_misspelt_name_in_a_file_is_found(tmp_path: Path) -> None:
    """It would have no effect otherwise."""
    file = tmp_path / "settings.env"
    file.write_text("RELEASE_BOT_RETENTION_DAY=30\n")
    with pytest.raises(SettingError, match="write RELEASE_BOT_RETENTION_DAYS"):
        read_settings(str(file))
    with pytest.raises(SettingError, match="is no file"):
        read_settings(str(tmp_path / "nothing.env"))


def test_looking_up_a_receipt_needs_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads receipts need not be able to speak for the bot."""
    monkeypatch.delenv("RELEASE_BOT_TOKEN")
    assert read_store_settings().database.startswith("sqlite")


def test_the_settings_do_not_show_the_token() -> None:
    """However they are printed."""
    telegram, _ = read_settings()
    assert TOKEN.partition(":")[2] not in f"{telegram} {telegram!r} {telegram.model_dump()}"


def test_the_log_never_shows_the_token(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in a message, nor in its arguments, nor in a traceback."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    try:
        logs.set_up(TOKEN)
        log = logging.getLogger("test")
        log.error("calling https://api.telegram.org/bot%s/getMe", TOKEN)
        try:
            raise RuntimeError(f"no route to /bot{TOKEN.replace(':', '%3A')}/getMe")
        except RuntimeError:
            log.exception("failed")
    finally:
        root.handlers, root.level = before, level
    shown = capsys.readouterr().err
    assert "getMe" in shown
    assert "Traceback" in shown
    assert TOKEN.partition(":")[2] not in shown


def test_every_setting_stands_in_the_readme() -> None:
    """An operator finds them all in one table."""
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text(encoding="utf-8")
    names = [name.upper() for name in TelegramSettings.model_fields]
    assert names
    assert not [name for name in names if f"`{name}`" not in readme]
