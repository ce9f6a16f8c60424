"""Loading a release: a small one that is right, and each way to get it wrong, with file, line, key and mend."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facts import contents, load
from facts.model import Release
from facts.quantity import Quantity

RELEASES = Path(load.__file__).parent / "releases"

RELEASE = """\
about:
  id: northland
  title: {en: Northland's industry}
  home: northland
  period: q1
  headline: growth
  digest: [growth, mills-growing]
  sentences: [2, 1]
periods:
  - {id: q1, label: {en: the first quarter}, months: [1, 3]}
  - {id: jan-feb, label: {en: January and February}, months: [1, 2]}
kinds:
  - {id: province, label: {en: province}, plural: {en: provinces}}
  - {id: town, label: {en: town}, plural: {en: towns}}
  - {id: place, label: {en: place}, plural: {en: places}, contains: [province, town]}
  - {id: rate, label: {en: rate}, plural: {en: rates}}
indicators:
  - {id: growth, label: {en: growth}, unit: percent}
  - {id: change, label: {en: change of growth}, unit: points}
  - {id: number, label: {en: number}, unit: count}
  - {id: share, label: {en: share}, unit: percent}
"""
ENTITIES = """\
entities:
  - {id: northland, kind: province, label: {en: Northland}, source: {paragraph: 1, sentence: 1, excerpt: Northland}}
  - id: milltown
    kind: town
    label: {en: Milltown}
    part_of: northland
    source: {paragraph: 2, sentence: 1, excerpt: Milltown and Forge}
  - {id: elsewhere, kind: town, label: {en: Elsewhere}, named: false}
"""
MEASURES = """\
measures:
  - id: growth
    label: {en: growth of industry}
    statement: {en: "Industry grew by {value}, after {earlier-growth}."}
    indicator: growth
    subject: northland
    period: q1
    value: 3.4 %
    direction: up
    kinds: [rate]
    entities: [northland]
    source: {paragraph: 1, sentence: 1, excerpt: grew by 3.4%}
    aspects:
      why: {says: {en: "The release does not say why it was {growth}."}, facts: [growth]}
    related: [acceleration]
  - id: acceleration
    label: {en: acceleration}
    statement: {en: "{value} more than in January and February."}
    indicator: change
    subject: northland
    value: 0.6 pp
    source: {paragraph: 1, sentence: 2, excerpt: by 0.6 percentage points}
  - id: mills
    label: {en: number of mills}
    statement: {en: "There are {value} mills."}
    indicator: number
    subject: northland
    value: 4 mill
    source: {paragraph: 2, sentence: 1, excerpt: four mills}
"""
DERIVED = """\
derived:
  - id: earlier-growth
    label: {en: earlier growth}
    statement: {en: "It was {value}: {growth} less {acceleration}."}
    indicator: growth
    subject: northland
    period: jan-feb
    formula: growth - acceleration
"""
SETS = """\
sets:
  - id: towns
    label: {en: towns with mills}
    statement: {en: "The towns with mills."}
    kind: town
    members: [milltown]
    size: mills
    indicator: growth
    condition: "> 1 %"
    source: {paragraph: 2, sentence: 1, excerpt: Milltown and Forge}
  - id: mills-growing
    label: {en: towns that grew}
    statement: {en: "One town grew."}
    kind: place
    members: [milltown]
    within: towns
    source: {paragraph: 2, sentence: 1, excerpt: Milltown and Forge}
"""
OTHERS = """\
statements:
  - id: plan
    label: {en: plan}
    statement: {en: "There is a plan for {mills} mills."}
    speaker: northland
    source: {paragraph: 2, sentence: 1, excerpt: plan for mills}
gaps:
  - {id: year, label: {en: the year}, says: {en: "The year is not stated."}, nearest: [growth]}
topics:
  - {id: all, label: {en: everything}, facts: [growth, plan]}
"""
FILES = {
    "release.yaml": RELEASE,
    "entities.yaml": ENTITIES,
    "measures.yaml": MEASURES,
    "derived.yaml": DERIVED,
    "sets.yaml": SETS,
    "others.yaml": OTHERS,
}


def write(folder: Path, **changed: str | bytes) -> Path:
    """Write the small release, with some of its files changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**FILES, **{f"{stem}.yaml": text for stem, text in changed.items()}}.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def problems(folder: Path) -> list[contents.Problem]:
    """What is wrong with the release in a folder."""
    with pytest.raises(contents.ContentError) as raised:
        load.load_release(folder)
    return raised.value.problems


