"""Readings that verify: what a reader puts forward is supported, refuted, or not settled by the release."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from facts.model import Fact, FactSet, Gap, Measure, Statement, Topic
from facts.quantity import PERCENT, TIMES, Comparison, Quantity, Truth, UnitError, UnitKind
from facts.query import (
    Operation,
    belongs,
    combine,
    comparable,
    compare,
    derivation,
    fulfils,
    ordered,
    proportion,
    rankable,
    rows,
)
from intents.findings import Finding
from intents.readings.arithmetic import operands
from intents.readings.ask import Ask
from intents.readings.lists import best_set, conditions, kind_of, relative
from intents.readings.tell import carries, figures_of, is_multiple, says, tell_gap, told_elsewhere, whose
from intents.spans.found import MOVES, Mention, Span, Word
from intents.spans.pieces import TURN_ENDS, clause_around
from intents.spans.resolve import Candidate

_CUES: Final = (
    "verify",
    "only",
    "every",
    "majority",
    "minority",
    "mentioned",
    "status",
    "more",
    "less",
    "sum",
    "percent",
)


def verdict(truth: Truth, facts: Iterable[str], saying: str, ask: Ask, **data: object) -> Finding:
    """A claim with its verdict; what the release does not settle is not stated."""
    names = tuple(dict.fromkeys(facts))
    steps = tuple(
        step
        for name in names[:2]
        if isinstance(fact := ask.release.by_id.get(name), Measure)
        for step in derivation(fact, ask.release)
    )
    if truth is Truth.UNKNOWN:
        return Finding(
            "claim",
            f"{saying}-unknown",
            status="not_stated",
            facts=names,
            data=data,
            query=f"claim {saying}",
            reason="the release does not settle it",
        )
    return Finding(
        "claim",
        saying,
        verdict="supported" if truth is Truth.YES else "refuted",
        facts=names,
        data=data,
        steps=steps,
        rows=tuple(measure.id for measure in ask.release.measures_among(names)),
        query=f"claim {saying}",
    )


def read_claim(ask: Ask) -> Finding | None:
    """Verify what is put forward, by the first reading that fits it."""
    if not ask.claims or _either(ask) or not ask.grammar.neither_words.isdisjoint(ask.text):
        return None
    if ask.text.count(",") > 1 and not (ask.recognised.mentions or ask.has("asserts", "verify", "tag", "report")):
        return None  # "headline growth, number of cities up, number of industries up" lists what is wanted
    for reading in (
        _many_figures,
        _each,
        _extreme,
        _quantified,
        read_filtered_claim,
        _compared,
        _figure,
        _membership,
        _direction,
        _statement,
    ):
        found = reading(ask)
        if found is not None:
            return None if _of_a_person(ask, found) else found
    return None


def _of_a_person(ask: Ask, found: Finding) -> bool:
    """Whether it is said of somebody, and the fact is a figure: "was he winding me up?"."""
    persons = ask.grammar.personal_pronouns - ask.grammar.plural_pronouns
    figure = isinstance(ask.release.by_id.get(found.facts[0]) if found.facts else None, Measure)
    said = ask.recognised
    return figure and not (persons.isdisjoint(ask.text) or said.mentions or said.kinds or ask.named_things)


def _either(ask: Ask) -> bool:
    """Whether it asks which of two things is ahead, and so puts nothing forward: "did A or B do better?"."""
    place = next((place for place, text in enumerate(ask.text) if text in ask.grammar.or_words), None)
    if place is None or ask.recognised.mentions or not (ask.has("more", "less") or ask.recognised.comparisons):
        return False
    sides = {word.start < place for word in ask.words if word.entity}
    return len(sides) == 2


def flipped(ask: Ask, truth: Truth, negations: Sequence[int] | None = None) -> Truth:
    """The truth of the claim as the reader put it: a negation turns it round, by default any that is not in a tag."""
    count = len(negations_of(ask) if negations is None else negations)
    return ~truth if count % 2 else truth


_LONGEST_TAG: Final = 7


_BARELY: Final = 2
"""Words of "if not", which says nothing of its own."""
_CLAUSE_MARKS: Final = TURN_ENDS | frozenset(",:-–—…()")


def _tag_start(ask: Ask) -> int:
    """Where a tag behind the last comma begins: ", wouldn't you say?", ", if I'm not mistaken"."""
    commas = [place for place, text in enumerate(ask.text) if text == ","]
    start = commas[-1] if commas else len(ask.text)
    spans = (*ask.recognised.mentions, *ask.recognised.periods, *(w for w in ask.words if w.entity or not w.soft))
    telling = [span for span in spans if span.start > start]
    short = len(ask.text) - start <= _LONGEST_TAG
    return start if short and not telling and set(ask.text[start:]) & ask.grammar.tag_pronouns else len(ask.text)


def _inside(word: Span, spans: Sequence[Span]) -> bool:
    return any(span.start <= word.start and word.end <= span.end for span in spans)


def _stands_beside(ask: Ask, position: int) -> bool:
    """Whether a negation stands in a clause beside the claim that tells nothing of the release.

    "I cannot find the original", "any reason not to print that?": the reader tells of himself, or of what no word list
    knows, or asks to check it. "Which is not true" does none of these, and denies it.
    """
    text, grammar = ask.text, ask.grammar
    start, end = clause_around(text, position, _CLAUSE_MARKS)
    spans = (*ask.recognised.mentions, *ask.recognised.periods, *(word for word in ask.words if word.entity))
    within = [span for span in spans if start <= span.start and span.end <= end]
    if within or not any(not (start <= span.start < end) for span in (*spans, *ask.telling)):
        return False
    persons = grammar.first_persons | grammar.second_persons
    told = max((span.end for span in (*spans, *ask.telling) if span.end <= start), default=0)
    opens = next((one for one in text[start:end] if one), "")
    asks = next((one for one in text[end:] if one in TURN_ENDS), "") == "?"
    checks = any(start <= cue.start < end for cue in ask.spans("verify", "mistaken", "denial", "frame", "tag"))
    opens_so = opens in grammar.if_words | grammar.requests or asks
    if told and opens_so and (checks or (text[position] != opens and end - start > _BARELY)):
        return True  # "Any reason not to print that?", "if the chart is not lying"
    strange = any(start <= word.start < end and not word.known and not word.soft for word in ask.words)
    said = {*text[start:end]}
    reported = any(start <= cue.start < end for cue in ask.spans("report"))
    points = grammar.singular_pronouns | grammar.plural_pronouns | grammar.wrong_words | grammar.choosing_words
    aside = bool(said & (grammar.definite_articles | grammar.indefinite_articles)) and said.isdisjoint(points)
    strange = strange or (aside and not checks and not reported)  # "the page wouldn't load"
    return strange or not persons.isdisjoint(text[start:end])


def negations_of(ask: Ask) -> list[int]:
    """Negations that belong to the claim and not to a tag such as "isn't it", "no?" or "did they not"."""
    found = []
    asides = [cue for cue in ask.spans("verify", "frame") if cue.end - cue.start > 1]
    tags = [cue.start for cue in (*ask.spans("verify"), *asides)]
    last = max(
        (
            w.end
            for w in (*ask.words, *ask.recognised.mentions)
            if w.start not in tags and w.start not in ask.recognised.negations and not _inside(w, asides)
        ),
        default=0,
    )
    opener = 2
    tagged = _tag_start(ask)
    for position in ask.turning:
        following = ask.text[position + 1] if position + 1 < len(ask.text) else ""
        tag = position >= min(last, tagged) or any(span.start <= position < span.end for span in asides)
        tag = tag or (ask.text[position] in ask.grammar.no_words and following in ask.grammar.no_more_words)
        opening = position < opener and ask.opens_as_claim
        if not (tag or opening or _stands_beside(ask, position)):
            found.append(position)
    return found


# Figures


def _many_figures(ask: Ask) -> Finding | None:
    """Several figures, each with what it is said of: "equipment 5.9, consumer 4.5"."""
    mentions = list(ask.recognised.mentions)
    if len(mentions) < 2 or (ask.has("versus") and len(mentions) < 2):
        return None
    parts = _stretches(ask, mentions)
    if parts is None:
        return None
    found = [_figure(part) for part in parts]
    if any(one is None or one.saying not in ("figure", "unit", "direction") for one in found):
        return None
    done = [one for one in found if one is not None]
    truth = Truth.YES
    for one in done:
        truth = truth & {"supported": Truth.YES, "refuted": Truth.NO}.get(one.verdict or "", Truth.UNKNOWN)
    facts = [name for one in done for name in one.facts[:1]]
    if len(set(facts)) < 2:
        return None
    return verdict(truth, facts, "several", ask, told=[ask.release.by_id[name] for name in dict.fromkeys(facts)])


def _each(ask: Ask) -> Finding | None:
    """One figure said of several named things at once: "Dandong, Benxi and Shenyang exceeded 10 %"."""
    entities = [
        ask.release.entity[n]
        for n in ask.recognised.entities()
        if n in ask.release.entity and n != ask.release.about.home
    ]
    mentions = ask.free_mentions
    if len(entities) < 2 or len(mentions) != 1 or len({entity.kind for entity in entities}) > 1 or ask.demands():
        return None
    if negations_of(ask) and not ask.grammar.contrasts.isdisjoint(ask.text):
        return None  # "not metallurgy but equipment" says one thing of each
    pool = list(rows(ask.release, entities[0].kind))
    if not pool or ask.as_unit(mentions[0].unit) not in (None, pool[0].value.unit):
        return None
    places = [word for word in ask.words if word.entity]
    lists: list[Fact] = [s for s in ask.release.sets if s.kind == entities[0].kind and not s.complete]
    if ask.explains(ask.words, [*pool, *lists], [*places, *ask.spans(*_CUES), *ask.recognised.kinds]) or ask.off_period(
        pool
    ):
        return None
    valued = {row.subject: row for row in pool}
    truth = Truth.YES
    for entity in entities:
        row = valued.get(entity.id)
        own = says(mentions[0], row.value, ask) if row is not None else Truth.UNKNOWN
        truth = truth & (own if own is not None else Truth.UNKNOWN)
    named = [valued[entity.id] for entity in entities if entity.id in valued]
    if truth is Truth.UNKNOWN and named and len(named) < len(entities):
        truth = Truth.NO
    facts = [row.id for row in (named or pool)]
    return verdict(flipped(ask, truth), facts, "filtered", ask, rows=pool, reference=None)


def _stretches(ask: Ask, mentions: Sequence[Mention]) -> list[Ask] | None:
    """The question cut between its figures, each part with the verb of the first."""
    cuts: list[int] = []
    for left, right in itertools.pairwise(mentions):
        between = range(left.end, right.start)
        marks = [position for position in between if ask.text[position] in ask.grammar.figure_joints]
        if not marks:
            return None
        words = [word for word in ask.words if left.end <= word.start < right.start]
        if not words:
            return None
        cuts.append(marks[0])
    edges = [0, *cuts, len(ask.text)]
    parts = []
    for start, end in itertools.pairwise(edges):
        inside = ask.recognised.within(start, end)
        if len(inside.mentions) != 1 or not inside.words:
            return None
        part = Ask(inside, ask.resolver, ask.context, spoken=ask.resolver.counted_nouns(ask.words))
        parts.append(part)
    return parts


def _figure(ask: Ask) -> Finding | None:
    """One or more figures said of one fact."""
    mentions = list(ask.recognised.mentions)
    if not mentions:
        return None
    denied = ask.grammar.not_words
    contrasted = any(ask.text[m.start - 1] in denied for m in mentions if m.start) and len(mentions) > 1
    if contrasted or any(mention.unit == TIMES for mention in mentions):
        return None
    chosen = _spoken_of(ask, mentions)
    if chosen is None:
        return None
    best, figure = chosen
    fact = best.target
    assert isinstance(fact, Fact)
    if best.contrary:
        return verdict(
            flipped(ask, Truth.NO),
            [figure.id, fact.id],
            "direction",
            ask,
            fact=figure if figure.statement else fact,
        )
    figures = figures_of(ask.release, fact)
    if best.foreign and all(says(mention, one.value, ask) is None for mention in mentions for one in figures):
        return None  # a number in another unit is said of something else
    if best.foreign:
        return verdict(Truth.NO, [fact.id], "other-name", ask, fact=fact, foreign=best.foreign)
    truth = Truth.YES
    wrong: Measure = figure
    matched: set[str] = set()
    for mention in mentions:
        outcomes = {m.id: says(mention, m.value, ask) for m in figures}
        fitting = {name: outcome for name, outcome in outcomes.items() if outcome is not None}
        if figure.id in fitting and (len(mentions) == 1 or (figure.id not in matched and mention is mentions[-1])):
            fitting = {figure.id: fitting[figure.id]}
        matched |= {name for name, outcome in fitting.items() if outcome is Truth.YES}
        if not fitting and (mention.unit is None or negations_of(ask)):
            return None
        if not fitting and len(mentions) > 1 and all(mention.number != m.value.low for m in figures):
            return None  # another number in another unit is said of something else
        if not fitting:
            return verdict(Truth.NO, [figure.id], "unit", ask, fact=figure, mention=mention)
        if mention.number < 0 and any(m.direction == "up" for m in figures):
            truth = Truth.NO
            continue
        if Truth.YES in fitting.values() and (mention.comparison is None or fitting.get(figure.id) is Truth.YES):
            continue
        own = fitting.get(figure.id, next(iter(fitting.values())))
        before = ask.text[mention.start - 1 : mention.start]
        named = mention.unit is None and not ask.grammar.definite_articles.isdisjoint(before)
        if own is Truth.NO and named and told_elsewhere(ask, mention):
            return None  # "the eight loan projects" are named by their number
        if own is Truth.NO and mention.unit is None and not _counted_noun(ask, figure):
            return None
        wrong = figure if figure.id in fitting else ask.measure(next(iter(fitting)))
        truth = truth & own
    denied = ask.grammar.not_words | ask.grammar.never_words
    negations = [p for p in negations_of(ask) if ask.text[p] in denied and not any(m.covers(p) for m in mentions)]
    shown = wrong if wrong.statement else fact
    other = whose(ask, mentions, figures, derived=True) if truth is Truth.NO else None
    names = [wrong.id, fact.id, *([other.id] if other else [])]
    return verdict(flipped(ask, truth, negations), names, "figure", ask, fact=shown, figure=wrong, other=other)


def claim_of(ask: Ask, fact: Measure) -> Finding | None:
    """Figures put forward of the fact that was told before: "wasn't it 510 million?"."""
    truth = Truth.YES
    for mention in ask.recognised.mentions:
        own = says(mention, fact.value, ask)
        if own is None:
            return None
        truth = truth & own
    return verdict(flipped(ask, truth), [fact.id], "figure", ask, fact=fact, figure=fact, other=None)


def _counted_noun(ask: Ask, figure: Measure) -> bool:
    """Whether the question says what a bare number counts, where the figure is a count."""
    if figure.value.unit.kind is not UnitKind.COUNT:
        return True
    wanted = ask.resolver.nouns_of(figure.value.unit.name)
    return bool(wanted & ask.spoken) or any(word.concepts & wanted for word in ask.words)


def _spoken_of(ask: Ask, mentions: Sequence[Mention]) -> tuple[Candidate, Measure] | None:
    """The fact that the figures are said of, and which of its figures they are held against."""
    spans: list[Span] = [*ask.spans(*_CUES), *ask.recognised.comparisons, *_negation_spans(ask)]
    numbered = [cue for cue in ask.spans("average", "ratio", "share", "max", "min", "rest") if ask.is_soft(cue)]
    pool = [c for c in ask.candidates([*spans, *numbered]) if isinstance(c.target, Fact) and c.name]
    pool = [c for c in pool if not c.unexplained and not c.off_period]
    if ask.demands():
        pool = [c for c in pool if _demand_met(ask, c)]
    if any(mention.fraction for mention in mentions):
        pool = [c for c in pool if "share" in c.known.core]
    found: list[tuple[tuple[int, float, float], Candidate, Measure]] = []
    for candidate in pool:
        fact = candidate.target
        assert isinstance(fact, Fact)
        figures = figures_of(ask.release, fact)
        if not figures or candidate.weight <= 0:
            continue
        fitting = [m for m in figures if any(says(mention, m.value, ask) is not None for mention in mentions)]
        figure = fitting[0] if fitting else figures[0]
        own = int(bool(fitting) and figure.id in (fact.id, getattr(fact, "size", None)))
        worth = candidate.weight + _FITTING * bool(fitting) + _OWN * own - len(candidate.contrary)
        found.append(((0 if candidate.foreign else 1, round(candidate.explained, 2), worth), candidate, figure))
    if not found:
        return None
    found.sort(key=lambda one: one[0], reverse=True)
    top = found[0][0]
    rivals = [one for one in found if one[0][:2] == top[:2] and one[0][2] > top[2] - _AS_GOOD]
    agreeing = [one for one in rivals if all(says(m, one[2].value, ask) is Truth.YES for m in mentions)]
    _, candidate, figure = (agreeing or found)[0]
    if _unmet(ask, candidate, "every", "sum", "share", "second"):
        return None
    return candidate, figure


_AS_GOOD: Final = 0.8
"""Facts that fit a claim so nearly alike that the one whose figure agrees is taken to be meant."""
_FITTING: Final = 1.5
"""What it weighs that a fact has a figure in the reader's unit."""
_OWN: Final = 1.0
"""What it weighs that this figure is its own value."""


