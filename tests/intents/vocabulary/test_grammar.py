"""The small words of a language: every class is given, and no module holds words of its own beside them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from facts.contents import ContentError
from intents.matching.queries import Query
from intents.vocabulary.grammar import APART, FILE, Grammar, load_grammar
from intents.vocabulary.language import FOLDER, Language
from intents.vocabulary.lexicon import Lexicon

ENGLISH = FOLDER / "en" / FILE
ROOT = FOLDER.parent

EXCEPTIONS: Mapping[str, str] = {
    "bot/guard.py": "reads the figures of a reply back; a language's own number words are handed to it",
    "bot/bank/fold.py": "makes written figures of a question bank alike, whatever the language",
    "bot/store/": "names of columns and rows in a database",
    "bot/unanswered/look.py": "what a table and its JSON call their columns",
    "bot/watch/process.py": "what a metric calls an outcome",
    "bot/telegram/handlers/subscriptions.py": "the arguments of a command",
}
"""Modules, and folders of modules, whose words are no words of readers, and why."""
NAMES = frozenset(
    "high low strong b i s a name names question state order none mark one other what definition reason size".split()
)
"""What Python calls its own things, though it is a word as well: kinds of evidence, keys of YAML, columns, markup."""


def problems(path: Path) -> list[str]:
    """What a grammar is refused for, without its folder."""
    with pytest.raises(ContentError) as caught:
        load_grammar(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def changed(folder: Path, old: str, new: str) -> Path:
    """The English grammar with one change."""
    text = ENGLISH.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {FILE}"
    path = folder / FILE
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def line_of(start: str) -> int:
    """The line of the English grammar that begins so."""
    lines = ENGLISH.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_english_gives_every_class() -> None:
    """The grammar that is shipped loads, with words that YAML would read otherwise."""
    grammar = load_grammar(ENGLISH)
    assert {"no", "none"} <= grammar.negatives
    assert "do you" in grammar.polite_openings
    assert grammar.places["last"] == -1
    assert grammar.contractions["can't"] == "can not"


def test_a_grammar_is_written_the_same_each_time() -> None:
    """Fingerprints are made of how it is written, so the order of its sets must not show."""
    grammar = load_grammar(ENGLISH)
    again = Grammar.model_validate(dict(reversed(list(grammar))))
    assert repr(again) == repr(grammar)
    assert "question_words=['how', 'what'" in repr(grammar)


@pytest.mark.parametrize(
    ("old", "new", "key", "says"),
    [
        (
            "question_words: [what, which, who, whom",
            "question_wrods: [what, which, who, whom",
            "question_wrods",
            "did you mean 'question_words'?",
        ),
        ("no_words: ", "no_word: ", "no_words", f"the class is missing. To mend: add it; intents/en/{FILE} says"),
        ('not_words: ["not"]', "not_words: []", "not_words", "the class is empty. To mend: give at least one word."),
        ('not_words: ["not"]', "not_words: nicht", "not_words", "To mend: write words as [one, two]"),
        (
            'not_words: ["not"]',
            'not_words: ["not", "not"]',
            "not_words",
            "'not' stands in it twice. To mend: keep one.",
        ),
        ('not_words: ["not"]', "not_words: [Not]", "not_words", "'Not' is not as questions are read."),
        ("  dont: do not\n", "  dont: [do, not]\n", "contractions", "Input should be a valid string."),
        ("last: -1}", "last: end}", "places", "Input should be a valid integer"),
        (
            "question_words: [what, which, who, whom",
            "question_words: [is, what, which, who",
            "auxiliaries",
            "'is' stands under 'question_words'",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_its_mend(
    tmp_path: Path, old: str, new: str, key: str, says: str
) -> None:
    """File, line, class, fault and mend."""
    told = problems(changed(tmp_path, old.replace('"not"', "not"), new.replace('"not"', "not")))
    found = [one for one in told if f" {key}: " in f" {one}"]
    assert found, told
    assert any(says in one for one in found), found
    if "missing" not in says and new.startswith(key):
        assert found[0].startswith(f"{line_of(old.partition(':')[0])}: ")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """An empty file lacks every class; a file that is not there is said to be missing."""
    path = tmp_path / FILE
    path.write_text("question_words: [what]\n", encoding="utf-8")
    assert len(problems(path)) == len(Grammar.model_fields) - 3  # the one it has, and two that may lack
    path.unlink()
    assert "put a file in its place" in problems(path)[0]


def test_classes_between_which_a_word_chooses_share_none() -> None:
    """The pairs that are held apart are classes that there are."""
    grammar = load_grammar(ENGLISH)
    for one, other in APART:
        assert not getattr(grammar, one) & getattr(grammar, other), (one, other)


# No word in Python


def small_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that the grammar or the lexicon lists by themselves; within a phrase any word may stand."""
    classes = (words for _, words in lexicon.grammar if not isinstance(words, dict))
    listed = [*(word for words in classes for word in words), *lexicon.function_words, *lexicon.grammar.places]
    listed += [*lexicon.numbers, *lexicon.scales, *lexicon.months]
    words = {part for one in listed for part in ([one] if isinstance(one, str) else one)}
    return frozenset(word for word in words if word.isalpha())


