"""What those are told who were told what is no longer so, and what becomes of a post that said it; in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import escape as markup_escape

from bot.announce.content import Content
from bot.correction.draft import Draft, Effect
from bot.notices import Notices
from bot.store.told import ToldFact
from bot.telegram.html import escape, plain, units
from bot.telegram.texts import Texts
from facts.history import figures_in, revision
from facts.model import Fact
from intents.replies.dates import day
from intents.replies.say import Speaker, UntoldError
from intents.vocabulary.language import Language

_LONGEST_TEXT: Final = 4_096
_LONGEST_CAPTION: Final = 1_024


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that was told, and what it is; as the language writes them."""

    name: str
    now: str
    was: str


@dataclass(slots=True)
class Letters:
    """Writes to those who were told, in one language."""

    draft: Draft
    texts: Texts
    language: Language
    _before: Speaker = field(init=False)
    _after: Speaker = field(init=False)

    def __post_init__(self) -> None:
        self._before = Speaker(self.draft.before, self.language)
        self._after = Speaker(self.draft.after, self.language)

    @classmethod
    def load(cls, draft: Draft, code: str) -> Letters:
        """Letters in a language. Raises FileNotFoundError where it has no texts."""
        return cls(draft, Texts.load(code), Language.load(code))

    def letter(self, facts: Sequence[str], *, picture: bool = False) -> Content:
        """What a chat is told that was told these facts; ``picture`` where it stands below one that says the old."""
        if any(effect.how == "withdrawn" for effect in self.draft.effects):
            said = self._withdrawal(facts)
        else:
            lines = [self._line(effect) for effect in self._changed(facts)]
            date = day(self.draft.at, self.language)
            said = self.texts.say("correction", lines=lines, date=date, because=self.draft.because)
        if picture:
            said += "\n" + self.texts.say("correction_picture")
        return Content(said, facts=tuple(self._told(effect.fact for effect in self._changed(facts))))

    def post(self, original: Content, facts: Sequence[str]) -> Content | None:
        """A post with its sentences put right and the letter below; none where that is too long for one message."""
        html = original.html
        for effect in self.draft.effects:
            old, new = self._statement(self._before, effect.fact.id), self._statement(self._after, effect.fact.id)
            if old and old != new:
                for written in (str(markup_escape(old)), escape(old), old):
                    html = html.replace(written, str(markup_escape(new)) if new else f"<s>{written}</s>")
        letter = self.letter(facts, picture=original.picture is not None)
        html = f"{html}\n\n{letter.html}"
        longest = _LONGEST_TEXT if original.picture is None else _LONGEST_CAPTION
        if units(plain(html)) > longest:
            return None
        # What the post goes on telling, it tells as it is now.
        kept = [self.draft.after.by_id[each.fact] for each in original.facts if each.fact in self.draft.after.by_id]
        return Content(html, original.button, tuple(self._told(kept)))

    def _withdrawal(self, facts: Sequence[str]) -> str:
        notices = Notices(self.draft.after, self._after)
        gone = [name for name in facts if name in self._after.untold]
        return self.texts.say("withdrawal", lines=notices.withdrawn(gone or [self.draft.fact]))

    def _changed(self, facts: Sequence[str]) -> list[Effect]:
        """The figures that changed among those that these facts tell."""
        told = {measure.id for name in facts for measure in figures_in(self.draft.after, self.draft.after.by_id[name])}
        return [each for each in self.draft.effects if each.fact.id in told and None not in (each.old, each.new)]

    def _line(self, effect: Effect) -> Line:
        assert effect.old is not None
        assert effect.new is not None
        label = self._after.text(effect.fact.label)
        name = f"{label[:1].upper()}{label[1:]}"
        return Line(name, self._after.figure(effect.new), self._after.figure(effect.old))

    def _statement(self, speaker: Speaker, name: str) -> str:
        fact = speaker.release.by_id[name]
        try:
            return speaker.statement(fact) if fact.statement else ""
        except UntoldError:
            return ""

    def _told(self, facts: Iterable[Fact]) -> Iterator[ToldFact]:
        for fact in facts:
            if fact.id not in self._after.untold:
                yield ToldFact(self.draft.after.id, fact.id, revision(self.draft.after, fact))


def letters(draft: Draft, codes: Iterable[str]) -> Mapping[str, Letters]:
    """Letters in each language that has texts, the first of which is for chats that chose none."""
    found: dict[str, Letters] = {}
    for code in codes:
        try:
            found[code] = Letters.load(draft, code)
        except FileNotFoundError:
            continue
    return found
