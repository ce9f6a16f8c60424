"""Several live releases: which is asked, what is said of it, series, follow-ups, claims, and what is refused."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import shelf
from bot.answer import Answerer
from bot.charts import find
from bot.compiled import compiled, is_ready
from bot.library import Library
from bot.reply import Reply
from facts.contents import ContentError

RELEASES = Path(__file__).parents[1] / "releases"
H1, Q3, OLD = "marenia-ports-h1", "marenia-ports-q3", "marenia-ports-h1-2030"
ALL = [OLD, H1, Q3]
FIRST, LATEST = "“Marenia's ports in the first half, 2031”", "“Marenia's ports in the first three quarters”"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: the first half of 2030, that of 2031, and the first three quarters of 2031."""
    place = tmp_path_factory.mktemp("releases")
    for name in (H1, Q3):
        (place / name).symlink_to(RELEASES / name)
    shutil.copytree(RELEASES / H1, place / OLD)
    for file in (place / OLD).glob("questions/en/*.yaml"):
        if file.stem not in ("traffic", "ports"):
            file.unlink()
    rewrite(place / OLD / "release.yaml", {"id: marenia-ports-h1": f"id: {OLD}", "2031": "2030"})
    rewrite(
        place / OLD / "measures.yaml",
        {
            "-4.2 %": "2.5 %",
            "fell by 4.2%": "rose by 2.5%",
            "direction: down": "",
            "ports fell year": "ports grew year",
        },
    )
    rewrite(place / OLD / "measures.yaml", {"2.5 pp": "2.5 pp\n    direction: down"})
    return place


