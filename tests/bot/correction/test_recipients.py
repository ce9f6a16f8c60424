"""Who is told of a correction, and how."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.correction.recipients import How, Recipient, ToldRow, recipients

NOON = dt.datetime(2026, 7, 21, 12, 0, tzinfo=dt.UTC)
FACTS = ["headline", "derived"]
CHANNEL, GROUP, ADA = -1002, -1001, 7


def row(chat_id: int, message_id: int, fact: str = "headline", minute: int = 0) -> ToldRow:
    """A message that told a fact so many minutes after noon."""
    return ToldRow(chat_id, message_id, fact, NOON + dt.timedelta(minutes=minute))


def test_each_chat_is_told_once_by_a_reply_to_the_latest() -> None:
    """However often, and by whichever of its facts, it was told."""
    told = [row(ADA, 5, minute=1), row(ADA, 9, "derived", minute=3), row(ADA, 7, minute=2), row(GROUP, 4)]
    assert recipients(told, FACTS, ()) == [
        Recipient(GROUP, How.REPLY, 4, ("headline",)),
        Recipient(ADA, How.REPLY, 9, ("headline", "derived")),
    ]


def test_every_post_of_a_channel_is_edited() -> None:
    """Each with what it says itself; what cannot be edited there is answered."""
    told = [row(CHANNEL, 2), row(CHANNEL, 3, "derived"), row(CHANNEL, 3), row(CHANNEL, 8)]
    assert recipients(told, FACTS, {(CHANNEL, 2), (CHANNEL, 3)}) == [
        Recipient(CHANNEL, How.EDIT, 2, ("headline",)),
        Recipient(CHANNEL, How.EDIT, 3, ("headline", "derived")),
        Recipient(CHANNEL, How.REPLY, 8, ("headline",)),
    ]


def test_other_facts_are_nobody_s_business() -> None:
    """Who was told something else is not written to."""
    assert recipients([row(ADA, 1, "other")], FACTS, ()) == []


ROWS = st.builds(
    row,
    st.sampled_from([ADA, GROUP, CHANNEL]),
    st.integers(1, 6),
    st.sampled_from([*FACTS, "other"]),
    st.integers(0, 9),
)


@given(st.lists(ROWS), st.sets(st.integers(1, 6)))
def test_nobody_is_left_out_and_nobody_told_twice(told: list[ToldRow], editable: set[int]) -> None:
    """Each fact told in a chat is in exactly what is done there, and at most one reply goes to a chat."""
    posts = {(CHANNEL, each) for each in editable}
    found = recipients(told, FACTS, posts)
    assert found == recipients(list(reversed(told)), FACTS, posts)
    replies = [each.chat_id for each in found if each.how is How.REPLY]
    assert len(replies) == len(set(replies))
    informed = {(each.chat_id, fact) for each in found for fact in each.facts}
    assert informed == {(each.chat_id, each.fact) for each in told if each.fact in FACTS}
