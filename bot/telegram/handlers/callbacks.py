"""Buttons that were pressed: each shows, asks, chooses or keeps something, and is always acknowledged."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from telegram import CallbackQuery, Chat, InlineKeyboardMarkup, Update
from telegram.constants import CallbackQueryLimit
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.charts.order import Theme
from bot.clock import now
from bot.reply import Reply
from bot.store.feedback import Opinion
from bot.telegram import buttons
from bot.telegram.buttons import Action, Press
from bot.telegram.desk import Desk
from bot.telegram.gate import is_private
from bot.telegram.handlers.announce import Announcing
from bot.telegram.handlers.commands import source_lines, topics_keyboard
from bot.telegram.handlers.subscriptions import Subscriptions, is_group_admin
from bot.telegram.html import escape
from bot.telegram.inbox import current_unit
from bot.telegram.pipeline import START, Answer, Pipeline
from bot.telegram.render import Message
from bot.telegram.sending import Place
from bot.telegram.texts import Key

Context = ContextTypes.DEFAULT_TYPE
T = TypeVar("T")
_LOG: Final = logging.getLogger(__name__)
_LONGEST_NOTICE: Final = int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)


_OF_THE_RELEASE: Final = frozenset(
    {Action.ASK, Action.CHOOSE, Action.TOPICS, Action.TOPIC, Action.FACT, Action.CHART, Action.GROUND}
)
"""Buttons that tell something of the release."""
_OF_AN_ANSWER: Final = frozenset({Action.SOURCE, Action.WORKING, Action.RELATED, Action.BACK})
"""Buttons that show what an answer was made of when it was given."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed, by whom and under which message."""

    press: Press
    pipeline: Pipeline
    person_id: int
    chat_id: int | None
    """None under a message that was sent inline, in a chat that is not known."""
    message_id: int | None
    inline_id: str | None
    thread_id: int | None
    is_private: bool
    chat: Chat | None = None
    """The chat as Telegram describes it."""

    @property
    def key(self) -> tuple[int, int]:
        """The conversation that goes on from here."""
        return self.chat_id or self.person_id, self.person_id


@dataclass(frozen=True, slots=True)
class Notice:
    """What is shown to who pressed, over the chat; nobody else sees it."""

    text: str | None = None
    alert: bool = False


