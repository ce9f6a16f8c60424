"""What is taken back from a finding because of how the question is put: yes or no, or the whole of it."""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of

SAID = {
    "metallurgy grew by {}": ("7.2%", "9.1%"),
    "Benxi exceeded {}": ("10%", None),
    "{} projects were completed": ("625", "652"),
    "special loans came to {} million yuan": ("910", "190"),
}
CLAIMS = [(claim, right, True) for claim, (right, _) in SAID.items()]
CLAIMS += [(claim, wrong, False) for claim, (_, wrong) in SAID.items() if wrong is not None]


@pytest.mark.parametrize(("claim", "figure", "right"), CLAIMS)
@pytest.mark.parametrize(
    "doubt", ["Is it false that {}?", "Would it be wrong to say that {}?", "Is it untrue that {}?"]
)
def test_a_doubt_is_answered_without_yes_and_no(
    answerer: Answerer, doubt: str, claim: str, figure: str, right: bool
) -> None:
    """Neither would be plain; which way the release has it is said in words, and the verdict is that on the claim."""
    reply = answerer.ask(doubt.format(claim.format(figure)))
    assert reply.status is Status.ANSWERED
    assert not reply.text.startswith(("Yes", "No"))
    if reply.verdict is not None:
        assert reply.verdict is (Verdict.SUPPORTED if right else Verdict.REFUTED)
        assert reply.text.startswith("As the release has it:" if right else "The release has it otherwise:")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Was it equipment manufacturing or consumer goods that grew at 5.9%?", "Consumer goods grew by 5.9%"),
        ("Were the 119 projects national or provincial?", "119 state-level projects"),
        ("Was it loans or bonds that came to 584 million?", "treasury bonds came to 584 million yuan"),
        ("Is Dalian or Benxi a pilot city?", "Shenyang and Dalian"),
    ],
)
def test_a_choice_is_not_answered_by_yes_or_no(answerer: Answerer, question: str, told: str) -> None:
    """What is told shows which of the two it is."""
    reply = answerer.ask(question)
    assert reply.verdict is None
    assert told in reply.text


@pytest.mark.parametrize(
    "question", ["Were 4,089 projects reopened or commenced?", "Did 4,089 projects begin or resume?"]
)
def test_what_the_fact_says_with_an_or_is_no_choice(answerer: Answerer, question: str) -> None:
    """The release itself says both in one."""
    assert answerer.ask(question).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "question",
    [
        "What if metallurgy had grown by 9%?",
        "If all 14 cities had grown, how many more would that be?",
        "Suppose 35 industries grew: what is the coverage?",
        "If three more industries had grown, what would coverage have been?",
    ],
)
def test_what_would_be_is_not_stated(answerer: Answerer, question: str) -> None:
    """A figure of the release answers no question under a condition that it does not report."""
    reply = answerer.ask(question)
    assert reply.status is Status.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "If industrial investment rose 8.9%, how fast did fixed asset investment grow?",
        "If I wanted to quote the growth of metallurgy, what would it be?",
        "special loans came to 910 million yuan, I suppose",
    ],
)
def test_a_condition_that_is_none_keeps_nothing_back(answerer: Answerer, question: str) -> None:
    """What the release reports, and what the reader says of himself, is no condition contrary to fact."""
    assert answerer.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Do the loan projects and the bond projects overlap?",
        'Does "topping the national list" mean that Shenyang ranked first?',
        "Is the Three Stability task force the same as the dedicated task force?",
    ],
)
def test_two_things_are_not_confirmed_to_be_related(answerer: Answerer, question: str) -> None:
    """That both are stated says nothing of how they are related."""
    assert answerer.ask(question).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    "operation", ["weighted average of", "product of", "correlation between", "standard deviation of"]
)
def test_no_other_operation_stands_in(answerer: Answerer, operation: str) -> None:
    """A plain mean is no weighted one, and a sum no product."""
    for things in ("the growth rates of the three sectors", "the bases and the clusters"):
        reply = answerer.ask(f"What is the {operation} {things}?")
        assert reply.status is not Status.ANSWERED, reply.text


