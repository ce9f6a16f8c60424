"""Claims that are right in a figure or a name and say more than that; questions that sound like those answered.

People who had not seen the patterns wrote them, to find replies that say what the release does not.
"""

from __future__ import annotations

import pytest

from bot.answer import Answerer
from bot.reply import Status, Verdict
from tests.turns import last_of


@pytest.mark.parametrize(
    "turns",
    [
        ["Benxi never reached 10%."],
        ["Growth never reached 3%."],
        ["Did metallurgy never reach 7%?"],
        ["The loans never reached 900 million yuan."],
        ["Benxi has never hit 10%."],
        ["Growth was 3.4%, down 0.6 points from January to August."],
        ["Growth was 3.4%, a slowdown of 0.6 points."],
        ["Did growth come to 3.4%, 0.6 points less than in January-August?"],
        ["Did growth reach 3.4% and did the gap widen by 0.6 points?"],
        ["Industrial investment rose 8.9%, 4.1 points less than fixed asset investment."],
        ["Industrial investment rose 8.9%, trailing fixed asset investment by 4.1 points"],
        ["Industrial investment made up 40%, down 1.5 points."],
        ["Did metallurgy rise 7.2% and consumer goods fall 5.9%?"],
        ["Growth exceeded 3.5%."],
        ["Growth topped 4 percent."],
        ["Growth surpassed 6%."],
        ["Did the growth rate top 4%?"],
        ["Growth failed to reach 3%."],
        ["Growth stayed under 3%."],
        ["Growth remained below 3%."],
        ["Did all industries grow faster than 3%?"],
        ["Did all industries grow at least 3.4%?"],
        ["Did all 14 cities grow faster than 3%?"],
        ["Did all 30 industries grow more than 5%?"],
        ["Were all 119 state-level projects completed?"],
        ["Have all of the 4,089 projects been reopened?"],
        ["Industrial value added in 30 industries grew 75%."],
        ["30 of the 40 industries grew 75%."],
        ["75% of industries grew by 75%."],
        ["Growth coverage rose by 75%."],
        ["Growth coverage rose to 75%."],
        ["Has the gap to the national average closed?"],
        ["Did Liaoning close the gap with the country?"],
        ["Has the gap almost closed?"],
        ["Has Liaoning caught up with the national average?"],
        ["Did the gap narrow?", "So it's closed now?"],
        ["Was the 65 billion yuan regained by the meetings?"],
        ["Did the meetings regain 65 billion yuan in production?"],
        ["Were 302 new industrial enterprises added thanks to the meetings?"],
        ["Did the meetings lead to 302 new enterprises?"],
        ["Who said that 302 enterprises were added?"],
        ["Who claimed that industrial investment rose 8.9%?"],
        ["Did China National Petroleum say it will process more crude?"],
        ["Was it BMW that said production would increase in September?"],
        ["Did Ansteel announce that it would buy local steel?"],
        ["Are there other pilot cities besides Shenyang and Dalian?"],
        ["Did Dalian top the list ahead of Shenyang?"],
        ["Was Shenyang first on the national list?"],
        ["Did Shenyang and Dalian top the national list in industrial growth?"],
        ["Did Shenyang top the national list for growth?"],
        ["Did Shenyang and Dalian lead the country in industrial growth?"],
        ["Did Shenyang lead the nation?"],
        ["Did only three cities exceed 10%?"],
        ["Are Dandong, Benxi and Liaoyang the only cities above 10%?"],
        ["Did any other city exceed 10%?"],
        ["Are there other cities above 10%?"],
        ["Was Chen Hu Deputy Director until recently?"],
        ["Was Chen Hu appointed Deputy Director this year?"],
        ["Is Chen Hu one of several deputy directors?"],
        ["Were 302 new foreign enterprises added?"],
        ["Did 38 companies receive treasury bonds?"],
        ["Are the 4,089 projects new?"],
        ["Are the 119 projects worth trillions of yuan?"],
        ["Do the 119 projects have a value of trillions?"],
        ["Was the growth of metallurgy 2.7% higher than equipment manufacturing?"],
        ["How many cities exceeded the national growth rate?", "Is Shenyang one?"],
        ["How much did metallurgy grow?", "Was that more than expected?"],
        ["How much did consumer goods grow?", "Is this more than in the first half?"],
        ["What was the growth rate?", "Is that more than planned?"],
        ["What was the growth rate?", "More than usual?"],
        ["Was industrial investment growth higher than before?"],
        ["Is metallurgy the most important sector?"],
        ["Is equipment manufacturing the smallest sector?"],
        ["Is consumer goods the second largest sector?"],
        ["Are oil, steel and cars the only key sectors?"],
        ["Have 625 state-level projects been completed?"],
        ["Are there 119 industrial bases?"],
        ["Does Liaoning have 302 industrial enterprises?"],
        ["Were 302 factories opened?"],
        ["Did Liaoning's economy grow by 3.4%?"],
        ["Do the four trillion-yuan bases exist?"],
        ["Do the 22 industrial clusters exist?"],
        ["Was BMW output higher in September?"],
        ["Does Ansteel buy local steel?"],
        ["The growth incentive funds dropped by 150 million yuan, right?"],
        ["Special loans fell by 910 million yuan"],
        ["There are 302 industrial enterprises in Liaoning"],
        ["The number of industries rose to 40"],
        ["Production rose by 65 billion yuan"],
        ["Growth fell to 3.4%"],
        ["The share fell to 38.5%"],
        ["Ansteel called off the meeting"],
        ["Chen Hu doubted that weak demand poses challenges"],
        ["Chen Hu ignored the challenges"],
        ["Officials criticized the task force"],
        ["The share of industrial investment was bigger a year ago"],
        ["Was the industrial share above today's level a year ago?"],
        ["The gap was smaller before"],
        ["Industry as a whole grew faster than metallurgy"],
        ["Did more projects get loans than bond money?"],
        ["Industrial investment is 40% of added value"],
        ["Industrial investment is 40% of total output"],
        ["Shenyang and Dalian top the provincial list"],
        ["Did industrial investment rise by 1.5 points?"],
        ["Share of cities that did not grow"],
        ["Sectors that did not grow"],
    ],
)
def test_what_says_more_than_what_is_told_is_not_confirmed(answerer: Answerer, turns: list[str]) -> None:
    """A direction, a means, a speaker, an order, all of them, others, what is finished, what nobody tells."""
    assert last_of(answerer, *turns).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    "turns",
    [
        ["Did no other city exceed 10%?"],
        ["Were all 119 projects started?"],
        ["Were the 119 projects completed?"],
        ["Are half of the 119 projects done?"],
        ["Were 119 of the 4,089 projects completed?"],
        ["Did the 119 state-level projects get the special loans?"],
        ["Did not all of Liaoning's cities grow?"],
        ["Did not even ten projects get special loans?"],
        ["equipment?", "Is that less than before?"],
        ["Are the eight loan projects part of the 119?"],
        ["Did the gap narrow by half?"],
        ["Overall industry grew slower than metallurgy"],
        ["More projects got bond money than loan money"],
        ["Industrial growth was not negative"],
        ["Metallurgy's growth was not negative"],
        ["is it better than before?"],
        ["Is growth better than before?"],
        ["industries that fell"],
    ],
)
def test_what_is_not_told_is_not_denied(answerer: Answerer, turns: list[str]) -> None:
    """That the one is told does not make the other wrong."""
    assert last_of(answerer, *turns).verdict is not Verdict.REFUTED


