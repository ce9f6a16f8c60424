"""The moment at which something is announced: with a time zone, not past, and never before the embargo."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_FORMS = "write it as 2025-10-28T10:00+08:00, or as '2025-10-28 10:00 Asia/Shanghai'"


class MomentError(ValueError):
    """A moment that cannot be used: why, and the mend."""


def read(written: str) -> dt.datetime:
    """A moment as somebody wrote it. Raises MomentError where it is none, or has no time zone."""
    text, _, name = written.strip().rpartition(" ")
    named = bool(text) and not name[:1].isdigit()
    try:
        moment = dt.datetime.fromisoformat(text if named else written.strip())
    except ValueError:
        raise MomentError(f"{written!r} is no moment.\n  To mend: {_FORMS}.") from None
    if named and moment.tzinfo is None:
        return _in_zone(moment, name, written)
    if named or moment.tzinfo is None:
        what = "has two time zones" if named else "has no time zone"
        raise MomentError(f"{written!r} {what}.\n  To mend: {_FORMS}.")
    return moment


def _in_zone(moment: dt.datetime, name: str, written: str) -> dt.datetime:
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise MomentError(f"{written!r}: there is no time zone {name!r}.\n  To mend: {_FORMS}.") from None
    there = moment.replace(tzinfo=zone)
    again = there.astimezone(dt.UTC).astimezone(zone)
    if again.replace(tzinfo=None) != moment or there.utcoffset() != there.replace(fold=1).utcoffset():
        raise MomentError(
            f"{written!r}: clocks change at that hour, so this is no moment or two.\n"
            "  To mend: write it with its distance to UTC, such as 2025-10-26T02:30+02:00."
        )
    return there


def due(at: dt.datetime | None, embargo: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """When an announcement may be sent: at the moment asked for, else now, and not before the embargo ends.

    Raises MomentError for a moment that is past, or before the embargo.
    """
    if at is not None and embargo is not None and at < embargo:
        raise MomentError(
            f"{shown(at)} is before the embargo, which ends at {shown(embargo)}.\n"
            "  To mend: name a later moment, or leave it out: then it goes when the embargo ends."
        )
    if at is not None and at < now:
        raise MomentError(f"{shown(at)} is past.\n  To mend: name a moment to come, or leave it out to send now.")
    return max(each for each in (at or now, embargo) if each is not None)


def shown(moment: dt.datetime) -> str:
    """A moment for people, in its own time zone."""
    text = f"{moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")
    offset = moment.utcoffset()
    return f"{text} UTC" if not offset else f"{text} {moment.isoformat()[-6:]}"
