"""What is kept of content made ready: found where the same stands again, and not missed where there is no room."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import compiled as module
from bot.answer import Answerer
from bot.compiled import Compiled, compile_content, compiled, compiled_alike, is_ready, kept, trained
from intents.matching import patterns
from intents.matching.match import Folded, Matcher
from tests.conftest import OTHER_RELEASE

SMALL = OTHER_RELEASE.parent / "marenia-ports-q3"
TRAFFIC = "How much did container traffic change?"


def test_a_full_disk_costs_time_and_no_room(tmp_path: Path) -> None:
    """What does not fit is made again each time, and half of it does not stay and fill the disk."""
    place = tmp_path / "group" / "release.made.pickle"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        assert kept(place, lambda: b"x" * 1_000_000, bytes) == b"x" * 1_000_000
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(place.parent.iterdir())
    assert kept(place, lambda: b"y", bytes) == b"y"
    assert kept(place, lambda: b"z", bytes) == b"y"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of which nothing is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    few = shutil.ignore_patterns("not-stated.yaml")
    return Path(shutil.copytree(SMALL, tmp_path / "releases" / SMALL.name, ignore=few))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose content is made ready afresh, as it happens."""
    folders: list[Path] = []
    real: Callable[[Path, str], Compiled] = module.compile_content

    def noted(folder: Path, code: str) -> Compiled:
        folders.append(folder)
        return real(folder, code)

    monkeypatch.setattr(module, "compile_content", noted)
    return folders


def change(folder: Path, old: str, new: str) -> None:
    """Edit the growth of traffic by hand."""
    file = folder / "measures.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_content_is_made_ready_once(folder: Path, tmp_path: Path, made: list[Path]) -> None:
    """A change that is taken back, and a copy somewhere else; what differs by a figure is told with that figure."""
    assert "2.9%" in Answerer.over(compiled(folder, "en")).ask(TRAFFIC).text
    change(folder, "2.9", "2.8")
    assert "2.8%" in Answerer.over(compiled(folder, "en")).ask(TRAFFIC).text
    change(folder, "2.8", "2.9")
    assert not is_ready(folder, "en")
    assert "2.9%" in Answerer.over(compiled(folder, "en")).ask(TRAFFIC).text
    assert is_ready(folder, "en")
    copy = Path(shutil.copytree(folder, tmp_path / "elsewhere" / folder.name))
    assert "2.9%" in Answerer.over(compiled_alike(copy, "en")).ask(TRAFFIC).text
    assert not is_ready(copy, "en")
    assert made == [folder, folder]


