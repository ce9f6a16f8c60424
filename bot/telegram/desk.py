"""The desk at which every question is answered, wherever in Telegram it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from telegram import InlineKeyboardMarkup

from bot.clock import now
from bot.embargo import INTENT as EMBARGO
from bot.reply import Status
from bot.store.conversations import Key
from bot.store.store import Store
from bot.telegram.charts import Charts
from bot.telegram.conversations import Conversations
from bot.telegram.flood import Flood
from bot.telegram.gate import Asked
from bot.telegram.inbox import current_unit
from bot.telegram.late import Delay, apologising, delay
from bot.telegram.pipeline import START, Answer, Pipeline, Pipelines, Point
from bot.telegram.render import Message
from bot.telegram.sending import Place, Sender
from bot.telegram.settings import TelegramSettings
from bot.watch.trace import current_trace

_IN_VAIN: Final = frozenset({Status.NOT_STATED, Status.OUT_OF_SCOPE})
_LONGEST_KEPT: Final = 300
"""Characters of an unanswered question that are kept."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the handlers share."""

    settings: TelegramSettings
    pipelines: Pipelines
    store: Store
    sender: Sender
    conversations: Conversations
    flood: Flood
    charts: Charts

    async def pipeline(self, chat_id: int, language: str | None = None, *, elsewhere: bool = False) -> Pipeline:
        """The pipeline in the language that was chosen in a chat, else in the one of the person's Telegram.

        In the own chat of a press officer it looks behind an embargo; ``elsewhere`` where what it says is shown in
        another chat.
        """
        pipeline = self.pipelines.choose((await self.store.chats.get(chat_id)).language, language)
        # A person's own chat has the person's number.
        return pipeline.previewing() if chat_id in self.settings.admins and not elsewhere else pipeline

    async def pipeline_for(self, asked: Asked) -> Pipeline:
        """The pipeline in the language of who asked."""
        return await self.pipeline(asked.key[0], asked.language)

    async def answer(self, asked: Asked, question: str | None = None) -> None:
        """Answer what was asked; the answer to an edited question takes the place of the one before."""
        pipeline = await self.pipeline_for(asked)
        before = await self.conversations.point(asked.key, pipeline, asked.message_id, edited=asked.edited)
        answer = pipeline.answer(asked.text if question is None else question, before)
        await self.tell(answer, asked, before)

    async def tell(self, answer: Answer, asked: Asked, before: Point = START) -> None:
        """Send an answer to what was asked."""
        self.record(answer, asked.key, before, asked.message_id)
        message, place, moment = answer.message, asked.place, now()
        if asked.at is not None and delay(asked.at, moment, left=current_unit().left) is Delay.LATE:
            pipeline = await self.pipeline_for(asked)
            language = answer.reply.language
            age = moment - asked.at
            message, place = apologising(message, place, asked.message_id, age, pipeline.texts, language)
        earlier = await self.store.answers.to(asked.key[0], asked.message_id) if asked.edited else []
        if earlier:
            await self.sender.replace(place, earlier, message, answer.facts, asked.message_id)
        else:
            await self.sender.send(place, message, answer.facts, question_id=asked.message_id)

    def record(self, answer: Answer, key: Key, before: Point, question_id: int | None = None) -> None:
        """Remember an answer that is about to be told."""
        trace = current_trace()
        if trace is not None:
            trace.replied(answer.reply)
        current_unit().add(self.conversations.told(key, question_id, before, answer.point, answer.code))
        self.issue(answer)
        if answer.reply.status in _IN_VAIN and answer.reply.intent != EMBARGO:
            question = answer.reply.question[:_LONGEST_KEPT]
            status = answer.reply.status.value
            current_unit().add(self.store.unanswered.asked(question, answer.reply.language, status, now()))

    def issue(self, answer: Answer) -> None:
        """Keep the receipt of an answer."""
        current_unit().add(*self.store.receipts.issued(answer.code, answer.written, answer.reply, now()))

    async def say(self, place: Place, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Send a text that is no answer."""
        await self.sender.send(place, Message.of(html, keyboard))
