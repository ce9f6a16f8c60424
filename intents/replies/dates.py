"""Days and moments as a language writes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

    from intents.vocabulary.language import Language


def day(moment: dt.datetime, language: Language) -> str:
    """The day of a moment, in the moment's own time zone: ``October 28, 2025``."""
    from babel.dates import format_date  # most answers need no date, and it takes its time to load

    return format_date(moment.date(), format="long", locale=_locale(language.code))


def moment(when: dt.datetime, language: Language) -> str:
    """Day, time and time zone, as the moment was written: ``October 28, 2025, 10:00 (UTC+08:00)``."""
    offset = f"{when:%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}" if offset.strip("+-0") else "UTC"
    time = f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"
    return language.words.moment.format(date=day(when, language), time=time, zone=zone)


def _locale(code: str) -> Locale:
    """The locale of a language; English where there is none of that name."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
