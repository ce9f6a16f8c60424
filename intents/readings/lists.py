"""Readings that list, pick, rank or count the members of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from facts.model import Fact, FactSet, Measure, Topic
from facts.quantity import PERCENT, Comparison, Quantity, Unit, UnitError, UnitKind
from facts.query import Condition, alike, combine, comparable, complement, ordered, proportion, rankable, rows, select
from facts.query import Operation as Arithmetic
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.spans.found import Found, Mention, Span
from intents.spans.resolve import Candidate

_NEGATION_REACH: Final = 5


def counts_kind(ask: Ask, mention: Mention) -> bool:
    """Whether a number says how many there are of a kind of thing: "at least ten cities"."""
    return mention.unit is None and any(mention.end == kind.start for kind in ask.recognised.kinds)


def conditions(ask: Ask, unit: Unit) -> list[tuple[Condition, Span]]:
    """What the question demands of a value in this unit, with the places where it says so."""
    found: list[tuple[Condition, Span]] = []
    mentions = [_united(ask, mention, unit) for mention in ask.recognised.mentions if not _own_value(ask, mention)]
    used = [mention for mention in mentions if mention.unit is not None and mention.unit.kind is unit.kind]
    bare = [m for m in ask.recognised.mentions if m.unit is None and m.comparison is None and not m.decimals]
    counts = [m for m in bare if any(m.end <= kind.start <= m.end + 1 for kind in ask.recognised.kinds)]
    counts += [m for m in ask.recognised.mentions if m.comparison is not None and counts_kind(ask, m)]
    used = [mention for mention in used if not any(mention.start == one.start for one in counts)]
    plain = [mention for mention in used if not any(mention.start == one.start for one in bare)]
    compared = [mention for mention in plain if mention.comparison is not None]
    plain = compared if compared and any(mention.unit is None for mention in ask.recognised.mentions) else plain
    used = plain or used
    between = range_of(ask, used)
    if between:
        low, high = between
        turning = ask.grammar.outside_words | ask.grammar.not_words
        outside = any(ask.text[place] in turning and place < low.start for place in ask.recognised.negations)
        if outside:
            return [
                (Condition(Comparison.BELOW, low.quantity(unit)), low),
                (Condition(Comparison.ABOVE, high.quantity(unit)), high),
            ]
        return [
            (Condition(Comparison.AT_LEAST, low.quantity(unit)), low),
            (Condition(Comparison.AT_MOST, high.quantity(unit)), high),
        ]
    start = 0
    for mention in used:
        negated = _negated(ask, start, mention)
        comparison = mention.comparison or Comparison.EQUAL
        if ask.falls and not mention.signed and mention.number > 0 and unit == PERCENT:
            found.append(
                (Condition(_MIRRORED.get(comparison, comparison), -mention.quantity(unit), negated=negated), mention)
            )
            found.append((Condition(Comparison.BELOW, Quantity.exact(0, unit)), mention))
        else:
            found.append((Condition(comparison, mention.quantity(unit), negated=negated), mention))
        start = mention.end
    return found


def _own_value(ask: Ask, mention: Mention) -> bool:
    """Whether a claim over limits only gives the value of the one thing that it names: "at 4.5, it missed five"."""
    named = ask.named_things
    if not ask.claims or len(named) != 1 or len(ask.recognised.mentions) < _LIMITED or mention.comparison is not None:
        return False
    pool = rows(ask.release, ask.release.entity[named[0]].kind)
    return any(row.subject == named[0] and row.value.is_exact and row.value.low == mention.number for row in pool)


_LIMITED: Final = 2
"""Numbers of a claim that gives a value and a limit."""
_MIRRORED: Final = {
    Comparison.ABOVE: Comparison.BELOW,
    Comparison.BELOW: Comparison.ABOVE,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
}


def _united(ask: Ask, mention: Mention, unit: Unit) -> Mention:
    """The mention with the unit it must have: a bare number takes that of the values it is held against."""
    if mention.unit is None:
        return replace(mention, unit=unit)
    own = ask.as_unit(mention.unit)
    return replace(mention, unit=own)


def range_of(ask: Ask, mentions: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The lower and the upper end where two quantities are the ends of a range: "between 4 and 6 %"."""
    if len(mentions) != 2:
        return None
    first, second = mentions
    grammar = ask.grammar
    aside = grammar.percent_words | grammar.indefinite_articles
    joined = [text for text in ask.text[first.end : second.start] if text not in aside]
    before = ask.text[max(0, first.start - 4) : first.start]
    plain = first.comparison is None and second.comparison is None
    if joined == [","] and set(ask.text) & grammar.range_words:
        return (first, second) if first.number <= second.number else (second, first)
    joint = joined[0] if len(joined) == 1 else ""
    opened = joint not in grammar.and_words or grammar.range_words & set(before)
    if plain and joint in grammar.range_joints and opened:
        return (first, second) if first.number <= second.number else (second, first)
    return None


