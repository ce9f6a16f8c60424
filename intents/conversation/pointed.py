"""A name in the place of words that point to what was told: "the first one", "they", "he"."""

from __future__ import annotations

from typing import Final

from facts.model import Entity, FactSet, Release
from intents.conversation.follow import Follower
from intents.findings import Context, Finding
from intents.readings.ask import Ask
from intents.spans.found import PLACE, Recognised
from intents.spans.pieces import sentences

_PAIR: Final = 2
_MOST_OF_THEM: Final = 4
_EARLY: Final = 2
"""Words at the opening of a question within which what it is about stands."""


def named_instead(follower: Follower, recognised: Recognised, context: Context) -> Recognised:
    """The question with a name in the place of "the first one", where a list was told before."""
    texts, grammar = [token.text for token in recognised.tokens], follower.reader.resolver.lexicon.grammar
    listed = _listed(follower.release, context.last) if context.last is not None else []
    person = _person(follower, recognised, context)
    if person is not None:
        return follower.recognise(person)
    if len(listed) < 2 or recognised.entities():
        return recognised
    pronoun = _stands_for_them(follower, recognised, len(listed))
    if pronoun is not None:
        names, start = follower.all_named(listed), pronoun
        quantifiers = grammar.all_words | grammar.pair_words
        if start > 1 and texts[start - 1] in grammar.of_words and texts[start - 2] in quantifiers:
            start -= 2  # "so both of them grew by more than 10%"
        return follower.recognise(" ".join([*texts[:start], names, *texts[pronoun + 1 :]]))
    told = context.last.data.get("entity") if context.last is not None else None
    kinds = {kind.start for kind in recognised.kinds}
    for place, text in enumerate(texts):
        which = grammar.places.get(text)
        if text in grammar.other_words and len(listed) == 2 and isinstance(told, Entity) and told.id in listed:
            which = 1 - listed.index(told.id)
        follows = texts[place + 1 : place + 2]
        stands = {*follows} & grammar.pro_nouns
        if which is None or not (
            text in grammar.bare_places or stands or {*follows} & grammar.of_words or place + 1 in kinds
        ):
            continue
        if which >= len(listed):
            return recognised
        end = place + 2 if stands else place + 1
        start = place - 1 if place and texts[place - 1] in grammar.definite_articles else place
        name = follower.named(follower.release.entity[listed[which]])
        return follower.recognise(" ".join([*texts[:start], name, *texts[end:]]))
    return recognised


def _person(follower: Follower, recognised: Recognised, context: Context) -> str | None:
    """The question with a name in the place of "he" or "she", where one person was told of before."""
    grammar = follower.reader.resolver.lexicon.grammar
    pronouns = grammar.personal_pronouns - grammar.plural_pronouns
    texts = [token.text for token in recognised.tokens]
    if context.last is None or pronouns.isdisjoint(texts) or recognised.entities():
        return None
    told = follower.release.facts_among((*context.last.facts, *context.last.nearest))
    people: set[str] = {
        name
        for fact in told
        for name in (*fact.entities, getattr(fact, "speaker", None))
        if name in follower.release.speakers
    }
    if len(people) != 1:
        return None
    name = follower.named(follower.release.entity[people.pop()])
    return " ".join(name if text in pronouns else text for text in texts)


def _stands_for_them(follower: Follower, recognised: Recognised, number: int) -> int | None:
    """Where "they" stands in a claim with a figure about the few that were told: "did they grow over 10 too?"."""
    ask = Ask(recognised, follower.reader.resolver, Context())
    place = _plural_subject(ask)
    valued = any(mention.unit is not None or mention.comparison is not None for mention in recognised.mentions)
    moves = follower.reader.resolver.directions
    valued = valued or (bool(ask.telling) and all(not w.concepts.isdisjoint(moves) for w in ask.telling))
    if place is None or number > _MOST_OF_THEM or not valued or recognised.kinds:
        return None
    states = ask.claims and any(cue.start == place + 1 for cue in recognised.spans("asserts"))
    return place if ask.opens_as_claim or states else None


def _plural_subject(ask: Ask) -> int | None:
    """Where "they", "both of them" or a bare "both" stands as what a question is about."""
    grammar, text = ask.grammar, ask.text
    first = grammar.opening(text) or 0
    quantified = not (grammar.all_words | grammar.pair_words).isdisjoint(text[first : first + 1])
    reach = first + _EARLY + (_PAIR if quantified else 0)
    places = [place for place, word in enumerate(text) if word in grammar.plural_pronouns]
    verbs = {cue.start for cue in ask.spans("asserts")}
    if quantified and not places:
        return first if first + 1 in verbs else None  # "both grew by more than 10%"
    return places[0] if len(places) == 1 and places[0] <= reach else None


def _listed(release: Release, last: Finding) -> list[str]:
    """The things that the answer before named one after the other."""
    rows = [measure.subject for measure in release.measures_among(last.rows)]
    if len(set(rows)) > 1:
        return rows
    sets = [fact for name in last.facts if isinstance(fact := release.by_id.get(name), FactSet)]
    return list(sets[0].members) if sets else []


def place_instead(ask: Ask) -> str | None:
    """The question with the place for "there", where the sentence before it only tells where somebody is.

    "My aunt lives in Benxi. Did industry there grow?" is asked of Benxi.
    """
    pointing = ask.grammar.here_words & ask.grammar.leaning_words
    if ask.context.last is not None or pointing.isdisjoint(ask.text):
        return None
    pieces = sentences(ask.recognised)
    if len(pieces) != _PAIR:
        return None
    told, asked = pieces
    places = [word for word in told.words if word.foil == PLACE or word.entity in ask.release.entity]
    plain = not (told.mentions or told.kinds or told.periods) and "?" not in {token.text for token in told.tokens}
    named = any(word.entity or word.foil == PLACE for word in asked.words)
    texts = [token.text for token in asked.tokens if token.text]
    exists = ask.grammar.finite_auxiliaries  # "is there a list?"
    pointed = any(
        text in pointing and exists.isdisjoint(texts[max(0, place - 1) : place] + texts[place + 1 : place + 2])
        for place, text in enumerate(texts)
    )
    if len(places) != 1 or not plain or named or not pointed:
        return None
    return " ".join(places[0].text if text in pointing else text for text in texts)
