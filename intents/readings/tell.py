"""Readings that look something up: a figure, a statement, or an aspect of one (who, when, where, why, how)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from facts.model import AspectName, Fact, FactSet, Gap, Measure, Release, Statement, Topic
from facts.quantity import TIMES, Quantity, Truth, Unit, UnitKind
from facts.quantity import Comparison as Sign
from facts.query import derivation
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.lists import tell_set
from intents.spans.found import Found, Mention, Span, Word
from intents.spans.resolve import Candidate

_PLACEHOLDER: Final = re.compile(r"\{([a-z0-9-]+)\}")
_ASPECTS: Final[tuple[tuple[str, AspectName], ...]] = (
    ("why", "why"),
    ("when", "when"),
    ("where", "where"),
    ("who", "who"),
    ("status", "status"),
    ("how", "how"),
    ("define", "definition"),
)
_LEAST: Final = Decimal("0.001")
_HUGE: Final = 10**18
"""Numbers from here on are no dozens, and too long to be divided exactly."""
_AS_FRACTION: Final = Decimal("1.5")
"""Percentage points by which a fraction may miss a percentage that it fairly stands for."""
_SCALED: Final = Unit(UnitKind.MONEY, "")
"""What a number with a scale and nothing else is taken for."""
_MILLION: Final = 10**6
_IN_THOUSANDS: Final = 3
"""Decimals of a count whose point parts the thousands."""
_LEEWAY: Final = Decimal("0.07")
"""How far a multiple may be from what is said of it: 2.1 is twice."""
_ROUGHLY: Final = Decimal("0.1")
"""The same where it is said to be about so many times."""
_ENDLESS: Final = 5
_AS_TELLING: Final = 0.3
_CLOSE: Final = 0.02
"""Candidates whose explained parts differ by less are held to explain the question equally well."""


def figures_of(release: Release, fact: Fact) -> list[Measure]:
    """The measures that a fact's own statement tells, its own value first."""
    found = [fact] if isinstance(fact, Measure) else []
    if isinstance(fact, FactSet) and fact.size:
        found.append(release.measure(fact.size))
    for text in fact.statement.values():
        for name in _PLACEHOLDER.findall(text):
            if name != "value" and name in release.by_id:
                measure = release.by_id[name]
                if isinstance(measure, Measure) and measure not in found:
                    found.append(measure)
    return found


def is_multiple(mention: Mention, times: Quantity) -> Truth:
    """Whether one value is as many times another as the reader puts it."""
    if mention.comparison not in (None, Sign.ABOUT):
        return times.compare(mention.comparison, mention.quantity(times.unit))
    leeway = _LEEWAY if mention.comparison is None else _ROUGHLY
    return Truth.YES if abs(times.value - mention.number) <= abs(mention.number) * leeway else Truth.NO


def says(mention: Mention, value: Quantity, ask: Ask) -> Truth | None:
    """Whether a value is as the reader puts it; none where their units do not go together."""
    unit = ask.as_unit(mention.unit)
    if mention.unit == _SCALED and value.unit.kind is UnitKind.COUNT and abs(value.value) >= _MILLION:
        unit = value.unit  # "11.2 million": of what is counted, where that is so many
    if unit is None:
        if value.unit.kind is not UnitKind.COUNT and _of_others(mention, ask):
            return None  # "between the two other sectors"
        if value.unit.kind is UnitKind.PERCENT and mention.end in {kind.start for kind in ask.kinds_apart}:
            return None  # "75 industries" are no 75 %
        if value.unit.kind in (UnitKind.MONEY,) and abs(mention.number) < 10_000:
            return None
        unit = value.unit
    if mention.decimals == _IN_THOUSANDS and value.unit.kind is UnitKind.COUNT and mention.unit is None:
        mention = replace(mention, number=mention.number * 1000, decimals=0)  # 4.089 for 4,089
    if mention.fraction and value.unit.kind is UnitKind.PERCENT:
        unit = value.unit
    if unit.kind is not value.unit.kind or (unit.kind is UnitKind.MONEY and unit != value.unit):
        return None
    wanted = mention.quantity(value.unit)
    if mention.unit is None and value.unit.kind is UnitKind.PERCENT and mention.decimals and 0 < mention.number < 1:
        mention = replace(mention, number=mention.number * 100)  # a share written as 0.4
        wanted = mention.quantity(value.unit)
    if mention.fraction and unit.kind is UnitKind.PERCENT and value.is_exact:
        if mention.comparison in (None, Sign.ABOUT):
            return Truth.YES if abs(value.value - wanted.value) <= _AS_FRACTION else Truth.NO
        return value.compare(mention.comparison, wanted)
    if ask.falls and not mention.signed and mention.number > 0 and value.high is not None and value.high <= 0:
        value = -value
    if mention.comparison is Sign.ABOUT:
        if mention.side is None:
            return about(value, wanted)
        near = _close(value, wanted) if value.is_exact else about(value, wanted)
        return value.compare(mention.side, wanted) & near
    if mention.comparison is not None:
        return value.compare(mention.comparison, wanted)
    if not value.is_exact:
        return bounded_as_said(value, wanted)
    if value.value == wanted.value:
        return Truth.YES
    return Truth.YES if _rounded_to(value, mention) else Truth.NO


