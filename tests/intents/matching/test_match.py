"""Check how questions are matched with patterns."""

from __future__ import annotations

import copy
import json
import marshal
import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.matching import match
from intents.matching.match import Folded, Matcher

PATTERNS = {
    "amount": [
        "how much was {indicator}",
        "what was the value of {indicator}",
        "how large was {indicator} in {period}",
        "tell me the total of {indicator}",
        "what did {indicator} amount to",
        "give me the figure for {indicator}",
    ],
    "growth": [
        "how fast did {indicator} grow",
        "what was the growth of {indicator}",
        "by how many percent did {indicator} increase",
        "did {indicator} rise or fall",
        "what is the growth rate of {indicator}",
        "how strongly has {indicator} risen",
    ],
    "ranking": [
        "which {kind} exceeded {quantity}",
        "which {kind} grew fastest",
        "list the {kind} with the highest {indicator}",
        "who leads the ranking of {kind}",
        "what are the top {kind} by {indicator}",
        "which {kind} came first",
    ],
    "source": [
        "where does this figure come from",
        "who published these statistics",
        "what is your source",
        "which release says so",
        "show me the original paragraph",
        "can you cite the publication",
    ],
    "thanks": ["thank you", "thanks a lot", "many thanks", "that was very helpful", "cheers", "great help"],
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """Train on the five small intents above."""
    return Matcher.train(PATTERNS)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("how much was {indicator} in {period}?", "amount"),
        ("What was the growth rate of {indicator}", "growth"),
        ("which {kind} had the highest {indicator}", "ranking"),
        ("Who published this?", "source"),
        ("thanks!", "thanks"),
    ],
)
def test_finds_the_intent_of_a_new_wording(matcher: Matcher, question: str, intent: str) -> None:
    """A question near the patterns of one intent goes to that intent."""
    assert matcher.match(question).intent == intent


def test_own_patterns_come_home(matcher: Matcher) -> None:
    """Each pattern finds its own intent, and itself as the nearest pattern."""
    for intent, patterns in PATTERNS.items():
        for pattern in patterns:
            found = matcher.match(pattern)
            assert (found.intent, found.nearest) == (intent, pattern)


def test_training_is_deterministic() -> None:
    """Two trainings on the same patterns learn exactly the same."""
    assert Matcher.train(PATTERNS).to_state() == Matcher.train(PATTERNS).to_state()


def test_the_order_of_patterns_makes_no_difference() -> None:
    """Nor does that of the intents: wordings may be moved from one file to another."""
    turned = {intent: PATTERNS[intent][::-1] for intent in reversed(PATTERNS)}
    assert Matcher.train(turned).to_state() == Matcher.train(PATTERNS).to_state()


def test_slots_do_not_count(matcher: Matcher) -> None:
    """Which slot stands in a question, known or not, changes nothing about its score."""
    first = matcher.match("what was the growth of {indicator}")
    other = matcher.match("what was the growth of {no_such_slot}")
    assert first == other


def test_slots_choose_among_equally_near_patterns() -> None:
    """Patterns alike but for their slots are told apart by the slots of the question."""
    matcher = Matcher.train({"about": ["what about {city}", "what about {sector}"], "bye": ["good bye"]})
    assert matcher.match("what about {sector}").nearest == "what about {sector}"
    assert matcher.match("what about {city}").nearest == "what about {city}"


def test_only_slots_match_nothing(matcher: Matcher) -> None:
    """A question that consists of slots alone has no intent."""
    assert matcher.match("{indicator} {period}").intent is None


def test_unknown_words_lower_the_score(matcher: Matcher) -> None:
    """Each word that no pattern knows makes an answer less certain."""
    scores = [
        matcher.match(question).score
        for question in (
            "who published these statistics",
            "who published these zebra statistics",
            "who published these zebra xylophone statistics",
        )
    ]
    assert scores[0] > scores[1] > scores[2]


