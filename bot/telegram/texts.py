"""What the bot says about itself, in each language: typed content in YAML beside this module, rendered with jinja2.

What is filled into a text is escaped, so nothing that a person wrote becomes a tag.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml
from jinja2 import StrictUndefined, Template
from pydantic import BaseModel, ConfigDict, Field

from intents.replies.sandbox import Sandbox

_HERE: Final = Path(__file__).parent

Key = Literal[
    "start", "help", "group_start", "ask_what", "text_only", "unknown_command", "topics", "topic", "nothing_yet",
    "sources", "no_sources", "choose_language", "language_chosen", "subscribed", "subscribed_already", "unsubscribed",
    "unsubscribed_already", "admins_only", "privacy", "forget", "forgotten", "kept", "slow_down", "late", "failed",
    "uncertain", "expired", "outdated", "thanks_useful", "thanks_not_useful", "thanks_wrong", "receipt", "source",
    "source_whole", "correction", "correction_picture", "withdrawal", "stats", "unanswered", "unanswered_none",
    "channel_start", "announce_ask", "announce_dropped", "charts", "no_charts", "no_such_chart", "chart_elsewhere",
    "chart_in_words", "content_refused", "content_taken_up",
]  # fmt: skip
ButtonKey = Literal[
    "source", "working", "related", "back", "useful", "not_useful", "wrong", "topics", "erase", "keep", "top_questions",
    "chart", "light", "dark", "subscribe", "unsubscribe", "all_topics", "send_to", "drop", "report", "pause", "resume",
]  # fmt: skip
Audience = Literal["private", "group", "admin"]


class Command(BaseModel):
    """A command as the menu shows it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9_]{1,32}$")
    does: str = Field(min_length=1, max_length=256)
    chats: list[Audience]


class Texts(BaseModel):
    """One language's texts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """What the language calls itself."""
    commands: list[Command]
    description: str
    short_description: str = Field(max_length=120)
    buttons: dict[ButtonKey, str]
    questions: dict[Literal["summary"], str]
    messages: dict[Key, str]

    def model_post_init(self, _: object) -> None:
        """Refuse texts that lack one. Raises ValueError."""
        missing = (set(get_args(Key)) - set(self.messages)) | (set(get_args(ButtonKey)) - set(self.buttons))
        if missing:
            raise ValueError(f"texts are missing: {', '.join(sorted(missing))}")

    @classmethod
    def load(cls, code: str) -> Texts:
        """The texts of a language. Raises FileNotFoundError where there are none, ValidationError for wrong ones."""
        return cls.model_validate(yaml.safe_load((_HERE / f"{code}.yaml").read_text(encoding="utf-8")))

    @cached_property
    def _templates(self) -> Mapping[str, Template]:
        environment = Sandbox(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        return {key: environment.from_string(text) for key, text in self.messages.items()}

    def say(self, key: Key, **values: Any) -> str:
        """A text as HTML, with the values filled in."""
        return self._templates[key].render(values).strip()

    def say_plain(self, key: Key, **values: Any) -> str:
        """A text without HTML, for a notice or a title."""
        from bot.telegram.html import plain

        return plain(self.say(key, **values))

    def fill(self, key: ButtonKey, **values: object) -> str:
        """A button's label with values in it, where it has places for some."""
        return self.buttons[key].format(**values)

    def describe(self, title: str) -> str:
        """What Telegram shows in an empty chat with the bot."""
        return self.description.replace("{{ title }}", title)[:512]

    def for_audience(self, *audiences: Audience) -> list[Command]:
        """The commands that are offered to any of these."""
        return [command for command in self.commands if set(command.chats) & set(audiences)]


def languages() -> list[str]:
    """The codes of the languages that there are texts for."""
    return sorted(path.stem for path in _HERE.glob("*.yaml"))
