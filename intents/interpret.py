"""From the spans of a message to findings: which reading fits, what is vetoed, what a follow-up leans on.

Every reading takes up the constraints that the question carries, or declines. What no reading takes up whole is cut
into its parts; what is left then is said to be not stated, with the word that stood in the way.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.model import Entity, Fact, FactSet, Gap, Measure, Release, Topic
from facts.quantity import Truth
from intents.caution import WITHHELD, cautious
from intents.compute import compute, of_numbers
from intents.contrast import contrasted
from intents.findings import Context, Finding, not_told
from intents.follow import Follower
from intents.fragments import is_bare_side, names_more, own_words, read_fragment
from intents.grammar import Grammar
from intents.held import held_one_by_one
from intents.judge import figures_to_choose, quantified
from intents.language import QUESTION, Language
from intents.match import Nearest
from intents.paragraphs import read_paragraph
from intents.queries import told_digest
from intents.read import RELATIVE, Reader, Reading
from intents.readings.against import read_against_every, read_two_periods
from intents.readings.arithmetic import compared, read_average, read_comparison, read_spread
from intents.readings.ask import Ask
from intents.readings.claims import claim_of, read_claim
from intents.readings.lists import (
    read_all,
    read_both_camps,
    read_excluding,
    read_extreme,
    read_filter,
    read_rank,
    read_set,
    tell_set,
)
from intents.readings.names import facts_about, read_name, read_other_name, tell_name
from intents.readings.tell import (
    asks_names,
    aspect_of,
    figures_of,
    read_beside,
    read_near,
    read_number,
    read_tell,
    says,
    stands_for,
    tell,
)
from intents.recognise import Recognised, Recogniser, Word, inside_of
from intents.resolve import Candidate, Resolver
from intents.several import only_names_kind, several
from intents.superlatives import by_name

BySpans = Callable[[Ask], Finding | None]

_BY_GRAMMAR: Final = frozenset({"filter", "compare", "about"})
_OVER_SEVERAL: Final = frozenset({"compare", "ratio", "sum", "average", "filter", "rank", "spread"})
"""Queries whose wordings name several things and ask one."""
_WEIGHING: Final = frozenset({"compare", "ratio", "highest", "lowest", "second", "middle", "spread"})
"""Queries that choose what they are about where a question does not say it."""
_COMPUTED: Final = frozenset({"compare", "difference", "ratio", "share", "sum", "average"})
_PAIR: Final = 2
_SHORT: Final = 4
_OUTSIDE: Final = "outside"
_MOST_PARTS: Final = 6
_NAMES_SOMETHING: Final = 2.0
"""A name so telling that something of its own is asked, and no summary."""
_MOST_MARKS: Final = 6
_MOST_PIECES: Final = 10
"""A message of more pieces is noise, or a text and not a question."""
_MOST_WORDS: Final = 90
"""Content words of a message that is still read clause by clause; more is a text and not a question."""
_MOST_TAKEN_UP: Final = 24
"""Words that stand for something in particular, beyond which no reading by spans takes up all of them."""
_SHORTEST_STORY: Final = 8
_LONGEST_STORY: Final = 160
"""Words and marks of a story that a question stands in; a message of more is a text."""
_MOST_BEGINNINGS: Final = 4
"""Words at which the question of a longer story might begin that are tried."""
_MOST_TELLING: Final = 2
"""Content words beyond which a question stands by itself."""
_NEAREST: Final = 8
_SHORTEST_TAG: Final = 2
_LEAST_QUOTED: Final = 3
"""Content words that a quotation must have to be a sentence and not a name."""
_FRAMING: Final = frozenset(
    {"done", "intended", "verify", "frame", "asserts", "mentioned", "more", "only", "status", "max"}
)
_REPORT_MARKS: Final = frozenset(":'\"-–—")
"""What stands between who says something and what is said, beside words."""
_SENTENCE_ENDS: Final = frozenset("?.!;:")
_MARKS: Final = frozenset("?.!,;:-–—…\"'")
"""What may stand before words that ask to confirm."""
_TURN_ENDS: Final = frozenset("?;!.")
_SOON: Final = 3
_MOST_TURNS: Final = 5


def _told(findings: Sequence[Finding]) -> set[str]:
    return {name for finding in findings for name in finding.facts}


def _edges(recognised: Recognised, cuts: Callable[[Sequence[str], int], bool]) -> list[int]:
    """Where the pieces of a message begin that is cut behind some tokens, and where the last ends; no span is cut."""
    texts = [token.text for token in recognised.tokens]
    inside = inside_of((*recognised.words, *recognised.mentions, *recognised.periods))
    behind = [place + 1 for place in range(len(texts)) if place not in inside and cuts(texts, place)]
    return [0, *behind, len(texts)]


def _turns(texts: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Whether another question begins behind a place."""
    if texts[place] in _TURN_ENDS:
        return True
    following = texts[place + 1] if place + 1 < len(texts) else ""
    asks = following in grammar.question_words or following in grammar.finite_auxiliaries
    joined = texts[place] in grammar.clause_joints and place > 0
    return asks and joined and not (texts[place] == "," and following not in grammar.question_words)


def _joins(ask: Ask) -> bool:
    """Whether anything in a claim joins another part to it; a name more is no part of its own."""
    joints = ask.grammar.clause_joints | ask.grammar.figure_joints | ask.grammar.or_words | _TURN_ENDS
    inner = [text for text in ask.text[:-1] if text]
    return bool(ask.recognised.mentions) or not joints.isdisjoint(inner)


def _begins_as_question(texts: Sequence[str], grammar: Grammar) -> bool:
    """Whether a piece of a message begins as a question does, or is a few words with a question mark."""
    words = [text for text in texts if text.isalnum()]
    asks = bool((grammar.question_words | grammar.finite_auxiliaries) & {*words[:_SOON]})
    return asks or (texts[-1] == "?" and len(words) <= _SHORT) or ":" in texts


def _chooses(ask: Ask, verb: str) -> bool:
    """Whether a question asks which fulfil a condition, and its wording is one that tells something else."""
    if ask.claims or not ask.has("which", "list") or ask.has("how-many") or verb == "filter":
        return False
    compared = any(mention.comparison is not None for mention in ask.recognised.mentions)
    return (compared and verb == "tell") or (ask.has("more") and ask.has("less") and verb == "compare")


def read_told(ask: Ask) -> Finding | None:
    """A set or a single fact, whichever the question names more tellingly."""
    told = read_tell(ask)
    if told is not None and (told.status == "answered" or told.intent == "aspect"):
        return told
    listed = read_set(ask)
    if listed is not None and (told is None or listed.status == "answered"):
        return listed
    return told or listed


READINGS: Final[tuple[BySpans, ...]] = (
    read_claim,
    read_spread,
    read_average,
    read_rank,
    read_extreme,
    read_both_camps,
    read_excluding,
    read_filter,
    read_comparison,
    read_all,
    read_told,
    read_name,
    read_number,
)

