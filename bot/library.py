"""One question over several live releases: which of them is asked, and what is told from release to release.

A question without a period goes to the newest release; to an older one only where it tells a fact that no newer one
has. A period, or words such as "the previous release", choose the release themselves. A follow-up stays in the release
that it leans on. Each release is understood by an answerer of its own, and each answer says of which release it is.
A release under embargo is as if it were not there, but for the press office.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bot.answer import Answerer
from bot.clock import Clock, now
from bot.development import Development, Spoken
from bot.embargo import PREVIEW, is_preview
from bot.notices import CORRECTION_DAYS
from bot.reply import Explanation, Reply, Status
from bot.shelf import Card, Shelf, Stacks
from facts.model import Fact, FactSet, Measure, Release
from facts.series import counterpart
from intents.findings import Context, Finding
from intents.interpret import Understanding
from intents.matching.patterns import SUMMARY
from intents.readings.ask import Ask
from intents.readings.claims import negations_of
from intents.readings.tell import tell_fact
from intents.releases import Route, Router
from intents.replies.series import INTENT
from intents.spans.found import Recognised, When
from intents.spans.moved import Moved
from intents.vocabulary.language import FOLDER
from intents.vocabulary.normalise import tokenise

Answer = tuple[Reply, Context]

_SILENT: Final = frozenset({Status.NOT_STATED, Status.OUT_OF_SCOPE})
_NAMED: Final = frozenset({Status.ANSWERED, Status.NOT_STATED, Status.CLARIFY})
"""What is said of a release, so that the reader has to know of which."""
_MOST_ASKED: Final = 5
"""Releases that are asked one after the other where several might know."""
_MOST_TOLD: Final = 4
_SHORT: Final = 4
"""Words up to which a question is taken to lean on the one before."""


@dataclass(slots=True)
class Library:
    """Answers from several live releases, as far as they may be told when it is asked."""

    stacks: Stacks
    router: Router
    clock: Clock = now
    marked_for: dt.timedelta = dt.timedelta(days=CORRECTION_DAYS)
    previews: bool = False
    """Whether it answers the press office, which an embargo does not bind."""
    shelf: Shelf = field(init=False)
    """The releases that might be told when it was last asked."""
    titles: Mapping[str, str] = field(init=False)
    """What each of them is called, with its year where another one is called the same, or it is not this year's."""
    development: Development = field(init=False)
    _closed: Mapping[str, dt.datetime] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._look()

    @classmethod
    def open(cls, folder: Path, code: str, text: Path | None = None) -> Library:
        """The library of a folder of releases. Raises ContentError, and FileNotFoundError for a language there is not.

        Where only one of the releases is live, its answerer answers alone.
        """
        return cls(Stacks.open(folder, code, text), Router.load(FOLDER / code))

    def under(self, clock: Clock, marked_for: dt.timedelta, *, previews: bool) -> Library:
        """The same by another clock, or for somebody else."""
        if (clock, marked_for, previews) == (self.clock, self.marked_for, self.previews):
            return self
        return Library(self.stacks, self.router, clock, marked_for, previews)

    @property
    def answerer(self) -> Answerer:
        """The answerer of the newest release that may be told, which passes every question on to here."""
        self._look()
        return self.shelf.lead

    def _look(self) -> None:
        """See which releases may be told by now."""
        closed = {} if self.previews else self.stacks.closed(self.clock())
        if closed == self._closed:
            return
        self.shelf = Shelf(self.stacks, self.stacks.shelved(closed), self._dressed)
        self.titles = _titles(self.shelf, self.stacks.code)
        self.development = Development(self.shelf, self.router, self.titles)
        self._closed = closed

    def _dressed(self, answerer: Answerer, shelf: Shelf | None) -> Answerer:
        made = replace(answerer, clock=self.clock, marked_for=self.marked_for, previews=self.previews)
        if shelf is not None and len(self.stacks.cards) > 1:
            made.releases, made.library = shelf, self
        return made

    # What the clock decides

    @property
    def openings(self) -> list[dt.datetime]:
        """The moments to come at which an embargo is lifted, the next one first."""
        return sorted(set(self.stacks.closed(self.clock()).values()))

    def phase(self) -> tuple[object, ...]:
        """What the clock decides about answers: as long as it is the same, so are they."""
        moment = self.clock()
        told = [c for card in self.stacks.cards.values() for c in card.corrected if c <= moment < c + self.marked_for]
        return self.stacks.closed(moment), told

    def withholds(self, reply: Reply) -> bool:
        """Whether a reply that was made earlier may not be shown to readers now."""
        moment = self.clock()
        closed = self.stacks.closed(moment)
        if len(closed) == len(self.stacks.cards):
            return True
        named = {source.release for source in reply.sources}
        return bool(closed) and (is_preview(reply, moment) or not named.isdisjoint(closed))

    def is_outdated(self, reply: Reply) -> bool:
        """Whether a reply that was made earlier tells what was corrected or withdrawn since."""
        versions = {version for _, version in reply.explanation.versions}
        names = dict.fromkeys(source.release for source in reply.sources)
        cards = [self.shelf.cards[name] for name in names if name in self.shelf.cards]
        changed = (card for card in cards if card.version not in versions and (card.corrected or card.untold))
        return any(self.shelf.answerer(card).has_changed(reply.facts) for card in changed)

    # One question

    def answer(self, question: str, context: Context) -> Answer:
        """A question after what was said before, and what the next one may lean on."""
        self._look()
        refusal = self.shelf.lead.refusal(question)
        if refusal is not None:
            return refusal, context
        if context.release is not None and context.release not in self.shelf:  # it was spoken of in a preview
            context = Context()
        if len(self.shelf) == 1:
            return self._ask(self.shelf.newest, question, context)
        reply, after = self._answered(question, context)
        return self._marked(reply), after

    def _marked(self, reply: Reply) -> Reply:
        """A reply that says so where it is a preview."""
        closed = self.stacks.closed(self.clock())
        if not self.previews or not closed:
            return reply
        lead = self.shelf.lead
        named = {source.release for source in reply.sources} or {self.shelf.newest.id}
        until = [moment for name, moment in closed.items() if name in named]
        details = (*reply.details, lead.notices.preview(max(until))) if until else reply.details
        versions = (*reply.explanation.versions, (PREVIEW, max(closed.values()).isoformat()))
        return replace(reply, details=details, explanation=replace(reply.explanation, versions=versions))

    def _answered(self, question: str, context: Context) -> Answer:
        route = self.router.read(question)
        recognised = self._recognised(route.text)
        dated = self._dated(recognised)
        found = self._compared(question, route, recognised, dated, context)
        if found is None and not route.against and not self._against(recognised) and (route.which or dated):
            found = self._chosen(question, route, recognised, dated, context)
        if found is None:
            found = self._leaning(question, recognised, context)
        return found or self._newest_that_can(question, recognised, context)

    # Which release

    def _recognised(self, text: str) -> Recognised:
        return self.shelf.lead.recognise(text)

    def _dated(self, recognised: Recognised) -> list[Card]:
        """The releases of the one period that a question names, the newest first; none where it names no such one."""
        years = {when.calendar for when in recognised.periods if when.calendar is not None}
        stretches = {(when.months, when.year) for when in recognised.periods if when.calendar is None}
        if len(years) > 1 or len(stretches) > 1 or not (years or stretches):
            return []
        return [card for card in self._newest_first() if self._is_of(card, years, stretches)]

    def _each_dated(self, recognised: Recognised) -> list[Card]:
        """The releases of several periods that a question names, the oldest first; none where one has no release."""
        if len({when.calendar is None for when in recognised.periods}) != 1:
            return []
        found = [self._dated(replace(recognised, periods=(when,)))[:1] for when in recognised.periods]
        names = {card.id for cards in found for card in cards}
        return [card for card in self.shelf.cards.values() if card.id in names] if all(found) else []

    def _is_of(self, card: Card, years: Iterable[int], stretches: Iterable[tuple[tuple[int, int], int]]) -> bool:
        for months, year in stretches:
            if card.months != months or (year and (bool(years) or card.year != self._year(year))):
                return False
        return all(card.year == year for year in years)

    def _year(self, offset: int) -> int | None:
        year = self.shelf.newest.year
        return year + offset if year is not None else None

    def _newest_first(self) -> list[Card]:
        return list(self.shelf.cards.values())[::-1]

    def _is_newest(self, card: Card) -> bool:
        return card.id == self.shelf.newest.id

    def _current(self, context: Context) -> Card:
        """The release that the conversation is about."""
        return self.shelf.cards.get(context.release or "", self.shelf.newest)

    def _base(self, route: Route, context: Context, *, leans: bool) -> Card | None:
        """The release that the words of a question choose; none where there is no such one."""
        current = self._current(context) if leans else self.shelf.newest
        if route.which == "previous":
            return self.shelf.before(current)
        if route.which == "year-before":
            same = (card for card in self._newest_first() if card.months == current.months)
            return next((card for card in same if current.year is not None and card.year == current.year - 1), None)
        return self.shelf.newest

    # One release

    def _chosen(
        self, question: str, route: Route, recognised: Recognised, dated: Sequence[Card], context: Context
    ) -> Answer | None:
        """The answer of the release that the question chooses; what it does not say the newest one may."""
        empty = self.router.is_empty(recognised)
        cards = list(dated)
        if route.which is not None:
            base = self._base(route, context, leans=empty)
            if base is None:
                return self._missing(question, "no-release", self.shelf.newest), context
            cards = [base]
        years = [when.calendar for when in recognised.periods if when.calendar is not None]
        offset = [when for when in recognised.periods if when.year and route.which is None]
        if offset:  # the newest release may tell of the year before itself
            said = self._ask(self.shelf.newest, question, context)
            if said[0].status is Status.ANSWERED:
                return self._named(said, question, self.shelf.newest)
        text = self.router.without_years(self._without(route.text, offset, recognised), years)
        ask = Ask(recognised, self.shelf.lead.interpreter.resolver, Context())
        spoken_of = empty and bool(self._spoken(context)[1])
        if empty and (ask.claims or not (spoken_of or route.which)):
            return None
        if empty and not spoken_of:
            text = f"/{SUMMARY}"
        first: Answer | None = None
        for card in cards[:_MOST_ASKED]:
            said = self._counterparts(question, card, context) if spoken_of else self._ask(card, text, context)
            if said[0].status is Status.ANSWERED:
                return self._named(said, question, card)
            first = first or self._named(said, question, card, "silent-there")
        if first is not None and not route.which and not years and not self._is_newest(cards[0]):
            last = self._ask(self.shelf.newest, question, context)
            if last[0].status is Status.ANSWERED:
                return self._named(last, question, self.shelf.newest)
        return first

    def _missing(self, question: str, saying: str, card: Card) -> Reply:
        """That a release is not at hand, or does not give what was spoken of."""
        said = self.shelf.lead.speaker.say(Finding(INTENT, saying, data={"release": self.titles[card.id]}))
        return Reply(
            question=question,
            status=Status.NOT_STATED,
            headline=said.text,
            intent=INTENT,
            confidence=1.0,
            language=self.shelf.lead.language.code,
            explanation=Explanation(query=INTENT, reason=saying, versions=self.shelf.lead.versions),
        )

    def _ask(self, card: Card, text: str, context: Context) -> Answer:
        """What one release answers, with what the next question may lean on."""
        own = self._moved(context, card)
        reply, after = self.shelf.answerer(card).alone(text, own)
        return reply, context if after is own else replace(after, release=card.id)

    def _moved(self, context: Context, card: Card) -> Context:
        """What was said before, in the facts of another release."""
        last = context.last
        if last is None or self._current(context).id == card.id:
            return context
        release = self.shelf[card.id]
        facts = tuple(fact.id for fact in self._there(context, release))
        if not facts:
            return Context()
        rows = tuple(name for name in facts if isinstance(release.by_id[name], Measure))
        kind = last.kind if last.kind in release.kind else None
        return Context(Finding("lookup", "facts", facts=facts, rows=rows, kind=kind, query=last.query), rows[:1])

    def _spoken(self, context: Context) -> Spoken:
        """The facts told before, and their release."""
        release = self.shelf[self._current(context).id]
        last = context.last
        names = (last.rows or last.facts or last.nearest) if last is not None else ()
        return release, release.facts_among(names)

    def _there(self, context: Context, release: Release) -> list[Fact]:
        """The facts told before, in another release, as far as that has them."""
        here, facts = self._spoken(context)
        found = (counterpart(fact, here, release) for fact in facts)
        return [fact for fact in found if fact is not None]

    def _counterparts(self, question: str, card: Card, context: Context) -> Answer:
        """What was told before, as another release gives it."""
        answerer = self.shelf.answerer(card)
        recognised = answerer.recognise(question)
        ask = Ask(recognised, answerer.interpreter.resolver, Context())
        facts = self._there(context, answerer.release)[:_MOST_TOLD]
        findings = tuple(tell_fact(ask, fact) for fact in facts if not isinstance(fact, FactSet))
        if not findings:
            return self._missing(question, "not-given", card), context
        told_now = replace(findings[-1], facts=tuple(n for f in findings for n in f.facts), rows=())
        reply = answerer.say(question, Understanding(recognised, findings))
        return reply, Context(told_now, told_now.facts[:4], card.id)

    def _leaning(self, question: str, recognised: Recognised, context: Context) -> Answer | None:
        """The answer of an older release that the conversation is about, where the question leans on it."""
        card = self._current(context)
        if context.last is None or self._is_newest(card):
            return None
        commands = self.shelf.lead.language.commands
        command = commands.get(recognised.normalised.command or "")
        if command is not None and not self.shelf.lead.language.needs_context(command):
            return None
        said = self._ask(card, question, context)
        words = [token.text for token in recognised.tokens if token.kind == "word"]
        leaning = self.shelf.lead.language.lexicon.grammar.leaning_words
        leans = len(words) <= _SHORT or not leaning.isdisjoint(words)
        leans = leans or self._ask(card, question, Context())[0].facts != said[0].facts
        if not leans or (said[0].status in _SILENT and not said[0].facts):
            return None
        return self._named(said, question, card, "silent-there")

    def _newest_that_can(self, question: str, recognised: Recognised, context: Context) -> Answer:
        """The newest release that answers; where none does, what the newest of all says."""
        newest = self.shelf.newest
        first = self._ask(newest, question, context)
        if first[0].status not in _SILENT:
            return self._named(first, question, newest)
        stems = {token.stem for token in (*recognised.tokens, *tokenise(question))}
        months = {when.months for when in recognised.periods}
        likely = (c for c in self._newest_first() if not (stems.isdisjoint(c.words) and months.isdisjoint(c.stretches)))
        may = (card for card in likely if self._may_tell(card, recognised.periods))
        for card in itertools.islice(may, _MOST_ASKED):
            said = self._ask(card, question, Context())
            speaks = not card.own.isdisjoint(said[0].facts) or not card.fresh.isdisjoint(stems)
            if said[0].status is Status.ANSWERED and speaks:
                return self._named(said, question, card)
        return self._named(first, question, newest, "silent")

    def _may_tell(self, card: Card, periods: Sequence[When]) -> bool:
        """Whether what a question says of the year means the same in an older release as it does in the newest."""
        newest = self.shelf.newest
        return not any(when.year or when.calendar for when in periods) or card.year == newest.year is not None

    def _named(self, said: Answer, question: str, card: Card, silent: str = "from") -> Answer:
        """An answer that says of which release it is."""
        reply, context = said
        reply = replace(reply, question=question)
        if reply.status not in _NAMED or reply.intent == INTENT:
            return reply, context
        saying = silent if reply.status is Status.NOT_STATED else "from"
        line = self.shelf.lead.speaker.say(Finding(INTENT, saying, data={"release": self.titles[card.id]})).text
        return replace(reply, details=(*reply.details, line)), context

    # From release to release

    def _compared(
        self, question: str, route: Route, recognised: Recognised, dated: Sequence[Card], context: Context
    ) -> Answer | None:
        """A figure from release to release, where that is asked for."""
        against = self._against(recognised)
        ask = Ask(recognised, self.shelf.lead.interpreter.resolver, Context())
        moved = self._claimed(ask, question) if ask.claims else None
        several = [] if dated else self._each_dated(recognised)
        if route.which is not None and route.against:
            empty = self.router.is_empty(recognised) or (moved is not None and not self._subject(route.text))
            base = self._base(route, context, leans=empty)
            later = self._current(context) if empty else self.shelf.newest
            cards = [] if base is None or base.id == later.id else [base, later]
            if route.months is not None and any(_months(card) != route.months for card in cards):
                return None
        elif against and dated and moved is not None and not self._is_newest(dated[0]):
            cards = [dated[0], self.shelf.newest]
        elif against and dated:
            said = self._ask(self.shelf.newest, question, context)
            if self._covers(said[0], recognised.periods):
                return self._named(said, question, self.shelf.newest)
            cards = [dated[0], self.shelf.newest] if not self._is_newest(dated[0]) else []
        elif len(several) > 1:
            said = self._ask(self.shelf.newest, question, context)
            if self._covers(said[0], recognised.periods):
                return self._named(said, question, self.shelf.newest)
            cards, against = several, list(recognised.periods)
        elif route.develops and not route.which and not dated and not ask.claims:
            cards = list(self.shelf.cards.values())
        elif moved is not None and moved.is_of_pace and not (route.which or recognised.periods):
            return self._moved_since(question, route, moved, context)
        else:
            return self._again(question, route, recognised, context)
        text = self._without(route.text, against, recognised)
        if moved is not None and len(cards) == 2:
            return self._held(question, text, cards, moved, context)
        told = self.development.tell(question, text, cards, self._spoken(context))
        return told or self._both(question, text, cards)

    # What is claimed from release to release

    def _claimed(self, ask: Ask, question: str) -> Moved:
        """What a claim says of a value and the one before it; nothing that can be judged where it gives figures."""
        if ask.recognised.mentions:
            return Moved()
        negated = len(negations_of(ask)) % 2 == 1
        return replace(self.router.words.moves.read(question), negated=negated)

    def _subject(self, text: str) -> str:
        """What a claim is about: its words but for what it says of it, and for those that put it forward."""
        recognised = self._recognised(text)
        gone = [*recognised.spans("verify", "frame"), *recognised.mentions]
        places = {place for span in gone for place in range(span.start, span.end)} | set(recognised.negations)
        left = [token.text for place, token in enumerate(recognised.tokens) if place not in places]
        moves = self.router.words.moves
        subject = self.router.without_ends(moves.without(self.router.without_ends(" ".join(left))))
        leans = not self.shelf.lead.language.lexicon.grammar.leaning_words.isdisjoint(left)
        return "" if leans and moves.is_motion(subject) else subject

    def _held(self, question: str, text: str, cards: Sequence[Card], moved: Moved, context: Context) -> Answer | None:
        """A claim held against the values of two releases; never against those of one of them alone."""
        spoken, subject = self._spoken(context), self._subject(text)
        moved = replace(moved, counts=self.router.words.moves.counts(subject))
        told = self.development.tell(question, subject, cards, spoken, moved)
        told = told or self.development.tell(question, text, cards, spoken, moved) or self._both(question, text, cards)
        if told is not None:
            return told
        said, after = self._ask(self.shelf.newest, question, context)
        if said.verdict is None:
            return None
        return self._missing(question, "not-held", cards[0]), after

    def _moved_since(self, question: str, route: Route, moved: Moved, context: Context) -> Answer | None:
        """A claim such as "has growth slowed?", held against the release before, where the newest settles it not."""
        before = self.shelf.before(self.shelf.newest)
        said = self._ask(self.shelf.newest, question, context)[0]
        if before is None or (said.verdict is not None and self._compares(said)):
            return None
        spoken = self._spoken(context)
        told = self.development.tell(question, self._subject(route.text), [before, self.shelf.newest], spoken, moved)
        settled = told is not None and told[0].verdict is not None
        return told if settled or said.verdict is not None else None

    def _compares(self, reply: Reply) -> bool:
        """Whether the newest release itself tells of a change from one time to another."""
        facts = (self.shelf.lead.release.by_id.get(name) for name in reply.facts)
        return any(fact is not None and fact.compared_with is not None for fact in facts)

    def _covers(self, reply: Reply, periods: Sequence[When]) -> bool:
        """Whether the newest release itself tells one thing of its own period and of all that a question names."""
        release = self.shelf.lead.release
        facts = release.facts_among(reply.facts)
        things = set(self._recognised(reply.question).entities())
        facts = [fact for fact in facts if things <= {*fact.entities, getattr(fact, "subject", "")}]
        named = {when.months for when in periods} | {release.period[release.about.period].months}
        for fact in facts:
            known = (
                release.period.get(name or "") for name in (fact.period or release.about.period, fact.compared_with)
            )
            if reply.status is Status.ANSWERED and named <= {period.months for period in known if period is not None}:
                return True
        return False

    def _both(self, question: str, text: str, cards: Sequence[Card]) -> Answer | None:
        """What each of two releases answers to what is no figure, one after the other."""
        if len(cards) != 2:
            return None
        told = [self._named(self._ask(card, text, Context()), question, card) for card in reversed(cards)]
        if any(reply.status is not Status.ANSWERED for reply, _ in told):
            return None
        (reply, after), (other, _) = told
        workings = [each.working for each in (reply, other) if each.working]
        return replace(
            reply,
            details=(*reply.details, other.headline, *other.details),
            verdict=None,
            facts=tuple(dict.fromkeys((*reply.facts, *other.facts))),
            sources=(*reply.sources, *other.sources),
            working="; ".join(dict.fromkeys(workings)) or None,
        ), after

    def _again(self, question: str, route: Route, recognised: Recognised, context: Context) -> Answer | None:
        """The series of another thing after a series: "and Sandmouth?"."""
        last = context.last
        if last is None or last.intent != INTENT or route.which or recognised.periods:
            return None
        if self.router.is_empty(recognised) or not (self.router.goes_on(route.text) or _is_name(recognised)):
            return None
        cards = [self.shelf.cards[name] for name in last.data.get("releases", ()) if name in self.shelf.cards]
        return self.development.tell(question, route.text, cards, self._spoken(Context()))

    def _against(self, recognised: Recognised) -> list[When]:
        """The periods that something is held against."""
        return [when for when in recognised.periods if self.router.held_against(recognised, when) is not None]

    def _without(self, text: str, periods: Sequence[When], recognised: Recognised) -> str:
        """A question without the periods that something is held against, and what opens them."""
        if not periods:
            return text
        gone: set[int] = set()
        for when in periods:
            start = self.router.held_against(recognised, when)
            gone.update(range(when.start if start is None else start, when.end))
        return " ".join(token.text for place, token in enumerate(recognised.tokens) if place not in gone)


def _months(card: Card) -> int:
    """How many months the period of a release has."""
    return card.months[1] - card.months[0] + 1


def _is_name(recognised: Recognised) -> bool:
    """Whether a question is a name and nothing else."""
    return not recognised.cues and all(word.entity or word.soft for word in recognised.words)


def _titles(shelf: Shelf, code: str) -> dict[str, str]:
    titles = {c.id: c.title.get(code) or next(iter(c.title.values()), "") for c in shelf.cards.values()}
    uses = Counter(titles.values())

    def title(card: Card) -> str:
        own = titles[card.id]
        plain = card.year is None or str(card.year) in own
        this_year = shelf.newest.year in (None, card.year)
        return own if plain or (uses[own] == 1 and this_year) else f"{own}, {card.year}"

    return {card.id: title(card) for card in shelf.cards.values()}
