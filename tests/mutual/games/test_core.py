"""Core membership, and the group with the strongest reason to leave."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.games import CoreTest, CostGame, GameError, Violation, core_test, violations

GAME = CostGame.from_table(
    {"a": 40, "b": 50, "c": 60, ("a", "b"): 60, ("a", "c"): 80, ("b", "c"): 100, ("a", "b", "c"): 120}
)


def test_core_accepts_a_split_that_no_group_would_leave():
    assert core_test(GAME, {"a": 20, "b": 40, "c": 60}, tolerance=0) == CoreTest(
        is_in_core=True, group=("c",), complaint=0, imbalance=0, tolerance=0
    )


def test_core_names_the_group_with_the_strongest_complaint():
    assert core_test(GAME, {"a": 35, "b": 45, "c": 40}, tolerance=0) == CoreTest(
        is_in_core=False, group=("a", "b"), complaint=20, imbalance=0, tolerance=0
    )


def test_core_refuses_a_split_that_leaves_a_deficit():
    found = core_test(GAME, {"a": 20, "b": 30, "c": 50})
    assert (found.is_in_core, found.imbalance) == (False, -20)


def test_core_names_the_smallest_of_equally_aggrieved_groups():
    game = CostGame("abc", [0, 1, 1, 2, 1, 2, 2, 3])
    assert core_test(game, {"a": 1, "b": 1, "c": 1}).group == ("a",)


def test_core_of_one_player_has_nobody_to_leave():
    assert core_test(CostGame("a", [0, 7]), {"a": 7}, tolerance=0) == CoreTest(
        is_in_core=True, group=(), complaint=-np.inf, imbalance=0, tolerance=0
    )


@pytest.mark.parametrize("split", [{"a": 1, "b": 2}, {"a": 1, "b": 2, "c": 3, "d": 4}])
def test_core_refuses_a_split_of_other_players(split):
    with pytest.raises(GameError, match="is missing or unknown"):
        core_test(GAME, split)


@given(
    st.lists(st.integers(0, 100), min_size=31, max_size=31),
    st.lists(st.integers(0, 50), min_size=5, max_size=5),
)
def test_core_finds_the_complaint_that_a_walk_over_all_groups_finds(costs, amounts):
    game = CostGame("abcde", [0, *costs])
    split = dict(zip("abcde", amounts, strict=True))
    groups = [group for size in range(1, 5) for group in combinations("abcde", size)]
    found = core_test(game, split, tolerance=0)
    complaints = {group: sum(split[name] for name in group) - game.cost(group) for group in groups}
    assert found.complaint == max(complaints.values())
    assert complaints[found.group] == found.complaint
    assert len(found.group) == min(len(group) for group in groups if complaints[group] == found.complaint)


def test_violations_stand_in_the_order_of_complaints():
    split = {"a": 35, "b": 45, "c": 40}
    assert violations(GAME, split) == (Violation(("a", "b"), 20),)
    split = {"a": 60, "b": 60, "c": 0}
    assert [(one.group, one.complaint) for one in violations(GAME, split)] == [
        (("a", "b"), 60),
        (("a",), 20),
        (("b",), 10),
    ]
    assert violations(GAME, split, most=1) == (Violation(("a", "b"), 60),)


def test_a_violation_is_a_sentence():
    game = CostGame(["Grandview", "Raytown", "Belton"], [0, 9e4, 9e4, 1e5, 9e4, 2e5, 2e5, 2e5])
    split = {"Grandview": 60_000, "Raytown": 52_400, "Belton": 87_600}
    assert [one.explained("USD") for one in violations(game, split)] == [
        "Grandview and Raytown together would pay $12,400 less alone."
    ]
    assert Violation(("Belton",), 0.5).explained("EUR", of_gains=True) == (
        "Belton would get 0.50 EUR more alone."
    )


@pytest.mark.parametrize(
    ("split", "tolerance", "message"),
    [
        ({"a": float("nan"), "b": 1, "c": 1}, None, "The split of 'a' is not a finite number."),
        ({"a": 1, "b": "2", "c": 1}, None, "The split of 'b' is not a number."),
        ({"a": 1, "b": 2, "c": 1}, -1, "The tolerance must be a number of 0 or more."),
    ],
)
def test_core_names_what_is_wrong(split, tolerance, message):
    for judge in (core_test, violations):
        with pytest.raises(GameError) as refused:
            judge(GAME, split, tolerance=tolerance)
        assert str(refused.value) == message


def test_a_verdict_is_a_sentence():
    assert core_test(GAME, {"a": 35, "b": 45, "c": 40}).explained("USD") == (
        "Not stable: a and b together would pay $20 less alone."
    )
    assert core_test(GAME, {"a": 20, "b": 35, "c": 65}).explained() == (
        "Not stable: c would pay 5 less alone."
    )
    assert core_test(GAME, {"a": 20, "b": 30, "c": 50}).explained() == (
        "Not a split of the whole: 20 too little."
    )
    assert core_test(CostGame("ab", [0, -1, -1, -4]), {"a": -3.5, "b": -0.5}).explained(of_gains=True) == (
        "Not stable: b would get 0.50 more alone."
    )
