"""The embargo of a release: the moment before which nothing of it is told, and who may look at it nevertheless.

It is held against the clock each time that something is asked, and never baked into what is kept: content that was
made ready before the moment answers after it, and the other way round.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from bot.reply import Reply
from facts.model import Release

INTENT: Final = "embargo"
"""The intent of a reply that says nothing but that there is an embargo."""

PREVIEW: Final = "preview"
"""Among the versions of a reply: that it is a preview, and until when, where several releases are live."""


def embargo_of(release: Release, moment: dt.datetime) -> dt.datetime | None:
    """When the embargo of a release is lifted; none where there is none at this moment."""
    until = release.about.embargo
    return until if until is not None and moment < until else None


def told(releases: Iterable[Release], moment: dt.datetime) -> list[Release]:
    """The releases of which may be told at this moment."""
    return [release for release in releases if embargo_of(release, moment) is None]


def withholds(releases: Mapping[str, Release], reply: Reply, moment: dt.datetime) -> bool:
    """Whether a reply that was made earlier may not be shown: it may come from a preview of what is under embargo.

    A reply whose sources all lie in releases that may be told is shown; one without sources could be about any.
    """
    closed = {name for name, release in releases.items() if embargo_of(release, moment) is not None}
    if not closed:
        return False
    named = {source.release for source in reply.sources}
    return not named or bool(named & closed) or is_preview(reply, moment)


def is_preview(reply: Reply, moment: dt.datetime) -> bool:
    """Whether a reply was made for the press office before an embargo that still holds was lifted."""
    until = dict(reply.explanation.versions).get(PREVIEW)
    return until is not None and moment < dt.datetime.fromisoformat(until)