_MOVED: Final = frozenset({"grow", "fall"})
_TOPICAL_FOILS: Final = frozenset({"economy", "office", "loose"})
"""Foils that a release about an economy may well be asked about."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message came to: a finding for each of its parts, and what was recognised."""

    recognised: Recognised
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Interpreter:
    """Understands messages about one release."""

    release: Release
    language: Language
    recogniser: Recogniser
    resolver: Resolver
    reader: Reader
    follower: Follower

    @property
    def grammar(self) -> Grammar:
        """The small words of the language."""
        return self.language.lexicon.grammar

    def understand(self, text: str, context: Context | None = None) -> Understanding:
        """A message, alone or after what was said before, as findings. Never raises for anything a person types."""
        context = context or Context()
        recognised = self.recogniser.recognise(text)
        found = self._findings(recognised, context)
        if context.last is not None:
            found = self._not_turned(found, recognised)
        ask = Ask(recognised, self.resolver, context)
        kept = [self._after(cautious(ask, one, alone=len(found) == 1), ask) for one in found]
        withheld = [one for one in kept if one.saying in WITHHELD]
        return Understanding(recognised, tuple(withheld[:1] or kept))

    def _after(self, found: Finding, ask: Ask) -> Finding:
        """A finding as what was told before allows it."""
        last = ask.context.last
        if last is None:
            return found
        if found.status == "not_stated":
            return self._kept_near(found, last, ask)
        if found.status == "answered" and self._received_by_others(found, last, ask):
            return not_told(last.facts[:1], "it asks what those spoken of before received, and that is not told")
        if found.status == "answered" and ask.claims and self._of_other(found, ask):
            return not_told((found.facts or last.facts)[:1], "it is put forward of what was told before")
        if found.status == "answered" and self._says_again(found, last, ask):
            return not_told(last.facts[:1], "the answer before says nothing of what is asked")
        return found

    def _kept_near(self, found: Finding, last: Finding, ask: Ask) -> Finding:
        """What is not stated of the thing told before, "in dollars?", is still about that thing."""
        if found.facts or not last.facts or ask.recognised.kinds:
            return found
        words = [text for text in ask.text if text.isalnum()]
        strange = any(word.foil for word in ask.words)
        telling = any(word.concepts.isdisjoint(self.resolver.lexicon.polar) for word in ask.telling)
        if ask.named_things or telling or strange or len(words) > _SHORT or last.status != "answered":
            return found
        near = {*self._near(ask.context)}
        return found if near & {*found.nearest} else replace(found, nearest=(*last.facts[:1], *found.nearest))

    def _points_back(self, recognised: Recognised) -> bool:
        """Whether a pronoun stands for something told before, and not only where it is asked if something is so."""
        said = self._unframed(recognised)
        framing = [cue for cue in said.spans("verify", "tag", "frame") if cue.start or cue.end > _SHORTEST_TAG]
        aside = {place for cue in framing for place in range(cue.start, cue.end)}
        texts = {token.text for place, token in enumerate(said.tokens) if place not in aside}
        grammar = self.grammar
        return not texts.isdisjoint(grammar.singular_pronouns | grammar.plural_pronouns | grammar.possessives)

    def _not_turned(self, found: list[Finding], recognised: Recognised) -> list[Finding]:
        """The findings; those of the question alone where that is confirmed and this denied, or the other way round."""
        if [one.verdict for one in found] not in (["supported"], ["refuted"]) or self._points_back(recognised):
            return found
        alone = self._findings(recognised, Context())
        turned = [one.verdict for one in alone] in (["supported"], ["refuted"])
        return alone if turned and alone[0].verdict != found[0].verdict else found

    def _received_by_others(self, found: Finding, last: Finding, ask: Ask) -> bool:
        """Whether "how much did they get?", after something was told of them, came to what others got."""
        texts, grammar = {*ask.text}, self.grammar
        if not (texts & grammar.plural_pronouns and texts & grammar.receiving_words) or ask.recognised.entities():
            return False
        told, before = (
            {figure.id for name in names if name in self.release.by_id for figure in self._with_figures(name)}
            for names in (found.facts, (*last.facts, *last.rows))
        )
        return bool(told) and told.isdisjoint(before)

    def _of_other(self, found: Finding, ask: Ask) -> bool:
        """Whether a claim about "it" or "them" came to something that has nothing to do with the answer before."""
        grammar, words = self.grammar, [text for text in ask.text if text]
        if ask.opens_as_cleft and not grammar.personal_pronouns.isdisjoint(words[2:3]) and found.verdict == "supported":
            return True  # "was it them that gave the money?"
        polar = self.resolver.lexicon.polar
        compares = ask.has("more", "less") or bool(ask.recognised.comparisons)
        bare = (
            ask.names_nothing
            and bool(ask.telling)
            and not compares
            and all(not w.concepts.isdisjoint(polar) for w in ask.telling)
        )
        pointed = not grammar.singular_pronouns.isdisjoint(words)
        return bare and pointed and {*self._near(ask.context)}.isdisjoint(found.facts)

    def _says_again(self, found: Finding, last: Finding, ask: Ask) -> bool:
        """Whether the answer before is told once more to a question with a word that it does not speak of."""
        if found.verdict is not None or not found.facts or self.release.measures_among(found.facts):
            return False
        if not {*found.facts} <= {*(last.facts or last.nearest)}:
            return False
        known = frozenset().union(*(self.resolver.by_id[name].vocabulary for name in found.facts))
        moved = [word for word in ask.words if word.concepts & _MOVED and word.concepts.isdisjoint(known)]
        return bool(moved) or any(mention.unit or mention.comparison for mention in ask.recognised.mentions)

    def _with_figures(self, name: str) -> list[Fact]:
        """A fact, and those whose figures its statement holds."""
        return [self.release.by_id[name], *figures_of(self.release, self.release.by_id[name])]

    def _findings(self, recognised: Recognised, context: Context) -> list[Finding]:
        command = self.language.commands.get(recognised.normalised.command or "")
        if command and not recognised.tokens:
            return [self._command(command, context)]
        if recognised.normalised.command and not recognised.tokens:
            return [self._conversation("help")]
        recognised = self._one_of_them(self._unframed(recognised), context)
        ask = Ask(recognised, self.resolver, context)
        paragraph = read_paragraph(ask)
        if paragraph is not None:
            return [paragraph]
        reading = self.reader.read(ask)
        rest = self.follower.not_those(ask, context.last) if context.last is not None else None
        if rest is not None:
            return [rest]
        of_talk = self._plain(reading) and self._leans_in_talk(reading) and not is_bare_side(ask)
        silent = names_more(ask) or not ask.grammar.possessives.isdisjoint(ask.text)
        silent = silent and reading.silent and self._plain(reading)
        fragment = None if of_talk or silent else read_fragment(ask)
        if fragment is not None:
            return [fragment]
        leans = context.last is not None and bool({*ask.text} & self.grammar.leaning_words)
        outside = reading.talk == _OUTSIDE and self._plain(reading) and not recognised.mentions
        if (outside or (reading.talk is None and ask.personal)) and not leans:
            return [self._conversation(_OUTSIDE)]
        talk = self._small_talk(recognised, context, reading)
        if talk is not None:
            return [talk]
        first = (
            self._bare(ask)
            or self._of_them(recognised, context, reading)
            or self.follower.follow(ask, reading)
            or self._lean(ask, reading)
        )
        if first is not None:
            return [first]
        halves = contrasted(ask, self._put_forward)
        if halves is not None:
            return [halves]
        against = read_against_every(ask) or read_two_periods(ask)
        if against is not None:
            return [against]
        paired = held_one_by_one(ask, self._piecewise(context), self.reader)
        if paired is not None:
            return [paired]
        placed = self._by_place(ask)
        if placed is not None:
            return [placed]
        beside = read_beside(ask) if reading.silent or not self._plain(reading) else None
        if beside is not None:
            return [beside]
        whole = self._best(ask, reading)
        if whole is not None and self._of_nothing(ask, whole):
            whole = read_number(ask)
        if whole is not None and self._picks(ask, whole):
            return [whole]
        number = self._of_which(ask)
        if number is not None:
            return [number]
        apart = self._apart(ask, whole)
        if apart is not None:
            return [apart]
        if not self._plain(reading) or self._undone(ask, whole):
            computed = of_numbers(ask)
            if computed is None and reading.talk is None:
                computed = compute(ask, self._piecewise(context), self.reader)
            if computed is not None and not (whole is not None and set(computed.facts) <= set(whole.facts)):
                return [computed]
        parts = self._several(ask, reading)
        turns = self._in_turn(recognised, context)
        if len(turns) > len(parts) and (not parts or _told(parts) <= _told(turns)):
            return turns
        added = whole is not None and whole.intent == "sum" and len(ask.spans("how-many")) < 2
        if parts and not added:
            return parts
        if whole is not None and self._astray(ask, reading, whole):
            whole = None
        if whole is not None and whole.status == "answered":
            return [whole]
        texts = [token.text for token in recognised.tokens]
        asked = sum(text in self.grammar.question_words for text in texts) + max(0, texts.count("?") - 1)
        surely = reading.silent and reading.match.score >= self.language.thresholds.one
        if whole is None or asked > 1 or (whole.saying == "gap" and "," in texts and not surely):
            parts = self._parts(ask, whole)
            if parts:
                return parts
        if context.last is not None and (whole is None or whole.saying != "gap"):
            after = _read_again(self._again(recognised, context))
            if after is not None and after.status == "answered":
                return [after]
        return [whole or self._not_understood(ask)]

    def _astray(self, ask: Ask, reading: Reading, found: Finding) -> bool:
        """Whether a fragment after an answer was read, without much likeness, as one about something else."""
        last = ask.context.last
        if last is None or found.status != "answered" or found.verdict is not None:
            return False
        weighs = reading.query is not None and reading.query.verb in _WEIGHING and not names_more(ask)
        sure = reading.match.score >= self.language.thresholds.grammar and not (weighs and not ask.recognised.kinds)
        if sure or ask.named_things or ask.recognised.mentions:
            return False
        return len(ask.telling) < _MOST_TELLING and not {*found.facts} & {*self._near(ask.context)}

    def _one_of_them(self, recognised: Recognised, context: Context) -> Recognised:
        """The question with a name in the place of "the first one", where a list was told before."""
        texts = [token.text for token in recognised.tokens]
        listed = self._listed(context.last) if context.last is not None else []
        if len(listed) < 2 or recognised.entities():
            return recognised
        told = context.last.data.get("entity") if context.last is not None else None
        kinds, grammar = {kind.start for kind in recognised.kinds}, self.grammar
        for place, text in enumerate(texts):
            which = grammar.places.get(text)
            if text in grammar.other_words and len(listed) == 2 and isinstance(told, Entity) and told.id in listed:
                which = 1 - listed.index(told.id)
            follows = texts[place + 1 : place + 2]
            stands = {*follows} & grammar.pro_nouns
            if which is None or not (
                text in grammar.bare_places or stands or {*follows} & grammar.of_words or place + 1 in kinds
            ):
                continue
            if which >= len(listed):
                return recognised
            end = place + 2 if stands else place + 1
            start = place - 1 if place and texts[place - 1] in grammar.definite_articles else place
            name = self.follower.named(self.release.entity[listed[which]])
            return self.recogniser.recognise(" ".join([*texts[:start], name, *texts[end:]]))
        return recognised

    def _listed(self, last: Finding) -> list[str]:
        """The things that the answer before named one after the other."""
        rows = [measure.subject for measure in self.release.measures_among(last.rows)]
        if len(set(rows)) > 1:
            return rows
        sets = [fact for name in last.facts if isinstance(fact := self.release.by_id.get(name), FactSet)]
        return list(sets[0].members) if sets else []

    def _plain(self, reading: Reading) -> bool:
        """Whether the nearest wording leaves no doubt."""
        plain = self.language.thresholds
        return reading.match.score >= plain.plain and reading.match.lead >= plain.plain_lead

    def _leans_in_talk(self, reading: Reading) -> bool:
        """Whether the nearest wording is of a conversation intent about the answer before: its source, its truth."""
        return reading.talk is not None and self.language.needs_context(reading.talk)

    def _bare(self, ask: Ask) -> Finding | None:
        """A number, or a name, and nothing asked of it: "302?", "benxi"."""
        recognised = ask.recognised
        telling = [word for word in recognised.words if not word.soft and not word.entity]
        if telling or recognised.kinds or ask.claims:
            return None
        if ask.context.last is not None or len(recognised.tokens) > _SHORT:
            ends = {mention.end for mention in recognised.mentions}
            asked = any(cue.start in ends for cue in ask.spans("define"))  # "what does the eleven stand for?"
            return read_number(ask) if asked and not recognised.entities() else None
        if any(mention.comparison is not None for mention in recognised.mentions):
            return None
        return read_number(ask) if recognised.mentions else read_name(ask)

    def _put_forward(self, words: str) -> Finding | None:
        """What is found of a claim by itself; none where it is not one thing."""
        found = self._findings(replace(self.recogniser.recognise(words), asserted=True), Context())
        return found[0] if len(found) == 1 else None

    def _by_place(self, ask: Ask) -> Finding | None:
        """What is computed of a thing that is called by its place, "the slowest sector", and of another."""
        words = by_name(ask)
        found = self._findings(self.recogniser.recognise(words), Context()) if words is not None else []
        if len(found) != 1 or found[0].status != "answered":
            return None
        judged = found[0].intent == "claim" and found[0].verdict is not None
        return found[0] if judged or (found[0].intent in _COMPUTED and len(found[0].facts) > 1) else None

    def _of_nothing(self, ask: Ask, found: Finding) -> bool:
        """Whether figures stand there without a word of what they are of: nothing is asked, nor put forward."""
        said = ask.recognised
        if ask.context.last is not None or said.words or said.kinds or said.periods or not said.mentions:
            return False
        compared = any(mention.comparison is not None for mention in said.mentions)
        return found.verdict == "refuted" or (len(said.mentions) > 1 and not compared)

    def _of_them(self, recognised: Recognised, context: Context, reading: Reading) -> Finding | None:
        """The greatest or least of what was told before, or an aspect of it: "which of them grew fastest?", "why?"."""
        if context.last is None:
            return None
        again = self._again(recognised, context)
        they = self.grammar.plural_pronouns
        if again.has("max", "min") and len(context.last.rows) > 1 and {*again.text} & they and not recognised.mentions:
            return read_extreme(again)
        told = self.release.measures_among(context.last.rows)
        spread = reading.query is not None and reading.query.verb == "spread" and self._plain(reading)
        bare = all(word.soft for word in recognised.words)
        if again.has("difference") and len(told) == 2 and bare and not spread:
            return compared(again, told)
        silent = reading.silent and reading.match.score >= self.language.thresholds.grammar
        if again.has("how-many") and not silent and not any(not word.soft for word in recognised.words):
            counted = read_set_near(again)
            if counted is not None:
                return counted
        received = not self.grammar.receiving_words.isdisjoint(again.text)
        if len(recognised.tokens) <= _SHORT:
            return None if received and aspect_of(again) == "who" else read_same_again(again)
        fact = self.release.by_id.get(context.last.facts[0]) if context.last.facts else None
        aspect = aspect_of(again)
        if (
            fact is None
            or aspect not in fact.aspects
            or not {*again.text} & (they | self.grammar.singular_pronouns)
            or (aspect == "who" and received)
            or again.claims
            or recognised.mentions
        ):
            return None
        strange = [word for word in recognised.words if word.foil or word.entity]
        telling = [word for word in recognised.words if not word.soft]
        if strange or len(telling) > 1:
            return None
        return tell(again, Candidate(self.resolver.by_id[fact.id], (), 0.0, 1.0), aspect)

    def _best(self, ask: Ask, reading: Reading) -> Finding | None:
        """The finding of the nearest wording where that is sure; else the one of the spans, unless the two disagree."""
        by_wording, match = reading.finding, reading.match
        verb = reading.query.verb if reading.query is not None else ""
        least = self.language.thresholds
        leads = match.lead >= least.sure_lead or reading.settled
        sure = by_wording is not None and match.score >= least.sure and leads
        vetoed = by_wording is not None and by_wording.status == "not_stated" and verb != "gap"
        judged = by_wording is not None and by_wording.verdict is not None
        grammar = (verb in _BY_GRAMMAR and match.lead < least.grammar and not judged) or _chooses(ask, verb)
        if sure and not grammar and (not vetoed or match.score >= least.plain):
            return by_wording
        by_spans = self._read(ask.recognised, ask.context, ask=ask)
        if by_spans is None and not sure and match.score >= least.doubt and by_wording is not None:
            return self.reader.tied(ask, match)
        if by_spans is None:
            return by_wording if sure else None
        if by_wording is None:
            return by_spans if match.score < least.sure or reading.talk is None else None
        if by_spans.status == "answered" and (vetoed or grammar) and not (vetoed and ask.claims):
            return by_spans
        if sure:
            return by_wording
        if by_wording.verdict and match.score < least.sure / 2:
            by_wording = replace(by_wording, verdict=None)
        if set(by_spans.facts) & set(by_wording.facts):
            return by_spans if by_spans.verdict and not by_wording.verdict else by_wording
        compared = any(mention.comparison is not None for mention in ask.recognised.mentions)
        chosen = by_spans.intent == "filter" and by_spans.status == "answered" and by_spans.verdict is None
        if chosen and compared and ask.has("which", "list"):
            return by_spans  # a threshold is a threshold, however it is worded
        known = self.reader.patterns.queries
        near = {fact for name, _ in match.ranked if name in known for fact in known[name].facts()}
        sure_of_none = by_spans.verdict is not None and quantified(ask)
        return by_spans if (match.score < least.doubt or sure_of_none) and near & set(by_spans.facts) else None

    def _picks(self, ask: Ask, found: Finding) -> bool:
        """Whether one fact is told whose figure was given to find it by: "was it loans or bonds that came to 584?"."""
        if found.intent != "lookup" or found.saying != "fact" or len(ask.recognised.mentions) != 1:
            return False
        fact = found.data["fact"]
        mention = ask.recognised.mentions[0]
        chooses = not ask.grammar.or_words.isdisjoint(ask.text) and mention.comparison is None
        return chooses and isinstance(fact, Measure) and says(mention, fact.value, ask) is Truth.YES

    def _of_which(self, ask: Ask) -> Finding | None:
        """What a number counts, where two things are put beside it to choose from: "302 projects or 302 firms?"."""
        said = ask.recognised
        numbers = {(mention.number, mention.comparison) for mention in said.mentions}
        if len(said.mentions) != _PAIR or len(numbers) > 1 or ask.grammar.or_words.isdisjoint(ask.text):
            return None
        return stands_for(replace(ask, recognised=replace(said, mentions=said.mentions[:1])))

    def _apart(self, ask: Ask, found: Finding | None) -> Finding | None:
        """What two values that were told differ by, where that is asked: "how many more grew than did not?"."""
        told = self.release.measures_among(found.facts) if found is not None and found.intent == "lookup" else []
        if len(told) != _PAIR or ask.claims or not ask.has("difference") or ask.recognised.mentions:
            return None
        than = not ask.grammar.than_words.isdisjoint(ask.text)
        return compared(ask, told) if than and all(measure.value.is_exact for measure in told) else None

    def _undone(self, ask: Ask, found: Finding | None) -> bool:
        """Whether one figure is told where the question weighs two against each other, or divides one by the other."""
        one = found is not None and found.intent == "lookup" and found.verdict is None and len(found.facts) == 1
        weighs = ask.claims and ask.has("more", "less") and not ask.recognised.mentions
        return one and (weighs or not ask.grammar.division_words.isdisjoint(ask.text))

    def _several(self, ask: Ask, reading: Reading) -> list[Finding]:
        """The findings of a message that asks several things at once."""
        recognised, context = ask.recognised, ask.context
        texts = [token.text for token in recognised.tokens]
        grammar = self.grammar
        asked = sum(text in grammar.question_words for text in texts)
        pairs = itertools.pairwise(texts)
        asked += sum(one in grammar.and_words and two in grammar.finite_auxiliaries for one, two in pairs)
        if reading.talk is not None and self._plain(reading):
            return []
        if (ask.claims or ask.has("which")) and figures_to_choose(ask):
            return []
        if ask.claims and (not _joins(ask) or quantified(ask)):
            return []
        least = self.language.thresholds
        if reading.match.score >= least.one and reading.match.lead >= least.plain_lead and asked < 2:
            return []
        if reading.query is not None and reading.query.verb in _OVER_SEVERAL and reading.match.score >= least.sure:
            return []
        lexicon = self.resolver.lexicon
        moves = frozenset(concept for one in lexicon.polar for concept in (one, *lexicon.contrary(one)))
        return several(recognised, self.language, self._piecewise(context), self.recogniser.recognise, moves)

    def _in_turn(self, recognised: Recognised, context: Context) -> list[Finding]:
        """The questions of one message asked one after the other, each after the answer before."""
        texts = [token.text for token in recognised.tokens]
        edges = _edges(recognised, lambda texts, place: _turns(texts, place, self.grammar))
        stretches = [texts[start:end] for start, end in itertools.pairwise(edges)]
        said = [stretch for stretch in stretches if any(text.isalnum() for text in stretch)]
        asking = [stretch for stretch in said if _begins_as_question(stretch, self.grammar)]
        if not 2 <= len(said) <= _MOST_TURNS or len(asking) < len(said):
            return []
        pieces = [self.recogniser.recognise(" ".join(stretch)) for stretch in said]
        strange = any(word.foil == "place" for piece in pieces for word in piece.words)
        bare = only_names_kind(pieces[-1], self.grammar)
        if strange or bare or any(self._tags(piece) or self._frames(piece) for piece in pieces):
            return []
        found: list[Finding] = []
        for piece in pieces:
            one = self._turn(piece, context, first=not found)
            if one is None:
                return []
            context = context.after([one], self.release)
            found.append(one)
        distinct = [one for place, one in enumerate(found) if one.query not in [other.query for other in found[:place]]]
        return distinct if len(distinct) > 1 and any(one.status == "answered" for one in distinct) else []

    def _turn(self, piece: Recognised, context: Context, *, first: bool) -> Finding | None:
        """One of several questions, where it is surely understood; a later one says of what it asks, or leans."""
        ask = Ask(piece, self.resolver, context)
        reading = self.reader.read(ask)
        leaning = read_fragment(ask) or self.follower.follow(ask, reading)
        if leaning is not None:
            return leaning
        moves = self.resolver.lexicon.polar
        names = first or ask.named_things or piece.kinds or piece.mentions
        if not names and all(not word.concepts.isdisjoint(moves) for word in own_words(ask)):
            return None
        least = self.language.thresholds
        found = reading.finding
        open_ = found is not None and (found.status == "answered" or found.intent == "aspect")
        if found is None or not (open_ or (found.status == "not_stated" and reading.silent)):
            return None
        return found if reading.match.score >= (least.one if reading.silent else least.grammar) else None

    def _piecewise(self, context: Context) -> Callable[[Recognised], Reading]:
        return lambda piece: self.reader.read(Ask(piece, self.resolver, context))

    def _command(self, intent: str, context: Context) -> Finding:
        """What a command such as "/summary" asks for."""
        if intent == "summary":
            return told_digest(self.release)
        if self.language.needs_context(intent):
            return self._about_last(intent, context, "", 1.0, 1.0, None) or self._conversation("help")
        return self._conversation(intent)

    # What stands around a claim

    def _unframed(self, recognised: Recognised) -> Recognised:
        """The message without what only says that something is to be checked, or who says it."""
        return self._unreported(self._untagged(self._alone(recognised)))

    def _untagged(self, recognised: Recognised) -> Recognised:
        """A statement without the words at its end that only ask to confirm: ", am I wrong?", "… or not?"."""
        texts = [token.text for token in recognised.tokens]
        end = max((place + 1 for place, text in enumerate(texts) if text and text not in _MARKS), default=0)
        for tag in sorted(recognised.spans("tag"), key=lambda cue: cue.start):
            if tag.end != end or not (texts[tag.start - 1] in _MARKS or tag.end - tag.start > 1):
                continue
            said = recognised.stretch(0, tag.start)
            if self._states(said):
                return replace(said, asserted=True)
        return recognised

    def _unreported(self, recognised: Recognised) -> Recognised:
        """A statement without the words before it that tell who makes it: "I read that …", "my editor says …"."""
        texts, grammar = [token.text for token in recognised.tokens], self.grammar
        unreported = grammar.auxiliaries | grammar.unreporting_words
        for report in sorted(recognised.spans("report"), key=lambda cue: cue.start):
            head = recognised.within(0, report.start)
            framed = {place for cue in head.spans("frame") for place in range(cue.start, cue.end)}
            strange = any(not word.soft and word.start not in framed for word in head.words)
            if strange or head.mentions or head.periods or head.kinds or {*texts[: report.end]} & unreported:
                break
            after = report.end
            follows = after < len(texts) and (texts[after] in grammar.report_joints or texts[after] in _REPORT_MARKS)
            if not follows and not {*texts[:after]} & grammar.speakers:
                continue
            said = recognised.stretch(after + follows, len(texts))
            if self._states(said):
                return replace(said, asserted=True)
        return recognised

    def _states(self, said: Recognised) -> bool:
        """Whether a stretch may be a statement: something is said in it, and nothing asked for."""
        words = [token.text for token in said.tokens if token.kind == "word" and token.text]
        telling = said.mentions or any(word.entity or self.resolver.telling(word) > 0 for word in said.words)
        return len(words) > _SHORTEST_TAG and bool(telling) and not {*words} & self.grammar.question_words

    def _alone(self, recognised: Recognised) -> Recognised:
        """The one sentence of a message that says something, where the others only ask to check it."""
        quoted = self._quoted(recognised)
        if quoted is not None:
            return quoted
        pieces = self._cut(recognised, lambda texts, position: texts[position] in _SENTENCE_ENDS)
        if len(pieces) < 2:
            return recognised
        framing = [self._frames(piece) for piece in pieces]
        framing[-1] = framing[-1] or self._tags(pieces[-1])
        kept = [piece for piece, frame in zip(pieces, framing, strict=True) if not frame]
        if len(kept) != 1 or len(kept) == len(pieces):
            return recognised
        says = self._tags(pieces[-1]) or any(
            piece.has("verify", "frame") for piece, frame in zip(pieces, framing, strict=True) if frame
        )
        return replace(kept[0], asserted=says)

    def _tags(self, piece: Recognised) -> bool:
        """Whether a last piece is no more than "Sound?" or "all good?": a word or two that ask to confirm."""
        words = [token.text for token in piece.tokens if token.kind == "word"]
        texts = {token.text for token in piece.tokens}
        asks = (
            texts & self.grammar.question_words
            or piece.mentions
            or piece.periods
            or piece.kinds
            or {c.name for c in piece.cues} - _FRAMING
        )
        telling = any(word.entity or word.foil or self.resolver.telling(word) > 0 for word in piece.words)
        return "?" in texts and 0 < len(words) <= _SHORTEST_TAG and not asks and not telling

    def _frames(self, piece: Recognised) -> bool:
        """Whether a piece of a message says nothing that the release could be asked about."""
        if piece.mentions or piece.periods or piece.kinds or {cue.name for cue in piece.cues} - _FRAMING:
            return False
        if {token.text for token in piece.tokens} & self.grammar.question_words:
            return False
        spans = piece.spans("verify", "frame")
        for word in piece.words:
            inside = any(span.start <= word.start and word.end <= span.end for span in spans)
            if word.soft or inside or (not word.known and not word.foil and spans):
                continue
            return False
        return True

    def _quoted(self, recognised: Recognised) -> Recognised | None:
        """A quoted sentence that the rest of the message only asks to be checked."""
        texts = [token.text for token in recognised.tokens]
        marks = [position for position, text in enumerate(texts) if text in ("'", '"')][:_MOST_MARKS]
        for start in marks:
            for end in reversed(marks):
                inside = recognised.within(start + 1, end) if end > start + 3 else None
                if inside is None or not (inside.mentions or len(inside.words) >= _LEAST_QUOTED):
                    continue
                outside = [recognised.stretch(0, start), recognised.stretch(end + 1, len(texts))]
                if all(self._frames(piece) for piece in outside) and any(
                    piece.has("verify", "frame") for piece in outside
                ):
                    return replace(recognised.stretch(start + 1, end), asserted=True)
        return None

    # Conversation

    def _conversation(self, intent: str) -> Finding:
        return Finding(intent, "said", status=self.language.status_of(intent), query=intent)

    def _small_talk(self, recognised: Recognised, context: Context, reading: Reading) -> Finding | None:
        """Greetings, thanks, questions about the bot itself, and requests after the answer before."""
        match = replace(reading.match, intent=reading.talk)
        thresholds = self.language.thresholds
        if match.intent in (None, QUESTION) or match.score < thresholds.score or match.lead < thresholds.lead:
            return None
        strangers = [word for word in match.unknown if len(word) > 2 and not word.isdigit()]
        if (
            strangers
            or (recognised.mentions and match.intent != "summary")
            or [e for e in recognised.entities() if e != self.release.about.home]
        ):
            return None
        if self.language.needs_context(match.intent):
            return self._about_last(match.intent, context, match.nearest, match.score, match.lead, match.runner_up)
        ask = Ask(recognised, self.resolver, context)
        if match.intent == "summary" and (
            ask.off_period([self.release.by_id[name] for name in self.release.about.digest])
            or any(
                c.clean and c.weight > _NAMES_SOMETHING and not isinstance(c.target, Topic) for c in ask.candidates()
            )
        ):
            return None
        finding = told_digest(self.release) if match.intent == "summary" else self._conversation(match.intent)
        return replace(finding, pattern=match.nearest, score=match.score, lead=match.lead, runner_up=match.runner_up)

    def _about_last(
        self, intent: str, context: Context, nearest: str | Nearest, score: float, lead: float, runner_up: str | None
    ) -> Finding | None:
        last = context.last
        facts = tuple(name for name in (last.facts or last.nearest) if name in self.release.by_id) if last else ()
        if not facts:
            if intent == "sure":
                return None
            return Finding(intent, "nothing", status="clarify", pattern=nearest, score=score, lead=lead, query=intent)
        told = [self.release.by_id[name] for name in facts[:3]]
        return Finding(
            intent,
            "told",
            facts=facts[:3],
            rows=last.rows if last else (),
            kind=last.kind if last else None,
            data={"facts": told, "last": last},
            pattern=nearest,
            score=score,
            lead=lead,
            runner_up=runner_up,
            query=intent,
        )

    # One question

    def _read(
        self,
        recognised: Recognised,
        context: Context,
        spoken: frozenset[str] = frozenset(),
        ask: Ask | None = None,
    ) -> Finding | None:
        """A question by its spans; ``ask`` is the same question, where it has been looked at already."""
        spoken = spoken | self._counted(recognised)
        if ask is None or spoken:
            ask = Ask(recognised, self.resolver, context, spoken=spoken)
        if ask.personal or not (recognised.words or recognised.mentions):
            return None
        if len(ask.telling) > _MOST_TAKEN_UP:
            return None
        for reading in READINGS:
            if ask.claims and reading is not read_claim and not self._may_look_up(ask, reading):
                continue
            found = reading(ask)
            if found is not None:
                return found
        return None

    def _counted(self, recognised: Recognised) -> frozenset[str]:
        """What is counted where only its number is said: "how many of the 14 grew?"."""
        if recognised.kinds:
            return frozenset()
        numbers = {m.number for m in recognised.mentions if m.unit is None and m.comparison is None}
        kinds = {
            item.kind
            for item in self.release.sets
            if item.size and item.within is None and self.release.measure(item.size).value.low in numbers
        }
        return self.resolver.kind_words(kinds)

    def _may_look_up(self, ask: Ask, reading: BySpans) -> bool:
        """Whether something that sounds like a claim may still be answered as a question."""
        if not ask.firmly:
            return not ask.recognised.mentions or reading in (
                read_filter,
                read_number,
                read_extreme,
                read_comparison,
                read_average,
                read_spread,
            )
        if ask.recognised.mentions:
            return reading is read_number
        return not ask.opens_as_claim or reading in (read_name, read_comparison, read_told, read_both_camps)

    def _near(self, context: Context) -> tuple[str, ...]:
        """The facts spoken of before, and those next to them, the nearest first."""
        if context.last is None:
            return ()
        last = context.last
        near = [
            name for name in (*last.facts, *last.rows, *last.nearest, *context.recent[:1]) if name in self.release.by_id
        ]
        for name in tuple(dict.fromkeys(near)):
            near += [figure.id for figure in figures_of(self.release, self.release.by_id[name])]
        for name in tuple(dict.fromkeys(near))[:_NEAREST]:
            near += self.release.by_id[name].related
        named = {e for name in last.facts if name in self.release.by_id for e in self.release.by_id[name].entities}
        named -= {self.release.about.home}
        near += [fact.id for fact in self.release.statements if named & set(fact.entities)]
        return tuple(dict.fromkeys(near))

    def _again(self, recognised: Recognised, context: Context) -> Ask:
        """The question with what was spoken of before."""
        last = context.last
        facts = [
            name
            for name in (*(last.facts[:2] if last else ()), *(last.nearest[:1] if last else ()))
            if name in self.resolver.by_id
        ]
        spoken = frozenset(
            c for name in facts for words in self.resolver.by_id[name].names for word in words for c in word
        )
        return Ask(recognised, self.resolver, context, self._near(context), spoken)

    def _lean(self, own: Ask, reading: Reading) -> Finding | None:
        """A question that cannot stand by itself, read with what was spoken of before."""
        recognised, context, least = own.recognised, own.context, self.language.thresholds
        if context.last is None or (reading.finding is not None and reading.match.score >= least.plain):
            return None
        if reading.silent and reading.match.score >= least.doubt and reading.finding and reading.finding.nearest:
            return None
        texts = set(own.text)
        telling = own.telling
        leans = bool(texts & self.grammar.leaning_words)
        if not leans and len(telling) > _MOST_TELLING:
            return None
        other = read_other_name(own)
        if other is not None:
            return other
        alone = self._read(recognised, context, ask=own)
        if alone is not None and alone.saying == "gap":
            return None
        stands = alone is not None and alone.status == "answered" and bool(telling) and not own.has("rest")
        if stands and not leans and len(telling) >= _MOST_TELLING:
            return None
        again = _read_again(self._again(recognised, context))
        they = self.grammar.plural_pronouns
        if again is not None and (again.status == "answered" or not stands):
            rows = set(context.last.rows)
            one_of_them = again.saying == "fact" and again.intent == "lookup" and set(again.facts) < rows
            return context.last if one_of_them and texts & they and not recognised.entities() else again
        if alone is not None and texts & they and self._wider(alone, context.last, recognised):
            reason = "what is stated is of the whole, and those spoken of before were asked about"
            return not_told(context.last.rows[:3], reason)
        return None

    def _wider(self, found: Finding, last: Finding, recognised: Recognised) -> bool:
        """Whether an answer is of the whole alone, unnamed, where its parts were spoken of before."""
        home = self.release.about.home
        told, before = (
            {fact.subject for name in names if isinstance(fact := self.release.by_id.get(name), Measure)}
            for names in (found.facts, last.rows)
        )
        return told == {home} and home not in recognised.entities() and len(before - {home}) > 1

    # Several questions in one message

    def _parts(self, ask: Ask, whole: Finding | None) -> list[Finding]:
        """The findings of a message cut at its clauses, where at least one of them is answered."""
        recognised, context = ask.recognised, ask.context
        if len(recognised.words) > _MOST_WORDS:
            return []
        ways = (
            [self._sentences(recognised)]
            if ask.claims and ask.firmly
            else [self._sentences(recognised), self._clauses(recognised)]
        )
        read: dict[tuple[str, ...], Finding | None] = {}

        def alone(piece: Recognised) -> Finding | None:
            texts = tuple([token.text for token in piece.tokens])
            if texts not in read:  # a sentence may be a clause as well
                read[texts] = self._piece(piece, context)
            return read[texts]

        for pieces in ways:
            if len(pieces) < 2:
                continue
            subject = frozenset(c for word in pieces[0].words if not word.soft for c in word.concepts)
            found = [alone(piece) or (self._piece(piece, context, subject) if subject else None) for piece in pieces]
            answered = [one for one in found if one is not None and one.status == "answered"]
            asking = [one for piece, one in zip(pieces, found, strict=True) if self._asks(piece)]
            if asking and not any(one is not None and one.status == "answered" for one in asking):
                continue
            if whole is not None and whole.saying == "gap" and len(answered) < len(pieces):
                continue
            if answered and self._safe_to_part(pieces, found):
                asked = [
                    self._not_understood(Ask(piece, self.resolver, context))
                    if one is None and self._asks(piece)
                    else one
                    for piece, one in zip(pieces, found, strict=True)
                ]
                return self._joined(asked)
        tail = self._tail(recognised, context)
        return [tail] if tail else []

    def _piece(self, piece: Recognised, context: Context, spoken: frozenset[str] = frozenset()) -> Finding | None:
        if not (piece.mentions or piece.periods or any(not word.soft for word in piece.words)):
            return None
        found = self._read(piece, context, spoken)
        if found is not None and found.intent == "claim" and not Ask(piece, self.resolver, context).firmly:
            return None
        return found

    def _safe_to_part(self, pieces: Sequence[Recognised], found: Sequence[Finding | None]) -> bool:
        """Whether no piece that went unread, or that only names a place or a time, limits what the others ask."""
        asking = [piece for piece in pieces if self._asks(piece)]
        limiting = self.grammar.limiting_words | self.grammar.exceptives
        for piece in pieces:
            telling = [word for word in piece.words if not word.soft]
            first = next((token.text for token in piece.tokens if token.kind == "word"), "")
            if asking and piece not in asking and first in limiting:
                return False
            bare = all(word.entity or word.foil for word in telling) and bool(telling or piece.periods)
            last = next((token.text for token in reversed(piece.tokens) if token.text), "")
            if bare and first in limiting and last == ",":
                return False
            if bare and asking and piece not in asking and (piece.periods or not piece.mentions):
                return False
        if self._leans_inside(pieces) or only_names_kind(pieces[-1], self.grammar):
            return False
        for piece, one in zip(pieces, found, strict=True):
            if one is not None or self._asks(piece):
                continue
            for word in piece.words:
                if word.foil or word.entity or not word.concepts:
                    return False
            if piece.periods or piece.mentions:
                return False
        return True

    def _leans_inside(self, pieces: Sequence[Recognised]) -> bool:
        """Whether one piece says "it" of what only another piece names."""
        home = self.release.about.home
        naming = [piece for piece in pieces if any(name != home for name in piece.entities())]
        pronouns = self.grammar.clause_pronouns
        leaning = [
            p for p in pieces if {t.text for t in p.tokens} & pronouns and not any(n != home for n in p.entities())
        ]
        return bool(naming) and bool(leaning)

    def _asks(self, piece: Recognised) -> bool:
        """Whether a piece is a question of its own, by its question word."""
        asks = not self.grammar.question_words.isdisjoint(token.text for token in piece.tokens)
        return asks and any(not word.soft for word in piece.words)

    def _joined(self, found: Sequence[Finding | None]) -> list[Finding]:
        kept: list[Finding] = []
        for one in found:
            if one is not None and (one.facts, one.saying) not in [(other.facts, other.saying) for other in kept]:
                kept.append(one)
        return kept[:_MOST_PARTS]

    def _sentences(self, recognised: Recognised) -> list[Recognised]:
        return self._cut(recognised, lambda texts, position: texts[position] in _TURN_ENDS)

    def _clauses(self, recognised: Recognised) -> list[Recognised]:
        grammar = self.grammar
        texts = [token.text for token in recognised.tokens]

        def cuts(_: Sequence[str], position: int) -> bool:
            if texts[position] in _TURN_ENDS or texts[position] == ",":
                return True
            following = texts[position + 1] if position + 1 < len(texts) else ""
            return texts[position] in grammar.clause_joints and (position > 0 or following in grammar.question_words)

        return self._cut(recognised, cuts)

    def _cut(self, recognised: Recognised, cuts: Callable[[Sequence[str], int], bool]) -> list[Recognised]:
        edges = _edges(recognised, cuts)
        if len(edges) > _MOST_PIECES + 1:
            return []
        pieces = []
        for start, end in itertools.pairwise(edges):
            piece = recognised.within(start, end)
            if piece.words or piece.mentions or piece.periods:
                pieces.append(recognised.stretch(start, end))
        return pieces

    def _tail(self, recognised: Recognised, context: Context) -> Finding | None:
        """The question at the end, or the beginning, of a longer story about the person who asks."""
        texts, grammar = [token.text for token in recognised.tokens], self.grammar
        if not set(texts) & grammar.first_persons or not _SHORTEST_STORY <= len(texts) <= _LONGEST_STORY:
            return None
        starters = grammar.question_words | grammar.auxiliaries | grammar.story_words
        beginnings = (start for start in range(1, len(texts) - 2) if texts[start] in starters)
        for start in itertools.islice(beginnings, _MOST_BEGINNINGS):
            before = recognised.within(0, start)
            if any(word.foil in _TOPICAL_FOILS for word in before.words) or before.periods or before.mentions:
                continue
            piece = recognised.stretch(start, len(texts))
            if self._leans_inside([before, piece]):
                continue
            found = self._read(piece, context)
            if found is not None and found.status == "answered":
                return found
        return None

    # What is not stated

    def _not_understood(self, ask: Ask) -> Finding:
        """Why a question is not answered: what is not in the release, and the nearest thing that is."""
        recognised, context = ask.recognised, ask.context
        candidates = [c for c in ask.candidates() if c.name]
        strangers = self._strangers(ask, candidates)
        strange = [word for word in strangers if word.foil or word.entity not in self.release.entity]
        names = tuple(dict.fromkeys(word.text for word in strange))[:3]
        worldly = any(word.foil == "world" for word in recognised.words)
        best = candidates[0] if candidates else None
        near = self._nearest(ask, best)
        topical = (
            bool(best and best.explained >= self.language.thresholds.topical)
            or any(word.foil in _TOPICAL_FOILS or (word.entity and not worldly) for word in recognised.words)
            or any(word.foil == "place" for word in recognised.words)
            or bool(recognised.periods and not worldly)
        )
        if worldly and not (best and best.explained > 0.6):
            topical = False
        last = context.last
        if not topical and last is not None and last.facts and not strangers and not worldly:
            reason = "it leans on the answer before, and is not understood"
            return not_told(last.facts[:1], reason)
        if not topical and not near:
            return Finding(
                "outside",
                "said",
                status="out_of_scope",
                unexplained=names,
                query="none",
                reason="nothing in it is spoken of in the release",
            )
        if not topical:
            return Finding(
                "outside",
                "said",
                status="out_of_scope",
                unexplained=names,
                query="none",
                reason="too little of it is spoken of in the release",
            )
        off = next((c for c in candidates if not c.unexplained and c.off_period), None)
        if off is not None:
            return Finding(
                "gap",
                "other-period",
                status="not_stated",
                nearest=near or (off.id,),
                facts=(),
                query="none",
                reason="the release does not speak of that period",
            )
        foreign = all(word.foil or word.entity for word in strangers)
        saying = "nothing" if not names else "word" if foreign else "unplaced"
        return Finding(
            "gap",
            saying,
            status="not_stated",
            data={"words": names},
            unexplained=names,
            nearest=near,
            query="none",
            reason="words that nothing explains",
        )

    def _strangers(self, ask: Ask, candidates: Sequence[Candidate]) -> list[Word]:
        if candidates:
            best = candidates[0]
            return [*best.unexplained, *best.foreign]
        return [word for word in ask.words if not word.known or word.foil]

    def _nearest(self, ask: Ask, best: Candidate | None) -> tuple[str, ...]:
        if best is not None and best.explained >= 0.34:
            target = best.target
            if isinstance(target, Gap):
                return tuple(target.nearest)
            if isinstance(target, Topic):
                return tuple(target.facts[:1])
            return (target.id,)
        for name in ask.recognised.entities():
            found = facts_about(ask, name)
            if found:
                return (found[0].id,)
        return ()


