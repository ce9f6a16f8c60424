"""How well a release is drafted: each figure of a text, held against what a curator wrote of the same text.

    python -m tests.benchmarks.drafts [--misses] [NAME...]
    python -m tests.benchmarks.drafts --release FOLDER --text FILE

A figure is right in value where its bounds and unit are the curator's; right in subject where the same thing is named;
right in indicator where it measures in the same way (a change, a share, a rank, a level) and the words for what is
measured agree, by two thirds at least (F1 of their stems), with one of the curator's wordings. "Unmarked" counts what
is wrong in a field that is not marked for review; every entry of a draft has some mark, so none of it goes unseen.

With --release, a text is drafted and held against the curated release: what of it the draft found, and what it did not.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from facts.draft.draft import Draft, draft_of
from facts.draft.reading import Reading
from facts.draft.write import write_draft
from facts.load import load_release
from facts.model import Measure, Release
from facts.quantity import Quantity
from intents.vocabulary.normalise import stem

DRAFTS = Path(__file__).resolve().parents[1] / "drafts"
AIM_VALUES, AIM_REST = 0.95, 0.85

_EMPTY = {"of", "the", "a", "an", "in", "by", "and", "number", "with", "from", "to", "for"}


@dataclass
class Score:
    """What came out for one text."""

    name: str
    figures: int = 0
    found: int = 0
    values: int = 0
    subjects: int = 0
    indicators: int = 0
    both: int = 0
    directions: tuple[int, int] = (0, 0)
    periods: tuple[int, int] = (0, 0)
    unmarked: int = 0
    """Wrong, and not marked for review."""
    surplus: int = 0
    notes: list[str] = field(default_factory=list)


def right_words(written: str, drafted: str) -> bool:
    """Whether a drafted indicator is one of the curator's."""
    return any(_agree(each, drafted) for each in written.split(" / "))


def _agree(written: str, drafted: str) -> bool:
    (kind, one), (other, two) = _parts(written), _parts(drafted)
    if kind != other:
        return False
    shared = len(one & two)
    return (bool(shared) and 2 * shared / (len(one) + len(two)) >= 0.66) or not one | two


def _parts(phrase: str) -> tuple[str, set[str]]:
    phrase = phrase.casefold()
    kind = next((kind for kind in ("change", "share", "rank", "lead") if phrase.startswith(kind)), "level")
    if kind == "level" and phrase.endswith(" share"):
        kind = "share"
    words = set(re.findall(r"[\w-]+", phrase)) - _EMPTY - {kind}
    return kind, {stem(word) for word in words}


def same_name(written: str, drafted: str) -> bool:
    """Whether a drafted name is one of the curator's."""
    plain = drafted.casefold().removeprefix("the ")
    return plain in {each.casefold().removeprefix("the ") for each in written.split(" / ")}


def aligned(truth: list[dict[str, object]], draft: Draft) -> Iterator[tuple[dict[str, object], list[Reading]]]:
    """Each figure of the truth with the readings at its place."""
    used: set[int] = set()
    for row in truth:
        paragraph, number = map(int, str(row["at"]).split("."))
        sentence = draft.text.sentence(paragraph, number)
        found: list[Reading] = []
        for match in re.finditer(re.escape(str(row["says"])), sentence):
            here = [
                each
                for each in draft.readings
                if (each.paragraph, each.sentence) == (paragraph, number)
                and each.figure.start < match.end() + 1
                and each.figure.end > match.start()
                and id(each) not in used
            ]
            if here:
                first = here[0].figure
                found = [each for each in here if each.figure == first]
                break
        used.update(id(each) for each in found)
        yield row, found


def score(name: str, text: str, truth: dict[str, object]) -> Score:
    """Draft a text and hold it against the truth."""
    draft = draft_of(text, identifier=name)
    rows = list(truth["figures"])
    result = Score(name, figures=len(rows))
    seen = 0
    for row, readings in aligned(rows, draft):
        told = f"{row['at']} {row['says']!r}"
        if not readings:
            result.notes.append(f"{told}: not found")
            continue
        seen += len(readings)
        result.found += 1
        _judge(result, row, readings, draft, told)
    result.surplus = len(draft.readings) - seen
    return result


def _judge(result: Score, row: dict[str, object], readings: list[Reading], draft: Draft, told: str) -> None:
    one = readings[0]
    wanted = Quantity.parse(str(row["value"]))
    value = one.value == wanted
    called = {name.text: [name.text, *name.aliases] for name in draft.names}
    subjects = [each.subject or draft.home for each in readings]
    subject = any(same_name(str(row["subject"]), one) for each in subjects for one in called.get(each, [each]))
    indicator = right_words(str(row["of"]), one.indicator)
    result.values += value
    result.subjects += subject
    result.indicators += indicator
    result.both += subject and indicator
    if "direction" in row:
        right = one.direction == row["direction"]
        result.directions = (result.directions[0] + right, result.directions[1] + 1)
        if not right:
            result.notes.append(f"{told}: direction {one.direction}, not {row['direction']}")
    if "period" in row:
        period = str(row["period"])
        right = (one.period or "") == period or (period == "last-year" and str(one.period).endswith("last-year"))
        result.periods = (result.periods[0] + right, result.periods[1] + 1)
        if not right:
            result.notes.append(f"{told}: period {one.period}, not {period}")
    for what, right, has, key in (
        ("value", value, f"{one.value}, not {wanted}", ("value", "unit")),
        ("subject", subject, f"{one.subject or draft.home}, not {row['subject']}", ("subject",)),
        ("indicator", indicator, f"{one.indicator!r}, not {row['of']!r}", ("indicator",)),
    ):
        if not right:
            marked = any(each in one.doubts for each in key)
            result.unmarked += not marked
            result.notes.append(f"{told}: {what} {has}{'' if marked else '   UNMARKED'}")


