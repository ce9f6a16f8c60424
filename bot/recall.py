"""What a follow-up may lean on, as text that another process can read.

Facts and everything else that stands in a release are named by their place in it, so the text is short and holds no
sentence of the release; it is good for as long as that release is as it was. Words of a person are left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections import OrderedDict
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any, Final

from pydantic import BaseModel

from bot.compiled import version_of
from facts import formula, quantity, query
from facts.model import Release
from intents import findings
from intents.findings import Context, Finding
from intents.matching.match import Nearest
from intents.spans import found as spans

Path = tuple[str | int, ...]
_MOST_RELEASES: Final = 16


def _kinds(*modules: ModuleType) -> dict[str, type]:
    """The plain classes of some modules, by name: nothing else is made from what is read."""
    found = [each for module in modules for each in vars(module).values() if isinstance(each, type)]
    return {_name(each): each for each in found if dataclasses.is_dataclass(each) or issubclass(each, Enum)}


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}"


_KINDS: Final = _kinds(quantity, formula, query, findings, spans)


def write(context: Context, newest: Release, releases: Mapping[str, Release]) -> str:
    """A context as text; nothing where there is nothing to lean on.

    Raises ValueError where something in it is neither plain nor of its release.
    """
    if context.last is None:
        return ""
    release = releases[context.release] if context.release is not None else newest
    last = dataclasses.replace(context.last, unexplained=())
    told = dataclasses.replace(context.told, unexplained=()) if context.told is not None else None
    written = [
        _places(release)[0],
        context.release,
        _written(last, release),
        _written(context.recent, release),
        _written(told, release),
    ]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def read(text: str, newest: Release, releases: Mapping[str, Release]) -> Context:
    """A context from its text; an empty one where the release is no longer there, or is not as it was.

    Raises ValueError where the text is none that ``write`` has made.
    """
    if not text:
        return Context()
    try:
        version, name, last, recent, *more = json.loads(text)
        if name is not None and name not in releases:
            return Context()
        release = releases[name] if name is not None else newest
        if version != _places(release)[0]:
            return Context()
        found, measures = _read(last, release), _read(recent, release)
        told = _read(more[0], release) if more else None  # what was written before silences were kept apart has none
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"this is no context: {error}") from error
    if not isinstance(found, Finding) or not isinstance(measures, tuple) or not isinstance(told, Finding | None):
        raise ValueError("this is no context")
    return Context(found, measures, name, told)


# Where things stand in a release


_known: Final[OrderedDict[int, tuple[Release, str, dict[int, Path]]]] = OrderedDict()


def _places(release: Release) -> tuple[str, dict[int, Path]]:
    """The version of a release, and the place of everything in it."""
    if id(release) not in _known:
        places: dict[int, Path] = {}
        _note(release, (), places)
        _known[id(release)] = (release, version_of(release), places)
        while len(_known) > _MOST_RELEASES:
            _known.popitem(last=False)
    _known.move_to_end(id(release))
    return _known[id(release)][1:]


def _note(thing: Any, place: Path, places: dict[int, Path]) -> None:
    if isinstance(thing, BaseModel):
        places.setdefault(id(thing), place)
        for name in type(thing).model_fields:
            _note(getattr(thing, name), (*place, name), places)
    elif isinstance(thing, dict):
        for key, value in thing.items():
            _note(value, (*place, key), places)
    elif isinstance(thing, (list, tuple)):
        for number, value in enumerate(thing):
            _note(value, (*place, number), places)


def _place_of(thing: BaseModel, release: Release) -> Path:
    places = _places(release)[1]
    if id(thing) in places:
        return places[id(thing)]
    # It may come from another copy of the release.
    for place in places.values():
        like = _at(release, place)
        if type(like) is type(thing) and like == thing:
            return place
    raise ValueError(f"{type(thing).__name__} does not stand in the release")


def _at(release: Release, place: Path) -> Any:
    thing: Any = release
    for step in place:
        if not isinstance(thing, BaseModel):
            thing = thing[step]
        elif step in type(thing).model_fields:
            thing = getattr(thing, str(step))
        else:
            raise KeyError(step)
    return thing


# Values: what is plain as it is, all else as a list with its sort in front


def _written(value: Any, release: Release) -> Any:
    match value:
        case Enum():
            return ["enum", _name(type(value)), value.value]
        case None | bool() | int() | float() | str():
            return value
        case Nearest():
            return None  # nobody asks later which pattern was nearest
        case Decimal():
            return ["number", str(value)]
        case BaseModel():
            return ["at", *_place_of(value, release)]
        case tuple() | list() | frozenset():
            return [type(value).__name__, *(_written(each, release) for each in value)]
        case Mapping():
            return ["dict", {str(key): _written(each, release) for key, each in value.items()}]
    if dataclasses.is_dataclass(value) and _name(type(value)) in _KINDS:
        fields = dataclasses.fields(value)
        own = {each.name: getattr(value, each.name) for each in fields if each.init}
        told = {name: each for name, each in own.items() if not _is_default(value, name, each)}
        return ["made", _name(type(value)), {name: _written(each, release) for name, each in told.items()}]
    raise ValueError(f"{type(value).__name__} is nothing that can be kept")


def _is_default(value: Any, name: str, own: Any) -> bool:
    field = type(value).__dataclass_fields__[name]
    return field.default is not dataclasses.MISSING and type(own) is type(field.default) and own == field.default


def _read(written: Any, release: Release) -> Any:
    if not isinstance(written, list):
        return written
    sort, *rest = written
    match sort:
        case "enum":
            return _KINDS[rest[0]](rest[1])
        case "number":
            return Decimal(rest[0])
        case "at":
            return _at(release, tuple(rest))
        case "tuple":
            return tuple(_read(each, release) for each in rest)
        case "list":
            return [_read(each, release) for each in rest]
        case "frozenset":
            return frozenset(_read(each, release) for each in rest)
        case "dict":
            return {key: _read(each, release) for key, each in rest[0].items()}
        case "made":
            return _KINDS[rest[0]](**{name: _read(each, release) for name, each in rest[1].items()})
    raise ValueError(f"there is no sort {sort!r}")
