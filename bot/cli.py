"""The command line: ``release-bot`` and a word for what is to be done; ``release-bot help`` lists them.

Results go to standard output, everything else to standard error. Exit status: 0 answered (or done), 1 not answered
(or problems found), 2 could not run; 130 after Ctrl-C, 141 where nobody reads the output any more.

What a command needs is imported when it runs: one question must not wait for the chat's libraries.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final, NoReturn

from bot import streams, workbench
from bot.announce import words as publishing
from bot.settings import SettingError, Settings, text_file
from bot.watch import words as watching

if TYPE_CHECKING:
    from bot.answer import Answerer
    from bot.charts import files
    from bot.charts.order import Theme
    from bot.render import Line
    from bot.reply import Reply

PROGRAM: Final = "release-bot"

ANSWERED: Final = 0
NOT_ANSWERED: Final = 1
COULD_NOT_RUN: Final = 2
INTERRUPTED: Final = 130
NOBODY_READS: Final = 141

Load = Callable[[Settings], "Answerer"]


class UsageError(Exception):
    """The command line is not understood: what is wrong, and what is right."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}.\n  {self.format_usage().strip()}")


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line: what it is for, what may follow it, and what it does."""

    summary: str
    usage: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Load], int]


def load_answerer(settings: Settings) -> Answerer:
    """The bot itself, with its releases and patterns. Raises facts.load.ContentError."""
    with _nothing_collected():
        from bot.answer import RELEASES, Answerer
        from bot.compiled import folders_of, is_ready

        found = folders_of(settings.releases or RELEASES)
        if sys.stderr.isatty() and not all(is_ready(folder, settings.language) for folder in found[-1:]):
            print(f"{PROGRAM}: making the content ready, once (about half a minute) …", file=sys.stderr, flush=True)
        return Answerer.load(settings.releases, settings.language, settings.text, settings.correction_days)


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """While much is made that stays, nothing is looked for that could go: a fifth of the time of one question."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # or all of it is gone through at once, for one question
            gc.enable()


