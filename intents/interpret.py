"""From the spans of a message to findings: which reading fits, what is vetoed, what a follow-up leans on.

Every reading takes up the constraints that the question carries, or declines. What no reading takes up whole is cut
into its parts; what is left then is said to be not stated, with the word that stood in the way.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from facts.model import Measure, Release, Topic
from intents.conversation.after import as_allowed
from intents.conversation.again import asked_again, read_again, read_same_again, read_set_near, spoken_of
from intents.conversation.follow import Follower
from intents.conversation.fragments import is_bare_side, names_more, read_fragment
from intents.conversation.from_told import not_those
from intents.conversation.pointed import named_instead, place_instead
from intents.conversation.restated import restated
from intents.conversation.told_first import Told, told_then_asked
from intents.conversation.turns import asked_in_turn
from intents.findings import Context, Finding, not_told
from intents.matching.match import Nearest
from intents.matching.queries import told_digest
from intents.messages import at_once, narrowed
from intents.messages.alternatives import without_proposals
from intents.messages.basis import on_other_basis
from intents.messages.compute import compute, of_numbers
from intents.messages.conjoined import conjoined
from intents.messages.contrast import contrasted
from intents.messages.core import core_of
from intents.messages.enumerated import enumerated
from intents.messages.framing import only_instructs, points_back, unframed
from intents.messages.held import held_one_by_one
from intents.messages.meant import all_but
from intents.messages.membership import read_counted_within, read_membership, read_only_these
from intents.messages.outnumbered import read_outnumbered
from intents.messages.paragraphs import read_paragraph
from intents.messages.parts import parted
from intents.messages.portions import read_portion
from intents.messages.read import Reader, Reading
from intents.messages.reckoned import reckoned
from intents.messages.several import several
from intents.messages.shared import shared_out
from intents.messages.superlatives import both_by_name, by_name
from intents.messages.timed import at_each_time
from intents.messages.unanswered import near_what_it_names, not_understood, told_of_its_own_time
from intents.messages.wishes import wished
from intents.readings.against import read_against_every, read_others_against, read_two_periods
from intents.readings.arithmetic import compared
from intents.readings.ask import DEMANDING_CUES, Ask
from intents.readings.by_spans import read_by_spans
from intents.readings.claims import figures_to_choose, quantified
from intents.readings.lists import read_extreme
from intents.readings.names import read_name, read_other_name
from intents.readings.tell import (
    aspect_of,
    figures_of,
    read_bare_claim,
    read_beside,
    read_counted,
    read_doubted,
    read_number,
    tell,
)
from intents.spans.found import MOVES, Recognised
from intents.spans.pieces import TURN_ENDS, sentences
from intents.spans.plainer import plainer
from intents.spans.recognise import Recogniser
from intents.spans.resolve import Candidate, Resolver
from intents.verdicts.caution import WITHHELD, cautious
from intents.verdicts.order import read_order, read_weighed
from intents.verdicts.overreach import within_reach
from intents.vocabulary.grammar import Grammar
from intents.vocabulary.language import QUESTION, Language

BySpans = Callable[[Ask], Finding | None]

_BY_GRAMMAR: Final = frozenset({"filter", "compare", "about"})
_OVER_SEVERAL: Final = frozenset({"compare", "ratio", "sum", "average", "filter", "rank", "spread"})
"""Queries whose wordings name several things and ask one."""
_OTHERWISE: Final[dict[str | None, Literal["supported", "refuted"]]] = {"supported": "refuted", "refuted": "supported"}
"""The verdict on one who is said to be mistaken."""
_WEIGHING: Final = frozenset({"compare", "ratio", "highest", "lowest", "second", "middle", "spread"})
"""Queries that choose what they are about where a question does not say it."""
_WEIGHED: Final = frozenset({"compare", "rank"})
"""Queries that lay values side by side, and so settle what is said of them."""
_COMPUTED: Final = frozenset({"compare", "difference", "ratio", "share", "sum", "average"})
_LEANS: Final = 24
"""Tokens of a message beyond which it hardly leans on the answer before."""
_PAIR: Final = 2
_SHORT: Final = 4
_MOST_PROPOSED: Final = 60
"""Tokens of a question with answers to choose from; what is longer is a text."""
_FEW: Final = 8
"""Words of a question that may lean on more than the reply before."""
_OUTSIDE: Final = "outside"
_NAMES_SOMETHING: Final = 2.0
"""A name so telling that something of its own is asked, and no summary."""
_MOST_TELLING: Final = 2
"""Content words beyond which a question stands by itself."""


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
        parts = told_then_asked(Ask(recognised, self.resolver, context))
        if parts is None or (parts.confirms and not self._surely_silent(parts.question)):
            return self._understand(recognised, context)
        if parts.personal and self._plainly_asked(parts.question):
            return replace(self._understand(parts.question, context), recognised=recognised)
        if parts.checks:
            return self._checked(recognised, parts.said, context)
        return self._behind_told(recognised, parts, context) or self._understand(recognised, context)

    def _plainly_asked(self, question: Recognised) -> bool:
        """Whether a question is surely one that the release answers, by itself."""
        texts = {token.text for token in question.tokens}
        if not texts.isdisjoint(self.grammar.first_persons | self.grammar.here_words):
            return False  # "I live in Fushun. Are we one of them?"
        reading = self._alone(question)
        answered = reading.finding is not None and reading.finding.status == "answered"
        return answered and self._plain(reading) and not Ask(question, self.resolver, Context()).names_nothing

    def _surely_silent(self, question: Recognised) -> bool:
        """Whether a question is surely one on which the release is silent: "is there foreign investment?"."""
        framing = question.places("verify", "tag", "frame", "report")
        if all(word.soft or word.start in framing for word in question.words):
            return False  # "is this OK?"
        reading = self._alone(question)
        return reading.silent and reading.match.score >= self.language.thresholds.likely

    def _checked(self, recognised: Recognised, said: Recognised, context: Context) -> Understanding:
        """What is told and asked to be checked, by itself where all of the message comes to no verdict."""
        whole = self._understand(recognised, context)
        if any(one.verdict is not None for one in whole.findings):
            return whole
        told = self._understand(said, context).findings
        judged = all(one.status == "answered" and one.verdict is not None for one in told)
        return Understanding(recognised, told) if judged else whole

    def _behind_told(self, recognised: Recognised, parts: Told, context: Context) -> Understanding | None:
        """A question after what is told before it in the same message; what is told is told again where it is wrong."""
        said, question = parts.said, parts.question
        told = self._understand(said, context).findings
        judged = any(one.verdict is not None for one in told)
        if not (said.has("asserts") or (judged and said.mentions)) or any(one.status != "answered" for one in told):
            return None
        asked = self._understand(question, context.after(told, self.release)).findings
        answered = any(one.status == "answered" for one in asked)
        asks = any(not word.soft for word in question.words) or any(one.saying == "gap" for one in asked)
        if not (answered or (judged and asks)):
            return None
        return Understanding(recognised, (*(one for one in told if one.verdict == "refuted"), *asked))

    def _understand(self, recognised: Recognised, context: Context) -> Understanding:
        """A message of one reader's turn, whatever stands around it."""
        put_anew = restated(Ask(recognised, self.resolver, context))
        recognised = self.recogniser.recognise(put_anew) if put_anew is not None else recognised
        placed = place_instead(Ask(recognised, self.resolver, context))
        recognised = self.recogniser.recognise(placed) if placed is not None else recognised
        framed = unframed(recognised, self.resolver)
        plainly = self._plainer(framed)
        found = self._findings(recognised, context, plainly)
        found = self._of_what_was_told(recognised, context, framed, plainly, found)
        whole = Ask(recognised, self.resolver, context)
        if context.last is not None:
            found = self._not_turned(found, whole)
        same = framed.asserted or framed is recognised
        ask = Ask(plainly if same else self._plainer(recognised), self.resolver, context)
        turned = {phrase for phrase in self.grammar.dispute_phrases if phrase.split()[0] in self.grammar.or_words}
        if recognised.says(turned):
            found = [replace(one, verdict=None) for one in found]  # "…, or the other way round?"
        found = [
            narrowed.of_one_told(ask, narrowed.of_one_measured(ask, narrowed.of_one_named(ask, one))) for one in found
        ]
        alone, plain = len(found) == 1, self.language.thresholds.plain
        kept = [cautious(ask, one, whole, alone=alone, plain=plain) for one in found]
        kept = [as_allowed(within_reach(ask, one, whole), ask) for one in kept]
        kept = [told_of_its_own_time(ask, one) for one in kept]
        kept = [near_what_it_names(ask, kept[0])] if alone else kept
        withheld = [one for one in kept if one.saying in WITHHELD]
        return Understanding(recognised, tuple(withheld[:1] or kept))

    def _of_what_was_told(
        self, recognised: Recognised, context: Context, framed: Recognised, plainly: Recognised, found: list[Finding]
    ) -> list[Finding]:
        """What a few words come to after the last answer, where silences came between: "what month was it again?"."""
        told, words = context.told, [token for token in recognised.tokens if token.kind == "word"]
        silent = all(one.status not in ("answered", "help") and not one.facts for one in found)
        ask = Ask(framed, self.resolver, context)
        if told is None or not silent or len(words) > _FEW or ask.named_things or ask.recognised.mentions:
            return found
        if ask.has("difference"):
            return found  # "how far under?", of what is not told
        if self.grammar.leaning_words.isdisjoint(ask.text) and len(words) > _SHORT:
            return found
        again = self._findings(recognised, replace(context, last=told, told=None), plainly)
        meant = len(again) == 1 and again[0].status == "answered" and {*again[0].facts} <= {*told.facts, *told.rows}
        if not meant:
            return found
        near = {*spoken_of(replace(context, last=told), self.resolver)}
        alone = self._findings(recognised, Context(), plainly)
        own = any(one.status == "answered" for one in alone) and not near & {n for one in alone for n in one.facts}
        return found if own else again

    def _not_turned(self, found: list[Finding], ask: Ask) -> list[Finding]:
        """The findings; those of the question alone where that is confirmed and this denied, or the other way round."""
        recognised = ask.recognised
        judged = [one.verdict for one in found] in (["supported"], ["refuted"]) and not found[0].explained
        many = sum(token.text in TURN_ENDS for token in recognised.tokens[:-1]) > 1
        if not judged or many or len(recognised.tokens) > _LEANS or points_back(recognised, self.resolver):
            return found
        if not (ask.telling or recognised.entities() or recognised.kinds):
            return found  # "so three didn't?" says nothing by itself
        before = {*ask.context.last.facts} if ask.context.last is not None else {*()}
        if found[0].intent == "compare" and not before.isdisjoint(found[0].facts):
            return found  # "faster than industrial investment?" is said of what was told
        alone = self._findings(recognised, Context())
        turned = [one.verdict for one in alone] in (["supported"], ["refuted"])
        return alone if turned and alone[0].verdict != found[0].verdict else found

    def _plainer(self, said: Recognised) -> Recognised:
        return plainer(said, self.resolver, self.recogniser.recognise)

    def _findings(self, recognised: Recognised, context: Context, said: Recognised | None = None) -> list[Finding]:
        """What a message comes to; ``said`` is what it says without what frames it, in plain words."""
        command = self.language.commands.get(recognised.normalised.command or "")
        if command and not recognised.tokens:
            return [self._command(command, context)]
        if recognised.normalised.command and not recognised.tokens:
            return [self._conversation("help")]
        if only_instructs(recognised, self.resolver):
            return [self._conversation(_OUTSIDE)]
        said = said or self._plainer(unframed(recognised, self.resolver))
        found = self._understood(said, context)
        return [replace(one, verdict=_OTHERWISE.get(one.verdict)) for one in found] if said.denied else found

    def _understood(self, said: Recognised, context: Context) -> list[Finding]:
        """The findings of a message without what stands around it."""
        ask = Ask(named_instead(self.follower, said, context), self.resolver, context)
        paragraph = read_paragraph(ask)
        if paragraph is not None:
            return [paragraph]
        reading = self.reader.read(ask)
        may_lean = len(said.tokens) <= _LEANS
        ways = (
            self._rest,
            self._ordered,
            self._belonging,
            *((self.follower.plainly,) if may_lean else ()),
            self._fragment,
            self._all_but,
            self._doubted,
            self._outside,
            self._small_talk,
            self._bare,
            *((self._of_them, self.follower.follow, self._lean) if may_lean else ()),
            self._contrasted,
            self._against,
            self._held,
            self._by_place,
            self._portion,
            self._outnumbered,
            self._beside,
        )
        found = next((found for way in ways if (found := way(ask, reading)) is not None), None)
        if found is not None:
            return [found]
        return self._only_asked(
            ask, at_once.beyond_silence(ask, self._whole_or_parts(ask, reading), self.language.thresholds)
        )

    def _whole_or_parts(self, ask: Ask, reading: Reading) -> list[Finding]:
        """The findings of a question that stands by itself: as one, or as several in one message."""
        wishes = wished(ask, self._piecewise(ask.context), self.recogniser.recognise, self.language.thresholds)
        if wishes:
            return wishes
        timed = at_each_time(ask, self._asked_alone)
        shared = timed or shared_out(ask, self._asked_alone)
        if shared:
            return shared
        whole = self._best(ask, reading)
        said = ask.recognised
        empty = not (ask.telling or said.entities() or said.kinds or said.mentions or said.periods or said.cues)
        if empty and whole is not None and whole.intent == "lookup":
            whole = None  # "x"
        row = self._row(ask, whole)
        if row:
            return row
        if whole is not None and whole.status == "answered" and narrowed.of_nothing(ask, whole):
            whole = read_number(ask)
        found = narrowed.picked(ask, whole) or narrowed.of_which(ask) or reckoned(ask, whole)
        found = found or self._computed(ask, reading, whole)
        if found is not None:
            return [found]
        parts = self._several(ask, reading)
        turns = asked_in_turn(ask, self.reader, self.follower, self._best)
        if whole is not None and at_once.all_silent(ask, whole, turns, self.language.thresholds):
            return [whole]
        if len(turns) > len(parts) and (not parts or at_once.told(parts) <= at_once.told(turns)):
            return at_once.told_of_once(turns) if at_once.one_claim(ask) else turns
        judged = self._surely(reading) and whole is not None and whole.verdict is not None
        if judged and ask.claims and all(one.verdict is None for one in parts):
            parts = []  # what is plainly judged as one is not taken apart
        if at_once.one_claim(ask):
            parts = at_once.told_of_once(parts)
        added = whole is not None and at_once.adds_up(ask, whole, parts) and len(ask.spans("how-many")) < 2
        if whole is not None and at_once.all_silent(ask, whole, parts, self.language.thresholds):
            return [whole]
        if parts and not added:
            return parts
        if whole is not None and self._astray(ask, reading, whole):
            whole = None
        if whole is not None and whole.status == "answered":
            return self._put_in_story(ask, whole) or [whole]
        asked = sum(text in self.grammar.question_words for text in ask.text) + max(0, ask.text.count("?") - 1)
        surely = reading.silent and reading.match.score >= self.language.thresholds.one
        joined = at_once.adds(ask) or at_once.tells_story(ask, whole)
        if whole is not None and self._silent_on_told(ask, reading):
            return [whole]
        if whole is None or asked > 1 or joined or (whole.saying == "gap" and "," in ask.text and not surely):
            parts = parted(ask, whole, self.language.thresholds.topical)
            if whole is not None and at_once.all_silent(ask, whole, parts, self.language.thresholds):
                return [whole]
            if parts:
                return parts
        vetoed = whole is None or (whole.status == "not_stated" and whole.saying in ("word", "unplaced", "nothing"))
        core = self._core(ask) if vetoed else None
        if core is not None:
            return self._understood(core, ask.context)
        asked_alone = self._without_proposals(ask) if vetoed else None
        if asked_alone is not None:
            return [asked_alone]
        leans = ask.context.last is not None and len(ask.text) <= _LEANS
        if leans and (whole is None or whole.saying != "gap"):
            after = read_again(asked_again(ask.recognised, ask.context, self.resolver))
            if after is not None and after.status == "answered":
                return [after]
        return [whole or not_understood(ask, self.language.thresholds.topical)]

    def _row(self, ask: Ask, whole: Finding | None) -> list[Finding]:
        """The findings of things that are only named in a row."""
        if len(ask.text) > _LEANS:
            return []
        recognise, least = self.recogniser.recognise, self.language.thresholds
        return enumerated(ask, whole, lambda said: self._understood(said, Context()), recognise, least)

    def _core(self, ask: Ask) -> Recognised | None:
        """The clause that a story is told around; what is not likely the wording of one is not read any further."""
        least = self.language.thresholds
        return core_of(ask, self._piecewise(ask.context, least.likely), least)

    def _without_proposals(self, ask: Ask) -> Finding | None:
        """What answers a question whose reader proposes answers of which some are foreign to the release."""
        text = without_proposals(ask) if len(ask.text) <= _MOST_PROPOSED else None
        found = self._understood(self.recogniser.recognise(text), ask.context) if text is not None else []
        return replace(found[0], verdict=None) if len(found) == 1 and found[0].status == "answered" else None

    def _put_in_story(self, ask: Ask, whole: Finding) -> list[Finding] | None:
        """The verdict on the one clause that a story is told around, where the whole of it has none."""
        if not ask.claims or whole.verdict is not None or ask.disputed or ask.context.last is not None:
            return None
        pairs, wishes = itertools.pairwise(ask.text), self.grammar.requests & self.grammar.wishing_words
        leads = self.grammar.and_words | self.grammar.first_persons
        if ask.requests or any(one in leads and two in wishes for one, two in pairs):
            return None  # "I am drawing a map and need those above 10"
        core = self._core(ask)
        if core is None:
            return None
        found = self._understood(core, ask.context)
        alike = len(found) == 1 and found[0].verdict is not None and {*found[0].facts} == {*whole.facts}
        return found if alike else None

    def _only_asked(self, ask: Ask, found: list[Finding]) -> list[Finding]:
        """The findings of a question on which the release is silent, without what is only said before or behind it.

        "Did shipyards contribute? Dalian has some." is no question about Dalian; a premise that is wrong is told.
        """
        if len(found) < _PAIR or all(one.status == "answered" for one in found):
            return found
        pieces = sentences(ask.recognised)
        asking = [piece for piece in pieces if "?" in {token.text for token in piece.tokens}]
        wishing = [piece for piece in pieces if self._alone_asks(piece)] if not asking else []
        others = [piece for piece in pieces if piece not in asking and piece not in wishing]
        requested = self.grammar.question_words | self.grammar.requests
        if len(asking) + len(wishing) != 1 or not others:
            return found
        if any(token.text in requested for piece in others for token in piece.tokens):
            return found
        if asking and not self._alone(asking[0]).silent:
            return found
        return [one for one in found if one.status != "answered" or one.verdict == "refuted"]

    def _alone_asks(self, piece: Recognised) -> bool:
        """Whether a sentence asks for something to be given: "please list the names"."""
        return Ask(piece, self.resolver, Context()).requests

    # The ways in which a message may be meant, each tried in turn

    def _rest(self, ask: Ask, _: Reading) -> Finding | None:
        """How many are not those of the answer before."""
        return not_those(ask, ask.context.last) if ask.context.last is not None else None

    def _ordered(self, ask: Ask, _: Reading) -> Finding | None:
        """One of two that is said to be ahead of the other."""
        return read_order(ask) or read_weighed(ask)

    def _belonging(self, ask: Ask, _: Reading) -> Finding | None:
        """One that is said to be one of several."""
        plainly = read_only_these(ask) or read_counted_within(ask)
        least = self.language.thresholds
        return plainly or read_membership(ask, self._alone, self.recogniser.recognise, least)

    def _alone(self, said: Recognised) -> Reading:
        """A message read by itself."""
        return self.reader.read(Ask(said, self.resolver, Context()))

    def _fragment(self, ask: Ask, reading: Reading) -> Finding | None:
        """A few words that ask something of the answer before, unless they surely are something of their own."""
        if self._plain(reading) and self._leans_in_talk(reading) and not is_bare_side(ask):
            return None
        if self._plain(reading) and reading.finding is not None and sum(map(str.isalpha, ask.text)) > _FEW:
            return None  # "by when do they want to hit the annual goals?"
        more = names_more(ask) or not ask.grammar.possessives.isdisjoint(ask.text)
        return None if more and reading.silent and self._plain(reading) else read_fragment(ask)

    def _all_but(self, ask: Ask, _: Reading) -> Finding | None:
        """Those of a kind that are left when some are taken out."""
        return all_but(ask)

    def _doubted(self, ask: Ask, _: Reading) -> Finding | None:
        """A figure that is doubted."""
        return read_doubted(ask)

    def _outside(self, ask: Ask, reading: Reading) -> Finding | None:
        """That it is none of the release's business."""
        leans = ask.context.last is not None and not self.grammar.leaning_words.isdisjoint(ask.text)
        outside = reading.talk == _OUTSIDE and self._plain(reading) and not ask.recognised.mentions
        personal = reading.talk is None and ask.personal
        return self._conversation(_OUTSIDE) if (outside or personal) and not leans else None

    def _contrasted(self, ask: Ask, _: Reading) -> Finding | None:
        """Two halves of a claim, one put against the other; or a change held against another time than it is."""
        based = on_other_basis(ask, self._put_forward)
        return based or contrasted(ask, self._put_forward) or conjoined(ask, self._put_forward)

    def _against(self, ask: Ask, _: Reading) -> Finding | None:
        """One value against all of a kind, or against its own of another period."""
        return read_others_against(ask) or read_against_every(ask) or read_two_periods(ask)

    def _held(self, ask: Ask, _: Reading) -> Finding | None:
        """Names and the figures put to them, held one by one; not where it is asked which of them has which."""
        if ask.disputed:
            return None
        return held_one_by_one(ask, self._piecewise(ask.context), self.reader)

    def _beside(self, ask: Ask, reading: Reading) -> Finding | None:
        """What stands beside something in the release."""
        return read_beside(ask) if reading.silent or not self._plain(reading) else None

    def _astray(self, ask: Ask, reading: Reading, found: Finding) -> bool:
        """Whether a fragment after an answer was read, without much likeness, as one about something else."""
        last = ask.context.last
        if last is None or found.status != "answered" or found.verdict is not None:
            return False
        weighs = reading.query is not None and reading.query.verb in _WEIGHING and not names_more(ask)
        sure = reading.match.score >= self.language.thresholds.grammar and not (weighs and not ask.recognised.kinds)
        if sure or ask.named_things or ask.recognised.mentions:
            return False
        return len(ask.telling) < _MOST_TELLING and not {*found.facts} & {*spoken_of(ask.context, self.resolver)}

    def _plain(self, reading: Reading) -> bool:
        """Whether the nearest wording leaves no doubt."""
        plain = self.language.thresholds
        return reading.match.score >= plain.plain and reading.match.lead >= plain.plain_lead

    def _surely(self, reading: Reading) -> bool:
        """Whether the nearest wording is near enough to be meant."""
        return reading.finding is not None and reading.match.score >= self.language.thresholds.sure

    def _leans_in_talk(self, reading: Reading) -> bool:
        """Whether the nearest wording is of a conversation intent about the answer before: its source, its truth."""
        return reading.talk is not None and self.language.needs_context(reading.talk)

    def _bare(self, ask: Ask, reading: Reading) -> Finding | None:
        """A number, or a name, and nothing asked of it: "302?", "benxi"."""
        recognised = ask.recognised
        if ask.asks() is not None and reading.silent and reading.match.score >= self.language.thresholds.plain:
            return None  # "by what year should the four bases be ready?"
        counted = read_counted(ask) if ask.context.last is None and not ask.has("share", "percent") else None
        if counted is not None:
            return counted
        if ask.claims:
            return None if reading.silent and self._plain(reading) else read_bare_claim(ask)
        telling = [word for word in recognised.words if not word.soft and not word.entity]
        if telling or recognised.kinds:
            return None
        if ask.context.last is not None or len(recognised.tokens) > _SHORT:
            ends = {mention.end for mention in recognised.mentions}
            asked = any(cue.start in ends for cue in ask.spans("define"))  # "what does the eleven stand for?"
            asked = asked or self._asks_number(ask)
            return read_number(ask) if asked and not recognised.entities() else None
        if any(mention.comparison is not None for mention in recognised.mentions):
            return None
        return read_number(ask) if recognised.mentions else read_name(ask)

    def _asks_number(self, ask: Ask) -> bool:
        """Whether it is no more than what a number is: "so what was the eleven?", "and four is what?"."""
        grammar, inside = self.grammar, {p for one in ask.recognised.mentions for p in range(one.start, one.end)}
        said = {text for place, text in enumerate(ask.text) if text.isalpha() and place not in inside}
        small = grammar.question_words | grammar.copulas | grammar.definite_articles | grammar.lead_ins
        asks = said & grammar.question_words and said & grammar.copulas
        return len(ask.recognised.mentions) == 1 and bool(asks) and said <= small | grammar.and_words

    def _put_forward(self, words: str) -> Finding | None:
        """What is found of a claim by itself; none where it is not one thing."""
        return self._one_thing(replace(self.recogniser.recognise(words), asserted=True))

    def _asked_alone(self, words: str) -> Finding | None:
        """What is found of a question by itself; none where it is not one thing."""
        return self._one_thing(self.recogniser.recognise(words))

    def _one_thing(self, said: Recognised) -> Finding | None:
        found = self._findings(said, Context())
        return found[0] if len(found) == 1 else None

    def _by_place(self, ask: Ask, _: Reading) -> Finding | None:
        """What is computed of a thing that is called by its place, "the slowest sector", and of another."""
        words = both_by_name(ask) or by_name(ask)
        found = self._asked_alone(words) if words is not None else None
        if found is None or found.status != "answered":
            return None
        judged = found.intent == "claim" and found.verdict is not None
        return found if judged or (found.intent in _COMPUTED and len(found.facts) > 1) else None

    def _portion(self, ask: Ask, reading: Reading) -> Finding | None:
        """The share of a part in a whole that is counted."""
        return read_portion(ask, reading, self.recogniser.recognise, self.reader)

    def _outnumbered(self, ask: Ask, _: Reading) -> Finding | None:
        """Which of two counted groups is the larger."""
        return read_outnumbered(ask, self.recogniser.recognise, self.reader)

    def _of_them(self, ask: Ask, reading: Reading) -> Finding | None:
        """The greatest or least of what was told before, or an aspect of it: "which of them grew fastest?", "why?"."""
        recognised, context = ask.recognised, ask.context
        if context.last is None:
            return None
        again = asked_again(recognised, context, self.resolver)
        they = self.grammar.plural_pronouns
        if again.has("max", "min") and len(context.last.rows) > 1 and {*again.text} & they and not recognised.mentions:
            return read_extreme(again)
        told = self.release.measures_among(context.last.rows)
        spread = reading.query is not None and reading.query.verb == "spread" and self._plain(reading)
        bare = all(word.soft for word in recognised.words)
        if reading.query is not None and reading.query.verb == "every":
            told_of = narrowed.of_members(again)
            if told_of is not None:
                return told_of
        if again.has("difference") and not again.has("why") and len(told) == 2 and bare and not spread:
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
        known = self.resolver.by_id[fact.id].vocabulary
        strange = [word for word in again.telling if word.foil or word.entity or word.concepts.isdisjoint(known)]
        telling = [word for word in recognised.words if not word.soft]
        if strange or len(telling) > 1:
            return None
        return tell(again, Candidate(self.resolver.by_id[fact.id], (), 0.0, 1.0), aspect)

    def _best(self, ask: Ask, reading: Reading) -> Finding | None:
        """The finding of the nearest wording where that is sure; else the one of the spans, unless the two disagree."""
        by_wording, match = reading.finding, reading.match
        verb = reading.query.verb if reading.query is not None else ""
        least = self.language.thresholds
        headline = self._of_headline(ask, reading)
        if headline is not None:
            return headline
        leads = match.lead >= least.sure_lead or reading.settled
        broad = verb == "topic" and ask.has("how-much", "how-many")  # a summary is no answer to how much
        if by_wording is not None and narrowed.past_condition(ask, reading, by_wording):
            return read_by_spans(ask.recognised, ask.context, self.resolver, ask=ask) or not_told(
                by_wording.facts[:1], "the condition is not met by what was found"
            )
        sure = by_wording is not None and match.score >= (least.half if broad else least.sure) and leads
        vetoed = by_wording is not None and by_wording.status == "not_stated" and verb != "gap"
        judged = by_wording is not None and by_wording.verdict is not None
        grammar = (verb in _BY_GRAMMAR and match.lead < least.grammar and not judged) or narrowed.chooses(ask, verb)
        wrong = not self.grammar.wrong_words.isdisjoint(ask.text)  # "is it false that …?"
        weighed = verb in _WEIGHED and self.grammar.or_words.isdisjoint(ask.text) and not ask.has("spread")
        open_ = ask.claims and not judged and (wrong or weighed)
        several = vetoed and verb == "value" and len(ask.named_things) > 1  # what is asked is of both
        if sure and not (grammar or open_) and (not vetoed or (match.score >= least.plain and not several)):
            return by_wording
        by_spans = read_by_spans(ask.recognised, ask.context, self.resolver, ask=ask)
        if sure and open_ and by_spans is not None and by_spans.verdict is not None and by_wording is not None:
            same = {*by_spans.facts} == {*by_wording.facts} if weighed else {*by_spans.facts} & {*by_wording.facts}
            by_wording = by_spans if same else by_wording
        if by_spans is None and not sure and match.score >= least.doubt and by_wording is not None:
            return self.reader.tied(ask, match)
        if by_spans is None:
            return by_wording if sure else None
        if by_wording is None:
            return by_spans if match.score < least.sure or reading.talk is None else None
        if by_spans.status == "answered" and (vetoed or grammar) and not (vetoed and ask.claims):
            return by_spans
        if sure:
            faint = vetoed and match.score < least.grammar and by_spans.status == "answered"
            return by_spans if faint and {*by_spans.facts} <= {*by_wording.nearest} else by_wording
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

    def _of_headline(self, ask: Ask, reading: Reading) -> Finding | None:
        """A claim over a limit that names nothing but growth is of the headline: "growth exceeded 4%"."""
        rates = {kind.name for kind in ask.recognised.kinds} <= ask.rate_kinds
        filters = reading.query is not None and reading.query.verb == "filter" and bool(ask.claims)
        one = len(ask.recognised.mentions) == 1 and not ask.has(
            "every", "which", "list", "only", "how-many", "max", "min"
        )
        one = one and ask.grammar.any_words.isdisjoint(ask.text)
        known, language = self.release.kind, self.language.lexicon.language
        kinds = [kind for kind in ask.recognised.kinds if kind.name in known]
        plural = any(ask.text[kind.end - 1] in known[kind.name].plural.get(language, "").split()[-1:] for kind in kinds)
        if not (filters and rates and one) or plural or ask.named_things or quantified(ask):
            return None
        moved = all(not word.concepts.isdisjoint(MOVES | {"pace"}) for word in ask.telling)
        read = self.reader.read_as(ask, reading.match, f"tell {self.release.about.headline}")
        return read.finding if moved and ask.telling else None

    def _computed(self, ask: Ask, reading: Reading, whole: Finding | None) -> Finding | None:
        """What is computed of the things that a question names, unless what it comes to as a whole holds it all."""
        if self._plain(reading) and not narrowed.undone(ask, whole):
            return None
        found = of_numbers(ask)
        if found is None and reading.talk is None:
            found = compute(ask, self._piecewise(ask.context), self.reader)
        if found is None or whole is None:
            return found
        joined = ask.has("sum") or not ask.grammar.and_words.isdisjoint(ask.text)
        if found.intent == "share" and narrowed.is_share(whole, found.facts) and joined:
            return None  # "what percentage of the loans are the bonds?" asks for no share of both
        told = (figure for name in whole.facts for figure in figures_of(self.release, self.release.by_id[name]))
        apart = not {*found.facts} <= {figure.id for figure in told}
        if ask.claims and whole.verdict is None and found.verdict is not None and not self._plain(reading):
            return found
        judged = whole.verdict is not None and (found.verdict is None or (self._surely(reading) and not apart))
        return None if judged or {*found.facts} <= {*whole.facts} else found

    def _silent_on_told(self, ask: Ask, reading: Reading) -> bool:
        """Whether the release is silent on what is asked of that told before: "how many of them are new?"."""
        points = self.grammar.plural_pronouns | self.grammar.singular_pronouns
        leans = ask.context.last is not None and ask.names_nothing and not points.isdisjoint(ask.text)
        return leans and reading.silent and reading.match.score >= self.language.thresholds.likely

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
        if ((ask.claims or ask.has("which")) and figures_to_choose(ask)) or (ask.shares_sum and "," not in ask.text):
            return []
        if ask.claims and (not at_once.joins(ask) or quantified(ask)):
            return []
        if self._silent_on_told(ask, reading):
            return []
        least = self.language.thresholds
        if reading.match.score >= least.one and reading.match.lead >= least.plain_lead and asked < 2:
            return []
        if reading.query is not None and reading.query.verb in _OVER_SEVERAL and reading.match.score >= least.sure:
            return []
        surely = reading.match.score >= least.plain and reading.match.lead >= least.silent_lead and asked < 2
        if surely and reading.finding is not None and narrowed.of_sum(reading.finding):
            return []  # "bonds as a slice of loans plus bonds"
        lexicon = self.resolver.lexicon
        moves = frozenset(concept for one in lexicon.polar for concept in (one, *lexicon.contrary(one)))
        read = self._piecewise(context, least.part)
        return several(recognised, self.language, read, self.recogniser.recognise, moves, claims=ask.claims)

    def _piecewise(self, context: Context, least: float = 0.0) -> Callable[[Recognised], Reading]:
        return lambda piece: self.reader.read(Ask(piece, self.resolver, context), least=least)

    def _command(self, intent: str, context: Context) -> Finding:
        """What a command such as "/summary" asks for."""
        if intent == "summary":
            return told_digest(self.release)
        if self.language.needs_context(intent):
            return self._about_last(intent, context, "", 1.0, 1.0, None) or self._conversation("help")
        return self._conversation(intent)

    # Conversation

    def _conversation(self, intent: str) -> Finding:
        return Finding(intent, "said", status=self.language.status_of(intent), query=intent)

    def _small_talk(self, ask: Ask, reading: Reading) -> Finding | None:
        """Greetings, thanks, questions about the bot itself, and requests after the answer before."""
        recognised, context = ask.recognised, ask.context
        match = replace(reading.match, intent=reading.talk)
        thresholds = self.language.thresholds
        courteous = not (ask.telling or recognised.kinds or recognised.periods or "?" in ask.text)
        courteous = courteous and not ask.has(*DEMANDING_CUES, "more", "less", "sum", "difference", "rest")
        least = thresholds.doubt if courteous and match.lead >= thresholds.plain_lead else thresholds.score
        if match.intent in (None, QUESTION) or match.score < least or match.lead < thresholds.lead:
            return None
        scaled = not self.resolver.lexicon.scales.keys().isdisjoint(ask.text)
        if scaled and not self.language.needs_context(match.intent):
            return None  # "that's million, right?"
        strangers = [word for word in match.unknown if len(word) > 2 and not word.isdigit()]
        asks = ask.opens_as_cleft or (ask.has("verify") and "?" in ask.text)  # "was it the best of all?"
        if context.last is not None and asks and not self.language.needs_context(match.intent):
            return None
        if (
            strangers
            or (recognised.mentions and match.intent != "summary")
            or [e for e in recognised.entities() if e != self.release.about.home]
        ):
            return None
        if self.language.needs_context(match.intent):
            return self._about_last(match.intent, context, match.nearest, match.score, match.lead, match.runner_up)
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

    def _lean(self, own: Ask, reading: Reading) -> Finding | None:
        """A question that cannot stand by itself, read with what was spoken of before."""
        recognised, context, least = own.recognised, own.context, self.language.thresholds
        if context.last is None or (reading.finding is not None and reading.match.score >= least.plain):
            return None
        if reading.silent and reading.match.score >= least.doubt and reading.finding and reading.finding.nearest:
            return None
        stands = reading.finding is not None and reading.finding.status == "answered"
        if stands and recognised.kinds and len(own.telling) > 1 and reading.match.score >= least.likely:
            return None  # "I mean how many cities grew"
        texts = set(own.text)
        telling = own.telling
        leans = bool(texts & self.grammar.leaning_words)
        if not leans and len(telling) > _MOST_TELLING:
            return None
        other = read_other_name(own)
        if other is not None:
            return other
        alone = read_by_spans(recognised, context, self.resolver, ask=own)
        if alone is not None and alone.saying == "gap":
            return None
        stands = alone is not None and alone.status == "answered" and bool(telling) and not own.has("rest")
        if stands and not leans and len(telling) >= _MOST_TELLING:
            return None
        again = read_again(asked_again(recognised, context, self.resolver))
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
