"""What is taken back from a finding because of the answer before it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from facts.model import Fact, FactSet, Measure
from facts.quantity import UnitKind
from intents.conversation.again import spoken_of
from intents.findings import Finding, not_told
from intents.readings.ask import Ask
from intents.readings.tell import figures_of, tell_fact
from intents.spans.found import MOVES
from intents.verdicts.verify import part_told

_SHORT: Final = 4
_FEW_WORDS: Final = 7
"""Words of a question that only points to what was told."""
_TOLD: Final = frozenset({"lookup", "list", "aspect", "claim"})
_PAIR: Final = 2
_NARROW: Final = 6
"""Words of a question whether what was told is so of a part only."""
_OWNED: Final = 3
"""Words behind "its" that are what something has."""

Rule = Callable[[Finding, Finding, Ask], bool]


def as_allowed(found: Finding, ask: Ask) -> Finding:
    """A finding as what was told before allows it."""
    last = ask.context.last
    if last is None or found.explained:
        return found
    if found.status == "not_stated":
        return _kept_near(found, last, ask)
    if found.status == "clarify" and last.facts:
        return _settled_by_last(found, last, ask)
    for holds, nearest, reason in _NOT_TOLD:
        if found.status == "answered" and holds(found, last, ask):
            return not_told(nearest(found, last), reason)
    if _elided(found, last, ask) or _held_to_itself(found, last, ask):
        return replace(found, verdict=None)
    if found.verdict == "supported" and ask.names_same_of_other and last.intent not in ("list", "filter"):
        return replace(found, verdict=None)  # what was said of the one is not known to be so of the other
    return found


def _measured(ask: Ask, names: Sequence[str]) -> Measure | None:
    """The first of some facts, where it is a figure."""
    fact = ask.release.by_id.get(next(iter(names), ""))
    return fact if isinstance(fact, Measure) else None


def _of_name_only(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "in Benxi?" came to what is told of that name otherwise; "and in Benxi?", after a figure, as well."""
    told, words = _measured(ask, last.facts), ask.words_said
    placed = bool(words) and words[0] in ask.grammar.limiting_words
    bare = not (ask.recognised.mentions or ask.recognised.periods or ask.claims) and all(w.entity for w in ask.telling)
    if last.status != "answered" or not (placed and bare and ask.named_things) or len(words) > _SHORT:
        return False
    if told is None:
        near = {*spoken_of(ask.context, ask.resolver)}
        return ask.text[0] == words[0] and bool(last.facts) and near.isdisjoint(found.facts)
    return not _of_same_kind(found, last, ask)


