"""Why a question was not answered, and what of the content is nearest to it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from bot.answer import Answerer
from bot.render import Line, Style
from bot.reply import Status
from bot.unanswered.cluster import Cluster, folded

_NEAREST = 3
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Looked:
    """A cluster, what it comes to today, and the queries that are nearest to it with their scores."""

    cluster: Cluster
    status: str
    why: str
    unexplained: tuple[str, ...]
    nearest: tuple[tuple[str, float], ...]
    reply: str
    is_known: bool = False
    """Whether it is a gap that the content knows of, and so was told rightly."""

    def lines(self) -> Iterable[Line]:
        """As it is read, with what can be done."""
        cluster = self.cluster
        days = str(cluster.first) if cluster.first == cluster.last else f"{cluster.first} to {cluster.last}"
        yield Line(f"{cluster.text}", Style.HEADLINE, 0, f"{cluster.number}  ")
        yield Line(f"{cluster.times} × · {days} · {self.status}", Style.NOTE, 4)
        for other in cluster.questions[1:_SHOWN]:
            yield Line(f"also: {other.text} ({other.times} ×)", Style.DETAIL, 4)
        if len(cluster.questions) > _SHOWN:
            yield Line(f"and {len(cluster.questions) - _SHOWN} more like it", Style.NOTE, 4)
        strange = f": {', '.join(f'“{word}”' for word in self.unexplained)}" if self.unexplained else ""
        yield Line(f"{self.why}{strange}", Style.DETAIL, 4, "why: ")
        yield Line(self.reply, Style.DETAIL, 4, "said: ")
        for query, score in self.nearest:
            yield Line(f"{query}  ({score:.2f})", Style.DETAIL, 4, "near: ")

    def as_json(self) -> dict[str, object]:
        """The same for another program."""
        cluster = self.cluster
        return {
            "number": cluster.number,
            "question": cluster.text,
            "times": cluster.times,
            "first": cluster.first.isoformat(),
            "last": cluster.last.isoformat(),
            "others": [other.text for other in cluster.questions[1:]],
            "status": self.status,
            "why": self.why,
            "unexplained": list(self.unexplained),
            "nearest": [{"query": query, "score": round(score, 2)} for query, score in self.nearest],
        }


def looked(cluster: Cluster, answerer: Answerer) -> Looked | None:
    """What a cluster comes to; none where its question is answered by now."""
    reply = answerer.ask(cluster.text)
    if reply.status is Status.ANSWERED:
        return None
    interpreter = answerer.interpreter
    match = interpreter.reader.patterns.match(interpreter.recogniser.recognise(cluster.text))
    explained = reply.explanation
    return Looked(
        cluster,
        str(reply.status),
        explained.reason or "nothing in the content is near enough",
        explained.unexplained,
        tuple(match.ranked[:_NEAREST]),
        reply.headline,
        any(query.startswith("gap ") for query in explained.query.split("; ")),
    )


def open_clusters(clusters: Iterable[Cluster], settled: Container[str]) -> list[Cluster]:
    """Those of which not every question is settled: a wording of the release, or ignored."""
    return [one for one in clusters if not all(folded(each.text) in settled for each in one.questions)]
