"""What an operator sets for the Telegram bot: ``RELEASE_BOT_*`` in the environment or in a file, checked at start."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Annotated, Final, Literal, Self, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.settings import SettingError, Settings

PREFIX: Final = "RELEASE_BOT_"
FILE: Final = "RELEASE_BOT_SETTINGS"

Kind = TypeVar("Kind", bound="StoreSettings")

_TOKEN: Final = r"^\d{1,20}:[A-Za-z0-9_-]{10,100}$"
_MENDS: Final = {
    "token": "write the bot's token, which @BotFather gives, such as 123456789:AA…",
    "api_url": "write the address that stands before the token, such as https://api.telegram.org/bot",
    "database": "write a database URL, such as sqlite+aiosqlite:///release-bot.db",
    "admins": "write the numbers of people, with commas between them, such as 1234567,7654321",
    "webhook_url": "write the https address under which Telegram reaches this bot",
    "webhook_secret": "write 1 to 256 of A-Z, a-z, 0-9, _ and -",
    "webhook_port": "write a port number",
    "watch_port": "write a port number, or leave it out to answer nowhere",
    "log_form": "write json or terminal, or leave it out for what suits best",
}


class StoreSettings(BaseSettings):
    """Where the bot keeps what it remembers: all that is needed to look something up there."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    database: Annotated[str, Field(repr=False)] = "sqlite+aiosqlite:///release-bot.db"
    """A URL, which may hold a password."""


