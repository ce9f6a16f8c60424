"""Whether more belong to one counted group than to another: "do the cities that grew outnumber those that did not?".

Each group is read by itself, so that what is denied of its members, "that did not grow", does not turn the claim round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from facts.model import Measure
from facts.quantity import Truth
from facts.query import Operation, combine
from intents.findings import Context, Finding
from intents.messages.portions import counted, nouns_in
from intents.messages.read import Reader
from intents.readings.arithmetic import compared
from intents.readings.ask import Ask
from intents.readings.tell import says
from intents.spans.found import Mention, Recognised
from intents.spans.pieces import TURN_ENDS
from intents.verdicts.verify import truth_of, verdict_of

Side = tuple[int, int]
Put = tuple[Side, Side, bool, Mention | None]


def read_outnumbered(ask: Ask, recognise: Callable[[str], Recognised], reader: Reader) -> Finding | None:
    """The verdict on which of two groups is larger; none where it is not plain that two are counted."""
    if not ask.claims or ask.recognised.periods or ask.named_things or any(word.foil for word in ask.words):
        return None
    if ask.gives_odds or ask.has("average", "ratio", "share", "percent", "sum"):
        return None  # how much they got, or how many times as many they are
    return next((found for put in _sides(ask) if (found := _judged(ask, put, recognise, reader)) is not None), None)


def _judged(ask: Ask, put: Put, recognise: Callable[[str], Recognised], reader: Reader) -> Finding | None:
    left, right, fewer, apart = _bare(ask, put[0]), _bare(ask, put[1]), put[2], put[3]
    noun = [text for one in nouns_in(ask, *left)[:1] for text in ask.text[one.start : one.end]]
    around = {*range(*left), *range(*right)}
    if not noun or any(one.start not in around and one is not apart for one in ask.recognised.mentions):
        return None

    def read(words: Sequence[str]) -> Measure | None:
        said = Ask(recognise(" ".join(words)), ask.resolver, Context())
        return next(iter(counted(said, reader)), None) if _counts(said) else None

    named, others = [*ask.text[slice(*left)]], [*ask.text[slice(*right)]]
    if others and others[0] in ask.grammar.plural_pronouns:  # "those that did not", which leaves out what they did
        elided = not any(right[0] <= word.start < right[1] for word in ask.telling)
        others = [*noun, *others[1:], *(named[-1:] if elided else ())]
    first, second = read(named), read(others)
    if first is None or second is None or first is second or first.value.unit != second.value.unit:
        return None
    found = compared(ask, [first, second])
    if found is None:
        return None
    less = first.value.low is not None and second.value.low is not None and first.value.low < second.value.low
    truth = truth_of(first.value.low != second.value.low and less is fewer)
    if apart is not None:
        truth = truth & (says(apart, combine(Operation.DIFFERENCE, (first, second)).value, ask) or Truth.NO)
    denied = sum(place not in around for place in ask.turning) % 2
    return replace(found, verdict=verdict_of(~truth if denied else truth), explained=True)


def _sides(ask: Ask) -> Iterator[Put]:
    """Where two groups may be named, whether the first is said to be the smaller, and by how many."""
    text, than, grammar = ask.text, ask.than_place, ask.grammar
    end = next((place for place in range(len(text)) if text[place] in TURN_ENDS or text[place] == ","), len(text))
    relative = grammar.report_joints | grammar.choosing_words
    for cue in sorted(ask.spans("more", "less"), key=lambda cue: cue.start):
        if cue.start >= min(than, end) or {*text[max(0, cue.start - 1) : cue.start]} & relative:
            continue  # "those that beat the rate"
        begin = than + 1 if than < end else cue.end
        between = (cue.end, than) if than < end and nouns_in(ask, cue.end, than) else None
        apart = next((m for m in ask.recognised.mentions if m.start > begin and _is_distance(ask, m)), None)
        right = (begin, apart.start - 1 if apart is not None else end)
        left = between or (0, cue.start)
        if left[0] < left[1] and right[0] < right[1]:
            yield left, right, any(one.start == cue.start for one in ask.spans("less")), apart


def _is_distance(ask: Ask, mention: Mention) -> bool:
    return bool(mention.start) and ask.text[mention.start - 1] in ask.grammar.amount_prepositions


def _bare(ask: Ask, side: Side) -> Side:
    """The words of a group without the verb that stands around it, and its negation."""
    grammar, (start, end) = ask.grammar, side
    before = grammar.auxiliaries | grammar.determiners | grammar.lead_ins | {""}
    behind = grammar.finite_auxiliaries | grammar.not_words | {""}
    while start < end and ask.text[start] in before:
        start += 1
    pronoun = {*ask.text[start : start + 1]} & grammar.plural_pronouns  # "those that did not"
    while end > start and not pronoun and ask.text[end - 1] in behind:
        end -= 1
    return start, end


def _counts(said: Ask) -> bool:
    """Whether a stretch names things that are counted, and no value of theirs."""
    counted_things = bool(said.recognised.kinds) or bool(said.resolver.counted_nouns(said.words))
    return counted_things and not any(mention.unit for mention in said.recognised.mentions)
