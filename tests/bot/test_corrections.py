"""What answers say of facts that were corrected or withdrawn; the rest of the release is told as before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.answer import Answerer
from bot.browse import search
from bot.compiled import Compiled
from bot.guard import unsupported
from bot.reply import Reply, Status
from facts.history import dependants, pasts, revision, untold
from facts.model import Release, Revision, Withdrawal
from facts.quantity import Quantity
from intents.spans.resolve import Resolver

AT = dt.datetime(2026, 7, 21, 9, 0, tzinfo=dt.UTC)
TRAFFIC = "How much did container traffic change?"
QUARTER = "What was the change of container traffic in the first quarter?"

Made = Callable[..., Answerer]


def corrected(release: Release, name: str, *values: str) -> Release:
    """The release with a measure corrected, a day apart, to each of some values."""
    measure = release.measure(name)
    told = [str(measure.value), *values]
    revisions = [
        Revision(value=Quantity.parse(old), corrected=AT + dt.timedelta(days=number), because="a slip")
        for number, old in enumerate(told[:-1])
    ]
    new = measure.model_copy(update={"value": Quantity.parse(told[-1]), "revisions": revisions})
    return _with(release, new)


def _with(release: Release, fact: object) -> Release:
    """The release with one fact in the place of that of its name, and what is derived worked out anew."""
    from facts.formula import evaluate

    changed: dict[str, list[object]] = {}
    for key in ("measures", "sets", "statements"):
        changed[key] = [fact if each.id == getattr(fact, "id", "") else each for each in getattr(release, key)]
    made = release.model_copy(update=changed)
    made.__dict__.pop("by_id", None)
    values = {measure.id: measure.value for measure in made.measures if not measure.formula}
    derived = [m.model_copy(update={"value": evaluate(m.formula, values)}) if m.formula else m for m in made.measures]
    made = made.model_copy(update={"measures": derived})
    made.__dict__.pop("by_id", None)
    return made


def withdrawn(release: Release, name: str) -> Release:
    """The release with a fact taken back."""
    fact = release.by_id[name]
    return _with(release, fact.model_copy(update={"withdrawn": Withdrawal(at=AT, because="it is checked again")}))


@pytest.fixture
def over(other_answerer: Answerer) -> Made:
    """The bot over a changed release, at a moment."""

    def made(release: Release, after: dt.timedelta = dt.timedelta(hours=1)) -> Answerer:
        old = other_answerer.interpreter
        resolver = Resolver.build(release, old.language.lexicon, old.recogniser)
        patterns = replace(old.reader.patterns, release=release)
        releases = {release.id: release}
        content = Compiled(
            releases, release, old.language, old.recogniser, resolver, patterns, frozenset(), other_answerer.versions
        )
        return replace(Answerer.over(content), clock=lambda: AT + after)

    return made


def test_the_past_of_a_measure_and_of_what_follows_from_it(other_release: Release) -> None:
    """Derived values are worked out as they were before each correction."""
    release = corrected(other_release, "traffic-change", "-4.6 %", "-4.7 %")
    was = {
        name: [str(past.value) for past in pasts(release, release.measure(name))]
        for name in ("traffic-change", "q1-change")
    }
    assert was == {"traffic-change": ["-4.6 %", "-4.2 %"], "q1-change": ["-5.4 %", "-5 %"]}
    assert [
        revision(release, release.by_id[name]) for name in ("traffic-change", "q1-change", "easing", "containers")
    ] == [2, 2, 2, 0]
    assert {fact.id for fact in dependants(release, "traffic-change")} >= {"q1-change", "easing"}


def test_an_answer_says_for_a_while_what_was_corrected(over: Made, other_release: Release) -> None:
    """And afterwards only that it was, where the words of the source still say the old figure."""
    release = corrected(other_release, "traffic-change", "-4.6 %")
    reply = over(release).ask(TRAFFIC)
    assert "−4.6%" in reply.headline
    assert reply.details[-1] == "Corrected on July 21, 2026, was −4.2%."
    late = over(release, dt.timedelta(days=31)).ask(TRAFFIC)
    assert (
        late.details[-1] == "As corrected on July 21, 2026; the words of the source are as they were first published."
    )
    assert "4.2" not in late.text
    assert "was −5%." in over(release).ask(QUARTER).text
    assert "orrected" not in over(release).ask("How many containers were handled?").text


def test_the_old_value_is_let_out_in_its_place_only(over: Made, other_release: Release) -> None:
    """The excerpt of the source says it, and yet no sentence may; the reader's own figure may be said back."""
    answerer = over(corrected(other_release, "traffic-change", "-4.6 %"))
    reply = answerer.ask("Did container traffic fall by 4.2%?")
    assert reply.verdict == "refuted"
    assert not answerer.defects
    stale = answerer.notices.stale()
    assert unsupported("It fell by 4.2%.", ["fell by 4.2% in May"]) == set()
    assert unsupported("It fell by −4.2%.", ["fell by −4.2% in May"], stale=stale)
    assert not unsupported("You said −4.2%.", [], stale=stale, echo="−4.2%?")
    assert not unsupported("It is 1%. Was −4.2%.", [], written=["1%", "Was −4.2%."], stale=stale)
    assert unsupported("It is −4.2%. Was 1%.", [], written=["1%", "Was −4.2%."], stale=stale)