def _demand_met(ask: Ask, candidate: Candidate) -> bool:
    words = [
        word
        for cue in ask.spans("max", "min", "average", "ratio", "median", "second")
        for word in ask.words
        if word.start < cue.end and cue.start < word.end
    ]
    return bool(words) and all(word.concepts & candidate.known.core for word in words)


def _negation_spans(ask: Ask) -> list[Span]:
    return [Span(position, position + 1) for position in ask.recognised.negations]


# Sets with all, none, most, half, only


def _quantified(ask: Ask) -> Finding | None:
    """All, none, most, half, only three, fewer than half of a set's larger set."""
    item = _whole_set(ask)
    if item is None:
        return None
    size = ask.measure(item.size) if item.size else None
    part = proportion(ask.release, item)
    fractions = [mention for mention in ask.recognised.mentions if mention.fraction or _in_percent(mention)]
    counts = [mention for mention in ask.recognised.mentions if mention not in fractions]
    larger = ask.release.by_id.get(item.within or "")
    if fractions and isinstance(larger, FactSet) and larger.size:
        all_of_them = ask.measure(larger.size).value
        counts = [mention for mention in counts if says(mention, all_of_them, ask) is not Truth.YES]
    negations = negations_of(ask)
    facts = [*([size.id] if size else []), item.id]
    if part is not None and fractions and not counts:
        truth = _share_truth(
            ask, fractions[0], part.value, negated=bool([n for n in negations if not fractions[0].covers(n)])
        )
        return verdict(truth, facts, "quantified", ask, fact=item)
    if counts and size is not None:
        whole = ask.measure(larger.size) if isinstance(larger, FactSet) and larger.size else None
        truth = Truth.YES
        if whole is not None and all(says(mention, whole.value, ask) is Truth.YES for mention in counts[:2]):
            counts = counts[:1]  # "40 out of 40"
        for mention in counts:
            if mention.unit is not None and mention.unit.kind is not UnitKind.COUNT:
                return None
            own = says(mention, size.value, ask)
            if whole is not None and len(counts) > 1 and says(mention, whole.value, ask) is Truth.YES:
                own = Truth.YES
            if whole is not None and len(counts) == 1 and ask.has("every") and own is Truth.NO:
                own = Truth.NO
            truth = truth & (own if own is not None else Truth.NO)
        inner = [n for n in negations if not any(m.covers(n) for m in counts)]
        if inner and not ask.grammar.contrasts.isdisjoint(ask.text):
            return None  # "not all, but eleven" says one thing of each
        if inner:
            truth = _outside_truth(ask, item, counts)
        return verdict(truth, facts, "quantified", ask, fact=item)
    if size is None or part is None or not part.value.is_exact:
        return None
    return _all_or_most(ask, item, part.value, negations, facts)


