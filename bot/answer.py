"""The one pipeline from a question to a guarded reply; every channel calls it and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError

from bot.compiled import Compiled, compiled, make_ready
from bot.guard import figures, unsupported
from bot.reply import Citation, Explanation, Reply, Status, Verdict
from facts.chart import drawn
from facts.model import Chart, Fact, FactSet, Measure, Release, Source
from intents.findings import Context, Finding
from intents.follow import Follower
from intents.interpret import Interpreter, Understanding
from intents.judge import Judge
from intents.language import Language
from intents.picture import INTENT, Picture, picture_of
from intents.read import Reader
from intents.say import Said, Speaker

if TYPE_CHECKING:
    from intents.wordings import Wordings

RELEASES = Path(__file__).parent.parent / "facts" / "releases"
_MOST_SUGGESTIONS = 3
_LONGEST_ECHO = 200


@dataclass
class Answerer:
    """Answers questions about a release from its facts, or says what is not stated."""

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
    _sentences: list[list[str]] | None = None

    @classmethod
    def load(cls, releases: Path | None = None, language: str = "en", text: Path | None = None) -> Answerer:
        """Read the releases and a language. Raises ContentError, and FileNotFoundError for a language there is not."""
        return cls.over(compiled(releases or RELEASES, language), text=text)

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
        judge = Judge(release, content.resolver, content.patterns)
        reader = Reader(release, content.resolver, content.patterns, judge)
        speaker = Speaker(release, language)
        follower = Follower(release, reader, content.recogniser.recognise, speaker.name)
        interpreter = Interpreter(release, language, content.recogniser, content.resolver, reader, follower)
        return cls(content.releases, release, language, interpreter, speaker, content.versions, text)

    def ask(self, question: str) -> Reply:
        """One independent question."""
        return self.answer(question, Context())[0]

    def conversation(self) -> Conversation:
        """A conversation, in which a question may lean on the one before."""
        return Conversation(self)

    def answer(self, question: str, context: Context) -> tuple[Reply, Context]:
        """A question after what was said before, and what the next one may lean on."""
        understood = self.interpreter.understand(question, context)
        reply = self._reply(question, understood)
        last = understood.findings[-1]
        if last.status in ("help", "out_of_scope") or not (last.facts or last.nearest):
            return reply, context
        return reply, context.after(_merged(understood.findings), self.release)

    def vocabulary(self) -> list[str]:
        """Names and example questions, for completion."""
        names = [self.speaker.name(entity) for entity in self.release.entities if entity.named]
        return [*self.examples(), *names]

    def examples(self) -> list[str]:
        """Questions that can be answered."""
        known = self.release.by_id
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

    def sentence(self, source: Source) -> str | None:
        """The whole sentence of a source, where the operator has pointed a setting at the release's text."""
        if self.text is None:
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
        return self.release.charts

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

    def _reply(self, question: str, understood: Understanding) -> Reply:
        findings = understood.findings
        said = []
        for finding in findings:
            try:
                said.append(self.speaker.say(finding, self._extra()))
            except TemplateError as error:
                self.defects.append(f"{finding.intent}/{finding.saying}: {error}")
                return self._withheld(question, findings, understood)
        said += self._nearest(findings, [one.text for one in said])
        details = [line for one in said for line in one.text.split("\n")]
        working = "; ".join(dict.fromkeys(one.working for one in said if one.working)) or None
        facts = tuple(dict.fromkeys(name for finding in findings for name in finding.facts))
        reply = Reply(
            question=question,
            status=_status(findings),
            headline=details[0],
            details=tuple(details[1:]),
            verdict=_verdict(findings),
            facts=facts,
            sources=tuple(self._citations(facts or [n for f in findings for n in f.nearest[:1]])),
            working=working,
            intent="+".join(dict.fromkeys(finding.intent for finding in findings)),
            confidence=min(finding.score for finding in findings),
            language=self.language.code,
            suggestions=tuple(self._suggestions(findings, facts)),
            explanation=self._explanation(understood),
        )
        return self._guarded(reply, understood, [figure for one in said for figure in one.figures])

    def _extra(self) -> dict[str, object]:
        title = self.speaker.text(self.release.about.title)
        return {"title": title, "questions": self.examples()[:_MOST_SUGGESTIONS]}

    def _nearest(self, findings: Sequence[Finding], told: Sequence[str]) -> list[Said]:
        """The nearest thing that is stated, where the question was not answered."""
        lines: list[Said] = []
        for finding in findings:
            for name in finding.nearest[:1]:
                fact = self.release.by_id.get(name)
                if fact is not None and finding.intent == "gap" and finding.saying not in ("other-measure", "not-said"):
                    line = self.speaker.say_fact(fact)
                    if line.text and not any(line.text in one for one in (*told, *(other.text for other in lines))):
                        lines.append(replace(line, text=f"What it does say: {line.text}"))
        return lines

    def _citations(self, facts: Iterable[str]) -> Iterable[Citation]:
        seen = set()
        for name in facts:
            fact = self.release.by_id.get(name)
            for source in self._sources(fact) if fact else ():
                key = (source.paragraph, source.excerpt)
                if key not in seen:
                    seen.add(key)
                    yield Citation(self.release.id, source.paragraph, source.excerpt)

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
            if name not in (*facts, *sets) and name in self.release.by_id and len(chosen) < _MOST_SUGGESTIONS:
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

    def _guarded(self, reply: Reply, understood: Understanding, written: Sequence[str]) -> Reply:
        """The reply, if each of its figures is supported; else the statements of its facts."""
        findings = understood.findings
        allowed = [*self._supporting(findings), " ".join(_echo(reply.question))]
        wrong = unsupported(reply.text, allowed, written=written, phrases=self._phrases)
        if not wrong:
            return reply
        self.defects.append(f"unsupported {sorted(wrong)} in {reply.text!r}")
        return self._withheld(reply.question, findings, understood)

    def _supporting(self, findings: Sequence[Finding]) -> list[str]:
        """Texts whose figures may be said besides those that the speaker filled in: the release's own words."""
        names = [n for f in findings for n in (*f.facts, *f.nearest, *f.rows)]
        facts = [self.release.by_id[name] for name in names if name in self.release.by_id]
        texts = [source.excerpt for fact in facts for source in self.release.paragraphs_of(fact)]
        texts += [a.source.excerpt for fact in facts for a in fact.aspects.values() if a.source is not None]
        texts += [str(len(fact.members)) for fact in facts if isinstance(fact, FactSet) and fact.members]
        if any(finding.status in ("help", "out_of_scope") for finding in findings):
            texts += self.examples()[:_MOST_SUGGESTIONS]
        return texts

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        """Names that hold a number word and are no figures: "the first three quarters", "Three Stability"."""
        release, text = self.release, self.speaker.text
        labels = [release.about.title, *(period.label for period in release.periods)]
        labels += [entity.label for entity in release.entities] + [kind.label for kind in release.kinds]
        names = [name for entity in release.entities for name in entity.names.get(self.language.code, [])]
        known = [*map(text, labels), *names]
        known += [one.split(" of ")[0] for one in known]
        return tuple(one.removeprefix("the ").strip("“”") for one in known if figures(one))

    def _withheld(self, question: str, findings: Sequence[Finding], understood: Understanding) -> Reply:
        """What is said in place of a reply that did not pass: what the facts themselves say."""
        names = [name for finding in findings for name in finding.facts if name in self.release.by_id]
        allowed = self._supporting(findings)
        told = [self.speaker.say_fact(self.release.by_id[name]) for name in names]
        told = [one for one in told if not unsupported(one.text, allowed, written=one.figures, phrases=self._phrases)]
        lines = list(dict.fromkeys(one.text for one in told))[:4]
        status = Status.ANSWERED if lines and _status(findings) is Status.ANSWERED else Status.NOT_STATED
        headline = lines[0] if lines else "The release does not say that."
        return Reply(
            question=question,
            status=status,
            headline=headline,
            details=tuple(lines[1:]),
            facts=tuple(names),
            sources=tuple(self._citations(names)),
            intent=findings[0].intent,
            language=self.language.code,
            explanation=self._explanation(understood),
        )


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


def _merged(findings: Sequence[Finding]) -> Finding:
    """What a follow-up leans on where a message had several parts: the last, with the facts of all."""
    last = findings[-1]
    if len(findings) == 1:
        return last
    from dataclasses import replace

    facts = tuple(dict.fromkeys(name for finding in reversed(findings) for name in finding.facts))
    return replace(last, facts=facts)


def _echo(question: str) -> Iterable[str]:
    """The reader's own words, which may be said back."""
    yield question[:_LONGEST_ECHO]
