"""The words of the command line that belong to this channel: ``serve``, ``doctor``, ``why`` and ``migrate``."""

from __future__ import annotations

import asyncio

from bot.reply import Reply
from bot.store import why as receipts
from bot.telegram.settings import read_content_settings, read_settings, read_store_settings


def serve(file: str | None, *, webhook: bool, debug: bool) -> None:
    """Run the bot until it is told to stop. Raises what bot.telegram.serve.serve does."""
    from bot.telegram.serve import serve

    telegram, content = read_settings(file)
    serve(telegram, content, webhook=webhook, debug=debug)


def doctor(file: str | None) -> bool:
    """Print how everything is; return whether nothing is bad. Raises SettingError."""
    from bot.telegram.doctor import Health, examine

    telegram, content = read_settings(file)

    async def print_all() -> bool:
        healthy = True
        async for finding in examine(telegram, content):
            print(finding, flush=True)
            healthy &= finding.health is not Health.BAD
        return healthy

    return asyncio.run(print_all())


def why(file: str | None, code: str) -> tuple[Reply, list[str]] | None:
    """The reply with a receipt's code, and a line for each kind of opinion on it; none where there is no such receipt.

    Raises SettingError and DatabaseError.
    """
    read = receipts.code_in(code)
    if read is None:
        return None
    found = asyncio.run(receipts.find(read_store_settings(file).database, read))
    if found is None:
        return None
    opinions = [f"{count} × {opinion.value.replace('_', ' ')}" for opinion, count in sorted(found.opinions.items())]
    return found.reply, opinions


def withheld(file: str | None, reply: Reply) -> str | None:
    """What is said in place of a reply that an embargo withholds; none where it may be shown. Raises ContentError."""
    from bot.clock import now
    from bot.embargo import embargo_of, withholds
    from facts.load import load_releases
    from intents.replies.dates import moment
    from intents.vocabulary.language import Language

    content = read_content_settings(file)
    releases = load_releases(content.folder)
    if not withholds(releases, reply, now()):
        return None
    language = Language.load(content.language)
    until = max(filter(None, (embargo_of(release, now()) for release in releases.values())))
    return language.words.embargo.format(moment=moment(until, language))


def shape(file: str | None, to: str | None) -> str | None:
    """The shape of the database's tables, brought to the named one first. Raises SettingError and DatabaseError."""
    from bot.store.database import Database

    async def changed() -> str | None:
        async with Database.open(read_store_settings(file).database, migrate=False) as database:
            return await database.shape(to)

    return asyncio.run(changed())