@pytest.mark.parametrize(
    "question",
    [
        "Did Chen Hu say that the province would reach 5%?",
        "Did Liaoning's industry grow at its fastest pace ever in the first three quarters?",
    ],
)
def test_what_is_neither_so_nor_not_is_marked(answerer: Answerer, question: str) -> None:
    """What is told in its place is said to be all that the release says, or to be the nearest thing."""
    reply = answerer.ask(question)
    assert reply.verdict is None
    assert reply.status is Status.NOT_STATED or reply.text.startswith("The release says only this:")


@pytest.mark.parametrize(
    ("outcome", "aim"),
    [
        ("Did the incentive funds boost business confidence?", "Were the incentive funds meant to boost confidence?"),
        ("Did the Ansteel meeting improve steel procurement?", "Was the Ansteel meeting to improve steel procurement?"),
        ("Did the 119 projects cultivate industrial bases?", "Are the 119 projects to cultivate industrial bases?"),
    ],
)
def test_an_aim_is_no_outcome(answerer: Answerer, outcome: str, aim: str) -> None:
    """That something was done to bring about a thing says nothing of whether it came about."""
    assert answerer.ask(outcome).status is Status.NOT_STATED
    assert answerer.ask(aim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("question", ["cars were up 8 right", "is Chen Hu a nice guy?", "shenyang fell right"])
def test_a_number_of_another_thing_and_praise_get_no_verdict(answerer: Answerer, question: str) -> None:
    """Neither is it so, nor is it not."""
    assert answerer.ask(question).verdict is None


def test_none_is_counted_twice_where_either_of_two_bounds_will_do(answerer: Answerer) -> None:
    """Below 8 or above 10: a thing that fails the one and fulfils the other is one thing."""
    reply = answerer.ask("How many cities grew by less than 8% or more than 10%?")
    assert "of the 6" not in reply.text
    assert (
        "of the 6" not in answerer.ask("How many< 8 industr?ies saw increased value added?; cities exceeedd 10%?").text
    )


@pytest.mark.parametrize(
    "question",
    [
        "Besides Shenyang and Dalian, who else made the national list of pilot cities?",
        "Shenyang and Dalian top the national list. Which city comes next on it?",
        "besides Dandong, Benxi and Liaoyang, which cities exceeded 10%?",
        "weakest city of all in Liaoning?",
        "How much did the smallest of the eight loans come to?",
        "how much of the 150 million did officials pocket",
        "Are the four trillion-yuan bases up and running yet?",
        "Of the industrial clusters being planned, how many are up and running already?",
    ],
)
def test_what_is_told_is_not_what_is_asked(answerer: Answerer, question: str) -> None:
    """Who comes after all that are named, one of those only counted, a part of the whole, an aim as fulfilled."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Is it true that three quarters of fixed investment is industrial?", Verdict.REFUTED),
        ("Three quarters of the major industries grew, right?", Verdict.SUPPORTED),
        ("Bond-funded projects outnumber loan-funded ones by more than four to one. Sound?", Verdict.SUPPORTED),
        ("Loan-funded projects outnumber bond-funded ones by more than four to one. Sound?", Verdict.REFUTED),
        ("one in four industries did not grow, right?", Verdict.SUPPORTED),
        ("Consumer goods are between the two other sectors, right?", Verdict.SUPPORTED),
        ("So momentum picked up six tenths of a point versus the eight-month print?", Verdict.SUPPORTED),
        ("Six of the cities beat the national pace. Can you back that up?", Verdict.SUPPORTED),
        ("Completed projects outnumber state-level projects, right?", Verdict.SUPPORTED),
        ("companies' cash flow gets a mention too, doesn't it?", Verdict.SUPPORTED),
    ],
)
def test_parts_odds_and_what_lies_between_are_held_against_what_is_stated(
    answerer: Answerer, claim: str, verdict: Verdict
) -> None:
    """A part is no time, and the odds are judged by who is named first."""
    assert answerer.ask(claim).verdict is verdict


def test_more_money_is_not_more_projects(answerer: Answerer) -> None:
    """Where money is asked for the sums are compared."""
    reply = answerer.ask("who got more cash - loan-backed schemes or bond-backed ones?")
    assert "910 million" in reply.text


def test_a_difference_of_shares_is_told_as_it_is_worked_out(answerer: Answerer) -> None:
    """ "78.6 − 75 = 3.6": no more places than the values have."""
    reply = answerer.ask("Which is higher, the share of growing cities or the growth coverage?")
    assert "3.6 percentage points" in reply.text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("More cities grew than didn't. Agreed?", Verdict.SUPPORTED),
        ("More cities did not grow than did. Agreed?", Verdict.REFUTED),
        ("Fewer cities grew than didn't, right?", Verdict.REFUTED),
        ("Not even half of Liaoning's cities managed positive growth, true?", Verdict.REFUTED),
        ("Not even 12 cities grew, right?", Verdict.SUPPORTED),
        ("did equipment making grow quicker than the total of 3.4", Verdict.SUPPORTED),
        ("Upgrade financing sums to about 1.5bn yuan, agree?", Verdict.SUPPORTED),
        ("Equipment manufacturing: 5.4%. Typo or fine?", Verdict.REFUTED),
        ("119 state-level projects, aimed at trillion-yuan bases: did I note that down properly?", Verdict.SUPPORTED),
    ],
)
def test_more_than_not_and_not_even_are_held_against_what_is_stated(
    answerer: Answerer, claim: str, verdict: Verdict
) -> None:
    """What denies a part of a claim denies no other."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize(
    "turns",
    [
        ["did growth speed up since August?", "so it will go on rising?"],
        ["Which oil company is in it?", "and the steel one?", "which is the larger company?"],
        ["how many projects got treasury bonds", "and loans", "are any of them the same projects"],
        ["What does the 4,089 stand for?", "How many of them were reopened and how many new?"],
        ["do small shops get some of the 150 mil too"],
        ["Growth of the petrochemical industry, please, not the crude oil plans."],
    ],
)
def test_neither_what_will_be_nor_what_is_alike_is_told(answerer: Answerer, turns: list[str]) -> None:
    """Nor how large what has no figure is."""
    assert last_of(answerer, *turns).status is Status.NOT_STATED