def main(arguments: Sequence[str] | None = None, load: Load = load_answerer) -> int:
    """Run one command and return its exit status; nothing that happens on the way shows a traceback."""
    words = [streams.decoded(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    options = words[: words.index("--")] if "--" in words else words
    streams.prepare(utf8="--json" in options)
    try:
        try:
            status = _run(words, load)
            sys.stdout.flush()
            return status
        except BrokenPipeError:
            raise
        except Exception as error:
            return _failed(error, debug="--debug" in options)
    except BrokenPipeError:
        status = NOBODY_READS
    except OSError:  # standard error takes nothing either, so there is nobody to tell
        status = COULD_NOT_RUN
    except KeyboardInterrupt:
        status = INTERRUPTED
    streams.abandon()
    return status


def run() -> NoReturn:
    """What the shell runs. Ends the process at once after a question: taking all that was loaded apart takes longer."""
    status = main()
    if sys.argv[1:2] == ["ask"]:
        os._exit(status)
    sys.exit(status)


def _run(words: list[str], load: Load) -> int:
    if words[:1] in (["help"], ["-h"], ["--help"]):
        return _help(words[1:])
    if words == ["--version"]:
        return _version()
    name, given = _command(words)
    return COMMANDS[name].run(_read(name, given), load)


def _command(words: list[str]) -> tuple[str, list[str]]:
    """The command and what follows it; options of all commands may stand before it."""
    if not words:
        raise UsageError(f"what is to be done?\n{_overview()}")
    if words[0] == "--debug":
        name, given = _command(words[1:])
        return name, ["--debug", *given]
    name = words[0]
    if name in COMMANDS:
        return name, words[1:]
    near = get_close_matches(name, [*COMMANDS, "help", "--version", "--help"], n=1, cutoff=0.55)  # "which" is no "why"
    if near:
        mend = f"Did you mean `{PROGRAM} {near[0]}`?"
    elif name.startswith("-"):
        mend = f"`{PROGRAM} help` lists the commands."
    else:
        mend = f'To ask a question: {PROGRAM} ask "{" ".join(words)[:200]}"'
    raise UsageError(f"there is no command {name!r}.\n  {mend}")


def _parser(name: str) -> _Parser:
    command = COMMANDS[name]
    parser = _Parser(
        prog=f"{PROGRAM} {name}",
        usage=f"{PROGRAM} {name} {command.usage}",
        description=command.summary[0].upper() + command.summary[1:] + ".",
        allow_abbrev=False,
    )
    command.options(parser)
    parser.add_argument("--debug", action="store_true", help="show the traceback where something fails")
    return parser


def _read(name: str, given: list[str]) -> argparse.Namespace:
    """The options of a command, with all other words, wherever they stood, in ``words``."""
    plain: list[str] = []
    if "--" in given:
        place = given.index("--")
        given, plain = given[:place], given[place + 1 :]
    parser = _parser(name)
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    read, rest = parser.parse_known_args(_joined(given, parser))
    for word in rest:
        if word.startswith("-") and not word[1:].isdecimal() and word != "-":  # chats have numbers below zero
            known = [option for action in parser._actions for option in action.option_strings]
            near = get_close_matches(word, known, n=1, cutoff=0.5)
            hint = f" Did you mean {near[0]}?" if near else ""
            quote = " Quote a question that has dashes in it." if name == "ask" and not near else ""
            raise UsageError(f"there is no option {word!r}.{hint}{quote}\n  {parser.format_usage().strip()}")
    read.words = [*read.words, *rest, *plain]
    return read


def _joined(given: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """The words with a value below zero joined to its option: by itself it would pass for an option."""
    takes_value = {option for action in parser._actions if action.nargs != 0 for option in action.option_strings}
    made: list[str] = []
    for word in given:
        if made and made[-1] in takes_value and word[:1] in "-−" and word[1:2].isdigit():
            made[-1] += f"={word}"
        else:
            made.append(word)
    return made


def _overview() -> str:
    width = max(map(len, COMMANDS))
    listed = "".join(f"  {name:<{width}}  {command.summary}\n" for name, command in COMMANDS.items())
    return (
        f"usage: {PROGRAM} COMMAND [OPTION...]\n\n{listed}"
        f"  {'help':<{width}}  this page, or that of a command: {PROGRAM} help ask\n\n"
        f"{PROGRAM} --version tells the version.\n"
        "Settings, in the environment:\n"
        "  RELEASE_BOT_RELEASES  a folder with one folder a release, in place of those that come along\n"
        "  RELEASE_BOT_TEXT      the words of the release, so that sources show whole sentences\n"
        "  RELEASE_BOT_LANGUAGE  the language of the answers (en)\n"
        "Exit status: 0 answered, 1 not answered, 2 could not run.\n"
    )


def _help(words: list[str]) -> int:
    if words and words[0] in COMMANDS:
        print(_parser(words[0]).format_help(), end="")
    elif words:
        _command(words)
    else:
        print(_overview(), end="")
    return ANSWERED


def _version() -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        print(PROGRAM, version(PROGRAM))
    except PackageNotFoundError:
        print(PROGRAM, "(not installed)")
    return ANSWERED


_PLAIN: Final = frozenset(
    (
        "ServeError EndpointError ProcessError DatabaseError WriteError ComposeError MomentError CorrectionError "
        "WrittenValueError ChartError DocumentError ReviewError BankError RefusedError SignError"
    ).split()
)
"""Errors whose words are meant for who typed the command, by name: their modules may not be loaded at all."""


def _failed(error: Exception, *, debug: bool) -> int:
    """Tell in a few plain words why the command could not run."""
    if debug:
        import traceback

        traceback.print_exception(error)
    elif isinstance(error, UsageError | SettingError) or type(error).__name__ in _PLAIN:
        streams.say(str(error))
    elif type(error).__name__ in ("ContentError", "ValidationError"):
        streams.say(f"the content cannot be used.\n{error}")
    elif isinstance(error, OSError):
        streams.say(f"{error.strerror or error}{f': {error.filename!r}' if error.filename else ''}.")
    else:
        _defect(error)
    return COULD_NOT_RUN


def _defect(error: Exception) -> None:
    first = (str(error).splitlines() or [""])[0][:200]
    streams.say(f"a defect in the program: {type(error).__name__}: {first} (--debug shows where)")


def _log(debug: bool) -> Callable[[Exception], None]:
    def log(error: Exception) -> None:
        if debug:
            raise error
        _defect(error)

    return log


def _print(lines: Iterable[Line]) -> None:
    streams.write_lines(lines)


# ── ask ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ask_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        f"`{PROGRAM} ask -` reads one question a line from standard input. Each question stands alone; "
        f"`{PROGRAM} chat` is for conversations. Exit status: 0 answered, 1 not answered, 2 could not run."
    )
    _json_option(parser, "a question")
    parser.add_argument("--explain", action="store_true", help="show how the question was understood")
    _language_option(parser)
    _preview_option(parser)


def _ask(options: argparse.Namespace, load: Load) -> int:
    if not options.words:
        raise UsageError(
            f'what is the question?\n  {PROGRAM} ask "QUESTION"\n  {PROGRAM} ask -   reads one question a line'
        )
    answerer = _answerer(options, load)
    if options.words == ["-"]:
        return _ask_each(options, answerer)
    reply = answerer.ask(" ".join(options.words))
    _show(reply, options)
    return _status(reply)


def _answerer(options: argparse.Namespace, load: Load) -> Answerer:
    """The bot that the options ask for."""
    answerer = load(Settings.read(language=options.language))
    return answerer.previewing() if options.preview else answerer


def _ask_each(options: argparse.Namespace, answerer: Answerer) -> int:
    """Answer one question a line; a defect met on the way costs its own question only, and shows in the status."""
    from bot.terminal import answered

    failed: list[Exception] = []

    def log(error: Exception) -> None:
        failed.append(error)
        _log(options.debug)(error)

    status = ANSWERED
    for number, question in enumerate(streams.lines()):
        if number and not options.json:
            print()
        reply = answered(answerer.ask, question, log)
        _show(reply, options)
        status = max(status, _status(reply))
    return COULD_NOT_RUN if failed else status


def _show(reply: Reply, options: argparse.Namespace) -> None:
    from bot import render

    if options.json:
        explanation = {"explanation": render.explanation_as_json(reply)} if options.explain else {}
        streams.write_json({**reply.as_json(), **explanation})
    else:
        _print([*render.lines_of(reply), *(render.explained(reply) if options.explain else [])])


def _status(reply: Reply) -> int:
    return ANSWERED if reply.status == "answered" else NOT_ANSWERED


# ── chat ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chat_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Ctrl-D leaves. With --json an empty line begins a new conversation."
    _json_option(parser, "a turn")
    _language_option(parser)
    _preview_option(parser)


def _chat(options: argparse.Namespace, load: Load) -> int:
    from bot import terminal

    if options.words:
        raise UsageError(f'the questions are typed in the chat.\n  To ask just one: {PROGRAM} ask "QUESTION"')
    answerer = _answerer(options, load)
    log = _log(options.debug)
    if options.json:
        terminal.converse_in_json(answerer, streams.lines(), log)
        return ANSWERED
    chat = terminal.Chat(answerer, log)
    if not streams.are_terminals():
        terminal.converse(chat, streams.lines())
    elif streams.is_dumb():
        terminal.converse(chat, streams.lines(), prompt="> ")
    else:
        from bot import prompt

        prompt.converse(chat, colours=streams.has_colours())
    return ANSWERED


# ── facts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _facts_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Without words all facts are listed; a fact's own name shows it whole. Exit status 1: none found."
    _json_option(parser, "a fact")
    _language_option(parser)
    _preview_option(parser)


def _facts(options: argparse.Namespace, _: Load) -> int:
    from bot import browse
    from bot.clock import now
    from bot.embargo import embargo_of, told
    from facts.load import load_releases
    from intents.replies.dates import moment
    from intents.vocabulary.language import Language

    settings = Settings.read(language=options.language)
    language = Language.load(settings.language)
    releases = list(load_releases(settings.folder).values())
    if not options.preview:
        closed = sorted(filter(None, (embargo_of(release, now()) for release in releases)))
        releases = told(releases, now())
        if closed and not releases:
            streams.say(language.words.embargo.format(moment=moment(closed[0], language)))
            return NOT_ANSWERED
    found = browse.search(releases, options.words, language)
    if options.json:
        for entry in found.entries:
            streams.write_json(entry.as_json())
    elif found.entries:
        _print(found.lines())
    if not found.entries:
        from bot.render import as_text

        streams.say(as_text(found.lines()).strip())
    return ANSWERED if found.entries else NOT_ANSWERED


# ── chart ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chart_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Without a name the charts are listed; without --to the chart is shown as text. "
        "Exit status 1: there is no such chart."
    )
    parser.add_argument("--to", metavar="FILE", help="draw it into a file, .png or .svg")
    parser.add_argument("--theme", metavar="THEME", help="light, dark, or both in a file each")
    _language_option(parser)
    _preview_option(parser)


def _chart(options: argparse.Namespace, load: Load) -> int:
    from bot.charts import files, find, text

    name = " ".join(options.words)
    drawing = _drawing(options, name)
    answerer = _answerer(options, load)
    closed = answerer.closed()
    if closed is not None:
        streams.say(closed)
        return NOT_ANSWERED
    if not name:
        _print(text.listed(answerer))
        return ANSWERED if answerer.charts else NOT_ANSWERED
    chart = find.find(name, answerer)
    if chart is None:
        near = " or ".join(find.nearest(name, answerer))
        hint = f"Did you mean {near}?" if near else f"`{PROGRAM} chart` lists those that there are."
        streams.say(f"there is no chart {name!r}. {hint}")
        return NOT_ANSWERED
    picture = answerer.picture(chart.id)
    if picture is None:
        streams.say(f"the chart is withheld: {'; '.join(answerer.defects)}")
        return COULD_NOT_RUN
    if drawing is None:
        _print(text.lines_of(picture))
        return ANSWERED
    for place in files.written(picture, *drawing):
        print(place, flush=True)
    return ANSWERED


def _drawing(options: argparse.Namespace, name: str) -> tuple[Path, files.Form, list[Theme]] | None:
    """Into which file, in which form and on which grounds to draw; none where a chart is shown as text."""
    from bot.charts.files import FORMS, form_of
    from bot.charts.order import Theme

    themes = {**{theme.value: [theme] for theme in Theme}, "both": list(Theme)}
    if options.theme is not None and options.theme not in themes:
        raise UsageError(f"there is no theme {options.theme!r}.\n  There are light, dark and both.")
    if options.to is None:
        if options.theme is not None:
            raise UsageError(f"--theme is for a drawing.\n  {PROGRAM} chart NAME --theme {options.theme} --to FILE.png")
        return None
    if not name:
        raise UsageError(f"which chart?\n  {PROGRAM} chart NAME --to {options.to}   `{PROGRAM} chart` lists them")
    file = Path(options.to).expanduser()
    form = form_of(file)
    if form is None:
        known = " or ".join(f".{each}" for each in FORMS)
        raise UsageError(f"--to {options.to!r} does not say what to write.\n  Let the name end in {known}.")
    return file, form, themes[options.theme or Theme.LIGHT.value]


# ── check ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Exit status: 0 clean, 1 problems found, 2 could not run."
    parser.add_argument("--text", metavar="FILE", help="the words of the release, to hold every excerpt against")
    parser.add_argument("--quick", action="store_true", help="only read the content, and do not ask the bot")
    parser.add_argument("--by", metavar="NAME", help="who checks: noted in the release, if nothing is to be mended")
    _json_option(parser, "a problem")


def _json_option(parser: argparse.ArgumentParser, each: str) -> None:
    parser.add_argument("--json", action="store_true", help=f"one JSON object a line for {each}")


def _language_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", metavar="CODE", help="the language of the answers, for example en")


def _preview_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--preview", action="store_true", help="for the press office: look behind an embargo")


def _check(options: argparse.Namespace, _: Load) -> int:
    from bot.check import check, folders_in
    from facts.load import is_live

    settings = Settings.read()
    folders = [_release_folder(word) for word in options.words] or folders_in(settings.folder)
    file = text_file("--text", options.text) if options.text else settings.text
    if file and len(folders) > 1:
        raise UsageError(
            f"a text belongs to one release, and there are {len(folders)} here.\n  Name the release's folder."
        )
    text = file.read_text(encoding="utf-8", errors="replace") if file else None
    language = None if options.words else settings.language
    live = next((folder for folder in folders if (folder / "release.yaml").is_file() and is_live(folder)), None)
    if options.by is not None and len(options.words) != 1:
        raise UsageError(f"who checks signs one release.\n  {PROGRAM} check RELEASE_FOLDER --by NAME")
    asks = [None if options.quick or not (options.by or workbench.is_finished(each)) else _asker for each in folders]
    checked = [check(at, text, language if at == live else None, ask) for at, ask in zip(folders, asks, strict=True)]
    for each in checked:
        if options.json:
            for problem in each.problems:
                streams.write_json(dataclasses.asdict(problem))
        else:
            print(each)
    is_clean = all(each.is_clean for each in checked)
    if is_clean and options.by is not None:
        workbench.sign(folders[0], options.by)
    return ANSWERED if is_clean else NOT_ANSWERED


def _asker(folder: Path) -> Answerer:
    """The bot over one release, to be asked by ``check``."""
    from bot.bank.command import answerer_of

    if sys.stderr.isatty():
        print(f"{PROGRAM}: asking the bot; content that was changed is made ready first …", file=sys.stderr, flush=True)
    return answerer_of(folder, Settings.read())


def _release_folder(word: str) -> Path:
    path = Path(word).expanduser()
    if not path.is_dir():
        raise UsageError(f"{word!r} is no folder.\n  Name the folder of a release, the one that holds release.yaml.")
    return path


# ── draft, review ──────────────────────────────────────────────────────────────────────────────────────────────────


def _draft_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "TEXT is plain text, Markdown (.md), HTML (.html) or PDF (.pdf, with the extra 'pdf'), in English. "
        "Exit status: 0 drafted, 1 drafted and no figure found, 2 could not run."
    )
    parser.add_argument("--into", metavar="FOLDER", help="where the draft's folder is made (here)")
    parser.add_argument("--name", metavar="NAME", help="the draft's name, in place of the file's")
    parser.add_argument("--list", action="store_true", help="only list the figures, and write nothing")


