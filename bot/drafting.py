"""``release-bot draft``: a release's text turned into a folder to review, and what was found in it told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.render import INDENT, Line, Style
from facts.contents import shown
from facts.draft.document import DocumentError, read_document
from facts.draft.draft import Draft, draft_of
from facts.draft.items import slug
from facts.draft.write import TEXT_FILE, write_draft
from facts.load import load_release
from facts.model import Release

NO_FIGURE: Final = "The text holds no figure; is it the release?"


def make_draft(file: Path, into: Path | None, name: str | None) -> list[Line]:
    """Draft a file into a folder, and return what to tell about it.

    Raises DocumentError for what cannot be drafted, or not there, and OSError for what cannot be read or written.
    """
    identifier = name or slug(file.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) or len(identifier) > 80:
        mend = "use small letters and digits, with single hyphens between"
        raise DocumentError(f"{identifier!r} is no name for a release.\n  To mend: {mend}.")
    folder = (into or Path()) / identifier
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        mend = "choose another name with --name, another folder with --into, or delete it"
        raise DocumentError(f"{shown(folder)!r} is there already, and a draft overwrites nothing.\n  To mend: {mend}.")
    draft = draft_of(read_document(file), identifier)
    folder.mkdir(parents=True, exist_ok=True)
    write_draft(draft, folder)
    return list(_told(draft, load_release(folder), folder))


def list_figures(file: Path) -> list[Line]:
    """Every figure that a draft of a file would hold, a line each; a question mark stands before what it would mark.

    Raises DocumentError for what cannot be drafted, and OSError for what cannot be read.
    """
    draft = draft_of(read_document(file), "draft")
    lines = []
    for each in draft.readings:
        about = f"{'?' if 'indicator' in each.doubts else ''}{each.indicator}"
        whom = f"{'?' if 'subject' in each.doubts else ''}{each.subject or draft.home}"
        value = f"{'?' if {'value', 'unit'} & each.doubts.keys() else ''}{each.value}"
        lines.append(Line(f"{each.paragraph}.{each.sentence}  {value:22} {about}; {whom}", Style.DETAIL))
    return lines or [Line(NO_FIGURE, Style.CAUTION)]


def _told(draft: Draft, release: Release, folder: Path) -> Iterator[Line]:
    marked = list(release.marked())
    derived = sum(measure.formula is not None for measure in release.measures)
    sentences = sum(map(len, draft.text.paragraphs))
    yield Line(f"Drafted into {shown(folder)}: {len(marked)} entries are marked for review.", Style.HEADLINE)
    for text in (
        f"text         {len(draft.text.paragraphs)} paragraphs, {sentences} sentences",
        f"figures      {len(draft.readings)}, as {len(release.measures) - derived} measures",
        f"follows      {derived} measures by formula",
        f"names        {len(release.entities)}",
        f"statements   {len(release.statements)}, and {len(release.sets)} sets",
        f"gaps         {len(release.gaps)} proposed",
    ):
        yield Line(text, Style.DETAIL, INDENT)
    if not draft.readings:
        yield Line(NO_FIGURE, Style.CAUTION)
    place = shown(folder)
    yield Line("Nobody is told anything of it while it is a draft. Next:", Style.NOTE)
    for command in (f"release-bot review {place}", f"release-bot check --text {place}/{TEXT_FILE} {place}"):
        yield Line(command, Style.NOTE, INDENT)
