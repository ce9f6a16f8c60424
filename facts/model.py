"""What a release says, as typed content: every figure a measure, every list a set, all else a statement or a gap.

Content stands in YAML below ``facts/releases/<release>/``; ``facts.load`` reads it into these models, which refuse
unknown keys. Texts are per language (``{en: …, zh: …}``). A text may name figures in braces: ``{loan-projects}`` is
the value of that measure and ``{value}`` the value of the measure itself, so that no figure is ever typed twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, PlainSerializer

from facts.quantity import Quantity

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Texts = dict[str, str]
Names = dict[str, list[str]]


def _quantity(written: object) -> object:
    return Quantity.parse(written) if isinstance(written, str) else written


QuantityField = Annotated[InstanceOf[Quantity], BeforeValidator(_quantity), PlainSerializer(str)]


class Content(BaseModel):
    """Base of everything that a curator writes: unknown keys are refused, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Marked(Content):
    """Something that a draft may hold as a guess.

    ``review`` names the keys that are guesses, each with the reason. Only a release in the state ``draft`` may have
    such marks, and a draft is told to nobody.
    """

    review: Texts = {}


class Source(Content):
    """Where the release says it: paragraph and sentence (counted from 1), and the shortest fragment that carries it."""

    paragraph: int = Field(ge=1)
    sentence: int = Field(ge=1)
    excerpt: str = Field(min_length=1)


class Period(Marked):
    """A stretch of months; ``year`` counts from the release's own year (0, or −1 for the year before)."""

    id: Identifier
    label: Texts
    months: tuple[int, int]
    year: int = 0


class Kind(Marked):
    """A kind of thing that can be listed and counted: cities, sectors, companies."""

    id: Identifier
    label: Texts
    plural: Texts
    names: Names = {}
    contains: list[Identifier] = []
    """Kinds that count as this one as well: an oil company is a company."""


class Entity(Marked):
    """A thing with a name: a place, a sector, an organisation, a person, a programme.

    ``named: false`` marks a foil: a thing of the same kind that this release does not speak of.
    """

    id: Identifier
    kind: Identifier
    label: Texts
    names: Names = {}
    part_of: Identifier | None = None
    named: bool = True
    source: Source | None = None


class Indicator(Marked):
    """What is measured: growth of value added, a share, an amount."""

    id: Identifier
    label: Texts
    unit: str
    names: Names = {}
    definition: Texts = {}
    """How the release defines it, where that is worth telling beside another release's definition."""
    comparable_as: Identifier | None = None
    """Indicators of one name here are defined alike; those without it are where identifier and definition agree."""


class Aspect(Content):
    """What the release says of a fact beyond its figure: why, how, when, where, who, what for."""

    says: Texts
    stated: bool = True
    """Whether this tells the aspect; false where it tells that the release is silent on it."""
    aim: Names = {}
    """What was only aimed at, verb first, of which nothing says that it came about: "boost business confidence"."""
    source: Source | None = None
    facts: list[Identifier] = []


AspectName = Literal["why", "how", "when", "where", "who", "what", "status", "definition"]


class Revision(Content):
    """A value that was told before, when it was corrected, and why."""

    value: QuantityField
    corrected: dt.datetime
    because: str = Field(min_length=1)


class Withdrawal(Content):
    """When a fact was taken back, and why: it is no longer told, nor is what rests on it."""

    at: dt.datetime
    because: str = Field(min_length=1)


