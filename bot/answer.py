"""The one pipeline from a question to a guarded reply; every channel calls it and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from bot.clock import Clock, now
from bot.compiled import Compiled, compiled, folders_of, is_ready, make_ready
from bot.embargo import INTENT as EMBARGO
from bot.embargo import embargo_of, told, withholds
from bot.guard import names_with_numbers, unsupported
from bot.notices import CORRECTION_DAYS, Notices
from bot.reply import Citation, Explanation, Reply, Status, Verdict
from bot.stages import stage
from facts.chart import drawn
from facts.model import Chart, Fact, FactSet, Measure, Release, Source
from intents.conversation.follow import Follower
from intents.findings import Context, Finding
from intents.interpret import Interpreter, Understanding
from intents.messages.read import Reader
from intents.replies.picture import INTENT, Picture, picture_of
from intents.replies.say import Said, Speaker, UntoldError
from intents.spans.found import Recognised
from intents.verdicts.judge import Judge
from intents.vocabulary.language import Language
from intents.vocabulary.normalise import stem

if TYPE_CHECKING:
    from bot.library import Library
    from intents.matching.wordings import Wordings

RELEASES = Path(__file__).parent.parent / "facts" / "releases"
_MOST_SUGGESTIONS = 3
_LONGEST_ECHO = 200
WITHDRAWN = "withdrawn"
_OVER_ALL = frozenset({"superlative", "rank", "count", "filter", "list", "share"})
"""Intents whose answers speak of all things of a kind, also of those that they do not name."""


@dataclass
class Answerer:
    """Answers questions about a release from its facts, or says what is not stated.

    Where several releases are live, this is the newest one's, and ``library`` chooses among them.
    """

    releases: Mapping[str, Release]
    release: Release
    language: Language
    interpreter: Interpreter
    speaker: Speaker
    versions: tuple[tuple[str, str], ...]
    """Short hashes of the facts, the patterns and the matcher that replies are made with."""
    text: Path | None = None
    defects: list[str] = field(default_factory=list)
    """Replies that the guard blocked: each is a fault of a template or of the content."""
    clock: Clock = now
    previews: bool = False
    """Whether it answers the press office, which an embargo does not bind."""
    marked_for: dt.timedelta = dt.timedelta(days=CORRECTION_DAYS)
    """For how long an answer says that what it tells was corrected."""
    library: Library | None = None
    kept_forms: frozenset[str] = frozenset()
    """Word forms that the stemmer leaves alone in questions about this release."""
    _sentences: list[list[str]] | None = None

    @classmethod
    def load(
        cls,
        releases: Path | None = None,
        language: str = "en",
        text: Path | None = None,
        correction_days: int = CORRECTION_DAYS,
    ) -> Answerer:
        """Read the releases and a language. Raises ContentError, and FileNotFoundError for a language there is not."""
        folder, marked_for = releases or RELEASES, dt.timedelta(days=correction_days)
        found = folders_of(folder)
        if len(found) == 1 and is_ready(found[0], language):  # the quick way
            content = compiled(found[0], language)
            if content.release.is_live:
                return replace(cls.over(content, text=text), marked_for=marked_for)
        from bot.library import Library

        return replace(Library.open(folder, language, text).answerer, marked_for=marked_for)

    def __post_init__(self) -> None:
        if self.library is not None:
            self.library = self.library.under(self.clock, self.marked_for, previews=self.previews)

    def previewing(self) -> Answerer:
        """The same for the press office: it answers before the embargo is lifted, and says so."""
        return replace(self, previews=True).leading

    @property
    def leading(self) -> Answerer:
        """The answerer of the newest release that may be told now; itself where there is but one.

        Whoever keeps an answerer for longer than a question asks for this one each time.
        """
        return self.library.answerer if self.library is not None else self

    @classmethod
    def of(
        cls,
        releases: Mapping[str, Release],
        language: Language,
        wordings: Wordings | None = None,
        *,
        text: Path | None = None,
    ) -> Answerer:
        """An answerer over releases that have been read, with the wordings of the last by name, which is asked."""
        return cls.over(make_ready(releases, language, wordings), text=text)

    @classmethod
    def over(cls, content: Compiled, *, text: Path | None = None) -> Answerer:
        """An answerer over content that has been made ready."""
        release, language = content.release, content.language
        judge = Judge(release, content.resolver, content.patterns, language.thresholds)
        reader = Reader(release, content.resolver, content.patterns, judge, language.thresholds)
        speaker = Speaker(release, language)
        follower = Follower(release, reader, content.recogniser.recognise, speaker.name)
        interpreter = Interpreter(release, language, content.recogniser, content.resolver, reader, follower)
        answerer = cls(content.releases, release, language, interpreter, speaker, content.versions, text)
        answerer.kept_forms = content.kept_forms
        return answerer

    def make_ready(self) -> None:
        """Make the content of all releases ready, so that no question has to wait for that of an older one."""
        if self.library is not None:
            self.library.stacks.make_ready(self.clock())

    def make_quick(self) -> None:
        """Load what pays where many questions are asked, so that none of them has to wait for it."""
        self.interpreter.reader.patterns.matcher.make_quick()

    def ask(self, question: str) -> Reply:
        """One independent question."""
        return self.answer(question, Context())[0]

    def conversation(self) -> Conversation:
        """A conversation, in which a question may lean on the one before."""
        return Conversation(self)

    @stage("understand")
    def answer(self, question: str, context: Context) -> tuple[Reply, Context]:
        """A question after what was said before, and what the next one may lean on."""
        if self.library is not None:
            return self.library.answer(question, context)
        refusal = self.refusal(question)
        if refusal is not None:
            return refusal, context
        reply, context = self.alone(question, context)
        until = self.embargo
        if until is not None:
            reply = replace(reply, details=(*reply.details, self.notices.preview(until)))
        return reply, context

    def refusal(self, question: str) -> Reply | None:
        """All that is said before the embargo is lifted, whatever was asked; none where the release is told.

        The question is not even looked at.
        """
        said = self.closed()
        if said is None:
            return None
        return Reply(
            question=question,
            status=Status.NOT_STATED,
            headline=said,
            intent=EMBARGO,
            language=self.language.code,
            explanation=Explanation(reason="the release is under embargo"),
        )

    def tell(self, fact: Fact) -> Reply:
        """One fact as it is stated, for who opens it by a button or a link."""
        label = self.speaker.text(fact.label)
        question = f"{label[:1].upper()}{label[1:]}?"
        refusal = self.refusal(question)
        if refusal is not None:
            return refusal
        finding, said = self._said(Finding("open", "", facts=(fact.id,)))
        related = self.release.facts_among(fact.related[:_MOST_SUGGESTIONS])
        labels = [self.speaker.text(each.label) for each in related if each.id not in self.speaker.untold]
        cited = tuple(self._citations(finding.facts))
        text = said.text or label
        lines = [*text.split("\n"), *self._corrections(finding.facts, text, cited)]
        until = self.embargo
        if until is not None:
            lines.append(self.notices.preview(until))
        return Reply(
            question=question,
            status=Status(finding.status),
            headline=lines[0],
            details=tuple(lines[1:]),
            facts=finding.facts,
            sources=cited,
            intent=finding.intent,
            confidence=1.0,
            language=self.language.code,
            suggestions=tuple(f"{each[:1].upper()}{each[1:]}?" for each in labels),
            explanation=Explanation(versions=self.versions),
        )

    @cached_property
    def notices(self) -> Notices:
        """What is said of the release itself."""
        return Notices(self.release, self.speaker, self.marked_for)

    @property
    def embargo(self) -> dt.datetime | None:
        """When the embargo is lifted; none where there is none now."""
        return embargo_of(self.release, self.clock())

    @property
    def openings(self) -> list[dt.datetime]:
        """The moments to come at which an embargo is lifted, the next one first."""
        if self.library is not None:
            return self.library.openings
        until = self.embargo
        return [until] if until is not None else []

    @property
    def is_closed(self) -> bool:
        """Whether nothing of the release is told now."""
        return not self.previews and self.embargo is not None

    def closed(self) -> str | None:
        """What is said where nothing of the release is told now; none where it is told."""
        until = self.embargo
        return self.notices.embargo(until) if until is not None and not self.previews else None

    @property
    def visible(self) -> Mapping[str, Release]:
        """The releases of which may be told now."""
        if self.library is not None:
            leading = self.leading
            return {} if leading.is_closed else leading.releases
        if self.previews:
            return self.releases
        return {release.id: release for release in told(self.releases.values(), self.clock())}

    def withholds(self, reply: Reply) -> bool:
        """Whether a reply that was made earlier may not be shown now."""
        if self.previews:
            return False
        if self.library is not None:
            return self.library.withholds(reply)
        return withholds(self.releases, reply, self.clock())

    def is_outdated(self, reply: Reply) -> bool:
        """Whether a reply that was made earlier tells what was corrected or withdrawn since."""
        if self.library is not None:
            return self.library.is_outdated(reply)
        if dict(reply.explanation.versions).get("facts") == dict(self.versions).get("facts"):
            return False
        return self.has_changed(reply.facts)

    def has_changed(self, names: Iterable[str]) -> bool:
        """Whether any of these facts of the release was ever corrected or withdrawn."""
        facts = self.release.facts_among(names)
        return any(fact.id in self.speaker.untold for fact in facts) or self.notices.has_corrected(facts)

    def phase(self) -> tuple[object, ...]:
        """What the clock decides about answers: as long as it is the same, so are they."""
        if self.library is not None:
            return self.library.phase()
        return self.is_closed, self.embargo, self.notices.phase(self.clock())

    def title(self) -> str:
        """What the release is called, or what stands for that under embargo."""
        if self.is_closed:
            return self.language.words.embargoed_title
        return self.speaker.text(self.release.about.title)

    def alone(self, question: str, context: Context) -> tuple[Reply, Context]:
        """The same of this one release, whatever other releases there are, and whether or not it may be told."""
        understood = self.understand(question, context)
        reply = self.say(question, understood)
        return reply, context.after(understood.findings, self.release)

    def understand(self, question: str, context: Context | None = None) -> Understanding:
        """What a question to this release comes to."""
        stem.kept = set(self.kept_forms)
        return self.interpreter.understand(question, context)

    def recognise(self, text: str) -> Recognised:
        """The spans of a question to this release."""
        stem.kept = set(self.kept_forms)
        return self.interpreter.recogniser.recognise(text)

    def vocabulary(self) -> list[str]:
        """Names and example questions, for completion; none under embargo."""
        if self.is_closed:
            return []
        names = [self.speaker.name(entity) for entity in self.release.entities if entity.named]
        return [*self.examples(), *names]

    def examples(self) -> list[str]:
        """Questions that can be answered; none under embargo."""
        if self.is_closed:
            return []
        return list(self._examples)

    @cached_property
    def _examples(self) -> list[str]:
        """The same, whether or not the release may be told now."""
        known = {name: fact for name, fact in self.release.by_id.items() if name not in self.speaker.untold}
        asks = [
            example.ask
            for intent in self.language.intents.values()
            for example in intent.examples
            if example.status == "answered"
            and not example.after
            and example.facts
            and all(n in known for n in example.facts)
        ]
        labels = [self.speaker.text(known[name].label) for name in self.release.about.suggestions if name in known]
        return asks or [f"{label[:1].upper()}{label[1:]}?" for label in labels]

    def is_of_newest(self, reply: Reply) -> bool:
        """Whether a reply rests on nothing but the newest release, which charts and choices are of."""
        return all(source.release == self.release.id for source in reply.sources)

    def told(self, reply: Reply) -> list[tuple[Release, Fact]]:
        """The facts that a reply tells, each with its release."""
        names = dict.fromkeys(source.release for source in reply.sources) or [self.release.id]
        releases = [self.releases[name] for name in names if name in self.releases]
        facts = dict.fromkeys(reply.facts)
        return [(each, each.by_id[name]) for each in releases for name in facts if name in each.by_id]

    def sentence(self, source: Source, release: str | None = None) -> str | None:
        """The whole sentence of a source, where the operator has pointed a setting at the text of that release."""
        if self.text is None or release not in (None, self.release.id) or self.notices.hides(source):
            return None
        if self._sentences is None:
            from facts.text import sentences

            self._sentences = sentences(self.text.read_text(encoding="utf-8"))
        try:
            return self._sentences[source.paragraph - 1][source.sentence - 1]
        except IndexError:
            return None

    @property
    def charts(self) -> Sequence[Chart]:
        """The charts that may be shown now: every way to a picture, or to a button for one, asks here."""
        if self.is_closed:
            return ()
        return tuple(
            c for c in self.release.charts if self.speaker.untold.keys().isdisjoint(drawn(c, self.release).facts)
        )

    def picture(self, name: str) -> Picture | None:
        """What a chart shows, every figure of it supported; none where there is no such chart to be shown now."""
        chart = next((chart for chart in self.charts if chart.id == name), None)
        if chart is None:
            return None
        picture = picture_of(drawn(chart, self.release), self.speaker)
        allowed = [*self._supporting([Finding(INTENT, "row", facts=picture.facts)]), *picture.workings]
        wrong = unsupported(picture.caption, allowed, written=picture.figures, phrases=self._phrases)
        if wrong:
            self.defects.append(f"unsupported {sorted(wrong)} in the chart {name!r}: {picture.caption!r}")
            return None
        return picture

    # From findings to a reply

    @stage("compose")
    def say(self, question: str, understood: Understanding) -> Reply:
        """What was understood, as a guarded reply."""
        findings: list[Finding] = []
        said = []
        for understood_one in understood.findings:
            try:
                finding, words = self._said(understood_one)
            except TemplateError as error:
                self.defects.append(f"{understood_one.intent}/{understood_one.saying}: {error}")
                return self._withheld(question, understood.findings, understood)
            findings.append(finding)
            said.append(words)
        said += self._nearest(findings, [one.text for one in said])
        details = [line for one in said for line in one.text.split("\n")]
        working = "; ".join(dict.fromkeys(one.working for one in said if one.working)) or None
        facts = tuple(dict.fromkeys(name for finding in findings for name in finding.facts))
        cited = tuple(self._citations(facts or [n for f in findings for n in f.nearest[:1]]))
        near = [] if facts else [name for finding in findings for name in finding.nearest[:1]]
        corrections = self._corrections([*facts, *near], "\n".join(details), cited)
        cut = (self.language.words.cut,) if understood.recognised.normalised.cut else ()
        reply = Reply(
            question=question,
            status=_status(findings),
            headline=details[0],
            details=(*details[1:], *corrections, *cut),
            verdict=_verdict(findings),
            facts=facts,
            sources=cited,
            working=working,
            intent="+".join(dict.fromkeys(finding.intent for finding in findings)),
            confidence=min(finding.score for finding in findings),
            language=self.language.code,
            suggestions=tuple(self._suggestions(findings, facts)),
            explanation=self._explanation(understood),
        )
        written = [*(figure for one in said for figure in one.figures), *corrections]
        return self._guarded(reply, understood, findings, written)

    def _corrections(self, names: Iterable[str], text: str, cited: Sequence[Citation]) -> list[str]:
        facts = self.release.facts_among(dict.fromkeys(names))
        return self.notices.corrections(facts, text, cited, self.clock())

    def _said(self, finding: Finding) -> tuple[Finding, Said]:
        """A finding in words; of one that rests on what was withdrawn, what can still be told, and why not the rest."""
        untold = self._untold_in(finding) if self.speaker.untold else []
        if not untold:
            try:
                if finding.intent == "open":
                    return finding, self.speaker.say_fact(self.release.by_id[finding.facts[0]])
                return finding, self.speaker.say(finding, self._extra())
            except UntoldError as error:
                untold = [str(error)]
        kept: dict[str, Fact] = {}
        for name in (*finding.facts, *finding.rows):
            fact = self.release.by_id.get(name)
            if fact is not None and name not in self.speaker.untold:
                kept[name] = fact
            elif isinstance(fact, FactSet) and fact.withdrawn is None:
                kept |= {measure.id: measure for measure in self.notices.members_left(fact)}
        lines: list[Said] = []
        for name, fact in list(kept.items()):
            try:
                lines.append(self.speaker.say_fact(fact))
            except UntoldError:
                del kept[name]
        why = self.notices.withdrawn(untold)
        answers = finding.status == "answered" and finding.verdict is None and bool(lines)
        lines = lines if answers else []
        text = "\n".join([*(line.text for line in lines), *why])
        written = (*(figure for line in lines for figure in line.figures), *why)
        instead = replace(
            finding,
            intent=WITHDRAWN,
            status="answered" if answers else "not_stated",
            verdict=None,
            facts=tuple(kept) if answers else (),
            rows=(),
            steps=(),
            nearest=(),
        )
        return instead, Said(text, None, written)

    def _untold_in(self, finding: Finding) -> list[str]:
        """The facts of a finding that are not told; also those that it would have to weigh, where it speaks of all."""
        untold = self.speaker.untold
        operands = [operand.id for step in finding.steps for operand in step.operands if operand.id is not None]
        names = list(dict.fromkeys([*finding.facts, *finding.rows, *operands]))
        found = [name for name in names if name in untold]
        measures = self.release.measures_among(names)
        if len(measures) > 1 or finding.intent in _OVER_ALL:
            kinds = {(each.indicator, each.period, self.release.entity[each.subject].kind) for each in measures}
            for name in untold:
                each = self.release.by_id[name]
                if isinstance(each, Measure) and not each.formula and each.withdrawn is not None:
                    kind = (each.indicator, each.period, self.release.entity[each.subject].kind)
                    found += [name] if kind in kinds and name not in found else []
        return found

    def _extra(self) -> dict[str, object]:
        title = self.title()
        return {"title": title, "questions": self.examples()[:_MOST_SUGGESTIONS]}

    def _nearest(self, findings: Sequence[Finding], told: Sequence[str]) -> list[Said]:
        """The nearest thing that is stated, where the question was not answered."""
        lines: list[Said] = []
        for finding in findings:
            for name in finding.nearest[:1]:
                fact = self.release.by_id.get(name) if name not in self.speaker.untold else None
                if fact is not None and finding.intent == "gap" and finding.saying not in ("other-measure", "not-said"):
                    line = self.speaker.say_fact(fact)
                    if line.text and not any(line.text in one for one in (*told, *(other.text for other in lines))):
                        lines.append(replace(line, text=self.language.words.said_instead.format(text=line.text)))
        return lines

    def _citations(self, facts: Iterable[str]) -> Iterable[Citation]:
        seen = set()
        for name in facts:
            fact = self.release.by_id.get(name)
            for source in self._sources(fact) if fact else ():
                key = (source.paragraph, source.excerpt)
                if key not in seen:
                    seen.add(key)
                    yield Citation(self.release.id, source.paragraph, self.notices.cited(source))

    def _sources(self, fact: Fact) -> list[Source]:
        found = list(self.release.paragraphs_of(fact))
        return found + [a.source for a in fact.aspects.values() if a.source is not None and a.source not in found][:1]

    def _suggestions(self, findings: Sequence[Finding], facts: Sequence[str]) -> Iterable[str]:
        """Questions worth asking next: what lies beside what was told."""
        names = [
            o
            for n in [*facts, *(m for f in findings for m in f.nearest)]
            if n in self.release.by_id
            for o in self.release.by_id[n].related
        ]
        names += self.release.about.suggestions
        told = {fact.subject for n in facts if isinstance(fact := self.release.by_id.get(n), Measure)}
        sets = [item.id for item in self.release.sets if item.members and told.issuperset(item.members)]
        chosen: list[str] = []
        for name in dict.fromkeys(names):
            known = name in self.release.by_id and name not in self.speaker.untold
            if known and name not in (*facts, *sets) and len(chosen) < _MOST_SUGGESTIONS:
                label = self.speaker.text(self.release.by_id[name].label)
                if label:
                    chosen.append(f"{label[:1].upper()}{label[1:]}?")
        return chosen

    def _explanation(self, understood: Understanding) -> Explanation:
        recognised = understood.recognised
        first = understood.findings[0]
        lines = [f"{w.text}: {', '.join(sorted(w.concepts)) or w.foil or 'unknown'}" for w in recognised.words]
        lines += [
            f"quantity {m.comparison or ''} {m.number} {m.unit or ''}".replace("  ", " ") for m in recognised.mentions
        ]
        lines += [f"period months {p.months[0]}-{p.months[1]} year {p.calendar or p.year}" for p in recognised.periods]
        lines += [f"cue {c.name}" for c in recognised.cues] + [f"kind {k.name}" for k in recognised.kinds]
        return Explanation(
            normalised=" ".join(token.text for token in recognised.tokens)[:1000],
            recognised=tuple(lines[:60]),
            repaired=recognised.repaired,
            pattern=first.pattern,
            score=first.score,
            lead=first.lead,
            runner_up=first.runner_up,
            unexplained=first.unexplained,
            query="; ".join(finding.query for finding in understood.findings),
            reason="; ".join(finding.reason for finding in understood.findings if finding.reason)
            or "every word is explained",
            versions=self.versions,
        )

    @stage("guard")
    def _guarded(
        self, reply: Reply, understood: Understanding, findings: Sequence[Finding], written: Sequence[str]
    ) -> Reply:
        """The reply, if each of its figures is supported; else the statements of its facts."""
        wrong = unsupported(
            reply.text,
            self._supporting(findings),
            written=written,
            stale=self.notices.stale(),
            echo=" ".join(_echo(reply.question)),
            phrases=self._phrases,
        )
        if not wrong:
            return reply
        self.defects.append(f"unsupported {sorted(wrong)} in {reply.text!r}")
        return self._withheld(reply.question, findings, understood)

    def _supporting(self, findings: Sequence[Finding]) -> list[str]:
        """Texts whose figures may be said besides those that the speaker filled in: the release's own words."""
        names = [n for f in findings for n in (*f.facts, *f.nearest, *f.rows)]
        facts = self.release.facts_among(names)
        texts = [source.excerpt for fact in facts for source in self.release.paragraphs_of(fact)]
        texts += [a.source.excerpt for fact in facts for a in fact.aspects.values() if a.source is not None]
        texts += [str(len(fact.members)) for fact in facts if isinstance(fact, FactSet) and fact.members]
        if any(finding.status in ("help", "out_of_scope") for finding in findings):
            texts += self.examples()[:_MOST_SUGGESTIONS]
        return texts

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        """Names that hold a number word and are no figures."""
        return names_with_numbers(self.release, self.speaker)

    def _withheld(self, question: str, findings: Sequence[Finding], understood: Understanding) -> Reply:
        """What is said in place of a reply that did not pass: what the facts themselves say."""
        names = [name for finding in findings for name in finding.facts if name in self.release.by_id]
        names = [name for name in names if name not in self.speaker.untold]
        lines = list(dict.fromkeys(self._stated(names, self._supporting(findings))))[:4]
        status = Status.ANSWERED if lines and _status(findings) is Status.ANSWERED else Status.NOT_STATED
        headline = lines[0] if lines else "The release does not say that."
        cited = tuple(self._citations(names))
        cut = (self.language.words.cut,) if understood.recognised.normalised.cut else ()
        return Reply(
            question=question,
            status=status,
            headline=headline,
            details=(*lines[1:], *self._corrections(names, "\n".join(lines), cited), *cut),
            facts=tuple(names),
            sources=cited,
            intent=findings[0].intent,
            language=self.language.code,
            explanation=self._explanation(understood),
        )

    def _stated(self, names: Iterable[str], allowed: Sequence[str]) -> Iterator[str]:
        """What facts say, as far as it may be told and holds no figure that nothing supports."""
        for name in names:
            with suppress(UntoldError):
                said = self.speaker.say_fact(self.release.by_id[name])
                if not unsupported(said.text, allowed, written=said.figures, phrases=self._phrases):
                    yield said.text


@dataclass(slots=True)
class Conversation:
    """What one person asks in one chat, one question after the other."""

    answerer: Answerer
    context: Context = field(default_factory=Context)
    last: Reply | None = None

    def ask(self, question: str) -> Reply:
        """The next question."""
        self.last, self.context = self.answerer.answer(question, self.context)
        return self.last

    def reset(self) -> None:
        """Forget what was said before."""
        self.context, self.last = Context(), None


def _status(findings: Sequence[Finding]) -> Status:
    """One answered part makes an answer; else the first part decides."""
    statuses = [Status(finding.status) for finding in findings]
    return Status.ANSWERED if Status.ANSWERED in statuses else statuses[0]


def _verdict(findings: Sequence[Finding]) -> Verdict | None:
    verdicts = [finding.verdict for finding in findings if finding.verdict and finding.status == "answered"]
    if not verdicts:
        return None
    return Verdict.REFUTED if "refuted" in verdicts else Verdict.SUPPORTED


def _echo(question: str) -> Iterable[str]:
    """The reader's own words, which may be said back."""
    yield question[:_LONGEST_ECHO]