def test_points_of_different_things_are_not_added_up(answerer: Answerer) -> None:
    """What growth gained and what investment was ahead by make no sum."""
    assert "4.7" not in answerer.ask("Industrial vs total FAI growth: both rates please").text


@pytest.mark.parametrize(
    "text", ["Is 7.2 more than 4.5 plus 5.9?", "Is 7.2% higher than 4.5% and 5.9% added together?"]
)
def test_a_sum_of_rates_is_not_confirmed_by_their_mean(answerer: Answerer, text: str) -> None:
    """Rates make no sum, and a mean is not what was put forward."""
    assert answerer.ask(text).verdict is None


@pytest.mark.parametrize(
    "turns",
    [
        ["What about Fushun, how much did industry grow there?"],
        ["What does base-point management mean?", "how many factories took part in it"],
        ["how many new enterprises were added?", "so how many enterprises do they have now"],
        ["what four things do they want to focus on", "anything in it for farmers"],
    ],
)
def test_what_is_told_of_another_thing_is_kept_back(answerer: Answerer, turns: list[str]) -> None:
    assert last_of(answerer, *turns).status is not Status.ANSWERED


@pytest.mark.parametrize("verb", ["criticised", "opposes", "audited", "delayed", "invented", "insures"])
@pytest.mark.parametrize(
    "thing", ["the pilot cities", "the incentive funds", "crude oil processing", "the press conference", "metallurgy"]
)
def test_who_does_what_nobody_is_told_to_do_is_not_told(answerer: Answerer, verb: str, thing: str) -> None:
    """Whom a fact names is told only where the fact has a word for what is asked of him."""
    assert answerer.ask(f"Who {verb} {thing}?").status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who allocated the incentive funds?", "The government"),
        ("Who was consulted about local steel purchases?", "Ansteel"),
        ("Who held the press conference?", "Information Office"),
        ("Which companies are mentioned by name?", "Ansteel"),
        ("Who's the laggard among the key sectors?", "4.5%"),
    ],
)
def test_who_does_what_is_told_is_told(answerer: Answerer, question: str, told: str) -> None:
    """And of those that only look alike nothing is taken back."""
    assert told in answerer.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Is the BMW plant a joint venture?",
        "Were the special loans safe?",
        "Is the Three Stability task force the biggest in China?",
        "Was base-point management successful?",
    ],
)
def test_what_something_is_said_to_be_is_not_told(answerer: Answerer, question: str) -> None:
    """What is told of it otherwise is no answer."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    "claim",
    [
        "Growth improved by 0.6 points because of the matchmaking meetings, right?",
        "Is it true that base-point management led to the 3.4% growth?",
        "Dandong exceeded 10% thanks to the treasury bonds.",
        "Did the Ansteel meeting bring about the completion of 625 projects?",
        "The incentive funds are the reason why six cities outpaced the nation, correct?",
    ],
)
def test_what_came_of_what_is_neither_confirmed_nor_denied(answerer: Answerer, claim: str) -> None:
    """Both may be told, and that the one came of the other is not."""
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize(
    "limit",
    ["per month", "per person", "at night", "online", "yesterday", "this week", "for the first time", "as expected",
     "without state aid", "if exports collapse"],
)  # fmt: skip
@pytest.mark.parametrize(
    "question",
    [
        "how many projects were completed",
        "how many cities grew",
        "how fast did metallurgy grow",
        "how many meetings were held",
    ],
)
def test_what_limits_a_question_and_is_not_told_is_not_passed_over(
    answerer: Answerer, question: str, limit: str
) -> None:
    """The figure without the limit is no answer; it is the nearest thing that is stated."""
    assert answerer.ask(f"{question} {limit}?").status is Status.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "how many cities grew, if any?",
        "how many cities were without growth?",
        "which sectors without metallurgy exceed 5%?",
    ],
)
def test_what_limits_a_question_and_is_told_is_answered(answerer: Answerer, question: str) -> None:
    """What is left out, or is denied, is part of the question."""
    assert answerer.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "which coastal cities exceeded 10%?",
        "how many large projects were completed?",
        "how many foreign enterprises were added?",
        "how many tiny clusters are planned?",
        "how much did illegal loans bring?",
    ],
)
def test_some_of_what_is_told_as_a_whole_are_not_told(answerer: Answerer, question: str) -> None:
    """A word before what is counted, of which no fact speaks, means a part of it."""
    assert answerer.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "how many industrial enterprises were added?",
        "which key sectors grew?",
        "how many state-level projects are there?",
    ],
)
def test_a_word_of_the_release_is_no_limit(answerer: Answerer, question: str) -> None:
    """What the facts say themselves goes with what is counted."""
    assert answerer.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question", ["the special loans by city?", "the 302 new enterprises per city?", "625 projects by sector"]
)
def test_a_whole_is_not_told_in_parts(answerer: Answerer, question: str) -> None:
    """What is told of all of them together is no figure for each."""
    assert answerer.ask(question).status is Status.NOT_STATED


def test_what_is_told_of_each_is_told(answerer: Answerer) -> None:
    """The rates of the sectors are of the sectors."""
    assert "7.2%" in answerer.ask("growth by sector?").text


@pytest.mark.parametrize(
    "question",
    [
        "best paid sector?",
        "which sector was best funded",
        "sector with the most loans?",
        "Which sector has the lowest demand?",
        "sector with the biggest funds",
        "most efficient sector?",
        "most crowded sector?",
        "the sector with the most projects",
    ],
)
def test_what_only_has_a_growth_is_not_ranked_by_another_thing(answerer: Answerer, question: str) -> None:
    """Loans, wages or demand are told of no sector."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "best performing sector?",
        "the sector with the strongest growth",
        "which sector has the best results?",
        "most advanced sector?",
        "sector with the biggest increase",
    ],
)
def test_growth_by_any_word_ranks(answerer: Answerer, question: str) -> None:
    """What the words for growth name is what is told."""
    assert "7.2%" in answerer.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "average debt of the sectors?",
        "total debt of the meetings",
        "share of demand by bond project",
        "list the companies with funds",
        "list the cities with debt",
        "how many cities have investment above 10%?",
        "Which bases have more loans than average?",
        "How much loan money did the cities get?",
        "How many bonds did the companies get?",
    ],
)
def test_what_is_reckoned_is_a_word_of_what_is_told(answerer: Answerer, question: str) -> None:
    """Debt, funds or investment are told of none of these, whatever else is."""
    assert answerer.ask(question).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("average loan per project?", "113.75"),
        ("average growth of the sectors?", "5.87%"),
        ("how many cities have growth above 10%?", "Dandong"),
        ("How much did the eight projects get?", "910"),
        ("rank the sectors by growth", "7.2%"),
        ("How much growth did the sectors have?", "7.2%"),
    ],
)
def test_what_is_told_is_reckoned_with(answerer: Answerer, question: str, told: str) -> None:
    """By its own words, and those for growth."""
    assert told in answerer.ask(question).text


