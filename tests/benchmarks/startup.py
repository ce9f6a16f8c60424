"""How long one question takes from the shell, beside what it costs merely to import the libraries that it needs.

The two are run in turn, so that whatever else the machine does falls on both alike. Run it as

    python tests/benchmarks/startup.py [--runs N] [--aim RATIO] [QUESTION]

It prints medians, their ratio and the peak memory of either, and ends with status 1 where the ratio misses the aim.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = "import pydantic, rapidfuzz, jinja2, yaml"
QUESTION = "Which cities exceeded 10%?"


@dataclass(frozen=True)
class Run:
    """One process from its start to its end."""

    milliseconds: float
    megabytes: float
    status: int


def measure(command: list[str]) -> Run:
    """Run a command; its output goes nowhere."""
    # A user's second run finds the modules compiled; so must this one, whatever the shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    spent = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts the peak in kilobytes, macOS in bytes.
    return Run(spent * 1000, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2), process.returncode)


def program() -> list[str]:
    """The installed command, or its module where it is not installed."""
    installed = Path(sys.executable).with_name("release-bot")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "bot.cli"]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("question", nargs="?", default=QUESTION)
    parser.add_argument("--runs", type=int, default=15, metavar="N")
    parser.add_argument("--aim", type=float, default=2.5, metavar="RATIO", help="the ratio not to exceed (2.5)")
    options = parser.parse_args()

    commands = {
        "release-bot ask": [*program(), "ask", options.question],
        "imports alone": [sys.executable, "-c", LIBRARIES],
    }
    for name, command in commands.items():  # once for the disk's sake, and to see that it works at all
        status = measure(command).status
        if status not in (0, 1):
            print(f"{name} ends with status {status}: {' '.join(command)}", file=sys.stderr)
            return 2
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(max(options.runs, 1)):
        for name, command in commands.items():
            runs[name].append(measure(command))

    for name, measured in runs.items():
        times = [run.milliseconds for run in measured]
        peak = max(run.megabytes for run in measured)
        print(f"{name:<16} median {median(times):6.1f} ms   fastest {min(times):6.1f} ms   peak memory {peak:5.1f} MB")
    ask, imports = ([run.milliseconds for run in measured] for measured in runs.values())
    ratio = median(ask) / median(imports)
    paired = median(mine / other for mine, other in zip(ask, imports, strict=True))
    print(f"ratio of medians {ratio:.2f}, median of paired ratios {paired:.2f}, aim {options.aim:g}")
    return int(ratio > options.aim)


if __name__ == "__main__":
    sys.exit(main())
