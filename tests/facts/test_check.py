"""Checking content against its words: a small release and its text, changed in one place at a time."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from facts import check, load
from facts.contents import Problem
from facts.figures import figures
from facts.quantity import Quantity
from facts.text import Text, fold, sentences, stands

ROOT = Path(__file__).resolve().parents[2]
RELEASES = ROOT / "facts" / "releases"

TEXT = """\
Northland’s industry grew by 3.4% in the first quarter, Governor Ida Brook said. The gap narrowed by 0.6 points.

Over 40 meetings were held in “Open Mills” week, and 1.5 billion yuan went to four trillion-yuan bases in Milltown. \
Rates in Milltown and Forge exceeded 10%. Mills, forges, and yards grew by 4.5%, 7.2, and 5.9 percent.
""".replace("0.6 points", "0.6 percentage points").replace("exceeded 10%", "rose, each exceeding 10%")

CONTENT = """\
about:
  id: northland
  title: {en: Northland's industry}
  home: northland
  period: q1
  headline: growth
  digest: [growth]
  sentences: [2, 3]
periods: [{id: q1, label: {en: the first quarter}, months: [1, 3]}]
kinds:
  - {id: province, label: {en: province}, plural: {en: provinces}}
  - {id: town, label: {en: town}, plural: {en: towns}}
  - {id: person, label: {en: person}, plural: {en: people}}
indicators:
  - {id: growth, label: {en: growth}, unit: percent}
  - {id: change, label: {en: change}, unit: points}
  - {id: number, label: {en: number}, unit: count}
  - {id: amount, label: {en: amount}, unit: money}
entities:
  - {id: northland, kind: province, label: {en: Northland}, source: {paragraph: 1, sentence: 1, excerpt: Northland’s}}
  - {id: brook, kind: person, label: {en: Ida Brook}, source: {paragraph: 1, sentence: 1, excerpt: Governor Ida Brook}}
  - {id: milltown, kind: town, label: {en: Milltown}, source: {paragraph: 2, sentence: 1, excerpt: bases in Milltown}}
  - {id: forge, kind: town, label: {en: Forge}, source: {paragraph: 2, sentence: 2, excerpt: and Forge}}
  - {id: elsewhere, kind: town, label: {en: Elsewhere}, named: false}
measures:
  - id: growth
    label: {en: growth}
    statement: {en: "Industry grew by {value}.", de: "Die Industrie wuchs um {value}."}
    indicator: growth
    subject: northland
    value: 3.4 %
    direction: up
    source: {paragraph: 1, sentence: 1, excerpt: grew by 3.4%}
  - id: gap
    label: {en: narrowing of the gap}
    statement: {en: "The gap narrowed by {value}."}
    indicator: change
    subject: northland
    value: 0.6 pp
    direction: down
    source: {paragraph: 1, sentence: 2, excerpt: gap narrowed by 0.6}
  - id: meetings
    label: {en: meetings}
    statement: {en: "{value} meetings took place."}
    indicator: number
    subject: northland
    value: "> 40 meeting"
    source: {paragraph: 2, sentence: 1, excerpt: Over 40 meetings were held}
  - id: funds
    label: {en: funds}
    statement: {en: "{value} went to {bases} bases."}
    indicator: amount
    subject: northland
    value: 1.5 billion CNY
    source: {paragraph: 2, sentence: 1, excerpt: 1.5 billion yuan went to}
  - id: bases
    label: {en: bases}
    statement: {en: "There are {value} bases."}
    indicator: number
    subject: milltown
    value: 4 base
    source: {paragraph: 2, sentence: 1, excerpt: four trillion-yuan bases}
  - id: milltown-growth
    label: {en: growth of Milltown}
    statement: {en: "Milltown grew by {value}."}
    indicator: growth
    subject: milltown
    value: "> 10 %"
    source: {paragraph: 2, sentence: 2, excerpt: "each exceeding 10%"}
    also: [{paragraph: 2, sentence: 2, excerpt: Milltown and Forge}]
  - {id: mills, label: {en: mills}, statement: {en: "Mills {value}."}, indicator: growth, subject: northland,
     value: 4.5 %, source: {paragraph: 2, sentence: 3, excerpt: "grew by 4.5%, 7.2, and 5.9 percent"}}
  - {id: forges, label: {en: forges}, statement: {en: "Forges {value}."}, indicator: growth, subject: northland,
     value: 7.2 %, source: {paragraph: 2, sentence: 3, excerpt: "4.5%, 7.2, and 5.9 percent"}}
  - {id: yards, label: {en: yards}, statement: {en: "Yards {value}."}, indicator: growth, subject: northland,
     value: 5.9 %, source: {paragraph: 2, sentence: 3, excerpt: "and 5.9 percent"}}
derived:
  - {id: lead, label: {en: lead}, statement: {en: "{value} more."}, indicator: change, subject: northland,
     formula: mills - growth}
sets:
  - id: fast-towns
    label: {en: towns above 10%}
    statement: {en: "Milltown and Forge each grew by {milltown-growth}."}
    kind: town
    members: [milltown, forge]
    indicator: growth
    condition: "> 10 %"
    source: {paragraph: 2, sentence: 2, excerpt: "Milltown and Forge rose, each exceeding 10%"}
statements:
  - id: week
    label: {en: Open Mills week}
    statement: {en: "Meetings were held in Open Mills week."}
    aspects: {why: {says: {en: "Because of {meetings} meetings."}}}
    speaker: brook
    source: {paragraph: 2, sentence: 1, excerpt: “Open Mills” week}
"""


def checked(folder: Path, text: str | None = TEXT, **changed: tuple[str, str]) -> list[Problem]:
    """What is wrong with the small release after a change of some of its words."""
    content = CONTENT
    for old, new in changed.values():
        assert old in content
        content = content.replace(old, new, 1)
    (folder / "release.yaml").write_text(content, encoding="utf-8")
    return check.check_release(load.load_release(folder), folder, text)


def errors(found: list[Problem]) -> list[Problem]:
    """Those that are no mere warnings."""
    return [problem for problem in found if problem.severity == "error"]


@pytest.mark.parametrize("text", [None, TEXT, TEXT.replace("’", "'").replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_content_that_agrees_with_its_text_has_no_problems(tmp_path: Path, text: str | None) -> None:
    """The small release is right, whatever quotation marks and line ends the text has."""
    assert checked(tmp_path, text) == []


# what is replaced, by what, the key, the message: found without the text
WRONG = [
    ("value: 3.4 %", "value: 3.5 %", "growth.source.excerpt", "does not say 3.5 %; it says 3.4 %"),
    ("value: 3.4 %", "value: '> 3.4 %'", "growth.source.excerpt", "does not say > 3.4 %"),
    ("value: 0.6 pp", "value: 0.7 pp", "gap.source.excerpt", "does not say 0.7 pp"),
    ('value: "> 40 meeting"', "value: 40 meeting", "meetings.source.excerpt", "does not say 40 meeting; it says > 40"),
    ('value: "> 40 meeting"', 'value: ">= 40 meeting"', "meetings.source.excerpt", "does not say >= 40 meeting"),
    ("1.5 billion CNY", "1.5 million CNY", "funds.source.excerpt", "does not say 1.5 million CNY"),
    ("1.5 billion CNY", "1.5 billion USD", "funds.source.excerpt", "it says 1500000000 CNY."),
    ("value: 4 base", "value: 5 base", "bases.source.excerpt", "does not say 5 base; it says 4"),
    ("value: 7.2 %", "value: 7.3 %", "forges.source.excerpt", "it says 4.5 %, 7.2 %, 5.9 %"),
    ("excerpt: grew by 3.4%", "excerpt: fell by 3.4%", "growth.direction", "go the other way"),
    ("excerpt: grew by 3.4%", "excerpt: grew by", "growth.source.excerpt", "it says no figure"),
    ("excerpt: grew by 3.4%", "excerpt: grew by 3.4 percentage points", "growth.source.excerpt", "percentage points"),
    ("excerpt: Governor Ida Brook", "excerpt: Governor Ida", "brook.source.excerpt", "none of its names"),
    ("label: {en: Forge}", "label: {en: Ford}", "forge.source.excerpt", "none of its names"),
    ('condition: "> 10 %"', 'condition: "> 9 %"', "fast-towns.condition", "no excerpt says > 9 %"),
    ("excerpt: \"Milltown and Forge rose", "excerpt: \"Milltown rose", "fast-towns.members.1", "no excerpt of the set"),
    ("Die Industrie wuchs um {value}", "Die Industrie wuchs", "growth.statement.de", "not every language has"),
    ("Because of {meetings} meetings", "Because of 41 meetings", "week.aspects.why.says.en", "value of no measure"),
    ("{en: towns above 10%}", "{en: towns above 11%}", "fast-towns.label.en", "'11%' is the value of no measure"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "message"), WRONG, ids=[f"{row[2]} {row[1]}" for row in WRONG])
def test_a_mistake_is_found_without_the_text(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    """Values, bounds, units, nouns, directions and names are read from the excerpts once more."""
    found = errors(checked(tmp_path, None, change=(old, new)))
    (problem,) = [problem for problem in found if problem.key == key]
    assert message in problem.message
    assert problem.mend
    changed = CONTENT.replace(old, new, 1)
    assert abs(problem.line - changed.count("\n", 0, changed.index(new)) - 1) <= 8, "the line is within its item"


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("grew by {value}.\", de", "grew by 3.4%.\", de", "growth.statement.en", "'3.4%' is typed"),
        ("Yards {value}", "Yards grew", "yards.statement.en", "does not tell its value"),
        ("    speaker: brook\n", "", "brook", "no fact refers to it"),
    ],
)  # fmt: skip
def test_a_doubt_is_a_warning(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    """What may be meant is told, and is no error."""
    found = checked(tmp_path, None, change=(old, new))
    assert any(problem.key == key and message in problem.message for problem in found if problem.severity == "warning")


def test_what_is_counted_is_read_from_the_excerpt(tmp_path: Path) -> None:
    """Four bases are not four meetings."""
    start, end = CONTENT.index("  - id: bases"), CONTENT.index("  - id: milltown-growth")
    copy = CONTENT[start:end].replace("id: bases", "id: same-bases")
    found = checked(tmp_path, None, value=("value: 4 base", "value: 4 meeting"), more=("derived:", f"{copy}derived:"))
    assert [problem.message for problem in errors(found)] == ["it counts meeting, and the excerpt base."]


def test_every_digit_of_every_value_counts(tmp_path: Path) -> None:
    """No value can be changed by a single digit without being noticed."""
    places = [
        match.start() + offset
        for match in re.finditer(r"value: ([^,\n]*)", CONTENT)
        for offset, character in enumerate(match[0])
        if character.isdigit()
    ]
    assert len(places) > 10
    for place in places:
        digit = str((int(CONTENT[place]) + 1) % 10)
        line = CONTENT[: place + 1].split("\n")[-1]
        start = place + 1 - len(line)
        rest = CONTENT[place + 1 :].split("\n")[0]
        found = checked(tmp_path, None, change=(CONTENT[start : place + 1] + rest, line[:-1] + digit + rest))
        assert errors(found), f"{line}{rest} with {digit}"


def test_every_character_of_every_excerpt_counts(tmp_path: Path) -> None:
    """An excerpt stands in the text letter for letter: change one, and it does not."""
    release_file = tmp_path / "release.yaml"
    assert checked(tmp_path) == []
    release = load.load_release(tmp_path)
    text = Text.of(TEXT)
    sources = [entity.source for entity in release.entities] + [fact.source for fact in release.facts()]
    stated = [source for source in sources if source is not None]
    assert len(stated) > 10
    assert release_file.is_file()
    for source in stated:
        sentence = text.sentence(source.paragraph, source.sentence)
        assert stands(source.excerpt, sentence) is not None
        for place, character in enumerate(source.excerpt):
            other = "q" if character != "q" else "x"
            changed = source.excerpt[:place] + other + source.excerpt[place + 1 :]
            assert stands(changed, sentence) is None, changed


@pytest.mark.parametrize(
    ("excerpt", "sentence", "there"),
    [
        ("grew by 3", "It grew by 3.4%.", False),
        ("grew by 3.4", "It grew by 3.4%.", True),
        ("4%", "It grew by 3.4%.", False),
        ("grew", "It outgrew all.", False),
        ("089 projects", "4,089 projects", False),
        ("40", "40,000 of them", False),
        ("40", "40, of them", True),
        ("“base-point”", 'the "base-point" plan', True),
        ("base–point  plan", "the base-point plan", True),
        ("Base-point", "the base-point plan", False),
        ("", "anything", False),
    ],
)
def test_an_excerpt_stands_in_whole_words_and_figures(excerpt: str, sentence: str, there: bool) -> None:
    """Quotation marks, dashes and spaces are evened out; a part of a word or figure is not enough."""
    assert (stands(excerpt, fold(sentence)) is not None) is there


def test_a_wrong_excerpt_is_told_with_the_nearest_words(tmp_path: Path) -> None:
    """The mend can be copied from the message."""
    (problem,) = checked(tmp_path, change=("1.5 billion yuan went to", "1.5 billion yuan was sent to"))
    assert problem.key == "funds.source.excerpt"
    assert "excerpt:  1.5 billion yuan was sent to" in problem.message
    assert "1.5 billion yuan went to" in problem.message.split("nearest:")[1]
    assert "(paragraph 2, sentence 1)" in problem.message
    assert str(problem).count("\n") == 3


def test_an_excerpt_in_the_wrong_place_is_told_with_the_right_one(tmp_path: Path) -> None:
    """Words that stand elsewhere are found there."""
    change = ("{paragraph: 1, sentence: 2, excerpt: gap", "{paragraph: 1, sentence: 1, excerpt: gap")
    found = checked(tmp_path, change=change)
    problem = next(problem for problem in found if problem.key == "gap.source.excerpt")
    assert "(paragraph 1, sentence 2)" in problem.message
    assert problem.mend == "correct the place"


def test_a_whole_sentence_is_no_excerpt(tmp_path: Path) -> None:
    """The release is not redistributed, not even sentence by sentence."""
    found = checked(
        tmp_path, change=("excerpt: gap narrowed by 0.6", "excerpt: The gap narrowed by 0.6 percentage points")
    )
    assert [problem.message for problem in found] == ["the excerpt is a whole sentence."]


def test_a_bound_that_the_excerpt_leaves_out_is_found_in_the_sentence(tmp_path: Path) -> None:
    """Cutting 'over' off the excerpt does not make forty meetings of over forty."""
    changes = {
        "excerpt": ("excerpt: Over 40 meetings", "excerpt: 40 meetings"),
        "value": ('"> 40 meeting"', "40 meeting"),
    }
    assert errors(checked(tmp_path, None, **changes)) == []
    keys = [problem.key for problem in errors(checked(tmp_path, TEXT, **changes))]
    assert keys == ["meetings.source.excerpt", "paragraph 2, sentence 1"]


@pytest.mark.parametrize(
    ("old", "new", "place", "written"),
    [
        ("were held", "were held at 12 mills", "paragraph 2, sentence 1", "'12'"),
        ("were held", "were held at twelve mills", "paragraph 2, sentence 1", "'twelve'"),
        ("were held", "were held by twenty-two mills", "paragraph 2, sentence 1", "'twenty-two'"),
        ("points.", "points. Exports grew by 3.4%.", "paragraph 1, sentence 3", "'3.4%'"),
        ("points.", "points. Some 4,089 billion-yuan mills.", "paragraph 1, sentence 3", "'4,089'"),
    ],
)
def test_a_figure_that_no_fact_tells_is_found(tmp_path: Path, old: str, new: str, place: str, written: str) -> None:
    """Each figure of the text is told by a fact with an excerpt there, in digits or in words."""
    found = errors(checked(tmp_path, TEXT.replace(old, new, 1)))
    assert any(problem.key == place and written in problem.message for problem in found), found


def test_a_measure_taken_out_leaves_its_figure_uncovered(tmp_path: Path) -> None:
    """The same value in another sentence does not cover it."""
    start = CONTENT.index("  - {id: yards")
    block = CONTENT[start : CONTENT.index("derived:")]
    found = errors(checked(tmp_path, change=(block, "")))
    assert [problem.key for problem in found] == ["paragraph 2, sentence 3"]
    assert "'5.9 percent'" in found[0].message


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("were held", "were held in Port Haven", "'Port Haven'"),
        ("were held", "were held in March", "'March'"),
        ("were held", "were held under “quiet yards”", "'quiet yards'"),
        ("Mills, forges", "Deputy Minister Olga Reed said mills, forges", "'Deputy Minister Olga Reed'"),
        ("were held", "were held by the Ministry of Works", "'Ministry of Works'"),
    ],
)
def test_a_name_that_nothing_tells_is_found(tmp_path: Path, old: str, new: str, written: str) -> None:
    """Names and quoted terms of the text are listed where neither name nor excerpt has them."""
    found = checked(tmp_path, TEXT.replace(old, new, 1))
    assert any(problem.severity == "warning" and f"names {written}" in problem.message for problem in found), found


def test_a_foil_that_the_text_names_is_found(tmp_path: Path) -> None:
    """The bot would say that the release does not speak of it."""
    found = errors(checked(tmp_path, TEXT.replace("in Milltown and", "in Elsewhere, Milltown and")))
    assert any(problem.key == "elsewhere.named" for problem in found)


def test_another_text_is_noticed(tmp_path: Path) -> None:
    """The number of sentences tells that this is not the text, or that it is not a paragraph a line."""
    found = checked(tmp_path, TEXT + "One more.\n")
    assert any(problem.key == "about.sentences" and "[2, 3, 1]" in problem.message for problem in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.\n\nThree.", [["One.", "Two."], ["Three."]]),
        ("It grew 3.4%. Then 4.5 more.", [["It grew 3.4%.", "Then 4.5 more."]]),
        ("Mr. Hu of the U.S. Office, No. 5, left. So I.", [["Mr. Hu of the U.S. Office, No. 5, left.", "So I."]]),
        ("He said “Go on.” Then he left!  Did he?", [["He said “Go on.”", "Then he left!", "Did he?"]]),
        ("J. Smith and A. B. Jones came. They left", [["J. Smith and A. B. Jones came.", "They left"]]),
        ("Steel, oil, etc. grew. 11 cities did not.", [["Steel, oil, etc. grew.", "11 cities did not."]]),
        ("工业增长3.4%。效益提高！", [["工业增长3.4%。", "效益提高！"]]),
        ("", []),
        ("\ufeffOne.\r\n\r\nTwo.\r\n", [["One."], ["Two."]]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[list[str]]) -> None:
    """Decimals, initials and abbreviations end no sentence; a paragraph is a line."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a growth of 3.4%", ["3.4 %"]),
        ("3.4 per cent and 5 percent", ["3.4 %", "5 %"]),
        ("improved by 0.6 percentage points", ["0.6 pp"]),
        ("150 million yuan", ["150 million CNY"]),
        ("a 150-million-yuan fund", ["150 million CNY"]),
        ("RMB 65 billion", ["65 billion CNY"]),
        ("US$2 billion", ["2 billion USD"]),
        ("¥584 million", ["584 million CNY"]),
        ("4,089 projects", ["4089 thing"]),
        ("eight projects", ["8 thing"]),
        ("Forty-two projects", ["42 thing"]),
        ("two hundred mills", ["200 thing"]),
        ("three times as many", ["3 times"]),
        ("four trillion-yuan bases", ["4 thing", "1 trillion CNY"]),
        ("over 40 meetings", ["> 40 thing"]),
        ("rates exceeding 10%", ["> 10 %"]),
        ("more than a hundred", []),
        ("no more than 5%", ["<= 5 %"]),
        ("at least 22 clusters", [">= 22 thing"]),
        ("22 clusters or more", ["22 thing"]),
        ("22 or more clusters", [">= 22 thing"]),
        ("40+ meetings", [">= 40 thing"]),
        ("nearly 50 meetings", ["< 50 thing"]),
        ("4.5%, 7.2%, and 5.9%, respectively", ["4.5 %", "7.2 %", "5.9 %"]),
        ("4.5, 7.2 and 5.9 percent", ["4.5 %", "7.2 %", "5.9 %"]),
        ("10–15%", ["10 %", "15 %"]),
        ("fell to −2.5%", ["-2.5 %"]),
        ("€4.2m and USD 312.4 mn", ["4200000 EUR", "312400000 USD"]),
        ("£250k, SEK 3.1bn, A$12 billion", ["250000 GBP", "3100000000 SEK", "12000000000 AUD"]),
        ("12m visitors and a 12m crane", ["12000000 visitor"]),
        ("12 400 tonnes, 4'200 cars; 390 412 5.6%", ["12400 thing", "4200 thing", "390 thing", "412 thing", "5.6 %"]),
        ("25 basis points, 0.4 p.p.", ["0.25 pp", "0.4 pp"]),
        ("two thirds, three-fifths of it", ["66.7 %", "60 %"]),
        ("climbed two places to eighth; in fifth place, in the first place", ["2 thing", "8 place", "5 place"]),
        ("from 684 to 712 million francs", ["684000000 CHF", "712000000 CHF"]),
        ("EUR 612 to 640 million", ["612000000 EUR", "640000000 EUR"]),
        ("Between 15 and 20 drivers", [">= 15 thing", "<= 20 thing"]),
        ("growth of 5 to 6%", [">= 5 %", "<= 6 %"]),
        ("11.1% (10.4), EUR 612 million (574)", ["11.1 %", "10.4 %", "612000000 EUR", "574000000 EUR"]),
        ("minus 3.2%, minus €6.3 million", ["-3.2 %", "-6300000 EUR"]),
        ("five eighths of it, every fourth delay, nine in 10 trains", ["62.5 %", "25 %", "90 %"]),
        ("more than double the figure, double rooms", ["> 2 times"]),
        ("slipped from 19th to 23rd place", ["19 place", "23 place"]),
        ("aged 15-64, people over 65, 5-14 year-olds, in week 46, in 2031/32, Q3 2031", []),
        ("a million visitors, half a million euros", ["1000000 thing", "500000 EUR"]),
        ("a deficit of 2% to 2.5%, will pay £13 to £16", [">= 2 %", "<= 2.5 %", ">= 13 GBP", "<= 16 GBP"]),
        ("a rise of £2 to £3, fell by 2% to 2.5%", ["2 GBP", "3 GBP", "2 %", "2.5 %"]),
        ("127 per 100 inhabitants, more than doubled its base in two years", ["127 thing", "> 2 times"]),
        ("edged up to 2.8%, up to 3%", ["2.8 %", "<= 3 %"]),
        ("Cases older than three years. Within two years, it closed", []),
        ("one in twenty cases, one in 20 cases, a seventh of cases", ["5 %", "5 %", "14.3 %"]),
        ("took two and a half years, lasts 2 to 3 months", ["2.5 thing", ">= 2 thing", "<= 3 thing"]),
        ("a rise of 3 to 20 cases", ["3 thing", "20 thing"]),
        ("in Q3, COVID-19, the 1st, someone, tenth, B2B, often, weight", []),
    ],
)
def test_figures_are_read_as_a_reader_would(text: str, values: list[str]) -> None:
    """Digits and number words, scales, units, currencies and the words that make a bound."""
    read = figures(text)
    expected = [Quantity.parse(value) for value in values]
    assert len(read) == len(expected), read
    for figure, value in zip(read, expected, strict=True):
        assert figure.says(value), (figure, value)


