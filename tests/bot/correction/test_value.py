"""A new value is read as the YAML writes it and as people do, and only in the unit of the fact."""

from __future__ import annotations

import pytest

from bot.correction.value import WrittenValueError, read_value
from facts.quantity import Quantity


@pytest.mark.parametrize(
    ("written", "present", "read"),
    [
        ("3.6 %", "3.4 %", "3.6 %"),
        ("3.6%", "3.4 %", "3.6 %"),
        ("3.6 percent", "3.4 %", "3.6 %"),
        ("-4.3 %", "-4.2 %", "-4.3 %"),
        ("−4.3%", "-4.2 %", "-4.3 %"),
        (">10%", "> 12 %", "> 10 %"),
        ("more than 10 %", "12 %", "> 10 %"),
        ("at least 10%", "12 %", ">= 10 %"),
        ("0.7 percentage points", "0.6 pp", "0.7 pp"),
        ("45", "> 40 meeting", "45 meeting"),
        ("over 45 meetings", "> 40 meeting", "> 45 meeting"),
        ("forty-five meetings", "> 40 meeting", "45 meeting"),
        ("1,350 meetings", "> 40 meeting", "1350 meeting"),
        ("1.2 billion yuan", "150 million CNY", "1.2 billion CNY"),
        ("160 million CNY", "150 million CNY", "160 million CNY"),
        ("$5 million", "4 million USD", "5 million USD"),
        ("3 times", "2 times", "3 times"),
    ],
)
def test_values_that_can_be_its(written: str, present: str, read: str) -> None:
    """Units are taken in any spelling, bounds by their signs and words."""
    assert str(read_value(written, Quantity.parse(present))) == read


@pytest.mark.parametrize(
    ("written", "present", "says"),
    [
        ("3.6 pp", "3.4 %", "percentage points"),
        ("4", "3.4 %", "no unit"),
        ("160 million USD", "150 million CNY", "USD"),
        ("45 projects", "> 40 meeting", "a number of projects"),
        ("3,6 meetings", "> 40 meeting", "is no value"),
        ("3,6 %", "3.4 %", "is no value"),
        ("about 3.6%", "3.4 %", "is no value"),
        ("3.4% or 3.6%", "3.4 %", "is no value"),
        ("", "3.4 %", "is no value"),
        ("a lot", "3.4 %", "is no value"),
    ],
)
def test_values_that_cannot(written: str, present: str, says: str) -> None:
    """What is wrong is said with the mend."""
    with pytest.raises(WrittenValueError, match=says) as caught:
        read_value(written, Quantity.parse(present))
    assert "To mend" in str(caught.value)
