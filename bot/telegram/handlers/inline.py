"""Inline queries: an answer and its nearest alternatives, to be sent in any chat."""

from __future__ import annotations

import logging
from typing import Final

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.reply import Status
from bot.telegram.desk import Desk
from bot.telegram.pipeline import Answer, Pipeline
from bot.watch.trace import current_trace

Context = ContextTypes.DEFAULT_TYPE
_LOG: Final = logging.getLogger(__name__)
_MOST_RESULTS: Final = 5
_LONGEST_DESCRIPTION: Final = 200
_START_PAYLOAD: Final = "inline"
_SENDABLE: Final = frozenset({Status.ANSWERED, Status.NOT_STATED, Status.CLARIFY})


class Inline:
    """What is offered while a person types ``@bot`` and a question."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def query(self, update: Update, context: Context) -> None:
        """Offer the answer to what was typed; to nothing, the answers to the top questions."""
        query = update.inline_query
        assert query is not None
        # Whoever types it, what is offered is sent to other people.
        pipeline = await self._desk.pipeline(query.from_user.id, query.from_user.language_code, elsewhere=True)
        offered = _offered(pipeline, query.query.strip())
        if offered and query.query.strip() and (trace := current_trace()) is not None:
            trace.replied(offered[0].reply)
        results = [self._result(answer) for answer in offered]
        try:
            await query.answer(
                results,
                cache_time=self._cache_seconds(pipeline),
                # Telegram would show one person's language to another.
                is_personal=len(self._desk.pipelines.by_language) > 1,
                button=None
                if results
                else InlineQueryResultsButton(pipeline.texts.buttons["top_questions"], start_parameter=_START_PAYLOAD),
            )
        except BadRequest as error:  # the person has typed on, or it was asked before a restart
            _LOG.info("an inline query is not answered: %s", error.message)

    def _cache_seconds(self, pipeline: Pipeline) -> int:
        """How long Telegram may show the same offer: never beyond the end of an embargo."""
        answerer, longest = pipeline.answerer, self._desk.settings.inline_cache_seconds
        until = next(iter(answerer.openings), None)
        return longest if until is None else min(longest, max(0, int((until - answerer.clock()).total_seconds())))

    def _result(self, answer: Answer) -> InlineQueryResultArticle:
        message = answer.message
        self._desk.issue(answer)
        return InlineQueryResultArticle(
            id=answer.code,
            title=answer.reply.question[:_LONGEST_DESCRIPTION],
            description=answer.reply.headline[:_LONGEST_DESCRIPTION],
            input_message_content=InputTextMessageContent(
                message.texts[0], ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
            ),
            reply_markup=message.keyboard,
        )


def _offered(pipeline: Pipeline, typed: str) -> list[Answer]:
    """The answers that are offered, each once."""
    if not typed:
        asked = [pipeline.answer(question) for question in pipeline.top_questions(_MOST_RESULTS)]
    else:
        first = pipeline.answer(typed)
        near = [pipeline.answer(question) for question in first.reply.suggestions]
        near += [pipeline.open(fact) for fact in pipeline.choices(first.reply)]
        asked = [first, *(answer for answer in near if answer.reply.status is Status.ANSWERED)]
    found = {answer.code: answer for answer in asked if answer.reply.status in _SENDABLE}
    return list(found.values())[:_MOST_RESULTS]
