"""Ports of loopback for the tests."""

from __future__ import annotations

import contextlib
import random
import socket
from typing import Final

_OURS: Final = range(15000, 30000)
"""Below the ports that the system gives to outgoing connections, so that none takes one meanwhile."""


def free_port() -> int:
    """A port that nobody listens on; OSError where there is none."""
    for port in random.SystemRandom().sample(_OURS, len(_OURS)):
        with socket.socket() as tried, contextlib.suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")
