"""The application, put together: the library's own builder, with the inbox as its queue and the limiter at its pace."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.ext import ExtBot as _ExtBot
from telegram.request import BaseRequest

from bot.announce.deliver import Deliverer
from bot.answer import Answerer
from bot.charts.studio import Studio
from bot.clock import now
from bot.settings import Settings
from bot.store.store import Store
from bot.telegram.charts import Charts
from bot.telegram.conversations import Conversations
from bot.telegram.courier import deliverer_of
from bot.telegram.desk import Desk
from bot.telegram.flood import Flood
from bot.telegram.handlers.callbacks import Callbacks
from bot.telegram.handlers.commands import Commands
from bot.telegram.handlers.errors import Errors
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.membership import Membership
from bot.telegram.handlers.messages import Messages
from bot.telegram.http import HttpRequest
from bot.telegram.inbox import Inbox, InboxBot, Processor, SureRequest
from bot.telegram.limiter import Limiter, limiter_of
from bot.telegram.notice import Notice
from bot.telegram.pipeline import Pipeline, Pipelines
from bot.telegram.refresh import EVERY, Refresher
from bot.telegram.replica import Replica
from bot.telegram.rhythm import Rhythm
from bot.telegram.sending import Sender
from bot.telegram.settings import TelegramSettings
from bot.telegram.shared_inbox import SharedInbox
from bot.telegram.texts import Audience, Texts, languages
from bot.telegram.watched import WatchedRequest, answers_from
from bot.telegram.webhook import WebhookUpdater
from bot.watch.trace import Hasher
from bot.watch.watch import Watch

App = Application[Any, Any, Any, Any, Any, Any]
_LOG: Final = logging.getLogger(__name__)
_LOOK: Final = 1.0
_TEN_MINUTES: Final = 600.0
_ONCE_A_DAY: Final = 86_400.0
_WRITES_WITHIN: Final = 3.0
"""Seconds that the database has at a stop to take what was handled."""


class ReleaseApplication(Application[Any, Any, Any, Any, Any, Any]):
    """The library's application, whose stop waits a limited time for messages whose turn has not come."""

    inbox: Inbox
    limiter: Limiter
    deliverer: Deliverer
    rhythm: Rhythm
    replica: Replica | None
    """None where the database is this process's own."""
    stop_seconds: float
    watch: Watch
    refresher: Refresher | None = None
    pipelines: Pipelines

    @property
    def leads(self) -> bool:
        """Whether what is done by the clock is done by this process."""
        return self.replica is None or self.replica.leads

    async def start(self) -> None:
        """Handle updates, and do what is done by the clock."""
        await super().start()
        self.rhythm.start()
        asyncio.get_running_loop().run_in_executor(None, self.pipelines.make_quick)  # the first need not wait for it

    async def stop(self) -> None:
        """Finish what is in hand; what has to wait longer than the stop may stays in the inbox."""
        self.watch.health.stopping = True
        self.deliverer.stop()
        if self.refresher is not None:
            self.refresher.stop()
        self.limiter.stop_within(self.stop_seconds)
        await asyncio.gather(super().stop(), self.rhythm.stop(self.stop_seconds + _WRITES_WITHIN))
        await self.inbox.flush(_WRITES_WITHIN)
        if self.replica is not None:
            await self.replica.end()


def load_pipelines(content: Settings) -> Pipelines:
    """The pipelines of all languages that there are both patterns and texts for.

    Raises facts.load.ContentError, and FileNotFoundError where the language of the settings is not among them.
    """
    found: dict[str, Pipeline] = {}
    for code in dict.fromkeys([content.language, *languages()]):
        try:
            texts = Texts.load(code)
            answerer = Answerer.load(content.releases, code, content.text, content.correction_days)
            answerer.make_ready()
            found[code] = Pipeline(answerer, texts)
        except FileNotFoundError:
            if code == content.language:
                raise
    return Pipelines(found, content.language)


def build(
    settings: TelegramSettings,
    pipelines: Pipelines,
    store: Store,
    *,
    request: Callable[[], BaseRequest] | None = None,
    refresher: Refresher | None = None,
    watch: Watch | None = None,
) -> App:
    """The application over a store that is open.

    ``request`` makes another way to the Bot API than HTTP; with a ``refresher`` changed content is taken up; a
    ``watch`` is told what happens.
    """
    token = settings.token.get_secret_value()
    watch = watch or Watch()
    answers_from(pipelines, watch)
    limiter = limiter_of(settings, watch.metrics.waits)
    inbox = SharedInbox(store, watch) if store.database.is_shared else Inbox(store, watch)
    replica = Replica(store, inbox, limiter) if isinstance(inbox, SharedInbox) else None
    make = request or (lambda: HttpRequest(settings.concurrency + 8))
    bot = InboxBot(
        token,
        inbox,
        base_url=settings.api_url,
        request=WatchedRequest(SureRequest(make()), watch),
        get_updates_request=WatchedRequest(make(), watch),
        rate_limiter=limiter,
    )
    sender = Sender(bot, store)
    desk = Desk(
        settings,
        pipelines,
        store,
        sender,
        Conversations(store.conversations, settings.follow_up),
        Flood(settings.flood_burst, settings.flood_per_minute, settings.flood_pause_seconds),
        Charts(sender, Studio()),
    )

    async def after_initialize(application: App) -> None:
        if replica is not None:
            await replica.begin()
        waiting = await inbox.recover(application.bot)
        if waiting:
            _LOG.info("%d updates were left by an earlier run and are answered first", waiting)

    application: App = (
        ApplicationBuilder()
        .application_class(ReleaseApplication)
        .updater(WebhookUpdater(bot, inbox))
        .concurrent_updates(Processor(inbox, settings.concurrency, Hasher(token)))
        .job_queue(None)
        .post_init(after_initialize)
        .build()
    )
    assert isinstance(application, ReleaseApplication)
    application.inbox, application.limiter, application.stop_seconds = inbox, limiter, settings.stop_seconds
    application.replica, application.rhythm, application.pipelines = replica, Rhythm(), pipelines
    application.deliverer, application.watch = deliverer_of(settings, store, bot, limiter), watch
    add_handlers(application, desk)
    add_jobs(application, desk)
    if refresher is not None:
        add_refresh(application, desk, refresher)
    return application