class Direction(StrEnum):
    """Which way a measure says that things went."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Fact(Marked):
    """Anything that the release says and that can be told with its source."""

    id: Identifier
    label: Texts
    statement: Texts = {}
    names: Names = {}
    """Phrases by which readers call it: each is enough to point to it."""
    about: Names = {}
    """Words that may stand beside a name without changing what is asked."""
    source: Source | None = None
    also: list[Source] = []
    entities: list[Identifier] = []
    """Everything with a name that the fact is about; a question that names another one is about something else."""
    aspects: dict[AspectName, Aspect] = {}
    related: list[Identifier] = []
    kinds: list[Identifier] = []
    """Kinds of fact it can be listed under: growth rates, funds, projects."""
    period: Identifier | None = None
    compared_with: Identifier | None = None
    """The period against which a change is measured."""
    withdrawn: Withdrawal | None = None

    @property
    def sources(self) -> list[Source]:
        """All places that carry it, the main one first."""
        return ([self.source] if self.source else []) + list(self.also)


class Measure(Fact):
    """One observation: indicator × subject × period × basis = quantity."""

    type: Literal["measure"] = "measure"
    indicator: Identifier
    subject: Identifier
    basis: Identifier | None = None
    value: QuantityField
    direction: Direction = Direction.NONE
    formula: str | None = None
    """How it follows from other measures; its value is computed at load and never typed."""
    revisions: list[Revision] = []
    """What was told before, the oldest first."""

    @property
    def addends(self) -> tuple[str, ...]:
        """The measures of which it is the plain sum; none where its formula is anything else."""
        words = (self.formula or "").split()
        return tuple(words[::2]) if len(words) > 1 and {*words[1::2]} == {"+"} else ()


class FactSet(Fact):
    """A list that the release gives, or whose size it gives.

    ``complete: false`` means that the release names these members and does not say that there are no others.
    """

    type: Literal["set"] = "set"
    kind: Identifier
    members: list[Identifier] = []
    complete: bool = False
    size: Identifier | None = None
    """The measure that says how many belong to it."""
    within: Identifier | None = None
    """The set of which it is a part."""
    indicator: Identifier | None = None
    condition: QuantityField | None = None
    """What the indicator of each member fulfils, where it is a figure."""


class Statement(Fact):
    """What was said without a figure: an action, an aim, a challenge, who said what."""

    type: Literal["statement"] = "statement"
    speaker: Identifier | None = None


class Gap(Marked):
    """What a reader would expect and the release does not say, with the nearest things that it does say."""

    id: Identifier
    label: Texts
    says: Texts = {}
    """A whole sentence that says what is missing; without it one is made from the label."""
    names: Names = {}
    about: Names = {}
    nearest: list[Identifier] = []


class Topic(Marked):
    """A part of the release under one heading, for browsing and for summaries."""

    id: Identifier
    label: Texts
    names: Names = {}
    about: Names = {}
    facts: list[Identifier]


class Chart(Content):
    """A bar chart: the figures of a set's members, or measures by name, all of one unit and so on one axis."""

    id: Identifier
    label: Texts
    names: Names = {}
    """Phrases by which readers call it."""
    set: Identifier | None = None
    """The set of whose members each has a bar, as far as the release gives a figure for its indicator."""
    measures: list[Identifier] = []
    """Measures that are drawn; beside a set they stand for comparison, in another colour."""
    labels: dict[Identifier, Texts] = {}
    """What stands at the bar of a measure where its own label is not what a picture needs."""


class Signature(Content):
    """Who answers for a release as it stood at a moment."""

    by: str = Field(min_length=1)
    at: dt.datetime
    content: str
    """A digest of all that was signed; ``facts.sign`` makes it."""


class About(Marked):
    """The release itself."""

    id: Identifier
    title: Texts
    home: Identifier
    """The place that a figure is about where none is named."""
    publisher: Identifier | None = None
    period: Identifier
    headline: Identifier
    digest: list[Identifier]
    sentences: list[int]
    """How many sentences each paragraph has."""
    suggestions: list[Identifier] = []
    not_stated: list[Identifier] = []
    """The gaps that an announcement names, since every reader would ask for them."""
    common: Names = {}
    """Words that may stand in a question about anything in this release without changing what is asked."""
    issued: dt.date | None = None
    """The day it came out, by which releases that are live at once are put in order; then their identifiers do."""
    year: int | None = Field(default=None, ge=1900, le=2200)
    """The calendar year that it is about: what "in 2024" chooses by, whether or not the text itself says it."""
    embargo: dt.datetime | None = None
    state: Literal["draft", "checked", "live", "superseded"] = "live"
    checked: Signature | None = None
    """Who has held it against its text."""
    approved: Signature | None = None
    """Who has let it go live."""