def _is_untold_one(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "was it Benxi?" is put of what is not told."""
    cleft = ask.opens_as_cleft and last.status == "not_stated" and all(word.entity for word in ask.telling)
    return cleft and found.verdict is not None and found.intent == "mention"


def _elided_of_other(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "did Benxi?" came to something that was not spoken of before."""
    return _elided(found, last, ask) and {*spoken_of(ask.context, ask.resolver)}.isdisjoint(found.facts)


def _elided(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether a verdict is on a name alone, "did Benxi?", of which another thing was asked before than is told."""
    if found.verdict is None or found.intent not in ("lookup", "mention") or not ask.elides_verb:
        return False
    return not (last.intent == "lookup" and last.verdict is None and _of_same_kind(found, last, ask))


def _held_to_itself(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether something is held against what was told, "is the province higher than that?", and only that is told."""
    than = ask.than_place
    points = not ask.grammar.singular_pronouns.isdisjoint(ask.text[than:])
    return found.verdict is not None and points and len(found.facts) == 1 and {*found.facts} <= {*last.facts}


def _is_another(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether what was told is said to be another thing: "that's consumer goods as well?"."""
    words = ask.words_said[:_PAIR]
    points = {*words[:1]} <= ask.grammar.singular_pronouns and {*words[1:]} <= ask.grammar.finite_auxiliaries
    if len(words) < _PAIR or not points or ask.recognised.mentions or found.verdict != "supported":
        return False
    figures = ask.release.measures_among(found.facts[:1]) and ask.release.measures_among(last.facts[:1])
    before = {*last.facts, *last.rows} if figures else {*spoken_of(ask.context, ask.resolver)}
    return bool(ask.telling) and before.isdisjoint(found.facts)


def _put_of_other(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether the figure told before is put forward of another thing: "910 million for the finished projects?"."""
    told = not {*found.facts}.isdisjoint((*last.facts, *last.rows))
    if found.verdict != "supported" or not told or not ask.recognised.mentions:
        return False
    facts = ask.release.facts_among(found.facts)
    own = {figure.id for fact in facts for figure in _with_figures(ask, fact.id)}
    moves = ask.resolver.directions
    named = [
        one
        for one in ask.candidates([])
        if one.clean and isinstance(one.target, Measure) and any(word.isdisjoint(moves) for word in one.name or ())
    ]
    things = {name for fact in facts for name in fact.entities}
    things |= {name for fact in facts if isinstance(fact, FactSet) for name in fact.members}
    things |= {one.subject for one in ask.release.measures_among(own)}
    if (named and own.isdisjoint(one.target.id for one in named)) or not {*ask.named_things} <= things:
        return True
    known = frozenset().union(*(_words_of(ask, name) for name in own)) | moves
    asked = ask.recognised.places("sum", "share", "difference", "ratio", "average")
    quantifying = ask.grammar.all_words | ask.grammar.pair_words
    telling = [word for word in ask.telling if not (word.entity or word.start in asked)]
    telling = [word for word in telling if ask.text[word.start] not in quantifying]
    return any(word.concepts.isdisjoint(known) for word in telling)


def _words_of(ask: Ask, name: str) -> frozenset[str]:
    """What is said of a fact, and what it is called."""
    known = ask.resolver.by_id[name]
    return known.said | known.core


def _of_same_kind(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether both tell the same indicator in the same kind of unit, each of its own subject."""
    told, own = _measured(ask, last.facts), _measured(ask, found.facts)
    if told is None or own is None:
        return False
    return told.indicator == own.indicator and told.value.unit.kind is own.value.unit.kind


def _of_kind_only(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "which companies?" or "with what growth rate?" came to those of other things than were told of."""
    words = ask.words_said
    with_what = {*words[:1]} <= ask.grammar.limiting_words and {*words[1:_PAIR]} <= ask.grammar.choosing_words
    few = len(words) <= _SHORT if with_what else len(words) < _SHORT
    asks = few and not ask.grammar.choosing_words.isdisjoint(words)
    limited = ask.named_things or ask.recognised.mentions or ask.has("mentioned", "max", "min")
    bare = all(word.start in ask.kind_places for word in ask.telling) and not limited
    near = {*spoken_of(ask.context, ask.resolver)}
    other = near.isdisjoint(found.facts) or (found.intent == "list" and not {*found.facts} <= near)
    named = bool(ask.recognised.kinds) and bare and bool(last.facts)
    return asks and named and found.verdict is None and other


def _of_period_only(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether another period, and nothing else, came to a figure of another thing: "and from January to August?"."""
    told, own = _measured(ask, last.facts), _measured(ask, found.facts)
    if told is None and last.facts and last.facts[0] in ask.release.by_id:  # what a term means
        told = next(iter(figures_of(ask.release, ask.release.by_id[last.facts[0]])), None)
    bare = bool(ask.recognised.periods) and not (ask.named_things or ask.recognised.kinds or ask.recognised.mentions)
    if told is None or own is None or not bare or last.status != "answered" or found.intent != "lookup":
        return False
    moves = ask.resolver.directions
    telling = [word for word in ask.telling if word.concepts.isdisjoint(moves)]
    verbs = ask.grammar.finite_auxiliaries | {ask.text[cue.start] for cue in ask.spans("asserts")}
    states = not verbs.isdisjoint(ask.text) and own.subject == ask.release.about.home
    if states and not ask.grammar.growth_nouns.isdisjoint(ask.text):
        return False  # "what was growth from January to August?"
    return (
        not telling
        and told.id not in (own.formula or "").split()
        and own.id not in (told.formula or "").split()
        and own.id not in {*spoken_of(ask.context, ask.resolver)[:_SHORT]}
    )


def _narrows(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "all in Benxi?" or "each year?", of what was told, came to what is told of that otherwise."""
    grammar, recognised = ask.grammar, ask.recognised
    words = [text for text in ask.text if text.isalnum()]
    narrowing = grammar.all_words | grammar.exclusives | grammar.narrowing_words
    while words and words[0] in grammar.lead_ins - narrowing:
        words = words[1:]
    if len(words) > _NARROW or not last.facts:
        return False
    if len(words) == _PAIR and words[0] in grammar.each_words and words[1] in grammar.frequency_nouns:
        return True
    told = ask.release.facts_among(found.facts)
    things = {name for fact in told for name in (*fact.entities, getattr(fact, "subject", None))}
    things |= {name for fact in told if isinstance(fact, FactSet) for name in fact.members}
    of_it = not ask.named_things or not things.isdisjoint(ask.named_things)
    if of_it and not {*spoken_of(ask.context, ask.resolver)}.isdisjoint(found.facts):
        return False
    narrowed = not narrowing.isdisjoint((*words[:1], *words[-1:]))
    words = [text for text in words if text not in narrowing]
    kinds = {place for kind in recognised.kinds for place in range(kind.start, kind.end)}
    telling = [word for word in ask.telling if ask.text[word.start] not in narrowing]  # "all in" is a word of its own
    named = (ask.named_things or kinds) and all(word.entity or word.start in kinds for word in telling)
    return bool(narrowed and named and {*words[:1]} <= grammar.limiting_words)


def _not_his(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "did the director say that?" came to what he said, after something that he did not say."""
    grammar, speakers = ask.grammar, ask.release.speakers
    persons = grammar.personal_pronouns - grammar.plural_pronouns
    named = {*ask.named_things} & speakers or not persons.isdisjoint(ask.text)
    pointing = grammar.singular_pronouns | grammar.plural_pronouns
    says = not grammar.saying_verbs.isdisjoint(ask.text) and not pointing.isdisjoint(ask.text)
    if not (ask.claims and named and says and last.facts) or len(ask.words_said) > _FEW_WORDS:
        return False
    if any(not word.entity for word in ask.telling) or found.verdict == "refuted":
        return False
    told = ask.release.facts_among(last.facts)
    return not any(speakers & {*fact.entities} for fact in told)


def _jumps(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether a few words that point to what was told came to something else: "and the other ten?", "from what?"."""
    grammar, words = ask.grammar, [text for text in ask.text if text.isalpha()]
    pointing = grammar.plural_pronouns | grammar.possessives | grammar.singular_pronouns | grammar.other_words
    counted = ask.has("how-many") and len(words) < _SHORT
    pointed = not pointing.isdisjoint(words) or ask.has("rest") or counted
    moves = ask.resolver.directions
    bare = all(not word.concepts.isdisjoint(moves) for word in ask.telling)
    named = ask.named_things or ask.recognised.kinds or ask.recognised.periods
    if named or not (pointed and bare) or len(words) > _FEW_WORDS or found.intent not in _TOLD:
        return False
    near = {*spoken_of(ask.context, ask.resolver), ask.release.about.headline}
    told = [ask.release.by_id[name] for name in found.facts]
    parts = {part for fact in told for part in ask.release.parts_of(fact)}
    subjects = {one.subject for one in ask.release.measures_among((*last.facts, *last.rows))}
    kinds = {last.kind, *(ask.release.entity[one].kind for one in subjects if one in ask.release.entity)}
    counted = any(one.value.unit.name in kinds for one in ask.release.measures_among(found.facts))
    return bool(last.facts) and bool(found.facts) and not counted and near.isdisjoint({*found.facts} | parts)


def _strays(found: Finding, _: Finding, ask: Ask) -> bool:
    """Whether what points to what was told, and names nothing, came to what has nothing to do with it: "is it new?"."""
    grammar, texts = ask.grammar, ask.text
    pointing = grammar.singular_pronouns | grammar.plural_pronouns
    places = [place for place, text in enumerate(texts) if text in pointing]
    cleft = any({*texts[place + 1 : place + 2]} & grammar.report_joints for place in places)  # "what is it that …"
    chooses = not grammar.or_words.isdisjoint(texts) and ask.asks() is None and len(ask.words_said) <= _SHORT
    told = ask.release.facts_among(found.facts)
    things = {ask.release.entity[name].kind for fact in told for name in fact.entities if name in ask.release.entity}
    kinds = {kind.name for kind in ask.recognised.kinds}
    other = not ask.named_things and not ask.recognised.periods and kinds and kinds.isdisjoint(things | {found.kind})
    whole = found.intent == "source" or found.saying == "paragraph"
    if not (chooses or (places and (ask.names_nothing or other))) or cleft or whole:
        return False
    earlier = ask.context.told.facts if ask.context.told is not None else ()
    near = {*spoken_of(ask.context, ask.resolver), *ask.context.recent, *earlier}
    said = ask.resolver.said_of(fact.id for fact in told)
    quality = not grammar.copulas.isdisjoint(ask.words_said[:1])  # "is it dangerous?"
    if sum(not word.concepts.isdisjoint(said) for word in ask.telling) >= (_PAIR if quality else 1):
        return False  # it is named beside
    parts = {part for fact in told for part in ask.release.parts_of(fact)}
    return bool(near) and bool(found.facts) and near.isdisjoint({*found.facts, *found.rows} | parts)


def _elliptic(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether a few words without a verb, which name nothing, came to what has nothing to do with the answer before.

    "For how long?", "compared with what?", "and the yuan amount?".
    """
    grammar, words = ask.grammar, ask.words_said
    verbs = grammar.auxiliaries | {ask.text[cue.start] for cue in ask.spans("asserts")}
    things = {entity.kind for entity in ask.release.entities}  # "the yuan amount" is none
    kinds = any(kind.name in things for kind in ask.recognised.kinds)
    named = ask.named_things or ask.recognised.mentions or ask.recognised.periods or kinds
    if len(words) > _NARROW or named or not verbs.isdisjoint(ask.text) or found.verdict is not None:
        return False
    if found.intent not in _TOLD or not last.facts or ask.requests:
        return False
    told = ask.release.facts_among(found.facts)
    core = ask.resolver.core_of(fact.id for fact in told) - ask.resolver.common
    asked = ask.recognised.places("money", "how-much", "how-many", "percent", "share")
    telling = [word for word in ask.telling if word.start not in asked]
    if any(ask.text[word.start] not in grammar.figure_nouns and word.concepts & core for word in telling):
        return False  # "risks?" names them
    near = {*spoken_of(ask.context, ask.resolver), *ask.context.recent}
    parts = {part for fact in told for part in ask.release.parts_of(fact)}
    return near.isdisjoint({*found.facts, *found.rows} | parts)


def _part_of_one(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "half of them?" is held against a figure that is no part of several."""
    mentions = ask.recognised.mentions
    parts = bool(mentions) and all(mention.fraction for mention in mentions)
    pointed = not ask.grammar.plural_pronouns.isdisjoint(ask.text)
    if found.verdict is None or not (parts and pointed) or ask.named_things:
        return False
    return bool(last.facts) and all(part_told(ask.release, ask.release.by_id[name]) is None for name in found.facts)


def _only_points(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether a claim that says nothing but pronouns is confirmed of what was told: "did they reach it?"."""
    grammar = ask.grammar
    pronouns = [text for text in ask.text if text in grammar.plural_pronouns | grammar.singular_pronouns]
    moves = ask.resolver.directions
    said = [word for word in ask.telling if not word.concepts.isdisjoint(moves)]
    return (
        found.verdict == "supported"
        and len(pronouns) == _PAIR
        and ask.opens_as_claim
        and ask.names_nothing
        and len(ask.words_said) <= _SHORT
        and not said
        and {*found.facts} <= {*last.facts}
    )


def _settled_by_last(found: Finding, last: Finding, ask: Ask) -> Finding:
    """The one of several that may be meant which was told before: "40 on the dot?", after the 40 meetings."""
    told = [name for name in found.facts if name in (*last.facts, *last.rows)]
    if len(told) == 1:
        return tell_fact(ask, ask.release.by_id[told[0]])
    leans = ask.names_nothing and ask.has("how-many") and not told
    return not_told(last.facts[:1], "of what was told before that is not told") if leans else found


def _only_placed(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether a bare number behind a word of time or place is held against what was told: "after seven?"."""
    words, numbers = ask.words_said, ask.recognised.mentions
    placed = len(words) <= _PAIR and {*words[:1]} <= ask.grammar.limiting_words
    return found.verdict is not None and placed and len(numbers) == 1 and numbers[0].unit is None and bool(words)


def _is_in_it(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether one is asked for in what was told, and told of otherwise: "is Chen Hu in it?", "any of it to BMW?"."""
    words, grammar = ask.words_said, ask.grammar
    inside = words[-1:] and words[-1] in grammar.singular_pronouns and {*words[-_PAIR:-1]} & grammar.limiting_words
    pointers = grammar.singular_pronouns | grammar.plural_pronouns
    partly = any(one in grammar.of_words and two in pointers for one, two in itertools.pairwise(words))
    near = {*last.facts, *last.rows, *last.nearest}
    return ask.claims and bool(inside or partly) and bool(ask.named_things and near) and near.isdisjoint(found.facts)


def _among_one(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether one is to be chosen of a kind of which the release knows one only: "which province does better?"."""
    which = [p + 1 for p, text in enumerate(ask.text) if text in ask.grammar.choosing_words | ask.grammar.which_words]
    kinds = [kind.name for kind in ask.recognised.kinds if kind.start in which]
    if not kinds or not ask.has("more", "less", "max", "min"):
        return False
    return sum(one.kind == kinds[0] for one in ask.release.entities) == 1


def _of_nobody(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether something is asked of "him" and confirmed of what nobody said: "does he put a number on it?"."""
    persons = ask.grammar.personal_pronouns - ask.grammar.plural_pronouns
    told = ask.release.facts_among(found.facts)
    named = not ask.release.speakers.isdisjoint(ask.named_things)
    spoken = any(not ask.release.speakers.isdisjoint(fact.entities) for fact in told)
    return found.verdict == "supported" and not persons.isdisjoint(ask.text) and not (named or spoken)


def _of_other_time(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether something is denied of what was told, of a time of which nothing is: "did they meet it last year?"."""
    pronouns = ask.grammar.singular_pronouns | ask.grammar.plural_pronouns
    points = not pronouns.isdisjoint(ask.text) and not (ask.named_things or ask.recognised.mentions)
    elsewhen = any(when.year or when.calendar for when in ask.recognised.periods)
    facts = ask.release.facts_among(found.facts)
    return found.verdict == "refuted" and points and elsewhen and not any(isinstance(fact, Measure) for fact in facts)


def _kept_near(found: Finding, last: Finding, ask: Ask) -> Finding:
    """What is not stated of the thing told before, "in dollars?", is still about that thing."""
    if found.facts or not last.facts or ask.recognised.kinds:
        return found
    words = [text for text in ask.text if text.isalnum()]
    strange = any(word.foil for word in ask.words)
    telling = any(word.concepts.isdisjoint(ask.resolver.lexicon.polar) for word in ask.telling)
    if ask.named_things or telling or strange or len(words) > _SHORT or last.status != "answered":
        return found
    near = {*spoken_of(ask.context, ask.resolver)}
    return found if near & {*found.nearest} else replace(found, nearest=(*last.facts[:1], *found.nearest))


def _of_whole_only(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "up by how many per cent?", after something without a figure, came to a figure that nobody named.

    That is the headline, or another of the whole.
    """
    release, resolver = ask.release, ask.resolver
    told = release.facts_among(last.facts)
    whole = [one for one in release.measures_among(found.facts) if one.subject == release.about.home]
    if len(found.facts) != 1 or not whole or found.verdict is not None or not told:
        return False
    asked = ask.recognised.places("percent", "how-many", "how-much")
    words = [word for word in ask.words if not (word.soft or word.start in asked)]
    moves = resolver.directions
    bare = all(not word.concepts.isdisjoint(moves) for word in words)
    said = [word for word in ask.words if word.concepts & (resolver.common - moves)]
    plain = not (said or ask.recognised.kinds or ask.named_things or ask.recognised.periods or ask.recognised.mentions)
    return bare and plain and not any(isinstance(fact, Measure) for fact in told)


def _of_other_members(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "growth?", after some of a kind were told of, came to others of that kind."""
    named = ask.named_things or ask.recognised.kinds or ask.recognised.mentions
    other = ask.grammar.other_words | ask.grammar.question_words
    if named or found.verdict is not None or not other.isdisjoint(ask.text):
        return False
    sets = [ask.release.by_id.get((*names, "")[0]) for names in (found.facts, last.facts)]
    one, before = (item if isinstance(item, FactSet) else None for item in sets)
    if one is None or before is None or one.kind != before.kind or not (one.members and before.members):
        return False
    return {*one.members}.isdisjoint(before.members)


def _calls_counted(found: Finding, ask: Ask) -> bool:
    """Whether names are asked for of what is only counted: "so the ones that missed out are called?"."""
    fact = ask.release.by_id.get(found.facts[0]) if len(found.facts) == 1 else None
    counted = isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT and not ask.claims
    return counted and found.intent == "lookup" and not ask.grammar.called_words.isdisjoint(ask.text)


def _received_by_others(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether "how much did they get?", after something was told of them, came to what others got."""
    texts, grammar = {*ask.text}, ask.grammar
    if not (texts & grammar.plural_pronouns and texts & grammar.receiving_words) or ask.recognised.entities():
        return False
    told, before = (
        {figure.id for name in names if name in ask.release.by_id for figure in _with_figures(ask, name)}
        for names in (found.facts, (*last.facts, *last.rows))
    )
    return bool(told) and told.isdisjoint(before)


def _of_other(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether a claim about "it" or "them" came to something that has nothing to do with the answer before."""
    if not ask.claims:
        return False
    grammar, words = ask.grammar, [text for text in ask.text if text]
    if ask.opens_as_cleft and not grammar.personal_pronouns.isdisjoint(words[2:3]) and found.verdict == "supported":
        return True  # "was it them that gave the money?"
    opening = [text for text in words if text not in grammar.lead_ins][:2]
    pointing = opening[:1] and opening[0] in grammar.plural_pronouns and {*opening[1:]} <= grammar.finite_auxiliaries
    spoken = {*last.facts, *last.rows, *last.nearest}
    if pointing and found.verdict == "supported" and spoken.isdisjoint(found.facts):
        return True  # "so those were bonds?"
    polar = ask.resolver.lexicon.polar
    compares = ask.has("more", "less") or bool(ask.recognised.comparisons)
    bare = (
        ask.names_nothing
        and bool(ask.telling)
        and not compares
        and all(not w.concepts.isdisjoint(polar) for w in ask.telling)
    )
    pointed = not grammar.singular_pronouns.isdisjoint(words)
    return bare and pointed and {*spoken_of(ask.context, ask.resolver)}.isdisjoint(found.facts)


def _says_again(found: Finding, last: Finding, ask: Ask) -> bool:
    """Whether the answer before is told once more to a question with a word that it does not speak of."""
    if not found.facts or not {*found.facts} <= {*(last.facts or last.nearest)}:
        return False
    if found.verdict is not None:  # "what was the share last year?" puts nothing forward that could be denied
        return not (ask.asks() is None or ask.claims or ask.recognised.mentions)
    facts = [ask.release.by_id[name] for name in found.facts]
    if ask.has("rank") and not any(map(_exact, facts)):
        return True  # "any clue on the order?"
    follows = ask.grammar.next_words & ask.grammar.time_adjectives
    if not follows.isdisjoint(ask.text) and any(isinstance(fact, FactSet) for fact in facts):
        return True  # "which city comes next?"
    nobody = not any("who" in fact.aspects or {*fact.entities} - {ask.release.about.home} for fact in facts)
    if nobody and found.intent == "lookup" and ask.has("who") and not ask.named_things:
        return True  # "who pays for it?"
    listed = all(isinstance(fact, FactSet) and fact.kind not in ask.release.speaker_kinds for fact in facts)
    if listed and ask.has("who") and not ask.grammar.singular_pronouns.isdisjoint(ask.text) and not ask.named_things:
        return True  # "who runs it?", after a list of sectors
    known = ask.resolver.vocabulary_of(found.facts)
    owner = next((place for place, text in enumerate(ask.text) if text in ask.grammar.possessives), len(ask.text))
    owned = [word for word in ask.telling if owner < word.start <= owner + _OWNED and not word.entity]
    persons = {*ask.release.speakers} & {name for fact in facts for name in fact.entities}
    said = known if persons else ask.resolver.said_of(found.facts)
    if any(word.concepts.isdisjoint(said) for word in owned):
        return True  # "its steel output then?"
    if ask.release.measures_among(found.facts):
        return False
    moved = [word for word in ask.words if word.concepts & MOVES and word.concepts.isdisjoint(known)]
    return bool(moved) or any(mention.unit or mention.comparison for mention in ask.recognised.mentions)


def _exact(fact: Fact) -> bool:
    """Whether a fact is a figure that is told exactly."""
    return isinstance(fact, Measure) and fact.value.is_exact


def _with_figures(ask: Ask, name: str) -> list[Fact]:
    """A fact, and those whose figures its statement holds."""
    return [ask.release.by_id[name], *figures_of(ask.release, ask.release.by_id[name])]


def _of_last(_: Finding, last: Finding) -> tuple[str, ...]:
    return last.facts[:1]


def _of_found(found: Finding, _: Finding) -> tuple[str, ...]:
    return found.facts


_NOT_TOLD: Final[tuple[tuple[Rule, Callable[[Finding, Finding], tuple[str, ...]], str], ...]] = (
    (_of_whole_only, _of_last, "of what was told before no figure is told"),
    (_of_other_members, _of_last, "what is told is of others than those spoken of before"),
    (lambda found, _, ask: _calls_counted(found, ask), _of_found, "what is only counted is asked for by name"),
    (_received_by_others, _of_last, "it asks what those spoken of before received, and that is not told"),
    (_of_name_only, _of_last, "what was told is not told of this"),
    (_of_kind_only, _of_last, "what was told is not told of this"),
    (_of_period_only, _of_last, "of what was told no other period is told"),
    (_narrows, _of_last, "of what was told no part is told"),
    (_not_his, _of_last, "who said it is not told"),
    (_jumps, _of_last, "of what was told that is not told"),
    (_strays, _of_last, "of what was told that is not told"),
    (_of_other_time, _of_last, "of that time nothing is told"),
    (_among_one, _of_last, "of that kind there is one only"),
    (_of_nobody, _of_last, "who said it is not told"),
    (_only_placed, _of_last, "of that no figure is told"),
    (_is_in_it, _of_last, "of what was told that is not told"),
    (_part_of_one, _of_last, "of what was told no part is told"),
    (_only_points, _of_last, "whether it came about is not told"),
    (_elliptic, _of_last, "of what was told that is not told"),
    (_is_untold_one, lambda _, last: last.nearest[:1], "what is not told is not told to be this one"),
    (_elided_of_other, lambda found, _: found.facts[:1], "what was asked before is not told of this"),
    (_is_another, _of_last, "what was told is not said of it"),
    (_put_of_other, _of_last, "it is put forward of another thing"),
    (_of_other, lambda found, last: (found.facts or last.facts)[:1], "it is put forward of what was told before"),
    (_says_again, _of_last, "the answer before says nothing of what is asked"),
)
"""What an answer is taken back for, what stands in its place as the nearest, and why."""
