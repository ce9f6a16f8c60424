"""Which process does something: its name, and whether one that had it in hand is surely gone."""

from __future__ import annotations

import os
import secrets
import socket
from typing import Final

_HOST: Final = socket.gethostname()
ME: Final = f"{_HOST}:{os.getpid()}:{secrets.token_hex(4)}"
"""This process, told apart from an earlier one that had the same number."""


def reborn(worker: str) -> str:
    """Another name for the same process, which is never had again."""
    first, _, lives = worker.partition("~")
    return f"{first}~{int(lives or 1) + 1}"


def is_gone(worker: str) -> bool:
    """Whether a process has surely ended. Of other machines nothing is known here, so theirs are not."""
    host, number, token = worker.partition("~")[0].rsplit(":", 2)
    if host != _HOST:
        return False
    if int(number) == os.getpid():
        return token != ME.rpartition(":")[2]
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
