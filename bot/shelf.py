"""Several live releases at hand: a card for each, and behind the card its facts and its answerer, read when needed.

The stacks hold all live releases, a shelf those of them that may be told at a moment. The cards are small and all in
memory. Facts and answerers come from the cache, a file for each release, and only those
that were asked last stay in memory, so that two hundred releases take hardly more of it than two.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from bot.compiled import compiled, folders_of, is_ready, kept, place_of, version_of
from facts.contents import ContentError, Contents, Problem, shown
from facts.history import untold
from facts.load import is_live, load_release, load_releases
from facts.model import Measure, Release
from facts.series import Key, in_order, key_of
from intents.matching.wordings import load_wordings
from intents.vocabulary.language import Language
from intents.vocabulary.normalise import tokenise

if TYPE_CHECKING:
    from bot.answer import Answerer

_FACTS_KEPT: Final = 16
_ANSWERERS_KEPT: Final = 3
"""So many releases beside the newest stay in memory: an answerer takes some 40 megabytes."""
_TYPICAL: Final = 2
"""Wordings of a fact that must use a word for a question with it to be worth asking of its release."""
_WIDELY: Final = 0.2
"""The part of all queries whose wordings may use it; a word that more of them use tells nothing."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Card:
    """What has to be known of a release to tell whether a question is one for it."""

    id: str
    folder: Path
    title: dict[str, str]
    months: tuple[int, int]
    """The months of its own period."""
    year: int | None
    facts: frozenset[str]
    keys: frozenset[Key]
    version: str
    """A short hash of its facts, which replies carry."""
    embargo: dt.datetime | None = None
    corrected: tuple[dt.datetime, ...] = ()
    """When figures of it were corrected."""
    untold: frozenset[str] = frozenset()
    """Facts that are no longer told."""
    own: frozenset[str] = frozenset()
    """Facts that no newer release has."""
    words: frozenset[str] = frozenset()
    """The stems by which readers ask for those, and for what no newer release has a name for."""
    fresh: frozenset[str] = frozenset()
    """The stems that only this release has, and older ones, in the names of its facts and things."""
    stretches: frozenset[tuple[int, int]] = frozenset()
    """The months of the periods of those, where they are not the release's own."""


def shelved(folder: Path, code: str, without: Iterable[str] = ()) -> Sequence[Card]:
    """The cards of the live releases below a folder, from the oldest to the newest; kept like all that is made ready.

    The cards know nothing of the releases ``without`` which they are made. Raises facts.load.ContentError for content
    that is wrong or where no release is live, and FileNotFoundError for a language there is not.
    """
    gone = sorted(without)
    name = f"-cards-{hashlib.sha256(' '.join(gone).encode()).hexdigest()[:8]}" if gone else "-cards"
    place = place_of(folder, code, name, Path(__file__))
    return kept(place, lambda: _cards(folder.resolve(), code, gone), list)


def _cards(folder: Path, code: str, without: Sequence[str]) -> list[Card]:
    live = in_order(release for release in load_releases(folder).values() if release.id not in without)
    if not live:
        mend = "draft one, review it, and let it go live"
        raise ContentError([Problem(shown(folder), 0, "about.state", "no release here is live.", mend)])
    language = Language.load(code)
    lists = language.lexicon
    cues = [phrase for phrases in (*lists.cues.values(), *lists.comparisons.values()) for phrase in phrases]
    phrases = (*lists.function_words, *lists.carriers, *lists.negations, *cues)
    passing = frozenset(token.stem for phrase in phrases for token in tokenise(phrase))
    seen: set[str] = set()
    named: set[str] = set()
    keys: set[Key] = set()
    made: list[Card] = []
    for release in reversed(live):
        place = _place(folder, release.id)
        card = _card(release, place)
        own = {fact.id for fact in release.facts() if fact.id not in seen and _key(fact, release) not in keys}
        called = _names(release, code, release.by_id)
        fresh = called - named - passing
        if made and (own or fresh):
            words = _words(release, place, code, own) - passing
            periods = {release.by_id[name].period or release.about.period for name in own}
            stretches = {release.period[name].months for name in periods - {release.about.period}}
            card = replace(
                card, own=frozenset(own), words=words | fresh, fresh=frozenset(fresh), stretches=frozenset(stretches)
            )
        made.append(card)
        seen |= card.facts
        named |= called
        keys |= card.keys
    return made[::-1]


def _place(folder: Path, name: str) -> Path:
    """The folder of a release, which mostly goes by its identifier."""
    if (folder / name / "release.yaml").is_file() and is_live(folder / name):
        return folder / name
    ids = ((Contents.read(place).about, place) for place in folders_of(folder) if is_live(place))
    return next(place for about, place in ids if about is not None and about.data["about"].get("id") == name)


def _card(release: Release, folder: Path) -> Card:
    about = release.about
    keys = frozenset(key for measure in release.measures if (key := key_of(measure, release)) is not None)
    facts = frozenset(release.by_id)
    return Card(
        release.id,
        folder,
        about.title,
        release.period[about.period].months,
        about.year,
        facts,
        keys,
        version_of(release),
        about.embargo,
        tuple(sorted({each.corrected for measure in release.measures for each in measure.revisions})),
        frozenset(untold(release)),
    )


def _key(fact: object, release: Release) -> Key | None:
    return key_of(fact, release) if isinstance(fact, Measure) else None