def _read_again(ask: Ask) -> Finding | None:
    """A question whose subject was named before: the fact next to it that explains every word of it."""
    for reading in (
        read_total,
        read_two_again,
        read_extreme,
        read_rank,
        read_same_name,
        read_same_again,
        read_claim_near,
        read_set_near,
        read_names_again,
        read_tell_near,
    ):
        found = reading(ask)
        if found is not None:
            return found
    return None


def read_total(ask: Ask) -> Finding | None:
    """Of how many: the size of the larger set."""
    if not ask.has("out-of"):
        return None
    for name in ask.context.last.facts if ask.context.last else ():
        item = ask.release.by_id.get(name)
        larger = ask.release.by_id.get(item.within or "") if isinstance(item, FactSet) else None
        if isinstance(larger, FactSet) and larger.size:
            return Finding(
                "lookup",
                "fact",
                facts=(larger.size, name),
                data={"fact": ask.measure(larger.size)},
                query=f"tell {larger.size}",
            )
    return None


def read_two_again(ask: Ask) -> Finding | None:
    """The values told before against each other: "which of the two is ahead?", "the difference?"."""
    if not ask.has("difference", "more", "less", "versus", "ratio", "spread") or (
        ask.words and [w for w in ask.words if not w.soft and not w.concepts & _RELATIVE]
    ):
        return None
    if ask.recognised.periods:
        return None
    last = ask.context.last
    names = last.rows if last is not None and len(last.rows) > 1 else ask.context.recent
    pool = [ask.measure(name) for name in names if name in ask.release.by_id][:2]
    if len(pool) < 2 or not (
        ask.has("versus", "spread", "ratio", "difference") or ask.grammar.pair_words & set(ask.text)
    ):
        return None
    return compared(ask, pool)


