"""Two statements in one sentence: "Shenyang is a pilot city, and Benxi grew by more than 10%".

Each is asked for by itself. The sentence holds where both hold, and does not where one of them is denied; where one is
not settled, nothing is said of the whole here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from facts.model import Fact
from intents.findings import Finding
from intents.messages.contrast import Asked
from intents.readings.ask import Ask

_LEAST: Final = 3
"""Words that a statement has at least."""
_PAIR: Final = 2
_MOST_TOLD: Final = 4
_LONGEST: Final = 40
"""Words and marks of a sentence; a longer one is a text."""
_MARKS: Final = frozenset(",;")
_ENDS: Final = frozenset(",;.?!")


def conjoined(ask: Ask, asked: Asked) -> Finding | None:
    """The verdict on both statements together; none where there are not two, or one of them is not settled."""
    if not ask.claims or ask.asks() is not None or len(ask.text) > _LONGEST:
        return None
    counted = [_judged(asked(words)) for words in _each_counted(ask)]
    if counted:
        return _together(ask, [one for one in counted if one is not None]) if all(counted) else None
    if ask.opens_as_claim and (ask.grammar.both_words | ask.grammar.either_words).isdisjoint(ask.text):
        return None
    halves = list(_than_each(ask)) or list(_halves(ask))
    if len(halves) != 1:
        return None  # a row of statements takes too long to be tried at each of its joints
    one = _judged(asked(halves[0][0]))
    other = _judged(asked(halves[0][1])) if one is not None else None
    return _together(ask, [one, other]) if one is not None and other is not None else None


def _judged(found: Finding | None) -> Finding | None:
    """A finding that has a verdict."""
    settled = found is not None and found.status == "answered" and found.verdict is not None
    return found if settled else None


def _halves(ask: Ask) -> Iterator[tuple[str, str]]:
    """The two sides of each joint that has a statement on both."""
    texts, grammar = ask.text, ask.grammar
    joints = grammar.and_words | grammar.opposing_words | {";"}
    pronouns = grammar.singular_pronouns | grammar.plural_pronouns | grammar.possessives
    said = max((place for place, text in enumerate(texts) if text[:1].isalnum()), default=0) + 1
    for place in range(_LEAST, said - _LEAST):
        if texts[place] not in joints or any(word.start < place < word.end for word in ask.words):
            continue
        start = place - 1 if texts[place - 1] in _MARKS else place
        if not pronouns.isdisjoint(texts[place + 1 :]):
            continue
        if _states(ask, 0, start) and _states(ask, place + 1, len(texts)):
            yield _said(texts[:start]), _said(texts[place + 1 :])


def _each_counted(ask: Ask) -> list[str]:
    """What is said of so many of one kind and so many of another: "thirty cities and eleven industries grew"."""
    texts, grammar = ask.text, ask.grammar
    kinds = {kind.start: kind for kind in ask.recognised.kinds}
    counted = [(one, kinds[one.end]) for one in ask.recognised.mentions if one.unit is None and one.end in kinds]
    if len(counted) != _PAIR or len(ask.recognised.mentions) != _PAIR or counted[0][1].name == counted[1][1].name:
        return []
    (first, kind), (second, other) = counted
    head = {text for text in texts[: first.start] if text.isalpha()}
    aside = grammar.auxiliaries | grammar.lead_ins | grammar.singular_pronouns | grammar.definite_articles
    said = [text for text in texts[other.end :] if text not in grammar.report_joints]
    if not head <= aside or {*texts[kind.end : second.start]} - grammar.and_words or not any(map(str.isalpha, said)):
        return []
    return [_said([*texts[one.start : name.end], *said]) for one, name in counted]


def _than_each(ask: Ask) -> Iterator[tuple[str, str]]:
    """What is said of one thing against two, against each of them: "smaller than either the loans or the bonds"."""
    texts, grammar = ask.text, ask.grammar
    for place in range(1, len(texts) - 1):
        if texts[place] not in grammar.than_words or texts[place + 1] not in grammar.both_words | grammar.either_words:
            continue
        joints = grammar.and_words | grammar.or_words
        joint = next((p for p in range(place + 2, len(texts)) if texts[p] in joints), None)
        if joint is not None:
            end = next((p for p in range(joint, len(texts)) if texts[p] in _ENDS), len(texts))
            head = texts[: place + 1]
            yield _said([*head, *texts[place + 2 : joint], *texts[end:]]), _said([*head, *texts[joint + 1 :]])
        return


def _states(ask: Ask, start: int, end: int) -> bool:
    """Whether a stretch says something of something: a verb behind what it is said of, and words that tell."""
    telling = [word.start for word in ask.telling if start <= word.start and word.end <= end]
    numbers = [one.start for one in ask.recognised.mentions if start <= one.start and one.end <= end]
    verbs = [cue.start for cue in ask.spans("asserts") if start < cue.start and cue.end <= end]
    return bool(telling) and any(min((*telling, *numbers)) < verb for verb in verbs)


def _together(ask: Ask, found: Sequence[Finding]) -> Finding:
    """What is told of both; of one that is denied, that alone."""
    denied = [one for one in found if one.verdict == "refuted"]
    if len(denied) == 1 or (denied and any(one.intent != "lookup" for one in denied)):
        return denied[0]
    told: list[Fact] = []
    kept = denied or found
    for one in kept:
        facts = [one.data["fact"]] if one.saying == "fact" else [ask.release.by_id.get(name) for name in one.facts]
        told += [fact for fact in facts if isinstance(fact, Fact) and fact.statement and fact not in told]
    names = tuple(dict.fromkeys(name for one in kept for name in one.facts))
    first = kept[0]
    if not told:
        return first
    return replace(first, intent="lookup", saying="facts", facts=names, data={**first.data, "facts": told[:_MOST_TOLD]})


def _said(texts: Sequence[str]) -> str:
    return " ".join(text for text in texts if text)
