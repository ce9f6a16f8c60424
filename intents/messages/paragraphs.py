"""A paragraph of the release, asked for by its number: "summarise paragraph 5", "what does the last paragraph say?"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from facts.model import Fact, FactSet, Measure, Release
from intents.findings import Finding
from intents.readings.ask import Ask

_MOST_UNKNOWN: Final = 3
"""Words that nothing knows, beside a paragraph's number, of what it is wanted for: "squeeze paragraph five"."""
_NEW: Final = 0.4
"""The part of a statement's words that must be new for it to be told beside the others."""
_NEW_OF_A_LIST: Final = 0.6
_WORD: Final = re.compile(r"\{[\w-]+\}|[^\W\d_]{4,}|\d+")


def read_paragraph(ask: Ask) -> Finding | None:
    """What a paragraph states; none where the question asks for something else in it, or for no paragraph."""
    number = _number(ask)
    if number is None or ask.recognised.mentions or ask.recognised.entities() or ask.claims:
        return None
    lexicon, common = ask.resolver.lexicon, ask.resolver.common
    words = [word for word in ask.words if word.text.lower() not in (*lexicon.ordinals, *lexicon.paragraphs)]
    plain = ask.asks() is None and not ask.has("how-many", "how-much", "why")
    asking = {place for place, text in enumerate(ask.text, start=-1) if text in lexicon.paragraphs}  # "squeeze it"
    unknown = [word for word in words if not (word.soft or word.concepts & common or word.start in asking)]
    if any(word.foil or not plain or ask.resolver.telling(word) for word in unknown) or len(unknown) > _MOST_UNKNOWN:
        return None
    stated = _stated(ask.release)
    last = max(source for source, _ in stated)
    number = last + 1 + number if number < 0 else number
    if not 1 <= number <= last:
        return Finding("summary", "no-paragraph", status="not_stated", query="paragraph", reason="no such paragraph")
    facts = list(_telling((fact for place, fact in stated if place == number), ask.resolver.lexicon.language))
    names = tuple(fact.id for fact in facts)
    rows = tuple(fact.id for fact in facts if isinstance(fact, Measure))
    return Finding(
        "summary", "paragraph", facts=names, rows=rows, data={"facts": facts}, query=f"paragraph {number}",
        reason="a paragraph by its number",
    )  # fmt: skip


def _number(ask: Ask) -> int | None:
    """Which paragraph is asked for, counted from one, or from the end where it is below zero."""
    lexicon, texts = ask.resolver.lexicon, ask.text
    for place, text in enumerate(texts):
        if text not in lexicon.paragraphs:
            continue
        before = texts[place - 1] if place else ""
        after = ask.recognised.tokens[place + 1] if place + 1 < len(texts) else None
        if after is not None and after.kind == "number" and after.text.isdigit():
            return int(after.text[:4])
        if after is not None and after.text in lexicon.numbers:
            return int(lexicon.numbers[after.text])
        if before in lexicon.ordinals:
            return lexicon.ordinals[before]
        if before in ask.grammar.singular_pronouns and place > 1:
            return _told_in(ask)
    return None


def _told_in(ask: Ask) -> int | None:
    """The paragraph in which what was told before stands: "what else is in that paragraph?"."""
    last = ask.context.last
    told = ask.release.facts_among((*last.facts, *last.nearest)) if last is not None else []
    return next((fact.source.paragraph for fact in told if fact.source is not None), None)


def _stated(release: Release) -> list[tuple[int, Fact]]:
    """What the release states in so many words, by its place."""
    found = [(fact.source, fact) for fact in release.facts() if fact.source is not None]
    ordered = sorted(found, key=lambda pair: (pair[0].paragraph, pair[0].sentence))
    return [(source.paragraph, fact) for source, fact in ordered]


def _is_bare_list(fact: Fact) -> bool:
    """Whether a fact only names things, by no figure of theirs."""
    return isinstance(fact, FactSet) and not (fact.size or fact.indicator or fact.within)


def _telling(facts: Iterable[Fact], language: str) -> Iterable[Fact]:
    """Those of several facts that say more than the ones before: the longest statements first, bare lists last."""
    ordered = list(facts)
    words = {fact.id: set(_WORD.findall(fact.statement.get(language, "").lower())) for fact in ordered}
    kept: set[str] = set()
    seen: set[str] = set()
    for fact in sorted(ordered, key=lambda one: (_is_bare_list(one), -len(words[one.id]))):
        own, least = words[fact.id], _NEW_OF_A_LIST if _is_bare_list(fact) else _NEW
        if own and len(own - seen) >= least * len(own):
            kept.add(fact.id)
            seen |= own
    return [fact for fact in ordered if fact.id in kept]
