"""The query that is meant where a question names more, or less, than the wording by which it was read."""

from __future__ import annotations

from typing import Final

from facts.model import FactSet, Measure
from facts.query import means_of, rows
from intents.findings import Finding, not_told
from intents.matching.queries import Query, carry_out
from intents.readings.ask import Ask
from intents.readings.lists import behind_lag, kind_of, read_filter, reference_in, relative
from intents.spans.found import MOVES
from intents.verdicts.attributes import FARING, GROWTH

_PAIR: Final = 2
_SHARE_OF_TWO: Final = 9
"""Words of a formula such as "a / ( a + b ) as share"."""


def held_to_named(ask: Ask, query: Query) -> Finding | None:
    """Those of a kind that are above or below another value that the question names: "sectors ahead of exports"."""
    chosen = kind_of(ask) if ask.recognised.kinds and not ask.claims else None
    if chosen is None or chosen[0] in ask.rate_kinds:
        return None
    if query.lowest:
        return _lagging(ask, chosen[0])
    against = [measure for _, _, measure in relative(ask, chosen[0], ())]
    own = {ask.release.entity[name].kind for name in {*ask.named_things} - {one.subject for one in against}}
    if chosen[0] in own or {one.id for one in against} <= {query.above, query.below}:
        return None  # "how far above the whole is metallurgy?" asks for none of its kind
    return read_filter(ask)


def _lagging(ask: Ask, kind: str) -> Finding | None:
    """Those of a kind that lag what is named: "which sectors lag the whole?" asks for no lowest."""
    start = behind_lag(ask)
    behind = ask.recognised.within(start, len(ask.text))
    if any("nation" in word.concepts for word in behind.words):
        return not_told([row.id for row in rows(ask.release, kind)], "how the whole country did is not told")
    home = ask.home_kind in {one.name for one in behind.kinds} or ask.release.about.home in behind.entities()
    if not home and reference_in(ask, start, len(ask.text)) is None:
        return None
    return carry_out(Query(filter=kind, below=ask.release.about.headline), ask)  # or what is named


def but_for(ask: Ask, query: Query) -> Query:
    """A query for all members of a set, as one for all but those that are named behind a word that takes out."""
    item = ask.release.by_id.get(query.members or "")
    named = ask.named_things
    if ask.claims or not isinstance(item, FactSet) or not named or not {*named} < {*item.members}:
        return query
    if any(mention.comparison is not None for mention in ask.recognised.mentions):
        return query
    return Query(without=item.id) if ask.taken_out else query


def all_but(ask: Ask) -> Finding | None:
    """The values of all of a kind but those that a question takes out: "how did the sectors besides metallurgy do?"."""
    out, resolver = ask.taken_out, ask.resolver
    if ask.claims or not out or out != {*ask.named_things} or ask.demands("rest") or ask.valued:
        return None
    kinds = {kind.name for kind in ask.recognised.kinds}
    listed = [item for item in ask.release.sets if item.indicator and out < {*item.members}]
    item = next((one for one in listed if one.kind in kinds or (ask.has("rest") and not kinds)), None)
    asked = ask.has("how", "how-much", "rate", "percent") or any(word.concepts & GROWTH for word in ask.words)
    if item is None or not asked or kinds - {item.kind}:
        return None
    known = resolver.common | resolver.by_id[item.id].vocabulary | FARING
    strange = [word for word in ask.telling if not word.entity and word.concepts.isdisjoint(known)]
    return None if strange else carry_out(Query(without=item.id), ask)


def one_beside(ask: Ask, query: Query) -> Query:
    """A query for those above or below a value, as a comparison where of one thing is asked which it is."""
    reference = query.above or query.below
    either = ask.has("more") and ask.has("less") and not ask.grammar.or_words.isdisjoint(ask.text)
    if query.filter is None or reference is None or not either or len(ask.named_things) != 1:
        return query
    return Query(compare=query.filter, beside=reference)


def first_among(ask: Ask, query: Query) -> Query:
    """A query for those above or below a value, as one for the first or last: "which sector is slower?" names none."""
    kind = next((one for one in ask.recognised.kinds if one.name == query.filter), None)
    if kind is None or not (query.above or query.below) or ask.claims or ask.has("versus", "how-many"):
        return query
    plural = {*ask.release.kind[kind.name].plural.get(ask.resolver.lexicon.language, "").split()}
    grammar, own = ask.grammar, range(kind.start, kind.end)
    weighing = ask.recognised.places("more", "less") | {word.start for word in ask.words if word.concepts & MOVES}
    small = grammar.question_words | grammar.finite_auxiliaries | grammar.definite_articles | grammar.of_words
    small |= plural | grammar.pair_words | grammar.lead_ins
    others = {text for place, text in enumerate(ask.text) if place not in weighing and place not in own}
    if plural & {*ask.text[kind.start : kind.end]} or any(text.isalnum() and text not in small for text in others):
        return query
    return Query(lowest=kind.name) if query.below else Query(highest=kind.name)


