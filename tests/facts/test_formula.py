"""Formulas over a few measures: values, working, and what is wrong with a formula that cannot be worked out."""

from __future__ import annotations

import pytest

from facts import formula
from facts.model import About, Measure, Release
from facts.quantity import Quantity

VALUES = {
    name: Quantity.parse(written)
    for name, written in {
        "growth": "3.4 %",
        "acceleration": "0.6 pp",
        "cities": "14 city",
        "cities-with-growth": "11 city",
        "loan-funds": "910 million CNY",
        "bond-funds": "584 million CNY",
        "other-funds": "6 million CNY",
        "loan-projects": "8 project",
        "meetings": "> 40 meeting",
        "weight": "40 %",
    }.items()
}


def release(**formulas: str) -> Release:
    """A release with the values above and some derived measures."""
    found, errors = formula.evaluate_all(formulas, VALUES)
    assert not errors
    measures = [
        Measure(id=name, label={}, indicator="any", subject="any", value=value, formula=formulas.get(name))
        for name, value in {**VALUES, **found}.items()
    ]
    about = About(id="r", title={}, home="h", period="p", headline="growth", digest=[], sentences=[1])
    return Release(about=about, measures=measures)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("growth - acceleration", "2.8 %"),
        ("loan-funds + bond-funds", "1494 million CNY"),
        ("loan-funds / loan-projects", "113750 thousand CNY"),
        ("cities - cities-with-growth", "3 city"),
        ("loan-funds - bond-funds - other-funds", "320 million CNY"),
        ("loan-funds - ( bond-funds - other-funds )", "332 million CNY"),
        ("loan-funds + bond-funds * weight", "1143.6 million CNY"),
        ("cities / cities-with-growth / ( cities / cities-with-growth )", None),
        ("meetings / meetings", None),
        ("( cities - cities-with-growth ) / ( cities + cities ) as share", None),
        ("100% - weight", "60 %"),
        ("100% - weight as share", "60 %"),
        ("meetings + meetings", "> 80 meeting"),
    ],
)
def test_a_formula_is_worked_out_with_its_units(written: str, expected: str | None) -> None:
    """Operators bind as in school, from the left, and each result has the unit that follows."""
    if expected is not None:
        assert formula.evaluate(written, VALUES) == Quantity.parse(expected)
    elif "meetings" in written:
        assert formula.evaluate(written, VALUES).low is None
    elif written.endswith("as share"):
        assert str(formula.evaluate(written, VALUES)).startswith("10.714285")
    else:
        with pytest.raises(formula.FormulaError, match="cannot be worked out"):
            formula.evaluate(written, VALUES)


@pytest.mark.parametrize(
    ("written", "message", "mend"),
    [
        ("", "ends where a measure should follow", "complete it"),
        ("growth -", "ends where a measure should follow", "complete it"),
        ("growth", "needs an operator", "refer to 'growth' itself"),
        ("growth acceleration", "does not continue", "join its parts"),
        ("- growth", "stands where a measure should", "name a measure"),
        ("growth -acceleration", "does not continue", "join its parts"),
        ("(growth - acceleration )", "neither an identifier nor one of", "a space between"),
        ("( growth - acceleration", "a bracket is not closed", "add ' )'"),
        ("growth - acceleration )", "does not continue", "join its parts"),
        ("growth - as share", "ends where a measure", "complete it"),
        ("growth - 0.6", "neither an identifier", "write identifiers"),
        ("( " * 60 + "growth" + " )" * 60 + " - acceleration", "nested too deeply", "a measure of its own"),
        ("growth - accelleration", "names 'accelleration'", "did you mean 'acceleration'?"),
        ("growth - zzz", "names 'zzz'", "name a measure of this release"),
        ("growth + weight", "not added up", "units go together"),
        ("growth - cities", "not taken from", "units go together"),
        ("loan-funds / growth", "not divided", "units go together"),
        ("growth * weight", "not multiplied", "units go together"),
        ("growth - acceleration as share", "it is no share", "leave out 'as share'"),
    ],
)
def test_a_formula_that_cannot_be_worked_out_tells_its_mend(written: str, message: str, mend: str) -> None:
    """Each way to go wrong is told in words, with what would mend it."""
    with pytest.raises(formula.FormulaError, match=message.replace("(", r"\(")) as raised:
        formula.evaluate(written, VALUES)
    assert mend in raised.value.mend


