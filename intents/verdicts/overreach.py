"""Where a yes or a no would say more than what was found: a claim that is right in its figure, and says more than that.

"Growth was 3.4%, down 0.6 points" has both figures right, and one the wrong way; who said something, whether there
are others beside those named and whether a gap is closed are things of their own. What is put so is refuted where the
facts say the contrary; else what they say is told, and that they say no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from facts.model import Direction, Fact, FactSet, Measure, Statement
from facts.quantity import Truth, UnitKind
from intents.findings import Finding, not_told
from intents.readings.ask import Ask
from intents.readings.lists import open_ended, told_set
from intents.readings.tell import figures_of, says, tell_aspect
from intents.spans.found import CAME, LOOSE, MOVES, OFFICE, PLACE, Mention, Word, inside_of
from intents.verdicts.attributes import has_strange_attribute
from intents.verdicts.deeds import denied_of_other, does_untold, says_of_all
from intents.verdicts.reached import is_settled, taken_as_reached
from intents.verdicts.verify import is_proper, part_told

_UNTOLD: Final = "what it is said to be is not told"
_SOON: Final = 3
_PAIR: Final = 2
_FALL: Final = "fall"
_ENDS: Final = frozenset(",;.?!:")
_LISTED: Final = frozenset({"list", "filter", "count", "lookup", "claim"})
_TELLING: Final = frozenset({"list", "count", "lookup", "claim", "mention", "aspect", "summary"})
"""Findings that tell something as it stands, or judge what is said of it."""
_JUDGING: Final = frozenset({"claim", "count", "aspect", "summary"})
"""Those of them that weigh or sum up what is told."""


def within_reach(ask: Ask, found: Finding, whole: Ask) -> Finding:
    """The finding; refuted, or left open, where the claim says the contrary of what was found, or more than that.

    ``whole`` is the message with what frames it.
    """
    if found.status != "answered":
        return found
    facts = ask.release.facts_among(found.facts)
    told = found.intent in ("lookup", "filter") and bool(ask.release.measures_among(found.facts))
    if _by_whom(whole) and (found.verdict is not None or told or _of_other_figures(ask, facts)):
        return _who_said(ask, found, facts)
    if (
        (found.verdict is not None or found.unsettled)
        and found.intent in {*_TELLING, "filter"}
        and _is_there(ask, facts)
    ):
        return not_told(found.facts, "whether there is such a thing is not told")
    if _puts_foreign(ask, found, facts):
        return not_told(found.facts, "it is put forward of something that the release does not speak of")
    if _asks_cause(ask, found, facts):
        return not_told(found.facts, "no cause of it is told")
    if _asks_kind(ask, facts):
        return not_told(found.facts, "of what kind it is, is not told")
    if found.verdict is None:
        untold = found.unsettled and _asks_what_it_is(ask) and _says_untold(ask, found, facts)
        untold = untold or (found.unsettled and _gives_figure(ask, facts))
        return not_told(found.facts, _UNTOLD) if untold else found
    shared = _shared(ask, found, facts)
    if shared is not None:
        return replace(told_set(ask, shared), verdict="refuted")
    if _undecided(ask, found, facts):
        return replace(found, verdict=None)
    if found.verdict == "supported" and (_in_percent(ask, found, facts) or _contradicts(ask, facts)):
        return replace(found, verdict="refuted")
    common = found.verdict == "refuted" and _by_common_words(ask, found, facts)
    if common or _of_other_then(ask, found, facts) or _of_no_rest(ask, found, facts):
        return not_told(found.facts, _UNTOLD)
    rules = _CONFIRMED if found.verdict == "supported" else _DENIED
    if not any(rule(ask, found, facts) for rule in rules):
        return found
    if _is_said_to_be(ask):
        return not_told(found.facts, _UNTOLD)
    return replace(found, verdict=None, unsettled=True)


def _who_said(ask: Ask, found: Finding, facts: list[Fact]) -> Finding:
    """Who says what was found, where that is told."""
    if any(isinstance(one, Statement) and one.speaker for one in facts) and not _of_other_figures(ask, facts):
        return replace(found, verdict=None)
    told = next((one for one in facts if "who" in one.aspects and not _of_other_figures(ask, facts)), None)
    who = tell_aspect(ask, told, "who") if told is not None else None
    return who or not_told(found.facts, "who says so is not told")


def _of_other_figures(ask: Ask, facts: list[Fact]) -> bool:
    """Whether a number is named that is none of the facts'."""
    return any(_matched(ask, mention, facts) is None for mention in ask.recognised.mentions)


