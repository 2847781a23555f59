"""The nucleolus and its kin beside published answers and a slow oracle: one linear program after another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.mutual.games.made import IS_FULL, LEMAIRE, STYLES, TVA, drawn_game, games, named

from mutual.games import (
    CostGame,
    GameError,
    core_test,
    nucleolus,
    nucleolus_of_many,
    per_capita_nucleolus,
    prenucleolus,
    proportional_nucleolus,
)

DRAWN = 10_000 if IS_FULL else 300
VARIANTS = {
    nucleolus: (lambda group, cost: 1.0, True),
    prenucleolus: (lambda group, cost: 1.0, False),
    per_capita_nucleolus: (lambda group, cost: float(group.bit_count()), True),
    proportional_nucleolus: (lambda group, cost: abs(cost), True),
}


def sequence_of_programs(game, weight, *, bounded):
    """Least largest complaint over all groups; hold those with a price; again, until one split is left."""
    count, costs = len(game.players), game.costs
    full = (1 << count) - 1
    held, amounts = [_row(full, count)], [costs[full]]
    limits = [(None, costs[1 << i] if bounded else None) for i in range(count)] + [(None, None)]
    while len(held) < count:
        free = [group for group in range(1, full) if _grows(held, _row(group, count))]
        answer = linprog(
            [0] * count + [1],
            A_ub=[[*_row(group, count), -weight(group, costs[group])] for group in free],
            b_ub=[costs[group] for group in free],
            A_eq=[[*row, 0] for row in held],
            b_eq=amounts,
            bounds=limits,
        )
        assert answer.status == 0, answer.message
        priced = [
            (group, costs[group] + weight(group, costs[group]) * answer.x[-1])
            for group, price in zip(free, answer.ineqlin.marginals, strict=True)
            if price < -1e-9
        ]
        priced += [(1 << i, costs[1 << i]) for i in range(count) if answer.upper.marginals[i] < -1e-9]
        before = len(held)
        for group, amount in priced:
            if _grows(held, _row(group, count)):
                held.append(_row(group, count))
                amounts.append(amount)
        assert len(held) > before
    return np.linalg.solve(np.array(held, dtype=float), amounts)


def _row(group, count):
    return [group >> i & 1 for i in range(count)]


def _grows(held, row):
    return np.linalg.matrix_rank([*held, row]) > len(held)


def test_nucleolus_reproduces_the_tennessee_valley_authority():
    found = nucleolus(TVA).allocation
    assert dict(found) == pytest.approx({"navigation": 116_234, "flood": 93_540, "power": 202_810}, abs=1e-6)


def test_nucleolus_reproduces_lemaire_1991():
    assert -nucleolus(LEMAIRE).allocation.amounts == pytest.approx([52_687.5, 24_468.75, 12_843.75])


@pytest.mark.parametrize(
    ("estate", "awards"),
    [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])],
)
def test_nucleolus_divides_an_estate_as_the_talmud_does(estate, awards):
    claims = np.array([100, 200, 300])
    worths = [
        max(0, estate - sum(claim for i, claim in enumerate(claims) if not group >> i & 1))
        for group in range(8)
    ]
    worths[0] = 0
    assert -nucleolus(CostGame("abc", -np.array(worths))).allocation.amounts == pytest.approx(awards)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_drawn_games_have_the_split_of_the_slow_oracle(variant):
    weight, bounded = VARIANTS[variant]
    generator = np.random.default_rng(2022)
    compared = 0
    for number in range(DRAWN // 4):
        game = drawn_game(generator, int(generator.integers(2, 7)), STYLES[number % 4])
        found = variant(game)
        if found.allocation is None:
            assert sum(game.costs[1 << i] for i in range(len(game.players))) < game.costs[-1]
            continue
        expected = sequence_of_programs(game, weight, bounded=bounded)
        assert found.allocation.amounts == pytest.approx(expected, abs=1e-6), game.costs.tolist()
        compared += 1
    assert compared > DRAWN // 8


@pytest.mark.parametrize("count", [8, 9, 10])
@pytest.mark.parametrize("style", STYLES)
def test_games_whose_groups_are_listed_bit_by_bit_have_the_split_of_the_slow_oracle(count, style):
    game = drawn_game(np.random.default_rng(count), count, style)
    expected = sequence_of_programs(game, lambda group, cost: 1.0, bounded=False)
    assert prenucleolus(game).allocation.amounts == pytest.approx(expected, abs=1e-6)


@given(games(least=2))
def test_nobody_pays_more_than_alone_in_the_nucleolus(game):
    found = nucleolus(game, certify=True)
    if found.allocation is None:
        assert "somebody pays more than alone" in found.reason
    else:
        alone = {name: game.cost([name]) for name in game.players}
        assert all(found.certificate.shares[name] <= alone[name] for name in game.players)


@given(games(least=2), st.lists(st.integers(-1000, 1000), min_size=6, max_size=6), st.integers(1, 9))
def test_nucleolus_follows_a_change_of_unit_and_of_own_costs(game, own, factor):
    count = len(game.players)
    added = [sum(own[i] for i in range(count) if group >> i & 1) for group in range(1 << count)]
    moved = CostGame(game.players, factor * game.costs + np.array(added))
    one, other = nucleolus(game), nucleolus(moved)
    assert (one.allocation is None) == (other.allocation is None)
    if one.allocation is not None:
        scale = np.abs(moved.costs).max() + 1
        expected = factor * one.allocation.amounts + np.array(own[:count])
        assert other.allocation.amounts / scale == pytest.approx(expected / scale, abs=1e-8)


@given(games(least=2))
def test_nucleolus_is_in_the_core_where_there_is_one(game):
    found = prenucleolus(game)
    if found.levels[0].complaint <= 0:
        assert core_test(game, found.allocation, tolerance=1e-6 * np.abs(game.costs).max() + 1e-9).is_in_core
        assert nucleolus(game).allocation.amounts == pytest.approx(found.allocation.amounts, abs=1e-3)


@given(games(least=2))
def test_players_who_add_the_same_pay_the_same(game):
    count = len(game.players)
    swapped = [group ^ 3 if group & 3 in {1, 2} else group for group in range(1 << count)]
    alike = CostGame(game.players, np.maximum(game.costs, game.costs[swapped]))
    for variant in VARIANTS:
        found = variant(alike, certify=True)
        if found.allocation is not None:
            shares = found.certificate.shares
            assert shares["city 0"] == shares["city 1"]


def test_many_games_are_solved_as_each_alone():
    generator = np.random.default_rng(7)
    made = [drawn_game(generator, 5, STYLES[number % 4]) for number in range(40)]
    for bounded, one in ((True, nucleolus), (False, prenucleolus)):
        found = nucleolus_of_many([game.costs for game in made], bounded=bounded)
        for row, game in zip(found, made, strict=True):
            split = one(game).allocation
            expected = [np.nan] * 5 if split is None else split.amounts
            assert row == pytest.approx(expected, nan_ok=True, abs=1e-7)


def test_many_games_of_which_none_is_given_have_no_splits():
    assert nucleolus_of_many(np.empty((0, 8))).shape == (0, 3)


@pytest.mark.parametrize(
    ("costs", "message"),
    [
        ([[0, 1, 2]], "Games are rows of 2, 4, 8, ... costs, not an array of shape (1, 3)."),
        ([0, 1], "Games are rows of 2, 4, 8, ... costs, not an array of shape (2,)."),
        (
            [[0, 1], [0, float("nan")]],
            "In game 1 the cost of group 1 is not a finite number.",
        ),
        ([[3, 1]], "In game 0 nobody must cost nothing, not 3."),
        ([[0, 1], [0]], "Games are rows of equally many costs, each a number."),
        ([["a", "b"]], "Games are rows of equally many costs, each a number."),
        ([[0, 10**400]], "Games are rows of equally many costs, each a number."),
    ],
)
def test_many_games_refuse_what_is_no_game(costs, message):
    with pytest.raises(GameError) as refused:
        nucleolus_of_many(costs)
    assert str(refused.value) == message


def test_one_player_pays_all():
    assert dict(nucleolus(CostGame("a", [0, 7]), certify=True).allocation) == {"a": 7}


def test_costs_of_nothing_are_shared_as_nothing():
    assert dict(nucleolus(CostGame("ab", [0, 0, 0, 0]), certify=True).allocation) == {"a": 0, "b": 0}


def test_proportional_nucleolus_says_whose_cost_stands_in_the_way():
    found = proportional_nucleolus(CostGame(["Raytown", "Grandview"], [0, 5, 0, 8]))
    assert (found.allocation, found.reason) == (
        None,
        "Grandview would cost 0.00, to which nothing can be in proportion.",
    )


def test_sixteen_players_are_solved_and_no_group_complains_more_than_the_first_level():
    game = drawn_game(np.random.default_rng(20), 16, "any")
    found = prenucleolus(game)
    test = core_test(game, found.allocation)
    assert test.complaint == pytest.approx(found.levels[0].complaint, abs=1e-7)
    assert len(found.allocation) == len(named(16))
