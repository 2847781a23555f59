"""Many games at once: the same answers as one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.games.made import IS_FULL, STYLES, drawn_game, games

from mutual.games import (
    SOLUTIONS,
    CostGame,
    GameError,
    core_test,
    core_test_of_many,
    shapley,
    shapley_of_many,
    solution_of_many,
    solve,
)

DRAWN = 500 if IS_FULL else 60


@given(games(most=5), st.data())
def test_core_tests_of_many_are_those_of_one(game, data):
    count = len(game.players)
    splits = data.draw(
        st.lists(st.lists(st.integers(-200, 200), min_size=count, max_size=count), min_size=1, max_size=4)
    )
    found = core_test_of_many([game.costs] * len(splits), splits)
    for row, split in enumerate(splits):
        one = core_test(game, dict(zip(game.players, split, strict=True)))
        named = tuple(name for i, name in enumerate(game.players) if int(found.groups[row]) >> i & 1)
        assert (bool(found.is_in_core[row]), named) == (one.is_in_core, one.group)
        assert (found.complaints[row], found.imbalances[row]) == (one.complaint, one.imbalance)
        for i in range(count):
            complaints = [
                sum(split[j] for j in range(count) if group >> j & 1) - game.costs[group]
                for group in range(1, (1 << count) - 1)
                if group >> i & 1
            ]
            assert found.by_player[row, i] == max(complaints, default=-np.inf)


@pytest.mark.parametrize("style", STYLES)
def test_solutions_of_many_are_those_of_one(style):
    generator = np.random.default_rng(17)
    drawn = [drawn_game(generator, 4, style) for _ in range(DRAWN)]
    tables = np.stack([game.costs for game in drawn])
    reports = [solve(game, certify=False) for game in drawn]
    for name in SOLUTIONS:
        for split, report in zip(solution_of_many(name, tables), reports, strict=True):
            allocation = report.solutions[name].allocation
            if allocation is None:
                assert np.isnan(split).all()
            else:
                assert split == pytest.approx(allocation.amounts, abs=1e-7)


@pytest.mark.parametrize("players", [1, 2, 3, 7, 11])
def test_shapley_of_many_is_shapley(players):
    game = drawn_game(np.random.default_rng(players), players, "any")
    other = CostGame(game.players, 2 * game.costs)
    found = shapley_of_many([game.costs, other.costs])
    assert found[0] == pytest.approx(shapley(game).amounts)
    assert found[1] == pytest.approx(2 * shapley(game).amounts)


def test_the_number_of_games_does_not_change_a_bit_of_any():
    tables = np.random.default_rng(3).uniform(1, 100, (257, 32))
    tables[:, 0] = 0
    for name in ("shapley", "nucleolus", "prenucleolus"):
        whole = solution_of_many(name, tables)
        parts = [solution_of_many(name, tables[k : k + 10]) for k in range(0, 257, 10)]
        assert np.concatenate(parts).tobytes() == whole.tobytes()


@pytest.mark.parametrize(
    ("costs", "splits", "message"),
    [
        ([[0, 1, 2]], [[1, 1]], "Games are rows of 2, 4, 8, ... costs, not an array of shape (1, 3)."),
        ([[0, 1, 2, 3]], [[1, 1, 1]], "1 games of 2 players need splits of shape (1, 2), not (1, 3)."),
        ([[0, 1, 2, 3]], [[1, np.nan]], "The split of game 0 has a share that is not a finite number."),
        (
            [[0, 1, 2, 3], [0, 1, np.inf, 3]],
            [[1, 1]] * 2,
            "In game 1 the cost of group 10 is not a finite number.",
        ),
    ],
)
def test_core_tests_of_many_say_what_is_wrong(costs, splits, message):
    with pytest.raises(GameError) as refused:
        core_test_of_many(costs, splits)
    assert str(refused.value) == message


def test_an_unknown_solution_is_named():
    with pytest.raises(GameError, match=r"^There is no solution called 'shaply'; there are shapley, "):
        solution_of_many("shaply", [[0, 1]])