_RELATIVE: Final = RELATIVE | {"gap", "improvement"}


def read_claim_near(ask: Ask) -> Finding | None:
    """A claim about what was spoken of before."""
    if not ask.claims or not ask.firmly or not (ask.words or ask.recognised.mentions):
        return None
    last = ask.context.last
    bare = ask.recognised.mentions and not [word for word in ask.words if not word.soft]
    for name in last.facts if last is not None and bare else ():
        fact = ask.release.by_id.get(name)
        if isinstance(fact, Measure):
            found = claim_of(ask, fact)
            if found is not None:
                return found
    return read_claim(ask)


def read_names_again(ask: Ask) -> Finding | None:
    """The names of what was only counted before."""
    last = ask.context.last
    if last is None or not asks_names(ask) or [word for word in ask.words if not word.soft]:
        return None
    for name in last.facts:
        fact = ask.release.by_id.get(name)
        if isinstance(fact, Measure) and fact.value.unit.kind == "count":
            return tell(ask, Candidate(ask.resolver.by_id[name], (), 0.0, 1.0), None)
    return None


def read_same_name(ask: Ask) -> Finding | None:
    """Whether the thing spoken of before is named: "is it mentioned anywhere?"."""
    last = ask.context.last
    entity = last.data.get("entity") if last is not None else None
    if not isinstance(entity, Entity) or not ask.has("mentioned") or ask.recognised.entities():
        return None
    if ask.explains(ask.words, [], ask.spans("mentioned")):
        return None
    return tell_name(ask, entity)


