"""One input after the other through the whole pipeline: no exception, no reply that is late, no figure without a fact.

    python tests/benchmarks/fuzz.py                             100,000 inputs in one process
    python tests/benchmarks/fuzz.py --inputs 1000000 --processes 2
    python tests/benchmarks/fuzz.py --guided 600                10 minutes led by coverage, where atheris is installed

Inputs are the questions of the content changed at random, sentences made by grammar, numbers in all spellings,
Unicode (combining marks, direction overrides, surrogates, emoji sequences), noise, and messages of 4,096 characters;
one in ten comes from hypothesis, one in fifty is that long, and three in ten go on with the conversation before them.
Each reply is held to what every reply must be: whole, short enough for a message, without markup or invisible
characters, and with every figure founded, which ``founded.py`` judges without the guard.

Time is told twice: by the clock on the wall, on which others weigh as well, and by that of the process. An input that
took too long is asked four times more, alone, and its best time counts. Beside it stands how long a loop of plain
additions took just then: how many such loops a reply takes can be compared between machines, milliseconds cannot.
Ends with status 1 where anything was found.
"""

from __future__ import annotations

import argparse
import gc
import heapq
import multiprocessing
import re
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.answer import Answerer
from bot.reply import Reply, Status
from intents.findings import Context
from tests.benchmarks.founded import Founder
from tests.benchmarks.inputs import Input, Inputs

BLOCK: Final = 1_000
LATE: Final = 0.050
"""Seconds within which every reply has to be made."""
_BY_HYPOTHESIS: Final = 100
"""Of a block."""
_SLOWEST: Final = 10
_MARKUP: Final = re.compile(r"<\s*/?\s*(?:script|img|b|i|a|svg)\b|\{\{|\{%|javascript:|\x1b", re.IGNORECASE)
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BUCKETS: Final = 100_000
"""Hundredths of a millisecond."""
_LOOP: Final = 100_000
"""Additions of the loop that times are held against; 6 milliseconds of a machine of 2024."""


@dataclass(order=True, frozen=True)
class Slow:
    """An input, and how long its reply took: by the process, and on the wall; and the loop beside it, once late."""

    seconds: float
    wall: float
    text: str
    loop: float = 0.0

    @property
    def loops(self) -> float:
        """How many times as long as the loop the reply took."""
        return self.seconds / self.loop if self.loop else 0.0


