"""Quantities that a question names: numbers in figures and words, fractions, multiples, their units and comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from facts.quantity import PERCENT, POINTS, TIMES, Comparison, Unit, UnitKind
from intents.spans.found import Found, Mention
from intents.spans.index import OverIndex
from intents.vocabulary.grammar import Grammar
from intents.vocabulary.lexicon import Stems, label_in
from intents.vocabulary.normalise import Token

_MOST_MONTHS: Final = 24
"""A number up to which a letter behind it may count months."""
_FEW_ASKS: Final = 6
_WIDEST_RANGE: Final = 10
"""A number more than so many times the one after it is not counted in what that is counted in."""
_TWENTY: Final = 20
_BY: Final = 4
"""Words within which "by" stands before a part that is a rate: "by more than a tenth"."""
_SHORTEST_SCALE: Final = 3
_LARGEST_PART: Final = 10


@dataclass(frozen=True, slots=True)
class QuantityReader(OverIndex):
    """Finds the quantities of a question."""

    def read(
        self, tokens: Sequence[Token], stems: Stems, taken: bytearray, comparisons: Sequence[Found]
    ) -> tuple[list[Mention], set[int]]:
        """The quantities in their order, and the comparisons that belong to them; their tokens are marked as taken."""
        mentions: list[Mention] = []
        used: set[int] = set()
        position = 0
        while position < len(tokens):
            mention = None if taken[position] else self._mention_at(tokens, stems, taken, position)
            if mention is not None and mention.unit is None and self._counts_asks(tokens, mention):
                mention = None
            if mention is not None and position and self._labels(tokens, position, mention):
                position = mention.end
                continue
            if mention is not None and (self._names_scale(tokens, mention) or self._limits_reply(tokens, mention)):
                mention = None
            if mention is None:
                position += 1
                continue
            number, mention = self._compared(tokens, stems, mention, comparisons)
            if number is not None:
                used.add(number)
            behind = bool(mentions) and mentions[-1].end == mention.start
            if behind and tokens[mention.start].text in self._grammar.dividing_words:
                mention = replace(mention, comparison=None)  # "910 million over eight projects"
            taken[mention.start : mention.end] = b"\x02" * (mention.end - mention.start)
            mentions.append(mention)
            position = mention.end
        grammar = self._grammar
        return _as_fractions(_same_units(mentions, tokens, grammar), tokens, grammar), used

    def _labels(self, tokens: Sequence[Token], position: int, mention: Mention) -> bool:
        """Whether a number only says which table or figure is meant; "the figure 40" is a number."""
        article = tokens[position - 2].text if position > 1 else ""
        definite = article in self._grammar.definite_articles | self._grammar.singular_pronouns
        numbered = tokens[position - 1].text in self._lexicon.numbered_things and mention.unit is None
        return numbered and not mention.decimals and not definite

    def _counts_asks(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a number only counts the questions that follow: "two numbers, please"."""
        few = mention.end < len(tokens) and mention.number <= _FEW_ASKS and not mention.decimals
        return few and tokens[mention.end].text in self._lexicon.asked_things

    def _limits_reply(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a number only says how long or how exact the reply shall be: "in fifty words", "to 2 decimals"."""
        return mention.end < len(tokens) and tokens[mention.end].text in self._lexicon.reply_measures

    def _names_scale(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether it is only said in what the answer shall be counted: "…, in billions"."""
        before = tokens[mention.end - 2].text if mention.end > 1 else ""
        counted = tokens[mention.end - 1].text in self._lexicon.multitudes and mention.end - mention.start == 1
        follows = tokens[mention.end].text if mention.end < len(tokens) else ""
        leads = before in self._grammar.limiting_words and before not in self._grammar.of_words
        return counted and leads and follows not in self._grammar.of_words

    def _mention_at(self, tokens: Sequence[Token], stems: Stems, taken: bytearray, position: int) -> Mention | None:
        if not self._begins_number(tokens[position], stems[position]):
            return None
        start = position
        unit: Unit | None = None
        signed = False
        negative = False
        matched = self.index.numbers.match(stems, position)
        currency = label_in(matched, "currency")
        if matched and currency and matched[0] < len(tokens) and tokens[matched[0]].kind == "number":
            unit = Unit(UnitKind.MONEY, currency)
            position = matched[0]
        elif tokens[position].text in "+-" and position + 1 < len(tokens) and tokens[position + 1].glued:
            before = tokens[position - 1] if position else None
            if before is None or not (tokens[position].glued and before.kind in ("number", "word")):
                signed, negative = True, tokens[position].text == "-"
                position += 1
        if position >= len(tokens) or taken[position]:
            return None
        fraction = label_in(self.index.numbers.match(stems, position), "fraction")
        read = self._number_at(tokens, position)
        matched = self.index.numbers.match(stems, position)
        if read is None and fraction is None and start == position:
            return self._multiple(tokens, stems, position)
        single = fraction and matched and matched[0] == position + 1 and start == position
        led_by = {token.text for token in tokens[max(0, position - 1) : position]}
        if single and led_by & (self._grammar.question_words | self._grammar.time_adjectives):
            return None  # "which quarter is left?", "next quarter"
        if fraction and matched and (read is None or matched[0] > read[1]):
            return self._fraction(tokens, stems, start, matched[0], fraction)
        if read is None:
            return None
        number, position, decimals = read
        part = self._lexicon.parts.get(tokens[position].text) if position < len(tokens) else None
        after = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if (part and not decimals and 0 < number < part and after not in self._grammar.of_words) or (
            part and self._of_whole(tokens, position + 1)
        ):
            value = number / part * 100
            return Mention(start, position + 1, value, PERCENT, None, True, decimals=0)
        tenths, grammar = [token.text for token in tokens[position : position + 3]], self._grammar
        if len(tenths) > 1 and tenths[0] in grammar.tenths and tenths[1] in grammar.of_words:
            whole = {*tenths[2:]} & (grammar.indefinite_articles | grammar.ones)
            number, decimals, position = number / 10, decimals + 1, position + (3 if whole else 2)
        position, number, decimals, scaled = self._scaled(tokens, position, number, decimals)
        matched = self.index.numbers.match(stems, position) if position < len(tokens) else None
        written = label_in(matched, "unit")
        currency = label_in(matched, "currency")
        if matched and written:
            position = matched[0]
            if written == "bps":
                number, decimals, unit = number / 100, decimals + 2, POINTS
            else:
                unit = {"%": PERCENT, "times": TIMES}.get(written, POINTS)
        elif matched and currency:
            position = matched[0]
            unit = Unit(UnitKind.MONEY, currency)
        elif unit is None and scaled >= 10**6:
            unit = Unit(UnitKind.MONEY, "")
        place = Decimal(scaled).scaleb(-decimals)
        return Mention(start, position, -number if negative else number, unit, None, False, signed, decimals, place)

    def _begins_number(self, token: Token, stem: str) -> bool:
        """Whether a quantity may begin with a token: most do not, and need no closer look."""
        text, words = token.text, self._lexicon
        return (
            token.kind == "number"
            or stem in self.index.numbers.entries
            or text in "+-"
            or text in words.numbers
            or text in words.scales
            or text in words.multiples
            or text in words.multitudes
        )

    def _multiple(self, tokens: Sequence[Token], stems: Stems, position: int) -> Mention | None:
        """ "Twice" and "double", and vague plurals such as "tens of billions"."""
        text = tokens[position].text
        named = self.index.content.match(stems, position)
        if text in self._lexicon.multiples and not (named and named[0] > position + 1):
            return Mention(position, position + 1, Decimal(self._lexicon.multiples[text]), TIMES)
        if text not in self._lexicon.multitudes:
            return None
        number, end = Decimal(self._lexicon.multitudes[text]), position + 1
        of = self._grammar.of_words
        while end + 1 < len(tokens) and tokens[end].text in of and tokens[end + 1].text in self._lexicon.multitudes:
            number *= self._lexicon.multitudes[tokens[end + 1].text]
            end += 2
        code = None
        if end < len(tokens):
            after = end + 1 if tokens[end].text in of and end + 1 < len(tokens) else end
            matched = self.index.numbers.match(stems, after)
            code = label_in(matched, "currency")
            end = matched[0] if matched and code else end
        unit = Unit(UnitKind.MONEY, code or "") if code or number >= 10**6 else None
        return Mention(position, end, number, unit, Comparison.AT_LEAST)

    def _fraction(self, tokens: Sequence[Token], stems: Stems, start: int, end: int, phrase: str) -> Mention:
        part = self._lexicon.fractions[phrase]
        value = Decimal(part.numerator) / Decimal(part.denominator)
        after, grammar = end, self._grammar
        between = grammar.indefinite_articles | grammar.of_words
        while after < len(tokens) and tokens[after].text in between:
            after += 1
        if after < len(tokens):
            scale = self._lexicon.scales.get(tokens[after].text)
            if scale and scale >= 10**6:
                matched = self.index.numbers.match(stems, after + 1) if after + 1 < len(tokens) else None
                code = label_in(matched, "currency")
                return Mention(
                    start,
                    matched[0] if matched and code else after + 1,
                    value * scale,
                    Unit(UnitKind.MONEY, code or ""),
                )
            if tokens[after].text in grammar.dozens:
                return Mention(start, after + 1, value * 12, None)
            matched = self.index.numbers.match(stems, after)
            if matched and label_in(matched, "unit") == "pp":
                return Mention(start, matched[0], value, POINTS, decimals=2)
        follows = {token.text for token in tokens[end : end + 1]}
        before = {token.text for token in tokens[max(0, start - _BY) : start]}
        is_share = before.isdisjoint(grammar.amount_prepositions) or bool(follows & grammar.of_words)
        return Mention(start, end, value * 100, PERCENT, None, is_share, decimals=0)  # "up by a tenth" is a rate

    def _number_at(self, tokens: Sequence[Token], position: int) -> tuple[Decimal, int, int] | None:
        """A number in figures or words: its value, where it ends, and its decimals."""
        token, grammar = tokens[position], self._grammar
        pointed = {t.text for t in tokens[position + 1 : position + 2]} & grammar.decimal_points
        if token.kind == "number" and token.value is not None and pointed:
            digit = tokens[position + 2] if position + 2 < len(tokens) else None
            if digit is not None and digit.kind == "number" and len(digit.text) == 1 and digit.value is not None:
                return token.value + digit.value / 10, position + 3, 1
        if token.kind == "number" and token.value is not None:
            exponent = token.value.as_tuple().exponent
            decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            following = tokens[position + 1] if position + 1 < len(tokens) else None
            if following is not None and following.glued and following.text in grammar.ordinal_endings:
                return None
            return token.value, position + 1, decimals
        numbers = self._lexicon.numbers
        scale = self._lexicon.scales.get(token.text)
        before = tokens[position - 1].text if position else ""
        if scale and len(token.text) > _SHORTEST_SCALE and before in grammar.indefinite_articles:
            if token.text in grammar.hundreds | grammar.thousands:
                value, end = self._spoken(tokens, position, scale)  # "a hundred and fifty million"
                return Decimal(value), end, 0
            return Decimal(scale), position + 1, 0
        if token.text not in numbers:
            return None
        if token.text in grammar.ones and not self._counts(tokens, position):
            return None
        following_text = tokens[position + 1].text if position + 1 < len(tokens) else ""
        if token.text in grammar.zeros and following_text in grammar.zeroing_words:
            return None
        value, end = self._spoken(tokens, position)
        if end + 1 < len(tokens) and tokens[end].text in grammar.decimal_points and tokens[end + 1].text in numbers:
            tenths = numbers[tokens[end + 1].text]
            if tenths < 10:
                return Decimal(f"{value}.{tenths}"), end + 2, 1
        for half in grammar.halves:
            behind = end + len(half.split())
            if " ".join(found.text for found in tokens[end:behind]) == half:
                return Decimal(value) + Decimal("0.5"), behind, 1
        return Decimal(value), end, 0

    def _spoken(self, tokens: Sequence[Token], position: int, first: int | None = None) -> tuple[int, int]:
        """A number in words, "four thousand and eighty-nine", and where it ends; larger scales are left to follow.

        ``first`` is the value of its first word, where that is no number by itself.
        """
        numbers, grammar = self._lexicon.numbers, self._grammar
        total, current, end = 0, numbers[tokens[position].text] if first is None else first, position + 1
        while end < len(tokens):
            text = tokens[end].text
            following = tokens[end + 1].text if end + 1 < len(tokens) else ""
            joins = text == "-" or (text in grammar.and_words and current % 100 == 0 and (current or total))
            if text in grammar.hundreds and 0 < current < 100:
                current *= 100
            elif text in grammar.thousands and 0 < current < 1000 and not total and self._goes_on(tokens, end + 1):
                total, current = current * 1000, 0
            elif text in numbers and _fits(current, numbers[text], spoken=bool(total) or current >= _TWENTY):
                current += numbers[text]
            elif not (joins and following in numbers and _fits(current, numbers[following], spoken=True)):
                break
            end += 1
        return total + current, end

    def _of_whole(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether "tenths of …" speaks of a part of things, and not of a point, a percent or a million."""
        following = [token.text for token in tokens[position : position + 3]]
        grammar = self._grammar
        of = bool({*following[:1]} & grammar.of_words)
        return of and not any(t in grammar.part_units or t in self._lexicon.scales for t in following[1:])

    def _goes_on(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a number in words goes on behind "thousand"."""
        texts = [token.text for token in tokens[position : position + 2]]
        return bool(texts) and (
            texts[0] in self._lexicon.numbers
            or (texts[0] in self._grammar.and_words and texts[-1] in self._lexicon.numbers)
        )

    def _counts(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether "one" is a number here and not a pronoun."""
        after, grammar = tokens[position + 1].text if position + 1 < len(tokens) else "", self._grammar
        if after in self._lexicon.scales or after in grammar.one_followers:
            return True
        parts = [token.text for token in tokens[position + 1 : position + 6]]
        if any(text in grammar.part_prepositions for text in parts[:2]) and any(
            text in self._lexicon.numbers or text.isdigit() for text in parts[1:5]
        ):
            return True
        before = tokens[position - 1].text if position else ""
        return (
            before in grammar.one_leaders
            and position + 1 < len(tokens)
            and self.index.is_kind(tokens[position + 1].stem)
        )

    def _name_follows(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a scale is part of a name such as "trillion-yuan bases" and not of a number."""
        following = [token.text for token in tokens[position + 1 : position + 5] if token.text != "-"]
        return any(word.startswith(tuple(self._grammar.scale_names)) for word in following[:3])

    def _scaled(
        self, tokens: Sequence[Token], position: int, number: Decimal, decimals: int
    ) -> tuple[int, Decimal, int, int]:
        scaled = 1
        skip = position
        if skip < len(tokens) and tokens[skip].text == "-":
            skip += 1
        while skip < len(tokens) and tokens[skip].text in self._lexicon.scales:
            token = tokens[skip]
            near = token.glued or (tokens[position - 1].kind == "number" and number > _MOST_MONTHS)  # "584 m"
            if token.text in self._grammar.short_scales and not near:
                break
            if token.text in self._grammar.hundreds and skip == position and number >= 100:
                break
            scale = self._lexicon.scales[token.text]
            if scale in (10**9, 10**12) and self._name_follows(tokens, skip):
                break
            number *= scale
            scaled *= scale
            skip += 1
            position = skip
        return position, number, decimals, scaled

    def _asks_about(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a word that else makes a number a rough one only asks: "what about the 0.6?"."""
        return position > 0 and tokens[position - 1].text in self._grammar.question_words

    def _compared(
        self, tokens: Sequence[Token], stems: Stems, mention: Mention, comparisons: Sequence[Found]
    ) -> tuple[int | None, Mention]:
        """The mention with the comparison that stands before or behind it."""
        found = self.index.numbers.match(stems, mention.end) if mention.end < len(tokens) else None
        trailing = label_in(found, "trailing")
        behind = tokens[found[0]].stem if found and found[0] < len(tokens) else ""
        if mention.unit is not None and self.index.is_kind(behind):
            trailing = None  # "are there more above 10% or more cities ahead?"
        if found and trailing and (tokens[mention.end].text != "+" or tokens[mention.end].glued):
            return None, replace(mention, end=found[0], comparison=Comparison(trailing))
        best: int | None = None
        for number, comparison in enumerate(comparisons):
            between = tokens[comparison.end : mention.start]
            if comparison.end > mention.start or not all(
                token.text in self._grammar.number_openers for token in between
            ):
                continue
            if comparison.name == Comparison.ABOUT and self._asks_about(tokens, comparison.start):
                continue
            articles = not self._grammar.definite_articles.isdisjoint(token.text for token in between)
            follows = tokens[mention.end].stem if mention.end < len(tokens) else ""
            if articles and mention.unit is None and self.index.is_kind(follows):
                continue  # "the mean over the three branches"
            if not self._grammar.amount_prepositions.isdisjoint(token.text for token in between):
                continue  # "it got better by 0.6"
            chosen = None if best is None else comparisons[best]
            if chosen is None or comparison.start <= chosen.start or comparison.end > chosen.end:
                best = number
        if best is None:
            return None, mention
        sign = comparisons[best]
        than = (n for n, c in enumerate(comparisons) if c.name[0] in "<>" and self._ends_at(tokens, c, sign))
        if sign.name == Comparison.EQUAL:  # "quicker than the total of 3.4"
            best = next(than, best)
            sign = comparisons[best]
        said = " ".join(token.text for token in tokens[sign.start : sign.end])
        under, over = said in self._grammar.under_hedges, said in self._grammar.over_hedges
        side = Comparison.AT_MOST if under else Comparison.AT_LEAST if over else None
        start = min(mention.start, sign.start)
        return best, replace(mention, start=start, comparison=Comparison(sign.name), side=side)

    def _ends_at(self, tokens: Sequence[Token], one: Found, other: Found) -> bool:
        """Whether one comparison stands right before another, articles aside."""
        between = tokens[one.end : other.start]
        return one.end <= other.start and all(token.text in self._grammar.determiners for token in between)


def _fits(current: int, value: int, *, spoken: bool) -> bool:
    """Whether a number word may follow within one number: units behind tens, anything below a hundred behind it."""
    if not spoken or value <= 0:
        return False
    return (current % 10 == 0 and value < 10 and current % 100 != 10) or (current % 100 == 0 and value < 100)


def _as_fractions(mentions: list[Mention], tokens: Sequence[Token], grammar: Grammar) -> list[Mention]:
    """One number in another as the part that it is: "three in four", "one out of every five"."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        bare = all(one is None or one.unit is None or one.unit.kind is UnitKind.MONEY for one in (before, mention))
        plain = bare and mention.comparison is None  # "four of every ten yuan", "two yuan in every five"
        if before is not None and plain and 0 < before.number < mention.number <= _LARGEST_PART:
            between = [token.text for token in tokens[before.end : mention.start]]
            if not grammar.part_phrases.isdisjoint((" ".join(between), " ".join(between[1:]))):
                part = before.number / mention.number * 100
                found[-1] = replace(before, end=mention.end, number=part, unit=PERCENT, fraction=True, decimals=0)
                continue
        found.append(mention)
    return found


def _scaled_alike(mention: Mention, following: Mention) -> Mention:
    """A number in the thousands, millions … of the one after it, where it has no such word: "1 to 2 billion"."""
    scale, own = (one.place * Decimal(10) ** one.decimals for one in (following, mention))
    if scale <= 1 or own != 1 or mention.number * scale >= following.number * _WIDEST_RANGE:
        return mention
    return replace(mention, number=mention.number * scale, place=mention.place * scale)


def _same_units(mentions: list[Mention], tokens: Sequence[Token], grammar: Grammar) -> list[Mention]:
    """Give the first number of "between 4 and 6 %" or "3-6 million" the unit of the second, and what it counts in."""
    joined: list[Mention] = []
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if mention.unit is None and following is not None and following.unit is not None:
            between = [token.text for token in tokens[mention.end : following.start]]
            if len(between) == 1 and between[0] in grammar.range_joints | grammar.or_words:
                mention = _scaled_alike(replace(mention, unit=following.unit), following)
        joined.append(mention)
    return joined
