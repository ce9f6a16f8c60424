"""What is kept of content made ready: where there is no room for it, answers come all the same."""

from __future__ import annotations

import resource
from pathlib import Path

from bot.compiled import kept


def test_a_full_disk_costs_time_and_no_room(tmp_path: Path) -> None:
    """What does not fit is made again each time, and half of it does not stay and fill the disk."""
    place = tmp_path / "group" / "release.made.pickle"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        assert kept(place, lambda: b"x" * 1_000_000, bytes) == b"x" * 1_000_000
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(place.parent.iterdir())
    assert kept(place, lambda: b"y", bytes) == b"y"
    assert kept(place, lambda: b"z", bytes) == b"y"
