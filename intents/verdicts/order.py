"""Which of two that a claim names is said to be ahead: "A beat B", "against B, A did better", "A, not B, was faster".

The order in which two are named says nothing by itself. Who is said to be ahead is told by what weighs them, by where
each stands to it, and by the small words before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from facts.model import Measure
from facts.quantity import Comparison, Truth, UnitKind
from facts.query import alike, comparable, compare, means_of, rows
from intents.findings import Finding
from intents.readings.arithmetic import compared
from intents.readings.ask import PLACING_CUES, Ask
from intents.readings.claims import negations_of
from intents.readings.tell import says
from intents.spans.found import Found, Mention, Recognised, Span
from intents.spans.pieces import TURN_ENDS
from intents.verdicts.verify import truth_of, verdict_of

_MARKS: Final = frozenset(",;:-–—()")
_EITHER: Final = ("only", "same", "ratio", "sum", "how-many")
"""What says more of two than which is ahead."""
_SIGNS: Final = {"more": ">", "less": "<"}
_PAIR: Final = 2
_NEAR: Final = 3
"""Words between a negation and what it denies."""
_OTHERWISE: Final = ("why", "when", "where", "average", "share", "rank", "spread", "list")
"""What asks something else of two than which is ahead, and how far."""
_WEAK: Final = frozenset({"weak", "slow"})
"""What turns more into less."""
_ASIDE: Final = frozenset({"rate", "percent", "verify", "tag", "frame", "report", "asserts"})
_QUIET: Final = _ASIDE | frozenset({"difference", "average", "versus", "more", "less"})
"""Cues that name nothing."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure that a stretch names, and where."""

    start: int
    measure: Measure


def read_order(ask: Ask) -> Finding | None:
    """The verdict on a claim that one of two is ahead of the other; none where it is not plain which is said to be."""
    distance = _distance(ask)
    if not ask.claims or ask.recognised.periods or ask.has(*_EITHER) or ask.asks() is not None:
        return None
    if any(word.foil for word in ask.words) or not _quantifiers(ask).isdisjoint(ask.text):
        return None
    if len(ask.recognised.mentions) > (distance is not None):
        return None
    weighed = _weighing(ask)
    if weighed is None and distance is not None:
        return _apart(ask, distance)
    if weighed is None or any(not weighed[0].covers(cue.start) for cue in ask.spans(*PLACING_CUES)):
        return None
    weighing, sides = weighed[0], _sides(ask, *weighed)
    turned = any(word.start == weighing.end and not word.concepts.isdisjoint(_WEAK) for word in ask.words)
    if sides is None or turned:
        return None  # "spread more thinly"
    subject, other, denied = sides
    if ask.has("average"):
        subject, other = _averages(ask, subject), _averages(ask, other)
    found = compared(ask, [subject, other])
    if found is None or found.status != "answered":
        return None
    truth = compare(subject, Comparison(weighing.name), other)
    if distance is not None:
        held = says(distance, found.data["difference"], ask)
        if held is None or denied:
            return None
        truth = truth & held
    return replace(found, verdict=verdict_of(truth_of(truth is not Truth.YES) if denied else truth))


def _averages(ask: Ask, measure: Measure) -> Measure:
    """What a sum comes to for each of those that share it, where that is told; else the measure as it is."""
    return next((mean for mean, divided, _ in means_of(ask.release) if divided.id == measure.id), measure)


def _distance(ask: Ask) -> Mention | None:
    """By how many points the claim says that the two are apart."""
    mentions = ask.recognised.mentions
    points = len(mentions) == 1 and mentions[0].unit is not None and mentions[0].unit.kind is UnitKind.POINTS
    return mentions[0] if points else None


def _apart(ask: Ask, distance: Mention) -> Finding | None:
    """The verdict on how far apart two are said to be: "the gap between A and B was 2 points"."""
    end = next((place for place, text in enumerate(ask.text) if text in TURN_ENDS), len(ask.text))
    named = list(_named(ask, 0, end))
    if not ask.says_apart or len(named) != _PAIR or negations_of(ask):
        return None
    pair = [one.measure for one in named]
    if pair[0] is pair[1] or not (comparable(*pair) and alike(*pair)):
        return None
    found = compared(ask, pair)
    held = says(distance, found.data["difference"], ask) if found is not None and found.status == "answered" else None
    return replace(found, verdict=verdict_of(held)) if found is not None and held is not None else None


