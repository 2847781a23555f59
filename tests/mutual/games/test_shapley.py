"""The Shapley value beside published answers, its axioms, and a slow oracle that walks every order."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.games import CostGame, core_test, shapley

TVA = {
    "navigation": 163_520,
    "flood": 140_826,
    "power": 250_096,
    ("navigation", "flood"): 301_607,
    ("navigation", "power"): 378_821,
    ("flood", "power"): 367_370,
    ("navigation", "flood", "power"): 412_584,
}
# Savings of Lemaire's three companies, as costs below a common charge of nothing.
LEMAIRE = [0, 46_125, 17_437.5, 69_187.5, 5_812.5, 53_812.5, 30_750, 90_000]


UP_TO_SIX = st.integers(1, 6)


@st.composite
def games(draw, players=UP_TO_SIX):
    count = draw(players)
    amounts = st.integers(-1_000_000, 1_000_000)
    costs = draw(st.lists(amounts, min_size=2**count - 1, max_size=2**count - 1))
    return CostGame([f"city {number}" for number in range(count)], [0, *costs])


def mean_of_marginal_costs(game):
    count = len(game.players)
    totals, orders = np.zeros(count), list(permutations(range(count)))
    for order in orders:
        group = 0
        for player in order:
            totals[player] += game.costs[group | 1 << player] - game.costs[group]
            group |= 1 << player
    return totals / len(orders)


def test_shapley_reproduces_the_tennessee_valley_authority():
    assert dict(shapley(CostGame.from_table(TVA))) == pytest.approx(
        {"navigation": 117_829, "flood": 100_756.5, "power": 193_998.5}, abs=1e-6
    )


def test_shapley_reproduces_lemaire_1991():
    assert shapley(CostGame("123", LEMAIRE)).amounts == pytest.approx([51_750, 25_875, 12_375], abs=1e-6)


@given(games())
def test_shapley_is_the_mean_over_all_orders_of_joining(game):
    assert shapley(game).amounts == pytest.approx(mean_of_marginal_costs(game), abs=1e-6)


@given(games(st.integers(1, 10)))
def test_shapley_collects_what_all_pay(game):
    assert shapley(game).amounts.sum() == pytest.approx(game.costs[-1], abs=1e-6)


@given(games(st.integers(2, 8)))
def test_shapley_treats_equal_players_equally(game):
    groups = np.arange(len(game.costs))
    first, second = groups & 1, groups >> 1 & 1
    swapped = (groups & ~3) | first << 1 | second
    symmetric = CostGame(game.players, game.costs + game.costs[swapped])
    shares = shapley(symmetric).amounts
    assert shares[0] == pytest.approx(shares[1], abs=1e-6)


@given(games(st.integers(1, 7)), st.integers(-1000, 1000))
def test_shapley_charges_a_dummy_its_own_cost(game, own):
    widened = CostGame([*game.players, "dummy"], np.concatenate([game.costs, game.costs + own]))
    assert shapley(widened)["dummy"] == pytest.approx(own, abs=1e-6)


@given(games(st.just(5)), games(st.just(5)))
def test_shapley_of_a_sum_is_the_sum(one, other):
    both = CostGame(one.players, one.costs + other.costs)
    assert shapley(both).amounts == pytest.approx(shapley(one).amounts + shapley(other).amounts, abs=1e-6)


def test_shapley_of_a_concave_game_is_in_the_core():
    sizes = np.bitwise_count(np.arange(2**8))
    game = CostGame("abcdefgh", np.sqrt(sizes))
    assert core_test(game, shapley(game)).is_in_core
