"""The last step of a correction: planned, put in place, let go, sent."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console

from bot.announce.plan import Plan
from bot.announce.words import DONE, send
from bot.clock import now
from bot.correction.deliver import drop, plan, release
from bot.correction.draft import Draft
from bot.correction.letter import letters
from bot.correction.recipients import ToldRow
from bot.correction.told import who_was_told
from bot.settings import SettingError
from bot.store.store import Store
from bot.telegram.refresh import EVERY
from bot.telegram.settings import read_settings, read_store_settings
from facts.history import revision

_TAKEN_UP: Final = 6 * EVERY
"""Seconds after which a running bot answers from the changed content: a look, its check, and loading it."""


settled = asyncio.sleep


async def passed_on(draft: Draft, codes: Sequence[str], put: Callable[[], None], file: str | None) -> bool:
    """Tell everybody who was told; whether all who can be reached were. ``put`` changes the content.

    Raises CorrectionError where the content was changed meanwhile, SettingError, DatabaseError, and OSError.
    """
    async with Store.open(read_store_settings(file).database) as store:
        office = _Office(draft, codes, store, file)
        since = now()
        planned = await office.planned((await who_was_told(store, draft.after.id, draft.facts)).rows)
        try:
            put()
        except BaseException:
            if planned is not None:
                await drop(planned, store, now())
            raise
        first = await office.sent(planned)
        await settled(_TAKEN_UP)
        return await office.sent(await office.planned(await office.late(since))) and first


@dataclass(frozen=True, slots=True)
class _Office:
    """Where letters are planned and sent."""

    draft: Draft
    codes: Sequence[str]
    store: Store
    file: str | None

    async def planned(self, told: Sequence[ToldRow]) -> Plan | None:
        """A correction to those who were told, written into the ledger; nothing of it may go yet."""
        if not told:
            return None
        planned = await plan(self.draft, told, self.store, letters(self.draft, self.codes), now())
        await planned.write(self.store)
        return planned

    async def late(self, since: dt.datetime) -> list[ToldRow]:
        """The messages by which a running bot told the old value before it took the new content up."""
        after = self.draft.after
        told = await who_was_told(self.store, after.id, self.draft.facts)
        return [
            row for row in told.rows if row.told_at > since and row.revision < revision(after, after.by_id[row.fact])
        ]

    async def sent(self, planned: Plan | None) -> bool:
        """Let a correction go and see it to its end; no where something is left to be done."""
        if planned is None:
            return True
        code = planned.announcement.code
        await release(planned, self.store)
        try:
            telegram, _ = read_settings(self.file)
        except SettingError as error:
            said = f"release-bot: the correction {code} is planned, and cannot be sent from here.\n{error}"
            print(f"{said}\n  A running `release-bot serve` sends it.", file=sys.stderr, flush=True)
            return False
        return await send(telegram, self.store, code, Console(highlight=False)) == DONE