def _of_others(mention: Mention, ask: Ask) -> bool:
    """Whether a number says how many others of a kind there are."""
    place, other = mention.end, ask.grammar.other_words | ask.grammar.else_words
    before = ask.text[mention.start - 1 : mention.start] if mention.start else ()
    behind = ask.text[place : place + 1]
    starts = {kind.start for kind in ask.recognised.kinds}
    return not other.isdisjoint((*before, *behind)) and not starts.isdisjoint((place, place + 1))


def counts(ask: Ask, mention: Mention, measure: Measure) -> bool:
    """Whether a bare number stands before the noun of what a measure counts, one word aside: "75 major industries"."""
    if measure.value.unit.kind is not UnitKind.COUNT or mention.unit is not None or mention.decimals:
        return False
    nouns = ask.resolver.nouns_of(measure.value.unit.name)
    behind = {mention.end, *(word.end for word in ask.words if word.start == mention.end and word.concepts)}
    return any(word.start in behind and word.concepts & nouns for word in ask.words)


def whose(ask: Ask, mentions: Sequence[Mention], told: Sequence[Measure], *, derived: bool = False) -> Measure | None:
    """The one measure, beside those told, whose value a false claim gives: that of the loans for the bonds.

    What only follows is looked at where ``derived``; a part of a whole, "two thirds", is else no figure of another.
    """
    known = {measure.id for measure in told}
    for mention in mentions:
        if mention.comparison is not None or (mention.fraction and not derived):
            continue
        pool = [m for m in ask.release.measures if m.statement and m.value.is_exact and (derived or not m.formula)]
        pool = [measure for measure in pool if mention.unit is not None or counts(ask, mention, measure)]
        alike = [measure for measure in pool if says(mention, measure.value, ask) is Truth.YES]
        if len(alike) == 1 and alike[0].id not in known:
            return alike[0]
    return None


def _rounded_to(value: Quantity, mention: Mention) -> bool:
    """Whether a plain number is a value as it is fairly rounded: one that never ends, told to at least two digits."""
    digits = len(mention.number.normalize().as_tuple().digits)
    if len(value.value.normalize().as_tuple().digits) < _ENDLESS or (digits < 2 and not mention.decimals):
        return False
    return abs(value.value - mention.number) <= mention.place / 2


def told_elsewhere(ask: Ask, mention: Mention) -> bool:
    """Whether a number is, to the letter, that of another fact: it is said of that, perhaps, and not of this."""
    return any(says(mention, measure.value, ask) is Truth.YES for measure in ask.release.measures)


