"""The command line with an invented bot behind it: what the terminal does must not depend on what is answered.

Run as a module it takes the words of ``release-bot``; a question decides by one word what becomes of it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.cli import main
from bot.reply import Citation, Explanation, Reply, Status
from bot.settings import Settings

if TYPE_CHECKING:
    from facts.model import Release, Source
    from intents.vocabulary.language import Language

RELEASE = """
about:
  id: harbour
  title: {en: The harbour in spring}
  home: port
  period: spring
  headline: cargo
  digest: [cargo]
  sentences: [2]
periods: [{id: spring, label: {en: spring}, months: [3, 5]}]
kinds: [{id: place, label: {en: place}, plural: {en: places}}]
entities: [{id: port, kind: place, label: {en: the port}, source: {paragraph: 1, sentence: 1, excerpt: port}}]
indicators: [{id: growth, label: {en: growth}, unit: percent}, {id: number, label: {en: number}, unit: count}]
measures:
  - id: cargo
    label: {en: growth of cargo}
    statement: {en: "Cargo through the port grew by {value} in spring."}
    names: {en: [freight]}
    indicator: growth
    subject: port
    period: spring
    value: 3.5 %
    direction: up
    entities: [port]
    source: {paragraph: 1, sentence: 1, excerpt: grew by 3.5%}
    related: [ships]
  - id: ships
    label: {en: number of ships}
    statement: {en: "{value} ships called at the port, where cargo grew by {cargo}."}
    indicator: number
    subject: port
    value: 12 ship
    entities: [port]
    source: {paragraph: 1, sentence: 2, excerpt: 12 ships}
"""
SENTENCE = "Cargo through the port grew by 3.5% in spring."
TEXT = f"{SENTENCE} In all 12 ships called.\n"
SOURCE = Citation("harbour", 1, "grew by 3.5%")


class Answerer:
    """Answers that cargo grew, unless a question says otherwise."""

    @cached_property
    def releases(self) -> Mapping[str, Release]:
        """The one release, read once it is looked at."""
        from facts.load import load_release

        with TemporaryDirectory() as folder:
            (Path(folder) / "release.yaml").write_text(RELEASE, encoding="utf-8")
            return {"harbour": load_release(Path(folder))}

    @property
    def visible(self) -> Mapping[str, Release]:
        """There is no embargo here."""
        return self.releases

    @property
    def leading(self) -> Answerer:
        """There is but one release."""
        return self

    def closed(self) -> str | None:
        """Nothing is withheld."""
        return None

    def previewing(self) -> Answerer:
        """So there is nothing more to see."""
        return self

    def ask(self, question: str) -> Reply:
        """One reply for each kind that the terminal can be given."""
        if not question.strip():
            return Reply(question, Status.HELP, "Ask a question.")
        if "crash" in question:
            raise RuntimeError("a wheel came off")
        if "sleep" in question:
            print("Asleep.", flush=True)
            time.sleep(30)
        if "wages" in question:
            return Reply(question, Status.NOT_STATED, "The release does not say.", suggestions=("How did cargo do?",))
        if "echo" in question:
            return Reply(question, Status.CLARIFY, f"What is {question}?")
        return Reply(
            question,
            Status.ANSWERED,
            "Cargo grew by 3.5 %.",
            details=("That is year on year − naturally.",),
            facts=("cargo",),
            sources=(SOURCE,),
            working="3 % + 0.5 pp = 3.5 %",
            intent="growth",
            confidence=0.987,
            suggestions=("How many ships called?", "What about wages?"),
            explanation=Explanation(
                normalised=question.lower(),
                recognised=("cargo: a measure",),
                repaired=(("crago", "cargo"),),
                pattern="how did {measure} do",
                score=0.9,
                lead=0.5,
                runner_up="share",
                unexplained=("hm",),
                reason="score and lead suffice",
                versions=(("facts", "abc"),),
            ),
        )

    def conversation(self) -> Conversation:
        """A conversation that counts its turns."""
        return Conversation(self)

    def vocabulary(self) -> list[str]:
        """Names and questions."""
        return ["cargo", "Cargo terminal", "How did cargo do?", "How many ships called?", "the port"]

    def examples(self) -> list[str]:
        """Questions that can be answered."""
        return ["How did cargo do?", "How many ships called?"]

    def sentence(self, source: Source, release: str | None = None) -> str | None:
        """The first sentence, the only one known."""
        return SENTENCE if source.sentence == 1 else None

    @cached_property
    def language(self) -> Language:
        """English, for the words of quantities; it takes a while to load."""
        from intents.vocabulary.language import Language

        return Language.load("en")


class Conversation:
    """Tells which turn a question is, where it asks for that."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer
        self.turns = 0
        self.last: Reply | None = None

    def ask(self, question: str) -> Reply:
        """Answer one turn."""
        self.turns += 1
        if "turn" in question:
            return Reply(question, Status.ANSWERED, f"Turn {self.turns}.")
        self.last = self.answerer.ask(question)
        return self.last

    def reset(self) -> None:
        """Forget everything."""
        self.turns = 0


def load(settings: Settings | None = None) -> Answerer:
    """The invented bot with its release, whatever the settings say."""
    return Answerer()


if __name__ == "__main__":
    sys.exit(main(load=load))  # type: ignore[arg-type]
