"""Content made ready once and kept on disk, so that a single question does not wait for it.

Reading the YAML, stemming its words and training the matcher take half a minute; what comes out is kept in the
user's own cache folder, a file for each release, under a name made from every content file and every module that
shapes it. A change of any of them gives another name, so a new release leaves the files of the others as they are.
Beside these, what was made ready last is kept by what stood in the files: the same content in another folder, or there
again after a change was taken back, is not made ready anew. So is the matcher, by the wordings as it learns them: a
change of what is said, or of a figure that no wording quotes, does not train it anew.
The file is a pickle, so it is read only where nobody but the user could have written it; whenever anything about it is
not as it should be, the content is simply made ready again.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import mmap
import os
import pickle
import shutil
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from facts.model import Fact, Gap, Release, Topic
    from intents.matching.match import Folded, Matcher
    from intents.matching.patterns import Patterns
    from intents.matching.wordings import Wordings
    from intents.spans.recognise import Recogniser
    from intents.spans.resolve import Resolver
    from intents.vocabulary.language import Language

_T = TypeVar("_T")
_ROOT: Final = Path(__file__).parent.parent
_KEPT: Final = 2
"""Older files of one release beyond this are removed: each takes some 25 megabytes."""
_FOLDERS: Final = 12
"""Folders of releases beyond this are forgotten, those that nothing was kept for of late first."""
_ALIKE: Final = "alike"
"""The folder for what is kept by what stands in the files of a release, wherever these are."""
_TRAINED: Final = "trained"
"""The folder for matchers, which are kept by the wordings that they learned."""
_ALIKE_BYTES: Final = 200_000_000
"""What is in either of these folders beyond this is forgotten, what nobody took for longest first."""
_TRAINERS: Final = ("numpy", "PyStemmer")
"""Libraries by which the matcher learns."""
_LIBRARIES: Final = (*_TRAINERS, "pydantic", "pydantic_core")
"""Libraries whose versions make a difference to what is kept."""
_PATIENCE: Final = 60.0
"""Seconds to wait for another process that makes the same ready."""
_LOOKS: Final = 0.1
_EXPECTED: Final = "expected"
_ASIDE: Final = frozenset({_EXPECTED, "ignored"})
"""Folders of a release from which no answer is made."""
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
    """The content of one release, by its folder, and of a language, from the cache where it is there.

    The release may be in any state: who tells of it looks whether it is live.
    Raises facts.load.ContentError for content that is wrong, and FileNotFoundError for a language there is not.
    """
    found = kept(place_of(folder, code), lambda: compiled_alike(folder, code), Compiled)
    from intents.vocabulary.normalise import stem

    stem.kept.update(found.kept_forms)
    return found


def compiled_alike(folder: Path, code: str) -> Compiled:
    """The same out of what was made ready of the same content, wherever that stood; else made ready, and kept as such.

    Nothing is kept for the folder itself.
    """
    state, place = place_of(folder, code), _place_of_alike(folder, code)
    found = _taken(place, Compiled)
    if found is not None:
        return found
    with _alone(place):
        found = _taken(place, Compiled)  # another process has made it meanwhile
        if found is not None:
            return found
        made = compile_content(folder, code)
        # What was changed meanwhile must not be told later as what stood there before.
        if place and state is not None and state == place_of(folder, code):
            _write(place, made, _forget_alike)
        return made


@contextlib.contextmanager
def _alone(place: Path | None) -> Iterator[None]:
    """While one process makes what will be kept at a place, others that would make the same wait; not for ever."""
    held = _held(place) if place else None
    try:
        yield
    finally:
        if place and held is not None:
            with contextlib.suppress(OSError):
                place.with_suffix(".lock").unlink()
            os.close(held)


def _held(place: Path) -> int | None:
    """The lock of a place, once it is ours; none where there are no locks, or nobody gives it back in time."""
    try:
        import fcntl

        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(place.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    except (ImportError, OSError):
        return None
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if isinstance(error, BlockingIOError) and time.monotonic() < until:
                time.sleep(_LOOKS)
                continue
            os.close(file)
            return None
        return file


def folders_of(folder: Path) -> list[Path]:
    """The folders below one that hold a release each; none where it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError:
        return []


def is_ready(folder: Path, code: str) -> bool:
    """Whether the content of one release is in the cache, so that it need not be made ready first."""
    place = place_of(folder, code)
    return place is not None and place.exists()


def compile_content(folder: Path, code: str) -> Compiled:
    """The content of one release made ready afresh."""
    from facts.load import load_release

    return compile_release(load_release(folder), folder, code)