@pytest.mark.parametrize("question", [TRAFFIC, QUARTER, "Did container traffic fall by 4.2%?", "Give me a summary"])
def test_what_was_withdrawn_is_not_told_and_why(over: Made, other_release: Release, question: str) -> None:
    """Neither the fact nor what follows from it; a summary tells the rest."""
    reply = over(withdrawn(other_release, "traffic-change")).ask(question)
    assert "withdrawn on July 21, 2026" in reply.text
    assert "It is checked again." in reply.text
    assert reply.verdict is None
    assert not {"traffic-change", "q1-change"} & set(reply.facts)
    assert _figures_of("4.2", reply, question)
    assert reply.status is (Status.ANSWERED if "summary" in question else Status.NOT_STATED)


def _figures_of(number: str, reply: Reply, question: str) -> bool:
    return number not in reply.text.replace(question, "") and not any(number in each.excerpt for each in reply.sources)


def test_what_weighs_all_of_a_kind_says_which_is_missing(over: Made, other_release: Release) -> None:
    """Without one port's rate none can be called the best; the rates that remain are told."""
    reply = over(withdrawn(other_release, "calder-bay-change")).ask("Which port grew fastest?")
    assert "3.1" not in reply.text
    assert "withdrawn on July 21, 2026" in reply.text
    assert reply.verdict is None


def test_a_source_that_is_shared_leaves_the_figure_out(over: Made, other_release: Release) -> None:
    """The words around it are cited for what is still told."""
    notices = over(withdrawn(other_release, "sandmouth-change")).notices
    shared = next(each for each in other_release.by_id["ports-with-change"].also if "Sandmouth" in each.excerpt)
    assert notices.cited(shared) == "Port Elin fell by 1.4% and Sandmouth by …"
    assert notices.hides(shared)
    assert not notices.hides(other_release.by_id["containers"].sources[0])


def test_what_is_offered_leaves_it_out(over: Made, other_release: Release) -> None:
    """Suggestions, the fact base and a fact that is opened by its name."""
    answerer = over(withdrawn(other_release, "traffic-change"))
    gone = set(untold(answerer.release))
    assert {"traffic-change", "q1-change"} <= gone
    labels = {answerer.release.by_id[name].label["en"].lower() for name in gone}
    offered = answerer.ask("How many containers were handled?").suggestions
    assert not {each.rstrip("?").lower() for each in offered} & labels
    assert "withdrawn" in answerer.tell(answerer.release.by_id["traffic-change"]).text
    found = search([answerer.release], ["traffic-change"], answerer.language)
    shown = " ".join(line.text for line in found.lines())
    assert "withdrawn on July 21, 2026" in shown
    assert "4.2" not in shown
    assert found.entries[0].as_json()["value"] is None


def test_an_old_reply_is_known_to_be_outdated(over: Made, other_release: Release) -> None:
    """Buttons under it would show what is no longer so; a reply on something else is as good as ever."""
    before = over(other_release)
    after = replace(over(corrected(other_release, "traffic-change", "-4.6 %")), versions=(("facts", "other"),))
    assert after.is_outdated(before.ask(TRAFFIC))
    assert after.is_outdated(before.ask(QUARTER))
    assert not after.is_outdated(before.ask("How many containers were handled?"))
    assert not before.is_outdated(before.ask(TRAFFIC))