def test_problems_are_rendered_with_a_count(tmp_path: Path) -> None:
    """Errors come first, and the last line says how many there are."""
    found = checked(tmp_path, None, speaker=("    speaker: brook\n", ""), value=("value: 3.4 %", "value: 3.5 %"))
    lines = check.rendered(found).split("\n")
    assert "error" not in lines[0]
    assert "growth.source.excerpt" in lines[0]
    assert "warning: brook" in lines[-2]
    assert lines[-1] == "1 error, 1 warning."
    assert check.rendered([]) == "Nothing is wrong."


def release_text(identifier: str) -> str:
    """The text of a delivered release; the test is skipped where it is not at hand."""
    path = Path(os.environ.get("RELEASE_TEXT") or ROOT.parent / "shared" / "release" / f"{identifier}.txt")
    if not path.is_file():
        pytest.skip(f"the text of the release is not part of the repository, and there is none at {path}")
    return path.read_text(encoding="utf-8")


def identifiers() -> list[str]:
    """The releases of the repository, of which there must be some."""
    found = sorted(path.parent.name for path in RELEASES.glob("*/release.yaml"))
    assert found, f"no release below {RELEASES}"
    return found


@pytest.mark.parametrize("identifier", identifiers())
def test_the_releases_of_the_repository_agree_with_themselves(identifier: str) -> None:
    """Every value stands in its excerpt."""
    release = load.load_release(RELEASES / identifier)
    found = check.check_release(release, RELEASES / identifier)
    assert not errors(found), check.rendered(found)


@pytest.mark.parametrize("identifier", identifiers())
def test_the_releases_of_the_repository_agree_with_their_text(identifier: str) -> None:
    """Every excerpt stands in the text, and each figure and name of the text is told."""
    text = release_text(identifier)
    release = load.load_release(RELEASES / identifier)
    found = check.check_release(release, RELEASES / identifier, text)
    assert not found, check.rendered(found)


def test_the_first_release_has_the_sentences_that_a_reader_counts() -> None:
    """Six paragraphs, twenty-one sentences."""
    text = release_text("liaoning-industry-q1-q3")
    assert [len(paragraph) for paragraph in sentences(text)] == [2, 5, 3, 3, 5, 3]