def _outside_truth(ask: Ask, item: FactSet, counts: Sequence[Mention]) -> Truth:
    """How many do not belong, held against what the reader says."""
    larger = ask.release.by_id.get(item.within or "")
    if not isinstance(larger, FactSet) or larger.size is None or item.size is None:
        return Truth.UNKNOWN
    rest = combine(Operation.DIFFERENCE, (ask.measure(larger.size), ask.measure(item.size))).value
    truth = Truth.YES
    for mention in counts:
        whole = says(mention, ask.measure(larger.size).value, ask)
        own = says(mention, rest, ask)
        truth = truth & (
            Truth.YES if Truth.YES in (own, whole) and (own is Truth.YES or len(counts) > 1) else own or Truth.NO
        )
    return truth


def _in_percent(mention: Mention) -> bool:
    return mention.unit is not None and mention.unit.kind is UnitKind.PERCENT


def _whole_set(ask: Ask) -> FactSet | None:
    if ask.demands("max", "min"):
        return None
    best = best_set(ask)
    if best is None or not isinstance(best.target, FactSet) or best.target.size is None or best.target.within is None:
        return None
    return best.target


def _share_truth(ask: Ask, mention: Mention, share: Quantity, *, negated: bool) -> Truth:
    value = share
    if negated:
        value = Quantity.exact(Decimal(100) - share.value, PERCENT)
    wanted = mention.quantity(PERCENT)
    if mention.comparison is None or mention.comparison is Comparison.ABOUT:
        return Truth.YES if abs(value.value - wanted.value) <= Decimal("1.5") else Truth.NO
    return value.compare(mention.comparison, wanted)


