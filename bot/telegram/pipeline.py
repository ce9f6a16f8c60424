"""The one pipeline, for several languages, with the answers of late at hand.

Most of what is asked in the hour after a release is the same few questions. The same words at the same point of a
conversation get the same reply, so it is made once; the point is compared by everything that a follow-up can lean on.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from telegram import InlineKeyboardMarkup

from bot import recall
from bot.answer import Answerer
from bot.charts import find
from bot.charts.studio import can_draw
from bot.reply import Citation, Reply, Status
from bot.stages import stage
from bot.store.receipts import receipt_of
from bot.store.told import ToldFact
from bot.telegram.buttons import under_reply
from bot.telegram.html import escape
from bot.telegram.links import short
from bot.telegram.render import Message, reply_html
from bot.telegram.texts import Texts
from bot.watch.trace import current_trace
from facts.history import revision
from facts.model import Fact, Topic
from intents.findings import Context
from intents.replies.picture import Picture

_LOG: Final = logging.getLogger(__name__)
_KEPT: Final = 2_000
_MOST_CHOICES: Final = 6
_LONGEST_QUESTION: Final = 1_000


@dataclass(frozen=True, slots=True)
class Point:
    """Where a conversation stands: what the next question may lean on, and the same as it is kept."""

    context: Context
    written: str


START: Final = Point(Context(), "")


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply with its receipt, and where the conversation stands after it."""

    reply: Reply
    code: str
    written: str
    """The reply as the receipt keeps it."""
    message: Message
    """The reply as Telegram shows it."""
    point: Point
    facts: tuple[ToldFact, ...]
    """The facts that it tells, as they stand now."""


