"""What the thresholds of the understanding cost and gain, as evidence for thresholds.yaml.

Three examinations, printed as YAML together with the values that are set now:

- ``wordings``: each wording of the release and each pattern of conversation is asked of a matcher that lacks it, and of
  one that lacks its whole query; so many of the former are right, wrong or refused at a score and lead, and so many of
  the latter are let in, as another query.
- ``questions``: every row of ``tests/questions`` is asked of the whole program; a row that must be refused and is
  answered counts as wrong, and so does small talk that is answered with a figure.
- ``topical``: how many rows are told apart rightly as not stated or as out of scope.

Run it as ``python tests/benchmarks/thresholds.py [--folds N] [--scores …] [--leads …] [--topicals …]``; it takes some
minutes, most of them for the training.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.answer import RELEASES, Answerer
from intents.matching.match import Folded, Match, Matcher
from intents.matching.patterns import folded
from intents.matching.wordings import load_wordings
from tests.benchmarks.questions import Row, conversations

REFUSED = frozenset({"not_stated", "clarify", "out_of_scope", "help"})


@dataclass(frozen=True, slots=True)
class Tried:
    """A wording asked of a matcher that had not seen it, and the query that would have been right, if any."""

    match: Match
    query: str | None
    """None where the query was left out."""


def texts_of(answerer: Answerer) -> dict[str, list[Folded]]:
    """What the matcher is trained on."""
    release, recogniser = answerer.release, answerer.interpreter.recogniser
    wordings = load_wordings(RELEASES / release.id, release, answerer.language.code)
    read = {name: [recogniser.recognise(ask) for ask in asks] for name, asks in wordings.asks.items()}
    return folded(read, wordings, answerer.language, recogniser, release)


def try_wordings(texts: Mapping[str, list[Folded]], folds: int) -> list[Tried]:
    """Each wording, asked without itself and without its query."""
    tried = []
    names = sorted(texts)
    for fold in range(folds):
        absent = set(names[fold::folds])
        matcher = Matcher.train({name: asks for name, asks in texts.items() if name not in absent})
        tried += [Tried(matcher.match(ask), None) for name in sorted(absent) for ask in texts[name]]
        rest = {name: [ask for place, ask in enumerate(asks) if place % folds != fold] for name, asks in texts.items()}
        matcher = Matcher.train(rest)
        tried += [Tried(matcher.match(ask), name) for name, asks in texts.items() for ask in asks[fold::folds]]
    return tried


def count_wordings(tried: Iterable[Tried], score: float, lead: float) -> dict[str, int | float]:
    """What becomes of the wordings at two thresholds."""
    counts = dict.fromkeys(("right", "wrong", "refused", "outside_let_in", "outside"), 0)
    for one in tried:
        sure = one.match.score >= score and one.match.lead >= lead
        if one.query is None:
            counts["outside"] += 1
            counts["outside_let_in"] += sure
        else:
            counts["refused" if not sure else "right" if one.match.intent == one.query else "wrong"] += 1
    return {"score": score, "lead": lead, **counts}


def with_thresholds(answerer: Answerer, **values: float) -> Answerer:
    """The same answerer with other thresholds."""
    language = answerer.language
    changed = replace(language, thresholds=language.thresholds.model_copy(update=values))
    return replace(answerer, language=changed, interpreter=replace(answerer.interpreter, language=changed), defects=[])


def statuses(answerer: Answerer) -> Iterable[tuple[Row, str]]:
    """Every row of tests/questions with what becomes of it."""
    for _, turns in conversations():
        conversation = answerer.conversation()
        for row in turns:
            yield row, conversation.ask(row.ask).status.value


def count_questions(answerer: Answerer, score: float, lead: float) -> dict[str, int | float]:
    """How many rows come out with their status, are answered against it, or are refused against it."""
    right = wrong = refused = 0
    for row, status in statuses(with_thresholds(answerer, sure=score, sure_lead=lead)):
        if status in row.status:
            right += 1
        elif status in REFUSED:
            refused += 1
        else:
            wrong += 1
    return {"score": score, "lead": lead, "right": right, "answered_wrongly": wrong, "refused_wrongly": refused}


def count_topical(answerer: Answerer, topical: float) -> dict[str, int | float]:
    """How many rows are told apart rightly as not stated and as out of scope."""
    counts = {"not_stated_right": 0, "not_stated_wrong": 0, "out_of_scope_right": 0, "out_of_scope_wrong": 0}
    for row, status in statuses(with_thresholds(answerer, topical=topical)):
        for wanted in ("not_stated", "out_of_scope"):
            if {*row.status} == {wanted}:
                counts[f"{wanted}_{'right' if status == wanted else 'wrong'}"] += 1
    return {"topical": topical, **counts}


def examine(answerer: Answerer, options: argparse.Namespace) -> dict[str, object]:
    """All the evidence."""
    tried = try_wordings(texts_of(answerer), options.folds)
    grid = [(score, lead) for score in options.scores for lead in options.leads]
    now = answerer.language.thresholds
    return {
        "current": now.model_dump(exclude={"evidence"}),
        "versions": dict(answerer.versions),
        "wordings": [count_wordings(tried, score, lead) for score, lead in grid],
        "questions": [count_questions(answerer, score, lead) for score, lead in grid],
        "topical": [count_topical(answerer, topical) for topical in options.topicals],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Examine and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=int, default=3, metavar="N", help="parts in which wordings are left out (3)")
    parser.add_argument("--scores", type=float, nargs="+", default=[0.1, 0.3, 0.5, 0.7, 0.9], metavar="SCORE")
    parser.add_argument("--leads", type=float, nargs="+", default=[0.0, 0.15, 0.3], metavar="LEAD")
    parser.add_argument("--topicals", type=float, nargs="+", default=[0.0, 0.2, 0.34, 0.5, 0.7, 0.99], metavar="SHARE")
    options = parser.parse_args(arguments)
    found = examine(Answerer.load(), options)
    print(yaml.dump(found, Dumper=yaml.SafeDumper, sort_keys=False, default_flow_style=None, width=200), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
