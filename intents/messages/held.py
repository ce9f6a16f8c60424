"""Several figures put forward in one claim, each beside what it is of: "metals 5.9, consumer goods 7.2".

Each is held against the figure of its own piece. A figure that is not that of its piece, but of another piece of the
same claim, is one put in the other's place, and refutes; one that is told of something else altogether refutes nothing,
since the piece may have been misread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from facts.model import Measure
from facts.quantity import Truth, UnitKind
from facts.query import rows
from intents.findings import Finding
from intents.matching.queries import steps_of
from intents.messages.compute import figures_of
from intents.messages.read import Reader, Reading
from intents.readings.ask import Ask
from intents.readings.claims import negations_of
from intents.readings.tell import figures_of as figures_told
from intents.readings.tell import says, told_elsewhere
from intents.spans.found import Mention, Recognised, inside_of
from intents.verdicts.verify import truth_of, verdict_of, written_alike

_MOST: Final = 12
"""Figures of a claim; a message with more is a text."""
_NEAR: Final = 2
"""Figures that a piece may be about: those of the nearest wordings."""

_RELATING: Final = ("more", "less", "versus", "sum", "difference", "ratio", "average", "share", "same")
"""What says of two figures how one stands to the other."""

Read = Callable[[Recognised], Reading]


@dataclass(frozen=True, slots=True)
class _Held:
    mention: Mention
    figure: Measure
    truth: Truth
    surely: bool
    """Whether the piece names the very thing that has the figure, and none is looked for by its wording."""


def held_one_by_one(ask: Ask, read: Read, reader: Reader) -> Finding | None:
    """The verdict on several figures, each beside what it is of; none where one of them is not surely of something."""
    mentions = sorted(ask.recognised.mentions, key=lambda mention: mention.start)
    if not 2 <= len(mentions) <= _MOST or not ask.claims or negations_of(ask):
        return None
    turned = _units_turned(ask, mentions)
    if turned:
        return _found(ask, turned, Truth.NO)
    pieces = list(_pieces(ask, mentions))
    if len(pieces) < 2:
        return None
    named = [_named_in(ask, piece, read, reader) for piece in pieces]
    for most in (_NEAR, 1):
        held = [_held_in(ask, piece, figures[:most]) for piece, figures in zip(pieces, named, strict=True)]
        found = _weighed(ask, pieces, held)
        if found is not None and (most > 1 or found.verdict == "refuted"):
            return found
    return None


def _weighed(ask: Ask, pieces: Sequence[Recognised], parts: Sequence[Sequence[_Held]]) -> Finding | None:
    """All pieces together, where each of them is of something of its own."""
    held = [one for part in parts for one in part]
    figures = [one.figure for one in held]
    if not all(parts) or len({figure.id for figure in figures}) < len(held) or ask.off_period(figures):
        return None
    truth = Truth.YES
    for one in held:
        others = (other for other in figures if other is not one.figure)
        swapped = any(_says(one.mention, other, ask) is Truth.YES for other in others)
        if one.truth is Truth.NO and not (one.surely or swapped) and told_elsewhere(ask, one.mention):
            return None
        truth = truth & one.truth
    crowded = any(len(piece.mentions) > 1 for piece in pieces)  # what binds two figures in one piece is not read
    strange = any(_says_more(ask, piece, part) for piece, part in zip(pieces, parts, strict=True))
    return (
        None if truth is Truth.UNKNOWN or ((crowded or strange) and truth is Truth.YES) else _found(ask, figures, truth)
    )


def _says_more(ask: Ask, piece: Recognised, held: Sequence[_Held]) -> bool:
    """Whether a piece has a word that nothing of its figures explains: "150 million in incentives caused …"."""
    known = ask.resolver.common.union(*(ask.resolver.by_id[one.figure.id].vocabulary for one in held))
    telling = [word for word in piece.words if not word.soft and not word.entity and word.concepts]
    return any(word.concepts.isdisjoint(known) for word in telling)


def _found(ask: Ask, figures: Sequence[Measure], truth: Truth) -> Finding:
    """The figures told with the verdict; one that the statement of another tells already is not told twice."""
    names = tuple(dict.fromkeys(figure.id for figure in figures))
    told: list[Measure] = []
    for figure in figures:
        if not any(figure in figures_told(ask.release, other) for other in told):
            told.append(figure)
    found = Finding("lookup", "facts", facts=names, rows=names, steps=steps_of(ask, figures), data={"facts": told})
    return replace(found, verdict=verdict_of(truth), query=f"verify {' '.join(names)}", reason="figure")


def _pieces(ask: Ask, mentions: Sequence[Mention]) -> Iterator[Recognised]:
    """The claim cut at what joins one figure to the next, or where names and figures take turns."""
    inside, joints = inside_of(ask.words), ask.grammar.figure_joints
    joints = frozenset(";") if ";" in ask.text[:-1] else joints
    named = [word.start for word in ask.telling if not any(one.start <= word.start < one.end for one in mentions)]
    first, last = mentions[0], mentions[-1]
    leads, ends = any(place < first.start for place in named), any(place >= last.end for place in named)
    plain = leads is not ends and not ask.has(*_RELATING) and not any(one.comparison for one in mentions)
    edges = [0]
    for one, two in pairwise(mentions):
        joint = next((p for p in range(one.end, two.start) if ask.text[p] in joints and p not in inside), None)
        between = [place for place in named if one.end <= place < two.start]
        plain = plain and _names_only(ask, one.end, two.start)
        if joint is not None:
            edges.append(joint + 1)
        elif plain and between:
            edges.append(between[0] if leads else two.start)  # "metals 5.9 consumer goods 7.2"
    for start, end in pairwise([*edges, len(ask.text)]):
        yield ask.recognised.stretch(start, end)


def _names_only(ask: Ask, start: int, end: int) -> bool:
    """Whether nothing but a name stands in a stretch, so that no word says how two figures go together."""
    spans = (*(word for word in ask.words if not (word.soft or word.foil)), *ask.recognised.kinds)
    names = {place for span in spans for place in range(span.start, span.end)}
    small = ask.grammar.determiners | ask.grammar.finite_auxiliaries | ask.grammar.limiting_words
    small |= ask.grammar.report_joints | ask.grammar.which_words | ask.grammar.who_where_words
    return all(
        place in names or not ask.text[place].isalpha() or ask.text[place] in small for place in range(start, end)
    )


def _named_in(ask: Ask, piece: Recognised, read: Read, reader: Reader) -> list[Measure]:
    """The figures that one piece may be about, the nearest first."""
    if any(word.foil for word in piece.words) or piece.has("sum"):
        return []
    row = _row_of(ask, piece)
    near = [row] if row is not None else figures_of(ask, read(replace(piece, asserted=True)), reader)
    bare = all(mention.unit is None and not mention.decimals for mention in piece.mentions)
    counts = [figure for figure in near if figure.value.unit.kind in (UnitKind.COUNT, UnitKind.MONEY)]
    return counts if bare and counts else near


def _held_in(ask: Ask, piece: Recognised, named: Sequence[Measure]) -> list[_Held]:
    """The figures of one piece, each held against those that it may be about; none where one of them fits none."""
    surely = _row_of(ask, piece) is not None
    if len(piece.mentions) > 1:
        named = [figure for one in named[:1] for figure in figures_told(ask.release, one)]
    held: list[_Held] = []
    for mention in piece.mentions:
        free = [figure for figure in named if figure not in [one.figure for one in held]]
        outcomes = [(figure, truth) for figure in free if (truth := _says(mention, figure, ask)) is not None]
        if not outcomes:
            return []
        said = ask.recognised.mentions  # where it is not true of either, it may be told elsewhere in the claim
        swapped = [pair for pair in outcomes if any(_says(other, pair[0], ask) is Truth.YES for other in said)]
        figure, truth = next((pair for pair in outcomes if pair[1] is Truth.YES), (*swapped, *outcomes)[0])
        held.append(_Held(mention, figure, truth, surely))
    return held


def _says(mention: Mention, figure: Measure, ask: Ask) -> Truth | None:
    """Whether a figure is as the claim puts it; an amount may be given in its own scale, "910 in loans"."""
    bare = mention.unit is None and mention.comparison is None and figure.value.unit.kind is UnitKind.MONEY
    return truth_of(written_alike(figure.value, mention)) if bare else says(mention, figure.value, ask)


def _row_of(ask: Ask, piece: Recognised) -> Measure | None:
    """The value of the one thing with a value of its own that a stretch names."""
    release = ask.release
    named = [n for n in piece.entities() if n in release.entity and n != release.about.home]
    found = [row for name in named for row in rows(release, release.entity[name].kind) if row.subject == name]
    return found[0] if len(found) == 1 else None


def _units_turned(ask: Ask, mentions: Sequence[Mention]) -> list[Measure]:
    """Two figures of one sentence of the release with each other's unit: "584 projects shared 38 million yuan"."""
    if len(mentions) != 2 or any(word.foil for word in ask.words):
        return []
    stated = [measure for measure in ask.release.measures if measure.source is not None and not measure.formula]
    units = [ask.as_unit(mention.unit) for mention in mentions]
    alike = [[m for m in stated if written_alike(m.value, mention)] for mention in mentions]
    pairs = [(first, second) for first in alike[0] for second in alike[1] if _in_one_sentence(first, second)]
    if len(pairs) != 1 or ask.off_period(pairs[0]):
        return []
    first, second = pairs[0]
    own = [first.value.unit, second.value.unit]
    if any(unit is not None and unit.kind is UnitKind.MONEY and unit not in own for unit in units):
        return []
    kinds = [unit.kind if unit is not None else UnitKind.COUNT for unit in units]
    turned = kinds == [own[1].kind, own[0].kind] and kinds[0] is not kinds[1]
    return [first, second] if turned else []


def _in_one_sentence(one: Measure, other: Measure) -> bool:
    """Whether the release states two figures in the same sentence."""
    first, second = one.source, other.source
    if first is None or second is None or one is other:
        return False
    return (first.paragraph, first.sentence) == (second.paragraph, second.sentence)