def about(value: Quantity, wanted: Quantity) -> Truth:
    """Whether "about" so much fairly puts a value: within a twentieth; a round number up to a tenth off is open."""
    if not value.is_exact:
        return Truth.YES if value.value == wanted.value else value.compare(Sign.EQUAL, wanted)
    off, twentieth = abs(value.value - wanted.value), max(abs(value.value), abs(wanted.value)) / 20
    if off <= twentieth:
        return Truth.YES
    dozens = abs(wanted.value) < _HUGE and wanted.value % 12 == 0
    rounded = len(wanted.value.normalize().as_tuple().digits) == 1 or dozens
    if rounded and value.unit.kind is UnitKind.PERCENT and 2 * off < 1 < abs(wanted.value):
        return Truth.YES  # "about 3%" is said of 3.4%
    return Truth.YES if rounded and off <= 2 * twentieth else Truth.UNKNOWN if off <= 2 * twentieth else Truth.NO


def _close(value: Quantity, wanted: Quantity) -> Truth:
    """Whether "a bit over" so much is not too far from a value: within a sixth; twice as far off is open."""
    off = abs(value.value - wanted.value) * 6 / max(abs(value.value), abs(wanted.value), _LEAST)
    return Truth.YES if off <= 1 else Truth.UNKNOWN if off <= 2 else Truth.NO


def bounded_as_said(value: Quantity, wanted: Quantity) -> Truth:
    """Whether a plain number fits a value known by a bound: the bound itself is how readers round it."""
    truth = value.compare(Sign.EQUAL, wanted)
    if truth is Truth.UNKNOWN and value.value and wanted.value:
        ratio = wanted.value / value.value
        if ratio in (10, 100, 1000):
            return Truth.NO
    return truth


def aspect_of(ask: Ask) -> AspectName | None:
    """The aspect that the question is after, or none where it is after the fact itself."""
    places = {cue: ask.spans(cue) for cue, _ in _ASPECTS}
    for cue, aspect in sorted(_ASPECTS, key=lambda pair: min((span.start for span in places[pair[0]]), default=0)):
        for found in places[cue]:
            if cue == "how" and (ask.has("how-many", "how-much", "rate", "versus") or _of_degree(ask, found)):
                continue
            if cue == "define" and not set(ask.text) & ask.grammar.defining_words:
                continue
            if cue == "status" and not ask.claims:
                continue
            return aspect
    return None


def _of_degree(ask: Ask, cue: Span) -> bool:
    """Whether it asks how long or how often, and not in which way."""
    return ask.text[cue.end : cue.end + 1] != () and ask.text[cue.end] in ask.grammar.degree_adverbs


def read_tell(ask: Ask) -> Finding | None:
    """What the release says of the one thing that the question names."""
    if ask.demands("average", "ratio", "max", "min", "median", "second", "rank", "spread") or _undone(ask):
        return None
    carrying = ask.recognised.mentions or ask.recognised.periods or ask.spoken
    if not carrying and all(word.soft for word in ask.words):
        return None
    candidates = usable(ask)
    if not candidates:
        return None
    units = ask.wanted_units
    aspect = aspect_of(ask)
    fitting = [c for c in candidates if fits(ask.release, c, units, aspect) and counts_that(ask, c)]
    clean = [c for c in (fitting or candidates) if c.clean]
    if not clean:
        return None
    best = clean[0]
    if isinstance(best.target, Gap):
        close = [
            c
            for c in clean[1:]
            if isinstance(c.target, Fact)
            and c.weight > best.weight - _AS_TELLING
            and c.explained > best.explained - _CLOSE
        ]
        best = close[0] if close and fitting else best
    rivals = [c for c in clean[1:] if _rivals(ask, best, c)]
    if isinstance(best.target, Topic) and units is not None and not _tells_any(ask, best.target, units):
        return None
    if not fitting and units is not None and not isinstance(best.target, Gap | Topic):
        return missing_unit(ask, best)
    if rivals and aspect is None:
        best_kinds = [best, *rivals]
        merged = merge(ask, best_kinds)
        if merged is not None:
            return merged
    return tell(ask, best, aspect)


def read_near(ask: Ask) -> Finding | None:
    """The nearest of the facts spoken of before, and those next to them, that gives what is asked for."""
    units = ask.wanted_units
    aspect = aspect_of(ask)
    for candidate in usable(ask):
        if not candidate.clean or not fits(ask.release, candidate, units, aspect):
            continue
        if candidate.name or units is not None:
            return tell(ask, candidate, aspect)
    return None


