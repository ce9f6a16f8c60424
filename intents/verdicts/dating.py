"""The times that a claim names, held against those of the facts."""

from __future__ import annotations

from collections.abc import Sequence

from facts.model import Fact, Measure, Release, Statement
from facts.quantity import Truth
from intents.readings.ask import Ask
from intents.spans.found import When
from intents.spans.resolve import same_time
from intents.verdicts.reserve import RATES
from intents.verdicts.verify import Evidence, pair_of


def judge_times(ask: Ask, facts: Sequence[Fact], *, strictly: bool = False) -> list[Evidence]:
    """What a period comes to that is not the facts' own: refuted where they have another time of their own.

    ``strictly`` allows none but theirs, beside theirs too.
    """
    fitting = [when for when in ask.recognised.periods if any(_in_time(ask, fact, when) for fact in facts)]
    off = [when for when in ask.recognised.periods if when not in fitting]
    if not off or (fitting and not strictly and not any(when.calendar or when.year for when in off)):
        return []
    if fitting and not ask.grammar.or_words.isdisjoint(ask.text):
        return []  # one of two is to be chosen: "with last year, or with the previous quarter?"
    own = [ask.release.period[f.period] for f in facts if not isinstance(f, Measure) and f.period]
    if not own or any(when.calendar for when in off):
        return [Evidence(Truth.UNKNOWN, "period")]
    when, period = off[0], own[0]
    apart = when.months[1] < period.months[0] or period.months[1] < when.months[0] or when.year != period.year
    if not fitting and any(_dates(ask.release, fact) for fact in facts) and not ask.has("when"):
        return [Evidence(Truth.NO if ask.claims else Truth.UNKNOWN, "period")]
    aside = when.start and ask.text[when.start - 1] in ask.grammar.time_prepositions
    asked = not ask.claims and when.year != period.year  # "what is the plan for next year?"
    return [Evidence(Truth.UNKNOWN if asked else Truth.NO, "period")] if apart and not aside else []


def misdated(ask: Ask, facts: Sequence[Fact], evidence: Sequence[Evidence]) -> bool:
    """Whether the very rate that a fact tells is said to be of another time: "3.4% in the first half".

    It is told, with its time, and neither confirmed nor denied of the other. A calendar year may be its own, since
    that is not stated; and sums and counts may be of any time within the period.
    """
    rates = [fact for fact in facts if isinstance(fact, Measure) and fact.value.unit.kind in RATES]
    if not rates or any(fact.direction == "none" for fact in rates):
        return False
    known = ask.resolver.common | ask.resolver.vocabulary_of(fact.id for fact in facts)
    passed = ask.recognised.places("asserts", "verify", "tag", "frame", "versus", "more", "less", "done")
    if any(word.start not in passed and word.concepts.isdisjoint(known) for word in ask.words):
        return False  # "was it announced in October?"
    limits = ask.grammar.time_prepositions
    if any(when.start and ask.text[when.start - 1] in limits for when in ask.recognised.periods):
        return False
    open_ = {piece.about for piece in evidence if piece.truth is not Truth.YES}
    told = any(piece.about == "figure" and piece.truth is Truth.YES for piece in evidence)
    telling = any(mention.unit is not None and mention.comparison is None for mention in ask.recognised.mentions)
    dated = not any(when.calendar is not None for when in ask.recognised.periods)
    return open_ == {"period"} and told and telling and dated and ask.grammar.or_words.isdisjoint(ask.text)


def _dates(release: Release, fact: Fact) -> bool:
    """Whether a fact says what time the figures are of, so that no other is."""
    when = fact.aspects.get("when")
    own = when is not None and when.stated and when.facts == [fact.id]
    return own and isinstance(fact, Statement) and fact.period == release.about.period


def _in_time(ask: Ask, fact: Fact, when: When) -> bool:
    """Whether a period is that of a fact, or one that it is held against: "higher than a year earlier"."""
    since = ask.release.period.get(fact.compared_with or "") if isinstance(fact, Measure) else None
    stretch = not ask.grammar.goal_prepositions.isdisjoint(ask.text[when.start : when.end])
    stretch = stretch and ask.before(when.start) in ask.grammar.range_words
    if since is not None and stretch and ask.recognised.mentions and same_time(since, when):
        return False  # "it narrowed from January to August": that is what it narrowed since
    if ask.resolver.in_period(fact, when) or _added(ask.release, fact, when) or _reckoned_from(ask, fact, when):
        return True
    base = when.start and ask.text[when.start - 1] in ask.grammar.than_words
    return bool(base) and any(ask.resolver.in_period(one, when) for one in pair_of(ask.release, fact) or ())


def _reckoned_from(ask: Ask, fact: Fact, when: When) -> bool:
    """Whether a change is measured from that time: points more than a year ago, nearer than in August."""
    if when.calendar is not None or not isinstance(fact, Measure):
        return False
    earlier = [one for one in ask.release.measures if one.period and fact.id in (one.formula or "").split()]
    if any(same_time(ask.release.period[one.period], when) for one in earlier if one.period):
        return True
    before = ask.release.period.get(fact.compared_with or "")
    if before is None or when.year != before.year or when.months != (before.months[1], before.months[1]):
        return False
    from_it = ask.grammar.range_words | ask.grammar.open_period_words
    return not (ask.grammar.than_words | from_it).isdisjoint(ask.text[: when.start])


def _added(release: Release, fact: Fact, when: When) -> bool:
    """Whether a period is what lies between the two that a change is measured over: September, since August."""
    before = release.period.get(fact.compared_with or "")
    own = release.period.get(fact.period or release.about.period)
    if before is None or own is None or when.calendar is not None or when.year != own.year:
        return False
    return when.months == (before.months[1] + 1, own.months[1])


def dating_of(release: Release) -> Fact | None:
    """The fact that says what time the figures are of."""
    return next((fact for fact in release.facts() if _dates(release, fact)), None)


def in_time(ask: Ask, order: tuple[Measure, Measure]) -> tuple[tuple[Measure, Measure], bool] | None:
    """The later of two values before the earlier, and whether it is said to be less; none where one is set above.

    "It gathered pace between the eight-month and the nine-month reading" puts the one named last above the first.
    """
    release, named = ask.release, ask.recognised.periods
    if ask.has("more", "less", "same") or ask.recognised.comparisons or len(named) < len(order):
        return None
    ends = [release.period[one.period or release.about.period].months[1] for one in order]
    slowed = any(word.concepts & {"slow", "fall"} for word in ask.words)
    return None if ends[0] == ends[1] else (order if ends[0] > ends[1] else (order[1], order[0]), slowed)
