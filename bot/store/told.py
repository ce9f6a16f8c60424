"""A fact as it was told: what answers and announcements have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact as it stood when it was told."""

    release: str
    fact: str
    revision: int = 0
    """How often it had been corrected by then."""
