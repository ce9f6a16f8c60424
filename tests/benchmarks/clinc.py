"""Examine the matcher on CLINC150, a public benchmark of 150 intents, beside a plain string ratio.

The training questions stand in for patterns. Four conditions are examined on the test questions: all patterns or ten
an intent, and questions as they are or with one slip of the keyboard in each. The matcher's constants were chosen on
the validation questions alone.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import string
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from intents.matching.match import Matcher
from intents.vocabulary.language import Language

SEED = 1
FEW = 10
OUTSIDE = "oos"

Row = tuple[str, str]
Patterns = dict[str, list[str]]
Ask = Callable[[str], tuple[str | None, float]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold one asked question: whether it was understood rightly, with what score, in how many milliseconds."""

    right: bool
    score: float
    milliseconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the examination and print a table."""
    options = parse(arguments)
    try:
        data = read(options.file)
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else problem
        print(f"clinc: {options.file}: {reason}", file=sys.stderr)
        return 2
    inside, outside = data[options.split], data["oos_" + options.split]
    everything = by_intent(data["train"])
    few = {intent: first(texts, intent) for intent, texts in everything.items()}
    print(f"{len(inside)} questions inside, {len(outside)} outside, {len(everything)} intents; split: {options.split}")
    print(
        f"{'':40}{'right':>7}{'c1':>7}{'c5':>7}{'cov98':>7}{'p50 ms':>9}{'p99 ms':>8}{'build s':>9}{'peak MB':>9}",
        flush=True,
    )
    for title, patterns, slips in (
        (f"{FEW} patterns", few, False),
        (f"{FEW} patterns, one slip each", few, True),
        ("all patterns", everything, False),
        ("all patterns, one slip each", everything, True),
    ):
        questions = [slipped(inside), slipped(outside)] if slips else [inside, outside]
        report(title, "matcher", build_matcher, patterns, questions)
        if not options.no_baseline:
            report(title, "token_sort", build_token_sort, patterns, questions)
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="clinc",
        description=__doc__.split("\n\n")[0],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=(
            "right   questions inside put to the right intent, when each must be answered, in percent\n"
            "c1, c5  questions inside answered right while 1 or 5 percent of those outside are answered\n"
            "cov98   questions inside answered right while at most 2 percent of all answers are wrong\n"
            f"The {FEW} patterns of an intent are drawn by random.Random('{SEED} <intent>').sample; slips are\n"
            f"drawn by random.Random('{SEED} <question>'): a letter of a word of four letters or more is dropped,\n"
            "doubled, swapped with the next or replaced. Peak memory is that of the whole run so far.\n"
            "Exit status: 0 done, 2 the file cannot be read."
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="clinc150.json (data_full.json of clinc/oos-eval)")
    parser.add_argument("--split", choices=("test", "val"), default="test", help="questions to ask (default: test)")
    parser.add_argument("--no-baseline", action="store_true", help="leave out rapidfuzz's token_sort_ratio (slow)")
    return parser.parse_args(arguments)


def read(path: Path) -> dict[str, list[Row]]:
    """Read the splits of the benchmark."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise ValueError(f"not JSON: {problem}") from problem
    if not isinstance(data, dict):
        raise ValueError("not CLINC150: no splits at the top")
    splits: dict[str, list[Row]] = {}
    for split in ("train", "val", "test", "oos_val", "oos_test"):
        rows = data.get(split)
        if not isinstance(rows, list) or not rows:
            raise ValueError(f"not CLINC150: no rows in split {split!r}")
        if not all(isinstance(row, list) and [type(part) for part in row] == [str, str] for row in rows):
            raise ValueError(f"not CLINC150: a row of split {split!r} is not a pair of question and intent")
        splits[split] = [(text, intent) for text, intent in rows]
    return splits


def by_intent(rows: Sequence[Row]) -> Patterns:
    """Gather questions by their intent."""
    gathered: Patterns = {}
    for text, intent in rows:
        gathered.setdefault(intent, []).append(text)
    return gathered


