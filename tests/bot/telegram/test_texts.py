"""Texts, buttons and links: everything that is written stays within what Telegram takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.telegram
from bot.reply import Reply, Status
from bot.store.receipts import receipt_of, reply_from
from bot.telegram.buttons import Action, Press
from bot.telegram.flood import Flood, Verdict
from bot.telegram.links import Opens, payload, read, short
from bot.telegram.pipeline import Pipelines
from bot.telegram.texts import Texts, languages

FOLDER = Path(bot.telegram.__file__).parent


@pytest.mark.parametrize("code", languages())
def test_every_text_of_a_language_is_whole(code: str) -> None:
    """Each language has the same texts and commands, with the same things filled in, as English."""
    texts, english = Texts.load(code), Texts.load("en")

    def filled(text: str) -> set[str]:
        return set(re.findall(r"{{\s*(\w+)", text))

    assert {key: filled(text) for key, text in texts.messages.items()} == {
        key: filled(text) for key, text in english.messages.items()
    }
    assert [(c.name, c.chats) for c in texts.commands] == [(c.name, c.chats) for c in english.commands]


def test_no_text_for_people_stands_in_python() -> None:
    """Each text is said somewhere, and each key that is said is there."""
    places = (FOLDER, FOLDER.parent / "correction")
    source = "\n".join(path.read_text(encoding="utf-8") for place in places for path in place.rglob("*.py"))
    for key in Texts.load("en").messages:
        assert source.count(f'"{key}"') > 1, f"{key} is never said"


def test_a_language_that_lacks_a_text_is_refused() -> None:
    """It is named, and the bot does not find out in the middle of a conversation."""
    known = Texts.load("en").model_dump()
    del known["messages"]["start"]
    with pytest.raises(ValueError, match="texts are missing: start"):
        Texts.model_validate(known)


@given(st.text(max_size=200))
def test_whatever_a_button_sends_is_read_or_ignored(data: str) -> None:
    """People can send what no button of ours says."""
    press = Press.read(data)
    assert press is None or press.action in list(Action)


@given(st.text(min_size=1, max_size=200))
def test_links_are_read_back_as_they_were_made(question: str) -> None:
    """What is too long for a link has none."""
    made = (
        payload(Opens.QUESTION, question)
        if question.encode("utf-8", "replace") == question.encode("utf-8", "surrogatepass")
        else None
    )
    if made is not None:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", made)
        link = read(made)
        assert link is not None
        assert (link.opens, link.what) == (Opens.QUESTION, question)


@given(st.text(max_size=80))
def test_any_payload_is_read_or_ignored(made: str) -> None:
    """A link can be typed by hand."""
    assert read(made) is None or made[1] == "_"


def test_short_names_do_not_collide(pipelines: Pipelines) -> None:
    """Buttons and links tell all facts and topics of the release apart."""
    release = pipelines.choose("en").answerer.release
    names = [*release.by_id, *(topic.id for topic in release.topics)]
    assert len({short(name) for name in names}) == len(names)


def test_a_receipt_gives_the_reply_back(pipelines: Pipelines) -> None:
    """All of it, with how it came about; the same answer has the same code."""
    reply = pipelines.choose("en").answerer.ask("what was growth in January to August?")
    code, written = receipt_of(reply)
    assert reply_from(written) == reply
    assert receipt_of(reply) == (code, written)
    assert receipt_of(Reply("x", Status.HELP, "Hello."))[0] != code


def test_the_language_of_a_reader_is_found(pipelines: Pipelines) -> None:
    """With a region, unknown, or not said at all."""
    for wish in ("en-GB", "en", "xx", None):
        assert pipelines.choose(None, wish).texts.name == "English"


def test_the_same_words_after_something_else_are_another_question(pipelines: Pipelines) -> None:
    """An answer is used again at the same point of a conversation only."""
    pipeline = pipelines.choose("en")
    first = pipeline.answer("how fast did metallurgy grow?")
    second = pipeline.answer("how much went into growth incentive funds?")
    for _ in range(2):
        after_first = pipeline.answer("source?", first.point)
        after_second = pipeline.answer("source?", second.point)
        assert after_first.reply.sources != after_second.reply.sources
        assert pipeline.answer("source?", first.point) is after_first


def test_a_flood_is_told_from_a_lively_talk() -> None:
    """By the clock: the bucket leaks, one warning comes, and after the pause everything is as before."""
    clock = [0.0]
    flood = Flood(burst=3, per_minute=60, pause=10, clock=lambda: clock[0])
    for _ in range(20):
        clock[0] += 1
        assert flood.check(1) is Verdict.PASS
    verdicts = [flood.check(1) for _ in range(5)]
    assert verdicts == [Verdict.PASS, Verdict.PASS, Verdict.ASK_TO_SLOW_DOWN, Verdict.IGNORE, Verdict.IGNORE]
    assert flood.check(2) is Verdict.PASS
    clock[0] += 10
    assert flood.check(1) is Verdict.PASS
