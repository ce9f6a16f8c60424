"""``release-bot correct`` and ``withdraw``: draft, show, confirm, put in place, pass on."""

from __future__ import annotations

import asyncio
import functools
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answer import Answerer
from bot.clock import now
from bot.compiled import compile_release, compiled, keep
from bot.correction.draft import Draft, draft_correction, draft_withdrawal, find
from bot.correction.examples import overtaken
from bot.correction.show import lines_of, overtaken_lines
from bot.correction.told import Told, who_was_told
from bot.render import Line
from bot.settings import Settings
from facts.contents import shown as relative
from intents.vocabulary.language import FOLDER, Language


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the press office wants to be changed."""

    fact: str
    because: str
    value: str | None = None
    """None to withdraw the fact."""
    release: str | None = None


def drafted(wanted: Wanted, content: Settings) -> Draft:
    """The draft of a change. Raises CorrectionError, WrittenValueError, and ContentError for content that is wrong."""
    folder, release = find(content.folder, wanted.fact, wanted.release)
    text = content.text.read_text(encoding="utf-8", errors="replace") if content.text else None
    at = now().astimezone().replace(microsecond=0)
    if wanted.value is None:
        return draft_withdrawal(folder, release, wanted.fact, wanted.because, at, text)
    return draft_correction(folder, release, wanted.fact, wanted.value, wanted.because, at, text)


def shown(draft: Draft, content: Settings) -> list[Line]:
    """The draft as lines."""
    from intents.replies.say import Speaker

    return list(lines_of(draft, Speaker(draft.before, Language.load(content.language))))


@dataclass(frozen=True, slots=True)
class Readied:
    """The content of one language as it will be, and the examples that it leaves behind."""

    code: str
    lines: list[Line]
    keep: Callable[[], None]


def readied(draft: Draft, content: Settings) -> Iterator[Readied]:
    """The content made ready as it will be, in each language, so that nobody has to wait once it is in place."""
    for code in _languages(content.language):
        before = compiled(draft.folder, code)
        after = compile_release(draft.after, draft.folder, code)
        answerers = [replace(Answerer.over(each), previews=True) for each in (before, after)]
        lines = overtaken_lines(overtaken(*answerers), f"intents/{code}")

        yield Readied(code, lines, functools.partial(keep, draft.folder, code, after))


def _languages(default: str) -> list[str]:
    others = (path.parent.name for path in sorted(Path(FOLDER).glob("*/words.yaml")))
    return list(dict.fromkeys([default, *others]))


def confirmed(question: str) -> bool:
    """Whether a person at the terminal says yes; no where nobody sits there."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def content_settings(file: str | None) -> Settings:
    """Where the content is; from the file of the Telegram bot's settings as well, where there is one."""
    if file is None and not os.environ.get("RELEASE_BOT_SETTINGS"):
        return Settings.read()
    from bot.telegram.settings import read_content_settings

    return read_content_settings(file)


def told(draft: Draft, file: str | None) -> Told:
    """Who was told what the draft makes untrue. Raises SettingError and DatabaseError."""
    try:
        from bot.store.database import is_there
        from bot.store.store import Store
        from bot.telegram.settings import read_store_settings
    except ModuleNotFoundError:  # the extra for Telegram is not installed, so nobody was told
        return Told(known=False)
    url = read_store_settings(file).database
    if not is_there(url):
        return Told(known=False)

    async def read() -> Told:
        async with Store.open(url) as store:
            return await who_was_told(store, draft.after.id, draft.facts)

    return asyncio.run(read())


def carried_out(draft: Draft, ready: Sequence[Readied], told: Told, file: str | None) -> bool:
    """Put the draft in place and tell who was told; whether everybody who can be reached was.

    Raises CorrectionError where the content was changed meanwhile, SettingError, DatabaseError, and OSError.
    """

    def put() -> None:
        draft.put()
        for each in ready:
            each.keep()
        print(f"Done: {draft.fact} is changed in {relative(draft.file)}.", flush=True)

    if not told.known:
        put()
        return True
    from bot.correction.post import passed_on

    return asyncio.run(passed_on(draft, [each.code for each in ready], put, file))