def read_same_again(ask: Ask) -> Finding | None:
    """Nothing of its own, or only a question word: the fact spoken of before, or an aspect of it."""
    last = ask.context.last
    if last is None or not last.facts or ask.recognised.mentions or ask.recognised.periods or ask.demands():
        return None
    if [word for word in ask.words if not word.soft] or ask.claims or ask.wanted_units():
        return None
    fact = ask.release.by_id.get(last.facts[0])
    aspect = aspect_of(ask)
    if fact is None or (aspect is None and not ask.has("change")):
        return None
    return tell(ask, Candidate(ask.resolver.by_id[fact.id], (), 0.0, 1.0), aspect)


def read_tell_near(ask: Ask) -> Finding | None:
    """What is said of what was spoken of before, or of what stands next to it."""
    if (
        not [word for word in ask.words if not word.soft]
        and not ask.recognised.periods
        and not ask.has("average", "ratio")
        and ask.wanted_units() is None
    ):
        return None
    return read_near(ask)


def read_set_near(ask: Ask) -> Finding | None:
    """The set spoken of before, those that do not belong to it, or its part of the whole."""
    last = ask.context.last
    if last is None or ask.recognised.mentions or ask.recognised.periods:
        return None
    wants = (
        ask.has("how-many", "percent", "share", "rest")
        or asks_names(ask)
        or not ask.grammar.called_words.isdisjoint(ask.text)
        or bool(ask.recognised.negations)
    )
    for name in last.facts if wants else ():
        item = ask.release.by_id.get(name)
        if isinstance(item, FactSet) and not ask.explains(ask.words, [item], ask.recognised.kinds):
            negated = bool(ask.recognised.negations) or ask.has("rest") or bool(last.data.get("negated"))
            return tell_set(ask, item, negated=negated)
    return None