class Callbacks:
    """What the buttons do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._subscriptions = Subscriptions(desk)
        self._announcing = Announcing(desk)
        self._do: dict[Action, Callable[[Pressed, Context], Awaitable[Notice]]] = {
            Action.SOURCE: self._source,
            Action.WORKING: self._working,
            Action.RELATED: self._related,
            Action.BACK: self._back,
            Action.ASK: self._ask,
            Action.CHOOSE: self._choose,
            Action.FEEDBACK: self._feedback,
            Action.TOPICS: self._topics,
            Action.TOPIC: self._topic,
            Action.FACT: self._fact,
            Action.LANGUAGE: self._language,
            Action.FORGET: self._forget,
            Action.CHART: self._chart,
            Action.GROUND: self._ground,
            Action.SUBSCRIPTION: self._subscription,
            Action.ANNOUNCE: self._announce,
        }

    async def press(self, update: Update, context: Context) -> None:
        """Do what a button says, and let Telegram know that it was done."""
        query = update.callback_query
        assert query is not None
        notice = Notice()
        try:
            press = Press.read(query.data or "")
            if press is not None:
                pressed = await self._pressed(query, press)
                notice = await self._withheld(pressed) or await self._do[press.action](pressed, context)
        finally:
            await self._acknowledge(query, notice)

    async def _withheld(self, pressed: Pressed) -> Notice | None:
        """What is shown in place of what a button would tell, under embargo or once it was corrected."""
        answerer = pressed.pipeline.answerer
        closed = answerer.closed()
        if closed and pressed.press.action in _OF_THE_RELEASE:
            return Notice(closed[:_LONGEST_NOTICE], alert=True)
        if pressed.press.action in _OF_AN_ANSWER:
            reply = await self._reply(pressed)
            if reply is not None and answerer.withholds(reply):
                said = closed or pressed.pipeline.texts.say_plain("expired")
                return Notice(said[:_LONGEST_NOTICE], alert=True)
            if reply is not None and answerer.is_outdated(reply):
                return Notice(pressed.pipeline.texts.say_plain("outdated")[:_LONGEST_NOTICE], alert=True)
        return None

    async def _pressed(self, query: CallbackQuery, press: Press) -> Pressed:
        message = query.message
        chat_id = message.chat.id if message else None
        thread = getattr(message, "message_thread_id", None) if getattr(message, "is_topic_message", False) else None
        return Pressed(
            press,
            await self._desk.pipeline(
                chat_id or query.from_user.id, query.from_user.language_code, elsewhere=chat_id is None
            ),
            query.from_user.id,
            chat_id,
            message.message_id if message else None,
            query.inline_message_id,
            thread,
            message is not None and is_private(message.chat),
            message.chat if message else None,
        )

    async def _acknowledge(self, query: CallbackQuery, notice: Notice) -> None:
        try:
            await query.answer(notice.text, show_alert=notice.alert)
        except BadRequest as error:  # pressed too long ago, before a restart for instance
            _LOG.info("a press is not acknowledged: %s", error.message)

    # What an answer rests on

    async def _source(self, pressed: Pressed, _: Context) -> Notice:
        reply = await self._reply(pressed)
        if reply is None:
            return self._notice(pressed, "expired")
        return await self._shown(pressed, "\n".join(source_lines(reply, pressed.pipeline)))

    async def _working(self, pressed: Pressed, _: Context) -> Notice:
        reply = await self._reply(pressed)
        if reply is None or reply.working is None:
            return self._notice(pressed, "expired")
        return await self._shown(pressed, reply.working.replace("; ", "\n"))

    async def _shown(self, pressed: Pressed, text: str) -> Notice:
        """Show a text over the chat where it is short enough, else in it."""
        if len(text) <= _LONGEST_NOTICE:
            return Notice(text, alert=True)
        if pressed.chat_id is None:
            return Notice(f"{text[: _LONGEST_NOTICE - 1]}…", alert=True)
        await self._desk.say(self._place(pressed), escape(text))
        return Notice()

    # Where to go from an answer

    async def _related(self, pressed: Pressed, _: Context) -> Notice:
        reply = await self._reply(pressed)
        if reply is None:
            return self._notice(pressed, "expired")
        await self._put_buttons(pressed, buttons.related(reply, pressed.press.what, pressed.pipeline.texts))
        return Notice()

    async def _back(self, pressed: Pressed, _: Context) -> Notice:
        reply = await self._reply(pressed)
        if reply is None:
            return self._notice(pressed, "expired")
        await self._put_buttons(pressed, pressed.pipeline.under(reply, pressed.press.what))
        return Notice()

    async def _ask(self, pressed: Pressed, _: Context) -> Notice:
        reply = await self._reply(pressed)
        question = _nth(reply.suggestions, pressed.press.which) if reply else None
        if question is None:
            return self._notice(pressed, "expired")
        answer = pressed.pipeline.answer(question, START)
        if pressed.chat_id is None:
            await self._become(pressed, answer)
            return Notice()
        self._desk.record(answer, pressed.key, START)
        await self._desk.sender.send(self._place(pressed), answer.message, answer.facts)
        return Notice()

    async def _choose(self, pressed: Pressed, _: Context) -> Notice:
        reply = await self._reply(pressed)
        fact = _nth(pressed.pipeline.choices(reply), pressed.press.which) if reply else None
        if fact is None:
            return self._notice(pressed, "expired")
        await self._become(pressed, pressed.pipeline.open(fact))
        return Notice()

    async def _become(self, pressed: Pressed, answer: Answer, *extra: buttons.Row) -> None:
        """Turn the message under which a button was pressed into an answer."""
        self._desk.record(answer, pressed.key, START)
        message = answer.message
        if extra:
            rows = [list(row) for row in message.keyboard.inline_keyboard] if message.keyboard else []
            message = replace(message, keyboard=buttons.keyboard([*rows, *extra]))
        await self._edit(pressed, message, answer)

    async def _edit(self, pressed: Pressed, message: Message, answer: Answer | None = None) -> None:
        if pressed.inline_id is not None:
            await self._desk.sender.edit_inline(pressed.inline_id, message)
        elif pressed.chat_id is not None and pressed.message_id is not None:
            told = answer.facts if answer else ()
            if not await self._desk.sender.edit(pressed.chat_id, pressed.message_id, message, told):
                await self._desk.sender.send(self._place(pressed), message, told)

    # Browsing

    async def _topics(self, pressed: Pressed, _: Context) -> Notice:
        keyboard = topics_keyboard(pressed.pipeline)
        await self._edit(pressed, Message.of(pressed.pipeline.texts.say("topics"), keyboard))
        return Notice()

    async def _topic(self, pressed: Pressed, _: Context) -> Notice:
        pipeline = pressed.pipeline
        topic = pipeline.topic(pressed.press.what)
        if topic is None:
            return self._notice(pressed, "expired")
        labels = [(fact.id, pipeline.label(fact)) for fact in pipeline.facts_of(topic)]
        text = pipeline.texts.say("topic", label=pipeline.label(topic))
        await self._edit(pressed, Message.of(text, buttons.facts(labels, pipeline.texts)))
        return Notice()

    async def _fact(self, pressed: Pressed, _: Context) -> Notice:
        fact = pressed.pipeline.fact(pressed.press.what)
        if fact is None:
            return self._notice(pressed, "expired")
        back = [buttons.button(pressed.pipeline.texts.buttons["topics"], Action.TOPICS)]
        await self._become(pressed, pressed.pipeline.open(fact), back)
        return Notice()

    # Charts

    async def _chart(self, pressed: Pressed, _: Context) -> Notice:
        if pressed.chat_id is None:
            return self._notice(pressed, "chart_elsewhere")
        if await self._desk.charts.send(pressed.pipeline, pressed.press.what, self._place(pressed)):
            return Notice()
        return self._notice(pressed, "no_such_chart")

    async def _ground(self, pressed: Pressed, _: Context) -> Notice:
        if pressed.chat_id is None or pressed.message_id is None or pressed.press.which not in list(Theme):
            return Notice()
        theme, message = Theme(pressed.press.which), pressed.message_id
        if await self._desk.charts.turn(pressed.pipeline, pressed.press.what, theme, pressed.chat_id, message):
            return Notice()
        return self._notice(pressed, "no_such_chart")

    # What a person says of answers, and what is kept of a person

    async def _feedback(self, pressed: Pressed, _: Context) -> Notice:
        opinion = pressed.press.which
        if opinion not in list(Opinion) or await self._reply(pressed) is None:
            return self._notice(pressed, "expired")
        given = self._desk.store.feedback.given(pressed.press.what, pressed.person_id, Opinion(opinion), now())
        current_unit().add(given)
        thanks: dict[Opinion, Key] = {
            Opinion.USEFUL: "thanks_useful",
            Opinion.NOT_USEFUL: "thanks_not_useful",
            Opinion.WRONG: "thanks_wrong",
        }
        return self._notice(pressed, thanks[Opinion(opinion)])

    async def _language(self, pressed: Pressed, context: Context) -> Notice:
        chosen = self._desk.pipelines.by_language.get(pressed.press.what)
        if chosen is None or pressed.chat_id is None:
            return Notice()
        if not pressed.is_private and not await is_group_admin(context, pressed.chat_id, pressed.person_id):
            return self._notice(pressed, "admins_only")
        chat = await self._desk.store.chats.get(pressed.chat_id)
        current_unit().add(self._desk.store.chats.saved(replace(chat, language=pressed.press.what), now()))
        await self._edit(pressed, Message.of(chosen.texts.say("language_chosen")))
        return Notice()

    async def _subscription(self, pressed: Pressed, context: Context) -> Notice:
        what = pressed.press.what
        chat_id = int(what) if what.removeprefix("-").isdecimal() else 0
        if not await is_group_admin(context, chat_id, pressed.person_id):
            return self._notice(pressed, "admins_only")
        about = pressed.chat if pressed.chat_id == chat_id else None
        message = await self._subscriptions.change(chat_id, pressed.press.which, about, pressed.pipeline)
        if message is None:
            return self._notice(pressed, "expired")
        await self._edit(pressed, message)
        return Notice()

    async def _announce(self, pressed: Pressed, _: Context) -> Notice:
        press = pressed.press
        message = await self._announcing.press(press.what, press.which, pressed.person_id, pressed.pipeline)
        if message is not None:
            await self._edit(pressed, message)
        return Notice()

    async def _forget(self, pressed: Pressed, _: Context) -> Notice:
        if pressed.press.what != str(pressed.person_id):
            return Notice()
        if pressed.press.which != "yes":
            await self._edit(pressed, Message.of(pressed.pipeline.texts.say("kept")))
            return Notice()
        await self._edit(pressed, Message.of(pressed.pipeline.texts.say("forgotten")))
        current_unit().add(*self._desk.store.forgotten(pressed.person_id))
        return Notice()

    # Helpers

    async def _reply(self, pressed: Pressed) -> Reply | None:
        return await self._desk.store.receipts.find(pressed.press.what)

    def _notice(self, pressed: Pressed, key: Key) -> Notice:
        return Notice(pressed.pipeline.texts.say_plain(key)[:_LONGEST_NOTICE])

    def _place(self, pressed: Pressed) -> Place:
        assert pressed.chat_id is not None
        return Place(pressed.chat_id, pressed.thread_id, None if pressed.is_private else pressed.message_id)

    async def _put_buttons(self, pressed: Pressed, keyboard: InlineKeyboardMarkup | None) -> None:
        await self._desk.sender.edit_buttons(keyboard, pressed.chat_id, pressed.message_id, pressed.inline_id)


def _nth(items: Sequence[T], which: str) -> T | None:
    return items[int(which)] if which.isdecimal() and int(which) < len(items) else None