def _shared(ask: Ask, found: Finding, facts: list[Fact]) -> FactSet | None:
    """The list of those of whom something is so, where one of them is said to be alone in it."""
    starts = {word.start for word in ask.words if word.entity}
    before = [cue for cue in ask.spans("only") if cue.end in starts and ask.text[cue.start] in ask.grammar.exclusives]
    only = bool(before) or not ask.grammar.alone_words.isdisjoint(ask.text)  # "it only just exceeded 10%" is no more
    said = ask.recognised.mentions
    held = all(says(mention, fact.value, ask) is Truth.YES for fact in _figures(ask, facts) for mention in said)
    one = facts[0] if len(facts) == 1 and (found.verdict == "supported" or (said and held)) else None
    named = ask.named_things
    if not only or not isinstance(one, Measure) or named != [one.subject] or ask.recognised.negations:
        return None
    listed = [item for item in ask.release.sets if item.condition is not None and one.subject in item.members]
    listed = [item for item in listed if len(item.members) > 1 and item.indicator == one.indicator]
    return max(listed, key=lambda item: (item.condition.low or 0) if item.condition else 0, default=None)


def _figures(ask: Ask, facts: list[Fact]) -> list[Measure]:
    """The figures that the facts tell."""
    return [figure for fact in facts for figure in figures_of(ask.release, fact)]


def _matched(ask: Ask, mention: Mention, facts: list[Fact]) -> Measure | None:
    """The figure of the facts that a number is that of."""
    return next((one for one in _figures(ask, facts) if says(mention, one.value, ask) is Truth.YES), None)


def _clause(ask: Ask, mention: Mention) -> tuple[int, int]:
    """Where the clause that a number stands in begins and ends: at a comma, or a word that joins figures."""
    text, joints = ask.text, ask.grammar.figure_joints | _ENDS
    others = [one for one in ask.recognised.mentions if one is not mention]
    start = next((p + 1 for p in range(mention.start - 1, -1, -1) if text[p] in joints), 0)
    end = next((p for p in range(mention.end, len(text)) if text[p] in joints), len(text))
    start = max([start, *(one.end for one in others if one.end <= mention.start)])
    return start, min([end, *(one.start for one in others if one.start >= mention.end)])


def _contradicts(ask: Ask, facts: list[Fact]) -> bool:
    """Whether a number that is right is put so that it is not."""
    return any(_turned(ask, one, facts) or _counts_percent(ask, one, facts) for one in ask.recognised.mentions)


def _turned(ask: Ask, mention: Mention, facts: list[Fact]) -> bool:
    """Whether a right number is put with a word that says the contrary of what it is: "down 0.6 points"."""
    figure = _matched(ask, mention, facts)
    if figure is None or mention.unit is None or len(ask.recognised.mentions) < 2:
        return False
    start, end = _clause(ask, mention)
    if any(start <= place < end for place in ask.recognised.negations):
        return False
    lexicon, known = ask.resolver.lexicon, ask.resolver.by_id[figure.id]
    own = known.said | known.core
    contrary = any(
        word.concepts.isdisjoint(own) and any(not own.isdisjoint(lexicon.contrary(one)) for one in word.concepts)
        for word in ask.words
        if start <= word.start < end and not word.entity
    )
    opens = not any(start <= word.start < mention.start and not word.soft for word in ask.words)
    fewer = any(mention.end <= cue.start < end for cue in ask.spans("less")) and not ask.has("more")
    apart = figure.value.unit.kind is UnitKind.POINTS and figure.direction is Direction.UP
    return contrary or (opens and fewer and apart and start > 0)


def _reached(ask: Ask, mention: Mention, facts: list[Fact]) -> bool:
    """Whether a number is said to be reached that was exceeded."""
    verb = {*ask.text[max(0, mention.start - 1) : mention.start]}
    figures = [one.value for one in _figures(ask, facts)[:1] if mention.unit in (None, one.value.unit)]
    more = any(one.is_exact and one.value > mention.number for one in figures)
    return more and mention.comparison is None and not verb.isdisjoint(ask.grammar.reaching_verbs)


def _counts_percent(ask: Ask, mention: Mention, facts: list[Fact]) -> bool:
    """Whether a bare number that only a per cent matches is said to be how many there are: "40 out of 75"."""
    figure = _matched(ask, mention, facts)
    bare = mention.unit is None and not mention.fraction and mention.comparison is None
    if figure is None or not bare or figure.value.unit.kind is not UnitKind.PERCENT:
        return False
    counted = any(says(mention, one.value, ask) is Truth.YES for one in _figures(ask, facts) if _counts(one))
    whole = {*ask.text[mention.start - 1 : mention.start]} & ask.grammar.of_words
    return bool(whole) and not counted


