"""Check by asking: that each fact is found by some question, and that each example and expected answer comes out.

Everything else in ``check`` reads the content; here the bot itself is asked, by the path that readers use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.answer import WITHDRAWN, Answerer
from bot.bank.ask import ask_all
from bot.bank.read import asked, examples, questions
from bot.progress import tracked
from bot.reply import Reply
from facts.contents import Contents, Problem, shown
from facts.history import figures_in, pasts, untold
from facts.model import Fact, FactSet, Release
from intents.matching.wordings import FOLDER, Wordings, load_wordings

_MOST_TRIED: Final = 40
"""Questions after which a fact counts as out of reach."""
_KEYS: Final = {"measure": "measures", "set": "sets", "statement": "statements"}


def check_by_asking(folder: Path, answerer: Answerer) -> list[Problem]:
    """What does not come out of a release, with the file and line of the fact or the question."""
    return [*_unreachable(folder, answerer), *_falling_short(folder, answerer)]


def _unreachable(folder: Path, answerer: Answerer) -> Iterator[Problem]:
    wordings = load_wordings(folder, answerer.release, answerer.language.code)
    gone = untold(answerer.release)
    facts = [fact for fact in answerer.release.facts() if fact.id not in gone]
    told: set[str] = set()
    contents: Contents | None = None
    for fact in tracked(facts, "looking for every fact", len(facts)):
        for question in _questions(fact, wordings, answerer):
            if _is_told(fact, told):
                break
            told.update(answerer.ask(question).facts)
        if _is_told(fact, told):
            continue
        contents = contents or Contents.read(folder)
        file, line = contents.at(_KEYS[getattr(fact, "type", "statement")], fact.id)
        mend = f"add a wording under 'means: {{tell: {fact.id}}}' in {shown(folder / FOLDER)}/, or give it names"
        yield Problem(file, line, fact.id, "no question finds this fact, neither by its names nor by wordings.", mend)


def _is_told(fact: Fact, told: set[str]) -> bool:
    """Whether a fact is among those that were told; a list is told by its size as well."""
    return fact.id in told or (isinstance(fact, FactSet) and fact.size in told)


def _questions(fact: Fact, wordings: Wordings, answerer: Answerer) -> Iterator[str]:
    """What would be asked for a fact: its own names first, then the wordings of the queries that name it."""
    code, release = answerer.language.code, answerer.release
    yield from (f"{name}?" for name in (fact.label.get(code, ""), *fact.names.get(code, [])[:3]) if name)
    kinds = {
        release.entity[name].kind for name in (*fact.entities, getattr(fact, "subject", "")) if name in release.entity
    }
    kinds |= {str(getattr(fact, "kind", ""))}
    own = [name for name, query in wordings.queries.items() if fact.id in query.facts()]
    near = [name for name, query in wordings.queries.items() if kinds & set(query.kinds())]
    own.sort(key=lambda name: len(list(wordings.queries[name].facts())))
    each = max(_MOST_TRIED // max(len(own) + len(near), 1), 2)
    for name in (*own, *near):
        yield from wordings.asks[name][:each]


def _falling_short(folder: Path, answerer: Answerer) -> Iterator[Problem]:
    code = answerer.language.code
    cases = [*examples(answerer.release, answerer.language), *questions(folder, code)]
    changed = _changed_since(answerer.release)
    for one in tracked(ask_all(cases, answerer), "asking the examples", asked(cases)):
        if one.is_right or one.is_known:
            continue
        file, _, line = one.case.place.partition(":")
        number = int(line) if line else _line(Path(file), one.turn.ask)
        message = f"{one.turn.ask!r} comes out otherwise: {one.judged.why}."
        if _is_overtaken(one.reply, one.turn.wanted.facts if one.turn.wanted else (), changed):
            mend = "expect what was corrected; that it was does not keep the content from readers"
            yield Problem(file, number, one.case.name, message, mend, "warning")
            continue
        mend = "`release-bot ask --explain` shows why; mend the content, or what is expected"
        yield Problem(file, number, one.case.name, message, mend)


def _changed_since(release: Release) -> frozenset[str]:
    """The facts that tell something else since a correction or a withdrawal."""
    corrected = (f.id for f in release.facts() if any(pasts(release, each) for each in figures_in(release, f)))
    return frozenset((*untold(release), *corrected))


def _is_overtaken(reply: Reply, wanted: Sequence[str], changed: frozenset[str]) -> bool:
    """Whether a correction accounts for a reply that is not the one that was wanted before it."""
    return reply.intent == WITHDRAWN or not changed.isdisjoint((*reply.facts, *wanted))


def _line(file: Path, text: str) -> int:
    """Where a text stands in a file; 0 where it is written otherwise."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError:
        return 0
    return next((number for number, line in enumerate(lines, 1) if text in line), 0)
