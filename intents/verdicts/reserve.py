"""What keeps a right figure, or a false word, from being a Yes or a No: more is said than the facts settle.

Each of these looks at one way to put more into a claim than is told: a pace where only a growth is, a finished thing, a
part for the whole, an opinion.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Final

from facts.model import Fact, Measure, Statement
from facts.quantity import UnitKind
from intents.matching.queries import Query
from intents.readings.ask import Ask
from intents.readings.claims import quantified
from intents.readings.tell import figures_of
from intents.spans.found import CAME
from intents.verdicts.verify import part_told

_OF_RATES: Final = frozenset({"grow", "fall", "pace", "point"})
"""What is said of any rate."""
RATES: Final = (UnitKind.PERCENT, UnitKind.POINTS)
CHANGES: Final = frozenset({"grow", "fall", "accelerate", "slow", "narrow", "widen", "improvement", "ahead"})
_PACES: Final = frozenset({"accelerate", "slow", "narrow", "widen"})
"""What is said of a rate that is not what it was."""
UP: Final = frozenset({"grow", "widen"})
DOWN: Final = frozenset({"fall", "narrow"})
_MOVED: Final = UP | DOWN | {"accelerate", "improvement", "surpass", "ahead", "lag-behind"}
"""What something did that changed, or differs from another."""
_APART: Final = frozenset({"surpass", "ahead", "lag-behind"})
"""What says that something is ahead of another, of which a change says nothing."""
TELLING: Final = frozenset({"tell", "members", "value", "digest"})
_DONE: Final = frozenset({"complete"})
_AHEAD: Final = frozenset({"ahead", "surpass"})
_ENDS: Final = frozenset("?.!")
_PAIR: Final = 2


def fewer_behind(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether it is said of fewer that they are behind than are only not ahead: six of eight may well be."""
    if not otherwise_done(ask, told_by(ask, facts)):
        return False
    for fact in facts:
        part = part_told(ask.release, fact)
        most = fact.value.high if part is not None and part[1] and isinstance(fact, Measure) else None
        if most is not None and any(mention.number > most for mention in ask.recognised.mentions):
            return False
    return all(isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT for fact in facts)


