"""How long a question takes inside one process, beside a plain fuzzy search over all examples.

Asked is everything that the content and the tests hold: the examples of the intents and the rows of
``tests/questions``, turns of conversations included, in a shuffled but fixed order. The same questions go through
``rapidfuzz.process.extractOne`` over the examples, in the same run, so that whatever else the machine does falls on
both alike. Run it as

    python tests/benchmarks/questions.py [--rounds N] [--median MS] [--ninety-nine MS]

It prints medians, 99th percentiles, their ratio and the peak memory, and ends with status 1 where an aim is missed.

``rows`` and ``conversations`` read the questions of ``tests/questions`` for the tests as well.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import yaml
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.answer import Answerer
from bot.bank.read import Row

QUESTIONS = Path(__file__).resolve().parents[1] / "questions"
SEED = 1
WARM_UP = 20


def conversations() -> Iterator[tuple[str, list[Row]]]:
    """Every conversation of tests/questions with the name of its file; a single question is one of one turn."""
    files = sorted(QUESTIONS.rglob("*.yaml"))
    if not files:
        raise FileNotFoundError(f"no question files under {QUESTIONS}")
    for file in files:
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            turns = entry if isinstance(entry, list) else [entry]
            yield file.stem, [Row.model_validate(turn) for turn in turns]


def rows() -> Iterator[Row]:
    """Every turn of tests/questions."""
    for _, turns in conversations():
        yield from turns


def all_questions(answerer: Answerer) -> list[str]:
    """All examples and rows, each once, in a shuffled order that is always the same."""
    examples = [example.ask for intent in answerer.language.intents.values() for example in intent.examples]
    found = list(dict.fromkeys([*examples, *(row.ask for row in rows())]))
    random.Random(SEED).shuffle(found)
    return found


def measure(ask: Callable[[str], object], questions: Sequence[str], rounds: int) -> list[float]:
    """The milliseconds of each question: the median of its rounds."""
    for question in questions[:WARM_UP]:
        ask(question)
    spent: list[list[float]] = [[] for _ in questions]
    for _ in range(rounds):
        for times, question in zip(spent, questions, strict=True):
            start = time.perf_counter()
            ask(question)
            times.append((time.perf_counter() - start) * 1000)
    return [median(times) for times in spent]


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that this percentage of the values does not exceed."""
    ranked = sorted(values)
    return ranked[min(int(len(ranked) * percent / 100), len(ranked) - 1)]


def peak_megabytes() -> float:
    """The most memory that the process has held."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts the peak in kilobytes, macOS in bytes.
    return used / (1024 if sys.platform != "darwin" else 1024**2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is asked (3)")
    parser.add_argument("--median", type=float, default=2.0, metavar="MS", help="the median not to exceed (2)")
    parser.add_argument("--ninety-nine", type=float, default=10.0, metavar="MS", help="the same for 99 % (10)")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="list the slowest questions")
    options = parser.parse_args(arguments)

    start = time.perf_counter()
    answerer = Answerer.load()
    loading = (time.perf_counter() - start) * 1000
    questions = all_questions(answerer)
    examples = [example.ask for intent in answerer.language.intents.values() for example in intent.examples]

    def plain(question: str) -> object:
        return process.extractOne(question, examples, scorer=fuzz.WRatio)

    ours = measure(answerer.ask, questions, max(options.rounds, 1))
    memory = peak_megabytes()
    theirs = measure(plain, questions, max(options.rounds, 1))

    print(f"{len(questions)} questions, {len(examples)} examples searched; loading took {loading:.0f} ms")
    print(f"{'':<12}{'median':>12}{'99 %':>12}{'slowest':>12}")
    figures = {
        name: (median(t), percentile(t, 99), max(t)) for name, t in (("release-bot", ours), ("extractOne", theirs))
    }
    for name, values in figures.items():
        print(f"{name:<12}" + "".join(f"{value:>9.3f} ms" for value in values))
    ratios = [mine / plain_one for mine, plain_one in zip(*figures.values(), strict=True)]
    print(f"{'ratio':<12}" + "".join(f"{ratio:>12.1f}" for ratio in ratios))
    print(f"peak memory  {memory:.1f} MB")
    for spent, question in sorted(zip(ours, questions, strict=True), reverse=True)[: options.slowest]:
        print(f"  {spent:7.3f} ms  {question}")
    return int(median(ours) > options.median or percentile(ours, 99) > options.ninety_nine)


if __name__ == "__main__":
    sys.exit(main())
