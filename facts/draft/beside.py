"""What stands right beside a figure and tells how it is meant: comparisons, nouns of change, signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from facts.draft.clause import after_figure
from facts.draft.reading import Place, Reading
from facts.draft.words import DraftWords
from facts.quantity import UnitKind
from facts.words import either, whole

HELD_AGAINST: Final = re.compile(
    r"(?:\b(?:against|compared (?:with|to)|versus|than the|instead of|rather than(?: by| to| at)?)"
    r"|\b(?:the )?(?:previous|preceding|prior|last) (?:year|quarter|month|period|week)'s"
    r"|,? \(?(?:up|down|revised(?: upwards?| downwards?| up| down)?) from|, from)(?: an?| the)?"
    r"(?: revised| provisional| preliminary)?\s*\Z"
    r"|\b(?:above|below|over|under) the (?:required|permitted|allowed|legal|statutory|planned|usual|normal)\s*\Z"
    r"|, after\s*\Z",
    re.IGNORECASE,
)
"""What stands before the value that the one before is held against."""
_EARLIER: Final = re.compile(
    r"\((?:[^()\d:]*\b(?:last|previous|previously|prior|earlier|before|ago)\b[^()\d:]*):?\s*\Z"
)
"""What stands before an earlier value in brackets: "(last year: 13.9)"."""
_ADJECTIVES: Final = ("higher", "lower", "larger", "smaller", "bigger")
"""What something is, and not how much there is of it."""
_OF_SO_MANY: Final = re.compile(r"\A(?:\w+(?: (?P<noun>[a-z]+))? (?:in|out of) |every )", re.IGNORECASE)


def comparison(where: Place, words: DraftWords) -> str:
    """The word of comparison that follows a figure: "more", "less", "cheaper"."""
    tail = where.after
    short = re.match(r" ?([\w/°]+)", tail)
    if short and short[1] in words.unit_signs and where.figure.unit is None:
        tail = tail[short.end() :]
    tail = tail[after_figure(tail, words)[1] :] if where.figure.unit is None else tail
    told = re.match(
        rf"(?: [a-z]+)? \([^()]*%\) ({words.comparative.pattern})", where.sentence[where.figure.end :], re.IGNORECASE
    )
    if told:
        return told[1].lower()  # "1,900 (3.8%) more than in the month before"
    tail = tail.removeprefix(")")
    tail = re.sub(r"\A, (?=\w+ than\b)", " ", tail)  # "7,900, or 0.7%, more than last year"
    found = re.match(rf"\s*({words.comparative.pattern})(?! (?!than|on|year|compared|and|in|but|at)\w)", tail, re.I)
    if found and re.fullmatch(r" than (?:the )?", tail[found.end() :]):
        return ""  # "slightly fewer than the 1.5 million of the year before"
    if found is None and re.search(r"\b(?:is|are|was|were|be|been)\s*\Z", where.lead):
        found = re.match(
            rf"\s*({either(_ADJECTIVES)})(?= [a-z]+)", tail
        )  # "a bill that was 800 million higher explains"
    beside = found or re.match(r"\s*(below|above)(?= [a-z])", tail, re.I)  # "5% below budget"
    beside = beside or re.match(r"\s*(up|down)(?= (?:on|from|compared|year)\b)", tail, re.I)  # "9% down on the year"
    return beside[1].lower() if beside else ""


def noun_after(where: Place, words: DraftWords) -> re.Match[str] | None:
    """A noun for a change after the figure: "a 7.7 percent increase in imports"."""
    if where.figure.unit is None:
        return None
    nouns = "|".join(sorted(words.change_nouns, key=len, reverse=True))
    of = r"(?: (?:in|of) ((?:[\w'-]+ ?){1,5}))?"
    return re.match(rf" (?:(?!(?:in|of|for|to|at|by) )[\w-]+ )?({nouns})\b{of}", where.tail, re.IGNORECASE)


def repeats_change(where: Place) -> bool:
    """ "a drop of 3.1 million tonnes or 16.4%", "fell by 17.3% (1.8 million tonnes)": one change told twice."""
    previous = where.previous
    if previous is None or previous.kind != "change" or previous.figure.unit is where.figure.unit:
        return False
    return bool(re.fullmatch(r"[\s\w]*?(?:,? or|\()\s*", where.lead)) and len(where.lead.split()) <= 2


def is_the_target(where: Place, words: DraftWords) -> bool:
    """Whether a figure is the one that something is held to: "still short of the 75% target"."""
    nouns = "|".join(sorted(words.target_nouns | words.thresholds))
    named = re.match(rf"[ -](?:{nouns})\b", where.tail)
    return bool(named and re.search(r"\b(?:the|its|their|our)\s*\Z", where.sentence[: where.figure.start]))


def sign(where: Place) -> str:
    """A sign before the number: "+6.2%"."""
    found = re.search(r"[(\s]([+-])\s*\Z", where.sentence[: where.figure.start])
    return found[1] if found else "-" if where.figure.number < 0 else ""


def is_signed(where: Place) -> bool:
    """Whether a sign makes it a change: "(-4.4%)", "+6.2%"; not "temperatures of -3%"."""
    told = sign(where)
    return told == "+" or (told == "-" and bool(re.search(r"[(|:;,]\s*-?\s*\Z", where.sentence[: where.figure.start])))


def of_all(where: Place) -> str:
    """What a clause begins with "of" or "among": "Of those employed, 24.6% worked part time"."""
    before = where.sentence[: where.start]
    found = re.search(r"(?:\A|[,;] )(?:of|among) (?:(?:the|all|its|our|their) )*([^,;:\d]+),\s*\Z", before, re.I)
    return found[1] if found and not re.match(r"(?:which|whom|them|these|those)\Z", found[1]) else ""


def told_before(where: Place, words: DraftWords) -> str:
    """The change that a list in brackets is of: "the largest increase was recorded in wood (12%)"."""
    if where.previous is not None:
        return ""
    nouns = [match[0] for match in whole(words.change_nouns).finditer(where.blank[: where.start])]
    return nouns[-1] if nouns and re.search(r"\(\s*(?:of|by)?\s*\Z", where.lead) else ""


def is_held_against(where: Place) -> bool:
    """Whether the value before is held against this one: "91.2%, against 88.7% a year earlier"."""
    if where.peer is None or where.peer.kind == "rank":
        return False
    return bool(HELD_AGAINST.search(where.lead)) or is_earlier_in_brackets(where)


def is_earlier_in_brackets(where: Place) -> bool:
    """Whether a bracket holds the value of an earlier time: "11.1% (10.4)", "13.6 per teacher (last year: 13.9)"."""
    bare = where.figure.bracketed and where.previous is not None
    return bare or bool(_EARLIER.search(where.sentence[: where.start]))


def so_many(where: Place) -> re.Match[str] | None:
    """ "one in five", as it is written."""
    written = where.sentence[where.figure.start : where.figure.end]
    return _OF_SO_MANY.match(written) if where.figure.unit is UnitKind.PERCENT else None


def is_part(where: Place) -> bool:
    """Whether the figure is a part of something: "12% of output"."""
    return bool(re.match(r" of (?:the |all |its |their |total |\w+)", where.tail))


def tells_change(where: Place, words: DraftWords, noun: str) -> bool:
    """Whether a noun is one of a change; a loss of money is a sum."""
    if where.figure.unit is UnitKind.MONEY or counts_money(where, words):
        noun = re.sub(r"\b(?:loss|losses|gain|gains)\Z", "", noun)
    return bool(words.change_noun.search(noun))


def counts_money(where: Place, words: DraftWords) -> bool:
    """Whether what is counted is money without a code among the currencies: "640 million crowns"."""
    noun = after_figure(where.after, words)[0] if where.figure.unit is None else []
    return bool(noun) and words.singular(noun[0]) in words.money_units


def those(where: Place) -> str:
    """ "those from Norway" right before the figure: the same, of another."""
    named = r"((?:[A-Z][\w'-]+ )*[A-Z][\w'-]+ ?)"
    found = re.search(rf"\bthose (from|in|of) (?:the )?{named}(?:by|to|at)?\s*\Z", where.lead)
    if not found or where.previous is None:
        return ""
    return f"{re.split(r' (?:from|in|of) ', where.previous.thing)[0]} {found[1]} {found[2].strip()}"


def these(where: Place, words: DraftWords) -> str:
    """What is counted of several just spoken of: "1,180 of these patients"."""
    found = re.match(r" of (?:these|those) ([a-z]+)\b", where.tail) if where.figure.unit is None else None
    return found[1] if found and words.is_plural(found[1]) else ""


def of_them(where: Place, found: Sequence[Reading], words: DraftWords) -> Reading | None:
    """What was counted before, where a number is of it: "1,640 of them"; not in a unit, and no sum of money."""
    if where.figure.unit is not None or not re.match(r" of (?:them|these|those)\b", where.tail):
        return None
    if these(where, words):
        return None
    counts = [each for each in found if each.value.unit.kind is UnitKind.COUNT and not each.figure.rank]
    return next((each for each in reversed(counts) if each.value.unit.name not in words.units), None)
