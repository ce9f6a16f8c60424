"""``release-bot doctor``: everything the bot needs, looked at once, and what to do about what is not right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.charts.studio import can_draw
from bot.compiled import folders_of
from bot.settings import Settings
from bot.store.database import DatabaseError, engine_of
from bot.telegram.logs import redacted
from bot.telegram.settings import PREFIX, TelegramSettings

_OLD_BACKLOG: Final = 100


class Health(StrEnum):
    """How one thing is."""

    OK = "ok"
    NOTE = "note"
    """Works, and is worth knowing."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    health: Health
    what: str
    says: str
    mend: str = ""

    def __str__(self) -> str:
        line = f"{self.health.value:<5} {self.what}: {self.says}"
        return f"{line}\n      To mend: {self.mend}" if self.mend else line


async def examine(settings: TelegramSettings, content: Settings) -> AsyncIterator[Finding]:
    """Look at content, database, token, webhook and modes, one after the other."""
    for finding in examine_content(content):
        yield finding
    yield await examine_database(settings.database)
    yield examine_charts()
    token = settings.token.get_secret_value()
    try:
        async with Bot(token, base_url=settings.api_url) as bot:
            yield Finding(Health.OK, "token", f"belongs to @{bot.username}")
            yield _privacy(bot)
            yield _inline(bot)
            yield _webhook(await bot.get_webhook_info(), settings)
    except InvalidToken:
        mend = f"ask @BotFather for the token with /token, and set {PREFIX}TOKEN"
        yield Finding(Health.BAD, "token", "Telegram does not know it", mend)
    except TelegramError as error:
        mend = f"see whether {settings.api_url} can be reached from here; {PREFIX}API_URL names another server"
        yield Finding(Health.BAD, "Bot API", f"cannot be reached: {redacted(error.message, token)}", mend)


def examine_content(content: Settings) -> list[Finding]:
    """Whether a running bot would take up each live release, in the language of the settings."""
    from bot.admission import objections
    from bot.telegram.texts import languages
    from facts.load import state_of

    findings = []
    for folder in folders_of(content.folder):
        if (state := state_of(folder)) != "live":
            findings.append(Finding(Health.NOTE, "content", f"{folder.name} is {state}, and not told"))
        elif problems := objections(folder, content.language, content):
            count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
            says = (
                f"{folder.name} has {count}, and a running bot does not take it up. The first is\n      {problems[0]}"
            )
            findings.append(Finding(Health.BAD, "content", says, "run `release-bot check`, which lists all"))
        else:
            findings.append(Finding(Health.OK, "content", f"{folder.name} is clean"))
    if content.language not in languages():
        says = f"the bot has no texts in {content.language!r}"
        mend = f"set {PREFIX}LANGUAGE to one of {', '.join(languages())}"
        findings.append(Finding(Health.BAD, "language", says, mend))
    return findings


def examine_charts() -> Finding:
    """Whether charts can be drawn."""
    if can_draw():
        return Finding(Health.OK, "charts", "can be drawn")
    says = "no button offers one, and /chart tells it in words: matplotlib is not installed"
    return Finding(Health.NOTE, "charts", f"{says}. pip install 'release-bot[charts]' brings it")


async def examine_database(url: str) -> Finding:
    """Whether the database can be opened, and has its newest shape."""
    from bot.store.migrate import pending

    try:
        engine = engine_of(url)
    except DatabaseError as error:
        return Finding(Health.BAD, "database", *_halves(error))
    shown = engine.url.render_as_string(hide_password=True)
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and file != ":memory:" and not Path(file).exists():
        await engine.dispose()
        return Finding(Health.NOTE, "database", f"{shown} is not there yet; `serve` makes it")
    try:
        async with engine.connect() as connection:
            behind = await connection.run_sync(pending)
    except Exception as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        where = "its folder can be written to" if engine.dialect.name == "sqlite" else "its server lets the bot in"
        mend = f"see whether {where}, or set {PREFIX}DATABASE"
        return Finding(Health.BAD, "database", f"{shown} cannot be opened: {reason}", mend)
    finally:
        await engine.dispose()
    if behind:
        return Finding(Health.NOTE, "database", f"{shown} has an older shape; `serve` brings it to the newest")
    return Finding(Health.OK, "database", shown)


def _halves(error: DatabaseError) -> tuple[str, str]:
    says, _, mend = str(error).partition("\n  To mend: ")
    return says, mend


def _privacy(bot: Bot) -> Finding:
    if bot.can_read_all_group_messages:
        says = "off: every message of a group arrives here, and those that are not meant for the bot are dropped"
        return Finding(Health.NOTE, "group privacy mode", f"{says}; /setprivacy at @BotFather switches it on")
    says = "on: in groups commands and replies arrive; a plain mention may not"
    mend = "/setprivacy at @BotFather switches it off, if mentions shall count; then add the bot to the group again"
    return Finding(Health.NOTE, "group privacy mode", f"{says}. {mend}")


def _inline(bot: Bot) -> Finding:
    if bot.supports_inline_queries:
        return Finding(Health.OK, "inline", "on")
    return Finding(Health.NOTE, "inline", "off. /setinline at @BotFather switches it on")


def _webhook(info: WebhookInfo, settings: TelegramSettings) -> Finding:
    if not info.url:
        return Finding(Health.OK, "webhook", "none is set, so `serve` polls")
    if info.url != settings.webhook_url:
        mend = f"`serve` takes it away and polls; to use a webhook set {PREFIX}WEBHOOK_URL and run `serve --webhook`"
        return Finding(Health.BAD, "webhook", f"updates go to {info.url}", mend)
    if info.last_error_message:
        at = f"{info.last_error_date:%Y-%m-%d %H:%M} UTC" if info.last_error_date else "of late"
        mend = (
            "see whether the address can be reached from outside, with a valid certificate, and `serve --webhook` runs"
        )
        return Finding(Health.BAD, "webhook", f"failed {at}: {info.last_error_message}", mend)
    if info.pending_update_count > _OLD_BACKLOG:
        says = f"{info.pending_update_count} updates wait at Telegram"
        return Finding(Health.NOTE, "webhook", f"{says}; is `serve --webhook` running?")
    return Finding(Health.OK, "webhook", "updates come to this bot")
