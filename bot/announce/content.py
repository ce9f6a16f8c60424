"""What an announcement says: text in Telegram's HTML, a button, a picture, and the facts that it tells."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from bot.store.told import ToldFact


@dataclass(frozen=True, slots=True)
class Button:
    """A button that opens a chat with the bot."""

    label: str
    opens: str
    """What stands behind ``?start=`` in the link."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be shown in a message."""

    html: str
    button: Button | None = None
    facts: tuple[ToldFact, ...] = ()
    picture: bytes | None = field(default=None, repr=False)

    def with_picture(self, picture: bytes | None) -> Content:
        """The same under a picture."""
        return replace(self, picture=picture)

    def written(self) -> str:
        """Everything but the picture, as the ledger keeps it."""
        return json.dumps(
            {
                "html": self.html,
                "button": [self.button.label, self.button.opens] if self.button else None,
                "facts": [[fact.release, fact.fact, fact.revision] for fact in self.facts],
            },
            ensure_ascii=False,
        )

    @classmethod
    def read(cls, written: str, picture: bytes | None = None) -> Content:
        """Content back from the ledger."""
        read = json.loads(written)
        return cls(
            read["html"],
            Button(*read["button"]) if read["button"] else None,
            tuple(ToldFact(*fact) for fact in read["facts"]),
            picture,
        )