@pytest.mark.parametrize(
    "turns",
    [
        ["How much did industrial investment rise from January to August?"],
        ["By how much did industrial investment improve since August?"],
        ["How much did metallurgy grow?", "What was it in the first eight months?"],
        ["equipment manufacturing?", "And from January to August?"],
        ["Which sector is the smallest?"],
        ["Which sector is the second largest?"],
        ["How much were the special loans?", "For metallurgy?"],
        ["How many projects were completed?", "In Benxi?"],
        ["Industrial investment growth?", "In Dandong?"],
        ["Industrial investment growth?", "In equipment manufacturing?"],
        ["production regained?", "In Dalian?"],
        ["Growth in three quarters", "And in Shenyang?"],
        ["Growth of metallurgy?", "And its share?"],
        ["industrial investment?", "And in China?"],
        ["Who are the pilot cities?", "How many in China?"],
        ["How much production was regained?", "By which companies?"],
        ["How much were the incentive funds?", "Which companies?"],
        ["How many meetings were held?", "Which companies?"],
        ["How many projects were started?", "Which sectors?"],
        ["how much were the bonds?", "In which sector?"],
        ["How many industries did not grow?", "And the other 10?"],
        ["How many projects were completed?", "How many failed?"],
        ["How many new enterprises were added?", "How many in total now?"],
        ["incentive funds?", "When is it paid?"],
        ["what about steel?", "When does it end?"],
        ["How many industries exceeded 10%?"],
        ["How many industries outpaced the nation?"],
        ["How many companies are listed in Liaoning?"],
        ["How many of the 14 cities got funds?"],
        ["How many banks lent money?"],
        ["How many companies got loans?"],
        ["What's the average loan per city?"],
        ["How much bond money per city?"],
        ["What was the total industrial added value?"],
        ["What is total fixed asset investment in Liaoning?"],
        ["How much did the province invest overall?"],
        ["What share of projects were state-level?"],
        ["What proportion of China's pilot cities are in Liaoning?"],
        ["Who wrote this article?"],
        ["Who took part in the press conference?"],
        ["How did businesses react?"],
        ["How do consumers feel?"],
    ],
)
def test_what_is_told_of_another_thing_is_no_answer(answerer: Answerer, turns: list[str]) -> None:
    """Not of other periods, places, kinds, recipients, totals, authors."""
    assert last_of(answerer, *turns).status is not Status.ANSWERED