def _draft(options: argparse.Namespace, _: Load) -> int:
    from bot.drafting import NO_FIGURE, list_figures, make_draft

    if len(options.words) != 1:
        raise UsageError(f"which text?\n  {PROGRAM} draft FILE   drafts one release")
    file = text_file("TEXT", options.words[0])
    if file is None:
        raise UsageError("the name of the text is empty.")
    into = Path(options.into).expanduser() if options.into else None
    lines = list_figures(file) if options.list else make_draft(file, into, options.name)
    _print(lines)
    return NOT_ANSWERED if any(line.text == NO_FIGURE for line in lines) else ANSWERED


def _review_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Each decision is written at once. Without a terminal, decisions are read from standard input, one a line. "
        "Exit status: 0 nothing is marked any more, 1 something still is, 2 could not run."
    )
    parser.add_argument("--text", metavar="FILE", help="the words of the release, where they are not beside the draft")
    parser.add_argument("--json", action="store_true", help="only list what is marked, one JSON object a line")


def _review(options: argparse.Namespace, _: Load) -> int:
    from bot import review
    from facts.draft.marks import Marks

    if len(options.words) != 1:
        raise UsageError(f"which draft?\n  {PROGRAM} review FOLDER   the one that `{PROGRAM} draft` made")
    folder = _release_folder(options.words[0])
    marks = Marks(folder)
    if options.json:
        for mark in marks.left():
            streams.write_json(review.as_json(mark))
        return NOT_ANSWERED if marks.left() else ANSWERED
    text = review.text_of(folder, text_file("--text", options.text) if options.text else None)
    typed = streams.are_terminals() and not streams.is_dumb()
    ask = review.asked_at_terminal() if typed else review.asked_of_lines(streams.lines())
    left = review.Review(marks, text, review.shown_on(colours=streams.has_colours()), ask).walk()
    return NOT_ANSWERED if left else ANSWERED


