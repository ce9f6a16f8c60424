"""What a reader puts forward, held against the facts that the question is about.

Each piece of evidence is a truth of its own: the figures, the names, the direction, the period, and words such as all
or only. One piece that is false refutes; one that the release leaves open leaves the whole open; support needs at
least one piece that is true and none that is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from facts.model import Direction, Fact, FactSet, Measure, Release
from facts.quantity import PERCENT, Comparison, Quantity, Truth, UnitKind
from facts.query import Operation, belongs, combine, compare, proportion, rows
from intents.readings.ask import Ask
from intents.readings.lists import range_of
from intents.readings.tell import counts, figures_of, is_multiple, says, told_elsewhere
from intents.spans.found import MOVES, Mention
from intents.spans.pieces import TURN_ENDS, clause_around

_SIDES: Final = 2
_WITHIN: Final = (Comparison.AT_LEAST, Comparison.AT_MOST)
_WORKING: Final = 3
"""Numbers of a sum with what it comes to."""
_SCALE: Final = 10**6
"""Numbers from here on are written as so many millions."""
_GLUED: Final = 3
"""A name that begins within so many words behind a number is what the number is said of: "22 industrial clusters"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against what is put forward, and what it was about."""

    truth: Truth
    about: str
    figure: Measure | None = None


def weigh(evidence: Sequence[Evidence]) -> Truth | None:
    """The truth of all pieces together; none where nothing was put forward that settles it.

    That a name is one of the fact's own, or that the fact is of the period named, supports nothing by itself.
    """
    truths = [piece.truth for piece in evidence]
    if any(piece.about == "period" and piece.truth is Truth.UNKNOWN for piece in evidence):
        return Truth.UNKNOWN  # what is told of one time denies nothing of another
    if Truth.NO in truths:
        return Truth.NO
    if Truth.UNKNOWN in truths:
        return Truth.UNKNOWN
    return Truth.YES if any(piece.about not in ("name", "background") for piece in evidence) else None


def verdict_of(truth: Truth) -> Literal["supported", "refuted"]:
    """The verdict on a claim that is settled."""
    return "supported" if truth is Truth.YES else "refuted"


# Figures


def judge_figures(ask: Ask, facts: Sequence[Fact], mentions: Sequence[Mention] | None = None) -> list[Evidence]:
    """Each number of the question, or each of these, held against the figures of the facts."""
    own = [
        figure for fact in facts for figure in figures_of(ask.release, fact)[: 1 if isinstance(fact, Measure) else None]
    ]
    told = [figure for fact in facts for figure in figures_of(ask.release, fact)]
    every = {figure.id: figure for figure in (*told, *(one for fact in facts for one in wholes(ask.release, fact)))}
    around = [figure for name, figure in every.items() if name not in {one.id for one in own}]
    found: list[Evidence] = []
    mentions = list(ask.recognised.mentions if mentions is None else mentions)
    mentions = [_taken_out(ask, mention, facts) for mention in mentions]
    loose = not any(isinstance(fact, Measure) for fact in facts)
    unplaced = len(own) > 1 and len(mentions) > 1
    moved = _from_and_to(ask, facts, mentions) or _more_than_all(ask, own, mentions)
    moved = moved or _worked_out(ask, own, mentions) or _only_one(ask, own)
    if moved is not None:
        return [moved]
    span = range_of(ask, mentions)
    if span is not None and len(own) == 1:
        low, high = (says(replace(m, comparison=c), own[0].value, ask) for m, c in zip(span, _WITHIN, strict=True))
        return [Evidence(low & high, "figure", own[0])] if low is not None and high is not None else []
    nearest = _nearest(ask, own, mentions) if len(own) > 1 else {}
    beside = len(mentions) > 1 and any(says(m, one.value, ask) is Truth.YES for m in mentions for one in own)
    for mention in mentions:
        if _counts_kind(ask, mention, own) or any(_without_scale(ask, one.value, mention) for one in own):
            continue
        near = nearest.get(mention.start)
        outcomes = [
            (figure, truth)
            for figure in (own if near is None else [near])
            if _may_be_part(ask, mention, figure) and (truth := says(mention, figure.value, ask)) is not None
        ]
        held = next((pair for pair in outcomes if pair[1] is Truth.YES), outcomes[0] if outcomes else None)
        if held is not None and held[1] is Truth.YES:
            of_other = loose and near is None and _done_by_other(ask, held[0], own)
            about = "background" if (unplaced and near is None) or of_other else "figure"
            found.append(Evidence(_as_moved(ask, held[0]), about, held[0]))
            continue
        named = near is not None and {near.subject} <= {*ask.named_things}
        swapped = (
            named
            and held is not None
            and any(says(mention, figure.value, ask) is Truth.YES for figure in own if figure is not near)
        )
        if swapped and held is not None:
            found.append(Evidence(held[1], "figure", held[0]))
            continue
        chooses = mention.comparison not in (None, Comparison.ABOUT) and not ask.claims
        if chooses and held is None and mention.unit is not None:
            found.append(Evidence(Truth.UNKNOWN, "number"))
            continue
        part = not ask.claims and mention.unit is None
        counted = any(counts(ask, mention, figure) for figure in every.values())  # "75 industries" is no 75%
        beyond = [f for f in around if not counted or f.value.unit.kind is UnitKind.COUNT]
        other = next(
            (f for f in beyond if says(mention, f.value, ask) is Truth.YES or (part and f.value.low == mention.number)),
            None,
        )
        if held is not None and ask.claims and mention.comparison not in (None, Comparison.ABOUT):
            other = None  # "more than 12" is so of the whole as well: it is said of what is told
        aside = held is None or not ask.claims or beside
        spoken = other is not None and counts(ask, mention, other) and (beside or _spoken_of(ask, other, own))
        if other is not None and (aside or _counts_whole(ask, mention) or spoken):
            found.append(Evidence(_as_moved(ask, other), "background", other))
        elif (held is not None and other is not None and len(mentions) > 1 and not beside) or (
            held is not None and loose and near is None
        ):
            found.append(Evidence(Truth.UNKNOWN, "figure", held[0]))
        elif held is not None and beside and mention.unit is not None and told_elsewhere(ask, mention):
            found.append(Evidence(Truth.UNKNOWN, "figure"))
        elif held is not None and not (len(mentions) > 1 and mention.number == 100):
            found.append(Evidence(held[1], "figure", held[0]))
        elif own and (_misput(mention, own) or not _alike(ask, mention, around)):
            found.append(Evidence(_of_other_unit(ask, mention, own), "unit", own[0]))
        elif own:
            like = [figure for figure in around if says(mention, figure.value, ask) is not None]
            found.append(Evidence(Truth.NO if len(like) == 1 and like[0] in told else Truth.UNKNOWN, "figure", like[0]))
    return found


def _counts_kind(ask: Ask, mention: Mention, own: Sequence[Measure]) -> bool:
    """Whether a number only says how many there are of what one of them has a rate: "of the three sectors"."""
    bare = mention.unit is None and mention.comparison is None and not mention.decimals and not mention.fraction
    if not bare or not ask.claims or any(figure.value.unit.kind is UnitKind.COUNT for figure in own):
        return False
    kinds = {kind.name for kind in ask.recognised.kinds if kind.start == mention.end}
    own_kinds = {ask.release.entity[one.subject].kind for one in own if one.subject in ask.release.entity}
    return any(len(rows(ask.release, kind)) == mention.number for kind in kinds & own_kinds)


def _done_by_other(ask: Ask, figure: Measure, own: Sequence[Measure]) -> bool:
    """Whether a verb stands there that only another figure of one statement goes with: "119 were completed"."""
    known = ask.resolver.by_id
    others = frozenset().union(
        *(known[one.id].core for one in own if one is not figure and one.value.unit == figure.value.unit)
    )
    apart = others - known[figure.id].called - known[figure.id].core
    said = [word for word in ask.words if word.concepts & apart and not word.concepts & known[figure.id].vocabulary]
    return bool(said)


def _spoken_of(ask: Ask, figure: Measure, own: Sequence[Measure]) -> bool:
    """Whether a word stands there that one figure is called by and these are not: "Liaoning has 11 cities" has none."""
    known = ask.resolver.by_id
    apart = known[figure.id].core - frozenset().union(*(known[one.id].core for one in own))
    return not own or any(word.concepts & apart for word in ask.words)


def _may_be_part(ask: Ask, mention: Mention, figure: Measure) -> bool:
    """Whether a part, "one in four", may be held against a figure: a rate of growth is no part of anything."""
    rate = figure.value.unit.kind is UnitKind.PERCENT and figure.direction is not Direction.NONE
    part = not ask.grammar.part_prepositions.isdisjoint(
        ask.text[mention.start : mention.end]
    )  # "a tenth" is a rate too
    of_whole = "share" in ask.resolver.by_id[figure.id].core or part_told(ask.release, figure) is not None
    return not (mention.fraction and part and rate and not of_whole)


def taken_out(ask: Ask, mention: Mention) -> bool:
    """Whether a number says how many there are not: "all but three", "every city bar three"."""
    text, grammar, place = ask.text, ask.grammar, mention.start - 1
    if place < 1 or mention.unit is not None or mention.comparison is not None:
        return False
    return text[place] in grammar.exceptives or (
        text[place] in grammar.opposing_words and text[place - 1] in grammar.all_words
    )


def _taken_out(ask: Ask, mention: Mention, facts: Sequence[Fact]) -> Mention:
    """A number of those that there are not, as that of those that there are, where the whole is known."""
    if not taken_out(ask, mention):
        return mention
    sizes = [one.value.low for fact in facts for one in wholes(ask.release, fact) if one.value.low is not None]
    return replace(mention, number=sizes[0] - mention.number) if sizes else mention


_CHANGES: Final = frozenset({"grow", "fall", "accelerate", "slow"})


def _from_and_to(ask: Ask, facts: Sequence[Fact], mentions: Sequence[Mention]) -> Evidence | None:
    """A value before and one after, "rose from 38% to 40%", held against those that the facts tell a change between."""
    if len(mentions) != 2 or not any(word.concepts & _CHANGES for word in ask.words):
        return None
    one, other = sorted(mentions, key=lambda mention: mention.start)
    leads = ask.text[one.start - 1] if one.start else ""
    between = {*ask.text[one.end : other.start]} - ask.grammar.percent_words
    origin, goal = ask.grammar.origin_prepositions, ask.grammar.goal_prepositions
    if leads in origin and between and between <= goal:
        first, second = one, other
    elif leads in goal and between and between <= origin:
        first, second = other, one
    else:
        return None
    release, names = ask.release, {fact.id for fact in facts}
    for measure in release.measures:
        parts = (measure.formula or "").split()
        if len(parts) != 3 or parts[1] != "-" or not {parts[0], parts[2]} <= release.by_id.keys():
            continue
        after, change = release.measure(parts[0]), release.measure(parts[2])
        if change.value.unit.kind is not UnitKind.POINTS or change.direction is Direction.NONE:
            continue
        own = names & {measure.id, after.id, change.id}
        truths = [says(first, measure.value, ask), says(second, after.value, ask)] if own else []
        if truths and None not in truths:
            held = [_as_moved(ask, change), *(truth for truth in truths if truth is not None)]
            return Evidence(min(held, key=[Truth.NO, Truth.UNKNOWN, Truth.YES].index), "figure", after)
    return None


def _only_one(ask: Ask, own: Sequence[Measure]) -> Evidence | None:
    """That there is but one of what is counted, "just one project" or "one project got it", held against how many."""
    text, grammar = ask.text, ask.grammar
    opens = grammar.auxiliaries | grammar.report_joints | grammar.lead_ins | grammar.and_words
    counted = [figure for figure in own if figure.value.unit.kind is UnitKind.COUNT]
    for word in ask.words:
        before, leads = text[max(0, word.start - 1) : word.start], text[max(0, word.start - _GLUED) : word.start]
        puts = ask.claims and opens.issuperset(text[max(0, word.start - 2) : word.start - 1])
        if grammar.single_words.isdisjoint(before) or not (puts or not grammar.exclusives.isdisjoint(leads)):
            continue
        for figure in counted:
            unit = figure.value.unit
            if word.concepts & ask.resolver.nouns_of(unit.name):
                return Evidence(figure.value.compare(Comparison.EQUAL, Quantity.exact(1, unit)), "figure", figure)
    return None


def _more_than_all(ask: Ask, own: Sequence[Measure], mentions: Sequence[Mention]) -> Evidence | None:
    """A part said to be greater than its whole, "40 out of 30": false, whichever of the two is right."""
    if len(mentions) != 2 or not own:
        return None
    part, whole = sorted(mentions, key=lambda mention: mention.start)
    of = not ask.grammar.of_words.isdisjoint(ask.text[max(part.end, whole.start - 2) : whole.start])
    sizes = [one.value.low for one in wholes(ask.release, own[0]) if one.value.unit == own[0].value.unit]
    exact = part.number != own[0].value.low and part.comparison is whole.comparison is None and part.unit is None
    if of and exact and len(sizes) == 1 and whole.number != sizes[0] and counts(ask, whole, own[0]):
        return Evidence(Truth.NO, "figure", own[0])  # "40 out of 75 industries", where it is 30 of 40
    counted = not any(one.unit or one.decimals or one.fraction or one.comparison for one in mentions)
    all_of_them = part.number == whole.number and exact
    too_many = part.number > whole.number or all_of_them  # "40 out of 40"
    return Evidence(Truth.NO, "figure", own[0]) if of and counted and too_many else None


def _worked_out(ask: Ask, own: Sequence[Measure], mentions: Sequence[Mention]) -> Evidence | None:
    """A figure put forward with the working, "584 divided by 38 makes 15.4": right where the working comes to it."""
    if len(mentions) != _WORKING or not own or any(one.comparison or one.fraction for one in mentions):
        return None
    value, said = own[0].value, mentions[-1]
    held = says(said, value, ask)
    bare = held is None and said.unit is None and written_alike(value, said)
    first, second, last = (one.number / (_SCALE if abs(one.number) >= _SCALE else 1) for one in mentions)
    if not (bare or held is Truth.YES) or not second:
        return None
    ways = [first + second, first - second, first / second, first / second * 100]
    return Evidence(Truth.YES, "figure", own[0]) if any(abs(way - last) <= abs(last) / 50 for way in ways) else None


def _nearest(ask: Ask, figures: Sequence[Measure], mentions: Sequence[Mention]) -> dict[int, Measure]:
    """Which of several figures each number stands next to, by the words that only one of them is called by."""
    places: dict[str, list[int]] = {}
    for figure in figures:
        others = [ask.resolver.by_id[other.id].core for other in figures if other is not figure]
        own = ask.resolver.by_id[figure.id].core - frozenset().union(*others)
        places[figure.id] = [word.start for word in ask.words if word.concepts & own or word.entity == figure.subject]
    if not all(places.values()):
        return {}
    named = sorted(figures, key=lambda figure: min(places[figure.id]))
    said = sorted(mentions, key=lambda mention: mention.start)
    turns = sorted([*((min(places[one.id]), 0) for one in named), *((one.start, 1) for one in said)])
    changes = sum(one[1] != other[1] for one, other in pairwise(turns))
    if len(named) == len(said) and changes in (1, len(turns) - 1):  # one by one, or "7.2 and 5.9, respectively, for …"
        return {mention.start: figure for mention, figure in zip(said, named, strict=True)}
    found = {}
    bounds = ask.grammar.figure_bounds
    for mention in mentions:
        after = [(start - mention.end, figure) for figure in figures for start in places[figure.id]]
        joined = next((p for p in range(mention.end, len(ask.text)) if ask.text[p] in bounds), len(ask.text))
        ahead = [pair for pair in after if 0 <= pair[0] < joined - mention.end]
        close = min(after, key=lambda pair: abs(pair[0]))
        glued = min(ahead, key=lambda pair: pair[0], default=close)
        found[mention.start] = glued[1] if glued[0] <= _GLUED else close[1]
    return found


def _as_moved(ask: Ask, figure: Measure) -> Truth:
    """Whether a figure moved the way the question says: "slipped 1.5 points" is not said of a rise."""
    return truth_of(not (figure.direction is Direction.UP and ask.falls))


def _misput(mention: Mention, own: Sequence[Measure]) -> bool:
    """Whether the right number is given in percent for percentage points, or the other way round."""
    close = {UnitKind.PERCENT, UnitKind.POINTS}
    units = {figure.value.unit.kind for figure in own if figure.value.low == mention.number}
    return mention.unit is not None and len({mention.unit.kind, *units} & close) == 2 and mention.unit.kind not in units


def _of_other_unit(ask: Ask, mention: Mention, own: Sequence[Measure]) -> Truth:
    """What a number in a unit of another sort comes to: refuted where the figure is told, open where it has no unit."""
    if mention.unit is None or mention.fraction:
        return Truth.UNKNOWN
    close = {UnitKind.PERCENT, UnitKind.POINTS}
    kinds = {figure.value.unit.kind for figure in own}
    same = any(written_alike(figure.value, mention) for figure in own)
    return Truth.NO if same or (mention.unit.kind in close and kinds <= close) else Truth.UNKNOWN


def written_alike(value: Quantity, mention: Mention) -> bool:
    """Whether a number is that of a value to the digit, scale aside: 8.9 billion yuan for 8.9%."""
    if value.low is None or not mention.number:
        return False
    return value.low.normalize().as_tuple().digits == mention.number.normalize().as_tuple().digits


def _without_scale(ask: Ask, value: Quantity, mention: Mention) -> bool:
    """Whether an amount of money is given without its scale: the bonds "came to 584"."""
    bare = mention.unit is None and mention.comparison is None and value.unit.kind is UnitKind.MONEY
    if not bare or value.low is None:
        return False
    return any(value.low == mention.number * scale for scale in ask.resolver.lexicon.scales.values())


def _alike(ask: Ask, mention: Mention, figures: Iterable[Measure]) -> bool:
    return any(says(mention, figure.value, ask) is not None for figure in figures)


def _counts_whole(ask: Ask, mention: Mention) -> bool:
    """Whether a number stands where the whole is counted: "of the 14 cities", "all 40 industries"."""
    before = ask.text[mention.start - 1] if mention.start else ""
    return before in ask.grammar.whole_openers


def wholes(release: Release, fact: Fact) -> list[Measure]:
    """Measures that say how many there are in all of what a fact is about, and what it follows from."""
    found = []
    for item in release.sets:
        larger = release.by_id.get(item.within or "")
        if fact.id in (item.size, item.id) and isinstance(larger, FactSet) and larger.size:
            found.append(release.measure(larger.size))
    if isinstance(fact, Measure) and fact.formula:
        found += [release.measure(name) for name in fact.formula.split() if name in release.by_id]
    return found


# Names


def judge_names(ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
    """Each name in the question held against those of the facts."""
    release = ask.release
    spoken = ask.named_things
    if not spoken:
        return []
    named = {name for fact in facts for name in fact.entities} | {
        fact.subject for fact in facts if isinstance(fact, Measure)
    }
    found = [Evidence(Truth.UNKNOWN, "name")] if ask.claims and _of_another(ask) else []
    sets = [fact for fact in facts if isinstance(fact, FactSet) and fact.members]
    for name in spoken:
        kind = release.entity[name].kind
        item = next((one for one in sets if one.kind == kind), None)
        if item is not None:
            found.append(Evidence(belongs(item, name), "member"))
        elif name in named:
            found.append(Evidence(Truth.YES, "name"))
        elif any(release.entity[other].kind == kind for other in named if other in release.entity):
            found.append(Evidence(_misnamed(ask, name, spoken, named), "name"))
        else:
            found.append(Evidence(Truth.UNKNOWN, "name"))
    truths = [piece.truth for piece in found]
    members = {piece.truth for piece in found if piece.about == "member"}
    if {Truth.UNKNOWN, Truth.YES} <= members:
        found.append(Evidence(Truth.NO, "unnamed"))
    alone = _only_one_of(ask, spoken) if sets else None
    if alone is not None and set(sets[0].members) - {alone}:
        found.append(Evidence(Truth.NO, "only"))
    if _only_those(ask) and sets and set(spoken) != set(sets[0].members) and all(t is Truth.YES for t in truths):
        found.append(Evidence(Truth.NO, "only"))
    return found


def _only_one_of(ask: Ask, spoken: Sequence[str]) -> str | None:
    """The one thing that "only" stands before, in a clause that names no other: "only Benxi was, Dandong was not"."""
    text, grammar = ask.text, ask.grammar
    for word in ask.words:
        leads = text[max(0, word.start - 1) : word.start]
        if word.entity not in spoken or grammar.exclusives.isdisjoint(leads):
            continue
        _, end = clause_around(text, word.end - 1, TURN_ENDS | {","})
        others = any(one.entity in spoken and word.end <= one.start < end for one in ask.words)
        denied = any(place < end for place in ask.recognised.negations)
        chooses = not grammar.or_words.isdisjoint(text[max(0, word.start - 2) : word.start])
        if not (others or denied or chooses):
            return word.entity
    return None


def _only_those(ask: Ask) -> bool:
    """Whether it is said of those alone, and not that they come up only in one connection."""
    behind = (ask.text[cue.end : cue.end + 1] for cue in ask.spans("only"))
    return any(ask.grammar.limiting_words.isdisjoint(text) for text in behind)


def _of_another(ask: Ask) -> bool:
    """Whether the first word of a longer name stands before a word that nothing knows: another's name."""
    ends = {word.end: word for word in ask.words if word.entity}
    for word in ask.words:
        before = ends.get(word.start)
        entity = ask.release.entity.get(before.entity) if before is not None and before.entity else None
        if before is None or entity is None or word.known or word.foil or word.entity:
            continue
        names = [*entity.label.values(), *(name for names in entity.names.values() for name in names)]
        own = before.text.lower()
        if any(name.lower().startswith(f"{own} ") for name in names):
            return True
    return False


