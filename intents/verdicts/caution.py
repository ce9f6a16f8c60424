"""What is taken back from a finding because of how the question is put, whatever was found.

A yes or a no that a reader could take the wrong way is worse than none: the fact then stands without it. What only
would be, under a condition that the release does not report, is not stated by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, Literal

from facts.model import FactSet, Measure, Statement
from facts.quantity import TIMES, Comparison, Quantity, UnitKind
from intents.findings import Finding, not_told
from intents.readings.ask import Ask
from intents.readings.tell import figures_of
from intents.spans.found import CAME, MOVES, RELATIVE, Found, Word, inside_of
from intents.verdicts.attributes import GROWTH
from intents.verdicts.elsewhere import ELSEWHERE, of_the_country
from intents.verdicts.linked import (
    follows_on,
    gives_cause,
    nearly_as,
    of_other_subject,
    only_in_order,
    reckons_unasked,
)
from intents.verdicts.narrower import (
    limited_untold,
    of_another_pair,
    parted_untold,
    restricted,
    side_untold,
    without_untold,
)
from intents.verdicts.relation import relates_untold
from intents.verdicts.verify import is_proper, part_told, verdict_of

WITHHELD: Final = frozenset({"would", "relation", "operation"})
"""How it is said that what was found is not told."""
_LOOKED_UP: Final = frozenset({"lookup", "aspect", "list", "mention", "claim"})
"""Findings that tell facts and set none against another."""
_TOLD: Final = frozenset({"lookup", "aspect", "list"})
_COMPARING: Final = frozenset({"compare", "claim"})
_SOON: Final = 2
_NEAR: Final = 6
"""Words behind an or within which stands the other side."""
_OWN: Final = 3
"""Words of what is called the reader's own."""
_CHANGING: Final = frozenset({"narrow", "widen", "improvement", "accelerate", "slow", "change"})
"""What the words for a change stand for."""
_COMMA: Final = ","
_ASKS: Final = "?"
_ENDS: Final = frozenset("?.!;")


def cautious(ask: Ask, found: Finding, whole: Ask, *, alone: bool, plain: float) -> Finding:
    """The finding without the verdict, or as not stated, where the question does not allow what was found.

    ``whole`` is the message with what frames it. ``alone`` tells that it is the only finding that the question came to;
    from the score ``plain`` a wording leaves no doubt.
    """
    if found.status == "answered":
        if _counts_named(ask, found, plain):
            return not_told(found.facts, "only those that are named are counted")
        if alone and (_of_nobody(ask, found) or _does_untold(ask, found)):
            return not_told(found.facts, "who it is is not told")
        if alone and of_the_country(ask, found):
            return not_told(found.facts, "of the whole country it is not told")
        if _wants_members(whole, found):
            return not_told(found.facts, "those that are only counted are not named")
        if _of_somebody_else(whole, found):
            return _withheld(found, "relation", "it is put forward of one whom the facts do not name")
        for holds, saying, reason in _TAKEN_BACK:
            if holds(ask, found):
                return _withheld(found, saying, reason) if saying in WITHHELD else not_told(found.facts, reason)
    if found.status == "answered" and ask.gives_odds:
        return replace(found, verdict=_odds(ask, found))
    if found.verdict is not None and ask.context.last is None and _only_says_it_is(ask):
        return replace(found, verdict=None)  # "it was metallurgy", and nobody asked
    if found.verdict is not None and _only_names(ask):
        return replace(found, verdict=None)  # "the share of cities that did not grow"
    if found.verdict is None and _is_mentioned(ask, found):
        return replace(found, verdict="supported")
    if found.verdict is None:
        told = found.status == "answered" and found.intent in _TOLD
        unsettled = told and _put_forward(ask) and not _chooses(ask, found)
        return replace(found, unsettled=unsettled or found.unsettled)
    if found.verdict == "supported" and not ask.claims and alone and ask.asks() is not None:
        return replace(found, verdict=None)  # it is asked for something, and nothing is put forward
    figures = all(isinstance(ask.release.by_id.get(name), Measure) for name in found.facts)
    related = _relates(ask) or (ask.has("same") and not ask.recognised.mentions and not figures)
    if found.verdict == "supported" and found.intent in _LOOKED_UP and related:
        return _withheld(found, "relation", "it puts two things in a relation that is not stated")
    if _disbelieves(whole):
        return replace(found, verdict=None)  # "I doubt that any of them did"
    if only_in_order(ask, found) or nearly_as(whole) or follows_on(whole, caused=found.verdict == "supported"):
        return replace(found, verdict=None)
    if found.verdict == "supported" and of_other_subject(ask, found):
        return replace(found, verdict=None, unsettled=True)
    doubted = _doubts(ask) and not found.explained  # what is denied of a group's members doubts nothing
    if _chooses(ask, found) or _chooses_unit(ask) or (doubted and not ask.opens_as_claim):
        return replace(found, verdict=None)  # "it would be wrong to say …, wouldn't it?"
    return replace(found, doubted=doubted)


def _only_says_it_is(ask: Ask) -> bool:
    """Whether it only says that it is something that is named, and not what: "was it metallurgy?"."""
    named = bool(ask.named_things) and all(word.entity for word in ask.telling)
    cleft = ask.says_it_is or ask.opens_as_cleft
    return cleft and named and not (ask.recognised.mentions or ask.recognised.periods or ask.has("mentioned"))