def _all_or_most(
    ask: Ask, item: FactSet, share: Quantity, negations: Sequence[int], facts: list[str]
) -> Finding | None:
    contrary = any(c.target.id == item.id and c.contrary for c in ask.candidates(ask.recognised.kinds))
    denied = [position for position in negations if not _before_every(ask, position)]
    value = Decimal(100) - share.value if (denied or contrary) and not ask.has("none-of") else share.value
    not_every = any(_before_every(ask, position) for position in negations)
    nobody = any(ask.text[position] in ask.grammar.negatives for position in denied)
    if nobody:
        return verdict(Truth.YES if share.value == 0 else Truth.NO, facts, "quantified", ask, fact=item)
    if ask.has("minority"):
        return verdict(Truth.YES if value < 50 else Truth.NO, facts, "quantified", ask, fact=item)
    if ask.has("majority"):
        return verdict(Truth.YES if value > 50 else Truth.NO, facts, "quantified", ask, fact=item)
    if ask.has("every"):
        truth = Truth.YES if share.value == 100 else Truth.NO
        return verdict(~truth if not_every else truth, facts, "quantified", ask, fact=item)
    return None


def _before_every(ask: Ask, position: int) -> bool:
    return any(position < cue.start <= position + 2 for cue in ask.spans("every", "majority"))


