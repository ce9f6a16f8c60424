"""Fragments that name nothing themselves and ask something of what was told before: "and a year before?", "names?".

What was told is a place in the release from which few steps lead on: to the same indicator in another period, to the
rest of a whole or its share, to what is counted, to the sum of the two figures told last, to who, when and why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Truth, UnitKind
from facts.query import Operation, alike, comparable, means_of, peers, proportion, rankable, rows
from intents.findings import Finding, not_told
from intents.matching.queries import combined
from intents.readings.arithmetic import compared
from intents.readings.ask import Ask
from intents.readings.lists import picked, tell_set, told_set
from intents.readings.tell import SIDES, aspect_of, figures_of, not_named, says, tell_aspect, tell_fact
from intents.spans.found import MOVES, RELATIVE, Found, Word, inside_of
from intents.verdicts.verify import judge_extent, part_told, verdict_of, weigh

_LONGEST: Final = 11
"""Words beyond which a question stands by itself."""
_BARE: Final = 3
"""Words up to which a question word asks of what was told, though nothing points to it: "and why?"."""
_MOST_OF_THEM: Final = 4
_PAIR: Final = 2
_SIZES: Final = frozenset({UnitKind.PERCENT, UnitKind.POINTS})
"""Units of which it may be asked by how much."""
_ARITHMETIC: Final = frozenset({"sum", "difference", "ratio", "average"})


def read_fragment(ask: Ask) -> Finding | None:
    """The finding of a question that names nothing and leans on the answer before; none where it is no fragment."""
    last = ask.context.last
    if last is None or (ask.has("why") and ask.has("difference")):
        return None  # why two differ is not how far they do
    own = _foremost(ask, last) or _which_of_counted(ask, last) or _of_one(ask, last)
    for step in (_amount, _called, _the_larger, _other_of_set, _other_part, _worst_of_counted, _fuller, _about_it):
        own = own or step(ask, last)
    if own is not None or not _is_fragment(ask):
        return own
    if not last.facts:
        nearest = replace(last, facts=last.nearest[:1])
        return _still_open(ask, last) or (_named(ask, nearest, ask.release) if last.status == "not_stated" else None)
    steps: tuple[Callable[[Ask, Finding, Release], Finding | None], ...] = (
        _in_other_period,
        _before_or_after,
        _together,
        _how_much,
        _extent,
        _named,
        _part,
        _side,
    )
    return next((found for step in steps if (found := step(ask, last, ask.release)) is not None), None)


def _is_fragment(ask: Ask) -> bool:
    cues = ask.spans("sum", "share", "percent")
    money = ask.grammar.money_words if ask.has("sum") else frozenset[str]()  # "how much money is that altogether?"
    kinds = [kind for kind in ask.recognised.kinds if not any(cue.covers(kind.start) for cue in cues)]
    wholes = [kind for kind in kinds if _is_whole(ask, kind)]
    kinds = [kind for kind in kinds if ask.text[kind.start] not in money and kind not in wholes]
    if ask.named_things or kinds or len([text for text in ask.text if text.isalnum()]) > _LONGEST:
        return False
    whole = {kind.start for kind in wholes}
    return all(word.text.lower() in money or word.start in whole for word in own_words(ask))


def _is_whole(ask: Ask, kind: Found) -> bool:
    """Whether a kind only names the whole that what was told is a share of: "share of all cities?"."""
    last, before = ask.context.last, kind.start
    small = ask.grammar.of_words | ask.grammar.all_words | ask.grammar.definite_articles
    while before and ask.text[before - 1] in small and not any(cue.end == before for cue in ask.spans("share")):
        before -= 1
    shared = any(cue.end == before for cue in ask.spans("share"))
    told = ask.release.measures_among(last.facts) if last is not None else []
    return shared and any(one.value.unit.name == kind.name for one in told)


def own_words(ask: Ask) -> list[Word]:
    """Words that stand for something, and are no part of how the question is put."""
    cues = {place for cue in ask.recognised.cues for place in range(cue.start, cue.end)}
    cues |= {place for place, text in enumerate(ask.text) if text in ask.grammar.back_references}
    common = ask.resolver.common
    return [w for w in ask.words if w.start not in cues and (w.foil or not (w.soft or w.concepts & common))]


def is_bare_side(ask: Ask) -> bool:
    """Whether it is no more than who, when, where or why: "where?", "and since when?"."""
    words = [text for text in ask.text if text.isalpha()]
    aside = ask.grammar.lead_ins | ask.grammar.open_period_words | ask.grammar.question_words
    asked = ask.asks()
    return bool(words) and asked in SIDES and len(words) <= _BARE and aside.issuperset(words)


def names_more(ask: Ask) -> bool:
    """Whether a word stands for something of its own, and only says neither which is ahead nor how it is asked."""
    return bool(own_words(ask))


def _asks_size(ask: Ask) -> bool:
    """Whether it is no more than "by how much?"."""
    versus = ask.recognised.places("versus") if not own_words(ask) else set()
    aside = ask.grammar.then_words | ask.grammar.lead_ins
    said = [text for place, text in enumerate(ask.text) if text.isalnum() and place not in versus and text not in aside]
    units = ask.grammar.point_words | ask.grammar.percent_words
    by = not ask.grammar.amount_prepositions.isdisjoint(said[:1])
    counted = ask.has("how-many") and by and not units.isdisjoint(said)  # "by how many points?"
    sized = ask.has("difference", "how-much") and not ask.has("how-many")
    return len(said) <= _BARE + 1 + counted and (sized or counted) and not ask.has("max", "min", "more", "less")


def _still_open(ask: Ask, last: Finding) -> Finding | None:
    """That what was not stated before is not known in its size either: "by how much?"."""
    if last.status != "not_stated" or not _asks_size(ask) or own_words(ask) or ask.has("change"):
        return None
    nearest = tuple(name for name in last.nearest if name in ask.release.by_id)[:1]
    return not_told(nearest, "it asks the size of what was not stated before")


def _told(last: Finding, release: Release) -> list[Fact]:
    return release.facts_among(last.facts)


def _in_other_period(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """The same indicator in the period that is asked for, and nothing else."""
    if len(ask.recognised.periods) != 1 or ask.recognised.mentions or ask.has(*_ARITHMETIC):
        return None
    when = ask.recognised.periods[0]
    for fact in _told(last, release):
        if not isinstance(fact, Measure):
            continue
        same = [m for m in release.measures if (m.indicator, m.subject) == (fact.indicator, fact.subject)]
        follows = [m for m in release.measures if fact.id in (m.formula or "").split()]
        kind = fact.value.unit.kind
        for other in (*same, *follows):
            if other.id != fact.id and other.value.unit.kind is kind and ask.resolver.in_period(other, when):
                return tell_fact(ask, other)
    return None


def _before_or_after(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """The level after a change that was told, or before it: "and what is it now?", "what was it before?"."""
    grammar, texts = ask.grammar, {*ask.text}
    now, then = not grammar.now_words.isdisjoint(texts), not grammar.then_words.isdisjoint(texts)
    if now is then or ask.claims or ask.recognised.mentions or ask.recognised.periods:
        return None
    if any("year" in word.concepts for word in ask.words):
        return None  # "compared to the year before?"
    if ask.has(*_ARITHMETIC, "how-many", "max", "min", "more", "less", "why", "who", "where"):
        return None
    for fact in _told(last, release)[:1]:
        for measure in release.measures:
            parts = (measure.formula or "").split()
            if len(parts) != 3 or parts[1] != "-" or fact.id not in (*parts, measure.id):
                continue
            after, change = release.measure(parts[0]), release.measure(parts[2])
            if change.value.unit.kind is UnitKind.POINTS and after.period != measure.period:
                if then and fact.id == measure.id:
                    return not_told((fact.id,), "it asks for what was before the earlier of two")
                level = after if now else measure
                return tell_fact(ask, level)
    return None


def _foremost(ask: Ask, last: Finding) -> Finding | None:
    """Which of the things told before is ahead: "which of them was fastest?", "which got more money?"."""
    grammar, texts = ask.grammar, {*ask.text}
    most, compared_ = ask.has("max", "min"), ask.has("more", "less")
    if ask.claims or most == compared_ or ask.demands("max", "min") or ask.has("difference", "how-many", "how-much"):
        return None
    short = len([text for text in ask.text if text.isalpha()]) <= _BARE and not own_words(ask)
    if ask.named_things or ask.recognised.kinds or ask.recognised.periods:
        return None
    if not grammar.which_words & texts and not (short and most):
        return None
    counts = [m for m in ask.recognised.mentions if m.unit is None and m.number in (2, 3, 4) and not m.decimals]
    if len(counts) < len(ask.recognised.mentions):
        return None
    most_of = int(counts[0].number) if counts else _MOST_OF_THEM if most else 2
    pool = _chosen_among(last) or _of_set(ask, last) or _figures(ask, last, ask.release, most_of)
    item = ask.release.by_id.get(next(iter(last.facts), ""))
    if not pool and isinstance(item, FactSet) and len(item.members) > 1 and grammar.plural_pronouns & texts:
        reason = "no values are stated of those told before"
        return not_told(last.facts[:1], reason)
    known = [ask.resolver.by_id[measure.id].vocabulary for measure in pool]
    if len(pool) < 2 or (counts and len(pool) != counts[0].number) or (compared_ and len(pool) != 2):
        return None
    if any(word.foil or any(word.concepts.isdisjoint(own) for own in known) for word in own_words(ask)):
        return None
    if len(pool) == 2 and compared_:
        return compared(ask, pool)
    lowest = ask.spans("min")
    least = bool(lowest) and all(any(one.covers(cue.start) for one in lowest) for cue in ask.spans("max"))
    if ask.has("every"):
        pool = _of_kind(ask, pool) or pool  # "which of all is the slowest?"
    kinds = {ask.release.entity[m.subject].kind for m in pool if m.subject in ask.release.entity}
    return picked(ask, min(kinds) if len(kinds) == 1 else "", "lowest" if least else "highest", pool, lowest=least)


def _chosen_among(last: Finding) -> list[Measure]:
    """Those of which one was told as the first or the last."""
    told = (last.data.get("picked"), *last.data.get("others", ()))
    pool = [one for one in told if isinstance(one, Measure)]
    return pool if last.intent == "superlative" and len(pool) > 1 else []


def _the_larger(ask: Ask, last: Finding) -> Finding | None:
    """The larger or the smaller of the two that were compared: "and the smaller one is how much?"."""
    told, grammar = ask.release.measures_among(last.rows or last.facts), ask.grammar
    chosen = ask.has("more", "less", "max", "min") and not grammar.pro_nouns.isdisjoint(ask.text)
    if len(told) != _PAIR or not chosen or not ask.names_nothing or ask.claims or not go_together(*told):
        return None
    cues = inside_of(ask.spans("more", "less", "max", "min"))
    if any(word.start not in cues for word in own_words(ask)) or not all(one.value.is_exact for one in told):
        return None
    ordered = sorted(told, key=lambda one: one.value.value)
    return tell_fact(ask, ordered[0 if ask.has("less", "min") else -1])


def _other_of_set(ask: Ask, last: Finding) -> Finding | None:
    """The others of a list of which one was spoken of: "which other city is?", "which other cities managed that?"."""
    item, kinds = next(iter(_told(last, ask.release)), None), {kind.name for kind in ask.recognised.kinds}
    other = not ask.grammar.other_words.isdisjoint(ask.text) and not ask.grammar.choosing_words.isdisjoint(ask.text)
    if not other or ask.named_things or ask.recognised.mentions or ask.recognised.periods or ask.claims:
        return None
    if isinstance(item, Measure) and item.subject in ask.release.entity:
        listed = [one for one in ask.release.sets if one.condition is not None and item.subject in one.members]
        item = max(listed, key=lambda one: (one.condition.low or 0) if one.condition else 0, default=None)
    nouns = ask.resolver.kind_words(kinds)
    if not isinstance(item, FactSet) or len(item.members) < _PAIR or kinds - {item.kind}:
        return None
    said = [word for word in own_words(ask) if word.foil or word.concepts.isdisjoint(nouns)]
    return told_set(ask, item) if not said and last.status == "answered" else None


def _fuller(ask: Ask, last: Finding) -> Finding | None:
    """What was told once more, where it says what is asked: "how does that split?", "in numbers?"."""
    told, grammar = _told(last, ask.release), ask.grammar
    words = [text for text in ask.text if text.isalpha()]
    if not told or last.status != "answered" or not ask.names_nothing or len(words) > _LONGEST // 2 or ask.claims:
        return None
    aside = grammar.splitting_verbs | grammar.figure_nouns | grammar.context_nouns
    asked = [text for text in words if text in aside]
    asked += [text for text in ask.text if text in grammar.percent_words and _is_rate(told[0])]
    bare = (
        {*words}
        <= grammar.figure_nouns
        | grammar.percent_words
        | grammar.lead_ins
        | grammar.determiners
        | grammar.limiting_words
        | {*grammar.exclusives}
    )
    if asked and bare and (len(last.rows) > 1 or isinstance(told[0], Measure)):
        return replace(last, verdict=None) if len(last.rows) > 1 else tell_fact(ask, told[0])  # "just the number"
    if not asked or any(word.text.lower() not in aside for word in own_words(ask)):
        return None
    if not grammar.context_nouns.isdisjoint(asked):
        return replace(last, verdict=None)
    pointed = not (ask.grammar.plural_pronouns | ask.grammar.question_words).isdisjoint(words)
    if pointed and not grammar.splitting_verbs & {*asked}:
        return None  # "what are those, in numbers?"
    parts = [one for one in figures_of(ask.release, told[0]) if one.value.unit.kind is UnitKind.COUNT]
    return tell_fact(ask, told[0]) if len(parts) > 1 else None


def _is_rate(fact: Fact) -> bool:
    """Whether a fact is a figure in per cent."""
    return isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.PERCENT


def _about_it(ask: Ask, last: Finding) -> Finding | None:
    """What was told, or stood nearest to what is not stated: "what do you know about it?"."""
    words = [text for text in ask.text if text.isalpha()]
    pronouns = ask.grammar.singular_pronouns | ask.grammar.personal_pronouns
    ends = len(words) > 1 and words[-1] in pronouns and words[-2] in ask.grammar.about_words
    fact = ask.release.by_id.get(next(iter((*last.facts, *last.nearest)), ""))
    open_ = ends and ask.names_nothing and not own_words(ask) and not ask.claims and len(words) <= _LONGEST
    if fact is None or not open_ or ask.has("why", "when", "where", "who", "how-many", "how-much"):
        return None
    return told_set(ask, fact) if isinstance(fact, FactSet) else tell_fact(ask, fact)


def _amount(ask: Ask, last: Finding) -> Finding | None:
    """The sum of money that goes with what was told: "how much money?", "how much did they get?"."""
    grammar, words = ask.grammar, {text for text in ask.text if text.isalpha()}
    received = bool(words & grammar.receiving_words) and bool(words & grammar.plural_pronouns)
    cues = {text for cue in ask.spans("how-much") for text in ask.text[cue.start : cue.end]}
    aside = grammar.lead_ins | grammar.finite_auxiliaries | grammar.singular_pronouns | grammar.plural_pronouns
    only = words <= cues | aside | grammar.money_words | grammar.receiving_words | grammar.amount_prepositions
    asked = only and ask.has("how-much") and (received or bool(words & grammar.money_words))
    if not asked or last.status != "answered" or ask.recognised.mentions:
        return None
    told = [figure for fact in _told(last, ask.release) for figure in figures_of(ask.release, fact)]
    sums = {one.id: one for one in told if one.value.unit.kind is UnitKind.MONEY}
    if len(sums) > 1:
        return None
    untold = not_told(last.facts[:1], "no sum of money is told of it")
    return tell_fact(ask, next(iter(sums.values()))) if sums else untold


def _called(ask: Ask, last: Finding) -> Finding | None:
    """What was told, with the names that it gives: "what is it called?", "and its name?", "their names?"."""
    grammar, words = ask.grammar, {text for text in ask.text if text.isalpha()}
    one = grammar.singular_pronouns | grammar.possessives - grammar.plural_pronouns
    aside = grammar.question_words | grammar.copulas | grammar.lead_ins | grammar.plural_pronouns | one
    named = words & (grammar.naming_words | grammar.called_words) - grammar.question_words
    if not named or not words <= named | aside or last.status != "answered":
        return None
    if not words.isdisjoint(grammar.plural_pronouns):
        things = {fact.subject for fact in ask.release.measures_among(last.rows)}
        several = len(things) > 1 and things <= ask.release.entity.keys() - {ask.release.about.home}
        return replace(last, verdict=None, explained=True) if several else None
    fact = next(iter(_told(last, ask.release)), None) if not words.isdisjoint(one) else None
    home = {*ask.release.speakers, ask.release.about.home}
    proper = fact is not None and len({*fact.entities} - home) == 1
    return replace(tell_fact(ask, fact), explained=True) if fact is not None and proper else None


def _other_part(ask: Ask, last: Finding) -> Finding | None:
    """The other of two that make a sum, after the one: "and the other?"."""
    words, grammar = {text for text in ask.text if text.isalpha()}, ask.grammar
    if words.isdisjoint(grammar.other_words) or not words <= grammar.leaning_words | grammar.determiners:
        return None
    told = next(iter(_told(last, ask.release)), None)
    for one in ask.release.measures:
        parts = one.addends
        if told is not None and len(parts) == _PAIR and told.id in parts:
            return tell_fact(ask, ask.release.measure(parts[1 - parts.index(told.id)]))
    return None


def _worst_of_counted(ask: Ask, last: Finding) -> Finding | None:
    """That the first or last of those that are only counted is not told of: "how badly did the worst one do?"."""
    told = next(iter(_told(last, ask.release)), None)
    part = part_told(ask.release, told) if told is not None else None
    picks = ask.has("max", "min") and not ask.grammar.pro_nouns.isdisjoint(ask.text) and not ask.claims
    if part is None or not picks or ask.named_things or ask.recognised.kinds or ask.recognised.mentions:
        return None
    valued = part[0].members and any(row.subject in part[0].members for row in ask.release.measures)
    return None if valued else not_told(last.facts[:1], "of those that are only counted none is told apart")


def _which_of_counted(ask: Ask, last: Finding) -> Finding | None:
    """Which they are, with the noun of what was counted: "which companies are they?"."""
    fact = next(iter(_told(last, ask.release)), None)
    pointed = not ask.grammar.plural_pronouns.isdisjoint(ask.text)
    if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or ask.named_things or not pointed:
        return None
    nouns = ask.resolver.nouns_of(fact.value.unit.name)
    alike = ask.resolver.kind_words(kind.name for kind in ask.recognised.kinds)
    telling = [word for word in ask.words if not word.soft]
    called = [word for word in telling if word.concepts & nouns]
    if not called or any(word not in called and not word.concepts & alike for word in telling):
        return None
    return _named(ask, last, ask.release)


def _of_set(ask: Ask, last: Finding) -> list[Measure]:
    """The values of those that the set told before names, where single values were not told."""
    name = next(iter((*last.facts, *last.nearest)), "")
    item = ask.release.by_id.get(name)
    if last.rows or not isinstance(item, FactSet) or not item.indicator:
        return []
    return [row for row in rows(ask.release, item.kind) if row.subject in item.members]


def _of_one(ask: Ask, last: Finding) -> Finding | None:
    """What was told of several, for one of them: "and per project?"."""
    if not ask.has("average") or ask.has("sum", "ratio", "difference") or ask.recognised.mentions or ask.claims:
        return None
    if ask.named_things or ask.recognised.periods:
        return None
    telling = [word for word in ask.words if not word.soft and "average" not in word.concepts]
    for fact in _told(last, ask.release):
        for mean, divided, count in means_of(ask.release):
            nouns = ask.resolver.nouns_of(count.value.unit.name)
            if fact in (divided, count) and all(not word.concepts.isdisjoint(nouns) for word in telling):
                return tell_fact(ask, mean)
    return None


def _together(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """What is made of the figures told last: their sum, their difference, how many times one is the other."""
    in_turn = [ask.grammar.places[text] for text in ask.text if text in ask.grammar.places] == [0, 1]
    divides = in_turn and ask.has("share", "percent") and not ask.claims  # "first as % of second?"
    apart = ask.says_apart
    if not (ask.has(*_ARITHMETIC) or divides or apart) or ask.recognised.periods:
        return None
    pointers = ask.grammar.singular_pronouns
    if {*[text for text in ask.words_said if text not in pointers][-1:]} & ask.grammar.then_words:
        return None  # "what was the gap before that?" asks for an earlier one
    near = {name for fact in _told(last, release) for name in fact.related if name in release.by_id}
    named = ask.resolver.core_of({*last.facts, *near}) - RELATIVE - MOVES
    cues = inside_of(ask.spans("difference")) | ask.recognised.places("difference")
    if ask.recognised.mentions and any(w.start in cues and w.concepts & named for w in ask.words):
        return None  # "the gap also 0.6?" names a fact of that name
    mentions = ask.recognised.mentions
    counts = [m for m in mentions if m.unit is None and m.number in (2, 3, 4) and not m.decimals]
    figures = _figures(ask, last, release, int(counts[0].number) if counts else 2)
    if ask.has("average", "sum") and not counts:
        figures = _chosen_among(last) or figures
    ranked = peers(release, figures[0]) if figures and ask.has("max") and ask.has("min") else []
    if len(ranked) > _PAIR and ask.has("difference"):
        return compared(ask, [ranked[0], ranked[-1]])  # "gap best to worst"
    if ask.grammar.worth_nouns & {*ask.text} and any(m.value.unit.kind is not UnitKind.MONEY for m in figures):
        return None
    if len(figures) < 2 or (counts and len(figures) != counts[0].number):
        return None
    if divides:
        found = combined(ask, Operation.SHARE, figures[:2])
    elif ask.has("ratio"):
        found = combined(ask, Operation.RATIO, sorted(figures[:2], key=lambda m: m.value.value, reverse=True))
    elif apart:
        ends = len(figures) > 2 and not ask.has("second", "median")
        listed = _of_kind(ask, figures) if {0, -1} <= {ask.grammar.places.get(text) for text in ask.text} else []
        if len(listed) > 2:  # "between first and last", of all that there are
            figures, ends = listed, True
        ordered = sorted(figures, key=lambda measure: measure.value.value)
        found = compared(ask, [ordered[-1], ordered[0]] if ends else figures[:2])
    else:
        found = combined(ask, Operation.AVERAGE if ask.has("average") else Operation.SUM, figures)
    if found is None:
        return None
    found = replace(found, query=f"{found.intent} {' '.join(found.facts)}")
    value = found.data.get("value", found.data.get("difference"))
    said = [says(m, value, ask) for m in mentions if m not in counts] if value is not None else []
    put = ask.claims or (ask.asks() is None and not ask.requests)  # "a difference of 2.7 points?"
    if said and put and said[0] in (Truth.YES, Truth.NO):
        return replace(found, verdict=verdict_of(said[0]))
    return None if said else found


def _how_much(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """The one figure told last, or that of the rise or fall told: "by how much?"."""
    told = _told(last, release)
    said = {text for text in ask.text if text.isalpha()} - ask.grammar.lead_ins
    only_by = said <= ask.grammar.amount_prepositions
    by_what = ask.asks() == "what" and len(said) == _PAIR and bool(said & ask.grammar.amount_prepositions)
    if by_what and len(told) == 1 and isinstance(told[0], Measure) and told[0].value.unit.kind in _SIZES:
        return tell_fact(ask, told[0])  # "by what?"
    if only_by and len(last.rows) == _PAIR and last.status == "answered":
        pair = release.measures_among(last.rows)
        return compared(ask, pair) if len(pair) == _PAIR and go_together(*pair) else None  # "by?"
    if not _asks_size(ask) or ask.recognised.mentions or ask.recognised.periods or len(told) != 1:
        return None
    fact = told[0]
    return tell_fact(ask, fact) if isinstance(fact, Measure) else None


def _figures(ask: Ask, last: Finding, release: Release, number: int) -> list[Measure]:
    """The figures told last that go together, in the order in which they were told."""
    listed = release.measures_among(last.rows)
    if len(listed) > 1 and all(go_together(listed[0], other) for other in listed[1:]):
        return listed
    recent = release.measures_among(ask.context.recent)
    if len(recent) > 1 and not go_together(recent[0], recent[1]):
        beside = [one for one in figures_of(release, recent[0]) if go_together(one, recent[1])]
        recent = (
            [*beside[:1], *recent[1:]] if beside and ask.has("sum") else recent
        )  # "910 million; 38 projects; together?"
    found: list[Measure] = []
    for measure in recent:
        if measure not in found and (not found or go_together(found[0], measure)):
            found.append(measure)
    return found[:number][::-1]


def _of_kind(ask: Ask, figures: Sequence[Measure]) -> list[Measure]:
    """All values of the kind of thing that these are values of."""
    kinds = {ask.release.entity[figure.subject].kind for figure in figures}
    pool = rows(ask.release, kinds.pop()) if len(kinds) == 1 else []
    return pool if rankable(pool) else []


def _extent(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """Whether what was told is most of the whole, or all of it: "is that a majority?"."""
    fact = next(iter(_told(last, release)), None)
    if not ask.claims or fact is None or not (ask.has("majority", "minority") or ask.recognised.mentions):
        return None
    fractions = all(mention.fraction for mention in ask.recognised.mentions)
    truth = weigh(judge_extent(ask, [fact])) if fractions else None
    if truth not in (Truth.YES, Truth.NO):
        return None
    return replace(tell_fact(ask, fact), verdict=verdict_of(truth))


def go_together(one: Measure, other: Measure) -> bool:
    """Whether two figures may be added up or weighed."""
    return comparable(one, other) and alike(one, other)


def _named(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """Which they are, of what was counted or listed."""
    texts, grammar = set(ask.text), ask.grammar
    chosen = ask.has("how-many", "max", "min", "more", "less") or (grammar.partitives & texts and not ask.requests)
    names = texts & grammar.naming_words and texts & grammar.named_pronouns
    if not names or ask.recognised.mentions or (chosen and not ask.has("rest")):
        return None
    listed = release.measures_among(last.rows)
    if len({row.subject for row in listed}) > 1 and not ask.has("rest"):
        if all(row.value.unit.kind is UnitKind.COUNT for row in listed):
            return not_named(listed[0])  # "which ones are done?"
        return replace(last, verdict=None)
    fact = next(iter(_told(last, release)), None)
    part = part_told(release, fact) if fact is not None else None
    if ask.has("rest"):
        fact, part = _part_of(ask, last)
        part = (part[0], not part[1]) if part is not None else None
        fact = _counting(release, part) if part is not None else None
    item = fact if isinstance(fact, FactSet) else part[0] if part is not None and not part[1] else None
    if item is not None and item.members and _names_all(release, item):
        return told_set(ask, item)
    if isinstance(fact, FactSet) and fact.size:
        fact = release.measure(fact.size)
    if part is not None and isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.PERCENT:
        fact = _counting(release, part)
    if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT:
        return None
    return not_named(fact)


def _names_all(release: Release, item: FactSet) -> bool:
    """Whether as many members are named as there are said to be."""
    return item.size is None or release.measure(item.size).value.low == len(item.members)


def _counting(release: Release, part: tuple[FactSet, bool]) -> Measure | None:
    """The measure that counts a part of a whole."""
    counts = (m for m in release.measures if m.value.unit.kind is UnitKind.COUNT)
    return next((measure for measure in counts if part_told(release, measure) == part), None)


def _part(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """The rest of a whole, its share in percent, or its number."""
    if ask.recognised.mentions or ask.recognised.periods:
        return None
    fact, part = _part_of(ask, last)
    if part is None or fact is None:
        return None
    kind = fact.value.unit.kind if isinstance(fact, Measure) else UnitKind.COUNT
    rest = ask.has("rest") or (len(ask.recognised.negations) % 2 == 1 and not part[1])  # "what percentage didn't?"
    if ask.has("share", "percent"):
        kind = UnitKind.PERCENT
    elif ask.has("how-many"):
        kind = UnitKind.COUNT
    elif not rest:
        return None
    wanted = (part[0], part[1] ^ rest)
    if (kind is (fact.value.unit.kind if isinstance(fact, Measure) else None)) and not rest:
        return None
    for measure in release.measures:
        if part_told(release, measure) == wanted and measure.value.unit.kind is kind:
            return replace(tell_fact(ask, measure), explained=kind is UnitKind.PERCENT)
    if kind is not UnitKind.PERCENT:
        return None
    share = proportion(release, part[0]) if not wanted[1] else None
    size = release.by_id.get(part[0].size or "")
    for measure in release.measures if share is not None else ():
        beside = size is not None and measure.source is not None and measure.source == size.source
        if share is not None and measure.value == share.value and (beside or measure.formula is None):
            return replace(tell_fact(ask, measure), explained=True)
    return tell_set(ask, part[0], negated=wanted[1])


def _part_of(ask: Ask, last: Finding) -> tuple[Fact | None, tuple[FactSet, bool] | None]:
    """The first of what was told, last or shortly before, that is a part of a whole, and which part it is."""
    told = [*_told(last, ask.release), *ask.release.measures_among(ask.context.recent)]
    return next(((fact, part) for fact in told if (part := part_told(ask.release, fact))), (None, None))


def _side(ask: Ask, last: Finding, release: Release) -> Finding | None:
    """Who, when, where or why, of what was told; that it is not stated where none of it says so."""
    aspect = aspect_of(ask)
    pointing = ask.grammar.aspect_pronouns & set(ask.text)
    bare = len([text for text in ask.text if text.isalpha()]) <= _BARE
    told = _told(last, release)[:3]
    if aspect not in SIDES or ask.recognised.mentions or ask.claims or ask.recognised.periods:
        return None
    if not pointing and not is_bare_side(ask) and not (bare and any(aspect in fact.aspects for fact in told)):
        return None
    if aspect == "who" and not ask.grammar.receiving_words.isdisjoint(ask.text):
        return None
    fact = next((fact for fact in _most_special(told) if aspect in fact.aspects), told[0] if told else None)
    if fact is None or aspect is None or (isinstance(fact, FactSet) and aspect in ("who", "where")):
        return None
    return tell_aspect(ask, fact, aspect)


def _most_special(facts: Sequence[Fact]) -> list[Fact]:
    """Facts that name fewest things first: what is said of one plant before what is said of three sectors."""
    return sorted(facts, key=lambda fact: len(fact.entities))