def _undone(ask: Ask) -> bool:
    """Whether a demanding cue's words are explained by no fact named here."""
    names = ("max", "min", "median", "second", "average", "ratio", "spread", "rank")
    for cue in ask.spans(*names):
        if not ask.demands() or ask.is_soft(cue):
            continue
        words = [word for word in ask.words if cue.start <= word.start and word.end <= cue.end]
        best = next((c for c in ask.candidates() if c.clean), None)
        if best is None:
            return True
        if isinstance(best.target, Measure | FactSet) and not (
            words and all(word.concepts & best.known.core for word in words)
        ):
            return True
    return False


def usable(ask: Ask) -> list[Candidate]:
    """Candidates with the numbers in the question held against them: those that carry them come first."""
    spans: list[Span] = [*ask.recognised.comparisons, *ask.spans("sum")]
    found = ask.candidates(spans)
    mentions = ask.recognised.mentions
    if not mentions:
        return found
    return [
        c
        for c in found
        if isinstance(c.target, Gap) or (isinstance(c.target, Fact) and carries(ask, c.target, mentions))
    ]


def carries(ask: Ask, fact: Fact, mentions: Iterable[Mention]) -> bool:
    """Whether each number in the question is one that the fact tells."""
    figures = figures_of(ask.release, fact)
    return all(any(says(m, figure.value, ask) is Truth.YES for figure in figures) for m in mentions)


def fits(release: Release, candidate: Candidate, units: frozenset[UnitKind] | None, aspect: AspectName | None) -> bool:
    """Whether a candidate can give the sort of answer that is wanted."""
    target = candidate.target
    if aspect is not None and isinstance(target, Fact):
        return True
    if units is None or isinstance(target, Gap):
        return True
    if isinstance(target, Measure):
        return target.value.unit.kind in units
    if isinstance(target, FactSet):
        return UnitKind.COUNT in units
    if isinstance(target, Statement):
        kinds = [figure.value.unit.kind for figure in figures_of(release, target)]
        return len(kinds) > 1 and any(kind in units for kind in kinds)
    told = [release.by_id[name] for name in target.facts] if isinstance(target, Topic) else []
    return UnitKind.MONEY in units and any(isinstance(f, Measure) and f.value.unit.kind in units for f in told)


def _tells_any(ask: Ask, topic: Topic, units: frozenset[UnitKind]) -> bool:
    """Whether one of the facts of a topic gives a figure in one of the units."""
    told = [ask.release.by_id[name] for name in topic.facts]
    return any(figure.value.unit.kind in units for fact in told for figure in figures_of(ask.release, fact))


def counts_that(ask: Ask, candidate: Candidate) -> bool:
    """Whether what is counted is of the kind that the question asks the number of: people are no enterprises."""
    target = candidate.target
    for cue in ask.spans("how-many"):
        for kind in ask.recognised.kinds:
            if kind.start != cue.end or not isinstance(target, Measure):
                continue
            words = [word for word in ask.words if kind.start <= word.start < kind.end]
            if kind.name != target.value.unit.name and not all(
                word.concepts & candidate.known.vocabulary for word in words
            ):
                return False
    return True


def _rivals(ask: Ask, best: Candidate, other: Candidate) -> bool:
    """Whether another candidate explains the question just as well, by a name just as telling."""
    close = abs(best.explained - other.explained) < _CLOSE and abs(best.weight - other.weight) < 0.35
    return close and type(other.target) is type(best.target) and not isinstance(other.target, Gap)


def merge(ask: Ask, candidates: list[Candidate]) -> Finding | None:
    """Several facts that are meant equally well: asked back, unless one of them tells the other as well."""
    facts = [c.target for c in candidates[:4] if isinstance(c.target, Fact)]
    if len(facts) < 2:
        return None
    first = facts[0]
    told = {measure.id for measure in figures_of(ask.release, first)}
    if all(fact.id in told for fact in facts[1:]):
        return None
    names = tuple(fact.id for fact in facts)
    return Finding(
        "lookup",
        "which",
        status="clarify",
        facts=names,
        data={"facts": facts},
        query=f"tell {' or '.join(names)}",
        reason="several facts fit equally well",
    )