def _only_names(ask: Ask) -> bool:
    """Whether it only names what is asked for, without saying anything of it: "sectors that did not grow"."""
    relative = ask.grammar.report_joints | ask.grammar.choosing_words
    verbs = [cue.start for cue in ask.spans("asserts")]
    bare = all(not relative.isdisjoint(ask.text[max(0, place - _SOON) : place]) for place in verbs)
    listed = bool(ask.recognised.kinds) and not verbs
    given = any(mention.unit is not None and not (mention.fraction or listed) for mention in ask.recognised.mentions)
    return ask.weakly and bare and not given and not (ask.recognised.negations and not verbs)


def _beyond_those_named(ask: Ask, found: Finding) -> bool:
    """Whether it asks who else belongs to a list, all of whom the question names: "besides A and B, who is on it?"."""
    item = ask.release.by_id.get(found.facts[0]) if found.facts else None
    members = {*item.members} if isinstance(item, FactSet) else {*()}
    others = ask.grammar.else_words | ask.grammar.other_words | ask.grammar.next_words
    further = members <= ask.taken_out or (members <= {*ask.named_things} and not others.isdisjoint(ask.text))
    return bool(members) and further and not ask.claims and ask.asks() is not None


def _picks_one_of(ask: Ask, found: Finding) -> bool:
    """Whether one of several is asked for, of which only all are told: "the smallest of the eight loans"."""
    if found.explained:
        return False  # "most of them?"
    of_, singles = ask.grammar.of_words, ask.grammar.single_words
    ends = [cue.end for cue in ask.spans("max", "min") if not ask.is_soft(cue)]
    one = any({*ask.text[end : end + 1]} & (of_ | singles) for end in ends)
    told = ask.release.measures_among(found.facts)
    alone = found.intent == "lookup" and len(told) == len(found.facts) == 1
    return alone and one and not ask.claims and told[0].value.unit.kind in (UnitKind.MONEY, UnitKind.COUNT)


def _part_of_all(ask: Ask, found: Finding) -> bool:
    """Whether it is asked how much of a sum went some way, and the whole sum is told: "how much of the 150 million"."""
    wholes = [mention.number for mention, _ in ask.wholes]
    told = ask.release.measures_among(found.facts)
    same = len(told) == 1 and told[0].value.is_exact and told[0].value.value in wholes
    asked = ask.has("how-much") and ask.has("share") and len(ask.recognised.mentions) == 1
    return found.intent == "lookup" and same and asked and not ask.claims


def _filters_sum(ask: Ask, found: Finding) -> bool:
    """Whether single figures are held against what is said of a sum: "financing sums to 1.5 billion, agree?"."""
    compared = any(mention.comparison not in (None, Comparison.ABOUT) for mention in ask.recognised.mentions)
    return found.intent == "filter" and ask.claims and ask.has("sum") and bool(ask.recognised.mentions) and not compared


def _weighs_untold(ask: Ask, found: Finding) -> bool:
    """Whether it is asked which is the larger of what has no figure: "which is the larger company?"."""
    cues = [cue.start for cue in ask.spans("more", "less", "max", "min")]
    sized = any(ask.text[place] in ask.grammar.size_words for place in cues)
    told = found.intent in _TOLD and not ask.release.measures_among(found.facts)
    sets = any(isinstance(ask.release.by_id.get(name), FactSet) for name in found.facts)
    return sized and told and not sets and ask.asks() is not None and not ask.claims


def _than_untold(ask: Ask, found: Finding) -> bool:
    """Whether it is held against what nobody tells: "more than expected"."""
    than = ask.than_place
    behind = {*ask.text[than : than + _OWN]}
    facts = ask.release.measures_among(found.facts)
    counted = found.intent == "compare" and all(one.value.unit.kind is UnitKind.COUNT for one in facts)
    if counted and any(cue.start > than for cue in ask.spans("average")):
        return True  # "which bases have more loans than average?"
    before = found.intent == "compare" and not ask.grammar.then_words.isdisjoint(behind)
    verbs = ask.recognised.places("asserts")
    surpassed = [word.end for word in ask.words if word.concepts & RELATIVE and word.start in verbs]
    for end in surpassed:  # "did investment beat expectations?"
        behind |= {*ask.text[end : end + _SOON]}
    return before or not ask.grammar.untold_standards.isdisjoint(behind)


def _negated_untold(ask: Ask, found: Finding) -> bool:
    """Whether what is not so is asked for, and told is what is: "the share of projects not completed"."""
    if ask.claims or found.intent != "lookup" or len(found.facts) != 1 or ask.recognised.mentions:
        return False
    if not ask.has("share", "percent", "ratio"):
        return False
    places = {place for place in ask.recognised.negations if ask.text[place] in ask.grammar.not_words}
    begun = {word.start for word in ask.telling}
    denied = [w for w in ask.words if w.start in places and not begun.isdisjoint((w.end, w.end + 1))]
    told = ask.release.measures_among(found.facts)
    said = ask.resolver.by_id[told[0].id].said if told else frozenset()
    counted = bool(told) and part_told(ask.release, told[0]) is None and told[0].direction == "none"
    return counted and bool(denied) and all(word.concepts.isdisjoint(said) for word in denied)


def _sums_rates(ask: Ask, found: Finding) -> bool:
    """Whether a sum of rates is asked for or put forward, and their mean is told: rates make no sum."""
    return found.intent == "average" and (ask.has("sum") or ask.claims) and not ask.has("average")


