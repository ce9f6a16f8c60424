"""The way to the Bot API: HTTP by aiohttp, which takes much less of the processor than the library's own client."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.request import getproxies

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

NEVER_CONNECTED: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Causes of errors that prove that nothing was sent: there was no connection to send it over."""
_PATIENCE: Final = 5.0
"""Seconds that each step of a request has: a free place, a connection, an answer."""
_PATIENCE_WITH_FILES: Final = 20.0
_IDLE: Final = 5.0
"""Seconds for which a connection is kept that nobody uses; Telegram keeps it longer."""
_JSON: Final = {"Content-Type": "application/json"}
"""What carries no files goes as JSON: to make a form of it, text by text, takes longer than all else."""


class HttpRequest(BaseRequest):
    """What the library makes its requests through."""

    def __init__(self, connections: int, patience: float = _PATIENCE) -> None:
        """``connections`` may be open at the same time; ``patience`` is for answers, in seconds.

        Connections are used in turn: while there is much to send, as many stay open as were ever needed at once.
        """
        self._connections = connections
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until an answer, where nothing else is asked for."""
        return self._patience

    async def initialize(self) -> None:
        """Be ready to connect."""
        if self._session is None:
            # Whom to trust is the same as with the library's own client, also where a setting of the machine says so.
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=_IDLE, ssl=httpx.create_ssl_context()
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=bool(getproxies()),
            )

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a request; return the status and what came back.

        Raises TimedOut and NetworkError, each with its cause; RuntimeError before ``initialize``.
        """
        if self._session is None:
            raise RuntimeError("no request can be made before the start or after the end")
        body, headers = _body_of(request_data)
        # The time for an answer counts from the first byte that is sent, and files take their time.
        patience = _given(read_timeout, self._patience)
        if isinstance(body, aiohttp.FormData) and patience is not None:
            patience = max(patience, _given(write_timeout, _PATIENCE_WITH_FILES) or 0.0)
        connecting = _given(connect_timeout, _PATIENCE)
        waiting = _given(pool_timeout, _PATIENCE)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=None if connecting is None or waiting is None else connecting + waiting,
            sock_connect=connecting,
            sock_read=patience,
        )
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}: {error}") from error


def _body_of(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """What a request carries, and how it is told what that is."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), _JSON
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _given(seconds: Any, default: float) -> float | None:
    """The seconds that were asked for; none is without end."""
    found: float | None = default if seconds is BaseRequest.DEFAULT_NONE else seconds
    return found
