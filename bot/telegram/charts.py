"""Charts as photos: drawn once, uploaded once, and sent by their name from then on."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from bot.charts.order import ChartError, Theme
from bot.charts.studio import Studio, key_of
from bot.telegram import buttons
from bot.telegram.html import escape, units
from bot.telegram.pipeline import Pipeline
from bot.telegram.render import Message
from bot.telegram.sending import Photo, Place, Sender, UnknownFileError
from intents.replies.picture import Picture

_LOG: Final = logging.getLogger(__name__)
_LONGEST_CAPTION: Final = 1_000
"""Units. Telegram takes 1,024."""
_KEPT: Final = 500


class Charts:
    """Sends charts, and remembers under which names Telegram keeps their photos."""

    def __init__(self, sender: Sender, studio: Studio) -> None:
        self._sender = sender
        self._studio = studio
        self._names: OrderedDict[str, str] = OrderedDict()

    async def send(
        self, pipeline: Pipeline, name: str, place: Place, theme: Theme = Theme.LIGHT, *, question_id: int | None = None
    ) -> bool:
        """Send a chart; return whether there is one of this name to be shown now.

        Where it cannot be drawn, what would stand under it is sent.
        """
        picture = pipeline.picture(name)
        if picture is None:
            return False
        facts = pipeline.told_of(picture.facts)

        def put(photo: Photo) -> Awaitable[str | None]:
            return self._sender.send_photo(place, photo, facts, question_id=question_id)

        try:
            await self._put(pipeline, picture, theme, put)
        except ChartError as error:
            _LOG.error("a chart is sent in words: %s", error)
            text = pipeline.texts.say("chart_in_words")
            await self._sender.send(place, Message.of(f"{text}\n{caption(picture)}"), facts, question_id=question_id)
        return True

    async def turn(self, pipeline: Pipeline, name: str, theme: Theme, chat_id: int, message_id: int) -> bool:
        """Put a chart on another ground in the place of one; return whether that can be shown now."""
        picture = pipeline.picture(name)
        if picture is None:
            return False

        def put(photo: Photo) -> Awaitable[str | None]:
            return self._sender.edit_photo(chat_id, message_id, photo)

        try:
            await self._put(pipeline, picture, theme, put)
        except ChartError as error:
            _LOG.error("a chart stays as it was: %s", error)
        return True

    async def _put(
        self, pipeline: Pipeline, picture: Picture, theme: Theme, put: Callable[[Photo], Awaitable[str | None]]
    ) -> None:
        """Have a chart sent: by the name of its photo where that is known, else drawn and uploaded."""
        key = key_of(picture, theme)
        keyboard = buttons.under_chart(picture.id, theme, pipeline.texts)
        filename = f"{picture.id}-{theme}.png"
        known = self._names.get(key)
        if known is not None:
            try:
                await put(Photo(known, filename, caption(picture), keyboard))
                return
            except UnknownFileError:
                self._names.pop(key, None)
        drawn = await self._studio.png(picture, theme)
        name = await put(Photo(drawn, filename, caption(picture), keyboard))
        if name is not None:
            self._names[key] = name
            if len(self._names) > _KEPT:
                self._names.popitem(last=False)


def caption(picture: Picture) -> str:
    """What stands under a picture, in HTML: all of it as text, as far as Telegram takes it; the source always."""
    lines = picture.caption.split("\n")
    while len(lines) > 2 and units("\n".join(lines)) > _LONGEST_CAPTION:
        del lines[-2]
    return "\n".join([f"<b>{escape(lines[0])}</b>", *map(escape, lines[1:])])
