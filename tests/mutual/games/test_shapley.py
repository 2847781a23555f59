"""The Shapley value beside published answers, its axioms, and a slow oracle that walks every order."""

from itertools import combinations, permutations
from math import log, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.games import (
    CostGame,
    GameError,
    core_test,
    marginal_ranges,
    sampled_shapley,
    sampled_shapley_of,
    shapley,
    weighted_shapley,
)

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


@given(games(), st.lists(st.integers(1, 9), min_size=6, max_size=6))
def test_weighted_shapley_divides_each_dividend_by_weight(game, drawn):
    count = len(game.players)
    weights = dict(zip(game.players, drawn, strict=False))
    dividends, expected = {}, np.zeros(count)
    for group in range(1, 1 << count):
        inner = sum(amount for other, amount in dividends.items() if other & group == other)
        dividends[group] = game.costs[group] - inner
        members = [i for i in range(count) if group >> i & 1]
        for i in members:
            expected[i] += dividends[group] * drawn[i] / sum(drawn[j] for j in members)
    assert weighted_shapley(game, weights).amounts == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"a": 1}, "The weight must name each player once; 'b' is missing or unknown."),
        ({"a": 1, "b": 0}, "The weight of 'b' must be more than 0."),
    ],
)
def test_weighted_shapley_names_what_is_wrong(weights, message):
    with pytest.raises(GameError) as refused:
        weighted_shapley(CostGame("ab", [0, 1, 1, 1]), weights)
    assert str(refused.value) == message


def test_sampled_shapley_keeps_its_promise_for_nearly_every_seed():
    game = CostGame.from_table(TVA)
    exact = shapley(game)
    kept = 0
    for seed in range(200):
        found = sampled_shapley(game, orders=60, seed=seed, confidence=0.95)
        kept += all(abs(found.allocation[name] - exact[name]) <= found.error[name] for name in exact)
    assert kept >= 180


def test_sampled_shapley_of_a_seed_is_always_the_same():
    game = CostGame("123", LEMAIRE)
    assert dict(sampled_shapley(game, orders=50, seed=3).allocation) == dict(
        sampled_shapley(game, orders=50, seed=3).allocation
    )


def test_sampled_shapley_of_a_game_without_effects_is_exact():
    found = sampled_shapley(CostGame("ab", [0, 1, 2, 3]), orders=2, seed=0)
    assert (dict(found.allocation), found.error) == ({"a": 1, "b": 2}, {"a": 0, "b": 0})


@pytest.mark.parametrize(
    ("orders", "confidence", "message"),
    [
        (1, 0.95, "At least 2 orders are needed to say how sure the shares are, a whole number."),
        (2.5, 0.95, "At least 2 orders are needed to say how sure the shares are, a whole number."),
        ("9", 0.95, "The number of orders is not a number."),
        (9, 1, "The confidence lies between 0 and 1."),
    ],
)
def test_sampled_shapley_names_what_is_wrong(orders, confidence, message):
    with pytest.raises(GameError) as refused:
        sampled_shapley(CostGame("ab", [0, 1, 1, 1]), orders=orders, seed=0, confidence=confidence)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("seed", "message"),
    [
        (-1, "The seed must be a number of 0 or more."),
        (0.5, "The seed must be a whole number of 0 or more."),
    ],
)
def test_sampled_shapley_needs_a_seed(seed, message):
    with pytest.raises(GameError) as refused:
        sampled_shapley(CostGame("ab", [0, 1, 1, 1]), orders=5, seed=seed)
    assert str(refused.value) == message


def test_shapley_of_more_players_than_a_block_holds_is_the_same_in_any_order_of_players():
    generator = np.random.default_rng(14)
    table = generator.uniform(1, 9, (2,) * 14)
    table[(0,) * 14] = 0
    one = shapley(CostGame(range_names(14), table.transpose(*reversed(range(14))).reshape(-1)))
    order = generator.permutation(14)
    turned = table.transpose(*order)
    other = shapley(
        CostGame([range_names(14)[i] for i in order], turned.transpose(*reversed(range(14))).reshape(-1))
    )
    assert dict(other) == pytest.approx(dict(one), abs=1e-12)


def range_names(count):
    return [f"city {number}" for number in range(count)]


def test_a_function_is_sampled_as_its_table_is():
    game = CostGame.from_table(TVA)
    table, told = (
        sampled_shapley(game, orders=30, seed=5),
        sampled_shapley_of(game.players, game.cost, orders=30, seed=5),
    )
    assert dict(told.allocation) == pytest.approx(dict(table.allocation))
    assert told.error == pytest.approx(table.error)
    assert told.guaranteed is None


