"""A question of the bank, and what must come out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a right reply is; whatever is left empty is not asked for."""

    status: tuple[str, ...] = ()
    """The outcomes that are right, one or more."""
    exact: bool = True
    """Whether "not stated" and "out of scope" are two outcomes; readers hardly mind which of the two it is."""
    verdict: str | None = None
    not_verdict: str | None = None
    says: tuple[tuple[str, ...], ...] = ()
    """Groups of alternatives; an answer says at least one of each group."""
    always: bool = False
    """Whether that binds a reply that is no answer as well."""
    not_says: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """Facts that the reply must rest on."""
    paragraphs: tuple[int, ...] = ()
    """Paragraphs of which an answer must cite at least one."""
    working: str | None = None
    """Working that must be shown; empty for any."""
    query: str | None = None
    """The typed query that it means: taken, or its facts told."""

    @property
    def told(self) -> str:
        """In a few words, for a list of confusions."""
        return self.query or "/".join(self.status)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a case; one with a known fault may fail."""

    ask: str
    wanted: Wanted | None = None
    """None for a question that only leads up to the next."""
    kind: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One question, or several of one conversation, with the file and line that it comes from."""

    name: str
    group: str
    """Where it belongs: examples, wordings, the release's questions, or a file."""
    place: str
    turns: tuple[Turn, ...]
