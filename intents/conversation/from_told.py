"""What a question that only points makes of the figures and the list told before: their sum, the other of two, a part.

None of these reads the question by its wordings; where it says anything of its own, none of them holds.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from facts.model import Fact, FactSet, Measure, Release, Statement
from facts.quantity import TIMES, Comparison, Truth, UnitKind
from facts.query import Operation, alike, belongs, comparable, means_of, peers, rows
from intents.findings import Finding, not_told
from intents.matching.queries import Query, carry_out, combined
from intents.messages.unmet import not_said
from intents.readings.arithmetic import compared
from intents.readings.ask import PLACED, Ask
from intents.readings.claims import flipped
from intents.readings.lists import picked, told_set
from intents.readings.names import read_other_name
from intents.readings.tell import aspect_of, figures_of, says, tell_aspect, tell_fact
from intents.spans.found import MOVES, RELATIVE
from intents.verdicts.verify import part_told, truth_of, verdict_of, wholes
from intents.vocabulary.normalise import stem

_PAIR: Final = 2
_WEIGHED: Final = frozenset({"compare", "ratio", "superlative", "rank", "filter"})
"""What has weighed values already."""
_HALF: Final = Decimal("0.5")
_FEW: Final = 4
_SEVERAL: Final = 7
"""Words of a question that only points."""
_NEARLY: Final = 20
"""So many times is off by less than that part of it."""
_ANNOUNCED: Final = frozenset({"who", "when", "where"})
_ASKING: Final = frozenset({"how-many", "how-much", "who", "when", "where", "why", "how", "which", "list", "define"})


def announced(ask: Ask, last: Finding) -> Finding | None:
    """Who announced what was told, when and where: as of all in the release, unless somebody is named with it."""
    grammar, aspect = ask.grammar, aspect_of(ask)
    told = ask.release.facts_among(last.facts)
    pronouns = grammar.singular_pronouns | grammar.plural_pronouns
    joint = any(a in grammar.report_joints and b.isalpha() for a, b in pairwise(ask.text))  # "who said that it is?"
    points = not pronouns.isdisjoint(ask.text) and not joint
    open_ = ask.names_nothing and len(ask.words_said) <= _SEVERAL and not ask.claims and not ask.recognised.mentions
    if aspect not in _ANNOUNCED or not points or not open_ or grammar.announcing_verbs.isdisjoint(ask.text):
        return None
    if any(name in ask.release.speakers for fact in told for name in fact.entities):
        return None
    publisher = ask.release.about.publisher
    named = (fact for fact in ask.release.facts() if publisher in fact.entities and aspect in fact.aspects)
    fact = next(named, None)
    told_of = tell_aspect(ask, fact, aspect) if fact is not None else None
    return replace(told_of, explained=True) if told_of is not None else None


def others(ask: Ask, last: Finding) -> Finding | None:
    """Those that one was chosen among: "and the other two?"."""
    others = [one for one in last.data.get("others", ()) if isinstance(one, Measure)]
    told = ask.release.by_id.get(last.facts[0]) if len(last.facts) == 1 and last.intent == "lookup" else None
    if not others and isinstance(told, Measure) and told.subject != ask.release.about.home:
        others = [one for one in peers(ask.release, told) if one.id != told.id]  # "the others?", behind one sector
    said = ask.grammar.other_words & {*ask.text} or ask.has("rest")
    if not others or not said or content_of(ask) or ask.named_things or ask.has(*_ASKING - {"which"}):
        return None
    numbers = {mention.number for mention in ask.recognised.mentions}
    if numbers - {len(others)}:
        return None
    names = tuple(one.id for one in others)
    return Finding("lookup", "facts", facts=names, rows=names, data={"facts": others}, query=last.query)


def who_else(ask: Ask, last: Finding) -> Finding | None:
    """All that fulfil what the one told of does: "who else managed it?"."""
    before = ask.context.told
    names = last.facts or (before.facts if before is not None else last.nearest)
    told = ask.release.measures_among(names[:1])
    listed = ask.release.by_id.get(names[0]) if names else None
    grammar, texts = ask.grammar, {*ask.text}
    if grammar.else_words.isdisjoint(texts) or ask.named_things or ask.recognised.mentions or ask.recognised.periods:
        return None
    nobody = grammar.negative_quantifiers | grammar.nowhere_words
    if texts.isdisjoint(grammar.choosing_words | grammar.anyone_words | grammar.any_words | nobody):
        return None
    if len(content_of(ask)) > 1 or grammar.saying_verbs & texts:
        return None
    if isinstance(listed, FactSet) and listed.members and listed.kind not in ask.release.speaker_kinds:
        return told_set(ask, listed)
    if not told:
        return None
    kind = ask.release.entity[told[0].subject].kind if told[0].subject in ask.release.entity else None
    named = {found.name for found in ask.recognised.kinds} - {kind}
    strictest = _strictest(ask, {told[0].subject})
    return told_set(ask, strictest) if strictest is not None and not named else None


def _strictest(ask: Ask, subjects: Set[str]) -> FactSet | None:
    """The set of the highest bound to which one of these belongs."""
    held = [item for item in ask.release.sets if item.condition is not None and not subjects.isdisjoint(item.members)]
    return max(held, key=lambda item: (item.condition.low or 0) if item.condition else 0, default=None)


def alone(ask: Ask, last: Finding) -> Finding | None:
    """Whether one of several was the only one: "alone?"."""
    grammar, words = ask.grammar, ask.words_said
    told = ask.release.by_id.get(last.facts[0]) if last.facts else None
    listed = {row.subject for row in ask.release.measures_among(last.rows)}
    if not isinstance(told, FactSet):
        sized = (one for one in ask.release.sets if one.size is None and {*one.members} == listed)
        told = next(sized, None)  # "only Benxi?", of those above 10%
    members = {*told.members} if isinstance(told, FactSet) else set[str]()
    one = {*ask.named_things} < members
    names = {text for word in ask.words if word.entity and one for text in ask.text[word.start : word.end]}
    sole = grammar.exclusives | grammar.alone_words
    aside = grammar.singular_pronouns | grammar.finite_auxiliaries | grammar.definite_articles | grammar.lead_ins
    aside |= grammar.limiting_words | grammar.ones | grammar.and_words
    put = "?" in ask.text or not grammar.finite_auxiliaries.isdisjoint(words[:2])  # "is it alone in that"
    if sole.isdisjoint(ask.text) or not {*words} - names <= sole | aside or not put:
        return None
    several = isinstance(told, FactSet) and len(members) > 1 and last.status == "answered"
    return replace(told_set(ask, told), verdict="refuted") if several and isinstance(told, FactSet) else None


def said_by(ask: Ask, last: Finding) -> Finding | None:
    """Whether somebody said what was told: "did Chen Hu say that?"."""
    grammar, release = ask.grammar, ask.release
    told = release.by_id.get(last.facts[0]) if last.status == "answered" and last.facts else None
    speakers = release.speakers & {*ask.named_things}
    names = {text for word in ask.words if word.entity for text in ask.text[word.start : word.end]}
    aside = grammar.auxiliaries | grammar.lead_ins | grammar.saying_verbs | grammar.singular_pronouns
    only = {*ask.words_said} - names <= aside and len({*ask.named_things}) == 1
    points = not grammar.singular_pronouns.isdisjoint(ask.words_said)
    says = not grammar.saying_verbs.isdisjoint(ask.words_said)
    if not (isinstance(told, Statement) and told.speaker in speakers and only and points and says and ask.claims):
        return None
    return replace(tell_fact(ask, told), verdict="supported")


def _bare(ask: Ask) -> bool:
    """Whether a question names nothing of its own."""
    return ask.names_nothing and not content_of(ask)


def sum_of_told(ask: Ask, last: Finding) -> Finding | None:
    """The sum of the figures that were told in one statement: "add them up"."""
    told = ask.release.facts_among(last.facts[:1])
    if not told or not ask.has("sum") or not _bare(ask) or last.status != "answered" or len(last.rows) > 1:
        return None
    several = _alike_told(ask, last)
    shared = frozenset.intersection(*(frozenset(one.kinds) for one in several)) if several else frozenset()
    funds = bool(shared) and several[0].value.unit.kind is UnitKind.MONEY and not any(one.formula for one in several)
    if funds and len(ask.words_said) <= _SEVERAL:
        return combined(ask, Operation.SUM, several)  # "in total?", behind a list of sums
    parts = {figure.id for figure in figures_of(ask.release, told[0])}
    sums = sums_of(ask.release, parts)
    counted = [one for one in sums if (one.value.unit.kind is UnitKind.COUNT) == ask.has("how-many")]
    return replace(tell_fact(ask, counted[0]), explained=True) if len(counted) == 1 else None


def _alike_told(ask: Ask, last: Finding) -> list[Measure]:
    """The figures told in one message, where there are several and all are in one unit."""
    told = ask.release.facts_among(last.facts)
    figures = [fact for fact in told if isinstance(fact, Measure)]
    one_unit = len({figure.value.unit for figure in figures}) == 1
    return figures if len(figures) == len(told) > 1 and one_unit else []


def between_places(ask: Ask, last: Finding) -> Finding | None:
    """How far two are apart that are called by their places: "second minus third?"."""
    grammar = ask.grammar
    places = [grammar.places[text] for text in ask.text if text in grammar.places]
    again = last.intent == "compare" and not ask.has("which", "how-many")  # "and second and third?"
    apart = again or ask.has("difference") or not grammar.subtracting_words.isdisjoint(ask.text)
    told = ask.release.measures_among(last.rows or last.facts)
    if len({*places}) != _PAIR or not apart or not told or told[0].subject not in ask.release.entity:
        return None
    ranked = peers(ask.release, told[0])
    weighing = ask.recognised.places("difference")
    if len(ranked) <= max(places) or any(word.start not in weighing for word in ask.telling):
        return None
    return compared(ask, [ranked[place] for place in places])


def weighed_of_told(ask: Ask, last: Finding) -> Finding | None:
    """The two figures that go together of what was told, weighed: "which one is more?", "difference"."""
    chosen = _most_of_told(ask, last)
    if chosen is not None:
        return chosen
    chooses = ask.has("which") or not ask.grammar.or_words.isdisjoint(ask.text)  # "higher or lower than the other"
    asks = ask.has("more", "less", "max", "min") and (chooses or ask.asks() is not None or ask.has("max", "min"))
    apart = ask.says_apart and not ask.has("versus", "more", "less")
    if not (asks or apart) or not _bare(ask) or last.status != "answered" or last.intent in _WEIGHED:
        return None
    if ask.claims or ask.recognised.negations or ask.has("sum", "share", "ratio", "average", "why"):
        return None
    if ask.has("how-many") and ask.grammar.point_words.isdisjoint(ask.text):
        return None  # but for "how many points apart?"
    told = ask.release.facts_among(last.facts)
    alone = [fact for fact in told if isinstance(fact, Measure)]
    if not ask.grammar.other_words.isdisjoint(ask.text) and len(alone) == 1:  # "higher than the other?"
        alone = ask.release.measures_among(dict.fromkeys((alone[0].id, *ask.context.recent)))[:_PAIR]
    figures = figures_of(ask.release, told[0]) if len(told) == 1 and not alone else alone
    by_unit = [[one for one in figures if one.value.unit == figure.value.unit] for figure in figures]
    pairs = [same for same in by_unit if len(same) == _PAIR]
    money = [same for same in pairs if same[0].value.unit.kind is UnitKind.MONEY]
    pair = (money or pairs or [[]])[0]
    return compared(ask, pair) if pair and len(ask.words_said) <= _SEVERAL else None


def _most_of_told(ask: Ask, last: Finding) -> Finding | None:
    """The first or last of several sums that were told: "the biggest of the three?"."""
    several, said = _alike_told(ask, last), ask.recognised
    cues = ask.recognised.places("max", "min")
    own = [word for word in ask.telling if word.start not in cues]
    counts = {mention.number for mention in said.mentions}
    if len(several) <= _PAIR or not cues or own or ask.claims or counts - {len(several)} or last.status != "answered":
        return None
    if last.intent in _WEIGHED:
        return None
    if ask.named_things or said.kinds or said.periods or ask.has("more", "less", "second", "difference", "how-many"):
        return None
    lowest = ask.has("min")
    return picked(ask, "", "lowest" if lowest else "highest", several, lowest=lowest)


def other_of_kind(ask: Ask, last: Finding) -> Finding | None:
    """The one of a kind that was not told of late: "and the other one?", behind two of three sectors."""
    told = ask.release.measures_among(last.facts[:1])
    grammar, words = ask.grammar, {*ask.words_said}
    rest = {text for cue in ask.spans("rest", "list") for text in ask.text[cue.start : cue.end]} | grammar.other_words
    small = grammar.ones | grammar.and_words | grammar.definite_articles | grammar.plural_pronouns
    small |= {text for cue in ask.spans("which") for text in ask.text[cue.start : cue.end]} | grammar.copulas
    if last.status != "answered" or not told or ask.claims or not words & grammar.other_words:
        return None
    if words & grammar.ones == set() or not words <= rest | small | grammar.lead_ins:
        return None
    recent = ask.release.measures_among(ask.context.recent)
    alike = peers(ask.release, told[0])
    left = [one for one in alike if one.id not in {other.id for other in recent}]
    before = len(alike) - len(left)
    return tell_fact(ask, left[0]) if len(left) == 1 and before > 1 else None


def who_then(ask: Ask, last: Finding) -> Finding | None:
    """Those of whom it is so, behind a claim that it is so of another: "well, who did?"."""
    grammar, words = ask.grammar, {*ask.words_said}
    asks = words & (grammar.who_where_words | grammar.which_words)
    verbs = grammar.finite_auxiliaries | grammar.copulas
    if not asks or not words & verbs or not words <= asks | verbs | grammar.then_words or len(words) > _FEW:
        return None
    told = ask.release.facts_among((*last.facts, *last.nearest))
    subjects = {fact.subject for fact in told if isinstance(fact, Measure)}
    listed = [fact for fact in told if isinstance(fact, FactSet) and fact.condition is not None and fact.members]
    item = listed[0] if listed else _strictest(ask, subjects)
    return told_set(ask, item) if item is not None and last.intent not in _WEIGHED - {"filter"} else None


def in_percent(ask: Ask, last: Finding) -> Finding | None:
    """The share that those told are: "in percent?", behind 30 of 40."""
    told = ask.release.facts_among(last.facts[:1])
    units = ask.grammar.percent_words | {text for cue in ask.spans("percent") for text in ask.text[cue.start : cue.end]}
    small = units | ask.grammar.limiting_words | ask.grammar.indefinite_articles | ask.grammar.requests
    if not told or last.status != "answered" or not ask.has("percent") or not {*ask.words_said} <= small:
        return None
    parts = [found for one in figures_of(ask.release, told[0]) if (found := part_told(ask.release, one))]
    shares = [one for one in ask.release.measures if parts and part_told(ask.release, one) == parts[0]]
    share = next((one for one in shares if one.value.unit.kind is UnitKind.PERCENT), None)
    return tell_fact(ask, share) if share is not None else None


def each_on_average(ask: Ask, last: Finding) -> Finding | None:
    """What each of those told got on average: "how much for each?", behind the loans of eight projects."""
    told = {fact.id for fact in ask.release.facts_among(last.facts[:1])}
    asks = ask.has("average") and (ask.has("how-much") or not ask.grammar.each_words.isdisjoint(ask.text))
    own = [word for word in ask.telling if word.start not in ask.recognised.places("average")]
    if not asks or not ask.names_nothing or own or last.status != "answered" or last.intent in _WEIGHED or ask.claims:
        return None
    means = [mean for mean, *of in means_of(ask.release) if told & {one.id for one in of}]
    return tell_fact(ask, means[0]) if len(means) == 1 else None


def in_same_time(ask: Ask, last: Finding) -> Finding | None:
    """The figure of another thing in the time of the one told: "equipment manufacturing over the same months?"."""
    told, named = ask.release.measures_among(last.facts[:1]), ask.named_things
    timed = ask.has("same") and not ask.grammar.span_nouns.isdisjoint(ask.text)
    if not told or not timed or len(named) != 1 or ask.claims or ask.recognised.mentions or ask.recognised.periods:
        return None
    nouns = ask.places_of(ask.grammar.span_nouns)
    if any(not word.entity and word.start not in nouns for word in ask.telling):
        return None
    own = [m for m in ask.release.measures if (m.subject, m.indicator) == (named[0], told[0].indicator)]
    if not own or ask.has("more", "less", "difference"):
        return None
    same = next((one for one in own if one.period == told[0].period), None)
    return tell_fact(ask, same) if same is not None else not_told((own[0].id,), "of that time it is not told")


def same_of_kind(ask: Ask, last: Finding) -> Finding | None:
    """What was told of one kind, of another: "the same, but for cities?", behind the share of industries that grew."""
    told = ask.release.facts_among(last.facts[:1])
    kinds = {kind.name for kind in ask.recognised.kinds}
    own = ask.named_things or ask.recognised.mentions or ask.recognised.periods or ask.claims
    if not told or last.status != "answered" or len(kinds) != 1 or not ask.has("same") or own:
        return None
    if any(word.start not in ask.recognised.places("same") | ask.kind_places for word in ask.telling):
        return None
    part = next((found for one in figures_of(ask.release, told[0]) if (found := part_told(ask.release, one))), None)
    if part is None or part[1]:
        return None
    said, by_id = MOVES | RELATIVE, ask.resolver.by_id
    alike = [item for item in ask.release.sets if item.kind in kinds and item.within and item.size]
    alike = [item for item in alike if by_id[item.id].said & said == by_id[part[0].id].said & said]
    if len(alike) != 1 or alike[0].id == part[0].id:
        return None
    figures = [one for one in ask.release.measures if part_told(ask.release, one) == (alike[0], False)]
    unit = told[0].value.unit.kind if isinstance(told[0], Measure) else UnitKind.COUNT
    figure = next((one for one in figures if one.value.unit.kind is unit), None)
    return tell_fact(ask, figure) if figure is not None else None


def other_of_list(ask: Ask, last: Finding) -> Finding | None:
    """One that is not on the list of before, which goes by a figure: "and Shenyang?", of those above 10%."""
    told = ask.release.by_id.get(last.facts[0]) if last.facts else None
    names = ask.named_things
    if not isinstance(told, FactSet) or told.indicator is None or last.status != "answered" or len(names) != 1:
        return None
    other = names[0] not in told.members and ask.release.entity[names[0]].kind == told.kind
    return read_other_name(ask) if other and not content_of(ask) and names_alone(ask) else None


def limited(ask: Ask, last: Finding) -> Finding | None:
    """Those of the kind counted before that fulfil another condition: "sorry, I meant faster than 10%"."""
    told, mentions = ask.release.measures_among(last.facts[:1]), ask.recognised.mentions
    limit = mentions[0] if len(mentions) == 1 and mentions[0].comparison is not None else None
    rate = limit is not None and limit.unit is not None and limit.unit.kind is UnitKind.PERCENT
    if not told or limit is None or not rate or limit.fraction or ask.has("share", "percent", "sum"):
        return None
    telling = [word for word in ask.telling if not word.concepts & MOVES]
    named = ask.named_things or ask.recognised.kinds or ask.recognised.periods or telling
    kind = told[0].value.unit.name
    rated = [row for row in rows(ask.release, kind) if row.value.unit.kind is UnitKind.PERCENT] if kind else []
    if named or not rated or told[0].value.unit.kind is not UnitKind.COUNT:
        return None
    return carry_out(Query(filter=kind), ask)


def unrounded(ask: Ask, last: Finding) -> Finding | None:
    """The exact figure of what was told with a bound only: "exactly how much?"."""
    told = ask.release.measures_among(last.facts[:1])
    words = {text for text in ask.text if text.isalpha()} - ask.grammar.lead_ins
    exact = not words.isdisjoint(ask.grammar.exactness_words) and len(words) <= _FEW
    bounded = len(last.facts) == 1 and bool(told) and not told[0].value.is_exact
    if not (exact and bounded and _bare(ask)) or ask.recognised.mentions:
        return None
    return not_told(last.facts[:1], "no exact figure is told")


def so_many(ask: Ask, last: Finding) -> Finding | None:
    """The number of what was told, again: "how many of those?"."""
    told = ask.release.measures_among(last.facts[:1])
    if told and told[0].value.unit.kind is UnitKind.PERCENT:  # of a share, the part
        told = [one for one in figures_of(ask.release, told[0]) if one.value.unit.kind is UnitKind.COUNT][:1]
    pointing = ask.grammar.plural_pronouns | ask.grammar.singular_pronouns
    small = pointing | ask.grammar.finite_auxiliaries | ask.grammar.lead_ins | ask.grammar.of_words
    small |= {text for cue in ask.spans("how-many") for text in ask.text[cue.start : cue.end]}
    if last.intent == "filter" and len(last.rows) > 1 and ask.has("how-many") and {*ask.words_said} <= small:
        return replace(last, data={**last.data, "count": True}, verdict=None)  # "how many is that?"
    counted = bool(told) and told[0].value.unit.kind is UnitKind.COUNT and last.status == "answered"
    pointed = not pointing.isdisjoint(ask.text)
    if not (counted and pointed and _bare(ask) and ask.has("how-many")) or ask.recognised.negations:
        return None
    words = [text for text in ask.text if text.isalpha()]
    return tell_fact(ask, told[0]) if len(words) <= _FEW else None


def from_what(ask: Ask, last: Finding) -> Finding | None:
    """A change that was told with both its ends, again: "from what to what?"."""
    told = ask.release.measures_among(last.facts[:1])
    words = [text for text in ask.text if text.isalpha()]
    asked = [text for text in words if text in ask.grammar.question_words]
    ends = {*words} - {*asked} <= ask.grammar.open_period_words | ask.grammar.lead_ins
    both = bool(told) and len(figures_of(ask.release, told[0])) > _PAIR
    weighed = ask.has("which") and ask.has("more", "less", "max", "min") and len(words) <= _SEVERAL
    if both and weighed and _bare(ask) and not ask.grammar.pair_words.isdisjoint(words):
        return tell_fact(ask, told[0])  # "so which of the two is higher?"
    return tell_fact(ask, told[0]) if both and ends and len(asked) == _PAIR else None


def one_of_the_silent(ask: Ask, last: Finding) -> Finding | None:
    """That those which are not named are not these either: "oil, steel, cars I guess?", asked of unnamed bases."""
    names = [word for word in ask.telling if word.concepts or word.entity]
    verbs = ask.recognised.places("asserts") - ask.recognised.places("verify", "frame", "tag")
    put = (ask.claims or "?" in ask.text) and ask.grammar.finite_auxiliaries.isdisjoint(ask.text)
    alone = ask.claims and all(word.entity for word in names)  # "in Shenyang, I guess?"
    if last.status != "not_stated" or not put or verbs or len(names) < (1 if alone else _PAIR):
        return None
    if ask.asks() is not None or ask.recognised.mentions or ask.requests or ask.recognised.kinds:
        return None
    known = ask.resolver.vocabulary_of(last.nearest)
    if any(word.concepts & known or word.concepts & MOVES for word in names):
        return None
    return not_told(last.nearest[:1], "which they are was not stated before")


def guessed(ask: Ask, last: Finding) -> Finding | None:
    """That of what was not stated before there is no estimate either: "just guess"."""
    grammar, words = ask.grammar, {*ask.words_said}
    small = grammar.requests | grammar.singular_pronouns | grammar.indefinite_articles | grammar.first_persons
    small |= grammar.second_persons | grammar.auxiliaries | grammar.evaluations | grammar.exclusives | grammar.lead_ins
    asked = words & grammar.estimating_words
    if last.status != "not_stated" or not asked or not words <= small | grammar.estimating_words:
        return None
    return not_told(last.nearest[:1], "it asks for an estimate of what was not stated before")


def side_of_silence(ask: Ask, last: Finding) -> Finding | None:
    """That of what was not stated it is not told either who, when or where: "where are they?"."""
    pronouns = ask.grammar.plural_pronouns | ask.grammar.singular_pronouns
    points = not pronouns.isdisjoint(ask.text) and len(ask.words_said) <= _FEW
    if last.status != "not_stated" or not (points and _bare(ask)) or aspect_of(ask) not in PLACED or ask.claims:
        return None
    return not_told(last.nearest[:1], "of what was not stated it is not told either")


def to_or_from(ask: Ask, last: Finding) -> Finding | None:
    """What a change told before came to, or came from: "to what level?", "from what?"."""
    told, grammar, words = ask.release.measures_among(last.facts[:1]), ask.grammar, [*ask.words_said]
    to, from_ = grammar.goal_prepositions, grammar.open_period_words
    small = grammar.question_words | grammar.which_words | grammar.figure_nouns
    if not told or told[0].value.unit.kind is not UnitKind.POINTS or last.status != "answered" or len(words) > _FEW:
        return None
    if not words or words[0] not in to | from_ or not {*words[1:]} <= small or small.isdisjoint(words[1:]):
        return None
    for measure in ask.release.measures:
        match (measure.formula or "").split():
            case [after, "-", change] if change == told[0].id:
                return tell_fact(ask, ask.release.measure(after) if words[0] in to else measure)
    return None


def held_to_what(ask: Ask, last: Finding) -> Finding | None:
    """What a change is reckoned from, again: "compared with what period?"."""
    told = ask.release.measures_among(last.facts[:1])
    words = ask.words_said
    asks = ask.has("versus") and not ask.grammar.question_words.isdisjoint(words) and len(words) <= _FEW
    dated = bool(told) and told[0].compared_with is not None and last.status == "answered"
    named = ask.named_things or ask.recognised.mentions or ask.recognised.periods or ask.claims
    return tell_fact(ask, told[0]) if asks and dated and not named else None


def counted_of_two(ask: Ask, last: Finding) -> Finding | None:
    """Which of two sums told went to more of what they are counted by: "which went to more projects?"."""
    told = ask.release.measures_among(last.rows or last.facts)
    money = len(told) == _PAIR and all(one.value.unit.kind is UnitKind.MONEY for one in told)
    if not money or not ask.has("more", "less", "max", "min") or ask.named_things or ask.recognised.mentions:
        return None
    counts = []
    for one in told:
        own = [c for c in figures_of(ask.release, one) if c.value.unit.kind is UnitKind.COUNT]
        nouns = [c for c in own if any(w.concepts & ask.resolver.nouns_of(c.value.unit.name) for w in ask.telling)]
        counts += nouns[:1]
    telling = [word for word in ask.telling if not ask.resolver.counted_nouns([word])]
    return compared(ask, counts) if len(counts) == _PAIR and len(telling) <= 1 else None


def so_many_times(ask: Ask, last: Finding) -> Finding | None:
    """How many times one of two figures told is the other, where that is put forward: "so twice as much?"."""
    told, said = ask.release.measures_among(last.rows or last.facts), ask.recognised
    mention = said.mentions[0] if len(said.mentions) == 1 else None
    telling = [word for word in ask.telling if not word.concepts & RELATIVE]
    named = ask.named_things or said.kinds or said.periods or telling or ask.asks() is not None
    if len(told) != _PAIR or mention is None or mention.unit != TIMES or named:
        return None
    smaller, larger = sorted(told, key=lambda one: one.value.low or 0)
    return _as_many_times(ask, larger, smaller)


def times_another(ask: Ask, last: Finding) -> Finding | None:
    """How many times another figure the one told is: "is it more than twice the provincial rate?"."""
    first = last.data.get("picked", ask.release.by_id.get(next(iter(last.facts), "")))
    mentions, home = ask.recognised.mentions, ask.release.about.headline
    pointed = not ask.grammar.singular_pronouns.isdisjoint(ask.text)
    if not isinstance(first, Measure) or not pointed or not ask.claims or ask.recognised.periods:
        return None
    if len(mentions) != 1 or mentions[0].unit != TIMES:
        return None
    named = [one.target for one in ask.candidates(ask.spans("more", "less", "ratio")) if one.name and one.clean]
    whole = any("home" in word.concepts for word in ask.words) and ask.has("rate")
    other = ask.release.measure(home) if whole else rival(first, named)
    if other is None or other is first or not comparable(first, other):
        return None
    return _as_many_times(ask, first, other)


def _as_many_times(ask: Ask, larger: Measure, smaller: Measure) -> Finding | None:
    """Whether one value is as many times another as is said."""
    mention = ask.recognised.mentions[0]
    found = carry_out(Query(ratio=[larger.id, smaller.id]), ask)
    if found is None or found.status != "answered" or not smaller.value.low or not larger.value.low:
        return None
    times, number = larger.value.low / smaller.value.low, mention.number
    if mention.comparison in (Comparison.ABOVE, Comparison.AT_LEAST):
        holds = times > number
    elif mention.comparison in (Comparison.BELOW, Comparison.AT_MOST):
        holds = times < number
    else:
        holds = abs(times - number) * _NEARLY < number
    return replace(found, verdict=verdict_of(flipped(ask, truth_of(holds))))


def not_those(ask: Ask, last: Finding) -> Finding | None:
    """How many there are that are not those of before: "and how many did not?"."""
    fact = ask.release.by_id.get(last.facts[0]) if last.facts else None
    said = ask.recognised
    bare = not (content_of(ask) or ask.named_things or said.kinds) and len(said.mentions) <= 1
    asks = ask.has("how-many") and not said.mentions
    puts = bool(said.mentions) and said.mentions[0].unit is None and ask.asks() is None  # "so ten didn't"
    puts = puts and ask.grammar.singular_pronouns.isdisjoint(ask.text)  # "it isn't 12?"
    denied = [place for place in said.negations if place not in said.places("tag")]  # "eleven, no?"
    puts = puts and any(place >= said.mentions[0].end for place in denied)  # "not eleven?"
    if fact is None or not bare or not (asks or puts) or not said.negations:
        return None
    parts = [fact, *ask.release.facts_among(_formula(fact))]
    told = next((part for one in parts if (part := part_told(ask.release, one)) is not None), None)
    larger = ask.release.by_id.get(told[0].within or "") if told is not None else None
    if told is None or told[1] or not isinstance(larger, FactSet):
        return None
    rest = f"{larger.size} - {told[0].size}"
    found = next((one for one in ask.release.measures if one.formula == rest), None)
    if found is None or not puts:
        return tell_fact(ask, found) if found is not None else None
    truth = says(said.mentions[0], found.value, ask)
    return replace(tell_fact(ask, found), verdict=verdict_of(truth)) if truth is not None else None


def in_unit(ask: Ask, last: Finding) -> Finding | None:
    """The amount told before, where it is asked in which money, or in so many of its own: "in million yuan?"."""
    fact = ask.release.by_id.get(last.facts[0]) if len(last.facts) == 1 else None
    lexicon, texts = ask.resolver.lexicon, {text for text in ask.text if text.isalpha()}
    if not isinstance(fact, Measure):
        return None
    paid = fact.value.unit.kind is UnitKind.MONEY
    coins = [phrases for name, phrases in lexicon.currencies.items() if not paid or name == fact.value.unit.name]
    money = {word for phrases in coins for phrase in phrases for word in phrase.split()}
    scales = {*lexicon.scales, *lexicon.multitudes}
    small = ask.grammar.limiting_words | ask.grammar.of_words | ask.grammar.or_words | ask.grammar.lead_ins
    if texts & scales and texts <= scales | money | small:  # "in million yuan?", "million or billion?"
        return tell_fact(ask, fact) if paid else not_told(last.facts[:1], "what is told is no sum of money")
    if not paid or ask.recognised.mentions:
        return None
    chosen = {stem(word) for phrases in lexicon.currencies.values() for phrase in phrases for word in phrase.split()}
    aside = ask.grammar.or_words | ask.grammar.limiting_words | ask.grammar.auxiliaries
    tags = {text for cue in ask.spans("tag", "verify") for text in ask.text[cue.start : cue.end]}
    said = {stem(text) for text in texts - aside - tags}
    if not said or not said <= chosen:
        return None
    if {stem(word) for word in money}.isdisjoint(said) and ask.grammar.or_words.isdisjoint(texts):
        if ask.grammar.limiting_words.isdisjoint(texts):
            return replace(tell_fact(ask, fact), verdict="refuted")  # "dollars?"
        return not_told(last.facts[:1], "the amount is told in another money")  # "in dollars?"
    return tell_fact(ask, fact)  # "dollars or yuan?"


def worked_out(ask: Ask, last: Finding) -> Finding | None:
    """A figure that was computed, once more with its working: "how did you get it?"."""
    fact = ask.release.by_id.get(last.facts[0]) if len(last.facts) == 1 else None
    pointed = not (ask.grammar.singular_pronouns | ask.grammar.here_words).isdisjoint(ask.text)
    if not isinstance(fact, Measure) or not fact.formula or not pointed or not ask.has("how"):
        return None
    if ask.has("how-many", "how-much", "more", "less") or ask.named_things or len(content_of(ask)) > 1:
        return None
    made = not ask.grammar.deriving_words.isdisjoint(ask.text)
    return tell_fact(ask, fact) if made and not ask.recognised.mentions else None


def belongs_to_told(ask: Ask, last: Finding) -> Finding | None:
    """Whether a name belongs to the list told before: "is Dandong one of them?"."""
    ending = next((text for text in reversed(ask.text) if text.isalpha()), "")
    elided = ask.elides_verb or ending in ask.grammar.ones  # "did Dandong?", of which it may have been silent before
    first = next(iter((*last.facts, *last.nearest) if elided else last.facts), "")
    told = ask.release.by_id.get(first)
    item = told if isinstance(told, FactSet) else _counted(ask.release, told) or _listing(ask.release, last)
    names = [name for name in ask.recognised.entities() if name in ask.release.entity]
    counted = isinstance(told, Measure) and told.value.unit.kind is UnitKind.COUNT and not content_of(ask)
    if item is None and counted and len(names) == 1 and not ask.grammar.list_pronouns.isdisjoint(ask.text):
        return not_told(last.facts[:1], "which they are is not told")  # "dalian one of them?"
    if item is None or len(names) != 1 or not ask.claims or content_of(ask) or ask.recognised.mentions:
        return None
    pointed = not ask.grammar.list_pronouns.isdisjoint(ask.text)
    pointed = pointed or ending in ask.grammar.pro_nouns | ask.grammar.ones  # "is Dandong one?"
    if not (pointed or elided) or ask.release.entity[names[0]].kind != item.kind:
        return None
    if not item.members:
        return not_said(tell_fact(ask, told), None) if told is not None else None
    truth = belongs(item, names[0])
    if truth is Truth.UNKNOWN and ask.has("mentioned"):
        truth = Truth.NO
    truth = flipped(ask, truth)
    if truth is Truth.UNKNOWN and ending in ask.grammar.ones:
        return not_told(last.facts[:1], "whether it is one of them is not told")
    found = replace(told_set(ask, item), verdict=verdict_of(truth), explained=True)
    return found if truth is not Truth.UNKNOWN else None


def how_many_of_all(ask: Ask, last: Finding) -> Finding | None:
    """Whether so many as were told are most of them, or all: "so most of them?", "all of them?"."""
    told = ask.release.by_id.get(last.facts[0]) if last.status == "answered" and last.facts else None
    cues = ask.spans("majority", "minority", "every")
    said = {place for cue in cues for place in range(cue.start, cue.end)}
    grammar = ask.grammar
    small = grammar.of_words | grammar.plural_pronouns | grammar.lead_ins | grammar.auxiliaries
    only = all(ask.text[p] in small or p in said for p in range(len(ask.text)) if ask.text[p][:1].isalpha())
    if not cues or not only or not isinstance(told, Measure) or ask.recognised.mentions:
        return None
    whole = next((one for one in wholes(ask.release, told) if one.value.unit == told.value.unit), None)
    if whole is None or told.formula or told.value.low is None or not whole.value.low:
        return None
    share = told.value.low / whole.value.low
    truth = truth_of(share == 1 if ask.has("every") else share > _HALF if ask.has("majority") else share < _HALF)
    verdict = verdict_of(~truth if ask.recognised.negations else truth)
    return replace(tell_fact(ask, told), verdict=verdict, explained=True)


def _counted(release: Release, fact: Fact | None) -> FactSet | None:
    """The set of which a fact tells how many belong to it."""
    return next((item for item in release.sets if fact is not None and item.size == fact.id), None)


def _listing(release: Release, last: Finding) -> FactSet | None:
    """The set of those that were listed before with their values."""
    subjects = {row.subject for row in release.measures_among(last.rows)}
    alike = (s for s in release.sets if {*s.members} == subjects and not s.size)
    return next(alike, None) if len(subjects) > 1 else None


def sums_of(release: Release, names: set[str]) -> list[Measure]:
    """The sums that the release makes of some figures, and of no others."""
    return [one for one in release.measures if one.addends and {*one.addends} <= names]


def of_whole(ask: Ask, last: Finding) -> Finding | None:
    """The figure of the whole, after that of a part: "and the province as a whole?"."""
    told = next((fact for name in (*last.facts, *last.nearest) if (fact := ask.release.by_id.get(name))), None)
    home, headline = ask.release.about.home, ask.release.measure(ask.release.about.headline)
    whole = {kind.name for kind in ask.recognised.kinds} == {ask.home_kind} or home in ask.recognised.entities()
    if not whole or ask.named_things or ask.recognised.mentions or ask.recognised.periods or ask.claims:
        return None
    if ask.has(*_ASKING, "more", "less") or any(word.text.lower() not in ask.grammar.totals for word in ask.telling):
        return None
    part = isinstance(told, Measure) and told.subject != home and told.indicator == headline.indicator
    rated = isinstance(told, FactSet) and told.indicator is not None
    return tell_fact(ask, headline) if part or rated else None


def rival(fact: Measure, named: Sequence[object]) -> Measure | None:
    """The first of the facts named that may be held against another."""
    others = (one for one in named if isinstance(one, Measure) and one.id != fact.id)
    return next((one for one in others if comparable(fact, one) and alike(fact, one)), None)


def content_of(ask: Ask) -> list[str]:
    """The words of a question that say anything, names aside."""
    return [word.text for word in ask.telling if not word.entity]


def _formula(fact: Fact) -> list[str]:
    """The parts of what a figure follows from."""
    return (fact.formula or "").split() if isinstance(fact, Measure) else []


def names_alone(ask: Ask) -> bool:
    """Whether it is no more than another name: "and Dalian?"."""
    return not (ask.claims or ask.recognised.mentions or ask.recognised.periods or ask.has(*_ASKING - {"which"}))
