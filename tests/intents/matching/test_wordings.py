"""The wordings of a release's questions: what is read, and each slip with its file, line, key and mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer import RELEASES, Answerer
from facts.contents import ContentError, Problem
from intents.matching.wordings import Wordings, load_wordings

Load = Callable[..., Wordings]
Slips = Callable[..., list[Problem]]

PLAIN = "questions:\n  - means: {tell: loan-funds}\n    asks: [How much was lent?]\n"


def entry(means: str, asks: str = "[How much?]") -> str:
    """A file with one entry."""
    return f"questions:\n  - means: {means}\n    asks: {asks}\n"


@pytest.fixture
def load(answerer: Answerer, tmp_path: Path) -> Load:
    """Reads files of these texts, in their order, as the wordings of the real release."""

    def loaded(*texts: str | bytes) -> Wordings:
        folder = tmp_path / "questions" / "en"
        folder.mkdir(parents=True)
        for number, text in enumerate(texts):
            (folder / f"{number}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_wordings(tmp_path, answerer.release, "en")

    return loaded


@pytest.fixture
def slips(load: Load) -> Slips:
    """What is found wrong in files of these texts."""

    def found(*texts: str | bytes) -> list[Problem]:
        with pytest.raises(ContentError) as caught:
            load(*texts)
        return caught.value.problems

    return found


def test_a_release_without_wordings_has_none(answerer: Answerer, tmp_path: Path) -> None:
    """No folder is no error, and what comes of it is false."""
    assert not load_wordings(tmp_path, answerer.release, "en")


def test_a_bank_is_read(load: Load) -> None:
    """A query keeps its wordings, in their order, from whichever files they come."""
    wordings = load(PLAIN, entry("{tell: loan-funds}", "[Loans?]"), entry("{highest: sector}"))
    assert wordings
    assert list(wordings.queries) == ["tell loan-funds", "highest sector"]
    assert wordings.asks["tell loan-funds"] == ["How much was lent?", "Loans?"]
    assert list(wordings.queries["tell loan-funds"].facts()) == ["loan-funds"]
    assert list(wordings.queries["highest sector"].kinds()) == ["sector"]


def test_a_wording_may_stand_twice_under_its_query(load: Load) -> None:
    """It says nothing new, and nothing false."""
    assert load(PLAIN, PLAIN).asks["tell loan-funds"] == ["How much was lent?"] * 2


@pytest.mark.parametrize(
    ("means", "key", "message"),
    [
        ("{say: loan-funds}", "means.say", "not permitted"),
        ("{tell: loan-funds, sum: sector}", "means", "one thing, and asks for sum and tell"),
        ("{beside: loan-funds}", "means", "asks for nothing"),
        ("{}", "means", "asks for nothing"),
        ("{tell: Loan funds}", "means.tell.0", "pattern"),
        ("{offer: [loan-funds], aspect: why}", "means", "one fact"),
        ("{tell: [loan-funds, bond-funds], aspect: why}", "means", "one fact"),
        ("{tell: loan-funds, aspect: whither}", "means.aspect", "'why'"),
        ("{tell: loan-funds, aspect: status}", "means.aspect", "no aspect 'status'"),
        ("{tell: loan-fund}", "means", "no fact 'loan-fund'"),
        ("{filter: sector, below: loan-fund}", "means", "no fact 'loan-fund'"),
        ("{highest: sektor}", "means", "no kind 'sektor'"),
        ("{gap: gap-yaer}", "means", "no gap 'gap-yaer'"),
        ("{topic: topic-grwth}", "means", "no topic 'topic-grwth'"),
    ],
)
def test_a_slip_in_a_query_is_told(slips: Slips, means: str, key: str, message: str) -> None:
    """With the file, the line of the entry, the key and a mend; the entries before it are none of it."""
    (problem,) = slips(PLAIN + entry(means, "[Anything else?]").removeprefix("questions:\n"))
    assert problem.file.endswith("0.yaml")
    assert (problem.line, problem.key) == (4, key)
    assert message in problem.message
    assert problem.mend


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (PLAIN + "    says: hello\n", "says"),
        ("questions:\n  - means: {tell: loan-funds}\n", "asks"),
        (entry("{tell: loan-funds}", "How much?"), "asks"),
        (entry("{tell: loan-funds}", "[2019]"), "asks.0"),
        ("questions:\n  - asks: [How much?]\n", "means"),
    ],
)
def test_an_entry_holds_a_query_and_its_wordings(slips: Slips, text: str, key: str) -> None:
    """Nothing less, nothing more, and words only."""
    (problem,) = slips(text)
    assert problem.key == key
    assert "asks" in problem.mend


@pytest.mark.parametrize("written", ["loan-fund", "loan-finds"])
def test_a_name_nearly_right_is_proposed(slips: Slips, written: str) -> None:
    """The mend names the one that was meant."""
    (problem,) = slips(entry(f"{{tell: {written}}}"))
    assert problem.mend == "did you mean 'loan-funds'?"


@pytest.mark.parametrize("other", ["[How much was lent?]", "['how  MUCH was lent']", "[HOW MUCH WAS LENT!]"])
def test_a_wording_belongs_to_one_query(slips: Slips, other: str) -> None:
    """Case, spaces and closing marks make no difference; both places are told."""
    (problem,) = slips(PLAIN, entry("{tell: bond-funds}", other))
    assert problem.file.endswith("1.yaml")
    assert (problem.line, problem.key) == (2, "asks")
    assert "0.yaml" in problem.message
    assert "tell loan-funds" in problem.message


@pytest.mark.parametrize("text", ["", "questions:\n", "- a\n", "questions: []\nother: 1\n", "asks: []\n"])
def test_a_file_holds_questions_only(slips: Slips, text: str) -> None:
    """An empty file, or one of other things, is refused."""
    (problem,) = slips(text)
    assert (problem.line, problem.key) == (1, "questions")
    assert "'questions'" in problem.mend


@pytest.mark.parametrize(("text", "line"), [("questions:\n  - means: {tell: \n    asks: ]\n", 3), (b"\xff\xfe\x00", 0)])
def test_what_is_no_yaml_is_told_where_it_breaks(slips: Slips, text: str | bytes, line: int) -> None:
    """With the line where there is one."""
    (problem,) = slips(text)
    assert (problem.line, problem.key) == (line, "questions")
    assert "YAML" in problem.mend


def test_all_slips_are_told_at_once(slips: Slips) -> None:
    """Nobody has to mend and try again for each."""
    found = slips(entry("{tell: loan-fund}"), "", entry("{highest: sektor}", "[Which?]"))
    assert [Path(problem.file).name for problem in found] == ["0.yaml", "1.yaml", "2.yaml"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("questions:\n  - asks: [Loans?]\n    means: {tell: loan-funds}\n  - means: {tell: x}\n    asks: [x]\n", 4),
        ("questions:\n  - asks: [Loans?]\n    means: {tell: x}\n", 2),
        ("questions:\n  - hello\n", 2),
    ],
)
def test_the_line_is_right_however_an_entry_begins(slips: Slips, text: str, line: int) -> None:
    """Whichever of its keys comes first."""
    assert [problem.line for problem in slips(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        entry("{tell: []}"),
        entry("{digest: false}"),
        entry("{members: loan-funds}"),
        entry("{sum: [loan-funds, pilot-cities]}"),
        entry("{tell: loan-funds, above: bond-funds}"),
        entry("{tell: loan-funds}", "[]"),
        entry("{tell: loan-funds}", "['', '?']"),
        "questions:\n  - means: {tell: loan-funds}\n    means: {tell: bond-funds}\n    asks: [How much?]\n",
    ],
)
def test_what_cannot_be_carried_out_is_refused(slips: Slips, text: str) -> None:
    """A query of nothing, of a fact of the wrong sort, with an idle key, without wordings, or written twice."""
    assert slips(text)


def test_the_bank_that_is_shipped_is_whole(answerer: Answerer) -> None:
    """It loads, every query has wordings, and no wording stands under two."""
    wordings = load_wordings(RELEASES / answerer.release.id, answerer.release, "en")
    assert len(wordings.queries) > 100
    assert set(wordings.asks) == set(wordings.queries)
    assert all(str(query) == name for name, query in wordings.queries.items())
    assert min(map(len, wordings.asks.values())) >= 5
