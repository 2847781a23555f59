"""Pooled staffing draw by draw: what is looked up is what the formula gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.games import core_test, core_test_of_many, nucleolus, nucleolus_of_many
from mutual.queues import QueueError, StaffingTerms, Unstaffable, drawn_rates, pooled_draws, pooled_staffing

CITIES = ("Grandview", "Raytown", "Belton")
DAY = np.tile(1 + 0.6 * np.sin((np.arange(24) - 9) / 24 * 2 * np.pi), 7)
RATES = np.outer([4.0, 9.0, 21.0], DAY)
TERMS = StaffingTerms(shrinkage=0.2, cost_per_fte=90_000, cost_per_position=9_000, fixed=100_000, hidden=20)


@given(
    seed=st.integers(0, 1_000),
    handling=st.lists(st.floats(40, 400), min_size=3, max_size=3) | st.just(120.0),
    size=st.sampled_from([0.01, 1, 8]),
    patience=st.none() | st.floats(30, 400),
    most_occupied=st.none() | st.floats(0.4, 0.95),
    least=st.integers(0, 3),
)
def test_draws_are_staffed_as_one_by_one(seed, handling, size, patience, most_occupied, least):
    terms = StaffingTerms(
        patience=patience,
        most_occupied=most_occupied,
        least=least,
        cost_per_fte={"Grandview": 80_000, "Raytown": 90_000, "Belton": 70_000},
        joint_cost_per_fte="mean",
        hidden=30,
        host="Raytown",
    )
    rates = np.random.default_rng(seed).uniform(0, 20 * size, (2, 3, 168))
    rates[0, :, :5] = 0
    found = pooled_draws(CITIES, rates, handling, terms)
    for draw in range(2):
        one = pooled_staffing(CITIES, rates[draw], handling, terms)
        assert found.hours[draw].tolist() == one.hours.tolist()
        assert found.positions[draw].tolist() == one.positions.tolist()
        assert found.cost[draw] == pytest.approx(one.cost, rel=1e-9, abs=1e-6)
        assert {name: line[draw].tolist() for name, line in found.lines.items()} == {
            name: pytest.approx(line, rel=1e-9, abs=1e-6) for name, line in one.lines.items()
        }


def test_draws_go_as_they_are_to_the_games():
    rates = drawn_rates(RATES, 26, draws=5, seed=3)
    found = pooled_draws(CITIES, rates, [130, 120, 150], TERMS)
    splits = nucleolus_of_many(found.cost)
    verdicts = core_test_of_many(found.cost, splits).is_in_core
    for draw in range(5):
        game = pooled_staffing(CITIES, rates[draw], [130, 120, 150], TERMS).game()
        allocation = nucleolus(game).allocation
        assert splits[draw] == pytest.approx(allocation.amounts)
        assert verdicts[draw] == core_test(game, allocation).is_in_core
        assert found.savings[draw] == pytest.approx(game.costs[[1, 2, 4]].sum() - game.costs[7])


def test_handling_may_be_in_doubt_too():
    handling = np.array([[130, 120, 150], [100, 200, 90.0]])
    found = pooled_draws(CITIES, np.stack([RATES, RATES]), handling, TERMS)
    for draw in range(2):
        one = pooled_staffing(CITIES, RATES, handling[draw], TERMS)
        assert found.hours[draw].tolist() == one.hours.tolist()


def test_drawn_rates_lie_around_those_counted():
    found = drawn_rates(RATES, 26, draws=4_000, seed=1, spread=[1, 1, 4])
    assert found.shape == (4_000, 3, 168)
    assert found.mean(axis=0) == pytest.approx(RATES + 0.5 / 26, rel=0.05)
    plain, wide = found[:, 1].var(axis=0), found[:, 2].var(axis=0)
    assert plain.mean() == pytest.approx((RATES[1] / 26).mean(), rel=0.05)
    assert wide.mean() == pytest.approx((4 * RATES[2] / 26).mean(), rel=0.05)
    assert (drawn_rates(RATES, 26, draws=3, seed=1) == drawn_rates(RATES, 26, draws=3, seed=1)).all()


def test_draws_that_pass_the_most_positions_are_refused():
    with pytest.raises(Unstaffable) as refused:
        pooled_draws(CITIES, RATES[np.newaxis], 120, StaffingTerms(most=3))
    assert str(refused.value) == (
        "In draw 0 Belton would keep 4 positions busy for 90 % within 15 s and 95 % within 20 s, and there "
        "may be 3. Allow more, or lower the target."
    )


@pytest.mark.parametrize("shape", [(3, 168), (0, 3, 168), (2, 3, 24)])
def test_draws_of_another_shape_are_refused(shape):
    with pytest.raises(QueueError, match=r"have shape \(draws, 3, 168\), not"):
        pooled_draws(CITIES, np.ones(shape), 120, TERMS)
