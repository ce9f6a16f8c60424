"""One question, or one part of a message, with everything that the readings want to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import dropwhile
from typing import Final

from facts.model import Fact, FactSet, Measure, Release
from facts.quantity import Comparison, Unit, UnitKind
from intents.findings import Context
from intents.spans.found import MOVES, Found, Mention, Recognised, Span, Word, uncovered
from intents.spans.resolve import Candidate, Resolver
from intents.vocabulary.grammar import Grammar

QUESTION_CUES: Final = frozenset(
    {"how-many", "how-much", "who", "when", "where", "why", "how", "define", "which", "list", "mentioned", "verify",
     "only", "percent", "rate", "status", "sum", "change", "rest"}
)  # fmt: skip
"""Cues that any reading takes up by itself: they only say which sort of answer is wanted."""

PLACED: Final = frozenset({"who", "when", "where"})
"""Aspects that say of a fact whose it was, or where it stands in time or space."""
PLACING_CUES: Final = ("max", "min", "second", "median")
"""What gives one of several its place."""
DEMANDING_CUES: Final = frozenset({"max", "min", "median", "second", "average", "ratio", "spread", "rank"})
"""Cues that ask for something to be done: a reading that does not do it has not understood the question."""


@dataclass
class Ask:
    """A part of a message as the readings see it."""

    recognised: Recognised
    resolver: Resolver
    context: Context
    extra: tuple[str, ...] = ()
    """Facts spoken of before, and those next to them, for questions that lean on them."""
    spoken: frozenset[str] = frozenset()
    """What the facts spoken of before are called by."""
    _cache: dict[tuple[tuple[int, int], ...], list[Candidate]] = field(default_factory=dict)

    @property
    def grammar(self) -> Grammar:
        """The small words of the language."""
        return self.resolver.lexicon.grammar

    @property
    def release(self) -> Release:
        """The release that is asked."""
        return self.resolver.release

    @property
    def words(self) -> tuple[Word, ...]:
        """The content words."""
        return self.recognised.words

    def has(self, *names: str) -> bool:
        """Whether one of these cues stands in the question."""
        return self.recognised.has(*names)

    def spans(self, *names: str) -> list[Found]:
        """The places of these cues."""
        return self.recognised.spans(*names)

    def candidates(self, explained: Iterable[Span] = ()) -> list[Candidate]:
        """The facts that the question may speak of, the spans given being taken up otherwise."""
        spans = [*explained, *self._silent]
        key = tuple(sorted((span.start, span.end) for span in spans))
        if key not in self._cache:
            self._cache[key] = self.resolver.candidates(
                self.recognised, explained=spans, spoken=self.spoken, valued=() if self.claims else self.valued
            )
            if self.extra:
                near = {name: place for place, name in enumerate(self.extra)}
                kept = [candidate for candidate in self._cache[key] if candidate.id in near]
                self._cache[key] = sorted(kept, key=lambda c: (-round(c.explained, 2), -round(c.weight, 1), near[c.id]))
        return self._cache[key]

    @cached_property
    def valued(self) -> tuple[str, ...]:
        """Facts whose own figure stands in the question: as good as naming them, where the figure is a telling one."""
        found = []
        for mention in self.recognised.mentions:
            unit = self.as_unit(mention.unit)
            for measure in self.release.measures:
                own = measure.value
                same = own.low == mention.number and own.unit.kind is (unit.kind if unit else own.unit.kind)
                telling = own.unit.kind is not UnitKind.COUNT or mention.number >= _TELLING
                if same and telling and mention.comparison is None:
                    found.append(measure.id)
        return tuple(found)

    @cached_property
    def _silent(self) -> list[Span]:
        """Places of cues that only say which sort of answer is wanted, where their words mean nothing else."""
        known = self.resolver.common
        spans: list[Span] = [
            cue for cue in self.recognised.cues if cue.name in QUESTION_CUES and not self._names_something(cue)
        ]
        spans += [kind for kind in self.recognised.kinds if kind.name in self.rate_kinds and known]
        spans += [word for word in self.words if "percentage-point" in word.concepts]
        spans += [cue for cue in self.spans("verify", "percent", "rate") if self.claims or cue.name != "verify"]
        return spans

    def _names_something(self, span: Span) -> bool:
        """Whether a cue's words also stand for something that facts are called by."""
        polar = self.resolver.lexicon.polar
        return any(
            word.foil or word.entity or not word.concepts.isdisjoint(polar)
            for place in range(span.start, span.end)
            for word in self._starting.get(place, ())
            if word.end <= span.end
        )

    @cached_property
    def _starting(self) -> dict[int, list[Word]]:
        """The content words by where they start."""
        found: dict[int, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.start, []).append(word)
        return found

    @cached_property
    def text(self) -> tuple[str, ...]:
        """The tokens' texts."""
        return tuple(token.text for token in self.recognised.tokens)

    @cached_property
    def disputed(self) -> bool:
        """Whether two say different things, and it is asked who is right."""
        return self.recognised.says(self.grammar.dispute_phrases)

    @property
    def names_same_of_other(self) -> bool:
        """Whether it asks if what was told holds of another thing: "does that go for equipment too?"."""
        return self.recognised.says(self.grammar.sharing_phrases) and len(self.named_things) == 1

    @cached_property
    def named_things(self) -> list[str]:
        """The things of the release that it names, but the one that the whole release is about."""
        known, home = self.release.entity, self.release.about.home
        return [name for name in self.recognised.entities() if name in known and name != home]

    @cached_property
    def taken_out(self) -> frozenset[str]:
        """The things that a question takes out of all of them: "which cities apart from Dandong?"."""
        grammar, named = self.grammar, {*self.named_things}
        found = set()
        joints, end = grammar.and_words | grammar.figure_joints, -1
        for word in self.words:
            if word.entity not in named:
                continue
            before = self.text[max(0, word.start - 2) : word.start]
            single = before[-1:] != () and before[-1] in grammar.exceptives
            listed = 0 <= end < word.start and joints.issuperset(self.text[end : word.start])
            joined = " ".join(self.text[max(0, word.start - 3) : word.start - 2])
            relative = joined in grammar.report_joints | grammar.choosing_words and before[:1] != ()
            relative = relative and before[0] in grammar.copulas and before[-1] in grammar.not_words
            if single or listed or relative or " ".join(before) in grammar.exceptive_phrases:
                found.add(str(word.entity))
                end = word.end
        return frozenset(found)

    @cached_property
    def turning(self) -> tuple[int, ...]:
        """Where a negation stands that only takes out no thing by its name."""
        out = {p for word in self.words if word.entity in self.taken_out for p in (word.start - 1, word.start - 2)}
        return tuple(place for place in self.recognised.negations if place not in out)

    @property
    def says_less(self) -> bool:
        """Whether it says that something is less, by a word or by a limit."""
        return self.has("less") or any(sign.name in ("<", "<=") for sign in self.recognised.comparisons)

    @property
    def says_single(self) -> bool:
        """Whether it speaks of one of a kind, and no more: "a single city"; not "not a single city"."""
        grammar, text = self.grammar, self.text
        kinds = {kind.start for kind in self.recognised.kinds}
        places = [p for p, word in enumerate(text) if p and word in grammar.single_words and {p + 1, p + 2} & kinds]
        articles = grammar.indefinite_articles | grammar.definite_articles
        denied = {place + 1 for place in self.recognised.negations}
        return any(text[place - 1] in articles and place - 1 not in denied for place in places)

    @property
    def telling(self) -> list[Word]:
        """The words that stand for something in particular."""
        return [word for word in self.words if not word.soft and not word.concepts & self.resolver.common]

    def demands(self, *taken: str) -> bool:
        """Whether the question asks for something to be done that is not among these."""
        names = {cue.name for cue in self.recognised.cues if cue.name in DEMANDING_CUES and not self.is_soft(cue)}
        return bool(names - set(taken))

    def is_soft(self, cue: Found) -> bool:
        """Whether a demanding cue's word is only part of a name: "national average", "leading trades"."""
        inside = [word for word in self.words if word.start < cue.end and cue.start < word.end]
        if any(
            word.start <= cue.start and cue.end <= word.end and word.end - word.start > cue.end - cue.start
            for word in self.words
        ):
            return True
        if any(mention.start in (cue.start, cue.end) for mention in self.recognised.mentions if mention.comparison):
            return True
        if cue.name == "average":
            return any(
                word.concepts & {"nation", "home", f"entity:{self.release.about.home}"}
                for word in self.words
                if word.end == cue.start
            )
        return bool(inside) and all(
            word.concepts & {"key", "grow", "top-list", "enterprise", "accelerate"} and not word.concepts & {"ahead"}
            for word in inside
        )

    def asks(self) -> str | None:
        """The question word that leads, or none."""
        asking = self.grammar.question_words
        return next((text for place, text in enumerate(self.text) if text in asking and not self._relates(place)), None)

    def _relates(self, place: int) -> bool:
        """Whether a question word only joins a clause to what is put forward: "22 is what they aim at"."""
        after = {*self.text[place + 1 : place + 2]}
        joined = place > 1 and self.text[place - 1] in self.grammar.copulas and after <= self.grammar.tag_pronouns
        return joined and bool(after) and any(mention.end < place for mention in self.recognised.mentions)

    @cached_property
    def opens_as_claim(self) -> bool:
        """Whether it begins like a yes-or-no question."""
        grammar = self.grammar
        said = (token.text for token in self.recognised.tokens if token.kind == "word")
        words = [*dropwhile(grammar.lead_ins.__contains__, said)]
        opening = " ".join(words[:2])
        points = len(words) > 2 and words[0] in grammar.singular_pronouns | grammar.plural_pronouns
        if opening in grammar.cleft_openings or (points and words[1] in grammar.finite_auxiliaries):
            return True  # "these are the first half's"
        named = len(words) > 2 and opening in grammar.existence_openings and words[2] in grammar.indefinite_articles
        polite = opening in grammar.polite_openings and not named
        if len(words) > 1 and words[1] in grammar.question_words:
            return False  # "625 is what percentage of 4,089?"
        return bool(words) and words[0] in grammar.auxiliaries and not polite

    @property
    def foretells(self) -> bool:
        """Whether it asks what is to come: an aim is no forecast."""
        return self.opens_as_claim and not self.grammar.future_auxiliaries.isdisjoint(self.text)

    @property
    def tells_ahead(self) -> bool:
        """Whether what is put forward was to come: "he said that the province would reach 5%"."""
        aside = self.recognised.places("verify", "tag", "frame")
        return any(
            p > 1 and p not in aside and text in self.grammar.future_auxiliaries for p, text in enumerate(self.text)
        )

    @property
    def opens_as_cleft(self) -> bool:
        """Whether it begins as a question whether it is this one: "was it metallurgy?"."""
        return self._opening in self.grammar.cleft_questions

    @property
    def says_it_is(self) -> bool:
        """Whether it begins as a statement that it is this one: "it was metallurgy"."""
        return self._opening in self.grammar.cleft_openings

    @property
    def is_cleft(self) -> bool:
        """Whether it says or asks that it is this one and no other: "it was metallurgy that …"."""
        return self.opens_as_cleft or self.says_it_is

    @cached_property
    def words_said(self) -> list[str]:
        """Its words without those that only lead in: "so, and what of metals?" says "what of metals"."""
        return [text for text in self.text if text.isalpha() and text not in self.grammar.lead_ins]

    @property
    def elides_verb(self) -> bool:
        """Whether it asks or says of a name alone what was said before: "did Dandong?", "so Benxi was"."""
        said = self.recognised
        if not said.entities() or said.mentions or said.periods or said.kinds:
            return False
        named = {place for word in said.words if word.entity for place in range(word.start, word.end)}
        words = [text for place, text in enumerate(self.text) if text.isalpha() and place not in named]
        left = [text for text in words if text not in self.grammar.lead_ins]
        return len(left) == 1 and left[0] in self.grammar.auxiliaries

    @property
    def _opening(self) -> str:
        return " ".join([text for text in self.text if text][:2])

    @property
    def wholes(self) -> Iterator[tuple[Mention, Sequence[str]]]:
        """The numbers that it names as a whole, "of the 119", each with the word between, if there is one."""
        for mention in self.recognised.mentions:
            before = self.text[max(0, mention.start - 2) : mention.start]
            place = next((p for p in (-1, -2) if -p <= len(before) and before[p] in self.grammar.of_words), None)
            if place is not None:
                yield mention, before[len(before) + place + 1 :]

    @cached_property
    def than_place(self) -> int:
        """Where stands what sets one thing against another, "than"; the end where nothing does."""
        places = (place for place, text in enumerate(self.text) if text in self.grammar.than_words)
        return next(places, len(self.text))

    @property
    def says_apart(self) -> bool:
        """Whether it is about how far two things are from each other."""
        return self.has("difference") or not self.grammar.apart_words.isdisjoint(self.text)

    @property
    def names_nothing(self) -> bool:
        """Whether no thing, kind, number or time stands in it."""
        said = self.recognised
        return not (self.named_things or said.kinds or said.mentions or said.periods)

    @property
    def shares_sum(self) -> bool:
        """Whether it asks for a share of several things together, and not of one of them."""
        return self.has("share", "percent") and self.has("sum")

    @cached_property
    def personal(self) -> bool:
        """Whether it asks for advice in the reader's own affairs: "should I…", "how do I…"."""
        grammar, said = self.grammar, [text for text in self.text if text]
        lengths = {len(opening.split()) for opening in grammar.advice_openings}
        for place in range(len(said)):
            for length in lengths:
                if " ".join(said[place : place + length]) in grammar.advice_openings:
                    after = [text for text in said[place + length :][:_SOON] if text not in grammar.degree_adverbs]
                    if grammar.reading_verbs.isdisjoint(after[:1]):
                        return True
        return False

    @cached_property
    def claims(self) -> bool:
        """Whether it puts something forward to be verified."""
        wh = self.asks()
        if wh is None and not self.requests and (self._tagged() or self._reported()):
            return True
        asserted = self.recognised.asserted and wh is None and not self.requests  # "spell them out, would you"
        if self.opens_as_claim or asserted or self._stated():
            return True
        if self._unit_at_end or self._operation_at_end():
            return False
        if wh is not None and not self._wh_inside_tag():
            return False
        if self.has("verify"):
            return True
        if self.requests or (self.wanted_units is not None and not self.recognised.mentions):
            return False
        if self._guesses() or self._denies_all() or self._says_how_many():
            return True
        held = self.has("more", "less") and not self.has("which", "list", "max", "min")
        moved = any(word.concepts & MOVES for word in self.words)
        told = self._gives_value() and (moved or held)
        owned = {word.end for word in self.words if word.entity and word.text.endswith(_OWNED)}
        inner = {place for word in self.words for place in range(word.start + 1, word.end)}  # "value added Q1-Q3"
        subject = (verb for verb in self._verbs if verb.start and verb.start not in owned)  # it has a subject
        moving = (cue for cue in subject if cue.start not in inner)
        moves = told or any(not self._stands_before_noun(cue) for cue in moving)
        worse = any(word.concepts & _CONTRARY for word in self.words)  # "so investment fell?" puts it forward
        bare = not (self.recognised.mentions or self._named() or worse)
        ends_open = "?" in self.text and bare
        return moves and not ends_open and self._declares()

    def _stands_before_noun(self, verb: Span) -> bool:
        """Whether a verb is no more than a participle of a noun: "the 302 newly added enterprises"."""
        nouns = {kind.start for kind in self.recognised.kinds} | {word.start for word in self.words if not word.soft}
        start = min((word.start for word in self.words if word.start < verb.start < word.end), default=verb.start)
        counted = any(mention.end == start for mention in self.recognised.mentions)
        article = bool(start) and self.text[start - 1] in self.grammar.determiners
        return verb.end in nouns and (counted or article)

    @cached_property
    def attributes(self) -> dict[int, bool]:
        """Where it stands what is asked of something, and whether that is named: "Ansteel's mood"."""
        grammar, text, home = self.grammar, self.text, self.release.about.home
        named = {word.start: word for word in self.words if word.entity and word.entity != home}
        ends = {word.end for word in named.values()}
        own = (word for word in self.words if word.text.endswith(_OWNED))
        owned = {word.end for word in own if word.start in named or word.start in ends}  # "the metals sector's"
        owned |= {place + 1 for place, one in enumerate(text) if named and one in grammar.possessives}
        found = {place: True for place in owned if text[place : place + 1] and text[place].isalpha()}
        things = {word.start for word in self.telling if word.entity != home} | named.keys()
        for place, one in enumerate(text):
            behind = place + 1
            while text[behind : behind + 1] and text[behind] in grammar.determiners:
                behind += 1
            if one in grammar.of_words and place and behind in things and text[place - 1].isalpha():
                found[place - 1] = behind in named
        return found

    def places_of(self, texts: Set[str]) -> set[int]:
        """Where any of these words stands."""
        return {place for place, text in enumerate(self.text) if text in texts}

    @property
    def dated_places(self) -> set[int]:
        """Where times are named."""
        return {place for when in self.recognised.periods for place in range(when.start, when.end)}

    @property
    def kind_places(self) -> set[int]:
        """Where kinds are named."""
        return {place for kind in self.recognised.kinds for place in range(kind.start, kind.end)}

    def before(self, place: int) -> str:
        """The word before a place, those such as "only" aside; nothing at the beginning."""
        return next((text for text in reversed(self.text[:place]) if text not in self.grammar.exclusives), "")

    @cached_property
    def gives_odds(self) -> bool:
        """Whether it says how many of one there are for one of the other: "three to one"."""
        ratios = {cue.start for cue in self.spans("ratio") if self.text[cue.start] not in self.grammar.division_words}
        return not ratios.isdisjoint(mention.end for mention in self.recognised.mentions)

    @cached_property
    def weakly(self) -> bool:
        """Whether it may as well be a question in few words, and only looks as if it put something forward."""
        return self.claims and not (self.firmly or self._tagged() or self._reported() or self._stated())

    def _denies_all(self) -> bool:
        """Whether it begins by saying that something is so of none: "none of the three is slower"."""
        words = [text for text in self.text if text]
        opens = bool(words) and words[0] in self.grammar.negative_quantifiers and words[0].isalpha()
        return opens and words[1:2] != [","] and self.has("asserts") and bool(self.recognised.kinds)

    def _guesses(self) -> bool:
        """Whether a fair guess at a figure is put with a question mark: "roughly nine percent for investment?"."""
        first = self.recognised.mentions[0] if len(self.recognised.mentions) == 1 else None
        hedged = first is not None and first.comparison is Comparison.ABOUT and first.unit is not None
        return hedged and first is not None and not first.start and "?" in self.text and not self.has("which", "list")

    def _says_how_many(self) -> bool:
        """Whether it says how many of a kind moved: "so most industries did grow?", "did most of them fall?"."""
        named = {kind.start for kind in self.recognised.kinds}
        small = self.grammar.of_words | self.grammar.definite_articles
        numbers = {place for one in self.recognised.mentions for place in range(one.start, one.end)}
        for cue in self.spans("majority", "minority", "every"):
            behind = (p for p in range(cue.end, len(self.text)) if self.text[p] not in small and p not in numbers)
            place = next(behind, len(self.text))
            counted = place in named or {*self.text[place : place + 1]} & self.grammar.plural_pronouns
            if counted and any(word.start > place and word.concepts & MOVES for word in self.words):
                return "?" in self.text and not (self.has("which") or self._listing)
        return False

    @property
    def _verbs(self) -> list[Span]:
        """What says something of a subject, also within a comparison: "stayed below 6 %"."""
        return [*self.spans("asserts"), *(mention for mention in self.recognised.mentions if mention.verbal)]

    @property
    def _listing(self) -> list[Found]:
        """What asks for a list; not the "every" of "every one of them grew"."""
        every = self.spans("every")
        return [cue for cue in self.spans("list") if not any(one.covers(cue.start) for one in every)]

    def _gives_value(self) -> bool:
        """Whether a figure may be what something is said to be, and is neither reckoned with nor counts bullets."""
        grammar = self.grammar
        apart = grammar.operand_separators | grammar.subtracting_words | grammar.less_words | grammar.limiting_words
        return any(
            (one.unit is not None or one.decimals or one.number > _FEW)
            and (one.comparison is not None or not one.start or self.text[one.start - 1] not in apart)
            for one in self.recognised.mentions
        )

    @cached_property
    def _unit_at_end(self) -> frozenset[str]:
        """The unit, where the last clause only names that of what is asked for: "…, in yuan?", "…, pp?"."""
        words = [text for text in self.text if text and text not in _ENDS - {","}]
        in_unit = len(words) > 1 and words[-2] in self.grammar.limiting_words and words[-1] in self.grammar.money_words
        if in_unit and not any(mention.end >= len(self.text) - 1 for mention in self.recognised.mentions):
            return frozenset(words[-1:])
        place = max((place for place, text in enumerate(words) if text == ","), default=len(words))
        units = self.grammar.money_words | self.grammar.percent_words | self.grammar.point_words
        last = frozenset(words[place + 1 :]) - self.grammar.limiting_words
        return last if len(last) <= _UNIT_LONG and units >= last else frozenset()

    def _operation_at_end(self) -> bool:
        """Whether the last clause only names what is to be worked out: "…: ratio as a percentage?"."""
        marks = [place for place, text in enumerate(self.text) if text in _CLAUSE_ENDS]
        start = next((place for place in reversed(marks) if any(self.text[place + 1 :])), len(self.text))
        tail = [place for place in range(start + 1, len(self.text)) if self.text[place][:1].isalpha()]
        said = {place for cue in self.spans(*_WORKED_OUT) for place in range(cue.start, cue.end)}
        grammar = self.grammar
        small = grammar.determiners | grammar.limiting_words | grammar.of_words | grammar.equating_words
        only = all(place in said or self.text[place] in small for place in tail)
        return self.text[-1:] == ("?",) and bool(tail) and only and not said.isdisjoint(tail)

    def _stated(self) -> bool:
        """Whether it is a whole sentence with a full stop, that says something and asks for nothing."""
        words = [text for text in self.text if text]
        verbs = [verb for verb in self._verbs if any(self.text[: verb.start])]
        asked = self.requests or self.asks() is not None or self.has("how-many", "how-much")
        behind = {word.end for word in self.telling}
        listed = (cue.start for cue in self.spans("list"))  # "the three sectors listed", "oil and steel are named"
        asked = asked or any(
            place not in behind and self.grammar.auxiliaries.isdisjoint(self.text[max(0, place - 1) : place])
            for place in listed
        )
        says = bool(verbs) or (len(words) > _SENTENCE and ":" not in words and self._gives_count())
        return words[-1:] == ["."] and "?" not in words and says and not asked and self._says_something()

    def _gives_count(self) -> bool:
        """Whether an exact number is given, and not only counted of what is named: "the three sectors"."""
        exact = (one for one in self.recognised.mentions if one.comparison is None and not one.fraction)
        return any(not one.start or self.text[one.start - 1] not in self.grammar.definite_articles for one in exact)

    def _tagged(self) -> bool:
        """Whether it ends in words that only ask to confirm: ", sound?", "… yeah?"."""
        end = len(self.text)
        while end and self.text[end - 1] in _ENDS:
            end -= 1
        tags = [cue for cue in self.spans("tag") if cue.end == end and cue.start > 1]
        before = [cue for cue in tags if self.text[cue.start - 1] in _ENDS or cue.end - cue.start > 1]
        return bool(before) or (bool(tags) and self._says_something())

    def _reported(self) -> bool:
        """Whether it gives what somebody says: "my editor insists …", "draft reads: …"."""
        asked = [cue.start for cue in self.spans("how-many")]  # "count of cities", and not "he counts eight"
        reports = [cue for cue in self.spans("report") if cue.start <= _EARLY and cue.start not in asked]
        if self.has("difference") and not self.has("asserts"):
            return False  # "this minus the headline"
        after = min((cue.end for cue in reports), default=len(self.text))
        spans = (*self.recognised.mentions, *(word for word in self.words if word.entity or not word.soft))
        return bool(reports) and any(span.start >= after for span in spans)

    def _says_something(self) -> bool:
        """Whether a figure, a name or a verb stands in it."""
        named = any(name != self.release.about.home for name in self.recognised.entities())
        return bool(self.recognised.mentions) or named or self.has("asserts")

    @property
    def requests(self) -> bool:
        """Whether it asks for something to be given, in the imperative or politely."""
        grammar = self.grammar
        places = [place for place, text in enumerate(self.text) if text and text not in grammar.lead_ins]
        words = [self.text[place] for place in places]
        asks = bool(words) and words[0] in grammar.requests and not self._names_at(places[0])
        return asks or (bool(words) and " ".join(words[:2]) in grammar.polite_openings)

    def _names_at(self, place: int) -> bool:
        """Whether a name of several words begins there, before its noun: "state-level projects"."""
        nouns = {kind.start for kind in self.recognised.kinds}
        nouns |= {word.start for word in self.words if self.resolver.counted_nouns([word])}
        return any(w.start == place and w.end in nouns and w.end - w.start > 1 for w in self.words)

    def _named(self) -> bool:
        """Whether something is named that things may be said of."""
        return self.has("asserts") and any(name != self.release.about.home for name in self.recognised.entities())

    def _valued_kind(self, kind: str, measure: Measure) -> bool:
        entity = self.release.entity.get(measure.subject)
        return entity is not None and entity.kind == kind and entity.id != self.release.about.home

    @property
    def firmly(self) -> bool:
        """Whether it is plainly put forward to be verified, and not perhaps a question in few words."""
        return self.opens_as_claim or self.recognised.asserted or self.has("verify")

    def _wh_inside_tag(self) -> bool:
        first = next(position for position, text in enumerate(self.text) if text in self.grammar.question_words)
        return (
            self.has("verify")
            and first > 3
            and self.text[first] in self.grammar.choosing_words | self.grammar.report_joints
            and "?" not in self.text[:first]
        )

    def _declares(self) -> bool:
        """Whether a figure is put forward: a number with something it is said of, and no wish for a list."""
        articles = self.grammar.definite_articles | self.grammar.indefinite_articles
        lists = [cue for cue in self._listing if articles.isdisjoint(self.text[max(0, cue.start - 1) : cue.start])]
        if lists and not self.opens_as_claim:
            return False
        if self._says_of_all():
            return True
        kinds = [kind.name for kind in self.recognised.kinds if any(e.kind == kind.name for e in self.release.entities)]
        others = [kind.name for kind in self.recognised.kinds if kind.name not in (*self.rate_kinds, *kinds)]
        kinds = [name for name in kinds if any(self._valued_kind(name, m) for m in self.release.measures)]
        if not self.has("asserts"):
            kinds += others
        listed = bool(kinds) and not self.recognised.entities()
        says = self.has("asserts")
        chosen = (m.comparison or not (m.fraction or (says and m.unit is None)) for m in self.recognised.mentions)
        return not (listed and any(chosen))

    def _says_of_all(self) -> bool:
        """Whether something is said of all of a kind: "all sectors stayed below 5%", and not "all that stayed …"."""
        verb = min((cue.start for cue in self.spans("asserts")), default=0)
        every = {*self.words_said[:1]} <= self.grammar.all_words | self.grammar.everyone_words
        relative = self.grammar.report_joints | self.grammar.choosing_words
        return every and verb > 0 and relative.isdisjoint(self.text[:verb])

    @cached_property
    def rate_kinds(self) -> frozenset[str]:
        """Kinds of value that are rates or shares: what they are called only says which sort of answer is wanted."""
        things = {entity.kind for entity in self.release.entities}
        units: dict[str, set[UnitKind]] = {}
        for measure in self.release.measures:
            for kind in measure.kinds:
                units.setdefault(kind, set()).add(measure.value.unit.kind)
        return frozenset(kind for kind, found in units.items() if kind not in things and found == {UnitKind.PERCENT})

    @cached_property
    def home_kind(self) -> str:
        """The kind of the place that the release is about, which is no choice among several."""
        return self.release.entity[self.release.about.home].kind

    @cached_property
    def value_kinds(self) -> frozenset[str]:
        """Kinds of value, as against kinds of thing."""
        things = {entity.kind for entity in self.release.entities}
        return frozenset(kind for measure in self.release.measures for kind in measure.kinds) - things

    @cached_property
    def measured_kinds(self) -> frozenset[str]:
        """Kinds of thing with rates of their own, home left aside."""
        subjects = {m.subject for m in self.release.measures if m.value.unit.kind is UnitKind.PERCENT}
        return frozenset(self.release.entity[name].kind for name in subjects) - {self.home_kind}

    @cached_property
    def falls(self) -> bool:
        """Whether it speaks of a fall, whose size is written without a sign."""
        return any("fall" in word.concepts for word in self.words)

    @cached_property
    def kinds_apart(self) -> list[Found]:
        """The kinds that it speaks of but the one that is all of the release's subject: sectors, and not industry."""
        common = self.resolver.common
        whole = {word.start for word in self.words if word.concepts & common}
        return [kind for kind in self.recognised.kinds if whole.isdisjoint(range(kind.start, kind.end))]

    @cached_property
    def free_mentions(self) -> tuple[Mention, ...]:
        """The quantities of the question but those that only count what is listed: "the three sectors"."""
        sizes = {Decimal(len(item.members)) for item in self.release.sets if item.members} | {Decimal(2)}
        sizes |= {
            m.value.low
            for m in self.release.measures
            if m.value.unit.kind is UnitKind.COUNT and m.value.low is not None
        }
        return tuple(
            m for m in self.recognised.mentions
            if not (m.unit is None and m.comparison is None and not m.decimals and m.number in sizes)
        )  # fmt: skip

    @cached_property
    def wanted_units(self) -> frozenset[UnitKind] | None:
        """The kinds of unit that an answer must have; none where any will do."""
        grammar = self.grammar
        if (last := self._unit_said(self._unit_at_end)) is not None:
            return last
        after: set[str] = set()
        names = {p for word in self.words if word.end > word.start + 1 for p in range(word.start, word.end)}
        for cue in self.spans("how-many"):
            content = [word.start for word in self.words if word.start >= cue.end and not word.soft]
            units = grammar.money_words | grammar.percent_words | grammar.point_words
            first = next((start for start in sorted(content) if self.text[start] not in units), len(self.text))
            following = range(cue.end, min(cue.end + 3, len(self.text), max(first, cue.end + 1)))
            after = {self.text[p] for p in following if p not in names or self.text[p] in grammar.point_words}
            break
        if self.has("how-many"):
            return self._unit_said(after) or frozenset({UnitKind.COUNT})
        if self._mentions_unit(grammar.point_words):
            return frozenset({UnitKind.POINTS})
        if self._bare("money") and not self.recognised.mentions and not self.has("percent", "share"):
            return frozenset({UnitKind.MONEY})
        if self._bare("percent"):
            return frozenset({UnitKind.PERCENT})
        if self._bare("rate"):
            return frozenset({UnitKind.PERCENT, UnitKind.POINTS})
        if self.has("how-much"):
            return frozenset({UnitKind.MONEY, UnitKind.PERCENT, UnitKind.POINTS})
        return None

    def _unit_said(self, texts: Set[str]) -> frozenset[UnitKind] | None:
        """The kind of unit that words name, if any."""
        groups = (
            (self.grammar.point_words, UnitKind.POINTS),
            (self.grammar.percent_words, UnitKind.PERCENT),
            (self.grammar.money_words, UnitKind.MONEY),
        )
        return next((frozenset({kind}) for words, kind in groups if words & texts), None)

    def _bare(self, name: str) -> bool:
        """Whether a cue stands there by itself, and not only as part of a longer name."""
        return any(
            not any(
                word.start <= cue.start and cue.end <= word.end and word.end - word.start > cue.end - cue.start
                for word in self.words
            )
            for cue in self.spans(name)
        )

    def _mentions_unit(self, texts: Set[str]) -> bool:
        used = {position for mention in self.recognised.mentions for position in range(mention.start, mention.end)}
        used |= {
            position for word in self.words if word.end > word.start + 1 for position in range(word.start, word.end)
        }
        return any(text in texts for position, text in enumerate(self.text) if position not in used)

    def explains(self, words: Sequence[Word], facts: Iterable[Fact], spans: Iterable[Span]) -> list[Word]:
        """The words that neither these facts nor these spans explain."""
        known = [self.resolver.common, *(self.resolver.by_id[fact.id].vocabulary for fact in facts)]
        strange = [word for word in words if not word.soft and all(map(word.concepts.isdisjoint, known))]
        return uncovered(strange, [*spans, *self._silent]) if strange else []

    def off_period(self, facts: Iterable[Fact]) -> bool:
        """Whether the question names a period that none of these facts speaks of."""
        chosen = list(facts)
        return any(not any(self.resolver.in_period(fact, when) for fact in chosen) for when in self.recognised.periods)

    def kind_words(self, kind: str) -> list[Span]:
        """Where a kind is named."""
        return [found for found in self.recognised.kinds if found.name == kind]

    def measure(self, identifier: str) -> Measure:
        """A measure of the release."""
        return self.release.measure(identifier)

    def sets(self) -> list[FactSet]:
        """The release's sets."""
        return list(self.release.sets)

    def home_currency(self) -> str:
        """The currency that the release counts in, where it counts in one only."""
        codes = {m.value.unit.name for m in self.release.measures if m.value.unit.kind is UnitKind.MONEY}
        return codes.pop() if len(codes) == 1 else ""

    def as_unit(self, unit: Unit | None) -> Unit | None:
        """A unit as the release would write it: money without a currency is its own."""
        if unit is not None and unit.kind is UnitKind.MONEY and not unit.name:
            return Unit(UnitKind.MONEY, self.home_currency())
        return unit


_ENDS: Final = frozenset("?.!,;:")
_CLAUSE_ENDS: Final = frozenset(",:;–—")
_WORKED_OUT: Final = ("share", "percent", "ratio", "difference", "sum", "average")
_CONTRARY: Final = frozenset({"fall", "widen"})
_OWNED: Final = ("'s", "’s")
"""Endings of a name behind which stands a noun: "metallurgy's lead"."""
_UNIT_LONG: Final = 2
"""Words of the longest unit: "percentage points"."""
_SOON: Final = 3
_EARLY: Final = 8
"""Words within which a report names who says it."""
_FEW: Final = 10
_SENTENCE: Final = 5
"""Words and marks beyond which a line with a full stop is a sentence, whatever its verb."""
_TELLING: Final = 30
"""Counts below this are too common to point to a fact by themselves."""