def test_more_players_than_a_table_holds_are_sampled():
    names = range_names(40)
    found = sampled_shapley_of(names, lambda group: len(group) ** 1.7, orders=100, seed=1)
    assert sum(found.allocation.values()) == pytest.approx(40**1.7)
    assert all(abs(share - 40**0.7) <= found.error[name] for name, share in found.allocation.items())


def test_a_sampled_function_names_what_is_wrong():
    with pytest.raises(GameError, match=r"^The cost of a is not a finite number\.$"):
        sampled_shapley_of("a", lambda group: float("inf"), orders=2, seed=0)
    with pytest.raises(GameError, match=r"^A game needs players, each with a name of its own\.$"):
        sampled_shapley_of("aa", len, orders=2, seed=0)


def all_or_nothing(players):
    """Only all together cost anything: means of few orders are far from normal."""
    costs = np.zeros(1 << players)
    costs[-1] = 1000
    return CostGame(range_names(players), costs)


def test_the_guaranteed_error_holds_where_means_are_far_from_normal():
    game, exact = all_or_nothing(10), 100.0
    within, normal = 0, 0
    for seed in range(200):
        found = sampled_shapley(game, orders=8, seed=seed, confidence=0.9)
        off = {name: abs(share - exact) for name, share in found.allocation.items()}
        within += all(off[name] <= found.guaranteed[name] for name in off)
        normal += all(off[name] <= found.error[name] for name in off)
    assert normal < 180 <= within


def test_the_guaranteed_error_is_that_of_maurer_and_pontil():
    game, orders = CostGame.from_table(TVA), 60
    found = sampled_shapley(game, orders=orders, seed=2, confidence=0.95)
    quantile = NormalDist().inv_cdf(1 - 0.05 / 6)
    for name, (least, most) in marginal_ranges(game).items():
        variance = (found.error[name] / quantile) ** 2 * orders
        wide = log(4 * 3 / 0.05)
        bound = sqrt(2 * variance * wide / orders) + 7 * (most - least) * wide / (3 * (orders - 1))
        assert found.guaranteed[name] == pytest.approx(bound)


@given(st.lists(st.integers(-50, 50), min_size=16, max_size=16))
def test_what_a_player_adds_lies_between_the_least_and_the_most_of_all_groups(costs):
    game = CostGame("abcd", [0, *costs[1:]])
    slow = {
        player: [
            game.cost([*group, player]) - (game.cost(group) if group else 0)
            for size in range(4)
            for group in combinations([one for one in "abcd" if one != player], size)
        ]
        for player in "abcd"
    }
    assert marginal_ranges(game) == {player: (min(added), max(added)) for player, added in slow.items()}


def test_ranges_that_are_told_guarantee_as_those_of_a_table_do():
    game = CostGame.from_table(TVA)
    told = sampled_shapley_of(game.players, game.cost, orders=30, seed=5, ranges=marginal_ranges(game))
    assert told.guaranteed == pytest.approx(sampled_shapley(game, orders=30, seed=5).guaranteed)


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ({"a": (0, 4)}, "The range of what b adds is missing."),
        ({"a": (4, 0), "b": (0, 4)}, "The range of what a adds ends before it begins."),
        ({"a": (0, float("nan")), "b": (0, 4)}, "The range of what a adds is not a finite number."),
        ({"a": (0, 4), "b": (0, 2)}, "b adds 3.00 to a group, outside the range that was given for it."),
    ],
)
def test_ranges_that_cannot_be_are_refused(ranges, message):
    game = CostGame("ab", [0, 4, 3, 6])
    with pytest.raises(GameError) as refused:
        sampled_shapley_of(game.players, game.cost, orders=9, seed=0, ranges=ranges)
    assert str(refused.value) == message


def test_a_sampled_share_says_how_sure_it_is():
    game = CostGame.from_table(TVA)
    name = game.players[0]
    sure = sampled_shapley(game, orders=100, seed=1)
    unsure = sampled_shapley_of(game.players, game.cost, orders=100, seed=1)
    begins = f"{name} pays about {sure.allocation[name]:,.2f}: 95% sure to within {sure.error[name]:,.2f}"
    assert sure.explained(name) == (
        f"{begins} if means of 100 orders are normal, and to {sure.guaranteed[name]:,.2f} in any case."
    )
    assert unsure.explained(name) == f"{begins}, if means of 100 orders are normal."