def missing_unit(ask: Ask, best: Candidate) -> Finding:
    """The release speaks of it, and not in the unit that was asked for."""
    return Finding(
        "gap",
        "other-measure",
        status="not_stated",
        facts=(best.id,),
        nearest=(best.id,),
        data={"fact": best.target},
        query=f"tell {best.id}",
        reason="what is stated has another unit than was asked for",
    )


def tell(ask: Ask, best: Candidate, aspect: AspectName | None) -> Finding | None:
    """Put one candidate forward as the answer."""
    target = best.target
    if isinstance(target, Gap):
        return tell_gap(target)
    if isinstance(target, Topic):
        if ask.off_period([ask.release.by_id[name] for name in target.facts]):
            return None
        return Finding(
            "summary", "topic", facts=tuple(target.facts), data={"topic": target}, query=f"topic {target.id}"
        )
    if aspect is not None:
        return tell_aspect(ask, target, aspect, silent=aspect in ("who", "where") and wants_other_kind(ask, target))
    if isinstance(target, FactSet) and aspect is None:
        return tell_set(ask, target, negated=bool(ask.recognised.negations) or ask.has("rest"))
    if isinstance(target, Measure) and target.value.unit.kind is UnitKind.COUNT and asks_names(ask):
        return not_named(target)
    own = target.value.value if isinstance(target, Measure) and target.value.is_exact else None
    if (
        ask.has("how-many")
        and own is not None
        and any(m.number == own and m.unit is None for m in ask.recognised.mentions)
    ):
        return None
    if wants_other_kind(ask, target):
        return Finding(
            "gap",
            "not-said",
            status="not_stated",
            facts=(target.id,),
            nearest=(target.id,),
            data={"fact": target},
            query=f"tell {target.id}",
            reason="the release does not say which",
        )
    denied = [w for w in ask.words if w.start in ask.recognised.negations and any(w.concepts & n for n in best.name)]
    if ask.recognised.negations and isinstance(target, Measure) and not denied:
        return None
    return tell_fact(ask, target)


def tell_fact(ask: Ask, fact: Fact) -> Finding:
    """One fact as an answer, with its working where it is derived."""
    steps = derivation(fact, ask.release) if isinstance(fact, Measure) else ()
    rowed = (fact.id,) if isinstance(fact, Measure) else ()
    return Finding(
        "lookup", "fact", facts=(fact.id,), rows=rowed, steps=steps, data={"fact": fact}, query=f"tell {fact.id}"
    )


def not_named(fact: Measure) -> Finding:
    """That the things that a measure counts are not named."""
    return Finding(
        "list",
        "count-not-named",
        status="not_stated",
        facts=(fact.id,),
        rows=(fact.id,),
        data={"fact": fact},
        query=f"names of {fact.id}",
        reason="the release gives their number and not their names",
    )


def tell_gap(gap: Gap) -> Finding:
    """What is missing, and the nearest thing that is not."""
    return Finding(
        "gap",
        "gap",
        status="not_stated",
        facts=(),
        nearest=tuple(gap.nearest),
        data={"gap": gap},
        query=f"gap {gap.id}",
        reason="the release is known to be silent on it",
    )


def tell_aspect(ask: Ask, fact: Fact, aspect: AspectName, *, silent: bool = False) -> Finding | None:
    """One aspect of a fact, or that the release does not say it."""
    names: list[AspectName] = [aspect]
    if aspect == "definition":
        names.append("what")
    if aspect == "why":
        names.append("why")
    for name in () if silent else names:
        found = fact.aspects.get(name)
        if found is not None:
            facts = tuple(found.facts) or (fact.id,)
            return Finding(
                "aspect",
                "told",
                status="answered" if found.stated else "not_stated",
                facts=facts if fact.id in facts else (fact.id, *facts),
                data={"fact": fact, "aspect": found, "name": name},
                query=f"{name} of {fact.id}",
            )
    if aspect in ("who", "where") and isinstance(fact, FactSet) and not silent:
        return tell_set(ask, fact, negated=bool(ask.recognised.negations))
    fares = (
        any(word.concepts & {"performance", "grow", "fall"} for word in ask.words)
        or ask.has("change")
        or not ask.grammar.faring_words.isdisjoint(ask.text)
    )
    if aspect == "how" and fares and ask.grammar.how_words & {*ask.text[:3]}:
        return tell_fact(ask, fact)
    if aspect == "who" and isinstance(fact, Measure):
        cities = (
            []
            if silent
            else [name for name in (fact.subject,) if name in ask.release.entity and name != ask.release.about.home]
        )
        if cities:
            return tell_fact(ask, fact)
    return Finding(
        "aspect",
        "not-said",
        status="not_stated",
        facts=(fact.id,),
        nearest=(fact.id,),
        data={"fact": fact, "name": aspect},
        query=f"{aspect} of {fact.id}",
        reason=f"the release does not say {aspect}",
    )


