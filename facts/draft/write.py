"""A draft as a folder in the form of a release, with every guess marked for review."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from facts.check import check_release
from facts.draft.draft import Draft
from facts.draft.entities import Entities
from facts.draft.frame import Frame
from facts.draft.gaps import Gaps
from facts.draft.items import Ids, Item
from facts.draft.joined import Joined
from facts.draft.labels import Labels
from facts.draft.measures import Measures
from facts.draft.statements import Statements
from facts.draft.wordings import Wordings
from facts.load import load_release
from facts.writing import dump

TEXT_FILE = "text.txt"
"""The text as it was read, beside the draft: not part of the content, and not to be published with it."""
_NOTE = (
    "A draft made from the text by rule. What stands under 'review' is a guess, and nobody is told anything of it.\n"
    "Go through it with `release-bot review`; then `release-bot check --by` and `approve` let it go live."
)


def lists_of(draft: Draft) -> Mapping[str, Item]:
    """The lists of a release out of a draft: each file's name with what stands in it."""
    ids, labels = Ids(draft.home), Labels(draft)
    measuring, joining = Measures(draft, ids, labels, Wordings(draft, labels)), Joined(draft, ids)
    telling, framing = Statements(draft, ids), Frame(draft, ids, labels)
    entities = list(Entities(draft, ids).entities())
    measures = [item for reading in draft.readings for item in measuring.measures(reading)]
    derived = list(joining.derived())
    sets = list(joining.sets())
    statements = [telling.statement(each) for each in draft.sayings]
    telling.causes(measures, statements)
    facts = [*measures, *sets, *statements]
    if not facts:
        facts = statements = [telling.fallback()]
    gaps = list(Gaps(draft, ids, labels).gaps(str(facts[0]["id"])))
    files = {
        "release": {"about": framing.about(facts), **framing.frame(), "indicators": list(ids.indicators.values())},
        "entities": {"entities": entities},
        "measures": {"measures": measures},
        "derived": {"derived": derived},
        "sets": {"sets": sets},
        "statements": {"statements": statements},
        "gaps": {"gaps": gaps},
    }
    return {name: lists for name, lists in files.items() if name == "release" or any(lists.values())}


def write_draft(draft: Draft, folder: Path) -> None:
    """Write a draft into a folder that is there and empty, and mark what the check finds wrong in it.

    Raises OSError where that cannot be done.
    """
    from facts.draft.marks import Marks

    for name, lists in lists_of(draft).items():
        (folder / f"{name}.yaml").write_text(dump(lists, _NOTE if name == "release" else ""), encoding="utf-8")
    lines = [" ".join(paragraph) for paragraph in draft.text.paragraphs]
    (folder / TEXT_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / ".gitignore").write_text(f"{TEXT_FILE}\n", encoding="utf-8")
    Marks(folder).doubt(check_release(load_release(folder), folder, "\n".join(lines)))
