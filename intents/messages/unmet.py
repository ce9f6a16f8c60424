"""What is asked of a query's facts, or put forward of them, that they do not meet: another part, body, kind or whole.

A wording proposes; each of these looks for one thing in the question that what was found leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from facts.model import Fact, FactSet, Measure, Release, Statement
from facts.quantity import Comparison, Truth, UnitKind
from facts.query import rows
from intents.findings import Finding
from intents.matching.queries import Query, carry_out
from intents.readings.ask import DEMANDING_CUES, Ask
from intents.readings.claims import quantified
from intents.readings.claims import verdict as claimed
from intents.readings.lists import filtered
from intents.readings.tell import counts, figures_of, says, tell_fact, wants_other_kind
from intents.spans.found import LOOSE, OFFICE, Mention, When, Word
from intents.verdicts.verify import Evidence, wholes
from intents.vocabulary.lexicon import stems_of
from intents.vocabulary.normalise import is_word

_EARLY: Final = 1
_MOST_BEFORE_NOUN: Final = 8
"""Words within which, after the question word, stands what is asked for."""
_MOVING: Final = frozenset({"grow", "fall", "percent", "change", "year", "annual"})
_SHORTEST_NAME: Final = 2
_SOON: Final = 2
"""Where a question begins, one small word aside."""


def gives_number(ask: Ask, found: Finding | None) -> bool:
    """Whether a claim gives the number of what a silence lies beside: "half a dozen cities outran the nation"."""
    near = found.nearest if found is not None else ()
    figures = [figure for name in near for figure in figures_of(ask.release, ask.release.by_id[name])]
    return ask.claims and any(counts(ask, one, figure) for one in ask.recognised.mentions for figure in figures)


def has_figure(ask: Ask, found: Finding) -> bool:
    """Whether one of the numbers of a claim is that of what was found."""
    own = ask.release.measures_among(found.facts[:1])
    return any(says(mention, one.value, ask) is Truth.YES for mention in ask.recognised.mentions for one in own)


def facts_beside(release: Release, names: Sequence[str]) -> set[str]:
    """Facts, and how many there are of what those that are sets hold."""
    sets = [fact for name in names if isinstance(fact := release.by_id.get(name), FactSet)]
    return {*names, *(item.size for item in sets if item.size)}


def follows_from(release: Release, names: Sequence[str]) -> set[str]:
    """The facts that these are told beside, and from which they follow."""
    facts = [release.by_id[name] for name in names]
    parts = {part for fact in facts for part in release.parts_of(fact)}
    return parts | {one.id for fact in facts for one in figures_of(release, fact)}


def of_other_kind(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether nothing that is named is of the kind from which it is chosen: "Dalian is the slowest sector"."""
    kinds = {ask.release.entity[name].kind for name in ask.named_things}
    chosen = {ask.release.entity[one.subject].kind for one in ask.release.measures_among([f.id for f in facts])}
    return bool(kinds) and kinds.isdisjoint(chosen)


def by_figure(ask: Ask, found: Finding) -> Finding | None:
    """That a figure is of something else than is put forward of it: "the 3.4% is GDP growth"."""
    said = ask.recognised.mentions
    opens = bool(said) and said[0].start == 1 and ask.text[0] in ask.grammar.definite_articles
    if not ask.claims or len(said) != 1 or not (opens or ask.is_cleft):
        return None
    near = ask.release.measures_among(found.nearest)
    fact = next((one for one in near if said[0].unit is not None and says(said[0], one.value, ask) is Truth.YES), None)
    return replace(tell_fact(ask, fact), verdict="refuted", query=found.query) if fact is not None else None


