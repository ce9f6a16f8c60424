"""What part of a whole something is said of: "how many of the 119 projects, or what percentage, were completed?".

Such a number or share is told of one whole and of one part of it. The whole and what is said of its part are read each
by itself. Where the release counts both, and the one among the other, that is told; where it does not count the one
among the other, what was found of another whole is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from facts.model import FactSet, Measure, Release
from facts.quantity import UnitKind
from facts.query import Operation
from intents.findings import Context, Finding, not_told
from intents.matching.queries import combined
from intents.messages.compute import figures_of
from intents.messages.read import Reader, Reading
from intents.readings.ask import Ask
from intents.readings.tell import tell_fact
from intents.spans.found import Found, Recognised, Span
from intents.spans.pieces import TURN_ENDS

_SHARES: Final = ("share", "percent")
_NUMBERS: Final = ("how-many",)
_ENDS: Final = TURN_ENDS | frozenset(",(")
_JOINTS: Final = frozenset(",:-–—")
_AS_SHARE: Final = "as share"
_UNTOLD: Final = "of what is counted that part is not told"


@dataclass(frozen=True, slots=True)
class Portion:
    """The stretches of a question for a share or a number: of what, and which part of it."""

    whole: tuple[int, int]
    part: tuple[int, int]
    as_share: bool


def portion_of(ask: Ask) -> Portion | None:
    """The whole and the part that a question for a share or a number speaks of; none where it is not put so."""
    grammar, text = ask.grammar, ask.text
    as_share = ask.has(*_SHARES)
    spans = ask.spans(*_SHARES) if as_share else ask.spans(*_NUMBERS)
    if ask.claims or not spans or len(ask.spans(*_NUMBERS)) > 1:
        return None
    start, end = _joined(spans)
    ended = next((place for place in range(end + 1, len(text)) if text[place] in _ENDS), len(text))
    last = max((place for place in range(ended) if text[place][:1].isalnum()), default=-1) + 1
    if not any(text[place] in grammar.question_words for place in range(max(0, start - 2), end)):
        return None
    if text[end - 1] in grammar.of_words or {*text[end : end + 1]} & grammar.of_words:
        first = end if text[end - 1] in grammar.of_words else end + 1
        verb = _verb_behind(ask, first + 1)
        return Portion((first, verb), (verb, last), as_share) if verb is not None and verb < last else None
    while start and text[start - 1] in grammar.question_words | _JOINTS:
        start -= 1
    first = next((p for p in range(start) if text[p].isalnum() and text[p] not in grammar.of_words), start)
    marked = bool({*text[:start]} & grammar.of_words) or {*text[start : start + 1]} <= _JOINTS
    return Portion((first, start), (end, last), as_share) if marked and first < start and end < last else None


def read_portion(ask: Ask, reading: Reading, recognise: Callable[[str], Recognised], reader: Reader) -> Finding | None:
    """The number or share of a part in its whole, or that it is not told; none where both are not counted.

    ``reading`` is what the whole question came to by its nearest wording.
    """
    portion = portion_of(ask)
    if portion is None or any(word.foil and word.start < portion.whole[1] for word in ask.words):
        return None

    def read(words: Sequence[str]) -> Ask:
        return Ask(recognise(" ".join(words)), ask.resolver, Context())

    first, last = portion.part
    inside = {*range(*portion.whole), *range(first, last)}
    cues = {place for cue in ask.recognised.cues for place in range(cue.start, cue.end)}
    others = [word for word in ask.telling if word.start not in cues and word.entity != ask.release.about.home]
    if any(span.start not in inside for span in (*ask.recognised.periods, *ask.recognised.mentions, *others)):
        return None  # "by August, how many of the 40 had grown?"
    foreign = any(word.foil and first <= word.start < last for word in ask.words)
    called = nouns_in(ask, *portion.whole)[-1:]
    noun, numbered = (
        [text for one in called for text in ask.text[one.start : one.end]],
        any(m.start in range(*portion.whole) for m in ask.recognised.mentions),
    )
    if not (noun or numbered):
        return None  # "all told, how many projects …"
    whole = _whole(read(ask.text[slice(*portion.whole)]), reader)
    if whole is None:
        return None
    if ask.named_things and _has_own(ask, reading):
        return None  # "what share of all containers did Sandmouth handle?"
    if foreign or ask.named_things or ask.off_period([whole]):
        return not_told((whole.id,), _UNTOLD)  # "what share of the cities grew in July?"
    said = read([*noun, *ask.text[slice(*portion.part)]])
    near = counted(said, reader)
    part = next((one for one in near if one.value.unit == whole.value.unit), None)
    if part is not None and said.recognised.mentions:
        return None  # "grew by more than 10%": no count is told of those
    if part is None and near:
        return not_told((whole.id,), _UNTOLD)  # of the firms, those with bonds
    if part is None:
        other = _of_other_set(said, whole, reader, as_share=portion.as_share)
        return other or _of_other_part(ask, portion, whole, reading)
    if part is whole:
        plainly = not (portion.as_share or numbered)  # "how many of those bases do they want?"
        return None if plainly else not_told((whole.id,), _UNTOLD)
    told = next((one for one in ask.release.measures if _is_share(one, part, whole)), None)
    within = _is_within(ask.release, part, whole)
    if not portion.as_share and (told is not None or within):
        return tell_fact(ask, part)
    if told is not None:
        return tell_fact(ask, told)
    if within:
        stated = next((one for one in ask.release.measures if _speaks_of_both(one, part, whole)), None)
        return tell_fact(ask, stated) if stated is not None else combined(ask, Operation.SHARE, [part, whole])
    return not_told((part.id, whole.id), _UNTOLD)


def _has_own(ask: Ask, reading: Reading) -> bool:
    """Whether the nearest wording tells a figure of one who is named."""
    found = reading.finding
    facts = ask.release.measures_among(found.facts) if found is not None and found.status == "answered" else []
    return any(not ask.release.names_of(fact.id).isdisjoint(ask.named_things) for fact in facts)


def _of_other_set(said: Ask, whole: Measure, reader: Reader, *, as_share: bool) -> Finding | None:
    """That it is not told, where the part is a set that does not lie within the whole, or that has no share in it."""
    found = reader.read(said).finding
    item = said.release.by_id.get(found.facts[0]) if found is not None and found.facts else None
    if not isinstance(item, FactSet):
        return None
    larger = [one for one in said.release.sets if one.size == whole.id]
    within = any(item.within == one.id or {*item.members} <= {*one.members} for one in larger)
    chosen = item.condition is not None  # those that are known are told by name
    return None if within and (chosen or not as_share) else not_told((item.id, whole.id), _UNTOLD)


def _of_other_part(ask: Ask, portion: Portion, whole: Measure, reading: Reading) -> Finding | None:
    """That it is not told, where the nearest wording tells the share of another part, or in another whole."""
    first, last = portion.part
    words = [word for word in ask.words if first <= word.start < last and not word.soft]
    if any(word.entity and word.entity != ask.release.about.home for word in words):
        return not_told((whole.id,), _UNTOLD)
    found = reading.finding
    fact = ask.release.by_id.get(found.facts[0]) if found is not None and found.facts else None
    sides = _sides(fact) if isinstance(fact, Measure) else None
    if fact is None or sides is None:
        return None
    known = ask.resolver.common | ask.resolver.vocabulary_of([fact.id, *ask.release.parts_of(fact)])
    strange = any(word.concepts.isdisjoint(known) for word in words)
    other = whole.id != sides[1] and whole.formula != sides[1]
    return not_told((whole.id,), _UNTOLD) if strange or other else None


def _joined(spans: Sequence[Found]) -> tuple[int, int]:
    """Where the first of some spans begins, and where those end that overlap or follow it."""
    ordered = sorted(spans, key=lambda span: span.start)
    start, end = ordered[0].start, ordered[0].end
    for span in ordered[1:]:
        if span.start <= end:
            end = max(end, span.end)
    return start, end


def _verb_behind(ask: Ask, start: int) -> int | None:
    """Where the verb of the part stands, behind its whole and what stands with that: "the cities that grew …"."""
    relative = ask.grammar.report_joints | ask.grammar.choosing_words
    verbs = {cue.start for cue in ask.spans("asserts")} | ask.places_of(ask.grammar.finite_auxiliaries)
    return next((p for p in range(start, len(ask.text)) if p in verbs and ask.text[p - 1] not in relative), None)


def nouns_in(ask: Ask, first: int, last: int) -> list[Span]:
    """Where it stands what things are called that are counted, between two places: by their kind, or by a noun."""
    kinds: list[Span] = [kind for kind in ask.recognised.kinds if first <= kind.start < last]
    nouns = (word for word in ask.words if first <= word.start < last)
    return kinds or [word for word in nouns if ask.resolver.counted_nouns([word])]


def _whole(said: Ask, reader: Reader) -> Measure | None:
    """The count that a stretch speaks of: by its number, by its kind alone, or by its nearest wording."""
    release, kinds = said.release, {kind.name for kind in said.recognised.kinds}
    numbers = [one.number for one in said.recognised.mentions if one.unit is None and one.comparison is None]
    bare = {word.start for word in said.telling if word.entity != release.about.home} - said.kind_places
    if not (numbers or bare) and len(kinds) == 1:
        sizes = [item.size for item in release.sets if item.kind in kinds and item.within is None and item.size]
        return release.measure(sizes[0]) if len(sizes) == 1 else None
    near = counted(said, reader)
    if numbers:
        near = [one for one in (*near, *filter(_counts, release.measures)) if one.value.low == numbers[0]]
    return next(iter(near), None)


def counted(said: Ask, reader: Reader) -> list[Measure]:
    """The counts that the nearest wordings of a stretch tell."""
    return [one for one in figures_of(said, reader.read(said), reader) if _counts(one)]


def _counts(measure: Measure) -> bool:
    return measure.value.unit.kind is UnitKind.COUNT and measure.value.is_exact


def _speaks_of_both(share: Measure, part: Measure, whole: Measure) -> bool:
    """Whether a stated share tells of both counts in what it says."""
    percent = share.source is not None and share.value.unit.kind is UnitKind.PERCENT
    says = " ".join(share.statement.values()) if percent else ""
    return all(f"{{{one.id}}}" in says for one in (part, whole))


def _is_within(release: Release, part: Measure, whole: Measure) -> bool:
    """Whether those that one measure counts are among those that another counts."""
    taken_out = (part.formula or "").split()
    if taken_out[1:2] == ["-"] and taken_out[0] == whole.id:
        return True
    larger = {item.id for item in release.sets if item.size == whole.id}
    return any(item.size == part.id and item.within in larger for item in release.sets)


def _sides(share: Measure) -> tuple[str, str] | None:
    """What is divided by what, where a measure is a share of something."""
    formula = share.formula or ""
    if not formula.endswith(_AS_SHARE) or "/" not in formula:
        return None
    above, below = (side.removesuffix(_AS_SHARE).strip("() ") for side in formula.split("/"))
    return above, below


def _is_share(share: Measure, part: Measure, whole: Measure) -> bool:
    """Whether a measure is the share of this part in this whole."""
    sides = _sides(share)
    return sides is not None and sides[0] in (part.id, part.formula) and sides[1] in (whole.id, whole.formula)
