"""Whom a text is about, and which capitals are no names."""

from __future__ import annotations

import pytest

from facts.draft.draft import draft_of


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Arland's ports did well. In Korr traffic grew by 2%.", "Arland"),
        ("Halden University has 4,812 new students. The university lies in Halden.", "Halden University"),
        ("Nordhav Bank earned 4 million euros. The bank's customers in Norway held 3 billion.", "Nordhav Bank"),
        ("The National Bank of Velmark kept its rate at 4.25%. The Bank expects growth of 2%.", "Velmark"),
        ("BREST (5 May) – Lending in Lorvik rose by 3%. Deposits in Lorvik fell.", "Lorvik"),
        ("Record harvest for Tarvian farmers\nTarvia brought in 6.4 million tonnes.", "Tarvia"),
        ("Velmark Posts Record Output In May\nOutput in Velmark rose by 3%.", "Velmark"),
        ("Sales rose by 3%.", ""),
        ("Water Supply 2031\nHouseholds in Dunmere used 3% less.\nLosses in Korr were 12%.", "Dunmere"),
        ("Lake Orrin is full\nLake Orrin is 78% full. Households in Dunmere used 3% less.", "Dunmere"),
        ("The Bank of Kessia counted 4 million. China's share is 13%. Kessia is pleased.", "Kessia"),
        (
            "The Upper Sill Water Board supplied 3% more. The Board will invest 4 million euros. Korr lost 9%.",
            "Upper Sill Water Board",
        ),
        ("In Korr 4% was lost. Marrow Water sold 3%. The company grew; the utility has 412 staff.", "Marrow Water"),
        ("Korr, 4 June 2031\nOrsland's lakes were 71% full.", "Orsland"),
        (
            "The Wire Authority: fibre gains\nKorr had 4 million lines, the Wire Authority of Korr said. The Authority "
            "received 12 complaints. The Authority issued 3 fines.",
            "Korr",
        ),
        ("Talvara Microsystems grew by 3%.\nTalvara lost 4 million euros.", "Talvara Microsystems"),
    ],
)
def test_a_text_is_about_one(text: str, home: str) -> None:
    """The place that it speaks of, or the body where it speaks more of that; datelines and headlines name nobody."""
    assert draft_of(text, "test").home == home


def test_an_adjective_is_another_name_of_its_place() -> None:
    """ "Tarvian" wheat is the wheat of Tarvia."""
    (name,) = draft_of("Record harvest for Tarvian farmers\nTarvia brought in 6.4 million tonnes.", "test").names
    assert (name.text, name.aliases) == ("Tarvia", ["Tarvian"])
