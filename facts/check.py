"""Hold a release's content against its words: each figure, each excerpt, and whatever the content has left out.

``facts.load`` makes sure that the content agrees with itself. Here figures are read once more, out of the excerpts,
by a small reader that knows nothing of the content: what it reads has to be the value that was typed. Where the text
of the release is at hand, every excerpt has to stand in it letter for letter, figures are read in their sentence (a
curator can cut "over" off an excerpt, not off the text), and each figure and name of the text has to be told somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

from facts.contents import Contents, Problem, shown
from facts.figures import Figure, figures
from facts.model import Chart, Direction, Entity, Fact, FactSet, Measure, Release, Source, Statement
from facts.quantity import Quantity, UnitKind
from facts.references import DEFAULT_LANGUAGE
from facts.text import BAR, Text, fold, stands
from facts.words import figure_words

Severity = Literal["error", "warning"]


def check_release(release: Release, folder: Path, text: str | None = None) -> list[Problem]:
    """Everything that is wrong with the content of a loaded release, held against its text where that is at hand."""
    check = _Check(release, Path(folder))
    if text is None:
        check.without_text()
    else:
        check.with_text(Text.of(text))
    return check.problems


def rendered(problems: Sequence[Problem]) -> str:
    """Problems as text, errors first, each with its mend, and how many there are."""
    ordered = sorted(problems, key=lambda problem: problem.severity)
    counts = []
    for severity in ("error", "warning"):
        count = sum(problem.severity == severity for problem in problems)
        if count:
            counts.append(f"{count} {severity}{'' if count == 1 else 's'}")
    total = ", ".join(counts) or "nothing is wrong"
    return "\n".join([*map(str, ordered), f"{total[0].upper()}{total[1:]}."])


# ── The checks ─────────────────────────────────────────────────────────────────────────────────────────────────────


class _Check:
    """One pass over a release."""

    def __init__(self, release: Release, folder: Path) -> None:
        self.release = release
        self.folder = folder
        self.problems: list[Problem] = []
        self.nouns = {measure.value.unit.name for measure in release.measures if measure.value.unit.kind == "count"}
        self.text: Text | None = None

    @cached_property
    def contents(self) -> Contents:
        """The files once more, for the sake of line numbers: read only where something is wrong."""
        return Contents.read(self.folder)

    def report(
        self, key: str, item: str | None, path: tuple[str | int, ...], message: str, mend: str, how: Severity = "error"
    ) -> None:
        """Note something wrong in an item."""
        file, line = self.contents.at(key, item, *path)
        self.problems.append(Problem(file, line, ".".join([item or key, *map(str, path)]), message, mend, how))

    def without_text(self) -> None:
        """Check all that can be checked without the text."""
        for measure in self.release.measures:
            self._measure(measure)
        for each in self.release.sets:
            self._set(each)
        for key, fact in self._facts():
            self._words(key, fact)
        for chart in self.release.charts:
            for path, texts in [(("label",), chart.label), *((("labels", n), t) for n, t in chart.labels.items())]:
                for language, text in texts.items():
                    self._typed("charts", chart, (*path, language), text)
        for entity in self.release.entities:
            self._entity(entity)
        self._unreferenced()

    def with_text(self, text: Text) -> None:
        """Check everything."""
        self.text = text
        self._counts(text)
        for key, item, path, source in self._sources():
            self._stands(key, item, path, source, text)
        self.without_text()
        self._foils(text)
        coverage = _Coverage(self.release, text)
        folder = shown(self.folder)
        for paragraph, sentence, written in coverage.figures_left():
            message = f"the text says {written!r}, and no fact has that value with an excerpt there."
            mend = "add a measure, or mend the value or the excerpt of the one that tells it"
            self.problems.append(Problem(folder, 0, f"paragraph {paragraph}, sentence {sentence}", message, mend))
        for paragraph, sentence, written in coverage.names_left():
            message = f"the text names {written!r}, and neither a name nor an excerpt has it."
            mend = "add an entity or a fact, or a name to the one that is meant"
            place = f"paragraph {paragraph}, sentence {sentence}"
            self.problems.append(Problem(folder, 0, place, message, mend, "warning"))

    def _facts(self) -> Iterator[tuple[str, Fact]]:
        for fact in self.release.facts():
            yield _key(fact), fact

    def _sources(self) -> Iterator[tuple[str, str, tuple[str | int, ...], Source]]:
        for entity in self.release.entities:
            if entity.source is not None:
                yield "entities", entity.id, ("source",), entity.source
        for key, fact in self._facts():
            if fact.source is not None:
                yield key, fact.id, ("source",), fact.source
            for place, source in enumerate(fact.also):
                yield key, fact.id, ("also", place), source
            for name, aspect in fact.aspects.items():
                if aspect.source is not None:
                    yield key, fact.id, ("aspects", name, "source"), aspect.source

    # Figures and words

    def _in_context(self, source: Source) -> list[Figure]:
        """The figures of an excerpt, read in their sentence; nothing where the text is not at hand."""
        sentence = self.text.sentence(source.paragraph, source.sentence) if self.text else ""
        start = stands(source.excerpt, sentence)
        if start is None:
            return []
        return [each for each in figures(sentence) if start <= each.start < start + len(fold(source.excerpt))]

    def _measure(self, measure: Measure) -> None:
        if measure.formula is not None:
            if not self.release.paragraphs_of(measure):
                message = "it follows from measures of which none has a source."
                self.report("measures", measure.id, ("formula",), message, "derive it from what the release states")
            return
        excerpts = " … ".join(source.excerpt for source in measure.sources)
        words = figure_words()
        down, up = bool(words.falling.search(excerpts)), bool(words.rising.search(excerpts))
        lower = down or bool(re.search(r"\bbelow\b", excerpts))  # "12% below the average"
        alone = [figure for source in measure.sources for figure in figures(source.excerpt) if not figure.bare]
        row = any(BAR.strip() in source.excerpt for source in measure.sources)
        told = [figure for figure in alone if _says(figure, measure, lower, row)]
        where = ("source", "excerpt")
        mend = "mend the value, or copy the words that carry it, with 'over' or 'exceeding' where they stand"
        if not told:
            message = f"the excerpt does not say {measure.value}; it says {_listed(alone)}."
            self.report("measures", measure.id, where, message, mend)
        elif measure.value.unit.kind is UnitKind.COUNT:
            self._noun(measure, told)
        whole = [figure for source in measure.sources for figure in self._in_context(source) if not figure.bare]
        if told and whole and not any(_says(figure, measure, lower, row) for figure in whole):
            message = f"the sentence around the excerpt does not say {measure.value}; it says {_listed(whole)}."
            self.report("measures", measure.id, where, message, mend)
        if (measure.direction is Direction.UP and down and not up) or (
            measure.direction is Direction.DOWN and up and not down
        ):
            message = f"it goes {measure.direction}, and the words of the excerpt go the other way."
            self.report("measures", measure.id, ("direction",), message, "mend the direction or the excerpt")

    def _noun(self, measure: Measure, told: Sequence[Figure]) -> None:
        """Check that what is counted is what the words after the figure count, as far as they tell."""
        counted = {noun for figure in told if (noun := self._counted(figure)) is not None}
        if counted and measure.value.unit.name not in counted:
            message = f"it counts {measure.value.unit.name}, and the excerpt {' and '.join(sorted(counted))}."
            self.report("measures", measure.id, ("value",), message, "mend the noun after the value")

    def _counted(self, figure: Figure) -> str | None:
        if figure.rank:
            return None  # "ranked fourth among the ports" counts no ports
        for word in figure.following:
            for noun in self.nouns:
                if word in (noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies"):
                    return noun
        return None

    def _set(self, each: FactSet) -> None:
        read = [figure for source in each.sources for figure in figures(source.excerpt)]
        condition = each.condition
        stated = condition is not None and condition.value != 0 and each.sources
        if condition is not None and stated and not any(figure.says(condition) for figure in read):
            message = f"no excerpt says {condition}; they say {_listed(read)}."
            self.report("sets", each.id, ("condition",), message, "mend the condition or the excerpt")
        excerpts = [source.excerpt for source in each.sources]
        for place, identifier in enumerate(each.members):
            entity = self.release.entity.get(identifier)
            if entity is None or any(_carries(excerpt, entity) for excerpt in excerpts):
                continue
            if not self._measured(each, identifier):
                message = f"no excerpt of the set names {identifier!r}, and no measure shows that it belongs here."
                mend = "take it out, or add the excerpt that names it under 'also'"
                self.report("sets", each.id, ("members", place), message, mend)

    def _measured(self, each: FactSet, identifier: str) -> bool:
        """Whether a measure of the member fulfils what the set asks of its members."""
        if each.condition is None:
            return False
        return any(
            measure.indicator == each.indicator
            and measure.subject == identifier
            and measure.value.unit == each.condition.unit
            and _inside(measure.value, each.condition)
            for measure in self.release.measures
        )

    def _words(self, key: str, fact: Fact) -> None:
        """Check figures and placeholders of what the content says in words of its own."""
        written: list[tuple[tuple[str | int, ...], Mapping[str, str]]] = [
            (("label",), fact.label),
            (("statement",), fact.statement),
            *((("aspects", name, "says"), aspect.says) for name, aspect in fact.aspects.items()),
        ]
        for path, texts in written:
            default = _placeholders(texts.get(DEFAULT_LANGUAGE, ""))
            for language, text in texts.items():
                if (lost := default ^ _placeholders(text)) and path != ("label",):
                    message = f"not every language has the figure {{{min(lost)}}}."
                    self.report(key, fact.id, (*path, language), message, "name the same measures in all languages")
                self._typed(key, fact, (*path, language), text)
        if isinstance(fact, Measure) and not {"value", fact.id} & _placeholders(fact.statement[DEFAULT_LANGUAGE]):
            message = "the statement of a measure does not tell its value."
            where = ("statement", DEFAULT_LANGUAGE)
            self.report(key, fact.id, where, message, "write {value} where it belongs", "warning")

    def _typed(self, key: str, fact: Fact | Chart, path: tuple[str | int, ...], text: str) -> None:
        """Check figures in digits that stand in our own words."""
        plain = re.sub(r"\{[^{}]*\}", "…", text)
        for figure in figures(plain):
            written = fold(plain)[figure.start : figure.end]
            if not written[0].isdigit():
                continue
            same = self._known.get(figure.number, [])
            if not same:
                message = f"{written!r} is the value of no measure."
                self.report(key, fact.id, path, message, "name a measure in braces, or mend the figure")
            elif path[0] not in ("label", "labels") and "" not in same:
                message = f"{written!r} is typed, and would stay as it is if the measure were corrected."
                self.report(key, fact.id, path, message, f"write {{{same[0]}}} in its place", "warning")

    @cached_property
    def _known(self) -> dict[Decimal, list[str]]:
        """The measures that have a value, by its number; a condition of a set has no name."""
        known: dict[Decimal, list[str]] = {}
        for measure in self.release.measures:
            if measure.value.low is not None or measure.value.high is not None:
                known.setdefault(measure.value.value, []).append(measure.id)
        for each in self.release.sets:
            if each.condition is not None:
                known.setdefault(each.condition.value, []).append("")
        return known

    # Entities

    def _entity(self, entity: Entity) -> None:
        if entity.source is not None and not _carries(entity.source.excerpt, entity):
            message = "the excerpt carries none of its names."
            mend = "copy the words that name it, or add the name that they use"
            self.report("entities", entity.id, ("source", "excerpt"), message, mend)

    def _unreferenced(self) -> None:
        about = self.release.about
        used = {about.home, about.publisher, *(entity.part_of for entity in self.release.entities)}
        for fact in self.release.facts():
            used.update(fact.entities)
            if isinstance(fact, Measure):
                used.add(fact.subject)
            elif isinstance(fact, FactSet):
                used.update(fact.members)
            elif isinstance(fact, Statement):
                used.add(fact.speaker)
        for entity in self.release.entities:
            if entity.named and entity.id not in used:
                mend = "add it to the 'entities' of the facts that speak of it"
                self.report("entities", entity.id, (), "no fact refers to it.", mend, "warning")

    # The text

    def _counts(self, text: Text) -> None:
        told, found = self.release.about.sentences, [len(paragraph) for paragraph in text.paragraphs]
        if told != found:
            message = f"the content counts {told} sentences, and the text has {found}."
            mend = f"write {found}, or compare the text: is it this release, with a paragraph a line?"
            self.report("about", None, ("sentences",), message, mend)

    def _stands(self, key: str, item: str, path: tuple[str | int, ...], source: Source, text: Text) -> None:
        sentence = text.sentence(source.paragraph, source.sentence)
        if stands(source.excerpt, sentence) is not None:
            if fold(source.excerpt).strip(" .\"'") == sentence.strip(" .\"'"):
                mend = "keep a fragment of it; what stands apart goes into a second excerpt, under 'also'"
                self.report(key, item, (*path, "excerpt"), "the excerpt is a whole sentence.", mend)
            return
        fragment, paragraph, number = text.nearest(source.excerpt)
        message = (
            f"the excerpt does not stand in paragraph {source.paragraph}, sentence {source.sentence}.\n"
            f"excerpt:  {fold(source.excerpt)}\n"
            f"nearest:  {fragment}   (paragraph {paragraph}, sentence {number})"
        )
        mend = "correct the place" if fragment == fold(source.excerpt) else "copy the words from the text"
        self.report(key, item, (*path, "excerpt"), message, mend)

    def _foils(self, text: Text) -> None:
        for entity in self.release.entities:
            if entity.named:
                continue
            for name in _names(entity):
                pattern = re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
                for paragraph, number, sentence in text:
                    if pattern.search(sentence):
                        message = f"the text does name it: {name!r} in paragraph {paragraph}, sentence {number}."
                        mend = "add a source and take 'named: false' out, or take this name out"
                        self.report("entities", entity.id, ("named",), message, mend)


def _says(figure: Figure, measure: Measure, down: bool, row: bool = False) -> bool:
    """Whether a figure of the text is a measure's value, or the one that it had before it was first corrected.

    A correction does not change what was published: the words of the source go on saying the first value.
    In a row of a table stands the number alone; its unit, and whether it is in millions, stand in the head.
    """
    first = measure.revisions[0].value if measure.revisions else measure.value
    values = (first, measure.value)
    if row and figure.unit is None and figure.sign == "=":
        sizes = [1, *(figure_words().scales[scale] for scale in figure_words().scales)]
        return any(value.is_exact and figure.number * size == value.value for value in values for size in sizes)
    if figure.number < 0 and measure.direction is Direction.DOWN and values[1].value > 0:
        figure = replace(figure, number=-figure.number)  # "(-0.8 points)"
    return any(figure.says(value, down) for value in values)


class _Coverage:
    """What of the text the content tells, and what it leaves out."""

    def __init__(self, release: Release, text: Text) -> None:
        self.release = release
        self.text = text
        self.excerpts: dict[tuple[int, int], list[tuple[int, int, Measure | None]]] = {}
        for fact, source in self._all_sources():
            start = stands(source.excerpt, text.sentence(source.paragraph, source.sentence))
            measure = fact if isinstance(fact, Measure) else None
            if start is not None:
                span = (start, start + len(fold(source.excerpt)), measure)
            elif measure is not None:
                # The excerpt is an error already; what it was meant to tell is not another one.
                span = (0, len(text.sentence(source.paragraph, source.sentence)), measure)
            else:
                continue
            self.excerpts.setdefault((source.paragraph, source.sentence), []).append(span)

    def _all_sources(self) -> Iterator[tuple[Fact | None, Source]]:
        for entity in self.release.entities:
            if entity.source is not None:
                yield None, entity.source
        for fact in self.release.facts():
            yield from ((fact, source) for source in fact.sources)
            yield from ((None, aspect.source) for aspect in fact.aspects.values() if aspect.source)

    def figures_left(self) -> Iterator[tuple[int, int, str]]:
        """Figures that no measure tells, with their place."""
        for paragraph, number, sentence in self.text:
            named = list(_occurrences(sentence, self._phrases))
            for figure in figures(sentence):
                if any(start <= figure.start and figure.end <= end for start, end in named):
                    continue
                if figure.number == 1 and sentence[figure.start].isalpha():
                    continue  # "one of them": hardly ever a figure
                if not self._told(figure, self.excerpts.get((paragraph, number), []), BAR in sentence):
                    yield paragraph, number, sentence[figure.start : figure.end]

    def _told(self, figure: Figure, spans: Iterable[tuple[int, int, Measure | None]], row: bool) -> bool:
        for start, end, measure in spans:
            if not start <= figure.start < end:
                continue
            if figure.bare:
                return True
            if measure is not None and _says(figure, measure, measure.direction is Direction.DOWN, row):
                return True
        return False

    def names_left(self) -> Iterator[tuple[int, int, str]]:
        """Names and quoted terms that nothing tells, with their place."""
        months = {word for period in self.release.periods for word in _label_words(period.label.values())}
        months.update(word.capitalize() for word in figure_words().days)
        for paragraph, number, sentence in self.text:
            spans = [(start, end) for start, end, _ in self.excerpts.get((paragraph, number), [])]
            spans += _occurrences(sentence, [*self._phrases, *self._fact_phrases])
            for start, end in _capitalised(sentence):
                left = [
                    (word.start() + start, word.end() + start)
                    for word in re.finditer(r"[^\W_]+(?:['-][^\W_]+)*", sentence[start:end])
                    if word[0][0].isupper() and word[0] not in months
                ]
                left = [(a, b) for a, b in left if not any(s <= a and b - 2 <= e for s, e in spans)]
                if left:
                    yield paragraph, number, sentence[left[0][0] : left[-1][1]]
            for quoted in re.finditer(r'"([^"]+)"', sentence):
                start, end = quoted.span(1)
                end -= len(quoted[1]) - len(quoted[1].rstrip(" ,.;"))
                if not any(s <= start and end <= e for s, e in spans):
                    yield paragraph, number, quoted[1].rstrip(" ,.;")

    @cached_property
    def _phrases(self) -> list[str]:
        """Names of things, periods, kinds and sets."""
        found: list[str] = []
        for entity in self.release.entities:
            found += _names(entity) if entity.named else []
        for period in self.release.periods:
            found += period.label.values()
        for kind in self.release.kinds:
            found += [*kind.label.values(), *kind.plural.values(), *_flat(kind.names)]
        for each in self.release.sets:
            found += [*each.label.values(), *_flat(each.names)]
        return _phrases(found)

    @cached_property
    def _fact_phrases(self) -> list[str]:
        found: list[str] = []
        for fact in self.release.facts():
            found += [*fact.label.values(), *_flat(fact.names)]
        for topic in self.release.topics:
            found += [*topic.label.values(), *_flat(topic.names)]
        return _phrases(found)


def _key(fact: Fact) -> str:
    return "measures" if isinstance(fact, Measure) else "sets" if isinstance(fact, FactSet) else "statements"


def _flat(names: Mapping[str, list[str]]) -> list[str]:
    return [name for phrases in names.values() for name in phrases]


def _names(entity: Entity) -> list[str]:
    return [*entity.label.values(), *_flat(entity.names)]


def _phrases(written: Iterable[str]) -> list[str]:
    """Phrases without their article, each once."""
    return sorted({re.sub(r"\A(?:the|a|an) ", "", fold(each).casefold()) for each in written} - {""})


def _occurrences(sentence: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    lower = sentence.casefold()
    for phrase in phrases:
        start = lower.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not (lower[start - 1 : start].isalnum() or lower[end : end + 1].isalnum()):
                yield start, end
            start = lower.find(phrase, end)


def _capitalised(sentence: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; a single one that opens a sentence may owe its capital to that alone."""
    for run in re.finditer(r"(?<!\w)[A-Z][\w'-]*(?: (?:of |and |for |the )*[A-Z][\w'-]*)*", sentence):
        opens = not re.search(r"\w", sentence[: run.start()])
        if not (opens and " " not in run[0]) and run[0] != "I":
            yield run.span()


