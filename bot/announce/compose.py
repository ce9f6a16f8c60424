"""What is announced: the digest of a release by the templates of a language, or a text of the press office's.

Both pass the guard: in a digest each figure stands where the speaker put it, in a text each has to be one that the
facts of the release support.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from jinja2 import TemplateError

from bot.announce.content import Button, Content
from bot.announce.markdown import as_html
from bot.guard import Figure, names_with_numbers, unsupported
from bot.reply import Reply, Status, Verdict
from bot.store.told import ToldFact
from bot.telegram.html import plain, units
from bot.telegram.links import Opens, payload, short
from facts.history import revision
from facts.model import Fact, FactSet, Measure, Release
from intents.replies.announcement import Announcement
from intents.replies.say import Speaker
from intents.vocabulary.language import Language

LONGEST_TEXT: Final = 4_096
LONGEST_CAPTION: Final = 1_024
"""What Telegram takes under a picture, counted in UTF-16 units without the tags."""
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s+|\n+")
_COUNTED: Final = re.compile(r"^ *\d+\. ", re.MULTILINE)
"""The number of an item of a list, which is no figure."""


class ComposeError(Exception):
    """What was asked for cannot be announced: why, and the mend."""


class Asks(Protocol):
    """Whatever answers a question from the release."""

    def ask(self, question: str) -> Reply:
        """The reply to one question."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a text that the facts do not support."""

    what: str
    because: str

    def __str__(self) -> str:
        return f"“{self.what}”: {self.because}"