def first(texts: Sequence[str], intent: str) -> list[str]:
    """Draw the few patterns of an intent."""
    return random.Random(f"{SEED} {intent}").sample(list(texts), min(FEW, len(texts)))


def slipped(rows: Sequence[Row]) -> list[Row]:
    """Give each question one slip of the keyboard."""
    return [(slip(text, random.Random(f"{SEED} {text}")), intent) for text, intent in rows]


def slip(text: str, chance: random.Random) -> str:
    """Drop, double, swap or replace one letter of one longer word."""
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) >= 4]
    if not places:
        return text
    place = chance.choice(places)
    word = words[place]
    kind = chance.choice(("drop", "double", "swap", "replace"))
    at = chance.randrange(len(word) - 1 if kind == "swap" else len(word))
    words[place] = {
        "drop": word[:at] + word[at + 1 :],
        "double": word[: at + 1] + word[at:],
        "swap": word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        "replace": word[:at] + chance.choice(string.ascii_lowercase) + word[at + 1 :],
    }[kind]
    return " ".join(words)


def build_matcher(patterns: Mapping[str, Sequence[str]]) -> Ask:
    """Train the project's matcher."""
    matcher = Matcher.train(patterns, contractions=Language.load("en").lexicon.grammar.contractions)

    def ask(text: str) -> tuple[str | None, float]:
        found = matcher.match(text)
        return found.intent, found.score

    return ask


def build_token_sort(patterns: Mapping[str, Sequence[str]]) -> Ask:
    """Search the most similar pattern by rapidfuzz's token_sort_ratio, with the words sorted beforehand."""
    rows = [(" ".join(sorted(text.split())), intent) for intent, texts in patterns.items() for text in texts]
    choices = [text for text, _ in rows]

    def ask(text: str) -> tuple[str | None, float]:
        found = process.extractOne(" ".join(sorted(text.split())), choices, scorer=fuzz.ratio)
        return (rows[found[2]][1], found[1]) if found else (None, 0.0)

    return ask


def report(
    title: str,
    method: str,
    build: Callable[[Mapping[str, Sequence[str]]], Ask],
    patterns: Mapping[str, Sequence[str]],
    questions: Sequence[Sequence[Row]],
) -> None:
    """Print one line of the table."""
    began = time.perf_counter()
    ask = build(patterns)
    built = time.perf_counter() - began
    inside, outside = (list(asked(ask, rows)) for rows in questions)
    times = sorted(one.milliseconds for one in [*inside, *outside])
    shares = [
        sum(one.right for one in inside) / len(inside),
        answered_right(inside, outside, 0.01),
        answered_right(inside, outside, 0.05),
        covered(inside, outside, 0.98),
    ]
    print(
        f"{title + ': ' + method:<40}"
        + "".join(f"{100 * share:7.1f}" for share in shares)
        + f"{times[len(times) // 2]:9.2f}{times[len(times) * 99 // 100]:8.2f}{built:9.2f}{peak_megabytes():9.0f}",
        flush=True,
    )


def asked(ask: Ask, rows: Sequence[Row]) -> Iterator[Asked]:
    """Ask each question and time it."""
    for text, intent in rows:
        began = time.perf_counter()
        found, score = ask(text)
        yield Asked(found == intent, score, 1000 * (time.perf_counter() - began))


def answered_right(inside: Sequence[Asked], outside: Sequence[Asked], share: float) -> float:
    """Give the share answered right inside where at most this share outside is answered."""
    ranked = sorted((one.score for one in outside), reverse=True)
    threshold = ranked[int(share * len(ranked))]
    return sum(one.right and one.score > threshold for one in inside) / len(inside)


def covered(inside: Sequence[Asked], outside: Sequence[Asked], precision: float) -> float:
    """Give the largest share answered right inside where this share of all answers is right."""
    right = best = 0
    for count, one in enumerate(sorted([*inside, *outside], key=lambda one: (-one.score, one.right)), start=1):
        right += one.right
        if right >= precision * count:
            best = right
    return best / len(inside)


def peak_megabytes() -> float:
    """Give the most memory this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    sys.exit(main())
