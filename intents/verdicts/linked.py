"""Two things put together that are told apart: one as the cause of the other, after it, close to it, or its doer."""

from __future__ import annotations

from facts.model import Fact, FactSet
from facts.quantity import TIMES, Truth
from intents.findings import Finding
from intents.readings.ask import Ask
from intents.readings.tell import figures_of, says
from intents.spans.found import MOVES, RELATIVE
from intents.verdicts.reserve import told_by
from intents.verdicts.verify import pair_of


def only_in_order(ask: Ask, found: Finding) -> bool:
    """Whether two numbers are put forward, and only which of the two is larger was judged."""
    fact = ask.release.by_id.get(found.facts[0]) if len(found.facts) == 1 else None
    pair = pair_of(ask.release, fact) if fact is not None else None
    given = {mention.number for mention in ask.recognised.mentions if mention.comparison is None}
    return found.reason == "order" and pair is not None and {one.value.low for one in pair} <= given


def nearly_as(ask: Ask) -> bool:
    """Whether one is said to come close to the other, "nearly as fast as", which neither order settles."""
    text, grammar = ask.text, ask.grammar
    equal = [place for place, word in enumerate(text) if word in grammar.equating_words]
    hedges = grammar.under_hedges | grammar.over_hedges
    return any(" ".join(text[place - size : place]) in hedges for place in equal for size in (1, 2) if size <= place)


def follows_on(ask: Ask, *, caused: bool) -> bool:
    """Whether one thing is said to be so after or since another was: that both are told does not say so.

    With ``caused`` also whether it is said to have come of it.
    """
    verbs = ask.recognised.places("asserts")
    things = [word.start for word in ask.telling if not word.concepts & MOVES] + [
        one.start for one in ask.recognised.mentions
    ]

    def says(start: int, end: int) -> bool:
        return any(start <= place < end for place in verbs) and any(start <= place < end for place in things)

    dated = ask.dated_places  # "since August"
    sequels = (p for p, text in enumerate(ask.text) if text in ask.grammar.sequel_words and not {p, p + 1} & dated)
    joints = [(place, place + 1) for place in sequels]
    phrases = ask.grammar.causal_phrases | ask.grammar.causal_words
    cause = ask.recognised.phrase(phrases) if caused else None
    joints += [(cause.start, cause.end)] if cause is not None else []
    return any(says(0, start) and says(end, len(ask.text)) for start, end in joints)


def gives_cause(ask: Ask, found: Finding) -> bool:
    """Whether one thing is said to have come of another, and what is told is of one of them only."""
    cut = ask.recognised.phrase(ask.grammar.causal_phrases)
    if cut is None or found.verdict is None:
        return False
    facts = ask.release.facts_among(found.facts)
    language = ask.resolver.lexicon.language
    stated = " ".join(fact.statement.get(language, "") for fact in facts).lower()
    if found.verdict == "refuted" and any(f" {phrase} " in stated for phrase in ask.grammar.causal_phrases):
        return False  # what it did come of is told

    def is_told(fact: Fact, start: int, stop: int) -> bool:
        part, known = ask.recognised.within(start, stop), ask.resolver.by_id[fact.id]
        figures = figures_of(ask.release, fact)
        if any(says(mention, one.value, ask) is Truth.YES for mention in part.mentions for one in figures):
            return True
        said = (known.said | known.core | {f"entity:{name}" for name in fact.entities}) - MOVES - ask.resolver.common
        return any(word.concepts & said for word in part.words if not word.soft)

    end = len(ask.text)
    both = any(is_told(fact, 0, cut.start) and is_told(fact, cut.end, end) for fact in facts)
    return not both or found.intent == "compare"


def reckons_unasked(ask: Ask, found: Finding) -> bool:
    """Whether what one thing did for another is put forward, and one was held against the other: "won by funds"."""
    reckoned = found.intent in ("ratio", "sum", "share", "average") and found.saying == "found"
    times = any(mention.unit == TIMES or mention.fraction for mention in ask.recognised.mentions)
    spoken = ask.has("ratio", "sum", "share", "percent", "average", "difference", "more", "less", "versus")
    return reckoned and ask.claims and found.verdict is not None and not (times or spoken or "+" in ask.text)


def of_other_subject(ask: Ask, found: Finding) -> bool:
    """Whether it is said of somebody whom the facts do not speak of: "banks allocated 150 million".

    Or of the whole that it is one of its parts: "the province was selected as a pilot city".
    """
    grammar, facts = ask.grammar, ask.release.facts_among(found.facts)
    verbs = ask.recognised.places("asserts") - {0}
    verb = min((place for place in verbs if any(word.end <= place for word in ask.words)), default=None)
    if verb is None:
        return False
    while verb and ask.text[verb - 1] in grammar.auxiliaries:
        verb -= 1
    subject = next((word for word in ask.words if word.end == verb), None)
    if subject is None or any(word.end <= subject.start and not word.soft for word in ask.words):
        return False
    if subject.entity == ask.release.about.home or "home" in subject.concepts:
        several = any(isinstance(fact, FactSet) for fact in facts)
        return several and not grammar.indefinite_articles.isdisjoint(ask.text[verb:])
    if subject.entity or subject.soft or not subject.concepts or subject.start in ask.kind_places:
        return False
    return subject.concepts.isdisjoint(told_by(ask, facts) | ask.resolver.directions | RELATIVE)
