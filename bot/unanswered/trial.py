"""A change of a release's content tried on a copy: it is taken only if nothing that came out right comes out wrong."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from bot.answer import Answerer
from bot.bank.ask import Asked, ask_all
from bot.bank.judge import Outcome
from bot.bank.read import WORDINGS_GROUP, bank
from bot.compiled import Compiled, compiled, compiled_alike
from bot.reply import Reply
from bot.unanswered.edit import Edits
from facts.contents import ContentError
from facts.writing import replace_file

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Loss:
    """A question that does not come out right, and why; grave where it is more than a wording that is not taken."""

    ask: str
    why: str
    is_grave: bool


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a bank: the questions that came out right, those that did not, and the replies asked for."""

    right: frozenset[Key]
    short: dict[Key, Loss]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change does: what it spoils, with the reason, and what is said to the questions it was made for."""

    asked: int
    spoilt: tuple[Loss, ...]
    mended: int
    replies: tuple[Reply, ...]

    @property
    def grave(self) -> bool:
        """Whether an example or an expected answer suffers, or something would be told that is not so."""
        return any(loss.is_grave for loss in self.spoilt)


def tried(folder: Path, code: str, edits: Edits, questions: Sequence[str]) -> Trial:
    """Ask the whole bank with and without a change, each in a process of its own.

    Raises facts.load.ContentError where the content would not load with the change.
    """
    with tempfile.TemporaryDirectory(prefix="release-bot-") as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*"))
        for file, text in edits.items():
            written = copy / file.relative_to(folder)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(text, encoding="utf-8")
        _loads(copy, code)
        with ProcessPoolExecutor(2, get_context("spawn")) as processes:
            earlier = processes.submit(came, folder, code, (), compiled)
            later = processes.submit(came, copy, code, tuple(questions), compiled_alike)  # it may soon be in place
            before, after = earlier.result(), later.result()
    spoilt = [loss for key, loss in after.short.items() if key in before.right]
    mended = len(after.right & before.short.keys())
    return Trial(len(before.right) + len(before.short), tuple(spoilt), mended, after.replies)


def put_in_place(edits: Edits) -> None:
    """Write what was tried. Raises OSError."""
    for file, text in edits.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, text)


def _loads(folder: Path, code: str) -> None:
    """Hold the content against itself first: that is quick, and what is wrong is told at once."""
    from facts.load import load_release
    from intents.matching.wordings import load_wordings

    try:
        load_wordings(folder, load_release(folder), code)
    except ContentError as error:
        problems = [replace(each, file=each.file.replace(str(folder), folder.name)) for each in error.problems]
        raise ContentError(problems) from None


def came(folder: Path, code: str, questions: Sequence[str], made: Callable[[Path, str], Compiled]) -> Came:
    """Ask the whole bank of a release, and some questions more."""
    answerer = Answerer.over(made(folder, code)).previewing()
    asked = list(ask_all(bank(folder, answerer.release, answerer.language), answerer))
    right = frozenset(each.key for each in asked if each.is_right)
    short = {each.key: _loss(each) for each in asked if not each.is_right}
    return Came(right, short, tuple(answerer.ask(question) for question in questions))


def _loss(asked: Asked) -> Loss:
    is_grave = asked.case.group != WORDINGS_GROUP or asked.judged.outcome is Outcome.WRONG
    return Loss(asked.turn.ask, asked.judged.why, is_grave)
