"""The newcomer's path: how many of a text's own questions its draft answers, accepted as it stands and reviewed well.

    python -m tests.benchmarks.newcomer [--misses] [--only HALF] [NAME...]

Each text of ``tests/drafts`` is drafted, every mark is accepted, and the questions beside it are asked. "reviewed" is
the same draft with every figure put right first, as the curator of ``tests/drafts/*.yaml`` reads it. Nothing else is
written: no wording, no name, no Python.

The questions stand in ``tests/drafts/questions``: those of ``NAME.jsonl`` were looked at while the generic wordings
were written, those of ``NAME-held.jsonl``, thirty each, were not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.answer import Answerer
from bot.reply import Reply
from facts.draft.draft import Draft, draft_of
from facts.draft.write import write_draft
from facts.model import Direction
from facts.quantity import Quantity
from facts.writing import dump
from tests.benchmarks.drafts import DRAFTS, aligned, right_words, same_name

QUESTIONS = DRAFTS / "questions"
TEXTS = sorted(path.stem for path in DRAFTS.glob("*.txt") if (QUESTIONS / f"{path.stem}.jsonl").exists())
HALVES = {"tuned": "", "held": "-held"}
_SILENT = {"not_stated", "out_of_scope"}


@dataclass
class Score:
    """What came of the questions of one file."""

    asked: int = 0
    right: int = 0
    answerable: int = 0
    answered: int = 0
    """Of the answerable, answered rightly."""
    wrong: int = 0
    """Something told that is not so, or that the text does not say."""
    silent: int = 0
    """Of the answerable, called not stated or asked back."""
    misses: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.asked + other.asked, self.right + other.right, self.answerable + other.answerable,
            self.answered + other.answered, self.wrong + other.wrong, self.silent + other.silent,
            [*self.misses, *other.misses],
        )  # fmt: skip


def made_live(draft: Draft, folder: Path) -> Answerer:
    """A draft written, accepted in every mark and put live, and the bot over it."""
    place = folder / draft.id
    place.mkdir(parents=True)
    write_draft(draft, place)
    for file in place.glob("*.yaml"):
        lists = _accepted(yaml.safe_load(file.read_text(encoding="utf-8")))
        if "about" in lists:
            lists["about"]["state"] = "live"
        file.write_text(dump(lists), encoding="utf-8")
    return Answerer.load(folder)


def _accepted(written: Any) -> Any:
    """What is written without its marks, as ``review`` leaves it once all are accepted."""
    if isinstance(written, dict):
        return {key: _accepted(value) for key, value in written.items() if key != "review"}
    return [_accepted(each) for each in written] if isinstance(written, list) else written


def drafted(name: str, *, reviewed: bool) -> Draft:
    """The draft of a text; with every figure as the curator reads it, where it is reviewed."""
    draft = draft_of((DRAFTS / f"{name}.txt").read_text(encoding="utf-8"), name)
    if reviewed:
        truth = yaml.safe_load((DRAFTS / f"{name}.yaml").read_text(encoding="utf-8"))
        for row, readings in aligned(list(truth["figures"]), draft):
            for reading in readings[:1]:
                _put_right(reading, row, draft)
    return draft


def _put_right(reading: Any, row: dict[str, Any], draft: Draft) -> None:
    reading.value = Quantity.parse(str(row["value"]))
    if "direction" in row:
        reading.direction = Direction(row["direction"])
    if not any(same_name(str(row["subject"]), each or draft.home) for each in (reading.subject, *reading.others)):
        first = str(row["subject"]).split(" / ")[0]
        reading.subject = "" if first == draft.home else first
    if not right_words(str(row["of"]), reading.indicator):
        words = str(row["of"]).split(" / ")[0]
        kind, _, thing = words.partition(" of ")
        known = kind in ("change", "share", "lead")
        reading.kind, reading.thing = (
            (kind, thing) if known else ("rank" if words.startswith("rank") else "level", words)
        )
    reading.doubts = {key: why for key, why in reading.doubts.items() if key == "period"}  # its label tells of it


def judged(row: dict[str, Any], reply: Reply) -> tuple[bool, bool, str]:
    """Whether a reply is right, whether it is wrong (and not only silent), and why."""
    status, text = reply.status.value, _folded(reply.text)
    wanted = set(row["status"])
    if status not in wanted and not (status in _SILENT and wanted & _SILENT):
        return False, status == "answered", f"{status}, not {'/'.join(sorted(wanted))}"
    if status != "answered":
        return True, False, ""
    bad = next((each for each in row["none"] if _folded(each) in text), None)
    if bad is not None:
        return False, True, f"says {bad!r}"
    verdict = reply.verdict.value if reply.verdict else None
    if row["kind"] == "claim_true" and verdict != "supported":
        return False, verdict == "refuted", f"verdict {verdict}"
    if row["kind"] == "claim_false" and verdict == "supported":
        return False, True, "verdict supported"
    for group in row["all"]:
        if not any(_stands(each, text) for each in group):
            return False, False, f"lacks {group[0]!r}"
    if row["para"] and not {source.paragraph for source in reply.sources} & set(row["para"]):
        return False, False, "another paragraph"
    return True, False, ""


_SMALL = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True))


def _folded(text: str) -> str:
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.replace("−", "-").lower())
    text = re.sub(r"(?<=\d)\s*(?:percent\b|per cent\b|%)", "%", text)
    return re.sub(rf"\b(?:{'|'.join(_SMALL)})\b", lambda word: str(_SMALL[word[0]]), text)


def _stands(wanted: str, text: str) -> bool:
    wanted = _folded(wanted)
    if wanted[:1].isdigit():
        return re.search(rf"(?<![\d.]){re.escape(wanted)}(?!\d|\.\d)", text) is not None
    return wanted in text


def rows(name: str, half: str) -> Iterator[dict[str, Any]]:
    """The questions of one half of a text's file."""
    file = QUESTIONS / f"{name}{HALVES[half]}.jsonl"
    yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def score(answerer: Answerer, name: str, half: str) -> Score:
    """Ask one half of the questions and count what came of them."""
    result = Score()
    for row in rows(name, half):
        reply = answerer.ask(row["q"])
        right, wrong, why = judged(row, reply)
        needed = row["status"] == ["answered"]
        result.asked += 1
        result.right += right
        result.wrong += wrong
        result.answerable += needed
        result.answered += needed and right
        result.silent += needed and reply.status.value != "answered"
        if not right:
            first = reply.text.replace("\n", " ⏎ ")[:150]
            mark = " WRONG" if wrong else ""
            result.misses.append(f"{row['id']}{mark} {row['q']!r}: {why} — {first} [{reply.explanation.query}]")
    return result