@pytest.mark.parametrize(
    "turns",
    [
        ["Growth rose to 3.4%."],
        ["Growth improved by 0.6 points compared with January to August"],
        ["Is growth higher than in January to August?"],
        ["Industrial investment rose by 8.9%, right?"],
        ["the share rose by 1.5 points, right?"],
        ["30 of the 40 major industries grew"],
        ["75% of the industries grew, correct?"],
        ["Industrial investment is 40% of overall fixed investment"],
        ["Liaoning has 14 cities"],
        ["The province has 40 major industries, right?"],
        ["302 new industrial enterprises were added"],
        ["the government allocated 150 million yuan, right?"],
        ["Shenyang and Dalian are pilot cities"],
        ["Metallurgy grew faster than the province as a whole"],
        ["Six of 14 cities beat the nation"],
        ["8 projects secured 910 million yuan"],
        ["the gap narrowed by 0.6 points"],
        ["Did 119 state-level projects aim at trillion-yuan bases?"],
        ["625 projects were completed"],
        ["Over 40 meetings were held"],
        ["Did Chen Hu acknowledge weak domestic demand?"],
    ],
)
def test_what_is_told_is_still_confirmed(answerer: Answerer, turns: list[str]) -> None:
    """Whatever is not confirmed beside it."""
    assert last_of(answerer, *turns).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "Fixed asset investment rose 8.9% and industrial investment less than that. True?",
        "Metallurgy grew 4.5% and equipment less",
    ],
)
def test_a_rate_that_is_put_before_a_comparison_is_not_confirmed_by_that(answerer: Answerer, claim: str) -> None:
    """It is told which is the lower, and nothing is said of the rate."""
    assert answerer.ask(claim).verdict is None


