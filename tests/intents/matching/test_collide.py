"""Two queries that are asked for in the same words are told, with the line of the second wording."""

from __future__ import annotations

from pathlib import Path

from intents.matching.collide import check_collisions
from intents.matching.queries import Query
from intents.matching.wordings import FOLDER, Wordings
from intents.vocabulary.language import Language


def collisions(folder: Path, **asks: list[str]) -> list[str]:
    """What collides among the wordings of some facts."""
    place = folder / FOLDER / "en"
    place.mkdir(parents=True)
    lines = [f'      - "{text}"' for texts in asks.values() for text in texts]
    (place / "all.yaml").write_text("\n".join(["questions:", *lines]), encoding="utf-8")
    queries = {f"tell {name}": Query(tell=[name]) for name in asks}
    wordings = Wordings(queries, {f"tell {name}": texts for name, texts in asks.items()})
    return [str(problem) for problem in check_collisions(wordings, Language.load("en"), folder)]


def test_figures_and_marks_tell_no_wordings_apart(tmp_path: Path) -> None:
    """The file, the line and both queries; once for each pair."""
    boxes = ["Are there more than 5 boxes?", "boxes, all in all", "boxes?"]
    (told,) = collisions(tmp_path, boxes=boxes, crates=["are there more than 12 boxes", "Boxes all in all!", "crates"])
    assert "all.yaml:5: warning: tell crates: 'are there more than 12 boxes' asks for 'tell boxes' as well" in told


def test_small_talk_has_words_of_its_own(tmp_path: Path) -> None:
    """A wording that is small talk as well is told."""
    (told,) = collisions(tmp_path, boxes=["hello there!", "boxes?"])
    assert "'talk greet'" in told


def test_what_differs_by_more_is_no_collision(tmp_path: Path) -> None:
    """Names, other words, signs that mean something; bare arithmetic is told apart by its figures."""
    boxes = ["boxes at Merrow?", "boxes, %", "7 - 3?"]
    assert collisions(tmp_path, boxes=boxes, crates=["boxes at Elin?", "boxes", "9 - 2?"]) == []
