"""Several things wished of one topic in a line: "industrial investment: growth, lead over the whole, and weight?"."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Final

from intents.findings import Finding
from intents.language import Thresholds
from intents.read import Reading
from intents.readings.ask import Ask
from intents.recognise import Recognised, inside_of

_TOPIC_ENDS: Final = frozenset({":", "-", "–", "—"})
_ITEM_ENDS: Final = frozenset({",", ";", "/", "&", "+", "?", "."})
_APART: Final = frozenset(";?")
_LONGEST_TOPIC: Final = 6
_LONGEST_ITEM: Final = 7
_MOST_ITEMS: Final = 5


def wished(
    ask: Ask, read: Callable[[Recognised], Reading], again: Callable[[str], Recognised], least: Thresholds
) -> list[Finding]:
    """The findings of what is wished of a topic; none where it is no such line, or one wish is not understood.

    ``read`` reads a stretch by its nearest wording; ``again`` recognises a text anew.
    """
    topic, items = _parted(ask)
    if len(items) < 2 or ask.claims or len(items) > _MOST_ITEMS:
        return []
    found: list[Finding] = []
    for item in items:
        if not item or len(item) > _LONGEST_ITEM:
            return []
        readings = [read(again(" ".join((*topic, *item)))), read(again(" ".join(item)))]
        sure = [one for one in readings if one.finding is not None and one.match.score >= least.likely]
        told = [one for one in sure if one.finding is not None and one.finding.status != "clarify"]
        if not told or told[0].finding is None:
            return []
        found.append(told[0].finding)
    distinct = [one for place, one in enumerate(found) if one.query not in [other.query for other in found[:place]]]
    enough = len(distinct) > 1 and len(distinct) >= len(items) - 1  # "starts and restarts" are one
    return distinct if enough and any(one.status == "answered" for one in distinct) else []


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
