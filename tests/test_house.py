"""The house rules that no type checker holds: which room may know which, and what may stand in the repository.

Each sweep first asserts that it found something, so that a folder that moves cannot make it pass in silence.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN_ROOMS = {"facts": {"bot", "intents"}, "intents": {"bot"}, "bot": set[str]()}
# Each room of intents/ may know those before it; `findings`, what a question came to, is known to all.
ROOMS_OF_INTENTS = (
    "vocabulary",
    "spans",
    "replies",
    "readings",
    "matching",
    "verdicts",
    "messages",
    "conversation",
)
HOME_OF_LIBRARY = {
    "telegram": "bot/telegram",
    "sqlalchemy": "bot/store",
    "prometheus_client": "bot/watch",
    "structlog": "bot/telegram",
}
TOP_LEVEL = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "bot", "intents", "facts", "tests", "deploy"}

# Written in pieces, so that this file does not find itself.
ADDRESSES = {
    "a path of one machine": r"(?<![\w.])/" + r"work/",
    "a file address": r"\bfile:" + r"///",
    "a package index": r"\bpypi" + r"\.org|python" + r"hosted|https?://files" + r"\.",
    "an index option": r"--(?:extra-)?index" + r"-url[ =]|--find" + r"-links[ =]",
}


def repository_files() -> list[Path]:
    """Return the files under version control or about to be; without git, all but hidden and cached ones."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        names = [name for name in listing.stdout.split("\0") if name]
        return sorted({path for name in names if (path := ROOT / name).is_file()})
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not any(part[0] == "." or part == "__pycache__" for part in path.relative_to(ROOT).parts)
    )


