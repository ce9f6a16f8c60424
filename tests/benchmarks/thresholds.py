"""What the thresholds of the matcher and of the topic cost and gain, as evidence for thresholds.yaml.

Three examinations, printed as YAML together with the values that are set now:

- ``patterns``: each conversation pattern is asked of a matcher that lacks it, and of one that lacks its whole intent;
  so many of the former are right, wrong or refused at a score and lead, and so many of the latter, and of questions
  about the release, are let in as small talk.
- ``questions``: every row of ``tests/questions`` is asked of the whole program; a row that must be refused and is
  answered counts as wrong, and so does small talk that is answered with a figure.
- ``topical``: how many rows are told apart rightly as not stated or as out of scope.

Run it as ``python tests/benchmarks/thresholds.py [--folds N] [--scores …] [--leads …] [--topicals …]``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.answer import Answerer
from intents.language import QUESTION, Language
from intents.match import Match, Matcher, leave_intents_out
from tests.benchmarks.questions import Row, conversations

REFUSED = frozenset({"not_stated", "clarify", "out_of_scope", "help"})


@dataclass(frozen=True, slots=True)
class Tried:
    """A pattern asked of a matcher that had not seen it, and the intent that would have been right, if any."""

    match: Match
    intent: str | None
    """None where the intent was left out."""


def patterns_of(language: Language) -> dict[str, list[str]]:
    """What the matcher of the language is trained on: patterns of the conversation intents, and all questions."""
    found = {name: list(intent.patterns) for name, intent in language.intents.items() if intent.patterns}
    asked = [e.ask for intent in language.intents.values() if not intent.patterns for e in intent.examples]
    asked += [turns[0].ask for _, turns in conversations() if turns[0].status == ("answered",)]
    found[QUESTION] = list(dict.fromkeys(asked))
    return found


def try_patterns(patterns: Mapping[str, list[str]], folds: int) -> list[Tried]:
    """Each pattern of a conversation intent, asked without itself and without its intent."""
    tried = []
    talk = sorted(name for name in patterns if name != QUESTION)
    for fold in range(folds):
        absent = set(talk[fold::folds])
        matcher = Matcher.train({name: texts for name, texts in patterns.items() if name not in absent})
        tried += [Tried(matcher.match(text), None) for name in sorted(absent) for text in patterns[name]]
        rest = {name: [t for place, t in enumerate(texts) if place % folds != fold] for name, texts in patterns.items()}
        matcher = Matcher.train(rest)
        tried += [Tried(matcher.match(text), name) for name, texts in patterns.items() for text in texts[fold::folds]]
    return tried


def is_talk(match: Match, score: float, lead: float) -> bool:
    """Whether the interpreter would take a match for small talk."""
    strangers = [word for word in match.unknown if len(word) > 2 and not word.isdigit()]
    return match.intent not in (None, QUESTION) and match.score >= score and match.lead >= lead and not strangers


def count_patterns(tried: Iterable[Tried], score: float, lead: float) -> dict[str, int | float]:
    """What becomes of the patterns at two thresholds."""
    kinds = ("right", "wrong", "refused", "questions_let_in", "questions", "outside_let_in", "outside")
    counts = dict.fromkeys(kinds, 0)
    for one in tried:
        talk = is_talk(one.match, score, lead)
        if one.intent in (None, QUESTION):
            kind = "outside" if one.intent is None else "questions"
            counts[kind] += 1
            counts[f"{kind}_let_in"] += talk
        elif not talk:
            counts["refused"] += 1
        else:
            counts["right" if one.match.intent == one.intent else "wrong"] += 1
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
    for row, status in statuses(with_thresholds(answerer, score=score, lead=lead)):
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
        if row.status in (("not_stated",), ("out_of_scope",)):
            counts[f"{row.status[0]}_{'right' if status in row.status else 'wrong'}"] += 1
    return {"topical": topical, **counts}


def examine(answerer: Answerer, options: argparse.Namespace) -> dict[str, object]:
    """All the evidence."""
    patterns = patterns_of(answerer.language)
    tried = try_patterns(patterns, options.folds)
    calibration = leave_intents_out(patterns, options.folds)
    grid = [(score, lead) for score in options.scores for lead in options.leads]
    now = answerer.language.thresholds
    return {
        "current": {"score": now.score, "lead": now.lead, "topical": now.topical},
        "versions": dict(answerer.versions),
        "leave_intents_out": [
            {
                "outside_let_in_percent": percent,
                "score": round(calibration.reached_by(percent), 3),
                "inside_right_percent": round(100 * calibration.answered_above(calibration.reached_by(percent)), 1),
            }
            for percent in (1, 2, 5, 10)
        ],
        "patterns": [count_patterns(tried, score, lead) for score, lead in grid],
        "questions": [count_questions(answerer, score, lead) for score, lead in grid],
        "topical": [count_topical(answerer, topical) for topical in options.topicals],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Examine and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=int, default=5, metavar="N", help="parts in which patterns are left out (5)")
    parser.add_argument("--scores", type=float, nargs="+", default=[0.1, 0.3, 0.5, 0.7, 0.9], metavar="SCORE")
    parser.add_argument("--leads", type=float, nargs="+", default=[0.0, 0.05, 0.2], metavar="LEAD")
    parser.add_argument("--topicals", type=float, nargs="+", default=[0.0, 0.2, 0.34, 0.5, 0.7, 0.99], metavar="SHARE")
    options = parser.parse_args(arguments)
    found = examine(Answerer.load(), options)
    print(yaml.dump(found, Dumper=yaml.SafeDumper, sort_keys=False, default_flow_style=None, width=200), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