@dataclass(slots=True)
class Pipeline:
    """Answers in one language."""

    among: Answerer
    """Of the releases; which of them leads is for the clock to say."""
    texts: Texts
    _answers: OrderedDict[tuple[str, str], Answer] = field(default_factory=OrderedDict)
    _points: OrderedDict[str, Point] = field(default_factory=OrderedDict)
    _phase: tuple[object, ...] = ()
    """What the clock had decided about answers when those at hand were made."""
    _previewing: Pipeline | None = None

    @property
    def answerer(self) -> Answerer:
        """That of the newest release that may be told now."""
        return self.among.leading

    @property
    def title(self) -> str:
        """What the release is called, or what stands for that under embargo."""
        return self.answerer.title()

    def previewing(self) -> Pipeline:
        """The same for the press office, with answers of its own at hand."""
        if self._previewing is None:
            self._previewing = Pipeline(self.among.previewing(), self.texts)
        return self._previewing

    def closed(self) -> str | None:
        """What is said, as HTML, where nothing of the release is told now; none where it is told."""
        said = self.answerer.closed()
        return escape(said) if said else None

    def answer(self, question: str, point: Point = START) -> Answer:
        """Answer a question that is asked at a point of a conversation."""
        question = question.strip()[:_LONGEST_QUESTION]
        key = (question, point.written)
        self._look_at_the_clock()
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        reply, context = self.answerer.answer(question, point.context)
        answer = self._made(reply, point if context is point.context else self._after(context))
        self._log_defects(f"`release-bot why {answer.code}` shows what was told instead")
        self._answers[key] = answer
        if len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
        return answer

    def _look_at_the_clock(self) -> None:
        """What was made before the clock decided otherwise is not at hand any more."""
        phase = self.answerer.phase()
        if phase != self._phase:
            self._answers.clear()
            self._points.clear()
            self._phase = phase

    def point(self, written: str) -> Point:
        """A point as it was kept; the start where its release is not as it was."""
        if not written:
            return START
        self._look_at_the_clock()
        if written in self._points:
            self._points.move_to_end(written)
            return self._points[written]
        answerer = self.answerer
        try:
            context = recall.read(written, answerer.release, answerer.visible)
        except ValueError:
            _LOG.exception("where a conversation stood cannot be read, so it begins anew")
            context = Context()
        point = START if context == Context() else Point(context, written)
        self._points[written] = point
        if len(self._points) > _KEPT:
            self._points.popitem(last=False)
        return point

    def _after(self, context: Context) -> Point:
        """The point that a context stands for; always as it is read again, here and elsewhere, today and tomorrow."""
        answerer = self.answerer
        try:
            return self.point(recall.write(context, answerer.release, answerer.visible))
        except (ValueError, KeyError):
            _LOG.exception("where a conversation stands cannot be kept, so the next question leans on nothing")
            return START

    def open(self, fact: Fact) -> Answer:
        """Tell one fact: as the answer to its own name, or, where that name means something else, as it is stated."""
        answer = self.answer(self.question_for(fact))
        if answer.reply.status is Status.ANSWERED and answer.reply.facts[:1] == (fact.id,):
            return answer
        return self._made(self.answerer.tell(fact), START)

    @stage("render")
    def _made(self, reply: Reply, point: Point) -> Answer:
        code, written = receipt_of(reply)
        message = Message.of(reply_html(reply, code, self.texts), self.under(reply, code))
        return Answer(reply, code, written, message, point, tuple(self.told(reply)))

    def under(self, reply: Reply, code: str) -> InlineKeyboardMarkup | None:
        """The buttons under a reply."""
        choices = [self.label(fact) for fact in self.choices(reply)]
        chart = find.of_reply(reply, self.answerer) if can_draw() else None
        return under_reply(reply, code, self.texts, choices, chart.id if chart else None)

    def picture(self, name: str) -> Picture | None:
        """What a chart shows, by its identifier or by the short name that buttons use; none where it is not shown."""
        chart = next((chart for chart in self.answerer.charts if name in (chart.id, short(chart.id))), None)
        picture = self.answerer.picture(chart.id) if chart else None
        self._log_defects("it is the caption of a chart")
        return picture

    def charts(self) -> list[tuple[str, str]]:
        """The charts that there are, each by its identifier and label."""
        return [(chart.id, self.answerer.speaker.text(chart.label)) for chart in self.answerer.charts]

    def _log_defects(self, where: str) -> None:
        """Log what the guard withheld: what was wrong, and not the reply, for the reader's words may be in that."""
        for defect in self.answerer.defects:
            if (trace := current_trace()) is not None:
                trace.withheld += 1
            _LOG.error("the guard withheld a reply, %s: %s", defect.partition(" in ")[0], where)
        self.answerer.defects.clear()

    def question_for(self, fact: Fact) -> str:
        """A fact's name as a question."""
        return f"{self.label(fact)}?"

    def label(self, what: Fact | Topic) -> str:
        """What a fact or a topic is called, as a heading."""
        label = self.answerer.speaker.text(what.label) or what.id
        return label[:1].upper() + label[1:]

    def choices(self, reply: Reply) -> list[Fact]:
        """The facts that a question could mean, where it could mean several."""
        known = self.answerer.release.by_id
        found = [known[name] for name in reply.facts if name in known]
        asks_back = reply.status is Status.CLARIFY and self.answerer.is_of_newest(reply)
        return found[:_MOST_CHOICES] if asks_back else []

    def fact(self, name: str) -> Fact | None:
        """A fact by its identifier, or by the short name that buttons and links use."""
        known = self.answerer.release.by_id
        return known.get(name) or next((fact for fact in known.values() if short(fact.id) == name), None)

    def topic(self, name: str) -> Topic | None:
        """A topic by the short name that buttons use."""
        return next((topic for topic in self.answerer.release.topics if short(topic.id) == name), None)

    def facts_of(self, topic: Topic) -> list[Fact]:
        """The facts of a topic."""
        known = self.answerer.release.by_id
        return [known[name] for name in topic.facts if name in known and name not in self.answerer.speaker.untold]

    def top_questions(self, limit: int) -> list[str]:
        """Questions worth asking first: the release's own suggestions, then what is most worth knowing."""
        if self.answerer.is_closed:
            return []
        about = self.answerer.release.about
        known = self.answerer.release.by_id
        untold = self.answerer.speaker.untold
        names = [n for n in dict.fromkeys([*about.suggestions, *about.digest]) if n in known and n not in untold]
        return [self.question_for(known[name]) for name in names[:limit]]

    def told(self, reply: Reply) -> list[ToldFact]:
        """The facts that a reply tells, as they stand now."""
        return [ToldFact(each.id, fact.id, revision(each, fact)) for each, fact in self.answerer.told(reply)]

    def told_of(self, names: Sequence[str]) -> list[ToldFact]:
        """Facts by their identifiers, as they stand now."""
        release = self.answerer.release
        facts = release.facts_among(dict.fromkeys(names))
        return [ToldFact(release.id, fact.id, revision(release, fact)) for fact in facts]

    def sentence(self, citation: Citation) -> str | None:
        """The whole sentence of a source, where the operator holds the release's text."""
        from bot.browse import place_of

        release = self.answerer.visible.get(citation.release)
        source = place_of(citation, release) if release else None
        return self.answerer.sentence(source, citation.release) if source else None


@dataclass(slots=True)
class Pipelines:
    """The pipeline of each language, and which one a person is answered by."""

    by_language: Mapping[str, Pipeline]
    default: str

    def make_quick(self) -> None:
        """Load what pays where many questions are asked, so that none of them has to wait for it."""
        for pipeline in self.by_language.values():
            pipeline.answerer.make_quick()

    def take_up(self, other: Pipelines) -> None:
        """Answer from other content from now on."""
        self.by_language, self.default = other.by_language, other.default

    def choose(self, *wishes: str | None) -> Pipeline:
        """The first language of the wishes that there is, else the default; a wish may have a region, as in en-GB."""
        for wish in filter(None, wishes):
            for code in (wish, wish.partition("-")[0]):
                if code in self.by_language:
                    return self.by_language[code]
        return self.by_language[self.default]