def test_formulas_may_lean_on_each_other_in_any_order() -> None:
    """A formula written before the one that it leans on is worked out all the same."""
    found, errors = formula.evaluate_all({"b": "a + bond-funds", "a": "loan-funds + other-funds"}, VALUES)
    assert not errors
    assert found == {"a": Quantity.parse("916 million CNY"), "b": Quantity.parse("1500 million CNY")}


def test_a_circle_is_told_for_each_formula_in_it() -> None:
    """Formulas in a circle are named with the way round; one that leans on them is left for later."""
    found, errors = formula.evaluate_all(
        {"a": "b + growth", "b": "c - growth", "c": "a - growth", "d": "a + acceleration", "e": "e - growth"}, VALUES
    )
    assert not found
    assert set(errors) == {"a", "b", "c", "e"}
    assert "a → b → c → a" in str(errors["a"])
    assert "e → e" in str(errors["e"])


def test_a_formula_that_leans_on_a_faulty_one_is_not_blamed() -> None:
    """One fault is told once, where it is."""
    found, errors = formula.evaluate_all(
        {"a": "growth + weight", "b": "a - growth", "c": "zzz - growth"}, VALUES, {"zzz"}
    )
    assert not found
    assert set(errors) == {"a"}


def test_very_long_chains_are_refused() -> None:
    """Formulas that lean on dozens of others end in an error, not in a stack overflow."""
    chain = {f"m{number}": f"m{number + 1} - acceleration" for number in range(200)} | {"m200": "growth - acceleration"}
    _, errors = formula.evaluate_all(chain, VALUES)
    assert any("too many formulas" in str(error) for error in errors.values())


def test_the_working_of_a_stated_measure_is_empty() -> None:
    """What the release states needs no working."""
    whole = release()
    assert formula.working(whole.measure("growth"), whole) == []


def test_the_working_names_operands_and_result() -> None:
    """3.4 % − 0.6 pp = 2.8 % can be told from the step alone."""
    whole = release(before="growth - acceleration")
    (step,) = formula.working(whole.measure("before"), whole)
    assert [(operand.id, str(operand.value)) for operand in step.operands] == [
        ("growth", "3.4 %"),
        ("acceleration", "0.6 pp"),
    ]
    assert (step.operator, str(step.result), step.id) == ("-", "2.8 %", "before")


def test_one_operator_in_a_row_is_one_step() -> None:
    """A sum of three is told as a sum of three."""
    whole = release(total="loan-funds + bond-funds + other-funds")
    (step,) = formula.working(whole.measure("total"), whole)
    assert len(step.operands) == 3
    assert str(step.result) == "1500 million CNY" or str(step.result) == "1.5 billion CNY"


def test_nested_formulas_are_told_step_by_step() -> None:
    """Inner brackets and derived measures come before what leans on them, each once."""
    whole = release(
        declined="cities - cities-with-growth",
        part="( declined + declined ) / cities as share",
    )
    steps = formula.working(whole.measure("part"), whole)
    assert [step.id for step in steps] == ["declined", None, "part"]
    assert steps[1].operands[0].id == "declined"
    assert steps[2].operands[0].id is None
    assert steps[2].operands[0].value == steps[1].result
    assert steps[2].result == whole.measure("part").value


def test_a_share_is_told_in_one_step() -> None:
    """The division and its reading as a percentage are one line of working."""
    whole = release(part="cities-with-growth / cities as share")
    (step,) = formula.working(whole.measure("part"), whole)
    assert step.operator == "/"
    assert step.result.unit == VALUES["growth"].unit


def test_the_whole_has_no_identifier() -> None:
    """In what a share leaves of the whole, 100 % is a value and no measure."""
    whole = release(rest="100% - weight")
    (step,) = formula.working(whole.measure("rest"), whole)
    assert [(operand.id, str(operand.value)) for operand in step.operands] == [(None, "100 %"), ("weight", "40 %")]
    assert whole.paragraphs_of(whole.measure("rest")) == []
