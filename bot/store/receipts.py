"""Receipts: every answer has a short code by which it can be shown again, with how it came about.

The code is made from the answer itself. The same answer to the same words has the same receipt, whoever asked, so a
receipt neither says who asked nor how often.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections import OrderedDict
from typing import Final

from sqlalchemy import bindparam, delete, select

from bot.reply import Citation, Explanation, Reply, Status, Verdict
from bot.store import tables
from bot.store.database import Change, Database, Gathered, Part
from bot.store.file import rows_into, update_with

CODE_LENGTH: Final = 10
CODE: Final = re.compile(rf"[a-z2-7]{{{CODE_LENGTH}}}")
_KEPT: Final = 2_000


def receipt_of(reply: Reply) -> tuple[str, str]:
    """The code of a reply, and the reply as JSON."""
    written = json.dumps(dataclasses.asdict(reply), ensure_ascii=False, sort_keys=True)
    digest = hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return base64.b32encode(digest).decode().lower()[:CODE_LENGTH], written


def reply_from(written: str) -> Reply:
    """The reply that was written as JSON. Raises ValueError or TypeError where it is none."""
    read = json.loads(written)
    explanation = read.pop("explanation")
    explanation["repaired"] = tuple(tuple(pair) for pair in explanation["repaired"])
    explanation["versions"] = tuple(tuple(pair) for pair in explanation["versions"])
    for name in ("recognised", "unexplained"):
        explanation[name] = tuple(explanation[name])
    for name in ("details", "facts", "suggestions"):
        read[name] = tuple(read[name])
    read["sources"] = tuple(Citation(**source) for source in read["sources"])
    read["status"] = Status(read["status"])
    read["verdict"] = Verdict(read["verdict"]) if read["verdict"] else None
    return Reply(**read, explanation=Explanation(**explanation))


class ReceiptsTable:
    """The receipts, of which those used of late are kept in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[str, tuple[Reply, dt.date]] = OrderedDict()

    def issued(self, code: str, written: str, reply: Reply, now: dt.datetime) -> list[Gathered]:
        """The receipt of an answer given now; nothing is written where it was given today already."""
        today = now.astimezone(dt.UTC).date()
        known = self._known.get(code)
        if known is not None and known[1] == today:
            self._known.move_to_end(code)
            return []
        self._keep(code, reply, today)
        return [Gathered(_ISSUED, {"code": code, "reply": written, "made_on": today})]

    async def find(self, code: str) -> Reply | None:
        """The answer with this code; none where it never was, or is forgotten."""
        if code in self._known:
            return self._known[code][0]
        table = tables.receipts
        rows = await self._database.read(select(table.c.reply, table.c.made_on).where(table.c.code == code))
        if not rows:
            return None
        reply = reply_from(rows[0].reply)
        self._keep(code, reply, rows[0].made_on)
        return reply

    def _keep(self, code: str, reply: Reply, day: dt.date) -> None:
        self._known[code] = (reply, day)
        self._known.move_to_end(code)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)

    def expired(self, before: dt.datetime) -> Change:
        """Forget receipts of answers last given before a moment."""
        table = tables.receipts
        return Change(delete(table).where(table.c.made_on < bindparam("before")), {"before": before.date()})


_ISSUED: Final = Part(
    "issued",
    """
    INSERT INTO receipts (code, reply, made_on)
    SELECT * FROM unnest(
        CAST(:issued_code AS text[]), CAST(:issued_reply AS text[]), CAST(:issued_made_on AS date[])
    ) AS each (code, reply, made_on) ORDER BY code
    ON CONFLICT (code) DO UPDATE SET made_on = excluded.made_on
    """,
    key=("code",),
    shared=True,
    lasts=True,
    file=rows_into(tables.receipts, ("code", "reply", "made_on"), update_with("made_on")),
)
