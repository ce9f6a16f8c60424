"""The evidence of queries over several values: lists, ranks and comparisons of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from facts.model import Fact, FactSet, Measure
from facts.quantity import Quantity, Truth, UnitKind
from facts.query import Selection, rows, select
from intents.findings import Finding
from intents.matching.queries import Query
from intents.readings.ask import Ask
from intents.readings.claims import quantified
from intents.readings.lists import counts_kind, range_of
from intents.readings.tell import says
from intents.verdicts.verify import Evidence, judge_figures, judge_relation, truth_of

_WHOLE: Final = frozenset({"topic", "digest", "every", "number", "offer"})
"""Queries that tell more than what the question names."""
_PAIR: Final = 2
_PLAIN: Final = Quantity.parse("1 thing")


def judge_order(ask: Ask, found: Finding) -> list[Evidence]:
    """Whether the names stand in the order of the values."""
    named = ask.named_things
    order = [row.subject for row in found.data.get("rows", ()) if isinstance(row, Measure)]
    if len(named) != len(order) or set(named) != set(order):
        return []
    if ask.has("more", "less"):
        return []
    return [Evidence(truth_of(named == (order[::-1] if ask.has("ascending") else order)), "order")]


def judge_members(ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
    """Percentages said of the members of a set with values: of each of them, or one for each."""
    item = facts[0] if len(facts) >= 1 and isinstance(facts[0], FactSet) and facts[0].indicator else None
    mentions = [m for m in ask.recognised.mentions if m.unit is not None or m.decimals or m.comparison is not None]
    if item is None or item.size or not ask.claims or not mentions:
        return []
    pool = [row for row in rows(ask.release, item.kind) if row.subject in item.members]
    named = ask.named_things
    if len(mentions) == 1:
        truths = [says(mentions[0], row.value, ask) for row in pool if not named or row.subject in named]
        known = [truth for truth in truths if truth is not None]
        if not known or (named and len(known) != len(named)):
            return []
        return [Evidence(Truth.NO if Truth.NO in known else min(known, key=_doubt), "extent")]
    if named and len(named) == len(mentions):
        return []
    values = [row for row in pool if any(says(mention, row.value, ask) is Truth.YES for mention in mentions)]
    fits = all(any(says(mention, row.value, ask) is Truth.YES for row in pool) for mention in mentions)
    return [Evidence(truth_of(fits and len(values) == len(mentions)), "figure")]


def otherwise(ask: Ask) -> bool:
    """Whether more or less is said of the manner, "spread more thinly", and so turns an order round, or may."""
    weak = {word.start for word in ask.words if "weak" in word.concepts or "slow" in word.concepts}
    return any(cue.end in weak for cue in ask.spans("more", "less"))


def order_named(ask: Ask, measures: Sequence[Measure]) -> tuple[Measure, Measure] | None:
    """Two measures in the order in which the question names them."""
    places: dict[str, int] = {}
    known, frames = ask.resolver.by_id, ask.spans("verify", "frame")
    words = [word for word in ask.words if not any(span.covers(word.start) for span in frames)]
    for measure in measures:
        other = next(one for one in measures if one is not measure)
        own = known[measure.id].own_words - known[other.id].own_words
        alone = own - known[other.id].core
        own = alone if any(word.concepts & alone for word in words) else own
        dated = measure.period != other.period
        said = [w for w in words if w.concepts & own or (w.entity == measure.subject and not dated)]
        most = max((ask.resolver.telling(word) for word in said), default=0.0)
        starts = [word.start for word in said if not word.soft]
        if not dated:  # of two periods, a word that says little names neither: "the eight-month print"
            starts = starts or [word.start for word in said if ask.resolver.telling(word) == most]
        named = [w.start for w in ask.recognised.periods if dated and ask.resolver.in_period(measure, w)]
        starts = named if named and len(ask.recognised.periods) == len(measures) else starts + named
        if starts:
            places[measure.id] = min(starts)
    surely = [one for one in measures if _names_alone(ask, one, measures)]
    if len(surely) == 1 and len(places) > 1 and ask.has("more", "less"):
        place = places[surely[0].id]
        openings = [" ".join(ask.text[start : start + 2]) for start in (place - 2, place - 3) if start >= 0]
        if not ask.grammar.cleft_openings.isdisjoint(openings):
            places = {surely[0].id: place}  # "between the funds, it is the loans that reached more"
    if len(places) == 1 and ask.has("more", "less", "max", "min"):
        one = next(measure for measure in measures if measure.id in places)
        other = next(measure for measure in measures if measure is not one)
        before = {*ask.text[: places[one.id] + 1]}  # a period has its preposition in it: "since August"
        turned = (ask.grammar.turning_words | ask.grammar.standards) & before
        return (other, one) if turned else (one, other)
    if len(places) < 2 or len(set(places.values())) < 2:
        return None
    first, second = sorted(measures, key=lambda one: places[one.id])
    if _rises_to(ask, places[first.id], places[second.id]):
        return (second, first)
    return (second, first) if ask.grammar.standards & set(ask.text[: places[first.id]]) else (first, second)


def _names_alone(ask: Ask, measure: Measure, measures: Sequence[Measure]) -> bool:
    """Whether a word stands there that this one of two is called by, and the other never spoken of."""
    known = ask.resolver.by_id
    others = frozenset().union(*(known[one.id].core for one in measures if one is not measure))
    return any(word.concepts & known[measure.id].own_words - others for word in ask.words)


def _rises_to(ask: Ask, first: int, second: int) -> bool:
    """Whether more or less is said of the second, as in "A grew, and a larger share of B"."""
    grammar = ask.grammar
    for cue in ask.spans("more", "less"):
        before = ask.text[max(first, cue.start - 3) : cue.start]
        joined = grammar.and_words & {*before} and grammar.indefinite_articles & {*before}
        if first < cue.start < second and joined and grammar.than_words.isdisjoint(ask.text[cue.end :]):
            return True
    return False


def judge_picked(ask: Ask, found: Finding, query: Query, *, negated: bool) -> list[Evidence]:
    """Whether the thing that is put forward as the highest, or the lowest, is the one."""
    if not ask.claims:
        return judge_untaken(ask, found, query)
    picked = found.data.get("picked")
    named = ask.named_things
    places = [word.entity for word in ask.words if word.entity in named]
    twice = {name for name in named if places.count(name) > 1}
    if isinstance(picked, Measure) and len(named) > 1 and len(twice) == 1 and not ask.free_mentions:
        return turned([Evidence(truth_of(picked.subject in twice), "place")], negated)
    if isinstance(picked, Measure) and len(named) == _PAIR:
        return turned(_placed(ask, picked, named), negated)
    if not isinstance(picked, Measure) or len(named) > 1:
        return []
    evidence = [Evidence(Truth.YES if name == picked.subject else Truth.NO, "place") for name in named]
    evidence += judge_figures(ask, [picked], ask.free_mentions) if ask.free_mentions else []
    return turned(evidence, negated)


def _placed(ask: Ask, picked: Measure, named: Sequence[str]) -> list[Evidence]:
    """Whether the first of two things has the place that it is given, and stands so to the other."""
    values = {row.subject: row for row in rows(ask.release, ask.release.entity[picked.subject].kind)}
    pair = [values[name] for name in named if name in values]
    order = order_named(ask, pair) if len(pair) == _PAIR and ask.has("more", "less") else None
    if order is None or ask.free_mentions or ask.grammar.exclusives & {*ask.text}:
        return []
    place = Evidence(truth_of(order[0].subject == picked.subject), "place")
    return [place, *judge_relation(ask, *order, less=ask.says_less)]


@dataclass(frozen=True, slots=True)
class _Choice:
    """Those of a kind that fulfil what a question demands."""

    kind: str
    pool: Sequence[Measure]
    chosen: Selection
    open_ended: bool
    """Whether there may be others, of which nothing is told."""

    @property
    def yes(self) -> set[str]:
        """The things that surely fulfil it."""
        return {row.subject for row in self.chosen.yes}


def judge_filtered(ask: Ask, found: Finding, query: Query, *, negated: bool) -> list[Evidence]:
    """Whether a list is what it is said to be: who is on it, or alone on it, how many are, and whether all are."""
    demanded = found.data.get("demanded")
    if not ask.claims:
        return _off_kind(ask, found, query)
    if not demanded:
        return []
    open_ended, excepted = bool(found.data.get("open_ended")), _excepted(ask)
    out = ask.taken_out - excepted  # "leaving out metallurgy, did any …?"
    named = [name for name in ask.named_things if name not in out]
    if quantified(ask) and not named:
        plain = [replace(condition, negated=False) for condition in demanded]
        left = [row for row in rows(ask.release, str(found.kind)) if row.subject not in out]
        fulfilling = select(ask.release, left, plain)
        open_ended = open_ended or bool(fulfilling.unknown)
        truth = Truth.NO if fulfilling.yes else Truth.UNKNOWN if open_ended else Truth.YES
        return [Evidence(truth, "extent")]
    kind = str(found.kind)
    pool = [row for row in rows(ask.release, kind, derived=kind in ask.rate_kinds) if row.subject not in out]
    choice = _Choice(kind, pool, select(ask.release, pool, demanded), open_ended)
    negated = negated and not any(condition.negated for condition in demanded)
    limits = [m for m in ask.recognised.mentions if m.comparison is not None and counts_kind(ask, m)]
    if limits and not named:
        sign = ">=" if open_ended or choice.chosen.unknown else "="
        held = says(limits[0], Quantity.bounded(sign, Decimal(len(choice.yes)), _PLAIN.unit), ask)
        return turned([Evidence(held or Truth.UNKNOWN, "number")], negated)
    if named and _of_others_too(ask, choice, named):
        return []
    if _just_one(ask):
        one = Truth.UNKNOWN if open_ended else truth_of(len(choice.yes) == 1)
        return turned([Evidence(one, "number")], negated)
    if excepted & choice.yes:
        return [Evidence(Truth.NO, "only")]
    if excepted and not open_ended:
        others = {row.subject for row in pool} - excepted
        return turned([Evidence(truth_of(others <= choice.yes), "extent")], negated)
    return turned(_judge_listed(ask, choice, named) if named else _judge_numbers(ask, choice), negated)


def _off_kind(ask: Ask, found: Finding, query: Query) -> list[Evidence]:
    """A thing of another kind than is listed, named in a question that claims nothing."""
    references = {row.subject for row in found.data.get("references", ())}
    other = [name for name in ask.named_things if name not in references]
    other = [name for name in other if ask.release.entity[name].kind != query.filter]
    return [Evidence(Truth.UNKNOWN, "name")] if other and str(query.filter) not in ask.rate_kinds else []


def _of_others_too(ask: Ask, choice: _Choice, named: Sequence[str]) -> bool:
    """Whether the things that are named are not what the list is of, or not all that is said of it."""
    given = [m for m in ask.recognised.mentions if m.comparison is None and (m.unit is not None or m.decimals)]
    limited = any(m.comparison is not None for m in ask.recognised.mentions)
    if quantified(ask) or (len(given) > 1 and limited):
        return True
    rates = choice.kind in ask.rate_kinds
    return any(ask.release.entity[name].kind != choice.kind and not rates for name in named)


def _judge_listed(ask: Ask, choice: _Choice, named: Sequence[str]) -> list[Evidence]:
    """Whether each thing that is named is on the list, or alone there."""
    if not ask.grammar.exclusives.isdisjoint(ask.text):
        alone = _alone(ask, named)
        among = choice.yes & {*named} if alone < {*named} else choice.yes
        return [Evidence(truth_of(alone == among), "only")]
    chosen = choice.chosen
    groups = ((chosen.yes, Truth.YES), (chosen.no, Truth.NO), (chosen.unknown, Truth.UNKNOWN))
    truths = [
        next((truth for group, truth in groups if any(row.subject == one for row in group)), Truth.UNKNOWN)
        for one in named
    ]
    evidence = [Evidence(truth, "member") for truth in truths]
    if {*truths} == {Truth.YES, Truth.UNKNOWN}:
        evidence.append(Evidence(Truth.NO, "unnamed"))
    return evidence


def _judge_numbers(ask: Ask, choice: _Choice) -> list[Evidence]:
    """Whether so many are on the list, or all, or any."""
    mentions, size, chosen = ask.recognised.mentions, len(choice.yes), choice.chosen
    counts = [m for m in mentions if m.unit is None and m.comparison is None and not m.decimals]
    whole = len(counts) == 1 and not choice.open_ended and counts[0].number == len(choice.pool) > 1
    if any(mention.fraction and mention.comparison is None for mention in mentions):
        return []
    valued = [m for m in mentions if m.unit is not None and m.comparison is None]
    bounded = any(m.comparison is not None for m in mentions)
    if valued and bounded and range_of(ask, mentions) is None:
        return []  # "the 3.4% tops seven" is said of one value
    unsure = bool(choice.open_ended or chosen.unknown)
    if ask.has("majority", "minority"):
        most = size + size > len(choice.pool)
        return [Evidence(Truth.UNKNOWN if unsure else truth_of(most is ask.has("majority")), "extent")]
    if ask.has("every") or whole:
        return [Evidence(Truth.NO if chosen.no else Truth.UNKNOWN if unsure else Truth.YES, "extent")]
    if counts:
        more = Truth.UNKNOWN if choice.open_ended and counts[0].number > size else Truth.NO
        return [Evidence(Truth.YES if counts[0].number == size else more, "number")]
    return [Evidence(truth_of(bool(size)), "extent")] if size or not choice.open_ended else []


def _just_one(ask: Ask) -> bool:
    """Whether it is said of one and no more: "just one managed better than six"."""
    singles = [place for place, text in enumerate(ask.text) if text in ask.grammar.single_words]
    return any(not ask.grammar.exclusives.isdisjoint(ask.text[max(0, place - 1) : place]) for place in singles)


def _alone(ask: Ask, named: Sequence[str]) -> set[str]:
    """The things that an exclusive word stands before: "of the three, only Benxi"."""
    places = [place for place, text in enumerate(ask.text) if text in ask.grammar.exclusives]
    behind = {word.entity for word in ask.words if word.entity in named and word.start > max(places)}
    return {name for name in named if name in behind} or {*named}


def _excepted(ask: Ask) -> set[str]:
    """The things that are taken out of all of them: "everyone but Benxi"."""
    text, grammar = ask.text, ask.grammar
    found: set[str] = set()
    for word in ask.words:
        before, earlier = text[word.start - 1 : word.start], text[max(0, word.start - 4) : word.start - 1]
        every = not (grammar.all_words | grammar.everyone_words).isdisjoint(earlier)
        if word.entity and every and not (grammar.opposing_words | grammar.exceptives).isdisjoint(before):
            found.add(word.entity)
    return found


def judge_untaken(ask: Ask, found: Finding, query: Query) -> list[Evidence]:
    """What a query over a kind leaves of the question: a number, a name, or a comparison that it does not make."""
    values = ask.release.measures_among(found.rows)
    computed = found.data.get("value", found.data.get("difference"))
    told = [computed] if isinstance(computed, Quantity) else [one.value for one in values]
    kinds = {k for k in (found.kind, query.spread, query.average, query.rank) if isinstance(k, str)}
    sizes = {len(values), len(found.facts), *(len(rows(ask.release, kind)) for kind in kinds)}
    mentions = [
        m for m in ask.recognised.mentions
        if m.unit is not None or m.decimals or m.number not in sizes or m.comparison is not None
    ]  # fmt: skip
    if set(ask.named_things) - _members(ask, found) - ask.taken_out:
        return [Evidence(Truth.UNKNOWN, "name")]
    if query.verb in _WHOLE:
        return []
    if mentions and not ask.claims:
        held = [says(mentions[0], one, ask) for one in told]
        return [] if Truth.YES in held else [Evidence(Truth.UNKNOWN, "number")]
    if mentions:
        own = [[t for one in told if (t := says(m, _counted_alike(one), ask)) is not None] for m in mentions]
        parts = [any(says(m, _counted_alike(one.value), ask) is Truth.YES for one in values) for m in mentions]
        if any(Truth.YES in outcomes for outcomes in own):
            fits = all(Truth.YES in outcomes or part for outcomes, part in zip(own, parts, strict=True))
            return [Evidence(truth_of(fits) if fits else Truth.UNKNOWN, "value")]
        if len(parts) > 1 and all(parts):
            return []  # what goes into it is given, and nothing is said of what it comes to
        first = next((outcomes for outcomes in own if outcomes), None)
        return [Evidence(first[0] if first else Truth.UNKNOWN, "value")]
    signs = [sign for sign in ask.recognised.comparisons if sign.name != "~"]
    if query.verb == "about" and (ask.demands() or signs or ask.grammar.than_words & set(ask.text)):
        return [Evidence(Truth.UNKNOWN, "comparison")]
    return []


def _members(ask: Ask, found: Finding) -> set[str]:
    """The things that the facts of a finding name."""
    facts = [ask.release.by_id[name] for name in found.facts]
    return {n for fact in facts for n in fact.entities} | {f.subject for f in facts if isinstance(f, Measure)}


def _counted_alike(value: Quantity) -> Quantity:
    """A count in a noun of no matter, so that a bare number may be held against it."""
    if value.unit.kind is not UnitKind.COUNT:
        return value
    return Quantity(value.low, value.high, _PLAIN.unit, value.low_open, value.high_open)


def _doubt(truth: Truth) -> int:
    return 0 if truth is Truth.UNKNOWN else 1


def turned(evidence: Sequence[Evidence], negated: bool) -> list[Evidence]:
    """The evidence as a negation turns it round: the first piece, or what is said of a figure."""
    if not negated:
        return list(evidence)
    return [replace(piece, truth=~piece.truth) if piece.about != "background" else piece for piece in evidence]
