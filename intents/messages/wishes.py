"""Several things wished of one topic in a line: "industrial investment: growth, lead over the whole, and weight?"."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Final

from intents.findings import Finding
from intents.messages.read import Reading
from intents.readings.ask import Ask
from intents.readings.tell import tell_fact
from intents.spans.found import Recognised, inside_of
from intents.vocabulary.language import Thresholds

_TOPIC_ENDS: Final = frozenset({":", "-", "–", "—"})
_ITEM_ENDS: Final = frozenset({",", ";", "/", "&", "+", "?", "."})
_APART: Final = frozenset(";?")
_LONGEST_TOPIC: Final = 6
_LONGEST_ITEM: Final = 7
_LONGEST_QUESTION: Final = 14
_FEWEST: Final = 2
_MOST_ITEMS: Final = 5
_MARKED: Final = frozenset({")", ".", ":"})
_LETTERS: Final = "abcde"


def wished(
    ask: Ask, read: Callable[[Recognised], Reading], again: Callable[[str], Recognised], least: Thresholds
) -> list[Finding]:
    """The findings of what is wished of a topic; none where it is no such line, or one wish is not understood.

    ``read`` reads a stretch by its nearest wording; ``again`` recognises a text anew.
    """
    claims = ask.opens_as_claim or ask.recognised.asserted or ask.has("tag", "verify")
    numbered = _enumerated(ask) or ([] if claims else _joined(ask))
    topic, items = ((), numbered) if numbered else _parted(ask)
    longest = _LONGEST_QUESTION if numbered else _LONGEST_ITEM
    if len(items) < _FEWEST or (ask.claims and not numbered) or len(items) > _MOST_ITEMS:
        return []
    found: list[Finding] = []
    for item in items:
        if not item or len(item) > longest:
            return []
        readings = [read(again(text)) for text in dict.fromkeys((" ".join((*topic, *item)), " ".join(item)))]
        sure = [one for one in readings if one.finding is not None and one.match.score >= least.likely]
        told = [one.finding for one in sure if one.finding is not None and one.finding.status != "clarify"]
        headline = ask.release.about.headline
        if not told and any(one.finding is not None and headline in one.finding.facts for one in sure):
            told = [replace(tell_fact(ask, ask.release.measure(headline)), query=f"tell {headline}")]  # "growth rate"
        if not told:
            return []
        found.append(told[0])
    distinct = [one for place, one in enumerate(found) if one.query not in [other.query for other in found[:place]]]
    enough = len(distinct) > 1 and len(distinct) >= len(items) - 1  # "starts and restarts" are one
    return distinct if enough and any(one.status == "answered" for one in distinct) else []


def _enumerated(ask: Ask) -> list[list[str]]:
    """The questions of an enumeration: "1) growth 2) clusters", "a) … b) …", "first, … second, …"."""
    texts, ordinals = ask.text, ask.grammar.places
    starts: list[tuple[int, int]] = []
    for place in range(len(texts) - 1):
        number, text = len(starts), texts[place]
        counted = text in (str(number + 1), _LETTERS[number : number + 1]) and texts[place + 1] in _MARKED
        placed = ordinals.get(text) == number and texts[place + 1] == ","
        if (counted or placed) and (starts or place <= 1) and number < _MOST_ITEMS:
            starts.append((place, place + 2))
    if len(starts) < _FEWEST:
        return []
    ends = [begin for begin, _ in starts[1:]] + [len(texts)]
    return [[*texts[after:end]] for (_, after), end in zip(starts, ends, strict=True)]


def _joined(ask: Ask) -> list[list[str]]:
    """Two things that are asked for together: "the growth rate as well as the number of clusters"."""
    texts = [*ask.text]
    for phrase in ask.grammar.joining_phrases:
        words = phrase.split()
        for place in range(1, len(texts) - len(words)):
            if texts[place : place + len(words)] == words:
                return [texts[:place], texts[place + len(words) :]]
    return []


def _parted(ask: Ask) -> tuple[Sequence[str], list[list[str]]]:
    """The words of the topic, and those of each wish; no wishes where no topic is set before them."""
    texts, grammar, inside = ask.text, ask.grammar, inside_of(ask.words)
    end = next((place for place, text in enumerate(texts) if text in _TOPIC_ENDS and place not in inside), 0)
    apart = [text for text in texts[:-1] if text in _APART]
    if len(apart) > 1 and not end and (grammar.question_words | grammar.auxiliaries).isdisjoint(texts):
        return (), _items(texts, 0, inside, ask)  # "loans; bonds; clusters"
    if end and not any(not word.soft or word.foil for word in ask.recognised.within(end, len(texts)).words):
        return (), _items(texts[:end], 0, inside, ask)  # "…, …, …: all three figures please"
    topic = texts[:end]
    if not topic or len(topic) > _LONGEST_TOPIC or not ask.recognised.within(0, end).words:
        return (), []
    if not (grammar.question_words | grammar.auxiliaries | grammar.requests).isdisjoint(topic):
        return (), []
    return topic, _items(texts, end + 1, inside, ask)


def _items(texts: Sequence[str], start: int, inside: Container[int], ask: Ask) -> list[list[str]]:
    """The words of each wish, from a place on."""
    items: list[list[str]] = [[]]
    for place in range(start, len(texts)):
        ends = texts[place] in _ITEM_ENDS | ask.grammar.and_words and place not in inside
        if ends and items[-1]:
            items.append([])
        elif not ends:
            items[-1].append(texts[place])
    return [item for item in items if item]
