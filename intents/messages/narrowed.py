"""What was found of many, or by half of what is said, held to the one thing that a question means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from facts.model import FactSet, Measure
from facts.quantity import Truth, UnitKind
from intents.findings import Finding, not_told
from intents.messages.read import Reading
from intents.readings.arithmetic import compared
from intents.readings.ask import Ask
from intents.readings.claims import negations_of
from intents.readings.lists import tell_set
from intents.readings.tell import says, stands_for, tell_fact
from intents.verdicts.verify import judge_relation, verdict_of, weigh

_PAIR: Final = 2


def of_nothing(ask: Ask, found: Finding) -> bool:
    """Whether figures stand there without a word of what they are of: nothing is asked, nor put forward."""
    said = ask.recognised
    if ask.context.last is not None or said.kinds or said.periods or not said.mentions:
        return False
    compared = any(mention.comparison is not None for mention in said.mentions)
    softly = all(word.soft for word in said.words)
    if softly and found.intent == "filter" and len(said.mentions) == 1 and not compared and not ask.claims:
        return True  # "what about the 0.6?"
    if said.words:
        return False
    return found.verdict == "refuted" or (len(said.mentions) > 1 and not compared)


def of_members(ask: Ask) -> Finding | None:
    """The values of those that were listed before, where they have any: "growth rates for them?"."""
    points = ask.grammar.plural_pronouns | ask.grammar.pair_words - ask.grammar.question_words
    last = ask.context.last
    if last is None or points.isdisjoint(ask.text) or ask.named_things or ask.recognised.mentions:
        return None
    item = next((fact for name in last.facts if isinstance(fact := ask.release.by_id.get(name), FactSet)), None)
    if item is None and len(last.rows) > 1:
        return replace(last, verdict=None, score=1.0, lead=1.0, runner_up=None, pattern=None, reason="")
    if item is None or not item.members:
        return None
    if any(row.subject in item.members for row in ask.release.measures):
        return tell_set(ask, item, negated=False)
    return not_told((item.id,), "the release gives no value of these")


def past_condition(ask: Ask, reading: Reading, found: Finding) -> bool:
    """Whether a wording was found that leaves a condition of the question out: a multiple, a margin, an exception.

    "Which sector grew more than twice as fast as the total?" is not "which grew faster than the total".
    """
    query = reading.query
    if query is None or found.status != "answered":
        return False
    said = [one for one in ask.recognised.mentions if one.unit is not None]
    fixed = query.verb == "filter" and (query.above or query.below)
    margin = any(one.unit is not None and one.unit.kind in (UnitKind.TIMES, UnitKind.POINTS) for one in said)
    things = {e.kind for e in ask.release.entities}
    kinds = {kind.name for kind in ask.recognised.kinds if kind.name in things}
    other = query.verb == "filter" and bool(kinds) and query.filter in things - kinds - ask.rate_kinds
    places = {e.kind for e in ask.release.entities if e.part_of == ask.release.about.home}
    other = other and (query.filter in places) is not bool(kinds & places)
    told = {fact.subject for fact in ask.release.measures_among(found.facts)}
    out = bool(ask.taken_out) and bool(told) and told <= ask.taken_out
    return bool((fixed and (margin or ask.has("ratio", "average"))) or other or out)


def picked(ask: Ask, found: Finding | None) -> Finding | None:
    """The one whose figure is given to find it by: "was it loans or bonds that came to 584?".

    It is the one that was found, or one of the two that were compared.
    """
    said = ask.recognised.mentions
    if found is None or len(said) != 1 or ask.grammar.or_words.isdisjoint(ask.text):
        return None
    one_found = found.intent == "lookup" and found.saying == "fact"
    told = ask.release.measures_among([found.data["fact"].id] if one_found else found.facts)
    own = [one for one in told if says(said[0], one.value, ask) is Truth.YES]
    if one_found:
        return found if own and said[0].comparison is None else None
    weighs = ask.has("more", "less", "max", "min", "difference", "ratio")
    if found.intent != "compare" or weighs or said[0].unit is None:
        return None
    return tell_fact(ask, own[0]) if len(told) == _PAIR and len(own) == 1 else None


def of_which(ask: Ask) -> Finding | None:
    """What a number counts, where two things are put beside it to choose from: "302 projects or 302 firms?"."""
    said = ask.recognised
    numbers = {(mention.number, mention.comparison) for mention in said.mentions}
    if len(said.mentions) != _PAIR or len(numbers) > 1 or ask.grammar.or_words.isdisjoint(ask.text):
        return None
    return stands_for(replace(ask, recognised=replace(said, mentions=said.mentions[:1])))


def undone(ask: Ask, found: Finding | None) -> bool:
    """Whether one figure is told where the question weighs two against each other, or divides one by the other."""
    one = found is not None and found.intent == "lookup" and found.verdict is None and len(found.facts) == 1
    weighs = ask.claims and ask.has("more", "less") and not ask.recognised.mentions
    return one and (weighs or not ask.grammar.division_words.isdisjoint(ask.text))


def of_one_named(ask: Ask, found: Finding) -> Finding:
    """A claim about one thing that was judged as one of all of its kind, "it stayed below 7%", told of the one."""
    told = [one for name in ("yes", "no", "unknown") for one in found.data.get(name) or ()]
    own = [one for one in told if one.subject in ask.named_things]
    alone = found.intent == "filter" and found.verdict is not None and len(ask.named_things) == len(own) == 1
    if not alone or ask.recognised.kinds or found.data.get("references"):
        return found
    return replace(tell_fact(ask, own[0]), verdict=found.verdict, query=found.query)


def of_one_measured(ask: Ask, found: Finding) -> Finding:
    """What is told of one thing, judged where a bound of its figure is put forward: "so benxi is above 10 right"."""
    told = ask.release.measures_among(found.facts)
    said = ask.recognised.mentions[0] if len(ask.recognised.mentions) == 1 else None
    judged = found.intent == "mention" and found.verdict is None and ask.claims and len(told) == len(found.facts) == 1
    if not judged or said is None or said.comparison is None or ask.recognised.negations or ask.off_period(told):
        return found
    truth = says(said, told[0].value, ask)
    return replace(tell_fact(ask, told[0]), verdict=verdict_of(truth)) if truth in (Truth.YES, Truth.NO) else found


def of_one_told(ask: Ask, found: Finding) -> Finding:
    """What all of a kind are held against, held against the one told before: "is that above the province's rate?"."""
    last = ask.context.last
    references: Sequence[Measure] = tuple(found.data.get("references") or ())
    several = ask.grammar.plural_pronouns | ask.grammar.which_words | ask.grammar.all_words
    if last is None or found.intent != "filter" or len(references) != 1 or not several.isdisjoint(ask.text):
        return found
    told = ask.release.measures_among(last.rows or last.facts)
    kinds = {kind.name for kind in ask.recognised.kinds} & {found.kind}
    one = told[0] if len(told) == 1 and told[0].id in found.facts else None
    if one is None or ask.named_things or kinds or ask.demands("more", "less") or ask.recognised.mentions:
        return found
    weighed = compared(ask, [one, references[0]])
    less, negated = ask.has("less") and not ask.has("more"), len(negations_of(ask)) % 2 == 1
    truth = weigh(judge_relation(ask, one, references[0], less=less, negated=negated)) or Truth.UNKNOWN
    put = found.verdict is not None or (ask.asks() is None and "?" in ask.text)
    return replace(weighed, verdict=verdict_of(truth) if put else None) if weighed is not None else found


def is_share(found: Finding, parts: Sequence[str]) -> bool:
    """Whether a share of all of its kind is told, so that one of these parts is not taken as a share of the other."""
    fact = found.data.get("fact") if found.intent == "lookup" and found.verdict is None else None
    if not isinstance(fact, Measure) or not fact.formula or fact.value.unit.kind is not UnitKind.PERCENT:
        return False
    return {*parts} <= {*fact.formula.split()}


def of_sum(found: Finding) -> bool:
    """Whether what is told is a share of a sum, which names more than one thing and is one."""
    fact = found.data.get("fact") if found.intent == "lookup" else None
    return isinstance(fact, Measure) and "+" in (fact.formula or "").split() and "/" in (fact.formula or "").split()


def chooses(ask: Ask, verb: str) -> bool:
    """Whether a question asks which fulfil a condition, and its wording is one that tells something else."""
    if ask.claims or not ask.has("which", "list") or ask.has("how-many") or verb == "filter":
        return False
    compared = any(mention.comparison is not None for mention in ask.recognised.mentions)
    return (compared and verb == "tell") or (ask.has("more") and ask.has("less") and verb == "compare")