def test_unknown_words_are_named(matcher: Matcher) -> None:
    """Words that no pattern knows are reported once each, in order."""
    assert matcher.match("who published zebra and zebra quizzes").unknown == ("zebra", "and", "quizzes")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("publshed", "published"),
        ("publisehd", "published"),
        ("pubilshde", "published"),
        ("wich", "which"),
        ("hwich", "which"),
        ("statistcis", "statistics"),
    ],
)
def test_typos_are_repaired(matcher: Matcher, slip: str, meant: str) -> None:
    """A slip in a word is repaired and reported."""
    found = matcher.match(f"{slip} these")
    assert found.repaired == ((slip, meant),)
    assert found.unknown == ()


@pytest.mark.parametrize("word", ["ant", "mow", "relapse", "inhale", "billion", "lowest", "unpublished", "2024"])
def test_other_words_are_not_repaired(matcher: Matcher, word: str) -> None:
    """Short words, numbers and words that merely resemble a known one stay as they are."""
    found = matcher.match(f"which {word}")
    assert found.repaired == ()
    assert found.unknown == (word,)


def test_real_words_are_not_repaired() -> None:
    """A word that is spelt right stays unknown, also after a restart; without that list it is taken for a slip."""
    patterns = {"where": ["which country"], "thanks": ["thank you"]}
    strict = Matcher.train(patterns, real_words={"county"})
    assert strict.match("which county").unknown == ("county",)
    assert Matcher.from_state(strict.to_state(), {"county"}).match("which county").unknown == ("county",)
    assert Matcher.train(patterns).match("which county").repaired == (("county", "country"),)


def test_word_forms_are_known_by_their_stem(matcher: Matcher) -> None:
    """Another form of a known word is neither unknown nor repaired."""
    found = matcher.match("who publishes statistics")
    assert (found.unknown, found.repaired) == ((), ())


def test_a_repaired_word_counts_less_than_the_word_itself(matcher: Matcher) -> None:
    """A repair keeps a doubt."""
    assert matcher.match("who publshed these statistics").score < matcher.match("who published these statistics").score


def test_known_words_are_never_repaired() -> None:
    """A word that some pattern knows stays, however near it is to another."""
    matcher = Matcher.train({"imports": ["goods imported"], "form": ["which form"], "from": ["goods from there"]})
    assert matcher.match("goods form there").repaired == ()


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\u200b", "{}"])
def test_empty_text_has_no_intent(matcher: Matcher, text: str) -> None:
    """Where there is no word there is no intent."""
    found = matcher.match(text)
    assert (found.intent, found.score, found.ranked) == (None, 0.0, ())


@pytest.mark.parametrize("patterns", [{}, {"empty": []}, {"slot": ["{city}"]}])
def test_nothing_to_learn_matches_nothing(patterns: dict[str, list[str]]) -> None:
    """A matcher without any word answers nothing instead of failing."""
    assert Matcher.train(patterns).match("anything at all").intent is None


def test_a_single_intent_has_no_runner_up() -> None:
    """One intent alone can be found, and nobody comes second."""
    found = Matcher.train({"thanks": ["thank you"]}).match("thank you")
    assert (found.intent, found.runner_up) == ("thanks", None)


def test_tokens_match_like_text(matcher: Matcher) -> None:
    """A question already split into words gives the same match."""
    folded = Folded(("how", "fast", "did", "{indicator}", "grow"), repairs=True)
    assert matcher.match(folded) == matcher.match("how fast did {indicator} grow")


def test_ranking_is_consistent(matcher: Matcher) -> None:
    """The list of intents starts with the intent and the runner-up, best first, at most five."""
    found = matcher.match("what is the growth of {indicator}")
    assert [found.ranked[0][0], found.ranked[1][0]] == [found.intent, found.runner_up]
    assert [score for _, score in found.ranked] == sorted((score for _, score in found.ranked), reverse=True)
    assert len(found.ranked) <= 5
    assert found.lead > 0