def wants_other_kind(ask: Ask, fact: Fact) -> bool:
    """Whether the question is after things of a kind that this fact does not name: "which industries are they for?"."""
    leads = [cue for cue in ask.spans("which") if ask.text[cue.start] in ask.grammar.choosing_words]
    for kind in ask.recognised.kinds:
        if not any(cue.end == kind.start for cue in leads):
            continue
        if kind.name in ask.value_kinds | {ask.home_kind}:
            continue
        own = {ask.release.entity[name].kind for name in fact.entities if name in ask.release.entity}
        counted = isinstance(fact, Measure) and fact.value.unit.name == kind.name
        if kind.name not in own and not counted:
            return True
    return False


def asks_names(ask: Ask) -> bool:
    """Whether the question is after the names of what the release only counts."""
    if ask.has("how-many", "how-much", "percent"):
        return False
    return bool(set(ask.text) & ask.grammar.naming_words) or any(
        ask.text[cue.start] in ask.grammar.listing_words for cue in ask.spans("list")
    )


def read_number(ask: Ask) -> Finding | None:
    """What a number in the release stands for, where the question says nothing but the number: "302 of what?"."""
    if len(ask.recognised.mentions) != 1 or ask.recognised.periods or (ask.claims and ask.words):
        return None
    named = [word for word in ask.words if not (word.soft and ask.has("define"))]
    if [word for word in named if not word.concepts & (ask.resolver.common | _UNIT_WORDS)]:
        return None
    found = stands_for(ask)
    if found is None:
        return Finding("gap", "no-such-figure", status="not_stated", data={}, query="number", reason="no such figure")
    return found


SIDES: Final = frozenset({"when", "where", "who", "why"})
"""What may be asked of a fact beside its figure."""


def read_counted(ask: Ask) -> Finding | None:
    """What is told of so many of a kind, where nothing more is said: "six cities?", "the 38 projects?"."""
    mentions, grammar = ask.recognised.mentions, ask.grammar
    choosing = grammar.which_words | (grammar.naming_words - grammar.question_words)
    puts, pairs = ask.claims and not ask.has("mentioned"), [*itertools.pairwise(ask.text)]
    which = any(one in grammar.question_words and two in grammar.copulas for one, two in pairs)  # "what are …?"
    sought = which or ask.demands("more", "less", "max", "min") or ask.has("sum", "money", "how-much", *SIDES)
    received = any(one in grammar.receiving_words and two in grammar.question_words for one, two in pairs)
    asked = puts or (sought and not received) or not choosing.isdisjoint(ask.text)  # "38 projects got what?"
    if len(mentions) != 1 or asked or ask.named_things or ask.recognised.periods:
        return None
    if mentions[0].comparison not in (None, Sign.ABOUT):  # "anything about six cities?"
        return None
    said = replace(mentions[0], comparison=None)
    counted = [m for m in ask.release.measures if not m.formula and counts(ask, said, m)]
    counted = [m for m in counted if says(said, m.value, ask) is Truth.YES]
    if len(counted) != 1:
        return None
    nouns = ask.resolver.nouns_of(counted[0].value.unit.name)
    aside = ask.recognised.places("mentioned", "verify", "report")
    aside |= {place for place, text in enumerate(ask.text) if received and text in grammar.receiving_words}
    if any(word.start not in aside and word.concepts.isdisjoint(nouns) for word in ask.telling):
        return None
    told = [one for one in ask.release.measures if one.statement and counted[0] in figures_of(ask.release, one)]
    sums = [one for one in told if one.value.unit.kind is UnitKind.MONEY]  # what so many got says more of them
    teller = next(iter((*sums, *([counted[0]] if counted[0].statement else told))), None)
    return tell_fact(ask, teller) if teller is not None else None


