"""deploy/FAULTS.md says truly which test holds what."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ALERT = re.compile(r"alert `(\w+)`")


def page() -> str:
    """The page."""
    return (ROOT / "deploy" / "FAULTS.md").read_text(encoding="utf-8")


def named() -> list[tuple[str, str]]:
    """Every test that it names, by file and name."""
    found = NAMED.findall(page())
    assert len(found) > 20
    return found


@pytest.mark.parametrize(("file", "name"), named())
def test_each_test_that_is_named_exists(file: str, name: str) -> None:
    """In that file, under that name."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_line_names_a_test_or_says_that_there_is_none() -> None:
    """A fault without either is a promise that nobody holds."""
    rows = [line for line in page().splitlines() if line.startswith("| ") and "|---" not in line]
    heads = [row for row in rows if row.rstrip().endswith("| test |")]
    assert len(rows) > 20
    wrong = [row for row in rows if row not in heads and not NAMED.search(row) and "| none" not in row]
    assert not wrong


def test_each_alert_that_is_named_exists() -> None:
    """Under that name in the rules."""
    rules = (ROOT / "deploy" / "observability" / "alerts.yaml").read_text(encoding="utf-8")
    found = ALERT.findall(page())
    assert found
    assert not [name for name in found if f"alert: {name}\n" not in rules]