def read_weighed(ask: Ask) -> Finding | None:
    """The two that a question names to be weighed: "which grew faster, A or B?", "how far behind A was B?"."""
    weighs = ask.has("more", "less", "versus") or ask.says_apart
    chooses = not ask.grammar.or_words.isdisjoint(ask.text)  # "was A or B stronger?"
    apart = ask.spans("difference")
    asked = [cue for cue in ask.spans(*_EITHER, *_OTHERWISE) if not any(one.covers(cue.start) for one in apart)]
    if (ask.claims and not chooses) or not weighs or ask.recognised.mentions or ask.recognised.periods or asked:
        return None
    if any(word.foil for word in ask.words) or not _quantifiers(ask).isdisjoint(ask.text) or ask.recognised.negations:
        return None
    aside = ask.rate_kinds | {ask.home_kind}
    if any(rows(ask.release, kind.name) for kind in ask.recognised.kinds if kind.name not in aside):
        return None  # "which sectors grew faster than investment?"
    cues = ask.spans("difference", "more", "less", "versus", "which", "how-much")
    parted = ask.grammar.or_words | ask.grammar.than_words | ask.grammar.standards | ask.grammar.finite_auxiliaries
    parted |= _MARKS | TURN_ENDS
    inside = {place for cue in cues for place in range(cue.start, cue.end)}
    cuts = [place for place, text in enumerate(ask.text) if text in parted or place in inside]
    named = [one for start, stop in pairwise([-1, *cuts, len(ask.text)]) for one in _named(ask, start + 1, stop)]
    pair = list({one.measure.id: one.measure for one in named}.values())
    rates = all(one.value.unit.kind is UnitKind.PERCENT for one in pair)  # money and counts are named by other words
    if len(named) != _PAIR or len(pair) != _PAIR or not rates or not (comparable(*pair) and alike(*pair)):
        return None
    taken = {span.start for span in (*ask.spans(*_QUIET), *cues)}
    cores = [ask.resolver.by_id[one.id].vocabulary for one in pair]
    moves = ask.resolver.directions
    strange = [word for word in ask.telling if word.start not in taken and word.concepts.isdisjoint(moves)]
    if any(all(word.concepts.isdisjoint(core) for core in cores) for word in strange):
        return None
    kinds = {entity.kind for one in pair if (entity := ask.release.entity.get(one.subject)) is not None}
    found = compared(ask, pair)
    of_kind = found is not None and len(kinds) == 1 and ask.release.about.home not in {one.subject for one in pair}
    return replace(found, query=f"compare {kinds.pop()}") if found is not None and of_kind else found


def _quantifiers(ask: Ask) -> frozenset[str]:
    """What says of several what is said, or joins a second claim."""
    grammar = ask.grammar
    several = grammar.all_words | grammar.any_words | grammar.each_words | grammar.negative_quantifiers
    return several | grammar.else_words | grammar.other_words


def _weighing(ask: Ask) -> tuple[Found, int] | None:
    """What says that one is ahead, the widest there, and up to where the other is named; none where two things do."""
    signs = [replace(sign, name=sign.name[0]) for sign in ask.recognised.comparisons if sign.name[0] in _SIGNS.values()]
    signs += [replace(cue, name=_SIGNS[cue.name]) for cue in ask.spans(*_SIGNS)]
    signs += _not_as(ask)
    widest: list[Found] = []
    for sign in sorted(signs, key=lambda sign: sign.start - sign.end):  # "grew more slowly than" is the longest
        if all(sign.end <= one.start or one.end <= sign.start for one in widest):
            widest.append(sign)
    places = sorted(widest, key=lambda one: one.start)
    if len(places) == 1:
        first = places[0]
        return first, next((p for p in range(first.end, len(ask.text)) if ask.text[p] in TURN_ENDS), len(ask.text))
    if len(places) != _PAIR or places[0].name == places[1].name:
        return None
    joined = not ask.grammar.and_words.isdisjoint(ask.text[places[0].end : places[1].start])
    return (places[0], places[1].start) if joined else None  # "A is higher and B is lower"


