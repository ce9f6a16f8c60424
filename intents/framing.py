"""What stands around a claim: who makes it, and that it is to be checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from intents.pieces import cut
from intents.recognise import Recognised
from intents.resolve import Resolver

_SHORTEST_TAG: Final = 2
_LEAST_QUOTED: Final = 3
"""Content words that a quotation must have to be a sentence and not a name."""
_MOST_MARKS: Final = 6
_FRAMING: Final = frozenset(
    {"done", "intended", "verify", "frame", "asserts", "mentioned", "more", "only", "status", "max"}
)
_REPORT_MARKS: Final = frozenset(":'\"-–—")
"""What stands between who says something and what is said, beside words."""
_SENTENCE_ENDS: Final = frozenset("?.!;:")
_MARKS: Final = frozenset("?.!,;:-–—…\"'")
"""What may stand before words that ask to confirm."""


def unframed(recognised: Recognised, resolver: Resolver) -> Recognised:
    """The message without what only says that something is to be checked, or who says it."""
    return _unattributed(_unreported(_untagged(_alone(recognised, resolver), resolver), resolver), resolver)


def points_back(recognised: Recognised, resolver: Resolver) -> bool:
    """Whether a pronoun stands for something told before, and not only where it is asked if something is so."""
    said = unframed(recognised, resolver)
    framing = [cue for cue in said.spans("verify", "tag", "frame") if cue.start or cue.end > _SHORTEST_TAG]
    aside = {place for cue in framing for place in range(cue.start, cue.end)}
    texts = {token.text for place, token in enumerate(said.tokens) if place not in aside}
    grammar = resolver.lexicon.grammar
    return not texts.isdisjoint(grammar.singular_pronouns | grammar.plural_pronouns | grammar.possessives)


def _alone(recognised: Recognised, resolver: Resolver) -> Recognised:
    """The one sentence of a message that says something, where the others only ask to check it."""
    quoted = _quoted(recognised, resolver)
    if quoted is not None:
        return quoted
    pieces = cut(recognised, lambda texts, position: texts[position] in _SENTENCE_ENDS)
    if len(pieces) < 2:
        return recognised
    framing = [only_frames(piece, resolver) for piece in pieces]
    framing[-1] = framing[-1] or only_tags(pieces[-1], resolver)
    kept = [piece for piece, frame in zip(pieces, framing, strict=True) if not frame]
    if len(kept) != 1 or len(kept) == len(pieces):
        return recognised
    says = only_tags(pieces[-1], resolver) or any(
        piece.has("verify", "frame") for piece, frame in zip(pieces, framing, strict=True) if frame
    )
    return replace(kept[0], asserted=says)


def _quoted(recognised: Recognised, resolver: Resolver) -> Recognised | None:
    """A quoted sentence that the rest of the message only asks to be checked."""
    texts = [token.text for token in recognised.tokens]
    marks = [position for position, text in enumerate(texts) if text in ("'", '"')][:_MOST_MARKS]
    for start in marks:
        for end in reversed(marks):
            inside = recognised.within(start + 1, end) if end > start + 3 else None
            if inside is None or not (inside.mentions or len(inside.words) >= _LEAST_QUOTED):
                continue
            outside = [recognised.stretch(0, start), recognised.stretch(end + 1, len(texts))]
            if all(only_frames(piece, resolver) for piece in outside) and any(
                piece.has("verify", "frame") for piece in outside
            ):
                return replace(recognised.stretch(start + 1, end), asserted=True)
    return None


def _untagged(recognised: Recognised, resolver: Resolver) -> Recognised:
    """A statement without the words at its end that only ask to confirm: ", am I wrong?", "… or not?"."""
    texts = [token.text for token in recognised.tokens]
    end = max((place + 1 for place, text in enumerate(texts) if text and text not in _MARKS), default=0)
    for tag in sorted(recognised.spans("tag"), key=lambda cue: cue.start):
        if tag.end != end or not (texts[tag.start - 1] in _MARKS or tag.end - tag.start > 1):
            continue
        said = recognised.stretch(0, tag.start)
        if _states(said, resolver):
            return replace(said, asserted=True)
    return recognised


def _unreported(recognised: Recognised, resolver: Resolver) -> Recognised:
    """A statement without the words before it that tell who makes it: "I read that …", "my editor says …"."""
    texts, grammar = [token.text for token in recognised.tokens], resolver.lexicon.grammar
    unreported = grammar.auxiliaries | grammar.unreporting_words
    for report in sorted(recognised.spans("report"), key=lambda cue: cue.start):
        head = recognised.within(0, report.start)
        framed = {place for cue in head.spans("frame") for place in range(cue.start, cue.end)}
        strange = any(not word.soft and word.start not in framed for word in head.words)
        if strange or head.mentions or head.periods or head.kinds or {*texts[: report.end]} & unreported:
            break
        after = report.end
        follows = after < len(texts) and (texts[after] in grammar.report_joints or texts[after] in _REPORT_MARKS)
        noun = report.end - report.start == 1 and not grammar.definite_articles.isdisjoint(texts[: report.start][-1:])
        if not follows and (noun or not {*texts[:after]} & grammar.speakers):
            continue  # "the headline rate" is none that somebody reports
        said = recognised.stretch(after + follows, len(texts))
        if _states(said, resolver):
            return replace(said, asserted=True)
    return recognised


def _unattributed(recognised: Recognised, resolver: Resolver) -> Recognised:
    """A statement without the words behind it that tell who makes it: ", says the local paper"."""
    texts = [token.text for token in recognised.tokens]
    for report in recognised.spans("report"):
        before = texts[report.start - 1 : report.start]
        tail = recognised.within(report.end, len(texts))
        named = tail.mentions or tail.kinds or tail.periods or any(word.entity or word.foil for word in tail.words)
        if before != [","] or named or any(resolver.telling(word) > 0 for word in tail.words):
            continue
        said = recognised.stretch(0, report.start - 1)
        if _states(said, resolver):
            return replace(said, asserted=True)
    return recognised


def _states(said: Recognised, resolver: Resolver) -> bool:
    """Whether a stretch may be a statement: something is said in it, and nothing asked for."""
    words = [token.text for token in said.tokens if token.kind == "word" and token.text]
    telling = said.mentions or any(word.entity or resolver.telling(word) > 0 for word in said.words)
    return len(words) > _SHORTEST_TAG and bool(telling) and not {*words} & resolver.lexicon.grammar.question_words


def only_tags(piece: Recognised, resolver: Resolver) -> bool:
    """Whether a last piece is no more than "Sound?" or "all good?": a word or two that ask to confirm."""
    words = [token.text for token in piece.tokens if token.kind == "word"]
    texts = {token.text for token in piece.tokens}
    asks = (
        texts & resolver.lexicon.grammar.question_words
        or piece.mentions
        or piece.periods
        or piece.kinds
        or {c.name for c in piece.cues} - _FRAMING
    )
    telling = any(word.entity or word.foil or resolver.telling(word) > 0 for word in piece.words)
    return "?" in texts and 0 < len(words) <= _SHORTEST_TAG and not asks and not telling


def only_frames(piece: Recognised, resolver: Resolver) -> bool:
    """Whether a piece of a message says nothing that the release could be asked about."""
    if piece.mentions or piece.periods or piece.kinds or {cue.name for cue in piece.cues} - _FRAMING:
        return False
    if {token.text for token in piece.tokens} & resolver.lexicon.grammar.question_words:
        return False
    spans = piece.spans("verify", "frame")
    for word in piece.words:
        inside = any(span.start <= word.start and word.end <= span.end for span in spans)
        if word.soft or inside or (not word.known and not word.foil and spans):
            continue
        return False
    return True
