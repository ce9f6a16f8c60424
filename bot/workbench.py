"""The words of the command line for who curates: ``test``, ``unanswered`` and ``approve``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from bot import streams
from bot.settings import Settings

DONE: Final = 0
SHORT: Final = 1
"""Something falls short, or was refused."""


# ── test ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``test``."""
    parser.epilog = (
        "Without FILES the bank of each live release is asked: the examples of the intents, and the release's wordings "
        "and expected answers. FILES hold rows in YAML, or one JSON object a line. "
        "Exit status: 0 all is as it must be, 1 something falls short, 2 could not run."
    )
    parser.add_argument("--release", metavar="R", action="append", default=[], help="a release by name, or its folder")
    parser.add_argument("--junit", metavar="FILE", help="write what came of each question in the form of JUnit")
    parser.add_argument(
        "--least",
        metavar="PERCENT",
        type=_percent,
        help="how many must come out right of the wordings (90) and of the questions in FILES (100)",
    )
    parser.add_argument("--misses", action="store_true", help="show every wording that is not taken for its query")
    parser.add_argument("--language", metavar="CODE", help="the language of the questions, for example en")


def test(options: argparse.Namespace, _: object) -> int:
    """Ask the question bank. Raises BankError, SettingError and facts.load.ContentError."""
    from bot.bank import command, junit

    files = [Path(word).expanduser() for word in options.words]
    settings = Settings.read(language=options.language)
    reports = command.reports(command.Wish(options.release, files, options.least), settings)
    for report in reports:
        streams.write_lines(report.lines(every_miss=options.misses))
    if options.junit:
        junit.write(reports, Path(options.junit).expanduser())
    return DONE if all(report.passes for report in reports) else SHORT


def _percent(written: str) -> float:
    number = float(written.rstrip(" %"))
    if not 0 <= number <= 100:
        raise ValueError(written)
    return number / 100


_percent.__name__ = "percentage"  # what argparse calls it
