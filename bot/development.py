"""What several releases tell of one indicator, as a reply: which measures are meant, their values, and the guard."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jinja2 import TemplateError

from bot.guard import figures, unsupported
from bot.notices import Notices
from bot.reply import Citation, Explanation, Reply, Status, Verdict
from bot.shelf import Card, Shelf
from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Truth
from facts.series import Point, key_of, series
from intents.findings import Context, Finding
from intents.releases import Router
from intents.replies.series import INTENT, MOST_SHOWN, definitions, told
from intents.spans.found import Recognised
from intents.spans.moved import Moved, is_change
from intents.verdicts.verify import verdict_of

Spoken = tuple[Release, Sequence[Fact]]
"""The facts told before, and their release."""

_MOST_ASKED: Final = 5
_MOST_MEASURES: Final = 4
_COUNTING: Final = ("how-many", "more", "less")
"""Cues that ask for the size of a set, and not for its members."""


@dataclass(slots=True)
class Development:
    """Tells figures from release to release."""

    shelf: Shelf
    router: Router
    titles: Mapping[str, str]
    """What each release is called."""

    def tell(
        self, question: str, text: str, cards: Sequence[Card], spoken: Spoken, moved: Moved | None = None
    ) -> tuple[Reply, Context] | None:
        """What a question asks for, from each of some releases, the oldest first; none where it asks for no measures.

        ``text`` is the question without the words that chose the releases, and without those of the claim, ``moved``,
        that is held against two values. What may be leant on is of the last value.
        """
        meant = self._meant(text, cards, spoken) if len(cards) > 1 else None
        if meant is None:
            return None
        release, facts = meant
        if moved is not None and moved.is_of_pace:
            facts = [fact for fact in facts if is_change(fact)] or facts
        findings: list[Finding] = []
        points: list[Point] = []
        withdrawn: list[str] = []
        for fact in facts[:_MOST_MEASURES]:
            known = self._holding(fact, release, cards)
            stated = series(fact, release, [self.shelf[card.id] for card in known[-MOST_SHOWN:]])
            found = [point for point in stated if not self._is_untold(point)]
            if found:
                truth = _truth(moved, found) if len(facts) == 1 and len(cards) == 2 else Truth.UNKNOWN
                given = {point.release.id for point in stated}
                one = self._series(found, given, cards, max(0, len(known) - MOST_SHOWN))
                findings.append(one if truth is Truth.UNKNOWN else replace(one, verdict=verdict_of(truth)))
                points += found
                withdrawn += itertools.chain.from_iterable(
                    self._notices(point).withdrawn([point.measure.id]) for point in stated if self._is_untold(point)
                )
        reply = self._reply(question, findings, points, list(dict.fromkeys(withdrawn))) if findings else None
        if reply is None:
            return None
        data = {"releases": [card.id for card in cards]}
        last = replace(findings[-1], facts=reply.facts, rows=reply.facts, data=data)
        return reply, Context(last, reply.facts[:4], points[-1].release.id)

    def _series(self, points: Sequence[Point], given: set[str], cards: Sequence[Card], earlier: int) -> Finding:
        """One indicator; of two releases either may be named as not giving it, of more only the newest."""
        looked_for = cards if len(cards) == 2 else cards[-1:]
        missing = [self.titles[card.id] for card in looked_for if card.id not in given]
        text = self.shelf.lead.speaker.text
        label = text(points[-1].measure.label)
        return told(label, points, lambda release: self.titles[release.id], text, missing=missing, earlier=earlier)

    def _notices(self, point: Point) -> Notices:
        return self.shelf.answerer(self.shelf.cards[point.release.id]).notices

    def _is_untold(self, point: Point) -> bool:
        """Whether a value was withdrawn, or rests on what was."""
        return point.measure.id in self.shelf.cards[point.release.id].untold

    def _corrections(self, points: Sequence[Point], text: str) -> Iterator[str]:
        """A line for each value of a release that was told before, with what the release is called."""
        for release in dict.fromkeys(point.release.id for point in points):
            if self.shelf.cards[release].corrected:
                own = [point for point in points if point.release.id == release]
                facts, cited = [point.measure for point in own], list(self._citations(own))
                for line in self._notices(own[0]).corrections(facts, text, cited, self.shelf.lead.clock()):
                    yield f"“{self.titles[release]}”: {line}"

    def _citations(self, points: Iterable[Point]) -> Iterator[Citation]:
        """Where values stand, without the figures that were withdrawn."""
        for point in points:
            hides = self.shelf.cards[point.release.id].untold
            for place in point.release.paragraphs_of(point.measure):
                excerpt = self._notices(point).cited(place) if hides else place.excerpt
                yield Citation(point.release.id, place.paragraph, excerpt)

    def _holding(self, fact: Measure, release: Release, cards: Sequence[Card]) -> list[Card]:
        """The releases that may give a fact, as far as their cards tell."""
        key = key_of(fact, release)
        return [card for card in cards if fact.id in card.facts or (key is not None and key in card.keys)]

    def _meant(self, text: str, cards: Sequence[Card], spoken: Spoken) -> tuple[Release, Sequence[Measure]] | None:
        """The measures that a question asks for, in the newest of the releases that understands it so."""
        recognised = self.shelf.lead.recognise(text)
        if self.router.is_empty(recognised):
            release, before = spoken
            measures = [fact for fact in before if isinstance(fact, Measure)]
            if measures:
                return release, measures
            release = self.shelf[cards[-1].id]
            digest = (release.by_id[name] for name in release.about.digest)
            return release, [fact for fact in digest if isinstance(fact, Measure)]
        stems = {token.stem for token in recognised.tokens}
        asked = [cards[-1], *(card for card in cards[-2::-1] if not stems.isdisjoint(card.words))]
        texts = dict.fromkeys((text.rstrip(" ?.!"), self.router.without_ends(text)))
        for card, asked_for in itertools.product(asked[:_MOST_ASKED], texts):
            answerer = self.shelf.answerer(card)
            findings = answerer.understand(f"{asked_for}?").findings
            names = dict.fromkeys(_measures(findings, answerer.release, recognised))
            if names and (card is asked[0] or not card.own.isdisjoint(names)):
                return answerer.release, [answerer.release.measure(name) for name in names]
        return None

    def _reply(
        self, question: str, findings: Sequence[Finding], points: Sequence[Point], withdrawn: Sequence[str]
    ) -> Reply | None:
        """A series as a reply, if each of its figures is supported; ``withdrawn`` tells what is left out of it."""
        lead = self.shelf.lead
        try:
            said = [lead.speaker.say(finding) for finding in findings]
        except TemplateError as error:
            lead.defects.append(f"{INTENT}: {error}")
            return None
        whole = "\n".join(one.text for one in said)
        notes = [*withdrawn, *self._corrections(points, whole)]
        whole = "\n".join([whole, *notes])
        text = lead.speaker.text
        named = (*self.titles.values(), *(text(point.measure.label) for point in points))
        wrong = unsupported(
            whole,
            definitions(points, text),
            written=[*(figure for one in said for figure in one.figures), *notes],
            phrases=[one for one in named if one in whole and figures(one)],
        )
        if wrong:
            lead.defects.append(f"unsupported {sorted(wrong)} in {whole!r}")
            return None
        headline, *details = whole.split("\n")
        return Reply(
            question=question,
            status=Status.ANSWERED,
            verdict=next((Verdict(one.verdict) for one in findings if one.verdict), None),
            headline=headline,
            details=tuple(details),
            facts=tuple(dict.fromkeys(name for finding in findings for name in finding.facts)),
            sources=tuple(dict.fromkeys(self._citations(reversed(points)))),
            working="; ".join(dict.fromkeys(one.working for one in said if one.working)) or None,
            intent=INTENT,
            confidence=1.0,
            language=lead.language.code,
            explanation=Explanation(
                query=f"{INTENT} {' '.join(dict.fromkeys(point.measure.id for point in points))}",
                reason=f"from {', '.join(dict.fromkeys(point.release.id for point in points))}",
                versions=(*lead.versions, *self._versions(points)),
            ),
        )

    def _versions(self, points: Sequence[Point]) -> Iterator[tuple[str, str]]:
        """The facts of the older releases, beside those of the newest."""
        for release in dict.fromkeys(point.release.id for point in points if point.release.id != self.shelf.newest.id):
            yield f"facts of {release}", self.shelf.cards[release].version


def _truth(moved: Moved | None, points: Sequence[Point]) -> Truth:
    """Whether a claim holds of the values of two releases."""
    return Truth.UNKNOWN if moved is None or len(points) != 2 else moved.holds(*points)


def _measures(findings: Iterable[Finding], release: Release, recognised: Recognised) -> Iterator[str]:
    """The measures that findings tell; for a question of how many, the size of a set and not its members."""
    for finding in findings:
        if finding.status != "answered":
            continue
        facts = release.facts_among(finding.facts)
        sizes = [fact.size for fact in facts if isinstance(fact, FactSet) and fact.size]
        names = sizes if sizes and recognised.has(*_COUNTING) else finding.rows or finding.facts
        yield from (name for name in names if isinstance(release.by_id.get(name), Measure))