# The highest and the lowest


def _extreme(ask: Ask) -> Finding | None:
    """That something is the fastest, the slowest, the largest of its kind."""
    if not ask.has("max", "min"):
        return None
    if _soft_only(ask, "max", "min"):
        return None
    entities = ask.recognised.entities()
    measured = {
        m.subject: m for m in ask.release.measures if m.value.unit.kind is UnitKind.PERCENT and m.subject in entities
    }
    if len(measured) != 1 or len(entities) > 2:
        return None
    subject, measure = next(iter(measured.items()))
    kind = ask.release.entity[subject].kind
    pool = rows(ask.release, kind)
    if measure not in pool or not rankable(pool):
        return None
    spans: list[Span] = [
        *ask.spans("max", "min", *_CUES),
        *ask.recognised.kinds,
        *_negation_spans(ask),
        *ask.recognised.mentions,
    ]
    facts: list[Fact] = [*pool, *(item for item in ask.release.sets if item.kind == kind and not item.complete)]
    if ask.explains(ask.words, facts, spans) or ask.off_period(pool):
        return None
    lowest = not ask.has("max") or (ask.has("min") and ask.spans("min")[0].end > ask.spans("max")[0].end)
    order = ordered(pool, highest=not lowest)
    if len(order.ties) > 1:
        truth = Truth.UNKNOWN if measure in order.ties else Truth.NO
    else:
        truth = Truth.YES if order.rows[0] is measure else Truth.NO
    for mention in ask.free_mentions:
        truth = truth & (says(mention, measure.value, ask) or Truth.NO)
    truth = flipped(ask, truth)
    return verdict(
        truth,
        [order.rows[0].id, measure.id, *(row.id for row in order.rows)],
        "extreme",
        ask,
        top=order.rows[0],
        measure=measure,
        lowest=lowest,
        rows=order.rows,
    )


def _soft_only(ask: Ask, *names: str) -> bool:
    return all(ask.is_soft(cue) for cue in ask.spans(*names))


# Thresholds over a kind


