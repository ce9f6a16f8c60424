"""A PostgreSQL cluster of one's own: made in a temporary folder, on a free port of loopback, gone at the end."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.ports import free_port

DEBIAN = Path("/usr/lib/postgresql")
ROLES = ("postgres", "nobody")
"""Who runs it where the tests run as root: PostgreSQL refuses to."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest ones; none where there are none."""
    found = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if not found and on_path:
        return Path(on_path).resolve().parent
    return max(found, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), default=None)


def _other_role() -> str | None:
    """Another user to run it as, where this one is root."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(role for role in ROLES if role in known)


@dataclass
class Postgres:
    """A cluster that runs."""

    port: int
    folder: Path
    _programs: Path
    _names: Iterator[int] = field(default_factory=itertools.count)

    def database(self) -> str:
        """The URL of a new database."""
        name = f"bot_{next(self._names)}"
        self.run("createdb", "--host=127.0.0.1", f"--port={self.port}", "--username=bot", name)
        return f"postgresql+asyncpg://bot@127.0.0.1:{self.port}/{name}"

    def run(self, program: str, *words: str) -> None:
        """One of PostgreSQL's programs, as the user that may. Raises CalledProcessError."""
        role = _other_role()
        as_role = ["setpriv", f"--reuid={role}", "--regid=nogroup", "--clear-groups"] if role else []
        env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        command = [*as_role, str(self._programs / program), *words]
        subprocess.run(command, cwd=self.folder, env=env, check=True, stdout=subprocess.DEVNULL, timeout=60)

    def pid(self) -> int:
        """The number of the server's first process."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def stop(self, how: str = "immediate") -> None:
        """Stop the server; its data stay."""
        self.run("pg_ctl", "stop", f"--pgdata={self.folder / 'data'}", f"--mode={how}", "--silent")

    def start(self, *settings: str) -> None:
        """Start the server, with settings such as ``fsync=off``."""
        own = (
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
        )
        options = " ".join(f"-c {each}" for each in (*own, *settings))
        log = self.folder / "log"
        where = f"--pgdata={self.folder / 'data'}"
        self.run("pg_ctl", "start", where, f"--log={log}", f"--options={options}", "--wait", "--silent")


@contextlib.contextmanager
def cluster(*settings: str) -> Iterator[Postgres]:
    """A new cluster. Raises FileNotFoundError where PostgreSQL is not installed."""
    folder_of_programs = programs()
    if folder_of_programs is None:
        raise FileNotFoundError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="release-bot-postgres-"))
    role = _other_role()
    if role is not None:
        shutil.chown(folder, role)
    made = Postgres(free_port(), folder, folder_of_programs)
    try:
        data = f"--pgdata={folder / 'data'}"
        made.run("initdb", data, "--username=bot", "--auth=trust", "--encoding=UTF8", "--no-sync")
        made.start(*settings)
        try:
            yield made
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):  # a test may have stopped it
                made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