def rewrite(file: Path, changes: dict[str, str]) -> None:
    """Change words of a file."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, (file, old)
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def several(folder: Path) -> Answerer:
    """The bot over all of them."""
    return Answerer.load(folder)


def cited(reply: Reply) -> set[str]:
    """The releases that a reply rests on."""
    return {source.release for source in reply.sources}


@pytest.mark.parametrize(
    ("question", "release", "says"),
    [
        # Without a period: the newest that can answer.
        ("How much did container traffic fall?", Q3, "2.9%"),
        ("What share of containers goes by rail?", Q3, "22%"),
        ("How many ships called at the ports?", H1, "2,150"),
        ("How much was lent for new cranes?", H1, "120 million US dollars"),
        ("When was the dock strike?", H1, "May"),
        ("Who lent the money for the cranes?", H1, "Harbour Development Bank"),
        ("summary", Q3, "Four of Marenia's nine ports"),
        # With one: that of the period.
        ("How much did container traffic fall in the first half?", H1, "−4.2%"),
        ("How many containers were handled in the first half?", H1, "1.35 million"),
        ("How many containers were handled in the first three quarters?", Q3, "2.07 million"),
        ("What was the change of container traffic in the first half of 2030?", OLD, "2.5%"),
        ("What was the change of container traffic in 2030?", OLD, "2.5%"),
        ("How many containers were handled in 2031?", Q3, "2.07 million"),
        ("What was the change in the first quarter?", H1, "−5%"),
        ("How much did the decline ease compared with the first half?", Q3, "1.3 percentage points"),
        # By its place in the row.
        ("What was container traffic in the previous release?", H1, "−4.2%"),
        ("How did Sandmouth do in last quarter's release?", H1, "−6.5%"),
        ("the previous release?", H1, "Three of Marenia's nine ports"),
        ("What does the newest release say about Merrow?", Q3, "−6%"),
    ],
)
def test_a_question_goes_to_its_release(several: Answerer, question: str, release: str, says: str) -> None:
    """It is answered from one release, and the reply says from which."""
    reply = several.ask(question)
    assert reply.status == "answered", reply.text
    assert cited(reply) == {release}
    assert says.replace("−", "-") in reply.text.replace("−", "-"), reply.text
    assert reply.question == question
    assert "From the release “Marenia's ports in the first" in reply.text


@pytest.mark.parametrize(
    ("question", "release", "verdict"),
    [
        ("Did container traffic fall by 4.2%?", Q3, "refuted"),
        ("Did container traffic fall by 2.9%?", Q3, "supported"),
        ("Did container traffic fall by 4.2% in the first half?", H1, "supported"),
        ("Did container traffic fall by 2.9% in the first half?", H1, "refuted"),
        ("Did container traffic fall in the first half of 2030?", OLD, "refuted"),
        ("Container traffic fell by 4.2% in the previous release, right?", H1, "supported"),
        ("Were 120 million dollars lent for cranes?", H1, "supported"),
    ],
)
def test_a_claim_is_held_against_its_release(several: Answerer, question: str, release: str, verdict: str) -> None:
    """That of its period; else the newest that speaks of it."""
    reply = several.ask(question)
    assert (reply.status, reply.verdict, cited(reply)) == ("answered", verdict, {release}), reply.text


@pytest.mark.parametrize(
    "question",
    [
        "How many containers were handled in 2024?",
        "How much did container traffic fall in 2024?",
        "Did container traffic fall by 4.2% in 2029?",
        "How did container traffic do in the second half?",
        "How did container traffic do in the first half of 2029?",
        "How many ships called in 2029?",
        "How much did traffic fall in last year's release?",
        "How many cruise passengers came?",
        "How did Osterfjord do?",
        "How did Rotterdam do in the first half?",
        "How has Rotterdam developed?",
        "How fast did Benxi grow?",
        "How has metallurgy developed?",
        "What was container traffic in Greece compared with the previous release?",
    ],
)
def test_what_no_release_says_is_not_told(several: Answerer, question: str) -> None:
    """Foreign periods, places and things get no figure from any release."""
    reply = several.ask(question)
    assert reply.status in ("not_stated", "out_of_scope"), reply.text
    assert reply.verdict is None


def test_what_is_not_stated_is_said_of_the_newest(several: Answerer) -> None:
    """Where no release answers, the newest is named; small talk names none."""
    assert f"That is the newest release, {LATEST}" in several.ask("How many cruise passengers came?").text
    assert "elease “" not in several.ask("hello").text


@pytest.mark.parametrize(
    ("question", "says", "working", "releases"),
    [
        (
            "How did container traffic do compared with the previous release?",
            ["−4.2%", "−2.9%", "1.3 percentage points more"],
            "−2.9 % − −4.2 % = 1.3 pp",
            [H1, Q3],
        ),
        ("How has container traffic developed?", ["2.5%", "−4.2%", "−2.9%", "5.4 percentage points less"], "", ALL),
        ("How did Sandmouth change since the last release?", ["−6.5%", "−5.1%", "1.4 percentage points"], "", [H1, Q3]),
        ("How did traffic do compared with the first half?", ["−4.2%", "−2.9%"], "", [H1, Q3]),
        ("Compare Merrow with the previous release", ["less than −8%", "−6%", "exact figure"], None, [H1, Q3]),
        (
            "How did the share of transshipment do compared with the previous release?",
            ["36%", "41%", "define it differently", "containers that change ships, empty ones among them"],
            None,
            [H1, Q3],
        ),
        ("Compare the number of containers handled with the previous release", ["different length"], None, [H1, Q3]),
        ("How did the easing of the decline compare with the previous release?", ["same basis"], None, [H1, Q3]),
        ("How has the share of rail developed?", ["22%"], None, [Q3]),
        ("How has the number of ship calls developed?", ["2,150", f"{LATEST} does not give it"], "", [OLD, H1]),
        ("Compare the number of ship calls with the last release", ["2,150", f"{LATEST} does not give it"], None, [H1]),
        ("What changed since the previous release?", ["−4.2%", "−2.9%", "36%", "41%"], "", [H1, Q3]),
        ("How many containers in the first half and the first three quarters?", ["different length"], None, [H1, Q3]),
        ("Did more ports grow than in the previous release?", ["three", "four"], "", [H1, Q3]),
        ("Did traffic fall more in the first half than in the first three quarters?", ["−4.2%", "−2.9%"], None, None),
    ],
)  # fmt: skip
def test_a_series_is_told(
    several: Answerer, question: str, says: Sequence[str], working: str | None, releases: Sequence[str] | None
) -> None:
    """Each value with its release and source; a difference only where nothing but the period differs."""
    reply = several.ask(question)
    assert reply.status == "answered", reply.text
    assert not [words for words in says if words not in reply.text], reply.text
    assert releases is None or cited(reply) == set(releases)
    if working is None and releases is not None:
        assert reply.working is None
        assert "more." not in reply.text
        assert "less." not in reply.text
    else:
        assert (working or "") in (reply.working or "")
    assert several.defects == []


@pytest.mark.parametrize(
    ("question", "verdict", "releases"),
    [
        ("Calder Bay grew faster than in the previous release, right?", "supported", [H1, Q3]),
        ("Calder Bay grew slower than in the first half, right?", "refuted", [H1, Q3]),
        ("Did Calder Bay not grow faster than in the previous release?", "refuted", [H1, Q3]),
        ("Has Calder Bay accelerated since the first half?", "supported", [H1, Q3]),
        ("Is growth at Calder Bay up on the last release?", "supported", [H1, Q3]),
        ("Did growth at Calder Bay slow?", "refuted", [H1, Q3]),
        ("Has the decline at Sandmouth slowed?", "supported", [H1, Q3]),
        ("Did container traffic fall less than in the previous release?", "supported", [H1, Q3]),
        ("Container traffic fell more than in the previous release, right?", "refuted", [H1, Q3]),
        ("Did container traffic grow faster than in the previous release?", "refuted", [H1, Q3]),
        ("More ports grew than in the previous release, right?", "supported", [H1, Q3]),
        ("Fewer ports grew than in the previous release, right?", "refuted", [H1, Q3]),
        # The newest release says so itself.
        ("Did the decline of container traffic slow?", "supported", [Q3]),
        # Both are told, and why nothing is confirmed or denied.
        ("Is container traffic up on the last release?", None, [H1, Q3]),
        ("Did Port Elin grow faster than in the previous release?", None, [H1, Q3]),
        ("Is it true that Merrow fell more slowly than in the previous release?", None, [H1, Q3]),
        ("More containers were handled than in the previous release, right?", None, [H1, Q3]),
        ("The share of transshipment is higher than in the previous release, true?", None, [H1, Q3]),
        ("Is the share of transshipment up on the last release?", None, [H1, Q3]),
        ("Did Calder Bay grow by 1.3 points more than in the previous release?", None, [H1, Q3]),
        ("Has the number of ship calls risen since the last release?", None, [H1]),
    ],
)  # fmt: skip
def test_a_claim_from_release_to_release(
    several: Answerer, question: str, verdict: str | None, releases: Sequence[str]
) -> None:
    """Judged where nothing but the period differs, each value with its source; never against one release alone."""
    reply = several.ask(question)
    assert (reply.status, reply.verdict, cited(reply)) == ("answered", verdict, set(releases)), reply.text
    assert several.defects == []


@pytest.mark.parametrize(
    "question",
    [
        "Is it true that Osterfjord grew faster than in the previous release?",
        "Sandmouth fell faster than last quarter: true?",
        "Ports handled more than last quarter: true?",
    ],
)
def test_a_claim_without_two_releases_gets_no_verdict(several: Answerer, question: str) -> None:
    """Of what no release tells, and of a quarter where the releases are of halves and of three quarters."""
    reply = several.ask(question)
    assert (reply.status, reply.verdict) == ("not_stated", None), reply.text


def test_a_claim_leans_on_what_was_told(several: Answerer) -> None:
    """Pronouns take up the thing; what grew is not how many ports did."""
    for question, verdict in (
        ("has it accelerated since H1?", "supported"),
        ("did it grow faster than in the previous release?", "supported"),
        ("did it slow since the last release?", "refuted"),
    ):
        chat = several.conversation()
        chat.ask("How did Calder Bay do?")
        reply = chat.ask(question)
        assert (reply.verdict, reply.facts) == (verdict, ("calder-bay-change",)), reply.text


def test_a_difference_of_definition_is_never_compared(several: Answerer) -> None:
    """However it is asked for, no figure stands for what was defined in two ways."""
    for question in (
        "How has the share of transshipment developed?",
        "By how much did the share of transshipment change since the previous release?",
        "Compare transshipment with the previous release",
    ):
        reply = several.ask(question)
        assert not re.search(r"\b5 (percentage points|pp)|\b5%", f"{reply.text} {reply.working}"), reply.text


@pytest.mark.parametrize(
    "turns",
    [
        [("How much did container traffic fall?", Q3, "2.9%"), ("and in the first half?", H1, "4.2%"),
         ("and Sandmouth?", H1, "6.5%"), ("source?", H1, "Sandmouth by 6.5%"),
         ("and in the newest release?", Q3, "5.1%"), ("and in the previous release?", H1, "6.5%")],
        [("How many ports grew in the first half?", H1, "Three"), ("which ones?", H1, "Three"),
         ("and what share of containers goes by rail?", Q3, "22%"), ("How many ports grew?", Q3, "Four")],
        [("How did Calder Bay do in the first half of 2030?", OLD, "3.1%"), ("and Sandmouth?", OLD, "6.5%")],
        [("How did Calder Bay do?", Q3, "4.4%"), ("and in 2030?", OLD, "3.1%")],
        [("How much did container traffic fall in the first half?", H1, "4.2%"), ("/summary", Q3, "2.9%")],
    ],
)  # fmt: skip
def test_a_conversation_stays_in_its_release(several: Answerer, turns: Sequence[tuple[str, str, str]]) -> None:
    """Until a period, or words that choose a release, move it; a question by itself goes to the newest."""
    chat = several.conversation()
    for question, release, says in turns:
        reply = chat.ask(question)
        assert (cited(reply), says in reply.text) == ({release}, True), f"{question}: {reply.text}"


def test_follow_ups_of_a_series(several: Answerer) -> None:
    """A name takes up the series; a comparison takes up what was told before."""
    chat = several.conversation()
    chat.ask("How did container traffic do compared with the previous release?")
    assert "1.4 percentage points more" in chat.ask("and Sandmouth?").text
    assert cited(chat.ask("How many ports grew?")) == {Q3}
    chat.reset()
    chat.ask("How did Calder Bay do in the newest release?")
    reply = chat.ask("how does that compare with the previous release?")
    assert "3.1%" in reply.text
    assert "4.4%" in reply.text


def test_what_there_is_no_release_for_is_said(several: Answerer) -> None:
    """Before the first release there is none, and what was dropped is not in the newest."""
    chat = several.conversation()
    chat.ask("What was the change of container traffic in the first half of 2030?")
    assert "There is no such release here" in chat.ask("and in the previous release?").text
    chat.ask("What share of containers goes by rail?")
    reply = chat.ask("and in the previous release?")
    assert (reply.status, reply.facts) == ("not_stated", ())
    assert FIRST in reply.text


def test_last_year_is_that_of_the_newest_release(folder: Path, tmp_path: Path) -> None:
    """What the newest release says of the year before comes first; then the release of that year is asked."""
    for name in (OLD, H1):
        (tmp_path / name).symlink_to(folder / name)
    answerer = Answerer.load(tmp_path)
    own = answerer.ask("What was the share of transshipment a year earlier?")
    assert (cited(own), "38.5%" in own.text) == ({H1}, True)
    for question in ("What was the change at Sandmouth last year?", "How did Sandmouth do in last year's release?"):
        reply = answerer.ask(question)
        assert (reply.status, cited(reply)) == ("answered", {OLD}), reply.text
        assert "“Marenia's ports in the first half, 2030”" in reply.text


def test_facts_are_told_of_their_release(several: Answerer) -> None:
    """Whoever keeps a note of what was told finds each fact with its release; charts are of the newest."""
    older = several.ask("How much did container traffic fall in the first half?")
    assert [(release.id, fact.id) for release, fact in several.told(older)] == [(H1, "traffic-change")]
    both = several.ask("How did container traffic do compared with the previous release?")
    assert {release.id for release, _ in several.told(both)} == {H1, Q3}
    assert not several.is_of_newest(older)
    assert find.of_reply(older, several) is None


def test_only_a_few_releases_stay_in_memory(folder: Path) -> None:
    """The newest stays; of the others those that were asked last, and what is found out is the same."""
    cards = shelf.shelved(folder, "en")
    held = Library.open(folder, "en").shelf
    assert [card.id for card in cards] == list(held) == [OLD, H1, Q3]
    assert held.newest.id == Q3
    latest: shelf.Latest[str] = shelf.Latest(2)
    for name in ("a", "b", "a", "c"):
        assert latest.take(name, name.upper) == name.upper()
    assert list(latest) == ["a", "c"]


def test_cards_know_what_only_an_older_release_says(folder: Path) -> None:
    """What a newer release gives as well is no reason to ask an older one."""
    cards = {card.id: card for card in shelf.shelved(folder, "en")}
    assert {"ship-calls", "crane-loans", "q1-change"} <= cards[H1].own
    assert not {"traffic-change", "containers"} & cards[H1].own
    assert "dock" in cards[H1].fresh
    assert not cards[OLD].own | cards[OLD].fresh
    assert not cards[Q3].words
    assert {"crane", "dredg"} & cards[H1].words == {"crane"}


def test_a_new_release_leaves_the_others_ready(folder: Path, tmp_path: Path) -> None:
    """What was made ready of one release stays so when another comes, and when the other changes."""
    place = tmp_path / "releases"
    place.mkdir()
    small = place / OLD
    shutil.copytree(folder / OLD, small, ignore=shutil.ignore_patterns("not-stated.yaml"))
    compiled(small, "en")
    assert is_ready(small, "en")
    shutil.copytree(folder / H1, place / H1, ignore=shutil.ignore_patterns("not-stated.yaml"))
    answerer = Answerer.load(place)
    assert answerer.release.id == H1
    assert is_ready(small, "en")
    rewrite(place / H1 / "measures.yaml", {"1350000": "1351000"})
    assert is_ready(small, "en")
    assert not is_ready(place / H1, "en")
    assert "1,351,000" in Answerer.load(place).speaker.statement(Answerer.load(place).release.by_id["containers"])


def test_only_live_releases_are_told(folder: Path, tmp_path: Path) -> None:
    """A draft is no release for readers: with one that is live, that one answers alone."""
    for name in (H1, Q3):
        shutil.copytree(folder / name, tmp_path / name, ignore=shutil.ignore_patterns("not-stated.yaml"))
    rewrite(tmp_path / Q3 / "release.yaml", {"  headline:": "  state: draft\n  headline:"})
    answerer = Library.open(tmp_path, "en").answerer
    assert answerer.library is None
    assert list(answerer.releases) == [H1]
    assert "From the release" not in answerer.ask("containers handled").text
    rewrite(tmp_path / H1 / "release.yaml", {"  headline:": "  state: superseded\n  headline:"})
    with pytest.raises(ContentError):
        Library.open(tmp_path, "en")


def test_one_question_of_one_release_loads_nothing_of_the_library(answerer: Answerer) -> None:
    """The quick way of a single release, once that is made ready, stays as quick as it was."""
    assert answerer.library is None
    program = (
        "import sys; from bot.cli import main; main(['ask', 'hello']); print(sorted(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=100,
                         env={k: v for k, v in os.environ.items() if not k.startswith("RELEASE_BOT_")})  # fmt: skip
    for name in ("bot.library", "bot.shelf", "facts.series", "intents.releases", "facts.load"):
        assert f"'{name}'" not in run.stderr
    assert "'bot.answer'" in run.stderr