@dataclass
class Composer:
    """Composes announcements of one release in one language."""

    release: Release
    language: Language
    announcement: Announcement

    @classmethod
    def load(cls, release: Release, code: str) -> Composer:
        """A composer. Raises ComposeError where the language has no words for announcements."""
        try:
            return cls(release, Language.load(code), Announcement.load(code))
        except FileNotFoundError:
            raise ComposeError(
                f"there are no announcements in {code!r}.\n  To mend: write intents/{code}/announcement.yaml."
            ) from None

    @cached_property
    def _speaker(self) -> Speaker:
        return Speaker(self.release, self.language)

    @property
    def title(self) -> str:
        """What the release is called."""
        return self._speaker.text(self.release.about.title)

    # The digest

    def digest(self, *, brief: bool = False, topics: Iterable[str] = ()) -> Content:
        """The release in short. Raises ComposeError where a template fails, or says what the facts do not."""
        about = self.release.about
        headline = self.release.by_id[about.headline]
        if headline.id in self._speaker.untold:
            raise ComposeError(
                f"the headline {headline.id!r} was withdrawn.\n  To mend: name another 'headline' in release.yaml."
            )
        figures = self._figures(topics)
        told = [headline, *(figures[:3] if brief else figures)]
        gap = {gap.id: gap for gap in self.release.gaps}
        template = self.announcement.short if brief else self.announcement.long
        publisher = self.release.entity.get(about.publisher or "")
        data: dict[str, Any] = {
            "title": self.title,
            "publisher": self._speaker.name(publisher) if publisher else "",
            "headline": headline,
            "figures": figures,
            "gaps": [self._speaker.text(gap[name].label) for name in about.not_stated],
            "paragraphs": sorted({source.paragraph for fact in told for source in self.release.paragraphs_of(fact)}),
        }
        try:
            said = self._speaker.render(template.replace("{{ source }}", self.announcement.source), data)
        except TemplateError as error:
            raise ComposeError(f"intents/{self.language.code}/announcement.yaml: {error}") from None
        wrong = unsupported(
            plain(said.text), self._words(told, about.not_stated), written=said.figures, phrases=self._phrases
        )
        if wrong:
            raise ComposeError(
                f"the digest would say figures that its facts do not support: {shown(wrong)}.\n"
                f"  To mend: look at intents/{self.language.code}/announcement.yaml and the statements of the facts."
            )
        return Content(said.text, self._button(), self._told(told))

    def _figures(self, topics: Iterable[str]) -> list[Fact]:
        """The facts of the digest but its headline, or those of some topics where the release has any of them."""
        about = self.release.about
        wanted = set(topics)
        chosen = [name for topic in self.release.topics if topic.id in wanted for name in topic.facts]
        names = dict.fromkeys(chosen or about.digest)
        known = [self.release.by_id[name] for name in names if name != about.headline and name in self.release.by_id]
        return [fact for fact in known if fact.id not in self._speaker.untold]

    # A text

    def message(self, markdown: str, answerer: Asks | None = None) -> tuple[Content, list[Doubt]]:
        """A text in Markdown, and what in it the facts do not support.

        A figure that no fact holds is one doubt; with somebody who answers from this release, a sentence that is
        refuted is another: its figures may be right ones of other facts. Raises ComposeError for an empty text.
        """
        html = as_html(markdown)
        text = plain(html)
        if not text.strip():
            raise ComposeError("the text is empty.\n  To mend: write what is to be announced.")
        sentences = [each.strip() for each in _SENTENCE.split(_COUNTED.sub("", text)) if each.strip()]
        doubts = [
            Doubt(sentence, f"the facts do not hold {shown(wrong)}")
            for sentence in sentences
            if (wrong := unsupported(sentence, self._all_words, phrases=self._phrases))
        ]
        doubted = {doubt.what for doubt in doubts}
        for sentence in sentences:
            if answerer is not None and re.search(r"\d", sentence) and sentence not in doubted:
                reply = answerer.ask(sentence)
                if reply.status is Status.ANSWERED and reply.verdict is Verdict.REFUTED:
                    doubts.append(Doubt(sentence, f"refuted: {reply.headline}"))
        told = [
            fact
            for fact in self.release.facts()
            if fact.id not in self._speaker.untold and _holds(text, self._speaker, fact)
        ]
        return Content(html, self._button(), self._told(told)), doubts

    @cached_property
    def _all_words(self) -> list[str]:
        return self._words(self.release.facts(), [gap.id for gap in self.release.gaps])

    # What both share

    def _words(self, facts: Iterable[Fact], gaps: Iterable[str]) -> list[str]:
        """Texts whose figures may be said of these facts and gaps."""
        texts = []
        for fact in (each for each in facts if each.id not in self._speaker.untold):
            texts += [self._speaker.statement(fact), *(each.excerpt for each in self.release.paragraphs_of(fact))]
            if isinstance(fact, Measure):
                texts.append(self._speaker.figure(fact.value))
            if isinstance(fact, FactSet) and fact.members:
                texts.append(str(len(fact.members)))
        wanted = set(gaps)
        return texts + [self._speaker.text(gap.label) for gap in self.release.gaps if gap.id in wanted]

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return names_with_numbers(self.release, self._speaker)

    def _button(self) -> Button:
        headline = self.release.about.headline
        opens = payload(Opens.FACT, headline) or payload(Opens.FACT, short(headline))
        assert opens is not None  # a short name always fits
        return Button(self.announcement.button, opens)

    def _told(self, facts: Iterable[Fact]) -> tuple[ToldFact, ...]:
        return tuple(ToldFact(self.release.id, fact.id, revision(self.release, fact)) for fact in facts)


def _holds(text: str, speaker: Speaker, fact: Fact) -> bool:
    """Whether a text tells a measure: its figure, and the name of what it is about."""
    if not isinstance(fact, Measure):
        return False
    names = [speaker.name(fact), speaker.text(fact.label), *fact.names.get(speaker.language.code, [])]
    lowered = text.lower()
    return speaker.figure(fact.value, counted=False) in text and any(name.lower() in lowered for name in names if name)


def checked_length(content: Content) -> Content:
    """The content, where Telegram takes it as one message. Raises ComposeError."""
    longest, what = (LONGEST_CAPTION, "a caption") if content.picture is not None else (LONGEST_TEXT, "a message")
    length = units(plain(content.html))
    if length > longest:
        raise ComposeError(
            f"the text has {length:,} characters, and Telegram takes {longest:,} in {what}.\n"
            "  To mend: --short, or a shorter text."
        )
    return content


def shown(figures: Iterable[Figure]) -> str:
    """Figures as a person writes them."""
    written: Sequence[str] = sorted(f"{number.normalize():f}{unit}" for number, unit in figures)
    return ", ".join(written)
