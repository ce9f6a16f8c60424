"""What came of a question bank: a table by group and kind, what fell short with the reason, and what was mistaken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.bank.ask import Asked
from bot.bank.judge import Outcome
from bot.bank.read import EXAMPLES_GROUP, RELEASE_GROUP, WORDINGS_GROUP
from bot.render import Line, Style

LEAST: Final = 0.9
"""The part of a release's wordings that must be understood where nothing else is said. They are what the matcher learns
from, and many are claims that the release does not settle; all other questions must come out right, every one."""
_STRICT: Final = frozenset({EXAMPLES_GROUP, RELEASE_GROUP})
"""Groups of which every question must come out right whatever is said."""
_MOST_CONFUSIONS: Final = 12
_WIDTH: Final = 44


@dataclass(slots=True)
class Report:
    """The questions of one release, asked."""

    release: str
    least: float | None = None
    """The part of the wordings, and of the questions in files, that must come out right."""
    asked: list[Asked] = field(default_factory=list)

    def groups(self) -> dict[str, list[Asked]]:
        """The questions by where they come from."""
        found: dict[str, list[Asked]] = {}
        for each in self.asked:
            found.setdefault(each.case.group, []).append(each)
        return found

    def shortfalls(self) -> list[str]:
        """What is not as it must be, a line for each group that falls short."""
        if not self.asked:
            return ["there is not one question"]
        found = []
        for group, asked in self.groups().items():
            right = sum(each.is_right or each.is_known for each in asked)
            least = self._least(group)
            if right < least * len(asked):
                wanted = "every one" if least == 1 else f"{least:.0%}"
                found.append(f"{group}: {right:,} of {len(asked):,} come out right, and it should be {wanted}")
        return found

    def _least(self, group: str) -> float:
        if group in _STRICT:
            return 1
        default = LEAST if group == WORDINGS_GROUP else 1
        return default if self.least is None else self.least

    @property
    def passes(self) -> bool:
        """Whether nothing falls short."""
        return not self.shortfalls()

    def lines(self, *, every_miss: bool = False) -> Iterator[Line]:
        """The report as it is read; of the wordings only so many misses are shown, unless all are asked for."""
        yield Line(self.release, Style.HEADLINE)
        yield from (Line(text) for text in self._table())
        yield from self._misses(every=every_miss)
        yield from self._confusions()
        short = self.shortfalls()
        told = [Line(f"Falls short: {each}.", Style.CAUTION) for each in short]
        yield from told or [Line("Nothing falls short.")]

    def _table(self) -> Iterator[str]:
        yield f"{'':<{_WIDTH}}{'asked':>7}{'right':>7}{'short':>7}{'wrong':>7}"
        for group, asked in self.groups().items():
            kinds: dict[str, list[Asked]] = {}
            for each in asked:
                kinds.setdefault(each.turn.kind, []).append(each)
            yield _row(group, asked)
            if len(kinds) > 1:
                yield from (_row(f"  {kind}", kinds[kind]) for kind in sorted(kinds))
        if len(self.groups()) > 1:
            yield _row("all", self.asked)

    def _misses(self, *, every: bool) -> Iterator[Line]:
        missed = [each for each in self.asked if not each.is_right and not each.is_known]
        learnt = [each for each in missed if each.case.group == WORDINGS_GROUP]
        shown = [each for each in missed if every or each.case.group != WORDINGS_GROUP]
        for each in shown:
            yield Line(each.turn.ask, Style.DETAIL, 2, "✗ " if each.judged.outcome is Outcome.WRONG else "– ")
            yield Line(f"{each.judged.why}  ({each.case.place}, {each.case.name})", Style.SOURCE, 4)
            yield Line(f"{each.reply.status}: {each.reply.headline}", Style.SOURCE, 4)
        for each in self.asked:
            if each.is_known:
                yield Line(f"{each.turn.ask}: {each.turn.fault}", Style.SOURCE, 2, "known: ")
        if learnt and not every:
            yield Line(f"{len(learnt):,} wordings are not taken for their query; --misses lists them.", Style.NOTE, 2)

    def _confusions(self) -> Iterator[Line]:
        pairs = confusions(self.asked)
        if pairs:
            yield Line("What was wanted, and what came:")
        for (wanted, got), count in pairs[:_MOST_CONFUSIONS]:
            yield Line(f"{count:>4} × {wanted}  →  {got}", Style.DETAIL, 2)
        if len(pairs) > _MOST_CONFUSIONS:
            yield Line(f"and {len(pairs) - _MOST_CONFUSIONS} more", Style.NOTE, 2)


def confusions(asked: Iterable[Asked]) -> list[tuple[tuple[str, str], int]]:
    """What was wanted and what came in its place, the most frequent first; where the same came, it is no confusion."""
    found: Counter[tuple[str, str]] = Counter()
    for each in asked:
        wanted = each.turn.wanted
        if each.is_right or wanted is None:
            continue
        got = str(each.reply.status)
        if wanted.query is not None and each.reply.explanation.query not in ("", wanted.query):
            got = f"{each.reply.explanation.query} ({got})"
        if got != wanted.told:
            found[wanted.told, got] += 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _row(name: str, asked: Sequence[Asked]) -> str:
    counts = Counter(each.judged.outcome for each in asked)
    figures = (len(asked), *(counts[outcome] for outcome in Outcome))
    return f"{name:<{_WIDTH}}" + "".join(f"{figure:>7,}" for figure in figures)
