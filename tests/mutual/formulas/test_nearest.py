"""The nearest stable formula, beside a linear program over all coalitions solved by another solver."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.mutual.formulas.drawn import IS_FULL

from mutual.formulas import Drivers, EvaluationError, evaluate, nearest_stable, parse
from mutual.formulas.nearest.coalitions import Coalitions
from mutual.formulas.nearest.proof import bound_of
from mutual.formulas.nearest.weights import Affine, Weighted
from mutual.games import CostGame, core_test

CASES = 300 if IS_FULL else 60
NAMES = "ABCDE"
HEAD = """\
Each member has calls in calls.
Each member has population in people.
Each member has value in dollars.
The group has budget in dollars.
Pool dispatch costs budget.
"""
SHARE = "Share dispatch by 50% calls, 30% population and 20% value.\n"


def drivers_of(figures, total):
    names = NAMES[: len(figures)]
    return Drivers.from_table(
        {
            driver: dict(zip(names, (one[position] for one in figures), strict=True))
            for position, driver in enumerate(("calls", "population", "value"))
        },
        {"budget": total},
    )


def by_another_solver(figures, game):
    """Minimize the change of three weights so that no coalition pays more than its cost; None: none do."""
    total = float(game.costs[-1])
    shares = np.array([[float(one[k]) for one in figures] for k in range(3)])
    shares = total * shares / shares.sum(axis=1, keepdims=True)
    written = np.array([0.5, 0.3, 0.2])
    rows, limits = [], []
    for index in range(1, len(game.costs) - 1):
        inside = np.array([index >> row & 1 for row in range(len(figures))])
        pull = shares @ inside
        rows.append([*pull, *-pull])
        limits.append(game.costs[index] - written @ pull)
    found = linprog(
        np.ones(6),
        A_ub=rows,
        b_ub=limits,
        A_eq=[[1, 1, 1, -1, -1, -1]],
        b_eq=[0],
        bounds=[(0, None)] * 3 + [(0, weight) for weight in written],
    )
    return found.fun if found.status == 0 else None


amounts = st.integers(1, 60)


@settings(max_examples=CASES, deadline=None)
@given(
    st.lists(st.tuples(amounts, amounts, amounts), min_size=2, max_size=5),
    st.lists(st.integers(20, 70), min_size=31, max_size=31),
)
def test_the_nearest_weights_are_those_of_another_solver_and_proved(figures, drawn):
    count = len(figures)
    sizes = np.array([index.bit_count() for index in range(1 << count)])
    costs = np.array([0, *drawn[: (1 << count) - 1]]) * np.sqrt(sizes) * 10
    game = CostGame(tuple(NAMES[:count]), np.round(costs))
    formula = parse(HEAD + SHARE)
    drivers = drivers_of(figures, int(game.costs[-1]))
    found = nearest_stable(formula, drivers, game)
    expected = by_another_solver(figures, game)
    if expected is None:
        assert found.formula is None
        assert found.proof.kind == "none"
        # The proof by itself: for each basis alone, so for each mixture, the weighed coalitions pay too much.
        for basis in ("calls", "population", "value"):
            alone = evaluate(parse(f"{HEAD}Share dispatch by {basis}."), drivers).unrounded
            over = sum(
                times * (sum(alone[name] for name in group) - Fraction(game.cost(group)))
                for group, times in found.proof.multipliers.items()
            )
            assert over >= found.proof.bound > 0
        return
    assert float(found.least_change) == pytest.approx(expected, abs=1e-7)
    if found.proof is not None:
        assert found.proof.bound == found.least_change
    if found.formula is not None:
        assert sum(found.weights.values()) == 1
        assert found.change >= found.least_change
        paid = evaluate(found.formula, drivers).unrounded
        exact = [
            sum(paid[name] for name in game.group(index)) <= Fraction(game.costs[index])
            for index in range(1, len(game.costs))
        ]
        assert all(exact)


STABLE = CostGame("ABC", [0, 60, 60, 90, 60, 90, 90, 100])
FIGURES = [(80, 30, 40), (10, 35, 30), (10, 35, 30)]


def test_the_nearest_formula_is_written_with_few_decimals():
    # A pays 100 * (0.8 * 50 % + 0.3 * 30 % + 0.4 * 20 %) = 57, at most 60: stable as it is.
    formula = parse(HEAD + SHARE)
    assert nearest_stable(formula, drivers_of(FIGURES, 100), STABLE).change == 0
    # With 55 for A, 2 have to go: from calls to population, 0.5 a point.
    strict = CostGame("ABC", [0, 55, 60, 90, 60, 90, 90, 100])
    found = nearest_stable(formula, drivers_of(FIGURES, 100), strict)
    assert found.weights == {
        ("dispatch", "calls"): Fraction(46, 100),
        ("dispatch", "population"): Fraction(34, 100),
        ("dispatch", "value"): Fraction(20, 100),
    }
    assert (found.change, found.least_change) == (Fraction(8, 100), Fraction(8, 100))
    assert "Share dispatch by 46% calls, 34% population and 20% value." in found.formula.text
    assert core_test(strict, evaluate(found.formula, drivers_of(FIGURES, 100)).allocation()).is_in_core


def test_no_weights_are_stable_and_the_proof_names_who_pays_too_much():
    hopeless = CostGame("ABC", [0, 29, 60, 90, 60, 90, 90, 100])
    found = nearest_stable(parse(HEAD + SHARE), drivers_of(FIGURES, 100), hopeless)
    assert found.formula is None
    told = "No weights are stable: whatever they are, one of these pays more than its own cost: A."
    assert found.reason == told
    ((group, times),) = found.proof.multipliers.items()
    # By population A pays least, 30: a dollar too much.
    assert (group, found.proof.bound) == (("A",), times)


def test_a_proof_with_other_multipliers_proves_nothing():
    formula = parse(HEAD + SHARE)
    drivers = drivers_of(FIGURES, 100)
    hopeless = CostGame("ABC", [0, 29, 60, 90, 60, 90, 90, 100])
    weighted = Weighted.of(formula)
    affine = Affine.of(weighted, drivers, "ABC", None)
    coalitions = Coalitions(hopeless)
    assert bound_of("none", weighted, affine, coalitions, {1: Fraction(1)}) == 1
    assert bound_of("none", weighted, affine, coalitions, {2: Fraction(1)}) < 0
    with pytest.raises(ValueError, match="below 0"):
        bound_of("none", weighted, affine, coalitions, {2: Fraction(-1)})


def test_shares_before_rounding_are_affine_in_the_weights_through_every_other_clause():
    text = (
        HEAD
        + "Each member has billed in dollars.\nPool medics costs $50.\nPool night crew costs $9.\n"
        + "Divide medics between dispatch (1) and night crew (2).\n"
        + "Charge 10% of dispatch to A toward dispatch.\n"
        + SHARE.replace("Share", "Share the rest of")
        + "Share night crew by 25% equally and 75% calls.\n"
        + "Phase in from population over 4 years starting 2020.\nTrue up against billed.\n"
    )
    given_rows = ("A,8,3,4,7,", "B,1,4,3,7,", "C,1,3,3,7,")
    rows = [f"{row[0]},{year}{row[1:]}" for year in (2020, 2021) for row in given_rows]
    columns = "city,year,calls,population,value,billed,budget"
    drivers = Drivers.from_csv("\n".join([columns, *rows, ",2020,,,,,90", ",2021,,,,,100"]))
    weighted = Weighted.of(parse(text))
    affine = Affine.of(weighted, drivers, "ABC", 2021 * 12 + 11)
    assert weighted.is_linear
    for point in ([1, 0, 0, 0, 1], [0.25, 0.5, 0.25, 0.5, 0.5]):
        exact = [Fraction(weight) for weight in point]
        found = evaluate(weighted.formula_at(exact), drivers, year=2021)
        assert affine.at(exact) == tuple(found.unrounded.values())


def test_a_limit_is_searched():
    drivers = drivers_of(FIGURES, 100)
    strict = CostGame("ABC", [0, 55, 60, 90, 60, 90, 90, 100])
    limit = "Limit each member to at most 70% of budget; the difference falls on the others.\n"
    found = nearest_stable(parse(HEAD + SHARE + limit), drivers, strict, tries=300)
    assert found.proof is None
    assert found.formula is not None
    assert (
        found.reason == "Found by trying weights in steps of 5%; none that is nearer on that grid is stable."
    )
    assert found.change == Fraction(10, 100)
    hopeless = CostGame("ABC", [0, 29, 60, 90, 60, 90, 90, 100])
    none = nearest_stable(parse(HEAD + SHARE + limit), drivers, hopeless, tries=300)
    assert (none.formula, none.searched) == (None, 231)
    assert none.reason == (
        "None found: 231 weights between 0% and 100% in steps of 5% were tried. That is no proof."
    )


def test_what_cannot_be_asked_is_refused():
    drivers = drivers_of(FIGURES, 100)
    with pytest.raises(EvaluationError, match="no weights to change"):
        nearest_stable(parse(f"{HEAD}Share dispatch by calls."), drivers, STABLE)
    with pytest.raises(EvaluationError, match=r"collects 90.00, but all together cost 100.00"):
        nearest_stable(parse(HEAD + SHARE), drivers_of(FIGURES, 90), STABLE)
    with pytest.raises(EvaluationError, match="“D” plays in the game, but has no drivers"):
        nearest_stable(parse(HEAD + SHARE), drivers, CostGame("ABD", STABLE.costs))