def _odds(ask: Ask, found: Finding) -> Literal["supported", "refuted"] | None:
    """The verdict on how many there are of one for one of another: "they outnumber them by more than four to one"."""
    told = ask.release.measures_among(found.facts)
    said = ask.recognised.mentions[0] if ask.recognised.mentions else None
    if found.intent != "ratio" or len(told) != _SOON or said is None or said.comparison is None or not ask.claims:
        return None
    cores = [ask.resolver.by_id[one.id].core for one in told]
    named = [
        min((word.start for word in ask.words if word.concepts & (own - other)), default=None)
        for own, other in (cores, cores[::-1])
    ]
    if None in named or named[0] == named[1] or ask.recognised.negations or said.comparison is Comparison.ABOUT:
        return None
    one, other = (measure.value for _, measure in sorted(zip(named, told, strict=True), key=lambda pair: pair[0] or 0))
    if not (one.is_exact and other.is_exact and other.value):
        return None
    times = Quantity.exact(one.value / other.value, TIMES)
    return verdict_of(times.compare(said.comparison, Quantity.exact(said.number, TIMES)))


def _picks_counted(ask: Ask, found: Finding) -> bool:
    """Whether the first or last of a kind is asked for, and only told how many there are: "the weakest city of all"."""
    told = ask.release.measures_among(found.facts)
    counted = len(told) == len(found.facts) == 1 and told[0].value.unit.kind is UnitKind.COUNT
    picks = ask.demands() and ask.has("max", "min") and not ask.has("how-many")
    one = any(kind.name == told[0].value.unit.name for kind in ask.recognised.kinds) if counted else False
    return found.intent == "lookup" and one and picks and not ask.claims and not ask.recognised.mentions


def _counts_people(ask: Ask, found: Finding) -> bool:
    """Whether persons are to be counted, and what is told counts something else: "how many people did they hire?"."""
    cue = next(iter(ask.spans("how-many")), None)
    people = cue is not None and not ask.grammar.people_nouns.isdisjoint(ask.text[cue.end : cue.end + 1])
    told = ask.release.measures_among(found.facts[:1])
    named = {word.concepts for word in ask.words if cue is not None and word.start == cue.end}
    known = ask.resolver.by_id[told[0].id].core if told else frozenset()
    return people and bool(told) and told[0].value.unit.kind is UnitKind.COUNT and not any(one & known for one in named)


def _counts_otherwise(ask: Ask, found: Finding) -> bool:
    """Whether a number is asked for, and told is a side of something that has none: "how many took part in it?"."""
    facts = ask.release.facts_among(found.facts)
    asked = ask.has("how-many") and not ask.claims and not ask.recognised.mentions
    figures = [one for fact in facts[:1] for one in figures_of(ask.release, fact)]
    counted = [one for one in figures if one.value.unit.kind is UnitKind.COUNT]
    if not asked or found.intent not in ("aspect", "lookup") or not facts or not isinstance(facts[0], Statement):
        return asked and found.intent == "aspect" and not counted
    nouns = frozenset[str]().union(*(ask.resolver.nouns_of(one.value.unit.name) for one in counted))
    own = ask.resolver.said_of(found.facts[:1]) | ask.resolver.core_of(found.facts[:1])
    verbs = ask.recognised.places("asserts") | ask.places_of(ask.grammar.auxiliaries)
    for cue in ask.spans("how-many"):
        if not ask.grammar.question_words.isdisjoint((*ask.text[: cue.start], *ask.text[cue.end :])):
            continue  # "…, and who is he?"
        end = min((place for place in verbs if place >= cue.end), default=len(ask.text))
        named = [word for word in ask.telling if cue.end <= word.start < end]
        strange = bool(counted) or any(word.concepts.isdisjoint(own) for word in named)
        if named and strange and all(word.concepts.isdisjoint(nouns) for word in named):
            return True  # "how many old machines were replaced by the upgrades?"
    return found.intent == "aspect" and not counted


def _counts_all(ask: Ask, found: Finding) -> bool:
    """Whether all that there are now are asked for, and told is how many came to them: "how many do they have now?".

    So where that number is given with it: "how many are there in all, with the 302 added?".
    """
    told = ask.release.measures_among(found.facts)
    came = len(told) == 1 and told[0].value.unit.kind is UnitKind.COUNT and told[0].formula is None
    said = ask.resolver.by_id[told[0].id].said & CAME if came else frozenset()
    new = any(not word.concepts.isdisjoint(CAME) for word in ask.words)
    now = not (ask.grammar.now_words.isdisjoint(ask.text) or new or ask.claims)
    articles = ask.grammar.definite_articles
    given = any(
        mention.number == told[0].value.low and ask.before(mention.start) in articles
        for mention in (ask.recognised.mentions if said else ())
    )
    whole = given and ask.has("every", "sum")
    return found.intent == "lookup" and bool(said) and (now or whole) and ask.has("how-many")


def _of_nobody(ask: Ask, found: Finding) -> bool:
    """Whether it is asked who does something, and what is told names nobody: "who pays for it?"."""
    who = _opening_who(ask) is not None and found.data.get("name") != "who"
    facts = ask.release.facts_among(found.facts[:1])
    names = {name for fact in facts for name in (*fact.entities, *getattr(fact, "members", ()))}
    named = any(is_proper(ask, name) for name in names - {ask.release.about.home})
    told = found.intent in _TOLD and not ask.claims and bool(facts)
    item = facts[0] if facts else None
    kinds = {kind.name for kind in ask.recognised.kinds}
    does = _who_does(ask)
    pronouns = ask.grammar.plural_pronouns | ask.grammar.singular_pronouns
    done_to = does is not None and not pronouns.isdisjoint(ask.text[does + 1 : does + 1 + _SOON])  # "who chose them?"
    if (
        told
        and isinstance(item, FactSet)
        and (item.kind in kinds or (done_to and item.kind not in ask.release.speaker_kinds))
    ):
        return does is not None  # "who criticised the pilot cities?"
    return who and told and not (named or any("who" in fact.aspects for fact in facts))


