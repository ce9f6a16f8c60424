"""Examples of the content that a correction makes untrue: they are tests, and have to be brought up to date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from bot.answer import Answerer
from intents.vocabulary.language import Example


def overtaken(before: Answerer, after: Answerer) -> Iterator[tuple[str, Example, str]]:
    """Examples that come out as they say before a correction and no longer after it: intent, example, what is said.

    That an answer tells the old value for a while, as the one that was corrected, does not keep an example true.
    """
    after = replace(after, marked_for=dt.timedelta(0))
    for name, intent in sorted(before.language.intents.items()):
        for example in intent.examples:
            if _fails(before, example) is None and (said := _fails(after, example)) is not None:
                yield name, example, said


def _fails(answerer: Answerer, example: Example) -> str | None:
    """What is said in place of what an example says has to come out; none where it does."""
    conversation = answerer.conversation()
    for turn in example.after:
        conversation.ask(turn)
    reply = conversation.ask(example.ask)
    said = reply.text.casefold()
    holds = (
        reply.status == example.status
        and (example.verdict is None or reply.verdict == example.verdict)
        and set(example.facts) <= set(reply.facts)
        and all(text.casefold() in said for text in example.says)
        and (reply.working is not None or not example.working)
    )
    return None if holds else reply.text
