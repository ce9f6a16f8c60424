"""What is reckoned of what was told, where a question asks for that: which is more, by how much, what share."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from facts.model import Measure, Release
from facts.quantity import Truth, UnitKind
from facts.query import Operation, means_of
from intents.findings import Finding
from intents.matching.queries import combined
from intents.readings.arithmetic import compared
from intents.readings.ask import Ask
from intents.readings.tell import says
from intents.verdicts.verify import part_told, truth_of, verdict_of

_PAIR: Final = 2


def reckoned(ask: Ask, found: Finding | None) -> Finding | None:
    """What is made of the figures that were found; none where no more is asked than what they are."""
    return _apart(ask, found) or _worth(ask, found) or _more_than_not(ask, found) or _share_of_other(ask, found)


def _apart(ask: Ask, found: Finding | None) -> Finding | None:
    """What two values that were told differ by, where that is asked: "how many more grew than did not?"."""
    told = ask.release.measures_among(found.facts) if found is not None and found.intent == "lookup" else []
    if len(told) != _PAIR or ask.claims or not ask.has("difference") or ask.recognised.mentions:
        return None
    than = not ask.grammar.than_words.isdisjoint(ask.text)
    return compared(ask, told) if than and all(measure.value.is_exact for measure in told) else None


def _other_count(release: Release, told: Measure) -> list[Measure]:
    """The count of those of a whole that are not so, or are, where the other was told."""
    part = part_told(release, told)
    if part is None or told.value.unit.kind is not UnitKind.COUNT:
        return []
    counts = (one for one in release.measures if one.value.unit.kind is UnitKind.COUNT)
    return [one for one in counts if part_told(release, one) == (part[0], not part[1])][:1]


def _more_than_not(ask: Ask, found: Finding | None) -> Finding | None:
    """Whether more of them are so than are not, where a count of them was told: "did more grow than didn't?"."""
    told = ask.release.measures_among(found.facts) if found is not None and found.intent == "lookup" else []
    told = [*told, *_other_count(ask.release, told[0])] if len(told) == 1 else told
    than = next((p for p, text in enumerate(ask.text) if text in ask.grammar.than_words), 0)
    if len(told) != _PAIR or not than or not ask.claims or ask.recognised.mentions or not ask.has("more", "less"):
        return None
    rest = next((one for one in told if any(other.id in (one.formula or "").split() for other in told)), None)
    counted = all(one.value.unit.kind is UnitKind.COUNT for one in told) and told[0].value.unit == told[1].value.unit
    denied = [*ask.recognised.negations, *(cue.start for cue in ask.spans("rest"))]
    without = [place for place, text in enumerate(ask.text) if text in ask.grammar.exceptives]
    behind = {place > than for place in (*denied, *without)}
    if rest is None or not counted or len(behind) != 1:
        return None
    if min(cue.start for cue in ask.spans("more", "less")) > min(*denied, *without, than):
        return None  # "no city did better than the nation"
    own = next(one for one in told if one is not rest)
    left, right = (own, rest) if behind == {True} else (rest, own)
    more = left.value.value > right.value.value
    weighed = compared(ask, [left, right])
    truth = truth_of(more is not (ask.has("less") and not ask.has("more")))
    return replace(weighed, verdict=verdict_of(truth)) if weighed is not None else None


def _worth(ask: Ask, found: Finding | None) -> Finding | None:
    """The sums of two groups against each other, where it is asked who got more money."""
    if found is None or found.intent != "compare" or ask.claims or not ask.has("more", "less", "max", "min"):
        return None
    cues = [cue.end for cue in ask.spans("more", "less", "max", "min")]
    money = [text for end in cues for text in ask.text[end : end + 1] if text in ask.grammar.money_words]
    sums = {count.id: divided for _, divided, count in means_of(ask.release)}
    figures = [sums[name] for name in found.facts if name in sums]
    return compared(ask, figures) if money and len(figures) == len(found.facts) == _PAIR else None


def _share_of_other(ask: Ask, found: Finding | None) -> Finding | None:
    """One of two as a share of the other, where a share of both together was found: "bonds as part of loans"."""
    fact = ask.release.by_id.get(found.facts[0]) if found is not None and found.intent == "lookup" else None
    if not isinstance(fact, Measure) or ask.has("sum") or not ask.grammar.and_words.isdisjoint(ask.text):
        return None
    parts = ask.release.facts_among((fact.formula or "").split())
    added = [ask.release.measure(n) for part in parts if isinstance(part, Measure) for n in part.addends]
    if len(added) != _PAIR:
        return None
    cores = [ask.resolver.by_id[one.id].core for one in added]
    at = [
        [word.start for word in ask.words if word.concepts & (core - other)]
        for core, other in zip(cores, cores[::-1], strict=True)
    ]
    of_ = [place for place, text in enumerate(ask.text) if text in ask.grammar.of_words]
    behind = [any(place < start <= place + _PAIR for place in of_ for start in starts) for starts in at]
    if not all(at) or sum(behind) != 1:
        return None
    whole, part = (added[0], added[1]) if behind[0] else (added[1], added[0])
    share = combined(ask, Operation.SHARE, [part, whole])
    value = share.data.get("value") if share is not None else None
    if share is None or not ask.claims or value is None:
        return share
    truths = [says(mention, value, ask) for mention in ask.recognised.mentions]
    judged = len(truths) == 1 and truths[0] in (Truth.YES, Truth.NO) and not ask.recognised.negations
    return replace(share, verdict=verdict_of(truths[0])) if judged and truths[0] is not None else share
