"""HTTP in as few steps as will do, for a benchmark that shares the processor with what it measures.

Bodies have a length and are not in pieces, and on a connection there is one request at a time: so are those of nginx
and of the bot, and nothing else talks to this.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"
_TIMES_OUT = 10.0


class _Message(NamedTuple):
    first: bytes
    """The first line."""
    body: bytes
    last: bool
    """Whether the connection is closed after it."""


class _Reader:
    """Puts together what arrives in pieces."""

    def __init__(self) -> None:
        self._read = b""

    def feed(self, data: bytes) -> _Message | None:
        """The message, once all of it is there."""
        self._read += data
        end = self._read.find(_END)
        if end < 0:
            return None
        head = self._read[:end].lower()
        at = head.find(_LENGTH)
        length = int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        start = end + len(_END)
        if len(self._read) < start + length:
            return None
        first = self._read[: self._read.index(b"\r\n")]
        body, self._read = self._read[start : start + length], self._read[start + length :]
        return _Message(first, body, b"\r\nconnection: close" in head)


class _Call(asyncio.Protocol):
    """A connection to somebody who answers."""

    def __init__(self) -> None:
        self._reader = _Reader()
        self._answer: asyncio.Future[int] | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        message = self._reader.feed(data)
        if message is None:
            return
        if message.last:
            self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(int(message.first.split()[1]))

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the connection was closed"))

    def close(self) -> None:
        """Use it no more."""
        if self.transport is not None:
            self.transport.abort()

    async def ask(self, request: bytes) -> int:
        """Send a request; return the status of its answer. Raises OSError."""
        assert self.transport is not None
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        late = loop.call_later(_TIMES_OUT, self.close)
        self.transport.write(request)
        try:
            return await self._answer
        finally:
            late.cancel()


class Caller:
    """Posts JSON to one address, over connections that stay open."""

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname, parts.port
        lines = {"Host": parts.netloc, "Content-Type": "application/json", **headers}
        told = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._head = f"POST {parts.path} HTTP/1.1\r\n{told}Content-Length: ".encode()
        self._idle: list[_Call] = []

    async def post(self, content: Any) -> int:
        """Post; return the status of the answer. Raises OSError."""
        body = json.dumps(content).encode()
        call = self._idle.pop() if self._idle else None
        if call is None or call.transport is None:
            _, call = await asyncio.get_running_loop().create_connection(_Call, self._host, self._port)
        status = await call.ask(b"%b%d%b%b" % (self._head, len(body), _END, body))
        if call.transport is not None:
            self._idle.append(call)
        return status

    def close(self) -> None:
        """Close the connections."""
        for call in self._idle:
            call.close()


class Answering(asyncio.Protocol):
    """A connection of somebody who asks; ``answer`` takes the path and the body, and gives a status and JSON."""

    def __init__(self, answer: Callable[[str, Any], Awaitable[tuple[int, Any]]]) -> None:
        self._answer = answer
        self._reader = _Reader()
        self._transport: asyncio.Transport | None = None
        self._at_work: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        message = self._reader.feed(data)
        if message is not None:
            self._at_work = asyncio.create_task(self._work(message))

    async def _work(self, message: _Message) -> None:
        path = message.first.split()[1].decode()
        status, content = await self._answer(path, json.loads(message.body) if message.body else {})
        body = json.dumps(content).encode()
        line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\nContent-Length: "
        if self._transport is not None:
            self._transport.write(b"%b%d%b%b" % (line.encode(), len(body), _END, body))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