# ── serve, doctor, why ─────────────────────────────────────────────────────────────────────────────────────────────


def _settings_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", metavar="FILE", help="a file of settings; the environment wins over it")


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "RELEASE_BOT_TOKEN holds the bot's token, in the environment or in the file."
    parser.add_argument("--webhook", action="store_true", help="let Telegram deliver updates, in place of polling")
    _settings_option(parser)


def _serve(options: argparse.Namespace, _: Load) -> int:
    _no_words(options)
    _telegram().serve(options.settings, webhook=options.webhook, debug=options.debug)
    return ANSWERED


def _doctor_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Exit status: 0 all is well, 1 something is to be mended, 2 could not run."
    _settings_option(parser)


def _doctor(options: argparse.Namespace, _: Load) -> int:
    _no_words(options)
    return ANSWERED if _telegram().doctor(options.settings) else NOT_ANSWERED


def _migrate_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "serve brings the database to the newest shape itself; going back loses what only later shapes hold."
    )
    parser.add_argument("--to", metavar="SHAPE", help="bring it there, forwards or back; such as 0002")
    _settings_option(parser)


def _migrate(options: argparse.Namespace, _: Load) -> int:
    _no_words(options)
    found = _telegram().shape(options.settings, options.to)
    print(f"The database has shape {found}." if found else "The database is empty; serve makes its tables.")
    return ANSWERED


