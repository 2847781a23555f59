"""Charges of finance officers, the tau value, and rules for airports and estates."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mutual.games.made import TVA, games

from mutual.games import (
    CostGame,
    GameError,
    airport,
    constrained_equal_awards,
    constrained_equal_losses,
    driver_charge,
    equal_charge,
    equal_nonseparable,
    least_core,
    proportional_awards,
    proportional_charge,
    scrb,
    shapley,
    talmud,
    tau_value,
)

TWO = CostGame(["Grandview", "Raytown"], [0, 410, 380, 600])


def test_scrb_reproduces_straffin_and_heaney_1981():
    assert scrb(TVA).allocation.amounts == pytest.approx([117_476, 99_157, 195_951], abs=1)


def test_equal_nonseparable_reproduces_straffin_and_heaney_1981():
    assert dict(equal_nonseparable(TVA)) == {"navigation": 119_424, "flood": 107_973, "power": 185_187}


def test_equal_and_proportional_charges():
    assert dict(equal_charge(TWO)) == {"Grandview": 300, "Raytown": 300}
    assert proportional_charge(TWO).allocation.amounts == pytest.approx([600 * 41 / 79, 600 * 38 / 79])


def test_proportional_charge_needs_costs_alone():
    assert proportional_charge(CostGame("ab", [0, 1, -1, 3])).reason == (
        "Alone all players together would pay nothing."
    )


def test_driver_charge_follows_use():
    assert dict(driver_charge(TWO, {"Raytown": 1, "Grandview": 3})) == {"Grandview": 450, "Raytown": 150}


@pytest.mark.parametrize(
    ("driver", "message"),
    [
        ({"Raytown": 1}, "The driver must name each player once; 'Grandview' is missing or unknown."),
        ({"Raytown": -1, "Grandview": 1}, "The driver of 'Raytown' must be a number of 0 or more."),
        (
            {"Raytown": 0, "Grandview": float("nan")},
            "The driver of 'Grandview' is not a finite number.",
        ),
        (
            {"Raytown": 0, "Grandview": 0},
            "The driver is 0 for every player: nothing can be in proportion to it.",
        ),
    ],
)
def test_driver_charge_names_what_is_wrong(driver, message):
    with pytest.raises(GameError) as refused:
        driver_charge(TWO, driver)
    assert str(refused.value) == message


def test_scrb_without_remaining_benefits_divides_nothing_or_says_so():
    assert dict(scrb(CostGame("ab", [0, 1, 2, 3])).allocation) == {"a": 1, "b": 2}
    three = CostGame("abc", [0, 1, 1, 1, 1, 1, 1, 2])
    assert scrb(three).reason == (
        "The remaining benefits add up to nothing, so the rest of the cost cannot follow them."
    )


def test_tau_of_three_players_with_a_core_is_scrb():
    assert tau_value(TVA).allocation.amounts == pytest.approx(scrb(TVA).allocation.amounts)


@given(games(least=2))
def test_tau_lies_between_the_least_and_the_most_of_each_player(game):
    found = tau_value(game)
    count, full = len(game.players), len(game.costs) - 1
    least = [game.costs[-1] - game.costs[full ^ 1 << i] for i in range(count)]
    most = [
        min(
            game.costs[group] - sum(least[j] for j in range(count) if group >> j & 1 and j != i)
            for group in range(1, full + 1)
            if group >> i & 1
        )
        for i in range(count)
    ]
    exists = all(a <= b for a, b in zip(least, most, strict=True)) and sum(least) <= full_cost(game) <= sum(
        most
    )
    assert (found.allocation is not None) == exists
    if exists:
        small = 1e-6
        shares = found.allocation.amounts
        assert shares.sum() == pytest.approx(full_cost(game), abs=small)
        assert all(a - small <= x <= b + small for a, x, b in zip(least, shares, most, strict=True))


def full_cost(game):
    return float(game.costs[-1])


def test_least_core_of_a_game_without_core_is_what_somebody_misses():
    game = CostGame("abc", [0, 1, 1, 1, 1, 1, 1, 2])
    assert least_core(game).value == pytest.approx(1 / 3)
    assert least_core(CostGame("a", [0, 7])).value == float("-inf")


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6))
def test_airport_is_the_shapley_value_of_the_longest_runway(costs):
    names = [f"city {number}" for number in range(len(costs))]
    game = CostGame.from_function(names, lambda group: max(costs[names.index(name)] for name in group))
    found = airport(dict(zip(names, costs, strict=True)))
    assert found.amounts == pytest.approx(shapley(game).amounts, abs=1e-9)


def test_airport_refuses_what_is_no_cost():
    with pytest.raises(GameError, match=r"^The cost of 'a' must be a number of 0 or more\.$"):
        airport({"a": -1})


@pytest.mark.parametrize(
    ("estate", "awards"), [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])]
)
def test_talmud_gives_the_awards_of_the_mishnah(estate, awards):
    assert talmud(estate, {"a": 100, "b": 200, "c": 300}).amounts == pytest.approx(awards)


CLAIMS = st.lists(st.integers(0, 100), min_size=1, max_size=5)


@given(CLAIMS, st.integers(0, 100))
def test_every_rule_gives_all_and_nobody_more_than_claimed(claims, part):
    asked = {f"city {number}": claim for number, claim in enumerate(claims)}
    estate = sum(claims) * part / 100
    for rule in (proportional_awards, constrained_equal_awards, constrained_equal_losses, talmud):
        awards = rule(estate, asked)
        assert sum(awards.values()) == pytest.approx(estate, abs=1e-9)
        assert all(-1e-9 <= awards[name] <= claim + 1e-9 for name, claim in asked.items())


@given(CLAIMS, st.integers(0, 100))
def test_equal_losses_are_what_equal_awards_leave(claims, part):
    asked = {f"city {number}": claim for number, claim in enumerate(claims)}
    estate = sum(claims) * part / 100
    losses = constrained_equal_awards(sum(claims) - estate, asked)
    awards = constrained_equal_losses(estate, asked)
    assert awards.amounts == pytest.approx(np.array(claims) - losses.amounts, abs=1e-9)


@pytest.mark.parametrize(
    ("estate", "claims", "message"),
    [
        (1, {}, "There are no claims."),
        (1, {"a": -1}, "The claim of 'a' must be a number of 0 or more."),
        (9, {"a": 3, "b": 5}, "The amount must lie between 0 and the sum of the claims, 8.00."),
    ],
)
def test_rules_name_what_is_wrong(estate, claims, message):
    with pytest.raises(GameError) as refused:
        talmud(estate, claims)
    assert str(refused.value) == message


def test_orders_of_equal_claims_do_not_matter():
    for names in permutations("abc"):
        assert dict(talmud(100, dict.fromkeys(names, 50))) == pytest.approx(dict.fromkeys("abc", 100 / 3))