def literals(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The words of each collection that is written out, or cut from a text, and what a token's text is held against."""
    for node in ast.walk(tree):
        match node:
            case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
                yield node.lineno, [each.value for each in items if isinstance(each, ast.Constant)]
            case ast.Dict(keys=keys):
                yield node.lineno, [each.value for each in keys if isinstance(each, ast.Constant)]
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split"), args=[]):
                yield node.lineno, text.split()
            case ast.Compare(left=left, comparators=[right]):
                for one, other in ((left, right), (right, left)):
                    if isinstance(one, ast.Constant) and ast.unparse(other).endswith((".text", ".stem", "texts", "]")):
                        yield node.lineno, [one.value, one.value]


def strangers(source: str, words: frozenset[str], names: frozenset[str]) -> list[tuple[int, list[str]]]:
    """Collections in which two or more, and half of all, are small words, and one at least no name of Python's own."""
    found = []
    for line, items in literals(ast.parse(source)):
        small = [item for item in items if isinstance(item, str) and item in words]
        if len(small) >= max(2, len(items) / 2) and not {*small} <= names:
            found.append((line, small))
    return found


def test_no_module_holds_words_of_a_language() -> None:
    """What readers say is content: a set of words in Python is one that no other language could have."""
    lexicon = Language.load("en").lexicon
    words = small_words(lexicon)
    intents = {path.stem for path in (ROOT / "intents" / "en").glob("*.yaml")}
    names = frozenset({*NAMES, *intents, *lexicon.cues, *lexicon.concepts, *Query.model_fields})
    modules = [path for room in ("intents", "bot") for path in sorted((ROOT / room).rglob("*.py"))]
    assert len(modules) > 50
    assert len(words) > 200
    found = {
        f"{name}:{line}: {', '.join(small[:6])}"
        for path in modules
        if not (name := path.relative_to(ROOT).as_posix()).startswith(tuple(EXCEPTIONS))
        for line, small in strangers(path.read_text(encoding="utf-8"), words, names)
    }
    assert not found, "words of a language in Python; give them a class in grammar.yaml:\n" + "\n".join(sorted(found))


@pytest.mark.parametrize(
    "source",
    [
        '_THEY = frozenset({"they", "them", "these"})',
        '_THEY = frozenset("they them these".split())',
        'def f(ask):\n    return ask.text[0] in ("no", "none", "neither")',
        'def f(token):\n    return token.text == "than"',
        'def f(texts):\n    return "rather" in texts',
        '_PLACES = {"first": 0, "former": 0}',
    ],
)
def test_a_new_set_of_words_is_found(source: str) -> None:
    """The sweep finds each way in which words have crept in before."""
    lexicon = Language.load("en").lexicon
    assert strangers(source, small_words(lexicon), frozenset({*lexicon.cues, *lexicon.concepts}))


def test_every_exception_is_still_one() -> None:
    """A module that holds no words any more loses its exception."""
    lexicon = Language.load("en").lexicon
    names = frozenset({*lexicon.cues, *lexicon.concepts})
    for name in EXCEPTIONS:
        modules = [ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py"))
        sources = [path.read_text(encoding="utf-8") for path in modules]
        assert any(strangers(source, small_words(lexicon), names) for source in sources), name
