"""The one reply object that every channel shows in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intents.matching.match import Nearest


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    CLARIFY = "clarify"
    HELP = "help"
    OUT_OF_SCOPE = "out_of_scope"


class Verdict(StrEnum):
    """What the release says to a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the release says it."""

    release: str
    paragraph: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a question was understood: enough to see why this reply and no other came out."""

    normalised: str = ""
    recognised: tuple[str, ...] = ()
    """One line a span: what stood in the question and what it was taken for."""
    repaired: tuple[tuple[str, str], ...] = ()
    pattern: str | Nearest | None = None
    score: float = 0.0
    lead: float = 0.0
    runner_up: str | None = None
    unexplained: tuple[str, ...] = ()
    """Content words that neither a span nor a pattern nor the facts explain."""
    query: str = ""
    reason: str = ""
    """Why the question was answered, asked back, or not answered."""
    versions: tuple[tuple[str, str], ...] = ()
    """Hashes of the facts, the patterns and the matcher that the reply was made with."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reader is told, with everything that it rests on."""

    question: str
    status: Status
    headline: str
    """A sentence that can stand alone and be quoted."""
    details: tuple[str, ...] = ()
    verdict: Verdict | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    working: str | None = None
    intent: str | None = None
    confidence: float = 0.0
    language: str = "en"
    suggestions: tuple[str, ...] = ()
    explanation: Explanation = field(default_factory=Explanation)

    @property
    def text(self) -> str:
        """What a reader sees, without the source lines."""
        return "\n".join((self.headline, *self.details))

    def as_json(self) -> dict[str, object]:
        """The reply contract: plain data for ``--json`` and for other programs."""
        return {
            "question": self.question,
            "status": self.status.value,
            "verdict": self.verdict.value if self.verdict else None,
            "text": self.text,
            "facts": list(self.facts),
            "sources": [
                {"release": source.release, "paragraph": source.paragraph, "excerpt": source.excerpt}
                for source in self.sources
            ],
            "working": self.working,
            "intent": self.intent,
            "confidence": round(self.confidence, 2),
            "language": self.language,
            "suggestions": list(self.suggestions),
        }
