"""Whether a message is one question or several: what its parts found beside what it comes to as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from facts.model import Measure
from intents.findings import Finding
from intents.readings.ask import PLACED, Ask
from intents.spans.found import CAME, PLACE
from intents.spans.pieces import TURN_ENDS
from intents.vocabulary.language import Thresholds


def adds_up(ask: Ask, whole: Finding, parts: Sequence[Finding]) -> bool:
    """Whether the whole is the sum that is asked for, and the parts tell no more than what is added."""
    fact = ask.release.by_id.get(whole.facts[0]) if len(whole.facts) == 1 else None
    formula = (fact.formula or "").split() if isinstance(fact, Measure) else []
    summed = ask.has("sum") or (ask.claims and whole.verdict is not None)  # "A and B total 46"
    return whole.intent == "sum" or (summed and "+" in formula and told(parts) <= {*formula})


def all_silent(ask: Ask, whole: Finding, parts: Sequence[Finding], least: Thresholds) -> bool:
    """Whether a message is surely about one silence, and what its parts found only lies beside that.

    "Real or nominal, that headline rate?" asks once; "Who chose them when Dalian became a pilot?" does as well.
    """
    if not parts or whole.saying != "gap" or whole.score < least.likely or ask.text.count("?") > 1:
        return False
    surely = whole.score >= least.plain and whole.lead >= least.plain_lead
    sized = [one for one in parts if one.intent == "lookup" and ask.release.measures_among(one.facts)]
    surely = surely and not (sized and ask.has("how-many", "how-much"))  # "…, and how much was it in all?"
    answered = [one for one in parts if one.status == "answered"]
    named = bool(answered) and all(one.query.startswith("about ") for one in answered)
    if surely and named:
        return True  # "why did Dandong and Benxi do so well, what is the secret?"
    if adds(ask) or not (surely or ask.grammar.and_words.isdisjoint(ask.text)):
        return False
    return all({*one.facts} <= {*whole.nearest} for one in answered)


def one_claim(ask: Ask) -> bool:
    """Whether all of a message puts one thing forward: nothing more is said behind its first sentence.

    Unless that is of the same: "is that a figure for insurance?".
    """
    if not ask.claims or ask.asks() is not None:
        return False
    end = next((place for place, text in enumerate(ask.text) if text in TURN_ENDS), len(ask.text))
    opens, points = ask.text[end + 1 : end + 2], ask.text[end + 2 : end + 3]
    again = {*opens} & ask.grammar.auxiliaries and {*points} & ask.grammar.singular_pronouns
    return bool(again) or not any(word.start > end for word in ask.telling)


def beyond_silence(ask: Ask, found: list[Finding], least: Thresholds) -> list[Finding]:
    """The findings of several parts; after a plain silence none of a part that only goes on about the same.

    "How weak is demand? By how much did it drop?" asks twice for what is not stated.
    """
    first = found[0]
    placed = first.intent == "mention" or any(word.foil == PLACE for word in ask.words)
    there = placed and not ask.grammar.here_words.isdisjoint(ask.text)
    if there and first.status == "not_stated":  # "what about Fushun, how much did industry grow there?"
        return [one for one in found if one is first or one.status != "answered"]
    if first.saying != "gap" or first.score < least.likely:
        return found
    begun = min((word.end for word in ask.telling), default=0)
    joints = TURN_ENDS | {","} | ask.grammar.and_words
    behind = next((place for place in range(begun, len(ask.text)) if ask.text[place] in joints), len(ask.text))
    leans = not ask.grammar.clause_pronouns.isdisjoint(ask.text[behind:])
    said = [word for word in ask.telling if word.start > behind]
    counts = any(cue.start >= behind for cue in ask.spans("how-many", "how-much"))

    def apart(one: Finding) -> bool:
        if one.intent == "aspect" and one.data.get("name") in PLACED:
            return True  # "when was it announced, and who announced it?"
        cores = [ask.resolver.by_id[name].core for name in one.facts if name in ask.resolver.by_id]
        new = all(word.concepts & CAME for word in said) and bool(said)  # "…, and how many brand new?"
        if counts and not new and ask.release.measures_among(one.facts):
            return True  # "what is the national rate, and how many cities beat it?"
        return not leans and any(word.entity or any(word.concepts & core for core in cores) for word in said)

    return [one for one in found if one is first or one.status != "answered" or apart(one)]


def adds(ask: Ask) -> bool:
    """Whether something more is asked for besides: "and also the wages"."""
    pairs = pairwise(ask.text)
    return any(one in ask.grammar.and_words and two in ask.grammar.additive_words for one, two in pairs)


def tells_story(ask: Ask, whole: Finding | None) -> bool:
    """Whether the reader tells of himself as well, and a word of that, perhaps, is what is not understood."""
    vetoed = whole is not None and whole.status == "not_stated" and whole.saying == "word"
    return vetoed and not ask.grammar.first_persons.isdisjoint(ask.text)


def told(findings: Sequence[Finding]) -> set[str]:
    """The facts that findings tell."""
    return {name for finding in findings for name in finding.facts}


def told_of_once(findings: list[Finding]) -> list[Finding]:
    """Findings of one claim, none of them confirmed where another part of it is not, and no fact told twice."""
    open_ = {name for one in findings if one.status == "answered" and one.verdict is None for name in one.facts}
    kept = [one for one in findings if one.verdict != "supported" or open_.isdisjoint(one.facts)]
    return [replace(one, verdict=None) if one.verdict == "supported" and open_ else one for one in kept]


def joins(ask: Ask) -> bool:
    """Whether anything in a claim joins another part to it; a name more is no part of its own."""
    joints = ask.grammar.clause_joints | ask.grammar.figure_joints | ask.grammar.or_words | TURN_ENDS
    inner = [text for text in ask.text[:-1] if text]
    return bool(ask.recognised.mentions) or not joints.isdisjoint(inner)
