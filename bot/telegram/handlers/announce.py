"""``/announce``: a press officer sees what is announced as it will be, and confirms to whom it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from telegram.ext import ContextTypes

from bot.announce import moment
from bot.announce.compose import ComposeError, Composer, Doubt, checked_length
from bot.announce.content import Content
from bot.announce.plan import Draft, as_draft, plan, rows_of
from bot.announce.report import Report
from bot.clock import now
from bot.store.announcements import Kind, State
from bot.telegram import buttons
from bot.telegram.courier import keyboard_of
from bot.telegram.desk import Desk
from bot.telegram.gate import Asked
from bot.telegram.html import escape
from bot.telegram.inbox import current_unit
from bot.telegram.pipeline import Pipeline
from bot.telegram.render import Message
from bot.telegram.texts import ButtonKey
from intents.replies.announcement import languages

Context = ContextTypes.DEFAULT_TYPE
SHORT = "short"
DROP, REPORT, PAUSE, RESUME = "-drop", "-report", "-pause", "-resume"
"""What the buttons do besides sending to an audience; no audience's name begins so."""


@dataclass(frozen=True, slots=True)
class Announcing:
    """What press officers do in their own chats with the bot."""

    desk: Desk

    async def show(self, asked: Asked, pipeline: Pipeline, context: Context) -> None:
        """Show the digest, or a text that stands behind the command, and ask whom to send it to."""
        if not asked.is_private:
            return
        try:
            draft, doubts = self._draft(asked, pipeline)
            chats = await self.desk.store.chats.subscribers()
            made = plan(draft, chats, (), now(), now())
        except ComposeError as error:
            await self.desk.say(asked.place, escape(str(error)))
            return
        store = self.desk.store
        announcement = as_draft(made).announcement
        current_unit().add(*store.announcements.planned(announcement, made.contents, ()))
        content = made.contents[draft.languages[0]]
        keyboard = keyboard_of(content, context.bot.username)
        await self.desk.sender.send(asked.place, Message((content.html,), keyboard))
        tags = Counter(tag for chat in chats for tag in chat.tags)
        text = pipeline.texts.say("announce_ask", code=announcement.code, doubts=doubts, chats=len(chats))
        choice = buttons.audiences(announcement.code, sorted(tags.items()), pipeline.texts, DROP)
        await self.desk.say(asked.place, text, choice)

    def _draft(self, asked: Asked, pipeline: Pipeline) -> tuple[Draft, list[Doubt]]:
        release, code = pipeline.answerer.release, pipeline.answerer.language.code
        person = asked.key[1]
        text = asked.text
        if text and text.lower() != SHORT:
            said, doubts = Composer.load(release, code).message(text, pipeline.answerer)
            checked_length(said)
            unchecked = "; ".join(map(str, doubts)) or None
            title = text.strip().split("\n")[0][:80]
            return Draft(Kind.MESSAGE, release, title, lambda *_: said, [code], (), unchecked, person), doubts
        spoken = [each for each in dict.fromkeys([code, *self.desk.pipelines.by_language]) if each in languages()]
        composers = {each: Composer.load(release, each) for each in spoken}

        def compose(language: str, topics: tuple[str, ...]) -> Content:
            return checked_length(composers[language].digest(brief=bool(text), topics=topics))

        return Draft(Kind.DIGEST, release, pipeline.title, compose, spoken, created_by=person), []

    async def press(self, code: str, which: str, person_id: int, pipeline: Pipeline) -> Message | None:
        """Do what a button says, for the press officer whose announcement it is; none for anybody else."""
        store = self.desk.store
        one = await store.announcements.get(code)
        if one is None or person_id not in self.desk.settings.admins or one.created_by != person_id:
            return None
        if which == DROP:
            await store.announcements.cancel(code, now())
            return Message.of(pipeline.texts.say("announce_dropped"))
        if which == PAUSE:
            await store.announcements.change(code, State.PAUSED, State.OPEN)
        elif which == RESUME:
            await store.announcements.change(code, State.OPEN, State.PAUSED)
        elif which != REPORT:
            release = pipeline.answerer.releases[one.release]
            chats = await store.chats.subscribers([which])
            contents = await store.announcements.contents(code)
            rows = rows_of(chats, list(contents), pipeline.answerer.language.code, release)
            due_at = moment.due(None, release.about.embargo, now())
            await store.announcements.confirm(code, which, due_at, rows, now())
        return await self._report(code, pipeline)

    async def _report(self, code: str, pipeline: Pipeline) -> Message | None:
        one = await self.desk.store.announcements.get(code)
        if one is None:
            return None
        report = await Report.of(one, self.desk.store)
        text = "\n".join(escape(line) for line in report.lines(now()))
        return Message.of(text, buttons.report(code, pipeline.texts, self._next(report)))

    def _next(self, report: Report) -> list[tuple[ButtonKey, str]]:
        state = report.announcement.state
        more: list[tuple[ButtonKey, str]] = [("report", REPORT)]
        if report.left and state in (State.OPEN, State.PAUSED):
            more.append(("pause", PAUSE) if state is State.OPEN else ("resume", RESUME))
        return more
