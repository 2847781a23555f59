"""What makes a game, and the message where figures make none."""

import numpy as np
import pytest

from mutual.games import Allocation, CostGame, GameError

PAIR = {"a": 2, "b": 3, ("a", "b"): 4}


def test_table_holds_every_group_by_its_bits():
    assert CostGame.from_table(PAIR).costs.tolist() == [0, 2, 3, 4]


def test_table_takes_the_order_it_is_given():
    game = CostGame.from_table(PAIR, players=["b", "a"])
    assert (game.players, game.costs.tolist()) == (("b", "a"), [0, 3, 2, 4])


def test_cost_of_a_group_ignores_the_order_of_names():
    game = CostGame.from_table(PAIR)
    assert [game.cost(group) for group in ([], ["b"], ["b", "a"])] == [0, 3, 4]


def test_costs_cannot_be_changed_from_outside():
    given = np.array([0.0, 1.0])
    game = CostGame("a", given)
    given[1] = 9
    assert game.cost("a") == 1
    with pytest.raises(ValueError, match="read-only"):
        game.costs[1] = 2


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({}, "A game needs players: give each one's cost alone."),
        ({"a": 1, "b": 2}, "No cost is given for a + b."),
        (
            {"a": 1, "b": 1, "c": 1},
            "No cost is given for a + b; a + c; b + c and 1 more.",
        ),
        ({"a": 1, ("a", "z"): 2}, "'z' has no cost of its own, but stands in the group a + z."),
        (PAIR | {("b", "a"): 5}, "The group b + a is named twice."),
        (PAIR | {("a", "b"): float("nan")}, "The cost of a + b is not a finite number."),
        (PAIR | {(): 1}, "Nobody must cost nothing."),
        ({f"city {number}": 1 for number in range(25)}, "25 players make too many groups; 24 are the most."),
    ],
)
def test_table_says_what_is_wrong(table, message):
    with pytest.raises(GameError) as error:
        CostGame.from_table(table)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("players", "costs", "message"),
    [
        (["a", "a"], [0, 1, 1, 1], "Two players are called 'a'."),
        (["a", "b"], [0, 1], "2 players need 4 costs, not an array of shape (2,)."),
    ],
)
def test_array_says_what_is_wrong(players, costs, message):
    with pytest.raises(GameError) as error:
        CostGame(players, costs)
    assert str(error.value) == message


def test_cost_of_a_stranger_is_an_error():
    with pytest.raises(GameError, match="'z' is not a player"):
        CostGame.from_table(PAIR).cost(["z"])


def test_allocation_reads_as_a_mapping():
    split = Allocation(("a", "b"), [1, 2])
    assert dict(split) == {"a": 1, "b": 2}
    assert "z" not in split
    assert repr(split) == "Allocation({'a': 1.0, 'b': 2.0})"