@pytest.mark.parametrize(
    "whole", ["China's {}", "the nation's {}", "national {}", "{} nationwide", "{} in China", "the country's {}"]
)
@pytest.mark.parametrize("figure", ["metallurgy growth", "incentive funds", "industrial investment growth"])
def test_of_the_whole_country_it_is_not_told(answerer: Answerer, whole: str, figure: str) -> None:
    """The figures of a province are not those of the country that it lies in."""
    assert answerer.ask(f"What is {whole.format(figure)}?").status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many cities beat the nation?", "Six"),
        ("What happened to the gap to the national average?", "0.6"),
        ("How many cities grew, and how many beat the nation?", "11"),
        ("Which cities top the national pilot list?", "Dalian"),
    ],
)
def test_what_is_told_of_it_is_not_kept_back(answerer: Answerer, question: str, told: str) -> None:
    """What the release holds against the country is told."""
    assert told in answerer.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "what was industrial investment growth up to August",
        "What was growth coverage from January to August?",
        "Which cities were picked as pilots in the previous round?",
        "metallurgy growth in the previous round",
        "How many meetings were held the last time?",
        "How many projects will be completed in the next round?",
    ],
)
def test_of_another_time_it_is_not_told(answerer: Answerer, question: str) -> None:
    """What is told of that time is of another thing, or what is told is of another time."""
    assert answerer.ask(question).status is Status.NOT_STATED