class Release(Content):
    """One release, whole: everything it says, checked at load for references, units and formulas."""

    about: About
    periods: list[Period] = []
    kinds: list[Kind] = []
    entities: list[Entity] = []
    indicators: list[Indicator] = []
    measures: list[Measure] = []
    sets: list[FactSet] = []
    statements: list[Statement] = []
    gaps: list[Gap] = []
    topics: list[Topic] = []
    charts: list[Chart] = []

    @property
    def is_live(self) -> bool:
        """Whether readers are told anything of it."""
        return self.about.state == "live"

    def marked(self) -> Iterator[Marked]:
        """Everything in it that is marked for review."""
        lists = (self.entities, self.kinds, self.periods, self.indicators, list(self.facts()), self.gaps, self.topics)
        yield from (each for items in ([self.about], *lists) for each in items if each.review)

    @property
    def id(self) -> str:
        """The release's own identifier."""
        return self.about.id

    def facts(self) -> Iterator[Fact]:
        """Measures, sets and statements in the order in which they are written."""
        yield from self.measures
        yield from self.sets
        yield from self.statements

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Every fact by its identifier."""
        return {fact.id: fact for fact in self.facts()}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Every entity by its identifier."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Those whose words it reports."""
        return frozenset(statement.speaker for statement in self.statements if statement.speaker)

    @cached_property
    def speaker_kinds(self) -> frozenset[str]:
        """The kinds of those who speak."""
        return frozenset(self.entity[name].kind for name in self.speakers)

    @cached_property
    def period(self) -> Mapping[str, Period]:
        """Every period by its identifier."""
        return {period.id: period for period in self.periods}

    @cached_property
    def valued(self) -> Mapping[Decimal, list[Measure]]:
        """The stated measures by their value, and by those that they had before they were corrected."""
        found: dict[Decimal, list[Measure]] = {}
        for measure in self.measures:
            lows = (measure.value.low, *(revision.value.low for revision in measure.revisions))
            for low in dict.fromkeys(lows if not measure.formula else ()):
                if low is not None:
                    found.setdefault(low, []).append(measure)
        return found

    @cached_property
    def kind(self) -> Mapping[str, Kind]:
        """Every kind by its identifier."""
        return {kind.id: kind for kind in self.kinds}

    def measure(self, identifier: str) -> Measure:
        """A measure by its identifier. Raises KeyError where there is none of that name."""
        fact = self.by_id[identifier]
        if not isinstance(fact, Measure):
            raise KeyError(identifier)
        return fact

    def facts_among(self, names: Iterable[str]) -> list[Fact]:
        """Those of the names that are facts, in their order."""
        return [self.by_id[name] for name in names if name in self.by_id]

    def names_of(self, fact: str) -> set[str]:
        """The things that a fact names, and the one that it is a figure of."""
        known = self.by_id[fact]
        return {*known.entities, *([known.subject] if isinstance(known, Measure) else [])}

    def parts_of(self, fact: Fact) -> list[str]:
        """The measures from which a fact follows, in the order of its formula."""
        formula = fact.formula if isinstance(fact, Measure) else None
        return [part for part in (formula or "").split() if part in self.by_id]

    def measures_among(self, names: Iterable[str]) -> list[Measure]:
        """Those of the names that are measures, in their order."""
        return [fact for name in names if isinstance(fact := self.by_id.get(name), Measure)]

    def gap(self, identifier: str | None) -> Gap | None:
        """What the release is known to be silent on, by its identifier; none where there is none of that name."""
        return next((gap for gap in self.gaps if gap.id == identifier), None)

    def paragraphs_of(self, fact: Fact) -> list[Source]:
        """A fact's own sources, or for a derived measure those of all that it follows from."""
        if fact.sources:
            return fact.sources
        if isinstance(fact, Measure) and fact.formula:
            found: list[Source] = []
            for word in fact.formula.split():
                if word in self.by_id:
                    found += [source for source in self.paragraphs_of(self.by_id[word]) if source not in found]
            return found
        if isinstance(fact, FactSet) and fact.size:
            return self.paragraphs_of(self.by_id[fact.size])
        return []