@pytest.mark.parametrize("codec", [json, marshal], ids=["json", "marshal"])
def test_state_round_trip_gives_identical_matches(matcher: Matcher, codec: object) -> None:
    """A matcher restored from disk matches exactly as the one that was trained."""
    restored = Matcher.from_state(codec.loads(codec.dumps(matcher.to_state())))  # type: ignore[attr-defined]
    for question in ("which {kind} exeeded {quantity}", "who published this zebra", "thanks", ""):
        one, two = restored.match(question), matcher.match(question)
        assert (one.intent, one.runner_up, one.nearest) == (two.intent, two.runner_up, two.nearest)
        assert one.score == pytest.approx(two.score, abs=1e-6)


def test_state_of_another_version_is_refused(matcher: Matcher) -> None:
    """A state written by another version says what to do instead of matching wrongly."""
    with pytest.raises(ValueError, match="train again"):
        Matcher.from_state({**matcher.to_state(), "version": 0})


@pytest.mark.parametrize("damage", [{"weights": "AAAA"}, {"weights": ""}, {"rarity": None}, {"features": "a b"}])
def test_a_damaged_state_is_refused(matcher: Matcher, damage: dict[str, object]) -> None:
    """A state that was cut or altered on disk is refused in words."""
    with pytest.raises(ValueError, match="train again"):
        Matcher.from_state({**matcher.to_state(), **damage})


def test_a_word_counts_against_intents_that_never_use_it(matcher: Matcher) -> None:
    """A word typical of another intent makes the match less certain and the lead smaller."""
    plain, mixed = matcher.match("who published these statistics"), matcher.match("who published these thanks")
    assert mixed.score < plain.score
    assert mixed.lead < plain.lead


def test_restoring_and_matching_do_not_import_numpy(matcher: Matcher) -> None:
    """A one-shot question is answered from the cached state without numpy."""
    program = (
        "import json, sys; from intents.matching.match import Matcher;"
        "m = Matcher.from_state(json.load(sys.stdin)); m.match('which {kind} came first');"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], input=json.dumps(matcher.to_state()), text=True, check=True)


def test_made_quick_before_the_first_question_it_gives_the_same(matcher: Matcher) -> None:
    """What serves many loads numpy before it is ready, so that no question waits; the answer is the same."""
    quick = copy.copy(matcher)
    quick.make_quick()
    for question in ("which {kind} came first", "who published these statistics", "thanks"):
        assert quick.match(question).ranked == matcher.match(question).ranked


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("whic{knd} erugs'0", max_size=60))
def test_any_text_gives_a_finite_score(text: str) -> None:
    """Nothing a person can type breaks the matcher."""
    found = SMALL.match(text)
    assert 0.0 <= found.score <= 1.0
    assert 0.0 <= found.lead < math.inf
    assert (found.intent is None) == (found.ranked == ())


SMALL = Matcher.train(PATTERNS)


def test_marks_that_stand_together_are_learned_together() -> None:
    """What no mark says alone, two say together: either is in as many patterns of the one intent as of the other."""
    pairs = {
        "alike": [("c:city", "q:how-many"), ("c:project", "q:who")],
        "crossed": [("c:city", "q:who"), ("c:project", "q:how-many")],
    }
    matcher = Matcher.train(
        {
            name: [Folded((f"say{place}",), marks) for marks in both for place in range(12)]
            for name, both in pairs.items()
        }
    )
    for name, both in pairs.items():
        for marks in both:
            assert matcher.match(Folded(("say1",), marks)).intent == name


def test_learning_ends_where_more_of_it_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """After enough looks at the patterns, and not before each was looked at once: its own patterns are known then."""
    long = Matcher.train(PATTERNS)
    monkeypatch.setattr(match, "ENOUGH_LOOKS", 3 * sum(map(len, PATTERNS.values())))
    short = Matcher.train(PATTERNS)
    assert short.to_state() != long.to_state()
    for intent, texts in PATTERNS.items():
        assert all(short.match(text).intent == intent for text in texts)