def of_more(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether more or less of something is put forward, and the facts only speak of it: talks on buying steel."""
    said = told_by(ask, facts)
    words = [word for word in ask.words for cue in ask.spans("more", "less") if word.covers(cue.start)]
    stated = all(isinstance(fact, Statement) for fact in facts)
    return stated and any(word.concepts.isdisjoint(said) for word in words)


def of_all(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a number is said to be that of all, and the fact counts those that came about: "302 is the total"."""
    fact = facts[0] if len(facts) == 1 else None
    if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or fact.formula:
        return False
    came = ask.resolver.by_id[fact.id].said & CAME
    spoken = any(word.concepts & came for word in ask.words)
    return bool(came) and not spoken and ask.has("every") and ask.has("sum")


def of_the_part(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether it is said of a part, and the fact is of what remains: "is industry more than half of it?"."""
    fact = facts[0] if len(facts) == 1 else None
    formula = (fact.formula or "").split() if isinstance(fact, Measure) else []
    if len(formula) < _PAIR or not formula[0].startswith("100") or formula[1] != "-" or fact is None:
        return False
    known = ask.resolver.by_id
    own = known[fact.id].own_words - frozenset().union(*(known[part].core for part in ask.release.parts_of(fact)))
    left = ask.recognised.negations or ask.has("rest") or not ask.grammar.exceptives.isdisjoint(ask.text)
    left = left or not ask.grammar.opposing_words.isdisjoint(ask.text)
    return not left and not any(word.concepts & own for word in ask.words)


def only_of_those(ask: Ask) -> bool:
    """Whether it is said to be all of which the rest holds: "the only thing that moved", "nothing but new ones"."""
    pairs = pairwise(ask.text)
    if any(one in ask.grammar.negative_quantifiers and two in ask.grammar.opposing_words for one, two in pairs):
        return True
    for cue in ask.spans("only"):
        before, behind = ask.text[max(0, cue.start - 1) : cue.start], ask.text[cue.end + 1 : cue.end + 2]
        if ask.grammar.definite_articles.issuperset(before) and ask.grammar.report_joints.issuperset(behind):
            return bool(before and behind)
    return False


def told_by(ask: Ask, facts: Sequence[Fact]) -> frozenset[str]:
    """What facts say, and are called by."""
    known = [ask.resolver.by_id[fact.id] for fact in facts]
    return frozenset().union(*(one.said | one.called for one in known))


def behind_cleft(ask: Ask) -> frozenset[str]:
    """What stands behind the "that" of "it was this that …"."""
    joints = ask.grammar.report_joints | ask.grammar.question_words
    place = next((place for place, text in enumerate(ask.text) if text in joints), 0)
    return frozenset(concept for word in ask.words if word.start > place for concept in word.concepts)


def of_another(ask: Ask, facts: Sequence[Fact], told: Set[str]) -> bool:
    """Whether a word that other facts are known by, and these neither say nor are called by, stands in a claim."""
    aside: Set[str] = told
    if any(isinstance(fact, Measure) for fact in facts):
        known = (ask.resolver.by_id[fact.id].vocabulary for fact in facts)
        aside = frozenset(told).union(
            CHANGES, ask.resolver.lexicon.polar, *known
        )  # how a figure moved is judged by itself
    words = (word for word in ask.telling if word.concepts.isdisjoint(aside))
    return any(word.concepts & ask.resolver.rarity.keys() for word in words)


def otherwise_done(ask: Ask, told: Set[str]) -> bool:
    """Whether it says that something is finished, or behind and not ahead, beside a right figure."""
    lexicon, ahead = ask.resolver.lexicon, told & (_AHEAD | {"narrow", "improvement"})
    if ask.recognised.negations:
        return False
    limits = [one for one in ask.recognised.mentions if one.comparison is not None]  # "fewer than 120"
    if told & _AHEAD and ask.says_less and not limits and not ask.grammar.than_words.isdisjoint(ask.text):
        return True  # "six grew more slowly than the nation"
    for word in ask.words:
        against = any(ahead & lexicon.contrary(concept) for concept in word.concepts)
        if word.concepts.isdisjoint(told) and (against or word.concepts & _DONE):
            return True
    return False


def denies_count(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether it says that there is not one of what there are so many: "not a single project is finished"."""
    fact = facts[0] if len(facts) == 1 else None
    if query.verb != "tell" or query.aspect is not None or not isinstance(fact, Measure) or not quantified(ask):
        return False
    counted = fact.value.unit.kind is UnitKind.COUNT and fact.value.low is not None and fact.value.low > 0
    said = ask.resolver.by_id[fact.id].said
    compares = any(
        not any(cue.start <= word.start < cue.end and word.concepts & said for word in ask.words)
        for cue in ask.spans("more", "less")
    )
    plain = not (ask.recognised.mentions or compares) and len(ask.recognised.negations) <= 1
    words = [word for word in ask.telling if not word.entity]
    known = ask.resolver.by_id[fact.id].vocabulary
    called = ask.resolver.by_id[fact.id].called or CHANGES
    moves = [word for word in words if not word.concepts.isdisjoint(called)]
    return counted and plain and bool(moves) and all(not word.concepts.isdisjoint(known) for word in words)


def takes_exactly(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a figure is said to be exact of which only a limit is told: "is that a precise number?"."""
    bounded = any(not figure.value.is_exact for fact in facts[:1] for figure in figures_of(ask.release, fact)[:1])
    plain = not (ask.recognised.negations or ask.free_mentions)
    return bounded and plain and ask.opens_as_claim and not ask.grammar.exactness_words.isdisjoint(ask.text)


def unnamed(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether a rate is confirmed of which no more is said than that it is one: "is growth 4.1 points?"."""
    fact = facts[0] if len(facts) == 1 else None
    if query.verb != "tell" or not isinstance(fact, Measure) or fact.value.unit.kind not in RATES:
        return False
    if fact.id == ask.release.about.headline or ask.recognised.periods or ask.named_things or ask.recognised.kinds:
        return False
    if ask.has("share", "difference", "more", "less", "average", "ratio"):
        return False
    own = ask.resolver.by_id[fact.id].core - _OF_RATES  # "did growth pick up?" names the pickup
    return all(word.concepts & _OF_RATES and word.concepts.isdisjoint(own) for word in ask.telling)


def of_pace(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether it says that a growth quickened or slowed, of which only the growth itself is told."""
    fact = facts[0] if len(facts) == 1 else None
    if query.verb not in TELLING or not isinstance(fact, Measure) or fact.value.unit.kind not in RATES:
        return False
    said = ask.resolver.by_id[fact.id].said
    if fact.value.unit.kind is UnitKind.POINTS:  # how a gap narrows; that it widens is the contrary
        told = said.union(*(ask.resolver.lexicon.contrary(one) for one in said))
        paced = any(word.concepts & {"accelerate", "slow"} and word.concepts.isdisjoint(told) for word in ask.words)
        return ask.claims and paced
    changed = _PACES - {"accelerate"} if ask.recognised.mentions else _PACES  # "improved by 5.9%" is a growth
    paces = [word for word in ask.words if word.concepts & changed and not word.concepts & (UP | DOWN - _PACES)]
    return fact.direction != "none" and any(word.concepts.isdisjoint(said) for word in paces)


def count_moved(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether it says that there are more or fewer of something than a year before, and only how many is told."""
    fact = facts[0] if len(facts) == 1 else None
    if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or ask.recognised.mentions:
        return False
    moved = any(word.concepts & (UP | DOWN) for word in ask.words) or ask.has("more", "less")
    dated = any(when.year < 0 for when in ask.recognised.periods) or any("year" in w.concepts for w in ask.words)
    return moved and dated and query.verb in TELLING and ask.has("how-many") and ask.has("versus", "more", "less")


def evaluates(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether it asks what to think of something, "is 75% high?", in a word that the facts do not use."""
    words = [place for place, text in enumerate(ask.text) if text and text not in _ENDS]
    if not words or not ask.opens_as_claim or ask.text[words[-1]] not in ask.grammar.evaluations:
        return False
    before, aside = words[-2:-1], ask.grammar.auxiliaries | ask.grammar.question_words
    if before and (words[-1] - before[0] > 1 or ask.text[before[0]] in aside):
        return False  # ", good?" only asks to confirm, and "by how much?" for a size
    said = ask.resolver.said_of(fact.id for fact in facts)
    said |= frozenset(other for one in said for other in ask.resolver.lexicon.contrary(one))
    last = [word for word in ask.words if word.covers(words[-1])]
    return not any(word.concepts & said for word in last)


def praises(ask: Ask, facts: Sequence[Fact]) -> bool:
    """The same before a noun, "is he a nice man?"."""
    text, grammar = ask.text, ask.grammar
    said = ask.resolver.said_of(fact.id for fact in facts)
    places = [p for p, word in enumerate(text) if p and word in grammar.evaluations]
    places = [p for p in places if text[p - 1] in grammar.indefinite_articles and p + 1 < len(text)]
    spoken = [word for word in ask.words if any(word.covers(place) for place in places)]
    return ask.opens_as_claim and bool(places) and not any(word.concepts & said for word in spoken)


def as_level(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a change in points is put forward as what something is: "is the gap 0.6 points?"."""
    fact = facts[0] if facts else None
    if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.POINTS or fact.direction == "none":
        return False
    based = not ask.grammar.than_words.isdisjoint(ask.text[when.start - 1] for when in ask.recognised.periods)
    if based and ask.has("more", "less"):
        return False  # "1.5 points higher than a year earlier"
    valued = [mention for mention in ask.recognised.mentions if mention.unit == fact.value.unit]
    if any(ask.before(mention.start) in ask.grammar.level_words for mention in valued):
        return True  # "down to just 0.6 points"
    said = ask.resolver.by_id[fact.id].said
    moved = (_MOVED | ask.resolver.lexicon.polar) - (_APART - said)
    apart = [word for word in ask.words if word.concepts & (_APART - said)]
    cues = (cue for cue in ask.spans("change", "more", "less") if not any(cue.covers(word.start) for word in apart))
    return all(word.concepts.isdisjoint(moved) for word in ask.words) and not any(cues)


def alternatives(ask: Ask) -> bool:
    """Whether two contraries are put side by side to choose from: "did it speed up or slow down?"."""
    places = [place for place, text in enumerate(ask.text) if text in ask.grammar.or_words]
    beside = [word for word in ask.words for p in places if word.end == p or word.start == p + 1]
    return any(word.concepts & CHANGES for word in beside)
