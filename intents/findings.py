"""What a question came to: the facts and values of an answer, or why there is none, ready to be put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from facts.formula import Step
from facts.model import Measure, Release

if TYPE_CHECKING:
    from intents.matching.match import Nearest

Outcome = Literal["answered", "not_stated", "clarify", "help", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one reading of a question, before it is put into words.

    ``data`` holds what the intent's template for this ``saying`` needs. ``facts`` come in the order of importance;
    their sources are cited.
    """

    intent: str
    saying: str
    status: Outcome = "answered"
    verdict: Literal["supported", "refuted"] | None = None
    facts: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    score: float = 1.0
    lead: float = 1.0
    runner_up: str | None = None
    pattern: str | Nearest | None = None
    unexplained: tuple[str, ...] = ()
    query: str = ""
    reason: str = ""
    nearest: tuple[str, ...] = ()
    """Facts shown as the nearest thing that is stated, or worth asking next."""
    kind: str | None = None
    """The kind of thing listed, for follow-ups."""
    rows: tuple[str, ...] = ()
    """The measures listed or compared, for follow-ups."""
    unsettled: bool = False
    """Whether something was put forward of which the facts told say neither that it is so nor that it is not."""
    explained: bool = False
    """Whether a reading of the form of a claim took up every word of it, so that nothing more is said."""
    doubted: bool = False
    """Whether it was asked if something is wrong, so that the verdict is not told by yes or no."""


def not_told(nearest: Sequence[str], reason: str, *, saying: str = "nothing", query: str = "none") -> Finding:
    """That the release does not say it, and the nearest facts that it does state."""
    return Finding("gap", saying, status="not_stated", nearest=tuple(nearest), query=query, reason=reason)


@dataclass(frozen=True, slots=True)
class Context:
    """What a follow-up may lean on: the finding before it."""

    last: Finding | None = None
    recent: tuple[str, ...] = ()
    """The measures told of late, the newest first: what "the two" may mean."""
    release: str | None = None
    """The release that it is of, where several are live."""
    told: Finding | None = None
    """The last finding that answered, where silences came after it."""

    def after(self, found: Sequence[Finding], release: Release) -> Context:
        """What the next question may lean on, once these were told; nothing new where the last of them told nothing.

        Of a message with several parts it is the last, with the facts of all, the latest first.
        """
        last = found[-1]
        if last.status in ("help", "out_of_scope") or not (last.facts or last.nearest):
            return self
        last = replace(last, facts=tuple(dict.fromkeys(name for each in reversed(found) for name in each.facts)))
        before = self.last if self.last is not None and self.last.status == "answered" else self.told
        before = before if last.status == "not_stated" else None
        told = [name for name in (*last.rows, *last.facts) if name in release.by_id]
        measures = [name for name in told if isinstance(release.by_id[name], Measure)]
        measures = measures[: 1 if len(last.rows) < 2 else _MOST_ROWS]
        recent = tuple(dict.fromkeys([*measures, *self.recent]))[:_MOST_RECENT]
        return Context(last, recent, self.release, before)


_MOST_ROWS = 3
_MOST_RECENT = 4