def only_weighed(ask: Ask, query: Query) -> Query:
    """A query for how many times one value is the other, as a comparison where that is not asked: "worth more"."""
    if not isinstance(query.ratio, list) or len(query.ratio) != _PAIR or not ask.claims or ask.recognised.mentions:
        return query
    asks = ask.has("ratio", "share", "percent", "average") or not ask.has("more", "less")
    return query if asks else Query(compare=query.ratio)


def one_part(ask: Ask, query: Query) -> Query | None:
    """A query for a total as one for the only part of it that is named: "loans, in all?" asks for no bonds."""
    total = ask.release.by_id.get(query.tell[0]) if len(query.tell) == 1 and query.aspect is None else None
    parts = total.addends if isinstance(total, Measure) else ()
    if ask.recognised.carried or not parts:
        return None
    known = [ask.resolver.by_id[name] for name in parts if name in ask.resolver.by_id]
    told = []
    for one in known:
        others = frozenset().union(*(other.core | other.called | other.said for other in known if other is not one))
        if any(word.concepts & ((one.core | one.called) - others) for word in ask.telling):
            told.append(one.id)
    last = ask.context.last
    if len(told) == 1 and last is not None and {*last.facts} & {*parts} - {*told}:
        return None  # "and with the loans added?", after the bonds
    if 1 < len(told) < len(parts) and ask.has("sum"):
        return Query(sum=told)
    return Query(tell=[told[0]]) if len(told) == 1 else None


def of_other_part(ask: Ask, query: Query) -> Query | None:
    """A query for a part's share of the whole as one for what it is of the other part: "bonds in % of loans"."""
    fact = ask.release.by_id.get(query.tell[0]) if len(query.tell) == 1 and query.aspect is None else None
    words = (fact.formula or "").split() if isinstance(fact, Measure) else []
    parts = words[3::2][:_PAIR]
    if len(words) != _SHARE_OF_TWO or words[1] != "/" or words[4] != "+" or ask.has("sum") or ask.claims:
        return None
    if not {*parts} <= ask.resolver.by_id.keys():
        return None
    one, other = (ask.resolver.by_id[name] for name in parts)
    behind = [place for place, text in enumerate(ask.text) if text in ask.grammar.of_words]
    called = [(one.core - other.core, parts[0]), (other.core - one.core, parts[1])]
    named = [name for own, name in called if any(w.concepts & own for w in ask.words)]
    whole = [
        name for own, name in called if any(w.concepts & own and behind and w.start > behind[-1] for w in ask.words)
    ]
    pronouns = ask.grammar.singular_pronouns | ask.grammar.plural_pronouns
    if len(named) != _PAIR or len(whole) != 1 or not pronouns.isdisjoint(ask.text[behind[-1] :][:2]):
        return None
    return Query(ratio=[name for name in parts if name != whole[0]] + whole)


def averaged(ask: Ask, query: Query) -> Query | None:
    """A comparison of two totals as one of what each comes to on average, where that is asked."""
    if query.verb not in ("compare", "ratio") or isinstance(query.compare, str) or not ask.has("average"):
        return None
    known = {divided.id: mean.id for mean, divided, _ in means_of(ask.release)}
    means = [known[name] for name in query.compare or query.ratio if name in known]
    if len(means) != _PAIR:
        return None
    return Query(compare=means) if query.compare else Query(ratio=means)


def without_figure(ask: Ask, query: Query) -> Finding | None:
    """That no figure is stated for the named thing, where what is not stated is the single figures of its kind."""
    if query.gap is None:
        return None
    gap = ask.release.gap(query.gap)
    near = ask.release.by_id.get(gap.nearest[0]) if gap is not None and gap.nearest else None
    one = len(set(ask.recognised.entities()) - {ask.release.about.home}) == 1 and not ask.recognised.negations
    if ask.claims or not one or not isinstance(near, FactSet) or not near.indicator:
        return None
    found = carry_out(Query(value=near.kind), ask)
    return found if found is not None and found.status == "not_stated" else None
