"""Where Telegram delivers updates: the library's updater with a web server that takes less of the processor.

It answers 200 once an update is in the inbox, as it came, and 503 where the inbox does not take it soon. What has not
the secret, and what is no update, is refused.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Sequence
from typing import Any, Final

from aiohttp import web
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater

from bot.telegram.inbox import Inbox, UnwrittenError

_LOG: Final = logging.getLogger(__name__)
_SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"
_LONGEST_WAIT: Final = 30.0
"""Between attempts to set the webhook, in seconds."""
_LAST: Final = 2.0
"""Seconds that calls have at a stop; Telegram makes those again that have no answer by then."""


_BACKLOG: Final = 1024
"""Connections that may wait to be taken: a balancer whose connections are not answered takes the replica for dead."""


class WebhookUpdater(Updater):
    """Polls as the library does; delivered to, it takes what comes itself."""

    def __init__(self, bot: Bot, inbox: Inbox) -> None:
        super().__init__(bot, inbox)
        self._inbox = inbox
        self._runner: web.ServerRunner | None = None

    @property
    def running(self) -> bool:
        """Whether updates come."""
        return self._runner is not None or super().running

    async def start_webhook(  # type: ignore[override]  # of what the library offers, what is used here
        self,
        listen: str,
        port: int,
        url_path: str,
        *,
        webhook_url: str,
        secret_token: str,
        allowed_updates: Sequence[str] | None = None,
        bootstrap_retries: int = 0,
        max_connections: int = 40,
        **_: Any,
    ) -> asyncio.Queue[object]:
        """Tell Telegram where to deliver, and take from then on what it delivers.

        ``bootstrap_retries`` below 0 are without end. Raises TelegramError and OSError.
        """
        if self.running:
            raise RuntimeError("updates come already")
        server = web.Server(_Door(self.bot, self._inbox, f"/{url_path}", secret_token), access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=_LAST)
        try:
            await self._tell_telegram(
                bootstrap_retries,
                url=webhook_url,
                secret_token=secret_token,
                allowed_updates=allowed_updates,
                max_connections=max_connections,
            )
            await self._runner.setup()
            await web.TCPSite(self._runner, listen, port, backlog=_BACKLOG).start()
        except BaseException:
            await self.stop()
            raise
        return self._inbox

    async def _tell_telegram(self, retries: int, **webhook: Any) -> None:
        wait = 1.0
        while True:
            try:
                await self.bot.set_webhook(**webhook)
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                if retries == 0:
                    raise
                _LOG.error("the webhook cannot be set, trying again in %.0f seconds: %s", wait, error.message)
            retries -= 1
            await asyncio.sleep(wait)
            wait = min(_LONGEST_WAIT, wait * 1.5)

    async def stop(self) -> None:
        """Take no more updates."""
        if self._runner is None:
            await super().stop()
            return
        runner, self._runner = self._runner, None
        await runner.cleanup()


class _Door:
    """Answers each call of the webhook."""

    def __init__(self, bot: Bot, inbox: Inbox, path: str, secret: str) -> None:
        self._bot = bot
        self._inbox = inbox
        self._path = path
        self._secret = secret.encode()

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        """Take an update into the inbox."""
        if request.path.rstrip("/") != self._path.rstrip("/"):
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        given = request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret):
            return web.Response(status=403)
        try:
            text = (await request.read()).decode()
            update = Update.de_json(json.loads(text), self._bot)
        except web.HTTPException as refusal:  # too long
            return web.Response(status=refusal.status)
        except Exception as error:  # whatever the library meets in what is no update
            _LOG.warning("what was delivered is no update, and is refused: %s", type(error).__name__)
            return web.Response(status=400)
        try:
            await self._inbox.receive(update, text)
        except UnwrittenError:  # Telegram delivers it again
            return web.Response(status=503)
        return web.Response()
