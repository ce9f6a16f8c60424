"""deploy/container/nginx.conf in a real nginx, where one is installed: what goes through to the bot."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from tests.ports import free_port

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "container" / "nginx.conf"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
pytestmark = pytest.mark.skipif(
    shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") is None or shutil.which("openssl") is None,
    reason="nginx or openssl is not installed",
)


@pytest.fixture
async def proxy(tmp_path: Path) -> AsyncIterator[tuple[str, list[str]]]:
    """The address of nginx, and what reaches the bot behind it."""
    reached: list[str] = []

    async def bot(request: web.Request) -> web.Response:
        reached.append(f"{request.method} {request.path} {request.headers.get(HEADER)} {len(await request.read())}")
        return web.Response()

    application = web.Application(client_max_size=10**8)
    application.router.add_route("*", "/{any:.*}", bot)
    runner = web.AppRunner(application)
    await runner.setup()
    behind, port, plain = free_port(), free_port(), free_port()
    await web.TCPSite(runner, "127.0.0.1", behind).start()
    certificate = ["-keyout", str(tmp_path / "tls.key"), "-out", str(tmp_path / "tls.crt"), "-days", "1"]
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=bot", *certificate]
    subprocess.run(words, check=True, capture_output=True)
    text = CONFIGURATION.read_text(encoding="utf-8")
    for given, here in (
        ("bot:8443", f"127.0.0.1:{behind}"),
        ("8444 ssl", f"127.0.0.1:{port} ssl"),
        ("listen 8080", f"listen 127.0.0.1:{plain}"),
        ("/tmp/", f"{tmp_path}/"),
        ("/etc/release-bot/tls", str(tmp_path)),
        ("worker_processes auto", "worker_processes 1"),
    ):
        assert given in text
        text = text.replace(given, here)
    file = tmp_path / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") or ""
    user = "" if os.geteuid() else "user root;"  # else its workers are somebody who may not write here
    running = await asyncio.create_subprocess_exec(program, "-c", str(file), "-g", f"daemon off; {user}")
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            await asyncio.sleep(0.05)
        yield f"https://127.0.0.1:{port}", reached
    finally:
        running.terminate()
        await running.wait()
        await runner.cleanup()


async def test_only_deliveries_go_through(proxy: tuple[str, list[str]]) -> None:
    """Right path, right method, a token of some kind, a small body; all else ends at the proxy."""
    address, reached = proxy
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    token = {HEADER: "some-token"}
    cases = [
        ("POST", "/telegram", token, b"{}", 200),
        ("POST", "/telegram", {}, b"{}", 403),
        ("GET", "/telegram", token, b"", 403),
        ("DELETE", "/telegram", token, b"", 403),
        ("POST", "/telegram/", token, b"{}", 404),
        ("POST", "/", token, b"{}", 404),
        ("GET", "/metrics", token, b"", 404),
        ("GET", "/healthz", {}, b"", 404),
        ("GET", "/telegram/../metrics", {}, b"", 404),
        ("POST", "/telegram", token, b"x" * 900_000, 200),
        ("POST", "/telegram", token, b"x" * 1_100_000, 413),
        ("POST", "/telegram", {**token, "X-Long": "a" * 20_000}, b"{}", 400),
    ]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trusting)) as session:
        for method, path, headers, body, status in cases:
            async with session.request(method, address + path, headers=headers, data=io.BytesIO(body)) as response:
                assert (method, path, len(body), response.status) == (method, path, len(body), status)
                assert "nginx/" not in response.headers.get("Server", "")
    assert reached == ["POST /telegram some-token 2", "POST /telegram some-token 900000"]
