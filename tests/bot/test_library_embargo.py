"""Several live releases, one of them under embargo: to readers it is as if it were not there, until the moment."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.answer import Answerer
from bot.reply import Reply
from bot.shelf import shelved
from bot.terminal import Chat
from intents.findings import Context
from tests.bot.test_embargo import AFTER, BEFORE, QUESTIONS, SAID, UNTIL

RELEASES = Path(__file__).parents[1] / "releases"
H1, Q3 = "marenia-ports-h1", "marenia-ports-q3"
TRAFFIC = "How much did container traffic change?"
SERIES = "How has container traffic developed?"
CORRECTED = dt.datetime(2026, 7, 21, 9, 0, tzinfo=dt.UTC)
ONLY_NEW = "Marenia's ports in the first three quarters"


@dataclass
class Clock:
    """A clock that the test sets."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        """What it shows."""
        return self.now


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions, the newer one under embargo."""
    place = tmp_path_factory.mktemp("embargo")
    (place / H1).symlink_to(RELEASES / H1)
    copy(place, Q3, UNTIL)
    return place


def copy(place: Path, name: str, until: dt.datetime) -> None:
    """A copy of a release under embargo."""
    shutil.copytree(RELEASES / name, place / name)
    file = place / name / "release.yaml"
    text = file.read_text(encoding="utf-8")
    assert "  home: marenia\n" in text
    file.write_text(text.replace("  home: marenia\n", f"  home: marenia\n  embargo: {until.isoformat()}\n", 1))


@pytest.fixture
def clock() -> Clock:
    """One second before the moment."""
    return Clock(BEFORE)


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Answerer:
    """The bot over both."""
    return Answerer.load(folder)


@pytest.fixture
def front(loaded: Answerer, clock: Clock) -> Answerer:
    """The same by the test's clock."""
    return replace(loaded, clock=clock)


def cited(reply: Reply) -> set[str]:
    """The releases that a reply rests on."""
    return {source.release for source in reply.sources}


@pytest.mark.parametrize("question", [*QUESTIONS, SERIES, "the previous release?", "and in the newest release?",
                                      "What share of containers goes by rail?", "How many containers in 2031?",
                                      "How did traffic do compared with the first half?"])  # fmt: skip
def test_before_the_moment_there_is_only_the_older_release(front: Answerer, question: str) -> None:
    """Every reply is that of a bot that has the older release alone."""
    reply = front.ask(question)
    assert cited(reply) <= {H1}
    assert ONLY_NEW not in reply.text
    assert "elease “" not in reply.text
    assert SAID not in reply.text
    assert reply == front.leading.alone(question, Context())[0]


def test_the_moment_brings_the_newer_one(front: Answerer, clock: Clock) -> None:
    """To whoever asks, in the conversation under way, and in what is offered beside."""
    chat, terminal = front.conversation(), Chat(front, lambda _: None)
    assert cited(chat.ask(TRAFFIC)) == {H1}
    assert "first half" in terminal.greeting()[0].text
    assert (list(front.visible), front.openings) == ([H1], [UNTIL])
    before = front.phase()
    clock.now = AFTER
    assert front.phase() != before
    assert cited(chat.ask("and Sandmouth?")) == {H1}
    assert cited(chat.ask(TRAFFIC)) == {Q3}
    assert cited(chat.ask(SERIES)) == {H1, Q3}
    assert (list(front.visible), front.openings) == ([H1, Q3], [])
    assert terminal.greeting()[0].text == f"Ask about {ONLY_NEW}, and 1 earlier release."
    assert front.leading.title() == ONLY_NEW


def test_the_press_office_previews_both_and_is_reminded(front: Answerer, clock: Clock) -> None:
    """Where a reply rests on what is under embargo it says so, and nobody else is shown it later."""
    preview = front.previewing()
    line = "Preview: the release is under embargo until July 20, 2026, 10:00 (UTC+08:00)."
    assert preview.title() == ONLY_NEW
    for question, releases in ((TRAFFIC, {Q3}), (SERIES, {H1, Q3}), ("How many ships called at the ports?", {H1})):
        reply = preview.ask(question)
        assert cited(reply) == releases
        assert (line in reply.details) is (Q3 in releases)
        assert front.withholds(reply)
        assert not preview.withholds(reply)
    missing = preview.ask("How has the number of ship calls developed?")
    assert (cited(missing), ONLY_NEW in missing.text) == ({H1}, True)
    assert front.withholds(missing)
    for question in (TRAFFIC, "hello", "how many cruise passengers came?"):
        assert not front.withholds(front.ask(question))
    clock.now = AFTER
    assert not front.withholds(missing)
    assert preview.ask(TRAFFIC) == front.ask(TRAFFIC)


