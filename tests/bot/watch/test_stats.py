"""`release-bot stats`: the same figures from the store and from a running process, and none of anybody's words."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import now
from bot.store.announcements import Announcement, End, Kind, Planned, Row, RowState, State
from bot.store.asked import Asked
from bot.store.chats import Chat
from bot.store.feedback import Opinion
from bot.store.store import Store
from bot.watch.endpoints import answering
from bot.watch.metrics import ContentVersion
from bot.watch.process import Process, quantile
from bot.watch.trace import Trace
from bot.watch.watch import Watch
from tests.processes import url

TODAY = now().date()
SILENT = "the release is known to be silent on it"


@pytest.fixture
async def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store in which something was counted, today and long ago."""
    monkeypatch.setenv("RELEASE_BOT_DATABASE", url(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    long_ago = TODAY - dt.timedelta(days=60)
    asked = Counter(
        {
            Asked(TODAY, "en", "message", "answered", ""): 70,
            Asked(TODAY, "en", "callback_query", "answered", ""): 5,
            Asked(TODAY, "zh", "message", "not_stated", SILENT): 25,
            Asked(long_ago, "en", "message", "answered", ""): 1_000,
        }
    )
    one = Announcement("abcdef", Kind.DIGEST, "A secret title", "r", State.OPEN, now(), now())
    async with Store.open(url(tmp_path)) as store:
        await store.database.write(
            [
                *store.asked.added(asked),
                store.chats.saved(Chat(7, subscribed_at=now(), title="Ermintrude's group"), now()),
                store.feedback.given("code", 7, Opinion.WRONG, now()),
                *store.announcements.planned(one, {}, [Planned(7, "en"), Planned(8, "en")]),
            ]
        )
        row = Row(1, "abcdef", Planned(7, "en"), RowState.PLANNED)
        assert await store.announcements.claim(row, now())
        await store.database.write(store.announcements.ended(row, End(RowState.SENT, message_id=1), now()))
    return url(tmp_path)


@pytest.fixture
def running() -> Iterator[str]:
    """A process that tells of itself, by its address."""
    watch = Watch()
    for outcome, reason in (("answered", None), ("answered", None), ("not_stated", SILENT)):
        trace = Trace("1", "message", "0", language="en", outcome=outcome, reason=reason)
        trace.watch.taken["understand"] = 0.003
        watch.handled(trace)
    watch.metrics.content([ContentVersion("r", "en", "a1", "b2", "c3")])
    watch.metrics.request("sendMessage", "429", 0.1)
    watch.metrics.waits("telegram", 3)
    watch.health.beat()
    with answering(watch, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


async def test_the_store_is_shown_as_data(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By outcome and language, from a day on or all that is kept."""
    assert await _stats("--json", "--since", "7d") == 0
    read = json.loads(capsys.readouterr().out)
    assert read["process"] is None
    store = read["store"]
    assert store["questions"] == [
        {"outcome": "answered", "language": "en", "times": 75},
        {"outcome": "not_stated", "language": "zh", "times": 25},
    ]
    assert store["abstentions"] == {SILENT: 25}
    assert store["feedback"] == {"useful": 0, "not_useful": 0, "wrong": 1}
    assert store["subscriptions"] == 1
    assert (store["ledger"]["sent"], store["ledger"]["planned"]) == (1, 1)
    assert store["inbox"] == {"updates": 0, "oldest_seconds": 0.0}
    assert list(store["content"]) == ["liaoning-industry-q1-q3"]
    assert await _stats("--json") == 0
    assert json.loads(capsys.readouterr().out)["store"]["questions"][0]["times"] == 1_075


async def test_a_person_reads_it_in_tables(database: str, running: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And finds nobody's name in them, and no title."""
    assert await _stats("--since", f"{TODAY}", "--url", running) == 0
    shown = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert f"Questions since {TODAY}" in lines
    assert "answered en 75 75.0 %" in lines
    assert f"{SILENT} 25" in lines
    assert "chats that get announcements 1" in lines
    assert "sendMessage 429 1" in lines
    assert "understand 3 3.8 5.0" in lines
    assert "r en a1" in lines
    assert any(line.startswith("The running process, since") and "not ready: content" in line for line in lines)
    assert "Ermintrude" not in shown
    assert "secret" not in shown


async def test_a_process_is_shown_where_there_is_no_database(
    running: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From another machine, say; without either there is nothing to show, and no database is made."""
    monkeypatch.setenv("RELEASE_BOT_DATABASE", url(tmp_path))
    assert await _stats("--json", "--url", running) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["store"] is None
    process = read["process"]
    assert process["questions"][0] == {"outcome": "answered", "language": "en", "times": 2}
    assert process["waits"] == {"telegram": 1}
    assert process["content"][0]["patterns"] == "b2"
    assert process["latency"]["understand"]["count"] == 3
    assert await _stats() == 2
    assert "RELEASE_BOT_DATABASE: there is no such database" in capsys.readouterr().err
    assert not (tmp_path / "bot.db").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "yesterday"], "such as 2027-10-01"),
        (["--since", "2027-13-01"], "such as 2027-10-01"),
        (["--url", "127.0.0.1:1"], "is no address"),
        (["--url", "http://127.0.0.1:1"], "does not tell how the bot is"),
        (["now"], "one word too many"),
    ],
)
async def test_what_is_typed_wrong_is_said_plainly(
    database: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, with the mend."""
    assert await _stats(*words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "<html>hello</html>", "# TYPE other gauge\nother 1\n", '{"status": "ready"}'])
def test_what_is_no_such_process_is_refused(text: str) -> None:
    """Whatever else answers at that address."""
    with pytest.raises(ValueError, match="no metrics of a release-bot"):
        Process.read(text)


def test_a_quantile_lies_evenly_within_its_bucket() -> None:
    """As Prometheus estimates it; beyond the last bound nothing is known but that."""
    assert quantile([(0.1, 50), (0.2, 100), (float("inf"), 100)], 0.5) == pytest.approx(0.1)
    assert quantile([(0.1, 50), (0.2, 100), (float("inf"), 100)], 0.75) == pytest.approx(0.15)
    assert quantile([(0.1, 0), (float("inf"), 10)], 0.99) == 0.1


async def _stats(*words: str) -> int:
    """Run it as the command line does, which has no event loop yet."""
    import asyncio

    return await asyncio.to_thread(main, ["stats", *words])
