"""``/healthz``, ``/readyz`` and ``/metrics`` over HTTP, from a thread of its own: it answers while the loop hangs."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Final

from prometheus_client.exposition import choose_encoder

from bot.watch.health import Check
from bot.watch.watch import Watch

_PATIENCE: Final = 5.0
"""Seconds that a client may take over a request."""
_AT_ONCE: Final = 32
"""Requests that are answered at the same time; more are turned away, so that nobody fills the memory with threads."""
_STOPS_WITHIN: Final = 0.1
_Connection = socket.socket | tuple[bytes, socket.socket]
_JSON: Final = "application/json; charset=utf-8"


class EndpointError(Exception):
    """Nothing can be answered over HTTP: why, and the mend."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = _AT_ONCE

    def __init__(self, address: tuple[str, int], watch: Watch) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.watch = watch
        self._room = threading.BoundedSemaphore(_AT_ONCE)
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Without asking the network for the name of this machine, as the library's own does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: _Connection, client_address: object) -> None:
        """Answer in a thread, of which there are only so many."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: _Connection, client_address: object) -> None:
        """What the thread does."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is nobody's business."""


class _Handler(BaseHTTPRequestHandler):
    timeout = _PATIENCE
    server: _Server
    server_version = "release-bot"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer one request."""
        watch = self.server.watch
        match self.path.partition("?")[0]:
            case "/healthz":
                alive = watch.health.alive()
                self._checks({"event_loop": alive}, "alive", "hung")
            case "/readyz":
                self._checks(watch.health.checks(), "ready", "not ready")
            case "/metrics":
                watch.metrics.heartbeat.set(watch.health.silent_for)
                for name, check in watch.health.checks().items():
                    watch.metrics.ready.labels(name).set(check.ok)
                encode, kind = choose_encoder(self.headers.get("Accept", ""))
                self._answer(HTTPStatus.OK, kind, encode(watch.metrics.registry))
            case _:
                self._answer(HTTPStatus.NOT_FOUND, _JSON, b'{"paths": ["/healthz", "/readyz", "/metrics"]}\n')

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.do_GET()

    def _checks(self, checks: Mapping[str, Check], well: str, ill: str) -> None:
        fine = all(check.ok for check in checks.values())
        body = {
            "status": well if fine else ill,
            "failing": [name for name, check in checks.items() if not check.ok],
            "checks": {name: {"ok": check.ok, "detail": check.detail} for name, check in checks.items()},
        }
        status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
        self._answer(status, _JSON, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Probes come every few seconds, and say nothing new."""


@contextlib.contextmanager
def answering(watch: Watch, host: str, port: int) -> Iterator[int]:
    """Answer over HTTP for as long as it is needed; yields the port, which is a free one for 0.

    Raises EndpointError where the address cannot be listened at.
    """
    try:
        server = _Server((host, port), watch)
    except OSError as error:
        raise EndpointError(
            f"{host}:{port} cannot be listened at: {error.strerror or error}.\n"
            "  To mend: set RELEASE_BOT_WATCH_PORT to a port that is free, or leave it out."
        ) from None
    thread = threading.Thread(target=server.serve_forever, args=(_STOPS_WITHIN,), name="endpoints", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