class TelegramSettings(StoreSettings):
    """Everything that may be set, each with a default but the token."""

    token: Annotated[SecretStr, Field(description="the bot's token")]
    api_url: str = "https://api.telegram.org/bot"
    """The Bot API's address up to the token: another one for a local Bot API server."""
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    """People who may use the admin commands, by their numbers."""

    webhook_url: str | None = None
    """Where Telegram delivers updates, with its path; needed with ``--webhook`` only."""
    webhook_secret: SecretStr | None = None
    """Sent by Telegram with each update; needed with ``--webhook`` only."""
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = 8443

    watch_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Where ``/healthz``, ``/readyz`` and ``/metrics`` are answered; nowhere unless it is set."""
    watch_listen: str = "127.0.0.1"
    ready_seconds: Annotated[float, Field(ge=15, le=3600)] = 60
    """Within which the Bot API has to have answered for the bot to be ready; to wait for updates takes it ten."""
    log_form: Literal["json", "terminal"] | None = None
    """How the log is written; by default as JSON, but at a terminal."""

    messages_per_second: Annotated[float, Field(gt=0, le=100_000)] = 29
    """In all chats together. Telegram allows about 30; a single second may have one more than is set here."""
    seconds_between_messages: Annotated[float, Field(ge=0, le=60)] = 1.0
    """In one chat."""
    group_messages_per_minute: Annotated[int, Field(ge=1, le=100_000)] = 20

    announcements_at_once: Annotated[int, Field(ge=1, le=100)] = 8
    """How many rows of an announcement may be on their way at once, where the pace needs it: so many can a crash leave
    in doubt. With answers that take half the time between two messages or less, it is one."""

    flood_burst: Annotated[float, Field(gt=0)] = 10
    """How many questions one person may ask at once."""
    flood_per_minute: Annotated[float, Field(gt=0)] = 20
    """How many questions a minute one person may go on asking."""
    flood_pause_seconds: Annotated[float, Field(ge=0)] = 60
    """For how long a person who asked more is ignored."""

    follow_up_minutes: Annotated[float, Field(gt=0)] = 30
    """For how long a follow-up leans on the question before it."""
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 90
    """For how long it is kept what was told, thought of answers, and asked in vain."""
    inline_cache_seconds: Annotated[int, Field(ge=0, le=86_400)] = 300
    concurrency: Annotated[int, Field(ge=1, le=256)] = 128
    """How many chats are answered at the same time."""
    stop_seconds: Annotated[float, Field(ge=0, le=3600)] = 10
    """For how long a stop waits for answers whose turn to be sent has not come."""

    @field_validator("token")
    @classmethod
    def _is_token(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(_TOKEN, value.get_secret_value().strip()):
            raise ValueError("this is no token of a bot")
        return SecretStr(value.get_secret_value().strip())

    @field_validator("admins", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        return [word for word in value.replace(",", " ").split() if word] if isinstance(value, str) else value

    @field_validator("api_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{value!r} is no address")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _is_reachable(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme != "https" or not urlsplit(value).hostname):
            raise ValueError(f"{value!r} is no https address")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("the secret has characters that Telegram does not take, or too many")
        return value

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError(f"{PREFIX}WEBHOOK_SECRET: is not set, and {PREFIX}WEBHOOK_URL is")
        return self

    @property
    def retention(self) -> dt.timedelta:
        """How long rows are kept."""
        return dt.timedelta(days=self.retention_days)

    @property
    def follow_up(self) -> dt.timedelta:
        """How long a conversation is remembered."""
        return dt.timedelta(minutes=self.follow_up_minutes)


def read_settings(file: str | None = None, language: str | None = None) -> tuple[TelegramSettings, Settings]:
    """The bot's settings and those of the content, from the environment and from a file; the environment wins.

    A language that was given by hand wins over both.

    The file is the one given, or else the one that ``RELEASE_BOT_SETTINGS`` names; it has lines such as
    ``RELEASE_BOT_TOKEN=…``. Raises SettingError, which says which setting is wrong and the mend.
    """
    path, written = _file(file)
    return _read(TelegramSettings, path), Settings.read({**written, **os.environ}, language)


def read_content_settings(file: str | None = None, language: str | None = None) -> Settings:
    """The settings of the content alone, for what needs no token. Raises SettingError."""
    return Settings.read({**_file(file)[1], **os.environ}, language)


def read_store_settings(file: str | None = None) -> StoreSettings:
    """Where the store is, from the same places; nothing else has to be set. Raises SettingError."""
    return _read(StoreSettings, _file(file)[0])


def _file(given: str | None) -> tuple[Path | None, dict[str, str]]:
    """The file of settings and what is written in it, where there is one."""
    name = given or os.environ.get(FILE, "")
    if not name:
        return None, {}
    path = Path(name).expanduser()
    if not path.is_file():
        raise SettingError(
            f"{'--settings' if given else FILE}: {name!r} is no file.\n"
            f"  To mend: name a file with lines such as {PREFIX}TOKEN=…"
        )
    written = {key: value for key, value in dotenv_values(path).items() if value}
    _refuse_unknown(written, str(path))
    return path, written


def _read(kind: type[Kind], path: Path | None) -> Kind:
    try:
        return kind(_env_file=path)
    except ValidationError as error:
        told = [_told(each["loc"], each["msg"], each["type"]) for each in error.errors()]
        raise SettingError("\n".join(told)) from None


def _refuse_unknown(written: dict[str, str], file: str) -> None:
    """A misspelt name in the file would otherwise be a setting that has no effect."""
    from difflib import get_close_matches

    known = [f"{PREFIX}{name}".upper() for name in TelegramSettings.model_fields]
    own = ("RELEASES", "TEXT", "LANGUAGE", "CORRECTION_DAYS", "ONE_PERSON", "SETTINGS")
    known += [f"{PREFIX}{name}" for name in own]
    for name in written:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            raise SettingError(f"{file}: there is no setting {name}.{f' To mend: write {near[0]}.' if near else ''}")


def _told(place: tuple[int | str, ...], message: str, kind: str) -> str:
    """One thing that is wrong, without the value: it may be a secret."""
    if not place:
        return message.removeprefix("Value error, ") + f".\n  To mend: {_MENDS['webhook_secret']}."
    field = str(place[0])
    name = f"{PREFIX}{field.upper()}"
    what = "is not set" if kind == "missing" else message.removeprefix("Value error, ")
    mend = _MENDS.get(field, "set it right, or leave it out for its default")
    return f"{name}: {what}.\n  To mend: {mend}."


def refused_token() -> SettingError:
    """The token is one in form, and Telegram does not know it."""
    return SettingError(
        f"{PREFIX}TOKEN: Telegram does not know this token.\n"
        "  To mend: ask @BotFather for the bot's token with /token, and set that one."
    )
