"""Regular expressions: none that an adversary's text makes run for ever, and none in a form that could."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from bot.answer import Answerer
from intents.vocabulary.normalise import MAX_CHARACTERS, MAX_TOKENS, clean, normalise

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


def expressions() -> Iterator[tuple[str, str]]:
    """Every expression that is written out in the program, with its place; of f-strings the written parts."""
    for room in ("bot", "intents", "facts"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and (node.func.value.id, node.func.attr in FUNCTIONS) == ("re", True)
                    and node.args
                ):
                    written = node.args[0]
                    parts = written.values if isinstance(written, ast.JoinedStr) else [written]
                    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", text


def unbounded_within_unbounded(tree: object, inside: bool = False) -> bool:
    """Whether a repetition without an end holds another one: (a+)+ tries every way to cut a text into pieces."""
    if isinstance(tree, parser.SubPattern | list | tuple):
        items = list(tree)
        if len(items) == 2 and items[0] in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            _, most, what = items[1]
            endless = most == constants.MAXREPEAT
            return (endless and inside) or unbounded_within_unbounded(what, inside or endless)
        return any(unbounded_within_unbounded(item, inside) for item in items)
    return False


FOUND = list(expressions())


def test_the_expressions_are_found() -> None:
    """There are many; what is checked here is not nothing."""
    assert len(FOUND) > 100
    assert unbounded_within_unbounded(parser.parse(r"(a+)+b"))
    assert not unbounded_within_unbounded(parser.parse(r"(a{1,9})+b"))


@pytest.mark.parametrize(("place", "expression"), FOUND, ids=[place for place, _ in FOUND])
def test_no_repetition_without_end_holds_another(place: str, expression: str) -> None:
    """Some do, with a mark between two rounds that the inner one cannot take: these are named here."""
    if unbounded_within_unbounded(parser.parse(expression)):
        assert expression in HARMLESS, f"{place}: {expression!r} may take for ever; bound one of the two"


HARMLESS = frozenset(
    {  # Each round begins with a mark or a space that the round before it cannot hold.
        "[a-z0-9]+(-[a-z0-9]+)*",
        r"\d+(?:[.,]\d+)*",
        r"[^\W_]+(?:['-][^\W_]+)*",
        r"[a-z]+(?:-[a-z]+)*",
        r"(?<!\w)[A-Z][\w'-]*(?: (?:of |and |for |the )*[A-Z][\w'-]*)*",
        r" (of (?:the )?(?:[A-Z]\w* )*[A-Z]\w* ?)",
        r"\b(?:x)\b(?:(?:-|\s+and\s+|\s+)(?:x|x)\b(?!-[a-z]))*",
    }
)

UNITS = (
    " ", "\t", "a", "1", "1,", ",", ".", "-", "'", '"', "[", "(", "{", "<", "<%", "{{", "{%", "${", "<!--", "![a](",
    "](",
    "<script ", "; drop ", '{"role" ', "role:", "tg:", "http:", "www.", "@a", "/a", "1/", "1 million ", "not ", "and ",
    "of ", "the ", "a'", "\u0301", "a\u0301", "\u202e", "\u200b", "\ufdfa", "👩‍👩‍👧‍👦", "一", "½", "\ud83d", "\x00",
    "how many cities grew? ", "9", "9e9 ", "1.", "%", "% ", "10**400 ", "−", "?", "between 4 and ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_message_of_one_thing_is_read_to_its_bound(answerer: Answerer, unit: str) -> None:
    """4,096 characters of it, and a hundred times as many: what is read stays as small, and is answered."""
    for length in (4096, 400_000):
        text = (unit * (length // len(unit) + 1))[:length]
        assert len(clean(text)) <= MAX_CHARACTERS * 3
        assert len(normalise(text).tokens) <= MAX_TOKENS
        assert answerer.ask(text).headline


@pytest.mark.parametrize(
    "number",
    ["1" + "0" * 400, "9" * 10_000, "-" + "9" * 400, "0." + "0" * 5000 + "1", "1e400", "1e-400", "10**400",
     "0x" + "f" * 500,
     "9,999" * 500, "1/0", "0/0", "1/3", "Infinity", "²³", "٩" * 3000, "½", "Ⅻ", "一億"],
    ids=lambda number: ascii(number)[:20],
)  # fmt: skip
@pytest.mark.parametrize(
    "frame", ["{}", "did metallurgy grow by {}%?", "which cities exceeded {} %?", "what is {} plus {}"]
)
def test_numbers_of_any_size_are_answered(answerer: Answerer, number: str, frame: str) -> None:
    """None is taken for the release's."""
    reply = answerer.ask(frame.replace("{}", number))
    assert reply.headline
    assert reply.verdict != "supported"


@pytest.mark.parametrize("word", ["NaN"])
def test_a_word_in_the_place_of_a_figure_is_not_confirmed(answerer: Answerer, word: str) -> None:
    """Nothing is left out silently."""
    assert answerer.ask(f"did metallurgy grow by {word}%?").verdict != "supported"


def test_expressions_of_the_readers_words_are_escaped() -> None:
    """Words of a question that are put into an expression are taken for themselves."""
    assert re.fullmatch(re.escape("a+b"), "a+b")
    assert normalise("which (a+)+$ cities [z-a] grew *?").tokens