def _misnamed(ask: Ask, name: str, spoken: Sequence[str], named: set[str]) -> Truth:
    """What another proper name comes to in the place of the fact's own: refuted, unless the right one is named too."""
    known = ask.release.entity
    entity = known[name]
    right = [one for one in named if one in known and known[one].kind == entity.kind]
    return Truth.NO if is_proper(ask, name) and not set(right) & set(spoken) else Truth.UNKNOWN


def is_proper(ask: Ask, name: str) -> bool:
    """Whether a thing that the release names has a proper name, as firms and people have, and trades have not."""
    entity = ask.release.entity[name]
    label = next(iter(entity.label.values()), "")
    article, _, rest = label.partition(" ")
    label = (rest if article in ask.grammar.definite_articles else label).removeprefix("“")
    return entity.named and label[:1].isupper()


# All, most, none


def judge_extent(ask: Ask, facts: Sequence[Fact]) -> list[Evidence]:
    """Words such as all, most, half or none held against a set's part of the larger set."""
    found = next((one for fact in facts if (one := part_told(ask.release, fact)) is not None), None)
    part = proportion(ask.release, found[0]) if found is not None else None
    if found is None or part is None:
        return []
    share = Decimal(100) - part.value.value if found[1] else part.value.value
    fractions = [m for m in ask.recognised.mentions if m.fraction]
    between = range_of(ask, fractions)
    if between is not None:
        fractions = [replace(m, comparison=sign) for m, sign in zip(between, _WITHIN, strict=True)]
    if fractions:
        return [Evidence(_as_fraction(share, mention), "extent") for mention in fractions]
    if found[1] and (_turns_later(ask) or _of_those_that_do(ask, found[0])):
        share = Decimal(100) - share  # "most cities up, a handful not"
    if ask.has("minority"):
        return [Evidence(truth_of(share < 50), "extent")]
    if ask.has("majority"):
        return [Evidence(truth_of(share > 50), "extent")]
    larger = ask.release.by_id.get(found[0].within or "")
    whole = ask.release.measure(larger.size).value.low if isinstance(larger, FactSet) and larger.size else None
    loose = [mention for mention in ask.free_mentions if mention.unit is not None or mention.number != whole]
    excepted = any(taken_out(ask, mention) for mention in ask.recognised.mentions)
    shared = {cue.end for cue in ask.spans("share")}
    moved = {word.start for word in ask.words if word.concepts & MOVES}
    nouns = {word.end for word in ask.words if word.start in moved} & {kind.start for kind in ask.recognised.kinds}
    of_all = any(cue.start in shared for cue in ask.spans("every"))  # "share of all cities?"
    of_all = of_all or (bool(nouns) and any(cue.end in moved for cue in ask.spans("every")))  # "all growing cities?"
    if ask.has("every") and not ask.has("how-many", "percent") and not (loose or excepted or of_all):
        before = {ask.text[cue.start - 1] for cue in ask.spans("every") if cue.start}
        denied = not ask.grammar.not_words.isdisjoint(before)  # "not all of them"
        return [Evidence(truth_of((share == 100) is not denied), "extent")]
    return []