def _tells_speaker(ask: Ask, found: Finding) -> bool:
    """Whether one whose words are reported is named by what was found."""
    return any(name in ask.release.speakers for fact in ask.release.facts_among(found.facts) for name in fact.entities)


def _level_of_change(ask: Ask, found: Finding) -> bool:
    """Whether it is asked how large something is, and told is only by how much it changed: "how wide is it?"."""
    facts, text, grammar = ask.release.measures_among(found.facts), ask.text, ask.grammar
    changed = len(facts) == len(found.facts) == 1 and facts[0].direction != "none"
    if not changed or facts[0].value.unit.kind is not UnitKind.POINTS or found.intent != "lookup" or ask.claims:
        return False
    sized = [p for p in range(len(text) - _SOON) if text[p] in grammar.how_words and text[p + 1] in grammar.size_words]
    place = next((p + _SOON for p in sized if text[p + _SOON] in grammar.copulas), None)
    if place is None:
        return False
    end = next(
        (p for p in range(place, len(text)) if text[p] in grammar.time_prepositions | grammar.then_words), len(text)
    )
    moving = (word for word in ask.words if place < word.start < end and not word.soft)
    return not any(word.concepts & (MOVES | _CHANGING) for word in moving)


def _size_of_members(ask: Ask, found: Finding) -> bool:
    """Whether it is asked how large something has to be, and told is how many there are: "how big must a firm be?"."""
    facts, grammar = ask.release.measures_among(found.facts), ask.grammar
    counted = len(facts) == len(found.facts) == 1 and facts[0].value.unit.kind is UnitKind.COUNT
    places = [p for p, one in enumerate(ask.text[:-_SOON]) if one in grammar.how_words]
    places = [p for p in places if ask.text[p + 1] in grammar.size_words]
    sized = any(ask.text[p + _SOON] in grammar.auxiliaries - grammar.copulas for p in places)  # not "how large was it?"
    counts = any(ask.text[cue.start] in grammar.how_words for cue in ask.spans("how-many"))
    spoken = counts or any("number" in word.concepts for word in ask.words) or ask.has("sum", "difference")
    return counted and sized and found.intent in _TOLD and not (ask.claims or spoken)


def _which_are_they(ask: Ask, found: Finding) -> bool:
    """Whether it is asked which those are that are only counted, or share a sum: "which projects are they?"."""
    facts, text = ask.release.measures_among(found.facts), ask.text
    leads = {cue.end for cue in ask.spans("which")}
    nouns = [word for word in ask.words if word.start in leads and ask.resolver.counted_nouns([word])]
    grammar = ask.grammar
    they = any(
        not grammar.copulas.isdisjoint(text[word.end : word.end + 1])
        and not grammar.plural_pronouns.isdisjoint(text[word.end + 1 : word.end + _SOON])
        for word in nouns
    )
    return they and bool(facts) and len(facts) == len(found.facts) and not ask.claims


def _names_all_told(ask: Ask, found: Finding) -> bool:
    """Whether it asks which of a kind did something to those that are told: "which cities lost out to A and B?"."""
    item = ask.release.by_id.get(found.facts[0]) if found.facts else None
    members = {*item.members} if isinstance(item, FactSet) else {*()}
    leads = {cue.end for cue in ask.spans("which")}
    kinds = [kind for kind in ask.recognised.kinds if isinstance(item, FactSet) and kind.name == item.kind]
    asked = [kind for kind in kinds if kind.start in leads]
    places = [word.start for word in ask.words if word.entity in members]
    named = bool(members) and members <= {*ask.named_things} and not ask.claims
    return named and bool(asked) and all(place > asked[0].end for place in places)


def _done_by_when(ask: Ask, found: Finding) -> bool:
    """Whether it is asked when something will be finished, and told is when something is aimed at."""
    facts = ask.release.facts_among(found.facts[:1])
    timed = found.intent == "aspect" and found.data.get("name") == "when" and not ask.claims
    known = ask.resolver.said_of(fact.id for fact in facts)
    done = [word for word in ask.words if "complete" in word.concepts]
    return timed and bool(done) and all(word.concepts.isdisjoint(known) for word in done)


def _whom_to_ask(ask: Ask, found: Finding) -> bool:
    """Whether the reader asks whom he himself may turn to: "who do I talk to?"."""
    who = _opening_who(ask)
    behind = ask.text[who.end : who.end + _SOON] if who is not None else []
    asked = len(behind) == _SOON and behind[0] in ask.grammar.auxiliaries and behind[1] in ask.grammar.first_persons
    spoken = _tells_speaker(ask, found)  # "who do I quote?"
    return asked and found.intent in _TOLD and not (ask.claims or spoken)


def _of_staff(ask: Ask, found: Finding) -> bool:
    """Whether it is asked who acts for a firm, and told is the firm: "name of the Ansteel manager at the meeting?"."""
    asked = found.intent == "aspect" and found.data.get("name") == "who" and not ask.claims
    return asked and not _tells_speaker(ask, found) and not ask.grammar.staff_nouns.isdisjoint(ask.text)


def _opening_who(ask: Ask) -> Found | None:
    """What asks who, where a question begins with it."""
    opens = {ask.grammar.opening(ask.text)}
    opens |= {place + 1 for place, text in enumerate(ask.text) if text in _ENDS}  # "ok. who chose them?"
    return next((cue for cue in ask.spans("who") if cue.start in opens), None)