def _negated(ask: Ask, start: int, mention: Mention) -> bool:
    """Whether a negation stands before this comparison and belongs to it."""
    for position in ask.turning:
        inside_comparison = mention.start <= position < mention.end
        if not inside_comparison and max(start, mention.start - _NEGATION_REACH) <= position < mention.start:
            return True
    return False


def signs_of(ask: Ask) -> list[Found]:
    """Where more or less is said, and which: by a comparison, or by a word outside of one."""
    signs = [found for found in ask.recognised.comparisons if found.name in (">", ">=", "<", "<=")]
    for name, sign in (("more", ">"), ("less", "<")):
        signs += [Found(cue.start, cue.end, sign) for cue in ask.spans(name) if not _meets(cue, signs)]
    return signs


def relative(ask: Ask, kind: str, candidates: Sequence[Measure]) -> list[tuple[Condition, list[Span], Measure]]:
    """Comparisons with another value of the release: "more than equipment but less than metallurgy"."""
    signs = signs_of(ask)
    for mention in ask.recognised.mentions:
        if mention.unit is not None and mention.unit.kind is UnitKind.TIMES and mention.comparison is not None:
            signs.append(Found(mention.start, mention.end, mention.comparison.value))
    signs = sorted(signs, key=lambda sign: (sign.start, sign.start - sign.end))
    found: list[tuple[Condition, list[Span], Measure]] = []
    end = 0
    for number, sign in enumerate(signs):
        if sign.start < end:
            continue
        following = [other.start for other in signs[number + 1 :] if other.start > sign.end]
        ends = [p for p in range(sign.end, len(ask.text)) if ask.text[p] in ask.grammar.reference_ends]
        stop = min([*following, *ends], default=len(ask.text))
        reference = reference_in(ask, sign.end, stop)
        if reference is None:
            continue
        measure, spans = reference
        negated = any(max(0, sign.start - 4) <= position < sign.start for position in ask.turning)
        found.append((Condition(Comparison(sign.name), measure=measure.id, negated=negated), [sign, *spans], measure))
        end = stop
    return found


