"""Many games of few players, solved without a list; what is given up is solved all the same."""

import importlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.games.made import IS_FULL, STYLES, drawn_game, games

from mutual.games import nucleolus, nucleolus_of_many, prenucleolus
from mutual.games.nucleolus.small import FEW, solve_small
from mutual.games.nucleolus.solver import solve_many

variants = importlib.import_module("mutual.games.nucleolus.variants")
DRAWN = 2_000 if IS_FULL else 200


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("count", range(1, FEW + 1))
def test_every_size_has_the_splits_of_the_solver_that_lists_groups(count, style):
    generator = np.random.default_rng(count)
    tables = np.stack([drawn_game(generator, count, style).costs for _ in range(DRAWN)])
    tolerances = 1e-10 * np.abs(tables).max(axis=1)
    for bounded in (False, True):
        alone = tables[:, 1 << np.arange(count)].sum(axis=1)
        rows = np.flatnonzero(alone >= tables[:, -1]) if bounded else np.arange(DRAWN)
        splits, solved = solve_small(count, tables[rows], bounded, tolerances[rows])
        expected, listed = solve_many(count, tables[rows], variants.PLAIN, bounded, tolerances[rows])
        assert solved.all()
        assert listed.all()
        assert splits == pytest.approx(expected, abs=1e-9)


@given(games(most=5), st.booleans())
def test_the_splits_of_many_are_the_proved_ones(game, bounded):
    found = nucleolus_of_many([game.costs] * 2, bounded=bounded)
    proved = (nucleolus if bounded else prenucleolus)(game, certify=True)
    if proved.allocation is None:
        assert np.isnan(found).all()
    else:
        exact = [float(share) for share in proved.certificate.shares.values()]
        scale = float(np.abs(game.costs).max()) + 1
        assert found[1] / scale == pytest.approx(np.array(exact) / scale, abs=1e-9)


def test_a_game_that_was_not_checked_is_given_up():
    tables = np.random.default_rng(4).uniform(1, 100, (50, 32))
    tables[:, 0] = 0
    _, solved = solve_small(5, tables, False, np.zeros(50))  # no rounding is allowed for
    assert not solved.all()


def test_games_given_up_are_solved_with_the_list(monkeypatch):
    tables = np.random.default_rng(4).uniform(1, 100, (50, 32))
    tables[:, 0] = 0
    expected = nucleolus_of_many(tables, bounded=False)

    def gives_up_each_second(*given):
        splits, solved = solve_small(*given)
        splits[::2], solved[::2] = -1.0, False
        return splits, solved

    monkeypatch.setattr(variants, "solve_small", gives_up_each_second)
    assert nucleolus_of_many(tables, bounded=False) == pytest.approx(expected, abs=1e-9)