@pytest.mark.parametrize("claim", ["Was growth not 4.3%?", "Was growth not 3.4%?", "was metallurgy growth not 4.5%?"])
def test_a_question_that_denies_a_figure_has_neither_yes_nor_no(answerer: Answerer, claim: str) -> None:
    """It may expect either, and the figure is told."""
    reply = answerer.ask(claim)
    assert reply.verdict is None
    assert "3.4%" in reply.text or "7.2%" in reply.text


@pytest.mark.parametrize("verb", ["was halved", "was cut back", "declined", "was reduced", "fell"])
@pytest.mark.parametrize("thing", ["metallurgy", "crude oil processing in Liaoning", "industrial investment"])
def test_what_rose_is_not_said_to_have_been_cut(answerer: Answerer, thing: str, verb: str) -> None:
    """A word for less is never passed over."""
    assert answerer.ask(f"So {thing} {verb}?").verdict is Verdict.REFUTED


@pytest.mark.parametrize("thing", ["the pilot cities", "the 22 industrial clusters", "the incentive funds"])
@pytest.mark.parametrize(
    "question",
    [
        "Is there a deadline for {}?",
        "Was there a website for {}?",
        "There is a waiting room for {}, right?",
        "Is there a map for {}?",
    ],
)
def test_whether_there_is_what_nobody_speaks_of_is_not_told(answerer: Answerer, thing: str, question: str) -> None:
    """That something is told of the thing itself says nothing of what it has."""
    assert answerer.ask(question.format(thing)).status is Status.NOT_STATED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("All key sectors grew by more than 4%.", Verdict.SUPPORTED),
        ("All key sectors grew by less than 5%", Verdict.REFUTED),
        ("All three sectors were below 5%", Verdict.REFUTED),
        ("All key sectors growing more than 5%", None),
        ("All cities that grew more than 10%", None),
    ],
)
def test_what_is_said_of_all_is_judged_and_a_list_of_all_that_fulfil_it_is_none(
    answerer: Answerer, claim: str, verdict: Verdict | None
) -> None:
    """A verb makes the difference, unless it only says which are meant."""
    assert answerer.ask(claim).verdict is verdict


@pytest.mark.parametrize("more", ["as expected", "per month", "at night", "for the first time", "ahead of schedule"])
@pytest.mark.parametrize(
    "claim", ["industrial value added grew by 3.4%", "625 projects were completed", "11 cities grew"]
)
def test_what_is_said_besides_of_how_often_or_how_expectedly_is_not_confirmed(
    answerer: Answerer, claim: str, more: str
) -> None:
    """The figure is right; what is said with it is not stated."""
    assert answerer.ask(f"{claim.capitalize()} {more}, right?").verdict is None


@pytest.mark.parametrize(
    "claim",
    [
        "11 cities grew and the rest shrank, right?",
        "30 of 40 industries grew, so 10 fell?",
        "did the rest shrink?",
        "will there be a new factory in Liaoyang",
        "Chen Hu promised tax cuts for factories, right?",
        "Chen Hu promised lower taxes, right?",
    ],
)
def test_what_is_not_told_is_neither_confirmed_nor_denied(answerer: Answerer, claim: str) -> None:
    """Who did not rise need not have fallen, and a common word names nothing."""
    assert answerer.ask(claim).verdict is None


def test_a_pickup_is_confirmed(answerer: Answerer) -> None:
    """The word for it names it, though it is one for a rise as well."""
    assert answerer.ask("did growth pick up?").verdict is Verdict.SUPPORTED
    assert answerer.ask("has growth picked up since the August figures?").verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "cause", ["What is driving {}?", "What boosted {}?", "What is {} down to?", "Main driver of {}?"]
)
@pytest.mark.parametrize("of", ["metallurgy's growth", "the growth of consumer goods", "Benxi's growth"])
def test_a_cause_is_not_the_figure(answerer: Answerer, cause: str, of: str) -> None:
    """Where none is given it is said to be not stated."""
    assert answerer.ask(cause.format(of)).status is Status.NOT_STATED