def _not_as(ask: Ask) -> Iterator[Found]:
    """Where it is denied that one is as much as the other: "did not grow as fast as"."""
    like = ask.grammar.like_words
    for place in ask.recognised.negations:
        for start in range(place + 1, min(place + 1 + _NEAR, len(ask.text) - _PAIR)):
            if ask.text[start] in like and ask.text[start + _PAIR] in like:
                yield Found(place, start + _PAIR + 1, "<")


def _sides(ask: Ask, weighing: Found, end: int) -> tuple[Measure, Measure, bool] | None:
    """What is said to be ahead or behind, of what, and whether that is denied."""
    marks = [place for place in range(weighing.start) if ask.text[place] in _MARKS]
    edges = [-1, *marks, weighing.start]
    before = [(start + 1, stop) for start, stop in pairwise(edges) if stop > start + 1]
    left = [(span, list(_named(ask, *span))) for span in before]
    left = [(span, named) for span, named in left if named]
    right = list(_named(ask, weighing.end, end))
    negations = [place for place in negations_of(ask) if not weighing.start <= place < weighing.end]
    if len(right) == 1 and len(left) == 1 and len(left[0][1]) == 1:
        return _pair(ask, left[0][1][0], right[0], negations, weighing)
    if right or len(left) != _PAIR:
        return None
    (first, aside), (second, own) = left
    if len(own) != 1:
        return None
    subject, opening = own[0], ask.text[first[0] : first[1]]
    if len(aside) == _PAIR and any(one.measure is subject.measure for one in aside):
        other = next((one for one in aside if one.measure is not subject.measure), None)
        return _pair(ask, subject, other, negations, weighing) if other is not None else None
    if len(aside) != 1:
        return None
    if not ask.grammar.standards.isdisjoint(opening):
        return _pair(ask, subject, aside[0], negations, weighing)  # "compared with B, A grew faster"
    if not ask.grammar.not_words.isdisjoint(ask.text[second[0] : second[0] + 1]):
        rest = [place for place in negations if place != second[0]]
        return _pair(ask, aside[0], subject, rest, weighing)  # "A, not B, grew faster"
    return None


def _pair(
    ask: Ask, subject: _Named, other: _Named, negations: Sequence[int], weighing: Found
) -> tuple[Measure, Measure, bool] | None:
    """The two as far as they may be weighed, and whether what is said of them is denied."""
    one, two = subject.measure, other.measure
    if one is two or not (comparable(one, two) and alike(one, two)) or len(negations) > 1:
        return None
    if any(not subject.start < place <= weighing.start for place in negations):
        return None
    return one, two, bool(negations)


def _named(ask: Ask, start: int, stop: int) -> Iterator[_Named]:
    """The figures that a stretch names, one for each part that words such as "and" cut it into."""
    joints = [place for place in range(start, stop) if ask.text[place] in ask.grammar.and_words]
    edges = [start - 1, *joints, stop]
    moves = ask.resolver.directions
    for edge, last in pairwise(edges):
        first = edge + 1 + (ask.text[edge + 1] in ask.grammar.not_words if edge + 1 < last else 0)
        part = ask.recognised.within(first, last)
        if all(word.soft or not word.concepts.isdisjoint(moves) for word in part.words):
            continue
        quiet: list[Span] = [cue for cue in part.cues if cue.name in _QUIET]
        quiet += [word for word in part.words if word.text.lower() in ask.grammar.standards]
        for candidate in ask.resolver.candidates(part, explained=quiet) if part.words else ():
            target = candidate.target
            if (
                isinstance(target, Measure)
                and candidate.clean
                and candidate.name
                and not _part_of_name(ask, part, target)
            ):
                telling = (word.start for word in part.words if not word.soft)
                yield _Named(min(telling, default=first), target)
                break


def _part_of_name(ask: Ask, part: Recognised, target: Measure) -> bool:
    """Whether one word stands there that is no name by itself: "industrial", before "or overall investment"."""
    telling = [word for word in part.words if not word.soft]
    language = ask.resolver.lexicon.language
    names = {
        name.lower() for kind in ask.release.kinds for name in (kind.label[language], kind.plural.get(language, ""))
    }
    names |= {name.lower() for name in target.names.get(language, ())}
    return len(telling) == 1 and not telling[0].entity and telling[0].text.lower() not in names