def test_a_release_is_loaded_whole(tmp_path: Path) -> None:
    """Lists come together from all files, and derived measures have values."""
    release = load.load_release(write(tmp_path))
    assert isinstance(release, Release)
    assert [measure.id for measure in release.measures] == ["growth", "acceleration", "mills", "earlier-growth"]
    assert release.measure("earlier-growth").value == Quantity.parse("2.8 %")
    assert [fact.id for fact in release.facts()][-1] == "plan"
    assert release.paragraphs_of(release.measure("earlier-growth")) == [
        release.measure("growth").source,
        release.measure("acceleration").source,
    ]


def test_any_file_may_hold_any_list(tmp_path: Path) -> None:
    """A release in one single file is the same release."""
    everything = RELEASE + ENTITIES + MEASURES + DERIVED + SETS + OTHERS
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "release.yaml").write_text(everything, encoding="utf-8")
    assert load.load_release(tmp_path / "one") == load.load_release(write(tmp_path / "many"))


def test_words_stay_as_they_are_written(tmp_path: Path) -> None:
    """``no`` and ``2024`` are words, though YAML would make a falsehood and a number of them."""
    entities = ENTITIES.replace("{en: Milltown}", "{en: no}\n    names: {en: [2024, 2024-05-01, 1_000, yes]}")
    release = load.load_release(write(tmp_path, entities=entities))
    assert release.entity["milltown"].label == {"en": "no"}
    assert release.entity["milltown"].names["en"] == ["2024", "2024-05-01", "1_000", "yes"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    """Files saved by any editor are read."""
    changed = b"\xef\xbb\xbf" + SETS.replace("\n", "\r\n").encode()
    assert load.load_release(write(tmp_path / "a", sets=changed)) == load.load_release(write(tmp_path / "b"))


# file, what is replaced there, by what, the line (by words that only it has), the key, the message, the mend
WRONG = [
    # what the model refuses
    ("measures", "    period: q1\n", "    perod: q1\n", "perod", "growth.perod", "no such key",
     "did you mean 'period'?"),
    ("measures", "excerpt: four", "exerpt: four", "exerpt", "mills.source.exerpt", "no such key", "'excerpt'?"),
    ("measures", "    subject: northland\n    value: 4", "    value: 4", "id: mills", "mills",
     "'subject' is missing", "add"),
    ("measures", "id: mills", "id: The Mills", "The Mills", "The Mills.id", "no identifier", "small letters"),
    ("measures", "value: 3.4 %", "value: 3.4", "value: 3.4", "growth.value", "not a quantity", "write for example"),
    ("measures", "value: 3.4 %", "value: 3.4 percent", "3.4 percent", "growth.value", "no unit", "write %"),
    ("measures", "value: 3.4 %", "value: [3.4 %]", "[3.4", "growth.value", "no quantity", "write for example"),
    ("measures", "direction: up", "direction: upp", "upp", "growth.direction", "not one of", "use one"),
    ("measures", "      why: {", "      whi: {", "whi:", "growth.aspects.whi", "not one of", "did you mean 'why'?"),
    ("measures", "kinds: [rate]", "kinds: rate", "kinds: rate", "growth.kinds", "has to be a list", "'- ' before"),
    ("measures", "label: {en: acceleration}", "label: more", "more", "acceleration.label", "a mapping", "{en: …}"),
    ("measures", "label: {en: acceleration}", "label: {en: a, b}", "a, b", "acceleration.label.b",
     "cut the text", "quotes"),
    ("measures", "label: {en: acceleration}", "label: {en: }", "en: }", "acceleration.label.en", "be a text",
     "write a word"),
    ("measures", "{paragraph: 1, sentence: 2", "{paragraph: 0, sentence: 2", "h: 0",
     "acceleration.source.paragraph", "greater", "as the other"),
    ("sets", "members: [milltown]\n    size", "members: {}\n    size", "members: {}", "towns.members",
     "be a list", "[one"),
    # values and formulas
    ("measures", "    value: 4 mill\n", "", "id: mills", "mills", "neither a value nor a formula", "give it a value"),
    ("measures", "value: 4 mill", "value: 4 mill\n    formula: mills + mills", "value: 4", "mills.value",
     "both", "take the value out"),
    ("derived", "formula: growth - acceleration", "value: 2.8 %", "value:", "earlier-growth.value",
     "no value of its own", "move it"),
    ("derived", "growth - acceleration", "growth - accelaration", "- accel", "earlier-growth.formula",
     "no such measure", "'acceleration'?"),
    ("derived", "growth - acceleration", "growth - towns", "- towns", "earlier-growth.formula",
     "which is a set", "name a measure"),
    ("derived", "growth - acceleration", "growth - earlier-growth", "- earlier", "earlier-growth.formula",
     "back to itself", "break"),
    ("derived", "growth - acceleration", "growth + growth", "+ growth", "earlier-growth.formula",
     "not added up", "units"),
    ("derived", "growth - acceleration", "growth - growth", "- growth", "earlier-growth.formula", "is points",
     "mend the unit"),
    ("derived", "growth - acceleration", "growth -", "growth -", "earlier-growth.formula", "ends where", "complete it"),
    ("measures", "value: 3.4 %", "value: 3.4 pp", "3.4 pp", "growth.value", "is points (3.4 pp)", "mend the unit"),
    ("measures", "value: 3.4 %", "value: -3.4 %", "direction", "growth.direction", "not above zero",
     "mend the direction"),
    ("measures", "value: 4 mill",
     "value: 4 mill\n    revisions: [{value: 3 %, corrected: 2025-01-01, because: x}]",
     "revisions", "mills.revisions.0.value", "was in %", "one unit"),
    ("measures", "id: mills", "id: share", "id: share", "share.id", "something else in a formula", "rename"),
    ("release", "unit: points", "unit: point", "unit: point", "change.unit", "no unit 'point'",
     "did you mean 'points'?"),
    # references
    ("measures", "    indicator: change", "    indicator: chance", "chance", "acceleration.indicator",
     "not known", "'change'?"),
    ("measures", "    period: q1", "    period: q2", "period: q2", "growth.period", "not known", "'q1'?"),
    ("measures", "entities: [northland]", "entities: [nortland]", "nortland", "growth.entities.0", "an entity",
     "'northland'?"),
    ("measures", "kinds: [rate]", "kinds: [rates]", "[rates]", "growth.kinds.0", "a kind", "'rate'?"),
    ("measures", "related: [acceleration]", "related: [milltown]", "related", "growth.related.0",
     "is an entity", "did you mean"),
    ("measures", "related: [acceleration]", "related: [mills, mills]", "related", "growth.related",
     "named twice", "one of the two"),
    ("measures", "facts: [growth]}", "facts: [grow]}", "[grow]", "growth.aspects.why.facts.0", "not known",
     "'growth'?"),
    ("measures", "    subject: northland\n    period", "    subject: elsewhere\n    period", "elsewhere",
     "growth.subject", "a foil", "named: false"),
    ("sets", "within: towns", "within: town", "within", "mills-growing.within",
     "is a kind; it has to be a set", "'towns'?"),
    ("sets", "size: mills", "size: plan", "size", "towns.size", "is a statement; it has to be a measure",
     "name another"),
    ("others", "speaker: northland", "speaker: nobody", "nobody", "plan.speaker", "not known", "add it to entities"),
    ("others", "nearest: [growth]", "nearest: [grwth]", "grwth", "year.nearest.0", "not known", "'growth'?"),
    ("others", "facts: [growth, plan]", "facts: [growth, year]", "year]", "all.facts.1", "is a gap", "name another"),
    ("release", "headline: growth", "headline: year", "headline", "about.headline", "is a gap", "name another"),
    ("release", "digest: [growth,", "digest: [groth,", "digest", "about.digest.0", "not known", "'growth'?"),
    ("release", "home: northland", "home: norland", "home", "about.home", "not known", "'northland'?"),
    ("release", "contains: [province, town]", "contains: [city]", "contains", "place.contains.0", "a kind",
     "add it to kinds"),
    ("release", "contains: [province, town]", "contains: [place]", "contains", "place.contains",
     "contains itself", "break"),
    ("entities", "part_of: northland", "part_of: milltown", "part_of", "milltown.part_of", "part of itself", "break"),
    ("entities", "    part_of: northland\n    source", "    part_of: northland\n    named: false\n    source",
     "named: false\n    s", "milltown.named", "has no source", "take the source out"),
    ("entities", ", named: false}", "}", "elsewhere", "elsewhere", "has a source", "named: false"),
    # placeholders
    ("measures", "There are {value}", "There are {mill}", "{mill}", "mills.statement.en",
     "{mill} is not known", "'mills'?"),
    ("measures", "There are {value}", "There are {towns}", "{towns}", "mills.statement.en", "is a set",
     "name a measure"),
    ("measures", "There are {value}", "There are {value", "{value m", "mills.statement.en", "no partner",
     "both braces"),
    ("measures", "why it was {growth}", "why it was {grwth}", "{grwth}", "growth.aspects.why.says.en",
     "not known", "'growth'?"),
    ("others", "plan for {mills}", "plan for {value}", "{value}", "plan.statement.en", "this is none",
     "name the measure"),
    ("others", "The year is", "The {value} is", "{value}", "year.says.en", "this is none", "name the measure"),
    # texts
    ("others", 'statement: {en: "There', 'statement: {de: "There', "{de:", "plan.statement",
     "in the language 'en'", "add"),
    ("others", '    statement: {en: "There is a plan for {mills} mills."}\n', "", "id: plan", "plan",
     "no statement", "add"),
    ("others", "label: {en: plan}", "label: {EN: plan, en: plan}", "EN:", "plan.label.EN", "no language",
     "language code"),
    ("others", "label: {en: plan}", 'label: {en: " "}', '" "', "plan.label.en", "empty", "write it"),
    ("entities", "label: {en: Milltown}",
     'label: {en: M}\n    names: {en: [""]}', 'names: {en: [""]', "milltown.names.en", "empty", "take it out"),
    # sources
    ("measures", "{paragraph: 1, sentence: 2", "{paragraph: 3, sentence: 2", "paragraph: 3",
     "acceleration.source.paragraph", "release has 2", "count"),
    ("measures", "{paragraph: 1, sentence: 2", "{paragraph: 1, sentence: 3", "sentence: 3",
     "acceleration.source.sentence", "has 2 sentences", "correct"),
    ("measures", "excerpt: four mills", "excerpt: a b c d e f g h i j k l m", "a b c", "mills.source.excerpt",
     "13 words", "shortest"),
    ("measures", "    source: {paragraph: 2, sentence: 1, excerpt: four mills}\n", "", "id: mills", "mills",
     "no source", "add 'source"),
    ("release", "sentences: [2, 1]", "sentences: [2, 0]", "sentences", "about.sentences", "at least one",
     "for example"),
    ("release", "  sentences: [2, 1]", "  sentences: [2, 1]\n  embargo: 2025-10-28T10:00:00", "embargo",
     "about.embargo", "no time zone", "+08:00"),
    ("release", "months: [1, 2]", "months: [2, 13]", "[2, 13]", "jan-feb.months", "not a stretch", "for example"),
    # sets
    ("sets", "members: [milltown]\n    size", "members: [northland]\n    size", "members: [northland]",
     "towns.members.0", "of kind province", "name another"),
    ("sets", "members: [milltown]\n    size", "members: [elsewhere]\n    size", "[elsewhere]",
     "towns.members.0", "a foil", "name another"),
    ("sets", "kind: place\n    members: [milltown]", "kind: place\n    members: [growth]", "[growth]",
     "mills-growing.members.0", "of kind rate", "name another"),
    ("sets", "size: mills", "size: growth", "size", "towns.size", "the size of a set is a count", "what is counted"),
    ("sets", "size: mills", "size: mills\n    complete: true", "complete", "towns.complete", "complete with 1",
     "take 'complete' out"),
    ("sets", "    indicator: growth\n", "", "condition", "towns.condition", "needs an indicator", "add"),
    ("sets", '"> 1 %"', '"> 1 pp"', "condition", "towns.condition", "is points", "mend the unit"),
    ("sets", "within: towns", "within: mills-growing", "within", "mills-growing.within", "within itself", "break"),
    # names
    ("measures", "id: acceleration", "id: mills", "- id: mills\n    label: {en: number", "mills.id",
     "of this name already", "rename"),
    ("others", "id: year", "id: plan", "{id: plan", "plan.id", "a statement of this name already", "rename"),
    ("release", "id: jan-feb", "id: q1", "January", "q1.id", "a period of this name already", "rename"),
    # the file
    ("measures", "    direction: up\n", "    direction: up\n    direction: down\n", "direction: down",
     "measures.direction", "written twice", "keep one"),
    ("measures", "measures:", "mesures:", "mesures", "mesures", "no list of this name", "did you mean 'measures'?"),
    ("others", "nearest: [growth]", "nearest: [growth", "nearest", "file", "not YAML", "close the bracket"),
    ("others", "gaps:\n  - ", "gaps:\n  ", "gaps:", "gaps", "has to be a list", "begin each item"),
    ("others", "gaps:\n  - {id: year, ", "gaps:\n  - year\n  - {id: year, ", "- year", "gaps", "not a mapping",
     "begin each item"),
    ("others", "    speaker", "\tspeaker", "\tspeaker", "file", "not YAML", "spaces, not tabs"),
    ("others", "label: {en: plan}", "label: {en: *plan}", "*plan", "file", "alias", "quotes"),
    ("others", "label: {en: plan}", "label: &a {en: plan}\n    names: *a", "names: *a", "statements.names",
     "aliases", "refer by id"),
    ("others", "label: {en: plan}", "label: !!python/name:os.system {en: plan}", "!!", "statements.label",
     "tag", "leave out"),
    ("others", "label: {en: plan}", "label: {[a]: plan}", "{[a]", "statements.label", "has to be a word", "quotes"),
    ("others", "label: {en: plan}", "label: {en: \x07}", "\x07", "file", "not YAML", "control character"),
    ("others", "label: {en: plan}", "label: > 10 %", "> 10", "file", "not YAML", "in quotes"),
    ("others", "label: {en: plan}", "label: plan: one", "plan: one", "file", "not YAML", "': '"),
    ("others", "gaps:", "---\ngaps:", "---", "file", "another document", "'---'"),
    ("others", "topics:", "about: {}\ntopics:", "about", "about", "stands in release.yaml", "move it"),
    ("release", "about:\n", "abut:\n", "abut", "abut", "no list", "did you mean 'about'?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "needle", "key", "message", "mend"),
    WRONG,
    ids=[f"{row[0]}: {row[4]} {row[5]}" for row in WRONG],
)
def test_what_is_wrong_is_told_with_its_place_and_its_mend(
    tmp_path: Path, file: str, old: str, new: str, needle: str, key: str, message: str, mend: str
) -> None:
    """Each kind of mistake names the file, the line, the key, what is wrong, and what to do about it."""
    before = FILES[f"{file}.yaml"]
    assert old in before
    after = before.replace(old, new, 1)
    line = after.count("\n", 0, after.index(needle)) + 1
    found = problems(write(tmp_path, **{file: after}))
    for problem in found:
        if problem.key == key and message in problem.message and mend in problem.mend:
            assert Path(problem.file).name == f"{file}.yaml"
            assert problem.line == line
            assert f"{file}.yaml:{problem.line}: {key}: " in str(problem)
            assert "To mend: " in str(problem)
            return
    pytest.fail("not told; instead:\n" + "\n".join(map(str, found)))


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    """One run shows the whole list, in the order of files and lines."""
    measures = MEASURES.replace("value: 3.4 %", "value: a lot").replace("period: q1", "perod: q1")
    sets = SETS.replace("within: towns", "within: town")
    found = problems(write(tmp_path, measures=measures, sets=sets, others=OTHERS.replace("plan}", "plan, x}")))
    assert {problem.key for problem in found} == {
        "growth.value",
        "growth.perod",
        "mills-growing.within",
        "plan.label.x",
    }
    places = [(problem.file, problem.line) for problem in found]
    assert places == sorted(places)


def test_one_mistake_is_told_once(tmp_path: Path) -> None:
    """What refers to a faulty measure, or is derived from it, is not blamed for its fault."""
    found = problems(write(tmp_path, measures=MEASURES.replace("value: 3.4 %", "value: a lot")))
    assert [problem.key for problem in found] == ["growth.value"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"# nothing yet\n", "the file is empty"),
        (b"- one\n- two\n", "the file is not a mapping"),
        (b"only words", "the file is not a mapping"),
        (b"sets:\n  - id: \xff\xfe\n", "not UTF-8"),
        (b"sets: " + b"[" * 200_000, "nested too deeply"),
        (b"sets:\n" + b"- " * 200_000, "nested too deeply"),
        (b"sets: []\n" + b"#" * contents.LARGEST_FILE, "larger than 2 MB"),
    ],
)
def test_files_that_cannot_be_content_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """Whatever a file holds, it ends in one clear error."""
    (problem,) = problems(write(tmp_path, sets=content))
    assert message in problem.message
    assert Path(problem.file).name == "sets.yaml"


