"""The words of the command line that publish: ``announce``, ``announcements`` and ``subscriptions``.

``announce`` writes an announcement into the ledger. Whoever runs sends what is due: ``announce`` itself until it is
through, ``announcements send``, or ``serve``; one of them at a time, and each row once whoever it is.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import streams
from bot.clock import now
from bot.settings import SettingError, Settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.announce.compose import Asks
    from bot.announce.content import Content
    from bot.announce.plan import Draft, Plan
    from bot.announce.report import Report
    from bot.store.chats import Chat
    from bot.store.store import Store
    from bot.telegram.settings import TelegramSettings
    from facts.model import Release

DONE: Final = 0
LEFT: Final = 1
"""Something is left for an operator: rows that are planned or uncertain, or a text that the facts do not support."""
_MOST_PREVIEWS: Final = 20

Load = Callable[[Settings], "Asks"]


# ── announce ───────────────────────────────────────────────────────────────────────────────────────────────────────


def announce_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``announce``."""
    parser.epilog = (
        "RELEASE may be left out where there is one. Exit status: 0 sent to everybody who can be reached, or planned; "
        "1 something is left: rows to be sent or in doubt, or figures that the facts do not support; 2 could not run."
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--long", action="store_true", help="the whole digest (the default without a picture)")
    form.add_argument("--short", action="store_true", help="the headline and three figures (the default with one)")
    form.add_argument(
        "--message", metavar="FILE", help="a text in Markdown in place of the digest; - is standard input"
    )
    parser.add_argument("--unchecked", action="store_true", help="send figures that the facts do not support; recorded")
    parser.add_argument("--picture", metavar="FILE", help="a picture above the text")
    parser.add_argument("--topic", metavar="TOPIC", action="append", default=[], help="what a text is about")
    parser.add_argument("--to", metavar="TAG", action="append", default=[], help="the audience: public, press, test, …")
    parser.add_argument("--at", metavar="MOMENT", help="when, with a time zone: 2025-10-28T10:00+08:00")
    parser.add_argument("--preview", action="store_true", help="show it as Telegram will, and send nothing")
    parser.add_argument("--language", metavar="CODE", help="the language of a text, and of chats that chose none")
    parser.add_argument("--again", action="store_true", help="although the same was announced there before")
    parser.add_argument("--yes", action="store_true", help="do not ask before it is sent")
    _settings_option(parser)


def announce(options: argparse.Namespace, load: Load) -> int:
    """Compose, show, plan and send. Raises SettingError, ComposeError, MomentError, ContentError, DatabaseError."""
    from bot.announce import moment
    from bot.announce.compose import ComposeError, checked_length

    if options.preview:
        from bot.telegram.settings import read_content_settings

        content = read_content_settings(options.settings, options.language)
    else:
        _extra()
        from bot.telegram.settings import read_settings

        telegram, content = read_settings(options.settings, options.language)
    release = _release(content, options.words)
    at = moment.read(options.at) if options.at else None
    due_at = moment.due(at, release.about.embargo, now())
    picture = _bytes(options.picture) if options.picture else None
    brief = options.short or (picture is not None and not options.long)
    console = _console()
    if options.message:
        said, doubts = _message(options, release, content, load)
        for doubt in doubts:
            streams.say(f"not supported by the facts: {doubt}")
        if doubts and not options.unchecked and not options.preview:
            streams.say(
                "nothing is sent.\n  To mend: correct the text, or --unchecked sends it as it is, which is recorded."
            )
            return LEFT
        message = checked_length(said.with_picture(picture))
        compose: Callable[[str, tuple[str, ...]], Content] = lambda _code, _topics: message  # noqa: E731
        unchecked = "; ".join(map(str, doubts)) or None
        title, languages = _first_line(said), [content.language]
    else:
        from bot.announce.compose import Composer
        from intents.replies.announcement import languages as known

        if content.language not in known():
            raise ComposeError(f"there are no announcements in {content.language!r}.\n  To mend: --language en.")
        languages = list(dict.fromkeys([content.language, *known()]))
        composers = {code: Composer.load(release, code) for code in languages}
        title, unchecked = composers[content.language].title, None

        def compose(code: str, topics: tuple[str, ...]) -> Content:
            return checked_length(composers[code].digest(brief=brief, topics=topics).with_picture(picture))

    if options.preview:
        from bot.announce import preview

        for code in languages:
            preview.show(compose(code, ()), f"{code}, due {moment.shown(due_at)}", console)
        return LEFT if unchecked and not options.unchecked else DONE
    from bot.announce.plan import Draft
    from bot.store.announcements import Kind

    kind = Kind.MESSAGE if options.message else Kind.DIGEST
    draft = Draft(kind, release, title, compose, languages, _topics(options.topic, release), unchecked)
    return _run(_announce(options, telegram, draft, due_at, console))


async def _announce(
    options: argparse.Namespace, telegram: TelegramSettings, draft: Draft, due_at: dt.datetime, console: Console
) -> int:
    from bot.announce import moment
    from bot.announce.plan import announced_before, plan
    from bot.store.chats import PUBLIC
    from bot.store.store import Store

    audience = options.to or [PUBLIC]
    async with Store.open(telegram.database) as store:
        chats = await store.chats.subscribers(audience)
        made = plan(draft, chats, audience, due_at, now())
        if not made.rows:
            raise SettingError(
                f"nobody of the audience {' '.join(audience)!r} gets this.\n"
                "  To mend: `release-bot subscriptions` lists the chats and their tags."
            )
        before = None if options.again else await announced_before(made, store)
        if before is not None:
            raise SettingError(
                f"the same was announced there before, as {before.code}.\n"
                f"  To mend: `release-bot announcements send {before.code}` goes on with it; --again sends it anew."
            )
        later = due_at > now()
        when = f"at {moment.shown(due_at)}" if later else "now"
        if not options.yes and not _confirmed(made, when, console):
            return LEFT
        code = made.announcement.code
        if later:
            await made.write(store)
            print(f"{code} is planned for {moment.shown(due_at)}, in {len(made.rows):,} chats.")
            print(f"A running `release-bot serve` sends it, or `release-bot announcements send {code}`.")
            return DONE
        return await send(telegram, store, code, console, made)


def _confirmed(made: Plan, when: str, console: Console) -> bool:
    """Show what is to be sent, and ask."""
    from bot.announce import preview

    if not streams.are_terminals():
        raise SettingError("nobody is here to confirm it.\n  To mend: --preview shows it, --yes sends it.")
    for name, content in [*made.contents.items()][:_MOST_PREVIEWS]:
        preview.show(content, name, console)
    to = made.announcement.audience
    try:
        answer = input(f"Send this {when}, to {len(made.rows):,} chats of the audience {to!r}? [y/N] ")
    except EOFError:
        return False
    return answer.strip().lower() in ("y", "yes")


async def send(telegram: TelegramSettings, store: Store, code: str, console: Console, made: Plan | None = None) -> int:
    """Send an announcement until its end, or until a signal stops it; print the report.

    One that is not written down yet is written once Telegram was reached: else nothing of it is left.
    """
    import asyncio
    import signal

    from bot.announce import progress
    from bot.announce.deliver import UndeliverableError
    from bot.telegram.courier import connected
    from bot.telegram.settings import refused_token

    async with connected(telegram, store) as deliverer:
        if made is not None:
            await made.write(store)
        loop = asyncio.get_running_loop()
        # Outside the main thread, and on Windows, a loop takes no signals.
        with contextlib.suppress(RuntimeError, NotImplementedError):
            for each in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(each, deliverer.stop)
        try:
            report = await progress.send(store, deliverer, code, console)
        except UndeliverableError:
            raise refused_token() from None
        finally:
            with contextlib.suppress(RuntimeError, NotImplementedError):
                for each in (signal.SIGINT, signal.SIGTERM):
                    loop.remove_signal_handler(each)
    print("\n".join(report.lines(now())))
    if report.left:
        streams.say(f"{report.left:,} chats are left; `release-bot announcements send {code}` goes on.")
    return DONE if report.is_clean else LEFT


def _message(
    options: argparse.Namespace, release: Release, content: Settings, load: Load
) -> tuple[Content, Sequence[object]]:
    from bot.announce.compose import Composer

    text = sys.stdin.read() if options.message == "-" else _bytes(options.message).decode("utf-8", "replace")
    answerer = load(content)
    # A sentence is asked of the release that is answered from, which is the newest.
    asks = answerer if getattr(getattr(answerer, "release", None), "id", None) == release.id else None
    return Composer.load(release, content.language).message(text, asks)


def _first_line(content: Content) -> str:
    from bot.telegram.html import plain

    line = plain(content.html).strip().split("\n")[0]
    return line if len(line) <= 80 else f"{line[:79]}…"


def _release(content: Settings, words: Sequence[str]) -> Release:
    from facts.load import load_releases

    releases = load_releases(content.folder)
    if len(words) > 1:
        raise SettingError(f"{words[1]!r} is one word too many.")
    if not words and len(releases) == 1:
        return next(iter(releases.values()))
    if not words or words[0] not in releases:
        what = f"there is no release {words[0]!r}" if words else "which release?"
        raise SettingError(f"{what}.\n  To mend: name one of {', '.join(releases)}.")
    return releases[words[0]]


def _topics(given: Sequence[str], release: Release) -> tuple[str, ...]:
    known = [topic.id for topic in release.topics]
    for topic in given:
        if topic not in known:
            raise SettingError(f"--topic: there is no topic {topic!r}.\n  To mend: name one of {', '.join(known)}.")
    return tuple(given)


def _bytes(name: str) -> bytes:
    path = Path(name).expanduser()
    if not path.is_file():
        raise SettingError(f"{name!r} is no file.")
    return path.read_bytes()


# ── announcements ──────────────────────────────────────────────────────────────────────────────────────────────────


def announcements_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``announcements``."""
    parser.epilog = (
        "Without words all are listed. show: the report. send: go on with one, after a crash or a stop. pause, "
        "resume, cancel: also while another process sends it. Exit status: 0 done, 1 something "
        "is left or in doubt, or there is no such announcement, 2 could not run."
    )
    parser.add_argument("--resend-uncertain", action="store_true", help="send again what may have arrived")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for an announcement")
    _settings_option(parser)


def announcements(options: argparse.Namespace, _: Load) -> int:
    """List, show, pause, resume, cancel or send. Raises SettingError, DatabaseError."""
    _extra()
    if not options.words:
        return _run(_with_store(options, _list))
    words = {"show": _show, "pause": _pause, "resume": _resume, "cancel": _cancel, "send": _send_on}
    word, *codes = options.words
    if word not in words or len(codes) != 1:
        raise SettingError(
            f"what is to be done?\n  release-bot announcements {' | '.join(f'{each} CODE' for each in words)}"
        )
    if options.resend_uncertain and word != "send":
        raise SettingError("--resend-uncertain belongs to `announcements send`.")
    return _run(_with_store(options, words[word]))


async def _with_store(
    options: argparse.Namespace, do: Callable[[argparse.Namespace, Store], Coroutine[Any, Any, int]]
) -> int:
    from bot.store.store import Store
    from bot.telegram.settings import read_store_settings

    async with Store.open(read_store_settings(options.settings).database) as store:
        return await do(options, store)


async def _list(options: argparse.Namespace, store: Store) -> int:
    from bot.announce.report import Report

    for one in await store.announcements.all():
        report = await Report.of(one, store)
        if options.json:
            streams.write_json(report.as_json(now()))
        else:
            print(report.line(now()))
    return DONE


async def _look(options: argparse.Namespace, store: Store) -> Report | None:
    from bot.announce.progress import look

    code = options.words[1].lower()
    await store.announcements.find_abandoned(now())
    try:
        return await look(store, code)
    except KeyError:
        streams.say(f"there is no announcement {code!r}; `release-bot announcements` lists them.")
        return None


async def _show(options: argparse.Namespace, store: Store) -> int:
    report = await _look(options, store)
    if report is None:
        return LEFT
    if options.json:
        streams.write_json(report.as_json(now()))
    else:
        print("\n".join(report.lines(now())))
    return DONE if report.is_clean else LEFT


async def _pause(options: argparse.Namespace, store: Store) -> int:
    from bot.store.announcements import State

    return await _changed(options, store, State.PAUSED, State.OPEN)


async def _resume(options: argparse.Namespace, store: Store) -> int:
    from bot.store.announcements import State

    return await _changed(options, store, State.OPEN, State.PAUSED)


async def _changed(options: argparse.Namespace, store: Store, state: Any, before: Any) -> int:
    report = await _look(options, store)
    if report is None:
        return LEFT
    code = report.announcement.code
    if not await store.announcements.change(code, state, before):
        streams.say(f"{code} is {report.announcement.state}, not {before}.")
        return LEFT
    return await _show(options, store) and DONE


async def _cancel(options: argparse.Namespace, store: Store) -> int:
    report = await _look(options, store)
    if report is None:
        return LEFT
    if not await store.announcements.cancel(report.announcement.code, now()):
        streams.say(f"{report.announcement.code} is cancelled already.")
        return LEFT
    return await _show(options, store) and DONE


async def _send_on(options: argparse.Namespace, store: Store) -> int:
    from bot.store.announcements import State
    from bot.telegram.settings import read_settings

    report = await _look(options, store)
    if report is None:
        return LEFT
    one = report.announcement
    if one.state is not State.OPEN:
        mend = f"\n  To mend: release-bot announcements resume {one.code}" if one.state is State.PAUSED else ""
        raise SettingError(f"{one.code} is {one.state}.{mend}")
    telegram, _ = read_settings(options.settings)
    if options.resend_uncertain:
        count = await store.announcements.resend_uncertain(one.code, now())
        streams.say(f"{count:,} uncertain ones are sent again.")
    return await send(telegram, store, one.code, _console())


# ── subscriptions ──────────────────────────────────────────────────────────────────────────────────────────────────


def subscriptions_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``subscriptions``."""
    parser.epilog = (
        "Without words the chats are listed that the bot knows. CHAT is a number as it stands there. tag: all the "
        "audiences that a chat belongs to. Exit status: 0 done, 1 there is no such chat, 2 could not run."
    )
    parser.add_argument("--to", metavar="TAG", action="append", default=[], help="list those of an audience; add to it")
    parser.add_argument("--language", metavar="CODE", help="with add: the language of announcements there")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for a chat")
    _settings_option(parser)


def subscriptions(options: argparse.Namespace, _: Load) -> int:
    """List, add, remove or tag chats. Raises SettingError, DatabaseError."""
    _extra()
    word, *rest = options.words or ["list"]
    numbers = [int(each) for each in rest if each.lstrip("-").isdecimal()]
    words = [each for each in rest if not each.lstrip("-").isdecimal()]
    right = {
        "list": not rest,
        "add": bool(numbers) and not words,
        "remove": bool(numbers) and not words,
        "tag": bool(numbers) and bool(words),
    }
    if not right.get(word, False):
        raise SettingError(
            "what is to be done?\n"
            "  release-bot subscriptions [--to TAG]\n"
            "  release-bot subscriptions add CHAT... [--to TAG] [--language CODE]\n"
            "  release-bot subscriptions remove CHAT...\n"
            "  release-bot subscriptions tag CHAT... TAG..."
        )
    _checked_tags([*words, *options.to])

    async def do(options: argparse.Namespace, store: Store) -> int:
        if word == "list":
            return await _list_chats(options, store)
        return await _change_chats(word, numbers, words, options, store)

    return _run(_with_store(options, do))


def _checked_tags(tags: Sequence[str]) -> None:
    for tag in tags:
        if not tag.replace("-", "").isalnum() or tag != tag.lower():
            raise SettingError(f"{tag!r} is no tag.\n  To mend: write small letters, digits and -, such as press.")


async def _list_chats(options: argparse.Namespace, store: Store) -> int:
    wanted = set(options.to)
    for chat in await store.chats.all():
        if not wanted or (wanted & set(chat.tags) and chat.subscribed_at is not None):
            if options.json:
                streams.write_json(_chat_as_json(chat))
            else:
                print(_chat_line(chat))
    return DONE


def _chat_line(chat: Chat) -> str:
    from bot.render import printable

    parts = [f"{chat.chat_id:>15}", f"{chat.kind or '-':<10}", chat.language or "-"]
    parts.append(f"subscribed {chat.subscribed_at:%Y-%m-%d}" if chat.subscribed_at else "not subscribed")
    parts += [" ".join(chat.tags) or "-"]
    parts += [f"topics {' '.join(chat.topics)}"] if chat.topics else []
    parts += [str(chat.state)] if chat.state != "member" else []
    parts += [printable(chat.title)] if chat.title else []
    return "  ".join(parts)


def _chat_as_json(chat: Chat) -> dict[str, object]:
    return {
        "chat": chat.chat_id,
        "kind": chat.kind,
        "title": chat.title,
        "state": chat.state.value,
        "language": chat.language,
        "subscribed_at": chat.subscribed_at.isoformat() if chat.subscribed_at else None,
        "thread": chat.thread_id,
        "tags": list(chat.tags),
        "topics": list(chat.topics),
    }


async def _change_chats(
    word: str, numbers: Sequence[int], words: Sequence[str], options: argparse.Namespace, store: Store
) -> int:
    from dataclasses import replace

    from bot.store.chats import PUBLIC

    status = DONE
    known = {chat.chat_id for chat in await store.chats.all()}
    for number in numbers:
        chat = await store.chats.get(number)
        if word != "add" and number not in known:
            streams.say(f"there is no chat {number}; `release-bot subscriptions` lists them.")
            status = LEFT
            continue
        changes = []
        if word == "add":
            tags = tuple(dict.fromkeys([*chat.tags, *(options.to or ([] if chat.tags else [PUBLIC]))]))
            language = options.language or chat.language
            chat = replace(chat, subscribed_at=chat.subscribed_at or now(), tags=tags, language=language)
        elif word == "tag":
            chat = replace(chat, tags=tuple(dict.fromkeys(words)))
        else:
            chat = replace(chat, subscribed_at=None)
            changes.append(store.announcements.unsubscribed(number, now()))
        await store.database.write([store.chats.saved(chat, now()), *changes])
        print(_chat_line(chat))
    return status


# ── what they share ────────────────────────────────────────────────────────────────────────────────────────────────


def _settings_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", metavar="FILE", help="a file of settings; the environment wins over it")


def _extra() -> None:
    """Raise SettingError where what publishing needs is not installed."""
    try:
        import bot.telegram.courier  # noqa: F401
    except ModuleNotFoundError as error:
        raise SettingError(
            f"{error.name} is not installed, and publishing needs it.\n"
            "  To mend: pip install 'release-bot[telegram]'; from a checkout, deploy/run sees to it."
        ) from error


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=False, highlight=False)


def _run(work: Coroutine[Any, Any, int]) -> int:
    import asyncio  # takes longer to import than a question to answer

    return asyncio.run(work)