def _why_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "The code stands under each answer, behind its sources. Exit status 1: there is no such receipt."
    _json_option(parser, "a receipt")
    _settings_option(parser)
    _preview_option(parser)


def _why(options: argparse.Namespace, _: Load) -> int:
    from bot import render

    if len(options.words) != 1:
        hint = f'\n  To ask a question: {PROGRAM} ask "why {" ".join(options.words)[:200]}"' if options.words else ""
        raise UsageError(f"which answer?\n  {PROGRAM} why CODE   the code stands under the answer{hint}")
    found = _telegram().why(options.settings, options.words[0])
    if found is None:
        streams.say(f"there is no receipt {options.words[0]!r}: it never was, or has expired.")
        return NOT_ANSWERED
    reply, opinions = found
    if not options.preview and (withheld := _telegram().withheld(options.settings, reply)):
        streams.say(withheld)
        return NOT_ANSWERED
    if options.json:
        streams.write_json({**reply.as_json(), "explanation": render.explanation_as_json(reply), "opinions": opinions})
    else:
        asked = render.Line(reply.question, render.Style.NOTE, 0, "→ ")
        thought = [render.Line(each, render.Style.NOTE, render.INDENT) for each in opinions]
        _print([asked, *render.lines_of(reply), *render.explained(reply), *thought])
    return ANSWERED