def _names(release: Release, code: str, facts: Iterable[str]) -> set[str]:
    """The stems of what some facts, and the things that they name, are called."""
    texts: list[str] = []
    for name in facts:
        fact = release.by_id[name]
        texts += [fact.label.get(code, ""), *fact.names.get(code, [])]
        for entity in (release.entity[each] for each in fact.entities if each != release.about.home):
            texts += [entity.label.get(code, ""), *entity.names.get(code, [])]
    return {token.stem for text in texts for token in tokenise(text)}


def _words(release: Release, folder: Path, code: str, own: set[str]) -> frozenset[str]:
    """The stems by which readers may ask for some facts of a release: their names and their wordings."""
    found: set[str] = set()
    wordings = load_wordings(folder, release, code)
    spread: Counter[str] = Counter()
    for meant, query in wordings.queries.items():
        used = Counter(stem for ask in wordings.asks[meant] for stem in {token.stem for token in tokenise(ask)})
        spread.update(used.keys())
        if not own.isdisjoint(query.facts()):
            found |= {stem for stem, count in used.items() if count >= _TYPICAL}
    return frozenset(
        _names(release, code, own) | {stem for stem in found if spread[stem] <= _WIDELY * len(wordings.queries)}
    )


class Latest(OrderedDict[str, _T]):
    """So many things by name, those that were used last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def take(self, name: str, make: Callable[[], _T]) -> _T:
        """The thing of that name, made where it is not there."""
        if name in self:
            self.move_to_end(name)
            return self[name]
        made = self[name] = make()
        while len(self) > self._most:
            self.popitem(last=False)
        return made


@dataclass(slots=True)
class Stacks:
    """All live releases of a folder in one language, whether or not they may be told."""

    folder: Path
    code: str
    cards: Mapping[str, Card]
    """From the oldest release to the newest."""
    text: Path | None = None
    """The words of the newest."""
    defects: list[str] = field(default_factory=list)
    """What the guard blocked, of whichever release."""
    _read: Latest[Release] = field(default_factory=lambda: Latest(_FACTS_KEPT))
    _asked: Latest[Answerer] = field(default_factory=lambda: Latest(_ANSWERERS_KEPT))

    @classmethod
    def open(cls, folder: Path, code: str, text: Path | None = None) -> Stacks:
        """The stacks of a folder. Raises ContentError, and FileNotFoundError for a language there is not."""
        return cls(folder, code, {card.id: card for card in shelved(folder, code)}, text)

    def closed(self, moment: dt.datetime) -> dict[str, dt.datetime]:
        """The releases that are under embargo at a moment, and until when."""
        return {c.id: c.embargo for c in self.cards.values() if c.embargo is not None and moment < c.embargo}

    def shelved(self, closed: Mapping[str, dt.datetime]) -> Sequence[Card]:
        """The cards of the others; where there is none, that of the release whose embargo is lifted first."""
        if not closed:
            return list(self.cards.values())
        if len(closed) == len(self.cards):
            return [self.cards[min(closed, key=closed.__getitem__)]]
        return shelved(self.folder, self.code, closed)

    def release(self, card: Card) -> Release:
        """What a release says."""
        return self._read.take(
            card.id,
            lambda: kept(place_of(card.folder, self.code, "-facts"), lambda: load_release(card.folder), Release),
        )

    def answerer(self, card: Card) -> Answerer:
        """The answerer of one release, which knows of no other and of no embargo."""
        return self._asked.take(card.id, lambda: self._answerer(card))

    def _answerer(self, card: Card) -> Answerer:
        from bot.answer import Answerer

        newest = card.id == list(self.cards)[-1]
        made = Answerer.over(compiled(card.folder, self.code), text=self.text if newest else None)
        made.defects = self.defects
        return made

    def make_ready(self, moment: dt.datetime) -> None:
        """Make ready what is asked for from a moment on, so that no question has to wait for that."""
        for card in self.cards.values():
            if not is_ready(card.folder, self.code):
                compiled(card.folder, self.code)
        for at in (moment, *self.closed(moment).values()):
            self.shelved(self.closed(at))


class Shelf(Mapping[str, Release]):
    """Some of the releases, which are all that is known to who asks; each is read when it is asked for."""

    def __init__(
        self, stacks: Stacks, cards: Sequence[Card], dressed: Callable[[Answerer, Shelf | None], Answerer]
    ) -> None:
        """``cards`` go from the oldest release to the newest.

        ``dressed`` makes an answerer of the stacks one for who asks; with the shelf, that of the newest release.
        """
        self.cards = {card.id: card for card in cards}
        self.newest = cards[-1]
        self._stacks = stacks
        self._dressed = dressed
        self._asked: Latest[Answerer] = Latest(_ANSWERERS_KEPT)
        self._lead: Answerer | None = None

    def __getitem__(self, name: str) -> Release:
        return self._stacks.release(self.cards[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)

    def before(self, card: Card) -> Card | None:
        """The release before one."""
        cards = list(self.cards.values())
        place = cards.index(card)
        return cards[place - 1] if place else None

    @property
    def lead(self) -> Answerer:
        """The answerer of the newest release, which stays in memory."""
        if self._lead is None:
            self._lead = self._dressed(self._stacks.answerer(self.newest), self)
        return self._lead

    def answerer(self, card: Card) -> Answerer:
        """The answerer of one release."""
        if card.id == self.newest.id:
            return self.lead
        return self._asked.take(card.id, lambda: self._dressed(self._stacks.answerer(card), None))
