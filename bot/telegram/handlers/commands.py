"""The commands. One name, one method; what each says stands in the texts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import ContextTypes

from bot.charts import find
from bot.clock import now
from bot.reply import Reply
from bot.telegram import buttons, links
from bot.telegram.desk import Desk
from bot.telegram.gate import Asked, asked
from bot.telegram.handlers.announce import Announcing
from bot.telegram.handlers.subscriptions import Subscriptions, is_group_admin
from bot.telegram.pipeline import START, Pipeline
from bot.telegram.texts import Texts

Context = ContextTypes.DEFAULT_TYPE
_EXAMPLES: Final = 3
_MOST_UNANSWERED: Final = 20
_OF_THE_RELEASE: Final = frozenset({"start", "help", "topics", "summary", "chart"})
"""Commands that tell something of the release, which an embargo forbids."""


class Commands:
    """What the commands do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._subscriptions = Subscriptions(desk)
        self._for_all: dict[str, Callable[[Asked, Pipeline, Context], Awaitable[None]]] = {
            "start": self._start,
            "help": self._help,
            "topics": self._topics,
            "summary": self._summary,
            "chart": self._chart,
            "sources": self._sources,
            "language": self._language,
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "privacy": self._privacy,
            "forget": self._forget,
        }
        self._for_admins: dict[str, Callable[[Asked, Pipeline, Context], Awaitable[None]]] = {
            "stats": self._stats,
            "unanswered": self._unanswered,
            "announce": Announcing(desk).show,
        }

    async def obey(self, update: Update, context: Context) -> None:
        """Do what a command says."""
        question = asked(update, context.bot)
        if question is None:
            return
        pipeline = await self._desk.pipeline_for(question)
        name = question.command
        if name is None:
            await self._ask(question, pipeline)
        elif name in _OF_THE_RELEASE and (closed := pipeline.closed()):
            await self._desk.say(question.place, closed)
        elif name in self._for_all:
            await self._for_all[name](question, pipeline, context)
        elif name in self._for_admins:
            if update.effective_user and update.effective_user.id in self._desk.settings.admins:
                await self._for_admins[name](question, pipeline, context)
        elif question.is_private:
            await self._desk.say(question.place, pipeline.texts.say("unknown_command", command=name))

    async def _ask(self, question: Asked, pipeline: Pipeline) -> None:
        if question.text or pipeline.closed():
            await self._desk.answer(question)
        else:
            example = next(iter(pipeline.answerer.examples()), "")
            await self._desk.say(question.place, pipeline.texts.say("ask_what", question=example))

    async def _start(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        if question.text and await self._opened(question, pipeline):
            return
        if question.is_private:
            questions = pipeline.answerer.examples()[:_EXAMPLES]
            text = pipeline.texts.say("start", title=pipeline.title, questions=questions)
        else:
            text = pipeline.texts.say("group_start", title=pipeline.title)
        await self._desk.say(question.place, text)

    async def _opened(self, question: Asked, pipeline: Pipeline) -> bool:
        """Open what a link to the bot points to."""
        link = links.read(question.text)
        if link is None:
            return False
        if link.opens is links.Opens.QUESTION:
            await self._desk.answer(question, link.what)
            return True
        if link.opens is links.Opens.FACT:
            fact = pipeline.fact(link.what)
            answer = pipeline.open(fact) if fact else None
        else:
            reply = await self._desk.store.receipts.find(link.what)
            answer = pipeline.answer(reply.question) if reply else None
        if answer is not None:
            await self._desk.tell(answer, question)
        return answer is not None

    async def _help(self, question: Asked, pipeline: Pipeline, context: Context) -> None:
        text = pipeline.texts.say(
            "help",
            questions=pipeline.answerer.examples()[:_EXAMPLES],
            commands=pipeline.texts.for_audience("private" if question.is_private else "group"),
            username=context.bot.username,
        )
        await self._desk.say(question.place, text)

    async def _topics(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        await self._desk.say(question.place, pipeline.texts.say("topics"), topics_keyboard(pipeline))

    async def _summary(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        answer = pipeline.answer(pipeline.texts.questions["summary"], START)
        await self._desk.tell(answer, question)

    async def _chart(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        charts = pipeline.charts()
        chart = find.find(question.text, pipeline.answerer) if charts else None
        if chart is not None:
            if await self._desk.charts.send(pipeline, chart.id, question.place, question_id=question.message_id):
                return
            charts = []
        text = pipeline.texts.say("charts" if charts else "no_charts")
        await self._desk.say(question.place, text, buttons.charts(charts))

    async def _sources(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        code = await self._desk.conversations.last(question.key)
        reply = await self._desk.store.receipts.find(code) if code else None
        if reply is None:
            text = pipeline.texts.say("nothing_yet")
        elif pipeline.answerer.withholds(reply):
            text = pipeline.closed() or pipeline.texts.say("nothing_yet")
        elif not reply.sources:
            text = pipeline.texts.say("no_sources")
        else:
            text = pipeline.texts.say("sources", sources=source_lines(reply, pipeline))
        await self._desk.say(question.place, text)

    async def _language(self, question: Asked, pipeline: Pipeline, context: Context) -> None:
        if not await self._may_change(question, pipeline, context):
            return
        names = [(code, each.texts.name) for code, each in self._desk.pipelines.by_language.items()]
        await self._desk.say(question.place, pipeline.texts.say("choose_language"), buttons.languages(names))

    async def _subscribe(self, question: Asked, pipeline: Pipeline, context: Context) -> None:
        if not await self._may_change(question, pipeline, context):
            return
        new = await self._subscriptions.begin(question.key[0], question.chat, question.place.thread_id)
        keyboard = await self._subscriptions.offer(question.key[0], pipeline)
        text = pipeline.texts.say("subscribed" if new else "subscribed_already")
        await self._desk.say(question.place, text, keyboard)

    async def _unsubscribe(self, question: Asked, pipeline: Pipeline, context: Context) -> None:
        if not await self._may_change(question, pipeline, context):
            return
        had = await self._subscriptions.end(question.key[0])
        await self._desk.say(question.place, pipeline.texts.say("unsubscribed" if had else "unsubscribed_already"))

    async def _may_change(self, question: Asked, pipeline: Pipeline, context: Context) -> bool:
        """Whether who asks may change what holds for the whole chat; says so where not."""
        if question.is_private or await is_group_admin(context, *question.key):
            return True
        await self._desk.say(question.place, pipeline.texts.say("admins_only"))
        return False

    async def _privacy(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        settings = self._desk.settings
        text = pipeline.texts.say("privacy", days=settings.retention_days, minutes=f"{settings.follow_up_minutes:g}")
        await self._desk.say(question.place, text)

    async def _forget(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        keyboard = buttons.forget(question.key[1], pipeline.texts)
        await self._desk.say(question.place, pipeline.texts.say("forget"), keyboard)

    async def _stats(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        store = self._desk.store
        text = pipeline.texts.say(
            "stats",
            answers=await store.answers.count(now() - timedelta(days=1)),
            waiting=await store.inbox.waiting(),
            subscribers=await store.chats.count_subscribers(),
            **{opinion.value: count for opinion, count in (await store.feedback.counts()).items()},
        )
        await self._desk.say(question.place, text)

    async def _unanswered(self, question: Asked, pipeline: Pipeline, _: Context) -> None:
        found = await self._desk.store.unanswered.most_asked(_MOST_UNANSWERED)
        text = pipeline.texts.say("unanswered", questions=found) if found else pipeline.texts.say("unanswered_none")
        await self._desk.say(question.place, text)


def topics_keyboard(pipeline: Pipeline) -> InlineKeyboardMarkup | None:
    """A button for each topic of the release."""
    return buttons.topics((topic.id, pipeline.label(topic)) for topic in pipeline.answerer.release.topics)


def source_lines(reply: Reply, pipeline: Pipeline) -> list[str]:
    """Where the release says it: whole sentences where the operator holds the text, else the excerpts."""
    lines = []
    texts: Texts = pipeline.texts
    for source in dict.fromkeys(reply.sources):
        sentence = pipeline.sentence(source)
        place = {"release": source.release, "paragraph": source.paragraph}
        if sentence:
            lines.append(texts.say_plain("source_whole", sentence=sentence, **place))
        else:
            lines.append(texts.say_plain("source", excerpt=source.excerpt, **place))
    return list(dict.fromkeys(lines))