def main() -> int:
    """Score the texts and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--misses", action="store_true", help="list what was not answered rightly")
    parser.add_argument("--only", choices=HALVES, help="one half of the questions")
    options = parser.parse_args()
    names = options.names or TEXTS
    print(f"{'text':10} {'release':9} {'half':6} asked  accuracy  answerable  wrong  not stated  defects")
    total = Score()
    for name in names:
        for what in ("accepted", "reviewed"):
            with tempfile.TemporaryDirectory() as folder:
                answerer = made_live(drafted(name, reviewed=what == "reviewed"), Path(folder))
                for half in [options.only] if options.only else HALVES:
                    one = score(answerer, name, half)
                    total += one
                    _print(f"{name:10} {what:9} {half:6}", one, len(answerer.defects))
                    if options.misses:
                        print("\n".join(f"    {miss}" for miss in one.misses))
    _print(f"{'all':10} {'':9} {'':6}", total, 0)
    return int(total.answered < 0.9 * total.answerable or total.wrong > 0.01 * total.asked)


def _print(heading: str, one: Score, defects: int) -> None:
    print(
        f"{heading} {one.asked:5}  {one.right / one.asked:8.3f}  {one.answered / (one.answerable or 1):10.3f}"
        f"  {one.wrong:5}  {one.silent:10}  {defects:7}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