def test_what_is_said_of_all_is_not_confirmed_by_their_number(answerer: Answerer) -> None:
    """That there are 119 does not say what they are."""
    assert answerer.ask("All 119 projects are just on paper, right?").verdict is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("625 completions set against 4,089 starts and restarts: ratio as a percentage?", "15.3%"),
        ("Would you be so kind as to say which rose more, industrial investment or industrial value added?", "8.9%"),
        ("Might I have only those cities for which growth above ten per cent was reported?", "Benxi"),
        ("that 0.6 thing, what is it again", "0.6"),
        ("The figure 40: what does it stand for?", "40"),
    ],
)
def test_what_asks_politely_or_at_the_end_is_answered(answerer: Answerer, question: str, told: str) -> None:
    """Such a clause puts nothing forward, and foretells nothing."""
    reply = answerer.ask(question)
    assert reply.status in (Status.ANSWERED, Status.CLARIFY)
    assert told in reply.text


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("It is certain that 4.089 projects were initiated or reopened?", Verdict.SUPPORTED),
        ("It is certain that 4.098 projects were initiated or reopened?", Verdict.REFUTED),
        ("So the gap to the national average widened?", Verdict.REFUTED),
        ("According to the press conference, metallurgy grew 7.2%?", Verdict.SUPPORTED),
    ],
)
def test_a_point_may_part_the_thousands(answerer: Answerer, claim: str, verdict: Verdict) -> None:
    """And a bare contrary, or words of who said it, put something forward."""
    assert answerer.ask(claim).verdict is verdict