def _who_does(ask: Ask) -> int | None:
    """Where the verb stands of which it is asked who does it; none where it is asked who somebody is, or was."""
    who = _opening_who(ask)
    if who is None or not {*ask.text[who.start : who.end]} <= ask.grammar.who_where_words:
        return None  # "which companies come up?"
    behind = ask.text[who.end] if who.end < len(ask.text) else ""
    return None if behind in ask.grammar.copulas | ask.grammar.finite_auxiliaries else who.end


def _does_untold(ask: Ask, found: Finding) -> bool:
    """Whether it is asked who does something that what is told has no word for: "who audited the crude oil?"."""
    place = _who_does(ask)
    verb = next((word for word in ask.words if place is not None and word.start >= place), None)
    if verb is None or ask.claims or found.intent not in ("aspect", "filter", "list"):
        return False
    facts = ask.release.facts_among(found.facts)
    if verb.entity or verb.soft or verb.start in inside_of(ask.recognised.kinds):
        return False
    known = ask.resolver.common | ask.resolver.vocabulary_of(fact.id for fact in facts)
    return verb.concepts.isdisjoint(known | MOVES)


def _wants_rates(ask: Ask, found: Finding) -> bool:
    """Whether the rates of several are asked for that are only counted: "the growth rates of the six"."""
    told = ask.release.measures_among(found.facts[:1])
    counted = bool(told) and len(found.facts) == 1 and told[0].value.unit.kind is UnitKind.COUNT
    wanted = ask.requests or ask.has("list", "which")
    return counted and wanted and ask.has("rate") and not ask.has("how-many", "share", "sum") and not ask.claims


def _wants_members(ask: Ask, found: Finding) -> bool:
    """Whether those are asked for that are only counted: "tell me the six cities that beat the rate"."""
    told = ask.release.measures_among(found.facts)
    counted = len(told) == len(found.facts) == 1 and told[0].value.unit.kind is UnitKind.COUNT
    if ask.has("every"):
        return False  # "every one of the 14 cities grew, right?"
    words = [text for text in ask.text if text.isalnum() and text not in ask.grammar.lead_ins]
    first = next((p for p, text in enumerate(words) if text in ask.grammar.definite_articles), len(words))
    opens = first <= _SOON and not ask.grammar.requests.isdisjoint(words[:1])
    opens = opens or ask.has("list")  # "I need the names of the eight"
    given = [mention for mention in ask.recognised.mentions if mention.unit is None and mention.comparison is None]
    kinds = {kind.start for kind in ask.recognised.kinds}
    kinds |= {word.start for word in ask.words if ask.resolver.counted_nouns([word])}
    several = any(
        {*ask.text[one.start - 1 : one.start]} & ask.grammar.definite_articles and one.end in kinds for one in given
    )
    return counted and opens and several and not ask.has("how-many") and ask.asks() is None


def _foretold(ask: Ask, found: Finding) -> bool:
    """Whether it asks if something will be so, of which only is told what was: "will it have caught up?"."""
    opens = next((text for text in ask.text if text and text not in ask.grammar.lead_ins), "")
    put = ask.asks() is None and not (ask.requests or ask.recognised.periods)
    ahead = put and ask.tells_ahead  # "so it will go on rising?"
    facts = [ask.release.by_id.get(name) for name in found.facts]
    past = bool(facts) and all(isinstance(fact, Measure) and "aim" not in fact.aspects for fact in facts)
    polite = not ask.grammar.second_persons.isdisjoint(ask.words_said[:_SOON])  # "would you be so kind as to say"
    opened = opens in ask.grammar.future_auxiliaries and found.verdict is None and not polite
    settled = ahead and found.verdict == "supported"
    return (opened or settled) and past and not ask.recognised.mentions


def _withheld(found: Finding, saying: str, reason: str) -> Finding:
    """That it is not stated, with what was found as the nearest thing."""
    return not_told(found.facts, reason, saying=saying, query=found.query)


def _of_size(ask: Ask, found: Finding) -> bool:
    """Whether it is asked which is the larger of things of which only the growth is told: "is it the bigger one?"."""
    facts = ask.release.measures_among(found.facts)
    moved = found.intent in _COMPARING and len(facts) > 1 and all(fact.direction != "none" for fact in facts)
    spoken = any(word.concepts & GROWTH for word in ask.words) or ask.has("rate", "percent", "difference")
    named = bool(ask.recognised.entities()) and not ask.recognised.mentions
    return moved and named and not spoken and not ask.grammar.size_words.isdisjoint(ask.text)


def _held_to_before(ask: Ask, found: Finding) -> bool:
    """Whether it asks if there are more or fewer than a year before of what is only counted now."""
    fact = ask.release.by_id.get(found.facts[0]) if len(found.facts) == 1 else None
    counted = isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT and fact.compared_with is None
    moves = [word for word in ask.words if word.concepts & MOVES]
    moved = bool(moves) or ask.has("more", "less")
    known = ask.resolver.by_id[fact.id].said if isinstance(fact, Measure) else frozenset()
    own = any(word.concepts & MOVES & known for word in moves)
    yearly = any(word.concepts & {"year on year", "year-on-year", "year", "annual"} for word in ask.words)
    dated = yearly or any(when.year < 0 for when in ask.recognised.periods)
    return counted and moved and dated and not own and not ask.recognised.mentions


