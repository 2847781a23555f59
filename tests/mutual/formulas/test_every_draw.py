"""A formula over many draws at once, beside the same formula in exact fractions draw by draw."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mutual.formulas.drawn import IS_FULL
from tests.mutual.formulas.test_evaluating import HEAD, RULES

from mutual.formulas import Drivers, EvaluationError, When, evaluate, evaluate_every_draw, examples, parse

MANY = 1_000 if IS_FULL else 60
NAMES = ("A", "B", "C")
figures = st.lists(st.tuples(*[st.integers(1, 5_000)] * 6, st.integers(100, 10**7)), min_size=1, max_size=4)


@settings(max_examples=MANY, deadline=None)
@given(st.sampled_from(RULES), figures, st.permutations(NAMES))
def test_every_draw_at_once_is_each_draw_alone(rule, figures, order):
    formula = parse(HEAD + rule.replace(" or else D or else E", ""))
    drawn = {
        ("calls", When()): np.array([[one[NAMES.index(name)] for one in figures] for name in order], float),
        ("Population", When()): np.array(
            [[one[3 + NAMES.index(name)] for one in figures] for name in order], float
        ),
        ("budget", When()): np.array([[one[6] for one in figures]], float),
    }
    expected, lines = [], []
    for one in figures:
        drivers = Drivers.from_table(
            {
                "calls": dict(zip(NAMES, one[:3], strict=True)),
                "population": dict(zip(NAMES, one[3:6], strict=True)),
            },
            {"budget": one[6]},
        )
        try:
            expected.append(evaluate(formula, drivers).unrounded)
        except EvaluationError as error:
            lines.append(error.line)
    if lines:
        with pytest.raises(EvaluationError) as refused:
            evaluate_every_draw(formula, Drivers(NAMES, {}), drawn, draws=len(figures), coalition=order)
        assert refused.value.line == min(lines)  # all draws are at the same clause at the same time
        return
    found = evaluate_every_draw(formula, Drivers(NAMES, {}), drawn, draws=len(figures), coalition=order)
    for row, name in enumerate(order):
        exact = [float(one[name]) for one in expected]
        assert found[row].tolist() == pytest.approx(
            exact, rel=1e-9, abs=1e-6 * max(one[6] for one in figures)
        )


def periods_of(example):
    """Return a driver of a real formula and its figures for each period in which every member has one."""
    case, drivers = example.cases[0], example.drivers()
    members = tuple(
        name
        for name in drivers.members
        if not case.coalition or name.lower() in {one.lower() for one in case.coalition}
    )
    for driver in [one.name for one in example.formula().inputs if one.of == "member"]:
        rows = {
            when: [drivers.figures.get((driver.lower(), name.lower(), when)) for name in members]
            for when in {when for _, _, when in drivers.figures}
        }
        whole = {when: row for when, row in rows.items() if None not in row}
        if whole:
            return driver, members, whole
    return None


WITH_DRIVERS = [one for one in examples() if periods_of(one)]


def test_nearly_all_real_formulas_have_drivers_that_can_be_drawn():
    assert len(WITH_DRIVERS) >= 10


@pytest.mark.parametrize("example", WITH_DRIVERS, ids=lambda one: one.name)
def test_real_formulas_follow_drawn_figures(example):
    driver, members, held = periods_of(example)
    formula, drivers, year = example.formula(), example.drivers(), example.cases[0].year
    scales = np.random.default_rng(3).uniform(0.999, 1.001, 6).round(6)
    drawn = {
        (driver, when): np.array([[float(figure) * scale for scale in scales] for figure in row])
        for when, row in held.items()
    }
    found = evaluate_every_draw(formula, drivers, drawn, draws=len(scales), year=year, coalition=members)
    for column in range(len(scales)):
        moved = {
            (driver.lower(), name.lower(), when): Fraction(drawn[driver, when][row, column])
            for when in held
            for row, name in enumerate(members)
        }
        given = Drivers(drivers.members, {**drivers.figures, **moved})
        exact = evaluate(formula, given, year=year, coalition=members).unrounded
        assert found[:, column].tolist() == pytest.approx(
            [float(exact[name]) for name in members], rel=1e-9, abs=1e-6
        )


def test_a_draw_without_answer_is_refused_with_member_and_word():
    formula = parse(HEAD + "Share dispatch by calls less 10 calls.")
    drawn = {("calls", When()): np.array([[20.0, 5.0], [30.0, 30.0]])}
    drivers = Drivers.from_table({"population": {"A": 1, "B": 1}}, {"budget": 5})
    with pytest.raises(EvaluationError, match=r"^line 5: “calls less 10 calls” of A is below 0"):
        evaluate_every_draw(formula, drivers, drawn, draws=2, coalition=["A", "B"])