def compile_release(release: Release, folder: Path, code: str) -> Compiled:
    """The same for a release that has been read, with the wordings of its folder."""
    from intents.matching.wordings import load_wordings
    from intents.vocabulary.language import Language

    return make_ready({release.id: release}, Language.load(code), load_wordings(folder, release, code))


def kept(place: Path | None, make: Callable[[], _T], kind: type[_T]) -> _T:
    """What is kept at a place of the cache; made, and kept there, where it is not there yet."""
    found = _read(place) if place else None
    if place and isinstance(found, kind):
        with contextlib.suppress(OSError):
            os.utime(place.parent)  # so that it is not forgotten before those that nobody asks
        return found
    made = make()
    if place:
        _write(place, made, _forget_older)
    return made


def _taken(place: Path | None, kind: type[_T]) -> _T | None:
    """What is kept by what it is made of; it is not forgotten before what nobody asks for."""
    found = _read(place) if place else None
    if place is None or not isinstance(found, kind):
        return None
    with contextlib.suppress(OSError):
        os.utime(place)
    return found


def stamps(folders: Iterable[Path], code: str, *, aside: bool = False) -> list[str | None]:
    """For each release what is another one once a file that it is made from is changed; none where it is not known.

    With ``aside`` also once a file changes that it is held against.
    """
    shaped = _shaped(code)
    places = (_place(folder, code, shaped, "", *(_expected(folder) if aside else ())) for folder in folders)
    return [place.stem if place else None for place in places]


def make_ready(releases: Mapping[str, Release], language: Language, wordings: Wordings | None = None) -> Compiled:
    """Releases and a language with all that is learnt from them; the newest release is the one that is asked."""
    from facts.series import in_order
    from intents.matching.generic import with_generic
    from intents.matching.patterns import Patterns
    from intents.matching.wordings import Wordings
    from intents.spans.recognise import Recogniser
    from intents.spans.resolve import Resolver
    from intents.vocabulary.normalise import stem

    release = in_order(releases.values())[-1]
    stem.kept = set(language.lexicon.kept_forms)  # what another release has to tell apart is none of this one's affair
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
    patterns = Patterns.build(wordings, language, recogniser, release, trained)
    versions = _versions(release, language, wordings)
    return Compiled(releases, release, language, recogniser, resolver, patterns, frozenset(stem.kept), versions)


def trained(texts: Mapping[str, Sequence[Folded]], contractions: Mapping[str, str]) -> Matcher:
    """The matcher of those texts: the one that was trained of the same ones, else trained now, and kept."""
    from intents.matching import patterns
    from intents.matching.match import Matcher

    place = _place_of_trained(texts, contractions)
    found = _taken(place, Matcher)
    if found is not None:
        return found
    made = patterns.trained(texts, contractions)
    if place:
        _write(place, made, _forget_alike)
    return made


def keep(folder: Path, code: str, content: Compiled) -> None:
    """Keep content that was made ready otherwise, for whoever asks for that of this folder next."""
    place = place_of(folder, code)
    if place is not None:
        _write(place, content, _forget_older)


def _versions(release: Release, language: Language, wordings: Wordings) -> tuple[tuple[str, str], ...]:
    matcher = repr(language.thresholds) + language.fingerprint()
    return (
        ("facts", version_of(release)),
        ("patterns", _digest(repr(language.intents) + repr(wordings.asks))),
        ("matcher", _digest(matcher)),
    )


def version_of(release: Release) -> str:
    """A short hash of the facts of a release, which replies carry."""
    return _digest(repr(release))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def place_of(folder: Path, code: str, name: str = "", *more: Path) -> Path | None:
    """Where what is made of the files of a folder would be kept; none where there is no folder to keep it in.

    ``name`` tells apart what is made of the same files; ``more`` are modules that shape it besides.
    """
    return _place(folder, code, _shaped(code), name, *more)


def _place(folder: Path, code: str, shaped: str | None, name: str = "", *more: Path) -> Path | None:
    base = _base()
    if base is None or shaped is None:
        return None
    try:
        digest = hashlib.sha256(f"{sys.version_info[:3]} {folder.resolve()} {code} {shaped}".encode())
        for path in (*_made_of(folder), *more):
            stat = path.stat()
            named = path.relative_to(folder) if path.is_relative_to(folder) else path
            digest.update(f"{named} {stat.st_size} {stat.st_mtime_ns}".encode())
    except OSError:
        return None
    group = hashlib.sha256(f"{folder.resolve().parent} {code}".encode()).hexdigest()[:12]
    return base / group / f"{folder.name}{name}.{digest.hexdigest()[:32]}.pickle"