def _asks_words(ask: Ask, found: Finding) -> bool:
    """Whether it asks what a firm said, of which the facts report no words: "what did Ansteel say?"."""
    if ask.claims or ask.asks() is None:
        return False
    said = max((place for place, text in enumerate(ask.text) if text in ask.grammar.saying_verbs), default=0)
    asked = max((place for place in range(said) if ask.text[place] in ask.grammar.question_words), default=said)
    named = {word.entity for word in ask.words if word.entity in ask.named_things and asked < word.start < said}
    kinds = ask.release.speaker_kinds
    silent = [name for name in named if name and is_proper(ask, name) and ask.release.entity[name].kind not in kinds]
    facts = (ask.release.by_id.get(name) for name in found.facts)
    return bool(silent) and not any(isinstance(fact, Statement) and fact.speaker for fact in facts)


def _counts_named(ask: Ask, found: Finding, plain: float) -> bool:
    """Whether those that the text names are counted for something else: "how many firms turned up?"."""
    names = found.facts[:1] if found.intent == "count" and found.saying == "named" else ()
    if ask.context.last is not None and {*names} & {*ask.context.last.facts}:
        return False  # they were listed before
    known = [ask.resolver.by_id[name] for name in names]
    named = any("name" in one.called & one.said for one in known)
    sure = found.pattern is not None and found.score >= plain
    return named and not sure and not ask.has("mentioned", "list")


def _asks_of_it(ask: Ask, found: Finding) -> bool:
    """Whether something is named, and asked if it is so-and-so, which is not told: "the funds, were they wasted?"."""
    grammar, text = ask.grammar, ask.text
    if not ask.claims:
        return False
    pronouns = grammar.singular_pronouns | grammar.plural_pronouns
    known = frozenset().union(
        *(ask.resolver.by_id[name].vocabulary for name in found.facts if name in ask.release.by_id)
    )
    for place in range(1, len(text) - 2):
        if text[place - 1] != _COMMA or text[place] not in grammar.auxiliaries or text[place + 1] not in pronouns:
            continue
        if not (grammar.question_words | grammar.saying_verbs | grammar.stating_verbs).isdisjoint(text[place:]):
            continue  # ", is that really what they say?"
        checks, checking = ask.recognised.places("verify", "tag"), grammar.not_words | grammar.wrong_words
        said = [word for word in ask.words if word.start > place + 1 and word.start not in checks]
        said = [word for word in said if word.text.lower() not in checking]
        measured = any(mention.start > place + 1 for mention in ask.recognised.mentions)
        return bool(said) and not measured and all(word.concepts.isdisjoint(known) for word in said)
    return False


def _of_ones_own(ask: Ask, told: Finding) -> bool:
    """Whether it is asked about one that is only called the reader's own: "did my sector grow?"; none is told of."""
    release = ask.release
    if ask.named_things:
        return False
    kinds, language = release.kind, ask.resolver.lexicon.language
    facts = release.facts_among(told.facts)
    things = {name for fact in facts for name in fact.entities}
    things |= {fact.subject for fact in facts if isinstance(fact, Measure)}
    of_kinds = {release.entity[name].kind for name in things if name in release.entity}
    for found in ask.kinds_apart:
        own = found.start and ask.text[found.start - 1] in ask.grammar.own_words
        several = found.name in kinds and ask.text[found.start] in kinds[found.name].plural.get(language, "").split()
        if own and not several and not (ask.context.last is not None and found.name in of_kinds):
            return True
    return False


def _of_somebody_else(ask: Ask, found: Finding) -> bool:
    """Whether those told of before are put forward, and nothing is found of them: "was it them who gave it?"."""
    last, release = ask.context.last, ask.release
    words = [text for text in ask.text if text and text not in ask.grammar.lead_ins]
    pronoun = {*words[_SOON : _SOON + 1]} & ask.grammar.personal_pronouns
    if last is None or found.verdict == "refuted" or not (ask.opens_as_cleft and pronoun):
        return False

    def named(names: Iterable[str]) -> set[str]:
        facts = release.facts_among(names)
        return {entity for fact in facts for entity in fact.entities} - {release.about.home}

    before = named((*last.facts, *last.nearest))
    return bool(before) and before.isdisjoint(named(found.facts))


def _at_ones_own(ask: Ask) -> bool:
    """Whether it is asked about a place that is only called the reader's own: "how fast did it grow in my town?".

    Behind what is asked, at the end of its sentence; not where the place is named: "in our town, Benxi".
    """
    grammar, text = ask.grammar, ask.text
    for place in range(len(text) - 2):
        if text[place] not in grammar.limiting_words or text[place + 1] not in grammar.own_words:
            continue
        nouns = [end for end in range(place + 2, place + 2 + _OWN) if {*text[end : end + 1]} & grammar.local_nouns]
        if not nouns:
            continue
        end = nouns[-1] + 1
        begun = next((before + 1 for before in range(place - 1, -1, -1) if text[before] in _ENDS), 0)
        asked = any(begun <= word.start < place for word in ask.telling)
        asked = asked and not grammar.first_persons.intersection(text[begun:place])
        named = any(end <= word.start <= end + 1 for word in ask.words if word.entity)
        if asked and not named and (end >= len(text) or text[end] in _ENDS):
            return True
    return False


