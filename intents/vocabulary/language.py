"""A language whole: its lexicon, its intents with their patterns and templates, its words for quantities."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from intents.vocabulary.grammar import FILE as GRAMMAR
from intents.vocabulary.grammar import load_grammar
from intents.vocabulary.lexicon import Lexicon
from intents.vocabulary.normalise import stem

FOLDER: Final = Path(__file__).parent.parent
"""Where the languages stand."""
_NOT_INTENTS: Final = frozenset(
    {"lexicon", "grammar", "foils", "words", "thresholds", "announcement", "releases", "asks"}
)
QUESTION: Final = "question"
"""The class of everything that is asked of the release, beside which small talk has to stand out."""


COMMANDS: Final = {"start": "greet", "help": "help", "summary": "summary", "sources": "source", "source": "source"}


class Example(BaseModel):
    """A question with what has to come out: an intent's own test."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    ask: str
    after: list[str] = []
    status: Literal["answered", "not_stated", "clarify", "help", "out_of_scope"] = "answered"
    verdict: Literal["supported", "refuted"] | None = None
    facts: list[str] = []
    says: list[str] = []
    working: bool = False


class Intent(BaseModel):
    """One intent: how it is asked for, what is said, and examples that are its tests."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    intent: str
    also: list[str] = []
    """Further intents that are said in the same words."""
    status: Literal["answered", "not_stated", "clarify", "help", "out_of_scope"] = "answered"
    context: bool = False
    """Whether it is about the answer before."""
    patterns: list[str] = []
    says: dict[str, str]
    verdicts: dict[str, str] = {}
    examples: list[Example] = []


class Words(BaseModel):
    """How quantities and lists are written in a language."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    percent: str
    points: str
    point: str
    times: str
    money: str
    above: str
    at_least: str
    below: str
    at_most: str
    about: str
    small: list[str]
    """Counts that are written as words."""
    currencies: dict[str, str]
    scales: dict[int, str]
    counted: dict[str, tuple[str, str]]
    and_: str
    comparisons: dict[str, str]
    aspects: dict[str, str]
    source: str
    ordinals: list[str]
    said_instead: str
    """Before what the release does say, where what was asked is not stated."""
    cut: str
    """Beside an answer to a message of which only the beginning was read."""
    moment: str
    embargo: str
    """All that is said of a release before its embargo is lifted."""
    embargoed_title: str
    """What stands in the place of its title."""
    preview: str
    """Beside an answer that only the press office sees."""
    corrected: str
    corrected_of: str
    """The same, where an answer tells more than one thing."""
    corrected_earlier: str
    """Once the correction is no longer told, beside a source that carries the value told before."""
    withdrawn: str
    withdrawn_beneath: str

    def ordinal(self, number: int) -> str:
        """The place in a row, from 1."""
        return self.ordinals[number - 1] if 0 < number <= len(self.ordinals) else f"{number}."


