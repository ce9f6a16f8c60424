"""The words of the command line for who curates: ``test``, ``unanswered`` and ``approve``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot import streams
from bot.clock import now
from bot.render import Line, Style
from bot.settings import SettingError, Settings

if TYPE_CHECKING:
    from bot.unanswered.command import Decision, Desk

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


# ── unanswered ─────────────────────────────────────────────────────────────────────────────────────────────────────


def unanswered_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``unanswered``."""
    parser.epilog = (
        "accept N takes question N for a query that there is (--as), or makes its strange words another name of a fact "
        "(--alias); gap N GAP says that the release does not state it; ignore N lets it lie for good. The content is "
        "changed only if no question of the bank that came out right comes out wrong. "
        "Exit status: 0 done, 1 refused, 2 could not run."
    )
    parser.add_argument("--as", dest="query", metavar="QUERY", help="the query that it means, as the list shows it")
    parser.add_argument("--alias", metavar="FACT", help="the fact, or thing, that its strange words are a name of")
    parser.add_argument("--words", dest="words_", metavar="WORDS", help="which of its words are the name")
    parser.add_argument("--label", metavar="TEXT", help="for a new gap: what is not stated")
    parser.add_argument(
        "--all", action="store_true", help="take every question that is shown with N, not only the first"
    )
    parser.add_argument("--release", metavar="R", help="the release, by name or folder; the newest live one")
    parser.add_argument("--losing", metavar="COUNT", type=int, default=0, help="wordings that may suffer for it (0)")
    parser.add_argument("--gaps", action="store_true", help="list also what is known not to be stated")
    parser.add_argument("--limit", metavar="COUNT", type=int, default=20, help="how many are listed (20)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for a question")
    parser.add_argument("--settings", metavar="FILE", help="a file of settings; the environment wins over it")


def unanswered(options: argparse.Namespace, _: object) -> int:
    """List, or carry out a decision. Raises RefusedError, BankError, SettingError, DatabaseError, ContentError."""
    from bot.unanswered.command import Desk

    decision = _decision(options)
    settings = Settings.read()
    desk = Desk.open(_database(options.settings), settings, options.release)
    if decision is not None:
        return _decided(desk, decision)
    found = desk.open_questions(options.limit, gaps=options.gaps)
    for place, one in enumerate(found):
        if options.json:
            streams.write_json(one.as_json())
        else:
            streams.write_lines([*([Line("")] if place else []), *one.lines()])
    if not found and not options.json:
        streams.write_lines([Line("Nothing was asked in vain that waits for a decision.")])
    return DONE


def _decision(options: argparse.Namespace) -> Decision | None:
    from bot.unanswered.command import Decision
    from bot.unanswered.edit import RefusedError

    match options.words:
        case []:
            return None
        case ["accept", number] if number.isdecimal() and (options.query or options.alias):
            every, losing = options.all, options.losing
            return Decision(int(number), options.query, options.alias, options.words_, every=every, losing=losing)
        case ["gap", number, gap] if number.isdecimal():
            return Decision(int(number), gap=gap, label=options.label, every=options.all, losing=options.losing)
        case ["ignore", number] if number.isdecimal():
            return Decision(int(number), every=True)
    raise RefusedError(
        "what is to be decided?\n"
        "  release-bot unanswered accept N --as QUERY      or --alias FACT, or both\n"
        "  release-bot unanswered gap N GAP                with --label TEXT for a new one\n"
        "  release-bot unanswered ignore N"
    )


def _decided(desk: Desk, decision: Decision) -> int:
    """Try a decision on a copy, and carry it out where nothing suffers from it."""
    from bot.unanswered import command, trial

    edits = desk.edits(decision)
    streams.write_lines([Line(text) for text in command.shown_edits(edits, desk.folder)])
    if decision.is_trivial:
        trial.put_in_place(edits)
        return DONE
    print("asking the whole bank without and with it …", file=sys.stderr, flush=True)
    tried = trial.tried(desk.folder, desk.code, edits, desk.texts(decision))
    if refusals := command.objections(tried, decision):
        streams.write_lines([Line("Refused, and nothing was changed:", Style.CAUTION)])
        streams.write_lines([Line(text, Style.DETAIL, 2, "– ") for text in refusals])
        return SHORT
    trial.put_in_place(edits)
    gained, lost = tried.mended, len(tried.spoilt)
    told = [f"{tried.asked:,} questions asked; {gained} come out right that did not, {lost} the other way."]
    told += [f"{reply.question}  →  {reply.status}: {reply.headline}" for reply in tried.replies]
    streams.write_lines([Line(text) for text in told])
    return DONE


def _database(file: str | None) -> str:
    """Where the questions are kept. Raises SettingError, also where the extra is not installed."""
    try:
        from bot.telegram.settings import read_store_settings
    except ModuleNotFoundError as error:
        raise SettingError(
            f"{error.name} is not installed, and what was asked in vain is kept where it is needed.\n"
            "  To mend: pip install 'release-bot[telegram]'; from a checkout, deploy/run unanswered sees to it."
        ) from error
    return read_store_settings(file).database


# ── check --by, approve ────────────────────────────────────────────────────────────────────────────────────────────


def is_finished(folder: Path) -> bool:
    """Whether a release is more than a draft, as far as its text shows at a glance."""
    from facts.load import state_of

    return state_of(folder) != "draft"


def sign(folder: Path, by: str) -> None:
    """Note who has checked a release. Raises SignError."""
    from facts.sign import sign_checked

    sign_checked(folder, by, now())
    print(f"Checked by {by}. `release-bot approve {folder} --by NAME` lets it go live.")


def approve_options(parser: argparse.ArgumentParser) -> None:
    """What may follow ``approve``."""
    parser.epilog = (
        "Who has checked a release does not approve it as well, unless RELEASE_BOT_ONE_PERSON=yes is set. "
        "Exit status: 0 it is live, 2 it is not."
    )
    parser.add_argument("--by", metavar="NAME", help="who approves")
    parser.add_argument("--supersedes", metavar="RELEASE", help="the release that is told no more from now on")


def approve(options: argparse.Namespace, _: object) -> int:
    """Let a release go live. Raises SignError, BankError, SettingError and facts.load.ContentError."""
    from bot.bank.command import release_folder
    from facts.sign import SignError, supersede
    from facts.sign import approve as let_go_live

    settings = Settings.read()
    if len(options.words) != 1 or not options.by:
        raise SignError("who approves which release?\n  release-bot approve RELEASE --by NAME")
    earlier = release_folder(options.supersedes, settings) if options.supersedes else None
    folder = release_folder(options.words[0], settings)
    release = let_go_live(folder, options.by, now(), alone=settings.one_person)
    print(f"{release.id} is live, approved by {options.by}.")
    if earlier is not None:
        supersede(earlier)
        print(f"{earlier.name} is superseded, and told no more.")
    if folder.resolve().parent != settings.folder.resolve():
        print(f"It will be told once its folder stands in {settings.folder}.")
    return DONE
