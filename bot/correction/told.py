"""Who was told what is no longer so, as far as the database knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.correction.recipients import ToldRow
from bot.render import INDENT, Line, Style

if TYPE_CHECKING:
    from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """The messages that told any of some facts; ``kinds`` are those of the chats, as far as they are known."""

    rows: Sequence[ToldRow] = ()
    kinds: tuple[tuple[int, str], ...] = ()
    known: bool = True
    """Whether there is a database at all."""

    def lines(self) -> Iterator[Line]:
        """How many chats of each kind were told, and by how many messages."""
        if not self.known:
            yield Line("No database is set up here, so it is not known who was told.", Style.NOTE)
            return
        chats = {row.chat_id for row in self.rows}
        if not chats:
            yield Line("Nobody was told it in a chat.", Style.NOTE)
            return
        messages = len({(row.chat_id, row.message_id) for row in self.rows})
        yield Line(f"It was told in {_counted(len(chats), 'chat')}, by {_counted(messages, 'message')}:", Style.NOTE)
        kinds = dict(self.kinds)
        named = [kinds.get(chat) or ("private" if chat > 0 else "group") for chat in chats]
        for kind in dict.fromkeys([*_KINDS, *sorted(named)]):
            if kind in named:
                yield Line(_counted(named.count(kind), _KINDS.get(kind, kind)), Style.DETAIL, INDENT)


_KINDS: Final = {"private": "private chat", "group": "group", "supergroup": "supergroup", "channel": "channel"}


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


async def who_was_told(store: Store, release: str, facts: Iterable[str]) -> Told:
    """The messages that told any of some facts of a release."""
    rows = [
        ToldRow(told.chat_id, told.message_id, fact, told.told_at, told.revision)
        for fact in facts
        for told in await store.answers.that_told(release, fact)
    ]
    chats = [await store.chats.get(number) for number in sorted({row.chat_id for row in rows})]
    return Told(rows, tuple((chat.chat_id, chat.kind) for chat in chats if chat.kind))
