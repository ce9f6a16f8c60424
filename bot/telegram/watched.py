"""What goes to the Bot API and comes back, counted: errors by method, and when it answered last."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.stages import stage
from bot.telegram.pipeline import Pipelines
from bot.watch.health import Check
from bot.watch.metrics import ContentVersion
from bot.watch.watch import Watch

_WAITS_FOR_UPDATES: Final = "getUpdates"
_SAID_BACK: Final = ("from", "entities", "caption_entities", "link_preview_options", "reply_markup", "reply_to_message")
"""What Telegram says back of a message that was sent, and nobody here asks for: to read it takes its time."""
_REFUSES_THE_BOT: Final = frozenset({401, 404, 409})
"""The token is unknown, or another process polls with it."""


class ThroughRequest(BaseRequest):
    """Another request, made as it stands."""

    def __init__(self, request: BaseRequest) -> None:
        self._request = request

    @property
    def read_timeout(self) -> float | None:
        """Seconds, as the other request has them."""
        return self._request.read_timeout

    async def initialize(self) -> None:
        """Prepare the other request."""
        await self._request.initialize()

    async def shutdown(self) -> None:
        """Let the other request go."""
        await self._request.shutdown()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the other request."""
        return await self._request.do_request(*args, **kwargs)


class WatchedRequest(ThroughRequest):
    """Another request, which is counted and timed."""

    def __init__(self, request: BaseRequest, watch: Watch) -> None:
        super().__init__(request)
        self._watch = watch

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make the other request."""
        method = url.rpartition("/")[2]
        began = time.perf_counter()
        try:
            if method == _WAITS_FOR_UPDATES:
                code, returned = await super().do_request(url, *args, **kwargs)
            else:
                with stage("send"):
                    code, returned = await super().do_request(url, *args, **kwargs)
        except TimedOut:
            self._ended(method, "timeout", began, "no answer in time")
            raise
        except NetworkError as error:
            cause = type(error.__cause__ or error).__name__
            self._ended(method, "connection", began, f"no connection ({cause})")
            raise
        refused = code >= 500 or code in _REFUSES_THE_BOT
        self._ended(method, "ok" if code < 300 else str(code), began, f"status {code}" if refused else None)
        if method == "setWebhook" and code < 300:
            self._watch.health.api.webhook_set = True
        return code, returned

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What came back, without what is only said back. Raises TelegramError where it is no JSON."""
        found = BaseRequest.parse_json_payload(payload)
        if isinstance(result := found.get("result"), dict) and "message_id" in result:
            found["result"] = {name: value for name, value in result.items() if name not in _SAID_BACK}
        return found

    def _ended(self, method: str, outcome: str, began: float, error: str | None) -> None:
        seconds = None if method == _WAITS_FOR_UPDATES else time.perf_counter() - began
        self._watch.metrics.request(method, outcome, seconds)
        api = self._watch.health.api
        api.error = f"{method}: {error}" if error else None
        if error is None:
            api.answered_at = time.monotonic()


def answers_from(pipelines: Pipelines, watch: Watch) -> None:
    """From now on answers are made from this content."""
    versions = list(_versions(pipelines))
    watch.metrics.content(versions)
    names = ", ".join(dict.fromkeys(one.release for one in versions))
    watch.health.content = Check(True, f"{names}, in {', '.join(pipelines.by_language)}")


def _versions(pipelines: Pipelines) -> Iterator[ContentVersion]:
    for code, pipeline in pipelines.by_language.items():
        lead = pipeline.answerer
        own = dict(lead.versions)
        yield ContentVersion(lead.release.id, code, own["facts"], own["patterns"], own["matcher"])
        for card in lead.library.shelf.cards.values() if lead.library is not None else ():
            if card.id != lead.release.id:
                yield ContentVersion(card.id, code, card.version)