def compare(folder: Path, file: Path) -> None:
    """Print what of a curated release a draft of its text finds, fact by fact."""
    release, text = load_release(folder), file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        write_draft(draft_of(text, "draft"), Path(made))
        draft = load_release(Path(made))
    stated = [measure for measure in release.measures if measure.formula is None]
    counts: Counter[str] = Counter()
    print(f"{'curated measure':32} {'value':18} {'found as':46} subject  way  period")
    used: set[str] = set()
    for measure in stated:
        found = _same(measure, draft, used)
        used.update([found.id] if found else [])
        counts["measures"] += found is not None
        if found is None:
            print(f"{measure.id:32} {measure.value!s:18} —")
            continue
        subject = release.entity[measure.subject].label["en"] == draft.entity[found.subject].label["en"]
        same = [subject, found.direction == measure.direction, _months(release, measure) == _months(draft, found)]
        counts.update(name for name, right in zip(("subject", "way", "period"), same, strict=True) if right)
        marks = "".join(f"{'yes' if right else 'no':>7}" for right in same)
        print(f"{measure.id:32} {measure.value!s:18} {found.label['en'][:46]:46} {marks}")
    print(f"\n{'':32} curated  found")
    rows = [("measures, with value and unit", len(stated), counts["measures"])]
    rows += [(f"… with the same {name}", len(stated), counts[name]) for name in ("subject", "way", "period")]
    values = [measure.value for measure in draft.measures if measure.formula]
    derived = [measure for measure in release.measures if measure.formula]
    rows.append(("derived measures", len(derived), sum(measure.value in values for measure in derived)))
    names = {entity.label["en"].removeprefix("the ") for entity in draft.entities}
    named = [entity.label["en"].removeprefix("the ") for entity in release.entities if entity.named]
    rows.append(("names", len(named), sum(name in names for name in named)))
    places = {(each.source.paragraph, each.source.sentence) for each in draft.statements if each.source}
    said = [each for each in release.statements if each.source]
    told = sum((each.source.paragraph, each.source.sentence) in places for each in said if each.source)
    rows.append(("statements, by their sentence", len(said), told))
    listed = {frozenset(draft.entity[each].label["en"] for each in one.members) for one in draft.sets}
    sets = [one for one in release.sets if one.members and all(each in release.entity for each in one.members)]
    held = sum(frozenset(release.entity[each].label["en"] for each in one.members) in listed for one in sets)
    rows.append(("sets of names", len(sets), held))
    rows.append(("gaps (the draft proposes others)", len(release.gaps), len(draft.gaps)))
    for what, curated, number in rows:
        print(f"{what:32} {curated:7}  {number:5}")
    surplus = len([measure for measure in draft.measures if not measure.formula]) - counts["measures"]
    print(f"{'drafted measures beyond those':32} {'':7}  {surplus:5}")


def _same(measure: Measure, draft: Release, used: set[str]) -> Measure | None:
    """The drafted measure of the same place, value and unit; where there are several, of the same subject."""
    here = [
        each
        for each in draft.measures
        if each.source
        and measure.source
        and each.id not in used
        and (each.source.paragraph, each.source.sentence) == (measure.source.paragraph, measure.source.sentence)
        and each.value == measure.value
    ]
    return next((each for each in here if each.subject == measure.subject), next(iter(here), None))


def _months(release: Release, measure: Measure) -> tuple[tuple[int, int], int] | None:
    period = release.period.get(measure.period or "")
    return (period.months, period.year) if period else None


def main() -> int:
    """Score the texts and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--misses", action="store_true", help="list what came out wrong")
    parser.add_argument("--release", type=Path, metavar="FOLDER", help="a curated release to compare with")
    parser.add_argument("--text", type=Path, metavar="FILE", help="and its text")
    options = parser.parse_args()
    if options.release and options.text:
        compare(options.release, options.text)
        return 0
    names = options.names or sorted(path.stem for path in DRAFTS.glob("*.yaml"))
    short = False
    print(f"{'text':10} figures  found  value+unit  subject  indicator  both   direction  period  unmarked  surplus")
    for name in names:
        truth = yaml.safe_load((DRAFTS / f"{name}.yaml").read_text(encoding="utf-8"))
        one = score(name, (DRAFTS / f"{name}.txt").read_text(encoding="utf-8"), truth)
        total = one.figures
        print(
            f"{name:10} {total:7}  {one.found:5}  {one.values / total:10.1%}  {one.subjects / total:7.1%}"
            f"  {one.indicators / total:9.1%}  {one.both / total:5.1%}  {one.directions[0]:>6}/{one.directions[1]}"
            f"  {one.periods[0]:>4}/{one.periods[1]}  {one.unmarked:8}  {one.surplus:7}"
        )
        short |= one.values / total < AIM_VALUES or one.both / total < AIM_REST
        if options.misses:
            print("\n".join(f"    {note}" for note in one.notes))
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