def read_filtered_claim(ask: Ask) -> Finding | None:
    """That all, none, or some of a kind fulfil a condition: "did any sector lag industry overall?"."""
    chosen = kind_of(ask)
    compared = ask.has("every", "more", "less") or ask.recognised.comparisons or ask.recognised.mentions
    if chosen is None or not compared:
        return None
    kind, spans = chosen
    pool = rows(ask.release, kind)
    if (
        not pool
        or pool[0].value.unit != PERCENT
        or [n for n in ask.recognised.entities() if any(r.subject == n for r in pool)]
    ):
        return None
    references = relative(ask, kind, pool)
    wanted = [one for one in conditions(ask, pool[0].value.unit) if isinstance(one[1], Mention) and one[1].comparison]
    if len(references) + len(wanted) != 1:
        return None
    reference: Measure | None = None
    if references:
        condition, places, reference = references[0]
    else:
        condition, places = wanted[0][0], [wanted[0][1]]
    facts: list[Fact] = [
        *pool,
        *([reference] if reference else []),
        *(item for item in ask.release.sets if item.kind == kind and not item.complete),
    ]
    if ask.explains(ask.words, facts, [*spans, *places, *ask.recognised.kinds, *ask.spans(*_CUES)]) or ask.off_period(
        pool
    ):
        return None
    truths = [fulfils(ask.release, row, condition) for row in pool]
    whole = ask.has("every") or len(ask.free_mentions) < len(ask.recognised.mentions)
    if whole and ask.grammar.any_words.isdisjoint(ask.text):
        truth = Truth.NO if Truth.NO in truths else Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.YES
    else:
        truth = Truth.YES if Truth.YES in truths else Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.NO
    none = any(ask.text[position] in ask.grammar.negatives for position in negations_of(ask))
    told_of = [*(row.id for row in pool), *([reference.id] if reference else [])]
    return verdict(~truth if none else truth, told_of, "filtered", ask, rows=pool, reference=reference)


# Two values against each other


def _compared(ask: Ask) -> Finding | None:
    """That one value is above or below another, perhaps by so much."""
    if not ask.has("more", "less", "difference", "ratio", "versus") and not ask.recognised.comparisons:
        return None
    named = {place for word in ask.words for place in range(word.start, word.end) if word.end - word.start > 1}
    sums = [c for c in ask.spans("sum") if ask.text[c.start] not in ask.grammar.totals and c.start not in named]
    if sums or ask.has("average", "share") or len([m for m in ask.recognised.mentions if m.unit is None]) > 1:
        return None
    if _soft_only(ask, "more", "less", "difference", "ratio") and not ask.recognised.comparisons:
        return None
    taken: list[Span] = [
        *ask.spans("more", "less", "difference", "ratio", "versus", "verify", "only"),
        *ask.recognised.comparisons,
        *_negation_spans(ask),
    ]
    taken += list(ask.recognised.mentions)
    entities = ask.recognised.entities()
    wanted = ask.wanted_units
    chosen = operands(ask, taken, wanted if wanted == frozenset({UnitKind.MONEY}) else None)
    if len(chosen) != 2 or any(_weakly_named(ask, taken, measure) for measure in chosen):
        return None
    left, right = chosen
    if not comparable(left, right):
        return None
    try:
        truth = _relation(ask, left, right)
    except (UnitError, ValueError):
        return None
    if truth is None:
        return None
    del entities
    found = verdict(flipped(ask, truth), [left.id, right.id], "compared", ask, rows=[left, right], difference=None)
    try:
        difference = combine(Operation.DIFFERENCE, (left, right))
    except (UnitError, ValueError):
        return found
    if not difference.value.is_exact:
        return found
    return replace(found, steps=(*found.steps, *difference.steps), data={**found.data, "difference": difference.value})


def _weakly_named(ask: Ask, taken: Sequence[Span], measure: Measure) -> bool:
    """Whether a measure is only named by words that go with anything."""
    found = next((c for c in ask.candidates(taken) if c.id == measure.id), None)
    return found is not None and found.weight < _WEAK and bool(found.name) and not ask.recognised.periods


_WEAK: Final = 1.2


def _relation(ask: Ask, left: Measure, right: Measure) -> Truth | None:
    """Whether the first stands to the second as the reader says."""
    signs = sorted(
        [*(found for found in ask.recognised.comparisons), *ask.spans("more", "less")], key=lambda f: f.start
    )
    below = any(sign.name in ("<", "<=", "less") for sign in signs)
    sign = Comparison.BELOW if below else Comparison.ABOVE
    truth = compare(left, sign, right)
    for mention in ask.recognised.mentions:
        if (
            mention.unit is not None
            and mention.unit.kind in (UnitKind.POINTS, UnitKind.MONEY, UnitKind.PERCENT)
            and not mention.fraction
        ):
            difference = combine(Operation.DIFFERENCE, (left, right)).value
            own = says(mention, difference, ask)
            truth = truth & (own if own is not None else Truth.NO)
        elif (mention.unit == TIMES or ask.has("ratio")) and not (left.value.is_exact and right.value.is_exact):
            truth = truth & Truth.UNKNOWN
        elif mention.unit == TIMES or (mention.unit is None and ask.has("ratio")):
            truth = truth & is_multiple(mention, combine(Operation.RATIO, (left, right)).value)
        elif mention.unit is None and left.value.unit.kind is UnitKind.PERCENT:
            difference = combine(Operation.DIFFERENCE, (left, right)).value
            truth = truth & (says(mention, difference, ask) or Truth.NO)
        else:
            return None
    return truth