def _of_those_that_do(ask: Ask, item: FactSet) -> bool:
    """Whether what a set's members do is said, with nothing that denies it: "most outpaced the nation"."""
    lexicon, said = ask.resolver.lexicon, ask.resolver.by_id[item.id].said
    contrary = frozenset(other for concept in said for other in lexicon.contrary(concept))
    moves = {concept for concept in said if lexicon.contrary(concept)}
    denied = ask.recognised.negations or ask.has("less", "rest")
    denied = denied or any(word.concepts & contrary and not word.concepts & said for word in ask.words)
    return not denied and any(word.concepts & moves for word in ask.words)


def _turns_later(ask: Ask) -> bool:
    """Whether most are spoken of first, and those that are not so behind a comma."""
    most = ask.spans("majority")
    turned = ask.recognised.negations
    return bool(most and turned) and "," in ask.text[most[0].end : turned[0]]


def truth_of(holds: bool) -> Truth:
    """The truth of what plainly holds or does not."""
    return Truth.YES if holds else Truth.NO


def _as_fraction(share: Decimal, mention: Mention) -> Truth:
    wanted = mention.number
    if mention.comparison in (None, Comparison.ABOUT):
        return truth_of(abs(share - wanted) <= Decimal("1.5"))
    return Quantity.exact(share, PERCENT).compare(mention.comparison, Quantity.exact(wanted, PERCENT))


