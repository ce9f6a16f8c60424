"""From what a person typed to clean tokens: widths, quotes, markup, mentions, spellings, numbers.

Nothing is understood here; but what no reader means as language (tags, links, template and query syntax, control
characters) is taken out, so that it can neither be matched nor said back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

import Stemmer

from facts.words import english_words

MAX_CHARACTERS: Final = 4096
"""As long as the longest message that a channel lets through; what lies beyond is not read."""

MAX_TOKENS: Final = 150
"""A long paragraph: more is a text and no question, and what is tried grows with the square of it."""

_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´＇", "'"),
        **dict.fromkeys("“”„«»「」『』", '"'),
        **dict.fromkeys("–—−‐‑‒―", "-"),
        **dict.fromkeys("×", "x"),
        "≥": " >= ",
        "≤": " <= ",
        "≈": " about ",
        "≠": " not ",
        "％": "%",
        "＞": ">",
        "＜": "<",
    }
)

_NOT_LANGUAGE: Final = re.compile(
    r"""
      <script\b[^<]{0,4000}(?:</script>)?
    | <%.{0,300}?%> | \{\{.{0,300}?\}\} | \{%.{0,300}?%\} | \$\{.{0,300}?\}
    | <!--.{0,300}?--> | </?[a-zA-Z][^<>]{0,300}>
    | \{[^{}]{0,100}"role"\s*:\s*"(?:system|assistant)"[^{}]{0,2000}\}
    | (?:https?|ftp|ldap|javascript|tg)\s*:\s*//?\S+ | javascript:\S+ | \bwww\.\S+
    | ['"]?\s*;\s*(?:drop|delete|insert|update|select|alter|truncate)\s+\w+.{0,300}?(?:--|;|\Z)
    | (?<!\S)@\w+
    | "?\b(?:role|content)"?\s*:\s*"?(?:system|user|assistant)?
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SPACES: Final = re.compile(r"\s+")
_LINK: Final = re.compile(r"!?\[([^\]]{0,200})\]\([^()]{0,300}(?:\([^()]{0,100}\))?[^()]{0,100}\)")
_COMMAND: Final = re.compile(r"\A\s*/(\w{1,32})(?:@\w+)?")
_REPEATED: Final = re.compile(r"([a-z])\1{2,}")
_BREAKS: Final = frozenset("\r\n\t\v\f\u2028\u2029\x85")
_SHORT_LINE: Final = 50
"""Characters of a line that was broken on purpose, and not where a longer text is wrapped."""
_DROP_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

_TOKEN: Final = re.compile(
    r"""
      (?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}[ ]0\d\d(?!\d)|\d+,\d{1,2}(?=\s?%)|\d+(?:\.\d+)?)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
    | (?P<mark>>=|<=|[%><=+?;,.:!()\-/&$€¥£"'~])
    | (?P<symbol>[^\w\s])
    """,
    re.VERBOSE,
)


class _Stemmer:
    """Word forms to stems, remembered."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("english", 0)  # it remembers nothing itself; see below
        self.kept: set[str] = set()
        """Words whose form is kept, since another form of them means something else."""

    def __call__(self, word: str) -> str:
        return f"={word}" if word in self.kept else self._stem(word)

    @lru_cache(maxsize=65_536)  # noqa: B019 - one stemmer lives as long as the program
    def _stem(self, word: str) -> str:
        return str(self._stemmer.stemWord(word)) if len(word) <= 40 else word[:40]


stem: Final = _Stemmer()


def is_word(word: str) -> bool:
    """Whether a word, or its stem, is a word of the language."""
    return word in english_words() or stem(word).removeprefix("=") in english_words()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, where it stood, and the spaces before it."""

    text: str
    stem: str
    kind: str
    """``word``, ``number``, ``mark`` or ``symbol``."""
    raw: str
    glued: bool = False
    """No space before it."""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Normalised:
    """A question as tokens, with the command it began with."""

    text: str
    tokens: tuple[Token, ...]
    command: str | None = None
    cut: bool = False
    """Whether only the beginning of a longer message was read."""


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    """What is kept of a character: itself, a space for a break, nothing of what nobody sees."""
    if character in _BREAKS:
        return " "
    return "" if unicodedata.category(character) in _DROP_CATEGORIES else character


_OPEN_ENDS: Final = frozenset(".?!;:,-–—(/&+")
"""At the end of a line that needs no other mark, or goes on."""


def _with_lines_apart(text: str) -> str:
    """The text with a mark at the end of short lines that have none: each is something said by itself."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ended = [
        f"{line};" if line[-1] not in _OPEN_ENDS and len(line) < _SHORT_LINE and " " in line and " " in after else line
        for line, after in pairwise(lines)
    ]
    return " ".join((*ended, *lines[-1:]))


def clean(text: str) -> str:
    """The text without what is not language, in compatible characters and with plain quotes."""
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])[:MAX_CHARACTERS]  # one character may become eighteen
    text = _with_lines_apart(text) if "\n" in text else text
    if not (text.isascii() and text.isprintable()):
        text = "".join([_visible(c) for c in text])
    text = _SPACES.sub(" ", text.translate(_FOLDED))  # first, for what follows tries every space of a run
    text = _LINK.sub(lambda link: " " if link[0].startswith("!") or len(link[1]) < 2 else f" {link[1]} ", text)
    return _SPACES.sub(" ", _NOT_LANGUAGE.sub(" ", text)).strip()


def tokenise(text: str, spellings: Mapping[str, str] | None = None) -> tuple[Token, ...]:
    """Cut clean text into tokens; words that the spellings know are replaced, by several words if need be."""
    return _tokenised(text, spellings)[:MAX_TOKENS]


def _tokenised(text: str, spellings: Mapping[str, str] | None) -> tuple[Token, ...]:
    """The tokens of a text, all of them where they are not too many."""
    tokens = iter(_tokens(text, spellings or {}))
    first = tuple(islice(tokens, _READ_AT_ONCE))
    found = _without_runs(first)
    return (
        found
        if len(first) < _READ_AT_ONCE or len(found) > MAX_TOKENS + _WIDEST_RUN
        else _without_runs((*first, *tokens))
    )


_DECIMAL_COMMA: Final = re.compile(r"\d+,\d{1,2}")
_LONGEST_NUMBER: Final = 24
"""Characters of a number that are read: one with more is larger than any figure that anybody asks about."""
_LONGEST_SHOWN: Final = 40
"""Characters of a word that are said back: no language that is read here has longer ones."""
_LONGEST_RUN: Final = 4
_WIDEST_RUN: Final = 3 * (_LONGEST_RUN + 1)
"""Tokens at the end of a part of a message that may be the beginning of a run."""
_READ_AT_ONCE: Final = 2 * MAX_TOKENS
"""Tokens of a message that are looked at first: what is beyond is needed only where most of these are runs."""


def _without_runs(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without what is said over and over: one to three tokens more than four times in a row."""
    for size in (1, 2, 3):
        texts = [token.text for token in tokens]
        if not _has_runs(texts, size) and not (size == 1 and _has_marks(tokens)):
            continue
        kept: list[Token] = []
        position = 0
        while position < len(tokens):
            if (
                size == 1
                and tokens[position].kind == "mark"
                and [t.kind for t in kept[-_LONGEST_RUN:]] == ["mark"] * _LONGEST_RUN
            ):
                position += 1
                continue
            again = position + size
            unit = texts[position:again]
            while texts[again : again + size] == unit:
                again += size
            times = (again - position) // size
            if times <= _LONGEST_RUN:
                kept.append(tokens[position])
                position += 1
            else:
                position = again
        tokens = tuple(kept)
    return tokens


def _has_runs(texts: Sequence[str], size: int) -> bool:
    """Whether so many tokens are said more than four times in a row."""
    run = 0
    for one, other in zip(texts, texts[size:], strict=False):
        run = run + 1 if one == other else 0
        if run == size * _LONGEST_RUN:
            return True
    return False


def _has_marks(tokens: Iterable[Token]) -> bool:
    """Whether more than four marks stand in a row."""
    run = 0
    for token in tokens:
        run = run + 1 if token.kind == "mark" else 0
        if run > _LONGEST_RUN:
            return True
    return False


def _tokens(text: str, spellings: Mapping[str, str]) -> Iterable[Token]:
    end = 0
    for found in _TOKEN.finditer(text):
        glued = found.start() == end and end > 0
        end = found.end()
        raw, kind = found[0], found.lastgroup
        if kind == "symbol" and raw not in spellings:
            yield Token(raw, raw, kind, raw, glued)
            continue
        lower = raw.lower()
        if kind == "number":
            if len(raw) > _LONGEST_NUMBER:  # as large, or as small, as counts: not to be left out of what is asked
                lower = raw.replace(",", "")[:_LONGEST_NUMBER].rstrip(".")
            if _DECIMAL_COMMA.fullmatch(lower):
                lower = lower.replace(",", ".")  # "3,4%"
            lower = lower.replace(" ", ",")  # "4 089"
            yield Token(lower, lower, "number", raw, glued, Decimal(lower.replace(",", "")))
        elif kind == "word":
            shown = raw if len(raw) <= _LONGEST_SHOWN else f"{raw[:_LONGEST_SHOWN]}…"
            yield from _words(shown, lower, glued, spellings)
        elif raw in "-/" and _joins_words(text, found.start()):
            continue
        elif kind == "mark":
            yield Token(raw, raw, kind, raw, glued)
        else:
            yield from _words(raw, raw, glued, spellings)


def _joins_words(text: str, position: int) -> bool:
    """Whether a hyphen or stroke only holds words together: "ramp-up", "Q1-Q3", "65-billion", and not "4-6"."""
    if not 0 < position < len(text) - 1:
        return False
    before, after = text[position - 1], text[position + 1]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def _words(raw: str, lower: str, glued: bool, spellings: Mapping[str, str]) -> Iterable[Token]:
    replacement = spellings.get(lower)
    if replacement is None and "'" not in lower and not _REPEATED.search(lower):
        return (Token(lower, stem(lower), "word", raw, glued),)
    return _respelt(raw, lower, glued, spellings, replacement)


def _respelt(
    raw: str, lower: str, glued: bool, spellings: Mapping[str, str], replacement: str | None
) -> Iterable[Token]:
    if replacement is None and _REPEATED.search(lower):
        once, twice = _REPEATED.sub(r"\1", lower), _REPEATED.sub(r"\1\1", lower)  # "soooo", and "meeeeting"
        lower = twice if twice in spellings or is_word(twice) else once
        replacement = spellings.get(lower, lower)
    if replacement is None and "'" in lower:
        base, _, ending = lower.partition("'")
        replacement = f"{base[:-1]} not" if ending == "t" and base.endswith("n") else base
        if ending != "s":
            replacement = spellings.get(lower.replace("'", ""), replacement)
    for word in (replacement if replacement is not None else lower).split():
        yield Token(word, stem(word), "word", raw, glued)
        glued = False


def _rewritten(text: str, written: str, meant: str, how: int = 0) -> str:
    """The text with what is meant wherever it is written so, and not inside a word."""
    return re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", meant, text, flags=how)


def normalise(
    text: str,
    spellings: Mapping[str, str] | None = None,
    rewrites: Mapping[str, str] | None = None,
    capitals: Mapping[str, str] | None = None,
) -> Normalised:
    """A question as typed, made ready for recognition: clean text, tokens and the leading command, if any.

    ``capitals`` are replaced only where they are written so in a text that is not all in capitals.
    """
    cleaned = clean(text)
    for written, meant in ({} if cleaned.isupper() else capitals or {}).items():
        if written in cleaned:
            cleaned = _rewritten(cleaned, written, meant)
    lower = cleaned.lower()
    for written, meant in (rewrites or {}).items():
        if written in lower:
            cleaned = _rewritten(cleaned, written, meant, re.IGNORECASE)
            lower = cleaned.lower()
    command = None
    if found := _COMMAND.match(cleaned):
        command = found[1].lower()
        cleaned = cleaned[found.end() :].strip()
    tokens = _tokenised(cleaned, spellings)
    cut = len(tokens) > MAX_TOKENS or len(text) > MAX_CHARACTERS
    return Normalised(cleaned, tokens[:MAX_TOKENS], command, cut)