def _is_said(mention: Mention, value: Quantity, ask: Ask) -> bool:
    """Whether a number stands for a value; that of a fall is said without its sign."""
    fell = not mention.signed and value.high is not None and value.high < 0
    return says(mention, value, ask) is Truth.YES or (fell and says(mention, -value, ask) is Truth.YES)


def _is_bound(mention: Mention, measure: Measure) -> bool:
    """Whether a number is the one from which on a value lies that is told: "over 40"."""
    value, told = measure.value, measure.statement and not measure.formula
    alike = mention.unit is None or mention.unit == value.unit
    return bool(told) and alike and not value.is_exact and value.low == mention.number and mention.comparison is None


def read_beside(ask: Ask) -> Finding | None:
    """The other figure of one thing, found by its first: "how many projects are behind the 910 million?"."""
    mentions, wanted = ask.recognised.mentions, ask.wanted_units
    if ask.claims or len(mentions) != 1 or mentions[0].comparison is not None or wanted is None or ask.demands():
        return None
    own = [m for m in ask.release.measures if not m.formula and m.statement and _is_said(mentions[0], m.value, ask)]
    if len(own) != 1 or (mentions[0].unit is None and own[0].value.unit.kind is not UnitKind.COUNT):
        return None
    told = figures_of(ask.release, own[0])
    beside = [
        one
        for one in (*told, *(m for m in ask.release.measures if own[0] in figures_of(ask.release, m)))
        if one is not own[0]
        and not one.formula
        and one.value.unit.kind in wanted
        and one.value.unit != own[0].value.unit
    ]
    if len({one.id for one in beside}) != 1 or ask.off_period([own[0], beside[0]]):
        return None
    spans = [*mentions, *ask.spans("share", "how-many", "how-much")]
    if ask.explains(ask.words, [own[0], beside[0]], spans):
        return None
    return tell_fact(ask, beside[0])


_SCALES: Final = (6, 9)
"""Powers of ten by which amounts are written: "584" of 584 million yuan."""


def stands_for(ask: Ask) -> Finding | None:
    """The measures whose value is the one number of the question: told, or asked back where there are several."""
    if len(ask.recognised.mentions) != 1:
        return None
    mention = ask.recognised.mentions[0]
    stated = [measure for measure in ask.release.measures if _is_said(mention, measure.value, ask)]
    given = [measure for measure in stated if not measure.formula and measure.statement]
    found = [measure for measure in given if measure.value.is_exact]
    found += [measure for measure in ask.release.measures if _is_bound(mention, measure)]  # "over 40" is a 40 as well
    found = found or [measure for measure in given if measure.value.low == mention.number]
    found = found or [m for m in stated if m.formula and m.statement and m.value.is_exact]
    if mention.unit is None and mention.comparison is None:
        scaled = {mention.number * 10**power for power in _SCALES}
        money = [m for m in ask.release.measures if m.value.unit.kind is UnitKind.MONEY and not m.formula]
        found = found or [m for m in money if m.statement and m.value.low in scaled]
    if mention.decimals:  # "4.0" is no number of things
        found = [measure for measure in found if measure.value.unit.kind is not UnitKind.COUNT]
    beyond = [
        item
        for item in ask.release.sets
        if item.condition is not None
        and item.condition.low == mention.number
        and mention.unit in (None, item.condition.unit)
        and {measure.subject for measure in found} <= {*item.members}
    ]
    if len(beyond) == 1:
        return replace(tell_fact(ask, beyond[0]), query=f"number {beyond[0].id}")
    if not found:
        return None
    names = tuple(measure.id for measure in found)
    if len(found) > 1 and not set(names) <= {figure.id for figure in figures_of(ask.release, found[0])}:
        if len(found) == 2:
            return Finding("lookup", "facts", facts=names, rows=names, data={"facts": found}, query="number")
        return Finding("lookup", "which", status="clarify", facts=names[:6], data={"facts": found[:6]}, query="number")
    fact = found[0]
    return replace(tell_fact(ask, fact), query=f"number {fact.id}")