@dataclass
class Found:
    """What a run came upon."""

    inputs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """What is wrong, and the input."""
    blocked: list[tuple[str, str]] = field(default_factory=list)
    """What the guard withheld: harmless to the reader, and yet a defect."""
    process: Counter[int] = field(default_factory=Counter)
    wall: Counter[int] = field(default_factory=Counter)
    late: list[Slow] = field(default_factory=list)
    """Late once, whatever they took when they were asked again."""
    slowest: list[Slow] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Take up what another part of the run came upon."""
        self.inputs += other.inputs
        self.kinds += other.kinds
        self.statuses += other.statuses
        self.wrong += other.wrong
        self.blocked += other.blocked
        self.process += other.process
        self.wall += other.wall
        self.late += other.late
        self.slowest = heapq.nlargest(_SLOWEST, [*self.slowest, *other.slowest])


class Fuzzer:
    """Asks, and judges the replies."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self.inputs = Inputs(answerer)
        self._founder = Founder(answerer.release, answerer.language.code)
        self.answerer.ask("How fast did metalurgy grow?")  # word lists are read at the first question

    def run(self, number: int, count: int = BLOCK) -> Found:
        """A block of inputs."""
        found, context = Found(), Context()
        for one in self._block(number, count):
            before = context if one.follows else Context()
            context = self.ask(one, before, found)
        return found

    def _block(self, number: int, count: int) -> Iterator[Input]:
        yield from self.inputs.block(number, count - count * _BY_HYPOTHESIS // BLOCK)
        yield from by_hypothesis(self.inputs, number, count * _BY_HYPOTHESIS // BLOCK)

    def ask(self, one: Input, before: Context, found: Found) -> Context:
        """Ask one input after what was said before, note what is wrong, and return what the next may lean on."""
        found.inputs += 1
        found.kinds[one.kind] += 1
        wall, process = time.perf_counter(), time.thread_time()
        try:
            reply, context = self.answerer.answer(one.text, before)
        except Exception:
            found.wrong.append((traceback.format_exc(limit=-4), one.text))
            return Context()
        process, wall = time.thread_time() - process, time.perf_counter() - wall
        found.process[min(int(process * _BUCKETS), _BUCKETS)] += 1
        found.wall[min(int(wall * _BUCKETS), _BUCKETS)] += 1
        if process > LATE or wall > LATE:
            process, wall = min((process, wall), *(self._timed(one.text, before) for _ in range(4)))
            found.late.append(Slow(process, wall, one.text, _looped()))
            if process > LATE:
                found.wrong.append((f"takes {process * 1000:.0f} ms", one.text))
        slow = Slow(process, wall, one.text)
        if len(found.slowest) < _SLOWEST:
            heapq.heappush(found.slowest, slow)
        elif slow > found.slowest[0]:
            heapq.heapreplace(found.slowest, slow)
        found.statuses[reply.status.value] += 1
        for defect in self.answerer.defects:
            found.blocked.append((defect, one.text))
        self.answerer.defects.clear()
        found.wrong += [(what, one.text) for what in self.wrong(reply)]
        return context

    def _timed(self, text: str, before: Context) -> tuple[float, float]:
        wall, process = time.perf_counter(), time.thread_time()
        self.answerer.answer(text, before)
        self.answerer.defects.clear()
        return time.thread_time() - process, time.perf_counter() - wall

    def wrong(self, reply: Reply) -> Iterator[str]:
        """What is wrong with a reply."""
        told = "\n".join((reply.text, *reply.suggestions))
        if reply.status not in Status or not reply.headline.strip():
            yield "says nothing"
        if len(told.encode("utf-16-le", "replace")) // 2 >= 4096:
            yield f"is {len(told)} characters long"
        if markup := _MARKUP.search(told):
            yield f"holds markup: {markup[0]!r}"
        seen = told.replace("\n", "")
        if not seen.isprintable() and (hidden := {c for c in seen if unicodedata.category(c) in _INVISIBLE}):
            yield f"holds invisible characters: {hidden!r}"
        if loose := self._founder.unfounded(reply):
            yield f"tells {[*map(str, loose)]}, which no fact holds: {reply.text!r} (working {reply.working!r})"


def by_hypothesis(inputs: Inputs, number: int, count: int) -> list[Input]:
    """Inputs from hypothesis: any text, and known words with any text between them."""
    made: list[Input] = []
    word = st.one_of(st.sampled_from(inputs.words), st.text(max_size=8), st.integers().map(str), st.floats().map(str))

    @seed(number)
    @settings(
        max_examples=max(count, 1), database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.one_of(st.text(max_size=200), st.lists(word, max_size=15).map(" ".join)))
    def make(text: str) -> None:
        made.append(Input("hypothesis", text))

    make()
    return made[:count]


def percentile(times: Counter[int], percent: float) -> float:
    """The milliseconds that this percentage of the replies did not exceed."""
    left = sum(times.values()) * percent / 100
    for bucket in sorted(times):
        left -= times[bucket]
        if left <= 0:
            return (bucket + 1) * 1000 / _BUCKETS
    return 0.0


def report(found: Found) -> str:
    """What a run came upon, in words."""
    lines = [f"{found.inputs:,} inputs: {_counts(found.kinds)}", f"replies: {_counts(found.statuses)}"]
    for name, times in (("process", found.process), ("wall", found.wall)):
        told = "  ".join(f"{p:g} %: {percentile(times, p):.2f}" for p in (50, 99, 99.9, 100))
        lines.append(f"milliseconds by the {name} clock: {told}")
    again = [one for one in found.late if one.seconds > LATE]
    late = f"late once, by either clock, of {LATE * 1000:.0f} ms: {len(found.late)}"
    lines.append(f"{late}; by the best of five: {len(again)}")
    if found.late:
        loop = median(one.loop for one in found.late)
        most = max(found.late, key=lambda one: one.loops)
        took = f"the slowest, {most.seconds * 1000:.1f} ms, took {most.loops:.1f} loops"
        lines.append(f"the loop took {loop * 1000:.1f} ms beside them; {took}")
    lines += [f"  {s.seconds * 1000:7.1f} process {s.wall * 1000:7.1f} wall  {_shown(s.text)}" for s in found.slowest]
    lines.append(f"withheld by the guard: {len(found.blocked)}")
    lines += [f"  {what}\n    {_shown(text, 600)}" for what, text in found.blocked[:40]]
    lines.append(f"wrong: {len(found.wrong)}")
    lines += [f"  {what}\n    {_shown(text, 600)}" for what, text in found.wrong[:200]]
    return "\n".join(lines)


def _looped() -> float:
    """The seconds of the process that the loop takes now, at best."""

    def once() -> float:
        start, total = time.thread_time(), 0
        for number in range(_LOOP):
            total += number * number
        return time.thread_time() - start

    return min(once() for _ in range(3))


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counted.most_common())


def _shown(text: str, most: int = 100) -> str:
    return ascii(text if len(text) <= most else f"{text[:most]}… ({len(text)} characters)")


def guided(fuzzer: Fuzzer, seconds: int) -> Found:
    """Let atheris look for inputs that reach what no input before them reached."""
    import atheris

    found = Found()
    for package in ("bot", "intents", "facts"):
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            for value in list(vars(sys.modules[name]).values()):
                if getattr(value, "__module__", None) == name and hasattr(value, "__code__"):
                    atheris.instrument_func(value)

    words = fuzzer.inputs.words

    def one(data: bytes) -> None:
        source = atheris.FuzzedDataProvider(data)
        parts = [words[source.ConsumeIntInRange(0, len(words) - 1)] for _ in range(source.ConsumeIntInRange(0, 12))]
        parts.insert(len(parts) // 2, source.ConsumeUnicode(source.remaining_bytes()))
        fuzzer.ask(Input("guided", " ".join(parts)), Context(), found)

    end = time.monotonic() + seconds

    def until(data: bytes) -> None:
        one(data)
        if time.monotonic() > end:
            print(report(found))
            sys.stdout.flush()
            raise SystemExit(bool(found.wrong))

    atheris.Setup([sys.argv[0], "-max_len=400"], until)
    atheris.Fuzz()
    return found


@cache
def fuzzer_of(folder: Path | None) -> Fuzzer:
    """The fuzzer of this process, over the releases of a folder."""
    made = Fuzzer(Answerer.load(folder))
    gc.freeze()  # as the bot does it
    return made


def _run(block: tuple[Path | None, int, int]) -> Found:
    folder, number, count = block
    return fuzzer_of(folder).run(number, count)


def main() -> int:
    """Run it, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1, help="number of the first block")
    parser.add_argument("--releases", type=Path, help="another folder of releases")
    parser.add_argument("--guided", type=int, metavar="SECONDS", help="led by coverage, with atheris")
    asked = parser.parse_args()
    if asked.guided:
        guided(fuzzer_of(asked.releases), asked.guided)
        return 0
    sizes = [min(BLOCK, asked.inputs - start) for start in range(0, asked.inputs, BLOCK)]
    blocks = [(asked.releases, asked.seed + n, size) for n, size in enumerate(sizes)]
    found, start = Found(), time.monotonic()
    with multiprocessing.get_context("spawn").Pool(asked.processes) as pool:
        for n, part in enumerate(pool.imap_unordered(_run, blocks), 1):
            found.add(part)
            for what, text in [*part.wrong, *part.blocked]:
                print(f"  {what}\n    {_shown(text, 600)}", file=sys.stderr)
            if n % 20 == 0:
                pace = found.inputs / (time.monotonic() - start)
                print(f"{found.inputs:,} inputs, {pace:.0f} a second, {len(found.wrong)} wrong", file=sys.stderr)
    print(report(found))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
