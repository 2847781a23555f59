"""What makes a game, and the message where figures make none."""

from decimal import Decimal
from fractions import Fraction

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
        (PAIR | {("b", "b"): 1}, "The group b + b names a player twice."),
        (PAIR | {"a": "2"}, "The cost of a is not a number."),
        (PAIR | {"a": True}, "The cost of a is not a number."),
        (PAIR | {"a": None}, "The cost of a is not a number."),
        (PAIR | {"a": 10**400}, "The cost of a is not a finite number."),
        (PAIR | {"b": 1e101}, "The cost of b is too large: 1e+100 is the most that is counted with."),
        (
            {f"city {number}": 1 for number in range(25)},
            "25 players make too many groups to hold in memory; 24 are the most.",
        ),
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
        (["a", " "], [0, 1, 1, 1], "A player needs a name, of letters: ' ' is none."),
        (["a", 7], [0, 1, 1, 1], "A player needs a name, of letters: 7 is none."),
        (["a", "b"], [0, 1, float("inf"), 1], "The cost of b is not a finite number."),
        (["a", "b"], [0, 1, None, 1], "The cost of entry 2 is not a number."),
        (["a", "b"], ["0", "1", "2", "3"], "Costs must be numbers, one for each group in a single row."),
        (["a", "b"], [0, [1], 2, 3], "Costs must be numbers, one for each group in a single row."),
    ],
)
def test_array_says_what_is_wrong(players, costs, message):
    with pytest.raises(GameError) as error:
        CostGame(players, costs)
    assert str(error.value) == message


def test_decimals_and_fractions_are_numbers_too():
    game = CostGame.from_table({"a": Decimal("2.5"), "b": Fraction(1, 4), ("a", "b"): np.float32(2)})
    assert game.costs.tolist() == [0, 2.5, 0.25, 2]
    assert CostGame("a", [0, Decimal("2.5")]).costs.tolist() == [0, 2.5]


def test_a_table_that_does_not_fit_is_refused_with_its_size(monkeypatch):
    def exhausted(*given):
        raise MemoryError

    monkeypatch.setattr("mutual.games.cost_game.np.zeros", exhausted)
    with pytest.raises(
        GameError, match=r"^2 players need 32 bytes for their costs, more than there is memory\.$"
    ):
        CostGame.from_table(PAIR)


def test_a_player_of_the_table_must_be_among_those_given():
    with pytest.raises(GameError, match=r"^'b' is not among the players, but stands in the group b\.$"):
        CostGame.from_table(PAIR, players=["a"])


def test_cost_of_a_stranger_is_an_error():
    with pytest.raises(GameError, match="'z' is not a player"):
        CostGame.from_table(PAIR).cost(["z"])


def test_allocation_reads_as_a_mapping():
    split = Allocation(("a", "b"), [1, 2])
    assert dict(split) == {"a": 1, "b": 2}
    assert "z" not in split
    assert repr(split) == "Allocation({'a': 1.0, 'b': 2.0})"
