"""What each solution must satisfy, over games that are often tied and degenerate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.games.made import games

from mutual.games import (
    CostGame,
    equal_nonseparable,
    nucleolus,
    per_capita_nucleolus,
    prenucleolus,
    proportional_charge,
    proportional_nucleolus,
    scrb,
    shapley,
    solve,
    tau_value,
)
from mutual.games.solution import Solution

CONCEPTS = {
    "shapley": lambda game: Solution("shapley", shapley(game)),
    "nucleolus": nucleolus,
    "prenucleolus": prenucleolus,
    "per_capita_nucleolus": per_capita_nucleolus,
    "proportional_nucleolus": proportional_nucleolus,
    "scrb": scrb,
    "equal_nonseparable": lambda game: Solution("equal_nonseparable", equal_nonseparable(game)),
    "tau": tau_value,
    "proportional": proportional_charge,
}
BOUNDED = ("nucleolus", "per_capita_nucleolus", "proportional_nucleolus")
every = pytest.mark.parametrize("name", CONCEPTS)


def small(game):
    return 1e-7 * (1 + float(np.abs(game.costs).max()))


def shares_of(name, game):
    found = CONCEPTS[name](game)
    assert (found.allocation is None) == bool(found.reason)
    return None if found.allocation is None else found.allocation.amounts


def reordered(game, order):
    """The same game with player ``order[i]`` in place ``i``."""
    count = len(game.players)
    table = [
        game.costs[sum(1 << order[i] for i in range(count) if group >> i & 1)] for group in range(1 << count)
    ]
    return CostGame([game.players[i] for i in order], table)


def plus_own(game, own, factor=1):
    count = len(game.players)
    added = [sum(own[i] for i in range(count) if group >> i & 1) for group in range(1 << count)]
    return CostGame(game.players, factor * game.costs + np.array(added))


@every
@given(game=games())
def test_what_all_pay_is_collected(name, game):
    shares = shares_of(name, game)
    if shares is not None:
        assert shares.sum() == pytest.approx(game.costs[-1], abs=small(game))


@every
@given(game=games(least=2), data=st.data())
def test_names_do_not_matter(name, game, data):
    order = data.draw(st.permutations(range(len(game.players))))
    shares, others = shares_of(name, game), shares_of(name, reordered(game, order))
    assert (shares is None) == (others is None)
    if shares is not None:
        assert others == pytest.approx(shares[list(order)], abs=small(game))


@every
@given(game=games(least=2))
def test_players_who_add_the_same_pay_the_same(name, game):
    swapped = [group ^ 3 if group & 3 in {1, 2} else group for group in range(len(game.costs))]
    shares = shares_of(name, CostGame(game.players, game.costs + game.costs[swapped]))
    if shares is not None:
        assert shares[0] == pytest.approx(shares[1], abs=2 * small(game))


@pytest.mark.parametrize("name", ["shapley", "nucleolus", "prenucleolus", "scrb", "tau"])
@given(game=games(most=5), own=st.integers(-100, 100))
def test_a_dummy_pays_its_own_cost(name, game, own):
    widened = CostGame([*game.players, "dummy"], np.concatenate([game.costs, game.costs + own]))
    shares = shares_of(name, widened)
    if shares is not None:
        assert shares[-1] == pytest.approx(own, abs=small(widened))


@pytest.mark.parametrize(
    "name",
    ["shapley", "nucleolus", "prenucleolus", "per_capita_nucleolus", "scrb", "equal_nonseparable", "tau"],
)
@given(game=games(), own=st.lists(st.integers(-500, 500), min_size=6, max_size=6), factor=st.integers(1, 9))
def test_shares_follow_a_change_of_unit_and_of_own_costs(name, game, own, factor):
    moved = plus_own(game, own, factor)
    shares, others = shares_of(name, game), shares_of(name, moved)
    assert (shares is None) == (others is None)
    if shares is not None:
        expected = factor * shares + np.array(own[: len(shares)])
        assert others == pytest.approx(expected, abs=small(moved) + factor * small(game))


@pytest.mark.parametrize("name", BOUNDED)
@given(game=games())
def test_nobody_pays_more_than_alone(name, game):
    shares = shares_of(name, game)
    if shares is not None:
        alone = game.costs[1 << np.arange(len(shares))]
        assert (shares <= alone + small(game)).all()


@pytest.mark.parametrize("name", ["shapley", "equal_nonseparable"])
@given(one=games(most=4, least=4), other=games(most=4, least=4))
def test_shares_of_a_sum_are_the_sum_of_shares(name, one, other):
    both = CostGame(one.players, one.costs + other.costs)
    expected = shares_of(name, one) + shares_of(name, other)
    assert shares_of(name, both) == pytest.approx(expected, abs=small(one) + small(other))


@given(game=games(least=2), data=st.data())
def test_shapley_never_falls_for_a_player_who_adds_no_less_to_any_group(game, data):
    """Strong monotonicity: H. P. Young, Monotonic solutions of cooperative games (1985)."""
    half = len(game.costs) // 2
    more = data.draw(st.lists(st.integers(0, 1000), min_size=half, max_size=half))
    others, with_first = game.costs[::2], game.costs[1::2] + np.array(more)
    risen = CostGame(game.players, np.stack([others, with_first], axis=1).reshape(-1))
    assert shapley(risen).amounts[0] >= shapley(game).amounts[0] - small(risen)


@pytest.mark.parametrize("name", ["shapley", "per_capita_prenucleolus", "equal_nonseparable"])
@given(game=games(least=2), rise=st.integers(0, 1000))
def test_nobody_pays_less_when_only_the_cost_of_all_rises(name, game, rise):
    """Monotonicity in the aggregate; the per capita nucleolus has it where no bound is met (Young 1985)."""
    dearer = CostGame(game.players, [*game.costs[:-1], game.costs[-1] + rise])
    if name == "per_capita_prenucleolus":
        high = 1e5 + 100 * np.abs(game.costs).max()  # alone so dear that no bound is met
        bits = np.bitwise_count(np.arange(len(game.costs)))
        lifted = [CostGame(one.players, one.costs + np.where(bits == 1, high, 0)) for one in (game, dearer)]
        before, after = (per_capita_nucleolus(one).allocation.amounts for one in lifted)
        tolerance = small(lifted[1])
    else:
        before, after, tolerance = shares_of(name, game), shares_of(name, dearer), small(dearer)
    assert (after >= before - tolerance).all()


@given(game=games(least=3, most=5), data=st.data())
def test_the_prenucleolus_of_a_reduced_game_is_what_it_gave_before(game, data):
    """Consistency: A. Sobolev (1975), with the reduced game of M. Davis and M. Maschler (1965)."""
    count = len(game.players)
    shares = prenucleolus(game).allocation.amounts
    staying = data.draw(st.sets(st.integers(0, count - 1), min_size=2, max_size=count - 1))
    kept, left = sorted(staying), [i for i in range(count) if i not in staying]
    table = [0.0]
    for group in range(1, 1 << len(kept)):
        inside = sum(1 << kept[k] for k in range(len(kept)) if group >> k & 1)
        hired = [
            game.costs[inside + sum(1 << left[k] for k in range(len(left)) if some >> k & 1)]
            - sum(shares[left[k]] for k in range(len(left)) if some >> k & 1)
            for some in range(1 << len(left))
        ]
        table.append(hired[-1] if group == (1 << len(kept)) - 1 else min(hired))
    reduced = CostGame([game.players[i] for i in kept], table)
    assert prenucleolus(reduced).allocation.amounts == pytest.approx(shares[kept], abs=10 * small(game))


@given(game=games())
def test_a_report_agrees_with_each_solution_alone(game):
    report = solve(game)
    assert list(report.solutions) == [
        "shapley",
        "nucleolus",
        "prenucleolus",
        "per_capita_nucleolus",
        "proportional_nucleolus",
        "scrb",
        "equal_nonseparable",
        "tau",
        "proportional",
    ]
    for name, found in report.solutions.items():
        shares = shares_of(name, game)
        assert (found.allocation is None) == (shares is None)
        if shares is not None:
            assert found.allocation.amounts == pytest.approx(shares, abs=small(game))
