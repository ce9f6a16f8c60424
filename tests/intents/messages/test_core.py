"""A question or a claim that a story is told around: taken out where nothing outside of it could limit it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict


@pytest.mark.parametrize(
    ("story", "verdict", "says"),
    [
        ("What were the loans and bonds to be spent on? I sell CNC lathes, hence the curiosity.", None, "equipment"),
        ("I am drawing a tourist map. How many cities does the release call by their name?", None, "five cities"),
        ("Statistician's question: the plain mean of the three sector rates?", None, "5.87%"),
        ("Nine state-level projects are advancing; I have that from the trade attaché.", Verdict.REFUTED, "119"),
        ("The union paper says eleven of our cities ran ahead of the national rate.", Verdict.REFUTED, "Six"),
        ("Ten cities are ahead of the national rate, I was told at the mayor's office.", Verdict.REFUTED, "Six"),
        ("Newspaper says three industries in four have expanded. Can I believe it?", Verdict.SUPPORTED, "75%"),
    ],
)
def test_what_a_reader_tells_of_himself_does_not_veto_what_he_asks(
    story: str, verdict: Verdict | None, says: str, answerer: Answerer
) -> None:
    reply = answerer.ask(story)
    assert reply.status is Status.ANSWERED, reply.text
    assert reply.verdict is verdict, reply.text
    assert says in reply.text


@pytest.mark.parametrize(
    "story",
    [
        "Remind me what Chen said on tariffs, I am sure he brought them up.",
        "My cousin works on the Nissan line in Dalian and I am wondering how that plant is doing.",
        "What qualifications is Mr. Chen Hu having?",
        "Tourism: how much did it grow in the three quarters?",
        "I live in Anshan. How much did industry grow in my city?",
        "Tell me, if you can, how much investment grew in my village.",
    ],
)
def test_a_clause_that_the_rest_limits_is_not_answered_for_itself(story: str, answerer: Answerer) -> None:
    reply = answerer.ask(story)
    assert reply.status is not Status.ANSWERED, reply.text