class Thresholds(BaseModel):
    """What a match, and a topic, must reach; set on questions and kept with the evidence.

    Scores are from 0 to 1; a lead is that over the runner-up, before it is squeezed into a score.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    score: float
    lead: float
    """From here on a message is small talk."""
    topical: float
    """The part of a message that has to be of the release for it to be not stated, and not out of scope."""
    sure: float
    sure_lead: float
    """From here on a question means what its nearest wording means."""
    doubt: float
    """Below this score what the spans say counts even where the wordings say another thing."""
    grammar: float
    """The lead below which a filter or a comparison is read by its spans first."""
    plain: float
    plain_lead: float
    """From here on the nearest wording leaves no doubt."""
    one: float
    """The score, with a plain lead, from which a message with one question word is one question."""
    contested_lead: float
    """The lead below which another wording may be what a claim is about, if its facts settle the claim."""
    silent_lead: float
    """The lead below which a silence beside what was found is told instead."""
    tied_lead: float
    """The lead from which a claim that is refuted, or met by silence, is not contested by every rival."""
    rival: float
    """The part of the best score that a wording needs to be a rival of the nearest."""
    close_rival: float
    """The same, for one whose facts settle what the nearest leaves open."""
    foil_score: float
    """The score, with the next lead, from which a word that may say nothing is passed over."""
    foil_lead: float
    stray_score: float
    """The score, with the next lead, from which a word that no list knows is a slip, or says nothing."""
    stray_lead: float
    beyond_doubt: float
    """The score from which words that no list knows are no sign of something else."""
    half: float
    """The score from which one such word is none."""
    likely: float
    """The score from which a wording counts beside evidence that is weak by itself."""
    joined: float
    """What a question read with what was told before has to score; and what it has to score alone to keep its own."""
    alone: float
    """What it has to score alone to keep an answer that is about what was told before."""
    silent: float
    """What a silence has to score alone to be kept where the joined question is not plain."""
    joined_plain: float
    """From here on the joined question, or a silence, is plain."""
    joined_gain: float
    """What it may score less alone and still be read by itself."""
    part: float
    """What a part of a message has to score to be a question of its own."""
    part_sure: float
    """From here on it needs nothing of the part before it."""
    part_gain: float
    """What it has to gain by that, if it is understood by itself."""
    figure: float
    """What a wording has to score for its figure to be one that a stretch names."""
    figure_beside: float
    """The part of the best score that it needs for that."""
    evidence: dict[str, Any] = {}


@dataclass(slots=True)
class Language:
    """Everything that the understanding and the saying of one language need."""

    code: str
    lexicon: Lexicon
    words: Words
    thresholds: Thresholds
    intents: Mapping[str, Intent]
    commands: dict[str, str] = field(default_factory=lambda: dict(COMMANDS))

    @classmethod
    def load(cls, code: str, folder: Path | None = None) -> Language:
        """Read a language from its folder of YAML.

        Raises FileNotFoundError where there is none, and ContentError for a grammar that is wrong.
        """
        place = (folder or FOLDER) / code
        if not place.is_dir():
            raise FileNotFoundError(f"no language {code!r}: there is no folder {place}")
        words = {**_read(place / "lexicon.yaml"), **_read(place / "foils.yaml")}
        lexicon = Lexicon.model_validate({**words, "grammar": load_grammar(place / GRAMMAR)})
        stem.kept.update(lexicon.kept_forms)
        words = {key.replace("-", "_"): value for key, value in _read(place / "words.yaml").items()}
        words["and_"] = words.pop("and")
        thresholds = Thresholds.model_validate(_read(place / "thresholds.yaml"))
        found = {}
        for file in sorted(place.glob("*.yaml")):
            if file.stem not in _NOT_INTENTS:
                intent = Intent.model_validate(_read(file))
                found[intent.intent] = intent
        return cls(code, lexicon, Words.model_validate(words), thresholds, found)

    def fingerprint(self) -> str:
        """What the matcher and the thresholds were made from: every pattern and every list of words."""
        patterns = {name: intent.patterns for name, intent in sorted(self.intents.items())}
        return hashlib.sha256(repr((patterns, self.lexicon)).encode()).hexdigest()[:16]

    def status_of(self, intent: str) -> Literal["answered", "not_stated", "clarify", "help", "out_of_scope"]:
        """What becomes of a question of that intent."""
        return self.intents[intent].status

    def needs_context(self, intent: str) -> bool:
        """Whether an intent is about the answer before."""
        return intent in self.intents and self.intents[intent].context

    def templates(self) -> Iterator[tuple[str, str, str]]:
        """Every template with its intent and its name."""
        for intent in self.intents.values():
            for saying, template in intent.says.items():
                for name in (intent.intent, *intent.also):
                    yield name, saying, template

    def verdicts(self, intent: str) -> Mapping[str, str]:
        """The words for supported and refuted."""
        return self.intents[intent].verdicts if intent in self.intents else {}


def _read(path: Path) -> dict[str, Any]:
    import yaml

    with path.open(encoding="utf-8") as file:
        content = yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    if not isinstance(content, dict):
        raise ValueError(f"{path}: has to be a mapping")
    return content