def part_told(release: Release, fact: Fact) -> tuple[FactSet, bool] | None:
    """The set that a fact is, or whose size or share it tells, and whether it tells of those that do not belong."""
    if isinstance(fact, FactSet):
        return (fact, False) if fact.within and fact.size else None
    for item in release.sets:
        larger = release.by_id.get(item.within or "")
        if not item.size or not isinstance(larger, FactSet) or not larger.size or not isinstance(fact, Measure):
            continue
        if fact.id == item.size or fact.formula == f"{item.size} / {larger.size} as share":
            return item, False
        if fact.formula in (
            f"{larger.size} - {item.size}",
            f"( {larger.size} - {item.size} ) / {larger.size} as share",
        ):
            return item, True
    return None


# Comparisons


def pair_of(release: Release, fact: Fact) -> tuple[Measure, Measure] | None:
    """The higher and the lower measure whose difference a fact is, where one follows from it: a lead of so much."""
    if not isinstance(fact, Measure):
        return None
    parts = (fact.formula or "").split()
    sizes = {item.size for item in release.sets}
    if len(parts) == 3 and parts[1] == "-" and not {parts[0], parts[2]} <= sizes:
        first, second = release.measure(parts[0]), release.measure(parts[2])
        if first.value.unit == second.value.unit:
            return first, second
    sides = (fact.formula or "").removeprefix("( ").removesuffix(" )").split(" ) - ( ")
    if len(sides) == _SIDES:  # what two come to on average
        left, right = (next((one for one in release.measures if one.formula == side), None) for side in sides)
        if left is not None and right is not None:
            return left, right
    for measure in release.measures:
        words = (measure.formula or "").split()
        if fact.value.unit.kind is not UnitKind.POINTS:
            return None
        if len(words) == 3 and words[1] == "-" and words[2] == fact.id:
            return release.measure(words[0]), measure
    return None