def _place_of_alike(folder: Path, code: str) -> Path | None:
    """Where what is made of the content of a release's files would be kept, for every folder with such files.

    Nor does it matter where the program lies: a second checkout finds what was made ready for the first.
    """
    base = _base()
    if base is None:
        return None
    try:
        digest = hashlib.sha256(f"{sys.version_info[:3]} {_versions_of(_LIBRARIES)} {folder.name} {code}".encode())
        for root, paths in ((_ROOT, _files(code)), (folder, _made_of(folder))):
            for path in paths:
                content = path.read_bytes()
                digest.update(f"{path.relative_to(root)} {len(content)} ".encode() + content)
    except (OSError, ImportError):
        return None
    return base / _ALIKE / f"{folder.name}.{digest.hexdigest()[:32]}.pickle"


def _place_of_trained(texts: Mapping[str, Sequence[Folded]], contractions: Mapping[str, str]) -> Path | None:
    """Where the matcher of those texts would be kept: by all that training reads, and by what trains."""
    base = _base()
    if base is None:
        return None
    try:
        trainer = (_ROOT / "intents" / "matching" / "match.py").read_bytes()
        libraries = _versions_of(_TRAINERS)
    except (OSError, ImportError):
        return None
    learned = [(name, [(text.words, text.marks) for text in folded]) for name, folded in texts.items()]
    digest = hashlib.sha256(f"{sys.version_info[:3]} {libraries} {list(contractions.items())} {learned}".encode())
    digest.update(trainer)
    return base / _TRAINED / f"{digest.hexdigest()[:32]}.pickle"


def _versions_of(libraries: Iterable[str]) -> list[str]:
    """Their versions. Raises ImportError where one is not installed."""
    from importlib.metadata import version

    return [version(name) for name in libraries]


def _base() -> Path | None:
    """The folder of all that is kept; none where there is no such place."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "release-bot" if os.path.isabs(base) else None


def _made_of(folder: Path) -> list[Path]:
    """The files of a release from which answers are made."""
    return sorted(path for path in folder.glob("**/*.yaml") if _ASIDE.isdisjoint(path.relative_to(folder).parts))


def _expected(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{_EXPECTED}/**/*.yaml"))


def _shaped(code: str) -> str | None:
    """What changes with a language's content and with every module that shapes what is kept; none if unreadable."""
    digest = hashlib.sha256()
    try:
        for path in _files(code):
            stat = path.stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode())
    except OSError:
        return None
    return digest.hexdigest()


def _files(code: str) -> Iterator[Path]:
    for place, pattern in (
        (_ROOT / "intents" / code, "*.yaml"),
        (_ROOT / "facts", "*.py"),
        (_ROOT / "intents", "**/*.py"),
        (_ROOT / "bot", "compiled.py"),
    ):
        yield from sorted(place.glob(pattern))


def _read(place: Path) -> object:
    try:
        with place.open("rb") as file:
            if not _ours(os.fstat(file.fileno())) or not _ours(place.parent.stat()):
                return None
            was_on = gc.isenabled()
            gc.disable()
            try:
                return _unpacked(file)
            finally:
                if was_on:
                    gc.enable()
    except Exception:
        return None


def _pack(made: object, file: IO[bytes]) -> None:
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


def _write(place: Path, made: object, forget: Callable[[Path], None]) -> None:
    """Keep the content and forget others; another process never sees half of it, and no room for it is no error."""
    with contextlib.suppress(OSError, pickle.PicklingError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            try:
                _pack(made, file)
                file.flush()
            except BaseException:  # a full disk must not be filled with what does not fit
                os.unlink(file.name)
                raise
        os.replace(file.name, place)
        forget(place)
        folders = (path for path in place.parent.parent.iterdir() if path.is_dir())
        for folder in _oldest_beyond(_FOLDERS, (path for path in folders if path.name not in {_ALIKE, _TRAINED})):
            shutil.rmtree(folder, ignore_errors=True)


def _forget_older(place: Path) -> None:
    for path in _oldest_beyond(_KEPT, place.parent.glob(f"{place.name.partition('.')[0]}.*.pickle")):
        path.unlink()


def _forget_alike(place: Path) -> None:
    room = _ALIKE_BYTES
    for path in _newest_first(place.parent.glob("*.pickle")):
        room -= path.stat().st_size
        if room < 0:
            path.unlink()


def _oldest_beyond(count: int, paths: Iterable[Path]) -> list[Path]:
    return _newest_first(paths)[count:]


def _newest_first(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)
