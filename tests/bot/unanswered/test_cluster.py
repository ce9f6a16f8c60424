"""What was asked in vain is put together where it is alike."""

from __future__ import annotations

import datetime as dt

from bot.unanswered.cluster import Vain, clustered

DAY = dt.date(2026, 11, 1)


def vain(number: int, text: str, times: int = 1, day: int = 1) -> Vain:
    """A question that was asked on one day."""
    return Vain(number, text, "not_stated", times, DAY.replace(day=day), DAY.replace(day=day))


def test_questions_that_are_alike_are_one() -> None:
    """Order of words, case, marks and a slip make no other question; counts and days are put together."""
    asked = [vain(3, "exports of Marenia?", 2, 4), vain(1, "Marenia exports"), vain(2, "the exports of marenia", 1, 2)]
    (cluster,) = clustered(asked)
    assert cluster.number == 1
    assert cluster.text == "exports of Marenia?"
    assert cluster.times == 4
    assert (cluster.first.day, cluster.last.day) == (1, 4)


def test_other_figures_are_another_question() -> None:
    """However alike the rest is."""
    assert len(clustered([vain(1, "Did it grow by 3.4%?"), vain(2, "Did it grow by 4.3%?")])) == 2


def test_the_most_frequent_come_first() -> None:
    """And of the same frequency, the older."""
    found = clustered([vain(1, "rain?"), vain(2, "profit of the ports", 3), vain(3, "who won the match?")])
    assert [cluster.number for cluster in found] == [2, 1, 3]
    assert clustered([]) == []
