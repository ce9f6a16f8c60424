"""What a question leaves out because the answer before has it: "and the other one?", "how far behind the leader?".

Each of these names something of its own, and so is no fragment; what it is held against, added to or chosen from was
told before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from facts.model import Fact, FactSet, Measure, Statement
from facts.quantity import Truth, UnitKind
from facts.query import Operation, means_of, peers, rows
from intents.conversation.fragments import go_together, own_words
from intents.findings import Finding, not_told
from intents.matching.queries import combined
from intents.readings.arithmetic import compared
from intents.readings.ask import Ask
from intents.readings.lists import told_set
from intents.readings.names import tell_name
from intents.readings.tell import figures_of, tell_fact
from intents.spans.found import RELATIVE
from intents.verdicts.verify import judge_relation, verdict_of, weigh

_FEW: Final = 5
_SEVERAL: Final = 9
"""Words of a question that leans on the answer before."""
_PAIR: Final = 2
_BEHIND: Final = ("difference", "less", "more", "max", "min", "second", "median")
"""What says how far one is from the first or the last, and which of them is meant."""

Step = Callable[[Ask, Finding], Finding | None]


def read_ellipsis(ask: Ask) -> Finding | None:
    """The finding of a question that leaves out what the answer before told; none where it leaves out nothing."""
    last = ask.context.last
    if last is None or ask.recognised.periods:
        return None
    if len(ask.words_said) > _SEVERAL:
        return _shown(ask, last) if len(ask.words_said) <= 2 * _SEVERAL else None
    return next((found for step in _STEPS if (found := step(ask, last)) is not None), None)


def _told(ask: Ask, last: Finding) -> Fact | None:
    """The first of the facts told before."""
    return ask.release.by_id.get(next(iter(last.facts), ""))


def _sum_beside(ask: Ask, last: Finding) -> Finding | None:
    """The sum that was told with a count, or the one of a count told alone: "amount?"."""
    told = _told(ask, last)
    words = {*ask.words_said} - ask.grammar.lead_ins - ask.grammar.determiners
    sums = [kind for kind in ask.recognised.kinds if _is_money(ask, kind.name)]
    amounts = {text for kind in sums for text in ask.text[kind.start : kind.end]} | ask.grammar.worth_nouns
    if not isinstance(told, Measure) or not words or not words <= amounts or last.status != "answered":
        return None
    if told.value.unit.kind is UnitKind.MONEY:
        return tell_fact(ask, told) if sums else None  # what it cost is another sum
    beside = [one for one in figures_of(ask.release, told) if one.value.unit.kind is UnitKind.MONEY]
    return tell_fact(ask, beside[0]) if len(beside) == 1 else None


def _is_money(ask: Ask, kind: str) -> bool:
    """Whether a kind is that of amounts of money."""
    values = rows(ask.release, kind)
    return bool(values) and all(one.value.unit.kind is UnitKind.MONEY for one in values)


def _who_does(ask: Ask, last: Finding) -> Finding | None:
    """Those who fulfil the condition that was asked of another before: "did Dalian exceed 10%?", "who did?"."""
    words = [text for text in ask.words_said if text not in ask.grammar.then_words | ask.grammar.lead_ins]
    asks = len(words) == _PAIR and words[0] in ask.grammar.which_words | ask.grammar.who_where_words
    elided = asks and words[1] in ask.grammar.finite_auxiliaries and not ask.named_things and not own_words(ask)
    role = _told(ask, last)
    of_person = isinstance(role, Statement) and bool(ask.release.speakers & {*role.entities})
    if elided and of_person and last.intent in ("lookup", "mention"):
        return not_told(last.facts[:1], "who else it is, is not told")  # "so he heads it?", "who does then?"
    item = ask.release.by_id.get(next(iter(last.nearest if last.status == "not_stated" else last.facts), ""))
    doubted = last.status == "not_stated" or last.verdict == "refuted"
    listed = isinstance(item, FactSet) and item.condition is not None and bool(item.members)
    return told_set(ask, item) if elided and doubted and listed and isinstance(item, FactSet) else None


def _others_listed(ask: Ask, last: Finding) -> Finding | None:
    """All of a list of which one was spoken of, or some: "any other city?"."""
    item, kinds = _told(ask, last), {kind.name for kind in ask.recognised.kinds}
    open_ = not ask.grammar.any_words.isdisjoint(ask.text) and not ask.grammar.other_words.isdisjoint(ask.text)
    bare = not (ask.named_things or ask.recognised.mentions) and len(ask.words_said) <= _FEW
    listed = isinstance(item, FactSet) and len(item.members) > 1 and kinds == {item.kind}
    strange = [word for word in own_words(ask) if word.concepts.isdisjoint(ask.resolver.kind_words(kinds))]
    if open_ and bare and not strange and last.intent == "filter" and kinds == {last.kind}:
        return replace(last, verdict=None)  # it says whether there may be others
    return told_set(ask, item) if open_ and bare and listed and not strange and isinstance(item, FactSet) else None


def _to_extreme(ask: Ask, last: Finding) -> Finding | None:
    """How far what was told last is from the first or the last of its kind: "how far behind the leader is that?"."""
    first = last.data.get("picked", _told(ask, last))
    one = first if isinstance(first, Measure) else None
    if one is None and last.nearest and last.query.split()[:1] != ["tell"]:
        near = ask.release.by_id.get(last.nearest[0])
        one = near if isinstance(near, Measure) else None
    if one is None or one.subject not in ask.release.entity or not ask.has("difference"):
        return None
    ends = {name for name in ("max", "min") for cue in ask.spans(name) if ask.text[cue.start] not in ask.grammar.places}
    top, bottom = "max" in ends, "min" in ends
    aside = {place for cue in ask.spans(*_BEHIND) for place in range(cue.start, cue.end)}
    telling = [word for word in ask.telling if word.start not in aside and word.concepts.isdisjoint(RELATIVE)]
    if top is bottom or telling or ask.named_things or ask.recognised.mentions or ask.recognised.kinds:
        return None
    ranked = peers(ask.release, one)
    other = ranked[0 if top else -1] if len(ranked) > 1 else one
    return compared(ask, [one, other]) if other is not one else None


def _other_of_two(ask: Ask, last: Finding) -> Finding | None:
    """The other of two of which one was told: "and the other one?"."""
    words, grammar = {*ask.words_said}, ask.grammar
    aside = grammar.leaning_words | grammar.determiners | grammar.pro_nouns | grammar.lead_ins | grammar.then_words
    asking = grammar.which_words | grammar.finite_auxiliaries
    told = _told(ask, last)
    if words.isdisjoint(grammar.other_words) or not words <= aside | asking or told is None:
        return None
    if isinstance(told, Measure) and told.formula:
        parts = told.formula.split()
        for other in ask.release.measures:
            rest = (other.formula or "").split()
            if other is not told and rest[1:] == parts[1:] and parts[:1] != rest[:1] and {*rest[:1]} <= {*parts[1:]}:
                return tell_fact(ask, other)  # of a share, the share of the other part
    for item in ask.release.sets:
        own = [member for member in item.members if member in told.entities]
        if len(item.members) == _PAIR and len(own) == 1 and not isinstance(told, FactSet):
            other_one = next(member for member in item.members if member not in own)
            return tell_name(ask, ask.release.entity[other_one])
    return None


def _same_of_other(ask: Ask, last: Finding) -> Finding | None:
    """What was worked out of one, of another that is named: "same for the bonds?", "and the bonds?" of an average."""
    means, told = means_of(ask.release), _told(ask, last)
    own = next((one for one in means if one[0] is told), None)
    first = next((text for text in ask.text if text.isalpha()), "")
    asks = ask.has("how-much", "how-many", "sum", "share", "percent", "who", "why")
    bare = first in ask.grammar.and_words and not asks
    again = ask.has("same") or (bare and len(ask.words_said) <= _FEW and ask.asks() is None)
    if own is None or not again or ask.recognised.mentions or ask.has("more", "less"):
        return None
    named = {one.target.id for one in ask.candidates(ask.spans("same")) if one.name}
    others = [one[0] for one in means if one is not own and named & {one[1].id, one[2].id}]
    return tell_fact(ask, others[0]) if len(others) == 1 and not named & {own[1].id, own[2].id} else None


def _added_to(ask: Ask, last: Finding) -> Finding | None:
    """The sum of what was told and of what is named: "and with the bonds, all added up?"."""
    told = ask.release.measures_among(last.rows or last.facts)
    if not told or not ask.has("sum") or last.status != "answered" or len(told) > _PAIR:
        return None
    cues = ask.spans("sum", "every")
    named = [one.target for one in ask.candidates(cues) if one.name and one.clean and isinstance(one.target, Measure)]
    money = [one for one in named if one.value.unit.kind is UnitKind.MONEY and not one.formula and one not in told]
    counts = [mention.number for mention in ask.recognised.mentions]
    if any(mention.unit is not None or mention.comparison is not None for mention in ask.recognised.mentions):
        return None
    if len({one.id for one in money[:_PAIR]}) != 1 or not all(go_together(one, money[0]) for one in told):
        return None
    added = [*told, money[0]]
    return combined(ask, Operation.SUM, added) if not counts or counts == [len(added)] else None


def _by_turn(ask: Ask, last: Finding) -> Finding | None:
    """Whether the one of two answers is more than the other, called by their turn: "so the second is far bigger?"."""
    places = [ask.grammar.places[text] for text in ask.text if text in ask.grammar.places]
    told = ask.release.measures_among(ask.context.recent[:_PAIR])[::-1]
    asks = not ask.grammar.question_words.isdisjoint(ask.text)
    weighs = ask.has("more", "less") and not (asks or ask.recognised.mentions)
    if {*places} != {0, 1} or len(places) != _PAIR or len(told) != _PAIR or not weighs or ask.named_things:
        return None
    if len(last.rows) > 1 or not go_together(*told):
        return None
    one, other = told[places[0]], told[places[1]]
    found = compared(ask, [one, other])
    truth = weigh(judge_relation(ask, one, other, less=ask.has("less") and not ask.has("more"))) or Truth.UNKNOWN
    judged = found is not None and not ask.recognised.negations
    return replace(found, verdict=verdict_of(truth)) if judged and found is not None else found


def _headline(ask: Ask, last: Finding) -> Finding | None:
    """The first figure of a summary, where less of it is asked for: "shorter, please"."""
    words = {*ask.words_said}
    shorter = not words.isdisjoint(ask.grammar.shortening_words) and len(words) <= _FEW
    strange = [word for word in own_words(ask) if word.text.lower() not in ask.grammar.shortening_words]
    if not shorter or last.intent != "summary" or ask.named_things or strange:
        return None
    return tell_fact(ask, ask.release.measure(ask.release.about.headline))


def _figure_beside(ask: Ask, last: Finding) -> Finding | None:
    """A figure that belongs to what was told, and is not the one told itself: "so it was 38.5 before?"."""
    told, mentions = _told(ask, last), ask.recognised.mentions
    pointed = not ask.grammar.singular_pronouns.isdisjoint(ask.text) or len(ask.words_said) <= _FEW
    if not isinstance(told, Measure) or len(mentions) != 1 or not ask.claims or not pointed or ask.named_things:
        return None
    said = mentions[0]
    if said.comparison is not None or own_words(ask) or ask.recognised.negations or ask.has("difference", "sum"):
        return None
    kinds = {said.unit.kind} if said.unit is not None else {told.value.unit.kind}
    near = [figure for figure in figures_of(ask.release, told) if figure is not told]
    near += [one for one in ask.release.measures if told.id in (one.formula or "").split()]
    beside = {one.id: one for one in near if one.value.is_exact and one.value.low == said.number}
    found = [one for one in beside.values() if one.value.unit.kind in kinds]
    if len(found) != 1 or told.value.low == said.number:
        return None
    earlier = found[0].period is not None and found[0].period != told.period
    return replace(tell_fact(ask, found[0]), verdict="supported" if earlier and _says_earlier(ask) else None)


def _says_earlier(ask: Ask) -> bool:
    """Whether it is said of a time before what was told."""
    return not ask.grammar.earlier_words.isdisjoint(ask.text)


def _only_one(ask: Ask, last: Finding) -> Finding | None:
    """Whether one of several was the only one: "is it the only one?"."""
    told, grammar, words = _told(ask, last), ask.grammar, {*ask.words_said}
    pointing = grammar.singular_pronouns | grammar.here_words
    small = pointing | grammar.pro_nouns | grammar.determiners | grammar.definite_articles | grammar.finite_auxiliaries
    only = words & grammar.exclusives and words & pointing and words <= small | grammar.exclusives
    if not only or not isinstance(told, FactSet) or len(told.members) < _PAIR:
        return None
    return replace(told_set(ask, told), verdict="refuted", explained=True)


def _why_named(ask: Ask, last: Finding) -> Finding | None:
    """What something is named for, where that was not what was told: "why is it mentioned at all?"."""
    told = ask.release.by_id.get(next(iter((*last.facts, *last.nearest)), ""))
    asks = ask.has("why") and ask.has("mentioned") and not ask.grammar.singular_pronouns.isdisjoint(ask.text)
    if told is None or not asks or ask.named_things or own_words(ask) or ask.recognised.mentions:
        return None
    return replace(told_set(ask, told) if isinstance(told, FactSet) else tell_fact(ask, told), explained=True)


def _all_there_are(ask: Ask, last: Finding) -> Finding | None:
    """How many there are in all of those of which some were told: "how many are there in the whole province?"."""
    told, home = _told(ask, last), ask.home_kind
    kinds = {kind.name for kind in ask.recognised.kinds} - {home}
    whole = not ask.grammar.whole_words.isdisjoint(ask.text) and home in {kind.name for kind in ask.recognised.kinds}
    if not isinstance(told, FactSet) or not ask.has("how-many") or not whole or ask.recognised.mentions:
        return None
    if (
        kinds
        or ask.named_things
        or any(word.concepts.isdisjoint(ask.resolver.kind_words({home})) for word in own_words(ask))
    ):
        return None
    larger = [item for item in ask.release.sets if item.kind == told.kind and item.size and not item.within]
    return tell_fact(ask, ask.release.measure(larger[0].size)) if len(larger) == 1 and larger[0].size else None


def _shown(ask: Ask, last: Finding) -> Finding | None:
    """What was worked out, once more with its working, where it is not seen: "I don't see that in the text"."""
    told, words = _told(ask, last), {*ask.text}
    derived = isinstance(told, Measure) and told.formula and len(last.facts) == 1 and last.status == "answered"
    if not derived or not isinstance(told, Measure) or own_words(ask) or ask.named_things:
        return None
    figures = {mention.number for mention in ask.recognised.mentions}
    if figures - {told.value.low} or (ask.asks() is not None and not figures):
        return None
    printed = ask.has("mentioned") or not ask.grammar.printing_words.isdisjoint(words)
    pointed = bool(figures) or not (ask.grammar.singular_pronouns | ask.grammar.figure_nouns).isdisjoint(words)
    return replace(tell_fact(ask, told), explained=True) if printed and pointed and told is not None else None


def _objected(ask: Ask, last: Finding) -> Finding | None:
    """What was picked from its kind, once more, where the reader was told of another: "I was told equipment"."""
    picked = last.data.get("picked", last.data.get("top"))
    heard = ask.has("report") and not ask.grammar.first_persons.isdisjoint(ask.text)
    if not isinstance(picked, Measure) or not heard or len(ask.named_things) != 1 or ask.recognised.mentions:
        return None
    kinds = {ask.release.entity[one].kind for one in (*ask.named_things, picked.subject) if one in ask.release.entity}
    others = [word for word in own_words(ask) if not word.entity and word.concepts.isdisjoint(RELATIVE)]
    return None if others or len(kinds) != 1 else replace(last, verdict=None, explained=True)


def _larger_of_late(ask: Ask, last: Finding) -> Finding | None:
    """Which of two figures told one after the other is the larger: "which is larger?"."""
    told = ask.release.measures_among(ask.context.recent[:_PAIR])
    weighs = ask.has("which") and ask.has("more", "less", "max", "min") and not ask.has("second", "rank", "difference")
    bare = not (ask.named_things or ask.recognised.mentions or ask.recognised.kinds or own_words(ask))
    if len(told) != _PAIR or not (weighs and bare) or len(ask.words_said) > _FEW or len(last.rows) > 1:
        return None
    one, other = told
    kind = one.value.unit.kind
    together = go_together(one, other) and one.formula and other.formula and kind is UnitKind.MONEY
    return compared(ask, [other, one]) if together and last.facts[:1] == (one.id,) else None


def _home_instead(ask: Ask, last: Finding) -> Finding | None:
    """The figure of the whole, after one that is not stated of a part of it: "and the province?"."""
    kinds, home = {kind.name for kind in ask.recognised.kinds}, ask.release.about.home
    named = kinds == {ask.home_kind} or (home in ask.recognised.entities() and not kinds)
    headline = ask.release.measure(ask.release.about.headline)
    near = ask.release.by_id.get(next(iter(last.nearest), ""))
    rated = isinstance(near, FactSet | Measure) and near.indicator == headline.indicator and near is not headline
    silent = last.status == "not_stated" and (last.saying == "no-figure" or rated)
    if not silent or not named or ask.named_things or ask.claims:
        return None
    asked = ask.has("who", "when", "where", "why", "how-many")
    if len(ask.words_said) > _FEW or ask.recognised.mentions or asked:
        return None
    strange = [word for word in own_words(ask) if word.concepts.isdisjoint(ask.resolver.kind_words({ask.home_kind}))]
    whole = ask.grammar.whole_words
    strange = [word for word in strange if word.entity != home and whole.isdisjoint(word.text.lower().split())]
    return None if strange else tell_fact(ask, headline)


_STEPS: Final[tuple[Step, ...]] = (
    _figure_beside,
    _only_one,
    _why_named,
    _all_there_are,
    _shown,
    _objected,
    _larger_of_late,
    _home_instead,
    _sum_beside,
    _who_does,
    _others_listed,
    _to_extreme,
    _other_of_two,
    _same_of_other,
    _added_to,
    _by_turn,
    _headline,
)
