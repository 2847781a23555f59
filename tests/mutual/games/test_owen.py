"""The Owen value beside a walk over the orders in which unions stay together, and what it must satisfy."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.games.made import TVA, games

from mutual.games import CostGame, GameError, owen_value, shapley


def mean_over_orders_of_unions(game, unions):
    place = {name: i for i, name in enumerate(game.players)}
    totals, count = np.zeros(len(game.players)), 0
    for order in permutations(unions.values()):
        for inner in product(*(permutations(members) for members in order)):
            group = 0
            for name in (name for members in inner for name in members):
                joined = group | 1 << place[name]
                totals[place[name]] += game.costs[joined] - game.costs[group]
                group = joined
            count += 1
    return totals / count


@st.composite
def games_with_unions(draw):
    game = draw(games(most=5))
    labels = draw(st.lists(st.sampled_from("xyz"), min_size=len(game.players), max_size=len(game.players)))
    unions = {}
    for name, label in zip(game.players, labels, strict=True):
        unions.setdefault(label, []).append(name)
    return game, unions


@given(games_with_unions())
def test_owen_is_the_mean_over_the_orders_in_which_unions_stay_together(drawn):
    game, unions = drawn
    expected = mean_over_orders_of_unions(game, unions)
    assert owen_value(game, unions).amounts == pytest.approx(expected, abs=1e-6)


@given(games_with_unions())
def test_unions_pay_the_shapley_value_of_the_game_between_them(drawn):
    game, unions = drawn
    between = CostGame.from_function(unions, lambda some: game.cost(name for u in some for name in unions[u]))
    shares = owen_value(game, unions)
    paid = {union: sum(shares[name] for name in members) for union, members in unions.items()}
    assert paid == pytest.approx(dict(shapley(between)), abs=1e-6)


@given(games())
def test_one_union_or_one_for_each_player_is_no_union_at_all(game):
    expected = pytest.approx(shapley(game).amounts, abs=1e-6)
    assert owen_value(game, {"all": game.players}).amounts == expected
    assert owen_value(game, {name: [name] for name in game.players}).amounts == expected


@pytest.mark.parametrize(
    ("unions", "message"),
    [
        (
            {"river": ["navigation", "flood"]},
            "'power' stands in no union; a player alone is a union of one.",
        ),
        (
            {"river": ["navigation", "flood"], "grid": ["flood", "power"]},
            "'flood' stands in two unions, 'river' and 'grid'.",
        ),
        ({"river": ["fish"]}, "'fish' in the union 'river' is not a player of this game."),
        ({"river": TVA.players, "grid": []}, "The union 'grid' has no members."),
    ],
)
def test_owen_names_what_is_wrong(unions, message):
    with pytest.raises(GameError) as refused:
        owen_value(TVA, unions)
    assert str(refused.value) == message
