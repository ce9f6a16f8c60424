"""Check a language's content: its templates, its examples, and that its thresholds were set for what they judge."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import TemplateError, nodes

from facts.contents import Problem
from facts.model import Release
from intents.replies.sandbox import Sandbox
from intents.replies.say import Speaker
from intents.vocabulary.language import Language

_DIGITS: Final = re.compile(r"\d[\d.,]*")


def check_language(language: Language, folder: Path, release: Release) -> list[Problem]:
    """What is wrong in a language's folder: each with its file and the mend."""
    return [
        *_templates(language, folder, release),
        *_figures(language, folder),
        *_examples(language, folder),
        *_patterns(language, folder),
        *_thresholds(language, folder),
    ]


def patterns_fingerprint(language: Language) -> str:
    """A short hash of the patterns that the matcher is trained on, of what it spells out, and of the matcher itself."""
    patterns = {name: intent.patterns for name, intent in sorted(language.intents.items()) if intent.patterns}
    matcher = (Path(__file__).parent / "matching" / "match.py").read_bytes()
    spelt_out = language.lexicon.grammar.contractions
    return hashlib.sha256(repr((patterns, spelt_out)).encode() + matcher).hexdigest()[:12]


def _templates(language: Language, folder: Path, release: Release) -> Iterator[Problem]:
    speaker = Speaker(release, language)
    for intent, saying, template in language.templates():
        try:
            speaker.compile(intent, saying, template)
            Sandbox().parse(template.replace("| ", "|"))
        except TemplateError as error:
            place = str(folder / f"{intent}.yaml")
            yield Problem(place, 1, f"says.{saying}", f"the template cannot be read: {error}.", "mend its Jinja syntax")


def _figures(language: Language, folder: Path) -> Iterator[Problem]:
    """Figures that a template would say of itself: every figure of a reply has to come from a fact."""
    for name, intent in sorted(language.intents.items()):
        for saying, template in {
            **intent.says,
            **{f"verdicts.{k}": text for k, text in intent.verdicts.items()},
        }.items():
            try:
                tree = Sandbox().parse(template.replace("| ", "|"))
            except TemplateError:
                continue  # told already
            said = [each.data for each in tree.find_all(nodes.TemplateData)]
            said += [str(each.value) for output in tree.find_all(nodes.Output) for each in _constants(output)]
            figure = next((found[0] for text in said if (found := _DIGITS.search(text))), None)
            if figure is not None:
                file = folder / f"{name}.yaml"
                message = f"the template says {figure!r} of itself, whatever the facts say."
                mend = "put in what a fact gives, or say it without a figure"
                yield Problem(str(file), _line(file, saying), f"says.{saying}", message, mend)


def _constants(output: nodes.Output) -> Iterator[nodes.Const]:
    """Constants that are put out as they stand, and not handed to a filter or a test."""
    for node in output.nodes:
        branches = [node.expr1, node.expr2] if isinstance(node, nodes.CondExpr) else [node]
        yield from (each for each in branches if isinstance(each, nodes.Const))


def _line(file: Path, key: str) -> int:
    """The line on which a key of a template stands."""
    wanted = f"{key.rpartition('.')[2]}:"
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(wanted)), 1)


def _examples(language: Language, folder: Path) -> Iterator[Problem]:
    for name, intent in sorted(language.intents.items()):
        if not intent.examples:
            mend = "add at least one question with what has to come out"
            yield Problem(str(folder / f"{name}.yaml"), 1, "examples", "the intent has no examples.", mend)


def _patterns(language: Language, folder: Path) -> Iterator[Problem]:
    seen = Counter(
        pattern.casefold().strip(" ?!.") for intent in language.intents.values() for pattern in set(intent.patterns)
    )
    for name, intent in sorted(language.intents.items()):
        for pattern in intent.patterns:
            if seen[pattern.casefold().strip(" ?!.")] > 1:
                message = f"{pattern!r} stands in more than one place."
                where = str(folder / f"{name}.yaml")
                yield Problem(where, 1, "patterns", message, "keep it where it belongs", "warning")


def _thresholds(language: Language, folder: Path) -> Iterator[Problem]:
    wanted = patterns_fingerprint(language)
    found = language.thresholds.evidence.get("patterns")
    if found != wanted:
        yield Problem(
            str(folder / "thresholds.yaml"),
            1,
            "evidence.patterns",
            f"the thresholds were set for patterns {found}, and these are {wanted}.",
            "run tests/benchmarks/thresholds.py, set score and lead by what it prints, and write the new hash here",
        )