def test_what_was_spoken_of_in_a_preview_is_leant_on_by_nobody_else(front: Answerer) -> None:
    """The readers' bot begins anew."""
    chat = front.previewing().conversation()
    chat.ask(TRAFFIC)
    reply = front.answer("source?", chat.context)[0]
    assert Q3 not in cited(reply)
    assert reply == front.ask("source?")


def test_where_none_may_be_told_the_first_moment_is_said(tmp_path: Path, clock: Clock) -> None:
    """One sentence, whatever was asked; then the release whose moment has come, then the other one."""
    copy(tmp_path, H1, UNTIL)
    copy(tmp_path, Q3, UNTIL + dt.timedelta(days=1))
    front = replace(Answerer.load(tmp_path), clock=clock)
    front.make_ready()
    for question in (TRAFFIC, SERIES, "hello"):
        assert (front.ask(question).text, front.ask(question).sources) == (SAID, ())
    assert front.visible == {}
    assert front.leading.examples() == []
    assert front.withholds(front.ask("hello"))
    clock.now = AFTER
    assert cited(front.ask("How much did container traffic change?")) == {H1}
    clock.now = AFTER + dt.timedelta(days=1)
    assert cited(front.ask("How much did container traffic change?")) == {Q3}


def test_cards_know_nothing_of_what_is_under_embargo(folder: Path) -> None:
    """What only the hidden release has in common with an older one is still that one's own."""
    (card,) = shelved(folder, "en", [Q3])
    assert card.id == H1
    assert {card.embargo for card in shelved(folder, "en")} == {None, UNTIL}


def test_series_tell_what_was_corrected_and_leave_out_what_was_withdrawn(tmp_path: Path) -> None:
    """Each line says of which release it is; an earlier reply is outdated where what it tells was changed."""
    for name in (H1, Q3):
        shutil.copytree(RELEASES / name, tmp_path / name, ignore=shutil.ignore_patterns("not-stated.yaml"))
    before = Answerer.load(tmp_path)
    earlier, other = before.ask(SERIES), before.ask("How has the number of ports that grew developed?")
    assert earlier.working == "−2.9 % − −4.2 % = 1.3 pp"
    change(tmp_path / H1, "value: -4.2 %", "-4.6 %", "-4.2 %")
    after = replace(Answerer.load(tmp_path), clock=lambda: CORRECTED + dt.timedelta(hours=1))
    reply = after.ask(SERIES)
    assert (reply.status, reply.working) == ("answered", "−2.9 % − −4.6 % = 1.7 pp")
    assert "first half”: Corrected on July 21, 2026, was −4.2%." in reply.text
    assert after.is_outdated(earlier)
    assert not after.is_outdated(reply)
    assert not after.is_outdated(other)
    now = after.phase()
    late = replace(after, clock=lambda: CORRECTED + dt.timedelta(days=60))
    assert late.phase() != now
    assert "Corrected on" not in late.ask(SERIES).text
    file = tmp_path / H1 / "measures.yaml"
    text = file.read_text(encoding="utf-8")
    gone = f"withdrawn: {{at: {CORRECTED.isoformat()}, because: it is checked again}}"
    file.write_text(text.replace("  - id: traffic-change\n", f"  - id: traffic-change\n    {gone}\n"), encoding="utf-8")
    without = Answerer.load(tmp_path)
    reply = without.ask(SERIES)
    assert (reply.status, cited(reply)) == ("answered", {Q3})
    assert "Change of container traffic: withdrawn on July 21, 2026" in reply.text
    assert "4.6" not in reply.text
    assert without.is_outdated(earlier)
    assert without.defects == []


def change(release: Path, value: str, new: str, old: str) -> None:
    """Correct one value by hand."""
    file = release / "measures.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(value) == 1
    revisions = f"revisions: [{{value: {old}, corrected: {CORRECTED.isoformat()}, because: a slip}}]"
    file.write_text(text.replace(value, f"value: {new}\n    {revisions}"), encoding="utf-8")