# ── correct, withdraw ──────────────────────────────────────────────────────────────────────────────────────────────


def _correct_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "VALUE is written as the release does, such as '3.6 %', '>10%' or 'over 45 meetings'. "
        "Exit status: 0 corrected, 1 not confirmed or not sound, or somebody is still to be told; 2 could not run."
    )
    parser.add_argument("--to", metavar="VALUE", help="the right value")
    _change_options(parser)


def _withdraw_options(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Exit status: 0 withdrawn, 1 not confirmed or not sound, or somebody is still to be told; 2 could not run."
    )
    _change_options(parser)


def _change_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--because", metavar="WHY", help="why, as readers are told it")
    parser.add_argument("--release", metavar="ID", help="the release, where several have such a fact")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    _settings_option(parser)


def _correct(options: argparse.Namespace, _: Load) -> int:
    if options.to is None:
        raise UsageError(f'what is the right value?\n  {PROGRAM} correct FACT --to VALUE --because "WHY"')
    return _change(options, options.to)


def _withdraw(options: argparse.Namespace, _: Load) -> int:
    return _change(options, None)


def _change(options: argparse.Namespace, value: str | None) -> int:
    """Show what a change of a fact would do, and do it once that is confirmed."""
    from bot.correction import command

    if len(options.words) != 1:
        raise UsageError("which fact? Name one, by its name in `release-bot facts`.")
    if not (options.because or "").strip():
        raise UsageError('why? Readers are told the reason: --because "WHY"')
    wanted = command.Wanted(options.words[0], options.because, value, options.release)
    content = command.content_settings(options.settings)
    draft = command.drafted(wanted, content)
    _print(command.shown(draft, content))
    if not draft.is_sound:
        streams.say("the content would be wrong afterwards, so nothing was changed.")
        return NOT_ANSWERED
    streams.say("making the content ready as it will be (about half a minute) …")
    ready = list(command.readied(draft, content))
    _print([line for each in ready for line in each.lines])
    told = command.told(draft, options.settings)
    _print(told.lines())
    if not (options.yes or command.confirmed("Shall it be so?")):
        streams.say("nothing was changed. --yes does it without asking.")
        return NOT_ANSWERED
    return ANSWERED if command.carried_out(draft, ready, told, options.settings) else NOT_ANSWERED