# Membership


def _membership(ask: Ask) -> Finding | None:
    """That something belongs to a set."""
    if any(mention.unit is not None for mention in ask.recognised.mentions):
        return None
    entities = [name for name in ask.recognised.entities() if name in ask.release.entity]
    if not entities or ask.demands("max", "min") or any(not ask.is_soft(cue) for cue in ask.spans("more", "less")):
        return None
    spans: list[Span] = [
        *ask.spans(*_CUES, "max", "second", "rest", "who", "list"),
        *_negation_spans(ask),
        *ask.recognised.kinds,
    ]
    places = [word for word in ask.words if word.entity]
    for candidate in ask.candidates([*spans, *places, *ask.recognised.mentions]):
        item = candidate.target
        if not isinstance(item, FactSet) or candidate.unexplained or candidate.off_period or candidate.contrary:
            continue
        kinds = {ask.release.entity[name].kind for name in entities}
        if item.indicator is None and any(kind.name in ask.rate_kinds for kind in ask.recognised.kinds):
            continue
        of_kind = [name for name in entities if ask.release.entity[name].kind == item.kind]
        if item.kind not in kinds or not item.members:
            continue
        if any(ask.release.entity[name].kind != item.kind and name != ask.release.about.home for name in entities):
            continue
        return _belonging(ask, item, of_kind)
    return None


def _belonging(ask: Ask, item: FactSet, entities: Sequence[str]) -> Finding:
    truth = Truth.YES
    for name in entities:
        truth = truth & belongs(item, name)
    for mention in ask.recognised.mentions:
        count = Quantity.exact(len(item.members), ask.release.measures[0].value.unit)
        if mention.unit is None and mention.number != count.value and item.complete:
            truth = Truth.NO
    named = set(entities) & set(item.members)
    if truth is Truth.UNKNOWN and named:
        truth = Truth.NO
    if truth is Truth.YES and ask.has("only") and set(entities) != set(item.members):
        truth = Truth.NO
    truth = flipped(ask, truth)
    return verdict(
        truth, [item.id], "membership", ask, fact=item, entities=[ask.release.entity[name] for name in entities]
    )


# Directions and plain statements


_TO_BE_MET: Final = (
    "every",
    "majority",
    "minority",
    "max",
    "min",
    "more",
    "less",
    "ratio",
    "difference",
    "average",
    "sum",
    "share",
    "second",
    "median",
)


def _unmet(ask: Ask, candidate: Candidate, *taken: str) -> bool:
    """Whether the claim says more than the fact does: all, most, twice, more than, the fastest, on average."""
    said = candidate.known.said
    for cue in ask.spans(*_TO_BE_MET):
        total = cue.name == "every" and ask.text[cue.start] in ask.grammar.all_words
        if (
            (cue.name in taken and not total)
            or ask.is_soft(cue)
            or any(m.start <= cue.start < m.end for m in ask.recognised.mentions)
        ):
            continue
        words = [word for word in ask.words if word.start < cue.end and cue.start < word.end]
        if not any(word.concepts & said for word in words):
            return True
    return False


def _direction(ask: Ask) -> Finding | None:
    """That something went up or down, got better or worse."""
    if ask.recognised.mentions or ask.demands() or not_one(ask) or _of_members(ask):
        return None
    spans: list[Span] = [*ask.spans(*_CUES), *_negation_spans(ask)]
    for candidate in ask.candidates(spans):
        fact = candidate.target
        if (
            not isinstance(fact, Measure)
            or candidate.unexplained
            or candidate.off_period
            or candidate.foreign
            or not candidate.name
        ):
            continue
        if fact.direction == "none" or _unmet(ask, candidate) or ask.has("only"):
            continue
        if fact.compared_with is None and any(not ask.is_soft(cue) for cue in ask.spans("more", "less")):
            continue
        own = candidate.known.said | {
            c for concept in candidate.known.said for c in ask.resolver.lexicon.contrary(concept)
        }
        moves = [word for word in ask.words if word.concepts & _MOVES & own]
        if not moves:
            continue
        truth = Truth.NO if candidate.contrary else Truth.YES
        truth = Truth.UNKNOWN if candidate.contrary and _denies_all(ask) else flipped(ask, truth)
        return verdict(truth, [fact.id], "direction", ask, fact=fact)
    return None


def _of_members(ask: Ask) -> bool:
    """Whether it is said of all or any of a kind, and not of the place that the release is about: "every city"."""
    home = ask.release.about.home
    kinds = {entity.kind for name, entity in ask.release.entity.items() if name != home}
    return any(kind.name in kinds for kind in ask.kinds_apart)


def quantified(ask: Ask) -> bool:
    """Whether it is said of none: "no city", "none of the sectors"; not where "no?" only asks to confirm."""
    numbers = [mention for mention in ask.recognised.mentions if mention.number]
    counted = {place for mention in numbers for place in range(mention.start - 1, mention.end)}
    places = [place for place, text in enumerate(ask.text) if text.isalpha()]
    return any(ask.text[place] in ask.grammar.negative_quantifiers for place in places[:-1] if place not in counted)


