"""Buttons, and what they send back: at most 64 bytes that mean the same after a restart.

A button carries what it does and a short name of what it does it to: a receipt's code, or a hash of an identifier.
Nothing of it is kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from bot.charts.order import Theme
from bot.reply import Reply, Status
from bot.store.feedback import Opinion
from bot.telegram.links import short
from bot.telegram.texts import ButtonKey, Texts

Row = list[InlineKeyboardButton]
_LONGEST_LABEL: Final = 60


class Keyboard(InlineKeyboardMarkup):
    """Buttons that are made into JSON once: the same answer goes out many times."""

    __slots__ = ("_dict",)

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        """The buttons as the Bot API takes them; not to be changed."""
        if not hasattr(self, "_dict"):
            self._dict = super().to_dict(recursive)
        return self._dict


class Action(StrEnum):
    """What a button does."""

    SOURCE = "s"
    WORKING = "w"
    RELATED = "r"
    BACK = "b"
    ASK = "q"
    """Ask the nth suggestion of an answer."""
    CHOOSE = "c"
    """Take the nth of the readings that were offered."""
    FEEDBACK = "f"
    TOPICS = "t"
    TOPIC = "p"
    FACT = "o"
    LANGUAGE = "l"
    FORGET = "x"
    CHART = "h"
    GROUND = "g"
    """Put a chart on a ground, light or dark."""
    SUBSCRIPTION = "n"
    """Change what a chat gets: the chat, and the change."""
    ANNOUNCE = "a"
    """Send an announcement to an audience, or say how it stands."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: what it does, to what, and which of several."""

    action: Action
    what: str = ""
    which: str = ""

    def __str__(self) -> str:
        data = ":".join((self.action.value, self.what, self.which)).rstrip(":")
        assert len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA, data
        return data

    @classmethod
    def read(cls, data: str) -> Press | None:
        """A press by what the button sent; none where it is no button of ours."""
        if not data.isprintable():  # nor does every database look for what is not
            return None
        action, _, rest = data.partition(":")
        what, _, which = rest.partition(":")
        return cls(Action(action), what, which) if action in list(Action) else None


def button(label: str, action: Action, what: str = "", which: str = "") -> InlineKeyboardButton:
    """A button with a label that is cut where it is too long."""
    shown = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
    return InlineKeyboardButton(shown, callback_data=str(Press(action, what, which)))


def keyboard(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    """The rows that hold a button; none where there are none."""
    filled = [row for row in rows if row]
    return Keyboard(filled) if filled else None


def under_reply(
    reply: Reply, code: str, texts: Texts, choices: Sequence[str] = (), chart: str | None = None
) -> InlineKeyboardMarkup | None:
    """The buttons under a reply.

    ``choices`` are the readings of a question that could mean several things, ``chart`` is one that shows its facts.
    """
    label = texts.buttons
    if reply.status is Status.CLARIFY and choices:
        return keyboard([button(choice, Action.CHOOSE, code, str(n))] for n, choice in enumerate(choices))
    more: Row = []
    if reply.sources:
        more.append(button(label["source"], Action.SOURCE, code))
    if reply.working:
        more.append(button(label["working"], Action.WORKING, code))
    if reply.suggestions:
        more.append(button(label["related"], Action.RELATED, code))
    if chart is not None:
        more.append(button(label["chart"], Action.CHART, short(chart)))
    return keyboard([more, _opinions(code, texts) if reply.status not in _SMALL_TALK else []])


_SMALL_TALK: Final = frozenset({Status.HELP, Status.OUT_OF_SCOPE})


def _opinions(code: str, texts: Texts) -> Row:
    labels = {
        Opinion.USEFUL: texts.buttons["useful"],
        Opinion.NOT_USEFUL: texts.buttons["not_useful"],
        Opinion.WRONG: texts.buttons["wrong"],
    }
    return [button(shown, Action.FEEDBACK, code, opinion.value) for opinion, shown in labels.items()]


def related(reply: Reply, code: str, texts: Texts) -> InlineKeyboardMarkup | None:
    """The questions that an answer suggests."""
    rows = [[button(question, Action.ASK, code, str(n))] for n, question in enumerate(reply.suggestions)]
    return keyboard([*rows, [button(texts.buttons["back"], Action.BACK, code)]])


def topics(labels: Iterable[tuple[str, str]]) -> InlineKeyboardMarkup | None:
    """The topics of the release, each by its identifier and label."""
    return keyboard([button(label, Action.TOPIC, short(identifier))] for identifier, label in labels)


def facts(labels: Iterable[tuple[str, str]], texts: Texts) -> InlineKeyboardMarkup | None:
    """The facts of a topic, each by its identifier and label, and the way back."""
    rows = [[button(label, Action.FACT, short(identifier))] for identifier, label in labels]
    return keyboard([*rows, [button(texts.buttons["topics"], Action.TOPICS)]])


def charts(labels: Iterable[tuple[str, str]]) -> InlineKeyboardMarkup | None:
    """The charts of the release, each by its identifier and label."""
    return keyboard([button(label, Action.CHART, short(identifier))] for identifier, label in labels)


def under_chart(identifier: str, ground: Theme, texts: Texts) -> InlineKeyboardMarkup | None:
    """The button that puts a chart on the other ground."""
    light, dark = texts.buttons["light"], texts.buttons["dark"]
    label, other = (dark, Theme.DARK) if ground is Theme.LIGHT else (light, Theme.LIGHT)
    return keyboard([[button(label, Action.GROUND, short(identifier), other)]])


def languages(names: Iterable[tuple[str, str]]) -> InlineKeyboardMarkup | None:
    """The languages, each by its code and name."""
    return keyboard([button(name, Action.LANGUAGE, code)] for code, name in names)


def forget(person_id: int, texts: Texts) -> InlineKeyboardMarkup | None:
    """Whether a person's rows shall be erased; only that person's press counts."""
    return keyboard(
        [
            [button(texts.buttons["erase"], Action.FORGET, str(person_id), "yes")],
            [button(texts.buttons["keep"], Action.FORGET, str(person_id), "no")],
        ]
    )


def subscription(label: str, chat_id: int, which: str) -> InlineKeyboardButton:
    """A change of what a chat gets."""
    return button(label, Action.SUBSCRIPTION, str(chat_id), which)


def chosen(label: str, yes: bool) -> str:
    """A label with a mark where it is chosen."""
    return f"✓ {label}" if yes else label


def audiences(code: str, tags: Iterable[tuple[str, int]], texts: Texts, drop: str) -> InlineKeyboardMarkup | None:
    """To whom an announcement is sent, each audience with its number of chats; or not at all."""
    rows = [[button(texts.fill("send_to", tag=tag, chats=chats), Action.ANNOUNCE, code, tag)] for tag, chats in tags]
    return keyboard([*rows, [button(texts.buttons["drop"], Action.ANNOUNCE, code, drop)]])


def report(code: str, texts: Texts, actions: Iterable[tuple[ButtonKey, str]]) -> InlineKeyboardMarkup | None:
    """What can be done with an announcement that was confirmed."""
    return keyboard([[button(texts.buttons[key], Action.ANNOUNCE, code, which) for key, which in actions]])
