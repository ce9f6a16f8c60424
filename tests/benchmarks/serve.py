"""How long ``release-bot serve`` takes from the start of its process until the first person has an answer.

On SQLite, by polling, at the Bot API server of the tests, with a message that waits there; once with a new database and
once with one that has its tables. What the process itself has computed by then stands beside it: on a busy machine the
time says little. Run it as

    python tests/benchmarks/serve.py [--runs N]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bot_api.server import BotApi
from tests.processes import environment, process

QUESTION = "which cities exceeded 10%?"
TICKS = os.sysconf("SC_CLK_TCK")


async def first_answer(folder: Path, number: int) -> tuple[float, float]:
    """Seconds until the answer, and seconds of the processor."""
    async with BotApi.running() as api:
        await api.write(1, api.person(1), QUESTION, update_id=number)
        begun = time.perf_counter()
        async with process("serve", env=environment(api, folder, {})) as run:
            await api.until(lambda: bool(api.sent(1)), 60)
            took = time.perf_counter() - begun
            used = Path(f"/proc/{run.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            run.terminate()
            await asyncio.wait_for(run.communicate(), 120)
    return took, sum(map(int, used)) / TICKS


async def main(runs: int) -> None:
    """Measure and print."""
    found: dict[str, list[tuple[float, float]]] = {"a new database": [], "one with its tables": []}
    with tempfile.TemporaryDirectory() as warm:
        await first_answer(Path(warm), 1)  # the content is made ready where it is not
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for number, times in enumerate(found.values(), 1):
                times.append(await first_answer(Path(folder), number))
    for name, each in found.items():
        took, used = (median(values) for values in zip(*each, strict=True))
        slowest = max(seconds for seconds, _ in each)
        print(f"{name:<20} {took:.2f} s (slowest {slowest:.2f}), of the processor {used:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    asyncio.run(main(parser.parse_args().runs))