def of_other_office(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether a person is said to be of another office or firm than the one told: "isn't he the Ansteel man?"."""
    fact = facts[0] if len(facts) == 1 and query.verb == "tell" and query.aspect is None else None
    person = next((w for w in ask.words if isinstance(fact, Statement) and w.entity in {*fact.entities}), None)
    if fact is None or person is None or person.entity not in ask.release.speakers or not ask.claims:
        return False
    if any(place >= _SOON for place in ask.recognised.negations):
        return False
    bodies = {ask.release.entity[name].kind for name in fact.entities} - {ask.release.entity[person.entity].kind}
    kinds = bodies | {one for kind in ask.release.kinds if bodies & {*kind.contains} for one in kind.contains}
    small = ask.grammar.auxiliaries | ask.grammar.determiners | ask.grammar.not_words | ask.grammar.of_words
    for word in ask.words:
        known = ask.release.entity.get(word.entity or "")
        other = word.foil == OFFICE or (known and known.kind in kinds and known.id not in fact.entities)
        between = range(person.end, word.start)
        passed = {place for one in ask.words if one.soft for place in range(one.start, one.end)}
        if other and word.start >= person.end and all(ask.text[p] in small or p in passed for p in between):
            return True
    return False


def contrary(ask: Ask, word: Word, facts: Sequence[Fact]) -> bool:
    """Whether a claim says the contrary of what the facts say in a word that they do not know: "county-level"."""
    said = ask.resolver.said_of(fact.id for fact in facts)
    contrary = frozenset(one for concept in word.concepts for one in ask.resolver.lexicon.contrary(concept))
    return ask.claims and not ask.recognised.negations and bool(contrary & said)


def not_only(ask: Ask, query: Query, found: Finding) -> Finding | None:
    """That a thing is not the only one that fulfils a condition: so where others are named that do."""
    named, only = {*ask.named_things}, not ask.grammar.exclusives.isdisjoint(ask.text)
    if query.verb != "filter" or not (ask.claims and named and only and len(ask.recognised.negations) == 1):
        return None
    plain = plainly_chosen(ask, found)
    chosen = {row.subject for row in ask.release.measures_among(plain.rows)}
    return replace(plain, verdict="supported") if plain is not found and named < chosen else None


def none_of_named(ask: Ask, query: Query, found: Finding) -> Finding | None:
    """That the things named do not fulfil a condition, whatever else may, or that some do where none is said to."""
    named, kind = {*ask.named_things}, str(found.kind)
    if query.verb == "filter" and ask.claims and not named and quantified(ask):
        plain = plainly_chosen(ask, found)
        return replace(plain, verdict="refuted") if plain is not found else None
    failing = {row.subject for row in found.data.get("no", ()) if isinstance(row, Measure)}
    if query.verb != "filter" or not ask.claims or not named or not named <= failing or ask.recognised.negations:
        return None
    told = carry_out(Query(value=kind), ask)
    return replace(told, verdict="refuted") if told is not None and told.status == "answered" else None


def otherwise_joined(ask: Ask, facts: Sequence[Fact]) -> Word | None:
    """A word in the place of another that the facts join with the next: "provincial-level" of the state's."""
    known = [ask.resolver.by_id[fact.id] for fact in facts]
    joined = [one.compounds for one in known if one.compounds]
    if not joined or all(compounds.keys().isdisjoint(ask.text) for compounds in joined):
        return None
    own = frozenset().union(*(one.core for one in known))
    for place, token in enumerate(ask.recognised.tokens[1:], start=1):
        heads = frozenset().union(*(compounds.get(token.text, frozenset()) for compounds in joined))
        before = ask.recognised.tokens[place - 1]
        spoken = next((word for word in ask.words if word.covers(place)), None)
        phrase = spoken is not None and spoken.start == place and spoken.end > place + 1  # "they point to it"
        if not heads or before.kind != "word" or before.stem in heads or phrase:
            continue
        word = next((word for word in ask.words if word.covers(place - 1)), None)
        framing = any(cue.start < place <= cue.end for cue in ask.spans("frame"))
        if (
            word is not None
            and word.concepts
            and not framing
            and (not word.covers(place) or word.concepts.isdisjoint(own))
        ):
            return word
    return None


def names_beside(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a thing with a value of its own is named, and none of the two that are compared is of it."""
    subjects = {fact.subject for fact in facts if isinstance(fact, Measure)}
    valued = {measure.subject for measure in ask.release.measures}
    return any(name in valued and name not in subjects for name in ask.named_things)


def of_home(ask: Ask) -> bool:
    """Whether something is said of the place that the release is about, and not of what lies in it."""
    named = ask.release.about.home in ask.recognised.entities() and not ask.named_things
    return ask.claims and named and not ask.recognised.kinds


def in_part(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a sum of several is found where only some of them are named: "incentives and bonds together"."""
    if len(facts) != 1 or not isinstance(facts[0], Measure):
        return False
    cores = {part: ask.resolver.by_id[part].core for part in facts[0].addends}
    if not cores:
        return False
    words = frozenset(concept for word in ask.words for concept in word.concepts)
    named = 0
    for part, core in cores.items():
        others = frozenset().union(*(other for name, other in cores.items() if name != part))
        named += not words.isdisjoint(core - others)
    return 1 < named < len(cores)


def asks_for_others(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a question asks which of a kind, and the fact is of another, or of the one that is named."""
    if ask.claims or not facts or wants_other_kind(ask, facts[0]):
        return not ask.claims and bool(facts)
    subject = facts[0].subject if isinstance(facts[0], Measure) else ""
    kinds = {ask.release.entity[subject].kind} if subject in ask.named_things else set()
    leads = {cue.end for cue in ask.spans("which")}
    return any(kind.name in kinds and kind.start in leads for kind in ask.recognised.kinds)


def undone(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether something is to be done, an average or a highest one, that is no part of what the facts say."""
    said = ask.resolver.said_of(fact.id for fact in facts)
    names = [name for fact in facts for name in ask.resolver.by_id[fact.id].names]
    said = said.union(*(word for name in names for word in name))
    about = ask.resolver.lexicon.polar
    for cue in ask.spans(*DEMANDING_CUES):
        words = [word for word in ask.words if cue.start <= word.start and word.end <= cue.end]
        if not any(word.concepts & said - about for word in words) and not ask.is_soft(cue):
            return True
    return False


def speaks_of(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a word of the question, beside names and directions, is one that a fact is called by."""
    known = [ask.resolver.by_id[fact.id] for fact in facts]
    called = frozenset().union(*(one.called for one in known))
    called |= frozenset(c for one in known for c in one.core) - ask.resolver.lexicon.polar
    own = {fact.period for fact in facts if fact.period} - {ask.release.about.period}
    dated = [when for when in ask.recognised.periods for name in own if _is(ask.release, name, when)]
    return bool(dated) or any(not word.entity and word.concepts & called - _MOVING for word in ask.words)


def names_whole(ask: Ask, name: str) -> bool:
    """Whether a question calls a fact by one of its names, word for word."""
    present = frozenset(concept for word in ask.words for concept in word.concepts)
    known = ask.resolver.by_id[name].names
    return any(called and not any(map(present.isdisjoint, called)) for called in known)


def _is(release: Release, period: str, when: When) -> bool:
    known = release.period[period]
    return tuple(known.months) == when.months and known.year == when.year


def of_several(release: Release, fact: Fact) -> bool:
    """Whether other things have a figure of the same indicator, so that whose is meant has to be said."""
    if not isinstance(fact, Measure):
        return False
    alike = {m.subject for m in release.measures if m.indicator == fact.indicator and not m.formula}
    return len(alike) > 1


def picks_none(ask: Ask, query: Query) -> bool:
    """Whether the greatest or least is asked for, and all are told without an order: "name the worst city"."""
    if query.members is None or ask.claims:
        return False
    said = ask.resolver.by_id[query.members].said  # "which two top the list" asks for no more than those that do
    own = [word for word in ask.words if word.concepts & said]
    chosen = [cue for cue in ask.spans("max", "min", "second") if not ask.is_soft(cue)]
    return any(not any(word.covers(cue.start) for word in own) for cue in chosen)


def asks_who(ask: Ask, fact: Fact) -> bool:
    """Whether a question asks which they are, of what is only counted: "Which ten industries failed to grow?"."""
    if not isinstance(fact, Measure) or fact.value.unit.kind is not UnitKind.COUNT or ask.has("how-many"):
        return False
    nouns = ask.resolver.nouns_of(fact.value.unit.name)
    counted = {word.start for word in ask.words if word.concepts & nouns}
    names = ask.grammar.naming_words
    other = {word.start for word in ask.words if not word.soft and not word.concepts & nouns}
    for place, text in enumerate(ask.text):
        reach = next((p for p in range(place + 1, place + 4) if p in other), place + 4)
        if text in names and counted & {*range(place + 1, reach)}:
            return True
    return False


def of_headline(ask: Ask) -> bool:
    """Whether nothing is spoken of but the figure that leads the release."""
    known = ask.resolver.by_id[ask.release.about.headline]
    polar = ask.resolver.lexicon.polar
    words = [word for word in ask.telling if word.concepts.isdisjoint(polar)]
    named = any(word.concepts & known.said for word in ask.words if word.concepts.isdisjoint(polar))
    return named and all(not word.concepts.isdisjoint(known.vocabulary) for word in words)


def one_of_two(ask: Ask, word: Word, facts: Sequence[Fact]) -> bool:
    """Whether a name is put beside one that the facts name, for the reader to be told which: "A, or B?"."""
    own = {name for fact in facts for name in fact.entities}
    others = [one for one in ask.words if one.entity in own and one.entity != ask.release.about.home]
    between = [range(min(word.end, one.end), max(word.start, one.start)) for one in others]
    return any(len(gap) == 1 and ask.text[gap[0]] in ask.grammar.or_words for gap in between)


def of_that_kind(release: Release, name: str | None, facts: Sequence[Fact]) -> bool:
    """Whether the facts name something of the same kind, so that a claim may have put one in another's place."""
    kinds = {release.entity[one].kind for fact in facts for one in fact.entities}
    kinds |= {fact.kind for fact in facts if isinstance(fact, FactSet)}
    kinds |= {release.entity[fact.subject].kind for fact in facts if isinstance(fact, Measure)}
    return name is not None and name in release.entity and release.entity[name].kind in kinds


def of_strangers(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether things are named, and the facts are of none of them."""
    sets = [fact for fact in facts if isinstance(fact, FactSet)]
    known = {name for fact in facts for name in ask.release.names_of(fact.id)} | {
        m for item in sets for m in item.members
    }
    named = ask.named_things
    return query.verb == "tell" and bool(named) and known.isdisjoint(named)


def of_other_whole(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a part is asked for of a whole that the facts do not count: "of the 119, how many are complete?"."""
    if any(wholes(ask.release, fact) for fact in facts):
        return False  # how many there are in all is told with it
    known = {figure.value.low for figure in reckoned_with(ask.release, facts)}
    small = ask.grammar.determiners
    return any(
        not {*words} - small and mention.number not in known for mention, words in ask.wholes if mention.unit is None
    )


def of_its_own_whole(ask: Ask, query: Query, facts: Sequence[Fact]) -> bool:
    """Whether a part is asked for of what the fact counts itself: "how many of the 38 are finished?"."""
    fact = facts[0] if len(facts) == 1 and query.verb == "tell" and query.aspect is None else None
    if not isinstance(fact, Measure) or not ask.has("how-many", "share", "percent") or wholes(ask.release, fact):
        return False
    said = ask.recognised.mentions
    own = any(mention.number == fact.value.low for mention, _ in ask.wholes if mention.unit is None)
    return len(said) == 1 and (own or (_given(ask, said[0], fact) and not counted_by(ask, fact)))


def reckoned_with(release: Release, facts: Sequence[Fact]) -> list[Measure]:
    """The figures of facts, and those that are reckoned with them: what follows from them, and the other parts."""
    names, by_id = {fact.id for fact in facts}, release.by_id
    following = [m for m in release.measures if m.formula and names & {*m.formula.split()}]
    parts = {name for measure in following for name in (measure.formula or "").split() if name in by_id}
    own = [figure for fact in facts for figure in figures_of(release, fact)]
    return [*own, *following, *release.measures_among(sorted(parts))]


def _given(ask: Ask, mention: Mention, figure: Measure) -> bool:
    """Whether a question names by its number what it asks something else of: "who runs the 302 enterprises?"."""
    before = {*ask.text[max(0, mention.start - 1) : mention.start]}
    exact = mention.number == figure.value.low and mention.comparison is None and mention.unit is None
    return exact and not ask.grammar.definite_articles.isdisjoint(before)


def presupposes(ask: Ask, denied: Set[str], figures: Sequence[Measure]) -> bool:
    """Whether what is false is plainly taken for granted: a figure in its unit that nothing is reckoned with, a move.

    A question in one noun phrase, or one for a person, takes no move for granted: "company behind the increase".
    """
    asked, grammar = ask.asks(), ask.grammar
    if denied & {"period", "extent"}:
        return True
    if denied == {"direction"}:
        falls = any(figure.direction == "down" for figure in figures)  # "what of the growth gap?" is of no growth
        return asked is not None and not falls and asked not in grammar.who_where_words | grammar.which_words
    if ask.has("difference", "ratio", "sum", "share", "rest", "average"):
        return False
    apart = grammar.operand_separators | grammar.subtracting_words | grammar.less_words
    return any(
        (mention.unit is not None or any(counts(ask, mention, figure) for figure in figures))
        and not any(mention.number == figure.value.low for figure in figures)
        and (not mention.start or ask.text[mention.start - 1] not in apart - grammar.of_words)
        for mention in ask.recognised.mentions
    )


def left_open(ask: Ask, evidence: Sequence[Evidence]) -> bool:
    """Whether a number is put forward of what the release counts only as "over 40", or names some of.

    What it does say is then told, and the reader sees that his number is not that of the release. Whether there are
    more than so many, or fewer, is not stated.
    """
    loose = (None, Comparison.ABOUT)
    if any(mention.comparison not in loose and mention.unit is None for mention in ask.recognised.mentions):
        return False
    open_ = [piece for piece in evidence if piece.truth is Truth.UNKNOWN]
    counted = (UnitKind.COUNT, UnitKind.MONEY)
    bounds = [piece.figure.value for piece in open_ if piece.about == "figure" and piece.figure is not None]
    bounded = [value for value in bounds if not value.is_exact and value.unit.kind in counted]
    return len(bounded) + sum(piece.about == "number" for piece in open_) == len(open_)


def counts_other(ask: Ask, facts: Sequence[Fact]) -> bool:
    """Whether a question asks how many of something there are, and the one fact is no count, nor in that unit."""
    fact = facts[0] if len(facts) == 1 else None
    if not isinstance(fact, Measure) or fact.value.unit.kind in (UnitKind.COUNT, UnitKind.TIMES):
        return False
    lexicon, unit = ask.resolver.lexicon, fact.value.unit
    phrases = lexicon.currencies.get(unit.name, []) if unit.kind is UnitKind.MONEY else lexicon.units.get(str(unit), [])
    stems = {one for phrase in phrases for one in stems_of(phrase)}
    scales = {*lexicon.scales} if unit.kind is UnitKind.MONEY else set()
    tokens = ask.recognised.tokens
    asked = [tokens[cue.end : cue.end + 3] for cue in ask.spans("how-many") if cue.start <= _EARLY]
    return any(not any(token.stem in stems or token.text in scales for token in after) for after in asked)


def counted_by(ask: Ask, figure: Measure) -> bool:
    """Whether a question asks how many there are of what a figure counts."""
    nouns = ask.resolver.nouns_of(figure.value.unit.name)
    ends = [cue.end for cue in ask.spans("how-many")]
    return any(word.concepts & nouns and 0 <= word.start - end <= _SHORTEST_NAME for word in ask.words for end in ends)


def asks_worth(ask: Ask) -> bool:
    """Whether a question asks what something comes to in money: "what is the total investment in the projects?"."""
    text, grammar = ask.text, ask.grammar
    asked = min((place for place, word in enumerate(text) if word in grammar.question_words), default=len(text))
    behind = grammar.limiting_words | grammar.of_words
    if any(cue.end < len(text) and text[cue.end] in grammar.worth_nouns for cue in ask.spans("how-much")):
        return True
    return any(
        text[place] in grammar.worth_nouns and text[place + 1] in behind
        for place in range(asked + 1, min(asked + _MOST_BEFORE_NOUN, len(text) - 1))
    )


def asks_cost(ask: Ask) -> bool:
    """Whether it asks how much something was, or took: "how much was spent on the meetings?"."""
    ends = [cue.end for cue in ask.spans("how-much") if cue.end < len(ask.text)]
    return any(ask.text[end] in ask.grammar.auxiliaries for end in ends)


def plainly_chosen(ask: Ask, found: Finding) -> Finding:
    """Those that fulfil what none is said to: they are what denies it."""
    demanded = [replace(condition, negated=False) for condition in found.data.get("demanded", ())]
    kind = str(found.kind)
    pool = rows(ask.release, kind, derived=kind in ask.rate_kinds)
    plain = filtered(ask, kind, pool, demanded, found.data.get("references", ())) if demanded else None
    return plain if plain is not None and plain.status == "answered" else found


def all_shown(ask: Ask, found: Finding) -> Finding:
    """All of a kind, of which not every one fulfils what is put forward of all: those that fail deny it."""
    kind, references = str(found.kind), found.data.get("references", ())
    pool = rows(ask.release, kind, derived=kind in ask.rate_kinds)
    if not found.data.get("demanded") or len(references) > 1:
        return found
    reference = references[0] if references else None
    told = [row.id for row in (*pool, *references)]
    return replace(claimed(Truth.NO, told, "filtered", ask, rows=pool, reference=reference), kind=found.kind)


def outside_home(ask: Ask) -> bool:
    """Whether what lies outside the place that a release is of is asked for."""
    home = ask.release.about.home
    wide = [word for word in ask.words if "nation" in word.concepts and word.start]
    if ask.has("how-many") and any(
        ask.text[word.start - 1] in ask.grammar.limiting_words - ask.grammar.of_words for word in wide
    ):
        return True  # "how many pilot cities are there in the whole country?"
    if ask.grammar.outside_words.isdisjoint(ask.text):
        return False
    for place, text in enumerate(ask.text):
        near = (word for word in ask.words if place < word.start <= place + _SOON)
        if text in ask.grammar.outside_words and any(word.entity == home or "home" in word.concepts for word in near):
            return True
    return False


def restricts(ask: Ask, word: Word) -> bool:
    """Whether a word says of whom or of what: "how many laboratories", "loans to farmers"."""
    if word.foil == LOOSE or word.soft or any(kind.covers(word.start) for kind in ask.recognised.kinds):
        return False
    counted = [cue.end for cue in ask.spans("how-many")]
    spelt = all(is_word(text) for text in word.text.lower().split())
    leading = reversed(ask.text[: word.start])
    before = next((text for text in leading if text not in ask.grammar.determiners), "")
    return spelt and (before in ask.grammar.recipients or any(0 <= word.start - end <= 1 for end in counted))


def states(ask: Ask, evidence: Sequence[Evidence]) -> bool:
    """Whether it is a statement, though it does not look like one: it says a right figure, and asks for nothing.

    A limit says as much as a verb: "they revived more than four thousand projects?".
    """
    limited = any(mention.comparison is not None for mention in ask.recognised.mentions)
    told = any(piece.about in ("figure", "extent") for piece in evidence) and (limited or ask.has("asserts", "tag"))
    wants = ask.asks() or ask.has(
        "how-many", "how-much", "list", "which", "define", "why", "how", "who", "when", "where"
    )
    return told and not wants and not ask.requests and (limited or ask.text[-1] != "?")


def is_name(word: Word) -> bool:
    """Whether a word is in no list at all, not even that of the language's words: a name of something else."""
    text = _without_ending(word.text.lower())
    if word.concepts:
        return False
    return text != word.text.lower() or (text.isalpha() and len(text) > _SHORTEST_NAME and not is_word(text))


def is_stray(word: Word) -> bool:
    """Whether a word in no list is not written as a name is, so that it may be a slip or mean nothing: "growf"."""
    return word.start <= 1 or word.text.isupper() or not word.text[:1].isupper()


def _without_ending(text: str) -> str:
    """A name without the ending of what is its own."""
    return text.removesuffix("'s").removesuffix("’s")


def not_said(found: Finding, stranger: Word | None) -> Finding:
    """That the release does not say it, with the nearest thing that it does say."""
    strange = stranger is not None and stranger.text and not (stranger.entity and not stranger.foil)
    words = (_without_ending(stranger.text),) if stranger is not None and strange and stranger.quotable else ()
    return Finding(
        "gap",
        "word" if words else "nothing",
        status="not_stated",
        facts=(),
        nearest=found.facts,
        data={"words": words},
        unexplained=words,
        query=found.query,
        reason="a word that the release does not speak of" if words else "the release does not settle it",
    )


def closed(facts: Sequence[Fact]) -> bool:
    """Whether it is a list to which nothing else belongs."""
    return bool(facts) and isinstance(facts[0], FactSet) and facts[0].complete