def _no_words(options: argparse.Namespace) -> None:
    if options.words:
        raise UsageError(f"{options.words[0]!r} is one word too many.")


def _telegram() -> ModuleType:
    """The Telegram channel, which is an extra. Raises UsageError where it is not installed."""
    try:
        from bot.telegram import commands
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, and the Telegram bot needs it.\n"
            f"  To mend: pip install '{PROGRAM}[telegram]'; from a checkout, deploy/run serve sees to it."
        ) from error
    return commands


COMMANDS: Final[Mapping[str, Command]] = {
    "ask": Command(
        "answer a question", "QUESTION | - [--json] [--explain] [--language CODE] [--preview]", _ask_options, _ask
    ),
    "chat": Command("talk, with follow-up questions", "[--json] [--language CODE] [--preview]", _chat_options, _chat),
    "facts": Command("list and search what the release says", "[WORD...] [--json] [--preview]", _facts_options, _facts),
    "chart": Command(
        "list, show and draw charts",
        "[NAME] [--to FILE.png|FILE.svg] [--theme light|dark|both] [OPTION...]",
        _chart_options,
        _chart,
    ),
    "check": Command(
        "check the content", "[--text FILE] [--quick] [--by NAME] [--json] [RELEASE_FOLDER...]", _check_options, _check
    ),
    "draft": Command(
        "draft a release from its text", "TEXT [--into FOLDER] [--name NAME] [--list]", _draft_options, _draft
    ),
    "review": Command("go through the guesses of a draft", "FOLDER [--text FILE] [--json]", _review_options, _review),
    "serve": Command("run the Telegram bot", "[--webhook] [--settings FILE]", _serve_options, _serve),
    "doctor": Command("look over the Telegram bot's set-up", "[--settings FILE]", _doctor_options, _doctor),
    "announce": Command(
        "announce a release, or a text, in the chats that subscribed",
        "[RELEASE | --message FILE] [--to TAG] [--at MOMENT] [OPTION...]",
        publishing.announce_options,
        publishing.announce,
    ),
    "announcements": Command(
        "report on announcements; pause, resume, cancel or go on with one",
        "[show | pause | resume | cancel | send CODE] [OPTION...]",
        publishing.announcements_options,
        publishing.announcements,
    ),
    "subscriptions": Command(
        "list, add, remove and tag the chats that get announcements",
        "[add | remove CHAT...] [tag CHAT... TAG...] [OPTION...]",
        publishing.subscriptions_options,
        publishing.subscriptions,
    ),
    "correct": Command(
        "correct a fact, and tell those who were told",
        "FACT --to VALUE --because WHY [--release ID] [--yes] [--settings FILE]",
        _correct_options,
        _correct,
    ),
    "withdraw": Command(
        "take a fact back, and tell those who were told",
        "FACT --because WHY [--release ID] [--yes] [--settings FILE]",
        _withdraw_options,
        _withdraw,
    ),
    "stats": Command(
        "how much was asked, with which outcome, and how the bot stands",
        "[--since DAY] [--url URL] [--json] [--settings FILE]",
        watching.stats_options,
        watching.stats,
    ),
    "migrate": Command(
        "tell the shape of the database, and bring it to another",
        "[--to SHAPE] [--settings FILE]",
        _migrate_options,
        _migrate,
    ),
    "why": Command("show how an answer came about", "CODE [--json] [--settings FILE] [--preview]", _why_options, _why),
    "approve": Command(
        "let a checked release go live",
        "RELEASE --by NAME [--supersedes RELEASE]",
        workbench.approve_options,
        workbench.approve,
    ),
    "test": Command(
        "ask the question bank and judge the answers",
        "[--release R] [FILE...] [--least PERCENT] [--misses] [--junit FILE]",
        workbench.test_options,
        workbench.test,
    ),
    "unanswered": Command(
        "what people asked in vain, and what becomes of it",
        "[accept N --as QUERY | accept N --alias FACT | gap N GAP | ignore N]",
        workbench.unanswered_options,
        workbench.unanswered,
    ),
}

if __name__ == "__main__":
    run()
