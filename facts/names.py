"""Check the names of a release: none so alike that a slip makes one of another, none missing in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, Final, Literal

from rapidfuzz.distance import OSA

from facts.contents import Contents, Problem
from facts.model import Entity, Release

Severity = Literal["error", "warning"]
_FROM: Final = 4
"""Letters from which on a word is repaired at all, and two words are one slip apart."""
_TWO_FROM: Final = 8
"""Letters from which on a word may have two slips."""
_LISTS: Final = ("periods", "kinds", "indicators", "entities", "measures", "sets", "statements", "gaps", "topics")


def check_names(release: Release, folder: Path) -> list[Problem]:
    """What is wrong with the names of a release that loads."""
    contents = Contents.read(folder)
    return [*_alike(release, contents), *_missing(release, contents)]


def slips(one: str, other: str) -> int | None:
    """How many slips make one name of another, where that is so few that a typo may do it; else nothing."""
    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= _TWO_FROM else 1 if shorter >= _FROM else 0
    distance = OSA.distance(one, other, score_cutoff=allowed)
    return distance if distance <= allowed and one[:1] == other[:1] else None


def _alike(release: Release, contents: Contents) -> Iterator[Problem]:
    """Names of different things of which one may be a typo of the other: a reader's slip asks for the wrong one."""
    for code in release.about.title:
        names = {entity.id: _names(entity, code) for entity in release.entities}
        for one, other in combinations(release.entities, 2):
            if not (one.named or other.named) or other.part_of == one.id or one.part_of == other.id:
                continue
            pair = next(((a, b) for a in names[one.id] for b in names[other.id] if slips(a, b) is not None), None)
            if pair is not None:
                file, line = contents.at("entities", other.id)
                away = OSA.distance(*pair)
                message = f"{pair[1]!r} is {away} slip{'s' * (away > 1)} from {pair[0]!r}, the name of {one.id!r}."
                mend = "see to it that both are among the names, so that each is known as it stands, or drop one"
                yield Problem(file, line, other.id, message, mend, "error" if away == 0 else "warning")


def _names(entity: Entity, code: str) -> set[str]:
    return {name.casefold() for name in (entity.label.get(code, ""), *entity.names.get(code, [])) if name}


def _missing(release: Release, contents: Contents) -> Iterator[Problem]:
    """Labels, statements and names that stand in one language of the release and not in another."""
    languages = list(release.about.title)
    for key in _LISTS:
        for item in getattr(release, key):
            for field, texts in _texts(item):
                for code in languages:
                    if texts and code not in texts:
                        file, line = contents.at(key, item.id, field)
                        message = f"there is no {field} in the language {code!r}, in which the release has its title."
                        mend = f"add it, or take {code!r} out of the title until all is there"
                        is_needed = field not in ("names", "about")
                        how: Severity = "error" if is_needed else "warning"
                        yield Problem(file, line, f"{item.id}.{field}", message, mend, how)


def _texts(item: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for field in ("label", "plural", "statement", "says", "names", "about"):
        texts = getattr(item, field, None)
        if isinstance(texts, Mapping):
            yield field, texts