def judge_relation(
    ask: Ask, left: Measure, right: Measure, *, less: bool, negated: bool = False, ratio: bool = False
) -> list[Evidence]:
    """That the first named of two values is above (or below) the other, and by so much or so many times.

    A negation turns round what is said of the distance, and the order only where no distance is said. With ``ratio``
    a bare number is a multiple.
    """
    sign = Comparison.EQUAL if ask.has("same") else Comparison.BELOW if less else Comparison.ABOVE
    mentions = ask.free_mentions
    order = compare(left, sign, right)
    found = [Evidence(~order if negated and not mentions else order, "order")]
    return [*found, *_distances(ask, left, right, mentions, negated=negated, ratio=ratio)]


def _distances(
    ask: Ask, left: Measure, right: Measure, mentions: Sequence[Mention], *, negated: bool, ratio: bool
) -> list[Evidence]:
    """What the question says of how far two values are apart, or how many times one is the other."""
    found: list[Evidence] = []
    near = _nearest(ask, [left, right], mentions)
    for mention in mentions:
        unit = mention.unit.kind if mention.unit else None
        if mention.fraction and any(says(mention, side.value, ask) is Truth.YES for side in (left, right)):
            continue  # "three quarters of the one, and more of the other"
        if unit is UnitKind.TIMES or mention.fraction or (ratio and unit is None):
            multiple = combine(Operation.RATIO, sorted((left, right), key=lambda m: -m.value.value)).value
            if multiple.is_unbounded:  # both are only more than something
                found.append(Evidence(Truth.UNKNOWN, "times"))
                continue
            held = is_multiple(mention, multiple)
            found.append(Evidence(~held if negated else held, "times"))
            continue
        difference = combine(Operation.DIFFERENCE, (left, right)).value
        apart = mention.start and ask.text[mention.start - 1] in ask.grammar.amount_prepositions
        apart = apart or (ask.has("difference") and mention.comparison is not None)
        sides = [near[mention.start]] if mention.start in near else [left, right]
        candidates = [difference, *(side.value for side in sides if not apart)]
        own = mention.verbal and mention.start in near and len(mentions) > 1 and unit is not UnitKind.POINTS
        plain = replace(mention, comparison=None) if own else mention
        outcomes = [truth for value in candidates if (truth := says(plain, value, ask)) is not None]
        if outcomes and not (unit is UnitKind.PERCENT and Truth.YES not in outcomes):
            truth = Truth.YES if Truth.YES in outcomes else outcomes[0]
            found.append(Evidence(~truth if negated else truth, "difference"))
    return found