def _in_relation(ask: Ask, found: Finding) -> bool:
    """Whether it puts two things in a relation that no fact tells of: that they overlap, belong together, are alike."""
    overlap = not ask.grammar.relating_verbs.isdisjoint(ask.text) or _overlaps(ask, found) or _belongs(ask, found)
    counted = bool(ask.recognised.mentions)  # "all eight got the same amount"
    numbers = {mention.start for mention in ask.recognised.mentions}
    same = any(cue.end not in numbers for cue in ask.spans("same"))  # "as many as 22"
    alike = same and not ask.free_mentions and (counted or ask.opens_as_claim)
    alone = found.intent in _LOOKED_UP and len(found.facts) == 1 and not ask.recognised.mentions
    told = (found.intent in _TOLD and found.verdict is None) or alone  # "are any of them the same projects?"
    return ask.claims and (overlap or (alike and told))


def _overlaps(ask: Ask, found: Finding) -> bool:
    """Whether one of two groups is said to be in the other as well: "did the loan projects also get bonds?"."""
    facts = ask.release.facts_among(found.facts)
    told = [figure for fact in facts for figure in figures_of(ask.release, fact)]
    counted = [one for one in told if one.value.unit.kind is UnitKind.COUNT]
    sums = [{*(one.formula or "").split()} for one in ask.release.measures if "+" in (one.formula or "")]
    joined = any("+" in (one.formula or "").split() for one in counted) or any(
        {one.id for one in counted} <= parts for parts in sums if len(counted) > 1
    )
    limited = any(mention.comparison is not None for mention in ask.recognised.mentions)
    compares = limited or ask.has("more", "less") or bool(ask.recognised.comparisons)
    return joined and not (ask.has("sum") or compares) and not ask.grammar.additive_words.isdisjoint(ask.text)


def _belongs(ask: Ask, found: Finding) -> bool:
    """Whether things that are only counted are said to be among others: "do they all belong to the 119?"."""
    facts = [ask.release.by_id.get(name) for name in found.facts]
    counted = bool(facts) and all(isinstance(one, Measure) and one.value.unit.kind is UnitKind.COUNT for one in facts)
    return counted and not ask.named_things and not ask.grammar.belonging_verbs.isdisjoint(ask.text)


def _is_mentioned(ask: Ask, found: Finding) -> bool:
    """Whether it only asks if something is mentioned, and that is told: "did officials mention the plant?"."""
    named = ask.named_things
    only = ask.claims and ask.has("mentioned") and not ask.has("max", "min", "second", "more", "less", "only")
    if found.status != "answered" or not only or not (named or ask.telling) or ask.recognised.mentions:
        return False
    known = [ask.resolver.by_id[name].vocabulary for name in found.facts if name in ask.resolver.by_id]
    own = {name for one in found.facts if (fact := ask.release.by_id.get(one)) for name in fact.entities}
    plain = all(word.entity or any(word.concepts & one for one in known) for word in ask.telling)
    return plain and {*named} <= own and not (ask.recognised.negations or ask.recognised.periods)


def _hypothetical(ask: Ask) -> bool:
    """Whether it asks what would be: "if all cities had grown", "suppose that …"."""
    text, grammar = ask.text, ask.grammar
    begins = [0, *(place + 1 for place, word in enumerate(text) if word in _ENDS)]
    opened = {" ".join(text[start : start + length]) for start in begins for length in (1, _SOON)}
    if opened & grammar.hypothetical_openers:
        return True
    for place, word in enumerate(text):
        after = text[place + 1 :]
        personal = {*after[:_SOON]} & (grammar.tag_pronouns | grammar.first_persons)
        if word in grammar.if_words and not personal and not grammar.counterfactuals.isdisjoint(after):
            return True
    return False


def _put_forward(ask: Ask) -> bool:
    """Whether it plainly asks if something is so, and nothing else."""
    plainly = ask.opens_as_claim or ask.recognised.asserted
    return ask.claims and plainly and ask.asks() is None and (ask.recognised.asserted or _ASKS in ask.text)


def _doubts(ask: Ask) -> bool:
    """Whether it asks if something is wrong, so that neither yes nor no would be plain: "is it false that?"."""
    text, grammar = ask.text, ask.grammar
    negated = any(word in grammar.not_words for word in text[_SOON:])
    if negated and ask.opens_as_claim and not ask.says_it_is and not ask.has("verify", "frame"):
        return True  # "did it not narrow?"
    checking = inside_of([cue for cue in ask.spans("verify") if cue.end - cue.start > 1])
    for place, word in enumerate(text):
        if word not in grammar.wrong_words or place in checking:
            continue  # "true or false"
        before, after = text[max(0, place - _SOON) : place], text[place + 1 : place + 2]
        if not ask.opens_as_claim and not grammar.not_words.isdisjoint(before[-1:]):
            continue  # "it is not wrong to say that …"
        beside = {*before, *after}
        alone = not before and (not after or after[0] in _ENDS | {","})
        if not alone and beside.isdisjoint(grammar.or_words | grammar.unwronging_words):
            return True
    return False


def _disbelieves(whole: Ask) -> bool:
    """Whether the reader says that he doubts it, or that somebody does; not "no doubt"."""
    text, grammar = whole.text, whole.grammar
    places = [place for place, word in enumerate(text) if word in grammar.doubting_verbs]
    ends = _ENDS | {_COMMA} | grammar.opposing_words
    places = [
        p for p in places if not ({*text[p + 1 : p + 2]} & grammar.singular_pronouns and {*text[p + 2 : p + 3]} & ends)
    ]
    denying = whole.grammar.negatives | whole.grammar.not_words | whole.grammar.without_words
    return any(denying.isdisjoint(whole.text[max(0, place - _SOON) : place]) for place in places)


