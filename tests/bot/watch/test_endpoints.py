"""What is answered over HTTP: by whom, about what, and while the event loop hangs."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.watch.endpoints import EndpointError, answering
from bot.watch.health import Check, Health
from bot.watch.watch import Watch


@pytest.fixture
def watch() -> Watch:
    """The watch of a process that is well."""
    watch = Watch()
    watch.health.beat()
    watch.health.content = watch.health.database = watch.health.inbox = Check(True, "well")
    watch.health.api.answered_at = watch.health.looked_at = time.monotonic()
    return watch


@pytest.fixture
def port(watch: Watch) -> Iterator[int]:
    """Where it is answered."""
    with answering(watch, "127.0.0.1", 0) as port:
        yield port


def get(port: int, path: str) -> tuple[int, Any]:
    """Status and JSON of a path."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def test_a_process_that_is_well_is_ready(port: int) -> None:
    """And says so of each thing that was looked at."""
    status, body = get(port, "/readyz")
    assert status == 200
    assert body["status"] == "ready"
    assert body["failing"] == []
    assert set(body["checks"]) == {"event_loop", "content", "database", "bot_api", "inbox", "running"}
    assert get(port, "/healthz?verbose=1")[0] == 200
    assert get(port, "/")[0] == 404


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("content", {"content": Check(False, "it is not loaded yet")}, "not loaded"),
        ("database", {"database": Check(False, "disk full")}, "disk full"),
        ("database", {"looked_at": -1e6}, "answered last"),
        ("inbox", {"inbox": Check(False, "12 updates that an earlier run left")}, "12 updates"),
        ("running", {"stopping": True}, "it stops"),
        ("event_loop", {"_beat_at": -1e6}, "last sign"),
    ],
)
def test_what_fails_is_named_with_its_reason(
    port: int, watch: Watch, name: str, change: dict[str, Any], why: str
) -> None:
    """One thing that is wrong is enough."""
    for field, value in change.items():
        setattr(watch.health, field, value)
    status, body = get(port, "/readyz")
    assert status == 503
    assert body["status"] == "not ready"
    assert body["failing"] == [name]
    assert why in body["checks"][name]["detail"]


def test_the_bot_api_has_to_answer_when_it_is_asked() -> None:
    """By polling within so many seconds; by webhook there may be nothing to ask, but what is asked must not fail."""
    health = Health(within=60)

    def api() -> Check:
        return health.checks()["bot_api"]

    assert not api().ok
    health.api.answered_at = time.monotonic() - 5
    health.api.error = "getUpdates: status 502"
    assert api().ok
    assert "502" in api().detail
    health.api.answered_at = time.monotonic() - 61
    assert not api().ok
    health.api.is_webhook = True
    health.api.error = None
    assert "the webhook is not set" in api().detail
    assert not api().ok
    health.api.webhook_set = True
    assert api().ok
    health.api.error = "sendMessage: no answer in time"
    assert not api().ok


def test_a_hung_loop_is_noticed_while_it_hangs(port: int, watch: Watch) -> None:
    """The thread that answers does not wait for it."""
    watch.health.hung_after = 0.05
    time.sleep(0.1)  # as the loop does that hangs
    status, body = get(port, "/healthz")
    assert status == 503
    assert body["status"] == "hung"
    watch.health.beat()
    assert get(port, "/healthz")[0] == 200


def test_metrics_are_as_prometheus_reads_them(port: int, watch: Watch) -> None:
    """In its text form, and what fails is among them."""
    watch.health.database = Check(False, "away")
    watch.metrics.question("answered", "en", "message", None)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        assert answer.headers["Content-Type"].startswith("text/plain")
        text = answer.read().decode()
    samples = {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["release_bot_questions_total", "message", "en", "answered"] == 1
    assert samples["release_bot_ready", "database"] == 0
    assert samples["release_bot_ready", "content"] == 1


def test_reasons_stay_few() -> None:
    """However many there are, Prometheus does not drown in them."""
    watch = Watch()
    for number in range(1_000):
        watch.metrics.question("not_stated", "en", "message", f"reason {number}")
    (family,) = [f for f in watch.metrics.registry.collect() if f.name == "release_bot_abstentions"]
    totals = {s.labels["reason"]: s.value for s in family.samples if s.name.endswith("_total")}
    assert len(totals) == 61
    assert totals["other"] == 940


def test_an_address_that_is_taken_is_said_plainly(watch: Watch) -> None:
    """With the name of the setting."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with (
            pytest.raises(EndpointError, match="RELEASE_BOT_WATCH_PORT"),
            answering(watch, "127.0.0.1", taken.getsockname()[1]),
        ):
            pass


def test_clients_that_say_nothing_take_no_more_threads_than_there_are(port: int) -> None:
    """Fifty of them, and still it is answered once they are gone."""
    before = threading.active_count()
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    try:
        time.sleep(0.2)
        assert threading.active_count() - before <= 32
    finally:
        for each in silent:
            each.close()
    for _ in range(100):
        try:
            assert get(port, "/healthz")[0] == 200
            break
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    else:
        raise AssertionError("it is not answered any more")