def test_a_yaml_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    """Aliases within aliases are refused at the first, not counted out: 9 to the power of 30 would never end."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 30)]
    (problem,) = problems(write(tmp_path, bomb="\n".join(lines)))
    assert "aliases" in problem.message
    assert problem.line == 2


def test_a_folder_without_a_release_is_told(tmp_path: Path) -> None:
    """A missing folder, and one without release.yaml, name the path."""
    (problem,) = problems(tmp_path / "nowhere")
    assert "cannot be read" in problem.message
    assert "nowhere" in problem.file
    (problem,) = problems(tmp_path)
    assert "about" in problem.mend


def test_a_file_with_another_ending_is_not_passed_over_silently(tmp_path: Path) -> None:
    """A curator who saves more.yml is told that it would not be read."""
    (write(tmp_path) / "more.yml").write_text("measures: []\n", encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert problem.mend == "call it more.yaml"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """Missing rights are an error with the reason that the system gives."""
    (write(tmp_path) / "sets.yaml").chmod(0)
    (problem,) = problems(tmp_path)
    assert "cannot be read" in problem.message


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    """A folder called more.yaml is no file."""
    (write(tmp_path) / "more.yaml").mkdir()
    (problem,) = problems(tmp_path)
    assert "no file" in problem.message


def test_several_releases_are_loaded_by_identifier(tmp_path: Path) -> None:
    """Each folder is a release; hidden folders are none."""
    write(tmp_path / "one")
    write(tmp_path / "two", release=RELEASE.replace("id: northland\n  title", "id: southland\n  title"))
    (tmp_path / ".hidden").mkdir()
    assert sorted(load.load_releases(tmp_path)) == ["northland", "southland"]


def test_two_releases_of_one_identifier_are_told(tmp_path: Path) -> None:
    """The second one is named, and what else is wrong with the others is told as well."""
    write(tmp_path / "one")
    write(tmp_path / "two")
    write(tmp_path / "zero", release=RELEASE.replace("home: northland", "home: norland"))
    with pytest.raises(contents.ContentError) as raised:
        load.load_releases(tmp_path)
    assert [problem.key for problem in raised.value.problems] == ["about.id", "about.home"]


def test_the_releases_of_the_repository_load() -> None:
    """What is delivered can be relied upon."""
    releases = load.load_releases(RELEASES)
    assert releases, f"no release below {RELEASES}"
    for identifier, release in releases.items():
        assert release.id == identifier
        assert (RELEASES / identifier).is_dir(), "a release's folder is named as the release"