_MOST_DOUBTED: Final = 3
_FEW_WORDS: Final = 5
"""Words of a number that is put forward as a question: "is it the 150 million?"."""


def read_bare_claim(ask: Ask) -> Finding | None:
    """What a number stands for that is put forward with what it counts, and nothing else: "625 projects, right?"."""
    said, kinds = ask.recognised, ask.recognised.kinds
    if not ask.claims or ask.asks() is not None or ask.context.last is not None or len(said.mentions) != 1:
        return None
    if said.periods or said.negations or ask.has("asserts", "share"):
        return None
    if ask.opens_as_claim and sum(map(str.isalpha, ask.text)) > _FEW_WORDS:
        return None  # "do small shops get some of the 150 million too"
    counted = {place for kind in kinds for place in range(kind.start, kind.end)}
    words = [word for word in ask.words if not (word.soft or counted & {*range(word.start, word.end)})]
    spare = [word for word in words if not word.concepts & _UNIT_WORDS]
    if spare or ask.named_things or ask.demands() or ask.has("more", "less", "sum", "difference", "rest", "only"):
        return None
    unit = said.mentions[0].unit
    if said.mentions[0].side is not None or unit == TIMES or (unit is None and not (kinds or words)):
        return None
    found = stands_for(ask)
    if found is None and not (kinds or words):
        return Finding("gap", "no-such-figure", status="not_stated", data={}, query="number", reason="no such figure")
    facts = [ask.release.by_id[name] for name in found.facts] if found and found.status == "answered" else []
    told = [fact for fact in facts if _counts(fact, kinds, words, ask)]
    if found is None or not told:
        return None
    plain = found if len(told) == len(facts) else replace(tell_fact(ask, told[0]), query=f"number {told[0].id}")
    exact = all(isinstance(fact, Measure) for fact in told)
    return replace(plain, verdict="supported" if exact else None) if len(told) == 1 or plain is found else None


def read_doubted(ask: Ask) -> Finding | None:
    """A figure that is doubted, or held against another, and nothing else: "is the 65 billion 65 million?"."""
    said, mentions = ask.recognised, ask.recognised.mentions
    doubts, framing = ask.has("tag", "verify") or ask.opens_as_claim, said.places("tag", "verify", "report")
    named = any(word.start not in framing and ask.resolver.telling(word) > 0 for word in ask.words)
    if named or not doubts or said.kinds or said.periods or any(not word.soft for word in ask.words) or ask.demands():
        return None
    if not 0 < len(mentions) <= _MOST_DOUBTED or any(one.unit is None or one.comparison for one in mentions):
        return None
    if len(mentions) == 1 and ask.context.last is not None:
        return None
    found = stands_for(Ask(said.stretch(0, mentions[0].end), ask.resolver, ask.context))
    fact = ask.release.by_id.get(found.facts[0]) if found is not None and len(found.facts) == 1 else None
    if not isinstance(fact, Measure):
        return None
    others = [says(one, fact.value, ask) for one in mentions[1:]]
    if not others or Truth.YES in others:
        return replace(tell_fact(ask, fact), verdict="supported")
    return replace(tell_fact(ask, fact), verdict=None if said.negations else "refuted")


def _counts(fact: Fact, kinds: Sequence[Found], words: Sequence[Word], ask: Ask) -> bool:
    """Whether a fact is of the kinds and of the words beside a number."""
    own = {*fact.kinds, fact.value.unit.name} if isinstance(fact, Measure) else {getattr(fact, "kind", None)}
    known = ask.resolver.by_id[fact.id].vocabulary
    return all(kind.name in own for kind in kinds) and all(word.concepts & known for word in words)


_UNIT_WORDS: Final = frozenset({"project", "enterprise", "money", "yuan", "headline", "key"})