def _meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a word with another: "grew more" and "more slowly than" say one thing."""
    return any(other.start < span.end and span.start < other.end for other in others)


def reference_in(ask: Ask, start: int, stop: int) -> tuple[Measure, list[Span]] | None:
    """The measure that a stretch of the question names, if it names one and nothing else."""
    part = ask.recognised.within(start, stop)
    if not part.words:
        return None
    silent = [cue for cue in part.cues if cue.name in ("rate", "average", "percent")]
    kinds = [kind for kind in part.kinds if kind.name in ask.rate_kinds | ask.measured_kinds | {ask.home_kind}]
    for candidate in ask.resolver.candidates(part, explained=[*silent]):
        target = candidate.target
        if isinstance(target, Measure) and target.value.unit == PERCENT and candidate.clean and candidate.name:
            return target, [Span(word.start, word.end) for word in part.words] + [*silent, *kinds]
    return None


_LAGGING: Final = frozenset({"lag-behind"})
"""What says, without a comparison, that something is below another."""


def behind_lag(ask: Ask) -> int:
    """Where what something lags is named, "which lag investment?"; the end where it is not said to lag."""
    return max((word.end for word in ask.words if _LAGGING & word.concepts), default=len(ask.text))


def kind_of(ask: Ask) -> tuple[str, list[Span]] | None:
    """The kind of thing that is listed, and where the question says so."""
    listable = [found for found in ask.recognised.kinds if rows(ask.release, found.name)]
    listable = [found for found in listable if found.name not in ask.rate_kinds | {ask.home_kind}] or listable
    if listable:
        return listable[0].name, [found for found in ask.recognised.kinds if found.name == listable[0].name]
    entities = [ask.release.entity[name] for name in ask.recognised.entities() if name in ask.release.entity]
    kinds = {entity.kind for entity in entities if rows(ask.release, entity.kind)}
    if len(kinds) == 1 and len(entities) > 1:
        return kinds.pop(), []
    return None


def read_filter(ask: Ask) -> Finding | None:
    """Which members of a kind fulfil a condition: a threshold, a range, or a comparison with another value."""
    if ask.demands() or ask.has("why"):
        return None
    chosen = kind_of(ask)
    counted = counted_set(ask) if chosen is None else None
    if counted is not None:
        chosen = counted.kind, [mention for mention in ask.recognised.mentions if mention not in ask.free_mentions]
    if chosen is None and not ask.recognised.mentions and (ask.has("more", "less") or ask.recognised.comparisons):
        kinds = {ask.release.entity[name].kind for name in ask.recognised.entities() if name in ask.release.entity}
        listed = [kind for kind in sorted(kinds) if rows(ask.release, kind) and kind != ask.home_kind]
        several = len(ask.recognised.comparisons) > 1
        if len(listed) == 1 and (several or ask.has("every", "list", "which") or ask.asks() in ask.grammar.which_words):
            chosen = listed[0], []
    if chosen is None and ask.spoken and any(mention.comparison for mention in ask.recognised.mentions):
        carried = [kind.id for kind in ask.release.kinds if ask.resolver.kind_words([kind.id]) & ask.spoken]
        chosen = next(((kind, []) for kind in carried if rows(ask.release, kind)), None)
    if chosen is None:
        if not ask.recognised.mentions or not any(mention.comparison for mention in ask.recognised.mentions):
            return None
        if ask.asks() not in ask.grammar.choosing_words and not ask.has("list"):
            return None
        kind = _default_kind(ask)
        kind_spans: list[Span] = []
    else:
        kind, kind_spans = chosen
    candidates = rows(ask.release, kind, derived=kind in ask.rate_kinds)
    if not candidates:
        return None
    unit = candidates[0].value.unit
    wanted = conditions(ask, unit)
    references = relative(ask, kind, candidates)
    margin = _with_margin(ask, references)
    spans: list[Span] = [span for _, span in wanted]
    spans += [span for _, places, _ in references for span in places]
    spans += kind_spans
    if margin is not None:
        wanted = margin
        spans += [margin[0][1]]
    demanded = [condition for condition, _ in wanted] + (
        [] if margin else [condition for condition, _, _ in references]
    )
    if not demanded and ask.falls and unit == PERCENT and not ask.recognised.negations and not ask.recognised.mentions:
        demanded = [Condition(Comparison.BELOW, Quantity.exact(0, unit))]
    if not demanded:
        return None
    if margin is None and any(
        mention.unit and _kind(ask, mention) is not unit.kind for mention in ask.recognised.mentions
    ):
        return None
    if (
        all(condition.comparison is Comparison.EQUAL and not condition.negated for condition in demanded)
        and not ask.asks()
    ):
        return None
    facts: list[Fact] = [*candidates, *(measure for _, _, measure in references)]
    facts += [
        item
        for item in ask.release.sets
        if item.kind == kind and set(item.members) & {row.subject for row in candidates}
    ]
    left = ask.explains(ask.words, facts, spans)
    if left or ask.off_period(candidates):
        return None
    known = _set_of(ask, kind, demanded)
    if known is not None:
        return tell_set(replace_mentions(ask), known, negated=False)
    return filtered(ask, kind, candidates, demanded, [measure for _, _, measure in references])


def _set_of(ask: Ask, kind: str, demanded: Sequence[Condition]) -> FactSet | None:
    """The set that the release itself counts by this very condition."""
    if len(demanded) != 1 or demanded[0].quantity is None or demanded[0].negated:
        return None
    wanted = Quantity.bounded(demanded[0].comparison.value, demanded[0].quantity.value, demanded[0].quantity.unit)
    return next((s for s in ask.release.sets if s.kind == kind and s.condition == wanted and s.size), None)


def replace_mentions(ask: Ask) -> Ask:
    """The question without its quantities, once they have been taken up."""
    return Ask(replace(ask.recognised, mentions=()), ask.resolver, ask.context, ask.extra)


def counted_set(ask: Ask) -> FactSet | None:
    """The one set with values that is only called by how many belong to it: "the three", "the trio"."""
    counts = [m.number for m in ask.recognised.mentions if m not in ask.free_mentions and m.unit is None]
    found = [
        item
        for item in ask.release.sets
        if item.indicator
        and Decimal(len(item.members)) in counts
        and all(row.value.is_exact for row in rows(ask.release, item.kind) if row.subject in item.members)
    ]
    return found[0] if len(found) == 1 else None


def _with_margin(
    ask: Ask, references: Sequence[tuple[Condition, list[Span], Measure]]
) -> list[tuple[Condition, Span]] | None:
    """A margin or a multiple over a reference as a plain threshold: "two points ahead of", "more than double the"."""
    margins = [m for m in ask.free_mentions if m.unit is not None and m.unit.kind in (UnitKind.POINTS, UnitKind.TIMES)]
    margins = margins or [
        m for m in ask.recognised.mentions if m.unit is not None and m.unit.kind in (UnitKind.POINTS, UnitKind.TIMES)
    ]
    if len(margins) != 1 or len(references) != 1:
        return None
    (condition, _, measure), margin = references[0], margins[0]
    if not measure.value.is_exact:
        return None
    sign = 1 if condition.comparison in (Comparison.ABOVE, Comparison.AT_LEAST) else -1
    times = margin.unit is not None and margin.unit.kind is UnitKind.TIMES
    number = measure.value.value * margin.number if times else measure.value.value + sign * margin.number
    comparison = margin.comparison or (Comparison.AT_LEAST if sign > 0 else Comparison.AT_MOST)
    return [(Condition(comparison, Quantity.exact(number, measure.value.unit), negated=condition.negated), margin)]


def _kind(ask: Ask, mention: Mention) -> UnitKind | None:
    return mention.unit.kind if mention.unit else None


def _default_kind(ask: Ask) -> str:
    home = ask.release.about.home
    places = [e.kind for e in ask.release.entities if e.part_of == home and e.kind in ask.measured_kinds]
    if ask.asks() in ask.grammar.who_where_words and places:
        return places[0]
    return max(sorted(ask.rate_kinds), key=lambda kind: sum(kind in m.kinds for m in ask.release.measures), default="")


def filtered(
    ask: Ask,
    kind: str,
    candidates: Sequence[Measure],
    demanded: Sequence[Condition],
    references: Sequence[Measure],
) -> Finding | None:
    """The members of a kind that fulfil all conditions, those that do not, and those of which it is not known."""
    pool = [row for row in candidates if row.id not in {measure.id for measure in references}]
    if ask.taken_out:
        pool = left_in(ask, pool)
    elif (
        ask.recognised.entities()
        and any(row.subject in ask.recognised.entities() for row in candidates)
        and not references
        and not ask.claims
    ):
        pool = [row for row in candidates if row.subject in ask.recognised.entities()]
    try:
        if len(demanded) == 2 and _outside(demanded):
            one, two = (select(ask.release, pool, [condition]) for condition in demanded)
            yes = tuple(row for row in pool if row in one.yes or row in two.yes)
            selection = replace(one, yes=yes, no=tuple(row for row in one.no if row in two.no), unknown=())
        else:
            selection = select(ask.release, pool, demanded)
    except UnitError:
        return None
    if not all(alike(row, reference) for row in pool for reference in references):
        return None
    more = open_ended(ask, kind)
    data = {
        "kind": kind,
        "yes": selection.yes,
        "no": selection.no,
        "unknown": selection.unknown,
        "demanded": tuple(demanded),
        "references": tuple(references),
        "open_ended": more,
        "inexact": not any(row.value.is_exact for row in pool),
        "count": ask.has("how-many"),
    }
    facts = tuple(row.id for row in (selection.yes or selection.unknown or pool)) + tuple(m.id for m in references)
    rowed = tuple(row.id for row in selection.yes)
    if selection.yes:
        return Finding("filter", "found", facts=facts, data=data, kind=kind, rows=rowed, query=f"filter {kind}")
    if selection.unknown or more:
        return Finding(
            "filter",
            "unknown",
            status="not_stated",
            facts=facts,
            data=data,
            kind=kind,
            query=f"filter {kind}",
            reason="no value of this kind is known to fulfil it",
        )
    return Finding("filter", "none", facts=facts, data=data, kind=kind, query=f"filter {kind}")


def _outside(demanded: Sequence[Condition]) -> bool:
    low, high = demanded
    return (
        low.comparison is Comparison.BELOW
        and high.comparison is Comparison.ABOVE
        and low.quantity is not None
        and high.quantity is not None
        and low.quantity.value < high.quantity.value
    )


def open_ended(ask: Ask, kind: str) -> bool:
    """Whether the release speaks of more of this kind than it gives values for."""
    listed = {row.subject for row in rows(ask.release, kind)}
    kinds = {kind} if kind in ask.release.kind else {ask.release.entity[name].kind for name in listed}
    for item in ask.release.sets:
        if item.kind in kinds and item.size and item.within is None:
            size = ask.release.measure(item.size).value
            if size.low is not None and size.low > len(listed):
                return True
    return False


def read_extreme(ask: Ask) -> Finding | None:
    """The highest, lowest, second or middle one of a kind."""
    if (
        ask.has("why")
        or not ask.has("max", "min", "median", "second")
        or ask.demands("max", "min", "median", "second", "rank")
    ):
        return None
    chosen = _extreme_kind(ask)
    if chosen is None:
        return None
    kind, spans, pool = chosen
    spans = [*spans, *ask.spans("max", "min", "median", "second", "rank", "more", "less")]
    facts: list[Fact] = [*pool, *(item for item in ask.release.sets if item.kind == kind and not item.complete)]
    if ask.explains(ask.words, facts, spans) or ask.off_period(pool):
        return None
    lowest = ask.has("min") and not (ask.has("max") and not ask.spans("min")[0].start > ask.spans("max")[0].start)
    if ask.has("max") and ask.has("min"):
        lowest = ask.spans("min")[0].start < ask.spans("max")[0].start
    if any(_negation_before(ask, cue) for cue in ask.spans("max", "min")):
        return None
    if ask.has("difference") and len(ask.recognised.entities()) > 1:
        return None
    place = "second" if ask.has("second") else "median" if ask.has("median") else "lowest" if lowest else "highest"
    return picked(ask, kind, place, pool, lowest=lowest)


def left_in(ask: Ask, pool: Sequence[Measure]) -> list[Measure]:
    """Values without those of the things that the question takes out: "apart from metallurgy"."""
    return [row for row in pool if row.subject not in ask.taken_out]


def picked(
    ask: Ask, kind: str, place: str, pool: Sequence[Measure] | None = None, *, lowest: bool | None = None
) -> Finding | None:
    """The one of a kind at a place: ``highest``, ``lowest``, ``second`` or ``median``."""
    pool = left_in(ask, rows(ask.release, kind)) if pool is None else pool
    lowest = place == "lowest" if lowest is None else lowest
    if not rankable(pool):
        return None
    order = ordered(pool, highest=not lowest)
    data = {"kind": kind, "rows": order.rows, "lowest": lowest, "among": kind not in ask.release.kind}
    if len(order.ties) > 1 or open_ended(ask, kind):
        return _not_ranked(ask, kind, order.rows)
    if place == "median" and len(order.rows) % 2 == 0:
        return None
    chosen = order.rows[{"second": 1, "median": len(order.rows) // 2}.get(place, 0)]
    others = tuple(row for row in order.rows if row is not chosen)
    return Finding(
        "superlative",
        place,
        facts=(chosen.id, *(row.id for row in others)),
        rows=(chosen.id,),
        kind=kind,
        data={**data, "picked": chosen, "others": others},
        query=f"{place} {kind}",
    )


def _not_ranked(ask: Ask, kind: str, found: Sequence[Measure]) -> Finding:
    names = tuple(row.id for row in found)
    inexact = not any(row.value.is_exact for row in found)
    data = {"kind": kind, "rows": tuple(found), "open_ended": open_ended(ask, kind), "inexact": inexact}
    return Finding(
        "superlative",
        "not-ranked",
        status="not_stated",
        facts=names,
        kind=kind,
        rows=names,
        query=f"rank {kind}",
        data=data,
        reason="their order is not stated",
    )


def _negation_before(ask: Ask, cue: Span) -> bool:
    return any(cue.start - 4 <= position < cue.start for position in ask.recognised.negations)


def _extreme_kind(ask: Ask) -> tuple[str, list[Span], list[Measure]] | None:
    chosen = kind_of(ask)
    if chosen is None:
        listed = [
            candidate.target
            for candidate in ask.candidates(ask.spans("max", "min", "median", "second", "more", "less"))
            if isinstance(candidate.target, FactSet) and candidate.target.members and not candidate.target.complete
        ]
        for item in listed:
            pool = [row for row in rows(ask.release, item.kind) if row.subject in item.members]
            if len(pool) > 1:
                return item.kind, [], pool
        counted = counted_set(ask)
        if counted is not None:
            return counted.kind, [], [row for row in rows(ask.release, counted.kind) if row.subject in counted.members]
        return _last_listed(ask)
    kind, spans = chosen
    pool = rows(ask.release, kind)
    if kind in ask.rate_kinds and ask.has("rank", "max", "min", "median", "second"):
        things = [found for found in ask.recognised.kinds if found.name in ask.measured_kinds]
        if things:
            return things[0].name, [*spans, *things], rows(ask.release, things[0].name)
    entities = [name for name in ask.recognised.entities() if any(row.subject == name for row in pool)]
    if len(entities) > 1:
        pool = [row for row in pool if row.subject in entities]
    return (kind, list(spans), pool) if len(pool) > 1 else None


def _last_listed(ask: Ask) -> tuple[str, list[Span], list[Measure]] | None:
    """The rows of the finding before, for "which of them is the largest?"."""
    last = ask.context.last
    if last is None or len(last.rows) < 2 or not ask.extra:
        return None
    pool = [ask.release.measure(name) for name in last.rows]
    return last.kind or "", [], pool


def read_rank(ask: Ask) -> Finding | None:
    """All of a kind, in order."""
    if ask.has("why") or not ask.has("rank"):
        return None
    chosen = _extreme_kind(ask)
    if chosen is None:
        return None
    kind, spans, pool = chosen
    spans = [*spans, *ask.spans("rank", "ascending", "max", "min", "more", "less", "versus")]
    facts: list[Fact] = [*pool, *(item for item in ask.release.sets if item.kind == kind and not item.complete)]
    if ask.explains(ask.words, facts, spans) or ask.off_period(pool):
        return None
    return ranked(ask, kind, pool, ascending=ask.has("ascending"))


def ranked(ask: Ask, kind: str, pool: Sequence[Measure] | None = None, *, ascending: bool = False) -> Finding | None:
    """All of a kind in order, from the highest or from the lowest."""
    pool = left_in(ask, rows(ask.release, kind)) if pool is None else pool
    if not rankable(pool):
        return None
    order = ordered(pool, highest=not ascending)
    if not order.certain or len(order.ties) > 1:
        return _not_ranked(ask, kind, order.rows)
    names = tuple(row.id for row in order.rows)
    data = {"kind": kind, "rows": order.rows, "ascending": ascending}
    return Finding("rank", "found", facts=names, data=data, kind=kind, rows=names, query=f"rank {kind}")


def read_all(ask: Ask) -> Finding | None:
    """Every value of a kind: "every count of projects", "all sums of money"."""
    if not ask.has("list", "which", "how-much", "every") or ask.free_mentions or ask.demands():
        return None
    chosen = next((found for found in ask.recognised.kinds if _measure_kind(ask, found.name)), None)
    if chosen is None or not any(0 <= chosen.start - cue.end <= 3 for cue in ask.spans("list", "every")):
        return None
    pool = rows(ask.release, chosen.name)
    spans: list[Span] = [*ask.kind_words(chosen.name), *ask.spans("list", "every", "how-many")]
    if len(pool) < 2 or ask.explains(ask.words, pool, spans) or ask.off_period(pool):
        return None
    names = tuple(row.id for row in pool)
    data = {"kind": chosen.name, "rows": tuple(pool)}
    return Finding("list", "all", facts=names, data=data, kind=chosen.name, rows=names, query=f"all {chosen.name}")


def _measure_kind(ask: Ask, kind: str) -> bool:
    return any(kind in measure.kinds for measure in ask.release.measures)


def read_set(ask: Ask) -> Finding | None:
    """The members of a set the release speaks of, how many they are, or how many do not belong."""
    if ask.demands():
        return None
    best = best_set(ask)
    if best is None or not isinstance(best.target, FactSet):
        return None
    named = [ask.release.entity[word.entity].kind for word in ask.words if word.entity]
    return None if best.target.kind in named else tell_set(ask, best.target, negated=negates(ask, best))


def best_set(ask: Ask) -> Candidate | None:
    """The set that the question names, if it names one best of all."""
    spans: list[Span] = [
        *ask.spans(
            "only", "every", "majority", "minority", "rest", "which", "percent", "share", "how-many", "list", "who"
        )
    ]
    spans += [Span(position, position + 1) for position in ask.recognised.negations]
    spans += ask.recognised.kinds
    numbered = _own_numbers(ask)
    for candidate in ask.candidates([*spans, *numbered]):
        if isinstance(candidate.target, FactSet) and not candidate.unexplained and not candidate.off_period:
            if candidate.foreign:
                continue
            return candidate
        if candidate.clean and candidate.weight > 0 and not isinstance(candidate.target, Measure | Topic):
            return None
        if candidate.clean and isinstance(candidate.target, Measure) and candidate.weight > _VERY_TELLING:
            return None
    return None


_VERY_TELLING: Final = 7.0
"""A measure named by so telling words is meant, and not the set behind some of them."""


def _own_numbers(ask: Ask) -> list[Span]:
    return list(ask.recognised.mentions)


def negates(ask: Ask, candidate: Candidate) -> bool:
    """Whether the question is after those that do not belong."""
    return bool(ask.recognised.negations) or ask.has("rest") or bool(candidate.contrary)


def told_set(ask: Ask, item: FactSet) -> Finding:
    """A set with its members; not stated where only their number is."""
    size = ask.measure(item.size) if item.size else None
    data = {"set": item, "size": size, "negated": False}
    rowed = tuple(row.id for row in rows(ask.release, item.kind) if row.subject in item.members)
    if size is not None and not item.members:
        facts = (item.id, size.id)
        return Finding(
            "list",
            "not-named",
            status="not_stated",
            facts=facts,
            data=data,
            kind=item.kind,
            query=f"members {item.id}",
            reason="the release gives their number and not their names",
        )
    return Finding(
        "list", "set", facts=(item.id, *rowed), data=data, kind=item.kind, rows=rowed, query=f"members {item.id}"
    )


def tell_set(ask: Ask, item: FactSet, *, negated: bool) -> Finding | None:
    """What there is to tell of a set, in the form the question wants."""
    release = ask.release
    size = release.measure(item.size) if item.size else None
    base: dict[str, object] = {"set": item, "size": size, "negated": negated}
    units = ask.wanted_units
    rates = units is not None and UnitKind.COUNT not in units and not ask.has("percent", "share")
    if rates and item.indicator is None:
        return None
    if ask.has("percent", "share") and size is not None:
        return _share_of(ask, item, negated=negated)
    if negated:
        return _outside_set(ask, item, base)
    mentions = ask.recognised.mentions
    if mentions and any(not _counts_of(ask, item, mention) for mention in mentions):
        return None
    if ask.has("how-many"):
        facts = (size.id, item.id) if size else (item.id,)
        rowed = tuple(row.id for row in rows(release, item.kind) if row.subject in item.members)
        if size is None and not item.members:
            return None
        saying = "set" if size else "named"
        return Finding(
            "count",
            saying,
            facts=facts,
            data={**base, "count": len(item.members)},
            kind=item.kind,
            rows=rowed,
            query=f"count {item.id}",
        )
    wants_names = ask.has("list", "which", "who", "where") or ask.asks() in ask.grammar.choosing_words
    if size is not None and not item.members and not wants_names:
        return Finding("list", "set", facts=(item.id,), data=base, kind=item.kind, query=f"members {item.id}")
    return told_set(ask, item)


def _counts_of(ask: Ask, item: FactSet, mention: Mention) -> bool:
    """Whether a number in the question is the size of the set, or of the one of which it is a part."""
    larger = ask.release.by_id.get(item.within or "")
    sizes = [name for name in (item.size, larger.size if isinstance(larger, FactSet) else None) if name]
    counts = {ask.measure(name).value.low for name in sizes}
    counts |= {Decimal(len(item.members))} if item.members else set()
    return mention.unit is None and mention.number in counts


def _share_of(ask: Ask, item: FactSet, *, negated: bool) -> Finding | None:
    release = ask.release
    part = proportion(release, item)
    if part is None:
        return None
    if negated:
        rest = complement(release, item)
        larger = release.by_id[item.within] if item.within else None
        if rest is None or not isinstance(larger, FactSet) or larger.size is None:
            return None
        whole = release.measure(larger.size)
        part = combine(
            Arithmetic.SHARE, (rest.measures[0] if len(rest.measures) == 1 else release.measure(item.size or ""), whole)
        )
        if len(rest.measures) != 1:
            return None
    return Finding(
        "share",
        "set",
        facts=(item.id, *(measure.id for measure in part.measures)),
        steps=part.steps,
        data={"set": item, "value": part.value, "negated": negated, "measures": part.measures},
        query=f"share {item.id}",
    )


def _outside_set(ask: Ask, item: FactSet, base: dict[str, object]) -> Finding | None:
    rest = complement(ask.release, item)
    if rest is None:
        return None
    data = {**base, "rest": rest.value, "measures": rest.measures}
    facts = (*tuple(measure.id for measure in rest.measures), item.id)
    fell = any(
        candidate.target.id == item.id and candidate.contrary for candidate in ask.candidates(ask.recognised.kinds)
    )
    if ask.has("how-many") and not fell:
        return Finding(
            "count", "rest", facts=facts, data=data, steps=rest.steps, kind=item.kind, query=f"count outside {item.id}"
        )
    return Finding(
        "list",
        "rest-not-named",
        status="not_stated",
        facts=facts,
        data={**data, "fell": fell},
        steps=(),
        kind=item.kind,
        query=f"outside {item.id}",
        reason="the release does not name those that do not belong",
    )


def excluding(ask: Ask, item: FactSet, without: Sequence[str]) -> Finding:
    """The members of a set but for some; with their rates, where these are asked for and each of them has one."""
    left = [ask.release.entity[name] for name in item.members if name not in without]
    values = {row.subject: row for row in rows(ask.release, item.kind)}
    told = [values[one.id] for one in left if one.id in values]
    faring = ask.has("how") and not ask.has("how-many")  # "how did the others do?"
    asked = (faring or ask.has("rate", "percent", "how-much")) and len(told) == len(left)
    about = tuple(row.id for row in values.values() if row.subject in {one.id for one in left})
    data = {
        "set": item,
        "left": left,
        "left_values": told if asked else [],
        "without": [ask.release.entity[name] for name in without],
    }
    return Finding("list", "excluding", facts=(item.id, *about), rows=about, kind=item.kind, data=data)


def read_excluding(ask: Ask) -> Finding | None:
    """The members of what the release names, without some: "neither of the two", "leaving out the first"."""
    if not ask.recognised.negations or (ask.recognised.mentions and not ask.has("max")) or ask.demands():
        return None
    chosen = next(
        (
            k
            for k in ask.recognised.kinds
            for s in ask.release.sets
            if s.kind == k.name and s.members and k.name not in ask.rate_kinds
        ),
        None,
    )
    if chosen is None or ask.has("how-many"):
        return None
    named = max((s for s in ask.release.sets if s.kind == chosen.name and not s.within), key=lambda s: len(s.members))
    entities = {name for name in ask.recognised.entities() if name in named.members}
    places: list[Span] = [word for word in ask.words if word.entity in entities]
    spans = [*places, *ask.spans("mentioned", "list", "every", "which"), *ask.recognised.kinds]
    spans += [Span(position, position + 1) for position in ask.recognised.negations]
    if not entities or ask.explains(ask.words, [named], spans):
        return None
    return replace(excluding(ask, named, sorted(entities)), query=f"{named.id} without")


def read_both_camps(ask: Ask) -> Finding | None:
    """How many belong to a set and how many do not, when the question asks for both."""
    if not (ask.has("versus", "difference") or (ask.grammar.and_words | ask.grammar.or_words) & set(ask.text)):
        return None
    negated = bool(ask.recognised.negations) or ask.has("rest")
    if not negated or ask.recognised.mentions:
        return None
    best = best_set(ask)
    if best is None or not isinstance(best.target, FactSet) or best.target.size is None:
        return None
    rest = complement(ask.release, best.target)
    if rest is None:
        return None
    size = ask.release.measure(best.target.size)
    facts = (size.id, *(measure.id for measure in rest.measures), best.target.id)
    data = {"set": best.target, "size": size, "rest": rest.value}
    return Finding("count", "both", facts=facts, data=data, steps=rest.steps, query=f"camps {best.target.id}")


def nearest_to(ask: Ask, pool: Sequence[Measure], reference: Measure) -> Measure | None:
    """The one whose value lies nearest to a reference, if all are exact."""
    if not all(row.value.is_exact and comparable(row, reference) for row in pool):
        return None
    others = [row for row in pool if row.id != reference.id]
    return min(others, key=lambda row: abs(row.value.value - reference.value.value), default=None)
