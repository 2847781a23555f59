"""Games from drivers, and from a function of a group."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.games import CostGame, Elastic, Fixed, GameError, Pooled, Rate, Step, game_from_drivers

CALLS = {"Grandview": 4_000, "Raytown": 9_000, "Blue Springs": 0}
SEATS = {"Grandview": 15, "Raytown": 20, "Blue Springs": 5}
PARTS = [
    Fixed(1_000, "calls"),
    Rate(2, "calls"),
    Step(300, 20, "seats"),
    Elastic(500, 10_000, 0.8, "calls"),
    Pooled(10, 1.5, "seats"),
]


def test_a_group_pays_every_part_for_its_summed_drivers():
    game = game_from_drivers({"calls": CALLS, "seats": SEATS}, PARTS)
    for size in range(1, 4):
        for group in combinations(CALLS, size):
            calls, seats = sum(CALLS[name] for name in group), sum(SEATS[name] for name in group)
            expected = 2 * calls + 300 * -(-seats // 20) + 10 * (seats + 1.5 * seats**0.5)
            if calls:
                expected += 1_000 + 500 * (calls / 10_000) ** 0.8
            assert game.cost(group) == pytest.approx(expected), group


@given(st.integers(1, 60))
def test_steps_do_not_begin_by_rounding(third):
    game = game_from_drivers(
        {"seats": {"a": third / 3, "b": third / 3, "c": third / 3}}, [Step(1, 1, "seats")]
    )
    assert game.costs[-1] == third


def test_elasticity_below_one_saves_together():
    game = game_from_drivers({"calls": CALLS}, [Elastic(500, 10_000, 0.8, "calls")])
    assert game.cost(["Grandview", "Raytown"]) < game.cost(["Grandview"]) + game.cost(["Raytown"])


@pytest.mark.parametrize(
    ("part", "given", "message"),
    [
        (Step, (1, 0), "The size of the step part that follows 'seats' must be more than 0."),
        (Elastic, (1, 0, 0.9), "The reference of the elastic part that follows 'seats' must be more than 0."),
        (Rate, (float("nan"),), "The amount of the rate part that follows 'seats' is not a finite number."),
        (Fixed, ("5",), "The amount of the fixed part that follows 'seats' is not a number."),
        (Pooled, (1, None), "The reserve of the pooled part that follows 'seats' is not a number."),
    ],
)
def test_a_part_names_the_figure_that_is_wrong(part, given, message):
    with pytest.raises(GameError) as refused:
        part(*given, "seats")
    assert str(refused.value) == message


def test_too_many_players_are_refused_before_their_groups_are_counted():
    with pytest.raises(GameError, match=r"^60 players make too many groups to hold in memory; 24 are"):
        game_from_drivers({"seats": {f"city {number}": 1 for number in range(60)}}, [Rate(1, "seats")])


@pytest.mark.parametrize(
    ("drivers", "parts", "message"),
    [
        ({}, PARTS, "A game needs at least one driver and one part of its cost."),
        ({"calls": CALLS}, [], "A game needs at least one driver and one part of its cost."),
        ({"calls": CALLS}, PARTS, "A part of the cost follows 'seats', which no driver is called."),
        (
            {"calls": CALLS, "seats": {"Grandview": 1, "Raytown": 1}},
            PARTS,
            "The driver 'seats' must name each player once; 'Blue Springs' is missing or unknown.",
        ),
        (
            {"calls": {"Grandview": -1}},
            [Fixed(1, "calls")],
            "The driver 'calls' of 'Grandview' must be a number of 0 or more.",
        ),
    ],
)
def test_drivers_name_what_is_wrong(drivers, parts, message):
    with pytest.raises(GameError) as refused:
        game_from_drivers(drivers, parts)
    assert str(refused.value) == message


def test_a_function_is_asked_once_for_every_group():
    asked = []

    def cost(group):
        asked.append(group)
        return 10 * len(group)

    game = CostGame.from_function("abc", cost)
    assert game.costs.tolist() == [0, 10, 10, 20, 10, 20, 20, 30]
    assert sorted(map(sorted, asked)) == sorted(
        sorted(group) for size in (1, 2, 3) for group in combinations("abc", size)
    )


def test_a_function_without_an_answer_names_the_group():
    with pytest.raises(GameError, match=r"^The cost of a \+ b is not a finite number\.$"):
        CostGame.from_function("ab", lambda group: float("nan") if len(group) == 2 else 1.0)
