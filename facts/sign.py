"""Who checked a release and who approved it, written into its ``release.yaml``; only an approved one goes live.

A signature holds a digest of what was signed, so that nothing is approved that was changed after it was checked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from facts.contents import shown
from facts.load import load_release
from facts.model import Release, Signature
from facts.writing import changed, replace_file

_FILE: Final = "release.yaml"
_SIGNED: Final = frozenset({"state", "checked", "approved"})
"""What of a release changes by signing it, and so is not signed."""


class SignError(ValueError):
    """A release that cannot be signed as it stands: why, and the mend."""


def digest(folder: Path, release: Release) -> str:
    """What is another one once anything of a release is changed: its facts, its wordings, its expected answers."""
    about = release.about.model_copy(update=dict.fromkeys(_SIGNED))
    told = hashlib.sha256(repr(release.model_copy(update={"about": about})).encode())
    for file in sorted(folder.glob("*/*/*.yaml")):
        told.update(f"{file.relative_to(folder).as_posix()}\n".encode() + file.read_bytes())
    return told.hexdigest()[:16]


def sign_checked(folder: Path, by: str, at: dt.datetime) -> None:
    """Note who has checked a release; a draft is checked from then on. Raises SignError, ContentError, OSError."""
    release = load_release(folder)
    if release.about.state not in ("draft", "checked"):
        raise SignError(f"{release.id!r} is {release.about.state} already, and only what is not live yet is signed.")
    if any(True for _ in release.marked()):
        raise SignError(f"{release.id!r} holds guesses.\n  To mend: go through them with `release-bot review`.")
    _write(folder, "checked", Signature(by=_name(by), at=at, content=digest(folder, release)))


def approve(folder: Path, by: str, at: dt.datetime, *, alone: bool = False) -> Release:
    """Let a checked release go live. Raises SignError, ContentError, OSError.

    ``alone`` where one person may both check and approve.
    """
    release = load_release(folder)
    about, name = release.about, _name(by)
    place = shown(folder)
    if about.state in ("live", "superseded"):
        raise SignError(f"{release.id!r} is {about.state} already.")
    if about.state != "checked" or about.checked is None:
        mend = f"`release-bot check {place} --by NAME` once it is in order"
        raise SignError(f"{release.id!r} is {about.state}, and nobody has checked it since.\n  To mend: {mend}.")
    if about.checked.content != (now := digest(folder, release)):
        mend = f"`release-bot check {place} --by NAME` once more"
        raise SignError(f"{release.id!r} was changed after {about.checked.by} checked it.\n  To mend: {mend}.")
    if about.checked.by.casefold() == name.casefold() and not alone:
        mend = "let somebody else approve it, or set RELEASE_BOT_ONE_PERSON=yes"
        raise SignError(f"{name} has checked {release.id!r}, and another person approves it.\n  To mend: {mend}.")
    _write(folder, "live", Signature(by=name, at=at, content=now))
    return load_release(folder)


def supersede(folder: Path) -> None:
    """Tell a release no more, since another has taken its place. Raises SignError, ContentError, OSError."""
    release = load_release(folder)
    if not release.is_live:
        raise SignError(f"{release.id!r} is {release.about.state}, and only what is live is superseded.")
    _write(folder, "superseded", None)


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not name:
        raise SignError("nobody is named.\n  To mend: --by 'NAME'.")
    return name


def _write(folder: Path, state: str, signature: Signature | None) -> None:
    file = folder / _FILE
    text = changed(file.read_text(encoding="utf-8-sig"), _signing(state, signature))
    if text is None:  # pragma: no cover - it has loaded, so it has what is signed
        raise SignError(f"{file}: there is no 'about'.\n  To mend: write it.")
    replace_file(file, text)


def _signing(state: str, signature: Signature | None) -> Callable[[Any], bool]:
    def sign(data: Any) -> bool:
        about = data["about"]
        _put(about, "state", state, after="id")
        if signature is not None:
            written = CommentedMap(by=DoubleQuotedScalarString(signature.by))
            written["at"] = DoubleQuotedScalarString(signature.at.isoformat(timespec="seconds"))
            written["content"] = DoubleQuotedScalarString(signature.content)
            written.fa.set_flow_style()
            after = "state" if state == "checked" else "checked"
            _put(about, "checked" if state == "checked" else "approved", written, after=after)
        return True

    return sign


def _put(about: CommentedMap, key: str, value: object, *, after: str) -> None:
    """Set a key where it stands, or behind another one."""
    if key in about:
        about[key] = value
    else:
        about.insert(list(about).index(after) + 1, key, value)