def add_handlers(application: App, desk: Desk) -> None:
    """The handlers: first the gate, then one for each kind of update."""
    messages, commands, membership = Messages(desk), Commands(desk), Membership(desk)
    application.add_handler(TypeHandler(object, messages.admit), group=-1)
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, messages.migrate))
    # Most of all, so it is looked for first.
    command = filters.Regex(r"^/\w")
    application.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGES & ~command, messages.answer))
    # Edited commands come to `answer`, which takes /ask for a question and leaves the others alone.
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & command, commands.obey))
    application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POST & command, commands.obey))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, messages.answer))
    # What is no text and no notice of Telegram's: photographs, voices, stickers.
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, messages.text_only))
    application.add_handler(CallbackQueryHandler(Callbacks(desk).press))
    application.add_handler(InlineQueryHandler(Inline(desk).query))
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(Errors(desk).handle)


def add_jobs(application: App, desk: Desk) -> None:
    """What is done by the clock: rows expire, announcements that are due are sent."""

    assert isinstance(application, ReleaseApplication)
    deliverer = application.deliverer

    async def expire() -> None:
        if application.leads:
            await desk.store.expire(desk.settings.retention, now())

    async def expire_conversations() -> None:
        if application.leads:
            await desk.store.database.write([desk.conversations.expired()])

    async def deliver() -> None:
        if application.leads:
            await deliverer.deliver_due()

    rhythm = application.rhythm
    rhythm.every(_LOOK, deliver, first=0)
    rhythm.every(_ONCE_A_DAY, expire, first=60)
    rhythm.every(_TEN_MINUTES, expire_conversations)

    async def describe() -> None:
        answers_from(desk.pipelines, application.watch)
        if application.leads:
            await register(application.bot, desk)

    async def describe_first() -> None:
        try:
            await register(application.bot, desk)
        except TelegramError as error:  # questions are answered without menus as well
            _LOG.warning("commands and descriptions are not registered: %s", error.message)

    rhythm.once(describe_first)  # nobody who asks waits for it

    answerer = desk.pipelines.choose().answerer
    for opening in answerer.openings:  # only from then on may the bot's description name the release
        rhythm.at(opening, describe, answerer.clock)


def add_refresh(application: App, desk: Desk, refresher: Refresher) -> None:
    """Every few seconds it is looked whether the content was changed, by a correction or by hand."""
    assert isinstance(application, ReleaseApplication)
    notice, watch = Notice(application.bot, desk), application.watch
    application.refresher = refresher

    async def refresh() -> None:
        before = refresher.refused
        pipelines = await refresher.changed()
        if pipelines is not None:
            desk.pipelines.take_up(pipelines)
            answers_from(pipelines, watch)
            watch.took_up()
            _LOG.info("the content was changed, and is taken up")
            if application.leads:
                await notice.taken_up()
        elif refresher.refused is not None and refresher.refused == before:  # it is no file that is being saved
            watch.refused(refresher.refused)
            if application.leads:
                await notice.refused(refresher.refused)

    # A look that finds one at work leaves it alone.
    application.rhythm.every(EVERY, refresh)


async def register(bot: _ExtBot[Any], desk: Desk) -> None:
    """Tell Telegram the commands and descriptions, for each kind of chat and each language."""
    default = desk.pipelines.default
    scopes: Mapping[BotCommandScope, tuple[Audience, ...]] = {
        BotCommandScopeAllPrivateChats(): ("private",),
        BotCommandScopeAllGroupChats(): ("group",),
        **{BotCommandScopeChat(person): ("private", "admin") for person in sorted(desk.settings.admins)},
    }
    for code, pipeline in desk.pipelines.by_language.items():
        # Without a language they hold for everybody whose language there is not.
        for language in (None, code) if code == default else (code,):
            texts = pipeline.texts
            for scope, audiences in scopes.items():
                await _register(bot, texts, scope, audiences, language)
            await bot.set_my_description(texts.describe(pipeline.title), language_code=language)
            await bot.set_my_short_description(texts.short_description, language_code=language)


async def _register(
    bot: _ExtBot[Any], texts: Texts, scope: BotCommandScope, audiences: tuple[Audience, ...], language: str | None
) -> None:
    commands = [BotCommand(command.name, command.does) for command in texts.for_audience(*audiences)]
    try:
        await bot.set_my_commands(commands, scope=scope, language_code=language)
    except (BadRequest, Forbidden) as error:  # an admin who has not written to the bot yet is unknown to it
        _LOG.warning("the commands for %s are not registered: %s", scope.type, error.message)
