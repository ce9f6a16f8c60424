"""The dashboard and the alert rules name only what there is, and the rules say yes and no to the right things."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.reply import Status
from bot.store.announcements import RowState
from bot.watch.health import Health
from bot.watch.metrics import ContentVersion, Metrics

FOLDER = Path(__file__).resolve().parents[3] / "deploy" / "observability"
TESTS = Path(__file__).parent / "alerts.yaml"
NAME = re.compile(r"\b(?:release_bot|process)_[a-z_]+\b")
SELECTOR = re.compile(r"\b(?P<name>(?:release_bot|process)_[a-z_]+)\{(?P<matchers>[^}]*)\}")
FROM_PROMETHEUS = {"job", "instance", "le"}


def known() -> dict[str, dict[str, set[str]]]:
    """Every name that is told, with its labels and the values that they were seen to have, once all has happened."""
    metrics = Metrics()
    for outcome in (*(status.value for status in Status), "failed", "uncertain"):
        metrics.question(outcome, "en", "message", "because" if outcome == "not_stated" else None)
    stages = ("understand", "compose", "guard", "render", "pace", "send", "store")
    metrics.update("message", dict.fromkeys(stages, 0.01), 0.1)
    for outcome in ("ok", "400", "401", "403", "404", "409", "429", "500", "502", "timeout", "connection"):
        metrics.request("getUpdates", outcome, None)
        metrics.request("sendMessage", outcome, 0.1)
    metrics.waits("telegram", 1)
    metrics.waits("connection", 1)
    metrics.record("info")
    metrics.content([ContentVersion("r", "en", "1", "2", "3")])
    for state in RowState:
        metrics.ledger.labels(state.value).set(1)
    for check in Health().checks():
        metrics.ready.labels(check).set(1)
    found: dict[str, dict[str, set[str]]] = {}
    for family in text_string_to_metric_families(generate_latest(metrics.registry).decode()):
        for sample in family.samples:
            labels = found.setdefault(sample.name, {})
            for label, value in sample.labels.items():
                labels.setdefault(label, set()).add(value)
    return found


def expressions() -> Iterator[tuple[str, str]]:
    """Every expression, with the title of its panel or the name of its alert."""
    dashboard = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))
    for panel in dashboard["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]
    for variable in dashboard["templating"]["list"]:
        if variable["type"] == "query":
            yield variable["name"], variable["query"]["query"]
    for rule in rules():
        yield rule["alert"], rule["expr"]


def rules() -> list[dict[str, Any]]:
    """The alert rules."""
    read = yaml.safe_load((FOLDER / "alerts.yaml").read_text(encoding="utf-8"))
    found = [rule for group in read["groups"] for rule in group["rules"]]
    assert found
    return found


EXPRESSIONS = list(expressions())


def test_dashboard_and_rules_look_at_most_of_what_is_told() -> None:
    """A metric at which nobody looks is one too many."""
    named = {name for _, expr in EXPRESSIONS for name in NAME.findall(expr)}
    told = {name for name in known() if name.startswith("release_bot_")}
    assert named
    families = {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in told}
    looked_at = {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in named}
    assert families == {name for name in looked_at if name.startswith("release_bot_")}


@pytest.mark.parametrize(("where", "expr"), EXPRESSIONS, ids=lambda value: value[:60])
def test_every_name_and_label_exists(where: str, expr: str) -> None:
    """A misspelt one would never show anything, and never raise an alarm."""
    told = known()
    for name in NAME.findall(expr):
        if name.startswith("process_") and not Path("/proc/self/stat").exists():
            continue  # only there are they known
        assert name in told, f"{where}: there is no {name}"
    for selector in SELECTOR.finditer(expr):
        labels = told[selector["name"]]
        for label, how, value in re.findall(r'(\w+)\s*(=~|!=|=)\s*"([^"]*)"', selector["matchers"]):
            if label in FROM_PROMETHEUS:
                continue
            assert label in labels, f"{where}: {selector['name']} has no label {label}"
            for each in value.split("|") if how == "=~" else [value]:
                assert any(re.fullmatch(each, seen) for seen in labels[label]), f"{where}: {label} is never {each}"
    grouped = {word for by in re.findall(r"\bby \(([^)]*)\)", expr) for word in re.split(r",\s*", by)}
    every = {label for name in NAME.findall(expr) for label in told.get(name, ())} | FROM_PROMETHEUS
    assert grouped <= every, f"{where}: grouped by {grouped - every}"


def test_every_alert_says_what_is_to_be_done() -> None:
    """Who is woken wants to know what to do."""
    for rule in rules():
        assert set(rule["annotations"]) == {"summary", "mend"}, rule["alert"]
        assert rule["labels"]["severity"] in {"page", "ticket", "note"}, rule["alert"]


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool, of Debian's package prometheus, is not here")
@pytest.mark.parametrize(
    "words",
    [["check", "rules", "alerts.yaml"], ["check", "config", "prometheus.yaml"], ["test", "rules", str(TESTS)]],
    ids=" ".join,
)
def test_prometheus_takes_the_rules(words: list[str]) -> None:
    """Its own tool reads them, and tries what they say yes and no to."""
    done = subprocess.run(["promtool", *words], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
