"""A draft as a folder: it loads strictly, everything guessed is marked, and nobody is told anything of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.check import check_release
from facts.contents import ContentError
from facts.draft.document import read_document
from facts.draft.draft import draft_of
from facts.draft.items import slug
from facts.draft.write import TEXT_FILE, write_draft
from facts.load import load_release, load_releases
from facts.model import Release
from facts.references import LONGEST_EXCERPT

DRAFTS = Path(__file__).resolve().parents[2] / "drafts"
TEXTS = sorted(DRAFTS.glob("*.txt"))


def drafted(text: str, folder: Path, name: str = "test") -> Release:
    """A text drafted into a folder and loaded again."""
    into = folder / name
    into.mkdir(parents=True)
    write_draft(draft_of(text, name), into)
    return load_release(into)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_draft_loads_and_says_what_the_check_finds(path: Path, tmp_path: Path) -> None:
    """A draft is a release to the strict loader, and every error of its check is marked."""
    assert TEXTS
    release = drafted(path.read_text(encoding="utf-8"), tmp_path, path.stem)
    folder = tmp_path / path.stem
    marked = {getattr(each, "id", "") for each in release.marked()}
    problems = check_release(release, folder, (folder / TEXT_FILE).read_text(encoding="utf-8"))
    items = [problem.key.split(".")[0] for problem in problems if problem.severity == "error"]
    assert {item for item in items if not item.startswith("paragraph")} <= marked
    for fact in release.facts():
        assert fact.review, f"{fact.id} is not marked at all"
        for source in fact.sources:
            assert len(source.excerpt.split()) <= LONGEST_EXCERPT


def test_a_draft_repeats_no_sentence(tmp_path: Path) -> None:
    """No sentence of the text stands whole in the content; the text itself lies beside it, ignored by git."""
    path = DRAFTS / "ports.txt"
    drafted(path.read_text(encoding="utf-8"), tmp_path)
    folder = tmp_path / "test"
    content = "".join(each.read_text(encoding="utf-8") for each in folder.glob("*.yaml"))
    for paragraph in draft_of(path.read_text(encoding="utf-8"), "test").text.paragraphs:
        assert not [sentence for sentence in paragraph if sentence.rstrip(".") in content]
    assert TEXT_FILE in (folder / ".gitignore").read_text(encoding="utf-8")


def test_names_offices_and_speakers(tmp_path: Path) -> None:
    """People have their offices, and what is said has its speaker, also where "he" stands for a name."""
    release = drafted((DRAFTS / "ports.txt").read_text(encoding="utf-8"), tmp_path)
    kinds = {entity.label["en"]: entity.kind for entity in release.entities}
    assert kinds["Elsa Norring"] == kinds["Jonas Falk"] == "person"
    assert kinds["Grey Sea Investment Fund"] == "organisation"
    assert "Grey Sea" in kinds
    speakers = [(each.source.sentence, each.speaker) for each in release.statements if each.source and each.speaker]
    assert speakers == [(1, "elsa-norring"), (2, "jonas-falk"), (3, "jonas-falk")]


def test_the_target_is_the_figure_beside_the_word(tmp_path: Path) -> None:
    """The level that a target stands beside is none itself; a label's number has its own excerpt, to be told at all."""
    text = "Coverage in Oskland among those over 65 stands at 58%, well short of the target of 75%."
    release = drafted(text, tmp_path)
    assert [(str(each.value), each.kinds) for each in release.measures] == [("58 %", []), ("75 %", ["target"])]
    assert [each.excerpt for each in release.measures[1].sources] == ["the target of 75%", "over 65"]


def test_money_held_against_money_passes_the_check(tmp_path: Path) -> None:
    """ "1.6 million more than planned" is money where the sum before it is."""
    text = "Korr spent 12.4 million francs on air, 1.6 million more than planned."
    found = check_release(drafted(text, tmp_path), tmp_path / "test", text)
    assert not [each.message for each in found if each.severity == "error"]


def test_what_follows_is_proposed(tmp_path: Path) -> None:
    """Earlier values, differences and remainders come with a formula, and are marked."""
    text = "Of the 14 towns of Arland, 11 grew. The share of rail rose from 28% to 35%, or 7 percentage points."
    release = drafted(text, tmp_path)
    derived = {str(measure.value) for measure in release.measures if measure.formula and measure.review}
    assert {"3 town", "7 pp"} <= derived


@pytest.mark.parametrize(
    "text",
    [
        "nothing but small letters",
        "Nothing.",
        "3",
        "Prices: {value} rose by 3% – “{”.",
        "- #1: 5% & *more* !tag %",
        "Ａ １２％ rise in 東京 was seen by Ünal Şen.",
        "A share share of 3%. As share as 4 as.",
        "one two three four five",
        "5% 6% 7%, respectively.",
        "In Korr.",
    ],
)
def test_odd_texts_make_a_draft_all_the_same(text: str, tmp_path: Path) -> None:
    """Whatever a text holds, the draft loads."""
    assert drafted(text, tmp_path).about.state == "draft"


WORDS = (
    "Korr fell rose by to from 3% 4 million euros , . and of the 12 hotels more than a year earlier ( ) ; : “ ” { } [ "
    "Minister Ada Lind said that respectively between -5 pp percentage points fourth ranked share doubled half it which"
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_no_sentence_makes_the_reader_fail(words: list[str]) -> None:
    """Words in any order are read without an error, and every value can be written and read again."""
    for reading in draft_of(" ".join(words), "test").readings:
        assert str(reading.value)


def test_nobody_is_told_anything_of_a_draft(tmp_path: Path) -> None:
    """Releases in another state than live are passed over, even where something is wrong in them."""
    drafted("Sales in Korr rose by 3%.", tmp_path)
    with pytest.raises(ContentError, match="no release here is live"):
        load_releases(tmp_path)
    page = tmp_path / "test" / "release.yaml"
    written = page.read_text(encoding="utf-8")
    page.write_text(written.replace("state: draft", "state: live"), encoding="utf-8")
    with pytest.raises(ContentError, match="a guess that nobody has looked at"):
        load_releases(tmp_path)
    page.write_text(written.replace("home:", "house:"), encoding="utf-8")
    with pytest.raises(ContentError, match="no release here is live"):
        load_releases(tmp_path)


def test_a_slug_is_an_identifier() -> None:
    """Any words make one, and long ones are cut at a word."""
    assert slug("Zürich's change of “Käse” (3 %)") == "zurichs-change-of-kase-3"
    assert slug("…") == "item"
    assert len(slug("word " * 40)) <= 60


@pytest.mark.parametrize("name", sorted(path.stem for path in DRAFTS.glob("*.txt")))
def test_the_check_finds_hardly_anything_in_a_draft(name: str, tmp_path: Path) -> None:
    """What is drafted carries its figures in its excerpts; what the check finds all the same is marked for review."""
    file = DRAFTS / f"{name}.txt"
    write_draft(draft_of(read_document(file), name), tmp_path)
    found = check_release(load_release(tmp_path), tmp_path, file.read_text(encoding="utf-8"))
    errors = [str(each.message) for each in found if each.severity == "error"]
    assert len(errors) <= (name == "ports"), errors  # of a decline that is smaller, the words go the other way


def test_sets_do_not_contradict_the_figures_of_their_members(tmp_path: Path) -> None:
    """Where the draft reads one more figure of the same sort for a member, it proposes no set."""
    text = "Two cantons, Obern and Linth, are below 1.5%; in five it exceeds 3%.\n"
    write_draft(draft_of(text, "test"), tmp_path)
    assert load_release(tmp_path).measures