def _undecided(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether neither a yes nor a no would be plain: a gap against an earlier one, a double denial, an order."""
    grammar, text = ask.grammar, ask.text
    weighs = ask.has("more", "less") and not ask.recognised.mentions
    than = ask.than_place
    past = not grammar.then_words.isdisjoint(text) or any(when.year < 0 for when in ask.recognised.periods)
    both = ask.has("more") and ask.has("less") and not grammar.opposing_words.isdisjoint(text)
    if both and found.verdict == "refuted":
        return True  # "the loans come to more, although fewer projects got them"
    looked = found.intent in ("lookup", "claim", "aspect", "mention")
    if looked and found.verdict == "refuted" and any(_reached(ask, one, facts) for one in ask.recognised.mentions):
        return True  # "did growth reach 3%?", and it was more
    if looked and weighs and (past and than == len(text)):
        return True  # "was the share bigger a year ago?"
    if looked and weighs and past and found.verdict == "refuted":
        return True  # "is growth better than before?"
    down = [one for one in facts if isinstance(one, Measure) and one.direction is Direction.DOWN]
    if looked and weighs and down and len(down) == len(facts) and (ask.recognised.periods or past):
        return True  # "the gap is now smaller than in January to August"
    nil = found.verdict == "refuted" and not grammar.nil_words.isdisjoint(text)
    if nil and any(place > 0 for place in ask.recognised.negations):
        return True  # "growth was not negative"
    first = grammar.opening(text) or 0
    figures = {mention.start for mention in ask.recognised.mentions}
    denied = {place + 1 for place, word in enumerate(text) if word in grammar.not_words and place > first + 1}
    if text and text[first] in grammar.auxiliaries and "?" in text and denied & figures:
        return True  # "was growth not 3.4%?" expects a yes or a no, as it is said
    named = [word.start for word in ask.words if word.entity in ask.named_things]
    if found.intent == "filter" and weighs and named and all(place > than for place in named):
        return True  # "industry as a whole grew faster than metallurgy"
    compares = found.intent == "compare" and found.verdict == "supported"
    weighing = min((cue.start for cue in ask.spans("more", "less")), default=0)
    given = (one for one in ask.recognised.mentions if one.unit is not None and one.comparison is None)
    rates = [one for one in given if one.end <= weighing]
    joined = any(not grammar.figure_joints.isdisjoint(text[one.end : weighing]) for one in rates)
    if compares and joined and len(rates) == len(ask.recognised.mentions):
        return True  # "fixed asset investment rose by 8.9% and industrial investment by less"
    told = ask.release.measures_among(found.facts)
    cues = sorted(cue.end for cue in ask.spans("more", "less"))[:1]
    numbers = found.intent == "compare" and bool(told) and all(_counts(one) for one in told)
    if numbers and _weighs_money(ask):
        return True  # "they brought in more cash, since it was 38 projects against 8"
    money = bool(told) and all(one.value.unit.kind is UnitKind.MONEY for one in told)
    counted = [word for word in ask.words if word.start in cues and ask.resolver.counted_nouns([word])]
    return found.intent == "compare" and money and bool(counted)  # "did more projects get loans than bond money?"


def _weighs_money(ask: Ask) -> bool:
    """Whether it is money of which there is said to be more or less: "more cash"."""
    ends = [cue.end for cue in ask.spans("more", "less")]
    return any(not ask.grammar.money_words.isdisjoint(ask.text[end : end + 1]) for end in ends)


def _in_percent(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether rates are said to be so many per cent apart, and it is points: "4.1% higher"."""
    rates = [one for one in facts if isinstance(one, Measure) and one.value.unit.kind is UnitKind.PERCENT]
    percent = [one for one in ask.recognised.mentions if one.unit is not None and one.unit.kind is UnitKind.PERCENT]
    weighs = found.intent == "compare" and ask.has("more", "less", "difference")
    if not weighs or len(rates) != len(facts) or len(rates) != _PAIR or len(percent) != 1 or percent[0].fraction:
        return False
    apart = abs(rates[0].value.value - rates[1].value.value) if all(one.value.is_exact for one in rates) else None
    return apart == percent[0].number and _matched(ask, percent[0], facts) is None


# What is confirmed too soon


def _of_each(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether something is said of all of which only told is how many there are: "all grew by more than 3%"."""
    counted = bool(facts) and all(
        isinstance(one, FactSet) or (isinstance(one, Measure) and (part_told(ask.release, one) or _counts(one)))
        for one in facts
    )
    limits = [one for one in ask.recognised.mentions if one.unit is not None and one.unit.kind is UnitKind.PERCENT]
    limited = any(not one.fraction and (one.comparison or _matched(ask, one, facts) is None) for one in limits)
    return counted and ask.has("every") and limited and found.intent in _LISTED


def _counts(measure: Measure) -> bool:
    return measure.value.unit.kind is UnitKind.COUNT


def _grown_by_share(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a share is put as a growth: "30 of the industries grew 75%"."""
    before = ask.grammar.amount_prepositions | ask.grammar.goal_prepositions
    for mention in ask.recognised.mentions:
        figure = _matched(ask, mention, facts)
        share = figure is not None and figure.value.unit.kind is UnitKind.PERCENT and figure.direction is Direction.NONE
        if not share or mention.unit is None:
            continue
        place = mention.start - (ask.text[mention.start - 1] in before if mention.start else 0)
        within = any(mention.start <= w.start < mention.end and not w.concepts.isdisjoint(MOVES) for w in ask.words)
        if within or any(word.end == place and not word.concepts.isdisjoint(MOVES) for word in ask.words):
            return True
    return False


def _as_share(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a right figure is put as a share of something, and it is none: "the share was 3.4%"."""
    told = [one for mention in ask.recognised.mentions if (one := _matched(ask, mention, facts)) is not None]
    shares = [one for one in _figures(ask, facts) if _is_share(ask, one)]
    nouns = [word for word in ask.words if "share" in word.concepts and word.start]
    spoken = any(ask.text[word.start - 1] in ask.grammar.determiners for word in nouns)
    return spoken and bool(told) and not shares


def _is_share(ask: Ask, measure: Measure) -> bool:
    """Whether a figure is a share of something."""
    percent = measure.value.unit.kind is UnitKind.PERCENT
    named = "share" in ask.resolver.by_id[measure.id].called
    return percent and (named or measure.direction is Direction.NONE or part_told(ask.release, measure) is not None)


def _of_share(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether what a share rose by is put as a rise of the thing itself: "investment rose by 1.5 points"."""
    said = ask.recognised.mentions[0] if len(ask.recognised.mentions) == 1 else None
    figure = _matched(ask, said, facts) if said is not None else None
    if figure is None or figure.value.unit.kind is not UnitKind.POINTS:
        return False
    said_of = ask.resolver.by_id[figure.id].said
    spoken = any("share" in word.concepts for word in ask.words) or ask.has("share", "percent")
    return "share" in said_of and not spoken


def _completed(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether what only became less is said to be gone: "has the gap closed?"."""
    grammar = ask.grammar
    narrowed = any(isinstance(one, Measure) and one.direction is Direction.DOWN for one in facts)
    said = [place for place, text in enumerate(ask.text) if text in grammar.completing_words]
    on = [place for place in said if not grammar.zeroing_words.isdisjoint(ask.text[place + 1 : place + 2])]
    return narrowed and len(said) > len(on) and not ask.recognised.mentions


def _as_move(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a level is put as a move, "loans fell by 910 million", or a rise as a fall: "growth fell to 3.4%"."""
    for mention in ask.recognised.mentions:
        figure = _matched(ask, mention, facts)
        place = mention.start - 1
        by, to = ({*ask.text[place : place + 1]} & prepositions for prepositions in _prepositions(ask))
        moved = [word for word in ask.words if word.end == place and not word.concepts.isdisjoint(MOVES)]
        if figure is None or place < 1 or not (by or to) or not moved:
            continue
        if figure.direction is Direction.NONE and figure.value.unit.kind is not UnitKind.POINTS:
            return True
        if to and figure.direction is Direction.UP and any(_FALL in word.concepts for word in moved):
            return True
    return False


def _prepositions(ask: Ask) -> tuple[frozenset[str], frozenset[str]]:
    """What stands before what something moved by, and before what it came to."""
    return frozenset(ask.grammar.amount_prepositions), frozenset(ask.grammar.goal_prepositions)


def _only_added(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether those that came to others are said to be all there are: "there are 302 enterprises"."""
    words = [text for text in ask.text if text.isalpha()]
    exists = words[1:2] != [] and words[0] in ask.grammar.here_words and words[1] in ask.grammar.finite_auxiliaries
    own = any(_has_before(ask, mention) for mention in ask.recognised.mentions)
    told = [one for one in facts if isinstance(one, Measure) and _counts(one) and one.formula is None]
    came = [CAME & ask.resolver.by_id[one.id].said for one in told]
    said = any(not word.concepts.isdisjoint(CAME) for word in ask.words)
    return (exists or own) and len(told) == len(facts) == 1 and bool(came[0]) and not said


def _has_before(ask: Ask, mention: Mention) -> bool:
    """Whether a number is said to be had: "Liaoning has 302"."""
    return not ask.grammar.owning_verbs.isdisjoint(ask.text[max(0, mention.start - _PAIR) : mention.start])


def _of_other_whole(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a share is said to be of another whole than it is: "40% of value added"."""
    for mention in ask.recognised.mentions:
        figure = _matched(ask, mention, facts)
        follows = ask.text[mention.end : mention.end + 1]
        if figure is None or figure.value.unit.kind is not UnitKind.PERCENT or not {*follows} & ask.grammar.of_words:
            continue
        _, end = _clause(ask, mention)
        known = ask.resolver.by_id[figure.id].said | ask.resolver.common
        behind = [word for word in ask.telling if mention.end < word.start < min(end, mention.end + _SOON + _PAIR)]
        if any(word.concepts.isdisjoint(known) for word in behind[:1] if not word.entity):
            return True
    return False


def _of_other_base(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a change since an earlier part of the year is put as one since the year before."""
    figures = [one for mention in ask.recognised.mentions if (one := _matched(ask, mention, facts)) is not None]
    return any(one.compared_with for one in figures) and any(when.year < 0 for when in ask.recognised.periods)


def _by_other_means(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a thing that is counted elsewhere is put into what is told: "regained by the meetings"."""
    if found.intent not in ("lookup", "claim") or not ask.recognised.mentions:
        return False
    own = frozenset[str]()
    for one in (*facts, *_figures(ask, facts)):
        own |= ask.resolver.by_id[one.id].said | ask.resolver.by_id[one.id].core
    counted = [word for word in ask.telling if not word.entity and ask.resolver.counted_nouns([word])]
    return any(word.concepts.isdisjoint(own) for word in counted)


def _counted_otherwise(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a right number is said to count other things than it does: "625 state-level projects", "38 companies"."""
    for mention in ask.recognised.mentions:
        figure = _matched(ask, mention, facts)
        if figure is None or mention.unit is not None or figure.value.unit.kind is not UnitKind.COUNT:
            continue
        nouns, own = ask.resolver.nouns_of(figure.value.unit.name), ask.resolver.by_id[figure.id].said
        start, end = _clause(ask, mention)
        if any(start <= w.start < mention.start and not w.concepts.isdisjoint(nouns) for w in ask.words):
            continue  # "loan projects 8, bond projects 38"
        behind = [w for w in ask.words if mention.end <= w.start <= min(end, mention.end + _SOON) and not w.entity]
        noun = next((place for place, w in enumerate(behind) if not w.concepts.isdisjoint(nouns)), None)
        if noun is None and any(ask.resolver.counted_nouns([word]) for word in behind):
            return True
        known = own | ask.resolver.common
        if any(not w.soft and w.concepts and w.concepts.isdisjoint(known) for w in behind[:noun] if noun is not None):
            return True
    return False


def _by_whom(whole: Ask) -> bool:
    """Whether it is asked who says so: that it is so is no answer."""
    words = whole.words_said
    asks = bool(words) and words[0] in whole.grammar.who_where_words
    saying = whole.grammar.saying_verbs | whole.grammar.telling_verbs | whole.grammar.pledging_verbs
    reported = any(cue.start <= _PAIR for cue in whole.spans("report"))
    return asks and (reported or not saying.isdisjoint(words[1:_SOON]))


def _said_by_silent(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether one who is only named is said to have said or promised it: "did Ansteel announce …"."""
    kinds = ask.release.speaker_kinds
    says_so = ask.grammar.saying_verbs | ask.grammar.telling_verbs | ask.grammar.pledging_verbs
    if any(isinstance(one, Statement) and one.speaker in ask.named_things for one in facts):
        return False
    for word in ask.words:
        name = word.entity if word.entity in ask.named_things else None
        silent = name is not None and is_proper(ask, name) and ask.release.entity[name].kind not in kinds
        placed = not ask.grammar.limiting_words.isdisjoint(ask.text[max(0, word.start - 1) : word.start])
        if silent and not placed and not says_so.isdisjoint(ask.text[word.end : word.end + _SOON]):
            return True
    return False


def _others(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether it is said that there are others, or that there are none, where the release does not tell."""
    words = ask.grammar.other_words | ask.grammar.else_words
    numbered = {place for one in ask.recognised.mentions for place in (one.start - 1, one.end)}  # "the two other"
    other = any(text in words and place not in numbered for place, text in enumerate(ask.text))
    only = any(ask.text[cue.start] in ask.grammar.exclusives for cue in ask.spans("only"))
    item = facts[0] if facts else None
    only = only and not ask.recognised.negations  # "Dandong is not the only one"
    listed = isinstance(item, FactSet) and bool(item.members)
    members = listed and (other or (isinstance(item, FactSet) and not item.complete))
    bounded = [one for one in facts if isinstance(one, Measure) and not one.value.is_exact]
    kinds = {ask.release.entity[one.subject].kind for one in bounded if one.subject in ask.release.entity}
    open_ = found.intent == "filter" and any(open_ended(ask, kind) for kind in kinds)
    excepted = bool(ask.taken_out) and listed
    return (members or open_) and (other or only or excepted) and not _counted_whole(ask, item)


def _no_others(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether it is said that there are no others, where the release does not tell."""
    words = ask.grammar.other_words | ask.grammar.else_words
    item = facts[0] if len(facts) == 1 else None
    strange = isinstance(item, FactSet) and item.complete and bool({*ask.named_things} - {*item.members})
    return not (words.isdisjoint(ask.text) or strange) and _others(ask, found, facts)


def _counted_whole(ask: Ask, item: Fact | None) -> bool:
    """Whether the release says itself how many belong to a list."""
    return (
        isinstance(item, FactSet)
        and item.size is not None
        and len(item.members) == ask.release.measure(item.size).value.low
    )


def _in_order(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether those that are only listed are put in an order, or said to have grown."""
    item = facts[0] if len(facts) == 1 else None
    if not isinstance(item, FactSet) or item.indicator is not None or not item.members:
        return False
    at = [word.start for word in ask.words if word.entity in item.members]
    between = len(at) > 1 and any(min(at) < cue.start < max(at) for cue in ask.spans("more", "less"))
    ranked = between or (len(at) == 1 and bool(ask.grammar.places.keys() & {*ask.text}))
    moved = any(not word.concepts.isdisjoint(MOVES) for word in ask.telling)
    they = ask.context.last is not None and not ask.grammar.plural_pronouns.isdisjoint(ask.text)
    return (they or bool({*item.members} & {*ask.named_things})) and bool(ranked or moved)


def _as_highest(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether things that are only told of are said to be first or last in something: "the richest cities"."""
    if found.intent not in _TELLING - _JUDGING or ask.has("more", "less") or ask.recognised.mentions:
        return False
    own = ask.resolver.said_of(one.id for one in [*facts, *_figures(ask, facts)])
    for cue in ask.spans("max", "min"):
        inside = [word for word in ask.words if word.start < cue.end and cue.start < word.end]
        ranked = cue.start > 0 and ask.text[cue.start - 1] in ask.grammar.definite_articles
        if ranked and not any(word.concepts & own for word in inside) and not ask.is_soft(cue):
            return True
    return False


def _says_untold(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether what is said of something, at the end, is a word that what is told has not: "were the loans safe?"."""
    if found.explained or ask.recognised.mentions or found.intent not in _TELLING:
        return False
    if ask.has("more", "less", "same", "mentioned", "every", "majority", "minority"):
        return False
    if ask.recognised.periods and not ask.grammar.copulas.isdisjoint(ask.text):
        return False  # "the push was a September affair"
    complements = _complements(ask)
    last = _last_said(ask, complements)
    if last is None or last.entity or any(kind.start <= last.start < kind.end for kind in ask.recognised.kinds):
        return False
    if ask.text[last.start] in ask.grammar.figure_nouns:
        return False  # "since the August figures"
    known = frozenset[str](MOVES) | (frozenset[str]() if last.soft else ask.resolver.common)
    if any(isinstance(one, Measure) and one.direction is not Direction.NONE for one in facts):
        known |= ask.resolver.lexicon.polar
    if not (last.soft or last.start in complements):
        known = known.union(*(ask.resolver.by_id[one.id].core for one in facts))
    return last.concepts.isdisjoint(known | ask.resolver.said_of(one.id for one in facts))


def _is_there(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether it is asked if something has, or if there is for it, what the facts have no word for: "a deadline?"."""
    grammar, texts = ask.grammar, ask.text
    having = grammar.owning_verbs | {phrase.split()[-1] for phrase in grammar.existence_openings}
    articles = grammar.indefinite_articles | grammar.any_words
    place = next(
        (n for n, text in enumerate(texts) if text in articles and not having.isdisjoint(texts[max(0, n - _PAIR) : n])),
        None,
    )
    if place is None:
        return False
    ends = grammar.limiting_words | grammar.of_words | grammar.finite_auxiliaries | _ENDS
    end = next((n for n in range(place + 1, len(texts)) if texts[n] in ends), len(texts))
    named = [word for word in ask.words if place < word.start < end]
    if not named or any(word.entity or word.start in inside_of(ask.recognised.kinds) for word in named):
        return False
    if not grammar.first_persons.isdisjoint(texts[:place]):
        return False  # "I have a small workshop"
    known = ask.resolver.common.union(
        *(ask.resolver.by_id[one.id].core | ask.resolver.by_id[one.id].said for one in facts)
    )
    return named[-1].concepts.isdisjoint(known.union(ask.resolver.directions))


def _of_other_then(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether another thing is spoken of than the one of which that time is told: "Dandong, from January to August"."""
    fact = facts[0] if facts else None
    own = isinstance(fact, Measure) and fact.period not in (None, ask.release.about.period)
    if found.verdict != "refuted" or not isinstance(fact, Measure) or not own or not ask.recognised.periods:
        return False
    if {*ask.named_things} - ask.release.names_of(fact.id):
        return True
    known = ask.resolver.by_id[fact.id]
    others = ask.resolver.said_of(one.id for one in ask.release.facts() if one.id != fact.id)
    dated = ask.dated_places
    telling = [word for word in ask.telling if word.start not in dated and not word.entity]
    said = known.said | known.core | known.called | ask.resolver.directions
    return any(word.concepts & others and word.concepts.isdisjoint(said) for word in telling)


def _is_said_to_be(ask: Ask) -> bool:
    """Whether something is said to be of some kind: "were the loans safe?"."""
    complements = _complements(ask)
    last = _last_said(ask, complements)
    return last is not None and last.start in complements


def _puts_foreign(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a claim speaks of something foreign to the release that nothing told says: "he promised lower taxes"."""
    if not ask.claims or found.intent not in _TELLING or ask.recognised.mentions or found.verdict == "supported":
        return False
    if any(isinstance(fact, FactSet) for fact in facts):
        return False  # who belongs to it is told
    known = ask.resolver.common | ask.resolver.vocabulary_of(fact.id for fact in facts)
    aside = ask.recognised.places("report", "frame", "verify", "tag")
    foreign = [word for word in ask.telling if word.foil not in (None, OFFICE, LOOSE, PLACE) and not word.entity]
    return any(word.start not in aside and word.concepts.isdisjoint(known) for word in foreign)


def _asks_cause(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a rate is told where its cause is asked for: "what is driving the growth of consumer goods?"."""
    opening = [ask.text[cue.start] for cue in ask.spans("why") if cue.end - cue.start > 1]
    if ask.claims or ask.grammar.question_words.isdisjoint(opening) or len(facts) != 1:
        return False
    if found.intent != "lookup" or found.verdict is not None:
        return False
    return isinstance(facts[0], Measure) and facts[0].value.unit.kind in (UnitKind.PERCENT, UnitKind.POINTS)


def _asks_kind(ask: Ask, facts: list[Fact]) -> bool:
    """Whether it is asked of what kind something is, and a rate of it is told: "what kind of machines?"."""
    grammar, texts = ask.grammar, ask.words_said
    pairs = [" ".join(texts[n : n + _PAIR]) for n in range(len(texts))]
    place = next((n for n, pair in enumerate(pairs) if pair in grammar.sorting_phrases), 0)
    verbs = grammar.auxiliaries | {ask.text[cue.start] for cue in ask.spans("asserts")}
    moved = any(word.concepts & MOVES for word in ask.words)
    asks = place and texts[place - 1] in grammar.choosing_words | grammar.question_words
    if not asks or moved or ask.recognised.mentions or not verbs.isdisjoint(texts) or len(facts) != 1:
        return False
    fact = facts[0]
    return isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.PERCENT


def _asks_what_it_is(ask: Ask) -> bool:
    """Whether it is asked of something if it is of some kind: "is the plant a joint venture?"."""
    return not ask.grammar.copulas.isdisjoint(ask.words_said[:1]) and _is_said_to_be(ask)


def _complements(ask: Ask) -> set[int]:
    """Where words stand that may be what something is said to be: behind its verb, or anywhere after "is it …?"."""
    copulas = ask.grammar.copulas
    if not copulas.isdisjoint(ask.words_said[:1]):
        return {word.start for word in ask.words}
    return {word.start for word in ask.words if {*ask.text[max(0, word.start - _PAIR) : word.start]} & copulas}


def _last_said(ask: Ask, complements: set[int]) -> Word | None:
    """The last word of a claim that says something, before what asks to confirm it."""
    grammar = ask.grammar
    tags = ask.recognised.places("tag", "report") - complements  # "safe?" may ask, and not "was it safe?"
    aside = tags | inside_of(ask.spans("tag", "report", "verify", "frame"))
    words = [word for word in ask.words if word.start not in aside and ask.text[word.start] not in grammar.not_words]
    first = min((word.start for word in words if not word.soft), default=0)
    end = next((place for place in range(first, len(ask.text)) if ask.text[place] in _ENDS), len(ask.text))
    closing = grammar.closing_words | grammar.limiting_words | grammar.pro_nouns | grammar.plural_pro_nouns
    closing |= grammar.list_pronouns | grammar.any_words
    closing |= frozenset() if len(complements) == len(ask.words) else grammar.saying_verbs
    said = [word for word in words if word.start < end and not {*word.text.lower().split()} <= closing]
    return max(said, key=lambda word: word.start, default=None)


def _in_office(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether somebody is said to hold another office than is told: "is he the boss of the department?"."""
    own = ask.resolver.said_of(one.id for one in facts)
    offices, articles = ask.resolver.lexicon.foils.get(OFFICE, ()), ask.grammar.definite_articles
    return any(
        (word.foil == OFFICE or (word.text.lower() in offices and {*ask.text[word.start - 1 : word.start]} & articles))
        and word.concepts.isdisjoint(own)
        for word in ask.words
    )


def _as_success(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether what was done is said to have had its effect: "did the funds work?"."""
    done = [place for place, text in enumerate(ask.text) if text in ask.grammar.succeeding_words]
    if not done or found.intent not in _TELLING | _LISTED:
        return False
    end = next((place for place in range(done[-1] + 1, len(ask.text)) if ask.text[place] in _ENDS), len(ask.text))
    spans = (*ask.telling, *ask.recognised.mentions, *ask.recognised.kinds)
    return not any(done[-1] < span.start < end for span in spans)  # "to boost effective investment"


def _gives_figure(ask: Ask, facts: list[Fact]) -> bool:
    """Whether a figure that no fact has is put forward of what is told without any: "he promised 5% for the year"."""
    plain = bool(facts) and all(isinstance(one, Statement) for one in facts) and not _figures(ask, facts)
    valued = [one for one in ask.recognised.mentions if one.unit is not None and not one.fraction]
    measures = ask.release.measures
    return plain and any(all(says(one, m.value, ask) is not Truth.YES for m in measures) for one in valued)


def _moved(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether something is said to have gone up or down, of which no fact speaks: "they met to cut purchases"."""
    if not all(isinstance(one, Statement) for one in facts) or _figures(ask, facts):
        return False
    known = ask.resolver.vocabulary_of(one.id for one in facts)
    words = [word for word in ask.words if word.concepts & MOVES and not word.soft]
    return any(word.concepts.isdisjoint(known) for word in words)


# What is denied too soon


def _of_the_same(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether something is said of those that are counted as another group: "were the 119 completed?"."""
    told = figures_of(ask.release, facts[0]) if facts else []
    openers = ask.grammar.definite_articles | ask.grammar.all_words
    for mention in ask.recognised.mentions:
        before = {*ask.text[mention.start - 1 : mention.start]} if mention.start else set()
        others = [one for one in _figures(ask, facts[1:]) if one not in told]
        of_other = mention.unit is None and any(says(mention, one.value, ask) is Truth.YES for one in others)
        if of_other and not before.isdisjoint(openers):
            return True
    return False


def _counts_of_rate(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether so many of a kind are put forward, and what is told is a rate: "did 11 of 14 grow until August?"."""
    figures = _figures(ask, facts[:1])
    kinds = {kind.start for kind in ask.recognised.kinds}
    said = ask.recognised.mentions
    counted = any(one.end in kinds for one in said) and all(one.unit is None and not one.decimals for one in said)
    return counted and bool(figures) and figures[0].value.unit.kind is UnitKind.PERCENT and found.intent == "lookup"


def _by_part(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether a part is put of what is told in points: "did the gap narrow by half?"."""
    figures = _figures(ask, facts[:1])
    points = bool(figures) and figures[0].value.unit.kind is UnitKind.POINTS
    percent = ask.grammar.percent_words
    return points and any(
        one.unit is not None
        and one.unit.kind is UnitKind.PERCENT
        and (one.fraction or percent.isdisjoint(ask.text[one.start : one.end]))
        for one in ask.recognised.mentions
    )


Rule = Callable[[Ask, Finding, "list[Fact]"], bool]


def _qualified(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether it is said to have been foreseen, of a time of day, or of a rhythm, of which no fact speaks."""
    language = ask.resolver.lexicon.language
    told = " ".join(fact.statement.get(language, "").lower() for fact in facts)
    phrases = {phrase for phrase in ask.grammar.qualifying_phrases if phrase not in told}
    return ask.recognised.says(phrases)


def _only_aimed_at(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether what is only aimed at is put as what came about: "did confidence go up?"."""
    ors = [place for place, text in enumerate(ask.text) if text in ask.grammar.or_words]
    wished = any(cue.start > place for place in ors[:1] for cue in ask.spans("intended"))
    if wished and any(not is_settled(fact) for fact in facts):
        return True  # "did they make more, or did they say they would?"
    return found.intent in _TELLING and taken_as_reached(ask, facts)


def _as_fallen(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether those that did not rise, or so many of them, are said to have fallen: "and the rest shrank"."""
    fell = any(word.concepts & (MOVES - {"grow"}) for word in ask.telling)
    counts = [fact for fact in facts if isinstance(fact, Measure) and fact.value.unit.kind is UnitKind.COUNT]
    parts = {part[0].id: part[0] for fact in facts if (part := part_told(ask.release, fact)) is not None}
    if not fell or not parts or ask.recognised.negations:
        return False
    left = []
    for item in parts.values():
        whole = ask.release.by_id.get(item.within or "")
        sizes = [one.size for one in (whole, item) if isinstance(one, FactSet)]
        if len(sizes) == _PAIR and all(sizes):
            total, own = (ask.release.measure(size or "").value.low for size in sizes)
            left += [total - own] if total is not None and own is not None else []
    told = {count.value.low for count in counts}
    said = [mention.number for mention in ask.recognised.mentions if mention.unit is None]
    return ask.has("rest") or any(number not in told and any(number <= rest for rest in left) for number in said)


def _of_no_rest(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether something is said of "the rest", and what was found is no part of anything: "did the rest shrink?"."""
    of_them = any(not ask.grammar.of_words.isdisjoint(ask.text[cue.end : cue.end + 1]) for cue in ask.spans("rest"))
    bare = ask.has("rest") and not (of_them or ask.recognised.kinds or ask.recognised.mentions or ask.named_things)
    single = found.intent in ("lookup", "claim") and ask.context.last is None
    return bare and single and all(part_told(ask.release, fact) is None for fact in facts)


_CONFIRMED: Final[tuple[Rule, ...]] = (
    _only_aimed_at,
    _as_fallen,
    _qualified,
    _as_move,
    _only_added,
    _of_other_whole,
    _of_other_base,
    _of_each,
    _grown_by_share,
    _as_share,
    _of_share,
    _completed,
    _by_other_means,
    _counted_otherwise,
    _said_by_silent,
    _others,
    _in_order,
    _as_highest,
    _as_success,
    _in_office,
    _says_untold,
    lambda ask, found, _: has_strange_attribute(ask, found),
    does_untold,
    says_of_all,
    _moved,
)


def _by_common_words(ask: Ask, found: Finding, facts: list[Fact]) -> bool:
    """Whether one is denied to belong to a set of which no word is said: "will there be a new factory in Liaoyang?"."""
    item = facts[0] if len(facts) == 1 and found.intent == "list" else None
    if not isinstance(item, FactSet) or ask.recognised.mentions or ask.context.last is not None:
        return False
    if not {*item.members}.isdisjoint(ask.named_things):
        return False
    own = ask.resolver.by_id[item.id].core - ask.resolver.common - MOVES - CAME
    own -= frozenset().union(*(word.concepts for word in ask.words if word.entity))
    return all(word.concepts.isdisjoint(own) for word in ask.words)


_DENIED: Final[tuple[Rule, ...]] = (
    _as_fallen,
    _qualified,
    _of_the_same,
    _no_others,
    _by_part,
    _counts_of_rate,
    denied_of_other,
)
