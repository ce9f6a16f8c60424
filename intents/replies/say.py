"""From a finding to words: templates, and quantities, money and lists as the language writes them.

Templates stand with their intent; they are sandboxed and strict about undefined names, so that a slip stops a test
instead of leaving a gap where an official figure belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError

from facts.formula import Step
from facts.history import untold
from facts.model import Aspect, Entity, Fact, FactSet, Gap, Measure, Release
from facts.quantity import Quantity, Unit, UnitKind
from intents.findings import Finding
from intents.replies.sandbox import Sandbox
from intents.spans.found import Word
from intents.vocabulary.language import Language

_PLACEHOLDER: Final = re.compile(r"\{([a-z0-9-]+)\}")
_CLAIM: Final = "claim"
"""The intent whose words for supported and refuted stand before whatever else a claim is answered with."""
_OPENS: Final = "\ue000"
_CLOSES: Final = "\ue001"
"""Marks around a figure while a text is made: characters that no text holds."""
_MANY_TIMES: Final = 100
_MILLION: Final = 10**6
_FINEST: Final = 4
"""Decimals up to which a small sum of money is told as it is: a price of 0.262 francs."""
_OPERATORS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words."""

    text: str
    working: str | None
    figures: tuple[str, ...] = ()
    """The figures in it that come from facts and their working, as they stand there."""


class UntoldError(TemplateError):
    """What was to be said names a figure that was withdrawn."""