def _label_words(labels: Iterable[str]) -> Iterator[str]:
    for label in labels:
        yield from re.findall(r"[A-Z]\w+", label)


def _carries(excerpt: str, entity: Entity) -> bool:
    """Whether an excerpt has one of the entity's names, or at least all the words of one."""
    folded = fold(excerpt).casefold()
    words = set(re.findall(r"\w+", folded))
    for phrase in _phrases(_names(entity)):
        if next(_occurrences(folded, [phrase]), None) or words >= set(re.findall(r"\w+", phrase)):
            return True
    return False


def _inside(value: Quantity, bounds: Quantity) -> bool:
    """Whether every value within the bounds of one lies within those of the other."""
    if bounds.low is not None:
        if value.low is None or value.low < bounds.low:
            return False
        if value.low == bounds.low and bounds.low_open and not value.low_open:
            return False
    if bounds.high is not None:
        if value.high is None or value.high > bounds.high:
            return False
        if value.high == bounds.high and bounds.high_open and not value.high_open:
            return False
    return True


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{([^{}]*)\}", text))


def _listed(read: Sequence[Figure]) -> str:
    units = {UnitKind.PERCENT: " %", UnitKind.POINTS: " percentage points", UnitKind.TIMES: " times"}
    told = []
    for each in read:
        sign = "" if each.sign == "=" else f"{each.sign} "
        unit = f" {each.currency}" if each.currency else units.get(each.unit, "") if each.unit else ""
        told.append(f"{sign}{each.number.normalize():f}{unit}")
    return ", ".join(dict.fromkeys(told)) or "no figure"
