"""``release-bot unanswered``: what people asked in vain, and what the press office makes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from bot.answer import Answerer
from bot.bank.command import answerer_of, newest_folder, release_folder
from bot.reply import Reply, Status
from bot.settings import Settings
from bot.store.store import Store
from bot.unanswered import edit
from bot.unanswered.cluster import Cluster, Vain, clustered, folded
from bot.unanswered.edit import Edits, RefusedError
from bot.unanswered.look import Looked, looked, open_clusters
from bot.unanswered.trial import Trial
from intents.matching.wordings import load_wordings

_MOST_READ: Final = 5_000
_MOST_SPOILT: Final = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of a cluster: a query or an alias that its question is taken for, a gap, or nothing."""

    number: int
    query: str | None = None
    alias: str | None = None
    words: str | None = None
    gap: str | None = None
    label: str | None = None
    every: bool = False
    """Whether it is for all questions of the cluster, and not for its most frequent one only."""
    losing: int = 0
    """How many wordings may be understood less well for it; never one that would be answered wrongly."""

    @property
    def is_trivial(self) -> bool:
        """Whether it changes no answer."""
        return not (self.query or self.alias or self.gap)


@dataclass
class Desk:
    """The questions of one database, beside the release that they were asked of."""

    folder: Path
    settings: Settings
    clusters: list[Cluster]

    @classmethod
    def open(cls, database: str, settings: Settings, release: str | None) -> Desk:
        """Read the questions. Raises DatabaseError, BankError and facts.load.ContentError."""
        folder = release_folder(release, settings) if release else newest_folder(settings)
        return cls(folder, settings, clustered(asyncio.run(_read(database, settings.language))))

    @property
    def code(self) -> str:
        """The language of the questions."""
        return self.settings.language

    @cached_property
    def answerer(self) -> Answerer:
        """The bot over this release alone. Raises facts.load.ContentError."""
        return answerer_of(self.folder, self.settings)

    def open_questions(self, limit: int, *, gaps: bool = False) -> list[Looked]:
        """The clusters that wait for a decision, the most frequent first; with ``gaps``, known gaps as well."""
        wordings = load_wordings(self.folder, self.answerer.release, self.code)
        settled = {folded(text) for asks in wordings.asks.values() for text in asks}
        settled.update(folded(text) for text in edit.let_lie(self.folder, self.code))
        found: list[Looked] = []
        for cluster in open_clusters(self.clusters, settled):
            if len(found) == limit:
                break
            one = looked(cluster, self.answerer)
            if one is not None and (gaps or not one.is_known):
                found.append(one)
        return found

    def texts(self, decision: Decision) -> list[str]:
        """The questions that a decision is about. Raises RefusedError where there is no such cluster."""
        cluster = next((each for each in self.clusters if each.number == decision.number), None)
        if cluster is None:
            raise RefusedError(f"there is no question {decision.number}.\n  `release-bot unanswered` lists them.")
        return [each.text for each in (cluster.questions if decision.every else cluster.questions[:1])]

    def edits(self, decision: Decision) -> Edits:
        """What is written into the content for a decision. Raises RefusedError."""
        texts, release = self.texts(decision), self.answerer.release
        edits: dict[Path, str] = {}
        if decision.alias is not None:
            phrase = decision.words or self._strange(texts[0])
            edits.update(edit.alias(self.folder, self.code, decision.alias, phrase))
        if decision.query is not None:
            query = edit.query_of(decision.query, self.folder, release, self.code)
            edits.update(edit.wording(self.folder, self.code, query, texts))
        if edits:
            return edits
        if decision.gap is not None:
            return edit.gap(self.folder, release, self.code, decision.gap, decision.label, texts)
        return edit.ignored(self.folder, self.code, texts)

    def _strange(self, text: str) -> str:
        """The words of a question that nothing explains, if they stand together."""
        words = self.answerer.ask(text).explanation.unexplained
        phrase = " ".join(words)
        if not words or folded(phrase) not in folded(text):
            raise RefusedError("which of its words is the alias?\n  To mend: give them with --words 'WORDS'.")
        return phrase


async def _read(database: str, language: str) -> list[Vain]:
    async with Store.open(database) as store:
        rows = await store.unanswered.kept(language, _MOST_READ)
    return [Vain(row.number, row.question, row.status, row.times, row.first, row.last) for row in rows]


def objections(trial: Trial, decision: Decision) -> list[str]:
    """Why a change that was tried is not taken; nothing where it is."""
    spoilt = trial.spoilt if trial.grave or len(trial.spoilt) > decision.losing else ()
    told = [f"{loss.ask!r} comes out right now, and would not: {loss.why}" for loss in spoilt[:_MOST_SPOILT]]
    if len(spoilt) > _MOST_SPOILT:
        told.append(f"and {len(spoilt) - _MOST_SPOILT} more")
    return told + [_unmoved(reply) for reply in trial.replies if not _moved(reply, decision)]


def _moved(reply: Reply, decision: Decision) -> bool:
    """Whether the question comes to what was decided."""
    if decision.gap is not None:
        return f"gap {decision.gap}" in reply.explanation.query.split("; ")
    return reply.status in (Status.ANSWERED, Status.CLARIFY) or not reply.explanation.unexplained


def _unmoved(reply: Reply) -> str:
    strange = f": {', '.join(reply.explanation.unexplained)}" if reply.explanation.unexplained else ""
    return f"{reply.question!r} would still be {reply.status}: {reply.explanation.reason}{strange}"


def shown_edits(edits: Edits, folder: Path) -> Sequence[str]:
    """What is added, a line each, with its file."""
    from difflib import unified_diff

    lines = []
    for file, text in edits.items():
        before = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
        changes = list(unified_diff(before.splitlines(), text.splitlines(), n=0, lineterm=""))[2:]
        lines.append(str(file.relative_to(folder.parent)))
        lines += [f"  {_short(line)}" for line in changes if line[0] in "+-"]
    return lines


def _short(line: str) -> str:
    return line if len(line) <= 160 else f"{line[:60]} … {line[-90:]}"