def figures_to_choose(ask: Ask) -> bool:
    """Whether two numbers of one sort are put side by side to choose from: "was it 3.4% or 4.3%?"."""
    mentions = ask.recognised.mentions
    return any(
        one.unit == two.unit and one.comparison is two.comparison is None and one.number != two.number
        and len(between := ask.text[one.end : two.start]) <= 2 and not ask.grammar.or_words.isdisjoint(between)
        for one, two in itertools.pairwise(mentions)
    )  # fmt: skip


def not_one(ask: Ask) -> bool:
    """Whether it is said of "not a single one"."""
    behind = [" ".join(ask.text[p + 1 : end]) for p in ask.recognised.negations for end in (p + 2, p + 3)]
    return not ask.grammar.single_words.isdisjoint(behind)


_MOVES: Final = frozenset(
    {"grow", "fall", "accelerate", "slow", "narrow", "widen", "improvement", "ahead", "surpass", "lag-behind", "regain"}
)


def _statement(ask: Ask) -> Finding | None:
    """That something was said, done, planned: true only where the fact explains every word of it."""
    if ask.demands():
        return None
    spans: list[Span] = [*ask.spans(*_CUES), *_negation_spans(ask), *ask.recognised.kinds]
    for candidate in ask.candidates([*spans, *ask.recognised.mentions]):
        target = candidate.target
        if candidate.off_period and not candidate.unexplained and _dated(candidate, ask):
            return verdict(flipped(ask, Truth.NO), [target.id], "statement", ask, fact=target)
        if candidate.unexplained or candidate.off_period:
            continue
        if isinstance(target, Topic):
            continue
        if isinstance(target, Gap):
            return tell_gap(target)
        if not candidate.name or not isinstance(target, Statement | FactSet | Measure):
            continue
        if "status" in target.aspects and ask.has("status"):
            return Finding(
                "aspect",
                "told",
                facts=(target.id,),
                verdict=None,
                status="answered" if target.aspects["status"].stated else "not_stated",
                data={"fact": target, "aspect": target.aspects["status"], "name": "status"},
                query=f"status of {target.id}",
            )
        if candidate.foreign and (len(candidate.foreign) > 1 or candidate.weight < _TELLING_NAME):
            continue
        if candidate.foreign and isinstance(target, Statement):
            return verdict(Truth.NO, [target.id], "other-name", ask, fact=target, foreign=candidate.foreign)
        if candidate.foreign:
            continue
        if ask.recognised.mentions and not carries(ask, target, ask.recognised.mentions):
            continue
        if candidate.contrary:
            truth = Truth.UNKNOWN if _denies_all(ask) else flipped(ask, Truth.NO)
            return verdict(truth, [target.id], "statement", ask, fact=target)
        if not told(ask, candidate) or _unmet(ask, candidate):
            continue
        if isinstance(target, FactSet) and not _of_its_kind(ask, target):
            continue
        if isinstance(target, Measure) and any(not ask.is_soft(cue) for cue in ask.spans("more", "less")):
            continue
        if any(word.concepts & MOVES and word.concepts.isdisjoint(candidate.known.said) for word in ask.words):
            continue  # that there were so many says not whether they are more
        if isinstance(target, FactSet) and not target.members:
            continue
        truth = Truth.UNKNOWN if ask.foretells else flipped(ask, Truth.YES)
        return verdict(truth, [target.id], "statement", ask, fact=target)
    return None


def _denies_all(ask: Ask) -> bool:
    """Whether it says that no single one did so: what holds of the whole does not settle that."""
    return any(ask.text[position] in ask.grammar.negatives for position in negations_of(ask))


def _dated(candidate: Candidate, ask: Ask) -> bool:
    """Whether the release gives a time of its own for what the reader puts at another."""
    fact = candidate.target
    if not isinstance(fact, Fact) or not fact.statement or not candidate.name or candidate.weight < _TELLING_NAME:
        return False
    if any(when.calendar for when in ask.recognised.periods) or candidate.foreign:
        return False
    if isinstance(fact, Measure) and fact.compared_with:
        return all(says(m, fact.value, ask) is Truth.YES for m in ask.free_mentions) and bool(ask.free_mentions)
    return not isinstance(fact, Measure) and fact.period not in (None, ask.release.about.period)


def _of_its_kind(ask: Ask, item: FactSet) -> bool:
    """Whether the question names the kind that a set lists, or one of that kind."""
    kinds = {ask.release.entity[name].kind for name in ask.recognised.entities() if name in ask.release.entity}
    return item.kind in kinds or any(kind.name == item.kind for kind in ask.recognised.kinds)


_TELLING_NAME: Final = 2.0


def told(ask: Ask, candidate: Candidate) -> bool:
    """Whether what is put forward is more than that the thing exists, and lies within what the fact says."""
    outside: list[Word] = [word for word in ask.words if not word.concepts & candidate.known.core]
    return not [word for word in outside if not word.concepts & ask.resolver.common] or len(outside) <= 1
