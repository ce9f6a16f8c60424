"""``release-bot serve``: the bot at work, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.settings import SettingError, Settings
from bot.store.database import WriteError
from bot.store.store import Store
from bot.telegram import logs
from bot.telegram.application import App, ReleaseApplication, build, load_pipelines
from bot.telegram.gate import ALLOWED_UPDATES
from bot.telegram.refresh import Refresher
from bot.telegram.settings import PREFIX, TelegramSettings, refused_token
from bot.telegram.texts import languages
from bot.watch.endpoints import answering
from bot.watch.metrics import CountingHandler
from bot.watch.rounds import Rounds
from bot.watch.watch import Watch

_LOG: Final = logging.getLogger(__name__)
_FOR_EVER: Final = -1
_LETS_GO: Final = 3.0
"""Seconds that what still uses the store has to let go of it."""


class ServeError(Exception):
    """The bot cannot work: why, and the mend. It never holds the token."""


def serve(settings: TelegramSettings, content: Settings, *, webhook: bool = False, debug: bool = False) -> None:
    """Answer until SIGINT or SIGTERM; updates in hand are finished first.

    Raises SettingError, DatabaseError, EndpointError, facts.load.ContentError, and ServeError for all else that ends
    it.
    """
    if webhook and not settings.webhook_url:
        raise SettingError(
            f"{PREFIX}WEBHOOK_URL: is not set, and --webhook needs it.\n"
            f"  To mend: set it to the https address under which Telegram reaches this bot, and {PREFIX}WEBHOOK_SECRET."
        )
    token = settings.token.get_secret_value()
    logs.set_up(token, debug=debug, form=settings.log_form)
    logging.captureWarnings(True)
    watch = _watch(settings, webhook=webhook)
    with contextlib.ExitStack() as stack:
        if settings.watch_port is not None:  # while the content is being loaded, it says so
            stack.enter_context(answering(watch, settings.watch_listen, settings.watch_port))
            _LOG.info("how the bot is, is told at port %d of %s", settings.watch_port, settings.watch_listen)
        refresher = Refresher(content, load_pipelines, list(dict.fromkeys([content.language, *languages()])))
        pipelines = load_pipelines(content)
        spare_the_collector()
        # The library runs its application on the loop of this thread; the store is opened on the same one.
        runner = stack.enter_context(asyncio.Runner(loop_factory=_quick_loop()))
        loop = runner.get_loop()
        asyncio.set_event_loop(loop)
        opened = Store.open(settings.database)
        store = runner.run(opened.__aenter__())
        rounds = Rounds(watch, store)
        going = loop.create_task(rounds.go())
        application: App | None = None
        try:
            application = build(settings, pipelines, store, refresher=refresher, watch=watch)
            assert isinstance(application, ReleaseApplication)
            rounds.hands = application.inbox
            run(application, settings, webhook=webhook)
        except InvalidToken:
            raise refused_token() from None
        except WriteError as error:
            raise ServeError(
                f"{PREFIX}DATABASE: nothing can be written to it: {error}.\n"
                "  To mend: see to room on its disk, and that nothing else holds it locked; then start the bot again."
            ) from None
        except (TelegramError, OSError) as error:
            raise ServeError(f"the bot ended: {logs.redacted(str(error), token)}.") from None
        finally:
            if application is not None:
                runner.run(application.bot.shutdown())  # where the start failed, nobody else has let it go
            going.cancel()
            runner.run(asyncio.wait([going], timeout=_LETS_GO))  # the store stays open until nobody uses it
            runner.run(rounds.end())
            runner.run(opened.__aexit__(None, None, None))


def spare_the_collector() -> None:
    """The content stays, and of an update nearly everything goes by itself: garbage is looked for less often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _quick_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes a loop that takes less of the processor; none where there is no such (on Windows)."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _watch(settings: TelegramSettings, *, webhook: bool) -> Watch:
    """What is counted, log records among it, and how the process is."""
    watch = Watch()
    watch.health.within = settings.ready_seconds
    watch.health.api.is_webhook = webhook
    logging.getLogger().addHandler(CountingHandler(watch.metrics))
    return watch


def run(application: App, settings: TelegramSettings, *, webhook: bool) -> None:
    """Run the application by the library's own means, which see to the signals and the order of a stop."""
    if not webhook:
        application.run_polling(allowed_updates=ALLOWED_UPDATES, bootstrap_retries=_FOR_EVER, close_loop=False)
        return
    assert settings.webhook_url is not None
    assert settings.webhook_secret is not None
    application.run_webhook(
        listen=settings.webhook_listen,
        port=settings.webhook_port,
        url_path=urlsplit(settings.webhook_url).path.lstrip("/"),
        webhook_url=settings.webhook_url,
        secret_token=settings.webhook_secret.get_secret_value(),
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=_FOR_EVER,
        close_loop=False,
    )