def _chooses(ask: Ask, found: Finding) -> bool:
    """Whether two things are put side by side to choose from, of which the fact does not say both."""
    text, grammar, said = ask.text, ask.grammar, ask.recognised
    cues = (cue for cue in said.cues if cue.end - cue.start > 1)
    inside = inside_of((*ask.words, *said.mentions, *said.periods, *said.comparisons, *cues))
    if not (grammar.either_words.isdisjoint(text) or grammar.than_words.isdisjoint(text)):
        return False  # "smaller than either the loans or the bonds"
    fact = ask.release.by_id.get(found.facts[0]) if found.facts else None
    facts = [ask.release.by_id.get(name) for name in found.facts]
    statements = [getattr(one, "statement", {}).get(ask.resolver.lexicon.language, "") for one in facts]
    if any(not grammar.or_words.isdisjoint(statement.lower().split()) for statement in statements):
        return False  # a fact leaves the choice open itself
    own = ask.resolver.by_id[fact.id].said if fact is not None else frozenset()
    words = [word for word in ask.words if not word.soft]
    others = [*said.mentions, *said.periods]
    for place, word in enumerate(text):
        if word not in grammar.or_words or place in inside:
            continue
        end = next((p for p in range(place, len(text)) if text[p] in _ENDS), len(text))
        before = place - 1 if place and not text[place - 1].isalnum() else place
        left = [span for span in (*words, *others) if span.end in (place, before)]
        right = [span for span in (*words, *others) if place < span.start < min(end, place + _NEAR)]
        told = [span for span in (*left, *right[:1]) if isinstance(span, Word) and not span.concepts.isdisjoint(own)]
        named = [span for span in (*left, *right[:1]) if isinstance(span, Word) and span.entity]
        if left and right and (len(told) < len(left) + 1 or len(named) > 1):
            return True
    return False


def _chooses_unit(ask: Ask) -> bool:
    """Whether per cent and points are put side by side, and not with a number: "read as per cent, not as points?"."""
    grammar = ask.grammar
    taken = {place for mention in ask.recognised.mentions for place in range(mention.start, mention.end)}
    said = {text for place, text in enumerate(ask.text) if place not in taken}
    return ask.claims and not (said.isdisjoint(grammar.point_words) or said.isdisjoint(grammar.percent_words))


def _relates(ask: Ask) -> bool:
    """Whether it puts forward that one thing follows from another."""
    text, grammar = ask.text, ask.grammar
    for place, word in enumerate(text):
        joined = not grammar.report_joints.isdisjoint(text[place + 1 : place + 2])
        if word in grammar.meaning_verbs and joined and any(w.start < place for w in ask.telling):
            return True
    return False


_TAKEN_BACK: Final[tuple[tuple[Callable[[Ask, Finding], bool], str, str], ...]] = (
    (lambda ask, _: _hypothetical(ask), "would", "it asks what would be"),
    (gives_cause, "nothing", "what one thing came of is not told"),
    (_picks_counted, "nothing", "those that are only counted are not ranked"),
    (_picks_one_of, "nothing", "of all of them together is told, and of none apart"),
    (_part_of_all, "nothing", "the whole is told, and no part of it"),
    *((rule, "nothing", reason) for rule, reason in ELSEWHERE),
    (_than_untold, "nothing", "what it is held against is not told"),
    (_negated_untold, "nothing", "what is told is of those that are so"),
    (_sums_rates, "operation", "rates make no sum"),
    (_weighs_untold, "nothing", "of these no size is told"),
    (_filters_sum, "nothing", "a sum is put forward, and none of these is one"),
    (_level_of_change, "nothing", "told is by how much it changed, and not how large it is"),
    (_size_of_members, "nothing", "how many there are is told, and not how large they are"),
    (_which_are_they, "nothing", "those that are only counted are not named"),
    (_names_all_told, "nothing", "told are those that the question names itself"),
    (_done_by_when, "nothing", "when it will be finished is not told"),
    (_whom_to_ask, "nothing", "whom to ask is not told"),
    (_of_staff, "nothing", "who it is is not told"),
    (_counts_people, "nothing", "what is only counted is asked for something else"),
    (_counts_otherwise, "nothing", "of what is asked no number is told"),
    (_counts_all, "nothing", "told is how many came to those that were there"),
    (_wants_rates, "nothing", "what is only counted is asked for something else"),
    (_foretold, "nothing", "what will be is not told"),
    (lambda ask, _: ask.has("beyond") and not ask.claims, "operation", "no operation over what is stated"),
    (_of_size, "nothing", "what is told is how they grew, and not how large they are"),
    (_held_to_before, "nothing", "how many there were before is not told"),
    (_asks_words, "nothing", "of what it said nothing is reported"),
    (_beyond_those_named, "nothing", "no others are named"),
    (_of_ones_own, "nothing", "the reader does not say which is meant"),
    (lambda ask, _: _at_ones_own(ask), "nothing", "the reader does not say which is meant"),
    (_asks_of_it, "nothing", "what is asked of it is not told"),
    (relates_untold, "relation", "what the two have to do with each other is not told"),
    (limited_untold, "nothing", "what limits it is nothing that is told"),
    (restricted, "nothing", "of all of them is told, and not of some"),
    (reckons_unasked, "relation", "what the two have to do with each other is not told"),
    (side_untold, "nothing", "why or when it is so is not told"),
    (of_another_pair, "nothing", "how far others are apart is told"),
    (parted_untold, "nothing", "it is told as a whole, and not in these parts"),
    (without_untold, "nothing", "what it is to be without is nothing that is told"),
    (_in_relation, "relation", "it puts two things in a relation that is not stated"),
)
"""What an answer is taken back for, how that is said, and why."""
