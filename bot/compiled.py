"""Content made ready once and kept on disk, so that a single question does not wait for it.

Reading the YAML, stemming its words and training the matcher take about a second; what comes out is kept in the
user's own cache folder, under a name made from every content file and every module that shapes it. A change of any of
them gives another name. The file is a pickle, so it is read only where nobody but the user could have written it;
whenever anything about it is not as it should be, the content is simply made ready again.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import mmap
import os
import pickle
import struct
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from facts.model import Fact, Gap, Release, Topic
    from intents.language import Language
    from intents.patterns import Patterns
    from intents.recognise import Recogniser
    from intents.resolve import Resolver
    from intents.wordings import Wordings

_ROOT: Final = Path(__file__).parent.parent
_KEPT: Final = 4
"""Older files beyond this are removed: each takes some 25 megabytes."""
_HEAD: Final = struct.Struct("<QQ")
_SIZE: Final = struct.Struct("<Q")
_ALIGNED: Final = 4096


@dataclass(slots=True)
class Compiled:
    """Everything that is the same for every question."""

    releases: Mapping[str, Release]
    release: Release
    language: Language
    recogniser: Recogniser
    resolver: Resolver
    patterns: Patterns
    kept_forms: frozenset[str]
    """Word forms that the stemmer leaves alone."""
    versions: tuple[tuple[str, str], ...]
    """Short hashes of the facts, the patterns and the matcher."""


def compiled(folder: Path, code: str) -> Compiled:
    """The content of a folder of releases and a language, from the cache where it is there.

    Raises facts.load.ContentError for content that is wrong, and FileNotFoundError for a language there is not.
    """
    place = _place(folder, code)
    found = _read(place) if place else None
    if found is not None:
        from intents.normalise import stem

        stem.kept.update(found.kept_forms)
        return found
    made = compile_content(folder, code)
    if place:
        _write(place, made)
    return made


def is_ready(folder: Path, code: str) -> bool:
    """Whether the content is in the cache, so that it need not be made ready first."""
    place = _place(folder, code)
    return place is not None and place.exists()


def compile_content(folder: Path, code: str) -> Compiled:
    """The content made ready afresh."""
    from facts.load import load_releases
    from intents.language import Language
    from intents.wordings import load_wordings

    language = Language.load(code)
    releases = load_releases(folder)
    newest = max(releases)
    return make_ready(releases, language, load_wordings(folder / newest, releases[newest], code))


def make_ready(releases: Mapping[str, Release], language: Language, wordings: Wordings | None = None) -> Compiled:
    """Releases and a language with all that is learnt from them; the last release by name is the one that is asked."""
    from intents.generic import with_generic
    from intents.normalise import stem
    from intents.patterns import Patterns
    from intents.recognise import Recogniser
    from intents.resolve import Resolver
    from intents.wordings import Wordings

    release = releases[max(releases)]
    recogniser = Recogniser.build(language.lexicon, [release])
    targets: list[Fact | Gap | Topic] = [*release.facts(), *release.gaps, *release.topics]
    for target in targets:
        texts = [*target.names.get(language.code, []), *target.about.get(language.code, [])]
        texts += [target.label.get(language.code, ""), getattr(target, "statement", {}).get(language.code, "")]
        recogniser.learn(texts)
    for fact in release.facts():
        recogniser.speaks_of(fact.names.get(language.code, []))
    recogniser.speaks_of(release.about.common.get(language.code, []))
    recogniser.learn(release.about.common.get(language.code, []))
    recogniser.ready()
    resolver = Resolver.build(release, language.lexicon, recogniser)
    wordings = with_generic(wordings or Wordings(), release, language)
    patterns = Patterns.build(wordings, language, recogniser, release)
    versions = _versions(release, language, wordings)
    return Compiled(releases, release, language, recogniser, resolver, patterns, frozenset(stem.kept), versions)


def _versions(release: Release, language: Language, wordings: Wordings) -> tuple[tuple[str, str], ...]:
    matcher = repr(language.thresholds) + language.fingerprint()
    return (
        ("facts", _digest(repr(release))),
        ("patterns", _digest(repr(language.intents) + repr(wordings.asks))),
        ("matcher", _digest(matcher)),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _place(folder: Path, code: str) -> Path | None:
    """Where the content of these files would be kept; none where there is no folder to keep it in."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not os.path.isabs(base):
        return None
    digest = hashlib.sha256(f"{sys.version_info[:3]} {folder.resolve()} {code}".encode())
    try:
        for path in _files(folder, code):
            stat = path.stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode())
    except OSError:
        return None
    return Path(base) / "release-bot" / f"{digest.hexdigest()[:32]}.pickle"


def _files(folder: Path, code: str) -> Iterator[Path]:
    for place, pattern in (
        (folder, "**/*.yaml"),
        (_ROOT / "intents" / code, "*.yaml"),
        (_ROOT / "facts", "*.py"),
        (_ROOT / "intents", "**/*.py"),
        (_ROOT / "bot", "compiled.py"),
    ):
        yield from sorted(place.glob(pattern))


def _read(place: Path) -> Compiled | None:
    try:
        with place.open("rb") as file:
            if not _ours(os.fstat(file.fileno())) or not _ours(place.parent.stat()):
                return None
            was_on = gc.isenabled()
            gc.disable()
            try:
                found = _unpacked(file)
            finally:
                if was_on:
                    gc.enable()
    except Exception:
        return None
    return found if isinstance(found, Compiled) else None


def _pack(made: Compiled, file: IO[bytes]) -> None:
    """Write the content, and after it what is large, so that this can be mapped instead of read."""
    large: list[pickle.PickleBuffer] = []
    content = pickle.dumps(made, 5, buffer_callback=large.append)
    raws = [buffer.raw() for buffer in large]
    head = _HEAD.pack(len(content), len(raws)) + b"".join(_SIZE.pack(raw.nbytes) for raw in raws)
    file.write(head)
    file.write(content)
    for raw in raws:
        file.write(bytes(-file.tell() % _ALIGNED))
        file.write(raw)


def _unpacked(file: IO[bytes]) -> object:
    """Read what ``_pack`` wrote."""
    length, count = _HEAD.unpack(file.read(_HEAD.size))
    sizes = [_SIZE.unpack(file.read(_SIZE.size))[0] for _ in range(count)]
    content = file.read(length)
    mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    place, buffers = file.tell(), []
    for size in sizes:
        place += -place % _ALIGNED
        buffers.append(mapped[place : place + size])
        place += size
    return pickle.loads(content, buffers=buffers)


def _ours(stat: os.stat_result) -> bool:
    """Whether the file belongs to this user and nobody else may write it."""
    return not hasattr(os, "getuid") or (stat.st_uid == os.getuid() and not stat.st_mode & 0o022)


def _write(place: Path, made: Compiled) -> None:
    """Keep the content; another process never sees half of it, and no room for it is no error."""
    with contextlib.suppress(OSError, pickle.PicklingError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            _pack(made, file)
        os.replace(file.name, place)
        old = sorted(place.parent.glob("*.pickle"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[_KEPT:]:
            path.unlink()