@dataclass(slots=True)
class Speaker:
    """Puts findings about one release into the words of one language."""

    release: Release
    language: Language
    _templates: dict[tuple[str, str], Template] = field(default_factory=dict)
    _environment: Sandbox = field(init=False)
    _marking: bool = False
    """Whether figures are written between marks, so that the finished text tells which of its numbers they are."""
    untold: Mapping[str, Fact] = field(init=False)
    """The facts that are no longer told, each with the withdrawn fact that it rests on."""

    def __post_init__(self) -> None:
        self.untold = untold(self.release)
        self._environment = Sandbox(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
        self._environment.filters.update(
            {
                "figure": self.figure,
                "statement": self.statement,
                "fact": self.release.by_id.__getitem__,
                "name": self.name,
                "names": lambda things: [self.name(thing) for thing in things],
                "valued": lambda things: [f"{self.name(thing)} ({self.figure(thing.value)})" for thing in things],
                "joined": self.joined,
                "quoted": lambda texts: self.joined([f"“{text}”" for text in texts]),
                "capitalised": _capitalised,
                "told": self.told,
                "gap": self.gap,
                "aspect": lambda name: self.language.words.aspects[name],
                "plural": self.plural,
                "sources": self.sources,
                "spoken": self.spoken,
                "counted": lambda number: _capitalised(self._marked(self.count(Decimal(number)))),
                "number": lambda number: self._marked(self.number(Decimal(number))),
            }
        )

    def text(self, texts: Mapping[str, str]) -> str:
        """A text in this language, or in the first that there is."""
        return texts.get(self.language.code) or next(iter(texts.values()), "")

    def compile(self, intent: str, saying: str, template: str) -> None:
        """Make a template ready. Raises jinja2.TemplateError where it is none."""
        self._templates[intent, saying] = self._environment.from_string(template)

    def say(self, finding: Finding, extra: Mapping[str, Any] | None = None) -> Said:
        """A finding in words. Raises TemplateError where the intent has no template for it."""
        template = self._template(finding.intent, finding.saying)
        verdicts = self.language.verdicts(finding.intent) or self.language.verdicts(_CLAIM)
        own = verdicts.get(f"{finding.verdict}-{'doubted' if finding.doubted else finding.reason}")
        verdict = verdicts.get("unsettled", "") if finding.unsettled else own or verdicts.get(finding.verdict or "", "")
        self._marking = True
        try:
            text = template.render({**finding.data, **(extra or {}), "verdict": verdict})
        finally:
            self._marking = False
        if verdict and not text.lstrip().startswith(verdict):
            text = f"{verdict} {text.lstrip()}"
        plain, figures = _unmarked(re.sub(r"[ \t]+", " ", text).strip())
        return Said(plain, self.working(finding.steps), figures)

    def say_fact(self, fact: Fact) -> Said:
        """What a fact says, with its figures."""
        self._marking = True
        try:
            plain, figures = _unmarked(self.statement(fact))
        finally:
            self._marking = False
        return Said(plain, None, figures)

    def render(self, template: str, data: Mapping[str, Any]) -> Said:
        """A template of HTML with the filters of this language; what is filled in is escaped.

        Raises TemplateError where it is none, or names what there is not.
        """
        made = self._environment.overlay(autoescape=True).from_string(template)
        self._marking = True
        try:
            text = made.render(data)
        finally:
            self._marking = False
        plain, figures = _unmarked(text.strip())
        return Said(plain, None, figures)

    def _marked(self, text: str) -> str:
        return f"{_OPENS}{text}{_CLOSES}" if self._marking else text

    def _template(self, intent: str, saying: str) -> Template:
        if (intent, saying) not in self._templates:
            for name, one, template in self.language.templates():
                if (name, one) == (intent, saying):
                    self.compile(name, one, template)
        if (intent, saying) not in self._templates:
            raise TemplateError(f"intent {intent!r} has no template {saying!r}")
        return self._templates[intent, saying]

    # Facts and names

    def statement(self, fact: Fact) -> str:
        """A fact in our own words with its figures filled in. Raises UntoldError where one of them is withdrawn."""
        text = self.text(fact.statement)
        named = [] if not self.untold else [name for name in _PLACEHOLDER.findall(text) if name in self.untold]
        if (named or not text) and isinstance(fact, Measure) and fact.id not in self.untold:
            return f"{_capitalised(self.name(fact))}: {self.figure(fact.value)}."
        return self.filled(text, fact)

    def filled(self, text: str, fact: Fact | None = None) -> str:
        """A text of the content with its figures filled in."""

        def figure(found: re.Match[str]) -> str:
            name = found[1]
            if name in self.untold or (name == "value" and fact is not None and fact.id in self.untold):
                raise UntoldError(name)
            if name == "value" and isinstance(fact, Measure):
                return self.figure(fact.value, counted=False)
            return self.figure(self.release.measure(name).value, counted=False)

        return _capitalised(_PLACEHOLDER.sub(figure, text))

    def told(self, aspect: Aspect) -> str:
        """What the release says of an aspect."""
        return self.filled(self.text(aspect.says))

    def gap(self, gap: Gap) -> str:
        """What the release does not say."""
        if gap.says:
            return self.text(gap.says)
        return f"The release does not say {self.text(gap.label)}."

    def name(self, thing: object) -> str:
        """What a thing is called: a city's rate goes by the city's name."""
        if isinstance(thing, Measure):
            subject = self.release.entity.get(thing.subject)
            if (
                subject is not None
                and subject.id != self.release.about.home
                and thing.value.unit.kind is UnitKind.PERCENT
            ):
                return self.text(subject.label)
            return self.text(thing.label)
        if isinstance(thing, Entity | FactSet | Fact):
            return self.text(thing.label)
        return str(thing)

    def plural(self, kind: str) -> str:
        """What several of a kind are called; of an indicator, what those are that have a figure of it."""
        if kind not in self.release.kind:
            subjects = [m.subject for m in self.release.measures if m.indicator == kind]
            kind = next((self.release.entity[s].kind for s in subjects if s != self.release.about.home), kind)
        return self.text(self.release.kind[kind].plural) if kind in self.release.kind else kind

    def spoken(self, words: Iterable[Word]) -> str:
        """Names as they are written, for those that the reader brought up."""
        names = [
            self.name(self.release.entity[w.entity]) if w.entity in self.release.entity else w.text
            for w in words
            if w.entity
        ]
        return self.joined(list(dict.fromkeys(names)))

    def sources(self, fact: Fact) -> str:
        """Where the release says it, in a few words."""
        found = self.release.paragraphs_of(fact)[:2]
        words = self.language.words
        parts = [words.source.format(place=words.ordinal(source.paragraph), excerpt=source.excerpt) for source in found]
        return "; ".join(parts)

    def joined(self, items: Sequence[str]) -> str:
        """A list as the language writes it."""
        if len(items) < 2:
            return "".join(items)
        return self.language.words.and_.format(first=", ".join(items[:-1]), last=items[-1])

    # Quantities

    def figure(self, quantity: Quantity, *, counted: bool = True) -> str:
        """A quantity as the language writes it, rounded where it never ends, its bound said."""
        return self._marked(self._quantity(quantity, counted=counted))

    def _quantity(self, quantity: Quantity, *, counted: bool) -> str:
        words = self.language.words
        if quantity.about is not None:
            plain = self._quantity(Quantity.exact(quantity.about, quantity.unit), counted=counted)
            return words.about.format(quantity=plain)
        if quantity.low is not None and quantity.high is not None and not quantity.is_exact:
            low = self._quantity(Quantity.exact(quantity.low, quantity.unit), counted=counted)
            return f"{low} to {self._quantity(Quantity.exact(quantity.high, quantity.unit), counted=counted)}"
        number, rounded = _rounded(quantity.value, quantity.unit)
        plain = self._written(number, quantity.unit, counted=counted)
        if rounded:
            plain = words.about.format(quantity=plain)
        sign = {">": words.above, ">=": words.at_least, "<": words.below, "<=": words.at_most}.get(quantity.sign)
        if sign is None:
            return plain
        return (
            (words.above if sign is words.above else sign).format(quantity=plain)
            if quantity.unit.kind is not UnitKind.COUNT or quantity.sign != ">"
            else f"over {plain}"
        )

    def _written(self, number: Decimal, unit: Unit, *, counted: bool = True) -> str:
        words = self.language.words
        match unit.kind:
            case UnitKind.PERCENT:
                return words.percent.format(number=self.number(number))
            case UnitKind.POINTS:
                one = words.point if number == 1 else words.points
                return one.format(number=self.number(number))
            case UnitKind.TIMES:
                return words.times.format(number=self.number(number))
            case UnitKind.MONEY:
                return words.money.format(
                    number=self._scaled(number), currency=words.currencies.get(unit.name, unit.name)
                )
            case UnitKind.COUNT:
                written = self._scaled(number) if _is_round(number) else self.count(number)
                names = words.counted.get(unit.name)
                if not counted or names is None:
                    return written
                return f"{written} {names[0] if number == 1 else names[1]}"

    def _scaled(self, number: Decimal, scale: int | None = None) -> str:
        words = self.language.words
        for size, name in sorted(words.scales.items(), reverse=True):
            if (scale is None and abs(number) >= size) or scale == size:
                return f"{self.number(_clip(number / size, 4))} {name}"
        return self.number(number)

    def count(self, number: Decimal) -> str:
        """A count: small ones as words."""
        small = self.language.words.small
        whole = number == number.to_integral_value() and 0 <= number < len(small)
        return small[int(number)] if whole else self.number(number)

    def number(self, number: Decimal) -> str:
        """A number with the language's separators."""
        number = _normal(number)
        whole, _, fraction = f"{abs(number):f}".partition(".")
        grouped = f"{int(whole):,}"
        return ("−" if number < 0 else "") + grouped + (f".{fraction}" if fraction else "")

    # Working

    def working(self, steps: Sequence[Step]) -> str | None:
        """The arithmetic behind an answer, ``3.4 % − 0.6 pp = 2.8 %``, several steps joined by ``; ``."""
        return "; ".join(self._step(step) for step in steps) or None

    def _step(self, step: Step) -> str:
        values = [operand.value for operand in step.operands]
        scale = _common_scale(values, self.language.words.scales)
        written = [self._plain(value, scale) for value in values]
        if step.operator == "mean":
            total = _normal(sum((value.value for value in values), Decimal(0)))
            whole = self._plain(Quantity.exact(total, values[0].unit), scale)
            number, _ = _rounded(step.result.value, step.result.unit)
            mean = f"{self.number(_rounded(total, values[0].unit)[0])} ÷ {len(values)} = {self.number(number)}"
            if step.result.unit.kind is UnitKind.MONEY:  # too long a number without its scale
                mean = f"{whole} ÷ {len(values)} = {self._in_both(step.result, scale)}"
            return f"{' + '.join(written)} = {whole}; {mean}"
        return f"{f' {_OPERATORS[step.operator]} '.join(written)} = {self._in_both(step.result, scale)}"

    def _in_both(self, result: Quantity, scale: int | None) -> str:
        """What a step comes to in the scale of its values, and as it is told where that differs: ``433.33 ≈ 433``."""
        fine, whole = _clip(result.value, 2), _rounded(result.value, result.unit)[0]
        if result.unit.kind is UnitKind.TIMES and abs(result.value) >= _MANY_TIMES and fine != whole:
            return f"{self.number(fine)} ≈ {self.number(whole)}"
        text = self._plain(result, scale)
        told = self._plain(result, _common_scale([result], self.language.words.scales))
        return text if told == text else f"{text} ({told})"

    def _plain(self, quantity: Quantity, scale: int | None) -> str:
        number, _ = _rounded(quantity.value, quantity.unit)
        match quantity.unit.kind:
            case UnitKind.PERCENT:
                text = f"{self.number(number)} %"
            case UnitKind.POINTS:
                text = f"{self.number(number)} pp"
            case UnitKind.MONEY:
                currency = self.language.words.currencies.get(quantity.unit.name, quantity.unit.name)
                text = f"{self._scaled(number, scale)} {currency}"
            case UnitKind.TIMES:
                text = self.number(number)
            case _:
                names = self.language.words.counted.get(quantity.unit.name, ("", ""))
                text = f"{self.number(number)} {names[0] if number == 1 else names[1]}".strip()
        return text if quantity.is_exact else f"{quantity.sign} {text}"


def _capitalised(text: str) -> str:
    """A text with its first letter large, which may stand behind the mark of a figure."""
    start = len(text) - len(text.lstrip(_OPENS))
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def _unmarked(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without marks, and what stood between them, in its order."""
    figures = tuple(re.findall(f"{_OPENS}([^{_OPENS}{_CLOSES}]*){_CLOSES}", text))
    return text.replace(_OPENS, "").replace(_CLOSES, ""), figures


def _normal(number: Decimal) -> Decimal:
    number = number.normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _clip(number: Decimal, places: int) -> Decimal:
    clipped = number.quantize(Decimal(1).scaleb(-places))
    return number if clipped == number else clipped


def _rounded(number: Decimal, unit: Unit) -> tuple[Decimal, bool]:
    """A number as it is told, and whether that is rounded: two places, one for percentages and points without end."""
    if unit.kind is UnitKind.MONEY:
        size = next((s for s in (10**12, 10**9, 10**6) if abs(number) >= s), 1)
        fine = Decimal("0.001") if size > 1 else Decimal(1).scaleb(-_FINEST)
        short = (number / size).quantize(fine)
        if short * size == number:
            return number, False
        return (number / size).quantize(Decimal("0.1")) * size, True
    if unit.kind is UnitKind.TIMES and abs(number) >= _MANY_TIMES:
        whole = number.quantize(Decimal(1))
        return whole, whole != number
    long = unit.kind is UnitKind.POINTS or (unit.kind is UnitKind.PERCENT and abs(number) >= 10)
    places = Decimal("0.1") if long and len(number.as_tuple().digits) > 8 else Decimal("0.01")
    short = number.quantize(places)
    return short, short != number


def _is_round(number: Decimal) -> bool:
    """Whether a count is so large and so round that it is written in millions: 2.31 million, and not 2,310,000."""
    return abs(number) >= _MILLION and number % (_MILLION // 100) == 0


def _common_scale(values: Sequence[Quantity], scales: Mapping[int, str]) -> int | None:
    """The one scale in which all sums of a step are written, so that the working can be followed."""
    money = [abs(value.value) for value in values if value.unit.kind is UnitKind.MONEY]
    if not money:
        return None
    for size in sorted(scales, reverse=True):
        if max(money) >= size and all((amount / size).quantize(Decimal("0.001")) * size == amount for amount in money):
            return size
    return next((size for size in sorted(scales, reverse=True) if min(money) >= size), None)