def modules(room: str) -> list[Path]:
    """Return the Python files of a room, of which there must be some."""
    found = sorted((ROOT / room).rglob("*.py"))
    assert found, f"no Python files under {room}/"
    return found


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """Return line and dotted name of everything a module imports, at its top, in a function or by name."""
    return list(imported(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the same."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield node.lineno, module
            case ast.ImportFrom(module=module, level=level) if level:
                package = path.relative_to(ROOT).parent.parts
                base = package[: len(package) - level + 1]
                yield node.lineno, ".".join([*base, module] if module else base)
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                if ast.unparse(function) in {"importlib.import_module", "import_module", "__import__"}:
                    yield node.lineno, name


def place(path: Path, line: int) -> str:
    """Return `path:line`, as an editor opens it."""
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


@pytest.mark.parametrize("room", FORBIDDEN_ROOMS)
def test_imports_run_one_way(room: str) -> None:
    """Imports run from bot to intents to facts, never back."""
    wrong = [
        f"{place(path, line)}: imports {name}"
        for path in modules(room)
        for line, name in imports(path)
        if name.split(".")[0] in FORBIDDEN_ROOMS[room]
    ]
    assert not wrong, "imports against the direction bot → intents → facts:\n" + "\n".join(wrong)


@pytest.mark.parametrize("room", ROOMS_OF_INTENTS)
def test_imports_run_one_way_within_intents(room: str) -> None:
    """A room of intents/ imports only itself, the rooms before it and the findings."""
    known = {"findings", *ROOMS_OF_INTENTS[: ROOMS_OF_INTENTS.index(room) + 1]}
    wrong = [
        f"{place(path, line)}: imports {name}"
        for path in modules(f"intents/{room}")
        for line, name in imports(path)
        if name.startswith("intents.") and name.split(".")[1] not in known
    ]
    assert not wrong, f"imports against the direction {' ← '.join(ROOMS_OF_INTENTS)}:\n" + "\n".join(wrong)


def test_every_module_of_intents_has_its_room() -> None:
    """Beside the rooms stand only what joins them and what they hand on."""
    rooms = {path.relative_to(ROOT / "intents").parts[0] for path in modules("intents")}
    beside = {"__init__.py", "check.py", "findings.py", "interpret.py", "releases.py"}
    assert rooms == {*ROOMS_OF_INTENTS, *beside}


@pytest.mark.parametrize("library", HOME_OF_LIBRARY)
def test_a_library_stays_in_its_home(library: str) -> None:
    """Telegram, the database and what watches are imported by their own folders only."""
    home = HOME_OF_LIBRARY[library]
    wrong = [
        f"{place(path, line)}: imports {name}"
        for room in FORBIDDEN_ROOMS
        for path in modules(room)
        for line, name in imports(path)
        if name.split(".")[0] == library and not path.relative_to(ROOT).as_posix().startswith(home + "/")
    ]
    assert not wrong, f"{library} may be imported below {home}/ only:\n" + "\n".join(wrong)


def test_one_question_loads_neither_telegram_nor_the_database() -> None:
    """A one-shot `ask` stays quick: it loads no channel, no database, no plotting, and nothing that watches it."""
    program = "import sys; from bot.cli import main; sys.argv[1:] = ['ask', 'hello']; sys.exit(main())"
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
    assert "bot.cli" in loaded, run.stderr[-2000:]
    heavy = {name for name in loaded if name.split(".")[0] in {*HOME_OF_LIBRARY, "matplotlib"}}
    assert not heavy, f"`release-bot ask` loads {', '.join(sorted(heavy))}"


def test_no_file_names_a_machine_or_an_index() -> None:
    """No text in the repository names a path of one machine or the address of a package index."""
    files = repository_files()
    assert ROOT / "pyproject.toml" in files
    wrong = []
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        wrong += [
            f"{place(path, number)}: {what}: {line.strip()[:100]}"
            for number, line in enumerate(lines, 1)
            for what, pattern in ADDRESSES.items()
            if re.search(pattern, line)
        ]
    assert not wrong, "to be taken out:\n" + "\n".join(wrong)


def test_pinned_requirements_carry_hashes() -> None:
    """Each pinned requirement has an exact version and a hash, and there are no options beside them."""
    files = sorted((ROOT / "deploy").glob("requirements*.txt"))
    assert files, "no deploy/requirements*.txt"
    for path in files:
        entries = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        pins = [entry for entry in entries if entry.strip() and not entry.startswith("#")]
        assert pins, f"{path.name} is empty"
        wrong = [pin[:80] for pin in pins if not re.match(r"[a-z0-9][\w.-]*==\S+ .*--hash=sha256:", pin)]
        assert not wrong, f"{path.name}: run deploy/lock; not pinned with a hash:\n" + "\n".join(wrong)


def test_top_level_holds_only_what_it_should() -> None:
    """The top folder holds the three rooms and what surrounds them, and nothing has crept in."""
    entries = {path.relative_to(ROOT).parts[0] for path in repository_files()}
    assert entries >= TOP_LEVEL - {"CHANGELOG.md"}, f"missing: {sorted(TOP_LEVEL - {'CHANGELOG.md'} - entries)}"
    stray = sorted(entry for entry in entries - TOP_LEVEL if not entry.startswith("."))
    assert not stray, f"not allowed at the top: {', '.join(stray)}; put it below one of {', '.join(sorted(TOP_LEVEL))}"


def test_scripts_can_be_run() -> None:
    """The scripts of deploy/ and .ci/ are executable."""
    for name in ("deploy/run", "deploy/lock", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK), f"{name} is not executable: chmod +x {name}"


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public_definitions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield the public classes, functions and methods of a module, each with its dotted name."""
    for node in body:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        # What a decorator completes or replaces says elsewhere what it does.
        if any(re.search(r"\b(overload|override|setter|deleter)$", ast.unparse(d)) for d in node.decorator_list):
            continue
        yield prefix + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from public_definitions(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize("room", FORBIDDEN_ROOMS)
def test_public_names_have_docstrings(room: str) -> None:
    """Each module, public class, function and method says in a line what it is for."""
    wrong = []
    seen = 0
    for path in modules(room):
        source = path.read_text(encoding="utf-8")
        if path.name == "__init__.py" and not source.strip():
            continue
        tree = ast.parse(source, filename=str(path))
        if not ast.get_docstring(tree):
            wrong.append(f"{place(path, 1)}: the module")
        for name, node in public_definitions(tree.body):
            seen += 1
            if not ast.get_docstring(node):
                wrong.append(f"{place(path, node.lineno)}: {name}")
    assert seen, f"no public name under {room}/"
    assert not wrong, "without a docstring:\n" + "\n".join(wrong)