def test_another_checkout_takes_what_was_made_ready(
    folder: Path, tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies elsewhere and was written later; a word of its code that differs, and it makes its own."""
    compiled(folder, "en")
    checkout = tmp_path / "checkout"
    for name in ("facts", "intents"):
        shutil.copytree(module._ROOT / name, checkout / name, ignore=shutil.ignore_patterns("releases", "__pycache__"))
    (checkout / "bot").mkdir()
    shutil.copyfile(module._ROOT / "bot" / "compiled.py", checkout / "bot" / "compiled.py")
    for file in checkout.rglob("*.py"):
        os.utime(file, (0, 0))
    monkeypatch.setattr(module, "_ROOT", checkout)
    assert not is_ready(folder, "en")
    compiled_alike(folder, "en")
    assert made == [folder]
    code = checkout / "intents" / "matching" / "fold.py"
    code.write_text(code.read_text("utf-8") + "\n", "utf-8")
    compiled_alike(folder, "en")
    assert made == [folder, folder]


def test_what_is_changed_meanwhile_is_not_kept_as_what_stood_there(
    folder: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read while somebody writes: what comes of it is never told as the content of before."""
    real = module.compile_content

    def overtaken(folder: Path, code: str) -> Compiled:
        change(folder, "2.9", "2.8")
        return real(folder, code)

    with monkeypatch.context() as patched:
        patched.setattr(module, "compile_content", overtaken)
        compiled(folder, "en")
    change(folder, "2.8", "2.9")
    assert "2.9%" in Answerer.over(compiled(folder, "en")).ask(TRAFFIC).text
    assert made == [folder, folder]


def test_what_nobody_takes_is_forgotten(folder: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """So much of it is kept, and what was taken last stays; what is kept for the folder itself is none of it."""
    first = compiled(folder, "en")
    (alike,) = folder.parents[1].glob("cache/release-bot/alike/*.pickle")
    monkeypatch.setattr(module, "_ALIKE_BYTES", alike.stat().st_size * 3 // 2)
    os.utime(alike, (0, 0))
    change(folder, "2.9", "2.8")
    compiled(folder, "en")
    (left,) = alike.parent.iterdir()
    assert left != alike
    change(folder, "2.8", "2.9")
    assert compiled(folder, "en").versions == first.versions
    assert len(made) == 3


@pytest.fixture
def taught(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many classes of wordings are learned at a time, as it happens."""
    counts: list[int] = []
    real = patterns.trained

    def noted(texts: Mapping[str, Sequence[Folded]], contractions: Mapping[str, str]) -> Matcher:
        counts.append(len(texts))
        return real(texts, contractions)

    monkeypatch.setattr(patterns, "trained", noted)
    return counts


def test_what_teaches_nothing_new_is_not_learned_anew(folder: Path, taught: list[int]) -> None:
    """A figure that no wording quotes; what was kept is to the letter what training gives. A new wording is learned."""
    first = compile_content(folder, "en")
    change(folder, "2.9", "2.8")
    found = compile_content(folder, "en")
    assert len(taught) == 1
    assert found.patterns.matcher.to_state() == first.patterns.matcher.to_state()
    assert "2.8%" in Answerer.over(found).ask(TRAFFIC).text
    file = next(file for file in sorted(folder.glob("questions/en/*.yaml")) if "container" in file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace("container", "barge"), "utf-8")
    compile_content(folder, "en")
    assert len(taught) == 2


def test_whatever_training_reads_tells_one_matcher_from_another(folder: Path, taught: list[int]) -> None:
    """Words, marks, their order, and contractions; which words the lists know is not learned."""
    sets = [
        {"a": [Folded(("one", "two"), ("m",))], "b": [Folded(("three",))]},
        {"a": [Folded(("one", "two"))], "b": [Folded(("three",), ("m",))]},
        {"a": [Folded(("one two",), ("m",))], "b": [Folded(("three",))]},
        {"b": [Folded(("three",))], "a": [Folded(("one", "two"), ("m",))]},
        {"a": [Folded(("one", "two"), ("m",)), Folded(("three",))], "b": []},
    ]
    for texts in sets:
        assert trained(texts, {}).to_state() == Matcher.train(texts).to_state()
    trained(sets[0], {"i'm": "i am"})
    assert len(taught) == len(sets) + 1
    trained({"a": [Folded(("one", "two"), ("m",), frozenset({"one"}), True)], "b": [Folded(("three",))]}, {})
    for texts in sets:
        assert trained(texts, {}).to_state() == Matcher.train(texts).to_state()
    assert len(taught) == len(sets) + 1


def test_two_that_want_the_same_make_it_ready_once(folder: Path, made: list[Path]) -> None:
    """The second waits for the first, and takes what that made."""
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(lambda _: compiled_alike(folder, "en"), range(2))
    assert made == [folder]
    assert first.versions == second.versions
    assert not list(folder.parents[1].glob("cache/release-bot/*/*.lock"))


def test_nobody_waits_for_ever(folder: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who makes it may have been stopped."""
    monkeypatch.setattr(module, "_PATIENCE", 0)
    place = module._place_of_alike(folder, "en")
    with module._alone(place):
        assert compiled_alike(folder, "en").release.id == folder.name
    assert made == [folder]
