"""Ask a question bank by the path that readers use, and judge each reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answer import Answerer
from bot.bank.case import Case, Turn
from bot.bank.judge import Judged, Outcome, judge
from bot.reply import Reply


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked, with the reply and what is to be thought of it."""

    case: Case
    turn: Turn
    reply: Reply
    judged: Judged

    @property
    def is_right(self) -> bool:
        """Whether what was wanted came out."""
        return self.judged.outcome is Outcome.RIGHT

    @property
    def is_known(self) -> bool:
        """Whether it falls short in a way that the bank itself says it does."""
        return bool(self.turn.fault) and not self.is_right

    @property
    def key(self) -> tuple[str, str, str]:
        """What is the same for the same question of the same bank, whatever came out."""
        return self.case.group, self.case.name, " → ".join(turn.ask for turn in self.case.turns) + f" / {self.turn.ask}"


def ask_all(cases: Iterable[Case], answerer: Answerer) -> Iterator[Asked]:
    """Ask every case as a conversation of its own; only turns of which something is wanted come out."""
    for case in cases:
        conversation = answerer.conversation()
        for turn in case.turns:
            reply = conversation.ask(turn.ask)
            if turn.wanted is not None:
                yield Asked(case, turn, reply, judge(turn.ask, turn.wanted, reply))
